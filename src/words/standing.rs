//! How an obligation stands, in words.

use std::fmt::Write as _;

use super::language::Words;
use super::phrase::Phrase;
use crate::judge::{Flag, Flags, Standing, State};

/// A state in full. What had no last day was neither in time nor late.
pub(crate) fn state_word(state: State, dated: bool, flags: Flags, words: &dyn Words) -> &'static str {
    if state == State::Completed && dated { words.completed(flags.has(Flag::Late)) } else { words.state(state) }
}

/// A state with its days and flags.
pub(crate) fn standing(standing: &Standing, words: &dyn Words) -> String {
    let mut text = state_word(standing.state, standing.due.is_some(), standing.flags, words).to_owned();
    if let Some(days) = standing.days_late.filter(|days| *days > 0) {
        let _ = write!(text, " {}", words.phrase(&Phrase::Days(days)));
    }
    if let Some(days) = standing.days_left.filter(|_| standing.flags.has(Flag::DueSoon)) {
        let _ = write!(text, ", {}", words.phrase(&Phrase::DaysLeft(days)));
    }
    for flag in standing.flags.iter().filter(|flag| *flag != Flag::Late) {
        let _ = write!(text, ", {}", words.flag(flag));
    }
    text
}
