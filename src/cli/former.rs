//! Where a workspace was that is new at its place.

use std::collections::BTreeSet;

use super::listed::owed_by;
use super::session::Asked;
use super::sides::{OpenedSide, SidePlace, being_committed};
use crate::git::Repository;
use crate::read::walk::Inspect;
use crate::review::commits::GitTrouble;
use crate::review::moved::{MovedPlan, pairs};
use crate::review::oddities::Oddity;
use crate::snapshot::{PLAN, Snapshot, joined};
use crate::store::Workspace;

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
    let until = match &after.place {
        SidePlace::Staged(_) | SidePlace::Folder(_) => Some(""),
        SidePlace::Revision(revision) => Some(revision.commit.id.as_str()),
        SidePlace::Nowhere => None,
    };
    let there = until.map(|until| staged.plan_folders(until)).transpose()?.unwrap_or_default();
    let before = repository.plan_folders(&commit.id)?;
    let own = &repository.prefix;
    let on_disk = |folder: &str| match &after.place {
        SidePlace::Folder(workspace) => Some(workspace.root().join(repository.to_top()).join(folder)),
        _ => None,
    };
    let now_at = |folder: &str| -> Result<OpenedSide, GitTrouble> {
        match until.filter(|_| folder != own) {
            None => Ok(after.clone()),
            Some("") if !there.plans.contains_key(folder) => {
                let at = on_disk(folder).unwrap_or_default();
                Ok(OpenedSide::folder(String::new(), Workspace::at(at)))
            }
            Some("") => OpenedSide::staged(&repository.with_prefix(folder)),
            Some(until) => {
                let repository = repository.with_prefix(folder);
                let until = repository.commit(until)?;
                OpenedSide::revision(String::new(), &repository, until)
            }
        }
    };
    let still =
        |folder: &str| on_disk(folder).map_or_else(|| there.plans.contains_key(folder), |at| at.join(PLAN).exists());
    // What moved on disk git may not know of yet.
    let moved_away = before.plans.keys().any(|folder| !still(folder));
    let unknown = if on_disk("").is_some() && moved_away { repository.unknown_plans()? } else { Vec::new() };
    let mut came: Vec<&String> = there.plans.keys().chain(&unknown).collect();
    came.retain(|folder| !before.plans.contains_key(*folder));
    came.retain(|folder| *folder != own && still(folder));
    came.push(own);
    let at = |folder: &str| {
        OpenedSide::revision(format!("{}:{folder}", side.name), &repository.with_prefix(folder), commit.clone())
    };
    let mut gone: Vec<&String> = before.plans.keys().filter(|folder| !still(folder)).collect();
    // And those in which something else lies now.
    let mut left = Vec::new();
    let here = known(after, own);
    let changed = |(folder, plan): &(&String, &String)| still(folder) && there.plans.get(*folder) != Some(*plan);
    for (folder, _) in before.plans.iter().filter(changed) {
        if known(&at(folder)?, folder).left_its_folder(&known(&now_at(folder)?, folder), &here) {
            left.push(folder);
        }
    }
    gone.extend(&left);
    let pairs = match (&gone[..], &came[..]) {
        ([], _) => Vec::new(),
        // What is there alone is compared, however little stayed.
        ([_], [_]) if left.is_empty() => vec![(0, 0)],
        _ => {
            let gone = gone.iter().map(|folder| Ok(known(&at(folder)?, folder)));
            let gone = gone.collect::<Result<Vec<_>, GitTrouble>>()?;
            let came = came.iter().map(|folder| Ok(known(&now_at(folder)?, folder)));
            pairs(&gone, &came.collect::<Result<Vec<_>, GitTrouble>>()?)
        }
    };
    let own = came.len() - 1;
    let missing = gone
        .iter()
        .enumerate()
        .filter(|(at, folder)| pairs.iter().all(|(gone, _)| gone != at) && !left.contains(folder));
    let missing = missing.map(|(_, folder)| at(folder)).collect::<Result<Vec<_>, GitTrouble>>()?;
    if let Some((gone_at, _)) = pairs.iter().find(|(_, came)| *came == own) {
        return Ok((at(gone[*gone_at])?, missing));
    }
    let Some(deleted) = repository.plan_deleted(&commit.id)? else { return Ok((side, missing)) };
    let last = repository.commit(&format!("{}^", deleted.id))?;
    Ok((OpenedSide::revision(last.short().to_owned(), repository, last)?, missing))
}

/// What the plan in this folder is known by.
fn known(side: &OpenedSide, folder: &str) -> MovedPlan {
    let files = match &side.place {
        SidePlace::Revision(revision) | SidePlace::Staged(revision) => {
            revision.tree.units.iter().map(|(name, entry)| (name.clone(), entry.id.clone())).collect()
        }
        SidePlace::Folder(_) | SidePlace::Nowhere => BTreeSet::new(),
    };
    let plan = Snapshot::inspect(side.files(), Inspect::No).ok();
    MovedPlan::new(plan.as_ref().map(|(snapshot, _)| snapshot), folder, files)
}

/// The plans of the side before that are compared with nothing.
#[derive(Default)]
pub(super) struct GonePlans {
    /// Those that no folder is certainly the new place of.
    pub(super) folders: Vec<OpenedSide>,
    /// Those of a list in whose place a plan stands.
    pub(super) unlisted: Vec<OpenedSide>,
}

/// What is to be said of plans that are gone.
pub(super) fn gone_plans(asked: &Asked, gone: &GonePlans) -> Vec<Oddity> {
    let of = |(side, listed): (&OpenedSide, bool)| {
        let SidePlace::Revision(revision) = &side.place else { return None };
        let folder = revision.prefix().trim_end_matches('/').to_owned();
        let file = joined(&revision.repository().to_top(), &joined(&folder, PLAN));
        let opened = side.open().ok();
        let number = opened.as_ref().map_or_else(String::new, |it| it.plan.header.number.to_string());
        let effects = opened.map(|it| owed_by(asked, &it)).unwrap_or_default();
        Some(Oddity::PlanGone { folder, file, number, listed, effects })
    };
    let unlisted = gone.unlisted.iter().map(|side| (side, true));
    gone.folders.iter().map(|side| (side, false)).chain(unlisted).filter_map(of).collect()
}
