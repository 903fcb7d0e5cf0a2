//! What documents to sign say around their tables.

use chrono::NaiveDate;

use crate::model::plan::OfficeStyle;

/// A sentence or a line of a document to sign. Places in double braces are filled like those of a template.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum OfficePhrase<'a> {
    PlaceAndDay { place: &'a str },
    LetterAbout,
    LetterBasis { office: Option<&'a str> },
    AnnexOf { style: OfficeStyle, office: &'a str },
    NextOfUnit { task: &'a str, due: &'a str, unit: &'a str },
    NextOfUnits { task: &'a str, due: &'a str, units: u64 },
    NextMore { count: u64 },
    ReportAbout,
    Overdue { count: u64 },
    Reason { unit: &'a str, task: &'a str, days: i64, reason: &'a str },
    Unexplained { count: u64 },
    Upcoming { to: NaiveDate, count: u64 },
    Finish { count: u64, promised: u64 },
    NoMailbox { units: &'a str, strangers: &'a str },
    MailNeedsMailboxes,
    NoLibreOffice,
    NoPdf,
    BadSetting { text: &'a str },
}
