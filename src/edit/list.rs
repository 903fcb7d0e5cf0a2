//! Lists of texts: items added and taken away where they stand, the layout and comments of the rest kept.

use std::ops::Range;

use super::change::{Unable, Value};
use super::items::ArrayItems;
use super::outline::{KeyNode, Outline};
use super::quote;
use super::quote::string;
use super::splice::Splices;
use crate::read::literal;

/// Makes the list `node` of `text` hold just `wanted`.
pub(crate) fn set(
    text: &str,
    outline: &Outline,
    node: &KeyNode,
    items: &[KeyNode],
    wanted: &[String],
    eol: &str,
) -> Result<Splices, Unable> {
    let mut splices = Splices::default();
    let meant: Vec<_> = items.iter().map(|item| literal::text(&text[item.span.clone()])).collect();
    if meant.len() == wanted.len() {
        for ((item, old), new) in items.iter().zip(&meant).zip(wanted) {
            if old != new {
                splices.replace(item.span.clone(), string(new));
            }
        }
        return Ok(splices);
    }
    // The items that go, as runs between those that stay.
    let (mut kept, mut dropped) = (0, Vec::<Range<usize>>::new());
    for (at, old) in meant.iter().enumerate() {
        if wanted.get(kept).is_some_and(|new| new == old) {
            kept += 1;
        } else {
            match dropped.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end += 1,
                None => dropped.push(at..at + 1),
            }
        }
    }
    let added: Vec<String> = wanted[kept..].iter().map(|text| string(text)).collect();
    if items.is_empty() {
        splices.insert(node.span.start + 1, added.join(", "));
        return Ok(splices);
    }
    if !dropped.is_empty() && (kept == 0 || !added.is_empty()) {
        // Nothing of the old list's order can be kept: a new one stands in its place, if that costs no comment.
        if outline.comments.iter().any(|comment| node.span.contains(&comment.start)) {
            return Err(Unable::Layout);
        }
        splices.replace(node.span.clone(), quote::value(&Value::Texts(wanted.to_vec()), 0, eol));
        return Ok(splices);
    }
    let spans = items.iter().map(|item| item.span.clone()).collect();
    let items = ArrayItems { text, outline, brackets: node.span.clone(), places: spans };
    for run in dropped {
        items.drop(run, &mut splices);
    }
    if !added.is_empty() {
        items.add(Some(items.places.len() - 1), &added, &mut splices);
    }
    Ok(splices)
}
