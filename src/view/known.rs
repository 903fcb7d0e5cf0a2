//! The revision that an answer stands on, where it does not stand on the files as they are.

use chrono::NaiveDate;

/// What was known: the files at one commit, and nothing that came later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownCommit {
    /// The id of the commit.
    pub(crate) commit: String,
    /// Its day: the latest that it or any commit before it on its line claims.
    pub(crate) day: NaiveDate,
    /// The day that was asked about; nothing where the commit itself was named.
    pub(crate) by: Option<NaiveDate>,
    /// Whether earlier commits are missing, which may have claimed a later day.
    pub(crate) shallow: bool,
}

impl KnownCommit {
    /// The day to judge by, if no other is named.
    pub(crate) fn as_of(&self) -> NaiveDate {
        self.by.unwrap_or(self.day)
    }
}
