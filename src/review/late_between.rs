//! What plans that stood only between the two sides had late, and the plan at the end has not: last days that were moved to
//! and fro, duties that came and went. Neither end shows it.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::commits::Commit;
use super::effects::{Effect, Effects, Grade, counterpart_of, digest};
use super::plan::counterparts;
use super::plan_change::LateBetween;
use super::sides::Sides;
use crate::judge::{Judge, Standing};
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::snapshot::Snapshot;
use crate::text::same;

/// A plan that stood between the two sides, with what units had recorded when it was changed.
pub(crate) struct StoodPlan {
    pub(crate) snapshot: Snapshot,
    /// The commit that changed it; nothing where that is not committed yet.
    pub(crate) until: Option<Commit>,
    /// The day on which it came, and the last at whose end it is judged: what was due by then is late.
    pub(crate) since: NaiveDate,
    pub(crate) last: NaiveDate,
    /// The day on which it was changed.
    pub(crate) day: NaiveDate,
}

/// What names an obligation in every plan: the unit, the task and the part of it.
type DutyName = (String, String, Option<String>);

/// What these plans had late that neither the plan before had nor the plan at the end has, each obligation by the last of
/// them, which come last first; of all units or `only` some of the plan at the end.
pub(crate) fn late_between(
    sides: Sides<'_>,
    after: &Snapshot,
    stood: &[StoodPlan],
    only: Option<&UnitSet>,
) -> Vec<(LateBetween, Effects)> {
    let mut told = HashSet::new();
    stood.iter().flat_map(|stood| Looked::new(sides, stood, only).late(after, &mut told)).collect()
}

/// A plan between the two sides beside the plans of these.
struct Looked<'a> {
    sides: Sides<'a>,
    stood: &'a StoodPlan,
    only: Option<&'a UnitSet>,
    /// Which unit of the plan before and of that at the end each of its units is.
    was: Vec<Option<UnitIx>>,
    is: Vec<Option<UnitIx>>,
}

/// The plan of one of the sides.
#[derive(Clone, Copy)]
enum End {
    Before,
    After,
}

impl<'a> Looked<'a> {
    fn new(sides: Sides<'a>, stood: &'a StoodPlan, only: Option<&'a UnitSet>) -> Self {
        let plan = &*stood.snapshot.plan;
        let mut is = vec![None; plan.units.len()];
        for (unit, was) in sides.plan_after().unit_indices().zip(counterparts(plan, sides.plan_after())) {
            if let Some(was) = was {
                is[was.index()] = Some(unit);
            }
        }
        Self { sides, stood, only, was: counterparts(sides.plan_before(), plan), is }
    }

    fn late(&self, after: &Snapshot, told: &mut HashSet<DutyName>) -> Vec<(LateBetween, Effects)> {
        let StoodPlan { snapshot, until, day, .. } = self.stood;
        let (plan, judge) = (&*snapshot.plan, snapshot.judge_end_of(self.stood.last));
        let mut then = (snapshot.reader(), snapshot.reader());
        let mut now = (after.reader(), after.reader());
        let mut found: BTreeMap<TaskIx, Vec<Effect>> = BTreeMap::new();
        for unit in plan.unit_indices() {
            let is = self.is[unit.index()];
            if self.only.is_some_and(|only| is.is_none_or(|is| !only.contains(is))) {
                continue;
            }
            // Nothing that is recorded makes late what is not late without it.
            let bare = |at| Some((at, judge.standing(unit, at, None).filter(is_late)?));
            let open = plan.owed_by(unit).filter_map(bare).filter(|(at, bare)| !self.is_alike(unit, *at, bare));
            let open: Vec<OccurrenceIx> = open.map(|(at, _)| at).collect();
            if open.is_empty() {
                continue;
            }
            // What cannot be read says nothing. What was recorded since is of days of that time, too.
            let recorded = then.0.text(unit).ok().and_then(|text| then.1.records(unit, text).ok());
            let since = is.and_then(|is| {
                let text = now.0.text(is).ok()?;
                now.1.records(is, text).ok()
            });
            for at in open {
                let own = is.and_then(|is| same_duty(plan, self.sides.plan_after(), at, is));
                let later = own.and_then(|own| since.and_then(|since| since.get(own)));
                let records = [recorded.and_then(|records| records.get(at)), later];
                let lifted = records.into_iter().find_map(|record| self.lifted(&judge, (unit, at), record));
                if let Some(effect) = lifted.filter(|_| told.insert(named(plan, unit, at))) {
                    effect.add_to(found.entry(plan.occurrence(at).task).or_default());
                }
            }
        }
        let of = |(task, effects): (TaskIx, Vec<Effect>)| {
            let mut units: Vec<String> = effects.iter().map(|it| plan.unit(it.unit).id.to_string()).collect();
            units.dedup();
            let (id, title) = (plan.task(task).id.to_string(), plan.task(task).title.to_string());
            let digest = digest(plan, &effects.iter().collect::<Vec<_>>());
            let late = LateBetween { task: id, title, units, until: until.clone(), day: *day };
            (late, Effects { digest, ..Effects::of(effects.iter()) })
        };
        found.into_iter().map(of).collect()
    }

