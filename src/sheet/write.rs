//! The workbook that units fill in. The same rows give the same bytes.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties, Format, FormatAlign,
    FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::held::{Baseline, cell_text};
use super::layout::{A4, BORDER, DATE_FORMAT, FONT, HEAD_FILL, OVERDUE, clean, first_day_of_cells};
use super::{MAX_ROWS, layout};
use crate::facts::Fact;
use crate::judge::{Flag, State};
use crate::model::plan::{Body, Occurrence, Plan};
use crate::model::record::Field;
use crate::model::target::Progress;
use crate::page::amendment::amended_by;
use crate::text::sentence_case;
use crate::view::item::Item;
use crate::view::sheet::problem::SheetProblem;
use crate::view::sheet::{Column, Status};
use crate::words::{Label, Phrase, Words, date as day, owed, plain_amount, reached, rule, target, ties};

const FILL_HEAD_FILL: u32 = 0x00FF_E08A;
const FILL_FILL: u32 = 0x00FF_FBE6;
const MUTED: u32 = 0x0080_8080;
/// Rows above the headings at the most.
const ROWS_ABOVE: u32 = 8;
/// So many notices of several plans at the most.
const MOST_NOTICES: usize = 3;

/// The rows of one plan among several.
pub(crate) struct SheetPart<'a> {
    pub(crate) plan: &'a Plan,
    /// Its folder; nothing where the sheet is of one plan.
    pub(crate) folder: Option<&'a str>,
    pub(crate) rows: Vec<Item<'a>>,
}

/// The bytes of a workbook with a row for each of `rows`, as of a day.
pub fn write(plan: &Plan, as_of: NaiveDate, rows: &[Item<'_>], words: &dyn Words) -> Result<Vec<u8>, SheetProblem> {
    write_among(&[SheetPart { plan, folder: None, rows: rows.to_vec() }], as_of, words)
}

/// The same of several plans, one after the other.
pub(crate) fn write_among(
    parts: &[SheetPart<'_>],
    as_of: NaiveDate,
    words: &dyn Words,
) -> Result<Vec<u8>, SheetProblem> {
    fits(parts.iter().map(|part| part.rows.len()).sum())?;
    let targets = parts.iter().any(|part| part.rows.iter().any(|row| has_target(part.plan, row)));
    let among = parts.iter().any(|part| part.folder.is_some());
    let columns: Vec<Column> =
        if among { Column::shown_among(targets).collect() } else { Column::shown(targets).collect() };
    let formats = SheetFormats::new();
    let book = BookWriter { parts, as_of, words, columns: &columns, formats: &formats };
    Ok(book.workbook().expect("texts are cut to what cells hold, and rows are counted"))
}

/// Refuses more rows than a sheet has.
pub(crate) fn fits(rows: usize) -> Result<(), SheetProblem> {
    let limit = MAX_ROWS - ROWS_ABOVE;
    if rows > limit as usize { Err(SheetProblem::TooManyRows { rows, limit }) } else { Ok(()) }
}

/// Whether anything is to be reached of a row, or is recorded as reached.
fn has_target(plan: &Plan, row: &Item<'_>) -> bool {
    plan.target(row.occurrence).is_some() || !row.facts.progress().is_empty()
}

/// Writes the whole sheet.
struct BookWriter<'a> {
    parts: &'a [SheetPart<'a>],
    as_of: NaiveDate,
    words: &'a dyn Words,
    columns: &'a [Column],
    formats: &'a SheetFormats,
}

/// Writes the rows of one plan.
struct SheetWriter<'a> {
    plan: &'a Plan,
    folder: Option<&'a str>,
    as_of: NaiveDate,
    words: &'a dyn Words,
    columns: &'a [Column],
    formats: &'a SheetFormats,
}

struct SheetFormats {
    title: Format,
    line: Format,
    instructions: Format,
    head: Format,
    fill_head: Format,
    text: Format,
    center: Format,
    date: Format,
    fill_text: Format,
    fill_status: Format,
    fill_date: Format,
    waived_text: Format,
    waived_date: Format,
    hidden: Format,
    overdue: Format,
}

