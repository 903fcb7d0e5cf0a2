//! The objects of a repository, and what units' files were before all that is compared.

use std::collections::HashMap;

use super::sides::OpenedSide;
use crate::git::Repository;
use crate::git::objects::Objects;
use crate::read::text::MAX_PLAN_BYTES;
use crate::review::commits::{Blobs, Closed, Commit, GitTrouble, Step, Touched};
use crate::review::compare::renamed;
use crate::snapshot::{PLAN, Snapshot, UNITS};

/// What gives the objects of a repository, and whether only a part of its history is there. The workspace was in the folder
/// `prefix` at the commit `from`.
pub(super) fn objects(
    repository: Option<&Repository>,
    from: Option<&Commit>,
    prefix: &str,
) -> (Option<Box<dyn Blobs>>, bool) {
    let of = |repository: &Repository| -> Box<dyn Blobs> {
        let (objects, repository) = (repository.objects(), repository.with_prefix(prefix));
        let from = from.map(|from| from.id.clone());
        Box::new(RangeObjects { objects, repository, from, past: None, known: HashMap::new() })
    };
    (repository.map(of), repository.is_some_and(|repository| repository.shallow))
}

struct RangeObjects {
    objects: Objects,
    repository: Repository,
    from: Option<String>,
    /// The commits up to `from` that changed the workspace, the last first, and the folders in which it was.
    past: Option<(Vec<Step>, Vec<String>)>,
    known: HashMap<String, Vec<String>>,
}

impl Blobs for RangeObjects {
    fn bytes(&mut self, id: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        self.objects.bytes(id, limit)
    }

    fn earlier(&mut self, unit: &str, closed: Option<Closed<'_>>) -> Result<Vec<String>, GitTrouble> {
        let Some(from) = &self.from else { return Ok(Vec::new()) };
        if let Some(known) = self.known.get(unit).filter(|_| closed.is_none()) {
            return Ok(known.clone());
        }
        let (mut closed, of_all) = (closed, closed.is_none());
        let (steps, folders) = self.past.take().map_or_else(|| self.repository.steps_until(from), Ok)?;
        let (mut ids, mut found) = (vec![unit.to_owned()], Vec::new());
        for step in &steps {
            let of = |file: &&Touched| {
                let name = folders.iter().find_map(|folder| file.path.strip_prefix(folder)?.strip_prefix(UNITS));
                let id = name.and_then(|name| name.strip_prefix('/')?.strip_suffix(".toml"));
                id.is_some_and(|id| ids.iter().any(|own| own == id))
            };
            let earlier = PlanTurn::new(step, &folders);
            let is_closed = closed.is_some();
            if let Some(was) = closed.filter(|_| earlier.is_some()) {
                let id = &ids[ids.len() - 1];
                let plan = earlier.as_ref().map(|it| it.open(&self.repository, false)).transpose()?.flatten();
                closed = plan.is_some_and(|plan| was(&plan.plan, id)).then_some(was);
            }
            found.extend(step.files.iter().filter(of).filter(|_| !is_closed).filter_map(|file| file.after.clone()));
            if let Some(earlier) = earlier {
                ids.extend(self.former_id(&earlier, &ids[ids.len() - 1])?);
            }
        }
        self.past = Some((steps, folders));
        if of_all {
            self.known.insert(unit.to_owned(), found.clone());
        }
        Ok(found)
    }
}

/// A commit that changed the plan, and where that was before and after.
struct PlanTurn<'s> {
    commit: &'s str,
    was: &'s Touched,
    now: &'s Touched,
}

impl<'s> PlanTurn<'s> {
    fn new(step: &'s Step, folders: &[String]) -> Option<Self> {
        let folder =
            |file: &&Touched| file.path.strip_suffix(PLAN).is_some_and(|own| folders.iter().any(|it| it == own));
        let (now, gone): (Vec<&Touched>, Vec<&Touched>) =
            step.files.iter().filter(folder).partition(|file| file.after.is_some());
        let now = now.into_iter().next()?;
        let was = if now.before.iter().any(Option::is_some) { now } else { gone.into_iter().next()? };
        Some(Self { commit: &step.commit.id, was, now })
    }

    /// The workspace after the commit, or before it; nothing where it cannot be read.
    fn open(&self, repository: &Repository, after: bool) -> Result<Option<Snapshot>, GitTrouble> {
        let (file, revision) =
            if after { (self.now, self.commit.to_owned()) } else { (self.was, format!("{}^", self.commit)) };
        let repository = repository.with_prefix(file.path.strip_suffix(PLAN).unwrap_or_default());
        let commit = repository.commit(&revision)?;
        Ok(OpenedSide::revision(String::new(), &repository, commit)?.open().ok())
    }
}

impl RangeObjects {
    /// The id that a unit had before a commit that gave it this one.
    fn former_id(&mut self, commit: &PlanTurn<'_>, id: &str) -> Result<Option<String>, GitTrouble> {
        let objects = commit.was.before.iter().flatten().next().zip(commit.now.after.as_deref());
        let Some((before, after)) = objects else { return Ok(None) };
        if self.names(before, id)? || !self.names(after, id)? {
            return Ok(None);
        }
        let plans = commit.open(&self.repository, false)?.zip(commit.open(&self.repository, true)?);
        Ok(plans.and_then(|(old, new)| {
            let pairs = renamed(&old.plan, &new.plan);
            pairs.into_iter().find(|(_, is)| *is == id).map(|(was, _)| was.to_owned())
        }))
    }

    /// Whether a line of a plan begins with the id of a unit, as that which names it does.
    fn names(&mut self, plan: &str, id: &str) -> Result<bool, GitTrouble> {
        let bytes = self.objects.bytes(plan, MAX_PLAN_BYTES)?.unwrap_or_default();
        let of = |line: &str| {
            let rest = line.trim_start().trim_start_matches("[units.").trim_start_matches(['"', '\'']).strip_prefix(id);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "-_".contains(c)))
        };
        Ok(String::from_utf8_lossy(&bytes).lines().any(of))
    }
}
