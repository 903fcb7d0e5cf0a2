//! Bảng theo dõi đã có, chuyển thành kế hoạch và bản ghi.

use crate::draft::columns::DutyColumn;
use crate::draft::tracker::columns::{self, ColumnGround, MapFault};
use crate::words::date;
use crate::words::tracker::TrackerPhrase;

sentences! { pub(crate) fn phrase(&TrackerPhrase) {
    Columns { file, sheets: "" } => "Các cột của {file}";
    Columns { file, sheets } => "Các cột của {file}, trang {sheets}";
    HeadingHead => "Tiêu đề cột";
    MeaningHead => "Đưa vào";
    ExamplesHead => "Ví dụ trong cột";
    Meaning { column, ground } => "{}{}", column.map_or("bỏ qua", meaning), self::ground(*ground);
    MonthsFirst => "Ngày trong bảng viết tháng trước: 3/28/2024 là ngày 28/3/2024.";
    OrderOpen { day } => "Không ngày nào trong bảng cho biết số nào là tháng: “{day}” đang đọc là ngày trước, tháng sau. Chỉ rõ bằng --dates day-first (ngày trước) hoặc --dates month-first (tháng trước).";
    OrderAsked { day } => "chưa ghi gì: “{day}” có thể là ngày trước hoặc tháng trước, không ngày nào trong bảng cho biết; thêm --dates day-first (ngày trước) hoặc --dates month-first (tháng trước)";
    AsOf { day } => "Bảng ghi tình hình đến ngày {}.", date(*day);
    NoAsOf => "Bảng không ghi số liệu đến ngày nào: thêm --as-of NGÀY thì việc đang làm và phần trăm mới ghi được.";
    Recorded { records, units } => "{records} bản ghi của {units} đơn vị";
    LeftHead { count } => "{count} chỗ của bảng chưa ghi được, hoặc cần xem lại (dòng “# ?” ở nhiệm vụ ấy):";
    LeftRow { spot, task, doubt } => "{}, {task}: {}", super::draft::spot(spot), super::told::told(doubt);
    NoTask { spot, text } => "{}: không ghi nhiệm vụ, chỉ có “{text}”", super::draft::spot(spot);
    More { count } => "và {count} chỗ nữa: xem trang đối chiếu";
    NoTracker { file } => "{file}: không tìm thấy bảng theo dõi nào. Bảng cần cột nhiệm vụ, và đơn vị, thời hạn hoặc tình trạng; tiêu đề khác thường thì chỉ rõ: --map \"Nội dung=title,Đơn vị=lead\"";
    Fault { fault, headings } => "--map: {}", self::fault(fault, headings);
    InitReplaced => "Đã thay plan.toml mẫu mà tiendo init tạo và chưa ai sửa (lấy lại mẫu: tiendo init)";
    Adopted { folder, records: true } => "Đã tạo {folder}: plan.toml, units/, trang đối chiếu plan.coverage.md";
    Adopted { folder, records: false } => "Đã tạo {folder}: plan.toml, trang đối chiếu plan.coverage.md; chưa có bản ghi của đơn vị nào";
    Next { folder } => "Tiếp theo: tiendo -C {folder} check --all nêu từng câu hỏi; tiendo -C {folder} plan để sửa, tiendo -C {folder} confirm khi đã xem và đúng";
    NothingYet => "Chưa ghi gì. Cột đọc sai thì chỉ rõ bằng --map; đúng rồi thì thêm --out THƯ-MỤC để tạo kế hoạch.";
    BegunBy { day, said } => "Bảng theo dõi ngày {} ghi “{said}”, không ghi ngày bắt đầu", date(*day);
    DoneOn { day } => "Bảng theo dõi không ghi ngày hoàn thành; ghi theo ngày {}", date(*day);
} }

fn meaning(column: DutyColumn) -> &'static str {
    match column {
        DutyColumn::Number => "mục (clause)",
        DutyColumn::Task => "nhiệm vụ (title)",
        DutyColumn::Lead => "chủ trì (lead)",
        DutyColumn::Support => "phối hợp (support)",
        DutyColumn::LeadAndSupport => "chủ trì, phối hợp (lead, support)",
        DutyColumn::Time => "thời hạn (due)",
        DutyColumn::Start | DutyColumn::Started => "ngày bắt đầu (started)",
        DutyColumn::Product => "sản phẩm (product)",
        DutyColumn::Note => "ghi chú (note)",
        DutyColumn::State => "tình trạng (state)",
        DutyColumn::Done => "ngày hoàn thành (done)",
        DutyColumn::Progress => "phần trăm (progress)",
        DutyColumn::Promise => "ngày dự kiến (committed)",
        DutyColumn::Reason => "lý do (reason)",
        DutyColumn::Evidence => "minh chứng (evidence)",
        DutyColumn::Left => "bỏ qua",
    }
}

/// Every key, with what it means.
fn meanings() -> String {
    let said = |(key, column): (&str, DutyColumn)| match meaning(column) {
        said if said.contains('(') => said.to_owned(),
        said => format!("{said} ({key})"),
    };
    columns::meanings().map(said).collect::<Vec<_>>().join(", ")
}

fn ground(ground: ColumnGround) -> &'static str {
    match ground {
        ColumnGround::Named => ", theo --map",
        ColumnGround::Heading => "",
        ColumnGround::Cells => ", đoán theo nội dung các ô: cần xem lại",
        ColumnGround::Second => ": đã có cột khác ghi điều này; cần xem lại",
        ColumnGround::OtherDay => ": ngày này không phải thời hạn; cần xem lại",
        ColumnGround::Unknown => ": không rõ cột này là gì; cần xem lại",
    }
}

fn fault(fault: &MapFault, headings: &str) -> String {
    match fault {
        MapFault::Unpaired(text) => format!("“{text}” không có dạng tiêu-đề=nghĩa"),
        MapFault::UnknownMeaning(text) => format!("không có nghĩa “{text}”: dùng {}", meanings()),
        MapFault::MissingColumn(name) => format!("không có cột “{name}”; các cột: {headings}"),
        MapFault::SharedHeading(name) => {
            format!("có nhiều cột “{name}”: ghi đủ cả tiêu đề gộp ở trên; các cột: {headings}")
        }
    }
}
