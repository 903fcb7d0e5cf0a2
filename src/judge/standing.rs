//! How an obligation stands: its state, its flags, its days.

use chrono::NaiveDate;

use crate::model::deadline::LastDay;
use crate::model::period::Quarter;
use crate::model::plan::Plan;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its last day has passed, and it is not done.
    Overdue,
    /// Not done, and not late.
    Pending,
    Completed,
    /// Standing work, or work without a time.
    Ongoing,
    Waived,
}

impl State {
    /// Every state, in the order of every output.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Pending, Self::Completed, Self::Ongoing, Self::Waived];

    /// As files and machine formats write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Pending => "pending",
            Self::Completed => "completed",
            Self::Ongoing => "ongoing",
            Self::Waived => "waived",
        }
    }
}

/// One more thing to say about an obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// An amendment gives another last day than the plan gave at first.
    Amended,
    /// Done, but not yet accepted where that is required.
    AwaitingAcceptance,
    /// Cancelled before it was done: the task, or the unit's part in it.
    Cancelled,
    /// Its event has no date yet.
    DateOpen,
    /// Its last day is near.
    DueSoon,
    Extended,
    InProgress,
    /// Completed after its last day.
    Late,
    /// A day off moved the last day.
    Moved,
    NotStartedPeriod,
    /// The promised day has passed.
    PromiseLapsed,
}

impl Flag {
    /// Every flag, in alphabetical order.
    pub const ALL: [Self; 11] = [
        Self::Amended,
        Self::AwaitingAcceptance,
        Self::Cancelled,
        Self::DateOpen,
        Self::DueSoon,
        Self::Extended,
        Self::InProgress,
        Self::Late,
        Self::Moved,
        Self::NotStartedPeriod,
        Self::PromiseLapsed,
    ];

    /// As machine formats write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Amended => "amended",
            Self::AwaitingAcceptance => "awaiting-acceptance",
            Self::Cancelled => "cancelled",
            Self::DateOpen => "date-open",
            Self::DueSoon => "due-soon",
            Self::Extended => "extended",
            Self::InProgress => "in-progress",
            Self::Late => "late",
            Self::Moved => "moved",
            Self::NotStartedPeriod => "not-started-period",
            Self::PromiseLapsed => "promise-lapsed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u16);

impl Flags {
    pub(super) fn set(&mut self, flag: Flag, on: bool) {
        self.0 |= u16::from(on) << flag as u8;
    }

    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// The flags that are set, in alphabetical order.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |flag| self.has(*flag))
    }
}

/// How an obligation stands as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    pub flags: Flags,
    /// The last day by the plan as it stands.
    pub nominal: LastDay,
    /// The last day without any extension.
    pub planned: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    /// The place of its quarter among those of the plan; the place after the last for no quarter.
    pub quarter_slot: usize,
    /// Days past `due`, for what is overdue or was completed; 0 for what was completed in time.
    pub days_late: Option<i64>,
    /// Days to `due`, for what is pending with nothing claimed.
    pub days_left: Option<i64>,
}

impl Standing {
    /// Whether it has a time limit: a last day, or an event that will give it one.
    pub(crate) fn has_limit(&self) -> bool {
        self.nominal != LastDay::Never
    }

    pub fn nominal_day(&self) -> Option<NaiveDate> {
        self.nominal.day()
    }

    /// The quarter under which it is counted.
    pub fn quarter(&self, plan: &Plan) -> Option<Quarter> {
        plan.quarters.get(self.quarter_slot).copied()
    }
}
