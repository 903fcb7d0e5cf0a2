//! Reports compared with what the data give, and `tiendo verify-reports`.

use super::session::Asked;
use super::sides::{Place, Side, Wrong, plan_text, sound, unit_text};
use super::{Exit, Failure};
use crate::assess::{Assessment, untouched};
use crate::data::report::{Format, mark};
use crate::git::{GitTrouble, Repository};
use crate::model::period::Period;
use crate::model::plan::Lang;
use crate::office::report::{bytes, most_items};
use crate::page::terminal::Tone;
use crate::pipeline::Reader;
use crate::read::plan::Prepared;
use crate::read::walk::Inspect;
use crate::shell;
use crate::store::REPORTS;
use crate::text::one_line;
use crate::view::report::scope::Scope;
use crate::view::report::{Frame, Report};
use crate::words::{Phrase, words};

/// The longest report that is looked at.
const MAX_REPORT_BYTES: u64 = 256 * 1024 * 1024;

/// What came of looking at a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the data give.
    Matches,
    /// It is not.
    Differs,
    /// It is no report of this program, or one that people are meant to write in.
    NotOurs,
    /// The data of its commit cannot be read.
    Unread,
}

/// The names of the reports on the side after that are other than on the side before.
pub fn changed_reports(before: &mut Side, after: &mut Side) -> Result<Vec<String>, Wrong> {
    let mut changed = Vec::new();
    for name in report_names(after)? {
        if let (Place::Revision { tree: old, .. }, Place::Revision { tree: new, .. }) = (&before.place, &after.place)
            && old.reports.get(&name) == new.reports.get(&name)
        {
            continue;
        }
        let (old, new) = (report_bytes(before, &name)?, report_bytes(after, &name)?);
        if old != new {
            changed.push(name);
        }
    }
    Ok(changed)
}

/// The names of the files in `reports/` whose format says by itself what they are.
fn report_names(side: &Side) -> Result<Vec<String>, Wrong> {
    Ok(names(side)?.into_iter().filter(|name| format_of(name).is_some()).collect())
}

/// The names of the files in `reports/`.
fn names(side: &Side) -> Result<Vec<String>, Wrong> {
    Ok(match &side.place {
        Place::Folder { workspace, .. } => workspace.reports().names()?,
        Place::Revision { tree, .. } => tree.reports.keys().cloned().collect(),
        Place::Nowhere => Vec::new(),
    })
}

/// The format and period that the name of a report says.
fn format_of(name: &str) -> Option<(Format, Period)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let text = |format: &Format| !matches!(format, Format::Docx | Format::Xlsx);
    let format = Format::ALL.into_iter().filter(text).find(|format| format.as_str() == extension)?;
    Some((format, Period::parse(stem).ok()?))
}

/// Whether a side has a report of this name that this program made.
pub fn was_ours(side: &mut Side, name: &str) -> Result<bool, Wrong> {
    let bytes = report_bytes(side, name)?;
    Ok(format_of(name).zip(bytes).is_some_and(|((format, _), bytes)| mark::made(format, &bytes).is_some()))
}

/// Whether a file is named as a report in a format that people are meant to write in.
fn is_office(name: &str) -> bool {
    let parts = name.rsplit_once('.');
    parts.is_some_and(|(stem, extension)| Period::parse(stem).is_ok() && matches!(extension, "docx" | "xlsx"))
}

fn report_bytes(side: &mut Side, name: &str) -> Result<Option<Vec<u8>>, Wrong> {
    match &mut side.place {
        Place::Folder { workspace, .. } => {
            let folder = workspace.reports();
            if !folder.names()?.iter().any(|own| own == name) {
                return Ok(None);
            }
            Ok(Some(folder.read(name, MAX_REPORT_BYTES)?))
        }
        Place::Revision { tree, objects, .. } => {
            let Some(object) = tree.reports.get(name) else { return Ok(None) };
            if object.kind != crate::git::tree::Kind::File {
                return Ok(None);
            }
            Ok(objects.blob(&object.id, MAX_REPORT_BYTES)?.bytes())
        }
        Place::Nowhere => Ok(None),
    }
}

/// Whether a report of the side after is what the data of the commit that last wrote it give, or those of that side.
pub fn verdict(repository: &Repository, after: &mut Side, name: &str) -> Result<Verdict, Wrong> {
    let bytes = report_bytes(after, name)?;
    let mut found = bytes.as_ref().map_or(Verdict::NotOurs, |bytes| compare(after, name, bytes));
    if found == Verdict::Matches {
        return Ok(found);
    }
    let until = match after.commit() {
        Some(commit) => commit.id.clone(),
        None => match repository.commit("HEAD") {
            Ok(commit) => commit.id,
            Err(GitTrouble::NoCommit) => return Ok(found),
            Err(trouble) => return Err(trouble.into()),
        },
    };
    let path = format!("{REPORTS}/{name}");
    let Some(bytes) = bytes.filter(|_| found != Verdict::NotOurs) else {
        // What was a report of this program once has lost the sign by which it was known.
        return Ok(if once_ours(repository, name, &path, &until)? { Verdict::Differs } else { Verdict::NotOurs });
    };
    // What is not committed yet has only the data as they are.
    if let Some(commit) = repository.last_change(&path, &until)? {
        let mut side = Side::revision(commit.id.clone(), repository, commit)?;
        if report_bytes(&mut side, name)?.as_deref() == Some(bytes.as_slice()) {
            found = compare(&mut side, name, &bytes);
        }
    }
    Ok(found)
}

