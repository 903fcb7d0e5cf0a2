//! Amounts, targets and what was reached of them.

use super::language::Words;
use super::parts;
use super::phrase::Phrase;
use crate::model::target::{Amount, TargetRange};
use crate::text::one_line;

/// An amount with its thousands parted.
pub(crate) fn amount(amount: Amount, words: &dyn Words) -> String {
    parts::amount(amount, |whole| words.number(whole), words.decimal_sign())
}

/// An amount as a cell has it: with nothing between thousands that could be taken for a decimal sign.
pub(crate) fn plain_amount(amount: Amount, words: &dyn Words) -> String {
    parts::amount(amount, |whole| whole.to_string(), words.decimal_sign())
}

/// A target: `at least 151 chi bộ`.
pub(crate) fn target(target: &TargetRange, words: &dyn Words) -> String {
    let [min, max] = [target.min, target.max].map(|limit| limit.map(|limit| amount(limit, words)));
    let limits = match (&min, &max) {
        (Some(from), Some(to)) => words.phrase(&Phrase::FromTo { from, to }),
        (Some(amount), None) => words.phrase(&Phrase::AtLeast { amount }),
        (None, amount) => words.phrase(&Phrase::AtMost { amount: amount.as_deref().unwrap_or_default() }),
    };
    with_unit(limits, target)
}

/// A target as people type it: `151 chi bộ`, `at most 3 vụ`, `10..20 xã`.
pub(crate) fn typed_target(target: &TargetRange, words: &dyn Words) -> String {
    let [min, max] = [target.min, target.max].map(|limit| limit.map(|limit| plain_amount(limit, words)));
    let limits = match (min, max) {
        (Some(from), Some(to)) => format!("{from}..{to}"),
        (Some(amount), None) => amount,
        (None, amount) => words.phrase(&Phrase::AtMost { amount: &amount.unwrap_or_default() }),
    };
    with_unit(limits, target)
}

/// How much was reached of a target: `120/151 chi bộ`; of what is to be reached at most `2/≤3`.
pub(crate) fn reached(value: Option<Amount>, target: &TargetRange, words: &dyn Words) -> String {
    reached_as(value, target, &|one| amount(one, words))
}

/// The same, given how an amount is written.
pub(crate) fn reached_as(value: Option<Amount>, target: &TargetRange, written: &dyn Fn(Amount) -> String) -> String {
    let [value, min, max] = [value, target.min, target.max].map(|one| one.map(written));
    let limits = match (min, max) {
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => min,
        (None, max) => format!("≤{}", max.unwrap_or_default()),
    };
    with_unit(format!("{}/{limits}", value.unwrap_or_else(|| "–".to_owned())), target)
}

fn with_unit(text: String, target: &TargetRange) -> String {
    match target.unit.as_deref().map(one_line) {
        Some(unit) if unit.starts_with('%') => format!("{text}{unit}"),
        Some(unit) => format!("{text} {unit}"),
        None => text,
    }
}
