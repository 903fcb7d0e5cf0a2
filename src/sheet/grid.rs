//! Cells as they stand in a file, before anything is made of them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::view::sheet::Place;
use crate::view::sheet::problem::Unreadable;
use crate::words::date;

/// What a cell holds. Empty ones are left out of the grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "d")]
    Date(NaiveDate),
    /// A date with a time of day.
    #[serde(rename = "m")]
    Moment(NaiveDateTime),
    /// A number that is formatted as no date.
    #[serde(rename = "n")]
    Number(f64),
    #[serde(rename = "b")]
    Bool(bool),
    /// What a formula came to that failed.
    #[serde(rename = "e")]
    Error(String),
    /// A formula whose result was not saved with it.
    #[serde(rename = "f")]
    NoResult,
    /// A formula that comes to an empty text.
    #[serde(rename = "x")]
    EmptyResult,
}

/// A row with something in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridLine {
    /// Which row, from 1.
    pub number: u32,
    /// Its cells by column, from 1, ascending.
    pub cells: Vec<(u32, Cell)>,
    /// The columns in which a formula comes to nothing: such a cell is empty, and nobody emptied it.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub hollow: Vec<u32>,
}

impl GridLine {
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.cells[at].1)
    }

    /// Where its cell in a column is.
    pub fn place(&self, column: u32) -> Place {
        Place { row: self.number, column }
    }
}

/// The cells of one worksheet or CSV file.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Grid {
    /// The worksheet's name; a CSV file has none.
    pub sheet: Option<String>,
    pub lines: Vec<GridLine>,
}

impl Grid {
    /// The grid of cells in any order. Of two at one place the later one counts.
    pub fn new(sheet: Option<String>, mut cells: Vec<(Place, Cell)>) -> Self {
        cells.sort_by_key(|(place, _)| *place);
        let mut lines: Vec<GridLine> = Vec::new();
        for (place, cell) in cells {
            if lines.last().is_none_or(|line| line.number != place.row) {
                lines.push(GridLine { number: place.row, cells: Vec::new(), hollow: Vec::new() });
            }
            let Some(line) = lines.last_mut() else { continue };
            match line.cells.last_mut() {
                _ if cell == Cell::EmptyResult => line.hollow.push(place.column),
                Some((column, last)) if *column == place.column => *last = cell,
                _ => line.cells.push((place.column, cell)),
            }
        }
        lines.retain(|line| !line.cells.is_empty());
        Self { sheet, lines }
    }
}

/// What reading a workbook came to, as one process tells another.
pub(crate) fn to_json(read: &Result<Grid, Unreadable>) -> String {
    serde_json::to_string(read).expect("grids have only finite numbers, and keys that are texts")
}

/// What [`to_json`] wrote; a text that it did not write comes of a reader that broke down.
pub(crate) fn from_json(text: &str) -> Result<Grid, Unreadable> {
    serde_json::from_str(text).unwrap_or(Err(Unreadable::Overwhelmed))
}

/// What a cell says, and where; nothing where it is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filled<T> {
    pub(crate) at: Place,
    pub(crate) value: Option<T>,
}

/// A cell as text: what was meant as text may have become a number or a date on its way through a spreadsheet.
pub(super) fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Date(day) => date(*day),
        Cell::Moment(moment) if moment.time() == NaiveTime::MIN => date(moment.date()),
        Cell::Moment(moment) => format!("{} {}", date(moment.date()), moment.format("%H:%M")),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
        Cell::NoResult | Cell::EmptyResult => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_and_a_fault_come_back_from_json() {
        let cells = vec![
            (Place { row: 2, column: 1 }, Cell::Text("đ\n\"".to_owned())),
            (Place { row: 1, column: 2 }, Cell::Number(0.1)),
            (Place { row: 1, column: 2 }, Cell::Bool(true)),
        ];
        let grid = Ok(Grid::new(Some("a".to_owned()), cells));
        assert_eq!(from_json(&to_json(&grid)), grid);
        let fault = Err(Unreadable::NotAWorkbook);
        assert_eq!(from_json(&to_json(&fault)), fault);
        assert_eq!(from_json("{\"Ok\":"), Err(Unreadable::Overwhelmed));
    }
}
