//! Ngày và kỳ gõ sai: what was typed and names no day or period.

use super::numbers::date;
use crate::diagnostic::DayFault;
use crate::typed::TypedDay;

pub(crate) fn day_fault(text: &str, fault: &DayFault) -> String {
    match fault {
        DayFault::NotADay => {
            format!("“{text}” không phải là ngày: hãy viết như 15/5/2024, 15/5, 2024-05-15, hôm nay hoặc hôm qua")
        }
        DayFault::MonthEnds { month, year: Some(year), days } => {
            format!("không có ngày “{text}”: tháng {month}/{year} chỉ có {days} ngày")
        }
        DayFault::MonthEnds { month, year: None, days } => {
            format!("không có ngày “{text}”: tháng {month} chỉ có {days} ngày")
        }
        DayFault::NoMonth { month, swapped: Some(day) } => {
            format!("“{text}”: không có tháng {month}; ngày viết trước tháng. Có phải bạn muốn gõ {}?", date(*day))
        }
        DayFault::NoMonth { month, swapped: None } => format!("“{text}”: không có tháng {month}"),
        DayFault::ShortYear { read, or } => {
            let or = or.map(|or| format!(" hoặc {}", date(or))).unwrap_or_default();
            format!("“{text}” có thể là {}{or}: hãy ghi năm đủ bốn chữ số", date(*read))
        }
        DayFault::NoYear { past, future } => {
            format!("“{text}” không ghi năm, có thể là {} hoặc {}: hãy ghi cả năm", date(*past), date(*future))
        }
    }
}

/// Why the calendar has no such day or period.
pub(crate) fn not_in_calendar(period: &str) -> String {
    match TypedDay::parse(period) {
        Err(fault @ (DayFault::MonthEnds { .. } | DayFault::NoMonth { .. })) => day_fault(period, &fault),
        _ => format!("trong lịch không có {period}"),
    }
}

/// The day that is called the second, the third … the seventh.
pub(crate) fn weekday(number: u32) -> &'static str {
    match number {
        2 => "Hai",
        3 => "Ba",
        4 => "Tư",
        5 => "Năm",
        6 => "Sáu",
        _ => "Bảy",
    }
}
