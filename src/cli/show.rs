//! `tiendo show`: everything about one task or unit, and why an obligation stands as it does.

use super::args::{AnswerFormat, TypedPart, dotted, of_task, read_part};
use super::aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::lookup::{self, SubjectAmong};
use super::many::ManyPlans;
use super::names::{not_led, one, one_task, one_task_of, one_unit};
use super::query::{Making, read};
use super::session::{Asked, Session};
use super::show_data::{self, ShownSubject};
use super::sides::SidesProblem;
use super::units;
use super::walk::{Among, one_by_one};
use crate::facts::unit_facts;
use crate::git::Repository;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::page::card::RecordedBefore;
use crate::page::collection;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::review::log::LogEntry;
use crate::review::unit_history::Now;
use crate::select::{self, Matches};
use crate::shell;
use crate::source::position;
use crate::view::filter::Filter;
use crate::view::named::Named;
use crate::words::Phrase;
use crate::words::phrase::CliError;
use clap::Args;

#[derive(Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "TASK|UNIT")]
    subject: String,
    #[arg(value_parser = read_part)]
    period: Option<TypedPart>,
    #[arg(short, long)]
    unit: Option<String>,
    #[arg(long)]
    blame: bool,
    #[arg(short, long, value_enum, default_value_t)]
    format: AnswerFormat,
}

impl Command for ShowArgs {
    const NAME: &str = "show";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Mọi thông tin về một nhiệm vụ, đơn vị hay nghĩa vụ, và vì sao có trạng thái đó",
                  "Show everything about a task, unit or obligation, and why it has its state"),
        ("examples",
"tiendo show bao-cao-quy  # một nhiệm vụ và tình hình của từng đơn vị
tiendo show van-phong  # một đơn vị và mọi nghĩa vụ của đơn vị đó
tiendo show bao-cao-quy 2024-Q1 --unit van-phong  # một nghĩa vụ, và vì sao có trạng thái đó",
"tiendo show bao-cao-quy  # a task, and how each unit stands
tiendo show van-phong  # a unit, and all it owes
tiendo show bao-cao-quy 2024-Q1 --unit van-phong  # an obligation, and why it has its state"),
        ("subject", "Nhiệm vụ hoặc đơn vị: mã hoặc một phần tên", "Task or unit: its id or part of its name"),
        ("period", "Kỳ của nhiệm vụ: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 hoặc 2024-04-26",
                   "Period of the task: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 or 2024-04-26"),
        ("unit", "Đơn vị cần xem nghĩa vụ, khi nhiều đơn vị cùng chủ trì nhiệm vụ; all: mọi đơn vị [mặc định: TIENDO_UNIT]",
                 "Unit whose obligation to show, if several lead the task; all: every unit [default: TIENDO_UNIT]"),
        ("blame", "Mỗi trường được ghi ngày nào, bởi commit nào (cần --unit)",
                  "Show on which day and by which commit each field was last changed (needs --unit)"),
        ("format", "Dạng kết quả: text, json [mặc định: text]", "Output format: text, json [default: text]"),
    ];
}

/// Runs `tiendo show`.
fn run(asked: &Asked, args: &ShowArgs) -> Result<Exit, Failure> {
    let json = args.format == AnswerFormat::Json;
    if args.blame && json {
        return Err(asked.fail(&Phrase::CliError(CliError::Conflict { argument: "--blame", other: "--format json" })));
    }
    let Some(collection) = asked.many()? else { return in_plan(&asked.open()?, asked, args) };
    let mut plans = ManyPlans::new(asked, &collection)?;
    match lookup::subject(plans.asked(), &collection, &args.subject)? {
        SubjectAmong::Within(folder) => {
            let asked = Asked { plan: Some(folder), ..asked.clone() };
            in_plan(&asked.open()?, &asked, args)
        }
        SubjectAmong::Unit(_) if args.period.is_some() || args.unit.is_some() || args.blame => {
            Err(Failure::Usage(plans.words().phrase(&Phrase::OnlyWithTask { name: &args.subject })))
        }
        SubjectAmong::Unit(id) if json => one_by_one(
            asked,
            &collection,
            std::slice::from_ref(&id),
            (Among::Json("tiendo.collection-show/1"), ""),
            |asked, _| {
                let session = asked.open()?;
                let unit = session.plan.unit_by_id(&id);
                as_json(&session, ShownSubject { task: None, unit, only: None }, "")
            },
        ),
        SubjectAmong::Unit(id) => {
            let (mut first, mut exit) = (true, Exit::Done);
            let outcome = plans.each(|session, _, _| {
                let Some(unit) = session.plan.unit_by_id(&id) else { return Ok(()) };
                if !std::mem::take(&mut first) {
                    shell::with_stdout(|out| Ok(writeln!(out)?))?;
                }
                let shown = show_unit(&session, unit)?;
                exit = if shown == Exit::Unread { shown } else { exit };
                Ok(())
            })?;
            let (words, screen) = (plans.words(), plans.screen());
            shell::with_stdout(|out| {
                let page = &mut TerminalPage::going_on(out, words, screen);
                Ok(collection::unread(page, &outcome.unopened, &[], words)?)
            })?;
            Ok(if outcome.exit() == Exit::Done { exit } else { outcome.exit() })
        }
    }
}

