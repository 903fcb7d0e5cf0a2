//! Where a workspace was that is new at its place: pairs of folders that are gone and folders that came, by what stays the
//! same when a plan is moved and edited at once.

use std::collections::BTreeSet;

use super::listed::owed_by;
use super::session::Asked;
use super::sides::{OpenedSide, SidePlace, being_committed};
use crate::git::Repository;
use crate::model::plan::Plan;
use crate::read::walk::Inspect;
use crate::review::commits::GitTrouble;
use crate::review::oddities::Oddity;
use crate::snapshot::{PLAN, Snapshot, joined};
use crate::text::nfc;

/// The workspace as it was before, where there is none at its place on the side before: in the folder from which it
/// moved, or as it was when it was deleted. And the plans that are gone and that no folder is certainly the new place of.
pub(super) fn former(
    repository: &Repository,
    side: OpenedSide,
    after: &OpenedSide,
) -> Result<(OpenedSide, Vec<OpenedSide>), GitTrouble> {
    let Some(commit) = side.commit().cloned().filter(|_| side.is_before_workspace()) else {
        return Ok((side, Vec::new()));
    };
    let staged = being_committed(repository);
    // Of the files on disk those count that git knows of.
    let until = match &after.place {
        SidePlace::Staged(_) | SidePlace::Folder(_) => Some(""),
        SidePlace::Revision(revision) => Some(revision.commit.id.as_str()),
        SidePlace::Nowhere => None,
    };
    let there = until.map(|until| staged.plan_folders(until)).transpose()?.unwrap_or_default();
    let still = |folder: &str| match &after.place {
        SidePlace::Folder(workspace) => workspace.root().join(repository.to_top()).join(folder).join(PLAN).exists(),
        _ => there.plans.contains_key(folder),
    };
    let before = repository.plan_folders(&commit.id)?;
    let gone: Vec<&String> = before.plans.keys().filter(|folder| !still(folder)).collect();
    let own = &repository.prefix;
    let mut came: Vec<&String> = there.plans.keys().filter(|folder| !before.plans.contains_key(*folder)).collect();
    came.retain(|folder| *folder != own && still(folder));
    came.push(own);
    let at = |folder: &str| {
        OpenedSide::revision(format!("{}:{folder}", side.name), &repository.with_prefix(folder), commit.clone())
    };
    let pairs = match (&gone[..], &came[..]) {
        ([], _) => Vec::new(),
        // What is there alone is compared, however little stayed.
        ([_], [_]) => vec![(0, 0)],
        _ => {
            let gone = gone.iter().map(|folder| Ok(MovedPlan::of(&at(folder)?, folder)));
            let gone = gone.collect::<Result<Vec<_>, GitTrouble>>()?;
            let came = came.iter().map(|folder| match (*folder == own, until) {
                (true, _) | (_, None) => Ok(MovedPlan::of(after, folder)),
                (false, Some("")) => Ok(MovedPlan::of(&OpenedSide::staged(&repository.with_prefix(folder))?, folder)),
                (false, Some(until)) => {
                    let repository = repository.with_prefix(folder);
                    let until = repository.commit(until)?;
                    Ok(MovedPlan::of(&OpenedSide::revision(String::new(), &repository, until)?, folder))
                }
            });
            pairs(&gone, &came.collect::<Result<Vec<_>, GitTrouble>>()?)
        }
    };
    let own = came.len() - 1;
    let missing = gone.iter().enumerate().filter(|(at, _)| pairs.iter().all(|(gone, _)| gone != at));
    let missing = missing.map(|(_, folder)| at(folder)).collect::<Result<Vec<_>, GitTrouble>>()?;
    if let Some((gone_at, _)) = pairs.iter().find(|(_, came)| *came == own) {
        return Ok((at(gone[*gone_at])?, missing));
    }
    let Some(deleted) = repository.plan_deleted(&commit.id)? else { return Ok((side, missing)) };
    let last = repository.commit(&format!("{}^", deleted.id))?;
    Ok((OpenedSide::revision(last.short().to_owned(), repository, last)?, missing))
}

/// What a plan is known by wherever it lies.
#[derive(Debug)]
struct MovedPlan {
    /// The last part of its folder.
    name: String,
    text: Option<String>,
    number: Option<String>,
    tasks: BTreeSet<String>,
    units: BTreeSet<String>,
    /// The files of units: their names and objects.
    files: BTreeSet<(String, String)>,
}

