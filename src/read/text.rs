//! Bytes → text → TOML, with the faults of both as diagnostics.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{DayFault, Diagnostic, Problem};
use crate::model::id::is_id;
use crate::model::period::{Period, PeriodError};
use crate::model::record::Field;
use crate::source::BOM;
use crate::text::slug;
use crate::typed;

/// The largest unit file that is read, in bytes.
pub(crate) const MAX_UNIT_BYTES: u64 = 1024 * 1024;
/// How a day that the calendar has not is told; the day may follow.
const NO_SUCH_DATE: &str = "no such date";
/// The largest plan that is read, in bytes.
pub(crate) const MAX_PLAN_BYTES: u64 = 16 * 1024 * 1024;

/// The text of a file, without its byte order mark; else the text as far as it can be shown, and what is wrong with it.
pub fn decode(bytes: &[u8]) -> Result<&str, Box<(String, Diagnostic)>> {
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
            Err(Box::new((shown, Diagnostic::new(Problem::NotUtf8 { utf16 }, at..end))))
        }
    }
}

/// The same of bytes that are kept: a large file is not copied. Of a small one the copy costs less than the slower check.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, Box<(String, Diagnostic)>> {
    const SMALL: usize = 256 * 1024;
    if bytes.len() < SMALL {
        return decode(&bytes).map(str::to_owned);
    }
    let mut text = String::from_utf8(bytes).or_else(|error| decode(error.as_bytes()).map(str::to_owned))?;
    if text.starts_with(BOM) {
        text.drain(..BOM.len());
    }
    Ok(text)
}

/// Whether a text of records holds any value: tables that stand ready to be filled in do not. What cannot be made out
/// may say anything.
pub(crate) fn says_something(bytes: &[u8]) -> bool {
    let Ok(text) = decode(bytes) else { return true };
    let (table, faults) = parse(text);
    !faults.is_empty() || table.iter().any(|(_, value)| holds_value(value.get_ref()))
}

/// Whether a file that is called otherwise than units' files records something as they do: where its name is `near` that of
/// one also if it is not whole, or is not quite TOML.
pub(crate) fn records_something(bytes: &[u8], near: bool) -> bool {
    let text = match decode(bytes) {
        _ if is_binary(bytes) => return false,
        Ok(text) => Cow::Borrowed(text),
        Err(_) if !near => return false,
        // Names of fields are the same in every encoding, but for the zeros of UTF-16.
        Err(_) => {
            let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
        }
    };
    if !Field::NAMES.iter().any(|name| text.contains(name)) {
        return false;
    }
    let (table, faults) = DeTable::parse_recoverable(&text);
    let table = table.get_ref();
    let records = || table.iter().any(|(_, value)| value.get_ref().as_table().is_some_and(holds_field));
    if near {
        holds_field(table) || text.lines().any(is_line_of_field)
    } else {
        faults.is_empty() && table.iter().all(|(_, value)| value.get_ref().is_table()) && records()
    }
}

/// Whether bytes are no text in any encoding.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff])
}

/// Whether a field of a record has a value in it.
fn holds_field(table: &DeTable<'_>) -> bool {
    table.iter().any(|(key, value)| match value.get_ref() {
        value if Field::parse(key.get_ref()).is_some() => holds_value(value),
        value => value.as_table().is_some_and(holds_field),
    })
}

/// Whether a line gives a field a value, also behind the marks of a patch or of a quotation.
fn is_line_of_field(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "+->".contains(c));
    line.split_once('=').is_some_and(|(key, value)| Field::parse(key.trim()).is_some() && !value.trim().is_empty())
}

/// Whether there is any value in it, other than tables without one.
pub(crate) fn holds_value(value: &DeValue<'_>) -> bool {
    value.as_table().is_none_or(|table| table.iter().any(|(_, value)| holds_value(value.get_ref())))
}

/// The tables of a TOML text as far as they can be made out, and every fault of its syntax.
pub(crate) fn parse(text: &str) -> (DeTable<'_>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors.iter().map(|error| fault(text, error.message(), shown(text, error.span().unwrap_or_default())));
    let mut causes = causes(text, faults.collect());
    for cause in &mut causes {
        look_at_key(text, cause);
    }
    (table.into_inner(), causes)
}

/// What a fault of syntax is called here: the `toml` crate's message, unless something plainer can be said.
fn fault(text: &str, message: &str, span: Range<usize>) -> Diagnostic {
    let written = &text[span.clone()];
    if message == "duplicate key" {
        return Diagnostic::new(Problem::DuplicateKey, span);
    }
    let say = |message: &str, span| Diagnostic::new(Problem::Syntax { message: message.to_owned() }, span);
    // No day is written longer.
    let day = if written.len() <= "2024-05-15".len() { typed::whole_day(written) } else { Ok(None) };
    match day {
        Ok(Some(day)) => {
            let message = if written.contains('/') { "office date" } else { message };
            say(message, span).did_you_mean(Some(day.to_string()))
        }
        Err(DayFault::MonthEnds { .. }) => say(&format!("{NO_SUCH_DATE}: {written}"), span),
        _ if Period::parse(written) == Err(PeriodError::NoSuchPeriod) => say(NO_SUCH_DATE, span),
        _ => say(message, span),
    }
}

