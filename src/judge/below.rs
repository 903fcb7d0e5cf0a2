//! How much of what is owed is done below: by the plans of a lower level that carry a plan out.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::standing::{Flag, Standing, State};
use crate::model::plan::{Part, PlanAbove, Text};

/// So many obligations below are kept by name for each that they answer: enough to ask about them one by one.
const NAMED: usize = 50;

/// What is done below of what the units of a plan owe, as of a day: by task, then by unit.
#[derive(Debug, Default)]
pub struct WorkBelow(pub(super) HashMap<String, HashMap<String, Vec<BelowAnswer>>>);

/// What answers some obligations of a task.
#[derive(Debug)]
pub(super) struct BelowAnswer {
    /// The milestone that is named.
    pub(super) milestone: Option<String>,
    /// For which of its periods or milestones the answering task is owed.
    pub(super) part: Part,
    pub(super) done: DoneBelow,
    pub(super) open: Vec<OpenBelow>,
}

/// Obligations below, but for those waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoneBelow {
    pub completed: u64,
    /// Overdue or pending, as far as their records could be read.
    pub unfinished: u64,
    pub of: u64,
}

/// How what is claimed of an obligation and the work below do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LevelGap {
    /// It is claimed as done, and something below is overdue or pending.
    Ahead,
    /// All is done below, and nothing is claimed.
    Behind,
}

impl DoneBelow {
    pub(super) fn add(&mut self, other: Self) {
        self.completed += other.completed;
        self.unfinished += other.unfinished;
        self.of += other.of;
    }

    /// Whether an obligation that stands so goes together with what is done below.
    pub(crate) fn gap(self, standing: &Standing) -> Option<LevelGap> {
        let claimed = standing.state == State::Completed || standing.flags.has(Flag::AwaitingAcceptance);
        match standing.state {
            State::Waived => None,
            _ if claimed => (self.unfinished > 0).then_some(LevelGap::Ahead),
            _ => (self.completed == self.of).then_some(LevelGap::Behind),
        }
    }
}

/// An obligation below that is neither completed nor waived.
#[derive(Clone, Debug)]
pub(crate) struct OpenBelow {
    /// The number of its plan.
    pub(crate) plan: Text,
    /// The short name of its unit.
    pub(crate) unit: Text,
    pub(crate) title: Text,
    pub(crate) part: Part,
    pub(crate) standing: Standing,
}

impl WorkBelow {
    /// Adds an obligation of a plan that carries this one out: which task it answers, by `answers`, and how it stands.
    /// `unread`: its record could not be read.
    pub(crate) fn add(&mut self, above: &PlanAbove, answers: &str, open: OpenBelow, unread: bool) {
        let state = open.standing.state;
        if state == State::Waived {
            return;
        }
        let (task, milestone) = parts_of(answers);
        let of_task = self.0.entry(task.to_owned()).or_default().entry(above.unit.to_string()).or_default();
        let known = of_task.iter().position(|it| it.milestone.as_deref() == milestone && it.part == open.part);
        let at = known.unwrap_or_else(|| {
            let (milestone, part) = (milestone.map(str::to_owned), open.part.clone());
            of_task.push(BelowAnswer { milestone, part, done: DoneBelow::default(), open: Vec::new() });
            of_task.len() - 1
        });
        let answer = &mut of_task[at];
        answer.done.add(DoneBelow {
            completed: u64::from(state == State::Completed),
            unfinished: u64::from(!unread && matches!(state, State::Overdue | State::Pending)),
            of: 1,
        });
        if state != State::Completed && answer.open.len() < NAMED {
            answer.open.push(open);
        }
    }
}

/// The task and the milestone that `answers` names.
pub(crate) fn parts_of(answers: &str) -> (&str, Option<&str>) {
    answers.split_once('.').map_or((answers, None), |(task, milestone)| (task, Some(milestone)))
}

/// Whether something that is owed below for `own` answers an obligation for `part`: the same period, or the milestone that
/// is named; a task with milestones stands for each of them.
pub(crate) fn meets(part: &Part, milestone: Option<&str>, own: &Part) -> bool {
    match part {
        Part::Period(_) => milestone.is_none() && own == part,
        Part::Milestone(id) => milestone.is_none_or(|named| named == id.as_str()),
        Part::Once => milestone.is_none(),
    }
}

/// Finds out what is done below as of a day, or its end.
pub(crate) type GatherBelow = dyn Fn((NaiveDate, bool)) -> WorkBelow + Send + Sync;

/// What is done below, found out when it is first asked for.
pub(super) struct LazyBelow {
    pub(super) gather: Arc<GatherBelow>,
    pub(super) work: OnceLock<WorkBelow>,
}

impl fmt::Debug for LazyBelow {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("LazyBelow").field(&self.work.get()).finish()
    }
}
