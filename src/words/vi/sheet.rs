//! Bảng tính của đơn vị: the headings, choices and problems of the sheet.

use super::numbers::{date, number};
use super::typed;
use crate::diagnostic::DayFault;
use crate::model::record::Field;
use crate::model::target::Amount;
use crate::view::sheet::problem::{Bound, Disagreement, SheetProblem, Unreadable};
use crate::view::sheet::{Column, Status};
use crate::words::parts::{self, shortened, size};

table! { pub(crate) fn column(Column) {
    Number => "TT",
    Plan => "Kế hoạch số",
    Unit => "Đơn vị",
    Title => "Nội dung công việc",
    Lead => "Cơ quan chủ trì",
    Support => "Cơ quan phối hợp",
    Wording => "Thời gian hoàn thành",
    Product => "Sản phẩm",
    Target => "Chỉ tiêu",
    Due => "Hạn",
    Status => "Tình hình",
    Started => "Ngày bắt đầu",
    Done => "Ngày hoàn thành",
    Reached => "Đã đạt",
    ReachedBy => "Đạt tính đến ngày",
    Evidence => "Minh chứng",
    Reason => "Lý do quá hạn, trễ hạn",
    Committed => "Ngày dự kiến hoàn thành",
    Note => "Ghi chú",
    Id => "Mã việc (không sửa)",
    Baseline => "Số liệu gốc (không sửa)",
} }

table! { pub(crate) fn status(Status) {
    NotStarted => "Chưa bắt đầu",
    InProgress => "Đang thực hiện",
    Done => "Đã hoàn thành",
    Waived => "Không áp dụng",
} }

