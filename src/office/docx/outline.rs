//! Where the paragraphs of a text document stand, and what they look like.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other.
const DEEPEST: usize = 200;

#[derive(Debug, Default)]
pub(crate) struct DocumentOutline {
    /// Every paragraph, in the order in which they end.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// How wide text is on the last pages, in twentieths of a point.
    pub(crate) width: Option<u32>,
    /// How many of the paragraphs stand on pages that have ended.
    ended: usize,
}

/// A paragraph. Ranges are bytes of the part.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) range: Range<usize>,
    /// Its properties, with the element that holds them.
    properties: Option<Range<usize>>,
    /// What its last line says of the pages it ends.
    pub(crate) section: Option<Range<usize>>,
    /// The properties of its first letters, without the element that holds them.
    pub(crate) run: Option<Range<usize>>,
    /// Its texts, those of paragraphs inside of it not among them.
    pub(crate) texts: Vec<ElementNode>,
    /// Paragraphs inside of it: in a box.
    pub(crate) inner: Vec<Range<usize>>,
    /// Whether it holds what is no text and would be lost with it: a picture, an object, a break to the next page.
    pub(crate) holds_more: bool,
    /// How wide the cell is in which it stands, or text on its pages, unless these are the last.
    pub(crate) width: Option<u32>,
}

/// A text: its element, and what stands in it.
#[derive(Debug)]
pub(crate) struct ElementNode {
    pub(crate) element: Range<usize>,
    pub(crate) content: Range<usize>,
}

impl Paragraph {
    /// The properties as they are repeated for every paragraph that takes this one's place.
    pub(crate) fn properties_without_section(&self, text: &str) -> String {
        let Some(properties) = self.properties.clone() else { return String::new() };
        match self.section.clone() {
            Some(section) => {
                format!("{}{}", &text[properties.start..section.start], &text[section.end..properties.end])
            }
            None => text[properties].to_owned(),
        }
    }
}

struct OpenElement {
    name: String,
    start: usize,
    inside: usize,
}

impl DocumentOutline {
    /// The outline of a part; nothing where it is no XML.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        let mut outline = Self::default();
        let mut open: Vec<OpenElement> = Vec::new();
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut cells: Vec<Option<u32>> = Vec::new();
        let (mut page, mut margins) = (None, None);
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().ok()?;
            let end = position(&reader)?;
            match event {
                Event::Eof if open.is_empty() => break,
                Event::Eof => return None,
                Event::Start(element) => {
                    let name = element.name().as_ref().to_owned();
                    // A text holds no elements: one that stood in another would be edited twice.
                    if open.len() == DEEPEST || open.last().is_some_and(|parent| parent.name == "w:t") {
                        return None;
                    }
                    match name.as_str() {
                        "w:p" => paragraphs
                            .push(Paragraph { width: cells.last().copied().flatten(), ..Paragraph::default() }),
                        "w:tc" => cells.push(None),
                        _ => {}
                    }
                    open.push(OpenElement { name, start, inside: end });
                }
                Event::End(_) => {
                    let element = open.pop()?;
                    let range = element.start..end;
                    let parent = open.last().map(|parent| parent.name.as_str());
                    match element.name.as_str() {
                        "w:p" => {
                            let mut paragraph = paragraphs.pop()?;
                            paragraph.range = range.clone();
                            if let Some(outer) = paragraphs.last_mut() {
                                outer.inner.push(range);
                            }
                            outline.paragraphs.push(paragraph);
                        }
                        "w:tc" => drop(cells.pop()),
                        // Pages are described at their end: what stands before it and after other pages is on them.
                        "w:sectPr" if matches!(parent, Some("w:pPr" | "w:body")) => {
                            let room: Option<u32> = page.take();
                            let room = room.map(|page| page.saturating_sub(margins.take().unwrap_or_default()));
                            outline.width = room.filter(|width| *width > 1_000);
                            if let Some(paragraph) = paragraphs.last_mut() {
                                paragraph.note("w:sectPr", parent, range, element.inside..start);
                                outline.pages_end(paragraph);
                            }
                        }
                        name => {
                            if let Some(paragraph) = paragraphs.last_mut() {
                                paragraph.note(name, parent, range, element.inside..start);
                            }
                        }
                    }
                }
                Event::Empty(element) => match element.name().as_ref() {
                    "w:tcW" => {
                        let width = number(&element, "w:w").filter(|_| is(&element, "w:type", "dxa"));
                        if let Some(cell) = cells.last_mut() {
                            *cell = width.map(|width| width.saturating_sub(216));
                        }
                    }
                    "w:br" if is(&element, "w:type", "page") => {
                        if let Some(paragraph) = paragraphs.last_mut() {
                            paragraph.holds_more = true;
                        }
                    }
                    // What the pages were before somebody changed them comes after what they are.
                    "w:pgSz" if page.is_none() => page = number(&element, "w:w"),
                    "w:pgMar" if margins.is_none() => {
                        let side = |name| number(&element, name).unwrap_or_default();
                        margins = Some(side("w:left").saturating_add(side("w:right")));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Some(outline)
    }

    /// With this paragraph pages end that are as wide as was read last.
    fn pages_end(&mut self, last: &mut Paragraph) {
        for paragraph in self.paragraphs.iter_mut().skip(self.ended).chain([last]) {
            paragraph.width = paragraph.width.or(self.width);
        }
        self.ended = self.paragraphs.len() + 1;
    }
}

impl Paragraph {
    /// Notes an element of the paragraph that ends.
    fn note(&mut self, name: &str, parent: Option<&str>, range: Range<usize>, content: Range<usize>) {
        match (name, parent) {
            ("w:pPr", Some("w:p")) => self.properties = Some(range),
            ("w:sectPr", Some("w:pPr")) => self.section = Some(range),
            ("w:rPr", Some("w:r")) if self.run.is_none() && self.texts.is_empty() => self.run = Some(content),
            ("w:t", _) => self.texts.push(ElementNode { element: range, content }),
            ("w:drawing" | "w:pict" | "w:object", _) => self.holds_more = true,
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

fn is(element: &BytesStart<'_>, name: &str, value: &str) -> bool {
    attribute(element, name).is_some_and(|found| found == value)
}
