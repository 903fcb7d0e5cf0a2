//! What people give the commands that edit the plan: time limits, documents and bodies.

use chrono::NaiveDate;
use clap::Args;

use super::super::args::{past, read_day, read_target};
use super::super::exit::{Exit, Failure, Misuse};
use super::super::mark::prompts;
use super::super::names::{one, one_task};
use super::super::session::Session;
use crate::cli::aside::Aside;
use crate::draft::time_limit::{LimitContext, OpenLimit, TimeLimit, rhythm, time_limit};
use crate::draft::wording::{Context, ReadDue, TimeReading};
use crate::model::plan::{Body, Decision};
use crate::model::target::TargetRange;
use crate::page::terminal::writer::TerminalPage;
use crate::page::wording::put;
use crate::planning::{TaskFields, TaskPlace};
use crate::prompt::{Choice, PromptError, is_terminal};
use crate::select;
use crate::shell;
use crate::text::{one_line, sentence_case, shows_nothing};
use crate::typed::{self, Leaning, TypedDay};
use crate::words::{Label, Phrase, PlanningPhrase, date};

/// What a task is to say.
#[derive(Args, Default)]
pub(super) struct FieldArgs {
    #[arg(long, value_name = "LIMIT")]
    due: Option<String>,
    #[arg(long, value_name = "TEXT")]
    wording: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    product: Option<String>,
    #[arg(long, value_name = "TARGET", value_parser = read_target)]
    target: Option<TargetRange>,
    #[arg(long = "lead", value_name = "UNIT")]
    leads: Vec<String>,
    #[arg(long = "support", value_name = "UNIT")]
    supports: Vec<String>,
}

/// The rest of what a task may say, which no amendment changes.
#[derive(Args, Default)]
pub(super) struct PlaceArgs {
    #[arg(long, value_name = "CLAUSE")]
    clause: Option<String>,
    #[arg(long = "except", value_name = "UNIT")]
    excepts: Vec<String>,
    #[arg(long)]
    joint: bool,
    #[arg(long = "no-joint", conflicts_with = "joint")]
    separate: bool,
    #[arg(long, value_name = "TEXT")]
    reports_to: Option<String>,
    #[arg(long = "remark", value_name = "TEXT")]
    remark: Option<String>,
    #[arg(long = "tag", value_name = "TAG")]
    labels: Vec<String>,
}

impl PlaceArgs {
    /// The fields with what these say.
    pub(super) fn with(&self, session: &Session, fields: TaskFields) -> Result<TaskFields, Failure> {
        refuse_empty(&[
            ("--clause", self.clause.as_ref()),
            ("--reports-to", self.reports_to.as_ref()),
            ("--remark", self.remark.as_ref()),
        ])?;
        Ok(TaskFields {
            clause: self.clause.clone(),
            except: bodies(session, &self.excepts)?,
            joint: self.joint,
            separate: self.separate,
            reports_to: self.reports_to.clone(),
            note: self.remark.clone(),
            tags: Some(self.labels.clone()).filter(|tags| !tags.is_empty()),
            ..fields
        })
    }
}

