//! Tables whose cells wrap: lists of obligations and the like.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::Screen;
use crate::page::Tone;
use crate::text::width;

/// Below this width a table breaks words into letters; each row is then a block of lines.
pub const LEAST_WIDTH: usize = 60;

const PLAIN: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Words,
    /// Numbers, to the right; it does not wrap.
    Number,
    /// Short words that do not wrap.
    Short,
}

/// A column's heading and how it is set.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub text: &'static str,
    pub align: Align,
    /// How wide it is, if that must not depend on the rows: tables one under another then line up.
    pub width: Option<usize>,
}

impl Head {
    /// A column as wide as its rows.
    pub fn new(text: &'static str, align: Align) -> Self {
        Self { text, align, width: None }
    }

    pub fn fixed(text: &'static str, align: Align, width: usize) -> Self {
        Self { text, align, width: Some(width) }
    }
}

/// A cell: one line of text, already fit for a terminal, and why it stands out.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
}

impl Cell {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }

    pub fn toned(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }
}

/// How a table stands on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub indent: usize,
    /// Whether it goes on a table above, whose headings serve it too.
    pub goes_on: bool,
    /// Whether a heading above names the quarter.
    pub quarter_said: bool,
}

pub fn render(
    out: &mut dyn Write,
    heads: &[Head],
    rows: &[Vec<Cell>],
    layout: Layout,
    screen: Screen,
) -> io::Result<()> {
    let indent = layout.indent;
    if screen.width < LEAST_WIDTH {
        return blocks(out, heads, rows, indent, screen);
    }
    let mut table = Table::new();
    table.load_style(PLAIN);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width.saturating_sub(indent)).unwrap_or(u16::MAX));
    if !layout.goes_on {
        table.set_header(heads.iter().map(|head| comfy_table::Cell::new(head.text)));
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| mark(cell, screen)));
    }
    for (at, head) in heads.iter().enumerate() {
        let Some(column) = table.column_mut(at) else {
            continue;
        };
        column.set_padding((u16::from(at > 0), 1));
        if head.align == Align::Number {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if head.align != Align::Words || head.width.is_some() {
            let widest = || rows.iter().map(|row| width(&row[at].text)).max().unwrap_or(0).max(width(head.text));
            let widest = head.width.unwrap_or_else(widest);
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
fn mark(cell: &Cell, screen: Screen) -> String {
    let begin = MARKS.iter().find(|(tone, _)| *tone == cell.tone).filter(|_| screen.colour);
    let text = shortened(&cell.text);
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

/// Each row as a block: the words on lines of their own, then the short cells with their headings.
fn blocks(out: &mut dyn Write, heads: &[Head], rows: &[Vec<Cell>], indent: usize, screen: Screen) -> io::Result<()> {
    let room = screen.width.saturating_sub(indent).max(1);
    for row in rows {
        let cells = || heads.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
        let mut first = true;
        for (_, cell) in cells().filter(|(head, _)| head.align == Align::Words) {
            for line in super::layout::wrap(&cell.text, room.saturating_sub(2)) {
                let mark = if std::mem::take(&mut first) { "- " } else { "  " };
                writeln!(out, "{:indent$}{mark}{}", "", screen.paint(cell.tone, &line))?;
            }
        }
        let facts = cells().filter(|(head, _)| head.align != Align::Words);
        let facts: Vec<String> = facts.map(|(head, cell)| format!("{}: {}", head.text, cell.text)).collect();
        if !facts.is_empty() {
            for line in super::layout::wrap(&facts.join("; "), room.saturating_sub(2)) {
                let mark = if std::mem::take(&mut first) { "- " } else { "  " };
                writeln!(out, "{:indent$}{mark}{line}", "")?;
            }
        }
    }
    Ok(())
}
