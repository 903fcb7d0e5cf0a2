//! What a record says: a list of facts by field. Every output, comparison and edit is made of this one shape.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::evidence::Evidence;
use crate::model::id::OccurrenceIx;
use crate::model::record::{Field, Raw, Record, Records, Span};
use crate::model::target::Progress;
use crate::read::literal;
use crate::text::same;

/// What a unit's file says, by obligation.
pub(crate) type UnitFacts = BTreeMap<OccurrenceIx, Facts<'static>>;

/// What the records of a unit say, without those that say nothing.
pub(crate) fn unit_facts(records: &Records, text: &str) -> UnitFacts {
    let all = records.iter().map(|(occurrence, record)| (occurrence, Facts::of(record, text).into_owned()));
    all.filter(|(_, facts)| !facts.is_empty()).collect()
}

/// A later last day, granted by a document of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub struct Extended<'t> {
    pub(crate) to: NaiveDate,
    pub(crate) by: Cow<'t, str>,
    pub(crate) on: NaiveDate,
}

/// A document of a day that takes the obligation off the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub struct Waived<'t> {
    pub(crate) by: Cow<'t, str>,
    pub(crate) on: NaiveDate,
}

/// What one field of a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub enum Fact<'t> {
    Day(NaiveDate),
    Text(Cow<'t, str>),
    Evidence(Vec<Evidence<'t>>),
    /// In the order of the file.
    Progress(Vec<Progress>),
    Extended(Extended<'t>),
    Waived(Waived<'t>),
}

impl<'t> Fact<'t> {
    fn of(raw: Raw, text: &'t str) -> Self {
        let one = |span: Span| literal::text(&text[span.range()]);
        match raw {
            Raw::Day(day) => Self::Day(day),
            Raw::Text(span) => Self::Text(one(span)),
            Raw::Evidence(span) => Self::Evidence(literal::evidence(&text[span.range()])),
            Raw::Progress(span) => Self::Progress(literal::progress(&text[span.range()])),
            Raw::Extended(it) => Self::Extended(Extended { to: it.to, by: one(it.by), on: it.on }),
            Raw::Waived(it) => Self::Waived(Waived { by: one(it.by), on: it.on }),
        }
    }

    /// A list without anything says as little as no list.
    pub(crate) fn says_something(&self) -> bool {
        match self {
            Self::Evidence(list) => !list.is_empty(),
            Self::Progress(list) => !list.is_empty(),
            _ => true,
        }
    }

    fn into_owned(self) -> Fact<'static> {
        let own = |text: Cow<'t, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Day(day) => Fact::Day(day),
            Self::Text(text) => Fact::Text(own(text)),
            Self::Evidence(list) => Fact::Evidence(list.into_iter().map(Evidence::into_owned).collect()),
            Self::Progress(list) => Fact::Progress(list),
            Self::Extended(it) => Fact::Extended(Extended { to: it.to, by: own(it.by), on: it.on }),
            Self::Waived(it) => Fact::Waived(Waived { by: own(it.by), on: it.on }),
        }
    }

    /// Whether both mean the same to people: a text in NFC and the same in NFD do.
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => same(one, other),
            (Self::Evidence(one), Self::Evidence(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
            }
            (Self::Extended(one), Self::Extended(other)) => {
                (one.to, one.on) == (other.to, other.on) && same(&one.by, &other.by)
            }
            (Self::Waived(one), Self::Waived(other)) => one.on == other.on && same(&one.by, &other.by),
            (one, other) => one == other,
        }
    }
}

/// Everything that a record says, by field and in the order of fields. Where there is no record it is empty and takes no
/// memory.
#[derive(Clone, Debug, Default)]
pub struct Facts<'t>(Vec<(Field, Fact<'t>)>);

