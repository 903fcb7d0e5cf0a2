//! Opening the workspace: plan, day, language and screens, for every command.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::aside::{self, Aside};
use super::exit::{Exit, Failure};
use super::members::{MemberPlan, PastPlan};
use crate::check::{missing_files, other_case, stray_files};
use crate::diagnostic::FileReport;
use crate::judge::Judge;
use crate::model::id::UnitIx;
use crate::model::plan::{Lang, Plan};
use crate::page::diagnostic::Style;
use crate::page::plan::{PlanPage, known_lines, short};
use crate::page::terminal::Screen;
use crate::read::walk::Inspect;
use crate::rules::Code;
use crate::shell::{self, ColorChoice};
use crate::snapshot::lower::OpenLower;
use crate::snapshot::{Files, PLAN, PlanFindings, Snapshot, Stray, Unopened, unit_path};
use crate::source::Source;
use crate::store::Workspace;
use crate::text::one_line;
use crate::typed::{Leaning, TypedDay};
use crate::view::known::KnownCommit;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, words};

/// Which state of the files is asked about.
#[derive(Clone, Debug, Default)]
pub(crate) enum Version {
    /// As they are.
    #[default]
    Now,
    /// As they were in git at the end of a day.
    KnownOn(TypedDay),
    /// The same of two days, to be compared; the later one is now if it is not named.
    Between([TypedDay; 2]),
    /// As they were at a revision.
    At(String),
    /// As they are staged to be committed.
    Staged,
}

#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The folders of `-C`.
    pub(crate) directories: Vec<PathBuf>,
    /// The plan that `--plan` names.
    pub(crate) plan: Option<String>,
    pub(crate) as_of: Option<TypedDay>,
    pub(crate) version: Version,
    /// Whether the end of the day is judged.
    pub(crate) end_of_day: bool,
    /// `--lang` or `TIENDO_LANG`.
    pub(crate) lang: Option<Lang>,
    pub(crate) color: ColorChoice,
    /// The options of the command that a further one would need too, each after a blank.
    pub(crate) hint: String,
    /// The whole command line, as it was typed.
    pub(crate) command: String,
    /// What makes the manual pages, each by its name: the list of commands is known to none of them.
    pub(crate) manual: fn(&dyn Words) -> BTreeMap<String, String>,
}

/// An opened workspace, judged as of a day.
pub(crate) struct Session {
    /// Where the plan is on disk, or would be.
    pub(crate) workspace: Workspace,
    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) past: Option<PastPlan>,
    pub(crate) snapshot: Snapshot,
    /// The plan as it stands as of the day.
    pub(crate) plan: Arc<Plan>,
    pub(crate) judge: Judge,
    /// The options given that a further command would need too, each after a blank.
    pub(crate) hint: String,
    /// The whole command line, as it was typed.
    pub(crate) command: String,
    pub(crate) words: &'static dyn Words,
    /// What standard output looks like.
    pub(crate) screen: Screen,
    /// What standard error looks like.
    pub(crate) error_screen: Screen,
    /// Whether the plan is one of several that are shown.
    pub(crate) among: bool,
    /// Whether files of no unit that record something were reported.
    lost: AtomicBool,
}

impl Version {
    pub(crate) fn is_now(&self) -> bool {
        matches!(self, Self::Now)
    }

    /// The option that names it, as it is typed; nothing for the files as they are.
    pub(crate) fn option(&self) -> Option<&'static str> {
        match self {
            Self::Now => None,
            Self::KnownOn(_) | Self::Between(_) => Some("--known-on"),
            Self::At(_) => Some("--at"),
            Self::Staged => Some("--staged"),
        }
    }
}

/// The option that names what was known, with its value, as a further command needs it.
pub(super) fn hint_of(known: Option<&KnownCommit>) -> String {
    match known {
        None => String::new(),
        Some(KnownCommit { by: Some(day), .. }) => named("--known-on", &day.to_string()),
        Some(known) => named("--at", short(&known.commit)),
    }
}

impl Asked {
    /// The day to judge by, in a time zone: the one that is named, else that of what was known, else today.
    pub(crate) fn day(&self, zone: &str, known: Option<&KnownCommit>) -> NaiveDate {
        match (self.as_of, known) {
            (Some(TypedDay::Whole(day)), _) => day,
            (Some(typed), _) => typed.on(shell::today(zone), Leaning::Past),
            (None, Some(known)) => known.as_of(),
            (None, None) => shell::today(zone),
        }
    }

