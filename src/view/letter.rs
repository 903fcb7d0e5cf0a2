//! What a unit is to be reminded of: what is overdue and what is due soon, also what it took over from units that have
//! gone.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::judge::{Assessment, Flag, State};
use crate::model::id::UnitIx;
use crate::view::item::Item;

/// What one unit is to be reminded of.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) unit: UnitIx,
    /// What is overdue, the longest first.
    pub(crate) overdue: Vec<Item<'static>>,
    /// What is due soon, the nearest first.
    pub(crate) due_soon: Vec<Item<'static>>,
}

impl Letter {
    /// How much of it the unit took over, from which units, in the order of the plan.
    pub(crate) fn taken_over(&self) -> (usize, Vec<UnitIx>) {
        let mut from: Vec<UnitIx> = self.overdue.iter().chain(&self.due_soon).map(|item| item.unit).collect();
        from.retain(|unit| *unit != self.unit);
        let count = from.len();
        from.sort_unstable();
        from.dedup();
        (count, from)
    }
}

/// Letters to units, by the unit that each is to.
#[derive(Debug, Default)]
pub(crate) struct Letters(BTreeMap<UnitIx, Letter>);

/// The most obligations of all letters together: they are held in memory.
pub(crate) const MOST_IN_LETTERS: usize = 500_000;

impl Letters {
    /// Adds what there is to remind of among what a unit owes: in a letter to the unit, or, where it has gone and handed
    /// it over, in one to each of its successors.
    pub(crate) fn add(&mut self, assessment: &Assessment<'_>) {
        let Ok(()) = assessment.for_each(|obligation| {
            let overdue = obligation.standing.state == State::Overdue;
            if overdue || obligation.standing.flags.has(Flag::DueSoon) {
                let item = Item::as_of(assessment, &obligation);
                let to = if item.handed_to.is_empty() { vec![item.unit] } else { item.handed_to.clone() };
                for to in to {
                    self.put(to, overdue, item.clone());
                }
            }
            Ok::<(), Infallible>(())
        });
    }

    fn put(&mut self, to: UnitIx, overdue: bool, item: Item<'static>) {
        let letter = self.0.entry(to).or_insert_with(|| Letter { unit: to, overdue: Vec::new(), due_soon: Vec::new() });
        if overdue { letter.overdue.push(item) } else { letter.due_soon.push(item) }
    }

    /// How many obligations they are about.
    pub(crate) fn len(&self) -> usize {
        self.0.values().map(|letter| letter.overdue.len() + letter.due_soon.len()).sum()
    }

    /// Adds letters of units that come after these.
    pub(crate) fn append(&mut self, later: Self) {
        for (to, letter) in later.0 {
            for (overdue, list) in [(true, letter.overdue), (false, letter.due_soon)] {
                for item in list {
                    self.put(to, overdue, item);
                }
            }
        }
    }

    /// The letters that are asked for, in the order of the plan: about what one of `units` owes, or owed to one of them.
    pub(crate) fn to(self, units: &[UnitIx]) -> Vec<Letter> {
        let asked = |unit: UnitIx| units.contains(&unit);
        let mut letters: Vec<Letter> = self.0.into_values().collect();
        for letter in &mut letters {
            for list in [&mut letter.overdue, &mut letter.due_soon] {
                list.retain(|item| asked(letter.unit) || asked(item.unit));
                list.sort_by_key(|item| item.standing.due);
            }
        }
        letters.retain(|letter| !letter.overdue.is_empty() || !letter.due_soon.is_empty());
        letters
    }
}
