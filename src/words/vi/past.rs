//! Trả lời theo dữ liệu tại một phiên bản trong git: answers that stand on what was known at a revision.

use super::numbers::date;
use crate::words::past::PastPhrase;

sentences! { pub(crate) fn phrase(&PastPhrase) {
    FilesAt { commit, day, by: None } => "Theo dữ liệu trong git tại commit {commit} ngày {}", date(*day);
    FilesAt { commit, day, by: Some(by) } => "Theo dữ liệu trong git đến hết ngày {}: commit {commit} ngày {}", date(*by), date(*day);
    ShallowDays => "Bản sao git này chỉ có một phần lịch sử: có đủ lịch sử (git fetch --unshallow) thì ngày của commit có thể muộn hơn";
    NoCommitBy { day, first, shallow: false } => "đến hết ngày {} chưa có dữ liệu trong git: lịch sử bắt đầu từ ngày {}", date(*day), date(*first);
    NoCommitBy { day, first, .. } => "bản sao git này không có commit nào đến hết ngày {}: chỉ có từ ngày {}; git fetch --unshallow để lấy phần trước", date(*day), date(*first);
    FilesOnly { option, command } => "“tiendo {command}” làm việc với các tệp hiện có, không dùng với {option}";
    DiffTakesRevisions => "“tiendo diff” nhận phiên bản không qua --at: tiendo diff A..B";
    RangeOnlyOfDiff => "chỉ “tiendo diff” so sánh hai ngày (A..B); ở lệnh này --known-on nhận một ngày";
    OtherRepository { folder } => "{folder} thuộc kho git khác: --known-on và --at chỉ dùng cho các kế hoạch trong cùng một kho";
    ReportsOfFiles { option } => "reports/ chứa báo cáo lập từ các tệp hiện có: khi dùng {option}, nêu thư mục khác bằng --out DIR, hoặc --out - để in ra màn hình";
} }
