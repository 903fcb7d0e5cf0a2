//! Why an obligation stands as it does: the steps from the rule to the state, as data.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::judge::{Assessment, Flag, Obligation, State};
use crate::model::deadline::{Deadline, LastDay};
use crate::model::id::EventIx;
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
    Nominal { day: NaiveDate, weekday: Weekday },
    NoLastDay,
    EventOpen { event: &'a str },
    EventOn { event: &'a str, day: NaiveDate },
    MovedToWorkingDay { from: NaiveDate, to: NaiveDate },
    DayOffKept { day: NaiveDate },
    NeverForward { day: NaiveDate },
    ExtensionCounts { to: NaiveDate, by: &'a str, on: NaiveDate },
    ExtensionLater { on: NaiveDate },
    Effective { day: NaiveDate },
    NothingRecorded,
    StartedCounts { on: NaiveDate },
    DoneCounts { on: NaiveDate },
    FactLater { fact: DatedFact, on: NaiveDate },
    AcceptedCounts { on: NaiveDate },
    AcceptanceMissing,
    WaivedBecause { by: &'a str, on: NaiveDate },
    CompletedInTime { due: Option<NaiveDate> },
    CompletedLate { days: i64 },
    StandingWork,
    NoTimeStated,
    DateOpen,
    OverdueBy { days: i64, due: NaiveDate },
    PendingFor { days: i64, due: NaiveDate },
    DueSoon { within: u32 },
    Promised { day: NaiveDate },
    PeriodNotBegun { begins: NaiveDate },
    TaskNotBegun { begins: NaiveDate },
}

/// Gives each step to `tell`, from the nominal day to the state.
pub(crate) fn why(assessment: &Assessment<'_>, obligation: &Obligation<'_>, tell: &mut dyn FnMut(&Why<'_>)) {
    last_day(assessment, obligation, tell);
    facts(assessment, obligation.record, tell);
    verdict(assessment, obligation, tell);
}

fn last_day(assessment: &Assessment<'_>, obligation: &Obligation<'_>, tell: &mut dyn FnMut(&Why<'_>)) {
    let plan = assessment.plan();
    let occurrence = plan.occurrence(obligation.occurrence);
    let event = plan.deadline(occurrence).and_then(|deadline| deadline.event());
    let nominal = match obligation.standing.nominal {
        LastDay::On(day) => day,
        LastDay::EventOpen => {
            if let Some(event) = event {
                tell(&Why::EventOpen { event: &plan.event(event).name });
            }
            return;
        }
        LastDay::Never | LastDay::Unreachable => return tell(&Why::NoLastDay),
    };
    if let Some((event, day)) = event.and_then(|event| Some((event, own_date(assessment, obligation, event)?))) {
        tell(&Why::EventOn { event: &plan.event(event).name, day });
    }
    tell(&Why::Nominal { day: nominal, weekday: nominal.weekday() });
    match obligation.standing.planned {
        Some(due) if due != nominal => tell(&Why::MovedToWorkingDay { from: nominal, to: due }),
        _ if !plan.calendar.is_working_day(nominal) => {
            let never_forward = plan.on_day_off(occurrence) == OnDayOff::NextWorkingDay;
            tell(&if never_forward { Why::NeverForward { day: nominal } } else { Why::DayOffKept { day: nominal } });
        }
        _ => {}
    }
    if let Some(extension) = obligation.record.and_then(|record| record.extended) {
        if obligation.standing.flags.has(Flag::Extended) {
            let by = text(assessment, extension.by);
            tell(&Why::ExtensionCounts { to: extension.to, by: &by, on: extension.on });
        } else {
            tell(&Why::ExtensionLater { on: extension.on });
        }
    }
    if let Some(day) = obligation.standing.due.filter(|day| *day != nominal) {
        tell(&Why::Effective { day });
    }
}

/// The date of an event with dates of single units, by which an obligation is due: the unit's, or that of a unit whose
/// duty it took over.
fn own_date(assessment: &Assessment<'_>, obligation: &Obligation<'_>, event: EventIx) -> Option<NaiveDate> {
    let (plan, unit, event) = (assessment.plan(), assessment.unit, assessment.plan().event(event));
    let deadline = plan.deadline(plan.occurrence(obligation.occurrence)).filter(|_| !event.dates.is_empty())?;
    let predecessors = plan.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
    let days = [unit].into_iter().chain(predecessors.iter().copied()).filter_map(|lead| event.date_of(lead));
    let gives = |day: &NaiveDate| {
        deadline.nominal(plan.header.before, &plan.calendar, |_| Some(*day)) == obligation.standing.nominal
    };
    days.into_iter().find(gives)
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

fn verdict(assessment: &Assessment<'_>, obligation: &Obligation<'_>, tell: &mut dyn FnMut(&Why<'_>)) {
    let plan = assessment.plan();
    let occurrence = plan.occurrence(obligation.occurrence);
    let standing = obligation.standing;
    match standing.state {
        State::Waived => {
            if let Some(waiver) = obligation.record.and_then(|record| record.waived) {
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
        tell(&Why::Promised { day });
    }
}

fn text<'a>(assessment: &Assessment<'a>, span: Span) -> Cow<'a, str> {
    literal::text(&assessment.text[span.range()])
}
