//! Records: what a unit's file says about its obligations.

use std::ops::Range;

use chrono::NaiveDate;

use super::id::OccurrenceIx;

/// The keys of a record.
pub const RECORD_KEYS: &[&str] =
    &["started", "done", "evidence", "note", "reason", "committed", "extended", "waived", "accepted"];

/// Where something stands in its file, in bytes. Files of records are at most 1 MiB, so that u32 suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of these bytes.
    pub fn new(range: Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).expect("files are refused long before 4 GiB");
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// `extended = { to, by, on }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The new last day, as it stands.
    pub to: NaiveDate,
    /// The document that grants it.
    pub by: Span,
    /// When it was granted.
    pub on: NaiveDate,
}

/// `waived = { by, on }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The document that waives the obligation.
    pub by: Span,
    /// When it was waived.
    pub on: NaiveDate,
}

/// What a unit wrote down about one obligation. Texts are spans of TOML values in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Record {
    /// The key that begins it in the file.
    pub place: Span,
    /// When work began.
    pub started: Option<NaiveDate>,
    /// When it was done, as the unit claims.
    pub done: Option<NaiveDate>,
    /// When the completion was accepted.
    pub accepted: Option<NaiveDate>,
    /// The new date that the unit promises.
    pub committed: Option<NaiveDate>,
    /// A later last day, granted.
    pub extended: Option<Extension>,
    /// Taken off the unit.
    pub waived: Option<Waiver>,
    /// The evidence: a string, or a list of them.
    pub evidence: Option<Span>,
    /// A remark.
    pub note: Option<Span>,
    /// Why it is late.
    pub reason: Option<Span>,
}

impl Record {
    /// Whether it says anything: a table that stands ready to be filled in does not.
    pub fn says_something(&self) -> bool {
        *self != Self { place: self.place, ..Self::default() }
    }
}

/// The records of one unit, by occurrence. Made to be used again for the next unit.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// For each occurrence of the plan, one more than its record's place in `list`; 0 for none.
    places: Vec<u32>,
    list: Vec<(OccurrenceIx, Record)>,
}

impl Records {
    /// No records, for a plan with this many occurrences.
    pub fn new(occurrences: usize) -> Self {
        Self { places: vec![0; occurrences], list: Vec::new() }
    }

    /// Forgets every record.
    pub fn clear(&mut self) {
        for (occurrence, _) in self.list.drain(..) {
            self.places[occurrence.index()] = 0;
        }
    }

    /// The record of an occurrence.
    pub fn get(&self, occurrence: OccurrenceIx) -> Option<&Record> {
        let place = self.places[occurrence.index()].checked_sub(1)?;
        Some(&self.list[place as usize].1)
    }

    /// The record of an occurrence to write into, made at `place` if there was none.
    pub fn entry(&mut self, occurrence: OccurrenceIx, place: impl FnOnce() -> Span) -> &mut Record {
        let slot = &mut self.places[occurrence.index()];
        if *slot == 0 {
            self.list.push((occurrence, Record { place: place(), ..Record::default() }));
            *slot = u32::try_from(self.list.len()).expect("a file of at most 1 MiB has fewer records than u32 counts");
        }
        &mut self.list[*slot as usize - 1].1
    }

    /// Every record, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (OccurrenceIx, &Record)> {
        self.list.iter().map(|(occurrence, record)| (*occurrence, record))
    }
}
