//! A tracker that an office keeps in a spreadsheet, taken over: its tasks as a plan, what it says of them as records.
//!
//! ```text
//! sheets ─ columns ─► rows ─ rows ─► duties, what is said of each ─ adopted ─► a drafted plan, records, what is left
//! ```
//!
//! What cannot be recorded as it stands becomes a question of its task.

pub(crate) mod adopted;
pub(crate) mod columns;
mod dated;
pub(crate) mod persons;
mod rows;
mod said;
pub(crate) mod teller;
