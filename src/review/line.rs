//! When what was committed came to stand on the line that is compared: along its first parents, the latest day so far,
//! so that no commit can claim a day before one that it follows.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::commits::Commit;
use crate::model::plan::Plan;
use crate::model::zone::day_at;

/// So far, in seconds, the clocks of those who work together may lie apart.
pub(crate) const CLOCKS: i64 = 24 * 3600;

/// A commit and those that it follows.
#[derive(Clone, Debug)]
pub(crate) struct LineCommit {
    pub(crate) id: String,
    /// When it was committed and when it was written, in seconds since 1970, as the commit says.
    pub(crate) time: i64,
    pub(crate) authored: i64,
    pub(crate) parents: Vec<String>,
    /// Whether it lies before the range and was only reached.
    pub(crate) boundary: bool,
}

/// The commits between two revisions, and when each came to the line that leads from the one to the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    times: HashMap<String, i64>,
    /// Those that say that they were made before a commit that they follow, or on a day that has not come.
    odd: HashSet<String>,
    /// Those of the line itself: what others brought came with them.
    own: HashSet<String>,
    /// When each was written.
    authored: HashMap<String, i64>,
    /// The merges at which the line comes from another parent than the first.
    pub(crate) turned: Vec<String>,
    /// Whether any of the commits is a merge.
    pub(crate) merges: bool,
    /// The earliest moment that a commit of the line itself claims; none where there are no commits.
    pub(crate) earliest: Option<i64>,
}

impl Line {
    /// `nodes` has children before parents; `base` is where the line begins, which nothing came before `floor`. Nothing
    /// came after `now`, in seconds since 1970; a clock that is before `floor` is wrong and says nothing.
    pub(crate) fn new(base: &str, floor: i64, nodes: &[LineCommit], now: i64) -> Self {
        let now = if now < floor { i64::MAX } else { now };
        let by_id: HashMap<&str, &LineCommit> = nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let within = |id: &str| by_id.get(id).copied().filter(|node| !node.boundary);
        let mut leads: HashSet<&str> = HashSet::from([base]);
        for node in nodes.iter().rev().filter(|node| !node.boundary) {
            if node.parents.iter().any(|parent| leads.contains(parent.as_str())) {
                leads.insert(&node.id);
            }
        }
        // From the last commit back: by the parent from which the line comes, else by the first.
        let (mut line, mut turned): (Vec<&LineCommit>, Vec<String>) = (Vec::new(), Vec::new());
        let mut next = nodes.first().filter(|node| !node.boundary);
        while let Some(node) = next {
            line.push(node);
            let parents = || node.parents.iter().map(String::as_str);
            let parent = parents().find(|parent| leads.contains(parent)).or_else(|| parents().next());
            if parent != parents().next() {
                turned.push(node.id.clone());
            }
            next = parent.and_then(within);
        }
        let earliest = line.iter().map(|node| node.time).min();
        let on_line = line.iter().map(|node| node.id.clone()).collect();
        let (mut latest, mut times) = (floor, HashMap::new());
        for node in line.into_iter().rev() {
            latest = latest.max(node.time.min(now));
            // What the commit brings with it came with it.
            let mut brought = vec![node];
            while let Some(node) = brought.pop() {
                if times.insert(node.id.clone(), latest).is_none() {
                    let parents = node.parents.iter().filter_map(|parent| within(parent));
                    brought.extend(parents.filter(|parent| !times.contains_key(&parent.id)));
                }
            }
        }
        let is_odd = |node: &&LineCommit| {
            let mut parents = node.parents.iter().filter_map(|parent| by_id.get(parent.as_str()));
            node.time > now.saturating_add(CLOCKS) || parents.any(|parent| parent.time > node.time)
        };
        let own = || nodes.iter().filter(|node| !node.boundary);
        Self {
            times,
            odd: own().filter(is_odd).map(|node| node.id.clone()).collect(),
            own: on_line,
            authored: own().map(|node| (node.id.clone(), node.authored)).collect(),
            merges: own().any(|node| node.parents.len() > 1),
            earliest,
            turned,
        }
    }