sentences! { pub(crate) fn problem(&SheetProblem) {
    Unreadable(why) => "{}", unreadable(why);
    TooManyRows { rows, limit } =>
        "một bảng chỉ chứa được {} việc, ở đây có {}; hãy xuất riêng từng đơn vị với --unit",
        number(*limit), number(*rows);
    NoIds =>
        "không có cột “{}” nên không biết mỗi dòng là việc nào; hãy điền lại vào bảng do tiendo sheet xuất ra, không \
         xóa các cột ẩn", column(Column::Id);
    NothingToFill =>
        "không có cột nào để nhập; cần ít nhất một trong các cột: {}",
        Column::ALL.into_iter().filter(|c| c.is_filled_in()).map(column).collect::<Vec<_>>().join(", ");
    ColumnTwice { first, column, .. } =>
        "cột “{}” đã có ở ô {first}; hãy xóa một trong hai cột hoặc đổi tên tiêu đề", self::column(*column);
    NoId { at } =>
        "dòng {} có nội dung nhưng không có mã việc nên không biết là của việc nào; hãy chuyển nội dung sang dòng có \
         sẵn của việc đó, hoặc xóa dòng này", at.row;
    BadId { text, .. } =>
        "“{text}” không phải là mã việc; mã có dạng đơn-vị/nhiệm-vụ hoặc đơn-vị/nhiệm-vụ/kỳ, hãy chép lại từ bảng gốc";
    UnknownUnit { unit, .. } => "kế hoạch không có đơn vị “{unit}”; hãy xuất bảng mới";
    UnknownTask { task, .. } => "kế hoạch không có nhiệm vụ “{task}”; hãy xuất bảng mới";
    UnknownPeriod { task, period: Some(period), .. } => "nhiệm vụ “{task}” không có kỳ hoặc mốc “{period}”; hãy xuất bảng mới";
    UnknownPeriod { task, period: None, .. } =>
        "nhiệm vụ “{task}” lặp lại theo kỳ mà mã việc không nêu kỳ; hãy xuất bảng mới";
    UnknownPlan { folder, .. } =>
        "dòng này thuộc kế hoạch ở thư mục {folder}, không có trong các kế hoạch đang nhập; hãy nhập ở thư mục của tập kế \
         hoạch đã xuất bảng";
    NotOwed { unit, task, .. } =>
        "đơn vị “{unit}” không chủ trì nhiệm vụ “{task}”; hãy xóa dòng này hoặc xuất bảng mới";
    Twice { first, id, .. } => "việc {id} đã có dòng khác (ô {first}); mỗi việc chỉ giữ lại một dòng";
    MixedUp { column, id, .. } =>
        "dòng này mang mã {id} nhưng cột “{}” lại là của việc khác, có lẽ do chỉ sắp xếp hoặc chép một phần bảng; hãy \
         xuất bảng mới và điền lại", self::column(*column);
    BadBaseline { .. } =>
        "không đọc được số liệu gốc trong cột ẩn; hãy xuất bảng mới, hoặc xóa hẳn cột này để so với các tệp hiện có";
    NotADate { text, fault: DayFault::NotADay, .. } => "“{text}” không phải là ngày; hãy ghi như 15/5/2024";
    NotADate { text, fault, .. } => "{}", typed::day_fault(text, fault);
    RelativeDay { text, .. } =>
        "“{text}” tính từ ngày ghi vào bảng, mà bảng không cho biết ngày ấy; hãy ghi ngày, như 15/5/2024";
    MonthFirst { text, .. } =>
        "ngày trong tệp ghi theo thứ tự tháng/ngày/năm (“{text}”), dễ nhầm ngày này sang ngày khác; hãy nhập thẳng \
         tệp .xlsx, hoặc lưu lại CSV với ngày theo thứ tự ngày/tháng/năm";
    DateWithTime { text, .. } => "“{text}” có cả giờ; ô này chỉ ghi ngày, như 15/5/2024";
    Failed { text, .. } => "công thức trong ô bị lỗi ({text}); hãy thay bằng giá trị";
    NoResult { .. } =>
        "công thức trong ô chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập lại";
    EmptyResult { .. } =>
        "công thức trong ô không cho kết quả nào, trong khi mục này đã ghi nội dung; hãy ghi giá trị, hoặc xóa công thức nếu \
         muốn bỏ nội dung đã ghi";
    Uncarried { character, .. } =>
        "nội dung trong ô có ký tự không dùng được trong văn bản (U+{}); hãy xóa ký tự này, hoặc lưu lại tệp dạng UTF-8",
        format_args!("{:04X}", u32::from(*character));
    BeyondHeadings { parted: false, .. } =>
        "ô này nằm bên phải bảng nên không được đọc; hãy chuyển nội dung vào một cột của bảng, hoặc xóa đi";
    BeyondHeadings { .. } =>
        "dòng này có nhiều ô hơn số tiêu đề: hãy đặt nội dung có dấu phân cách trong dấu ngoặc kép, hoặc xóa phần vượt quá \
         tiêu đề cuối";
    UnknownColumn { heading, missing, .. } if heading.is_empty() =>
        "cột này có nội dung mà không có tiêu đề, trong khi bảng thiếu cột {}; hãy ghi tiêu đề, hoặc xóa cột này nếu không \
         dùng", columns(missing);
    UnknownColumn { heading, missing, .. } =>
        "không rõ cột “{heading}” là cột nào, trong khi bảng thiếu cột {}; hãy sửa lại tiêu đề, hoặc xóa cột này nếu \
         không dùng", columns(missing);
    DayToCome { field, day, today, .. } =>
        "“{}” là {}, sau ngày xét {}; nếu là ngày dự kiến, hãy ghi vào cột “{}”",
        field_name(*field), date(*day), date(*today), column(Column::Committed);
    PromisedPast { day, today, .. } =>
        "ngày dự kiến {} đã qua (ngày xét là {}); hãy ghi một ngày sắp tới", date(*day), date(*today);
    PromiseWithoutReason { .. } => "ghi ngày dự kiến hoàn thành phải kèm lý do; hãy ghi vào cột “{}”", column(Column::Reason);
    Rewrites { field, recorded, day, .. } =>
        "“{}” đã ghi là {}, trong bảng là {}; nếu đã ghi sai và cần thay, hãy nhập lại với --replace",
        field_name(*field), date(*recorded), date(*day);
    NotAnAmount { text, .. } => "“{text}” không phải là số đã đạt; chỉ ghi số, như 120 hoặc 95,5";
    ShareOrAmount { amount: held, .. } =>
        "ô này chứa số {}: là {}%, hay {}% ghi bằng định dạng phần trăm? hãy định dạng ô là chữ (Text) rồi ghi cả dấu %, như 45%",
        amount(*held), amount(*held), amount(held.hundredfold());
    NoTarget { .. } => "việc này không có chỉ tiêu nên không ghi số đã đạt; hãy xóa nội dung ô này";
    DayAlone { .. } => "có ngày nhưng chưa có số đã đạt; hãy ghi số, hoặc xóa ngày";
    ReachedEmptied { recorded, .. } =>
        "số đã đạt {} ngày {} đã được ghi, xóa trong bảng thì không mất; hãy để ô như cũ hoặc ghi số mới. Nếu đã ghi sai, \
         sửa bằng tiendo progress --replace", amount(recorded.value), date(recorded.on);
    ReachedOtherwise { recorded, value, .. } =>
        "ngày {} đã ghi đạt {}, trong bảng là {}; hãy ghi ngày khác vào cột “{}”, hoặc nhập lại với --replace nếu số cũ sai",
        date(recorded.on), amount(recorded.value), amount(*value), column(Column::ReachedBy);
    UnknownStatus { text, .. } =>
        "“{text}” không có trong danh sách; hãy chọn một trong: {}",
        Status::CHOICES.map(|choice| format!("“{}”", status(choice))).join(", ");
    Disagrees { status: chosen, because: Disagreement::Lacks(field), .. } =>
        "chọn “{}” nhưng chưa có “{}”; hãy ghi ngày, hoặc chọn lại",
        status(*chosen), field_name(*field);
    Disagrees { status: chosen, because: Disagreement::Has(field, day), .. } =>
        "chọn “{}” nhưng “{}” là {}; hãy xóa ngày đó, hoặc chọn lại",
        status(*chosen), field_name(*field), date(*day);
    Disagrees { status: chosen, because: Disagreement::NoChoice, .. } =>
        "đơn vị không tự chọn “{}” được; việc này do văn bản cho phép và ghi trong tệp của đơn vị",
        status(*chosen);
    Shortened { field, .. } =>
        "nội dung “{}” quá dài nên bảng chỉ có phần đầu, nhập vào sẽ mất phần sau; hãy để ô như cũ và sửa trong tệp \
         của đơn vị", field_name(*field);
    Conflict(it) =>
        "{}, “{}”: bảng và tệp của đơn vị cùng thay đổi. Lúc xuất bảng: {}; trong bảng: {}; trong tệp: {}. Hãy thống \
         nhất một giá trị và ghi như nhau ở cả hai nơi",
        it.id, field_name(it.field), side(it.then.as_ref()), side(it.sheet.as_ref()), side(it.file.as_ref());
} }

