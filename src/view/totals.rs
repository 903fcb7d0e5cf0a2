//! Counts by state: of obligations, and of tasks, which offices count beside what units owe.

use crate::judge::{Flag, Standing, State};
use crate::model::id::TaskIx;
use crate::model::plan::Plan;
use crate::view::report::tally::Tally;

/// How many obligations are in each state, in the order of [`State::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Totals([u32; State::ALL.len()]);

impl From<&Tally> for Totals {
    fn from(tally: &Tally) -> Self {
        let mut totals = Self::default();
        totals.0[State::Overdue as usize] = tally.overdue;
        totals.0[State::Pending as usize] = tally.pending;
        totals.0[State::Completed as usize] = tally.completed();
        totals
    }
}

impl Totals {
    /// How many are in `state`.
    pub fn of(&self, state: State) -> u32 {
        self.0[state as usize]
    }

    pub fn add(&mut self, state: State) {
        self.0[state as usize] += 1;
    }

    /// Counts all of `other` too.
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// What is left without `other`, which counts some of these.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut left = *self;
        for (mine, theirs) in left.0.iter_mut().zip(other.0) {
            *mine = mine.saturating_sub(theirs);
        }
        left
    }

    pub fn sum(&self) -> u64 {
        self.0.iter().map(|count| u64::from(*count)).sum()
    }
}

/// How the obligations of one task stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct TaskCount {
    pub(crate) totals: Totals,
    any_late: bool,
}

impl TaskCount {
    fn add_all(&mut self, later: &Self) {
        self.totals.add_all(&later.totals);
        self.any_late |= later.any_late;
    }

    /// Overdue if any obligation is; of those not waived, completed or ongoing if all are, else pending; waived if all
    /// are. Nothing where none is counted.
    pub(crate) fn state(&self) -> Option<State> {
        let of = |state| u64::from(self.totals.of(state));
        let live = self.totals.sum() - of(State::Waived);
        if self.totals.sum() == 0 {
            return None;
        }
        Some(match live {
            _ if of(State::Overdue) > 0 => State::Overdue,
            0 => State::Waived,
            _ if of(State::Completed) == live => State::Completed,
            _ if of(State::Ongoing) == live => State::Ongoing,
            _ => State::Pending,
        })
    }

    /// Whether it is completed, and any obligation late.
    pub(crate) fn is_late(&self) -> bool {
        self.any_late && self.state() == Some(State::Completed)
    }
}

/// The counts of every task of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks(Vec<TaskCount>);

impl Tasks {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self(vec![TaskCount::default(); plan.tasks.len()])
    }

    pub(crate) fn add(&mut self, task: TaskIx, standing: &Standing) {
        let count = &mut self.0[task.index()];
        count.totals.add(standing.state);
        count.any_late |= standing.flags.has(Flag::Late);
    }

    pub(crate) fn append(&mut self, later: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&later.0) {
            mine.add_all(theirs);
        }
    }

    /// Those of which anything is counted, in the plan's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TaskIx, State, &TaskCount)> {
        self.0.iter().enumerate().filter_map(|(at, count)| Some((TaskIx::new(at), count.state()?, count)))
    }

    /// How many are completed, and any obligation of them late.
    pub(crate) fn late(&self) -> u64 {
        self.iter().filter(|(.., count)| count.is_late()).count() as u64
    }

    /// How many tasks are in each state.
    pub(crate) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.iter().for_each(|(_, state, _)| totals.add(state));
        totals
    }
}
