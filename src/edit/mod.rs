//! Editing units' files and the plan: (text, edits) → text, with every comment, blank, line end and order that someone chose kept.

pub(crate) mod bodies;
mod change;
mod field;
mod items;
mod outline;
mod place;
pub(crate) mod plain;
pub mod plan;
pub(crate) mod prepared;
pub(crate) mod questions;
pub(crate) mod quote;
mod splice;
mod value;
mod verify;

use std::cell::Cell;
use std::collections::BTreeMap;

pub use self::change::{Edit, FieldChange, Unable, Value};
use self::field::EditStep;
pub use self::outline::comments;
use self::outline::{KeyValue, Outline};
use self::place::Holdings;
use self::splice::Splices;
use crate::model::id::OccurrenceIx;
use crate::model::plan::Plan;

/// An edit, and the names of its record.
type NamedEdit<'e> = (Vec<String>, &'e Edit);

/// The text of a sound unit file, without a byte order mark, in which the records of `edits` are as they are to be. It
/// is compared with what was meant before it is given out.
pub fn apply(plan: &Plan, text: &str, edits: &[Edit]) -> Result<String, Unable> {
    let mut named: Vec<NamedEdit<'_>> = edits.iter().map(|edit| (names(plan, edit.occurrence), edit)).collect();
    // New tables that go to one place of the text stand there in this order.
    named.sort_by_key(|(_, edit)| edit.occurrence);
    let as_meant = |new: &String| verify::only(text, new, &named, &[]);
    // Thousands are made at once, where they are not in each other's way.
    if named.len() > 1
        && let Some(new) = together(plan, text, &named)?.filter(as_meant)
    {
        return Ok(new);
    }
    let mut new = text.to_owned();
    for one in named.chunks(1) {
        new = together(plan, &new, one)?.ok_or(Unable::Differs)?;
    }
    if as_meant(&new) { Ok(new) } else { Err(Unable::Differs) }
}

/// The text with these edits, one change of each at a time; nothing where two of them want the same place.
fn together(plan: &Plan, text: &str, edits: &[NamedEdit<'_>]) -> Result<Option<String>, Unable> {
    let mut new = text.to_owned();
    // Of each edit the steps that are left, the next one last; and whether something was taken away.
    let mut left = Vec::with_capacity(edits.len());
    for (record, edit) in edits {
        let steps: Vec<_> = edit.changes.iter().rev().map(|change| EditStep::of(record, change)).collect();
        left.push((record, edit.occurrence, steps, false));
    }
    // Between the first tables of an empty file, too, a blank line stands.
    let begun = Cell::new(false);
    while left.iter().any(|(.., steps, _)| !steps.is_empty()) {
        let outline = Outline::of(&new);
        let holdings = Holdings::of(plan, &outline);
        let mut splices = Splices::default();
        for (record, occurrence, steps, taken) in &mut left {
            let Some(step) = steps.pop() else { continue };
            let new_table = |text: &str, outline: &Outline, lines: &str| {
                let eol = outline::eol(text, text.len());
                let table = format!("[{}]{eol}{lines}{eol}", record.join("."));
                let mut splices = Splices::default();
                if text.is_empty() && begun.replace(true) {
                    splices.insert(0, format!("{eol}{table}"));
                } else {
                    place::insert(plan, text, outline, &holdings, *occurrence, &table, &mut splices);
                }
                splices
            };
            let (takes, before) = (step.value.is_none(), splices.len());
            steps.extend(step.make(&new, &outline, &new_table, &mut splices)?.into_iter().rev());
            *taken |= takes && splices.len() > before;
        }
        if !splices.fit() {
            return Ok(None);
        }
        new = splices.apply(&new);
    }
    let (outline, mut splices) = (Outline::of(&new), Splices::default());
    for (record, ..) in left.iter().filter(|(.., taken)| *taken) {
        field::tidy(&new, &outline, record, &mut splices);
    }
    Ok(splices.fit().then(|| splices.apply(&new)))
}

/// The comments that come with new tables, without `#`.
pub struct Remarks<'a> {
    /// Lines above the table of an obligation.
    pub above: &'a dyn Fn(OccurrenceIx) -> Vec<String>,
    /// A line after the last table.
    pub end: &'a str,
}

/// The text of a unit file with a table for everything that is `owed`. Those that are not there yet are put in the
/// plan's order, each under its remarks. Gives how many they are.
pub fn fill(plan: &Plan, owed: &[OccurrenceIx], text: &str, remarks: &Remarks<'_>) -> Result<(String, usize), Unable> {
    let outline = Outline::of(text);
    let holdings = Holdings::of(plan, &outline);
    let eol = outline::eol(text, text.len());
    let mut splices = Splices::default();
    let (mut added, mut inline) = (Vec::new(), BTreeMap::new());
    let mut task = (None, None);
    for occurrence in owed.iter().copied().filter(|occurrence| !holdings.has(*occurrence)) {
        let names = names(plan, occurrence);
        let of = plan.occurrence(occurrence).task;
        if task.0 != Some(of) {
            task = (Some(of), outline.holder(&names[..1]));
        }
        if let Some((depth, node, entries)) = task.1 {
            // A task in an inline table has its periods there too, where comments have no place.
            let path = |entry: &KeyValue| [&names[..depth], &entry.path].concat();
            let after = entries.iter().rposition(|entry| place::occurrence(plan, &path(entry)) < Some(occurrence));
            let (.., pieces) =
                inline.entry((node.span.start, after)).or_insert_with(|| (node, entries, Vec::<String>::new()));
            pieces.push(format!("{} = {{}}", names[depth..].join(".")));
            added.push(names);
            continue;
        }
        let mut table: String = (remarks.above)(occurrence).iter().map(|line| format!("# {line}{eol}")).collect();
        table.push_str(&format!("[{}]{eol}", names.join(".")));
        place::insert(plan, text, &outline, &holdings, occurrence, &table, &mut splices);
        added.push(names);
    }
    for ((_, after), (node, entries, pieces)) in inline {
        field::add_inline(text, &outline, node, entries, after, &pieces, &mut splices);
    }
    let new = closed(splices.apply(text), &added, remarks.end, eol);
    if verify::only(text, &new, &[], &added) { Ok((new, added.len())) } else { Err(Unable::Differs) }
}

/// The text with a line at its end, if one of the added tables ends it. Without a line after it the last table could not
/// be marked in one branch while another adds tables after it: git would see both as changes of one place.
fn closed(mut text: String, added: &[Vec<String>], end: &str, eol: &str) -> String {
    let outline = Outline::of(&text);
    let last = outline.sections.last().filter(|section| added.contains(&section.path));
    let Some(after) = last.map(|section| section.line.end).filter(|after| text[*after..].trim().is_empty()) else {
        return text;
    };
    let unended = after == text.len() && !text.ends_with('\n');
    let line = if unended { format!("{eol}{eol}# {end}") } else { format!("{eol}# {end}{eol}") };
    text.insert_str(after, &line);
    text
}

/// The names of a record's table: the task, and the period or the milestone where it has some.
fn names(plan: &Plan, occurrence: OccurrenceIx) -> Vec<String> {
    let occurrence = plan.occurrence(occurrence);
    [plan.task(occurrence.task).id.to_string()].into_iter().chain(plan.part(occurrence).key()).collect()
}
