//! Who may owe what of a plan as of any day, and by when: what needs no record to be known.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::course::{Course, Lead, Ruling, Term, touches};
use super::deadline::LastDay;
use super::duties::UnitSet;
use super::id::{OccurrenceIx, TaskIx, UnitIx};
use super::plan::{Amendment, Occurrence, Plan};
use super::tenure::{Passing, Tenure};

impl From<&Occurrence> for Term {
    fn from(it: &Occurrence) -> Self {
        Self { nominal: it.nominal, due: it.due, quarter: it.quarter, quarter_slot: it.quarter_slot }
    }
}

impl Plan {
    pub(crate) fn tenure(&self, unit: UnitIx) -> Option<&Tenure> {
        self.unit(unit).tenure.as_deref()
    }

    /// Whether a unit was always there and stays, though it may succeed others.
    pub(crate) fn lasts(&self, unit: UnitIx) -> bool {
        self.tenure(unit).is_none_or(|tenure| tenure.from.is_none() && tenure.until.is_none())
    }

    /// The last day on which a unit exists.
    pub(crate) fn until(&self, unit: UnitIx) -> Option<NaiveDate> {
        self.tenure(unit)?.until
    }

    pub(crate) fn has_come(&self, unit: UnitIx, by: NaiveDate) -> bool {
        self.tenure(unit).and_then(|tenure| tenure.from).is_none_or(|from| from <= by)
    }

    pub(crate) fn has_gone(&self, unit: UnitIx, by: NaiveDate) -> bool {
        self.until(unit).is_some_and(|until| until < by)
    }

    /// The units to which a duty of `unit` falls on a day: itself if it exists, and nobody if it has not come yet; if it
    /// has gone its successors who exist, through the chain, where `passing` lets it go on. In the order of successors,
    /// each once.
    pub(crate) fn holders(
        &self,
        unit: UnitIx,
        day: NaiveDate,
        mut passing: impl FnMut(UnitIx) -> Passing,
    ) -> Vec<UnitIx> {
        let (mut found, mut next, mut seen) = (Vec::new(), vec![unit], HashSet::new());
        while let Some(unit) = next.pop() {
            if !self.has_come(unit, day) {
                continue;
            }
            if !self.has_gone(unit, day) {
                if !found.contains(&unit) {
                    found.push(unit);
                }
            } else if seen.insert(unit) {
                match passing(unit) {
                    Passing::On => {
                        let successors = self.tenure(unit).map_or(&[][..], |tenure| &tenure.successors);
                        next.extend(successors.iter().rev());
                    }
                    Passing::Stays => found.push(unit),
                    Passing::Ends => {}
                }
            }
        }
        found
    }

    /// The successors of a unit that has gone by a day who exist on it, through the chain.
    pub(crate) fn successors_on(&self, unit: UnitIx, day: NaiveDate) -> Vec<UnitIx> {
        if self.has_gone(unit, day) { self.holders(unit, day, |_| Passing::On) } else { Vec::new() }
    }
}

impl Plan {
    pub(crate) fn course(&self, occurrence: OccurrenceIx) -> Option<&Course> {
        self.occurrence(occurrence).course.map(|course| &self.courses[course as usize])
    }

    fn revisions(&self, occurrence: OccurrenceIx) -> &[Ruling] {
        self.course(occurrence).map_or(&[][..], |course| course.revisions(occurrence))
    }

    /// The last day of an occurrence by one of its revisions, for a unit that leads it.
    pub(crate) fn term(&self, occurrence: OccurrenceIx, revision: usize, lead: UnitIx) -> Term {
        let ruling = self.revisions(occurrence).get(revision);
        ruling.map_or_else(|| Term::from(self.occurrence(occurrence)), |it| it.own_term(lead).unwrap_or(it.term))
    }

    /// Whether an event gives any lead a last day of its own.
    pub(crate) fn has_own_terms(&self, occurrence: OccurrenceIx) -> bool {
        self.revisions(occurrence).iter().any(|ruling| !ruling.own.is_empty())
    }

    /// Whether an event gives a lead a last day of its own.
    pub(crate) fn has_own_term(&self, occurrence: OccurrenceIx, lead: UnitIx) -> bool {
        self.revisions(occurrence).iter().any(|ruling| ruling.own_term(lead).is_some())
    }

    /// The last days of an occurrence, after days off have moved them: of most units, and those that an event gives to
    /// single ones.
    pub(crate) fn due_days(&self, occurrence: OccurrenceIx) -> impl Iterator<Item = NaiveDate> {
        let own = self.revisions(occurrence).iter().flat_map(|ruling| ruling.own.iter().map(|(_, term)| term.due));
        std::iter::once(self.occurrence(occurrence).due).chain(own).flatten()
    }

    /// The first day of the plan's time, the day itself, or the last: where it has no last day, work is owed by the units
    /// that exist then.
    pub(crate) fn day_within(&self, day: NaiveDate) -> NaiveDate {
        day.max(self.header.starts).min(self.header.ends)
    }

