//! `tiendo show --format json`.

use std::io::Write;

use serde_json::Value;

use super::exit::{Exit, Failure};
use super::session::Session;
use super::units;
use crate::data::show::{ShowObject, obligation};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::source::position;
use crate::view::named::Named;

/// What is shown.
#[derive(Clone, Copy)]
pub(super) struct ShownSubject {
    pub(super) task: Option<TaskIx>,
    pub(super) unit: Option<UnitIx>,
    /// Of the task only this obligation.
    pub(super) only: Option<OccurrenceIx>,
}

/// Writes it as one object, without a line end.
pub(super) fn write(session: &Session, shown: ShownSubject, out: &mut dyn Write) -> Result<Exit, Failure> {
    let plan = &*session.plan;
    let of_task = |task: TaskIx| plan.unit_indices().filter(|unit| plan.duties.leads(*unit, task)).collect();
    let units: Vec<UnitIx> = match (shown.unit, shown.task) {
        (Some(unit), _) => vec![unit],
        (None, Some(task)) => of_task(task),
        (None, None) => Vec::new(),
    };
    session.warn_of_missing_files(&units)?;
    let (mut items, mut unreadable): (Vec<Value>, Vec<&str>) = (Vec::new(), Vec::new());
    units::fold(
        session,
        &units,
        <(Vec<Value>, Vec<UnitIx>)>::default,
        |(items, unread), unit, assessment| {
            let Some(assessment) = assessment else {
                unread.push(unit);
                return Ok(());
            };
            assessment.for_each(|it| {
                let of_task = shown.task.is_none_or(|task| plan.occurrence(it.occurrence).task == task);
                if of_task && shown.only.is_none_or(|only| only == it.occurrence) {
                    items.push(obligation(assessment, &it, session.words));
                }
                anyhow::Ok(())
            })
        },
        |(more, unread), broken| {
            items.extend(more);
            unreadable.extend(unread.iter().map(|unit| plan.unit(*unit).id.as_str()));
            Ok(units::tell(session, &broken)?)
        },
    )?;
    let alone = shown.unit.filter(|_| shown.task.is_none());
    let taken_over = alone.map(|unit| session.judge.taken_over(unit)).unwrap_or_default();
    let taken_over: Vec<Named> = taken_over.iter().map(Named::from).collect();
    let line = |task: TaskIx| {
        let start = session.snapshot.spans.tasks[task.index()].id.range().start;
        position(&session.snapshot.plan_text, start).line
    };
    let object = ShowObject {
        judge: &session.judge,
        known: session.known(),
        task: shown.task.map(|task| (task, line(task))),
        unit: shown.unit.map(|unit| (unit, session.snapshot.has_file(unit))),
        items: &items,
        taken_over: &taken_over,
        unreadable: &unreadable,
        words: session.words,
    };
    let mut out = out;
    object.write(&mut out)?;
    Ok(session.exit(if unreadable.is_empty() { Exit::Done } else { Exit::Unread }))
}
