//! The workbook as it is written: its cells, what is locked, and that the same rows give the same bytes.

use std::io::{Cursor, Read};

use tiendo::model::plan::Lang;
use tiendo::sheet::grid::{Cell, Grid};
use tiendo::sheet::workbook;
use tiendo::view::sheet::Column;

use super::bench::{Files, PLAN, day, files, head, place, sheet, sheet_of, text};

fn cell(grid: &Grid, id: &str, column: Column) -> Option<Cell> {
    let at = place(grid, id, column);
    grid.lines.iter().find(|line| line.number == at.row)?.cell(at.column).cloned()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut held = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut held).expect("it is text");
    held
}

#[test]
fn a_row_says_what_the_plan_and_the_record_say() {
    let grid = sheet();
    let shown = |id: &str, column| cell(&grid, id, column);
    let id = "van-phong/ke-hoach";
    for (column, expected) in [
        (Column::Number, Some(Cell::Number(1.0))),
        (Column::Unit, Some(text("Văn phòng"))),
        (Column::Title, Some(text("Xây dựng kế hoạch"))),
        (Column::Lead, Some(text("Văn phòng"))),
        (Column::Support, Some(text("Các phòng chuyên môn\nPhòng Kế hoạch"))),
        (Column::Wording, Some(text("Trong quý I/2024"))),
        (Column::Product, Some(text("Kế hoạch chi tiết"))),
        (Column::Due, Some(Cell::Date(day("2024-03-31")))),
        (Column::Status, Some(text("Đã hoàn thành"))),
        (Column::Started, Some(Cell::Date(day("2024-03-01")))),
        (Column::Done, Some(Cell::Date(day("2024-04-01")))),
        (Column::Evidence, Some(text("Kế hoạch số 15\nCông văn\nsố 60"))),
        (Column::Reason, None),
        (Column::Committed, None),
        (Column::Note, Some(text("Đã gửi"))),
    ] {
        assert_eq!(shown(id, column), expected, "{column:?}");
    }
    let (q1, q2) = ("phong-ke-hoach/bao-cao-quy/2024-Q1", "phong-ke-hoach/bao-cao-quy/2024-Q2");
    assert_eq!(shown(q1, Column::Title), Some(text("Báo cáo quý (Quý I/2024)")));
    assert_eq!(shown(q2, Column::Title), Some(text("Báo cáo quý II và 6 tháng (Quý II/2024)")));
    assert_eq!(shown(q1, Column::Wording), Some(text("Hằng quý: chậm nhất ngày cuối kỳ")));
    assert_eq!(shown(q1, Column::Lead), Some(text("Các phòng chuyên môn")));
    assert_eq!(shown(q1, Column::Status), Some(text("Đang thực hiện")));
    assert_eq!(shown("van-phong/trang-tin", Column::Due), None);
    assert_eq!(shown("phong-tai-chinh/de-an", Column::Status), Some(text("Không áp dụng")));
}

#[test]
fn above_the_table_stands_what_it_is_about() {
    let grid = sheet();
    let lines: Vec<&Cell> =
        grid.lines.iter().take_while(|line| line.number < head(&grid)).filter_map(|line| line.cell(1)).collect();
    assert_eq!(lines[0], &text("Kế hoạch 05-KH: Kế hoạch năm 2024"));
    assert_eq!(lines[1], &text("Ban Giám đốc Sở · tính đến ngày 15/5/2024"));
    assert_eq!(lines[2], &text("Số liệu minh họa"));
    assert!(matches!(lines[3], Cell::Text(text) if text.starts_with("Chỉ điền vào các ô nền vàng.")));
    assert_eq!(lines.len(), 4);
}

#[test]
fn no_text_is_a_formula() {
    let bytes = sheet_of(PLAN, &files(), Lang::Vi);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<f "), "there is a formula");
    let grid = workbook::grid(&bytes).expect("it can be read");
    assert_eq!(cell(&grid, "phong-ke-hoach/de-an", Column::Title), Some(text("=HYPERLINK(\"http://x\")")));
}

