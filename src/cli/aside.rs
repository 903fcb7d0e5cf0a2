//! What a command tells beside its answer: what is wrong, and notes. People read it as text on standard error as it
//! comes; a script that asked for JSON gets one object there, when the command ends.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::data::problems::{self, Gravity, object, spoken};
use crate::diagnostic::FileReport;
use crate::page::diagnostic::{Style, human};
use crate::page::terminal::{Screen, broken};
use crate::rules::{Code, Severity};
use crate::shell::{self, ColorChoice};
use crate::words::{Label, Words};

/// Whether everything is written as one object, for scripts.
static JSON: AtomicBool = AtomicBool::new(false);
/// Whether only errors are written.
static QUIET: AtomicBool = AtomicBool::new(false);
/// What the object is to hold.
static HELD: Mutex<Vec<Value>> = Mutex::new(Vec::new());

/// From now on, everything is written as one object.
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

/// Tells what would come of a change, on a page of its own.
pub(super) fn preview(shown: &[u8]) {
    if !is_quiet() {
        let mut told = Aside::default();
        told.page(shown);
        told.tell();
    }
}

/// Writes the object, where there is one to write and something is in it.
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

    /// Errors, each in a sentence.
    pub(super) fn of_errors(all: impl IntoIterator<Item = String>, words: &dyn Words) -> Self {
        let mut aside = Self::default();
        all.into_iter().for_each(|said| aside.error(&said, words));
        aside
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
        self.spoken(Gravity::Error, None, said, &format!("{}: {said}", words.label(Label::Error)));
    }

    /// Adds an error of a rule, at no place, and what to do about it.
    pub(super) fn fault(&mut self, rule: Code, said: &str, help: Option<&str>, words: &dyn Words) {
        let mut shown = format!("{}[{}]: {said}", words.severity(Severity::Error), rule.as_str());
        shown.extend(help.map(|help| format!("\n = {}: {help}", words.label(Label::Help))));
        self.spoken(Gravity::Error, Some(rule), said, &shown);
    }

    /// Adds an error whose words say that it is one.
    pub(super) fn plain(&mut self, said: &str) {
        self.spoken(Gravity::Error, None, said, said);
    }

    /// Adds what is shown on a page of its own.
    pub(super) fn page(&mut self, shown: &[u8]) {
        let shown = String::from_utf8_lossy(shown);
        self.spoken(Gravity::Note, None, &shown, shown.strip_suffix('\n').unwrap_or(&shown));
    }

    /// Adds a note.
    pub(super) fn note(&mut self, said: &str) {
        if !is_quiet() {
            self.spoken(Gravity::Note, None, said, said);
        }
    }

    /// Adds a warning of a rule, of many places together.
    pub(super) fn warning(&mut self, rule: Code, said: &str, words: &dyn Words) {
        if !is_quiet() {
            let shown = format!("{}[{}]: {said}", words.severity(Severity::Warning), rule.as_str());
            self.spoken(Gravity::Warning, Some(rule), said, &shown);
        }
    }

    fn spoken(&mut self, weight: Gravity, rule: Option<Code>, said: &str, shown: &str) {
        if is_json() {
            self.problems.push(spoken(weight, rule, said));
        } else {
            self.text.extend(format!("{shown}\n").bytes());
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
        if shell::stderr_is_terminal() {
            let columns = shell::stderr_screen(ColorChoice::Never).width;
            shell::to_stderr(broken(&String::from_utf8_lossy(&self.text), columns).as_bytes());
        } else {
            shell::to_stderr(&self.text);
        }
    }
}
