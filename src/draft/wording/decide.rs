//! From the pieces of a wording to its readings, and how sure they are.

use chrono::NaiveDate;

use super::count::{Anchor, CountUnit, Distance, Frequency};
use super::doubt::doubted;
use super::element::{Cycle, Edge, Element, FoundElement, Join, Limit, Pieces};
use super::limit::FoundPieces;
use super::no_period::has_no_such_period;
use super::once::{event_id, once};
use super::place::{Context, place};
use super::reading::{ReadingRemark, ReadingVerdict, TimeReading, WordingRead};
use super::recurring::recurring;
use super::stretch::{Extent, Length, Stretch, StretchPart, Year};
use super::token::Tokens;
use super::undated::undated;

/// The readings of a wording.
pub(super) fn decide(found: &FoundPieces, tokens: &Tokens, context: Context) -> WordingRead {
    if has_no_such_period(&tokens.all) {
        return WordingRead::none(ReadingRemark::NotReadable);
    }
    let pieces = Pieces { found: &found.elements, context };
    let read = impossible(&pieces)
        .or_else(|| standing(&pieces))
        .or_else(|| session(&pieces))
        .or_else(|| counted(&pieces))
        .or_else(|| repeated(&pieces))
        .or_else(|| once(&pieces))
        .unwrap_or_else(|| undated(&pieces, &found.loose));
    doubted(read, &pieces, found, tokens)
}

/// What the notation cannot say at all.
fn impossible(pieces: &Pieces) -> Option<WordingRead> {
    for (offset, earliest) in pieces.offsets() {
        if earliest {
            return Some(WordingRead::none(ReadingRemark::NotBefore));
        }
        if offset.unit == CountUnit::Hours && pieces.limits().next().is_none() {
            return Some(WordingRead::none(ReadingRemark::Hours));
        }
        if offset.anchor == Anchor::Case {
            return Some(WordingRead::none(ReadingRemark::EachCase));
        }
    }
    if pieces.has(|piece| *piece == Element::Earliest) {
        return Some(WordingRead::none(ReadingRemark::NotBefore));
    }
    if pieces.has(|piece| *piece == Element::Program) {
        return Some(WordingRead::none(ReadingRemark::ProgramRule));
    }
    for found in pieces.found {
        if let Element::Window { to, .. } = found.piece {
            return Some(match to {
                0 => WordingRead::none(ReadingRemark::ReportYear),
                day => WordingRead::one(TimeReading::every(vec!["month"], "end"), vec![ReadingRemark::ReportDay(day)]),
            });
        }
    }
    let lunar = pieces.has(|piece| *piece == Element::Lunar);
    let exact = pieces
        .limits()
        .any(|(limit, _)| matches!((limit.when.span, limit.when.year), (Extent::Day { .. }, Year::Given(_))));
    (lunar && !exact).then(|| {
        WordingRead::ambiguous(
            vec![TimeReading::once("before event tet-nguyen-dan"), TimeReading::once("unstated")],
            ReadingRemark::LunarDay,
        )
    })
}