    /// A plan with these files, opened to be looked at, with what is odd or wrong about it; `lower` open the plans that
    /// carry it out.
    pub(crate) fn inspect(
        &self,
        (plan, files): (&MemberPlan, Box<dyn Files>),
        inspect: Inspect,
        lower: Vec<OpenLower>,
    ) -> Result<(Session, PlanFindings), Unopened> {
        let (mut snapshot, found) = Snapshot::inspect(files, inspect)?;
        if !lower.is_empty() {
            snapshot.carried_out_by(lower);
        }
        Ok((self.session_of(plan, snapshot), found))
    }

    fn session_of(&self, plan: &MemberPlan, snapshot: Snapshot) -> Session {
        let as_of = self.day(&snapshot.plan.header.timezone, plan.known());
        self.session_on(as_of, plan, snapshot)
    }

    /// A plan, opened to be judged as of this day.
    pub(crate) fn session_on(&self, as_of: NaiveDate, plan: &MemberPlan, snapshot: Snapshot) -> Session {
        let header = &snapshot.plan.header;
        let judge = if self.end_of_day { snapshot.judge_end_of(as_of) } else { snapshot.judge(as_of) };
        let words = words(self.lang.unwrap_or(header.language));
        shell::prompt_pager(move || words.label(Label::PagerPrompt));
        Session {
            workspace: plan.workspace.clone(),
            past: plan.past.clone(),
            plan: Arc::clone(judge.shared_plan()),
            judge,
            // Not the folder: the same files give the same bytes, wherever they lie.
            hint: self.hint_of_day(Some(as_of), plan.known()),
            command: self.command.clone(),
            words,
            screen: shell::stdout_screen(self.color),
            error_screen: shell::stderr_screen(self.color),
            snapshot,
            among: false,
            lost: AtomicBool::new(false),
        }
    }

    /// The options given that a further command would need too, each after a blank; the day is this one.
    pub(crate) fn hint_of_day(&self, as_of: Option<NaiveDate>, known: Option<&KnownCommit>) -> String {
        let plan = self.plan.as_ref().map(|plan| named("--plan", plan)).unwrap_or_default();
        let day = as_of.filter(|_| self.as_of.is_some());
        let day = day.map(|day| named("--as-of", &day.to_string())).unwrap_or_default();
        let end = if self.end_of_day { " --end-of-day" } else { "" };
        plan + &hint_of(known) + &day + end + &self.hint
    }

    /// The workspace, opened to judge by its plan; a failure that tells what is wrong with it.
    pub(crate) fn open(&self) -> Result<Session, Failure> {
        let plan = self.one()?;
        let mut snapshot = plan.open().map_err(|found| self.unopened(&found))?;
        self.with_levels(&plan.workspace, &mut snapshot)?;
        Ok(self.session_of(&plan, snapshot))
    }

    /// The same plan with every body that it shares with others, also those that it does not name yet: for a command
    /// that may name them. Nothing where it shares none.
    pub(crate) fn open_to_name(&self, session: &Session) -> Result<Option<Session>, Failure> {
        if session.snapshot.shared_path().is_none() {
            return Ok(None);
        }
        let plan = self.one()?;
        let snapshot = Snapshot::open_to_name(plan.files()).map_err(|found| self.unopened(&found))?;
        Ok(Some(self.session_of(&plan, snapshot)))
    }

    /// The same of the plan alone: what others below do does not count.
    pub(crate) fn open_alone(&self) -> Result<Session, Failure> {
        let plan = self.one()?;
        let snapshot = plan.open().map_err(|found| self.unopened(&found))?;
        Ok(self.session_of(&plan, snapshot))
    }

    /// The failure of a workspace that cannot be opened.
    pub(crate) fn unopened(&self, found: &Unopened) -> Failure {
        let words = words(self.lang.or(found.language).unwrap_or_default());
        let told = Aside::of_files(&found.reports, words, shell::stderr_screen(self.color));
        Failure::Told(Exit::Unread, told.expect("memory takes what is written"))
    }
}

