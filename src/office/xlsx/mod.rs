//! A report as a workbook: the key figures with a chart, the official table, every obligation, and progress by week.
//! Days are days and numbers numbers, so that people can go on reckoning. The same report gives the same bytes.

mod formats;
mod items;

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Chart, ChartLineDashType, ChartType, Color, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties,
    Format, Workbook, Worksheet, XlsxError,
};

use self::formats::Formats;
use crate::data::report::mark::PARTIAL;
use crate::model::plan::Plan;
use crate::page::report::Composer;
use crate::page::{Align, Block, Document, Part, PartId, RowKind, Table, Value, Weight};
use crate::sheet::layout::{A4, LINE, clean, first_day_of_cells, height};
use crate::text::sentence_case;
use crate::view::report::Report;
use crate::words::{Label, Words};

/// How many obligations the workbook lists at the most.
pub const MOST_ITEMS: usize = 100_000;
/// How wide the summary's first column and the others are, in characters.
const SUMMARY_WIDTHS: [u16; 4] = [46, 18, 18, 16];
/// How wide the columns of the official table are.
const FORM_WIDTHS: [u16; 12] = [6, 40, 11, 13, 13, 15, 15, 11, 12, 13, 15, 34];
/// How wide the columns of progress by week are.
const WEEK_WIDTHS: [u16; 4] = [16, 14, 14, 14];

/// Writes a report as a workbook.
pub fn workbook(out: &mut dyn io::Write, plan: &Plan, report: &Report, words: &dyn Words) -> io::Result<()> {
    let document = Composer { plan, report, words, most_rows: 0 }.document();
    let writer = Writer { plan, report, words, formats: Formats::new() };
    let bytes = writer.workbook(&document).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// Writes the sheets.
struct Writer<'a> {
    plan: &'a Plan,
    report: &'a Report,
    words: &'a dyn Words,
    formats: Formats,
}

/// A row, from 0.
type At = u32;

