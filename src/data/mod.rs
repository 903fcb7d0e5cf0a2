//! What programs read: JSON, CSV, SARIF, calendars, and findings for code hosts.

// Of objects of JSON each field has a type of its own, which is called as it is.
#![allow(non_camel_case_types)]

pub mod calendar;
pub mod csv;
pub mod diagnostic;
pub mod hosts;
pub mod json;
pub mod report;
pub mod review;
pub mod sarif;
pub mod trend;
