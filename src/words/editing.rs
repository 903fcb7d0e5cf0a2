//! What is said about editing: what was written, what was refused and why.

use chrono::NaiveDate;

use crate::action::{Action, Refusal};
use crate::store::write::Trouble;

/// A sentence about editing.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum EditPhrase<'a> {
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
    Left,
    UnitChoice { name: &'a str, overdue: u32, pending: u32 },
    NothingToMark { unit: &'a str },
}

/// What a guided command asks, and the words around its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English words say what each is")]
pub enum Asking {
    Unit,
    Obligation,
    Day,
    Evidence,
    Write,
    PickHelp,
    DayHelp,
    EvidenceHelp,
    WriteHelp,
    Left,
    NothingFound,
    NoTexts,
    Yes,
    No,
    YesOrNo,
}
