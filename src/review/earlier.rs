//! What a change of the plan takes off boards and reports of other days: a task that is said to be added later than it was,
//! perhaps on a day to come, or amendments, or what they amend, that are written otherwise for earlier days, while everything
//! stands today as it did.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::decisions::{AsRead, amendments};
use super::effects::{Effect, counterpart, is_eased, is_part_eased};
use super::plan_change::{EarlierDays, PlanChange};
use super::sides::Sides;
use crate::judge::Assessment;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;

/// A task of both plans, or one of its milestones, that documents do not date as before, or amend.
struct Watched {
    before: TaskIx,
    after: TaskIx,
    /// The milestone's place among those of the new task, if it is about that one.
    milestone: Option<usize>,
    /// Since when it is there, before and after, where it is there later than it was; nothing where it has amendments.
    added: Option<(Option<NaiveDate>, NaiveDate)>,
    /// The days at whose ends it may stand otherwise.
    days: Vec<NaiveDate>,
    /// The last of them on which less is to be reached than before.
    eased: Option<NaiveDate>,
}

/// What became of late work on earlier days, by the place of what is watched.
pub(super) struct Earlier {
    watched: Vec<Watched>,
    found: BTreeMap<(usize, NaiveDate), Vec<Effect>>,
}

impl Earlier {
    pub(super) fn new(plans: AsRead<'_>) -> Self {
        let tasks = (0..plans.new.tasks.len()).map(TaskIx::new);
        let both = tasks.filter_map(|after| {
            let before = plans.old.task_by_id(plans.new.task(after).id.as_str())?;
            Some(watched(plans, before, after))
        });
        Self { watched: both.flatten().collect(), found: BTreeMap::new() }
    }

    /// Adds what the new plan makes of what a unit was late with on earlier days; `is` is the unit in the new plan.
    pub(super) fn add(&mut self, sides: Sides<'_>, before: &Assessment<'_>, is: Option<UnitIx>) {
        let (old, new) = (sides.plan_before(), sides.plan_after());
        for (at, task) in self.watched.iter().enumerate() {
            if !old.duties.leads(before.unit, task.before) {
                continue;
            }
            let milestone = task.milestone.map(|at| &new.task(task.after).milestones()[at].id);
            let about = |was: &OccurrenceIx| {
                let of = old.occurrence(*was);
                of.task == task.before && milestone.is_none_or(|id| old.milestone(of).is_some_and(|own| own.id == *id))
            };
            for was in old.owed_by(before.unit).filter(about) {
                let record = before.records.get(was);
                let now = counterpart(old, new, was, is).zip(is);
                for day in &task.days {
                    let end = (*day, true);
                    let Some(standing) = sides.before.standing_at(end, before.unit, was, record) else { continue };
                    let by_new = now.and_then(|(now, is)| sides.after.standing_at(end, is, now, record));
                    let effect = Effect::new((before.unit, old.occurrence(was)), &standing, by_new.as_ref());
                    if effect.lifts() {
                        // Of a day to come the reviewer is told how it stands now.
                        let now = sides.before.standing_on(sides.day_after(), before.unit, was, record);
                        let effect = match now {
                            _ if *day < sides.day_after() => effect,
                            Some(now) => Effect::new((before.unit, old.occurrence(was)), &now, by_new.as_ref()),
                            None => effect.to_come(),
                        };
                        effect.add_to(self.found.entry((at, *day)).or_default());
                    }
                }
            }
        }
    }

    /// What is to be reported of it. Where only amendments differ, a change of the task that is marked tells it.
    pub(super) fn tell(&self, told: impl Fn(TaskIx) -> bool) -> Vec<(PlanChange, &[Effect])> {
        let worst = |at: usize| {
            let of = self.watched[at].days.iter().filter_map(|day| Some((*day, self.found.get(&(at, *day))?)));
            let count = |effects: &[Effect]| effects.iter().map(|effect| effect.count).sum::<usize>();
            of.max_by_key(|(day, effects)| (count(effects), *day))
        };
        let open = self.watched.iter().enumerate().filter(|(_, task)| task.added.is_some() || !told(task.after));
        let all = open.filter_map(|(at, task)| {
            let worst = worst(at).map(|(day, effects)| (day, effects.as_slice()));
            let (day, effects) = worst.or_else(|| Some((task.eased?, &[][..])))?;
            let Watched { before: was, after: task, added, milestone, .. } = *task;
            Some((PlanChange::EarlierDays(EarlierDays { was, task, milestone, added, day }), effects))
        });
        all.collect()
    }
}

fn watched(plans: AsRead<'_>, before: TaskIx, after: TaskIx) -> Vec<Watched> {
    let AsRead { old, new, .. } = plans;
    let (was, is) = (old.task(before), new.task(after));
    let own = is
        .milestones()
        .iter()
        .enumerate()
        .filter_map(|(at, own)| Some((Some(was.milestones().iter().position(|was| was.id == own.id)?), Some(at))));
    let mut found = Vec::new();
    let mut watch = |milestone: Option<usize>,
                     added: Option<(Option<NaiveDate>, NaiveDate)>,
                     days: &mut dyn Iterator<Item = Option<NaiveDate>>| {
        let mut days: Vec<NaiveDate> = days.flatten().filter(|day| added.is_some() || *day < plans.after).collect();
        days.sort_unstable();
        days.dedup();
        if !days.is_empty() {
            // What is to be reached makes nothing late, but boards of other days show it.
            let targets = added.is_none() && was.has_targets();
            let less = |day: &&NaiveDate| {
                let (was, is) = (was.as_of(**day), is.as_of(**day));
                milestone
                    .map_or_else(|| is_eased(&was, &is), |at| is_part_eased(&was, &is, Some(&is.milestones()[at].id)))
            };
            let eased = days.iter().rev().find(|day| targets && less(day)).copied();
            found.push(Watched { before, after, milestone, added, days, eased });
        }
    };
    for (then, now) in std::iter::once((None, None)).chain(own) {
        // A milestone that never says so itself is there as long as its task.
        let ((since, said), (later, says)) = (since(old, before, then), since(new, after, now));
        if let Some(later) = later.filter(|later| since.is_none_or(|since| since < *later) && (said || says)) {
            watch(now, Some((since, later)), &mut std::iter::once(later.pred_opt()));
        }
        // What counted until an amendment shows on earlier days alone, whatever of it is written otherwise: the amendments,
        // what the task said at first, who was there to owe it.
        let decided = amendments(was, then).iter().chain(amendments(is, now));
        watch(now, None, &mut decided.flat_map(|it| [it.decision.on.pred_opt(), Some(it.decision.on)]));
    }
    found
}

/// Since when a task or a milestone of it is there, where a document added it, and whether it says so itself.
fn since(plan: &Plan, task: TaskIx, milestone: Option<usize>) -> (Option<NaiveDate>, bool) {
    let task = plan.task(task);
    let own = milestone.map_or(task.added.as_ref(), |at| task.milestones()[at].added.as_ref());
    (own.or(task.added.as_ref()).map(|it| it.on), own.is_some())
}
