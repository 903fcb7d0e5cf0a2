//! What changed between two states of a workspace, and the history of what was recorded.

mod changes;
pub(crate) mod comment;
pub(crate) mod comments;
pub(crate) mod fields;
mod groups;
mod leads;
pub(crate) mod log;
mod notes;
mod order;
mod plan;
pub(crate) mod story;
