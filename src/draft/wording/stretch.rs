//! What a stretch of time is: which part of which year, which of either is left out.

use super::cursor::TokenCursor;
use super::token::Kind;
use super::vocabulary::Word;

/// A length of time that recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    Week,
    Month,
    Quarter,
    Half,
    Year,
    /// The period of a report, however long.
    Term,
}

/// Which month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthOf {
    Number(u8),
    Unsaid,
    Next,
    FirstOf(Length),
    LastOf(Length),
    FirstAfter(Length),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Day {
        day: u8,
        month: MonthOf,
    },
    LastDay(Length),
    Weekday(u8),
    Month(MonthOf),
    Quarter(u8),
    Half(u8),
    NineMonths,
    /// Months of a year, the first and the last: “02 tháng cuối năm”.
    Months(u8, u8),
    /// Ten days of a month: 1 for the first ten.
    Tens(u8, MonthOf),
    HalfMonth(u8, MonthOf),
    Year,
    SchoolYear,
    /// So many days from today.
    FromToday(i8),
    /// A day of this week, or of one so many weeks on.
    WeekdayOf(u8, i8),
    /// This week, month, quarter or year, or one so many on or back.
    Relative(Length, i8),
    /// An ISO week.
    Week(u8),
    /// So manieth of a day of the week in a month, 5 for the last: “thứ Hai đầu tiên của tháng 3”.
    WeekdayIn(u8, u8, MonthOf),
    /// A week of a month, by its number: nobody says where it begins.
    WeekOf(u8, MonthOf),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Unsaid,
    Given(i32),
    Next,
    This,
    Previous,
    /// That of the report, whichever: “ngày 21 tháng 12 của kỳ báo cáo”.
    Report,
}

/// Which part of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StretchPart {
    Whole,
    Early,
    Middle,
    Late,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Extent,
    pub(super) year: Year,
    pub(super) part: StretchPart,
}

impl Stretch {
    pub(super) fn of(span: Extent, year: Year) -> Self {
        Self { span, year, part: StretchPart::Whole }
    }

    /// Whether it can be placed only within a period that recurs.
    pub(super) fn is_relative(&self) -> bool {
        match self.span {
            Extent::Day { month, .. }
            | Extent::Month(month)
            | Extent::Tens(_, month)
            | Extent::HalfMonth(_, month)
            | Extent::WeekdayIn(_, _, month) => !matches!(month, MonthOf::Number(_)),
            Extent::LastDay(_) | Extent::Weekday(_) => true,
            _ => false,
        }
    }
}

/// Words that join without meaning.
pub(super) const JOINS: [Word; 2] = [Word::Of, Word::In];

/// The year that belongs to what stands before.
pub(super) fn year(c: &mut TokenCursor) -> Year {
    let given = c.maybe(|c| {
        let mark = c.eat_mark('/') || c.eat_mark('.') || c.eat_mark('-') || c.eat_mark(',');
        if !mark {
            c.eat_all(&JOINS);
        }
        if c.eat(Word::Year) {
            c.eat_mark('/');
            if let Some(year) = c.year(0) {
                c.skip(1);
                return Some(Year::Given(year));
            }
            let relative = match c.word(0) {
                Some(Word::Next | Word::After) => Year::Next,
                Some(Word::This) => Year::This,
                Some(Word::Previous) => Year::Previous,
                Some(Word::Before) if !dated(c, 1) => Year::Previous,
                Some(Word::Report | Word::Term | Word::Finish) => Year::Report,
                _ => return None,
            };
            c.skip(1);
            // "năm sau năm báo cáo"
            let _ = c.maybe(|c| (c.eat(Word::Year) && c.eat(Word::Report)).then_some(()));
            return Some(relative);
        }
        // "Quý IV (2026)"
        if !mark && c.is_mark(0, '(') && c.year(1).is_some() && c.is_mark(2, ')') {
            let year = c.year(1).map(Year::Given);
            c.skip(3);
            return year;
        }
        if !mark && c.eat(Word::Term) {
            return Some(Year::Report);
        }
        let year = c.year(0)?;
        // "tháng 3, 2025 - 2026": the years are a stretch of their own; so is a day after "/".
        let range = c.is_mark(1, '-') && c.year(2).is_some();
        if range || c.is_mark(1, '/') {
            return None;
        }
        c.skip(1);
        Some(Year::Given(year))
    });
    given.unwrap_or(Year::Unsaid)
}

/// Whether a day or number follows: then "trước" is no "last".
pub(super) fn dated(c: &TokenCursor, ahead: usize) -> bool {
    matches!(c.kind(ahead), Some(Kind::Number(..))) || c.is(ahead, Word::Day)
}

pub(super) fn small(number: u32, most: u8) -> Option<u8> {
    u8::try_from(number).ok().filter(|number| (1..=most).contains(number))
}

pub(super) fn length(c: &mut TokenCursor) -> Option<Length> {
    if c.number(0, 2) == Some(6) && c.is(1, Word::Month) {
        c.skip(2);
        return Some(Length::Half);
    }
    let length = match c.word(0)? {
        Word::Week => Length::Week,
        Word::Month => Length::Month,
        Word::Quarter => Length::Quarter,
        Word::Year => Length::Year,
        Word::Term => Length::Term,
        _ => return None,
    };
    c.skip(1);
    Some(length)
}

pub(super) fn next(c: &mut TokenCursor) -> Option<()> {
    let there = c.word(0).is_some_and(|word| matches!(word, Word::Next | Word::After));
    there.then(|| c.skip(1))
}
