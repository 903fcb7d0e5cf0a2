//! Folding obligations into what a reader asks for: plain data without words, rendered elsewhere.

pub(crate) mod answer;
pub(crate) mod board;
pub(crate) mod collection;
pub(crate) mod filter;
pub(crate) mod heat;
pub mod item;
pub(crate) mod known;
pub(crate) mod letter;
pub(crate) mod named;
pub(crate) mod packed;
pub(crate) mod regrouped;
pub(crate) mod report;
pub mod sheet;
pub(crate) mod site;
pub(crate) mod timeline;
pub(crate) mod totals;
pub(crate) mod why;
