//! Days: in figures, in words, of the week.

use super::cursor::TokenCursor;
use super::figures::{figures, suffix};
use super::months::{month, month_of, quarter, steps, years};
use super::stretch::{Extent, JOINS, Length, MonthOf, Stretch, StretchPart, Year, length, next, small, year};
use super::token::Kind;
use super::vocabulary::Word;

pub(super) fn today(c: &mut TokenCursor) -> Option<Stretch> {
    let days = match c.word(0)? {
        Word::Today => 0,
        Word::Tomorrow => 1,
        _ => return None,
    };
    c.skip(1);
    Some(Stretch::of(Extent::FromToday(days), Year::Unsaid))
}

pub(super) fn day(c: &mut TokenCursor) -> Option<Stretch> {
    let weekday = c.maybe(weekday);
    if weekday.is_some() {
        c.eat_mark(',');
        c.eat_all(&JOINS);
        if let Some(day) = c.maybe(dated_day) {
            return Some(day);
        }
        if let Some((day, steps)) = weekday.zip(c.maybe(|c| {
            let week = c.eat(Word::Week);
            steps(c).filter(|steps| week || *steps == 1).map(|steps| if week { steps } else { 2 })
        })) {
            // "thứ hai tới" is the next one.
            let span = if steps == 2 { Extent::Weekday(day) } else { Extent::WeekdayOf(day, steps) };
            return Some(Stretch::of(span, Year::Unsaid));
        }
        return weekday.map(|day| Stretch::of(Extent::Weekday(day), Year::Unsaid));
    }
    dated_day(c)
}

pub(super) fn weekday(c: &mut TokenCursor) -> Option<u8> {
    // "đợt thứ hai", "lần thứ tư" are numbers.
    let ordinal = matches!(c.before().map(|token| token.kind), Some(Kind::Known(Word::Times | Word::Batch)));
    if ordinal {
        return None;
    }
    c.eat(Word::Day);
    let number = match c.word(0)? {
        Word::Weekday(day) => day,
        Word::WeekdayHead => {
            let number = c.number(1, 1)?;
            c.skip(1);
            small(number, 7)?.checked_sub(1).filter(|day| *day > 0)?
        }
        _ => return None,
    };
    c.skip(1);
    Some(number)
}

pub(super) fn dated_day(c: &mut TokenCursor) -> Option<Stretch> {
    let named = c.eat(Word::Day);
    if named && c.eat(Word::Last) {
        c.eat_all(&JOINS);
        if let Some(length) = c.maybe(length) {
            if let Some(of) = c.maybe(|c| {
                c.at -= 1;
                month(c).or_else(|| quarter(c)).or_else(|| years(c))
            }) {
                return Some(Stretch { part: StretchPart::Late, ..of });
            }
            return Some(Stretch::of(Extent::LastDay(length), year(c)));
        }
        let of = [month, quarter, years].into_iter().find_map(|piece| c.maybe(piece))?;
        return Some(Stretch { part: StretchPart::Late, ..of });
    }
    if let Some(figures) = c.maybe(|c| figures(c, named)) {
        return match figures.span {
            Extent::Month(_) if named => None,
            _ => Some(figures),
        };
    }
    let day = small(c.number(0, 2)?, 31)?;
    // "10-15/9/2025"
    if !named && c.is_mark(1, '-') && c.number(2, 2).is_some() && c.is_mark(3, '/') && c.number(4, 2).is_some() {
        c.skip(1);
        return Some(Stretch::of(Extent::Day { day, month: MonthOf::Unsaid }, Year::Unsaid));
    }
    let english = suffix(c);
    c.skip(1 + usize::from(english));
    c.before_of = c.is(0, Word::Of);
    c.eat_all(&[Word::Of]);
    if let Some(Word::MonthName(number)) = c.word(0) {
        c.skip(1);
        return Some(Stretch::of(Extent::Day { day, month: MonthOf::Number(number) }, year(c)));
    }
    if c.is(0, Word::Month) {
        // "6 tháng 1 lần" is no day.
        let times = c.count(1).is_some() && c.is(2, Word::Times)
            || c.is(1, Word::Times)
            || matches!(c.word(0), Some(Word::MonthName(_))) && c.is(1, Word::Times);
        // "6 tháng đầu năm" is none either.
        let bare = !named && !english && c.number(1, 2).is_none();
        let month = c.maybe(month_of);
        // "20 của tháng cuối quý", but not "6 tháng đầu năm".
        let part = bare
            && !(c.before_of && matches!(month, Some(MonthOf::LastOf(_) | MonthOf::FirstAfter(_) | MonthOf::Next)));
        if let (Some(month), false) = (month, times || part) {
            return Some(Stretch::of(Extent::Day { day, month }, year(c)));
        }
        return (named && !times).then(|| Stretch::of(Extent::Day { day, month: MonthOf::Unsaid }, Year::Unsaid));
    }
    if !named && !english {
        return None;
    }
    if let Some(year) = c.maybe(|c| c.eat(Word::Term).then(|| c.maybe(next).is_some())) {
        let month = if year { MonthOf::FirstAfter(Length::Term) } else { MonthOf::LastOf(Length::Term) };
        return Some(Stretch::of(Extent::Day { day, month }, Year::Unsaid));
    }
    // "ngày 10 ngày" and "01 ngày làm việc" are counts.
    let counted = c.word(0).is_some_and(|word| matches!(word, Word::Day | Word::WorkingDay | Word::Times));
    (!counted).then(|| Stretch::of(Extent::Day { day, month: MonthOf::Unsaid }, Year::Unsaid))
}
