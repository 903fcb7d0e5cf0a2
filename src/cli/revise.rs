//! What the commands that write share: one unit's file taken, revised, looked at, and written.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use similar::TextDiff;

use super::aside::{self, Aside};
use super::exit::{Exit, Failure};
use super::session::Session;

use crate::check::unit_warnings;
use crate::diagnostic::{Diagnostic, FileReport, NotAFile, Problem};
use crate::edit::Unable;
use crate::judge::Assessment;
use crate::model::id::{TaskIx, UnitIx};
use crate::page::Tone;
use crate::page::diagnostic::Style;
use crate::page::terminal::Screen;
use crate::read;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::unit::UnitReading;
use crate::read::walk::Inspect;
use crate::rules::{Code, Severity};
use crate::shell;
use crate::snapshot::{Entry, as_told, unit_path};
use crate::source::{BOM, Source};
use crate::store::Buffer;
use crate::store::Trouble;
use crate::store::begun::Finished;
use crate::store::write::{Editing, Staged};
use crate::text::{in_place, one_line};
use crate::words::Phrase;

/// A unit's file as it is, to be revised.
pub(crate) struct Taken {
    pub(crate) unit: UnitIx,
    /// Its path as people are told of it.
    pub(crate) file: String,
    /// Its text, without a byte order mark.
    pub(crate) text: String,
    pub(crate) reading: UnitReading,
    pub(crate) exists: bool,
    bom: bool,
    /// What only this process may write to; nothing in a dry run.
    editing: Option<Editing>,
}

/// A unit's file as it is to be.
pub(crate) struct Revised {
    pub(crate) taken: Taken,
    /// Its new text, without a byte order mark.
    pub(crate) text: String,
    pub(crate) reading: UnitReading,
}

/// Takes the file of a unit: for itself alone, unless nothing is to be written.
pub(crate) fn take(session: &Session, unit: UnitIx, dry_run: bool) -> Result<Taken, Failure> {
    let id = session.plan.unit(unit).id.as_str();
    let file = session.snapshot.shown(&unit_path(&session.plan, unit));
    if let Some(found) = session.snapshot.listing.misnamed(&session.plan, unit) {
        let found = as_told(session.snapshot.shown(&found));
        return Err(trouble(session, &Trouble::Misnamed { file, found }));
    }
    let mut buffer = Buffer::default();
    let (editing, bytes, exists) = if dry_run {
        session.warn_of_unfinished();
        let entry = session.snapshot.listing.units[unit.index()];
        let bytes = if session.past.is_some() {
            Ok(session.snapshot.reader().bytes(unit).map_err(|found| told_of(session, &found))?.to_vec())
        } else {
            session.workspace.read_unit(id, entry, &mut buffer, MAX_UNIT_BYTES).map(<[u8]>::to_vec)
        };
        (None, bytes, entry != Entry::Missing)
    } else {
        let editing = session.workspace.edit_unit(id, MAX_UNIT_BYTES).map_err(|found| trouble(session, &found))?;
        tell_finished(session, &editing);
        let bytes = editing.bytes().unwrap_or_default().to_vec();
        let exists = editing.bytes().is_some();
        let length = editing.size();
        let too_large = Problem::FileTooLarge { bytes: length, limit: MAX_UNIT_BYTES };
        (Some(editing), if length > MAX_UNIT_BYTES { Err(too_large) } else { Ok(bytes) }, exists)
    };
    let broken = |text: &str, diagnostics| Failure::Told(Exit::Unread, told(session, &file, text, diagnostics));
    let bytes = bytes.map_err(|problem| broken("", vec![Diagnostic::new(problem, 0..0)]))?;
    let text = decode(&bytes).map_err(|fault| broken(&fault.0, vec![fault.1]))?;
    let bom = bytes.starts_with(BOM.as_bytes());
    let reading = read::unit::read(&session.plan, unit, text, Inspect::No);
    Ok(Taken { unit, text: text.to_owned(), reading, exists, bom, editing, file })
}

/// Says what an earlier process had left unwritten, where a file could only be taken after that was done.
pub(crate) fn tell_finished(session: &Session, editing: &Editing) {
    if let Some(said) = finished(editing.finished) {
        aside::note(&session.say(&said));
    }
}

/// What was done about an import that was interrupted, if anything was.
pub(super) fn finished(done: Finished) -> Option<Phrase<'static>> {
    let Finished { written, left, gone } = done;
    (done != Finished::default()).then_some(Phrase::ImportFinished { written, left, gone })
}

impl Taken {
    /// The records as they stand.
    pub(crate) fn assessment<'a>(&'a self, session: &'a Session) -> Assessment<'a> {
        Assessment { judge: &session.judge, unit: self.unit, text: &self.text, records: &self.reading.records }
    }

