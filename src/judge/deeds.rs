//! What units recorded that decides what others owe: a unit that has gone, and one with which a joint duty may stand.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::{Record, Records};
use crate::model::target::Progress;
use crate::read::literal;

/// Records of units on which it hangs what others owe. They are read before anything is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeds {
    records: HashMap<(UnitIx, OccurrenceIx), Record>,
    progress: HashMap<(UnitIx, OccurrenceIx), Vec<Progress>>,
    /// Units whose file could not be read.
    unread: HashSet<UnitIx>,
}

impl Deeds {
    /// Keeps what a unit recorded in the file with this text.
    pub(crate) fn add(&mut self, plan: &Plan, unit: UnitIx, text: &str, records: &Records) {
        for (occurrence, record) in records.iter().filter(|(occurrence, _)| plan.course(*occurrence).is_some()) {
            self.records.insert((unit, occurrence), *record);
            if let Some(span) = record.progress {
                self.progress.insert((unit, occurrence), literal::progress(&text[span.range()]));
            }
        }
    }

    /// Notes that nothing is known of what a unit recorded.
    pub(crate) fn add_unread(&mut self, unit: UnitIx) {
        self.unread.insert(unit);
    }

    pub(super) fn get(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Option<&Record> {
        self.records.get(&(unit, occurrence))
    }

    pub(super) fn knows(&self, unit: UnitIx) -> bool {
        !self.unread.contains(&unit)
    }

    /// How much of its target a unit had reached by a day.
    pub(super) fn progress(&self, unit: UnitIx, occurrence: OccurrenceIx, as_of: NaiveDate) -> Option<Progress> {
        Progress::last(self.progress.get(&(unit, occurrence))?.iter().copied(), as_of)
    }
}
