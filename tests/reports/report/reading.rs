//! Reports as their readers have them: headings, paragraphs and tables, out of Markdown, pages and text documents.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::tree::Element;

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading, and how deep it lies.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// What nobody should overlook.
    Warning(String),
    /// The rows of a table, its headings the first.
    Table(Vec<Vec<String>>),
}

/// The pieces of a report in Markdown. Fails where there is anything in it but headings, paragraphs, quotes, tables and
/// emphasis, and the mark at its end.
#[track_caller]
pub fn markdown(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let options = options | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM | Options::ENABLE_MATH;
    let (mut pieces, mut said, mut rows, mut quoted) = (Vec::new(), String::new(), Vec::new(), false);
    let (mut row, mut html) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell) => said.clear(),
            Event::Start(Tag::BlockQuote(None)) => quoted = true,
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow) => row.clear(),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::HtmlBlock)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::HtmlBlock) => {}
            Event::Text(text) => said.push_str(&text),
            Event::End(TagEnd::Paragraph) if quoted => pieces.push(Piece::Warning(said.clone())),
            Event::End(TagEnd::Paragraph) => pieces.push(Piece::Paragraph(said.clone())),
            Event::End(TagEnd::Heading(level)) => pieces.push(Piece::Heading(level as usize, said.clone())),
            Event::End(TagEnd::BlockQuote(None)) => quoted = false,
            Event::End(TagEnd::TableCell) => row.push(said.clone()),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => pieces.push(Piece::Table(std::mem::take(&mut rows))),
            Event::Html(text) => html.push_str(&text),
            other => panic!("{other:?} is nothing that a report has"),
        }
    }
    assert!(html.starts_with("<!-- tiendo.report/5 ") && html.trim_end().ends_with("-->"), "{html:?}");
    assert_eq!(html.matches('<').count(), 1, "one mark and nothing else");
    pieces
}

/// How many cells each row of a report's tables has in Markdown, escaped bars not counted; a parser would cut rows or
/// fill them up.
pub fn widths(text: &str) -> Vec<usize> {
    let width = |row: &str| {
        let mut escaped = false;
        let bars = row.chars().filter(|c| {
            let bar = *c == '|' && !escaped;
            escaped = *c == '\\' && !escaped;
            bar
        });
        bars.count() - 1
    };
    text.lines().filter(|line| line.starts_with('|')).map(width).collect()
}

fn clean(text: &str) -> String {
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The pieces of a report on a page, but for what only pages have.
pub fn page(root: &Element) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for element in root.only("header").children() {
        match (element.name.as_str(), element.attribute("class")) {
            ("h1", _) => pieces.push(Piece::Heading(1, element.text())),
            ("p", Some("warning")) => pieces.push(Piece::Warning(element.text())),
            ("p", _) => pieces.push(Piece::Paragraph(element.text())),
            _ => {}
        }
    }
    for section in root.only("main").children().filter(|child| child.name == "section") {
        if ["overdue", "heat", "chart", "items"].map(Some).contains(&section.attribute("id")) {
            continue;
        }
        for element in section.every() {
            match element.name.as_str() {
                "h2" => pieces.push(Piece::Heading(2, element.text())),
                "h3" => pieces.push(Piece::Heading(3, element.text())),
                "p" => pieces.push(Piece::Paragraph(element.text())),
                "table" => pieces.push(Piece::Table(rows(element))),
                _ => {}
            }
        }
    }
    pieces
}

/// The rows of a table on a page.
pub fn rows(table: &Element) -> Vec<Vec<String>> {
    let cells = |row: &&Element| row.children().map(Element::text).collect();
    table.all("tr").iter().map(cells).collect()
}

/// The pieces of a text document's main part.
pub fn document(root: &Element) -> Vec<Piece> {
    let style = |paragraph: &Element| {
        let style = paragraph.all("w:pStyle");
        style.first().and_then(|style| style.attribute("w:val")).unwrap_or_default().to_owned()
    };
    let text = |element: &Element| element.all("w:t").iter().map(|text| text.text()).collect::<String>();
    let mut pieces = Vec::new();
    for element in root.only("w:body").children() {
        match (element.name.as_str(), style(element).as_str()) {
            ("w:p", "Break") | ("w:sectPr", _) => {}
            ("w:p", "Title") => pieces.push(Piece::Heading(1, text(element))),
            ("w:p", "Heading1") => pieces.push(Piece::Heading(2, text(element))),
            ("w:p", "Heading2") => pieces.push(Piece::Heading(3, text(element))),
            ("w:p", "Warning") => pieces.push(Piece::Warning(text(element))),
            ("w:p", _) => pieces.push(Piece::Paragraph(text(element))),
            ("w:tbl", _) => {
                let row = |row: &Element| row.children().filter(|cell| cell.name == "w:tc").map(text).collect();
                pieces.push(Piece::Table(element.children().filter(|child| child.name == "w:tr").map(row).collect()));
            }
            (other, _) => panic!("{other} is nothing that a report has"),
        }
    }
    pieces
}

/// The tables of a report by the heading that they stand under.
pub fn tables(pieces: &[Piece]) -> Vec<(&str, &Vec<Vec<String>>)> {
    let (mut under, mut tables) = ("", Vec::new());
    for piece in pieces {
        match piece {
            Piece::Heading(_, text) => under = text,
            Piece::Table(rows) => tables.push((under, rows)),
            _ => {}
        }
    }
    tables
}

/// The same pieces, blanks aside: what Markdown and pages take for one blank.
pub fn plain(pieces: &[Piece]) -> Vec<Piece> {
    let row = |row: &Vec<String>| {
        // The name of a group runs over the cells after it in some formats.
        let mut cells: Vec<String> = row.iter().map(|cell| clean(cell)).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    let one = |piece: &Piece| match piece {
        Piece::Heading(level, text) => Piece::Heading(*level, clean(text)),
        Piece::Paragraph(text) => Piece::Paragraph(clean(text)),
        Piece::Warning(text) => Piece::Warning(clean(text)),
        Piece::Table(rows) => Piece::Table(rows.iter().map(row).collect()),
    };
    pieces.iter().map(one).collect()
}
