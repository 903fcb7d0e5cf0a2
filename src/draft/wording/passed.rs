//! What is passed over among the tokens of a wording, and whether it may bear on the time limit.

use super::limit::Parser;
use super::token::{Kind, roman};
use super::vocabulary::Word;

impl Parser<'_> {
    /// Whether the token here may bear on the time limit, though nothing knows how.
    pub(super) fn is_passed(&self) -> bool {
        let (next, before) = (self.c.kind(1), self.c.before().map(|token| token.kind));
        let length = |kind| {
            use Word::{Day, Month, Phase, Quarter, SchoolYear, Term, Week, WorkingDay, Year};
            matches!(
                kind,
                Some(Kind::Known(Day | Month | Phase | Quarter | SchoolYear | Term | Week | WorkingDay | Year))
            )
        };
        let stuck = matches!(before, Some(Kind::Mark('/' | '.' | '-' | '+'))) && !self.c.spaced(0);
        match self.c.kind(0) {
            Some(Kind::Number(_, digits)) => {
                let listed = matches!(next, Some(Kind::Mark('-' | '+' | '&' | ',')))
                    && matches!(self.c.kind(2), Some(Kind::Number(..)))
                    || matches!(next, Some(Kind::Known(Word::And | Word::Or | Word::Until)));
                let named =
                    matches!(before, Some(Kind::Unknown | Kind::Document | Kind::Known(Word::Act | Word::WeekdayHead)));
                !matches!(next, Some(Kind::Known(Word::Times))) && (stuck || length(before))
                    || length(next)
                    || digits > 4 && !named
                    || listed && !named
            }
            Some(Kind::Unknown) => {
                stuck && self.c.token(0).is_some_and(|token| roman(&token.text).is_some_and(|number| number <= 12))
            }
            Some(Kind::Known(Word::Month | Word::Quarter | Word::Week | Word::Year)) => matches!(
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
                        )
                )
            ),
            Some(Kind::Known(Word::Day)) => matches!(next, Some(Kind::Number(..) | Kind::Known(Word::Count(_)))),
            Some(Kind::Known(
                Word::First
                | Word::Last
                | Word::Middle
                | Word::FirstPart
                | Word::LastPart
                | Word::Nth(_)
                | Word::Weekday(_),
            )) => length(next),
            Some(Kind::Known(Word::SchoolYear | Word::Tens(_))) => true,
            _ => false,
        }
    }

    /// Whether the token here looks like a piece of a date that nothing has taken.
    pub(super) fn is_loose(&self) -> bool {
        let next = self.c.kind(1);
        let numbered = matches!(next, Some(Kind::Number(..) | Kind::Mark('/')))
            || self.c.token(1).is_some_and(|token| roman(&token.text).is_some());
        match self.c.kind(0) {
            Some(Kind::Known(Word::Month | Word::Quarter)) => numbered,
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
