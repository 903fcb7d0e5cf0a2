//! A workspace as it stands in a folder, or as it stood at a revision: two of them are compared.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::session::{Asked, language};
use super::units::told;
use super::{Exit, Failure};
use crate::diagnostic::{Diagnostic, FileReport, NotAFile, Problem};
use crate::git::objects::{Blob, Objects};
use crate::git::tree::{Entry as Object, Kind, Tree};
use crate::git::{Commit, GitTrouble, Repository};
use crate::model::plan::Plan;
use crate::read;
use crate::read::plan::{PlanReading, Prepared};
use crate::read::text::{MAX_PLAN_BYTES, MAX_UNIT_BYTES, decode};
use crate::read::walk::Inspect;
use crate::shell;
use crate::source::Source;
use crate::store::write::Trouble;
use crate::store::{Buffer, Listing, PLAN, UNITS, Workspace};
use crate::text::one_line;
use crate::words::{Phrase, Words, date, words};

/// What kept a side from being looked at.
#[derive(Debug)]
pub enum Wrong {
    /// Git.
    Git(GitTrouble),
    /// The disk.
    Store(Trouble),
}

impl From<GitTrouble> for Wrong {
    fn from(found: GitTrouble) -> Self {
        Self::Git(found)
    }
}

impl From<Trouble> for Wrong {
    fn from(found: Trouble) -> Self {
        Self::Store(found)
    }
}

/// Where the files of one side are.
pub enum Place {
    /// In a folder.
    Folder {
        /// The folder.
        workspace: Workspace,
        /// What is in its `units/`; nothing until the plan is known.
        listing: Listing,
        /// Memory for one file.
        buffer: Buffer,
    },
    /// At a revision.
    Revision {
        /// The commit.
        commit: Commit,
        /// Its files.
        tree: Tree,
        /// What gives their bytes.
        objects: Objects,
    },
    /// Nowhere: the history has no commit yet.
    Nowhere,
}

/// One side of a comparison.
pub struct Side {
    /// What people named it.
    pub name: String,
    /// Where its files are.
    pub place: Place,
}

/// What is known of a unit's file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// There is none.
    Missing,
    /// It is of this kind, and its bytes have this id.
    Object(Kind, String),
    /// Nothing.
    Unknown,
}

impl Side {
    /// The workspace in a folder.
    pub fn folder(name: String, workspace: Workspace) -> Self {
        Self { name, place: Place::Folder { workspace, listing: Listing::default(), buffer: Buffer::default() } }
    }

    /// The workspace at a commit.
    pub fn revision(name: String, repository: &Repository, commit: Commit) -> Result<Self, GitTrouble> {
        let tree = repository.tree(&commit.id)?;
        let objects = repository.objects();
        Ok(Self { name, place: Place::Revision { commit, tree, objects } })
    }

    /// Whether there was no workspace yet.
    pub fn is_before_workspace(&self) -> bool {
        match &self.place {
            Place::Folder { .. } => false,
            Place::Revision { tree, .. } => tree.plan.is_none(),
            Place::Nowhere => true,
        }
    }

    /// The commit, if it is one.
    pub fn commit(&self) -> Option<&Commit> {
        match &self.place {
            Place::Folder { .. } | Place::Nowhere => None,
            Place::Revision { commit, .. } => Some(commit),
        }
    }

    /// The bytes of the plan; the problem where there is none.
    pub fn plan(&mut self) -> Result<Vec<u8>, Problem> {
        match &mut self.place {
            Place::Folder { workspace, buffer, .. } => workspace.read_plan(buffer, MAX_PLAN_BYTES).map(<[u8]>::to_vec),
            Place::Revision { tree, objects, .. } => {
                let Some(object) = &tree.plan else { return Err(Problem::NoPlan) };
                blob(objects, object, MAX_PLAN_BYTES)
            }
            Place::Nowhere => Err(Problem::NoPlan),
        }
    }

