//! `tiendo log`: when and by which commits something was recorded.

use super::args::{TypedPart, dotted, of_task, read_part};
use super::aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::lookup::{self, Fit};
use super::names::{not_led, task_of, unit_of};
use super::revise::named_in_environment;
use super::session::{Asked, lost};
use super::sides::{OpenedSide, SidesProblem};
use super::units::{means_all, narrowed, told};
use super::walk::{Among, one_by_one};
use crate::data::review::log as json;
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::page::Page;
use crate::page::plan::known_lines;
use crate::page::review::log;
use crate::page::terminal::writer::TerminalPage;
use crate::review::commits::{GitTrouble, Step, Touched};
use crate::review::compare::compare;
use crate::review::history::Brought;
use crate::review::log::{PlanEntry, PlanPair, PlanStep};
use crate::review::unit_history::Now;
use crate::review::{Cause, Sides, UnitChanges};
use crate::select::{self, Matches};
use crate::shell;
use crate::snapshot::{PLAN, Snapshot, UNITS, joined};
use crate::text::one_line;
use crate::view::known::KnownCommit;
use crate::words::{Phrase, Words, words};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum LogFormat {
    #[default]
    Table,
    Json,
}

#[derive(Args)]
pub(super) struct LogArgs {
    task: Option<String>,
    #[arg(value_parser = read_part)]
    period: Option<TypedPart>,
    #[arg(short, long)]
    unit: Option<String>,
    #[arg(short, long, value_enum, default_value_t)]
    format: LogFormat,
}

impl Command for LogArgs {
    const NAME: &str = "log";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lịch sử trong git của kế hoạch, một đơn vị hoặc một nghĩa vụ: đã ghi gì, khi nào",
                  "Show what was recorded and when: the history in git of the plan, a unit or an obligation"),
        ("examples",
r#"tiendo log  # kế hoạch đã đổi những gì, đơn vị nào đã ghi, theo từng commit
tiendo log --unit "binh minh"  # mọi điều đơn vị đã ghi, mới nhất trước
tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"  # một nghĩa vụ: ghi ngày nào, commit nào, sau bao lâu"#,
r#"tiendo log  # what changed of the plan and which units recorded something, commit by commit
tiendo log --unit "binh minh"  # everything the unit recorded, newest first
tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"  # one obligation: which day, which commit, how late"#),
        ("usage", "[TASK [PERIOD]] [--unit <UNIT>]", "[TASK [PERIOD]] [--unit <UNIT>]"),
        ("task", "Nhiệm vụ [mặc định: mọi nhiệm vụ của đơn vị]", "Task [default: every task of the unit]"),
        ("period", "Kỳ của nhiệm vụ [mặc định: mọi kỳ]", "Period of the task [default: every one]"),
        ("unit", "Đơn vị [mặc định: TIENDO_UNIT, rồi đơn vị duy nhất chủ trì; không nêu gì: cả kế hoạch]",
                 "Unit [default: TIENDO_UNIT, then the only unit that leads the task; nothing named: the whole plan]"),
        ("format", "Dạng kết quả: table, json [mặc định: table]", "Output format: table, json [default: table]"),
    ];
}

/// Runs `tiendo log`: of a collection for each plan, or of the one that has the task.
fn run(asked: &Asked, options: &LogArgs) -> Result<Exit, Failure> {
    let Some(collection) = asked.many()?.filter(|it| it.plans.len() > 1) else {
        return of_plan(asked, options, options.unit.as_deref());
    };
    if let Some(typed) = &options.task {
        let asked = lookup::fitting(asked, typed, |plan| match select::task(plan, typed) {
            _ if plan.task_by_id(typed).is_some() => Some(Fit::Exact),
            Matches::Nothing(_) if dotted(plan, typed).is_none() => None,
            _ => Some(Fit::Part),
        })?;
        return of_plan(&asked, options, options.unit.as_deref());
    }
    let among = match options.format {
        LogFormat::Table => Among::Pages,
        LogFormat::Json => Among::Json("tiendo.collection-log/1"),
    };
    let units: Vec<String> = options.unit.iter().cloned().collect();
    let below = Cell::new(false);
    one_by_one(asked, &collection, &units, (among, ""), |asked, units| {
        if among == Among::Pages && below.replace(true) {
            shell::with_stdout(|out| Ok(writeln!(out)?))?;
        }
        of_plan(asked, options, units.first().map(String::as_str))
    })
}

