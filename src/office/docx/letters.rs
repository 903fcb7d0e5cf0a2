//! How letters look: what a template says of its own, and what is added to it.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The properties of letters in the order that the schema wants (ECMA-376, part 1, 17.3.2.28).
const ORDER: [&str; 28] = [
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
];

/// What is added to the letters of a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Emphasis {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Of this size, in half points.
    pub(crate) half_points: Option<u32>,
}

/// The properties of letters as XML: those of `own`, and the emphasis, in order.
pub(crate) fn letters(own: &str, emphasis: Emphasis) -> String {
    let mut all = elements(own);
    let mut set = |names: [&str; 2], value: Option<u32>| {
        all.retain(|(name, _)| !names.contains(&name.as_str()));
        for name in names {
            let xml = value.map_or_else(|| format!("<{name}/>"), |value| format!("<{name} w:val=\"{value}\"/>"));
            all.push((name.to_owned(), xml));
        }
    };
    if emphasis.bold {
        set(["w:b", "w:bCs"], None);
    }
    if emphasis.italic {
        set(["w:i", "w:iCs"], None);
    }
    if let Some(size) = emphasis.half_points {
        set(["w:sz", "w:szCs"], Some(size));
    }
    let place = |name: &str| ORDER.iter().position(|other| *other == name).unwrap_or(ORDER.len());
    all.sort_by_key(|(name, _)| place(name));
    all.into_iter().map(|(_, xml)| xml).collect()
}

/// The elements of a piece of XML, each with its name.
pub(crate) fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut depth, mut begun) = (Vec::new(), 0, (0, String::new()));
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = at(&reader);
        let Ok(event) = reader.read_event() else { return found };
        let end = at(&reader).min(xml.len());
        match event {
            Event::Empty(element) if depth == 0 => {
                found.push((element.name().as_ref().to_owned(), xml[start..end].to_owned()));
            }
            Event::Start(element) => {
                if depth == 0 {
                    begun = (start, element.name().as_ref().to_owned());
                }
                depth += 1;
            }
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    found.push((begun.1.clone(), xml[begun.0..end].to_owned()));
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_where_the_schema_wants_it() {
        let own = "<w:rFonts w:ascii=\"Arial\"/><w:b w:val=\"0\"/><w:color w:val=\"FF0000\"/><w:sz w:val=\"28\"/>";
        let emphasis = Emphasis { bold: true, italic: false, half_points: Some(22) };
        assert_eq!(
            letters(own, emphasis),
            "<w:rFonts w:ascii=\"Arial\"/><w:b/><w:bCs/><w:color w:val=\"FF0000\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
        );
        assert_eq!(letters("", Emphasis::default()), "");
        assert_eq!(letters("<w:u w:val=\"single\"/>", Emphasis::default()), "<w:u w:val=\"single\"/>");
    }
}
