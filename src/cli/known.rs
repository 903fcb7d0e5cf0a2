//! `--bodies`: the units and groups that a collection or another plan has, for a plan that is made from documents.

use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};

use super::exit::Failure;
use super::levels::without_steps_back;
use super::session::Asked;
use super::sides::SidesProblem;
use crate::diagnostic::{Diagnostic, FileReport};
use crate::draft::register::{KnownBodies, KnownBody, known_bodies};
use crate::read::beside::is_shared_path;
use crate::read::collection;
use crate::read::plan::read_beside;
use crate::read::text::{MAX_PLAN_BYTES, decode, parse};
use crate::read::walk::Inspect;
use crate::snapshot::{PLAN, PLANS, Unopened, shared_bodies};
use crate::source::Source;
use crate::store::{CollectionFolder, PlanPlace, Workspace, read_foreign};

/// The bodies of a file that was named.
#[derive(Default)]
pub(super) struct KnownFile {
    bodies: Vec<KnownBody>,
    /// The file from which a plan can take those that are shared.
    shared: Option<PathBuf>,
}

/// A collection in which a plan is to lie.
pub(super) struct AroundPlan {
    place: CollectionFolder,
    /// The folder of the plan, from that of the collection.
    folder: String,
}

impl AroundPlan {
    /// The nearest collection above the folder of a plan, unless another plan lies between.
    pub(super) fn of(plan: &Path) -> Option<Self> {
        let folder = Workspace::at(folder_of(plan)).real_folder();
        let Ok(PlanPlace::Collection(place)) = PlanPlace::find(folder.parent()?) else { return None };
        let below: Option<Vec<&str>> =
            folder.strip_prefix(place.root()).ok()?.iter().map(|part| part.to_str()).collect();
        Some(Self { folder: below?.join("/"), place })
    }

    pub(super) fn bodies(&self) -> PathBuf {
        self.place.root().join(PLANS)
    }

    /// The folder of the collection and that of the plan, where the collection does not list it.
    pub(super) fn unlisted(&self) -> Option<(String, &str)> {
        let bytes = self.place.bytes().ok()?;
        let reading = collection::read(PLANS, decode(&bytes).ok()?, Inspect::No);
        let patterns = reading.plans.unwrap_or_default();
        let listed = self.place.all(patterns.iter().map(|(_, pattern)| pattern)).0.contains(&self.folder);
        (!listed).then(|| (self.place.root().display().to_string(), &*self.folder))
    }
}

/// The folder in which a file lies or is to lie.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl KnownFile {
    /// Reads a collection, or a plan with the bodies that it shares; a failure that tells what is wrong with it.
    pub(super) fn read(asked: &Asked, file: &Path) -> Result<Self, Failure> {
        let bytes = read_foreign(file, MAX_PLAN_BYTES).map_err(|found| asked.wrong(&SidesProblem::Store(found)))?;
        let shown = file.display().to_string();
        let report = |text: &str, found: Vec<Diagnostic>| FileReport::of(|| Source::new(&*shown, text), found);
        let unread = |reports: Vec<FileReport>| asked.unopened(&Unopened { reports, language: asked.lang });
        let text = match decode(&bytes) {
            Ok(text) => text,
            Err(fault) => return Err(unread(report(&fault.0, vec![fault.1]).into_iter().collect())),
        };
        let top = parse(text).0;
        let is_plan = file.file_name().is_some_and(|name| name == PLAN);
        if !is_plan && !top.iter().any(|(key, _)| matches!(&**key.get_ref(), "plan" | "tasks")) {
            return match collection::read(&shown, text, Inspect::No).bodies.report {
                Some(report) => Err(unread(vec![report])),
                None => Ok(Self { bodies: known_bodies(text, true), shared: Some(file.to_owned()) }),
            };
        }
        let workspace = Workspace::at(folder_of(file));
        let taken = RefCell::new(None);
        let reading = read_beside(text, Inspect::No, &|path| {
            let (bodies, bytes) = shared_bodies(&workspace, "", path)?;
            *taken.borrow_mut() = Some((path.to_owned(), bytes));
            Ok(bodies)
        });
        let wrong: Vec<FileReport> = reading.shared.into_iter().chain(report(text, reading.diagnostics)).collect();
        if !wrong.is_empty() {
            return Err(unread(wrong));
        }
        let mut found = Self { bodies: known_bodies(text, false), shared: None };
        if let Some((path, bytes)) = taken.into_inner() {
            found.bodies.splice(0..0, decode(&bytes).map(|text| known_bodies(text, true)).unwrap_or_default());
            found.shared = Some(without_steps_back(&workspace.real_folder().join(path)));
        }
        Ok(found)
    }

    /// The bodies for a plan in this file: it takes the shared ones from theirs where a path leads there, and declares
    /// them itself where none does or its own place is not known.
    pub(super) fn for_plan(self, plan: Option<&Path>) -> KnownBodies {
        let path = plan.map(folder_of).zip(self.shared).and_then(|(folder, file)| path_between(folder, &file));
        KnownBodies { all: self.bodies, path }
    }
}

/// The path from a folder to a file beside or above it, as plans write it.
fn path_between(folder: &Path, file: &Path) -> Option<String> {
    let [folder, above] = [folder, folder_of(file)].map(|folder| Workspace::at(folder).real_folder());
    let file = above.join(file.file_name()?);
    let common = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(common).map(|_| Some(".."));
    let down = file.components().skip(common).map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    parts.map(|parts| parts.join("/")).filter(|path| is_shared_path(path).is_ok())
}
