//! Lời có số liệu: sentences.

use super::numbers::{date, number, rate, tenths};
use super::times::{kind_name, lower, period, period_or};
use super::{
    cli, collect, draft, errors, export, guide, handing, office, past, planning, review, screen, site, summary,
    tracker, typed, why,
};
use crate::model::reporting::ReportPeriod;
use crate::review::settings::Setting;
use crate::typed::PeriodFault;
use crate::words::phrase::Phrase;

sentences! { pub(crate) fn phrase(&Phrase) {
    PlanTitle { number, title } => "Kế hoạch {number}: {title}";
    AsOf { day, issuer: Some(issuer) } => "{issuer} · tính đến ngày {}", date(*day);
    AsOf { day, issuer: None } => "Tính đến ngày {}", date(*day);
    AsOfEnd { day, issuer: Some(issuer) } => "{issuer} · tính đến hết ngày {}", date(*day);
    AsOfEnd { day, issuer: None } => "Tính đến hết ngày {}", date(*day);
    OverdueHeading { count } => "Quá hạn: {} việc", number(*count);
    DueSoonHeading { count, days } => "Sắp đến hạn (trong {} ngày tới): {} việc", number(*days), number(*count);
    More { hidden, command } => "… và {} việc nữa: {command}", number(*hidden);
    UnreadableUnit { name, file } => "{name}: không đọc được {file} nên chưa có số liệu của đơn vị này";
    UnreadableUnits { count } => "Chưa tính do tệp có lỗi: {} đơn vị", number(*count);
    Checked { errors: 0, warnings: 0 } => "Không có vấn đề nào.";
    Checked { errors, warnings } => "{} lỗi, {} cảnh báo", number(*errors), number(*warnings);
    Repeated { count, files, place, message } =>
        "{} lần trong {} tệp, như {place}: {message}", number(*count), number(*files);
    WarningsGathered { code } =>
        "Nhiều cảnh báo cùng quy tắc được gộp một dòng; để xem từng cảnh báo: tiendo check --all; về quy tắc: tiendo \
         explain {code}";
    MoreStrays { count } => "… và {} tệp khác không của đơn vị nào; tiendo check nêu đủ", number(*count);
    MoreProblems { hidden } => "… và {} vấn đề nữa trong tệp này", number(*hidden);
    Narrowed { unit } => "Chỉ nêu {unit} theo biến môi trường TIENDO_UNIT; để xem mọi đơn vị: --unit all";
    NoUnit { name } => "không có đơn vị nào tên là “{name}”";
    NoGroup { name } => "không có nhóm nào tên là “{name}”";
    NoTask { name } => "không có nhiệm vụ nào tên là “{name}”";
    NoCode { code } => "không có quy tắc nào mang mã “{code}”";
    NoQuarter { text } => "“{text}” không phải là quý: hãy viết 2024-Q1, hoặc none";
    NoSubject { name } => "không có nhiệm vụ hay đơn vị nào tên là “{name}”";
    NoClause { clause } => "kế hoạch không có nhiệm vụ nào ở mục “{clause}”";
    NoTag { tag } => "không nhiệm vụ nào có nhãn “{tag}”";
    AtLeast { amount } => "ít nhất {amount}";
    AtMost { amount } => "nhiều nhất {amount}";
    FromTo { from, to } => "từ {from} đến {to}";
    BadTarget { text } => "“{text}” không phải là chỉ tiêu: hãy ghi như 80%, 151 chi bộ, tối đa 3 vụ";
    BadAmount { text } => "“{text}” không phải là số lượng: hãy ghi như 120 hoặc 95,5";
    AmountNeeded { amount } => "đã đạt bao nhiêu? hãy ghi sau --value, như --value {amount}";
    TasksByState { total, states } => "Tính theo nhiệm vụ: {} nhiệm vụ, trong đó {states}", number(*total);
    NoSuchPeriodOfTask { task, period } => "nhiệm vụ {task} không có {}", period_or(*period, "kỳ hoặc mốc này");
    OnlyWithTask { name } => "“{name}” là đơn vị; kỳ và --unit chỉ đi với nhiệm vụ";
    Draft(said) => "{}", draft::phrase(said);
    Guide(word) => "{}", guide::guide(*word);
    Tracker(said) => "{}", tracker::phrase(said);
    Collect(said) => "{}", collect::phrase(said);
    NoWordings => "không đọc được các thời hạn: cần văn bản UTF-8, mỗi dòng một thời hạn";
    BadContext { text } => "“{text}” không phải năm hay ngày có năm: hãy viết như 2025 hoặc 25/5/2025";
    PlanFirst =>
        "Kế hoạch có lỗi nên chưa đối chiếu bản ghi của các đơn vị với kế hoạch; sửa xong, chạy lại tiendo check.";
    Ambiguous { name } => "“{name}” khớp với nhiều kết quả:";
    NoPlanNamed { name } => "không có kế hoạch nào có số hoặc thư mục là “{name}”; có các kế hoạch:";
    PlanNeeded { count } => "lệnh này làm với từng kế hoạch, mà ở đây có {} kế hoạch: hãy chọn một bằng --plan:", number(*count);
    PlansTitle { count } => "Tập kế hoạch: {} kế hoạch", number(*count);
    MorePlans { hidden } => "… và {} kế hoạch nữa: tiendo status --format csv", number(*hidden);
    UnreadablePlans { count } => "Chưa tính do không đọc được: {} kế hoạch", number(*count);
    UnreadablePlan { folder } => "{folder}: không đọc được kế hoạch này; để xem vì sao: tiendo check --plan {folder}";
    DueSoonOfAll { count } => "Sắp đến hạn: {} việc", number(*count);
    InSeveralPlans { name } => "“{name}” có trong nhiều kế hoạch: hãy chọn một bằng --plan:";
    BadDay { text, fault } => "{}", typed::day_fault(text, fault);
    DayToCome { day, today } => "ngày {} chưa đến (hôm nay là {})", date(*day), date(*today);
    BadPeriod { text, fault: PeriodFault::NotAPeriod } =>
        "“{text}” không phải là kỳ: hãy viết như quý 1, Q1/2024, tháng 2, 2/2024, tuần 15, 2024-H1, năm 2024 hoặc \
         26/4/2024";
    BadPeriod { text, fault: PeriodFault::NoSuchPeriod } => "trong lịch không có kỳ “{text}”";
    BadPeriod { text, fault: PeriodFault::WeekdayOrMonth(number) } =>
        "“{text}” có thể là tháng {number} hoặc thứ {}: hãy viết “tháng {number}”, hoặc ghi ngày", typed::weekday(*number);
    BadPeriod { text, fault: PeriodFault::Day(fault) } => "{}", typed::day_fault(text, fault);
    NoPart { task, part } => "{task} không có kỳ hay mốc “{part}”";
    PeriodNotOwed { unit, task, period } => "{unit} không có nghĩa vụ {task} cho {}", period_or(*period, "kỳ hoặc mốc này");
    NotLed { unit, task } => "{unit} không chủ trì {task} nên không có nghĩa vụ về nhiệm vụ này";
    SharedWork { title, id, with } => "{title} [{id}]: ghi ở {with}";
    StaysWith { task, from } => "{task} đến hạn khi {from} còn hoạt động nên vẫn ghi ở đơn vị ấy: --unit {from}";
    StandsWith { unit, task, with } =>
        "{unit} cùng thực hiện {task} với đơn vị khác, chỉ ghi một lần cho tất cả: hãy ghi với --unit {with}";
    Failed(why) => "lỗi: {}", errors::system(why);
    Candidate { id, name } => "  {id}  {name}";
    Days(days) => "{} ngày", number(days.unsigned_abs());
    DaysLeft(days) => "còn {} ngày", number(days.unsigned_abs());
    RecordAt { file, line } => "{file}, dòng {line}";
    NoRecord { file } => "{file} chưa có bản ghi nào về việc này";
    NoFile { file } => "chưa có tệp {file}: đơn vị chưa báo cáo gì";
    Why(why) => "{}", why::why(why);
    CliError(error) => "{}", cli::error(error);

    // Editing: what was written, what was refused and why.
    RemovedFile { file } => "Đã bỏ {file}";
    Wrote { file } => "Đã ghi {file}";
    Created { file } => "Đã tạo {file}";
    Waiting { file } => "{file}: một tiendo khác đang sửa tệp này, đang đợi (tối đa: --wait)…";
    DryRun => "Chạy thử: chưa ghi gì.";
    AlreadySo => "Nội dung này đã được ghi, không có gì thay đổi.";
    Refused { refusal, unit, task } => "{unit}, {task}: {}", errors::refused(refusal);
    PeriodNeeded { unit, task } => "{unit} có nhiều kỳ hoặc mốc của {task} phù hợp; hãy ghi rõ sau tên nhiệm vụ:";
    NothingOpen { unit, task, action } => "{unit} {} {task}", errors::nothing_open(*action);
    UnitNeeded { task: Some(task) } =>
        "nhiều đơn vị chủ trì {task}: hãy thêm --unit ĐƠN_VỊ, hoặc đặt biến môi trường TIENDO_UNIT";
    UnitNeeded { task: None } => "chưa rõ đơn vị nào: hãy thêm --unit ĐƠN_VỊ, hoặc đặt biến môi trường TIENDO_UNIT";
    DayNeeded => "dự kiến hoàn thành ngày nào? hãy ghi ngày sau tên nhiệm vụ, như 15/4/2024";
    OtherEnding { file, ending } => "{file}: lệnh này chỉ ghi tệp .{ending}; hãy đặt tên tệp có đuôi .{ending}";
    EmptyText { option } => "{option} để trống: hãy ghi nội dung, hoặc bỏ tùy chọn này";
    CannotLayOut { file } =>
        "{file}: tiendo không sửa được bản ghi này mà giữ nguyên mọi nội dung; chưa ghi gì, hãy sửa trực tiếp trong \
         tệp";
    Broken { file } => "{file} có lỗi nên chưa ghi gì; hãy sửa các lỗi trên rồi thử lại";
    WouldBreak { file } => "nếu ghi, {file} sẽ có lỗi nêu trên; chưa ghi gì";
    AcceptanceNotAsked =>
        "kế hoạch này không yêu cầu nghiệm thu (acceptance = false): ngày nghiệm thu được ghi nhưng không làm thay \
         đổi trạng thái";
    Trouble(trouble) => "{}", errors::trouble(trouble);
    Planning(said) => "{}", planning::phrase(said);
    FileHead { unit, number, title } => "{unit} · Kế hoạch {number}: {title}";
    DueOn { day, wording } => "Hạn: {} ({wording})", date(*day);
    DueNever { wording } => "Hạn: {wording}";
    Fields { day } =>
        "Điền bên dưới: started = {day}, done = {day}, evidence = \"số văn bản\", note = \"…\"";
    LateFields { day } => "nếu quá hạn: reason = \"…\", committed = {day}";
    AcceptedField { day } => "khi nghiệm thu: accepted = {day}";
    FileEnd => "Hết tệp. Mục mới do tiendo sync bổ sung nằm phía trên dòng này.";
    Synced { tables, files } => "Đã bổ sung {} mục vào {} tệp.", number(*tables), number(*files);
    SyncedUnit { file, tables, created: true } => "{file}: tệp mới, {} mục", number(*tables);
    SyncedUnit { file, tables, created: false } => "{file}: bổ sung {} mục", number(*tables);
    SyncTidied { file, removed, refreshed: 0 } => "{file}: bỏ {removed} mục chuẩn bị sẵn mà kế hoạch không còn";
    SyncTidied { file, removed: 0, refreshed } => "{file}: cập nhật {refreshed} ghi chú theo kế hoạch";
    SyncTidied { file, removed, refreshed } =>
        "{file}: bỏ {removed} mục chuẩn bị sẵn mà kế hoạch không còn, cập nhật {refreshed} ghi chú theo kế hoạch";
    SyncRemovedFile { file } => "{file}: đã xóa, vì không thuộc đơn vị nào của kế hoạch và chưa ghi gì";
    InSync => "Các tệp đã đủ mục theo kế hoạch, không có gì để bổ sung.";
    Initialised { folder, file } =>
        "Đã tạo plan.toml mẫu ở thư mục {folder}. Tiếp theo: sửa tệp đó thành kế hoạch của cơ quan, rồi chạy tiendo sync và tiendo \
         check.\nCó văn bản Word, Excel thì lập từ đó, thay tệp mẫu: tiendo draft VĂN_BẢN -o {file}\nCó bảng theo dõi: tiendo \
         adopt BẢNG --out THƯ_MỤC";
    CollectionBegun { folder } =>
        "Đã tạo {folder}/plans.toml. Mỗi kế hoạch là một thư mục con: tiendo init {folder}/ke-hoach-1, hoặc chuyển thư mục đã có vào.";
    WorkspaceThere { folder, file } => "{folder} đã có {file}; chưa ghi gì";
    NoTerminal => "tiendo mark cần cửa sổ dòng lệnh để hỏi; trong tập lệnh, hãy dùng tiendo done";
    SheetMade { file, rows } => "Đã tạo {file}: {} việc", number(*rows);
    WrittenOver { file, cells } =>
        "{file}: các ô sau ghi khác kế hoạch nhưng không được đọc, vì các cột này chỉ để xem: {cells}";
    ColumnsLeft { columns } => "bỏ qua các cột không thuộc bảng: {columns}";
    NothingToImport => "Bảng không có nội dung mới, không có gì để ghi.";
    InTwoFiles { file, id } => "{file}: một tệp khác cũng sửa {id}; chỉ nhập một trong hai tệp";
    NotImported { problems } => "Bảng có {} lỗi; chưa ghi gì.", number(*problems);
    Imported { records, files } => "Đã ghi {} việc vào {} tệp.", number(*records), number(*files);
    ImportFinished { written, left: 0, gone: 0 } => "Lần nhập trước bị gián đoạn; đã ghi tiếp {} tệp còn lại của lần đó.", number(*written);
    ImportFinished { written, left, gone: 0 } => "Lần nhập trước bị gián đoạn; đã ghi tiếp {} tệp, {} tệp đã thay đổi từ đó nên giữ nguyên: hãy nhập lại bảng ấy.", number(*written), number(*left);
    ImportFinished { written, left, gone } => "Lần nhập trước bị gián đoạn; đã ghi tiếp {} tệp, {} tệp đã thay đổi từ đó nên giữ nguyên, {} tệp không ghi được vì nội dung mới không còn: hãy nhập lại bảng ấy.", number(*written), number(*left), number(*gone);
    LeftBehind { file } =>
        "{file} do một lệnh bị dừng giữa chừng để lại, không được đọc. Lần sửa sau của tệp ấy sẽ dọn đi, hoặc xóa cũng được";
    HalfMade { folder } =>
        "{folder}/ do lệnh tiendo adopt bị dừng giữa chừng để lại, không được đọc. Chạy lại đúng lệnh ấy sẽ dọn đi, hoặc xóa \
         cũng được";
    ImportUnfinished { files, gone: 0, undo } => "Một lần nhập bị gián đoạn: còn {} tệp chưa ghi. Lệnh ghi tiếp theo sẽ ghi nốt{}.",
        number(*files), if *undo { "; muốn hủy cả lần nhập ấy: tiendo undo" } else { "" };
    ImportUnfinished { files, gone, undo } =>
        "Một lần nhập bị gián đoạn: còn {} tệp chưa ghi, {} tệp không còn nội dung mới để ghi. Hãy nhập lại bảng ấy{}.",
        number(*files), number(*gone), if *undo { ", hoặc hủy phần đã ghi: tiendo undo" } else { "" };
    TerminalGone => "cửa sổ dòng lệnh đã đóng; chưa ghi gì";
    NothingWritten => "Chưa ghi gì.";
    UnitChoice { name, overdue, pending } => "{name} · quá hạn {}, trong hạn {}", number(*overdue), number(*pending);
    MarkedInAll { count } => "Lần này đã ghi {} việc.", number(*count);
    TerminalGoneAfter { count } => "cửa sổ dòng lệnh đã đóng; đã ghi {} việc", number(*count);
    DayGone { day, today } => "ngày {} đã qua (hôm nay là {})", date(*day), date(*today);
    NothingToMark { unit } => "{unit} không còn việc nào chưa hoàn thành.";

    // Reports, letters and calendars.
    ReportTitleOfMany { count } => "Báo cáo tình hình thực hiện {} kế hoạch", number(*count);
    ReportNeedsFolder => "đã nêu nhiều thư mục nên cần --out THƯ_MỤC để ghi báo cáo";
    ReportTitle { number } => "Báo cáo tình hình thực hiện Kế hoạch {number}";
    PeriodDays(period) => "{}", period_days(*period);
    PeriodTo { period, day } => "{period} (đến ngày {})", date(*day);
    WholePeriod { period } => "{}", lower(*period);
    SameStretch { previous, day } => "cùng thời gian của {} (đến ngày {})", lower(*previous), date(*day);
    CalendarUnknown { years } =>
        "Chưa có lịch nghỉ năm {}: hạn tính theo ngày làm việc của năm đó có thể thay đổi khi có thông báo nghỉ lễ.",
        years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
    Interim { day } =>
        "Kỳ chưa kết thúc: số liệu tính đến ngày {}, việc hạn ngày này vẫn còn trong hạn.", date(*day);
    FiguresMissing { units } =>
        "THIẾU SỐ LIỆU của {} đơn vị, chưa tính do tệp có lỗi: {}.", number(units.len()), units.join("; ");
    Happened { from, to } => "Diễn biến (từ ngày {} đến ngày {})", date(*from), date(*to);
    DueSoonFromTo { from, to } => "Việc đến hạn trong thời gian tới (từ ngày {} đến ngày {})", date(*from), date(*to);
    CarriedCount { count } => "quá hạn từ kỳ trước: {}", number(*count);
    AwaitingCount { count } => "chờ nghiệm thu: {}", number(*count);
    WaivedCount { count } => "không áp dụng: {}", number(*count);
    MoreRows { hidden } => "… và {} việc nữa", number(*hidden);
    OnlyWhatMatters { hidden } =>
        "Danh sách quá dài: lược bớt {} việc chưa đến hạn hoặc đã hoàn thành từ trước. Xem đầy đủ bằng tiendo list.",
        number(*hidden);
    FormNote =>
        "Tổng số là mọi việc có thời hạn của đơn vị trong cả kế hoạch, không kể việc không áp dụng; các tỷ lệ \
         tính trên số việc có ngày cuối cùng nằm trong kỳ (cột 8).";
    FormNoteSoFar { day } =>
        "Tổng số là mọi việc có thời hạn của đơn vị trong cả kế hoạch, không kể việc không áp dụng; các tỷ lệ \
         tính trên số việc có ngày cuối cùng từ đầu kỳ đến ngày {} (cột 8).", date(*day);
    InTimeResult => "đúng hạn";
    LateResult { days } => "trễ hạn {} ngày", number(days.unsigned_abs());
    AllOrOne { text } => "--all là mọi kỳ nên không ghi thêm “{text}”";
    BadPeriodOfKind { text, kind } =>
        "“{text}” không phải là {}: hãy viết {}, hoặc last (kỳ trước), hoặc một ngày trong kỳ",
        kind_name(*kind), kind.example();
    OneToStdout => "--out - chỉ nhận một kỳ và một dạng: hãy chọn một giá trị của --format";
    PeriodNotBegun { period } => "{} bắt đầu ngày {}, chưa có gì để báo cáo", self::period(period.named()), date(period.first());
    ClosingTooEarly { day, last, over: true } =>
        "kỳ kết thúc ngày {1} nên không chốt số liệu vào ngày {0}; hãy bỏ --closing để lấy số liệu đến hết ngày {1}, hoặc \
         chốt vào một ngày sau đó", date(*day), date(*last);
    ClosingTooEarly { day, last, over: false } =>
        "đến ngày {1} kỳ mới kết thúc nên chưa chốt được số liệu vào ngày {0}; hãy bỏ --closing để lập báo cáo tính đến \
         hôm nay, hoặc chốt từ ngày {1} trở đi", date(*day), date(*last);
    ClosingNotYet { last } =>
        "đến ngày {} kỳ mới kết thúc nên chưa chốt được số liệu; hãy bỏ --closing để lập báo cáo tính đến hôm nay", date(*last);
    BadClosing { day, from, to } =>
        "ngày chốt số liệu {} phải nằm trong khoảng từ ngày {} đến ngày {}", date(*day), date(*from), date(*to);
    LastDayNotOver { day } =>
        "lưu ý: kỳ kết thúc hôm nay; báo cáo tính đến hết ngày {} nên việc hạn hôm nay mà chưa xong được tính là quá \
         hạn. Hết ngày nên lập lại", date(*day);
    WeeksDoNotShift => "tuần luôn tính từ thứ Hai đến Chủ nhật: --report-day chỉ dùng cho tháng, quý, 6 tháng, 9 tháng \
                        và năm";
    BadReportDay { text } =>
        "“{text}” không phải là ngày chốt báo cáo: hãy viết từ 1 đến 28, hoặc calendar (kỳ theo lịch)";
    LeftAfterPlan { ends, overdue, pending, command } =>
        "Kế hoạch kết thúc ngày {}, còn {} việc quá hạn, {} việc trong hạn: {command}",
        date(*ends), number(*overdue), number(*pending);
    ReportRefused { units } =>
        "không đọc được tệp của {} đơn vị nên chưa lập báo cáo nào; hãy sửa các lỗi trên, hoặc thêm --keep-going để \
         lập báo cáo có nêu rõ đơn vị thiếu số liệu", number(*units);
    ClosedOn { period, day } => "{period} (chốt ngày {})", date(*day);
    NoCalendar => "chưa lập lịch, vì lịch thiếu ngày sẽ không ai nhận ra; hãy sửa các lỗi trên rồi thử lại";
    NoLetter { units } => "không lập được thư vì không đọc được tệp: {units}";
    Unchanged { file } => "{file} không thay đổi";
    NotOurs { file } => "{file} đã có và không phải do tiendo lập; chưa ghi gì. Muốn ghi đè, hãy thêm --force";
    EditedByPeople { file } =>
        "{file} đã có và khác bản mới, có thể do đã được chỉnh sửa; chưa ghi gì. Muốn ghi đè, hãy thêm --force";
    OldInterim { file } =>
        "{file} được lập khi kỳ chưa kết thúc hoặc còn thiếu số liệu của đơn vị; được giữ nguyên vì có thể đã được \
         chỉnh sửa. Muốn lập lại, hãy thêm --force";
    AllThere => "Mọi kỳ đã kết thúc đều có báo cáo.";
    NoneOver => "Chưa kỳ nào của kế hoạch kết thúc nên chưa có báo cáo nào để lập.";
    ReportsOf { kind } => "Báo cáo {}", kind_name(*kind);
    LetterTitle { number } => "Đôn đốc thực hiện Kế hoạch {number}";
    LetterTitleOfMany { count } => "Đôn đốc thực hiện {} kế hoạch", number(*count);
    LetterTo { unit } => "Kính gửi: {unit}";
    LetterOverdue { count } => "{} việc quá hạn", number(*count);
    LetterDueSoon { count, within } => "{} việc sắp đến hạn (trong {} ngày tới)", number(*count), number(*within);
    LetterOpening { day, unit, what } => "Tính đến ngày {}, {unit} còn {what} theo kế hoạch như sau.", date(*day);
    LetterClosing { to, late, answer_by } =>
        "Đề nghị đơn vị khẩn trương thực hiện. Đối với việc đã hoàn thành, đề nghị gửi minh chứng{to}{late}. Đề nghị trả \
         lời chậm nhất ngày {}.",
        date(*answer_by);
    LetterCoordinator { unit } => " về {unit}";
    LetterLate => "; đối với việc quá hạn chưa hoàn thành, đề nghị nêu lý do và ngày dự kiến hoàn thành";
    ExpectedBy { product, to } => "{product}, gửi {to}";
    PromisedFor { day, lapsed: false } => "dự kiến hoàn thành ngày {}", date(*day);
    PromisedFor { day, lapsed: true } => "dự kiến hoàn thành ngày {} (đã qua)", date(*day);
    MovedFrom { from, earlier } => "ngày {} là ngày nghỉ nên hạn {}", date(*from), summary::moved(*earlier);
    ExtendedBy { to, by, on } => "được gia hạn đến ngày {} theo {by} ngày {}", date(*to), date(*on);
    AnswerPast { day, as_of } => "ngày trả lời chậm nhất {} ở trước ngày của thư {}", date(*day), date(*as_of);
    NothingToRemind => "Không đơn vị nào có việc quá hạn hay sắp đến hạn.";
    DocxNeedsFolder => "--format docx, pdf, eml cần có --out THƯ_MỤC";
    TooManyEvents { limit } =>
        "quá {} việc thì chương trình lịch không mở được; hãy chọn đơn vị bằng --unit", number(*limit);
    TooMuchToHold { limit } =>
        "quá {} việc phải giữ trong bộ nhớ cùng lúc; hãy chọn đơn vị bằng --unit", number(*limit);
    Template { file, problem } => "mẫu {file}: {}", errors::template(problem);

    // The summary of a report.
    PeriodUntil { period, day } => "{}, tính đến ngày {}", period_days(*period), date(*day);
    PeriodSoFar { period, day } =>
        "Từ ngày {} đến ngày {} ({} kết thúc ngày {})",
        date(period.first()), date(*day), lower(period.named()), date(period.last());
    NothingFellDue { when } => "{when}, không có việc nào đến hạn.";
    FellDue { when, total, completed, rate, in_time, late, open } =>
        "{when}, có {} việc đến hạn, đã hoàn thành {} việc ({}), trong đó {} việc đúng hạn và {} việc trễ hạn{}.",
        number(*total), number(*completed), self::rate(*rate), number(*in_time), number(*late),
        if open.is_empty() { String::new() } else { format!("; còn {}", open.join(" và ")) };
    OpenInTime { count, day } => "{} việc chưa hoàn thành trong hạn tính đến ngày {}", number(*count), date(*day);
    OpenToday { count, day } => "{} việc đến hạn trong ngày {} chưa hoàn thành", number(*count), date(*day);
    OpenClaimed { count, late } =>
        "{} việc đã báo hoàn thành, đang chờ nghiệm thu{}", number(*count), summary::claimed_late(*late);
    OpenOverdue { count } => "{} việc chưa hoàn thành quá hạn", number(*count);
    RateSame { previous } => "Tỷ lệ hoàn thành bằng {previous}.";
    RateUp { tenths, previous } =>
        "Tỷ lệ hoàn thành tăng {} điểm phần trăm so với {previous}.", self::tenths(*tenths);
    RateDown { tenths, previous } =>
        "Tỷ lệ hoàn thành giảm {} điểm phần trăm so với {previous}.", self::tenths(*tenths);
    NowCompleted { count: 0 } => "không hoàn thành thêm việc nào";
    NowCompleted { count } => "hoàn thành {} việc", number(*count);
    NowOverdue { count: 0 } => "không phát sinh việc quá hạn mới";
    NowOverdue { count } => "phát sinh {} việc quá hạn mới", number(*count);
    NowExtended { count } => "{} việc được gia hạn", number(*count);
    NowWaived { count } => "{} việc được xác định là không áp dụng", number(*count);
    HappenedInPeriod { what } => "Trong kỳ, các đơn vị {what}.";
    HappenedUntil { day, what } => "Từ đầu kỳ đến ngày {}, các đơn vị {what}.", date(*day);
    ClaimsAwait { count } => "Có {} việc đã báo hoàn thành, đang chờ nghiệm thu.", number(*count);
    OnDay { day } => "ngày {}", date(*day);
    OverdueSame { since } => ", không đổi so với {since}";
    OverdueMore { count, since } => ", tăng {} việc so với {since}", number(*count);
    OverdueLess { count, since } => ", giảm {} việc so với {since}", number(*count);
    WholePlan { day, overdue, change, pending, claimed, completed } =>
        "Tính đến ngày {}, cả kế hoạch có {} việc quá hạn{change}; {}; {} việc đã hoàn thành.",
        date(*day), number(*overdue), summary::pending(*pending, *claimed), number(*completed);
    LeftOpen { ends, overdue, pending, claimed } =>
        "Kế hoạch kết thúc ngày {}, còn {}.", date(*ends), summary::left(*overdue, *pending, *claimed);
    NothingLeft { ends } => "Kế hoạch kết thúc ngày {}, không còn việc có thời hạn nào chưa hoàn thành.", date(*ends);
    NothingUpcoming { from, to } => "Từ ngày {} đến hết ngày {} không có việc nào đến hạn.", date(*from), date(*to);
    Upcoming { count, from, to } =>
        "Từ ngày {} đến hết ngày {} có {} việc đến hạn.", date(*from), date(*to), number(*count);
    NoneBehind => "Không đơn vị nào có việc quá hạn.";
    OneBehind { units, named } => "1/{} đơn vị có việc quá hạn: {named}.", number(*units);
    AllBehind { count, units, named } => "{}/{} đơn vị có việc quá hạn: {named}.", number(*count), number(*units);
    MostBehind { count, units, named } =>
        "{}/{} đơn vị có việc quá hạn; nhiều nhất: {named}.", number(*count), number(*units);
    Laggard { name, count, days: 0 } => "{name} ({} việc)", number(*count);
    Laggard { name, count, days } =>
        "{name} ({} việc, lâu nhất {} ngày)", number(*count), number(days.unsigned_abs());
    PromisedCount { count } => "{} việc đã có ngày dự kiến hoàn thành", number(*count);
    LapsedPromise { day } => "{} (đã qua)", date(*day);
    LapsedCount { count } => "{} việc đã qua ngày dự kiến hoàn thành", number(*count);
    UnexplainedCount { count } => "{} việc chưa nêu lý do", number(*count);
    OfOverdue { count, notes } => "Trong {} việc quá hạn, {notes}.", number(*count);

    // Reviews: what changed between two states of a workspace, and what git has to say.
    WorkingTree => "các tệp hiện có";
    Git(trouble) => "{}", errors::git(trouble);
    Bare => "kho git này không có tệp làm việc; hãy nêu hai phiên bản, như HEAD~1..HEAD";
    NothingShared { one, other } => "{one} và {other} không có lịch sử chung; hãy so sánh bằng {one}..{other}";
    Compared { before, after } => "So sánh: {before} → {after}";
    JudgedOnBoth { before, after } =>
        "Bên trước tính đến ngày {}, bên sau tính đến ngày {}", date(*before), date(*after);
    NothingChanged => "Không có gì thay đổi.";
    Begins { tasks, units } =>
        "Kế hoạch mới được đưa vào: {} nhiệm vụ, {} đơn vị. Chưa có nội dung trước đó để so sánh.",
        number(*tasks), number(*units);
    Review(said) => "{}", review::phrase(said);
    Handing(said) => "{}", handing::phrase(said);
    Past(said) => "{}", past::phrase(said);
    Office(said) => "{}", office::phrase(said);
    Export(said) => "{}", export::phrase(said);
    Screen(said) => "{}", screen::phrase(said);
    Site(said) => "{}", site::phrase(said);
    MarksHeading { count } => "Cần rà soát ({})", number(*count);
    RecordsHeading { count } => "Thay đổi của các đơn vị ({})", number(*count);
    ByOthersHeading { count } => "Đổi trạng thái hoặc hạn do bản ghi của đơn vị khác ({})", number(*count);
    ByPlanHeading { count } => "Đổi trạng thái hoặc hạn do kế hoạch thay đổi ({})", number(*count);
    ByTimeHeading { count, from, to } =>
        "Đổi trạng thái do thời gian trôi qua, {}–{} ({})", date(*from), date(*to), number(*count);
    PlanHeading { count } => "Thay đổi của kế hoạch ({})", number(*count);
    NotComparable { name } => "{name}: không đọc được trọn vẹn tệp nên không so sánh được";
    MoreChanges { hidden } => "… và {} thay đổi nữa; chạy tiendo diff để xem đầy đủ", number(*hidden);
    NotOwedThen => "khi đó không phải việc của đơn vị";
    NotOwedNow => "không còn là việc của đơn vị";
    NotOwedBefore => "chưa có trong kế hoạch";
    ByDocument { to: Some(to), by, on } => "đến {} theo {by} ngày {}", date(*to), date(*on);
    ByDocument { to: None, by, on } => "{by} ngày {}", date(*on);
    Mark(mark) => "{}", review::mark(mark);
    Mixed { commit, units } => "commit {commit} sửa tệp của nhiều đơn vị: {units}";
    ReportUncommitted { file } => "{file} chưa có trong commit nào và không khớp với số liệu hiện nay";
    ReportEdited { file } => "{file} không khớp với số liệu của commit đã ghi nó, cũng không khớp với số liệu hiện nay";
    LastChanged { day, begins: true, commit: Some(commit) } => "ghi ngày {} hoặc trước đó, commit {commit}", date(*day);
    LastChanged { day, commit: Some(commit), .. } => "ghi ngày {}, commit {commit}", date(*day);
    BlameNeedsUnit { task } => "{task} có nhiều đơn vị chủ trì: --blame cần thêm --unit ĐƠN_VỊ";
    NotMerged { file } => "{file} không phải tệp UTF-8 nên không trộn được";
    Conflicts { file, count, size } =>
        "{file}: {} chỗ hai bên ghi khác nhau, nằm giữa {} và {}; hãy chọn một bên, rồi chạy git add",
        number(*count), "<".repeat(*size), ">".repeat(*size);
    DriverName => "tiendo: trộn theo từng nghĩa vụ";
    SetupHint => "thêm --write để tiendo tự ghi các thiết lập trên";
    NoHistory => "Chưa có commit nào ghi nội dung này.";
    LastChanged { commit: None, .. } | NotCommitted => "chưa commit";
    UnreadThen => "tệp có lỗi, không đọc được; lần ghi sau được so sánh với lần ghi trước đó";
    ShallowHistory => "Bản sao này chỉ có một phần lịch sử, thiếu những lần ghi trước đó (git fetch --unshallow).";
    RecordedSameDay => "ghi trong ngày";
    RecordedLater { days } => "ghi sau {} ngày", number(days.unsigned_abs());
    RecordedBefore { days } => "ghi trước {} ngày", number(days.unsigned_abs());
    ReportUnread { file } => "{file}: không đọc được số liệu của commit đã ghi nó nên không đối chiếu được";
    Verified { matching, then, unread, files, others } => "{}.", verified(*matching, (*then, *unread, files), *others);
    OtherEdition { count } =>
        "{} báo cáo lập theo phiên bản khác của mẫu báo cáo nên chỉ đối chiếu số liệu.", number(*count);
    NotCompared { files } => "Không đối chiếu vì không phải do tiendo lập: {files}";
    EditableLeftOut { count, formats } => "{} tệp {formats} không được đối chiếu vì có thể đã được chỉnh sửa.", number(*count);
    Setting(setting) => "{}", self::setting(*setting);
    PlanKey(key) => "{}", plan_key(key);
    GroupNew { name, members } => "nhóm mới “{name}”: {members}";
    GroupGone { name } => "bỏ nhóm “{name}”";
    GroupMembers { name, added, removed: "" } => "nhóm “{name}”: thêm {added}";
    GroupMembers { name, added: "", removed } => "nhóm “{name}”: bớt {removed}";
    GroupMembers { name, added, removed } => "nhóm “{name}”: thêm {added}; bớt {removed}";
    GroupRenamed { from, to } => "nhóm “{from}” đổi tên thành “{to}”";
    EventNew { name } => "sự kiện mới “{name}”";
    EventRenamed { from, to } => "sự kiện “{from}” đổi tên thành “{to}”";
    NamesConfirmed { count } => "xác nhận tên {} đơn vị", number(*count);
    Event { name } => "sự kiện {name}";
    UnitAdded { unit } => "thêm đơn vị {unit}";
    UnitRemoved { unit, touched } => "bỏ đơn vị {unit}; {touched}";
    UnitRenamed { from, to } => "đổi tên đơn vị {from} → {to}";
    Tenure { unit, how } => "đơn vị {unit}: {how}";
    FirstDay { days } => "ngày đầu {days}";
    LastDay { days } => "ngày cuối {days}";
    Successors { from, to } => "đơn vị kế thừa: {from} → {to}";
    TakesOver { unit, tasks } => "{unit} nhận {tasks}";
    TaskAdded { task, due, units } => "thêm nhiệm vụ {task}, {due}, chủ trì: {units}";
    NoLastDay => "không có hạn";
    LastDayOn { day } => "hạn {}", date(*day);
    LastDays { from, to } => "hạn từ {} đến {}", date(*from), date(*to);
    TaskRemoved { task, touched } => "bỏ nhiệm vụ {task}; {touched}";
    Reworded { task, how } => "sửa nội dung nhiệm vụ {task}: {how}";
    OtherRule { dated: false } => "đổi căn cứ tính hạn, vẫn chưa có ngày";
    OtherRule { dated: true } => "đổi căn cứ tính hạn, hạn không đổi";
    Reassigned { task, how } => "đổi đơn vị chủ trì nhiệm vụ {task}: {how}";
    LedAlsoBy { units } => "thêm {units}";
    NoLongerLedBy { units } => "bớt {units}";
    Rescheduled { task, how } => "đổi hạn nhiệm vụ {task}: {how}";
    NoRecordTouched => "chưa ghi nhận gì";
    AgainstOldPlan { records } => "{} việc đã ghi theo kế hoạch cũ", number(*records);
    AgainstOldDeadline { records } => "{} việc đã ghi theo hạn cũ", number(*records);
    PeriodsAdded { periods } => "thêm kỳ {periods}";
    PeriodsRemoved { periods } => "bỏ kỳ {periods}";
    AndMore { count } => "và {} nữa", number(*count);
} }

