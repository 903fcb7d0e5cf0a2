//! The long lists of a plan, `[units]` and `[groups.…]`, read without a tree.
//!
//! With fifty thousand units these tables are nearly all of a plan, and a tree of them would be nearly all of the
//! program's memory. Here sound tables are taken straight from the text; the rest of the plan, with blanks in their
//! place, goes to the `toml` crate as ever. Whatever is not plain is left there too, and told there.

use super::bodies::MAX_GROUPS;
use super::header::Named;
use crate::model::id::is_id;
use crate::model::plan::Text;
use crate::model::record::Span;
use crate::read::cursor::Cursor;
use crate::read::text::parse;
use crate::read::walk::Inspect;

/// A unit as it stands in the file.
pub struct RawUnit<'t> {
    pub key: Span,
    pub id: &'t str,
    pub name: &'t str,
    pub short: Option<&'t str>,
    pub confirmed: bool,
}

/// A group as it stands in the file: members not yet looked up.
pub struct RawGroup<'t> {
    pub key: Span,
    pub id: &'t str,
    pub name: &'t str,
    pub members: Vec<Named<'t>>,
}

/// The lists that were taken from a plan.
#[derive(Default)]
pub struct Lists<'t> {
    pub units: Option<Vec<RawUnit<'t>>>,
    pub groups: Vec<RawGroup<'t>>,
}

/// A plan's text, its long lists taken out where that is safe.
pub struct Prepared<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The text with blanks for what was taken, and what was.
    taken: Option<(String, Lists<'t>)>,
}

impl<'t> Prepared<'t> {
    /// Takes the lists out, unless their texts are to be inspected one by one.
    pub fn new(text: &'t str, inspect: Inspect) -> Self {
        let taken = if inspect == Inspect::No { take(text) } else { None };
        Self { text, taken }
    }

    /// The tables that are left, the faults of their syntax, and the lists.
    pub(super) fn tables(&mut self) -> Tables<'_, 't> {
        let text = self.text;
        let Some((rest, lists)) = &mut self.taken else {
            let (top, syntax) = parse(text);
            return Tables { top, syntax, lists: Lists::default() };
        };
        let (top, syntax) = parse(rest);
        // A list that goes on elsewhere is one table in two pieces: only a whole reading can tell whether that is right.
        let elsewhere = (lists.units.is_some() && top.contains_key("units"))
            || (!lists.groups.is_empty() && top.contains_key("groups"));
        if elsewhere {
            let (top, syntax) = parse(text);
            return Tables { top, syntax, lists: Lists::default() };
        }
        Tables { top, syntax, lists: std::mem::take(lists) }
    }
}

/// What is left of a plan to be read by its tree, and what was taken from it.
pub(super) struct Tables<'p, 't> {
    pub top: toml::de::DeTable<'p>,
    pub syntax: Vec<crate::diagnostic::Diagnostic>,
    pub lists: Lists<'t>,
}

fn take(text: &str) -> Option<(String, Lists<'_>)> {
    // A line that looks like a header may stand in a text of several lines.
    if text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let start_of_text = Cursor::new(text)?;
    let mut lists = Lists::default();
    let mut rest = String::new();
    let mut kept = 0;
    let mut at = if text.starts_with('[') { Some(0) } else { next_header(text, 0) };
    while let Some(start) = at {
        let mut cursor = start_of_text.clone().to(start);
        if section(&mut cursor, text, &mut lists).is_some() {
            rest.push_str(&text[kept..start]);
            // As many bytes as were taken, so that what follows keeps its place.
            rest.extend(std::iter::repeat_n(' ', cursor.place() - start));
            kept = cursor.place();
        }
        at = if text[cursor.place()..].starts_with('[') && cursor.place() > start {
            Some(cursor.place())
        } else {
            next_header(text, start + 1)
        };
    }
    if kept == 0 {
        return None;
    }
    rest.push_str(&text[kept..]);
    Some((rest, lists))
}

/// Where the next line that begins with a bracket begins.
fn next_header(text: &str, from: usize) -> Option<usize> {
    text[from..].find("\n[").map(|at| from + at + 1)
}

