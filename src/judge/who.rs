//! Who owes an occurrence as of a day, and by when: amendments replayed in their order, duties handed from units that
//! have gone to their successors, and joint duties with the one unit with which they stand.

use chrono::NaiveDate;

use super::deeds::Deeds;
use crate::model::course::{Course, CourseStep, Lead, Term};
use crate::model::deadline::LastDay;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::{Period, day_before};
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::tenure::Passing;

/// How a unit holds an occurrence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owing {
    pub(super) term: Term,
    /// The unit that leads, and the revision of the last day that counts; nothing where that is so for all leads alike.
    pub(super) held: Option<(UnitIx, usize)>,
    /// Whether an amendment gives another nominal last day than the plan gave at first.
    pub(super) amended: bool,
    /// Extensions that were granted before this day count no more.
    pub(super) extended_since: Option<NaiveDate>,
    /// The day from which on it is cancelled for the unit, unless it had been done by then.
    pub(super) cancelled: Option<NaiveDate>,
}

impl Owing {
    /// As the plan has it, for all leads alike.
    pub(super) fn unchanged(term: Term) -> Self {
        Self { term, held: None, amended: false, extended_since: None, cancelled: None }
    }
}

/// What became of an obligation by the plan, up to the day that is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chronicle {
    /// The last day at first.
    pub(crate) first: Term,
    /// The days from which on amendments gave another one, in their order.
    pub(crate) later: Vec<(NaiveDate, Term)>,
    /// The day from which on it was there, where it was added.
    pub(crate) added: Option<NaiveDate>,
    /// The day from which on it is cancelled, for all or for this unit.
    pub(crate) cancelled: Option<NaiveDate>,
    /// Extensions that were granted before this day count no more.
    pub(crate) extended_since: Option<NaiveDate>,
    /// The unit whose last day it is: this one, or the one that it succeeds.
    pub(crate) lead: UnitIx,
}

/// A duty as it stands with a unit.
#[derive(Clone, Copy, Debug)]
struct HeldDuty {
    unit: UnitIx,
    /// The unit that leads, by whose last day it goes.
    lead: UnitIx,
    revision: usize,
    /// The day of the amendment by which the lead is none any more.
    ended: Option<NaiveDate>,
}

/// By whose last day a unit holds what `lead` named: its own if it is named itself.
fn by(named: &Lead, unit: UnitIx, lead: UnitIx) -> UnitIx {
    if named.has(unit) { unit } else { lead }
}

/// One occurrence as of a day. `own` is a unit whose record is at hand; those of others are among the deeds.
pub(super) struct Question<'a> {
    plan: &'a Plan,
    deeds: &'a Deeds,
    day: NaiveDate,
    at: OccurrenceIx,
    period: Option<Period>,
    course: &'a Course,
    own: (UnitIx, Option<&'a Record>),
    steps: Vec<CourseStep<'a>>,
}

