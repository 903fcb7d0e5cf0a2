//! Periods and deadlines.

use chrono::{Datelike, NaiveDate};

use super::numbers::{date, plural};
use crate::model::deadline::{BeforeReading, Deadline, Offset, Recurrence};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Plan, Timing};

pub(crate) fn period(period: Period) -> String {
    let (number, year) = (period.number(), period.year());
    match period.kind() {
        PeriodKind::Day => date(period.first()),
        PeriodKind::Week => format!("week {number}/{year}"),
        PeriodKind::Month => format!("{} {year}", month(period.first())),
        PeriodKind::Quarter => format!("Q{number}/{year}"),
        PeriodKind::Half if number == 1 => format!("first half of {year}"),
        PeriodKind::Half => format!("second half of {year}"),
        PeriodKind::Year => format!("{year}"),
    }
}

pub(crate) fn quarter_brief(quarter: Quarter, with_year: bool) -> String {
    if with_year { format!("Q{}/{}", quarter.number(), quarter.year()) } else { format!("Q{}", quarter.number()) }
}

pub(crate) fn timing(plan: &Plan, timing: &Timing) -> String {
    match timing {
        Timing::Once(deadline) => self::deadline(plan, *deadline),
        Timing::Every { kinds, rule } => {
            let names: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
            format!("every {}: {}", names.join(" and every "), recurrence(*rule, kinds, plan.header.before))
        }
    }
}

fn deadline(plan: &Plan, deadline: Deadline) -> String {
    let before = before_word(plan.header.before);
    let name = |event| plan.event(event).name.as_ref();
    match deadline {
        Deadline::Within(period) if period.kind() == PeriodKind::Day => format!("by {}", date(period.last())),
        Deadline::Within(period) => format!("within {}", self::period(period)),
        Deadline::Through(first, last) => {
            format!("from {} to the end of {}", self::period(first), self::period(last))
        }
        Deadline::Before(period) if period.kind() == PeriodKind::Day => {
            format!("before {} ({before})", date(period.first()))
        }
        Deadline::Before(period) => format!("before {} begins", self::period(period)),
        Deadline::Event(event, offset) => match offset_words(offset) {
            None => format!("on the day of \"{}\"", name(event)),
            Some(distance) if offset.days < 0 => format!("{distance} before \"{}\"", name(event)),
            Some(distance) => format!("{distance} after \"{}\"", name(event)),
        },
        Deadline::BeforeEvent(event) => format!("before \"{}\" ({before})", name(event)),
        Deadline::Ongoing => "standing work, without a last day".to_owned(),
        Deadline::Unstated => "the plan names no time".to_owned(),
    }
}

/// A day by its number in periods of these kinds.
fn day_of(day: u32, kinds: &[PeriodKind]) -> String {
    let month = match kinds {
        [PeriodKind::Month] => "the month",
        _ => "the period's last month",
    };
    match (kinds.contains(&PeriodKind::Week), kinds.len()) {
        (false, _) => format!("day {day} of {month}"),
        (true, 1) => format!("day {day} of the week"),
        (true, _) => format!("day {day} of {month} (of the week, for weeks)"),
    }
}

fn recurrence(rule: Recurrence, kinds: &[PeriodKind], before: BeforeReading) -> String {
    match rule {
        Recurrence::End(offset) => match offset_words(offset) {
            None => "by the period's last day".to_owned(),
            Some(distance) => format!("within {distance} after the period's end"),
        },
        Recurrence::Day(day) => format!("by {}", day_of(day, kinds)),
        Recurrence::BeforeDay(day) => format!("before {} ({})", day_of(day, kinds), before_word(before)),
        Recurrence::DayOfNextMonth(day) => format!("by day {day} of the month after the period"),
    }
}

fn offset_words(offset: Offset) -> Option<String> {
    let count = usize::try_from(offset.days.unsigned_abs()).unwrap_or(usize::MAX);
    let kind = if offset.working { "working day" } else { "day" };
    (count > 0).then(|| plural(count, kind))
}

fn before_word(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "that day not included",
        BeforeReading::Inclusive => "that day included",
    }
}

fn month(day: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[day.month0() as usize]
}

table! { pub(crate) fn kind_name(PeriodKind) {
    Day => "day",
    Week => "week",
    Month => "month",
    Quarter => "quarter",
    Half => "half-year",
    Year => "year",
} }
