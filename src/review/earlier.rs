//! What a change of the plan takes off boards and reports of earlier days: a task that is said to be added later than it
//! was, or amendments that are written otherwise, while everything stands today as it did.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::decisions::{AsRead, amendments};
use super::effects::{Effect, counterpart};
use super::plan::{EarlierDays, PlanChange};
use super::sides::Sides;
use crate::judge::Assessment;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Decision, Plan};

/// A task of both plans that documents do not date as before.
struct Watched {
    before: TaskIx,
    after: TaskIx,
    /// Since when it is there, before and after, where it is there later than it was.
    added: Option<(Option<NaiveDate>, NaiveDate)>,
    /// The milestone's place among those of the new task, if it is one that was added later.
    milestone: Option<usize>,
    /// The days at whose ends it may stand otherwise.
    days: Vec<NaiveDate>,
}

/// What became of late work on earlier days, by task of the new plan, with the day that shows the most.
pub(super) struct Earlier {
    watched: Vec<Watched>,
    found: BTreeMap<(TaskIx, NaiveDate), Vec<Effect>>,
}

impl Earlier {
    pub(super) fn new(plans: AsRead<'_>) -> Self {
        let tasks = (0..plans.new.tasks.len()).map(TaskIx::new);
        let both = tasks.filter_map(|after| {
            let before = plans.old.task_by_id(plans.new.task(after).id.as_str())?;
            watched(plans, before, after)
        });
        Self { watched: both.collect(), found: BTreeMap::new() }
    }

    /// Adds what the new plan makes of what a unit was late with on earlier days; `is` is the unit in the new plan.
    pub(super) fn add(&mut self, sides: Sides<'_>, before: &Assessment<'_>, is: Option<UnitIx>) {
        let (old, new) = (sides.plan_before(), sides.plan_after());
        for task in self.watched.iter().filter(|task| old.duties.leads(before.unit, task.before)) {
            let own = old.owed_by(before.unit).filter(|was| old.occurrence(*was).task == task.before);
            for was in own {
                let record = before.records.get(was);
                let now = counterpart(old, new, was, is).zip(is);
                for day in &task.days {
                    let end = (*day, true);
                    let Some(standing) = sides.before.standing_at(end, before.unit, was, record) else { continue };
                    let by_new = now.and_then(|(now, is)| sides.after.standing_at(end, is, now, record));
                    let effect = Effect::new((before.unit, task.before), &standing, by_new.as_ref());
                    if effect.lifts() {
                        self.found.entry((task.after, *day)).or_default().push(effect);
                    }
                }
            }
        }
    }

    /// What is to be told of it. Where only amendments differ, a change of the task that is marked tells it.
    pub(super) fn tell(&self, told: impl Fn(TaskIx) -> bool) -> Vec<(PlanChange, &[Effect])> {
        let worst = |task: &Watched| {
            let of = task.days.iter().filter_map(|day| Some((*day, self.found.get(&(task.after, *day))?)));
            of.max_by_key(|(day, effects)| (effects.len(), *day))
        };
        let open = self.watched.iter().filter(|task| task.added.is_some() || !told(task.after));
        let all = open.filter_map(|task| {
            let (day, effects) = worst(task)?;
            let Watched { before: was, after: task, added, milestone, .. } = *task;
            Some((PlanChange::EarlierDays(EarlierDays { was, task, milestone, added, day }), effects.as_slice()))
        });
        all.collect()
    }
}

fn watched(plans: AsRead<'_>, before: TaskIx, after: TaskIx) -> Option<Watched> {
    let AsRead { old, new, .. } = plans;
    let (was, is) = (old.task(before), new.task(after));
    let own = is
        .milestones()
        .iter()
        .enumerate()
        .filter_map(|(at, own)| Some((Some(was.milestones().iter().position(|was| was.id == own.id)?), Some(at))));
    let (mut added, mut milestone, mut days) = (None, None, Vec::new());
    for (then, now) in std::iter::once((None, None)).chain(own) {
        let (since, later) = (since(old, before, then), since(new, after, now));
        if let Some(later) = later.filter(|later| since.is_none_or(|since| since < *later)) {
            if added.is_none() {
                (added, milestone) = (Some((since, later)), now);
            }
            days.extend(later.pred_opt());
        }
        let (earlier, later) = (amendments(was, then), amendments(is, now));
        let gone = earlier.iter().filter(|was| !later.iter().any(|is| plans.same_amendment(was, is)));
        let come = later.iter().filter(|is| !earlier.iter().any(|was| plans.same_amendment(was, is)));
        days.extend(gone.chain(come).flat_map(|it| [it.decision.on.pred_opt(), Some(it.decision.on)]).flatten());
    }
    days.retain(|day| *day < plans.after);
    days.sort_unstable();
    days.dedup();
    (!days.is_empty()).then_some(Watched { before, after, added, milestone, days })
}

/// Since when a task or a milestone of it is there, where a document added it.
fn since(plan: &Plan, task: TaskIx, milestone: Option<usize>) -> Option<NaiveDate> {
    let task = plan.task(task);
    let own = milestone.and_then(|at| task.milestones()[at].added.as_ref());
    own.or(task.added.as_ref()).map(|it: &Decision| it.on)
}