/// Shows what one plan has of it.
fn in_plan(session: &Session, asked: &Asked, args: &ShowArgs) -> Result<Exit, Failure> {
    let json = args.format == AnswerFormat::Json;
    let dotted = dotted(&session.plan, &args.subject).filter(|_| args.period.is_none());
    let (subject, part) = match &dotted {
        Some((task, part)) => (*task, Some(part)),
        None => (args.subject.as_str(), args.period.as_ref()),
    };
    let with_commits = args.blame;
    let every = args.unit.as_deref().is_some_and(|typed| units::means_all(&session.plan, typed));
    let named = args.unit.as_deref().filter(|_| !every).map(|typed| one_unit(session, typed)).transpose()?;
    let is_of_task = args.period.is_some() || args.unit.is_some() || with_commits;
    match find(session, subject, is_of_task, named)? {
        Subject::Task(task) => {
            let own = if args.unit.is_none() && !json { units::of_environment(session)? } else { None };
            let own = own.filter(|unit| session.plan.duties.leads(*unit, task));
            if let Some(unit) = own.filter(|_| !json) {
                aside::note(&units::narrowed(&session.plan, session.words, unit));
            }
            let unit = named.or(own);
            let named = part.map(|typed| of_task(&session.plan, task, typed, session.judge.as_of())).transpose()?;
            if named == Some(None) && unit.is_none() {
                let task = session.plan.task(task).id.as_str();
                let period = part.and_then(|typed| typed.understood(session.judge.as_of()));
                return Err(Failure::Usage(session.words.phrase(&Phrase::NoSuchPeriodOfTask { task, period })));
            }
            match (unit, named) {
                (unit, period) if json => {
                    if let Some(unit) = unit {
                        led(session, task, unit, period)?;
                    }
                    as_json(session, ShownSubject { task: Some(task), unit, only: period.flatten() }, "\n")
                }
                (Some(unit), period) if with_commits => blamed(asked, session, task, unit, period),
                (Some(unit), period) => obligations(session, task, unit, period, None),
                (None, period) if with_commits => {
                    let mut leads = session.plan.unit_indices().filter(|unit| session.plan.duties.leads(*unit, task));
                    let (Some(unit), None) = (leads.next(), leads.next()) else {
                        let task = session.plan.task(task).id.as_str();
                        let said = session.words.phrase(&Phrase::BlameNeedsUnit { task });
                        return Err(Failure::Usage(said));
                    };
                    blamed(asked, session, task, unit, period)
                }
                (None, period) => show_task(session, task, period.flatten()),
            }
        }
        Subject::Unit(_) if args.period.is_some() || named.is_some() || with_commits => {
            Err(Failure::Usage(session.words.phrase(&Phrase::OnlyWithTask { name: subject })))
        }
        Subject::Unit(unit) if json => {
            as_json(session, ShownSubject { task: None, unit: Some(unit), only: None }, "\n")
        }
        Subject::Unit(unit) => show_unit(session, unit),
    }
}

/// A period or milestone that was typed, and the obligation that it names: nothing where the task has none such.
type NamedPart = Option<Option<OccurrenceIx>>;

/// Shows obligations with the commit that last changed each field.
fn blamed(asked: &Asked, session: &Session, task: TaskIx, unit: UnitIx, period: NamedPart) -> Result<Exit, Failure> {
    let (history, shallow) = history(asked, session, unit)?;
    let exit = obligations(session, task, unit, period, Some(&history))?;
    if shallow {
        // Commits before those of this clone may have recorded what its first one seems to bring.
        let said = session.words.phrase(&Phrase::ShallowHistory);
        shell::with_stdout(|out| {
            let page = &mut TerminalPage::new(out, session.words, session.screen);
            page.put(Piece::Gap)?;
            Ok(page.put(Piece::Paragraph(Tone::Near, said))?)
        })?;
    }
    Ok(exit)
}

