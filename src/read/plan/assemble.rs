//! The plan put together: names looked up, and every occurrence with its last day.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::bodies::Bodies;
use super::changes::TaskChanges;
use super::courses::{self, Rulings, WrittenTask};
use super::due::RawDeadline;
use super::header::NamedText;
use super::milestones::RawMilestone;
use super::tasks::RawTask;
use super::timing::{RawTiming, RawTitle, amended};
use crate::diagnostic::{Diagnostic, IdKind, Problem, Related};
use crate::model::calendar::WorkCalendar;
use crate::model::course::{Ruling, Term, touches};
use crate::model::deadline::{Deadline, LastDay};
use crate::model::duties::Duties;
use crate::model::id::{EventIx, Id, OccurrenceIx, TaskIx, UnitIx};
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
    id: Id,
    raw: RawTask<'t>,
    lead: Vec<Body>,
    support: Vec<Body>,
    timing: Option<Timing>,
    changes: TaskChanges<'t>,
    /// Where each `due` of the amendments of each milestone stands.
    milestones: Vec<Vec<Range<usize>>>,
    /// Whether nothing was wrong with its bodies and its times.
    sound: bool,
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
    let resolved: Vec<Resolved<'t>> =
        raw_tasks.into_iter().filter_map(|raw| resolve(raw, &bodies, &events, walk)).collect();
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
        courses: Vec::new(),
        witnesses: Vec::new(),
    };
    let mut rulings = Rulings::new();
    let mut written: Vec<WrittenTask<'_>> = Vec::with_capacity(resolved.len());
    for mut task in resolved {
        let except = std::mem::take(&mut task.changes.except_written);
        written.push(WrittenTask { except, spans: task.raw.spans, sound: task.sound });
        let mut spans = std::mem::take(&mut task.milestones);
        spans.push(std::mem::take(&mut task.changes.due_spans));
        let ix = TaskIx::new(plan.tasks.len());
        add_task(&mut plan, task, walk);
        date_by_unit(&plan, ix, &written.last().map_or(0..0, |task| task.spans.due.range()), &mut rulings, walk);
        revise(&plan, ix, &spans, &mut rulings, walk);
    }
    number_quarters(&mut plan, &mut rulings);
    courses::lay(&mut plan, rulings, &written, walk);
    Some(plan)
}

/// Looks up the names of a task; nothing where it has no id.
fn resolve<'t>(mut raw: RawTask<'t>, bodies: &Bodies, events: &[Event], walk: &mut Walk) -> Option<Resolved<'t>> {
    let noted = walk.diagnostics.len();
    let lead = raw.lead.iter().filter_map(|named| bodies.body(named, walk)).collect();
    let support = raw.support.iter().filter_map(|named| bodies.body(named, walk)).collect();
    let mut spans = Vec::new();
    let timing = raw.times.timing.take().and_then(|timing| match timing {
        RawTiming::Once(deadline) => resolve_event(deadline, events, walk).map(Timing::Once),
        RawTiming::Every(rules) => Some(Timing::Every(rules)),
        RawTiming::Milestones(milestones) => {
            let milestones = milestones.into_iter().map(|raw| resolve_milestone(raw, bodies, events, &mut spans, walk));
            // Every one is looked at, so that the faults of all are reported.
            let milestones: Vec<Option<Milestone>> = milestones.collect();
            milestones.into_iter().collect::<Option<_>>().map(Timing::Milestones)
        }
    });
    let first = timing.clone().or_else(|| raw.times.instead.take());
    let changes = std::mem::take(&mut raw.changes).resolve(bodies, first.as_ref(), walk, |due, last, walk| {
        match amended(due, last, walk)? {
            RawTiming::Once(deadline) => resolve_event(deadline, events, walk).map(Timing::Once),
            RawTiming::Every(rules) => Some(Timing::Every(rules)),
            RawTiming::Milestones(_) => None,
        }
    });
    let sound = bodies.sound && timing.is_some() && walk.diagnostics.len() == noted;
    Some(Resolved { id: raw.id.take()?, raw, lead, support, timing, changes, milestones: spans, sound })
}

