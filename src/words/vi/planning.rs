//! Kết quả sửa kế hoạch bằng lệnh, và vì sao không ghi.

use super::numbers::{date, number};
use crate::planning::PlanRefusal;
use crate::view::sheet::tasks::{TaskColumn, TaskFault, TaskFaultKind};
use crate::words::parts;
use crate::words::planning::PlanningPhrase;

sentences! { pub(crate) fn phrase(&PlanningPhrase) {
    Refused { refusal, subject, part: Some(part), prompted } => "{subject} ({part}): {}", refused(refusal, *prompted);
    Refused { refusal, subject, part: None, prompted } => "{subject}: {}", refused(refusal, *prompted);
    Orphans { records } =>
        "nếu ghi, {} bản ghi sẽ không còn nghĩa vụ tương ứng; chưa ghi gì. Để giữ số liệu đã ghi: đổi đơn vị chủ trì từ \
         một ngày bằng tiendo task amend --lead, chuyển giao bằng tiendo unit end --successor, hoặc hủy nhiệm vụ bằng \
         tiendo task cancel; hoặc sửa tệp đơn vị trước",
        number(*records);
    LimitOpen =>
        "thời hạn chưa có một cách đọc duy nhất nên chưa ghi gì: hãy chọn một cách, ghi ký hiệu bằng --due và nguyên văn \
         bằng --wording";
    LimitDoubtful { why, due: "", .. } =>
        "thời hạn đọc được một cách nhưng còn điểm phải hỏi lại nên chưa ghi gì ({}); nếu cách đọc đúng ý văn bản, hãy ghi ký \
         hiệu bằng --due và nguyên văn bằng --wording",
        why.trim_end_matches('.');
    LimitDoubtful { why, due, wording } =>
        "thời hạn đọc được một cách nhưng còn điểm phải hỏi lại nên chưa ghi gì ({}); nếu cách đọc đúng ý văn bản, hãy ghi: \
         --due \"{due}\" --wording \"{wording}\"",
        why.trim_end_matches('.');
    LimitUnreadHere =>
        "không đọc được thời hạn: hãy gõ ngày như 30/9/2024, cách nói khác, hoặc ký hiệu của plan.toml như 2024-Q3, before 2024-09-30";
    LimitUnread =>
        "không đọc được thời hạn nên chưa ghi gì: hãy ghi ký hiệu của plan.toml bằng --due và nguyên văn bằng --wording";
    NothingMoves => "Không có nghĩa vụ hay hạn nào thay đổi.";
    MoreWarnings { hidden } => "và {} cảnh báo nữa cùng quy tắc: tiendo check --all", number(*hidden);
    SettledHead { count } => "Câu hỏi của bản dự thảo đã giải quyết ({})", number(*count);
    NamesHead { count } => "Tên đơn vị đã xác nhận ({})", number(*count);
    HeadOfPlan => "Phần đầu kế hoạch";
    ConfirmWhat { open: 0 } => "không còn gì phải xác nhận";
    ConfirmWhat { .. } => "xác nhận mục nào? hãy nêu mã, hoặc --all để xác nhận hết; còn:";
    LeftUnknown { count, items } =>
        "Còn {} mục chưa có câu trả lời nên chưa xác nhận: {items}. Trả lời bằng tiendo plan; việc đơn vị đã làm thì ghi bằng tiendo mark; nếu không thể biết rõ hơn, xác nhận từng mục: tiendo confirm MÃ",
        number(*count);
    UnitNew { name } => "nếu là đơn vị mới, hãy thêm trước: tiendo unit add \"{}\"", parts::in_quotes(name);
    OnlyStandsIn { unit, task } => "“{unit}” chỉ đứng thay cho đơn vị chưa rõ nên chưa ghi được gì; hãy ghi đơn vị chủ trì trước: tiendo task edit {task} --lead ĐƠN_VỊ";
    QuestionStays { why } => "Câu hỏi trong plan.toml đã được trả lời nhưng chưa bỏ được: {why}. Bỏ sau bằng tiendo confirm";
    NoItem { name } => "không có nhiệm vụ, đơn vị, nhóm hay sự kiện nào tên là “{name}”";
    JudgedOn { day } => "Tính đến ngày {}:", date(*day);
    HandedHead { count } => "Nghĩa vụ chuyển giao ({})", number(*count);
    Handed { title, id, parts: "", from, to } => "{title} [{id}]: {from} → {to}";
    Handed { title, id, parts, from, to } => "{title} [{id}], {parts}: {from} → {to}";
    Nobody => "không đơn vị nào";
    LeadsAlready { units } => "{units} (đã chủ trì việc này)";
    RecordedBefore { unit, count, items, file } =>
        "{unit} đã ghi về {} việc trong số này: {items}. Bản ghi ở lại {file}; đơn vị nhận ghi từ đầu, kể cả số đã đạt.", number(*count);
    HandedInReports =>
        "Từ nay báo cáo về những ngày trước đó cũng tính các việc này như trên.";
    ReportsUncommitted { files } =>
        "Trong đó chưa commit: {files}. Commit sau thay đổi này thì báo cáo có thể không còn khớp với số liệu nào: nếu đã ghi thì tiendo undo, commit số liệu và báo cáo, rồi ghi lại.";
    ReportsUnmatched { files } =>
        "Sau thay đổi này, các báo cáo sau không còn khớp với số liệu: {files}. Báo cáo đã gửi đi thì giữ nguyên: với báo cáo đã \
         commit, tiendo verify-reports vẫn nêu là khớp với số liệu lúc lập.";
    EventNeeded { id } =>
        "kế hoạch không có sự kiện nào mã “{id}”; nếu là sự kiện mới, hãy khai trước: tiendo event add {id} --name \"…\"";
    EventMade { name, id } => "Thêm sự kiện “{name}” [{id}], chưa có ngày; khi biết ngày: tiendo event date {id} NGÀY";
    MembersNeeded => "còn thiếu: <ĐƠN VỊ>...";
    GroupNew { group } => "để lập nhóm mới, hãy thêm tên: tiendo group add {group} … --name \"…\"";
    StandIn { name, group, id } =>
        "Nhóm còn đơn vị tạm “{name}”; khi đã đủ thành viên: tiendo group remove {group} {id}";
    NoEvent { name } => "không có sự kiện nào tên là “{name}”";
    NoMilestone { task, name } => "{task} không có mốc “{name}”";
    TitleTwice { title, other } =>
        "nội dung ghi hai lần, “{title}” và --title “{other}”: hãy ghi một; mã thì ghi bằng --id";
    DocumentNeeded => "theo văn bản nào, ngày nào? hãy thêm --by và --on, như --by \"12-CV/TU\" --on 2/5/2024";
    Document => "Văn bản";
    DocumentHelp => "số, ký hiệu văn bản, như 12-CV/TU · Esc: thôi";
    DocumentDay => "Ngày của văn bản";
    WhichReading => "Hiểu theo cách nào?";
    Heading(column) => "{}", heading(*column);
    TasksSheet => "Nhiệm vụ";
    TasksInstructions =>
        "Sửa ngay trong bảng rồi chạy tiendo import. Cột “Cách hiểu thời hạn” cho biết chương trình hiểu thời hạn thế nào: \
         nếu hiểu sai, ghi lại bằng lời hoặc bằng ngày. Thêm dòng là thêm nhiệm vụ; xóa dòng thì nhiệm vụ vẫn giữ nguyên.";
    TasksMade { file, tasks } => "Đã tạo {file}: {} nhiệm vụ", number(*tasks);
    SheetFault { file, fault } if fault.is_of_heading() => "{file}: ô {}: {}", fault.at, fault_of(fault);
    SheetFault { file, fault } =>
        "{file}: ô {}, cột “{}”: {}", fault.at, heading(fault.column), self::fault(&fault.kind);
    ColumnsPassedOver { columns } => "Không đọc các cột thêm vào bảng: {columns}";
    NotInSheet { tasks } => "Bảng không có các nhiệm vụ sau, kế hoạch vẫn giữ nguyên: {tasks}";
    RowsMoved { tasks, task, after, other } =>
        "Các dòng sau đứng khác chỗ trong kế hoạch, kế hoạch vẫn giữ thứ tự cũ: {tasks}. Muốn đổi chỗ: tiendo task move {task} {} {other}",
        if *after { "--after" } else { "--before" };
    SameTitle { title, others, id } =>
        "Kế hoạch đã có nhiệm vụ cùng tên “{title}”: {others}; nhiệm vụ mới có mã {id}";
    IdTaken { taken, id } => "Mã {taken} đã dùng; nhiệm vụ mới có mã {id}";
    NothingToUndo => "Không có lần ghi nào để hủy: chương trình chỉ nhớ lần ghi gần nhất";
    UndoShared { command, file, folder } =>
        "lần ghi gần nhất ({command}) đã sửa {file}, tệp dùng chung của nhiều kế hoạch; chưa hủy gì. Muốn hủy cho mọi kế \
         hoạch: tiendo -C {folder} undo";
    ChangedSince { command, file } => "{file} đã thay đổi sau lần ghi gần nhất ({command}); chưa hủy gì";
    WouldUndo { command } => "Sẽ hủy: {command}";
    Undone { command } => "Đã hủy: {command}";
} }

