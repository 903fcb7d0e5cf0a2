//! A sheet of several plans: each row's id begins with the folder of its plan, so that it comes back to where it belongs.

use super::grid::{Cell, Grid, GridLine, text_of};
use super::headings;
use super::held::Baseline;
use super::row_id::repeated;
use crate::view::sheet::Column;
use crate::view::sheet::problem::SheetProblem;

/// What parts a folder from an id: no folder of a plan has it in its name.
const PARTED: char = ':';

/// What the hidden column calls an obligation of the plan in a folder.
pub(crate) fn id(folder: &str, id: &str) -> String {
    format!("{folder}{PARTED}{id}")
}

/// The rows of a sheet, each plan's by themselves.
pub(crate) struct SplitSheet {
    /// By the place of the plan's folder.
    pub(crate) parts: Vec<(usize, Grid)>,
    /// Rows of other plans.
    pub(crate) problems: Vec<SheetProblem>,
}

/// Splits a sheet by the plans in these folders; nothing where no row of it names a plan. Rows that name none go with
/// the first plan, to be told of once.
pub(crate) fn split(grid: &Grid, folders: &[&str]) -> Option<SplitSheet> {
    let (head, columns) = headings::columns(grid)?;
    let id_column = *columns.get(&Column::Id)?;
    let (above, rows): (Vec<&GridLine>, Vec<&GridLine>) = grid.lines.iter().partition(|line| line.number <= head);
    let named = |line: &GridLine| {
        let id = line.cell(id_column).map(text_of)?;
        id.trim().rsplit_once(PARTED).map(|(folder, id)| (folder.to_owned(), id.to_owned()))
    };
    if !rows.iter().any(|line| named(line).is_some()) {
        return None;
    }
    let (mut of_plan, mut others, mut problems) = (vec![Vec::new(); folders.len()], Vec::new(), Vec::new());
    for line in rows {
        let Some((folder, id)) = named(line) else {
            others.push(line.clone());
            continue;
        };
        match folders.iter().position(|known| **known == folder) {
            Some(at) => {
                of_plan[at].push(without_folder(line, (id_column, &folder, id), columns.get(&Column::Baseline)));
            }
            None => problems.push(SheetProblem::UnknownPlan { at: line.place(id_column), folder: repeated(&folder) }),
        }
    }
    let mut parts: Vec<(usize, Grid)> = Vec::new();
    for (at, mut lines) in of_plan.into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
        lines.append(&mut others);
        lines.sort_by_key(|line: &GridLine| line.number);
        let lines = above.iter().map(|line| (*line).clone()).chain(lines).collect();
        parts.push((at, Grid { sheet: grid.sheet.clone(), lines }));
    }
    Some(SplitSheet { parts, problems })
}

/// A row with its id as the plan alone would have it, beside the columns and in what the sheet held at first.
fn without_folder(line: &GridLine, (id_column, folder, id): (u32, &str, String), baseline: Option<&u32>) -> GridLine {
    let cells = line.cells.iter().map(|(column, cell)| {
        let cell = match cell {
            Cell::Text(_) if *column == id_column => Cell::Text(id.clone()),
            Cell::Text(text) if Some(column) == baseline => match Baseline::from_json(text) {
                Some(kept) => Cell::Text(kept.within(folder, PARTED).to_json()),
                None => cell.clone(),
            },
            cell => cell.clone(),
        };
        (*column, cell)
    });
    GridLine { number: line.number, cells: cells.collect(), hollow: line.hollow.clone() }
}
