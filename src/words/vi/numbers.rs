//! Số và ngày: numbers and dates.

pub use crate::words::parts::office_date as date;

use crate::words::parts::grouped;

pub fn number(number: u64) -> String {
    grouped(number, '.')
}
