//! What makes a reading doubtful, whatever its form.

use super::count::Anchor;
use super::element::{Element, Limit, Pieces};
use super::limit::FoundPieces;
use super::place::place;
use super::reading::{ReadDue, ReadingRemark, ReadingVerdict, TimeReading, WordingRead};
use super::stretch::Extent;
use super::token::{Kind, Token, Tokens};

/// What makes a reading doubtful, whatever its form.
pub(super) fn doubted(mut read: WordingRead, pieces: &Pieces, found: &FoundPieces, tokens: &Tokens) -> WordingRead {
    if !matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) {
        return read;
    }
    let standing = read.readings.iter().any(|it| it.due == TimeReading::once("ongoing").due);
    let recurs = read.readings.iter().chain(&read.duties).any(|it| !it.every.is_empty());
    let by_event = read.readings.iter().any(|it| matches!(&it.due, Some(ReadDue::One(due)) if due.contains("event ")));
    for found in pieces.found {
        let remark = match &found.piece {
            Element::OtherWeekday => ReadingRemark::OtherWeekday,
            // "hằng tháng đến khi hoàn thành"
            Element::Event { name, .. } if recurs => ReadingRemark::Condition(name.clone()),
            Element::Apart if recurs => ReadingRemark::RestOfKinds,
            // "trước ngày 15/6/2026 ít nhất 5 ngày"
            Element::Distance { offset, .. } if offset.anchor == Anchor::Unsaid && !by_event => {
                ReadingRemark::Loose(offset.count.to_string())
            }
            // "đợt I năm 2026"
            Element::Limit(Limit { label: Some((name, number)), when, .. })
                if when.span == Extent::Year && pieces.limits().count() == 1 =>
            {
                ReadingRemark::Loose(format!("{name} {number}"))
            }
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
