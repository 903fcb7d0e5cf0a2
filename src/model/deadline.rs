//! Deadlines: the grammar of `due`, and the nominal last day that each form gives.
//!
//! The rules are those of the file format, section 2. Nothing here knows of units or records.

use chrono::NaiveDate;

use super::calendar::WorkCalendar;
use super::id::EventIx;
use super::period::{Period, PeriodError, PeriodKind, day_before, shift};

/// The most days that an offset such as `end + N days` may have: ten years.
pub(crate) const MAX_OFFSET_DAYS: u32 = 3_660;

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
    /// The last day that is "before" `day`.
    pub(crate) fn last_day(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Exclusive => day_before(day),
            Self::Inclusive => Some(day),
        }
    }
}

/// So many days, or working days, after (before, if negative) a day that is day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Offset {
    /// How many; negative counts back.
    pub(crate) days: i64,
    /// Whether only working days count.
    pub(crate) working: bool,
}

impl Offset {
    fn from(self, day: NaiveDate, calendar: &WorkCalendar) -> Option<NaiveDate> {
        if self.working { calendar.nth_working_day(day, self.days) } else { shift(day, self.days) }
    }
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
    /// `"event E"`, `"event E + N days"`.
    Event(E, Offset),
    /// `"before event E"`.
    BeforeEvent(E),
    Ongoing,
    /// The plan names no time.
    Unstated,
}

/// When in each of its periods a recurring task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// `"end"`, `"end + N days"`.
    End(Offset),
    /// `"day N"` of the period's last month (of the week, for weeks).
    Day(u32),
    /// `"before day N"`.
    BeforeDay(u32),
    /// `"day N of next month"`.
    DayOfNextMonth(u32),
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
    /// The number of days is outside its limits (the most allowed is given).
    NumberOutOfRange(u32),
    /// The form belongs to tasks with `every`, and this task has none.
    NeedsEvery,
    /// The form belongs to tasks without `every`, and this task has one.
    NotWithEvery,
    /// `"day N of next month"`, or a day past 7, with `every = "week"`.
    NotForWeeks,
}

impl Deadline<()> {
    /// Reads `due` of a task without `every`. An event is given back by its id as written.
    pub fn parse(text: &str) -> Result<Deadline<&str>, DeadlineError> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        match words.as_slice() {
            ["ongoing"] => Ok(Deadline::Ongoing),
            ["unstated"] => Ok(Deadline::Unstated),
            ["before", "event", event] => Ok(Deadline::BeforeEvent(event)),
            ["event", event] => Ok(Deadline::Event(event, Offset::default())),
            ["event", event, offset @ ..] => Ok(Deadline::Event(event, parse_offset(offset, &["+", "-"])?)),
            ["before", period] if *period != "day" => Ok(Deadline::Before(parse_period(period)?)),
            [one] if *one != "end" => match one.split_once("..") {
                Some((first, last)) => {
                    let (first, last) = (parse_period(first)?, parse_period(last)?);
                    if last.last() < first.first() {
                        return Err(DeadlineError::Backwards);
                    }
                    Ok(Deadline::Through(first, last))
                }
                None => Ok(Deadline::Within(parse_period(one)?)),
            },
            _ => Err(match Recurrence::parse_words(&words) {
                Ok(_) => DeadlineError::NeedsEvery,
                Err(_) => DeadlineError::Unreadable,
            }),
        }
    }
}

impl<E> Deadline<E> {
    /// The same deadline with its event looked up.
    pub fn resolve<F>(self, mut event: impl FnMut(E) -> Option<F>) -> Option<Deadline<F>> {
        Some(match self {
            Self::Within(period) => Deadline::Within(period),
            Self::Through(first, last) => Deadline::Through(first, last),
            Self::Before(period) => Deadline::Before(period),
            Self::Event(name, offset) => Deadline::Event(event(name)?, offset),
            Self::BeforeEvent(name) => Deadline::BeforeEvent(event(name)?),
            Self::Ongoing => Deadline::Ongoing,
            Self::Unstated => Deadline::Unstated,
        })
    }

