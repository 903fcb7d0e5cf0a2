//! `tiendo mark`: asks step by step what was done, and records it.

use std::cmp::Reverse;

use chrono::NaiveDate;
use clap::Args;

use super::act::{self, WhichPart};
use super::aside::Aside;
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::one_unit;
use super::query::{Making, read_units};
use super::revise::named_in_environment;
use super::session::{Asked, Session};
use super::walk::OpenedPlans;
use crate::action::{Action, Request, is_open_for};
use crate::judge::{Obligation, State};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::shift;
use crate::prompt::{Choice, PromptError, PromptWords, Prompts, is_terminal};
use crate::shell;
use crate::text::one_line;
use crate::typed::{Leaning, TypedDay};
use crate::view::filter::Filter;
use crate::words::{Label, Phrase, Words};

#[derive(Args)]
pub(super) struct MarkArgs {
    #[arg(short, long)]
    unit: Option<String>,
}

impl Command for MarkArgs {
    const NAME: &str = "mark";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Hỏi từng bước rồi ghi, hết việc này đến việc khác: hoàn thành, bắt đầu, dự kiến",
                  "Ask step by step and record, item after item: done, started, promised"),
        ("examples",
r#"tiendo mark  # chọn bằng phím mũi tên, hoặc gõ để tìm
tiendo mark --unit "binh minh"  # chọn sẵn đơn vị"#,
r#"tiendo mark  # choose with the arrow keys, or type to search
tiendo mark --unit "binh minh"  # with the unit chosen already"#),
        ("unit", "Đơn vị: mã hoặc một phần tên [mặc định: TIENDO_UNIT, nếu không có thì hỏi]",
                 "Unit: its id or part of its name [default: TIENDO_UNIT, else asked for]"),
    ];
}

/// Runs `tiendo mark`.
fn run(asked: &Asked, MarkArgs { unit }: &MarkArgs) -> Result<Exit, Failure> {
    let mut session = match asked.many()?.filter(|collection| collection.plans.len() > 1) {
        None => asked.open()?,
        Some(_) if !is_terminal(shell::stderr_is_terminal()) => {
            return Err(Failure::Usage(asked.words().phrase(&Phrase::NoTerminal)));
        }
        Some(_) => match pick_plan(asked, unit.as_deref()) {
            Ok(Some(plan)) => Asked { plan: Some(plan), ..asked.clone() }.open()?,
            Ok(None) => return ended(asked.words(), Ok(()), 0),
            Err(stopped) => return ended(asked.words(), Err(stopped), 0),
        },
    };
    if !is_terminal(shell::stderr_is_terminal()) {
        return Err(Failure::Usage(session.say(&Phrase::NoTerminal)));
    }
    let prompts = prompts(&session);
    let mut written = 0;
    let asking = ask(&mut session, prompts, unit.as_deref(), &mut written);
    ended(session.words, asking, written).map(|exit| session.exit(exit))
}

/// The plan of a collection in which something is to be recorded, by its folder: asked for where several have the unit
/// that was named, or none was.
fn pick_plan(asked: &Asked, typed: Option<&str>) -> Result<Option<String>, Stopped> {
    let plans = OpenedPlans::new(asked)?;
    let own = named_in_environment();
    let typed: Vec<String> = typed.or(own.as_deref()).map(str::to_owned).into_iter().collect();
    let units = plans.units(&typed, false)?;
    let fitting: Vec<&Session> =
        plans.sessions.iter().zip(&units).filter(|(_, units)| !units.is_empty()).map(|(session, _)| session).collect();
    let folder = |session: &Session| session.workspace.name().to_owned();
    if let [session] = &fitting[..] {
        return Ok(Some(folder(session)));
    }
    let choices = fitting.iter().map(|session| {
        let header = &session.plan.header;
        let (number, title) = (one_line(&header.number), one_line(&header.title));
        let text = session.say(&Phrase::PlanTitle { number: &number, title: &title });
        let folder = session.workspace.name();
        Choice::new(&text, &[&number, &title, folder]).told_apart_by(folder)
    });
    let words = plans.words();
    let (asks, help) = (words.label(Label::PlanNumber), words.label(Label::PickHelp));
    let picked = prompts(plans.first()).pick(asks, help, choices.collect())?;
    Ok(picked.map(|at| folder(fitting[at])))
}

