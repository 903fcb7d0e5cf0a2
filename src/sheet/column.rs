//! The columns of the sheet, and what its drop-down can say.

use crate::edit::Field;

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the headings say what each is")]
pub enum Column {
    Number,
    Title,
    Lead,
    Support,
    Wording,
    Product,
    Unit,
    Due,
    Status,
    Started,
    Done,
    Evidence,
    Reason,
    Committed,
    Note,
    Id,
    Baseline,
}

impl Column {
    /// Every column, from left to right: those of official plans, what the program adds, those to fill in, and those that
    /// are hidden.
    pub const ALL: [Self; 17] = [
        Self::Number,
        Self::Title,
        Self::Lead,
        Self::Support,
        Self::Wording,
        Self::Product,
        Self::Unit,
        Self::Due,
        Self::Status,
        Self::Started,
        Self::Done,
        Self::Evidence,
        Self::Reason,
        Self::Committed,
        Self::Note,
        Self::Id,
        Self::Baseline,
    ];

    /// The field of a record that it fills.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Started => Some(Field::Started),
            Self::Done => Some(Field::Done),
            Self::Evidence => Some(Field::Evidence),
            Self::Reason => Some(Field::Reason),
            Self::Committed => Some(Field::Committed),
            Self::Note => Some(Field::Note),
            _ => None,
        }
    }

    /// Whether units fill it in.
    pub fn is_filled_in(self) -> bool {
        self == Self::Status || self.field().is_some()
    }

    /// Whether it is there for the program alone.
    pub fn is_hidden(self) -> bool {
        matches!(self, Self::Id | Self::Baseline)
    }

    /// Whether its cells are dates.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Due | Self::Started | Self::Done | Self::Committed)
    }
}

/// What the drop-down says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing begun.
    NotStarted,
    /// Begun, not done.
    InProgress,
    /// Done.
    Done,
    /// Taken off the unit: no choice, only shown.
    Waived,
}

impl Status {
    /// Those that a unit can choose.
    pub const CHOICES: [Self; 3] = [Self::NotStarted, Self::InProgress, Self::Done];
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Done, Self::Waived];
}
