//! Slips of the hand in what a sheet asks for: the same that the commands refuse.

use chrono::NaiveDate;

use super::table::TableEntry;
use crate::edit::{Edit, Value};
use crate::facts::Facts;
use crate::model::record::{Field, Records};
use crate::view::sheet::problem::SheetProblem;

/// What is refused of the edits that these rows ask for, as of a day: days to come of what happened, promises for a day
/// that has passed or without a reason, and, unless they are to be replaced, other days than the recorded ones.
pub(crate) fn found(
    entries: &[TableEntry],
    edits: &[Edit],
    (records, text): (&Records, &str),
    today: NaiveDate,
    replace: bool,
) -> Vec<SheetProblem> {
    let mut found = Vec::new();
    for edit in edits {
        // Both are in the order of the plan.
        let Ok(at) = entries.binary_search_by_key(&edit.occurrence, |entry| entry.occurrence) else { continue };
        let entry = &entries[at];
        let facts = Facts::of(records.get(edit.occurrence), text);
        for change in &edit.changes {
            let (Some(Value::Date(day)), Some(cell)) = (&change.value, entry.cell(change.field)) else { continue };
            let (at, field, day) = (cell.at, change.field, *day);
            if field == Field::Committed && !has_reason(edit, &facts) {
                found.push(SheetProblem::PromiseWithoutReason { at });
            }
            if field == Field::Committed && day < today {
                found.push(SheetProblem::PromisedPast { at, day, today });
            } else if field != Field::Committed && day > today {
                found.push(SheetProblem::DayToCome { at, field, day, today });
            }
            if let Some(recorded) = facts.day(field).filter(|recorded| *recorded != day && !replace) {
                found.push(SheetProblem::Rewrites { at, field, recorded, day });
            }
        }
    }
    found
}

/// Whether a record has a reason once an edit is made.
fn has_reason(edit: &Edit, facts: &Facts<'_>) -> bool {
    let change = edit.changes.iter().find(|change| change.field == Field::Reason);
    change.map_or_else(|| facts.text(Field::Reason).is_some(), |change| change.value.is_some())
}
