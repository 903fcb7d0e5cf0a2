//! The marks of a comparison as GitLab reads the quality of code.

use std::io::{self, Write};

use crate::data::hosts::Quality;
use crate::page::review::story::{Comparison, findings};
use crate::words::Words;

/// Writes what nobody should miss and nobody has looked at, and what could not be read. `prefix` leads from the top of the repository to the
/// workspace.
pub(crate) fn marks(
    out: &mut dyn Write,
    comparison: Comparison<'_>,
    prefix: &str,
    words: &dyn Words,
) -> io::Result<()> {
    let mut quality = Quality::begin(out)?;
    for finding in findings(comparison, prefix, words).iter().filter(|finding| finding.seen.is_none()) {
        quality.finding(out, finding)?;
    }
    Quality::end(out)
}
