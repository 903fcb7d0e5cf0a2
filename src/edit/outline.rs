//! Where every part of a TOML text stands: headers, keys, values and comments, down to the items of a list.

use std::collections::BTreeMap;
use std::ops::{Bound, Range};

use toml_parser::parser::{Event, EventKind};

use crate::read::literal;

/// A place in a text, in bytes.
pub(crate) type ByteRange = Range<usize>;

/// The parts of a text that is sound TOML, in its order.
#[derive(Debug)]
pub(crate) struct Outline {
    /// The lines before the first header, which always come first even if there are none; then each header with its
    /// lines.
    pub(crate) sections: Vec<TableSection>,
    /// Every comment, without its line end.
    pub(crate) comments: Vec<ByteRange>,
    /// The places of the sections of each name.
    by_path: BTreeMap<Vec<String>, Vec<usize>>,
}

/// A header and what stands under it.
#[derive(Debug)]
pub(crate) struct TableSection {
    /// The names of its table; none for the top of the file. The tables of a list, each under a header `[[…]]`, are called
    /// by their places in it, from 0.
    pub(crate) path: Vec<String>,
    /// The header's line, line end included; empty for the top of the file.
    pub(crate) line: ByteRange,
    pub(crate) entries: Vec<KeyValue>,
}

/// A key and its value.
#[derive(Debug)]
pub struct KeyValue {
    /// The names of the key: more than one where they are dotted.
    pub(crate) path: Vec<String>,
    pub(crate) names: Vec<ByteRange>,
    pub(crate) value: KeyNode,
}

impl KeyValue {
    pub(crate) fn start(&self) -> usize {
        self.names.first().map_or(self.value.span.start, |name| name.start)
    }
}

#[derive(Debug)]
pub(crate) struct KeyNode {
    /// Where it stands, brackets and quotes included.
    pub(crate) span: ByteRange,
    pub(crate) kind: SectionKind,
}

#[derive(Debug)]
pub(crate) enum SectionKind {
    /// A text, date, number or the like.
    Scalar,
    Array(Vec<KeyNode>),
    Table(Vec<KeyValue>),
}

/// A key or value as found by its names from the top of the file.
#[derive(Clone, Copy, Debug)]
pub struct FoundRecord<'o> {
    pub(crate) entry: &'o KeyValue,
    /// The inline table that it stands in; nothing where it has its own line.
    pub(crate) inside: Option<&'o KeyNode>,
}

impl Outline {
    pub(crate) fn of(text: &str) -> Self {
        let source = toml_parser::Source::new(text);
        let tokens = source.lex().into_vec();
        let mut builder = Builder::new(text);
        let mut receive = |event: Event| builder.event(&event);
        // Texts come here that the careful reader has found sound; what still were wrong would be missed on comparison.
        toml_parser::parser::parse_document(&tokens, &mut receive, &mut ());
        let mut outline = builder.outline;
        for (at, section) in outline.sections.iter().enumerate() {
            outline.by_path.entry(section.path.clone()).or_default().push(at);
        }
        outline
    }

    /// The sections in whose tables these names may stand, in their order.
    fn sections_above(&self, path: &[String]) -> impl Iterator<Item = &TableSection> {
        let mut above: Vec<usize> =
            (0..=path.len()).filter_map(|names| self.by_path.get(&path[..names])).flatten().copied().collect();
        above.sort_unstable();
        above.into_iter().map(|at| &self.sections[at])
    }

