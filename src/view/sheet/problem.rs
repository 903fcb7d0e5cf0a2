//! What can be wrong with a sheet that comes back, as data without prose.

use crate::model::record::Field;
use crate::model::target::{Amount, Progress};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Column, Place, Status};
use crate::diagnostic::DayFault;

/// Why nothing can be read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    NotAWorkbook,
    /// A workbook of the old kind, `.xls`, or one locked with a password: they look the same.
    OldOrLocked,
    /// A spreadsheet of the kind `.ods`.
    OpenDocument,
    /// A workbook whose insides are broken.
    Damaged,
    /// A worksheet that cannot be read beyond a cell, the last one that could be.
    DamagedSheet {
        sheet: String,
        after: Option<Place>,
    },
    /// It goes past a limit.
    TooMuch {
        what: Bound,
        limit: u64,
        at: Option<Place>,
    },
    /// Reading it took more time or memory than it may, or broke down.
    Overwhelmed,
    /// No row looks like the headings.
    NoTable,
    /// A cell, after the one that was read last, holds an error of a kind that is not known.
    UnknownError {
        sheet: String,
        after: Option<Place>,
        text: String,
    },
    /// Cells to fill in are merged with others, so that nobody knows which of them the content is of.
    Merged {
        first: Place,
        last: Place,
    },
    /// Two worksheets have the headings.
    TwoTables {
        first: String,
        second: String,
        /// Which of them is hidden, if any.
        hidden: Option<String>,
    },
    /// A text file in an encoding that is not read.
    NotUtf8,
    /// A quote that opens a cell of a CSV file and is never closed.
    OpenQuote {
        at: Place,
    },
}

/// Of what a file may have too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    File,
    Parts,
    Unpacked,
    Rows,
    Columns,
    Cells,
    /// Bytes of one cell's text.
    CellText,
    Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetProblem {
    Unreadable(Unreadable),
    /// More obligations than a sheet has rows for.
    TooManyRows {
        rows: usize,
        limit: u32,
    },
    /// The column with the ids is gone.
    NoIds,
    /// No column is there that units fill in.
    NothingToFill,
    /// Two columns have the same heading.
    ColumnTwice {
        at: Place,
        first: Place,
        column: Column,
    },
    /// A row was filled in that has no id.
    NoId {
        at: Place,
    },
    /// What stands in the column of ids is none.
    BadId {
        at: Place,
        text: String,
    },
    /// A row of a plan that is not asked about, by its folder.
    UnknownPlan {
        at: Place,
        folder: String,
    },
    UnknownUnit {
        at: Place,
        unit: String,
    },
    UnknownTask {
        at: Place,
        task: String,
    },
    /// The task is not owed for this period, or not by periods, or only by periods.
    UnknownPeriod {
        at: Place,
        task: String,
        period: Option<String>,
    },
    /// The unit does not lead the task.
    NotOwed {
        at: Place,
        unit: String,
        task: String,
    },
    /// An obligation has two rows.
    Twice {
        at: Place,
        first: Place,
        id: String,
    },
    /// The row shows one obligation and its id names another.
    MixedUp {
        at: Place,
        column: Column,
        id: String,
    },
    /// What the sheet held when it was made cannot be read any more.
    BadBaseline {
        at: Place,
    },
    NotADate {
        at: Place,
        text: String,
        fault: DayFault,
    },
    /// `hôm qua`, `-3`: a day that counts from the day on which it was written, which nobody knows.
    RelativeDay {
        at: Place,
        text: String,
    },
    /// The dates of the file are written month first.
    MonthFirst {
        at: Place,
        text: String,
    },
    /// A date with a time of day.
    DateWithTime {
        at: Place,
        text: String,
    },
    Failed {
        at: Place,
        text: String,
    },
    /// A formula whose result was not saved: what it comes to is not known.
    NoResult {
        at: Place,
    },
    /// A formula comes to nothing where something is recorded.
    EmptyResult {
        at: Place,
    },
    /// A text holds a character that no sheet can, such as one of zero.
    Uncarried {
        at: Place,
        character: char,
    },
    /// A row has more cells than there are headings.
    BeyondHeadings {
        at: Place,
        /// Whether they are separated values: a separator within a text may have parted it.
        parted: bool,
    },
    /// A column with content that is none of the sheet's, while some to fill in are missing.
    UnknownColumn {
        at: Place,
        heading: String,
        missing: Vec<Column>,
    },
    /// A day after the as-of day, of something that happened.
    DayToCome {
        at: Place,
        field: Field,
        day: NaiveDate,
        today: NaiveDate,
    },
    /// A promise for a day before the as-of day.
    PromisedPast {
        at: Place,
        day: NaiveDate,
        today: NaiveDate,
    },
    /// A promise, and no reason beside it.
    PromiseWithoutReason {
        at: Place,
    },
    /// Another day than the recorded one, and nobody said that it is to be replaced.
    Rewrites {
        at: Place,
        field: Field,
        recorded: NaiveDate,
        day: NaiveDate,
    },
    NotAnAmount {
        at: Place,
        text: String,
    },
    /// A number up to 1 where per cent are counted: as a spreadsheet keeps a share, or so few per cent.
    ShareOrAmount {
        at: Place,
        amount: Amount,
    },
    /// How much is reached of something of which the plan says no target.
    NoTarget {
        at: Place,
    },
    /// A day by which something is reached, but not how much.
    DayAlone {
        at: Place,
    },
    /// What was recorded as reached was emptied.
    ReachedEmptied {
        at: Place,
        recorded: Progress,
    },
    /// Another amount than the one that is recorded of that day, and nobody said that it is to be replaced.
    ReachedOtherwise {
        at: Place,
        recorded: Progress,
        value: Amount,
    },
    /// No choice of the drop-down.
    UnknownStatus {
        at: Place,
        text: String,
    },
    /// The drop-down was set to something that the dates do not bear out.
    Disagrees {
        at: Place,
        status: Status,
        because: Disagreement,
    },
    /// A text was changed of which the sheet shows the beginning only.
    Shortened {
        at: Place,
        field: Field,
    },
    /// The unit and someone else changed the same field.
    Conflict(Box<Conflict>),
}

