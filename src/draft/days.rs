//! Days and spans of years that the head of a document gives.

use chrono::NaiveDate;

use super::label::label;
use super::tokens::{key, tokens};

/// The first day with its year in a text.
pub(super) fn day_in(line: &str) -> Option<NaiveDate> {
    let marks = tokens(line);
    let number = |at: usize| marks.get(at).and_then(|mark| mark.word.parse::<u32>().ok());
    let is = |at: usize, word: &str| marks.get(at).is_some_and(|mark| mark.word == word);
    (0..marks.len()).find_map(|at| {
        let day = number(at)?;
        let worded = is(at + 1, "tháng") && is(at + 3, "năm");
        let figures = marks.get(at + 1).is_some_and(|mark| matches!(mark.word.as_str(), "/" | "-" | "."))
            && marks.get(at + 3).is_some_and(|mark| mark.word == marks[at + 1].word);
        let (month, year) = if worded || figures { (number(at + 2)?, number(at + 4)?) } else { return None };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| (1945..2200).contains(year))?, month, day)
    })
}

/// The years of a title: “giai đoạn 2026 - 2030”, “năm 2024”, “đến năm 2030”.
pub(super) fn years(title: &str) -> Option<(NaiveDate, NaiveDate)> {
    let marks = tokens(title);
    let year = |at: usize| {
        marks.get(at).and_then(|mark| mark.word.parse::<i32>().ok()).filter(|year| (2000..2100).contains(year))
    };
    let is = |at: usize, words: &[&str]| marks.get(at).is_some_and(|mark| words.contains(&mark.word.as_str()));
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    for at in 0..marks.len() {
        let Some(first) = year(at) else { continue };
        if let Some(last) = year(at + 2).filter(|last| is(at + 1, &["-", "–", "—"]) && *last >= first) {
            return Some((day(first, 1, 1)?, day(last, 12, 31)?));
        }
        let before = |back: usize, words: &[&str]| at >= back && is(at - back, words);
        if before(1, &["năm"])
            && !before(4, &["ngày", "tháng"])
            && !before(2, &["12", "11", "10"])
            && !before(3, &["tháng"])
        {
            let until = before(2, &["đến"]) || before(3, &["đến"]);
            return if until { None } else { Some((day(first, 1, 1)?, day(first, 12, 31)?)) };
        }
    }
    None
}

/// “Thời gian thực hiện Chương trình: Từ năm 2025 đến hết năm 2030.”
pub(super) fn stated_span(line: &str) -> Option<(NaiveDate, NaiveDate)> {
    let bare = label(line).map_or(line, |found| found.rest);
    let (head, rest) = bare.split_once(':')?;
    let folded = key(head);
    let whole = ["thoi gian thuc hien chuong trinh", "thoi gian thuc hien ke hoach", "thoi gian thuc hien de an"]
        .contains(&folded.as_str());
    if !whole {
        return None;
    }
    let found: Vec<i32> = tokens(rest)
        .iter()
        .filter_map(|mark| mark.word.parse().ok())
        .filter(|year| (2000..2100).contains(year))
        .collect();
    let (first, last) = (*found.first()?, *found.last()?);
    Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(last, 12, 31)?))
}
