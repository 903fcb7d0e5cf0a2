//! What the counts of the heat map open: every obligation that they count, each task and each standing said once.

use std::collections::HashMap;
use std::hash::Hash;
use std::io;

use crate::judge::{Standing, State};
use crate::model::deadline::LastDay;
use crate::model::id::UnitIx;
use crate::model::period::Quarter;
use crate::model::plan::Plan;
use crate::text::one_line;
use crate::view::report::{Listed, Report};
use crate::words::{Words, date, owed, standing};

/// What the filters know rows by that are counted: whether they have a time limit. Nothing of what was waived.
pub(super) fn limit(standing: &Standing) -> &'static str {
    match (standing.state, standing.nominal) {
        (State::Waived, _) => "",
        (_, LastDay::Never) => UNTIMED,
        _ => TIMED,
    }
}

pub(super) const TIMED: &str = "timed";
pub(super) const UNTIMED: &str = "untimed";

/// What is owed and how it stands, each said once, and which of these each count opens.
#[derive(Default)]
pub(super) struct OpenedRows {
    pub(super) owed: Vec<String>,
    pub(super) stands: Vec<String>,
    /// Of each count: what is owed and how it stands, by their places, and the last day.
    rows: HashMap<(UnitIx, Option<Quarter>, &'static str), Vec<String>>,
}

impl OpenedRows {
    pub(super) fn of(plan: &Plan, report: &Report, words: &dyn Words) -> io::Result<Self> {
        let mut opened = Self::default();
        let (mut places_owed, mut places_stands) = (HashMap::new(), HashMap::new());
        report.each(Listed::Every, u64::MAX, |item| {
            let owed = place(&mut opened.owed, &mut places_owed, item.occurrence, || {
                one_line(&owed(plan, item.occurrence, words))
            });
            let said = standing(&item.standing, words);
            let stands = place(&mut opened.stands, &mut places_stands, said.clone(), || said);
            let due = item.standing.due.map(|due| format!(":{}", date(due))).unwrap_or_default();
            let counted = (item.unit, item.standing.quarter(plan), limit(&item.standing));
            opened.rows.entry(counted).or_default().push(format!("{owed}:{stands}{due}"));
            Ok(())
        })?;
        Ok(opened)
    }

    /// What a count opens, as the page's script reads it.
    pub(super) fn rows(&self, unit: UnitIx, quarter: Option<Quarter>, limit: &'static str) -> String {
        self.rows.get(&(unit, quarter, limit)).map(|rows| rows.join(" ")).unwrap_or_default()
    }
}

/// Where a text stands among those that were said; it is added where it was not.
fn place<K: Eq + Hash>(
    texts: &mut Vec<String>,
    places: &mut HashMap<K, usize>,
    key: K,
    text: impl FnOnce() -> String,
) -> usize {
    *places.entry(key).or_insert_with(|| {
        texts.push(text());
        texts.len() - 1
    })
}
