//! Dòng lệnh của báo cáo: help on the commands that make reports, in Vietnamese.

use crate::words::phrase::CliReporting as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Remind => "Thư nhắc từng đơn vị có việc quá hạn hoặc sắp đến hạn",
        Cli::RemindExamples => {
            r#"  tiendo remind                           in thư nhắc mọi đơn vị
  tiendo remind --unit "binh minh"        một đơn vị
  tiendo remind --format docx --out thu-nhac
                                          mỗi đơn vị một tệp: thu-nhac/2024-05-15-binh-minh.docx
  tiendo remind --exit-code > nhac.txt    cho cron: mã thoát 1 nếu có ai cần nhắc"#
        }
        Cli::LetterFormat => "Dạng thư: text, md, docx [mặc định: text]",
        Cli::LetterOut => "Thư mục để ghi mỗi đơn vị một tệp [mặc định: in ra màn hình]",
        Cli::LetterForce => "Ghi đè thư đã có mà khác với bản mới",
        Cli::ExitCode => "Mã thoát 1 nếu có đơn vị cần nhắc, 0 nếu không",
        Cli::Calendar => "Hạn của các việc thành lịch .ics, có báo trước, để mở bằng chương trình lịch",
        Cli::CalendarExamples => {
            r#"  tiendo calendar -o ke-hoach.ics         mọi đơn vị
  tiendo calendar --unit "binh minh" -o binh-minh.ics"#
        }
        Cli::CalendarOutput => "Tệp .ics cần ghi; -: in ra màn hình",
        Cli::Trend => "Tiến độ theo tuần: số việc đến hạn, hoàn thành, quá hạn, dạng biểu đồ nhỏ",
        Cli::TrendExamples => {
            r#"  tiendo trend                            cả kế hoạch, từng tuần đến hôm nay
  tiendo trend --unit "binh minh"         một đơn vị
  tiendo trend --format csv               để vẽ biểu đồ khác"#
        }
        Cli::Report => "Lập báo cáo tuần, tháng, quý, 6 tháng hoặc năm vào reports/",
        Cli::ReportExamples => {
            r"  tiendo report week                      tuần này, đến hôm nay: reports/2024-W20.md
  tiendo report week last                 tuần trước
  tiendo report quarter 2024-Q1 --format docx,xlsx
                                          quý I, để gửi lên cấp trên
  tiendo report week --all                mọi tuần đã qua chưa có báo cáo, kèm mục lục"
        }
        Cli::Kind => "Loại kỳ: week (tuần), month (tháng), quarter (quý), half (6 tháng), year (năm)",
        Cli::Period => {
            "Kỳ: 2024-W20, 2024-05, 2024-Q2, 2024-H1, 2024; last: kỳ trước; hoặc một ngày\ntrong kỳ [mặc định: kỳ hiện tại]"
        }
        Cli::ReportFormat => "Dạng, ghi được nhiều: md, html, xlsx, docx, csv, json [mặc định: md]",
        Cli::ReportOut => "Thư mục để ghi; -: in ra màn hình [mặc định: reports/ của thư mục kế hoạch]",
        Cli::Closing => {
            "Ngày chốt số liệu, trong kỳ hoặc trong kỳ sau\n[mặc định: ngày cuối kỳ; kỳ chưa hết thì là ngày xét]"
        }
        Cli::All => "Mọi kỳ đã kết thúc từ khi kế hoạch bắt đầu mà chưa có tệp,\nvà lập lại mục lục reports/README.md",
        Cli::Template => "Mẫu .docx của cơ quan, có chỗ điền như {{body}}, {{period}} (xem docs/reports.md)",
        Cli::KeepGoing => {
            "Tệp của đơn vị nào hỏng thì nêu rõ thiếu số liệu của đơn vị đó,\nvẫn báo cáo các đơn vị khác"
        }
        Cli::ReportForce => "Ghi đè cả tệp không phải do tiendo lập, và tệp .docx, .xlsx đã có",
    }
}
