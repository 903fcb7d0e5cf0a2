//! Diagnostics for scripts.

use std::io::{self, Write};

use crate::diagnostic::FileReport;
use crate::page::diagnostic::{Lines, shape};
use crate::words::Words;

/// Writes a file's problems as JSON objects; `first` says whether none was written before.
pub(crate) fn json(out: &mut impl Write, report: &FileReport, words: &dyn Words, first: &mut bool) -> io::Result<()> {
    let lines = Lines::of(&report.source.text);
    for diagnostic in &report.diagnostics {
        if !std::mem::take(first) {
            out.write_all(b",")?;
        }
        super::json::value(out, &shape(diagnostic, &report.source, &lines, words))?;
    }
    Ok(())
}
