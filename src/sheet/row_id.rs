//! What the hidden column of the sheet calls an obligation.

use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::view::sheet::Place;
use crate::view::sheet::problem::SheetProblem;

/// How much of a cell's text is repeated in a message, in characters.
const REPEATED: usize = 60;

/// What the hidden column calls an obligation: `unit/task`, or `unit/task/period` where the task recurs, or
/// `unit/task/milestone`.
pub(crate) fn id(plan: &Plan, unit: UnitIx, occurrence: OccurrenceIx) -> String {
    let occurrence = plan.occurrence(occurrence);
    let (unit, task) = (&plan.unit(unit).id, &plan.task(occurrence.task).id);
    match plan.part(occurrence).key() {
        Some(part) => format!("{unit}/{task}/{part}"),
        None => format!("{unit}/{task}"),
    }
}

/// The obligation that an id names.
pub(crate) fn find(plan: &Plan, at: Place, id: &str) -> Result<(UnitIx, OccurrenceIx), SheetProblem> {
    let parts: Vec<&str> = id.split('/').collect();
    let (unit_id, task_id, period) = match parts[..] {
        [unit, task] => (unit, task, None),
        [unit, task, period] => (unit, task, Some(period)),
        _ => return Err(SheetProblem::BadId { at, text: repeated(id) }),
    };
    let unit = plan.unit_by_id(unit_id).ok_or_else(|| SheetProblem::UnknownUnit { at, unit: repeated(unit_id) })?;
    let task = plan.task_by_id(task_id).ok_or_else(|| SheetProblem::UnknownTask { at, task: repeated(task_id) })?;
    let unknown = || SheetProblem::UnknownPeriod { at, task: task_id.to_owned(), period: period.map(repeated) };
    let found = period.map_or_else(|| plan.occurrence_of(task, None), |part| plan.occurrence_named(task, part));
    let occurrence = found.ok_or_else(unknown)?;
    if !plan.duties.leads(unit, task) || !plan.owes(unit, occurrence) {
        return Err(SheetProblem::NotOwed { at, unit: unit_id.to_owned(), task: task_id.to_owned() });
    }
    Ok((unit, occurrence))
}

/// So much of a text as a message repeats.
pub(crate) fn repeated(text: &str) -> String {
    let line = crate::text::one_line(text);
    let beginning: String = line.chars().take(REPEATED).collect();
    if beginning.len() < line.len() { format!("{beginning}…") } else { beginning }
}
