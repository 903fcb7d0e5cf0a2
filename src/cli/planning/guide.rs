//! `tiendo plan`: asks step by step what is to change in the plan, shows what comes of it, and writes it.

use chrono::NaiveDate;
use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::mark::prompts;
use super::super::session::{Asked, Session};
use super::options::{DocumentArgs, ask_day, asks, limit, stopped};
use super::{Confirm, Decided, confirmed, refused};
use crate::cli::aside::Aside;
use crate::edit::plan::PlanEdit;
use crate::model::id::{GroupIx, TaskIx, UnitIx, is_id};
use crate::model::plan::{Body, Plan};
use crate::planning::{
    PlanRefusal, TaskFields, TaskPlace, UnitFields, add, add_unit, amend, cancel, date_event, edit, end_unit, id_of,
    reorder,
};
use crate::prompt::{Choice, PromptError};
use crate::shell;
use crate::words::guide::GuideWord;
use crate::words::{Label, Phrase};

#[derive(Args)]
pub(in crate::cli) struct GuideArgs {}

impl Command for GuideArgs {
    const NAME: &str = "plan";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Hỏi từng bước rồi sửa kế hoạch: nhiệm vụ, đơn vị, sự kiện; nêu ai đổi việc gì trước khi ghi",
                  "Ask step by step and change the plan: tasks, units, events; shows what comes of it first"),
        ("examples",
"tiendo plan  # chọn bằng phím mũi tên, hoặc gõ để tìm",
"tiendo plan  # choose with the arrow keys, or type to search"),
    ];
}

/// What somebody decided, for a plan as it stands: ids hold where places do not.
type GuidedStep = Box<dyn Fn(&Session) -> Result<Option<Decided>, Failure>>;

/// Runs `tiendo plan`.
fn run(asked: &Asked, _: &GuideArgs) -> Result<Exit, Failure> {
    let mut written = false;
    loop {
        let session = asked.open()?;
        if !asks() {
            return Err(Failure::Usage(say(&session, GuideWord::NoTerminal)));
        }
        let wide = asked.open_to_name(&session)?;
        let decision = match ask(wide.as_ref().unwrap_or(&session)) {
            Ok(Some(decision)) => decision,
            Ok(None) => {
                if !written {
                    shell::to_stderr(format!("{}\n", session.say(&Phrase::NothingWritten)).as_bytes());
                }
                return Ok(Exit::Done);
            }
            Err(failure) => {
                told(&session, failure)?;
                continue;
            }
        };
        let agrees = |session: &Session| {
            let (message, help) = (session.words.label(Label::WriteIt), session.words.label(Label::WriteHelp));
            let answer = prompts(session).yes(message, help, true).map_err(|error| stopped(session, error))?;
            Ok(answer == Some(true))
        };
        match confirmed(asked, &agrees, &*decision) {
            Ok(Confirm::Written) => written = true,
            Ok(Confirm::Left) => {}
            Err(failure) => told(&session, failure)?,
        }
    }
}

/// Says what does not fit, and goes on; everything else ends the questions.
fn told(session: &Session, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Usage(said) => Aside::of_errors([said], session.words).tell(),
        Failure::Told(Exit::Usage, said) => said.tell(),
        other => return Err(other),
    }
    Ok(())
}

fn say(session: &Session, word: GuideWord) -> String {
    session.say(&Phrase::Guide(word))
}

/// Asks what is to change; nothing where a question was left.
fn ask(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    use GuideWord::{AddTask, AddUnit, AmendTask, CancelTask, DateEvent, EditTask, EndUnit, MoveTask};
    let all = [AddTask, EditTask, AmendTask, CancelTask, MoveTask, AddUnit, EndUnit, DateEvent];
    let Some(what) = pick(session, GuideWord::What, all.map(|word| (say(session, word), Vec::new())).into())? else {
        return Ok(None);
    };
    match all[what] {
        AddTask => new_task(session),
        EditTask => edited(session),
        AmendTask => amended(session),
        CancelTask => cancelled(session),
        MoveTask => moved(session),
        AddUnit => new_unit(session),
        EndUnit => ended(session),
        _ => dated(session),
    }
}

/// One of these lines, each found also by its names.
fn pick(session: &Session, message: GuideWord, lines: Vec<(String, Vec<String>)>) -> Result<Option<usize>, Failure> {
    let choices = lines.into_iter().map(|(text, names)| {
        let names: Vec<&str> = std::iter::once(text.as_str()).chain(names.iter().map(String::as_str)).collect();
        Choice::new(&text, &names)
    });
    let help = session.words.label(Label::PickHelp);
    answered(session, prompts(session).pick(&say(session, message), help, choices.collect()))
}

fn answered<T>(session: &Session, answer: Result<T, PromptError>) -> Result<T, Failure> {
    answer.map_err(|error| stopped(session, error))
}

/// A text, which may be empty where nothing is needed.
fn line(session: &Session, message: GuideWord, help: GuideWord, needed: bool) -> Result<Option<String>, Failure> {
    let wrong = say(session, GuideWord::Needed);
    let check = move |typed: &str| if needed && typed.is_empty() { Err(wrong.clone()) } else { Ok(()) };
    answered(session, prompts(session).line(&say(session, message), &say(session, help), check))
}

