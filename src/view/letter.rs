//! What a unit is to be reminded of: what is overdue and what is due soon.

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
    /// The letter to a unit; nothing where there is nothing to remind it of.
    pub(crate) fn to(assessment: &Assessment<'_>) -> Option<Self> {
        let mut letter = Self { unit: assessment.unit, overdue: Vec::new(), due_soon: Vec::new() };
        let Ok(()) = assessment.for_each(|obligation| {
            if obligation.standing.state == State::Overdue {
                letter.overdue.push(Item::as_of(assessment, &obligation));
            } else if obligation.standing.flags.has(Flag::DueSoon) {
                letter.due_soon.push(Item::as_of(assessment, &obligation));
            }
            Ok::<(), Infallible>(())
        });
        for list in [&mut letter.overdue, &mut letter.due_soon] {
            list.sort_by_key(|entry| entry.standing.due);
        }
        (!letter.overdue.is_empty() || !letter.due_soon.is_empty()).then_some(letter)
    }
}
