//! Properties of every plan and every record, over plans and records that chance makes (proptest) and writes in a style
//! that chance picks. The seed is fixed, so that a failure comes again; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` change
//! it: `PROPTEST_CASES=100000 cargo test --test contract properties`.

mod editing;
mod judging;
mod planning;
mod reading;
mod reports;

use proptest::test_runner::{Config, RngSeed};

/// How many cases are tried, unless the environment says otherwise, and with which seed.
fn config(cases: u32) -> Config {
    let environment = Config::default();
    Config {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { environment.cases } else { cases },
        rng_seed: match environment.rng_seed {
            RngSeed::Random => RngSeed::Fixed(257),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..environment
    }
}
