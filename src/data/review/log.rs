//! The history of what a unit recorded, as JSON: the format `tiendo.log/1`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::json::{RecordShape, record_shape};
use crate::data::json::value;
use crate::model::period::Period;
use crate::page::review::log::{Log, lag};
use crate::review::log::{LogEntry, RecordChange};

/// The name and version of the format.
pub const FORMAT: &str = "tiendo.log/1";

#[derive(Serialize)]
struct Shape<'a> {
    format: &'static str,
    unit: &'a str,
    task: Option<&'a str>,
    period: Option<Period>,
    whole: bool,
    entries: Vec<EntryShape<'a>>,
}

#[derive(Serialize)]
struct EntryShape<'a> {
    commit: Option<&'a str>,
    subject: Option<&'a str>,
    day: NaiveDate,
    readable: bool,
    changes: Vec<ChangeShape<'a>>,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    task: &'a str,
    period: Option<Period>,
    fields: Vec<FieldShape>,
    before: RecordShape<'a>,
    after: RecordShape<'a>,
}

#[derive(Serialize)]
struct FieldShape {
    field: &'static str,
    lag_days: Option<i64>,
}

/// Writes it as one line of JSON.
pub fn json(out: &mut impl Write, log: &Log<'_>) -> io::Result<()> {
    let change = |entry: &'_ LogEntry, change: &'_ RecordChange| {
        let fields = change.fields.iter();
        fields.map(|field| FieldShape { field: field.as_str(), lag_days: lag(entry, change, *field) }).collect()
    };
    let shape = Shape {
        format: FORMAT,
        unit: log.plan.unit(log.unit).id.as_str(),
        task: log.task.map(|task| log.plan.task(task).id.as_str()),
        period: log.period,
        whole: !log.shallow,
        entries: log
            .entries
            .iter()
            .map(|entry| EntryShape {
                commit: entry.commit.as_ref().map(|commit| commit.id.as_str()),
                subject: entry.commit.as_ref().map(|commit| commit.subject.as_str()),
                day: entry.day,
                readable: !entry.unread,
                changes: entry
                    .changes
                    .iter()
                    .map(|it| ChangeShape {
                        task: log.plan.task(log.plan.occurrence(it.occurrence).task).id.as_str(),
                        period: log.plan.occurrence(it.occurrence).period,
                        fields: change(entry, it),
                        before: record_shape(&it.before),
                        after: record_shape(&it.after),
                    })
                    .collect(),
            })
            .collect(),
    };
    value(out, &shape)?;
    writeln!(out)
}
