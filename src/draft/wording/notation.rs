//! The notation of `plan.toml` among words: by itself it means what it means there.

use chrono::Datelike;

use super::reading::{ReadingRemark, TimeReading, WordingRead};
use crate::model::deadline::Deadline;
use crate::model::period::{Period, PeriodKind};

/// The reading of a text that is a deadline as files write it.
pub(super) fn written(text: &str) -> Option<WordingRead> {
    let remarks = match Deadline::parse(text).ok()? {
        // These are read as words are: a year may be a slip of one.
        Deadline::Unstated => return None,
        Deadline::Within(one) if matches!(one.kind(), PeriodKind::Year | PeriodKind::Month | PeriodKind::Day) => {
            return None;
        }
        Deadline::Event { .. } => vec![ReadingRemark::DayElsewhere],
        _ => Vec::new(),
    };
    Some(WordingRead::one(TimeReading::once(text), remarks))
}

/// The same text with periods as people write them: of `2024-Q3` the year would be read alone.
pub(super) fn spelled_out(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let word = &rest[start..];
        let end = word.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(word.len());
        spelled.push_str(&rest[..start]);
        spelled.push_str(&in_words(&word[..end]).unwrap_or_else(|| word[..end].to_owned()));
        rest = &word[end..];
    }
    spelled + rest
}

/// A period, or what has the form of one and is in no calendar.
fn in_words(word: &str) -> Option<String> {
    let (year, part) = word.split_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match part.split_at_checked(1)? {
        _ if year.len() != 4 || !is_number(year) => None,
        ("Q" | "q" | "H" | "h", number) if is_number(number) => {
            let kind = if part.starts_with(['Q', 'q']) { "quý " } else { "nửa " };
            let kind = if Period::parse(word).is_ok() { &part[..1] } else { kind };
            Some(format!("{kind}{number}/{year}"))
        }
        ("W" | "w", number) if is_number(number) => Some(format!("week {number}/{year}")),
        _ => {
            let period = Period::parse(word).ok()?;
            let half = if period.number() % 2 == 1 { "đầu" } else { "cuối" };
            match period.kind() {
                PeriodKind::NineMonths => Some(format!("9 tháng/{year}")),
                PeriodKind::HalfMonth => Some(format!("nửa {half} tháng {}/{year}", period.first().month())),
                _ => None,
            }
        }
    }
}
