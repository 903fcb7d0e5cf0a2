//! Changes that are told under one heading.

use crate::page::CellValue;
use crate::review::plan_change::PlanChange;

/// The changes of one unit, or those of what several units owe.
pub(super) struct ChangeGroup {
    pub(super) heading: String,
    /// An entry for each obligation: what is owed or by whom, how it stood where that is other than how it stands, how it
    /// stands, what of its record is other, and the codes of its marks.
    pub(super) entries: Vec<[CellValue; 5]>,
}

pub(super) fn count(changes: &[ChangeGroup]) -> usize {
    changes.iter().map(|changes| changes.entries.len()).sum()
}

/// Leaves so many entries at most, the first ones; how many went.
pub(super) fn cut_groups(changes: &mut Vec<ChangeGroup>, most: usize) -> usize {
    let (all, mut room) = (count(changes), most);
    changes.retain_mut(|group| {
        group.entries.truncate(room);
        room -= group.entries.len();
        !group.entries.is_empty()
    });
    all - count(changes)
}

/// The changes of a plan without the one that only says that something changed, where others say what.
pub(super) fn named_changes(all: &[PlanChange]) -> Vec<&PlanChange> {
    let named: Vec<&PlanChange> = all.iter().filter(|change| **change != PlanChange::Otherwise).collect();
    if named.is_empty() { all.iter().collect() } else { named }
}
