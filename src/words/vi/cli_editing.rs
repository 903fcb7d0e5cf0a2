//! Dòng lệnh của các lệnh ghi: help on the commands that write, in Vietnamese.

use crate::action::Action;
use crate::words::phrase::CliEditing as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Act(action) => match action {
            Action::Start => "Ghi ngày bắt đầu một việc",
            Action::Done => "Ghi một việc đã hoàn thành, kèm minh chứng",
            Action::Accept => "Ghi ngày nghiệm thu một việc đã báo hoàn thành",
            Action::Return => "Trả lại một việc đã báo hoàn thành, kèm lý do",
            Action::Extend => "Gia hạn một việc theo văn bản",
            Action::Waive => "Ghi một việc không áp dụng với đơn vị, theo văn bản",
            Action::Promise => "Ghi ngày đơn vị hẹn xong; hạn không đổi",
            Action::Reopen => "Mở lại một việc đã xong hoặc không áp dụng",
        },
        Cli::ActExamples(action) => match action {
            Action::Start => {
                r"  tiendo start bao-cao-quy --unit van-phong
                                          bắt đầu hôm nay
  tiendo start bao-cao-quy 2024-Q2 --unit van-phong --on 2/5/2024"
            }
            Action::Done => {
                r#"  tiendo done bao-cao-quy --unit van-phong --evidence "312-BC/VP"
                                          xong hôm nay; chỉ một kỳ còn mở thì không cần ghi kỳ
  tiendo done bao-cao-quy 2024-Q1 --unit van-phong --on 28/3/2024
  tiendo done bao-cao-quy --unit van-phong --dry-run
                                          xem sẽ đổi gì, chưa ghi"#
            }
            Action::Accept => "  tiendo accept bao-cao-quy 2024-Q1 --unit van-phong --on 2/4/2024",
            Action::Return => {
                r#"  tiendo return bao-cao-quy 2024-Q1 --unit van-phong --reason "Thiếu số liệu tháng 3""#
            }
            Action::Extend => r#"  tiendo extend bao-cao-quy 2024-Q1 --unit van-phong --to 15/4/2024 --by "77-CV/TU""#,
            Action::Waive => r#"  tiendo waive bao-cao-quy 2024-Q1 --unit van-phong --by "80-CV/TU""#,
            Action::Promise => {
                r#"  tiendo promise bao-cao-quy 12/4/2024 --unit van-phong --reason "Chờ số liệu của các xã"
  tiendo promise bao-cao-quy 2024-Q1 12/4/2024 --unit van-phong --reason "Chờ số liệu""#
            }
            Action::Reopen => {
                r"  tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong
  tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong --clear
                                          bỏ cả minh chứng, ghi chú: khi ghi nhầm việc"
            }
        },
        Cli::Mark => "Hỏi từng bước rồi ghi việc đã hoàn thành: đơn vị, việc, ngày, minh chứng",
        Cli::MarkExamples => {
            r#"  tiendo mark                             chọn bằng phím mũi tên, hoặc gõ để tìm
  tiendo mark --unit "binh minh"          chọn sẵn đơn vị"#
        }
        Cli::Init => "Tạo thư mục kế hoạch mới, có chú thích hướng dẫn",
        Cli::InitExamples => {
            r"  tiendo init                             ngay trong thư mục hiện tại
  tiendo init ke-hoach-2025               trong thư mục này"
        }
        Cli::Sync => "Bổ sung cho tệp của các đơn vị những mục còn thiếu so với kế hoạch",
        Cli::SyncExamples => {
            r#"  tiendo sync                             mọi đơn vị
  tiendo sync --unit "binh minh"          một đơn vị
  tiendo sync --dry-run                   xem sẽ thêm gì, chưa ghi"#
        }
        Cli::Sheet => "Bảng Excel để các đơn vị điền, đúng các cột của kế hoạch",
        Cli::SheetExamples => {
            r#"  tiendo sheet -o bieu.xlsx               mọi đơn vị
  tiendo sheet --unit "binh minh" -o binh-minh.xlsx"#
        }
        Cli::Import => "Đọc lại bảng các đơn vị đã điền, cho xem sẽ đổi gì, rồi ghi tất cả hoặc không ghi gì",
        Cli::ImportExamples => {
            r"  tiendo import bieu.xlsx --dry-run       xem sẽ đổi gì, chưa ghi
  tiendo import bieu.xlsx"
        }
        Cli::ActTask => "Nhiệm vụ: mã hoặc một phần tên, có dấu hay không dấu",
        Cli::ActPeriod => "Kỳ của nhiệm vụ, như 2024-Q1; bỏ được khi chỉ một kỳ còn mở",
        Cli::PromiseDay => "Ngày hẹn xong",
        Cli::MarkUnit => "Đơn vị: mã hoặc một phần tên [mặc định: TIENDO_UNIT, không có thì hỏi]",
        Cli::ActUnit => "Đơn vị: mã hoặc một phần tên [mặc định: TIENDO_UNIT, rồi đơn vị duy nhất chủ trì]",
        Cli::On => "Ngày, 2024-05-15 hoặc 15/5/2024 [mặc định: hôm nay]",
        Cli::GrantedOn => "Ngày của văn bản [mặc định: hôm nay]",
        Cli::To => "Hạn mới",
        Cli::PromiseTo => "Ngày hẹn xong, thay cho cách ghi ở cuối",
        Cli::ByDocument => "Văn bản cho phép, như \"77-CV/TU\"",
        Cli::EvidenceOption => "Văn bản minh chứng, thêm vào những gì đã ghi (ghi được nhiều lần)",
        Cli::NoteOption => "Chú thích, thay cho chú thích đã ghi",
        Cli::ReasonOption => "Lý do, thay cho lý do đã ghi",
        Cli::Clear => "Bỏ mọi điều đã ghi về việc này, cả minh chứng và chú thích",
        Cli::DryRun => "Chỉ cho xem sẽ đổi những dòng nào, không ghi",
        Cli::InitFolder => "Thư mục [mặc định: thư mục hiện tại]",
        Cli::SheetOutput => "Tệp .xlsx sẽ tạo",
        Cli::Force => "Ghi đè nếu tệp đã có",
        Cli::ImportFile => "Bảng đã điền: .xlsx, hoặc .csv (UTF-8)",
    }
}