impl SheetFormats {
    fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(12);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(BORDER));
        let text = boxed.clone().set_text_wrap().set_align(FormatAlign::Top);
        let center = text.clone().set_align(FormatAlign::Center);
        let head =
            boxed.set_bold().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let fill = |format: &Format| format.clone().set_unlocked().set_background_color(Color::RGB(FILL_FILL));
        let muted = |format: &Format| format.clone().set_font_color(Color::RGB(MUTED));
        let date = center.clone().set_num_format(DATE_FORMAT);
        // As text, so that what looks like a date, a number or a formula stays what was typed.
        let as_text = text.clone().set_num_format("@");
        Self {
            title: plain.clone().set_bold().set_font_size(14),
            line: plain.clone(),
            instructions: plain.clone().set_italic().set_font_color(Color::RGB(0x007F_3F00)),
            fill_head: head.clone().set_background_color(Color::RGB(FILL_HEAD_FILL)),
            head: head.set_background_color(Color::RGB(HEAD_FILL)),
            fill_text: fill(&as_text),
            fill_status: fill(&center),
            fill_date: fill(&date),
            waived_text: muted(&as_text),
            waived_date: muted(&date),
            hidden: plain.set_num_format("@"),
            overdue: Format::new().set_font_color(Color::RGB(OVERDUE.0)).set_background_color(Color::RGB(OVERDUE.1)),
            text,
            center,
            date,
        }
    }

    fn cell(&self, column: Column, waived: bool, target: bool) -> &Format {
        match column {
            Column::Reached | Column::ReachedBy if !target => &self.text,
            Column::Number => &self.center,
            Column::Id | Column::Baseline => &self.hidden,
            Column::Due => &self.date,
            Column::Status if waived => &self.center,
            Column::Status => &self.fill_status,
            column if !column.is_filled_in() => &self.text,
            column => match (column.is_date(), waived) {
                (true, true) => &self.waived_date,
                (true, false) => &self.fill_date,
                (false, true) => &self.waived_text,
                (false, false) => &self.fill_text,
            },
        }
    }
}

/// What a cell is to hold.
enum Content {
    Nothing,
    Number(u32),
    Date(NaiveDate),
    Text(String),
}

impl Content {
    /// As far as the height of its row depends on it.
    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Nothing | Self::Number(_) | Self::Date(_) => "",
        }
    }
}

