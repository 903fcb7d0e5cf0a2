//! An office's own document with the content in its places: `{{period}}` anywhere in a text, and `{{body}}` in a
//! paragraph of its own. Whatever else is in it stays as it is, byte for byte.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use quick_xml::escape::unescape;
use zip::{ZipArchive, ZipWriter};

use super::body::{BodyWriter, Look};
use super::markup::Markup;
use super::outline::{DocumentOutline, Paragraph};
use super::sound::{self, damaged};
use super::{Properties, core, options};
use crate::page::record::Recording;
use crate::page::{Page, PartId, Piece, Tone};
use crate::words::Words;
use crate::words::phrase::TemplateProblem;

/// The largest template, in bytes, and the most that what is read of it unpacks to.
pub(crate) const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The most files in its archive.
const MOST_PARTS: usize = 2_000;
/// The most places, and the most of them that take whole parts: so often a document has what is put into it.
const MOST_PLACES: usize = 10_000;
const MOST_BLOCKS: usize = 100;
/// The most problems that are reported.
const MOST_PROBLEMS: usize = 100;
/// What a zip archive begins with.
const ZIP: &[u8] = b"PK\x03\x04";
/// The place of the whole content.
const BODY: &str = "body";
/// The place of what nobody should overlook: the plan's notice, and whose figures are missing.
pub(crate) const WARNINGS: &str = "warnings";

/// A document that content is put into.
#[derive(Debug)]
pub(crate) struct OfficeTemplate {
    pub(crate) bytes: Vec<u8>,
    /// Whether it came with the program, and is no office's own.
    pub(crate) is_official: bool,
}

/// The places that take a few words: what each is called, and what it takes.
pub(crate) type Texts = Vec<(&'static str, String)>;

/// A template with its places filled, or everything that is wrong with it.
pub(crate) fn fill(
    template: &[u8],
    record: &Recording,
    mut texts: Texts,
    properties: Properties<'_>,
    words: &dyn Words,
) -> Result<Vec<u8>, Vec<TemplateProblem>> {
    let mut archive = open(template).map_err(|problem| vec![problem])?;
    let unsound = sound::look(template, &mut archive);
    if !unsound.is_empty() {
        return Err(unsound);
    }
    let parts = parts(&mut archive).map_err(|problem| vec![problem])?;
    let warnings: Vec<String> = record.warnings().map(str::to_owned).collect();
    texts.push((WARNINGS, warnings.join(" ")));
    let mut filler =
        Filler { record, texts, words, problems: Vec::new(), filled: false, places: 0, blocks: 0, warnings };
    let mut changed: Vec<(String, String)> = Vec::new();
    let outlines: Vec<Option<DocumentOutline>> = parts.iter().map(|(_, text)| DocumentOutline::of(text)).collect();
    // Where the template has a place for them, they do not stand before the content too.
    let placed = parts.iter().zip(&outlines).any(|((_, text), outline)| {
        outline.as_ref().is_some_and(|outline| outline.paragraphs.iter().any(|one| has_place(text, one, WARNINGS)))
    });
    if placed {
        filler.warnings.clear();
    }
    for ((name, text), outline) in parts.into_iter().zip(outlines) {
        match outline {
            Some(outline) => {
                let new = filler.part(&name, &text, &outline);
                changed.push((name, new));
            }
            None => filler.problems.push(damaged(&name)),
        }
    }
    if filler.problems.is_empty() && !filler.filled {
        filler.problems.push(TemplateProblem::Nowhere);
    } else if filler.problems.is_empty() && !filler.warnings.is_empty() {
        filler.problems.push(TemplateProblem::NoWarnings);
    }
    if !filler.problems.is_empty() {
        return Err(filler.problems);
    }
    changed.push(("docProps/core.xml".to_owned(), core(properties, words.office_tag())));
    pack(&mut archive, &changed).map_err(|_| vec![damaged("zip")])
}

/// The parts in which places may stand, in the order of the archive.
fn parts(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<(String, String)>, TemplateProblem> {
    let (mut parts, mut left) = (Vec::new(), MAX_BYTES);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| damaged("zip"))?;
        let name = part.name().map_err(|_| damaged("zip"))?.into_owned();
        if !has_places(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        // What it claims to unpack to is not believed.
        part.take(left + 1).read_to_end(&mut bytes).map_err(|_| damaged(&name))?;
        left = left.checked_sub(bytes.len() as u64).ok_or(TemplateProblem::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged(&name))?;
        parts.push((name, text));
    }
    Ok(parts)
}

fn open(template: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, TemplateProblem> {
    if template.len() as u64 > MAX_BYTES {
        return Err(TemplateProblem::TooLarge);
    }
    if !template.starts_with(ZIP) {
        return Err(TemplateProblem::NotADocument);
    }
    let archive = ZipArchive::new(Cursor::new(template)).map_err(|_| TemplateProblem::NotADocument)?;
    if archive.len() > MOST_PARTS {
        return Err(TemplateProblem::TooLarge);
    }
    if archive.index_for_name("word/document.xml").is_none() {
        return Err(TemplateProblem::NotADocument);
    }
    Ok(archive)
}

/// Whether a part of a document has text that people see: the document itself, and heads and feet of pages.
fn has_places(name: &str) -> bool {
    let inside = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
    inside.is_some_and(|name| name == "document" || name.starts_with("header") || name.starts_with("footer"))
}

/// The archive with some parts exchanged; the others as they are.
fn pack(archive: &mut ZipArchive<Cursor<&[u8]>>, changed: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at)?;
        let name = part.name()?.into_owned();
        match changed.iter().find(|(changed, _)| *changed == name) {
            None => new.raw_copy_file(part)?,
            Some((_, text)) => {
                new.start_file(name, options())?;
                new.write_all(text.as_bytes())?;
            }
        }
    }
    Ok(new.finish()?.into_inner())
}

