//! Documents as Markdown. No text of a file can become markup.

use std::io::{self, Write};

use super::{escape, escape_inside};
use crate::page::{Align, Block, Document, Row, RowKind, Table, Value, Weight};
use crate::words::Words;

/// Writes a document.
pub fn write(out: &mut dyn Write, document: &Document, words: &dyn Words) -> io::Result<()> {
    let mut first = true;
    let mut apart = |out: &mut dyn Write| if std::mem::take(&mut first) { Ok(()) } else { writeln!(out) };
    // Of an empty line the marks around it would be left, which mean something else.
    for line in document.head.iter().filter(|line| !line.text.is_empty()) {
        apart(out)?;
        let begins = matches!(line.weight, Weight::Plain | Weight::Warning);
        let text = if begins { escape(&line.text) } else { escape_inside(&line.text) };
        match line.weight {
            Weight::Title => writeln!(out, "# {text}")?,
            Weight::Subtitle => writeln!(out, "**{text}**")?,
            Weight::Plain => writeln!(out, "{text}")?,
            Weight::Warning => writeln!(out, "> {text}")?,
        }
    }
    for part in &document.parts {
        if let Some(heading) = &part.heading {
            apart(out)?;
            writeln!(out, "{} {}", "#".repeat(usize::from(part.level) + 1), escape_inside(heading))?;
        }
        for block in &part.blocks {
            apart(out)?;
            match block {
                Block::Paragraph(text) => writeln!(out, "{}", escape(text))?,
                Block::Remark(text) => writeln!(out, "*{}*", escape_inside(text))?,
                Block::Table(table) => self::table(out, table, words)?,
            }
        }
    }
    Ok(())
}

fn table(out: &mut dyn Write, table: &Table, words: &dyn Words) -> io::Result<()> {
    let heads: Vec<String> = table.columns.iter().map(|column| escape_inside(&column.head)).collect();
    writeln!(out, "| {} |", heads.join(" | "))?;
    let rule = |align| match align {
        Align::Left => "---|",
        Align::Center => ":---:|",
        Align::Right => "---:|",
    };
    writeln!(out, "|{}", table.columns.iter().map(|column| rule(column.align)).collect::<String>())?;
    if !table.numbering.is_empty() {
        let numbering: Vec<String> =
            table.numbering.iter().map(|number| format!("*{}*", escape_inside(number))).collect();
        writeln!(out, "| {} |", numbering.join(" | "))?;
    }
    for row in &table.rows {
        writeln!(out, "| {} |", cells(row, words).join(" | "))?;
    }
    Ok(())
}

fn cells(row: &Row, words: &dyn Words) -> Vec<String> {
    let cell = |value: &Value| {
        let text = escape_inside(&value.shown(words));
        if row.kind == RowKind::Body || text.is_empty() { text } else { format!("**{text}**") }
    };
    row.cells.iter().map(cell).collect()
}
