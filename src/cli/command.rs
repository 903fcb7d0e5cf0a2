//! What a command is to the command line.

use clap::ArgMatches;

use super::exit::{Exit, Failure};
use super::session::Asked;

/// Texts in Vietnamese and English, by their ids. Other languages have theirs in their own folders.
pub(super) type Help = &'static [(&'static str, &'static str, &'static str)];

pub(super) type Run<C> = fn(&Asked, &C) -> Result<Exit, Failure>;

/// Which states of the files a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfFiles {
    /// As they are: what records can do nothing else.
    Now,
    /// As they are, or as they were at a revision.
    AnyTime,
    /// The same of two days.
    TwoDays,
}

/// A command, as the arguments it takes.
pub(super) trait Command: clap::Args {
    const NAME: &'static str;
    const RUN: Run<Self>;
    const FILES: OfFiles = OfFiles::Now;
    /// The texts on its arguments; also `about`, `examples`, and `usage` where clap cannot know what goes together.
    /// An argument without a text here has one among those that commands share.
    const HELP: Help;
}

/// A command in the list of all.
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) help: Help,
    pub(super) files: OfFiles,
    pub(super) args: fn(clap::Command) -> clap::Command,
    pub(super) run: fn(&Asked, ArgMatches) -> Result<Exit, Failure>,
}

impl Spec {
    /// Whether the command takes this of the options that all commands have.
    pub(super) fn takes(&self, option: &str) -> bool {
        match option {
            "known_on" => self.files != OfFiles::Now,
            "at" => self.files == OfFiles::AnyTime,
            _ => true,
        }
    }

    pub(super) const fn of<C: Command>() -> Self {
        Self {
            name: C::NAME,
            help: C::HELP,
            files: C::FILES,
            args: C::augment_args,
            run: |asked, mut matches| {
                let args = C::from_arg_matches_mut(&mut matches).expect("clap checked these arguments");
                C::RUN(asked, &args)
            },
        }
    }
}
