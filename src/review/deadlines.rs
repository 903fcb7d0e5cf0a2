//! How the deadlines of two plans are written.

use crate::model::deadline::Deadline;
use crate::model::id::{EventIx, TaskIx};
use crate::model::plan::{Milestone, Plan, Timing};

/// Whether the deadline of a task is written otherwise, whatever last days it gives.
pub(super) fn own_rule_differs(old: &Plan, new: &Plan, before: TaskIx, after: TaskIx) -> bool {
    let (was, is) = (old.task(before), new.task(after));
    let timing = match (&was.timing, &is.timing) {
        (Timing::Every(was), Timing::Every(is)) => was != is,
        (was, is) => was.recurs() != is.recurs() || rules(old, was) != rules(new, is),
    };
    let day_off =
        |own: &Milestone| was.milestones().iter().any(|was| was.id == own.id && was.on_day_off != own.on_day_off);
    timing
        || (was.starts, was.ends, was.on_day_off) != (is.starts, is.ends, is.on_day_off)
        || is.milestones().iter().any(day_off)
}

/// The events that a deadline hangs on, or those of milestones.
pub(super) fn events(timing: &Timing) -> Vec<EventIx> {
    match timing {
        Timing::Once(deadline) => deadline.event().into_iter().collect(),
        Timing::Milestones(milestones) => milestones.iter().filter_map(|own| own.deadline.event()).collect(),
        Timing::Every(_) => Vec::new(),
    }
}

/// What the deadlines of a task that is owed once, or of its milestones, hang on, events by id; nothing where it recurs.
pub(super) fn rules<'p>(plan: &'p Plan, timing: &Timing) -> Vec<(Deadline<()>, Option<&'p str>)> {
    let rule = |deadline: &Deadline| {
        let mut event = None;
        let rule = deadline.resolve(|of| {
            event = Some(plan.event(of).id.as_str());
            Some(())
        });
        (rule.unwrap_or(Deadline::Unstated), event)
    };
    match timing {
        Timing::Once(deadline) => vec![rule(deadline)],
        Timing::Milestones(milestones) => milestones.iter().map(|own| rule(&own.deadline)).collect(),
        Timing::Every(_) => Vec::new(),
    }
}
