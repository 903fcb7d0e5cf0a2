//! What units recorded that decides what others owe: a unit that has gone, and one with which a joint duty may stand.

use std::collections::HashMap;

use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::{Record, Records};

/// Records of units on which it hangs what others owe. They are read before anything is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeds {
    records: HashMap<(UnitIx, OccurrenceIx), Record>,
}

impl Deeds {
    pub(crate) fn add(&mut self, plan: &Plan, unit: UnitIx, records: &Records) {
        let own = records.iter().filter(|(occurrence, _)| plan.course(*occurrence).is_some());
        self.records.extend(own.map(|(occurrence, record)| ((unit, occurrence), *record)));
    }

    pub(super) fn get(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Option<&Record> {
        self.records.get(&(unit, occurrence))
    }
}
