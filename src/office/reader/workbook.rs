//! Files of separated values, and workbooks, `.xlsx`: each worksheet as a table, what is merged spread over its cells.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx};

use super::bounds::{MOST_COLUMNS, MOST_ROWS};
use crate::draft::document::{
    DraftBlock, DraftParagraph, DraftRow, DraftSource, DraftTable, GridCell, SkippedPart, UnreadDocument,
};
use crate::draft::tokens::clean;
use crate::sheet::delimited::any_grid;
use crate::sheet::grid::Cell;
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
        let range = workbook.worksheet_range(&sheet.name).map_err(|_| UnreadDocument::Damaged)?;
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
        for area in merged {
            let (first, last) = (
                (area.start.0.saturating_sub(top) as usize, area.start.1.saturating_sub(left) as usize),
                (area.end.0.saturating_sub(top) as usize, area.end.1.saturating_sub(left) as usize),
            );
            let Some(held) = rows.get(first.0).and_then(|row| row.cells.get(first.1)).map(|cell| cell.text.clone())
            else {
                continue;
            };
            for row in first.0..=last.0.min(rows.len().saturating_sub(1)) {
                for column in first.1..=last.1.min(width.saturating_sub(1)) {
                    let cell = &mut rows[row].cells[column];
                    (cell.joined, cell.repeats) = (column > first.1, row > first.0);
                    cell.text = if cell.joined { String::new() } else { held.clone() };
                }
            }
        }
        put(&mut source, Some(sheet.name.clone()), rows);
    }
    Ok(source)
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
            moment.as_datetime().map_or_else(String::new, |moment| moment.date().format("%d/%m/%Y").to_string())
        }
        other => clean(&other.to_string()),
    }
}
