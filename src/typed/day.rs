//! Days as people type them.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::DayFault;
use crate::model::period::{FIRST_DAY, LAST_DAY, day_before, shift};
use crate::text::fold;

/// A day as it was typed: some forms name one only together with the day on which they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDay {
    Whole(NaiveDate),
    /// `19/1`: a day of some year.
    Yearless {
        day: u32,
        month: u32,
    },
    /// `today`, `-3`: so many days after the day on which it is typed.
    Away(i64),
}

/// Which year a day without one is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// The latest that is not after today: what happened.
    Past,
    /// The first that is not before today: what is to come.
    Future,
}

impl TypedDay {
    /// Reads `2024-05-15`, `15/5/2024`, `15-5-2024`, `15.5.2024`, `2024/5/15`, `19/1`, `ngày 15 tháng 5 năm 2024`,
    /// `today`, `hôm qua`, `-3`, `+7`.
    pub fn parse(text: &str) -> Result<Self, DayFault> {
        let text = text.trim();
        if let Some(days) = away(text) {
            return Ok(Self::Away(days));
        }
        let folded = fold(text);
        let bare = ["ngay ", "date "].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
        let numbers = if let Some(written) = spelled(bare) { written } else { parts(bare, text)? };
        match numbers.as_slice() {
            [day, month] => yearless(day, month),
            [first, month, last] if first.len() == 4 => whole(first, month, last),
            [day, month, year] if year.len() == 4 => whole(year, month, day),
            [first, month, last] if [first, month, last].iter().all(|part| matches!(part.len(), 1 | 2)) => {
                short_year(first, month, last)
            }
            _ => Err(DayFault::NotADay),
        }
    }

    /// The day that is meant by whoever types it today. Beyond the calendar's ends it is their first or last day.
    pub fn on(self, today: NaiveDate, leaning: Leaning) -> NaiveDate {
        match self {
            Self::Whole(day) => day,
            Self::Away(days) => shift(today, days).unwrap_or(today).clamp(FIRST_DAY, LAST_DAY),
            Self::Yearless { day, month } => {
                let step = if leaning == Leaning::Past { -1 } else { 1 };
                // 29 February is eight years from the next at most.
                let years = (0..=8).map(|away| today.year() + step * away);
                let mut days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
                let fits = |found: &NaiveDate| if leaning == Leaning::Past { *found <= today } else { *found >= today };
                days.find(fits).unwrap_or(today).clamp(FIRST_DAY, LAST_DAY)
            }
        }
    }

    /// The same for a day that is written down now: where a day without a year lies more than half a year away, and the one in
    /// the other direction is near, it is not taken. A slip of a day must not become one of a year.
    pub fn near(self, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayFault> {
        const TWO_MONTHS: i64 = 61;
        self.within(TWO_MONTHS, today, leaning)
    }

    /// The same for a day that was written down at another time: it is never taken from more than half a year away.
    pub fn nearest(self, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayFault> {
        self.within(i64::MAX, today, leaning)
    }

    fn within(self, slip: i64, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DayFault> {
        const HALF_A_YEAR: i64 = 183;
        let away = |day: NaiveDate| (day - today).num_days().abs();
        let [past, future] = [Leaning::Past, Leaning::Future].map(|leaning| self.on(today, leaning));
        let (day, other) = if leaning == Leaning::Past { (past, future) } else { (future, past) };
        if matches!(self, Self::Yearless { .. }) && away(day) > HALF_A_YEAR && away(other) <= slip {
            return Err(DayFault::NoYear { past, future });
        }
        Ok(day)
    }
}

impl fmt::Display for TypedDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(day) => day.fmt(f),
            Self::Yearless { day, month } => write!(f, "{day}/{month}"),
            Self::Away(days) => write!(f, "{days:+}"),
        }
    }
}

impl From<NaiveDate> for TypedDay {
    fn from(day: NaiveDate) -> Self {
        Self::Whole(day)
    }
}

