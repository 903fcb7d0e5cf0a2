//! The first screen and the board.

use super::numbers::{many, number};
use crate::judge::State::{Completed, Ongoing, Overdue, Pending, Waived};
use crate::words::date;
use crate::words::screen::ScreenPhrase;

sentences! { pub(crate) fn phrase(&ScreenPhrase) {
    Late { count, units } => "Overdue: {} in {}", many(*count, "item", "items"), many(*units, "unit", "units");
    MoreLate { units, count, command } =>
        "… and {} more in {}: {command}", number(*count), many(*units, "unit", "units");
    NoPromise => "no promise";
    Promised { day } => "promised {day}";
    PromiseLapsed { day } => "promise of {day} lapsed";
    Owers { count } => "{}", many(*count, "unit", "units");
    Counted { total, states } => "{}: {states}", many(*total, "item", "items");
    InState { state: Overdue, count } => "{} overdue", number(*count);
    InState { state: Pending, count } => "{} pending", number(*count);
    InState { state: Completed, count } => "{} completed", number(*count);
    InState { state: Ongoing, count } => "{} ongoing", number(*count);
    InState { state: Waived, count } => "{} waived", number(*count);
    NotBegun { first, last, open } => "The plan has not begun: it runs from {} to {}, with {} to be done.",
        date(*first), date(*last), many(*open, "item", "items");
    Ended { last, open: 0, .. } => "The plan ended on {}; nothing is open any more.", date(*last);
    Ended { last, open, overdue } if open == overdue => "The plan ended on {}; {} still open, all overdue.",
        date(*last), many(*open, "item is", "items are");
    Ended { last, open, overdue } => "The plan ended on {}; {} still open, {} of them overdue.",
        date(*last), many(*open, "item is", "items are"), number(*overdue);
    PlansOutside { not_begun, ended: 0 } => "Not begun: {}.", many(*not_begun, "plan", "plans");
    PlansOutside { not_begun: 0, ended } => "Ended: {}.", many(*ended, "plan", "plans");
    PlansOutside { not_begun, ended } =>
        "Not begun: {}; ended: {}.", many(*not_begun, "plan", "plans"), many(*ended, "plan", "plans");
    PlanNotBegun { title } => "{title} (not begun)";
    PlanEnded { title } => "{title} (ended)";
    NoYear { year, first, last } if first == last => "nothing falls due in {year}: the plan is of {first}";
    NoYear { year, first, last } => "nothing falls due in {year}: the plan is of {first} to {last}";
    MoreUnits { count, command } => "… and {}: {command}", many(*count, "more unit", "more units");
    Untimed { units } => "Without timed work: {units}";
    EventOfTask { task, done, all } => "{task}: {done} of {all} units";
    EventDone { done, all } => "Done: {done} of {all} units";
    EventLeft { units, more: 0 } => "Not done: {units}";
    EventLeft { units, more } => "Not done: {units}, and {} more", number(*more);
    Missing { count, file } =>
        "{} without a file have reported nothing, such as {file}; to see each: tiendo check --all",
        many(*count, "unit", "units");
} }
