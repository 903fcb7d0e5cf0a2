//! Warnings about plans on several levels: answers that meet nothing, and claims that do not go together with the work
//! below.

use crate::diagnostic::{AnswerFault, Diagnostic, LevelFault, Problem, SharedFault};
use crate::judge::{DoneBelow, Judge, LevelGap, meets, parts_of};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::{Plan, Task};
use crate::model::record::{Field, Record};
use crate::read::plan::PlanSpans;
use crate::read::unit::UnitReading;

/// What is odd about the plan above and about what tasks answer of it; `above` is that plan, or why it cannot be had.
pub(crate) fn answer_warnings(
    plan: &Plan,
    spans: &PlanSpans,
    above: Option<Result<Plan, Option<SharedFault>>>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let odd = |what, span| Diagnostic::new(Problem::Level { what }, span);
    let named = plan.header.above.as_ref().zip(spans.above);
    let above = match (above, named) {
        (Some(Ok(above)), Some((named, at))) => {
            let Some(unit) = above.unit_by_id(named.unit.as_str()) else {
                found.push(odd(LevelFault::NoUnit { unit: named.unit.to_string() }, at.unit.range()));
                return found;
            };
            Some((above, unit))
        }
        (Some(Err(fault)), Some((named, at))) => {
            found.push(odd(LevelFault::Unread { folder: named.folder.to_string(), fault }, at.plan.range()));
            return found;
        }
        _ => None,
    };
    for (task, spans) in plan.tasks.iter().zip(&spans.tasks) {
        let Some(answers) = &task.answers else { continue };
        let fault =
            above.as_ref().map_or(Some(AnswerFault::NoPlan), |(above, unit)| fault_of(plan, task, above, *unit));
        let unit = above.as_ref().map(|(above, unit)| above.unit(*unit).id.to_string()).unwrap_or_default();
        let what = fault.map(|fault| LevelFault::Answers { answers: answers.to_string(), unit, fault });
        found.extend(what.map(|what| odd(what, spans.answers.range())));
    }
    found
}

/// Why what a task answers meets nothing that a unit of the plan above owes as of any day.
fn fault_of(plan: &Plan, task: &Task, above: &Plan, unit: UnitIx) -> Option<AnswerFault> {
    let (id, milestone) = parts_of(task.answers.as_deref()?);
    let Some(answered) = above.task_by_id(id) else { return Some(AnswerFault::NoTask) };
    let of = above.task(answered);
    if milestone.is_some_and(|named| of.milestones().iter().all(|own| own.id.as_str() != named)) {
        return Some(AnswerFault::NoTask);
    }
    // The unit stands also for those that it succeeds.
    let predecessors = above.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
    let units: Vec<UnitIx> = [unit].iter().chain(predecessors).copied().collect();
    let leads = above.leads_ever(answered);
    let owes = |at: &OccurrenceIx| {
        let together = |unit: &UnitIx| of.joint && leads.contains(*unit);
        let owes = |unit: &UnitIx| above.duties.leads(*unit, answered) && above.owes(*unit, *at);
        units.iter().any(|unit| together(unit) || owes(unit))
    };
    let met_by: Vec<OccurrenceIx> = of.occurrences.clone().map(OccurrenceIx::new).filter(owes).collect();
    if met_by.is_empty() {
        return Some(AnswerFault::NotOwed);
    }
    let met = |at: &OccurrenceIx| {
        let part = above.part(above.occurrence(*at));
        let mut own = plan.occurrences[task.occurrences.clone()].iter();
        own.any(|own| meets(&part, milestone, &plan.part(own)))
    };
    (!met_by.iter().any(met)).then_some(AnswerFault::OtherPeriods)
}

/// What a unit claims and does not go together with what is done below; without a reading where it has no file.
pub(crate) fn level_warnings(judge: &Judge, unit: UnitIx, reading: Option<&UnitReading>) -> Vec<Diagnostic> {
    let plan = judge.plan();
    let warning = |at: OccurrenceIx| {
        let done = judge.done_below(unit, at)?;
        let record: Option<&Record> = reading.and_then(|reading| reading.records.get(at));
        let gap = done.gap(&judge.standing(unit, at, record)?)?;
        let occurrence = plan.occurrence(at);
        let (task, period) = (plan.task(occurrence.task).id.to_string(), plan.part(occurrence).key());
        let DoneBelow { completed, of, .. } = done;
        let spans = reading.and_then(|reading| reading.spans.iter().find(|(of, _)| *of == at));
        let span = match (gap, record) {
            (LevelGap::Ahead, _) => spans.map(|(_, spans)| spans.of(Field::Done)),
            (LevelGap::Behind, record) => record.map(|record| record.place.range()),
        };
        let what = match gap {
            LevelGap::Ahead => LevelFault::Ahead { task, period, completed, of },
            LevelGap::Behind => LevelFault::Behind { task, period, of },
        };
        Some(Diagnostic::new(Problem::Level { what }, span.unwrap_or(0..0)))
    };
    plan.owed_by(unit).filter_map(warning).collect()
}
