//! What is to change of a record, and why it may not.

use chrono::NaiveDate;

use crate::facts::Fact;
use crate::model::evidence::Evidence;
use crate::model::id::OccurrenceIx;
use crate::model::record::Field;
use crate::model::target::{Amount, Progress};

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Date(NaiveDate),
    Text(String),
    Number(Amount),
    /// A list of texts and tables: written as one string where it is one text. What is already there in another spelling
    /// but means the same stays as it is written.
    List(Vec<Value>),
    /// A table: its keys in order, each with a date, a text or a number.
    Table(Vec<(&'static str, Value)>),
    Flag(bool),
    /// A list that is written as one, however many items it has.
    Array(Vec<Value>),
    /// A table of one key, which is an id.
    Entry(String, Box<Value>),
}

impl From<&Fact<'_>> for Value {
    fn from(fact: &Fact<'_>) -> Self {
        let by = |text: &str| ("by", Self::Text(text.to_owned()));
        match fact {
            Fact::Day(day) => Self::Date(*day),
            Fact::Text(text) => Self::Text(text.to_string()),
            Fact::Evidence(list) => Self::List(list.iter().map(Self::from).collect()),
            Fact::Progress(list) => Self::List(list.iter().map(Self::from).collect()),
            Fact::Extended(it) => Self::Table(vec![("to", Self::Date(it.to)), by(&it.by), ("on", Self::Date(it.on))]),
            Fact::Waived(it) => Self::Table(vec![by(&it.by), ("on", Self::Date(it.on))]),
        }
    }
}

impl From<&Evidence<'_>> for Value {
    fn from(evidence: &Evidence<'_>) -> Self {
        let text = |text: &str| Self::Text(text.to_owned());
        match evidence {
            Evidence::Document(document) => text(document),
            Evidence::File(it) => Self::Table(vec![("file", text(&it.file)), ("sha256", text(&it.sha256))]),
        }
    }
}

impl From<&Progress> for Value {
    fn from(progress: &Progress) -> Self {
        Self::Table(vec![("on", Self::Date(progress.on)), ("value", Self::Number(progress.value))])
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

/// One thing that changes in the text of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanEdit {
    /// A key of a table is given a value, or goes.
    Set { table: Vec<String>, key: String, value: Option<Value> },
    /// An item comes into a list, at this place.
    Put { list: Vec<String>, at: usize, item: Value },
    /// An item leaves a list.
    Take { list: Vec<String>, at: usize },
    /// An item of a list comes to another place, counted without itself.
    Move { list: Vec<String>, from: usize, to: usize },
    /// Questions of a draft that are asked of a table are settled: their lines go.
    Settle { of: Vec<String>, asked: Vec<String> },
    /// These are asked of a table that is there: lines above it.
    Ask { of: Vec<String>, asked: Vec<String> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unable {
    /// The record is laid out in a way that cannot be edited without losing something.
    Layout,
    /// On looking back, something else would have changed.
    Differs,
}