/// What a key of the plan is called.
fn plan_key(key: &str) -> &str {
    match key {
        "number" => "số, ký hiệu",
        "title" => "tên",
        "issuer" => "cơ quan ban hành",
        "notice" => "lưu ý",
        "coordinator" => "đơn vị theo dõi chung",
        "issued" => "ngày ban hành",
        "note" => "ghi chú",
        "above" => "kế hoạch cấp trên",
        "starts" => "bắt đầu",
        "ends" => "kết thúc",
        "language" => "ngôn ngữ",
        "timezone" => "múi giờ",
        "due_soon" => "số ngày sắp đến hạn",
        "report_day" => "ngày chốt báo cáo",
        "before" => "“trước ngày”",
        "on_day_off" => "hạn rơi vào ngày nghỉ",
        "acceptance" => "nghiệm thu",
        "superior" => "cơ quan cấp trên",
        "name" => "tên cơ quan",
        "place" => "nơi ký",
        "signature" => "chức vụ ký",
        "recipients" => "nơi nhận",
        "style" => "thể thức",
        "due" => "thời hạn",
        "joint" => "cùng thực hiện",
        "lead" => "chủ trì",
        "except" => "trừ ra",
        "added" => "bổ sung theo",
        "cancelled" => "bãi bỏ theo",
        "amended" => "các lần sửa đổi",
        other => other,
    }
}

