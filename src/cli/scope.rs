//! What is asked about: one plan, or the plans of collections.

use std::path::{Path, PathBuf};

use super::aside::Aside;
use super::exit::{Exit, Failure};
use super::members::{Collection, MemberPlan};
use super::names::choose;
use super::session::Asked;
use crate::diagnostic::FileReport;
use crate::model::plan::Lang;
use crate::read::walk::Inspect;
use crate::select::{self, Matches};
use crate::shell;
use crate::snapshot::{PLAN, PLANS, Snapshot, Unopened};
use crate::store::{CollectionFolder, PlanPlace, Trouble, Workspace};
use crate::text::one_line;
use crate::words::{Phrase, words};

/// What is asked about.
pub(crate) enum AskedPlans {
    One(MemberPlan),
    Many(Collection),
}

impl Asked {
    /// What is asked about: the plan that `--plan` names, the folders of `-C`, or what stands nearest above the current
    /// one; on disk, or at the revision that is named.
    pub(crate) fn scope(&self) -> Result<AskedPlans, Failure> {
        let plans = if self.version.is_now() { self.on_disk()? } else { self.at_revision()? };
        match (plans, &self.plan) {
            (plans, None) => Ok(plans),
            (AskedPlans::One(plan), Some(typed)) => {
                let folder = plan.workspace.real_folder();
                let folder = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let named = MemberPlan { folder, ..plan.clone() };
                self.named(&Collection::of(named), typed)?;
                Ok(AskedPlans::One(plan))
            }
            (AskedPlans::Many(collection), Some(typed)) => self.named(&collection, typed).map(AskedPlans::One),
        }
    }

    fn on_disk(&self) -> Result<AskedPlans, Failure> {
        let place = match &self.directories[..] {
            [] => PlanPlace::find(&self.current()?),
            [folder] => PlanPlace::at(folder),
            folders => return several(folders).map(AskedPlans::Many).map_err(|found| self.unread(&found)),
        };
        Ok(match place.map_err(|found| self.unread(&found))? {
            PlanPlace::Workspace(workspace) => AskedPlans::One(MemberPlan::alone(workspace)),
            PlanPlace::Collection(folder) => AskedPlans::Many(collection_of([(folder, String::new())])),
        })
    }

    /// The plans of a collection, where one is asked about.
    pub(crate) fn many(&self) -> Result<Option<Collection>, Failure> {
        Ok(match self.scope()? {
            AskedPlans::One(_) => None,
            AskedPlans::Many(collection) => Some(collection),
        })
    }

    /// The folder of the one collection that is asked about.
    pub(crate) fn collection_folder(&self) -> Result<Option<PathBuf>, Failure> {
        let place = match &self.directories[..] {
            [] => PlanPlace::find(&self.current()?),
            [folder] => PlanPlace::at(folder),
            _ => return Ok(None),
        };
        let place = place.map_err(|found| self.unread(&found))?;
        Ok(if let PlanPlace::Collection(folder) = place { Some(folder.root().to_owned()) } else { None })
    }

    /// A folder of what is asked about, whatever lies there.
    pub(super) fn some_folder(&self) -> Result<PathBuf, Failure> {
        self.directories.first().map_or_else(|| self.current(), |folder| Ok(folder.clone()))
    }

    pub(super) fn current(&self) -> Result<PathBuf, Failure> {
        std::env::current_dir()
            .map_err(|error| self.unread(&Trouble::Unreadable { file: ".".to_owned(), why: (&error).into() }))
    }

    /// The failure of what could not be looked for.
    pub(super) fn unread(&self, found: &Trouble) -> Failure {
        let words = words(self.lang.unwrap_or_default());
        Failure::Refused(Exit::Unread, one_line(&words.phrase(&Phrase::Trouble(found))))
    }

