//! What is asked about: one plan, or the plans of collections.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Failure};
use super::names::choose;
use super::session::Asked;
use crate::diagnostic::{Diagnostic, FileReport, FolderFault, Problem};
use crate::model::plan::Lang;
use crate::page::diagnostic::{Style, human};
use crate::read::collection::{self, CollectionReading};
use crate::read::text::decode;
use crate::read::walk::Inspect;
use crate::select::{self, Matches};
use crate::shell;
use crate::snapshot::{PLAN, PLANS, Snapshot, Unopened};
use crate::source::Source;
use crate::store::{CollectionFolder, PlanPlace, Trouble, Workspace};
use crate::text::one_line;
use crate::words::{Phrase, words};

/// What is asked about.
pub(crate) enum AskedPlans {
    One(Workspace),
    Many(Collection),
}

/// The plans of a collection, or of several folders, in the order of outputs.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) plans: Vec<MemberPlan>,
    /// The files that list them, as far as they could be read.
    pub(crate) listings: Vec<CollectionListing>,
    /// The folders of the plans, all links followed.
    folders: HashSet<PathBuf>,
}

/// A plan among others.
#[derive(Clone)]
pub(crate) struct MemberPlan {
    /// Its folder, from that of the collection, or as it was named.
    pub(crate) folder: String,
    pub(crate) workspace: Workspace,
    /// Why the folder is not to be opened.
    fault: Option<Problem>,
}

/// A `plans.toml` that was read.
pub(crate) struct CollectionListing {
    /// What the file is called.
    pub(crate) shown: String,
    pub(crate) text: String,
    pub(crate) reading: CollectionReading,
    /// What is wrong with it.
    pub(crate) report: Option<FileReport>,
}

impl MemberPlan {
    /// The plan, opened to judge by it.
    pub(crate) fn open(&self) -> Result<Snapshot, Unopened> {
        self.sound()?;
        Snapshot::open(Box::new(self.workspace.clone()))
    }

    /// Says why the folder is not to be opened, if it is not.
    pub(crate) fn sound(&self) -> Result<(), Unopened> {
        let Some(problem) = self.fault.clone() else { return Ok(()) };
        let found = vec![Diagnostic::new(problem, 0..0)];
        let report = FileReport::of(|| Source::new(format!("{}/{PLAN}", self.folder), ""), found);
        Err(Unopened { reports: report.into_iter().collect(), language: None })
    }

    /// Its number, if it can be read.
    fn number(&self) -> Option<String> {
        self.sound().ok()?;
        let (snapshot, _) = Snapshot::inspect(Box::new(self.workspace.clone()), Inspect::No).ok()?;
        Some(snapshot.plan.header.number.to_string())
    }
}

impl CollectionListing {
    fn read(folder: &CollectionFolder, shown: String) -> Self {
        let broken = |problem: Diagnostic, text: &str| {
            let report = FileReport::of(|| Source::new(&*shown, text), vec![problem]);
            Self { shown: shown.clone(), text: text.to_owned(), reading: CollectionReading::default(), report }
        };
        let bytes = match folder.bytes() {
            Ok(bytes) => bytes,
            Err(problem) => return broken(Diagnostic::new(problem, 0..0), ""),
        };
        let text = match decode(&bytes) {
            Ok(text) => text.to_owned(),
            Err(fault) => return broken(fault.1, &fault.0),
        };
        let mut reading = collection::read(&shown, &text, Inspect::Texts);
        let report = reading.bodies.report.take();
        Self { shown, text, reading, report }
    }

    /// Notes one more thing that is wrong with the file.
    fn note(&mut self, problem: Problem) {
        let known = self.report.take().map(|report| report.diagnostics).unwrap_or_default();
        let found = known.into_iter().chain([Diagnostic::new(problem, 0..0)]).collect();
        self.report = FileReport::of(|| Source::new(&*self.shown, &self.text), found);
    }
}