fn task_line(plan: &Plan, task: TaskIx) -> (String, Vec<String>) {
    let task = plan.task(task);
    let clause = task.clause.as_deref().map(|clause| format!("{clause} ")).unwrap_or_default();
    (format!("{clause}{}", task.title), vec![task.id.to_string()])
}

fn pick_task(session: &Session, message: GuideWord) -> Result<Option<String>, Failure> {
    let plan = &session.plan;
    let all: Vec<TaskIx> = (0..plan.tasks.len()).map(TaskIx::new).collect();
    let lines = all.iter().map(|task| task_line(plan, *task)).collect();
    Ok(pick(session, message, lines)?.map(|at| plan.task(all[at]).id.to_string()))
}

/// The ids of bodies, one after the other; at least one.
fn pick_leads(session: &Session) -> Result<Option<Vec<String>>, Failure> {
    let plan = &session.plan;
    let units = plan.unit_indices().map(Body::Unit);
    let all: Vec<Body> = units.chain((0..plan.groups.len()).map(|at| Body::Group(GroupIx::new(at)))).collect();
    let mut chosen: Vec<String> = Vec::new();
    loop {
        let left: Vec<Body> =
            all.iter().copied().filter(|body| !chosen.contains(&plan.body(*body).0.to_string())).collect();
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        if !chosen.is_empty() {
            lines.push((say(session, GuideWord::NoMore), Vec::new()));
        }
        let ends = lines.len();
        lines.extend(left.iter().map(|body| {
            let (id, name) = plan.body(*body);
            (name.to_owned(), vec![id.to_string()])
        }));
        let message = if chosen.is_empty() { GuideWord::Lead } else { GuideWord::NextLead };
        match pick(session, message, lines)? {
            None => return Ok(None),
            Some(at) if at < ends => return Ok(Some(chosen)),
            Some(at) => chosen.push(plan.body(left[at - ends]).0.to_string()),
        }
    }
}

/// A unit's id; empty for the line that stands for none, where there is one.
fn pick_unit(session: &Session, message: GuideWord, none: Option<GuideWord>) -> Result<Option<String>, Failure> {
    let plan = &session.plan;
    let all: Vec<UnitIx> = plan.unit_indices().collect();
    let none = none.map(|word| (say(session, word), Vec::new()));
    let ends = usize::from(none.is_some());
    let units = all.iter().map(|unit| {
        let unit = plan.unit(*unit);
        (unit.name.to_string(), vec![unit.id.to_string(), unit.short_name().to_owned()])
    });
    let picked = pick(session, message, none.into_iter().chain(units).collect())?;
    Ok(picked.map(|at| at.checked_sub(ends).map_or_else(String::new, |at| plan.unit(all[at]).id.to_string())))
}

/// A time limit, asked for until it has one reading.
fn ask_limit(
    session: &Session,
    place: Option<TaskPlace>,
    day: Option<NaiveDate>,
) -> Result<Option<TaskFields>, Failure> {
    loop {
        let Some(typed) = line(session, GuideWord::Limit, GuideWord::LimitHelp, true)? else { return Ok(None) };
        match limit(session, &typed, place, day) {
            Ok(Some(limit)) => return Ok(Some(TaskFields { limit: Some(limit), ..TaskFields::default() })),
            Ok(None) => {}
            Err(failure) => told(session, failure)?,
        }
    }
}

/// The document that decides, and its day.
fn ask_document(session: &Session) -> Result<Option<crate::model::plan::Decision>, Failure> {
    DocumentArgs::default().decision(session)
}

/// One field of a task, and what it is to say.
fn ask_field(session: &Session, place: TaskPlace, day: Option<NaiveDate>) -> Result<Option<TaskFields>, Failure> {
    use GuideWord::{Lead, Limit, Product, Title};
    let all = [Limit, Title, Lead, Product];
    let Some(at) = pick(session, GuideWord::WhichField, all.map(|word| (say(session, word), Vec::new())).into())?
    else {
        return Ok(None);
    };
    let fields = TaskFields::default();
    Ok(match all[at] {
        Limit => ask_limit(session, Some(place), day)?,
        Lead => pick_leads(session)?.map(|lead| TaskFields { lead: Some(lead), ..fields }),
        Title => {
            line(session, Title, GuideWord::TextHelp, true)?.map(|text| TaskFields { title: Some(text), ..fields })
        }
        _ => {
            line(session, Product, GuideWord::TextHelp, true)?.map(|text| TaskFields { product: Some(text), ..fields })
        }
    })
}

/// The task of this id in a plan as it stands now.
fn place_of(session: &Session, id: &str) -> Result<TaskPlace, Failure> {
    super::options::place(session, id)
}

fn decided(session: &Session, subject: &str, edits: Result<Vec<PlanEdit>, PlanRefusal>) -> Result<Decided, Failure> {
    let edits = edits.map_err(|refusal| refused(session, &refusal, subject, None))?;
    Ok(Decided { edits, ..Decided::default() })
}

