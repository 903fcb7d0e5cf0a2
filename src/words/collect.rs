//! What can be said of a plan that is put under the bodies of a collection, and of shared bodies that are edited.

use crate::planning::collect::CollectConflict;

#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum CollectPhrase<'a> {
    NoCollection,
    Outside { folder: &'a str },
    TooDeep { folder: &'a str, levels: usize },
    Conflict(&'a CollectConflict),
    Conflicts { count: usize },
    WouldMove { folder: &'a str },
    WouldBreakPlan { folder: &'a str },
    Collected { folder: &'a str, units: usize, groups: usize },
    Stay { units: &'a str },
    OwnCalendar,
    OwnCalendarNote,
    Ask,
    AskHelp,
    YesNeeded,
    SharedUnit { file: &'a str, plans: usize },
}