/// Says of a key that is none what was meant. It looks at the whole line, so it is for the one cause of each.
fn look_at_key(text: &str, fault: &mut Diagnostic) {
    let Problem::Syntax { message } = &mut fault.problem else { return };
    let (is_key, at) = (message.starts_with("invalid unquoted key"), fault.span.start);
    if !is_key && !message.starts_with("key with no value") {
        return;
    }
    if let Some((key, colon)) = before_colon(text, at) {
        "colon for equals".clone_into(message);
        fault.replacement = Some(format!("{} =", &text[key.clone()]));
        fault.span = key.start..colon + 1;
    } else if is_key {
        let key = key_around(text, at);
        fault.replacement = Some(slug(&text[key.clone()])).filter(|meant| is_id(meant));
        if fault.replacement.is_some() {
            fault.span = key;
        }
    }
}

/// The key before a colon that stands for the equals sign, and the place of the colon.
fn before_colon(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let line = line_around(text, at);
    let (key, value) = text[line.clone()].split_once(':')?;
    let is_one = is_id(key.trim()) && line.start + key.len() >= at && !value.contains('=');
    let start = line.start + key.len() - key.trim_start().len();
    is_one.then(|| (start..start + key.trim().len(), line.start + key.len()))
}

/// The key, or the part of a dotted one, in which `at` lies.
fn key_around(text: &str, at: usize) -> Range<usize> {
    let ends = |c: char| c.is_control() || "=.[]{},:#\"'".contains(c);
    let start = text[..at].rfind(ends).map_or(0, |sign| sign + 1);
    let end = text[at..].find(ends).map_or(text.len(), |sign| at + sign);
    let key = text[start..end].trim_start();
    end - key.len()..end - key.len() + key.trim_end().len()
}

/// The faults that bring the others about. Recovery goes on after a fault as well as it can, but what it finds after a
/// bracket that is never closed, or among the marks of a merge, is not what a reader has to fix.
fn causes(text: &str, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort_by_key(|fault| fault.span.start);
    let syntax = |fault: &Diagnostic| match &fault.problem {
        Problem::Syntax { message } => message.clone(),
        _ => String::new(),
    };
    if faults.is_empty() {
        return faults;
    }
    let marks: Vec<Range<usize>> = conflicts(text);
    faults.retain(|fault| !any_contains(&marks, fault.span.start));
    let unclosed = faults.iter().find_map(|fault| {
        let message = syntax(fault);
        (message.starts_with("unclosed inline table") || message.starts_with("unclosed array,")).then_some(message)
    });
    if let Some(message) = unclosed {
        let first = faults.iter().position(|fault| {
            let message = syntax(fault);
            ["missing comma", "missing key for inline", "unclosed", "unexpected `=`"]
                .iter()
                .any(|start| message.starts_with(start))
        });
        if let Some(first) = first {
            let before = text[..faults[first].span.start].trim_end();
            // Where a line that goes on would have had to end: after the last thing that belongs to it.
            let end = if before.is_empty() { faults[first].span.start } else { before.len() };
            faults.truncate(first);
            let start = text[..end].char_indices().next_back().map_or(end, |(at, _)| at);
            faults.push(Diagnostic::new(Problem::Syntax { message }, start..end));
        }
    }
    let mark = |mark: &Range<usize>| {
        let line_end = text[mark.start..].find('\n').map_or(text.len(), |at| mark.start + at);
        let line = mark.start..mark.start + text[mark.start..line_end].trim_end().len();
        Diagnostic::new(Problem::Syntax { message: "merge conflict".to_owned() }, line)
    };
    faults.extend(marks.iter().map(mark));
    // One line, one cause: what else is found on it comes of the first.
    faults.sort_by_key(|fault| fault.span.start);
    let mut line_end = 0;
    faults.retain(|fault| {
        let first = fault.span.start >= line_end;
        if first {
            line_end = line_around(text, fault.span.start).end.max(fault.span.start + 1);
        }
        first
    });
    faults
}

/// The pieces of a text that lie between marks that a merge left.
fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut begun) = (0, None);
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") && begun.is_none() {
            begun = Some(at);
        }
        at += line.len();
        if line.starts_with(">>>>>>>")
            && let Some(start) = begun.take()
        {
            found.push(start..at);
        }
    }
    found
}

/// The line, its end included, in which `offset` lies.
pub(crate) fn line_around(text: &str, offset: usize) -> Range<usize> {
    let offset = offset.min(text.len());
    let start = text.as_bytes()[..offset].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let end = text.as_bytes()[offset..].iter().position(|b| *b == b'\n').map_or(text.len(), |at| offset + at + 1);
    start..end
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
pub(crate) fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, broken_lines: &[Range<usize>]) {
    if broken_lines.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| match diagnostic.problem {
        Problem::Syntax { .. } | Problem::DuplicateKey => true,
        // A header that could not be read leaves its fields behind, as if they were tasks.
        Problem::RecordUnknownTask { ref task } if Field::parse(task).is_some() => false,
        Problem::MissingKey { .. } | Problem::NoDeadline | Problem::UnknownId { .. } | Problem::TitlesWithoutEvery => {
            false
        }
        _ => !any_contains(broken_lines, diagnostic.span.start),
    });
}

/// Whether one of these ranges, in order and apart, has `offset` in it.
fn any_contains(ranges: &[Range<usize>], offset: usize) -> bool {
    let begun = ranges.partition_point(|range| range.start <= offset);
    begun.checked_sub(1).is_some_and(|at| ranges[at].contains(&offset))
}
