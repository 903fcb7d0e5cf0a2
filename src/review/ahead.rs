//! What a change of the plan does to work on days to come, with the records as they are: what would be late by the old plan
//! on a day after the one that is judged by, and would not be by the new one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::effects::{Effect, Grade, PlanMark, counterpart};
use super::plan_change::PlanChange;
use super::sides::Sides;
use crate::judge::Assessment;
use crate::model::course::Course;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Record;

/// Where who owes something, and by when, changes over time, and not as it did by the old plan.
pub(super) struct Ahead {
    /// The tasks of the old plan of which that is so.
    tasks: Vec<bool>,
    pub(super) effects: Vec<Effect>,
}

impl Ahead {
    /// Which unit of the new plan each unit of the old one is, by `now`.
    pub(super) fn new(old: &Plan, new: &Plan, now: &[Option<UnitIx>]) -> Self {
        let alike = |unit: UnitIx| now[unit.index()].is_some_and(|is| old.said_of(unit) == new.said_of(is));
        let lasting = old.units.len() == new.units.len() && old.unit_indices().all(alike);
        let differs = |task: TaskIx| {
            let is = new.task_by_id(old.task(task).id.as_str());
            is.is_some_and(|is| courses_differ((old, task), (new, is), lasting))
        };
        Self { tasks: (0..old.tasks.len()).map(TaskIx::new).map(differs).collect(), effects: Vec::new() }
    }

    /// Adds what becomes of what a unit owes; `is` is the unit in the new plan.
    pub(super) fn add(&mut self, sides: Sides<'_>, before: &Assessment<'_>, is: Option<UnitIx>) {
        let (old, new, today) = (sides.plan_before(), sides.plan_after(), sides.day_after());
        for was in old.owed_by(before.unit).filter(|was| self.tasks[old.occurrence(*was).task.index()]) {
            let record = before.records.get(was);
            let now = counterpart(old, new, was, is).zip(is);
            let by_old = |day: NaiveDate| sides.before.standing_on(day, before.unit, was, record);
            let by_new = |day: NaiveDate| now.and_then(|(now, is)| sides.after.standing_on(day, is, now, record));
            let first = by_old(today);
            let late = |standing: &Option<_>| standing.as_ref().is_some_and(|it| Grade::of(it).is_late());
            // What is late today and is not by the new plan is told as of today.
            if late(&first) && !late(&by_new(today)) {
                continue;
            }
            let mut days = BTreeSet::new();
            turns(old, before.unit, was, record, &mut days);
            if let Some((now, is)) = now {
                turns(new, is, now, record, &mut days);
            }
            let lifted = days.into_iter().filter(|day| *day > today).find_map(|day| {
                let (then, by_new) = (by_old(day).filter(|it| Grade::of(it).is_late())?, by_new(day));
                let stays = late(&by_new) || (by_new.is_none() && is_handed(sides, now, day));
                (!stays).then_some((then, by_new))
            });
            if let Some((then, by_new)) = lifted {
                let effect = |was_so| Effect::new((before.unit, old.occurrence(was)), was_so, by_new.as_ref());
                let effect = first.as_ref().map_or_else(|| effect(&then).to_come(), effect);
                effect.add_to(&mut self.effects);
            }
        }
    }

    /// Those for which no mark of the plan accounts.
    pub(super) fn left<'e>(
        &'e self,
        (old, new): (&'e Plan, &'e Plan),
        changes: &'e [PlanChange],
        marks: &'e [PlanMark],
    ) -> impl Iterator<Item = &'e Effect> {
        let of = move |task: TaskIx, milestone: Option<usize>, effect: &Effect| {
            let (is, was) = (new.task(task), old.task(effect.task));
            let own = effect.milestone.map(|at| &was.milestones()[at as usize].id);
            is.id == was.id && milestone.is_none_or(|at| Some(&is.milestones()[at].id) == own)
        };
        let accounts = move |mark: &PlanMark, effect: &Effect| match &changes[mark.at] {
            PlanChange::EarlierDays(it) => of(it.task, it.milestone, effect),
            PlanChange::DocumentOtherwise { task, milestone, .. } => of(*task, *milestone, effect),
            PlanChange::Rescheduled { task, .. } => of(*task, None, effect),
            PlanChange::Reassigned { task, milestone, removed, .. } => {
                of(*task, *milestone, effect) && removed.contains(&effect.unit)
            }
            PlanChange::UnitRemoved(unit, _) => *unit == effect.unit,
            // Rules, calendars and events move last days, and end nothing.
            PlanChange::Setting(_) | PlanChange::Event { .. } => !effect.ends(),
            _ => false,
        };
        // A document is told, and marked as soon as it counts.
        let decided = move |change: &PlanChange, effect: &Effect| {
            let PlanChange::Decided(it) = change else { return false };
            let says = it.amendment(new).is_none_or(|it| it.timing.is_some() || it.lead.is_some());
            says && of(it.task, it.milestone, effect)
        };
        let told = move |effect: &Effect| {
            changes.iter().any(|change| decided(change, effect)) || marks.iter().any(|mark| accounts(mark, effect))
        };
        self.effects.iter().filter(move |effect| !told(effect))
    }
}

