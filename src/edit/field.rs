//! One field of one record: given a value or taken away, wherever and however the record is written.

use std::ops::Range;

use super::list::{self, after_comma};
use super::outline::{Entry, Found, Kind, Node, Outline, line_end, line_start};
use super::splice::Splices;
use super::{Field, Unable, Value, quote};
use crate::read::literal;
use crate::text::width;

/// Where a record that is not there yet is to be written.
pub type NewTable<'p> = &'p dyn Fn(&str, &Outline, &str) -> Splices;

/// The text in which `field` of the record `record` holds `value`. A record that is not there yet gets a table by
/// `new_table`, given its lines.
pub fn set(
    text: &str,
    record: &[String],
    field: Field,
    value: &Value,
    new_table: NewTable<'_>,
) -> Result<String, Unable> {
    set_at(text, record, field.as_str(), value, new_table)
}

fn set_at(text: &str, record: &[String], key: &str, value: &Value, new_table: NewTable<'_>) -> Result<String, Unable> {
    let outline = Outline::of(text);
    let path = joined(record, key);
    if let Some(found) = outline.find(&path) {
        return Ok(replace(text, &outline, &found.entry.value, value)?.apply(text));
    }
    let spread = outline.lines_below(&path).next().is_some() || outline.sections_below(&path).next().is_some();
    if let (Value::Table(entries), true) = (value, spread) {
        // `extended.to = …` on lines of its own, or under a header `[….extended]`.
        return entries
            .iter()
            .try_fold(text.to_owned(), |text, (key, value)| set_at(&text, &path, key, value, new_table));
    }
    Ok(insert(text, &outline, record, key, value, new_table)?.apply(text))
}

/// Puts a value in the place of another.
fn replace(text: &str, outline: &Outline, node: &Node, value: &Value) -> Result<Splices, Unable> {
    let raw = &text[node.span.clone()];
    let eol = eol(text, node.span.start);
    let mut splices = Splices::default();
    match (value, &node.kind) {
        (Value::Table(wanted), Kind::Table(entries)) => {
            for (key, value) in wanted {
                match entries.iter().find(|entry| entry.path == [*key]) {
                    Some(entry) => splices.extend(replace(text, outline, &entry.value, value)?),
                    None => return Err(Unable::Layout),
                }
            }
        }
        (Value::Texts(texts), Kind::Array(items)) => {
            return list::set(text, outline, node, items, texts, eol);
        }
        (Value::Texts(texts), Kind::Scalar) => match texts.as_slice() {
            [one] if literal::text(raw) == *one => {}
            // The one that is there stays as it is written.
            [first, rest @ ..] if literal::text(raw) == *first && !raw.contains('\n') => {
                let rest: String = rest.iter().map(|text| format!(", {}", quote::string(text))).collect();
                splices.insert(node.span.start, "[");
                splices.insert(node.span.end, format!("{rest}]"));
            }
            _ => splices.replace(node.span.clone(), quote::value(value, 0, eol)),
        },
        (Value::Text(wanted), Kind::Scalar) if literal::text(raw) == *wanted => {}
        (Value::Date(day), Kind::Scalar) if raw == day.to_string() => {}
        _ => splices.replace(node.span.clone(), quote::value(value, 0, eol)),
    }
    Ok(splices)
}

fn insert(
    text: &str,
    outline: &Outline,
    record: &[String],
    key: &str,
    value: &Value,
    new_table: NewTable<'_>,
) -> Result<Splices, Unable> {
    if let Some(section) = outline.section(record) {
        let siblings: Vec<&Entry> = section.entries.iter().collect();
        let after = after_sibling(text, &siblings, 0, key).unwrap_or(section.line.end);
        return Ok(insert_line(text, outline, &siblings, after, "", key, value));
    }
    if let Some(Found { entry, .. }) = outline.find(record) {
        let Kind::Table(entries) = &entry.value.kind else {
            return Err(Unable::Layout);
        };
        let value = quote::value(value, 0, eol(text, entry.start()));
        return Ok(insert_inline(text, &entry.value, entries, key, &value));
    }
    let dotted: Vec<_> = outline.lines_below(record).filter(|(section, _)| section.path.len() < record.len()).collect();
    if let Some((section, first)) = dotted.first() {
        let names = record.len() - section.path.len();
        let prefix = &text[first.start()..first.names[names].start];
        let siblings: Vec<&Entry> = dotted.iter().map(|(_, entry)| *entry).collect();
        let after = after_sibling(text, &siblings, names, key).unwrap_or(line_start(text, first.start()));
        return Ok(insert_line(text, outline, &siblings, after, prefix, key, value));
    }
    if let Some(section) = outline.sections_below(record).next() {
        // Only `[record.extended]` is there: the record's own header comes before it.
        let (start, eol) = (attached(text, section.line.start), eol(text, section.line.start));
        let line = line(text, outline, &[], "", key, value, start);
        let mut splices = Splices::default();
        splices.insert(start, format!("[{}]{eol}{line}{eol}{eol}", record.join(".")));
        return Ok(splices);
    }
    let [task, period @ ..] = record else {
        return Err(Unable::Layout);
    };
    let (task, period) = (std::slice::from_ref(task), period.join("."));
    if let (Some(Found { entry, .. }), false) = (outline.find(task), period.is_empty()) {
        let Kind::Table(entries) = &entry.value.kind else {
            return Err(Unable::Layout);
        };
        let value = quote::value(value, 0, eol(text, entry.start()));
        return Ok(insert_inline(text, &entry.value, entries, &period, &format!("{{ {key} = {value} }}")));
    }
    let beside = outline.lines_below(task).filter(|(section, _)| section.path.is_empty()).last();
    if let (Some((_, sibling)), false) = (beside, period.is_empty()) {
        let prefix = format!("{}{period}.", &text[sibling.start()..sibling.names[1].start]);
        let after = line_end(text, sibling.value.span.end);
        return Ok(insert_line(text, outline, &[sibling], after, &prefix, key, value));
    }
    let lines = line(text, outline, &[], "", key, value, text.len());
    Ok(new_table(text, outline, &lines))
}

