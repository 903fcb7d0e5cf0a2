//! Where things stand in `plan.toml`, and how many of them there may be.

use crate::model::record::Span;

/// Where things stand in `plan.toml`, for messages that come later.
#[derive(Clone, Debug, Default)]
pub struct PlanSpans {
    /// The keys of `[units]`.
    pub units: Vec<Span>,
    /// The keys of `[groups]`.
    pub groups: Vec<Span>,
    pub tasks: Vec<TaskSpans>,
    /// `before` of `[plan]`, if it is there.
    pub before: Option<Span>,
}

/// Where a task's parts stand.
#[derive(Clone, Copy, Debug, Default)]
pub struct TaskSpans {
    /// The value of `id`.
    pub id: Span,
    /// The value of `due`, or of `every` where there is no `due`.
    pub due: Span,
    /// The value of `lead`.
    pub lead: Span,
}

/// The most units a plan may have.
pub const MAX_UNITS: usize = 131_072;
/// The most groups a plan may have.
pub const MAX_GROUPS: usize = 4_096;
