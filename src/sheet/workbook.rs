//! Workbooks, `.xlsx`, made into a grid: the archive looked at first, then cell by cell.

use std::io::Cursor;

use calamine::{
    CellErrorType, DataRef, Dimensions, ExcelDateTime, Reader, Sheet as SheetName, SheetType, SheetVisible, Xlsx,
    XlsxError,
};
use chrono::{Datelike as _, NaiveDateTime, NaiveTime};

use super::grid::{Cell, Grid};
use super::headings::{self, HEADER_WITHIN};
use super::{MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES};
use super::{archive, tasks};
use crate::text::shows_nothing;
use crate::view::sheet::problem::{Bound, Unreadable};
use crate::view::sheet::{Column, Place};

/// The worksheet that has the headings, as it stands in the bytes of a workbook.
///
/// What reads the XML is made for sound workbooks and may break down over crafted ones: bytes of unknown origin are
/// read in a process whose end harms nothing.
pub fn grid(bytes: &[u8]) -> Result<Grid, Unreadable> {
    archive::look(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut found: Option<Grid> = None;
    let mut room = Room::default();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let Some(cells) = cells(&mut workbook, &sheet.name, &mut room)? else { continue };
        // What is hidden is read like any other: of two, nobody knows which was filled in.
        if let Some(first) = found.as_ref().and_then(|first| first.sheet.clone()) {
            let is_hidden = |name: &&SheetName| name.visible != SheetVisible::Visible;
            let both = sheets.iter().filter(|other| other.name == first || other.name == sheet.name);
            let hidden = both.filter(is_hidden).map(|hidden| hidden.name.clone()).next();
            return Err(Unreadable::TwoTables { first, second: sheet.name.clone(), hidden });
        }
        found = Some(Grid::new(Some(sheet.name.clone()), cells));
    }
    let grid = found.ok_or(Unreadable::NoTable)?;
    let merged = workbook.merge_cells_by_sheet_name(grid.sheet.as_deref().unwrap_or_default());
    spread(grid, &merged.map_err(|_| Unreadable::Damaged)?)
}

/// The grid with what stands in merged cells of a column to fill in standing in each of them. What is merged otherwise
/// over cells that are read is refused: nobody knows which of them its content is of.
fn spread(mut grid: Grid, merged: &[Dimensions]) -> Result<Grid, Unreadable> {
    if let Some(heading) = tasks::heading_row(&grid) {
        // Of which of its rows a cell is that spans several, nobody knows.
        let over = merged.iter().find(|range| range.end.0 >= heading);
        let place = |(row, column): (u32, u32)| Place { row: row.saturating_add(1), column: column.saturating_add(1) };
        return over
            .map_or(Ok(grid), |range| Err(Unreadable::Merged { first: place(range.start), last: place(range.end) }));
    }
    let Some((heading, columns)) = headings::columns(&grid) else { return Ok(grid) };
    let id = columns.get(&Column::Id).copied().unwrap_or_default();
    let read: Vec<(u32, bool)> = columns
        .iter()
        .filter(|(column, _)| column.is_filled_in() || column.is_hidden())
        .map(|(column, at)| (*at, column.is_filled_in()))
        .collect();
    let mut copies = 0;
    for range in merged {
        let first = Place { row: range.start.0.saturating_add(1), column: range.start.1.saturating_add(1) };
        let last = Place { row: range.end.0.saturating_add(1), column: range.end.1.saturating_add(1) };
        let over: Vec<bool> = read
            .iter()
            .filter(|(at, _)| (first.column..=last.column).contains(at))
            .map(|(_, filled)| *filled)
            .collect();
        let begin = grid.lines.partition_point(|line| line.number < first.row.max(heading + 1));
        let end = grid.lines.partition_point(|line| line.number <= last.row).max(begin);
        if over.is_empty() || !grid.lines[begin..end].iter().any(|line| line.cell(id).is_some()) {
            continue;
        }
        let refuse = || Err(Unreadable::Merged { first, last });
        // What begins at the heading, or in a row without an obligation, says nothing of the cells below: that they are
        // empty does not mean that anybody emptied them.
        let own = &grid.lines[begin];
        if over != [true] || first.column != last.column || own.number != first.row || own.cell(id).is_none() {
            return refuse();
        }
        let shown = own.cell(first.column).cloned();
        let is_hollow = own.hollow.contains(&first.column);
        copies += end - begin;
        if copies > MAX_CELLS as usize {
            return Err(Unreadable::TooMuch { what: Bound::Cells, limit: u64::from(MAX_CELLS), at: Some(first) });
        }
        for line in &mut grid.lines[begin..end] {
            line.hollow.extend(is_hollow.then_some(first.column));
            match (line.cells.binary_search_by_key(&first.column, |(column, _)| *column), &shown) {
                (Ok(at), shown) if Some(&line.cells[at].1) != shown.as_ref() => return refuse(),
                (Err(at), Some(shown)) => line.cells.insert(at, (first.column, shown.clone())),
                _ => {}
            }
        }
    }
    Ok(grid)
}

