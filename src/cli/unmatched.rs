//! Reports that match no more because of a change of the plan, and those of them that no commit has.

use super::report_verdict::{compare_with, format_of};
use super::sides::{MAX_REPORT_BYTES, OpenedSide};
use crate::git::Repository;
use crate::review::verify::Verdict;
use crate::snapshot::{REPORTS, Snapshot};
use crate::store::Workspace;

/// Reports that match the data before a change and no longer after it, by their files.
#[derive(Default)]
pub(super) struct UnmatchedReports {
    pub(super) all: Vec<String>,
    /// Those that are not in the last commit as they stand: committed later they may match no data.
    pub(super) uncommitted: Vec<String>,
}

impl UnmatchedReports {
    /// Of many reports the last ones by name are looked at.
    pub(super) fn of(workspace: &Workspace, before: &Snapshot, after: &Snapshot) -> Self {
        const LOOKED_AT: usize = 12;
        let folder = workspace.reports();
        let names = folder.names().unwrap_or_default();
        let ours: Vec<&String> = names.iter().filter(|name| format_of(name).is_some()).collect();
        let (mut lost, mut committed) = (Self::default(), None);
        for name in &ours[ours.len().saturating_sub(LOOKED_AT)..] {
            let Ok(bytes) = folder.read(name, MAX_REPORT_BYTES) else { continue };
            let verdict = |snapshot| compare_with(Some(snapshot), name, &bytes);
            let matches = |snapshot| matches!(verdict(snapshot), Verdict::Matches | Verdict::FiguresMatch);
            if !matches(before) || matches(after) {
                continue;
            }
            let file = format!("{REPORTS}/{name}");
            let committed = committed.get_or_insert_with(|| last_commit(workspace));
            if committed.as_ref().and_then(|side| side.report(name).ok()?) != Some(bytes) {
                lost.uncommitted.push(file.clone());
            }
            lost.all.push(file);
        }
        lost
    }
}

/// What the last commit has; nothing where there is none.
fn last_commit(workspace: &Workspace) -> Option<OpenedSide> {
    let repository = Repository::of(workspace.root()).ok()?;
    let head = repository.commit("HEAD").ok()?;
    OpenedSide::revision("HEAD".to_owned(), &repository, head).ok()
}
