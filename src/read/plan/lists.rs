//! The long lists of a plan, `[units]`, `[groups.…]` and `[[tasks]]`, taken from its text without lexing it.
//!
//! With fifty thousand units the first two are nearly all of a plan, and a tree of them would be nearly all of the
//! program's memory; with thirty units the tasks are, and reading them nearly all of its time. Here sound tables are
//! taken straight from the text; the rest of the plan, with blanks in their place, goes to the `toml` crate as ever.
//! Whatever is not plain is left there too, and told there.

use std::ops::Range;

use chrono::Datelike;
use memchr::memmem;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};
use toml::value::{Date, Datetime};

use super::header::NamedText;
use super::spans::MAX_GROUPS;
use super::tenures::RawTenure;
use crate::model::id::is_id;
use crate::model::record::Span;
use crate::read::RawText;
use crate::read::cursor::Cursor;
use crate::read::text::parse;
use crate::read::walk::{DocumentEntry, Inspect};

/// A unit as it stands in the file.
pub(crate) struct RawUnit<'t> {
    pub(crate) key: Span,
    pub(crate) id: &'t str,
    pub(crate) name: &'t str,
    pub(crate) short: Option<&'t str>,
    pub(crate) confirmed: bool,
    pub(crate) tenure: Option<Box<RawTenure<'t>>>,
}

/// A group as it stands in the file: members not yet looked up.
pub(crate) struct RawGroup<'t> {
    pub(crate) key: Span,
    pub(crate) id: &'t str,
    pub(crate) name: &'t str,
    pub(crate) members: Vec<NamedText<'t>>,
}

/// The lists that were taken from a plan.
#[derive(Default)]
pub(crate) struct Lists<'t> {
    pub(crate) units: Option<Vec<RawUnit<'t>>>,
    pub(crate) groups: Vec<RawGroup<'t>>,
    /// Each `[[tasks]]`, with the place of its header.
    pub(crate) tasks: Vec<(Range<usize>, Vec<DocumentEntry<'t>>)>,
}

/// A plan's text, its long lists taken out where that is safe.
pub(crate) struct Prepared<'t> {
    pub(crate) text: &'t str,
    /// The text with blanks for what was taken, and what was.
    taken: Option<(String, Lists<'t>)>,
}

impl<'t> Prepared<'t> {
    /// Takes the lists out, unless their texts are to be inspected one by one.
    pub(crate) fn new(text: &'t str, inspect: Inspect) -> Self {
        let taken = if inspect == Inspect::No { take(text) } else { None };
        Self { text, taken }
    }

