//! Reports that match no more because of a change of the plan, and those of them that no commit has.

use super::sides::{MAX_REPORT_BYTES, OpenedSide};
use super::verify::{compare_with, format_of};
use crate::git::Repository;
use crate::review::verify::Verdict;
use crate::snapshot::{REPORTS, Snapshot};
use crate::store::Workspace;

/// The reports of a workspace that match its data before a change and no longer after it; of many the last ones by name
/// are looked at.
pub(super) fn unmatched(workspace: &Workspace, before: &Snapshot, after: &Snapshot) -> Vec<String> {
    const LOOKED_AT: usize = 12;
    let folder = workspace.reports();
    let names = folder.names().unwrap_or_default();
    let ours: Vec<&String> = names.iter().filter(|name| format_of(name).is_some()).collect();
    let is_lost = |name: &&&String| {
        let Ok(bytes) = folder.read(name, MAX_REPORT_BYTES) else { return false };
        let matches =
            |snapshot| matches!(compare_with(Some(snapshot), name, &bytes), Verdict::Matches | Verdict::FiguresMatch);
        matches(before) && !matches(after)
    };
    let last = &ours[ours.len().saturating_sub(LOOKED_AT)..];
    last.iter().filter(is_lost).map(|name| format!("{REPORTS}/{name}")).collect()
}

/// Which of these reports are not in the last commit as they stand: nothing tells later which data they were of.
pub(super) fn uncommitted(workspace: &Workspace, reports: &[String]) -> Vec<String> {
    let committed = || {
        let repository = Repository::of(workspace.root()).ok()?;
        let head = repository.commit("HEAD").ok()?;
        OpenedSide::revision("HEAD".to_owned(), &repository, head).ok()
    };
    let (committed, folder) = (committed(), workspace.reports());
    let is_kept = |report: &&String| {
        let name = report.strip_prefix(REPORTS).map_or(report.as_str(), |name| name.trim_start_matches('/'));
        let then = committed.as_ref().and_then(|side| side.report(name).ok()?);
        then.is_some() && then == folder.read(name, MAX_REPORT_BYTES).ok()
    };
    reports.iter().filter(|report| !is_kept(report)).cloned().collect()
}
