//! The wordings of real documents with one slip of the hand each: a character lost, doubled or exchanged with its
//! neighbour, a tone mark lost, a letter for a digit or a digit for a letter, a blank or a word left out.

use std::collections::{BTreeMap, BTreeSet};

use tiendo::draft::wording::{Context, ReadingVerdict, TimeReading, WordingRead, read};
use toml::Table;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::wordings::{context, line_of, lines};

/// A kind of slip, and the wordings that it makes of one.
fn slips(text: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = text.nfc().collect();
    let with = |at: usize, length: usize, put: &str| {
        chars[..at].iter().collect::<String>() + put + &chars[at + length..].iter().collect::<String>()
    };
    let mut all = Vec::new();
    for (at, own) in chars.iter().copied().enumerate() {
        let next = chars.get(at + 1).copied();
        if own.is_alphanumeric() {
            all.push(("lost", with(at, 1, "")));
            all.push(("doubled", with(at, 1, &format!("{own}{own}"))));
            if let Some(next) = next.filter(|next| next.is_alphanumeric() && *next != own) {
                all.push(("exchanged", with(at, 2, &format!("{next}{own}"))));
            }
            let bare: String =
                own.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().replace(['đ', 'Đ'], "d");
            if bare != own.to_string() {
                all.push(("mark lost", with(at, 1, &bare)));
            }
            let like = match own {
                '0' => "O",
                '1' => "l",
                '5' => "S",
                '8' => "B",
                'O' | 'o' => "0",
                'l' | 'I' | 'i' => "1",
                'S' | 's' => "5",
                'B' => "8",
                _ => "",
            };
            if !like.is_empty() {
                all.push(("looks alike", with(at, 1, like)));
            }
        } else if own == ' ' {
            all.push(("blank lost", with(at, 1, "")));
        }
    }
    let words: Vec<&str> = text.split(' ').collect();
    for out in 0..words.len() {
        let left: Vec<&str> = words.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, word)| *word).collect();
        all.push(("word lost", left.join(" ")));
    }
    let mut seen = BTreeSet::from([text.to_owned()]);
    all.retain(|(_, slip)| seen.insert(slip.clone()));
    all
}

/// What is owed and when, without what it is called.
fn days(found: &WordingRead, context: Context) -> Vec<String> {
    let days = |it: &TimeReading| {
        let days = it.last_days(context).into_iter().map(|day| day.to_string()).collect::<Vec<_>>();
        if days.is_empty() { line_of(it) } else { format!("{:?} {}", it.every, days.join(" ")) }
    };
    found.readings.iter().chain(&found.duties).map(days).collect()
}

/// Why a reading that is sure, and not that of the text, may be: nobody who sees only this can know better.
fn excuse(text: &str, kind: &str, slip: &str, found: &WordingRead) -> &'static str {
    let plain = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_digit() || "IVX".contains(c) { '#' } else { c }).collect::<String>()
    };
    let figures = |text: &str| plain(text).split('#').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#");
    let waits = |it: &TimeReading| line_of(it).contains("event *");
    if kind == "word lost" {
        "a word less"
    } else if figures(text) == figures(slip) {
        "another figure"
    } else if found.readings.iter().any(waits) {
        "waits for an event"
    } else {
        "other"
    }
}

#[test]
fn what_a_slip_makes_of_a_wording_is_doubted_unless_nobody_could_see_it() {
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let mut counts = BTreeMap::<String, usize>::new();
    let mut told = String::new();
    let mut count = |what: String| *counts.entry(what).or_default() += 1;
    for wording in file["wording"].as_array().expect("wordings") {
        let text = wording["text"].as_str().expect("a text");
        let context = context(wording["context"].as_str().expect("a context"));
        let own = read(text, context);
        let mut listed = String::new();
        for (kind, slip) in slips(text) {
            let found = read(&slip, context);
            count(format!("all: {kind}"));
            if days(&found, context) == days(&own, context) {
                count("the same days".to_owned());
            } else if found.verdict == ReadingVerdict::Sure {
                let excuse = excuse(text, kind, &slip, &found);
                count(format!("sure: {excuse}"));
                listed.push_str(&format!("  {excuse}: {slip} => {}\n", lines(&found)));
            } else {
                count("asked about, or not read".to_owned());
            }
        }
        if !listed.is_empty() {
            told.push_str(&format!("{text} => {}: {}\n{listed}", own.verdict.as_str(), lines(&own)));
        }
    }
    let counts: String = counts.iter().map(|(what, count)| format!("{what}: {count}\n")).collect();
    snapbox::assert_data_eq!(counts + "\n" + &told, snapbox::file!["slips.txt"].raw());
}
