//! Wordings in which nothing says a day: events, other documents, what is to be done at once.

use super::element::{Edge, Element, FoundElement, Limit, Pieces};
use super::once::{event_id, once};
use super::place::place;
use super::reading::{ReadingRemark, ReadingVerdict, TimeReading, WordingRead};
use super::stretch::{Extent, Stretch, Year};

/// What has no day at all.
pub(super) fn undated(pieces: &Pieces, loose: &[String]) -> WordingRead {
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
    if let Some(read) = spoken_of(pieces) {
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
    WordingRead::new(ReadingVerdict::NoLimit, Vec::new(), Vec::new())
}

/// Times that belong to the names of reports or laws, where nothing else says when.
fn spoken_of(pieces: &Pieces) -> Option<WordingRead> {
    let subjects = pieces.found.iter().filter_map(|found| match found.piece {
        Element::Subject(when) => Some((when, found)),
        _ => None,
    });
    let limits: Vec<FoundElement> = subjects
        .map(|(when, found)| {
            let edge = Edge::Within;
            let limit = Limit { edge, from: None, when, aspired: false, target: None, label: None, ends_said: true };
            FoundElement { piece: Element::Limit(limit), ..found.clone() }
        })
        .collect();
    let mut read = once(&Pieces { found: &limits, context: pieces.context })?;
    if matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) {
        read.verdict = ReadingVerdict::Doubt;
        read.remarks.push(ReadingRemark::SpokenOf);
    }
    Some(read)
}
