//! Many problems for people: few warnings of each rule in full, one line for more of them, and the errors last, where
//! the eye is when the command ends.

use std::io::{self, Write};

use super::diagnostic::{Lines, Style, human};
use super::terminal::Screen;
use crate::diagnostic::{Diagnostic, FileReport};
use crate::rules::{Code, Severity};
use crate::spool::{Scratch, Spool};
use crate::text::one_line;
use crate::words::{Phrase, Words};

/// So many warnings of a rule are shown in full.
const FEW: usize = 3;

/// Problems as they come, until all of them are known.
pub(crate) struct Digest {
    screen: Screen,
    /// Whether each warning is shown, as it comes.
    all: bool,
    /// The warnings by rule, in the order in which rules came up.
    rules: Vec<Gathered>,
    /// The errors as they are shown.
    errors: Spool<()>,
}

/// The warnings of a rule.
struct Gathered {
    code: Code,
    count: usize,
    files: usize,
    /// The file of the last one.
    last: String,
    /// The first few as they are shown.
    shown: Vec<u8>,
    /// Where the first one is, and what it says.
    example: (String, String),
}

impl Digest {
    pub(crate) fn new(screen: Screen, all: bool, scratch: Box<dyn Scratch>) -> Self {
        Self { screen, all, rules: Vec::new(), errors: Spool::with_scratch(scratch) }
    }

    /// Takes a file's problems in.
    pub(crate) fn add(&mut self, out: &mut dyn Write, report: &FileReport, words: &dyn Words) -> io::Result<()> {
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
        let only = |errors: bool| FileReport {
            source: report.source.clone(),
            diagnostics: report.diagnostics.iter().filter(|it| is_error(it) == errors).cloned().collect(),
        };
        if report.diagnostics.iter().any(is_error) {
            let mut shown = Vec::new();
            human(&mut shown, &only(true), words, self.screen, Style::Full)?;
            self.errors.push((), 1, u64::MAX, &shown)?;
        }
        if self.all {
            return human(out, &only(false), words, self.screen, Style::Full);
        }
        report.diagnostics.iter().filter(|it| !is_error(it)).try_for_each(|it| self.gather(report, it, words))
    }

    fn gather(&mut self, report: &FileReport, warning: &Diagnostic, words: &dyn Words) -> io::Result<()> {
        let (code, path) = (warning.problem.code(), &report.source.path);
        let known = self.rules.iter().position(|rule| rule.code == code);
        let at = known.unwrap_or_else(|| {
            let place = Lines::of(&report.source.text).position(warning.span.start);
            let place = format!("{}:{}:{}", one_line(path), place.line, place.column);
            let example = (place, one_line(&words.problem(&warning.problem)));
            let (last, shown) = (String::new(), Vec::new());
            self.rules.push(Gathered { code, count: 0, files: 0, last, shown, example });
            self.rules.len() - 1
        });
        let rule = &mut self.rules[at];
        rule.count += 1;
        if rule.last != *path {
            rule.files += 1;
            rule.last.clone_from(path);
        }
        if rule.count > FEW {
            return Ok(());
        }
        let alone = FileReport { source: report.source.clone(), diagnostics: vec![warning.clone()] };
        human(&mut rule.shown, &alone, words, self.screen, Style::Full)
    }

    /// Shows what was taken in. Gives the first rule whose warnings went into one line.
    pub(crate) fn end(&self, out: &mut dyn Write, words: &dyn Words) -> io::Result<Option<Code>> {
        let (few, many): (Vec<_>, Vec<_>) = self.rules.iter().partition(|rule| rule.count <= FEW);
        few.iter().try_for_each(|rule| out.write_all(&rule.shown))?;
        for rule in &many {
            let (Gathered { code, count, files, .. }, (place, message)) = (rule, &rule.example);
            let said = words.phrase(&Phrase::Repeated { count: *count, files: *files, place, message });
            writeln!(out, "{}[{}]: {said}\n", words.severity(Severity::Warning), code.as_str())?;
        }
        self.errors.each(.., |shown| out.write_all(shown).map(|()| true))?;
        Ok(many.first().map(|rule| rule.code))
    }
}
