//! The board of many plans: counts by unit and plan, and the worst of what is overdue or due soon in all of them.

use std::collections::HashMap;
use std::sync::Arc;

use super::answer::LateItem;
use super::board::{Board, QuarterTotals};
use super::named::Named;
use super::totals::Totals;
use crate::judge::{Flag, Judge, Obligation, State};
use crate::model::plan::{OutsidePlan, Plan};

/// Which obligations are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum WorstKind {
    #[default]
    Overdue,
    DueSoon,
}

/// The worst few of many, worst first; among equals the plan's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worst {
    kind: WorstKind,
    /// So many are named at the most.
    limit: usize,
    pub(crate) count: u64,
    pub(crate) named: Vec<LateItem>,
}

/// How many days an obligation is late, or, below 0, has left.
pub(crate) fn badness(named: &Named) -> i64 {
    named.standing.days_late.or(named.standing.days_left.map(|left| -left)).unwrap_or_default()
}

impl Worst {
    /// The worst of what is overdue, and of what is due soon; so many of each.
    pub(crate) fn both(limit: usize) -> [Self; 2] {
        [WorstKind::Overdue, WorstKind::DueSoon].map(|kind| Self { kind, limit, ..Self::default() })
    }

    /// Takes an obligation that is of this kind.
    pub(crate) fn add(&mut self, obligation: &Obligation<'_>) {
        let wanted = match self.kind {
            WorstKind::Overdue => obligation.standing.state == State::Overdue,
            WorstKind::DueSoon => obligation.standing.flags.has(Flag::DueSoon),
        };
        if wanted {
            self.count += 1;
            self.place(LateItem::of(obligation));
        }
    }

    fn place(&mut self, item: LateItem) {
        let at = self.named.partition_point(|other| badness(&other.named) >= badness(&item.named));
        if at < self.limit {
            self.named.insert(at, item);
            self.named.truncate(self.limit);
        }
    }

    /// Adds those that come after these.
    pub(crate) fn merge(&mut self, later: &Self) {
        self.count += later.count;
        later.named.iter().for_each(|item| self.place(*item));
    }
}

/// A plan among others.
#[derive(Clone, Debug)]
pub(crate) struct PlanColumn {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) folder: String,
    /// Whether it has not begun, or is over, on the day that is judged by.
    pub(crate) outside: Option<OutsidePlan>,
}

/// An obligation of one plan among others.
pub(crate) struct NamedAmong {
    /// The place of its plan.
    pub(crate) plan: usize,
    /// Judges by its plan.
    pub(crate) judge: Arc<Judge>,
    pub(crate) item: LateItem,
}

/// The worst few of many, worst first; among equals in the order of plans, then of each plan.
#[derive(Default)]
pub(crate) struct WorstOfAll {
    pub(crate) count: u64,
    pub(crate) named: Vec<NamedAmong>,
}

impl WorstOfAll {
    /// Adds those of a plan that comes after these.
    pub(crate) fn add(&mut self, plan: usize, judge: &Arc<Judge>, worst: &Worst) {
        self.count += worst.count;
        for item in &worst.named {
            let at = self.named.partition_point(|other| badness(&other.item.named) >= badness(&item.named));
            if at < worst.limit {
                self.named.insert(at, NamedAmong { plan, judge: Arc::clone(judge), item: *item });
                self.named.truncate(worst.limit);
            }
        }
    }
}

/// Counts of units by plan. What it holds of a plan are its counts; of a few plans also the items that are worst.
#[derive(Default)]
pub(crate) struct CollectionBoard {
    pub(crate) plans: Vec<PlanColumn>,
    /// The names of units; one id is the same body in all plans.
    pub(crate) units: Vec<String>,
    places: HashMap<String, usize>,
    /// How many plans have each number.
    numbers: HashMap<String, usize>,
    /// For each unit, the plans in which it owes something, and how many.
    rows: Vec<Vec<QuarterTotals>>,
    columns: Vec<Totals>,
    pub(crate) overdue: WorstOfAll,
    pub(crate) due_soon: WorstOfAll,
    /// How many tasks are in each state, and how many of those completed were late.
    pub(crate) tasks: (Totals, u64),
    /// Within how many days something is due soon; nothing where plans differ.
    pub(crate) due_soon_days: Option<u32>,
}

