//! A workspace as it stands in a folder, or as it stood at a revision: two of them are compared.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::{Exit, Failure};
use super::members::{MemberPlan, PastPlan};
use super::scope::language;
use super::session::Asked;
use super::units::told;
use crate::diagnostic::Lack;
use crate::git::Repository;
use crate::git::tree::Revision;
use crate::model::plan::Plan;
use crate::page::review::story::Called;
use crate::review::commits::{Commit, GitTrouble};
use crate::shell;
use crate::snapshot::{Files, Memory, REVIEWED, Snapshot, Unopened};
use crate::store::Trouble;
use crate::store::{Workspace, read_foreign};
use crate::text::one_line;
use crate::words::{Phrase, ReviewPhrase, Words, date, words};

/// The longest file of reviewed marks.
pub(crate) const MAX_REVIEWED_BYTES: u64 = 1024 * 1024;
/// The longest report that is looked at.
pub(crate) const MAX_REPORT_BYTES: u64 = 256 * 1024 * 1024;

/// What kept a side from being looked at.
#[derive(Debug)]
pub(crate) enum SidesProblem {
    Git(GitTrouble),
    Store(Trouble),
}

impl From<GitTrouble> for SidesProblem {
    fn from(found: GitTrouble) -> Self {
        Self::Git(found)
    }
}

impl From<Trouble> for SidesProblem {
    fn from(found: Trouble) -> Self {
        Self::Store(found)
    }
}

/// Where the files of one side are.
#[derive(Clone)]
pub(crate) enum SidePlace {
    Folder(Workspace),
    Revision(Arc<Revision>),
    /// What is staged to be committed.
    Staged(Arc<Revision>),
    /// Nowhere: the history has no commit yet.
    Nowhere,
}

#[derive(Clone)]
pub(crate) struct OpenedSide {
    pub(crate) name: String,
    pub(crate) place: SidePlace,
}

impl OpenedSide {
    /// The workspace in a folder that people named; empty for the one that is meant anyway.
    pub(crate) fn folder(name: String, workspace: Workspace) -> Self {
        Self { name, place: SidePlace::Folder(workspace) }
    }

    pub(crate) fn revision(name: String, repository: &Repository, commit: Commit) -> Result<Self, GitTrouble> {
        Ok(Self { name, place: SidePlace::Revision(Arc::new(Revision::of(repository, commit)?)) })
    }

    /// The plan that is asked about: in its folder, or at the revision that is named.
    pub(crate) fn asked(plan: MemberPlan) -> Self {
        match plan.past {
            Some(past) => Self::past(past),
            None => Self::folder(String::new(), plan.workspace),
        }
    }

    /// A plan at a revision.
    pub(crate) fn past(past: PastPlan) -> Self {
        Self { name: past.known.commit, place: SidePlace::Revision(past.revision) }
    }

    pub(crate) fn staged(repository: &Repository) -> Result<Self, GitTrouble> {
        let revision = Revision::staged(&being_committed(repository))?;
        Ok(Self { name: String::new(), place: SidePlace::Staged(Arc::new(revision)) })
    }

    pub(crate) fn is_before_workspace(&self) -> bool {
        match &self.place {
            SidePlace::Folder(_) => false,
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => revision.tree.plan.is_none(),
            SidePlace::Nowhere => true,
        }
    }

    /// Where the workspace lies in the repository: as its folder there says.
    pub(crate) fn prefix(&self) -> &str {
        match &self.place {
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => revision.prefix(),
            SidePlace::Folder(_) | SidePlace::Nowhere => "",
        }
    }

    pub(crate) fn commit(&self) -> Option<&Commit> {
        match &self.place {
            SidePlace::Folder(_) | SidePlace::Staged(_) | SidePlace::Nowhere => None,
            SidePlace::Revision(revision) => Some(&revision.commit),
        }
    }

    /// Whether a unit's file is this object, at a commit.
    pub(crate) fn has_unit(&self, id: &str, object: &str) -> bool {
        let SidePlace::Revision(revision) = &self.place else { return false };
        revision.tree.units.get(&format!("{id}.toml")).is_some_and(|entry| entry.id == object)
    }

    /// Opens the workspace of this side, which must have a sound plan.
    pub(crate) fn open(&self) -> Result<Snapshot, Unopened> {
        Snapshot::open(self.files())
    }

    pub(crate) fn files(&self) -> Box<dyn Files> {
        match &self.place {
            SidePlace::Folder(workspace) => Box::new(workspace.clone()),
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => Box::new(Arc::clone(revision)),
            SidePlace::Nowhere => Box::new(Memory::new()),
        }
    }