impl MovedPlan {
    fn of(side: &OpenedSide, folder: &str) -> Self {
        let files = match &side.place {
            SidePlace::Revision(revision) | SidePlace::Staged(revision) => {
                revision.tree.units.iter().map(|(name, entry)| (name.clone(), entry.id.clone())).collect()
            }
            SidePlace::Folder(_) | SidePlace::Nowhere => BTreeSet::new(),
        };
        let plan = Snapshot::inspect(side.files(), Inspect::No).ok().map(|(snapshot, _)| snapshot);
        let ids = |of: fn(&Plan) -> Vec<String>| plan.iter().flat_map(|it| of(&it.plan)).collect();
        Self {
            name: folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
            number: plan.as_ref().map(|it| nfc(it.plan.header.number.trim())),
            tasks: ids(|plan| plan.tasks.iter().map(|task| task.id.to_string()).collect()),
            units: ids(|plan| plan.units.iter().map(|unit| unit.id.to_string()).collect()),
            text: plan.map(|it| it.plan_text.clone()),
            files,
        }
    }

    /// Whether both say the same wherever they lie.
    fn says_same(&self, other: &Self) -> bool {
        self.text.is_some() && self.text == other.text && self.files == other.files
    }

    /// How much of one stayed in another, the weightiest first; nothing where they are not alike.
    fn likeness(&self, other: &Self) -> Option<(u32, usize, bool)> {
        let shared = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> u32 {
            let all = one.union(other).count().max(1);
            u32::try_from(one.intersection(other).count() * 1000 / all).unwrap_or_default()
        };
        let (tasks, units) = (shared(&self.tasks, &other.tasks), shared(&self.units, &other.units));
        let same_text = self.text.is_some() && self.text == other.text;
        let same_number = self.number.is_some() && self.number == other.number;
        let half = 500;
        let alike = same_text || same_number || tasks >= half && units >= half;
        let weight = tasks + units + if same_text { 4000 } else { 0 } + if same_number { 2000 } else { 0 };
        alike.then(|| (weight, self.files.intersection(&other.files).count(), self.name == other.name))
    }
}

/// Which of the plans that are gone is which of those that came, where that is certain: the most alike first. Of two that
/// are as likely neither is, unless they are the same in everything.
fn pairs(gone: &[MovedPlan], came: &[MovedPlan]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = gone
        .iter()
        .enumerate()
        .flat_map(|(at, one)| came.iter().enumerate().map(move |(to, other)| (one.likeness(other), at, to)))
        .filter_map(|(likeness, at, to)| Some((likeness?, at, to)))
        .collect();
    all.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut doubtful: Vec<(usize, usize)> = Vec::new();
    for (likeness, at, to) in &all {
        let free = |pairs: &[(usize, usize)]| pairs.iter().all(|(one, other)| one != at && other != to);
        if !free(&found) || !free(&doubtful) {
            continue;
        }
        let rival = |(other, one, two): &&(_, usize, usize)| {
            let shares = (one == at) != (two == to);
            other == likeness && shares && found.iter().all(|(gone, came)| gone != one && came != two)
        };
        let same = |one: usize, two: usize| gone[one].says_same(&gone[*at]) && came[two].says_same(&came[*to]);
        if all.iter().filter(rival).all(|(_, one, two)| same(*one, *two)) {
            found.push((*at, *to));
        } else {
            doubtful.push((*at, *to));
        }
    }
    found
}

/// What is to be said of plans that are gone.
pub(super) fn gone_plans(asked: &Asked, gone: &[OpenedSide]) -> Vec<Oddity> {
    let of = |side: &OpenedSide| {
        let SidePlace::Revision(revision) = &side.place else { return None };
        let folder = revision.prefix().trim_end_matches('/').to_owned();
        let file = joined(&revision.repository().to_top(), &joined(&folder, PLAN));
        let opened = side.open().ok();
        let number = opened.as_ref().map_or_else(String::new, |it| it.plan.header.number.to_string());
        let effects = opened.map(|it| owed_by(asked, &it)).unwrap_or_default();
        Some(Oddity::PlanGone { folder, file, number, effects })
    };
    gone.iter().filter_map(of).collect()
}
