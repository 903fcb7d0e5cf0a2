//! Which obligations a report is about.

use std::collections::HashSet;

use crate::judge::{Flag, Obligation, State};
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::period::Quarter;
use crate::model::plan::Plan;

/// A state, or a flag that is asked for like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    State(State),
    Flag(Flag),
    /// Of what has a time limit, completed and not late: as the official table counts it.
    OnTime,
}

impl Wanted {
    /// Every word that can be asked for.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        State::ALL.into_iter().map(Self::State).chain(Flag::ALL.into_iter().map(Self::Flag))
    }

    /// As it is written on the command line.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::State(state) => state.as_str(),
            Self::Flag(flag) => flag.as_str(),
            Self::OnTime => "on time",
        }
    }

    pub(crate) fn holds(self, obligation: &Obligation<'_>) -> bool {
        match self {
            Self::State(state) => obligation.standing.state == state,
            Self::Flag(flag) => obligation.standing.flags.has(flag),
            Self::OnTime => {
                let standing = &obligation.standing;
                standing.state == State::Completed && standing.has_limit() && !standing.flags.has(Flag::Late)
            }
        }
    }
}

/// Narrows a report. Within one kind any that is named will do; all kinds must hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// The units; all where nothing is named.
    pub(crate) units: Option<UnitSet>,
    pub(crate) tasks: Option<Vec<TaskIx>>,
    /// The periods and milestones of the tasks; all where nothing is named.
    pub(crate) parts: Option<HashSet<OccurrenceIx>>,
    /// The quarters; `None` within is "no quarter".
    pub(crate) quarters: Vec<Option<Quarter>>,
    pub(crate) wanted: Vec<Wanted>,
    /// Pending, nothing claimed, and at most so many days left.
    pub(crate) due_within: Option<u32>,
}

impl Filter {
    /// The units that are read at all, in order.
    pub(crate) fn units(&self, plan: &Plan) -> Vec<UnitIx> {
        plan.unit_indices().filter(|unit| self.units.as_ref().is_none_or(|set| set.contains(*unit))).collect()
    }

    /// Whether it keeps everything that the units read owe.
    pub(crate) fn is_open(&self) -> bool {
        self.tasks.is_none()
            && self.parts.is_none()
            && self.quarters.is_empty()
            && self.wanted.is_empty()
            && self.due_within.is_none()
    }

    /// Whether what a unit owed once and does not owe now is in the report: only where nothing is asked of how it stands.
    pub(crate) fn admits_what_was(&self, task: TaskIx) -> bool {
        let whatever =
            self.parts.is_none() && self.quarters.is_empty() && self.wanted.is_empty() && self.due_within.is_none();
        whatever && self.tasks.as_ref().is_none_or(|tasks| tasks.contains(&task))
    }

    /// Whether an obligation of one of these units is in the report.
    pub(crate) fn admits(&self, plan: &Plan, obligation: &Obligation<'_>) -> bool {
        if self.is_open() {
            return true;
        }
        let occurrence = plan.occurrence(obligation.occurrence);
        self.tasks.as_ref().is_none_or(|tasks| tasks.contains(&occurrence.task))
            && self.parts.as_ref().is_none_or(|parts| parts.contains(&obligation.occurrence))
            && (self.quarters.is_empty() || self.quarters.contains(&obligation.standing.quarter(plan)))
            && (self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted.holds(obligation)))
            && self
                .due_within
                .is_none_or(|days| obligation.standing.days_left.is_some_and(|left| left <= i64::from(days)))
    }
}
