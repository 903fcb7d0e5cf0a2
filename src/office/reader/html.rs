//! Pages, `.html`, read as forgivingly as people write them: paragraphs, lists and tables; scripts and styles left out.

use quick_xml::escape::resolve_html5_entity;

use super::bounds::MOST_TEXT;
use super::grid::GridBuilder;
use crate::draft::document::{DraftBlock, DraftParagraph, DraftSource, DraftTable, UnreadDocument};
use crate::draft::tokens::clean;

/// The most tables within each other.
const DEEPEST: usize = 16;
/// Tables of fewer columns only place things on a page, unless they stand alone.
const LEAST_COLUMNS: usize = 3;

/// Whether a text is a page.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(200).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head")
}

#[derive(Debug, Default)]
struct MarkupTable {
    grid: GridBuilder,
    widest: usize,
    columns: usize,
    /// Text, columns and rows that it spans, whether it heads.
    cell: Option<(Vec<String>, usize, usize, bool)>,
    lines: Vec<String>,
}

#[derive(Debug, Default)]
struct PageReader {
    source: DraftSource,
    line: String,
    /// Letters in bold, and at all.
    heavy: (usize, usize),
    bold: usize,
    label: String,
    tables: Vec<MarkupTable>,
    /// For each list the number of its next item; nothing where it has none.
    lists: Vec<Option<u32>>,
}

/// Reads a page.
pub(super) fn read(page: &str) -> Result<DraftSource, UnreadDocument> {
    if page.len() as u64 > MOST_TEXT {
        return Err(UnreadDocument::TooLarge);
    }
    let mut reader = PageReader::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let named = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let Some(end) = rest.find('>').filter(|_| named) else {
            reader.text("<");
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let silent =
            matches!(name.as_str(), "script" | "style" | "noscript" | "template" | "svg" | "title" | "nav" | "select");
        if silent && !tag.starts_with('/') && !tag.ends_with('/') {
            rest = behind(rest, &name);
            continue;
        }
        reader.tag(&name, tag)?;
    }
    reader.text(rest);
    reader.end_line();
    while reader.tables.pop().is_some_and(|table| reader.end_table(table)) {}
    Ok(reader.source)
}

/// What follows the end of an element that is left out.
fn behind<'p>(page: &'p str, name: &str) -> &'p str {
    let end = format!("</{name}");
    let low = page.to_ascii_lowercase();
    low.find(&end).map_or("", |at| page[at..].find('>').map_or("", |close| &page[at + close + 1..]))
}

/// The number that an attribute gives.
fn number(tag: &str, attribute: &str) -> usize {
    let low = tag.to_ascii_lowercase();
    let Some(at) = low.find(attribute) else { return 1 };
    let digits: String = low[at + attribute.len()..]
        .chars()
        .skip_while(|c| matches!(c, '=' | '"' | '\'' | ' '))
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(1)
}

