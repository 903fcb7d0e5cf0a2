//! Dòng lệnh đối chiếu: help on the commands that look at changes in git, in Vietnamese.

use crate::words::phrase::CliReview as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Diff => "Có gì thay đổi, nói bằng lời: giữa hai phiên bản trong git, hoặc hai thư mục",
        Cli::DiffExamples => {
            r"  tiendo diff                             HEAD so với các tệp hiện có
  tiendo diff HEAD~5..HEAD                năm commit gần nhất
  tiendo diff main...nhanh --format markdown
                                          nhánh so với chỗ tách khỏi main, để dán vào pull request
  tiendo diff --deny backdated,W704       mã thoát 1 nếu có ghi lùi ngày hoặc bỏ minh chứng
  tiendo diff ../ban-cu .                 hai thư mục, không cần git"
        }
        Cli::Named => {
            "A: từ A đến các tệp hiện có; A..B; A...B: từ chỗ A và B tách nhau đến B;\nhoặc hai thư mục [mặc định: HEAD]"
        }
        Cli::From => "Ngày xét của bên trước [mặc định: như bên sau, là ngày của --as-of]",
        Cli::Backdated => "Ghi sau ngày hoàn thành quá ngần này ngày thì nêu là ghi lùi ngày [mặc định: 30]",
        Cli::DiffFormat => "Dạng: table, markdown, json, sarif [mặc định: table]",
        Cli::DenyMark => {
            "Mã thoát 1 nếu có điều mang mã này: W701 … W708 hoặc tên của nó; all: mọi mã;\ndùng được nhiều lần"
        }
        Cli::DiffExitCode => "Mã thoát 1 nếu có thay đổi, 0 nếu không",
        Cli::Log => "Đã ghi gì, khi nào: lịch sử trong git của một việc, hoặc của cả đơn vị",
        Cli::LogExamples => {
            r#"  tiendo log --unit "binh minh"           mọi điều đơn vị đã ghi, mới nhất trước
  tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"
                                          một việc: ghi ngày nào, commit nào, sau bao lâu"#
        }
        Cli::LogTask => "Nhiệm vụ [mặc định: mọi nhiệm vụ của đơn vị]",
        Cli::LogPeriod => "Kỳ của nhiệm vụ [mặc định: mọi kỳ]",
        Cli::LogUnit => "Đơn vị [mặc định: TIENDO_UNIT, hoặc đơn vị duy nhất chủ trì]",
        Cli::LogFormat => "Dạng: table, json [mặc định: table]",
        Cli::Blame => "Mỗi điều được ghi ngày nào, bởi commit nào (cần --unit)",
        Cli::Setup => "Những gì cần báo cho git để trộn và xem tệp đơn vị theo từng việc",
        Cli::SetupExamples => {
            r"  tiendo git-setup                        in ra để xem
  tiendo git-setup --write                ghi vào .gitattributes và cấu hình của kho git này"
        }
        Cli::SetupWrite => "Ghi luôn, thay vì chỉ in ra",
        Cli::Merge => "git gọi để trộn tệp đơn vị theo từng việc và từng trường (xem git-setup)",
        Cli::MergeExamples => r"  tiendo merge-driver %O %A %B %P         do git điền",
        Cli::MergeBase => "Tệp gốc chung",
        Cli::MergeOurs => "Tệp của bên này; kết quả ghi vào đây",
        Cli::MergeTheirs => "Tệp của bên kia",
        Cli::MergePath => "Đường dẫn của tệp trong kho git",
        Cli::Textconv => "git gọi để hiện tệp đơn vị thành từng dòng dễ đọc (xem git-setup)",
        Cli::TextconvExamples => r"  tiendo textconv units/binh-minh.toml",
        Cli::TextconvFile => "Tệp của đơn vị",
        Cli::Verify => "Các báo cáo đã ghi trong reports/ có đúng như số liệu không",
        Cli::VerifyExamples => {
            r"  tiendo verify-reports                   các tệp hiện có
  tiendo verify-reports HEAD              báo cáo đã commit"
        }
        Cli::VerifyRevision => "Phiên bản cần xem [mặc định: các tệp hiện có]",
    }
}
