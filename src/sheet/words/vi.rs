//! Bảng tính bằng tiếng Việt: headings, choices, hints and problems in Vietnamese.

use super::{Fixed, day, field_heading, side, size};
use crate::edit::Field;
use crate::model::plan::Lang;
use crate::sheet::column::{Column, Status};
use crate::sheet::problem::{Bound, Conflict, Disagreement, SheetProblem, Unreadable};
use crate::words::numbers::grouped;

pub fn heading(column: Column) -> &'static str {
    match column {
        Column::Number => "TT",
        Column::Unit => "Đơn vị",
        Column::Title => "Nội dung công việc",
        Column::Lead => "Cơ quan chủ trì",
        Column::Support => "Cơ quan phối hợp",
        Column::Wording => "Thời gian hoàn thành",
        Column::Product => "Sản phẩm",
        Column::Due => "Hạn",
        Column::Status => "Tình hình",
        Column::Started => "Ngày bắt đầu",
        Column::Done => "Ngày hoàn thành",
        Column::Evidence => "Minh chứng",
        Column::Reason => "Lý do chậm",
        Column::Committed => "Ngày hẹn xong",
        Column::Note => "Ghi chú",
        Column::Id => "Mã việc (không sửa)",
        Column::Baseline => "Số liệu gốc (không sửa)",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Chưa bắt đầu",
        Status::InProgress => "Đang thực hiện",
        Status::Done => "Đã hoàn thành",
        Status::Waived => "Không áp dụng",
    }
}

pub fn fixed(text: Fixed) -> &'static str {
    match text {
        Fixed::SheetName => "Tiến độ",
        Fixed::Instructions => {
            "Chỉ điền vào các ô nền vàng. Ngày ghi theo thứ tự ngày/tháng/năm. Mỗi minh chứng ghi một dòng (xuống dòng \
             trong ô: Alt+Enter). Không xóa hai cột ẩn ở cuối bảng."
        }
        Fixed::DateHintTitle => "Ngày/tháng/năm",
        Fixed::DateHint => "Ví dụ: 15/5/2024. Để trống nếu chưa có.",
        Fixed::DateError => "Ô này chỉ nhận ngày, ghi theo thứ tự ngày/tháng/năm, ví dụ 15/5/2024.",
        Fixed::StatusHintTitle => "Tình hình",
        Fixed::StatusHint => {
            "Chọn trong danh sách. “Đang thực hiện” cần có ngày bắt đầu; “Đã hoàn thành” cần có ngày hoàn thành."
        }
        Fixed::StatusError => "Hãy chọn một mục trong danh sách.",
        Fixed::EvidenceHintTitle => "Minh chứng",
        Fixed::EvidenceHint => "Số, ký hiệu văn bản hoặc đường dẫn; mỗi minh chứng một dòng (Alt+Enter để xuống dòng).",
        Fixed::Footer => "Trang &P/&N",
    }
}

pub fn problem(problem: &SheetProblem) -> String {
    let said = said(problem);
    match problem.place() {
        Some(place) => format!("ô {place}: {said}"),
        None => said,
    }
}

