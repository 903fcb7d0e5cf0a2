//! Typed reading of TOML values that notes what does not fit and goes on.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{RawText, literal};
use crate::diagnostic::{Diagnostic, Expected, Found, IdKind, Problem, Table};
use crate::model::id::{Id, is_id};
use crate::model::period::{FIRST_DAY, LAST_DAY};
use crate::model::plan::Text;
use crate::model::target::Amount;
use crate::text::{fold, slug};
use crate::typed;

/// A key and its value, with their places.
pub type DocumentEntry<'t> = (Spanned<DeString<'t>>, Spanned<DeValue<'t>>);

/// A text with something odd about it.
#[derive(Debug)]
pub(crate) struct ReadText {
    /// Where it stands, quotes included.
    pub(crate) span: Range<usize>,
    /// What the rules about texts name.
    pub(crate) fault: TextFault,
}

/// What can be odd about a text in itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// It is empty, or nothing but blanks.
    Empty,
    /// It is not in NFC.
    NotNfc,
    /// It has a character that is not seen.
    Hidden(char),
    /// It has a letter that only looks like another: both.
    LookAlike(char, char),
}

/// Whether texts are looked at one by one: only `check` asks what is odd about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inspect {
    Texts,
    No,
}

/// Collects problems, and the texts that are odd.
#[derive(Debug)]
pub(crate) struct Walk {
    inspect: Inspect,
    /// What finds the names that were probably meant.
    pub(crate) guess: Guess,
    /// What was found wrong so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
}

impl Walk {
    /// A walk over a text with these faults of syntax.
    pub(crate) fn new(diagnostics: Vec<Diagnostic>, inspect: Inspect) -> Self {
        Self { inspect, guess: Guess::default(), diagnostics, texts: Vec::new() }
    }

    /// Notes `problem` at `span`.
    pub(crate) fn note(&mut self, problem: Problem, span: Range<usize>) {
        self.diagnostics.push(Diagnostic::new(problem, span));
    }

    /// Notes that a value is of another type.
    pub(crate) fn wrong_type(&mut self, expected: Expected, value: &Spanned<DeValue<'_>>) {
        self.note(Problem::WrongType { expected, found: found(value.get_ref()) }, value.span());
    }

    /// Notes a key that `table` does not have.
    pub(crate) fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, table: Table, known: &[&'static str]) {
        let problem = Problem::UnknownKey { key: key.get_ref().to_string(), table };
        let meant = self.guess.closest(key.get_ref(), known.iter().copied());
        self.diagnostics.push(Diagnostic::new(problem, key.span()).did_you_mean(meant));
    }

    /// Notes that `key` is missing in `table`, which begins at `span`.
    pub(crate) fn missing_key(&mut self, key: &'static str, table: Table, span: Range<usize>) {
        self.note(Problem::MissingKey { key, table }, span);
    }

    /// Notes which of the keys that `table` must have were not seen in the one that begins at `span`.
    pub(crate) fn missing(&mut self, required: &[&'static str], seen: &[bool], table: Table, span: &Range<usize>) {
        for (key, _) in required.iter().zip(seen).filter(|(_, seen)| !**seen) {
            self.missing_key(key, table, span.clone());
        }
    }

    pub(crate) fn text(&mut self, value: Spanned<DeValue<'_>>) -> Option<Text> {
        self.text_or(value, Expected::Text).map(Text::from)
    }

    /// Takes a text where `expected` allows one.
    pub(crate) fn text_or<'t>(&mut self, value: Spanned<DeValue<'t>>, expected: Expected) -> Option<RawText<'t>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => {
                let fault = if self.inspect == Inspect::Texts { text_fault(&text) } else { None };
                self.texts.extend(fault.map(|fault| ReadText { span, fault }));
                Some(text)
            }
            other => {
                self.note(Problem::WrongType { expected, found: found(&other) }, span);
                None
            }
        }
    }

    /// Takes `true` or `false`.
    pub(crate) fn bool(&mut self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(Expected::Bool, value);
        None
    }

    /// Takes a whole number between two limits, both allowed.
    pub(crate) fn number(&mut self, value: &Spanned<DeValue<'_>>, least: u32, most: u32) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(Expected::Number, value);
            return None;
        };
        let parsed = i64::from_str_radix(number.as_str(), number.radix()).ok().and_then(|n| u32::try_from(n).ok());
        let inside = parsed.filter(|n| (least..=most).contains(n));
        if inside.is_none() {
            self.note(Problem::OutOfRange { least, most }, value.span());
        }
        inside
    }

    /// Takes an amount, whole or with a fraction.
    pub(crate) fn amount(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Amount> {
        if !matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
            self.wrong_type(Expected::Amount, value);
            return None;
        }
        let amount = literal::amount(value.get_ref());
        if amount.is_none() {
            self.note(Problem::AmountOutOfRange, value.span());
        }
        amount
    }

    /// Takes a date: a day without a time, in the years 1 to 9999.
    pub(crate) fn date(&mut self, value: &Spanned<DeValue<'_>>) -> Option<NaiveDate> {
        self.date_or(value, Expected::Date)
    }

    /// Takes a date where `expected` allows one.
    pub(crate) fn date_or(&mut self, value: &Spanned<DeValue<'_>>, expected: Expected) -> Option<NaiveDate> {
        let DeValue::Datetime(moment) = value.get_ref() else {
            // A date in quotes is the commonest slip: the same text without them is what was meant.
            let (problem, meant) = match value.get_ref().as_str().map(|text| (text, typed::whole_day(text))) {
                Some((text, Err(fault))) => (Problem::ImpossibleDay { text: text.to_owned(), fault }, None),
                Some((_, Ok(meant))) => (Problem::WrongType { expected, found: Found::Text }, meant),
                None => (Problem::WrongType { expected, found: found(value.get_ref()) }, None),
            };
            let meant = meant.map(|day| day.to_string());
            self.diagnostics.push(Diagnostic::new(problem, value.span()).did_you_mean(meant));
            return None;
        };
        let (Some(date), None, None) = (moment.date, moment.time, moment.offset) else {
            let meant = moment.date.map(|date| date.to_string());
            self.diagnostics.push(Diagnostic::new(Problem::DateWithTime, value.span()).did_you_mean(meant));
            return None;
        };
        let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
        let day = day.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day));
        if day.is_none() {
            self.note(Problem::YearOutOfRange, value.span());
        }
        day
    }

    pub(crate) fn table<'t>(&mut self, value: Spanned<DeValue<'t>>, expected: Expected) -> Option<DeTable<'t>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(table),
            other => {
                self.note(Problem::WrongType { expected, found: found(&other) }, span);
                None
            }
        }
    }

    /// Takes a list of texts, with the place of each.
    pub(crate) fn texts<'t>(&mut self, value: Spanned<DeValue<'t>>) -> Vec<(Range<usize>, RawText<'t>)> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    let span = item.span();
                    texts.extend(self.text_or(item, Expected::Text).map(|text| (span, text)));
                }
                texts
            }
            other => {
                self.note(Problem::WrongType { expected: Expected::Texts, found: found(&other) }, span);
                Vec::new()
            }
        }
    }

    pub(crate) fn id(&mut self, text: &str, span: Range<usize>, kind: IdKind) -> Option<Id> {
        let id = Id::parse(text);
        if id.is_none() {
            let meant = Some(slug(text)).filter(|meant| is_id(meant)).map(|meant| format!("\"{meant}\""));
            self.diagnostics
                .push(Diagnostic::new(Problem::InvalidId { id: text.to_owned(), kind }, span).did_you_mean(meant));
        }
        id
    }

    /// Takes one of a set of words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        value: Spanned<DeValue<'_>>,
        words: &[(&'static str, T)],
        allowed: &'static [&'static str],
    ) -> Option<T> {
        let span = value.span();
        let text = self.text(value)?;
        let found = words.iter().find(|(word, _)| *word == &*text);
        if found.is_none() {
            let meant = self.guess.closest(&text, allowed.iter().copied()).map(|word| format!("\"{word}\""));
            let problem = Problem::InvalidValue { value: text.into(), allowed };
            self.diagnostics.push(Diagnostic::new(problem, span).did_you_mean(meant));
        }
        found.map(|(_, meaning)| *meaning)
    }
}