/// A text with its entities written out.
fn written_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].find(';').filter(|end| *end <= 32).map(|end| &rest[1..=end]);
        let letters = name.and_then(|name| match name.strip_prefix('#') {
            Some(code) => {
                let code = code
                    .strip_prefix(['x', 'X'])
                    .map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                code.and_then(char::from_u32).map(String::from)
            }
            None => resolve_html5_entity(name).map(str::to_owned),
        });
        if let Some((name, letters)) = name.zip(letters) {
            out.push_str(&letters);
            rest = &rest[name.len() + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

impl PageReader {
    fn text(&mut self, text: &str) {
        let text = written_out(text).replace(['\n', '\r', '\t'], " ");
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.heavy.1 += letters;
        self.heavy.0 += if self.bold > 0 { letters } else { 0 };
        self.line.push_str(&text);
    }

    fn tag(&mut self, name: &str, tag: &str) -> Result<(), UnreadDocument> {
        let closes = tag.starts_with('/');
        match (name, closes) {
            ("b" | "strong" | "th", false) if name != "th" => self.bold += 1,
            ("b" | "strong", true) => self.bold = self.bold.saturating_sub(1),
            ("br", _) => self.line.push('\n'),
            ("ol", false) => self.lists.push(Some(1)),
            ("ul", false) => self.lists.push(None),
            ("ol" | "ul", true) => {
                self.end_line();
                self.lists.pop();
            }
            ("li", false) => {
                self.end_line();
                self.label = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "-".to_owned(),
                };
            }
            ("table", false) => {
                self.end_line();
                if self.tables.len() >= DEEPEST {
                    return Err(UnreadDocument::Damaged);
                }
                self.tables.push(MarkupTable::default());
            }
            ("table", true) => {
                self.end_cell();
                self.end_row()?;
                if let Some(table) = self.tables.pop() {
                    self.end_table(table);
                }
            }
            ("tr", _) => {
                self.end_cell();
                self.end_row()?;
            }
            ("td" | "th", false) => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some((Vec::new(), number(tag, "colspan"), number(tag, "rowspan"), name == "th"));
                }
            }
            ("td" | "th", true) => self.end_cell(),
            (
                "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "section" | "article" | "header"
                | "footer" | "body" | "blockquote" | "center" | "caption" | "thead" | "tbody",
                _,
            ) => {
                self.end_line();
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends a paragraph.
    fn end_line(&mut self) {
        let text = clean(&std::mem::take(&mut self.line));
        let (heavy, all) = std::mem::take(&mut self.heavy);
        if text.is_empty() {
            return;
        }
        let label = std::mem::take(&mut self.label);
        let labelled = if label.is_empty() { text.clone() } else { format!("{label} {text}") };
        let Some(table) = self.tables.last_mut() else {
            let paragraph = DraftParagraph { label, text, bold: heavy * 2 > all };
            self.source.blocks.push(DraftBlock::Paragraph(paragraph));
            return;
        };
        if let Some((lines, _, _, bold)) = table.cell.as_mut() {
            *bold |= heavy * 2 > all;
            lines.push(labelled);
        } else {
            table.lines.push(labelled);
        }
    }

    fn end_cell(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return };
        if let Some((lines, columns, rows, bold)) = table.cell.take() {
            table.grid.cell(&lines.join("\n"), columns, rows, bold);
            table.columns += columns;
            table.lines.extend(lines);
        }
    }

    fn end_row(&mut self) -> Result<(), UnreadDocument> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        // Between “</tr>” and “<tr>” no row lies, that what is merged could go on in.
        if table.columns == 0 {
            return Ok(());
        }
        table.widest = table.widest.max(table.columns);
        table.columns = 0;
        table.grid.end_row(None)
    }

    /// Puts a table that has ended where it belongs; tables that only place things give their lines. Always true.
    fn end_table(&mut self, table: MarkupTable) -> bool {
        if table.widest >= LEAST_COLUMNS {
            self.source.blocks.push(DraftBlock::Table(DraftTable { sheet: None, rows: table.grid.done() }));
            return true;
        }
        match self.tables.last_mut() {
            Some(outer) => match outer.cell.as_mut() {
                Some((lines, ..)) => lines.extend(table.lines),
                None => outer.lines.extend(table.lines),
            },
            None => self.source.blocks.extend(
                table
                    .lines
                    .into_iter()
                    .map(|text| DraftBlock::Paragraph(DraftParagraph { text, ..DraftParagraph::default() })),
            ),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_they_are_written() {
        let page = "<html><script>x<p>y</script><p>Giao S&#7903; A &amp; <b>B</b><br>l&agrave;m<ol><li>một<li>hai</ol>\
            <table><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<tr><td>1<td rowspan=2>Việc<td>Sở A</tr>\n<tr><td>2<td>Sở C</tr></table>a < b";
        let source = read(page).expect("a page");
        let shown: Vec<String> = source
            .blocks
            .iter()
            .map(|block| match block {
                DraftBlock::Paragraph(it) => format!("{}{}", it.label, it.text.replace('\n', "/")),
                DraftBlock::Table(table) => {
                    let row = |row: &crate::draft::document::DraftRow| {
                        row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
                    };
                    table.rows.iter().map(row).collect::<Vec<_>>().join("; ")
                }
            })
            .collect();
        assert_eq!(
            shown,
            ["Giao Sở A & B/làm", "1.một", "2.hai", "TT|Nhiệm vụ|Chủ trì; 1|Việc|Sở A; 2|Việc|Sở C", "a < b"]
        );
    }
}
