//! The official table of a report as CSV: a row for each unit, without sums, for spreadsheets to go on with.

use std::io::{self, Write};

use crate::data::csv::{Sheet, guard};
use crate::model::plan::Plan;
use crate::view::report::Report;
use crate::view::report::form::sections;
use crate::view::report::tally::{Rate, Tally};

pub(crate) const COLUMNS: [&str; 25] = [
    "period",
    "from",
    "to",
    "as_of",
    "group",
    "group_name",
    "unit",
    "unit_name",
    "file",
    "total",
    "completed_in_time",
    "completed_late",
    "pending",
    "overdue",
    "due_total",
    "due_completed_in_time",
    "due_completed_late",
    "due_pending",
    "due_overdue",
    "completed_rate",
    "completed_in_time_rate",
    "overdue_rate",
    "carried",
    "awaiting_acceptance",
    "waived",
];

/// Writes the table. Of a unit that could not be read the figures are left empty.
pub(crate) fn table(out: &mut dyn Write, plan: &Plan, report: &Report) -> io::Result<()> {
    let mut sheet = Sheet::new(out, plan).begin(&COLUMNS)?;
    let scope = report.scope;
    for section in sections(plan, &report.rows) {
        let group = section.group.map(|group| &plan.groups[group.index()]);
        for row in &section.rows {
            let unit = plan.unit(row.unit);
            let mut cells = vec![
                scope.period.to_string(),
                scope.period.first().to_string(),
                scope.period.last().to_string(),
                scope.as_of.to_string(),
                group.map(|group| group.id.to_string()).unwrap_or_default(),
                group.map(|group| guard(&group.name).into_owned()).unwrap_or_default(),
                unit.id.to_string(),
                guard(&unit.name).into_owned(),
                row.file().to_owned(),
            ];
            let counts = |tally: &Tally| [tally.total(), tally.in_time, tally.late, tally.pending, tally.overdue];
            let rates = [row.due.completed_rate(), row.due.in_time_rate(), row.due.overdue_rate()];
            let others = [row.carried, row.awaiting, row.waived];
            let figures = [counts(&row.tally), counts(&row.due)].concat().into_iter().map(|count| count.to_string());
            let figures = figures.chain(rates.map(rate)).chain(others.map(|count| count.to_string()));
            cells.extend(figures.map(|figure| if row.unreadable { String::new() } else { figure }));
            sheet.row(&cells)?;
        }
    }
    sheet.finish()
}

/// Per cent with a point, as machines read it.
fn rate(rate: Option<Rate>) -> String {
    rate.map(|rate| format!("{}.{}", rate.tenths() / 10, rate.tenths() % 10)).unwrap_or_default()
}
