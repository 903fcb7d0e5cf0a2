//! An obligation as bytes, while it waits: which it is, and its record. How it stands follows from these.

use std::io::{self, Read};

use chrono::{Datelike, NaiveDate};

use crate::facts::Facts;
use crate::judge::{Assessment, Judge, Obligation};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::{Extension, Field, Raw, Record, Slot, Span, Waiver};
use crate::model::target::Progress;
use crate::view::item::Item;

/// Writes an obligation of this unit.
pub(crate) fn pack(assessment: &Assessment<'_>, obligation: &Obligation<'_>, out: &mut Vec<u8>) {
    let said = |field: &Field| obligation.record.and_then(|record| record.get(*field));
    let fields = Field::ALL.into_iter().enumerate().filter(|(_, field)| said(field).is_some());
    let mut out = Packer { out, text: assessment.text };
    out.number(obligation.unit.index());
    out.number(obligation.occurrence.index());
    out.number(usize::from(obligation.record.is_some()) | fields.map(|(at, _)| 2 << at).sum::<usize>());
    for raw in Field::ALL.iter().filter_map(said) {
        match raw {
            Raw::Day(day) => out.day(day),
            Raw::Text(span) | Raw::Evidence(span) | Raw::Progress(span) => out.span(span),
            Raw::Extended(it) => {
                out.day(it.to);
                out.span(it.by);
                out.day(it.on);
            }
            Raw::Waived(it) => {
                out.span(it.by);
                out.day(it.on);
            }
        }
    }
}

struct Packer<'p> {
    out: &'p mut Vec<u8>,
    text: &'p str,
}

impl Packer<'_> {
    fn number(&mut self, number: usize) {
        let number = u32::try_from(number).expect("places, and lengths in a file of at most 1 MiB, are u32");
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn day(&mut self, day: NaiveDate) {
        self.out.extend_from_slice(&day.num_days_from_ce().to_le_bytes());
    }

    fn span(&mut self, span: Span) {
        let text = &self.text[span.range()];
        self.number(text.len());
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// Reads obligations, with the same memory for each.
pub(crate) struct Unpacker<'j> {
    judge: &'j Judge,
    /// The texts of the record.
    text: String,
}

impl<'j> Unpacker<'j> {
    /// What reads obligations as they stand to this judge.
    pub(crate) fn new(judge: &'j Judge) -> Self {
        Self { judge, text: String::new() }
    }

    /// The first obligation of `bytes`, which then begin with the next one; without what is dated after the day.
    pub(crate) fn next(&mut self, bytes: &mut &[u8]) -> io::Result<Item<'_>> {
        self.text.clear();
        let (unit, occurrence) = (UnitIx::new(number(bytes)?), OccurrenceIx::new(number(bytes)?));
        let said = number(bytes)?;
        let mut record = Record::default();
        for (_, field) in Field::ALL.into_iter().enumerate().filter(|(at, _)| said & 2 << at != 0) {
            match record.slot(field) {
                Slot::Day(slot) => *slot = Some(day(bytes)?),
                Slot::Text(slot) | Slot::Evidence(slot) | Slot::Progress(slot) => *slot = Some(self.span(bytes)?),
                Slot::Extended(slot) => {
                    *slot = Some(Extension { to: day(bytes)?, by: self.span(bytes)?, on: day(bytes)? });
                }
                Slot::Waived(slot) => *slot = Some(Waiver { by: self.span(bytes)?, on: day(bytes)? }),
            }
        }
        let record = (said > 0).then_some(&record);
        let standing = self.judge.standing(unit, occurrence, record).expect("only what is owed is packed");
        let facts = Facts::of(record, &self.text).until(self.judge.as_of());
        let progress = Progress::last(facts.progress().iter().copied(), self.judge.as_of());
        let (with, handed_to) = (self.judge.others(unit, occurrence), self.judge.handed_to(unit, &standing));
        let below = self.judge.done_below(unit, occurrence);
        Ok(Item { unit, occurrence, standing, facts, progress, with, handed_to, below })
    }

    fn span(&mut self, bytes: &mut &[u8]) -> io::Result<Span> {
        let length = number(bytes)?;
        let Some((text, rest)) = bytes.split_at_checked(length) else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let begin = self.text.len();
        self.text.push_str(str::from_utf8(text).map_err(io::Error::other)?);
        *bytes = rest;
        Ok(Span::new(begin..self.text.len()))
    }
}

fn word(bytes: &mut &[u8]) -> io::Result<[u8; 4]> {
    let mut word = [0; 4];
    bytes.read_exact(&mut word)?;
    Ok(word)
}

fn number(bytes: &mut &[u8]) -> io::Result<usize> {
    Ok(u32::from_le_bytes(word(bytes)?) as usize)
}

fn day(bytes: &mut &[u8]) -> io::Result<NaiveDate> {
    let days = i32::from_le_bytes(word(bytes)?);
    NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| io::ErrorKind::InvalidData.into())
}
