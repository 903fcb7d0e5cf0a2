//! Editing `plan.toml`: keys of its tables, items of its lists, and the order of its tasks.
//!
//! A table is named by the names that lead to it from the top of the file; the tables of a list, of `tasks`, `milestones`
//! or `amended`, by their places in it, from 0. However a table or a list is written, an edit finds its layout first and
//! keeps it.

pub use super::change::PlanEdit;
use super::change::{Unable, Value};
use super::field::{self, EditStep};
use super::items::ArrayItems;
use super::outline::{
    ByteRange, FoundRecord, KeyNode, Outline, SectionKind, TableSection, attached, eol, line_end, line_start,
};
use super::splice::Splices;
use super::{place, questions, quote, value, verify};

/// The keys of a plan's tables, in the order in which files have them.
const KEYS: [&str; 38] = [
    "id",
    "name",
    "short",
    "confirmed",
    "from",
    "until",
    "successor",
    "members",
    "date",
    "dates",
    "clause",
    "number",
    "title",
    "titles",
    "issuer",
    "issued",
    "lead",
    "support",
    "joint",
    "except",
    "every",
    "due",
    "milestones",
    "wording",
    "starts",
    "ends",
    "on_day_off",
    "target",
    "product",
    "reports_to",
    "note",
    "tags",
    "answers",
    "added",
    "cancelled",
    "amended",
    "by",
    "on",
];

fn key_order(name: &str) -> Option<usize> {
    KEYS.iter().position(|key| *key == name)
}

/// The text of a sound plan, without a byte order mark, after these edits, each measured on the text that the one before
/// it left. Every step is compared with what was meant before the next one is made.
pub fn apply(text: &str, edits: &[PlanEdit]) -> Result<String, Unable> {
    let mut text = text.to_owned();
    for edit in edits {
        let new = one(&text, edit)?;
        if !verify::only_in_plan(&text, &new, edit) {
            return Err(Unable::Differs);
        }
        text = new;
    }
    Ok(text)
}

fn one(text: &str, edit: &PlanEdit) -> Result<String, Unable> {
    let outline = Outline::of(text);
    let splices = match edit {
        PlanEdit::Set { table, key, value } => return set(text, &outline, table, key, value.as_ref()),
        PlanEdit::Put { list, at, item } => match ListLayout::of(&outline, list) {
            ListLayout::Absent => {
                let Some((key, table)) = list.split_last() else { return Err(Unable::Layout) };
                return set(text, &outline, table, key, Some(&Value::Array(vec![item.clone()])));
            }
            ListLayout::Brackets(node, items) => put_between(text, &outline, (node, items), *at, item),
            ListLayout::Headers(sections) => put_under_header(text, &outline, (list, &sections), *at, item)?,
        },
        PlanEdit::Take { list, at } => match ListLayout::of(&outline, list) {
            ListLayout::Brackets(node, items) if *at < items.len() => {
                let mut splices = Splices::default();
                array(text, &outline, node, items).drop(*at..*at + 1, &mut splices);
                splices
            }
            ListLayout::Headers(sections) if *at < sections.len() => take_block(text, &outline, &sections, *at)?,
            _ => return Err(Unable::Layout),
        },
        PlanEdit::Move { list, from, to } => match ListLayout::of(&outline, list) {
            ListLayout::Brackets(node, items) if (*from).max(*to) < items.len() => {
                move_between(text, &outline, (node, items), *from, *to)?
            }
            ListLayout::Headers(sections) if (*from).max(*to) < sections.len() => {
                move_block(text, &outline, &sections, *from, *to)
            }
            _ => return Err(Unable::Layout),
        },
        PlanEdit::Settle { of, asked } => questions::settle(text, &outline, of, asked)?,
        PlanEdit::Ask { of, asked } => questions::ask(text, &outline, of, asked)?,
    };
    made(text, splices)
}

fn made(text: &str, mut splices: Splices) -> Result<String, Unable> {
    if splices.fit() { Ok(splices.apply(text)) } else { Err(Unable::Layout) }
}

/// How a list is written.
enum ListLayout<'o> {
    /// Between brackets, on one line or on several.
    Brackets(&'o KeyNode, &'o [KeyNode]),
    /// Its tables stand under headers `[[…]]`, each with the headers of tables within it.
    Headers(Vec<Vec<&'o TableSection>>),
    Absent,
}

impl<'o> ListLayout<'o> {
    fn of(outline: &'o Outline, list: &[String]) -> Self {
        if let Some(FoundRecord { entry, .. }) = outline.find(list)
            && let SectionKind::Array(items) = &entry.value.kind
        {
            return Self::Brackets(&entry.value, items);
        }
        let mut sections: Vec<Vec<&TableSection>> = Vec::new();
        for section in outline.sections_below(list).filter(|section| section.path.len() > list.len()) {
            match sections.last_mut() {
                Some(one) if one[0].path[list.len()] == section.path[list.len()] => one.push(section),
                _ => sections.push(vec![section]),
            }
        }
        // The first list of a plan is that of its tasks, which begins with the first header.
        if sections.is_empty() && list.len() > 1 { Self::Absent } else { Self::Headers(sections) }
    }
}

