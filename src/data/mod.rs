//! What programs read: JSON, CSV, SARIF, calendars, and findings for code hosts.

pub mod calendar;
pub mod csv;
pub mod diagnostic;
pub mod hosts;
pub mod json;
pub mod report;
pub mod review;
pub mod sarif;
pub mod trend;
