//! A clause taken apart: the duties that its sentences give, each with its subject and time limit.

use std::ops::Range;

use super::subject::{SentenceSubject, helped, subject};
use super::time::{TimePhrase, phrases};
use super::verbs::VERBS;
use crate::draft::duty::DutyDoubt;
use crate::draft::parties::Party;
use crate::draft::tokens::{DraftToken, longest, tokens};
use crate::draft::wording::{Context, ReadingVerdict, read};

/// What a sentence gives to do.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceDuty {
    /// The bodies that the sentence itself names.
    pub(super) lead: Vec<Party>,
    pub(super) support: Vec<Party>,
    pub(super) text: String,
    /// What is to be done, without who and without a time limit in brackets.
    pub(super) action: String,
    pub(super) time: Option<String>,
    pub(super) doubts: Vec<DutyDoubt>,
}

/// A sentence or what stands between two semicolons.
struct SentencePiece {
    at: Range<usize>,
    opens: bool,
    named: bool,
    timed: bool,
}

/// The duties of a clause's text.
pub(super) fn duties(text: &str, context: Context) -> Vec<SentenceDuty> {
    let mut groups: Vec<(Range<usize>, bool)> = Vec::new();
    for piece in pieces(text, context) {
        let goes_on = groups.last().is_some_and(|(_, timed)| {
            let again = piece.timed && (*timed || piece.opens);
            !piece.named && !again
        });
        match groups.last_mut().filter(|_| goes_on) {
            Some((at, timed)) => (at.end, *timed) = (piece.at.end, *timed || piece.timed),
            None => groups.push((piece.at, piece.timed)),
        }
    }
    let mut all: Vec<SentenceDuty> = Vec::new();
    for (at, _) in groups {
        for mut duty in group(text[at].trim(), context) {
            if duty.lead.is_empty()
                && let Some(first) = all.first()
            {
                duty.lead.clone_from(&first.lead);
            }
            all.push(duty);
        }
    }
    all
}

/// A text at the ends of its sentences and at semicolons, outside brackets and quotes.
fn pieces(text: &str, context: Context) -> Vec<SentencePiece> {
    let marks = tokens(text);
    let (mut all, mut depth, mut from, mut opens) = (Vec::new(), 0_usize, 0, true);
    let mut put = |at: Range<usize>, opens: bool| {
        let piece = &text[at.clone()];
        if piece.chars().any(char::is_alphanumeric) {
            let named = subject(piece.trim()).is_some_and(|found| !found.alone);
            all.push(SentencePiece { timed: !phrases(piece, context).is_empty(), named, at, opens });
        }
    };
    for (at, mark) in marks.iter().enumerate() {
        match mark.word.as_str() {
            "(" | "“" | "[" => depth += 1,
            ")" | "”" | "]" => depth = depth.saturating_sub(1),
            "." if depth == 0 && ends_sentence(&marks, at) => {
                put(from..mark.at.end, opens);
                (from, opens) = (mark.at.end, true);
            }
            // “Giao Ban A; Ban B; các cơ quan liên quan rà soát …”
            ";" if depth == 0 && !subject(text[from..mark.at.start].trim()).is_some_and(|found| found.alone) => {
                put(from..mark.at.end, opens);
                (from, opens) = (mark.at.end, false);
            }
            _ => {}
        }
    }
    put(from..text.len(), opens);
    all
}

fn ends_sentence(marks: &[DraftToken], at: usize) -> bool {
    let next = marks.get(at + 1).is_some_and(|next| next.capital && next.at.start > marks[at].at.end);
    let short = at > 0 && marks[at - 1].capitals && marks[at - 1].at.len() <= 3;
    next && !short
}

/// The duties of sentences that belong together: one, or one for each time limit.
fn group(text: &str, context: Context) -> Vec<SentenceDuty> {
    let who = subject(text).filter(|found| !found.alone);
    let SentenceSubject { lead, support, rest, .. } = who.unwrap_or_else(|| {
        let mut found = SentenceSubject { lead: Vec::new(), support: Vec::new(), rest: 0, alone: false };
        helped(text, &mut found);
        found
    });
    let mut times = phrases(text, context);
    let whole = SentenceDuty { lead, support, text: text.to_owned(), ..SentenceDuty::default() };
    let whole = bracketed(text, whole);
    if let Some(one) = together(text, &times, context) {
        times = vec![one];
    }
    match times.as_slice() {
        [] => {
            let standing = standing(text, rest);
            vec![SentenceDuty { action: text[rest..].to_owned(), time: standing, ..whole }]
        }
        [one] => {
            let doubts = loose(text, one);
            let action = without(text, rest, one);
            let named = one.at.start > 0 || longest_verb(&action);
            let duty = SentenceDuty { action, time: Some(text[one.at.clone()].to_owned()), doubts, ..whole };
            if named { vec![duty] } else { Vec::new() }
        }
        several => {
            let mut all = Vec::new();
            let mut from = 0;
            for (at, time) in several.iter().enumerate() {
                let end = if at + 1 == several.len() { text.len() } else { time.at.end };
                let own = text[from..end].trim_matches([',', ';', '.', ' ']);
                let action = text[from.max(rest).min(end)..end].trim_start_matches([',', ';', '.', ' ', ')']);
                let mut doubts = loose(text, time);
                let others = several.iter().filter(|other| *other != time).map(|other| &text[other.at.clone()]);
                doubts.extend(others.map(|other| DutyDoubt::OtherTime(other.to_owned())));
                // “… 6 tháng trước ngày 15/6, cả năm trước ngày 15/12”
                let action = if longest_verb(action) { linked(action) } else { &text[rest.min(text.len())..] };
                all.push(SentenceDuty {
                    text: own.to_owned(),
                    action: action.to_owned(),
                    time: Some(text[time.at.clone()].to_owned()),
                    doubts,
                    ..whole.clone()
                });
                from = end;
            }
            all
        }
    }
}

