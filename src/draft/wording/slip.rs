//! What one slip of the hand makes of a word.

use super::vocabulary::plain;

/// What says which meeting of a council is meant.
const OF_SESSION: [&str; 4] = ["gần", "nhất", "chuyên", "đề"];

/// Whether the name of a council's meeting may be one of those that leave open which.
pub(super) fn is_open_session(word: &str) -> bool {
    OF_SESSION.iter().any(|own| word == *own || is_slip_of(word, own))
}

/// Whether a word is another in which one letter was lost, doubled, exchanged with the next, or lost its mark.
pub(super) fn is_slip_of(word: &str, meant: &str) -> bool {
    let (word, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let without = |text: &[char], at: usize| [&text[..at], &text[at + 1..]].concat();
    if word.len() + 1 == meant.len() {
        return (0..meant.len()).any(|at| without(&meant, at) == word);
    }
    if word.len() == meant.len() + 1 {
        return (1..word.len()).any(|at| word[at] == word[at - 1] && without(&word, at) == meant);
    }
    let differ: Vec<usize> = (0..word.len()).filter(|at| meant.get(*at) != word.get(*at)).collect();
    word.len() == meant.len()
        && match differ[..] {
            [at] => plain(&meant[at].to_string()) == word[at].to_string(),
            [one, next] => next == one + 1 && word[one] == meant[next] && word[next] == meant[one],
            _ => false,
        }
}
