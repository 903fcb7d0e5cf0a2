//! What became of the fields of records, in words.

use crate::facts::Facts;
use crate::model::record::Field;
use crate::words::{Phrase, Words, said};

/// What became of a field, in words.
pub(crate) fn detail(field: Field, was: &Facts<'_>, is: &Facts<'_>, words: &dyn Words) -> String {
    let say = |said: Phrase<'_>| words.phrase(&said);
    if field == Field::Evidence {
        let only = |these: &Facts<'_>, those: &Facts<'_>| -> Vec<String> {
            these.evidence().iter().filter(|text| !those.has_evidence(text)).map(ToString::to_string).collect()
        };
        let (added, gone) = (only(is, was), only(was, is));
        if !added.is_empty() || !gone.is_empty() {
            return say(Phrase::Evidence { added: &added, gone: &gone });
        }
    }
    let [was, is] = [was, is].map(|facts| facts.get(field).map(|fact| said(fact, words)));
    changed(words.label(field.into()), was.as_deref(), is.as_deref(), words)
}

/// That something of this name was so and is so.
pub(super) fn changed(label: &'static str, was: Option<&str>, is: Option<&str>, words: &dyn Words) -> String {
    let said = match (was, is) {
        (None, Some(to)) => Phrase::FieldNow { label, to },
        (Some(from), Some(to)) => Phrase::FieldWas { label, from, to },
        (from, None) => Phrase::FieldGone { label, from: from.unwrap_or_default() },
    };
    words.phrase(&said)
}