    /// The tables that are left, the faults of their syntax, and the lists.
    pub(crate) fn tables(&mut self) -> Tables<'_, 't> {
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
pub(crate) struct Tables<'p, 't> {
    pub(crate) top: DeTable<'p>,
    pub(crate) syntax: Vec<crate::diagnostic::Diagnostic>,
    pub(crate) lists: Lists<'t>,
}

/// Takes the lists out of a text. Tasks only all together: one that is left behind would lose its place among them.
fn take(text: &str) -> Option<(String, Lists<'_>)> {
    let all = take_sections(text, true)?;
    if all.1.tasks.is_empty() || !all.0.contains("[tasks") {
        return Some(all);
    }
    take_sections(text, false)
}

fn take_sections(text: &str, with_tasks: bool) -> Option<(String, Lists<'_>)> {
    // A line that looks like a header may stand in a text of several lines.
    let found = |quotes| memmem::find(text.as_bytes(), quotes).is_some();
    if found(b"\"\"\"") || found(b"'''") {
        return None;
    }
    let start_of_text = Cursor::new(text)?;
    let mut lists = Lists::default();
    let mut rest = String::new();
    let mut kept = 0;
    let mut at = if text.starts_with('[') { Some(0) } else { next_header(text, 0) };
    while let Some(start) = at {
        let mut cursor = start_of_text.clone();
        cursor.go_to(start);
        let wanted = with_tasks || !text[start..].starts_with("[[");
        if wanted && section(&mut cursor, text, &mut lists).is_some() {
            keep(&mut rest, text, kept..start);
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
    keep(&mut rest, text, kept..text.len());
    Some((rest, lists))
}

/// Adds a piece of the text to the rest of it, at the place it has in the text: blanks stand for what was taken before.
/// Nothing needs to stand for what was taken last.
fn keep(rest: &mut String, text: &str, piece: Range<usize>) {
    if text[piece.clone()].trim().is_empty() {
        return;
    }
    rest.extend(std::iter::repeat_n(' ', piece.start - rest.len()));
    rest.push_str(&text[piece]);
}

/// Where the next line that begins with a bracket begins.
fn next_header(text: &str, from: usize) -> Option<usize> {
    memmem::find(&text.as_bytes()[from..], b"\n[").map(|at| from + at + 1)
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
    let place = cursor.place();
    cursor.take(b'[')?;
    if cursor.take(b'[').is_some() {
        cursor.take_word(b"tasks")?;
        cursor.take(b']')?;
        cursor.take(b']')?;
        let header = place..cursor.place();
        cursor.end_of_line()?;
        let table = task(cursor, text)?;
        lists.tasks.push((header, table));
        return Some(());
    }
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
    let id = Some(key.text).filter(|id| is_id(id))?;
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
        let id = Some(key.text).filter(|id| is_id(id))?;
        let key = key.span;
        cursor.assign()?;
        let unit = if cursor.take(b'{').is_some() {
            unit_table(cursor, text, key, id)?
        } else {
            RawUnit { key, id, name: plain(cursor, text)?, short: None, confirmed: true, tenure: None }
        };
        cursor.end_of_line()?;
        units.push(unit);
    }
    Some(units)
}

fn unit_table<'t>(cursor: &mut Cursor<'t>, text: &'t str, key: Span, id: &'t str) -> Option<RawUnit<'t>> {
    let (mut name, mut short, mut confirmed) = (None, None, None);
    let mut tenure: Option<Box<RawTenure<'t>>> = None;
    loop {
        cursor.blanks();
        let field = cursor.key()?;
        cursor.assign()?;
        let again = match field.text {
            "name" => name.replace(plain(cursor, text)?).is_some(),
            "short" => short.replace(plain(cursor, text)?).is_some(),
            "confirmed" if cursor.take_word(b"true").is_some() => confirmed.replace(true).is_some(),
            "confirmed" if cursor.take_word(b"false").is_some() => confirmed.replace(false).is_some(),
            "from" => tenure.get_or_insert_default().from.replace(cursor.date()?).is_some(),
            "until" => {
                let start = cursor.place();
                let day = cursor.date()?;
                tenure.get_or_insert_default().until.replace((start..cursor.place(), day)).is_some()
            }
            "successor" => {
                let tenure = tenure.get_or_insert_default();
                let again = !tenure.successors.is_empty();
                let mut take = |span: Span| {
                    tenure.successors.push((span.range(), RawText::Borrowed(inside(text, span)?)));
                    Some(())
                };
                if cursor.peek_two()?[0] == b'[' {
                    cursor.strings(take)?;
                } else {
                    take(cursor.string()?)?;
                }
                if tenure.successors.is_empty() {
                    return None;
                }
                again
            }
            _ => return None,
        };
        if again {
            return None;
        }
        cursor.blanks();
        if cursor.take(b',').is_none() {
            cursor.take(b'}')?;
            return Some(RawUnit { key, id, name: name?, short, confirmed: confirmed.unwrap_or(true), tenure });
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
            "name" => name.replace(plain(cursor, text)?).is_some(),
            "members" => {
                let mut named = Vec::new();
                cursor.strings(|span| {
                    named.push((span.range(), RawText::Borrowed(inside(text, span)?)));
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

/// Takes the entries of a task; they are read as those of any other table.
fn task<'t>(cursor: &mut Cursor<'t>, text: &'t str) -> Option<Vec<DocumentEntry<'t>>> {
    let mut entries: Vec<DocumentEntry<'t>> = Vec::with_capacity(8);
    // The table made by dotted keys, `titles.2024-Q1 = …`: only they can be added to, and no task has two such tables.
    let mut by_dots: Option<(Spanned<DeString<'t>>, DeTable<'t>)> = None;
    while let Some(byte) = cursor.next_line_start() {
        if byte == b'[' {
            break;
        }
        let key = key(cursor)?;
        cursor.blanks();
        if cursor.take(b'.').is_some() {
            cursor.blanks();
            let (name, table) = by_dots.get_or_insert_with(|| (key.clone(), DeTable::new()));
            if name.get_ref() != key.get_ref() {
                return None;
            }
            let key = self::key(cursor)?;
            cursor.assign()?;
            add(table, key, value(cursor, text)?)?;
        } else if entries.iter().any(|(other, _)| other.get_ref() == key.get_ref()) {
            return None;
        } else {
            cursor.assign()?;
            entries.push((key, value(cursor, text)?));
        }
        cursor.end_of_line()?;
    }
    if let Some((name, table)) = by_dots {
        if entries.iter().any(|(other, _)| other.get_ref() == name.get_ref()) {
            return None;
        }
        let value = Spanned::new(name.span(), DeValue::Table(table));
        entries.push((name, value));
    }
    Some(entries)
}

fn key<'t>(cursor: &mut Cursor<'t>) -> Option<Spanned<DeString<'t>>> {
    let key = cursor.key()?;
    Some(Spanned::new(key.span.range(), RawText::Borrowed(key.text)))
}

/// Adds an entry; nothing if there is one of this key.
fn add<'t>(table: &mut DeTable<'t>, key: Spanned<DeString<'t>>, value: Spanned<DeValue<'t>>) -> Option<()> {
    table.insert(key, value).is_none().then_some(())
}

/// Takes a text, a date, a list of texts, or an inline table of texts.
fn value<'t>(cursor: &mut Cursor<'t>, text: &'t str) -> Option<Spanned<DeValue<'t>>> {
    let start = cursor.place();
    let string = |span: Span| Some(Spanned::new(span.range(), DeValue::String(RawText::Borrowed(inside(text, span)?))));
    match cursor.peek_two()? {
        [b'"' | b'\'', _] => string(cursor.string()?),
        [b'[', _] => {
            let mut items = DeArray::new();
            let span = cursor.strings(|span| {
                items.push(string(span)?);
                Some(())
            })?;
            Some(Spanned::new(span.range(), DeValue::Array(items)))
        }
        [b'{', _] => {
            cursor.take(b'{')?;
            let mut table = DeTable::new();
            loop {
                cursor.blanks();
                let key = key(cursor)?;
                cursor.assign()?;
                add(&mut table, key, string(cursor.string()?)?)?;
                cursor.blanks();
                if cursor.take(b',').is_none() {
                    cursor.take(b'}')?;
                    return Some(Spanned::new(start..cursor.place(), DeValue::Table(table)));
                }
            }
        }
        _ => {
            let date = cursor.date()?;
            let part = |number: u32| u8::try_from(number).expect("months and days are small");
            let year = u16::try_from(date.year()).expect("four digits");
            let date = Date { year, month: part(date.month()), day: part(date.day()) };
            let moment = Datetime { date: Some(date), time: None, offset: None };
            Some(Spanned::new(start..cursor.place(), DeValue::Datetime(moment)))
        }
    }
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
