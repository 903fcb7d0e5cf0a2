//! Why an obligation stands as it does, in English.

use chrono::Weekday;

use crate::view::why::{Fact, Why};
use crate::words::date;

pub fn why(why: &Why<'_>) -> String {
    match why {
        Why::Nominal { day, weekday } => {
            format!("By this rule its last day is {} ({}).", date(*day), weekday_name(*weekday))
        }
        Why::NoLastDay => "It has no last day, so it cannot become overdue.".to_owned(),
        Why::EventOpen { event } => format!("\"{event}\" has no date yet, so there is no last day yet."),
        Why::MovedToWorkingDay { from, to } => {
            format!(
                "{} is a day off: the last day moves to the next working day, {} (on_day_off).",
                date(*from),
                date(*to)
            )
        }
        Why::DayOffKept { day } => {
            format!("{} is a day off; the plan leaves it as it is (on_day_off = \"keep\").", date(*day))
        }
        Why::ExtensionCounts { to, by, on } => {
            format!("Extended to {} by {by} of {}.", date(*to), date(*on))
        }
        Why::ExtensionLater { on } => {
            format!("An extension of {} is not granted yet as of this day, so it does not count.", date(*on))
        }
        Why::Effective { day } => format!("The last day that counts: {}.", date(*day)),
        Why::NothingRecorded => "The unit has recorded nothing about it.".to_owned(),
        Why::StartedCounts { on } => format!("Work began on {}.", date(*on)),
        Why::DoneCounts { on } => format!("Recorded as done on {}.", date(*on)),
        Why::FactLater { fact, on } => {
            let fact = match fact {
                Fact::Started => "start",
                Fact::Done => "completion",
                Fact::Accepted => "acceptance",
                Fact::Waived => "waiver",
            };
            format!("Its {fact} on {} is recorded, but that is after this day, so it does not count.", date(*on))
        }
        Why::AcceptedCounts { on } => format!("Accepted on {}.", date(*on)),
        Why::AcceptanceMissing => {
            "The plan asks for acceptance, and it has not been accepted: it still counts as pending.".to_owned()
        }
        Why::WaivedBecause { by, on } => format!("Waived by {by} of {}: it is left out of every rate.", date(*on)),
        Why::CompletedInTime { due: Some(due) } => format!("Done on or before {}: completed in time.", date(*due)),
        Why::CompletedInTime { due: None } => "Done; there is no last day it could have missed: completed.".to_owned(),
        Why::CompletedLate { days } => format!("Completed {} after the last day.", plural_days(*days)),
        Why::StandingWork => "Standing work without a last day: ongoing.".to_owned(),
        Why::NoTimeStated => "The plan names no time for it: ongoing.".to_owned(),
        Why::DateOpen => "Pending until its event has a date.".to_owned(),
        Why::OverdueBy { days, due } => {
            format!("The last day, {}, passed {} ago, and it is not done: overdue.", date(*due), plural_days(*days))
        }
        Why::PendingFor { days: 0, due } => format!("This day, {}, is the last one: pending.", date(*due)),
        Why::PendingFor { days, due } => format!("{} left until {}: pending.", plural_days(*days), date(*due)),
        Why::DueSoon { within } => format!("That is within {within} days: due soon."),
        Why::Promised { day } => format!("The unit promises {}; the deadline stays what it was.", date(*day)),
        Why::PeriodNotBegun { begins } => format!("Its period begins on {}.", date(*begins)),
    }
}

fn plural_days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
