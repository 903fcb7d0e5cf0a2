//! Each field that a unit fills in changes just that field of the file.

use tiendo::sheet::grid::Cell;
use tiendo::view::sheet::Column;

use super::bench::{KE_HOACH, PLAN, day, difference, files, import, import_into, only_change, sheet, text, told, with};

const KE_HOACH_Q1: &str = "phong-ke-hoach/bao-cao-quy/2024-Q1";
const VP_KE_HOACH: &str = "van-phong/ke-hoach";

#[test]
fn a_sheet_that_nobody_changed_changes_nothing() {
    assert!(import(&sheet()).expect("it is as it was made").is_empty());
}

#[test]
fn each_field_is_written_where_it_belongs() {
    let date = |text: &str| Some(Cell::Date(day(text)));
    for (column, cell, expected) in [
        (Column::Started, date("2024-03-26"), &["-started = 2024-03-25", "+started = 2024-03-26"][..]),
        (Column::Done, date("2024-04-02"), &["+done = 2024-04-02"]),
        (Column::Evidence, Some(text("Công văn số 9")), &["+evidence = \"Công văn số 9\""]),
        (Column::Reason, Some(text("Chờ số liệu")), &["-reason = \"Máy hỏng\"", "+reason = \"Chờ số liệu\""]),
        (Column::Committed, date("2024-06-03"), &["-committed = 2024-05-24", "+committed = 2024-06-03"]),
        (Column::Note, Some(text("Xong phần một")), &["+note = \"Xong phần một\""]),
    ] {
        let changed = with(&sheet(), &[(KE_HOACH_Q1, column, cell)]);
        assert_eq!(only_change(&changed, "phong-ke-hoach"), expected, "{column:?}");
    }
}

#[test]
fn an_emptied_cell_takes_the_field_away() {
    for (column, expected) in [
        (Column::Started, "-started = 2024-03-25"),
        (Column::Reason, "-reason = \"Máy hỏng\""),
        (Column::Committed, "-committed = 2024-05-24"),
    ] {
        let changed = with(&sheet(), &[(KE_HOACH_Q1, column, None)]);
        assert_eq!(only_change(&changed, "phong-ke-hoach"), [expected]);
    }
}

#[test]
fn a_task_without_a_record_gets_one() {
    let changed = with(
        &sheet(),
        &[
            ("van-phong/trang-tin", Column::Started, Some(text("8/1/2024"))),
            ("van-phong/trang-tin", Column::Status, Some(text("Đang thực hiện"))),
        ],
    );
    assert_eq!(only_change(&changed, "van-phong"), ["+", "+[trang-tin]", "+started  = 2024-01-08"]);
}

#[test]
fn dates_may_be_typed_as_texts() {
    for written in ["2024-04-02", "2/4/2024", "02/04/2024", " 02-04-2024 ", "2.4.2024", "2024/04/02"] {
        let changed = with(&sheet(), &[(KE_HOACH_Q1, Column::Done, Some(text(written)))]);
        assert_eq!(only_change(&changed, "phong-ke-hoach"), ["+done = 2024-04-02"], "{written}");
    }
}

#[test]
fn what_is_no_date_is_told_with_its_cell() {
    let moment = day("2024-04-02").and_hms_opt(8, 30, 0).expect("a time");
    for (cell, expected) in [
        (
            text("4/13/2024"),
            "ô K9: “4/13/2024”: không có tháng 13; ngày viết trước tháng. Có phải bạn muốn gõ 13/4/2024?",
        ),
        (text("quý II"), "ô K9: “quý II” không phải là ngày; hãy ghi như 15/5/2024"),
        (text("2/4/24"), "ô K9: “2/4/24” có thể là 02/4/2024 hoặc 24/4/2002: hãy ghi năm đủ bốn chữ số"),
        (text("31/4/2024"), "ô K9: không có ngày “31/4/2024”: tháng 4/2024 chỉ có 30 ngày"),
        (
            Cell::NoResult,
            "ô K9: công thức trong ô chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập lại",
        ),
        (Cell::Number(45384.0), "ô K9: “45384” không phải là ngày; hãy ghi như 15/5/2024"),
        (Cell::Bool(true), "ô K9: “TRUE” không phải là ngày; hãy ghi như 15/5/2024"),
        (Cell::Moment(moment), "ô K9: “02/4/2024 08:30” có cả giờ; ô này chỉ ghi ngày, như 15/5/2024"),
        (Cell::Error("#N/A".to_owned()), "ô K9: công thức trong ô bị lỗi (#N/A); hãy thay bằng giá trị"),
    ] {
        assert_eq!(told(&with(&sheet(), &[(KE_HOACH_Q1, Column::Done, Some(cell))])), [expected]);
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let changed = with(
        &sheet(),
        &[
            (VP_KE_HOACH, Column::Started, Some(text("x"))),
            (VP_KE_HOACH, Column::Status, Some(text("xong rồi"))),
            (KE_HOACH_Q1, Column::Done, Some(text("y"))),
            (KE_HOACH_Q1, Column::Note, Some(Cell::Error("#REF!".to_owned()))),
            (KE_HOACH_Q1, Column::Committed, Some(text("z"))),
        ],
    );
    assert_eq!(told(&changed).len(), 5);
}

#[test]
fn evidence_is_one_document_a_line_and_keeps_what_is_there() {
    let evidence = |text_in_cell: &str| with(&sheet(), &[(VP_KE_HOACH, Column::Evidence, Some(text(text_in_cell)))]);
    // A document over two lines is still one; a comment stays.
    assert_eq!(
        only_change(&evidence("Kế hoạch số 15\nCông văn\nsố 60\n\n  Tờ trình số 7 "), "van-phong"),
        ["-số 60\"\"\"]  # hai văn bản", "+số 60\"\"\", \"Tờ trình số 7\"]  # hai văn bản"]
    );
    assert!(import(&evidence("Kế hoạch số 15\r\nCông văn\r\nsố 60\r\n")).expect("it is as it was").is_empty());
    let replaced = only_change(&evidence("Báo cáo số 1"), "van-phong");
    assert!(replaced.contains(&"+evidence = \"Báo cáo số 1\"  # hai văn bản".to_owned()), "{replaced:?}");
}

#[test]
fn texts_are_the_same_however_they_are_composed_and_ended() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = "Đã gửi".nfd().collect();
    for note in [decomposed.as_str(), "Đã gửi  ", "Đã gửi\r\n"] {
        let changed = with(&sheet(), &[(VP_KE_HOACH, Column::Note, Some(text(note)))]);
        assert!(import(&changed).expect("it is as it was").is_empty(), "{note:?}");
    }
    let new: String = "Chờ số liệu ".nfd().collect();
    let changed = with(&sheet(), &[(KE_HOACH_Q1, Column::Note, Some(text(&new)))]);
    assert_eq!(only_change(&changed, "phong-ke-hoach"), ["+note = \"Chờ số liệu\""]);
}

