//! What cells of a tracker say: how something stands, days in every spelling of spreadsheets and programs, shares.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::draft::days::day_in;
use crate::draft::tokens::key;
use crate::typed::TypedDay;

/// How something stands, in the words of a tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidState {
    Done,
    Started,
    Open,
    Waived,
    /// Work without an end.
    Standing,
}

/// What words for a state begin with, folded; the first that fits counts.
const STATES: &[(SaidState, &[&str])] = &[
    (
        SaidState::Waived,
        &[
            "khong ap dung",
            "khong thuc hien",
            "huy",
            "da huy",
            "huy bo",
            "dung thuc hien",
            "cancelled",
            "canceled",
            "wont do",
            "won t do",
            "n a",
            "not applicable",
            "removed",
            "rejected",
        ],
    ),
    (
        SaidState::Open,
        &[
            "chua",
            "not started",
            "not done",
            "to do",
            "todo",
            "backlog",
            "open",
            "moi",
            "new",
            "overdue",
            "qua han",
            "trong han",
            "pending",
            "con han",
            "sap den han",
            "false",
            "khong",
            "no",
            "incomplete",
            "can lam",
        ],
    ),
    (
        SaidState::Started,
        &["hoan thanh mot phan", "dang", "in progress", "doing", "started", "in review", "wip", "active"],
    ),
    (
        SaidState::Done,
        &[
            "hoan thanh",
            "da hoan thanh",
            "da xong",
            "xong",
            "da thuc hien xong",
            "ht",
            "done",
            "completed",
            "complete",
            "closed",
            "resolved",
            "finished",
            "true",
            "yes",
        ],
    ),
    (SaidState::Standing, &["thuong xuyen", "ongoing", "continuous"]),
];

/// The state that a text, folded, begins with.
pub(super) fn state(folded: &str) -> Option<SaidState> {
    let begins =
        |words: &&str| folded.strip_prefix(*words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    STATES.iter().find(|(_, all)| all.iter().any(&begins)).map(|(state, _)| *state)
}

/// Whether a cell is ticked off.
pub(super) fn is_mark(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "x" | "✓" | "✔" | "√" | "v" | "*" | "+" | "xx" | "●")
}

/// A share in per cent. Where a column holds fractions, 0.6 is 60.
pub(super) fn share(text: &str, fractions: bool) -> Option<f64> {
    let at = text.find('%');
    let before = at.map_or(text, |at| &text[..at]).trim_end();
    let from = before
        .rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    if at.is_none() && from > 0 {
        return None;
    }
    let number: f64 = before[from..].replace(',', ".").parse().ok()?;
    let number = if at.is_none() && fractions { (number * 10_000.0).round() / 100.0 } else { number };
    (0.0..=1000.0).contains(&number).then_some(number)
}

/// The same without a day of the week before it: “Mon 15/01/24”.
fn without_weekday(text: &str) -> &str {
    let Some((first, rest)) = text.split_once([' ', ',']) else { return text };
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_weekday = first.get(..3).is_some_and(|start| weekdays.contains(&start.to_ascii_lowercase().as_str()));
    let is_weekday = is_weekday && first.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    let begins = rest.trim_start().starts_with(|c: char| c.is_ascii_alphanumeric());
    if is_weekday && begins { rest.trim_start() } else { text }
}

/// The first two numbers of a day that is written with figures and its year at the end.
pub(super) fn numbers_of_day(text: &str) -> Option<(u32, u32)> {
    let day = without_weekday(text).split(' ').next()?;
    let parts: Vec<u32> = day.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [first, second, _] if first <= 31 => Some((first, second)),
        _ => None,
    }
}

