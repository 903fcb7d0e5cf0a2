//! This repository itself: the shape of its sources, and whether its documents are true.

#[path = "../support/mod.rs"]
mod support;

mod code;
mod confusables;
mod coverage;
#[cfg(unix)]
mod guides;
mod names;
mod order;
mod paths;
mod readme;
mod rules;
mod source;
#[cfg(unix)]
mod workflows;
