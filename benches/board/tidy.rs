//! A unit's file as a tool writes it: one header a record, the plan's order, the contract's order of keys.

use std::fmt::Write as _;

use crate::record::{Entry, Extension, Record, Report, Waiver};

/// The whole file.
pub fn tidy_text(report: &Report<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    for entry in &report.entries {
        if !out.is_empty() {
            out.push('\n');
        }
        write_entry(&mut out, entry).expect("writing to a string does not fail");
    }
    out
}

fn write_entry(out: &mut String, entry: &Entry<'_>) -> std::fmt::Result {
    match entry.period {
        None => writeln!(out, "[{}]", entry.task)?,
        Some(period) => writeln!(out, "[{}.{period}]", entry.task)?,
    }
    let Record { started, done, evidence, note, reason, committed, extended, waived, .. } = &entry.record;
    let Record { file, accepted, progress, .. } = &entry.record;
    for (key, day) in [("started", started), ("done", done)] {
        if let Some(day) = day {
            writeln!(out, "{key} = {day}")?;
        }
    }
    let items: Vec<String> = evidence.iter().map(|text| basic(text)).chain(file.clone()).collect();
    if !items.is_empty() {
        writeln!(out, "evidence = [{}]", items.join(", "))?;
    }
    for (key, text) in [("note", note), ("reason", reason)] {
        if let Some(text) = text {
            writeln!(out, "{key} = {}", basic(text))?;
        }
    }
    if let Some(day) = committed {
        writeln!(out, "committed = {day}")?;
    }
    if let Some(Extension { to, by, on }) = extended {
        writeln!(out, "extended = {{ to = {to}, by = {}, on = {on} }}", basic(by))?;
    }
    if let Some(Waiver { by, on }) = waived {
        writeln!(out, "waived = {{ by = {}, on = {on} }}", basic(by))?;
    }
    if let Some(day) = accepted {
        writeln!(out, "accepted = {day}")?;
    }
    if let Some(list) = progress {
        writeln!(out, "progress = {list}")?;
    }
    Ok(())
}

/// A basic string, quotes included.
pub fn basic(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
