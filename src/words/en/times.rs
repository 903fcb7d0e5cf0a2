//! Periods and deadlines.

use chrono::Datelike;

use super::numbers::{date, plural};
use crate::model::deadline::{BeforeReading, Deadline, Offset, OffsetUnit};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Plan, Timing};
use crate::model::recurrence::{DuePoint, Every, PartOfYear, Recurrence, WhichYear};
use crate::words::parts::by_rule;

pub(crate) fn period(period: Period) -> String {
    let (number, year) = (period.number(), period.year());
    match period.kind() {
        PeriodKind::Day => date(period.first()),
        PeriodKind::Week => format!("week {number}/{year}"),
        PeriodKind::HalfMonth => {
            let half = if period.first().day() == 1 { "first" } else { "second" };
            format!("{half} half of {} {year}", month(period.first().month()))
        }
        PeriodKind::Month => format!("{} {year}", month(number)),
        PeriodKind::Quarter => format!("Q{number}/{year}"),
        PeriodKind::Half if number == 1 => format!("first half of {year}"),
        PeriodKind::Half => format!("second half of {year}"),
        PeriodKind::NineMonths => format!("first nine months of {year}"),
        PeriodKind::Year => format!("{year}"),
    }
}

/// A period within a sentence; without one `or`.
pub(crate) fn period_or(named: Option<Period>, or: &str) -> String {
    named.map_or_else(|| or.to_owned(), period)
}

pub(crate) fn quarter_brief(quarter: Quarter, with_year: bool) -> String {
    if with_year { format!("Q{}/{}", quarter.number(), quarter.year()) } else { format!("Q{}", quarter.number()) }
}

pub(crate) fn timing(plan: &Plan, timing: &Timing) -> String {
    let (before, name) = (plan.header.before, |event| plan.event(event).name.as_ref());
    match timing {
        Timing::Once(deadline) => self::deadline(*deadline, before, name),
        Timing::Milestones(milestones) => {
            let said =
                milestones.iter().map(|own| format!("{}: {}", own.id, self::deadline(own.deadline, before, name)));
            said.collect::<Vec<_>>().join("; ")
        }
        Timing::Every(rules) => recurrences(rules, before),
    }
}

pub(crate) fn recurrences(rules: &[(Every, Recurrence)], before: BeforeReading) -> String {
    let said = by_rule(rules).into_iter().map(|(rule, kinds)| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
        format!("every {}: {}", names.join(" and every "), recurrence(rule, &kinds, before))
    });
    said.collect::<Vec<_>>().join("; ")
}

/// A deadline; `name` says what its event is called.
pub(crate) fn deadline<'e, E>(deadline: Deadline<E>, before: BeforeReading, name: impl Fn(E) -> &'e str) -> String {
    let before = before_word(before);
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
        Deadline::Event { event, offset, before: false } => match offset_words(offset) {
            None => format!("on the day of “{}”", name(event)),
            Some(distance) if offset.count < 0 => format!("{distance} before “{}”", name(event)),
            Some(distance) => format!("{distance} after “{}”", name(event)),
        },
        Deadline::Event { event, offset, before: true } => match offset_words(offset) {
            None => format!("before “{}” ({before})", name(event)),
            Some(distance) => {
                let side = if offset.count < 0 { "before" } else { "after" };
                format!("before the day {distance} {side} “{}” ({before})", name(event))
            }
        },
        Deadline::Ongoing => "ongoing, without a last day".to_owned(),
        Deadline::Unstated => "the plan gives no time".to_owned(),
    }
}

/// A day by its number in periods of these kinds.
fn day_of(day: u32, kinds: &[Every]) -> String {
    let month = match kinds {
        [Every::Month] => "the month",
        _ => "the period's last month",
    };
    match (kinds.contains(&Every::Week), kinds.len()) {
        (false, _) => format!("day {day} of {month}"),
        (true, 1) => format!("day {day} of the week"),
        (true, _) => format!("day {day} of {month} (of the week, for weeks)"),
    }
}

fn recurrence(rule: Recurrence, kinds: &[Every], reading: BeforeReading) -> String {
    let day = match rule.point {
        DuePoint::End(offset) => match (offset_words(offset), rule.before) {
            (None, _) => "the period's last day".to_owned(),
            (Some(distance), _) if offset.count < 0 => format!("the day {distance} before the period's last day"),
            (Some(distance), false) => return format!("within {distance} after the period's end"),
            (Some(distance), true) => format!("the day {distance} after the period's end"),
        },
        DuePoint::Day(day) => day_of(day, kinds),
        DuePoint::DayOfNextMonth(day) => format!("day {day} of the month after the period"),
        DuePoint::OfYear(PartOfYear::Day { day, month: of }, year) => {
            format!("{day} {}{}", month(of), which_year(year))
        }
        DuePoint::OfYear(part @ (PartOfYear::Month(number) | PartOfYear::Quarter(number)), year) => {
            let name = match part {
                PartOfYear::Month(_) => month(number).to_owned(),
                _ => format!("Q{number}"),
            };
            let year = which_year(year);
            return if rule.before { format!("before {name}{year} begins") } else { format!("within {name}{year}") };
        }
    };
    if rule.before { format!("before {day} ({})", before_word(reading)) } else { format!("by {day}") }
}

fn which_year(year: WhichYear) -> &'static str {
    match year {
        WhichYear::Previous => " of the previous year",
        WhichYear::Same => "",
        WhichYear::Next => " of the next year",
    }
}

fn offset_words(offset: Offset) -> Option<String> {
    let count = usize::try_from(offset.count.unsigned_abs()).unwrap_or(usize::MAX);
    let step = match offset.step {
        OffsetUnit::Days => "day",
        OffsetUnit::WorkingDays => "working day",
        OffsetUnit::Weeks => "week",
        OffsetUnit::Months => "month",
        OffsetUnit::Years => "year",
    };
    (count > 0).then(|| plural(count, step))
}

fn before_word(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "not including that day",
        BeforeReading::Inclusive => "including that day",
    }
}

/// The name of a month by its number, from 1.
fn month(number: u32) -> &'static str {
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
    NAMES[number as usize - 1]
}

table! { fn kind_word(Every) {
    Day => "day",
    WorkingDay => "working day",
    Week => "week",
    HalfMonth => "half-month",
    Month => "month",
    Quarter => "quarter",
    Half => "half-year",
    FirstHalf => "first half-year",
    NineMonths => "first nine months",
    Year => "year",
} }

table! { pub(crate) fn kind_name(PeriodKind) {
    Day => "day",
    Week => "week",
    HalfMonth => "half-month",
    Month => "month",
    Quarter => "quarter",
    Half => "half-year",
    NineMonths => "nine months",
    Year => "year",
} }
