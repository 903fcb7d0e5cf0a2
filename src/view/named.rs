//! One obligation by its unit and its occurrence, and how it stands.

use crate::judge::{Obligation, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::target::Progress;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) standing: Standing,
    /// How much of its target was reached by the day that is judged by.
    pub(crate) progress: Option<Progress>,
}

impl From<&Obligation<'_>> for Named {
    fn from(obligation: &Obligation<'_>) -> Self {
        let Obligation { unit, occurrence, standing, .. } = *obligation;
        Self { unit, occurrence, standing, progress: obligation.progress() }
    }
}
