//! What is handed on whole.

use super::numbers::{many, number};
use crate::review::verify::Verdict;
use crate::words::export::ExportPhrase;

sentences! { pub(crate) fn phrase(&ExportPhrase) {
    Exported { folder, plans, rows } =>
        "{folder}: {} of {}", many(*rows, "obligation", "obligations"), many(*plans, "plan", "plans");
    FolderTaken { folder, contents } =>
        "{folder} holds other files and no {contents} of this program: name a new or an empty folder";
    NoPeriodOver { plan } => "{plan}: no such period is over yet, so there are no obligations to export";
    AuditTitle => "Bundle for inspection";
    Audited { folder, marks, changed, is_whole } =>
        "{folder}: {} to review, {} changed{}", many(*marks, "thing", "things"),
        many(*changed, "obligation", "obligations"),
        if *is_whole { "" } else { "; the bundle is not whole: not everything could be read" };
    AuditPlans { count } => "Plans ({})", number(*count);
    AuditToReview => "Things to review";
    AuditChanged => "Obligations changed";
    AuditReportsWrong => "Reports that differ from the data";
    AuditEvidenceWrong => "Evidence not as recorded";
    AuditHistories { units } => "Histories of what changed ({})", many(*units, "unit", "units");
    AuditReports { count } => "Reports ({})", number(*count);
    AuditVerdict { data_changed: true, .. } => "matches the data of its time, not those of this revision";
    AuditVerdict { verdict: Verdict::Matches, .. } => "matches the data";
    AuditVerdict { verdict: Verdict::FiguresMatch, .. } => "an earlier form; its figures match the data";
    AuditVerdict { verdict: Verdict::Differs, .. } => "differs from the data";
    AuditVerdict { verdict: Verdict::NotOurs, .. } => "not made by tiendo";
    AuditVerdict { verdict: Verdict::Unread, .. } => "the data cannot be read";
    AuditEvidence { count } => "Files recorded as evidence ({})", number(*count);
    AuditFound { matches: Some(true) } => "as recorded";
    AuditFound { matches: Some(false) } => "not what was recorded";
    AuditFound { matches: None } => "not tracked by git";
    AuditFile => "File";
    AuditFiles { count } => "Digests of all files ({})", number(*count);
    AuditCommits { count } => "Commits ({})", number(*count);
} }
