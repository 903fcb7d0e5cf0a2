//! `tiendo plan`: asks step by step what is to change in the plan, shows what comes of it, and writes it.

use chrono::NaiveDate;
use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::mark::prompts;
use super::super::session::{Asked, Session};
use super::asking::{Confirm, GuidedStep, answered, confirmed, line, pick, replaces, say, told};
use super::head::{self, HeadArgs};
use super::new_id::new_id;
use super::options::{DocumentArgs, ask_day, asks, limit, stopped};
use super::{Decided, confirm, refused};
use crate::edit::plan::PlanEdit;
use crate::model::id::{EventIx, GroupIx, TaskIx, UnitIx, is_id};
use crate::model::plan::{Body, Group};
use crate::model::target::TargetRange;
use crate::planning::bodies::{BodiesListed, UnitFields, add_members, add_unit, edit_unit, end_unit, remove_members};
use crate::planning::events::date_event;
use crate::planning::{PlanRefusal, TaskFields, TaskPlace, add, amend, cancel, edit, id_of, reorder};
use crate::shell;
use crate::typed::{self, Leaning};
use crate::words::guide::GuideWord;
use crate::words::{Label, Phrase};

#[derive(Args)]
pub(in crate::cli) struct GuideArgs {
    #[command(flatten)]
    head: HeadArgs,
}

impl Command for GuideArgs {
    const NAME: &str = "plan";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Hỏi từng bước rồi sửa kế hoạch: nhiệm vụ, đơn vị, sự kiện; có tùy chọn thì sửa số, tên, thời gian của kế hoạch mà không hỏi",
                  "Ask step by step and change the plan: tasks, units, events; with options, set its number, title or time without asking"),
        ("examples",
r#"tiendo plan  # chọn bằng phím mũi tên, hoặc gõ để tìm
tiendo plan --number 153/KH-UBND --issued 17/11/2025
tiendo plan --title "Phòng, chống ma túy" --ends 31/12/2030 --dry-run  # xem trước, không ghi"#,
r#"tiendo plan  # choose with the arrow keys, or type to search
tiendo plan --number 153/KH-UBND --issued 2025-11-17
tiendo plan --title "Phòng, chống ma túy" --ends 2030-12-31 --dry-run  # show the change; write nothing"#),
        ("number", "Số, ký hiệu của văn bản", "Number of the document"),
        ("title", "Tên kế hoạch", "Title of the plan"),
        ("issuer", "Cơ quan ban hành", "Body that issued it"),
        ("dated", "Ngày ban hành", "Day of the document"),
        ("starts", "Ngày đầu tiên của kế hoạch", "First day of the plan"),
        ("ends", "Ngày cuối cùng của kế hoạch", "Last day of the plan"),
        ("past", "Sửa cả khi hạn đã qua vì thế mà đổi, khi chỉ sửa lỗi nhập",
                 "Also where last days that have passed change by it: for slips of typing only"),
    ];
}

/// Runs `tiendo plan`.
fn run(asked: &Asked, args: &GuideArgs) -> Result<Exit, Failure> {
    if !args.head.is_empty() {
        return head::run(asked, &args.head);
    }
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

/// Asks what is to change; nothing where a question was left.
fn ask(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    use GuideWord::{
        AddMember, AddTask, AddUnit, AmendTask, CancelTask, ConfirmDraft, DateEvent, EditHead, EditTask, EditUnit,
        EndUnit, MoveTask, RemoveMember,
    };
    let all = [
        AddTask,
        EditTask,
        AmendTask,
        CancelTask,
        MoveTask,
        AddUnit,
        EditUnit,
        EndUnit,
        AddMember,
        RemoveMember,
        DateEvent,
        EditHead,
        ConfirmDraft,
    ];
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
        EditUnit => edited_unit(session),
        AddMember => member(session, true),
        RemoveMember => member(session, false),
        EndUnit => ended(session),
        EditHead => head::asked(session),
        ConfirmDraft => confirm::asked(session),
        _ => dated(session),
    }
}

/// A task by its title; by its id and time limit where others are called so, too.
fn task_line(session: &Session, task: TaskIx) -> (String, Vec<String>) {
    let (plan, words) = (&session.plan, session.words);
    let task = plan.task(task);
    let clause = task.clause.as_deref().map(|clause| format!("{clause} ")).unwrap_or_default();
    let apart = format!("{}, {}", task.id, words.timing(plan, &task.timing));
    (format!("{clause}{}", task.title), vec![apart])
}

