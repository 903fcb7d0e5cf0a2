//! What became of the files in `reports/` between two sides.

use super::report_verdict::{self, changed_files, digest_of, format_of, has_mark, verdict_on};
use super::sides::{MAX_REPORT_BYTES, OpenedSide, SidePlace, SidesProblem};
use crate::data::report::index;
use crate::git::Repository;
use crate::model::plan::Lang;
use crate::review::commits::{Blobs, ChangedFile, Commit};
use crate::review::verify::Verdict;
use crate::review::{ChangedDocument, ChangedReport, MovedReport, ReportChange};
use crate::snapshot::REPORTS;
use crate::words::words;

/// The reports that are other than before: edited, rebuilt, or gone. Where a branch is compared, `main` is the commit
/// at which it left the main line: data of later commits never stood on that.
pub(super) fn changed_reports(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    main: Option<&Commit>,
) -> Result<Vec<ChangedReport>, SidesProblem> {
    let mut changed = Vec::new();
    let mut tell = |name: &str, how: ReportChange, now: Option<MovedReport>| {
        let digests = (report_verdict::digest(before, name)?, report_verdict::digest(after, name)?);
        let edited = how == ReportChange::Edited;
        let of = if edited { report_verdict::on_a_branch(repository, after, name)? } else { None };
        let how = if of.is_some() { ReportChange::OfABranch } else { how };
        changed.push(ChangedReport { file: format!("{REPORTS}/{name}"), how, digests, now, of });
        Ok::<_, SidesProblem>(())
    };
    for name in changed_files((before, after), |name| format_of(name).is_some())? {
        let was = report_verdict::was_ours(before, &name)?;
        let (verdict, by) = verdict_on(repository, after, &name, main)?;
        match verdict {
            Verdict::Differs => tell(&name, ReportChange::Edited, None)?,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs if was => tell(&name, ReportChange::Edited, None)?,
            Verdict::Matches | Verdict::FiguresMatch
                if by
                    .as_ref()
                    .is_some_and(|by| report_verdict::of_a_moment(repository, (before, by, after), &name)) =>
            {
                tell(&name, ReportChange::OfAMoment, None)?;
            }
            Verdict::FiguresMatch if report_verdict::says_otherwise(before, after, &name)? => {
                tell(&name, ReportChange::OtherEdition, None)?;
            }
            Verdict::Matches
                if was
                    && report_verdict::says_otherwise(before, after, &name)?
                    && !report_verdict::goes_on((before, after), &name)? =>
            {
                tell(&name, ReportChange::Remade, None)?;
            }
            Verdict::NotOurs | Verdict::Matches | Verdict::FiguresMatch | Verdict::Unread => {}
        }
    }
    let there = after.reports()?;
    for name in before.reports()?.iter().filter(|name| !there.contains(name)) {
        if report_verdict::was_ours(before, name)? {
            tell(name, ReportChange::Gone, elsewhere(repository, (before, after), name)?)?;
        }
    }
    Ok(changed)
}

/// Where a file of the name of a report that is gone lies now: the same one, if there is one.
fn elsewhere(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    name: &str,
) -> Result<Option<MovedReport>, SidesProblem> {
    let Some(commit) = after.commit() else { return Ok(None) };
    let (was, mut objects) = (report_verdict::digest(before, name)?, repository.objects());
    let mut found: Option<MovedReport> = None;
    for (file, id) in repository.elsewhere(&commit.id, name)? {
        let is = objects.bytes(&id, MAX_REPORT_BYTES)?.map(|bytes| digest_of(&bytes));
        if is == was {
            return Ok(Some(MovedReport { file, is_same: true }));
        }
        found.get_or_insert(MovedReport { file, is_same: false });
    }
    Ok(found)
}

/// What a path in `reports/` is called there.
fn below(path: &str) -> Option<&str> {
    path.strip_prefix(REPORTS)?.strip_prefix('/')
}

/// Files with the mark of a report under a name that none has, which are new or other than before.
pub(super) fn misnamed_reports(
    repository: &Repository,
    sides: (&OpenedSide, &OpenedSide),
    changed: Option<&[ChangedFile]>,
) -> Result<Vec<ChangedReport>, SidesProblem> {
    let is_misnamed = |name: &str| format_of(name).is_none();
    let mut files: Vec<BothSides> = Vec::new();
    if let Some(changed) = changed {
        // Between commits those in folders of `reports/` are known too.
        let mut objects = repository.objects();
        let mut bytes = |id: Option<&str>| {
            id.map_or(Ok(None), |id| Ok::<_, SidesProblem>(objects.blob(id, MAX_REPORT_BYTES)?.bytes()))
        };
        for file in changed.iter().filter(|file| below(&file.path).is_some_and(is_misnamed)) {
            let name = below(&file.path).unwrap_or_default().to_owned();
            files.push((name, [bytes(file.before.as_deref())?, bytes(file.after.as_deref())?]));
        }
    } else {
        for name in changed_files(sides, is_misnamed)? {
            let both = [sides.0.report(&name)?, sides.1.report(&name)?];
            files.push((name, both));
        }
        files.extend(below_on_disk(Some(repository), sides)?);
    }
    files.retain(|(name, [_, is])| is.as_ref().is_some_and(|bytes| has_mark(name, bytes)));
    let told = files.into_iter().map(|(name, [was, is])| {
        let digests = (was.as_deref().map(digest_of), is.as_deref().map(digest_of));
        ChangedReport { file: format!("{REPORTS}/{name}"), how: ReportChange::Misnamed, digests, now: None, of: None }
    });
    Ok(told.collect())
}

