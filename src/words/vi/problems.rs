//! Tệp sai ở đâu và sửa thế nào: what is wrong with a file and what to do about it.

use chrono::NaiveDate;

use super::errors::system;
use super::named::{expected_name, found_name, hidden, kind_name, table_name};
use super::numbers::{date, number};
use super::syntax::{syntax, syntax_help};
use super::typed;
use crate::diagnostic::{
    AnswerFault, EvidenceFault, Expected, FolderFault, LevelFault, NotAFile, OwnLimit, Problem, SharedFault, StrayKind,
    Table, UnclearWording,
};
use crate::model::recurrence::Every;
use crate::model::target::{Amount, Reach, TargetRange};
use crate::words::parts::{self, shortened};
use crate::words::target::reached_as;

pub(crate) fn problem(problem: &Problem) -> (String, Option<String>) {
    let (wrong, help) = said(problem);
    let more = match problem {
        Problem::Syntax { message } => syntax_help(message),
        Problem::WrongType { expected, .. } => write_it(*expected),
        _ => None,
    };
    (wrong, help.or(more.map(str::to_owned)))
}

sentences_with_help! { fn said(&Problem) {
    FileUnreadable { why } => "không đọc được: {}", system(why);
    FileNotRegular { what: NotAFile::Folder } => "ở đây phải là tệp nhưng lại là thư mục" =>
        "đặt vào đó một tệp văn bản thường";
    FileNotRegular { what: NotAFile::Special } =>
        "ở đây phải là tệp nhưng lại là ống dẫn, socket hoặc tệp thiết bị" =>
        "đặt vào đó một tệp văn bản thường";
    FileNotRegular { what: NotAFile::Link } => "đây là liên kết tượng trưng, không được chấp nhận ở đây" =>
        "thay liên kết bằng chính tệp cần dùng";
    FileOutside => "thư mục này là liên kết tượng trưng dẫn ra ngoài thư mục kế hoạch nên không được đọc" =>
        "thay liên kết bằng chính thư mục cần dùng";
    FileTooLarge { bytes, limit } => "tệp quá lớn: {}, tối đa {}", size(*bytes), size(*limit) =>
        "để văn bản ở nơi khác, chỉ ghi số và ngày của văn bản làm minh chứng";
    NotUtf8 { utf16: true } => "tệp được lưu theo UTF-16 (“Unicode”), không phải UTF-8" =>
        "lưu lại tệp theo UTF-8 (trong Notepad: Save As, Encoding: UTF-8)";
    NotUtf8 { utf16: false } => "tệp không ở dạng UTF-8: ở đây có byte không hợp lệ" =>
        "lưu lại tệp theo UTF-8 (trong Notepad: Save As, Encoding: UTF-8)";
    Syntax { message } => "{}", syntax(message);
    DuplicateKey => "khóa, bảng hoặc từ bị ghi hai lần";
    NoPlan { near: Some(near) } if near.starts_with("._") =>
        "không có tệp plan.toml; {near} chỉ chứa thông tin phụ mà macOS lưu về tệp ấy" =>
        "chép chính tệp plan.toml vào thư mục này";
    NoPlan { near: Some(near) } => "không có tệp plan.toml, nhưng có {near}" => "đổi tên {near} thành plan.toml";
    NoPlan { near: None } => "không có tệp plan.toml" => "chuyển đến thư mục của kế hoạch, hoặc chỉ rõ thư mục: tiendo -C THƯ_MỤC; chưa có kế hoạch thì lập: tiendo init, hoặc từ văn bản hay bảng theo dõi: tiendo draft, tiendo adopt";
    SharedFile { file, fault } => "không dùng được tệp đơn vị dùng chung “{file}”: {}", shared_fault(fault) =>
        "ghi đường dẫn từ thư mục kế hoạch đến tệp plans.toml, như bodies = \"../plans.toml\"";
    PlansFolder { fault: FolderFault::NotBelow { folder } } => "“{folder}” không phải là thư mục nằm trong tập kế hoạch" =>
        "ghi đường dẫn từ thư mục của plans.toml trở xuống, như \"257-KH-TU\" hoặc \"2025/*\"";
    PlansFolder { fault: FolderFault::NoPlan } => "ở đây không có kế hoạch nào: không thư mục nào có tệp plan.toml" =>
        "ghi tên các thư mục có plan.toml vào `plans`, như plans = [\"*\"]";
    PlansFolder { fault: FolderFault::Unread { folder, why } } => "không mở được thư mục {folder}: {}", system(why);
    PlansFolder { fault: FolderFault::Collection } => "thư mục này là một tập kế hoạch; tập kế hoạch không chứa tập khác" =>
        "ghi từng thư mục kế hoạch, như \"2025/*\"";
    Level { what: LevelFault::Path { folder, fault } } => "kế hoạch cấp trên không thể ở “{folder}”: {}", shared_fault(fault) =>
        "ghi đường dẫn từ thư mục kế hoạch này đến thư mục kế hoạch cấp trên, như plan = \"../257-KH-TU\"";
    Level { what: LevelFault::Unread { folder, fault: Some(fault) } } =>
        "không đọc được kế hoạch cấp trên ở “{folder}”: {}", shared_fault(fault) =>
        "ghi đường dẫn từ thư mục kế hoạch này đến thư mục kế hoạch cấp trên; khi chưa đọc được thì chưa đối chiếu được `answers`";
    Level { what: LevelFault::Unread { folder, fault: None } } => "kế hoạch cấp trên ở “{folder}” có lỗi" =>
        "sửa kế hoạch cấp trên trước: tiendo -C {folder} check";
    Level { what: LevelFault::NoUnit { unit } } =>
        "kế hoạch cấp trên không có đơn vị “{unit}”, nên ở đây không nhiệm vụ nào ứng với kế hoạch đó" =>
        "ghi mã đơn vị được giao trong kế hoạch cấp trên";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::NoPlan, .. } } =>
        "“{answers}” không ứng với nhiệm vụ nào vì [plan] chưa ghi kế hoạch cấp trên" =>
        "bổ sung `above = {{ plan = \"…\", unit = \"…\" }}` vào [plan]";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::NoTask, .. } } =>
        "kế hoạch cấp trên không có nhiệm vụ hay mốc “{answers}”" => "ghi mã nhiệm vụ của kế hoạch cấp trên";
    Level { what: LevelFault::Answers { answers, unit, fault: AnswerFault::NotOwed } } =>
        "trong kế hoạch cấp trên, “{answers}” không phải việc của {unit}" => "ghi nhiệm vụ do {unit} chủ trì ở đó";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::OtherPeriods, .. } } =>
        "“{answers}” ở kế hoạch cấp trên lặp theo kỳ, nhưng không kỳ nào trùng với nhiệm vụ này" =>
        "cho nhiệm vụ này lặp theo đúng các kỳ đó";
    Level { what: LevelFault::Ahead { task, period, completed, of } } =>
        "nhiệm vụ “{task}”{} đã báo hoàn thành nhưng cấp dưới mới xong {}/{} việc", of_period(period.as_deref()),
        number(*completed), number(*of) =>
        "`tiendo show` nêu việc cấp dưới còn thiếu; nếu chưa xong thì mở lại";
    Level { what: LevelFault::Behind { task, period, of } } =>
        "cấp dưới đã xong cả {} việc của nhiệm vụ “{task}”{} nhưng ở đây chưa báo hoàn thành", number(*of),
        of_period(period.as_deref()) =>
        "nếu đã xong thì ghi `done` và minh chứng";
    NamesDiffer { unit, name, other, plan } => "đơn vị {unit} có tên “{name}”, còn trong {plan} là “{other}”" =>
        "thống nhất một tên, hoặc đặt mã khác nếu là hai đơn vị khác nhau";
    TooMany { limit, kind } => "có quá nhiều {}: tối đa {}", kind_name(*kind), number(*limit);
    UnknownKey { key, table } => "khóa lạ “{key}” trong {}", table_name(*table);
    MissingKey { key, table: Table::PlanFile } => "plan.toml thiếu bảng [{key}]";
    MissingKey { key, table } => "thiếu khóa `{key}` trong {}", table_name(*table);
    WrongType { expected, found } => "ở đây cần {}, không phải {}", expected_name(*expected), found_name(*found);
    InvalidId { id, kind } => "“{id}” không dùng làm mã {} được", kind_name(*kind) =>
        "dùng tối đa 64 chữ cái không dấu, chữ số, dấu - và _, bắt đầu bằng chữ cái hoặc chữ số: bao-cao-nam";
    DuplicateId { id, kind } => "mã “{id}” đã dùng cho một {}", kind_name(*kind) =>
        "đặt cho một trong hai bên mã khác";
    UnknownId { id, kind } => "kế hoạch không có {} mang mã “{id}”", kind_name(*kind);
    InvalidValue { value, allowed } => "{}; các giá trị cho phép: {}", given(value), quoted(allowed);
    NotAMailAddress { text } => "“{text}” không phải là địa chỉ thư điện tử" =>
        "chỉ ghi địa chỉ của cơ quan, như \"vanthu@huyen.example\"";
    OutOfRange { least, most } => "số phải nằm trong khoảng từ {} đến {}", number(*least), number(*most);
    AmountOutOfRange => "số lượng phải nằm trong khoảng từ 0 đến 999.999.999.999, tối đa ba chữ số thập phân";
    UnknownTimezone { name } => "không có múi giờ “{name}”" =>
        "với Việt Nam, ghi \"Asia/Ho_Chi_Minh\" hoặc bỏ dòng `timezone`";
    DateWithTime => "ở đây chỉ ghi ngày, không ghi giờ" => "chỉ giữ lại phần ngày: 2024-05-15";
    YearOutOfRange => "năm phải nằm trong khoảng từ 0001 đến 9999";
    ImpossibleDay { text, fault } => "{}", typed::day_fault(text, fault) =>
        "viết một ngày có thật, không có dấu nháy, như 2024-05-15";
    UnreadableDeadline { text, recurs: true } => "không đọc được “{text}” thành hạn của nhiệm vụ có `every`" =>
        "viết như \"end\", \"end + 5 days\", \"day 25\", \"before day 15 of month 11\" hoặc \"day 5 of next month\"";
    UnreadableDeadline { text, recurs: false } => "không đọc được “{text}” thành hạn" =>
        "viết như 2024-06-30, \"2024-Q2\", \"before 2024-06-15\", \"event E + 10 days\" hoặc \"ongoing\"";
    NoDeadline => "nhiệm vụ không có `due`, `every` hay `milestones`" =>
        "bổ sung `due`; việc không có ngày cuối cùng: due = \"ongoing\" hoặc due = \"unstated\"";
    InvalidPeriod { period, well_formed: true } => "{}", typed::not_in_calendar(period) =>
        "ghi ngày hoặc kỳ có thật, như 2024-Q4 hay 2024-02-29";
    InvalidPeriod { period, well_formed: false } => "“{period}” không phải là ngày hay kỳ dùng được ở đây" =>
        "viết một ngày là 2024-04-30, nhiều ngày là \"2024-02-08..2024-02-14\"";
    Backwards => "điểm cuối nằm trước điểm đầu";
    DeadlineNeedsEvery { text } => "hạn “{text}” tính theo kỳ, nhưng nhiệm vụ không có `every`" =>
        "bổ sung `every`, hoặc ghi một ngày, kỳ hay sự kiện";
    DeadlineNotWithEvery { text } => "“{text}” không dùng làm hạn của nhiệm vụ có `every` được" =>
        "ghi hạn trong mỗi kỳ: \"end\", \"end + 5 days\" hoặc \"day 25\"; hoặc bỏ `every`";
    DeadlineNotForKind { text, every: Every::Week } => "“{text}” không dùng làm hạn của nhiệm vụ hằng tuần được" =>
        "trong tuần, ngày chạy từ \"day 1\" (thứ Hai) đến \"day 7\"";
    DeadlineNotForKind { text, every: every @ (Every::Day | Every::WorkingDay | Every::HalfMonth) } =>
        "“{text}” không dùng làm hạn của kỳ \"{}\" được", every.as_str() =>
        "với kỳ này chỉ dùng \"end\" và các dạng như \"end + 2 days\", \"end - 1 working day\"";
    DeadlineNotForKind { text, every } => "“{text}” không dùng làm hạn của kỳ \"{}\" được", every.as_str() =>
        "tháng và quý của năm chỉ dùng với every = \"year\"; nhiều loại kỳ thì ghi hạn riêng: due = {{ year = \"{text}\" }}";
    DueTableWithoutKinds => "`due` là bảng, nhưng `every` không có từ hai loại kỳ trở lên" =>
        "ghi một hạn duy nhất, như due = \"day 15\"; hoặc ghi nhiều loại kỳ, như every = [\"half\", \"year\"]";
    DueForNoKind { key } => "`due` ghi hạn cho kỳ “{key}” mà `every` không có" =>
        "thêm loại kỳ đó vào `every`, hoặc bỏ dòng này";
    SamePeriods { every, other } =>
        "\"{}\" và \"{}\" cho cùng một kỳ", other.as_str(), every.as_str() => "chỉ giữ một trong hai";
    NoPeriods => "trong thời gian của nhiệm vụ không có kỳ nào như `every` ghi nên không đơn vị nào có nghĩa vụ" =>
        "kiểm tra lại `every` và `starts`, `ends` của nhiệm vụ và của kế hoạch";
    NoMilestones => "`milestones` không có mốc nào" => "ghi ít nhất một mốc, hoặc ghi `due` hay `every`";
    MilestonesBesideDue => "nhiệm vụ có `milestones` thì không ghi `due` hay `every`" =>
        "ghi hạn của từng mốc ở `due` của mốc đó";
    MilestoneLikePeriod { id } => "mã của mốc không được bắt đầu bằng bốn chữ số: “{id}”" =>
        "đặt mã như dot-1 hoặc moc-2028, để không nhầm với một kỳ";
    EndsWithoutEvery => "có `ends` trong nhiệm vụ không có `every`" =>
        "nhiệm vụ thực hiện một lần ghi hạn ở `due`; `ends` chỉ dùng cho nhiệm vụ lặp lại";
    GroupCycle { through } => "nhóm chứa chính nó: {}", path(through) => "bỏ thành viên tạo ra vòng lặp";
    NoWorkingDay => "lịch không còn ngày làm việc nào" =>
        "ở `weekend` chỉ ghi ngày nghỉ hằng tuần; kiểm tra lại năm trong `days_off`";
    TooManyPeriods { limit, of_task: false } =>
        "các nhiệm vụ lặp lại quá nhiều kỳ: tất cả tối đa {} kỳ", number(*limit) =>
        "kiểm tra lại năm của `starts` và `ends` trong [plan]";
    TooManyPeriods { limit, .. } => "nhiệm vụ lặp lại quá nhiều kỳ: tối đa {} kỳ", number(*limit) =>
        "kiểm tra lại năm của `starts` và `ends` trong [plan]";
    DayBeyondCalendar => "ngày cuối cùng nằm ngoài các năm từ 0001 đến 9999";
    TitleForNoPeriod { period } => "tiêu đề ghi cho kỳ “{period}” mà nhiệm vụ không có" =>
        "ghi kỳ đúng loại kỳ ở `every`, trong thời gian của kế hoạch";
    TitlesWithoutEvery => "có `titles` trong nhiệm vụ không có `every`" =>
        "nhiệm vụ thực hiện một lần chỉ có `title`";
    SuccessorCycle { through } => "các đơn vị kế thừa nhau thành vòng tròn: {}", path(through) =>
        "bỏ đơn vị kế thừa làm khép kín vòng tròn";
    OwedByNobody { task } => "không ngày nào có đơn vị chịu trách nhiệm nhiệm vụ “{task}”: đến hạn thì đơn vị chủ trì không tồn tại và không có đơn vị kế thừa" =>
        "ghi vào `lead` đơn vị tồn tại vào ngày đó, hoặc bổ sung `successor` cho đơn vị đã kết thúc hoạt động";
    AmendmentOutOfOrder { on } => "sửa đổi ngày {} đứng sau sửa đổi có ngày muộn hơn", date(*on) =>
        "xếp các sửa đổi theo thứ tự ngày";
    ExceptStranger { id } => "`except` có “{id}” nhưng không nhóm nào trong `lead` có đơn vị này" =>
        "bỏ khỏi `except`, hoặc ghi nhóm vào `lead`";
    RecordUnknownTask { task } => "kế hoạch không có nhiệm vụ “{task}”" =>
        "sửa mã; hoặc đưa nhiệm vụ trở lại kế hoạch rồi bỏ bằng tiendo task cancel; hoặc chuyển phần ghi sang thư mục lưu \
         ngoài units/";
    RecordNotLed { task, supports: true } =>
        "đơn vị chỉ phối hợp trong nhiệm vụ “{task}” nên không có nghĩa vụ và không có bản ghi" =>
        "chuyển bản ghi sang tệp của đơn vị chủ trì, sửa `lead` trong kế hoạch, hoặc chuyển sang thư mục lưu trữ \
         ngoài units/";
    RecordNotLed { task, supports: false } => "đơn vị không chủ trì nhiệm vụ “{task}”" =>
        "chuyển bản ghi sang tệp của đơn vị chủ trì, sửa `lead` trong kế hoạch, hoặc chuyển sang thư mục lưu trữ \
         ngoài units/";
    RecordUnknownPeriod { task, period } => "nhiệm vụ “{task}” không có kỳ hoặc mốc “{period}”" =>
        "ghi kỳ đúng loại kỳ ở `every`, mã của một mốc ở `milestones`, hoặc chuyển bản ghi sang thư mục lưu \
         trữ ngoài units/";
    RecordWithoutPeriod { task, period } => "nhiệm vụ “{task}” có nhiều kỳ hoặc mốc mà bản ghi không nêu kỳ, mốc nào" =>
        "nêu kỳ hoặc mốc ở đề mục của bản ghi: [{task}.{}]", period.as_deref().unwrap_or("KỲ");
    RecordNotOwed { task, joint: true, .. } => "nhiều đơn vị cùng thực hiện nhiệm vụ “{task}”, bản ghi không thuộc đơn vị này" =>
        "chuyển bản ghi sang tệp của đơn vị đứng đầu trong `lead`";
    RecordNotOwed { task, period: Some(period), joint: false } => "không ngày nào đơn vị có nghĩa vụ thực hiện nhiệm vụ “{task}” kỳ {period}" =>
        "chuyển bản ghi sang tệp của đơn vị có nghĩa vụ, hoặc sửa kế hoạch";
    RecordNotOwed { task, period: None, joint: false } => "không ngày nào đơn vị có nghĩa vụ thực hiện nhiệm vụ “{task}”" =>
        "chuyển bản ghi sang tệp của đơn vị có nghĩa vụ, hoặc sửa kế hoạch";
    RecordWithPeriod { task, period } => "bản ghi nêu kỳ {period}, nhưng nhiệm vụ “{task}” chỉ thực hiện một lần" =>
        "đề mục của bản ghi chỉ ghi mã: [{task}]";
    ExtensionWithoutDeadline { task } => "nhiệm vụ “{task}” không có ngày cuối cùng để gia hạn" =>
        "xóa `extended`, hoặc ghi hạn của nhiệm vụ vào kế hoạch";
    ProgressWithoutTarget { task } => "nhiệm vụ “{task}” không có chỉ tiêu (`target`) nên không ghi `progress` được" =>
        "xóa `progress`, hoặc bổ sung `target` cho nhiệm vụ trong kế hoạch";
    EvidenceOutside { file } => "“{file}” không dẫn đến tệp nào trong thư mục kế hoạch" =>
        "ghi đường dẫn tính từ thư mục kế hoạch, dùng dấu /: \"evidence/bc-9.pdf\"";
    NotADigest => "`sha256` phải gồm 64 chữ số thập lục phân" =>
        "để tiendo ghi: tiendo done NHIỆM-VỤ --file TỆP";
    DoneBeforeStarted { done, started } => "ngày hoàn thành {} trước ngày bắt đầu {}", date(*done), date(*started);
    AcceptedBeforeDone { accepted, done: Some(done) } =>
        "ngày nghiệm thu {} trước ngày hoàn thành {}", date(*accepted), date(*done);
    AcceptedBeforeDone { accepted, done: None } =>
        "có ngày nghiệm thu {} nhưng chưa ghi ngày hoàn thành", date(*accepted) =>
        "bổ sung `done`; khi chưa có thì chưa tính là hoàn thành";
    DoneInFuture { done, as_of } =>
        "ngày hoàn thành {} sau ngày xét {} nên chưa được tính", date(*done), date(*as_of);
    OverdueUnexplained { task, period, due, days_late } =>
        "nhiệm vụ “{task}”{} quá hạn {} ngày (hạn {}), chưa ghi `reason` hay `committed`",
        of_period(period.as_deref()), number(days_late.unsigned_abs()), date(*due) =>
        "ghi lý do, ngày dự kiến (tiendo promise {} NGÀY --reason \"…\"), hoặc ngày hoàn thành (tiendo done {})",
        parts::owed(task, period.as_deref()), parts::owed(task, period.as_deref());
    CompletedWithoutEvidence { task } => "nhiệm vụ “{task}” đã hoàn thành nhưng chưa nêu minh chứng" =>
        "bổ sung `evidence`: số và ngày của văn bản";
    EmptyGroup { group } => "nhóm “{group}” không có thành viên";
    IdleUnit { unit } => "đơn vị “{unit}” không chủ trì nhiệm vụ nào" =>
        "ghi đơn vị vào `lead` của nhiệm vụ hoặc vào một nhóm, hoặc xóa khỏi [units]";
    MissingUnitFile { unit } => "chưa có tệp units/{unit}.toml: đơn vị chưa báo cáo gì" =>
        "tạo tệp: tiendo sync làm việc đó; lúc đầu tệp có thể để trống";
    StrayFile { file, what: StrayKind::MacCompanion, .. } => "{file} là tệp phụ do macOS tạo, không chứa bản ghi" =>
        "xóa tệp này";
    StrayFile { file, what: StrayKind::OfficeLock, .. } =>
        "{file} là tệp tạm của phần mềm văn phòng, không chứa bản ghi" =>
        "đóng phần mềm đang mở tệp, rồi xóa tệp này nếu vẫn còn";
    StrayFile { file, what: StrayKind::Backup, .. } => "{file} là bản sao lưu trước khi sửa nên không được đọc" =>
        "xóa nếu không cần nữa, hoặc đưa ra khỏi units/";
    StrayFile { file, what: StrayKind::Folder, .. } => "{file} là thư mục: các tệp trong đó không được đọc" =>
        "đưa tệp của đơn vị ra thẳng units/; tệp lưu trữ thì để ở thư mục ngoài units/";
    StrayFile { file, what: StrayKind::Second, meant: Some(meant) } => "{file} không thuộc đơn vị nào nên không được tính" =>
        "đưa tệp ra khỏi units/: đã có sẵn units/{meant}.toml";
    StrayFile { file, what: StrayKind::Misnamed, meant: Some(meant) } => "{file} không đúng tên tệp của đơn vị nên không được đọc" =>
        "đổi tên thành units/{meant}.toml (chữ thường, không thêm đuôi như .txt)";
    StrayFile { file, meant: Some(meant), .. } => "{file} không thuộc đơn vị nào nên không được tính" =>
        "có phải bạn muốn đặt tên là units/{meant}.toml? Đổi tên tệp, hoặc đưa tệp ra khỏi units/";
    StrayFile { file, meant: None, .. } => "{file} không thuộc đơn vị nào nên không được tính" =>
        "đổi tên tệp thành mã của đơn vị, hoặc đưa tệp ra khỏi units/; tiendo sync tự bỏ những tệp do nó chuẩn bị";
    StrayFacts { file, what: StrayKind::Second, meant: Some(meant) } =>
        "{file} không thuộc đơn vị nào của kế hoạch nên những gì ghi trong đó không được tính" =>
        "đã có sẵn units/{meant}.toml, đừng đổi tên đè lên tệp ấy: chuyển bản ghi sang đó hoặc sang tệp của đơn vị tiếp \
         nhận, hoặc đưa tệp vào thư mục lưu trữ ngoài units/";
    StrayFacts { file, what: StrayKind::Misnamed, meant: Some(meant) } =>
        "{file} không đúng tên tệp của đơn vị nên những gì ghi trong đó không được tính" =>
        "đổi tên thành units/{meant}.toml (chữ thường, không thêm đuôi như .txt)";
    StrayFacts { file, meant: Some(meant), .. } =>
        "{file} không thuộc đơn vị nào của kế hoạch nên những gì ghi trong đó không được tính" =>
        "có phải là units/{meant}.toml? Đổi tên tệp; hoặc chuyển bản ghi sang tệp của đơn vị tiếp nhận; hoặc đưa tệp \
         vào thư mục lưu trữ ngoài units/";
    StrayFacts { file, meant: None, .. } =>
        "{file} không thuộc đơn vị nào của kế hoạch nên những gì ghi trong đó không được tính" =>
        "đổi tên tệp thành mã của đơn vị; hoặc chuyển bản ghi sang tệp của đơn vị tiếp nhận; hoặc đưa tệp vào thư mục \
         lưu trữ ngoài units/";
    EmptyRecord { record } => "mục [{record}] không còn nghĩa vụ nào trong kế hoạch, và chưa ghi gì" =>
        "xóa mục này; tiendo sync tự bỏ những mục do nó chuẩn bị";
    OtherCaseFolder { folder, facts: true } =>
        "thư mục {folder}/ không đúng tên units/ (viết thường, có chữ s) nên những gì ghi trong đó không được tính" =>
        "đổi tên thư mục thành units; nếu đã có units/ thì chuyển các tệp vào đó";
    OtherCaseFolder { folder, facts: false } => "thư mục {folder}/ phải có tên là units/, viết thường" =>
        "đổi tên thư mục thành units";
    IdsAlike { id, other } => "mã “{id}” và “{other}” chỉ khác nhau chữ hoa, chữ thường, nên trên Windows là một tệp" =>
        "đặt cho một trong hai đơn vị mã khác";
    ReservedId { id } => "“{id}” là tên thiết bị của Windows, không đặt tên tệp được" => "đặt cho đơn vị mã khác";
    SpanOutsidePlan { starts, ends } =>
        "thời gian riêng của nhiệm vụ nằm ngoài thời gian của kế hoạch ({} đến {})", date(*starts), date(*ends);
    DueOutsidePlan { due, starts, ends } =>
        "ngày cuối cùng {} nằm ngoài thời gian của kế hoạch ({} đến {})", date(*due), date(*starts), date(*ends);
    BeforePlan { field, day, starts } =>
        "`{field}` ghi ngày {}, trước khi kế hoạch bắt đầu ({})", date(*day), date(*starts) =>
        "đối chiếu với văn bản: thường là gõ nhầm năm";
    BeforeUnsaid => "có hạn “trước ngày”, nhưng [plan] chưa nêu cách hiểu" =>
        "ghi vào [plan]: before = \"exclusive\" (không kể ngày đó) hoặc \"inclusive\" (kể cả ngày đó)";
    SameName { name } => "có đơn vị khác cũng tên là “{name}”" =>
        "nếu là một đơn vị, chỉ giữ một mã; nếu là hai, đặt tên cho khác nhau";
    NotNfc { texts: 1 } => "chuỗi ký tự không ở dạng Unicode NFC (dựng sẵn)" =>
        "lưu lại ở dạng NFC (dựng sẵn); trong lúc chưa sửa, kết quả xét vẫn như vậy";
    NotNfc { texts } =>
        "tệp có {} chuỗi ký tự không ở dạng Unicode NFC (dựng sẵn); đây là chuỗi đầu tiên", number(*texts) =>
        "lưu lại ở dạng NFC (dựng sẵn); trong lúc chưa sửa, kết quả xét vẫn như vậy";
    HiddenCharacter { character, what } => "có ký tự ẩn U+{:04X} ({})", u32::from(*character), hidden(*what) =>
        "xóa đoạn chữ ở đây và gõ lại bằng tay";
    LookAlike { character, like } =>
        "“{character}” (U+{:04X}) chỉ trông giống “{like}” (U+{:04X})", u32::from(*character), u32::from(*like) =>
        "gõ lại từ này bằng tay; tìm kiếm và so sánh coi đó là hai chữ khác nhau";
    TaskWithoutLead => "nhiệm vụ không có đơn vị chủ trì nên không đơn vị nào có nghĩa vụ" =>
        "ghi đơn vị, hoặc nhóm có thành viên, vào `lead`";
    OpenQuestion { asked, more: 0, item: Some(item) } => "còn câu hỏi: {asked}" =>
        "đối chiếu với văn bản rồi sửa bằng lệnh (câu hỏi tự bỏ); nếu ghi như vậy là đúng: tiendo confirm {item}";
    OpenQuestion { asked, more, item: Some(item) } => "còn câu hỏi: {asked} (và {more} dòng nữa)" =>
        "đối chiếu với văn bản rồi sửa bằng lệnh (câu hỏi tự bỏ); nếu ghi như vậy là đúng: tiendo confirm {item}";
    OpenQuestion { asked, more: 0, .. } => "còn câu hỏi: {asked}" =>
        "đối chiếu với văn bản, sửa cho đúng, rồi xóa dòng “# ?”";
    OpenQuestion { asked, more, .. } => "còn câu hỏi: {asked} (và {more} dòng nữa)" =>
        "đối chiếu với văn bản, sửa cho đúng, rồi xóa các dòng “# ?”";
    EmptyText => "chuỗi ký tự để trống" => "điền nội dung, hoặc xóa phần để trống";
    TargetMissed { task, reach: Reach::Beyond, value, target, .. } =>
        "nhiệm vụ “{task}” vượt quá chỉ tiêu: {}", reached(*value, target) =>
        "kiểm tra lại số đã đạt và `target` của nhiệm vụ";
    TargetMissed { task, value, target, .. } =>
        "nhiệm vụ “{task}” báo hoàn thành nhưng chưa đạt chỉ tiêu: {}", reached(*value, target) =>
        "ghi số đã đạt (tiendo progress), hoặc mở lại việc (tiendo reopen)";
    TargetUnclaimed { task, value, target } =>
        "nhiệm vụ “{task}” đã đạt chỉ tiêu ({}) nhưng chưa báo hoàn thành", reached(Some(*value), target) =>
        "nếu đã hoàn thành thì ghi `done` và minh chứng";
    EvidenceMissing { file, why: EvidenceFault::Absent } => "không có tệp minh chứng “{file}”" =>
        "chép lại tệp vào đúng chỗ, hoặc sửa đường dẫn";
    EvidenceMissing { file, why: EvidenceFault::Link } => "tệp minh chứng “{file}” nằm sau liên kết tượng trưng" =>
        "chép chính tệp đó vào thư mục kế hoạch";
    EvidenceMissing { file, why: EvidenceFault::NotAFile } => "“{file}” không phải là tệp" =>
        "ghi đường dẫn đến một tệp";
    EvidenceMissing { file, why: EvidenceFault::Unreadable(why) } =>
        "không đọc được tệp minh chứng “{file}”: {}", system(why);
    EvidenceChanged { file } => "tệp minh chứng “{file}” đã khác so với khi được ghi" =>
        "khôi phục tệp cũ; nếu đúng là tệp mới thì ghi lại bằng --file";
    NoSuccessor { unit, occurrences } => "đến hạn thì “{unit}” đã kết thúc hoạt động và không có đơn vị kế thừa: {} nghĩa vụ không có đơn vị chịu trách nhiệm", number(*occurrences) =>
        "ghi đơn vị kế thừa: tiendo unit end {unit} --until NGÀY --successor MÃ --replace; hoặc thay đơn vị trong `lead`: tiendo task amend --lead";
    WordingMismatch { task, wording, read, days, own, doubt: false } =>
        "{} đọc là {read}{}, nhưng {}", shortened(wording), last_days(days), own_limit(own) =>
        "sửa lại hạn hoặc `wording`; văn bản sau đã thay đổi hạn thì ghi bằng tiendo task amend; nếu hạn đúng thì nêu lý do trong `note`, có nhắc lại nguyên văn: tiendo task edit {task} --remark \"{}: …\"", parts::in_quotes(wording);
    WordingMismatch { task, wording, read, days, own, doubt: true } =>
        "{} nên đọc là {read}{}, nhưng {}", shortened(wording), last_days(days), own_limit(own) =>
        "sửa lại hạn, hoặc nêu lý do đọc khác trong `note` của nhiệm vụ (tiendo task edit {task} --remark \"…\"); tiendo read giải thích cách đọc";
    WordingUnclear { task, wording, why: UnclearWording::Several, read } =>
        "{} có nhiều cách đọc: {}", shortened(wording), read.join(" | ") =>
        "hỏi lại cơ quan ban hành, rồi nêu trong `note` đọc theo cách nào và vì sao (tiendo task edit {task} --remark \"…\"); tiendo read nêu điểm phải hỏi";
    WordingUnclear { task, wording, why: UnclearWording::NoNotation, .. } =>
        "{} không có cách ghi thành hạn", shortened(wording) =>
        "nêu trong `note` theo dõi thế nào và vì sao (tiendo task edit {task} --remark \"…\"); tiendo read nêu điểm không ghi được";
    WordingUnclear { task, wording, why: UnclearWording::FromEvent, read } =>
        "{} tính từ một sự kiện ({}), còn hạn ở đây thì không", shortened(wording), read.join(" | ") =>
        "khai báo sự kiện và ngày của nó trong [events] rồi ghi hạn theo đó, hoặc nêu trong `note` ngày lấy từ đâu (tiendo task edit {task} --remark \"…\")";
    UnusedEventDate { unit, event } => "“{unit}” không chủ trì nhiệm vụ nào có hạn tính từ “{event}”: ngày này không có tác dụng" =>
        "ghi ngày cho đơn vị chủ trì nhiệm vụ";
    CalendarYearUnknown { years, tasks, known } =>
        "chưa có lịch nghỉ năm {}, trong khi hạn của {} nhiệm vụ tính theo ngày làm việc hoặc ngày nghỉ năm đó",
        these_years(years), number(*tasks) =>
        "khi có thông báo nghỉ lễ, ghi vào `days_off` và `working_days` của [calendar]{}", country_years(*known);
} }

