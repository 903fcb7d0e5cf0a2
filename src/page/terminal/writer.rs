//! Pages in a terminal.

use std::io::{self, Write};

use super::layout::{left, wrap};
use super::table::GridRows;
use super::{Screen, entry};
use crate::page::{CellValue, Heading, Layout, Page, Piece, RowKind, TableHead, TableRow, Tone, Weight, bar};
use crate::text::width;
use crate::words::Words;

/// So many rows of a table at the most are laid out together: of more, the widths of columns may differ.
const MOST_ROWS: usize = 10_000;
/// How far grouped rows stand in from the heading over them.
const INDENT: usize = 2;

pub(crate) struct TerminalPage<'a> {
    pub(crate) out: &'a mut dyn Write,
    words: &'a dyn Words,
    pub(crate) screen: Screen,
    begun: bool,
    level: u8,
    table: TableHead,
    /// Rows that are laid out together.
    rows: Vec<Vec<CellValue>>,
    /// Whether the rows are in groups, and whether rows of the table stand above.
    groups: (bool, bool),
}

impl<'a> TerminalPage<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, words: &'a dyn Words, screen: Screen) -> Self {
        let (table, rows) = (TableHead::default(), Vec::new());
        Self { out, words, screen, begun: false, level: 0, table, rows, groups: (false, false) }
    }

    /// A page that goes on below something.
    pub(crate) fn going_on(out: &'a mut dyn Write, words: &'a dyn Words, screen: Screen) -> Self {
        Self { begun: true, ..Self::new(out, words, screen) }
    }

    fn paragraph(&mut self, tone: Tone, text: &str) -> io::Result<()> {
        for line in text.split('\n').flat_map(|line| wrap(line, self.screen.width)) {
            writeln!(self.out, "{}", self.screen.paint(tone, &line))?;
        }
        Ok(())
    }

    fn heading(&mut self, heading: Heading) -> io::Result<()> {
        let Heading { level, tone, text, after, .. } = heading;
        if level == 1 && self.begun {
            writeln!(self.out)?;
        }
        self.level = level;
        let Some((after_tone, after)) = after else { return self.paragraph(tone, &text) };
        if text.is_empty() {
            return self.paragraph(after_tone, &after);
        }
        if width(&text) + 1 + width(&after) > self.screen.width {
            self.paragraph(tone, &text)?;
            return self.paragraph(after_tone, &after);
        }
        writeln!(self.out, "{} {}", self.screen.paint(tone, &text), self.screen.paint(after_tone, &after))
    }

    fn row(&mut self, row: TableRow) -> io::Result<()> {
        if row.kind == RowKind::Group {
            if !self.rows.is_empty() {
                self.rows_end()?;
            }
            self.groups.0 = true;
            let text = row.cells.iter().map(|cell| cell.shown(self.words)).find(|text| !text.is_empty());
            return writeln!(self.out, "{:INDENT$}{}", "", self.screen.paint(Tone::Heading, &text.unwrap_or_default()));
        }
        if self.table.layout == Layout::List {
            let indent = INDENT * usize::from(self.level.saturating_sub(1));
            return entry::write(self.out, &self.table.columns, &row.cells, indent, self.words, self.screen);
        }
        self.rows.push(row.cells);
        if self.rows.len() == MOST_ROWS && self.table.layout == Layout::Grid { self.rows_end() } else { Ok(()) }
    }

    fn rows_end(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        match self.table.layout {
            Layout::List => Ok(()),
            Layout::Card => self.card(&rows),
            Layout::Grid if rows.is_empty() && self.groups.1 => Ok(()),
            Layout::Grid => {
                let indent = if self.groups.0 { INDENT } else { 0 };
                let heads = !std::mem::replace(&mut self.groups.1, true);
                let grid = GridRows { columns: &self.table.columns, rows: &rows, indent, heads };
                grid.write(self.out, self.words, self.screen)
            }
        }
    }

    /// Labels, and what belongs to them in a column of its own; on a narrow screen under its label.
    fn card(&mut self, rows: &[Vec<CellValue>]) -> io::Result<()> {
        let label = |row: &[CellValue]| row[0].shown(self.words);
        let column = rows.iter().map(|row| width(&label(row)) + 2).max().unwrap_or(0);
        let beside = column + 20 <= self.screen.width;
        for row in rows {
            let head = left(&format!("{}:", label(row)), column);
            let room = if beside { self.screen.width - column } else { self.screen.width.saturating_sub(2) };
            let texts = match &row[1] {
                CellValue::Texts(texts) => texts.clone(),
                CellValue::Reached { tenths, text } => vec![format!("{} {text}", bar(*tenths))],
                other => vec![other.shown(self.words)],
            };
            let lines: Vec<String> = texts.iter().flat_map(|text| wrap(text, room)).collect();
            if !beside {
                writeln!(self.out, "{}", self.screen.paint(Tone::Faint, head.trim_end()))?;
            }
            for (at, line) in lines.iter().enumerate() {
                let before = match (beside, at) {
                    (false, _) => "  ".to_owned(),
                    (true, 0) => self.screen.paint(Tone::Faint, &head),
                    (true, _) => left("", column),
                };
                writeln!(self.out, "{before}{line}")?;
            }
        }
        Ok(())
    }
}

impl Page for TerminalPage<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        let begins = !matches!(piece, Piece::EndTable | Piece::Table(_));
        match piece {
            Piece::Head(weight, text) => {
                let tone = match weight {
                    Weight::Title | Weight::Subtitle => Tone::Heading,
                    Weight::Plain => Tone::Plain,
                    Weight::Warning => Tone::Near,
                };
                self.paragraph(tone, &text)?;
            }
            Piece::Heading(heading) => self.heading(heading)?,
            Piece::Paragraph(tone, text) | Piece::Gist(tone, text) => self.paragraph(tone, &text)?,
            // It may hold a command, which is copied whole.
            Piece::Remark(text) => writeln!(self.out, "{text}")?,
            Piece::Table(table) => (self.table, self.groups) = (table, (false, false)),
            Piece::Row(row) => self.row(row)?,
            Piece::EndTable => self.rows_end()?,
            Piece::Gap => writeln!(self.out)?,
        }
        self.begun |= begins;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::Lang;
    use crate::page::{ColumnHead, Role};

    #[test]
    fn a_table_too_long_to_be_laid_out_at_once_has_its_headings_once() {
        let mut out = Vec::new();
        let mut page = TerminalPage::new(&mut out, crate::words::words(Lang::En), Screen { width: 80, colour: false });
        let page: &mut dyn Page = &mut page;
        page.table([ColumnHead::new(Role::Words, "Heading", 0)]).expect("memory takes it");
        for row in 0..2 * MOST_ROWS {
            page.row(RowKind::Body, vec![CellValue::Count(row as u64)]).expect("memory takes it");
        }
        page.end_table().expect("memory takes it");
        let text = String::from_utf8(out).expect("it is text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines.len()), ("Heading", 2 + 2 * MOST_ROWS));
        assert_eq!((lines[2], lines[lines.len() - 1]), ("0", "19,999"));
    }
}
