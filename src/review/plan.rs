//! What changed of a plan, and how much that was recorded it touches.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::deadlines::rules;
use super::order::{tasks_moved, units_moved};
use super::plan_change::{EventDateChange, Moved, PlanChange};
use super::settings::{Setting, settings};
use super::tenures::Tenures;
use super::wordings::{alike, reworded};
use crate::model::duties::UnitSet;
use crate::model::id::{Id, OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Body, Event, Group, Part, Plan};
use crate::text::same;

/// How many records of the old side say something.
pub(crate) trait Recorded {
    /// Those of a unit of the old plan.
    fn of_unit(&self, unit: UnitIx) -> usize;
    /// Those of a unit for an occurrence of one of the tasks that [`reassigned`] names.
    fn of_unit_for(&self, unit: UnitIx, occurrence: OccurrenceIx) -> usize;
    /// Those of an occurrence of the old plan.
    fn of_occurrence(&self, occurrence: OccurrenceIx) -> usize;
}

/// Those of a task of the old plan, for the parts that `wanted` says.
fn of_task(old: &Plan, task: TaskIx, recorded: &dyn Recorded, wanted: &dyn Fn(&Part) -> bool) -> usize {
    let occurrences = old.task(task).occurrences.clone().map(OccurrenceIx::new);
    let wanted = occurrences.filter(|occurrence| wanted(&old.part(old.occurrence(*occurrence))));
    wanted.map(|occurrence| recorded.of_occurrence(occurrence)).sum()
}

/// Which unit of the old plan each unit of the new one was: the one of its id, else the one of its name, which then
/// has another id now, else the one that owed the same.
pub(crate) fn counterparts(old: &Plan, new: &Plan) -> Vec<Option<UnitIx>> {
    let mut renamed: HashMap<&str, UnitIx> = HashMap::new();
    for unit in old.unit_indices().filter(|unit| new.unit_by_id(old.unit(*unit).id.as_str()).is_none()) {
        renamed.insert(&old.unit(unit).name, unit);
    }
    let of = |unit: UnitIx| {
        let unit = new.unit(unit);
        old.unit_by_id(unit.id.as_str()).or_else(|| renamed.remove(unit.name.as_ref()))
    };
    let mut found: Vec<Option<UnitIx>> = new.unit_indices().map(of).collect();
    with_same_duties(old, new, &mut found);
    found
}

/// Adds which of the units that are gone, by id and by name, is which of those that came: where only one of each owes the
/// same. Their records are compared then; that it has become another is marked all the same.
fn with_same_duties(old: &Plan, new: &Plan, found: &mut [Option<UnitIx>]) {
    let mut still = UnitSet::new(old.units.len());
    found.iter().flatten().for_each(|unit| still.insert(*unit));
    let gone: Vec<UnitIx> = old.unit_indices().filter(|unit| !still.contains(*unit)).collect();
    let came: Vec<UnitIx> = new.unit_indices().filter(|unit| found[unit.index()].is_none()).collect();
    if gone.is_empty() || came.is_empty() {
        return;
    }
    let duties = |plan: &Plan, unit: UnitIx| -> BTreeSet<(String, Option<String>)> {
        let part = |at: OccurrenceIx| {
            let of = plan.occurrence(at);
            (plan.task(of.task).id.to_string(), plan.part(of).key())
        };
        plan.owed_by(unit).map(part).collect()
    };
    let were: Vec<_> = gone.iter().map(|unit| duties(old, *unit)).collect();
    let are: Vec<_> = came.iter().map(|unit| duties(new, *unit)).collect();
    for (unit, own) in came.iter().zip(&are).filter(|(_, own)| !own.is_empty()) {
        let mut same = gone.iter().zip(&were).filter(|(_, were)| *were == own);
        let alone = are.iter().filter(|other| *other == own).count() == 1;
        if let (Some((was, _)), None, true) = (same.next(), same.next(), alone) {
            found[unit.index()] = Some(*was);
        }
    }
}

/// Two plans that are compared, and which unit of the old one each unit of the new one was.
#[derive(Clone, Copy)]
struct Plans<'a> {
    old: &'a Plan,
    new: &'a Plan,
    counterparts: &'a [Option<UnitIx>],
}

