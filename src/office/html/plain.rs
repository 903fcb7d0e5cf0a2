//! A page of HTML to be kept and read anywhere: no script, nothing from any other place, and no text that becomes markup.

use std::io::{self, Write};

use crate::page::{CellValue, Heading, Layout, Page, Piece, Role, RowKind, TableHead, TableRow, Tone, Weight};
use crate::text::one_line;
use crate::words::Words;

const STYLE: &str = "body{font-family:serif;max-width:70em;margin:2em auto;padding:0 1em;line-height:1.4}\
table{border-collapse:collapse;margin:1em 0}th,td{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}\
td.number{text-align:right}.bad{color:#a00}.near{color:#850}.good{color:#060}.remark{color:#555}\
td{overflow-wrap:anywhere}@media print{body{max-width:none;margin:0}}";

/// Writes such a page; `write` puts onto it what it says.
pub(crate) fn document(
    out: &mut dyn Write,
    title: &str,
    words: &dyn Words,
    write: impl FnOnce(&mut dyn Page) -> io::Result<()>,
) -> io::Result<()> {
    begin(out, title, words)?;
    part(out, words, write)?;
    end(out)
}

/// Writes what stands between the beginning and the end of such a page.
pub(crate) fn part(
    out: &mut dyn Write,
    words: &dyn Words,
    write: impl FnOnce(&mut dyn Page) -> io::Result<()>,
) -> io::Result<()> {
    write(&mut PlainHtml { out, words, table: TableHead::default() })
}

pub(crate) fn begin(out: &mut dyn Write, title: &str, words: &dyn Words) -> io::Result<()> {
    let (lang, title) = (words.lang().tag(), escaped(title));
    writeln!(out, "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>")
}

pub(crate) fn end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</body>\n</html>")
}

struct PlainHtml<'a> {
    out: &'a mut dyn Write,
    words: &'a dyn Words,
    table: TableHead,
}

/// A text in which nothing is markup, on one line.
fn escaped(text: &str) -> String {
    let plain = one_line(text);
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => " class=\"bad\"",
        Tone::Near => " class=\"near\"",
        Tone::Good => " class=\"good\"",
        _ => "",
    }
}

impl PlainHtml<'_> {
    fn lines(&mut self, class: &str, text: &str) -> io::Result<()> {
        let lines: Vec<String> = text.lines().map(escaped).collect();
        writeln!(self.out, "<p{class}>{}</p>", lines.join("<br>"))
    }

    fn heading(&mut self, heading: &Heading) -> io::Result<()> {
        let level = heading.level + 1;
        let after = heading.after.as_ref().map(|(_, text)| format!(" {}", escaped(text))).unwrap_or_default();
        let text = escaped(&heading.text);
        if text.is_empty() { Ok(()) } else { writeln!(self.out, "<h{level}>{text}{after}</h{level}>") }
    }

    fn begin(&mut self, table: TableHead) -> io::Result<()> {
        self.out.write_all(b"<table>\n")?;
        if table.layout == Layout::Grid {
            let heads: String = table.columns.iter().map(|it| format!("<th>{}</th>", escaped(&it.text))).collect();
            writeln!(self.out, "<tr>{heads}</tr>")?;
        }
        self.table = table;
        Ok(())
    }

    fn row(&mut self, row: &TableRow) -> io::Result<()> {
        self.out.write_all(b"<tr>")?;
        for (cell, column) in row.cells.iter().zip(&self.table.columns) {
            let text = cell.shown(self.words).lines().map(escaped).collect::<Vec<_>>().join("<br>");
            let tag = if row.kind == RowKind::Body { "td" } else { "th" };
            let class = match (cell, column.role) {
                (CellValue::Toned(tone, _), _) => class(*tone),
                (_, Role::Number) => " class=\"number\"",
                _ => "",
            };
            write!(self.out, "<{tag}{class}>{text}</{tag}>")?;
        }
        self.out.write_all(b"</tr>\n")
    }
}

impl Page for PlainHtml<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Head(Weight::Title, text) => writeln!(self.out, "<h1>{}</h1>", escaped(&text)),
            Piece::Head(Weight::Warning, text) => self.lines(" class=\"near\"", &text),
            Piece::Head(_, text) => self.lines("", &text),
            Piece::Heading(heading) => self.heading(&heading),
            Piece::Paragraph(tone, text) | Piece::Gist(tone, text) => self.lines(class(tone), &text),
            Piece::Remark(text) => self.lines(" class=\"remark\"", &text),
            Piece::Table(table) => self.begin(table),
            Piece::Row(row) => self.row(&row),
            Piece::EndTable => self.out.write_all(b"</table>\n"),
            Piece::Gap => Ok(()),
        }
    }
}