    /// What became of an obligation that was late by this plan, and neither by the plan before nor by that at the end, with this
    /// record: when the plan was changed, or just before a document let it off.
    fn lifted(&self, judge: &Judge, duty: (UnitIx, OccurrenceIx), record: Option<&Record>) -> Option<Effect> {
        let (unit, at) = duty;
        let (extended, waived) = (record.and_then(|it| it.extended), record.and_then(|it| it.waived));
        let granted = extended.map(|it| it.on).into_iter().chain(waived.map(|it| it.on));
        let before = granted.filter_map(|on| on.pred_opt());
        let stood = before.filter(|day| (self.stood.since..self.stood.last).contains(day));
        std::iter::once(self.stood.last).chain(stood).find_map(|day| {
            let standing = judge.standing_at((day, true), unit, at, record).filter(is_late)?;
            if self.standing(End::Before, day, duty, record).as_ref().is_some_and(is_late) {
                return None;
            }
            let by_new = self.standing(End::After, day, duty, record);
            let effect = Effect::new((unit, self.stood.snapshot.plan.occurrence(at)), &standing, by_new.as_ref());
            Some(effect).filter(Effect::lifts)
        })
    }

    /// Whether the plan of an end has it late by the same last day: whatever is recorded, it stands by both alike.
    fn is_alike(&self, unit: UnitIx, at: OccurrenceIx, bare: &Standing) -> bool {
        let plan = &*self.stood.snapshot.plan;
        let same = |end: End| {
            let standing = self.standing(end, self.stood.last, (unit, at), None);
            let same_claims = self.judge(end).plan().header.acceptance == plan.header.acceptance;
            same_claims && standing.is_some_and(|it| is_late(&it) && it.due == bare.due)
        };
        // What is owed together hangs on the records of others.
        !plan.task(plan.occurrence(at).task).joint && (same(End::Before) || same(End::After))
    }

    fn judge(&self, end: End) -> &'a Judge {
        match end {
            End::Before => self.sides.before,
            End::After => self.sides.after,
        }
    }

    /// How it stands by the plan of a side at the end of a day.
    fn standing(
        &self,
        end: End,
        day: NaiveDate,
        (unit, at): (UnitIx, OccurrenceIx),
        record: Option<&Record>,
    ) -> Option<Standing> {
        let units = match end {
            End::Before => &self.was,
            End::After => &self.is,
        };
        let (unit, judge) = (units[unit.index()]?, self.judge(end));
        let own = same_duty(&self.stood.snapshot.plan, judge.plan(), at, unit)?;
        judge.standing_at((day, true), unit, own, record)
    }
}

/// The same obligation of a unit in another plan: of the task of the same id, else of the one with the same title, which had
/// another id for a while.
fn same_duty(plan: &Plan, other: &Plan, at: OccurrenceIx, unit: UnitIx) -> Option<OccurrenceIx> {
    let task = plan.task(plan.occurrence(at).task);
    let renamed = || {
        let alike = |it: &TaskIx| {
            let it = other.task(*it);
            same(&it.title, &task.title) && plan.task_by_id(it.id.as_str()).is_none()
        };
        (0..other.tasks.len()).map(TaskIx::new).find(alike)
    };
    let task = other.task_by_id(task.id.as_str()).or_else(renamed)?;
    counterpart_of((plan, other), at, task, Some(unit))
}

fn is_late(standing: &Standing) -> bool {
    Grade::of(standing).is_late()
}

fn named(plan: &Plan, unit: UnitIx, at: OccurrenceIx) -> DutyName {
    let of = plan.occurrence(at);
    (plan.unit(unit).id.to_string(), plan.task(of.task).id.to_string(), plan.part(of).key())
}
