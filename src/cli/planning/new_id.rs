//! The id of a new task, and what is to be said of it.

use super::super::session::Session;
use crate::model::id::is_id;
use crate::planning::{PlanRefusal, id_of};
use crate::text::{fold, one_line};
use crate::words::{Phrase, PlanningPhrase};

/// The id that a new task gets, the given one or one made of its title; and a note where the plan, or one of the new tasks
/// `beside` it, has its title or the id that it would have got. Those come with their ids and titles.
pub(super) fn new_id(
    session: &Session,
    title: &str,
    given: Option<&str>,
    beside: &[(&str, &str)],
) -> Result<(String, Option<String>), PlanRefusal> {
    let tasks = &session.snapshot.plan.tasks;
    let there = || tasks.iter().map(|task| (task.id.as_str(), &*task.title)).chain(beside.iter().copied());
    let made = |is_taken: &dyn Fn(&str) -> bool| id_of(title, is_taken).filter(|id| is_id(id));
    let id = given.map(str::to_owned).or_else(|| made(&|id| there().any(|(own, _)| own == id)));
    let id = id.ok_or(PlanRefusal::NoId)?;
    let same: Vec<&str> = there().filter(|(_, other)| fold(other) == fold(title)).map(|(own, _)| own).collect();
    let title = &one_line(title);
    let said = match (same.as_slice(), made(&|_| false)) {
        ([], Some(taken)) if given.is_none() && taken != id => {
            Some(session.say(&Phrase::Planning(PlanningPhrase::IdTaken { taken: &taken, id: &id })))
        }
        ([], _) => None,
        (same, _) => {
            let others = &same.join(", ");
            Some(session.say(&Phrase::Planning(PlanningPhrase::SameTitle { title, others, id: &id })))
        }
    };
    Ok((id, said))
}
