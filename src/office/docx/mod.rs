//! Documents as DOCX: A4, the margins and the Times New Roman 14 of office documents, or the office's own template
//! with the document in its places. The same document gives the same bytes.
//!
//! Margins and sizes are those of Decree 30/2020/NĐ-CP, appendix I: 20 mm above and below, 30 mm on the left, 15 mm on
//! the right, text in size 14, page numbers at the head from the second page on.

mod body;
mod letters;
mod markup;
pub(crate) mod official;
mod outline;
mod sound;
pub(crate) mod template;

use std::io::{self, Cursor, Write};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::body::{BodyWriter, Look};
use self::markup::Markup;
use crate::page::Page;
use crate::words::Words;

/// More rows than this no list of a document has: nobody reads them on paper, and word processors grow slow.
pub(crate) const MOST_ROWS: u64 = 2_000;

const STYLES: &str = include_str!("parts/styles.xml");
const CONTENT_TYPES: &str = include_str!("parts/content-types.xml");
const RELATIONSHIPS: &str = include_str!("parts/relationships.xml");
const DOCUMENT_RELATIONSHIPS: &str = include_str!("parts/document-relationships.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const PAGE_NUMBER: &str = include_str!("parts/page-number.xml");
const NO_HEADER: &str = include_str!("parts/no-header.xml");

/// What a document says of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Properties<'a> {
    pub(crate) title: &'a str,
    pub(crate) issuer: Option<&'a str>,
    pub(crate) day: NaiveDate,
    /// How far it is, where there is something to say about it.
    pub(crate) status: Option<&'static str>,
}

/// What is put on a page as a document on plain paper.
pub(crate) fn document(
    write: impl FnOnce(&mut dyn Page) -> io::Result<()>,
    properties: Properties<'_>,
    words: &dyn Words,
) -> io::Result<Vec<u8>> {
    let mut markup = Markup::new();
    markup.declare();
    markup.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATED)]);
    markup.open("w:body", &[]);
    let mut body = BodyWriter::new(&mut markup, Look::plain(), words);
    write(&mut body)?;
    body.end();
    markup.close("w:body");
    markup.close("w:document");
    package(markup.text(), &core(properties, words.office_tag()), words)
}

/// A document's text with all that belongs to it.
fn package(text: &str, core: &str, words: &dyn Words) -> io::Result<Vec<u8>> {
    let styles = STYLES.replace("LANGUAGE", words.office_tag());
    pack(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("docProps/core.xml", core),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS),
        ("word/styles.xml", &styles),
        ("word/settings.xml", SETTINGS),
        ("word/header1.xml", PAGE_NUMBER),
        ("word/header2.xml", NO_HEADER),
    ])
}

/// The namespace of what word processors read.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of what refers to other parts.
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the document says of itself. Its day is the one it is as of, never that of the clock.
fn core(properties: Properties<'_>, tag: &str) -> String {
    let mut markup = Markup::new();
    markup.declare();
    markup.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    markup.element("dc:title", &[], properties.title);
    if let Some(issuer) = properties.issuer {
        markup.element("dc:creator", &[], issuer);
    }
    markup.element("dc:language", &[], tag);
    let day = format!("{}T00:00:00Z", properties.day);
    for name in ["dcterms:created", "dcterms:modified"] {
        markup.element(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
    }
    if let Some(status) = properties.status {
        markup.element("cp:contentStatus", &[], status);
    }
    markup.close("cp:coreProperties");
    markup.text().to_owned()
}

/// How parts of an archive are written: with no time of their own.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default())
}

fn pack(parts: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, options())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
