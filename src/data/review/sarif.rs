//! The marks of comparisons as SARIF.

use std::io::{self, Write};

use crate::data::sarif::Log;
use crate::page::diagnostic::Finding;
use crate::rules::Code;
use crate::words::Words;

/// Writes what nobody should miss, and what could not be read.
pub(crate) fn marks(out: &mut dyn Write, findings: &[Finding], words: &dyn Words) -> io::Result<()> {
    let is_broken = |code: Code| code.is_mark() || findings.iter().any(|finding| finding.code == code);
    let rules = Code::ALL.iter().copied().filter(|code| is_broken(*code)).collect();
    let mut log = Log::begin(out, rules, words)?;
    for finding in findings {
        log.finding(out, finding)?;
    }
    Log::end(out)
}
