//! The workspace on disk: found, listed, read and written.

pub mod folder;
mod rename;
mod trouble;
mod workspace;
pub mod write;

pub use trouble::Trouble;
pub use workspace::{Buffer, Workspace, read_foreign};
