//! Lời về việc ghi tệp: what is said about editing, in Vietnamese.

use crate::action::{Action, Refusal};
use crate::store::write::Trouble;
use crate::words::date;
use crate::words::editing::{Asking, EditPhrase};

pub fn editing(said: &EditPhrase<'_>) -> String {
    match said {
        EditPhrase::Wrote { file } => format!("Đã ghi {file}"),
        EditPhrase::Created { file } => format!("Đã tạo {file}"),
        EditPhrase::DryRun => "Chạy thử: chưa ghi gì.".to_owned(),
        EditPhrase::AlreadySo => "Đã ghi như vậy từ trước, không có gì để đổi.".to_owned(),
        EditPhrase::Refused { refusal, unit, task } => format!("{unit}, {task}: {}", refused(*refusal)),
        EditPhrase::PeriodNeeded { unit, task } => {
            format!("{unit} có nhiều kỳ của {task} phù hợp; hãy ghi rõ kỳ sau tên nhiệm vụ:")
        }
        EditPhrase::NothingOpen { unit, task, action } => format!("{unit} {} {task}", nothing_open(*action)),
        EditPhrase::UnitNeeded { task: Some(task) } => {
            format!("nhiều đơn vị chủ trì {task}: hãy thêm --unit ĐƠN_VỊ, hoặc đặt biến môi trường TIENDO_UNIT")
        }
        EditPhrase::UnitNeeded { task: None } => {
            "chưa rõ đơn vị nào: hãy thêm --unit ĐƠN_VỊ, hoặc đặt biến môi trường TIENDO_UNIT".to_owned()
        }
        EditPhrase::DayNeeded => "hẹn xong ngày nào? hãy ghi ngày sau tên nhiệm vụ, như 15/4/2024".to_owned(),
        EditPhrase::EmptyText { option } => format!("{option} để trống: hãy ghi nội dung, hoặc bỏ tùy chọn này"),
        EditPhrase::CannotLayOut { file } => {
            format!("{file}: bản ghi này viết theo cách mà tiendo không sửa được nếu không làm mất điều gì; chưa ghi gì, hãy sửa bằng tay")
        }
        EditPhrase::Broken { file } => format!("{file} có lỗi nên chưa ghi gì; hãy sửa các lỗi trên rồi làm lại"),
        EditPhrase::WouldBreak { file } => format!("ghi như vậy thì {file} sẽ có lỗi trên đây; chưa ghi gì"),
        EditPhrase::AcceptanceNotAsked => {
            "kế hoạch này không đòi nghiệm thu (acceptance = false): ngày nghiệm thu được ghi nhưng không đổi trạng thái"
                .to_owned()
        }
        EditPhrase::Trouble(trouble) => self::trouble(trouble),
        EditPhrase::FileHead { unit, number, title } => format!("{unit} · Kế hoạch {number}: {title}"),
        EditPhrase::DueOn { day, wording } => format!("Hạn: {} ({wording})", date(*day)),
        EditPhrase::DueNever { wording } => format!("Hạn: {wording}"),
        EditPhrase::Fields { day, dated, acceptance } => {
            let late = if *dated { format!("; nếu chậm: reason = \"…\", committed = {day}") } else { String::new() };
            let accepted = if *acceptance { format!("; nghiệm thu: accepted = {day}") } else { String::new() };
            format!("Điền bên dưới: started = {day}, done = {day}, evidence = \"số văn bản\", note = \"…\"{late}{accepted}")
        }
        EditPhrase::FileEnd => "Hết. Mục mới do tiendo sync thêm thì nằm phía trên dòng này.".to_owned(),
        EditPhrase::Synced { tables, files } => format!("Đã thêm {tables} mục vào {files} tệp."),
        EditPhrase::SyncedUnit { file, tables, created: true } => format!("{file}: tệp mới, {tables} mục"),
        EditPhrase::SyncedUnit { file, tables, created: false } => format!("{file}: thêm {tables} mục"),
        EditPhrase::InSync => "Các tệp đã đủ mục theo kế hoạch, không có gì để thêm.".to_owned(),
        EditPhrase::Initialised { folder } => {
            format!("Đã tạo thư mục kế hoạch ở {folder}. Tiếp theo: sửa plan.toml, rồi chạy tiendo sync và tiendo check.")
        }
        EditPhrase::WorkspaceThere { folder } => format!("{folder} đã có plan.toml; chưa ghi gì"),
        EditPhrase::NoTerminal => {
            "tiendo mark cần một cửa sổ dòng lệnh để hỏi; trong tập lệnh hãy dùng tiendo done".to_owned()
        }
        EditPhrase::SheetMade { file, rows } => format!("Đã tạo {file}: {rows} việc"),
        EditPhrase::ColumnsLeft { columns } => format!("bỏ qua các cột không thuộc bảng: {columns}"),
        EditPhrase::NothingToImport => "Bảng không khác gì các tệp, không có gì để ghi.".to_owned(),
        EditPhrase::NotImported { problems } => format!("{problems} lỗi trong bảng; chưa ghi gì."),
        EditPhrase::Imported { records, files } => format!("Đã ghi {records} việc vào {files} tệp."),
        EditPhrase::TerminalGone => "cửa sổ dòng lệnh đã đóng; chưa ghi gì".to_owned(),
        EditPhrase::Left => "Chưa ghi gì.".to_owned(),
        EditPhrase::UnitChoice { name, overdue, pending } => format!("{name} · quá hạn {overdue}, trong hạn {pending}"),
        EditPhrase::NothingToMark { unit } => format!("{unit} không còn việc nào chưa xong."),
    }
}

fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Waived(on) => {
            format!("đã ghi là không áp dụng từ ngày {}; nếu vẫn phải làm, hãy chạy tiendo reopen trước", date(on))
        }
        Refusal::Done(on) => format!("đã hoàn thành ngày {}; nếu chưa xong, hãy chạy tiendo reopen trước", date(on)),
        Refusal::NothingClaimed => "chưa báo hoàn thành nên không có gì để nghiệm thu hay trả lại".to_owned(),
        Refusal::NotClosed => {
            "chưa hoàn thành và cũng không thuộc diện không áp dụng nên không có gì để mở lại".to_owned()
        }
        Refusal::NotLater(due) => format!("hạn mới phải sau hạn hiện nay, ngày {}", date(due)),
        Refusal::NoReason => "hẹn ngày mới thì phải nêu lý do: hãy thêm --reason".to_owned(),
    }
}

fn nothing_open(action: Action) -> &'static str {
    match action {
        Action::Start => "không còn việc nào chưa bắt đầu thuộc",
        Action::Done | Action::Extend | Action::Waive | Action::Promise => "không còn việc nào chưa xong thuộc",
        Action::Accept => "không có việc nào đang chờ nghiệm thu thuộc",
        Action::Return => "chưa báo hoàn thành việc nào thuộc",
        Action::Reopen => "không có việc nào đã xong hay không áp dụng thuộc",
    }
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Locked { file, seconds } => {
            format!("{file}: một tiendo khác đang sửa tệp này, đã đợi {seconds} giây; chưa ghi gì, hãy làm lại sau")
        }
        Trouble::Changed { file } => {
            format!("{file} vừa bị chương trình khác thay đổi; chưa ghi gì, hãy xem lại rồi làm lại")
        }
        Trouble::Link { file } => {
            format!("{file} là liên kết tượng trưng: tiendo không ghi qua liên kết; chưa ghi gì")
        }
        Trouble::NotAFile { file } => format!("{file} không phải là tệp; chưa ghi gì"),
        Trouble::NotAFolder { file } => format!("{file} không phải là thư mục; chưa ghi gì"),
        Trouble::ReadOnly { file } => format!("{file} chỉ được đọc; chưa ghi gì"),
        Trouble::Exists { file } => format!("{file} đã có; chưa ghi gì. Muốn ghi đè, hãy thêm --force"),
        Trouble::ReadBack { file } => format!("{file}: đọc lại không đúng như đã ghi; tệp cũ vẫn nguyên"),
        Trouble::NotTakenBack { file } => {
            format!("{file} đã được ghi rồi mà không trả lại như cũ được; hãy xem lại tệp này bằng git diff")
        }
        Trouble::Unreadable { file, reason } => format!("{file}: không đọc được ({reason})"),
        Trouble::System { file, reason } => format!("{file}: không ghi được, tệp cũ vẫn nguyên ({reason})"),
    }
}

pub fn asking(asking: Asking) -> &'static str {
    match asking {
        Asking::Unit => "Đơn vị",
        Asking::Obligation => "Việc",
        Asking::Day => "Ngày hoàn thành",
        Asking::Evidence => "Minh chứng",
        Asking::Write => "Ghi lại",
        Asking::PickHelp => "gõ để tìm, có dấu hay không dấu · ↑↓ chọn · Enter nhận · Esc thôi",
        Asking::DayHelp => "Enter: như trên · hoặc gõ ngày/tháng/năm · Esc thôi",
        Asking::EvidenceHelp => "số, ký hiệu văn bản · Enter để trống: hết · Esc thôi",
        Asking::WriteHelp => "c: có · k: không",
        Asking::Left => "(thôi)",
        Asking::NothingFound => "(không có mục nào khớp)",
        Asking::NoTexts => "(không có)",
        Asking::Yes => "có",
        Asking::No => "không",
        Asking::YesOrNo => "hãy gõ c (có) hoặc k (không)",
    }
}
