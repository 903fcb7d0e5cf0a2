//! Records: what a unit's file says about its obligations.

use std::ops::Range;

use chrono::NaiveDate;

use super::id::OccurrenceIx;

/// Where something stands in its file, in bytes. Files of records are at most 1 MiB, so that u32 suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub(crate) start: u32,
    /// The byte after the last.
    pub(crate) end: u32,
}

impl Span {
    /// The span of these bytes.
    pub(crate) fn new(range: Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).expect("files are refused long before 4 GiB");
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A field of a record, in the order in which files have them. Everything that goes through what a record says goes by
/// these lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub enum Field {
    Started,
    Done,
    Evidence,
    Note,
    Reason,
    Committed,
    Extended,
    Waived,
    Accepted,
    Progress,
}

impl Field {
    const COUNT: usize = 10;

    /// Every field, in the order in which new ones are written.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Started,
        Self::Done,
        Self::Evidence,
        Self::Note,
        Self::Reason,
        Self::Committed,
        Self::Extended,
        Self::Waived,
        Self::Accepted,
        Self::Progress,
    ];

    /// Every field, as people are shown a record.
    pub(crate) const SHOWN: [Self; Self::COUNT] = [
        Self::Started,
        Self::Progress,
        Self::Done,
        Self::Accepted,
        Self::Evidence,
        Self::Reason,
        Self::Committed,
        Self::Extended,
        Self::Waived,
        Self::Note,
    ];

    /// Every field, as programs are given a whole record.
    pub(crate) const WHOLE: [Self; Self::COUNT] = [
        Self::Started,
        Self::Done,
        Self::Accepted,
        Self::Committed,
        Self::Extended,
        Self::Waived,
        Self::Evidence,
        Self::Reason,
        Self::Note,
        Self::Progress,
    ];

    /// The fields that programs are given with each obligation of a list.
    pub(crate) const LISTED: [Self; 6] =
        [Self::Started, Self::Done, Self::Evidence, Self::Note, Self::Reason, Self::Committed];

    /// The names of all fields, in their order.
    pub(crate) const NAMES: [&'static str; Self::COUNT] = {
        let mut names = [""; Self::COUNT];
        let mut at = 0;
        while at < Self::COUNT {
            names[at] = Self::ALL[at].as_str();
            at += 1;
        }
        names
    };

    /// As files and machine formats write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Evidence => "evidence",
            Self::Note => "note",
            Self::Reason => "reason",
            Self::Committed => "committed",
            Self::Extended => "extended",
            Self::Waived => "waived",
            Self::Accepted => "accepted",
            Self::Progress => "progress",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }

    /// Whether it holds a day and nothing else.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Started | Self::Done | Self::Committed | Self::Accepted)
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::Evidence | Self::Progress)
    }
}

/// `extended = { to, by, on }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The new last day, as it stands.
    pub to: NaiveDate,
    /// The document that grants it.
    pub by: Span,
    pub on: NaiveDate,
}

/// `waived = { by, on }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The document that waives the obligation.
    pub by: Span,
    pub on: NaiveDate,
}

/// What a unit wrote down about one obligation. Texts are spans of TOML values in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Record {
    /// The key that begins it in the file.
    pub place: Span,
    pub started: Option<NaiveDate>,
    /// When it was done, as the unit claims.
    pub done: Option<NaiveDate>,
    pub accepted: Option<NaiveDate>,
    /// The new date that the unit promises.
    pub committed: Option<NaiveDate>,
    /// A later last day, granted.
    pub extended: Option<Extension>,
    pub waived: Option<Waiver>,
    /// The evidence: a string, or a list of strings and files.
    pub evidence: Option<Span>,
    pub note: Option<Span>,
    pub reason: Option<Span>,
    /// How much had been reached, day by day: a list.
    pub progress: Option<Span>,
}

/// What a field of a record holds; texts are spans.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Raw {
    Day(NaiveDate),
    Text(Span),
    Evidence(Span),
    Progress(Span),
    Extended(Extension),
    Waived(Waiver),
}

/// Where a record keeps a field.
#[derive(Debug)]
pub(crate) enum Slot<'r> {
    Day(&'r mut Option<NaiveDate>),
    Text(&'r mut Option<Span>),
    Evidence(&'r mut Option<Span>),
    Progress(&'r mut Option<Span>),
    Extended(&'r mut Option<Extension>),
    Waived(&'r mut Option<Waiver>),
}

impl Record {
    pub(crate) fn get(&self, field: Field) -> Option<Raw> {
        match field {
            Field::Started => self.started.map(Raw::Day),
            Field::Done => self.done.map(Raw::Day),
            Field::Evidence => self.evidence.map(Raw::Evidence),
            Field::Note => self.note.map(Raw::Text),
            Field::Reason => self.reason.map(Raw::Text),
            Field::Committed => self.committed.map(Raw::Day),
            Field::Extended => self.extended.map(Raw::Extended),
            Field::Waived => self.waived.map(Raw::Waived),
            Field::Accepted => self.accepted.map(Raw::Day),
            Field::Progress => self.progress.map(Raw::Progress),
        }
    }

    /// Where a field is to be written.
    #[inline]
    pub(crate) fn slot(&mut self, field: Field) -> Slot<'_> {
        match field {
            Field::Started => Slot::Day(&mut self.started),
            Field::Done => Slot::Day(&mut self.done),
            Field::Evidence => Slot::Evidence(&mut self.evidence),
            Field::Note => Slot::Text(&mut self.note),
            Field::Reason => Slot::Text(&mut self.reason),
            Field::Committed => Slot::Day(&mut self.committed),
            Field::Extended => Slot::Extended(&mut self.extended),
            Field::Waived => Slot::Waived(&mut self.waived),
            Field::Accepted => Slot::Day(&mut self.accepted),
            Field::Progress => Slot::Progress(&mut self.progress),
        }
    }

    /// Whether it has anything by which an obligation is judged.
    #[inline]
    pub(crate) fn has_facts(&self) -> bool {
        let Self { started, done, accepted, committed, extended, waived, .. } = self;
        let days = started.is_some() | done.is_some() | accepted.is_some() | committed.is_some();
        days | extended.is_some() | waived.is_some()
    }

    /// Whether it says what somebody else granted or accepted.
    pub(crate) fn is_granted(&self) -> bool {
        self.extended.is_some() || self.waived.is_some() || self.accepted.is_some()
    }

    /// Whether it says anything: a table that stands ready to be filled in does not.
    pub(crate) fn says_something(&self) -> bool {
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

    pub fn clear(&mut self) {
        for (occurrence, _) in self.list.drain(..) {
            self.places[occurrence.index()] = 0;
        }
    }

    pub fn get(&self, occurrence: OccurrenceIx) -> Option<&Record> {
        let place = self.places[occurrence.index()].checked_sub(1)?;
        Some(&self.list[place as usize].1)
    }

    /// The record of an occurrence to write into, made at `place` if there was none.
    pub(crate) fn entry(&mut self, occurrence: OccurrenceIx, place: impl FnOnce() -> Span) -> &mut Record {
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
