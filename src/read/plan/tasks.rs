//! The `[[tasks]]`, their deadlines and occurrences, and the plan put together.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::bodies::Bodies;
use super::header::NamedText;
use super::spans::{PlanSpans, TaskSpans};
use crate::diagnostic::{Diagnostic, Expected, IdKind, Problem, Related, Table};
use crate::model::calendar::WorkCalendar;
use crate::model::deadline::{Deadline, DeadlineError, LastDay, Recurrence};
use crate::model::duties::Duties;
use crate::model::id::{EventIx, Id, TaskIx};
use crate::model::ids::IdMap;
use crate::model::period::{FIRST_DAY, LAST_DAY, Period, PeriodError, PeriodKind, Quarter};
use crate::model::plan::{Body, Event, Header, Occurrence, OnDayOff, Plan, Task, Text, Timing};
use crate::model::record::Span;
use crate::read::RawText;
use crate::read::walk::{DocumentEntry, Walk};

const KEYS: &[&str] =
    &["id", "clause", "title", "lead", "support", "due", "every", "wording", "product", "reports_to", "note", "titles"];
const REQUIRED: &[&str] = &["id", "title", "lead"];
const EVERY_WORDS: &[&str] = &["week", "month", "quarter", "half", "year"];
/// The most tasks a plan may have.
pub(crate) const MAX_TASKS: usize = 4_096;
/// The most periods that one task may recur for: 76 years of weeks.
pub(crate) const MAX_PERIODS: usize = 4_000;
/// The most occurrences of all tasks together.
pub(crate) const MAX_OCCURRENCES: usize = 200_000;

/// A task as it stands in the file: names not yet looked up.
pub(crate) struct RawTask<'t> {
    id: Id,
    clause: Option<Text>,
    title: Text,
    lead: Vec<NamedText<'t>>,
    support: Vec<NamedText<'t>>,
    timing: RawTiming<'t>,
    wording: Option<Text>,
    product: Option<Text>,
    reports_to: Option<Text>,
    note: Option<Text>,
    titles: Vec<(Range<usize>, RawText<'t>, Text)>,
    spans: TaskSpans,
}

enum RawTiming<'t> {
    Once(Deadline<RawText<'t>>, RawText<'t>),
    Every { kinds: Vec<PeriodKind>, rule: Recurrence },
}

/// `due` as written.
enum Due<'t> {
    Day(Period),
    Text(RawText<'t>),
}

pub(crate) fn read<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk, spans: &mut PlanSpans) -> Vec<RawTask<'t>> {
    let span = value.span();
    if !value.get_ref().is_array() {
        walk.wrong_type(Expected::Tables, &value);
        return Vec::new();
    }
    let DeValue::Array(items) = value.into_inner() else {
        return Vec::new();
    };
    if items.len() > MAX_TASKS {
        walk.note(Problem::TooMany { limit: MAX_TASKS, kind: IdKind::Task }, span);
        return Vec::new();
    }
    let tables = items.into_iter().filter_map(|item| {
        let span = item.span();
        walk.table(item, Expected::Table).map(|table| (span, table.into_iter().collect()))
    });
    let tables = tables.collect();
    read_taken(tables, walk, spans)
}