/// What the look of each cell says about locking, by its style.
fn is_unlocked(bytes: &[u8], place: &str) -> bool {
    let (xml, styles) = (part(bytes, "xl/worksheets/sheet1.xml"), part(bytes, "xl/styles.xml"));
    let at = xml.find(&format!("<c r=\"{place}\" s=\"")).expect("the cell has a style");
    let style: String = xml[at..].split('"').nth(3).expect("its number").to_owned();
    let formats = styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
    let format = formats.split("<xf ").nth(style.parse::<usize>().expect("a number") + 1).expect("the format");
    format.contains("locked=\"0\"")
}

#[test]
fn only_what_is_to_be_filled_in_is_unlocked_and_nothing_of_what_is_waived() {
    let (bytes, grid) = (sheet_of(PLAN, &files(), Lang::Vi), sheet());
    for column in Column::shown(false) {
        for id in ["van-phong/ke-hoach", "phong-tai-chinh/de-an"] {
            let expected = column.is_filled_in() && id == "van-phong/ke-hoach";
            assert_eq!(is_unlocked(&bytes, &place(&grid, id, column).to_string()), expected, "{id} {column:?}");
        }
    }
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    let protection = xml.split("<sheetProtection ").nth(1).and_then(|rest| rest.split("/>").next()).expect("protected");
    for may in ["sort=\"0\"", "autoFilter=\"0\"", "formatColumns=\"0\"", "formatRows=\"0\"", "sheet=\"1\""] {
        assert!(protection.contains(may), "{protection}");
    }
    assert!(!protection.contains("password") && !protection.contains("selectLockedCells"), "{protection}");
}

#[test]
fn it_guides_who_fills_it_in_and_fits_the_page() {
    let bytes = sheet_of(PLAN, &files(), Lang::Vi);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for part in [
        "<dataValidation type=\"list\"",
        "\"Chưa bắt đầu,Đang thực hiện,Đã hoàn thành\"",
        "<dataValidation type=\"date\" operator=\"greaterThanOrEqual\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A6:Q14\"/>",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "fitToPage=\"1\"",
        "<conditionalFormatting sqref=\"H7:I14\">",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
    assert_eq!(xml.matches("hidden=\"1\"").count(), 1, "both hidden columns stand in one range");
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    assert_eq!(sheet_of(PLAN, &files(), Lang::Vi), sheet_of(PLAN, &files(), Lang::Vi));
    let core = part(&sheet_of(PLAN, &files(), Lang::En), "docProps/core.xml");
    assert_eq!(core.matches("2024-05-15T00:00:00Z").count(), 2, "{core}");
}

#[test]
fn texts_that_a_workbook_cannot_hold_are_dropped_and_change_nothing() {
    let mut files: Files = files();
    let odd = "[trang-tin]\nstarted = 1899-12-31\nnote = \"a\\u0001b\\uFFFF <&> _x0041_ \\t c\\n\\n\"\nreason = \"\"\n\
               evidence = [\"\", \"x\\r\\n\\r\\ny\", \"  \"]\n";
    files.insert("van-phong", odd.to_owned());
    let grid = workbook::grid(&sheet_of(PLAN, &files, Lang::Vi)).expect("it can be read");
    assert_eq!(cell(&grid, "van-phong/trang-tin", Column::Note), Some(text("ab <&> _x0041_ \t c")));
    assert_eq!(cell(&grid, "van-phong/trang-tin", Column::Started), Some(text("1899-12-31")));
    assert!(super::bench::import_into(PLAN, &files, &grid).expect("nothing is wrong with it").is_empty());
}

#[test]
fn a_plan_without_obligations_has_a_sheet_with_headings_alone() {
    let plan = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\na = \"A\"\n";
    let grid = workbook::grid(&sheet_of(plan, &std::collections::BTreeMap::new(), Lang::En)).expect("it can be read");
    assert_eq!(grid.lines.last().map(|line| line.number), Some(head(&grid)));
}
