//! Documents and workbooks of `LibreOffice`, `.odt` and `.ods`: paragraphs, and tables as grids.

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::bounds::{MOST_COLUMNS, MOST_TEXT};
use super::grid::GridBuilder;
use super::xml::{Xml, XmlPiece, attribute};
use crate::draft::document::{DraftBlock, DraftParagraph, DraftSource, DraftTable, SkippedPart, UnreadDocument};
use crate::draft::tokens::clean;

/// The document in an archive that was looked at already.
pub(super) fn read(bytes: &[u8]) -> Result<DraftSource, UnreadDocument> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UnreadDocument::Damaged)?;
    let mut text = String::new();
    let mut part = archive.by_name("content.xml").map_err(|_| UnreadDocument::Damaged)?;
    part.by_ref().take(MOST_TEXT).read_to_string(&mut text).map_err(|_| UnreadDocument::OldOrLocked)?;
    let mut reader = OdfReader::default();
    let mut xml = Xml::new(&text);
    while let Some(piece) = xml.next() {
        match piece {
            XmlPiece::Open(name, element) => reader.open(&name, &element),
            XmlPiece::Empty(name, element) => {
                reader.open(&name, &element);
                reader.close(&name)?;
            }
            XmlPiece::Close(name) => reader.close(&name)?,
            XmlPiece::Text(text) => reader.text(&text),
        }
    }
    if xml.broken {
        return Err(UnreadDocument::Damaged);
    }
    let counted = (reader.notes > 0).then_some(SkippedPart::Footnotes(reader.notes));
    reader.source.skipped.extend(counted);
    Ok(reader.source)
}

#[derive(Debug)]
struct OdfCell {
    lines: Vec<String>,
    columns: usize,
    rows: usize,
    again: usize,
    /// A formula that was saved without its result.
    formula: Option<String>,
}

#[derive(Debug, Default)]
struct OdfReader {
    source: DraftSource,
    /// The paragraph that is being read.
    line: Option<String>,
    tables: Vec<(Option<String>, GridBuilder)>,
    cell: Vec<OdfCell>,
    row: u32,
    /// How often the row that is open stands there, one after the other.
    rows_again: u32,
    /// How deep in notes or in changes that are not accepted yet.
    leaving_out: usize,
    notes: usize,
    is_workbook: bool,
}

impl OdfReader {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let count = |key: &str| attribute(element, key).and_then(|text| text.parse::<usize>().ok()).unwrap_or(1);
        match name {
            "text:note" | "office:annotation" | "text:tracked-changes" | "draw:frame" => {
                self.notes += usize::from(name == "text:note");
                self.leaving_out += 1;
            }
            _ if self.leaving_out > 0 => {}
            "office:spreadsheet" => self.is_workbook = true,
            "text:p" | "text:h" => self.line = Some(String::new()),
            "text:s" | "text:tab" => self.text(" "),
            "text:line-break" => self.text("\n"),
            "table:table" => {
                self.row = 0;
                self.tables.push((attribute(element, "table:name"), GridBuilder::default()));
            }
            "table:table-row" => self.rows_again = u32::try_from(count("table:number-rows-repeated")).unwrap_or(1),
            "table:table-cell" => self.cell.push(OdfCell {
                formula: attribute(element, "table:formula")
                    .filter(|_| attribute(element, "office:value-type").is_none())
                    .map(|formula| clean(formula.split_once(":=").map_or(formula.as_str(), |(_, after)| after))),
                lines: Vec::new(),
                columns: count("table:number-columns-spanned"),
                rows: count("table:number-rows-spanned"),
                again: count("table:number-columns-repeated").min(MOST_COLUMNS),
            }),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(line) = self.line.as_mut().filter(|_| self.leaving_out == 0) {
            line.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), UnreadDocument> {
        match name {
            "text:note" | "office:annotation" | "text:tracked-changes" | "draw:frame" => {
                self.leaving_out = self.leaving_out.saturating_sub(1);
            }
            _ if self.leaving_out > 0 => {}
            "text:p" | "text:h" => {
                let text = clean(&self.line.take().unwrap_or_default());
                if text.is_empty() {
                } else if let Some(cell) = self.cell.last_mut() {
                    cell.lines.push(text);
                } else {
                    let paragraph = DraftParagraph { text, ..DraftParagraph::default() };
                    self.source.blocks.push(DraftBlock::Paragraph(paragraph));
                }
            }
            "table:table-cell" => {
                let Some(cell) = self.cell.pop() else { return Ok(()) };
                let text = cell.lines.join("\n");
                let formula = cell.formula.filter(|_| text.is_empty()).map(|formula| format!("={formula}"));
                let text = formula.clone().unwrap_or(text);
                if let Some((_, grid)) = self.tables.last_mut() {
                    for _ in 0..cell.again {
                        grid.cell(&text, cell.columns, cell.rows, false);
                        if formula.is_some() {
                            grid.unreckoned(self.row.saturating_add(1), cell.columns);
                        }
                    }
                }
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(1);
                if let Some((_, grid)) = self.tables.last_mut() {
                    grid.end_row(Some(self.row))?;
                }
                self.row = self.row.saturating_add(self.rows_again.saturating_sub(1));
            }
            "table:table" => {
                if let Some((sheet, grid)) = self.tables.pop() {
                    let rows = grid.done();
                    let sheet = sheet.filter(|_| self.tables.is_empty());
                    let own = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.repeats);
                    let cells: Vec<String> = own.filter_map(|cell| cell.unreckoned.clone()).collect();
                    if let Some(sheet) = sheet.clone().filter(|_| !cells.is_empty()) {
                        self.source.skipped.push(SkippedPart::Unreckoned { sheet, cells });
                    }
                    if self.is_workbook && self.tables.is_empty() {
                        super::workbook::put(&mut self.source, sheet, rows);
                    } else {
                        self.source.blocks.push(DraftBlock::Table(DraftTable { sheet, rows }));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
