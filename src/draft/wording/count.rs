//! Numbers of days and of times: “10 ngày làm việc kể từ ngày …”, “trước ngày bầu cử 95 ngày”, “2 lần/tháng”.
//!
//! ```text
//! offset    = N ["-" N] unit [("kể từ" | "sau" | "trước") anchor] | "trước" event N unit
//! anchor    = "ngày kết thúc" length | stretch | event
//! frequency = N times "/" [N] unit | N unit "/" "lần" | N unit "một lần" | "mỗi" unit N "lần"
//! ```

use super::cursor::TokenCursor;
use super::stretch::{Extent, Length, Stretch, Year, length};
use super::token::Kind;
use super::vocabulary::Word;
use super::when;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountUnit {
    Hours,
    Days,
    WorkingDays,
    Weeks,
    Months,
    Quarters,
    Years,
}

/// What days are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Unsaid,
    EndOf(Length),
    At(Stretch),
    Event(String),
    /// Something that happens again and again: an application comes in.
    Case,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    pub(super) count: u32,
    pub(super) unit: CountUnit,
    pub(super) before: bool,
    pub(super) anchor: Anchor,
}

/// So many times in so many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frequency {
    pub(super) times: u32,
    pub(super) units: u32,
    pub(super) unit: CountUnit,
}

fn unit(c: &mut TokenCursor) -> Option<CountUnit> {
    let unit = match c.word(0)? {
        Word::Hour => CountUnit::Hours,
        Word::Day => CountUnit::Days,
        Word::WorkingDay => CountUnit::WorkingDays,
        Word::Week => CountUnit::Weeks,
        Word::Month => CountUnit::Months,
        Word::Quarter => CountUnit::Quarters,
        Word::Year => CountUnit::Years,
        _ => return None,
    };
    c.skip(1);
    Some(unit)
}

/// A number, or the larger of two: “từ 02 đến 05”, “10 - 15”, “10 (mười)”.
fn number(c: &mut TokenCursor) -> Option<u32> {
    let first = c.count(0)?;
    c.skip(1);
    let bracketed = c.is_mark(0, '(') && c.is_mark(2, ')');
    if bracketed {
        c.skip(3);
    }
    let second = c.maybe(|c| {
        (c.eat_mark('-') || c.eat(Word::Until)).then_some(())?;
        let second = c.count(0)?;
        c.skip(1);
        Some(second)
    });
    Some(second.unwrap_or(first))
}

/// A number of days, and from when they count.
pub(super) fn offset(c: &mut TokenCursor) -> Option<Distance> {
    let count = number(c)?;
    let unit = unit(c)?;
    // A rate, or a part of something named: "01 ngày/tháng", "3 tháng 1 lần", "10 ngày 15/3".
    if c.is_mark(0, '/') || c.count(0).is_some() || c.is(0, Word::Times) {
        return None;
    }
    // "05 ngày đầu của quý tiếp theo" is no distance.
    if c.eat(Word::First) && unit != CountUnit::Hours {
        return None;
    }
    // "trong 5 ngày tới", "hai tuần nữa"
    if matches!(c.word(0), Some(Word::Next))
        || c.token(0).is_some_and(|token| token.text == "nữa" || token.text == "tới")
    {
        c.skip(1);
        let anchor = Anchor::At(Stretch::of(Extent::FromToday(0), Year::Unsaid));
        return Some(Distance { count, unit, before: false, anchor });
    }
    let since = c.is_mark(0, ',') && matches!(c.word(1), Some(Word::Since));
    c.skip(usize::from(since));
    let minus = match c.word(0) {
        Some(Word::Since | Word::From | Word::After | Word::AfterEvent | Word::Of) => false,
        Some(Word::Before | Word::BeforeEvent) => true,
        _ => return Some(Distance { count, unit, before: false, anchor: Anchor::Unsaid }),
    };
    c.skip(1);
    Some(Distance { count, unit, before: minus, anchor: anchor(c).unwrap_or(Anchor::Unsaid) })
}

