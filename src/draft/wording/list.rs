//! Members of a list, ends of a range, kinds of period: what is left out because it was said before.

use super::count::{Anchor, event};
use super::cursor::TokenCursor;
use super::element::{Cycle, Join};
use super::months::quarter_number;
use super::stretch::{Extent, MonthOf, Stretch, Year, year};
use super::token::Kind;
use super::vocabulary::Word;
use super::when;

/// A comma, “và” or “hoặc” between members of a list.
pub(super) fn joint(c: &mut TokenCursor) -> Option<Join> {
    if c.eat_mark('+') || c.eat_mark('&') {
        return Some(Join::And);
    }
    let comma = c.eat_mark(',') || c.eat_mark(';');
    let join = match c.word(0) {
        Some(Word::And) => Join::And,
        Some(Word::Or) => Join::Or,
        _ => return comma.then_some(Join::Comma),
    };
    c.skip(1);
    Some(join)
}

/// One kind of period, not one period.
pub(super) fn cycle(c: &mut TokenCursor) -> Option<Cycle> {
    if let Some(months @ (3 | 6 | 9 | 1 | 12)) = c.count(0).filter(|_| c.is(1, Word::Month)) {
        let part = match c.word(2) {
            Some(Word::First) => Some(Cycle::FirstHalf),
            Some(Word::Last) => Some(Cycle::SecondHalf),
            _ => None,
        };
        // "6 tháng đầu năm 2025" is one period.
        if part.is_some() && c.year(4).is_some() {
            return None;
        }
        let cycle = match (months, part) {
            (6, Some(part)) => part,
            (6, None) => Cycle::Half,
            (9, _) => Cycle::NineMonths,
            (3, None) => Cycle::Quarter,
            (1, None) => Cycle::Month,
            (12, None) => Cycle::Year,
            _ => return None,
        };
        c.skip(2);
        if part.is_some() || months == 9 && c.is(0, Word::First) {
            c.skip(1);
            c.eat_all(&[Word::Of]);
            c.eat(Word::Year);
        }
        return Some(cycle);
    }
    if c.count(0) == Some(1) && c.is(1, Word::Year) {
        c.skip(2);
        return Some(Cycle::Year);
    }
    let cycle = match c.word(0)? {
        Word::Day => Cycle::Day,
        Word::WorkingDay => Cycle::WorkingDay,
        Word::Week => Cycle::Week,
        Word::Month => Cycle::Month,
        Word::Quarter => Cycle::Quarter,
        Word::Year => Cycle::Year,
        _ => return None,
    };
    // "quý II", "năm 2025", "ngày 15", "tháng sau" are one period; of the years "hằng năm 2026" is all the same.
    let mut after = *c;
    after.skip(1);
    let one = match c.kind(1) {
        Some(Kind::Number(..)) => true,
        Some(Kind::Known(Word::Next | Word::After | Word::This | Word::First | Word::Last)) => {
            cycle != Cycle::Year || !c.is(1, Word::Last)
        }
        _ => cycle == Cycle::Quarter && quarter_number(&mut after).is_some(),
    };
    if one {
        return None;
    }
    c.skip(1);
    Some(cycle)
}

/// The second stretch of “từ … đến …”, or after a dash.
pub(super) fn through(c: &mut TokenCursor, first: Stretch, from: bool) -> Option<Stretch> {
    let dash = c.eat_mark('-');
    let joined = dash || c.eat(Word::Until) || from && (c.eat(Word::And) || c.eat(Word::Next));
    if !joined {
        return None;
    }
    c.eat_all(&[Word::End, Word::In, Word::Latest, Word::Of]);
    if c.eat(Word::This) {
        return None;
    }
    c.maybe(|c| same_kind(c, first))
}

/// A stretch that may leave out what it shares with one before: “tháng 3 - 5/2025”, “quý I và II”.
pub(super) fn same_kind(c: &mut TokenCursor, first: Stretch) -> Option<Stretch> {
    match first.span {
        Extent::Quarter(_) => {
            if let Some(number) = c.maybe(quarter_number) {
                // A quarter's number is no number of something else.
                if matches!(c.kind(0), Some(Kind::Unknown)) && c.year(1).is_none() && !c.is_mark(0, '/') {
                    return None;
                }
                return Some(Stretch::of(Extent::Quarter(number), year(c)));
            }
        }
        Extent::Month(MonthOf::Number(_)) => {
            let number = c.number(0, 2).filter(|number| (1..=12).contains(number));
            let counted = c.word(1).is_some_and(|word| {
                matches!(word, Word::Day | Word::Month | Word::Times | Word::WorkingDay | Word::Hour | Word::Batch)
            }) || c.kind(1) == Some(Kind::Unknown)
                || c.is_mark(1, '%');
            let whole = c.is_mark(1, '/') && c.number(2, 2).is_some();
            if let (Some(number), false, false) = (number, counted, whole) {
                c.skip(1);
                let month = MonthOf::Number(u8::try_from(number).ok()?);
                return Some(Stretch::of(Extent::Month(month), year(c)));
            }
        }
        Extent::Day { .. } => {
            // "01/6 và 15/11", "ngày 20, 21/11/2025"
            let mut ahead = *c;
            if let Some(it) = when::stretch(&mut ahead).filter(|it| matches!(it.span, Extent::Day { .. })) {
                *c = ahead;
                return Some(it);
            }
            let day = c.number(0, 2).filter(|day| (1..=31).contains(day));
            let ends = c.kind(1).is_none()
                || matches!(c.kind(1), Some(Kind::Mark(',' | ')' | ';') | Kind::Known(Word::Every | Word::And)));
            // "ngày 10 tháng 3, 6, 9, 12"
            if let (Some(month @ 1..=12), true, Extent::Day { day, month: MonthOf::Number(_) }) =
                (day, ends, first.span)
            {
                c.skip(1);
                return Some(Stretch::of(
                    Extent::Day { day, month: MonthOf::Number(u8::try_from(month).ok()?) },
                    Year::Unsaid,
                ));
            }
            if let (Some(day), true, Extent::Day { month: MonthOf::Unsaid, .. }) = (day, ends, first.span) {
                c.skip(1);
                return Some(Stretch::of(
                    Extent::Day { day: u8::try_from(day).ok()?, month: MonthOf::Unsaid },
                    Year::Unsaid,
                ));
            }
            return when::stretch(c).filter(|it| !matches!(it.span, Extent::Year));
        }
        Extent::Year => {
            let year = c.year(0);
            if let Some(year) = year.filter(|_| !c.is_mark(1, '/')) {
                c.skip(1);
                return Some(Stretch::of(Extent::Year, Year::Given(year)));
            }
        }
        _ => {}
    }
    when::stretch(c)
}

/// “đến khi kết thúc Tổng kiểm kê”.
pub(super) fn until_event(c: &mut TokenCursor) -> Option<String> {
    if !c.eat(Word::UntilEvent) {
        if !c.eat(Word::Until) {
            return None;
        }
        c.eat_all(&[Word::Day, Word::End]);
        if !matches!(c.kind(0), Some(Kind::Unknown | Kind::Known(Word::Finish | Word::Session))) {
            return None;
        }
    }
    match event(c)? {
        Anchor::Event(name) => Some(name),
        _ => None,
    }
}
