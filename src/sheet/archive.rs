//! A workbook's archive, looked at before anything of it is believed: what it claims is compared with what it unpacks
//! to, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{MAX_FILE_BYTES, MAX_PARTS, MAX_TEXT_BYTES};
use crate::view::sheet::Place;
use crate::view::sheet::problem::{Bound, Unreadable};

const ZIP: &[u8] = b"PK\x03\x04";
/// What the older kind of container begins with: `.xls`, and workbooks with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Looks through the whole archive of a workbook: see [`looked_through`].
pub(crate) fn look(bytes: &[u8]) -> Result<(), Unreadable> {
    let names = names(bytes)?;
    if !names.iter().any(|name| name == "[Content_Types].xml") {
        let open_document = names.iter().any(|name| name == "mimetype");
        return Err(if open_document { Unreadable::OpenDocument } else { Unreadable::NotAWorkbook });
    }
    unpack(bytes)
}

/// Looks through the whole archive of an office file: nothing of it unpacks to more than is read, and no part claims
/// room that it does not fill. Gives the names of its parts.
pub(crate) fn looked_through(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    let names = names(bytes)?;
    unpack(bytes)?;
    Ok(names)
}

fn names(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_much(Bound::File, MAX_FILE_BYTES));
    }
    if bytes.starts_with(COMPOUND) {
        return Err(Unreadable::OldOrLocked);
    }
    if !bytes.starts_with(ZIP) {
        return Err(Unreadable::NotAWorkbook);
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MAX_PARTS as usize {
        return Err(too_much(Bound::Parts, u64::from(MAX_PARTS)));
    }
    Ok(archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect())
}

fn unpack(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let (mut left, mut part) = (MAX_TEXT_BYTES, Vec::new());
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        // A claim is refused before anything is unpacked; what unpacks to more than it claims is stopped on the way.
        if file.size() > left {
            return Err(too_much(Bound::Unpacked, MAX_TEXT_BYTES));
        }
        let sheet = file.name().is_ok_and(|name| name.to_ascii_lowercase().contains("worksheets/"));
        let strings = file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        part.clear();
        file.take(left + 1).read_to_end(&mut part).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(part.len() as u64).ok_or_else(|| too_much(Bound::Unpacked, MAX_TEXT_BYTES))?;
        if strings {
            claims_no_more_than_it_has(&part)?;
        }
        if sheet {
            merges_forward(&part)?;
        }
    }
    Ok(())
}

/// Merged cells from the last to the first are none that a spreadsheet knows, and the reader breaks down over them.
fn merges_forward(part: &[u8]) -> Result<(), Unreadable> {
    for at in memchr::memmem::find_iter(part, b"mergeCell ") {
        let tag = part[at..].split(|byte| *byte == b'>').next().unwrap_or_default();
        let range = memchr::memmem::find(tag, b"ref").map(|at| &tag[at..]).unwrap_or_default();
        let range = range.split(|byte| matches!(byte, b'"' | b'\'')).nth(1).and_then(|it| std::str::from_utf8(it).ok());
        let ends = range.and_then(|range| range.split_once(':'));
        if let Some((Some(first), Some(last))) = ends.map(|(first, last)| (Place::parse(first), Place::parse(last)))
            && (first.row > last.row || first.column > last.column)
        {
            return Err(Unreadable::Merged { first, last });
        }
    }
    Ok(())
}

/// The reader makes room for as many texts as their part claims to have: each takes at least the bytes of `<si/>`.
fn claims_no_more_than_it_has(part: &[u8]) -> Result<(), Unreadable> {
    let refuse = || Err(Unreadable::Damaged);
    // In UTF-16 the claim would not be seen; no program writes workbooks so.
    if part.starts_with(&[0xff, 0xfe]) || part.starts_with(&[0xfe, 0xff]) || part.contains(&0) {
        return refuse();
    }
    for at in memchr::memmem::find_iter(part, b"uniqueCount") {
        let rest = &part[at + b"uniqueCount".len()..];
        let digits: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
            .take_while(u8::is_ascii_digit)
            .collect();
        let claimed = std::str::from_utf8(&digits).ok().filter(|digits| !digits.is_empty());
        let fits = claimed.is_none_or(|digits| digits.parse().is_ok_and(|count: usize| count <= part.len() / 5));
        if !fits {
            return refuse();
        }
    }
    Ok(())
}

fn too_much(what: Bound, limit: u64) -> Unreadable {
    Unreadable::TooMuch { what, limit, at: None }
}
