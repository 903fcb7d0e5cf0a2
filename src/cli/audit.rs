//! `tiendo audit`: one bundle for an inspector, to be read and to be checked, made of revisions alone.

use std::path::{Path, PathBuf};

use clap::Args;

use super::audit_of_many;
use super::command::{Command, Help, OfFiles, Run};
use super::compared::{ComparisonRequest, compared, known_days};
use super::exit::{Exit, Failure};
use super::members::{MemberPlan, PastPlan};
use super::scope::AskedPlans;
use super::session::{Asked, Version};
use super::sides::{OpenedSide, SidesProblem};
use super::verify::{report_names, verdict_on};
use crate::data::audit;
use crate::facts::Facts;
use crate::git::Repository;
use crate::model::evidence::Evidence;
use crate::model::id::UnitIx;
use crate::model::zone::day_at;
use crate::office::html::plain;
use crate::page;
use crate::page::audit::{AuditBundle, AuditCommit, AuditCounts, AuditEvidence, AuditFile, AuditReport};
use crate::page::review::log::LogPage;
use crate::page::review::story::Comparison;
use crate::review::Cause;
use crate::review::commits::GitTrouble;
use crate::review::history::Now;
use crate::review::log::LogEntry;
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

#[derive(Args)]
pub(super) struct AuditArgs {
    #[arg(value_name = "A..B")]
    range: Option<String>,
    #[arg(long, short_alias = 'o', value_name = "DIR")]
    out: PathBuf,
}

impl Command for AuditArgs {
    const NAME: &str = "audit";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::TwoDays;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập một bộ hồ sơ cho đoàn kiểm tra: thay đổi, lịch sử, báo cáo, minh chứng, mã băm",
                  "Make one bundle for an inspector: changes, histories, reports, evidence, digests"),
        ("examples",
"tiendo audit --out ho-so  # từ commit đầu tiên đến HEAD
tiendo audit v1..v2 --out ho-so  # giữa hai phiên bản
tiendo audit --known-on 31/3/2024..30/6/2024 --out ho-so  # giữa hai ngày",
"tiendo audit --out bundle  # from the first commit to HEAD
tiendo audit v1..v2 --out bundle  # between two revisions
tiendo audit --known-on 31/3/2024..30/6/2024 --out bundle  # between two days"),
        ("range", "Hai phiên bản trong git [mặc định: từ commit đầu tiên đến HEAD]",
                  "Two revisions of git [default: from the first commit to HEAD]"),
        ("out", "Thư mục để ghi: mới, trống, hoặc của lần lập trước", "Folder to write to: new, empty, or of an earlier bundle"),
    ];
}

/// Runs `tiendo audit`.
fn run(asked: &Asked, AuditArgs { range, out }: &AuditArgs) -> Result<Exit, Failure> {
    let (from, to) = ends(asked, range.as_deref())?;
    let there = Asked { version: Version::At(to), ..asked.clone() };
    if let AskedPlans::Many(collection) = there.scope()? {
        let list = audit_of_many::list(asked, &from, &collection)?;
        if collection.plans.len() > 1 || !list.is_empty() {
            return audit_of_many::run(asked, (&from, &collection), &list, out);
        }
    }
    let plan = there.one()?;
    plan.sound().map_err(|found| asked.unopened(&found))?;
    let made = bundle(asked, &plan, &from, |bundle, words| {
        let mut page = Vec::new();
        let title = words.phrase(&Phrase::Export(ExportPhrase::AuditTitle));
        plain::document(&mut page, &title, words, |out| page::audit::write(out, bundle, words))?;
        let mut contents = Vec::new();
        audit::json(&mut contents, bundle)?;
        write(asked, out, &page, &contents)?;
        let AuditCounts { marks, changed, .. } = bundle.counts();
        told(out, words, (marks, changed))?;
        Ok(if bundle.comparison.broken.is_empty() { Exit::Done } else { Exit::Unread })
    })?;
    Ok(made.unwrap_or(Exit::Unread))
}

/// Says what was written.
pub(super) fn told(out: &Path, words: &dyn Words, (marks, changed): (usize, usize)) -> Result<(), Failure> {
    let folder = one_line(&out.display().to_string());
    let said = words.phrase(&Phrase::Export(ExportPhrase::Audited { folder: &folder, marks, changed }));
    shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
    Ok(())
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

/// The revisions between which is looked: those that are named, those of two days, else the first commit and HEAD.
fn ends(asked: &Asked, range: Option<&str>) -> Result<(String, String), Failure> {
    let named: Vec<String> = range.into_iter().map(str::to_owned).collect();
    let days = known_days(asked, &ComparisonRequest::plain(&named))?.and_then(|(days, _)| days.into_iter().next());
    let head = || "HEAD".to_owned();
    let Some(range) = days.or(named.into_iter().next()) else {
        let git = |found: GitTrouble| asked.fail(&Phrase::Git(&found));
        let repository = Repository::of(&asked.some_folder()?).map_err(git)?;
        let line = repository.moments(&repository.commit("HEAD").map_err(git)?.id).map_err(git)?;
        return Ok((line.first().map_or_else(head, |(commit, _)| commit.clone()), head()));
    };
    let (from, to) = range.split_once("..").unwrap_or((&range, ""));
    let or_head = |name: &str| if name.is_empty() { head() } else { name.trim_start_matches('.').to_owned() };
    Ok((or_head(from), or_head(to)))
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
    let verdict = |file: String| Ok(AuditReport { verdict: verdict_on(repository, &side, &file, None)?, file });
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
