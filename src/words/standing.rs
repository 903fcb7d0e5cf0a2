//! How an obligation stands, in words.

use std::fmt::Write as _;

use super::handing::HandingPhrase;
use super::language::Words;
use super::phrase::Phrase;
use crate::judge::{DoneBelow, Flag, Flags, LevelGap, Standing, State};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::text::one_line;

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

/// The short names of units in a row; of many the first.
pub(crate) fn names(plan: &Plan, units: &[UnitIx], words: &dyn Words) -> String {
    some_of(units.iter().map(|unit| one_line(plan.unit(*unit).short_name())), words)
}

/// Names in a row; of many the first, and how many more there are.
pub(crate) fn some_of(names: impl ExactSizeIterator<Item = String>, words: &dyn Words) -> String {
    const NAMED: usize = 6;
    let all = names.len();
    let names: Vec<String> = names.take(if all > NAMED { NAMED - 1 } else { NAMED }).collect();
    let hidden = all - names.len();
    if hidden > 0 {
        return format!("{} {}", names.join(", "), words.phrase(&Phrase::AndMore { count: hidden }));
    }
    words.listed(&names)
}

/// Who owes something too, who took it over, and how much of it is done below, in words.
pub(crate) fn ties(
    plan: &Plan,
    (with, handed_to): (&[UnitIx], &[UnitIx]),
    below: Option<(DoneBelow, &Standing)>,
    words: &dyn Words,
) -> Vec<String> {
    let said = |units: &[UnitIx], phrase: fn(&str) -> HandingPhrase<'_>| {
        (!units.is_empty()).then(|| words.phrase(&Phrase::Handing(phrase(&names(plan, units, words)))))
    };
    let with = said(with, |units| HandingPhrase::Together { units });
    let below = below.map(|(done, standing)| {
        let (DoneBelow { completed, of, .. }, gap) = (done, done.gap(standing));
        words.phrase(&Phrase::Handing(match gap {
            None => HandingPhrase::DoneBelow { completed, of },
            Some(LevelGap::Ahead) => HandingPhrase::DoneAhead { completed, of },
            Some(LevelGap::Behind) => HandingPhrase::DoneBehind { completed, of },
        }))
    });
    with.into_iter().chain(said(handed_to, |units| HandingPhrase::HandedTo { units })).chain(below).collect()
}
