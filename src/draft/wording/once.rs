//! Work that is owed once: by a day, within a stretch, or in several steps.

use super::element::{Edge, FoundElement, Join, Limit, Pieces};
use super::place::{Context, Placed, early, place};
use super::reading::{ReadingRemark, Stage, TimeReading, WordingRead};
use super::stretch::{Extent, MonthOf, Stretch, StretchPart, Year};
use super::vocabulary::plain;

/// Reads limits that are not of each period; nothing where there is none.
pub(super) fn once(pieces: &Pieces) -> Option<WordingRead> {
    let mut limits: Vec<(Limit, &FoundElement)> =
        pieces.limits().map(|(limit, found)| (limit.clone(), found)).collect();
    if limits.is_empty() {
        return None;
    }
    let mut remarks = Vec::new();
    // "trước ngày 20/6 (phấn đấu hoàn thành trước ngày 15/6)"
    if limits.len() > 1 && limits.iter().any(|(limit, _)| !limit.aspired) {
        let before = limits.len();
        limits.retain(|(limit, _)| !limit.aspired);
        if limits.len() < before {
            remarks.push(ReadingRemark::AspiredToo);
        }
    }
    // "trước ngày 15/3/2025 (thứ Bảy)"
    if limits.iter().any(|(limit, _)| matches!(limit.when.span, Extent::Day { .. })) {
        limits.retain(|(limit, _)| !matches!(limit.when.span, Extent::Weekday(_)));
    }
    share_years(&mut limits);
    join_ends(&mut limits);
    let read = match limits.as_slice() {
        [(limit, _)] => single(limit, pieces.context),
        _ => several(&limits, pieces.context),
    };
    Some(with(read, remarks))
}

/// Adds remarks to a reading that is to be taken.
fn with(mut read: WordingRead, remarks: Vec<ReadingRemark>) -> WordingRead {
    use super::reading::ReadingVerdict::{Doubt, Sure};
    if !remarks.is_empty() && matches!(read.verdict, Sure | Doubt) {
        read.remarks.extend(remarks);
        read.verdict = Doubt;
    }
    read
}

/// A year named once holds for what is listed with it: “tháng 4 và tháng 8 năm 2026”.
fn share_years(limits: &mut [(Limit, &FoundElement)]) {
    let open = |limit: &Limit| limit.when.year == Year::Unsaid && !limit.when.is_relative();
    for ix in (0..limits.len().saturating_sub(1)).rev() {
        let (year, month) = (limits[ix + 1].0.when.year, limits[ix + 1].0.when);
        let limit = &mut limits[ix].0;
        if open(limit) && matches!(year, Year::Given(_)) {
            limit.when.year = year;
        }
        // "ngày 20, 21/11/2025"
        if let (Extent::Day { day, month: MonthOf::Unsaid }, Extent::Day { month: of, .. }) =
            (limit.when.span, month.span)
        {
            limit.when = Stretch { span: Extent::Day { day, month: of }, ..month };
        }
    }
    for ix in 1..limits.len() {
        let year = limits[ix - 1].0.when.year;
        let limit = &mut limits[ix].0;
        if open(limit) && matches!(year, Year::Given(_)) {
            limit.when.year = year;
        }
    }
}

/// “từ ngày 01/3 …, đến 30/6/2025” is one stretch.
fn join_ends(limits: &mut Vec<(Limit, &FoundElement)>) {
    let [(first, _), (second, found)] = limits.as_slice() else { return };
    let begins = first.edge == Edge::From && first.from.is_none();
    if begins && matches!(second.edge, Edge::Within | Edge::Latest) && second.from.is_none() {
        *limits = vec![(Limit { from: Some(first.when), edge: Edge::Within, ..second.clone() }, *found)];
    }
}

/// A limit in the calendar.
pub(super) fn placed(limit: &Limit, context: Context) -> Result<Placed, ReadingRemark> {
    let Some(from) = limit.from else { return place(limit.when, context) };
    let mut from = from;
    let mut when = limit.when;
    if let (Extent::Day { day, month: MonthOf::Unsaid }, Extent::Day { month, .. }) = (from.span, when.span) {
        from = Stretch { span: Extent::Day { day, month }, ..from };
    }
    // "từ ngày 15 tháng 3 đến ngày 20"
    if let (Extent::Day { month, .. }, Extent::Day { day, month: MonthOf::Unsaid }) = (from.span, when.span) {
        when = Stretch {
            span: Extent::Day { day, month },
            year: if when.year == Year::Unsaid { from.year } else { when.year },
            ..when
        };
    }
    // "tháng 10 năm 2026 đến tháng 2 năm sau"
    if let (Year::Given(year), Year::Next) = (from.year, when.year) {
        when.year = Year::Given(year + 1);
    }
    let last = match (from.year, when.year) {
        (Year::Given(_), Year::Unsaid) => place(Stretch { year: from.year, ..when }, context)?,
        _ => place(when, context)?,
    };
    let mut turned = false;
    let first = if from.year == Year::Unsaid {
        use chrono::Datelike;
        let year = last.last.year();
        let same = part_of(Stretch { year: Year::Given(year), ..from }, context)?;
        // "tháng 11 - 3/2026" began the year before.
        if same.first > last.last {
            // “tháng 12 đến tháng 3” says no year: it may be the turn before or the one to come.
            turned = when.year == Year::Unsaid;
            part_of(Stretch { year: Year::Given(year - 1), ..from }, context)?
        } else {
            same
        }
    } else {
        part_of(from, context)?
    };
    if first.first > last.last {
        return Err(ReadingRemark::Backwards);
    }
    let whole = Placed::through(first, last);
    Ok(if turned { whole.but(ReadingRemark::YearAssumed) } else { whole })
}

