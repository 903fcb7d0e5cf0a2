//! A report as a workbook: the key figures with a chart, the official table, every obligation, and progress by week.
//! Days are days and numbers numbers, so that people can go on reckoning. The same report gives the same bytes.

mod formats;
pub(crate) mod many;
mod sheet;

use std::io;

use rust_xlsxwriter::{
    Chart, ChartLineDashType, ChartType, Color, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatFormula, DocProperties, Format, Workbook, Worksheet, XlsxError,
};

use self::formats::Formats;
use self::sheet::{RowAt, SheetPage};
use crate::data::report::mark::PARTIAL;
use crate::judge::State;
use crate::model::plan::Plan;
use crate::page::record::Recording;
use crate::page::report::ReportPage;
use crate::page::{CellValue, ColumnHead, Page, Piece, Role, RowKind, Weight, trend};
use crate::sheet::layout::clean;
use crate::text::sentence_case;
use crate::view::report::Report;
use crate::words::site::SitePhrase;
use crate::words::{Label, Phrase, Words};

/// How many obligations the workbook lists at the most.
pub(crate) const MOST_ITEMS: u64 = 100_000;
/// How wide the summary's first column and the others are, in characters.
const SUMMARY_WIDTHS: [u16; 4] = [46, 18, 18, 16];
/// How wide the columns of the official table are.
const TASK_WIDTHS: [u16; 9] = [6, 12, 60, 10, 12, 12, 12, 12, 24];
const FORM_WIDTHS: [u16; 12] = [6, 40, 11, 13, 13, 15, 15, 11, 12, 13, 15, 34];
/// How wide the columns of progress by week are.
const UNIT_WIDTHS: [u16; 12] = [40, 34, 11, 13, 13, 15, 15, 11, 12, 13, 15, 34];
const WEEK_WIDTHS: [u16; 4] = [16, 14, 14, 14];

/// How wide the columns of the sheet of all obligations are.
const ITEM_WIDTHS: [u16; 19] = [24, 9, 40, 12, 11, 12, 12, 16, 16, 10, 10, 12, 12, 28, 26, 16, 26, 20, 12];
/// So many of these columns are there where nothing has a target.
const WITHOUT_TARGETS: usize = 17;
/// Its columns of the state, and of the days left, as spreadsheets name them.
const STATE: &str = "H";
const LEFT: &str = "K";
/// The row of the headings of progress by week.
const WEEKS_HEAD: RowAt = 4;

pub(crate) fn workbook(out: &mut dyn io::Write, plan: &Plan, report: &Report, words: &dyn Words) -> io::Result<()> {
    let page = ReportPage { plan, report, words, most_rows: 0 };
    let writer = Writer { plan, report, words, page, formats: Formats::new() };
    let bytes = writer.workbook().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

struct Writer<'a> {
    plan: &'a Plan,
    report: &'a Report,
    words: &'a dyn Words,
    page: ReportPage<'a>,
    formats: Formats,
}

