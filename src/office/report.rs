//! A report of a period as a file, in each of its formats.

use std::io;

use chrono::NaiveDate;

use super::{docx, html, xlsx};
use crate::data::report::{ReportFormat, csv, json, mark};
use crate::model::plan::Plan;
use crate::office::docx::template::Texts;
use crate::page::Page;
use crate::page::markdown::MarkdownPage;
use crate::page::record::Recording;
use crate::page::report::ReportPage;
use crate::text::one_line;
use crate::view::report::Report;
use crate::words::phrase::TemplateProblem;
use crate::words::{Words, date};

/// How many obligations a format lists one by one at the most, beside those that happened or are near.
pub(crate) fn most_items(format: ReportFormat) -> usize {
    match format {
        ReportFormat::Html => html::MOST_ITEMS,
        ReportFormat::Xlsx => xlsx::MOST_ITEMS,
        ReportFormat::Markdown | ReportFormat::Docx | ReportFormat::Csv | ReportFormat::Json => 0,
    }
}

/// The bytes of a report in a format. A template is only for text documents.
pub(crate) fn bytes(
    format: ReportFormat,
    plan: &Plan,
    report: &Report,
    words: &dyn Words,
    template: Option<&[u8]>,
) -> Result<Vec<u8>, Wrong> {
    let mut out = Vec::new();
    let page = |most_rows| ReportPage { plan, report, words, most_rows };
    match format {
        ReportFormat::Markdown => {
            page(usize::MAX).write(&mut MarkdownPage::new(&mut out, words))?;
            mark::write(&mut out, report, words.lang())?;
        }
        ReportFormat::Html => html::page(&mut out, plan, report, words)?,
        ReportFormat::Xlsx => xlsx::workbook(&mut out, plan, report, words)?,
        ReportFormat::Docx => {
            let page = page(docx::MOST_ROWS);
            let properties = docx::Properties {
                title: &page.title(),
                issuer: plan.header.issuer.as_deref(),
                day: report.scope.as_of,
                status: report.is_partial().then_some(mark::PARTIAL),
            };
            return document(|out| page.write(out), template, texts(plan, report, words), properties, words);
        }
        ReportFormat::Csv => csv::table(&mut out, plan, report)?,
        ReportFormat::Json => json::report(&mut out, plan, report)?,
    }
    Ok(out)
}

/// A text document, on plain paper or in the places of a template.
pub(crate) fn document(
    write: impl FnOnce(&mut dyn Page) -> io::Result<()>,
    template: Option<&[u8]>,
    texts: Texts,
    properties: docx::Properties<'_>,
    words: &dyn Words,
) -> Result<Vec<u8>, Wrong> {
    let Some(template) = template else { return Ok(docx::document(write, properties, words)?) };
    let mut record = Recording::default();
    write(&mut record)?;
    docx::template::fill(template, &record, texts, properties, words).map_err(Wrong::Template)
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
        ("period", words.period(scope.period)),
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
