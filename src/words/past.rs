//! What can be said of answers that stand on what was known at a revision.

use chrono::NaiveDate;

/// The revision that is asked about, and why a question about one cannot be answered.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum PastPhrase<'a> {
    /// By which day, if one was named.
    FilesAt {
        commit: &'a str,
        day: NaiveDate,
        by: Option<NaiveDate>,
    },
    ShallowDays,
    NoCommitBy {
        day: NaiveDate,
        first: NaiveDate,
        shallow: bool,
    },
    FilesOnly {
        option: &'a str,
        command: &'a str,
    },
    DiffTakesRevisions,
    RangeOnlyOfDiff,
    OtherRepository {
        folder: &'a str,
    },
    ReportsOfFiles {
        option: &'a str,
    },
}
