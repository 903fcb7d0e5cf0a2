//! The plans that stood between two sides of a comparison, each until a commit changed it.

use std::collections::HashMap;

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
    /// The files of bodies that the plans of the two sides share, from the workspace.
    pub(super) shared: &'w [&'w str],
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
    pub(super) fn plans(&self, sides: Sides<'_>, now: i64) -> Result<(Vec<StoodPlan>, Option<LineNote>), GitTrouble> {
        let mut all = self.turns(now)?;
        all.sort_by_key(|turn| std::cmp::Reverse(turn.time));
        let (mut plans, mut unread) = (Vec::new(), Vec::new());
        let day_of = |time: i64| day_at(time, &sides.plan_after().header.timezone);
        for turn in all {
            let day = day_of(turn.time).min(sides.day_after());
            if day_of(turn.since) >= day {
                continue;
            }
            let repository = self.repository.with_prefix(&turn.prefix);
            let commit = self.commit(&turn.last)?;
            let Ok(snapshot) = OpenedSide::revision(String::new(), &repository, commit.clone())?.open() else {
                unread.push(commit);
                continue;
            };
            let until = turn.until.map(|until| self.commit(&until)).transpose()?;
            plans.push(StoodPlan { snapshot, until, day });
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
                } else {
                    turn(parent, &since, Some(node), time);
                }
            }
            since.insert(node.id.as_str(), came);
        }
        if let Some(last) = self.nodes.first().filter(|_| !self.committed) {
            turn(&last.id, &since, None, now);
        }
        Ok(found)
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
