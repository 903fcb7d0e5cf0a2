//! Dates as Vietnamese offices write them.

use chrono::{Datelike, NaiveDate};

/// A date for people: `15/3/2024`, `06/11/2023`. Days below 10 and the months 1 and 2 have a leading zero, as
/// Decree 30/2020/NĐ-CP on clerical work (appendix I) has it.
pub fn date(day: NaiveDate) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("{:02}/{month}/{:04}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(date(iso.parse().expect("a date")), office);
        }
    }
}
