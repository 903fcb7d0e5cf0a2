//! Who owes instead of whom, where units come, go, or take over.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::unit_facts;
use crate::judge::Judge;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::snapshot::Snapshot;

/// Obligations of one task that pass from some units to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HandedOver {
    /// The task, in the new plan.
    pub(crate) task: TaskIx,
    pub(crate) occurrences: Vec<OccurrenceIx>,
    /// Who owes them no more, by the old plan.
    pub(crate) from: Vec<UnitIx>,
    /// Who owes them now, by the new one; nobody where no unit takes over.
    pub(crate) to: Vec<UnitIx>,
    /// Successors who owed them before, too, where nobody else takes over.
    pub(crate) own: Vec<UnitIx>,
}

/// Who owes each occurrence, by ids. A file that cannot be read says nothing.
fn owing(snapshot: &Snapshot, judge: &Judge) -> Option<BTreeMap<usize, Vec<UnitIx>>> {
    let mut all: BTreeMap<usize, Vec<UnitIx>> = BTreeMap::new();
    let mut reader = snapshot.reader();
    for unit in judge.plan().unit_indices() {
        let assessed = reader.assess(judge, unit).ok()?;
        let Ok(()) = assessed.for_each(|owed| {
            all.entry(owed.occurrence.index()).or_default().push(unit);
            Ok::<(), std::convert::Infallible>(())
        });
    }
    Some(all)
}

/// What passes from unit to unit, in the order of the plan; nothing where the tasks are not the same, or a file cannot be
/// read.
pub(crate) fn handed_over(
    (old, new): (&Snapshot, &Snapshot),
    (before, after): (&Judge, &Judge),
) -> Option<Vec<HandedOver>> {
    let (was, is) = (before.plan(), after.plan());
    let same = was.occurrences.len() == is.occurrences.len()
        && was.tasks.iter().map(|task| &task.id).eq(is.tasks.iter().map(|task| &task.id));
    let (then, now) = same.then(|| Some((owing(old, before)?, owing(new, after)?))).flatten()?;
    let mut all: Vec<HandedOver> = Vec::new();
    for (at, occurrence) in is.occurrences.iter().enumerate() {
        let none = Vec::new();
        let (then, now) = (then.get(&at).unwrap_or(&none), now.get(&at).unwrap_or(&none));
        let is_among = |plan: &crate::model::plan::Plan, units: &[UnitIx], id: &str| {
            units.iter().any(|unit| plan.unit(*unit).id.as_str() == id)
        };
        let from: Vec<UnitIx> =
            then.iter().copied().filter(|unit| !is_among(is, now, was.unit(*unit).id.as_str())).collect();
        let to: Vec<UnitIx> =
            now.iter().copied().filter(|unit| !is_among(was, then, is.unit(*unit).id.as_str())).collect();
        if from.is_empty() && to.is_empty() {
            continue;
        }
        let succeeds = |unit: &UnitIx| {
            let gone = from.iter().filter_map(|gone| is.unit_by_id(was.unit(*gone).id.as_str()));
            gone.filter_map(|gone| is.tenure(gone)).any(|tenure| tenure.successors.contains(unit))
        };
        let own: Vec<UnitIx> = now.iter().copied().filter(|unit| to.is_empty() && succeeds(unit)).collect();
        let is_same =
            |one: &&mut HandedOver| one.task == occurrence.task && one.from == from && one.to == to && one.own == own;
        match all.iter_mut().find(is_same) {
            Some(one) => one.occurrences.push(OccurrenceIx::new(at)),
            None => {
                all.push(HandedOver { task: occurrence.task, occurrences: vec![OccurrenceIx::new(at)], from, to, own });
            }
        }
    }
    Some(all)
}

/// What units recorded of the obligations that pass from them: each with these, as they are typed. It stays in their files.
pub(crate) fn recorded_before(old: &Snapshot, handed: &[HandedOver]) -> Vec<(UnitIx, Vec<String>)> {
    let mut reader = old.reader();
    let (mut all, mut texts) = (Vec::new(), old.reader());
    let from: BTreeSet<UnitIx> = handed.iter().flat_map(|one| one.from.iter().copied()).collect();
    for unit in from {
        let Ok(text) = texts.text(unit) else { continue };
        let Ok(records) = reader.records(unit, text) else { continue };
        let facts = unit_facts(records, text);
        let own = handed.iter().filter(|one| one.from.contains(&unit)).flat_map(|one| &one.occurrences);
        let said: Vec<String> =
            own.filter(|at| facts.contains_key(at)).map(|at| old.plan.typed(old.plan.occurrence(*at))).collect();
        if !said.is_empty() {
            all.push((unit, said));
        }
    }
    all
}