    /// Who leads an occurrence, and by which revision of its last day, in each stretch of time from a day on.
    fn stretches(
        &self,
        at: OccurrenceIx,
        course: &Course,
        mut begin: NaiveDate,
    ) -> Vec<(Range<NaiveDate>, Arc<Lead>, usize)> {
        let steps = course.steps(at, self.occurrence(at).period);
        let mut stretches = Vec::with_capacity(steps.len() + 1);
        let (mut lead, mut revision) = (0, 0);
        for step in steps.iter().map(Some).chain([None]) {
            let end = step.map_or(NaiveDate::MAX, |step| step.on);
            if begin < end {
                stretches.push((begin..end, Arc::clone(&course.leads[lead].1), revision));
                begin = end;
            }
            let Some(step) = step else { break };
            if step.lead.is_some() {
                lead = course.leads.iter().rposition(|(on, _)| *on == step.on).unwrap_or(lead);
            }
            revision = step.revision.unwrap_or(revision);
        }
        stretches
    }

    /// The days by which it shows who owes an occurrence in a stretch of time: its last day, or, where it has none, all
    /// days of the plan's time that lie in the stretch, the first and the last.
    fn deciding(&self, term: Term, stretch: &Range<NaiveDate>) -> (NaiveDate, NaiveDate) {
        if let LastDay::On(day) = term.nominal { (day, day) } else { self.days_within(stretch) }
    }

    /// The first and the last day of the plan's time in a stretch of time.
    fn days_within(&self, stretch: &Range<NaiveDate>) -> (NaiveDate, NaiveDate) {
        (self.day_within(stretch.start), self.day_within(stretch.end.pred_opt().unwrap_or(stretch.end)))
    }

    /// Whether a unit may record something for an occurrence: whether it owes it as of any day, or leads it and has gone
    /// by the last day, or succeeds such a unit. What any record says does not matter.
    #[inline]
    pub(crate) fn may_record(&self, unit: UnitIx, at: OccurrenceIx) -> bool {
        (self.occurrence(at).is_led_alike && self.tenure(unit).is_none())
            || self.course(at).is_none_or(|course| self.may_record_in(course, unit, at))
    }

    fn may_record_in(&self, course: &Course, unit: UnitIx, at: OccurrenceIx) -> bool {
        if course.added.is_some_and(|on| !touches(on, self.occurrence(at).period)) {
            return false;
        }
        if course.is_settled() && self.tenure(unit).is_none() {
            // A unit that was always there owes just what it leads; of milestones perhaps not each.
            return self.occurrence(at).milestone.is_none() || course.first_lead().has(unit);
        }
        if self.plainly_leads(course, unit, at) {
            return true;
        }
        let predecessors = self.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
        let begin = course.added.filter(|_| course.joint).unwrap_or(NaiveDate::MIN);
        let stretches = self.stretches(at, course, begin);
        stretches.iter().enumerate().any(|(number, (stretch, lead, revision))| {
            let by = |named: UnitIx| self.deciding(self.term(at, *revision, named), stretch).1;
            // Whoever leads no more has it as if it were cancelled.
            let earlier = if course.joint { number } else { 0 };
            let leads = |unit: UnitIx| stretches[earlier..=number].iter().any(|(_, lead, _)| lead.has(unit));
            (leads(unit) && !course.joint && self.has_come(unit, by(unit)))
                || (leads(unit) && self.has_gone(unit, by(unit)))
                || predecessors.iter().any(|named| leads(*named) && self.has_gone(*named, by(*named)))
                || (course.joint && self.first_holders(at, lead, *revision, stretch).contains(&unit))
        })
    }

    /// Whether no amendment of the last day and no other unit need be looked at to know that a unit owes an occurrence.
    fn plainly_leads(&self, course: &Course, unit: UnitIx, at: OccurrenceIx) -> bool {
        if course.joint {
            return false;
        }
        if self.tenure(unit).is_none() {
            let period = self.occurrence(at).period;
            let counts = |at: usize| {
                let on = course.leads[at].0;
                (at == 0 || touches(on, period)) && course.leads.get(at + 1).is_none_or(|(next, _)| *next != on)
            };
            return (0..course.leads.len()).any(|at| counts(at) && course.leads[at].1.has(unit));
        }
        let by = self.deciding(self.term(at, 0, unit), &(NaiveDate::MIN..NaiveDate::MAX)).1;
        course.is_settled() && course.is_steady(at) && course.first_lead().has(unit) && self.has_come(unit, by)
    }

    /// The units with which a joint duty stands in a stretch of time, if nobody does anything.
    fn first_holders(&self, at: OccurrenceIx, lead: &Lead, revision: usize, stretch: &Range<NaiveDate>) -> Vec<UnitIx> {
        let by = |named: UnitIx| self.term(at, revision, named).nominal.day();
        let first = |day: NaiveDate| {
            lead.order
                .iter()
                .find_map(|named| self.holders(*named, by(*named).unwrap_or(day), |_| Passing::On).first().copied())
        };
        let days = self.days_within(stretch);
        if lead.order.iter().all(|named| by(*named).is_some()) {
            return first(days.0).into_iter().collect();
        }
        self.turns(days).into_iter().filter_map(first).collect()
    }

