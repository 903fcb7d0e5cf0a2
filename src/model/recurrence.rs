//! Recurrences: the kinds of period of `every`, the grammar of `due` within them, and the last day that each form gives.
//!
//! The rules are those of the file format, section 2.

use chrono::{Datelike, NaiveDate};

use super::calendar::WorkCalendar;
use super::deadline::{BeforeReading, DeadlineError, LastDay, Offset, OffsetUnit, parse_number};
use super::period::{Period, PeriodKind, day_after, shift};

/// A word of `every`: which periods a task recurs for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    Day,
    /// The days on which offices work.
    WorkingDay,
    Week,
    HalfMonth,
    Month,
    Quarter,
    Half,
    /// The first half of each year.
    FirstHalf,
    /// The first nine months of each year.
    NineMonths,
    Year,
}

impl Every {
    pub const WORDS: [(&'static str, Self); 10] = [
        ("day", Self::Day),
        ("working-day", Self::WorkingDay),
        ("week", Self::Week),
        ("half-month", Self::HalfMonth),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half", Self::Half),
        ("first-half", Self::FirstHalf),
        ("nine-months", Self::NineMonths),
        ("year", Self::Year),
    ];

    /// As files write it.
    pub(crate) fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, every)| *every == self).map_or("", |(word, _)| word)
    }

    /// The kind of its periods.
    pub fn kind(self) -> PeriodKind {
        match self {
            Self::Day | Self::WorkingDay => PeriodKind::Day,
            Self::Week => PeriodKind::Week,
            Self::HalfMonth => PeriodKind::HalfMonth,
            Self::Month => PeriodKind::Month,
            Self::Quarter => PeriodKind::Quarter,
            Self::Half | Self::FirstHalf => PeriodKind::Half,
            Self::NineMonths => PeriodKind::NineMonths,
            Self::Year => PeriodKind::Year,
        }
    }

    /// Its periods that lie wholly or partly within these days, in time order.
    pub(crate) fn periods(
        self,
        starts: NaiveDate,
        ends: NaiveDate,
        calendar: &WorkCalendar,
    ) -> impl Iterator<Item = Period> + '_ {
        let once_a_year = matches!(self, Self::FirstHalf | Self::NineMonths);
        let around = Period::containing(if once_a_year { PeriodKind::Year } else { self.kind() }, starts);
        let around = std::iter::successors(around, |period| period.next()).take_while(move |it| it.first() <= ends);
        let own = around.filter_map(move |around| Period::containing(self.kind(), around.first()));
        own.filter(move |period| {
            period.last() >= starts && (self != Self::WorkingDay || calendar.is_working_day(period.first()))
        })
    }
}

/// When in each of its periods a recurring task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub(crate) point: DuePoint,
    /// Whether it is to be done before that point.
    pub(crate) before: bool,
}

/// A point in, or counted from, a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuePoint {
    /// `"end"`, `"end + N days"`.
    End(Offset),
    /// `"day N"` of the period's last month (of the week, for weeks).
    Day(u32),
    /// `"day N of next month"`.
    DayOfNextMonth(u32),
    /// `"day N of month M"`, `"month M"`, `"quarter Q"`.
    OfYear(PartOfYear, WhichYear),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfYear {
    Day { day: u32, month: u32 },
    Month(u32),
    Quarter(u32),
}

/// A year, seen from the period's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichYear {
    Previous,
    Same,
    Next,
}

impl Default for Recurrence {
    /// `"end"`.
    fn default() -> Self {
        Self { point: DuePoint::End(Offset::default()), before: false }
    }
}

impl Recurrence {
    /// Reads `due` of a task, whatever its periods.
    pub fn parse(text: &str) -> Result<Self, DeadlineError> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let (before, words) = match words.as_slice() {
            ["before", point @ ..] => (true, point),
            point => (false, point),
        };
        Ok(Self { point: DuePoint::parse(words)?, before })
    }

    /// Reads `due` for periods of one kind.
    pub fn parse_for(text: &str, every: Every) -> Result<Self, DeadlineError> {
        Self::parse(text).and_then(|rule| if rule.suits(every) { Ok(rule) } else { Err(DeadlineError::NotForKind) })
    }

    fn suits(self, every: Every) -> bool {
        match every {
            Every::Day | Every::WorkingDay | Every::HalfMonth => !self.before && matches!(self.point, DuePoint::End(_)),
            Every::Week => match self.point {
                DuePoint::End(_) => true,
                DuePoint::Day(day) => day <= 7,
                DuePoint::DayOfNextMonth(_) | DuePoint::OfYear(..) => false,
            },
            Every::Year => true,
            Every::Month | Every::Quarter | Every::Half | Every::FirstHalf | Every::NineMonths => {
                !matches!(self.point, DuePoint::OfYear(..))
            }
        }
    }

    /// The nominal last day of the obligation for `period`.
    pub fn nominal(self, period: Period, reading: BeforeReading, calendar: &WorkCalendar) -> LastDay {
        let point = self.point.within(period, calendar);
        point.and_then(|point| if self.before { reading.last_day(point) } else { Some(point.last()) }).into()
    }

    /// Whether its meaning hangs on `[plan] before`: before a month or a quarter is before it begins.
    pub(crate) fn depends_on_before(self) -> bool {
        self.before && !matches!(self.point, DuePoint::OfYear(PartOfYear::Month(_) | PartOfYear::Quarter(_), _))
    }
}

