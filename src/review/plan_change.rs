//! What can change of a plan.

use chrono::NaiveDate;

use super::commits::Commit;
use super::settings::Setting;
use super::tenures::TenureChange;
use super::wordings::TaskText;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Decision, Part};

/// The last day of one occurrence, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// Which of the task's obligations it is.
    pub(crate) part: Part,
    /// The last day that it was.
    pub(crate) from: Option<NaiveDate>,
    /// The last day that it is.
    pub(crate) to: Option<NaiveDate>,
}

/// The date of an event for one unit, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventDateChange {
    /// The unit's id, and what it is called.
    pub(crate) unit: String,
    pub(crate) name: String,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
}

impl PlanChange {
    /// The task of the new plan that it is about.
    pub(super) fn task(&self) -> Option<TaskIx> {
        match self {
            Self::TaskAdded(task)
            | Self::Reworded(task, _)
            | Self::Reassigned { task, .. }
            | Self::Rescheduled { task, .. }
            | Self::Decided(DocumentChange { task, .. })
            | Self::DocumentRewritten { task, .. }
            | Self::DocumentOtherwise { task, .. }
            | Self::EarlierDays(EarlierDays { task, .. }) => Some(*task),
            _ => None,
        }
    }

    /// Whether only the order of tasks or units is another.
    pub(crate) fn is_order(&self) -> bool {
        matches!(self, Self::Setting(Setting::TaskOrder | Setting::UnitOrder))
    }

    /// Whether a setting is another by which last days are counted.
    pub(crate) fn is_rule(&self) -> bool {
        let Self::Setting(setting) = self else { return false };
        matches!(setting, Setting::Before | Setting::OnDayOff | Setting::Calendar | Setting::Timezone)
    }

    /// Whether an event has another date, or none any more, for all or for some unit.
    pub(crate) fn moves_event(&self) -> bool {
        let Self::Event { from, to, dates, .. } = self else { return false };
        (from.is_some() && from != to) || dates.iter().any(|own| own.from.is_some())
    }
}

/// What a document did to a task or to one of its milestones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentChange {
    pub(crate) task: TaskIx,
    /// The milestone's place among those of the task.
    pub(crate) milestone: Option<usize>,
    /// Which of the amendments it is; nothing for a cancellation.
    pub(crate) amendment: Option<usize>,
    /// The last days that it changes.
    pub(crate) moved: Vec<Moved>,
    /// The units that owe something only by it.
    pub(crate) added: Vec<UnitIx>,
    /// How many obligations of the old side stand otherwise, or have another last day.
    pub(crate) obligations: usize,
}

/// A task that documents no longer date as they did, so that earlier days are shown otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EarlierDays {
    /// The task in the old plan, and in the new one.
    pub(crate) was: TaskIx,
    pub(crate) task: TaskIx,
    /// The milestone's place among those of the task.
    pub(crate) milestone: Option<usize>,
    /// Since when it is there, before and after; nothing where amendments are written otherwise.
    pub(crate) added: Option<(Option<NaiveDate>, NaiveDate)>,
    /// The day at whose end the most late work is late no more.
    pub(crate) day: NaiveDate,
}

/// A task of a plan that stood between the two sides, of which something was late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LateBetween {
    /// Its id and its title in that plan.
    pub(crate) task: String,
    pub(crate) title: String,
    /// The ids there of the units that were late.
    pub(crate) units: Vec<String>,
    pub(crate) until: Option<Commit>,
    pub(crate) day: NaiveDate,
}

/// Something of a plan that changed. Tasks of the old plan are named by their place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlanChange {
    Setting(Setting),
    Event {
        id: String,
        name: String,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        /// What became of the dates of single units.
        dates: Vec<EventDateChange>,
    },
    UnitAdded(UnitIx),
    /// A unit that is gone, with how much it had recorded.
    UnitRemoved(UnitIx, usize),
    /// A unit that is called otherwise: in the old plan, and in the new one.
    UnitRenamed(UnitIx, UnitIx),
    /// A unit that exists at another time, or that others succeed.
    Tenure(TenureChange),
    TaskAdded(TaskIx),
    /// A task that is gone, and how many records it had.
    TaskRemoved(TaskIx, usize),
    /// A task that says the same in other words: which.
    Reworded(TaskIx, Vec<TaskText>),
    /// A task, or the milestone at this place among its own, that other units lead: those that are new, those that are
    /// gone, and how many records these had.
    Reassigned {
        task: TaskIx,
        milestone: Option<usize>,
        added: Vec<UnitIx>,
        removed: Vec<UnitIx>,
        records: usize,
    },
    /// A task whose last days are others, and how many records were written against the old ones.
    Rescheduled {
        task: TaskIx,
        moved: Vec<Moved>,
        added: Vec<Part>,
        removed: Vec<Part>,
        records: usize,
    },
    /// What a document amended or cancelled of a task of the new plan.
    Decided(DocumentChange),
    /// What documents are said to have decided and when, by which work that was late on an earlier day is not.
    EarlierDays(EarlierDays),
    /// A document that amended a task of the new plan, or one of its milestones, and is recorded as another now, or no more.
    DocumentRewritten {
        task: TaskIx,
        milestone: Option<usize>,
        from: Decision,
        to: Option<Decision>,
    },
    /// A document of a day to come that is recorded as it was, but says something else of a task of the new plan: which of
    /// the amendments it is.
    DocumentOtherwise {
        task: TaskIx,
        milestone: Option<usize>,
        amendment: usize,
    },
    /// What a plan that stood between the two sides had late.
    LateBetween(LateBetween),
    /// Something else, by which work that was late is late no more.
    Otherwise,
}