/// The place after the last of the siblings that come before `key` in a record. The first `names` of their names are
/// the record's.
fn after_sibling(text: &str, siblings: &[&Entry], names: usize, key: &str) -> Option<usize> {
    let before = siblings.iter().filter(|entry| entry.path.get(names).is_some_and(|name| comes_before(name, key)));
    before.map(|entry| line_end(text, entry.value.span.end)).max()
}

/// Puts a new line at `after`, laid out as its siblings are.
fn insert_line(
    text: &str,
    outline: &Outline,
    siblings: &[&Entry],
    after: usize,
    prefix: &str,
    key: &str,
    value: &Value,
) -> Splices {
    let (line, eol) = (line(text, outline, siblings, prefix, key, value, after), eol(text, after));
    let mut splices = Splices::default();
    // A last line without its end gets one, and the new last line goes without.
    let unended = after == text.len() && after > 0 && !text.ends_with('\n');
    splices.insert(after, if unended { format!("{eol}{line}") } else { format!("{line}{eol}") });
    splices
}

/// A line `key = value`, blanks around the sign as those near it have them.
fn line(
    text: &str,
    outline: &Outline,
    siblings: &[&Entry],
    prefix: &str,
    key: &str,
    value: &Value,
    at: usize,
) -> String {
    let key = format!("{prefix}{key}");
    let style = Style::near(text, outline, siblings, at);
    let key = format!("{}{key}{}", style.indent, " ".repeat(style.blanks(width(&key))));
    format!("{key}={}{}", style.after, quote::value(value, width(&key) + 1, eol(text, at)))
}

/// How the lines around a place are laid out.
struct Style<'t> {
    indent: &'t str,
    /// The column of the sign, where it is the same for all.
    column: Option<usize>,
    before: usize,
    after: &'t str,
}

impl<'t> Style<'t> {
    /// As the siblings are; else as the table nearest before `at`, or the first after it, is.
    fn near(text: &'t str, outline: &Outline, siblings: &[&Entry], at: usize) -> Self {
        let of = |entries: &[&Entry]| Self::of(text, entries);
        let filled =
            || outline.sections.iter().filter(|section| !section.line.is_empty() && !section.entries.is_empty());
        let neighbour = || {
            let before = filled().rfind(|section| section.line.end <= at);
            let section = before.or_else(|| filled().next())?;
            of(&section.entries.iter().collect::<Vec<_>>())
        };
        let plain = Self { indent: "", column: None, before: 1, after: " " };
        of(siblings).or_else(neighbour).unwrap_or(plain)
    }

    fn of(text: &'t str, entries: &[&Entry]) -> Option<Self> {
        let signs: Vec<(usize, usize, &str)> = entries.iter().filter_map(|entry| sign(text, entry)).collect();
        let (_, before, after) = *signs.last()?;
        let start = entries.last()?.start();
        let indent = &text[line_start(text, start)..start];
        let column = signs[0].0 + signs[0].1;
        let same = signs.iter().all(|(width, before, _)| width + before == column);
        let meant = signs.iter().any(|(width, before, _)| *before > 1 || *width != signs[0].0);
        let indent = if indent.trim().is_empty() { indent } else { "" };
        Some(Self { indent, column: (same && meant).then_some(column), before, after })
    }

    fn blanks(&self, key: usize) -> usize {
        self.column.map_or(self.before, |column| column.saturating_sub(key).max(1))
    }
}

/// How wide the key is, how many blanks follow it, and what stands between the sign and the value.
fn sign<'t>(text: &'t str, entry: &Entry) -> Option<(usize, usize, &'t str)> {
    let key = entry.start()..entry.names.last()?.end;
    let between = &text[key.end..entry.value.span.start];
    let at = between.find('=')?;
    Some((width(&text[key]), width(&between[..at]), &between[at + 1..]))
}

