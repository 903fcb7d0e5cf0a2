//! How a command ends.

use std::fmt;
use std::process::ExitCode;

use super::aside::Aside;
use crate::model::plan::Lang;
use crate::words::{Words, words};

/// How a command ends: the exit codes of the file format, section 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// The condition asked about was found.
    Found = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The workspace could not be read whole.
    Unread = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command cannot go on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked makes no sense here: the message.
    Usage(String),
    /// It was not done: the message.
    Refused(Exit, String),
    /// The same, all said already.
    Told(Exit, Aside),
    /// The world is wrong, or a [`Misuse`].
    World(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::World(error.into())
    }
}

type Saying = dyn Fn(&dyn Words) -> String + Send + Sync;

/// What is wrong with an argument: said once the language is known.
pub(crate) struct Misuse(Box<Saying>);

impl Misuse {
    pub(super) fn new(say: impl Fn(&dyn Words) -> String + Send + Sync + 'static) -> Self {
        Self(Box::new(say))
    }

    pub(super) fn say(&self, words: &dyn Words) -> String {
        (self.0)(words)
    }
}

impl std::error::Error for Misuse {}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(words(Lang::En)))
    }
}

impl fmt::Debug for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Misuse({self})")
    }
}
