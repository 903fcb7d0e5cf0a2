//! What the first screen answers: which units are late and with what, and what falls due next.

use chrono::NaiveDate;

use super::named::Named;
use crate::judge::{Obligation, State};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::{Field, Raw};

/// So many overdue obligations of a unit are kept at the most.
const KEPT_OF_UNIT: usize = 24;
/// So many days and tasks that come next are kept.
const KEPT_NEXT: usize = 24;
/// So many units of a day and task are kept by name.
const KEPT_NAMES: usize = 2;

/// An overdue obligation, and the day that was promised for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LateItem {
    pub(crate) named: Named,
    pub(crate) promised: Option<NaiveDate>,
}

impl LateItem {
    pub(crate) fn of(obligation: &Obligation<'_>) -> Self {
        let committed = obligation.record.and_then(|record| record.get(Field::Committed));
        let promised = committed.and_then(|raw| if let Raw::Day(day) = raw { Some(day) } else { None });
        Self { named: Named::from(obligation), promised }
    }

    fn days(&self) -> i64 {
        self.named.standing.days_late.unwrap_or_default()
    }
}

/// A unit that has anything overdue: how much, and the worst of it, the oldest first.
#[derive(Clone, Debug)]
pub(crate) struct LateUnit {
    pub(crate) unit: UnitIx,
    pub(crate) count: u64,
    pub(crate) worst: Vec<LateItem>,
}

impl LateUnit {
    /// Units are ordered by the oldest, then by how much is overdue; among equals the plan's order.
    fn badness(&self) -> (i64, u64) {
        (self.worst.first().map_or(0, LateItem::days), self.count)
    }
}

/// What falls due on a day of one task: with how many units, and with whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FallingDue {
    pub(crate) due: NaiveDate,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) days_left: i64,
    pub(crate) count: u64,
    /// The first units, as far as there are so many.
    first: [UnitIx; KEPT_NAMES],
}

impl FallingDue {
    /// The first of the units, few enough to be named.
    pub(crate) fn first(&self) -> &[UnitIx] {
        &self.first[..usize::try_from(self.count).map_or(KEPT_NAMES, |count| count.min(KEPT_NAMES))]
    }

    /// Adds those of units that come after these.
    fn merge(&mut self, later: &Self) {
        let known = self.first().len();
        self.first[known..].iter_mut().zip(later.first()).for_each(|(mine, theirs)| *mine = *theirs);
        self.count += later.count;
    }
}

/// The worst units and the nearest days of some obligations that are counted unit by unit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// So many units are kept at the most.
    limit: usize,
    /// How many units have anything overdue.
    pub(crate) late_units: u64,
    pub(crate) late: Vec<LateUnit>,
    current: Option<LateUnit>,
    /// In the order of days, then of the plan.
    pub(crate) next: Vec<FallingDue>,
}

impl Answer {
    /// One that keeps so many units.
    pub(crate) fn keeping(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// Takes in an obligation of the unit that is being counted.
    pub(crate) fn add(&mut self, obligation: &Obligation<'_>) {
        if self.limit == 0 {
            return;
        }
        let Obligation { unit, standing, .. } = *obligation;
        if standing.state == State::Overdue {
            let item = LateItem::of(obligation);
            let late = self.current.get_or_insert_with(|| LateUnit { unit, count: 0, worst: Vec::new() });
            late.count += 1;
            let at = late.worst.partition_point(|other| other.days() >= item.days());
            late.worst.insert(at, item);
            late.worst.truncate(KEPT_OF_UNIT);
        } else if let (Some(days_left), Some(due)) = (standing.days_left, standing.due) {
            let occurrence = obligation.occurrence;
            if !self.is_too_far(due, occurrence) {
                self.place(&FallingDue { due, occurrence, days_left, count: 1, first: [unit; KEPT_NAMES] });
            }
        }
    }

    /// Whether so many come before it that it is not kept. What is kept of parts is then right for the whole: it has no
    /// more before it in a part than in all.
    fn is_too_far(&self, due: NaiveDate, occurrence: OccurrenceIx) -> bool {
        self.next.len() == KEPT_NEXT
            && self.next.last().is_some_and(|last| (last.due, last.occurrence) < (due, occurrence))
    }

    fn place(&mut self, one: &FallingDue) {
        let key = |it: &FallingDue| (it.due, it.occurrence);
        match self.next.binary_search_by_key(&key(one), key) {
            Ok(at) => self.next[at].merge(one),
            Err(KEPT_NEXT) => {}
            Err(at) => {
                self.next.truncate(KEPT_NEXT - 1);
                self.next.insert(at, *one);
            }
        }
    }

    /// Ends the unit that is being counted.
    pub(crate) fn finish_unit(&mut self) {
        if let Some(late) = self.current.take() {
            self.late_units += 1;
            self.place_unit(late);
        }
    }

    fn place_unit(&mut self, late: LateUnit) {
        let at = self.late.partition_point(|other| other.badness() >= late.badness());
        if at < self.limit {
            self.late.insert(at, late);
            self.late.truncate(self.limit);
        }
    }

    /// Takes in what was found of units that come after these.
    pub(crate) fn append(&mut self, later: Self) {
        self.late_units += later.late_units;
        later.late.into_iter().for_each(|late| self.place_unit(late));
        later.next.iter().for_each(|one| self.place(one));
    }
}
