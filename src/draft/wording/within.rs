//! When in a period of one kind: what `due` of a recurring task says.

use super::element::{Cycle, Edge, Limit};
use super::reading::ReadingRemark;
use super::stretch::{Extent, Length, MonthOf, Stretch, StretchPart, Year};

pub(super) fn word(kind: Cycle) -> Option<&'static str> {
    Some(match kind {
        Cycle::Day => "day",
        Cycle::WorkingDay => "working-day",
        Cycle::Week => "week",
        Cycle::HalfMonth => "half-month",
        Cycle::Month => "month",
        Cycle::Quarter => "quarter",
        Cycle::Half => "half",
        Cycle::FirstHalf => "first-half",
        // The notation has no second half alone; its report is that of the year.
        Cycle::SecondHalf => return None,
        Cycle::NineMonths => "nine-months",
        Cycle::Year => "year",
    })
}

/// The one kind of several that a limit can belong to.
pub(super) fn own_kind(when: Stretch) -> Option<Cycle> {
    match when.span {
        Extent::Day { month, .. } | Extent::Month(month) => match month {
            MonthOf::LastOf(length) | MonthOf::FirstAfter(length) | MonthOf::FirstOf(length) => match length {
                Length::Month => Some(Cycle::Month),
                Length::Quarter => Some(Cycle::Quarter),
                Length::Half => Some(Cycle::Half),
                Length::Year => Some(Cycle::Year),
                Length::Week => Some(Cycle::Week),
                Length::Term => None,
            },
            MonthOf::Number(_) => Some(Cycle::Year),
            _ => None,
        },
        Extent::Weekday(_) => Some(Cycle::Week),
        _ => None,
    }
}

pub(super) fn before(limit: &Limit) -> &'static str {
    if matches!(limit.edge, Edge::Before | Edge::LatestBefore) { "before " } else { "" }
}

/// When in periods of one kind.
pub(super) fn pair(
    kind: Cycle,
    limit: &Limit,
    remarks: &mut Vec<ReadingRemark>,
) -> Result<(&'static str, String), ReadingRemark> {
    let name = word(kind).ok_or(ReadingRemark::Form)?;
    if matches!(limit.edge, Edge::From | Edge::After) {
        return Err(ReadingRemark::Form);
    }
    let due = within(kind, limit.when, remarks).ok_or(ReadingRemark::Form)?;
    let due = if due == "end" && !before(limit).is_empty() {
        "before end".to_owned()
    } else {
        format!("{}{due}", before(limit))
    };
    Ok((name, due))
}

/// The last month of a kind's period within its year, where it has one.
pub(super) fn last_month(kind: Cycle) -> Option<u8> {
    match kind {
        Cycle::FirstHalf => Some(6),
        Cycle::NineMonths => Some(9),
        Cycle::Year => Some(12),
        _ => None,
    }
}

