//! A time limit as somebody gives it to a command: in the notation of `plan.toml`, as a day, or in words.

use chrono::{Datelike, NaiveDate};

use super::wording::{Context, ReadDue, ReadingVerdict, TimeReading, WordingRead, read};
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

/// When the document was made whose words are read: on `day`, else when the plan was issued, else in its first year.
pub(crate) fn context(plan: &Plan, day: Option<NaiveDate>) -> Context {
    day.or(plan.header.issued).map_or(Context::Year(plan.header.starts.year()), Context::Day)
}

/// Reads a time limit of a task with this rhythm.
pub(crate) fn time_limit(text: &str, rhythm: &[&'static str], context: Context) -> Result<TimeLimit, Box<OpenLimit>> {
    let text = nfc(text.trim());
    if let Some(due) = notation(&text, rhythm) {
        let reading = TimeReading { due: Some(ReadDue::One(due)), every: rhythm.to_vec(), ..TimeReading::default() };
        return Ok(TimeLimit { reading, wording: None });
    }
    let mut read = read(&text, context);
    match (read.verdict, read.readings.len()) {
        (ReadingVerdict::Sure, 1) if read.duties.is_empty() => {
            Ok(TimeLimit { reading: read.readings.remove(0), wording: Some(text) })
        }
        _ => Err(Box::new(OpenLimit { text, read, context })),
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
