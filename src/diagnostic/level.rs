//! What is odd or wrong between a plan and the plan above that it carries out.

use super::fault::SharedFault;
use crate::rules::Code;

/// What is odd or wrong between a plan and the plan above that it carries out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the rules' own texts (`explain CODE`) say what each is")]
pub enum LevelFault {
    Path {
        folder: String,
        fault: SharedFault,
    },
    /// Without a reason where the plan above has errors itself.
    Unread {
        folder: String,
        fault: Option<SharedFault>,
    },
    NoUnit {
        unit: String,
    },
    /// `unit` is the one of the plan above for which this one carries it out.
    Answers {
        answers: String,
        unit: String,
        fault: AnswerFault,
    },
    Ahead {
        task: String,
        period: Option<String>,
        completed: u64,
        of: u64,
    },
    Behind {
        task: String,
        period: Option<String>,
        of: u64,
    },
}

/// Why an answer meets nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// The plan names no plan above.
    NoPlan,
    /// The plan above has no such task or milestone.
    NoTask,
    /// The unit does not owe it.
    NotOwed,
    /// It recurs above, and for none of the periods of the answering task.
    OtherPeriods,
}

impl LevelFault {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Path { .. } => Code::E112,
            Self::Unread { .. } => Code::W542,
            Self::NoUnit { .. } | Self::Answers { .. } => Code::W543,
            Self::Ahead { .. } => Code::W544,
            Self::Behind { .. } => Code::W545,
        }
    }
}