fn new_task(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(title) = line(session, GuideWord::Title, GuideWord::TextHelp, true)? else { return Ok(None) };
    let Some(lead) = pick_leads(session)? else { return Ok(None) };
    let message = say(session, GuideWord::AddedBy);
    let added = answered(session, prompts(session).yes(&message, session.words.label(Label::WriteHelp), false))?;
    let by = match added {
        None => return Ok(None),
        Some(false) => None,
        Some(true) => match ask_document(session)? {
            None => return Ok(None),
            by => by,
        },
    };
    let Some(fields) = ask_limit(session, None, by.as_ref().map(|by| by.on))? else { return Ok(None) };
    let fields = TaskFields { title: Some(title.clone()), lead: Some(lead), ..fields };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let id = id_of(&title, |id| plan.task_by_id(id).is_some()).filter(|id| is_id(id));
        let id = id.ok_or_else(|| refused(session, &PlanRefusal::NoId, &title, None))?;
        let made = decided(session, &id, add(plan, &id, &fields, by.as_ref(), plan.tasks.len()))?;
        Ok(Some(Decided { from: by.as_ref().map(|by| by.on), ..made }))
    })))
}

fn edited(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some(fields) = ask_field(session, place_of(session, &id)?, None)? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let place = place_of(session, &id)?;
        let made = decided(session, &id, edit(&session.snapshot.plan, place, &fields))?;
        Ok(Some(Decided { keeps_past: vec![place.task], ..made }))
    })))
}

fn amended(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some(by) = ask_document(session)? else { return Ok(None) };
    let Some(fields) = ask_field(session, place_of(session, &id)?, Some(by.on))? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let place = place_of(session, &id)?;
        let made = decided(session, &id, amend(&session.snapshot.plan, place, &fields, &by))?;
        Ok(Some(Decided { from: Some(by.on), ..made }))
    })))
}

fn cancelled(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some(by) = ask_document(session)? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let made = decided(session, &id, cancel(&session.snapshot.plan, place_of(session, &id)?, &by, false))?;
        Ok(Some(Decided { from: Some(by.on), ..made }))
    })))
}

fn moved(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let plan = &session.plan;
    let others: Vec<TaskIx> =
        (0..plan.tasks.len()).map(TaskIx::new).filter(|task| plan.task(*task).id.as_str() != id).collect();
    let first = (say(session, GuideWord::First), Vec::new());
    let lines = std::iter::once(first).chain(others.iter().map(|task| task_line(plan, *task)));
    let Some(at) = pick(session, GuideWord::After, lines.collect())? else { return Ok(None) };
    let other = at.checked_sub(1).map(|at| plan.task(others[at]).id.to_string());
    Ok(Some(Box::new(move |session| {
        let task = place_of(session, &id)?.task;
        let edits = match &other {
            Some(other) => reorder(task, place_of(session, other)?.task, true),
            None => reorder(task, TaskIx::new(0), false),
        };
        Ok(Some(Decided { edits, ..Decided::default() }))
    })))
}

fn new_unit(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(name) = line(session, GuideWord::UnitName, GuideWord::TextHelp, true)? else { return Ok(None) };
    let Some(short) = line(session, GuideWord::ShortName, GuideWord::ShortHelp, false)? else { return Ok(None) };
    let short = Some(short).filter(|short| !short.is_empty());
    let fields = UnitFields { name: Some(name.clone()), short, from: None };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let id = id_of(&name, |id| plan.body_by_id(id).is_some()).filter(|id| is_id(id));
        let id = id.ok_or_else(|| refused(session, &PlanRefusal::NoId, &name, None))?;
        Ok(Some(decided(session, &id, add_unit(plan, &id, &fields))?))
    })))
}

fn ended(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_unit(session, GuideWord::Unit, None)? else { return Ok(None) };
    let Some(until) = ask_day(session, &say(session, GuideWord::LastDay))? else { return Ok(None) };
    let Some(successor) = pick_unit(session, GuideWord::Successor, Some(GuideWord::NoMore))? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let unit = |id: &str| super::super::names::one_unit(session, id);
        let successors = Some(successor.as_str()).filter(|id| !id.is_empty()).map(unit).transpose()?;
        let edits = end_unit(plan, unit(&id)?, until, successors.as_slice(), false);
        Ok(Some(Decided { from: until.succ_opt(), ..decided(session, &id, edits)? }))
    })))
}

fn dated(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let plan = &session.plan;
    if plan.events.is_empty() {
        return Err(Failure::Usage(say(session, GuideWord::NoEvents)));
    }
    let lines = plan.events.iter().map(|event| (event.name.to_string(), vec![event.id.to_string()]));
    let Some(at) = pick(session, GuideWord::Event, lines.collect())? else { return Ok(None) };
    let id = plan.events[at].id.to_string();
    let Some(day) = ask_day(session, &say(session, GuideWord::EventDay))? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let Some(at) = plan.events.iter().position(|event| event.id.as_str() == id) else { return Ok(None) };
        let event = crate::model::id::EventIx::new(at);
        Ok(Some(decided(session, &id, date_event(plan, event, &[], day, false))?))
    })))
}