fn resolve_milestone(
    raw: RawMilestone<'_>,
    bodies: &Bodies,
    events: &[Event],
    spans: &mut Vec<Vec<Range<usize>>>,
    walk: &mut Walk,
) -> Option<Milestone> {
    let mut looked_up = |named: Option<Vec<NamedText<'_>>>| {
        named.map(|named| named.iter().filter_map(|named| bodies.body(named, walk)).collect())
    };
    let (lead, support) = (looked_up(raw.lead), looked_up(raw.support));
    let RawMilestone { id, title, wording, product, on_day_off, target, .. } = raw;
    let deadline = raw.deadline.and_then(|deadline| resolve_event(deadline, events, walk));
    let once = Timing::Once(deadline.unwrap_or(Deadline::Unstated));
    let changes = raw.changes.resolve(bodies, Some(&once), walk, |due, last, walk| match amended(due, last, walk)? {
        RawTiming::Once(deadline) => resolve_event(deadline, events, walk).map(Timing::Once),
        RawTiming::Every(_) | RawTiming::Milestones(_) => None,
    });
    let TaskChanges { added, cancelled, amended, due_spans, .. } = changes;
    spans.push(due_spans);
    Some(Milestone {
        id: id?,
        deadline: deadline?,
        title,
        wording,
        product,
        lead,
        support,
        on_day_off,
        target,
        added,
        cancelled,
        amended,
        owed_by: None,
    })
}

