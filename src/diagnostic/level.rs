//! What is odd or wrong between a plan and the plan above that it carries out.

use super::fault::SharedFault;
use crate::rules::Code;

/// What is odd or wrong between a plan and the plan above that it carries out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the rules' own texts (`explain CODE`) say what each is")]
pub enum LevelFault {
    Path { folder: String, fault: SharedFault },
}

impl LevelFault {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Path { .. } => Code::E112,
        }
    }
}
