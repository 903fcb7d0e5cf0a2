//! `tiendo done` and the like: one record changed, and what comes of it said.

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::answers::AnsweredQuestions;
use super::args::{TypedPart, dotted, of_task, past, read_day, read_part};
use super::aside;
use super::exit::Misuse;
use super::exit::{Exit, Failure};
use super::lookup::{self, Fit};
use super::names::{choose_among, not_led, one_task, one_task_of};
use super::question_forms::stands_in;
use super::revise::{Revised, named_in_environment, take, tell_written, the_unit, trouble};
use super::session::{Asked, Session};
use crate::action::{Action, Request, changes, is_open_for, meant};

use crate::edit::{self, Edit};
use crate::facts::Facts;
use crate::judge::{Assessment, Obligation};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::select::{self, Matches};
use crate::shell;
use crate::snapshot::PLAN;
use crate::text::{one_line, shows_nothing};
use crate::typed::TypedDay;
use crate::words::{Phrase, PlanningPhrase, part, standing};

/// The obligation whose record is changed.
#[derive(Args, Clone)]
pub(super) struct RecordArgs {
    pub(super) task: String,
    #[arg(value_parser = read_part)]
    pub(super) period: Option<TypedPart>,
    #[arg(short, long)]
    pub(super) unit: Option<String>,
}

impl RecordArgs {
    /// The same where a period or milestone was typed behind the task and a dot.
    fn in_plan(&self, plan: &Plan) -> Self {
        match dotted(plan, &self.task).filter(|_| self.period.is_none()) {
            Some((task, part)) => Self { task: task.to_owned(), period: Some(part), unit: self.unit.clone() },
            None => self.clone(),
        }
    }
}

/// The day that is said, and whether it may take the place of one that is recorded.
#[derive(Args)]
pub(super) struct Dated {
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    on: Option<TypedDay>,
    #[arg(long)]
    replace: bool,
}

impl Dated {
    pub(super) fn request(&self, action: Action, today: NaiveDate) -> Result<Request, Misuse> {
        Ok(Request { on: past(self.on, today)?, replace: self.replace, ..Request::new(action) })
    }
}