/// The type of a value, for messages.
pub(crate) fn found(value: &DeValue<'_>) -> Found {
    match value {
        DeValue::String(_) => Found::Text,
        DeValue::Integer(_) => Found::Number,
        DeValue::Float(_) => Found::Float,
        DeValue::Boolean(_) => Found::Bool,
        DeValue::Datetime(_) => Found::Date,
        DeValue::Array(_) => Found::List,
        DeValue::Table(_) => Found::Table,
    }
}

/// Finds what was probably meant, as long as that costs little: of thousands of unknown names the first few are enough.
#[derive(Debug)]
pub(crate) struct Guess {
    comparisons_left: usize,
}

impl Default for Guess {
    fn default() -> Self {
        Self { comparisons_left: 200_000 }
    }
}

impl Guess {
    /// The one of `known` that `text` was probably meant to be.
    pub(crate) fn closest<'a>(&mut self, text: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
        // Past the length of an id nothing near is to be found, and the distance costs the product of both lengths.
        if text.len() > 2 * crate::model::id::MAX_LENGTH {
            return None;
        }
        let left = &mut self.comparisons_left;
        let affordable = known.take_while(|_| {
            *left = left.saturating_sub(1);
            *left > 0
        });
        closest(text, affordable)
    }

    /// The id of the one of `known`, an id and its name, that is called `text`, whatever its capitals and diacritics.
    pub(crate) fn named<'a>(
        &mut self,
        text: &str,
        mut known: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Option<String> {
        let wanted = fold(text);
        let left = &mut self.comparisons_left;
        let found = known.find(|(_, name)| {
            *left = left.saturating_sub(1);
            *left == 0 || fold(name) == wanted
        });
        found.filter(|_| *left > 0).map(|(id, _)| id.to_owned())
    }
}

/// The one of a few known words that `text` was probably meant to be.
pub(crate) fn closest<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let lower = text.to_lowercase();
    let most_slips = |word: &str| word.chars().count().max(3) / 3;
    let near = known
        .filter(|word| word.len().abs_diff(text.len()) <= 2 * most_slips(word))
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), word))
        .min_by_key(|(slips, _)| *slips)?;
    (near.0 <= most_slips(near.1)).then(|| near.1.to_owned())
}

fn text_fault(text: &str) -> Option<TextFault> {
    if text.trim().is_empty() {
        return Some(TextFault::Empty);
    }
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control() && b != b'\n' && b != b'\t') {
        return None;
    }
    let hidden = text.chars().find(|c| crate::text::hidden(*c).is_some() && !matches!(c, '\n' | '\t' | '\r'));
    if let Some(character) = hidden {
        return Some(TextFault::Hidden(character));
    }
    if crate::text::shows_nothing(text) {
        return Some(TextFault::Empty);
    }
    if let Some((character, like)) = crate::text::look_alike(text) {
        return Some(TextFault::LookAlike(character, like));
    }
    (!unicode_normalization::is_nfc(text)).then_some(TextFault::NotNfc)
}
