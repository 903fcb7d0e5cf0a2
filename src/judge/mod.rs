//! Judging: how an obligation stands as of a day. Nothing of this is ever stored.
//!
//! The rules are those of the file format, section 4: facts dated after the day do not count, and the first line of
//! its table that holds decides.

mod below;
mod chronicle;
mod deeds;
mod handing;
mod levels;
#[cfg(test)]
mod short_ways;
mod standing;
mod who;

use std::sync::Arc;

use chrono::NaiveDate;

use self::below::LazyBelow;
pub use self::below::{DoneBelow, WorkBelow};
pub(crate) use self::below::{GatherBelow, LevelGap, OpenBelow, meets, parts_of};
pub use self::deeds::Deeds;
pub use self::standing::{Flag, Flags, Standing, State};
pub(crate) use self::who::Chronicle;
use self::who::{Owing, Question};
use crate::model::course::{Course, Term, touches};
use crate::model::deadline::LastDay;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Record, Records};
use crate::model::target::Progress;
use crate::read::literal;

/// Judges by a plan as of a day. Facts dated after the day do not count; work due on the day itself can still be done,
/// unless the day is judged at its end.
#[derive(Debug)]
pub struct Judge {
    /// The plan as it was read, and as it stands as of the day.
    read: Arc<Plan>,
    plan: Arc<Plan>,
    /// What others recorded, where it decides what a unit owes.
    deeds: Arc<Deeds>,
    /// What is done below, where the plans that carry this one out are known.
    below: Option<LazyBelow>,
    as_of: NaiveDate,
    end_of_day: bool,
    /// For each occurrence.
    outlooks: Vec<Outlook>,
}

/// What of an occurrence is the same for every unit that was always there, as of the day that is judged by.
#[derive(Debug)]
struct Outlook {
    /// How it stands where nothing was recorded.
    untouched: Standing,
    owed: Owed,
}

/// How an occurrence is owed as of the day that is judged by.
#[derive(Clone, Copy, Debug)]
enum Owed {
    /// By these units in the same way, as far as they were always there or it makes no difference that they come or go, but
    /// for those to which an event gives a last day of their own, if it is `dated`.
    Alike { owing: Owing, by: Owers, dated: bool },
    /// Who owes it, or by when, hangs on what others did.
    ByUnit,
    /// It is not there yet.
    ByNobody,
}

/// The units that owe an occurrence, of those to which its task is laid.
#[derive(Clone, Copy, Debug)]
enum Owers {
    /// All of them.
    All,
    /// Those who lead it: of milestones not each unit leads each.
    Leads,
    /// Those who lead it, or led it, as amendments say.
    AsAmended,
}

impl Judge {
    /// A judge of a plan that knows of no unit's records but those that it is given: where it hangs on the records of
    /// others what a unit owes, nothing was done.
    pub fn new(plan: &Arc<Plan>, as_of: NaiveDate) -> Self {
        Self::knowing(plan, &Arc::default(), as_of)
    }

    /// A judge of a plan as it was read. `deeds` are what [`Plan::witnesses`] recorded.
    pub(crate) fn knowing(plan: &Arc<Plan>, deeds: &Arc<Deeds>, as_of: NaiveDate) -> Self {
        Self::with(plan, deeds, as_of, false)
    }

    /// A judge as of the end of a day: what was due on it and is not done is overdue, 0 days late.
    pub fn at_end_of(plan: &Arc<Plan>, deeds: &Arc<Deeds>, day: NaiveDate) -> Self {
        Self::with(plan, deeds, day, true)
    }

    fn with(read: &Arc<Plan>, deeds: &Arc<Deeds>, as_of: NaiveDate, end_of_day: bool) -> Self {
        let (read, plan, deeds) = (Arc::clone(read), read.as_of(as_of), Arc::clone(deeds));
        let mut judge = Self { read, plan, deeds, below: None, as_of, end_of_day, outlooks: Vec::new() };
        let all = (0..judge.plan.occurrences.len()).map(OccurrenceIx::new);
        judge.outlooks = all.map(|at| judge.outlook(at)).collect();
        judge
    }

    fn outlook(&self, at: OccurrenceIx) -> Outlook {
        let owing = self.plain(at, self.as_of, None);
        let untouched = self.decide((self.as_of, self.end_of_day), at, &owing, None);
        let occurrence = self.plan.occurrence(at);
        let owed = match self.plan.course(at) {
            Some(course) if !course.is_there(occurrence.period, self.as_of) => Owed::ByNobody,
            Some(course) if course.joint => Owed::ByUnit,
            course => {
                let by = match course {
                    Some(course) if !course.is_settled() => Owers::AsAmended,
                    Some(_) if !occurrence.is_led_alike => Owers::Leads,
                    _ => Owers::All,
                };
                Owed::Alike { owing, by, dated: self.plan.has_own_terms(at) }
            }
        };
        Outlook { untouched, owed }
    }

