//! Units and tasks by what was typed, or a message that says what could be meant.

use super::Failure;
use super::session::Session;
use crate::i18n::phrase::Phrase;
use crate::model::id::{TaskIx, UnitIx};
use crate::select::{self, Found};
use crate::text::one_line;

/// The one unit that was meant.
pub fn one_unit(session: &Session<'_>, typed: &str) -> Result<UnitIx, Failure> {
    let name = |unit| (session.plan.unit(unit).id.to_string(), session.plan.unit(unit).name.to_string());
    one(session, typed, select::unit(session.plan, typed), &Phrase::NoUnit { name: typed }, name)
}

/// The one task that was meant.
pub fn one_task(session: &Session<'_>, typed: &str) -> Result<TaskIx, Failure> {
    task_found(session, typed, select::task(session.plan, typed))
}

/// The one task that was meant: of several that fit, those that the unit leads.
pub fn one_task_of(session: &Session<'_>, typed: &str, unit: UnitIx) -> Result<TaskIx, Failure> {
    let mut found = select::task(session.plan, typed);
    if let Found::Many(tasks) = &found {
        let led = tasks.iter().copied().filter(|task| session.plan.duties.leads(unit, *task)).collect::<Vec<_>>();
        if !led.is_empty() {
            found = Found::of(led);
        }
    }
    task_found(session, typed, found)
}

fn task_found(session: &Session<'_>, typed: &str, found: Found<TaskIx>) -> Result<TaskIx, Failure> {
    let name = |task| (session.plan.task(task).id.to_string(), session.plan.task(task).title.to_string());
    one(session, typed, found, &Phrase::NoTask { name: typed }, name)
}

/// The one that was found; else the failure that says that there is none, or which there are.
pub fn one<T: Copy>(
    session: &Session<'_>,
    typed: &str,
    found: Found<T>,
    nothing: &Phrase<'_>,
    name: impl Fn(T) -> (String, String),
) -> Result<T, Failure> {
    match found {
        Found::One(one) => Ok(one),
        Found::Nothing => Err(Failure::Usage(one_line(&session.words.phrase(nothing)))),
        Found::Many(all) => Err(ambiguous(session, typed, all.into_iter().map(name).collect())),
    }
}

/// The failure of a name that fits more than one.
pub fn ambiguous(session: &Session<'_>, typed: &str, candidates: Vec<(String, String)>) -> Failure {
    choose(session, one_line(&session.words.phrase(&Phrase::Ambiguous { name: typed })), candidates)
}

/// A failure that lists under a message what could be meant.
pub fn choose(session: &Session<'_>, mut message: String, candidates: Vec<(String, String)>) -> Failure {
    for (id, name) in candidates {
        message.push('\n');
        message.push_str(&session.words.phrase(&Phrase::Candidate { id: &id, name: &one_line(&name) }));
    }
    Failure::Usage(message)
}