/// What can be said with every change.
#[derive(Args)]
pub(super) struct Remark {
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

/// What shows that it is so.
#[derive(Args, Default)]
pub(super) struct Proof {
    #[arg(short, long, value_name = "TEXT")]
    evidence: Vec<String>,
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Runs the command that `request` makes for the as-of day.
pub(super) fn run(
    asked: &Asked,
    owed: &RecordArgs,
    remark: &Remark,
    request: impl FnOnce(NaiveDate) -> Result<Request, Misuse>,
) -> Result<Exit, Failure> {
    run_with(asked, owed, remark, &Proof::default(), request)
}

/// The same, with what shows it.
pub(super) fn run_with(
    asked: &Asked,
    owed: &RecordArgs,
    remark: &Remark,
    proof: &Proof,
    request: impl FnOnce(NaiveDate) -> Result<Request, Misuse>,
) -> Result<Exit, Failure> {
    let session = lookup::fitting(asked, &owed.task, |plan| fit(plan, &owed.in_plan(plan)))?.open()?;
    let owed = &owed.in_plan(&session.plan);
    let mut request = Request { note: remark.note.clone(), ..request(session.judge.as_of())? };
    let given = [("--by", &request.by), ("--note", &request.note), ("--reason", &request.reason)];
    let texts = given.into_iter().filter_map(|(option, text)| text.as_ref().map(|text| (option, text)));
    for (option, text) in texts.chain(proof.evidence.iter().map(|text| ("--evidence", text))) {
        if shows_nothing(text) {
            return Err(Misuse::new(move |words| words.phrase(&Phrase::EmptyText { option })).into());
        }
    }
    request.evidence.extend(proof.evidence.iter().map(|text| Evidence::Document(text.clone().into())));
    for path in &proof.files {
        let file = session.workspace.evidence(path).map_err(|found| trouble(&session, &found))?;
        request.evidence.push(Evidence::File(file));
    }
    let (unit, task) = meant_by(&session, owed)?;
    if !session.plan.duties.leads(unit, task) {
        return Err(not_led(&session.plan, session.words, unit, task));
    }
    let named = match &owed.period {
        None => WhichPart::Meant,
        Some(typed) => match of_task(&session.plan, task, typed, session.judge.as_of())? {
            Some(occurrence) => WhichPart::Named(occurrence),
            None => WhichPart::Absent(typed.understood(session.judge.as_of())),
        },
    };
    let exit = record(&session, unit, task, named, &request, remark.dry_run)?;
    session.warn_of_lost(&[unit])?;
    Ok(session.exit(exit))
}

/// How the obligation fits a plan among others.
fn fit(plan: &Plan, owed: &RecordArgs) -> Option<Fit> {
    let all = |found| match found {
        Matches::One(one) => vec![one],
        Matches::Many(many) => many,
        Matches::Nothing(_) => Vec::new(),
    };
    let units = owed.unit.clone().or_else(named_in_environment).map(|typed| all(select::unit(plan, &typed)));
    let tasks = match select::task(plan, &owed.task) {
        Matches::One(task) => vec![task],
        Matches::Many(tasks) => tasks,
        Matches::Nothing(_) => Vec::new(),
    };
    let led =
        |task: &TaskIx| units.as_ref().is_none_or(|units| units.iter().any(|unit| plan.duties.leads(*unit, *task)));
    let found = tasks.into_iter().find(led)?;
    Some(if plan.task(found).id.as_str() == owed.task { Fit::Exact } else { Fit::Part })
}

/// The unit and the task that are meant. Of several tasks that fit a part of a name only those count that the unit leads.
fn meant_by(session: &Session, owed: &RecordArgs) -> Result<(UnitIx, TaskIx), Failure> {
    if owed.unit.is_none() && named_in_environment().is_none() {
        let task = one_task(session, &owed.task)?;
        return Ok((the_unit(session, None, Some(task))?, task));
    }
    let unit = the_unit(session, owed.unit.as_deref(), None)?;
    Ok((unit, one_task_of(session, &owed.task, unit)?))
}

/// Makes one change to one record of a unit's file, and says what came of it.
pub(crate) fn record(
    session: &Session,
    unit: UnitIx,
    task: TaskIx,
    which: WhichPart,
    request: &Request,
    dry_run: bool,
) -> Result<Exit, Failure> {
    if stands_in(&session.plan, unit) {
        let (unit, task) = (session.plan.unit(unit).short_name(), session.plan.task(task).id.as_str());
        return Err(Failure::Usage(session.say(&Phrase::Planning(PlanningPhrase::OnlyStandsIn { unit, task }))));
    }
    let taken = take(session, unit, dry_run)?.sound(session)?;
    let (occurrence, edits) = {
        let assessment = taken.assessment(session);
        let occurrence = the_occurrence(session, &assessment, task, which, request.action)?;
        let changes = changes(request, &assessment, occurrence).map_err(|refusal| {
            let (unit, task) = (session.plan.unit(unit).short_name(), session.plan.task(task).id.as_str());
            Failure::Usage(session.say(&Phrase::Refused { refusal, unit, task }))
        })?;
        (occurrence, vec![Edit { occurrence, changes }])
    };
    if edits[0].changes.is_empty() {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&Phrase::AlreadySo))?))?;
        return Ok(Exit::Done);
    }
    let text = if taken.exists { taken.text.clone() } else { new_file(session, unit) };
    let text = edit::apply(&session.plan, &text, &edits);
    let mut revised = taken.revise(session, text)?;
    if request.action == Action::Accept && !session.plan.header.acceptance {
        aside::note(&session.say(&Phrase::AcceptanceNotAsked));
    }
    let answered = AnsweredQuestions::of(session, &[(&revised, &edits)]);
    if dry_run {
        shell::with_stdout(|out| {
            revised.diff(out, session.screen)?;
            Ok(answered.iter().try_for_each(|answered| answered.diff(out, session))?)
        })?;
        revised.warn(session);
        aside::note(&session.say(&Phrase::DryRun));
        return Ok(Exit::Done);
    }
    let plan = answered.as_ref().and_then(|answered| answered.stage(session));
    let answered = answered.filter(|_| plan.is_some());
    revised.write(session, plan)?;
    let files = [revised.taken.file.as_str()].into_iter().chain(answered.as_ref().map(|_| PLAN));
    tell_written(session, &files.collect::<Vec<_>>(), |out| {
        let page = &mut TerminalPage::new(out, session.words, session.screen);
        consequence(page, session, &revised, occurrence)?;
        wrote(page, session, &revised)?;
        Ok(answered.iter().try_for_each(|answered| answered.tell(page, session))?)
    })?;
    revised.warn(session);
    Ok(Exit::Done)
}

/// The first lines of a unit's file, in the plan's language.
pub(crate) fn new_file(session: &Session, unit: UnitIx) -> String {
    let header = &session.plan.header;
    let head = Phrase::FileHead { unit: &session.plan.unit(unit).name, number: &header.number, title: &header.title };
    let notice = header.notice.as_deref().map(|notice| format!("# {}\n", one_line(notice)));
    format!("# {}\n{}", session.write_down(&head), notice.unwrap_or_default())
}

