//! Deadlines: the grammar of `due` of a task that is owed once, and the nominal last day that each form gives.
//!
//! The rules are those of the file format, section 2. Nothing here knows of units or records.

use chrono::{Months, NaiveDate};

use super::calendar::WorkCalendar;
use super::id::EventIx;
use super::period::{Period, PeriodError, PeriodKind, day_before, shift};

/// The most days, weeks, months or years that an offset such as `end + N days` may have.
pub(crate) const MAX_OFFSET: u32 = 3_660;

/// How `before <day>` is read: `[plan] before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum BeforeReading {
    /// The day itself is too late.
    #[default]
    Exclusive,
    /// The day itself still counts.
    Inclusive,
}

impl BeforeReading {
    /// As files write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Exclusive => "exclusive",
            Self::Inclusive => "inclusive",
        }
    }

    /// The last day that is "before" `point`: only of a day it hangs on the reading.
    pub(crate) fn last_day(self, point: Period) -> Option<NaiveDate> {
        match (self, point.kind()) {
            (Self::Inclusive, PeriodKind::Day) => Some(point.first()),
            _ => day_before(point.first()),
        }
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum OffsetUnit {
    #[default]
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,
}

impl OffsetUnit {
    /// Reads `days`, or `day` where there is one.
    fn parse(words: &[&str], count: u32) -> Option<Self> {
        let (one, many) = match words {
            ["working", word] => ("working", *word),
            [word] => ("", *word),
            _ => return None,
        };
        let steps = [("day", Self::Days), ("week", Self::Weeks), ("month", Self::Months), ("year", Self::Years)];
        let found = steps.into_iter().find(|(name, _)| {
            many.strip_prefix(name).is_some_and(|ending| ending == "s" || (ending.is_empty() && count == 1))
        });
        match (found?.1, one) {
            (Self::Days, "working") => Some(Self::WorkingDays),
            (step, "") => Some(step),
            _ => None,
        }
    }
}

/// So many days, working days, weeks, months or years after (before, if negative) a day that is day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Offset {
    /// How many; negative counts back.
    pub(crate) count: i64,
    pub(crate) step: OffsetUnit,
}

impl Offset {
    /// Reads `+ 5 working days`; nothing is no offset.
    pub(super) fn parse(words: &[&str]) -> Result<Self, DeadlineError> {
        let (sign, number, step) = match words {
            [] => return Ok(Self::default()),
            [sign @ ("+" | "-"), number, step @ ..] => (*sign, *number, step),
            _ => return Err(DeadlineError::Unreadable),
        };
        // The word is looked at first: of a text that is no offset at all, no number is too large.
        let step = |count| OffsetUnit::parse(step, count).ok_or(DeadlineError::Unreadable);
        step(1)?;
        let count = parse_number(number, 0, MAX_OFFSET)?;
        let step = step(count)?;
        Ok(Self { count: if sign == "-" { -i64::from(count) } else { i64::from(count) }, step })
    }

    /// The day so far from `day`: the same day of the week, of the month or of the year, clamped to the month's length.
    pub(super) fn from(self, day: NaiveDate, calendar: &WorkCalendar) -> Option<NaiveDate> {
        match self.step {
            OffsetUnit::Days => shift(day, self.count),
            OffsetUnit::WorkingDays => calendar.nth_working_day(day, self.count),
            OffsetUnit::Weeks => shift(day, self.count * 7),
            OffsetUnit::Months => shift_months(day, self.count),
            OffsetUnit::Years => shift_months(day, self.count * 12),
        }
    }
}

/// `day` moved by so many months: the same day of the month, or its last where it is shorter.
fn shift_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let distance = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(distance) } else { day.checked_add_months(distance) }
}

/// The time limit of a task that is owed once. `E` is how an event is named: by id as read, by index once resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline<E = EventIx> {
    /// `due = 2024-03-15`, or a period: its last day.
    Within(Period),
    /// `"P..P"`: the last day of the second.
    Through(Period, Period),
    /// `"before P"`: for a day, as `[plan] before` says; else the day before P begins.
    Before(Period),
    /// `"event E"`, `"before event E + N days"`: `before` is applied last.
    Event {
        event: E,
        offset: Offset,
        before: bool,
    },
    Ongoing,
    /// The plan names no time.
    Unstated,
}

/// Why a `due` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadlineError {
    /// It is none of the forms.
    Unreadable,
    /// This word was to be a period; there is no such period.
    NoSuchPeriod(String),
    /// `"P..P"` whose second period ends before the first begins.
    Backwards,
    /// A number is outside its limits, which are given.
    NumberOutOfRange(u32, u32),
    /// It is one of the forms, but not for this kind of period.
    NotForKind,
}

