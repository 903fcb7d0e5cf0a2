//! Periods: a day, week, half-month, month, quarter, half-year, nine months or year of the calendar, and the quarters
//! that reports count by.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The first day that this program reckons with: year 1, since year 0 is no year of the civil calendar.
pub(crate) const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("1 January of year 1 exists");
/// The last day that this program reckons with: the last one that ISO 8601 writes with four digits.
pub(crate) const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("31 December 9999 exists");

/// The day after `day`, or nothing past the end of the calendar's range.
pub(crate) fn day_after(day: NaiveDate) -> Option<NaiveDate> {
    day.succ_opt()
}

/// The day before `day`, or nothing before the start of the calendar's range.
pub(crate) fn day_before(day: NaiveDate) -> Option<NaiveDate> {
    day.pred_opt()
}

/// `day` moved by `days` calendar days, forward or back; nothing outside chrono's range.
pub(crate) fn shift(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodKind {
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// Days 1 to 15 of a month, or the rest of it.
    HalfMonth,
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Six months from January or July.
    Half,
    /// January to September.
    NineMonths,
    Year,
}

impl PeriodKind {
    /// The kinds of period that reports are made for, by their words.
    pub(crate) const WORDS: [(&'static str, Self); 6] = [
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half", Self::Half),
        ("nine-months", Self::NineMonths),
        ("year", Self::Year),
    ];

    /// A period of this kind as it is typed.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Self::Day => "2024-04-26",
            Self::Week => "2024-W15",
            Self::HalfMonth => "2024-04-H1",
            Self::Month => "2024-04",
            Self::Quarter => "2024-Q1",
            Self::Half => "2024-H1",
            Self::NineMonths => "2024-9M",
            Self::Year => "2024",
        }
    }

    /// How many months it spans, where its periods follow each other by whole months.
    pub(crate) fn months(self) -> Option<u32> {
        match self {
            Self::Day | Self::Week | Self::HalfMonth | Self::NineMonths => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
        }
    }
}

/// A period of the calendar, with its first and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    kind: PeriodKind,
    first: NaiveDate,
    last: NaiveDate,
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It does not have the form of one.
    NotAPeriod,
    /// It has the form, but the calendar has no such period: `2024-13`, `2023-W53`, `2024-02-30`.
    NoSuchPeriod,
}

