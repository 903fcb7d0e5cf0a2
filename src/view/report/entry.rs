//! An obligation that a report names, with what its record says as of the day.

use chrono::NaiveDate;

use crate::judge::{Assessment, Obligation, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Span;
use crate::read::literal;
use crate::view::board::Named;

/// A document of a day that gives a later last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The last day without it.
    pub from: Option<NaiveDate>,
    /// The last day by it.
    pub to: NaiveDate,
    /// The document.
    pub by: String,
    /// Its day.
    pub on: NaiveDate,
}

/// A document of a day that takes the obligation off the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The document.
    pub by: String,
    /// Its day.
    pub on: NaiveDate,
}

/// An obligation with what its record says. Facts dated after the day are left out; texts have no day and stand as they
/// are.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Who owes it.
    pub unit: UnitIx,
    /// What.
    pub occurrence: OccurrenceIx,
    /// How it stands.
    pub standing: Standing,
    /// When work began.
    pub started: Option<NaiveDate>,
    /// When it was done, as the unit claims.
    pub done: Option<NaiveDate>,
    /// When the completion was accepted.
    pub accepted: Option<NaiveDate>,
    /// The new day that the unit promises.
    pub committed: Option<NaiveDate>,
    /// The extension that counts.
    pub extended: Option<Grant>,
    /// The waiver that counts.
    pub waived: Option<Release>,
    /// The evidence.
    pub evidence: Vec<String>,
    /// Why it is late.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Entry {
    /// Which obligation it is, and how it stands.
    pub fn named(&self) -> Named {
        Named { unit: self.unit, occurrence: self.occurrence, standing: self.standing }
    }

    /// The entry of an obligation of this unit.
    pub fn of(assessment: &Assessment<'_>, obligation: &Obligation<'_>) -> Self {
        let record = obligation.record.copied().unwrap_or_default();
        let raw = |span: Span| &assessment.text[span.range()];
        let text = |span: Span| literal::text(raw(span)).into_owned();
        let texts = |span: Span| literal::texts(raw(span)).into_iter().map(std::borrow::Cow::into_owned).collect();
        let counts = |day: &NaiveDate| *day <= assessment.judge.as_of();
        let extended = record.extended.filter(|extension| counts(&extension.on));
        let waived = record.waived.filter(|waiver| counts(&waiver.on));
        Self {
            unit: obligation.unit,
            occurrence: obligation.occurrence,
            standing: obligation.standing,
            started: record.started.filter(counts),
            done: record.done.filter(counts),
            accepted: record.accepted.filter(counts),
            committed: record.committed,
            extended: extended.map(|extension| Grant {
                from: assessment.plan().occurrence(obligation.occurrence).due,
                to: extension.to,
                by: text(extension.by),
                on: extension.on,
            }),
            waived: waived.map(|waiver| Release { by: text(waiver.by), on: waiver.on }),
            evidence: record.evidence.map(texts).unwrap_or_default(),
            reason: record.reason.map(text),
            note: record.note.map(text),
        }
    }
}
