//! Tệp sai ở đâu và sửa thế nào: what is wrong with a file and what to do about it, in Vietnamese.

use super::syntax::{syntax, syntax_help};
use crate::diagnostic::{Expected, Found, Hidden, IdKind, NotAFile, Problem, Table};
use crate::words::date;
use crate::words::numbers;

#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::FileUnreadable { reason } => format!("không đọc được: {}", system(reason)),
        Problem::FileNotRegular { what: NotAFile::Folder } => "chỗ này phải là tệp nhưng lại là thư mục".to_owned(),
        Problem::FileNotRegular { what: NotAFile::Special } => {
            "chỗ này phải là tệp nhưng lại là ống dẫn, socket hoặc tệp thiết bị".to_owned()
        }
        Problem::FileNotRegular { what: NotAFile::BrokenLink } => "liên kết không dẫn tới đâu".to_owned(),
        Problem::FileOutside => "liên kết dẫn ra ngoài thư mục kế hoạch nên không được đọc".to_owned(),
        Problem::FileTooLarge { bytes, limit } => format!("tệp quá lớn: {}, tối đa {}", size(*bytes), size(*limit)),
        Problem::NotUtf8 { utf16: true } => "tệp được lưu theo UTF-16 (“Unicode”), không phải UTF-8".to_owned(),
        Problem::NotUtf8 { utf16: false } => "tệp không phải văn bản UTF-8: ở đây có byte mà UTF-8 không có".to_owned(),
        Problem::Syntax { message } => syntax(message),
        Problem::DuplicateKey => "khóa, bảng hoặc từ bị ghi hai lần".to_owned(),
        Problem::NoPlan => "không có tệp plan.toml".to_owned(),
        Problem::TooMany { limit, kind } => {
            format!("quá nhiều {}: tối đa {}", kind_name(*kind), grouped(*limit as u64))
        }
        Problem::UnknownKey { key, table } => format!("khóa lạ “{key}” trong {}", table_name(*table)),
        Problem::MissingKey { key, table: Table::PlanFile } => format!("plan.toml thiếu bảng [{key}]"),
        Problem::MissingKey { key, table } => format!("thiếu khóa `{key}` trong {}", table_name(*table)),
        Problem::WrongType { expected, found } => {
            format!("chỗ này cần {}, không phải {}", expected_name(*expected), found_name(*found))
        }
        Problem::InvalidId { id, kind } => format!("“{id}” không dùng làm mã {} được", kind_name(*kind)),
        Problem::DuplicateId { id, kind } => format!("mã “{id}” đã dùng cho một {}", kind_name(*kind)),
        Problem::UnknownId { id, kind } => format!("kế hoạch không có {} mang mã “{id}”", kind_name(*kind)),
        Problem::InvalidValue { value, allowed } if value.is_empty() => {
            format!("chưa ghi giá trị; các giá trị cho phép: {}", quoted(allowed))
        }
        Problem::InvalidValue { value, allowed } => {
            format!("“{value}” không dùng được ở đây; các giá trị cho phép: {}", quoted(allowed))
        }
        Problem::OutOfRange { least, most } => {
            format!("số phải nằm trong khoảng từ {least} đến {}", grouped(u64::from(*most)))
        }
        Problem::UnknownTimezone { name } => format!("không có múi giờ “{name}”"),
        Problem::DateWithTime => "chỗ này chỉ ghi ngày, không ghi giờ".to_owned(),
        Problem::YearOutOfRange => "năm phải nằm trong khoảng từ 0001 đến 9999".to_owned(),
        Problem::UnreadableDeadline { text, recurs: true } => {
            format!("không đọc được “{text}” thành hạn của nhiệm vụ có `every`")
        }
        Problem::UnreadableDeadline { text, recurs: false } => format!("không đọc được “{text}” thành hạn"),
        Problem::NoDeadline => "nhiệm vụ không có `due` cũng không có `every`".to_owned(),
        Problem::InvalidPeriod { period, well_formed: true } => format!("trong lịch không có {period}"),
        Problem::InvalidPeriod { period, well_formed: false } => {
            format!("“{period}” không phải là ngày hay kỳ dùng được ở đây")
        }
        Problem::Backwards => "điểm cuối nằm trước điểm đầu".to_owned(),
        Problem::DeadlineNeedsEvery { text } => format!("hạn “{text}” tính theo kỳ, nhưng nhiệm vụ không có `every`"),
        Problem::DeadlineNotWithEvery { text } => format!("“{text}” không dùng làm hạn của nhiệm vụ có `every` được"),
        Problem::DeadlineNotForWeeks { text } => format!("“{text}” không dùng làm hạn của nhiệm vụ hằng tuần được"),
        Problem::GroupCycle { through } => format!("nhóm chứa chính nó: {}", path(through)),
        Problem::NoWorkingDay => "lịch không còn ngày làm việc nào".to_owned(),
        Problem::TooManyPeriods { limit, of_task: false } => {
            format!("các nhiệm vụ lặp lại quá nhiều kỳ: tất cả tối đa {} kỳ", grouped(*limit as u64))
        }
        Problem::TooManyPeriods { limit, .. } => {
            format!("nhiệm vụ lặp lại quá nhiều kỳ: tối đa {} kỳ", grouped(*limit as u64))
        }
        Problem::DayBeyondCalendar => "ngày cuối cùng nằm ngoài các năm từ 0001 đến 9999".to_owned(),
        Problem::TitleForNoPeriod { period } => format!("tiêu đề ghi cho kỳ “{period}” mà nhiệm vụ không có"),
        Problem::TitlesWithoutEvery => "có `titles` trong nhiệm vụ không có `every`".to_owned(),
        Problem::RecordUnknownTask { task } => format!("kế hoạch không có nhiệm vụ “{task}”"),
        Problem::RecordNotLed { task, supports: true } => {
            format!("đơn vị chỉ phối hợp trong nhiệm vụ “{task}” nên không có nghĩa vụ và không có bản ghi")
        }
        Problem::RecordNotLed { task, supports: false } => format!("đơn vị không chủ trì nhiệm vụ “{task}”"),
        Problem::RecordUnknownPeriod { task, period } => format!("nhiệm vụ “{task}” không có kỳ “{period}”"),
        Problem::RecordWithoutPeriod { task, .. } => format!("nhiệm vụ “{task}” lặp lại mà bản ghi không nêu kỳ"),
        Problem::RecordWithPeriod { task, period } => {
            format!("bản ghi nêu kỳ {period}, nhưng nhiệm vụ “{task}” chỉ thực hiện một lần")
        }
        Problem::ExtensionWithoutDeadline { task } => format!("nhiệm vụ “{task}” không có ngày cuối cùng để gia hạn"),
        Problem::DoneBeforeStarted { done, started } => {
            format!("ngày hoàn thành {} trước ngày bắt đầu {}", date(*done), date(*started))
        }
        Problem::AcceptedBeforeDone { accepted, done: Some(done) } => {
            format!("ngày nghiệm thu {} trước ngày hoàn thành {}", date(*accepted), date(*done))
        }
        Problem::AcceptedBeforeDone { accepted, done: None } => {
            format!("có ngày nghiệm thu {} nhưng chưa ghi ngày hoàn thành", date(*accepted))
        }
        Problem::DoneInFuture { done, as_of } => {
            format!("ngày hoàn thành {} sau ngày xét {} nên chưa được tính", date(*done), date(*as_of))
        }
        Problem::OverdueUnexplained { task, period, due, days_late } => {
            let period = period.as_ref().map_or_else(String::new, |period| format!(" (kỳ {period})"));
            let due = date(*due);
            format!(
                "nhiệm vụ “{task}”{period} quá hạn {days_late} ngày (hạn {due}), không ghi `reason` hay `committed`"
            )
        }
        Problem::CompletedWithoutEvidence { task } => format!("nhiệm vụ “{task}” đã xong nhưng chưa nêu minh chứng"),
        Problem::EmptyGroup { group } => format!("nhóm “{group}” không có thành viên"),
        Problem::IdleUnit { unit } => format!("đơn vị “{unit}” không chủ trì nhiệm vụ nào"),
        Problem::MissingUnitFile { unit } => format!("chưa có tệp units/{unit}.toml: đơn vị chưa báo cáo gì"),
        Problem::StrayFile { stem, .. } => format!("units/{stem}.toml không thuộc đơn vị nào nên không được tính"),
        Problem::DueOutsidePlan { due, starts, ends } => {
            let (due, starts, ends) = (date(*due), date(*starts), date(*ends));
            format!("ngày cuối cùng {due} nằm ngoài thời gian của kế hoạch ({starts} đến {ends})")
        }
        Problem::BeforeUnsaid => "có hạn “trước ngày”, nhưng [plan] chưa nói cách hiểu".to_owned(),
        Problem::SameName { name } => format!("có đơn vị khác cũng tên là “{name}”"),
        Problem::NotNfc { texts: 1 } => "văn bản không ở dạng Unicode NFC (dựng sẵn)".to_owned(),
        Problem::NotNfc { texts } => {
            let texts = grouped(*texts as u64);
            format!("tệp có {texts} chỗ văn bản không ở dạng Unicode NFC (dựng sẵn); đây là chỗ đầu tiên")
        }
        Problem::HiddenCharacter { character, what } => {
            let what = match what {
                Hidden::Bidirectional => "ký tự đổi chiều chữ",
                Hidden::ZeroWidth => "ký tự không có độ rộng",
                Hidden::Control => "ký tự điều khiển",
            };
            format!("có ký tự ẩn U+{:04X} ({what})", u32::from(*character))
        }
        Problem::TaskWithoutLead => "nhiệm vụ không có đơn vị chủ trì nên không đơn vị nào có nghĩa vụ".to_owned(),
        Problem::EmptyText => "văn bản để trống".to_owned(),
    }
}

