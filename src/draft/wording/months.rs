//! Months, quarters, years, weeks and parts of them.

use super::cursor::TokenCursor;
use super::figures::{figures, suffix};
use super::stretch::{Extent, JOINS, Length, MonthOf, Stretch, StretchPart, Year, dated, length, next, small, year};
use super::token::{Kind, roman};
use super::vocabulary::Word;

/// “tuần 15 năm 2025”, “tuần 3 tháng 6/2025”, “tuần cuối tháng 6”.
pub(super) fn week(c: &mut TokenCursor) -> Option<Stretch> {
    if let Some(found) = c.maybe(english_week) {
        return Some(found);
    }
    if !c.eat(Word::Week) {
        return None;
    }
    c.eat(Word::WeekdayHead);
    let number = match c.kind(0)? {
        Kind::Number(number, 1..=2) => small(number, 53)?,
        Kind::Known(Word::Count(number) | Word::Nth(number)) => number,
        Kind::Known(Word::Weekday(day)) => day + 1,
        Kind::Known(Word::First) => 1,
        Kind::Known(Word::Last) => 5,
        _ => return None,
    };
    c.skip(1);
    c.eat_all(&JOINS);
    if c.is(0, Word::Every) && c.is(1, Word::Month) {
        return Some(Stretch::of(Extent::WeekOf(number, MonthOf::Unsaid), Year::Unsaid));
    }
    if let Some(month) = c.maybe(month_of) {
        return Some(Stretch::of(Extent::WeekOf(number, month), year(c)));
    }
    let year = year(c);
    matches!(year, Year::Given(_)).then(|| Stretch::of(Extent::Week(number), year))
}

/// “first week of June 2026”.
fn english_week(c: &mut TokenCursor) -> Option<Stretch> {
    let number = match c.word(0)? {
        Word::Nth(number) => number,
        Word::Last => 5,
        _ => return None,
    };
    (c.is(1, Word::Week)).then(|| c.skip(2))?;
    c.eat_all(&JOINS);
    if c.is(0, Word::Every) && c.is(1, Word::Month) {
        return Some(Stretch::of(Extent::WeekOf(number, MonthOf::Unsaid), Year::Unsaid));
    }
    let Stretch { span: Extent::Month(month), year, .. } = month(c)? else { return None };
    Some(Stretch::of(Extent::WeekOf(number, month), year))
}

/// “tuần này”, “tháng sau”, “quý tới”.
pub(super) fn relative(c: &mut TokenCursor) -> Option<Stretch> {
    let length = length(c)?;
    if matches!(length, Length::Term | Length::Half) {
        return None;
    }
    let steps = steps(c)?;
    // "tháng sau kỳ báo cáo" is a month of a period.
    let of_term = matches!(c.word(0), Some(Word::Term | Word::Quarter | Word::Of));
    (!of_term).then(|| Stretch::of(Extent::Relative(length, steps), Year::Unsaid))
}

/// 0 for “này”, 1 for “sau”, “tới”.
pub(super) fn steps(c: &mut TokenCursor) -> Option<i8> {
    let steps = match c.word(0)? {
        Word::This => 0,
        Word::Next | Word::After => 1,
        // "tới" is "đến" too.
        Word::Until if c.token(0).is_some_and(|token| token.text == "tới") && !dated(c, 1) => 1,
        _ => return None,
    };
    c.skip(1);
    Some(steps)
}

/// The year whose word has been taken.
pub(super) fn bare_year(c: &mut TokenCursor) -> Year {
    match c.year(0) {
        Some(year) => {
            c.skip(1);
            Year::Given(year)
        }
        None => Year::Unsaid,
    }
}

