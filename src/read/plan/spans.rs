//! Where things stand in `plan.toml`, and how many of them there may be.

use crate::model::record::Span;

/// Where things stand in `plan.toml`, for messages that come later.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlanSpans {
    /// The keys of `[units]`.
    pub(crate) units: Vec<Span>,
    /// The keys of `[groups]`.
    pub(crate) groups: Vec<Span>,
    /// For each event, the keys of its `dates`, by unit.
    pub(crate) events: Vec<Vec<Span>>,
    pub(crate) tasks: Vec<TaskSpans>,
    /// Of each task the values of `wording`: its own, those of its amendments, then of each milestone its own and those
    /// of its amendments. What has no wording has no place here.
    pub(crate) wordings: Vec<Vec<Span>>,
    /// `before` of `[plan]`, if it is there.
    pub(crate) before: Option<Span>,
    /// `above` of `[plan]`, if it is there.
    pub(crate) above: Option<AboveSpans>,
    /// How many of the first units, and of the first groups, stand in the file of shared bodies. The place of each is
    /// where the plan names that file.
    pub(crate) shared: (usize, usize),
}

/// Where the values of `above` stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AboveSpans {
    pub(crate) plan: Span,
    pub(crate) unit: Span,
}

/// Where a task's parts stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TaskSpans {
    /// The value of `id`.
    pub(crate) id: Span,
    /// The value of `due`, or of `every` where there is no `due`.
    pub(crate) due: Span,
    /// The value of `lead`.
    pub(crate) lead: Span,
    /// The value of `answers`.
    pub(crate) answers: Span,
    /// The value of `starts`, or of `ends` where there is no `starts`.
    pub(crate) span: Span,
}

/// The most units a plan may have.
pub(crate) const MAX_UNITS: usize = 131_072;
/// The most groups a plan may have.
pub(crate) const MAX_GROUPS: usize = 4_096;