/// Reads the entries of tasks, each with the place where it begins.
pub(crate) fn read_taken<'t>(
    tables: Vec<(Range<usize>, Vec<DocumentEntry<'t>>)>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> Vec<RawTask<'t>> {
    if let Some((span, _)) = tables.get(MAX_TASKS) {
        walk.note(Problem::TooMany { limit: MAX_TASKS, kind: IdKind::Task }, span.clone());
    }
    let mut tasks = Vec::with_capacity(tables.len());
    for (span, table) in tables.into_iter().take(MAX_TASKS) {
        tasks.extend(read_task(table, &span, walk));
    }
    spans.tasks = tasks.iter().map(|task| task.spans).collect();
    tasks
}

fn read_task<'t>(table: Vec<DocumentEntry<'t>>, place: &Range<usize>, walk: &mut Walk) -> Option<RawTask<'t>> {
    let (mut id, mut clause, mut title, mut lead, mut support) = (None, None, None, Vec::new(), Vec::new());
    let (mut due, mut every, mut titles) = (None, None, None);
    let (mut wording, mut product, mut reports_to, mut note) = (None, None, None, None);
    let (mut due_read, mut every_read, mut due_span, mut every_span) = (false, false, None, None);
    let mut spans = TaskSpans::default();
    let mut seen = [false; REQUIRED.len()];
    for (key, value) in table {
        if let Some(at) = REQUIRED.iter().position(|required| required == key.get_ref()) {
            seen[at] = true;
        }
        let span = value.span();
        match key.get_ref().as_ref() {
            "id" => {
                spans.id = Span::new(span.clone());
                id = walk.text(value).and_then(|text| walk.id(&text, span, IdKind::Task));
            }
            "clause" => clause = walk.text(value),
            "title" => title = walk.text(value),
            "lead" => {
                spans.lead = Span::new(span);
                lead = walk.texts(value);
            }
            "support" => support = walk.texts(value),
            "due" => {
                (due_read, due_span) = (true, Some(span));
                due = read_due(value, walk);
            }
            "every" => {
                (every_read, every_span) = (true, Some(span));
                every = read_every(value, walk);
            }
            "wording" => wording = walk.text(value),
            "product" => product = walk.text(value),
            "reports_to" => reports_to = walk.text(value),
            "note" => note = walk.text(value),
            "titles" => titles = walk.table(value, Expected::Table).map(|table| (span, table)),
            _ => walk.unknown_key(&key, Table::Task, KEYS),
        }
    }
    walk.missing(REQUIRED, &seen, Table::Task, place);
    let span = due_span.clone().or_else(|| every_span.clone()).unwrap_or_else(|| place.clone());
    spans.due = Span::new(span.clone());
    if !due_read && !every_read {
        walk.note(Problem::NoDeadline, if seen[0] { spans.id.range() } else { place.clone() });
    }
    if let Some((span, _)) = &titles
        && !every_read
    {
        walk.note(Problem::TitlesWithoutEvery, span.clone());
    }
    let titles = titles.map(|(_, table)| read_titles(table, walk)).unwrap_or_default();
    let timing = read_timing(due, due_read, every, every_read, &span, walk);
    Some(RawTask {
        id: id?,
        clause,
        title: title?,
        lead,
        support,
        timing: timing?,
        wording,
        product,
        reports_to,
        note,
        titles,
        spans,
    })
}

fn read_due<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<Due<'t>> {
    match value.get_ref() {
        DeValue::String(_) => walk.text_or(value, Expected::Text).map(Due::Text),
        DeValue::Integer(year) => {
            // `due = 2024` is a year whose quotes were forgotten.
            let meant = Period::parse(year.as_str()).is_ok().then(|| format!("\"{}\"", year.as_str()));
            let found = crate::diagnostic::Found::Number;
            let problem = Problem::WrongType { expected: Expected::DateOrText, found };
            walk.diagnostics.push(Diagnostic::new(problem, value.span()).did_you_mean(meant));
            None
        }
        _ => walk.date_or(&value, Expected::DateOrText).map(|day| Due::Day(Period::day(day))),
    }
}

fn read_every(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<Vec<PeriodKind>> {
    let span = value.span();
    let items = if value.get_ref().is_array() {
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            _ => Vec::new(),
        }
    } else if value.get_ref().is_str() {
        vec![value]
    } else {
        walk.wrong_type(Expected::TextOrTexts, &value);
        return None;
    };
    let mut kinds = Vec::with_capacity(items.len());
    let mut faulty = items.is_empty();
    if faulty {
        walk.note(Problem::InvalidValue { value: String::new(), allowed: EVERY_WORDS }, span);
    }
    for item in items {
        let span = item.span();
        let Some(kind) = walk.word(item, &PeriodKind::WORDS, EVERY_WORDS) else {
            faulty = true;
            continue;
        };
        if kinds.contains(&kind) {
            faulty = true;
            walk.note(Problem::DuplicateKey, span);
        } else {
            kinds.push(kind);
        }
    }
    (!faulty).then_some(kinds)
}

fn read_titles<'t>(table: DeTable<'t>, walk: &mut Walk) -> Vec<(Range<usize>, RawText<'t>, Text)> {
    let mut titles = Vec::with_capacity(table.len());
    for (key, value) in table {
        let (span, key) = (key.span(), key.into_inner());
        titles.extend(walk.text(value).map(|title| (span, key, title)));
    }
    titles
}

fn read_timing<'t>(
    due: Option<Due<'t>>,
    due_read: bool,
    every: Option<Vec<PeriodKind>>,
    every_read: bool,
    span: &Range<usize>,
    walk: &mut Walk,
) -> Option<RawTiming<'t>> {
    if !every_read {
        return match due? {
            Due::Day(day) => Some(RawTiming::Once(Deadline::Within(day), RawText::default())),
            Due::Text(text) => match Deadline::parse(&text) {
                Ok(deadline) => {
                    let owned = deadline.resolve(|event| Some(RawText::Owned(event.to_owned())))?;
                    Some(RawTiming::Once(owned, text))
                }
                Err(error) => {
                    note_deadline(error, &text, false, span, walk);
                    None
                }
            },
        };
    }
    let kinds = every?;
    let rule = match due {
        None if due_read => return None,
        None => Recurrence::End(crate::model::deadline::Offset::default()),
        Some(Due::Day(day)) => {
            walk.note(Problem::DeadlineNotWithEvery { text: day.to_string() }, span.clone());
            return None;
        }
        Some(Due::Text(text)) => match Recurrence::parse(&text, &kinds) {
            Ok(rule) => rule,
            Err(error) => {
                note_deadline(error, &text, true, span, walk);
                return None;
            }
        },
    };
    Some(RawTiming::Every { kinds, rule })
}

