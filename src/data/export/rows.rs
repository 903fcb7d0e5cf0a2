//! The rows of each table, as bytes.

use std::borrow::Cow;
use std::io;

use chrono::NaiveDate;

use super::ExportCell::{Boolean, Date, Integer, Nothing, Number, Text};
use super::{ExportCell, ExportFormat, ExportTable, row};
use crate::facts::{Fact, Facts};
use crate::judge::{Assessment, Flag};
use crate::model::evidence::Evidence;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::{Occurrence, Plan};
use crate::model::record::Field;
use crate::review::notices::Notice;
use crate::view::item::Item;
use crate::view::known::KnownCommit;

/// The plan whose rows are written, by its folder among others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExportOf<'a> {
    /// Empty where it stands alone.
    pub(crate) folder: &'a str,
    pub(crate) plan: &'a Plan,
    pub(crate) format: ExportFormat,
}

/// The rows of units that were read together, by their tables.
#[derive(Debug, Default)]
pub(crate) struct UnitRows {
    pub(crate) units: Vec<u8>,
    pub(crate) obligations: Vec<u8>,
    pub(crate) records: Vec<u8>,
    pub(crate) progress: Vec<u8>,
    pub(crate) evidence: Vec<u8>,
}

fn ids(plan: &Plan, units: &[UnitIx]) -> Option<String> {
    let ids: Vec<&str> = units.iter().map(|unit| plan.unit(*unit).id.as_str()).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn number(number: u32) -> ExportCell<'static> {
    Integer(number.into())
}

fn place(at: usize) -> ExportCell<'static> {
    Integer(i64::try_from(at).unwrap_or(i64::MAX))
}

