//! The workspace on disk: found, listed, read and written.

pub(crate) mod begun;
mod collection;
pub(crate) mod evidence;
pub(crate) mod folder;
pub(crate) mod found;
pub(crate) mod journal;
mod leftover;
pub(crate) mod lock;
mod open;
pub(crate) mod pdf;
mod print;
mod rename;
pub(crate) mod site;
pub(crate) mod tables;
mod temporary;
mod trouble;
pub(crate) mod undo;
mod units;
mod workspace;
pub mod write;

pub(crate) use collection::{CollectionFolder, PlanPlace};
pub(crate) use temporary::temporary;
pub use trouble::Trouble;
pub use workspace::Workspace;
pub(crate) use workspace::{Buffer, is_near_plan, is_near_units, is_pipe, names_like, read_foreign};