    /// The entry of these names, wherever and however it is written, if it is one key with a value.
    pub(crate) fn find(&self, path: &[String]) -> Option<FoundRecord<'_>> {
        self.sections_above(path).find_map(|section| {
            let rest = path.strip_prefix(section.path.as_slice())?;
            find_in(&section.entries, rest, None)
        })
    }

    /// The innermost inline table that has these names, or the first of them, and how many names those are.
    pub(crate) fn holder(&self, path: &[String]) -> Option<(usize, &KeyNode, &[KeyValue])> {
        self.sections_above(path).find_map(|section| {
            let rest = path.strip_prefix(section.path.as_slice())?;
            let (left, node, entries) = holder_in(&section.entries, rest)?;
            Some((path.len() - left, node, entries))
        })
    }

    /// An entry of an inline table whose names, all of them, begin with these and go on.
    pub(crate) fn inline_below(&self, path: &[String]) -> Option<FoundRecord<'_>> {
        let (depth, node, entries) = self.holder(path)?;
        let mut below = entries.iter().filter(|entry| entry.path.starts_with(&path[depth..]));
        below.next().map(|entry| FoundRecord { entry, inside: Some(node) })
    }

    /// The section whose header has these names.
    pub(crate) fn section(&self, path: &[String]) -> Option<&TableSection> {
        self.by_path.get(path)?.iter().map(|at| &self.sections[*at]).find(|section| !section.line.is_empty())
    }

    /// The entries on lines of their own whose names begin with these and go on.
    pub(crate) fn lines_below(&self, path: &[String]) -> impl Iterator<Item = (&TableSection, &KeyValue)> {
        let longer = self.below(path).filter(|section| section.path.len() > path.len());
        let mut sections: Vec<&TableSection> = self.sections_above(path).chain(longer).collect();
        sections.sort_unstable_by_key(|section| section.line.start);
        let lines = sections.into_iter().flat_map(|section| section.entries.iter().map(move |entry| (section, entry)));
        let path = path.to_vec();
        lines.filter(move |(section, entry)| {
            let mut whole = section.path.iter().chain(&entry.path);
            section.path.len() + entry.path.len() > path.len() && path.iter().all(|name| whole.next() == Some(name))
        })
    }

    /// The sections whose names begin with these, their own included.
    pub(crate) fn sections_below(&self, path: &[String]) -> impl Iterator<Item = &TableSection> {
        self.below(path).filter(|section| !section.line.is_empty())
    }

    /// The same, with the top of the file.
    fn below(&self, path: &[String]) -> impl Iterator<Item = &TableSection> {
        let from = self.by_path.range::<[String], _>((Bound::Included(path), Bound::Unbounded));
        let mut below: Vec<usize> =
            from.take_while(|(own, _)| own.starts_with(path)).flat_map(|(_, at)| at).copied().collect();
        below.sort_unstable();
        below.into_iter().map(|at| &self.sections[at])
    }
}

fn find_in<'o>(entries: &'o [KeyValue], path: &[String], inside: Option<&'o KeyNode>) -> Option<FoundRecord<'o>> {
    entries.iter().find_map(|entry| {
        let rest = path.strip_prefix(entry.path.as_slice())?;
        if rest.is_empty() {
            return Some(FoundRecord { entry, inside });
        }
        let (node, entries, rest) = table_at(&entry.value, rest)?;
        find_in(entries, rest, Some(node))
    })
}

fn holder_in<'o>(entries: &'o [KeyValue], path: &[String]) -> Option<(usize, &'o KeyNode, &'o [KeyValue])> {
    entries.iter().find_map(|entry| {
        let (node, inner, rest) = table_at(&entry.value, path.strip_prefix(entry.path.as_slice())?)?;
        holder_in(inner, rest).or(Some((rest.len(), node, inner)))
    })
}

/// The inline table that a value is, or the one at a place of the list that it is; with the names that are left.
fn table_at<'o, 'p>(node: &'o KeyNode, path: &'p [String]) -> Option<(&'o KeyNode, &'o [KeyValue], &'p [String])> {
    match &node.kind {
        SectionKind::Table(entries) => Some((node, entries, path)),
        SectionKind::Array(items) => {
            let (at, rest) = path.split_first()?;
            table_at(items.get(at.parse::<usize>().ok()?)?, rest)
        }
        SectionKind::Scalar => None,
    }
}

/// A list or inline table that is not closed yet.
enum OpenTable {
    Array { start: usize, items: Vec<KeyNode> },
    Table { start: usize, entries: Vec<KeyValue>, key: HeaderKey },
}

/// The names of a key, as they come.
#[derive(Default)]
struct HeaderKey {
    path: Vec<String>,
    names: Vec<ByteRange>,
}

