//! Reading without the program around it: the one place that knows how the readers are called.

use tiendo::diagnostic::Diagnostic;
use tiendo::read::plan::PlanReading;
use tiendo::read::walk::Inspect;

/// Reads a plan's text as `check` does where texts are inspected, else as reports do, and hands over what came of it.
pub fn read_plan_as<T>(text: &str, inspect: Inspect, then: impl FnOnce(PlanReading) -> T) -> T {
    then(tiendo::read::plan::read(text, inspect))
}

/// Reads a plan's text as reports do.
pub fn read_plan<T>(text: &str, then: impl FnOnce(PlanReading) -> T) -> T {
    read_plan_as(text, Inspect::No, then)
}

/// The text of a file; else its text as far as it can be shown, and what is wrong with it.
pub fn decode(bytes: &[u8]) -> Result<&str, Box<(String, Diagnostic)>> {
    tiendo::read::text::decode(bytes)
}
