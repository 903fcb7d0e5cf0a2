//! Text documents: read back, and made to be templates.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A text document that was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Docx {
    /// The paragraphs outside of tables that have a text, in order.
    pub paragraphs: Vec<String>,
    /// The tables: rows of cells.
    pub tables: Vec<Vec<Vec<String>>>,
    /// The names of its elements in order, `/` before those that end.
    pub elements: Vec<String>,
}

impl Docx {
    /// The document in a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self::part(&parts(bytes)["word/document.xml"])
    }

    /// A part of a document.
    pub fn part(bytes: &[u8]) -> Self {
        let xml = std::str::from_utf8(bytes).expect("the part is UTF-8");
        let (mut reader, mut docx) = (Reader::from_str(xml), Self::default());
        let (mut text, mut inside, mut in_cells) = (String::new(), false, 0);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
                Event::Start(element) => {
                    let name = element.name().as_ref().to_owned();
                    match name.as_str() {
                        "w:tbl" => docx.tables.push(Vec::new()),
                        "w:tr" => docx.table().push(Vec::new()),
                        "w:tc" => {
                            docx.table().last_mut().expect("a cell stands in a row").push(String::new());
                            in_cells += 1;
                        }
                        "w:t" => inside = true,
                        _ => {}
                    }
                    docx.elements.push(name);
                }
                Event::Empty(element) => docx.elements.push(element.name().as_ref().to_owned()),
                Event::End(element) => {
                    let name = element.name().as_ref().to_owned();
                    match name.as_str() {
                        "w:t" => inside = false,
                        "w:tc" => in_cells -= 1,
                        "w:p" => docx.end_paragraph(std::mem::take(&mut text), in_cells > 0),
                        _ => {}
                    }
                    docx.elements.push(format!("/{name}"));
                }
                Event::Text(piece) if inside => text.push_str(&piece.into_inner()),
                Event::GeneralRef(entity) if inside => text.push_str(&resolved(&entity.into_inner())),
                Event::Eof => return docx,
                _ => {}
            }
        }
    }

    fn table(&mut self) -> &mut Vec<Vec<String>> {
        self.tables.last_mut().expect("a row stands in a table")
    }

    fn end_paragraph(&mut self, text: String, in_cell: bool) {
        if in_cell {
            let row = self.table().last_mut().expect("a cell stands in a row");
            row.last_mut().expect("a row has a cell").push_str(&text);
        } else if !text.is_empty() {
            self.paragraphs.push(text);
        }
    }

    /// How many elements of this name there are.
    pub fn count(&self, name: &str) -> usize {
        self.elements.iter().filter(|element| *element == name).count()
    }
}

/// The sign that an entity stands for.
fn resolved(entity: &str) -> String {
    let named = [("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'")];
    let sign = named.into_iter().find(|(name, _)| *name == entity);
    sign.map_or_else(|| panic!("&{entity}; is no sign that is written so"), |(_, sign)| sign.to_owned())
}

/// The files of an archive.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("the archive is whole");
        let name = part.name().expect("names are text").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("the part is whole");
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} is there twice");
    }
    parts
}

/// The namespace of what word processors read.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// That of packages.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A template with these paragraphs, as word processors write them: places may be cut in pieces (`{{un|it}}`), which
/// stand in runs of their own. A picture and a style are in it too.
pub fn template(paragraphs: &[&str]) -> Vec<u8> {
    let runs = |text: &str| -> String {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        escaped.split('|').map(|run| format!("<w:r><w:rPr><w:i/></w:rPr><w:t>{run}</w:t></w:r>")).collect()
    };
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>{}</w:p>", runs(text)))
        .collect();
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{MAIN}\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" \
         w:left=\"1701\"/></w:sectPr></w:body></w:document>"
    );
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let relationships = format!("<Relationships xmlns=\"{PACKAGE}/relationships\"></Relationships>");
    pack(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relationships.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/media/image1.png", &[0x89, b'P', b'N', b'G', 0, 0xff]),
        ("word/styles.xml", b"<w:styles>{{body}}</w:styles>"),
    ])
}

/// An archive of these files.
pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a file can be begun");
        archive.write_all(bytes).expect("a file can be written");
    }
    archive.finish().expect("the archive can be ended").into_inner()
}
