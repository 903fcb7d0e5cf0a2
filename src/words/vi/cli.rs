//! Dòng lệnh: the command line in Vietnamese, its help and its errors.

use crate::words::phrase::{Cli, CliError};

const LONG_ABOUT: &str = "\
tiendo đọc kế hoạch (plan.toml) và mỗi đơn vị một tệp (units/<đơn vị>.toml), rồi cho biết đến một
ngày bất kỳ việc nào quá hạn, chưa hoàn thành, đã hoàn thành. Chỉ kế hoạch quy định đơn vị nào có
nghĩa vụ gì: đơn vị chưa có tệp là chưa báo cáo gì, còn nghĩa vụ vẫn nguyên.";

const STATUS_EXAMPLES: &str = "  tiendo                                  cả kế hoạch, tính đến hôm nay
  tiendo --as-of 31/3/2024                cả kế hoạch, tính đến ngày 31/3
  tiendo status --unit \"binh minh\"        một đơn vị, gõ tên không dấu cũng được
  tiendo status --fail-on overdue         cho tập lệnh: mã thoát 1 nếu có việc quá hạn";

const LIST_EXAMPLES: &str = "  tiendo list --unit \"binh minh\"          việc của đơn vị Bình Minh
  tiendo list --state overdue --by task   việc quá hạn, xếp theo nhiệm vụ
  tiendo list --clause II.1               mục II.1 và các mục con, như II.1.2
  tiendo list --due-within 14 --format csv
                                          việc đến hạn trong 14 ngày tới, để mở bằng bảng tính";

const SHOW_EXAMPLES: &str = "  tiendo show bao-cao-quy                 một nhiệm vụ và tình hình của từng đơn vị
  tiendo show van-phong                   một đơn vị và mọi nghĩa vụ của đơn vị đó
  tiendo show bao-cao-quy 2024-Q1 --unit van-phong
                                          một nghĩa vụ, và vì sao ở trạng thái ấy";

const CHECK_EXAMPLES: &str = "  tiendo check                            mọi vấn đề, kèm tệp, dòng và cột
  tiendo check --deny warnings            có cảnh báo cũng trả mã thoát 1
  tiendo check --format github            chú thích cho GitHub Actions";

const EXPLAIN_EXAMPLES: &str = "  tiendo explain E301                     quy tắc E301 yêu cầu gì, vì sao và cách sửa
  tiendo explain W508 --lang en           quy tắc W508, bằng tiếng Anh";

