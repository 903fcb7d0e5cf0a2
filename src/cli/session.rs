//! Opening the workspace: plan, day, language and screens, for every command.

use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveDate;

use super::{Exit, Failure};
use crate::assess::{Standing, untouched};
use crate::check::missing_files;
use crate::diagnostic::{Diagnostic, FileReport, Problem};
use crate::model::id::UnitIx;
use crate::model::plan::{Lang, Plan};
use crate::page::diagnostic::{Style, human};
use crate::page::terminal::Screen;
use crate::pipeline::Input;
use crate::read::plan::{PlanReading, PlanSpans, Prepared};
use crate::read::text::{self, MAX_PLAN_BYTES};
use crate::read::walk::{Inspect, ReadText};
use crate::shell::{self, ColorChoice};
use crate::source::Source;
use crate::store::{Buffer, Listing, PLAN, UNITS, Workspace};
use crate::text::one_line;
use crate::words::phrase::Cli;
use crate::words::{Phrase, Words, words};

/// What is asked of every command.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `-C`.
    pub directory: Option<PathBuf>,
    /// `--as-of`.
    pub as_of: Option<NaiveDate>,
    /// `--lang` or `TIENDO_LANG`.
    pub lang: Option<Lang>,
    /// `--color`.
    pub color: ColorChoice,
    /// The options given that a further command would need too, each after a blank.
    pub hint: String,
}

/// An opened workspace.
pub struct Session<'t> {
    /// Where its files are.
    pub workspace: &'t Workspace,
    /// The plan.
    pub plan: &'t Plan,
    /// Where the plan's parts stand.
    pub spans: &'t PlanSpans,
    /// The plan's text.
    pub text: &'t str,
    /// The plan's texts with something odd about them.
    pub texts: &'t [ReadText],
    /// What is wrong with the plan. A plan with an error is not judged by.
    pub diagnostics: Vec<Diagnostic>,
    /// What is in `units/`.
    pub listing: Listing,
    /// The day.
    pub as_of: NaiveDate,
    /// How each occurrence stands on that day where nothing was recorded.
    pub untouched: Vec<Standing>,
    /// The options given that a further command would need too, each after a blank.
    pub hint: String,
    /// The language.
    pub words: &'static dyn Words,
    /// What standard output looks like.
    pub screen: Screen,
    /// What standard error looks like.
    pub error_screen: Screen,
}

/// A workspace that cannot be opened: its problems, and the language to tell them in.
pub struct Broken {
    /// The problems.
    pub report: FileReport,
    /// The language.
    pub words: &'static dyn Words,
}

impl Broken {
    fn plan(text: &str, diagnostics: Vec<Diagnostic>, words: &'static dyn Words) -> Self {
        let report = FileReport::of(|| Source::new(PLAN, text), diagnostics).expect("a broken plan has a problem");
        Self { report, words }
    }

    fn folder(problem: Problem, words: &'static dyn Words) -> Self {
        let diagnostic = Diagnostic::new(problem, 0..0);
        let report =
            FileReport::of(|| Source::new(UNITS, ""), vec![diagnostic]).expect("a faulty folder has a problem");
        Self { report, words }
    }
}

impl Asked {
    /// The workspace that is meant.
    pub fn workspace(&self) -> anyhow::Result<Workspace> {
        match &self.directory {
            Some(folder) => Ok(Workspace::at(folder)),
            None => Ok(Workspace::find(&std::env::current_dir().context("the current folder cannot be used")?)),
        }
    }