/// What a drop-down finds in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    Lacks(Field),
    Has(Field, NaiveDate),
    /// A unit cannot choose it.
    NoChoice,
}

/// A field that was changed in the sheet and, otherwise, in the unit's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub(crate) at: Place,
    pub(crate) id: String,
    pub(crate) field: Field,
    /// What the sheet held when it was made; an ellipsis where that was too long to keep.
    pub(crate) then: Option<String>,
    pub(crate) sheet: Option<String>,
    /// What the file holds now.
    pub(crate) file: Option<String>,
}

impl From<Unreadable> for SheetProblem {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl SheetProblem {
    /// Whether the row may be one of another plan.
    pub(crate) fn is_of_another_plan(&self) -> bool {
        matches!(
            self,
            Self::BadId { .. }
                | Self::UnknownUnit { .. }
                | Self::UnknownTask { .. }
                | Self::UnknownPeriod { .. }
                | Self::NotOwed { .. }
                | Self::MixedUp { .. }
        )
    }

    /// The cell it is about.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::Unreadable(Unreadable::TooMuch { at, .. }) => *at,
            Self::Unreadable(Unreadable::OpenQuote { at })
            | Self::ColumnTwice { at, .. }
            | Self::NoId { at }
            | Self::BadId { at, .. }
            | Self::UnknownPlan { at, .. }
            | Self::UnknownUnit { at, .. }
            | Self::UnknownTask { at, .. }
            | Self::UnknownPeriod { at, .. }
            | Self::NotOwed { at, .. }
            | Self::Twice { at, .. }
            | Self::MixedUp { at, .. }
            | Self::BadBaseline { at }
            | Self::NotADate { at, .. }
            | Self::MonthFirst { at, .. }
            | Self::DateWithTime { at, .. }
            | Self::Failed { at, .. }
            | Self::NoResult { at }
            | Self::EmptyResult { at }
            | Self::Uncarried { at, .. }
            | Self::UnknownColumn { at, .. }
            | Self::BeyondHeadings { at, .. }
            | Self::DayToCome { at, .. }
            | Self::PromisedPast { at, .. }
            | Self::PromiseWithoutReason { at }
            | Self::RelativeDay { at, .. }
            | Self::Rewrites { at, .. }
            | Self::NotAnAmount { at, .. }
            | Self::ShareOrAmount { at, .. }
            | Self::NoTarget { at }
            | Self::DayAlone { at }
            | Self::ReachedEmptied { at, .. }
            | Self::ReachedOtherwise { at, .. }
            | Self::UnknownStatus { at, .. }
            | Self::Disagrees { at, .. }
            | Self::Shortened { at, .. } => Some(*at),
            Self::Conflict(conflict) => Some(conflict.at),
            Self::Unreadable(_) | Self::TooManyRows { .. } | Self::NoIds | Self::NothingToFill => None,
        }
    }
}
