//! Progress by week for scripts.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::csv::Sheet;
use super::json::{PlanShape, value};
use crate::model::plan::Plan;
use crate::view::timeline::{Point, Timeline};

/// The name and version of the format.
pub const FORMAT: &str = "tiendo.trend/1";

#[derive(Serialize)]
struct TrendShape<'a> {
    format: &'static str,
    plan: PlanShape<'a>,
    as_of: NaiveDate,
    points: &'a Timeline,
}

/// Writes one object.
pub fn json(mut out: &mut dyn Write, plan: &Plan, as_of: NaiveDate, timeline: &Timeline) -> io::Result<()> {
    value(&mut out, &TrendShape { format: FORMAT, plan: PlanShape::of(plan), as_of, points: timeline })?;
    writeln!(out)
}

/// Writes an object a line, each with the plan's notice.
pub fn json_lines(mut out: &mut dyn Write, plan: &Plan, timeline: &Timeline) -> io::Result<()> {
    let notice = plan.header.notice.as_deref();
    for point in &timeline.points {
        value(&mut out, &PointShape { notice, ..PointShape::of(point) })?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes rows for a spreadsheet.
pub fn csv(out: &mut dyn Write, plan: &Plan, timeline: &Timeline) -> io::Result<()> {
    let mut sheet = Sheet::with_headings(out, plan, &["day", "due", "due_completed", "completed", "overdue"])?;
    for point in &timeline.points {
        let counts = [point.due, point.due_completed, point.completed, point.overdue].map(|count| count.to_string());
        let row: Vec<String> = std::iter::once(point.day.to_string()).chain(counts).collect();
        sheet.row(&row)?;
    }
    sheet.finish()
}

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.points.serialize(serializer)
    }
}

#[derive(Serialize)]
struct PointShape<'a> {
    day: NaiveDate,
    due: u32,
    due_completed: u32,
    completed: u32,
    overdue: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
}

impl PointShape<'_> {
    fn of(point: &Point) -> Self {
        let Point { day, due, due_completed, completed, overdue } = *point;
        Self { day, due, due_completed, completed, overdue, notice: None }
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PointShape::of(self).serialize(serializer)
    }
}
