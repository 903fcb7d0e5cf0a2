//! A bundle for an inspector, as people read it.

use std::io;

use chrono::NaiveDate;

use super::plan::{known_head, short};
use super::review::log::{self, LogPage};
use super::review::story::{self, Comparison};
use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone, Weight};
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

pub(crate) fn write(page: &mut dyn Page, bundle: &AuditBundle<'_>, words: &dyn Words) -> io::Result<()> {
    let say = |said: ExportPhrase<'_>| words.phrase(&Phrase::Export(said));
    page.head(Weight::Title, say(ExportPhrase::AuditTitle))?;
    known_head(page, Some(bundle.known), words)?;
    story::write(page, bundle.comparison, words)?;
    page.section(1, say(ExportPhrase::AuditHistories { units: bundle.logs.len() }))?;
    bundle.logs.iter().try_for_each(|own| log::write(page, own, words))?;
    let column = |text: String| ColumnHead::new(Role::Words, text, 0);
    let file = || column(say(ExportPhrase::AuditFile));
    page.section(1, say(ExportPhrase::AuditReports { count: bundle.reports.len() }))?;
    page.table([file(), column(words.label(Label::State).to_owned())])?;
    for AuditReport { file, verdict } in &bundle.reports {
        let tone = match verdict {
            Verdict::Matches | Verdict::FiguresMatch => Tone::Good,
            Verdict::Differs | Verdict::Unread => Tone::Bad,
            Verdict::NotOurs => Tone::Plain,
        };
        let said = say(ExportPhrase::AuditVerdict { verdict: *verdict });
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
    page.section(1, say(ExportPhrase::AuditFiles { count: bundle.files.len() }))?;
    page.table([file(), column("SHA-256".to_owned())])?;
    for it in &bundle.files {
        page.row(RowKind::Body, vec![CellValue::text(&it.file), CellValue::text(&it.sha256)])?;
    }
    page.end_table()?;
    page.section(1, say(ExportPhrase::AuditCommits { count: bundle.commits.len() }))?;
    page.table([column(words.label(Label::Commit).to_owned()), column(words.label(Label::RecordedOn).to_owned())])?;
    for it in &bundle.commits {
        page.row(RowKind::Body, vec![CellValue::text(short(&it.commit)), CellValue::Day(it.day)])?;
    }
    page.end_table()
}
