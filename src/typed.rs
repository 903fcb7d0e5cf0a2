//! Days, periods and deadlines as people type them, in Vietnamese or English, with or without diacritics.

mod day;
mod period;
mod rule;
mod target;

use chrono::{Datelike, Month, NaiveDate};

pub(crate) use self::day::whole_day;
pub use self::day::{Leaning, TypedDay};
use self::period::of_year;
pub use self::period::{PeriodFault, TypedPeriod};
pub use self::rule::rule;
pub(crate) use self::target::{amount, amount_or_share, target};
use crate::diagnostic::DayFault;
use crate::model::period::{FIRST_DAY, Period};
use crate::model::recurrence::Every;
use crate::text::fold;

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
        "quy" | "qui" | "quarter" | "quarters" | "quarterly" => Every::Quarter,
        "nua nam" | "6 thang" | "06 thang" | "sau thang" | "half" | "half year" | "half yearly" | "six months"
        | "6 months" | "semiannual" => Every::Half,
        "6 thang dau nam" | "06 thang dau nam" | "sau thang dau nam" | "first half" => Every::FirstHalf,
        "9 thang" | "09 thang" | "chin thang" | "9 thang dau nam" | "09 thang dau nam" | "nine months" | "9 months" => {
            Every::NineMonths
        }
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
