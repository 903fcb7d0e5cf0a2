//! A report as JSON: the format `tiendo.report/1`. It knows no language.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::data::json::{PlanShape, value};
use crate::judge::{Flags, State};
use crate::model::deadline::LastDay;
use crate::model::id::TaskIx;
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::Plan;
use crate::view::board::Totals;
use crate::view::report::entry::Entry;
use crate::view::report::form::{Row, sections};
use crate::view::report::tally::{Rate, Tally};
use crate::view::report::{Ongoing, Report};
use crate::view::timeline::Timeline;

/// The name and version of the format.
pub const FORMAT: &str = "tiendo.report/1";

#[derive(Serialize)]
struct ReportShape<'a> {
    format: &'static str,
    plan: PlanShape<'a>,
    period: PeriodShape,
    as_of: NaiveDate,
    previous: Option<PeriodShape>,
    previous_as_of: Option<NaiveDate>,
    due: Tally,
    due_previous: Option<Tally>,
    timed: Tally,
    timed_before: Tally,
    totals: Totals,
    totals_before: Totals,
    sections: Vec<SectionShape<'a>>,
    completed: Vec<EntryShape<'a>>,
    newly_overdue: Vec<EntryShape<'a>>,
    extended: Vec<EntryShape<'a>>,
    waived: Vec<EntryShape<'a>>,
    awaiting_acceptance: Vec<EntryShape<'a>>,
    carried: Vec<EntryShape<'a>>,
    upcoming_to: NaiveDate,
    upcoming: Vec<EntryShape<'a>>,
    ongoing: Vec<OngoingShape<'a>>,
    timeline: &'a Timeline,
    unreadable: Vec<&'a str>,
}

#[derive(Serialize)]
struct PeriodShape {
    period: Period,
    kind: &'static str,
    from: NaiveDate,
    to: NaiveDate,
}

impl PeriodShape {
    fn of(period: Period) -> Self {
        let word = PeriodKind::WORDS.into_iter().find(|(_, kind)| *kind == period.kind());
        Self { period, kind: word.map_or("day", |(word, _)| word), from: period.first(), to: period.last() }
    }
}

#[derive(Serialize)]
struct SectionShape<'a> {
    group: Option<&'a str>,
    name: Option<&'a str>,
    timed: Tally,
    due: Tally,
    units: Vec<RowShape<'a>>,
}

#[derive(Serialize)]
struct RowShape<'a> {
    unit: &'a str,
    name: &'a str,
    file: &'static str,
    timed: Option<Tally>,
    due: Option<Tally>,
    carried: Option<u32>,
    awaiting_acceptance: Option<u32>,
    waived: Option<u32>,
}

impl<'a> RowShape<'a> {
    fn of(plan: &'a Plan, row: &Row) -> Self {
        let unit = plan.unit(row.unit);
        let file = row.file();
        let read = !row.unreadable;
        Self {
            unit: unit.id.as_str(),
            name: &unit.name,
            file,
            timed: read.then_some(row.tally),
            due: read.then_some(row.due),
            carried: read.then_some(row.carried),
            awaiting_acceptance: read.then_some(row.awaiting),
            waived: read.then_some(row.waived),
        }
    }
}

#[derive(Serialize)]
struct EntryShape<'a> {
    unit: &'a str,
    task: &'a str,
    period: Option<Period>,
    quarter: Option<Quarter>,
    title: &'a str,
    clause: Option<&'a str>,
    wording: Option<&'a str>,
    nominal: Option<NaiveDate>,
    due: Option<NaiveDate>,
    state: State,
    flags: Flags,
    days_late: Option<i64>,
    days_left: Option<i64>,
    started: Option<NaiveDate>,
    done: Option<NaiveDate>,
    accepted: Option<NaiveDate>,
    committed: Option<NaiveDate>,
    extended: Option<GrantShape<'a>>,
    waived: Option<ReleaseShape<'a>>,
    evidence: Option<&'a [String]>,
    reason: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct GrantShape<'a> {
    from: Option<NaiveDate>,
    to: NaiveDate,
    by: &'a str,
    on: NaiveDate,
}

#[derive(Serialize)]
struct ReleaseShape<'a> {
    by: &'a str,
    on: NaiveDate,
}

