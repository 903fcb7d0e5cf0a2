//! Reports: their figures foretold from two lists of obligations, their words, their bytes, what hostile texts come to
//! in each format, and the files that are written.

mod bench;
mod bytes;
mod claims;
mod document;
mod every;
mod figures;
mod files;
mod oracle;
mod page;
mod plans;
mod reading;
#[cfg(unix)]
mod script;
mod sums;
mod template;
mod texts;
mod tree;
mod unsound;
mod whole;
mod words;
mod workbook;

use proptest::test_runner::{Config, RngSeed};

/// How many cases chance makes, always the same ones.
fn config(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(257), failure_persistence: None, ..Config::default() }
}
