//! What commits on the way recorded under names that neither side knows: the id that a task, a period or a unit had in
//! between only; and their files that cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use super::LineNote;
use super::commits::{Blobs, GitTrouble};
use super::history::Between;
use super::oddities::Oddity;
use super::unit_history::is_whole;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::duties::UnitSet;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::read;
use crate::read::records::RecordReader;
use crate::read::text::{MAX_UNIT_BYTES, decode, says_something};
use crate::read::walk::Inspect;
use crate::snapshot::UNITS;

/// Finds them, and the files that cannot be read whole. What is the side after is compared anyway: `stands` says whether a
/// unit's file is this object there.
pub(crate) fn on_the_way(
    between: &Between,
    blobs: &mut dyn Blobs,
    (old, new): (&Plan, &Plan),
    renamed: &[(&str, &str)],
    (only, stands): (Option<&UnitSet>, &impl Fn(&str, &str) -> bool),
) -> Result<(Vec<Oddity>, Vec<LineNote>), GitTrouble> {
    let mut unread: BTreeMap<String, (String, usize)> = BTreeMap::new();
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
        let path = format!("{UNITS}/{id}.toml");
        let bytes = blobs.bytes(object, MAX_UNIT_BYTES)?;
        let text = bytes.as_deref().and_then(|bytes| decode(bytes).ok());
        let mut whole = text.is_some();
        let names: Vec<String> = if before.is_none() && after.is_none() {
            // By neither plan it says anything but that it does.
            whole |= bytes.is_some();
            Some(id.to_owned()).filter(|_| bytes.as_deref().is_some_and(says_something)).into_iter().collect()
        } else {
            let mut of = |plan: &Plan, unit: Option<UnitIx>, reader: &mut RecordReader| {
                let (names, is_whole) = unknown(plan, unit?, text?, reader);
                whole &= is_whole;
                Some(names)
            };
            match (of(old, before, &mut readers.0), of(new, after, &mut readers.1)) {
                (Some(old), Some(new)) => new.intersection(&old).cloned().collect(),
                (one, other) => one.or(other).unwrap_or_default().into_iter().collect(),
            }
        };
        if !whole {
            unread.entry(path.clone()).or_insert_with(|| (commit.short().to_owned(), 0)).1 += 1;
        }
        for name in names {
            if told.insert((path.clone(), name.clone())) {
                all.push(Oddity::StrangeRecord { file: path.clone(), name, commit: commit.short().to_owned() });
            }
        }
    }
    let note = |(file, (commit, commits))| LineNote::Unread { file, commit, commits };
    Ok((all, unread.into_iter().map(note).collect()))
}

/// What a text records under names that a plan does not know, or not of this unit; and whether it could be read whole.
fn unknown(plan: &Plan, unit: UnitIx, text: &str, reader: &mut RecordReader) -> (BTreeSet<String>, bool) {
    if reader.read(plan, unit, text).is_ok() {
        return (BTreeSet::new(), true);
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
    (reading.diagnostics.iter().filter_map(name).collect(), is_whole(&reading))
}

/// Whether what follows a key makes it a table, as a record under another one is.
fn is_table(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'', ' ', '\t']);
    let value = rest.strip_prefix('=').map(str::trim_start);
    rest.starts_with([']', '.']) || value.is_some_and(|value| value.starts_with('{'))
}