/// The end of a period that comes again: “kết thúc quý”, “quarter end”, “kỳ báo cáo”.
pub(super) fn end_of(c: &mut TokenCursor) -> Option<Length> {
    let named = c.maybe(|c| {
        let found = length(c)?;
        (c.eat(Word::End) || c.eat(Word::Last)).then_some(found)
    });
    if named.is_some() {
        return named;
    }
    if c.eat(Word::Term) {
        return Some(Length::Term);
    }
    matches!(c.word(0), Some(Word::End | Word::Finish | Word::Last)).then(|| c.skip(1))?;
    c.eat_all(&[Word::Of]);
    let found = length(c)?;
    let dated = matches!(c.kind(0), Some(Kind::Number(..)));
    (!dated).then_some(found)
}

fn anchor(c: &mut TokenCursor) -> Option<Anchor> {
    c.eat_all(&[Word::Of, Word::When]);
    if let Some(stretch) = c.maybe(when::stretch) {
        if !stretch.is_relative() {
            return Some(Anchor::At(stretch));
        }
        if let Extent::LastDay(length) = stretch.span {
            return Some(Anchor::EndOf(length));
        }
    }
    if let Some(length) = c.maybe(|c| {
        c.eat(Word::Day);
        c.eat_all(&[Word::Of]);
        end_of(c)
    }) {
        c.eat_all(&[Word::Report, Word::Term, Word::Of]);
        return Some(Anchor::EndOf(length));
    }
    event(c)
}

/// The words that name an event, or a case of many.
pub(super) fn event(c: &mut TokenCursor) -> Option<Anchor> {
    let mut name = String::new();
    let mut words = 0;
    let mut case = false;
    while let Some(token) = c.token(0) {
        if ends_event(c, words) || words == 9 {
            break;
        }
        case |= token.kind == Kind::Known(Word::Case) && words < 5;
        let dull = name.is_empty() && matches!(token.kind, Kind::Known(Word::Day | Word::Of | Word::When));
        if !dull && !matches!(token.kind, Kind::Mark(_)) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&token.text);
        }
        words += 1;
        c.skip(1);
    }
    if name.is_empty() {
        return None;
    }
    Some(if case { Anchor::Case } else { Anchor::Event(name) })
}

/// Whether the name of an event, of so many words by now, goes no further.
pub(super) fn ends_event(c: &TokenCursor, words: usize) -> bool {
    match c.kind(0) {
        Some(Kind::Mark(mark)) => mark != '-',
        Some(Kind::Known(Word::Latest | Word::Finish | Word::And | Word::Or)) => words > 2,
        Some(Kind::Number(..)) if words > 0 && is_day(c) => true,
        Some(Kind::Number(..)) => {
            c.word(1).is_some_and(|it| matches!(it, Word::Day | Word::WorkingDay | Word::Week | Word::Month))
        }
        _ => false,
    }
}

/// Whether a day of the calendar stands here in figures.
fn is_day(c: &TokenCursor) -> bool {
    let mut ahead = *c;
    c.is_mark(1, '/') && when::stretch(&mut ahead).is_some_and(|it| matches!(it.span, Extent::Day { .. }))
}

/// Before an event, perhaps by so many days.
pub(super) fn before_event(c: &mut TokenCursor) -> Option<(Anchor, Option<(u32, CountUnit)>)> {
    let begins = match c.kind(0)? {
        Kind::Unknown => true,
        Kind::Known(word) => {
            matches!(
                word,
                Word::Day
                    | Word::Session
                    | Word::When
                    | Word::In
                    | Word::And
                    | Word::Finish
                    | Word::Season
                    | Word::SchoolYear
                    | Word::End
            )
        }
        _ => false,
    };
    let mut ahead = *c;
    if !begins || when::stretch(&mut ahead).is_some() || c.is(0, Word::Day) && c.kind(1) != Some(Kind::Unknown) {
        return None;
    }
    let anchor = event(c)?;
    let distance = c.maybe(|c| {
        let count = number(c)?;
        Some((count, unit(c)?))
    });
    Some((anchor, distance))
}

