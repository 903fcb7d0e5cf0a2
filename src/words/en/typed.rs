//! What was typed and names no day or period.

use super::numbers::date;
use crate::diagnostic::DayFault;
use crate::typed::TypedDay;

pub(crate) fn day_fault(text: &str, fault: &DayFault) -> String {
    match fault {
        DayFault::NotADay => {
            format!("“{text}” is not a date: write one such as 2024-05-15, 15/5/2024, 15/5, today or yesterday")
        }
        DayFault::MonthEnds { month, year: Some(year), days } => {
            format!("there is no “{text}”: {} {year} has only {days} days", month_name(*month))
        }
        DayFault::MonthEnds { month, year: None, days } => {
            format!("there is no “{text}”: {} has only {days} days", month_name(*month))
        }
        DayFault::NoMonth { month, swapped: Some(day) } => {
            format!("“{text}”: there is no month {month}; the day comes first. Did you mean {}?", date(*day))
        }
        DayFault::NoMonth { month, swapped: None } => format!("“{text}”: there is no month {month}"),
        DayFault::ShortYear { read, or } => {
            let or = or.map(|or| format!(" or {}", date(or))).unwrap_or_default();
            format!("“{text}” may be {}{or}: write the year with four digits", date(*read))
        }
        DayFault::NoYear { past, future } => {
            format!("“{text}” has no year and may be {} or {}: write the year too", date(*past), date(*future))
        }
    }
}

/// Why the calendar has no such day or period.
pub(crate) fn not_in_calendar(period: &str) -> String {
    match TypedDay::parse(period) {
        Err(fault @ (DayFault::MonthEnds { .. } | DayFault::NoMonth { .. })) => day_fault(period, &fault),
        _ => format!("there is no {period} in the calendar"),
    }
}

/// The day that Vietnamese calls the second, the third … the seventh.
pub(crate) fn weekday(number: u32) -> &'static str {
    match number {
        2 => "Monday (thứ Hai)",
        3 => "Tuesday (thứ Ba)",
        4 => "Wednesday (thứ Tư)",
        5 => "Thursday (thứ Năm)",
        6 => "Friday (thứ Sáu)",
        _ => "Saturday (thứ Bảy)",
    }
}

fn month_name(month: u32) -> &'static str {
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
    NAMES.get((month as usize).wrapping_sub(1)).unwrap_or(&"the month")
}
