//! Why an obligation stands as it does.

use chrono::Weekday;

use super::numbers::date;
use crate::model::holidays::{Closure, Holiday};
use crate::view::why::{DatedFact, Why};

sentences! { pub(crate) fn why(&Why) {
    Nominal { day, weekday } => "By this rule, the last day is {} ({}).", date(*day), weekday_name(*weekday);
    AddedBy { by, on } => "Added to the plan by {by} of {}.", date(*on);
    Inherited { from, until } => "Taken over from {from}, which existed until {}.", date(*until);
    Amended { by, on, from: Some(from), to: Some(to) } =>
        "{by} of {} amends the last day: {} → {}.", date(*on), date(*from), date(*to);
    Amended { by, on, from: None, to: Some(to) } => "{by} of {} sets a last day: {}.", date(*on), date(*to);
    Amended { by, on, .. } => "{by} of {} amends the deadline: no date.", date(*on);
    NoLastDay => "It has no last day, so it cannot become overdue.";
    EventOn { event, day } => "“{event}” is on {} for this unit.", date(*day);
    EventOpen { event } => "“{event}” has no date yet, so there is no last day yet.";
    MovedToWorkingDay { from, to, closure } if to < from =>
        "{} is {}: the last day moves to the working day before, {} (on_day_off).",
        date(*from), day_off(*closure), date(*to);
    MovedToWorkingDay { from, to, closure } =>
        "{} is {}: the last day moves to the next working day, {} (on_day_off).",
        date(*from), day_off(*closure), date(*to);
    DayOffKept { day, closure } =>
        "{} is {}; the plan keeps it as the last day (on_day_off = \"keep\").", date(*day), day_off(*closure);
    NeverForward { day, closure } =>
        "{} is {}; a deadline “before …” never moves forward (on_day_off), so it stays.", date(*day), day_off(*closure);
    ExtensionCounts { to, by, on } => "Extended to {} by {by} of {}.", date(*to), date(*on);
    ExtensionLater { on } => "An extension dated {} is after this day, so it does not count.", date(*on);
    ExtensionOutdated { to, by, on, since } =>
        "The extension to {} by {by} of {} counts no more: the last day was amended on {}.",
        date(*to), date(*on), date(*since);
    Effective { day } => "Last day that counts: {}.", date(*day);
    NothingRecorded => "The unit has recorded nothing for it.";
    StartedCounts { on } => "Work began on {}.", date(*on);
    DoneCounts { on } => "Recorded as done on {}.", date(*on);
    FactLater { fact, on } =>
        "The {} recorded for {} is after this day, so it does not count.", fact_name(*fact), date(*on);
    AcceptedCounts { on } => "Accepted on {}.", date(*on);
    AcceptanceMissing =>
        "The plan requires acceptance, and it has not been accepted: it still counts as not completed.";
    WaivedBecause { by, on } => "Waived by {by} of {}: no rate includes it.", date(*on);
    CancelledBy { by, on, unit_alone: false } => "Cancelled by {by} of {}, so it is in no rate.", date(*on);
    CancelledBy { by, on, unit_alone: true } =>
        "{by} of {} gives the task to other units, so it is in no rate.", date(*on);
    CompletedInTime { due: Some(due) } => "Done on or before {}: completed on time.", date(*due);
    CompletedInTime { due: None } => "Done; without a last day it cannot be late: completed.";
    CompletedLate { days } => "Completed {} after the last day.", super::numbers::days(*days);
    StandingWork => "Standing work without a last day: ongoing.";
    NoTimeStated => "The plan gives no time for it: ongoing.";
    DateOpen => "Pending until its event has a date.";
    OverdueBy { days, due } =>
        "The last day, {}, was {} ago, and it is not done: overdue.", date(*due), super::numbers::days(*days);
    PendingFor { days: 0, due } => "This day, {}, is the last day: pending.", date(*due);
    PendingFor { days, due } => "{} left until {}: pending.", super::numbers::days(*days), date(*due);
    DueSoon { within } => "That is within {}: due soon.", super::numbers::many(*within, "day", "days");
    Promised { day } => "The unit promises {}; the deadline stays the same.", date(*day);
    PromiseLapsed { day } => "The day that the unit promised, {}, has passed; the deadline stays the same.", date(*day);
    TaskNotBegun { begins } => "The task begins on {}.", date(*begins);
    HandedOver { until, units } =>
        "The unit existed until {}; what it left undone was handed over to {units}.", date(*until);
    PeriodNotBegun { begins } => "Its period begins on {}.", date(*begins);
    MakeUpDay { day, off } =>
        "{} is worked to make up for {}, a working day that was exchanged: it counts as a working day.",
        date(*day), date(*off);
    CalendarUnknown { year } =>
        "The days off of {year} are not known: this day is reckoned with weekends alone and may change once they are announced.";
} }

fn day_off(closure: Closure) -> String {
    match closure {
        Closure::Weekend => "a day off (weekend)".to_owned(),
        Closure::Listed => "a day off in the plan's calendar".to_owned(),
        Closure::Holiday(holiday) => format!("a public holiday ({})", holiday_name(holiday)),
        Closure::InLieu(holiday) => format!("a day off in lieu of a public holiday ({})", holiday_name(holiday)),
        Closure::Exchanged { worked } => format!("a working day exchanged for {}, which is worked", date(worked)),
    }
}

table! { fn holiday_name(Holiday) {
    NewYear => "New Year's Day",
    Tet => "Tết",
    HungKings => "Hùng Kings' Day",
    Victory => "Victory Day, 30 April",
    Labour => "Labour Day, 1 May",
    National => "National Day",
    Culture => "Vietnamese Culture Day",
} }

table! { fn weekday_name(Weekday) {
    Mon => "Monday",
    Tue => "Tuesday",
    Wed => "Wednesday",
    Thu => "Thursday",
    Fri => "Friday",
    Sat => "Saturday",
    Sun => "Sunday",
} }

table! { fn fact_name(DatedFact) { Started => "start", Done => "completion", Accepted => "acceptance", Waived => "waiver" } }
