//! The program in git repositories: reviews of changes, histories and merges, and repositories as they come.

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

mod audited;
mod history;
mod known;
mod repo;
#[cfg(unix)]
mod repositories;
mod review;
