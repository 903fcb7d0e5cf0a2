//! The history of a workspace in git, with git itself: what `log`, `show --blame` and `verify-reports` read of it, and
//! what git makes of unit files once `git-setup` has told it how.

#[path = "../support/mod.rs"]
mod support;

mod blamed;
mod branches;
mod chance;
#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../properties/data.rs"]
mod data;
mod hostile;
mod merged;
#[allow(dead_code, reason = "what other tests need of it")]
#[path = "../properties/print.rs"]
mod print;
mod recorded;
mod repo;
mod shown;
mod styles;
mod verified;