    /// Looks at what is in `units/` of this plan.
    pub fn list(&mut self, plan: &Plan) -> Result<(), Problem> {
        if let Place::Folder { workspace, listing, .. } = &mut self.place {
            *listing = workspace.list(plan);
            return listing.fault.clone().map_or(Ok(()), Err);
        }
        match &self.place {
            Place::Revision { tree: Tree { not_units: Some(kind), .. }, .. } => Err(no_folder(*kind)),
            _ => Ok(()),
        }
    }

    /// What is known of a unit's file of this id without reading it.
    pub fn known(&self, plan: &Plan, id: &str) -> Known {
        match &self.place {
            Place::Folder { listing, .. } => match plan.unit_by_id(id).map(|unit| listing.units[unit.index()]) {
                None | Some(crate::store::Entry::Missing) => Known::Missing,
                Some(_) => Known::Unknown,
            },
            Place::Revision { tree, .. } => {
                let object = tree.units.get(&format!("{id}.toml"));
                object.map_or(Known::Missing, |object| Known::Object(object.kind, object.id.clone()))
            }
            Place::Nowhere => Known::Missing,
        }
    }

    /// The bytes of a unit's file; nothing where there is none.
    pub fn unit(&mut self, plan: &Plan, id: &str) -> Result<Option<Vec<u8>>, Problem> {
        if self.known(plan, id) == Known::Missing {
            return Ok(None);
        }
        match &mut self.place {
            Place::Folder { workspace, listing, buffer } => {
                let entry = plan.unit_by_id(id).map(|unit| listing.units[unit.index()]).unwrap_or_default();
                workspace.read_unit(id, entry, buffer, MAX_UNIT_BYTES).map(|bytes| Some(bytes.to_vec()))
            }
            Place::Revision { tree, objects, .. } => {
                let object = &tree.units[&format!("{id}.toml")];
                blob(objects, object, MAX_UNIT_BYTES).map(Some)
            }
            Place::Nowhere => Ok(None),
        }
    }

    /// What a file of this side is called where something is wrong with it.
    pub fn path(&self, file: &str) -> String {
        match &self.place {
            Place::Folder { .. } if self.name.is_empty() => file.to_owned(),
            Place::Nowhere => file.to_owned(),
            Place::Folder { .. } => format!("{}/{file}", self.name.trim_end_matches('/')),
            Place::Revision { commit, .. } => format!("{}:{file}", commit.short()),
        }
    }

    /// What it is called in a heading.
    pub fn shown(&self, zone: &str, words: &dyn Words) -> String {
        match &self.place {
            Place::Folder { .. } if self.name.is_empty() => words.phrase(&Phrase::WorkingTree),
            Place::Folder { .. } => one_line(&self.name),
            Place::Nowhere => words.phrase(&Phrase::Git(&GitTrouble::NoCommit)),
            Place::Revision { commit, .. } => {
                let day = date(shell::day_at(commit.time, zone));
                let name = one_line(&self.name);
                let name = if commit.id.starts_with(&name) { String::new() } else { format!("{name} ") };
                format!("{name}({}, {day})", commit.short())
            }
        }
    }
}

impl Asked {
    /// What cannot be done, said in the language that is asked for.
    pub fn fail(&self, said: &Phrase<'_>) -> Failure {
        let message = one_line(&self.words().phrase(said));
        let exit = match said {
            // What is not there or broken is no fault of the command line.
            Phrase::Git(GitTrouble::NoRevision { .. }) | Phrase::Bare => Exit::Usage,
            Phrase::Git(_) => Exit::Unread,
            _ => Exit::Usage,
        };
        Failure::Refused(exit, message)
    }

    /// What kept something from being looked at, said in the language that is asked for.
    pub fn wrong(&self, found: &Wrong) -> Failure {
        match found {
            Wrong::Git(found) => self.fail(&Phrase::Git(found)),
            Wrong::Store(found) => {
                let said = Phrase::Trouble(found);
                Failure::Refused(Exit::Unread, one_line(&self.words().phrase(&said)))
            }
        }
    }

