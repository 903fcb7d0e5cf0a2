//! Events of the plan that are edited by command, and those that time limits need and the plan has not.

use chrono::NaiveDate;

use super::{PlanRefusal, path, set, text};
use crate::draft::time_limit::{LimitContext, time_limit};
use crate::draft::wording::{ReadDue, TimeReading, event_name};
use crate::edit::Value;
use crate::edit::plan::PlanEdit;
use crate::model::id::{EventIx, UnitIx};
use crate::model::plan::Plan;

/// An event has a date: one of their own for these units, or for all that have none, if none is named.
pub(crate) fn date_event(
    plan: &Plan,
    event: EventIx,
    units: &[UnitIx],
    day: NaiveDate,
    replace: bool,
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let of = plan.event(event);
    let own = |unit: &UnitIx| of.dates.iter().find(|(dated, _)| dated == unit).map(|(_, date)| *date);
    let is = if units.is_empty() { vec![of.date] } else { units.iter().map(own).collect() };
    if let Some(date) = is.into_iter().flatten().find(|date| *date != day && !replace) {
        return Err(PlanRefusal::Dated { date });
    }
    let (table, day) = (path(&["events", of.id.as_str()]), Some(Value::Date(day)));
    if units.is_empty() {
        return Ok(vec![set(&table, "date", day)]);
    }
    let dates = [table, vec!["dates".to_owned()]].concat();
    Ok(units.iter().map(|unit| set(&dates, plan.unit(*unit).id.as_str(), day.clone())).collect())
}

/// An event that is new, and that has no day yet.
pub(crate) fn add_event(plan: &Plan, id: &str, name: &str) -> Result<Vec<PlanEdit>, PlanRefusal> {
    if plan.events.iter().any(|event| event.id.as_str() == id) {
        return Err(PlanRefusal::Taken(id.to_owned()));
    }
    let name = Value::Table(vec![("name", text(name))]);
    Ok(vec![set(&path(&["events"]), id, Some(name))])
}

/// An event from which a time limit counts and that the plan has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MissingEvent {
    pub(crate) id: String,
    /// What the words call it that gave it its id; nothing where somebody typed that.
    pub(crate) words: Option<String>,
}

/// The events that edits of a plan count from and that it has not, each once.
pub(crate) fn missing_events(plan: &Plan, edits: &[PlanEdit]) -> Vec<MissingEvent> {
    let mut found: Vec<MissingEvent> = Vec::new();
    let mut look = |due: &Value, wording: Option<&str>| {
        for id in events_in(due) {
            let comes = |edit: &PlanEdit| matches!(edit, PlanEdit::Set { table, key, value: Some(_) } if table.len() == 1 && table[0] == "events" && *key == id);
            let is_known = plan.events.iter().any(|event| event.id.as_str() == id) || edits.iter().any(comes);
            if !is_known && found.iter().all(|event| event.id != id) {
                let words = wording.filter(|words| is_named(words, &id, plan));
                let words = words.map(|words| event_name(words, &id).unwrap_or_else(|| words.to_owned()));
                found.push(MissingEvent { id, words });
            }
        }
    };
    for edit in edits {
        match edit {
            PlanEdit::Put { item: Value::Table(keys), .. } => {
                let wording = keys.iter().find(|(key, _)| *key == "wording").map(|(_, value)| value);
                let wording = wording.and_then(as_text);
                let times = keys.iter().filter(|(key, _)| is_time(key));
                times.for_each(|(_, value)| look(value, wording));
            }
            PlanEdit::Set { table, key, value: Some(value) } if is_time(key) => {
                let wording = edits.iter().find_map(|other| match other {
                    PlanEdit::Set { table: own, key, value: Some(value) } if own == table && key == "wording" => {
                        as_text(value)
                    }
                    _ => None,
                });
                look(value, wording);
            }
            _ => {}
        }
    }
    found
}

fn is_time(key: &str) -> bool {
    matches!(key, "due" | "milestones")
}

fn as_text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

/// The ids of the events that a `due` counts from, however it is put.
fn events_in(value: &Value) -> Vec<String> {
    match value {
        Value::Text(due) => {
            let mut words = due.split(' ').skip_while(|word| *word != "event");
            words.nth(1).map(str::to_owned).into_iter().collect()
        }
        Value::Table(keys) => {
            keys.iter().filter(|(key, _)| *key != "title").flat_map(|(_, it)| events_in(it)).collect()
        }
        Value::Array(items) | Value::List(items) => items.iter().flat_map(events_in).collect(),
        _ => Vec::new(),
    }
}

/// Whether words, as they are read, count from the event of this id.
fn is_named(words: &str, id: &str, plan: &Plan) -> bool {
    let counts = |reading: &TimeReading| {
        let own = match &reading.due {
            Some(ReadDue::One(due)) => vec![due.as_str()],
            Some(ReadDue::ByKind(dues)) => dues.iter().map(|(_, due)| due.as_str()).collect(),
            None => Vec::new(),
        };
        let milestones = reading.milestones.iter().map(|stage| stage.due.as_str());
        own.into_iter().chain(milestones).any(|due| events_in(&Value::Text(due.to_owned())).iter().any(|own| own == id))
    };
    match time_limit(words, &[], &LimitContext::of(plan, None)) {
        Ok(limit) => counts(&limit.reading),
        Err(open) => open.read.readings.iter().chain(&open.read.duties).any(counts),
    }
}