fn pick_task(session: &Session, message: GuideWord) -> Result<Option<String>, Failure> {
    let plan = &session.plan;
    let all: Vec<TaskIx> = (0..plan.tasks.len()).map(TaskIx::new).collect();
    let lines = all.iter().map(|task| task_line(session, *task)).collect();
    Ok(pick(session, message, lines)?.map(|at| plan.task(all[at]).id.to_string()))
}

/// The ids of bodies, one after the other; at least one.
fn pick_bodies(session: &Session, first: GuideWord, next: GuideWord) -> Result<Option<Vec<String>>, Failure> {
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
        let message = if chosen.is_empty() { first } else { next };
        match pick(session, message, lines)? {
            None => return Ok(None),
            Some(at) if at < ends => return Ok(Some(chosen)),
            Some(at) => chosen.push(plan.body(left[at - ends]).0.to_string()),
        }
    }
}

/// A unit's id; empty for the line that stands for none, where there is one.
fn pick_unit(
    session: &Session,
    message: GuideWord,
    none: Option<GuideWord>,
    is_offered: impl Fn(UnitIx) -> bool,
) -> Result<Option<String>, Failure> {
    let plan = &session.plan;
    let all: Vec<UnitIx> = plan.unit_indices().filter(|unit| is_offered(*unit)).collect();
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
        match limit(session, &typed, (place, day), true) {
            Ok(Some(limit)) => return Ok(Some(TaskFields { limit: Some(limit), ..TaskFields::default() })),
            Ok(None) => {}
            Err(failure) => told(session, failure)?,
        }
    }
}

/// How much is to be reached, asked for until it can be read.
fn ask_target(session: &Session) -> Result<Option<TargetRange>, Failure> {
    loop {
        let Some(typed) = line(session, GuideWord::Target, GuideWord::TargetHelp, true)? else { return Ok(None) };
        match typed::target(&typed) {
            Some(target) => return Ok(Some(target)),
            None => told(session, Failure::Usage(session.say(&Phrase::BadTarget { text: &typed })))?,
        }
    }
}

/// The document that decides, and its day.
fn ask_document(session: &Session) -> Result<Option<crate::model::plan::Decision>, Failure> {
    DocumentArgs::default().decision(session)
}

/// A milestone of the task, as commands name it, where it has such; else the task itself.
fn pick_milestone(session: &Session, id: &str) -> Result<Option<String>, Failure> {
    let plan = &session.plan;
    let all = plan.task_by_id(id).map(|task| plan.task(task).milestones()).unwrap_or_default();
    if all.is_empty() {
        return Ok(Some(id.to_owned()));
    }
    let lines = all
        .iter()
        .map(|own| (own.title.as_deref().unwrap_or(own.id.as_str()).to_owned(), vec![own.id.to_string()]))
        .collect();
    Ok(pick(session, GuideWord::WhichPart, lines)?.map(|at| format!("{id}.{}", all[at].id)))
}

/// One field of a task, and what it is to say; a time limit may be that of a milestone, whose name comes with it then.
fn ask_field(session: &Session, id: String, day: Option<NaiveDate>) -> Result<Option<(String, TaskFields)>, Failure> {
    use GuideWord::{HowLed, Lead, Limit, Product, Support, Target, Title};
    let all = [Limit, Title, Lead, Support, Product, Target, HowLed];
    // No document changes whether leads owe together.
    let all = if day.is_some() { &all[..all.len() - 1] } else { &all[..] };
    let lines = all.iter().map(|word| (say(session, *word), Vec::new()));
    let Some(at) = pick(session, GuideWord::WhichField, lines.collect())? else { return Ok(None) };
    let fields = TaskFields::default();
    let fields = match all[at] {
        Limit => {
            let Some(id) = pick_milestone(session, &id)? else { return Ok(None) };
            let fields = ask_limit(session, Some(place_of(session, &id)?), day)?;
            return Ok(fields.map(|fields| (id, fields)));
        }
        Support => pick_bodies(session, Support, GuideWord::NextSupport)?
            .map(|support| TaskFields { support: Some(support), ..fields }),
        HowLed => {
            let lines = [GuideWord::Together, GuideWord::EachItself].map(|word| (say(session, word), Vec::new()));
            pick(session, HowLed, lines.into())?.map(|at| TaskFields { joint: at == 0, separate: at == 1, ..fields })
        }
        Target => ask_target(session)?.map(|target| TaskFields { target: Some(target), ..fields }),
        Lead => pick_bodies(session, GuideWord::Lead, GuideWord::NextLead)?
            .map(|lead| TaskFields { lead: Some(lead), ..fields }),
        Title => {
            line(session, Title, GuideWord::TextHelp, true)?.map(|text| TaskFields { title: Some(text), ..fields })
        }
        _ => {
            line(session, Product, GuideWord::TextHelp, true)?.map(|text| TaskFields { product: Some(text), ..fields })
        }
    };
    Ok(fields.map(|fields| (id, fields)))
}

