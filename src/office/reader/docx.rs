//! Text documents, `.docx`: paragraphs with their automatic numbers, and tables as grids.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::bounds::{MOST_COLUMNS, MOST_ROWS, MOST_TEXT};
use super::numbering::Numbering;
use super::xml::{Xml, XmlPiece, attribute, is_on};
use crate::draft::document::{
    DraftBlock, DraftParagraph, DraftRow, DraftSource, DraftTable, GridCell, SkippedPart, UnreadDocument,
};
use crate::draft::tokens::clean;

/// The document in an archive that was looked at already.
pub(super) fn read(bytes: &[u8]) -> Result<DraftSource, UnreadDocument> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UnreadDocument::Damaged)?;
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).ok()?;
        file.by_ref().take(MOST_TEXT).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let text = part("word/document.xml").ok_or(UnreadDocument::Damaged)?;
    let numbering = part("word/numbering.xml").map(|text| Numbering::of(&text)).unwrap_or_default();
    let styles = part("word/styles.xml").map(|text| styles(&text)).unwrap_or_default();
    let mut reader = DocxReader { numbering, styles, ..DocxReader::default() };
    let mut xml = Xml::new(&text);
    while let Some(piece) = xml.next() {
        reader.take(piece)?;
    }
    if xml.broken {
        return Err(UnreadDocument::Damaged);
    }
    Ok(reader.done())
}

/// What a style of paragraphs says that is read.
#[derive(Clone, Debug, Default)]
struct ParagraphStyle {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    bold: bool,
}

fn styles(text: &str) -> HashMap<String, ParagraphStyle> {
    let mut all: HashMap<String, ParagraphStyle> = HashMap::new();
    let mut current: Option<String> = None;
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next() {
        let Some((name, element)) = piece.opened() else { continue };
        if name == "w:style" {
            current = attribute(element, "w:styleId");
        }
        let Some(style) = current.as_ref().map(|id| all.entry(id.clone()).or_default()) else { continue };
        match name {
            "w:basedOn" => style.based_on = attribute(element, "w:val"),
            "w:numId" => style.list = attribute(element, "w:val"),
            "w:ilvl" => style.level = attribute(element, "w:val").and_then(|text| text.parse().ok()),
            "w:b" => style.bold = is_on(element),
            _ => {}
        }
    }
    all
}

#[derive(Debug, Default)]
struct OpenParagraph {
    text: String,
    list: Option<String>,
    level: Option<usize>,
    style: Option<String>,
    /// Letters in bold, and letters at all.
    heavy: (usize, usize),
    /// Of the letters that come: bold, and not shown.
    bold: bool,
    hidden: bool,
    in_run: bool,
}

#[derive(Debug, Default)]
struct OpenCell {
    lines: Vec<String>,
    span: usize,
    /// `w:vMerge`: begins, or goes on.
    merged: Option<bool>,
    heavy: bool,
}

#[derive(Debug, Default)]
struct GridInProgress {
    rows: Vec<DraftRow>,
    row: Vec<GridCell>,
    cell: Option<OpenCell>,
    deleted: bool,
}

#[derive(Debug, Default)]
struct DocxReader {
    numbering: Numbering,
    styles: HashMap<String, ParagraphStyle>,
    source: DraftSource,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<GridInProgress>,
    /// How deep in what is left out.
    leaving_out: usize,
    /// Text boxes that are open: how many paragraphs and tables were open before each, and its text.
    boxes: Vec<String>,
    in_text: bool,
    footnotes: usize,
    pictures: usize,
    deleted: usize,
    room: u64,
}

