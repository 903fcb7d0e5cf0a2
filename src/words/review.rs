//! What can be said of a comparison.

use chrono::NaiveDate;

use crate::model::record::Field;
use crate::review::effects::Grade;

/// A piece of what a comparison comes to.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum ReviewPhrase<'a> {
    Lifted {
        count: usize,
    },
    Gone {
        count: usize,
    },
    DeadlinesMoved {
        count: usize,
    },
    OtherMarks {
        count: usize,
    },
    Marks {
        count: usize,
    },
    NoMarks,
    Records {
        records: usize,
        units: usize,
    },
    OnlyPlan,
    ByPlan {
        count: usize,
    },
    /// What stands otherwise by the records of other units, and how much of it was late and is not.
    ByOthers {
        count: usize,
        let_off: usize,
    },
    ByTime {
        count: usize,
    },
    NoRecords,
    Obligations {
        count: usize,
    },
    PlansHeading {
        count: usize,
    },
    PlanDropped {
        number: &'a str,
        folder: &'a str,
        effects: &'a str,
    },
    PlanListed {
        number: &'a str,
        folder: &'a str,
        count: usize,
    },
    PlanMoved {
        number: &'a str,
        folder: &'a str,
        to: &'a str,
    },
    /// The commit that began the workspace, to be compared where there was none before.
    Began {
        tasks: usize,
        units: usize,
        commit: &'a str,
        day: NaiveDate,
    },
    /// Plans of a collection that cannot be read.
    PlansUnread {
        count: usize,
    },
    /// Plans that a collection lists no more.
    PlansDropped {
        count: usize,
    },
    /// Records that changed, and of how many plans.
    RecordsOfPlans {
        records: usize,
        plans: usize,
    },
    /// A plan in a submodule that is at another commit.
    PlanElsewhere {
        folder: &'a str,
    },
    PlanNamed {
        number: &'a str,
        folder: &'a str,
        name: &'a str,
        of: &'a str,
    },
    /// The plans that had no room in a comment.
    MorePlans {
        count: usize,
    },
    /// The plans of a collection in which nothing changed.
    PlansUnchanged {
        count: usize,
        plans: &'a str,
    },
    NoLongerOwed {
        count: usize,
    },
    /// How many of those that are owed no more had been done late.
    OfThemLate {
        count: usize,
        all: usize,
    },
    /// How many had been done late and are owed no more.
    GoneLate {
        count: usize,
    },
    OfThemOverdue {
        count: usize,
        all: usize,
        days: i64,
    },
    Grade(Grade),
    OnTheWay {
        field: Field,
        was: &'a str,
        now: Option<&'a str>,
        commit: &'a str,
    },
    OddCommit {
        commit: &'a str,
        authored: NaiveDate,
        committed: NaiveDate,
        recorded: NaiveDate,
    },
    Apart,
    SeenHeading {
        count: usize,
    },
    SeenBefore {
        count: usize,
    },
    SeenAs {
        reason: &'a str,
        by: &'a str,
        on: NaiveDate,
    },
    ReviewedBroken {
        file: &'a str,
        what: &'a str,
    },
    NothingToReview,
    /// Reports over all plans of a collection.
    NotComparedOfAll {
        files: &'a str,
    },
    /// What a rule of the plan says, such as `exclusive`.
    RuleValue {
        value: &'a str,
    },
    /// A plan that a commit brought.
    PlanBegan,
    /// The plan as it is where a shallow clone begins.
    PlanStood,
    /// A plan that could not be read before or after a commit.
    PlanUnread,
    /// That records of these units changed.
    RecordsOf {
        units: &'a str,
    },
    OnOrBefore {
        day: NaiveDate,
    },
    /// A commit that came to the line on another day than it says.
    CommitSays {
        commit: &'a str,
        day: NaiveDate,
    },
    /// A task of which something was late by a plan between the two sides, until a commit changed that plan, and on which day;
    /// nothing where that is not committed yet.
    LateBetween {
        task: &'a str,
        until: Option<(&'a str, NaiveDate)>,
    },
    PlanOtherwise,
    /// A task or unit that stands elsewhere in the order of the plan; nothing is above the first.
    NowBelow {
        item: &'a str,
        above: Option<&'a str>,
    },
    /// A task that is said to be there since a later day, or whose amendments are others, and the day that shows it.
    EarlierDays {
        task: &'a str,
        added: Option<(Option<NaiveDate>, NaiveDate)>,
        day: NaiveDate,
    },
    AmendedBy {
        by: &'a str,
        task: &'a str,
        how: &'a str,
    },
    AmendedDays {
        days: &'a str,
        count: usize,
    },
    CancelledBy {
        by: &'a str,
        task: &'a str,
        count: usize,
    },
    OnlyUntil {
        by: &'a str,
    },
    ByDecision {
        by: &'a str,
    },
    DocumentRewritten {
        task: &'a str,
        from: &'a str,
        to: Option<&'a str>,
    },
    /// A document of a day to come that is there as before, and what it says now.
    DocumentOtherwise {
        task: &'a str,
        by: &'a str,
        how: &'a str,
    },
    PlanRewritten,
    PlanReordered,
    LookAlike {
        name: &'a str,
        character: char,
        like: char,
    },
    IdAlike {
        id: &'a str,
        other: &'a str,
    },
    /// A name that looks the same as that of another.
    Beside {
        name: &'a str,
        of: &'a str,
    },
    SameName {
        id: &'a str,
        name: &'a str,
        other: &'a str,
    },
    NameTaken {
        id: &'a str,
        name: &'a str,
        other: &'a str,
    },
    EvidenceExchanged {
        file: &'a str,
        gone: bool,
    },
    HiddenFiles {
        file: &'a str,
        files: usize,
        by: &'a str,
    },
    /// Something that a commit on the way recorded under a name that neither side knows.
    StrangeRecord {
        file: &'a str,
        name: &'a str,
        commit: &'a str,
    },
    /// A plan whose folder is gone, and that is nowhere else for certain.
    PlanGone {
        number: &'a str,
        folder: &'a str,
        effects: &'a str,
    },
    Excused {
        entries: usize,
    },
    StagedFiles,
    StagedAlone,
    ReportGone {
        file: &'a str,
    },
    ReportMoved {
        file: &'a str,
        now: &'a str,
        is_same: bool,
    },
    ReportRemade {
        file: &'a str,
    },
    /// A report of data that stood only between the two sides.
    ReportMisnamed {
        file: &'a str,
    },
    ReportOfABranch {
        file: &'a str,
        commit: &'a str,
    },
    ReportOfAMoment {
        file: &'a str,
    },
    LastDaysMoved {
        count: usize,
    },
    /// Completions that were taken back.
    Withdrawn {
        count: usize,
    },
    /// Obligations that are overdue and were not, by records or the plan.
    NowOverdue {
        count: usize,
    },
    /// How many units' files could not be read, as the first piece of what a comparison comes to.
    Unread {
        count: usize,
    },
    /// Beside files that could not be read.
    NothingElseChanged,
    ReportOfAnEdition {
        file: &'a str,
    },
    DocumentsHeading {
        count: usize,
    },
    /// A file beside the reports that nothing is compared with: how many bytes it had unless it is new under the name of a
    /// report, and has unless it is gone.
    Document {
        file: &'a str,
        was: Option<u64>,
        is: Option<u64>,
    },
    Documents {
        count: usize,
    },
    LineAhead {
        commit: &'a str,
        day: NaiveDate,
        /// Whether its day has not come, rather than that of what follows it being earlier.
        to_come: bool,
    },
    OtherLine {
        commit: &'a str,
    },
    /// What a successor led already, so that two duties are one.
    LeadsAlready {
        unit: &'a str,
        tasks: &'a str,
    },
    /// Leads of a joint task in another order: the unit with which it stood, and that with which it stands.
    JointOrder {
        from: &'a str,
        to: &'a str,
    },
    /// A file that commits on the way left unreadable: the last of them, and how many.
    UnreadOnTheWay {
        file: &'a str,
        commit: &'a str,
        count: usize,
    },
    /// Entries that stand in the file.
    ReviewedAlready {
        count: usize,
    },
    ReviewWritten {
        count: usize,
    },
}