fn index_tasks(tasks: &[Resolved<'_>], walk: &mut Walk) -> IdMap {
    let mut ids = IdMap::with_capacity(tasks.len());
    for (place, task) in tasks.iter().enumerate() {
        if let Err(first) = ids.insert(task.id.as_str(), place, |at| tasks[at].id.as_str()) {
            let problem = Problem::DuplicateId { id: task.id.to_string(), kind: IdKind::Task };
            let first = tasks[first].raw.spans.id.range();
            let here = task.raw.spans.id.range();
            walk.diagnostics.push(Diagnostic::new(problem, here).related(first, Related::First));
        }
    }
    ids
}

fn add_task(plan: &mut Plan, task: Resolved<'_>, walk: &mut Walk) {
    let Resolved { id, raw, lead, support, timing, changes, .. } = task;
    let ix = TaskIx::new(plan.tasks.len());
    let first = plan.occurrences.len();
    let times = raw.times;
    let mut task = Task {
        id,
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
        joint: changes.joint,
        except: changes.except,
        added: changes.added,
        cancelled: changes.cancelled,
        amended: changes.amended,
        occurrences: first..first,
    };
    add_occurrences(plan, ix, &task, &raw.spans.due.range(), &times.own_span, walk);
    task.occurrences.end = plan.occurrences.len();
    task.titles = match_titles(&plan.occurrences[first..], times.titles, &task.timing, walk);
    plan.tasks.push(task);
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
    let (starts, ends) = plan.header.span_of(task);
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
    match term(plan, period, (nominal, before, own)) {
        Ok(Term { nominal, due, quarter, quarter_slot }) => {
            let course = None;
            plan.occurrences.push(Occurrence {
                task,
                period,
                milestone,
                nominal,
                due,
                quarter,
                quarter_slot,
                course,
                is_led_alike: true,
            });
            true
        }
        Err(problem) => {
            walk.note(problem, span.clone());
            false
        }
    }
}

/// What follows from a nominal last day: `before` if it comes from `before …`, `own` for what has a rule of its own for
/// days off.
fn term(
    plan: &Plan,
    period: Option<Period>,
    (nominal, before, own): (LastDay, bool, Option<OnDayOff>),
) -> Result<Term, Problem> {
    let rule = own.unwrap_or(plan.header.on_day_off);
    let due = match nominal {
        LastDay::On(day) => rule.effective(day, before, &plan.calendar).map(Some),
        LastDay::Never | LastDay::EventOpen => Some(None),
        LastDay::Unreachable => None,
    };
    let due = due.ok_or(Problem::NoWorkingDay)?;
    let nominal_day = nominal.day();
    if [nominal_day, due].into_iter().flatten().any(|day| !(FIRST_DAY..=LAST_DAY).contains(&day)) {
        return Err(Problem::DayBeyondCalendar);
    }
    let quarter = period.map(Period::last).or(nominal_day).map(Quarter::of);
    Ok(Term { nominal, due, quarter, quarter_slot: 0 })
}

/// Reckons the last days that events give to single leads of a task; `due` is where its deadline stands.
fn date_by_unit(plan: &Plan, ix: TaskIx, due: &Range<usize>, rulings: &mut Rulings, walk: &mut Walk) {
    for at in plan.task(ix).occurrences.clone().map(OccurrenceIx::new) {
        let occurrence = plan.occurrence(at);
        let Some(deadline) = plan.deadline(occurrence) else { continue };
        match own_terms(plan, occurrence, deadline) {
            Ok(own) if own.is_empty() => {}
            Ok(own) => drop(rulings.insert(at, vec![Ruling { on: NaiveDate::MIN, term: occurrence.into(), own }])),
            Err(problem) => return walk.note(problem, due.clone()),
        }
    }
}

/// The last days of those leads of an occurrence for which the event of its deadline has a date of their own.
fn own_terms(plan: &Plan, occurrence: &Occurrence, deadline: Deadline) -> Result<Arc<[(UnitIx, Term)]>, Problem> {
    let dates = deadline.event().map_or(&[][..], |event| &plan.event(event).dates);
    if dates.is_empty() {
        return Ok(Arc::default());
    }
    let leads = plan.leads_ever(occurrence.task);
    let own = dates.iter().filter(|(unit, _)| leads.contains(*unit)).map(|(unit, date)| {
        let nominal = deadline.nominal(plan.header.before, &plan.calendar, |_| Some(*date));
        let rule = (nominal, deadline.is_before(), Some(plan.on_day_off(occurrence)));
        Ok((*unit, term(plan, None, rule)?))
    });
    own.collect()
}

/// Reckons the last days that amendments give to the occurrences of a task. `spans` are where each `due` stands: of the
/// amendments of each milestone, then of those of the task.
fn revise(plan: &Plan, ix: TaskIx, spans: &[Vec<Range<usize>>], rulings: &mut Rulings, walk: &mut Walk) {
    let task = plan.task(ix);
    for at in task.occurrences.clone().map(OccurrenceIx::new) {
        let occurrence = plan.occurrence(at);
        let (amended, spans) = match (plan.milestone(occurrence), occurrence.milestone) {
            (Some(milestone), Some(at)) => (&milestone.amended, spans.get(at as usize)),
            _ => (&task.amended, spans.last()),
        };
        for (number, amendment) in amended.iter().enumerate() {
            let Some(timing) = &amendment.timing else { continue };
            let on = amendment.decision.on;
            let rule = ruled(plan, timing, occurrence.period).filter(|_| touches(on, occurrence.period));
            let Some((nominal, before)) = rule else { continue };
            let own = match timing {
                Timing::Once(deadline) => own_terms(plan, occurrence, *deadline),
                Timing::Every(_) | Timing::Milestones(_) => Ok(Arc::default()),
            };
            let term = term(plan, occurrence.period, (nominal, before, Some(plan.on_day_off(occurrence))));
            match term.and_then(|term| Ok(Ruling { on, term, own: own? })) {
                Ok(ruling) => {
                    let first = || vec![Ruling { on: NaiveDate::MIN, term: occurrence.into(), own: Arc::default() }];
                    let all = rulings.entry(at).or_insert_with(first);
                    // Of one day the later counts.
                    all.retain(|ruling| ruling.on != on);
                    all.push(ruling);
                }
                Err(problem) => {
                    return walk.note(problem, spans.and_then(|spans| spans.get(number)).cloned().unwrap_or_default());
                }
            }
        }
    }
}

/// The nominal last day by a rule, and whether it comes from `before …`; nothing where the rule is for other periods.
fn ruled(plan: &Plan, timing: &Timing, period: Option<Period>) -> Option<(LastDay, bool)> {
    let reading = plan.header.before;
    match (timing, period) {
        (Timing::Once(deadline), None) => {
            let nominal = deadline.nominal(reading, &plan.calendar, |event| plan.events[event.index()].date);
            Some((nominal, deadline.is_before()))
        }
        (Timing::Every(rules), Some(period)) => {
            let (_, rule) = rules.iter().find(|(every, _)| every.kind() == period.kind())?;
            Some((rule.nominal(period, reading, &plan.calendar), rule.before))
        }
        _ => None,
    }
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

fn number_quarters(plan: &mut Plan, rulings: &mut Rulings) {
    let first = plan.occurrences.iter().filter_map(|occurrence| occurrence.quarter);
    let later = rulings.values().flatten().flat_map(Ruling::terms).filter_map(|term| term.quarter);
    let mut quarters: Vec<Quarter> = first.chain(later).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let slot = |quarter: Option<Quarter>| {
        quarter.and_then(|quarter| quarters.binary_search(&quarter).ok()).unwrap_or(quarters.len())
    };
    for occurrence in &mut plan.occurrences {
        occurrence.quarter_slot = slot(occurrence.quarter);
    }
    for ruling in rulings.values_mut().flatten() {
        ruling.term.quarter_slot = slot(ruling.term.quarter);
        if !ruling.own.is_empty() {
            let numbered = |(unit, term): &(UnitIx, Term)| (*unit, Term { quarter_slot: slot(term.quarter), ..*term });
            ruling.own = ruling.own.iter().map(numbered).collect();
        }
    }
    plan.quarters = quarters;
}
