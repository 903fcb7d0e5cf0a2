//! The marks of a comparison as SARIF.

use std::io::{self, Write};

use crate::data::sarif::Log;
use crate::page::review::story::{Comparison, findings};
use crate::rules::Code;
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
    for finding in findings(comparison, prefix, words) {
        log.finding(out, &finding)?;
    }
    Log::end(out)
}