    /// The language that is asked for, else that of the plan.
    pub fn words(&self) -> &'static dyn Words {
        words(self.lang.unwrap_or_else(|| language(self.directory.clone())))
    }

    /// Tells what is wrong with files, and does nothing else.
    pub fn refuse(&self, broken: &[FileReport]) -> Result<Exit, Failure> {
        told(broken, self.words(), shell::stderr_screen(self.color))?;
        Ok(Exit::Unread)
    }
}

/// The text of a plan, or what is wrong with its bytes.
pub fn plan_text(side: &mut Side) -> Result<String, FileReport> {
    let path = side.path(PLAN);
    let broken = |text: &str, diagnostic: Diagnostic| {
        FileReport::of(|| Source::new(path.clone(), text), vec![diagnostic]).expect("there is a problem")
    };
    let bytes = side.plan().map_err(|problem| broken("", Diagnostic::new(problem, 0..0)))?;
    decode(&bytes).map(str::to_owned).map_err(|fault| broken(&fault.0, fault.1))
}

/// The text of a unit's file, nothing where there is none; or what is wrong with its bytes.
pub fn unit_text(side: &mut Side, plan: &Plan, id: &str) -> Result<Option<String>, FileReport> {
    let path = side.path(&format!("{UNITS}/{id}.toml"));
    let broken = |text: &str, diagnostic: Diagnostic| {
        FileReport::of(|| Source::new(path.clone(), text), vec![diagnostic]).expect("there is a problem")
    };
    let bytes = side.unit(plan, id).map_err(|problem| broken("", Diagnostic::new(problem, 0..0)))?;
    let Some(bytes) = bytes else { return Ok(None) };
    decode(&bytes).map(|text| Some(text.to_owned())).map_err(|fault| broken(&fault.0, fault.1))
}

/// The bytes of an object that is to be a file.
fn blob(objects: &mut Objects, object: &Object, limit: u64) -> Result<Vec<u8>, Problem> {
    match object.kind {
        Kind::File => {}
        Kind::Folder | Kind::Repository => return Err(Problem::FileNotRegular { what: NotAFile::Folder }),
        // Where a link leads is not a matter of the revision.
        Kind::Link => return Err(Problem::FileNotRegular { what: NotAFile::BrokenLink }),
    }
    match objects.blob(&object.id, limit) {
        Ok(Blob::Bytes(bytes)) => Ok(bytes),
        Ok(Blob::TooLarge(bytes)) => Err(Problem::FileTooLarge { bytes, limit }),
        Err(found) => Err(Problem::FileUnreadable { reason: reason(&found) }),
    }
}

/// What is wrong with what stands in the place of `units/`.
fn no_folder(kind: Kind) -> Problem {
    match kind {
        Kind::Link => Problem::FileNotRegular { what: NotAFile::BrokenLink },
        // As the system says it of a file on disk.
        _ => Problem::FileUnreadable { reason: "Not a directory".to_owned() },
    }
}

/// Why an object could not be read, as the system would say it.
fn reason(found: &GitTrouble) -> String {
    match found {
        GitTrouble::Missing { id, shallow: true } => format!("object {id} is not in this shallow clone"),
        GitTrouble::Missing { id, shallow: false } => format!("object {id} is missing"),
        GitTrouble::Failed { reason } => reason.clone(),
        _ => "git".to_owned(),
    }
}

/// A side with its plan.
pub struct Opened<'t> {
    /// The side.
    pub side: Side,
    /// The plan, a sound one.
    pub plan: &'t Plan,
}

impl Opened<'_> {
    /// Opens a side for `then`; or tells it what is wrong with its plan or its folder.
    pub fn with<T>(mut side: Side, then: impl FnOnce(Result<Opened<'_>, FileReport>) -> T) -> T {
        let text = match plan_text(&mut side) {
            Ok(text) => text,
            Err(report) => return then(Err(report)),
        };
        let mut prepared = Prepared::new(&text, Inspect::No);
        let plan = match sound(read::plan::read(&mut prepared, Inspect::No), &text, &side) {
            Ok(plan) => plan,
            Err(report) => return then(Err(report)),
        };
        if let Err(report) = list(&mut side, &plan) {
            return then(Err(report));
        }
        then(Ok(Opened { side, plan: &plan }))
    }
}

