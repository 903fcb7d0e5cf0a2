//! The history of what a unit recorded: each commit that changed it, and what it changed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::commits::Commit;
use super::plan_change::PlanChange;
use crate::facts::{Facts, UnitFacts};
use crate::model::id::OccurrenceIx;
use crate::model::plan::Plan;
use crate::model::record::Field;

/// One commit that changed the records that are asked about; or what is not committed yet.
#[derive(Clone, Debug)]
pub(crate) struct LogEntry {
    /// The commit; nothing for what is not committed.
    pub(crate) commit: Option<Commit>,
    /// The day it came to the line, in the plan's time zone; for what is not committed the as-of day.
    pub(crate) day: NaiveDate,
    /// The day that the commit says, where that is another.
    pub(crate) claimed: Option<NaiveDate>,
    /// What changed, in the plan's order.
    pub(crate) changes: Vec<RecordChange>,
    /// Whether the file could not be read then, so that nobody knows what changed.
    pub(crate) unread: bool,
    /// Whether a shallow clone begins here: what it says may be older.
    pub(crate) begins: bool,
}

/// One commit that changed the plan or units' files; or what is not committed yet.
pub(crate) struct PlanEntry {
    /// The commit; nothing for what is not committed.
    pub(crate) commit: Option<Commit>,
    pub(crate) day: NaiveDate,
    /// The day that the commit says, where that is another.
    pub(crate) claimed: Option<NaiveDate>,
    /// What became of the plan; nothing where it stayed as it was.
    pub(crate) plan: Option<PlanStep>,
    /// The ids of the units whose files changed.
    pub(crate) units: Vec<String>,
    /// Whether a shallow clone begins here: what it says may be older.
    pub(crate) begins: bool,
}

/// What a commit did to the plan.
pub(crate) enum PlanStep {
    /// It was there for the first time.
    Began,
    /// It could not be read before or after.
    Unread,
    Changed(Box<PlanPair>),
}

/// Two plans, one after the other, and what changed.
pub(crate) struct PlanPair {
    pub(crate) old: Arc<Plan>,
    pub(crate) new: Arc<Plan>,
    pub(crate) changes: Vec<PlanChange>,
}

#[derive(Clone, Debug)]
pub(crate) struct RecordChange {
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) before: Facts<'static>,
    pub(crate) after: Facts<'static>,
    pub(crate) fields: Vec<Field>,
}

/// What changed from these parents to what came after: the fields that are other than at each of them.
pub(crate) fn changes(
    parents: &[&UnitFacts],
    after: &UnitFacts,
    wanted: &dyn Fn(OccurrenceIx) -> bool,
) -> Vec<RecordChange> {
    let nothing = UnitFacts::new();
    let first = parents.first().copied().unwrap_or(&nothing);
    let mut all: Vec<OccurrenceIx> = first.keys().chain(after.keys()).copied().filter(|it| wanted(*it)).collect();
    all.sort_unstable();
    all.dedup();
    let silent = Facts::default();
    let change = |occurrence: OccurrenceIx| {
        let (before, after) = (first.get(&occurrence).unwrap_or(&silent), after.get(&occurrence).unwrap_or(&silent));
        let mut fields = before.differing(after);
        for parent in parents.iter().skip(1) {
            let other = parent.get(&occurrence).unwrap_or(&silent).differing(after);
            fields.retain(|field| other.contains(field));
        }
        (!fields.is_empty()).then(|| RecordChange { occurrence, before: before.clone(), after: after.clone(), fields })
    };
    all.into_iter().filter_map(change).collect()
}

/// The entry that last made a field of a record what it is now, of entries the last of which comes first.
pub(crate) fn blame<'e>(
    entries: &'e [LogEntry],
    occurrence: OccurrenceIx,
    field: Field,
    now: &Facts<'_>,
) -> Option<&'e LogEntry> {
    let made = |change: &RecordChange| {
        change.occurrence == occurrence
            && change.fields.contains(&field)
            && !change.after.differing(now).contains(&field)
    };
    entries.iter().find(|entry| entry.changes.iter().any(made))
}