    /// A judge by the same as of another day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        Self::knowing(&self.read, &self.deeds, day)
    }

    /// A judge by the same as of the end of another day.
    pub(crate) fn at_end(&self, day: NaiveDate) -> Self {
        Self::at_end_of(&self.read, &self.deeds, day)
    }

    /// The plan as it stands as of the day.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan as it was read: what tasks said at first.
    pub(crate) fn plan_as_read(&self) -> &Plan {
        &self.read
    }

    /// The same, to be kept.
    pub(crate) fn shared_plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Whether what others recorded is the same for both.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.deeds == other.deeds
    }

    /// Whether the end of that day is judged.
    pub(crate) fn is_end_of_day(&self) -> bool {
        self.end_of_day
    }

    /// How `unit` stands with an occurrence, given its record; nothing where it does not owe it as of the day.
    #[inline]
    pub fn standing(&self, unit: UnitIx, at: OccurrenceIx, record: Option<&Record>) -> Option<Standing> {
        // A table that was prepared and not filled in is judged as none.
        let record = record.filter(|record| record.has_facts());
        let Outlook { untouched, owed } = &self.outlooks[at.index()];
        match owed {
            Owed::Alike { owing, by, dated }
                if !(*dated && self.plan.has_own_term(at, unit))
                    && (self.plan.tenure(unit).is_none() || self.is_plain(unit, at, self.as_of, record)?) =>
            {
                let changed;
                let owing = match by {
                    Owers::All => owing,
                    Owers::Leads => self.plan.course(at)?.first_lead().has(unit).then_some(owing)?,
                    Owers::AsAmended => {
                        changed = self.of_lead(unit, at, self.as_of, *owing)?;
                        &changed
                    }
                };
                Some(match record {
                    None if !matches!(by, Owers::AsAmended) => *untouched,
                    _ => self.decide((self.as_of, self.end_of_day), at, owing, record),
                })
            }
            Owed::ByNobody => None,
            _ => self.standing_on(self.as_of, unit, at, record),
        }
    }

    /// How it stood, or will stand, as of another day.
    pub fn standing_on(
        &self,
        day: NaiveDate,
        unit: UnitIx,
        at: OccurrenceIx,
        record: Option<&Record>,
    ) -> Option<Standing> {
        self.standing_at((day, self.end_of_day), unit, at, record)
    }

    /// The same as of another day, or as of its end.
    pub(crate) fn standing_at(
        &self,
        (day, end_of_day): (NaiveDate, bool),
        unit: UnitIx,
        at: OccurrenceIx,
        record: Option<&Record>,
    ) -> Option<Standing> {
        let holding = if self.is_plain(unit, at, day, record)? {
            self.plain(at, day, Some(unit))
        } else if self.plan.tenure(unit).is_none() && self.plan.course(at).is_some_and(|course| !course.joint) {
            self.of_lead(unit, at, day, self.plain(at, day, Some(unit)))?
        } else {
            self.question(day, unit, at, record)?.holding()?
        };
        Some(self.decide((day, end_of_day), at, &holding, record))
    }

    /// Whether a unit owes an occurrence just as every other lead does that was always there, but for a last day of its
    /// own that an event gives it; nothing where it does not owe it as of the day. Where it takes a look at others or at
    /// amendments to know, it is not said to owe it so.
    fn is_plain(&self, unit: UnitIx, at: OccurrenceIx, day: NaiveDate, record: Option<&Record>) -> Option<bool> {
        let (occurrence, Some(course)) = (self.plan.occurrence(at), self.plan.course(at)) else { return Some(true) };
        if !course.is_there(occurrence.period, day) {
            return None;
        }
        let Some(tenure) = self.plan.tenure(unit) else {
            if course.joint {
                return self.is_first_of_joint(unit, course);
            }
            let settled = course.is_settled();
            let other = settled && occurrence.milestone.is_some() && !course.first_lead().has(unit);
            return (!other).then_some(settled);
        };
        if !course.is_settled() || !course.first_lead().has(unit) {
            return Some(false);
        }
        if self.plan.lasts(unit) || course.is_steady(at) {
            let nominal = self.plan.term(at, 0, unit).nominal;
            let last = nominal.day().unwrap_or_else(|| self.plan.day_within(day));
            if self.plan.lasts(unit) || (self.plan.has_come(unit, last) && !self.plan.has_gone(unit, last)) {
                return Some(true);
            }
            if let Some(until) = tenure.until.filter(|until| *until < last && tenure.predecessors.is_empty()) {
                let done = record.and_then(|record| record.done).is_some_and(|done| done <= until.min(day));
                return (done && nominal != LastDay::Never).then_some(true);
            }
        }
        Some(false)
    }

    /// Of a joint duty whose leads never change: whether it stands with this unit, which it does for good where the
    /// first of its leads was always there; nothing where it stands with another.
    fn is_first_of_joint(&self, unit: UnitIx, course: &Course) -> Option<bool> {
        let first = *course.first_lead().order.first()?;
        if course.leads.len() > 1 || self.plan.tenure(first).is_some() {
            return Some(false);
        }
        (unit == first).then_some(true)
    }

    /// How a unit that was always there owes what each lead owes for itself, as `owing` says, where amendments change who
    /// leads; nothing where it never led by that day.
    fn of_lead(&self, unit: UnitIx, at: OccurrenceIx, day: NaiveDate, owing: Owing) -> Option<Owing> {
        let (course, period) = (self.plan.course(at)?, self.plan.occurrence(at).period);
        let (mut leads, mut ended) = (course.first_lead().has(unit), None);
        for (on, lead) in course.leads.iter().skip(1).filter(|(on, _)| *on <= day && touches(*on, period)) {
            match (leads, lead.has(unit)) {
                (true, false) => (leads, ended) = (false, Some(*on)),
                (false, true) => (leads, ended) = (true, None),
                _ => {}
            }
        }
        let cancelled = [owing.cancelled, ended].into_iter().flatten().min();
        (leads || ended.is_some()).then_some(Owing { cancelled, ..owing })
    }

    /// Whether the unit would owe it as of the day if others had recorded nothing.
    pub(crate) fn owes_but_for_others(&self, unit: UnitIx, at: OccurrenceIx, record: Option<&Record>) -> bool {
        let nothing = Deeds::default();
        self.plan.course(at).is_some_and(|course| {
            Question::new((&self.plan, &nothing), self.as_of, at, course, (unit, record)).holding().is_some()
        })
    }

    fn question<'a>(
        &'a self,
        day: NaiveDate,
        unit: UnitIx,
        at: OccurrenceIx,
        record: Option<&'a Record>,
    ) -> Option<Question<'a>> {
        let course = self.plan.course(at)?;
        Some(Question::new((&self.plan, &self.deeds), day, at, course, (unit, record)))
    }

    /// How an occurrence is owed as of a day by a lead that was always there, or by every one for which no event has a
    /// date of its own.
    fn plain(&self, at: OccurrenceIx, day: NaiveDate, lead: Option<UnitIx>) -> Owing {
        let occurrence = self.plan.occurrence(at);
        let plain = Owing::unchanged(occurrence.into());
        let Some(course) = self.plan.course(at) else { return plain };
        let revisions = course.revisions(at);
        let counting = revisions.iter().rposition(|revision| revision.on <= day).unwrap_or_default();
        let term = |at: usize| lead.and_then(|lead| revisions[at].own_term(lead)).unwrap_or(revisions[at].term);
        let nominal = |at: usize| term(at).nominal.day();
        let changed = (1..=counting).rev().find(|at| nominal(*at) != nominal(at - 1));
        Owing {
            term: if revisions.is_empty() { plain.term } else { term(counting) },
            held: None,
            amended: counting > 0 && nominal(counting) != nominal(0),
            extended_since: changed.map(|at| revisions[at].on),
            cancelled: course.cancelled(occurrence.period).filter(|on| *on <= day),
        }
    }

    fn decide(
        &self,
        (as_of, end_of_day): (NaiveDate, bool),
        at: OccurrenceIx,
        holding: &Owing,
        record: Option<&Record>,
    ) -> Standing {
        let (header, occurrence) = (&self.plan.header, self.plan.occurrence(at));
        let Term { nominal, due: planned, quarter_slot, .. } = holding.term;
        let counts = |day: Option<NaiveDate>| day.filter(|day| *day <= as_of);
        let extension = record.and_then(|r| r.extended).filter(|extension| extension.on <= as_of);
        let extension = extension.filter(|_| matches!(nominal, LastDay::On(_)));
        let extension = extension.filter(|it| holding.extended_since.is_none_or(|since| since <= it.on));
        let due = extension.map_or(planned, |extension| Some(extension.to));
        let done = counts(record.and_then(|r| r.done));
        let accepted = !header.acceptance || counts(record.and_then(|r| r.accepted)).is_some();
        let cancelled = holding.cancelled.is_some_and(|on| done.is_none_or(|done| on < done));
        let waived = cancelled || counts(record.and_then(|r| r.waived).map(|waiver| waiver.on)).is_some();

        let mut flags = Flags::default();
        flags.set(Flag::Amended, holding.amended);
        flags.set(Flag::Cancelled, cancelled);
        flags.set(Flag::Extended, extension.is_some());
        let moved = matches!(nominal, LastDay::On(day) if due != Some(day));
        flags.set(Flag::Moved, extension.is_none() && moved);
        let over = |due: NaiveDate| if end_of_day { due <= as_of } else { due < as_of };
        let state = if waived {
            State::Waived
        } else if done.is_some() && accepted {
            State::Completed
        } else if done.is_some() {
            flags.set(Flag::AwaitingAcceptance, true);
            State::Pending
        } else if nominal == LastDay::Never {
            State::Ongoing
        } else if due.is_none() {
            flags.set(Flag::DateOpen, true);
            State::Pending
        } else if due.is_some_and(over) {
            State::Overdue
        } else {
            State::Pending
        };

        let (mut days_late, mut days_left) = (None, None);
        match (state, done, due) {
            (State::Completed, Some(done), due) => {
                let late = due.filter(|due| done > *due).map_or(0, |due| (done - due).num_days());
                flags.set(Flag::Late, late > 0);
                days_late = Some(late);
            }
            (State::Overdue, _, Some(due)) => days_late = Some((as_of - due).num_days()),
            (State::Pending, None, Some(due)) => days_left = Some((due - as_of).num_days()),
            _ => {}
        }
        if done.is_none() && matches!(state, State::Overdue | State::Pending) {
            flags.set(Flag::DueSoon, days_left.is_some_and(|left| left <= i64::from(header.due_soon)));
            flags.set(Flag::InProgress, counts(record.and_then(|r| r.started)).is_some());
            // A promise has no day of its own: it counts on every day.
            flags.set(Flag::PromiseLapsed, record.and_then(|r| r.committed).is_some_and(over));
        }
        if done.is_none() && matches!(state, State::Pending | State::Ongoing) {
            let period = occurrence.period.map(Period::first).filter(|_| state == State::Pending);
            let begins = period.max(self.plan.task(occurrence.task).starts);
            flags.set(Flag::NotStartedPeriod, begins > Some(as_of));
        }
        Standing { state, flags, nominal, planned, due, quarter_slot, days_late, days_left }
    }
}

