//! What is written to unit files, by edits and by sheets, and how it is written.

// snapbox writes what it is to expect with them.
#![allow(clippy::needless_raw_string_hashes)]

#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../support/print.rs"]
mod print;
#[path = "../support/mod.rs"]
mod support;

mod adopt;
mod adopt_columns;
mod adopt_formulas;
mod draft;
mod draft_bodies;
mod draft_events;
mod draft_own;
mod draft_shapes;
mod draft_update;
mod draft_update_asked;
mod edit;
mod sheet;
mod writing;
