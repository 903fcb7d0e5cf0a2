//! Diagnostics: what is wrong with a file, as data. Words are put to them in `words`.

mod fault;
mod level;

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::recurrence::Every;
use crate::model::target::{Amount, Reach, TargetRange};
use crate::rules::{Code, Severity};
use crate::source::Source;

pub use self::fault::{DayFault, EvidenceFault, FolderFault, Lack, NotAFile, SharedFault, SystemFault};
pub use self::level::{AnswerFault, LevelFault};

/// A problem at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub problem: Problem,
    /// Where, in bytes of the source's text.
    pub span: Range<usize>,
    /// Another place that belongs to it.
    pub(crate) related: Option<(Range<usize>, Related)>,
    /// A text to put at `span` instead.
    pub(crate) replacement: Option<String>,
}

impl Diagnostic {
    /// `problem` at `span`.
    pub(crate) fn new(problem: Problem, span: Range<usize>) -> Self {
        Self { problem, span, related: None, replacement: None }
    }

    /// With a text that was probably meant.
    #[must_use]
    pub(crate) fn did_you_mean(mut self, replacement: Option<String>) -> Self {
        self.replacement = replacement;
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub(crate) fn related(mut self, span: Range<usize>, how: Related) -> Self {
        self.related = Some((span, how));
        self
    }

    pub(crate) fn severity(&self) -> Severity {
        self.problem.code().severity()
    }
}

/// How another place belongs to a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    First,
    /// Work is said to have started there.
    Started,
    Done,
    /// The document's own words.
    Wording,
    /// The file of shared bodies is named there, which has it too.
    Shared,
}

/// The problems of one file, in the order of their places.
#[derive(Clone, Debug)]
pub struct FileReport {
    pub(crate) source: Source,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl FileReport {
    /// The report of a file; nothing where it has no problem.
    pub fn of(source: impl FnOnce() -> Source, mut diagnostics: Vec<Diagnostic>) -> Option<Self> {
        if diagnostics.is_empty() {
            return None;
        }
        // Parsers report in the order of their phases; people read from top to bottom.
        diagnostics.sort_by_key(|d| (d.span.start, d.span.end, d.problem.code()));
        Some(Self { source: source(), diagnostics })
    }

    /// Whether the system did not let it, or what it needs, be read: nothing is known to be wrong with what it says.
    pub(crate) fn is_unread(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.problem.is_unread())
    }

    /// The object that the clone lacks, where that keeps it from being read.
    pub(crate) fn lacking(&self) -> Option<(String, Lack)> {
        self.diagnostics.iter().find_map(|found| match &found.problem {
            Problem::FileUnreadable { why: SystemFault::NoObject { id, lack } }
            | Problem::SharedFile { fault: SharedFault::System(SystemFault::NoObject { id, lack }), .. } => {
                Some((id.clone(), *lack))
            }
            _ => None,
        })
    }

    /// Whether any of the problems is an error.
    pub(crate) fn has_error(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// A table of the file format, as it is named in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The top of `plan.toml`.
    PlanFile,
    /// The top of a file of mailboxes.
    MailboxFile,
    /// The top of `plans.toml`.
    CollectionFile,
    Plan,
    Calendar,
    /// One entry of `[events]`.
    Event,
    /// One entry of `[units]`.
    Unit,
    /// One entry of `[groups]`.
    Group,
    /// One of `[[tasks]]`.
    Task,
    /// One of the `milestones` of a task.
    Milestone,
    /// `added` or `cancelled` of a task.
    Decision,
    /// One of `amended` of a task.
    Amendment,
    /// A record of a unit's file.
    Record,
    /// `extended` of a record.
    Extended,
    /// `waived` of a record.
    Waived,
    /// `[plan.office]`.
    Office,
    /// `above` of `[plan]`.
    Above,
    /// `target` of a task.
    Target,
    /// A file in `evidence`.
    EvidenceFile,
    /// One of `progress`.
    Progress,
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    Date,
    /// A date, or a text such as `"2024-Q1"`.
    DateOrText,
    /// `true` or `false`.
    Bool,
    Number,
    /// A number, whole or with a fraction.
    Amount,
    Table,
    /// A list of tables: `[[tasks]]`.
    Tables,
    Texts,
    /// A text or a list of texts.
    TextOrTexts,
    TextOrTable,
    /// A list of dates and ranges of dates.
    Days,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Text,
    Number,
    /// A number with a fraction.
    Float,
    /// `true` or `false`.
    Bool,
    Date,
    List,
    Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    Unit,
    Group,
    /// A unit or a group.
    Body,
    Task,
    Milestone,
    Event,
}

/// What a file is that belongs to no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayKind {
    /// It is called like units' files are.
    File,
    /// Its name is nearly that of a unit's file: another ending, capital letters.
    Misnamed,
    /// The unit that it may be meant for has a file: called like that it would take its place.
    Second,
    /// The earlier state of a unit's file that is there, kept by an editor or by git.
    Backup,
    Folder,
    /// What macOS keeps beside a file on foreign disks: `._x.toml`.
    MacCompanion,
    /// What an office program keeps beside an open file: `~$x.toml`.
    OfficeLock,
}