/// A month: by its number, or by its place in a period.
pub(super) fn month_of(c: &mut TokenCursor) -> Option<MonthOf> {
    if let Some(Word::MonthName(number)) = c.word(0) {
        c.skip(1);
        return Some(MonthOf::Number(number));
    }
    // "the following month"
    if c.is(0, Word::Next) && c.is(1, Word::Month) && c.number(2, 2).is_none() {
        c.skip(2);
        return Some(MonthOf::Next);
    }
    if !c.eat(Word::Month) {
        return None;
    }
    if let Some(number) = c.number(0, 2) {
        let number = small(number, 12)?;
        c.skip(1);
        return Some(MonthOf::Number(number));
    }
    if let Some(first) = c.maybe(|c| {
        let first = match c.word(0)? {
            Word::First | Word::Nth(1) => true,
            Word::Last => false,
            // "tháng thứ ba của quý"
            Word::Weekday(2) if c.is(1, Word::Of) || c.is(1, Word::In) || c.is(1, Word::Quarter) => {
                let mut ahead = *c;
                ahead.skip(1);
                ahead.eat_all(&JOINS);
                ahead.is(0, Word::Quarter).then_some(false)?
            }
            _ => return None,
        };
        c.skip(1);
        c.eat_all(&JOINS);
        let mut later = c.maybe(next).is_some();
        let length = length(c)?;
        // "của kỳ tiếp theo", "năm tiếp theo ngay sau kỳ báo cáo"
        if c.maybe(next).is_some() {
            later = true;
            c.eat(Word::Soon);
            let _ = c.maybe(|c| {
                c.maybe(next);
                self::length(c)
            });
        }
        c.eat(Word::Report);
        Some(match (first, later) {
            (true, true) => MonthOf::FirstAfter(length),
            (true, false) => MonthOf::FirstOf(length),
            (false, _) => MonthOf::LastOf(length),
        })
    }) {
        return Some(first);
    }
    if c.maybe(next).is_some() {
        // "tháng sau quý báo cáo", "tháng tiếp theo của kỳ báo cáo"
        let after = c.maybe(|c| {
            c.eat_all(&JOINS);
            length(c)
        });
        c.eat(Word::Report);
        return Some(match after {
            Some(length) if length != Length::Month => MonthOf::FirstAfter(length),
            _ => MonthOf::Next,
        });
    }
    match c.word(0) {
        Some(Word::This | Word::Report | Word::Term) => c.skip(1),
        // "ngày 14 của tháng thuộc kỳ báo cáo"
        Some(Word::Of) if c.is(1, Word::Term) => c.skip(2),
        _ => {}
    }
    Some(MonthOf::Unsaid)
}

pub(super) fn month(c: &mut TokenCursor) -> Option<Stretch> {
    if let Some(Word::MonthName(number)) = c.word(0) {
        // The English "may" is a month only beside a number.
        let sure = c.token(0).is_some_and(|token| token.text != "may")
            || matches!(c.kind(1), Some(Kind::Number(..)))
            || c.before().is_some_and(|token| {
                matches!(token.kind, Kind::Known(Word::In | Word::Latest | Word::Before | Word::Until | Word::From))
            });
        if !sure {
            return None;
        }
        c.skip(1);
        // "June 30, 2025"
        if let Some(day) = c.number(0, 2).and_then(|day| small(day, 31)) {
            let words = 1 + usize::from(suffix(c));
            c.skip(words);
            return Some(Stretch::of(Extent::Day { day, month: MonthOf::Number(number) }, year(c)));
        }
        return Some(Stretch::of(Extent::Month(MonthOf::Number(number)), year(c)));
    }
    if c.is(0, Word::Month) {
        // "tháng 3/2025" and "tháng 12-2025"; "tháng 01.2026"
        if let Some(stretch) = c.maybe(|c| {
            c.skip(1);
            figures(c, false).filter(|it| matches!(it.span, Extent::Month(_)))
        }) {
            return Some(stretch);
        }
        let of = month_of(c)?;
        return match of {
            MonthOf::Number(_) => Some(Stretch::of(Extent::Month(of), year(c))),
            MonthOf::Unsaid => None,
            // "những tháng đầu năm 2026"
            MonthOf::FirstOf(Length::Year) => {
                Some(Stretch { part: StretchPart::Early, ..Stretch::of(Extent::Year, bare_year(c)) })
            }
            MonthOf::LastOf(Length::Year) => {
                Some(Stretch { part: StretchPart::Late, ..Stretch::of(Extent::Year, bare_year(c)) })
            }
            _ => Some(Stretch::of(Extent::Month(of), Year::Unsaid)),
        };
    }
    // "T6/2025"
    let short = c.token(0).is_some_and(|token| token.kind == Kind::Unknown && token.text == "t");
    let number = c.number(1, 2).filter(|_| short && !c.spaced(1))?;
    let number = small(number, 12)?;
    c.skip(2);
    Some(Stretch::of(Extent::Month(MonthOf::Number(number)), year(c)))
}

