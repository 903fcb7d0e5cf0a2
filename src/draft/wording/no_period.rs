//! Periods that no calendar has: “quý 5/2026” is neither a quarter nor the month of May.

use super::cursor::TokenCursor;
use super::stretch::{Year, year};
use super::token::{Kind, Token};
use super::vocabulary::Word;
use super::when;

/// Whether a quarter, week or half of a year is named that there is not. The number and the year alone would be a month.
pub(super) fn has_no_such_period(all: &[Token]) -> bool {
    (0..all.len()).any(|at| {
        let mut c = TokenCursor::new(all);
        c.skip(at);
        let recurs = c.before().is_some_and(|token| token.kind == Kind::Known(Word::Every));
        is_length(&c) && !recurs && c.maybe(when::stretch).is_none() && is_numbered(c)
    })
}

/// “quý”, “Q”, “tuần”, “nửa”.
fn is_length(c: &TokenCursor) -> bool {
    let letters =
        c.token(0).is_some_and(|token| token.kind == Kind::Unknown && matches!(token.text.as_str(), "q" | "nửa"));
    letters || matches!(c.word(0), Some(Word::Quarter | Word::Week))
}

/// Whether a number follows, and a year behind it.
fn is_numbered(mut c: TokenCursor) -> bool {
    c.skip(1);
    let dot = usize::from(c.is_mark(0, '.') || c.is_mark(0, ':'));
    c.skip(dot);
    if c.number(0, 2).is_none() {
        return false;
    }
    c.skip(1);
    matches!(year(&mut c), Year::Given(_))
}