#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub fn help(problem: &Problem) -> Option<String> {
    let text = match problem {
        Problem::FileUnreadable { .. }
        | Problem::DuplicateKey
        | Problem::TooMany { .. }
        | Problem::UnknownKey { .. }
        | Problem::MissingKey { .. }
        | Problem::UnknownId { .. }
        | Problem::InvalidValue { .. }
        | Problem::OutOfRange { .. }
        | Problem::YearOutOfRange
        | Problem::Backwards
        | Problem::DayBeyondCalendar
        | Problem::RecordUnknownTask { .. }
        | Problem::DoneBeforeStarted { .. }
        | Problem::AcceptedBeforeDone { done: Some(_), .. }
        | Problem::DoneInFuture { .. }
        | Problem::EmptyGroup { .. }
        | Problem::DueOutsidePlan { .. }
        | Problem::WrongType {
            expected:
                Expected::DateOrText | Expected::Number | Expected::Table | Expected::TextOrTexts | Expected::TextOrTable,
            ..
        } => return None,
        Problem::FileNotRegular { .. } => "đặt vào chỗ đó một tệp văn bản thường",
        Problem::FileOutside => "chép chính tệp cần dùng vào thư mục kế hoạch",
        Problem::FileTooLarge { .. } => "để văn bản ở nơi khác, chỉ ghi số và ngày của văn bản làm minh chứng",
        Problem::NotUtf8 { .. } => "lưu lại tệp theo UTF-8 (trong Notepad: Save As, Encoding: UTF-8)",
        Problem::Syntax { message } => return syntax_help(message).map(str::to_owned),
        Problem::NoPlan => "chuyển đến thư mục của kế hoạch, hoặc chỉ rõ thư mục: tiendo -C DIR",
        Problem::WrongType { expected: Expected::Date, .. } => "viết ngày không có dấu nháy: 2024-05-15",
        Problem::WrongType { expected: Expected::Text, .. } => "đặt văn bản trong dấu nháy kép thẳng: \"...\"",
        Problem::WrongType { expected: Expected::Bool, .. } => "viết true hoặc false, không có dấu nháy",
        Problem::WrongType { expected: Expected::Tables, .. } => "đặt mỗi nhiệm vụ dưới một đề mục [[tasks]]",
        Problem::WrongType { expected: Expected::Texts, .. } => "viết thành danh sách: [\"...\", \"...\"]",
        Problem::WrongType { expected: Expected::Days, .. } => {
            "viết thành danh sách ngày: [2024-04-30, \"2024-02-08..2024-02-14\"]"
        }
        Problem::InvalidId { .. } => {
            "dùng tối đa 64 chữ cái không dấu, chữ số, dấu - và _, bắt đầu bằng chữ cái hoặc chữ số: bao-cao-nam"
        }
        Problem::DuplicateId { .. } => "đặt cho một trong hai bên mã khác",
        Problem::UnknownTimezone { .. } => "với Việt Nam, ghi \"Asia/Ho_Chi_Minh\" hoặc bỏ dòng `timezone`",
        Problem::DateWithTime => "chỉ giữ lại phần ngày: 2024-05-15",
        Problem::UnreadableDeadline { recurs: true, .. } => {
            "viết như \"end\", \"end + 5 days\", \"day 25\" hoặc \"day 5 of next month\""
        }
        Problem::UnreadableDeadline { recurs: false, .. } => {
            "viết như 2024-06-30, \"2024-Q2\", \"before 2024-06-15\", \"event E + 10 days\" hoặc \"ongoing\""
        }
        Problem::NoDeadline => "bổ sung `due`; việc không có ngày cuối cùng: due = \"ongoing\" hoặc due = \"unstated\"",
        Problem::InvalidPeriod { well_formed: true, .. } => "ghi ngày hoặc kỳ có thật, như 2024-Q4 hay 2024-02-29",
        Problem::InvalidPeriod { well_formed: false, .. } => {
            "viết một ngày là 2024-04-30, nhiều ngày là \"2024-02-08..2024-02-14\""
        }
        Problem::DeadlineNeedsEvery { .. } => "bổ sung `every`, hoặc ghi một ngày, kỳ hay sự kiện",
        Problem::DeadlineNotWithEvery { .. } => {
            "ghi hạn trong mỗi kỳ: \"end\", \"end + 5 days\" hoặc \"day 25\"; hoặc bỏ `every`"
        }
        Problem::DeadlineNotForWeeks { .. } => "trong tuần, ngày chạy từ \"day 1\" (thứ Hai) đến \"day 7\"",
        Problem::GroupCycle { .. } => "bỏ thành viên làm khép kín vòng tròn",
        Problem::NoWorkingDay => "ở `weekend` chỉ ghi ngày nghỉ hằng tuần; kiểm tra lại năm trong `days_off`",
        Problem::TooManyPeriods { .. } => "kiểm tra lại năm của `starts` và `ends` trong [plan]",
        Problem::TitleForNoPeriod { .. } => "ghi kỳ đúng loại kỳ ở `every`, trong thời gian của kế hoạch",
        Problem::TitlesWithoutEvery => "nhiệm vụ thực hiện một lần chỉ có `title`",
        Problem::RecordNotLed { .. } => "chuyển bản ghi sang tệp của đơn vị chủ trì, hoặc sửa `lead` trong kế hoạch",
        Problem::RecordUnknownPeriod { .. } => {
            "ghi kỳ đúng loại kỳ ở `every` của nhiệm vụ, trong thời gian của kế hoạch"
        }
        Problem::RecordWithoutPeriod { task, period: Some(period) } => {
            return Some(format!("nêu kỳ ở đề mục của bản ghi: [{task}.{period}]"));
        }
        Problem::RecordWithoutPeriod { task, period: None } => {
            return Some(format!("nêu kỳ ở đề mục của bản ghi: [{task}.KỲ]"));
        }
        Problem::RecordWithPeriod { task, .. } => return Some(format!("đề mục của bản ghi chỉ ghi mã: [{task}]")),
        Problem::ExtensionWithoutDeadline { .. } => "xóa `extended`, hoặc ghi hạn của nhiệm vụ vào kế hoạch",
        Problem::AcceptedBeforeDone { done: None, .. } => "bổ sung `done`; khi chưa có thì chưa tính là hoàn thành",
        Problem::OverdueUnexplained { .. } => {
            "ghi `reason` (lý do) hoặc `committed` (ngày hẹn xong); nếu đã xong thì ghi `done`"
        }
        Problem::CompletedWithoutEvidence { .. } => "bổ sung `evidence`: số và ngày của văn bản",
        Problem::IdleUnit { .. } => "ghi đơn vị vào `lead` của nhiệm vụ hoặc vào một nhóm, hoặc xóa khỏi [units]",
        Problem::MissingUnitFile { .. } => "tạo tệp; lúc đầu có thể để trống",
        Problem::StrayFile { meant: Some(meant), .. } => {
            return Some(format!("có phải ý là units/{meant}.toml? Đổi tên tệp, hoặc đưa tệp ra khỏi units/"));
        }
        Problem::StrayFile { .. } => "đổi tên tệp thành mã của đơn vị, hoặc đưa tệp ra khỏi units/",
        Problem::BeforeUnsaid => {
            "ghi vào [plan]: before = \"exclusive\" (không kể ngày đó) hoặc \"inclusive\" (kể cả ngày đó)"
        }
        Problem::SameName { .. } => "nếu là một đơn vị, chỉ giữ một mã; nếu là hai, đặt tên cho khác nhau",
        Problem::NotNfc { .. } => "lưu lại ở dạng NFC (dựng sẵn); trong lúc chưa sửa, kết quả xét vẫn như vậy",
        Problem::HiddenCharacter { .. } => "xóa đoạn chữ ở đây và gõ lại bằng tay",
        Problem::TaskWithoutLead => "ghi đơn vị, hoặc nhóm có thành viên, vào `lead`",
        Problem::EmptyText => "điền nội dung, hoặc xóa phần để trống",
    };
    Some(text.to_owned())
}

