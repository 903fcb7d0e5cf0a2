//! The objects of a repository, and what units' files were before all that is compared.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::sides::OpenedSide;
use crate::git::Repository;
use crate::git::objects::Objects;
use crate::model::plan::Plan;
use crate::read::text::MAX_PLAN_BYTES;
use crate::review::commits::{Blobs, Commit, EarlierFile, GitTrouble, Step, Touched};
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
        let (plans, named) = (HashMap::new(), HashMap::new());
        Box::new(RangeObjects { objects, repository, from, past: None, plans, named, words: None })
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
    words: Option<WordsOfPlans>,
}

/// What the commits up to the first one that is compared left of the workspace, the last first.
struct EarlierFiles {
    /// What units' files were, by the id that their names say.
    units: HashMap<String, Vec<EarlierFile>>,
    commits: Vec<String>,
    /// The commits that changed the plan.
    turns: Vec<PlanTurn>,
}

impl EarlierFiles {
    fn new(steps: Vec<Step>, folders: &[String], shallow: bool) -> Self {
        let mut latest = i64::MIN;
        let mut times: Vec<Option<i64>> = Vec::with_capacity(steps.len());
        for Step { commit, .. } in steps.iter().rev() {
            latest = latest.max(commit.time);
            times.push(Some(latest).filter(|_| !(shallow && commit.first)));
        }
        times.reverse();
        let (mut units, mut commits, mut turns) = (HashMap::<_, Vec<_>>::new(), Vec::new(), Vec::new());
        for (at, step) in steps.into_iter().enumerate() {
            turns.extend(PlanTurn::new(&step, folders));
            commits.push(step.commit.id);
            for Touched { path, after, .. } in step.files {
                let below =
                    |folder: &&String| path.strip_prefix(folder.as_str())?.strip_prefix(UNITS)?.strip_prefix('/');
                let found = folders.iter().find_map(|folder| Some((folder, below(&folder)?.strip_suffix(".toml")?)));
                if let Some(((folder, id), object)) = found.zip(after) {
                    let file = EarlierFile { at, unit: id.to_owned(), object, time: times[at], folder: folder.clone() };
                    units.entry(id.to_owned()).or_default().push(file);
                }
            }
        }
        Self { units, commits, turns }
    }
}

impl Blobs for RangeObjects {
    fn bytes(&mut self, id: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        self.objects.bytes(id, limit)
    }

    fn earlier(&mut self, unit: &str) -> Result<Vec<EarlierFile>, GitTrouble> {
        let Some(past) = self.past()? else { return Ok(Vec::new()) };
        // The ids that it had.
        let mut ids = vec![unit.to_owned()];
        for turn in &past.turns {
            let id = ids[ids.len() - 1].clone();
            ids.extend(self.former_id(turn, &id)?);
        }
        let files = ids.iter().filter_map(|id| past.units.get(id)).flatten();
        let mut own: Vec<EarlierFile> = files.cloned().collect();
        own.sort_by_key(|file| file.at);
        Ok(own)
    }

    fn earlier_plan(&mut self, file: &EarlierFile) -> Result<Option<Arc<Plan>>, GitTrouble> {
        let Some(past) = self.past()? else { return Ok(None) };
        past.commits.get(file.at).map_or(Ok(None), |commit| self.plan_at(commit, &file.folder))
    }

    fn was_named(&mut self, id: &str) -> Result<bool, GitTrouble> {
        if self.words.is_none() {
            self.words = Some(self.words_of_plans()?);
        }
        if self.words.as_ref().is_some_and(|it| it.escaped || it.words.contains(id)) {
            return Ok(true);
        }
        // What other files say of its bodies may have changed alone.
        let Some(from) = self.from.clone() else { return Ok(false) };
        let plan = self.plan_at(&from, &self.repository.prefix.clone())?;
        Ok(plan.is_some_and(|plan| plan.task_by_id(id).is_some()))
    }
}

/// What stands in the plans of the past that could be an id.
#[derive(Default)]
struct WordsOfPlans {
    words: HashSet<String>,
    /// Whether a plan writes characters by their numbers, so that any id may stand in it.
    escaped: bool,
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
    /// What the commits before the range left; nothing where there are none.
    fn past(&mut self) -> Result<Option<Rc<EarlierFiles>>, GitTrouble> {
        let Some(from) = &self.from else { return Ok(None) };
        if self.past.is_none() {
            let (steps, folders) = self.repository.steps_until(from)?;
            self.past = Some(Rc::new(EarlierFiles::new(steps, &folders, self.repository.shallow)));
        }
        Ok(self.past.clone())
    }

    fn words_of_plans(&mut self) -> Result<WordsOfPlans, GitTrouble> {
        let (mut found, mut looked, past) = (WordsOfPlans::default(), HashSet::new(), self.past()?);
        for turn in past.iter().flat_map(|past| &past.turns) {
            for object in turn.was.before.iter().chain([&turn.now.after]).flatten() {
                if !looked.insert(object) {
                    continue;
                }
                let bytes = self.objects.bytes(object, MAX_PLAN_BYTES)?.unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes);
                found.escaped |= text.contains("\\u") || text.contains("\\U");
                let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
                for word in words.filter(|word| !word.is_empty()) {
                    if !found.words.contains(word) {
                        found.words.insert(word.to_owned());
                    }
                }
            }
        }
        Ok(found)
    }

    /// The plan after a commit, or before it; nothing where it cannot be read.
    fn plan(&mut self, turn: &PlanTurn, after: bool) -> Result<Option<Arc<Plan>>, GitTrouble> {
        let (file, revision) =
            if after { (&turn.now, turn.commit.clone()) } else { (&turn.was, format!("{}^", turn.commit)) };
        self.plan_at(&revision, file.path.strip_suffix(PLAN).unwrap_or_default())
    }

    /// The plan in a folder at a revision; nothing where it cannot be read.
    fn plan_at(&mut self, revision: &str, prefix: &str) -> Result<Option<Arc<Plan>>, GitTrouble> {
        let key = format!("{revision}:{prefix}");
        if let Some(known) = self.plans.get(&key) {
            return Ok(known.clone());
        }
        let repository = self.repository.with_prefix(prefix);
        let commit = repository.commit(revision)?;
        let plan = OpenedSide::revision(String::new(), &repository, commit)?.open().ok().map(|it| it.plan);
        self.plans.insert(key, plan.clone());
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
