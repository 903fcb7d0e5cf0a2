//! What is passed over among the tokens of a wording, and whether it may bear on the time limit.

use super::element::Element;
use super::limit::Parser;
use super::stretch::{Extent, Year};
use super::token::{Kind, roman};
use super::vocabulary::Word;

/// Words of time without their diacritics that are no other words.
const LOST: [&str; 8] = ["dau", "cuoi", "giua", "den", "het", "tuan", "xuyen", "ky"];

/// Whether it is a word for a length of time.
fn length(kind: Option<Kind>) -> bool {
    use Word::{Day, Month, Phase, Quarter, SchoolYear, Term, Week, WorkingDay, Year};
    matches!(kind, Some(Kind::Known(Day | Month | Phase | Quarter | SchoolYear | Term | Week | WorkingDay | Year)))
}

impl Parser<'_> {
    /// Whether the token here may bear on the time limit, though nothing knows how.
    pub(super) fn is_passed(&self) -> bool {
        let (next, before) = (self.c.kind(1), self.c.before().map(|token| token.kind));
        let stuck = matches!(before, Some(Kind::Mark('/' | '.' | '-' | '+'))) && !self.c.spaced(0);
        let stretched = matches!(before, Some(Kind::Mark('-')))
            && self.c.at > 1
            && matches!(self.tokens.all[self.c.at - 2].kind, Kind::Number(_, 4));
        let stuck = stuck || stretched;
        let end = next.is_none();
        let text = |token: Option<&super::token::Token>| token.map_or("", |it| it.text.as_str()).to_owned();
        let many = matches!(text(self.c.before()).as_str(), "các" | "những");
        match self.c.kind(0) {
            // "các quý trong năm 2025", "những tháng còn lại"
            Some(Kind::Known(Word::Quarter | Word::Month | Word::Week)) if many => true,
            // "quá ngày 30/6"
            Some(Kind::Unknown)
                if text(self.c.token(0)) == "quá"
                    && matches!(next, Some(Kind::Known(Word::Day) | Kind::Number(..))) =>
            {
                true
            }
            // "25 hằng tháng", "kế t1ếp", "5au"
            Some(Kind::Number(..)) if self.is_stuck_number() => true,
            // "Z026": a letter for a figure.
            Some(Kind::Number(..))
                if !self.c.spaced(0)
                    && self.c.before().is_some_and(|it| matches!(it.text.as_str(), "z" | "s" | "b" | "g" | "q")) =>
            {
                true
            }
            Some(Kind::Number(_, digits)) => self.number_is_passed(digits, length(before) || stuck, length(next)),
            Some(Kind::Unknown)
                if matches!(before, Some(Kind::Number(..)))
                    && !self.c.spaced(0)
                    && self.c.token(0).is_some_and(|it| it.text.len() == 1) =>
            {
                true
            }
            // A word of time that lost its diacritics, and no word without them.
            Some(Kind::Unknown) if self.c.token(0).is_some_and(|it| LOST.contains(&it.text.as_str())) => true,
            Some(Kind::Unknown) if self.is_misspelt() => true,
            // "II/năm 2026", "trong I"
            Some(Kind::Unknown) => {
                let of_year = matches!(next, Some(Kind::Known(Word::Year)))
                    || matches!(next, Some(Kind::Mark('/')))
                        && matches!(self.c.kind(2), Some(Kind::Known(Word::Year) | Kind::Number(..)));
                let after =
                    matches!(before, Some(Kind::Known(Word::In))) && (end || matches!(next, Some(Kind::Mark(_))));
                (stuck || of_year || after)
                    && self.c.token(0).is_some_and(|token| roman(&token.text).is_some_and(|number| number <= 12))
            }
            Some(Kind::Known(word)) => self.word_is_passed(word),
            _ => false,
        }
    }

    /// Whether a word of the vocabulary that nothing took may bear on the time limit.
    fn word_is_passed(&self, word: Word) -> bool {
        let (next, before) = (self.c.kind(1), self.c.before().map(|token| token.kind));
        let end = next.is_none();
        match word {
            // "trong năm" says what it can.
            Word::Month | Word::Year if end => before != Some(Kind::Known(Word::In)),
            Word::Quarter if matches!(next, None | Some(Kind::Known(Word::Year))) => true,
            // "quý IIII"
            Word::Quarter if self.c.token(1).is_some_and(|it| it.text.chars().all(|c| "ivxl1|".contains(c))) => true,
            // "Tháng (chậm nhất 31/5)"
            Word::Month | Word::Quarter | Word::Year if next == Some(Kind::Mark('(')) => true,
            Word::Month | Word::Quarter | Word::Week | Word::Year => matches!(
                next,
                Some(
                    Kind::Number(..)
                        | Kind::Known(
                            Word::First
                                | Word::Last
                                | Word::Middle
                                | Word::Weekday(_)
                                | Word::WeekdayHead
                                | Word::Count(_)
                                | Word::And
                                | Word::Month
                        )
                )
            ),
            Word::Day => {
                matches!(
                    next,
                    Some(
                        Kind::Number(..)
                            | Kind::Mark('(')
                            | Kind::Known(
                                Word::And | Word::Count(_) | Word::Every | Word::Month | Word::MonthName(_) | Word::Of
                            )
                    )
                )
            }
            // "trước ngày 15/11 hằng"
            Word::Every => {
                let text = self.c.token(0).map_or("", |it| it.text.as_str());
                text == "hằng" || end && text != "từng"
            }
            Word::First
            | Word::Last
            | Word::Middle
            | Word::FirstPart
            | Word::LastPart
            | Word::Nth(_)
            | Word::Weekday(_) => length(next) || matches!(next, Some(Kind::Number(..))),
            Word::WeekdayHead => matches!(next, Some(Kind::Number(..) | Kind::Known(Word::Every))),
            // "tháng 3 tới" is the next one anyway.
            Word::Next if end && self.ends_with_a_month() => false,
            Word::Latest | Word::Next => end,
            Word::Previous => self.c.token(0).is_some_and(|it| it.text.contains("liền")) && !length(before),
            Word::Nearest | Word::SchoolYear | Word::Tens(_) | Word::Term => true,
            _ => false,
        }
    }

    /// Whether a month without a year was found last.
    fn ends_with_a_month(&self) -> bool {
        self.found.last().is_some_and(|found| match &found.piece {
            Element::Limit(limit) => matches!(limit.when.span, Extent::Month(_)) && limit.when.year == Year::Unsaid,
            _ => false,
        })
    }

    /// Whether a number is part of a word, or stands before “hằng” like a day.
    fn is_stuck_number(&self) -> bool {
        let within = self.c.kind(1) == Some(Kind::Unknown) && !self.c.spaced(1);
        let number = self.c.before().is_some_and(|it| matches!(it.text.as_str(), "số" | "lần" | "khóa" | "khoá"));
        within || self.c.is(1, Word::Every) && self.c.number(0, 2).is_some_and(|day| day <= 31) && !number
    }

    /// Whether a number may bear on the time limit: `dated` where it hangs on a date or a length of time before it,
    /// `counts` where one follows.
    fn number_is_passed(&self, digits: usize, dated: bool, counts: bool) -> bool {
        let (next, before) = (self.c.kind(1), self.c.before().map(|token| token.kind));
        let listed = matches!(next, Some(Kind::Mark('-' | '+' | '&' | ',')))
            && matches!(self.c.kind(2), Some(Kind::Number(..)))
            || matches!(next, Some(Kind::Known(Word::And | Word::Or | Word::Until)));
        let named = matches!(before, Some(Kind::Unknown | Kind::Document | Kind::Known(Word::Act | Word::WeekdayHead)));
        dated && !matches!(next, Some(Kind::Known(Word::Times))) || counts || (digits > 4 || listed) && !named
    }

    /// Whether the token here looks like a piece of a date that nothing has taken.
    pub(super) fn is_loose(&self) -> bool {
        let next = self.c.kind(1);
        let numbered = matches!(next, Some(Kind::Number(..) | Kind::Mark('/')))
            || self.c.token(1).is_some_and(|token| roman(&token.text).is_some());
        match self.c.kind(0) {
            Some(Kind::Known(Word::Month | Word::Quarter)) => numbered,
            // "ngày làm việc đầu tiên của tháng"
            Some(Kind::Known(Word::WorkingDay)) => next == Some(Kind::Known(Word::First)),
            Some(Kind::Number(_, 1..=2)) => {
                let before = self.c.before().map(|token| token.kind);
                let named = matches!(
                    before,
                    Some(
                        Kind::Unknown
                            | Kind::Document
                            | Kind::Known(Word::Act | Word::Batch | Word::Phase | Word::Times | Word::WeekdayHead)
                    )
                );
                let dated = matches!(next, Some(Kind::Mark('/'))) && matches!(self.c.kind(2), Some(Kind::Number(..)));
                dated
                    || !named
                        && matches!(
                            next,
                            Some(Kind::Known(Word::Of | Word::Month | Word::Quarter | Word::Every)) | None
                        )
            }
            _ => false,
        }
    }
}