impl Session {
    /// The plan, to be put on pages.
    pub(crate) fn pages(&self) -> PlanPage<'_> {
        let known = self.known();
        PlanPage { plan: &self.plan, judge: &self.judge, words: self.words, among: self.among, known }
    }

    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) fn known(&self) -> Option<&KnownCommit> {
        self.past.as_ref().map(|past| &past.known)
    }

    /// Tells on standard error on which revision an output stands that has no line for it.
    pub(crate) fn tell_known(&self) {
        let lines = self.known().into_iter().flat_map(|known| known_lines(known, self.words));
        lines.for_each(|line| aside::note(&line));
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

    /// How a command ends that judged everything it could: facts in files of no unit are not counted.
    pub(crate) fn exit(&self, exit: Exit) -> Exit {
        if self.lost.load(Ordering::Relaxed) && exit != Exit::Usage { Exit::Unread } else { exit }
    }

    /// Tells on standard error, once, of an import that was interrupted: some files are new and some old.
    pub(crate) fn warn_of_unfinished(&self) {
        static SAID: AtomicBool = AtomicBool::new(false);
        if self.past.is_some() || SAID.swap(true, Ordering::Relaxed) {
            return;
        }
        let found = self.workspace.unfinished();
        if found.ready() + found.gone > 0 {
            let undo = self.workspace.keeps_what_was_begun();
            let said = self.say(&Phrase::ImportUnfinished { files: found.ready(), gone: found.gone, undo });
            aside::note(&said);
        }
    }

    /// Tells on standard error which files of no unit record something: where only some units are asked for, those that are
    /// nearly called as theirs. What they record is not counted, and `exit` knows.
    pub(crate) fn warn_of_lost(&self, units: &[UnitIx]) -> anyhow::Result<()> {
        let mut told = Aside::default();
        let strays = lost(&self.snapshot, units);
        if !strays.is_empty() {
            self.lost.store(true, Ordering::Relaxed);
        }
        self.put_strays(strays, &mut told)?;
        told.tell();
        Ok(())
    }

    fn put_strays(&self, mut strays: Vec<FileReport>, told: &mut Aside) -> anyhow::Result<Vec<FileReport>> {
        for stray in &mut strays {
            stray.source.path = self.snapshot.shown(&stray.source.path);
        }
        for stray in strays.iter().take(NAMED) {
            told.file(stray, self.words, self.error_screen, Style::Short)?;
        }
        let more = strays.len().saturating_sub(NAMED);
        if more > 0 {
            told.note(&self.words.phrase(&Phrase::MoreStrays { count: more }));
        }
        Ok(strays)
    }

    /// Tells on standard error which of these units have no file, and which files are no unit's.
    pub(crate) fn warn_of_missing_files(&self, units: &[UnitIx]) -> anyhow::Result<()> {
        /// So many are named one by one: more would push the answer off the screen.
        const NAMED_MISSING: usize = 3;
        self.warn_of_unfinished();
        let mut told = Aside::default();
        let unread = self.taken_over_unread(units);
        for report in &unread {
            told.file(report, self.words, self.error_screen, Style::Full)?;
        }
        let strays = strays(&self.snapshot, units, |file| self.snapshot.called(file));
        let strays = self.put_strays(strays, &mut told)?;
        let lost = !unread.is_empty() || strays.first().is_some_and(FileReport::has_error);
        self.lost.store(lost, Ordering::Relaxed);
        let listing = &self.snapshot.listing;
        let mut missing = missing_files(&self.plan, &self.snapshot.spans, listing, (units, &strays));
        let many = Some(missing.len()).filter(|count| *count > NAMED_MISSING);
        if many.is_some() {
            missing.clear();
        }
        if let Some(report) =
            FileReport::of(|| Source::new(self.snapshot.shown(PLAN), &self.snapshot.plan_text), missing)
        {
            told.file(&report, self.words, self.error_screen, Style::Short)?;
        }
        if let Some(count) = many {
            let first = units.iter().find(|unit| !self.snapshot.has_file(**unit));
            let file = first.map(|unit| unit_path(&self.plan, *unit)).unwrap_or_default();
            let said = self.say(&Phrase::Screen(ScreenPhrase::Missing { count, file: &file }));
            told.warning(Code::W508, &said, self.words);
        }
        told.tell();
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
/// files of these; messages call them as `called` does. Those that record something, which is not counted, come first.
pub(crate) fn strays(snapshot: &Snapshot, units: &[UnitIx], called: impl Fn(&str) -> String) -> Vec<FileReport> {
    let plan = &*snapshot.plan;
    let all = units.len() == plan.units.len();
    let is_near = |stray: &Stray, unit: &str| stray.is_meant_for(unit) || stray.is_copy_of(unit);
    let wanted = |stray: &Stray| all || units.iter().any(|unit| is_near(stray, plan.unit(*unit).id.as_str()));
    let mut found: Vec<FileReport> = other_case(&snapshot.listing, &called).into_iter().collect();
    found.extend(stray_files((plan, &snapshot.listing), &called, wanted));
    found.sort_by_key(|report| !report.has_error());
    found
}

/// Those of them that record something.
pub(crate) fn lost(snapshot: &Snapshot, units: &[UnitIx]) -> Vec<FileReport> {
    strays(snapshot, units, |file| snapshot.called(file)).into_iter().filter(FileReport::has_error).collect()
}

/// An option as a command named in an output has it, after a blank.
pub(super) fn named(option: &str, value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c));
    if plain { format!(" {option} {value}") } else { format!(" {option} \"{}\"", one_line(value)) }
}
