//! Markdown: for reports and pull requests. No text of a file can become markup.

use std::io::{self, Write};

use super::{CellValue, ColumnHead, Heading, Layout, Page, Piece, Role, RowKind, TableHead, TableRow, Tone, Weight};
use crate::text::one_line;
use crate::words::Words;

pub(crate) struct MarkdownPage<'a, W: Write> {
    out: W,
    words: &'a dyn Words,
    begun: bool,
    table: TableHead,
    /// Whether an entry of the list stands above.
    in_list: bool,
}

impl<'a, W: Write> MarkdownPage<'a, W> {
    pub(crate) fn new(out: W, words: &'a dyn Words) -> Self {
        Self { out, words, begun: false, table: TableHead::default(), in_list: false }
    }

    /// A page that goes on below something.
    pub(crate) fn going_on(out: W, words: &'a dyn Words) -> Self {
        Self { begun: true, ..Self::new(out, words) }
    }

    fn lines(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    fn block(&mut self, text: &str) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { self.lines(&format!("\n{text}")) } else { self.lines(text) }
    }

    fn heading(&mut self, heading: Heading) -> io::Result<()> {
        let Heading { level, mut text, after, .. } = heading;
        if let Some((_, after)) = after {
            text = format!("{text} {after}");
        }
        let text = escape_inside(&text);
        if text.is_empty() { Ok(()) } else { self.block(&format!("{} {text}", "#".repeat(usize::from(level) + 1))) }
    }

    fn table(&mut self, table: TableHead) -> io::Result<()> {
        self.in_list = false;
        self.table = table;
        if self.table.layout != Layout::Grid {
            return Ok(());
        }
        let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
        let rule = |column: &ColumnHead| match column.role {
            Role::Short => ":---:|",
            Role::Number => "---:|",
            _ => "---|",
        };
        let columns = &self.table.columns;
        let mut text = line(&mut columns.iter().map(|column| escape_inside(&column.text)));
        text.push_str("\n|");
        text.extend(columns.iter().map(rule));
        if !self.table.numbering.is_empty() {
            text.push('\n');
            text.push_str(&line(&mut self.table.numbering.iter().map(|number| format!("*{}*", escape_inside(number)))));
        }
        self.block(&text)
    }

    fn row(&mut self, row: &TableRow) -> io::Result<()> {
        if self.table.layout != Layout::Grid {
            let entry = self.entry(row);
            let begins = !std::mem::replace(&mut self.in_list, true);
            return if begins { self.block(&entry) } else { self.lines(&entry) };
        }
        let cell = |value: &CellValue| {
            let text = match value {
                CellValue::Links(links) => linked(links),
                value => escape_inside(&value.shown(self.words)),
            };
            if row.kind == RowKind::Body && value.tone() != Tone::Heading || text.is_empty() {
                text
            } else {
                format!("**{text}**")
            }
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        self.lines(&format!("| {} |", cells.join(" | ")))
    }

    /// A row as an entry of a list.
    fn entry(&self, row: &TableRow) -> String {
        let mut text = "-".to_owned();
        for (at, (column, cell)) in self.table.columns.iter().zip(&row.cells).enumerate() {
            let shown = || escape_inside(&cell.shown(self.words));
            let added = match (column.role, cell) {
                (_, CellValue::Nothing) => continue,
                (Role::Codes, CellValue::Codes(codes)) if at == 0 => {
                    codes.iter().map(|code| format!(" **{}** `{}`", code.as_str(), code.name())).collect()
                }
                (Role::Codes, CellValue::Codes(codes)) => {
                    codes.iter().map(|code| format!(" `{}`", code.as_str())).collect()
                }
                (Role::Before, _) => format!(" {} →", shown()),
                (Role::After, _) => format!(" **{}**", shown()),
                (Role::Detail, _) => format!("; {}", shown()),
                _ if at == 0 => format!(" {}", escape(&cell.shown(self.words))),
                _ => format!(" {}", shown()),
            };
            text.push_str(&added);
            if at == 0 && self.table.columns.iter().any(|column| column.role == Role::After) {
                text.push_str(" —");
            }
        }
        text
    }
}

impl<W: Write> Page for MarkdownPage<'_, W> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            // Of an empty line the marks around it would be left, which mean something else.
            Piece::Head(_, text) if text.is_empty() => Ok(()),
            Piece::Head(Weight::Title, text) => self.block(&format!("# {}", escape(&text))),
            Piece::Head(Weight::Subtitle, text) | Piece::Gist(_, text) => {
                self.block(&format!("**{}**", escape_inside(&text)))
            }
            Piece::Head(Weight::Warning, text) => self.block(&format!("> {}", escape(&text))),
            Piece::Head(Weight::Plain, text) => self.block(&escape(&text)),
            Piece::Heading(heading) => self.heading(heading),
            Piece::Paragraph(_, text) => {
                let lines: Vec<String> = text.split('\n').map(escape).collect();
                self.block(&lines.join("  \n"))
            }
            Piece::Remark(text) => self.block(&format!("*{}*", escape_inside(&text))),
            Piece::Table(table) => self.table(table),
            Piece::Row(row) => self.row(&row),
            Piece::EndTable | Piece::Gap => Ok(()),
        }
    }
}

/// A text in which nothing is markup, on a line of its own.
pub(crate) fn escape(text: &str) -> String {
    escaped(text, true)
}

/// A text in which nothing is markup, inside of a line: after a heading's sign, or in a cell.
pub(crate) fn escape_inside(text: &str) -> String {
    escaped(text, false)
}

fn linked(links: &[(String, Option<String>)]) -> String {
    let link = |(text, file): &(String, Option<String>)| match file {
        Some(file) => format!("[{}]({file})", escape_inside(text)),
        None => escape_inside(text),
    };
    links.iter().map(link).collect::<Vec<_>>().join("; ")
}

fn escaped(text: &str, begins_line: bool) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' | '@' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // Only at the start of a line do these begin a heading or a list.
            '#' | '+' | '-' | '=' | ':' if begins_line && at == 0 => {
                escaped.push('\\');
                escaped.push(character);
            }
            // A number and a sign after it begin a list.
            '.' | ')' if begins_line && at > 0 && line[..at].bytes().all(|b| b.is_ascii_digit()) => {
                escaped.push('\\');
                escaped.push(character);
            }
            // An address would become a link by itself.
            ':' if line[at..].starts_with("://") => escaped.push_str("&#58;"),
            '.' if line[..at].to_ascii_lowercase().ends_with("www") => escaped.push_str("&#46;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_inside};

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(escape("a | b\nc"), "a \\| b c");
        assert_eq!(escape("<script>"), "&lt;script&gt;");
        assert_eq!(escape("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(escape("# đề mục"), "\\# đề mục");
        assert_eq!(escape("https://a.vn"), "https&#58;//a.vn");
        assert_eq!(escape("12-CV/TU"), "12-CV/TU");
        assert_eq!(escape("12. Báo cáo 3.1"), "12\\. Báo cáo 3.1");
        assert_eq!(escape("www.a.vn"), "www&#46;a.vn");
        assert_eq!((escape_inside("+4"), escape_inside("12. #")), ("+4".to_owned(), "12. #".to_owned()));
        assert_eq!(escape_inside("<b>|"), "&lt;b&gt;\\|");
    }
}
