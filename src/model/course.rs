//! How who owes a task, and by when, changes over time: amendments, units that come and go, one duty of several units.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::deadline::LastDay;
use super::duties::UnitSet;
use super::id::{OccurrenceIx, UnitIx};
use super::period::{Period, Quarter};

/// The units that lead a task, in the order of `lead`, groups expanded, each once.
#[derive(Clone, Debug)]
pub(crate) struct Lead {
    pub(crate) order: Vec<UnitIx>,
    /// Each with its place in the order, by unit.
    places: Vec<(UnitIx, u32)>,
    members: UnitSet,
}

impl Lead {
    /// Those of a plan with `units` units.
    pub(crate) fn new(order: Vec<UnitIx>, units: usize) -> Self {
        let mut places: Vec<(UnitIx, u32)> = order.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut members = UnitSet::new(units);
        for unit in &order {
            members.insert(*unit);
        }
        Self { order, places, members }
    }

    /// Where a unit stands among those that lead.
    pub(crate) fn place(&self, unit: UnitIx) -> Option<u32> {
        let at = self.places.binary_search_by_key(&unit, |(unit, _)| *unit).ok()?;
        Some(self.places[at].1)
    }

    pub(crate) fn members(&self) -> &UnitSet {
        &self.members
    }

    pub(crate) fn has(&self, unit: UnitIx) -> bool {
        self.members.contains(unit)
    }
}

/// The last day of an occurrence, before any extension, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) nominal: LastDay,
    /// After a day off has moved it.
    pub(crate) due: Option<NaiveDate>,
    pub(crate) quarter: Option<Quarter>,
    /// The quarter's place among those of the plan; the place after the last for no quarter.
    pub(crate) quarter_slot: usize,
}

/// The last day of an occurrence from a day on.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    pub(crate) on: NaiveDate,
    pub(crate) term: Term,
    /// The last days of leads for which the event has a date of their own, by unit.
    pub(crate) own: Arc<[(UnitIx, Term)]>,
}

impl Ruling {
    /// The last day for a lead, where it has one of its own.
    pub(crate) fn own_term(&self, lead: UnitIx) -> Option<Term> {
        let at = self.own.binary_search_by_key(&lead, |(unit, _)| *unit).ok()?;
        Some(self.own[at].1)
    }

    /// The last days of all leads.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.term).chain(self.own.iter().map(|(_, term)| term))
    }
}

/// How who owes a task, and by when, changes over time. Tasks whose leads always owe it, each for itself, have none.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// Its occurrences among those of the plan.
    pub(crate) occurrences: Range<usize>,
    /// Who leads, from which day on; the first from the beginning.
    pub(crate) leads: Vec<(NaiveDate, Arc<Lead>)>,
    /// Whether its leads owe it together, once.
    pub(crate) joint: bool,
    pub(crate) added: Option<NaiveDate>,
    pub(crate) cancelled: Option<NaiveDate>,
    /// For each occurrence its last days by the days from which on they count; none where it is always the same.
    pub(crate) revisions: Vec<Vec<Ruling>>,
}

/// What counts of a course from a day on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CourseStep<'c> {
    pub(crate) on: NaiveDate,
    /// Who leads from then on, if others do.
    pub(crate) lead: Option<&'c Lead>,
    /// Which revision of the last day counts from then on, if another does.
    pub(crate) revision: Option<usize>,
}

impl Course {
    /// Whether nobody but its leads, each always for itself, ever owes it: only its last days change, or it is added or
    /// cancelled.
    pub(crate) fn is_settled(&self) -> bool {
        !self.joint && self.leads.len() == 1
    }

    /// Whether the last day of an occurrence never changes.
    pub(crate) fn is_steady(&self, occurrence: OccurrenceIx) -> bool {
        self.revisions(occurrence).len() <= 1
    }

    pub(crate) fn first_lead(&self) -> &Lead {
        &self.leads[0].1
    }

    pub(crate) fn revisions(&self, occurrence: OccurrenceIx) -> &[Ruling] {
        &self.revisions[occurrence.index() - self.occurrences.start]
    }

    /// What changes for an occurrence after the beginning, by day.
    pub(crate) fn steps(&self, at: OccurrenceIx, period: Option<Period>) -> Vec<CourseStep<'_>> {
        let leads = self.leads.iter().skip(1).filter(|(on, _)| touches(*on, period));
        let mut steps: Vec<CourseStep<'_>> =
            leads.map(|(on, lead)| CourseStep { on: *on, lead: Some(&**lead), revision: None }).collect();
        for (revision, it) in self.revisions(at).iter().enumerate().skip(1) {
            match steps.binary_search_by_key(&it.on, |step| step.on) {
                Ok(found) => steps[found].revision = Some(revision),
                Err(place) => steps.insert(place, CourseStep { on: it.on, lead: None, revision: Some(revision) }),
            }
        }
        steps
    }

    /// The day from which on an occurrence is cancelled.
    pub(crate) fn cancelled(&self, period: Option<Period>) -> Option<NaiveDate> {
        self.cancelled.filter(|on| touches(*on, period))
    }

    /// Whether an occurrence is there as of a day.
    pub(crate) fn is_there(&self, period: Option<Period>, day: NaiveDate) -> bool {
        self.added.is_none_or(|on| on <= day && touches(on, period))
    }
}

/// Whether a change of a day touches an occurrence: of a recurring task only periods that end on that day or later.
pub(crate) fn touches(on: NaiveDate, period: Option<Period>) -> bool {
    period.is_none_or(|period| on <= period.last())
}
