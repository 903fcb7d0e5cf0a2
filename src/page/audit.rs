//! A bundle for an inspector, as people read it.

use std::io;

use chrono::NaiveDate;

use super::plan::{known_head, short};
use super::review::log::{self, LogPage};
use super::review::story::{self, Comparison};
use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone, Weight};
use crate::review::Cause;
use crate::review::notices::notices;
use crate::review::verify::Verdict;
use crate::view::known::KnownCommit;
use crate::words::{ExportPhrase, Label, Phrase, Words};

/// Everything that the bundle is made of: from revisions alone, so that the same range gives the same bytes.
pub(crate) struct AuditBundle<'a> {
    /// The revision at the end of the range.
    pub(crate) known: &'a KnownCommit,
    /// The commits of the line after the first of the range, the first of them first.
    pub(crate) commits: Vec<AuditCommit>,
    pub(crate) comparison: Comparison<'a>,
    /// The whole history of what changed, by unit.
    pub(crate) logs: &'a [LogPage<'a>],
    pub(crate) reports: Vec<AuditReport>,
    pub(crate) files: Vec<AuditFile>,
    pub(crate) evidence: Vec<AuditEvidence>,
}

pub(crate) struct AuditCommit {
    pub(crate) commit: String,
    /// The day that counts: no earlier than that of any before it.
    pub(crate) day: NaiveDate,
}

/// A file of the workspace, from its folder, with its SHA-256.
pub(crate) struct AuditFile {
    pub(crate) file: String,
    pub(crate) sha256: String,
}

/// A report by its name, and whether it is what the data give.
pub(crate) struct AuditReport {
    pub(crate) file: String,
    pub(crate) verdict: Verdict,
    /// Whether only the data that it was made of give it, and not those of the revision.
    pub(crate) data_changed: bool,
}

/// A file that a record names as evidence.
pub(crate) struct AuditEvidence {
    pub(crate) unit: String,
    /// The task, and its period or milestone.
    pub(crate) obligation: String,
    pub(crate) file: String,
    /// The digests in the record, and of what git has; nothing where git does not track it.
    pub(crate) recorded: String,
    pub(crate) found: Option<String>,
}

/// How much of a plan calls for a look.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AuditCounts {
    pub(crate) marks: usize,
    /// The obligations whose record changed.
    pub(crate) changed: usize,
    /// The reports that are not what the data give.
    pub(crate) reports: usize,
    /// The files that are not the evidence that was recorded, or not there.
    pub(crate) evidence: usize,
}

impl AuditBundle<'_> {
    pub(crate) fn counts(&self) -> AuditCounts {
        let Comparison { sides, outcome, reviewed, .. } = self.comparison;
        let is_wrong = |it: &&AuditReport| matches!(it.verdict, Verdict::Differs | Verdict::Unread);
        AuditCounts {
            marks: notices(sides, outcome, reviewed).len(),
            changed: outcome.by(Cause::Record).count(),
            reports: self.reports.iter().filter(is_wrong).count(),
            evidence: self.evidence.iter().filter(|it| it.found.as_ref() != Some(&it.recorded)).count(),
        }
    }
}

/// One plan of a collection in a table of them: its folder, what it is called, and what calls for a look.
pub(crate) struct AuditedPlan {
    pub(crate) folder: String,
    pub(crate) called: String,
    pub(crate) counts: AuditCounts,
}

pub(crate) fn write(page: &mut dyn Page, bundle: &AuditBundle<'_>, words: &dyn Words) -> io::Result<()> {
    page.head(Weight::Title, words.phrase(&Phrase::Export(ExportPhrase::AuditTitle)))?;
    known_head(page, Some(bundle.known), words)?;
    write_plan(page, bundle, words)?;
    write_commits(page, &bundle.commits, words)
}