fn amount(it: Amount) -> String {
    parts::amount(it, number, ',')
}

/// The headings of these columns.
fn columns(columns: &[Column]) -> String {
    columns.iter().map(|one| format!("“{}”", column(*one))).collect::<Vec<_>>().join(", ")
}

/// The heading of the column that fills a field.
fn field_name(field: Field) -> &'static str {
    Column::filling(field).map_or(field.as_str(), column)
}

fn side(text: Option<&String>) -> String {
    text.map_or_else(|| "trống".to_owned(), |text| shortened(text))
}

/// How far a damaged worksheet can be read.
pub(super) fn damaged_sheet(sheet: &str, after: Option<impl std::fmt::Display>) -> String {
    let sheet = shortened(sheet);
    after.map_or_else(
        || format!("không đọc được ô nào của trang tính {sheet}"),
        |place| format!("trang tính {sheet} chỉ đọc được đến ô {place}"),
    )
}

sentences! { fn unreadable(&Unreadable) {
    NotAWorkbook => "tệp không phải là bảng tính .xlsx; hãy lưu lại theo dạng “Excel Workbook (.xlsx)”";
    OldOrLocked => "tệp có mật khẩu hoặc là bảng tính dạng cũ (.xls); hãy bỏ mật khẩu và lưu lại theo dạng .xlsx";
    OpenDocument => "tệp là bảng tính OpenDocument (.ods); hãy lưu lại theo dạng .xlsx";
    Damaged => "bảng tính bị hỏng; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại thành tệp mới";
    DamagedSheet { sheet, after } =>
        "bảng tính bị hỏng: {}; hãy mở bằng Excel hoặc LibreOffice, xem lại chỗ ấy rồi lưu thành tệp mới",
        damaged_sheet(sheet, *after);
    TooMuch { what: Bound::File, limit, .. } =>
        "tệp quá lớn, tối đa {}; hãy chép riêng bảng cần nhập sang tệp mới", size(*limit);
    TooMuch { what: Bound::Parts, limit, .. } =>
        "tệp gồm quá nhiều phần, tối đa {}; hãy chép riêng bảng cần nhập sang tệp mới", number(*limit);
    TooMuch { what: Bound::Unpacked, limit, .. } =>
        "tệp giải nén ra quá lớn, tối đa {}; hãy chép riêng bảng cần nhập sang tệp mới", size(*limit);
    TooMuch { what: Bound::Rows, limit, .. } =>
        "có nội dung ở quá xa phía dưới, chỉ đọc {} dòng; hãy xóa nội dung thừa", number(*limit);
    TooMuch { what: Bound::Columns, limit, .. } =>
        "có nội dung ở quá xa bên phải, chỉ đọc {} cột; hãy xóa nội dung thừa", number(*limit);
    TooMuch { what: Bound::Cells, limit, .. } =>
        "quá nhiều ô có nội dung, tối đa {}; hãy nhập từng phần", number(*limit);
    TooMuch { what: Bound::CellText, limit, .. } => "nội dung trong ô quá dài, tối đa {}", size(*limit);
    TooMuch { what: Bound::Text, limit, .. } => "bảng chứa quá nhiều chữ, tối đa {}; hãy nhập từng phần", size(*limit);
    Overwhelmed =>
        "đọc bảng tính này tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng; hãy chép bảng sang một tệp mới rồi nhập \
         lại";
    NoTable =>
        "không tìm thấy dòng tiêu đề (“{}”, “{}”, …) trong 50 dòng đầu; hãy dùng bảng do tiendo sheet xuất ra",
        column(Column::Title), column(Column::Status);
    UnknownError { sheet, after: Some(after), text } =>
        "một ô sau ô {after} của trang tính {} báo lỗi {}; hãy thay bằng giá trị",
        shortened(sheet), shortened(text);
    UnknownError { sheet, after: None, text } =>
        "ô đầu tiên của trang tính {} báo lỗi {}; hãy thay bằng giá trị", shortened(sheet), shortened(text);
    Merged { first, last } =>
        "các ô {first}:{last} bị gộp nên không rõ nội dung là của ô nào; hãy bỏ gộp (Merge & Center) rồi ghi vào từng ô";
    TwoTables { first, second, hidden: None } =>
        "hai trang tính “{first}” và “{second}” đều có dòng tiêu đề; hãy chỉ giữ lại trang cần nhập";
    TwoTables { first, second, hidden: Some(hidden) } =>
        "hai trang tính “{first}” và “{second}” đều có dòng tiêu đề, trong đó “{hidden}” đang ẩn; hãy cho hiện trang ẩn          (Unhide) rồi chỉ giữ lại trang cần nhập";
    NotUtf8 => "tệp CSV không ở dạng UTF-8 hay UTF-16; hãy lưu lại theo dạng “CSV UTF-8” để không hỏng dấu tiếng Việt";
    OpenQuote { .. } =>
        "dấu nháy kép mở ở đây không có dấu đóng nên không biết các dòng sau thuộc ô nào; hãy lưu lại tệp CSV từ bảng \
         tính";
} }