table! { fn setting(Setting) {
    Names => "sửa tên gọi của kế hoạch",
    Coordinator => "đổi đơn vị theo dõi chung",
    Document => "sửa thông tin về văn bản của kế hoạch",
    Office => "sửa thông tin cơ quan ban hành báo cáo, công văn ([plan.office])",
    Above => "đổi kế hoạch cấp trên được thực hiện",
    Time => "đổi thời gian của kế hoạch",
    Language => "đổi ngôn ngữ",
    Timezone => "đổi múi giờ",
    ReportDay => "đổi ngày chốt kỳ báo cáo",
    DueSoon => "đổi số ngày coi là sắp đến hạn",
    Before => "đổi cách hiểu “trước ngày”",
    OnDayOff => "đổi cách tính hạn rơi vào ngày nghỉ",
    Acceptance => "đổi yêu cầu nghiệm thu",
    Calendar => "đổi lịch làm việc ([calendar])",
    Bodies => "sửa nhóm, sự kiện hoặc thông tin về đơn vị",
    TaskOrder => "đổi thứ tự nhiệm vụ trong mọi bảng; báo cáo đã lập giữ thứ tự cũ",
    UnitOrder => "đổi thứ tự đơn vị trong mọi bảng; báo cáo đã lập giữ thứ tự cũ",
} }

fn period_days(period: ReportPeriod) -> String {
    format!("{} (từ ngày {} đến ngày {})", self::period(period.named()), date(period.first()), date(period.last()))
}

/// Bao nhiêu báo cáo khớp, khớp lúc lập, và không khớp.
fn verified(matching: usize, (then, unread, files): (usize, bool, &str), others: usize) -> String {
    let now = (matching > 0 || then == 0).then(|| format!("{} báo cáo khớp với số liệu", number(matching)));
    let then = (then > 0).then(|| {
        let (then, how) = (number(then), if unread { "đọc được" } else { "còn khớp với" });
        format!("{then} báo cáo khớp với số liệu lúc lập nhưng không {how} số liệu hiện có: {files}")
    });
    let others = (others > 0).then(|| format!("{} báo cáo không khớp", number(others)));
    [now, then, others].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