/// What a deadline is that stands beside a wording which reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnLimit {
    /// The first of its last days.
    Days(Vec<NaiveDate>),
    /// It has no last day.
    Never,
    /// It counts otherwise from an event.
    FromEvent,
    /// It recurs, and the wording does not.
    Recurs,
    /// It is owed once, and the wording recurs.
    Once,
}

/// Why a wording does not say what a deadline is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnclearWording {
    /// It has several readings.
    Several,
    /// The notation cannot say it.
    NoNotation,
    /// It counts from an event, and the deadline does not.
    FromEvent,
}

/// A character that is not seen but changes what is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It changes the direction of writing.
    Bidirectional,
    ZeroWidth,
    Control,
}

impl From<Problem> for SharedFault {
    /// Why a file cannot be shared that could not be read.
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::FileUnreadable { why } => Self::System(why),
            Problem::FileTooLarge { bytes, limit } => Self::TooLarge { bytes, limit },
            Problem::FileOutside | Problem::FileNotRegular { what: NotAFile::Link } => Self::Link,
            _ => Self::NotAFile,
        }
    }
}

/// One thing that is wrong in a file. Each has one [`Code`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the rules' own texts (`explain CODE`) say what each is")]
pub enum Problem {
    FileUnreadable { why: SystemFault },
    FileNotRegular { what: NotAFile },
    FileOutside,
    FileTooLarge { bytes: u64, limit: u64 },
    NotUtf8 { utf16: bool },
    Syntax { message: String },
    DuplicateKey,
    NoPlan { near: Option<String> },
    SharedFile { file: String, fault: SharedFault },
    PlansFolder { fault: FolderFault },
    Level { what: LevelFault },
    NamesDiffer { unit: String, name: String, other: String, plan: String },
    TooMany { limit: usize, kind: IdKind },
    UnknownKey { key: String, table: Table },
    MissingKey { key: &'static str, table: Table },
    WrongType { expected: Expected, found: Found },
    InvalidId { id: String, kind: IdKind },
    DuplicateId { id: String, kind: IdKind },
    UnknownId { id: String, kind: IdKind },
    InvalidValue { value: String, allowed: &'static [&'static str] },
    NotAMailAddress { text: String },
    OutOfRange { least: u32, most: u32 },
    AmountOutOfRange,
    UnknownTimezone { name: String },
    DateWithTime,
    YearOutOfRange,
    ImpossibleDay { text: String, fault: DayFault },
    UnreadableDeadline { text: String, recurs: bool },
    NoDeadline,
    InvalidPeriod { period: String, well_formed: bool },
    Backwards,
    DeadlineNeedsEvery { text: String },
    DeadlineNotWithEvery { text: String },
    DeadlineNotForKind { text: String, every: Every },
    DueTableWithoutKinds,
    DueForNoKind { key: String },
    SamePeriods { every: Every, other: Every },
    NoPeriods,
    EndsWithoutEvery,
    NoMilestones,
    MilestonesBesideDue,
    MilestoneLikePeriod { id: String },
    GroupCycle { through: Vec<String> },
    NoWorkingDay,
    TooManyPeriods { limit: usize, of_task: bool },
    DayBeyondCalendar,
    TitleForNoPeriod { period: String },
    TitlesWithoutEvery,
    SuccessorCycle { through: Vec<String> },
    OwedByNobody { task: String },
    AmendmentOutOfOrder { on: NaiveDate },
    ExceptStranger { id: String },
    RecordUnknownTask { task: String },
    RecordNotLed { task: String, supports: bool },
    RecordNotOwed { task: String, period: Option<String>, joint: bool },
    RecordUnknownPeriod { task: String, period: String },
    RecordWithoutPeriod { task: String, period: Option<String> },
    RecordWithPeriod { task: String, period: String },
    ExtensionWithoutDeadline { task: String },
    ProgressWithoutTarget { task: String },
    EvidenceOutside { file: String },
    NotADigest,
    DoneBeforeStarted { done: NaiveDate, started: NaiveDate },
    AcceptedBeforeDone { accepted: NaiveDate, done: Option<NaiveDate> },
    DoneInFuture { done: NaiveDate, as_of: NaiveDate },
    OverdueUnexplained { task: String, period: Option<String>, due: NaiveDate, days_late: i64 },
    CompletedWithoutEvidence { task: String },
    EmptyGroup { group: String },
    IdleUnit { unit: String },
    MissingUnitFile { unit: String },
    StrayFile { file: String, what: StrayKind, meant: Option<String> },
    StrayFacts { file: String, what: StrayKind, meant: Option<String> },
    EmptyRecord { record: String },
    OtherCaseFolder { folder: String, facts: bool },
    IdsAlike { id: String, other: String },
    ReservedId { id: String },
    SpanOutsidePlan { starts: NaiveDate, ends: NaiveDate },
    DueOutsidePlan { due: NaiveDate, starts: NaiveDate, ends: NaiveDate },
    BeforePlan { field: &'static str, day: NaiveDate, starts: NaiveDate },
    BeforeUnsaid,
    SameName { name: String },
    NotNfc { texts: usize },
    HiddenCharacter { character: char, what: Hidden },
    LookAlike { character: char, like: char },
    TaskWithoutLead,
    EmptyText,
    OpenQuestion { asked: String, more: usize, item: Option<String> },
    TargetMissed { task: String, reach: Reach, value: Option<Amount>, target: TargetRange },
    TargetUnclaimed { task: String, value: Amount, target: TargetRange },
    EvidenceMissing { file: String, why: EvidenceFault },
    EvidenceChanged { file: String },
    NoSuccessor { unit: String, occurrences: usize },
    WordingMismatch { task: String, wording: String, read: String, days: Vec<NaiveDate>, own: OwnLimit, doubt: bool },
    WordingUnclear { task: String, wording: String, why: UnclearWording, read: Vec<String> },
    UnusedEventDate { unit: String, event: String },
    CalendarYearUnknown { years: Vec<i32>, tasks: usize, known: Option<(i32, i32)> },
}

impl Problem {
    /// Whether the system did not let something be read.
    fn is_unread(&self) -> bool {
        matches!(
            self,
            Self::FileUnreadable { .. }
                | Self::SharedFile { fault: SharedFault::System(_), .. }
                | Self::PlansFolder { fault: FolderFault::Unread { .. } }
        )
    }

