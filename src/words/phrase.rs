//! What can be said in sentences with values in them.

use chrono::NaiveDate;

use crate::action::{Action, Refusal};
use crate::diagnostic::SystemFault;
use crate::model::period::{Period, PeriodKind};
use crate::model::reporting::ReportPeriod;
use crate::review::commits::GitTrouble;
use crate::review::marks::Mark;
use crate::review::plan::Setting;
use crate::store::Trouble;
use crate::typed::{DayFault, PeriodFault};
use crate::view::report::tally::Rate;
use crate::view::why::Why;
use crate::words::collect::CollectPhrase;
use crate::words::draft::DraftPhrase;
use crate::words::export::ExportPhrase;
use crate::words::guide::GuideWord;
use crate::words::handing::HandingPhrase;
use crate::words::office::OfficePhrase;
use crate::words::past::PastPhrase;
use crate::words::planning::PlanningPhrase;
use crate::words::review::ReviewPhrase;
use crate::words::screen::ScreenPhrase;
use crate::words::site::SitePhrase;
use crate::words::tracker::TrackerPhrase;

/// A sentence with values in it.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum Phrase<'a> {
    PlanTitle {
        number: &'a str,
        title: &'a str,
    },
    AsOf {
        day: NaiveDate,
        issuer: Option<&'a str>,
    },
    AsOfEnd {
        day: NaiveDate,
        issuer: Option<&'a str>,
    },
    OverdueHeading {
        count: u64,
    },
    DueSoonHeading {
        count: u64,
        days: u32,
    },
    More {
        hidden: u64,
        command: &'a str,
    },
    UnreadableUnit {
        name: &'a str,
        file: &'a str,
    },
    UnreadableUnits {
        count: usize,
    },
    Checked {
        errors: usize,
        warnings: usize,
    },
    Repeated {
        count: usize,
        files: usize,
        place: &'a str,
        message: &'a str,
    },
    WarningsGathered {
        code: &'a str,
    },
    MoreStrays {
        count: usize,
    },
    MoreProblems {
        hidden: usize,
    },
    Narrowed {
        unit: &'a str,
    },
    NoUnit {
        name: &'a str,
    },
    NoGroup {
        name: &'a str,
    },
    NoTask {
        name: &'a str,
    },
    NoCode {
        code: &'a str,
    },
    NoQuarter {
        text: &'a str,
    },
    NoSubject {
        name: &'a str,
    },
    NoClause {
        clause: &'a str,
    },
    NoTag {
        tag: &'a str,
    },
    AtLeast {
        amount: &'a str,
    },
    AtMost {
        amount: &'a str,
    },
    FromTo {
        from: &'a str,
        to: &'a str,
    },
    BadAmount {
        text: &'a str,
    },
    AmountNeeded,
    TasksByState {
        total: u64,
        states: &'a str,
    },
    NoSuchPeriodOfTask {
        task: &'a str,
    },
    OnlyWithTask {
        name: &'a str,
    },
    NoWordings,
    Draft(DraftPhrase<'a>),
    Tracker(TrackerPhrase<'a>),
    Collect(CollectPhrase<'a>),
    Guide(GuideWord),
    BadContext {
        text: &'a str,
    },
    PlanFirst,
    Ambiguous {
        name: &'a str,
    },
    NoPlanNamed {
        name: &'a str,
    },
    PlanNeeded {
        count: usize,
    },
    PlansTitle {
        count: usize,
    },
    MorePlans {
        hidden: usize,
    },
    UnreadablePlans {
        count: usize,
    },
    UnreadablePlan {
        folder: &'a str,
    },
    DueSoonOfAll {
        count: u64,
    },
    InSeveralPlans {
        name: &'a str,
    },
    BadDay {
        text: &'a str,
        fault: DayFault,
    },
    DayToCome {
        day: NaiveDate,
        today: NaiveDate,
    },
    BadPeriod {
        text: &'a str,
        fault: PeriodFault,
    },
    PeriodNotOwed {
        unit: &'a str,
        task: &'a str,
    },
    NotLed {
        unit: &'a str,
        task: &'a str,
    },
    Failed(&'a SystemFault),
    Candidate {
        id: &'a str,
        name: &'a str,
    },
    Days(i64),
    DaysLeft(i64),
    RecordAt {
        file: &'a str,
        line: usize,
    },
    NoRecord {
        file: &'a str,
    },
    NoFile {
        file: &'a str,
    },
    Why(Why<'a>),
    CliError(CliError<'a>),

    // Editing: what was written, what was refused and why.
    Wrote {
        file: &'a str,
    },
    Created {
        file: &'a str,
    },
    Waiting {
        file: &'a str,
    },
    DryRun,
    AlreadySo,
    Refused {
        refusal: Refusal,
        unit: &'a str,
        task: &'a str,
    },
    PeriodNeeded {
        unit: &'a str,
        task: &'a str,
    },
    NothingOpen {
        unit: &'a str,
        task: &'a str,
        action: Action,
    },
    UnitNeeded {
        task: Option<&'a str>,
    },
    DayNeeded,
    EmptyText {
        option: &'a str,
    },
    CannotLayOut {
        file: &'a str,
    },
    Broken {
        file: &'a str,
    },
    WouldBreak {
        file: &'a str,
    },
    AcceptanceNotAsked,
    Trouble(&'a Trouble),
    Planning(PlanningPhrase<'a>),
    FileHead {
        unit: &'a str,
        number: &'a str,
        title: &'a str,
    },
    DueOn {
        day: NaiveDate,
        wording: &'a str,
    },
    DueNever {
        wording: &'a str,
    },
    Fields {
        day: NaiveDate,
    },
    LateFields {
        day: NaiveDate,
    },
    AcceptedField {
        day: NaiveDate,
    },
    FileEnd,
    Synced {
        tables: usize,
        files: usize,
    },
    SyncedUnit {
        file: &'a str,
        tables: usize,
        created: bool,
    },
    SyncTidied {
        file: &'a str,
        removed: usize,
        refreshed: usize,
    },
    SyncRemovedFile {
        file: &'a str,
    },
    InSync,
    Initialised {
        folder: &'a str,
    },
    CollectionBegun {
        folder: &'a str,
    },
    WorkspaceThere {
        folder: &'a str,
        file: &'a str,
    },
    NoTerminal,
    SheetMade {
        file: &'a str,
        rows: usize,
    },
    ColumnsLeft {
        columns: &'a str,
    },
    NothingToImport,
    InTwoFiles {
        file: &'a str,
        id: &'a str,
    },
    NotImported {
        problems: usize,
    },
    Imported {
        records: usize,
        files: usize,
    },
    ImportFinished {
        written: usize,
        left: usize,
    },
    ImportUnfinished {
        files: usize,
    },
    TerminalGone,
    NothingWritten,
    UnitChoice {
        name: &'a str,
        overdue: u32,
        pending: u32,
    },
    NothingToMark {
        unit: &'a str,
    },
    MarkedInAll {
        count: usize,
    },
    TerminalGoneAfter {
        count: usize,
    },
    DayGone {
        day: NaiveDate,
        today: NaiveDate,
    },

    // Reports, letters and calendars.
    ReportTitleOfMany {
        count: usize,
    },
    FormatOfOnePlan {
        format: &'a str,
        formats: &'a str,
    },
    ReportNeedsFolder,
    ReportTitle {
        number: &'a str,
    },
    PeriodDays(ReportPeriod),
    PeriodTo {
        period: &'a str,
        day: NaiveDate,
    },
    WholePeriod {
        period: Period,
    },
    SameStretch {
        previous: Period,
        day: NaiveDate,
    },
    Interim {
        day: NaiveDate,
    },
    CalendarUnknown {
        years: &'a [i32],
    },
    FiguresMissing {
        units: &'a [&'a str],
    },
    Happened {
        from: NaiveDate,
        to: NaiveDate,
    },
    DueSoonFromTo {
        from: NaiveDate,
        to: NaiveDate,
    },
    CarriedCount {
        count: u32,
    },
    AwaitingCount {
        count: u32,
    },
    WaivedCount {
        count: u32,
    },
    MoreRows {
        hidden: u64,
    },
    OnlyWhatMatters {
        hidden: u64,
    },
    FormNote,
    FormNoteSoFar {
        day: NaiveDate,
    },
    InTimeResult,
    LateResult {
        days: i64,
    },
    AllOrOne {
        text: &'a str,
    },
    BadPeriodOfKind {
        text: &'a str,
        kind: PeriodKind,
    },
    OneToStdout,
    PeriodNotBegun {
        period: ReportPeriod,
    },
    ClosingTooEarly {
        day: NaiveDate,
        last: NaiveDate,
    },
    BadClosing {
        day: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
    },
    LastDayNotOver {
        day: NaiveDate,
    },
    WeeksDoNotShift,
    BadReportDay {
        text: &'a str,
    },
    LeftAfterPlan {
        ends: NaiveDate,
        overdue: u32,
        pending: u32,
        command: &'a str,
    },
    ReportRefused {
        units: usize,
    },
    ClosedOn {
        period: &'a str,
        day: NaiveDate,
    },
    NoCalendar,
    NoLetter {
        units: &'a str,
    },
    Unchanged {
        file: &'a str,
    },
    NotOurs {
        file: &'a str,
    },
    EditedByPeople {
        file: &'a str,
    },
    OldInterim {
        file: &'a str,
    },
    AllThere,
    ReportsOf {
        kind: PeriodKind,
    },
    LetterTitle {
        number: &'a str,
    },
    LetterTitleOfMany {
        count: usize,
    },
    LetterTo {
        unit: &'a str,
    },
    LetterOverdue {
        count: usize,
    },
    LetterDueSoon {
        count: usize,
        within: u32,
    },
    LetterOpening {
        day: NaiveDate,
        unit: &'a str,
        what: &'a str,
    },
    LetterClosing {
        to: &'a str,
        late: &'a str,
        answer_by: NaiveDate,
    },
    LetterCoordinator {
        unit: &'a str,
    },
    LetterLate,
    ExpectedBy {
        product: &'a str,
        to: &'a str,
    },
    PromisedFor {
        day: NaiveDate,
        lapsed: bool,
    },
    ExtendedBy {
        to: NaiveDate,
        by: &'a str,
        on: NaiveDate,
    },
    AnswerPast {
        day: NaiveDate,
        as_of: NaiveDate,
    },
    NothingToRemind,
    DocxNeedsFolder,
    TooManyEvents {
        limit: usize,
    },
    /// More obligations than are held in memory at once.
    TooMuchToHold {
        limit: usize,
    },
    Template {
        file: &'a str,
        problem: &'a TemplateProblem,
    },
    TemplateWithoutDocx,

    // The summary of a report.
    PeriodUntil {
        period: ReportPeriod,
        day: NaiveDate,
    },
    PeriodSoFar {
        period: ReportPeriod,
        day: NaiveDate,
    },
    NothingFellDue {
        when: &'a str,
    },
    FellDue {
        when: &'a str,
        total: u32,
        completed: u32,
        rate: Rate,
        in_time: u32,
        late: u32,
        open: &'a [String],
    },
    OpenInTime {
        count: u32,
        day: NaiveDate,
    },
    OpenOverdue {
        count: u32,
    },
    RateSame {
        previous: &'a str,
    },
    RateUp {
        tenths: u16,
        previous: &'a str,
    },
    RateDown {
        tenths: u16,
        previous: &'a str,
    },
    NowCompleted {
        count: u64,
    },
    NowOverdue {
        count: u64,
    },
    NowExtended {
        count: u64,
    },
    NowWaived {
        count: u64,
    },
    HappenedInPeriod {
        what: &'a str,
    },
    HappenedUntil {
        day: NaiveDate,
        what: &'a str,
    },
    ClaimsAwait {
        count: u64,
    },
    OnDay {
        day: NaiveDate,
    },
    OverdueSame {
        since: &'a str,
    },
    OverdueMore {
        count: u32,
        since: &'a str,
    },
    OverdueLess {
        count: u32,
        since: &'a str,
    },
    WholePlan {
        day: NaiveDate,
        overdue: u32,
        change: &'a str,
        pending: u32,
        completed: u32,
    },
    LeftOpen {
        ends: NaiveDate,
        overdue: u32,
        pending: u32,
    },
    NothingLeft {
        ends: NaiveDate,
    },
    NothingUpcoming {
        from: NaiveDate,
        to: NaiveDate,
    },
    Upcoming {
        count: u64,
        from: NaiveDate,
        to: NaiveDate,
    },
    NoneBehind,
    OneBehind {
        units: usize,
        named: &'a str,
    },
    AllBehind {
        count: usize,
        units: usize,
        named: &'a str,
    },
    MostBehind {
        count: usize,
        units: usize,
        named: &'a str,
    },
    Laggard {
        name: &'a str,
        count: u32,
        days: i64,
    },
    PromisedCount {
        count: u64,
    },
    LapsedCount {
        count: u64,
    },
    LapsedPromise {
        day: NaiveDate,
    },
    UnexplainedCount {
        count: u64,
    },
    OfOverdue {
        count: u64,
        notes: &'a str,
    },

    // Reviews: what changed between two states of a workspace, and what git has to say.
    WorkingTree,
    Git(&'a GitTrouble),
    Bare,
    NothingShared {
        one: &'a str,
        other: &'a str,
    },
    Compared {
        before: &'a str,
        after: &'a str,
    },
    JudgedOnBoth {
        before: NaiveDate,
        after: NaiveDate,
    },
    NothingChanged,
    NothingElseChanged,
    Review(ReviewPhrase<'a>),
    Handing(HandingPhrase<'a>),
    Past(PastPhrase<'a>),
    Office(OfficePhrase<'a>),
    Export(ExportPhrase<'a>),
    Screen(ScreenPhrase<'a>),
    Site(SitePhrase<'a>),
    Begins {
        tasks: usize,
        units: usize,
    },
    MarksHeading {
        count: usize,
    },
    RecordsHeading {
        count: usize,
    },
    ByPlanHeading {
        count: usize,
    },
    ByTimeHeading {
        count: usize,
        from: NaiveDate,
        to: NaiveDate,
    },
    PlanHeading {
        count: usize,
    },
    NotComparable {
        name: &'a str,
    },
    MoreChanges {
        hidden: usize,
    },
    NotOwedBefore,
    ByDocument {
        to: Option<NaiveDate>,
        by: &'a str,
        on: NaiveDate,
    },
    Mark(&'a Mark),
    Mixed {
        commit: &'a str,
        units: &'a str,
    },
    ReportEdited {
        file: &'a str,
    },
    LastChanged {
        day: NaiveDate,
        commit: Option<&'a str>,
    },
    BlameNeedsUnit {
        task: &'a str,
    },
    NoHistory,
    NotMerged {
        file: &'a str,
    },
    Conflicts {
        file: &'a str,
        count: usize,
    },
    DriverName,
    SetupHint,
    NotCommitted,
    UnreadThen,
    ShallowHistory,
    RecordedSameDay,
    RecordedLater {
        days: i64,
    },
    RecordedBefore {
        days: i64,
    },
    ReportUnread {
        file: &'a str,
    },
    NotCompared {
        files: &'a str,
    },
    EditableLeftOut {
        count: usize,
        formats: &'a str,
    },
    Verified {
        matching: usize,
        others: usize,
    },
    OtherEdition {
        count: usize,
    },
    Setting(Setting),
    Event {
        name: &'a str,
    },
    UnitAdded {
        unit: &'a str,
    },
    UnitRemoved {
        unit: &'a str,
        touched: &'a str,
    },
    UnitRenamed {
        from: &'a str,
        to: &'a str,
    },
    TaskAdded {
        task: &'a str,
        due: &'a str,
        units: &'a str,
    },
    NoLastDay,
    LastDayOn {
        day: NaiveDate,
    },
    LastDays {
        from: NaiveDate,
        to: NaiveDate,
    },
    TaskRemoved {
        task: &'a str,
        touched: &'a str,
    },
    Reworded {
        task: &'a str,
        how: &'a str,
    },
    Reassigned {
        task: &'a str,
        how: &'a str,
    },
    LedAlsoBy {
        units: &'a str,
    },
    NoLongerLedBy {
        units: &'a str,
    },
    Rescheduled {
        task: &'a str,
        how: &'a str,
    },
    NoRecordTouched,
    AgainstOldPlan {
        records: usize,
    },
    AgainstOldDeadline {
        records: usize,
    },
    OtherRule {
        dated: bool,
    },
    PeriodsAdded {
        periods: &'a str,
    },
    PeriodsRemoved {
        periods: &'a str,
    },
    AndMore {
        count: usize,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum TemplateProblem {
    NotADocument,
    TooLarge,
    Damaged { part: String },
    PartTwice { part: String },
    PartName { part: String },
    Unpacks { part: String, megabytes: u64 },
    Macros { part: String },
    Commands { part: String },
    Outside { part: String, target: String },
    TooManyPlaces { part: String, places: usize, blocks: usize },
    Unknown { place: String, known: String },
    NotAlone { place: String },
    Nowhere,
    NoWarnings,
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
    Other,
    Similar { what: &'a str },
    Dashed { what: &'a str },
    TryHelp,
}
