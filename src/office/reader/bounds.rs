//! How much of a document is read.

use crate::sheet::{MAX_ROWS, MAX_TEXT_BYTES};

/// The most rows of a table.
pub(super) const MOST_ROWS: usize = MAX_ROWS as usize;
/// The most columns of a table.
pub(super) const MOST_COLUMNS: usize = 64;
/// The most bytes of text.
pub(super) const MOST_TEXT: u64 = MAX_TEXT_BYTES;
