//! One field of one record: given a value or taken away, wherever and however the record is written.

use std::ops::Range;

use super::change::{FieldChange, Unable, Value};
use super::items::ArrayItems;
use super::outline::{
    ByteRange, FoundRecord, KeyNode, KeyValue, Outline, SectionKind, TableSection, attached, eol, line_end, line_start,
};
use super::splice::Splices;
use super::{place, quote, value};
use crate::model::record::Field;
use crate::text::width;

/// Where a table that is not there yet is to be written.
pub(crate) type NewTable<'p> = &'p dyn Fn(&str, &Outline, &str) -> Splices;

/// The place of a key among those of its table, as files have them; nothing for what is no word of the format.
pub(crate) type KeyOrder = fn(&str) -> Option<usize>;

/// A part of an edit: a key of a table given a value, or taken away.
pub(crate) struct EditStep<'e> {
    /// The names of the table: of a record, or of one within it.
    pub(crate) table: Vec<String>,
    pub(crate) key: &'e str,
    pub(crate) value: Option<&'e Value>,
    pub(crate) order: KeyOrder,
}

impl<'e> EditStep<'e> {
    /// The first step of a change of this record.
    pub(crate) fn of(record: &[String], change: &'e FieldChange) -> Self {
        Self { table: record.to_vec(), key: change.field.as_str(), value: change.value.as_ref(), order: field_order }
    }

    /// Makes it, and gives the steps that are left of it for the text after that. A record that is not there yet gets a
    /// table by `new_table`, given its lines.
    pub(crate) fn make(
        self,
        text: &str,
        outline: &Outline,
        new_table: NewTable<'_>,
        splices: &mut Splices,
    ) -> Result<Vec<Self>, Unable> {
        let path = joined(&self.table, self.key);
        let order = self.order;
        let Some(value) = self.value else {
            return Ok(if remove(text, outline, &path, splices) { vec![self] } else { Vec::new() });
        };
        if let Some(found) = outline.find(&path) {
            splices.extend(value::replace(text, outline, &found.entry.value, value)?);
            return Ok(Vec::new());
        }
        let spread = outline.lines_below(&path).next().is_some()
            || outline.sections_below(&path).next().is_some()
            || outline.inline_below(&path).is_some();
        if let (Value::List(items), true) = (value, spread) {
            splices.extend(value::under_headers(text, outline, &path, items)?);
            return Ok(Vec::new());
        }
        if let (Value::Table(entries), true) = (value, spread) {
            // `extended.to = …` on lines of its own, or under a header `[….extended]`.
            let steps = entries.iter().map(|(key, value)| Self { table: path.clone(), key, value: Some(value), order });
            return Ok(steps.collect());
        }
        splices.extend(self.insert(text, outline, value, new_table)?);
        Ok(Vec::new())
    }
}

