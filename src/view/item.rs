//! One obligation as reports give it: every field of the machine formats.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::judge::{Assessment, Flags, Obligation, State};
use crate::model::deadline::LastDay;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::{Period, Quarter};
use crate::model::record::Span;
use crate::read::literal;

/// An obligation with everything said about it.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The unit's place.
    pub unit: UnitIx,
    /// The task's place.
    pub task: TaskIx,
    /// The unit's id.
    pub unit_id: &'a str,
    /// The task's id.
    pub task_id: &'a str,
    /// The period, if the task recurs.
    pub period: Option<Period>,
    /// The quarter it is counted in.
    pub quarter: Option<Quarter>,
    /// What is owed.
    pub title: &'a str,
    /// Where the plan document says so.
    pub clause: Option<&'a str>,
    /// The document's words for the time.
    pub wording: Option<&'a str>,
    /// The nominal last day.
    pub nominal: Option<NaiveDate>,
    /// The effective last day.
    pub due: Option<NaiveDate>,
    /// The state.
    pub state: State,
    /// The flags.
    pub flags: Flags,
    /// Days late.
    pub days_late: Option<i64>,
    /// Days left.
    pub days_left: Option<i64>,
    /// When work began.
    pub started: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// The evidence.
    pub evidence: Option<Vec<Cow<'a, str>>>,
    /// A remark.
    pub note: Option<Cow<'a, str>>,
    /// Why it is late.
    pub reason: Option<Cow<'a, str>>,
    /// The day promised.
    pub committed: Option<NaiveDate>,
}

impl<'a> Item<'a> {
    /// The item of an obligation of this unit.
    pub fn of(assessment: &Assessment<'a>, obligation: &Obligation<'a>) -> Self {
        let plan = assessment.plan();
        let occurrence = plan.occurrence(obligation.occurrence);
        let task = plan.task(occurrence.task);
        let standing = obligation.standing;
        let record = obligation.record;
        let raw = |span: Span| &assessment.text[span.range()];
        let text = |span: Option<Span>| span.map(|span| literal::text(raw(span)));
        Self {
            unit: obligation.unit,
            task: occurrence.task,
            unit_id: plan.unit(obligation.unit).id.as_str(),
            task_id: task.id.as_str(),
            period: occurrence.period,
            quarter: occurrence.quarter,
            title: task.title_for(occurrence.period),
            clause: task.clause.as_deref(),
            wording: task.wording.as_deref(),
            nominal: if let LastDay::On(day) = occurrence.nominal { Some(day) } else { None },
            due: standing.due,
            state: standing.state,
            flags: standing.flags,
            days_late: standing.days_late,
            days_left: standing.days_left,
            started: record.and_then(|r| r.started),
            done: record.and_then(|r| r.done),
            evidence: record.and_then(|r| r.evidence).map(|span| literal::texts(raw(span))),
            note: text(record.and_then(|r| r.note)),
            reason: text(record.and_then(|r| r.reason)),
            committed: record.and_then(|r| r.committed),
        }
    }
}