/// The task of this id in a plan as it stands now.
fn place_of(session: &Session, id: &str) -> Result<TaskPlace, Failure> {
    super::options::place(session, id)
}

fn decided(session: &Session, subject: &str, edits: Result<Vec<PlanEdit>, PlanRefusal>) -> Result<Decided, Failure> {
    let edits = edits.map_err(|refusal| refused(session, &refusal, subject))?;
    Ok(Decided { edits, ..Decided::default() })
}

fn new_task(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(title) = line(session, GuideWord::Title, GuideWord::TextHelp, true)? else { return Ok(None) };
    let Some(lead) = pick_bodies(session, GuideWord::Lead, GuideWord::NextLead)? else { return Ok(None) };
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
        let (id, note) = new_id(session, &title, None, &[]).map_err(|refusal| refused(session, &refusal, &title))?;
        let made = decided(session, &id, add(plan, &id, &fields, by.as_ref(), plan.tasks.len()))?;
        Ok(Some(Decided { from: by.as_ref().map(|by| by.on), notes: note.into_iter().collect(), ..made }))
    })))
}

fn edited(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some((id, fields)) = ask_field(session, id, None)? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let place = place_of(session, &id)?;
        let made = decided(session, &id, edit(&session.snapshot.plan, place, &fields))?;
        Ok(Some(Decided { keeps_past: vec![place.task], ..made }))
    })))
}

fn amended(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some(by) = ask_document(session)? else { return Ok(None) };
    let Some((id, fields)) = ask_field(session, id, Some(by.on))? else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let place = place_of(session, &id)?;
        let made = decided(session, &id, amend(&session.snapshot.plan, place, &fields, &by))?;
        Ok(Some(Decided { from: Some(by.on), ..made }))
    })))
}

fn cancelled(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let Some(by) = ask_document(session)? else { return Ok(None) };
    let place = place_of(session, &id)?;
    let asked = replaces(session, &id, |replace| cancel(&session.snapshot.plan, place, &by, replace))?;
    let Some(replace) = asked else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let made = decided(session, &id, cancel(&session.snapshot.plan, place_of(session, &id)?, &by, replace))?;
        Ok(Some(Decided { from: Some(by.on), ..made }))
    })))
}

fn moved(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_task(session, GuideWord::Task)? else { return Ok(None) };
    let plan = &session.plan;
    let others: Vec<TaskIx> =
        (0..plan.tasks.len()).map(TaskIx::new).filter(|task| plan.task(*task).id.as_str() != id).collect();
    let first = (say(session, GuideWord::First), Vec::new());
    let lines = std::iter::once(first).chain(others.iter().map(|task| task_line(session, *task)));
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
        let id = id.ok_or_else(|| refused(session, &PlanRefusal::NoId, &name))?;
        Ok(Some(decided(session, &id, add_unit(plan, &id, &fields))?))
    })))
}

/// A unit of the plan's own: what plans share is edited for all of them.
fn pick_own(session: &Session) -> Result<Option<String>, Failure> {
    let Some(id) = pick_unit(session, GuideWord::Unit, None, |_| true)? else { return Ok(None) };
    let is_shared = session.plan.unit_by_id(&id).is_some_and(|unit| unit.index() < session.snapshot.spans.shared.0);
    if is_shared { Err(Failure::Usage(say(session, GuideWord::Shared))) } else { Ok(Some(id)) }
}

fn edited_unit(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_own(session)? else { return Ok(None) };
    let all = [GuideWord::UnitName, GuideWord::ShortName, GuideWord::FirstDay];
    let lines = all.map(|word| (say(session, word), Vec::new()));
    let Some(at) = pick(session, GuideWord::WhichField, lines.into())? else { return Ok(None) };
    let mut fields = UnitFields::default();
    let typed = match all[at] {
        GuideWord::FirstDay => {
            fields.from = ask_day(session, &say(session, GuideWord::FirstDay), Leaning::Past)?;
            fields.from.is_some()
        }
        word => {
            let text = line(session, word, GuideWord::TextHelp, true)?;
            let is_typed = text.is_some();
            *(if word == GuideWord::UnitName { &mut fields.name } else { &mut fields.short }) = text;
            is_typed
        }
    };
    if !typed {
        return Ok(None);
    }
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let unit = super::super::names::one_unit(session, &id)?;
        Ok(Some(decided(session, &id, edit_unit(plan, unit, &fields))?))
    })))
}

