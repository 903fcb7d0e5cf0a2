//! Parts of sentences that languages share.

use chrono::{Datelike, NaiveDate};

use crate::model::recurrence::{Every, Recurrence};
use crate::model::target::Amount;
use crate::text::one_line;

pub(crate) fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(separator);
        }
        parted.push(digit);
    }
    parted
}

/// An amount, its whole part written by `number`.
pub(crate) fn amount(amount: Amount, number: impl Fn(u64) -> String, decimal_sign: char) -> String {
    let (whole, fraction) = amount.parts();
    let whole = number(whole);
    if fraction.is_empty() { whole } else { format!("{whole}{decimal_sign}{fraction}") }
}

/// A date for people: `15/3/2024`, `06/11/2023`. Days below 10 and the months 1 and 2 have a leading zero, as
/// Decree 30/2020/NĐ-CP on clerical work (appendix I) has it.
pub(crate) fn office_date(day: NaiveDate) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("{:02}/{month}/{:04}", day.day(), day.year())
}

/// A number of bytes in MiB, rounded up, or in KiB where that is less than one.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1024 * 1024 {
        format!("{} KiB", bytes.div_ceil(1024))
    } else {
        format!("{} MiB", bytes.div_ceil(1024 * 1024))
    }
}

/// The rules of what recurs, each with the kinds of period that it is for: those that share one together.
pub(crate) fn by_rule(rules: &[(Every, Recurrence)]) -> Vec<(Recurrence, Vec<Every>)> {
    let mut grouped: Vec<(Recurrence, Vec<Every>)> = Vec::new();
    for (every, rule) in rules {
        match grouped.iter_mut().find(|(own, _)| own == rule) {
            Some((_, kinds)) => kinds.push(*every),
            None => grouped.push((*rule, vec![*every])),
        }
    }
    grouped
}

/// A text in quotation marks, on one line and not too long.
pub(crate) fn shortened(text: &str) -> String {
    const SHOWN: usize = 80;
    let line = one_line(&text.replace('\n', "; "));
    let beginning: String = line.chars().take(SHOWN).collect();
    if beginning.len() < line.len() { format!("“{beginning}…”") } else { format!("“{beginning}”") }
}

/// What is owed as it is typed: a task, and its period or milestone.
pub(crate) fn owed(task: &str, part: Option<&str>) -> String {
    part.map_or_else(|| task.to_owned(), |part| format!("{task} {part}"))
}

/// A text as it stands between the quotes of a command line.
pub(crate) fn in_quotes(text: &str) -> String {
    one_line(text).replace(['"', '“', '”'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number, '.'), text);
        }
    }

    #[test]
    fn dates_are_written_as_the_plan_documents_write_them() {
        for (iso, office) in [
            ("2024-03-15", "15/3/2024"),
            ("2023-11-06", "06/11/2023"),
            ("2022-01-25", "25/01/2022"),
            ("2024-01-08", "08/01/2024"),
            ("2021-04-16", "16/4/2021"),
            ("2024-02-29", "29/02/2024"),
        ] {
            assert_eq!(office_date(iso.parse().expect("a date")), office);
        }
    }
}