impl Plans<'_> {
    /// The units that lead a task of the new plan, and those that led one of the old plan and do not any more.
    fn leads(self, before: TaskIx, after: TaskIx) -> (Vec<UnitIx>, Vec<UnitIx>) {
        let former = self.old.leads_of(before);
        let leads = self.new.leads_of(after);
        let was = |unit: UnitIx| self.counterparts[unit.index()];
        let is_new = |unit: &UnitIx| was(*unit).is_none_or(|unit| !former.contains(unit));
        let mut added: Vec<UnitIx> = leads.iter().filter(is_new).collect();
        let mut still = UnitSet::new(self.old.units.len());
        leads.iter().filter_map(was).for_each(|unit| still.insert(unit));
        let removed: Vec<UnitIx> = former.iter().filter(|unit| !still.contains(*unit)).collect();
        // Who owed it with the unit with which it stands is no new lead where it may come to stand with another.
        if removed.is_empty() && self.new.task(after).joint {
            let together = self.old.joint_leads(before);
            added.retain(|unit| was(*unit).is_none_or(|unit| !together.contains(unit)));
        }
        (added, removed)
    }

    /// Those that lead a milestone newly, and those that do so no more, while they still lead others of both tasks: its place
    /// among those of the new task.
    fn milestone_leads(self, before: TaskIx, after: TaskIx) -> Vec<(usize, Vec<UnitIx>, Vec<UnitIx>)> {
        let Plans { old, new, counterparts } = self;
        let part = |plan: &Plan, task: TaskIx, id: &Id| plan.occurrence_named(task, id.as_str());
        // Elsewhere every lead of the task leads each.
        let own = |plan: &Plan, at: OccurrenceIx| {
            plan.course(at).is_some() || plan.milestone(plan.occurrence(at)).is_some_and(|own| own.owed_by.is_some())
        };
        let mut found = Vec::new();
        for (place, milestone) in new.task(after).milestones().iter().enumerate() {
            let both = part(old, before, &milestone.id).zip(part(new, after, &milestone.id));
            let Some((was, is)) = both.filter(|(was, is)| own(old, *was) || own(new, *is)) else { continue };
            let pairs = new.unit_indices().filter_map(|unit| Some((counterparts[unit.index()]?, unit)));
            let pairs = pairs.filter(|(then, now)| old.duties.leads(*then, before) && new.duties.leads(*now, after));
            let (mut added, mut removed) = (Vec::new(), Vec::new());
            for (then, now) in pairs {
                match (old.owes(then, was), new.owes(now, is)) {
                    (false, true) => added.push(now),
                    (true, false) => removed.push(then),
                    _ => {}
                }
            }
            if !(added.is_empty() && removed.is_empty()) {
                found.push((place, added, removed));
            }
        }
        found
    }

    /// Whether a group or an event is called otherwise, the plan's document names a unit that it did not, or, if `members`
    /// is to be looked at, a group has others.
    fn bodies_differ(self, members: bool) -> bool {
        let Plans { old, new, counterparts } = self;
        let was = |body: &Body| match body {
            Body::Unit(unit) => {
                let now = new.unit_indices().find(|is| counterparts[is.index()] == Some(*unit));
                now.map_or(&old.unit(*unit).id, |now| &new.unit(now).id)
            }
            Body::Group(_) => old.body(*body).0,
        };
        let group = |one: &Group, other: &Group| {
            let same_members = one.members.iter().map(was).eq(other.members.iter().map(|body| new.body(*body).0));
            same(&one.name, &other.name) && (!members || same_members)
        };
        let find = |group: &Group| old.groups.iter().find(|old| old.id == group.id);
        let groups = new.groups.iter().all(|is| find(is).map_or(!members, |was| group(was, is)));
        let event =
            |is: &Event| event_before(old, new, is).is_none_or(|was| was.id == is.id && same(&was.name, &is.name));
        let alike = |unit: UnitIx| {
            counterparts[unit.index()].is_none_or(|was| old.unit(was).confirmed == new.unit(unit).confirmed)
        };
        let none_gone = !members || old.groups.len() == new.groups.len();
        !(none_gone && groups && new.events.iter().all(event) && new.unit_indices().all(alike))
    }
}

/// The tasks of the old plan that other units lead now, so that the records of single units are to be counted.
pub(crate) fn reassigned(old: &Plan, new: &Plan, counterparts: &[Option<UnitIx>]) -> Vec<TaskIx> {
    let plans = Plans { old, new, counterparts };
    let tasks = (0..old.tasks.len()).map(TaskIx::new);
    let other = |task: &TaskIx| {
        new.task_by_id(old.task(*task).id.as_str()).is_some_and(|after| {
            !plans.leads(*task, after).1.is_empty()
                || plans.milestone_leads(*task, after).iter().any(|(.., removed)| !removed.is_empty())
        })
    };
    tasks.filter(other).collect()
}

