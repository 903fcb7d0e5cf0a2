//! Periods as people type them.

use chrono::{Datelike, NaiveDate};

use super::day::{Leaning, TypedDay, number};
use crate::diagnostic::DayFault;
use crate::model::period::{Period, PeriodError, PeriodKind};
use crate::text::{fold, nfc};

/// A period as it was typed: without a year it is one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedPeriod {
    Whole(Period),
    /// `quý 1`: one of each year. The number counts from 1.
    Yearless {
        kind: PeriodKind,
        number: u32,
    },
    /// `quý này`, `tháng trước`: so many after the present one.
    Away {
        kind: PeriodKind,
        count: i8,
    },
    /// A day that names one only together with the day on which it is typed.
    Day(TypedDay),
}

/// Why a text names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    NotAPeriod,
    /// It has the form of one, but the calendar has none: `Q5`, `2024-13`.
    NoSuchPeriod,
    /// `T2` is a month to some and a day of the week to others.
    WeekdayOrMonth(u32),
    Day(DayFault),
}

impl TypedPeriod {
    /// Reads what files write, and `quý 1`, `Q1/2024`, `quý II năm 2024`, `quý hai`, `tháng 2`, `2/2024`, `06 tháng đầu năm`,
    /// `tuần 15`, `năm 2024`, `quý trước`, and a day.
    pub fn parse(text: &str) -> Result<Self, PeriodFault> {
        let text = text.trim();
        match Period::parse(text) {
            Ok(period) => return Ok(Self::Whole(period)),
            Err(PeriodError::NoSuchPeriod) if text.len() < "2024-05-15".len() => {
                return Err(PeriodFault::NoSuchPeriod);
            }
            Err(_) => {}
        }
        if let Some((kind, count)) = away(text) {
            return Ok(Self::Away { kind, count });
        }
        let words = words_of(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (year, rest) = match words.as_slice() {
            [rest @ .., year] if year.len() == 4 && number(year).is_some() => (number(year), rest),
            [year, rest @ ..] if year.len() == 4 && number(year).is_some() => (number(year), rest),
            rest => (None, rest),
        };
        match numbered(rest, year.is_some()) {
            Ok(Some((kind, number))) => {
                let Some(year) = year else {
                    let some = of_year(kind, number, 2020).or_else(|| of_year(kind, number, 2024));
                    return some.map(|_| Self::Yearless { kind, number }).ok_or(PeriodFault::NoSuchPeriod);
                };
                let year = i32::try_from(year).expect("it has four digits");
                of_year(kind, number, year).map(Self::Whole).ok_or(PeriodFault::NoSuchPeriod)
            }
            Err(fault) => Err(fault),
            Ok(None) => match TypedDay::parse(text) {
                Ok(TypedDay::Whole(day)) => Ok(Self::Whole(Period::day(day))),
                Ok(day) => Ok(Self::Day(day)),
                Err(DayFault::NotADay) => Err(PeriodFault::NotAPeriod),
                Err(fault) => Err(PeriodFault::Day(fault)),
            },
        }
    }

    pub fn kind(self) -> PeriodKind {
        match self {
            Self::Whole(period) => period.kind(),
            Self::Yearless { kind, .. } | Self::Away { kind, .. } => kind,
            Self::Day(_) => PeriodKind::Day,
        }
    }

    /// The period that is meant by whoever types it today: without a year the latest that has begun.
    pub fn on(self, today: NaiveDate) -> Option<Period> {
        match self {
            Self::Whole(period) => Some(period),
            Self::Day(day) => Some(Period::day(day.on(today, Leaning::Past))),
            Self::Away { kind, count } => {
                let present = Period::containing(kind, today)?;
                match count {
                    ..0 => present.previous(),
                    0 => Some(present),
                    1.. => present.next(),
                }
            }
            Self::Yearless { kind, number } => {
                // Week 53 comes after seven years at most.
                let mut years = (-8..=1).rev().filter_map(|away| of_year(kind, number, today.year() + away));
                years.find(|period| period.first() <= today)
            }
        }
    }

    /// Of some periods the one that is meant: without a year the latest that has begun, else the first to come.
    pub fn among(self, all: impl Iterator<Item = Period>, today: NaiveDate) -> Option<Period> {
        let Self::Yearless { kind, number } = self else { return self.on(today) };
        let fitting: Vec<Period> = all.filter(|one| one.kind() == kind && one.number() == number).collect();
        let begun = fitting.iter().filter(|one| one.first() <= today).max_by_key(|one| one.first());
        begun.or_else(|| fitting.iter().min_by_key(|one| one.first())).copied().or_else(|| self.on(today))
    }
}

pub(super) fn of_year(kind: PeriodKind, number: u32, year: i32) -> Option<Period> {
    let text = match kind {
        PeriodKind::Year => format!("{year:04}"),
        PeriodKind::NineMonths => format!("{year:04}-9M"),
        PeriodKind::Half => format!("{year:04}-H{number}"),
        PeriodKind::Quarter => format!("{year:04}-Q{number}"),
        PeriodKind::Month => format!("{year:04}-{number:02}"),
        PeriodKind::HalfMonth => format!("{year:04}-{:02}-H{}", number.div_ceil(2), 2 - number % 2),
        PeriodKind::Week => format!("{year:04}-W{number:02}"),
        PeriodKind::Day => return None,
    };
    Period::parse(&text).ok()
}

/// The words and numbers of a text, folded; words that say nothing are left out.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for letter in fold(text).chars() {
        let kind = if letter.is_ascii_digit() { Some(true) } else { letter.is_alphabetic().then_some(false) };
        match (kind, words.last_mut()) {
            (Some(_), Some(word)) if kind == last => word.push(letter),
            (Some(_), _) => words.push(letter.to_string()),
            // A sign that no period is written with.
            (None, _) if !matches!(letter, ' ' | '/' | '.') => return Vec::new(),
            (None, _) => {}
        }
        last = kind;
    }
    count_in_digits(&mut words, text);
    words.retain(|word| !matches!(word.as_str(), "nam" | "of" | "the" | "year"));
    words
}

