//! Editing units' files: what changes, what stays byte for byte, what is refused, and that the same again changes nothing.

mod actions;
mod folders;
mod hammer;
mod layout;
mod of_plan;
mod prepared;
mod refusals;
mod whole;
