//! Days, periods and deadlines as people type them, in Vietnamese or English, with or without diacritics.

mod rule;

use chrono::{Datelike, Month, NaiveDate};

pub use self::rule::rule;
use crate::diagnostic::DayFault;
use crate::model::period::{FIRST_DAY, LAST_DAY, Period, PeriodKind, day_before, shift};
use crate::model::recurrence::Every;
use crate::model::target::{Amount, TargetRange};
use crate::text::{fold, nfc};

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

fn number(digits: &str) -> Option<u32> {
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

/// A period as it was typed: without a year it is one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedPeriod {
    Whole(Period),
    /// `quý 1`: one of each year. The number counts from 1.
    Yearless {
        kind: PeriodKind,
        number: u32,
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
    /// Reads what files write, and `quý 1`, `Q1/2024`, `quý II năm 2024`, `tháng 2`, `2/2024`, `6 tháng đầu năm`, `tuần 15`,
    /// `năm 2024`, and a day.
    pub fn parse(text: &str) -> Result<Self, PeriodFault> {
        let text = text.trim();
        match Period::parse(text) {
            Ok(period) => return Ok(Self::Whole(period)),
            Err(crate::model::period::PeriodError::NoSuchPeriod) if text.len() < "2024-05-15".len() => {
                return Err(PeriodFault::NoSuchPeriod);
            }
            Err(_) => {}
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

    /// The period that is meant by whoever types it today: without a year the latest that has begun.
    pub fn on(self, today: NaiveDate) -> Option<Period> {
        match self {
            Self::Whole(period) => Some(period),
            Self::Day(day) => Some(Period::day(day.on(today, Leaning::Past))),
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

fn of_year(kind: PeriodKind, number: u32, year: i32) -> Option<Period> {
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
    words.retain(|word| !matches!(word.as_str(), "nam" | "of" | "the" | "year"));
    words
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
        ["quy" | "q" | "quarter", n] => Some((PeriodKind::Quarter, roman(n).or_else(|| count(n)))),
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
        ["6", "thang", "dau"] | ["nua", "dau"] | ["first", "half"] => Some((PeriodKind::Half, Some(1))),
        ["6", "thang", "cuoi"] | ["nua", "cuoi"] | ["second", "half"] => Some((PeriodKind::Half, Some(2))),
        ["9", "thang"] | ["9", "thang", "dau"] | ["nine", "months"] | ["first", "nine", "months"] => {
            Some((PeriodKind::NineMonths, Some(1)))
        }
        ["h" | "half", n] => Some((PeriodKind::Half, count(n))),
        [name] => month_named(name).map(|month| (PeriodKind::Month, Some(month))),
        _ => None,
    };
    Ok(found.and_then(|(kind, number)| Some((kind, number?))))
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

/// Why a text that is to be a deadline names no day, where it is one but for that.
pub(crate) fn impossible(text: &str) -> Option<(&str, DayFault)> {
    const BEFORE: [&str; 8] = ["truoc", "before", "cham", "nhat", "trong", "within", "by", "den"];
    let mut rest = text.trim();
    while let Some((_, more)) = rest.split_once(' ').filter(|(word, _)| BEFORE.contains(&fold(word).as_str())) {
        rest = more.trim_start();
    }
    let fault = whole_day(rest).err().filter(|fault| !matches!(fault, DayFault::ShortYear { .. }))?;
    Some((rest, fault))
}

/// The kind of periods that a text names: `quý`, `hằng tháng`, `monthly`.
pub(crate) fn every(text: &str) -> Option<Every> {
    let folded = fold(text);
    let words = folded
        .split(' ')
        .filter(|word| !matches!(*word, "hang" | "moi" | "every" | "each" | "theo" | "mot" | "dinh" | "ky"));
    Some(match words.collect::<Vec<_>>().join(" ").as_str() {
        "ngay" | "day" | "days" | "daily" => Every::Day,
        "ngay lam viec" | "working day" | "working days" | "workday" => Every::WorkingDay,
        "tuan" | "week" | "weeks" | "weekly" => Every::Week,
        "nua thang" | "half month" | "half monthly" | "semimonthly" | "fortnight" => Every::HalfMonth,
        "thang" | "month" | "months" | "monthly" => Every::Month,
        "quy" | "quarter" | "quarters" | "quarterly" => Every::Quarter,
        "nua nam" | "6 thang" | "sau thang" | "half" | "half year" | "half yearly" | "six months" | "6 months"
        | "semiannual" => Every::Half,
        "6 thang dau nam" | "sau thang dau nam" | "first half" => Every::FirstHalf,
        "9 thang" | "chin thang" | "9 thang dau nam" | "nine months" | "9 months" => Every::NineMonths,
        "nam" | "year" | "years" | "yearly" | "annual" | "annually" => Every::Year,
        _ => return None,
    })
}

/// How the plan's file writes the deadline that a text names, in a plan of these days; nothing where it names none.
pub fn deadline(text: &str, starts: NaiveDate, ends: NaiveDate) -> Option<String> {
    // Folding would make blanks of a date's hyphens.
    let text = if text.contains('-') { text.trim().to_lowercase() } else { fold(text) };
    if matches!(fold(&text).as_str(), "thuong xuyen" | "viec thuong xuyen") {
        return Some("ongoing".to_owned());
    }
    let done = ["xong ", "hoan thanh ", "hoàn thành ", "done ", "finished ", "completed "];
    let text = done.iter().find_map(|word| text.strip_prefix(word)).map_or(text.clone(), str::to_owned);
    let without = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let named = |text: &str| period(text, starts, ends).or_else(|| period(&with_numbered_month(text)?, starts, ends));
    if let Some(rest) = without(&["truoc ", "trước ", "before "]) {
        // The calendar has no day before its first.
        let has_day_before = |period: &String| {
            let day = || period.parse::<NaiveDate>().ok();
            Period::parse(period).ok().map(Period::first).or_else(day).is_some_and(|first| first > FIRST_DAY)
        };
        return named(rest).filter(has_day_before).map(|period| format!("before {period}"));
    }
    let within =
        ["trong ", "cham nhat ", "chậm nhất ", "het ", "hết ", "cuoi ", "cuối ", "within ", "by ", "end of ", "until "];
    named(without(&within).unwrap_or(&text))
}

/// A day with the English name of its month, such as `15 march 2024` or `march 15, 2024`, as `15/3/2024`.
fn with_numbered_month(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| word.parse::<Month>().ok().map(|month| month.number_from_month());
    let (day, month, year) = match words[..] {
        [one, two, year] => month(two).map(|month| (one, month, year)).or_else(|| Some((two, month(one)?, year)))?,
        _ => return None,
    };
    let day = day.trim_end_matches(char::is_alphabetic);
    Some(format!("{day}/{month}/{year}"))
}

/// How files write the period that a text names, in a plan of these days; nothing where it names none or several.
pub fn period(text: &str, starts: NaiveDate, ends: NaiveDate) -> Option<String> {
    match TypedPeriod::parse(text).ok()? {
        TypedPeriod::Whole(period) => Some(period.to_string()),
        TypedPeriod::Yearless { kind, number } if starts.year() == ends.year() => {
            of_year(kind, number, starts.year()).map(|period| period.to_string())
        }
        TypedPeriod::Day(TypedDay::Yearless { day, month }) if starts.year() == ends.year() => {
            NaiveDate::from_ymd_opt(starts.year(), month, day).map(|day| day.to_string())
        }
        _ => None,
    }
}
/// An amount: `120`, `95,5`, `95.5`. Three digits after a sign could be decimals or thousands, and are refused.
pub(crate) fn amount(text: &str) -> Option<Amount> {
    let text = text.trim();
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let plain = digits(whole, 12) && digits(fraction, 2);
    plain.then(|| Amount::fraction(format!("{whole}.{fraction}").parse().ok()?)).flatten()
}

/// An amount, or a share in per cent, such as `45%`; whether it is one.
pub(crate) fn amount_or_share(text: &str) -> Option<(Amount, bool)> {
    match text.trim().strip_suffix('%') {
        Some(share) => Some((amount(share)?, true)),
        None => Some((amount(text)?, false)),
    }
}

/// How much is to be reached: `80%`, `151 chi bộ`, `tối đa 3 vụ`, `10..20 xã`; or as `plan.toml` has it.
pub(crate) fn target(text: &str) -> Option<TargetRange> {
    const MOST: [&str; 8] = ["<=", "≤", "tối đa", "nhiều nhất", "không quá", "không vượt quá", "at most", "max"];
    const LEAST: [&str; 7] = [">=", "≥", "ít nhất", "tối thiểu", "không dưới", "at least", "min"];
    let text = nfc(text.trim());
    if text.starts_with('{') {
        return written_target(&text);
    }
    let lower = text.to_lowercase();
    let after = |signs: &[&str]| {
        let sign = signs.iter().find(|sign| lower.starts_with(**sign))?;
        text.get(sign.len()..).map(str::trim)
    };
    let (most, least) = (after(&MOST), after(&LEAST));
    let said = most.or(least).unwrap_or(&text);
    let split = said.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(said.len());
    let (figures, unit) = said.split_at(split);
    let in_words = ["phan tram", "percent", "per cent"].contains(&fold(unit).trim());
    let unit = if in_words { "%" } else { unit.trim() };
    let unit = Some(unit).filter(|unit| !unit.is_empty()).map(Into::into);
    let (min, max) = match (figures.split_once(".."), most) {
        (Some((min, max)), None) if least.is_none() => (Some(amount(min)?), Some(amount(max)?)),
        (_, Some(_)) => (None, Some(amount(figures)?)),
        _ => (Some(amount(figures)?), None),
    };
    let is_sound = min.zip(max).is_none_or(|(min, max)| min <= max);
    is_sound.then_some(TargetRange { min, max, unit })
}

/// `{ min = 151, unit = "chi bộ" }`.
fn written_target(text: &str) -> Option<TargetRange> {
    let read: toml::Table = format!("target = {text}").parse().ok()?;
    let Some(toml::Value::Table(keys)) = read.get("target") else { return None };
    let amount = |key: &str| match keys.get(key) {
        None => Some(None),
        Some(toml::Value::Integer(whole)) => Amount::whole(u64::try_from(*whole).ok()?).map(Some),
        Some(toml::Value::Float(number)) => Amount::fraction(*number).map(Some),
        Some(_) => None,
    };
    let (min, max) = (amount("min")?, amount("max")?);
    let unit = match keys.get("unit") {
        None => None,
        Some(toml::Value::String(unit)) => Some(unit.as_str().into()),
        Some(_) => return None,
    };
    let known = read.len() == 1 && keys.keys().all(|key| matches!(key.as_str(), "min" | "max" | "unit"));
    let is_sound = known && (min.is_some() || max.is_some()) && min.zip(max).is_none_or(|(min, max)| min <= max);
    is_sound.then_some(TargetRange { min, max, unit })
}
