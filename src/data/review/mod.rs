//! Comparisons and histories for programs.

pub(crate) mod json;
pub(crate) mod log;
pub(crate) mod quality;
pub(crate) mod sarif;