fn said(problem: &SheetProblem) -> String {
    match problem {
        SheetProblem::Unreadable(unreadable) => self::unreadable(unreadable),
        SheetProblem::TooManyRows { rows, limit } => {
            format!("có {rows} việc, một bảng chỉ chứa được {limit}; hãy xuất riêng từng đơn vị với --unit")
        }
        SheetProblem::NoIds => format!(
            "không có cột “{}” nên không biết mỗi dòng là việc nào; hãy điền lại vào bảng do tiendo sheet xuất ra, \
             không xóa các cột ẩn",
            heading(Column::Id)
        ),
        SheetProblem::NothingToFill => format!(
            "không có cột nào để nhập; cần ít nhất một trong các cột: {}",
            Column::ALL.into_iter().filter(|c| c.is_filled_in()).map(heading).collect::<Vec<_>>().join(", ")
        ),
        SheetProblem::ColumnTwice { first, column, .. } => {
            format!("cột “{}” đã có ở ô {first}; hãy xóa một trong hai cột hoặc đổi tên tiêu đề", heading(*column))
        }
        SheetProblem::NoId { at } => format!(
            "dòng {} có nội dung nhưng không có mã việc nên không biết là của việc nào; hãy chuyển nội dung sang dòng \
             có sẵn của việc đó, hoặc xóa dòng này",
            at.row
        ),
        SheetProblem::BadId { text, .. } => format!(
            "“{text}” không phải là mã việc; mã có dạng đơn-vị/nhiệm-vụ hoặc đơn-vị/nhiệm-vụ/kỳ, hãy chép lại từ bảng gốc"
        ),
        SheetProblem::UnknownUnit { unit, .. } => format!("kế hoạch không có đơn vị “{unit}”; hãy xuất bảng mới"),
        SheetProblem::UnknownTask { task, .. } => format!("kế hoạch không có nhiệm vụ “{task}”; hãy xuất bảng mới"),
        SheetProblem::UnknownPeriod { task, period: Some(period), .. } => {
            format!("nhiệm vụ “{task}” không có kỳ “{period}”; hãy xuất bảng mới")
        }
        SheetProblem::UnknownPeriod { task, period: None, .. } => {
            format!("nhiệm vụ “{task}” lặp lại theo kỳ mà mã việc không nêu kỳ; hãy xuất bảng mới")
        }
        SheetProblem::NotOwed { unit, task, .. } => {
            format!("đơn vị “{unit}” không chủ trì nhiệm vụ “{task}”; hãy xóa dòng này hoặc xuất bảng mới")
        }
        SheetProblem::Twice { first, id, .. } => {
            format!("việc {id} đã có dòng khác (ô {first}); mỗi việc chỉ giữ lại một dòng")
        }
        SheetProblem::MixedUp { column, id, .. } => format!(
            "dòng này mang mã {id} nhưng cột “{}” lại là của việc khác, có lẽ do chỉ sắp xếp hoặc chép một phần bảng; hãy \
             xuất bảng mới và điền lại",
            heading(*column)
        ),
        SheetProblem::BadBaseline { .. } => {
            "không đọc được số liệu gốc trong cột ẩn; hãy xuất bảng mới, hoặc xóa hẳn cột này để so với các tệp hiện có"
                .to_owned()
        }
        SheetProblem::NotADate { text, .. } => format!("“{text}” không phải là ngày; hãy ghi như 15/5/2024"),
        SheetProblem::MonthFirst { text, .. } => format!(
            "ngày trong tệp ghi theo thứ tự tháng/ngày/năm (“{text}”), dễ nhầm ngày này sang ngày khác; hãy nhập thẳng tệp \
             .xlsx, hoặc lưu lại CSV với ngày theo thứ tự ngày/tháng/năm"
        ),
        SheetProblem::DateWithTime { text, .. } => format!("“{text}” có cả giờ; ô này chỉ ghi ngày, như 15/5/2024"),
        SheetProblem::Failed { text, .. } => format!("công thức trong ô bị lỗi ({text}); hãy thay bằng giá trị"),
        SheetProblem::UnknownStatus { text, .. } => format!(
            "“{text}” không có trong danh sách; hãy chọn một trong: {}",
            Status::CHOICES.map(|choice| format!("“{}”", status(choice))).join(", ")
        ),
        SheetProblem::Disagrees { status: chosen, because, .. } => disagrees(*chosen, *because),
        SheetProblem::Shortened { field, .. } => format!(
            "nội dung “{}” quá dài nên bảng chỉ có phần đầu, nhập vào sẽ mất phần sau; hãy để ô như cũ và sửa trong tệp \
             của đơn vị",
            field_name(*field)
        ),
        SheetProblem::Conflict(conflict) => self::conflict(conflict),
    }
}

fn field_name(field: Field) -> &'static str {
    field_heading(field, Lang::Vi)
}

fn disagrees(chosen: Status, because: Disagreement) -> String {
    let chosen = status(chosen);
    match because {
        Disagreement::Lacks(field) => {
            let field = field_name(field);
            format!("chọn “{chosen}” nhưng chưa có “{field}”; hãy ghi ngày, hoặc chọn lại")
        }
        Disagreement::Has(field, date) => {
            let field = field_name(field);
            format!("chọn “{chosen}” nhưng “{field}” là {}; hãy xóa ngày đó, hoặc chọn lại", day(date))
        }
        Disagreement::NoChoice => {
            format!("đơn vị không tự chọn “{chosen}” được; việc này do văn bản cho phép và ghi trong tệp của đơn vị")
        }
    }
}

