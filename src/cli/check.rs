//! `tiendo check`: every problem of the workspace at once.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::lookup::unit_named;
use super::members::{Collection, MemberPlan};
use super::scope::AskedPlans;
use super::session::{Asked, Session, Version, strays};
use super::units;
use crate::check::{
    answer_warnings, calendar_warning, evidence_warnings, level_warnings, missing_files, open_questions, plan_warnings,
    text_warnings, unit_warnings, wording_warnings,
};
use crate::data::diagnostic::json;
use crate::data::hosts::{Quality, github};
use crate::data::json::value;
use crate::data::sarif;
use crate::diagnostic::{Diagnostic, FileReport, Problem};
use crate::git::Repository;
use crate::model::id::UnitIx;
use crate::page::diagnostic::findings;
use crate::page::digest::Digest;
use crate::page::plan::{known_lines, short};
use crate::pipeline;
use crate::read;
use crate::read::walk::Inspect;
use crate::rules::{Code, Severity};
use crate::shell;
use crate::snapshot::{PLAN, PlanFindings, UnitReader, Unopened, joined, unit_path};
use crate::source::Source;
use crate::store::Workspace;
use crate::text::{nfc, one_line};
use crate::view::known::KnownCommit;
use crate::words::phrase::CliError;
use crate::words::{Phrase, Words, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum CheckFormat {
    #[default]
    Human,
    Json,
    Github,
    Gitlab,
    Sarif,
}

#[derive(Args)]
pub(super) struct CheckArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long, value_name = "warnings", value_parser = ["warnings"])]
    deny: Option<String>,
    #[arg(short, long, value_enum, default_value_t)]
    format: CheckFormat,
    #[arg(long)]
    staged: bool,
    #[arg(long)]
    all: bool,
}

impl Command for CheckArgs {
    const NAME: &str = "check";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Kiểm tra thư mục kế hoạch, nêu mọi vấn đề trong một lần",
                  "Check the workspace and report every problem at once"),
        ("examples",
"tiendo check  # mọi vấn đề, kèm tệp, dòng và cột
tiendo check --all  # từng cảnh báo, cũng khi một quy tắc có nhiều
tiendo check --deny warnings  # có cảnh báo cũng trả mã thoát 1
tiendo check --format github  # chú thích cho GitHub Actions",
"tiendo check  # every problem, with file, line and column
tiendo check --all  # each warning, also where a rule has many
tiendo check --deny warnings  # exits with 1 for warnings too
tiendo check --format github  # annotations for GitHub Actions"),
        ("deny", "warnings: có cảnh báo cũng trả mã thoát 1", "warnings: exit with 1 for warnings too"),
        ("staged", "Kiểm tra nội dung đã đưa vào để commit (git add), không phải các tệp hiện có",
                   "Check what is staged to be committed (git add), not the files on disk"),
        ("all", "Nêu từng cảnh báo, không gộp các cảnh báo cùng quy tắc",
                "Show each warning, not one line for those of a rule"),
        ("format", "Dạng kết quả: human, json, github, gitlab, sarif [mặc định: human]",
                   "Output format: human, json, github, gitlab, sarif [default: human]"),
    ];
}

