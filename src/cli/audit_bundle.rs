//! The bundle of one plan, made of revisions, and how a bundle is written.

use std::path::Path;

use super::compared::{ComparisonRequest, compared};
use super::exit::Failure;
use super::members::{MemberPlan, PastPlan};
use super::report_verdict::{only_then, report_names, verdict_on};
use super::session::{Asked, Version};
use super::sides::{OpenedSide, SidesProblem};
use crate::data::audit;
use crate::diagnostic::Lack;
use crate::facts::Facts;
use crate::git::Repository;
use crate::model::evidence::Evidence;
use crate::model::id::UnitIx;
use crate::model::zone::day_at;
use crate::page::audit::{AuditBundle, AuditCommit, AuditEvidence, AuditFile, AuditReport};
use crate::page::review::log::LogPage;
use crate::page::review::story::Comparison;
use crate::review::Cause;
use crate::review::commits::GitTrouble;
use crate::review::log::LogEntry;
use crate::review::unit_history::Now;
use crate::shell;
use crate::snapshot::Snapshot;
use crate::store::Trouble;
use crate::store::tables::TablesFolder;
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::words::{ExportPhrase, Phrase, Words};

/// The file for programs, by which a folder is known for such a bundle; and the page.
const CONTENTS: &str = "audit.json";
const PAGE: &str = "audit.html";

/// Says what was written, and whether it is all.
pub(super) fn told(
    out: &Path,
    words: &dyn Words,
    (marks, changed): (usize, usize),
    is_whole: bool,
) -> Result<(), Failure> {
    let folder = one_line(&out.display().to_string());
    let said = words.phrase(&Phrase::Export(ExportPhrase::Audited { folder: &folder, marks, changed, is_whole }));
    shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
    Ok(())
}

/// Says how to get the rest of a clone that lacks this object.
pub(super) fn lacks_nothing(asked: &Asked, lacking: Option<(String, Lack)>) -> Result<(), Failure> {
    lacking.map_or(Ok(()), |(id, lack)| Err(asked.wrong(&SidesProblem::Git(GitTrouble::Missing { id, lack }))))
}

/// Everything of one plan from the commit `from` up to the revision at which it was found, given to `then`; nothing where
/// it cannot be read at either end, which is reported.
pub(super) fn bundle<T>(
    asked: &Asked,
    plan: &MemberPlan,
    from: &str,
    then: impl FnOnce(&AuditBundle<'_>, &'static dyn Words) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let git = |found: GitTrouble| asked.fail(&Phrase::Git(&found));
    let Some(past) = &plan.past else { unreachable!("a revision was asked for") };
    let repository = past.revision.repository();
    let first = repository.commit(from).map_err(git)?;
    let as_of = asked.as_of.or(Some(TypedDay::Whole(past.known.day)));
    let of_bundle = Asked { version: Version::Now, as_of, ..asked.clone() };
    let named = [format!("{}..{}", first.id, past.known.commit)];
    let request = ComparisonRequest { of: Some(plan), ..ComparisonRequest::plain(&named) };
    compared(&of_bundle, &request, |comparison, _, words| {
        let snapshot = plan.open().map_err(|found| asked.unopened(&found))?;
        let wrong = |found: SidesProblem| asked.wrong(&found);
        let histories = histories(&comparison, repository, past).map_err(git)?;
        let logs: Vec<LogPage<'_>> = histories
            .iter()
            .map(|(unit, entries)| LogPage {
                plan: comparison.sides.plan_after(),
                unit: *unit,
                task: None,
                only: None,
                entries,
                shallow: repository.shallow,
            })
            .collect();
        let bundle = AuditBundle {
            known: &past.known,
            commits: commits(repository, &first.id, past, &snapshot).map_err(git)?,
            comparison,
            logs: &logs,
            reports: reports(repository, past).map_err(wrong)?,
            files: files(past, snapshot.shared_path()).map_err(git)?,
            evidence: evidence(&snapshot),
        };
        then(&bundle, words)
    })
}

