//! From a document to a plan: what its wordings of time limits mean.

pub mod wording;