    /// Refuses a file with errors: what it says is not known well enough to be edited.
    pub(crate) fn sound(self, session: &Session) -> Result<Self, Failure> {
        if self.reading.diagnostics.is_empty() {
            return Ok(self);
        }
        let mut said = told(session, &self.file, &self.text, self.reading.diagnostics);
        said.error(&session.say(&Phrase::Broken { file: &self.file }), session.words);
        Err(Failure::Told(Exit::Unread, said))
    }

    /// The file with a new text, which must read without an error that was not there before.
    pub(crate) fn revise(self, session: &Session, text: Result<String, Unable>) -> Result<Revised, Failure> {
        let Ok(text) = text else {
            return Err(Failure::Refused(Exit::Unread, session.say(&Phrase::CannotLayOut { file: &self.file })));
        };
        let mut reading = read::unit::read(&session.plan, self.unit, &text, Inspect::No);
        let known =
            |diagnostic: &Diagnostic| self.reading.diagnostics.iter().any(|old| old.problem == diagnostic.problem);
        let mut new: Vec<Diagnostic> =
            reading.diagnostics.iter().filter(|diagnostic| !known(diagnostic)).cloned().collect();
        let bytes = (text.len() + if self.bom { BOM.len() } else { 0 }) as u64;
        if bytes > MAX_UNIT_BYTES {
            new.push(Diagnostic::new(Problem::FileTooLarge { bytes, limit: MAX_UNIT_BYTES }, 0..0));
        }
        if !new.is_empty() {
            let mut said = told_without_places(session, &new);
            said.error(&session.say(&Phrase::WouldBreak { file: &self.file }), session.words);
            return Err(Failure::Told(Exit::Usage, said));
        }
        reading.diagnostics.clear();
        Ok(Revised { taken: self, text, reading })
    }
}

impl Revised {
    pub(crate) fn changes(&self) -> bool {
        self.text != self.taken.text || !self.taken.exists
    }

    /// Writes the new file beside the old one.
    pub(crate) fn stage(&mut self, session: &Session) -> Result<Staged, Failure> {
        let mut bytes = if self.taken.bom { BOM.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend_from_slice(self.text.as_bytes());
        let editing = self.taken.editing.take().expect("only what was taken for writing is written");
        editing.stage(&bytes).map_err(|found| trouble(session, &found))
    }

    /// Writes the new file, and another one with it or neither.
    pub(crate) fn write(&mut self, session: &Session, other: Option<Staged>) -> Result<(), Failure> {
        let staged = std::iter::once(self.stage(session)?).chain(other).collect();
        session.workspace.record(&session.command, staged).map_err(|mut found| trouble(session, &found.remove(0)))
    }

    /// The lines that change, as git and patch show and read them.
    pub(crate) fn diff(&self, out: &mut dyn Write, screen: Screen) -> std::io::Result<()> {
        let Taken { file, bom, exists, text, .. } = &self.taken;
        diff(out, screen, (file, *exists), *bom, (text, &self.text))
    }

    /// Tells on standard error what `check` would warn of that it did not before.
    pub(crate) fn warn(&self, session: &Session) {
        let before = unit_warnings(&session.judge, self.taken.unit, &self.taken.text, &self.taken.reading);
        let mut after = unit_warnings(&session.judge, self.taken.unit, &self.text, &self.reading);
        after.retain(|diagnostic| {
            diagnostic.severity() == Severity::Warning && !before.iter().any(|old| old.problem == diagnostic.problem)
        });
        let report = FileReport::of(|| Source::new(self.taken.file.clone(), &self.text), after);
        if let Some(report) = report {
            let mut told = Aside::default();
            // To standard error it is written as well as it goes.
            if told.file(&report, session.words, session.error_screen, Style::Short).is_ok() {
                told.tell();
            }
        }
    }
}

/// The lines of a file that change, as git and patch show and read them.
pub(crate) fn diff(
    out: &mut dyn Write,
    screen: Screen,
    (file, exists): (&str, bool),
    bom: bool,
    (old, new): (&str, &str),
) -> std::io::Result<()> {
    // With its byte order mark, or no program could apply what changes in the first lines.
    let bom = if bom { BOM } else { "" };
    let whole = |text: &str| format!("{bom}{}", in_place(text));
    let (old, new) = (whole(old), whole(new));
    let diff = TextDiff::from_lines(&old, &new);
    let from = if exists { format!("a/{file}") } else { "/dev/null".to_owned() };
    let text = diff.unified_diff().context_radius(3).header(&from, &format!("b/{file}")).to_string();
    // Not `lines`: a carriage return is a part of what is compared.
    for line in text.split_terminator('\n') {
        let tone = match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => Tone::Heading,
            Some(b'+') => Tone::Good,
            Some(b'-') => Tone::Bad,
            Some(b'@') => Tone::Faint,
            _ => Tone::Plain,
        };
        writeln!(out, "{}", screen.paint(tone, line))?;
    }
    Ok(())
}

