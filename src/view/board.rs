//! The board: counts by unit and quarter, and the worst of what is overdue or due soon.

use crate::assess::{Flag, Obligation, Standing, State};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Quarter;
use crate::model::plan::Plan;

/// How many obligations are in each state, in the order of [`State::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Totals([u32; State::ALL.len()]);

impl Totals {
    /// How many are in `state`.
    pub fn of(&self, state: State) -> u32 {
        self.0[state as usize]
    }

    /// Counts one more.
    pub fn add(&mut self, state: State) {
        self.0[state as usize] += 1;
    }

    /// Counts all of `other` too.
    pub fn add_all(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// How many there are.
    pub fn sum(&self) -> u64 {
        self.0.iter().map(|count| u64::from(*count)).sum()
    }
}

/// How many obligations the board names at the most, of those overdue and of those due soon.
pub const NAMED: usize = 10;

/// An obligation that the board names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who owes it.
    pub unit: UnitIx,
    /// What.
    pub occurrence: OccurrenceIx,
    /// How it stands.
    pub standing: Standing,
}

/// The worst few of many, worst first; among equals the plan's order.
#[derive(Clone, Debug, Default)]
pub struct Worst {
    /// How many there are in all.
    pub count: u64,
    /// The worst of them.
    pub named: Vec<Named>,
}

impl Worst {
    fn badness(named: &Named) -> i64 {
        named.standing.days_late.or(named.standing.days_left.map(|left| -left)).unwrap_or_default()
    }

    fn add(&mut self, named: Named) {
        self.count += 1;
        self.place(named);
    }

    fn place(&mut self, named: Named) {
        let badness = Self::badness(&named);
        if self.named.len() == NAMED && self.named.last().is_some_and(|last| Self::badness(last) >= badness) {
            return;
        }
        let at = self.named.partition_point(|other| Self::badness(other) >= badness);
        self.named.insert(at, named);
        self.named.truncate(NAMED);
    }

    fn merge(&mut self, later: &Self) {
        self.count += later.count;
        for named in &later.named {
            self.place(*named);
        }
    }
}

/// Counts of some units, in order, and the worst of them.
#[derive(Clone, Debug, Default)]
pub struct Board {
    slots: usize,
    /// The units, in order.
    pub units: Vec<UnitIx>,
    counts: Vec<Totals>,
    /// What is overdue.
    pub overdue: Worst,
    /// What is due soon.
    pub due_soon: Worst,
}

impl Board {
    /// An empty board for a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        Self { slots: plan.quarters.len() + 1, ..Self::default() }
    }

    /// Begins the row of a unit.
    pub fn begin(&mut self, unit: UnitIx) {
        self.units.push(unit);
        self.counts.resize(self.units.len() * self.slots, Totals::default());
    }

    /// Counts an obligation of the unit begun last.
    pub fn add(&mut self, plan: &Plan<'_>, obligation: &Obligation<'_>) {
        let row = self.counts.len() - self.slots;
        let standing = obligation.standing;
        self.counts[row + plan.occurrence(obligation.occurrence).quarter_slot].add(standing.state);
        let named = Named { unit: obligation.unit, occurrence: obligation.occurrence, standing };
        if standing.state == State::Overdue {
            self.overdue.add(named);
        } else if standing.flags.has(Flag::DueSoon) {
            self.due_soon.add(named);
        }
    }

    /// Adds the rows of a board that comes after this one.
    pub fn append(&mut self, later: &Self) {
        self.units.extend_from_slice(&later.units);
        self.counts.extend_from_slice(&later.counts);
        self.overdue.merge(&later.overdue);
        self.due_soon.merge(&later.due_soon);
    }

    /// Leaves out the units that have nothing counted: under a narrow filter most have not.
    pub fn drop_empty_rows(&mut self) {
        let kept: Vec<usize> = (0..self.units.len()).filter(|at| self.row_totals(*at).sum() > 0).collect();
        self.counts = kept.iter().flat_map(|at| self.row(*at).to_vec()).collect();
        self.units = kept.iter().map(|at| self.units[*at]).collect();
    }

    /// The counts of one row by quarter; the last is "no quarter".
    pub fn row(&self, at: usize) -> &[Totals] {
        &self.counts[at * self.slots..][..self.slots]
    }

    /// The counts of one row in all.
    pub fn row_totals(&self, at: usize) -> Totals {
        sum(self.row(at))
    }

    /// The counts of all rows, by quarter.
    pub fn column_totals(&self) -> Vec<Totals> {
        let mut columns = vec![Totals::default(); self.slots];
        for row in self.counts.chunks_exact(self.slots.max(1)) {
            for (column, totals) in columns.iter_mut().zip(row) {
                column.add_all(totals);
            }
        }
        columns
    }

    /// The counts of everything.
    pub fn totals(&self) -> Totals {
        sum(&self.column_totals())
    }
}

/// The quarter of a column; nothing for "no quarter".
pub fn quarter_of(plan: &Plan<'_>, slot: usize) -> Option<Quarter> {
    plan.quarters.get(slot).copied()
}

/// Several counts as one.
pub fn sum(totals: &[Totals]) -> Totals {
    totals.iter().fold(Totals::default(), |mut sum, totals| {
        sum.add_all(totals);
        sum
    })
}