/// Where something begins, its early part is its first day.
fn part_of(stretch: Stretch, context: Context) -> Result<Placed, ReadingRemark> {
    if stretch.part == StretchPart::Early {
        return place(Stretch { part: StretchPart::Whole, ..stretch }, context);
    }
    place(stretch, context)
}

fn reading(limit: &Limit, placed: &Placed) -> TimeReading {
    let due = match limit.edge {
        Edge::Before | Edge::LatestBefore => {
            // Before a stretch of two periods is before the first begins.
            let first = placed.text.split("..").next().unwrap_or_default();
            format!("before {first}")
        }
        _ => placed.text.clone(),
    };
    TimeReading { target: limit.target.clone(), ..TimeReading::once(due) }
}

pub(super) fn single(limit: &Limit, context: Context) -> WordingRead {
    let when = limit.when;
    let found = match placed(limit, context) {
        Ok(found) => found,
        Err(ReadingRemark::Early) => {
            return match early(when, context) {
                Ok(options) => {
                    let options = options
                        .into_iter()
                        .map(|due| if limit.edge == Edge::Before { format!("before {due}") } else { due });
                    WordingRead::ambiguous(options.map(TimeReading::once).collect(), ReadingRemark::Early)
                }
                Err(remark) => WordingRead::none(remark),
            };
        }
        Err(ReadingRemark::SchoolYear) => {
            let Year::Given(year) = when.year else { return WordingRead::none(ReadingRemark::NoYear) };
            let options = [format!("{:04}-05-31", year + 1), format!("{:04}-08-31", year + 1)];
            return WordingRead::ambiguous(
                options.into_iter().map(TimeReading::once).collect(),
                ReadingRemark::SchoolYear,
            );
        }
        Err(ReadingRemark::WeekOf) => return week_of(limit, context),
        Err(ReadingRemark::RecursOrOnce) => return in_which(limit, context),
        Err(remark) => return WordingRead::none(remark),
    };
    match limit.edge {
        Edge::From => {
            let starts = Some(found.first);
            let options = vec![
                TimeReading { starts, ..TimeReading::once("ongoing") },
                TimeReading { starts, ..TimeReading::every(vec!["year"], "end") },
            ];
            return WordingRead::ambiguous(options, ReadingRemark::OnlyStart);
        }
        Edge::After => {
            let starts = found.last.succ_opt();
            let month = found.last.format("%Y-%m").to_string();
            return WordingRead::ambiguous(
                vec![TimeReading { starts, ..TimeReading::once("unstated") }, TimeReading::once(month)],
                ReadingRemark::OnlyStart,
            );
        }
        _ => {}
    }
    let mut remarks = found.remarks.clone();
    match limit.edge {
        Edge::LatestBefore => remarks.push(ReadingRemark::LatestBefore),
        _ => remarks.extend(to_the_end(limit, &found)),
    }
    if limit.target.is_some() {
        remarks.push(ReadingRemark::Target);
    }
    // "cuối năm" may be that of each.
    let of_which = when.year == Year::Unsaid && when.span == Extent::Year && limit.from.is_none() && !limit.ends_said;
    if of_which {
        remarks.push(ReadingRemark::RecursOrOnce);
    }
    let years = |limit: &Limit| limit.from.is_some() && when.span == Extent::Year && limit.edge == Edge::Within;
    let days = (found.last - found.first).num_days();
    if years(limit) && days > 4 * 365 && !limit.ends_said {
        remarks.push(ReadingRemark::LongSpan);
    }
    WordingRead::one(reading(limit, &found), remarks)
}