    /// The plan of a collection that is meant: its folder or number, also in part.
    fn named(&self, collection: &Collection, typed: &str) -> Result<MemberPlan, Failure> {
        if let Some(plan) = collection.plans.iter().find(|plan| plan.folder == typed.trim_end_matches('/')) {
            return Ok(plan.clone());
        }
        let mut unread = Vec::new();
        let mut number = |plan: &MemberPlan| match plan.inspect() {
            Ok(snapshot) => Some(snapshot.plan.header.number.to_string()),
            Err(Unopened { reports, .. }) => {
                unread.extend(reports);
                None
            }
        };
        let numbers: Vec<Option<String>> = collection.plans.iter().map(&mut number).collect();
        let names: Vec<Vec<&str>> = collection
            .plans
            .iter()
            .zip(&numbers)
            .map(|(plan, number)| [Some(plan.folder.as_str()), number.as_deref()].into_iter().flatten().collect())
            .collect();
        let (message, candidates) = match select::among(typed, &names) {
            Matches::One(at) => return Ok(collection.plans[at].clone()),
            Matches::Many(all) => (Phrase::Ambiguous { name: typed }, all),
            // Of what could not be read nobody can say what it lacks.
            Matches::Nothing(_) if collection.has_unread_list() => return Err(self.broken(collection)),
            Matches::Nothing(_) if !unread.is_empty() => return Err(self.unopened(&Unopened::of(unread))),
            Matches::Nothing(_) => (Phrase::NoPlanNamed { name: typed }, (0..names.len()).collect()),
        };
        let candidates = candidates
            .into_iter()
            .map(|at| (collection.plans[at].folder.clone(), numbers[at].clone().unwrap_or_else(|| PLAN.to_owned())));
        let message = one_line(&self.words().phrase(&message));
        Err(choose(self.words(), message, candidates.take(MOST_NAMED).collect()))
    }

    /// The one plan that is asked about.
    pub(crate) fn one(&self) -> Result<MemberPlan, Failure> {
        match self.scope()? {
            AskedPlans::One(plan) => Ok(plan),
            AskedPlans::Many(collection) => match &collection.plans[..] {
                [plan] => plan.sound().map(|()| plan.clone()).map_err(|found| self.unopened(&found)),
                [] => Err(self.broken(&collection)),
                _ => Err(self.needs_plan(&collection)),
            },
        }
    }

    /// The folder of the one plan that is asked about.
    pub(crate) fn workspace(&self) -> Result<Workspace, Failure> {
        self.one().map(|plan| plan.workspace)
    }

    /// What is wrong with the files that list plans.
    pub(crate) fn broken(&self, collection: &Collection) -> Failure {
        let reports: Vec<FileReport> =
            collection.listings.iter().filter_map(|listing| listing.report.clone()).collect();
        let told = Aside::of_files(&reports, self.words(), shell::stderr_screen(self.color));
        Failure::Told(Exit::Unread, told.expect("memory takes what is written"))
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
    folders.into_iter().for_each(|(folder, name)| add(&mut collection, &folder, &name));
    collection
}

/// Adds the plans of a collection; `name` is what people called its folder, empty for the one that is meant anyway.
fn add(collection: &mut Collection, folder: &CollectionFolder, name: &str) {
    let member = |below: &str| {
        let (_, fault) = folder.workspace(below);
        let name = below_named(name, below);
        let workspace = Workspace::inside(folder.root().join(below), &name);
        MemberPlan { folder: name, workspace, past: None, staged: None, fault }
    };
    let shown = below_named(name, PLANS);
    collection.add(shown, folder.bytes(), |patterns| folder.all(patterns.iter().copied()), member);
}

/// What stands below a folder, as people called that; what is meant anyway has no name.
pub(super) fn below_named(name: &str, below: &str) -> String {
    if name.is_empty() { below.to_owned() } else { format!("{name}/{below}") }
}

/// What people called a folder, without a slash at its end.
pub(super) fn name_of(folder: &Path) -> String {
    let shown = folder.to_string_lossy();
    if shown.len() > 1 { shown.trim_end_matches('/').to_owned() } else { shown.into_owned() }
}

/// The plans in several folders that were named.
fn several(folders: &[PathBuf]) -> Result<Collection, Trouble> {
    let mut collection = Collection::default();
    for folder in folders {
        let name = name_of(folder);
        match PlanPlace::at(folder)? {
            PlanPlace::Collection(folder) => add(&mut collection, &folder, &name),
            PlanPlace::Workspace(workspace) => {
                let workspace = Workspace::inside(workspace.root().to_owned(), &name);
                collection.push(MemberPlan { folder: name, workspace, past: None, staged: None, fault: None });
            }
        }
    }
    Ok(collection)
}

/// The language of the plan in these folders, or above the current one, if it can be read; of several the first.
pub(crate) fn language(directories: &[PathBuf]) -> Lang {
    let place = match directories {
        [] => std::env::current_dir().ok().and_then(|folder| PlanPlace::find(&folder).ok()),
        [folder, ..] => PlanPlace::at(Path::new(folder)).ok(),
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
