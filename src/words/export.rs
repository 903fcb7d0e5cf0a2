//! What can be said of what is handed on whole: tables for other programs, a bundle for an inspector.

use crate::review::verify::Verdict;

/// What was written, and why it was not.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum ExportPhrase<'a> {
    Exported { folder: &'a str, plans: usize, rows: u64 },
    FolderTaken { folder: &'a str, contents: &'a str },
    NoPeriodOver { plan: &'a str },
    AuditTitle,
    Audited { folder: &'a str, marks: usize, changed: usize, is_whole: bool },
    AuditPlans { count: usize },
    AuditToReview,
    AuditChanged,
    AuditReportsWrong,
    AuditEvidenceWrong,
    AuditHistories { units: usize },
    AuditReports { count: usize },
    AuditVerdict { verdict: Verdict, data_changed: bool },
    AuditEvidence { count: usize },
    AuditFound { matches: Option<bool> },
    AuditFile,
    AuditFiles { count: usize },
    AuditCommits { count: usize },
}