#[test]
fn numbers_and_dates_in_cells_of_text_are_texts() {
    for (cell, expected) in [
        (Cell::Number(1234.0), "+note = \"1234\""),
        (Cell::Number(0.5), "+note = \"0.5\""),
        (Cell::Date(day("2024-05-02")), "+note = \"02/5/2024\""),
        (text("=1+1"), "+note = \"=1+1\""),
    ] {
        let changed = with(&sheet(), &[(KE_HOACH_Q1, Column::Note, Some(cell))]);
        assert_eq!(only_change(&changed, "phong-ke-hoach"), [expected]);
    }
}

#[test]
fn the_drop_down_speaks_only_where_it_was_set_to_something_else() {
    let set = |status: &str, others: &[(Column, Option<Cell>)]| {
        let mut changes = vec![(KE_HOACH_Q1, Column::Status, Some(text(status)))];
        changes.extend(others.iter().map(|(column, cell)| (KE_HOACH_Q1, *column, cell.clone())));
        with(&sheet(), &changes)
    };
    let done = (Column::Done, Some(Cell::Date(day("2024-04-02"))));
    // It was in progress, and nobody minded the drop-down.
    assert_eq!(
        only_change(&set("Đang thực hiện", std::slice::from_ref(&done)), "phong-ke-hoach"),
        ["+done = 2024-04-02"]
    );
    assert_eq!(only_change(&set("Done", std::slice::from_ref(&done)), "phong-ke-hoach"), ["+done = 2024-04-02"]);
    assert_eq!(
        only_change(&set("CHUA BAT DAU", &[(Column::Started, None)]), "phong-ke-hoach"),
        ["-started = 2024-03-25"]
    );
    for (status, expected) in [
        ("Đã hoàn thành", "ô I9: chọn “Đã hoàn thành” nhưng chưa có “Ngày hoàn thành”; hãy ghi ngày, hoặc chọn lại"),
        ("Chưa bắt đầu", "ô I9: chọn “Chưa bắt đầu” nhưng “Ngày bắt đầu” là 25/3/2024; hãy xóa ngày đó, hoặc chọn lại"),
        (
            "Không áp dụng",
            "ô I9: đơn vị không tự chọn “Không áp dụng” được; việc này do văn bản cho phép và ghi trong tệp của đơn vị",
        ),
        (
            "Gần xong",
            "ô I9: “Gần xong” không có trong danh sách; hãy chọn một trong: “Chưa bắt đầu”, “Đang thực hiện”, “Đã hoàn thành”",
        ),
    ] {
        assert_eq!(told(&set(status, &[])), [expected]);
    }
    assert!(
        import(&with(&sheet(), &[(KE_HOACH_Q1, Column::Status, None)])).expect("an empty one says nothing").is_empty()
    );
}

#[test]
fn a_text_too_long_for_its_cell_is_not_taken_for_a_change() {
    let long = "dài ".repeat(10_000);
    let mut files = files();
    files.insert("phong-ke-hoach", format!("{KE_HOACH}note = \"{long}\"\n"));
    let bytes = super::bench::sheet_of(PLAN, &files, tiendo::model::plan::Lang::Vi);
    let grid = tiendo::sheet::workbook::grid(&bytes).expect("it can be read");
    assert!(import_into(PLAN, &files, &grid).expect("nothing changed").is_empty());
    let changed = with(&grid, &[(KE_HOACH_Q1, Column::Note, Some(text("dài dài")))]);
    let problems = import_into(PLAN, &files, &changed).expect_err("the rest would be lost");
    let told = tiendo::words::words(tiendo::model::plan::Lang::En).sheet_problem(&problems[0]);
    assert!(told.starts_with("cell O9: “Note” is too long for the sheet"), "{told}");
    let emptied = with(&grid, &[(KE_HOACH_Q1, Column::Note, None)]);
    let changed = import_into(PLAN, &files, &emptied).expect("it was taken away");
    assert_eq!(difference(KE_HOACH, &changed["phong-ke-hoach"]), Vec::<String>::new());
}