/// Fills places, and notes what cannot be filled.
struct Filler<'a> {
    record: &'a Recording,
    texts: Texts,
    words: &'a dyn Words,
    problems: Vec<TemplateProblem>,
    filled: bool,
    /// How many places there were so far, and how many of them take whole parts.
    places: usize,
    blocks: usize,
    /// What nobody should overlook, to stand before the content that comes first.
    warnings: Vec<String>,
}

impl Filler<'_> {
    fn part(&mut self, name: &str, text: &str, outline: &DocumentOutline) -> String {
        let in_document = name == "word/document.xml";
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for paragraph in &outline.paragraphs {
            self.paragraph(text, outline, paragraph, in_document, &mut edits);
            if self.places > MOST_PLACES || self.blocks > MOST_BLOCKS {
                let (part, places, blocks) = (crate::text::one_line(name), MOST_PLACES, MOST_BLOCKS);
                self.problems.push(TemplateProblem::TooManyPlaces { part, places, blocks });
            }
            if self.problems.len() > MOST_PROBLEMS || self.places > MOST_PLACES || self.blocks > MOST_BLOCKS {
                return String::new();
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let (mut new, mut done) = (String::with_capacity(text.len()), 0);
        for (range, replacement) in edits {
            new.push_str(&text[done..range.start]);
            new.push_str(&replacement);
            done = range.end;
        }
        new.push_str(&text[done..]);
        new
    }

    fn paragraph(
        &mut self,
        text: &str,
        outline: &DocumentOutline,
        paragraph: &Paragraph,
        in_document: bool,
        edits: &mut Vec<(Range<usize>, String)>,
    ) {
        let mut nodes = texts(text, paragraph);
        let whole = nodes.concat();
        let places = places(&whole);
        self.places += places.len();
        if places.is_empty() || self.places > MOST_PLACES {
            return;
        }
        for place in &places {
            let written = &whole[place.clone()];
            let name = name(written);
            let block = self.is_block(name);
            if !block && !self.texts.iter().any(|(own, _)| *own == name) {
                let known = self.texts.iter().map(|(name, _)| *name).chain(self.blocks());
                let known = known.map(|name| format!("{{{{{name}}}}}")).collect::<Vec<_>>().join(", ");
                let place = crate::text::one_line(written).chars().take(80).collect();
                self.problems.push(TemplateProblem::Unknown { place, known });
            } else if block
                && (whole.trim() != written || !in_document || !paragraph.inner.is_empty() || paragraph.holds_more)
            {
                self.problems.push(TemplateProblem::NotAlone { place: written.to_owned() });
            } else if block {
                self.filled = true;
                self.blocks += 1;
                edits.push((paragraph.range.clone(), self.block(text, outline, paragraph, name)));
                return;
            } else {
                self.filled = true;
            }
        }
        self.texts_into(&mut nodes, &whole, &places);
        for (node, new) in paragraph.texts.iter().zip(nodes) {
            let mut markup = Markup::new();
            markup.element("w:t", &[("xml:space", "preserve")], &new);
            edits.push((node.element.clone(), markup.text().to_owned()));
        }
    }

    /// Puts words into their places, also where a place runs over several runs of letters: what takes it is the first.
    fn texts_into(&self, nodes: &mut [String], whole: &str, places: &[Range<usize>]) {
        let (mut begin, mut done, mut left) = (0, 0, places.iter().peekable());
        for node in nodes {
            let (end, mut new) = (begin + node.len(), String::new());
            // A place that began in an earlier run was taken there.
            done = begin.max(done);
            while let Some(place) = left.next_if(|place| place.start < end) {
                new.push_str(&whole[done..place.start]);
                let name = name(&whole[place.clone()]);
                new.extend(self.texts.iter().find(|(own, _)| *own == name).map(|(_, text)| text.as_str()));
                done = place.end;
            }
            if done < end {
                new.push_str(&whole[done..end]);
            }
            (begin, *node) = (end, new);
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &'static str> {
        let headings = self.record.pieces.iter().filter_map(|piece| match piece {
            Piece::Heading(heading) => Some(heading.id),
            _ => None,
        });
        let spare = self.record.spare.iter().map(|(id, _)| *id);
        std::iter::once(BODY).chain(headings.chain(spare).map(PartId::as_str))
    }

    fn is_block(&self, name: &str) -> bool {
        self.blocks().any(|own| own == name)
    }

    /// What takes the place of a paragraph.
    fn block(&mut self, text: &str, outline: &DocumentOutline, paragraph: &Paragraph, name: &str) -> String {
        let mut markup = Markup::new();
        let look = Look {
            paragraph: Some(paragraph.properties_without_section(text)),
            run: paragraph.run.clone().map(|range| text[range].to_owned()).unwrap_or_default(),
            width: paragraph.width.or(outline.width).unwrap_or(Look::plain().width),
        };
        let mut body = BodyWriter::new(&mut markup, look, self.words);
        for warning in std::mem::take(&mut self.warnings) {
            body.warning(&warning);
        }
        let (mut here, mut with_inner) = (false, false);
        for piece in &self.record.pieces {
            if let Piece::Heading(heading) = piece {
                let own = heading.id.as_str() == name;
                // A heading that only holds others stands for all of them.
                with_inner = own && heading.id == PartId::Happened || with_inner && heading.level > 1;
                here = own || with_inner || name == BODY;
                if own {
                    continue;
                }
            }
            if here {
                body.put(piece.clone()).expect("memory takes what is written");
            }
        }
        for (_, text) in self.record.spare.iter().filter(|(id, _)| id.as_str() == name) {
            body.put(Piece::Paragraph(Tone::Plain, text.clone())).expect("memory takes what is written");
        }
        body.end_blocks();
        // The last paragraph of some pages says what these are like.
        if let Some(section) = paragraph.section.clone() {
            markup.open("w:p", &[]);
            markup.open("w:pPr", &[]);
            markup.raw(&text[section]);
            markup.close("w:pPr");
            markup.close("w:p");
        }
        markup.text().to_owned()
    }
}

fn texts(text: &str, paragraph: &Paragraph) -> Vec<String> {
    let plain = |raw: &str| unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
    paragraph.texts.iter().map(|node| plain(&text[node.content.clone()])).collect()
}

/// The name of a place as it is written.
fn name(place: &str) -> &str {
    place.trim_matches(['{', '}']).trim()
}

fn has_place(text: &str, paragraph: &Paragraph, wanted: &str) -> bool {
    let whole = texts(text, paragraph).concat();
    places(&whole).into_iter().any(|place| name(&whole[place]) == wanted)
}

/// Where places stand in a text: `{{name}}`.
fn places(text: &str) -> Vec<Range<usize>> {
    let (mut places, mut from) = (Vec::new(), 0);
    while let Some(open) = text[from..].find("{{") {
        let open = from + open;
        let Some(close) = text[open..].find("}}") else { break };
        places.push(open..open + close + 2);
        from = open + close + 2;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_found_in_order() {
        let text = "Từ {{from}} đến {{ to }}: {{";
        let found: Vec<&str> = places(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["{{from}}", "{{ to }}"]);
    }
}
