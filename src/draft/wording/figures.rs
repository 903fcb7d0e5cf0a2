//! Numbers with strokes, dots or dashes between them.

use super::cursor::TokenCursor;
use super::stretch::{Extent, MonthOf, Stretch, Year, small, year};
use super::token::{Kind, roman};
use super::vocabulary::Word;

/// Numbers with strokes or dots between them: a day, or a month with its year.
pub(super) fn figures(c: &mut TokenCursor, day_before: bool) -> Option<Stretch> {
    let first = c.number(0, 4)?;
    let Some(Kind::Mark(mark @ ('/' | '.' | '-'))) = c.kind(1) else { return None };
    // What is left of figures that are no day: the end of "32/12/2026".
    let within = c.before().is_some_and(|token| matches!(token.kind, Kind::Mark('/' | '.')) && !c.spaced(0));
    // The end of "20Z5-2026".
    let slipped = c.before().is_some_and(|token| token.kind == Kind::Unknown && token.text.len() == 1 && !c.spaced(0));
    if within || slipped && !day_before {
        return None;
    }
    // "15-VI-2026"
    let letters = c.token(2).filter(|token| token.kind == Kind::Unknown).and_then(|token| roman(&token.text));
    let second = match letters.filter(|_| c.is_mark(3, mark) && c.year(4).is_some()) {
        Some(month) => u32::from(month),
        None => c.number(2, 4)?,
    };
    let close = |ahead: usize| !c.spaced(ahead) && !c.spaced(ahead + 1);
    let third = c.is_mark(3, mark).then(|| c.number(4, 4)).flatten();
    if let (Some(year), true) = (c.year(0), mark != '.' && close(1) && second <= 12) {
        // 2025-06-30, 2025-06
        let month = small(second, 12)?;
        let day = third.filter(|_| close(3)).and_then(|day| small(day, 31));
        c.skip(if day.is_some() { 5 } else { 3 });
        let span =
            day.map_or(Extent::Month(MonthOf::Number(month)), |day| Extent::Day { day, month: MonthOf::Number(month) });
        return Some(Stretch::of(span, Year::Given(year)));
    }
    let strict = mark != '/';
    // "15 - 3 - 2017", "Ngày 15. 6. 2026" are days for all their blanks; "06 - 2026" is a month.
    let whole = third.is_some() && c.year(4).is_some() && c.year(0).is_none();
    let alone = c.before().is_none() && c.year(2).is_some() && first <= 12 && c.kind(3).is_none();
    if strict && !close(1) && !whole && !alone {
        return None;
    }
    if let (Some(year), true) = (c.year(2), mark != '.' || !day_before) {
        let month = small(first, 12)?;
        c.skip(3);
        return Some(Stretch::of(Extent::Month(MonthOf::Number(month)), Year::Given(year)));
    }
    let (day, month) = (small(first, 31)?, small(second, 12)?);
    let span = Extent::Day { day, month: MonthOf::Number(month) };
    if let Some(year) = c.year(4).filter(|_| third.is_some()) {
        c.skip(5);
        return Some(Stretch::of(span, Year::Given(year)));
    }
    if let Some(Kind::Number(year @ 0..=99, 2)) = c.kind(4).filter(|_| third.is_some()) {
        c.skip(5);
        let century = if year < 70 { 2000 } else { 1900 };
        return Some(Stretch::of(span, Year::Given(century + i32::try_from(year).ok()?)));
    }
    // "1/2 năm" is half a year.
    let fraction = (first, second) == (1, 2) && c.word(3).is_some_and(|word| matches!(word, Word::Year | Word::Month));
    if fraction && !matches!(c.kind(4), Some(Kind::Number(..))) {
        return None;
    }
    // Without a year a stroke makes a date of it; a dot or a dash does so only after "ngày".
    let next_stroke = c.is_mark(3, '/') && c.number(4, 2).is_some();
    if third.is_some() && !next_stroke || strict && (!day_before || c.is_mark(3, '/')) || next_stroke {
        return None;
    }
    c.skip(3);
    Some(Stretch::of(span, year(c)))
}

/// Whether the number here is an English ordinal: `15th`.
pub(super) fn suffix(c: &TokenCursor) -> bool {
    c.token(1).is_some_and(|token| !token.spaced && ["st", "nd", "rd", "th"].contains(&token.text.as_str()))
}
