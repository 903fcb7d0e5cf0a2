//! From a document to a plan: what it gives to whom by when, and what its wordings of time limits mean.
//!
//! ```text
//! document ─► head; paragraphs and rows ─► duties ─► tasks, units, groups, events ─► a plan with its questions
//! ```
//!
//! What a document does not say is not made up: it becomes a question.

mod cells;
pub(crate) mod columns;
mod days;
pub mod document;
pub mod duty;
pub mod head;
mod label;
mod names;
pub mod parties;
pub mod plan;
mod prose;
pub mod register;
mod rows;
mod said_target;
pub(crate) mod time_limit;
mod title;

pub(crate) mod tokens;
pub(crate) mod tracker;
pub(crate) mod update;
pub mod wording;

/// Whether a line begins a clause: with a number, a letter or a dash of its own.
pub(crate) fn opens_clause(line: &str) -> bool {
    label::label(line).is_some()
}
