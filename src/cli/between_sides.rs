//! The way between the two sides of a comparison: its commits, when they came, and the plans that stood on it.

use super::plans_between::Passed;
use super::sides::OpenedSide;
use crate::git::Repository;
use crate::model::zone::day_at;
use crate::review::commits::{Commit, GitTrouble};
use crate::review::history::Between;
use crate::review::late_between::StoodPlan;
use crate::review::line::{CLOCKS, Line, LineCommit};
use crate::review::{LineNote, Sides};
use crate::shell;
use crate::snapshot::{PLAN, Snapshot};

/// The commits between the two sides.
#[derive(Default)]
pub(super) struct Way {
    pub(super) between: Option<Between>,
    /// Those of a merge that is not committed yet: what it brings was recorded by them.
    pub(super) merging: Option<Between>,
    /// Whether the side before is no ancestor of the side after.
    pub(super) apart: bool,
    pub(super) notes: Vec<LineNote>,
    /// The plans that stood on it alone, the last first.
    pub(super) stood: Vec<StoodPlan>,
}

/// Looks along the way.
pub(super) fn way(
    repository: Option<&Repository>,
    (before, after): (&OpenedSide, &OpenedSide),
    compared: Option<&Commit>,
    (snapshots, sides): ((&Snapshot, &Snapshot), Sides<'_>),
) -> Result<Way, GitTrouble> {
    let (Some(repository), Some(from)) = (repository, before.commit()) else { return Ok(Way::default()) };
    let until = after.commit().map_or("HEAD", |commit| commit.id.as_str());
    let between = |until: &str| repository.steps_between(&from.id, until, before.prefix());
    let shared = [snapshots.0, snapshots.1].iter().filter_map(|it| it.shared_path().map(str::to_owned)).collect();
    let nodes = repository.graph(&from.id, until)?;
    let (line, mut told) = line(repository, (from, compared), &nodes, &sides.plan_after().header.timezone)?;
    let (steps, prefixes) = between(until)?;
    let mut passed = Passed {
        repository,
        from: &from.id,
        nodes: &nodes,
        line: &line,
        steps: &steps,
        prefixes: &prefixes,
        shared,
        committed: after.commit().is_some(),
    };
    // What a branch that is compared had on the way was in force nowhere.
    let (stood, unread) = if compared.is_none() { passed.plans(sides, shell::moment())? } else { (Vec::new(), None) };
    told.extend(unread);
    let between_sides = Between::new(steps, &prefixes, line);
    let merged = if after.commit().is_none() { repository.merging()? } else { None };
    let merging = merged.map(|merged| between(&merged)).transpose()?;
    let merging = merging.map(|(steps, prefixes)| Between::new(steps, &prefixes, Line::default()));
    // Where the side after follows the side before, its commits begin there.
    let follows = nodes.iter().any(|node| node.boundary && node.id == from.id);
    let apart = !follows && !repository.is_ancestor(&from.id, until)?;
    Ok(Way { between: Some(between_sides), merging, apart, notes: told, stood })
}

/// When these commits came to the line that begins at `from`, or at a later commit that was named; and what is odd about
/// that line.
fn line(
    repository: &Repository,
    (from, compared): (&Commit, Option<&Commit>),
    nodes: &[LineCommit],
    zone: &str,
) -> Result<(Line, Vec<LineNote>), GitTrouble> {
    let latest = if nodes.is_empty() { None } else { repository.latest_commit(&compared.unwrap_or(from).id)? };
    let floor = latest.as_ref().map_or(i64::MIN, |(_, moment)| *moment);
    let now = shell::moment();
    let line = Line::new(&from.id, floor, nodes, now);
    // A commit that was named is followed by none of the branch yet.
    let followed = match compared {
        Some(_) if !nodes.is_empty() => Some(repository.latest(&from.id)?),
        _ => latest.as_ref().map(|(_, moment)| *moment),
    };
    let behind = |moment: i64, other: i64| moment > other.saturating_add(CLOCKS);
    let precedes = followed.zip(line.earliest).is_some_and(|(moment, other)| behind(moment, other));
    let ahead = latest.filter(|(_, moment)| behind(*moment, now) || precedes);
    let ahead = ahead.map(|(commit, moment)| {
        let to_come = behind(moment, now);
        LineNote::Ahead { commit, day: day_at(moment, zone), to_come }
    });
    // A branch takes the main line in by merges of its own: that is no line that others follow yet.
    let turned = line.turned.iter().filter(|_| compared.is_none());
    let turned = turned.map(|commit| LineNote::OtherLine { commit: commit.clone() });
    let told = ahead.into_iter().chain(turned).collect();
    Ok((line, told))
}

/// The first commit between the two sides that has a sound plan, where there was none before: what came after it is compared with
/// it. Nothing where that is the side after.
pub(super) fn began(
    repository: &Repository,
    before: &OpenedSide,
    after: &OpenedSide,
) -> Result<Option<OpenedSide>, GitTrouble> {
    let Some(from) = before.commit().filter(|_| before.is_before_workspace()) else { return Ok(None) };
    let until = after.commit().map_or("HEAD", |commit| commit.id.as_str());
    let nodes = repository.graph(&from.id, until)?;
    let line = Line::new(&from.id, i64::MIN, &nodes, i64::MAX);
    let mut objects = repository.objects();
    let plan = format!("{}{PLAN}", repository.prefix);
    for node in nodes.iter().rev().filter(|node| line.is_own(&node.id) && node.id != until) {
        if objects.id(&format!("{}:{plan}", node.id))?.is_some() {
            let commit = repository.commit(&node.id)?;
            let side = OpenedSide::revision(commit.short().to_owned(), repository, commit)?;
            if side.open().is_ok() {
                return Ok(Some(side));
            }
        }
    }
    Ok(None)
}
