//! When units exist and who succeeds them: the keys `from`, `until` and `successor` of `[units]`.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeValue;

use super::header::NamedText;
use crate::diagnostic::{Expected, IdKind, Problem, Table};
use crate::model::id::UnitIx;
use crate::model::plan::Unit;
use crate::model::record::Span;
use crate::model::tenure::Tenure;
use crate::read::walk::Walk;

/// The most units that may succeed one unit, through others too.
pub(crate) const MAX_SUCCESSORS: usize = 256;

/// The days of a unit and its successors as they stand in the file: names not yet looked up.
#[derive(Default)]
pub(crate) struct RawTenure<'t> {
    pub(crate) from: Option<NaiveDate>,
    /// The last day, and where it stands.
    pub(crate) until: Option<(Range<usize>, NaiveDate)>,
    /// Whether `until` could not be read, which is noted.
    pub(crate) until_unread: bool,
    pub(crate) successors: Vec<NamedText<'t>>,
}

impl<'t> RawTenure<'t> {
    pub(crate) const KEYS: [&'static str; 3] = ["from", "until", "successor"];

    /// Takes the value of one of the keys.
    pub(crate) fn take(&mut self, key: &str, value: Spanned<DeValue<'t>>, walk: &mut Walk) {
        let span = value.span();
        match key {
            "from" => self.from = walk.date(&value),
            "until" => {
                self.until = walk.date(&value).map(|day| (span, day));
                self.until_unread = self.until.is_none();
            }
            _ if value.get_ref().is_array() => self.successors = walk.texts(value),
            _ => {
                self.successors = walk.text_or(value, Expected::TextOrTexts).map(|id| (span, id)).into_iter().collect();
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.from.is_none() && self.until.is_none() && self.successors.is_empty()
    }

    /// Notes what does not fit together; `unit` is where the unit's key stands.
    pub(crate) fn check(&self, unit: &Range<usize>, walk: &mut Walk) {
        if let (Some(from), Some((span, until))) = (self.from, &self.until)
            && *until < from
        {
            walk.note(Problem::Backwards, span.clone());
        }
        if self.until.is_none() && !self.until_unread && !self.successors.is_empty() {
            walk.missing_key("until", Table::Unit, unit.clone());
        }
    }
}

/// Gives each unit its days, and the units that it succeeds. `spans` are the keys of the units.
pub(crate) fn settle(
    units: &mut [Unit],
    tenures: Vec<(UnitIx, RawTenure<'_>, Vec<UnitIx>)>,
    spans: &[Span],
    walk: &mut Walk,
) {
    for (unit, raw, successors) in tenures {
        let tenure = Tenure { from: raw.from, until: raw.until.map(|(_, day)| day), successors, ..Tenure::default() };
        units[unit.index()].tenure = Some(Box::new(tenure));
    }
    let with_successors: Vec<UnitIx> =
        (0..units.len()).map(UnitIx::new).filter(|unit| successors(units, *unit).next().is_some()).collect();
    let mut told = Vec::new();
    for first in with_successors {
        let (mut all, mut at): (Vec<UnitIx>, usize) = (successors(units, first).collect(), 0);
        while at < all.len() && all.len() <= MAX_SUCCESSORS {
            for next in successors(units, all[at]) {
                if !all.contains(&next) {
                    all.push(next);
                }
            }
            at += 1;
        }
        let span = spans[first.index()].range();
        if all.len() > MAX_SUCCESSORS {
            walk.note(Problem::TooMany { limit: MAX_SUCCESSORS, kind: IdKind::Unit }, span);
            return;
        }
        if all.contains(&first) {
            // One message for each circle, at its first unit.
            if !told.contains(&first) {
                walk.note(Problem::SuccessorCycle { through: circle(units, first) }, span);
                told.extend(all);
            }
            continue;
        }
        for unit in all {
            units[unit.index()].tenure.get_or_insert_default().predecessors.push(first);
        }
    }
}

fn successors(units: &[Unit], unit: UnitIx) -> impl Iterator<Item = UnitIx> {
    units[unit.index()].tenure.iter().flat_map(|tenure| tenure.successors.iter().copied())
}

/// The ids of the units on the shortest way from a unit back to itself.
fn circle(units: &[Unit], first: UnitIx) -> Vec<String> {
    let mut ways = vec![vec![first]];
    let mut seen = vec![first];
    while let Some(at) = (!ways.is_empty()).then(|| ways.remove(0)) {
        for next in successors(units, at[at.len() - 1]) {
            if next == first {
                return at.iter().chain([&first]).map(|unit| units[unit.index()].id.to_string()).collect();
            }
            if !seen.contains(&next) {
                seen.push(next);
                ways.push([&at[..], &[next]].concat());
            }
        }
    }
    Vec::new()
}
