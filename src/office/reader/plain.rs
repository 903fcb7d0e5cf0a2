//! Plain text, text that `pdftotext -layout` made of a PDF, and Markdown.

use super::layout;
use crate::draft::document::{DraftBlock, DraftParagraph, DraftRow, DraftSource, DraftTable, GridCell, UnreadDocument};
use crate::draft::tokens::clean;

/// A line shorter than this ends a paragraph even where no mark ends it.
const FULL_LINE: usize = 60;

/// The paragraphs and tables of a text.
pub(super) fn read(text: &str, markdown: bool) -> Result<DraftSource, UnreadDocument> {
    let layout = text.contains('\u{c}') || text.lines().filter(|line| line.starts_with("      ")).count() > 5;
    let mut reader = PlainReader { markdown, layout, ..PlainReader::default() };
    let mut open = false;
    for page in text.split('\u{c}') {
        let lines: Vec<&str> = page.split(['\n', '\r']).collect();
        let table = if layout { layout::table(&lines, open)? } else { None };
        let Some(found) = table else {
            reader.lines(&lines);
            open = false;
            continue;
        };
        reader.lines(&lines[..found.from]);
        reader.end();
        reader.source.blocks.push(DraftBlock::Table(DraftTable { sheet: None, rows: found.rows }));
        reader.lines(&lines[found.to..]);
        // A page number below a table that goes on is no end of it.
        open = !lines[found.to..].iter().any(|line| line.trim().chars().count() > 4);
    }
    reader.end();
    Ok(reader.source)
}

#[derive(Default)]
struct PlainReader {
    markdown: bool,
    /// Whether lines end where the page does, and paragraphs go on in the next.
    layout: bool,
    source: DraftSource,
    paragraph: String,
    table: DraftTable,
}

impl PlainReader {
    fn lines(&mut self, lines: &[&str]) {
        for line in lines {
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        let bare = clean(line);
        if is_row(&bare) {
            self.put();
            row(&mut self.table, &bare);
            return;
        }
        if !self.table.rows.is_empty() {
            self.source.blocks.push(DraftBlock::Table(std::mem::take(&mut self.table)));
        }
        let page_number =
            self.layout && bare.len() <= 4 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
        if bare.is_empty() || page_number {
            // A page that ends within a sentence leaves a blank line in it.
            if !(self.layout && goes_on(&self.paragraph)) {
                self.put();
            }
            return;
        }
        let opens = crate::draft::opens_clause(&bare) || self.markdown && bare.starts_with('#');
        if opens || !((self.layout || self.markdown) && goes_on(&self.paragraph)) {
            self.put();
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(&if self.markdown { unmarked(&bare) } else { bare });
    }

    /// Ends the paragraph.
    fn put(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if !text.is_empty() {
            let paragraph = DraftParagraph { label: String::new(), text, bold: false };
            self.source.blocks.push(DraftBlock::Paragraph(paragraph));
        }
    }

    fn end(&mut self) {
        self.put();
        if !self.table.rows.is_empty() {
            self.source.blocks.push(DraftBlock::Table(std::mem::take(&mut self.table)));
        }
    }
}

/// Whether a line of a paragraph goes on in the next.
fn goes_on(paragraph: &str) -> bool {
    let upper = paragraph.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    !paragraph.is_empty()
        && !upper
        && !paragraph.ends_with(['.', ';', ':', '!'])
        && paragraph.chars().count() >= FULL_LINE
}

/// `| a | b |`
fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.len() > 2 && line[1..].contains('|')
}

fn row(table: &mut DraftTable, line: &str) {
    let line = line.trim_matches('|');
    let rule = line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '='));
    if rule {
        return;
    }
    let cells = line
        .split('|')
        .map(|cell| GridCell { text: unmarked(cell.trim()).replace("<br>", "\n"), ..GridCell::default() });
    let number = u32::try_from(table.rows.len() + 1).unwrap_or(u32::MAX);
    table.rows.push(DraftRow { number, cells: cells.collect() });
}

/// A line without the signs that Markdown emphasises with.
fn unmarked(line: &str) -> String {
    line.replace("**", "").replace("__", "").replace('\\', "")
}
