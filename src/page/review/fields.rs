//! What became of the fields of records, in words.

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::model::record::Field;
use crate::words::{Label, Words, date, said};

/// What became of a field, in words.
pub(crate) fn detail(field: Field, was: &Facts<'_>, is: &Facts<'_>, words: &dyn Words) -> String {
    let label = words.label(field.into());
    if field == Field::Evidence {
        let only = |these: &Facts<'_>, those: &Facts<'_>| -> Option<String> {
            let texts = these.evidence().iter().filter(|text| !those.has_evidence(text));
            Some(texts.map(ToString::to_string).collect::<Vec<_>>().join("; ")).filter(|texts| !texts.is_empty())
        };
        let (gone, added) = (only(was, is), only(is, was));
        if gone.is_some() || added.is_some() {
            return changed(label, gone.as_deref(), added.as_deref(), words);
        }
    }
    let [was, is] = [was, is].map(|facts| facts.get(field).map(|fact| said(fact, words)));
    changed(label, was.as_deref(), is.as_deref(), words)
}

/// That something of this name was so and is so.
pub(super) fn changed(label: &str, was: Option<&str>, is: Option<&str>, words: &dyn Words) -> String {
    let to = is.unwrap_or(words.label(Label::Removed));
    let from = was.map(|from| format!("{from} → ")).unwrap_or_default();
    format!("{}: {from}{to}", label.to_lowercase())
}

/// That a day became another, where either may not be known.
pub(super) fn moved(from: Option<NaiveDate>, to: Option<NaiveDate>, words: &dyn Words) -> String {
    let [from, to] = [from, to].map(|day| day.map_or_else(|| words.label(Label::NoDay).to_owned(), date));
    format!("{from} → {to}")
}