/// The commits that changed what a unit recorded, the last first; and whether the clone has only a part of them.
fn history(asked: &Asked, session: &Session, unit: UnitIx) -> Result<(Vec<LogEntry>, bool), Failure> {
    let wrong = |found| asked.wrong(&SidesProblem::Git(found));
    let (repository, until) = match &session.past {
        Some(past) => (past.revision.repository().clone(), past.known.commit.as_str()),
        None => (Repository::of(session.workspace.root()).map_err(wrong)?, "HEAD"),
    };
    repository.commit(until).map_err(wrong)?;
    // A file that cannot be read is told of where its records are shown.
    let now = match session.past {
        Some(_) => Now::Unasked,
        None => session.snapshot.reader().bytes(unit).map_or(Now::Unasked, |bytes| Now::Bytes(bytes.to_vec())),
    };
    let history = repository.unit_history(&session.plan, unit, until).map_err(wrong)?;
    let entries = history.entries(now, session.judge.as_of(), &|_| true).map_err(wrong)?;
    Ok((entries, repository.shallow))
}

#[derive(Clone, Copy)]
enum Subject {
    Task(TaskIx),
    Unit(UnitIx),
}

/// A task or unit by id, else by name among both; among tasks alone where something of a task is asked for, of this unit if
/// one is named.
fn find(session: &Session, typed: &str, is_of_task: bool, unit: Option<UnitIx>) -> Result<Subject, Failure> {
    let plan = &*session.plan;
    if let Some(task) = plan.task_by_id(typed) {
        return Ok(Subject::Task(task));
    }
    let is_task = || plan.unit_by_id(typed).is_none() && !matches!(select::task(plan, typed), Matches::Nothing(_));
    if is_of_task && is_task() {
        let task = unit.map_or_else(|| one_task(session, typed), |unit| one_task_of(session, typed, unit))?;
        return Ok(Subject::Task(task));
    }
    let name = |subject: Subject| match subject {
        Subject::Task(task) => (plan.task(task).id.to_string(), plan.task(task).title.to_string()),
        Subject::Unit(unit) => (plan.unit(unit).id.to_string(), plan.unit(unit).name.to_string()),
    };
    let units = select::unit(plan, typed).map(Subject::Unit);
    let found =
        if let Matches::One(_) = units { units } else { units.or(select::task(plan, typed).map(Subject::Task)) };
    one(session.words, typed, found, &Phrase::NoSubject { name: typed }, name)
}

fn show_task(session: &Session, task: TaskIx, only: Option<OccurrenceIx>) -> Result<Exit, Failure> {
    let (plan, words) = (&*session.plan, session.words);
    let filter = Filter { tasks: Some(vec![task]), units: Some(plan.leads_of(task)), ..Filter::default() };
    let mut outcome = read(session, &filter, &[], Making::Items, |_| Ok(()))?;
    if let Some(only) = only {
        outcome.items.retain(|item| item.occurrence == only);
    }
    shell::with_stdout(|out| {
        let (pages, page) = (session.pages(), &mut TerminalPage::new(out, words, session.screen));
        pages.top(page, session.judge.as_of())?;
        pages.task_card(page, task, line_of(session, task), None)?;
        pages.all_of_task(page, &outcome.items)?;
        pages.below(page, &outcome.items)?;
        Ok(pages.unreadable(page, &outcome.unreadable)?)
    })?;
    Ok(session.exit(outcome.exit()))
}

/// The line of the plan in which a task begins.
fn line_of(session: &Session, task: TaskIx) -> usize {
    position(&session.snapshot.plan_text, session.snapshot.spans.tasks[task.index()].id.range().start).line
}

