//! Số và ngày: numbers and dates.

pub(crate) use crate::words::parts::office_date as date;

use crate::view::report::tally::Rate;
use crate::words::parts::grouped;

/// A count with its thousands parted.
pub(crate) fn number(count: impl TryInto<u64>) -> String {
    grouped(count.try_into().unwrap_or_default(), '.')
}

/// A number of tenths with its decimal.
pub(crate) fn tenths(tenths: u16) -> String {
    format!("{},{}", tenths / 10, tenths % 10)
}

pub(crate) fn rate(rate: Rate) -> String {
    format!("{}%", tenths(rate.tenths()))
}
