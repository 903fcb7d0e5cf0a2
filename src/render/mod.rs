//! Views → bytes. Every renderer writes to what it is given; none opens, prints or decides what to show.

pub mod calendar;
pub mod csv;
pub mod diagnostic;
pub mod docx;
pub mod hosts;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod report;
pub mod review;
pub mod sarif;
pub mod terminal;
pub mod trend;