/// Standing work, alone or beside something else.
fn standing(pieces: &Pieces) -> Option<WordingRead> {
    let throughout = pieces.has(|piece| *piece == Element::Throughout);
    let standing = pieces.has(|piece| *piece == Element::Standing);
    let onwards = pieces.has(|piece| *piece == Element::Onwards);
    if !throughout && !standing && !onwards {
        return None;
    }
    let every = repeated(pieces);
    let dated = once(pieces);
    let ongoing = TimeReading::once("ongoing");
    let options = |read: Option<WordingRead>| read.map(|read| read.readings).unwrap_or_default();
    if onwards {
        let begins =
            pieces.limits().next().and_then(|(limit, _)| place(limit.from.unwrap_or(limit.when), pieces.context).ok());
        let from = pieces.limits().any(|(limit, _)| limit.edge == Edge::From) || pieces.limits().next().is_none();
        let starts = begins.map(|it| it.first);
        let mut all = if from { Vec::new() } else { options(dated) };
        all.extend(options(every));
        all.push(TimeReading { starts, ..ongoing });
        if from {
            all.push(TimeReading { starts, ..TimeReading::every(vec!["year"], "end") });
        }
        return Some(WordingRead::ambiguous(all, ReadingRemark::Onwards));
    }
    if throughout {
        let (Some((limit, _)), read) = (pieces.limits().next(), &dated) else {
            return Some(WordingRead::one(ongoing, Vec::new()));
        };
        let ends = place(limit.when, pieces.context).ok().map(|it| it.last);
        let mut all = vec![TimeReading { ends, ..ongoing }];
        all.extend(options(read.clone()));
        return Some(WordingRead::ambiguous(all, ReadingRemark::Throughout));
    }
    match (every, dated) {
        (Some(every), _) => {
            let reported =
                pieces.has(|piece| matches!(piece, Element::Every { reported: true, .. } | Element::Frequency { .. }));
            if reported && every.verdict != ReadingVerdict::Ambiguous && every.verdict != ReadingVerdict::NoNotation {
                let mut read = WordingRead::one(TimeReading::default(), every.remarks);
                read.readings.clear();
                read.duties.push(ongoing);
                read.duties.extend(every.readings);
                read.duties.extend(every.duties);
                return Some(read);
            }
            let all = [vec![ongoing], every.readings].concat();
            Some(WordingRead::ambiguous(all, ReadingRemark::StandingOrEvery))
        }
        (None, Some(dated)) => {
            let all = [vec![ongoing], dated.readings].concat();
            Some(WordingRead::ambiguous(all, ReadingRemark::StandingOrOnce))
        }
        (None, None) => Some(WordingRead::one(ongoing, Vec::new())),
    }
}

/// A council's meeting.
fn session(pieces: &Pieces) -> Option<WordingRead> {
    let (name, open, part) = pieces.found.iter().find_map(|found| match &found.piece {
        Element::Session { name, open, part } => Some((name, *open, *part)),
        _ => None,
    })?;
    let event = TimeReading::once(format!("event {}", event_id(name)));
    // A day that is only expected, in brackets, is no second limit.
    let expected = pieces.has(|piece| *piece == Element::Expected);
    let others: Vec<TimeReading> = match once(pieces) {
        Some(read) if !expected => read.readings,
        _ => Vec::new(),
    };
    if !others.is_empty() {
        return Some(WordingRead::ambiguous([others, vec![event]].concat(), ReadingRemark::Conflict));
    }
    if open {
        let year = part.and_then(|part| place(part, pieces.context).ok()).map(|it| TimeReading::once(it.text));
        return Some(WordingRead::ambiguous(
            [vec![event], year.into_iter().collect()].concat(),
            ReadingRemark::OpenSession,
        ));
    }
    Some(WordingRead::one(event, vec![ReadingRemark::DayElsewhere]))
}