/// Refuses options with nothing in them.
pub(super) fn refuse_empty(given: &[(&'static str, Option<&String>)]) -> Result<(), Failure> {
    let empty = given.iter().find(|(_, text)| text.is_some_and(|text| shows_nothing(text)));
    match empty.map(|(option, _)| *option) {
        Some(option) => Err(Misuse::new(move |words| words.phrase(&Phrase::EmptyText { option })).into()),
        None => Ok(()),
    }
}

/// The document that changes the plan, and its day.
#[derive(Args, Default)]
pub(in crate::cli) struct DocumentArgs {
    #[arg(long = "by", value_name = "DOC")]
    document: Option<String>,
    #[arg(long = "on", value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    issued: Option<TypedDay>,
}

fn say(session: &Session, said: PlanningPhrase<'_>) -> String {
    session.say(&Phrase::Planning(said))
}

pub(super) fn asks() -> bool {
    is_terminal(shell::stderr_is_terminal())
}

/// The failure of questions that cannot be asked any more.
pub(in crate::cli) fn stopped(session: &Session, error: PromptError) -> Failure {
    match error {
        PromptError::Gone => Failure::Refused(Exit::Unread, session.say(&Phrase::TerminalGone)),
        PromptError::Failed(error) => error.into(),
    }
}

impl DocumentArgs {
    pub(in crate::cli) fn is_named(&self) -> bool {
        self.document.is_some() || self.issued.is_some()
    }

    /// The same, where what is not named is that of a document itself.
    pub(super) fn of_document(
        &self,
        session: &Session,
        by: Option<&str>,
        on: Option<NaiveDate>,
    ) -> Result<Option<Decision>, Failure> {
        let document = self.document.clone().or(by.map(str::to_owned));
        Self { document, issued: self.issued.or(on.map(TypedDay::Whole)) }.decision(session)
    }

    /// The document, asked for in a terminal where it is not named; nothing where the questions are left.
    pub(super) fn decision(&self, session: &Session) -> Result<Option<Decision>, Failure> {
        let today = session.judge.as_of();
        let named = past(self.issued, today)?;
        let given = self.document.as_deref().map(str::trim);
        if given == Some("") {
            return Err(Failure::Usage(session.say(&Phrase::EmptyText { option: "--by" })));
        }
        let (by, on) = match (given, named) {
            (Some(by), Some(on)) => (by.to_owned(), on),
            _ if !asks() => return Err(Failure::Usage(say(session, PlanningPhrase::DocumentNeeded))),
            _ => {
                let prompts = prompts(session);
                let wrong = say(session, PlanningPhrase::DocumentHelp);
                let check = move |typed: &str| if typed.is_empty() { Err(wrong.clone()) } else { Ok(()) };
                let (message, help) =
                    (say(session, PlanningPhrase::Document), say(session, PlanningPhrase::DocumentHelp));
                let by = match given {
                    Some(by) => Some(by.to_owned()),
                    None => prompts.line(&message, &help, check).map_err(|error| stopped(session, error))?,
                };
                let Some(by) = by else { return Ok(None) };
                let on = match named {
                    Some(on) => Some(on),
                    None => ask_day(session, &say(session, PlanningPhrase::DocumentDay), Leaning::Past)?,
                };
                let Some(on) = on else { return Ok(None) };
                (by, on)
            }
        };
        Ok(Some(Decision { by: by.into(), on }))
    }
}

/// A day, asked for in a terminal.
pub(super) fn ask_day(session: &Session, message: &str, leaning: Leaning) -> Result<Option<NaiveDate>, Failure> {
    let (today, words) = (session.judge.as_of(), session.words);
    let read = move |typed: &str| {
        let day = TypedDay::parse(typed).and_then(|typed| typed.near(today, leaning));
        day.map_err(|fault| words.phrase(&Phrase::BadDay { text: typed, fault }))
    };
    prompts(session).day(message, words.label(Label::DayHelp), today, read).map_err(|error| stopped(session, error))
}

/// The task that was meant, or one of its milestones: `task.milestone`.
pub(super) fn place(session: &Session, typed: &str) -> Result<TaskPlace, Failure> {
    let plan = &session.snapshot.plan;
    let parts = typed.rsplit_once('.').and_then(|(task, own)| Some((plan.task_by_id(task)?, own)));
    let Some((task, own)) = parts else {
        return Ok(TaskPlace { task: one_task(session, typed)?, milestone: None });
    };
    let of = plan.task(task);
    let milestone = of.milestones().iter().position(|milestone| milestone.id.as_str() == own);
    if milestone.is_some() {
        return Ok(TaskPlace { task, milestone });
    }
    let (task, name) = (of.id.as_str(), own);
    Err(Failure::Usage(say(session, PlanningPhrase::NoMilestone { task, name })))
}

/// The unit or group that was meant.
pub(super) fn body(session: &Session, typed: &str) -> Result<Body, Failure> {
    let plan = &session.plan;
    let found = match plan.body_by_id(typed) {
        Some(body) => select::Matches::One(body),
        None => select::unit(plan, typed).map(Body::Unit).or(select::group(plan, typed).map(Body::Group)),
    };
    let name = |body| {
        let (id, name) = plan.body(body);
        (id.to_string(), name.to_owned())
    };
    let is_new = matches!(found, select::Matches::Nothing(_));
    one(session.words, typed, found, &Phrase::NoUnit { name: typed }, name).map_err(|failure| match failure {
        Failure::Usage(said) if is_new => {
            Failure::Usage(format!("{said}\n{}", say(session, PlanningPhrase::UnitNew { name: typed })))
        }
        other => other,
    })
}

/// All of them, or everything that is wrong with what was typed.
pub(super) fn together<T>(all: impl Iterator<Item = Result<T, Failure>>) -> Result<Vec<T>, Failure> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for one in all {
        match one {
            Ok(one) => found.push(one),
            Err(Failure::Usage(message)) => wrong.push(message),
            Err(other) => return Err(other),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Failure::Usage(wrong.join("\n"))) }
}

/// The ids of the bodies that were meant; nothing where none was named.
pub(super) fn bodies(session: &Session, typed: &[String]) -> Result<Option<Vec<String>>, Failure> {
    let ids = together(typed.iter().map(|typed| Ok(session.plan.body(body(session, typed)?).0.to_string())))?;
    Ok(Some(ids).filter(|ids| !ids.is_empty()))
}

impl FieldArgs {
    /// What the task at a place is to say. `day` is that of the document whose words are read. Nothing where a question
    /// was left.
    pub(super) fn fields(
        &self,
        session: &Session,
        place: Option<TaskPlace>,
        day: Option<NaiveDate>,
    ) -> Result<Option<TaskFields>, Failure> {
        refuse_empty(&[
            ("--due", self.due.as_ref()),
            ("--wording", self.wording.as_ref()),
            ("--title", self.title.as_ref()),
            ("--product", self.product.as_ref()),
        ])?;
        let [lead, support] = <[_; 2]>::try_from(together(
            [&self.leads, &self.supports].into_iter().map(|typed| bodies(session, typed)),
        )?)
        .expect("each list gives one");
        let limit = match &self.due {
            None => None,
            Some(text) => match limit(session, text, (place, day), false)? {
                Some(limit) => Some(limit),
                None => return Ok(None),
            },
        };
        Ok(Some(TaskFields {
            title: self.title.clone(),
            lead,
            support,
            limit,
            wording: self.wording.clone(),
            product: self.product.clone(),
            target: self.target.clone(),
            ..TaskFields::default()
        }))
    }
}

/// A time limit in the notation or in words. Where the words have no single reading a terminal is asked, and a script
/// told what they may be. `prompted` where a prompt asked for it, so that there are no options to name.
pub(super) fn limit(
    session: &Session,
    text: &str,
    (place, day): (Option<TaskPlace>, Option<NaiveDate>),
    prompted: bool,
) -> Result<Option<TimeLimit>, Failure> {
    let plan = &session.snapshot.plan;
    let own = place.filter(|place| place.milestone.is_none()).map(|place| rhythm(plan.task(place.task)));
    if let Some((text, fault)) = typed::impossible(text) {
        return Err(Failure::Usage(one_line(&session.say(&Phrase::BadDay { text, fault }))));
    }
    let open = match time_limit(text, &own.unwrap_or_default(), &LimitContext::of(plan, day)) {
        Ok(limit) => return Ok(Some(limit)),
        Err(open) => *open,
    };
    let OpenLimit { text, read, context } = open;
    let mut shown = Vec::new();
    put(&mut TerminalPage::new(&mut shown, session.words, session.error_screen), &text, &read, context, session.words)?;
    if read.readings.is_empty() || !asks() {
        let remarks: Vec<String> = read.remarks.iter().map(|remark| session.words.wording_remark(remark)).collect();
        let why = remarks.join(" ");
        let due = read.readings.first().and_then(once_due).filter(|_| !text.contains('"'));
        let said = match read.readings.as_slice() {
            [] if prompted => PlanningPhrase::LimitUnreadHere,
            [] => PlanningPhrase::LimitUnread,
            [_] if read.duties.is_empty() => {
                PlanningPhrase::LimitDoubtful { why: &why, due: due.unwrap_or_default(), wording: &text }
            }
            _ => PlanningPhrase::LimitOpen,
        };
        let mut told = Aside::default();
        told.page(&shown);
        told.error(&session.say(&Phrase::Planning(said)), session.words);
        return Err(Failure::Told(Exit::Usage, told));
    }
    shell::to_stderr(&shown);
    let choices = read.readings.iter().map(|reading| {
        let text = one_line(&in_words(reading, context, session));
        Choice::new(&text, &[&text])
    });
    let message = say(session, PlanningPhrase::WhichReading);
    let picked = prompts(session).pick(&message, session.words.label(Label::PickHelp), choices.collect());
    let picked = picked.map_err(|error| stopped(session, error))?;
    Ok(picked.map(|at| TimeLimit { reading: read.readings[at].clone(), wording: Some(text) }))
}

/// The notation of a reading that is owed once, as `--due` takes it.
pub(super) fn once_due(reading: &TimeReading) -> Option<&str> {
    let alone = reading.every.is_empty() && reading.milestones.is_empty();
    let days = reading.starts.is_none() && reading.ends.is_none() && reading.target.is_none();
    match &reading.due {
        Some(ReadDue::One(due)) if alone && days => Some(due),
        _ => None,
    }
}

/// A reading as people say it, with its last days where there are few; as it is written where no words say all of it.
fn in_words(reading: &TimeReading, context: Context, session: &Session) -> String {
    const FEW: usize = 4;
    let days: Vec<String> = reading.last_days(context).into_iter().map(date).collect();
    let said = reading.timing().filter(|_| reading.milestones.is_empty());
    let said = said.map(|timing| sentence_case(&session.words.due(&timing)));
    let said = said.unwrap_or_else(|| reading.lines().join(", "));
    // A single day is said already.
    let is_said = days.iter().all(|day| said.contains(day.as_str()));
    if days.is_empty() || days.len() > FEW || is_said { said } else { format!("{said} ({})", days.join(", ")) }
}