/// Gives a key of a table a value, or takes it away.
fn set(text: &str, outline: &Outline, table: &[String], key: &str, value: Option<&Value>) -> Result<String, Unable> {
    if let (Some(FoundRecord { entry, .. }), Some(value)) = (outline.find(table), value)
        && matches!(entry.value.kind, SectionKind::Scalar)
    {
        // A unit that was only a name: what it is called stays as it is written.
        if key == "name" {
            return made(text, value::replace(text, outline, &entry.value, value)?);
        }
        let (span, mut splices) = (entry.value.span.clone(), Splices::default());
        splices.insert(span.start, "{ name = ");
        splices.insert(span.end, format!(", {key} = {} }}", quote::value(value, 0, "\n")));
        return made(text, splices);
    }
    if let ([list], false, Some(value)) = (table, is_there(outline, table), value) {
        // The first event or group of a plan gets a header of its own, below what comes before it.
        let named = [("name", value.clone())];
        let keys = if let Value::Table(keys) = value { keys.as_slice() } else { &named };
        let before = ["plan", "calendar", "events", "units"].into_iter().take_while(|other| other != list);
        let last = before.filter_map(|other| outline.sections_below(&[other.to_owned()]).last()).last();
        let end = last.map_or(text.len(), |last| place::end_of(text, last));
        return made(text, new_block(text, outline, end, &format!("[{list}.{key}]"), keys));
    }
    if let (Some((last, parent)), false, Some(value)) = (table.split_last(), is_there(outline, table), value)
        && is_there(outline, parent)
    {
        return set(text, outline, parent, last, Some(&Value::Entry(key.to_owned(), Box::new(value.clone()))));
    }
    if let ([list], Some(value), Some(last)) = (table, value, outline.sections_below(table).last())
        && outline.section(table).is_none()
        && outline.find(table).is_none()
    {
        // Every unit has a header of its own, and so does the new one.
        let named = [("name", value.clone())];
        let keys = if let Value::Table(keys) = value { keys.as_slice() } else { &named };
        let header = format!("[{list}.{key}]");
        return made(text, new_block(text, outline, place::end_of(text, last), &header, keys));
    }
    let own = [table, &[key.to_owned()]].concat();
    let sections: Vec<&TableSection> = outline.sections_below(&own).collect();
    if value.is_none() && !sections.is_empty() && outline.lines_below(&own).all(|(of, _)| of.path.starts_with(&own)) {
        // A table with a header of its own goes as a whole.
        return made(text, take_block(text, outline, &[sections], 0)?);
    }
    let new_table = |text: &str, _: &Outline, lines: &str| {
        let eol = eol(text, text.len());
        let mut splices = Splices::default();
        append(text, text.len(), &format!("[{}]{eol}{lines}{eol}", table.join(".")), &mut splices);
        splices
    };
    let mut new = text.to_owned();
    let mut steps = vec![EditStep { table: table.to_vec(), key, value, order: key_order }];
    while let Some(step) = steps.pop() {
        let (outline, mut splices) = (Outline::of(&new), Splices::default());
        steps.extend(step.make(&new, &outline, &new_table, &mut splices)?.into_iter().rev());
        new = made(&new, splices)?;
    }
    Ok(new)
}

/// Whether a table is there, however it is written.
fn is_there(outline: &Outline, table: &[String]) -> bool {
    outline.sections_below(table).next().is_some()
        || outline.lines_below(table).next().is_some()
        || outline.inline_below(table).is_some()
        || outline.holder(table).is_some_and(|(depth, ..)| depth == table.len())
}

fn array<'t>(text: &'t str, outline: &'t Outline, node: &KeyNode, items: &[KeyNode]) -> ArrayItems<'t> {
    let places = items.iter().map(|item| item.span.clone()).collect();
    ArrayItems { text, outline, brackets: node.span.clone(), places }
}

fn put_between(
    text: &str,
    outline: &Outline,
    (node, items): (&KeyNode, &[KeyNode]),
    at: usize,
    item: &Value,
) -> Splices {
    let (piece, mut splices) = (quote::value(item, 0, eol(text, node.span.start)), Splices::default());
    if items.is_empty() {
        splices.insert(node.span.start + 1, piece);
    } else {
        array(text, outline, node, items).add(at.min(items.len()).checked_sub(1), &[piece], &mut splices);
    }
    splices
}