/// Runs `tiendo check`.
fn run(asked: &Asked, args: &CheckArgs) -> Result<Exit, Failure> {
    let format = args.format;
    if let Some(other) = asked.version.option().filter(|_| args.staged) {
        return Err(asked.fail(&Phrase::CliError(CliError::Conflict { argument: "--staged", other })));
    }
    let version = if args.staged { Version::Staged } else { asked.version.clone() };
    let asked = &Asked { version, ..asked.clone() };
    let screen = shell::stdout_screen(asked.color);
    let scope = asked.scope()?;
    let mut failure = None;
    let (mut errors, mut warnings) = (0, 0);
    shell::with_stdout(|out| {
        let (errors, warnings) = (&mut errors, &mut warnings);
        let (log, prefix, folder) = (HostLog::None, String::new(), String::new());
        let digest = Digest::new(screen, args.all, shell::scratch());
        let mut told = Told {
            out,
            format,
            digest,
            known: None,
            plan_first: false,
            first: true,
            log,
            folder,
            prefix,
            errors,
            warnings,
        };
        let checked = match &scope {
            AskedPlans::One(plan) => check_one(asked, args, plan, &mut told),
            AskedPlans::Many(collection) => check_many(asked, args, collection, &mut told),
        };
        match checked {
            Ok(()) => Ok(()),
            Err(Failure::World(error)) => Err(error),
            Err(other) => {
                failure = Some(other);
                Ok(())
            }
        }
    })?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    // What was found counts also where the reader has seen enough and left.
    let found = errors > 0 || (args.deny.is_some() && warnings > 0);
    Ok(if found { Exit::Found } else { Exit::Done })
}

fn check_one(asked: &Asked, args: &CheckArgs, plan: &MemberPlan, told: &mut Told<'_>) -> Result<(), Failure> {
    told.look_from_the_top_of(plan);
    // What names a plan among others leads to its files.
    plan.workspace.name().clone_into(&mut told.folder);
    let lower = asked.lower(&plan.workspace)?;
    let plan = plan.nameless();
    match asked.inspect((&plan, plan.files()), Inspect::Texts, lower) {
        Ok((session, found)) => {
            if !args.staged {
                session.warn_of_unfinished();
                left_behind(&plan.workspace, &told.folder, session.words);
            }
            let units = units::chosen(&session, &args.units)?;
            told.begin(Some(session.judge.as_of()), session.words)?;
            check(&session, found, &units, told)?;
            Ok(told.end(session.words)?)
        }
        Err(Unopened { reports, language }) => {
            let words = words(asked.lang.or(language).unwrap_or_default());
            // Also where there is no plan: it may be what somebody looks for.
            if !args.staged {
                left_behind(&plan.workspace, &told.folder, words);
            }
            told.begin(None, words)?;
            reports.iter().try_for_each(|report| told.report(report, words))?;
            Ok(told.end(words)?)
        }
    }
}

/// Tells of files that a stopped command left beside others.
fn left_behind(workspace: &Workspace, folder: &str, words: &dyn Words) {
    for file in workspace.left_behind() {
        let file = one_line(&joined(folder, &file));
        aside::note(&words.phrase(&Phrase::LeftBehind { file: &file }));
    }
    for begun in workspace.half_made() {
        let begun = one_line(&joined(folder, &begun));
        aside::note(&words.phrase(&Phrase::HalfMade { folder: &begun }));
    }
}

