//! What commits on the way recorded under names that neither side knows: the id that a task, a period or a unit had in
//! between only.

use std::collections::BTreeSet;

use super::commits::{Blobs, GitTrouble};
use super::history::Between;
use super::oddities::Oddity;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::duties::UnitSet;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::read;
use crate::read::records::RecordReader;
use crate::read::text::{MAX_UNIT_BYTES, decode, says_something};
use crate::read::walk::Inspect;
use crate::snapshot::UNITS;

/// Finds them. What is the side after is compared anyway: `stands` says whether a unit's file is this object there.
pub(crate) fn on_the_way(
    between: &Between,
    blobs: &mut dyn Blobs,
    (old, new): (&Plan, &Plan),
    renamed: &[(&str, &str)],
    (only, stands): (Option<&UnitSet>, &impl Fn(&str, &str) -> bool),
) -> Result<Vec<Oddity>, GitTrouble> {
    let mut readers = (RecordReader::new(old), RecordReader::new(new));
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let mut all: Vec<Oddity> = Vec::new();
    for (commit, file, id) in between.unit_files() {
        let Some(object) = file.after.as_deref() else { continue };
        let of = |plan: &Plan, other: Option<&str>| plan.unit_by_id(id).or_else(|| plan.unit_by_id(other?));
        let now = renamed.iter().find(|(was, _)| *was == id).map(|(_, now)| *now);
        let was = renamed.iter().find(|(_, now)| *now == id).map(|(was, _)| *was);
        let (before, after) = (of(old, was), of(new, now));
        let left_out = only.is_some_and(|only| after.is_some_and(|unit| !only.contains(unit)));
        if stands(id, object) || left_out {
            continue;
        }
        let Some(bytes) = blobs.bytes(object, MAX_UNIT_BYTES)? else { continue };
        let names: Vec<String> = if before.is_none() && after.is_none() {
            Some(id.to_owned()).filter(|_| says_something(&bytes)).into_iter().collect()
        } else {
            let Ok(text) = decode(&bytes) else { continue };
            let by_new = after.map(|unit| unknown(new, unit, text, &mut readers.1));
            let by_old = before.map(|unit| unknown(old, unit, text, &mut readers.0));
            match (by_old, by_new) {
                (Some(old), Some(new)) => new.intersection(&old).cloned().collect(),
                (one, other) => one.or(other).unwrap_or_default().into_iter().collect(),
            }
        };
        for name in names {
            let path = format!("{UNITS}/{id}.toml");
            if told.insert((path.clone(), name.clone())) {
                all.push(Oddity::StrangeRecord { file: path, name, commit: commit.short().to_owned() });
            }
        }
    }
    Ok(all)
}

/// What a text records under names that a plan does not know, or not of this unit.
fn unknown(plan: &Plan, unit: UnitIx, text: &str, reader: &mut RecordReader) -> BTreeSet<String> {
    if reader.read(plan, unit, text).is_ok() {
        return BTreeSet::new();
    }
    let reading = read::unit::read(plan, unit, text, Inspect::No);
    let name = |found: &Diagnostic| match &found.problem {
        Problem::RecordUnknownTask { task } | Problem::RecordNotLed { task, .. } => Some(task.clone()),
        Problem::RecordUnknownPeriod { task, period }
        | Problem::RecordWithPeriod { task, period }
        | Problem::RecordNotOwed { task, period: Some(period), .. } => Some(format!("{task}.{period}")),
        Problem::RecordNotOwed { task, period: None, .. } | Problem::RecordWithoutPeriod { task, .. } => {
            Some(task.clone())
        }
        Problem::UnknownKey { key, .. } => is_table(&text[found.span.end..]).then(|| key.clone()),
        _ => None,
    };
    reading.diagnostics.iter().filter_map(name).collect()
}

/// Whether what follows a key makes it a table, as a record under another one is.
fn is_table(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'', ' ', '\t']);
    let value = rest.strip_prefix('=').map(str::trim_start);
    rest.starts_with([']', '.']) || value.is_some_and(|value| value.starts_with('{'))
}