/// Looks at what is in `units/` of a side; tells what is wrong with the folder.
pub fn list(side: &mut Side, plan: &Plan) -> Result<(), FileReport> {
    side.list(plan).map_err(|problem| {
        let source = || Source::new(side.path(UNITS), "");
        FileReport::of(source, vec![Diagnostic::new(problem, 0..0)]).expect("there is a problem")
    })
}

/// A plan that can be judged by, or what is wrong with it.
pub fn sound(reading: PlanReading, text: &str, side: &Side) -> Result<Plan, FileReport> {
    match (reading.plan, FileReport::of(|| Source::new(side.path(PLAN), text), reading.diagnostics)) {
        (_, Some(report)) => Err(report),
        (Some(plan), None) => Ok(plan),
        (None, None) => unreachable!("a plan that is not there has a problem"),
    }
}

/// The two sides that are meant.
pub struct Pair {
    /// The side before.
    pub before: Side,
    /// The side after.
    pub after: Side,
    /// The repository, unless both are folders.
    pub repository: Option<Repository>,
}

/// Whether a name can only be that of a folder: no revision begins like that, and `..` is the folder above for git too.
fn is_path(name: &str) -> bool {
    let begins = |start: &&str| name.starts_with(start);
    name == "." || name == ".." || ["./", "../"].iter().any(begins) || Path::new(name).is_absolute()
}

/// Finds the sides that `named` means: nothing, one or two names.
pub fn pair(workspace: &Workspace, named: &[String], fail: &dyn Fn(&Phrase<'_>) -> Failure) -> Result<Pair, Failure> {
    let trouble = |found: GitTrouble| fail(&Phrase::Git(&found));
    let here = || Side::folder(String::new(), workspace.clone());
    let is_folder = |name: &str| Path::new(name).is_dir();
    let there = |name: &str| Side::folder(name.to_owned(), Workspace::at(PathBuf::from(name)));
    if let [one, other] = named
        && is_folder(one)
        && is_folder(other)
    {
        return Ok(Pair { before: there(one), after: there(other), repository: None });
    }
    let opened = Repository::of(workspace.root());
    // Without a repository a folder can still be compared with this one.
    let repository = match (opened, named) {
        (Ok(repository), _) => repository,
        (Err(_), [one]) if is_folder(one) => {
            return Ok(Pair { before: there(one), after: here(), repository: None });
        }
        (Err(found), _) => return Err(trouble(found)),
    };
    let at = |name: &str, commit: Commit| Side::revision(name.to_owned(), &repository, commit).map_err(trouble);
    let side = |name: &str| at(name, repository.commit(name).map_err(trouble)?);
    let head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let work_tree = || {
        if repository.bare { Err(fail(&Phrase::Bare)) } else { Ok(here()) }
    };
    let (before, after) = match named {
        [] => match repository.commit("HEAD") {
            Err(GitTrouble::NoCommit) => (Side { name: String::new(), place: Place::Nowhere }, work_tree()?),
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
                        trouble(GitTrouble::Missing { id: range.clone(), shallow: true })
                    } else {
                        fail(&Phrase::NothingShared { one: &one, other: &other })
                    }
                })?;
                (at(&one, base)?, at(&other, to)?)
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
            return Ok(Pair { before: side(one)?, after: there(other), repository: None });
        }
        [one, other] if is_folder(one) && repository.commit(one).is_err() => {
            return Ok(Pair { before: there(one), after: side(other)?, repository: None });
        }
        [one, other] => (side(one)?, side(other)?),
        _ => unreachable!("the command line takes two names at the most"),
    };
    Ok(Pair { before, after, repository: Some(repository) })
}

/// The day on which a commit was made, in the plan's time zone.
pub fn day_of(commit: &Commit, plan: &Plan) -> NaiveDate {
    shell::day_at(commit.time, &plan.header.timezone)
}
