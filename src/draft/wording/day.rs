//! Days: in figures, in words, of the week.

use super::cursor::TokenCursor;
use super::figures::{figures, suffix};
use super::months::{month, month_of, quarter, steps, week, years};
use super::stretch::{Extent, JOINS, Length, MonthOf, Stretch, StretchPart, Year, length, next, small, year};
use super::token::Kind;
use super::vocabulary::Word;

pub(super) fn today(c: &mut TokenCursor) -> Option<Stretch> {
    let part = usize::from(c.is(0, Word::DayPart));
    let short =
        c.token(1).filter(|token| part > 0 && token.kind != Kind::Known(Word::Day)).map(|token| token.text.as_str());
    let span = match (c.word(part), short) {
        (Some(Word::FromToday(days)), _) => Extent::FromToday(days),
        // "Tết Dương lịch 2027"
        (Some(Word::NewYear), _) => {
            c.skip(1);
            return Some(Stretch::of(Extent::Day { day: 1, month: MonthOf::Number(1) }, year(c)));
        }
        // "sáng mai", "chiều nay", "tối qua"
        (_, Some("mai")) => Extent::FromToday(1),
        (_, Some("nay")) => Extent::FromToday(0),
        (_, Some("qua")) => Extent::FromToday(-1),
        _ => return None,
    };
    c.skip(1 + part);
    Some(Stretch::of(span, Year::Unsaid))
}

/// “thứ Hai đầu tiên của tháng 3”, “first Monday of each month”.
fn weekday_in(c: &mut TokenCursor) -> Option<Stretch> {
    let english = if let Some(Word::Nth(number)) = c.word(0) { Some(number) } else { None };
    c.skip(usize::from(english.is_some()));
    let day = weekday(c)?;
    let number = match english {
        Some(number) => number,
        None => match c.word(0)? {
            Word::First => 1,
            Word::Last => 5,
            Word::WeekdayHead => c.number(1, 1).and_then(|number| small(number, 5))?,
            _ => return None,
        },
    };
    c.skip(match (english, c.word(0)) {
        (Some(_), _) => 0,
        (None, Some(Word::WeekdayHead)) => 2,
        (None, _) => 1,
    });
    c.eat_all(&JOINS);
    // "of each month": the rhythm is said apart.
    if c.is(0, Word::Every) && c.is(1, Word::Month) {
        return Some(Stretch::of(Extent::WeekdayIn(day, number, MonthOf::Unsaid), Year::Unsaid));
    }
    let month = month_of(c)?;
    Some(Stretch::of(Extent::WeekdayIn(day, number, month), year(c)))
}

/// A day of a month in words: “hai mươi mốt” is 21.
fn spelled(c: &mut TokenCursor) -> Option<u8> {
    let mut number = 0u8;
    let begun = c.at;
    while let Some(token) = c.token(0) {
        if matches!(token.kind, Kind::Number(..) | Kind::Mark(_)) {
            break;
        }
        for word in token.text.split(' ') {
            number = match word {
                "mươi" => number.checked_mul(10)?,
                "mười" => 10,
                "một" | "mốt" => number + 1,
                "hai" => number + 2,
                "ba" => number + 3,
                "bốn" | "tư" => number + 4,
                "năm" | "lăm" | "nhăm" => number + 5,
                "sáu" => number + 6,
                "bảy" | "bẩy" => number + 7,
                "tám" => number + 8,
                "chín" => number + 9,
                _ => return small(u32::from(number), 31).filter(|_| c.at > begun),
            };
        }
        if number > 40 {
            return None;
        }
        c.skip(1);
    }
    small(u32::from(number), 31).filter(|_| c.at > begun)
}

pub(super) fn day(c: &mut TokenCursor) -> Option<Stretch> {
    if let Some(found) = c.maybe(weekday_in) {
        return Some(found);
    }
    let weekday = c.maybe(weekday);
    if weekday.is_some() {
        c.eat_mark(',');
        c.eat_all(&JOINS);
        if let Some(day) = c.maybe(dated_day) {
            return Some(day);
        }
        // "thứ Hai tuần đầu tiên của tháng": the week is what it hangs on.
        if let Some(week) = c.maybe(week) {
            return Some(week);
        }
        // "thứ ba vừa rồi"
        let passed = c.is(0, Word::Previous) || c.token(0).is_some_and(|token| token.text == "vừa");
        if let Some(day) = weekday.filter(|_| passed) {
            c.skip(1);
            c.skip(usize::from(c.token(0).is_some_and(|token| token.text == "rồi")));
            return Some(Stretch::of(Extent::Weekday(day), Year::Previous));
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
    let ordinal = matches!(
        c.before().map(|token| token.kind),
        Some(Kind::Known(Word::Times | Word::Batch | Word::Month | Word::Quarter | Word::Year))
    );
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
    // "ngày mười lăm tháng ba"
    if named && let Some((day, month)) = c.maybe(|c| spelled(c).zip(month_of(c))) {
        return Some(Stretch::of(Extent::Day { day, month }, year(c)));
    }
    // "ngày đầu tiên của tháng 3"
    if named && c.token(0).is_some_and(|token| token.text == "đầu tiên") {
        c.skip(1);
        c.eat_all(&JOINS);
        let month = month_of(c)?;
        return Some(Stretch::of(Extent::Day { day: 1, month }, year(c)));
    }
    if (named || c.eat(Word::WorkingDay)) && c.eat(Word::Last) {
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
    // "từ 01 đến 15/3/2026"
    if !named && c.is(1, Word::Until) && c.number(2, 2).is_some() && (c.is_mark(3, '/') || c.is(3, Word::Month)) {
        c.skip(1);
        return Some(Stretch::of(Extent::Day { day, month: MonthOf::Unsaid }, Year::Unsaid));
    }
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
    if c.is(0, Word::Month) || english && c.is(0, Word::Next) && c.is(1, Word::Month) {
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
