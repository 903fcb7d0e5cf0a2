//! `tiendo mark`: asks step by step what was done, and records it.

use std::cmp::Reverse;

use clap::Args;

use super::act::{self, WhichPart};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::one_unit;
use super::query::{Making, read_units};
use super::revise::named_in_environment;
use super::session::{Asked, Session};
use crate::action::{Action, Request, is_open_for};
use crate::judge::{Obligation, State};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::prompt::{Choice, PromptError, PromptWords, Prompts, is_terminal};
use crate::shell;
use crate::typed::{Leaning, TypedDay};
use crate::view::filter::Filter;
use crate::words::{Label, Phrase};

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
        ("about", "Hỏi từng bước rồi ghi việc đã hoàn thành: đơn vị, việc, ngày, minh chứng",
                  "Ask step by step and record what is done: unit, task, day, evidence"),
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
    let session = asked.open()?;
    let words = session.words;
    if !is_terminal(shell::stderr_is_terminal()) {
        return Err(Failure::Usage(session.say(&Phrase::NoTerminal)));
    }
    let prompts = Prompts {
        words: PromptWords {
            left: words.label(Label::LeftOff),
            nothing_found: words.label(Label::NothingFits),
            no_texts: words.label(Label::NoTexts),
            yes: words.label(Label::Yes),
            no: words.label(Label::No),
            yes_or_no: words.label(Label::YesOrNo),
        },
        colour: session.error_screen.colour,
    };
    match ask(&session, prompts, unit.as_deref()) {
        Ok(Some((unit, occurrence, request))) => {
            let task = session.plan.occurrence(occurrence).task;
            act::record(&session, unit, task, WhichPart::Named(Some(occurrence)), &request, false)
        }
        Ok(None) => {
            shell::to_stderr(format!("{}\n", session.say(&Phrase::NothingWritten)).as_bytes());
            Ok(Exit::Done)
        }
        Err(Stopped::Failure(failure)) => Err(failure),
        Err(Stopped::PromptError(PromptError::Gone)) => {
            Err(Failure::Refused(Exit::Unread, session.say(&Phrase::TerminalGone)))
        }
        Err(Stopped::PromptError(PromptError::Failed(error))) => Err(error.into()),
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

/// What was done, as answered; nothing where the questions were left.
fn ask(
    session: &Session,
    prompts: Prompts,
    named: Option<&str>,
) -> Result<Option<(UnitIx, OccurrenceIx, Request)>, Stopped> {
    let words = session.words;
    let from_environment = named_in_environment();
    let unit = match named.or(from_environment.as_deref()) {
        Some(typed) => one_unit(session, typed)?,
        None => match pick_unit(session, prompts)? {
            Some(unit) => unit,
            None => return Ok(None),
        },
    };
    let Some(occurrence) = pick_obligation(session, prompts, unit)? else {
        return Ok(None);
    };
    let today = session.judge.as_of();
    let read = move |typed: &str| {
        let day = TypedDay::parse(typed).map(|typed| typed.on(today, Leaning::Past));
        let day = day.map_err(|fault| words.phrase(&Phrase::BadDay { text: typed, fault }))?;
        if day > today { Err(words.phrase(&Phrase::DayToCome { day, today })) } else { Ok(day) }
    };
    let (message, help) = (words.label(Label::DoneOn), words.label(Label::DayHelp));
    let Some(on) = prompts.day(message, help, today, read)? else {
        return Ok(None);
    };
    let (message, help) = (words.label(Label::Evidence), words.label(Label::EvidenceHelp));
    let Some(evidence) = prompts.texts(message, help)? else {
        return Ok(None);
    };
    let (message, help) = (words.label(Label::WriteIt), words.label(Label::WriteHelp));
    if prompts.yes(message, help, true)? != Some(true) {
        return Ok(None);
    }
    let evidence = evidence.into_iter().map(|text| Evidence::Document(text.into())).collect();
    let request = Request { on: Some(on), evidence, ..Request::new(Action::Done) };
    Ok(Some((unit, occurrence, request)))
}

/// One of the units that owe something: with how much of it is open.
fn pick_unit(session: &Session, prompts: Prompts) -> Result<Option<UnitIx>, Stopped> {
    let (plan, words) = (&*session.plan, session.words);
    let units: Vec<UnitIx> = plan.unit_indices().filter(|unit| plan.owed_by(*unit).next().is_some()).collect();
    let outcome =
        read_units(session, &units, &Filter::default(), &[], Making::Counts, |_| Ok(())).map_err(Failure::World)?;
    let choices = outcome.board.units.iter().enumerate().map(|(at, unit)| {
        let (unit, totals) = (plan.unit(*unit), outcome.board.row_totals(at));
        let (overdue, pending) = (totals.of(State::Overdue), totals.of(State::Pending));
        let text = session.say(&Phrase::UnitChoice { name: &unit.name, overdue, pending });
        Choice::new(&text, &[&unit.name, unit.short_name(), unit.id.as_str()])
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
        Choice::new(&text, &[&said, task.id.as_str(), task.clause.as_deref().unwrap_or_default()])
    });
    let picked = prompts.pick(words.label(Label::Obligation), words.label(Label::PickHelp), choices.collect())?;
    Ok(picked.map(|at| open[at].occurrence))
}