impl Period {
    /// Reads `2024`, `2024-H1`, `2024-9M`, `2024-Q1`, `2024-04`, `2024-04-H1`, `2024-W15` or `2024-04-26`.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        use PeriodError::{NoSuchPeriod, NotAPeriod};
        let number = |digits: &str| -> Option<u32> {
            let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            all_digits.then(|| digits.parse().ok()).flatten()
        };
        let year_text = text.get(..4).ok_or(NotAPeriod)?;
        let year = number(year_text).ok_or(NotAPeriod)?;
        let year = i32::try_from(year).map_err(|_| NotAPeriod)?;
        let rest = &text[4..];
        let found = match (rest.len(), rest.as_bytes()) {
            (0, _) => Self::numbered(PeriodKind::Year, year, 1),
            (3, [b'-', b'H', _]) => Self::numbered(PeriodKind::Half, year, number(&rest[2..]).ok_or(NotAPeriod)?),
            (3, [b'-', b'Q', _]) => Self::numbered(PeriodKind::Quarter, year, number(&rest[2..]).ok_or(NotAPeriod)?),
            (3, b"-9M") => Self::numbered(PeriodKind::NineMonths, year, 1),
            (3, [b'-', ..]) => Self::numbered(PeriodKind::Month, year, number(&rest[1..]).ok_or(NotAPeriod)?),
            (4, [b'-', b'W', ..]) => Self::numbered(PeriodKind::Week, year, number(&rest[2..]).ok_or(NotAPeriod)?),
            (6, [b'-', _, _, b'-', b'H', _]) => {
                let month = number(&rest[1..3]).ok_or(NotAPeriod)?;
                let half = number(&rest[5..]).ok_or(NotAPeriod)?;
                let day = [1, 16].get(half.wrapping_sub(1) as usize);
                let day = day.and_then(|day| NaiveDate::from_ymd_opt(year, month, *day));
                day.and_then(|day| Self::containing(PeriodKind::HalfMonth, day))
            }
            (6, [b'-', _, _, b'-', ..]) => {
                let month = number(&rest[1..3]).ok_or(NotAPeriod)?;
                let day = number(&rest[4..]).ok_or(NotAPeriod)?;
                NaiveDate::from_ymd_opt(year, month, day).map(Self::day)
            }
            _ => return Err(NotAPeriod),
        };
        found.filter(|period| period.first >= FIRST_DAY).ok_or(NoSuchPeriod)
    }

    /// The `number`th period of its kind in `year` (for weeks: the ISO year), counted from 1.
    fn numbered(kind: PeriodKind, year: i32, number: u32) -> Option<Self> {
        let first = match kind.months() {
            Some(months) => {
                NaiveDate::from_ymd_opt(year, number.checked_sub(1)?.checked_mul(months)?.checked_add(1)?, 1)
            }
            None if kind == PeriodKind::NineMonths => NaiveDate::from_ymd_opt(year, 1, 1),
            None => NaiveDate::from_isoywd_opt(year, number, Weekday::Mon),
        }?;
        Self::containing(kind, first)
    }

    pub(crate) fn day(day: NaiveDate) -> Self {
        Self { kind: PeriodKind::Day, first: day, last: day }
    }

    /// The period of this kind in which `day` lies; nothing at the ends of chrono's range, and for a day past September
    /// no nine months.
    pub fn containing(kind: PeriodKind, day: NaiveDate) -> Option<Self> {
        let months =
            |first: NaiveDate, months: u32| Some((first, day_before(first.checked_add_months(Months::new(months))?)?));
        let (first, last) = match kind {
            PeriodKind::Day => (day, day),
            PeriodKind::Week => {
                let first = shift(day, -i64::from(day.weekday().num_days_from_monday()))?;
                (first, shift(first, 6)?)
            }
            PeriodKind::HalfMonth => {
                let (first, last) = months(day.with_day(1)?, 1)?;
                if day.day() <= 15 { (first, day.with_day(15)?) } else { (day.with_day(16)?, last) }
            }
            PeriodKind::NineMonths => months(NaiveDate::from_ymd_opt(day.year(), 1, 1)?, 9).filter(|it| day <= it.1)?,
            PeriodKind::Month | PeriodKind::Quarter | PeriodKind::Half | PeriodKind::Year => {
                let length = kind.months()?;
                let month = (day.month0() / length) * length + 1;
                months(NaiveDate::from_ymd_opt(day.year(), month, 1)?, length)?
            }
        };
        Some(Self { kind, first, last })
    }

    /// The next period of the same kind.
    pub fn next(self) -> Option<Self> {
        match self.kind {
            PeriodKind::NineMonths => Self::containing(self.kind, self.first.checked_add_months(Months::new(12))?),
            kind => Self::containing(kind, day_after(self.last)?),
        }
    }

    /// The period of the same kind before it.
    pub(crate) fn previous(self) -> Option<Self> {
        match self.kind {
            PeriodKind::NineMonths => Self::containing(self.kind, self.first.checked_sub_months(Months::new(12))?),
            kind => Self::containing(kind, day_before(self.first)?),
        }
    }

    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    pub fn first(self) -> NaiveDate {
        self.first
    }

    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Which one of its kind it is in its year, from 1; a day counts in its month.
    pub fn number(self) -> u32 {
        match self.kind.months() {
            Some(months) => self.first.month0() / months + 1,
            None => match self.kind {
                PeriodKind::Week => self.first.iso_week().week(),
                PeriodKind::HalfMonth => self.first.month0() * 2 + if self.first.day() == 1 { 1 } else { 2 },
                PeriodKind::NineMonths => 1,
                _ => self.first.day(),
            },
        }
    }

    /// The year it belongs to: for a week, the ISO year.
    pub fn year(self) -> i32 {
        match self.kind {
            PeriodKind::Week => self.first.iso_week().year(),
            _ => self.first.year(),
        }
    }
}

impl fmt::Display for Period {
    /// As files write it: what [`Period::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = (self.year(), self.number());
        match self.kind {
            PeriodKind::Day => write!(f, "{}", self.first),
            PeriodKind::Week => write!(f, "{year:04}-W{number:02}"),
            PeriodKind::HalfMonth => {
                write!(f, "{year:04}-{:02}-H{}", self.first.month(), if self.first.day() == 1 { 1 } else { 2 })
            }
            PeriodKind::Month => write!(f, "{year:04}-{number:02}"),
            PeriodKind::Quarter => write!(f, "{year:04}-Q{number}"),
            PeriodKind::Half => write!(f, "{year:04}-H{number}"),
            PeriodKind::NineMonths => write!(f, "{year:04}-9M"),
            PeriodKind::Year => write!(f, "{year:04}"),
        }
    }
}

