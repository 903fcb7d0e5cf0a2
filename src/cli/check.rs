//! `tiendo check`: every problem of the workspace at once.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::{Asked, Session};
use super::sides::OpenedSide;
use super::units;
use crate::check::{
    calendar_warning, evidence_warnings, missing_files, plan_warnings, stray_files, text_warnings, unit_warnings,
    wording_warnings,
};
use crate::data::diagnostic::json;
use crate::data::hosts::{Quality, github};
use crate::data::sarif;
use crate::diagnostic::{Diagnostic, FileReport};
use crate::git::Repository;
use crate::model::id::UnitIx;
use crate::page::diagnostic::findings;
use crate::page::digest::Digest;
use crate::pipeline;
use crate::read;
use crate::read::walk::Inspect;
use crate::rules::{Code, Severity};
use crate::shell;
use crate::snapshot::{Files, PLAN, PlanFindings, UnitReader, Unopened, unit_path};
use crate::source::Source;
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
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    #[arg(long)]
    staged: bool,
    #[arg(long)]
    all: bool,
}

impl Command for CheckArgs {
    const NAME: &str = "check";
    const RUN: Run<Self> = run;
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
    let (units, format) = (&args.units, args.format);
    let screen = shell::stdout_screen(asked.color);
    let workspace = asked.workspace()?;
    let files: Box<dyn Files> = if args.staged {
        let side = Repository::of(workspace.root()).and_then(|repository| OpenedSide::staged(&repository));
        side.map_err(|found| asked.wrong(&found.into()))?.files()
    } else {
        Box::new(workspace.clone())
    };
    let mut failure = None;
    let (mut errors, mut warnings) = (0, 0);
    shell::with_stdout(|out| {
        let (errors, warnings) = (&mut errors, &mut warnings);
        let (log, prefix) = (HostLog::None, String::new());
        let digest = Digest::new(screen, args.all, shell::scratch());
        let mut told = Told { out, format, digest, plan_first: false, first: true, log, prefix, errors, warnings };
        if matches!(format, CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif) {
            // Code hosts look for files from the top of the repository, if there is one.
            let repository = Repository::of(workspace.root());
            told.prefix = repository.map(|repository| repository.prefix).unwrap_or_default();
        }
        let checked = match asked.inspect((workspace, files), Inspect::Texts) {
            Ok((session, found)) => {
                if !args.staged {
                    session.warn_of_unfinished();
                }
                check(&session, found, units, &mut told)
            }
            Err(Unopened { report, language }) => {
                let words = words(asked.lang.or(language).unwrap_or_default());
                told.begin(None, words)?;
                told.report(&report, words)?;
                Ok(told.end(words)?)
            }
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
    /// Whether records were not compared with the plan, which has errors.
    plan_first: bool,
    first: bool,
    /// The log for a code host, once it has begun.
    log: HostLog,
    /// What leads from the top of the repository to the workspace.
    prefix: String,
    errors: &'o mut usize,
    warnings: &'o mut usize,
}

impl Told<'_> {
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
            CheckFormat::Human | CheckFormat::Github => {}
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
            CheckFormat::Json => writeln!(self.out, "],\"errors\":{errors},\"warnings\":{warnings}}}")?,
            CheckFormat::Github | CheckFormat::Gitlab | CheckFormat::Sarif => match std::mem::take(&mut self.log) {
                HostLog::None => {}
                HostLog::Quality(_) => Quality::end(self.out)?,
                HostLog::Sarif(_) => sarif::Log::end(self.out)?,
            },
        }
        Ok(())
    }
}

fn check(session: &Session, found: PlanFindings, only: &[String], told: &mut Told<'_>) -> Result<(), Failure> {
    let (plan, words) = (&*session.plan, session.words);
    let units = units::chosen(session, only)?;
    told.begin(Some(session.judge.as_of()), words)?;
    let PlanFindings { diagnostics: mut found, texts } = found;
    let sound = found.is_empty();
    if sound {
        found.extend(plan_warnings(plan, &session.snapshot.spans));
        found.extend(calendar_warning(&session.snapshot.plan, &session.snapshot.spans));
        found.extend(wording_warnings(&session.snapshot.plan, &session.snapshot.spans));
        found.extend(missing_files(plan, &session.snapshot.spans, &session.snapshot.listing, &units));
    }
    found.extend(text_warnings(&session.snapshot.plan_text, &texts));
    if let Some(report) = FileReport::of(|| Source::new(PLAN, &session.snapshot.plan_text), found) {
        told.report(&report, words)?;
    }
    pipeline::run(
        &session.snapshot,
        &units,
        Vec::new,
        |reports: &mut Vec<FileReport>, unit, worker| {
            reports.extend(check_unit(session, unit, worker, sound));
            Ok(())
        },
        |reports| reports.iter().try_for_each(|report| told.report(report, words)),
    )?;
    if sound && only.is_empty() {
        for report in stray_files(plan, &session.snapshot.listing, |_| true) {
            told.report(&report, words)?;
        }
    }
    told.plan_first = !sound;
    Ok(told.end(words)?)
}

/// What is wrong with one unit's file. With a faulty plan only what does not hang on the plan is told.
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
    } else if found.is_empty() && !missing {
        // A missing file is told once, not once for each thing it leaves unexplained.
        found.extend(unit_warnings(&session.judge, unit, text, &reading));
        found.extend(evidence_warnings(&reading, |file| session.workspace.digest(file)));
    }
    found.extend(text_warnings(text, &reading.texts));
    FileReport::of(|| Source::new(unit_path(plan, unit), text), found)
}

fn hangs_on_plan(code: Code) -> bool {
    matches!(code, Code::E401 | Code::E402 | Code::E403 | Code::E404 | Code::E405 | Code::E406 | Code::E407)
}