/// How the command ends once nothing more is asked.
fn ended(words: &dyn Words, asking: Result<(), Stopped>, written: usize) -> Result<Exit, Failure> {
    match asking {
        Ok(()) => {
            let said = if written == 0 { Phrase::NothingWritten } else { Phrase::MarkedInAll { count: written } };
            shell::to_stderr(format!("{}\n", one_line(&words.phrase(&said))).as_bytes());
            Ok(Exit::Done)
        }
        Err(Stopped::Failure(failure)) => Err(failure),
        Err(Stopped::PromptError(PromptError::Gone)) => {
            let said = if written == 0 { Phrase::TerminalGone } else { Phrase::TerminalGoneAfter { count: written } };
            Err(Failure::Refused(Exit::Unread, one_line(&words.phrase(&said))))
        }
        Err(Stopped::PromptError(PromptError::Failed(error))) => Err(error.into()),
    }
}

/// What asks the questions, in the session's words.
pub(super) fn prompts(session: &Session) -> Prompts {
    let words = session.words;
    Prompts {
        words: PromptWords {
            left: words.label(Label::LeftOff),
            nothing_found: words.label(Label::NothingFits),
            no_texts: words.label(Label::NoTexts),
            yes: words.label(Label::Yes),
            no: words.label(Label::No),
            yes_or_no: words.label(Label::YesOrNo),
        },
        colour: session.error_screen.colour,
    }
}

