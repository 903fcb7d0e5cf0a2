//! From the pieces of a wording to its readings, and how sure they are.

use super::count::{Anchor, CountUnit, Distance, Frequency};
use super::element::{Cycle, Edge, Element, FoundElement, Join, Limit, Pieces};
use super::limit::Found;
use super::once::{event_id, once};
use super::place::{Context, place};
use super::reading::{ReadingRemark, ReadingVerdict, TimeReading, WordingRead};
use super::recurring::recurring;
use super::stretch::{Extent, Length, Stretch, StretchPart, Year};
use super::token::{Kind, Token, Tokens};

/// The readings of a wording.
pub(super) fn decide(found: &Found, tokens: &Tokens, context: Context) -> WordingRead {
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
        Anchor::At(stretch) => Some(from_day(*stretch, offset, pieces.context)),
        Anchor::Case => None,
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
    let months = |months: i64| {
        let distance = chrono::Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(0));
        if months < 0 { placed.last.checked_sub_months(distance) } else { placed.last.checked_add_months(distance) }
    };
    let day = match offset.unit {
        CountUnit::Days => crate::model::period::shift(placed.last, count),
        CountUnit::Weeks => crate::model::period::shift(placed.last, count * 7),
        CountUnit::Months => months(count),
        CountUnit::Quarters => months(count * 3),
        CountUnit::Years => months(count * 12),
        CountUnit::WorkingDays => {
            remarks.push(ReadingRemark::Holidays);
            crate::model::calendar::WorkCalendar::default().nth_working_day(placed.last, count)
        }
        CountUnit::Hours => return WordingRead::none(ReadingRemark::Hours),
    };
    match day {
        Some(day) => WordingRead::one(TimeReading::once(day.to_string()), remarks),
        None => WordingRead::none(ReadingRemark::NoSuchDay),
    }
}

