//! `tiendo log`: when and by which commits something was recorded.

use super::args::{TypedPart, of_task, read_part};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::{task_of, unit_of};
use super::revise::named_in_environment;
use super::session::{Asked, strays};
use super::sides::{OpenedSide, SidesProblem};
use super::units::told;
use crate::data::review::log as json;
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::page::review::log;
use crate::page::terminal::writer::TerminalPage;
use crate::review::commits::GitTrouble;
use crate::review::history::Now;
use crate::shell;
use crate::text::one_line;
use crate::words::{Phrase, Words, words};
use clap::{Args, ValueEnum};

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
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lịch sử trong git của một nghĩa vụ hoặc một đơn vị: đã ghi gì, khi nào",
                  "Show what was recorded and when: the history in git of an obligation or a unit"),
        ("examples",
r#"tiendo log --unit "binh minh"  # mọi điều đơn vị đã ghi, mới nhất trước
tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"  # một nghĩa vụ: ghi ngày nào, commit nào, sau bao lâu"#,
r#"tiendo log --unit "binh minh"  # everything the unit recorded, newest first
tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"  # one obligation: which day, which commit, how late"#),
        ("usage", "[TASK [PERIOD]] --unit <UNIT>", "[TASK [PERIOD]] --unit <UNIT>"),
        ("task", "Nhiệm vụ [mặc định: mọi nhiệm vụ của đơn vị]", "Task [default: every task of the unit]"),
        ("period", "Kỳ của nhiệm vụ [mặc định: mọi kỳ]", "Period of the task [default: every one]"),
        ("unit", "Đơn vị [mặc định: TIENDO_UNIT, rồi đơn vị duy nhất chủ trì]",
                 "Unit [default: TIENDO_UNIT, then the only unit that leads the task]"),
        ("format", "Dạng kết quả: table, json [mặc định: table]", "Output format: table, json [default: table]"),
    ];
}

/// Runs `tiendo log`.
fn run(asked: &Asked, options: &LogArgs) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let wrong = |found: GitTrouble| asked.wrong(&SidesProblem::Git(found));
    let repository = Repository::of(workspace.root()).map_err(wrong)?;
    // Whether there is a commit at all is said first.
    let head = repository.commit("HEAD").map_err(wrong)?;
    let side = if repository.bare {
        OpenedSide::revision("HEAD".to_owned(), &repository, head).map_err(wrong)?
    } else {
        OpenedSide::folder(String::new(), workspace)
    };
    let snapshot = match side.open() {
        Ok(snapshot) => snapshot,
        Err(unopened) => return asked.refuse(&[&unopened]),
    };
    let plan = &*snapshot.plan;
    let words = words(asked.lang.unwrap_or(plan.header.language));
    let as_of = asked.day(&plan.header.timezone);
    let task = options.task.as_deref().map(|typed| task_of(plan, words, typed)).transpose()?;
    let named = task.zip(options.period.as_ref());
    let named = named.map(|(task, typed)| of_task(plan, task, typed, as_of)).transpose()?;
    let unit = unit(plan, words, options.unit.as_deref(), task)?;
    if let Some(task) = task {
        let (id, name) = (plan.task(task).id.as_str(), plan.unit(unit).id.as_str());
        if named == Some(None) {
            return Err(Failure::Usage(words.phrase(&Phrase::NoSuchPeriodOfTask { task: id })));
        }
        if !plan.duties.leads(unit, task) {
            return Err(Failure::Usage(words.phrase(&Phrase::NotLed { unit: name, task: id })));
        }
    }
    let wanted = |occurrence: OccurrenceIx| {
        let of = plan.occurrence(occurrence).task;
        task.is_none_or(|task| of == task) && named.flatten().is_none_or(|named| named == occurrence)
    };
    let lost: Vec<_> = strays(&snapshot, &[unit]).into_iter().filter(FileReport::has_error).collect();
    told(&lost, words, shell::stderr_screen(asked.color))?;
    let now = if repository.bare {
        Now::Unasked
    } else {
        snapshot.reader().bytes(unit).map_or(Now::Unreadable, |bytes| Now::Bytes(bytes.to_vec()))
    };
    let history = repository.unit_history(plan, unit).map_err(wrong)?;
    let mut entries = history.entries(now, as_of, &wanted).map_err(wrong)?;
    for entry in entries.iter_mut().filter(|_| repository.shallow) {
        entry.begins = entry.commit.as_ref().is_some_and(|commit| commit.first);
    }
    shell::with_stdout(|mut out| {
        let shallow = repository.shallow;
        let log = log::LogPage { plan, unit, task, only: named.flatten(), entries: &entries, shallow };
        match options.format {
            LogFormat::Table => {
                let screen = shell::stdout_screen(asked.color);
                log::write(&mut TerminalPage::new(out, words, screen), &log, words)?;
            }
            LogFormat::Json => json::json(&mut out, &log)?,
        }
        Ok(())
    })?;
    Ok(if lost.is_empty() { Exit::Done } else { Exit::Unread })
}

/// The unit that is meant: the one named, else the one of the environment, else the only one that leads the task.
fn unit(plan: &Plan, words: &dyn Words, named: Option<&str>, task: Option<TaskIx>) -> Result<UnitIx, Failure> {
    use crate::words::Phrase;
    let from_environment = named_in_environment();
    if let Some(typed) = named.or(from_environment.as_deref()) {
        return unit_of(plan, words, typed);
    }
    let mut units = plan.unit_indices().filter(|unit| task.is_none_or(|task| plan.duties.leads(*unit, task)));
    if let (Some(only), None) = (units.next(), units.next()) {
        return Ok(only);
    }
    let task = task.map(|task| plan.task(task).id.as_str());
    Err(Failure::Usage(one_line(&words.phrase(&Phrase::UnitNeeded { task }))))
}