const EXIT_CODES: &str = "\
Mã thoát:
  0  xong
  1  có điều được hỏi đến (--fail-on, --deny, --exit-code, lỗi khi
     check, xung đột khi trộn, báo cáo không khớp)
  2  dòng lệnh sai
  3  không đọc được trọn vẹn thư mục kế hoạch";

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::About => "Đơn vị nào phải làm gì, đến hạn nào, đã xong chưa",
        Cli::LongAbout => LONG_ABOUT,
        Cli::Usage => "Cách dùng",
        Cli::Commands => "Lệnh",
        Cli::Options => "Tùy chọn",
        Cli::Arguments => "Tham số",
        Cli::Filters => "Bộ lọc",
        Cli::GlobalOptions => "Tùy chọn chung",
        Cli::Error => "lỗi",
        Cli::Status => "Bảng tiến độ theo đơn vị và quý, rồi việc quá hạn và sắp đến hạn (mặc định)",
        Cli::List => "Danh sách việc, xếp theo đơn vị, quý và trạng thái",
        Cli::Show => "Mọi điều về một nhiệm vụ, đơn vị hay nghĩa vụ, và vì sao ở trạng thái ấy",
        Cli::Check => "Mọi vấn đề của thư mục kế hoạch trong một lần",
        Cli::Explain => "Một quy tắc yêu cầu gì, vì sao và cách sửa",
        Cli::HelpCommand => "Hướng dẫn về tiendo hoặc về một lệnh",
        Cli::Directory => "Thư mục kế hoạch [mặc định: tìm ngược lên từ thư mục hiện tại]",
        Cli::AsOf => "Ngày xét, 2024-05-15 hoặc 15/5/2024\n[mặc định: hôm nay theo múi giờ của kế hoạch]",
        Cli::Lang => "Ngôn ngữ: vi, en\n[mặc định: TIENDO_LANG, rồi ngôn ngữ của kế hoạch, rồi vi]",
        Cli::Color => "Màu chữ: auto, always (luôn có), never (không có) [mặc định: auto]",
        Cli::Unit => "Chỉ đơn vị này (ghi được nhiều lần): mã hoặc một phần tên,\ncó dấu hay không dấu",
        Cli::Group => "Chỉ các đơn vị thuộc nhóm này",
        Cli::Task => "Chỉ nhiệm vụ này",
        Cli::ClauseFilter => "Chỉ mục này của kế hoạch và các mục con: II.1 gồm cả II.1.2",
        Cli::QuarterFilter => "Chỉ quý này, như 2024-Q1; none: việc không theo quý nào",
        Cli::StateFilter => {
            "Chỉ trạng thái này (overdue, pending, completed, ongoing, waived) hoặc\n\
             ghi chú này (awaiting-acceptance, date-open, due-soon, extended,\n\
             in-progress, late, moved, not-started-period)"
        }
        Cli::DueWithin => "Chỉ việc chưa hoàn thành và đến hạn trong bấy nhiêu ngày tới",
        Cli::FailOn => {
            "Mã thoát 1 nếu trong các việc nêu ra có việc: overdue (quá hạn), late (trễ),\ndue-soon (sắp đến hạn)"
        }
        Cli::Format => "Dạng kết quả: table, json, jsonl, csv, markdown [mặc định: table]",
        Cli::By => "Xếp trước hết theo: unit, quarter, task, state [mặc định: unit]",
        Cli::Subject => "Nhiệm vụ hoặc đơn vị: mã hoặc một phần tên",
        Cli::PeriodArgument => "Kỳ của nhiệm vụ: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15\nhoặc 2024-04-26",
        Cli::ShowUnit => "Đơn vị cần xem nghĩa vụ, khi nhiều đơn vị cùng chủ trì nhiệm vụ",
        Cli::Deny => "warnings: có cảnh báo cũng trả mã thoát 1",
        Cli::CheckFormat => "Dạng kết quả: human, json, github, gitlab, sarif [mặc định: human]",
        Cli::Code => "Mã của quy tắc, như E301",
        Cli::HelpOption => "In hướng dẫn",
        Cli::VersionOption => "In số phiên bản",
        Cli::Examples => "Ví dụ",
        Cli::StatusExamples => STATUS_EXAMPLES,
        Cli::ListExamples => LIST_EXAMPLES,
        Cli::ShowExamples => SHOW_EXAMPLES,
        Cli::CheckExamples => CHECK_EXAMPLES,
        Cli::ExplainExamples => EXPLAIN_EXAMPLES,
        Cli::ExitCodes => EXIT_CODES,
        Cli::Editing(text) => super::cli_editing::text(text),
        Cli::Reporting(text) => super::cli_reporting::text(text),
        Cli::Review(text) => super::cli_review::text(text),
    }
}

pub fn error(error: &CliError<'_>) -> String {
    match error {
        CliError::UnknownArgument { argument } => format!("không có tham số “{argument}”"),
        CliError::UnknownCommand { command } => format!("không có lệnh “{command}”"),
        CliError::InvalidValue { argument, value, allowed: [] } => format!("“{value}” không dùng được cho {argument}"),
        CliError::InvalidValue { argument, value, allowed } => {
            format!("“{value}” không dùng được cho {argument}; có thể dùng: {}", allowed.join(", "))
        }
        CliError::MissingValue { argument } => format!("{argument} cần có giá trị"),
        CliError::MissingArgument { arguments } => format!("còn thiếu: {}", arguments.join(", ")),
        CliError::UsedTwice { argument } => format!("{argument} chỉ được ghi một lần"),
        CliError::Conflict { argument, other } => format!("{argument} không đi cùng {other} được"),
        CliError::NoValueWanted { argument, value } => {
            format!("{argument} không nhận giá trị, nhưng lại ghi “{value}”")
        }
        CliError::NotUtf8 => "dòng lệnh không phải văn bản UTF-8".to_owned(),
        CliError::Other { message } => format!("dòng lệnh sai: {message}"),
        CliError::Similar { what } => format!("có phải ý là {what}?"),
        CliError::TryHelp => "xem thêm: tiendo --help".to_owned(),
    }
}
