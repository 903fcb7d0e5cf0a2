//! Text → model, collecting every problem on the way. Nothing here stops at the first fault, and nothing panics.

use std::borrow::Cow;

pub(crate) mod beside;
pub mod collection;
mod cursor;
pub mod fast;
pub mod literal;
pub(crate) mod mailboxes;
pub mod plan;
pub(crate) mod records;
pub mod text;
pub mod unit;
pub mod walk;

/// A text of a file: borrowed from it where it stands there as it is meant.
type RawText<'t> = Cow<'t, str>;
