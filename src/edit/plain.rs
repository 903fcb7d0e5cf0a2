//! A unit's file as lines that say by themselves what they are about, so that a difference can be read line by line.

use crate::model::record::Field;
use crate::text::in_place;

/// Each line of a text, after the record it belongs to, with `label` in the place of a field's name. Nothing is left out,
/// and any text will do: one with the markers of a conflict, or one that is no sound TOML.
pub(crate) fn lines(text: &str, label: &dyn Fn(Field) -> String) -> String {
    let (mut told, mut record) = (String::new(), String::new());
    for line in text.lines() {
        let plain = in_place(line);
        if let Some(names) = header(&plain) {
            record = names.join(" ");
            told.push_str(&plain);
        } else if let Some((names, field, value)) = fact(&plain) {
            let of: Vec<&str> = [record.as_str()].into_iter().chain(names).filter(|name| !name.is_empty()).collect();
            told.push_str(&format!("{} · {}: {}", of.join(" "), label(field), unquoted(value)));
        } else {
            told.push_str(&plain);
        }
        told.push('\n');
    }
    told
}

/// The names of a table, where a line is its header.
fn header(line: &str) -> Option<Vec<&str>> {
    let names = line.trim().strip_prefix('[')?.split_once(']')?.0;
    (!names.starts_with('[') && !names.contains([',', '='])).then(|| path(names).collect())
}

/// A line that says a field: the names before it, the field, and its value as it is written.
fn fact(line: &str) -> Option<(Vec<&str>, Field, &str)> {
    let (key, value) = line.split_once('=')?;
    let mut names: Vec<&str> = path(key).collect();
    let last = names.pop()?;
    let field = Field::parse(last)?;
    Some((names, field, value.trim()))
}

fn path(names: &str) -> impl Iterator<Item = &str> {
    names.split('.').map(|name| name.trim().trim_matches(['"', '\'']))
}

/// A text without its quotes, where it is written in the simplest way.
fn unquoted(value: &str) -> &str {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.filter(|inner| !inner.contains(['"', '\\'])).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_what_it_is_about() {
        let text = "# đầu\n\n[a]\ndone = 2024-03-15 # xong\nnote   = \"x\"\n<<<<<<< ours\nevidence = [\"x\",\n  \"y\"]\n=======\n\
                    [b.\"2024-Q1\"]\nextended = { to = 2024-05-01 }\n[c]\n2024-Q2.done = 2024-04-01\nkhác = 1\n\u{1b}[31m";
        let label = |field: Field| field.as_str().to_uppercase();
        assert_eq!(
            lines(text, &label),
            "# đầu\n\n[a]\na · DONE: 2024-03-15 # xong\na · NOTE: x\n<<<<<<< ours\na · EVIDENCE: [\"x\",\n  \"y\"]\n=======\n\
             [b.\"2024-Q1\"]\nb 2024-Q1 · EXTENDED: { to = 2024-05-01 }\n[c]\nc 2024-Q2 · DONE: 2024-04-01\nkhác = 1\n?[31m\n"
        );
    }
}