/// Why asking ended without an answer.
enum Stopped {
    Failure(Failure),
    PromptError(PromptError),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<PromptError> for Stopped {
    fn from(trouble: PromptError) -> Self {
        Self::PromptError(trouble)
    }
}

/// Asks for one item of a unit after another, and records each as answered, until a question is left. Counts what was
/// written.
fn ask(session: &mut Session, prompts: Prompts, named: Option<&str>, written: &mut usize) -> Result<(), Stopped> {
    let from_environment = named_in_environment();
    let unit = match named.or(from_environment.as_deref()) {
        Some(typed) => one_unit(session, typed)?,
        None => match pick_unit(session, prompts)? {
            Some(unit) => unit,
            None => return Ok(()),
        },
    };
    session.warn_of_lost(&[unit]).map_err(Failure::from)?;
    loop {
        let occurrence = match pick_obligation(session, prompts, unit) {
            // What was written last was the last that was open.
            Err(Stopped::Failure(Failure::Refused(Exit::Done, said))) if *written > 0 => {
                shell::to_stderr(format!("{said}\n").as_bytes());
                return Ok(());
            }
            picked => picked?,
        };
        let Some(occurrence) = occurrence else { return Ok(()) };
        let Some(request) = ask_what(session, prompts, unit, occurrence)? else { return Ok(()) };
        let task = session.plan.occurrence(occurrence).task;
        match act::record(session, unit, task, WhichPart::Named(occurrence), &request, false) {
            Ok(_) => {
                *written += 1;
                // The unit's file may be new.
                session.snapshot.list_again();
            }
            // What does not fit the record is said, and the item stays to be chosen.
            Err(Failure::Usage(said)) => Aside::of_errors([said], session.words).tell(),
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// What is to be recorded of an item, as answered; nothing where a question was left.
fn ask_what(
    session: &Session,
    prompts: Prompts,
    unit: UnitIx,
    occurrence: OccurrenceIx,
) -> Result<Option<Request>, Stopped> {
    let words = session.words;
    let taken = super::revise::take(session, unit, true)?.sound(session)?;
    let record = taken.reading.records.get(occurrence);
    let mut actions = vec![Action::Done, Action::Start, Action::Promise];
    actions.retain(|action| *action != Action::Start || record.is_none_or(|record| record.started.is_none()));
    let choices = actions.iter().map(|action| {
        let said = words.label(match action {
            Action::Start => Label::MarkStarted,
            Action::Promise => Label::MarkPromised,
            _ => Label::MarkDone,
        });
        Choice::new(said, &[said])
    });
    let picked = prompts.pick(words.label(Label::WhatToRecord), words.label(Label::PickHelp), choices.collect())?;
    let Some(action) = picked.map(|at| actions[at]) else { return Ok(None) };
    let today = session.judge.as_of();
    let mut request = Request::new(action);
    if action == Action::Promise {
        let recorded = record.and_then(|record| record.committed);
        let offered = recorded.filter(|day| *day >= today).or(shift(today, 7)).unwrap_or(today);
        let Some(day) = ask_day(session, prompts, Label::Committed, offered, Leaning::Future)? else {
            return Ok(None);
        };
        request.to = Some(day);
        let needed = record.is_none_or(|record| record.reason.is_none());
        let help = words.label(if needed { Label::ReasonHelp } else { Label::ReasonKeptHelp });
        let reason = loop {
            let Some(texts) = prompts.texts(words.label(Label::Reason), help)? else { return Ok(None) };
            if !(needed && texts.is_empty()) {
                break texts;
            }
        };
        request.reason = Some(reason.join("; ")).filter(|reason| !reason.is_empty());
        request.replace = true;
    } else {
        let message = if action == Action::Done { Label::DoneOn } else { Label::StartedOn };
        request.on = ask_day(session, prompts, message, today, Leaning::Past)?;
        if request.on.is_none() {
            return Ok(None);
        }
    }
    if action == Action::Done {
        let evidence = prompts.texts(words.label(Label::Evidence), words.label(Label::EvidenceHelp))?;
        let Some(evidence) = evidence else { return Ok(None) };
        request.evidence = evidence.into_iter().map(|text| Evidence::Document(text.into())).collect();
    }
    let (message, help) = (words.label(Label::WriteIt), words.label(Label::WriteHelp));
    Ok((prompts.yes(message, help, true)? == Some(true)).then_some(request))
}

/// A day that has come, or one that is yet to come.
fn ask_day(
    session: &Session,
    prompts: Prompts,
    message: Label,
    offered: NaiveDate,
    leaning: Leaning,
) -> Result<Option<NaiveDate>, Stopped> {
    let (words, today) = (session.words, session.judge.as_of());
    let read = move |typed: &str| {
        let day = TypedDay::parse(typed).and_then(|typed| typed.near(today, leaning));
        let day = day.map_err(|fault| words.phrase(&Phrase::BadDay { text: typed, fault }))?;
        match leaning {
            Leaning::Past if day > today => Err(words.phrase(&Phrase::DayToCome { day, today })),
            Leaning::Future if day < today => Err(words.phrase(&Phrase::DayGone { day, today })),
            _ => Ok(day),
        }
    };
    Ok(prompts.day(words.label(message), words.label(Label::DayHelp), offered, read)?)
}

/// One of the units that owe something: with how much of it is open.
fn pick_unit(session: &Session, prompts: Prompts) -> Result<Option<UnitIx>, Stopped> {
    let (plan, words) = (&*session.plan, session.words);
    let units: Vec<UnitIx> = plan.unit_indices().filter(|unit| plan.owed_by(*unit).next().is_some()).collect();
    let outcome = read_units(session, &units, &Filter::default(), &[], Making::Counts { worst: 0 }, |_| Ok(()))
        .map_err(Failure::World)?;
    let choices = outcome.board.units.iter().enumerate().map(|(at, unit)| {
        let (unit, totals) = (plan.unit(*unit), outcome.board.row_totals(at));
        let (overdue, pending) = (totals.of(State::Overdue), totals.of(State::Pending));
        let text = session.say(&Phrase::UnitChoice { name: &unit.name, overdue, pending });
        Choice::new(&text, &[&unit.name, unit.short_name(), unit.id.as_str()]).told_apart_by(unit.id.as_str())
    });
    let picked = prompts.pick(words.label(Label::Unit), words.label(Label::PickHelp), choices.collect())?;
    Ok(picked.map(|at| outcome.board.units[at]))
}

/// One of the unit's obligations that are not done, worst first.
fn pick_obligation(session: &Session, prompts: Prompts, unit: UnitIx) -> Result<Option<OccurrenceIx>, Stopped> {
    let (plan, words) = (&*session.plan, session.words);
    let taken = super::revise::take(session, unit, true)?.sound(session)?;
    let assessment = taken.assessment(session);
    let mut open: Vec<Obligation<'_>> = Vec::new();
    let Ok(()) = assessment.for_each(|obligation| {
        open.extend(Some(obligation).filter(|obligation| is_open_for(Action::Done, obligation)));
        Ok::<(), std::convert::Infallible>(())
    });
    if open.is_empty() {
        let unit = plan.unit(unit).short_name();
        return Err(Failure::Refused(Exit::Done, session.say(&Phrase::NothingToMark { unit })).into());
    }
    open.sort_by_key(|one| {
        let standing = one.standing;
        (standing.state, Reverse(standing.days_late), standing.due.is_none(), standing.due, one.occurrence)
    });
    let choices = open.iter().map(|obligation| {
        let owed = plan.occurrence(obligation.occurrence);
        let task = plan.task(owed.task);
        let said = crate::words::owed(plan, obligation.occurrence, words);
        // What tells the obligations apart comes where a narrow terminal does not cut it.
        let due = obligation.standing.due.map(crate::words::date).unwrap_or_default();
        let text = format!("{} {due:<10} {said}", words.state_brief(obligation.standing.state));
        let names = [&said, task.id.as_str(), task.clause.as_deref().unwrap_or_default()];
        Choice::new(&text, &names).told_apart_by(task.id.as_str())
    });
    let picked = prompts.pick(words.label(Label::Obligation), words.label(Label::PickHelp), choices.collect())?;
    Ok(picked.map(|at| open[at].occurrence))
}