fn show_unit(session: &Session, unit: UnitIx) -> Result<Exit, Failure> {
    let mut set = crate::model::duties::UnitSet::new(session.plan.units.len());
    set.insert(unit);
    let filter = Filter { units: Some(set), ..Filter::default() };
    let outcome = read(session, &filter, &[], Making::Items, |_| Ok(()))?;
    shell::with_stdout(|out| {
        let (pages, page) = (session.pages(), &mut TerminalPage::new(out, session.words, session.screen));
        pages.top(page, session.judge.as_of())?;
        pages.unit_card(page, unit, session.snapshot.has_file(unit))?;
        if outcome.unreadable.is_empty() {
            page.put(Piece::Gap)?;
        }
        pages.by_quarter(page, &outcome.items)?;
        pages.below(page, &outcome.items)?;
        let taken_over: Vec<Named> = session.judge.taken_over(unit).iter().map(Named::from).collect();
        pages.taken_over(page, &taken_over)?;
        Ok(pages.unreadable(page, &outcome.unreadable)?)
    })?;
    Ok(session.exit(outcome.exit()))
}

/// Writes it for scripts.
fn as_json(session: &Session, shown: ShownSubject, ending: &str) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    let exit = show_data::write(session, shown, &mut bytes)?;
    bytes.extend(ending.bytes());
    shell::with_stdout(|out| Ok(out.write_all(&bytes)?))?;
    Ok(exit)
}

/// Refuses a task that a unit does not lead, and a part of it that the unit does not owe.
fn led(session: &Session, task: TaskIx, unit: UnitIx, named: NamedPart) -> Result<(), Failure> {
    let (plan, words) = (&*session.plan, session.words);
    let (unit_id, task_id) = (plan.unit(unit).id.as_str(), plan.task(task).id.as_str());
    if !plan.duties.leads(unit, task) {
        return Err(not_led(plan, words, unit, task));
    }
    if named.is_some_and(|named| named.is_none_or(|at| !plan.owes(unit, at))) {
        return Err(Failure::Usage(words.phrase(&Phrase::PeriodNotOwed {
            unit: unit_id,
            task: task_id,
            period: None,
        })));
    }
    Ok(())
}

/// Why the unit's obligations for one task stand as they do.
fn obligations(
    session: &Session,
    task: TaskIx,
    unit: UnitIx,
    named: NamedPart,
    history: Option<&[LogEntry]>,
) -> Result<Exit, Failure> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    led(session, task, unit, named)?;
    session.warn_of_missing_files(&[unit])?;
    let mut exit = Exit::Done;
    let pages = session.pages();
    let before = recorded_before(session, unit);
    let mut shown: Vec<u8> = Vec::new();
    let mut page = TerminalPage::new(&mut shown, words, screen);
    pages.top(&mut page, session.judge.as_of())?;
    pages.task_card(&mut page, task, line_of(session, task), Some(unit))?;
    units::fold(
        session,
        &[unit],
        Vec::new,
        |bytes: &mut Vec<u8>, _, assessment| {
            let Some(assessment) = assessment else { return Ok(()) };
            assessment.for_each(|obligation| {
                let of_task = plan.occurrence(obligation.occurrence).task == task;
                if !of_task || named.flatten().is_some_and(|named| named != obligation.occurrence) {
                    return Ok(());
                }
                let page = &mut TerminalPage::going_on(bytes, words, screen);
                let has_file = session.snapshot.has_file(unit);
                anyhow::Ok(pages.obligation(page, assessment, &obligation, has_file, &before, history)?)
            })
        },
        |bytes, broken| {
            shown.extend_from_slice(&bytes);
            if !broken.is_empty() {
                exit = Exit::Unread;
                units::tell(session, &broken)?;
                pages.unreadable(&mut TerminalPage::going_on(&mut shown, words, screen), &[unit])?;
            }
            Ok(())
        },
    )?;
    shell::with_stdout(|out| Ok(out.write_all(&shown)?))?;
    Ok(session.exit(exit))
}

/// What the units that this one succeeds recorded. Of a file that cannot be read its own unit tells.
fn recorded_before(session: &Session, unit: UnitIx) -> Vec<RecordedBefore> {
    let plan = &*session.plan;
    let (mut texts, mut reader) = (session.snapshot.reader(), session.snapshot.reader());
    let mut gone: Vec<UnitIx> = plan.tenure(unit).map(|tenure| tenure.predecessors.clone()).unwrap_or_default();
    gone.retain(|from| *from != unit && plan.has_gone(*from, session.judge.as_of()));
    gone.sort_unstable();
    gone.dedup();
    let of = |unit: UnitIx| {
        let text = texts.text(unit).ok()?;
        let facts = unit_facts(reader.records(unit, text).ok()?, text);
        Some(RecordedBefore { unit, facts })
    };
    gone.into_iter().filter_map(of).collect()
}