/// Takes one section, `[units]` or `[groups.x]`, up to the next header. Nothing: it is another section, or not plain;
/// the cursor is then back where it was.
fn section<'t>(cursor: &mut Cursor<'t>, text: &'t str, lists: &mut Lists<'t>) -> Option<()> {
    let start = cursor.clone();
    let taken = whole_section(cursor, text, lists);
    if taken.is_none() {
        *cursor = start;
    }
    taken
}

fn whole_section<'t>(cursor: &mut Cursor<'t>, text: &'t str, lists: &mut Lists<'t>) -> Option<()> {
    cursor.take(b'[')?;
    if cursor.take_word(b"units").is_some() {
        cursor.take(b']')?;
        cursor.end_of_line()?;
        let units = units(cursor, text)?;
        // The section before this one, if any, was it: a second one is a fault, and the tree reader says so.
        if lists.units.is_some() {
            return None;
        }
        lists.units = Some(units);
        return Some(());
    }
    cursor.take_word(b"groups")?;
    cursor.take(b'.')?;
    let key = cursor.key()?;
    cursor.take(b']')?;
    cursor.end_of_line()?;
    let id = std::str::from_utf8(key.text).ok().filter(|id| is_id(id))?;
    let group = group(cursor, text, key.span, id)?;
    if lists.groups.len() > MAX_GROUPS || lists.groups.iter().any(|other| other.id == id) {
        return None;
    }
    lists.groups.push(group);
    Some(())
}

fn units<'t>(cursor: &mut Cursor<'t>, text: &'t str) -> Option<Vec<RawUnit<'t>>> {
    let mut units = Vec::new();
    while let Some(byte) = cursor.next_line_start() {
        if byte == b'[' {
            break;
        }
        let key = cursor.key()?;
        let id = std::str::from_utf8(key.text).ok().filter(|id| is_id(id))?;
        let key = key.span;
        cursor.assign()?;
        let unit = if cursor.take(b'{').is_some() {
            unit_table(cursor, text, key, id)?
        } else {
            RawUnit { key, id, name: plain(cursor, text)?, short: None, confirmed: true }
        };
        cursor.end_of_line()?;
        units.push(unit);
    }
    Some(units)
}

fn unit_table<'t>(cursor: &mut Cursor<'t>, text: &'t str, key: Span, id: &'t str) -> Option<RawUnit<'t>> {
    let (mut name, mut short, mut confirmed) = (None, None, None);
    loop {
        cursor.blanks();
        let field = cursor.key()?;
        cursor.assign()?;
        let again = match field.text {
            b"name" => name.replace(plain(cursor, text)?).is_some(),
            b"short" => short.replace(plain(cursor, text)?).is_some(),
            b"confirmed" if cursor.take_word(b"true").is_some() => confirmed.replace(true).is_some(),
            b"confirmed" if cursor.take_word(b"false").is_some() => confirmed.replace(false).is_some(),
            _ => return None,
        };
        if again {
            return None;
        }
        cursor.blanks();
        if cursor.take(b',').is_none() {
            cursor.take(b'}')?;
            return Some(RawUnit { key, id, name: name?, short, confirmed: confirmed.unwrap_or(true) });
        }
    }
}

fn group<'t>(cursor: &mut Cursor<'t>, text: &'t str, key: Span, id: &'t str) -> Option<RawGroup<'t>> {
    let (mut name, mut members) = (None, None);
    while let Some(byte) = cursor.next_line_start() {
        if byte == b'[' {
            break;
        }
        let field = cursor.key()?;
        cursor.assign()?;
        let again = match field.text {
            b"name" => name.replace(plain(cursor, text)?).is_some(),
            b"members" => {
                let mut named = Vec::new();
                cursor.strings(|span| {
                    named.push((span.range(), Text::Borrowed(inside(text, span)?)));
                    Some(())
                })?;
                members.replace(named).is_some()
            }
            _ => return None,
        };
        cursor.end_of_line()?;
        if again {
            return None;
        }
    }
    Some(RawGroup { key, id, name: name?, members: members? })
}

/// Takes a text on one line without escapes.
fn plain<'t>(cursor: &mut Cursor<'t>, text: &'t str) -> Option<&'t str> {
    let span = cursor.string()?;
    inside(text, span)
}

fn inside(text: &str, span: Span) -> Option<&str> {
    let raw = &text[span.range()];
    let inside = raw.get(1..raw.len() - 1)?;
    (raw.starts_with('\'') || !inside.contains('\\')).then_some(inside)
}
