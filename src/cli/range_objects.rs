//! The objects of a repository, and what units' files were before all that is compared.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::sides::OpenedSide;
use crate::git::Repository;
use crate::git::objects::Objects;
use crate::model::plan::Plan;
use crate::read::text::MAX_PLAN_BYTES;
use crate::review::commits::{Blobs, Closed, Commit, GitTrouble, Step, Touched};
use crate::review::compare::renamed;
use crate::snapshot::{PLAN, UNITS};

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
        Box::new(RangeObjects { objects, repository, from, past: None, plans: HashMap::new(), named: HashMap::new() })
    };
    (repository.map(of), repository.is_some_and(|repository| repository.shallow))
}

struct RangeObjects {
    objects: Objects,
    repository: Repository,
    from: Option<String>,
    past: Option<Rc<EarlierFiles>>,
    /// The plans at commits that were asked about.
    plans: HashMap<String, Option<Arc<Plan>>>,
    /// With what lines of the plan begin only since a commit.
    named: HashMap<String, HashSet<String>>,
}

/// What the commits up to the first one that is compared left of the workspace, the last first.
struct EarlierFiles {
    /// The objects of units' files, by the id that their names say, each with the place of its commit.
    units: HashMap<String, Vec<(usize, String)>>,
    /// The commits that changed the plan, each with its place.
    turns: Vec<(usize, PlanTurn)>,
}

impl EarlierFiles {
    fn new(steps: Vec<Step>, folders: &[String]) -> Self {
        let (mut units, mut turns) = (HashMap::<_, Vec<_>>::new(), Vec::new());
        for (at, step) in steps.into_iter().enumerate() {
            turns.extend(PlanTurn::new(&step, folders).map(|turn| (at, turn)));
            for Touched { path, after, .. } in step.files {
                let name = folders.iter().find_map(|folder| path.strip_prefix(folder.as_str())?.strip_prefix(UNITS));
                if let Some((id, object)) = name.and_then(|it| it.strip_prefix('/')?.strip_suffix(".toml")).zip(after) {
                    units.entry(id.to_owned()).or_default().push((at, object));
                }
            }
        }
        Self { units, turns }
    }
}

impl Blobs for RangeObjects {
    fn bytes(&mut self, id: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        self.objects.bytes(id, limit)
    }

    fn earlier(&mut self, unit: &str, mut closed: Option<Closed<'_>>) -> Result<Vec<String>, GitTrouble> {
        let Some(from) = &self.from else { return Ok(Vec::new()) };
        let past = if let Some(past) = self.past.take() {
            past
        } else {
            let (steps, folders) = self.repository.steps_until(from)?;
            Rc::new(EarlierFiles::new(steps, &folders))
        };
        self.past = Some(Rc::clone(&past));
        // The ids that it had, and the commit up to which something kept it from being done.
        let (mut ids, mut since) = (vec![unit.to_owned()], closed.map_or(0, |_| usize::MAX));
        for (at, turn) in &past.turns {
            let id = ids[ids.len() - 1].clone();
            if let Some(was) = closed
                && !self.plan(turn, false)?.is_some_and(|plan| was(&plan, &id))
            {
                (closed, since) = (None, at + 1);
            }
            ids.extend(self.former_id(turn, &id)?);
        }
        let own = ids.iter().filter_map(|id| past.units.get(id)).flatten();
        let mut own: Vec<&(usize, String)> = own.filter(|(at, _)| *at >= since).collect();
        own.sort_by_key(|(at, _)| *at);
        Ok(own.into_iter().map(|(_, object)| object.clone()).collect())
    }
}

/// A commit that changed the plan, and where that was before and after.
struct PlanTurn {
    commit: String,
    was: Touched,
    now: Touched,
}

impl PlanTurn {
    fn new(step: &Step, folders: &[String]) -> Option<Self> {
        let folder =
            |file: &&Touched| file.path.strip_suffix(PLAN).is_some_and(|own| folders.iter().any(|it| it == own));
        let (now, gone): (Vec<&Touched>, Vec<&Touched>) =
            step.files.iter().filter(folder).partition(|file| file.after.is_some());
        let now = now.into_iter().next()?;
        let was = if now.before.iter().any(Option::is_some) { now } else { gone.into_iter().next()? };
        Some(Self { commit: step.commit.id.clone(), was: was.clone(), now: now.clone() })
    }
}

impl RangeObjects {
    /// The plan after a commit, or before it; nothing where it cannot be read.
    fn plan(&mut self, turn: &PlanTurn, after: bool) -> Result<Option<Arc<Plan>>, GitTrouble> {
        let (file, revision) =
            if after { (&turn.now, turn.commit.clone()) } else { (&turn.was, format!("{}^", turn.commit)) };
        if let Some(known) = self.plans.get(&revision) {
            return Ok(known.clone());
        }
        let repository = self.repository.with_prefix(file.path.strip_suffix(PLAN).unwrap_or_default());
        let commit = repository.commit(&revision)?;
        let plan = OpenedSide::revision(String::new(), &repository, commit)?.open().ok().map(|it| it.plan);
        self.plans.insert(revision, plan.clone());
        Ok(plan)
    }

    /// The id that a unit had before a commit that gave it this one.
    fn former_id(&mut self, turn: &PlanTurn, id: &str) -> Result<Option<String>, GitTrouble> {
        if !self.names_newly(turn, id)? {
            return Ok(None);
        }
        let plans = self.plan(turn, false)?.zip(self.plan(turn, true)?);
        Ok(plans.and_then(|(old, new)| {
            let pairs = renamed(&old, &new);
            pairs.into_iter().find(|(_, is)| *is == id).map(|(was, _)| was.to_owned())
        }))
    }

    /// Whether a line of the plan begins with the id of a unit since a commit, as that which names it does.
    fn names_newly(&mut self, turn: &PlanTurn, id: &str) -> Result<bool, GitTrouble> {
        if let Some(known) = self.named.get(&turn.commit) {
            return Ok(known.contains(id));
        }
        let mut begun = |object: Option<&String>| -> Result<HashSet<String>, GitTrouble> {
            let bytes = object.map(|id| self.objects.bytes(id, MAX_PLAN_BYTES)).transpose()?.flatten();
            let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
            let key = |line: &str| {
                let line = line.trim_start().trim_start_matches("[units.").trim_start_matches(['"', '\'']);
                let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(line.len());
                line[..end].to_owned()
            };
            Ok(text.lines().map(key).collect())
        };
        let (was, is) = (begun(turn.was.before.iter().flatten().next())?, begun(turn.now.after.as_ref())?);
        let new: HashSet<String> = is.difference(&was).cloned().collect();
        let found = new.contains(id);
        self.named.insert(turn.commit.clone(), new);
        Ok(found)
    }
}