fn these_years(years: &[i32]) -> String {
    years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")
}

fn country_years(known: Option<(i32, i32)>) -> String {
    match known {
        Some((first, last)) => format!("; `country` có sẵn lịch nghỉ các năm {first} đến {last}"),
        None => "; hoặc dùng lịch nghỉ có sẵn: country = \"VN\"".to_owned(),
    }
}

fn last_days(days: &[NaiveDate]) -> String {
    match days {
        [] => String::new(),
        days => format!(" ({})", dates(days)),
    }
}

/// The first days; that there are more is told only.
fn dates(days: &[NaiveDate]) -> String {
    let told = days.iter().take(3).map(|day| date(*day)).collect::<Vec<_>>().join(", ");
    if days.len() > 3 { told + ", …" } else { told }
}

fn own_limit(own: &OwnLimit) -> String {
    match own {
        OwnLimit::Days(days) => format!("ở đây hạn là {}", dates(days)),
        OwnLimit::Never => "ở đây không có hạn cuối".to_owned(),
        OwnLimit::FromEvent => "ở đây số ngày tính từ sự kiện lại khác".to_owned(),
        OwnLimit::Recurs => "ở đây nhiệm vụ lặp lại theo kỳ".to_owned(),
        OwnLimit::Once => "ở đây chỉ phải thực hiện một lần".to_owned(),
    }
}