impl<'t> Facts<'t> {
    /// What a record of a file with this text says.
    pub fn of<'r>(record: impl Into<Option<&'r Record>>, text: &'t str) -> Self {
        let Some(record) = record.into() else { return Self::default() };
        let mut facts = Vec::with_capacity(Field::ALL.into_iter().filter(|field| record.get(*field).is_some()).count());
        facts.extend(Field::ALL.into_iter().filter_map(|field| Some((field, Fact::of(record.get(field)?, text)))));
        Self(facts)
    }

    pub fn get(&self, field: Field) -> Option<&Fact<'t>> {
        self.0.iter().find(|(own, _)| *own == field).map(|(_, fact)| fact)
    }

    pub(crate) fn day(&self, field: Field) -> Option<NaiveDate> {
        if let Fact::Day(day) = self.get(field)? { Some(*day) } else { None }
    }

    pub(crate) fn text(&self, field: Field) -> Option<&str> {
        if let Fact::Text(text) = self.get(field)? { Some(text) } else { None }
    }

    /// What shows that it was done.
    pub fn evidence(&self) -> &[Evidence<'t>] {
        if let Some(Fact::Evidence(list)) = self.get(Field::Evidence) { list } else { &[] }
    }

    pub(crate) fn has_evidence(&self, one: &Evidence<'_>) -> bool {
        self.evidence().iter().any(|own| is_same(own, one))
    }

    /// How much had been reached, in the order of the file.
    pub(crate) fn progress(&self) -> &[Progress] {
        if let Some(Fact::Progress(list)) = self.get(Field::Progress) { list } else { &[] }
    }

    pub(crate) fn extended(&self) -> Option<&Extended<'t>> {
        if let Fact::Extended(extended) = self.get(Field::Extended)? { Some(extended) } else { None }
    }

    /// What takes it off the unit.
    pub(crate) fn waived(&self) -> Option<&Waived<'t>> {
        if let Fact::Waived(waived) = self.get(Field::Waived)? { Some(waived) } else { None }
    }

    /// The day of what a field tells of: work begun, done, accepted, extended or waived. Texts have none, and a promise
    /// tells of nothing that was.
    pub(crate) fn event(&self, field: Field) -> Option<NaiveDate> {
        event(field, self.get(field)?)
    }

    /// Whether it says nothing: a table that stands ready to be filled in.
    pub fn is_empty(&self) -> bool {
        self.said().next().is_none()
    }

    fn said(&self) -> impl Iterator<Item = &(Field, Fact<'t>)> {
        self.0.iter().filter(|(_, fact)| fact.says_something())
    }

    /// Without what is dated later than `day`, and without lists that say nothing.
    pub(crate) fn until(mut self, day: NaiveDate) -> Self {
        for (_, fact) in &mut self.0 {
            if let Fact::Progress(list) = fact {
                list.retain(|one| one.on <= day);
            }
        }
        self.0.retain(|(field, fact)| fact.says_something() && event(*field, fact).is_none_or(|on| on <= day));
        self
    }

    /// Lets a field say this, or nothing.
    pub(crate) fn set(&mut self, field: Field, fact: Option<Fact<'t>>) {
        let found = self.0.binary_search_by_key(&field, |(own, _)| *own);
        match (found, fact) {
            (Ok(at), Some(fact)) => self.0[at].1 = fact,
            (Ok(at), None) => drop(self.0.remove(at)),
            (Err(at), Some(fact)) => self.0.insert(at, (field, fact)),
            (Err(_), None) => {}
        }
    }

    /// The fields in which two differ, for people.
    pub(crate) fn differing(&self, other: &Self) -> Vec<Field> {
        let differs = |field: &Field| {
            let [one, other] = [self, other].map(|facts| facts.get(*field).filter(|fact| fact.says_something()));
            match (one, other) {
                (Some(one), Some(other)) => !one.agrees(other),
                (one, other) => one.is_some() != other.is_some(),
            }
        };
        Field::ALL.into_iter().filter(differs).collect()
    }

    /// The same, apart from the file's text.
    pub(crate) fn into_owned(self) -> Facts<'static> {
        Facts(self.0.into_iter().map(|(field, fact)| (field, fact.into_owned())).collect())
    }
}

impl PartialEq for Facts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.said().eq(other.said())
    }
}

impl Eq for Facts<'_> {}

/// Whether two pieces of evidence are one to people: a document in NFC and the same in NFD are.
pub(crate) fn is_same(one: &Evidence<'_>, other: &Evidence<'_>) -> bool {
    match (one, other) {
        (Evidence::Document(one), Evidence::Document(other)) => same(one, other),
        (Evidence::File(one), Evidence::File(other)) => {
            same(&one.file, &other.file) && one.sha256.eq_ignore_ascii_case(&other.sha256)
        }
        _ => false,
    }
}

fn event(field: Field, fact: &Fact<'_>) -> Option<NaiveDate> {
    match fact {
        Fact::Day(day) => (field != Field::Committed).then_some(*day),
        Fact::Extended(extended) => Some(extended.on),
        Fact::Waived(waived) => Some(waived.on),
        Fact::Progress(list) => list.iter().map(|one| one.on).max(),
        Fact::Text(_) | Fact::Evidence(_) => None,
    }
}
