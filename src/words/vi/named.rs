//! What the parts of a plan or a record are called in a message.

use crate::diagnostic::{Expected, Found, Hidden, IdKind, Table};

table! { pub(super) fn hidden(Hidden) {
    Bidirectional => "ký tự đổi chiều chữ",
    ZeroWidth => "ký tự không có độ rộng",
    Control => "ký tự điều khiển",
} }

table! { pub(super) fn table_name(Table) {
    PlanFile => "plan.toml",
    MailboxFile => "tệp hộp thư",
    CollectionFile => "plans.toml",
    Plan => "[plan]",
    Calendar => "[calendar]",
    Event => "một sự kiện",
    Unit => "một đơn vị",
    Group => "một nhóm",
    Task => "một nhiệm vụ",
    Milestone => "một mốc",
    Decision => "`added` hoặc `cancelled`",
    Amendment => "một sửa đổi",
    Record => "một bản ghi",
    Extended => "`extended`",
    Waived => "`waived`",
    Office => "[plan.office]",
    Above => "`above`",
    Target => "`target`",
    EvidenceFile => "`evidence`",
    Progress => "`progress`",
} }

table! { pub(super) fn expected_name(Expected) {
    Text => "chuỗi ký tự trong dấu nháy kép",
    Date => "ngày",
    DateOrText => "ngày hoặc chuỗi ký tự như \"2024-Q1\"",
    Bool => "true hoặc false",
    Number => "số nguyên",
    Amount => "số",
    Table => "bảng",
    Tables => "danh sách bảng",
    Texts => "danh sách chuỗi ký tự",
    TextOrTexts => "chuỗi ký tự hoặc danh sách chuỗi ký tự",
    TextOrTable => "chuỗi ký tự hoặc bảng",
    Days => "danh sách ngày",
} }

table! { pub(super) fn found_name(Found) {
    Text => "chuỗi ký tự",
    Number => "số nguyên",
    Float => "số thập phân",
    Bool => "true hoặc false",
    Date => "ngày hoặc giờ",
    List => "danh sách",
    Table => "bảng",
} }

table! { pub(super) fn kind_name(IdKind) {
    Unit => "đơn vị",
    Group => "nhóm",
    Body => "đơn vị hoặc nhóm",
    Task => "nhiệm vụ",
    Milestone => "mốc",
    Event => "sự kiện",
} }
