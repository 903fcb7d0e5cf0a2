//! When a task is owed, as it stands in the file: `due`, `every` and what belongs to them.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::header::read_on_day_off;
use crate::diagnostic::{Diagnostic, Expected, Found, Problem};
use crate::model::deadline::{Deadline, DeadlineError};
use crate::model::period::Period;
use crate::model::plan::{OnDayOff, Text};
use crate::model::recurrence::{Every, Recurrence};
use crate::read::RawText;
use crate::read::walk::Walk;

const EVERY_WORDS: &[&str] =
    &["day", "working-day", "week", "half-month", "month", "quarter", "half", "first-half", "nine-months", "year"];

/// When a task is owed: events not yet looked up.
pub(crate) enum RawTiming<'t> {
    Once(RawDeadline<'t>),
    Every(Vec<(Every, Recurrence)>),
}

/// A deadline whose event is not looked up yet.
pub(crate) struct RawDeadline<'t> {
    pub(crate) deadline: Deadline<RawText<'t>>,
    /// `due` as it is written, and where.
    pub(crate) written: RawText<'t>,
    pub(crate) span: Range<usize>,
}

/// A title for one period: where its key stands, the period as written, and the title.
pub(crate) type RawTitle<'t> = (Range<usize>, RawText<'t>, Text);

/// The keys of a task that say when it is owed, as they come.
#[derive(Default)]
pub(crate) struct Times<'t> {
    /// Where the value of `due` stands, and the value, if it could be read.
    due: Option<(Range<usize>, Option<Due<'t>>)>,
    every: Option<(Range<usize>, Option<Vec<Every>>)>,
    titles: Option<(Range<usize>, Option<DeTable<'t>>)>,
    starts: Option<(Range<usize>, Option<NaiveDate>)>,
    ends: Option<(Range<usize>, Option<NaiveDate>)>,
    on_day_off: Option<OnDayOff>,
}

/// When a task is owed, and all that belongs to it.
pub(crate) struct RawTimes<'t> {
    /// Nothing where it could not be read, which is noted.
    pub(crate) timing: Option<RawTiming<'t>>,
    pub(crate) titles: Vec<RawTitle<'t>>,
    pub(crate) starts: Option<NaiveDate>,
    pub(crate) ends: Option<NaiveDate>,
    pub(crate) on_day_off: Option<OnDayOff>,
    /// The value of `due`, or of what stands in its place.
    pub(crate) due_span: Range<usize>,
    /// The value of `starts`, or of `ends`.
    pub(crate) own_span: Range<usize>,
}

/// `due` as written.
enum Due<'t> {
    Day(Period),
    Text(RawText<'t>),
    /// A value for each kind of period.
    ByKind(DeTable<'t>),
}

impl<'t> Times<'t> {
    pub(crate) const KEYS: &'static [&'static str] = &["due", "every", "titles", "starts", "ends", "on_day_off"];

    /// Takes the value of one of the keys.
    pub(crate) fn take(&mut self, key: &str, value: Spanned<DeValue<'t>>, walk: &mut Walk) {
        let span = value.span();
        match key {
            "due" => self.due = Some((span, read_due(value, walk))),
            "every" => self.every = Some((span, read_every(value, walk))),
            "titles" => self.titles = Some((span, walk.table(value, Expected::Table))),
            "starts" => self.starts = Some((span, walk.date(&value))),
            "ends" => self.ends = Some((span, walk.date(&value))),
            _ => self.on_day_off = read_on_day_off(value, walk),
        }
    }

    /// What the keys say together; `place` is where the task begins.
    pub(crate) fn finish(self, place: &Range<usize>, walk: &mut Walk) -> RawTimes<'t> {
        let Self { due, every, titles, starts, ends, on_day_off } = self;
        let recurs = every.is_some();
        let due_span = due.as_ref().map(|(span, _)| span.clone()).or(every.as_ref().map(|(span, _)| span.clone()));
        if due_span.is_none() {
            walk.note(Problem::NoDeadline, place.clone());
        }
        if let Some((span, _)) = titles.as_ref().filter(|_| !recurs) {
            walk.note(Problem::TitlesWithoutEvery, span.clone());
        }
        if let Some((span, _)) = ends.as_ref().filter(|_| !recurs) {
            walk.note(Problem::EndsWithoutEvery, span.clone());
        }
        let own_span = [&starts, &ends].into_iter().flatten().map(|(span, _)| span.clone()).next();
        let timing = match (due, every) {
            (Some((span, due)), None) => due.and_then(|due| once(due, span, walk)).map(RawTiming::Once),
            (due, Some((_, kinds))) => kinds.and_then(|kinds| recurring(due, &kinds, walk)).map(RawTiming::Every),
            (None, None) => None,
        };
        RawTimes {
            timing,
            titles: titles.and_then(|(_, table)| table).map(|table| read_titles(table, walk)).unwrap_or_default(),
            starts: starts.and_then(|(_, day)| day),
            ends: ends.and_then(|(_, day)| day),
            on_day_off,
            due_span: due_span.unwrap_or_else(|| place.clone()),
            own_span: own_span.unwrap_or_default(),
        }
    }
}

fn read_due<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<Due<'t>> {
    match value.get_ref() {
        DeValue::String(_) => walk.text_or(value, Expected::Text).map(Due::Text),
        DeValue::Table(_) => walk.table(value, Expected::Table).map(Due::ByKind),
        DeValue::Integer(year) => {
            // `due = 2024` is a year whose quotes were forgotten.
            let meant = Period::parse(year.as_str()).is_ok().then(|| format!("\"{}\"", year.as_str()));
            let problem = Problem::WrongType { expected: Expected::DateOrText, found: Found::Number };
            walk.diagnostics.push(Diagnostic::new(problem, value.span()).did_you_mean(meant));
            None
        }
        _ => walk.date_or(&value, Expected::DateOrText).map(|day| Due::Day(Period::day(day))),
    }
}

