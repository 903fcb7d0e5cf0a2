//! Documents as plain text: for a mail, or for a terminal.

use std::io::{self, Write};

use crate::page::terminal::wrap;
use crate::page::{Block, Document, Row, Table, Value, Weight};
use crate::words::Words;

/// How wide the text is: what mail programs quote without breaking.
const WIDTH: usize = 72;
/// How far the entries of a list stand in.
const INDENT: &str = "   ";

/// Writes a document: rows of tables become entries of a list, each with its headings.
pub fn document(out: &mut dyn Write, document: &Document, words: &dyn Words) -> io::Result<()> {
    for line in &document.head {
        let text = if line.weight == Weight::Title { line.text.to_uppercase() } else { line.text.clone() };
        paragraph(out, &text)?;
    }
    for part in &document.parts {
        writeln!(out)?;
        if let Some(heading) = &part.heading {
            writeln!(out, "{}\n", heading.to_uppercase())?;
        }
        for (at, block) in part.blocks.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            match block {
                Block::Paragraph(text) | Block::Remark(text) => paragraph(out, text)?,
                Block::Table(table) => list(out, table, words)?,
            }
        }
    }
    Ok(())
}

fn paragraph(out: &mut dyn Write, text: &str) -> io::Result<()> {
    wrap(text, WIDTH).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Each row as an entry: its number and what it is called, then the other cells under their headings.
fn list(out: &mut dyn Write, table: &Table, words: &dyn Words) -> io::Result<()> {
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        entry(out, table, row, words)?;
    }
    Ok(())
}

fn entry(out: &mut dyn Write, table: &Table, row: &Row, words: &dyn Words) -> io::Result<()> {
    let numbered = matches!(row.cells.first(), Some(Value::Count(_)));
    let named = usize::from(numbered);
    let number = if numbered { format!("{}.", row.cells[0].shown(words)) } else { "-".to_owned() };
    let name = row.cells.get(named).map(|value| value.shown(words)).unwrap_or_default();
    let room = WIDTH - INDENT.len().max(number.len() + 1);
    for (at, line) in wrap(&name, room).iter().enumerate() {
        let before = if at == 0 { format!("{number:<2} ") } else { INDENT.to_owned() };
        writeln!(out, "{before}{line}")?;
    }
    for (column, value) in table.columns.iter().zip(&row.cells).skip(named + 1) {
        if *value == Value::Nothing {
            continue;
        }
        let said = format!("{}: {}", column.head, value.shown(words));
        for line in wrap(&said, WIDTH - INDENT.len()) {
            writeln!(out, "{INDENT}{line}")?;
        }
    }
    Ok(())
}
