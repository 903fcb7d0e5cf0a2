//! Numbers and dates.

pub(crate) use crate::words::parts::office_date as date;

use crate::view::report::tally::Rate;
use crate::words::parts::grouped;

/// A count with its thousands parted.
pub(crate) fn number(count: impl TryInto<u64>) -> String {
    grouped(count.try_into().unwrap_or_default(), ',')
}

/// A number of tenths with its decimal.
pub(crate) fn tenths(tenths: u16) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

pub(crate) fn rate(rate: Rate) -> String {
    format!("{}%", tenths(rate.tenths()))
}

pub(crate) fn plural(count: usize, noun: &str) -> String {
    many(count, noun, &format!("{noun}s"))
}

/// What goes with one, or with another count.
pub(crate) fn one_or<'a>(count: impl TryInto<u64>, one: &'a str, many: &'a str) -> &'a str {
    if matches!(count.try_into(), Ok(1)) { one } else { many }
}

/// A count with its thousands parted, and what goes with it.
pub(crate) fn many(count: impl TryInto<u64> + Copy, one: &str, many: &str) -> String {
    format!("{} {}", number(count), one_or(count, one, many))
}

pub(crate) fn days(days: i64) -> String {
    many(days, "day", "days")
}
