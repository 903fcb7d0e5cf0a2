//! Files of separated values, and workbooks, `.xlsx`: each worksheet as a table, what is merged spread over its cells.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxFormulaMetadata};

use super::bounds::{MOST_COLUMNS, MOST_ROWS};
use crate::draft::document::{
    DraftBlock, DraftParagraph, DraftRow, DraftSource, DraftTable, GridCell, SkippedPart, UnreadDocument,
};
use crate::draft::tokens::clean;
use crate::sheet::delimited::any_grid;
use crate::sheet::grid::Cell;
use crate::sheet::workbook::date;
use crate::view::sheet::Place;
use crate::view::sheet::problem::Unreadable;

pub(super) fn read(bytes: &[u8]) -> Result<DraftSource, UnreadDocument> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| UnreadDocument::Damaged)?;
    let mut source = DraftSource::default();
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible != SheetVisible::Visible {
            source.skipped.push(SkippedPart::HiddenSheet(sheet.name.clone()));
            continue;
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(|_| UnreadDocument::Damaged)?;
        let Ok(range) = workbook.worksheet_range(&sheet.name) else {
            let after = last_cell(&mut workbook, &sheet.name);
            return Err(UnreadDocument::DamagedSheet { sheet: sheet.name.clone(), after });
        };
        if range.height() > MOST_ROWS || range.width() > MOST_COLUMNS * 4 {
            return Err(UnreadDocument::TooLarge);
        }
        let (top, left) = range.start().unwrap_or_default();
        let width = range.width().min(MOST_COLUMNS);
        let mut rows: Vec<DraftRow> = range
            .rows()
            .zip(top + 1..)
            .map(|(row, number)| DraftRow {
                number,
                cells: row
                    .iter()
                    .take(width)
                    .map(|cell| GridCell { text: text(cell), ..GridCell::default() })
                    .collect(),
            })
            .collect();
        let unreckoned = unreckoned(&mut workbook, &sheet.name)?;
        mark(&mut rows, (top, left), &unreckoned);
        if !unreckoned.is_empty() {
            let cells = unreckoned.iter().map(|(place, _)| place.to_string()).collect();
            source.skipped.push(SkippedPart::Unreckoned { sheet: sheet.name.clone(), cells });
        }
        for area in merged {
            let (first, last) = (
                (area.start.0.saturating_sub(top) as usize, area.start.1.saturating_sub(left) as usize),
                (area.end.0.saturating_sub(top) as usize, area.end.1.saturating_sub(left) as usize),
            );
            let Some(held) = rows.get(first.0).and_then(|row| row.cells.get(first.1)).cloned() else { continue };
            for row in first.0..=last.0.min(rows.len().saturating_sub(1)) {
                for column in first.1..=last.1.min(width.saturating_sub(1)) {
                    let cell = &mut rows[row].cells[column];
                    (cell.joined, cell.repeats) = (column > first.1, row > first.0);
                    cell.text = if cell.joined { String::new() } else { held.text.clone() };
                    cell.unreckoned = if cell.joined { None } else { held.unreckoned.clone() };
                }
            }
        }
        put(&mut source, Some(sheet.name.clone()), rows);
    }
    Ok(source)
}

/// The last cell of a worksheet that can be read.
fn last_cell(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Option<String> {
    let mut reader = workbook.worksheet_cells_reader(sheet).ok()?;
    let mut last = None;
    while let Ok(Some(read)) = reader.next_cell() {
        let (row, column) = read.get_position();
        last = Some(Place { row: row.saturating_add(1), column: column.saturating_add(1) });
    }
    last.map(|place| place.to_string())
}

/// The cells whose formula was saved without its result, as programs do that do not reckon, and the formula.
fn unreckoned(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<(Place, String)>, UnreadDocument> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|_| UnreadDocument::Damaged)?;
    let mut found = Vec::new();
    // What cannot be read in this way was read as far as it goes.
    while let Ok(Some(read)) = reader.next_cell_with_formula_metadata() {
        let Some(formula) = read.formula.filter(|_| read.value == DataRef::Empty) else { continue };
        let text = match formula {
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
            _ => String::new(),
        };
        let place = Place { row: read.pos.0.saturating_add(1), column: read.pos.1.saturating_add(1) };
        found.push((place, if text.is_empty() { "=…".to_owned() } else { clean(&format!("={text}")) }));
    }
    Ok(found)
}

/// Puts formulas where their results would stand, also below and beside what else there is.
fn mark(rows: &mut Vec<DraftRow>, (top, left): (u32, u32), unreckoned: &[(Place, String)]) {
    let mut width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    for (place, formula) in unreckoned {
        let (Some(row), Some(column)) = (place.row.checked_sub(top + 1), place.column.checked_sub(left + 1)) else {
            continue;
        };
        let (row, column) = (row as usize, column as usize);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        if column >= width {
            width = column + 1;
            for row in &mut *rows {
                row.cells.resize(width, GridCell::default());
            }
        }
        for number in (top + 1..).skip(rows.len()).take((row + 1).saturating_sub(rows.len())) {
            rows.push(DraftRow { number, cells: vec![GridCell::default(); width] });
        }
        let name = Some(place.to_string());
        rows[row].cells[column] = GridCell { text: formula.clone(), unreckoned: name, ..GridCell::default() };
    }
}

/// Puts the rows of a sheet: what stands alone above the headings is the head of the document.
pub(super) fn put(source: &mut DraftSource, sheet: Option<String>, mut rows: Vec<DraftRow>) {
    let alone =
        rows.iter().take_while(|row| row.cells.iter().filter(|cell| !cell.text.is_empty()).count() <= 1).count();
    for row in rows.drain(..alone.min(12)) {
        let lines = row.cells.into_iter().map(|cell| cell.text).filter(|text| !text.is_empty());
        source
            .blocks
            .extend(lines.map(|text| DraftBlock::Paragraph(DraftParagraph { text, ..DraftParagraph::default() })));
    }
    source.blocks.push(DraftBlock::Table(DraftTable { sheet, rows }));
}

/// A file of separated values, as a sheet without a name.
pub(super) fn delimited(bytes: &[u8]) -> Result<DraftSource, UnreadDocument> {
    let grid = any_grid(bytes).map_err(|found| match found {
        Unreadable::NotUtf8 => UnreadDocument::NotUtf8,
        Unreadable::TooMuch { .. } => UnreadDocument::TooLarge,
        _ => UnreadDocument::Damaged,
    })?;
    let last = grid.lines.iter().filter_map(|line| line.cells.last()).map(|(at, _)| *at as usize).max();
    let width = last.unwrap_or_default().min(MOST_COLUMNS);
    let rows = grid.lines.iter().map(|line| {
        let text = |at: u32| match line.cell(at) {
            Some(Cell::Text(text)) => clean(text),
            _ => String::new(),
        };
        let cells = (1..).take(width).map(|at| GridCell { text: text(at), ..GridCell::default() });
        DraftRow { number: line.number, cells: cells.collect() }
    });
    let (mut source, rows) = (DraftSource::default(), rows.collect());
    put(&mut source, None, rows);
    Ok(source)
}

/// What a cell shows. A day is written as offices write it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => {
            // What is no day of a calendar is shown as the number that it is, so that it is asked about.
            date(*moment).map_or_else(|| moment.as_f64().to_string(), |it| it.date().format("%d/%m/%Y").to_string())
        }
        other => clean(&other.to_string()),
    }
}