/// Problems of a file as people are told of them.
pub(crate) fn told(session: &Session, file: &str, text: &str, diagnostics: Vec<Diagnostic>) -> Aside {
    let report = FileReport::of(|| Source::new(file, text), diagnostics);
    told_all(session, report.as_slice())
}

/// Problems of a text that was to be written: it has no places that anybody could look at.
pub(crate) fn told_without_places(session: &Session, diagnostics: &[Diagnostic]) -> Aside {
    // Of each rule the first few: one change may have the same said of every task.
    const ALIKE: usize = 3;
    let words = session.words;
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut told = Aside::default();
    for Diagnostic { problem, .. } in diagnostics {
        let count = counts.entry(problem.code()).or_default();
        *count += 1;
        if *count <= ALIKE {
            let help = words.help(problem).map(|help| one_line(&help));
            told.fault(problem.code(), &one_line(&words.problem(problem)), help.as_deref(), words);
        }
    }
    let hidden: usize = counts.values().map(|count| count.saturating_sub(ALIKE)).sum();
    if hidden > 0 {
        told.plain(&words.phrase(&Phrase::AndMore { count: hidden }));
    }
    told
}

pub(crate) fn told_all(session: &Session, reports: &[FileReport]) -> Aside {
    Aside::of_files(reports, session.words, session.error_screen).expect("memory takes what is written")
}

/// A failure that tells what is wrong with a file.
fn told_of(session: &Session, found: &FileReport) -> Failure {
    Failure::Told(Exit::Unread, told_all(session, std::slice::from_ref(found)))
}

/// Tells what was written, unless only errors are asked for. Where standard output takes nothing any more, standard error
/// still says which files were.
pub(crate) fn tell_written(
    session: &Session,
    files: &[&str],
    tell: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> Result<(), Failure> {
    if aside::is_quiet() {
        return Ok(());
    }
    let told = shell::with_stdout(tell);
    if told.is_err() {
        for file in files {
            aside::note(&session.say(&Phrase::Wrote { file }));
        }
    }
    told?;
    Ok(())
}

/// What the store found wrong, as a failure.
pub(crate) fn trouble(session: &Session, trouble: &Trouble) -> Failure {
    match trouble {
        Trouble::Link { file } if is_records(file) => Failure::Told(Exit::Unread, told_link(session, file)),
        other => Failure::Refused(exit_of(other), session.say(&Phrase::Trouble(other))),
    }
}

/// Whether a path is that of a file of records or of a plan, and not of a folder or a lock.
fn is_records(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "toml")
}

/// What every command says of a link in the place of such a file.
fn told_link(session: &Session, file: &str) -> Aside {
    told(session, file, "", vec![Diagnostic::new(Problem::FileNotRegular { what: NotAFile::Link }, 0..0)])
}

/// How a command ends that met this. What is there already is a matter of what was asked for.
pub(crate) fn exit_of(trouble: &Trouble) -> Exit {
    let is_asked = matches!(trouble, Trouble::Exists { .. } | Trouble::NotMade { .. } | Trouble::NotEmpty { .. });
    if is_asked { Exit::Usage } else { Exit::Unread }
}

/// Everything that the store found wrong with several files, as a failure.
pub(crate) fn troubles(session: &Session, found: &[Trouble]) -> Failure {
    let mut told = Aside::default();
    for found in found {
        match found {
            Trouble::Link { file } if is_records(file) => told.append(told_link(session, file)),
            other => told.error(&session.say(&Phrase::Trouble(other)), session.words),
        }
    }
    Failure::Told(Exit::Unread, told)
}

/// The unit that is meant: the one named, else the one of the environment, else the only one that leads the task.
pub(crate) fn the_unit(session: &Session, named: Option<&str>, task: Option<TaskIx>) -> Result<UnitIx, Failure> {
    let from_environment = named_in_environment();
    if let Some(typed) = named.or(from_environment.as_deref()) {
        return super::names::one_unit(session, typed);
    }
    let plan = &*session.plan;
    let leads = |unit: &UnitIx| task.is_none_or(|task| plan.duties.leads(*unit, task));
    let mut units = plan.unit_indices().filter(leads);
    if let (Some(only), None) = (units.next(), units.next()) {
        Ok(only)
    } else {
        let task = task.map(|task| plan.task(task).id.as_str());
        Err(Failure::Usage(session.say(&Phrase::UnitNeeded { task })))
    }
}

pub(crate) fn named_in_environment() -> Option<String> {
    std::env::var("TIENDO_UNIT").ok().filter(|unit| !unit.trim().is_empty())
}
