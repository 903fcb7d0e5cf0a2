//! Obligations of all units in groups: by quarter, task, state, tag, unit or last day.

use std::cmp::Reverse;
use std::io;

use chrono::{Datelike, NaiveDate};

use super::item::Item;
use super::packed::{Unpacker, pack};
use crate::judge::{Assessment, Judge, Obligation, State};
use crate::model::plan::{Plan, Task};
use crate::select::tags;
use crate::spool::Spool;
use crate::text::fold;

/// What obligations are grouped by first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupedBy {
    Quarter,
    Task,
    State,
    /// What has several tags stands under each.
    Tag,
    Unit,
    /// By last day, then by task: a group is what all units owe of one task on one day.
    Due,
}

/// After the number of every day: that of no last day.
const NO_DAY: usize = 4_000_000;

/// The place of a group among all of its kind; within it states in their order, the longest overdue and then the nearest
/// first.
type GroupKey = (usize, State, Reverse<Option<i64>>, Option<NaiveDate>);

/// Which groups obligations belong to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grouping {
    pub(crate) by: GroupedBy,
    /// For each task the places of its tags among all; of a task without any the one after the last.
    tags: Vec<Vec<usize>>,
}

impl Grouping {
    pub(crate) fn new(plan: &Plan, by: GroupedBy) -> Self {
        let all = tags(plan);
        let places = |task: &Task| -> Vec<usize> {
            let has = |tag: &str| task.tags.iter().any(|own| fold(own) == fold(tag));
            let own: Vec<usize> = (0..all.len()).filter(|at| has(all[*at])).collect();
            if own.is_empty() { vec![all.len()] } else { own }
        };
        Self { by, tags: plan.tasks.iter().filter(|_| by == GroupedBy::Tag).map(places).collect() }
    }
}

/// Obligations in groups.
#[derive(Debug, Default)]
pub(crate) struct Regrouped(Spool<GroupKey>);

impl Regrouped {
    /// Those that are too many for memory wait where this spool lets them.
    pub(crate) fn within(spool: Spool<GroupKey>) -> Self {
        Self(spool)
    }

    pub(crate) fn add(&mut self, grouping: &Grouping, assessment: &Assessment<'_>, obligation: &Obligation<'_>) {
        let occurrence = assessment.plan().occurrence(obligation.occurrence);
        let standing = &obligation.standing;
        let mut add = |group| {
            let key = (group, standing.state, Reverse(standing.days_late), standing.due);
            self.0.add(key, u64::MAX, |out| pack(assessment, obligation, out));
        };
        match grouping.by {
            GroupedBy::Quarter => add(standing.quarter_slot),
            GroupedBy::Task => add(occurrence.task.index()),
            GroupedBy::State => add(standing.state as usize),
            GroupedBy::Unit => add(obligation.unit.index()),
            GroupedBy::Due => {
                let day = standing.due.map_or(NO_DAY, |day| usize::try_from(day.num_days_from_ce()).unwrap_or(0));
                let tasks = assessment.plan().occurrences.len();
                add(day.saturating_mul(tasks).saturating_add(obligation.occurrence.index()));
            }
            GroupedBy::Tag => grouping.tags[occurrence.task.index()].iter().copied().for_each(add),
        }
    }

    /// Adds obligations of units that come after these.
    pub(crate) fn append(&mut self, later: Self) -> io::Result<()> {
        self.0.append(later.0, |_| u64::MAX)
    }

    /// The groups that have anything, in order, with how many obligations.
    pub(crate) fn groups(&self) -> Vec<(usize, u64)> {
        let mut groups: Vec<(usize, u64)> = Vec::new();
        for ((group, ..), count) in self.0.counts() {
            match groups.last_mut() {
                Some((last, sum)) if last == group => *sum += count,
                _ => groups.push((*group, count)),
            }
        }
        groups
    }

    /// Gives the obligations of a group to `then`.
    pub(crate) fn each(
        &self,
        group: usize,
        judge: &Judge,
        mut then: impl FnMut(&Item<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let first = |group| (group, State::ALL[0], Reverse(Some(i64::MAX)), None);
        let mut unpacker = Unpacker::new(judge);
        self.0.each(first(group)..first(group + 1), |mut bytes| {
            while !bytes.is_empty() {
                then(&unpacker.next(&mut bytes)?)?;
            }
            Ok(true)
        })
    }
}