    /// Whether its meaning hangs on `[plan] before`.
    pub(crate) fn depends_on_before(&self) -> bool {
        match self {
            Self::Before(period) => period.kind() == PeriodKind::Day,
            Self::BeforeEvent(_) => true,
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
    /// The nominal last day. `event_day` gives an event's date, if it has one.
    pub fn nominal(
        &self,
        before: BeforeReading,
        calendar: &WorkCalendar,
        event_day: impl Fn(EventIx) -> Option<NaiveDate>,
    ) -> LastDay {
        match *self {
            Self::Within(period) | Self::Through(_, period) => LastDay::On(period.last()),
            Self::Before(period) if period.kind() == PeriodKind::Day => before.last_day(period.first()).into(),
            Self::Before(period) => day_before(period.first()).into(),
            Self::Event(event, offset) => {
                event_day(event).map_or(LastDay::EventOpen, |day| offset.from(day, calendar).into())
            }
            Self::BeforeEvent(event) => event_day(event).map_or(LastDay::EventOpen, |day| before.last_day(day).into()),
            Self::Ongoing | Self::Unstated => LastDay::Never,
        }
    }
}

impl Recurrence {
    /// Reads `due` of a task whose `every` has these kinds of period.
    pub fn parse(text: &str, every: &[PeriodKind]) -> Result<Self, DeadlineError> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let rule = Self::parse_words(&words).map_err(|error| match error {
            DeadlineError::Unreadable if Deadline::parse(text).is_ok() => DeadlineError::NotWithEvery,
            other => other,
        })?;
        let weekly = every.contains(&PeriodKind::Week);
        match rule {
            Self::DayOfNextMonth(_) if weekly => Err(DeadlineError::NotForWeeks),
            Self::Day(day) | Self::BeforeDay(day) if weekly && day > 7 => Err(DeadlineError::NotForWeeks),
            _ => Ok(rule),
        }
    }

    fn parse_words(words: &[&str]) -> Result<Self, DeadlineError> {
        match words {
            ["end"] => Ok(Self::End(Offset::default())),
            ["end", offset @ ..] => Ok(Self::End(parse_offset(offset, &["+"])?)),
            ["day", day] => Ok(Self::Day(parse_day(day)?)),
            ["before", "day", day] => Ok(Self::BeforeDay(parse_day(day)?)),
            ["day", day, "of", "next", "month"] => Ok(Self::DayOfNextMonth(parse_day(day)?)),
            _ => Err(DeadlineError::Unreadable),
        }
    }

    /// The nominal last day of the obligation for `period`.
    pub fn nominal(self, period: Period, before: BeforeReading, calendar: &WorkCalendar) -> LastDay {
        match self {
            Self::End(offset) => offset.from(period.last(), calendar),
            Self::Day(day) => day_of_last_month(period, day),
            Self::BeforeDay(day) => day_of_last_month(period, day).and_then(|day| before.last_day(day)),
            Self::DayOfNextMonth(day) => {
                let month = shift(period.last(), 1).and_then(|first| Period::containing(PeriodKind::Month, first));
                month.and_then(|month| clamped(month, day))
            }
        }
        .into()
    }

    /// Whether its meaning hangs on `[plan] before`.
    pub(crate) fn depends_on_before(self) -> bool {
        matches!(self, Self::BeforeDay(_))
    }
}

/// Day `day` of the period's last month, or of the week.
fn day_of_last_month(period: Period, day: u32) -> Option<NaiveDate> {
    if period.kind() == PeriodKind::Week {
        return shift(period.first(), i64::from(day) - 1);
    }
    clamped(Period::containing(PeriodKind::Month, period.last())?, day)
}

/// Day `day` of `month`, or the month's last day where it is shorter.
fn clamped(month: Period, day: u32) -> Option<NaiveDate> {
    Some(shift(month.first(), i64::from(day) - 1)?.min(month.last()))
}

fn parse_period(text: &str) -> Result<Period, DeadlineError> {
    Period::parse(text).map_err(|error| match error {
        PeriodError::NotAPeriod => DeadlineError::Unreadable,
        PeriodError::NoSuchPeriod => DeadlineError::NoSuchPeriod(text.to_owned()),
    })
}

fn parse_offset(words: &[&str], signs: &[&str]) -> Result<Offset, DeadlineError> {
    let (sign, number, working) = match words {
        [sign, number, "days"] => (sign, number, false),
        [sign, number, "working", "days"] => (sign, number, true),
        _ => return Err(DeadlineError::Unreadable),
    };
    if !signs.contains(sign) {
        return Err(DeadlineError::Unreadable);
    }
    let days = parse_number(number, 0, MAX_OFFSET_DAYS)?;
    let days = if *sign == "-" { -i64::from(days) } else { i64::from(days) };
    Ok(Offset { days, working })
}

fn parse_day(text: &str) -> Result<u32, DeadlineError> {
    parse_number(text, 1, 31)
}

fn parse_number(text: &str, least: u32, most: u32) -> Result<u32, DeadlineError> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DeadlineError::Unreadable);
    }
    match text.parse::<u32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(DeadlineError::NumberOutOfRange(most)),
    }
}
