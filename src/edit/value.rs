//! A value put in the place of another: what means the same stays as it is written, items of lists are added and taken
//! away where they stand, and the layout and comments of the rest are kept.

use std::ops::Range;

use super::change::{Unable, Value};
use super::items::ArrayItems;
use super::outline::{KeyNode, Outline, SectionKind, TableSection, eol};
use super::splice::Splices;
use super::{place, quote};
use crate::read::literal;

/// Whether what stands at a node means this value, however it is written.
fn means(text: &str, node: &KeyNode, value: &Value) -> bool {
    let raw = &text[node.span.clone()];
    match (value, &node.kind) {
        (Value::Text(wanted), SectionKind::Scalar) => raw.starts_with(['"', '\'']) && literal::text(raw) == *wanted,
        (Value::Date(day), SectionKind::Scalar) => raw == day.to_string(),
        (Value::Number(amount), SectionKind::Scalar) => literal::number(raw) == Some(*amount),
        (Value::Flag(flag), SectionKind::Scalar) => raw == flag.to_string(),
        (Value::Array(wanted), SectionKind::Array(items)) => {
            wanted.len() == items.len() && items.iter().zip(wanted).all(|(item, wanted)| means(text, item, wanted))
        }
        (Value::Table(wanted), SectionKind::Table(entries)) => {
            let one = |(key, value): &(&str, Value)| {
                let found = entries.iter().find(|entry| entry.path == [*key]);
                found.is_some_and(|entry| means(text, &entry.value, value))
            };
            wanted.len() == entries.len() && wanted.iter().all(one)
        }
        _ => false,
    }
}

/// Puts a value in the place of another.
pub(crate) fn replace(text: &str, outline: &Outline, node: &KeyNode, value: &Value) -> Result<Splices, Unable> {
    let eol = eol(text, node.span.start);
    let mut splices = Splices::default();
    match (value, &node.kind) {
        (Value::Table(wanted), SectionKind::Table(entries)) => {
            for (key, value) in wanted {
                match entries.iter().find(|entry| entry.path == [*key]) {
                    Some(entry) => splices.extend(replace(text, outline, &entry.value, value)?),
                    None => return Err(Unable::Layout),
                }
            }
        }
        (Value::List(wanted) | Value::Array(wanted), SectionKind::Array(items)) => {
            return set_list(text, outline, (node, items), (value, wanted), eol);
        }
        (Value::List(wanted), SectionKind::Scalar) => match wanted.as_slice() {
            [one] if means(text, node, one) => {}
            // The one that is there stays as it is written.
            [first, rest @ ..] if means(text, node, first) => {
                let rest: String = rest.iter().map(|item| format!(", {}", quote::value(item, 0, eol))).collect();
                splices.insert(node.span.start, "[");
                splices.insert(node.span.end, format!("{rest}]"));
            }
            _ => splices.replace(node.span.clone(), quote::value(value, 0, eol)),
        },
        _ if means(text, node, value) => {}
        _ => splices.replace(node.span.clone(), quote::value(value, 0, eol)),
    }
    Ok(splices)
}

