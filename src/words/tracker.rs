//! What can be said of a tracker that is taken over.

use chrono::NaiveDate;

use crate::draft::columns::DutyColumn;
use crate::draft::document::DraftSpot;
use crate::draft::duty::ToldDoubt;
use crate::draft::tracker::columns::{ColumnGround, MapFault};

#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum TrackerPhrase<'a> {
    Columns { file: &'a str, sheets: &'a str },
    HeadingHead,
    MeaningHead,
    ExamplesHead,
    Meaning { column: Option<DutyColumn>, ground: ColumnGround },
    MonthsFirst,
    OrderOpen { day: &'a str },
    OrderAsked { day: &'a str },
    AsOf { day: NaiveDate },
    NoAsOf,
    Recorded { records: usize, units: usize },
    LeftHead { count: usize },
    LeftRow { spot: &'a DraftSpot, task: &'a str, doubt: &'a ToldDoubt },
    NoTask { spot: &'a DraftSpot, text: &'a str },
    More { count: usize },
    NoTracker { file: &'a str },
    Fault { fault: &'a MapFault, headings: &'a str },
    InitReplaced,
    Adopted { folder: &'a str, records: bool },
    Next { folder: &'a str },
    NothingYet,
    DoneOn { day: NaiveDate },
    BegunBy { day: NaiveDate, said: &'a str },
}