fn note_deadline(error: DeadlineError, text: &str, recurs: bool, span: &Range<usize>, walk: &mut Walk) {
    let written = text.to_owned();
    let problem = match error {
        DeadlineError::Unreadable => Problem::UnreadableDeadline { text: written, recurs },
        DeadlineError::NoSuchPeriod(period) => Problem::InvalidPeriod { period, well_formed: true },
        DeadlineError::Backwards => Problem::Backwards,
        DeadlineError::NumberOutOfRange(most) => Problem::OutOfRange { least: u32::from(most == 31), most },
        DeadlineError::NeedsEvery => Problem::DeadlineNeedsEvery { text: written },
        DeadlineError::NotWithEvery => Problem::DeadlineNotWithEvery { text: written },
        DeadlineError::NotForWeeks => Problem::DeadlineNotForWeeks { text: written },
    };
    walk.note(problem, span.clone());
}

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
    let timing = match std::mem::replace(&mut raw.timing, RawTiming::Once(Deadline::Unstated, RawText::default())) {
        RawTiming::Once(deadline, written) => {
            resolve_event(deadline, &written, events, &raw.spans.due.range(), walk).map(Timing::Once)
        }
        RawTiming::Every { kinds, rule } => Some(Timing::Every { kinds, rule }),
    };
    Resolved { raw, lead, support, timing }
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
    let Resolved { raw, lead, support, timing } = task;
    let ix = TaskIx::new(plan.tasks.len());
    for unit in plan.units_of(&lead).iter() {
        plan.duties.lay(unit, ix);
    }
    let first = plan.occurrences.len();
    if let Some(timing) = &timing {
        add_occurrences(plan, ix, timing, &raw.spans.due.range(), walk);
    }
    let titles = match_titles(&plan.occurrences[first..], raw.titles, timing.as_ref(), walk);
    plan.tasks.push(Task {
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
        titles,
        occurrences: first..plan.occurrences.len(),
    });
}

fn resolve_event(
    deadline: Deadline<RawText<'_>>,
    written: &str,
    events: &[Event],
    span: &Range<usize>,
    walk: &mut Walk,
) -> Option<Deadline> {
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

fn add_occurrences(plan: &mut Plan, task: TaskIx, timing: &Timing, span: &Range<usize>, walk: &mut Walk) {
    let (before, starts, ends) = (plan.header.before, plan.header.starts, plan.header.ends);
    match timing {
        Timing::Once(deadline) => {
            let nominal = deadline.nominal(before, &plan.calendar, |event| plan.events[event.index()].date);
            add_occurrence(plan, task, None, nominal, span, walk);
        }
        Timing::Every { kinds, rule } => {
            for kind in kinds {
                let mut next = Period::containing(*kind, starts);
                let mut count = 0;
                while let Some(period) = next.filter(|period| period.first() <= ends) {
                    count += 1;
                    let limit = if count > MAX_PERIODS { MAX_PERIODS } else { MAX_OCCURRENCES };
                    if count > MAX_PERIODS || plan.occurrences.len() >= MAX_OCCURRENCES {
                        walk.note(Problem::TooManyPeriods { limit, of_task: count > MAX_PERIODS }, span.clone());
                        return;
                    }
                    let nominal = rule.nominal(period, before, &plan.calendar);
                    if !add_occurrence(plan, task, Some(period), nominal, span, walk) {
                        return;
                    }
                    next = period.next();
                }
            }
        }
    }
}

/// Adds one occurrence; false where its last day cannot be reckoned, which is noted.
fn add_occurrence(
    plan: &mut Plan,
    task: TaskIx,
    period: Option<Period>,
    nominal: LastDay,
    span: &Range<usize>,
    walk: &mut Walk,
) -> bool {
    let due = match (nominal, plan.header.on_day_off) {
        (LastDay::On(day), OnDayOff::NextWorkingDay) => plan.calendar.working_day_from(day).map(Some),
        (LastDay::On(day), OnDayOff::Keep) => Some(Some(day)),
        (LastDay::Never | LastDay::EventOpen, _) => Some(None),
        (LastDay::Unreachable, _) => None,
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
    plan.occurrences.push(Occurrence { task, period, nominal, due, quarter, quarter_slot: 0 });
    true
}

fn match_titles(
    occurrences: &[Occurrence],
    titles: Vec<(Range<usize>, RawText<'_>, Text)>,
    timing: Option<&Timing>,
    walk: &mut Walk,
) -> Vec<(Period, Text)> {
    if !matches!(timing, Some(Timing::Every { .. })) {
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
