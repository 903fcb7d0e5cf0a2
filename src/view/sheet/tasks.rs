//! The sheet of a plan's tasks: its columns, as appendices have them, and what can be wrong with one that comes back.

use super::Place;

/// A column of the sheet of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the headings say what each is")]
pub enum TaskColumn {
    Number,
    Clause,
    Title,
    Lead,
    Support,
    /// The document's own words for the time limit.
    Wording,
    /// How the program reads it.
    Reading,
    Product,
    ReportsTo,
    /// How much is to be reached.
    Target,
    Id,
    Baseline,
}

impl TaskColumn {
    /// Every column, from left to right.
    pub(crate) const ALL: [Self; 12] = [
        Self::Number,
        Self::Clause,
        Self::Title,
        Self::Lead,
        Self::Support,
        Self::Wording,
        Self::Reading,
        Self::Product,
        Self::ReportsTo,
        Self::Target,
        Self::Id,
        Self::Baseline,
    ];
    /// Those that people correct.
    pub(crate) const CORRECTED: [Self; 9] = [
        Self::Clause,
        Self::Title,
        Self::Lead,
        Self::Support,
        Self::Wording,
        Self::Reading,
        Self::Product,
        Self::ReportsTo,
        Self::Target,
    ];

    /// Its key in the baseline.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Clause => "clause",
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Support => "support",
            Self::Wording => "wording",
            Self::Reading => "reading",
            Self::Target => "target",
            Self::Product => "product",
            Self::ReportsTo => "reports_to",
            Self::Id => "id",
            Self::Baseline => "baseline",
        }
    }

    pub(crate) fn is_hidden(self) -> bool {
        matches!(self, Self::Id | Self::Baseline)
    }
}

/// What is wrong with a row, or with one of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFault {
    pub(crate) at: Place,
    pub(crate) column: TaskColumn,
    pub(crate) kind: TaskFaultKind,
}

impl TaskFault {
    /// Whether it is one of a heading: its place says more than the name of a column.
    pub(crate) fn is_of_heading(&self) -> bool {
        matches!(
            self.kind,
            TaskFaultKind::UnknownColumn { .. } | TaskFaultKind::NoColumn | TaskFaultKind::ColumnTwice { .. }
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskFaultKind {
    /// A column with content whose heading is none of the sheet's, or is empty, while these are missing.
    UnknownColumn {
        heading: String,
        missing: Vec<TaskColumn>,
    },
    /// A column that no sheet can do without is missing.
    NoColumn,
    /// Another column has the same heading.
    ColumnTwice {
        first: Place,
    },
    /// A cell that holds an error, a truth value or a formula without its result.
    NoText,
    UnknownTask(String),
    /// What is no target; a share that a spreadsheet made a number of, too.
    NoTarget(String),
    /// Another row has this task.
    Twice {
        first: Place,
    },
    /// The hidden columns are of two tasks: only a part of the rows was sorted.
    MixedUp,
    /// The hidden text is not as it was written.
    BadBaseline,
    /// A task needs it.
    Missing,
    /// No unit or group is called so, or several are: these.
    NoBody {
        typed: String,
        candidates: Vec<String>,
    },
    /// Words with other than one sure reading: these. Of a single one, why it is in doubt.
    OpenLimit {
        typed: String,
        readings: Vec<String>,
        why: Option<String>,
    },
    /// Each milestone has a time limit of its own.
    Milestones,
    /// A milestone cannot say this: its task does.
    OfTask,
    /// A document amended it already.
    Amended {
        by: String,
    },
    /// The plan has changed it since the sheet was made: what it says now.
    Conflict {
        now: String,
    },
    /// What cannot be done with it: a refusal of the plan.
    Refused(crate::planning::PlanRefusal),
    /// No id can be made of the title.
    NoId,
}
