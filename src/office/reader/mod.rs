//! Documents of others read: text documents, workbooks, plain text, pages, what `pdftotext -layout` makes of a PDF. What they claim is not believed; each reader
//! stops at a limit.
//!
//! What reads XML and archives is made for sound files and may break down over crafted ones: bytes of unknown origin are
//! read in a process whose end harms nothing.

mod bounds;
mod docx;
mod grid;
mod html;
mod layout;
mod numbering;
mod odf;
mod plain;
mod workbook;
mod xml;

use crate::draft::document::{DraftSource, UnreadDocument};
use crate::sheet::MAX_FILE_BYTES;
use crate::sheet::archive::looked_through;
use crate::view::sheet::problem::Unreadable;

/// Reads a document; `name` tells plain text from Markdown and pages.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<DraftSource, UnreadDocument> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(UnreadDocument::TooLarge);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let source = if bytes.starts_with(b"%PDF") {
        return Err(UnreadDocument::Pdf { scanned: !has_fonts(bytes) });
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(UnreadDocument::OldOrLocked);
    } else if bytes.starts_with(b"PK") {
        archive(bytes)?
    } else if matches!(ending.as_str(), "csv" | "tsv" | "tab") {
        workbook::delimited(bytes)?
    } else {
        let text = decoded(bytes)?;
        if html::is_page(&text) || matches!(ending.as_str(), "html" | "htm" | "xhtml") {
            html::read(&text)?
        } else {
            plain::read(&text, matches!(ending.as_str(), "md" | "markdown"))?
        }
    };
    if source.blocks.is_empty() { Err(UnreadDocument::Nothing) } else { Ok(source) }
}

fn archive(bytes: &[u8]) -> Result<DraftSource, UnreadDocument> {
    let names = looked_through(bytes).map_err(|found| match found {
        Unreadable::TooMuch { .. } => UnreadDocument::TooLarge,
        _ => UnreadDocument::Damaged,
    })?;
    let has = |part: &str| names.iter().any(|name| name == part);
    if has("word/document.xml") {
        return docx::read(bytes);
    }
    if has("content.xml") {
        return odf::read(bytes);
    }
    if has("xl/workbook.xml") { workbook::read(bytes) } else { Err(UnreadDocument::UnknownKind) }
}

/// Whether a PDF has letters: one of pictures alone names no font.
fn has_fonts(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"/Font").is_some() || memchr::memmem::find(bytes, b"/ObjStm").is_some()
}

/// The text of bytes in UTF-8, or UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Result<String, UnreadDocument> {
    if bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        return Err(UnreadDocument::UnknownKind);
    }
    crate::sheet::delimited::decode(bytes).map(std::borrow::Cow::into_owned).ok_or(UnreadDocument::NotUtf8)
}
