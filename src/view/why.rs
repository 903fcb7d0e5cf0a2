//! Why an obligation stands as it does: the steps from the rule to the state, as data.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::judge::{Assessment, Chronicle, Flag, Obligation, State};
use crate::model::deadline::{Deadline, LastDay};
use crate::model::holidays::Closure;
use crate::model::period::Period;
use crate::model::plan::OnDayOff;
use crate::model::record::{Record, Span};
use crate::read::literal;

/// A fact of a record that has a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatedFact {
    Started,
    Done,
    Accepted,
    Waived,
}

/// One step of why an obligation stands as it does.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum Why<'a> {
    AddedBy { by: &'a str, on: NaiveDate },
    Inherited { from: &'a str, until: NaiveDate },
    Nominal { day: NaiveDate, weekday: Weekday },
    Amended { by: &'a str, on: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate> },
    NoLastDay,
    EventOpen { event: &'a str },
    EventOn { event: &'a str, day: NaiveDate },
    MovedToWorkingDay { from: NaiveDate, to: NaiveDate, closure: Closure },
    DayOffKept { day: NaiveDate, closure: Closure },
    NeverForward { day: NaiveDate, closure: Closure },
    MakeUpDay { day: NaiveDate, off: NaiveDate },
    CalendarUnknown { year: i32 },
    ExtensionCounts { to: NaiveDate, by: &'a str, on: NaiveDate },
    ExtensionLater { on: NaiveDate },
    ExtensionOutdated { to: NaiveDate, by: &'a str, on: NaiveDate, since: NaiveDate },
    Effective { day: NaiveDate },
    NothingRecorded,
    StartedCounts { on: NaiveDate },
    DoneCounts { on: NaiveDate },
    FactLater { fact: DatedFact, on: NaiveDate },
    AcceptedCounts { on: NaiveDate },
    AcceptanceMissing,
    WaivedBecause { by: &'a str, on: NaiveDate },
    CancelledBy { by: &'a str, on: NaiveDate, unit_alone: bool },
    CompletedInTime { due: Option<NaiveDate> },
    CompletedLate { days: i64 },
    StandingWork,
    NoTimeStated,
    DateOpen,
    OverdueBy { days: i64, due: NaiveDate },
    PendingFor { days: i64, due: NaiveDate },
    DueSoon { within: u32 },
    Promised { day: NaiveDate },
    PromiseLapsed { day: NaiveDate },
    PeriodNotBegun { begins: NaiveDate },
    TaskNotBegun { begins: NaiveDate },
    HandedOver { until: NaiveDate, units: &'a str },
}

/// Gives each step to `tell`, from the nominal day to the state.
pub(crate) fn why(assessment: &Assessment<'_>, obligation: &Obligation<'_>, tell: &mut dyn FnMut(&Why<'_>)) {
    let judge = assessment.judge;
    let Some(chronicle) = judge.chronicle(assessment.unit, obligation.occurrence, obligation.record) else { return };
    origin(assessment, obligation, &chronicle, tell);
    last_day(assessment, obligation, &chronicle, tell);
    facts(assessment, obligation.record, tell);
    verdict(assessment, obligation, &chronicle, tell);
}

/// Where the duty comes from, if it was not always there with this unit.
fn origin(
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    chronicle: &Chronicle,
    tell: &mut dyn FnMut(&Why<'_>),
) {
    let plan = assessment.judge.plan_as_read();
    let occurrence = plan.occurrence(obligation.occurrence);
    let own = plan.milestone(occurrence).and_then(|milestone| milestone.added.as_ref());
    if let Some(added) = own.or(plan.task(occurrence.task).added.as_ref()).filter(|_| chronicle.added.is_some()) {
        tell(&Why::AddedBy { by: &added.by, on: added.on });
    }
    if let Some(until) = plan.until(chronicle.lead).filter(|_| chronicle.lead != assessment.unit) {
        tell(&Why::Inherited { from: &plan.unit(chronicle.lead).name, until });
    }
}

/// The last day: as the plan had it at first, as amendments, a day off and an extension made it.
fn last_day(
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    chronicle: &Chronicle,
    tell: &mut dyn FnMut(&Why<'_>),
) {
    let plan = assessment.plan();
    let occurrence = plan.occurrence(obligation.occurrence);
    let standing = &obligation.standing;
    let read = assessment.judge.plan_as_read();
    let event = read.deadline(read.occurrence(obligation.occurrence)).and_then(|deadline| deadline.event());
    let event = event.map(|event| plan.event(event));
    let own = event.filter(|event| !event.dates.is_empty());
    if let Some((event, day)) = own.and_then(|event| Some((event, event.date_of(chronicle.lead)?))) {
        tell(&Why::EventOn { event: &event.name, day });
    }
    match chronicle.first.nominal {
        LastDay::On(day) => tell(&Why::Nominal { day, weekday: day.weekday() }),
        LastDay::EventOpen => {
            if let Some(event) = event {
                tell(&Why::EventOpen { event: &event.name });
            }
        }
        LastDay::Never | LastDay::Unreachable if chronicle.later.is_empty() => tell(&Why::NoLastDay),
        LastDay::Never | LastDay::Unreachable => {}
    }
    amendments(assessment, obligation, chronicle, tell);
    if let (false, LastDay::EventOpen, Some(Deadline::Event { event, .. })) =
        (chronicle.later.is_empty(), standing.nominal, plan.deadline(occurrence))
    {
        tell(&Why::EventOpen { event: &plan.event(event).name });
    }
    let LastDay::On(nominal) = standing.nominal else { return };
    let closure = plan.calendar.closure(nominal);
    match (standing.planned, closure) {
        (Some(to), Some(closure)) if to != nominal => tell(&Why::MovedToWorkingDay { from: nominal, to, closure }),
        (_, Some(closure)) => {
            let never_forward = plan.on_day_off(occurrence) == OnDayOff::NextWorkingDay;
            let day = nominal;
            tell(&if never_forward { Why::NeverForward { day, closure } } else { Why::DayOffKept { day, closure } });
        }
        _ => {}
    }
    if let Some(off) = plan.calendar.exchanged_for(nominal) {
        tell(&Why::MakeUpDay { day: nominal, off });
    }
    for year in plan.unknown_years(obligation.occurrence, Some(chronicle.lead)) {
        tell(&Why::CalendarUnknown { year });
    }
    if let Some(extension) = obligation.record.and_then(|record| record.extended) {
        let by = text(assessment, extension.by);
        let (to, on) = (extension.to, extension.on);
        tell(&match chronicle.extended_since {
            _ if standing.flags.has(Flag::Extended) => Why::ExtensionCounts { to, by: &by, on },
            Some(since) if on < since => Why::ExtensionOutdated { to, by: &by, on, since },
            _ => Why::ExtensionLater { on },
        });
    }
    if let Some(day) = standing.due.filter(|day| *day != nominal || !chronicle.later.is_empty()) {
        tell(&Why::Effective { day });
    }
}

/// What amendments made of the nominal last day.
fn amendments(
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    chronicle: &Chronicle,
    tell: &mut dyn FnMut(&Why<'_>),
) {
    let plan = assessment.judge.plan_as_read();
    let occurrence = plan.occurrence(obligation.occurrence);
    let own = plan.milestone(occurrence).map_or(&[][..], |milestone| &milestone.amended);
    let mut last = chronicle.first.nominal.day();
    for (on, term) in &chronicle.later {
        let (on, from, to) = (*on, last, term.nominal.day());
        let mut all = plan.task(occurrence.task).amended.iter().chain(own);
        let by = all.rfind(|amendment| amendment.decision.on == on && amendment.timing.is_some());
        if let Some(amendment) = by.filter(|_| from != to) {
            tell(&Why::Amended { by: &amendment.decision.by, on, from, to });
        }
        last = to;
    }
}

fn facts(assessment: &Assessment<'_>, record: Option<&Record>, tell: &mut dyn FnMut(&Why<'_>)) {
    let Some(record) = record else {
        return tell(&Why::NothingRecorded);
    };
    let as_of = assessment.judge.as_of();
    let mut fact = |label: DatedFact, day: Option<NaiveDate>, counts: fn(NaiveDate) -> Why<'static>| match day {
        Some(on) if on > as_of => tell(&Why::FactLater { fact: label, on }),
        Some(on) => tell(&counts(on)),
        None => {}
    };
    fact(DatedFact::Started, record.started, |on| Why::StartedCounts { on });
    fact(DatedFact::Done, record.done, |on| Why::DoneCounts { on });
    if assessment.plan().header.acceptance {
        fact(DatedFact::Accepted, record.accepted, |on| Why::AcceptedCounts { on });
    }
    if let Some(waiver) = record.waived.filter(|waiver| waiver.on > as_of) {
        tell(&Why::FactLater { fact: DatedFact::Waived, on: waiver.on });
    }
}

fn verdict(
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    chronicle: &Chronicle,
    tell: &mut dyn FnMut(&Why<'_>),
) {
    let plan = assessment.plan();
    let occurrence = plan.occurrence(obligation.occurrence);
    let standing = obligation.standing;
    match standing.state {
        State::Waived => {
            if standing.flags.has(Flag::Cancelled) {
                cancelled(assessment, obligation, chronicle, tell);
            }
            let waiver = obligation.record.and_then(|record| record.waived);
            if let Some(waiver) = waiver.filter(|waiver| waiver.on <= assessment.judge.as_of()) {
                tell(&Why::WaivedBecause { by: &text(assessment, waiver.by), on: waiver.on });
            }
        }
        State::Completed => match standing.days_late {
            Some(days) if days > 0 => tell(&Why::CompletedLate { days }),
            _ => tell(&Why::CompletedInTime { due: standing.due }),
        },
        State::Ongoing => match plan.deadline(occurrence) {
            Some(Deadline::Unstated) => tell(&Why::NoTimeStated),
            _ => tell(&Why::StandingWork),
        },
        State::Overdue => {
            if let (Some(days), Some(due)) = (standing.days_late, standing.due) {
                tell(&Why::OverdueBy { days, due });
            }
        }
        State::Pending if standing.flags.has(Flag::AwaitingAcceptance) => tell(&Why::AcceptanceMissing),
        State::Pending if standing.flags.has(Flag::DateOpen) => tell(&Why::DateOpen),
        State::Pending => {
            if let (Some(days), Some(due)) = (standing.days_left, standing.due) {
                tell(&Why::PendingFor { days, due });
            }
        }
    }
    if standing.flags.has(Flag::DueSoon) {
        tell(&Why::DueSoon { within: plan.header.due_soon });
    }
    if standing.flags.has(Flag::NotStartedPeriod) {
        let as_of = assessment.judge.as_of();
        let period = occurrence.period.map(Period::first).filter(|first| *first > as_of);
        let own = plan.task(occurrence.task).starts.filter(|starts| *starts > as_of);
        if let Some(begins) = own {
            tell(&Why::TaskNotBegun { begins });
        } else if let Some(begins) = period {
            tell(&Why::PeriodNotBegun { begins });
        }
    }
    let open = matches!(standing.state, State::Overdue | State::Pending);
    if let Some(day) = obligation.record.and_then(|record| record.committed).filter(|_| open) {
        let lapsed = standing.flags.has(Flag::PromiseLapsed);
        tell(&if lapsed { Why::PromiseLapsed { day } } else { Why::Promised { day } });
    }
}

/// By what it is cancelled: for all, or, where other units lead it now, for this one.
fn cancelled(
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    chronicle: &Chronicle,
    tell: &mut dyn FnMut(&Why<'_>),
) {
    let plan = assessment.judge.plan_as_read();
    let occurrence = plan.occurrence(obligation.occurrence);
    let (task, milestone) = (plan.task(occurrence.task), plan.milestone(occurrence));
    let for_all = milestone.and_then(|own| own.cancelled.as_ref()).or(task.cancelled.as_ref());
    let own = milestone.map_or(&[][..], |milestone| &milestone.amended);
    let mut amended = task.amended.iter().chain(own).filter(|amendment| amendment.lead.is_some());
    let of_day = |on: NaiveDate| chronicle.cancelled == Some(on);
    if let Some(decision) = for_all.filter(|decision| of_day(decision.on)) {
        tell(&Why::CancelledBy { by: &decision.by, on: decision.on, unit_alone: false });
    } else if let Some(amendment) = amended.rfind(|amendment| of_day(amendment.decision.on)) {
        let decision = &amendment.decision;
        tell(&Why::CancelledBy { by: &decision.by, on: decision.on, unit_alone: true });
    }
}

fn text<'a>(assessment: &Assessment<'a>, span: Span) -> Cow<'a, str> {
    literal::text(&assessment.text[span.range()])
}