/// How a table is written, which decides where a new key of it goes.
enum TableLayout<'o> {
    /// Under a header of its own.
    Header(&'o TableSection),
    /// Between braces, to which so many of its names lead.
    Inline(usize, &'o KeyNode, &'o [KeyValue]),
    /// In dotted keys on lines of their own.
    Dotted(Vec<(&'o TableSection, &'o KeyValue)>),
    /// Only tables within it have headers, of which this is the first.
    HeadersBelow(&'o TableSection),
    Absent,
}

impl<'o> TableLayout<'o> {
    fn of(outline: &'o Outline, table: &[String]) -> Self {
        if let Some(section) = outline.section(table) {
            return Self::Header(section);
        }
        if let Some((depth, node, entries)) = outline.holder(table) {
            return Self::Inline(depth, node, entries);
        }
        let dotted: Vec<_> =
            outline.lines_below(table).filter(|(section, _)| section.path.len() < table.len()).collect();
        match outline.sections_below(table).next() {
            _ if !dotted.is_empty() => Self::Dotted(dotted),
            Some(section) => Self::HeadersBelow(section),
            None => Self::Absent,
        }
    }
}

impl EditStep<'_> {
    /// Puts a key in that is not there yet.
    fn insert(&self, text: &str, outline: &Outline, value: &Value, new_table: NewTable<'_>) -> Result<Splices, Unable> {
        let (record, key, order) = (self.table.as_slice(), self.key, self.order);
        match TableLayout::of(outline, record) {
            TableLayout::Header(section) => {
                let siblings: Vec<&KeyValue> = section.entries.iter().collect();
                let after = after_sibling(text, &siblings, 0, key, order).unwrap_or(section.line.end);
                Ok(insert_line(text, outline, &siblings, after, "", key, value))
            }
            TableLayout::Inline(depth, node, entries) => {
                let value = quote::value(value, 0, eol(text, node.span.start));
                Ok(insert_inline(text, outline, node, entries, &record[depth..], (key, order), &value))
            }
            TableLayout::Dotted(dotted) => {
                let (section, first) = dotted[0];
                let names = record.len() - section.path.len();
                let prefix = &text[first.start()..first.names[names].start];
                let siblings: Vec<&KeyValue> = dotted.iter().map(|(_, entry)| *entry).collect();
                let after = after_sibling(text, &siblings, names, key, order);
                let after = after.unwrap_or(line_start(text, first.start()));
                Ok(insert_line(text, outline, &siblings, after, prefix, key, value))
            }
            TableLayout::HeadersBelow(section) => {
                // The table's own header comes before it.
                let eol = eol(text, section.line.start);
                let line = line(text, outline, &[], "", key, value, section.line.start);
                let mut splices = Splices::default();
                place::before(text, outline, section, &format!("[{}]{eol}{line}{eol}", record.join(".")), &mut splices);
                Ok(splices)
            }
            TableLayout::Absent => {
                let Some((task, period)) = record.split_first() else { return Err(Unable::Layout) };
                let (task, period) = (std::slice::from_ref(task), period.join("."));
                let beside = outline.lines_below(task).filter(|(section, _)| section.path.is_empty()).last();
                if let (Some((_, sibling)), false) = (beside, period.is_empty()) {
                    let prefix = format!("{}{period}.", &text[sibling.start()..sibling.names[1].start]);
                    let after = place::after(text, line_end(text, sibling.value.span.end));
                    return Ok(insert_line(text, outline, &[sibling], after, &prefix, key, value));
                }
                let lines = line(text, outline, &[], "", key, value, text.len());
                Ok(new_table(text, outline, &lines))
            }
        }
    }
}

/// The place after the last of the siblings that come before `key` in a record. The first `names` of their names are
/// the record's.
fn after_sibling(text: &str, siblings: &[&KeyValue], names: usize, key: &str, order: KeyOrder) -> Option<usize> {
    let before =
        siblings.iter().filter(|entry| entry.path.get(names).is_some_and(|name| comes_before(name, key, order)));
    before.map(|entry| line_end(text, entry.value.span.end)).max()
}

/// Puts a new line at `after`, laid out as its siblings are.
fn insert_line(
    text: &str,
    outline: &Outline,
    siblings: &[&KeyValue],
    after: usize,
    prefix: &str,
    key: &str,
    value: &Value,
) -> Splices {
    let (line, eol) = (line(text, outline, siblings, prefix, key, value, after), eol(text, after));
    let mut splices = Splices::default();
    // A last line without its end gets one, and the new last line goes without.
    let unended = after == text.len() && !text.ends_with('\n');
    splices.insert(after, if unended { format!("{eol}{line}") } else { format!("{line}{eol}") });
    splices
}

/// A line `key = value`, blanks around the sign as those near it have them.
pub(crate) fn line(
    text: &str,
    outline: &Outline,
    siblings: &[&KeyValue],
    prefix: &str,
    key: &str,
    value: &Value,
    at: usize,
) -> String {
    let key = format!("{prefix}{key}");
    let style = FieldStyle::near(text, outline, siblings, at);
    let key = format!("{}{key}{}", style.indent, style.blanks(width(&key)));
    format!("{key}={}{}", style.after, quote::value(value, width(&key) + 1, eol(text, at)))
}

/// How the lines around a place are laid out.
struct FieldStyle<'t> {
    indent: &'t str,
    /// The column of the sign, where it is the same for all.
    column: Option<usize>,
    before: &'t str,
    after: &'t str,
}

