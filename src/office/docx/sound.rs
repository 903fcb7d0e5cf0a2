//! What a template must not have: parts that are damaged, that name places outside the archive, that stand in it twice
//! or unpack without end; macros, commands, and what is fetched from elsewhere when somebody opens the document.
//!
//! What is made of a template is sent on under the office's name: nothing may come with it that nobody sees.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::outline::DocumentOutline;
use crate::text::one_line;
use crate::words::phrase::TemplateProblem;

/// The most that the parts of a template unpack to, together, in bytes.
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;
/// How long an entry of an archive's list is before its name, and where it says how long its name and its additions are.
const ENTRY: usize = 46;
const LENGTHS: [usize; 3] = [28, 30, 32];

pub(super) fn damaged(part: &str) -> TemplateProblem {
    TemplateProblem::Damaged { part: one_line(part) }
}

/// Everything about the parts of an archive for which no document should be made of it.
pub(super) fn look(template: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Vec<TemplateProblem> {
    let mut problems = names(template, archive);
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let name = archive.name_for_index(at).and_then(Result::ok).map_or_else(String::new, Cow::into_owned);
        let shown = one_line(&name);
        let mut bytes = Vec::new();
        // Reading to the end compares its checksum.
        let read = archive.by_index(at).map(|part| part.take(left + 1).read_to_end(&mut bytes));
        if !matches!(read, Ok(Ok(_))) {
            problems.push(damaged(&name));
            continue;
        }
        let Some(rest) = left.checked_sub(bytes.len() as u64) else {
            problems.push(TemplateProblem::Unpacks { part: shown, megabytes: MOST_UNPACKED / 1024 / 1024 });
            return problems;
        };
        left = rest;
        problems.extend(part(&name.to_ascii_lowercase(), &bytes, shown));
    }
    problems
}

/// What is wrong with the names in an archive's own list. Who opens an archive may take the first of two parts of one
/// name, or the last.
fn names(template: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<TemplateProblem> {
    let mut rest = usize::try_from(archive.central_directory_start()).ok().and_then(|start| template.get(start..));
    let (mut problems, mut seen, mut count) = (Vec::new(), HashSet::new(), 0);
    while let Some(entry) = rest.filter(|rest| rest.starts_with(b"PK\x01\x02") && rest.len() >= ENTRY) {
        let [name, extra, comment] = LENGTHS.map(|at| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]])));
        let Some(written) = entry.get(ENTRY..ENTRY + name) else { break };
        let name_of = String::from_utf8_lossy(written).into_owned();
        // Offices compare names of parts without regard to case.
        if !seen.insert(name_of.to_lowercase()) {
            problems.push(TemplateProblem::PartTwice { part: one_line(&name_of) });
        } else if leads_out(&name_of) {
            problems.push(TemplateProblem::PartName { part: one_line(&name_of) });
        }
        count += 1;
        rest = entry.get(ENTRY + name + extra + comment..);
    }
    if count < archive.len() {
        problems.push(damaged("zip"));
    }
    problems
}

fn leads_out(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', ':', '\0'])
        || name.split('/').any(|step| matches!(step, ".." | "."))
        || name.chars().any(char::is_control)
}

/// What a part brings with it. Its name is in lower case.
fn part(name: &str, bytes: &[u8], shown: String) -> Option<TemplateProblem> {
    let in_folder = |folder: &str| name.contains(&format!("/{folder}/"));
    if name.ends_with("vbaproject.bin")
        || name.ends_with("vbadata.xml")
        || in_folder("activex")
        || in_folder("macrosheets")
    {
        return Some(TemplateProblem::Macros { part: shown });
    }
    let kind = name.rsplit('.').next().unwrap_or_default();
    if !["xml", "rels"].contains(&kind) {
        return None;
    }
    // Another encoding would hide what is looked for; no office program writes one.
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(damaged(&shown)) };
    if text.contains("<!DOCTYPE") {
        return Some(damaged(&shown));
    }
    if name == "[content_types].xml" && (text.contains("macroEnabled") || text.contains("vbaProject")) {
        return Some(TemplateProblem::Macros { part: shown });
    }
    if kind == "rels" {
        return match included(text) {
            _ if DocumentOutline::of(text).is_none() => Some(damaged(&shown)),
            Ok(None) => None,
            Ok(Some(Inclusion::Fetched(target))) => {
                Some(TemplateProblem::Outside { part: shown, target: one_line(&target) })
            }
            Ok(Some(Inclusion::Embedded(target))) => {
                Some(TemplateProblem::Embedded { part: shown, target: one_line(&target) })
            }
            Err(_) => Some(damaged(&shown)),
        };
    }
    let instructions = field_instructions(text);
    let words: Vec<&str> = instructions.split_whitespace().collect();
    if words.iter().any(|word| ["DDE", "DDEAUTO"].iter().any(|field| word.eq_ignore_ascii_case(field))) {
        return Some(TemplateProblem::Commands { part: shown });
    }
    fetched(&words).map(|target| TemplateProblem::Outside { part: shown, target: one_line(target) })
}

