//! What can be wrong with a sheet that comes back, as data without prose.

use crate::model::record::Field;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Column, Place, Status};

/// Why nothing can be read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It is no workbook at all.
    NotAWorkbook,
    /// A workbook of the old kind, `.xls`, or one locked with a password: they look the same.
    OldOrLocked,
    /// A spreadsheet of the kind `.ods`.
    OpenDocument,
    /// A workbook whose insides are broken.
    Damaged {
        /// What the reader stumbled over, in English.
        reason: String,
    },
    /// It goes past a limit.
    TooMuch {
        /// Of what there is too much.
        what: Bound,
        /// How much is read.
        limit: u64,
        /// Where that was noticed.
        at: Option<Place>,
    },
    /// Reading it took more time or memory than it may, or broke down.
    Overwhelmed,
    /// No row looks like the headings.
    NoTable,
    /// Two worksheets have the headings.
    TwoTables {
        /// The first worksheet.
        first: String,
        /// The second.
        second: String,
    },
    /// A text file in an encoding that is not read.
    NotUtf8,
    /// A quote that opens a cell of a CSV file and is never closed.
    OpenQuote {
        /// The cell.
        at: Place,
    },
}

/// Of what a file may have too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Bytes of the file.
    File,
    /// Files in the archive.
    Parts,
    /// Bytes when unpacked.
    Unpacked,
    /// Rows.
    Rows,
    /// Columns.
    Columns,
    /// Cells.
    Cells,
    /// Bytes of one cell's text.
    CellText,
    /// Bytes of all texts.
    Text,
}

/// What is wrong with a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetProblem {
    /// Nothing can be read.
    Unreadable(Unreadable),
    /// More obligations than a sheet has rows for.
    TooManyRows {
        /// How many there are.
        rows: usize,
        /// How many fit.
        limit: u32,
    },
    /// The column with the ids is gone.
    NoIds,
    /// No column is there that units fill in.
    NothingToFill,
    /// Two columns have the same heading.
    ColumnTwice {
        /// The second heading.
        at: Place,
        /// The first.
        first: Place,
        /// Which column.
        column: Column,
    },
    /// A row was filled in that has no id.
    NoId {
        /// The first cell that was filled in.
        at: Place,
    },
    /// What stands in the column of ids is none.
    BadId {
        /// The cell.
        at: Place,
        /// What it says.
        text: String,
    },
    /// The plan has no such unit.
    UnknownUnit {
        /// The cell.
        at: Place,
        /// The unit's id.
        unit: String,
    },
    /// The plan has no such task.
    UnknownTask {
        /// The cell.
        at: Place,
        /// The task's id.
        task: String,
    },
    /// The task is not owed for this period, or not by periods, or only by periods.
    UnknownPeriod {
        /// The cell.
        at: Place,
        /// The task's id.
        task: String,
        /// The period as the cell writes it.
        period: Option<String>,
    },
    /// The unit does not lead the task.
    NotOwed {
        /// The cell.
        at: Place,
        /// The unit's id.
        unit: String,
        /// The task's id.
        task: String,
    },
    /// An obligation has two rows.
    Twice {
        /// The second row's id.
        at: Place,
        /// The first row's.
        first: Place,
        /// The id.
        id: String,
    },
    /// The row shows one obligation and its id names another.
    MixedUp {
        /// What it shows.
        at: Place,
        /// Which column that is.
        column: Column,
        /// The id.
        id: String,
    },
    /// What the sheet held when it was made cannot be read any more.
    BadBaseline {
        /// The cell.
        at: Place,
    },
    /// No date.
    NotADate {
        /// The cell.
        at: Place,
        /// What it says.
        text: String,
    },
    /// The dates of the file are written month first.
    MonthFirst {
        /// A cell that shows it.
        at: Place,
        /// What it says.
        text: String,
    },
    /// A date with a time of day.
    DateWithTime {
        /// The cell.
        at: Place,
        /// What it says.
        text: String,
    },
    /// A formula that failed.
    Failed {
        /// The cell.
        at: Place,
        /// What it came to.
        text: String,
    },
    /// No choice of the drop-down.
    UnknownStatus {
        /// The cell.
        at: Place,
        /// What it says.
        text: String,
    },
    /// The drop-down was set to something that the dates do not bear out.
    Disagrees {
        /// The drop-down's cell.
        at: Place,
        /// What it says.
        status: Status,
        /// What is in its way.
        because: Disagreement,
    },
    /// A text was changed of which the sheet shows the beginning only.
    Shortened {
        /// The cell.
        at: Place,
        /// The field.
        field: Field,
    },
    /// The unit and someone else changed the same field.
    Conflict(Box<Conflict>),
}

/// What a drop-down finds in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// A date is missing.
    Lacks(Field),
    /// A date is there that must not be.
    Has(Field, NaiveDate),
    /// A unit cannot choose it.
    NoChoice,
}

/// A field that was changed in the sheet and, otherwise, in the unit's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The cell.
    pub at: Place,
    /// The obligation.
    pub id: String,
    /// The field.
    pub field: Field,
    /// What the sheet held when it was made; an ellipsis where that was too long to keep.
    pub then: Option<String>,
    /// What it holds now.
    pub sheet: Option<String>,
    /// What the file holds now.
    pub file: Option<String>,
}

impl From<Unreadable> for SheetProblem {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl SheetProblem {
    /// The cell it is about.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Unreadable(Unreadable::TooMuch { at, .. }) => *at,
            Self::Unreadable(Unreadable::OpenQuote { at })
            | Self::ColumnTwice { at, .. }
            | Self::NoId { at }
            | Self::BadId { at, .. }
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
            | Self::UnknownStatus { at, .. }
            | Self::Disagrees { at, .. }
            | Self::Shortened { at, .. } => Some(*at),
            Self::Conflict(conflict) => Some(conflict.at),
            Self::Unreadable(_) | Self::TooManyRows { .. } | Self::NoIds | Self::NothingToFill => None,
        }
    }
}