/// What changed between two plans, in the order of the plan's parts.
pub(crate) fn changes(
    old: &Plan,
    new: &Plan,
    counterparts: &[Option<UnitIx>],
    recorded: &dyn Recorded,
) -> Vec<PlanChange> {
    let plans = Plans { old, new, counterparts };
    let mut changes: Vec<PlanChange> = settings(old, new).into_iter().map(PlanChange::Setting).collect();
    events(plans, &mut changes);
    units(plans, recorded, &mut changes);
    let tenures = Tenures { old, new, counterparts };
    changes.extend(tenures.changes(&|before, after| plans.leads(before, after).0).into_iter().map(PlanChange::Tenure));
    for (at, task) in new.tasks.iter().enumerate() {
        let ix = TaskIx::new(at);
        match old.task_by_id(task.id.as_str()) {
            None => changes.push(PlanChange::TaskAdded(ix)),
            Some(before) => compare(plans, before, ix, recorded, &mut changes),
        }
    }
    for (at, task) in old.tasks.iter().enumerate() {
        if new.task_by_id(task.id.as_str()).is_none() {
            let ix = TaskIx::new(at);
            changes.push(PlanChange::TaskRemoved(ix, of_task(old, ix, recorded, &|_| true)));
        }
    }
    // Other members that move no duty would be seen nowhere else.
    let told = |change: &PlanChange| matches!(change, PlanChange::Reassigned { .. } | PlanChange::TaskAdded(_));
    if plans.bodies_differ(!changes.iter().any(told)) {
        changes.push(PlanChange::Setting(Setting::Bodies));
    }
    let orders = [
        (Setting::TaskOrder, tasks_moved(old, new).is_empty()),
        (Setting::UnitOrder, units_moved(new, counterparts).is_empty()),
    ];
    changes.extend(orders.into_iter().filter(|(_, same)| !same).map(|(setting, _)| PlanChange::Setting(setting)));
    changes
}

/// What an event of the new plan was in the old one: the one of its id, else one of its name that has another id now.
pub(super) fn event_before<'p>(old: &'p Plan, new: &Plan, event: &Event) -> Option<&'p Event> {
    old.events.iter().find(|was| was.id == event.id).or_else(|| {
        let gone = |was: &&Event| same(&was.name, &event.name) && !new.events.iter().any(|now| now.id == was.id);
        old.events.iter().find(gone)
    })
}

fn events(plans: Plans<'_>, changes: &mut Vec<PlanChange>) {
    let Plans { old, new, counterparts } = plans;
    let mut gone: BTreeMap<&str, _> = old.events.iter().map(|event| (event.id.as_str(), event)).collect();
    for event in &new.events {
        let was = event_before(old, new, event).and_then(|was| gone.remove(was.id.as_str()));
        let from = was.and_then(|was| was.date);
        let own = |unit: UnitIx| {
            let before = counterparts[unit.index()];
            let from = was.zip(before).and_then(|(was, before)| was.date_of(before));
            (
                from,
                event.date_of(unit),
                event.has_date_of(unit) || was.zip(before).is_some_and(|(w, b)| w.has_date_of(b)),
            )
        };
        let dates = new.unit_indices().filter_map(|unit| {
            let (from, to, own) = own(unit);
            let unit = new.unit(unit);
            let (id, name) = (unit.id.to_string(), unit.short_name().to_owned());
            (own && from != to).then_some(EventDateChange { unit: id, name, from, to })
        });
        let dates: Vec<EventDateChange> = dates.collect();
        if from != event.date || !dates.is_empty() {
            let (id, name) = (event.id.to_string(), event.name.to_string());
            changes.push(PlanChange::Event { id, name, from, to: event.date, dates });
        }
    }
    for event in gone.into_values().filter(|event| event.date.is_some() || !event.dates.is_empty()) {
        let (id, name) = (event.id.to_string(), event.name.to_string());
        let own = event.dates.iter().map(|(unit, day)| {
            let unit = old.unit(*unit);
            let (unit, name) = (unit.id.to_string(), unit.short_name().to_owned());
            EventDateChange { unit, name, from: Some(*day), to: None }
        });
        changes.push(PlanChange::Event { id, name, from: event.date, to: None, dates: own.collect() });
    }
}

