//! The sheet that units fill in: written as a workbook, read back from a workbook or CSV, and compared with the files.
//!
//! [`write`] makes the bytes of a workbook. [`workbook`] and [`delimited`] make a [`grid::Grid`] of bytes; [`table`]
//! finds the columns and rows that mean something in it; [`merge`] makes edits of those that the unit changed.

pub(crate) mod among;
pub(crate) mod archive;
pub mod delimited;
pub mod grid;
mod headings;
pub(crate) mod held;
pub(crate) mod layout;
pub mod merge;
mod order;
mod reached;
mod row_id;
pub(crate) mod slips;
pub mod table;
pub(crate) mod tasks;
pub mod workbook;
pub mod write;

pub(crate) use self::row_id::id;

/// The largest file that is read, in bytes.
pub(crate) const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;
pub(crate) const MAX_ROWS: u32 = 100_000;
/// The most columns of a sheet.
pub(crate) const MAX_COLUMNS: u32 = 256;
/// The most cells of a sheet that hold something.
pub(crate) const MAX_CELLS: u32 = 2_000_000;
/// The longest text of a cell, in bytes. Spreadsheets themselves stop at 32,767 characters.
pub(crate) const MAX_CELL_BYTES: u32 = 256 * 1024;
/// The most bytes that all texts of a sheet have together, and the most that a workbook unpacks to.
pub(crate) const MAX_TEXT_BYTES: u64 = 128 * 1024 * 1024;
/// The most files in a workbook's archive.
pub(crate) const MAX_PARTS: u32 = 2_000;
