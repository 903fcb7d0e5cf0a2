//! The plans that are asked about, where one is one of several: on disk, or as they were at a revision.

use std::cell::Cell;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileReport, FolderFault, Problem};
use crate::git::Repository;
use crate::git::tree::Revision;
use crate::model::plan::Lang;
use crate::read::collection::{self, CollectionReading, FolderPattern};
use crate::read::text::decode;
use crate::read::walk::Inspect;
use crate::snapshot::{Files, PLAN, Snapshot, Unopened};
use crate::source::Source;
use crate::store::Workspace;
use crate::view::known::KnownCommit;

/// The plans of a collection, or of several folders, in the order of outputs.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) plans: Vec<MemberPlan>,
    /// The files that list them, as far as they could be read.
    pub(crate) listings: Vec<CollectionListing>,
    /// Whether it was told what is wrong with them.
    pub(crate) are_told: Cell<bool>,
    /// The folders of the plans, all links followed.
    folders: HashSet<PathBuf>,
}

/// A plan that is asked about, alone or among others.
#[derive(Clone)]
pub(crate) struct MemberPlan {
    /// Its folder, from that of the collection, or as it was named.
    pub(crate) folder: String,
    /// Where it is on disk, or would be.
    pub(crate) workspace: Workspace,
    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) past: Option<PastPlan>,
    /// What is staged, where that is asked about.
    pub(crate) staged: Option<Arc<Revision>>,
    /// Why the folder is not to be opened.
    pub(crate) fault: Option<Problem>,
}

/// A plan as it was at a revision.
#[derive(Clone)]
pub(crate) struct PastPlan {
    pub(crate) revision: Arc<Revision>,
    pub(crate) known: KnownCommit,
}

/// A `plans.toml` that was read.
pub(crate) struct CollectionListing {
    /// What the file is called.
    pub(crate) shown: String,
    pub(crate) text: String,
    /// Its bytes, if it could be read at all.
    pub(crate) bytes: Vec<u8>,
    pub(crate) reading: CollectionReading,
    /// What is wrong with it.
    pub(crate) report: Option<FileReport>,
}

impl MemberPlan {
    /// The plan in a folder that is asked about alone.
    pub(crate) fn alone(workspace: Workspace) -> Self {
        Self { folder: String::new(), workspace, past: None, staged: None, fault: None }
    }

    /// The plan, opened to judge by it.
    pub(crate) fn open(&self) -> Result<Snapshot, Unopened> {
        self.sound()?;
        Snapshot::open(self.files())
    }

    /// Its files: on disk, or at the revision that is asked about.
    pub(crate) fn files(&self) -> Box<dyn Files> {
        match (&self.past, &self.staged) {
            (Some(PastPlan { revision, .. }), _) | (None, Some(revision)) => Box::new(Arc::clone(revision)),
            (None, None) => Box::new(self.workspace.clone()),
        }
    }

    /// The repository that it was found in, where that is not its folder on disk.
    pub(crate) fn repository(&self) -> Option<&Repository> {
        let past = self.past.as_ref().map(|past| &past.revision);
        past.or(self.staged.as_ref()).map(|revision| revision.repository())
    }

    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) fn known(&self) -> Option<&KnownCommit> {
        self.past.as_ref().map(|past| &past.known)
    }

    /// The same, its files called as if it stood alone.
    pub(crate) fn nameless(&self) -> Self {
        let past = self.past.as_ref().map(|PastPlan { revision, known }| PastPlan {
            revision: Arc::new(revision.renamed(String::new())),
            known: known.clone(),
        });
        let staged = self.staged.as_ref().map(|staged| Arc::new(staged.renamed(String::new())));
        Self { workspace: Workspace::at(self.workspace.root()), past, staged, ..self.clone() }
    }

    /// Says why the folder is not to be opened, if it is not.
    pub(crate) fn sound(&self) -> Result<(), Unopened> {
        let Some(problem) = self.fault.clone() else { return Ok(()) };
        let found = vec![Diagnostic::new(problem, 0..0)];
        let report = FileReport::of(|| Source::new(format!("{}/{PLAN}", self.folder), ""), found);
        Err(Unopened { reports: report.into_iter().collect(), language: None })
    }

    /// Its number, if it can be read.
    pub(crate) fn number(&self) -> Option<String> {
        self.inspect().ok().map(|snapshot| snapshot.plan.header.number.to_string())
    }

    /// The plan, also where it has errors; why it cannot be read, where it cannot.
    pub(crate) fn inspect(&self) -> Result<Snapshot, Unopened> {
        self.sound()?;
        Snapshot::inspect(self.files(), Inspect::No).map(|(snapshot, _)| snapshot)
    }
}

