//! Levels: the plan above that a plan carries out, and the plans below that carry it out.

use std::convert::Infallible;
use std::sync::Arc;

use super::{PLAN, Snapshot, Unopened, shared_bodies};
use crate::diagnostic::SharedFault;
use crate::judge::{Judge, Obligation, OpenBelow, Standing, WorkBelow};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::{Plan, PlanAbove};
use crate::read::plan::{PlanReading, read_beside};
use crate::read::text;
use crate::read::walk::Inspect;

/// Opens a plan of a lower level: each time anew, so that memory holds one of them.
pub(crate) type OpenLower = Box<dyn Fn() -> Result<Snapshot, Unopened> + Send + Sync>;

impl Snapshot {
    /// Lets the plans that these open count as those that carry this one out. One that cannot be opened is told of in its
    /// own place.
    pub(crate) fn carried_out_by(&mut self, lower: Vec<OpenLower>) {
        let gather = move |(day, end_of_day)| {
            let mut work = WorkBelow::default();
            for lower in lower.iter().filter_map(|open| open().ok()) {
                let judge = if end_of_day { lower.judge_end_of(day) } else { lower.judge(day) };
                if let Some(above) = &lower.plan.header.above {
                    add(&mut work, above, &lower, &judge);
                }
            }
            work
        };
        self.below = Some(Arc::new(gather));
    }

    /// The plan above that this one carries out, or why it cannot be had; without a reason where it has errors itself.
    pub(crate) fn plan_above(&self) -> Option<Result<Plan, Option<SharedFault>>> {
        let folder = &*self.plan.header.above.as_ref()?.folder;
        let read = |bytes: Vec<u8>| {
            let text = text::decode(&bytes).ok()?;
            let find = |path: &str| Ok(shared_bodies(&*self.files, folder, path)?.0);
            let PlanReading { plan, diagnostics, shared, .. } = read_beside(text, Inspect::No, &find);
            plan.filter(|_| diagnostics.is_empty() && shared.is_none())
        };
        let bytes = self.files.shared(&format!("{folder}/{PLAN}"));
        Some(bytes.map_err(Some).and_then(|bytes| read(bytes).ok_or(None)))
    }
}

/// Adds what the units of a plan owe that answers something above.
fn add(work: &mut WorkBelow, above: &PlanAbove, lower: &Snapshot, judge: &Judge) {
    let plan = judge.plan();
    let answering = |unit: UnitIx| plan.duties.tasks_of(unit).any(|task| plan.task(task).answers.is_some());
    let mut note = |unit: UnitIx, at: OccurrenceIx, standing: Standing, unread: bool| {
        let occurrence = plan.occurrence(at);
        let Some(answers) = &plan.task(occurrence.task).answers else { return };
        let open = OpenBelow {
            plan: plan.header.number.clone(),
            unit: plan.unit(unit).short_name().into(),
            title: plan.title(occurrence).clone(),
            part: plan.part(occurrence),
            standing,
        };
        work.add(above, answers, open, unread);
    };
    let mut reader = lower.reader();
    for unit in plan.unit_indices().filter(|unit| answering(*unit)) {
        match reader.assess(judge, unit) {
            Ok(assessment) => {
                let Ok(()) = assessment.for_each(|Obligation { occurrence, standing, .. }| {
                    note(unit, occurrence, standing, false);
                    Ok::<(), Infallible>(())
                });
            }
            Err(_) => {
                for at in plan.owed_by(unit) {
                    judge.standing(unit, at, None).into_iter().for_each(|standing| note(unit, at, standing, true));
                }
            }
        }
    }
}