struct Builder<'t> {
    text: &'t str,
    outline: Outline,
    key: HeaderKey,
    header: Option<usize>,
    open: Vec<OpenTable>,
    /// How many tables each list has so far whose tables stand under headers of their own.
    lists: BTreeMap<Vec<String>, usize>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let top = TableSection { path: Vec::new(), line: 0..0, entries: Vec::new() };
        let outline = Outline { sections: vec![top], comments: Vec::new(), by_path: BTreeMap::new() };
        Self { text, outline, key: HeaderKey::default(), header: None, open: Vec::new(), lists: BTreeMap::new() }
    }

    fn event(&mut self, event: &Event) {
        let span = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.key = HeaderKey::default();
                self.header = Some(span.start);
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                if let Some(start) = self.header.take() {
                    let line = line_start(self.text, start)..line_end(self.text, span.end);
                    let path = self.header_path(event.kind() == EventKind::ArrayTableClose);
                    self.outline.sections.push(TableSection { path, line, entries: Vec::new() });
                }
            }
            EventKind::SimpleKey => {
                let raw = &self.text[span.clone()];
                let name = if raw.starts_with(['"', '\'']) { literal::text(raw).into_owned() } else { raw.to_owned() };
                let key = match self.open.last_mut() {
                    Some(OpenTable::Table { key, .. }) => key,
                    _ => &mut self.key,
                };
                key.path.push(name);
                key.names.push(span);
            }
            EventKind::Scalar => self.value(KeyNode { span, kind: SectionKind::Scalar }),
            EventKind::ArrayOpen => self.open.push(OpenTable::Array { start: span.start, items: Vec::new() }),
            EventKind::InlineTableOpen => {
                self.open.push(OpenTable::Table { start: span.start, entries: Vec::new(), key: HeaderKey::default() });
            }
            EventKind::ArrayClose | EventKind::InlineTableClose => match self.open.pop() {
                Some(OpenTable::Array { start, items }) => {
                    self.value(KeyNode { span: start..span.end, kind: SectionKind::Array(items) });
                }
                Some(OpenTable::Table { start, entries, .. }) => {
                    self.value(KeyNode { span: start..span.end, kind: SectionKind::Table(entries) });
                }
                None => {}
            },
            EventKind::Comment => self.outline.comments.push(span),
            _ => {}
        }
    }

    /// The names of the header that ends, with the places of tables within their lists.
    fn header_path(&mut self, is_list: bool) -> Vec<String> {
        let names = std::mem::take(&mut self.key).path;
        let (mut path, last) = (Vec::with_capacity(names.len() + 1), names.len().saturating_sub(1));
        for (at, name) in names.into_iter().enumerate() {
            path.push(name);
            if at == last && is_list {
                let count = self.lists.entry(path.clone()).or_default();
                *count += 1;
            }
            if let Some(count) = self.lists.get(&path).filter(|_| at < last || is_list) {
                path.push((count - 1).to_string());
            }
        }
        path
    }

    fn value(&mut self, value: KeyNode) {
        let entry = |key: &mut HeaderKey, value| {
            let HeaderKey { path, names } = std::mem::take(key);
            KeyValue { path, names, value }
        };
        match self.open.last_mut() {
            Some(OpenTable::Array { items, .. }) => items.push(value),
            Some(OpenTable::Table { entries, key, .. }) => entries.push(entry(key, value)),
            None => {
                let entry = entry(&mut self.key, value);
                self.outline.sections.last_mut().expect("the top is a section").entries.push(entry);
            }
        }
    }
}

/// Where the line begins in which `offset` lies.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line ends in which `offset` lies, its line end included.
pub(crate) fn line_end(text: &str, offset: usize) -> usize {
    text[offset..].find('\n').map_or(text.len(), |at| offset + at + 1)
}

/// Where the comment lines begin that stand directly above the line at `start`; `start` where there are none.
pub(crate) fn attached(text: &str, outline: &Outline, start: usize) -> usize {
    let mut at = start;
    while at > 0 {
        let above = line_start(text, at - 1);
        // In a text of several lines a `#` begins no comment.
        let first = at - text[above..at].trim_start_matches([' ', '\t']).len();
        if outline.comments.binary_search_by_key(&first, |comment| comment.start).is_err() {
            break;
        }
        at = above;
    }
    at
}

/// The line end that lines around `at` have.
pub(crate) fn eol(text: &str, at: usize) -> &'static str {
    let before = text[..at].rfind('\n');
    let nearest = before.or_else(|| text[at..].find('\n').map(|found| at + found));
    if nearest.is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

/// The comments of a sound text, in order, each from its sign on.
pub fn comments(text: &str) -> Vec<String> {
    Outline::of(text).comments.iter().map(|span| text[span.clone()].trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_value_is_found_however_its_table_is_written() {
        let text = "a.done = 1 # một\nb = { \"2024-Q1\" = { done = 2 } } # hai\n[c]\n2024-Q1.done = 3\n\
                    [c.\"2024-Q2\"]\ndone = 4\nevidence = [\n  'x', # ba\n  'y'\n]\n[d.e.extended]\nto = 5";
        let outline = Outline::of(text);
        for (names, value) in [
            (path(&["a", "done"]), "1"),
            (path(&["b", "2024-Q1", "done"]), "2"),
            (path(&["c", "2024-Q1", "done"]), "3"),
            (path(&["c", "2024-Q2", "done"]), "4"),
            (path(&["d", "e", "extended", "to"]), "5"),
        ] {
            let found = outline.find(&names).unwrap_or_else(|| panic!("{names:?} is there"));
            assert_eq!(&text[found.entry.value.span.clone()], value);
        }
        assert!(outline.find(&path(&["a"])).is_none());
        let comments: Vec<&str> = outline.comments.iter().map(|span| &text[span.clone()]).collect();
        assert_eq!(comments, ["# một", "# hai", "# ba"]);
        assert_eq!(outline.lines_below(&path(&["c"])).count(), 3);
        assert_eq!(outline.sections_below(&path(&["c"])).count(), 2);
    }
}