/// The same for every plan of a collection, and for the files that list them.
fn check_many(asked: &Asked, args: &CheckArgs, collection: &Collection, told: &mut Told<'_>) -> Result<(), Failure> {
    let words = asked.words();
    let asked = Asked { lang: Some(words.lang()), ..asked.clone() };
    let units = args.units.iter().filter(|typed| !units::means_all_of(typed));
    let units: Vec<String> = units.map(|typed| unit_named(&asked, collection, typed)).collect::<Result<_, _>>()?;
    let mut names = UnitNames::default();
    let mut begun = false;
    for (member, lower) in collection.plans.iter().zip(collection.levels()) {
        let opened = match member.sound() {
            Ok(()) => {
                let plan = member.nameless();
                asked.inspect((&plan, plan.files()), Inspect::Texts, lower)
            }
            Err(unopened) => Err(unopened),
        };
        if !std::mem::replace(&mut begun, true) {
            let as_of = opened.as_ref().ok().map(|(session, _)| session.judge.as_of());
            told.look_from_the_top_of(member);
            begin_with(collection, as_of, told, words)?;
            let above = member.workspace.root().ancestors().nth(Path::new(&member.folder).components().count());
            if let Some(above) = above.filter(|_| !args.staged) {
                left_behind(&Workspace::at(above.to_owned()), "", words);
            }
        }
        told.look_from_the_top_of(member);
        member.folder.clone_into(&mut told.folder);
        match opened {
            Ok((session, mut found)) => {
                if !args.staged {
                    session.warn_of_unfinished();
                    left_behind(&member.workspace, &member.folder, words);
                }
                // Faults of the file of shared bodies were reported with the list of plans.
                let listed = |report: &FileReport| {
                    let path = joined(&member.folder, &report.source.path);
                    collection.listings.iter().any(|listing| listing.shown == path)
                };
                found.shared.take_if(|report| listed(report));
                let of_plan = |id: &String| session.plan.unit_by_id(id);
                let chosen: Vec<UnitIx> = match &units[..] {
                    [] => session.plan.unit_indices().collect(),
                    ids => ids.iter().filter_map(of_plan).collect(),
                };
                let differing = if units.is_empty() { names.add(&session, &member.folder) } else { Vec::new() };
                check(&session, found, &chosen, told)?;
                if let Some(report) = FileReport::of(|| Source::new(PLAN, &session.snapshot.plan_text), differing) {
                    told.report(&report, words)?;
                }
            }
            // The place of a folder that holds no plan is known from above it.
            Err(Unopened { reports, .. }) if member.sound().is_err() => {
                told.folder.clear();
                reports.iter().try_for_each(|report| told.report(report, words))?;
            }
            Err(Unopened { reports, .. }) => reports.iter().try_for_each(|report| told.report(report, words))?,
        }
    }
    if !begun {
        begin_with(collection, None, told, words)?;
    }
    Ok(told.end(words)?)
}

/// Begins with the files that list plans.
fn begin_with(
    collection: &Collection,
    as_of: Option<chrono::NaiveDate>,
    told: &mut Told<'_>,
    words: &dyn Words,
) -> anyhow::Result<()> {
    told.begin(as_of, words)?;
    let folder = std::mem::take(&mut told.folder);
    for listing in &collection.listings {
        let mut found = listing.report.as_ref().map(|report| report.diagnostics.clone()).unwrap_or_default();
        found.extend(text_warnings(&listing.text, &listing.reading.texts));
        if let Some(report) = FileReport::of(|| Source::new(&*listing.shown, &listing.text), found) {
            told.report(&report, words)?;
        }
    }
    told.folder = folder;
    Ok(())
}

/// What units are called in the plans so far: by id the name, and the folder of the plan that has it.
#[derive(Default)]
struct UnitNames(HashMap<String, (String, String)>);

impl UnitNames {
    /// Adds the units of a plan; gives those that others call otherwise.
    fn add(&mut self, session: &Session, folder: &str) -> Vec<Diagnostic> {
        let mut differing = Vec::new();
        for (unit, span) in session.plan.units.iter().zip(&session.snapshot.spans.units) {
            let known = self.0.entry(unit.id.to_string());
            let (other, plan) = known.or_insert_with(|| (unit.name.to_string(), folder.to_owned()));
            if nfc(other.trim()) != nfc(unit.name.trim()) {
                let (id, name) = (unit.id.to_string(), unit.name.to_string());
                let problem =
                    Problem::NamesDiffer { unit: id, name, other: other.clone(), plan: format!("{plan}/{PLAN}") };
                differing.push(Diagnostic::new(problem, span.range()));
            }
        }
        differing
    }
}

#[derive(Default)]
enum HostLog {
    #[default]
    None,
    Quality(Quality),
    Sarif(sarif::Log),
}

/// Tells problems as they come, and counts them.
struct Told<'o> {
    out: &'o mut dyn Write,
    format: CheckFormat,
    digest: Digest,
    /// The revision that is checked, unless it is the files on disk.
    known: Option<KnownCommit>,
    /// Whether records were not compared with the plan, which has errors.
    plan_first: bool,
    first: bool,
    /// The log for a code host, once it has begun.
    log: HostLog,
    /// The folder of the plan whose files come, where it is one of several.
    folder: String,
    /// What leads from the top of the repository to that of the plan, or of all of them.
    prefix: String,
    errors: &'o mut usize,
    warnings: &'o mut usize,
}