impl CollectionBoard {
    /// Adds a plan, in `folder`, with the counts of its units; gives its place.
    pub(crate) fn add(&mut self, judge: &Judge, folder: &str, board: &Board) -> usize {
        let plan = judge.shared_plan();
        let (slot, header) = (self.plans.len(), &plan.header);
        self.due_soon_days = match slot {
            0 => Some(header.due_soon),
            _ => self.due_soon_days.filter(|days| *days == header.due_soon),
        };
        let (number, title) = (header.number.to_string(), header.title.to_string());
        *self.numbers.entry(number.clone()).or_default() += 1;
        self.plans.push(PlanColumn {
            number,
            title,
            folder: folder.to_owned(),
            outside: header.outside(judge.as_of()),
        });
        for (at, unit) in board.units.iter().enumerate() {
            let row = self.place(plan, *unit);
            let totals = board.row_totals(at);
            if totals.sum() > 0 {
                self.rows[row].push((slot, totals));
            }
        }
        self.columns.push(board.totals());
        self.tasks.0.add_all(&board.tasks.totals());
        self.tasks.1 += board.tasks.late();
        slot
    }

    /// The row of a unit of this plan.
    pub(crate) fn place(&mut self, plan: &Plan, unit: crate::model::id::UnitIx) -> usize {
        let unit = plan.unit(unit);
        if let Some(at) = self.places.get(unit.id.as_str()) {
            return *at;
        }
        self.places.insert(unit.id.to_string(), self.units.len());
        self.units.push(unit.name.to_string());
        self.rows.push(Vec::new());
        self.units.len() - 1
    }

    /// Leaves out the units that owe nothing.
    pub(crate) fn drop_empty_rows(&mut self) {
        let kept: Vec<bool> = self.rows.iter().map(|row| !row.is_empty()).collect();
        let mut keep = kept.iter();
        self.units.retain(|_| *keep.next().unwrap_or(&true));
        self.rows.retain(|row| !row.is_empty());
        self.places.clear();
    }

    /// The counts of one unit, by plan; only plans in which it owes something.
    pub(crate) fn row(&self, at: usize) -> &[QuarterTotals] {
        &self.rows[at]
    }

    /// The places of units, those with most overdue first.
    pub(crate) fn ranked(&self) -> Vec<usize> {
        let overdue = |at: &usize| self.rows[*at].iter().map(|(_, totals)| totals.of(State::Overdue)).sum::<u32>();
        let mut places: Vec<usize> = (0..self.units.len()).collect();
        places.sort_by_key(|at| std::cmp::Reverse(overdue(at)));
        places
    }

    /// How many units have anything overdue.
    pub(crate) fn late_units(&self) -> u64 {
        let late = |row: &&Vec<QuarterTotals>| row.iter().any(|(_, totals)| totals.of(State::Overdue) > 0);
        self.rows.iter().filter(late).count() as u64
    }

    /// The counts of all units, by plan; only plans that have any.
    pub(crate) fn columns(&self) -> Vec<QuarterTotals> {
        let filled = self.columns.iter().copied().enumerate();
        filled.filter(|(_, totals)| *totals != Totals::default()).collect()
    }

    pub(crate) fn totals(&self) -> Totals {
        self.columns.iter().fold(Totals::default(), |mut sum, totals| {
            sum.add_all(totals);
            sum
        })
    }

    /// What a plan is called among these: its number, with its folder where another has the same.
    pub(crate) fn called(&self, plan: usize) -> String {
        let PlanColumn { number, folder, .. } = &self.plans[plan];
        if self.numbers.get(number).is_some_and(|alike| *alike > 1) {
            format!("{number} ({folder})")
        } else {
            number.clone()
        }
    }
}
