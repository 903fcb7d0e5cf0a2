//! What a comparison comes to, in numbers.

use std::collections::BTreeSet;

use super::effects::PlanMark;
use super::marks::Mark;
use super::notices::{Notice, NoticeOf};
use super::plan_change::PlanChange;
use super::{Cause, Change, Outcome};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::rules::Code;

/// What a comparison comes to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Upshot {
    /// Obligations that were late and are not, by a change that is marked.
    pub(crate) lifted: usize,
    /// Those that were late and are not by a record in which nothing needs review.
    pub(crate) cleared: usize,
    /// Those that were overdue and are owed no more, and those that had been done late.
    pub(crate) gone: usize,
    pub(crate) gone_late: usize,
    /// Tasks whose last days the plan moved.
    pub(crate) moved: usize,
    /// Completions that were taken back.
    pub(crate) withdrawn: usize,
    /// What is overdue and was not, not by time alone.
    pub(crate) overdue: usize,
    /// What else nobody should miss.
    pub(crate) others: usize,
    pub(crate) records: usize,
    pub(crate) units: usize,
    pub(crate) by_plan: usize,
    /// What stands otherwise by the records of other units, and how much of it was late and is not, or is owed no more.
    pub(crate) by_others: usize,
    pub(crate) let_off: usize,
    pub(crate) by_time: usize,
    /// What was marked and had been looked at.
    pub(crate) seen: usize,
}

impl Upshot {
    pub(crate) fn of(new: &Plan, outcome: &Outcome, notices: &[Notice<'_>]) -> Self {
        let mut upshot = Self::default();
        // What was late by a plan in between is counted with that plan.
        let between = |unit: UnitIx, change: &Change| {
            let (unit, of) = (new.unit(unit).id.as_str(), new.occurrence(change.after.occurrence));
            let task = new.task(of.task).id.as_str();
            outcome.plan.iter().any(|it| {
                matches!(it, PlanChange::LateBetween(late) if late.task == task && late.units.iter().any(|it| it == unit))
            })
        };
        for unit in &outcome.units {
            let by = |cause: Cause| unit.changes.iter().filter(move |change| change.cause == cause).count();
            upshot.records += by(Cause::Record);
            upshot.units += usize::from(by(Cause::Record) > 0);
            upshot.by_plan += by(Cause::Plan);
            upshot.by_others += by(Cause::Others);
            let worse = |change: &&Change| change.cause != Cause::Time && change.makes_overdue();
            upshot.overdue += unit.changes.iter().filter(worse).count();
            let others = unit.changes.iter().filter(|change| change.cause == Cause::Others);
            upshot.let_off += others.filter(|change| change.lets_off()).count();
            upshot.by_time += by(Cause::Time);
            let cleared = |change: &&Change| change.lifted && change.marks.is_empty() && !between(unit.unit, change);
            upshot.cleared += unit.changes.iter().filter(cleared).count();
        }
        // What went with its duty was recorded all the same.
        let counted: BTreeSet<UnitIx> = outcome.by(Cause::Record).map(|(unit, _)| unit).collect();
        let others = outcome.gone.iter().filter(|it| it.now.is_none_or(|now| !counted.contains(&now)));
        let gone: BTreeSet<UnitIx> = others.map(|it| it.unit).collect();
        upshot.records += outcome.gone.len();
        upshot.units += gone.len();
        let mut last: Option<&Change> = None;
        for notice in notices {
            match notice.about {
                NoticeOf::Record(unit, change, mark) => {
                    let lifts = change.lifted && !between(unit, change);
                    let again = last.replace(change).is_some_and(|last| std::ptr::eq(last, change));
                    let withdrawn = matches!(mark, Mark::Withdrawn { .. });
                    upshot.lifted += usize::from(lifts && !again);
                    upshot.withdrawn += usize::from(withdrawn);
                    upshot.others += usize::from(!lifts && !withdrawn);
                }
                NoticeOf::Plan(_, PlanMark { code, effects, .. }) => {
                    upshot.lifted += effects.lifted();
                    upshot.gone += effects.gone_overdue;
                    upshot.gone_late += effects.gone_late;
                    upshot.moved += usize::from(*code == Code::W711);
                    let told = *code == Code::W711 || effects.lifted() + effects.gone_overdue + effects.gone_late > 0;
                    upshot.others += usize::from(!told);
                }
                NoticeOf::Commit(_)
                | NoticeOf::Odd(_)
                | NoticeOf::OnTheWay(_)
                | NoticeOf::Evidence(_)
                | NoticeOf::Report(_)
                | NoticeOf::Oddity(_) => upshot.others += 1,
            }
        }
        upshot
    }
}

impl Upshot {
    /// Adds that of another plan.
    pub(crate) fn add(&mut self, other: Self) {
        self.lifted += other.lifted;
        self.cleared += other.cleared;
        self.gone += other.gone;
        self.gone_late += other.gone_late;
        self.moved += other.moved;
        self.withdrawn += other.withdrawn;
        self.overdue += other.overdue;
        self.others += other.others;
        self.records += other.records;
        self.units += other.units;
        self.by_plan += other.by_plan;
        self.by_others += other.by_others;
        self.let_off += other.let_off;
        self.by_time += other.by_time;
        self.seen += other.seen;
    }
}
