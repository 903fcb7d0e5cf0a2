//! The plan put together: names looked up, and every occurrence with its last day.

use std::ops::Range;

use super::bodies::Bodies;
use super::due::RawDeadline;
use super::header::NamedText;
use super::milestones::RawMilestone;
use super::tasks::RawTask;
use super::timing::{RawTiming, RawTitle};
use crate::diagnostic::{Diagnostic, IdKind, Problem, Related};
use crate::model::calendar::WorkCalendar;
use crate::model::deadline::{Deadline, LastDay};
use crate::model::duties::{Duties, UnitSet};
use crate::model::id::{EventIx, TaskIx};
use crate::model::ids::IdMap;
use crate::model::period::{FIRST_DAY, LAST_DAY, Period, PeriodError, Quarter};
use crate::model::plan::{Body, Event, Header, Milestone, Occurrence, OnDayOff, Plan, Task, Text, Timing};
use crate::read::walk::Walk;

/// The most periods of one kind that one task may recur for: 76 years of weeks.
const MAX_PERIODS: usize = 4_000;
/// The most occurrences of all tasks together.
const MAX_OCCURRENCES: usize = 200_000;

/// A task whose names have been looked up.
struct Resolved<'t> {
    raw: RawTask<'t>,
    lead: Vec<Body>,
    support: Vec<Body>,
    timing: Option<Timing>,
}

/// Looks every name up, reckons every occurrence, and puts the plan together. Without a header names are still looked
/// up, so that their faults are told too.
pub(crate) fn assemble<'t>(
    header: Option<Header>,
    calendar: WorkCalendar,
    events: Vec<Event>,
    bodies: Bodies,
    raw_tasks: Vec<RawTask<'t>>,
    walk: &mut Walk,
) -> Option<Plan> {
    let resolved: Vec<Resolved<'t>> = raw_tasks.into_iter().map(|raw| resolve(raw, &bodies, &events, walk)).collect();
    let task_ids = index_tasks(&resolved, walk);
    let Bodies { units, unit_ids, groups, .. } = bodies;
    let mut plan = Plan {
        header: header?,
        calendar,
        events,
        duties: Duties::new(units.len(), resolved.len()),
        units,
        groups,
        tasks: Vec::with_capacity(resolved.len()),
        occurrences: Vec::new(),
        quarters: Vec::new(),
        unit_ids,
        task_ids,
    };
    for task in resolved {
        add_task(&mut plan, task, walk);
    }
    number_quarters(&mut plan);
    Some(plan)
}

fn resolve<'t>(mut raw: RawTask<'t>, bodies: &Bodies, events: &[Event], walk: &mut Walk) -> Resolved<'t> {
    let lead = raw.lead.iter().filter_map(|named| bodies.body(named, walk)).collect();
    let support = raw.support.iter().filter_map(|named| bodies.body(named, walk)).collect();
    let timing = raw.times.timing.take().and_then(|timing| match timing {
        RawTiming::Once(deadline) => resolve_event(deadline, events, walk).map(Timing::Once),
        RawTiming::Every(rules) => Some(Timing::Every(rules)),
        RawTiming::Milestones(milestones) => {
            let milestones = milestones.into_iter().map(|raw| resolve_milestone(raw, bodies, events, walk));
            // Every one is looked at, so that the faults of all are told.
            let milestones: Vec<Option<Milestone>> = milestones.collect();
            milestones.into_iter().collect::<Option<_>>().map(Timing::Milestones)
        }
    });
    Resolved { raw, lead, support, timing }
}

fn resolve_milestone(raw: RawMilestone<'_>, bodies: &Bodies, events: &[Event], walk: &mut Walk) -> Option<Milestone> {
    let mut looked_up = |named: Option<Vec<NamedText<'_>>>| {
        named.map(|named| named.iter().filter_map(|named| bodies.body(named, walk)).collect())
    };
    let (lead, support) = (looked_up(raw.lead), looked_up(raw.support));
    let RawMilestone { id, title, wording, product, on_day_off, target, .. } = raw;
    let deadline = resolve_event(raw.deadline, events, walk)?;
    Some(Milestone { id, deadline, title, wording, product, lead, support, on_day_off, target, owed_by: None })
}