    pub fn code(&self) -> Code {
        match self {
            Self::FileUnreadable { .. } => Code::E101,
            Self::FileNotRegular { .. } => Code::E102,
            Self::FileOutside => Code::E103,
            Self::FileTooLarge { .. } => Code::E104,
            Self::NotUtf8 { .. } => Code::E105,
            Self::Syntax { .. } => Code::E106,
            Self::DuplicateKey | Self::SamePeriods { .. } => Code::E107,
            Self::NoPlan { .. } => Code::E108,
            Self::TooMany { .. } => Code::E109,
            Self::UnknownKey { .. } => Code::E201,
            Self::MissingKey { .. } => Code::E202,
            Self::WrongType { .. } => Code::E203,
            Self::InvalidId { .. } | Self::ReservedId { .. } => Code::E204,
            Self::DuplicateId { .. } | Self::IdsAlike { .. } => Code::E205,
            Self::UnknownId { .. } => Code::E206,
            Self::InvalidValue { .. } | Self::NotAMailAddress { .. } => Code::E207,
            Self::OutOfRange { .. } | Self::AmountOutOfRange => Code::E208,
            Self::UnknownTimezone { .. } => Code::E209,
            Self::DateWithTime | Self::YearOutOfRange | Self::ImpossibleDay { .. } => Code::E210,
            Self::UnreadableDeadline { .. } => Code::E301,
            Self::NoDeadline => Code::E302,
            Self::InvalidPeriod { .. } => Code::E303,
            Self::Backwards => Code::E304,
            Self::DeadlineNeedsEvery { .. }
            | Self::DeadlineNotWithEvery { .. }
            | Self::DeadlineNotForKind { .. }
            | Self::DueTableWithoutKinds
            | Self::DueForNoKind { .. } => Code::E305,
            Self::GroupCycle { .. } => Code::E306,
            Self::NoWorkingDay => Code::E307,
            Self::TooManyPeriods { .. } => Code::E308,
            Self::DayBeyondCalendar => Code::E309,
            Self::TitleForNoPeriod { .. } | Self::TitlesWithoutEvery => Code::E310,
            Self::NoPeriods | Self::EndsWithoutEvery => Code::E311,
            Self::NoMilestones | Self::MilestonesBesideDue | Self::MilestoneLikePeriod { .. } => Code::E312,
            Self::SuccessorCycle { .. } => Code::E316,
            Self::OwedByNobody { .. } => Code::E317,
            Self::AmendmentOutOfOrder { .. } => Code::E318,
            Self::ExceptStranger { .. } => Code::E319,
            Self::RecordUnknownTask { .. } => Code::E401,
            Self::RecordNotLed { .. } | Self::RecordNotOwed { .. } => Code::E402,
            Self::RecordUnknownPeriod { .. } => Code::E403,
            Self::RecordWithoutPeriod { .. } => Code::E404,
            Self::RecordWithPeriod { .. } => Code::E405,
            Self::ExtensionWithoutDeadline { .. } => Code::E406,
            Self::ProgressWithoutTarget { .. } => Code::E407,
            Self::EvidenceOutside { .. } | Self::NotADigest => Code::E408,
            Self::DoneBeforeStarted { .. } => Code::W501,
            Self::AcceptedBeforeDone { .. } => Code::W502,
            Self::DoneInFuture { .. } => Code::W503,
            Self::OverdueUnexplained { .. } => Code::W504,
            Self::CompletedWithoutEvidence { .. } => Code::W505,
            Self::EmptyGroup { .. } => Code::W506,
            Self::IdleUnit { .. } => Code::W507,
            Self::MissingUnitFile { .. } => Code::W508,
            Self::StrayFile { .. } | Self::OtherCaseFolder { facts: false, .. } => Code::W509,
            Self::StrayFacts { .. } | Self::OtherCaseFolder { facts: true, .. } => Code::E409,
            Self::EmptyRecord { .. } => Code::W530,
            Self::DueOutsidePlan { .. } | Self::SpanOutsidePlan { .. } | Self::BeforePlan { .. } => self.code_of_time(),
            Self::BeforeUnsaid => Code::W511,
            Self::SameName { .. } => Code::W512,
            Self::NotNfc { .. } => Code::W513,
            Self::HiddenCharacter { .. } => Code::W514,
            Self::LookAlike { .. } => Code::W722,
            Self::TaskWithoutLead => Code::W515,
            Self::EmptyText => Code::W516,
            Self::TargetMissed { .. } => Code::W518,
            Self::TargetUnclaimed { .. } => Code::W519,
            Self::EvidenceMissing { .. } | Self::EvidenceChanged { .. } => self.code_of_evidence(),
            Self::NoSuccessor { .. } => Code::W526,
            Self::SharedFile { .. } | Self::PlansFolder { .. } | Self::NamesDiffer { .. } => self.code_among(),
            Self::Level { what } => what.code(),
            Self::OpenQuestion { .. } | Self::WordingMismatch { .. } | Self::WordingUnclear { .. } => self.of_wording(),
            Self::CalendarYearUnknown { .. } => Code::W535,
            Self::UnusedEventDate { .. } => Code::W534,
        }
    }

    /// The same of what plans have to do with each other.
    fn code_among(&self) -> Code {
        match self {
            Self::SharedFile { .. } => Code::E110,
            Self::PlansFolder { .. } => Code::E111,
            _ => Code::W541,
        }
    }

    /// The same of days outside the plan's time.
    fn code_of_time(&self) -> Code {
        match self {
            Self::DueOutsidePlan { .. } => Code::W510,
            Self::SpanOutsidePlan { .. } => Code::W517,
            _ => Code::W537,
        }
    }

    /// The same of files of evidence.
    fn code_of_evidence(&self) -> Code {
        if matches!(self, Self::EvidenceMissing { .. }) { Code::W520 } else { Code::W521 }
    }

    /// The same of wordings that stand beside a deadline, and of questions about them.
    fn of_wording(&self) -> Code {
        match self {
            Self::WordingMismatch { .. } => Code::W531,
            Self::OpenQuestion { .. } => Code::W536,
            _ => Code::W532,
        }
    }
}
