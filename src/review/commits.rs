//! Commits as a review sees them: when they were made, and which files they changed.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::Lack;
use crate::diagnostic::SystemFault;
use crate::model::plan::Plan;
use crate::model::zone::day_at;

/// Why git did not give what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitTrouble {
    /// There is no git to be run.
    NoGit,
    NotRun(SystemFault),
    /// The folder lies in no repository.
    NotARepository {
        folder: String,
    },
    /// Git does not trust the repository's owner.
    NotTrusted {
        folder: String,
    },
    NoRevision {
        name: String,
    },
    /// A name that several revisions have.
    Ambiguous {
        name: String,
    },
    /// The history has no commit yet.
    NoCommit,
    /// An object is not there: the clone has only a part of the history.
    Missing {
        id: String,
        lack: Lack,
    },
    /// Git did not answer in time: its configuration may name a pipe.
    Silent {
        seconds: u64,
    },
    /// A pipe stands where git reads a file: it would wait for ever.
    Pipe {
        file: String,
    },
    /// Git failed in another way.
    Failed {
        reason: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    pub(crate) id: String,
    /// When it was committed, in seconds since 1970.
    pub(crate) time: i64,
    /// Whether it begins a history: nothing came before it, or, in a shallow clone, nothing that is there.
    pub(crate) first: bool,
    /// The first line of its message.
    pub(crate) subject: String,
}

impl Commit {
    /// Its id as people are told of it.
    pub(crate) fn short(&self) -> &str {
        self.id.get(..10).unwrap_or(&self.id)
    }

    /// The day on which it was made, in the plan's time zone.
    pub(crate) fn day(&self, plan: &Plan) -> NaiveDate {
        day_at(self.time, &plan.header.timezone)
    }
}

/// A commit and what it changed of the files that were asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) commit: Commit,
    /// The files, in the order of their paths.
    pub(crate) files: Vec<Touched>,
}

/// A file that a commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Its path in the repository, after the change.
    pub(crate) path: String,
    /// Its object before, at each parent of the commit; nothing where there was none.
    pub(crate) before: Vec<Option<String>>,
    /// Its object after; nothing where there is none.
    pub(crate) after: Option<String>,
}

/// A file that differs between two commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedFile {
    /// Its path from the workspace.
    pub(crate) path: String,
    /// Its object before and after; nothing where there is none.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// Whether it is a repository of its own: of a submodule git knows the commit alone.
    pub(crate) is_repository: bool,
}

impl ChangedFile {
    /// A file that may not be there any more.
    pub(crate) fn named(path: String, before: Option<String>) -> Self {
        Self { path, before, after: None, is_repository: false }
    }
}

/// What the file of a unit was once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EarlierFile {
    /// The place of its commit among those that were looked along: the last comes first.
    pub(crate) at: usize,
    /// The id that the unit had.
    pub(crate) unit: String,
    pub(crate) object: String,
    /// When it was committed, in seconds since 1970, no earlier than what was committed before; nothing where a shallow clone
    /// begins.
    pub(crate) time: Option<i64>,
    /// The folder of the workspace then, from the top of the repository.
    pub(crate) folder: String,
}

/// Gives the bytes of files by the ids of their objects.
pub(crate) trait Blobs {
    /// The bytes of a file; nothing where it has more than `limit` of them.
    fn bytes(&mut self, id: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble>;
    /// What the file of a unit was before the commits that are looked along, the last first, whatever its id and its folder
    /// were; nothing where that is not known.
    fn earlier(&mut self, _unit: &str) -> Result<Vec<EarlierFile>, GitTrouble> {
        Ok(Vec::new())
    }
    /// The plan as it stood when a file was this; nothing where it cannot be read.
    fn earlier_plan(&mut self, _file: &EarlierFile) -> Result<Option<Arc<Plan>>, GitTrouble> {
        Ok(None)
    }
    /// Whether a plan of that time may have named this id.
    fn was_named(&mut self, _id: &str) -> Result<bool, GitTrouble> {
        Ok(false)
    }
}