impl Deadline<()> {
    /// Reads `due` of a task without `every`. An event is given back by its id as written.
    pub fn parse(text: &str) -> Result<Deadline<&str>, DeadlineError> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        match words.as_slice() {
            ["ongoing"] => Ok(Deadline::Ongoing),
            ["unstated"] => Ok(Deadline::Unstated),
            ["before", "event", event, offset @ ..] => {
                Ok(Deadline::Event { event, offset: Offset::parse(offset)?, before: true })
            }
            ["event", event, offset @ ..] => {
                Ok(Deadline::Event { event, offset: Offset::parse(offset)?, before: false })
            }
            ["before", period] => Ok(Deadline::Before(parse_period(period)?)),
            [one] => match one.split_once("..") {
                Some((first, last)) => {
                    let (first, last) = (parse_period(first)?, parse_period(last)?);
                    if last.last() < first.first() {
                        return Err(DeadlineError::Backwards);
                    }
                    Ok(Deadline::Through(first, last))
                }
                None => Ok(Deadline::Within(parse_period(one)?)),
            },
            _ => Err(DeadlineError::Unreadable),
        }
    }
}

impl<E> Deadline<E> {
    /// The same deadline with its event looked up.
    pub fn resolve<F>(self, mut find: impl FnMut(E) -> Option<F>) -> Option<Deadline<F>> {
        Some(match self {
            Self::Within(period) => Deadline::Within(period),
            Self::Through(first, last) => Deadline::Through(first, last),
            Self::Before(period) => Deadline::Before(period),
            Self::Event { event, offset, before } => Deadline::Event { event: find(event)?, offset, before },
            Self::Ongoing => Deadline::Ongoing,
            Self::Unstated => Deadline::Unstated,
        })
    }

    /// Whether it is the day before something: such a last day never moves forward.
    pub(crate) fn is_before(&self) -> bool {
        matches!(self, Self::Before(_) | Self::Event { before: true, .. })
    }

    /// Whether its meaning hangs on `[plan] before`.
    pub(crate) fn depends_on_before(&self) -> bool {
        match self {
            Self::Before(period) => period.kind() == PeriodKind::Day,
            Self::Event { before, .. } => *before,
            _ => false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastDay {
    On(NaiveDate),
    /// There is none: standing work, or no time named.
    Never,
    /// There is none yet: its event has no date.
    EventOpen,
    /// The reckoning leaves the calendar, or finds no working day.
    Unreachable,
}

impl LastDay {
    pub(crate) fn day(self) -> Option<NaiveDate> {
        if let Self::On(day) = self { Some(day) } else { None }
    }
}

impl From<Option<NaiveDate>> for LastDay {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Unreachable, Self::On)
    }
}

impl Deadline<EventIx> {
    /// The event that it hangs on.
    pub(crate) fn event(&self) -> Option<EventIx> {
        if let Self::Event { event, .. } = self { Some(*event) } else { None }
    }

    /// The nominal last day. `event_day` gives an event's date, if it has one.
    pub fn nominal(
        &self,
        reading: BeforeReading,
        calendar: &WorkCalendar,
        event_day: impl Fn(EventIx) -> Option<NaiveDate>,
    ) -> LastDay {
        match *self {
            Self::Within(period) | Self::Through(_, period) => LastDay::On(period.last()),
            Self::Before(period) => reading.last_day(period).into(),
            Self::Event { event, offset, before } => event_day(event).map_or(LastDay::EventOpen, |day| {
                let day = offset.from(day, calendar);
                day.and_then(|day| if before { reading.last_day(Period::day(day)) } else { Some(day) }).into()
            }),
            Self::Ongoing | Self::Unstated => LastDay::Never,
        }
    }
}

fn parse_period(text: &str) -> Result<Period, DeadlineError> {
    Period::parse(text).map_err(|error| match error {
        PeriodError::NotAPeriod => DeadlineError::Unreadable,
        PeriodError::NoSuchPeriod => DeadlineError::NoSuchPeriod(text.to_owned()),
    })
}

/// A whole number within limits, both allowed.
pub(super) fn parse_number(text: &str, least: u32, most: u32) -> Result<u32, DeadlineError> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DeadlineError::Unreadable);
    }
    match text.parse::<u32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(DeadlineError::NumberOutOfRange(least, most)),
    }
}
