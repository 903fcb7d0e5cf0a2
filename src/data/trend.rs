//! Progress by week for scripts.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::csv::Sheet;
use super::json::{object, plan_object, value};
use crate::model::plan::Plan;
use crate::view::known::KnownCommit;
use crate::view::timeline::{Point, Timeline};

pub(crate) const FORMAT: &str = "tiendo.trend/1";

pub(crate) fn json(
    mut out: &mut dyn Write,
    plan: &Plan,
    (as_of, known): (NaiveDate, Option<&KnownCommit>),
    timeline: &Timeline,
) -> io::Result<()> {
    let (plan, points) = (plan_object(plan), points(timeline));
    value(&mut out, &object!({ format: FORMAT, plan: plan, as_of: as_of, points: points } { known: known }))?;
    writeln!(out)
}

/// The same of several plans: their numbers, titles and folders.
pub(crate) fn json_of_many(
    mut out: &mut dyn Write,
    plans: &[(String, String, String)],
    as_of: NaiveDate,
    timeline: &Timeline,
) -> io::Result<()> {
    let plan = |(number, title, folder): &(String, String, String)| object!({ number: number.clone(), title: title.clone(), folder: folder.clone() });
    let (plans, points) = (plans.iter().map(plan).collect::<Vec<_>>(), points(timeline));
    value(&mut out, &object!({ format: FORMAT, plans: plans, as_of: as_of, points: points }))?;
    writeln!(out)
}

/// Each point with whether the end of its day was judged: in reports all but the last are.
fn points(timeline: &Timeline) -> Vec<impl Serialize> {
    timeline.points.iter().map(|point| point_object(point, Some(point.end_of_day), None)).collect()
}

/// Writes an object a line, each with the plan's notice.
pub(crate) fn json_lines(mut out: &mut dyn Write, notice: Option<&str>, timeline: &Timeline) -> io::Result<()> {
    for point in &timeline.points {
        value(&mut out, &point_object(point, Some(point.end_of_day), notice))?;
        writeln!(out)?;
    }
    Ok(())
}

pub(crate) fn csv(out: &mut dyn Write, plan: &Plan, timeline: &Timeline) -> io::Result<()> {
    rows(Sheet::new(out, plan), timeline)
}

pub(crate) fn csv_of_many(out: &mut dyn Write, timeline: &Timeline) -> io::Result<()> {
    rows(Sheet::of_many(out), timeline)
}

fn rows(sheet: Sheet<&mut dyn Write>, timeline: &Timeline) -> io::Result<()> {
    let mut sheet = sheet.begin(&["day", "due", "due_completed", "completed", "overdue"])?;
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

fn point_object<'a>(point: &Point, end_of_day: Option<bool>, notice: Option<&'a str>) -> impl Serialize + use<'a> {
    let Point { day, due, due_completed, completed, overdue, .. } = *point;
    object!({
        day: day,
        due: due,
        due_completed: due_completed,
        completed: completed,
        overdue: overdue,
    } { end_of_day: end_of_day, notice: notice })
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        point_object(self, None, None).serialize(serializer)
    }
}