/// What was in `reports/` before, has no data to be compared with, and is other now or gone: what people write in, and
/// what they wrote themselves; and what came under the name of a report, and is none that this program made. `changed` are
/// the files of the workspace that differ, where that is known.
pub(super) fn changed_documents(
    repository: Option<&Repository>,
    (before, after): (&OpenedSide, &OpenedSide),
    changed: Option<&[ChangedFile]>,
    report_day: Option<u32>,
) -> Result<Vec<ChangedDocument>, SidesProblem> {
    let mut all = Vec::new();
    let mut tell = |name: &str, bytes: (Option<u64>, Option<u64>)| {
        // What comes is news only under the name of a report: people would take it for one.
        if bytes.0.is_none() && format_of(name).is_none() {
            return Ok(());
        }
        // The index is made again with every report; what this program compares is marked where it differs.
        let compared = if name == index::FILE {
            is_made_again(before, after, report_day)?
        } else {
            report_verdict::was_ours(before, name)? || report_verdict::was_ours(after, name)?
        };
        if !compared {
            all.push(ChangedDocument { file: format!("{REPORTS}/{name}"), bytes });
        }
        Ok::<_, SidesProblem>(())
    };
    let (Some(changed), Some(repository)) = (changed, repository) else {
        let (then, now) = (before.reports()?, after.reports()?);
        let came = now.into_iter().filter(|name| !then.contains(name)).collect::<Vec<_>>();
        for name in then.iter().cloned().chain(came) {
            let (was, is) = (before.report(&name)?, after.report(&name)?);
            if was != is {
                tell(&name, (was.map(|was| was.len() as u64), is.map(|is| is.len() as u64)))?;
            }
        }
        for (name, [was, is]) in below_on_disk(repository, (before, after))? {
            tell(&name, (was.map(|was| was.len() as u64), is.map(|is| is.len() as u64)))?;
        }
        return Ok(all);
    };
    let mut objects = repository.objects();
    for file in changed {
        let Some(name) = below(&file.path) else { continue };
        let mut size = |id: Option<&str>| id.map(|id| objects.size(id)).transpose();
        tell(name, (size(file.before.as_deref())?, size(file.after.as_deref())?))?;
    }
    Ok(all)
}

/// A file in `reports/`, as it was and as it is.
type BothSides = (String, [Option<Vec<u8>>; 2]);

/// The files in folders of `reports/` that are other on disk than in a commit.
fn below_on_disk(
    repository: Option<&Repository>,
    (before, after): (&OpenedSide, &OpenedSide),
) -> Result<Vec<BothSides>, SidesProblem> {
    let (Some(repository), SidePlace::Revision(old), SidePlace::Folder(workspace)) =
        (repository.filter(|it| !it.bare), &before.place, &after.place)
    else {
        return Ok(Vec::new());
    };
    let (mut objects, reports) = (repository.objects(), workspace.reports());
    let mut found = Vec::new();
    for file in repository.changed_below_reports((&old.commit.id, old.prefix()))? {
        let name = below(&file.path).unwrap_or_default().to_owned();
        let was = file.before.as_deref().map(|id| objects.bytes(id, MAX_REPORT_BYTES)).transpose()?.flatten();
        let is = reports.read_below(&name, MAX_REPORT_BYTES)?;
        if was != is {
            found.push((name, [was, is]));
        }
    }
    Ok(found)
}

/// Whether the index of reports is what the program makes of the one before and of the reports that are there.
fn is_made_again(before: &OpenedSide, after: &OpenedSide, report_day: Option<u32>) -> Result<bool, SidesProblem> {
    let text = |side: &OpenedSide| {
        let bytes = side.report(index::FILE)?;
        Ok::<_, SidesProblem>(bytes.map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n")))
    };
    let (was, is, names) = (text(before)?, text(after)?, after.reports()?);
    Ok(Lang::all().any(|lang| is == Some(index::file(was.as_deref(), &names, report_day, words(lang)))))
}
