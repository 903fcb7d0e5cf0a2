//! What a wording calls the event that its time limit counts from.

use super::count::ends_event;
use super::cursor::TokenCursor;
use super::once::{DULL, event_id};
use super::token::{Kind, Token, Tokens};
use super::vocabulary::plain;

/// The name of an event as a wording has it, by the id that it was read with; nothing where the wording has no name for it.
pub(crate) fn event_name(wording: &str, id: &str) -> Option<String> {
    let tokens = Tokens::of(wording);
    let all = &tokens.all;
    let is_dull = |token: &Token| plain(&token.text).split(' ').all(|word| DULL.contains(&word));
    let begins = |at: &usize| !is_dull(&all[*at]) && !matches!(all[*at].kind, Kind::Mark(_)) && names(&all[*at..], id);
    let from = (0..all.len()).find(begins)?;
    let mut c = TokenCursor::new(all);
    c.skip(from);
    let mut words = 0;
    while !c.is_done() && (!ends_event(&c, words) || is_within(&c)) {
        words += 1;
        c.skip(1);
    }
    let last = c.before()?;
    tokens.text.get(all[from].at.0..last.at.1).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Whether the first of these words make the id.
fn names(all: &[Token], id: &str) -> bool {
    let mut name = String::new();
    all.iter().take(12).filter(|token| !matches!(token.kind, Kind::Mark(_))).any(|token| {
        name.push_str(&token.text);
        name.push(' ');
        event_id(&name) == id
    })
}

/// Whether the name goes on here: within something written together, such as “01-KL/TW”, and with what is carried out.
fn is_within(c: &TokenCursor) -> bool {
    let joined = c.token(1).is_some_and(|next| !next.spaced) && !c.spaced(0);
    matches!(c.kind(0), Some(Kind::Mark('/' | '-' | '.'))) && joined
        || c.token(0).is_some_and(|token| token.text == "thực hiện")
}
