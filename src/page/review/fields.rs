//! What became of the fields of records, in words.

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::model::record::Field;
use crate::text::{one_line, same};
use crate::words::{Label, Words, date, parts, said};

/// What became of a field, in words.
pub(crate) fn detail(field: Field, was: &Facts<'_>, is: &Facts<'_>, words: &dyn Words) -> String {
    let label = words.label(field.into());
    if field.is_list() {
        // Of a file it is what it was known by that makes another of it.
        let listed = |facts: &Facts<'_>| -> Vec<String> {
            let Some(fact) = facts.get(field) else { return Vec::new() };
            let marks = facts.evidence().iter().map(|one| one.file().map(|it| &it.sha256[..it.sha256.len().min(8)]));
            let marks = marks.chain(std::iter::repeat(None));
            let marked = parts(fact, words).into_iter().zip(marks);
            marked.map(|(text, mark)| mark.map_or(text.clone(), |mark| format!("{text} (sha256 {mark}…)"))).collect()
        };
        let only = |these: &Facts<'_>, those: &Facts<'_>| -> Option<String> {
            let those = listed(those);
            let texts = listed(these).into_iter().filter(|text| !those.iter().any(|other| same(other, text)));
            Some(texts.collect::<Vec<_>>().join("; ")).filter(|texts| !texts.is_empty())
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

/// The most characters that a name or title has in a sentence with something else to say: no day is pushed out by one.
const LONGEST_NAME: usize = 120;

/// A name or title as a part of a sentence, cut to a length.
pub(crate) fn cut_inside(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= LONGEST_NAME {
        return line;
    }
    line.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}