impl<'a> Question<'a> {
    pub(super) fn new(
        (plan, deeds): (&'a Plan, &'a Deeds),
        day: NaiveDate,
        at: OccurrenceIx,
        course: &'a Course,
        own: (UnitIx, Option<&'a Record>),
    ) -> Self {
        let period = plan.occurrence(at).period;
        let mut steps = course.steps(at, period);
        steps.retain(|step| step.on <= day);
        Self { plan, deeds, day, at, period, course, own, steps }
    }

    /// How the unit whose record is at hand holds the occurrence; nothing where it does not owe it.
    pub(super) fn holding(&self) -> Option<Owing> {
        if !self.course.is_there(self.period, self.day) {
            return None;
        }
        let held =
            if self.course.joint { self.joint().filter(|held| held.unit == self.own.0) } else { self.several() }?;
        let first = self.nominal(held, 0);
        let cancelled = self.course.cancelled(self.period).filter(|on| *on <= self.day);
        Some(Owing {
            term: self.plan.term(self.at, held.revision, held.lead),
            held: Some((held.lead, held.revision)),
            amended: self.nominal(held, held.revision) != first,
            extended_since: self.extended_since(held.lead, held.revision),
            cancelled: [cancelled, held.ended].into_iter().flatten().min(),
        })
    }

    /// The units that owe a joint duty together, but for the one with which it stands.
    pub(super) fn others(&self) -> Vec<UnitIx> {
        let lead = self.steps.iter().rev().find_map(|step| step.lead).unwrap_or(self.course.first_lead());
        let revision = self.steps.iter().rev().find_map(|step| step.revision).unwrap_or_default();
        let mut found = Vec::new();
        for named in &lead.order {
            // What the unit holds itself goes no further, though it may have gone.
            let held = HeldDuty { unit: self.own.0, lead: *named, revision, ended: None };
            for unit in self.holders(*named, revision, self.day, &[held]) {
                if unit != self.own.0 && !found.contains(&unit) {
                    found.push(unit);
                }
            }
        }
        found
    }

    fn record(&self, unit: UnitIx) -> Option<Record> {
        if unit == self.own.0 { self.own.1.copied() } else { self.deeds.get(unit, self.at) }
    }

    fn has_done(&self, unit: UnitIx, by: NaiveDate) -> bool {
        self.record(unit).and_then(|record| record.done).is_some_and(|done| done <= by)
    }

    fn nominal(&self, held: HeldDuty, revision: usize) -> Option<NaiveDate> {
        self.plan.term(self.at, revision, held.lead).nominal.day()
    }

    /// The day of the last amendment, up to a revision, that changed the nominal last day.
    fn extended_since(&self, lead: UnitIx, revision: usize) -> Option<NaiveDate> {
        let day = |revision| self.plan.term(self.at, revision, lead).nominal.day();
        let changed = (1..=revision).rev().find(|revision| day(*revision) != day(revision - 1))?;
        Some(self.course.revisions(self.at)[changed].on)
    }

    /// With whom a duty of `lead` stands by a revision of the last day, as of a day. What some of `fixed` hold goes no
    /// further.
    fn holders(&self, lead: UnitIx, revision: usize, as_of: NaiveDate, fixed: &[HeldDuty]) -> Vec<UnitIx> {
        let nominal = self.plan.term(self.at, revision, lead).nominal;
        // Standing work begins anew with whoever takes it over.
        let stays = nominal != LastDay::Never;
        let day = nominal.day().unwrap_or_else(|| self.plan.day_within(as_of));
        self.plan.holders(lead, day, |unit| {
            let until = self.plan.until(unit).unwrap_or(as_of).min(as_of);
            if fixed.iter().any(|held| held.unit == unit) {
                Passing::Ends
            } else if stays && self.has_done(unit, until) {
                Passing::Stays
            } else {
                Passing::On
            }
        })
    }

    /// What the unit owes of what each lead owes for itself: once, however often it comes to it.
    fn several(&self) -> Option<HeldDuty> {
        let unit = self.own.0;
        let predecessors = self.plan.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
        let mut held = Vec::new();
        for lead in [unit].iter().chain(predecessors) {
            self.duty(*lead, &mut held);
        }
        held.retain(|held| held.unit == unit);
        let now = self.steps.iter().rev().find_map(|step| step.lead).unwrap_or(self.course.first_lead());
        let place = |held: &HeldDuty| (held.lead != unit, now.place(held.lead).unwrap_or(u32::MAX), held.lead);
        let in_force = held.iter().filter(|held| held.ended.is_none()).min_by_key(|held| place(held));
        if let Some(held) = in_force {
            return Some(*held);
        }
        let ended = held.iter().filter_map(|held| held.ended).max();
        held.iter().min_by_key(|held| place(held)).map(|held| HeldDuty { ended, ..*held })
    }

    /// The duty of one lead, for itself: with whom it stands.
    fn duty(&self, lead: UnitIx, held: &mut Vec<HeldDuty>) {
        let mut leads = self.course.first_lead().has(lead);
        let (mut ended, mut revision, mut since) = (None, 0, NaiveDate::MIN);
        // All who lead as long as this one does.
        let mut named = self.course.first_lead();
        // What was overdue with a unit that had gone when an amendment was made, and stays with it.
        let mut fixed: Vec<HeldDuty> = Vec::new();
        for step in &self.steps {
            if leads && self.plan.tenure(lead).is_some() {
                let eve = day_before(step.on).unwrap_or(step.on);
                let holders = self.holders(lead, revision, eve, &fixed);
                let before = fixed.len();
                let count = holders.len();
                for unit in holders {
                    let one = HeldDuty { unit, lead: by(named, unit, lead), revision, ended: None };
                    if self.was_overdue(one, since, eve) {
                        fixed.push(one);
                    }
                }
                if count > 0 && fixed.len() == before + count {
                    held.append(&mut fixed);
                    return;
                }
            }
            if let Some(now) = step.lead {
                if now.has(lead) {
                    named = now;
                }
                match (leads, now.has(lead)) {
                    (true, false) => (leads, ended) = (false, Some(step.on)),
                    (false, true) => (leads, ended) = (true, None),
                    _ => {}
                }
            }
            revision = step.revision.unwrap_or(revision);
            since = step.on;
        }
        if leads || ended.is_some() {
            let holders = self.holders(lead, revision, self.day, &fixed);
            let one = |unit| HeldDuty { unit, lead: by(named, unit, lead), revision, ended };
            held.extend(holders.into_iter().map(one));
        }
        held.append(&mut fixed);
    }

    /// With which unit a joint duty stands.
    fn joint(&self) -> Option<HeldDuty> {
        let (mut lead, mut revision, mut since) = (self.course.first_lead(), 0, NaiveDate::MIN);
        // Where it stays: with the unit that had done it when others came to lead, or with one that had gone and with
        // which it was overdue when its last day was changed.
        let (mut done, mut overdue): (Option<HeldDuty>, Option<HeldDuty>) = (None, None);
        // Whether its last day stays what it was, too.
        let mut kept = false;
        for step in &self.steps {
            let eve = day_before(step.on).unwrap_or(step.on);
            let with = done.or(overdue).or_else(|| self.first(lead, revision, eve));
            if let Some(with) = with.filter(|_| done.is_none()) {
                if overdue.is_none() && self.was_overdue(with, since, eve) {
                    overdue = Some(with);
                }
                if step.lead.is_some() {
                    kept = overdue.take().is_some();
                    done = self.has_done(with.unit, step.on).then_some(with);
                }
            }
            lead = step.lead.unwrap_or(lead);
            revision = step.revision.unwrap_or(revision);
            since = step.on;
        }
        match (done, overdue) {
            (Some(held), _) if !kept => Some(HeldDuty { revision, ..held }),
            (Some(held), _) | (None, Some(held)) => Some(held),
            (None, None) => self.first(lead, revision, self.day),
        }
    }

    /// The first of those who would owe a joint duty.
    fn first(&self, lead: &Lead, revision: usize, as_of: NaiveDate) -> Option<HeldDuty> {
        lead.order.iter().find_map(|named| {
            let unit = *self.holders(*named, revision, as_of, &[]).first()?;
            Some(HeldDuty { unit, lead: by(lead, unit, *named), revision, ended: None })
        })
    }

    /// Whether it was overdue with a unit that had gone, at the end of a day on which it had gone or of its last one,
    /// between two days.
    fn was_overdue(&self, held: HeldDuty, first: NaiveDate, last: NaiveDate) -> bool {
        let Some(until) = self.plan.until(held.unit).filter(|until| *until <= last) else { return false };
        let term = self.plan.term(self.at, held.revision, held.lead);
        let (LastDay::On(_), Some(due)) = (term.nominal, term.due) else { return false };
        // Before it was added it was not there to be overdue.
        let first = first.max(until).max(self.course.added.unwrap_or(NaiveDate::MIN));
        if last < first {
            return false;
        }
        let record = self.record(held.unit);
        let since = self.extended_since(held.lead, held.revision);
        let extension = record.and_then(|record| record.extended);
        let extension = extension.filter(|extension| since.is_none_or(|since| since <= extension.on));
        let ends = [
            record.and_then(|record| record.done),
            record.and_then(|record| record.waived).map(|waiver| waiver.on),
            self.course.cancelled(self.period),
        ];
        let overdue_at_end_of = |day: NaiveDate| {
            let due = extension.filter(|extension| extension.on <= day).map_or(due, |extension| extension.to);
            due <= day && ends.iter().flatten().all(|end| day < *end)
        };
        // It begins to be overdue and goes on until something changes: the days before that, and the last, show it.
        let changes = ends.iter().flatten().copied().chain(extension.map(|extension| extension.on));
        let eves = changes.filter_map(day_before).filter(|day| (first..=last).contains(day));
        eves.chain([last]).any(overdue_at_end_of)
    }
}
