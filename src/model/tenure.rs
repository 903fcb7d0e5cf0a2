//! When units exist, and which units take their duties over.

use chrono::NaiveDate;

use super::id::UnitIx;

/// The first and the last day on which a unit exists, and its place in a row of successors. Units that were always
/// there, stay, and succeed nobody have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tenure {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    /// Who takes over, in the order of `successor`.
    pub(crate) successors: Vec<UnitIx>,
    /// The units whose duties may come to this one, through others too.
    pub(crate) predecessors: Vec<UnitIx>,
}

/// What becomes of a duty at a unit that has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passing {
    /// It goes to the successors.
    On,
    /// It stays with the unit.
    Stays,
    /// It goes nowhere from here.
    Ends,
}