fn write_it(expected: Expected) -> Option<&'static str> {
    Some(match expected {
        Expected::Date => "viết ngày không có dấu nháy: 2024-05-15",
        Expected::Text => "đặt chuỗi ký tự trong dấu nháy kép thẳng: \"...\"",
        Expected::Bool => "viết true hoặc false, không có dấu nháy",
        Expected::Tables => "đặt mỗi nhiệm vụ dưới một đề mục [[tasks]]",
        Expected::Texts => "viết thành danh sách: [\"...\", \"...\"]",
        Expected::Days => "viết thành danh sách ngày: [2024-04-30, \"2024-02-08..2024-02-14\"]",
        Expected::DateOrText
        | Expected::Number
        | Expected::Amount
        | Expected::Table
        | Expected::TextOrTexts
        | Expected::TextOrTable => {
            return None;
        }
    })
}

fn given(value: &str) -> String {
    if value.is_empty() {
        "chưa ghi giá trị".to_owned()
    } else {
        format!("“{value}” không dùng được ở đây")
    }
}

fn of_period(period: Option<&str>) -> String {
    period.map_or_else(String::new, |period| format!(" (kỳ {period})"))
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// The way through a circle of groups; of a long one, its two ends.
fn path(through: &[String]) -> String {
    match through {
        [first, second, .., last] if through.len() > 8 => {
            format!("{first} → {second} → … ({} nhóm) → {last}", number(through.len() - 1))
        }
        _ => through.join(" → "),
    }
}

pub(super) fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", number(bytes >> 20))
    } else {
        format!("{} byte", number(bytes))
    }
}

fn reached(value: Option<Amount>, target: &TargetRange) -> String {
    reached_as(value, target, &|amount| parts::amount(amount, number, ','))
}

/// Vì sao không dùng được tệp dùng chung.
fn shared_fault(fault: &SharedFault) -> String {
    match fault {
        SharedFault::NotRelative => "không phải là đường dẫn tương đối".to_owned(),
        SharedFault::TooFarUp => "đường dẫn lên quá bốn cấp thư mục".to_owned(),
        SharedFault::Link => "đường dẫn đi qua liên kết".to_owned(),
        SharedFault::NotAFile => "không phải là tệp thường".to_owned(),
        SharedFault::TooLarge { bytes, limit } => format!("tệp quá lớn: {}, tối đa {}", size(*bytes), size(*limit)),
        SharedFault::System(why) => system(why),
    }
}
