//! The plans that stood between two sides of a comparison, each until a commit changed it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::sides::OpenedSide;
use crate::git::Repository;
use crate::model::zone::day_at;
use crate::review::commits::{Commit, GitTrouble, Step};
use crate::review::late_between::StoodPlan;
use crate::review::line::{Line, LineCommit};
use crate::review::{LineNote, Sides};
use crate::snapshot::{PLAN, joined};

/// The way between two sides: its commits, children before parents, when each came, and what they changed.
pub(super) struct Passed<'w> {
    pub(super) repository: &'w Repository,
    /// The commit that is compared.
    pub(super) from: &'w str,
    pub(super) nodes: &'w [LineCommit],
    pub(super) line: &'w Line,
    pub(super) steps: &'w [Step],
    /// The folders in which the workspace is, was before, and was on the way.
    pub(super) prefixes: &'w [String],
    /// The files of bodies that plans share, from the workspace.
    pub(super) shared: Vec<String>,
    /// Whether the last commit is the side after, and not what is not committed yet.
    pub(super) committed: bool,
}

/// A plan as its objects say: the folder, its own file, the files beside it.
type PlanObjects = (String, String, Vec<Option<String>>);

/// Until when a plan stood.
struct PlanUntil {
    /// The last commit that had it, and in which folder.
    last: String,
    prefix: String,
    /// The commit that changed it.
    until: Option<String>,
    /// When it came and when it went, in seconds since 1970.
    since: i64,
    time: i64,
}

impl Passed<'_> {
    /// The plans that stood at the end of a day at least, the last first, and what is to be noted of those that cannot be
    /// read.
    pub(super) fn plans(
        &mut self,
        sides: Sides<'_>,
        now: i64,
    ) -> Result<(Vec<StoodPlan>, Option<LineNote>), GitTrouble> {
        loop {
            let (plans, note) = self.stood(sides, now)?;
            // A plan on the way may have taken its bodies from another file, which may have changed alone.
            let beside = plans.iter().filter_map(|it| it.snapshot.shared_path().map(str::to_owned));
            let new: BTreeSet<String> = beside.filter(|path| !self.shared.contains(path)).collect();
            if new.is_empty() {
                return Ok((plans, note));
            }
            self.shared.extend(new);
        }
    }

    fn stood(&self, sides: Sides<'_>, now: i64) -> Result<(Vec<StoodPlan>, Option<LineNote>), GitTrouble> {
        let mut all = self.turns(now)?;
        all.sort_by_key(|turn| std::cmp::Reverse(turn.time));
        let (mut plans, mut unread) = (Vec::new(), Vec::new());
        let day_of = |time: i64| day_at(time, &sides.plan_after().header.timezone);
        for turn in all {
            let (since, day) = (day_of(turn.since), day_of(turn.time));
            let last = day.min(sides.day_after()).pred_opt();
            let Some(last) = last.filter(|last| since <= *last) else { continue };
            let repository = self.repository.with_prefix(&turn.prefix);
            let commit = self.commit(&turn.last)?;
            let Ok(snapshot) = OpenedSide::revision(String::new(), &repository, commit.clone())?.open() else {
                unread.push(commit);
                continue;
            };
            let until = turn.until.map(|until| self.commit(&until)).transpose()?;
            plans.push(StoodPlan { snapshot, until, since, last, day });
        }
        let note = unread.first().map(|last: &Commit| LineNote::Unread {
            file: PLAN.to_owned(),
            commit: last.short().to_owned(),
            commits: unread.len(),
        });
        Ok((plans, note))
    }

    /// A commit of the way: most that count here changed something.
    fn commit(&self, id: &str) -> Result<Commit, GitTrouble> {
        let known = self.steps.iter().map(|step| &step.commit).find(|commit| commit.id == id);
        known.map_or_else(|| self.repository.commit(id), |commit| Ok(commit.clone()))
    }

    fn turns(&self, now: i64) -> Result<Vec<PlanUntil>, GitTrouble> {
        let is_plan = |path: &str| path.strip_suffix(PLAN).is_some_and(|own| self.prefixes.iter().any(|it| it == own));
        let touched = self.steps.iter().flat_map(|step| &step.files).any(|file| is_plan(&file.path));
        if !touched && self.shared.is_empty() {
            return Ok(Vec::new());
        }
        let (plans, mut since, mut found) = (self.objects()?, HashMap::new(), Vec::new());
        // What a merge brought stood before it, on its branch.
        let mut moments: HashMap<&str, i64> = HashMap::new();
        let plan = |of: &str| plans.get(of).and_then(Option::as_ref);
        let end = self.nodes.first().filter(|_| self.committed).map(|last| last.id.as_str());
        let mut turn = |of: &str, since: &HashMap<&str, i64>, until: Option<&LineCommit>, time: i64| {
            // By what stood at an end nothing was late that is not told there.
            let stood = plan(of).filter(|own| plan(self.from) != Some(*own) && end.and_then(plan) != Some(*own));
            if let Some(((prefix, ..), since)) = stood.zip(since.get(of)) {
                let (last, until) = (of.to_owned(), until.map(|until| until.id.clone()));
                found.push(PlanUntil { last, prefix: prefix.clone(), until, since: *since, time });
            }
        };
        let mut on_line: HashSet<&PlanObjects> = plan(self.from).into_iter().collect();
        for node in self.nodes.iter().rev() {
            let before = node.parents.iter().filter_map(|parent| moments.get(parent.as_str())).copied().max();
            let moment = node.time.max(before.unwrap_or(i64::MIN));
            let time = self.line.came(&node.id).map_or(moment, |came| moment.min(came));
            moments.insert(&node.id, time);
            if node.boundary {
                continue;
            }
            let mut came = time;
            for parent in &node.parents {
                if plan(parent) == plan(&node.id) {
                    // It came before all that is compared, or with a commit of it.
                    came = came.min(since.get(parent.as_str()).copied().unwrap_or(i64::MIN));
                } else if self.line.is_own(&node.id) && !self.stood_on_line(parent, &on_line, plan(parent)) {
                    // What a branch had before it came was in force nowhere.
                    turn(parent, &since, Some(node), time);
                }
            }
            since.insert(node.id.as_str(), came);
            on_line.extend(plan(&node.id).filter(|_| self.line.is_own(&node.id)));
        }
        if let Some(last) = self.nodes.first().filter(|_| !self.committed) {
            turn(&last.id, &since, None, now);
        }
        Ok(found)
    }

    /// Whether what a branch brings is only a plan that the line had before, and changed in a commit of its own.
    fn stood_on_line(&self, parent: &str, on_line: &HashSet<&PlanObjects>, plan: Option<&PlanObjects>) -> bool {
        !self.line.is_own(parent) && plan.is_some_and(|plan| on_line.contains(plan))
    }

    /// What the plan was at each commit; nothing where there was none.
    fn objects(&self) -> Result<HashMap<&str, Option<PlanObjects>>, GitTrouble> {
        let mut objects = self.repository.objects();
        let mut all = HashMap::new();
        for node in self.nodes {
            let mut at = |path: &str| objects.id(&format!("{}:{path}", node.id));
            let mut found = None;
            for prefix in self.prefixes {
                if let Some(plan) = at(&format!("{prefix}{PLAN}"))? {
                    let beside = self.shared.iter().map(|path| at(&joined(prefix, path)));
                    found = Some((prefix.clone(), plan, beside.collect::<Result<_, _>>()?));
                    break;
                }
            }
            all.insert(node.id.as_str(), found);
        }
        Ok(all)
    }
}
