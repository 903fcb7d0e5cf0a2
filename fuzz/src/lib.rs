//! The targets, which the tests of the program share.

#![allow(dead_code, unused_imports, reason = "tests that stand in these files do not run here")]

#[path = "../../tests/contract/differential.rs"]
mod differential;
#[path = "../../tests/contract/fuzzed/targets.rs"]
pub mod targets;
#[path = "../../tests/contract/unit_texts.rs"]
mod unit_texts;

#[path = "../../tests/support/plan_2024.rs"]
mod plan_2024;
mod support {
    pub(crate) use crate::plan_2024::plan_2024;
}
