//! Pages as plain text: for a mail, or for a terminal.

use std::io::{self, Write};

use super::terminal::wrap;
use super::{CellValue, ColumnHead, Page, Piece, Weight};
use crate::words::Words;

/// How wide the text is: what mail programs quote without breaking.
const WIDTH: usize = 72;
/// How far the entries of a list stand in.
const INDENT: &str = "   ";

/// Writes pages as text: rows of tables become entries of a list, each with its headings.
pub(crate) struct TextPage<'a, W: Write> {
    out: W,
    words: &'a dyn Words,
    /// Whether a block of the section stands above.
    begun: bool,
    /// The columns of the table, and whether one of its rows stands above.
    table: (Vec<ColumnHead>, bool),
}

impl<'a, W: Write> TextPage<'a, W> {
    pub(crate) fn new(out: W, words: &'a dyn Words) -> Self {
        Self { out, words, begun: false, table: (Vec::new(), false) }
    }

    fn apart(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { writeln!(self.out) } else { Ok(()) }
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        wrap(text, WIDTH).into_iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }

    /// A row as an entry: its number and what it is called, then the other cells under their headings.
    fn entry(&mut self, cells: &[CellValue]) -> io::Result<()> {
        let words = self.words;
        let numbered = matches!(cells.first(), Some(CellValue::Count(_)));
        let named = usize::from(numbered);
        let number = if numbered { format!("{}.", cells[0].shown(words)) } else { "-".to_owned() };
        let name = cells.get(named).map(|value| value.shown(words)).unwrap_or_default();
        let room = WIDTH - INDENT.len().max(number.len() + 1);
        for (at, line) in wrap(&name, room).iter().enumerate() {
            let before = if at == 0 { format!("{number:<2} ") } else { INDENT.to_owned() };
            writeln!(self.out, "{before}{line}")?;
        }
        for (column, value) in self.table.0.iter().zip(cells).skip(named + 1) {
            if *value == CellValue::Nothing {
                continue;
            }
            let said = format!("{}: {}", column.text, value.shown(words));
            for line in wrap(&said, WIDTH - INDENT.len()) {
                writeln!(self.out, "{INDENT}{line}")?;
            }
        }
        Ok(())
    }
}

impl<W: Write> Page for TextPage<'_, W> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Head(Weight::Title, text) => self.paragraph(&text.to_uppercase()),
            Piece::Head(_, text) => self.paragraph(&text),
            Piece::Heading(heading) => {
                self.begun = false;
                writeln!(self.out)?;
                if heading.text.is_empty() { Ok(()) } else { writeln!(self.out, "{}\n", heading.text.to_uppercase()) }
            }
            Piece::Paragraph(_, text) | Piece::Gist(_, text) | Piece::Remark(text) => {
                self.apart()?;
                self.paragraph(&text)
            }
            Piece::Table(table) => {
                self.apart()?;
                self.table = (table.columns, false);
                Ok(())
            }
            Piece::Row(row) => {
                if std::mem::replace(&mut self.table.1, true) {
                    writeln!(self.out)?;
                }
                self.entry(&row.cells)
            }
            Piece::EndTable | Piece::Gap => Ok(()),
        }
    }
}
