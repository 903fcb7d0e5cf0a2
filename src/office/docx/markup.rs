//! XML, element by element.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// XML that is being written. Texts and values are escaped, and characters that XML cannot hold left out.
pub(crate) struct Markup {
    writer: Writer<Vec<u8>>,
}

impl Markup {
    pub(crate) fn new() -> Self {
        Self { writer: Writer::new(Vec::new()) }
    }

    fn write(&mut self, event: Event) {
        self.writer.write_event(event).expect("memory takes what is written");
    }

    pub(crate) fn declare(&mut self) {
        self.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        let text: String = text.chars().filter(|c| carried(*c)).collect();
        self.write(Event::Text(BytesText::new(&text)));
        self.close(name);
    }

    /// XML that was read from a document, as it stands.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.writer.get_mut().extend_from_slice(xml.as_bytes());
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(self.writer.get_ref()).expect("only text was written")
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        let value: String = value.chars().filter(|c| carried(*c)).collect();
        start.push_attribute((*name, value.as_str()));
    }
    start
}

/// Whether XML can hold a character.
pub(crate) fn carried(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}