/// The same for one plan, and a unit of it where one is named.
fn of_plan(asked: &Asked, options: &LogArgs, named_unit: Option<&str>) -> Result<Exit, Failure> {
    let asked_plan = asked.one()?;
    let wrong = |found: GitTrouble| asked.wrong(&SidesProblem::Git(found));
    let repository = match &asked_plan.past {
        Some(past) => past.revision.repository().clone(),
        None => Repository::of(asked_plan.workspace.root()).map_err(wrong)?,
    };
    let known = asked_plan.known().cloned();
    let until = known.as_ref().map_or("HEAD", |known| &known.commit);
    // Whether there is a commit at all is said first.
    let tip = repository.commit(until).map_err(wrong)?;
    // What is not committed yet is the last of a history that goes on to the files on disk.
    let committed = repository.bare || known.is_some();
    let side = if repository.bare && known.is_none() {
        OpenedSide::revision("HEAD".to_owned(), &repository, tip).map_err(wrong)?
    } else {
        OpenedSide::asked(asked_plan)
    };
    let history = HistoryLine { repository: &repository, until, committed };
    let snapshot = match side.open() {
        Ok(snapshot) => snapshot,
        Err(unopened) => return asked.refuse(&[&unopened]),
    };
    let plan = &*snapshot.plan;
    let words = words(asked.lang.unwrap_or(plan.header.language));
    let as_of = asked.day(&plan.header.timezone, known.as_ref());
    let dotted = options.task.as_deref().filter(|_| options.period.is_none()).and_then(|typed| dotted(plan, typed));
    let (typed, part) = match &dotted {
        Some((task, part)) => (Some(*task), Some(part)),
        None => (options.task.as_deref(), options.period.as_ref()),
    };
    let task = typed.map(|typed| task_of(plan, words, typed)).transpose()?;
    let named = task.zip(part);
    let named = named.map(|(task, typed)| of_task(plan, task, typed, as_of)).transpose()?;
    let exit_for = |untold: &[FileReport]| -> Result<Exit, Failure> {
        told(untold, words, shell::stderr_screen(asked.color))?;
        Ok(if untold.is_empty() { Exit::Done } else { Exit::Unread })
    };
    let Some(unit) = unit(plan, words, named_unit, task)? else {
        let entries = plan_entries(&history, &snapshot, as_of).map_err(wrong)?;
        shown(
            asked,
            options,
            (words, known.as_ref()),
            |page| log::write_plan(page, (plan, &entries, repository.shallow), words),
            |out| json::plan_json(out, &entries, repository.shallow),
        )?;
        return exit_for(&snapshot.unread(plan.unit_indices()));
    };
    if let Some(task) = task {
        let id = plan.task(task).id.as_str();
        if named == Some(None) {
            let period = part.and_then(|typed| typed.understood(as_of));
            return Err(Failure::Usage(words.phrase(&Phrase::NoSuchPeriodOfTask { task: id, period })));
        }
        if !plan.duties.leads(unit, task) {
            return Err(not_led(plan, words, unit, task));
        }
    }
    let wanted = |occurrence: OccurrenceIx| {
        let of = plan.occurrence(occurrence).task;
        task.is_none_or(|task| of == task) && named.flatten().is_none_or(|named| named == occurrence)
    };
    let mut untold = snapshot.unread([unit]);
    untold.extend(lost(&snapshot, &[unit]));
    let now = if committed {
        Now::Unasked
    } else {
        snapshot.reader().bytes(unit).map_or(Now::Unreadable, |bytes| Now::Bytes(bytes.to_vec()))
    };
    let history = repository.unit_history(plan, unit, until).map_err(wrong)?;
    let entries = history.entries(now, as_of, &wanted).map_err(wrong)?;
    let log = log::LogPage { plan, unit, task, only: named.flatten(), entries: &entries, shallow: repository.shallow };
    let said = (words, known.as_ref());
    shown(asked, options, said, |page| log::write(page, &log, words), |mut out| json::json(&mut out, &log))?;
    exit_for(&untold)
}

/// Writes it as it is asked for.
fn shown(
    asked: &Asked,
    options: &LogArgs,
    (words, known): (&dyn Words, Option<&KnownCommit>),
    page: impl FnOnce(&mut dyn Page) -> std::io::Result<()>,
    json: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    shell::with_stdout(|out| {
        match options.format {
            LogFormat::Table => {
                for line in known.into_iter().flat_map(|known| known_lines(known, words)) {
                    writeln!(out, "{line}")?;
                }
                page(&mut TerminalPage::new(out, words, shell::stdout_screen(asked.color)))?;
            }
            LogFormat::Json => json(out)?,
        }
        Ok(())
    })?;
    Ok(())
}

/// How far a history goes.
#[derive(Clone, Copy)]
struct HistoryLine<'a> {
    repository: &'a Repository,
    /// The commit at its end.
    until: &'a str,
    /// Whether it ends there, and not with the files on disk.
    committed: bool,
}