/// A reason of the operating system; those not known here stay as they are.
fn system(reason: &str) -> &str {
    match reason {
        "Permission denied" | "Access is denied." => "không có quyền đọc",
        "No such file or directory" | "The system cannot find the file specified." => "không tìm thấy",
        "Input/output error" => "lỗi khi đọc từ ổ đĩa",
        "Not a directory" => "không phải là thư mục",
        "Too many levels of symbolic links" => "liên kết dẫn vòng tròn",
        "The process cannot access the file because it is being used by another process." => {
            "một chương trình khác đang giữ tệp"
        }
        _ => reason,
    }
}

fn table_name(table: Table) -> &'static str {
    match table {
        Table::PlanFile => "plan.toml",
        Table::Plan => "[plan]",
        Table::Calendar => "[calendar]",
        Table::Event => "một sự kiện",
        Table::Unit => "một đơn vị",
        Table::Group => "một nhóm",
        Table::Task => "một nhiệm vụ",
        Table::Record => "một bản ghi",
        Table::Extended => "`extended`",
        Table::Waived => "`waived`",
    }
}

fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "văn bản trong dấu nháy kép",
        Expected::Date => "ngày",
        Expected::DateOrText => "ngày hoặc văn bản như \"2024-Q1\"",
        Expected::Bool => "true hoặc false",
        Expected::Number => "số nguyên",
        Expected::Table => "bảng",
        Expected::Tables => "danh sách bảng",
        Expected::Texts => "danh sách văn bản",
        Expected::TextOrTexts => "văn bản hoặc danh sách văn bản",
        Expected::TextOrTable => "văn bản hoặc bảng",
        Expected::Days => "danh sách ngày",
    }
}

fn found_name(found: Found) -> &'static str {
    match found {
        Found::Text => "văn bản",
        Found::Number => "số nguyên",
        Found::Float => "số thập phân",
        Found::Bool => "true hoặc false",
        Found::Date => "ngày hoặc giờ",
        Found::List => "danh sách",
        Found::Table => "bảng",
    }
}

fn kind_name(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Unit => "đơn vị",
        IdKind::Group => "nhóm",
        IdKind::Body => "đơn vị hoặc nhóm",
        IdKind::Task => "nhiệm vụ",
        IdKind::Event => "sự kiện",
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// The way through a circle of groups; of a long one, its two ends.
fn path(through: &[String]) -> String {
    match through {
        [first, second, .., last] if through.len() > 8 => {
            format!("{first} → {second} → … ({} nhóm) → {last}", grouped(through.len() as u64 - 1))
        }
        _ => through.join(" → "),
    }
}

fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", grouped(bytes >> 20))
    } else {
        format!("{} byte", grouped(bytes))
    }
}

/// A number with its thousands parted.
fn grouped(number: u64) -> String {
    numbers::grouped(number, '.')
}
