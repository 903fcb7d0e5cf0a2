//! A sheet that is written as a page: its head, its paragraphs, and tables with days as days and numbers as numbers.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::formats::Formats;
use crate::page::{CellValue, ColumnHead, Page, Piece, TableHead, TableRow, Weight};
use crate::sheet::layout::{A4, LINE, clean, first_day_of_cells, height};
use crate::words::Words;

/// A row, from 0.
pub(super) type RowAt = u32;

pub(super) struct SheetPage<'a> {
    pub(super) sheet: &'a mut Worksheet,
    formats: &'a Formats,
    words: &'a dyn Words,
    /// How wide its columns are, in characters.
    widths: &'a [u16],
    pub(super) row: RowAt,
    /// Whether only its head is written so far.
    in_head: bool,
    columns: Vec<ColumnHead>,
    /// The rows of the headings of the table written last, and the first one below them.
    pub(super) heads: (RowAt, RowAt),
}

impl<'a> SheetPage<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        formats: &'a Formats,
        widths: &'a [u16],
        words: &'a dyn Words,
    ) -> Result<Self, XlsxError> {
        for (at, width) in (0..).zip(widths) {
            sheet.set_column_width(at, *width)?;
        }
        Ok(Self { sheet, formats, words, widths, row: 0, in_head: true, columns: Vec::new(), heads: (0, 0) })
    }

    fn write(&mut self, piece: Piece) -> Result<(), XlsxError> {
        if !matches!(piece, Piece::Head(..)) && std::mem::take(&mut self.in_head) {
            self.row += 1;
        }
        match piece {
            Piece::Head(weight, text) => {
                let format = match weight {
                    Weight::Title => &self.formats.title,
                    Weight::Subtitle => &self.formats.subtitle,
                    Weight::Plain => &self.formats.line,
                    Weight::Warning => &self.formats.warning,
                };
                self.line(&text, format)?;
                self.sheet.set_row_height(self.row - 1, LINE + 2.25)?;
            }
            Piece::Heading(heading) => self.line(&heading.text, &self.formats.subtitle)?,
            Piece::Paragraph(_, text) | Piece::Gist(_, text) => self.paragraph(&text)?,
            Piece::Remark(text) => self.line(&text, &self.formats.remark)?,
            Piece::Table(table) => self.table(table)?,
            Piece::Row(row) => self.table_row(&row)?,
            Piece::EndTable | Piece::Gap => {}
        }
        Ok(())
    }

    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, clean(text), format)?;
        self.row += 1;
        Ok(())
    }

    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        let (text, whole) = (clean(text), self.widths.iter().sum());
        self.sheet.merge_range(self.row, 0, self.row, last_of(self.widths), &text, &self.formats.paragraph)?;
        self.sheet.set_row_height(self.row, height([(whole, text.as_str())].into_iter()))?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: TableHead) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&table.columns) {
            self.sheet.write_string_with_format(self.row, at, clean(&column.text), &self.formats.head)?;
        }
        let heads = table.columns.iter().zip(self.widths).map(|(column, width)| (*width, column.text.as_str()));
        self.sheet.set_row_height(self.row, height(heads) + 6.0)?;
        self.heads = (self.row, self.row + 1);
        if !table.numbering.is_empty() {
            self.heads.1 += 1;
            for (at, number) in (0..).zip(&table.numbering) {
                self.sheet.write_string_with_format(self.row + 1, at, clean(number), &self.formats.numbering)?;
            }
        }
        self.row = self.heads.1;
        self.columns = table.columns;
        Ok(())
    }

    fn table_row(&mut self, row: &TableRow) -> Result<(), XlsxError> {
        let texts: Vec<(u16, String)> =
            row.cells.iter().zip(self.widths).map(|(value, width)| (*width, self.words_of(value))).collect();
        // A row of numbers is as high as the spreadsheet has it.
        if texts.iter().any(|(_, text)| !text.is_empty()) {
            self.sheet.set_row_height(self.row, height(texts.iter().map(|(width, text)| (*width, text.as_str()))))?;
        }
        for ((at, value), column) in (0..).zip(&row.cells).zip(&self.columns) {
            let format = self.formats.of(value, row.kind, column.role);
            cell(self.sheet, self.row, at, value, &format, self.words)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The words of a value, as far as the height of its row depends on them.
    fn words_of(&self, value: &CellValue) -> String {
        if value.is_words() { clean(&value.shown(self.words)) } else { String::new() }
    }

    /// The last row of the table written last; the last of its headings where it has no rows.
    pub(super) fn last(&self) -> RowAt {
        self.row - 1
    }

    /// Lets people sort and filter the table written last, and keeps its headings and first columns in view, also in print.
    pub(super) fn filtered(&mut self, columns: u16) -> Result<(), XlsxError> {
        self.sheet.autofilter(self.heads.1 - 1, 0, self.last(), last_of(&self.columns))?;
        self.sheet.set_freeze_panes(self.heads.1, columns)?;
        self.sheet.set_repeat_rows(self.heads.0, self.heads.1 - 1)?;
        Ok(())
    }

    /// How the sheet is printed: on A4, as wide as the page.
    pub(super) fn printed(&mut self, landscape: bool) {
        if landscape {
            self.sheet.set_landscape();
        }
        self.sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
        self.sheet.set_footer("&C&P/&N");
    }
}

impl Page for SheetPage<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        self.write(piece).map_err(io::Error::other)
    }
}

fn last_of<T>(columns: &[T]) -> u16 {
    u16::try_from(columns.len().saturating_sub(1)).expect("there are few columns")
}

/// A cell that holds a value as what it is.
fn cell(
    sheet: &mut Worksheet,
    row: RowAt,
    at: u16,
    value: &CellValue,
    format: &Format,
    words: &dyn Words,
) -> Result<(), XlsxError> {
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    match value {
        CellValue::Nothing => sheet.write_blank(row, at, format)?,
        CellValue::Count(count) => sheet.write_number_with_format(row, at, *count as f64, format)?,
        CellValue::Change(number) | CellValue::Days(number) => {
            sheet.write_number_with_format(row, at, *number as f64, format)?
        }
        CellValue::Rate(rate) => sheet.write_number_with_format(row, at, f64::from(rate.tenths()) / 1000.0, format)?,
        CellValue::RateChange(tenths) => sheet.write_number_with_format(row, at, f64::from(*tenths) / 10.0, format)?,
        CellValue::Day(day) => match in_cells(*day) {
            Some(day) => sheet.write_datetime_with_format(row, at, day, format)?,
            None => sheet.write_string_with_format(row, at, day.to_string(), format)?,
        },
        _ => sheet.write_string_with_format(row, at, clean(&value.shown(words)), format)?,
    };
    Ok(())
}

fn in_cells(day: NaiveDate) -> Option<NaiveDate> {
    (day >= first_day_of_cells()).then_some(day)
}
