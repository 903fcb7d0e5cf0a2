//! `tiendo audit`: one bundle for an inspector, to be read and to be checked, made of revisions alone.

use std::path::PathBuf;

use clap::Args;

use super::command::{Command, Help, OfFiles, Run};
use super::compared::{ComparisonRequest, compared, known_days};
use super::exit::{Exit, Failure};
use super::members::PastPlan;
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
use crate::page::audit::{AuditBundle, AuditCommit, AuditEvidence, AuditFile, AuditReport};
use crate::page::review::log::LogPage;
use crate::page::review::story::Comparison;
use crate::review::Cause;
use crate::review::commits::GitTrouble;
use crate::review::history::Now;
use crate::review::log::LogEntry;
use crate::review::notices::notices;
use crate::shell;
use crate::snapshot::Snapshot;
use crate::store::Trouble;
use crate::store::tables::TablesFolder;
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::words::{ExportPhrase, Phrase};

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
    let git = |found: GitTrouble| asked.fail(&Phrase::Git(&found));
    let (from, to) = ends(asked, range.as_deref())?;
    let there = Asked { version: Version::At(to), ..asked.clone() }.one()?;
    there.sound().map_err(|found| asked.unopened(&found))?;
    let Some(past) = there.past.clone() else { unreachable!("a revision was asked for") };
    let repository = past.revision.repository();
    let first = repository.commit(&from).map_err(git)?;
    let as_of = asked.as_of.or(Some(TypedDay::Whole(past.known.day)));
    let of_bundle = Asked { version: Version::Now, as_of, ..asked.clone() };
    let named = [format!("{}..{}", first.id, past.known.commit)];
    let request =
        ComparisonRequest { named: &named, units: &[], from: None, backdated: 30, staged: false, reviewed: None };
    let made = compared(&of_bundle, &request, |comparison, _, words| {
        let snapshot = there.open().map_err(|found| asked.unopened(&found))?;
        let wrong = |found: SidesProblem| asked.wrong(&found);
        let histories = histories(&comparison, repository, &past).map_err(git)?;
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
            commits: commits(repository, &first.id, &past, &snapshot).map_err(git)?,
            comparison,
            logs: &logs,
            reports: reports(repository, &past).map_err(wrong)?,
            files: files(&past).map_err(git)?,
            evidence: evidence(&snapshot),
        };
        let mut page = Vec::new();
        let title = words.phrase(&Phrase::Export(ExportPhrase::AuditTitle));
        plain::document(&mut page, &title, words, |out| page::audit::write(out, &bundle, words))?;
        let mut contents = Vec::new();
        audit::json(&mut contents, &bundle)?;
        let marks = notices(comparison.sides, comparison.outcome, comparison.reviewed).len();
        let changed = comparison.outcome.by(Cause::Record).count();
        let broken = !comparison.broken.is_empty();
        write(asked, out, &page, &contents)?;
        let folder = one_line(&out.display().to_string());
        let said = words.phrase(&Phrase::Export(ExportPhrase::Audited { folder: &folder, marks, changed }));
        shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
        Ok(if broken { Exit::Unread } else { Exit::Done })
    })?;
    Ok(made.unwrap_or(Exit::Unread))
}

/// The revisions between which is looked: those that are named, those of two days, else the first commit and HEAD.
fn ends(asked: &Asked, range: Option<&str>) -> Result<(String, String), Failure> {
    let named: Vec<String> = range.into_iter().map(str::to_owned).collect();
    let request =
        ComparisonRequest { named: &named, units: &[], from: None, backdated: 30, staged: false, reviewed: None };
    let days = known_days(asked, &request)?.and_then(|(days, _)| days.into_iter().next());
    let head = || "HEAD".to_owned();
    let Some(range) = days.or(named.into_iter().next()) else {
        let on_disk = Asked { version: Version::Now, ..asked.clone() };
        let git = |found: GitTrouble| asked.fail(&Phrase::Git(&found));
        let repository = Repository::of(on_disk.workspace()?.root()).map_err(git)?;
        let line = repository.moments(&repository.commit("HEAD").map_err(git)?.id).map_err(git)?;
        return Ok((line.first().map_or_else(head, |(commit, _)| commit.clone()), head()));
    };
    let (from, to) = range.split_once("..").unwrap_or((&range, ""));
    let or_head = |name: &str| if name.is_empty() { head() } else { name.trim_start_matches('.').to_owned() };
    Ok((or_head(from), or_head(to)))
}

fn write(asked: &Asked, out: &std::path::Path, page: &[u8], contents: &[u8]) -> Result<(), Failure> {
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

fn files(past: &PastPlan) -> Result<Vec<AuditFile>, GitTrouble> {
    past.revision.digests().map(|found| found.into_iter().map(|(file, sha256)| AuditFile { file, sha256 }).collect())
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