fn conflict(conflict: &Conflict) -> String {
    let Conflict { id, field, then, sheet, file, .. } = conflict;
    let shown = |text: &Option<String>| side(text.as_deref(), "trống");
    format!(
        "{id}, “{}”: bảng và tệp của đơn vị cùng thay đổi. Lúc xuất bảng: {}; trong bảng: {}; trong tệp: {}. Hãy thống \
         nhất một giá trị và ghi như nhau ở cả hai nơi",
        field_name(*field),
        shown(then),
        shown(sheet),
        shown(file),
    )
}

fn unreadable(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::NotAWorkbook => "tệp không phải là bảng tính .xlsx; hãy lưu lại theo dạng “Excel Workbook (.xlsx)”".to_owned(),
        Unreadable::OldOrLocked => {
            "tệp có mật khẩu hoặc là bảng tính dạng cũ (.xls); hãy bỏ mật khẩu và lưu lại theo dạng .xlsx".to_owned()
        }
        Unreadable::OpenDocument => "tệp là bảng tính OpenDocument (.ods); hãy lưu lại theo dạng .xlsx".to_owned(),
        Unreadable::Damaged { reason } => {
            format!("bảng tính bị hỏng ({reason}); hãy mở bằng Excel hoặc LibreOffice rồi lưu lại thành tệp mới")
        }
        Unreadable::TooMuch { what, limit, .. } => too_much(*what, *limit),
        Unreadable::Overwhelmed => {
            "đọc bảng tính này tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng; hãy chép bảng sang một tệp mới rồi nhập lại"
                .to_owned()
        }
        Unreadable::NoTable => format!(
            "không tìm thấy dòng tiêu đề (“{}”, “{}”, …) trong 50 dòng đầu; hãy dùng bảng do tiendo sheet xuất ra",
            heading(Column::Title),
            heading(Column::Status)
        ),
        Unreadable::TwoTables { first, second } => {
            format!("hai trang tính “{first}” và “{second}” đều có dòng tiêu đề; hãy chỉ giữ lại trang cần nhập")
        }
        Unreadable::NotUtf8 => {
            "tệp CSV không ở dạng UTF-8 hay UTF-16; hãy lưu lại theo dạng “CSV UTF-8” để không hỏng dấu tiếng Việt".to_owned()
        }
        Unreadable::OpenQuote { .. } => {
            "dấu nháy kép mở ở đây không có dấu đóng nên không biết các dòng sau thuộc ô nào; hãy lưu lại tệp CSV từ bảng tính"
                .to_owned()
        }
    }
}

fn too_much(what: Bound, limit: u64) -> String {
    let count = grouped(limit, '.');
    match what {
        Bound::File => format!("tệp quá lớn, tối đa {}; hãy chép riêng bảng cần nhập sang tệp mới", size(limit)),
        Bound::Parts => format!("tệp gồm quá nhiều phần, tối đa {count}; hãy chép riêng bảng cần nhập sang tệp mới"),
        Bound::Unpacked => {
            format!("tệp giải nén ra quá lớn, tối đa {}; hãy chép riêng bảng cần nhập sang tệp mới", size(limit))
        }
        Bound::Rows => format!("có nội dung ở quá xa phía dưới, chỉ đọc {count} dòng; hãy xóa nội dung thừa"),
        Bound::Columns => format!("có nội dung ở quá xa bên phải, chỉ đọc {count} cột; hãy xóa nội dung thừa"),
        Bound::Cells => format!("quá nhiều ô có nội dung, tối đa {count}; hãy nhập từng phần"),
        Bound::CellText => format!("nội dung trong ô quá dài, tối đa {}", size(limit)),
        Bound::Text => format!("bảng chứa quá nhiều chữ, tối đa {}; hãy nhập từng phần", size(limit)),
    }
}
