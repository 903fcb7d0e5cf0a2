//! Tables whose cells wrap: lists of obligations and the like.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::Screen;
use super::layout::wrap;
use crate::page::{CellValue, ColumnHead, Role, Tone, bar};
use crate::text::width;
use crate::words::Words;

/// Below this width a table breaks words into letters; each row is then a block of lines.
const LEAST_WIDTH: usize = 60;

/// From this width on a table has room for bars.
const ROOM_FOR_BARS: usize = 100;

const PLAIN: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// Why a cell stands out, and its text.
type TonedText = (Tone, String);

pub(super) struct GridRows<'a> {
    pub(super) columns: &'a [ColumnHead],
    pub(super) rows: &'a [Vec<CellValue>],
    pub(super) indent: usize,
    /// Whether the headings are written; else those of a table above serve it too.
    pub(super) heads: bool,
}

/// How wide a column is that must not depend on the rows: tables one under another then line up. Of states the longest
/// word fits, and what is added wraps; on a wide screen less of it.
fn fixed_width(column: &ColumnHead, screen: Screen) -> Option<usize> {
    match column.role {
        Role::State => Some(if screen.width >= 120 { 44 } else { 26 }),
        Role::Day => Some("15/03/2024".len().max(width(&column.text))),
        _ => None,
    }
}

impl GridRows<'_> {
    pub(super) fn write(&self, out: &mut dyn Write, words: &dyn Words, screen: Screen) -> io::Result<()> {
        let narrow = screen.width < LEAST_WIDTH;
        let text = |cell: &CellValue| match cell {
            // What is said once under another is not said again, but where each row stands by itself.
            CellValue::Again(_) if !narrow => (Tone::Plain, String::new()),
            CellValue::Reached { tenths, text } if screen.width >= ROOM_FOR_BARS => {
                (Tone::Plain, format!("{} {text}", bar(*tenths)))
            }
            cell => (cell.tone(), cell.shown(words)),
        };
        let rows: Vec<Vec<TonedText>> = self.rows.iter().map(|row| row.iter().map(text).collect()).collect();
        if narrow { self.blocks(out, &rows, screen) } else { self.table(out, &rows, screen) }
    }

    fn table(&self, out: &mut dyn Write, rows: &[Vec<TonedText>], screen: Screen) -> io::Result<()> {
        let indent = self.indent;
        let mut table = Table::new();
        table.load_style(PLAIN);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(screen.width.saturating_sub(indent)).unwrap_or(u16::MAX));
        if self.heads {
            table.set_header(self.columns.iter().map(|column| comfy_table::Cell::new(&column.text)));
        }
        for row in rows {
            table.add_row(row.iter().map(|cell| mark(cell, screen)));
        }
        for (at, head) in self.columns.iter().enumerate() {
            let Some(column) = table.column_mut(at) else { continue };
            column.set_padding((u16::from(at > 0), 1));
            if head.role == Role::Number {
                column.set_cell_alignment(CellAlignment::Right);
            }
            if head.role != Role::Words {
                let widest = || rows.iter().map(|row| width(&row[at].1)).max().unwrap_or(0).max(width(&head.text));
                let widest = fixed_width(head, screen).unwrap_or_else(widest);
                let with_padding = u16::try_from(widest + 1 + usize::from(at > 0)).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(with_padding)));
            }
        }
        for line in table.lines() {
            let line = line.trim_end();
            let line = if line.contains(END) { Cow::Owned(painted(line)) } else { Cow::Borrowed(line) };
            writeln!(out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// Each row as a block: the words on lines of their own, then the short cells with their headings.
    fn blocks(&self, out: &mut dyn Write, rows: &[Vec<TonedText>], screen: Screen) -> io::Result<()> {
        let indent = self.indent;
        let room = screen.width.saturating_sub(indent + 2).max(1);
        let is_words = |column: &ColumnHead| matches!(column.role, Role::Words | Role::State);
        for row in rows {
            let cells = || self.columns.iter().zip(row).filter(|(_, (_, text))| !text.is_empty());
            let mut first = true;
            let mut mark = || if std::mem::take(&mut first) { "- " } else { "  " };
            for (_, (tone, text)) in cells().filter(|(column, _)| is_words(column)) {
                for line in wrap(text, room) {
                    writeln!(out, "{:indent$}{}{}", "", mark(), screen.paint(*tone, &line))?;
                }
            }
            let facts = cells().filter(|(column, _)| !is_words(column));
            let facts: Vec<String> = facts.map(|(column, (_, text))| format!("{}: {text}", column.text)).collect();
            if !facts.is_empty() {
                for line in wrap(&facts.join("; "), room) {
                    writeln!(out, "{:indent$}{}{line}", "", mark())?;
                }
            }
        }
        Ok(())
    }
}

/// What stands for the beginning of a tone while the table is laid out: characters of no width, which no text has
/// once it is fit for a terminal. The table crate's own colours would bring a terminal library with them.
const MARKS: [(Tone, char); 5] = [
    (Tone::Heading, '\u{2060}'),
    (Tone::Bad, '\u{2061}'),
    (Tone::Good, '\u{2062}'),
    (Tone::Near, '\u{2063}'),
    (Tone::Faint, '\u{2064}'),
];
/// What stands for the end of a tone.
const END: char = '\u{200b}';

/// More of a cell's text is not shown in a table: the cards of `show` have it whole.
const LONGEST_CELL: usize = 600;
/// Longer words are parted: laying out a word takes the square of its length.
const LONGEST_WORD: usize = 60;

/// A cell's text as a table can bear it.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    let (mut count, mut in_word) = (0, 0);
    for letter in text.chars() {
        if count == LONGEST_CELL {
            short.push('…');
            break;
        }
        count += 1;
        in_word = if letter == ' ' { 0 } else { in_word + 1 };
        if in_word > LONGEST_WORD {
            short.push(' ');
            in_word = 1;
        }
        short.push(letter);
    }
    short
}

/// A cell's text, each word of it marked, so that a wrapped line colours nothing but words.
fn mark((tone, text): &TonedText, screen: Screen) -> String {
    let begin = MARKS.iter().find(|(one, _)| one == tone).filter(|_| screen.colour);
    let text = shortened(text);
    let Some((_, begin)) = begin else {
        return text;
    };
    let words: Vec<String> = text.split(' ').map(|word| format!("{begin}{word}{END}")).collect();
    words.join(" ")
}

/// A laid-out line with its marks made colours.
fn painted(line: &str) -> String {
    let mut text = line.to_owned();
    for (tone, begin) in MARKS {
        if text.contains(begin) {
            text = text.replace(begin, &super::tone_style(tone).render().to_string());
        }
    }
    text.replace(END, &Style::new().bold().render_reset().to_string())
}