impl BookWriter<'_> {
    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let header = self.parts.first().map(|part| &part.plan.header).filter(|_| !self.is_among());
        let title = header.map_or_else(|| self.title(), |header| header.title.to_string());
        let mut properties = DocProperties::new().set_title(clean(&title)).set_creation_datetime(&self.as_of);
        if let Some(issuer) = header.and_then(|header| header.issuer.as_ref()) {
            properties = properties.set_company(clean(issuer));
        }
        workbook.set_properties(&properties);
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.words.label(Label::SheetName))?;
        let head = self.above(sheet)?;
        self.headings(sheet, head)?;
        let mut last = head;
        for part in self.parts {
            let (plan, folder) = (part.plan, part.folder);
            let Self { as_of, words, columns, formats, .. } = *self;
            let writer = SheetWriter { plan, folder, as_of, words, columns, formats };
            for row in &part.rows {
                last += 1;
                writer.row(sheet, last, last - head, row)?;
            }
        }
        self.columns(sheet, head, last)?;
        self.page(sheet, head, last)?;
        workbook.save_to_buffer()
    }

    fn is_among(&self) -> bool {
        self.columns.contains(&Column::Plan)
    }

    /// What stands over it: the plan, or how many plans it is of.
    fn title(&self) -> String {
        match self.parts {
            [part] if !self.is_among() => {
                let header = &part.plan.header;
                self.words.phrase(&Phrase::PlanTitle { number: &header.number, title: &header.title })
            }
            parts => self.words.phrase(&Phrase::PlansTitle { count: parts.len() }),
        }
    }

    /// What stands above the headings; gives the row of these.
    fn above(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let issuer =
            self.parts.first().filter(|_| !self.is_among()).and_then(|part| part.plan.header.issuer.as_deref());
        let as_of = self.words.phrase(&Phrase::AsOf { day: self.as_of, issuer });
        let mut row = 0;
        let mut line = |text: &str, format: &Format, height: f64| -> Result<(), XlsxError> {
            sheet.write_string_with_format(row, 0, clean(text), format)?.set_row_height(row, height)?;
            row += 1;
            Ok(())
        };
        line(&self.title(), &self.formats.title, 22.0)?;
        line(&as_of, &self.formats.line, 17.0)?;
        // Of several plans each notice once; more than a few would push the rows off the page.
        let mut notices: Vec<&str> = self.parts.iter().filter_map(|part| part.plan.header.notice.as_deref()).collect();
        notices.dedup();
        for notice in notices.into_iter().take(MOST_NOTICES) {
            line(notice, &self.formats.line, 17.0)?;
        }
        line(self.words.label(Label::SheetInstructions), &self.formats.instructions, 17.0)?;
        // A row apart, so that spreadsheets do not take the lines above for a part of the table.
        Ok(row + 1)
    }

    fn headings(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(self.columns.iter().copied()) {
            let format = if column.is_filled_in() { &self.formats.fill_head } else { &self.formats.head };
            sheet.write_string_with_format(row, at, self.words.column(column), format)?;
            sheet.set_column_width(at, layout::column_width(column))?;
        }
        sheet.set_row_height(row, 2.0 * layout::LINE + 6.0)?;
        Ok(())
    }

    /// What may be typed where, and what shows in colour.
    fn columns(&self, sheet: &mut Worksheet, head: u32, last: u32) -> Result<(), XlsxError> {
        let place = |column: Column| {
            let at = self.columns.iter().position(|other| *other == column).unwrap_or_default();
            u16::try_from(at).expect("there are few columns")
        };
        for column in self.columns.iter().copied() {
            if column.is_hidden() {
                sheet.set_column_hidden(place(column))?;
            }
        }
        sheet.autofilter(head, 0, last, place(Column::Baseline))?;
        if head == last {
            return Ok(());
        }
        for column in self.columns.iter().copied().filter(|column| column.is_filled_in()) {
            if let Some(validation) = self.validation(column)? {
                sheet.add_data_validation(head + 1, place(column), last, place(column), &validation)?;
            }
        }
        let name = |column: Column| {
            let letter = char::from(b'A' + u8::try_from(place(column)).expect("there are few columns"));
            format!("${letter}{}", head + 2)
        };
        let (due, done, status) = (name(Column::Due), name(Column::Done), name(Column::Status));
        let (year, month, day) = (self.as_of.year(), self.as_of.month(), self.as_of.day());
        let waived = self.words.status(Status::Waived);
        let rule = format!("=AND({due}<>\"\",{due}<DATE({year},{month},{day}),{done}=\"\",{status}<>\"{waived}\")");
        let overdue = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&self.formats.overdue);
        sheet.add_conditional_format(head + 1, place(Column::Due), last, place(Column::Status), &overdue)?;
        Ok(())
    }

    fn validation(&self, column: Column) -> Result<Option<DataValidation>, XlsxError> {
        let hint = |validation: DataValidation, title: Label, hint: Label| {
            validation.set_input_title(self.words.label(title))?.set_input_message(self.words.label(hint))
        };
        let validation = match column {
            Column::Status => {
                let choices = Status::CHOICES.map(|choice| self.words.status(choice));
                let list = DataValidation::new().allow_list_strings(&choices)?;
                let list = list.set_error_message(self.words.label(Label::StatusError))?;
                hint(list, Label::StatusHintTitle, Label::StatusHint)?
            }
            Column::Evidence => {
                hint(DataValidation::new().allow_any_value(), Label::EvidenceHintTitle, Label::EvidenceHint)?
            }
            column if column.is_date() => {
                let first = first_day_of_cells();
                let day = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first));
                let day = day.set_error_message(self.words.label(Label::DateError))?;
                hint(day, Label::DateHintTitle, Label::DateHint)?
            }
            _ => return Ok(None),
        };
        Ok(Some(validation))
    }

    /// How it is shown and printed, and what is locked.
    fn page(&self, sheet: &mut Worksheet, head: u32, last: u32) -> Result<(), XlsxError> {
        // The title stays in view: whoever fills in the cells far right sees what they are about.
        sheet.set_freeze_panes(head + 1, if self.is_among() { 3 } else { 2 })?;
        sheet.set_repeat_rows(head, head)?;
        // On one page so many columns could not be read: two lie side by side, each with the titles.
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(2, 0);
        sheet.set_repeat_columns(0, if self.is_among() { 2 } else { 1 })?;
        sheet
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(format!("&C{}", self.words.label(Label::SheetFooter)));
        let first_to_fill = self.columns.iter().position(|column| column.is_filled_in()).unwrap_or_default();
        let column = u16::try_from(first_to_fill).expect("there are few columns");
        let row = last.min(head + 1);
        sheet.set_selection(row, column, row, column)?;
        sheet.protect_with_options(&ProtectionOptions {
            sort: true,
            use_autofilter: true,
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
        Ok(())
    }
}

impl SheetWriter<'_> {
    fn row(&self, sheet: &mut Worksheet, at: u32, number: u32, row: &Item<'_>) -> Result<(), XlsxError> {
        let contents: Vec<_> =
            self.columns.iter().map(|column| (*column, self.content(*column, number, row))).collect();
        let height = layout::row_height(contents.iter().map(|(column, content)| (*column, content.text())));
        sheet.set_row_height(at, height)?;
        for (place, (column, content)) in (0..).zip(contents) {
            let waived = row.standing.state == State::Waived;
            let format = self.formats.cell(column, waived, has_target(self.plan, row));
            match content {
                Content::Nothing => sheet.write_blank(at, place, format)?,
                Content::Number(number) => sheet.write_number_with_format(at, place, number, format)?,
                Content::Date(day) => sheet.write_datetime_with_format(at, place, day, format)?,
                Content::Text(text) => sheet.write_string_with_format(at, place, text, format)?,
            };
        }
        Ok(())
    }

    fn content(&self, column: Column, number: u32, row: &Item<'_>) -> Content {
        let plan = self.plan;
        let occurrence = plan.occurrence(row.occurrence);
        let id = || {
            let id = super::id(plan, row.unit, row.occurrence);
            self.folder.map_or_else(|| id.clone(), |folder| super::among::id(folder, &id))
        };
        match column {
            Column::Number => Content::Number(number),
            Column::Plan => text(&plan.header.number),
            Column::Unit => {
                // With whom it is owed, and who took it over.
                let ties = ties(plan, (&row.with, &row.handed_to), row.below_and_above(), self.words);
                let ties = ties.iter().map(|said| format!("\n{}", sentence_case(said))).collect::<String>();
                text(&format!("{}{ties}", plan.unit(row.unit).name))
            }
            Column::Title => text(&owed(plan, row.occurrence, self.words)),
            Column::Lead => text(&self.names(plan.lead(occurrence))),
            Column::Support => text(&self.names(plan.support(occurrence))),
            Column::Wording => text(&format!("{}{}{}", self.wording(occurrence), self.amended(row), self.lapsed(row))),
            Column::Target => text(&self.target(row)),
            Column::ReachedBy => Content::Nothing,
            Column::Reached => {
                let latest = Progress::last(row.facts.progress().iter().copied(), NaiveDate::MAX);
                text(&latest.map(|latest| plain_amount(latest.value, self.words)).unwrap_or_default())
            }
            Column::Product => text(plan.product(occurrence).unwrap_or_default()),
            Column::Due => date(row.standing.due),
            Column::Status => {
                // A waiver of a later day is none yet.
                let waived = row.standing.state == State::Waived;
                text(self.words.status(Status::of(waived, |field| row.facts.day(field))))
            }
            Column::Id => text(&id()),
            Column::Baseline => text(&Baseline::new(id(), row).to_json()),
            column => match column.field().and_then(|field| row.facts.get(field)) {
                Some(Fact::Day(day)) => date(Some(*day)),
                fact => text(&cell_text(fact)),
            },
        }
    }

    fn wording(&self, occurrence: &Occurrence) -> String {
        let rule = || sentence_case(&rule(self.plan, occurrence, self.words));
        self.plan.wording(occurrence).map_or_else(rule, str::to_owned)
    }

    /// The document that gave another last day, on a line of its own.
    fn amended(&self, row: &Item<'_>) -> String {
        if !row.standing.flags.has(Flag::Amended) {
            return String::new();
        }
        let occurrence = self.plan.occurrence(row.occurrence);
        format!("\n{}", sentence_case(&amended_by(self.plan, occurrence, self.as_of, self.words)))
    }

    /// The promised day that has passed, on a line of its own.
    fn lapsed(&self, row: &Item<'_>) -> String {
        let promised = row.facts.day(Field::Committed).filter(|_| row.standing.flags.has(Flag::PromiseLapsed));
        let said = |day| self.words.phrase(&Phrase::PromisedFor { day, lapsed: true });
        promised.map(|day| format!("\n{}", sentence_case(&said(day)))).unwrap_or_default()
    }

    /// What is to be reached, and what is recorded of it with its day.
    fn target(&self, row: &Item<'_>) -> String {
        let Some(range) = self.plan.target(row.occurrence) else { return String::new() };
        let latest = Progress::last(row.facts.progress().iter().copied(), NaiveDate::MAX);
        let shown = |one: Progress| format!("\n{} ({})", reached(Some(one.value), range, self.words), day(one.on));
        format!("{}{}", sentence_case(&target(range, self.words)), latest.map(shown).unwrap_or_default())
    }

    fn names(&self, bodies: &[Body]) -> String {
        bodies.iter().map(|body| self.plan.body(*body).1).collect::<Vec<_>>().join("\n")
    }
}

fn date(day: Option<NaiveDate>) -> Content {
    match day {
        None => Content::Nothing,
        Some(day) if day < first_day_of_cells() => Content::Text(day.to_string()),
        Some(day) => Content::Date(day),
    }
}

fn text(text: &str) -> Content {
    let text = clean(text);
    if text.is_empty() { Content::Nothing } else { Content::Text(text) }
}
