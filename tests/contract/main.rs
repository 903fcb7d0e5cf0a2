//! The file format's rules (`docs/format.md`, the contract), one by one, asked of the program as scripts ask them:
//! through `status --format json`, `check` and exit codes.

#[path = "../support/mod.rs"]
mod support;

mod deadlines;
mod files;
mod flags;
mod keys;
mod last_day;
mod order;
mod recurring;
mod states;
mod surroundings;
