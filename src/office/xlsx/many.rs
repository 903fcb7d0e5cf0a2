//! A report over several plans as a workbook: the official table by plan, and by unit.

use std::io;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::FORM_WIDTHS;
use super::formats::Formats;
use super::sheet::SheetPage;
use crate::data::report::mark::PARTIAL;
use crate::page::Page;
use crate::page::report::ReportsPage;
use crate::sheet::layout::clean;
use crate::words::Label;

/// What writes one of the tables.
type WriteTable<'a> = fn(&ReportsPage<'a>, &mut dyn Page) -> io::Result<()>;

pub(crate) fn workbook(out: &mut dyn io::Write, reports: &ReportsPage<'_>) -> io::Result<()> {
    let bytes = made(reports).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn made<'a>(reports: &ReportsPage<'a>) -> Result<Vec<u8>, XlsxError> {
    let (first, formats) = (&reports.parts[0], Formats::new());
    let mut properties =
        DocProperties::new().set_title(clean(&reports.title())).set_creation_datetime(&first.report.scope.as_of);
    if reports.parts.iter().any(|part| part.report.is_partial()) {
        properties = properties.set_status(PARTIAL);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    let tables: [(Label, WriteTable<'a>); 2] =
        [(Label::ResultsByPlan, ReportsPage::plans_table), (Label::ResultsByUnit, ReportsPage::units_table)];
    for (label, table) in tables {
        let sheet = workbook.add_worksheet().set_name(clean(first.words.label(label)))?;
        let mut page = SheetPage::new(sheet, &formats, &FORM_WIDTHS, first.words)?;
        reports.head(&mut page)?;
        table(reports, &mut page)?;
        page.kept(2)?;
        page.printed(true);
        first.form_note(&mut page)?;
    }
    workbook.save_to_buffer()
}
