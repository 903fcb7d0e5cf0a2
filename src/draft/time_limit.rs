//! A time limit as somebody gives it to a command: in the notation of `plan.toml`, as a day, or in words.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::wording::{Context, ReadDue, ReadingRemark, ReadingVerdict, TimeReading, WordingRead, read};
use crate::model::deadline::Deadline;
use crate::model::plan::{Plan, Task, Timing};
use crate::model::recurrence::{Every, Recurrence};
use crate::text::nfc;
use crate::typed::TypedDay;

/// A time limit that has one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeLimit {
    pub(crate) reading: TimeReading,
    /// The words that it was given in.
    pub(crate) wording: Option<String>,
}

/// A time limit that somebody has to choose the reading of: its words, and how they can be read.
#[derive(Clone, Debug)]
pub(crate) struct OpenLimit {
    pub(crate) text: String,
    pub(crate) read: WordingRead,
    pub(crate) context: Context,
}

/// The words of `every` of a task that recurs; none of another.
pub(crate) fn rhythm(task: &Task) -> Vec<&'static str> {
    if let Timing::Every(rules) = &task.timing {
        return rules.iter().map(|(every, _)| every.as_str()).collect();
    }
    Vec::new()
}

/// When words were written, and the days that may be meant where nothing says their year.
#[derive(Clone, Debug)]
pub(crate) struct LimitContext {
    context: Context,
    /// Those of the plan; nothing where the words are those of a document of a known day.
    days: Option<RangeInclusive<NaiveDate>>,
}

impl LimitContext {
    /// Of the words of a document of `day`; else of the plan's, which may be older than the plan.
    pub(crate) fn of(plan: &Plan, day: Option<NaiveDate>) -> Self {
        let header = &plan.header;
        let written = day.or(header.issued).map_or(Context::Year(header.starts.year()), Context::Day);
        Self { context: written, days: day.is_none().then_some(header.starts..=header.ends) }
    }

    /// Reads words. What would be another day in another year of the plan is left to be asked about.
    fn read(&self, text: &str) -> WordingRead {
        const MOST: usize = 40;
        let read = read(text, self.context);
        let Some(days) = self.days.as_ref().filter(|_| read.duties.is_empty()) else { return read };
        let years = (days.start().year()..=days.end().year()).take(MOST);
        let of_year = |year| super::wording::read(text, Context::Year(year)).readings;
        let each: Vec<Vec<TimeReading>> = years.map(of_year).filter(|readings| !readings.is_empty()).collect();
        // “Cuối tháng này” of no document: of which month?
        if each.is_empty() && read.verdict == ReadingVerdict::Sure {
            return WordingRead {
                verdict: ReadingVerdict::Doubt,
                remarks: [read.remarks, vec![ReadingRemark::FromIssued]].concat(),
                ..read
            };
        }
        if each.iter().all(|readings| *readings == read.readings) {
            return read;
        }
        let mut once: Vec<TimeReading> = Vec::new();
        for reading in read.readings.iter().cloned().chain(each.concat()) {
            if !once.contains(&reading) {
                once.push(reading);
            }
        }
        let lies_in = |reading: &&TimeReading| {
            reading.last_days(self.context).iter().chain(&reading.starts).all(|day| days.contains(day))
        };
        let within: Vec<TimeReading> = once.iter().filter(lies_in).cloned().collect();
        let mut readings = if within.is_empty() { once } else { within };
        readings.sort_by_key(|reading| reading.last_days(self.context));
        let verdict = if readings.len() == 1 { ReadingVerdict::Doubt } else { ReadingVerdict::Ambiguous };
        let of_year = |remark: &ReadingRemark| {
            matches!(remark, ReadingRemark::YearAssumed | ReadingRemark::Past | ReadingRemark::Far)
        };
        let others = read.remarks.into_iter().filter(|remark| !of_year(remark));
        let remarks = std::iter::once(ReadingRemark::YearUnsaid).chain(others).collect();
        WordingRead { verdict, readings, duties: Vec::new(), remarks }
    }
}

/// Reads a time limit of a task with this rhythm.
pub(crate) fn time_limit(
    text: &str,
    rhythm: &[&'static str],
    context: &LimitContext,
) -> Result<TimeLimit, Box<OpenLimit>> {
    let text = nfc(text.trim());
    if let Some(due) = notation(&text, rhythm) {
        let reading = TimeReading { due: Some(ReadDue::One(due)), every: rhythm.to_vec(), ..TimeReading::default() };
        return Ok(TimeLimit { reading, wording: None });
    }
    let mut read = context.read(&text);
    match (read.verdict, read.readings.len()) {
        (ReadingVerdict::Sure, 1) if read.duties.is_empty() => {
            Ok(TimeLimit { reading: read.readings.remove(0), wording: Some(text) })
        }
        _ => Err(Box::new(OpenLimit { text, read, context: context.context })),
    }
}

/// What `due` holds, if that is what the text says.
fn notation(text: &str, rhythm: &[&'static str]) -> Option<String> {
    if !rhythm.is_empty() {
        let suits = |word: &&str| {
            let every = Every::WORDS.into_iter().find(|(name, _)| name == word);
            every.is_some_and(|(_, every)| Recurrence::parse_for(text, every).is_ok())
        };
        return rhythm.iter().all(suits).then(|| text.to_owned());
    }
    if Deadline::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    match TypedDay::parse(text) {
        Ok(TypedDay::Whole(day)) if text.starts_with(|first: char| first.is_ascii_digit()) => Some(day.to_string()),
        _ => None,
    }
}
