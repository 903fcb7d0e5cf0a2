//! What is to change of a record, and why it may not.

use chrono::NaiveDate;

use crate::model::id::OccurrenceIx;

/// A field of a record, in the order in which new ones are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the file format says what each is")]
pub enum Field {
    Started,
    Done,
    Evidence,
    Note,
    Reason,
    Committed,
    Extended,
    Waived,
    Accepted,
}

impl Field {
    /// Every field, in order.
    pub const ALL: [Self; 9] = [
        Self::Started,
        Self::Done,
        Self::Evidence,
        Self::Note,
        Self::Reason,
        Self::Committed,
        Self::Extended,
        Self::Waived,
        Self::Accepted,
    ];

    /// As files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Evidence => "evidence",
            Self::Note => "note",
            Self::Reason => "reason",
            Self::Committed => "committed",
            Self::Extended => "extended",
            Self::Waived => "waived",
            Self::Accepted => "accepted",
        }
    }
}

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A date.
    Date(NaiveDate),
    /// A text.
    Text(String),
    /// Texts: written as one string where it is one, else as a list. What is already there in another spelling but
    /// means the same stays as it is written.
    Texts(Vec<String>),
    /// A table: its keys in order, each with a date or a text.
    Table(Vec<(&'static str, Value)>),
}

/// One field of one record, and what it is to hold: nothing takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What it is to hold.
    pub value: Option<Value>,
}

/// What one record is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The obligation, one that the unit owes.
    pub occurrence: OccurrenceIx,
    /// Its fields that change, each at most once.
    pub changes: Vec<Change>,
}

/// Why an edit was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unable {
    /// The record is laid out in a way that cannot be edited without losing something.
    Layout,
    /// On looking back, something else would have changed.
    Differs,
}