/// Writes both files of a bundle.
pub(super) fn write(asked: &Asked, out: &Path, page: &[u8], contents: &[u8]) -> Result<(), Failure> {
    let failed = |found: Trouble| asked.wrong(&SidesProblem::Store(found));
    let Some(folder) =
        TablesFolder::begin(out, CONTENTS, |old| audit::is_ours(old).then(|| vec![PAGE.to_owned()])).map_err(failed)?
    else {
        let shown = one_line(&out.display().to_string());
        return Err(asked.fail(&Phrase::Export(ExportPhrase::FolderTaken { folder: &shown, contents: CONTENTS })));
    };
    folder.write(PAGE, page).map_err(failed)?;
    folder.write(CONTENTS, contents).map_err(failed)
}

/// The commits of the line after the first one, each with the day that counts.
fn commits(
    repository: &Repository,
    first: &str,
    past: &PastPlan,
    snapshot: &Snapshot,
) -> Result<Vec<AuditCommit>, GitTrouble> {
    let line = repository.moments(&past.known.commit)?;
    let begins = line.iter().position(|(commit, _)| commit == first).map_or(0, |at| at + 1);
    let zone = &snapshot.plan.header.timezone;
    let of = |(commit, moment): &(String, i64)| AuditCommit { commit: commit.clone(), day: day_at(*moment, zone) };
    Ok(line[begins..].iter().map(of).collect())
}

/// The whole history of every obligation whose record changed, by unit.
fn histories(
    comparison: &Comparison<'_>,
    repository: &Repository,
    past: &PastPlan,
) -> Result<Vec<(UnitIx, Vec<LogEntry>)>, GitTrouble> {
    let plan = comparison.sides.plan_after();
    let mut all = Vec::new();
    for changes in &comparison.outcome.units {
        let recorded = changes.changes.iter().filter(|change| change.cause == Cause::Record);
        let changed: Vec<_> = recorded.map(|change| change.after.occurrence).collect();
        if !changed.is_empty() {
            let history = repository.unit_history(plan, changes.unit, &past.known.commit)?;
            let as_of = comparison.sides.day_after();
            all.push((changes.unit, history.entries(Now::Unasked, as_of, &|at| changed.contains(&at))?));
        }
    }
    Ok(all)
}

fn reports(repository: &Repository, past: &PastPlan) -> Result<Vec<AuditReport>, SidesProblem> {
    let side = OpenedSide::past(past.clone());
    let verdict = |file: String| {
        let (verdict, by) = verdict_on(repository, &side, &file, None)?;
        Ok(AuditReport { verdict, data_changed: only_then(verdict, by.as_ref()), file })
    };
    report_names(&side)?.into_iter().map(verdict).collect()
}

fn files(past: &PastPlan, shared: Option<&str>) -> Result<Vec<AuditFile>, GitTrouble> {
    let found = past.revision.digests(shared)?.into_iter();
    Ok(found.map(|(file, sha256)| AuditFile { file, sha256 }).collect())
}

/// Every file that a record names as evidence, and what the revision has of it.
fn evidence(snapshot: &Snapshot) -> Vec<AuditEvidence> {
    let (plan, mut reader) = (&snapshot.plan, snapshot.reader());
    let mut all = Vec::new();
    for unit in plan.unit_indices() {
        let Ok(text) = reader.text(unit).map(str::to_owned) else { continue };
        // What is wrong with a file is told where it is compared.
        let Ok(records) = reader.records(unit, &text) else { continue };
        for (at, record) in records.iter() {
            for one in Facts::of(record, &text).evidence() {
                if let Evidence::File(it) = one {
                    all.push(AuditEvidence {
                        unit: plan.unit(unit).id.to_string(),
                        obligation: plan.typed(plan.occurrence(at)),
                        file: it.file.to_string(),
                        recorded: it.sha256.to_ascii_lowercase(),
                        found: snapshot.digest(&it.file).ok(),
                    });
                }
            }
        }
    }
    all
}
