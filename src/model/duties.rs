//! Sets of units, and which unit leads which task.

use super::id::{TaskIx, UnitIx};

const WORD: usize = u64::BITS as usize;

/// A set of units of one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSet {
    words: Vec<u64>,
}

impl UnitSet {
    /// The empty set of a plan with `units` units.
    pub(crate) fn new(units: usize) -> Self {
        Self { words: vec![0; units.div_ceil(WORD)] }
    }

    pub(crate) fn insert(&mut self, unit: UnitIx) {
        self.words[unit.index() / WORD] |= 1 << (unit.index() % WORD);
    }

    /// Adds every unit of `other`.
    pub(crate) fn insert_all(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// Keeps only what is in `other` too.
    pub(crate) fn keep_only(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// Takes every unit of `other` away.
    pub(crate) fn remove_all(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
    }

    pub(crate) fn contains(&self, unit: UnitIx) -> bool {
        self.words[unit.index() / WORD] & (1 << (unit.index() % WORD)) != 0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The units in the plan's order.
    pub fn iter(&self) -> impl Iterator<Item = UnitIx> {
        bits(&self.words).map(UnitIx::new)
    }
}

/// Which unit leads which task: one bit for each pair.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    words_per_unit: usize,
    words: Vec<u64>,
}

impl Duties {
    /// No duties, for a plan of this size.
    pub(crate) fn new(units: usize, tasks: usize) -> Self {
        let words_per_unit = tasks.div_ceil(WORD);
        Self { words_per_unit, words: vec![0; words_per_unit * units] }
    }

    /// Lays `task` on `unit`.
    pub(crate) fn lay(&mut self, unit: UnitIx, task: TaskIx) {
        self.words[unit.index() * self.words_per_unit + task.index() / WORD] |= 1 << (task.index() % WORD);
    }

    /// Whether `unit` leads `task`.
    pub(crate) fn leads(&self, unit: UnitIx, task: TaskIx) -> bool {
        self.of(unit)[task.index() / WORD] & (1 << (task.index() % WORD)) != 0
    }

    /// The tasks that `unit` leads, in the plan's order.
    pub(crate) fn tasks_of(&self, unit: UnitIx) -> impl Iterator<Item = TaskIx> {
        bits(self.of(unit)).map(TaskIx::new)
    }

    /// The first task after `task` that `unit` leads.
    pub(crate) fn next_after(&self, unit: UnitIx, task: TaskIx) -> Option<TaskIx> {
        let words = self.of(unit);
        let from = task.index() + 1;
        let first = words.get(from / WORD)? & (u64::MAX << (from % WORD));
        let later = words[from / WORD..].iter().enumerate().map(|(at, word)| (at, if at == 0 { first } else { *word }));
        let (at, word) = later.into_iter().find(|(_, word)| *word != 0)?;
        Some(TaskIx::new((from / WORD + at) * WORD + word.trailing_zeros() as usize))
    }

    fn of(&self, unit: UnitIx) -> &[u64] {
        &self.words[unit.index() * self.words_per_unit..][..self.words_per_unit]
    }
}

/// The positions of the set bits, ascending.
fn bits(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            (left != 0).then(|| {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                at * WORD + bit
            })
        })
    })
}
