//! Whether reports match the data, and the texts of rules, for scripts.

use std::io::{self, Write};

use super::json::{ObjectWriter, object, value};
use crate::review::verify::Verdict;
use crate::rules::{Code, Severity};
use crate::view::known::KnownCommit;
use crate::words::Words;

/// A report that was looked at.
pub(crate) struct VerifiedReport {
    /// From the workspace.
    pub(crate) file: String,
    pub(crate) verdict: Verdict,
    /// Whether it is true of the data that it was made of, and not of those that stand beside it now.
    pub(crate) data_changed: bool,
    /// Whether a commit has a version of it.
    pub(crate) is_committed: bool,
    /// The first lines in which it differs, as people are shown them.
    pub(crate) difference: Vec<String>,
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Matches => "matches",
        Verdict::FiguresMatch => "figures-match",
        Verdict::Differs => "differs",
        Verdict::NotOurs => "not-ours",
        Verdict::Unread => "unread",
    }
}

/// Writes what came of looking at reports, as one object with its line end. `left_out` counts files of formats that
/// people write in.
pub(crate) fn verified(
    out: &mut impl Write,
    reports: &[VerifiedReport],
    left_out: usize,
    known: Option<&KnownCommit>,
) -> io::Result<()> {
    let mut object = ObjectWriter::begin(out)?;
    object.field("format", "tiendo.verify/1")?;
    object.list("reports", reports, |out, it| {
        let (file, difference) = (&*it.file, &*it.difference);
        value(
            out,
            &object!({ file: file, verdict: word(it.verdict), difference: difference, data_changed: it.data_changed }),
        )
    })?;
    object.field("left_out", left_out)?;
    object.field("known", known)?;
    object.end()
}

/// Writes a rule, with its text in Markdown, as one object.
pub(crate) fn rule(out: &mut impl Write, code: Code, words: &dyn Words) -> io::Result<()> {
    let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
    let text = words.rule(code);
    let (_, text) = text.split_once('\n').unwrap_or_default();
    let (name, title) = (code.name(), words.rule_title(code));
    let rule = object!({
        format: "tiendo.rule/1",
        code: code.as_str(),
        name: name,
        severity: severity,
        title: title,
        text: text.trim(),
    });
    value(out, &rule)
}
