//! Plain text, text that `pdftotext -layout` made of a PDF, and Markdown.

use crate::draft::document::{DraftBlock, DraftParagraph, DraftRow, DraftSource, DraftTable, GridCell};
use crate::draft::tokens::clean;

/// A line shorter than this ends a paragraph even where no mark ends it.
const FULL_LINE: usize = 60;

/// The paragraphs and tables of a text.
pub(super) fn read(text: &str, markdown: bool) -> DraftSource {
    let mut source = DraftSource::default();
    let mut paragraph = String::new();
    let mut table = DraftTable::default();
    let layout = text.contains('\u{c}') || text.lines().filter(|line| line.starts_with("      ")).count() > 5;
    for line in text.split(['\n', '\u{c}', '\r']) {
        let bare = clean(line);
        if is_row(&bare) {
            put(&mut source, &mut paragraph);
            row(&mut table, &bare);
            continue;
        }
        if !table.rows.is_empty() {
            source.blocks.push(DraftBlock::Table(std::mem::take(&mut table)));
        }
        let page_number = layout && bare.len() <= 4 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
        if bare.is_empty() || page_number {
            // A page that ends within a sentence leaves a blank line in it.
            if !(layout && goes_on(&paragraph)) {
                put(&mut source, &mut paragraph);
            }
            continue;
        }
        let opens = crate::draft::opens_clause(&bare) || markdown && bare.starts_with('#');
        if opens || !layout && !(markdown && goes_on(&paragraph)) || layout && !goes_on(&paragraph) {
            put(&mut source, &mut paragraph);
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(&if markdown { unmarked(&bare) } else { bare });
    }
    put(&mut source, &mut paragraph);
    if !table.rows.is_empty() {
        source.blocks.push(DraftBlock::Table(table));
    }
    source
}

/// Whether a line of a paragraph goes on in the next.
fn goes_on(paragraph: &str) -> bool {
    let upper = paragraph.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    !paragraph.is_empty()
        && !upper
        && !paragraph.ends_with(['.', ';', ':', '!'])
        && paragraph.chars().count() >= FULL_LINE
}

fn put(source: &mut DraftSource, paragraph: &mut String) {
    let text = std::mem::take(paragraph);
    if !text.is_empty() {
        source.blocks.push(DraftBlock::Paragraph(DraftParagraph { label: String::new(), text, bold: false }));
    }
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
