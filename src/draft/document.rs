//! A document as it was read, whatever its format: paragraphs and tables in their order.

use serde::{Deserialize, Serialize};

/// What is read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSource {
    pub blocks: Vec<DraftBlock>,
    /// What is in it and was not read.
    pub skipped: Vec<SkippedPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftBlock {
    #[serde(rename = "p")]
    Paragraph(DraftParagraph),
    #[serde(rename = "t")]
    Table(DraftTable),
}

/// A paragraph; its text has line breaks where the document has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftParagraph {
    /// The number that the word processor sets before it, as it is printed: `1.1.`, `a)`, `-`; else empty.
    pub label: String,
    pub text: String,
    pub bold: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftTable {
    /// The worksheet's name.
    pub sheet: Option<String>,
    pub rows: Vec<DraftRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Which row of the table or worksheet, from 1.
    pub number: u32,
    /// One for each column of the grid.
    pub cells: Vec<GridCell>,
}

/// A place of the grid. What is merged over several columns stands in the first of them; what is merged over several
/// rows stands in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridCell {
    pub text: String,
    /// Whether it belongs to the cell on its left.
    pub joined: bool,
    /// Whether it belongs to the cell above.
    pub repeats: bool,
    pub bold: bool,
    /// Of a worksheet's cell whose formula was saved without its result: what the cell is called. Its text is the formula.
    pub unreckoned: Option<String>,
}

/// What is in a document and was not read: a reader must look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkippedPart {
    /// Text in a box or shape, as far as it goes.
    TextBox(String),
    Footnotes(usize),
    Pictures(usize),
    /// Text that a change still to be accepted takes out.
    Deleted(usize),
    HiddenSheet(String),
    /// Formulas without a result: the cells, by the name of their worksheet.
    Unreckoned {
        sheet: String,
        cells: Vec<String>,
    },
}

/// Why nothing can be read of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnreadDocument {
    Pdf {
        scanned: bool,
    },
    /// `.doc`, `.xls`, or one that is locked with a password.
    OldOrLocked,
    /// Of no kind that is read.
    UnknownKind,
    Damaged,
    /// A worksheet of it that cannot be read beyond a cell, the last one that could be.
    DamagedSheet {
        sheet: String,
        after: Option<String>,
    },
    TooLarge,
    /// Reading it took more time or memory than it may, or broke down.
    Overwhelmed,
    NotUtf8,
    Nothing,
}

/// Where in a document something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftSpot {
    /// The paragraph of this number, from 1.
    Paragraph(usize),
    /// A row of a table, both from 1.
    Row {
        table: usize,
        row: u32,
    },
    SheetRow {
        sheet: String,
        row: u32,
    },
}