impl CollectionListing {
    /// Reads one. `shown` is what it is called.
    fn read(bytes: Result<Vec<u8>, Problem>, shown: String) -> Self {
        let broken = |problem: Diagnostic, text: &str| {
            let report = FileReport::of(|| Source::new(&*shown, text), vec![problem]);
            let (text, reading) = (text.to_owned(), CollectionReading::default());
            Self { shown: shown.clone(), text, bytes: Vec::new(), reading, report }
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(problem) => return broken(Diagnostic::new(problem, 0..0), ""),
        };
        let text = match decode(&bytes) {
            Ok(text) => text.to_owned(),
            Err(fault) => return Self { bytes: bytes.clone(), ..broken(fault.1, &fault.0) },
        };
        let mut reading = collection::read(&shown, &text, Inspect::Texts);
        let report = reading.bodies.report.take();
        Self { shown, text, bytes, reading, report }
    }

    /// Notes one more thing that is wrong with the file.
    fn note(&mut self, problem: Problem) {
        let known = self.report.take().map(|report| report.diagnostics).unwrap_or_default();
        let found = known.into_iter().chain([Diagnostic::new(problem, 0..0)]).collect();
        self.report = FileReport::of(|| Source::new(&*self.shown, &self.text), found);
    }
}

impl Collection {
    /// One plan, to be taken as one of several.
    pub(crate) fn of(plan: MemberPlan) -> Self {
        let mut collection = Self::default();
        collection.push(plan);
        collection
    }

    /// Adds the plans of a collection. `shown` is what its list is called, `bytes` are those of the list; `find` gives
    /// the folders that it names, below its own, and `member` the plan in such a folder.
    pub(crate) fn add(
        &mut self,
        shown: String,
        bytes: Result<Vec<u8>, Problem>,
        find: impl FnOnce(&[&FolderPattern]) -> (Vec<String>, Vec<Problem>),
        member: impl Fn(&str) -> MemberPlan,
    ) {
        let mut listing = CollectionListing::read(bytes, shown);
        let patterns: Vec<_> = listing.reading.plans.iter().flatten().map(|(_, pattern)| pattern).collect();
        let (folders, unread) = find(&patterns);
        for below in &folders {
            self.push(member(below));
        }
        for problem in unread {
            listing.note(problem);
        }
        if self.plans.is_empty() && listing.report.is_none() {
            listing.note(Problem::PlansFolder { fault: FolderFault::NoPlan });
        }
        self.listings.push(listing);
    }

    /// Whether a list names this folder, from that of the list.
    pub(crate) fn lists(&self, folder: &str) -> bool {
        let patterns = self.listings.iter().filter_map(|it| it.reading.plans.as_ref()).flatten();
        patterns.into_iter().any(|(_, pattern)| pattern.holds(folder))
    }

    /// Whether a file that lists plans could not be read.
    pub(crate) fn has_unread_list(&self) -> bool {
        self.listings.iter().any(|listing| listing.report.as_ref().is_some_and(FileReport::has_error))
    }

    /// The language of outputs about all plans: the one that is asked for, else that of the first plan that can be read.
    pub(crate) fn language(&self, asked: Option<Lang>) -> Lang {
        let first = || self.plans.iter().find_map(|plan| Some(plan.inspect().ok()?.plan.header.language));
        asked.or_else(first).unwrap_or_default()
    }

    /// Adds a plan, unless its folder is there already.
    pub(crate) fn push(&mut self, plan: MemberPlan) {
        // What links lead to on disk says nothing of a revision.
        let is_now = plan.past.is_none() && plan.staged.is_none();
        let root = plan.workspace.root();
        let folder = if is_now {
            plan.workspace.real_folder()
        } else {
            std::path::absolute(root).unwrap_or_else(|_| root.to_owned())
        };
        if self.folders.insert(folder) {
            self.plans.push(plan);
        }
    }
}