/// So many days from something.
fn counted(pieces: &Pieces) -> Option<WordingRead> {
    let (offset, _) = pieces.offsets().find(|(offset, _)| offset.unit != CountUnit::Hours)?;
    let (count, sign) = (offset.count, if offset.before { "-" } else { "+" });
    let unit = match offset.unit {
        CountUnit::Hours => return None,
        CountUnit::Days => "days",
        CountUnit::WorkingDays => "working days",
        CountUnit::Weeks => "weeks",
        CountUnit::Months | CountUnit::Quarters => "months",
        CountUnit::Years => "years",
    };
    let count = if offset.unit == CountUnit::Quarters { count * 3 } else { count };
    let event = |name: &str| TimeReading::once(format!("event {} {sign} {count} {unit}", event_id(name)));
    // The wording may give the day as well: "chậm nhất ngày 10/12/2025 (trước ngày bầu cử 95 ngày)".
    let stated = pieces
        .limits()
        .filter(|(limit, _)| matches!(limit.edge, Edge::Latest | Edge::Within))
        .filter_map(|(limit, _)| place(limit.when, pieces.context).ok())
        .map(|it| it.last)
        .next();
    match &offset.anchor {
        Anchor::Event(name) => Some(match stated {
            Some(day) => {
                WordingRead::one(TimeReading { stated: Some(day), ..event(name) }, vec![ReadingRemark::DayStated])
            }
            None if pieces.limits().next().is_some() => {
                let dated = once(pieces)?;
                WordingRead::ambiguous([dated.readings, vec![event(name)]].concat(), ReadingRemark::Conflict)
            }
            None => WordingRead::one(event(name), vec![ReadingRemark::DayElsewhere]),
        }),
        Anchor::Unsaid if pieces.limits().next().is_some() => None,
        Anchor::Unsaid if offset.before => Some(WordingRead::one(event("su-kien"), vec![ReadingRemark::EventDay])),
        Anchor::Unsaid => {
            let recurs = pieces.has(|piece| matches!(piece, Element::Every { .. }));
            if recurs {
                return None;
            }
            Some(WordingRead::one(event("moc-tinh"), vec![ReadingRemark::NoAnchor]))
        }
        Anchor::EndOf(length) => {
            let kind = match length {
                Length::Week => "week",
                Length::Month => "month",
                Length::Quarter => "quarter",
                Length::Half => "half",
                Length::Year => "year",
                Length::Term => {
                    let kinds = pieces.found.iter().find_map(|found| match &found.piece {
                        Element::Every { kinds, .. } => Some(super::recurring::kind_words(kinds)),
                        _ => None,
                    });
                    let due = format!("end {sign} {count} {unit}");
                    return Some(match kinds {
                        Some(kinds) if !kinds.is_empty() => {
                            WordingRead::one(TimeReading::every(kinds, due), Vec::new())
                        }
                        _ => WordingRead::one(
                            TimeReading::every(vec!["month", "quarter", "half", "year"], due),
                            vec![ReadingRemark::TermUnsaid],
                        ),
                    });
                }
            };
            let remarks =
                (offset.unit == CountUnit::WorkingDays).then_some(ReadingRemark::Holidays).into_iter().collect();
            Some(WordingRead::one(TimeReading::every(vec![kind], format!("end {sign} {count} {unit}")), remarks))
        }
        Anchor::At(stretch) if stretch.span == Extent::FromToday(0) => {
            Some(from_document(*stretch, offset, pieces.context))
        }
        Anchor::At(stretch) => Some(beside_end(from_day(*stretch, offset, pieces.context), stated)),
        Anchor::Case => None,
    }
}

/// A count of days, and the end that may stand beside it: “60 ngày từ 15/3/2025 đến 15/5/2025” need not agree.
fn beside_end(counted: WordingRead, stated: Option<NaiveDate>) -> WordingRead {
    let end = stated.map(|day| TimeReading::once(day.to_string())).filter(|end| !counted.readings.contains(end));
    match end {
        Some(end) => WordingRead::ambiguous([vec![end], counted.readings].concat(), ReadingRemark::Conflict),
        None => counted,
    }
}

/// So many days from the day of the document; of months and years, perhaps those of the calendar that follow.
fn from_document(stretch: Stretch, offset: &Distance, context: Context) -> WordingRead {
    let mut counted = from_day(stretch, offset, context);
    let length = match offset.unit {
        CountUnit::Weeks => Length::Week,
        CountUnit::Months => Length::Month,
        CountUnit::Quarters => Length::Quarter,
        CountUnit::Years => Length::Year,
        _ => {
            if !counted.readings.is_empty() {
                counted.remarks.push(ReadingRemark::FromDocument);
                counted.verdict = ReadingVerdict::Doubt;
            }
            return counted;
        }
    };
    let steps = i8::try_from(offset.count).unwrap_or(i8::MAX);
    let Ok(last) = place(Stretch::of(Extent::Relative(length, steps), Year::Unsaid), context) else { return counted };
    let last = TimeReading::once(last.last.to_string());
    if counted.readings.contains(&last) {
        return counted;
    }
    WordingRead::ambiguous(counted.readings.into_iter().chain([last]).collect(), ReadingRemark::FromDocument)
}

