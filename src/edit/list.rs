//! Lists of texts: items added and taken away where they stand, the layout and comments of the rest kept.

use super::Unable;
use super::outline::{Node, Outline, line_end, line_start};
use super::quote::string;
use super::splice::Splices;
use crate::read::literal;

/// Makes the list `node` of `text` hold just `wanted`.
pub fn set(
    text: &str,
    outline: &Outline,
    node: &Node,
    items: &[Node],
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
    let (mut kept, mut dropped) = (0, Vec::new());
    for (at, old) in meant.iter().enumerate() {
        if wanted.get(kept).is_some_and(|new| new == old) {
            kept += 1;
        } else {
            dropped.push(at);
        }
    }
    let added = &wanted[kept..];
    if !dropped.is_empty() && (kept == 0 || !added.is_empty()) {
        // Nothing of the old list's order can be kept: a new one stands in its place, if that costs no comment.
        if outline.comments.iter().any(|comment| node.span.contains(&comment.start)) {
            return Err(Unable::Layout);
        }
        splices.replace(node.span.clone(), super::quote::value(&super::Value::Texts(wanted.to_vec()), 0, eol));
        return Ok(splices);
    }
    for at in dropped {
        drop_item(text, outline, items, at, &mut splices);
    }
    if !added.is_empty() {
        add(text, node, items.last(), added, eol, &mut splices);
    }
    Ok(splices)
}

/// Takes away one item, and its line where it had one for itself.
fn drop_item(text: &str, outline: &Outline, items: &[Node], at: usize, splices: &mut Splices) {
    let span = items[at].span.clone();
    let end = after_comma(text, span.end).unwrap_or(span.end);
    let (line, next) = (line_start(text, span.start), line_end(text, end));
    let alone = text[line..span.start].trim().is_empty() && text[end..next].trim().is_empty();
    let comments = outline.comments.iter().any(|comment| (line..next).contains(&comment.start));
    if alone && !comments && end > span.end {
        splices.remove(line..next);
    } else if end == span.end && at > 0 && !alone {
        splices.remove(items[at - 1].span.end..span.end);
    } else {
        let blanks = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
        splices.remove(span.start..end + blanks);
    }
}

/// Puts texts after the last item, as the items there are laid out.
fn add(text: &str, node: &Node, last: Option<&Node>, added: &[String], eol: &str, splices: &mut Splices) {
    let strings: Vec<String> = added.iter().map(|text| string(text)).collect();
    let Some(last) = last else {
        splices.insert(node.span.start + 1, strings.join(", "));
        return;
    };
    let on_lines = text[node.span.start..last.span.start].contains('\n');
    if !on_lines {
        splices.insert(last.span.end, format!(", {}", strings.join(", ")));
        return;
    }
    let start = line_start(text, last.span.start);
    let indent = &text[start..last.span.start];
    let indent = if indent.trim().is_empty() { indent } else { "  " };
    let comma = after_comma(text, last.span.end);
    let after = comma.unwrap_or(last.span.end);
    let rest = text[after..line_end(text, after)].trim_start_matches([' ', '\t']);
    if rest.trim().is_empty() || rest.starts_with('#') {
        if comma.is_none() {
            splices.insert(last.span.end, ",");
        }
        let separator = format!(",{eol}{indent}");
        let closing = if comma.is_some() { "," } else { "" };
        splices.insert(line_end(text, after), format!("{indent}{}{closing}{eol}", strings.join(&separator)));
    } else {
        let lines: String = strings.iter().map(|string| format!(",{eol}{indent}{string}")).collect();
        splices.insert(last.span.end, lines);
    }
}

/// The place after the comma that follows `at`, past blanks, line ends and comments.
pub fn after_comma(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = &text[at..];
        match rest.chars().next()? {
            ',' => return Some(at + 1),
            '#' => at = line_end(text, at),
            c if c.is_ascii_whitespace() => at += 1,
            _ => return None,
        }
    }
}
