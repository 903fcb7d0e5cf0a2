//! What is to change of a record, and why it may not.

use chrono::NaiveDate;

use crate::facts::Fact;
use crate::model::id::OccurrenceIx;
use crate::model::record::Field;

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Date(NaiveDate),
    Text(String),
    /// Texts: written as one string where it is one, else as a list. What is already there in another spelling but
    /// means the same stays as it is written.
    Texts(Vec<String>),
    /// A table: its keys in order, each with a date or a text.
    Table(Vec<(&'static str, Value)>),
}

impl From<&Fact<'_>> for Value {
    fn from(fact: &Fact<'_>) -> Self {
        let by = |text: &str| ("by", Self::Text(text.to_owned()));
        match fact {
            Fact::Day(day) => Self::Date(*day),
            Fact::Text(text) => Self::Text(text.to_string()),
            Fact::Texts(texts) => Self::Texts(texts.iter().map(ToString::to_string).collect()),
            Fact::Extended(it) => Self::Table(vec![("to", Self::Date(it.to)), by(&it.by), ("on", Self::Date(it.on))]),
            Fact::Waived(it) => Self::Table(vec![by(&it.by), ("on", Self::Date(it.on))]),
        }
    }
}

/// One field of one record, and what it is to hold: nothing takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: Field,
    pub value: Option<Value>,
}

/// What one record is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The obligation, one that the unit owes.
    pub occurrence: OccurrenceIx,
    /// Its fields that change, each at most once.
    pub changes: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unable {
    /// The record is laid out in a way that cannot be edited without losing something.
    Layout,
    /// On looking back, something else would have changed.
    Differs,
}