/// Whether a successor owes on a day what a unit that has gone owes no more.
fn is_handed(sides: Sides<'_>, now: Option<(OccurrenceIx, UnitIx)>, day: NaiveDate) -> bool {
    let Some((now, is)) = now else { return false };
    let new = sides.plan_after();
    let owes = |unit: &UnitIx| sides.after.standing_on(day, *unit, now, None).is_some();
    new.successors_on(is, day).iter().any(owes)
}

/// Whether who owes a task, and by when, changes over time by either plan, and not alike. `lasting` says that units come, go
/// and follow one another as before.
fn courses_differ((old, was): (&Plan, TaskIx), (new, is): (&Plan, TaskIx), lasting: bool) -> bool {
    let (was, is) = (old.task(was).occurrences.clone(), new.task(is).occurrences.clone());
    let of = |plan: &Plan, at: usize| -> Option<usize> { plan.occurrences[at].course.map(|at| at as usize) };
    let any = |plan: &Plan, all: &std::ops::Range<usize>| all.clone().any(|at| of(plan, at).is_some());
    if !any(old, &was) && !any(new, &is) {
        return false;
    }
    if !lasting || was.len() != is.len() {
        return true;
    }
    let ids = |plan: &Plan, course: &Course| -> Vec<(NaiveDate, Vec<String>)> {
        let ids = |order: &[UnitIx]| order.iter().map(|unit| plan.unit(*unit).id.to_string()).collect();
        course.leads.iter().map(|(on, lead)| (*on, ids(&lead.order))).collect()
    };
    was.zip(is).any(|(was, is)| {
        let (then, now) = (of(old, was).map(|at| &old.courses[at]), of(new, is).map(|at| &new.courses[at]));
        let Some((then, now)) = then.zip(now) else { return then.is_some() || now.is_some() };
        let days = |course: &Course, at: usize| -> Vec<_> {
            let all = course.revisions(OccurrenceIx::new(at)).iter();
            all.map(|it| (it.on, it.term.due, it.own.iter().map(|(_, term)| term.due).collect::<Vec<_>>())).collect()
        };
        (then.joint, then.added, then.cancelled) != (now.joint, now.added, now.cancelled)
            || days(then, was) != days(now, is)
            || ids(old, then) != ids(new, now)
    })
}

/// The days on which an occurrence may begin to stand otherwise for a unit, its record as it is.
fn turns(plan: &Plan, unit: UnitIx, at: OccurrenceIx, record: Option<&Record>, days: &mut BTreeSet<NaiveDate>) {
    let after = |day: NaiveDate| day.succ_opt();
    days.extend(plan.due_days(at).filter_map(after));
    days.extend(record.and_then(|record| record.extended).and_then(|it| after(it.to)));
    if let Some(course) = plan.course(at) {
        days.extend(course.added.into_iter().chain(course.cancelled));
        days.extend(course.leads.iter().skip(1).map(|(on, _)| *on));
        for ruling in course.revisions(at) {
            days.extend(Some(ruling.on).filter(|on| *on > NaiveDate::MIN));
            days.extend(
                ruling.term.due.into_iter().chain(ruling.own.iter().filter_map(|(_, term)| term.due)).filter_map(after),
            );
        }
    }
    let own = plan.tenure(unit);
    let near = own.map_or(&[][..], |it| &it.predecessors).iter().chain(own.map_or(&[][..], |it| &it.successors));
    for tenure in near.filter_map(|unit| plan.tenure(*unit)).chain(own) {
        days.extend(tenure.from.into_iter().chain(tenure.until.and_then(after)));
    }
}
