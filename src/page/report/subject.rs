//! A report that is to be put on a page, and its words.

use crate::model::plan::Plan;
use crate::view::item::Item;
use crate::view::report::Report;
use crate::words::{Label, Phrase, Words, ties};

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

    /// A unit, with who owes it too and who took it over.
    pub(super) fn unit_with(&self, entry: &Item<'_>) -> String {
        let unit = self.plan.unit(entry.unit).short_name().to_owned();
        std::iter::once(unit).chain(self.ties(entry)).collect::<Vec<_>>().join(", ")
    }

    /// Who owes it too, and who took it over.
    pub(super) fn ties(&self, entry: &Item<'_>) -> Vec<String> {
        ties(self.plan, (&entry.with, &entry.handed_to), entry.below_and_above(), self.words)
    }

    pub(super) fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }
}
