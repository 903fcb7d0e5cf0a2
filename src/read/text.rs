//! Bytes → text → TOML, with the faults of both as diagnostics.

use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::BOM;

/// The largest unit file that is read, in bytes.
pub const MAX_UNIT_BYTES: u64 = 1024 * 1024;
/// The largest plan that is read, in bytes.
pub const MAX_PLAN_BYTES: u64 = 16 * 1024 * 1024;

/// The text of a file, without its byte order mark; else the text as far as it can be shown, and what is wrong with it.
pub fn decode(bytes: &[u8]) -> Result<&str, (String, Diagnostic)> {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix(BOM).unwrap_or(text)),
        Err(error) => {
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let (shown, at) = if utf16 {
                (String::new(), 0)
            } else {
                let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let valid = valid.strip_prefix(BOM).unwrap_or(&valid);
                let tail = String::from_utf8_lossy(&bytes[error.valid_up_to()..]);
                (format!("{valid}{tail}"), valid.len())
            };
            let end = shown[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            Err((shown, Diagnostic::new(Problem::NotUtf8 { utf16 }, at..end)))
        }
    }
}

/// The tables of a TOML text as far as they can be made out, and every fault of its syntax.
pub fn parse(text: &str) -> (DeTable<'_>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let diagnostics = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_default();
            let problem = match error.message() {
                "duplicate key" => Problem::DuplicateKey,
                message => Problem::Syntax { message: message.to_owned() },
            };
            Diagnostic::new(problem, shown(text, span))
        })
        .collect();
    (table.into_inner(), diagnostics)
}

/// `span` on character boundaries and without the line ends it runs into, so that a caret has something to point at.
fn shown(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let trimmed = text[start..end].trim_end_matches(['\r', '\n']).len();
    start..start + trimmed
}

/// Once a text has faults of syntax, drops what they bring about: problems on the same lines, and the absence of what
/// may stand on a line that could not be read.
pub fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, broken_lines: &[Range<usize>]) {
    if broken_lines.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| match diagnostic.problem {
        Problem::Syntax { .. } | Problem::DuplicateKey => true,
        Problem::MissingKey { .. } | Problem::NoDeadline | Problem::UnknownId { .. } | Problem::TitlesWithoutEvery => {
            false
        }
        _ => !broken_lines.iter().any(|line| line.contains(&diagnostic.span.start)),
    });
}
