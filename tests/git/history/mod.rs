//! The history of a workspace in git, with git itself: what `log`, `show --blame` and `verify-reports` read of it, and
//! what git makes of unit files once `git-setup` has told it how.

mod blamed;
mod branches;
mod chance;
mod hostile;
mod merged;
mod recorded;
mod repo;
mod shown;
mod styles;
mod verified;
