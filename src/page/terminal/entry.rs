//! Entries of lists in a terminal.

use std::io::{self, Write};

use super::Screen;
use super::layout::wrap;
use crate::page::{CellValue, ColumnHead, Role, Tone};
use crate::text::width;
use crate::words::Words;

/// Writes an entry: what it is and how it stood and stands, then what else changed.
pub(super) fn write(
    out: &mut dyn Write,
    columns: &[ColumnHead],
    cells: &[CellValue],
    indent: usize,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let found = |role| {
        let cell = columns.iter().zip(cells).find(|(column, _)| column.role == role).map(|(_, cell)| cell);
        cell.filter(|cell| **cell != CellValue::Nothing)
    };
    let shown = |role| found(role).map(|cell| cell.shown(words));
    let name = shown(Role::Words).unwrap_or_default();
    // A rule that the entry begins with stands in place of its dash.
    if let Some(CellValue::Codes(_)) = cells.first() {
        let code = shown(Role::Codes).unwrap_or_default();
        let room = width(&code) + 2;
        return hanging(out, &name, &screen.paint(Tone::Bad, &code), room, 0, screen);
    }
    let Some(after) = found(Role::After) else { return hanging(out, &name, "-", 2, indent, screen) };
    let inside = indent + 2;
    let room = screen.width.saturating_sub(inside);
    let before = found(Role::Before).map(|cell| (format!("{} →", cell.shown(words)), cell.tone()));
    let states: Vec<(String, Tone)> = before.into_iter().chain([(after.shown(words), after.tone())]).collect();
    let line = states.iter().map(|(said, _)| said.as_str()).collect::<Vec<_>>().join(" ");
    let painted = states.iter().map(|(said, tone)| screen.paint(*tone, said)).collect::<Vec<_>>().join(" ");
    if width(&name) + 2 + width(&line) <= room {
        writeln!(out, "{:indent$}- {name}: {painted}", "")?;
    } else {
        hanging(out, &name, "-", 2, indent, screen)?;
        // On one line where there is room, else the states one under another.
        if width(&line) <= room {
            writeln!(out, "{:inside$}{painted}", "")?;
        } else {
            for (said, tone) in states {
                for piece in wrap(&said, room) {
                    writeln!(out, "{:inside$}{}", "", screen.paint(tone, &piece))?;
                }
            }
        }
    }
    let details = match (shown(Role::Detail), shown(Role::Codes)) {
        (Some(details), Some(codes)) => format!("{details} [{codes}]"),
        (details, codes) => details.or(codes).unwrap_or_default(),
    };
    if details.is_empty() {
        return Ok(());
    }
    wrap(&details, room).iter().try_for_each(|piece| writeln!(out, "{:inside$}{piece}", ""))
}

/// A text after a mark, its further lines under its first.
fn hanging(out: &mut dyn Write, text: &str, mark: &str, room: usize, indent: usize, screen: Screen) -> io::Result<()> {
    let inside = indent + room;
    for (at, line) in wrap(text, screen.width.saturating_sub(inside)).iter().enumerate() {
        if at == 0 {
            let apart = " ".repeat(if room > 2 { 2 } else { 1 });
            writeln!(out, "{:indent$}{mark}{apart}{line}", "")?;
        } else {
            writeln!(out, "{:inside$}{line}", "")?;
        }
    }
    Ok(())
}
