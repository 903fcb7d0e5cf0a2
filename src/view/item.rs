//! One obligation as reports and lists give it. What the plan says of it is looked up where it is written.

use crate::facts::Facts;
use crate::judge::{Assessment, DoneBelow, Obligation, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::target::Progress;
use crate::view::named::Named;

/// An obligation, how it stands, and what its record says.
#[derive(Clone, Debug)]
pub struct Item<'t> {
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) standing: Standing,
    pub(crate) facts: Facts<'t>,
    /// How much of its target was reached by the day that is judged by.
    pub(crate) progress: Option<Progress>,
    /// The units that owe it together with this one.
    pub(crate) with: Vec<UnitIx>,
    /// The units to which it was handed, since this one has gone.
    pub(crate) handed_to: Vec<UnitIx>,
    /// How much of it is done by the plans below that carry it out.
    pub(crate) below: Option<DoneBelow>,
}

impl<'t> Item<'t> {
    /// The item of an obligation of this unit, with all that its record says.
    pub fn of(assessment: &Assessment<'t>, obligation: &Obligation<'_>) -> Self {
        let Obligation { unit, occurrence, standing, record, .. } = *obligation;
        let (judge, progress) = (assessment.judge, obligation.progress());
        let (with, handed_to) = (judge.others(unit, occurrence), judge.handed_to(unit, &standing));
        let (facts, below) = (Facts::of(record, assessment.text), judge.done_below(unit, occurrence));
        Self { unit, occurrence, standing, facts, progress, with, handed_to, below }
    }

    /// The same, to be kept, without what is dated after the day that is judged by.
    pub(crate) fn as_of(assessment: &Assessment<'_>, obligation: &Obligation<'_>) -> Item<'static> {
        let mut item = Item::of(assessment, obligation);
        item.facts = item.facts.until(assessment.judge.as_of());
        item.into_owned()
    }

    /// The same, to be kept.
    pub fn into_owned(self) -> Item<'static> {
        let Self { unit, occurrence, standing, facts, progress, with, handed_to, below } = self;
        Item { unit, occurrence, standing, facts: facts.into_owned(), progress, with, handed_to, below }
    }

    /// How much of it is done below, and how it stands here, where a plan below carries it out.
    pub(crate) fn below_and_above(&self) -> Option<(DoneBelow, &Standing)> {
        self.below.map(|done| (done, &self.standing))
    }

    /// Which obligation it is, and how it stands.
    pub(crate) fn named(&self) -> Named {
        Named { unit: self.unit, occurrence: self.occurrence, standing: self.standing, progress: self.progress }
    }
}