/// What recurs.
fn repeated(pieces: &Pieces) -> Option<WordingRead> {
    let frequencies: Vec<(&Frequency, bool)> = pieces
        .found
        .iter()
        .filter_map(|found| match &found.piece {
            Element::Frequency { frequency, at_least } => Some((frequency, *at_least)),
            _ => None,
        })
        .collect();
    match frequencies.as_slice() {
        [] => {}
        [(frequency, at_least)] => {
            let Some(kind) = rhythm(**frequency) else { return Some(WordingRead::none(ReadingRemark::Rhythm)) };
            let mut remarks = Vec::new();
            if *at_least {
                remarks.push(ReadingRemark::AtLeast);
            }
            if frequency.times > 1 {
                remarks.push(ReadingRemark::SeveralTimes);
            }
            let found: Vec<FoundElement> = pieces
                .found
                .iter()
                .filter(|it| matches!(it.piece, Element::Limit(_)))
                .cloned()
                .chain([FoundElement {
                    piece: Element::Every { kinds: vec![kind], said: true, reported: false },
                    bracket: false,
                    join: Join::Apart,
                }])
                .collect();
            let mut read = recurring(&found, pieces.context)?;
            read.remarks.extend(remarks);
            if read.verdict == ReadingVerdict::Sure && !read.remarks.is_empty() {
                read.verdict = ReadingVerdict::Doubt;
            }
            return Some(read);
        }
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

/// What has no day at all.
fn undated(pieces: &Pieces, loose: &[String]) -> WordingRead {
    let options = |ids: &[&str]| ids.iter().map(|due| TimeReading::once(*due)).collect::<Vec<_>>();
    for found in pieces.found {
        match &found.piece {
            Element::Unstated { proposed } => {
                let remarks = proposed.then_some(ReadingRemark::NotProposed).into_iter().collect();
                return WordingRead::one(TimeReading::once("unstated"), remarks);
            }
            Element::Event { name, edge: Edge::Before } => {
                return WordingRead::one(
                    TimeReading::once(format!("before event {}", event_id(name))),
                    vec![ReadingRemark::EventDay],
                );
            }
            Element::Event { name, .. } => {
                return WordingRead::one(
                    TimeReading::once(format!("event {}", event_id(name))),
                    vec![ReadingRemark::EventDay],
                );
            }
            _ => {}
        }
    }
    for found in pieces.found {
        match &found.piece {
            Element::AsArises => {
                return WordingRead::ambiguous(options(&["ongoing", "unstated"]), ReadingRemark::Arises);
            }
            Element::Refer => {
                return WordingRead::ambiguous(
                    options(&["event van-ban-dan-chieu", "ongoing", "unstated"]),
                    ReadingRemark::Refers,
                );
            }
            Element::Condition(text) => {
                let event = format!("event {}", event_id(text));
                return WordingRead::ambiguous(options(&[event.as_str(), "unstated"]), ReadingRemark::AfterEvent);
            }
            Element::Soon => return WordingRead::ambiguous(options(&["unstated"]), ReadingRemark::Soon),
            _ => {}
        }
    }
    if !loose.is_empty() {
        return WordingRead::none(ReadingRemark::NotReadable);
    }
    let subjects: Vec<FoundElement> = pieces
        .found
        .iter()
        .filter_map(|found| match found.piece {
            Element::Subject(when) => Some((when, found)),
            _ => None,
        })
        .map(|(when, found)| {
            let edge = Edge::Within;
            let limit = Limit { edge, from: None, when, aspired: false, target: None, label: None, ends_said: false };
            FoundElement { piece: Element::Limit(limit), ..found.clone() }
        })
        .collect();
    if subjects.len() > 1
        && let Some(mut read) = once(&Pieces { found: &subjects, context: pieces.context })
    {
        if read.verdict == ReadingVerdict::Sure {
            read.verdict = ReadingVerdict::Doubt;
        }
        read.remarks.push(ReadingRemark::SpokenOf);
        return read;
    }
    if let [FoundElement { piece: Element::OfPrevious(length), .. }] = pieces.found
        && let Ok(placed) = place(Stretch::of(Extent::Relative(*length, -1), Year::Unsaid), pieces.context)
    {
        return WordingRead::one(TimeReading::once(placed.text), vec![ReadingRemark::Past]);
    }
    // An hour of no day.
    if !pieces.found.is_empty() && pieces.found.iter().all(|it| matches!(it.piece, Element::Lost(_) | Element::About)) {
        return WordingRead::none(ReadingRemark::Hours);
    }
    if pieces.has(|piece| matches!(piece, Element::Subject(_))) {
        let subject = pieces
            .found
            .iter()
            .find_map(|found| if let Element::Subject(when) = found.piece { Some(when) } else { None });
        if let Some(Ok(placed)) = subject.map(|when| place(when, pieces.context)) {
            return WordingRead::one(
                TimeReading::once(placed.text),
                [placed.remarks, vec![ReadingRemark::SpokenOf]].concat(),
            );
        }
    }
    WordingRead::new(ReadingVerdict::NoLimit, Vec::new(), Vec::new())
}

/// What makes a reading doubtful, whatever its form.
fn doubted(mut read: WordingRead, pieces: &Pieces, found: &Found, tokens: &Tokens) -> WordingRead {
    if !matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) {
        return read;
    }
    let standing = read.readings.iter().any(|it| it.due == TimeReading::once("ongoing").due);
    let recurs = read.readings.iter().chain(&read.duties).any(|it| !it.every.is_empty());
    for found in pieces.found {
        let remark = match &found.piece {
            Element::OtherWeekday => ReadingRemark::OtherWeekday,
            // "hằng tháng đến khi hoàn thành"
            Element::Event { name, .. } if recurs => ReadingRemark::Condition(name.clone()),
            Element::Apart if recurs => ReadingRemark::RestOfKinds,
            Element::Lost(text) => ReadingRemark::Lost(text.clone()),
            Element::Condition(text) => ReadingRemark::Condition(text.clone()),
            Element::Aspired => ReadingRemark::Aspired,
            Element::Expected => ReadingRemark::Expected,
            Element::About => ReadingRemark::About,
            Element::Sooner => ReadingRemark::EarliestOrLatest,
            Element::AsArises if !standing => ReadingRemark::AdHocToo,
            Element::Refer if !standing => ReadingRemark::AlsoRefers,
            _ => continue,
        };
        if !read.remarks.contains(&remark) {
            read.remarks.push(remark);
        }
    }
    if tokens.slips {
        read.remarks.push(ReadingRemark::Slip);
    }
    if tokens.fiscal {
        read.remarks.push(ReadingRemark::FiscalYear);
    }
    if tokens.english && (0..tokens.all.len()).any(|at| is_turned(&tokens.all, at)) {
        read.remarks.push(ReadingRemark::DayOrMonth);
    }
    if tokens.text.to_lowercase().contains("ngày làm việc cuối")
        || tokens.text.to_lowercase().contains("last working day")
    {
        read.remarks.push(ReadingRemark::LastWorkingDay);
    }
    // "sơ kết vào năm 2028, tổng kết năm 2030": what is spoken of comes after what is due.
    let latest = read.readings.iter().flat_map(|it| it.last_days(pieces.context)).max();
    let later = pieces.found.iter().find_map(|found| match found.piece {
        Element::Subject(when) => {
            place(when, pieces.context).ok().filter(|it| latest.is_some_and(|last| it.first > last))
        }
        _ => None,
    });
    if let Some(later) = later.filter(|_| !recurs) {
        read.remarks.push(ReadingRemark::Loose(later.text));
    }
    let unread = found.loose.iter().chain(&found.passed);
    if let Some(text) =
        unread.clone().find(|text| text.contains(|c: char| c.is_ascii_digit())).or(unread.clone().next())
    {
        read.remarks.push(ReadingRemark::Loose(text.clone()));
    }
    // A day that was past when the document was made may be another document's.
    let days = read.readings.iter().filter(|it| it.every.is_empty()).flat_map(|it| it.last_days(pieces.context));
    if pieces.context.first().is_some_and(|first| days.min().is_some_and(|day| day < first)) {
        read.remarks.push(ReadingRemark::Past);
    }
    if !read.remarks.iter().all(ReadingRemark::is_note) {
        read.verdict = ReadingVerdict::Doubt;
    }
    read
}

/// Whether a day in figures could be read the American way round: “7/6”.
fn is_turned(all: &[Token], at: usize) -> bool {
    let Some([first, stroke, second]) = all.get(at..at + 3) else { return false };
    // The month and day of 2026-06-07.
    if at > 0 && all[at - 1].kind == stroke.kind {
        return false;
    }
    let small = |token: &Token| match token.kind {
        Kind::Number(number @ 1..=12, 1..=2) => Some(number),
        _ => None,
    };
    matches!(stroke.kind, Kind::Mark('/' | '-'))
        && !second.spaced
        && small(first).zip(small(second)).is_some_and(|(first, second)| first != second)
}
