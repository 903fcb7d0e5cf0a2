//! A report as JSON: the format `tiendo.report/1`. It knows no language.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::data::json::{ItemObject, ObjectWriter, object, plan_object, value};
use crate::model::id::TaskIx;
use crate::model::period::PeriodKind;
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::model::reporting::ReportPeriod;
use crate::view::item::Item;
use crate::view::report::form::{Row, Section, SectionOf, sections};
use crate::view::report::tally::{Rate, Tally};
use crate::view::report::{Listed, Ongoing, Report};

pub(crate) const FORMAT: &str = "tiendo.report/1";

fn period_object(period: ReportPeriod) -> impl Serialize {
    let word = PeriodKind::WORDS.into_iter().find(|(_, kind)| *kind == period.kind());
    let kind = word.map_or("day", |(word, _)| word);
    let (named, from, to) = (period.named(), period.first(), period.last());
    object!({ period: named, kind: kind, from: from, to: to } { report_day: period.report_day() })
}

fn row_object<'a>(plan: &'a Plan, row: &Row) -> impl Serialize + use<'a> {
    let unit = plan.unit(row.unit);
    let read = !row.unreadable;
    object!({
        unit: unit.id.as_str(),
        name: &*unit.name,
        file: row.file(),
        timed: read.then_some(row.tally),
        due: read.then_some(row.due),
        carried: read.then_some(row.carried),
        awaiting_acceptance: read.then_some(row.awaiting),
        waived: read.then_some(row.waived),
    })
}

fn section_object<'a>(plan: &'a Plan, section: &'a Section) -> impl Serialize + use<'a> {
    let group = section.group().map(|group| &plan.groups[group.index()]);
    object!({
        group: group.map(|group| group.id.as_str()),
        name: group.map(|group| &*group.name),
        timed: section.tally,
        due: section.due,
        units: section.rows.iter().map(|row| row_object(plan, row)).collect::<Vec<_>>(),
    } { heads: (section.of == SectionOf::Heads).then_some(true) })
}

fn ongoing_object<'a>(plan: &'a Plan, task: usize, ongoing: &Ongoing) -> impl Serialize + use<'a> {
    let task = plan.task(TaskIx::new(task));
    object!({
        task: task.id.as_str(),
        title: &*task.title,
        clause: task.clause.as_deref(),
        units: ongoing.units,
        begun: ongoing.begun,
        last: ongoing.last.map(|(on, unit)| object!({ on: on, unit: plan.unit(unit).id.as_str() })),
    })
}

/// Writes the reports of several plans as one object: each by the plan's folder, as it is of that plan alone.
pub(crate) fn reports(out: &mut impl Write, plans: &[(String, &Plan, &Report)]) -> io::Result<()> {
    let mut object = ObjectWriter::begin(out)?;
    object.field("format", "tiendo.collection-report/1")?;
    object.list("plans", plans, |out, (folder, plan, report)| {
        let mut object = ObjectWriter::begin(out)?;
        object.field("folder", folder)?;
        object.raw("of", |out| of_plan(out, plan, report))?;
        object.end()
    })?;
    object.end()?;
    writeln!(out)
}

/// Writes a report as one object, on a line of its own.
pub(crate) fn report(out: &mut impl Write, plan: &Plan, report: &Report) -> io::Result<()> {
    of_plan(out, plan, report)?;
    writeln!(out)
}

fn of_plan(out: &mut impl Write, plan: &Plan, report: &Report) -> io::Result<()> {
    let scope = report.scope;
    let mut object = ObjectWriter::begin(out)?;
    object.field("format", FORMAT)?;
    object.field("plan", plan_object(plan))?;
    object.field("period", period_object(scope.period))?;
    object.field("as_of", scope.as_of)?;
    if scope.tells_ends() {
        object.field("end_of_day", scope.is_end_of_day())?;
    }
    object.field("previous", report.previous.map(period_object))?;
    object.field("previous_as_of", report.previous.map(|_| scope.compared()))?;
    object.field("due", report.due)?;
    object.field("due_previous", report.previous.map(|_| report.due_previous))?;
    object.field("timed", report.tally)?;
    object.field("timed_before", report.tally_before)?;
    object.field("totals", report.board.totals())?;
    object.field("totals_before", report.before)?;
    object.list("sections", &sections(plan, report.scope, &report.rows), |out, it| {
        value(out, &section_object(plan, it))
    })?;
    for (name, listed) in [
        ("completed", Listed::Completed),
        ("newly_overdue", Listed::NewlyOverdue),
        ("extended", Listed::Extended),
        ("waived", Listed::Waived),
        ("awaiting_acceptance", Listed::Awaiting),
        ("carried", Listed::Carried),
        ("upcoming", Listed::Upcoming),
    ] {
        if name == "upcoming" {
            object.field("upcoming_to", scope.horizon())?;
        }
        let fields = &Field::WHOLE;
        let write = |out: &mut _, item: &Item<'_>| value(out, &ItemObject { plan, item, fields, alone: None });
        object.list_of(name, |list| report.each(listed, u64::MAX, |item| list.item(|out| write(out, item))))?;
    }
    let ongoing = report.ongoing.iter().enumerate().filter(|(_, ongoing)| ongoing.units > 0);
    object.list("ongoing", ongoing, |out, (task, it)| value(out, &ongoing_object(plan, task, it)))?;
    object.field("timeline", &report.timeline)?;
    let unreadable: Vec<&str> = report.unreadable.iter().map(|unit| plan.unit(*unit).id.as_str()).collect();
    object.field("unreadable", unreadable)?;
    object.list("tasks", report.board.tasks.iter(), |out, (task, state, count)| {
        let (of, timed) = (plan.task(task), report.by_task[task.index()]);
        let (title, clause) = (&*of.title, of.clause.as_deref());
        let (id, late, totals) = (of.id.as_str(), count.is_late(), count.totals);
        value(out, &object!({ task: id, title: title, clause: clause, state: state, late: late, totals: totals, timed: timed }))
    })?;
    object.field("task_totals", report.board.tasks.totals())?;
    object.field("task_totals_before", report.tasks_before.totals())?;
    let unknown = report.unknown_years();
    if !unknown.is_empty() {
        object.field("unknown_calendar_years", unknown)?;
    }
    object.end()
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = object!({
            total: self.total(),
            completed_in_time: self.in_time,
            completed_late: self.late,
            pending: self.pending,
            overdue: self.overdue,
            completed_rate: self.completed_rate(),
            completed_in_time_rate: self.in_time_rate(),
            overdue_rate: self.overdue_rate(),
        });
        object.serialize(serializer)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.tenths()) / 10.0)
    }
}
