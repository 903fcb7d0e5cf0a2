//! Opening the workspace: plan, day, language and screens, for every command.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::exit::{Exit, Failure};
use crate::check::{missing_files, stray_files};
use crate::diagnostic::FileReport;
use crate::judge::Judge;
use crate::model::id::UnitIx;
use crate::model::plan::{Lang, Plan};
use crate::page::diagnostic::{Style, human};
use crate::page::plan::PlanPage;
use crate::page::terminal::Screen;
use crate::read::walk::Inspect;
use crate::rules::{Code, Severity};
use crate::shell::{self, ColorChoice};
use crate::snapshot::{Files, PLAN, PlanFindings, Snapshot, Stray, Unopened, unit_path};
use crate::source::Source;
use crate::store::Workspace;
use crate::text::one_line;
use crate::typed::{Leaning, TypedDay};
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, words};

#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The folders of `-C`.
    pub(crate) directories: Vec<PathBuf>,
    /// The plan that `--plan` names.
    pub(crate) plan: Option<String>,
    pub(crate) as_of: Option<TypedDay>,
    /// Whether the end of the day is judged.
    pub(crate) end_of_day: bool,
    /// `--lang` or `TIENDO_LANG`.
    pub(crate) lang: Option<Lang>,
    pub(crate) color: ColorChoice,
    /// The options of the command that a further one would need too, each after a blank.
    pub(crate) hint: String,
    /// What makes the manual pages, each by its name: the list of commands is known to none of them.
    pub(crate) manual: fn(&dyn Words) -> BTreeMap<String, String>,
}

/// An opened workspace, judged as of a day.
pub(crate) struct Session {
    pub(crate) workspace: Workspace,
    pub(crate) snapshot: Snapshot,
    /// The plan as it stands as of the day.
    pub(crate) plan: Arc<Plan>,
    pub(crate) judge: Judge,
    /// The options given that a further command would need too, each after a blank.
    pub(crate) hint: String,
    pub(crate) words: &'static dyn Words,
    /// What standard output looks like.
    pub(crate) screen: Screen,
    /// What standard error looks like.
    pub(crate) error_screen: Screen,
    /// Whether the plan is one among others of which is told.
    pub(crate) among: bool,
    /// Whether files of no unit record something that was told of.
    lost: AtomicBool,
}

impl Asked {
    /// The day to judge by, in a time zone.
    pub(crate) fn day(&self, zone: &str) -> NaiveDate {
        match self.as_of {
            Some(TypedDay::Whole(day)) => day,
            Some(typed) => typed.on(shell::today(zone), Leaning::Past),
            None => shell::today(zone),
        }
    }

    /// The workspace with these files, opened to be looked at, with what is odd or wrong about its plan.
    pub(crate) fn inspect(
        &self,
        (workspace, files): (Workspace, Box<dyn Files>),
        inspect: Inspect,
    ) -> Result<(Session, PlanFindings), Unopened> {
        let (snapshot, found) = Snapshot::inspect(files, inspect)?;
        Ok((self.session_of(workspace, snapshot), found))
    }

    fn session_of(&self, workspace: Workspace, snapshot: Snapshot) -> Session {
        let as_of = self.day(&snapshot.plan.header.timezone);
        self.session_on(as_of, workspace, snapshot)
    }

    /// A workspace, opened to be judged as of this day.
    pub(crate) fn session_on(&self, as_of: NaiveDate, workspace: Workspace, snapshot: Snapshot) -> Session {
        let header = &snapshot.plan.header;
        let judge = if self.end_of_day { snapshot.judge_end_of(as_of) } else { snapshot.judge(as_of) };
        Session {
            workspace,
            plan: Arc::clone(judge.shared_plan()),
            judge,
            // Not the folder: the same files give the same bytes, wherever they lie.
            hint: self.hint_of_day(Some(as_of)),
            words: words(self.lang.unwrap_or(header.language)),
            screen: shell::stdout_screen(self.color),
            error_screen: shell::stderr_screen(self.color),
            snapshot,
            among: false,
            lost: AtomicBool::new(false),
        }
    }

    /// The options given that a further command would need too, each after a blank; the day is this one.
    pub(crate) fn hint_of_day(&self, as_of: Option<NaiveDate>) -> String {
        let plan = self.plan.as_ref().map(|plan| named("--plan", plan)).unwrap_or_default();
        let day = as_of.filter(|_| self.as_of.is_some());
        let day = day.map(|day| named("--as-of", &day.to_string())).unwrap_or_default();
        let end = if self.end_of_day { " --end-of-day" } else { "" };
        plan + &day + end + &self.hint
    }

    /// The workspace, opened to judge by its plan; a failure that tells what is wrong with it.
    pub(crate) fn open(&self) -> Result<Session, Failure> {
        let workspace = self.workspace()?;
        let snapshot = Snapshot::open(Box::new(workspace.clone())).map_err(|found| self.unopened(&found))?;
        Ok(self.session_of(workspace, snapshot))
    }

    /// The failure of a workspace that cannot be opened.
    pub(crate) fn unopened(&self, found: &Unopened) -> Failure {
        let words = words(self.lang.or(found.language).unwrap_or_default());
        let mut told = Vec::new();
        for report in &found.reports {
            human(&mut told, report, words, shell::stderr_screen(self.color), Style::Full)
                .expect("memory takes what is written");
        }
        Failure::Told(Exit::Unread, told)
    }
}

