//! The marks of a comparison as SARIF.

use std::io::{self, Write};

use crate::data::sarif::Log;
use crate::page::diagnostic::{Finding, Region};
use crate::page::review::story::{Comparison, Flagged, flagged};
use crate::review::Cause;
use crate::rules::Code;
use crate::snapshot::unit_path;
use crate::words::Words;

/// Writes what nobody should miss. `prefix` leads from the top of the repository to the workspace.
pub(crate) fn marks(
    out: &mut dyn Write,
    comparison: Comparison<'_>,
    prefix: &str,
    words: &dyn Words,
) -> io::Result<()> {
    let rules = Code::ALL.iter().copied().filter(|code| code.is_mark()).collect();
    let mut log = Log::begin(out, rules, words)?;
    let (outcome, plan) = (comparison.outcome, comparison.sides.plan_after());
    // In the order in which the story flags them.
    let of_records = outcome.by(Cause::Record).flat_map(|(unit, change)| {
        let place = (unit_path(plan, unit), change.line);
        change.marks.iter().map(move |_| place.clone())
    });
    let mixed = outcome.mixed.iter().map(|mixed| {
        let first = mixed.units.first().map(String::as_str).unwrap_or_default();
        (format!("units/{first}.toml"), None)
    });
    let reports = outcome.reports.iter().map(|file| (file.clone(), None));
    let places = of_records.chain(mixed).chain(reports);
    for (Flagged { code, said: message }, (file, line)) in flagged(comparison, words).into_iter().zip(places) {
        let region = line.map(|line| Region { start_line: line, start_column: 1, end_line: line + 1, end_column: 1 });
        log.finding(out, &Finding { code, message, file: format!("{prefix}{file}"), region })?;
    }
    Log::end(out)
}