    /// The bytes of `reviewed.toml`; nothing where there is none.
    pub(crate) fn reviewed(&self) -> Result<Option<Vec<u8>>, SidesProblem> {
        Ok(match &self.place {
            SidePlace::Folder(workspace) => {
                let path = workspace.root().join(REVIEWED);
                if path.exists() { Some(read_foreign(&path, MAX_REVIEWED_BYTES)?) } else { None }
            }
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => revision.reviewed(MAX_REVIEWED_BYTES)?,
            SidePlace::Nowhere => None,
        })
    }

    /// What it is called, and what it is.
    pub(crate) fn called<'a>(&'a self, shown: &'a str) -> Called<'a> {
        Called { name: &self.name, shown, commit: self.commit().map(|commit| commit.id.as_str()) }
    }

    /// The names in the folder of the workspace.
    pub(crate) fn names(&self) -> Vec<String> {
        match &self.place {
            SidePlace::Folder(workspace) => workspace.names().collect(),
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => revision.names(),
            SidePlace::Nowhere => Vec::new(),
        }
    }

    /// The names of the files in `reports/`.
    pub(crate) fn reports(&self) -> Result<Vec<String>, SidesProblem> {
        Ok(match &self.place {
            SidePlace::Folder(workspace) => workspace.reports().names()?,
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => {
                revision.tree.reports.keys().cloned().collect()
            }
            SidePlace::Nowhere => Vec::new(),
        })
    }

    /// The bytes of a report; nothing where there is none.
    pub(crate) fn report(&self, name: &str) -> Result<Option<Vec<u8>>, SidesProblem> {
        match &self.place {
            SidePlace::Folder(workspace) => {
                let folder = workspace.reports();
                if !folder.names()?.iter().any(|own| own == name) {
                    return Ok(None);
                }
                Ok(Some(folder.read(name, MAX_REPORT_BYTES)?))
            }
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => Ok(revision.report(name, MAX_REPORT_BYTES)?),
            SidePlace::Nowhere => Ok(None),
        }
    }

    /// What it is called in a heading.
    pub(crate) fn shown(&self, plan: &Plan, words: &dyn Words) -> String {
        match &self.place {
            SidePlace::Folder(_) if self.name.is_empty() => words.phrase(&Phrase::WorkingTree),
            SidePlace::Folder(_) => one_line(&self.name),
            SidePlace::Staged(_) => words.phrase(&Phrase::Review(ReviewPhrase::StagedFiles)),
            SidePlace::Nowhere => words.phrase(&Phrase::Git(&GitTrouble::NoCommit)),
            SidePlace::Revision(revision) => {
                let commit = &revision.commit;
                let name = one_line(&self.name);
                let name = if commit.id.starts_with(&name) { String::new() } else { format!("{name} ") };
                format!("{name}({}, {})", commit.short(), date(commit.day(plan)))
            }
        }
    }
}

impl Asked {
    /// What cannot be done, said in the language that is asked for.
    pub(crate) fn fail(&self, said: &Phrase<'_>) -> Failure {
        let message = one_line(&self.words().phrase(said));
        let exit = match said {
            // What is not there or broken is no fault of the command line.
            Phrase::Git(GitTrouble::NoRevision { .. } | GitTrouble::Ambiguous { .. }) | Phrase::Bare => Exit::Usage,
            Phrase::Git(_) => Exit::Unread,
            _ => Exit::Usage,
        };
        Failure::Refused(exit, message)
    }

    /// What kept something from being looked at, said in the language that is asked for.
    pub(crate) fn wrong(&self, found: &SidesProblem) -> Failure {
        match found {
            SidesProblem::Git(found) => self.fail(&Phrase::Git(found)),
            SidesProblem::Store(found) => {
                let said = Phrase::Trouble(found);
                Failure::Refused(Exit::Unread, one_line(&self.words().phrase(&said)))
            }
        }
    }

    /// The language that is asked for, else that of the plan.
    pub(crate) fn words(&self) -> &'static dyn Words {
        words(self.lang.unwrap_or_else(|| language(&self.directories)))
    }

    /// Tells what is wrong with files, and does nothing else.
    pub(crate) fn refuse(&self, broken: &[&Unopened]) -> Result<Exit, Failure> {
        let reports: Vec<_> = broken.iter().flat_map(|unopened| unopened.reports.clone()).collect();
        told(&reports, self.words(), shell::stderr_screen(self.color))?;
        Ok(Exit::Unread)
    }
}

/// The two sides that are meant.
pub(crate) struct Pair {
    pub(crate) before: OpenedSide,
    pub(crate) after: OpenedSide,
    /// The repository, unless both are folders.
    pub(crate) repository: Option<Repository>,
    /// The commit that was named to compare with, where the side before is an older one.
    pub(crate) compared: Option<Commit>,
}