/// A week of a month: counted from its first day, or from Monday to Sunday?
fn week_of(limit: &Limit, context: Context) -> WordingRead {
    let Extent::WeekOf(number, month) = limit.when.span else { return WordingRead::none(ReadingRemark::Form) };
    match place(Stretch { span: Extent::Month(month), ..limit.when }, context) {
        Ok(month) => {
            let ahead = i64::from(number - 1) * 7;
            let first = crate::model::period::shift(month.first, ahead).unwrap_or(month.last).min(month.last);
            let last = crate::model::period::shift(first, 6).unwrap_or(month.last).min(month.last);
            let week = crate::model::period::Period::containing(crate::model::period::PeriodKind::Week, first);
            let options = [Some(format!("{first}..{last}")), week.map(|week| week.to_string())];
            WordingRead::ambiguous(
                options.into_iter().flatten().map(TimeReading::once).collect(),
                ReadingRemark::WeekOf,
            )
        }
        Err(_) => WordingRead::ambiguous(vec![TimeReading::every(vec!["month"], "end")], ReadingRemark::WeekOf),
    }
}

/// “Before” the last day of a half-year, or the end of any stretch: the whole of it may be meant.
fn to_the_end(limit: &Limit, found: &Placed) -> Option<ReadingRemark> {
    let (when, day) = (limit.when, found.last.format("%m-%d").to_string());
    let end =
        when.part == StretchPart::Late || matches!(when.span, Extent::Day { .. }) && (day == "06-30" || day == "12-31");
    (end && limit.edge == Edge::Before).then_some(ReadingRemark::BeforePeriodEnd)
}

/// A day of a month that is not named, the end of some quarter: of this one, or of each?
fn in_which(limit: &Limit, context: Context) -> WordingRead {
    let before = if matches!(limit.edge, Edge::Before | Edge::LatestBefore) { "before " } else { "" };
    let (kind, due) = match limit.when.span {
        Extent::Day { day, .. } => ("month", format!("{before}day {day}")),
        Extent::LastDay(_) if matches!(limit.when.part, StretchPart::Early | StretchPart::Middle) => {
            return WordingRead::ambiguous(vec![TimeReading::once("unstated")], ReadingRemark::RecursOrOnce);
        }
        Extent::LastDay(length) => {
            use super::stretch::Length::{Half, Month, Quarter, Term, Week, Year};
            let kind = match length {
                Week => "week",
                Month => "month",
                Quarter | Term => "quarter",
                Half => "half",
                Year => "year",
            };
            (kind, "end".to_owned())
        }
        _ => return WordingRead::none(ReadingRemark::Form),
    };
    let this = this_one(limit, context).map(|day| TimeReading::once(format!("{before}{day}")));
    let options = this.into_iter().chain([TimeReading::every(vec![kind], due)]).collect();
    WordingRead::ambiguous(options, ReadingRemark::RecursOrOnce)
}

/// The next such day from the context's.
fn this_one(limit: &Limit, context: Context) -> Option<chrono::NaiveDate> {
    use crate::model::period::{Period, PeriodKind};
    let Context::Day(today) = context else { return None };
    match limit.when.span {
        Extent::Day { day, .. } => {
            let mut month = Period::containing(PeriodKind::Month, today)?;
            for _ in 0..2 {
                let found = month.first().checked_add_days(chrono::Days::new(u64::from(day) - 1))?;
                if found >= today && found <= month.last() {
                    return Some(found);
                }
                month = month.next()?;
            }
            None
        }
        Extent::LastDay(length) => {
            use super::stretch::Length;
            let kind = match length {
                Length::Week => PeriodKind::Week,
                Length::Month => PeriodKind::Month,
                Length::Quarter | Length::Term => PeriodKind::Quarter,
                Length::Half => PeriodKind::Half,
                Length::Year => PeriodKind::Year,
            };
            Period::containing(kind, today).map(Period::last)
        }
        _ => None,
    }
}

