//! The warnings of `check`: what is odd but readable. Errors are found while reading.

mod plan;
mod texts;
mod unit;

pub use plan::{missing_files, plan_warnings, stray_files};
pub use texts::text_warnings;
pub use unit::unit_warnings;