impl DuePoint {
    fn parse(words: &[&str]) -> Result<Self, DeadlineError> {
        let day = |text: &str| parse_number(text, 1, 31);
        let month = |text: &str| parse_number(text, 1, 12);
        let (words, year) = match words {
            [part @ .., "of", "next", "year"] => (part, Some(WhichYear::Next)),
            [part @ .., "of", "previous", "year"] => (part, Some(WhichYear::Previous)),
            _ => (words, None),
        };
        let part = match words {
            ["day", number, "of", "month", of] => PartOfYear::Day { day: day(number)?, month: month(of)? },
            ["month", number] => PartOfYear::Month(month(number)?),
            ["quarter", number] => PartOfYear::Quarter(parse_number(number, 1, 4)?),
            _ if year.is_some() => return Err(DeadlineError::Unreadable),
            ["day", number] => return Ok(Self::Day(day(number)?)),
            ["day", number, "of", "next", "month"] => return Ok(Self::DayOfNextMonth(day(number)?)),
            ["end", offset @ ..] => {
                let offset = Offset::parse(offset)?;
                let allowed = match offset.step {
                    OffsetUnit::Days | OffsetUnit::WorkingDays => true,
                    OffsetUnit::Weeks | OffsetUnit::Months => words.get(1) != Some(&"-"),
                    OffsetUnit::Years => false,
                };
                return if allowed { Ok(Self::End(offset)) } else { Err(DeadlineError::Unreadable) };
            }
            _ => return Err(DeadlineError::Unreadable),
        };
        Ok(Self::OfYear(part, year.unwrap_or(WhichYear::Same)))
    }

    /// The day, month or quarter that it is for a period.
    fn within(self, period: Period, calendar: &WorkCalendar) -> Option<Period> {
        match self {
            Self::End(offset) => from_end(period.last(), offset, calendar).map(Period::day),
            Self::Day(day) if period.kind() == PeriodKind::Week => {
                shift(period.first(), i64::from(day) - 1).map(Period::day)
            }
            Self::Day(day) => day_of(period.last(), day),
            Self::DayOfNextMonth(day) => day_of(day_after(period.last())?, day),
            Self::OfYear(part, year) => part.of(period.year() + year.distance()),
        }
    }
}

impl WhichYear {
    fn distance(self) -> i32 {
        match self {
            Self::Previous => -1,
            Self::Same => 0,
            Self::Next => 1,
        }
    }
}

impl PartOfYear {
    fn of(self, year: i32) -> Option<Period> {
        let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
        match self {
            Self::Day { day, month: of } => day_of(month(of)?, day),
            Self::Month(of) => Period::containing(PeriodKind::Month, month(of)?),
            Self::Quarter(of) => Period::containing(PeriodKind::Quarter, month(of * 3)?),
        }
    }
}

/// So long after (before) the last day of a period. Months after the last day of a month is the last day of a month.
fn from_end(last: NaiveDate, offset: Offset, calendar: &WorkCalendar) -> Option<NaiveDate> {
    let day = offset.from(last, calendar)?;
    let ends_month = day_after(last)?.day() == 1;
    if offset.step == OffsetUnit::Months && ends_month {
        return Period::containing(PeriodKind::Month, day).map(Period::last);
    }
    Some(day)
}

/// Day `number` of the month in which `day` lies, or the month's last day where it is shorter.
fn day_of(day: NaiveDate, number: u32) -> Option<Period> {
    let month = Period::containing(PeriodKind::Month, day)?;
    Some(Period::day(shift(month.first(), i64::from(number) - 1)?.min(month.last())))
}
