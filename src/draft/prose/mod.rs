//! Duties in sentences: who is to do what by when, from the outline of a document.
//!
//! ```text
//! paragraphs ─ outline ─► clauses ─ fields, subject, time ─► sketches ─► duties; what became of each paragraph
//! ```
//!
//! Who: the sentence's own subject, a field (“Cơ quan chủ trì: …”), else the heading that names somebody. When: a field, a
//! bracket, the sentence itself, else the section. A clause that names nobody and no time gives nobody a duty.

mod fields;
mod outline;
mod reader;
mod section;
mod sentence;
mod subject;
mod time;
mod verbs;

pub(super) use outline::PlacedParagraph;
pub(super) use reader::duties;