    /// The first of some days, and those on which a unit comes, or has gone.
    fn turns(&self, (begin, end): (NaiveDate, NaiveDate)) -> Vec<NaiveDate> {
        let turns = self.units.iter().filter_map(|unit| unit.tenure.as_deref());
        let turns = turns.flat_map(|tenure| [tenure.from, tenure.until.and_then(|until| until.succ_opt())]).flatten();
        let mut days: Vec<NaiveDate> = turns.filter(|day| (begin..=end).contains(day)).chain([begin]).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Whether an occurrence has a last day for a unit as of any day.
    pub(crate) fn has_last_day(&self, unit: UnitIx, at: OccurrenceIx) -> bool {
        let revisions = self.revisions(at);
        if revisions.iter().all(|revision| revision.own.is_empty()) {
            return self.occurrence(at).nominal.day().is_some()
                || revisions.iter().any(|revision| revision.term.nominal.day().is_some());
        }
        let predecessors = self.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
        let leads = [unit].into_iter().chain(predecessors.iter().copied());
        let mut terms = leads.flat_map(|lead| (0..revisions.len()).map(move |number| self.term(at, number, lead)));
        terms.any(|term| term.nominal.day().is_some())
    }

    /// Whether an occurrence is to reach anything as of any day.
    pub(crate) fn has_target(&self, at: OccurrenceIx) -> bool {
        let occurrence = self.occurrence(at);
        let amended = |amended: &[Amendment]| amended.iter().any(|amendment| amendment.target.is_some());
        self.target(at).is_some()
            || amended(&self.task(occurrence.task).amended)
            || self.milestone(occurrence).is_some_and(|milestone| amended(&milestone.amended))
    }

    /// Everyone whom `lead` of a task names, at first or by an amendment.
    pub(crate) fn leads_ever(&self, task: TaskIx) -> UnitSet {
        let task = self.task(task);
        let mut leads = self.units_of(&task.lead);
        let milestones = task.milestones();
        let amended = task.amended.iter().chain(milestones.iter().flat_map(|milestone| &milestone.amended));
        let own = milestones.iter().filter_map(|milestone| milestone.lead.as_ref());
        for lead in amended.filter_map(|amendment| amendment.lead.as_ref()).chain(own) {
            leads.insert_all(&self.units_of(lead));
        }
        leads
    }

    /// Whether anybody owes an occurrence as of any day.
    pub(crate) fn is_ever_owed(&self, at: OccurrenceIx) -> bool {
        let Some(course) = self.course(at) else { return true };
        if course.added.is_some_and(|on| !touches(on, self.occurrence(at).period)) {
            return false;
        }
        let begin = course.added.unwrap_or(NaiveDate::MIN);
        self.stretches(at, course, begin).iter().any(|(stretch, lead, revision)| {
            lead.order.iter().any(|named| {
                let days = self.deciding(self.term(at, *revision, *named), stretch);
                let owed = |day: NaiveDate| !self.holders(*named, day, |_| Passing::On).is_empty();
                self.tenure(*named).is_none() || owed(days.1) || self.turns(days).into_iter().any(owed)
            })
        })
    }

    /// The units that lead an occurrence in the end, have gone by its last day, and have no successor on it.
    pub(crate) fn without_successor(&self, at: OccurrenceIx) -> Vec<UnitIx> {
        let Some(course) = self.course(at) else { return Vec::new() };
        let stretches = self.stretches(at, course, NaiveDate::MIN);
        let Some((stretch, lead, revision)) = stretches.last() else { return Vec::new() };
        let gone = lead.order.iter().copied().filter(|named| {
            let by = self.deciding(self.term(at, *revision, *named), stretch).1;
            self.has_gone(*named, by) && self.holders(*named, by, |_| Passing::On).is_empty()
        });
        gone.collect()
    }

    /// The plan as it stands as of a day, amendments of later days left out: what tasks say, and the last days of
    /// occurrences for units that were always there. Places of units, tasks and occurrences stay the same.
    pub(crate) fn as_of(self: &Arc<Self>, day: NaiveDate) -> Arc<Self> {
        let counts = |amended: &[Amendment]| amended.iter().any(|amendment| amendment.decision.on <= day);
        let counts = self
            .tasks
            .iter()
            .any(|task| counts(&task.amended) || task.milestones().iter().any(|milestone| counts(&milestone.amended)));
        if !counts {
            return Arc::clone(self);
        }
        let mut plan = (**self).clone();
        plan.tasks = self.tasks.iter().map(|task| task.as_of(day)).collect();
        for course in &self.courses {
            for (at, revisions) in course.occurrences.clone().zip(&course.revisions) {
                if let Some(revision) = revisions.iter().rfind(|revision| revision.on <= day) {
                    let Term { nominal, due, quarter, quarter_slot } = revision.term;
                    let occurrence = &mut plan.occurrences[at];
                    *occurrence = Occurrence { nominal, due, quarter, quarter_slot, ..*occurrence };
                }
            }
        }
        Arc::new(plan)
    }
}
