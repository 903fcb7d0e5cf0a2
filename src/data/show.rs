//! What `show` tells of a task or a unit, for scripts.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::json::{ItemObject, ObjectWriter, object, plan_object};
use crate::judge::{Assessment, Judge, Obligation};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Body, Decision, Plan};
use crate::model::record::Field;
use crate::snapshot::{PLAN, unit_path};
use crate::source::position;
use crate::view::item::Item;
use crate::view::known::KnownCommit;
use crate::view::named::Named;
use crate::view::why;
use crate::words::{Phrase, Words};

const FORMAT: &str = "tiendo.show/1";

/// What is told of a task or a unit.
pub(crate) struct ShowObject<'a> {
    pub(crate) judge: &'a Judge,
    pub(crate) known: Option<&'a KnownCommit>,
    /// The task, and the line of the plan in which it begins.
    pub(crate) task: Option<(TaskIx, usize)>,
    /// The unit, and whether there is a file of it.
    pub(crate) unit: Option<(UnitIx, bool)>,
    /// The obligations.
    pub(crate) items: &'a [Value],
    /// What the unit took over from units that have gone.
    pub(crate) taken_over: &'a [Named],
    /// The ids of units whose file could not be read.
    pub(crate) unreadable: &'a [&'a str],
    pub(crate) words: &'a dyn Words,
}

impl ShowObject<'_> {
    /// Writes it, without a line end.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let plan = self.judge.plan();
        let mut object = ObjectWriter::begin(out)?;
        object.field("format", FORMAT)?;
        object.field("plan", plan_object(plan))?;
        object.field("as_of", self.judge.as_of())?;
        object.field("task", self.task.map(|(task, line)| task_object(plan, task, line, self.words)))?;
        object.field("unit", self.unit.map(|(unit, has_file)| unit_object(plan, unit, has_file)))?;
        object.field("items", self.items)?;
        object
            .field("taken_over", self.taken_over.iter().map(|named| named_object(plan, named)).collect::<Vec<_>>())?;
        object.field("unreadable", self.unreadable)?;
        object.field("known", self.known)?;
        object.end()
    }
}

fn decision(decision: Option<&Decision>) -> impl Serialize {
    decision.map(|decision| object!({ by: &*decision.by, on: decision.on }))
}

fn task_object(plan: &Plan, task: TaskIx, line: usize, words: &dyn Words) -> impl Serialize + use<> {
    let task = plan.task(task);
    let ids = |bodies: &[Body]| bodies.iter().map(|body| plan.body(*body).0.to_string()).collect::<Vec<_>>();
    let object = object!({
        task: task.id.as_str(),
        title: &*task.title,
        clause: task.clause.as_deref(),
        wording: task.wording.as_deref(),
        rule: words.timing(plan, &task.timing),
        lead: ids(&task.lead),
        except: ids(&task.except),
        joint: task.joint,
        support: ids(&task.support),
        target: task.target.as_ref(),
        product: task.product.as_deref(),
        reports_to: task.reports_to.as_deref(),
        answers: task.answers.as_deref(),
        note: task.note.as_deref(),
        tags: &task.tags,
        added: decision(task.added.as_ref()),
        cancelled: decision(task.cancelled.as_ref()),
        file: PLAN,
        line: line,
    });
    serde_json::to_value(object).expect("its keys are texts")
}

fn unit_object(plan: &Plan, unit: UnitIx, has_file: bool) -> impl Serialize + use<> {
    let (of, tenure) = (plan.unit(unit), plan.tenure(unit));
    let groups = plan.groups.iter().filter(|group| group.units.contains(unit));
    let successors = tenure.map(|tenure| tenure.successors.as_slice()).unwrap_or_default();
    let object = object!({
        unit: of.id.as_str(),
        name: &*of.name,
        short: of.short.as_deref(),
        from: tenure.and_then(|tenure| tenure.from),
        until: tenure.and_then(|tenure| tenure.until),
        successors: successors.iter().map(|unit| plan.unit(*unit).id.as_str()).collect::<Vec<_>>(),
        groups: groups.map(|group| group.id.as_str()).collect::<Vec<_>>(),
        confirmed: of.confirmed,
        coordinates: plan.header.coordinator == Some(unit),
        file: has_file.then(|| unit_path(plan, unit)),
    });
    serde_json::to_value(object).expect("its keys are texts")
}

fn named_object<'a>(plan: &'a Plan, named: &Named) -> impl Serialize + use<'a> {
    let occurrence = plan.occurrence(named.occurrence);
    let part = plan.part(occurrence);
    object!({
        unit: plan.unit(named.unit).id.as_str(),
        task: plan.task(occurrence.task).id.as_str(),
        period: part.period(),
        milestone: part.milestone().map(str::to_owned),
        due: named.standing.due,
        state: named.standing.state,
    })
}

/// An obligation with its whole record, where that stands, and why the obligation stands as it does.
pub(crate) fn obligation(assessment: &Assessment<'_>, obligation: &Obligation<'_>, words: &dyn Words) -> Value {
    let plan = assessment.judge.plan();
    let item = Item::of(assessment, obligation);
    let object = ItemObject { plan, item: &item, fields: &Field::WHOLE, alone: None };
    let mut value = serde_json::to_value(object).expect("its keys are texts");
    let record = obligation.record.map(|record| {
        let line = position(assessment.text, record.place.range().start).line;
        object!({ file: unit_path(plan, assessment.unit), line: line })
    });
    let mut steps: Vec<String> = Vec::new();
    why::why(assessment, obligation, &mut |step| steps.push(words.phrase(&Phrase::Why(step.clone()))));
    value["record"] = serde_json::to_value(record).expect("its keys are texts");
    value["why"] = steps.into();
    value
}
