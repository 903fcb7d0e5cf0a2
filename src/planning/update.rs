//! What is accepted of a new version of the document, as edits of the plan: amendments, additions and cancellations by
//! that document.

use std::collections::BTreeSet;

use super::{PlanRefusal, TaskFields, TaskPlace, add, amend, cancel, path, set, text};
use crate::draft::plan::{DraftTask, PlanDraft};
use crate::draft::register::{DraftGroup, DraftName, DraftUnit};
use crate::draft::time_limit::TimeLimit;
use crate::draft::update::{Proposal, UpdatedField, is_open, own_timing};
use crate::draft::wording::{ReadDue, TimeReading};
use crate::edit::Value;
use crate::edit::plan::PlanEdit;
use crate::model::id::TaskIx;
use crate::model::plan::{Decision, Plan};
use crate::text::fold;

/// What is new in the plan and may have to be asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NewItem<'d> {
    Task(usize),
    Unit(&'d DraftUnit),
    Group(&'d DraftGroup),
    Event(&'d DraftName),
}

/// The words that go into the plan.
pub(crate) struct UpdateWords<'w> {
    /// The name of a unit or an event, or what stands in for it.
    pub(crate) name: &'w dyn Fn(&DraftName) -> String,
    /// What is asked about something new.
    pub(crate) asks: &'w dyn Fn(NewItem<'_>) -> Vec<String>,
}

/// The edits that write what was accepted.
pub(crate) fn edits(
    plan: &Plan,
    draft: &PlanDraft,
    accepted: &[&Proposal],
    by: &Decision,
    words: &UpdateWords<'_>,
) -> Result<Vec<PlanEdit>, (TaskIx, PlanRefusal)> {
    let mut edits = Vec::new();
    let mut added: Vec<(usize, usize)> = Vec::new();
    let mut bodies: BTreeSet<&str> = BTreeSet::new();
    for proposal in accepted {
        let failed = |task: &TaskIx| {
            let task = *task;
            move |refusal| (task, refusal)
        };
        match proposal {
            Proposal::Change { task, with, fields } => {
                let new = &draft.tasks[*with];
                let said = amended(new, fields);
                if fields.contains(&UpdatedField::Lead) {
                    bodies.extend(new.lead.iter().map(String::as_str));
                }
                if fields.contains(&UpdatedField::Support) {
                    bodies.extend(new.support.iter().map(String::as_str));
                }
                let place = TaskPlace { task: *task, milestone: None };
                match amend(plan, place, &said, by) {
                    // Only a time limit that has to be asked about.
                    Err(PlanRefusal::NothingSaid) => {}
                    other => edits.extend(other.map_err(failed(task))?),
                }
            }
            Proposal::Replace { task, with } => {
                let place = TaskPlace { task: *task, milestone: None };
                edits.extend(cancel(plan, place, by, true).map_err(failed(task))?);
                added.push((task.index() + 1, *with));
            }
            Proposal::Add { with, after } => added.push((after.map_or(0, |after| after.index() + 1), *with)),
            Proposal::Drop { task } => {
                let place = TaskPlace { task: *task, milestone: None };
                edits.extend(cancel(plan, place, by, true).map_err(failed(task))?);
            }
        }
    }
    added.sort_by_key(|(at, _)| *at);
    let mut taken: BTreeSet<String> = plan.tasks.iter().map(|task| task.id.to_string()).collect();
    let ids: Vec<String> = added.iter().map(|(_, with)| free(&draft.tasks[*with].id, &mut taken)).collect();
    // From the last to the first, so that none moves another's place.
    for ((at, with), id) in added.iter().zip(&ids).rev() {
        let new = &draft.tasks[*with];
        bodies.extend(new.lead.iter().chain(&new.support).map(String::as_str));
        let made = add(plan, id, &whole(new), Some(by), *at);
        edits.extend(made.map_err(|refusal| (TaskIx::new(at.saturating_sub(1)), refusal))?);
        edits.extend(asked(vec!["tasks".to_owned(), at.to_string()], (words.asks)(NewItem::Task(*with))));
    }
    let mut before = declared(plan, draft, &bodies, words);
    let timed = accepted.iter().filter_map(|proposal| match proposal {
        Proposal::Drop { .. } => None,
        Proposal::Change { with, .. } | Proposal::Replace { with, .. } | Proposal::Add { with, .. } => Some(*with),
    });
    before.extend(events(plan, draft, timed.map(|with| &draft.tasks[with]), words));
    before.extend(edits);
    Ok(before)
}

/// The edit that asks something of what has come.
fn asked(of: Vec<String>, asked: Vec<String>) -> Option<PlanEdit> {
    Some(PlanEdit::Ask { of, asked }).filter(|edit| !matches!(edit, PlanEdit::Ask { asked, .. } if asked.is_empty()))
}