/// `quý trước`, `this month`: the kind, and how many after the present one.
fn away(text: &str) -> Option<(PeriodKind, i8)> {
    let folded = fold(text);
    let (one, other) = folded.split_once(' ')?;
    let (which, kind) = if matches!(one, "this" | "last" | "previous" | "next") { (one, other) } else { (other, one) };
    let kind = match kind {
        "tuan" | "week" => PeriodKind::Week,
        "thang" | "month" => PeriodKind::Month,
        "quy" | "qui" | "quarter" => PeriodKind::Quarter,
        "nam" | "year" => PeriodKind::Year,
        _ => return None,
    };
    let count = match which {
        "nay" | "this" => 0,
        "truoc" | "last" | "previous" => -1,
        "ngoai" if kind == PeriodKind::Year => -1,
        "next" => 1,
        // Without its diacritics “tháng sáu” is the same.
        "sau" if !text.is_ascii() && nfc(text).to_lowercase().ends_with(" sau") => 1,
        _ => return None,
    };
    Some((kind, count))
}

/// Puts digits for the number in words behind `tháng` or `quý`.
fn count_in_digits(words: &mut Vec<String>, text: &str) {
    let Some(at) = words.iter().position(|word| matches!(word.as_str(), "thang" | "quy" | "qui")) else { return };
    let behind = words.get(at + 2).map(String::as_str);
    let (count, long) = match (words.get(at + 1).map_or("", String::as_str), behind) {
        ("muoi", Some("mot")) => (11, 2),
        ("muoi", Some("hai")) => (12, 2),
        ("mot", _) => (1, 1),
        ("hai", _) => (2, 1),
        ("ba", _) => (3, 1),
        ("bon" | "tu", _) => (4, 1),
        // “Tháng năm 2024” lacks its number.
        ("nam", None | Some("nam")) if at == 0 && words[at] == "thang" => (5, 1),
        // Without its diacritics “tháng sau” is the same.
        ("sau", _) if nfc(text).to_lowercase().contains("sáu") => (6, 1),
        ("bay", _) => (7, 1),
        ("tam", _) => (8, 1),
        ("chin", _) => (9, 1),
        ("muoi", _) => (10, 1),
        _ => return,
    };
    words.splice(at + 1..=at + long, [count.to_string()]);
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of an English month, by its name or the first three letters of it.
fn month_named(name: &str) -> Option<u32> {
    let month = MONTHS.iter().position(|month| *month == name || name.len() == 3 && month.starts_with(name));
    u32::try_from(month? + 1).ok()
}

/// The kind and the number of a period without its year.
fn numbered(words: &[&str], has_year: bool) -> Result<Option<(PeriodKind, u32)>, PeriodFault> {
    let roman = |word: &str| {
        ["i", "ii", "iii", "iv"].iter().position(|one| *one == word).and_then(|at| u32::try_from(at + 1).ok())
    };
    let count = |word: &str| number(word).filter(|_| word.len() <= 2);
    let found = match words {
        [] if has_year => Some((PeriodKind::Year, Some(1))),
        ["quy" | "qui" | "q" | "quarter", n] => Some((PeriodKind::Quarter, roman(n).or_else(|| count(n)))),
        [n] if has_year && roman(n).is_some() => Some((PeriodKind::Quarter, roman(n))),
        [n] if has_year && count(n).is_some() => Some((PeriodKind::Month, count(n))),
        ["thang" | "month" | "m", n] => Some((PeriodKind::Month, count(n))),
        ["t", n] => match count(n) {
            Some(n @ 2..=7) if !has_year => return Err(PeriodFault::WeekdayOrMonth(n)),
            n => Some((PeriodKind::Month, n)),
        },
        ["nua", half @ ("dau" | "sau" | "cuoi"), "thang", n] | [half @ ("first" | "second"), "half", n] => {
            let later = u32::from(!matches!(*half, "dau" | "first"));
            let month = count(n).or_else(|| month_named(n));
            Some((PeriodKind::HalfMonth, month.filter(|month| *month > 0).map(|month| month * 2 - 1 + later)))
        }
        ["tuan" | "week" | "w", n] => Some((PeriodKind::Week, count(n))),
        ["6" | "06" | "sau", "thang", "dau"] | ["nua", "dau"] | ["first", "half"] => Some((PeriodKind::Half, Some(1))),
        ["6" | "06" | "sau", "thang", "cuoi"] | ["nua", "cuoi"] | ["second", "half"] => {
            Some((PeriodKind::Half, Some(2)))
        }
        ["9" | "09" | "chin", "thang"]
        | ["9" | "09" | "chin", "thang", "dau"]
        | ["nine", "months"]
        | ["first", "nine", "months"] => Some((PeriodKind::NineMonths, Some(1))),
        ["h" | "half", n] => Some((PeriodKind::Half, count(n))),
        [name] => month_named(name).map(|month| (PeriodKind::Month, Some(month))),
        _ => None,
    };
    Ok(found.and_then(|(kind, number)| Some((kind, number?))))
}
