//! The XML of office files, read piece by piece and no deeper than documents are.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other.
const DEEPEST: usize = 256;

pub(super) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
    /// Whether it ended before its end: broken, or too deep.
    pub(super) broken: bool,
}

/// A piece of XML.
pub(super) enum XmlPiece<'t> {
    /// An element begins.
    Open(String, BytesStart<'t>),
    /// An element without content.
    Empty(String, BytesStart<'t>),
    Close(String),
    Text(String),
}

impl XmlPiece<'_> {
    /// An element that begins, with or without content.
    pub(super) fn opened(&self) -> Option<(&str, &BytesStart<'_>)> {
        match self {
            Self::Open(name, element) | Self::Empty(name, element) => Some((name, element)),
            _ => None,
        }
    }
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self { reader, depth: 0, broken: false }
    }

    /// The next piece; nothing at the end or where it is broken.
    pub(super) fn next(&mut self) -> Option<XmlPiece<'t>> {
        loop {
            let Ok(event) = self.reader.read_event() else {
                self.broken = true;
                return None;
            };
            return Some(match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        self.broken = true;
                        return None;
                    }
                    XmlPiece::Open(element.name().as_ref().to_owned(), element)
                }
                Event::Empty(element) => XmlPiece::Empty(element.name().as_ref().to_owned(), element),
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlPiece::Close(element.name().as_ref().to_owned())
                }
                Event::Text(text) => XmlPiece::Text(text.to_string()),
                Event::CData(text) => XmlPiece::Text(text.into_inner().into_owned()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(letter)) => XmlPiece::Text(letter.to_string()),
                    _ => XmlPiece::Text(resolve_predefined_entity(&reference).unwrap_or_default().to_owned()),
                },
                Event::Eof => {
                    self.broken |= self.depth > 0;
                    return None;
                }
                _ => continue,
            });
        }
    }
}

/// The value of an attribute.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}

/// Whether a property that is on by being there is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "w:val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
