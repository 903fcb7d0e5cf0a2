//! A small workspace in memory, its sheet, and what becomes of it when cells are changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use tiendo::edit;
use tiendo::judge::{Assessment, Judge};
use tiendo::model::plan::{Lang, Plan};
use tiendo::read::unit::UnitReading;
use tiendo::read::walk::Inspect;
use tiendo::sheet::grid::{Cell, Grid, GridLine};
use tiendo::sheet::{merge, table, workbook, write};
use tiendo::view::item::Item;
use tiendo::view::sheet::problem::SheetProblem;
use tiendo::view::sheet::{Column, Place};
use tiendo::words::words;

use crate::support::model::read_plan;

pub const PLAN: &str = r#"
[plan]
number = "05-KH"
title  = "Kế hoạch năm 2024"
issuer = "Ban Giám đốc Sở"
starts = 2024-01-01
ends   = 2024-06-30
before = "exclusive"
notice = "Số liệu minh họa"

[units]
van-phong       = "Văn phòng"
phong-ke-hoach  = { name = "Phòng Kế hoạch", short = "P. Kế hoạch" }
phong-tai-chinh = "Phòng Tài chính"

[groups.cac-phong]
name    = "Các phòng chuyên môn"
members = ["phong-ke-hoach", "phong-tai-chinh"]

[[tasks]]
id      = "ke-hoach"
title   = "Xây dựng kế hoạch"
lead    = ["van-phong"]
support = ["cac-phong", "phong-ke-hoach"]
due     = "2024-Q1"
wording = "Trong quý I/2024"
product = "Kế hoạch chi tiết"

[[tasks]]
id     = "bao-cao-quy"
title  = "Báo cáo quý"
lead   = ["cac-phong"]
every  = "quarter"
titles = { 2024-Q2 = "Báo cáo quý II và 6 tháng" }

[[tasks]]
id    = "de-an"
title = "=HYPERLINK(\"http://x\")"
lead  = ["cac-phong"]
due   = "2024-04"

[[tasks]]
id    = "trang-tin"
title = "Nâng cấp trang tin"
lead  = ["van-phong"]
due   = "ongoing"
"#;

pub const VAN_PHONG: &str = "# Văn phòng\n\n[ke-hoach]\nstarted  = 2024-03-01\ndone     = 2024-04-01\n\
    evidence = [\"Kế hoạch số 15\", \"\"\"Công văn\nsố 60\"\"\"]  # hai văn bản\nnote     = \"Đã gửi\"\n";
pub const KE_HOACH: &str =
    "[bao-cao-quy.2024-Q1]\nstarted = 2024-03-25\nreason = \"Máy hỏng\"\ncommitted = 2024-05-24\n";
pub const TAI_CHINH: &str = "[de-an]\nwaived = { by = \"Công văn số 80\", on = 2024-05-09 }\nnote = \"Để năm sau\"\n";

/// Units' files by unit.
pub type Files = BTreeMap<&'static str, String>;

pub fn files() -> Files {
    [("van-phong", VAN_PHONG), ("phong-ke-hoach", KE_HOACH), ("phong-tai-chinh", TAI_CHINH)]
        .map(|(unit, text)| (unit, text.to_owned()))
        .into()
}

pub fn as_of() -> NaiveDate {
    day("2024-05-15")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in a test")
}

fn with_plan<T>(plan: &str, then: impl FnOnce(&Plan) -> T) -> T {
    read_plan(plan, |reading| then(&reading.plan.expect("the plan of a test is sound")))
}

fn read_unit(plan: &Plan, id: &str, text: &str) -> UnitReading {
    let unit = plan.unit_by_id(id).expect("a unit of the plan");
    let reading = tiendo::read::unit::read(plan, unit, text, Inspect::No);
    assert!(reading.diagnostics.is_empty(), "{id}: {:?}", reading.diagnostics);
    reading
}

/// The sheet of a plan and files.
pub fn sheet_of(plan: &str, files: &BTreeMap<&str, String>, lang: Lang) -> Vec<u8> {
    with_plan(plan, |plan| {
        let judge = Judge::new(&Arc::new(plan.clone()), as_of());
        let mut rows = Vec::new();
        for unit in plan.unit_indices() {
            let id = plan.unit(unit).id.as_str();
            let text = files.get(id).map_or("", String::as_str);
            let records = read_unit(plan, id, text).records;
            let assessment = Assessment { judge: &judge, unit, text, records: &records };
            let push = |obligation| {
                rows.push(Item::of(&assessment, &obligation).into_owned());
                Ok::<(), std::convert::Infallible>(())
            };
            let Ok(()) = assessment.for_each(push);
        }
        write::write(plan, as_of(), &rows, words(lang)).expect("it has few rows")
    })
}

