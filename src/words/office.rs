//! What documents to sign say around their tables.

use chrono::NaiveDate;

/// A sentence or a line of a document to sign. Places in double braces are filled like those of a template.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum OfficePhrase<'a> {
    PlaceAndDay { place: &'a str },
    LetterAbout,
    LetterTo,
    ReportAbout,
    Overdue { count: u64 },
    Reason { unit: &'a str, task: &'a str, days: i64, reason: &'a str },
    Unexplained { count: u64 },
    Upcoming { to: NaiveDate, count: u64 },
    Finish { count: u64, promised: u64 },
    BadSetting { text: &'a str },
}
