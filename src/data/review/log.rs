//! The history of what a unit recorded, as JSON: the format `tiendo.log/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::json::plan_change;
use crate::data::json::{ObjectWriter, object, value};
use crate::model::plan::Plan;
use crate::page::review::log::{LogPage, lag};
use crate::review::log::{LogEntry, PlanEntry, PlanStep, RecordChange};

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
        commit_day: entry.claimed,
    })
}

/// Writes the history of a whole plan as one line of JSON.
pub(crate) fn plan_json(mut out: &mut dyn Write, entries: &[PlanEntry], shallow: bool) -> io::Result<()> {
    let mut object = ObjectWriter::begin(&mut out)?;
    object.field("format", FORMAT)?;
    for key in ["unit", "task", "period"] {
        object.field(key, None::<&str>)?;
    }
    object.field("whole", !shallow)?;
    object.list("entries", entries, |out, entry| {
        let commit = entry.commit.as_ref();
        let mut object = ObjectWriter::begin(out)?;
        object.field("commit", commit.map(|commit| commit.id.as_str()))?;
        object.field("subject", commit.map(|commit| commit.subject.as_str()))?;
        object.field("day", entry.day)?;
        object.field("readable", !matches!(entry.plan, Some(PlanStep::Unread)))?;
        object.field("plan_begins", matches!(entry.plan, Some(PlanStep::Began)) && !entry.begins)?;
        match &entry.plan {
            Some(PlanStep::Changed(it)) => {
                object.list("plan_changes", &it.changes, |out, change| plan_change(out, &it.old, &it.new, change))?;
            }
            _ => object.field("plan_changes", [(); 0])?,
        }
        object.field("units", &entry.units)?;
        if entry.begins {
            object.field("on_or_before", true)?;
        }
        if let Some(day) = entry.claimed {
            object.field("commit_day", day)?;
        }
        object.end()
    })?;
    object.end()?;
    writeln!(out)
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
