//! What became of the files in `reports/` between two sides.

use super::sides::{OpenedSide, SidesProblem};
use super::verify::{self, verdict_on};
use crate::data::report::index;
use crate::git::Repository;
use crate::review::commits::{ChangedFile, Commit};
use crate::review::verify::Verdict;
use crate::review::{ChangedDocument, ChangedReport, ReportChange};
use crate::snapshot::REPORTS;

/// The reports that are other than before: edited, rebuilt, or gone. Where a branch is compared, `main` is the commit
/// at which it left the main line: data of later commits never stood on that.
pub(super) fn changed_reports(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    main: Option<&Commit>,
) -> Result<Vec<ChangedReport>, SidesProblem> {
    let mut changed = Vec::new();
    let mut tell = |name: &str, how: ReportChange, now: Option<String>| {
        let digests = (verify::digest(before, name)?, verify::digest(after, name)?);
        changed.push(ChangedReport { file: format!("{REPORTS}/{name}"), how, digests, now });
        Ok::<_, SidesProblem>(())
    };
    for name in verify::changed_reports(before, after)? {
        let was = verify::was_ours(before, &name)?;
        let (verdict, by) = verdict_on(repository, after, &name, main)?;
        match verdict {
            Verdict::Differs => tell(&name, ReportChange::Edited, None)?,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs if was => tell(&name, ReportChange::Edited, None)?,
            Verdict::Matches | Verdict::FiguresMatch
                if by.as_ref().is_some_and(|by| verify::of_a_moment(repository, (before, by, after), &name)) =>
            {
                tell(&name, ReportChange::OfAMoment, None)?;
            }
            Verdict::Matches if was && verify::says_otherwise(before, after, &name)? => {
                tell(&name, ReportChange::Remade, None)?;
            }
            Verdict::NotOurs | Verdict::Matches | Verdict::FiguresMatch | Verdict::Unread => {}
        }
    }
    let there = after.reports()?;
    for name in before.reports()?.iter().filter(|name| !there.contains(name)) {
        if verify::was_ours(before, name)? {
            let now = after.commit().map(|commit| repository.elsewhere(&commit.id, name)).transpose()?.flatten();
            tell(name, ReportChange::Gone, now)?;
        }
    }
    Ok(changed)
}

/// What was in `reports/` before, has no data to be compared with, and is other now or gone: what people write in, and
/// what they wrote themselves. `changed` are the files of the workspace that differ, where that is known.
pub(super) fn changed_documents(
    repository: Option<&Repository>,
    (before, after): (&OpenedSide, &OpenedSide),
    changed: Option<&[ChangedFile]>,
) -> Result<Vec<ChangedDocument>, SidesProblem> {
    let mut all = Vec::new();
    let mut tell = |name: &str, bytes: (u64, Option<u64>)| {
        // The index is made again with every report; what this program compares is marked where it differs.
        if name != index::FILE && !verify::was_ours(before, name)? && !verify::was_ours(after, name)? {
            all.push(ChangedDocument { file: format!("{REPORTS}/{name}"), bytes });
        }
        Ok::<_, SidesProblem>(())
    };
    let (Some(changed), Some(repository)) = (changed, repository) else {
        for name in before.reports()? {
            let (was, is) = (before.report(&name)?, after.report(&name)?);
            if let Some(was) = was.filter(|was| Some(was) != is.as_ref()) {
                tell(&name, (was.len() as u64, is.map(|is| is.len() as u64)))?;
            }
        }
        return Ok(all);
    };
    let mut objects = repository.objects();
    for file in changed {
        let name = file.path.strip_prefix(REPORTS).and_then(|path| path.strip_prefix('/'));
        let Some((name, was)) = name.zip(file.before.as_deref()) else { continue };
        let is = file.after.as_deref().map(|id| objects.size(id)).transpose()?;
        tell(name, (objects.size(was)?, is))?;
    }
    Ok(all)
}
