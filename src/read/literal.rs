//! The meaning of a TOML text or list of texts that stands at a record's span.

use std::borrow::Cow;

use toml::de::DeValue;

use crate::model::target::Amount;

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

/// The texts that `raw`, a TOML string or a list of them, means.
pub fn texts(raw: &str) -> Vec<Cow<'_, str>> {
    if !raw.starts_with('[') {
        return vec![text(raw)];
    }
    match DeValue::parse(raw).map(toml::Spanned::into_inner) {
        Ok(DeValue::Array(items)) => items
            .into_iter()
            .filter_map(|item| match item.into_inner() {
                DeValue::String(text) => Some(text),
                _ => None,
            })
            .collect(),
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
        assert_eq!(texts("[ 'a', # b\n \"c\" ]"), ["a", "c"]);
        assert_eq!(texts("'a'"), ["a"]);
        assert!(texts("[]").is_empty());
    }
}
