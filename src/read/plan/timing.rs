//! When a task is owed, as it stands in the file: `due`, `every` and what belongs to them.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::due::{Due, RawDeadline, once, read_due, unread};
use super::header::read_on_day_off;
use super::milestones::{self, RawMilestone};
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::model::deadline::{Deadline, DeadlineError};
use crate::model::plan::{OnDayOff, Text, Timing};
use crate::model::recurrence::{Every, Recurrence};
use crate::read::RawText;
use crate::read::walk::Walk;
use crate::typed;

const EVERY_WORDS: &[&str] =
    &["day", "working-day", "week", "half-month", "month", "quarter", "half", "first-half", "nine-months", "year"];

/// When a task is owed: events not yet looked up.
pub(crate) enum RawTiming<'t> {
    Once(RawDeadline<'t>),
    Every(Vec<(Every, Recurrence)>),
    Milestones(Vec<RawMilestone<'t>>),
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
    milestones: Option<(Range<usize>, Option<Vec<RawMilestone<'t>>>)>,
    on_day_off: Option<OnDayOff>,
}

/// When a task is owed, and all that belongs to it.
pub(crate) struct RawTimes<'t> {
    /// Nothing where it could not be read, which is noted.
    pub(crate) timing: Option<RawTiming<'t>>,
    /// What amendments are read against where it could not be read.
    pub(crate) instead: Option<Timing>,
    pub(crate) titles: Vec<RawTitle<'t>>,
    pub(crate) starts: Option<NaiveDate>,
    pub(crate) ends: Option<NaiveDate>,
    pub(crate) on_day_off: Option<OnDayOff>,
    /// The value of `due`, or of what stands in its place.
    pub(crate) due_span: Range<usize>,
    /// The value of `starts`, or of `ends`.
    pub(crate) own_span: Range<usize>,
}

impl<'t> Times<'t> {
    pub(crate) const KEYS: &'static [&'static str] =
        &["due", "every", "milestones", "titles", "starts", "ends", "on_day_off"];

    /// Takes the value of one of the keys.
    pub(crate) fn take(&mut self, key: &str, value: Spanned<DeValue<'t>>, walk: &mut Walk) {
        let span = value.span();
        match key {
            "due" => self.due = Some((span, read_due(value, walk))),
            "every" => self.every = Some((span, read_every(value, walk))),
            "milestones" => self.milestones = Some((span, milestones::read(value, walk))),
            "titles" => self.titles = Some((span, walk.table(value, Expected::Table))),
            "starts" => self.starts = Some((span, walk.date(&value))),
            "ends" => self.ends = Some((span, walk.date(&value))),
            _ => self.on_day_off = read_on_day_off(value, walk),
        }
    }

    /// What the keys say together; `place` is where the task begins.
    pub(crate) fn finish(self, place: &Range<usize>, walk: &mut Walk) -> RawTimes<'t> {
        let Self { due, every, milestones, titles, starts, ends, on_day_off } = self;
        let recurs = every.is_some();
        let due_span = due.as_ref().map(|(span, _)| span).or(every.as_ref().map(|(span, _)| span));
        let due_span = due_span.or(milestones.as_ref().map(|(span, _)| span)).cloned();
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
        let instead = match (&every, &milestones) {
            (None, None) => Some(Timing::Once(Deadline::Unstated)),
            (Some((_, kinds)), None) => kinds.as_ref().map(|kinds| Timing::Every(untold(kinds))),
            _ => None,
        };
        let timing = match (due, every, milestones) {
            (None, None, Some((_, milestones))) => milestones.map(RawTiming::Milestones),
            (_, _, Some((span, _))) => {
                walk.note(Problem::MilestonesBesideDue, span);
                None
            }
            (Some((span, due)), None, None) => due.and_then(|due| once(due, span, walk)).map(RawTiming::Once),
            (due, Some((_, kinds)), None) => kinds.and_then(|kinds| recurring(due, &kinds, walk)).map(RawTiming::Every),
            (None, None, None) => None,
        };
        RawTimes {
            timing,
            instead,
            titles: titles.and_then(|(_, table)| table).map(|table| read_titles(table, walk)).unwrap_or_default(),
            starts: starts.and_then(|(_, day)| day),
            ends: ends.and_then(|(_, day)| day),
            on_day_off,
            due_span: due_span.unwrap_or_else(|| place.clone()),
            own_span: own_span.unwrap_or_default(),
        }
    }
}

/// What a new `due` makes of a rule: a kind of period that it leaves out keeps what it had.
pub(crate) fn amended<'t>(value: Spanned<DeValue<'t>>, last: &Timing, walk: &mut Walk) -> Option<RawTiming<'t>> {
    let span = value.span();
    if matches!(last, Timing::Milestones(_)) {
        walk.note(Problem::MilestonesBesideDue, span);
        return None;
    }
    let due = read_due(value, walk);
    match last {
        Timing::Every(rules) => ruled(Some((span, due)), rules.clone(), walk).map(RawTiming::Every),
        _ => once(due?, span, walk).map(RawTiming::Once),
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
        let meant = item.get_ref().as_str().and_then(typed::every);
        let Some(every) = walk.word(item, &Every::WORDS, EVERY_WORDS) else {
            if let (Some(meant), Some(found)) = (meant, walk.diagnostics.last_mut()) {
                found.replacement = Some(format!("\"{}\"", meant.as_str()));
            }
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

/// The rules of what recurs, for each kind of period.
fn recurring(
    due: Option<(Range<usize>, Option<Due<'_>>)>,
    kinds: &[Every],
    walk: &mut Walk,
) -> Option<Vec<(Every, Recurrence)>> {
    ruled(due, untold(kinds), walk)
}

/// The rules of kinds of period of which `due` says nothing.
fn untold(kinds: &[Every]) -> Vec<(Every, Recurrence)> {
    kinds.iter().map(|every| (*every, Recurrence::default())).collect()
}

/// These rules with what `due` says.
fn ruled(
    due: Option<(Range<usize>, Option<Due<'_>>)>,
    mut rules: Vec<(Every, Recurrence)>,
    walk: &mut Walk,
) -> Option<Vec<(Every, Recurrence)>> {
    let kinds: Vec<Every> = rules.iter().map(|(every, _)| *every).collect();
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
    let meant = match &problem {
        Problem::UnreadableDeadline { text, .. } | Problem::DeadlineNotWithEvery { text } => typed::rule(text, every),
        _ => None,
    };
    let meant = meant.map(|meant| format!("\"{meant}\""));
    walk.diagnostics.push(Diagnostic::new(problem, span.clone()).did_you_mean(meant));
    None
}
