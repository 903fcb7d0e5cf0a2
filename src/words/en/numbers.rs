//! Numbers and dates.

pub use crate::words::parts::office_date as date;

use crate::words::parts::grouped;

pub fn number(number: u64) -> String {
    grouped(number, ',')
}

pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A number with its thousands parted, and what goes with it.
pub fn many(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as u64), if count == 1 { one } else { many })
}

pub fn days(days: i64) -> String {
    many(usize::try_from(days).unwrap_or_default(), "day", "days")
}
