//! Which column of a grid is which.

use std::collections::{BTreeSet, HashMap};

use super::grid::{Cell, Grid, GridLine};
use super::row_id::repeated;
use crate::model::record::Field;
use crate::typed::TypedDay;
use crate::view::sheet::problem::SheetProblem;
use crate::view::sheet::{Column, Place};
use crate::words::sheet;

/// The headings stand within so many rows.
pub(crate) const HEADER_WITHIN: u32 = 50;
/// So many columns known by their headings make a row the one with the headings.
const ENOUGH: usize = 2;

/// Where the columns are.
pub(super) struct Headings {
    pub(super) row: u32,
    pub(super) columns: HashMap<Column, u32>,
    pub(super) twice: Vec<(Column, Place, Place)>,
    pub(super) extra: Vec<(Place, String)>,
}

/// Whether one of the first rows has headings that are known.
pub(crate) fn has_headings(grid: &Grid) -> bool {
    headings(grid).is_some()
}

/// The row with the headings, and what they are.
pub(super) fn headings(grid: &Grid) -> Option<Headings> {
    let first = grid.lines.iter().take_while(|line| line.number <= HEADER_WITHIN);
    let candidates = first.map(headings_in).filter(|headings| {
        let told = headings.columns.keys().any(|column| column.is_filled_in() || *column == Column::Id);
        headings.columns.len() >= ENOUGH && told
    });
    // The row with the most of them; of two, the upper one.
    candidates.reduce(|best, next| if next.columns.len() > best.columns.len() { next } else { best })
}

fn headings_in(line: &GridLine) -> Headings {
    let mut headings = Headings { row: line.number, columns: HashMap::new(), twice: Vec::new(), extra: Vec::new() };
    for (at, cell) in &line.cells {
        let Cell::Text(text) = cell else { continue };
        let Some(column) = sheet::column(text) else {
            headings.extra.push((line.place(*at), repeated(text)));
            continue;
        };
        match headings.columns.get(&column) {
            Some(first) => headings.twice.push((column, line.place(*first), line.place(*at))),
            None => {
                headings.columns.insert(column, *at);
            }
        }
    }
    headings
}

/// The columns with content that are none of the sheet's, where some to fill in are missing: they may be those, under
/// another heading or none. Without the baseline nobody knows which columns the sheet had; then near misses count, what has
/// no heading at all, and what holds nothing but days where a column of days is missing.
pub(super) fn unknown_columns(grid: &Grid, headings: &Headings, targets: bool) -> Vec<SheetProblem> {
    let is_missing = |column: &Column| column.is_filled_in() && !headings.columns.contains_key(column);
    let could_be: Vec<Column> = Column::shown(targets).filter(is_missing).collect();
    // A sheet has the columns of targets only where some row has one.
    let missing: Vec<Column> = Column::shown(false).filter(is_missing).collect();
    let is_of_days = |column: &Column| column.field().is_some_and(Field::is_day);
    let days: Vec<Column> = missing.iter().copied().filter(is_of_days).collect();
    let id = headings.columns.get(&Column::Id);
    let rows =
        || grid.lines.iter().filter(|line| line.number > headings.row && id.is_some_and(|at| line.cell(*at).is_some()));
    let is_headed = |at: &u32| {
        headings.columns.values().any(|column| column == at)
            || headings.extra.iter().any(|(place, _)| place.column == *at)
            || headings.twice.iter().any(|(.., place)| place.column == *at)
    };
    let filled: BTreeSet<u32> = if missing.is_empty() {
        BTreeSet::new()
    } else {
        rows().flat_map(|line| line.cells.iter().map(|(at, _)| *at)).collect()
    };
    let bare = filled.into_iter().filter(|at| !is_headed(at));
    let bare = bare.map(|column| (Place { row: headings.row, column }, String::new()));
    let mut found: Vec<SheetProblem> = Vec::new();
    // In separated values a comma within a text without quotes parts it, and its end comes to stand beyond the headings; in
    // a workbook somebody wrote beside the table.
    let last = headings.columns.values().copied().chain(headings.extra.iter().map(|(at, _)| at.column)).max();
    if missing.is_empty() {
        let beyond = rows().filter_map(|line| {
            let (at, _) = line.cells.iter().find(|(at, _)| last.is_some_and(|last| *at > last))?;
            Some(SheetProblem::BeyondHeadings { at: line.place(*at), parted: grid.sheet.is_none() })
        });
        found.extend(beyond);
    }
    for (at, heading) in headings.extra.iter().cloned().chain(bare) {
        let near = could_be.iter().copied().filter(|column| !heading.is_empty() && sheet::is_like(&heading, *column));
        let near: Vec<Column> = near.collect();
        let missing = match near.as_slice() {
            [] if heading.is_empty() || headings.columns.contains_key(&Column::Baseline) => &missing,
            [] if rows().filter_map(|line| line.cell(at.column)).all(is_day) => &days,
            _ => &near,
        };
        if !missing.is_empty() && rows().any(|line| line.cell(at.column).is_some()) {
            found.push(SheetProblem::UnknownColumn { at, heading, missing: missing.clone() });
        }
    }
    found
}

/// Whether a cell holds a day, as a spreadsheet has it or as people write it.
fn is_day(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) => TypedDay::parse(text).is_ok_and(|day| !matches!(day, TypedDay::Away(_))),
        _ => false,
    }
}

/// Which row has the headings, and which column is which.
pub(crate) fn columns(grid: &Grid) -> Option<(u32, HashMap<Column, u32>)> {
    headings(grid).map(|headings| (headings.row, headings.columns))
}
