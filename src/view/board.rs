//! The board: counts by unit and quarter, and what the first screen answers.

use std::convert::Infallible;

use super::answer::Answer;
use super::totals::{Tasks, Totals};
use crate::diagnostic::FileReport;
use crate::judge::{Flag, Judge, Obligation};
use crate::model::id::UnitIx;
use crate::model::period::Quarter;
use crate::model::plan::Plan;
use crate::pipeline;
use crate::snapshot::Snapshot;

/// The counts of one quarter: its place among the plan's quarters (the one after the last: no quarter), and how many.
pub(crate) type QuarterTotals = (usize, Totals);

/// Counts of some units, in order. A unit has cells only for the quarters in which it owes
/// something: a plan may have thousands of quarters, and thousands of units.
#[derive(Clone, Debug, Default)]
pub struct Board {
    pub(crate) units: Vec<UnitIx>,
    /// Where each unit's cells begin.
    starts: Vec<usize>,
    cells: Vec<QuarterTotals>,
    /// The row that is being counted, by quarter, and the quarters that have something in it.
    counting: Vec<Totals>,
    touched: Vec<usize>,
    /// The counts of all rows, by quarter.
    columns: Vec<Totals>,
    pub(crate) due_soon: u64,
    pub(crate) answer: Answer,
    pub(crate) tasks: Tasks,
}

impl Board {
    /// The counts of all units; gives also what is wrong with the files of some, which are in no count.
    pub fn of(snapshot: &Snapshot, judge: &Judge) -> (Self, Vec<FileReport>) {
        let units: Vec<UnitIx> = snapshot.plan.unit_indices().collect();
        let (mut whole, mut broken) = (Self::new(&snapshot.plan), Vec::new());
        let Ok(()) = pipeline::fold(
            snapshot,
            judge,
            &units,
            || Self::new(&snapshot.plan),
            |part, unit, assessment| {
                let Some(assessment) = assessment else { return Ok(()) };
                part.begin(unit);
                assessment.for_each(|obligation| {
                    part.add(&snapshot.plan, &obligation);
                    Ok::<(), Infallible>(())
                })
            },
            |part, more| {
                whole.append(part);
                broken.extend(more);
                Ok(())
            },
        );
        (whole, broken)
    }

    pub(crate) fn new(plan: &Plan) -> Self {
        let row = vec![Totals::default(); plan.quarters.len() + 1];
        Self { counting: row.clone(), columns: row, tasks: Tasks::new(plan), ..Self::default() }
    }

    /// One that also keeps what is worst of so many units.
    pub(crate) fn keeping(plan: &Plan, limit: usize) -> Self {
        Self { answer: Answer::keeping(limit), ..Self::new(plan) }
    }

    pub(crate) fn begin(&mut self, unit: UnitIx) {
        self.finish_row();
        self.units.push(unit);
        self.starts.push(self.cells.len());
    }

    /// Counts an obligation of the unit begun last.
    pub(crate) fn add(&mut self, plan: &Plan, obligation: &Obligation<'_>) {
        let standing = obligation.standing;
        let slot = standing.quarter_slot;
        self.tasks.add(plan.occurrence(obligation.occurrence).task, &standing);
        if self.counting[slot] == Totals::default() {
            self.touched.push(slot);
        }
        self.counting[slot].add(standing.state);
        self.due_soon += u64::from(standing.flags.has(Flag::DueSoon));
        self.answer.add(obligation);
    }

    /// Ends the row begun last. Rows are whole only after this.
    pub(crate) fn finish_row(&mut self) {
        self.touched.sort_unstable();
        for slot in self.touched.drain(..) {
            let totals = std::mem::take(&mut self.counting[slot]);
            self.columns[slot].add_all(&totals);
            self.cells.push((slot, totals));
        }
        self.answer.finish_unit();
    }

    /// Adds the rows of a board that comes after this one.
    pub(crate) fn append(&mut self, mut later: Self) {
        self.finish_row();
        later.finish_row();
        let before = self.cells.len();
        self.units.append(&mut later.units);
        self.starts.extend(later.starts.iter().map(|start| start + before));
        self.cells.append(&mut later.cells);
        for (mine, theirs) in self.columns.iter_mut().zip(&later.columns) {
            mine.add_all(theirs);
        }
        self.due_soon += later.due_soon;
        self.answer.append(later.answer);
        self.tasks.append(&later.tasks);
    }

    /// Leaves out the units that have nothing counted: under a narrow filter most have not.
    pub(crate) fn drop_empty_rows(&mut self) {
        let kept: Vec<usize> = (0..self.units.len()).filter(|at| !self.row(*at).is_empty()).collect();
        self.units = kept.iter().map(|at| self.units[*at]).collect();
        self.starts = kept.iter().map(|at| self.starts[*at]).collect();
    }

    /// The counts of one row, by quarter; only quarters that have any.
    pub(crate) fn row(&self, at: usize) -> &[QuarterTotals] {
        let end = self.starts.get(at + 1).copied().unwrap_or(self.cells.len());
        &self.cells[self.starts[at]..end]
    }

    /// The counts of one row in all.
    pub(crate) fn row_totals(&self, at: usize) -> Totals {
        sum(self.row(at))
    }

    /// The counts of all rows, by quarter; only quarters that have any.
    pub(crate) fn columns(&self) -> Vec<QuarterTotals> {
        let filled = self.columns.iter().copied().enumerate();
        filled.filter(|(_, totals)| *totals != Totals::default()).collect()
    }

    pub fn totals(&self) -> Totals {
        sum(&self.columns())
    }
}

/// The quarter of a column; nothing for "no quarter".
pub(crate) fn quarter_of(plan: &Plan, slot: usize) -> Option<Quarter> {
    plan.quarters.get(slot).copied()
}

fn sum(cells: &[QuarterTotals]) -> Totals {
    cells.iter().fold(Totals::default(), |mut sum, (_, totals)| {
        sum.add_all(totals);
        sum
    })
}
