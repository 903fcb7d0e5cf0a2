//! Short titles of tasks, and ids.

use crate::model::id::{MAX_LENGTH, is_device};

use super::label::label;
use super::tokens::{DraftToken, key, longest, tokens};
use crate::text::sentence_case;

/// The longest title, in characters, where it can be cut at the end of a clause.
const LONGEST: usize = 150;
/// A cut leaves at least so much.
const SHORTEST: usize = 30;

/// What is to be done, in one clause: the first sentence, cut where aims and manners begin.
pub(super) fn title(text: &str) -> String {
    let text = text.replace('\n', " ");
    let bare = label(&text).map_or(text.as_str(), |found| found.rest);
    let bare = bare.trim().trim_end_matches(['.', ';', ',', ':', '/']).trim();
    if bare.chars().count() <= LONGEST && !ends_within(bare) {
        return sentence_case(bare);
    }
    let marks = tokens(bare);
    let mut depth = 0_usize;
    let mut best: Option<usize> = None;
    for (at, mark) in marks.iter().enumerate() {
        match mark.word.as_str() {
            "(" | "“" => depth += 1,
            ")" | "”" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let length = bare[..mark.at.start].chars().count();
        if length > LONGEST && best.is_some() {
            break;
        }
        if depth > 0 || length < SHORTEST {
            continue;
        }
        let cut = match mark.word.as_str() {
            "." | ";" | ":" => marks.get(at + 1).is_none_or(|next| next.at.start > mark.at.end),
            _ => {
                longest(
                    &marks,
                    at,
                    &[
                        "nhằm",
                        "để",
                        "theo hướng",
                        "bảo đảm",
                        "đảm bảo",
                        "trong đó",
                        "góp phần",
                        "trên cơ sở",
                        "phù hợp với",
                        "đáp ứng",
                    ],
                )
                .is_some()
                    && length > SHORTEST * 2
            }
        };
        if cut {
            best = Some(mark.at.start);
            if length <= LONGEST && matches!(mark.word.as_str(), "." | ";" | ":") {
                break;
            }
        }
    }
    let cut = best.filter(|at| bare[..*at].chars().count() <= LONGEST * 2).or_else(|| last_comma(bare, &marks));
    let short = cut.map_or(bare, |at| &bare[..at]);
    sentence_case(short.trim().trim_end_matches(['.', ';', ',', ':', '(']).trim())
}

/// Whether there is more than one sentence.
fn ends_within(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| text[at + 2..].starts_with(char::is_uppercase) && at > SHORTEST)
}

/// The last comma or blank before a title grows too long.
fn last_comma(text: &str, marks: &[DraftToken]) -> Option<usize> {
    let fits = |mark: &&DraftToken| text[..mark.at.start].chars().count() <= LONGEST;
    let within = marks.iter().take_while(fits).collect::<Vec<_>>();
    let comma =
        within.iter().rev().find(|mark| mark.word == "," && text[..mark.at.start].chars().count() > SHORTEST * 2);
    comma.or(within.last()).map(|mark| mark.at.start)
}

/// An id of the first words of a name.
pub(super) fn id(name: &str, words: usize, taken: &dyn Fn(&str) -> bool) -> String {
    let mut id = String::new();
    for word in key(name).split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_alphanumeric())).take(words) {
        if id.len() + word.len() + 1 > MAX_LENGTH - 8 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    if id.is_empty() {
        id.push('x');
    }
    if is_device(&id) {
        id.push_str("-1");
    }
    if !taken(&id) {
        return id;
    }
    (2..u32::MAX).map(|number| format!("{id}-{number}")).find(|numbered| !taken(numbered)).expect("numbers do not end")
}