/// The records of one unit, to be judged: what every view is made of.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    pub judge: &'a Judge,
    pub unit: UnitIx,
    /// The text of the unit's file, into which the records' spans point.
    pub text: &'a str,
    pub records: &'a Records,
}

/// One task owed by one unit for one period (or once), and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct Obligation<'a> {
    pub unit: UnitIx,
    pub occurrence: OccurrenceIx,
    pub record: Option<&'a Record>,
    pub standing: Standing,
    reached: Reached<'a>,
}

/// How much of a target was reached, as it is known: most questions do not ask for it.
#[derive(Clone, Copy, Debug)]
enum Reached<'a> {
    /// By the list that was recorded, as of a day.
    Recorded(&'a str, NaiveDate),
    Known(Option<Progress>),
}

impl Obligation<'_> {
    /// How much of its target was reached by the day that is judged by.
    pub(crate) fn progress(&self) -> Option<Progress> {
        match self.reached {
            Reached::Recorded(list, as_of) => Progress::last(literal::progress(list), as_of),
            Reached::Known(progress) => progress,
        }
    }
}

impl<'a> Assessment<'a> {
    pub(crate) fn plan(&self) -> &'a Plan {
        &self.judge.plan
    }

    /// Gives everything the unit owes to `each`, in the order of every output. An inner loop, not an iterator: there
    /// are millions, and nested iterators cost more than judging.
    pub fn for_each<E>(&self, mut each: impl FnMut(Obligation<'a>) -> Result<(), E>) -> Result<(), E> {
        self.for_each_possible(|occurrence, record| match self.obligation(occurrence, record) {
            Some(obligation) => each(obligation),
            None => Ok(()),
        })
    }

    /// What the unit owes for an occurrence, given its record; nothing where it does not owe it as of the day.
    #[inline]
    pub(crate) fn obligation(&self, occurrence: OccurrenceIx, record: Option<&'a Record>) -> Option<Obligation<'a>> {
        let Self { judge, unit, text, .. } = *self;
        let standing = judge.standing(unit, occurrence, record)?;
        let recorded = record.and_then(|record| record.progress);
        let reached = recorded.map_or(Reached::Known(None), |span| Reached::Recorded(&text[span.range()], judge.as_of));
        Some(Obligation { unit, occurrence, record, standing, reached })
    }

    /// Gives everything that the unit owes as of any day to `each`, in the order of every output.
    pub(crate) fn for_each_possible<E>(
        &self,
        mut each: impl FnMut(OccurrenceIx, Option<&'a Record>) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = self.plan();
        for task in plan.duties.tasks_of(self.unit) {
            let uneven = plan.task(task).milestones().iter().any(|milestone| milestone.owed_by.is_some());
            for occurrence in plan.task(task).occurrences.clone().map(OccurrenceIx::new) {
                if uneven && !plan.owes(self.unit, occurrence) {
                    continue;
                }
                each(occurrence, self.records.get(occurrence))?;
            }
        }
        Ok(())
    }
}