impl<'t> FieldStyle<'t> {
    /// As the siblings are; else as the table nearest before `at`, or the first after it, is.
    fn near(text: &'t str, outline: &Outline, siblings: &[&KeyValue], at: usize) -> Self {
        let of = |entries: &[&KeyValue]| Self::of(text, entries);
        let filled =
            || outline.sections.iter().filter(|section| !section.line.is_empty() && !section.entries.is_empty());
        let neighbour = || {
            let before = filled().rfind(|section| section.line.end <= at);
            let section = before.or_else(|| filled().next())?;
            of(&section.entries.iter().collect::<Vec<_>>())
        };
        let plain = Self { indent: "", column: None, before: " ", after: " " };
        of(siblings).or_else(neighbour).unwrap_or(plain)
    }

    fn of(text: &'t str, entries: &[&KeyValue]) -> Option<Self> {
        let signs: Vec<(usize, &str, &str)> = entries.iter().filter_map(|entry| sign(text, entry)).collect();
        let (_, before, after) = *signs.last()?;
        let start = entries.last()?.start();
        let indent = &text[line_start(text, start)..start];
        let column = signs[0].0 + signs[0].1.len();
        let same = signs.iter().all(|(width, before, _)| width + before.len() == column && !before.contains('\t'));
        let meant = signs.iter().any(|(width, before, _)| before.len() > 1 || *width != signs[0].0);
        let indent = if indent.trim().is_empty() { indent } else { "" };
        Some(Self { indent, column: (same && meant).then_some(column), before, after })
    }

    /// What comes between a key of this width and the sign.
    fn blanks(&self, key: usize) -> String {
        self.column.map_or(self.before.to_owned(), |column| " ".repeat(column.saturating_sub(key).max(1)))
    }
}

/// How wide the key is, what follows it, and what stands between the sign and the value.
fn sign<'t>(text: &'t str, entry: &KeyValue) -> Option<(usize, &'t str, &'t str)> {
    let key = entry.start()..entry.names.last()?.end;
    let (before, after) = text[key.end..entry.value.span.start].split_once('=')?;
    Some((width(&text[key]), before, after))
}

/// Puts a key and value into an inline table; `names` lead from that to the record.
fn insert_inline(
    text: &str,
    outline: &Outline,
    node: &KeyNode,
    entries: &[KeyValue],
    names: &[String],
    (key, order): (&str, KeyOrder),
    value: &str,
) -> Splices {
    let mut splices = Splices::default();
    let own: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].path.starts_with(names)).collect();
    let prefix = match own.first() {
        Some(first) => text[entries[*first].start()..entries[*first].names[names.len()].start].to_owned(),
        None => names.iter().map(|name| format!("{name}.")).collect(),
    };
    let before = own.iter().rfind(|at| comes_before(&entries[**at].path[names.len()], key, order)).copied();
    let after = before.or_else(|| own.first().copied().unwrap_or(entries.len()).checked_sub(1));
    add_inline(text, outline, node, entries, after, &[format!("{prefix}{key} = {value}")], &mut splices);
    splices
}

/// Puts pieces `key = value` into an inline table, after the entry at `after` or before all.
pub(crate) fn add_inline(
    text: &str,
    outline: &Outline,
    node: &KeyNode,
    entries: &[KeyValue],
    after: Option<usize>,
    pieces: &[String],
    splices: &mut Splices,
) {
    if entries.is_empty() {
        splices.insert(node.span.start + 1, format!(" {} ", pieces.join(", ")));
    } else {
        items(text, outline, node, entries).add(after, pieces, splices);
    }
}

fn items<'t>(text: &'t str, outline: &'t Outline, node: &KeyNode, entries: &[KeyValue]) -> ArrayItems<'t> {
    let places = entries.iter().map(|entry| entry.start()..entry.value.span.end).collect();
    ArrayItems { text, outline, brackets: node.span.clone(), places }
}

/// The place of a field of a record. Tables in one have all their keys, or are not there.
fn field_order(name: &str) -> Option<usize> {
    Field::parse(name).map(|field| field as usize)
}