fn several(limits: &[(Limit, &FoundElement)], context: Context) -> WordingRead {
    let mut all = Vec::new();
    for (limit, _) in limits {
        match placed(limit, context) {
            Ok(found) => all.push(found),
            Err(ReadingRemark::Early) => match early(limit.when, context) {
                // One of several, and not even that one is sure.
                Ok(_) => {
                    let mut options = Vec::new();
                    for (limit, _) in limits {
                        match placed(limit, context) {
                            Ok(found) => options.push(reading(limit, &found)),
                            Err(_) => options.extend(
                                early(limit.when, context).unwrap_or_default().into_iter().map(TimeReading::once),
                            ),
                        }
                    }
                    return WordingRead::ambiguous(options, ReadingRemark::Either);
                }
                Err(remark) => return WordingRead::none(remark),
            },
            Err(_) => {
                let options = limits
                    .iter()
                    .filter_map(|(limit, _)| placed(limit, context).ok().map(|found| reading(limit, &found)))
                    .collect();
                return WordingRead::ambiguous(options, ReadingRemark::Conflict);
            }
        }
    }
    let options = || limits.iter().zip(&all).map(|((limit, _), found)| reading(limit, found)).collect::<Vec<_>>();
    if limits.iter().any(|(limit, _)| matches!(limit.edge, Edge::From | Edge::After)) {
        return WordingRead::ambiguous(options(), ReadingRemark::Conflict);
    }
    let mut remarks: Vec<ReadingRemark> = all.iter().flat_map(|found| found.remarks.clone()).collect();
    remarks.extend(limits.iter().zip(&all).find_map(|((limit, _), found)| to_the_end(limit, found)));
    let same = options().windows(2).all(|pair| pair[0] == pair[1]);
    if same {
        return single(&limits[0].0, context);
    }
    let joins: Vec<Join> = limits.iter().skip(1).map(|(_, found)| found.join).collect();
    if joins.contains(&Join::Or) {
        return WordingRead::ambiguous(options(), ReadingRemark::Either);
    }
    let marked =
        limits.iter().all(|(limit, _)| limit.label.is_some()) || limits.iter().all(|(limit, _)| limit.target.is_some());
    let listed = joins.iter().all(|join| matches!(join, Join::And | Join::Comma));
    let kind = |span: Extent| std::mem::discriminant(&span);
    let alike = limits
        .windows(2)
        .all(|pair| kind(pair[0].0.when.span) == kind(pair[1].0.when.span) && pair[0].0.edge == pair[1].0.edge);
    let rising = all.windows(2).all(|pair| pair[0].last < pair[1].first);
    if marked && rising {
        return WordingRead::one(stages(limits, &all), remarks);
    }
    // The end of a list that follows on without a gap: "quý II, III/2026".
    let adjacent = all.windows(2).all(|pair| pair[0].last.succ_opt() == Some(pair[1].first));
    if alike && listed && adjacent && limits[0].0.edge == Edge::Within {
        let through = Placed::through(all[0].clone(), all[all.len() - 1].clone());
        return WordingRead::one(TimeReading::once(through.text), [remarks, vec![ReadingRemark::Listed]].concat());
    }
    if alike && listed && rising {
        // "trước ngày 15/3, 15/6, 15/9, 15/12" of no year may come again each year.
        let yearless = limits.len() > 2 && limits.iter().all(|(limit, _)| limit.when.year == Year::Unsaid);
        let again = yearless.then_some(ReadingRemark::RecursOrOnce);
        return WordingRead::one(stages(limits, &all), remarks.into_iter().chain(again).collect());
    }
    // "trong quý II, chậm nhất tháng 6": the second says the first more exactly.
    if let ([(_, _), (second, found)], [outer, inner]) = (limits, all.as_slice()) {
        let narrows = second.edge == Edge::Latest && outer.first <= inner.first && inner.last <= outer.last;
        if narrows && !found.bracket && limits[0].0.edge == Edge::Within {
            return WordingRead::one(reading(second, inner), remarks);
        }
        let nested = outer.first <= inner.first && inner.last <= outer.last
            || inner.first <= outer.first && outer.last <= inner.last;
        if nested && found.join == Join::And {
            return WordingRead::ambiguous(options(), ReadingRemark::Nested);
        }
    }
    WordingRead::ambiguous(options(), ReadingRemark::Conflict)
}

fn stages(limits: &[(Limit, &FoundElement)], all: &[Placed]) -> TimeReading {
    // "tháng 3 (lần 1), tháng 9 (lần 2)": a label behind its limit is that of none.
    let labels: Vec<_> = limits.iter().filter_map(|(limit, _)| limit.label.as_ref()).collect();
    let labelled = labels.len() == limits.len();
    let stages = limits.iter().zip(all).enumerate().map(|(ix, ((limit, _), found))| {
        let id = match &limit.label {
            Some((name, number)) if labelled => format!("{name}-{number}"),
            _ if limit.when.span == Extent::Year => format!("n{}", found.text),
            _ => format!("lan-{}", ix + 1),
        };
        let due = match reading(limit, found).due {
            Some(super::reading::ReadDue::One(due)) => due,
            _ => found.text.clone(),
        };
        Stage { id, due, target: limit.target.clone() }
    });
    TimeReading { milestones: stages.collect(), ..TimeReading::default() }
}

/// Words with which the name of no event begins.
pub(super) const DULL: [&str; 9] = ["khi", "sau", "truoc", "ngay", "co", "duoc", "cua", "ke", "tu"];

/// An id for an event that a wording names.
pub(super) fn event_id(name: &str) -> String {
    let folded = plain(&name.to_lowercase());
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = String::new();
    for word in words.skip_while(|word| DULL.contains(word)).take(6) {
        if id.len() + word.len() + 1 > 48 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    if id.is_empty() { "su-kien".to_owned() } else { id }
}
