//! What makes a reading doubtful, whatever its form.

use chrono::Datelike;

use super::count::Anchor;
use super::element::{Element, Limit, Pieces};
use super::limit::FoundPieces;
use super::place::place;
use super::reading::{ReadDue, ReadingRemark, ReadingVerdict, TimeReading, WordingRead};
use super::stretch::Extent;
use super::token::{Kind, Token, Tokens};
use super::vocabulary::Word;

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
            Element::Event { name, .. } if recurs || !by_event => ReadingRemark::Condition(name.clone()),
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
            Element::Name if pieces.limits().count() == 1 => ReadingRemark::SpokenOf,
            Element::Sooner => ReadingRemark::EarliestOrLatest,
            Element::AsArises if !standing => ReadingRemark::AdHocToo,
            Element::Refer if !standing => ReadingRemark::AlsoRefers,
            _ => continue,
        };
        if !read.remarks.contains(&remark) {
            read.remarks.push(remark);
        }
    }
    read.remarks.extend(of_words(tokens));
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
    if let Some(text) = loosely_joined(&tokens.all).filter(|_| recurs) {
        read.remarks.push(ReadingRemark::Loose(text));
    }
    if recurs && is_named_after(&tokens.all) {
        read.remarks.push(ReadingRemark::SpokenOf);
    }
    let unread = found.loose.iter().chain(&found.passed);
    if let Some(text) =
        unread.clone().find(|text| text.contains(|c: char| c.is_ascii_digit())).or(unread.clone().next())
    {
        read.remarks.push(ReadingRemark::Loose(text.clone()));
    }
    if let Some(each) = of_each_kind(&read, tokens) {
        return each;
    }
    read.remarks.extend(of_reports(&read, pieces, tokens));
    // A day that was past when the document was made may be another document's.
    let days = read.readings.iter().filter(|it| it.every.is_empty()).flat_map(|it| it.last_days(pieces.context));
    if pieces.context.first().is_some_and(|first| days.min().is_some_and(|day| day < first)) {
        read.remarks.push(ReadingRemark::Past);
    }
    let far = |year: i32| latest.is_some_and(|last| last.year() > year + FAR);
    if pieces.context.year().is_some_and(far) {
        read.remarks.push(ReadingRemark::Far);
    }
    if read.readings.iter().chain(&read.duties).flat_map(TimeReading::dues).any(is_odd) {
        read.remarks.push(ReadingRemark::Odd);
    }
    if !read.remarks.iter().all(ReadingRemark::is_note) {
        read.verdict = ReadingVerdict::Doubt;
    }
    read
}

/// Days of several kinds of body, “cấp xã trước 10/3; cấp tỉnh trước 15/3”: they are no steps of one task.
fn of_each_kind(read: &WordingRead, tokens: &Tokens) -> Option<WordingRead> {
    const KINDS: [&str; 7] = ["cấp xã", "cấp huyện", "cấp tỉnh", "cấp cơ sở", "đối với", "communes", "provinces"];
    let [reading] = read.readings.as_slice() else { return None };
    let stages = &reading.milestones;
    let words = tokens.text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let named = stages.len() > 1
        && stages.iter().all(|stage| stage.target.is_none())
        && KINDS.iter().any(|kind| words.contains(kind));
    let each = || stages.iter().map(|stage| TimeReading::once(stage.due.clone())).collect();
    named.then(|| WordingRead::ambiguous(each(), ReadingRemark::OfEachKind))
}

/// What may be argued about the days of reports.
fn of_reports(read: &WordingRead, pieces: &Pieces, tokens: &Tokens) -> Vec<ReadingRemark> {
    let mut remarks = Vec::new();
    let several = pieces.limits().count() > 1 || !read.duties.is_empty();
    if several && tokens.text.to_lowercase().contains("chốt") {
        remarks.push(ReadingRemark::CutOff);
    }
    // "báo cáo 9 tháng gửi trước ngày 10/9": of this year, or of each?
    let said = pieces.has(|it| matches!(it, Element::Every { said: true, .. } | Element::Periodic));
    let named = pieces.has(|it| matches!(it, Element::Every { said: false, .. }));
    let of_part = |it: &TimeReading| matches!(it.every.as_slice(), ["first-half" | "half" | "nine-months"]);
    let asked = read.remarks.contains(&ReadingRemark::RecursOrOnce);
    if named && !said && !asked && read.readings.iter().any(of_part) {
        remarks.push(ReadingRemark::RecursOrOnce);
    }
    remarks
}

/// What the words themselves put in doubt.
fn of_words(tokens: &Tokens) -> Vec<ReadingRemark> {
    let mut remarks = Vec::new();
    if tokens.slips {
        remarks.push(ReadingRemark::Slip);
    }
    if tokens.fiscal {
        remarks.push(ReadingRemark::FiscalYear);
    }
    if tokens.english && (0..tokens.all.len()).any(|at| is_turned(&tokens.all, at)) {
        remarks.push(ReadingRemark::DayOrMonth);
    }
    if tokens.text.to_lowercase().contains("ngày làm việc cuối")
        || tokens.text.to_lowercase().contains("last working day")
    {
        remarks.push(ReadingRemark::LastWorkingDay);
    }
    remarks
}

/// “ngày hằng tháng” has no day, “01/6 và hằng năm” no second one.
fn loosely_joined(all: &[Token]) -> Option<String> {
    let is = |token: &Token, word| token.kind == Kind::Known(word);
    let at = all.windows(3).position(|it| {
        let dayless = is(&it[1], Word::Day) && !is(&it[0], Word::Every);
        let single = matches!(it[0].kind, Kind::Number(..)) && is(&it[1], Word::And);
        (dayless || single) && is(&it[2], Word::Every)
    })?;
    Some(format!("{} {}", all[at + 1].text, all[at + 2].text))
}

/// “Kế hoạch bồi dưỡng công chức hằng năm”: a plan that is so called.
fn is_named_after(all: &[Token]) -> bool {
    let every = all.iter().position(|token| token.kind == Kind::Known(Word::Every)).unwrap_or_default();
    let named = |word: &str| matches!(word, "kế hoạch" | "chương trình công tác" | "dự toán");
    all.first().is_some_and(|first| named(&first.text)) && every > 1 && all[1..every].iter().all(is_plain)
}

fn is_plain(token: &Token) -> bool {
    matches!(token.kind, Kind::Unknown | Kind::Mark(',') | Kind::Known(Word::And | Word::Of))
}

/// From how many years after the document on a time limit is more likely a slip: “2052” for “2025”.
const FAR: i32 = 25;

/// Whether a time limit has a form that nobody would choose: no day at all, a day that its month does not have, long
/// before the end of a period, before a day counted so.
fn is_odd(due: &str) -> bool {
    let words: Vec<&str> = due.split(' ').collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u32>().ok());
    let after = |name: &str| words.iter().position(|word| *word == name).and_then(|at| number(at + 1));
    let day = after("day").zip(after("month"));
    let counted = words.iter().position(|word| matches!(*word, "+" | "-")).and_then(|at| number(at + 1));
    day.is_some_and(|(day, month)| day > if month == 2 { 29 } else { 30 } && matches!(month, 2 | 4 | 6 | 9 | 11))
        || counted == Some(0)
        || due.contains("end - ") && (words[0] == "before" || counted.is_some_and(|days| days > 100))
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