/// Whether a commit up to `until` had a report of this name that this program made.
fn once_ours(repository: &Repository, name: &str, path: &str, until: &str) -> Result<bool, Wrong> {
    let Some((format, _)) = format_of(name) else { return Ok(false) };
    let mut objects = repository.objects();
    for object in repository.versions(path, until)? {
        let bytes = objects.blob(&object, MAX_REPORT_BYTES)?.bytes();
        if bytes.is_some_and(|bytes| mark::made(format, &bytes).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a report is what the data of a side give.
fn compare(side: &mut Side, name: &str, bytes: &[u8]) -> Verdict {
    let Some((format, period)) = format_of(name) else { return Verdict::NotOurs };
    let Some(made) = mark::made(format, bytes) else { return Verdict::NotOurs };
    let scope =
        if made.as_of <= period.last() { Scope::new(period, made.as_of) } else { Scope::closing(period, made.as_of) };
    let Some(scope) = scope else { return Verdict::Differs };
    match remade(side, scope, format, made.lang) {
        None => Verdict::Unread,
        Some(again) if without_returns(&again) == without_returns(bytes) => Verdict::Matches,
        Some(_) => Verdict::Differs,
    }
}

/// A report as the data of a side give it; nothing where the plan cannot be read.
fn remade(side: &mut Side, scope: Scope, format: Format, lang: Option<Lang>) -> Option<Vec<u8>> {
    let text = plan_text(side).ok()?;
    let mut prepared = Prepared::new(&text, Inspect::No);
    let plan = sound(crate::read::plan::read(&mut prepared, Inspect::No), &text, side).ok()?;
    side.list(&plan).ok()?;
    let frame = Frame::new(&plan, scope, most_items(format));
    let mut report = Report::new(&frame);
    let untouched = untouched(&plan, scope.as_of);
    let mut reader = Reader::new(&plan);
    for unit in plan.unit_indices() {
        let text = unit_text(side, &plan, plan.unit(unit).id.as_str());
        let reported = !matches!(text, Ok(None));
        let text = text.map(Option::unwrap_or_default);
        let records = text.as_ref().ok().and_then(|text| reader.read(unit, text).ok());
        match (&text, records) {
            (Ok(text), Some(records)) => {
                let as_of = scope.as_of;
                let assessment = Assessment { plan: &plan, unit, text, records, as_of, untouched: &untouched };
                report.add(&frame, &assessment, reported);
            }
            _ => report.unreadable(unit),
        }
    }
    report.finish();
    let words = words(lang.unwrap_or(plan.header.language));
    bytes(format, &plan, &report, words, None).ok()
}

/// The bytes without what a checkout may have made of line ends.
fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    text.replace("\r\n", "\n").into_bytes()
}

/// Runs `tiendo verify-reports`.
pub fn run(asked: &Asked, named: Option<&str>) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let wrong = |found: Wrong| asked.wrong(&found);
    let repository = Repository::of(workspace.root()).map_err(Wrong::from).map_err(wrong)?;
    let at = |name: &str| Side::revision(name.to_owned(), &repository, repository.commit(name)?);
    let mut side = match named {
        Some(name) => at(name).map_err(Wrong::from).map_err(wrong)?,
        None if repository.bare => at("HEAD").map_err(Wrong::from).map_err(wrong)?,
        None => Side::folder(String::new(), workspace),
    };
    // Where there is no workspace no report is right or wrong.
    if let Err(report) = plan_text(&mut side) {
        return asked.refuse(&[report]);
    }
    let words = asked.words();
    let screen = shell::stdout_screen(asked.color);
    let mut lines = Vec::new();
    let (mut matching, mut others, mut foreign) = (0, 0, Vec::new());
    for name in report_names(&side).map_err(wrong)? {
        let verdict = verdict(&repository, &mut side, &name).map_err(wrong)?;
        let file = format!("{REPORTS}/{name}");
        let said = match verdict {
            Verdict::NotOurs => {
                foreign.push(file);
                continue;
            }
            Verdict::Matches => {
                matching += 1;
                continue;
            }
            Verdict::Differs => Phrase::ReportEdited { file: &file },
            Verdict::Unread => Phrase::ReportUnread { file: &file },
        };
        others += 1;
        lines.push(screen.paint(Tone::Bad, &words.phrase(&said)));
    }
    let office = names(&side).map_err(wrong)?.iter().filter(|name| is_office(name)).count();
    shell::with_stdout(|out| {
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        let said = Phrase::Verified { matching, others };
        writeln!(out, "{}", words.phrase(&said))?;
        if !foreign.is_empty() {
            let files = foreign.join(", ");
            writeln!(out, "{}", one_line(&words.phrase(&Phrase::NotCompared { files: &files })))?;
        }
        if office > 0 {
            writeln!(out, "{}", words.phrase(&Phrase::OfficeLeftOut { count: office }))?;
        }
        Ok(())
    })?;
    Ok(if others > 0 { Exit::Found } else { Exit::Done })
}
