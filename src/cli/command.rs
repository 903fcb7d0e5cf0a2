//! What a command is to the command line.

use clap::ArgMatches;

use super::exit::{Exit, Failure};
use super::session::Asked;

/// Texts in Vietnamese and English, by their ids. Other languages have theirs in their own folders.
pub(super) type Help = &'static [(&'static str, &'static str, &'static str)];

pub(super) type Run<C> = fn(&Asked, &C) -> Result<Exit, Failure>;

/// A command, as the arguments it takes.
pub(super) trait Command: clap::Args {
    const NAME: &'static str;
    const RUN: Run<Self>;
    /// The texts on its arguments; also `about`, `examples`, and `usage` where clap cannot know what goes together.
    /// An argument without a text here has one among those that commands share.
    const HELP: Help;
}

/// A command in the list of all.
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) help: Help,
    pub(super) args: fn(clap::Command) -> clap::Command,
    pub(super) run: fn(&Asked, ArgMatches) -> Result<Exit, Failure>,
}

impl Spec {
    pub(super) const fn of<C: Command>() -> Self {
        Self {
            name: C::NAME,
            help: C::HELP,
            args: C::augment_args,
            run: |asked, mut matches| {
                let args = C::from_arg_matches_mut(&mut matches).expect("clap checked these arguments");
                C::RUN(asked, &args)
            },
        }
    }
}
