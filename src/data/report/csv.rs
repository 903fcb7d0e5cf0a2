//! The official table of a report as CSV and JSON Lines: a row for each unit, without sums, for others to go on with.

use std::io::{self, Write};

use crate::data::csv::{Sheet, guard};
use crate::data::json::ObjectWriter;
use crate::model::plan::Plan;
use crate::view::report::Report;
use crate::view::report::form::sections;
use crate::view::report::tally::{Rate, Tally};

/// What came with the third edition: whether the end of the day is judged, and the day of the month on which the period
/// closes, empty where it is one of the calendar.
pub(crate) const ENDS: [&str; 2] = ["end_of_day", "report_day"];

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
    let mut sheet = Sheet::new(out, plan).begin(&columns(report))?;
    for row in rows(plan, report) {
        sheet.row(row.into_iter().map(Figure::cell))?;
    }
    sheet.finish()
}

/// Writes the same as an object a line, each with the plan's notice.
pub(crate) fn lines(out: &mut dyn Write, plan: &Plan, report: &Report) -> io::Result<()> {
    objects(out, None, plan, report)
}

fn objects(mut out: &mut dyn Write, folder: Option<&str>, plan: &Plan, report: &Report) -> io::Result<()> {
    for row in rows(plan, report) {
        let mut object = ObjectWriter::begin(&mut out)?;
        if let Some(folder) = folder {
            object.field("folder", folder)?;
            object.field("plan", &*plan.header.number)?;
        }
        for (name, figure) in columns(report).into_iter().zip(row) {
            match figure {
                Figure::Nothing => object.field(name, None::<u32>)?,
                Figure::Text(text) => object.field(name, text)?,
                Figure::Truth(so) => object.field(name, so)?,
                Figure::Count(count) => object.field(name, count)?,
                Figure::Rate(rate) => object.field(name, rate)?,
            }
        }
        object.field("notice", plan.header.notice.as_deref())?;
        object.end()?;
        writeln!(out)?;
    }
    Ok(())
}

/// The tables of several plans, one after the other, each row with the folder and the number of its plan before it, and the
/// plan's notice after it.
pub(crate) fn table_of_many(out: &mut dyn Write, plans: &[(String, &Plan, &Report)]) -> io::Result<()> {
    let names = plans.first().map(|(.., report)| columns(report)).unwrap_or_default();
    let names: Vec<&str> = ["folder", "plan"].into_iter().chain(names).chain(["notice"]).collect();
    let mut sheet = Sheet::of_many(out).begin(&names)?;
    for (folder, plan, report) in plans {
        let notice = plan.header.notice.as_deref().map(guard).unwrap_or_default();
        for row in rows(plan, report) {
            let of = [guard(folder), guard(&plan.header.number)].map(std::borrow::Cow::into_owned);
            let cells = of.into_iter().chain(row.into_iter().map(Figure::cell));
            sheet.row(cells.chain([notice.clone().into_owned()]))?;
        }
    }
    sheet.finish()
}

/// Writes the same as an object a line.
pub(crate) fn lines_of_many(out: &mut dyn Write, plans: &[(String, &Plan, &Report)]) -> io::Result<()> {
    for (folder, plan, report) in plans {
        objects(&mut *out, Some(folder), plan, report)?;
    }
    Ok(())
}

/// What a column says of a unit.
enum Figure {
    Nothing,
    Text(String),
    Truth(bool),
    Count(u32),
    Rate(Rate),
}

impl Figure {
    /// As a guarded cell.
    fn cell(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => guard(&text).into_owned(),
            Self::Truth(so) => so.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Rate(rate) => format!("{}.{}", rate.tenths() / 10, rate.tenths() % 10),
        }
    }

    fn text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.to_string()))
    }
}

/// The columns that the report's edition has.
fn columns(report: &Report) -> Vec<&'static str> {
    let ends: &[&str] = if report.scope.tells_ends() { &ENDS } else { &[] };
    [&COLUMNS, ends].concat()
}

/// The rows of the table, unit by unit.
fn rows(plan: &Plan, report: &Report) -> Vec<Vec<Figure>> {
    let (scope, columns) = (report.scope, columns(report).len());
    let mut rows = Vec::new();
    for section in sections(plan, report.scope, &report.rows) {
        let group = section.group().map(|group| &plan.groups[group.index()]);
        for row in &section.rows {
            let unit = plan.unit(row.unit);
            let about = [
                Figure::text(Some(scope.period.named())),
                Figure::text(Some(scope.period.first())),
                Figure::text(Some(scope.period.last())),
                Figure::text(Some(scope.as_of)),
                Figure::text(group.map(|group| &group.id)),
                Figure::text(group.map(|group| &group.name)),
                Figure::text(Some(&unit.id)),
                Figure::text(Some(&unit.name)),
                Figure::text(Some(row.file())),
            ];
            let counts = |tally: &Tally| [tally.total(), tally.in_time, tally.late, tally.pending, tally.overdue];
            let rates = [row.due.completed_rate(), row.due.in_time_rate(), row.due.overdue_rate()];
            let others = [row.carried, row.awaiting, row.waived];
            let figures = [counts(&row.tally), counts(&row.due)].concat().into_iter().map(Figure::Count);
            let rates = rates.map(|rate| rate.map_or(Figure::Nothing, Figure::Rate));
            let figures = figures.chain(rates).chain(others.map(Figure::Count));
            let figures = figures.map(|figure| if row.unreadable { Figure::Nothing } else { figure });
            let closes = scope.period.report_day().map_or(Figure::Nothing, Figure::Count);
            let ends = [Figure::Truth(scope.is_end_of_day()), closes];
            rows.push(about.into_iter().chain(figures).chain(ends).take(columns).collect());
        }
    }
    rows
}