impl Told<'_> {
    /// Code hosts look for files from the top of the repository, if there is one.
    fn look_from_the_top_of(&mut self, plan: &MemberPlan) {
        self.known = plan.known().cloned();
        if matches!(self.format, CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif) {
            let repository = || Repository::of(plan.workspace.root()).map(|repository| repository.prefix);
            let past = plan.past.as_ref().map(|past| past.revision.prefix().to_owned());
            self.prefix = past.unwrap_or_else(|| repository().unwrap_or_default());
        }
    }

    fn begin(&mut self, as_of: Option<chrono::NaiveDate>, words: &dyn Words) -> anyhow::Result<()> {
        match self.format {
            CheckFormat::Json => {
                let as_of = as_of.map_or_else(|| "null".to_owned(), |day| format!("\"{day}\""));
                write!(self.out, "{{\"format\":\"tiendo.check/1\",\"as_of\":{as_of},\"diagnostics\":[")?;
            }
            CheckFormat::Sarif => {
                let rules = Code::ALL.iter().copied().filter(|code| code.is_checked()).collect();
                self.log = HostLog::Sarif(sarif::Log::begin(self.out, rules, words)?);
            }
            CheckFormat::Gitlab => self.log = HostLog::Quality(Quality::begin(self.out)?),
            CheckFormat::Human => {
                let lines = self.known.iter().flat_map(|known| known_lines(known, words));
                lines.into_iter().try_for_each(|line| writeln!(self.out, "{line}"))?;
            }
            CheckFormat::Github => {}
        }
        Ok(())
    }

    fn report(&mut self, report: &FileReport, words: &dyn Words) -> anyhow::Result<()> {
        for diagnostic in &report.diagnostics {
            match diagnostic.severity() {
                Severity::Error => *self.errors += 1,
                Severity::Warning => *self.warnings += 1,
            }
        }
        let (among, plain);
        // A revision is named once; its files are called like any others.
        let commit = self.known.as_ref().map(|known| format!("{}:", short(&known.commit)));
        let report = match commit.as_ref().and_then(|commit| report.source.path.strip_prefix(commit)) {
            Some(path) => {
                let source = Source { path: path.to_owned(), ..report.source.clone() };
                plain = FileReport { source, diagnostics: report.diagnostics.clone() };
                &plain
            }
            None => report,
        };
        let hosts = matches!(self.format, CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif);
        let report = if self.folder.is_empty() || hosts {
            report
        } else {
            let Source { path, text, bom } = report.source.clone();
            let source = Source { path: joined(&self.folder, &path), text, bom };
            among = FileReport { source, diagnostics: report.diagnostics.clone() };
            &among
        };
        match self.format {
            CheckFormat::Human => self.digest.add(self.out, report, words)?,
            CheckFormat::Json => json(&mut self.out, report, words, &mut self.first)?,
            CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif => {
                let findings = findings(report, &self.prefix, words);
                match &mut self.log {
                    HostLog::None => github(self.out, &findings)?,
                    HostLog::Quality(log) => findings.iter().try_for_each(|finding| log.finding(self.out, finding))?,
                    HostLog::Sarif(log) => findings.iter().try_for_each(|finding| log.finding(self.out, finding))?,
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, words: &dyn Words) -> anyhow::Result<()> {
        let (errors, warnings) = (*self.errors, *self.warnings);
        match self.format {
            CheckFormat::Human => {
                let gathered = self.digest.end(self.out, words)?;
                if self.plan_first {
                    writeln!(self.out, "{}", words.phrase(&Phrase::PlanFirst))?;
                }
                writeln!(self.out, "{}", words.phrase(&Phrase::Checked { errors, warnings }))?;
                if let Some(code) = gathered {
                    writeln!(self.out, "{}", words.phrase(&Phrase::WarningsGathered { code: code.as_str() }))?;
                }
            }
            CheckFormat::Json => {
                write!(self.out, "],\"errors\":{errors},\"warnings\":{warnings}")?;
                if let Some(known) = &self.known {
                    self.out.write_all(b",\"known\":")?;
                    value(&mut self.out, known)?;
                }
                writeln!(self.out, "}}")?;
            }
            CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif => match std::mem::take(&mut self.log) {
                HostLog::None => {}
                HostLog::Quality(_) => Quality::end(self.out)?,
                HostLog::Sarif(_) => sarif::Log::end(self.out)?,
            },
        }
        Ok(())
    }
}

fn check(session: &Session, found: PlanFindings, units: &[UnitIx], told: &mut Told<'_>) -> anyhow::Result<()> {
    let (plan, words) = (&*session.plan, session.words);
    let PlanFindings { diagnostics: mut found, shared, texts } = found;
    let sound = found.is_empty() && shared.is_none();
    shared.iter().try_for_each(|report| told.report(report, words))?;
    let strays = if sound { strays(&session.snapshot, units, str::to_owned) } else { Vec::new() };
    if sound {
        found.extend(plan_warnings(plan, &session.snapshot.spans));
        found.extend(calendar_warning(&session.snapshot.plan, &session.snapshot.spans));
        found.extend(wording_warnings(&session.snapshot.plan, &session.snapshot.spans));
        found.extend(missing_files(plan, &session.snapshot.spans, &session.snapshot.listing, (units, &strays)));
        let (read, above) = (&session.snapshot.plan, session.snapshot.plan_above());
        found.extend(answer_warnings(read, &session.snapshot.spans, above));
    }
    found.extend(text_warnings(&session.snapshot.plan_text, &texts));
    found.extend(open_questions(&session.snapshot.plan_text, sound.then_some(&*session.snapshot.plan)));
    if let Some(report) = FileReport::of(|| Source::new(PLAN, &session.snapshot.plan_text), found) {
        told.report(&report, words)?;
    }
    pipeline::run(
        &session.snapshot,
        units,
        Vec::new,
        |reports: &mut Vec<FileReport>, unit, worker| {
            reports.extend(check_unit(session, unit, worker, sound));
            Ok(())
        },
        |reports| reports.iter().try_for_each(|report| told.report(report, words)),
    )?;
    strays.iter().try_for_each(|report| told.report(report, words))?;
    told.plan_first |= !sound;
    Ok(())
}

/// What is wrong with one unit's file. With a faulty plan only what does not hang on the plan is reported.
fn check_unit(session: &Session, unit: UnitIx, worker: &mut UnitReader<'_>, sound: bool) -> Option<FileReport> {
    let plan = &*session.plan;
    let missing = !session.snapshot.has_file(unit);
    let text = match worker.text(unit) {
        Ok(text) => text,
        Err(report) => return Some(report),
    };
    let reading = read::unit::read(plan, unit, text, Inspect::Texts);
    let mut found: Vec<Diagnostic> = reading.diagnostics.clone();
    if !sound {
        found.retain(|diagnostic| !hangs_on_plan(diagnostic.problem.code()));
    } else if missing {
        found.extend(level_warnings(&session.judge, unit, None));
    } else if found.is_empty() {
        // A missing file is reported once, not once for each thing it leaves unexplained.
        found.extend(unit_warnings(&session.judge, unit, text, &reading));
        found.extend(level_warnings(&session.judge, unit, Some(&reading)));
        found.extend(evidence_warnings(&reading, |file| session.snapshot.digest(file)));
    }
    found.extend(text_warnings(text, &reading.texts));
    found.extend(open_questions(text, None));
    FileReport::of(|| Source::new(unit_path(plan, unit), text), found)
}

fn hangs_on_plan(code: Code) -> bool {
    matches!(code, Code::E401 | Code::E402 | Code::E403 | Code::E404 | Code::E405 | Code::E406 | Code::E407)
}