/// An id that no task has: the drafted one, or that with a number.
fn free(id: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| {
        let number = format!("-{number}");
        format!("{}{number}", &id[..id.len().min(64 - number.len())])
    });
    let found = std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default();
    taken.insert(found.clone());
    found
}

fn limit(new: &DraftTask) -> TimeLimit {
    TimeLimit { reading: own_timing(new), wording: new.duty.wording.clone() }
}

/// What an amendment says.
fn amended(new: &DraftTask, fields: &[UpdatedField]) -> TaskFields {
    let has = |field| fields.contains(&field);
    // A title made of a sentence may hold the time limit: it would say what is still to be asked about.
    let says_time =
        || new.duty.wording.as_deref().is_some_and(|wording| fold(&new.duty.title).contains(&fold(wording)));
    TaskFields {
        title: (has(UpdatedField::Title) && !(is_open(new) && says_time())).then(|| new.duty.title.clone()),
        lead: has(UpdatedField::Lead).then(|| new.lead.clone()),
        support: has(UpdatedField::Support).then(|| new.support.clone()),
        limit: (has(UpdatedField::Time) && !is_open(new)).then(|| limit(new)),
        product: new.duty.product.clone().filter(|_| has(UpdatedField::Product)),
        target: fields.iter().find_map(|field| match field {
            UpdatedField::Target(target) => Some(target.clone()),
            _ => None,
        }),
        ..TaskFields::default()
    }
}

/// What a new task says.
fn whole(new: &DraftTask) -> TaskFields {
    TaskFields {
        clause: Some(new.duty.clause.clone()).filter(|clause| !clause.is_empty()),
        title: Some(new.duty.title.clone()),
        lead: Some(new.lead.clone()),
        support: Some(new.support.clone()).filter(|support| !support.is_empty()),
        joint: new.joint,
        limit: Some(limit(new)),
        product: new.duty.product.clone(),
        ..TaskFields::default()
    }
}

/// The units and groups that are named and that the plan does not have yet.
fn declared(plan: &Plan, draft: &PlanDraft, named: &BTreeSet<&str>, words: &UpdateWords<'_>) -> Vec<PlanEdit> {
    let is_new = |id: &str| plan.body_by_id(id).is_none();
    let groups: Vec<_> =
        draft.groups.iter().filter(|group| named.contains(group.id.as_str()) && is_new(&group.id)).collect();
    let member = |id: &str| groups.iter().any(|group| group.members.iter().any(|member| member == id));
    let units =
        draft.units.iter().filter(|unit| (named.contains(unit.id.as_str()) || member(&unit.id)) && is_new(&unit.id));
    let units = units.flat_map(|unit| {
        let keys = vec![("name", text(&(words.name)(&unit.name))), ("confirmed", Value::Flag(false))];
        let new = set(&path(&["units"]), &unit.id, Some(Value::Table(keys)));
        [new].into_iter().chain(asked(path(&["units", &unit.id]), (words.asks)(NewItem::Unit(unit))))
    });
    let groups = groups.iter().flat_map(|group| {
        let members = group.members.iter().map(|member| Value::Text(member.clone())).collect();
        let keys = vec![("name", text(&group.name)), ("members", Value::Array(members))];
        let new = set(&path(&["groups"]), &group.id, Some(Value::Table(keys)));
        [new].into_iter().chain(asked(path(&["groups", &group.id]), (words.asks)(NewItem::Group(group))))
    });
    units.chain(groups).collect()
}

/// The events that the time limits of these wait for and that the plan does not have yet.
fn events<'d>(
    plan: &Plan,
    draft: &PlanDraft,
    tasks: impl Iterator<Item = &'d DraftTask>,
    words: &UpdateWords<'_>,
) -> Vec<PlanEdit> {
    let named: BTreeSet<String> = tasks.flat_map(|task| waits_for(&own_timing(task))).collect();
    let new = named.into_iter().filter(|id| !plan.events.iter().any(|event| event.id.as_str() == id));
    let named = |id: &str| draft.events.iter().find(|(own, _)| own == id).map(|(_, own)| own);
    let one = |id: String| {
        let name = named(&id).map_or(id.clone(), |own| (words.name)(own));
        let new = set(&path(&["events"]), &id, Some(Value::Table(vec![("name", text(&name))])));
        let asks = named(&id).map(|own| (words.asks)(NewItem::Event(own))).unwrap_or_default();
        [new].into_iter().chain(asked(path(&["events", &id]), asks))
    };
    new.flat_map(one).collect()
}

/// The ids of the events in a reading.
fn waits_for(reading: &TimeReading) -> Vec<String> {
    let own = match &reading.due {
        Some(ReadDue::One(due)) => vec![due.as_str()],
        _ => Vec::new(),
    };
    let all = own.into_iter().chain(reading.milestones.iter().map(|stage| stage.due.as_str()));
    all.filter_map(|due| due.split(' ').skip_while(|word| *word != "event").nth(1).map(str::to_owned)).collect()
}
