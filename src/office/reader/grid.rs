//! A table put together cell by cell, with what is merged over columns and rows.

use super::bounds::{MOST_COLUMNS, MOST_ROWS};
use crate::draft::document::{DraftRow, GridCell, UnreadDocument};
use crate::view::sheet::Place;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct GridBuilder {
    rows: Vec<DraftRow>,
    row: Vec<GridCell>,
    /// For each column how many further rows the cell above takes, and where it begins.
    held: Vec<(usize, bool)>,
}

impl GridBuilder {
    /// Puts the next cell of a row, behind what goes on from above.
    pub(super) fn cell(&mut self, text: &str, columns: usize, rows: usize, bold: bool) {
        self.go_on();
        let columns = columns.clamp(1, MOST_COLUMNS);
        for column in 0..columns {
            if self.row.len() >= MOST_COLUMNS {
                return;
            }
            let at = self.row.len();
            if self.held.len() <= at {
                self.held.resize(at + 1, (0, false));
            }
            self.held[at] = (rows.clamp(1, MOST_ROWS) - 1, column > 0);
            let text = if column == 0 { text.to_owned() } else { String::new() };
            self.row.push(GridCell { text, joined: column > 0, repeats: false, bold, unreckoned: None });
        }
    }

    /// Says that the cell just put, of so many columns, holds a formula without a result.
    pub(super) fn unreckoned(&mut self, row: u32, columns: usize) {
        let Some(at) = self.row.len().checked_sub(columns.clamp(1, MOST_COLUMNS)) else { return };
        let name = Place { row, column: u32::try_from(at + 1).unwrap_or(u32::MAX) }.to_string();
        self.row[at].unreckoned = Some(name);
    }

    /// What is merged with the row above says again what stands there.
    fn go_on(&mut self) {
        while let Some((left, joined)) = self.held.get_mut(self.row.len()).filter(|(left, _)| *left > 0) {
            *left -= 1;
            let joined = *joined;
            let above = self.rows.last().and_then(|row| row.cells.get(self.row.len())).cloned().unwrap_or_default();
            self.row.push(GridCell { joined, repeats: true, ..above });
        }
    }

    /// Ends a row; `number` is its own in a worksheet.
    pub(super) fn end_row(&mut self, number: Option<u32>) -> Result<(), UnreadDocument> {
        self.go_on();
        if self.rows.len() >= MOST_ROWS {
            return Err(UnreadDocument::TooLarge);
        }
        let next = u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX);
        let cells = std::mem::take(&mut self.row);
        if !cells.is_empty() {
            self.rows.push(DraftRow { number: number.unwrap_or(next), cells });
        }
        Ok(())
    }

    pub(super) fn done(self) -> Vec<DraftRow> {
        self.rows
    }
}
