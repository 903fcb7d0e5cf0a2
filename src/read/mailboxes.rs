//! The file of mailboxes: to which address the letter of each unit goes, and from which it comes. They are those of
//! offices; no person is named.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::text::parse;
use super::walk::{Inspect, Walk};
use crate::diagnostic::{Diagnostic, Expected, IdKind, Problem, Table};

const KEYS: &[&str] = &["from", "mailboxes"];

/// What a file of mailboxes says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MailboxReading {
    /// The address of the office that writes.
    pub(crate) from: String,
    /// Those of units, by their ids, with the place of each id.
    of_units: Vec<(String, Range<usize>, Vec<String>)>,
}

impl MailboxReading {
    /// The addresses of a unit; none where the file does not have it.
    pub(crate) fn of(&self, unit: &str) -> &[String] {
        let found = self.of_units.iter().find(|(id, _, _)| id == unit);
        found.map(|(_, _, addresses)| &**addresses).unwrap_or_default()
    }

    /// The ids of units, whether or not a plan has them, with the place of each.
    pub(crate) fn units(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.of_units.iter().map(|(id, span, _)| (id.as_str(), span))
    }
}

/// Reads it, with what is wrong in the order of the file.
pub(crate) fn read(text: &str) -> (MailboxReading, Vec<Diagnostic>) {
    let (top, syntax) = parse(text);
    let is_whole = syntax.is_empty();
    let mut walk = Walk::new(syntax, Inspect::No);
    let (mut from, mut of_units) = (None, Vec::new());
    for (key, value) in top {
        match key.get_ref().as_ref() {
            "from" => from = Some(addresses(&mut walk, value, false)),
            "mailboxes" => {
                for (unit, value) in walk.table(value, Expected::Table).unwrap_or_default() {
                    let id = unit.get_ref().to_string();
                    walk.id(&id, unit.span(), IdKind::Unit);
                    of_units.push((id, unit.span(), addresses(&mut walk, value, true)));
                }
            }
            _ => walk.unknown_key(&key, Table::MailboxFile, KEYS),
        }
    }
    // What could not be parsed may have held it.
    if from.is_none() && is_whole {
        walk.missing_key("from", Table::MailboxFile, 0..0);
    }
    let from = from.and_then(|from| from.into_iter().next()).unwrap_or_default();
    let mut found = walk.diagnostics;
    found.sort_by_key(|one| one.span.start);
    (MailboxReading { from, of_units }, found)
}

/// The addresses that a value holds: one, or a list where there may be several.
fn addresses(walk: &mut Walk, value: Spanned<DeValue<'_>>, many: bool) -> Vec<String> {
    let texts = match value.get_ref() {
        DeValue::Array(_) if many => walk.texts(value),
        _ => {
            let span = value.span();
            let expected = if many { Expected::TextOrTexts } else { Expected::Text };
            walk.text_or(value, expected).into_iter().map(|text| (span.clone(), text)).collect()
        }
    };
    for (span, text) in &texts {
        if !is_address(text) {
            walk.note(Problem::NotAMailAddress { text: text.to_string() }, span.clone());
        }
    }
    texts.into_iter().map(|(_, text)| text.to_string()).collect()
}

/// Whether a text is a mail address in the plain form that every program takes: a dot-atom, `@` and a domain of ASCII
/// labels (RFC 5322, 3.4.1, without quotes, comments and literals; lengths of RFC 5321, 4.5.3.1).
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let atom = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
    };
    let label = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain && (1..=63).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
    };
    local.len() <= 64 && domain.len() <= 255 && local.split('.').all(atom) && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_a_dot_atom_at_a_domain() {
        for text in ["vp@huyen.vn", "van.thu+kh@tinh-uy.example", "a@b", "VP_1@X9.Y"] {
            assert!(is_address(text), "{text}");
        }
        let long = format!("{}@b.vn", "a".repeat(65));
        for text in [
            "",
            "vp",
            "vp@",
            "@b.vn",
            "vp@b..vn",
            ".vp@b.vn",
            "v p@b.vn",
            "vp@b.vn ",
            "Văn thư <vp@b.vn>",
            "vp@huyện.vn",
            "a@b@c.vn",
            "vp@-b.vn",
            "vp@b.vn\r\nBcc: x@y.vn",
            "vp@b.vn, x@y.vn",
            &long,
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
