//! What units write over in columns of their sheet that only show the plan.

use std::fs;

use tiendo::sheet::grid::{Cell, Grid};
use tiendo::sheet::workbook;

use crate::support::case::{Case, Run, plan, task};
use crate::task_sheet::csv;

/// The sheet of a plan, its cells changed, imported.
fn imported(lang: &str, change: &dyn Fn(&mut Vec<Vec<String>>)) -> Run {
    let case = Case::new(plan("", &task("bao-cao", "due = 2024-06-30"))).unit("a", "").unit("b", "");
    let file = case.path().join("bieu.xlsx");
    let shown = file.display().to_string();
    case.run(&["--lang", "vi", "--as-of", "2024-05-02", "sheet", "-o", &shown]).ends_with(&[0]);
    let Grid { lines, .. } = workbook::grid(&fs::read(file).expect("it was made")).expect("it is a workbook");
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Date(day)) => day.to_string(),
        _ => String::new(),
    };
    let wide = lines.iter().flat_map(|line| line.cells.iter().map(|(at, _)| *at)).max().expect("it has columns");
    let mut rows: Vec<Vec<String>> =
        lines.iter().map(|line| (1..=wide).map(|column| text(line.cell(column))).collect()).collect();
    rows.retain(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 2);
    change(&mut rows);
    let case = case.with("sua.csv", csv(&rows));
    let file = case.path().join("sua.csv").display().to_string();
    case.run(&["--lang", lang, "--as-of", "2024-05-02", "import", &file])
}

fn put(rows: &mut [Vec<String>], heading: &str, text: &str) {
    let at = rows[0].iter().position(|cell| cell == heading).expect("a column");
    text.clone_into(&mut rows[1][at]);
}

#[test]
fn a_title_or_deadline_written_over_is_told_as_not_read() {
    let unchanged = imported("vi", &|_| {});
    assert!(!unchanged.err().contains("chỉ để xem"), "{unchanged:?}");
    let change = |rows: &mut Vec<Vec<String>>| {
        put(rows, "Nội dung công việc", "Báo cáo khác");
        put(rows, "Hạn", "2024-09-30");
        put(rows, "Ghi chú", "xin lùi hạn");
    };
    let vi = imported("vi", &change);
    assert_eq!(vi.code(), Some(0), "{vi:?}");
    let said = vi.err();
    assert!(said.contains("sua.csv: các ô sau ghi khác kế hoạch nhưng không được đọc"), "{vi:?}");
    assert!(said.contains("“Nội dung công việc”") && said.contains("“Hạn”"), "{vi:?}");
    let en = imported("en", &change);
    assert!(en.err().contains("these cells differ from the plan and were not read"), "{en:?}");
}
