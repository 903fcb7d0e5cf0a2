//! Everything about one thing: labelled fields, one under another.

use std::io::{self, Write};

use super::Screen;
use super::layout::{left, wrap};
use crate::page::Tone;
use crate::text::{one_line, width};

/// Writes fields whose values line up; what has no value is left out.
pub fn fields(out: &mut dyn Write, fields: &[(&str, Option<String>)], screen: Screen) -> io::Result<()> {
    let filled = || fields.iter().filter_map(|(label, value)| value.as_ref().map(|value| (*label, value)));
    let column = filled().map(|(label, _)| width(label) + 2).max().unwrap_or(0);
    // On a narrow screen the value goes under its label.
    let beside = column + 20 <= screen.width;
    for (label, value) in filled() {
        let head = left(&format!("{label}:"), column);
        let room = if beside { screen.width - column } else { screen.width.saturating_sub(2) };
        let lines: Vec<String> = value.lines().flat_map(|line| wrap(&one_line(line), room)).collect();
        if beside {
            for (at, line) in lines.iter().enumerate() {
                let head = if at == 0 { screen.paint(Tone::Faint, &head) } else { left("", column) };
                writeln!(out, "{head}{line}")?;
            }
        } else {
            writeln!(out, "{}", screen.paint(Tone::Faint, head.trim_end()))?;
            for line in lines {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(())
}

/// Writes sentences as a list.
pub fn sentences(out: &mut dyn Write, sentences: &[String], screen: Screen) -> io::Result<()> {
    for sentence in sentences {
        for (at, line) in wrap(&one_line(sentence), screen.width.saturating_sub(4)).iter().enumerate() {
            writeln!(out, "  {} {line}", if at == 0 { "-" } else { " " })?;
        }
    }
    Ok(())
}
