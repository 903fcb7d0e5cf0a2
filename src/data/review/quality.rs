//! The marks of comparisons as GitLab reads the quality of code.

use std::io::{self, Write};

use crate::data::hosts::Quality;
use crate::page::diagnostic::Finding;

/// Writes what nobody should miss and nobody has looked at, and what could not be read.
pub(crate) fn marks(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    let mut quality = Quality::begin(out)?;
    for finding in findings.iter().filter(|finding| finding.seen.is_none()) {
        quality.finding(out, finding)?;
    }
    Quality::end(out)
}
