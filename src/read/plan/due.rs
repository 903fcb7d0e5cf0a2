//! `due` as it stands in the file, and the deadline of what is owed once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Expected, Found, Problem};
use crate::model::deadline::{Deadline, DeadlineError};
use crate::model::period::Period;
use crate::model::recurrence::{Every, Recurrence};
use crate::read::RawText;
use crate::read::walk::Walk;

/// A deadline whose event is not looked up yet.
pub(crate) struct RawDeadline<'t> {
    pub(crate) deadline: Deadline<RawText<'t>>,
    /// `due` as it is written, and where.
    pub(crate) written: RawText<'t>,
    pub(crate) span: Range<usize>,
}

/// `due` as written.
pub(crate) enum Due<'t> {
    Day(Period),
    Text(RawText<'t>),
    /// A value for each kind of period.
    ByKind(DeTable<'t>),
}

pub(crate) fn read_due<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<Due<'t>> {
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

/// The deadline of what is owed once.
pub(crate) fn once<'t>(due: Due<'t>, span: Range<usize>, walk: &mut Walk) -> Option<RawDeadline<'t>> {
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

/// What is wrong with a `due`; `every` is the kind of period that it is for.
pub(crate) fn unread(error: DeadlineError, text: String, every: Option<Every>) -> Problem {
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
