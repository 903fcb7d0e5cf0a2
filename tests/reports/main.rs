//! What goes out to others: reports, letters, calendars, progress by week, and the reports that are shipped.

// snapbox writes what it is to expect with them.
#![allow(clippy::needless_raw_string_hashes)]

#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../support/data.rs"]
mod data;
#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../support/print.rs"]
mod print;
#[path = "../support/mod.rs"]
mod support;
#[cfg(unix)]
#[path = "../support/terminal.rs"]
mod terminal;

mod remind;
mod report;
mod shipped;
mod site;
