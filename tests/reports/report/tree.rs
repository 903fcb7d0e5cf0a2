//! Elements as other programs read them: of a page as browsers do, of the parts of office files as XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// An element, or the root of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// What it is called; nothing for the root.
    pub name: String,
    /// Its attributes in order.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub inside: Vec<Node>,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text, as it is meant.
    Text(String),
}

impl Element {
    /// What an attribute says.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.inside.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// All text in it, however deep.
    pub fn text(&self) -> String {
        let text = |node: &Node| match node {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        };
        self.inside.iter().map(text).collect()
    }

    /// Every element in it, in order.
    pub fn every(&self) -> Vec<&Self> {
        self.children().flat_map(|child| std::iter::once(child).chain(child.every())).collect()
    }

    /// Every element of a name in it, in order.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        self.every().into_iter().filter(|element| element.name == name).collect()
    }

    /// The only element of a name in it.
    #[track_caller]
    pub fn only(&self, name: &str) -> &Self {
        let found = self.all(name);
        assert_eq!(found.len(), 1, "elements called {name}");
        found[0]
    }

    /// The element of an id.
    pub fn by_id(&self, id: &str) -> Option<&Self> {
        self.every().into_iter().find(|element| element.attribute("id") == Some(id))
    }
}

/// A page as a browser takes it, and what it had to overlook for that.
pub fn page(text: &str) -> (Element, Vec<String>) {
    fn inside(handle: &Handle) -> Vec<Node> {
        handle.children.borrow().iter().filter_map(node).collect()
    }
    fn node(handle: &Handle) -> Option<Node> {
        match &handle.data {
            NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
            NodeData::Element { name, attrs, .. } => {
                let attributes =
                    attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
                Some(Node::Element(Element { name: name.local.to_string(), attributes, inside: inside(handle) }))
            }
            _ => None,
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(text);
    let root = Element { inside: inside(&dom.document), ..Element::default() };
    let errors = dom.errors.borrow().iter().map(ToString::to_string).collect();
    (root, errors)
}

/// XML; fails where it is none.
#[track_caller]
pub fn xml(text: &str) -> Element {
    let start = |element: &BytesStart<'_>| {
        let attributes = element.attributes().map(|one| {
            let one = one.unwrap_or_else(|error| panic!("an attribute of {element:?}: {error}"));
            (one.key.as_ref().to_owned(), unescape(&one.value).expect("its value is escaped").into_owned())
        });
        Element { name: element.name().as_ref().to_owned(), attributes: attributes.collect(), inside: Vec::new() }
    };
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position()));
        let top = open.last_mut().expect("the root is never closed");
        match event {
            Event::Start(element) => open.push(start(&element)),
            Event::Empty(element) => top.inside.push(Node::Element(start(&element))),
            Event::End(_) => {
                let closed = open.pop().expect("the reader looks after names");
                open.last_mut().expect("the root is never closed").inside.push(Node::Element(closed));
            }
            Event::Text(text) => {
                assert!(text.chars().all(is_carried), "XML holds no such character: {text:?}");
                push(top, text.into_inner().as_ref());
            }
            Event::GeneralRef(named) => {
                let whole = format!("&{};", named.into_inner());
                push(top, &unescape(&whole).unwrap_or_else(|error| panic!("{whole}: {error}")));
            }
            Event::CData(text) => push(top, &text.into_inner()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "everything is closed");
    open.pop().expect("the root is there")
}

/// The characters of XML 1.0.
fn is_carried(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A reference ends a text in the reader's eyes only.
fn push(element: &mut Element, text: &str) {
    if let Some(Node::Text(before)) = element.inside.last_mut() {
        before.push_str(text);
    } else {
        element.inside.push(Node::Text(text.to_owned()));
    }
}

/// The parts of an archive by name, in its order.
#[track_caller]
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let count = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).expect("each part can be opened");
        let name = part.name().expect("its name can be read").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it can be unpacked");
        (name, bytes)
    };
    (0..count).map(part).collect()
}

/// The text of one part.
#[track_caller]
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(own, _)| own == name);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no {name}"));
    String::from_utf8(bytes).expect("it is text")
}

/// Every part that is XML, read as such.
#[track_caller]
pub fn xml_parts(bytes: &[u8]) -> BTreeMap<String, Element> {
    let named = |name: &str| [".xml", ".rels"].iter().any(|end| name.ends_with(end));
    let parts = parts(bytes).into_iter().filter(|(name, _)| named(name));
    parts.map(|(name, bytes)| (name, xml(&String::from_utf8(bytes).expect("XML is text")))).collect()
}