fn index_tasks(tasks: &[Resolved<'_>], walk: &mut Walk) -> IdMap {
    let mut ids = IdMap::with_capacity(tasks.len());
    for (place, task) in tasks.iter().enumerate() {
        if let Err(first) = ids.insert(task.raw.id.as_str(), place, |at| tasks[at].raw.id.as_str()) {
            let problem = Problem::DuplicateId { id: task.raw.id.to_string(), kind: IdKind::Task };
            let first = tasks[first].raw.spans.id.range();
            let here = task.raw.spans.id.range();
            walk.diagnostics.push(Diagnostic::new(problem, here).related(first, Related::First));
        }
    }
    ids
}

fn add_task(plan: &mut Plan, task: Resolved<'_>, walk: &mut Walk) {
    let Resolved { raw, lead, support, mut timing } = task;
    let ix = TaskIx::new(plan.tasks.len());
    lay_duties(plan, ix, &lead, timing.as_mut());
    let first = plan.occurrences.len();
    let times = raw.times;
    let mut task = Task {
        id: raw.id,
        clause: raw.clause,
        title: raw.title,
        lead,
        support,
        timing: timing.unwrap_or(Timing::Once(Deadline::Unstated)),
        wording: raw.wording,
        product: raw.product,
        reports_to: raw.reports_to,
        note: raw.note,
        titles: Vec::new(),
        tags: raw.details.tags,
        target: raw.details.target,
        answers: raw.details.answers,
        starts: times.starts,
        ends: times.ends,
        on_day_off: times.on_day_off,
        occurrences: first..first,
    };
    add_occurrences(plan, ix, &task, &raw.spans.due.range(), &times.own_span, walk);
    task.occurrences.end = plan.occurrences.len();
    task.titles = match_titles(&plan.occurrences[first..], times.titles, &task.timing, walk);
    plan.tasks.push(task);
}

/// Lays a task on the units that lead it or a milestone of it.
fn lay_duties(plan: &mut Plan, task: TaskIx, lead: &[Body], timing: Option<&mut Timing>) {
    let whole = plan.units_of(lead);
    let mut led: Vec<UnitSet> = Vec::new();
    match timing {
        Some(Timing::Milestones(milestones)) if milestones.iter().any(|milestone| milestone.lead.is_some()) => {
            for milestone in milestones {
                let units = milestone.lead.as_ref().map_or_else(|| whole.clone(), |lead| plan.units_of(lead));
                milestone.owed_by = Some(units.clone());
                led.push(units);
            }
        }
        _ => led.push(whole),
    }
    for unit in led.iter().flat_map(UnitSet::iter) {
        plan.duties.lay(unit, task);
    }
}

fn resolve_event(raw: RawDeadline<'_>, events: &[Event], walk: &mut Walk) -> Option<Deadline> {
    let RawDeadline { deadline, written, span } = raw;
    deadline.resolve(|name| {
        let found = events.iter().position(|event| event.id.as_str() == name).map(EventIx::new);
        if found.is_none() {
            // The span is that of the whole `due`, and so is what is put in its place.
            let meant = walk.guess.closest(&name, events.iter().map(|event| event.id.as_str()));
            let meant = meant.map(|meant| format!("\"{}\"", written.replacen(&*name, &meant, 1)));
            let problem = Problem::UnknownId { id: name.into_owned(), kind: IdKind::Event };
            walk.diagnostics.push(Diagnostic::new(problem, span.clone()).did_you_mean(meant));
        }
        found
    })
}

/// Adds the occurrences of a task; `due` and `own` are where its deadline and its own span stand.
fn add_occurrences(plan: &mut Plan, ix: TaskIx, task: &Task, due: &Range<usize>, own: &Range<usize>, walk: &mut Walk) {
    let reading = plan.header.before;
    let nominal = |plan: &Plan, deadline: &Deadline| {
        deadline.nominal(reading, &plan.calendar, |event| plan.events[event.index()].date)
    };
    let rules = match &task.timing {
        Timing::Once(deadline) => {
            let rule = (nominal(plan, deadline), deadline.is_before(), task.on_day_off);
            add_occurrence(plan, ix, (None, None), rule, due, walk);
            return;
        }
        Timing::Milestones(milestones) => {
            for (at, milestone) in (0..).zip(milestones) {
                if plan.occurrences.len() >= MAX_OCCURRENCES {
                    return walk.note(Problem::TooManyPeriods { limit: MAX_OCCURRENCES, of_task: false }, due.clone());
                }
                let rule = milestone.on_day_off.or(task.on_day_off);
                let rule = (nominal(plan, &milestone.deadline), milestone.deadline.is_before(), rule);
                add_occurrence(plan, ix, (None, Some(at)), rule, due, walk);
            }
            return;
        }
        Timing::Every(rules) => rules,
    };
    let (starts, ends) = task.span(&plan.header);
    if ends < starts && !own.is_empty() {
        return walk.note(Problem::Backwards, own.clone());
    }
    let calendar = plan.calendar.clone();
    for (every, rule) in rules {
        for (at, period) in every.periods(starts, ends, &calendar).enumerate() {
            let of_task = at >= MAX_PERIODS;
            if of_task || plan.occurrences.len() >= MAX_OCCURRENCES {
                let limit = if of_task { MAX_PERIODS } else { MAX_OCCURRENCES };
                return walk.note(Problem::TooManyPeriods { limit, of_task }, due.clone());
            }
            let nominal = rule.nominal(period, reading, &calendar);
            if !add_occurrence(plan, ix, (Some(period), None), (nominal, rule.before, task.on_day_off), due, walk) {
                return;
            }
        }
    }
    if starts <= ends && plan.occurrences.len() == task.occurrences.start {
        walk.note(Problem::NoPeriods, due.clone());
    }
}

/// Adds one occurrence; false where its last day cannot be reckoned, which is noted.
fn add_occurrence(
    plan: &mut Plan,
    task: TaskIx,
    (period, milestone): (Option<Period>, Option<u32>),
    (nominal, before, own): (LastDay, bool, Option<OnDayOff>),
    span: &Range<usize>,
    walk: &mut Walk,
) -> bool {
    let rule = own.unwrap_or(plan.header.on_day_off);
    let due = match nominal {
        LastDay::On(day) => rule.effective(day, before, &plan.calendar).map(Some),
        LastDay::Never | LastDay::EventOpen => Some(None),
        LastDay::Unreachable => None,
    };
    let Some(due) = due else {
        walk.note(Problem::NoWorkingDay, span.clone());
        return false;
    };
    let nominal_day = nominal.day();
    if [nominal_day, due].into_iter().flatten().any(|day| !(FIRST_DAY..=LAST_DAY).contains(&day)) {
        walk.note(Problem::DayBeyondCalendar, span.clone());
        return false;
    }
    let quarter = period.map(Period::last).or(nominal_day).map(Quarter::of);
    plan.occurrences.push(Occurrence { task, period, milestone, nominal, due, quarter, quarter_slot: 0 });
    true
}

fn match_titles(
    occurrences: &[Occurrence],
    titles: Vec<RawTitle<'_>>,
    timing: &Timing,
    walk: &mut Walk,
) -> Vec<(Period, Text)> {
    if !matches!(timing, Timing::Every(_)) {
        return Vec::new();
    }
    let mut matched = Vec::with_capacity(titles.len());
    for (span, key, title) in titles {
        let period = match Period::parse(&key) {
            Ok(period) => Some(period),
            Err(PeriodError::NoSuchPeriod) => {
                walk.note(Problem::InvalidPeriod { period: key.into_owned(), well_formed: true }, span);
                continue;
            }
            Err(PeriodError::NotAPeriod) => None,
        };
        let owed = period.filter(|period| occurrences.iter().any(|occurrence| occurrence.period == Some(*period)));
        match owed {
            Some(period) => matched.push((period, title)),
            None => walk.note(Problem::TitleForNoPeriod { period: key.into_owned() }, span),
        }
    }
    matched
}

fn number_quarters(plan: &mut Plan) {
    let mut quarters: Vec<Quarter> = plan.occurrences.iter().filter_map(|occurrence| occurrence.quarter).collect();
    quarters.sort_unstable();
    quarters.dedup();
    for occurrence in &mut plan.occurrences {
        let found = occurrence.quarter.and_then(|quarter| quarters.binary_search(&quarter).ok());
        occurrence.quarter_slot = found.unwrap_or(quarters.len());
    }
    plan.quarters = quarters;
}
