//! A place among the tokens of a wording, and the small steps that the grammar takes.

use super::token::{Kind, Token};
use super::vocabulary::Word;

#[derive(Clone, Copy)]
pub(super) struct TokenCursor<'t> {
    tokens: &'t [Token],
    pub(super) at: usize,
    /// Whether “của” stood before what is read.
    pub(super) before_of: bool,
}

impl<'t> TokenCursor<'t> {
    pub(super) fn new(tokens: &'t [Token]) -> Self {
        Self { tokens, at: 0, before_of: false }
    }

    /// The token `ahead` of here.
    pub(super) fn token(&self, ahead: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + ahead)
    }

    pub(super) fn before(&self) -> Option<&'t Token> {
        self.tokens.get(self.at.checked_sub(1)?)
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.token(ahead).map(|token| token.kind)
    }

    /// The meaning of the word `ahead` of here.
    pub(super) fn word(&self, ahead: usize) -> Option<Word> {
        match self.kind(ahead) {
            Some(Kind::Known(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, ahead: usize, word: Word) -> bool {
        self.word(ahead) == Some(word)
    }

    pub(super) fn is_mark(&self, ahead: usize, mark: char) -> bool {
        self.kind(ahead) == Some(Kind::Mark(mark))
    }

    /// A number of at most `digits` digits.
    pub(super) fn number(&self, ahead: usize, digits: usize) -> Option<u32> {
        match self.kind(ahead) {
            Some(Kind::Number(number, length)) if length <= digits => Some(number),
            _ => None,
        }
    }

    /// A year of the civil calendar that plans are made for.
    pub(super) fn year(&self, ahead: usize) -> Option<i32> {
        match self.kind(ahead) {
            Some(Kind::Number(number @ 1950..=2199, 4)) => i32::try_from(number).ok(),
            _ => None,
        }
    }

    /// A number in figures or as a word.
    pub(super) fn count(&self, ahead: usize) -> Option<u32> {
        match self.kind(ahead) {
            Some(Kind::Number(number, 1..=4)) => Some(number),
            Some(Kind::Known(Word::Count(number))) => Some(u32::from(number)),
            _ => None,
        }
    }

    pub(super) fn spaced(&self, ahead: usize) -> bool {
        self.token(ahead).is_none_or(|token| token.spaced)
    }

    pub(super) fn skip(&mut self, tokens: usize) {
        self.at += tokens;
    }

    pub(super) fn eat(&mut self, word: Word) -> bool {
        let there = self.is(0, word);
        self.at += usize::from(there);
        there
    }

    pub(super) fn eat_mark(&mut self, mark: char) -> bool {
        let there = self.is_mark(0, mark);
        self.at += usize::from(there);
        there
    }

    /// Passes over words that only join.
    pub(super) fn eat_all(&mut self, words: &[Word]) {
        while self.word(0).is_some_and(|word| words.contains(&word)) {
            self.at += 1;
        }
    }

    /// Takes what a piece of the grammar takes, or nothing.
    pub(super) fn maybe<T>(&mut self, piece: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = piece(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }
}
