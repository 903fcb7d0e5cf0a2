//! What a command tells beside its answer: what is wrong, and notes. People read it as text on standard error as it
//! comes; a script that asked for JSON gets one object there, when the command ends.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::data::problems::{self, Gravity, object, spoken};
use crate::diagnostic::FileReport;
use crate::model::plan::Lang;
use crate::page::diagnostic::{Style, human};
use crate::page::terminal::Screen;
use crate::rules::Severity;
use crate::shell;
use crate::words::{Label, Words, words};

/// Whether it is told as one object, for scripts.
static JSON: AtomicBool = AtomicBool::new(false);
/// Whether only what is wrong is told.
static QUIET: AtomicBool = AtomicBool::new(false);
/// What the object is to hold.
static HELD: Mutex<Vec<Value>> = Mutex::new(Vec::new());

/// From now on, everything is told as one object.
pub(super) fn as_json() {
    JSON.store(true, Ordering::Relaxed);
}

/// From now on, notes, progress and hints are left out.
pub(super) fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

fn is_json() -> bool {
    JSON.load(Ordering::Relaxed)
}

/// Whether notes, progress and hints are left out.
pub(super) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Tells a note: a line that changes nothing of what was asked.
pub(super) fn note(said: &str) {
    let mut told = Aside::default();
    told.note(said);
    told.tell();
}

/// Ends what is told: where it was to be an object, and there is something to tell, writes it.
pub(super) fn end(exit: u8) {
    let held = std::mem::take(&mut *HELD.lock().unwrap_or_else(PoisonError::into_inner));
    if !held.is_empty() {
        shell::to_stderr(&object(exit, &held));
    }
}

/// What is wrong, to be told together: as people read it, and as scripts do.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    text: Vec<u8>,
    problems: Vec<Value>,
}

impl Aside {
    /// What is wrong with these files.
    pub(super) fn of_files(reports: &[FileReport], words: &dyn Words, screen: Screen) -> io::Result<Self> {
        let mut aside = Self::default();
        reports.iter().try_for_each(|report| aside.file(report, words, screen, Style::Full))?;
        Ok(aside)
    }

    /// Adds what is wrong with a file; warnings are notes.
    pub(super) fn file(
        &mut self,
        report: &FileReport,
        words: &dyn Words,
        screen: Screen,
        style: Style,
    ) -> io::Result<()> {
        if is_quiet() && report.diagnostics.iter().any(|found| found.severity() == Severity::Warning) {
            let mut report = report.clone();
            report.diagnostics.retain(|found| found.severity() == Severity::Error);
            return self.whole(&report, words, screen, style);
        }
        self.whole(report, words, screen, style)
    }

    fn whole(&mut self, report: &FileReport, words: &dyn Words, screen: Screen, style: Style) -> io::Result<()> {
        if is_json() {
            self.problems.extend(problems::of_file(report, words));
            return Ok(());
        }
        human(&mut self.text, report, words, screen, style)
    }

    /// Adds an error, perhaps of several lines.
    pub(super) fn error(&mut self, said: &str, words: &dyn Words) {
        self.plain(&format!("{}: {said}", words.label(Label::Error)));
    }

    /// Adds a line that says what is wrong, without the word "error" before it or with it.
    pub(super) fn plain(&mut self, said: &str) {
        self.append(Self::from(format!("{said}\n")));
    }

    /// Adds a note.
    pub(super) fn note(&mut self, said: &str) {
        match (is_quiet(), is_json()) {
            (true, _) => {}
            (false, true) => self.problems.push(spoken(Gravity::Note, said)),
            (false, false) => self.text.extend(format!("{said}\n").bytes()),
        }
    }

    pub(super) fn append(&mut self, more: Self) {
        self.text.extend(more.text);
        self.problems.extend(more.problems);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.problems.is_empty()
    }

    /// Tells it.
    pub(super) fn tell(self) {
        HELD.lock().unwrap_or_else(PoisonError::into_inner).extend(self.problems);
        shell::to_stderr(&self.text);
    }
}

impl From<String> for Aside {
    /// Of a text in which each line that begins with "error:" is a problem, with the lines that follow it.
    fn from(text: String) -> Self {
        if !is_json() {
            return Self { text: text.into_bytes(), problems: Vec::new() };
        }
        let begins = |line: &str| {
            Lang::all().find_map(|lang| {
                let rest = line.strip_prefix(words(lang).label(Label::Error))?;
                rest.strip_prefix(": ").map(str::to_owned)
            })
        };
        let mut all: Vec<String> = Vec::new();
        for line in text.lines() {
            match (begins(line), all.last_mut()) {
                (Some(said), _) => all.push(said),
                (None, Some(last)) => last.push_str(&format!("\n{line}")),
                (None, None) => all.push(line.to_owned()),
            }
        }
        let problems = all.iter().map(|said| spoken(Gravity::Error, said)).collect();
        Self { text: Vec::new(), problems }
    }
}

impl From<Vec<u8>> for Aside {
    fn from(text: Vec<u8>) -> Self {
        Self::from(String::from_utf8_lossy(&text).into_owned())
    }
}
