//! A report that is to be put on a page, and its words.

use crate::model::plan::Plan;
use crate::view::report::Report;
use crate::words::{Label, Phrase, Words};

/// A report, to be put on a page.
#[derive(Clone, Copy)]
pub(crate) struct ReportPage<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) report: &'a Report,
    pub(crate) words: &'a dyn Words,
    /// How many rows a list of obligations has at the most.
    pub(crate) most_rows: u64,
}

impl ReportPage<'_> {
    pub(super) fn label(&self, label: Label) -> &'static str {
        self.words.label(label)
    }

    pub(super) fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }
}
