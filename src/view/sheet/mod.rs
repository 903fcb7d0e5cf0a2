//! The sheet that units fill in: its columns, what its drop-down can say, and where cells are.

pub mod problem;
pub mod tasks;

use std::fmt;

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use crate::model::record::Field;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the headings say what each is")]
pub enum Column {
    Number,
    /// The plan, where the sheet is of several.
    Plan,
    Title,
    Lead,
    Support,
    Wording,
    Product,
    /// What is to be reached, and how much of it is recorded.
    Target,
    Unit,
    Due,
    Status,
    Started,
    Done,
    /// How much is reached.
    Reached,
    /// By which day; the day of the import where it is empty.
    ReachedBy,
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
    pub const ALL: [Self; 21] = [
        Self::Number,
        Self::Plan,
        Self::Title,
        Self::Lead,
        Self::Support,
        Self::Wording,
        Self::Product,
        Self::Target,
        Self::Unit,
        Self::Due,
        Self::Status,
        Self::Started,
        Self::Done,
        Self::Reached,
        Self::ReachedBy,
        Self::Evidence,
        Self::Reason,
        Self::Committed,
        Self::Note,
        Self::Id,
        Self::Baseline,
    ];

    /// The columns of a sheet, of which some row has something to reach or none has.
    pub fn shown(targets: bool) -> impl Iterator<Item = Self> {
        Self::shown_among(targets).filter(|column| *column != Self::Plan)
    }

    /// The same of a sheet of several plans.
    pub(crate) fn shown_among(targets: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |column| targets || !column.is_of_targets())
    }

    /// Whether it is only there where something is to be reached.
    pub(crate) fn is_of_targets(self) -> bool {
        matches!(self, Self::Target | Self::Reached | Self::ReachedBy)
    }

    /// The fields of a record that units fill in, in the order of their columns.
    pub(crate) fn fields() -> impl Iterator<Item = (Self, Field)> {
        Self::ALL.into_iter().filter_map(|column| Some((column, column.field()?)))
    }

    /// The field of a record that it fills.
    pub(crate) fn field(self) -> Option<Field> {
        match self {
            Self::Started => Some(Field::Started),
            Self::Done => Some(Field::Done),
            Self::Reached => Some(Field::Progress),
            Self::Evidence => Some(Field::Evidence),
            Self::Reason => Some(Field::Reason),
            Self::Committed => Some(Field::Committed),
            Self::Note => Some(Field::Note),
            _ => None,
        }
    }

    /// The column that fills a field of a record, if one does.
    pub(crate) fn filling(field: Field) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.field() == Some(field))
    }

    pub fn is_filled_in(self) -> bool {
        matches!(self, Self::Status | Self::ReachedBy) || self.field().is_some()
    }

    /// Whether it is there for the program alone.
    pub(crate) fn is_hidden(self) -> bool {
        matches!(self, Self::Id | Self::Baseline)
    }

    /// Whether its cells are dates.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Due | Self::ReachedBy) || self.field().is_some_and(Field::is_day)
    }
}

/// What the drop-down says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    NotStarted,
    InProgress,
    Done,
    /// Taken off the unit: no choice, only shown.
    Waived,
}

impl Status {
    /// Those that a unit can choose.
    pub(crate) const CHOICES: [Self; 3] = [Self::NotStarted, Self::InProgress, Self::Done];
    pub(crate) const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Done, Self::Waived];

    /// What it says where these days are recorded, or the obligation is waived.
    pub(crate) fn of(waived: bool, day: impl Fn(Field) -> Option<NaiveDate>) -> Self {
        match (waived, day(Field::Started), day(Field::Done)) {
            (true, ..) => Self::Waived,
            (_, _, Some(_)) => Self::Done,
            (_, Some(_), None) => Self::InProgress,
            (_, None, None) => Self::NotStarted,
        }
    }
}

/// Where a cell is, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub row: u32,
    pub column: u32,
}

impl Place {
    /// The place of a cell that is called as spreadsheets call it.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let at = name.find(|c: char| !c.is_ascii_alphabetic()).filter(|at| (1..=3).contains(at))?;
        let (letters, digits) = name.split_at(at);
        let column =
            letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1));
        Some(Self { row: digits.parse().ok()?, column })
    }
}

impl fmt::Display for Place {
    /// As spreadsheets write it: `C7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut letters, mut left) = (Vec::new(), self.column);
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).expect("a remainder by 26 is small")));
            left = (left - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(f, "{letters}{}", self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_called_as_spreadsheets_call_them() {
        for (row, column, name) in [(7, 3, "C7"), (1, 26, "Z1"), (2, 27, "AA2"), (1_048_576, 16_384, "XFD1048576")] {
            assert_eq!(Place { row, column }.to_string(), name);
            assert_eq!(Place::parse(name), Some(Place { row, column }));
        }
    }
}
