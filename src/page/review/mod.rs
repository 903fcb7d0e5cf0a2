//! What changed between two states of a workspace, and the history of what was recorded.

pub(crate) mod comment;
pub(crate) mod comments;
pub(crate) mod fields;
mod groups;
pub(crate) mod log;
mod order;
mod plan;
pub(crate) mod story;
