//! Folding obligations into what a reader asks for: plain data without words, rendered elsewhere.

pub mod board;
pub mod filter;
pub mod heat;
pub mod item;
pub mod letter;
pub mod report;
pub mod sheet;
pub mod timeline;
pub mod why;