/// `hôm nay`, `yesterday`, `-3`.
fn away(text: &str) -> Option<i64> {
    let word = match fold(text).as_str() {
        "hom nay" | "today" => 0,
        "hom qua" | "yesterday" => -1,
        "hom kia" => -2,
        "ngay mai" | "mai" | "tomorrow" => 1,
        _ if text.starts_with(['-', '+']) && text.len() <= 5 => {
            let digits = &text[1..];
            let days: i64 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
            if text.starts_with('-') { -days } else { days }
        }
        _ => return None,
    };
    Some(word)
}

/// `15 thang 5 nam 2024`.
fn spelled(folded: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = folded.split(' ').collect();
    match words.as_slice() {
        [day, "thang", month] => Some(vec![day, month]),
        [day, "thang", month, "nam", year] => Some(vec![day, month, year]),
        _ => None,
    }
}

/// The numbers of a date that are parted by one sign.
fn parts<'t>(folded: &'t str, text: &'t str) -> Result<Vec<&'t str>, DayFault> {
    // Folding makes blanks of hyphens. What else stands before a day may make another of it: “10 days before 2024-06-30”.
    let (word, day) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let is_alone = matches!(fold(word).as_str(), "" | "ngay" | "date");
    let text = if text.contains('-') { Some(day).filter(|_| is_alone).ok_or(DayFault::NotADay)? } else { folded };
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'));
    let sign = sign.ok_or(DayFault::NotADay)?;
    Ok(text.split(sign).map(str::trim).collect())
}

pub(super) fn number(digits: &str) -> Option<u32> {
    let fits = matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

fn whole(year: &str, month: &str, day: &str) -> Result<TypedDay, DayFault> {
    let [year, month, day] = [number(year), number(month), number(day)];
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(DayFault::NotADay) };
    let year = i32::try_from(year).map_err(|_| DayFault::NotADay)?;
    if year < FIRST_DAY.year() || day == 0 || day > 31 && month <= 12 {
        return Err(DayFault::NotADay);
    }
    let read = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    match read(month, day) {
        Some(found) => Ok(TypedDay::Whole(found)),
        None if !(1..=12).contains(&month) => Err(DayFault::NoMonth { month, swapped: read(day, month) }),
        None => Err(DayFault::MonthEnds { month, year: Some(year), days: days_of(year, month) }),
    }
}

fn yearless(day: &str, month: &str) -> Result<TypedDay, DayFault> {
    // 2024 is a leap year: a month has as many days in it as it ever has.
    const LEAP: i32 = 2024;
    let (Some(day), Some(month)) = (number(day), number(month)) else { return Err(DayFault::NotADay) };
    if NaiveDate::from_ymd_opt(LEAP, month, day).is_some() {
        return Ok(TypedDay::Yearless { day, month });
    }
    match month {
        1..=12 if (1..=31).contains(&day) => Err(DayFault::MonthEnds { month, year: None, days: days_of(LEAP, month) }),
        13..=31 if (1..=12).contains(&day) => Err(DayFault::NoMonth { month, swapped: None }),
        _ => Err(DayFault::NotADay),
    }
}

fn short_year(first: &str, month: &str, last: &str) -> Result<TypedDay, DayFault> {
    let read = |year: &str, day: &str| match whole(&format!("20{year:0>2}"), month, day) {
        Ok(TypedDay::Whole(found)) => Some(found),
        _ => None,
    };
    match (read(last, first), read(first, last)) {
        (Some(read), or) => Err(DayFault::ShortYear { read, or: or.filter(|other| *other != read) }),
        (None, Some(read)) => Err(DayFault::ShortYear { read, or: None }),
        (None, None) => Err(DayFault::NotADay),
    }
}

fn days_of(year: i32, month: u32) -> u32 {
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    next.and_then(day_before).map_or(31, |last| last.day())
}

/// The day that a text names with its year, as people write it; nothing where it is no day. An error where it has the form
/// of one and the calendar has none such, or several.
pub(crate) fn whole_day(text: &str) -> Result<Option<NaiveDate>, DayFault> {
    match TypedDay::parse(text) {
        Ok(TypedDay::Whole(day)) => Ok(Some(day)),
        Ok(_) | Err(DayFault::NotADay) => Ok(None),
        Err(fault) => Err(fault),
    }
}
