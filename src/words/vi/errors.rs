//! Lời từ chối: why nothing was written, and what git, files and templates have about them.

use super::labels::label;
use super::numbers::date;
use crate::action::{Action, Refusal};
use crate::diagnostic::Lack;
use crate::diagnostic::SystemFault;
use crate::git::quoted;
use crate::model::record::Field;
use crate::review::commits::GitTrouble;
use crate::store::Trouble;
use crate::words::label::Label;
use crate::words::phrase::TemplateProblem;

sentences! { pub(crate) fn refused(&Refusal) {
    Waived(on) => "đã ghi là không áp dụng từ ngày {}; nếu vẫn phải thực hiện, hãy chạy tiendo reopen trước", date(*on);
    Done(on) => "đã hoàn thành ngày {}; nếu thực tế chưa hoàn thành, hãy chạy tiendo reopen trước", date(*on);
    NothingClaimed => "chưa báo hoàn thành nên không có gì để nghiệm thu hay trả lại";
    NotClosed => "chưa hoàn thành và cũng không thuộc diện không áp dụng nên không có gì để mở lại";
    NotLater(due) => "hạn mới phải sau hạn hiện tại, ngày {}", date(*due);
    Recorded(field, day) =>
        "“{}” đã ghi ngày {}; nếu ghi sai và cần thay, hãy thêm --replace", label(Label::from(*field)), date(*day);
    ToCome { field: Field::Done | Field::Started, day, today } =>
        "ngày {} chưa đến (ngày xét là {}); nếu là ngày dự kiến hoàn thành, hãy dùng tiendo promise", date(*day),
        date(*today);
    ToCome { day, today, .. } => "ngày {} chưa đến (ngày xét là {})", date(*day), date(*today);
    PromisedPast { day, today } =>
        "ngày dự kiến {} đã qua (ngày xét là {}); hãy ghi một ngày sắp tới, hoặc dùng tiendo done nếu đã hoàn thành",
        date(*day), date(*today);
    NoTarget => "nhiệm vụ này chưa có chỉ tiêu nên không có gì để ghi là đã đạt; đặt chỉ tiêu: tiendo task edit MÃ_NHIỆM_VỤ --target \"80%\"";
    NoShare => "chỉ tiêu này không tính bằng %; hãy ghi đúng số đã đạt, như 45";
    NoReason => "ghi ngày dự kiến hoàn thành phải kèm lý do: hãy thêm --reason";
} }

table! { pub(crate) fn nothing_open(Action) {
    Start => "không còn việc nào chưa bắt đầu thuộc",
    Done | Extend | Waive | Promise | Progress => "không còn việc nào chưa hoàn thành thuộc",
    Accept => "không có việc nào đang chờ nghiệm thu thuộc",
    Return => "chưa báo hoàn thành việc nào thuộc",
    Reopen => "không có việc nào đã hoàn thành hay không áp dụng thuộc",
} }

sentences! { pub(crate) fn trouble(&Trouble) {
    Locked { file, seconds: 0 } => "{file}: một tiến trình tiendo khác đang sửa tệp này; chưa ghi gì, hãy thử lại sau";
    Locked { file, seconds } =>
        "{file}: một tiến trình tiendo khác đang sửa tệp này, đã đợi {seconds} giây; chưa ghi gì, hãy thử lại sau";
    HeldLock { file, lock, holder } if holder.is_empty() =>
        "{file}: khóa {lock} không ghi tiến trình nào đang giữ; nếu không có tiendo nào khác đang chạy, hãy xóa tệp khóa này \
         rồi làm lại; chưa ghi gì";
    HeldLock { file, lock, holder } =>
        "{file}: tiến trình khác ({holder}) đang giữ khóa {lock}; nếu tiến trình ấy không còn chạy, hãy xóa tệp khóa này rồi \
         làm lại; chưa ghi gì";
    Changed { file } => "{file} vừa bị chương trình khác thay đổi; chưa ghi gì, hãy xem lại rồi thử lại";
    Link { file } => "{file} là liên kết tượng trưng, không được chấp nhận ở đây; chưa ghi gì";
    NotAFile { file } => "{file} không phải là tệp; chưa ghi gì";
    Outside { file } => "{file} nằm ngoài thư mục kế hoạch; hãy chép vào trong, như vào thư mục evidence; chưa ghi gì";
    NotAFolder { file } => "{file} không phải là thư mục; chưa ghi gì";
    Misnamed { file, found } =>
        "chưa có {file}, mà có {found} có vẻ đặt sai tên: hãy đổi tên {found} thành {file}; chưa ghi gì";
    ReadOnly { file } => "{file} chỉ được đọc; chưa ghi gì";
    Exists { file } => "{file} đã có; chưa ghi gì. Muốn ghi đè, hãy thêm --force";
    Taken { file } => "{file} đã có, không ghi đè; chưa ghi gì. Hãy chọn tên khác";
    LeftOver { folder } =>
        "{folder} do một tiến trình bị dừng giữa chừng để lại, hoặc đang có tiến trình ghi vào đó; chưa ghi gì. Nếu không có \
         tiến trình nào, hãy xóa đi rồi chạy lại";
    NotMade { file } => "{file} không do tiendo site lập; chưa ghi gì";
    NotEmpty { folder } =>
        "{folder} có tệp không do tiendo site lập; hãy chọn thư mục trống hoặc thư mục của lần lập trước; chưa ghi gì";
    ReadBack { file } => "{file}: nội dung đọc lại không đúng như đã ghi; tệp cũ vẫn giữ nguyên";
    NotTakenBack { file } => "{file} đã được ghi mà không khôi phục được; hãy xem lại tệp này bằng git diff";
    Journal { file } =>
        "{file}: một lần nhập bằng phiên bản tiendo khác bị gián đoạn; hãy ghi bằng phiên bản ấy, hoặc xóa tệp này rồi xem lại \
         tệp của các đơn vị bằng git diff; chưa ghi gì";
    Unreadable { file, why } => "không đọc được {file}: {}", system(why);
    System { file, why: SystemFault::NotFound } =>
        "không ghi được {file}: không tìm thấy thư mục chứa tệp; hãy tạo thư mục rồi chạy lại";
    System { file, why } => "không ghi được {file}: {}; tệp cũ vẫn giữ nguyên", system(why);
} }

