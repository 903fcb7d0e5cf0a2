//! Text → model, collecting every problem on the way. Nothing here stops at the first fault, and nothing panics.

mod cursor;
pub mod fast;
pub mod literal;
pub mod plan;
pub mod text;
pub mod unit;
pub mod walk;