/// How often.
pub(super) fn frequency(c: &mut TokenCursor) -> Option<Frequency> {
    let forms = [every_so_long, per_unit, unit_each, every_few];
    forms.into_iter().find_map(|form| c.maybe(form))
}

/// “6 tháng/lần”, “03 năm/01 lần”, “6 tháng một lần”.
fn every_so_long(c: &mut TokenCursor) -> Option<Frequency> {
    let units = c.count(0)?;
    c.skip(1);
    let unit = unit(c)?;
    let stroke = c.eat_mark('/');
    let times = c.count(0);
    c.skip(usize::from(times.is_some()));
    let named = c.eat(Word::Times) || (stroke && c.eat(Word::Batch));
    (named && (stroke || times.is_some())).then(|| Frequency { times: times.unwrap_or(1), units, unit })
}

/// “2 lần/tháng”, “01 ngày/tháng”, “2 lần mỗi năm”, “một lần trong năm”.
fn per_unit(c: &mut TokenCursor) -> Option<Frequency> {
    let times = c.count(0)?;
    c.skip(1);
    let what = c.kind(0)?;
    let counted = matches!(what, Kind::Known(Word::Times | Word::Batch));
    let thing =
        counted || matches!(what, Kind::Unknown | Kind::Known(Word::Day | Word::Term | Word::Session | Word::Report));
    if !thing {
        return None;
    }
    c.skip(1);
    if !counted && !c.is_mark(0, '/') {
        c.skip(usize::from(c.kind(0) == Some(Kind::Unknown)));
    }
    let stroke = c.eat_mark('/');
    let joined = stroke
        || counted && c.word(0).is_some_and(|it| matches!(it, Word::Every | Word::In | Word::Of | Word::Count(1)));
    if !joined {
        return None;
    }
    if !stroke {
        c.skip(1);
    }
    let units = c.count(0);
    c.skip(usize::from(units.is_some()));
    let unit = unit(c)?;
    // "2 lần trong năm 2025"
    let dated = matches!(c.kind(0), Some(Kind::Number(..)));
    (!dated || stroke).then(|| Frequency { times, units: units.unwrap_or(1), unit })
}

/// “every two weeks”, “once every two years”: rhythms that are no period.
fn every_few(c: &mut TokenCursor) -> Option<Frequency> {
    if c.eat(Word::OtherRhythm) {
        return Some(Frequency { times: 1, units: 2, unit: CountUnit::Weeks });
    }
    c.eat(Word::Times);
    c.eat(Word::Every).then_some(())?;
    let units = c.count(0).filter(|units| *units > 1)?;
    let period = c.is(1, Word::Month) && matches!(units, 3 | 6 | 9 | 12);
    c.skip(1);
    let unit = unit(c)?;
    (!period).then_some(Frequency { times: 1, units, unit })
}

/// “mỗi năm 02 lần”, “mỗi quý ít nhất một lần”.
fn unit_each(c: &mut TokenCursor) -> Option<Frequency> {
    if !c.eat(Word::Every) {
        return None;
    }
    let units = c.count(0);
    c.skip(usize::from(units.is_some()));
    let unit = unit(c)?;
    c.eat_mark(',');
    c.eat_all(&[Word::Finish, Word::AtLeast, Word::AtMost, Word::Periodic]);
    if c.kind(0) == Some(Kind::Unknown) {
        c.skip(1);
    }
    c.eat_all(&[Word::AtLeast, Word::AtMost]);
    let times = c.count(0)?;
    c.skip(1);
    let named = c.word(0).is_some_and(|word| matches!(word, Word::Times | Word::Batch));
    c.skip(1);
    named.then(|| Frequency { times, units: units.unwrap_or(1), unit })
}