table! { fn heading(TaskColumn) {
    Number => "TT",
    Clause => "Mục",
    Title => "Nhiệm vụ",
    Lead => "Cơ quan chủ trì",
    Support => "Cơ quan phối hợp",
    Wording => "Thời gian hoàn thành",
    Reading => "Cách hiểu thời hạn",
    Target => "Chỉ tiêu",
    Product => "Sản phẩm",
    ReportsTo => "Báo cáo cho",
    Id => "Mã nhiệm vụ (không sửa)",
    Baseline => "Số liệu gốc (không sửa)",
} }

/// Lỗi của một ô, hoặc của tiêu đề cột.
fn fault_of(fault: &TaskFault) -> String {
    match fault.kind {
        TaskFaultKind::NoColumn => {
            format!("bảng thiếu cột “{}”; hãy ghi lại tiêu đề, hoặc xuất bảng mới", heading(fault.column))
        }
        ref kind => self::fault(kind),
    }
}

sentences! { fn fault(&TaskFaultKind) {
    UnknownColumn { heading, missing } if heading.is_empty() =>
        "cột này có nội dung mà không có tiêu đề, trong khi bảng thiếu cột {}; hãy ghi tiêu đề, hoặc xóa cột này nếu không \
         dùng", headings(missing);
    UnknownColumn { heading, missing } =>
        "không rõ cột “{heading}” là cột nào, trong khi bảng thiếu cột {}; hãy sửa lại tiêu đề, hoặc xóa cột này nếu \
         không dùng", headings(missing);
    NoColumn => "bảng thiếu cột này";
    ColumnTwice { first } => "tiêu đề này đã có ở ô {first}; hãy bỏ một cột";
    NoText => "không đọc được ô này; hãy ghi bằng chữ";
    NoTarget(typed) => "“{typed}” không phải là chỉ tiêu; ghi như 80%, 151 chi bộ, tối đa 3 vụ, 10..20 xã. Nếu bảng tính hiện là phần trăm (0,8 hiện là 80%), hãy định dạng ô là chữ (Text) rồi gõ lại 80%";
    UnknownTask(id) => "kế hoạch không có nhiệm vụ “{id}”; nếu là nhiệm vụ mới, hãy để trống ô mã";
    Twice { first } => "nhiệm vụ này đã có dòng khác (ô {first}); mỗi nhiệm vụ chỉ giữ một dòng";
    MixedUp => "mã và số liệu gốc không cùng một nhiệm vụ, có lẽ chỉ sắp xếp một phần bảng; hãy xuất bảng mới";
    BadBaseline => "không đọc được số liệu gốc; hãy xuất bảng mới, hoặc xóa hẳn cột này";
    Missing => "không được để trống";
    NoBody { typed, candidates } if candidates.is_empty() => "không có đơn vị hoặc nhóm nào tên là “{typed}”";
    NoBody { typed, candidates } =>
        "“{typed}” chưa rõ là đơn vị hoặc nhóm nào: {}", candidates.join(", ");
    OpenLimit { typed, readings, .. } if readings.is_empty() =>
        "không đọc được thời hạn “{typed}”; hãy ghi ngày hoặc cách nói khác ở cột “{}”", heading(TaskColumn::Reading);
    OpenLimit { typed, readings, why: Some(why) } =>
        "thời hạn “{typed}” đọc là “{}” nhưng còn điểm phải hỏi lại ({}); nếu đúng, hãy chép nguyên cách đọc ấy vào cột “{}”, nếu không thì ghi một ngày",
        readings.join("; "), why.trim_end_matches('.'), heading(TaskColumn::Reading);
    OpenLimit { typed, readings, why: None } =>
        "thời hạn “{typed}” chưa có một cách hiểu duy nhất: {}; hãy ghi cách hiểu ở cột “{}”",
        readings.join("; "), heading(TaskColumn::Reading);
    Milestones => "nhiệm vụ có nhiều mốc: hãy sửa thời hạn ở dòng của từng mốc, bên dưới";
    OfTask => "thuộc về nhiệm vụ, không phải của mốc: hãy sửa ở dòng của nhiệm vụ";
    Amended { by } => "nội dung này đã sửa đổi theo {by}: hãy dùng tiendo task amend, hoặc thêm --by và --on";
    Conflict { now } => "kế hoạch đã đổi từ khi xuất bảng, hiện là “{now}”; hãy xuất bảng mới";
    Refused(refusal) => "{}", refused(refusal, false);
    NoId => "không đặt được mã từ nội dung này; hãy thêm bằng tiendo task add --id";
} }

