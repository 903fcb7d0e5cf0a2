//! Who leads what, and when units exist, in words.

use super::fields::{cut_inside, moved};
use super::plan::{AGAINST_PLAN, PlanWords};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::review::order::joint_reordered;
use crate::review::tenures::TenureChange;
use crate::words::{Phrase, PlanningPhrase, ReviewPhrase};

impl PlanWords<'_> {
    /// Which units lead a task or a milestone newly, which no more, and how many records these had.
    pub(super) fn reassigned(
        &self,
        (task, milestone): (TaskIx, Option<usize>),
        added: &[UnitIx],
        removed: &[UnitIx],
        records: usize,
    ) -> String {
        let units = |plan: &Plan, units: &[UnitIx]| {
            self.list(units.iter().map(|unit| plan.unit(*unit).short_name().to_owned()).collect())
        };
        let (led, left) = (&units(self.new, added), &units(self.old, removed));
        let mut how = Vec::new();
        if joint_reordered(self.old, self.new, task) {
            how.push(self.say(&Phrase::Review(ReviewPhrase::JointOrder { from: left, to: led })));
        } else {
            how.extend((!added.is_empty()).then(|| self.say(&Phrase::LedAlsoBy { units: led })));
            how.extend((!removed.is_empty()).then(|| self.say(&Phrase::NoLongerLedBy { units: left })));
        }
        if !removed.is_empty() {
            how.push(self.touched(records, AGAINST_PLAN));
        }
        let of = self.new.task(task);
        let part = milestone.map(|at| format!(", {}", of.milestones()[at].id)).unwrap_or_default();
        let task = &format!("{} [{}]{part}", cut_inside(&of.title), of.id);
        self.say(&Phrase::Reassigned { task, how: &how.join("; ") })
    }

    /// When a unit exists now, who succeeds it, and what these take over.
    pub(super) fn tenure(&self, TenureChange { was, unit, taken_over, led_already }: &TenureChange) -> String {
        const LISTED: usize = 5;
        let (old, new) = (self.old, self.new);
        let ((_, from, until, _), (_, from_now, until_now, _)) = (old.said_of(*was), new.said_of(*unit));
        let successors = |plan: &Plan, unit: UnitIx| {
            let all = plan.unit(unit).tenure.iter().flat_map(|tenure| &tenure.successors);
            let all: Vec<String> = all.map(|unit| plan.unit(*unit).short_name().to_owned()).collect();
            if all.is_empty() { self.say(&Phrase::Planning(PlanningPhrase::Nobody)) } else { self.list(all) }
        };
        let mut how = Vec::new();
        if from != from_now {
            how.push(self.say(&Phrase::FirstDay { days: &moved(from, from_now, self.words) }));
        }
        if until != until_now {
            how.push(self.say(&Phrase::LastDay { days: &moved(until, until_now, self.words) }));
        }
        let (then, now) = (successors(old, *was), successors(new, *unit));
        if then != now {
            how.push(self.say(&Phrase::Successors { from: &then, to: &now }));
        }
        let takes = taken_over.iter().map(|it| (it, true)).chain(led_already.iter().map(|it| (it, false)));
        for ((by, tasks), newly) in takes {
            let named = |task: &TaskIx| format!("{} [{}]", new.task(*task).title, new.task(*task).id);
            let mut listed: Vec<String> = tasks.iter().take(LISTED).map(named).collect();
            let more = tasks.len().checked_sub(LISTED).filter(|count| *count > 0);
            listed.extend(more.map(|count| self.say(&Phrase::AndMore { count })));
            let unit = new.unit(*by).short_name();
            let tasks = &listed.join(", ");
            how.push(self.say(&if newly {
                Phrase::TakesOver { unit, tasks }
            } else {
                Phrase::Review(ReviewPhrase::LeadsAlready { unit, tasks })
            }));
        }
        let unit = &format!("{} ({})", new.unit(*unit).short_name(), new.unit(*unit).id);
        self.say(&Phrase::Tenure { unit, how: &how.join("; ") })
    }
}