/// Somebody comes to a group, or goes.
fn member(session: &Session, comes: bool) -> Result<Option<GuidedStep>, Failure> {
    let plan = &session.plan;
    let own: Vec<&Group> = plan.groups.iter().skip(session.snapshot.spans.shared.1).collect();
    if own.is_empty() {
        let word = if plan.groups.is_empty() { GuideWord::NoGroups } else { GuideWord::Shared };
        return Err(Failure::Usage(say(session, word)));
    }
    let lines = own.iter().map(|group| (group.name.to_string(), vec![group.id.to_string()]));
    let Some(at) = pick(session, GuideWord::Group, lines.collect())? else { return Ok(None) };
    let group = own[at];
    let all: Vec<Body> = if comes {
        let units = plan.unit_indices().map(Body::Unit);
        let bodies = units.chain((0..plan.groups.len()).map(|at| Body::Group(GroupIx::new(at))));
        bodies.filter(|body| !group.members.contains(body) && *plan.body(*body).0 != group.id).collect()
    } else {
        group.members.clone()
    };
    if all.is_empty() {
        return Err(Failure::Usage(say(session, GuideWord::NobodyLeft)));
    }
    let line = |body: &Body| (plan.body(*body).1.to_owned(), vec![plan.body(*body).0.to_string()]);
    let Some(at) = pick(session, GuideWord::Member, all.iter().map(line).collect())? else { return Ok(None) };
    let (id, member) = (group.id.to_string(), plan.body(all[at]).0.to_string());
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let group = plan.groups.iter().position(|group| group.id.as_str() == id).map(GroupIx::new);
        let (Some(group), Some(body)) = (group, plan.body_by_id(&member)) else { return Ok(None) };
        let change = if comes { add_members } else { remove_members };
        Ok(Some(decided(session, &member, change(&BodiesListed::of(plan), group, &[body]))?))
    })))
}

fn ended(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let Some(id) = pick_own(session)? else { return Ok(None) };
    let Some(until) = ask_day(session, &say(session, GuideWord::LastDay), Leaning::Future)? else { return Ok(None) };
    let (plan, unit) = (&session.snapshot.plan, super::super::names::one_unit(session, &id)?);
    // Who has gone by the day after it takes nothing over.
    let follows = |other: UnitIx| {
        let is_there = |day| session.plan.until(other).is_none_or(|last| last >= day);
        session.plan.unit(other).id.as_str() != id && until.succ_opt().is_none_or(is_there)
    };
    let none = Some(GuideWord::NoSuccessor);
    let Some(successor) = pick_unit(session, GuideWord::Successor, none, follows)? else { return Ok(None) };
    let asked = replaces(session, &id, |replace| end_unit(plan, unit, until, &[], replace))?;
    let Some(replace) = asked else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let unit = |id: &str| super::super::names::one_unit(session, id);
        let successors = Some(successor.as_str()).filter(|id| !id.is_empty()).map(unit).transpose()?;
        let edits = end_unit(plan, unit(&id)?, until, successors.as_slice(), replace);
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
    let Some(own) = pick_unit(session, GuideWord::WhoseDay, Some(GuideWord::EveryUnit), |_| true)? else {
        return Ok(None);
    };
    let Some(day) = ask_day(session, &say(session, GuideWord::EventDay), Leaning::Future)? else { return Ok(None) };
    let units = Some(own.as_str()).filter(|id| !id.is_empty()).and_then(|id| plan.unit_by_id(id));
    let event = EventIx::new(at);
    let asked = replaces(session, &id, |replace| date_event(plan, event, units.as_slice(), day, replace))?;
    let Some(replace) = asked else { return Ok(None) };
    Ok(Some(Box::new(move |session| {
        let plan = &session.snapshot.plan;
        let Some(at) = plan.events.iter().position(|event| event.id.as_str() == id) else { return Ok(None) };
        let unit = Some(own.as_str()).filter(|id| !id.is_empty()).and_then(|id| plan.unit_by_id(id));
        Ok(Some(decided(session, &id, date_event(plan, EventIx::new(at), unit.as_slice(), day, replace))?))
    })))
}
