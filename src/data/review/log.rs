//! The history of what a unit recorded, as JSON: the format `tiendo.log/1`.

use std::io::{self, Write};

use serde::Serialize;

use crate::data::json::{object, value};
use crate::model::plan::Plan;
use crate::page::review::log::{LogPage, lag};
use crate::review::log::{LogEntry, RecordChange};

pub(crate) const FORMAT: &str = "tiendo.log/1";

fn change_object<'a>(plan: &'a Plan, entry: &LogEntry, change: &'a RecordChange) -> impl Serialize + use<'a> {
    let fields = change.fields.iter();
    let fields = fields.map(|field| object!({ field: field.as_str(), lag_days: lag(entry, change, *field) }));
    let occurrence = plan.occurrence(change.occurrence);
    object!({
        task: plan.task(occurrence.task).id.as_str(),
        period: occurrence.period,
        fields: fields.collect::<Vec<_>>(),
        before: &change.before,
        after: &change.after,
    } {
        milestone: plan.milestone(occurrence).map(|milestone| milestone.id.as_str()),
    })
}

fn entry_object<'a>(plan: &'a Plan, entry: &'a LogEntry) -> impl Serialize + use<'a> {
    let commit = entry.commit.as_ref();
    object!({
        commit: commit.map(|commit| commit.id.as_str()),
        subject: commit.map(|commit| commit.subject.as_str()),
        day: entry.day,
        readable: !entry.unread,
        changes: entry.changes.iter().map(|change| change_object(plan, entry, change)).collect::<Vec<_>>(),
    } {
        on_or_before: entry.begins.then_some(true),
    })
}

/// Writes it as one line of JSON.
pub(crate) fn json(out: &mut impl Write, log: &LogPage<'_>) -> io::Result<()> {
    let plan = log.plan;
    let object = object!({
        format: FORMAT,
        unit: plan.unit(log.unit).id.as_str(),
        task: log.task.map(|task| plan.task(task).id.as_str()),
        period: log.only.and_then(|at| plan.occurrence(at).period),
        whole: !log.shallow,
        entries: log.entries.iter().map(|entry| entry_object(plan, entry)).collect::<Vec<_>>(),
    } {
        milestone: log.only.and_then(|at| plan.milestone(plan.occurrence(at))).map(|milestone| milestone.id.as_str()),
    });
    value(out, &object)?;
    writeln!(out)
}