/// The number of a quarter, in whichever figures.
pub(super) fn quarter_number(c: &mut TokenCursor) -> Option<u8> {
    let token = c.token(0)?;
    // `1V`: a figure for a letter.
    let joined = c.token(1).filter(|next| next.kind == Kind::Unknown && !next.spaced);
    if let Some(number) = joined.and_then(|next| roman(&format!("{}{}", token.text, next.text))) {
        c.skip(2);
        return (1..=4).contains(&number).then_some(number);
    }
    let number = match token.kind {
        Kind::Number(number @ 1..=4, 1..=2) => u8::try_from(number).ok(),
        Kind::Known(Word::Count(number)) => Some(number),
        Kind::Unknown | Kind::Number(..) | Kind::Known(_) => roman(&token.text),
        _ => None,
    };
    let number = number.filter(|number| (1..=4).contains(number))?;
    c.skip(1);
    Some(number)
}

pub(super) fn quarter(c: &mut TokenCursor) -> Option<Stretch> {
    // "Q.IV/2026", "Q 4/2026"
    if c.token(0).is_some_and(|token| token.text == "q") {
        let dot = c.is_mark(1, '.');
        c.skip(1 + usize::from(dot));
        let number = quarter_number(c)?;
        let year = year(c);
        return (dot || matches!(year, Year::Given(_))).then(|| Stretch::of(Extent::Quarter(number), year));
    }
    let number = match c.word(0)? {
        Word::QuarterNumber(number) => {
            c.skip(1);
            number
        }
        Word::HalfNumber(number) => {
            c.skip(1);
            return Some(Stretch::of(Extent::Half(number), year(c)));
        }
        Word::Nth(number) if c.is(1, Word::Quarter) => {
            c.skip(2);
            number
        }
        Word::Quarter => {
            c.skip(1);
            c.eat_mark('.');
            c.eat_mark(':');
            quarter_number(c)?
        }
        _ => return None,
    };
    Some(Stretch::of(Extent::Quarter(number), year(c)))
}

/// “6 tháng đầu năm 2025”, “02 tháng cuối năm”, “quý đầu năm”, “nửa đầu tháng 4/2025”.
pub(super) fn months(c: &mut TokenCursor) -> Option<Stretch> {
    if let Some(Word::FirstPart | Word::LastPart) = c.word(0) {
        let half = if c.is(0, Word::FirstPart) { 1 } else { 2 };
        c.skip(1);
        c.eat_all(&JOINS);
        if let Some(Stretch { span: Extent::Month(of), year, .. }) = c.maybe(month) {
            return Some(Stretch::of(Extent::HalfMonth(half, of), year));
        }
        // Half a quarter ends in the middle of its middle month: nobody says on which day.
        if let Some(quarter) = c.maybe(quarter) {
            let part = if half == 1 { StretchPart::Middle } else { StretchPart::Late };
            return Some(Stretch { part, ..quarter });
        }
        let year = stated_year(c)?;
        return Some(Stretch::of(Extent::Half(half), year));
    }
    // "10 ngày đầu tháng 6/2025", "05 ngày đầu của tháng sau"
    if let Some(days) =
        c.count(0).and_then(|days| small(days, 15)).filter(|_| c.is(1, Word::Day) && c.is(2, Word::First))
    {
        c.skip(3);
        c.eat_all(&JOINS);
        // "05 ngày đầu của quý tiếp theo"
        if let Some(length) = c.maybe(|c| {
            let length = length(c)?;
            next(c).map(|()| length)
        }) {
            return Some(Stretch::of(Extent::Day { day: days, month: MonthOf::FirstAfter(length) }, Year::Unsaid));
        }
        let month = month_of(c)?;
        return Some(Stretch::of(Extent::Day { day: days, month }, year(c)));
    }
    let count = if c.is(0, Word::Quarter) { 3 } else { small(c.count(0)?, 11)? };
    let unit = usize::from(!c.is(0, Word::Quarter));
    if unit == 1 && !c.is(1, Word::Month) {
        return None;
    }
    c.skip(unit + 1);
    let first = match c.word(0) {
        Some(Word::First) => true,
        Some(Word::Last) => false,
        // "9 tháng năm 2025"
        Some(Word::Year) | None if count == 9 || count == 6 => {
            let year = stated_year(c)?;
            let span = if count == 9 { Extent::NineMonths } else { Extent::Half(1) };
            return matches!(year, Year::Given(_)).then(|| Stretch::of(span, year));
        }
        _ => return None,
    };
    c.skip(1);
    c.eat_all(&JOINS);
    let year = stated_year(c)?;
    let span = match (first, count) {
        (true, 3) => Extent::Quarter(1),
        (false, 3) => Extent::Quarter(4),
        (true, 6) => Extent::Half(1),
        (false, 6) => Extent::Half(2),
        (true, 9) => Extent::NineMonths,
        (true, count) => Extent::Months(1, count),
        (false, count) => Extent::Months(13 - count, 12),
    };
    Some(Stretch::of(span, year))
}