fn units(plans: Plans<'_>, recorded: &dyn Recorded, changes: &mut Vec<PlanChange>) {
    let Plans { old, new, counterparts } = plans;
    for unit in new.unit_indices() {
        let is = new.unit(unit);
        match counterparts[unit.index()] {
            None => changes.push(PlanChange::UnitAdded(unit)),
            Some(before) => {
                let was = old.unit(before);
                if was.id != is.id || !same(&was.name, &is.name) || !alike(was.short.as_ref(), is.short.as_ref()) {
                    changes.push(PlanChange::UnitRenamed(before, unit));
                }
            }
        }
    }
    let mut still = UnitSet::new(old.units.len());
    counterparts.iter().flatten().for_each(|unit| still.insert(*unit));
    for unit in old.unit_indices().filter(|unit| !still.contains(*unit)) {
        changes.push(PlanChange::UnitRemoved(unit, recorded.of_unit(unit)));
    }
}

fn compare(plans: Plans<'_>, before: TaskIx, after: TaskIx, recorded: &dyn Recorded, changes: &mut Vec<PlanChange>) {
    let Plans { old, new, .. } = plans;
    let wordings = reworded(old, new, old.task(before), new.task(after));
    if !wordings.is_empty() {
        changes.push(PlanChange::Reworded(after, wordings));
    }
    let (mut added, removed) = plans.leads(before, after);
    // These are told with the unit that they succeed.
    let follow = Tenures { old, new, counterparts: plans.counterparts }.successors_alone(after, &added);
    added.retain(|unit| !follow.contains(unit));
    if !added.is_empty() || !removed.is_empty() {
        let occurrences = old.task(before).occurrences.clone().map(OccurrenceIx::new);
        let of = |unit: &UnitIx| occurrences.clone().map(|at| recorded.of_unit_for(*unit, at)).sum::<usize>();
        let records = removed.iter().map(of).sum();
        changes.push(PlanChange::Reassigned { task: after, milestone: None, added, removed, records });
    }
    for (place, added, removed) in plans.milestone_leads(before, after) {
        let at = old.occurrence_named(before, new.task(after).milestones()[place].id.as_str());
        let of = |unit: &UnitIx| at.map_or(0, |at| recorded.of_unit_for(*unit, at));
        let records = removed.iter().map(of).sum();
        changes.push(PlanChange::Reassigned { task: after, milestone: Some(place), added, removed, records });
    }
    rescheduled(old, new, before, after, recorded, changes);
}

fn rescheduled(
    old: &Plan,
    new: &Plan,
    before: TaskIx,
    after: TaskIx,
    recorded: &dyn Recorded,
    changes: &mut Vec<PlanChange>,
) {
    let days = |plan: &Plan, task: TaskIx| -> Vec<(Part, Option<NaiveDate>)> {
        let range = plan.task(task).occurrences.clone();
        plan.occurrences[range].iter().map(|occurrence| (plan.part(occurrence), occurrence.due)).collect()
    };
    let (was, is) = (days(old, before), days(new, after));
    let find =
        |all: &[(Part, Option<NaiveDate>)], part: &Part| all.iter().find(|(own, _)| own == part).map(|(_, day)| *day);
    let mut moved = Vec::new();
    for (part, to) in &is {
        if let Some(from) = find(&was, part).filter(|from| from != to) {
            moved.push(Moved { part: part.clone(), from, to: *to });
        }
    }
    let missing = |from: &[(Part, _)], of: &[(Part, _)]| -> Vec<Part> {
        let gone = of.iter().filter(|(part, _)| *part != Part::Once && find(from, part).is_none());
        gone.map(|(part, _)| part.clone()).collect()
    };
    let (added, removed) = (missing(&was, &is), missing(&is, &was));
    // A task that was owed once and has parts now, or the other way round, has no occurrence in common.
    let other_kind = old.task(before).is_parted() != new.task(after).is_parted();
    // Where it has parts no more, or only now, no last day is compared yet.
    if other_kind {
        let once = |days: &[(Part, Option<NaiveDate>)]| find(days, &Part::Once);
        moved.extend(once(&is).flatten().map(|to| Moved { part: Part::Once, from: None, to: Some(to) }));
        moved.extend(once(&was).flatten().map(|from| Moved { part: Part::Once, from: Some(from), to: None }));
    }
    // With the same day, or without one, a deadline can still hang on another event, or on none.
    let other_rule = rules(old, &old.task(before).timing) != rules(new, &new.task(after).timing);
    let undated = is.iter().all(|(_, day)| day.is_none());
    if moved.is_empty() && added.is_empty() && removed.is_empty() && !other_kind && !other_rule {
        return;
    }
    let touched = |part: &Part| {
        other_kind || (other_rule && undated) || moved.iter().any(|moved| moved.part == *part) || removed.contains(part)
    };
    let records = of_task(old, before, recorded, &touched);
    changes.push(PlanChange::Rescheduled { task: after, moved, added, removed, records });
}
