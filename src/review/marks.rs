//! What a reviewer must not miss: changes that are rarely right.

use chrono::NaiveDate;

use super::sides::{Side, Sides};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::rules::Code;

/// One such thing, each with its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What was done, or accepted, is not any more.
    Withdrawn { done: NaiveDate },
    /// The day it was done is another one.
    Rewritten { from: NaiveDate, to: NaiveDate },
    /// The day it was done lies far before the day it was recorded on.
    Backdated { done: NaiveDate, recorded: NaiveDate },
    /// Evidence that was recorded is not any more.
    EvidenceRemoved { gone: Vec<String> },
    /// An extension was granted after the last day that it extends.
    ExtendedLate { on: NaiveDate, due: NaiveDate },
    /// A record with something in it is gone.
    RecordDeleted,
}

impl Mark {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Withdrawn { .. } => Code::W701,
            Self::Rewritten { .. } => Code::W702,
            Self::Backdated { .. } => Code::W703,
            Self::EvidenceRemoved { .. } => Code::W704,
            Self::ExtendedLate { .. } => Code::W705,
            Self::RecordDeleted => Code::W707,
        }
    }
}

/// What is known of how records came to be between the two sides.
pub(crate) trait Past {
    /// The day on which it was recorded that this was done on that day; nothing where nobody knows.
    fn recorded(&self, unit: UnitIx, occurrence: OccurrenceIx, done: NaiveDate) -> Option<NaiveDate>;
    /// The extensions that there were on the way, the first one first: when each was granted, and to which day.
    fn extensions(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Vec<(NaiveDate, NaiveDate)>;
}

/// The marks of an obligation whose record changed.
pub(crate) fn of(
    sides: Sides<'_>,
    before: Option<&Side>,
    after: &Side,
    (past, unit): (&dyn Past, UnitIx),
) -> Vec<Mark> {
    let was = before.map(Side::said).unwrap_or_default();
    let is = after.said();
    let mut marks = Vec::new();
    if !was.is_empty() && after.facts.is_none() {
        marks.push(Mark::RecordDeleted);
    }
    match (was.day(Field::Done), is.day(Field::Done)) {
        (Some(done), None) => marks.push(Mark::Withdrawn { done }),
        (Some(from), Some(to)) if from != to => marks.push(Mark::Rewritten { from, to }),
        (Some(done), Some(_)) if was.get(Field::Accepted).is_some() && is.get(Field::Accepted).is_none() => {
            marks.push(Mark::Withdrawn { done });
        }
        _ => {}
    }
    if let Some(done) = is.day(Field::Done).filter(|done| was.day(Field::Done) != Some(*done)) {
        let late = |recorded: &NaiveDate| (*recorded - done).num_days() > i64::from(sides.backdated);
        if let Some(recorded) = past.recorded(unit, after.occurrence, done).filter(late) {
            marks.push(Mark::Backdated { done, recorded });
        }
    }
    let gone: Vec<String> =
        was.evidence().iter().filter(|text| !is.has_evidence(text)).map(ToString::to_string).collect();
    if !gone.is_empty() {
        marks.push(Mark::EvidenceRemoved { gone });
    }
    if let Some(extended) = is.extended().filter(|_| was.differing(&is).contains(&Field::Extended))
        && let Some(mut due) = was.extended().map(|it| it.to).or(sides.plan_after().occurrence(after.occurrence).due)
        && extended.on > due
    {
        // One that was granted in time on the way put off the last day in force.
        for (on, to) in past.extensions(unit, after.occurrence) {
            if on <= due && on < extended.on {
                due = to;
            }
        }
        if extended.on > due {
            marks.push(Mark::ExtendedLate { on: extended.on, due });
        }
    }
    marks
}