/// So many days from a day that the wording names.
fn from_day(stretch: Stretch, offset: &Distance, context: Context) -> WordingRead {
    let placed = match place(stretch, context) {
        Ok(placed) => placed,
        Err(remark) => return WordingRead::none(remark),
    };
    let count = if offset.before { -i64::from(offset.count) } else { i64::from(offset.count) };
    let mut remarks = placed.remarks;
    let from = |day: NaiveDate| {
        let months = |months: i64| {
            let distance = chrono::Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(0));
            if months < 0 { day.checked_sub_months(distance) } else { day.checked_add_months(distance) }
        };
        match offset.unit {
            CountUnit::Days => crate::model::period::shift(day, count),
            CountUnit::Weeks => crate::model::period::shift(day, count * 7),
            CountUnit::Months => months(count),
            CountUnit::Quarters => months(count * 3),
            CountUnit::Years => months(count * 12),
            CountUnit::WorkingDays => crate::model::calendar::WorkCalendar::default().nth_working_day(day, count),
            CountUnit::Hours => None,
        }
    };
    match offset.unit {
        CountUnit::Hours => return WordingRead::none(ReadingRemark::Hours),
        CountUnit::WorkingDays => remarks.push(ReadingRemark::Holidays),
        _ => {}
    }
    let Some(day) = from(placed.last) else { return WordingRead::none(ReadingRemark::NoSuchDay) };
    let last = TimeReading::once(day.to_string());
    // "trong 3 năm từ năm 2025" ends with 2027, if the years are counted from the first.
    let first = from(placed.first).and_then(|day| day.pred_opt()).filter(|_| placed.first < placed.last && count > 0);
    match first.map(|day| TimeReading::once(day.to_string())).filter(|first| *first != last) {
        Some(first) => WordingRead::ambiguous(vec![first, last], ReadingRemark::FromWhichDay),
        None => WordingRead::one(last, remarks),
    }
}

/// What recurs.
fn repeated(pieces: &Pieces) -> Option<WordingRead> {
    let mut often = pieces.found.iter().filter_map(|found| match &found.piece {
        Element::Frequency { frequency, at_least } => Some((*frequency, *at_least)),
        _ => None,
    });
    match (often.next(), often.next()) {
        (None, _) => {}
        (Some((frequency, at_least)), None) => return frequent(pieces, frequency, at_least),
        _ => return Some(WordingRead::none(ReadingRemark::Rhythm)),
    }
    let said = pieces.has(|piece| matches!(piece, Element::Every { said: true, .. }));
    let named = pieces.has(|piece| matches!(piece, Element::Every { .. }));
    let relative = pieces.limits().any(|(limit, _)| limit.from.is_none() && recurs_by_itself(limit.when));
    let dated = pieces.limits().any(|(limit, _)| matches!(limit.when.year, Year::Given(_)));
    let periodic = pieces.has(|piece| *piece == Element::Periodic);
    if said || relative || named && !dated {
        let mut read = recurring(pieces.found, pieces.context)?;
        if pieces.has(|piece| *piece == Element::Apart) && pieces.limits().count() > 1 {
            return Some(WordingRead::none(ReadingRemark::Form));
        }
        // "vào ngày 30 hoặc 31 hằng tháng"
        if pieces.limits().any(|(_, found)| found.join == Join::Or) {
            return Some(WordingRead::ambiguous([read.readings, read.duties].concat(), ReadingRemark::Either));
        }
        // "ngày 5 tháng sau", "ngày cuối cùng của tháng" alone may be one day.
        let loosely = |limit: &Limit| match limit.when.span {
            Extent::Day { month, .. } => month == super::stretch::MonthOf::Next,
            Extent::LastDay(_) => true,
            _ => false,
        };
        if !said && !named && read.verdict == ReadingVerdict::Sure && pieces.limits().any(|(limit, _)| loosely(limit)) {
            read.remarks.push(ReadingRemark::RecursOrOnce);
            read.verdict = ReadingVerdict::Doubt;
        }
        return Some(read);
    }
    // "báo cáo định kỳ (trước ngày 15 tháng 12)"; "trước ngày 15 tháng 6 và trước ngày 01 tháng 12"
    let days: Vec<u8> = pieces
        .limits()
        .filter_map(|(limit, _)| match limit.when.span {
            Extent::Day { month: super::stretch::MonthOf::Number(month), .. } if limit.from.is_none() => Some(month),
            _ => None,
        })
        .collect();
    let all = !days.is_empty() && days.len() == pieces.limits().count();
    let pair = matches!(days.as_slice(), [5..=7, 11 | 12 | 1]);
    if all && !dated && (periodic || pair) {
        let year = FoundElement {
            piece: Element::Every { kinds: vec![Cycle::Year], said: true, reported: false },
            bracket: false,
            join: Join::Apart,
        };
        let mut read = recurring(&[&[year], pieces.found].concat(), pieces.context)?;
        read.remarks.push(ReadingRemark::RecursOrOnce);
        if read.verdict == ReadingVerdict::Sure {
            read.verdict = ReadingVerdict::Doubt;
        }
        return Some(read);
    }
    None
}

