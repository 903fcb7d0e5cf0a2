//! When in each period something is due, as people write it.

use crate::model::recurrence::{Every, Recurrence};
use crate::text::fold;

/// Words that say nothing about which day is meant.
const FILLERS: [&str; 12] = ["vao", "cham", "nhat", "trong", "cua", "moi", "hang", "by", "on", "of", "the", "xong"];

const PERIODS: [&str; 10] = ["ky", "tuan", "thang", "quy", "nam", "period", "week", "month", "quarter", "year"];

/// How files write the rule that a text names for periods of a kind; nothing where it names none.
pub fn rule(text: &str, every: Every) -> Option<String> {
    let spaced = spaced(&fold(text));
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !FILLERS.contains(word)).collect();
    let (before, words) = match words.split_first()? {
        (&("truoc" | "before"), rest) => ("before ", rest),
        _ => ("", &words[..]),
    };
    let named = end(words).or_else(|| day(words))?;
    let written = format!("{before}{named}");
    Recurrence::parse_for(&written, every).is_ok().then_some(written)
}

/// With blanks around `+` and between letters and digits: `day15`, `end+5days`.
fn spaced(text: &str) -> String {
    let mut spaced = String::new();
    let mut last = ' ';
    for c in text.chars() {
        if c.is_alphabetic() && last.is_ascii_digit()
            || c.is_ascii_digit() && last.is_alphabetic()
            || [c, last].contains(&'+')
        {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    spaced
}

/// `cuối kỳ`, `ngày cuối quý`, `end + 5 days`.
fn end(words: &[&str]) -> Option<String> {
    let (["ngay", "cuoi", "cung", rest @ ..]
    | ["ngay", "cuoi", rest @ ..]
    | ["cuoi" | "het" | "end", rest @ ..]
    | ["last", "day", rest @ ..]) = words
    else {
        return None;
    };
    let rest = match rest {
        [kind, after @ ..] if PERIODS.contains(kind) => after,
        _ => rest,
    };
    match rest {
        [] => Some("end".to_owned()),
        ["+", count, "ngay" | "day" | "days"] => Some(format!("end + {} days", number(count)?)),
        ["+", count, "ngay", "lam", "viec"] | ["+", count, "working", "day" | "days"] => {
            Some(format!("end + {} working days", number(count)?))
        }
        _ => None,
    }
}

/// `ngày 15`, `15 tháng sau`, `day 15 next month`, `15/11`.
fn day(words: &[&str]) -> Option<String> {
    let words = match words {
        ["ngay" | "day", rest @ ..] => rest,
        words => words,
    };
    match words {
        [one] => match one.split_once('/') {
            Some((day, month)) => Some(format!("day {} of month {}", number(day)?, number(month)?)),
            None => Some(format!("day {}", number(one)?)),
        },
        [day, "thang", "sau"] | [day, "thang", "ke", "tiep"] | [day, "next", "month"] => {
            Some(format!("day {} of next month", number(day)?))
        }
        [day, "thang" | "month", month] => Some(format!("day {} of month {}", number(day)?, number(month)?)),
        _ => None,
    }
}

/// A number without zeros before it.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