    /// Commits of one line, each with the moment when it came to it.
    pub(crate) fn straight(moments: Vec<(String, i64)>) -> Self {
        Self { times: moments.into_iter().collect(), ..Self::default() }
    }

    /// The whole history up to the first of these commits, by its first parents.
    pub(crate) fn whole(nodes: &[LineCommit]) -> Self {
        Self::new("", i64::MIN, nodes, i64::MAX)
    }

    /// The day on which a commit came to the line, and the day that it says, where that is another.
    pub(crate) fn days(&self, commit: &Commit, plan: &Plan) -> (NaiveDate, Option<NaiveDate>) {
        let (day, claimed) = (day_at(self.time(commit), &plan.header.timezone), commit.day(plan));
        (day, (claimed != day).then_some(claimed))
    }

    /// When a commit came to the line, in seconds since 1970.
    pub(crate) fn time(&self, commit: &Commit) -> i64 {
        self.came(&commit.id).unwrap_or(commit.time)
    }

    /// The same of a commit of the line or of what it brought; nothing of others.
    pub(crate) fn came(&self, id: &str) -> Option<i64> {
        self.times.get(id).copied()
    }

    /// Whether a commit is of the line itself, and not of a branch that came to it.
    pub(crate) fn is_own(&self, id: &str) -> bool {
        self.own.contains(id)
    }

    /// Whether a commit says that it was made before one that it follows, or on a day that has not come.
    pub(crate) fn is_odd(&self, commit: &Commit) -> bool {
        self.odd.contains(&commit.id)
    }

    /// When a commit was written.
    pub(crate) fn authored(&self, commit: &Commit) -> i64 {
        self.authored.get(&commit.id).copied().unwrap_or(commit.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, time: i64, parents: &[&str], boundary: bool) -> LineCommit {
        let parents = parents.iter().map(ToString::to_string).collect();
        LineCommit { id: id.to_owned(), time, authored: time, parents, boundary }
    }

    fn commit(id: &str) -> Commit {
        Commit { id: id.to_owned(), time: 0, first: false, subject: String::new() }
    }

    #[test]
    fn no_commit_claims_a_day_before_one_that_it_follows() {
        let nodes = [node("c", 30, &["b"], false), node("b", 5, &["a"], false), node("a", 20, &[], true)];
        let line = Line::new("a", 25, &nodes, i64::MAX);
        assert_eq!(["b", "c"].map(|id| line.time(&commit(id))), [25, 30]);
        assert_eq!(["b", "c"].map(|id| line.is_odd(&commit(id))), [true, false]);
    }

    #[test]
    fn what_a_merge_brings_came_with_the_merge_also_where_the_line_is_its_second_parent() {
        for parents in [["b", "x"], ["x", "b"]] {
            let nodes = [
                node("m", 50, &parents, false),
                node("b", 40, &["a"], false),
                node("x", 5, &["old"], false),
                node("a", 20, &["old"], true),
                node("old", 1, &[], true),
            ];
            let line = Line::new("a", 20, &nodes, i64::MAX);
            assert_eq!(["b", "x", "m"].map(|id| line.time(&commit(id))), [40, 50, 50], "{parents:?}");
        }
    }

    #[test]
    fn nothing_came_after_the_clock_unless_the_clock_is_behind_the_line() {
        let late = 30 + CLOCKS + 1;
        let nodes = [node("c", late, &["b"], false), node("b", 31, &["a"], false), node("a", 20, &[], true)];
        let at = |now| Line::new("a", 20, &nodes, now);
        assert_eq!(["b", "c"].map(|id| at(30).time(&commit(id))), [30, 30]);
        assert_eq!(["b", "c"].map(|id| at(30).is_odd(&commit(id))), [false, true]);
        assert_eq!(["b", "c"].map(|id| at(19).time(&commit(id))), [31, late]);
        assert_eq!(["b", "c"].map(|id| at(19).is_odd(&commit(id))), [false, false]);
    }
}
