//! The first screen and the board.

use super::numbers::{many, number};
use crate::judge::State::{Completed, Ongoing, Overdue, Pending, Waived};
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