/// A part of a sentence without the word that joins it to the one before.
fn linked(action: &str) -> &str {
    ["và ", "để ", "đồng thời "].iter().find_map(|word| action.strip_prefix(word)).unwrap_or(action)
}

/// Several time limits that are one: “hằng năm … trước ngày 15 tháng 11”, “định kỳ 6 tháng, hằng năm (báo cáo 6 tháng trước
/// ngày 20/6, báo cáo năm trước ngày 20/12)”.
fn together(text: &str, times: &[TimePhrase], context: Context) -> Option<TimePhrase> {
    let (first, last) = (times.first()?, times.last()?);
    let year = |time: &TimePhrase| {
        tokens(&text[time.at.clone()]).iter().any(|mark| mark.word.len() == 4 && mark.word.starts_with("20"))
    };
    let pair = times.len() == 2 && times.iter().any(|time| time.bare_period);
    let recurs = |time: &TimePhrase| {
        read(&text[time.at.clone()], context).readings.first().is_some_and(|reading| !reading.every.is_empty())
    };
    let listed = || times.len() == 3 && recurs(first) && !times[1..].iter().any(recurs);
    if times.iter().any(year) || !pair && !listed() {
        return None;
    }
    let range = first.at.start..last.at.end;
    let read = read(&text[range.clone()], context);
    let one = matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) && read.readings.len() == 1;
    one.then_some(TimePhrase { at: range, bare_period: false, loose: false })
}

/// What is to be asked about a time limit that may belong to a noun, or beside which a meeting is named: “hằng năm báo cáo tại
/// kỳ họp cuối năm”.
fn loose(text: &str, time: &TimePhrase) -> Vec<DutyDoubt> {
    let behind = &text[time.at.end..];
    let meeting = behind.find("kỳ họp").filter(|_| time.bare_period).map(|at| {
        let end = behind[at..].find([',', ';', '.', '(', ')']).map_or(behind.len(), |end| at + end);
        DutyDoubt::OtherTime(behind[at..end].trim_end().to_owned())
    });
    let noun = time.loose.then(|| DutyDoubt::InSentence(text[time.at.clone()].to_owned()));
    noun.into_iter().chain(meeting).collect()
}

/// Work that goes on, where the words of what is to be done begin with it: “thường xuyên theo dõi …”.
fn standing(text: &str, rest: usize) -> Option<String> {
    let marks = tokens(text);
    let begins = marks.iter().position(|mark| mark.at.start >= rest)?;
    let at = (begins.saturating_sub(4)..marks.len().min(begins + 2))
        .find(|at| longest(&marks, *at, &["thường xuyên"]).is_some())?;
    Some(text[marks[at].at.start..marks[at + 1].at.end].to_owned())
}

fn longest_verb(action: &str) -> bool {
    let marks = tokens(action);
    let mut quoted = false;
    (0..marks.len()).any(|at| {
        quoted = match marks[at].word.as_str() {
            "“" => true,
            "”" => false,
            _ => quoted,
        };
        !quoted && longest(&marks, at, VERBS).is_some()
    })
}

/// What is to be done, without a time limit that stands in brackets or at the beginning.
fn without(text: &str, rest: usize, time: &TimePhrase) -> String {
    let action = &text[rest..];
    let before = text[..time.at.start].trim_end();
    // “(hoàn thành trong tháng 02/2025)”
    let open = before.rfind('(').filter(|open| *open >= rest && !before[*open..].contains(')'));
    let close = text[time.at.end..].find(')').map(|close| time.at.end + close);
    if let (Some(open), Some(close)) = (open, close) {
        let beside = format!("{} {}", &text[open..time.at.start], &text[time.at.end..close]);
        if beside.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 5 {
            return format!("{}{}", text[rest..open].trim_end(), &text[close + 1..]);
        }
    }
    if time.at.start == rest {
        return text[time.at.end..].trim_start_matches([',', ':', ' ', '.']).to_owned();
    }
    action.trim_start_matches([',', ':', ' ', '.']).to_owned()
}

/// Who leads by a bracket: “(Sở A chủ trì, phối hợp với Sở B)”.
fn bracketed(text: &str, duty: SentenceDuty) -> SentenceDuty {
    if !duty.lead.is_empty() {
        return duty;
    }
    let brackets = text.match_indices('(').filter_map(|(at, _)| {
        let end = text[at..].find(')')?;
        Some(&text[at + 1..at + end])
    });
    let mut named =
        brackets.filter(|inside| inside.contains("chủ trì")).filter_map(subject).filter(|found| !found.alone);
    match named.next() {
        Some(found) => SentenceDuty { lead: found.lead, support: found.support, ..duty },
        None => duty,
    }
}