impl Writer<'_> {
    fn workbook(&self, document: &Document) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let header = &self.plan.header;
        let title = document.head.first().map(|line| clean(&line.text)).unwrap_or_default();
        let mut properties = DocProperties::new().set_title(title).set_creation_datetime(&self.report.scope.as_of);
        if let Some(issuer) = &header.issuer {
            properties = properties.set_company(clean(issuer));
        }
        if self.report.is_partial() {
            properties = properties.set_status(PARTIAL);
        }
        workbook.set_properties(&properties);
        let name = |word| clean(self.words.label(word));
        let names = [Label::TabSummary, Label::TabUnits, Label::TabObligations, Label::TabWeeks];
        let [summary, form, items, weeks] = names.map(name);
        self.summary(workbook.add_worksheet().set_name(summary)?, document, &weeks)?;
        self.form(workbook.add_worksheet().set_name(form)?, document)?;
        self.items(workbook.add_worksheet().set_name(items)?, document)?;
        self.weeks(workbook.add_worksheet().set_name(weeks)?, document)?;
        workbook.save_to_buffer()
    }

    /// The lines that every sheet begins with; gives the row after them.
    fn head(&self, sheet: &mut Worksheet, document: &Document) -> Result<At, XlsxError> {
        let mut row = 0;
        for line in &document.head {
            let format = match line.weight {
                Weight::Title => &self.formats.title,
                Weight::Subtitle => &self.formats.subtitle,
                Weight::Plain => &self.formats.line,
                Weight::Warning => &self.formats.warning,
            };
            sheet.write_string_with_format(row, 0, clean(&line.text), format)?.set_row_height(row, LINE + 2.25)?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// The two paragraphs, the key figures, and the chart of progress.
    fn summary(&self, sheet: &mut Worksheet, document: &Document, weeks: &str) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(SUMMARY_WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        let whole: u16 = SUMMARY_WIDTHS.iter().sum();
        let last = u16::try_from(SUMMARY_WIDTHS.len() - 1).expect("there are few columns");
        let mut row = self.head(sheet, document)?;
        for block in &part(document, PartId::Summary).blocks {
            if let Block::Paragraph(text) = block {
                let text = clean(text);
                sheet.merge_range(row, 0, row, last, &text, &self.formats.paragraph)?;
                sheet.set_row_height(row, height([(whole, text.as_str())].into_iter()))?;
                row += 1;
            }
        }
        row += 1;
        for block in &part(document, PartId::Figures).blocks {
            if let Block::Table(table) = block {
                row = self.table(sheet, row, table, &SUMMARY_WIDTHS)?;
            }
        }
        sheet.insert_chart(row + 1, 0, &self.chart(weeks))?;
        page(sheet, None, false)?;
        Ok(())
    }

    fn chart(&self, weeks: &str) -> Chart {
        let mut chart = Chart::new(ChartType::Line);
        chart.title().set_name(self.words.label(Label::Chart));
        chart.y_axis().set_name(self.words.label(Label::ChartAxis)).set_min(0);
        chart.x_axis().set_num_format("d/m");
        chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(700).set_height(340);
        let first = WEEKS_HEAD + 1;
        let last = first + u32::try_from(self.report.timeline.points.len()).expect("days are bounded") - 1;
        let lines = [
            (1, Label::ChartDue, 0x004A_5568, ChartLineDashType::Dash),
            (2, Label::ChartCompleted, 0x001B_7F3B, ChartLineDashType::Solid),
            (3, Label::ChartOverdue, 0x00B3_261E, ChartLineDashType::RoundDot),
        ];
        for (column, name, colour, dash) in lines {
            let line = rust_xlsxwriter::ChartLine::new()
                .set_color(Color::RGB(colour))
                .set_width(2.25)
                .set_dash_type(dash)
                .clone();
            chart
                .add_series()
                .set_name(sentence_case(self.words.label(name)).as_str())
                .set_categories((weeks, first, 0, last, 0))
                .set_values((weeks, first, column, last, column))
                .set_format(&mut rust_xlsxwriter::ChartFormat::new().set_line(&line).clone());
        }
        chart
    }

    /// The official table.
    fn form(&self, sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(FORM_WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        let mut row = self.head(sheet, document)?;
        let head = row;
        for block in &part(document, PartId::Form).blocks {
            match block {
                Block::Table(table) => {
                    let after = self.table(sheet, row, table, &FORM_WIDTHS)?;
                    let last = after - 1;
                    let first = head + if table.numbering.is_empty() { 1 } else { 2 };
                    sheet.autofilter(first - 1, 0, last, columns(table) - 1)?;
                    self.form_colours(sheet, first, last)?;
                    sheet.set_freeze_panes(first, 2)?;
                    page(sheet, Some((head, first - 1)), true)?;
                    row = after;
                }
                Block::Remark(text) => {
                    sheet.write_string_with_format(row, 0, clean(text), &self.formats.remark)?;
                    row += 1;
                }
                Block::Paragraph(_) => {}
            }
        }
        Ok(())
    }

    /// What is overdue shows in red, and the rates from red to green.
    fn form_colours(&self, sheet: &mut Worksheet, first: At, last: At) -> Result<(), XlsxError> {
        if first > last {
            return Ok(());
        }
        let more_than_nothing = |format: &Format| {
            ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(0)).set_format(format)
        };
        sheet.add_conditional_format(first, 6, last, 6, &more_than_nothing(&self.formats.overdue))?;
        sheet.add_conditional_format(first, 10, last, 10, &more_than_nothing(&self.formats.overdue))?;
        let whole = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(1));
        sheet.add_conditional_format(first, 8, last, 9, &whole.set_format(&self.formats.completed))?;
        Ok(())
    }

    /// What was due, completed and overdue by the end of each week.
    fn weeks(&self, sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(WEEK_WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        for (row, line) in (0..WEEKS_HEAD - 1).zip(&document.head) {
            let format = if row == 0 { &self.formats.title } else { &self.formats.line };
            sheet.write_string_with_format(row, 0, clean(&line.text), format)?.set_row_height(row, LINE + 2.25)?;
        }
        let heads = [Label::ByDay, Label::ChartDue, Label::ChartCompleted, Label::ChartOverdue];
        for (at, head) in (0..).zip(heads) {
            let head = sentence_case(self.words.label(head));
            sheet.write_string_with_format(WEEKS_HEAD, at, head, &self.formats.head)?;
        }
        let mut row = WEEKS_HEAD;
        for point in &self.report.timeline.points {
            row += 1;
            self.plain_cell(sheet, row, 0, &Value::Day(point.day))?;
            for (at, count) in (1..).zip([point.due, point.completed, point.overdue]) {
                self.plain_cell(sheet, row, at, &Value::Count(count.into()))?;
            }
        }
        sheet.autofilter(WEEKS_HEAD, 0, row, 3)?;
        sheet.set_freeze_panes(WEEKS_HEAD + 1, 1)?;
        page(sheet, Some((WEEKS_HEAD, WEEKS_HEAD)), false)
    }

    /// A table from this row on; gives the row after it.
    fn table(&self, sheet: &mut Worksheet, at: At, table: &Table, widths: &[u16]) -> Result<At, XlsxError> {
        let mut row = at;
        for (column, head) in (0..).zip(&table.columns) {
            sheet.write_string_with_format(row, column, clean(&head.head), &self.formats.head)?;
        }
        let heads = table.columns.iter().zip(widths).map(|(column, width)| (*width, column.head.as_str()));
        sheet.set_row_height(row, height(heads) + 6.0)?;
        row += 1;
        if !table.numbering.is_empty() {
            for (column, number) in (0..).zip(&table.numbering) {
                sheet.write_string_with_format(row, column, clean(number), &self.formats.numbering)?;
            }
            row += 1;
        }
        for one in &table.rows {
            let texts: Vec<(u16, String)> =
                one.cells.iter().zip(widths).map(|(value, width)| (*width, words_of(value))).collect();
            sheet.set_row_height(row, height(texts.iter().map(|(width, text)| (*width, text.as_str()))))?;
            for ((at, value), column) in (0..).zip(&one.cells).zip(&table.columns) {
                cell(sheet, row, at, value, &self.formats.of(value, one.kind, column.align))?;
            }
            row += 1;
        }
        Ok(row)
    }

    /// A cell of an ordinary row, set as its value asks.
    fn plain_cell(&self, sheet: &mut Worksheet, row: At, at: u16, value: &Value) -> Result<(), XlsxError> {
        cell(sheet, row, at, value, &self.formats.of(value, RowKind::Body, Align::Left))
    }
}

/// The row of the headings of progress by week.
const WEEKS_HEAD: At = 4;

/// A part of a report.
fn part(document: &Document, id: PartId) -> &Part {
    document.parts.iter().find(|part| part.id == id).expect("a report has every part")
}

/// A cell that holds a value as what it is.
fn cell(sheet: &mut Worksheet, row: At, at: u16, value: &Value, format: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => sheet.write_blank(row, at, format)?,
        Value::Dash => sheet.write_string_with_format(row, at, "–", format)?,
        Value::Text(text) => sheet.write_string_with_format(row, at, clean(text), format)?,
        #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
        Value::Count(count) => sheet.write_number_with_format(row, at, *count as f64, format)?,
        #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
        Value::Change(number) | Value::Days(number) => {
            sheet.write_number_with_format(row, at, *number as f64, format)?
        }
        Value::Rate(rate) => sheet.write_number_with_format(row, at, f64::from(rate.tenths()) / 1000.0, format)?,
        Value::RateChange(tenths) => sheet.write_number_with_format(row, at, f64::from(*tenths) / 10.0, format)?,
        Value::Day(day) => match date(*day) {
            Some(day) => sheet.write_datetime_with_format(row, at, day, format)?,
            None => sheet.write_string_with_format(row, at, day.to_string(), format)?,
        },
    };
    Ok(())
}

/// A day that cells can hold.
fn date(day: NaiveDate) -> Option<NaiveDate> {
    (day >= first_day_of_cells()).then_some(day)
}

/// The words of a value, as far as the height of its row depends on them.
fn words_of(value: &Value) -> String {
    if let Value::Text(text) = value { clean(text) } else { String::new() }
}

fn columns(table: &Table) -> u16 {
    u16::try_from(table.columns.len()).expect("there are few columns")
}

/// How a sheet is printed: on A4, as wide as the page, its headings on each.
fn page(sheet: &mut Worksheet, heads: Option<(At, At)>, landscape: bool) -> Result<(), XlsxError> {
    if landscape {
        sheet.set_landscape();
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P/&N");
    if let Some((first, last)) = heads {
        sheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}