/// Lời từ chối: a refusal, and the option that gets past it where no question does.
fn refused(refusal: &PlanRefusal, prompted: bool) -> String {
    let said = self::refusal(refusal);
    let option = match refusal {
        PlanRefusal::RewritesPast { .. } => "nếu chỉ sửa lỗi nhập, hãy thêm --past",
        PlanRefusal::Cancelled { .. } | PlanRefusal::Dated { .. } | PlanRefusal::Ended { .. } => {
            "nếu cần thay, hãy thêm --replace"
        }
        _ => return said,
    };
    if prompted { said } else { format!("{said}; {option}") }
}

fn headings(columns: &[TaskColumn]) -> String {
    columns.iter().map(|column| format!("“{}”", heading(*column))).collect::<Vec<_>>().join(", ")
}

fn refusal(refusal: &PlanRefusal) -> String {
    match refusal {
        PlanRefusal::NothingSaid => "chưa nêu nội dung cần sửa; xem các tùy chọn bằng --help".to_owned(),
        PlanRefusal::MilestonesDue(ids) => {
            format!("mỗi mốc có thời hạn riêng: hãy nêu mốc, như NHIỆM_VỤ.{}", ids.join(", NHIỆM_VỤ."))
        }
        PlanRefusal::OtherRhythm => {
            "nhiệm vụ lặp lại khác với thời hạn này; nhịp vẫn như cũ thì ghi cả nhịp, như “trước ngày 30/11 hằng năm”; nhịp \
             thay đổi thì hủy từ ngày ấy rồi thêm nhiệm vụ mới"
                .to_owned()
        }
        PlanRefusal::NotAmendable => {
            "văn bản sửa đổi không đặt được ngày bắt đầu, ngày kết thúc hay mốc; hãy hủy từ ngày ấy rồi thêm nhiệm vụ mới"
                .to_owned()
        }
        PlanRefusal::RewritesPast { due } => format!(
            "hạn {} đã qua, sửa trực tiếp sẽ làm đổi số liệu của những ngày và báo cáo đã qua; nếu có văn bản sửa đổi, hãy \
             dùng tiendo task amend (với bảng nhiệm vụ: nhập với --by và --on)",
            date(*due)
        ),
        PlanRefusal::Cancelled { by, on } => {
            format!("đã hủy theo {by} ngày {}", date(*on))
        }
        PlanRefusal::Dated { date: day } => {
            format!("sự kiện đã có ngày {}", date(*day))
        }
        PlanRefusal::Ended { until } => {
            format!("đơn vị đã kết thúc ngày {}", date(*until))
        }
        PlanRefusal::Member => "nhóm đã có thành viên này".to_owned(),
        PlanRefusal::NotListed { through } if through.is_empty() => "nhóm không có thành viên này".to_owned(),
        PlanRefusal::NotListed { through } => format!(
            "thành viên này thuộc nhóm qua {}: hãy bớt ở đó, hoặc trừ ra khỏi từng nhiệm vụ bằng --except",
            through.join(", ")
        ),
        PlanRefusal::StillNamed { places } => format!("còn được nêu ở {}: hãy thay hoặc bớt ở đó trước", places.join(", ")),
        PlanRefusal::Taken(id) => format!("mã {id} đã dùng"),
        PlanRefusal::NoSuchId => "không đặt làm mã được: mã gồm chữ không dấu, số, gạch nối, nhiều nhất 64 ký tự".to_owned(),
        PlanRefusal::NoId => "không đặt được mã từ tên này: hãy ghi mã, bằng tiendo task add --id hoặc tiendo unit add --id".to_owned(),
        PlanRefusal::Lacks(option) => match *option {
            "--due" => "chưa có thời hạn, hãy thêm --due".to_owned(),
            "--lead" => "chưa có đơn vị chủ trì, hãy thêm --lead".to_owned(),
            other => format!("thiếu {other}"),
        },
    }
}
