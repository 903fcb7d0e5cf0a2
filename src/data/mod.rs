//! What programs read: JSON, CSV, SARIF, calendars, and findings for code hosts.

// Of objects of JSON each field has a type of its own, which is called as it is.
#![allow(non_camel_case_types)]

pub(crate) mod audit;
pub(crate) mod calendar;
pub(crate) mod csv;
pub(crate) mod diagnostic;
pub(crate) mod export;
pub(crate) mod hosts;
pub(crate) mod json;
pub(crate) mod letters;
pub(crate) mod problems;
pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod sarif;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod trend;
pub(crate) mod verdicts;
pub(crate) mod wording;
