//! Units and tasks by what was typed, or a message that says what could be meant.

use super::exit::Failure;
use super::session::Session;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::select::{self, Matches};
use crate::text::one_line;
use crate::words::{Label, Phrase, Words};

pub(crate) fn one_unit(session: &Session, typed: &str) -> Result<UnitIx, Failure> {
    unit_of(&session.plan, session.words, typed)
}

/// The one unit of a plan that was meant.
pub(crate) fn unit_of(plan: &Plan, words: &dyn Words, typed: &str) -> Result<UnitIx, Failure> {
    let name = |unit| (plan.unit(unit).id.to_string(), plan.unit(unit).name.to_string());
    one(words, typed, select::unit(plan, typed), &Phrase::NoUnit { name: typed }, name)
}

pub(crate) fn one_task(session: &Session, typed: &str) -> Result<TaskIx, Failure> {
    task_of(&session.plan, session.words, typed)
}

/// The one task that was meant: of several that fit, those that the unit leads.
pub(crate) fn one_task_of(session: &Session, typed: &str, unit: UnitIx) -> Result<TaskIx, Failure> {
    let mut found = select::task(&session.plan, typed);
    if let Matches::Many(tasks) = &found {
        let led = tasks.iter().copied().filter(|task| session.plan.duties.leads(unit, *task)).collect::<Vec<_>>();
        if !led.is_empty() {
            found = Matches::of(led);
        }
    }
    task_found(&session.plan, session.words, typed, found)
}

/// The failure of a unit that owes nothing for a task itself; it says with which unit the task stands, of a joint one or of
/// one that a unit before it left.
pub(crate) fn not_led(plan: &Plan, words: &dyn Words, unit: UnitIx, task: TaskIx) -> Failure {
    let holders = plan.leads_of(task);
    let with = plan.unit_indices().find(|holder| holders.contains(*holder));
    let with = with.filter(|_| plan.joint_leads(task).contains(unit)).map(|holder| plan.unit(holder).id.as_str());
    let succeeds = |gone: &UnitIx| plan.tenure(*gone).is_some_and(|tenure| tenure.successors.contains(&unit));
    let from = plan.unit_indices().find(|gone| holders.contains(*gone) && succeeds(gone));
    let from = from.map(|gone| plan.unit(gone).id.as_str());
    let (unit, task) = (plan.unit(unit).id.as_str(), plan.task(task).id.as_str());
    Failure::Usage(words.phrase(&match (with, from) {
        (Some(with), _) => Phrase::StandsWith { unit, task, with },
        (None, Some(from)) => Phrase::StaysWith { task, from },
        (None, None) => Phrase::NotLed { unit, task },
    }))
}

/// The one task of a plan that was meant.
pub(crate) fn task_of(plan: &Plan, words: &dyn Words, typed: &str) -> Result<TaskIx, Failure> {
    task_found(plan, words, typed, select::task(plan, typed))
}

fn task_found(plan: &Plan, words: &dyn Words, typed: &str, found: Matches<TaskIx>) -> Result<TaskIx, Failure> {
    let name = |task| (plan.task(task).id.to_string(), plan.task(task).title.to_string());
    one(words, typed, found, &Phrase::NoTask { name: typed }, name)
}

/// The one that was found; else the failure that says that there is none, or which there are.
pub(crate) fn one<T: Copy>(
    words: &dyn Words,
    typed: &str,
    found: Matches<T>,
    nothing: &Phrase<'_>,
    name: impl Fn(T) -> (String, String),
) -> Result<T, Failure> {
    match found {
        Matches::One(one) => Ok(one),
        Matches::Nothing(near) => {
            let mut message = one_line(&words.phrase(nothing));
            if !near.is_empty() {
                message.push_str(&format!("; {}:", words.label(Label::DidYouMean)));
            }
            Err(choose(words, message, near.into_iter().map(name).collect()))
        }
        Matches::Many(all) => {
            let message = one_line(&words.phrase(&Phrase::Ambiguous { name: typed }));
            Err(choose(words, message, all.into_iter().map(name).collect()))
        }
    }
}

/// A failure that lists under a message what could be meant.
pub(crate) fn choose(words: &dyn Words, message: String, candidates: Vec<(String, String)>) -> Failure {
    choose_among(words, message, candidates, 0)
}

/// The same, where so many are left out.
pub(crate) fn choose_among(
    words: &dyn Words,
    mut message: String,
    candidates: Vec<(String, String)>,
    left: usize,
) -> Failure {
    for (id, name) in candidates {
        message.push('\n');
        message.push_str(&words.phrase(&Phrase::Candidate { id: &id, name: &one_line(&name) }));
    }
    if left > 0 {
        message.push_str("\n  … ");
        message.push_str(&words.phrase(&Phrase::AndMore { count: left }));
    }
    Failure::Usage(message)
}