/// What commits changed of the plan, and the units whose files they changed, the last first; before them what is not
/// committed, unless the repository has no files on disk.
fn plan_entries(history: &HistoryLine<'_>, now: &Snapshot, as_of: NaiveDate) -> Result<Vec<PlanEntry>, GitTrouble> {
    let HistoryLine { repository, until, committed } = *history;
    let open = |name: &str| -> Result<Option<Snapshot>, GitTrouble> {
        let side = OpenedSide::revision(String::new(), repository, repository.commit(name)?)?;
        // An object that is not in this clone says nothing of what the plan was.
        match side.open() {
            Ok(found) => Ok(Some(found)),
            Err(unopened) => match unopened.lacking() {
                Some((id, lack)) => Err(GitTrouble::Missing { id, lack }),
                None => Ok(None),
            },
        }
    };
    let compared = |old: &Snapshot, new: &Snapshot| {
        let (before, after) = (old.judge(as_of), new.judge(as_of));
        let sides = Sides { before: &before, after: &after, backdated: 0, written: as_of };
        let past = Brought::new(Vec::new(), (None, false), &new.plan, Vec::new(), as_of);
        let outcome = compare((old, new), sides, None, &past).0;
        let recorded = |it: &&UnitChanges| it.changes.iter().any(|change| change.cause == Cause::Record);
        let units = outcome.units.iter().filter(recorded).map(|it| new.plan.unit(it.unit).id.to_string()).collect();
        let changes = outcome.plan;
        (PlanPair { old: Arc::clone(&old.plan), new: Arc::clone(&new.plan), changes }, units)
    };
    let mut entries = Vec::new();
    if !committed && let Some(head) = open("HEAD")? {
        let (replanned, units): (PlanPair, Vec<String>) = compared(&head, now);
        let plan = (!replanned.changes.is_empty()).then(|| PlanStep::Changed(Box::new(replanned)));
        if plan.is_some() || !units.is_empty() {
            entries.push(PlanEntry { commit: None, day: as_of, claimed: None, plan, units, begins: false });
        }
    }
    let own = format!("{}{PLAN}", repository.prefix);
    // Above the top of the repository nothing is git's to tell.
    let shared = now.shared_path().map(|path| joined(&repository.prefix, path)).filter(|path| !path.starts_with(".."));
    let uncommitted = entries.len();
    let steps = repository.plan_steps(until, shared.as_deref())?;
    let line = repository.line_of(&steps, until)?;
    for Step { commit, files } in steps {
        let touched = |path: &str| files.iter().find(|file| file.path == path);
        let (of_plan, of_bodies) = (touched(&own), shared.as_deref().and_then(touched));
        let plan = match of_plan {
            Some(file) if file.before.iter().all(Option::is_none) => Some(PlanStep::Began),
            None if of_bodies.is_none() => None,
            // Bodies that the first commit of all brought are older than the plan.
            None if commit.first => None,
            _ => match (open(&format!("{}^", commit.id))?, open(&commit.id)?) {
                (Some(old), Some(new)) => {
                    let pair = compared(&old, &new).0;
                    (of_plan.is_some() || !pair.changes.is_empty()).then(|| PlanStep::Changed(Box::new(pair)))
                }
                // Bodies may be older than a plan that takes them.
                (None, None) if of_plan.is_none() => None,
                _ => Some(PlanStep::Unread),
            },
        };
        let id = |file: &Touched| {
            let path = file.path.strip_prefix(&repository.prefix)?.strip_prefix(UNITS)?.strip_prefix('/')?;
            path.strip_suffix(".toml").map(str::to_owned)
        };
        let units: Vec<String> = files.iter().filter_map(id).collect();
        let (day, claimed) = line.days(&commit, &now.plan);
        // A merge that brought nothing of its own, or bodies that are none of this plan.
        if plan.is_none() && units.is_empty() {
            continue;
        }
        let begins = repository.shallow && commit.first;
        entries.push(PlanEntry { commit: Some(commit), day, claimed, plan, units, begins });
    }
    // What a merge brought stands where it came, however old it says it is.
    entries[uncommitted..].sort_by_key(|entry| Reverse(entry.day));
    Ok(entries)
}

/// The unit that is meant: the one named, else the one of the environment, else the only one that leads the task. Nothing
/// where neither is named: then the whole plan is meant.
fn unit(plan: &Plan, words: &dyn Words, named: Option<&str>, task: Option<TaskIx>) -> Result<Option<UnitIx>, Failure> {
    use crate::words::Phrase;
    let from_environment = named_in_environment();
    let all = named.is_some_and(|typed| means_all(plan, typed));
    if let Some(typed) = named.or(from_environment.as_deref()).filter(|_| !all) {
        let unit = unit_of(plan, words, typed)?;
        if named.is_none() && plan.units.len() > 1 {
            aside::note(&narrowed(plan, words, unit));
        }
        return Ok(Some(unit));
    }
    let mut units = plan.unit_indices().filter(|unit| task.is_none_or(|task| plan.duties.leads(*unit, task)));
    match (units.next(), units.next(), task) {
        (Some(only), None, _) => Ok(Some(only)),
        (_, _, None) => Ok(None),
        (_, _, Some(task)) => {
            let task = Some(plan.task(task).id.as_str());
            Err(Failure::Usage(one_line(&words.phrase(&Phrase::UnitNeeded { task }))))
        }
    }
}
