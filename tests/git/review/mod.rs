//! Reviews of what changed: real repositories made of commits, and what `tiendo diff` and `check` say of them.

mod changes;
mod comment;
mod denied;
mod hostile;
mod json;
mod marked;
mod mixed;
mod plans;
mod quiet;
mod repo;
mod reports;
mod sarif;
mod sides;
mod words;
