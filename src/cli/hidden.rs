//! Files that a comparison finds hidden: by attributes, or by rules that leave them out of commits.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::report_verdict::format_of;
use super::sides::{OpenedSide, SidePlace};
use crate::git::Repository;
use crate::git::rules::{LaidOut, is_rules};
use crate::git::tree::{Revision, TreeEntry};
use crate::review::commits::{ChangedFile, GitTrouble};
use crate::review::exchanged::NamedFile;
use crate::review::oddities::Oddity;
use crate::snapshot::{PLAN, PLANS, REPORTS, REVIEWED, Snapshot, joined, unit_path};
use crate::text::short_digest;

/// The files of evidence that records of the side after name, looked for when they are asked for.
pub(super) type NamedEvidence<'n> = LazyCell<Vec<NamedFile>, &'n dyn Fn() -> Vec<NamedFile>>;

/// The files that attributes hide which did not before, or that rules leave out of commits: one thing to say for each
/// attribute or rule. `changed` are the files that differ, where that is known; `begins` says that nothing was before, so
/// that everything that hides is news.
pub(super) fn hidden_files(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    (old, new): (&Snapshot, &Snapshot),
    (changed, named): (Option<&[ChangedFile]>, &NamedEvidence<'_>),
    begins: bool,
) -> Result<Vec<Oddity>, GitTrouble> {
    // Rules beside evidence lie within the workspace.
    let settled = |old: &Revision, new: &Revision| {
        let changed = changed.is_none_or(|files| files.iter().any(|file| is_rules(&file.path)));
        !changed && old.tree.rules == new.tree.rules && old.prefix() == new.prefix()
    };
    let settled = !begins
        && matches!((&before.place, &after.place),
        (SidePlace::Revision(old), SidePlace::Revision(new)) if settled(old, new));
    let evidence: BTreeSet<String> =
        if settled { BTreeSet::new() } else { named.iter().map(|it| it.file.clone()).collect() };
    let rules_of = |side: &OpenedSide| match &side.place {
        SidePlace::Revision(revision) | SidePlace::Staged(revision) => {
            let others = evidence.iter().map(String::as_str).chain(old.shared_path()).chain(new.shared_path());
            revision.rules_for(others).map(Some)
        }
        SidePlace::Folder(_) | SidePlace::Nowhere => Ok(None),
    };
    let (old_rules, new_rules) = (if begins { None } else { rules_of(before)? }, rules_of(after)?);
    // What is in two commits with the same rules is treated in the same way by both.
    let same_rules = settled && old_rules == new_rules;
    let has = |side: &Snapshot, id: &str| side.plan.unit_by_id(id).is_some_and(|unit| side.has_file(unit));
    let unmoved = |id: &str| same_rules && has(old, id) && has(new, id);
    let files = |of: &Snapshot| -> Vec<String> {
        // Above the top of the repository nothing is git's to show.
        let shared = of.shared_path().filter(|path| !joined(&repository.prefix, path).starts_with(".."));
        let shared = shared.map(str::to_owned);
        let units = of.plan.unit_indices().filter(|unit| !unmoved(of.plan.unit(*unit).id.as_str()));
        let units = units.map(|unit| unit_path(&of.plan, unit));
        if same_rules {
            return shared.into_iter().chain(units).collect();
        }
        // Also where they are not there yet: a rule may come first.
        let lists = lists_above(repository).into_iter().filter(|list| Some(list) != shared.as_ref());
        let own = [PLAN, REVIEWED].map(str::to_owned);
        own.into_iter().chain(lists).chain(shared.clone()).chain(units).collect()
    };
    let laid_out = |side: &OpenedSide, rules: Option<&BTreeMap<String, TreeEntry>>| match (&side.place, rules) {
        // A workspace that moved was treated as its former place was.
        (SidePlace::Revision(revision) | SidePlace::Staged(revision), Some(rules)) => {
            revision.repository().lay_out(rules).map(Some)
        }
        _ => Ok(None),
    };
    let (rules_before, rules) = (laid_out(before, old_rules.as_ref())?, laid_out(after, new_rules.as_ref())?);
    let by_attributes = |side: &OpenedSide, rules: Option<&LaidOut>, files: &[String]| match (&side.place, rules) {
        (_, Some(rules)) => rules.hiding_attributes(files),
        (SidePlace::Folder(_), None) => repository.hiding_attributes(files, None),
        (_, None) => Ok(Vec::new()),
    };
    let mut was = if begins { Vec::new() } else { by_attributes(before, rules_before.as_ref(), &files(old))? };
    // On disk what the clone keeps for itself counts, and is no news.
    if let (SidePlace::Revision(earlier), SidePlace::Folder(_), false) = (&before.place, &after.place, begins) {
        was.extend(repository.hiding_attributes(&files(old), Some(&earlier.commit.id))?);
    }
    let asked = files(new);
    let mut hidden: Vec<(String, String)> = by_attributes(after, rules.as_ref(), &asked)?;
    hidden.retain(|one| !was.contains(one));
    let asked = (asked.as_slice(), evidence.into_iter().collect::<Vec<_>>(), same_rules);
    hidden.extend(in_repositories(changed.unwrap_or_default(), named));
    hidden.extend(left_out(repository, (before, after), old, (rules_before, rules), asked)?);
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (file, by) in hidden {
        match all.iter_mut().find(|(other, _)| *other == by) {
            Some((_, files)) => files.push(file),
            None => all.push((by, vec![file])),
        }
    }
    let odd = |(by, files): (String, Vec<String>)| {
        let digest = short_digest(files.join("\n").as_bytes());
        Some(Oddity::HiddenFiles { file: files.first()?.clone(), files: files.len(), by, digest })
    };
    Ok(all.into_iter().filter_map(odd).collect())
}

/// The reports and files of evidence that are in a submodule which is at another commit: nothing of it can be compared.
fn in_repositories(changed: &[ChangedFile], named: &NamedEvidence<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for ChangedFile { path, after, .. } in changed.iter().filter(|it| it.is_repository) {
        let by = format!(".gitmodules ({path} {})", after.as_deref().and_then(|id| id.get(..10)).unwrap_or("—"));
        let within = |file: &str| file.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let reports = path == REPORTS || path.starts_with(&format!("{REPORTS}/"));
        found.extend(reports.then(|| (path.clone(), by.clone())));
        let evidence: BTreeSet<&String> = named.iter().map(|it| &it.file).filter(|file| within(file)).collect();
        found.extend(evidence.into_iter().map(|file| (file.clone(), by.clone())));
    }
    found
}

/// The files that rules leave out of commits: of those `asked` about, and, where the rule is new, reports that are there
/// and evidence.
fn left_out(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    old: &Snapshot,
    (rules_before, rules): (Option<LaidOut>, Option<LaidOut>),
    (asked, evidence, same_rules): (&[String], Vec<String>, bool),
) -> Result<Vec<(String, String)>, GitTrouble> {
    let mut hidden = Vec::new();
    match (&after.place, &rules) {
        (_, Some(rules)) => {
            let mut found = rules.left_out(asked)?;
            if let Some(earlier) = &rules_before
                && matches!(before.place, SidePlace::Revision(_))
                && !found.is_empty()
            {
                // A file that is new is left out by what was there before.
                let was = earlier.left_out(asked)?;
                let known = |file: &str| {
                    old.plan.unit_indices().all(|unit| unit_path(&old.plan, unit) != file || old.has_file(unit))
                };
                found.retain(|one| !(was.contains(one) && known(&one.0)));
            }
            hidden.extend(found);
            if !same_rules {
                let reports = [report_files(after), evidence].concat();
                let was = rules_before.as_ref().map(|earlier| earlier.left_out(&reports)).transpose()?;
                let is_new = |one: &(String, String)| was.as_ref().is_none_or(|was| !was.contains(one));
                hidden.extend(rules.left_out(&reports)?.into_iter().filter(is_new));
            }
        }
        (SidePlace::Folder(_), None) if !repository.bare && !asked.is_empty() => {
            hidden.extend(repository.ignored(asked)?);
            // What the clone keeps for itself, and what left them out before, is no news.
            let reports = [report_files(before), evidence].concat();
            let was = rules_before.as_ref().map(|earlier| earlier.left_out(&reports)).transpose()?;
            let is_new = |one: &(String, String)| was.as_ref().is_none_or(|was| !was.contains(one));
            let is_shared = |(_, by): &(String, String)| {
                by.split_once(" (")
                    .is_some_and(|(file, _)| file.ends_with(".gitignore") && !Path::new(file).is_absolute())
            };
            hidden.extend(repository.ignored(&reports)?.into_iter().filter(|one| is_new(one) && is_shared(one)));
        }
        _ => {}
    }
    Ok(hidden)
}

/// The reports that a commit, or what is staged, holds.
fn report_files(side: &OpenedSide) -> Vec<String> {
    match &side.place {
        SidePlace::Revision(revision) | SidePlace::Staged(revision) => {
            let reports = revision.tree.reports.keys().filter(|name| format_of(name).is_some());
            reports.map(|name| format!("{REPORTS}/{name}")).collect()
        }
        SidePlace::Folder(_) | SidePlace::Nowhere => Vec::new(),
    }
}

/// Where a list of plans could lie that holds this one, from the workspace: the folders above, up to the top.
fn lists_above(repository: &Repository) -> Vec<String> {
    let depth = repository.prefix.matches('/').count();
    (1..=depth).map(|up| format!("{}{PLANS}", "../".repeat(up))).collect()
}
