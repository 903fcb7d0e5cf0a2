//! A report of a period as a file, in each of its formats.

use std::io;

use chrono::NaiveDate;

use crate::data::report::{ReportFormat, csv, json, mark};
use crate::model::plan::Plan;
use crate::office::docx::template::{OfficeTemplate, Texts};
use crate::office::{docx, html, xlsx};
use crate::page::markdown::MarkdownPage;
use crate::page::record::Recording;
use crate::page::report::{ReportPage, ReportsPage};
use crate::page::{Page, PartId};
use crate::text::one_line;
use crate::view::report::{Keep, Report};
use crate::words::phrase::TemplateProblem;
use crate::words::{Words, date};

/// How many obligations a format lists one by one.
pub(crate) fn keep(format: ReportFormat) -> Keep {
    match format {
        ReportFormat::Markdown | ReportFormat::Json => Keep { rows: u64::MAX, items: 0 },
        ReportFormat::Docx | ReportFormat::Pdf => Keep { rows: docx::MOST_ROWS, items: 0 },
        ReportFormat::Html => Keep { rows: html::MOST_ROWS, items: html::MOST_ITEMS },
        ReportFormat::Xlsx => Keep { rows: 0, items: xlsx::MOST_ITEMS },
        ReportFormat::Csv | ReportFormat::JsonLines => Keep::default(),
    }
}

/// Whether a format can be put into the places of a template.
pub(crate) fn takes_template(format: ReportFormat) -> bool {
    matches!(format, ReportFormat::Docx | ReportFormat::Pdf)
}

/// Whether it is an office suite that makes the file, of a text document.
pub(crate) fn is_printed(format: ReportFormat) -> bool {
    format == ReportFormat::Pdf
}

/// What writes a file.
pub(crate) type FileWriter<'a> = Box<dyn FnOnce(&mut dyn io::Write) -> io::Result<()> + 'a>;

/// What writes bytes that are there already.
pub(crate) fn whole<'a>(bytes: Vec<u8>) -> FileWriter<'a> {
    Box::new(move |out| out.write_all(&bytes))
}

/// What writes a report in a format. A template is only for text documents; a PDF is made of such a one.
pub(crate) fn writer<'a>(
    format: ReportFormat,
    plan: &'a Plan,
    report: &'a Report,
    words: &'a dyn Words,
    template: Option<&OfficeTemplate>,
) -> Result<FileWriter<'a>, Wrong> {
    let page = move |most_rows| ReportPage { plan, report, words, most_rows };
    Ok(match format {
        ReportFormat::Markdown => Box::new(move |out| {
            page(u64::MAX).write(&mut MarkdownPage::new(&mut *out, words))?;
            mark::write(out, report, words.lang())
        }),
        ReportFormat::Html => Box::new(move |out| html::page(out, plan, report, words)),
        ReportFormat::Xlsx => Box::new(move |out| xlsx::workbook(out, plan, report, words)),
        ReportFormat::Docx | ReportFormat::Pdf => {
            let page = page(docx::MOST_ROWS);
            let properties = docx::Properties {
                title: &page.title(),
                issuer: plan.header.issuer.as_deref(),
                day: report.scope.as_of,
                status: report.is_partial().then_some(mark::PARTIAL),
            };
            whole(document(|out| page.write(out), template, texts(plan, report, words), properties, words)?)
        }
        ReportFormat::Csv => Box::new(move |out| csv::table(out, plan, report)),
        ReportFormat::JsonLines => Box::new(move |out| csv::lines(out, plan, report)),
        ReportFormat::Json => Box::new(move |mut out| json::report(&mut out, plan, report)),
    })
}

