//! Findings as code hosts show them beside the lines they are about: workflow commands for GitHub, a report of code
//! quality for GitLab.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::json::value;
use crate::page::diagnostic::Finding;
use crate::rules::{Code, Severity};
use crate::text::one_line;

/// Writes findings as workflow commands of GitHub Actions.
pub(crate) fn github(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for Finding { code, message, file, region: at, .. } in findings {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(out, "::{severity} file={}", property(file))?;
        write!(out, ",line={},col={}", at.start_line, at.start_column)?;
        write!(out, ",endLine={},endColumn={}", at.end_line, at.end_column.max(at.start_column))?;
        writeln!(out, ",title={} {}::{}", code.as_str(), code.name(), data(&one_line(message)))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&one_line(text)).replace(':', "%3A").replace(',', "%2C")
}

/// What findings are known again by: their code, file and subject. Neither lines nor words, days or counts are in it,
/// so that what only moved, or is a day older, is no new finding.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    /// How often each was met: no two findings have the same.
    met: HashMap<String, usize>,
}

impl Fingerprints {
    pub(crate) fn of(&mut self, finding: &Finding) -> String {
        let fingerprint = one_line(&format!("{} {} {}", finding.code.as_str(), finding.file, finding.subject));
        let times = self.met.entry(fingerprint.clone()).or_default();
        *times += 1;
        if *times == 1 { fingerprint } else { format!("{fingerprint} #{times}") }
    }
}

/// A report of code quality as it is written.
#[derive(Debug, Default)]
pub(crate) struct Quality {
    met: Fingerprints,
}

#[derive(Serialize)]
struct QualityShape<'a> {
    description: &'a str,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: PlaceShape<'a>,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    path: &'a str,
    lines: LinesShape,
}

#[derive(Serialize)]
struct LinesShape {
    begin: usize,
}

impl Quality {
    pub(crate) fn begin(out: &mut dyn Write) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self::default())
    }

    pub(crate) fn finding(&mut self, mut out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if !self.met.met.is_empty() {
            out.write_all(b",")?;
        }
        let code: Code = finding.code;
        let message = one_line(&finding.message);
        let fingerprint = self.met.of(finding);
        value(
            &mut out,
            &QualityShape {
                description: &message,
                check_name: code.name(),
                fingerprint: &fingerprint,
                severity: match code.severity() {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                },
                location: PlaceShape { path: &finding.file, lines: LinesShape { begin: finding.region.start_line } },
            },
        )
    }

    pub(crate) fn end(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"]\n")
    }
}