fn read_every(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<Vec<Every>> {
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
    let mut kinds: Vec<Every> = Vec::with_capacity(items.len());
    let mut faulty = items.is_empty();
    if faulty {
        walk.note(Problem::InvalidValue { value: String::new(), allowed: EVERY_WORDS }, span);
    }
    for item in items {
        let span = item.span();
        let Some(every) = walk.word(item, &Every::WORDS, EVERY_WORDS) else {
            faulty = true;
            continue;
        };
        match kinds.iter().find(|other| other.kind() == every.kind()) {
            None => kinds.push(every),
            Some(other) => {
                faulty = true;
                walk.note(
                    if *other == every { Problem::DuplicateKey } else { Problem::SamePeriods { every, other: *other } },
                    span,
                );
            }
        }
    }
    (!faulty).then_some(kinds)
}

fn read_titles<'t>(table: DeTable<'t>, walk: &mut Walk) -> Vec<RawTitle<'t>> {
    let mut titles = Vec::with_capacity(table.len());
    for (key, value) in table {
        let (span, key) = (key.span(), key.into_inner());
        titles.extend(walk.text(value).map(|title| (span, key, title)));
    }
    titles
}

/// The deadline of what is owed once.
fn once<'t>(due: Due<'t>, span: Range<usize>, walk: &mut Walk) -> Option<RawDeadline<'t>> {
    let written = match due {
        Due::Day(day) => {
            return Some(RawDeadline { deadline: Deadline::Within(day), written: RawText::default(), span });
        }
        Due::ByKind(_) => {
            walk.note(Problem::DueTableWithoutKinds, span);
            return None;
        }
        Due::Text(text) => text,
    };
    match Deadline::parse(&written) {
        Ok(deadline) => {
            let deadline = deadline.resolve(|event| Some(RawText::Owned(event.to_owned())))?;
            Some(RawDeadline { deadline, written, span })
        }
        Err(error) => {
            let text = written.into_owned();
            let needs_every = error == DeadlineError::Unreadable && Recurrence::parse(&text).is_ok();
            let problem = if needs_every { Problem::DeadlineNeedsEvery { text } } else { unread(error, text, None) };
            walk.note(problem, span);
            None
        }
    }
}

/// The rules of what recurs, for each kind of period.
fn recurring(
    due: Option<(Range<usize>, Option<Due<'_>>)>,
    kinds: &[Every],
    walk: &mut Walk,
) -> Option<Vec<(Every, Recurrence)>> {
    let mut rules: Vec<(Every, Recurrence)> = kinds.iter().map(|every| (*every, Recurrence::default())).collect();
    let Some((span, due)) = due else { return Some(rules) };
    match due? {
        Due::Day(day) => {
            walk.note(Problem::DeadlineNotWithEvery { text: day.to_string() }, span);
            return None;
        }
        Due::Text(text) => {
            for (every, rule) in &mut rules {
                *rule = read_rule(&text, *every, &span, walk)?;
            }
        }
        Due::ByKind(_) if kinds.len() < 2 => {
            walk.note(Problem::DueTableWithoutKinds, span);
            return None;
        }
        Due::ByKind(table) => {
            let mut faulty = false;
            for (key, value) in table {
                let span = value.span();
                let Some((every, rule)) = rules.iter_mut().find(|(every, _)| every.as_str() == key.get_ref()) else {
                    let meant = walk.guess.closest(key.get_ref(), kinds.iter().map(|every| every.as_str()));
                    let problem = Problem::DueForNoKind { key: key.get_ref().to_string() };
                    walk.diagnostics.push(Diagnostic::new(problem, key.span()).did_you_mean(meant));
                    faulty = true;
                    continue;
                };
                let read = walk.text_or(value, Expected::Text).and_then(|text| read_rule(&text, *every, &span, walk));
                faulty |= read.is_none();
                *rule = read.unwrap_or_default();
            }
            if faulty {
                return None;
            }
        }
    }
    Some(rules)
}

fn read_rule(text: &str, every: Every, span: &Range<usize>, walk: &mut Walk) -> Option<Recurrence> {
    let error = match Recurrence::parse_for(text, every) {
        Ok(rule) => return Some(rule),
        Err(error) => error,
    };
    let text = text.to_owned();
    let not_with_every = error == DeadlineError::Unreadable && Deadline::parse(&text).is_ok();
    let problem =
        if not_with_every { Problem::DeadlineNotWithEvery { text } } else { unread(error, text, Some(every)) };
    walk.note(problem, span.clone());
    None
}

/// What is wrong with a `due`; `every` is the kind of period that it is for.
fn unread(error: DeadlineError, text: String, every: Option<Every>) -> Problem {
    match (error, every) {
        (DeadlineError::NoSuchPeriod(period), _) => Problem::InvalidPeriod { period, well_formed: true },
        (DeadlineError::Backwards, _) => Problem::Backwards,
        (DeadlineError::NumberOutOfRange(least, most), _) => Problem::OutOfRange { least, most },
        (DeadlineError::NotForKind, Some(every)) => Problem::DeadlineNotForKind { text, every },
        (DeadlineError::Unreadable | DeadlineError::NotForKind, every) => {
            Problem::UnreadableDeadline { text, recurs: every.is_some() }
        }
    }
}
