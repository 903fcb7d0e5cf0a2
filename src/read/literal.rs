//! The meaning of a TOML text or list of texts that stands at a record's span.

use std::borrow::Cow;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::cursor::Cursor;
use crate::model::evidence::{Evidence, EvidenceFile};
use crate::model::target::{Amount, Progress};

/// The text that `raw`, a TOML string with its quotes, means.
pub fn text(raw: &str) -> Cow<'_, str> {
    if let Some(plain) = plain(raw) {
        return Cow::Borrowed(plain);
    }
    match DeValue::parse(raw).map(toml::Spanned::into_inner) {
        Ok(DeValue::String(text)) => text,
        // Spans are only kept of values that were read as texts.
        _ => Cow::Borrowed(raw),
    }
}

/// The evidence that `raw` means: a TOML string, or a list of strings and of tables with a file and its digest.
pub fn evidence(raw: &str) -> Vec<Evidence<'_>> {
    if !raw.starts_with('[') {
        return vec![Evidence::Document(text(raw))];
    }
    let one = |item| match item {
        DeValue::String(text) => Some(Evidence::Document(text)),
        DeValue::Table(mut table) => {
            let mut text = |key| match table.remove(key)?.into_inner() {
                DeValue::String(text) => Some(text),
                _ => None,
            };
            Some(Evidence::File(EvidenceFile { file: text("file")?, sha256: text("sha256")? }))
        }
        _ => None,
    };
    list(raw).into_iter().filter_map(one).collect()
}

/// What `raw`, a list of tables with a day and a value, means.
pub fn progress(raw: &str) -> Vec<Progress> {
    let mut plain = Vec::new();
    if Cursor::new(raw).and_then(|mut cursor| cursor.progress(|one| plain.push(one))).is_some() {
        return plain;
    }
    let one = |item| {
        let DeValue::Table(table) = item else { return None };
        let DeValue::Datetime(on) = table.get("on")?.get_ref() else { return None };
        let on = on.date?;
        let on = NaiveDate::from_ymd_opt(i32::from(on.year), u32::from(on.month), u32::from(on.day))?;
        Some(Progress { on, value: amount(table.get("value")?.get_ref())? })
    };
    list(raw).into_iter().filter_map(one).collect()
}

/// The items of a list: in brackets, or tables under headers `[[…]]` of their own, among which others may stand.
fn list(raw: &str) -> Vec<DeValue<'_>> {
    let value = if raw.starts_with("[[") {
        // The first key of each table leads to the first header.
        let mut value = DeValue::Table(DeTable::parse_recoverable(raw).0.into_inner());
        while let DeValue::Table(table) = value {
            let Some((_, first)) = table.into_iter().next() else { return Vec::new() };
            value = first.into_inner();
        }
        value
    } else {
        match DeValue::parse(raw) {
            Ok(value) => value.into_inner(),
            Err(_) => return Vec::new(),
        }
    };
    match value {
        DeValue::Array(items) => items.into_iter().map(toml::Spanned::into_inner).collect(),
        _ => Vec::new(),
    }
}

/// The amount that a TOML number means; nothing where it is none that can be written.
pub(crate) fn amount(number: &DeValue<'_>) -> Option<Amount> {
    match number {
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            Amount::whole(u64::try_from(number).ok()?)
        }
        DeValue::Float(number) => Amount::fraction(number.as_str().parse().ok()?),
        _ => None,
    }
}

/// The amount that `raw`, a TOML number, means.
pub(crate) fn number(raw: &str) -> Option<Amount> {
    amount(DeValue::parse(raw).ok()?.get_ref())
}

/// The inside of a string on one line that needs no unescaping.
fn plain(raw: &str) -> Option<&str> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    let needs_reading = inside.contains(quote) || (quote == '"' && inside.contains('\\'));
    (!needs_reading).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_string_means_what_toml_says() {
        for (raw, meant) in [
            (r#""Công văn""#, "Công văn"),
            (r#""a \"b\" \u0111""#, "a \"b\" đ"),
            (r"'C:\x'", r"C:\x"),
            ("\"\"\"\nhai\ndòng\"\"\"", "hai\ndòng"),
            ("'''\nmột'''", "một"),
            ("\"\"", ""),
            ("''", ""),
        ] {
            assert_eq!(text(raw), meant, "{raw}");
        }
        let names = |raw| evidence(raw).iter().map(|one| one.name().to_owned()).collect::<Vec<_>>().join("|");
        assert_eq!(names("[ 'a', # b\n \"c\" ]"), "a|c");
        assert_eq!(names("'a'"), "a");
        assert_eq!(names("[{ sha256 = 'x', file = 'b/c' }, 'd']"), "b/c|d");
        assert_eq!(names("[]"), "");
    }

    #[test]
    fn a_list_may_stand_under_headers_of_its_own() {
        let said =
            |raw| progress(raw).iter().map(|one| format!("{} {}", one.on, one.value)).collect::<Vec<_>>().join("|");
        let inline = "[{ on = 2024-04-01, value = 60 }, { value = 1_2.5, on = 2024-05-02 }]";
        assert_eq!(said(inline), "2024-04-01 60|2024-05-02 12.5");
        let headers = "[[t.\"2024-Q1\".progress]]\non = 2024-04-01\nvalue = 60\n[u]\ndone = 2024-01-01\n\
                       [[t.2024-Q1.progress]]\nvalue = 0x10\non = 2024-05-02";
        assert_eq!(said(headers), "2024-04-01 60|2024-05-02 16");
    }
}
