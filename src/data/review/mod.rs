//! Comparisons and histories for programs.

pub mod json;
pub mod log;
pub mod sarif;