impl Collection {
    /// Adds the plans of a collection; `name` is what people called its folder, empty for the one that is meant anyway.
    fn add(&mut self, folder: &CollectionFolder, name: &str) {
        let join = |below: &str| if name.is_empty() { below.to_owned() } else { format!("{name}/{below}") };
        let mut listing = CollectionListing::read(folder, join(PLANS));
        let patterns = listing.reading.plans.iter().flatten().map(|(_, pattern)| pattern);
        for below in folder.all(patterns) {
            let (_, fault) = folder.workspace(&below);
            let name = join(&below);
            let workspace = Workspace::inside(folder.root().join(&below), &name);
            self.push(MemberPlan { folder: name, workspace, fault });
        }
        if self.plans.is_empty() && listing.report.is_none() {
            listing.note(Problem::PlansFolder { fault: FolderFault::NoPlan });
        }
        self.listings.push(listing);
    }

    /// Adds a plan, unless its folder is there already.
    fn push(&mut self, plan: MemberPlan) {
        if self.folders.insert(plan.workspace.real_folder()) {
            self.plans.push(plan);
        }
    }
}

impl Asked {
    /// What is asked about: the plan that `--plan` names, the folders of `-C`, or what stands nearest above the current
    /// one.
    pub(crate) fn scope(&self) -> Result<AskedPlans, Failure> {
        let collection = match &self.directories[..] {
            [] => match PlanPlace::find(&self.current()?) {
                PlanPlace::Workspace(workspace) => return self.alone(workspace),
                PlanPlace::Collection(folder) => collection_of([(folder, String::new())]),
            },
            [folder] => match PlanPlace::at(folder) {
                PlanPlace::Workspace(workspace) => return self.alone(workspace),
                PlanPlace::Collection(folder) => collection_of([(folder, String::new())]),
            },
            folders => several(folders),
        };
        match &self.plan {
            Some(typed) => self.named(&collection, typed).map(|plan| AskedPlans::One(plan.workspace)),
            None => Ok(AskedPlans::Many(collection)),
        }
    }

    /// The plans of a collection, where one is asked about.
    pub(crate) fn many(&self) -> Result<Option<Collection>, Failure> {
        Ok(match self.scope()? {
            AskedPlans::One(_) => None,
            AskedPlans::Many(collection) => Some(collection),
        })
    }

    fn current(&self) -> Result<PathBuf, Failure> {
        std::env::current_dir().map_err(|error| {
            let trouble = Trouble::Unreadable { file: ".".to_owned(), why: (&error).into() };
            let words = words(self.lang.unwrap_or_default());
            Failure::Refused(Exit::Unread, words.phrase(&Phrase::Trouble(&trouble)))
        })
    }

    /// One workspace, which `--plan` may name too.
    fn alone(&self, workspace: Workspace) -> Result<AskedPlans, Failure> {
        let Some(typed) = &self.plan else { return Ok(AskedPlans::One(workspace)) };
        let folder = workspace.real_folder();
        let folder = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let plan = MemberPlan { folder, workspace: workspace.clone(), fault: None };
        self.named(&Collection { plans: vec![plan], ..Collection::default() }, typed)?;
        Ok(AskedPlans::One(workspace))
    }

    /// The plan of a collection that is meant: its folder or number, also in part.
    fn named(&self, collection: &Collection, typed: &str) -> Result<MemberPlan, Failure> {
        if let Some(plan) = collection.plans.iter().find(|plan| plan.folder == typed.trim_end_matches('/')) {
            return Ok(plan.clone());
        }
        let numbers: Vec<Option<String>> = collection.plans.iter().map(MemberPlan::number).collect();
        let names: Vec<Vec<&str>> = collection
            .plans
            .iter()
            .zip(&numbers)
            .map(|(plan, number)| [Some(plan.folder.as_str()), number.as_deref()].into_iter().flatten().collect())
            .collect();
        let (message, candidates) = match select::among(typed, &names) {
            Matches::One(at) => return Ok(collection.plans[at].clone()),
            Matches::Many(all) => (Phrase::Ambiguous { name: typed }, all),
            Matches::Nothing(_) => (Phrase::NoPlanNamed { name: typed }, (0..names.len()).collect()),
        };
        let candidates = candidates
            .into_iter()
            .map(|at| (collection.plans[at].folder.clone(), numbers[at].clone().unwrap_or_else(|| PLAN.to_owned())));
        let message = one_line(&self.words().phrase(&message));
        Err(choose(self.words(), message, candidates.take(MOST_NAMED).collect()))
    }

