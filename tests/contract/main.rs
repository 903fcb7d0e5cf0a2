//! The file format's rules (`docs/format.md`, the contract), one by one, asked of the program as scripts ask them:
//! through `status --format json`, `check` and exit codes.

#[path = "../support/data.rs"]
mod data;
#[path = "../support/print.rs"]
mod print;
#[path = "../support/mod.rs"]
mod support;

mod deadlines;
mod differential;
mod event_dates;
mod every_day;
mod every_office_day;
mod files;
mod flags;
mod fuzzed;
mod hostile;
mod keys;
mod last_day;
mod lists;
mod milestones;
mod near_names;
mod order;
mod owing;
mod properties;
mod recurring;
mod reporting;
mod schema;
mod slips;
mod states;
mod surroundings;
mod targets;
mod tasks;
mod typed;
mod unit_texts;
mod wordings;
