//! Columns come back in any order, with others between them, renamed or gone.

use tiendo::model::plan::Lang;
use tiendo::sheet::grid::{Cell, Grid};
use tiendo::sheet::table;
use tiendo::view::sheet::{Column, Place};
use tiendo::words::words;

use super::bench::{
    PLAN, files, head, import, import_into, moved, only_change, place, set, sheet, sheet_of, text, told, with,
};
use crate::support::model::read_plan;

const Q1: &str = "phong-ke-hoach/bao-cao-quy/2024-Q1";

/// The sheet with a note for one obligation.
fn filled() -> Grid {
    with(&sheet(), &[(Q1, Column::Note, Some(text("Xong phần một")))])
}

fn number(column: Column) -> u32 {
    place(&sheet(), Q1, column).column
}

fn without(grid: &Grid, columns: &[Column]) -> Grid {
    let gone: Vec<u32> = columns.iter().map(|column| number(*column)).collect();
    moved(grid, |place| (!gone.contains(&place.column)).then_some(place))
}

#[test]
fn columns_may_stand_in_any_order_and_the_table_anywhere() {
    let turned = moved(&filled(), |place| Some(Place { row: place.row + 20, column: 40 - place.column }));
    assert_eq!(only_change(&turned, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
}

#[test]
fn headings_are_known_without_diacritics_and_in_the_other_language() {
    let grid = filled();
    let row = head(&grid);
    let rename = |column: Column, heading: &str| (Place { row, column: number(column) }, Some(text(heading)));
    let renamed = set(
        &grid,
        &[
            rename(Column::Note, " GHI  CHU\n"),
            rename(Column::Done, "Done"),
            rename(Column::Id, "id"),
            rename(Column::Reason, "REASON"),
        ],
    );
    assert_eq!(only_change(&renamed, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
}

#[test]
fn the_english_sheet_means_the_same() {
    let english = tiendo::sheet::workbook::grid(&sheet_of(PLAN, &files(), Lang::En)).expect("it can be read");
    assert!(import(&english).expect("it is as it was made").is_empty());
    let changed = with(&english, &[(Q1, Column::Status, Some(text("Not started"))), (Q1, Column::Started, None)]);
    assert_eq!(only_change(&changed, "phong-ke-hoach"), ["-started = 2024-03-25"]);
}

#[test]
fn columns_that_mean_nothing_here_are_named_and_left_alone() {
    let grid = filled();
    let row = head(&grid);
    let extra = set(
        &grid,
        &[
            (Place { row, column: 20 }, Some(text("Người theo dõi"))),
            (Place { row: row + 1, column: 20 }, Some(text("tổ 1"))),
        ],
    );
    assert_eq!(only_change(&extra, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
    read_plan(PLAN, |reading| {
        let read = table::read(&reading.plan.expect("it is sound"), &extra, super::bench::as_of());
        assert_eq!(read.extra, ["Người theo dõi"]);
        assert!(read.has_baseline && read.problems.is_empty());
    });
}

#[test]
fn a_column_that_is_gone_says_nothing_about_its_field() {
    let gone = without(&filled(), &[Column::Started, Column::Reason, Column::Committed, Column::Number, Column::Title]);
    assert_eq!(only_change(&gone, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
}

#[test]
fn a_column_that_lost_its_heading_is_not_passed_over() {
    let done = with(&filled(), &[(Q1, Column::Done, Some(text("12/4/2024")))]);
    let heading = Place { row: head(&done), column: number(Column::Done) };
    for (content, said) in [(None, "không có tiêu đề"), (Some(text("Ngày hoàn thành (dd/mm/yyyy)")), "không rõ cột")]
    {
        let lost = set(&done, &[(heading, content)]);
        let told = told(&lost);
        assert!(told.len() == 1 && told[0].contains(said) && told[0].contains("“Ngày hoàn thành”"), "{told:?}");
        // What stops the import is not called passed over as well.
        read_plan(PLAN, |reading| {
            let read = table::read(&reading.plan.expect("it is sound"), &lost, super::bench::as_of());
            assert_eq!(read.extra, [""; 0]);
        });
    }
    // Nothing is lost with a column in which there is nothing.
    let empty = without(&filled(), &[Column::Committed]);
    assert_eq!(only_change(&empty, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
}

#[test]
fn without_the_baseline_an_empty_cell_takes_nothing_away() {
    let emptied = with(&filled(), &[(Q1, Column::Reason, None), (Q1, Column::Started, None)]);
    let gone = without(&emptied, &[Column::Baseline]);
    assert_eq!(only_change(&gone, "phong-ke-hoach"), ["+note = \"Xong phần một\""]);
    let replaced = with(&gone, &[(Q1, Column::Reason, Some(text("Chờ số liệu")))]);
    assert_eq!(
        only_change(&replaced, "phong-ke-hoach"),
        ["-reason = \"Máy hỏng\"", "+note = \"Xong phần một\"", "+reason = \"Chờ số liệu\""]
    );
    assert!(import(&without(&sheet(), &[Column::Baseline])).expect("it is as the files are").is_empty());
}

#[test]
fn the_drop_down_is_compared_with_the_file_where_there_is_no_baseline() {
    let gone = without(&sheet(), &[Column::Baseline]);
    let done = with(&gone, &[(Q1, Column::Status, Some(text("Đã hoàn thành")))]);
    assert_eq!(told(&done).len(), 1);
    let dated = with(&done, &[(Q1, Column::Done, Some(text("12/4/2024")))]);
    assert_eq!(only_change(&dated, "phong-ke-hoach"), ["+done = 2024-04-12"]);
}

/// Nobody minded the drop-down, neither when the date was filled in nor when the file had it already.
#[test]
fn a_date_says_more_than_a_drop_down_left_as_it_was() {
    let gone = without(&sheet(), &[Column::Baseline]);
    let filled = with(&gone, &[("van-phong/trang-tin", Column::Started, Some(text("2024-01-08")))]);
    let changed = import(&filled).expect("the date speaks");
    let mut now = files();
    now.insert("van-phong", changed["van-phong"].clone());
    assert!(import_into(PLAN, &now, &filled).expect("it is as the file is").is_empty());
    // But an empty cell takes no date away, and then the choice cannot hold.
    let undone =
        [("van-phong/ke-hoach", Column::Done, None), ("van-phong/ke-hoach", Column::Status, Some(text("In progress")))];
    assert_eq!(
        told(&with(&gone, &undone)),
        ["ô I7: chọn “Đang thực hiện” nhưng “Ngày hoàn thành” là 01/4/2024; hãy xóa ngày đó, hoặc chọn lại"]
    );
}

#[test]
fn without_ids_or_fields_there_is_nothing_to_import() {
    assert_eq!(
        told(&without(&sheet(), &[Column::Id])),
        [
            "không có cột “Mã việc (không sửa)” nên không biết mỗi dòng là việc nào; hãy điền lại vào bảng do tiendo sheet \
          xuất ra, không xóa các cột ẩn"
        ]
    );
    let fields: Vec<Column> = Column::shown(false).filter(|column| column.is_filled_in()).collect();
    let told_of = told(&without(&sheet(), &fields));
    assert!(told_of[0].starts_with("không có cột nào để nhập"), "{told_of:?}");
}

#[test]
fn two_columns_with_the_same_heading_are_told() {
    let grid = sheet();
    let row = head(&grid);
    let twice = set(&grid, &[(Place { row, column: 20 }, Some(text("ghi chú")))]);
    let told_of = told(&twice);
    assert_eq!(told_of, ["ô T6: cột “Ghi chú” đã có ở ô O6; hãy xóa một trong hai cột hoặc đổi tên tiêu đề"]);
}

#[test]
fn a_sheet_without_headings_is_told() {
    let grid = Grid::new(
        None,
        vec![(Place { row: 1, column: 1 }, text("TT")), (Place { row: 2, column: 1 }, Cell::Number(1.0))],
    );
    let problems = import_into(PLAN, &files(), &grid).expect_err("there is nothing to import");
    let told = words(Lang::En).sheet_problem(&problems[0]);
    assert!(told.starts_with("no row among the first 50 has the headings (“Task”, “Status”, …)"), "{told}");
}
