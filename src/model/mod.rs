//! The nouns: ids, periods, deadlines, the plan and the records. Nothing here reads, prints or knows the clock.

pub mod calendar;
pub(crate) mod course;
pub mod deadline;
pub(crate) mod duties;
pub mod evidence;
pub(crate) mod gaps;
pub mod holidays;
pub mod id;
pub(crate) mod ids;
pub(crate) mod lang;
mod notation;
pub(crate) mod owing;
pub mod period;
pub mod plan;
pub mod record;
pub mod recurrence;
pub(crate) mod reporting;
pub mod target;
pub(crate) mod task;
pub(crate) mod tenure;
pub(crate) mod zone;
