//! What units recorded that decides what others owe: a unit that has gone, and one with which a joint duty may stand.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::{Extension, Record, Records, Span, Waiver};
use crate::model::target::Progress;
use crate::read::literal;

/// Records of units on which it hangs what others owe. They are read before anything is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeds {
    /// Those of each unit in the order of occurrences.
    days: HashMap<UnitIx, Vec<Deed>>,
    progress: HashMap<(UnitIx, OccurrenceIx), Vec<Progress>>,
    /// Units whose file could not be read.
    unread: HashSet<UnitIx>,
}

/// The days of a record: of all that it says they alone decide how an obligation stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Deed {
    occurrence: OccurrenceIx,
    started: Option<NaiveDate>,
    done: Option<NaiveDate>,
    accepted: Option<NaiveDate>,
    committed: Option<NaiveDate>,
    /// Until which day it was extended, and on which day.
    extended: Option<(NaiveDate, NaiveDate)>,
    waived: Option<NaiveDate>,
}

impl Deed {
    fn of(occurrence: OccurrenceIx, record: &Record) -> Self {
        let Record { started, done, accepted, committed, extended, waived, .. } = *record;
        let extended = extended.map(|extension| (extension.to, extension.on));
        Self { occurrence, started, done, accepted, committed, extended, waived: waived.map(|waiver| waiver.on) }
    }

    /// The record without its texts.
    fn record(self) -> Record {
        let Self { started, done, accepted, committed, .. } = self;
        let by = Span::default();
        let extended = self.extended.map(|(to, on)| Extension { to, by, on });
        let waived = self.waived.map(|on| Waiver { by, on });
        Record { started, done, accepted, committed, extended, waived, ..Record::default() }
    }
}

impl Deeds {
    /// Keeps what a unit recorded in the file with this text.
    pub(crate) fn add(&mut self, plan: &Plan, unit: UnitIx, text: &str, records: &Records) {
        let deciding = || records.iter().filter(|(occurrence, _)| plan.course(*occurrence).is_some());
        let dated = deciding().filter(|(_, record)| record.has_facts());
        let mut days: Vec<Deed> = dated.map(|(occurrence, record)| Deed::of(occurrence, record)).collect();
        days.sort_unstable_by_key(|deed| deed.occurrence);
        days.shrink_to_fit();
        self.days.insert(unit, days);
        for (occurrence, record) in deciding() {
            if let Some(span) = record.progress {
                self.progress.insert((unit, occurrence), literal::progress(&text[span.range()]));
            }
        }
    }

    /// Notes that nothing is known of what a unit recorded.
    pub(crate) fn add_unread(&mut self, unit: UnitIx) {
        self.unread.insert(unit);
    }

    /// What a unit recorded for an occurrence, without the texts; nothing where it recorded no day.
    pub(super) fn get(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Option<Record> {
        let days = self.days.get(&unit)?;
        let at = days.binary_search_by_key(&occurrence, |deed| deed.occurrence).ok()?;
        Some(days[at].record())
    }

    pub(super) fn knows(&self, unit: UnitIx) -> bool {
        !self.unread.contains(&unit)
    }

    /// How much of its target a unit had reached by a day.
    pub(super) fn progress(&self, unit: UnitIx, occurrence: OccurrenceIx, as_of: NaiveDate) -> Option<Progress> {
        Progress::last(self.progress.get(&(unit, occurrence))?.iter().copied(), as_of)
    }
}