impl<'a> EntryShape<'a> {
    fn of(plan: &'a Plan, entry: &'a Entry) -> Self {
        let occurrence = plan.occurrence(entry.occurrence);
        let task = plan.task(occurrence.task);
        let standing = &entry.standing;
        Self {
            unit: plan.unit(entry.unit).id.as_str(),
            task: task.id.as_str(),
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
            started: entry.started,
            done: entry.done,
            accepted: entry.accepted,
            committed: entry.committed,
            extended: entry.extended.as_ref().map(|grant| GrantShape {
                from: grant.from,
                to: grant.to,
                by: &grant.by,
                on: grant.on,
            }),
            waived: entry.waived.as_ref().map(|release| ReleaseShape { by: &release.by, on: release.on }),
            evidence: Some(entry.evidence.as_slice()).filter(|evidence| !evidence.is_empty()),
            reason: entry.reason.as_deref(),
            note: entry.note.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct OngoingShape<'a> {
    task: &'a str,
    title: &'a str,
    clause: Option<&'a str>,
    units: u32,
    begun: u32,
    last: Option<LastShape<'a>>,
}

#[derive(Serialize)]
struct LastShape<'a> {
    on: NaiveDate,
    unit: &'a str,
}

impl<'a> OngoingShape<'a> {
    fn of(plan: &'a Plan, task: usize, ongoing: &Ongoing) -> Self {
        let task = plan.task(TaskIx::new(task));
        Self {
            task: task.id.as_str(),
            title: &task.title,
            clause: task.clause.as_deref(),
            units: ongoing.units,
            begun: ongoing.begun,
            last: ongoing.last.map(|(on, unit)| LastShape { on, unit: plan.unit(unit).id.as_str() }),
        }
    }
}

fn shapes<'a>(plan: &'a Plan, list: &'a [Entry]) -> Vec<EntryShape<'a>> {
    list.iter().map(|entry| EntryShape::of(plan, entry)).collect()
}

/// Writes a report as one object.
pub fn report(out: &mut impl Write, plan: &Plan, report: &Report) -> io::Result<()> {
    let sections = sections(plan, &report.rows);
    let section = |section: &crate::view::report::form::Section| {
        let group = section.group.map(|group| &plan.groups[group.index()]);
        SectionShape {
            group: group.map(|group| group.id.as_str()),
            name: group.map(|group| group.name.as_ref()),
            timed: section.tally,
            due: section.due,
            units: section.rows.iter().map(|row| RowShape::of(plan, row)).collect(),
        }
    };
    let shape = ReportShape {
        format: FORMAT,
        plan: PlanShape::of(plan),
        period: PeriodShape::of(report.scope.period),
        as_of: report.scope.as_of,
        previous: report.previous.map(PeriodShape::of),
        previous_as_of: report.previous.map(|_| report.scope.compared()),
        due: report.due,
        due_previous: report.previous.map(|_| report.due_previous),
        timed: report.tally,
        timed_before: report.tally_before,
        totals: report.board.totals(),
        totals_before: report.before,
        sections: sections.iter().map(section).collect(),
        completed: shapes(plan, &report.happened.completed),
        newly_overdue: shapes(plan, &report.happened.overdue),
        extended: shapes(plan, &report.happened.extended),
        waived: shapes(plan, &report.happened.waived),
        awaiting_acceptance: shapes(plan, &report.happened.awaiting),
        carried: shapes(plan, &report.carried),
        upcoming_to: report.scope.horizon(),
        upcoming: shapes(plan, &report.upcoming),
        ongoing: report
            .ongoing
            .iter()
            .enumerate()
            .filter(|(_, ongoing)| ongoing.units > 0)
            .map(|(task, ongoing)| OngoingShape::of(plan, task, ongoing))
            .collect(),
        timeline: &report.timeline,
        unreadable: report.unreadable.iter().map(|unit| plan.unit(*unit).id.as_str()).collect(),
    };
    value(out, &shape)?;
    writeln!(out)
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shape {
            total: u32,
            completed_in_time: u32,
            completed_late: u32,
            pending: u32,
            overdue: u32,
            completed_rate: Option<Rate>,
            completed_in_time_rate: Option<Rate>,
            overdue_rate: Option<Rate>,
        }
        let shape = Shape {
            total: self.total(),
            completed_in_time: self.in_time,
            completed_late: self.late,
            pending: self.pending,
            overdue: self.overdue,
            completed_rate: self.completed_rate(),
            completed_in_time_rate: self.in_time_rate(),
            overdue_rate: self.overdue_rate(),
        };
        shape.serialize(serializer)
    }
}

impl Serialize for Rate {
    /// Per cent.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.tenths()) / 10.0)
    }
}