/// Makes the list `node` of `text` hold just `wanted`, the items of `value`.
fn set_list(
    text: &str,
    outline: &Outline,
    (node, items): (&KeyNode, &[KeyNode]),
    (value, wanted): (&Value, &[Value]),
    eol: &str,
) -> Result<Splices, Unable> {
    let mut splices = Splices::default();
    if items.len() == wanted.len() {
        for (item, new) in items.iter().zip(wanted) {
            match replace(text, outline, item, new) {
                Ok(within) => splices.extend(within),
                Err(_) => splices.replace(item.span.clone(), quote::value(new, 0, eol)),
            }
        }
        return Ok(splices);
    }
    let written = |values: &[Value]| values.iter().map(|value| quote::value(value, 0, eol)).collect::<Vec<_>>();
    if items.is_empty() {
        splices.insert(node.span.start + 1, written(wanted).join(", "));
        return Ok(splices);
    }
    let spans = items.iter().map(|item| item.span.clone()).collect();
    let all = ArrayItems { text, outline, brackets: node.span.clone(), places: spans };
    let kept = KeptItems::of(wanted.len(), items.len(), |new, old| means(text, &items[old], &wanted[new]));
    if let Some(dropped) = kept.dropped.filter(|_| !wanted.is_empty()) {
        for run in dropped {
            all.drop(run, &mut splices);
        }
    } else if let Some(added) = kept.added {
        for (after, run) in added {
            all.add(after, &written(&wanted[run]), &mut splices);
        }
    } else {
        // Nothing of the old list's order can be kept: a new one stands in its place, if that costs no comment.
        if outline.comments.iter().any(|comment| node.span.contains(&comment.start)) {
            return Err(Unable::Layout);
        }
        splices.replace(node.span.clone(), quote::value(value, 0, eol));
    }
    Ok(splices)
}

/// How a list becomes another by taking items away alone, or by putting items in alone.
struct KeptItems {
    /// The items that go, as runs between those that stay.
    dropped: Option<Vec<Range<usize>>>,
    /// The items that come, as runs, each with the item that it stands after.
    added: Option<Vec<(Option<usize>, Range<usize>)>>,
}

impl KeptItems {
    fn of(wanted: usize, items: usize, same: impl Fn(usize, usize) -> bool) -> Self {
        let (mut new, mut dropped) = (0, Vec::<Range<usize>>::new());
        for old in 0..items {
            if new < wanted && same(new, old) {
                new += 1;
                continue;
            }
            match dropped.last_mut().filter(|run| run.end == old) {
                Some(run) => run.end += 1,
                None => dropped.push(old..old + 1),
            }
        }
        let dropped = (new == wanted).then_some(dropped);
        let (mut old, mut added) = (0, Vec::<(Option<usize>, Range<usize>)>::new());
        for new in 0..wanted {
            if old < items && same(new, old) {
                old += 1;
                continue;
            }
            let after = old.checked_sub(1);
            match added.last_mut().filter(|(place, _)| *place == after) {
                Some((_, run)) => run.end += 1,
                None => added.push((after, new..new + 1)),
            }
        }
        Self { dropped, added: (old == items).then_some(added) }
    }
}

/// Gives a list whose tables stand under headers `[[…]]` of their own what it is to hold, where that only adds tables at
/// its end.
pub(crate) fn under_headers(
    text: &str,
    outline: &Outline,
    path: &[String],
    wanted: &[Value],
) -> Result<Splices, Unable> {
    let sections: Vec<&TableSection> = outline.sections_below(path).collect();
    let is = |(at, section): (usize, &&TableSection)| {
        let Some(Value::Table(keys)) = wanted.get(at) else { return false };
        let has = |(key, value): &(&str, Value)| {
            section.entries.iter().any(|entry| entry.path == [*key] && means(text, &entry.value, value))
        };
        section.path.len() == path.len() + 1 && keys.len() == section.entries.len() && keys.iter().all(has)
    };
    let (Some(last), true) = (sections.last(), sections.iter().enumerate().all(is)) else {
        return Err(Unable::Layout);
    };
    let eol = eol(text, last.line.start);
    let end = place::end_of(text, last);
    let header = text[last.line.clone()].split('#').next().unwrap_or_default().trim();
    let mut tables = String::new();
    for table in &wanted[sections.len()..] {
        let Value::Table(keys) = table else { return Err(Unable::Layout) };
        let line = |(key, value): &(&str, Value)| format!("{key} = {}{eol}", quote::value(value, 0, eol));
        tables.push_str(&format!("{eol}{header}{eol}{}", keys.iter().map(line).collect::<String>()));
    }
    let unended = end == text.len() && !text.ends_with('\n');
    let mut splices = Splices::default();
    splices.insert(end, if unended { format!("{eol}{}", tables.trim_end()) } else { tables });
    Ok(splices)
}
