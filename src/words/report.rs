//! What reports, letters and calendars say.

use chrono::NaiveDate;

use super::phrase::Phrase;
use crate::model::period::{Period, PeriodKind};
use crate::view::board::Totals;
use crate::view::report::scope::Scope;
use crate::view::report::tally::Tally;

/// A fixed word or heading of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English words say what each is")]
pub enum ReportWord {
    Number,
    UnitName,
    Total,
    Due,
    InTime,
    Late,
    Pending,
    Overdue,
    CompletedRate,
    InTimeRate,
    OverdueRate,
    Remarks,
    OtherUnits,
    Subtotal,
    Figure,
    Change,
    Summary,
    Figures,
    Form,
    Completed,
    NewlyOverdue,
    Extended,
    Waived,
    Awaiting,
    Carried,
    Ongoing,
    WholePlan,
    AllObligations,
    Timed,
    Nothing,
    Result,
    OldLastDay,
    NewLastDay,
    Document,
    DocumentDay,
    Claimed,
    Units,
    Begun,
    LastBegun,
    NotBegun,
    NoFile,
    NotRead,
    SheetSummary,
    SheetForm,
    SheetItems,
    SheetWeeks,
    Nominal,
    Flags,
    LateDays,
    LeftDays,
    Reports,
    Days,
    Files,
    Rate,
    DueDone,
    DueOpen,
    RateMeant,
    LetterOverdue,
    LetterDueSoon,
    Expected,
    StatedDeadline,
    LastDayToday,
    Answered,
    AnyEvidence,
}

/// A sentence of a report, with values in it.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum ReportPhrase<'a> {
    Title { number: &'a str },
    PeriodDays(Period),
    Interim { day: NaiveDate },
    Missing { units: &'a [&'a str] },
    Happened { from: NaiveDate, to: NaiveDate },
    Upcoming { from: NaiveDate, to: NaiveDate },
    Carried { count: u32 },
    AwaitingCount { count: u32 },
    WaivedCount { count: u32 },
    MoreRows { hidden: u64 },
    OnlyWhatMatters { hidden: u64 },
    FormNote,
    InTimeResult,
    LateResult { days: i64 },
    Whole(&'a Whole),
    Lagging(&'a Lagging<'a>),
    AllOrOne { text: &'a str },
    BadPeriod { text: &'a str, kind: PeriodKind },
    OneToStdout,
    NotBegun { period: Period },
    BadClosing { day: NaiveDate, from: NaiveDate, to: NaiveDate },
    Refused { units: usize },
    ClosedOn { period: &'a str, day: NaiveDate },
    NoCalendar,
    NoLetter { units: &'a str },
    Unchanged { file: &'a str },
    NotOurs { file: &'a str },
    EditedByPeople { file: &'a str },
    OldInterim { file: &'a str },
    AllThere,
    ReportsOf { kind: PeriodKind },
    LetterTitle { number: &'a str },
    LetterTo { unit: &'a str },
    LetterOpening(&'a Letter<'a>),
    LetterClosing(&'a Letter<'a>),
    ExpectedBy { product: &'a str, to: &'a str },
    PromisedFor { day: NaiveDate },
    NothingToRemind,
    DocxNeedsFolder,
    TooManyEvents { limit: usize },
    Template { file: &'a str, problem: &'a TemplateProblem },
    TemplateWithoutDocx,
}

/// What a reminder says.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Whom it is to.
    pub unit: &'a str,
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// How much is overdue.
    pub overdue: usize,
    /// How much is due soon.
    pub due_soon: usize,
    /// Within how many days that is.
    pub within: u32,
    /// The unit that follows the plan up, where that is another one.
    pub coordinator: Option<&'a str>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum TemplateProblem {
    NotADocument,
    TooLarge,
    Damaged { part: String },
    Unknown { place: String, known: Vec<&'static str> },
    NotAlone { place: String },
    Nowhere,
    NoWarnings,
}

impl<'a> From<ReportPhrase<'a>> for Phrase<'a> {
    fn from(said: ReportPhrase<'a>) -> Self {
        Self::Report(said)
    }
}

/// A period of this kind as it is typed.
pub fn example(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "2024-04-26",
        PeriodKind::Week => "2024-W15",
        PeriodKind::Month => "2024-04",
        PeriodKind::Quarter => "2024-Q1",
        PeriodKind::Half => "2024-H1",
        PeriodKind::Year => "2024",
    }
}

/// The figures of the first paragraph: the whole.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "as in the report")]
pub struct Whole {
    pub scope: Scope,
    pub previous: Option<Period>,
    pub due: Tally,
    pub due_previous: Tally,
    pub totals: Totals,
    pub before: Totals,
    pub completed: usize,
    pub newly_overdue: usize,
    pub extended: usize,
    pub waived: usize,
    pub awaiting: usize,
}

/// The figures of the second paragraph: the units that lag.
#[derive(Clone, Debug)]
pub struct Lagging<'a> {
    /// How many units there are that owe anything and could be read.
    pub units: usize,
    /// How many of them have something overdue.
    pub behind: usize,
    /// The worst of these, worst first.
    pub worst: Vec<Laggard<'a>>,
    /// How much is overdue in all.
    pub overdue: usize,
    /// For how much of it the unit promises a day that has not passed.
    pub promised: usize,
    /// For how much of it the unit gives no reason.
    pub unexplained: usize,
    /// What falls due next, and by when.
    pub upcoming: usize,
    /// The day of the figures.
    pub as_of: NaiveDate,
    /// The last day of what falls due next.
    pub horizon: NaiveDate,
}

/// A unit that lags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Laggard<'a> {
    /// Its name.
    pub name: &'a str,
    /// How much of it is overdue.
    pub overdue: usize,
    /// How many days the longest.
    pub days: i64,
}
