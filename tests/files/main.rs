//! What is written to unit files, by edits and by sheets, and how it is written.

#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../support/print.rs"]
mod print;
#[path = "../support/mod.rs"]
mod support;

mod edit;
mod sheet;
mod writing;