/// Whether what is called `name` comes before `key`. What is no word of the format, such as a period, comes in the order
/// in which it was written.
fn comes_before(name: &str, key: &str, order: KeyOrder) -> bool {
    match (order(name), order(key)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(name), Some(key)) => name < key,
    }
}

/// Takes a key of these names away. Comments beside it and within it stay, on lines of their own. Says whether more of it
/// may be left: dotted keys of an inline table go one by one.
fn remove(text: &str, outline: &Outline, path: &[String], splices: &mut Splices) -> bool {
    match outline.find(path).or_else(|| outline.inline_below(path)) {
        Some(FoundRecord { entry, inside: Some(node) }) => {
            remove_inline(text, outline, node, entry, splices);
            return true;
        }
        Some(FoundRecord { entry, inside: None }) => {
            remove_lines(text, outline, entry.start()..entry.value.span.end, splices);
        }
        None => {
            for section in outline.sections_below(path) {
                remove_lines(text, outline, section.line.start..section.line.start, splices);
            }
            for (_, entry) in outline.lines_below(path) {
                remove_lines(text, outline, entry.start()..entry.value.span.end, splices);
            }
        }
    }
    false
}

fn remove_lines(text: &str, outline: &Outline, span: Range<usize>, splices: &mut Splices) {
    let lines = line_start(text, span.start)..line_end(text, span.end);
    let indent = &text[lines.start..span.start];
    let comments = outline.comments.iter().filter(|comment| lines.contains(&comment.start));
    let eol = eol(text, lines.start);
    let kept: Vec<String> = comments.map(|comment| format!("{indent}{}", text[comment.clone()].trim_end())).collect();
    let unended = lines.end == text.len() && !text.ends_with('\n');
    match (kept.is_empty(), unended) {
        (true, true) => splices.remove(before_line_end(text, lines.start)..lines.end),
        (true, false) => splices.remove(lines),
        (false, unended) => {
            let end = if unended { "" } else { eol };
            splices.replace(lines, format!("{}{end}", kept.join(eol)));
        }
    }
}

fn remove_inline(text: &str, outline: &Outline, node: &KeyNode, entry: &KeyValue, splices: &mut Splices) {
    let SectionKind::Table(entries) = &node.kind else {
        return;
    };
    let at = entries.iter().position(|other| std::ptr::eq(other, entry)).unwrap_or_default();
    let items = items(text, outline, node, entries);
    let ByteRange { start, end } = items.places[at].clone();
    if entries.len() == 1 && !text[node.span.start..start].contains('\n') {
        let blank = |at: usize| usize::from(text[at..].starts_with(' '));
        return splices.remove(start - blank(start - 1)..end + blank(end));
    }
    items.drop(at..at + 1, splices);
}

/// Takes the header of the table `record` away, if nothing is left under it and no comment stands by it: such a header is
/// there because a field was, and goes with it.
pub(crate) fn tidy(text: &str, outline: &Outline, record: &[String], splices: &mut Splices) {
    let Some(section) = outline.section(record) else { return };
    let line = section.line.clone();
    let remarked = attached(text, outline, line.start) < line.start || place::end_of(text, section) > line.end;
    if !section.entries.is_empty() || remarked || text[line.clone()].contains('#') {
        return;
    }
    let mut cut = line;
    let above = text[..cut.start].lines().next_back().unwrap_or_default();
    let below = text[cut.end..].lines().next().unwrap_or_default();
    if cut.start > 0 && above.trim().is_empty() {
        let blank = line_start(text, cut.start - 1);
        // The blank line stays where a comment would else come to stand by what is below.
        if attached(text, outline, blank) == blank || below.trim().is_empty() {
            cut.start = blank;
        }
    } else if cut.start == 0 && below.trim().is_empty() {
        cut.end = line_end(text, cut.end);
    }
    if cut.end == text.len() && !text.ends_with('\n') {
        cut.start = before_line_end(text, cut.start);
    }
    splices.remove(cut);
}

/// The place of the line end just before `start`.
fn before_line_end(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let before = before.strip_suffix('\n').map_or(before, |before| before.strip_suffix('\r').unwrap_or(before));
    before.len()
}

fn joined(record: &[String], key: &str) -> Vec<String> {
    record.iter().cloned().chain([key.to_owned()]).collect()
}