/// Puts a key and value into an inline table.
fn insert_inline(text: &str, node: &Node, entries: &[Entry], key: &str, value: &str) -> Splices {
    let mut splices = Splices::default();
    let mut before = entries.iter().filter(|entry| entry.path.first().is_some_and(|name| comes_before(name, key)));
    match (before.next_back(), entries.first()) {
        (Some(entry), _) => splices.insert(entry.value.span.end, format!(", {key} = {value}")),
        (None, Some(first)) => splices.insert(first.start(), format!("{key} = {value}, ")),
        (None, None) if text[node.span.start + 1..node.span.end - 1].trim().is_empty() => {
            splices.replace(node.span.clone(), format!("{{ {key} = {value} }}"));
        }
        (None, None) => splices.insert(node.span.start + 1, format!(" {key} = {value}")),
    }
    splices
}

/// Whether what is called `name` comes before `key`, both fields of a record or of a table in one. What is neither, a
/// period, comes in the order in which it was written.
fn comes_before(name: &str, key: &str) -> bool {
    const PARTS: [&str; 3] = ["to", "by", "on"];
    let order = |name: &str| {
        let field = Field::ALL.iter().position(|field| field.as_str() == name);
        field.or_else(|| PARTS.iter().position(|part| *part == name))
    };
    match (order(name), order(key)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(name), Some(key)) => name < key,
    }
}

/// The text without `field` of the record `record`. Comments beside it and within it stay, on lines of their own.
pub fn remove(text: &str, record: &[String], field: Field) -> String {
    let outline = Outline::of(text);
    let path = joined(record, field.as_str());
    let mut splices = Splices::default();
    match outline.find(&path) {
        Some(Found { entry, inside: None }) => {
            remove_lines(text, &outline, entry.start()..entry.value.span.end, &mut splices);
        }
        Some(Found { entry, inside: Some(node) }) => remove_inline(text, &outline, node, entry, &mut splices),
        None => {
            for section in outline.sections_below(&path) {
                remove_lines(text, &outline, section.line.start..section.line.start, &mut splices);
            }
            for (_, entry) in outline.lines_below(&path) {
                remove_lines(text, &outline, entry.start()..entry.value.span.end, &mut splices);
            }
        }
    }
    splices.apply(text)
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

fn remove_inline(text: &str, outline: &Outline, node: &Node, entry: &Entry, splices: &mut Splices) {
    let Kind::Table(entries) = &node.kind else {
        return;
    };
    let at = entries.iter().position(|other| std::ptr::eq(other, entry)).unwrap_or_default();
    let (start, end) = (entry.start(), entry.value.span.end);
    let cut = match (entries.get(at + 1), at.checked_sub(1)) {
        (Some(next), _) => start..next.start(),
        (None, Some(previous)) => entries[previous].value.span.end..end,
        (None, None) => node.span.start + 1..node.span.end - 1,
    };
    let costs_comment = outline.comments.iter().any(|comment| cut.contains(&comment.start));
    // Only a table over several lines has comments, and there a comma may come last.
    splices.remove(if costs_comment { start..after_comma(text, end).unwrap_or(end) } else { cut });
}

/// The text without the table `record`, if nothing is left in it and no comment stands by it: such a table is there
/// because a field was, and goes with it.
pub fn tidy(text: &str, record: &[String]) -> String {
    let outline = Outline::of(text);
    let Some(section) = outline.section(record) else {
        return text.to_owned();
    };
    let line = section.line.clone();
    let alone = section.entries.is_empty() && outline.sections_below(record).count() == 1;
    let above = text[..line.start].lines().next_back().unwrap_or_default();
    let below = text[line.end..].lines().next().unwrap_or_default();
    let remark = |line: &str| line.trim_start().starts_with('#');
    if !alone || remark(above) || remark(below) || text[line.clone()].contains('#') {
        return text.to_owned();
    }
    let mut cut = line;
    if cut.start > 0 && above.trim().is_empty() {
        cut.start = line_start(text, cut.start - 1);
    } else if cut.start == 0 && below.trim().is_empty() {
        cut.end = line_end(text, cut.end);
    }
    if cut.end == text.len() && !text.ends_with('\n') {
        cut.start = before_line_end(text, cut.start);
    }
    let mut splices = Splices::default();
    splices.remove(cut);
    splices.apply(text)
}

/// Where the comment lines begin that stand directly above the line at `start`; `start` where there are none.
pub fn attached(text: &str, start: usize) -> usize {
    let mut at = start;
    while at > 0 {
        let above = line_start(text, at - 1);
        if !text[above..at].trim_start().starts_with('#') {
            break;
        }
        at = above;
    }
    at
}

/// The place of the line end just before `start`.
fn before_line_end(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let before = before.strip_suffix('\n').map_or(before, |before| before.strip_suffix('\r').unwrap_or(before));
    before.len()
}

/// The line end that lines around `at` have.
pub fn eol(text: &str, at: usize) -> &'static str {
    let before = text[..at].rfind('\n');
    let nearest = before.or_else(|| text[at..].find('\n').map(|found| at + found));
    if nearest.is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

fn joined(record: &[String], key: &str) -> Vec<String> {
    record.iter().cloned().chain([key.to_owned()]).collect()
}