/// A quarter of a year, by which the board counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    number: u8,
}

impl Quarter {
    /// The quarter in which `day` lies.
    pub fn of(day: NaiveDate) -> Self {
        let number = u8::try_from(day.month0() / 3 + 1).expect("a year has four quarters");
        Self { year: day.year(), number }
    }

    pub(crate) fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    pub(crate) fn number(self) -> u8 {
        self.number
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date in a test")
    }

    #[test]
    fn each_form_has_its_first_and_last_day() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-H2", "2024-07-01", "2024-12-31"),
            ("2024-9M", "2024-01-01", "2024-09-30"),
            ("2024-04-H1", "2024-04-01", "2024-04-15"),
            ("2024-04-H2", "2024-04-16", "2024-04-30"),
            ("2023-02-H2", "2023-02-16", "2023-02-28"),
            ("2024-Q1", "2024-01-01", "2024-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-02", "2023-02-01", "2023-02-28"),
            ("2024-W15", "2024-04-08", "2024-04-14"),
            ("2026-W53", "2026-12-28", "2027-01-03"),
            ("2025-W01", "2024-12-30", "2025-01-05"),
            ("2024-04-26", "2024-04-26", "2024-04-26"),
            ("0001", "0001-01-01", "0001-12-31"),
        ] {
            let period = Period::parse(text).expect(text);
            assert_eq!((period.first(), period.last()), (day(first), day(last)), "{text}");
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn each_counts_in_its_year_from_one() {
        let numbers =
            ["2024-04-H1", "2024-04-H2", "2024-9M", "2024-H2", "2024-Q3", "2024-04", "2026-W53", "2024-04-26"]
                .map(|text| Period::parse(text).expect(text).number());
        assert_eq!(numbers, [7, 8, 1, 2, 3, 4, 53, 26]);
        let quarter = Quarter::of(day("2024-07-01"));
        assert_eq!((quarter.year(), quarter.number()), (2024, 3));
    }

    #[test]
    fn what_the_calendar_lacks_is_told_from_what_is_no_period() {
        for text in [
            "2024-13",
            "2024-00",
            "2024-Q5",
            "2024-Q0",
            "2024-H3",
            "2024-04-H0",
            "2024-04-H3",
            "2024-13-H1",
            "0000-9M",
            "2024-W53",
            "2024-W00",
            "2024-02-30",
            "0000",
            "0000-12-31",
        ] {
            assert_eq!(Period::parse(text), Err(PeriodError::NoSuchPeriod), "{text}");
        }
        for text in [
            "",
            "24",
            "2024-",
            "2024-q1",
            "2024-9m",
            "2024-6M",
            "2024-4-H1",
            "2024-04-h1",
            "2024-04-HH",
            "2024-4",
            "2024-04-1",
            "2024/04",
            "2024-W5",
            "quý I",
            "2024-04-26x",
            "+024",
            "2024-+1",
            "2024Q1",
            "ă024",
        ] {
            assert_eq!(Period::parse(text), Err(PeriodError::NotAPeriod), "{text}");
        }
    }

    #[test]
    fn every_day_of_three_centuries_lies_in_the_period_that_claims_it() {
        let mut today = day("1900-01-01");
        while today < day("2200-01-01") {
            for kind in [
                PeriodKind::Day,
                PeriodKind::Week,
                PeriodKind::HalfMonth,
                PeriodKind::Month,
                PeriodKind::Quarter,
                PeriodKind::Half,
                PeriodKind::Year,
            ] {
                let period = Period::containing(kind, today).expect("inside the calendar");
                assert!(period.first() <= today && today <= period.last(), "{today}");
                assert_eq!(Period::parse(&period.to_string()), Ok(period));
                let next = period.next().expect("inside the calendar");
                assert_eq!(Some(next.first()), day_after(period.last()));
                assert_eq!(next.previous(), Some(period));
            }
            today = day_after(today).expect("inside the calendar");
        }
    }
}
