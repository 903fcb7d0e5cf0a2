//! What can be said in sentences with values in them.

use chrono::NaiveDate;

use crate::action::{Action, Refusal};
use crate::judge::State;
use crate::model::period::{Period, PeriodKind};
use crate::review::commits::GitTrouble;
use crate::review::marks::Mark;
use crate::review::plan::Setting;
use crate::store::Trouble;
use crate::view::board::Totals;
use crate::view::report::scope::Scope;
use crate::view::report::tally::Tally;
use crate::view::why::Why;

/// A sentence with values in it.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum Phrase<'a> {
    PlanTitle { number: &'a str, title: &'a str },
    AsOf { day: NaiveDate, issuer: Option<&'a str> },
    Legend(&'a [State]),
    OverdueHeading { count: u64 },
    DueSoonHeading { count: u64, days: u32 },
    More { hidden: u64, command: &'a str },
    UnreadableUnit { name: &'a str, file: &'a str },
    UnreadableUnits { count: usize },
    Checked { errors: usize, warnings: usize },
    MissingFiles { count: usize },
    MoreProblems { hidden: usize },
    NoUnit { name: &'a str },
    NoGroup { name: &'a str },
    NoTask { name: &'a str },
    NoCode { code: &'a str },
    NoQuarter { text: &'a str },
    NoSubject { name: &'a str },
    NoClause { clause: &'a str },
    NoSuchPeriodOfTask { task: &'a str },
    OnlyWithTask { name: &'a str },
    PlanFirst,
    Ambiguous { name: &'a str },
    BadDate { text: &'a str },
    BadPeriod { text: &'a str },
    PeriodNotOwed { unit: &'a str, task: &'a str },
    NotLed { unit: &'a str, task: &'a str },
    Failed { reason: &'a str },
    Candidate { id: &'a str, name: &'a str },
    Days(i64),
    DaysLeft(i64),
    RecordAt { file: &'a str, line: usize },
    NoRecord { file: &'a str },
    NoFile { file: &'a str },
    Why(Why<'a>),
    CliError(CliError<'a>),

    // Editing: what was written, what was refused and why.
    Wrote { file: &'a str },
    Created { file: &'a str },
    DryRun,
    AlreadySo,
    Refused { refusal: Refusal, unit: &'a str, task: &'a str },
    PeriodNeeded { unit: &'a str, task: &'a str },
    NothingOpen { unit: &'a str, task: &'a str, action: Action },
    UnitNeeded { task: Option<&'a str> },
    DayNeeded,
    EmptyText { option: &'a str },
    CannotLayOut { file: &'a str },
    Broken { file: &'a str },
    WouldBreak { file: &'a str },
    AcceptanceNotAsked,
    Trouble(&'a Trouble),
    FileHead { unit: &'a str, number: &'a str, title: &'a str },
    DueOn { day: NaiveDate, wording: &'a str },
    DueNever { wording: &'a str },
    Fields { day: NaiveDate, dated: bool, acceptance: bool },
    FileEnd,
    Synced { tables: usize, files: usize },
    SyncedUnit { file: &'a str, tables: usize, created: bool },
    InSync,
    Initialised { folder: &'a str },
    WorkspaceThere { folder: &'a str },
    NoTerminal,
    SheetMade { file: &'a str, rows: usize },
    ColumnsLeft { columns: &'a str },
    NothingToImport,
    NotImported { problems: usize },
    Imported { records: usize, files: usize },
    TerminalGone,
    NothingWritten,
    UnitChoice { name: &'a str, overdue: u32, pending: u32 },
    NothingToMark { unit: &'a str },

    // Reports, letters and calendars.
    ReportTitle { number: &'a str },
    PeriodDays(Period),
    Interim { day: NaiveDate },
    FiguresMissing { units: &'a [&'a str] },
    Happened { from: NaiveDate, to: NaiveDate },
    DueSoonFromTo { from: NaiveDate, to: NaiveDate },
    CarriedCount { count: u32 },
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
    BadPeriodOfKind { text: &'a str, kind: PeriodKind },
    OneToStdout,
    PeriodNotBegun { period: Period },
    BadClosing { day: NaiveDate, from: NaiveDate, to: NaiveDate },
    ReportRefused { units: usize },
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

    // Reviews: what changed between two states of a workspace, and what git has to say.
    WorkingTree,
    Git(&'a GitTrouble),
    Bare,
    NothingShared { one: &'a str, other: &'a str },
    Compared { before: &'a str, after: &'a str },
    JudgedOnBoth { before: NaiveDate, after: NaiveDate },
    NothingChanged,
    NothingElseChanged,
    Changes { records: usize, units: usize, marks: usize, whole: bool },
    Begins { tasks: usize, units: usize },
    MarksHeading { count: usize },
    RecordsHeading { count: usize },
    ByPlanHeading { count: usize },
    ByTimeHeading { count: usize, from: NaiveDate, to: NaiveDate },
    PlanHeading { count: usize },
    NotComparable { name: &'a str },
    MoreChanges { hidden: usize },
    NotOwedBefore,
    FieldNow { label: &'static str, to: &'a str },
    FieldWas { label: &'static str, from: &'a str, to: &'a str },
    FieldGone { label: &'static str, from: &'a str },
    Evidence { added: &'a [String], gone: &'a [String] },
    LastDay { from: Option<NaiveDate>, to: Option<NaiveDate> },
    ByDocument { to: Option<NaiveDate>, by: &'a str, on: NaiveDate },
    Mark(&'a Mark),
    Mixed { commit: &'a str, units: &'a str },
    ReportEdited { file: &'a str },
    LastChanged { day: NaiveDate, commit: Option<&'a str> },
    BlameNeedsUnit { task: &'a str },
    NoHistory,
    NotMerged { file: &'a str },
    Conflicts { file: &'a str, count: usize },
    DriverName,
    SetupHint,
    NotCommitted,
    UnreadThen,
    ShallowHistory,
    Lag { days: i64 },
    ReportUnread { file: &'a str },
    NotCompared { files: &'a str },
    OfficeLeftOut { count: usize },
    Verified { matching: usize, others: usize },
    Setting(Setting),
    Event { name: &'a str, from: Option<NaiveDate>, to: Option<NaiveDate> },
    UnitAdded { unit: &'a str },
    UnitRemoved { unit: &'a str, records: usize },
    UnitRenamed { from: &'a str, to: &'a str },
    TaskAdded { task: &'a str, due: Option<(NaiveDate, NaiveDate)>, units: &'a str },
    TaskRemoved { task: &'a str, records: usize },
    Reworded { task: &'a str, how: &'a str },
    Reassigned { task: &'a str, added: &'a str, removed: &'a str, records: usize },
    Rescheduled { task: &'a str, how: &'a str, records: usize },
    Moved { period: Option<Period>, from: Option<NaiveDate>, to: Option<NaiveDate> },
    OtherRule { dated: bool },
    PeriodsAdded { periods: &'a [Period] },
    PeriodsRemoved { periods: &'a [Period] },
    AndMore { count: usize },
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
    Unknown { place: String, known: String },
    NotAlone { place: String },
    Nowhere,
    NoWarnings,
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

/// What is wrong with a command line.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum CliError<'a> {
    UnknownArgument { argument: &'a str },
    UnknownCommand { command: &'a str },
    InvalidValue { argument: &'a str, value: &'a str, allowed: &'a [String] },
    MissingValue { argument: &'a str },
    MissingArgument { arguments: &'a [String] },
    UsedTwice { argument: &'a str },
    Conflict { argument: &'a str, other: &'a str },
    NoValueWanted { argument: &'a str, value: &'a str },
    NotUtf8,
    Other { message: &'a str },
    Similar { what: &'a str },
    TryHelp,
}
