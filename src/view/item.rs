//! One obligation as reports and lists give it. What the plan says of it is looked up where it is written.

use crate::facts::Facts;
use crate::judge::{Assessment, Obligation, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::target::Progress;
use crate::view::board::Named;

/// An obligation, how it stands, and what its record says.
#[derive(Clone, Debug)]
pub struct Item<'t> {
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) standing: Standing,
    pub(crate) facts: Facts<'t>,
    /// How much of its target was reached by the day that is judged by.
    pub(crate) progress: Option<Progress>,
}

impl<'t> Item<'t> {
    /// The item of an obligation of this unit, with all that its record says.
    pub fn of(assessment: &Assessment<'t>, obligation: &Obligation<'_>) -> Self {
        let Obligation { unit, occurrence, standing, record, progress } = *obligation;
        Self { unit, occurrence, standing, facts: Facts::of(record, assessment.text), progress }
    }

    /// The same, to be kept, without what is dated after the day that is judged by.
    pub(crate) fn as_of(assessment: &Assessment<'_>, obligation: &Obligation<'_>) -> Item<'static> {
        let mut item = Item::of(assessment, obligation);
        item.facts = item.facts.until(assessment.judge.as_of());
        item.into_owned()
    }

    /// The same, to be kept.
    pub fn into_owned(self) -> Item<'static> {
        let Self { unit, occurrence, standing, facts, progress } = self;
        Item { unit, occurrence, standing, facts: facts.into_owned(), progress }
    }

    /// Which obligation it is, and how it stands.
    pub(crate) fn named(&self) -> Named {
        Named { unit: self.unit, occurrence: self.occurrence, standing: self.standing, progress: self.progress }
    }
}
