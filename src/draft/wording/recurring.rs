//! Work that recurs: which kinds of period, and when in each.

use super::element::{Cycle, Edge, Element, FoundElement, Limit};
use super::place::{Context, place};
use super::reading::{ReadDue, ReadingRemark, TimeReading, WordingRead};
use super::stretch::{Extent, Length, MonthOf, Stretch, StretchPart, Year};
use super::within::{before, own_kind, pair, word};

/// Kinds of period and what is said of the time within them.
#[derive(Default)]
struct KindGroup {
    kinds: Vec<Cycle>,
    limits: Vec<Limit>,
}

/// Reads pieces in which something recurs; nothing where nothing does.
pub(super) fn recurring(found: &[FoundElement], context: Context) -> Option<WordingRead> {
    let mut remarks = Vec::new();
    let previous = found.iter().any(|it| matches!(it.piece, Element::OfPrevious(_)));
    let mut groups = groups(found, &mut remarks);
    let (mut starts, mut ends) = (None, None);
    let mut apart = Vec::new();
    for group in &mut groups {
        let limits = std::mem::take(&mut group.limits);
        for limit in limits {
            match bounds(&limit, context) {
                Some((from, to)) => {
                    // "năm 2026: quý II; từ năm 2027: quý I": each span has a rule of its own.
                    let other = |held: Option<chrono::NaiveDate>, new| held.is_some() && new != held;
                    if other(starts, from) || other(ends, to) {
                        return Some(WordingRead::none(ReadingRemark::Form));
                    }
                    starts = starts.or(from);
                    ends = ends.or(to);
                }
                None if limit.is_dated() => apart.push(limit),
                None => group.limits.push(limit),
            }
        }
    }
    part_kinds(&mut groups);
    imply(&mut groups, &mut remarks);
    groups.retain(|group| !group.kinds.is_empty() || !group.limits.is_empty());
    if groups.is_empty() || groups.iter().any(|group| group.kinds.is_empty()) {
        return None;
    }
    halves(&mut groups, &mut remarks);
    let mut all: Vec<(&'static str, String)> = Vec::new();
    let mut duties = Vec::new();
    for group in &groups {
        match dues(group, &mut remarks) {
            Ok(Dues::Kinds(dues)) => {
                for (kind, mut due) in dues {
                    // "ngày 05 hằng tháng … của tháng trước" is in the month after that of the report.
                    if previous && due.contains("day ") && !due.contains(" of ") {
                        due.push_str(" of next month");
                        remarks.retain(|remark| *remark != ReadingRemark::MonthUnsaid);
                    }
                    match all.iter_mut().find(|(word, _)| *word == kind) {
                        Some((_, told)) if told == "end" => *told = due,
                        Some((_, told)) if due == "end" || *told == due => {}
                        Some(_) => return Some(WordingRead::none(ReadingRemark::Form)),
                        None => all.push((kind, due)),
                    }
                }
            }
            Ok(Dues::Each(kind, list)) => {
                duties.extend(list.into_iter().map(|due| TimeReading::every(vec![kind], due)));
            }
            Err(remark) => return Some(WordingRead::none(remark)),
        }
    }
    let mut reading = (!all.is_empty()).then(|| gathered(&all));
    for reading in reading.iter_mut().chain(&mut duties) {
        (reading.starts, reading.ends) = (starts, ends);
    }
    let once = |limit: &Limit| super::once::single(limit, context).readings;
    if !apart.is_empty() && found.iter().any(|it| matches!(it.piece, Element::Every { reported: true, .. })) {
        let mut read = WordingRead::one(TimeReading::default(), [remarks, vec![ReadingRemark::TwoDuties]].concat());
        read.readings.clear();
        read.duties = apart.iter().flat_map(once).chain(reading).chain(duties).collect();
        return Some(read);
    }
    if !apart.is_empty() {
        // A day of one year beside a recurrence: which of the two is owed?
        let mut options: Vec<TimeReading> = reading.into_iter().collect();
        options.extend(apart.iter().flat_map(once));
        return Some(WordingRead::ambiguous(options, ReadingRemark::RecursOrOnce));
    }
    if !duties.is_empty() {
        duties.splice(0..0, reading);
        let mut read = WordingRead::one(TimeReading::default(), remarks);
        read.readings.clear();
        read.duties = duties;
        return Some(read);
    }
    Some(WordingRead::one(reading?, remarks))
}

/// One `every` with one `due`, or a table of them.
fn gathered(all: &[(&'static str, String)]) -> TimeReading {
    let every: Vec<_> = all.iter().map(|(kind, _)| *kind).collect();
    let same = all.iter().all(|(_, due)| *due == all[0].1);
    let due = if same { ReadDue::One(all[0].1.clone()) } else { ReadDue::ByKind(all.to_vec()) };
    TimeReading { due: Some(due), every, ..TimeReading::default() }
}

impl Limit {
    /// Whether it lies in a year that it names.
    fn is_dated(&self) -> bool {
        matches!(self.when.year, Year::Given(_))
    }
}

/// The span within which something recurs: “giai đoạn 2025-2030”, “từ 16/4/2025 đến 31/10/2025”.
fn bounds(limit: &Limit, context: Context) -> Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> {
    let years = limit.when.span == Extent::Year && limit.is_dated();
    if !limit.is_dated() || limit.when.part != StretchPart::Whole {
        return None;
    }
    let placed = place(limit.when, context).ok()?;
    if let Some(from) = limit.from {
        let from = if from.year == Year::Unsaid { Stretch { year: limit.when.year, ..from } } else { from };
        let from = place(from, context).ok()?;
        return Some((Some(from.first), Some(placed.last)));
    }
    match limit.edge {
        Edge::From => Some((Some(placed.first), None)),
        // "hằng quý đến 2030" has an end alone.
        Edge::Within if limit.ends_said => Some((None, Some(placed.last))),
        Edge::Within if years => Some((Some(placed.first), Some(placed.last))),
        Edge::Latest if years => Some((None, Some(placed.last))),
        _ => None,
    }
}

/// Recurrences with the limits that belong to them, before or behind.
fn groups(found: &[FoundElement], remarks: &mut Vec<ReadingRemark>) -> Vec<KindGroup> {
    let cycles =
        |found: &FoundElement| if let Element::Every { kinds, .. } = &found.piece { Some(kinds.clone()) } else { None };
    let relevant: Vec<&FoundElement> =
        found.iter().filter(|it| matches!(it.piece, Element::Every { .. } | Element::Limit(_))).collect();
    let said = relevant.iter().any(|it| matches!(it.piece, Element::Every { said: true, .. }));
    let count = relevant.iter().filter(|it| cycles(it).is_some()).count();
    // Where a limit comes first and another follows each recurrence but the last, limits stand before their kinds.
    let limit_first = relevant.first().is_some_and(|it| cycles(it).is_none())
        && relevant.last().is_some_and(|it| cycles(it).is_some());
    let mut groups: Vec<KindGroup> = Vec::new();
    let mut open = KindGroup::default();
    for found in relevant {
        match &found.piece {
            Element::Every { kinds, said: own, .. } => {
                // What a report is called adds no kind to those that are said.
                let known = said
                    && !own
                    && groups.iter().chain([&open]).any(|group| {
                        kinds.iter().all(|kind| {
                            group.kinds.contains(kind) || kind.is_half() && group.kinds.contains(&Cycle::Half)
                        })
                    });
                // "trước ngày 15 tháng 6 hằng năm (báo cáo 6 tháng)": what the day before is for.
                let behind = !open.limits.is_empty() || groups.last().is_some_and(|group| !group.limits.is_empty());
                let of_year = kinds.iter().all(|kind| kind.is_half() || *kind == Cycle::Year);
                if known || said && !own && found.bracket && behind && of_year {
                    continue;
                }
                if limit_first && count > 1 {
                    open.kinds.extend(kinds);
                    groups.push(std::mem::take(&mut open));
                } else {
                    if !open.kinds.is_empty() {
                        groups.push(std::mem::take(&mut open));
                    }
                    open.kinds.extend(kinds);
                }
            }
            Element::Limit(limit) => open.limits.push(limit.clone()),
            _ => {}
        }
    }
    groups.push(open);
    // Every kind once; limits without a kind of their own belong to the group before.
    if groups.len() > 1 && groups.last().is_some_and(|last| last.kinds.is_empty()) {
        let last = groups.pop().unwrap_or_default();
        if let Some(group) = groups.last_mut() {
            group.limits.extend(last.limits);
        }
    }
    // "trước ngày 15/6 hằng năm … và trước ngày 15/12 hằng năm"
    groups.dedup_by(|later, first| {
        let same = first.kinds == [Cycle::Year] && later.kinds == first.kinds;
        if same {
            first.limits.append(&mut later.limits);
        }
        same
    });
    if limit_first && count > 1 && groups.iter().any(|group| group.limits.is_empty()) {
        remarks.push(ReadingRemark::RestOfKinds);
    }
    groups
}

/// Days that can belong only to another kind than those said beside them: “trước ngày 15 của tháng cuối quý và trước
/// ngày 15/12 hằng năm”.
fn part_kinds(groups: &mut Vec<KindGroup>) {
    let mut parted = Vec::new();
    for group in groups.iter_mut().filter(|group| !group.kinds.is_empty()) {
        let (mine, others): (Vec<Limit>, Vec<Limit>) =
            std::mem::take(&mut group.limits).into_iter().partition(|limit| {
                own_kind(limit.when)
                    .is_none_or(|own| own == Cycle::Year || group.kinds.contains(&own) || own == Cycle::Month)
            });
        group.limits = mine;
        for limit in others {
            parted.push(KindGroup { kinds: own_kind(limit.when).into_iter().collect(), limits: vec![limit] });
        }
    }
    // "hằng năm, trước ngày 15 của tháng cuối quý": nothing is left for the year.
    if !parted.is_empty() {
        groups.retain(|group| !group.limits.is_empty());
    }
    parted.append(groups);
    *groups = parted;
}

impl Cycle {
    fn is_half(self) -> bool {
        matches!(self, Self::Half | Self::FirstHalf | Self::SecondHalf)
    }
}

/// Kinds that only the place of a day in its period tells: “tháng cuối quý”.
fn imply(groups: &mut [KindGroup], remarks: &mut Vec<ReadingRemark>) {
    for group in groups {
        if !group.kinds.is_empty() {
            continue;
        }
        for limit in &group.limits {
            let term = |length| match length {
                Length::Week => vec![Cycle::Week],
                Length::Month => vec![Cycle::Month],
                Length::Quarter => vec![Cycle::Quarter],
                Length::Half => vec![Cycle::Half],
                Length::Year => vec![Cycle::Year],
                Length::Term => vec![Cycle::Quarter, Cycle::Half, Cycle::Year],
            };
            let kinds = match limit.when.span {
                Extent::Day { month, .. } | Extent::Month(month) => match month {
                    MonthOf::LastOf(length) | MonthOf::FirstAfter(length) | MonthOf::FirstOf(length) => {
                        if length == Length::Term {
                            remarks.push(ReadingRemark::TermUnsaid);
                        }
                        term(length)
                    }
                    MonthOf::Next => vec![Cycle::Month],
                    MonthOf::Number(_) if limit.when.year == Year::Report => vec![Cycle::Year],
                    MonthOf::Number(_) if limit.when.year == Year::Next => {
                        remarks.push(ReadingRemark::RecursOrOnce);
                        vec![Cycle::Year]
                    }
                    _ => vec![],
                },
                Extent::LastDay(length) if limit.when.part == StretchPart::Whole => term(length),
                _ => vec![],
            };
            if group.kinds.is_empty() {
                group.kinds = kinds;
            }
        }
    }
}

/// “6 tháng” beside the year is the first half; alone it is each half.
fn halves(groups: &mut [KindGroup], remarks: &mut Vec<ReadingRemark>) {
    let all: Vec<Cycle> = groups.iter().flat_map(|group| group.kinds.clone()).collect();
    // Of a report whose period is not said each kind is meant.
    let year = all.contains(&Cycle::Year) && !remarks.contains(&ReadingRemark::TermUnsaid);
    let both = all.contains(&Cycle::FirstHalf) && all.contains(&Cycle::SecondHalf);
    for group in groups.iter_mut() {
        let told = group
            .limits
            .iter()
            .any(|limit| matches!(limit.when.span, Extent::Day { month: MonthOf::Number(5..=7), .. }));
        for kind in &mut group.kinds {
            match kind {
                Cycle::Half if year => {
                    *kind = Cycle::FirstHalf;
                    if !told {
                        remarks.push(ReadingRemark::HalfKinds);
                    }
                }
                Cycle::FirstHalf | Cycle::SecondHalf if both => *kind = Cycle::Half,
                _ => {}
            }
        }
    }
}

enum Dues {
    Kinds(Vec<(&'static str, String)>),
    /// Several days of each period of one kind.
    Each(&'static str, Vec<String>),
}

fn dues(group: &KindGroup, remarks: &mut Vec<ReadingRemark>) -> Result<Dues, ReadingRemark> {
    let mut limits: Vec<&Limit> = group.limits.iter().collect();
    // A second, stricter one: "trong quý II, chậm nhất tháng 6".
    if let [first, second] = limits.as_slice()
        && (first.edge, second.edge) == (Edge::Within, Edge::Latest)
        && matches!(first.when.span, Extent::Quarter(_))
    {
        limits.remove(0);
    }
    if limits.iter().any(|limit| limit.from.is_some()) {
        remarks.push(ReadingRemark::StartLost);
    }
    if limits.iter().any(|limit| limit.edge == Edge::LatestBefore) {
        remarks.push(ReadingRemark::LatestBefore);
    }
    let kinds = &group.kinds;
    match (kinds.as_slice(), limits.as_slice()) {
        (_, []) => kinds
            .iter()
            .map(|kind| word(*kind).map(|word| (word, "end".to_owned())))
            .collect::<Option<_>>()
            .map(Dues::Kinds)
            .ok_or(ReadingRemark::Form),
        ([Cycle::Year], [_, _, ..]) => several(&limits, remarks),
        ([kind], [_, _, ..]) => {
            let each: Result<Vec<_>, _> =
                limits.iter().map(|limit| pair(*kind, limit, remarks).map(|(_, due)| due)).collect();
            let (name, each) = (word(*kind).ok_or(ReadingRemark::Form)?, each?);
            // "06 tháng (trước 20/6, trước 20/12)" says one rule twice.
            let same = each.windows(2).all(|pair| pair[0] == pair[1]);
            Ok(if same { Dues::Kinds(vec![(name, each[0].clone())]) } else { Dues::Each(name, each) })
        }
        (kinds, limits) if limits.len() == kinds.len() => {
            let pairs = kinds.iter().zip(in_order(kinds, limits));
            pairs.map(|(kind, limit)| pair(*kind, limit, remarks)).collect::<Result<_, _>>().map(Dues::Kinds)
        }
        (kinds, [limit]) => {
            let own = own_kind(limit.when);
            let all = kinds.len() > 1 && own.is_some_and(|own| kinds.contains(&own));
            let mut found = Vec::new();
            for kind in kinds {
                let applies = !all || own == Some(*kind);
                if !applies {
                    remarks.push(ReadingRemark::RestOfKinds);
                    found.push((word(*kind).ok_or(ReadingRemark::Form)?, "end".to_owned()));
                    continue;
                }
                match pair(*kind, limit, remarks) {
                    Ok(due) => found.push(due),
                    Err(_) if kinds.len() > 1 => {
                        remarks.push(ReadingRemark::RestOfKinds);
                        found.push((word(*kind).ok_or(ReadingRemark::Form)?, "end".to_owned()));
                    }
                    Err(remark) => return Err(remark),
                }
            }
            Ok(Dues::Kinds(found))
        }
        _ => Err(ReadingRemark::Form),
    }
}

/// Days of a year beside the half and the year: the earlier one is that of the half.
fn in_order<'l>(kinds: &[Cycle], limits: &[&'l Limit]) -> Vec<&'l Limit> {
    let mut limits = limits.to_vec();
    let place = |limit: &Limit| match limit.when.span {
        Extent::Day { day, month: MonthOf::Number(month) } if limit.when.year == Year::Unsaid => Some((month, day)),
        _ => None,
    };
    let dated = limits.iter().all(|limit| place(limit).is_some());
    if dated && kinds.iter().all(|kind| matches!(kind, Cycle::FirstHalf | Cycle::NineMonths | Cycle::Year)) {
        limits.sort_by_key(|limit| place(limit));
    }
    limits
}

/// Several days of each year: those of the half and the year, of the quarters, or each its own.
fn several(limits: &[&Limit], remarks: &mut Vec<ReadingRemark>) -> Result<Dues, ReadingRemark> {
    let months: Vec<u8> = limits
        .iter()
        .filter_map(|limit| match limit.when.span {
            Extent::Day { month: MonthOf::Number(month), .. } | Extent::Month(MonthOf::Number(month)) => Some(month),
            Extent::Quarter(quarter) => Some(quarter * 3),
            _ => None,
        })
        .collect();
    let days = limits.iter().all(|limit| matches!(limit.when.span, Extent::Day { .. }));
    if let ([5..=7, 11 | 12 | 1], true) = (months.as_slice(), days) {
        remarks.push(ReadingRemark::TwoReports);
        let pairs = [Cycle::FirstHalf, Cycle::Year].into_iter().zip(limits);
        return pairs.map(|(kind, limit)| pair(kind, limit, remarks)).collect::<Result<_, _>>().map(Dues::Kinds);
    }
    if months == [3, 6, 9, 12] {
        let quarters: Result<Vec<_>, _> = limits
            .iter()
            .map(|limit| match limit.when.span {
                Extent::Day { day, .. } => Ok(format!("{}day {day}", before(limit))),
                _ => Ok("end".to_owned()),
            })
            .collect();
        let quarters: Vec<String> = quarters?;
        if quarters.iter().all(|due| *due == quarters[0]) {
            return Ok(Dues::Kinds(vec![("quarter", quarters[0].clone())]));
        }
    }
    let each: Result<Vec<_>, _> =
        limits.iter().map(|limit| pair(Cycle::Year, limit, remarks).map(|(_, due)| due)).collect();
    each.map(|each| Dues::Each("year", each))
}

/// Several kinds of period in one wording, as `every` has them.
pub(super) fn kind_words(kinds: &[Cycle]) -> Vec<&'static str> {
    kinds.iter().filter_map(|kind| word(*kind)).collect()
}