/// What is done so many times in so long.
fn frequent(pieces: &Pieces, frequency: Frequency, at_least: bool) -> Option<WordingRead> {
    let Some(kind) = rhythm(frequency) else { return Some(WordingRead::none(ReadingRemark::Rhythm)) };
    let limits = pieces.found.iter().filter(|it| matches!(it.piece, Element::Limit(_))).cloned();
    let found: Vec<FoundElement> = limits
        .chain([FoundElement {
            piece: Element::Every { kinds: vec![kind], said: true, reported: false },
            bracket: false,
            join: Join::Apart,
        }])
        .collect();
    let mut read = recurring(&found, pieces.context)?;
    read.remarks.extend(at_least.then_some(ReadingRemark::AtLeast));
    read.remarks.extend((frequency.times > 1).then_some(ReadingRemark::SeveralTimes));
    if read.verdict == ReadingVerdict::Sure && !read.remarks.is_empty() {
        read.verdict = ReadingVerdict::Doubt;
    }
    Some(read)
}

/// Whether a stretch names its place in a period that comes again.
fn recurs_by_itself(when: Stretch) -> bool {
    use super::stretch::MonthOf::{FirstAfter, FirstOf, LastOf, Next};
    match when.span {
        Extent::Day { month, .. } => {
            matches!(month, Next | FirstAfter(_) | FirstOf(_) | LastOf(_))
                || matches!(when.year, Year::Next | Year::Report)
        }
        Extent::Month(month) => matches!(month, FirstAfter(_) | FirstOf(_) | LastOf(_)),
        Extent::LastDay(_) => when.part == StretchPart::Whole,
        _ => false,
    }
}

/// The kind of period in which something is done once.
fn rhythm(frequency: Frequency) -> Option<Cycle> {
    let Frequency { times, units, unit } = frequency;
    Some(match (times, units, unit) {
        (1, 1, CountUnit::Days) => Cycle::Day,
        (1, 1, CountUnit::Weeks) | (1, 7, CountUnit::Days) => Cycle::Week,
        (2, 1, CountUnit::Months) | (1, 15, CountUnit::Days) => Cycle::HalfMonth,
        (1, 1, CountUnit::Months)
        | (1, 30, CountUnit::Days)
        | (3, 1, CountUnit::Quarters)
        | (12, 1, CountUnit::Years) => Cycle::Month,
        (1, 3, CountUnit::Months) | (1, 1, CountUnit::Quarters) | (4, 1, CountUnit::Years) => Cycle::Quarter,
        (1, 6, CountUnit::Months) | (2, 1, CountUnit::Years) | (1, 2, CountUnit::Quarters) => Cycle::Half,
        (1, 12, CountUnit::Months) | (1, 1, CountUnit::Years) => Cycle::Year,
        _ => return None,
    })
}
