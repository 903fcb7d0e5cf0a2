//! A bundle for an inspector, for programs: the format `tiendo.audit/1`.

use std::io::{self, Write};

use serde_json::Value;

use super::json::{ObjectWriter, object, value};
use super::review::{json as comparison, log};
use crate::page::audit::{AuditBundle, AuditCommit, AuditEvidence, AuditFile, AuditReport};
use crate::review::verify::Verdict;
use crate::view::known::KnownCommit;

pub(crate) const FORMAT: &str = "tiendo.audit/1";

/// The same of a collection.
const FORMAT_OF_MANY: &str = "tiendo.collection-audit/1";

/// Whether these are the contents of such a bundle.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let format = |it: &Value| it["format"] == FORMAT || it["format"] == FORMAT_OF_MANY;
    serde_json::from_slice::<Value>(bytes).is_ok_and(|it| format(&it))
}

/// The bundle of a collection: each plan by its folder with the bundle that it has alone, as JSON; what became of the list
/// of plans; the files that list them; the folders of plans that cannot be read.
pub(crate) fn of_many(
    mut out: &mut dyn Write,
    known: &KnownCommit,
    plans: &[(String, Vec<u8>)],
    list: &Value,
    (files, unreadable): (&[AuditFile], &[String]),
) -> io::Result<()> {
    let mut object = ObjectWriter::begin(&mut out)?;
    object.field("format", FORMAT_OF_MANY)?;
    object.field("known", known)?;
    object.list("plans", plans, |out, (folder, of)| {
        let mut object = ObjectWriter::begin(out)?;
        object.field("folder", folder)?;
        object.raw("of", |out| out.write_all(of.trim_ascii_end()))?;
        object.end()
    })?;
    object.field("list", list)?;
    object
        .list("files", files, |out, AuditFile { file, sha256 }| value(out, &object!({ file: file, sha256: sha256 })))?;
    object.field("unreadable", unreadable)?;
    object.end()?;
    writeln!(out)
}

/// What others write as a line of its own, as a part of something.
fn inner(out: &mut dyn Write, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut line = Vec::new();
    write(&mut line)?;
    out.write_all(line.trim_ascii_end())
}

pub(crate) fn json(mut out: &mut dyn Write, bundle: &AuditBundle<'_>) -> io::Result<()> {
    let mut object = ObjectWriter::begin(&mut out)?;
    object.field("format", FORMAT)?;
    object.field("known", bundle.known)?;
    object.raw("comparison", |out| inner(out, |line| comparison::comparison(line, bundle.comparison)))?;
    object.list("histories", bundle.logs, |out, own| inner(out, |mut line| log::json(&mut line, own)))?;
    object.list("reports", &bundle.reports, |out, AuditReport { file, verdict, data_changed }| {
        let verdict = match verdict {
            Verdict::Matches => "matches",
            Verdict::FiguresMatch => "figures-match",
            Verdict::Differs => "differs",
            Verdict::NotOurs => "not-ours",
            Verdict::Unread => "unreadable",
        };
        value(out, &object!({ file: file, verdict: verdict, data_changed: *data_changed }))
    })?;
    object.list("evidence", &bundle.evidence, |out, it| {
        let AuditEvidence { unit, obligation, file, recorded, found } = it;
        let matches = found.as_ref() == Some(recorded);
        value(
            out,
            &object!({
                unit: unit,
                obligation: obligation,
                file: file,
                recorded: recorded,
                found: found.as_deref(),
                matches: matches,
            }),
        )
    })?;
    object.list("files", &bundle.files, |out, AuditFile { file, sha256 }| {
        value(out, &object!({ file: file, sha256: sha256 }))
    })?;
    object.list("commits", &bundle.commits, |out, AuditCommit { commit, day }| {
        value(out, &object!({ commit: commit, day: day }))
    })?;
    object.end()?;
    writeln!(out)
}
