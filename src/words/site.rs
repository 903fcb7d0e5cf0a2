//! What the pages of a site say.

use chrono::NaiveDate;

/// A word or sentence of a site.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum SitePhrase<'a> {
    // The places that every page leads to.
    Start,
    Overdue,
    Units,
    Tasks,
    Periods,
    Calendar,
    Evidence,
    Reports,
    Find,
    // What is overdue.
    OverdueFirst,
    MostOverdue { shown: u64, all: u64 },
    DaysLate,
    NoPromise,
    PromiseIn { day: NaiveDate, days: i64 },
    PromiseGone { day: NaiveDate, days: i64 },
    PromiseKept { day: NaiveDate },
    PromiseBroken { day: NaiveDate },
    // The drawings.
    BurnUp,
    Must,
    Finished,
    Late,
    BurnUpSaid { day: NaiveDate, must: u32, done: u32, overdue: u32 },
    Timeline,
    TimelineNote,
    LastDays,
    NoLastDay,
    UnitsCompared,
    Scale,
    DoneOfDue,
    DoneOfAll,
    Oldest,
    OverdueWeeks,
    // Lists.
    ShownOfAll,
    WholeList { count: usize },
    PageOf { page: usize, pages: usize },
    PartedList { rows: usize },
    StateOfUnits,
    UnitsByPart,
    EvidenceRegister,
    NoEvidence,
    NoReports,
    PlanUnopened { folder: &'a str },
    History,
    ExtendedBy { from: &'a str, to: &'a str, by: &'a str },
    // The calendar; the first day of the week is 0, Monday.
    Month,
    MonthCalendar { month: &'a str },
    Weekday { day: u8 },
    MoreTasks { count: usize },
    CountLate { count: u32 },
    // What the command says.
    SiteMade { folder: &'a str, pages: usize, changed: usize },
}