/// Writes which plans the bundle of a collection tells of, and how much of each calls for a look.
pub(crate) fn write_plans(page: &mut dyn Page, plans: &[AuditedPlan], words: &dyn Words) -> io::Result<()> {
    let say = |said: ExportPhrase<'_>| words.phrase(&Phrase::Export(said));
    page.section(1, say(ExportPhrase::AuditPlans { count: plans.len() }))?;
    let column = |role: Role, text: String| ColumnHead::new(role, text, 0);
    let figures = [
        ExportPhrase::AuditToReview,
        ExportPhrase::AuditChanged,
        ExportPhrase::AuditReportsWrong,
        ExportPhrase::AuditEvidenceWrong,
    ];
    let texts = [Label::PlanTitle, Label::Folder].map(|label| column(Role::Words, words.label(label).to_owned()));
    page.table(texts.into_iter().chain(figures.map(|said| column(Role::Number, say(said)))))?;
    for AuditedPlan { folder, called, counts } in plans {
        let AuditCounts { marks, changed, reports, evidence } = *counts;
        let counts = [marks, changed, reports, evidence].map(|count| CellValue::Count(count as u64));
        page.row(RowKind::Body, [called, folder].map(CellValue::text).into_iter().chain(counts).collect())?;
    }
    page.end_table()
}

/// Writes the commits of the line, each with the day that counts.
pub(crate) fn write_commits(page: &mut dyn Page, commits: &[AuditCommit], words: &dyn Words) -> io::Result<()> {
    page.section(1, words.phrase(&Phrase::Export(ExportPhrase::AuditCommits { count: commits.len() })))?;
    let column = |label| ColumnHead::new(Role::Words, words.label(label).to_owned(), 0);
    page.table([column(Label::Commit), column(Label::RecordedOn)])?;
    for it in commits {
        page.row(RowKind::Body, vec![CellValue::text(short(&it.commit)), CellValue::Day(it.day)])?;
    }
    page.end_table()
}

/// Writes what is told of one plan, but for the commits, which are those of all.
pub(crate) fn write_plan(page: &mut dyn Page, bundle: &AuditBundle<'_>, words: &dyn Words) -> io::Result<()> {
    let say = |said: ExportPhrase<'_>| words.phrase(&Phrase::Export(said));
    story::write(page, bundle.comparison, words)?;
    page.section(1, say(ExportPhrase::AuditHistories { units: bundle.logs.len() }))?;
    bundle.logs.iter().try_for_each(|own| log::write(page, own, words))?;
    let column = |text: String| ColumnHead::new(Role::Words, text, 0);
    let file = || column(say(ExportPhrase::AuditFile));
    page.section(1, say(ExportPhrase::AuditReports { count: bundle.reports.len() }))?;
    page.table([file(), column(words.label(Label::State).to_owned())])?;
    for AuditReport { file, verdict, data_changed } in &bundle.reports {
        let tone = match verdict {
            Verdict::Matches | Verdict::FiguresMatch => Tone::Good,
            Verdict::Differs | Verdict::Unread => Tone::Bad,
            Verdict::NotOurs => Tone::Plain,
        };
        let said = say(ExportPhrase::AuditVerdict { verdict: *verdict, data_changed: *data_changed });
        page.row(RowKind::Body, vec![CellValue::text(file), CellValue::Toned(tone, said)])?;
    }
    page.end_table()?;
    page.section(1, say(ExportPhrase::AuditEvidence { count: bundle.evidence.len() }))?;
    page.table([
        file(),
        column(words.label(Label::Unit).to_owned()),
        column(words.label(Label::Task).to_owned()),
        column(words.label(Label::State).to_owned()),
        column("SHA-256".to_owned()),
    ])?;
    for it in &bundle.evidence {
        let matches = it.found.as_ref().map(|found| *found == it.recorded);
        let tone = if matches == Some(true) { Tone::Good } else { Tone::Bad };
        let said = say(ExportPhrase::AuditFound { matches });
        let cells = [&it.file, &it.unit, &it.obligation].map(CellValue::text);
        let state = CellValue::Toned(tone, said);
        page.row(RowKind::Body, cells.into_iter().chain([state, CellValue::text(&it.recorded)]).collect())?;
    }
    page.end_table()?;
    write_files(page, &bundle.files, words)
}

/// Writes files with their digests.
pub(crate) fn write_files(page: &mut dyn Page, files: &[AuditFile], words: &dyn Words) -> io::Result<()> {
    let say = |said: ExportPhrase<'_>| words.phrase(&Phrase::Export(said));
    page.section(1, say(ExportPhrase::AuditFiles { count: files.len() }))?;
    let column = |text: String| ColumnHead::new(Role::Words, text, 0);
    page.table([column(say(ExportPhrase::AuditFile)), column("SHA-256".to_owned())])?;
    for it in files {
        page.row(RowKind::Body, vec![CellValue::text(&it.file), CellValue::text(&it.sha256)])?;
    }
    page.end_table()
}