sentences! { pub(crate) fn system(&SystemFault) {
    NotFound => "không tìm thấy";
    Denied => "không có quyền";
    NotAFolder => "không phải là thư mục";
    IsAFolder => "là thư mục, không phải là tệp";
    NotAFile => "đây là đường ống, socket hoặc thiết bị, không phải tệp";
    ReadOnlyDisk => "ổ đĩa chỉ được đọc";
    Full => "ổ đĩa đầy hoặc hết hạn mức";
    TooLarge => "quá lớn so với ổ đĩa này";
    BadName => "hệ thống không cho phép tên này";
    InUse => "một chương trình khác đang giữ tệp";
    Disk => "ổ đĩa gặp lỗi";
    LinkLoop => "liên kết dẫn vòng tròn";
    NoObject { id, lack: Lack::Shallow } => "bản sao một phần này không có đối tượng {id}";
    NoObject { id, lack: Lack::Partial } => "bản sao từng phần này chưa có đối tượng {id} (git fetch --refetch --no-filter)";
    NoObject { id, lack: Lack::Lost } => "thiếu đối tượng {id}";
    Other(said) => "lỗi hệ thống ({said})";
} }

sentences! { pub(crate) fn template(&TemplateProblem) {
    NotADocument => "không phải là tệp .docx";
    TooLarge => "quá lớn so với một mẫu văn bản";
    Damaged { part } => "phần {part} bị hỏng";
    PartTwice { part } => "có hai phần cùng tên {part}";
    PartName { part } => "tên phần {part} dẫn ra ngoài văn bản";
    Unpacks { part, megabytes } => "nội dung giải nén quá {megabytes} MB (tại {part})";
    Macros { part } => "có macro hoặc điều khiển ({part}); hãy lưu lại thành .docx không có macro";
    Commands { part } => "phần {part} có trường DDE, tức là gọi chương trình khác; hãy xóa trường ấy";
    Outside { part, target } =>
        "{part} tải {target} khi mở văn bản; hãy đưa nội dung ấy vào văn bản, hoặc bỏ liên kết";
    Embedded { part, target } =>
        "{part} kèm {target}, tệp của chương trình khác nhúng trong văn bản; hãy xóa đối tượng ấy hoặc dán lại thành hình ảnh";
    TooManyPlaces { part, places, blocks } =>
        "phần {part} có quá nhiều chỗ điền: điền được nhiều nhất {places} chỗ, trong đó {blocks} chỗ cho cả một phần nội dung";
    Unknown { place, known } => "không có chỗ điền nào tên là “{place}”; có thể dùng: {known}";
    NotAlone { place } =>
        "“{place}” thay cho nhiều đoạn và bảng nên phải đứng riêng một đoạn: không kèm chữ, hình hoặc ngắt trang";
    NoWarnings => "không có chỗ cho lưu ý của kế hoạch; hãy thêm {{{{warnings}}}}, hoặc {{{{body}}}}";
    Nowhere => "không có chỗ điền nào; hãy ghi {{{{body}}}} vào chỗ cần đặt nội dung";
} }

sentences! { pub(crate) fn git(&GitTrouble) {
    NoGit => "không chạy được git: lệnh này cần git có trong PATH";
    NotARepository { folder } =>
        "{folder} không nằm trong kho git nào; hãy chạy git init (riêng diff so sánh được hai thư mục mà không \
         cần git)";
    NotTrusted { folder } =>
        "git không tin cậy kho này vì chủ sở hữu là người khác; nếu tin cậy, hãy chạy: git config --global --add \
         safe.directory {}", quoted(folder);
    NoRevision { name } => "không có phiên bản nào tên là “{name}”";
    Ambiguous { name } =>
        "“{name}” là tên của nhiều phiên bản, như một nhánh và một thẻ; hãy ghi đầy đủ, như refs/heads/{name}";
    NoCommit => "kho git chưa có commit nào";
    Missing { id, lack: Lack::Shallow } =>
        "bản sao này chỉ có một phần lịch sử, thiếu {id}; hãy chạy: git fetch --unshallow";
    Missing { id, lack: Lack::Partial } =>
        "bản sao này là bản sao từng phần (partial clone), chưa có {id}; hãy chạy: git fetch --refetch --no-filter";
    Silent { seconds } =>
        "git không trả lời trong {seconds} giây; hãy xem cấu hình git có trỏ tới ống dẫn hoặc ổ đĩa không phản hồi hay \
         không";
    Pipe { file } => "{file} là ống dẫn (pipe), không phải tệp, nên git sẽ đợi mãi; hãy xóa đi";
    Missing { id, lack: Lack::Lost } => "kho git thiếu đối tượng {id}; hãy chạy: git fsck";
    NotRun(why) => "không chạy được git: {}", system(why);
    Failed { reason } => "git không trả lời được ({reason})";
} }