/// How much has been read so far.
#[derive(Default)]
struct Room {
    cells: u32,
    text: u64,
}

impl Room {
    fn take(&mut self, place: Place, cell: &Cell) -> Result<(), Unreadable> {
        let over = |what, limit| Err(Unreadable::TooMuch { what, limit, at: Some(place) });
        if place.row > MAX_ROWS {
            return over(Bound::Rows, u64::from(MAX_ROWS));
        }
        if place.column > MAX_COLUMNS {
            return over(Bound::Columns, u64::from(MAX_COLUMNS));
        }
        self.cells += 1;
        if self.cells > MAX_CELLS {
            return over(Bound::Cells, u64::from(MAX_CELLS));
        }
        if let Cell::Text(text) = cell {
            if text.len() > MAX_CELL_BYTES as usize {
                return over(Bound::CellText, u64::from(MAX_CELL_BYTES));
            }
            // One shared text may stand in many cells.
            self.text += text.len() as u64;
            if self.text > MAX_TEXT_BYTES {
                return over(Bound::Text, MAX_TEXT_BYTES);
            }
        }
        Ok(())
    }
}

/// The cells of a worksheet, or nothing where its first rows have no headings: those of other worksheets are not even
/// looked at.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    room: &mut Room,
) -> Result<Option<Vec<(Place, Cell)>>, Unreadable> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|_| Unreadable::Damaged)?;
    let (mut cells, mut known, mut last) = (Vec::new(), false, None);
    let has_headings = |cells: &[(Place, Cell)]| tasks::has_any_headings(&Grid::new(None, cells.to_vec()));
    let broken = |error, after| match error {
        XlsxError::CellError(text) => Unreadable::UnknownError { sheet: sheet.to_owned(), after, text },
        _ => Unreadable::DamagedSheet { sheet: sheet.to_owned(), after },
    };
    while let Some(read) = reader.next_cell_with_formula_metadata().map_err(|error| broken(error, last))? {
        let (row, column) = read.pos;
        last = Some(Place { row: row.saturating_add(1), column: column.saturating_add(1) });
        // A result of no letters is a text; where there is none at all, the program that saved it did not reckon.
        let nothing = if read.value == DataRef::Empty { Cell::NoResult } else { Cell::EmptyResult };
        let Some(cell) = cell(&read.value).or_else(|| read.formula.is_some().then_some(nothing)) else { continue };
        let place = Place { row: row.saturating_add(1), column: column.saturating_add(1) };
        if !known && place.row > HEADER_WITHIN {
            if !has_headings(&cells) {
                return Ok(None);
            }
            known = true;
        }
        room.take(place, &cell)?;
        cells.push((place, cell));
    }
    Ok((known || has_headings(&cells)).then_some(cells))
}

/// What a cell holds; nothing where it is blank.
fn cell(data: &DataRef<'_>) -> Option<Cell> {
    let text = |text: &str| (!shows_nothing(text)).then(|| Cell::Text(text.to_owned()));
    match data {
        DataRef::Empty => None,
        DataRef::String(held) | DataRef::DateTimeIso(held) | DataRef::DurationIso(held) => text(held),
        DataRef::SharedString(held) => text(held),
        DataRef::Int(number) => Some(Cell::Text(number.to_string())),
        DataRef::Float(number) => Some(self::number(*number)),
        DataRef::Bool(held) => Some(Cell::Bool(*held)),
        DataRef::Error(error) => Some(Cell::Error(error_text(error).to_owned())),
        DataRef::DateTime(moment) => Some(match date(*moment) {
            Some(moment) if moment.time() == NaiveTime::MIN => Cell::Date(moment.date()),
            Some(moment) => Cell::Moment(moment),
            None => self::number(moment.as_f64()),
        }),
    }
}

fn number(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Error("#NUM!".to_owned()) }
}

/// The moment that a serial number formatted as a date stands for, within the years that spreadsheets know. Their first
/// years are no days that anybody meant: a formula over an empty cell gives 0 there, and 29 February 1900 never was.
pub(crate) fn date(moment: ExcelDateTime) -> Option<NaiveDateTime> {
    const LAST_SERIAL: f64 = 2_958_466.0;
    const FIRST_YEAR: i32 = 1905;
    let serial = moment.as_f64();
    let known = moment.is_datetime() && (0.0..LAST_SERIAL).contains(&serial);
    known.then(|| moment.as_datetime()).flatten().filter(|moment| moment.year() >= FIRST_YEAR)
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#DATA!",
    }
}
