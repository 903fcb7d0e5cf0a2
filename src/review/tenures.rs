//! Units that exist at another time, or that others succeed, and what these take over.

use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;

/// A unit whose first or last day is another, or its successors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TenureChange {
    /// The unit in the old plan, and in the new one.
    pub(crate) was: UnitIx,
    pub(crate) unit: UnitIx,
    /// The tasks that others lead now only because they succeed it, for each of them.
    pub(crate) taken_over: Vec<(UnitIx, Vec<TaskIx>)>,
    /// The tasks that others lead themselves, and owe once from then on where both owed them.
    pub(crate) led_already: Vec<(UnitIx, Vec<TaskIx>)>,
}

/// Two plans that are compared, and which unit of the old one each unit of the new one was.
pub(super) struct Tenures<'a> {
    pub(super) old: &'a Plan,
    pub(super) new: &'a Plan,
    pub(super) counterparts: &'a [Option<UnitIx>],
}

fn successors(plan: &Plan, unit: UnitIx) -> &[UnitIx] {
    plan.unit(unit).tenure.as_ref().map_or(&[], |tenure| &tenure.successors)
}

impl Tenures<'_> {
    /// The unit of the new plan that one of the old plan is.
    fn counterpart(&self, was: UnitIx) -> Option<UnitIx> {
        self.new.unit_indices().find(|unit| self.counterparts[unit.index()] == Some(was))
    }

    /// Whether a unit succeeds another in the new plan, and did not in the old one.
    fn succeeds_newly(&self, unit: UnitIx, of: UnitIx) -> bool {
        let was = self.counterparts[of.index()].map_or(&[][..], |of| successors(self.old, of));
        successors(self.new, of).contains(&unit)
            && !self.counterparts[unit.index()].is_some_and(|unit| was.contains(&unit))
    }

    /// The units of the new plan among `added` that lead a task only because they succeed others.
    pub(super) fn successors_alone(&self, task: TaskIx, added: &[UnitIx]) -> Vec<UnitIx> {
        let named = self.new.in_order(&self.new.task(task).lead);
        let leads = self.new.leads_of(task);
        let follows = |unit: &UnitIx| leads.iter().any(|of| self.succeeds_newly(*unit, of));
        added.iter().copied().filter(|unit| !named.contains(unit) && follows(unit)).collect()
    }

    /// The units that exist at another time, or have other successors. `added` says which units lead a task newly.
    pub(super) fn changes(&self, added: &dyn Fn(TaskIx, TaskIx) -> Vec<UnitIx>) -> Vec<TenureChange> {
        let (old, new) = (self.old, self.new);
        let pairs = new.unit_indices().filter_map(|unit| Some((self.counterparts[unit.index()]?, unit)));
        let other = |(was, unit): &(UnitIx, UnitIx)| {
            let ((_, from, until, _), (_, from_now, until_now, _)) = (old.said_of(*was), new.said_of(*unit));
            let then = successors(old, *was).iter().map(|unit| self.counterpart(*unit));
            (from, until) != (from_now, until_now) || !then.eq(successors(new, *unit).iter().copied().map(Some))
        };
        let changed: Vec<(UnitIx, UnitIx)> = pairs.filter(other).collect();
        if changed.is_empty() {
            return Vec::new();
        }
        let mut taken: Vec<(UnitIx, TaskIx)> = Vec::new();
        for task in (0..new.tasks.len()).map(TaskIx::new) {
            let Some(before) = old.task_by_id(new.task(task).id.as_str()) else { continue };
            taken.extend(self.successors_alone(task, &added(before, task)).into_iter().map(|unit| (unit, task)));
        }
        let change = |(was, unit): (UnitIx, UnitIx)| {
            let of = |by: &UnitIx| {
                let own = taken.iter().filter(|(taker, task)| taker == by && new.leads_of(*task).contains(unit));
                (*by, own.map(|(_, task)| *task).collect::<Vec<_>>())
            };
            let led_already = |by: &UnitIx| {
                let both = |task: &TaskIx| {
                    let own = old.task_by_id(new.task(*task).id.as_str()).zip(self.counterparts[by.index()]);
                    let led = own.is_some_and(|(task, by)| old.duties.leads(by, task) && old.duties.leads(was, task));
                    let ends = |at: usize| {
                        let due = new.occurrence(OccurrenceIx::new(at)).due;
                        new.until(unit).is_some_and(|until| due.is_none_or(|due| until < due))
                    };
                    let both = new.duties.leads(*by, *task) && new.duties.leads(unit, *task);
                    led && both && !new.task(*task).joint && new.task(*task).occurrences.clone().any(ends)
                };
                (*by, (0..new.tasks.len()).map(TaskIx::new).filter(both).collect::<Vec<_>>())
            };
            let newly = || successors(new, unit).iter().filter(|by| self.succeeds_newly(**by, unit));
            let some = |(_, tasks): &(UnitIx, Vec<TaskIx>)| !tasks.is_empty();
            let (taken_over, led_already) = (newly().map(of).filter(some), newly().map(led_already).filter(some));
            TenureChange { was, unit, taken_over: taken_over.collect(), led_already: led_already.collect() }
        };
        changed.into_iter().map(change).collect()
    }
}
