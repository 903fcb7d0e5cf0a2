//! Keys of tasks that differ between two plans and that no line tells otherwise: whatever differs is named.

use super::plan_change::PlanChange;
use super::wordings::{TaskKey, TaskText, alike};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Amendment, Body, Decision, Milestone, Plan, Task, Timing};

/// Adds what no other change tells of tasks of both plans. `now` says which unit of the new plan each unit of the old one is.
pub(super) fn tell(old: &Plan, new: &Plan, now: &[Option<UnitIx>], changes: &mut Vec<PlanChange>) {
    for (at, is) in new.tasks.iter().enumerate() {
        let Some(was) = old.task_by_id(is.id.as_str()).map(|was| old.task(was)) else { continue };
        let task = TaskIx::new(at);
        let told = told(task, changes);
        let keys = differing((old, was), (new, is), now).into_iter().filter(|key| !told.contains(key));
        let keys: Vec<TaskText> = keys.map(TaskText::Key).collect();
        if keys.is_empty() {
            continue;
        }
        let own = changes.iter_mut().find_map(|change| match change {
            PlanChange::Reworded(of, parts) if *of == task => Some(parts),
            _ => None,
        });
        match own {
            Some(parts) => parts.extend(keys),
            None => changes.push(PlanChange::Reworded(task, keys)),
        }
    }
}

/// The keys of a task of which what changed says all.
fn told(task: TaskIx, changes: &[PlanChange]) -> Vec<TaskKey> {
    use TaskKey::{Added, Amended, Cancelled, Due, Ends, Except, Lead, OnDayOff, Starts};
    let of = |change: &PlanChange| -> &[TaskKey] {
        match change {
            PlanChange::Rescheduled { .. } => &[Due, Starts, Ends, OnDayOff, Amended],
            PlanChange::Reworded(..) => &[Amended],
            PlanChange::EarlierDays(it) if it.added.is_some() => &[Added],
            PlanChange::Decided(it) if it.amendment.is_none() => &[Cancelled],
            PlanChange::Decided(it) if !it.moved.is_empty() => &[Due, Lead, Except, Amended],
            PlanChange::Reassigned { .. }
            | PlanChange::Decided(_)
            | PlanChange::EarlierDays(_)
            | PlanChange::DocumentRewritten { .. }
            | PlanChange::DocumentOtherwise { .. } => &[Lead, Except, Amended],
            _ => &[],
        }
    };
    changes.iter().filter(|change| change.task() == Some(task)).flat_map(of).copied().collect()
}

/// The keys that differ.
fn differing((old, was): (&Plan, &Task), (new, is): (&Plan, &Task), now: &[Option<UnitIx>]) -> Vec<TaskKey> {
    let named = |bodies: &[Body]| -> Vec<String> {
        let id = |body: &Body| match body {
            Body::Unit(unit) => now[unit.index()].map_or(&old.unit(*unit).id, |unit| &new.unit(unit).id).to_string(),
            Body::Group(_) => old.body(*body).0.to_string(),
        };
        bodies.iter().map(id).collect()
    };
    let ids = |bodies: &[Body]| -> Vec<String> { bodies.iter().map(|body| new.body(*body).0.to_string()).collect() };
    let both = |differ: &dyn Fn(&Milestone, &Milestone) -> bool| {
        let pairs =
            is.milestones().iter().filter_map(|is| Some((was.milestones().iter().find(|was| was.id == is.id)?, is)));
        pairs.into_iter().any(|(was, is)| differ(was, is))
    };
    let lead = |was: &Milestone, is: &Milestone| was.lead.as_deref().map(named) != is.lead.as_deref().map(ids);
    let every = matches!((&was.timing, &is.timing), (Timing::Every(was), Timing::Every(is)) if was != is);
    let all = [
        (TaskKey::Due, every),
        (TaskKey::Starts, was.starts != is.starts),
        (TaskKey::Ends, was.ends != is.ends),
        (TaskKey::OnDayOff, was.on_day_off != is.on_day_off || both(&|was, is| was.on_day_off != is.on_day_off)),
        (TaskKey::Joint, was.joint != is.joint),
        (TaskKey::Lead, named(&was.lead) != ids(&is.lead) || both(&lead)),
        (TaskKey::Except, named(&was.except) != ids(&is.except)),
        (
            TaskKey::Added,
            decided(was.added.as_ref(), is.added.as_ref())
                || both(&|was, is| decided(was.added.as_ref(), is.added.as_ref())),
        ),
        (
            TaskKey::Cancelled,
            decided(was.cancelled.as_ref(), is.cancelled.as_ref())
                || both(&|was, is| decided(was.cancelled.as_ref(), is.cancelled.as_ref())),
        ),
        (TaskKey::Amended, amended(&was.amended, &is.amended) || both(&|was, is| amended(&was.amended, &is.amended))),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

/// Whether two documents are not the same, or only one is there.
fn decided(was: Option<&Decision>, is: Option<&Decision>) -> bool {
    let same = |(was, is): (&Decision, &Decision)| was.on == is.on && alike(Some(&was.by), Some(&is.by));
    was.is_some() != is.is_some() || !was.zip(is).is_none_or(same)
}

/// Whether other amendments are recorded, or in other words.
fn amended(was: &[Amendment], is: &[Amendment]) -> bool {
    let differ = |(was, is): (&Amendment, &Amendment)| {
        let texts = [(&was.title, &is.title), (&was.wording, &is.wording), (&was.product, &is.product)];
        was.decision.on != is.decision.on
            || !alike(Some(&was.decision.by), Some(&is.decision.by))
            || texts.into_iter().any(|(was, is)| !alike(was.as_ref(), is.as_ref()))
            || was.timing.is_some() != is.timing.is_some()
    };
    was.len() != is.len() || was.iter().zip(is).any(differ)
}
