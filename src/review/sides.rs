//! The two sides of a comparison.

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::judge::{Judge, Standing};
use crate::model::id::OccurrenceIx;
use crate::model::plan::Plan;

/// One obligation on one side of a comparison.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// What is owed, in the plan of that side.
    pub(crate) occurrence: OccurrenceIx,
    /// How it stands as of the day of that side; nothing where the unit does not owe it then, though a record may be
    /// there.
    pub(crate) standing: Option<Standing>,
    /// What its record says; nothing where there is no record.
    pub(crate) facts: Option<Facts<'static>>,
}

impl Side {
    /// What its record says, nothing said where there is none.
    pub(crate) fn said(&self) -> Facts<'_> {
        self.facts.clone().unwrap_or_default()
    }
}

/// What a comparison goes by, on either side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'a> {
    /// Judges by the plan before as of the day before.
    pub(crate) before: &'a Judge,
    /// Judges by the plan after as of the day after.
    pub(crate) after: &'a Judge,
    /// How many days a day may lie before the one that it was recorded on.
    pub(crate) backdated: u32,
    /// The day on which the side after was written: that of its commit, else the one that it is judged by.
    pub(crate) written: NaiveDate,
}

impl<'a> Sides<'a> {
    pub(crate) fn plan_before(&self) -> &'a Plan {
        self.before.plan()
    }

    pub(crate) fn plan_after(&self) -> &'a Plan {
        self.after.plan()
    }

    pub(crate) fn day_before(&self) -> NaiveDate {
        self.before.as_of()
    }

    pub(crate) fn day_after(&self) -> NaiveDate {
        self.after.as_of()
    }
}
