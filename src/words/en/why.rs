//! Why an obligation stands as it does.

use chrono::Weekday;

use super::numbers::date;
use crate::view::why::{DatedFact, Why};

sentences! { pub(crate) fn why(&Why) {
    Nominal { day, weekday } => "By this rule, the last day is {} ({}).", date(*day), weekday_name(*weekday);
    NoLastDay => "It has no last day, so it cannot become overdue.";
    EventOn { event, day } => "“{event}” is on {} for this unit.", date(*day);
    EventOpen { event } => "“{event}” has no date yet, so there is no last day yet.";
    MovedToWorkingDay { from, to } if to < from =>
        "{} is a day off: the last day moves to the working day before, {} (on_day_off).", date(*from), date(*to);
    MovedToWorkingDay { from, to } =>
        "{} is a day off: the last day moves to the next working day, {} (on_day_off).", date(*from), date(*to);
    DayOffKept { day } => "{} is a day off; the plan keeps it as the last day (on_day_off = \"keep\").", date(*day);
    NeverForward { day } =>
        "{} is a day off; a deadline “before …” never moves forward (on_day_off), so it stays.", date(*day);
    ExtensionCounts { to, by, on } => "Extended to {} by {by} of {}.", date(*to), date(*on);
    ExtensionLater { on } => "An extension dated {} is after this day, so it does not count.", date(*on);
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
    TaskNotBegun { begins } => "The task begins on {}.", date(*begins);
    PeriodNotBegun { begins } => "Its period begins on {}.", date(*begins);
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
