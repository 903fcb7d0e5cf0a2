//! One report over several plans: results by plan and by unit, then each plan a section.

use std::io;

use super::form::sum_cells;
use super::subject::ReportPage;
use crate::page::plan::known_head;
use crate::page::{CellValue, Page, PartId, RowKind, Weight};
use crate::text::one_line;
use crate::view::report::tally::Tally;
use crate::words::{Label, Phrase};

/// The reports of several plans on the same period, to be put on one page.
pub(crate) struct ReportsPage<'a> {
    /// In the order of plans; there is at least one.
    pub(crate) parts: Vec<ReportPage<'a>>,
    /// The folder of each.
    pub(crate) folders: Vec<String>,
}

/// A row of a table over all plans: what has a time limit, and what of it fell due.
type SumRow = (String, Tally, Tally);

/// A plan by its number and title.
fn name(part: &ReportPage<'_>) -> String {
    one_line(&format!("{}: {}", part.plan.header.number, part.plan.header.title))
}

impl ReportsPage<'_> {
    pub(crate) fn title(&self) -> String {
        one_line(&self.parts[0].say(&Phrase::ReportTitleOfMany { count: self.parts.len() }))
    }

    pub(crate) fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        let first = &self.parts[0];
        self.head(page)?;
        page.heading(PartId::Figures, 1, format!("1. {}", first.label(Label::ResultsByPlan)))?;
        self.plans_table(page)?;
        page.heading(PartId::Form, 1, format!("2. {}", first.label(Label::ResultsByUnit)))?;
        self.units_table(page)?;
        first.form_note(page)?;
        for (part, number) in self.parts.iter().zip(3..) {
            page.section(1, format!("{number}. {}", name(part)))?;
            if let Some(notice) = &part.plan.header.notice {
                page.remark(one_line(notice))?;
            }
            part.below(page, number)?;
        }
        Ok(())
    }

    /// The official table with a row for each plan.
    pub(crate) fn plans_table(&self, page: &mut dyn Page) -> io::Result<()> {
        let rows = self.parts.iter().map(|part| (name(part), part.report.tally, part.report.due));
        self.table(page, Label::PlanTitle, &rows.collect::<Vec<_>>())
    }

    /// The same with a row for each unit.
    pub(crate) fn units_table(&self, page: &mut dyn Page) -> io::Result<()> {
        self.table(page, Label::UnitName, &self.by_unit())
    }

    pub(crate) fn head(&self, page: &mut dyn Page) -> io::Result<()> {
        let first = &self.parts[0];
        let scope = first.report.scope;
        let (day, issuer) = (scope.as_of, None);
        let as_of = if scope.is_end_of_day() { Phrase::AsOfEnd { day, issuer } } else { Phrase::AsOf { day, issuer } };
        page.head(Weight::Title, self.title())?;
        page.head(Weight::Subtitle, first.say(&Phrase::PeriodDays(scope.period)))?;
        page.head(Weight::Plain, first.say(&as_of))?;
        known_head(page, first.report.known.as_ref(), first.words)?;
        if scope.is_interim() {
            page.head(Weight::Warning, first.say(&Phrase::Interim { day: scope.as_of }))?;
        }
        let missing = self
            .parts
            .iter()
            .flat_map(|part| part.report.unreadable.iter().map(|unit| part.plan.unit(*unit).name.as_ref()));
        let units: Vec<&str> = missing.collect();
        if units.is_empty() {
            Ok(())
        } else {
            page.head(Weight::Warning, first.say(&Phrase::FiguresMissing { units: &units }))
        }
    }

    /// Each unit once, with all that it owes in these plans: one id is one body.
    fn by_unit(&self) -> Vec<SumRow> {
        let (mut ids, mut rows): (Vec<&str>, Vec<SumRow>) = (Vec::new(), Vec::new());
        for part in &self.parts {
            for row in part.report.rows.iter().filter(|row| !row.unreadable) {
                let unit = part.plan.unit(row.unit);
                let at = ids.iter().position(|id| *id == unit.id.as_str()).unwrap_or_else(|| {
                    ids.push(unit.id.as_str());
                    rows.push((one_line(&unit.name), Tally::default(), Tally::default()));
                    rows.len() - 1
                });
                rows[at].1.add_all(&row.tally);
                rows[at].2.add_all(&row.due);
            }
        }
        rows
    }

    fn table(&self, page: &mut dyn Page, of: Label, rows: &[SumRow]) -> io::Result<()> {
        let first = &self.parts[0];
        first.form_heads(page, of)?;
        let (mut tally, mut due) = (Tally::default(), Tally::default());
        for ((name, own, own_due), number) in rows.iter().zip(1..) {
            tally.add_all(own);
            due.add_all(own_due);
            let mut cells = sum_cells(name, own, own_due);
            cells[0] = CellValue::Count(number);
            page.row(RowKind::Body, cells)?;
        }
        page.row(RowKind::Total, sum_cells(first.label(Label::Total), &tally, &due))?;
        page.end_table()
    }
}