/// Which of a task's obligations is meant.
#[derive(Clone, Copy)]
pub(crate) enum WhichPart {
    /// The one whose period or milestone was named.
    Named(OccurrenceIx),
    /// The task has none such: the period that was named.
    Absent(Option<Period>),
    /// The only one that the action can be meant for.
    Meant,
}

/// The obligation that is meant: the one named, else the only one that the action can be meant for.
fn the_occurrence(
    session: &Session,
    assessment: &Assessment<'_>,
    task: TaskIx,
    which: WhichPart,
    action: Action,
) -> Result<OccurrenceIx, Failure> {
    let (plan, words) = (&*session.plan, session.words);
    let of = plan.task(task);
    let (unit, id) = (plan.unit(assessment.unit).short_name(), of.id.as_str());
    let own = || of.occurrences.clone().map(OccurrenceIx::new).filter(|at| plan.owes(assessment.unit, *at));
    let named = match which {
        WhichPart::Named(named) => Some(Some(named).filter(|at| plan.owes(assessment.unit, *at))),
        WhichPart::Absent(_) => Some(None),
        WhichPart::Meant => own().next().filter(|_| own().count() == 1).map(Some),
    };
    let candidate = |at: OccurrenceIx| {
        let occurrence = plan.occurrence(at);
        Some((plan.part(occurrence).key()?, occurrence))
    };
    let said = |occurrence| match plan.milestone(occurrence) {
        Some(_) => plan.title(occurrence).to_string(),
        None => part(plan, occurrence, words).unwrap_or_default(),
    };
    if let Some(found) = named {
        return found.ok_or_else(|| {
            let period = match which {
                WhichPart::Named(at) => plan.occurrence(at).period,
                WhichPart::Absent(period) => period,
                WhichPart::Meant => None,
            };
            let message = one_line(&words.phrase(&Phrase::PeriodNotOwed { unit, task: id, period }));
            let all = own().map(|at| (plan.occurrence(at).due, at)).collect();
            let (near, left) = nearest(all, session.judge.as_of());
            let named = near.into_iter().filter_map(candidate);
            let named = named.map(|(key, occurrence)| (key, said(occurrence))).collect();
            choose_among(session.words, message, named, left)
        });
    }
    let mut candidates: Vec<Obligation<'_>> = Vec::new();
    let Ok(()) = assessment.for_each(|obligation| {
        if plan.occurrence(obligation.occurrence).task == task && is_open_for(action, &obligation) {
            candidates.push(obligation);
        }
        Ok::<(), std::convert::Infallible>(())
    });
    match meant(&candidates).as_slice() {
        [one] => Ok(one.occurrence),
        [] => Err(Failure::Usage(session.say(&Phrase::NothingOpen { unit, task: id, action }))),
        many => {
            let all = many.iter().map(|obligation| (obligation.standing.due, obligation)).collect();
            let (near, left) = nearest(all, session.judge.as_of());
            let named = near.into_iter().filter_map(|obligation| {
                let (key, occurrence) = candidate(obligation.occurrence)?;
                Some((key, format!("{}: {}", said(occurrence), standing(&obligation.standing, words))))
            });
            let message = session.say(&Phrase::PeriodNeeded { unit, task: id });
            Err(choose_among(session.words, message, named.collect(), left))
        }
    }
}

/// Those whose last day is nearest, the nearest first; how many are left out. Of two as near the one that has come goes
/// before.
fn nearest<T>(mut all: Vec<(Option<NaiveDate>, T)>, today: NaiveDate) -> (Vec<T>, usize) {
    const SHOWN: usize = 20;
    all.sort_by_key(|(due, _)| (due.is_none(), due.map(|due| ((due - today).num_days().abs(), due > today))));
    let left = all.len().saturating_sub(SHOWN);
    (all.into_iter().take(SHOWN).map(|(_, one)| one).collect(), left)
}

/// Says that a file was written.
pub(crate) fn wrote(page: &mut dyn Page, session: &Session, revised: &Revised) -> io::Result<()> {
    let file = &revised.taken.file;
    let said = if revised.taken.exists { Phrase::Wrote { file } } else { Phrase::Created { file } };
    page.put(Piece::Paragraph(Tone::Faint, session.say(&said)))
}

/// Says what came of a change.
pub(crate) fn consequence(
    page: &mut dyn Page,
    session: &Session,
    revised: &Revised,
    at: OccurrenceIx,
) -> io::Result<()> {
    let (old, new) = (revised.taken.reading.records.get(at), revised.reading.records.get(at));
    session.pages().consequence(
        page,
        (revised.taken.unit, at),
        (session.judge.standing(revised.taken.unit, at, old), session.judge.standing(revised.taken.unit, at, new)),
        (&Facts::of(old, &revised.taken.text), &Facts::of(new, &revised.text)),
    )
}
