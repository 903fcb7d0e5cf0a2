//! The warnings of `check`: what is odd but readable. Errors are found while reading.

mod levels;
mod plan;
mod texts;
mod unit;
mod wording;

pub(crate) use levels::{answer_warnings, level_warnings};
pub(crate) use plan::{calendar_warning, missing_files, other_case, plan_warnings, stray_files};
pub(crate) use texts::{open_questions, text_warnings};
pub(crate) use unit::{evidence_warnings, unit_warnings};
pub(crate) use wording::wording_warnings;
