//! Sheets that went through other programs and came back: saved, filled in, sorted, rearranged.
//!
//! The files under `fixtures` come of the sheet of the small workspace in `bench`. Those called `untouched`, `filled`
//! and `rearranged`, and the others in CSV, were saved by the Calc of `LibreOffice` 7.4; `openpyxl.xlsx` by the library of that
//! name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tiendo::model::plan::Lang;
use tiendo::sheet::grid::Grid;
use tiendo::sheet::{delimited, workbook};
use tiendo::words::words;

use super::bench::{difference, files, import, told};
use crate::support::root;

fn fixture(name: &str) -> Grid {
    let path: PathBuf = root().join("tests/files/sheet/fixtures").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let read = if path.extension().is_some_and(|extension| extension == "csv") {
        delimited::grid(&bytes)
    } else {
        workbook::grid(&bytes)
    };
    read.unwrap_or_else(|fault| panic!("{name}: {}", words(Lang::En).sheet_problem(&fault.into())))
}

fn changes(name: &str) -> BTreeMap<String, Vec<String>> {
    let changed = import(&fixture(name)).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    changed.into_iter().map(|(unit, new)| (unit.clone(), difference(&files()[unit.as_str()], &new))).collect()
}

#[test]
fn saved_by_another_program_without_a_change_it_changes_nothing() {
    for name in ["untouched.xlsx", "untouched.csv", "tabs-utf16.csv"] {
        assert_eq!(changes(name), BTreeMap::new(), "{name}");
    }
}

/// What was typed into the cells of `filled.xlsx`, and stayed so when rows were sorted, a column moved, two put in
/// between and a line above.
#[test]
fn what_was_filled_in_is_found_wherever_it_went() {
    for name in ["filled.xlsx", "rearranged.xlsx", "rearranged.csv"] {
        let changes = changes(name);
        assert_eq!(changes.keys().collect::<Vec<_>>(), ["phong-ke-hoach", "van-phong"], "{name}");
        assert_eq!(
            changes["phong-ke-hoach"],
            [
                "+done = 2024-04-12",
                "+evidence = [\"Báo cáo số 44\", \"Công văn số 9-CV/KH\"]",
                "+",
                "+[de-an]",
                "+note = \"=1+1 không phải công thức\"",
            ],
            "{name}"
        );
        let office =
            ["-note     = \"Đã gửi\"", "+", "+[trang-tin]", "+started  = 2024-01-08", "+reason   = \"12/2024\""];
        assert_eq!(changes["van-phong"], office, "{name}");
    }
}

#[test]
fn a_program_that_writes_everything_anew_may_have_filled_it_in() {
    let changes = changes("openpyxl.xlsx");
    assert_eq!(changes.keys().collect::<Vec<_>>(), ["phong-ke-hoach"]);
    assert_eq!(
        changes["phong-ke-hoach"],
        ["-reason = \"Máy hỏng\"", "+", "+[de-an]", "+started = 2024-04-02", "+note = \"Ghi bằng chương trình khác\"",]
    );
}

#[test]
fn dates_written_month_first_are_not_taken_for_other_days() {
    let told = told(&fixture("month-first.csv"));
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("ô H7: ngày trong tệp ghi theo thứ tự tháng/ngày/năm (“03/31/2024”)"), "{told:?}");
}
