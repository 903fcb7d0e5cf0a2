//! Folding obligations into what a reader asks for: plain data without words, rendered elsewhere.

pub mod board;
pub mod filter;
pub mod item;
pub mod why;
