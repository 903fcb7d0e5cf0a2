//! What can be said: fixed labels, and sentences with values in them.

use chrono::NaiveDate;

use super::editing::EditPhrase;
use super::report::ReportPhrase;
use crate::action::Action;
use crate::assess::State;
use crate::view::why::Why;

/// A fixed word or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English words say what each is")]
pub enum Label {
    Unit,
    Task,
    Period,
    Quarter,
    NoQuarter,
    State,
    All,
    Total,
    DaysLate,
    DaysLeft,
    LastDay,
    Title,
    Clause,
    Wording,
    Rule,
    Lead,
    Support,
    Product,
    ReportsTo,
    Note,
    Started,
    Done,
    Accepted,
    Evidence,
    Reason,
    Committed,
    Waived,
    Extended,
    Groups,
    ShortName,
    Unconfirmed,
    Record,
    Why,
    Help,
    DidYouMean,
    NothingFound,
    Obligations,
    Coordinator,
    Once,
}

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
    Edit(EditPhrase<'a>),
    Report(ReportPhrase<'a>),
    CliError(CliError<'a>),
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

/// A help text of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English texts say what each is")]
pub enum Cli {
    About,
    LongAbout,
    Usage,
    Commands,
    Options,
    Arguments,
    Filters,
    GlobalOptions,
    Error,
    Status,
    List,
    Show,
    Check,
    Explain,
    HelpCommand,
    Directory,
    AsOf,
    Lang,
    Color,
    Unit,
    Group,
    Task,
    ClauseFilter,
    QuarterFilter,
    StateFilter,
    DueWithin,
    FailOn,
    Format,
    By,
    Subject,
    PeriodArgument,
    ShowUnit,
    Deny,
    CheckFormat,
    Code,
    HelpOption,
    VersionOption,
    Examples,
    StatusExamples,
    ListExamples,
    ShowExamples,
    CheckExamples,
    ExplainExamples,
    ExitCodes,
    Editing(CliEditing),
    Reporting(CliReporting),
}

/// A help text of the commands that make reports, letters and calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English texts say what each is")]
pub enum CliReporting {
    Report,
    ReportExamples,
    Kind,
    Period,
    ReportFormat,
    ReportOut,
    Closing,
    All,
    Template,
    KeepGoing,
    ReportForce,
}

/// A help text of the commands that write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English texts say what each is")]
pub enum CliEditing {
    Act(Action),
    ActExamples(Action),
    Mark,
    MarkExamples,
    Init,
    InitExamples,
    Sync,
    SyncExamples,
    Sheet,
    SheetExamples,
    Import,
    ImportExamples,
    ActTask,
    ActPeriod,
    PromiseDay,
    ActUnit,
    MarkUnit,
    On,
    GrantedOn,
    To,
    PromiseTo,
    ByDocument,
    EvidenceOption,
    NoteOption,
    ReasonOption,
    Clear,
    DryRun,
    InitFolder,
    SheetOutput,
    Force,
    ImportFile,
}