/// The sheet of the small workspace.
pub fn sheet() -> Grid {
    workbook::grid(&sheet_of(PLAN, &files(), Lang::Vi)).expect("what was written can be read")
}

/// What importing a sheet comes to: the files that change, or everything that is wrong.
pub fn import_into(plan: &str, files: &BTreeMap<&str, String>, grid: &Grid) -> Result<Changed, Vec<SheetProblem>> {
    with_plan(plan, |plan| {
        let reading = table::read(plan, grid, as_of());
        let (mut problems, mut changed) = (reading.problems.clone(), BTreeMap::new());
        for (unit, entries) in reading.by_unit() {
            let id = plan.unit(unit).id.to_string();
            let text = files.get(id.as_str()).map_or("", String::as_str);
            let records = read_unit(plan, &id, text).records;
            let (edits, wrong) = merge::edits(plan, entries, (&records, text), (as_of(), false));
            problems.extend(wrong);
            if !edits.is_empty() {
                let new = edit::apply(plan, text, &edits).expect("the file can be edited");
                read_unit(plan, &id, &new);
                changed.insert(id, new);
            }
        }
        if problems.is_empty() { Ok(changed) } else { Err(problems) }
    })
}

/// Changed files by unit.
pub type Changed = BTreeMap<String, String>;

pub fn import(grid: &Grid) -> Result<Changed, Vec<SheetProblem>> {
    import_into(PLAN, &files(), grid)
}

/// What is wrong, as a reader of Vietnamese is reported.
pub fn told(grid: &Grid) -> Vec<String> {
    let problems = import(grid).expect_err("something is wrong with the sheet");
    problems.iter().map(|problem| words(Lang::Vi).sheet_problem(problem)).collect()
}

/// The only file that changed, which is this unit's: what a line-by-line comparison with the old one shows.
pub fn only_change(grid: &Grid, unit: &str) -> Vec<String> {
    let changed = import(grid).expect("nothing is wrong with the sheet");
    assert_eq!(changed.keys().collect::<Vec<_>>(), [unit], "just one file changes");
    difference(&files()[unit], &changed[unit])
}

/// The lines that went and came.
pub fn difference(old: &str, new: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(old, new);
    let lines = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    lines.map(|change| format!("{}{}", change.tag(), change.value().trim_end())).collect()
}

/// The heading row's number.
pub fn head(grid: &Grid) -> u32 {
    let is_head =
        |line: &&GridLine| line.cells.iter().any(|(_, cell)| *cell == text("Tình hình") || *cell == text("Status"));
    grid.lines.iter().find(is_head).expect("the sheet has headings").number
}

pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// Where a column of an obligation is.
pub fn place(grid: &Grid, id: &str, column: Column) -> Place {
    let has_id = |line: &&GridLine| line.cells.iter().any(|(_, cell)| *cell == text(id));
    let row = grid.lines.iter().find(has_id).unwrap_or_else(|| panic!("the sheet has no row {id}")).number;
    let column = Column::shown(false).position(|other| other == column).expect("a column of the sheet");
    Place { row, column: u32::try_from(column).expect("few columns") + 1 }
}

/// The grid with cells changed: nothing empties one.
pub fn with(grid: &Grid, changes: &[(&str, Column, Option<Cell>)]) -> Grid {
    let changes = changes.iter().map(|(id, column, cell)| (place(grid, id, *column), cell.clone()));
    set(grid, &changes.collect::<Vec<_>>())
}

/// The grid with what stands at these places changed.
pub fn set(grid: &Grid, changes: &[(Place, Option<Cell>)]) -> Grid {
    let goes = |place: &Place| changes.iter().any(|(at, _)| at == place);
    let kept = cells(grid).into_iter().filter(|(place, _)| !goes(place));
    let new = changes.iter().filter_map(|(place, cell)| Some((*place, cell.clone()?)));
    Grid::new(grid.sheet.clone(), kept.chain(new).collect())
}

pub fn cells(grid: &Grid) -> Vec<(Place, Cell)> {
    grid.lines.iter().flat_map(|line| line.cells.iter().map(|(at, cell)| (line.place(*at), cell.clone()))).collect()
}

/// The grid with its places moved; those that go nowhere are dropped.
pub fn moved(grid: &Grid, to: impl Fn(Place) -> Option<Place>) -> Grid {
    let cells = cells(grid).into_iter().filter_map(|(place, cell)| Some((to(place)?, cell)));
    Grid::new(grid.sheet.clone(), cells.collect())
}