impl ExportOf<'_> {
    fn head(&self) -> [ExportCell<'_>; 2] {
        [Text(self.folder), Text(&self.plan.header.number)]
    }

    fn row(&self, out: &mut Vec<u8>, table: ExportTable, cells: &[ExportCell<'_>]) -> io::Result<()> {
        row(out, table, self.format, &[&self.head()[..], cells].concat())
    }

    pub(crate) fn of_plan(&self, as_of: NaiveDate, known: Option<&KnownCommit>) -> io::Result<Vec<u8>> {
        let header = &self.plan.header;
        let coordinator = header.coordinator.map(|unit| self.plan.unit(unit).id.as_str());
        let mut bytes = Vec::new();
        self.row(
            &mut bytes,
            ExportTable::Plans,
            &[
                Text(&header.title),
                header.issuer.as_deref().into(),
                coordinator.into(),
                Date(header.starts),
                Date(header.ends),
                header.issued.into(),
                Text(&header.timezone),
                number(header.due_soon),
                Boolean(header.acceptance),
                header.report_day.map_or(Nothing, number),
                header.above.as_ref().map(|above| &*above.folder).into(),
                header.above.as_ref().map(|above| above.unit.as_str()).into(),
                Date(as_of),
                known.map(|known| known.commit.as_str()).into(),
                known.map(|known| known.day).into(),
                header.notice.as_deref().into(),
            ],
        )?;
        Ok(bytes)
    }

    pub(crate) fn of_tasks(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for (at, task) in self.plan.tasks.iter().enumerate() {
            let tags = (!task.tags.is_empty()).then(|| task.tags.join("; "));
            self.row(
                &mut bytes,
                ExportTable::Tasks,
                &[
                    Text(task.id.as_str()),
                    place(at + 1),
                    task.clause.as_deref().into(),
                    Text(&task.title),
                    task.wording.as_deref().into(),
                    task.product.as_deref().into(),
                    task.reports_to.as_deref().into(),
                    tags.as_deref().into(),
                    Boolean(task.timing.recurs()),
                    Boolean(task.joint),
                    task.answers.as_deref().into(),
                    task.added.as_ref().map(|decision| decision.on).into(),
                    task.cancelled.as_ref().map(|decision| decision.on).into(),
                    task.note.as_deref().into(),
                ],
            )?;
        }
        Ok(bytes)
    }

    /// The row of a unit. `readable`: whether its file could be read.
    pub(crate) fn of_unit(&self, out: &mut Vec<u8>, at: UnitIx, has_file: bool, readable: bool) -> io::Result<()> {
        let (plan, unit) = (self.plan, self.plan.unit(at));
        let groups = plan.groups.iter().filter(|group| group.units.contains(at)).map(|group| group.id.as_str());
        let groups = groups.collect::<Vec<_>>().join(" ");
        let tenure = plan.tenure(at);
        let successors = tenure.and_then(|tenure| ids(plan, &tenure.successors));
        self.row(
            out,
            ExportTable::Units,
            &[
                Text(unit.id.as_str()),
                place(at.index() + 1),
                Text(&unit.name),
                unit.short.as_deref().into(),
                (!groups.is_empty()).then_some(&*groups).into(),
                tenure.and_then(|tenure| tenure.from).into(),
                tenure.and_then(|tenure| tenure.until).into(),
                successors.as_deref().into(),
                Boolean(has_file),
                Boolean(readable),
            ],
        )
    }

    /// Adds what a unit owes as of the day that it is judged by; says how many obligations that are.
    pub(crate) fn of_obligations(&self, out: &mut Vec<u8>, assessment: &Assessment<'_>) -> io::Result<u64> {
        let mut count = 0;
        let (plan, day) = (assessment.judge.plan(), assessment.judge.as_of());
        assessment.for_each(|obligation| {
            let item = Item::of(assessment, &obligation);
            let (standing, occurrence) = (&item.standing, plan.occurrence(item.occurrence));
            let [period, quarter] =
                [occurrence.period.map(|it| it.to_string()), standing.quarter(plan).map(|it| it.to_string())];
            let (with, handed_to) = (ids(plan, &item.with), ids(plan, &item.handed_to));
            let task = plan.task(occurrence.task);
            let title = Some(&**plan.title(occurrence)).filter(|title| *title != &*task.title);
            let target = plan.target(item.occurrence);
            let head = [Date(day), Text(plan.unit(item.unit).id.as_str()), Text(task.id.as_str())];
            let of = [
                period.as_deref().into(),
                plan.milestone(occurrence).map(|milestone| milestone.id.as_str()).into(),
                occurrence.period.map(Period::first).into(),
                occurrence.period.map(Period::last).into(),
                quarter.as_deref().into(),
                title.into(),
                standing.nominal.day().into(),
                standing.due.into(),
                Text(standing.state.as_str()),
                standing.days_late.map_or(Nothing, Integer),
                standing.days_left.map_or(Nothing, Integer),
            ];
            let flags = Flag::ALL.map(|flag| Boolean(standing.flags.has(flag)));
            let more = [
                with.as_deref().into(),
                handed_to.as_deref().into(),
                target.and_then(|target| target.min).map_or(Nothing, Number),
                target.and_then(|target| target.max).map_or(Nothing, Number),
                target.and_then(|target| target.unit.as_deref()).into(),
                item.progress.map_or(Nothing, |progress| Number(progress.value)),
                item.progress.map(|progress| progress.on).into(),
            ];
            count += 1;
            self.row(out, ExportTable::Obligations, &[&head[..], &of, &flags, &more].concat())
        })?;
        Ok(count)
    }

    /// Adds what a unit recorded, whatever the day: each record with its evidence and progress.
    pub(crate) fn of_records(&self, rows: &mut UnitRows, assessment: &Assessment<'_>) -> io::Result<()> {
        for (at, record) in assessment.records.iter() {
            let facts = Facts::of(record, assessment.text);
            if facts.is_empty() {
                continue;
            }
            let occurrence = self.plan.occurrence(at);
            let period = occurrence.period.map(|period| period.to_string());
            let named = self.named(assessment.unit, occurrence, period.as_deref());
            let document = |field| match facts.get(field) {
                Some(Fact::Extended(it)) => (Some(it.to), Some(&*it.by), Some(it.on)),
                Some(Fact::Waived(it)) => (None, Some(&*it.by), Some(it.on)),
                _ => (None, None, None),
            };
            let ((to, by, on), (_, waived_by, waived_on)) = (document(Field::Extended), document(Field::Waived));
            let own = [
                facts.day(Field::Started).into(),
                facts.day(Field::Done).into(),
                facts.day(Field::Accepted).into(),
                facts.day(Field::Committed).into(),
                to.into(),
                by.into(),
                on.into(),
                waived_by.into(),
                waived_on.into(),
                facts.text(Field::Reason).into(),
                facts.text(Field::Note).into(),
            ];
            self.row(&mut rows.records, ExportTable::Records, &[&named[..], &own].concat())?;
            for (at, one) in facts.evidence().iter().enumerate() {
                let own = match one {
                    Evidence::Document(document) => [place(at + 1), Text(document), Nothing, Nothing],
                    Evidence::File(file) => [place(at + 1), Nothing, Text(&file.file), Text(&file.sha256)],
                };
                self.row(&mut rows.evidence, ExportTable::Evidence, &[&named[..], &own].concat())?;
            }
            for (at, one) in facts.progress().iter().enumerate() {
                let own = [place(at + 1), Date(one.on), Number(one.value)];
                self.row(&mut rows.progress, ExportTable::Progress, &[&named[..], &own].concat())?;
            }
        }
        Ok(())
    }

    fn named<'r>(&'r self, unit: UnitIx, occurrence: &Occurrence, period: Option<&'r str>) -> [ExportCell<'r>; 4] {
        let task: TaskIx = occurrence.task;
        let milestone = self.plan.milestone(occurrence).map(|milestone| milestone.id.as_str());
        let (unit, task) = (self.plan.unit(unit).id.as_str(), self.plan.task(task).id.as_str());
        [Text(unit), Text(task), period.into(), milestone.into()]
    }

    /// What nobody should miss of a comparison, and whether it was looked at.
    pub(crate) fn of_marks(&self, notices: &[Notice<'_>]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for Notice { code, subject, change, file, seen, .. } in notices {
            let file: Cow<'_, str> = subject.file.as_deref().map_or_else(|| file.as_str().into(), Cow::from);
            self.row(
                &mut bytes,
                ExportTable::Marks,
                &[
                    Text(code.as_str()),
                    Text(code.name()),
                    subject.unit.as_deref().into(),
                    subject.task.as_deref().into(),
                    subject.period.as_deref().into(),
                    subject.milestone.as_deref().into(),
                    Text(&file),
                    subject.key.as_deref().into(),
                    Text(change),
                    seen.map(|seen| seen.on).into(),
                    seen.map(|seen| seen.by.as_str()).into(),
                    seen.map(|seen| seen.reason.as_str()).into(),
                ],
            )?;
        }
        Ok(bytes)
    }
}
