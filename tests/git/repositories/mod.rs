//! Git repositories as they come: hostile ones, of every make, with odd things in their trees, and with objects missing.
//! All are made by git itself, in temporary folders and with nothing of the tester's own settings.

#![cfg(unix)]
// What cannot be tried on a machine is said.
#![allow(clippy::print_stderr)]

mod hostile;
mod makes;
mod merging;
mod names;
mod settings;
mod surroundings;
mod traps;
mod trees;
mod unread;
mod world;