/// What parts the instructions of one field from those of the next.
const FIELD_ENDS: &str = " \u{1} ";

/// What a field has programs fetch from elsewhere.
fn fetched<'t>(words: &[&'t str]) -> Option<&'t str> {
    const FIELDS: [&str; 6] = ["INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "RD"];
    /// The address may come after a class of documents or a switch.
    const NEAR: usize = 4;
    let fetches = |word: &&str| FIELDS.iter().any(|field| word.eq_ignore_ascii_case(field));
    let begins = ["http:", "https:", "ftp:", "file:", "//", "\\\\"];
    let address = |word: &&'t str| {
        let word = word.trim_start_matches(['"', '“', '\'']);
        begins.iter().any(|begin| word.get(..begin.len()).is_some_and(|own| own.eq_ignore_ascii_case(begin)))
    };
    let places = words.iter().enumerate().filter(|(_, word)| fetches(word)).map(|(at, _)| at + 1);
    let own = |at: usize| words[at..].iter().take_while(|word| **word != FIELD_ENDS.trim()).take(NEAR);
    places.flat_map(own).find(|word| address(word)).map(|word| word.trim_matches('"'))
}

/// What a list of relations brings into a document, by where it comes from.
enum Inclusion {
    /// Fetched when the document is opened.
    Fetched(String),
    /// A file of another program, which runs when somebody clicks on it or when the document is opened.
    Embedded(String),
}

/// What relations bring with them that nobody sees in the text: objects of other programs, whole documents, and what is
/// fetched. Links that people follow are not; nor are the figures behind a chart.
fn included(text: &str) -> quick_xml::Result<Option<Inclusion>> {
    const EMBEDDED: [&str; 3] = ["/oleObject", "/aFChunk", "/control"];
    let mut reader = Reader::from_str(text);
    loop {
        let element = match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return Ok(None),
            _ => continue,
        };
        let value = |key: &str| {
            let found = element.attributes().flatten().find(|found| found.key.local_name().as_ref() == key)?;
            Some(unescape(&found.value).unwrap_or_else(|_| found.value.clone()).trim().to_owned())
        };
        let is_outside = value("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let (kind, target) = (value("Type").unwrap_or_default(), value("Target").unwrap_or_default());
        // Documents begun with a template of the office name its place on the writer's own computer.
        let own = kind.ends_with("/attachedTemplate") && is_on_this_computer(&target);
        if is_outside && !kind.ends_with("/hyperlink") && !own {
            return Ok(Some(Inclusion::Fetched(target)));
        }
        if EMBEDDED.iter().any(|embedded| kind.ends_with(embedded)) {
            return Ok(Some(Inclusion::Embedded(target)));
        }
    }
}

fn is_on_this_computer(target: &str) -> bool {
    let path = target.strip_prefix("file:///").unwrap_or(target).as_bytes();
    path.len() > 2 && path[0].is_ascii_alphabetic() && path[1] == b':' && matches!(path[2], b'\\' | b'/')
}

/// What the fields of a part are told. One may ask another program for something, which is how commands were run from
/// documents, or fetch something.
fn field_instructions(text: &str) -> String {
    let (mut instructions, mut inside) = (String::new(), false);
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "instrText" => inside = true,
            Ok(Event::End(_)) => inside = false,
            Ok(Event::Text(text)) if inside => instructions.push_str(&text),
            Ok(Event::GeneralRef(sign)) if inside => {
                instructions.push_str(&unescape(&format!("&{};", &*sign)).unwrap_or_default());
            }
            Ok(Event::Start(element) | Event::Empty(element)) => match element.local_name().as_ref() {
                "fldChar" => {
                    let ends = element.attributes().flatten().any(|own| &*own.value == "end");
                    instructions.push_str(if ends { FIELD_ENDS } else { " " });
                }
                "fldSimple" => {
                    for attribute in element.attributes().flatten() {
                        instructions.push(' ');
                        instructions.push_str(&unescape(&attribute.value).unwrap_or_default());
                    }
                    instructions.push_str(FIELD_ENDS);
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    instructions
}
