//! A sheet that is written as a page: its head, its paragraphs, and tables with days as days and numbers as numbers.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError, utility::row_col_to_cell};

use super::formats::Formats;
use crate::page::{CellValue, ColumnHead, Page, Piece, RowKind, TableHead, TableRow, Weight};
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
    /// The first row of the group that is being written.
    group: RowAt,
    /// How many rows at the end of the table are sums of others.
    sums: RowAt,
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
        Ok(Self {
            sheet,
            formats,
            words,
            widths,
            row: 0,
            in_head: true,
            columns: Vec::new(),
            heads: (0, 0),
            group: 0,
            sums: 0,
        })
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
        (self.group, self.sums) = (self.row, 0);
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
        let roles: Vec<_> = self.columns.iter().map(|column| column.role).collect();
        for ((at, value), role) in (0..).zip(&row.cells).zip(roles) {
            let format = self.formats.of(value, row.kind, role);
            match (value, row.kind) {
                (CellValue::Count(count), RowKind::Subtotal | RowKind::Total) => {
                    self.sum(at, *count, row.kind, &format)?;
                }
                _ => cell(self.sheet, self.row, at, value, &format, self.words)?,
            }
        }
        self.row += 1;
        match row.kind {
            RowKind::Body => self.sums = 0,
            RowKind::Group => (self.group, self.sums) = (self.row, 0),
            RowKind::Subtotal | RowKind::Total => self.sums += 1,
        }
        Ok(())
    }

    /// What is the sum of the cells above: of the group, or of all. Sums of groups do not count in the sum of all.
    fn sum(&mut self, at: u16, count: u64, kind: RowKind, format: &Format) -> Result<(), XlsxError> {
        let first = if kind == RowKind::Total { self.heads.1 } else { self.group };
        if first >= self.row {
            return cell(self.sheet, self.row, at, &CellValue::Count(count), format, self.words);
        }
        let (first, last) = (row_col_to_cell(first, at), row_col_to_cell(self.row - 1, at));
        let sum = Formula::new(format!("=SUBTOTAL(9,{first}:{last})")).set_result(count.to_string());
        self.sheet.write_formula_with_format(self.row, at, sum, format)?;
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

    /// Lets people sort and filter the table written last, without the sums below it, and keeps its head in view.
    pub(super) fn filtered(&mut self, columns: u16) -> Result<(), XlsxError> {
        let last = (self.last() - self.sums).max(self.heads.1 - 1);
        self.sheet.autofilter(self.heads.1 - 1, 0, last, last_of(&self.columns))?;
        self.kept(columns)
    }

    /// Keeps the headings and first columns of the table written last in view, also in print.
    pub(super) fn kept(&mut self, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(self.heads.1, columns)?;
        self.sheet.set_repeat_rows(self.heads.0, self.heads.1 - 1)?;
        Ok(())
    }

    /// How the sheet is printed: on A4, as wide as the page.
    pub(super) fn printed(&mut self, landscape: bool) {
        self.printed_over(1, landscape);
    }

    /// The same over so many pages side by side, where one would make the letters too small.
    pub(super) fn printed_over(&mut self, pages: u16, landscape: bool) {
        if landscape {
            self.sheet.set_landscape();
        }
        self.sheet.set_paper_size(A4).set_print_fit_to_pages(pages, 0).set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
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
