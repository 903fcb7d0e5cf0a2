//! What can be said of a change of the plan by command.

use chrono::NaiveDate;

use crate::planning::PlanRefusal;
use crate::view::sheet::tasks::{TaskColumn, TaskFault};

#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum PlanningPhrase<'a> {
    /// `prompted` where a question follows that stands for the option.
    Refused {
        refusal: &'a PlanRefusal,
        subject: &'a str,
        part: Option<&'a str>,
        prompted: bool,
    },
    Orphans {
        records: usize,
    },
    LimitOpen,
    LimitDoubtful {
        why: &'a str,
        due: &'a str,
        wording: &'a str,
    },
    LimitUnread,
    LimitUnreadHere,
    NothingMoves,
    MoreWarnings {
        hidden: usize,
    },
    SettledHead {
        count: usize,
    },
    NamesHead {
        count: usize,
    },
    HeadOfPlan,
    ConfirmWhat {
        open: usize,
    },
    LeftUnknown {
        count: usize,
        items: &'a str,
    },
    UnitNew {
        name: &'a str,
    },
    OnlyStandsIn {
        unit: &'a str,
        task: &'a str,
    },
    QuestionStays {
        why: &'a str,
    },
    NoItem {
        name: &'a str,
    },
    JudgedOn {
        day: NaiveDate,
    },
    HandedHead {
        count: usize,
    },
    Handed {
        title: &'a str,
        id: &'a str,
        parts: &'a str,
        from: &'a str,
        to: &'a str,
    },
    Nobody,
    LeadsAlready {
        units: &'a str,
    },
    RecordedBefore {
        unit: &'a str,
        count: usize,
        items: &'a str,
        file: &'a str,
    },
    HandedInReports,
    ReportsUncommitted {
        files: &'a str,
    },
    ReportsUnmatched {
        files: &'a str,
    },
    EventNeeded {
        id: &'a str,
    },
    EventMade {
        name: &'a str,
        id: &'a str,
    },
    GroupNew {
        group: &'a str,
    },
    MembersNeeded,
    StandIn {
        name: &'a str,
        group: &'a str,
        id: &'a str,
    },
    NoEvent {
        name: &'a str,
    },
    NoMilestone {
        task: &'a str,
        name: &'a str,
    },
    TitleTwice {
        title: &'a str,
        other: &'a str,
    },
    DocumentNeeded,
    Document,
    DocumentHelp,
    DocumentDay,
    WhichReading,
    Heading(TaskColumn),
    TasksSheet,
    TasksInstructions,
    TasksMade {
        file: &'a str,
        tasks: usize,
    },
    SheetFault {
        file: &'a str,
        fault: &'a TaskFault,
    },
    ColumnsPassedOver {
        columns: &'a str,
    },
    NotInSheet {
        tasks: &'a str,
    },
    RowsMoved {
        tasks: &'a str,
        task: &'a str,
        after: bool,
        other: &'a str,
    },
    SameTitle {
        title: &'a str,
        others: &'a str,
        id: &'a str,
    },
    IdTaken {
        taken: &'a str,
        id: &'a str,
    },
    NothingToUndo,
    UndoShared {
        command: &'a str,
        file: &'a str,
        folder: &'a str,
    },
    ChangedSince {
        command: &'a str,
        file: &'a str,
    },
    WouldUndo {
        command: &'a str,
    },
    Undone {
        command: &'a str,
    },
}