impl Pair {
    fn folders(before: OpenedSide, after: OpenedSide) -> Self {
        Self { before, after, repository: None, compared: None }
    }
}

/// A repository with what is being committed as its index, where a hook was given one.
pub(super) fn being_committed(repository: &Repository) -> Repository {
    let named = std::env::var_os("GIT_INDEX_FILE").map(PathBuf::from);
    named.map_or_else(|| repository.clone(), |named| repository.with_index(&named))
}

/// Whether a name can only be that of a folder: no revision begins like that, and `..` is the folder above for git too.
fn is_path(name: &str) -> bool {
    let begins = |start: &&str| name.starts_with(start);
    name == "." || name == ".." || ["./", "../"].iter().any(begins) || Path::new(name).is_absolute()
}

/// Finds the sides that `named` means: nothing, one or two names; of these the later may be what is staged. `found` is the
/// repository in which the workspace lies, if it lies in one.
pub(crate) fn pair(
    workspace: &Workspace,
    found: Result<Repository, GitTrouble>,
    (named, staged): (&[String], bool),
    fail: &dyn Fn(&Phrase<'_>) -> Failure,
) -> Result<Pair, Failure> {
    let trouble = |found: GitTrouble| fail(&Phrase::Git(&found));
    if staged && (named.len() > 1 || named.iter().any(|name| name.contains("..") && !is_path(name))) {
        return Err(fail(&Phrase::Review(ReviewPhrase::StagedAlone)));
    }
    let here = || OpenedSide::folder(String::new(), workspace.clone());
    let is_folder = |name: &str| Path::new(name).is_dir();
    let there = |name: &str| OpenedSide::folder(name.to_owned(), Workspace::named(name));
    if let [one, other] = named
        && is_folder(one)
        && is_folder(other)
    {
        return Ok(Pair::folders(there(one), there(other)));
    }
    // Without a repository a folder can still be compared with this one.
    let repository = match (found, named) {
        (Ok(repository), _) => repository,
        (Err(_), [one]) if is_folder(one) => {
            return Ok(Pair::folders(there(one), here()));
        }
        (Err(found), _) => return Err(trouble(found)),
    };
    let at = |name: &str, commit: Commit| OpenedSide::revision(name.to_owned(), &repository, commit).map_err(trouble);
    let side = |name: &str| at(name, repository.commit(name).map_err(trouble)?);
    let head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let work_tree = || match (repository.bare, staged) {
        (true, _) => Err(fail(&Phrase::Bare)),
        (_, true) => OpenedSide::staged(&repository).map_err(trouble),
        (_, false) => Ok(here()),
    };
    let mut compared = None;
    let (before, after) = match named {
        [] => match repository.commit("HEAD") {
            Err(GitTrouble::NoCommit) => (OpenedSide { name: String::new(), place: SidePlace::Nowhere }, work_tree()?),
            head => (at("HEAD", head.map_err(trouble)?)?, work_tree()?),
        },
        // The dots of a path, such as that of a folder beside this one, part nothing.
        [name] if (is_path(name) || name.contains("..")) && is_folder(name) => (there(name), work_tree()?),
        [range] => match (range.split_once("..."), range.split_once("..")) {
            (Some((one, other)), _) => {
                let (one, other) = (head(one), head(other));
                let (from, to) =
                    (repository.commit(&one).map_err(trouble)?, repository.commit(&other).map_err(trouble)?);
                let base = repository.merge_base(&from.id, &to.id).map_err(trouble)?;
                // What they share may lie before where a shallow clone begins.
                let base = base.ok_or_else(|| {
                    if repository.shallow {
                        trouble(GitTrouble::Missing { id: range.clone(), lack: Lack::Shallow })
                    } else {
                        fail(&Phrase::NothingShared { one: &one, other: &other })
                    }
                })?;
                let before = at(&one, base)?;
                compared = Some(from);
                (before, at(&other, to)?)
            }
            (None, Some((one, other))) => (side(&head(one))?, side(&head(other))?),
            (None, None) => match repository.commit(range) {
                Ok(commit) => (at(range, commit)?, work_tree()?),
                Err(GitTrouble::NoRevision { .. }) if is_folder(range) => (there(range), work_tree()?),
                Err(found) => return Err(trouble(found)),
            },
        },
        // A revision and a folder: what git knows of the one says nothing of the other.
        [one, other] if is_folder(other) && repository.commit(other).is_err() => {
            return Ok(Pair::folders(side(one)?, there(other)));
        }
        [one, other] if is_folder(one) && repository.commit(one).is_err() => {
            return Ok(Pair::folders(there(one), side(other)?));
        }
        [one, other] => (side(one)?, side(other)?),
        _ => unreachable!("the command line takes two names at the most"),
    };
    Ok(Pair { before, after, repository: Some(repository), compared })
}