impl Session {
    /// The plan, to be put on pages.
    pub(crate) fn pages(&self) -> PlanPage<'_> {
        PlanPage { plan: &self.plan, judge: &self.judge, words: self.words, among: self.among }
    }

    /// A sentence, fit for one line of a terminal.
    pub(crate) fn say(&self, said: &Phrase<'_>) -> String {
        one_line(&self.words.phrase(said))
    }

    /// A sentence that is written into a file: in the plan's language, whoever writes it.
    pub(crate) fn write_down(&self, said: &Phrase<'_>) -> String {
        one_line(&self.plan_words().phrase(said))
    }

    /// The words of the plan's language.
    pub(crate) fn plan_words(&self) -> &'static dyn Words {
        words(self.plan.header.language)
    }

    /// A sentence as an error, with its line end.
    pub(crate) fn say_line(&self, said: &Phrase<'_>) -> String {
        self.error_line(&self.say(said))
    }

    /// A sentence as an error, with its line end.
    pub(crate) fn error_line(&self, said: &str) -> String {
        format!("{}: {said}\n", self.words.label(Label::Error))
    }

    /// How a command ends that judged everything it could: facts in files of no unit are not counted.
    pub(crate) fn exit(&self, exit: Exit) -> Exit {
        if self.lost.load(Ordering::Relaxed) && exit != Exit::Usage { Exit::Unread } else { exit }
    }

    /// Tells on standard error, once, of an import that was interrupted: some files are new and some old.
    pub(crate) fn warn_of_unfinished(&self) {
        static SAID: AtomicBool = AtomicBool::new(false);
        if SAID.swap(true, Ordering::Relaxed) {
            return;
        }
        let files = self.workspace.unfinished();
        if files > 0 {
            let said = self.say(&Phrase::ImportUnfinished { files });
            shell::to_stderr(format!("{said}\n").as_bytes());
        }
    }

    /// Tells on standard error which of these units have no file, and which files are no unit's.
    pub(crate) fn warn_of_missing_files(&self, units: &[UnitIx]) -> anyhow::Result<()> {
        /// So many are named one by one: more would push the answer off the screen.
        const NAMED_MISSING: usize = 3;
        self.warn_of_unfinished();
        let mut missing = missing_files(&self.plan, &self.snapshot.spans, &self.snapshot.listing, units);
        let many = Some(missing.len()).filter(|count| *count > NAMED_MISSING);
        if many.is_some() {
            missing.clear();
        }
        let mut told = Vec::new();
        let mut strays = strays(&self.snapshot, units);
        for stray in &mut strays {
            stray.source.path = self.snapshot.shown(&stray.source.path);
        }
        let unread = self.taken_over_unread(units);
        let lost = !unread.is_empty() || strays.first().is_some_and(FileReport::has_error);
        self.lost.store(lost, Ordering::Relaxed);
        for report in &unread {
            human(&mut told, report, self.words, self.error_screen, Style::Full)?;
        }
        for stray in strays.iter().take(NAMED) {
            human(&mut told, stray, self.words, self.error_screen, Style::Short)?;
        }
        let more = strays.len().saturating_sub(NAMED);
        if more > 0 {
            told.extend(format!("{}\n", self.words.phrase(&Phrase::MoreStrays { count: more })).bytes());
        }
        if let Some(report) =
            FileReport::of(|| Source::new(self.snapshot.shown(PLAN), &self.snapshot.plan_text), missing)
        {
            human(&mut told, &report, self.words, self.error_screen, Style::Short)?;
        }
        if let Some(count) = many {
            let first = units.iter().find(|unit| !self.snapshot.has_file(**unit));
            let file = first.map(|unit| unit_path(&self.plan, *unit)).unwrap_or_default();
            let said = self.say(&Phrase::Screen(ScreenPhrase::Missing { count, file: &file }));
            let severity = self.words.severity(Severity::Warning);
            told.extend(format!("{severity}[{}]: {said}\n", Code::W508.as_str()).bytes());
        }
        shell::to_stderr(&told);
        Ok(())
    }
}

impl Session {
    /// What is wrong with files of units that have gone and handed something to these, unless they are asked for too.
    fn taken_over_unread(&self, units: &[UnitIx]) -> Vec<FileReport> {
        let mut gone: Vec<UnitIx> = units.iter().flat_map(|unit| self.judge.taken_over_unread(*unit)).collect();
        gone.sort_unstable();
        gone.dedup();
        gone.retain(|unit| !units.contains(unit));
        if gone.is_empty() {
            return Vec::new();
        }
        let mut reader = self.snapshot.reader();
        gone.into_iter().filter_map(|unit| reader.assess(&self.judge, unit).err()).collect()
    }
}

/// How many files are named where there may be many.
const NAMED: usize = 10;

/// The files in `units/` that are no unit's; where only some units are asked for, those that are nearly called as the
/// files of these. Those that record something, which is not counted, come first.
pub(crate) fn strays(snapshot: &Snapshot, units: &[UnitIx]) -> Vec<FileReport> {
    let plan = &*snapshot.plan;
    let all = units.len() == plan.units.len();
    let wanted = |stray: &Stray| all || units.iter().any(|unit| stray.is_meant_for(plan.unit(*unit).id.as_str()));
    let mut found = stray_files(plan, &snapshot.listing, wanted);
    found.sort_by_key(|report| !report.has_error());
    found
}

/// An option as a command named in an output has it, after a blank.
pub(super) fn named(option: &str, value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c));
    if plain { format!(" {option} {value}") } else { format!(" {option} \"{}\"", one_line(value)) }
}
