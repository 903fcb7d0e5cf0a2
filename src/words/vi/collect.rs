//! Đưa kế hoạch vào tập kế hoạch, sửa đơn vị dùng chung.

use super::numbers::number;
use crate::planning::collect::{BodyDifference, CollectConflict};
use crate::words::collect::CollectPhrase;

sentences! { pub(crate) fn phrase(&CollectPhrase) {
    NoCollection =>
        "ở đây chưa có tập kế hoạch: tạo bằng tiendo init --collection, hoặc chỉ thư mục của tập bằng -C";
    Outside { folder } => "{folder} không nằm trong thư mục của tập kế hoạch: hãy chuyển thư mục kế hoạch vào đó trước";
    TooDeep { folder, levels } => "{folder} nằm sâu quá {levels} cấp dưới thư mục của tập kế hoạch";
    Conflict(conflict) => "{}", self::conflict(conflict);
    Conflicts { count } => "chưa ghi gì: {} chỗ không khớp giữa plan.toml và plans.toml", number(*count);
    WouldMove { folder } => "chưa ghi gì: nghĩa vụ hoặc thời hạn của {folder} sẽ thay đổi như nêu trên";
    WouldBreakPlan { folder } => "chưa ghi gì: {folder}/plan.toml sẽ không đọc được nữa, như nêu trên";
    Collected { folder, units, groups } =>
        "{folder} lấy {} đơn vị, {} nhóm theo plans.toml. Bảng theo dõi giữ nguyên: không nghĩa vụ, thời hạn nào thay đổi.",
        number(*units), number(*groups);
    Stay { units } => "Các đơn vị không được kế hoạch nhắc đến vẫn để ở plan.toml: {units}";
    OwnCalendar =>
        "Kế hoạch chưa có lịch riêng nên giữ lịch không có ngày nghỉ: nếu theo lịch của plans.toml, thời hạn sẽ thay đổi.";
    OwnCalendarNote => "Lịch riêng của kế hoạch: nếu theo lịch của plans.toml, thời hạn sẽ thay đổi";
    Ask => "Ghi các thay đổi này?";
    AskHelp => "Chưa ghi gì cho đến khi đồng ý · Esc: thôi";
    YesNeeded => "chưa ghi gì: thêm --yes để ghi mà không hỏi";
    SharedUnit { file, plans } => "{file} dùng chung cho {} kế hoạch.", number(*plans);
} }

sentences! { fn conflict(&CollectConflict) {
    OtherFile { file } => "kế hoạch đang lấy đơn vị từ tệp khác, {file}";
    Differs { id, what, own, shared } =>
        "{id}: {} ở plan.toml là {}, ở plans.toml là {}; hãy sửa cho giống nhau", difference(*what), shown(own), shown(shared);
    SameName { name, own, shared } =>
        "“{name}” có mã {own} ở plan.toml, mã {shared} ở plans.toml: một đơn vị dùng một mã, hoặc đặt tên khác nhau";
    Unnamed { id } =>
        "{id}: kế hoạch không nhắc đến đơn vị này, mà đơn vị dùng chung không được nhắc đến thì không được liệt kê; hãy bỏ \
         khỏi plan.toml trước";
    Order { own, shared } =>
        "thứ tự đơn vị: {own} sẽ nhường chỗ cho {shared} ở mọi kết quả; nếu theo thứ tự của plans.toml, thêm --reorder";
} }

table! { fn difference(BodyDifference) {
    Kind => "loại (đơn vị hay nhóm)",
    Name => "tên",
    ShortName => "tên gọn",
    Confirmed => "confirmed",
    From => "ngày đầu tiên",
    Until => "ngày cuối cùng",
    Successors => "đơn vị kế thừa",
    Members => "thành viên",
} }

fn shown(text: &str) -> String {
    if text.is_empty() { "(không có)".to_owned() } else { format!("“{text}”") }
}
