//! What can be said of units that come and go, and of duties that several units share.

use super::language::Words;
use super::phrase::Phrase;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::text::one_line;

/// What an obligation has to do with other units.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum HandingPhrase<'a> {
    Together { units: &'a str },
    HandedTo { units: &'a str },
    TakenFrom { unit: &'a str, with: Option<&'a str> },
    TakenOver { count: usize, from: &'a str },
    Handed { count: u32, units: &'a str },
    LetterTakenOver { count: usize, all: bool, from: &'a str },
}

/// The short names of units in a row; of many the first.
pub(crate) fn names(plan: &Plan, units: &[UnitIx], words: &dyn Words) -> String {
    const NAMED: usize = 6;
    let shown = if units.len() > NAMED { NAMED - 1 } else { NAMED };
    let names: Vec<String> = units.iter().take(shown).map(|unit| one_line(plan.unit(*unit).short_name())).collect();
    let hidden = units.len() - names.len();
    if hidden > 0 {
        return format!("{} {}", names.join(", "), words.phrase(&Phrase::AndMore { count: hidden }));
    }
    words.listed(&names)
}

/// Who owes something too, and who took it over, in words.
pub(crate) fn ties(plan: &Plan, with: &[UnitIx], handed_to: &[UnitIx], words: &dyn Words) -> Vec<String> {
    let said = |units: &[UnitIx], phrase: fn(&str) -> HandingPhrase<'_>| {
        (!units.is_empty()).then(|| words.phrase(&Phrase::Handing(phrase(&names(plan, units, words)))))
    };
    let with = said(with, |units| HandingPhrase::Together { units });
    with.into_iter().chain(said(handed_to, |units| HandingPhrase::HandedTo { units })).collect()
}