/// What writes a report over several plans in a format; `page` makes it, with so many rows in each list at the most.
pub(crate) fn of_many<'a>(
    format: ReportFormat,
    page: impl Fn(u64) -> ReportsPage<'a> + 'a,
    template: Option<&OfficeTemplate>,
) -> Result<FileWriter<'a>, Wrong> {
    let page = match format {
        ReportFormat::Docx | ReportFormat::Pdf => page(docx::MOST_ROWS),
        ReportFormat::Html => page(html::MOST_ROWS),
        _ => page(u64::MAX),
    };
    let words = page.parts[0].words;
    let parts = |page: &ReportsPage<'a>| -> Vec<(String, &'a Plan, &'a Report)> {
        page.parts.iter().zip(&page.folders).map(|(part, folder)| (folder.clone(), part.plan, part.report)).collect()
    };
    match format {
        ReportFormat::Markdown => {
            return Ok(Box::new(move |out| page.write(&mut MarkdownPage::new(&mut *out, words))));
        }
        ReportFormat::Html => {
            let title = page.title();
            return Ok(Box::new(move |out| html::plain::document(out, &title, words, |out| page.write(out))));
        }
        ReportFormat::Xlsx => return Ok(Box::new(move |out| xlsx::many::workbook(out, &page))),
        ReportFormat::Csv => return Ok(Box::new(move |out| csv::table_of_many(out, &parts(&page)))),
        ReportFormat::JsonLines => return Ok(Box::new(move |out| csv::lines_of_many(out, &parts(&page)))),
        ReportFormat::Json => return Ok(Box::new(move |mut out| json::reports(&mut out, &parts(&page)))),
        ReportFormat::Docx | ReportFormat::Pdf => {}
    }
    let ReportPage { plan, report, .. } = page.parts[0];
    let partial = page.parts.iter().any(|part| part.report.is_partial());
    let title = page.title();
    let properties = docx::Properties {
        title: &title,
        issuer: plan.header.issuer.as_deref(),
        day: report.scope.as_of,
        status: partial.then_some(mark::PARTIAL),
    };
    Ok(whole(document(|out| page.write(out), template, texts(plan, report, words), properties, words)?))
}

/// A text document, on plain paper or in the places of a template.
pub(crate) fn document(
    write: impl FnOnce(&mut dyn Page) -> io::Result<()>,
    template: Option<&OfficeTemplate>,
    mut texts: Texts,
    properties: docx::Properties<'_>,
    words: &dyn Words,
) -> Result<Vec<u8>, Wrong> {
    let Some(template) = template else { return Ok(docx::document(write, properties, words)?) };
    let mut record = Recording { for_template: true, ..Recording::default() };
    write(&mut record)?;
    if template.is_official {
        record.leave_out_empty_columns();
        // What there is none of is not named in a letter that somebody signs.
        for (_, text) in record.spare.iter_mut().filter(|(id, _)| matches!(id, PartId::Overdue | PartId::DueSoon)) {
            text.clear();
        }
        // No line breaks the number of a plan at its hyphen.
        for (_, text) in texts.iter_mut().filter(|(name, _)| *name == "number") {
            *text = text.replace('-', "\u{2011}");
        }
    }
    docx::template::fill(&template.bytes, &record, texts, properties, words).map_err(Wrong::Template)
}

/// Why a report could not be made.
#[derive(Debug)]
pub(crate) enum Wrong {
    Template(Vec<TemplateProblem>),
    /// What is written into could not be.
    Output(io::Error),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What the places of a template take, beside the parts of the report.
fn texts(plan: &Plan, report: &Report, words: &dyn Words) -> Texts {
    let scope = report.scope;
    let mut texts = plan_texts(plan, scope.as_of);
    texts.extend([
        ("period", words.period(scope.period.named())),
        ("from", date(scope.period.first())),
        ("to", date(scope.period.last())),
    ]);
    texts
}

/// What the places of every template take of the plan, as of a day.
pub(crate) fn plan_texts(plan: &Plan, as_of: NaiveDate) -> Texts {
    let header = &plan.header;
    let text = |text: Option<&str>| text.map(one_line).unwrap_or_default();
    vec![
        ("number", one_line(&header.number)),
        ("title", one_line(&header.title)),
        ("issuer", text(header.issuer.as_deref())),
        ("coordinator", text(header.coordinator.map(|unit| plan.unit(unit).name.as_ref()))),
        ("as-of", date(as_of)),
    ]
}
