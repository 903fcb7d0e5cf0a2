//! What `check` would warn of in an edited plan.

use std::collections::BTreeMap;

use super::Replan;
use crate::check::plan_warnings;
use crate::cli::aside::{self, Aside};
use crate::cli::exit::Exit;
use crate::cli::revise::told_all;
use crate::diagnostic::FileReport;
use crate::page::diagnostic::Style;
use crate::rules::Code;
use crate::snapshot::PLAN;
use crate::source::Source;
use crate::words::{Phrase, PlanningPhrase};

/// At most so many warnings of one rule are told after an edit: one change may have the same said of every task.
const ALIKE: usize = 3;

impl Replan {
    /// Tells on standard error what `check` would warn of in the plan that it did not before, and which units' files cannot
    /// be read: what becomes of their records is not known.
    pub(super) fn warn(&self) -> Exit {
        let (session, old, new) = (&self.session, &self.session.snapshot, &self.new);
        let before = plan_warnings(&old.plan, &old.spans);
        let mut after = plan_warnings(&new.plan, &new.spans);
        after.retain(|found| !before.iter().any(|old| old.problem == found.problem));
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        after.retain(|found| {
            let count = counts.entry(found.problem.code()).or_default();
            *count += 1;
            *count <= ALIKE
        });
        let hidden: usize = counts.values().map(|count| count.saturating_sub(ALIKE)).sum();
        if let Some(report) = FileReport::of(|| Source::new(PLAN, &self.text), after) {
            let mut told = Aside::default();
            if told.file(&report, session.words, session.error_screen, Style::Short).is_ok() {
                told.tell();
            }
            if hidden > 0 {
                aside::note(&session.say(&Phrase::Planning(PlanningPhrase::MoreWarnings { hidden })));
            }
        }
        let mut unread = new.unread(new.plan.unit_indices());
        for report in &mut unread {
            report.source.path = old.shown(&report.source.path);
        }
        told_all(session, &unread).tell();
        if unread.is_empty() { Exit::Done } else { Exit::Unread }
    }
}