/// A day with its year, if a cell says nothing else; a time of day behind it does not matter. In the time zone of plans.
pub(super) fn day(text: &str, months_first: bool) -> Option<NaiveDate> {
    let text = without_weekday(text.trim());
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.with_timezone(&FixedOffset::east_opt(7 * 3600)?).date_naive());
    }
    // “2024-03-28T10:00:00”
    let text = text.get(..10).filter(|_| text.as_bytes().get(10) == Some(&b'T')).unwrap_or(text);
    let mut words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_time = |word: &str| {
        word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word.to_ascii_uppercase().as_str(), "AM" | "PM" | "SA" | "CH" | "Z" | "UTC")
    };
    while words.len() > 1 && words.last().is_some_and(|word| is_time(word)) {
        words.pop();
    }
    if let [day] = words[..]
        && let Some((first, second)) = numbers_of_day(day)
    {
        let (date, month) = if months_first { (second, first) } else { (first, second) };
        let year = day.rsplit(['/', '-', '.']).next().filter(|year| matches!(year.len(), 2 | 4))?;
        let year: i32 = year.parse().ok()?;
        return NaiveDate::from_ymd_opt(if year < 100 { 2000 + year } else { year }, month, date);
    }
    if let Some(day) = english(&words) {
        return Some(day);
    }
    match TypedDay::parse(&words.join(" ")) {
        Ok(TypedDay::Whole(day)) => Some(day),
        _ => None,
    }
}

/// “28/Mar/24”, “Mar 28 2024”, “28 March 2024”.
fn english(words: &[&str]) -> Option<NaiveDate> {
    let parts: Vec<&str> = words.iter().flat_map(|word| word.split(['/', '-'])).collect();
    let [first, second, year] = parts[..] else { return None };
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let all = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let at = all.iter().position(|name| *name == start)?;
        u32::try_from(at + 1).ok()
    };
    let year: i32 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    let (day, month) = match (first.parse(), second.parse()) {
        (Ok(day), Err(_)) => (day, month(second)?),
        (Err(_), Ok(day)) => (day, month(first)?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The day that a text names among other words.
pub(super) fn day_within(text: &str) -> Option<NaiveDate> {
    day_in(text)
}

/// The day up to which a tracker says how things stand: “Tính đến ngày 15/5/2024”.
pub(super) fn stated_day(line: &str) -> Option<NaiveDate> {
    let folded = key(line);
    let says = ["tinh den", "cap nhat", "den ngay", "den het ngay", "so lieu den", "as of", "updated"];
    says.iter().any(|words| folded.contains(words)).then(|| day_in(line)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_in_words_of_offices_and_programs() {
        use SaidState::{Done, Open, Started, Waived};
        for (text, expected) in [
            ("Hoàn thành trễ hạn", Some(Done)),
            ("Chưa hoàn thành", Some(Open)),
            ("Đang thực hiện", Some(Started)),
            ("Hoàn thành một phần", Some(Started)),
            ("Không thực hiện", Some(Waived)),
            ("In Progress", Some(Started)),
            ("To Do", Some(Open)),
            ("Trễ hạn", None),
            ("Đã trình UBND tỉnh", None),
            ("Donegal", None),
        ] {
            assert_eq!(state(&key(text)), expected, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_the_spellings_of_spreadsheets_and_programs() {
        for (text, months_first, expected) in [
            ("28/03/2024", false, "2024-03-28"),
            ("3/28/2024", true, "2024-03-28"),
            ("28/Mar/24 10:00 AM", false, "2024-03-28"),
            ("Mar 28, 2024", false, "2024-03-28"),
            ("Thu 28/03/24", false, "2024-03-28"),
            ("Thursday, March 28, 2024", false, "2024-03-28"),
            ("Mon 3/4/24", true, "2024-03-04"),
            ("2024-03-28 00:00:00", false, "2024-03-28"),
            ("2024-03-28T16:59:00.000Z", false, "2024-03-28"),
            ("2024-03-28T17:00:00.000Z", false, "2024-03-29"),
            ("ngày 28 tháng 3 năm 2024", false, "2024-03-28"),
        ] {
            assert_eq!(day(text, months_first).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(day("Quý I/2024", false), None);
        assert_eq!(day("28/3", false), None);
    }

    #[test]
    fn shares_are_read_as_per_cent() {
        assert_eq!(share("60%", false), Some(60.0));
        assert_eq!(share("Đạt 62,5 %", false), Some(62.5));
        assert_eq!(share("0.6", true), Some(60.0));
        assert_eq!(share("75", false), Some(75.0));
        assert_eq!(share("chưa rõ", false), None);
    }
}