pub(super) fn within(kind: Cycle, when: Stretch, remarks: &mut Vec<ReadingRemark>) -> Option<String> {
    let long = matches!(kind, Cycle::Quarter | Cycle::Half | Cycle::FirstHalf | Cycle::NineMonths | Cycle::Year);
    let part = when.part;
    match (kind, when.span) {
        (Cycle::Week, Extent::Weekday(day)) => Some(format!("day {day}")),
        (Cycle::Month, Extent::Day { day, month: MonthOf::Unsaid | MonthOf::LastOf(Length::Month) }) => {
            Some(format!("day {day}"))
        }
        (Cycle::Month, Extent::Day { day, month: MonthOf::Next | MonthOf::FirstAfter(_) }) => {
            Some(format!("day {day} of next month"))
        }
        (_, Extent::Day { day, month: MonthOf::LastOf(_) }) if long => Some(format!("day {day}")),
        (_, Extent::Day { day, month: MonthOf::Unsaid }) if long => {
            remarks.push(ReadingRemark::MonthUnsaid);
            Some(format!("day {day}"))
        }
        (_, Extent::Day { day, month: MonthOf::Next | MonthOf::FirstAfter(_) }) if long => {
            Some(format!("day {day} of next month"))
        }
        (_, Extent::Day { day, month: MonthOf::Number(month) }) if long => {
            day_of_month(kind, day, month, when.year, remarks)
        }
        (Cycle::Year, Extent::Month(MonthOf::Number(month)))
            if part == StretchPart::Whole || part == StretchPart::Late =>
        {
            let next = if when.year == Year::Next { " of next year" } else { "" };
            Some(if month == 12 && next.is_empty() { "end".to_owned() } else { format!("month {month}{next}") })
        }
        (Cycle::Year, Extent::Quarter(quarter)) if part == StretchPart::Whole || part == StretchPart::Late => {
            let next = if when.year == Year::Next { " of next year" } else { "" };
            Some(format!("quarter {quarter}{next}"))
        }
        (Cycle::Year, Extent::Half(1)) => Some("month 6".to_owned()),
        (Cycle::Year, Extent::NineMonths) => Some("month 9".to_owned()),
        (Cycle::Year, Extent::Half(_) | Extent::Months(_, 12)) => Some("end".to_owned()),
        (Cycle::Year, Extent::Year) if part == StretchPart::Late || part == StretchPart::Whole => {
            Some("end".to_owned())
        }
        (Cycle::Quarter, Extent::LastDay(Length::Quarter))
        | (Cycle::Month, Extent::LastDay(Length::Month))
        | (Cycle::Week, Extent::LastDay(Length::Week))
        | (Cycle::Year, Extent::LastDay(Length::Year))
        | (_, Extent::LastDay(Length::Term))
            if part != StretchPart::Early && part != StretchPart::Middle =>
        {
            Some("end".to_owned())
        }
        (Cycle::Month, Extent::LastDay(Length::Month)) if part == StretchPart::Middle => {
            remarks.push(ReadingRemark::MiddleOf);
            Some("day 15".to_owned())
        }
        (Cycle::Week, Extent::LastDay(Length::Week)) if part == StretchPart::Late => Some("end".to_owned()),
        (_, Extent::Month(MonthOf::LastOf(_))) if long => Some("end".to_owned()),
        (_, Extent::Month(MonthOf::FirstAfter(_) | MonthOf::Next) | Extent::Relative(Length::Month, 1)) => {
            Some("end + 1 months".to_owned())
        }
        (Cycle::Month, Extent::Tens(tens, MonthOf::Unsaid)) => {
            remarks.push(ReadingRemark::TenDays);
            Some(if tens == 3 { "end".to_owned() } else { format!("day {}", tens * 10) })
        }
        _ => None,
    }
}

/// A day of a month of the year, within periods that end with a month.
pub(super) fn day_of_month(
    kind: Cycle,
    day: u8,
    month: u8,
    year: Year,
    remarks: &mut Vec<ReadingRemark>,
) -> Option<String> {
    let next = year == Year::Next;
    if kind == Cycle::Year {
        return Some(match (month, next) {
            (12, false) => format!("day {day}"),
            (_, false) if month == 1 => {
                remarks.push(ReadingRemark::NextYear);
                format!("day {day} of month 1 of next year")
            }
            (_, true) => format!("day {day} of month {month} of next year"),
            _ => format!("day {day} of month {month}"),
        });
    }
    let last = match (kind, month) {
        (Cycle::Half, 6 | 12) | (Cycle::Quarter, 3 | 6 | 9 | 12) => month,
        (Cycle::Half, 7) => 6,
        (Cycle::Half, 1) => 12,
        _ => last_month(kind)?,
    };
    if month == last {
        return Some(format!("day {day}"));
    }
    if month == last % 12 + 1 {
        return Some(format!("day {day} of next month"));
    }
    // Of a half that ends on 30 June: so many days before its end.
    if matches!(kind, Cycle::FirstHalf | Cycle::NineMonths) && month < last {
        let at = chrono::NaiveDate::from_ymd_opt(2025, u32::from(month), u32::from(day))?;
        let end = chrono::NaiveDate::from_ymd_opt(2025, u32::from(last), 30)?;
        return Some(format!("end - {} days", (end - at).num_days()));
    }
    None
}