/// “năm 2025”, “năm”, “năm nay”, “2025”.
pub(super) fn stated_year(c: &mut TokenCursor) -> Option<Year> {
    let named = c.is(0, Word::Year);
    let year = year(c);
    if year == Year::Unsaid && named {
        c.eat(Word::Year);
        return Some(Year::Unsaid);
    }
    (year != Year::Unsaid).then_some(year)
}

/// The beginning, middle or end of a month, quarter or year.
pub(super) fn part(c: &mut TokenCursor) -> Option<Stretch> {
    let part = match c.word(0)? {
        Word::First => StretchPart::Early,
        Word::Middle => StretchPart::Middle,
        Word::Last | Word::End => StretchPart::Late,
        _ => return None,
    };
    // "chuyển giao quy trình đầu tiên năm 2028" is of the first one, not of the beginning.
    if c.token(0).is_some_and(|token| token.text == "đầu tiên") && c.before().is_some() {
        return None;
    }
    let end = c.is(0, Word::End);
    c.skip(1);
    c.eat_mark('-');
    c.eat_all(&JOINS);
    let whole = [week, month, quarter, months, stated].into_iter().find_map(|piece| c.maybe(piece)).or_else(|| {
        c.year(0).map(|year| {
            c.skip(1);
            Stretch::of(Extent::Year, Year::Given(year))
        })
    });
    match whole {
        Some(it) if end => Some(it),
        Some(it) => Some(Stretch { part, ..it }),
        // "cuối tháng", "cuối quý" of whichever
        None if !end => {
            let length = length(c)?;
            // "cuối tháng này", "đầu tháng sau"
            if let Some(steps) = c.maybe(steps) {
                return Some(Stretch { span: Extent::Relative(length, steps), year: Year::Unsaid, part });
            }
            let span = match length {
                Length::Year => Extent::Year,
                other => Extent::LastDay(other),
            };
            Some(Stretch { span, year: Year::Unsaid, part })
        }
        None => None,
    }
}

pub(super) fn stated(c: &mut TokenCursor) -> Option<Stretch> {
    if !c.is(0, Word::Year) {
        return None;
    }
    stated_year(c).filter(|year| *year != Year::Unsaid).map(|year| Stretch::of(Extent::Year, year))
}

pub(super) fn tens(c: &mut TokenCursor) -> Option<Stretch> {
    let Some(Word::Tens(number)) = c.word(0) else { return None };
    c.skip(1);
    c.eat_all(&JOINS);
    match c.maybe(month) {
        Some(Stretch { span: Extent::Month(of), year, .. }) => Some(Stretch::of(Extent::Tens(number, of), year)),
        _ => c.eat(Word::Month).then(|| Stretch::of(Extent::Tens(number, MonthOf::Unsaid), Year::Unsaid)),
    }
}

/// A year, alone or after its word.
pub(super) fn years(c: &mut TokenCursor) -> Option<Stretch> {
    if c.eat(Word::SchoolYear) {
        let year = c.year(0)?;
        c.skip(1);
        let _ = c.maybe(|c| c.eat_mark('-').then(|| c.year(0)).flatten().map(|_| c.skip(1)));
        return Some(Stretch::of(Extent::SchoolYear, Year::Given(year)));
    }
    if let Some(figures) = c.maybe(|c| figures(c, false)) {
        return Some(figures);
    }
    if c.is(0, Word::Year) {
        return stated(c);
    }
    let year = c.year(0)?;
    // What is left of figures that are no day.
    if c.before().is_some_and(|token| token.kind == Kind::Mark('/')) {
        return None;
    }
    // A number of something, or of a document.
    let counted = matches!(c.kind(1), Some(Kind::Unknown))
        && c.before().is_some_and(|token| matches!(token.kind, Kind::Unknown))
        && c.token(1).is_some_and(|token| !token.spaced);
    if counted {
        return None;
    }
    c.skip(1);
    Some(Stretch::of(Extent::Year, Year::Given(year)))
}