impl Writer<'_> {
    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let header = &self.plan.header;
        let title = clean(&self.page.title());
        let mut properties = DocProperties::new().set_title(title).set_creation_datetime(&self.report.scope.as_of);
        if let Some(issuer) = &header.issuer {
            properties = properties.set_company(clean(issuer));
        }
        if self.report.is_partial() {
            properties = properties.set_status(PARTIAL);
        }
        workbook.set_properties(&properties);
        let name = |word| clean(self.words.label(word));
        let names = [Label::TabSummary, Label::TabUnits, Label::TabObligations, Label::TabWeeks, Label::TabTasks];
        let [summary, form, items, weeks, tasks] = names.map(name);
        let flat = name(Label::TabUnitList);
        self.summary(workbook.add_worksheet().set_name(summary)?, &weeks)?;
        // Long tables are written row by row, and only their texts stay in memory.
        self.form(workbook.add_worksheet_with_low_memory()?.set_name(form)?)?;
        self.items(workbook.add_worksheet_with_low_memory()?.set_name(items)?)?;
        self.weeks(workbook.add_worksheet().set_name(weeks)?)?;
        self.tasks(workbook.add_worksheet().set_name(tasks)?)?;
        self.units(workbook.add_worksheet_with_low_memory()?.set_name(flat)?)?;
        workbook.save_to_buffer()
    }

    /// The two paragraphs, the key figures, and the chart of progress.
    fn summary(&self, sheet: &mut Worksheet, weeks: &str) -> Result<(), XlsxError> {
        let mut page = SheetPage::new(sheet, &self.formats, &SUMMARY_WIDTHS, self.words)?;
        self.page.head(&mut page)?;
        self.page.summary(&mut page)?;
        page.row += 1;
        self.page.figures(&mut page)?;
        let below = page.row + 1;
        page.sheet.insert_chart(below, 0, &self.chart(weeks))?;
        page.printed(false);
        Ok(())
    }

    fn chart(&self, weeks: &str) -> Chart {
        let mut chart = Chart::new(ChartType::Line);
        chart.title().set_name(self.words.label(Label::Chart));
        chart.y_axis().set_name(self.words.label(Label::ChartAxis)).set_min(0);
        chart.x_axis().set_num_format("d/m");
        chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(700).set_height(340);
        if let Some(point) = self.report.timeline.points.last() {
            let (day, must, done, overdue) = (point.day, point.due, point.completed, point.overdue);
            let said = Phrase::Site(SitePhrase::BurnUpSaid { day, must, done, overdue });
            chart.set_alt_text(format!("{}. {}", self.words.label(Label::Chart), clean(&self.words.phrase(&said))));
        }
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

    fn form(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut page = SheetPage::new(sheet, &self.formats, &FORM_WIDTHS, self.words)?;
        self.page.head(&mut page)?;
        self.page.form_table(&mut page)?;
        page.kept(2)?;
        self.form_colours(page.sheet, page.heads.1, page.last())?;
        page.printed(true);
        Ok(self.page.form_note(&mut page)?)
    }

    /// The units of the official table without names and sums of groups, so that they can be sorted and filtered; the group
    /// of each stands beside it.
    fn units(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut page = SheetPage::new(sheet, &self.formats, &UNIT_WIDTHS, self.words)?;
        self.page.head(&mut page)?;
        let mut form = Recording::default();
        self.page.form_table(&mut form)?;
        let mut group = CellValue::Nothing;
        for piece in form.pieces {
            match piece {
                Piece::Table(mut table) => {
                    table.numbering.clear();
                    table.columns[0] = ColumnHead::new(Role::Words, self.words.label(Label::Groups), 12);
                    table.columns.swap(0, 1);
                    page.put(Piece::Table(table))?;
                }
                Piece::Row(mut row) if row.kind == RowKind::Group => group = row.cells.swap_remove(1),
                Piece::Row(mut row) if row.kind == RowKind::Body => {
                    row.cells[0] = group.clone();
                    row.cells.swap(0, 1);
                    page.put(Piece::Row(row))?;
                }
                _ => {}
            }
        }
        page.filtered(1)?;
        page.printed(true);
        Ok(())
    }

    fn tasks(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut page = SheetPage::new(sheet, &self.formats, &TASK_WIDTHS, self.words)?;
        self.page.head(&mut page)?;
        self.page.task_table(&mut page)?;
        page.filtered(3)?;
        page.printed(true);
        Ok(())
    }

    /// What is overdue shows in red, and the rates from red to green.
    fn form_colours(&self, sheet: &mut Worksheet, first: RowAt, last: RowAt) -> Result<(), XlsxError> {
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

    /// Every obligation, or those that matter now.
    fn items(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = if self.plan.has_targets() { ITEM_WIDTHS.len() } else { WITHOUT_TARGETS };
        let mut page = SheetPage::new(sheet, &self.formats, &ITEM_WIDTHS[..columns], self.words)?;
        self.page.head(&mut page)?;
        if let Some(said) = self.page.left_out(MOST_ITEMS) {
            page.put(Piece::Head(Weight::Warning, said))?;
        }
        self.page.all_columns(&mut page, MOST_ITEMS)?;
        page.filtered(1)?;
        if page.row > page.heads.1 {
            self.item_colours(page.sheet, page.heads.1, page.last())?;
        }
        page.sheet.set_repeat_columns(0, 2)?;
        page.printed_over(2, true);
        Ok(())
    }

    /// Colours follow the cells, also where people change them.
    fn item_colours(&self, sheet: &mut Worksheet, first: RowAt, last: RowAt) -> Result<(), XlsxError> {
        let number = first + 1;
        let quoted = |text: &str| text.replace('"', "\"\"");
        let is = |text: &str| format!("${STATE}{number}=\"{}\"", quoted(text));
        let overdue = is(self.words.state(State::Overdue));
        let completed = [self.words.completed(false), self.words.completed(true), self.words.state(State::Completed)];
        let completed = completed.map(is).join(",");
        let near = format!("${LEFT}{number}<>\"\",${LEFT}{number}<={}", self.plan.header.due_soon);
        let rules = [
            (format!("={overdue}"), &self.formats.overdue),
            (format!("=OR({completed})"), &self.formats.completed),
            (format!("=AND({near})"), &self.formats.near),
        ];
        for (rule, format) in rules {
            let colour = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
            sheet.add_conditional_format(first, 6, last, 10, &colour)?;
        }
        Ok(())
    }

    /// What was due, completed and overdue by the end of each week.
    fn weeks(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut page = SheetPage::new(sheet, &self.formats, &WEEK_WIDTHS, self.words)?;
        let mut head = Recording::default();
        self.page.head(&mut head)?;
        for piece in head.pieces.into_iter().take(WEEKS_HEAD as usize - 1) {
            page.put(match piece {
                Piece::Head(weight, text) if weight != Weight::Title => Piece::Head(Weight::Plain, text),
                title => title,
            })?;
        }
        trend::table(&mut page, &self.report.timeline, false, self.words)?;
        page.filtered(1)?;
        page.printed(false);
        Ok(())
    }
}
