//! Days and periods of the calendar, as far as writing a believable workspace needs them.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(i32);

impl Day {
    /// The day of this date (Howard Hinnant's `days_from_civil`).
    pub const fn of(year: i32, month: u32, day: u32) -> Self {
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = ((month + 9) % 12).cast_signed();
        let day_of_year = (153 * month_from_march + 2) / 5 + day.cast_signed() - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day of the month.
    pub const fn date(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month.cast_unsigned(), day.cast_unsigned())
    }

    /// So many days later, or earlier.
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// 1 for Monday to 7 for Sunday.
    const fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7) + 1
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

/// What a recurring task recurs by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

impl Every {
    /// The word of the plan file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
        }
    }

    const fn months(self) -> u32 {
        match self {
            Self::Week => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    /// The periods of this kind that lie wholly or partly within these days, in time order.
    pub fn periods(self, starts: Day, ends: Day) -> Vec<Period> {
        let mut found = Vec::new();
        let mut period = self.around(starts);
        while period.first <= ends {
            let next = self.around(period.last.plus(1));
            found.push(period);
            period = next;
        }
        found
    }

    /// The period of this kind that holds the day.
    fn around(self, day: Day) -> Period {
        if self == Self::Week {
            let first = day.plus(1 - day.weekday());
            let (year, ..) = first.plus(3).date();
            let week = (first.plus(3).0 - Day::of(year, 1, 1).0) / 7 + 1;
            return Period { label: format!("{year:04}-W{week:02}"), first, last: first.plus(6) };
        }
        let (year, month, _) = day.date();
        let number = (month - 1) / self.months() + 1;
        let first_month = (number - 1) * self.months() + 1;
        let after = first_month + self.months();
        let (next_year, next_month) = if after > 12 { (year + 1, after - 12) } else { (year, after) };
        let label = match self {
            Self::Year => format!("{year:04}"),
            Self::Half => format!("{year:04}-H{number}"),
            Self::Quarter => format!("{year:04}-Q{number}"),
            Self::Month | Self::Week => format!("{year:04}-{number:02}"),
        };
        Period { label, first: Day::of(year, first_month, 1), last: Day::of(next_year, next_month, 1).plus(-1) }
    }
}

/// A named stretch of days.
#[derive(Clone, Debug)]
pub struct Period {
    pub label: String,
    pub first: Day,
    pub last: Day,
}
