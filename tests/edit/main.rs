//! Editing units' files: what changes, what stays byte for byte, what is refused, and that the same again changes nothing.

#[path = "../properties/print.rs"]
#[allow(dead_code, reason = "only its chance is used here")]
mod print;
#[path = "../support/mod.rs"]
mod support;

mod actions;
mod folders;
mod hammer;
mod refusals;
mod whole;