    /// Opens the workspace for `then`, its texts looked at if `inspect` says so; or tells it what is wrong where there is no plan to speak of.
    pub fn open<T>(
        &self,
        inspect: Inspect,
        then: impl FnOnce(Result<Session<'_>, Broken>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let workspace = self.workspace()?;
        let fallback = words(self.lang.unwrap_or_default());
        let mut buffer = Buffer::default();
        let bytes = match workspace.read_plan(&mut buffer, MAX_PLAN_BYTES) {
            Ok(bytes) => bytes,
            Err(problem) => return then(Err(Broken::plan("", vec![Diagnostic::new(problem, 0..0)], fallback))),
        };
        let text = match text::decode(bytes) {
            Ok(text) => text,
            Err(fault) => return then(Err(Broken::plan(&fault.0, vec![fault.1], fallback))),
        };
        let mut prepared = Prepared::new(text, inspect);
        let PlanReading { plan, spans, diagnostics, texts } = crate::read::plan::read(&mut prepared, inspect);
        let Some(plan) = plan else {
            return then(Err(Broken::plan(text, diagnostics, fallback)));
        };
        let listing = workspace.list(&plan);
        let words = words(self.lang.unwrap_or(plan.header.language));
        if let Some(problem) = listing.fault.clone() {
            return then(Err(Broken::folder(problem, words)));
        }
        let as_of = self.as_of.unwrap_or_else(|| shell::today(&plan.header.timezone));
        let result = then(Ok(Session {
            workspace: &workspace,
            spans: &spans,
            text,
            texts: &texts,
            diagnostics,
            listing,
            as_of,
            untouched: untouched(&plan, as_of),
            hint: self.hint.clone(),
            words,
            screen: shell::stdout_screen(self.color),
            error_screen: shell::stderr_screen(self.color),
            plan: &plan,
        }));
        // The process ends soon: giving the plan back piece by piece would only cost time.
        std::mem::forget(plan);
        result
    }

    /// Opens the workspace to judge by its plan: a broken one is told on standard error, and nothing else is done.
    pub fn session(&self, then: impl FnOnce(Session<'_>) -> Result<Exit, Failure>) -> Result<Exit, Failure> {
        let refuse = |broken: Broken| {
            let mut told = Vec::new();
            human(&mut told, &broken.report, broken.words, shell::stderr_screen(self.color), Style::Full)?;
            shell::to_stderr(&told);
            Ok(Exit::Unread)
        };
        self.open(Inspect::No, |opened| match opened {
            Ok(session) if session.diagnostics.is_empty() => then(session),
            Ok(mut session) => {
                refuse(Broken::plan(session.text, std::mem::take(&mut session.diagnostics), session.words))
            }
            Err(broken) => refuse(broken),
        })
    }
}

impl Session<'_> {
    /// What the pipeline needs to read these units.
    pub fn input<'a>(&'a self, units: &'a [UnitIx]) -> Input<'a> {
        Input {
            workspace: self.workspace,
            plan: self.plan,
            listing: &self.listing,
            units,
            as_of: self.as_of,
            untouched: &self.untouched,
        }
    }

    /// Looks at the workspace as of another day.
    pub fn look_at(&mut self, day: NaiveDate) {
        if day != self.as_of {
            self.as_of = day;
            self.untouched = untouched(self.plan, day);
        }
    }

    /// A sentence about reports, fit for one line of a terminal.
    pub fn tell(&self, said: &Phrase<'_>) -> String {
        one_line(&self.words.phrase(said))
    }

    /// A sentence about editing, fit for one line of a terminal.
    pub fn say(&self, said: &Phrase<'_>) -> String {
        one_line(&self.words.phrase(said))
    }

    /// A sentence that is written into a file: in the plan's language, whoever writes it.
    pub fn write_down(&self, said: &Phrase<'_>) -> String {
        one_line(&self.plan_words().phrase(said))
    }

    /// The words of the plan's language.
    pub fn plan_words(&self) -> &'static dyn Words {
        words(self.plan.header.language)
    }

    /// A sentence as an error, with its line end.
    pub fn say_line(&self, said: &Phrase<'_>) -> String {
        self.error_line(&self.say(said))
    }

    /// A sentence as an error, with its line end.
    pub fn error_line(&self, said: &str) -> String {
        format!("{}: {said}\n", self.words.cli(Cli::Error))
    }

    /// Tells on standard error which of these units have no file.
    pub fn warn_of_missing_files(&self, units: &[UnitIx]) -> anyhow::Result<()> {
        const NAMED: usize = 10;
        let mut missing = missing_files(self.plan, self.spans, &self.listing, units);
        let hidden = missing.len().saturating_sub(NAMED);
        missing.truncate(NAMED);
        let Some(report) = FileReport::of(|| Source::new(PLAN, self.text), missing) else {
            return Ok(());
        };
        let mut told = Vec::new();
        human(&mut told, &report, self.words, self.error_screen, Style::Short)?;
        if hidden > 0 {
            use std::io::Write;
            let more = Phrase::MissingFiles { count: hidden };
            writeln!(told, "{}", self.words.phrase(&more))?;
        }
        shell::to_stderr(&told);
        Ok(())
    }
}

/// The language of the plan in this folder, or above the current one, if it can be read.
pub fn language(directory: Option<PathBuf>) -> Lang {
    let asked = Asked { directory, as_of: None, lang: None, color: ColorChoice::Never, hint: String::new() };
    let language =
        asked.open(Inspect::No, |opened| Ok(opened.map(|session| session.plan.header.language).unwrap_or_default()));
    language.unwrap_or_default()
}