impl DocxReader {
    fn take(&mut self, piece: XmlPiece<'_>) -> Result<(), UnreadDocument> {
        if self.leaving_out > 0 {
            match piece {
                XmlPiece::Open(..) => self.leaving_out += 1,
                XmlPiece::Close(_) => self.leaving_out -= 1,
                _ => {}
            }
            return Ok(());
        }
        match piece {
            XmlPiece::Open(name, element) => {
                self.open(&name, &element);
                self.property(&name, &element);
            }
            XmlPiece::Empty(name, element) => {
                if matches!(name.as_str(), "w:p" | "w:tc") {
                    self.open(&name, &element);
                    self.close(&name)?;
                }
                self.property(&name, &element);
            }
            XmlPiece::Close(name) => self.close(&name)?,
            XmlPiece::Text(text) if self.in_text => {
                self.room += text.len() as u64;
                if self.room > MOST_TEXT {
                    return Err(UnreadDocument::TooLarge);
                }
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.hidden) {
                    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                    paragraph.heavy.1 += letters;
                    paragraph.heavy.0 += if paragraph.bold { letters } else { 0 };
                    paragraph.text.push_str(&text);
                }
            }
            XmlPiece::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, _: &quick_xml::events::BytesStart<'_>) {
        match name {
            "w:p" => self.paragraphs.push(OpenParagraph::default()),
            "w:tbl" => self.tables.push(GridInProgress::default()),
            "w:tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.deleted) = (Vec::new(), false);
                }
            }
            "w:tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(OpenCell { span: 1, ..OpenCell::default() });
                }
            }
            "w:r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let style = paragraph.style.clone();
                    let bold =
                        style.is_some_and(|style| self.styled(&style, |style| style.bold.then_some(())).is_some());
                    if let Some(paragraph) = self.paragraphs.last_mut() {
                        (paragraph.bold, paragraph.hidden, paragraph.in_run) = (bold, false, true);
                    }
                }
            }
            "w:t" => self.in_text = true,
            // Shown twice, for older programs; moved away; taken out.
            "mc:Fallback" | "w:moveFrom" | "w:pPrChange" | "w:rPrChange" | "w:tcPrChange" | "w:sectPr" => {
                self.leaving_out = 1;
            }
            "w:del" => {
                self.deleted += 1;
                self.leaving_out = 1;
            }
            "w:txbxContent" => self.boxes.push(String::new()),
            "w:drawing" | "w:pict" => self.pictures += 1,
            _ => {}
        }
    }

    /// What an element says of what it stands in.
    fn property(&mut self, name: &str, element: &quick_xml::events::BytesStart<'_>) {
        let value = || attribute(element, "w:val");
        if let Some(table) = self.tables.last_mut() {
            match (name, table.cell.as_mut()) {
                ("w:gridSpan", Some(cell)) => {
                    cell.span = value().and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
                }
                ("w:vMerge", Some(cell)) => cell.merged = Some(value().as_deref() == Some("restart")),
                ("w:gridBefore", None) => {
                    let before = value().and_then(|text| text.parse().ok()).unwrap_or(0).min(MOST_COLUMNS);
                    table.row.resize_with(before, GridCell::default);
                }
                _ => {}
            }
        }
        if name == "w:footnoteReference" || name == "w:endnoteReference" {
            self.footnotes += 1;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "w:pStyle" => paragraph.style = value(),
            "w:numId" => paragraph.list = value(),
            "w:ilvl" => paragraph.level = value().and_then(|text| text.parse().ok()),
            "w:b" if paragraph.in_run => paragraph.bold = is_on(element),
            "w:vanish" if paragraph.in_run => paragraph.hidden = is_on(element),
            "w:tab" if paragraph.in_run => paragraph.text.push('\t'),
            "w:br" | "w:cr" => paragraph.text.push('\n'),
            "w:noBreakHyphen" => paragraph.text.push('-'),
            _ => {}
        }
    }

    /// The first answer of a style or one that it is based on.
    fn styled<T>(&self, style: &str, of: impl Fn(&ParagraphStyle) -> Option<T>) -> Option<T> {
        let mut name = Some(style.to_owned());
        for _ in 0..20 {
            let style = self.styles.get(name.as_ref()?)?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            name.clone_from(&style.based_on);
        }
        None
    }

    fn close(&mut self, name: &str) -> Result<(), UnreadDocument> {
        match name {
            "w:t" => self.in_text = false,
            "w:r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_run = false;
                }
            }
            "w:txbxContent" => {
                if let Some(text) = self.boxes.pop().map(|text| clean(&text)).filter(|text| !text.is_empty()) {
                    self.pictures = self.pictures.saturating_sub(1);
                    self.source.skipped.push(SkippedPart::TextBox(text));
                }
            }
            "w:p" => self.paragraph(),
            "w:tc" => self.cell(),
            "w:tr" => self.row()?,
            "w:tbl" => self.table(),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let style = paragraph.style.as_deref();
        let list = paragraph.list.clone().or_else(|| self.styled(style?, |style| style.list.clone()));
        let level = paragraph.level.or_else(|| self.styled(style?, |style| style.level)).unwrap_or(0);
        let text = clean(&paragraph.text);
        if text.is_empty() {
            return;
        }
        let label = list.filter(|list| list != "0").map_or_else(String::new, |list| self.numbering.next(&list, level));
        let bold = paragraph.heavy.0 * 2 > paragraph.heavy.1;
        if let Some(held) = self.boxes.last_mut() {
            held.push_str(&format!("{label} {text}\n"));
        } else if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.heavy |= bold && cell.lines.is_empty();
            cell.lines.push(if label.is_empty() { text } else { format!("{label} {text}") });
        } else {
            self.source.blocks.push(DraftBlock::Paragraph(DraftParagraph { label, text, bold }));
        }
    }

    fn cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        if table.row.len() + cell.span > MOST_COLUMNS {
            return;
        }
        // What goes on from above says again what stands there.
        let above = table.rows.last().and_then(|row| row.cells.get(table.row.len())).cloned();
        let repeats = cell.merged == Some(false) && above.is_some();
        let (text, bold) = match above.filter(|_| repeats) {
            Some(above) => (above.text, above.bold),
            None => (cell.lines.join("\n"), cell.heavy),
        };
        table.row.push(GridCell { text, joined: false, repeats, bold, unreckoned: None });
        for _ in 1..cell.span {
            table.row.push(GridCell { joined: true, repeats, ..GridCell::default() });
        }
    }

    fn row(&mut self) -> Result<(), UnreadDocument> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let cells = std::mem::take(&mut table.row);
        let number = u32::try_from(table.rows.len() + 1).unwrap_or(u32::MAX);
        if table.rows.len() >= MOST_ROWS {
            return Err(UnreadDocument::TooLarge);
        }
        table.rows.push(DraftRow { number, cells });
        Ok(())
    }

    fn table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        // A table within a cell is text of the cell.
        let inner = || {
            let line = |row: &DraftRow| {
                row.cells
                    .iter()
                    .filter(|cell| !cell.text.is_empty())
                    .map(|cell| cell.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            table.rows.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        };
        if let Some(held) = self.boxes.last_mut() {
            held.push_str(&inner().join("\n"));
        } else if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.lines.extend(inner());
        } else {
            self.source.blocks.push(DraftBlock::Table(DraftTable { sheet: None, rows: table.rows }));
        }
    }

    fn done(mut self) -> DraftSource {
        let counted = [
            (self.footnotes, SkippedPart::Footnotes as fn(usize) -> SkippedPart),
            (self.pictures, SkippedPart::Pictures),
            (self.deleted, SkippedPart::Deleted),
        ];
        self.source
            .skipped
            .extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, part)| part(count)));
        self.source
    }
}