    /// The one workspace that is asked about.
    pub(crate) fn workspace(&self) -> Result<Workspace, Failure> {
        match self.scope()? {
            AskedPlans::One(workspace) => Ok(workspace),
            AskedPlans::Many(collection) => match &collection.plans[..] {
                [plan] => plan.sound().map(|()| plan.workspace.clone()).map_err(|found| self.unopened(&found)),
                [] => Err(self.broken(&collection)),
                _ => Err(self.needs_plan(&collection)),
            },
        }
    }

    /// What is wrong with the files that list plans.
    pub(crate) fn broken(&self, collection: &Collection) -> Failure {
        let mut told = Vec::new();
        for report in collection.listings.iter().filter_map(|listing| listing.report.as_ref()) {
            human(&mut told, report, self.words(), shell::stderr_screen(self.color), Style::Full)
                .expect("memory takes what is written");
        }
        Failure::Told(Exit::Unread, told)
    }

    /// That one plan has to be named, and which there are.
    pub(crate) fn needs_plan(&self, collection: &Collection) -> Failure {
        let words = self.words();
        let message = one_line(&words.phrase(&Phrase::PlanNeeded { count: collection.plans.len() }));
        let plans = collection.plans.iter().take(MOST_NAMED);
        choose(words, message, plans.map(|plan| (plan.folder.clone(), plan.number().unwrap_or_default())).collect())
    }
}

/// How many plans are named at the most where one has to be chosen.
const MOST_NAMED: usize = 20;

fn collection_of(folders: impl IntoIterator<Item = (CollectionFolder, String)>) -> Collection {
    let mut collection = Collection::default();
    folders.into_iter().for_each(|(folder, name)| collection.add(&folder, &name));
    collection
}

/// The plans in several folders that were named.
fn several(folders: &[PathBuf]) -> Collection {
    let mut collection = Collection::default();
    for folder in folders {
        let shown = folder.to_string_lossy();
        let name = if shown.len() > 1 { shown.trim_end_matches('/') } else { &shown };
        match PlanPlace::at(folder) {
            PlanPlace::Collection(folder) => collection.add(&folder, name),
            PlanPlace::Workspace(workspace) => collection.push(MemberPlan {
                folder: name.to_owned(),
                workspace: Workspace::inside(workspace.root().to_owned(), name),
                fault: None,
            }),
        }
    }
    collection
}

/// The language of the plan in these folders, or above the current one, if it can be read; of several the first.
pub(crate) fn language(directories: &[PathBuf]) -> Lang {
    let place = match directories {
        [] => std::env::current_dir().map(|folder| PlanPlace::find(&folder)).ok(),
        [folder, ..] => Some(PlanPlace::at(Path::new(folder))),
    };
    let of = |workspace: Workspace| match Snapshot::inspect(Box::new(workspace), Inspect::No) {
        Ok((snapshot, _)) => Some(snapshot.plan.header.language),
        Err(unopened) => unopened.language,
    };
    match place {
        Some(PlanPlace::Workspace(workspace)) => of(workspace).unwrap_or_default(),
        Some(PlanPlace::Collection(folder)) => {
            let plans = collection_of([(folder, String::new())]).plans.into_iter();
            plans.filter(|plan| plan.sound().is_ok()).find_map(|plan| of(plan.workspace)).unwrap_or_default()
        }
        None => Lang::default(),
    }
}
