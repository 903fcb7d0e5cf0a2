//! What a record says, whole: compared with what it said before.

use chrono::NaiveDate;

use crate::edit::Field;
use crate::model::record::{Record, Span};
use crate::read::literal;
use crate::text::same;

/// A later last day, granted by a document of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extended {
    /// The last day.
    pub to: NaiveDate,
    /// The document.
    pub by: String,
    /// Its day.
    pub on: NaiveDate,
}

/// A document of a day that takes the obligation off the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The document.
    pub by: String,
    /// Its day.
    pub on: NaiveDate,
}

/// Everything that a record says of an obligation.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub struct Facts {
    pub started: Option<NaiveDate>,
    pub done: Option<NaiveDate>,
    pub accepted: Option<NaiveDate>,
    pub committed: Option<NaiveDate>,
    pub extended: Option<Extended>,
    pub waived: Option<Waived>,
    pub evidence: Vec<String>,
    pub reason: Option<String>,
    pub note: Option<String>,
}

impl Facts {
    /// What a record of a file with this text says.
    pub fn of(record: &Record, text: &str) -> Self {
        let one = |span: Span| literal::text(&text[span.range()]).into_owned();
        let many =
            |span: Span| literal::texts(&text[span.range()]).into_iter().map(std::borrow::Cow::into_owned).collect();
        Self {
            started: record.started,
            done: record.done,
            accepted: record.accepted,
            committed: record.committed,
            extended: record.extended.map(|e| Extended { to: e.to, by: one(e.by), on: e.on }),
            waived: record.waived.map(|w| Waived { by: one(w.by), on: w.on }),
            evidence: record.evidence.map(many).unwrap_or_default(),
            reason: record.reason.map(one),
            note: record.note.map(one),
        }
    }

    /// Whether it says nothing: a table that stands ready to be filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this is among its evidence.
    pub fn has_evidence(&self, text: &str) -> bool {
        self.evidence.iter().any(|own| same(own, text))
    }

    /// The fields in which two differ, for people: a text in NFC and the same in NFD do not.
    pub fn differing(&self, other: &Self) -> Vec<Field> {
        let texts = |one: &[String], other: &[String]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        };
        let extended =
            |one: &Extended, other: &Extended| (one.to, one.on) == (other.to, other.on) && same(&one.by, &other.by);
        let waived = |one: &Waived, other: &Waived| one.on == other.on && same(&one.by, &other.by);
        let differs = |field: &Field| match field {
            Field::Started => self.started != other.started,
            Field::Done => self.done != other.done,
            Field::Evidence => !texts(&self.evidence, &other.evidence),
            Field::Note => !both(self.note.as_ref(), other.note.as_ref(), |one, other| same(one, other)),
            Field::Reason => !both(self.reason.as_ref(), other.reason.as_ref(), |one, other| same(one, other)),
            Field::Committed => self.committed != other.committed,
            Field::Extended => !both(self.extended.as_ref(), other.extended.as_ref(), extended),
            Field::Waived => !both(self.waived.as_ref(), other.waived.as_ref(), waived),
            Field::Accepted => self.accepted != other.accepted,
        };
        Field::ALL.into_iter().filter(differs).collect()
    }
}

/// Whether both are there and agree, or neither is there.
fn both<T>(one: Option<&T>, other: Option<&T>, agree: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => agree(one, other),
        (None, None) => true,
        _ => false,
    }
}