fn move_between(
    text: &str,
    outline: &Outline,
    (node, items): (&KeyNode, &[KeyNode]),
    from: usize,
    to: usize,
) -> Result<Splices, Unable> {
    if outline.comments.iter().any(|comment| node.span.contains(&comment.start)) {
        return Err(Unable::Layout);
    }
    let (all, mut splices) = (array(text, outline, node, items), Splices::default());
    if from != to {
        let after = if to < from { to.checked_sub(1) } else { Some(to) };
        all.drop(from..from + 1, &mut splices);
        all.add(after, &[text[items[from].span.clone()].to_owned()], &mut splices);
    }
    Ok(splices)
}

fn put_under_header(
    text: &str,
    outline: &Outline,
    (list, sections): (&[String], &[Vec<&TableSection>]),
    at: usize,
    item: &Value,
) -> Result<Splices, Unable> {
    let Value::Table(keys) = item else { return Err(Unable::Layout) };
    let header = sections.first().map(|first| text[first[0].line.clone()].split('#').next().unwrap_or_default().trim());
    let header = header.map_or_else(|| format!("[[{}]]", list.join(".")), str::to_owned);
    if let Some(next) = sections.get(at) {
        let lines = block(text, outline, next[0].line.start, &header, keys);
        let mut splices = Splices::default();
        place::before(text, outline, next[0], &lines, &mut splices);
        return Ok(splices);
    }
    let end = sections.last().and_then(|last| last.last()).map_or(text.len(), |last| place::end_of(text, last));
    Ok(new_block(text, outline, end, &header, keys))
}

/// A header with lines below it, each with its line end.
fn block(text: &str, outline: &Outline, at: usize, header: &str, keys: &[(&'static str, Value)]) -> String {
    let eol = eol(text, at);
    let line = |(key, value): &(&str, Value)| {
        let line = field::line(text, outline, &[], "", key, value, at);
        format!("{line}{eol}")
    };
    format!("{header}{eol}{}", keys.iter().map(line).collect::<String>())
}

fn new_block(text: &str, outline: &Outline, end: usize, header: &str, keys: &[(&'static str, Value)]) -> Splices {
    let mut splices = Splices::default();
    append(text, end, &block(text, outline, end, header, keys), &mut splices);
    splices
}

/// Puts lines after what ends at `end`, a blank line between.
fn append(text: &str, end: usize, lines: &str, splices: &mut Splices) {
    let eol = eol(text, end);
    if end == text.len() && !text.is_empty() && !text.ends_with('\n') {
        splices.insert(end, format!("{eol}{eol}{}", lines.strip_suffix(eol).unwrap_or(lines)));
    } else {
        splices.insert(end, format!("{eol}{lines}"));
    }
}

/// Where a table of a list stands, with the comments that belong to it.
fn place_of(text: &str, outline: &Outline, sections: &[&TableSection]) -> ByteRange {
    let end = sections.last().map_or(0, |last| place::end_of(text, last));
    attached(text, outline, sections[0].line.start)..end
}

/// The same with the blank line that parts it from what stands above, or below where nothing stands above.
pub(super) fn with_blank(text: &str, place: ByteRange) -> ByteRange {
    let ByteRange { mut start, mut end } = place;
    if start > 0 && text[line_start(text, start - 1)..start].trim().is_empty() {
        start = line_start(text, start - 1);
    } else if start == 0 && text[end..line_end(text, end)].trim().is_empty() {
        end = line_end(text, end);
    }
    if end == text.len() && !text.ends_with('\n') {
        let before = &text[..start];
        let before = before.strip_suffix('\n').map_or(before, |before| before.strip_suffix('\r').unwrap_or(before));
        start = before.len();
    }
    start..end
}

fn take_block(text: &str, outline: &Outline, sections: &[Vec<&TableSection>], at: usize) -> Result<Splices, Unable> {
    let place = place_of(text, outline, &sections[at]);
    if outline.comments.iter().any(|comment| place.contains(&comment.start)) {
        return Err(Unable::Layout);
    }
    let mut splices = Splices::default();
    splices.remove(with_blank(text, place));
    Ok(splices)
}

fn move_block(text: &str, outline: &Outline, sections: &[Vec<&TableSection>], from: usize, to: usize) -> Splices {
    let mut splices = Splices::default();
    if from == to {
        return splices;
    }
    let (own, other) = (place_of(text, outline, &sections[from]), place_of(text, outline, &sections[to]));
    let eol = eol(text, own.start);
    let mut moved = text[own.clone()].to_owned();
    if !moved.ends_with('\n') {
        moved.push_str(eol);
    }
    splices.remove(with_blank(text, own));
    if to < from {
        splices.insert(other.start, format!("{moved}{eol}"));
    } else {
        append(text, other.end, &moved, &mut splices);
    }
    splices
}
