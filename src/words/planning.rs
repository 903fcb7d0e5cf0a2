//! What can be said of a change of the plan by command.

use chrono::NaiveDate;

use crate::planning::PlanRefusal;

#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum PlanningPhrase<'a> {
    Refused { refusal: &'a PlanRefusal, subject: &'a str, part: Option<&'a str> },
    Orphans { records: usize },
    LimitOpen,
    LimitUnread,
    NothingMoves,
    JudgedOn { day: NaiveDate },
    NoEvent { name: &'a str },
    NoMilestone { task: &'a str, name: &'a str },
    DocumentNeeded,
    Document,
    DocumentHelp,
    DocumentDay,
    WhichReading,
}
