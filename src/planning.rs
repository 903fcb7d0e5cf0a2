//! What people do to a plan, and which edits of its text that makes: `task amend`, `event date` and the like.

pub(crate) mod bodies;
pub(crate) mod collect;
pub(crate) mod events;
pub(crate) mod handed;
pub(crate) mod update;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::draft::time_limit::{TimeLimit, rhythm};
use crate::draft::wording::{ReadDue, TimeReading};
use crate::edit::Value;
use crate::edit::plan::PlanEdit;
use crate::model::id::TaskIx;
use crate::model::plan::{Amendment, Decision, Part, Plan, Timing};
use crate::model::target::{Amount, TargetRange};
use crate::text::nfc;

/// A task of the plan, or a milestone of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TaskPlace {
    pub(crate) task: TaskIx,
    /// The milestone's place among those of the task.
    pub(crate) milestone: Option<usize>,
}

/// What a task or milestone is to say; what is nothing stays as it is. Bodies go by their ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct TaskFields {
    pub(crate) clause: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<Vec<String>>,
    pub(crate) support: Option<Vec<String>>,
    pub(crate) except: Option<Vec<String>>,
    pub(crate) joint: bool,
    /// Its leads owe it each for itself.
    pub(crate) separate: bool,
    pub(crate) target: Option<TargetRange>,
    pub(crate) limit: Option<TimeLimit>,
    pub(crate) wording: Option<String>,
    pub(crate) product: Option<String>,
    pub(crate) reports_to: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) tags: Option<Vec<String>>,
}

/// Why a plan cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// Nothing is said that is to change.
    NothingSaid,
    /// The task has milestones, each with a time limit of its own: these.
    MilestonesDue(Vec<String>),
    /// The time limit recurs otherwise than the task does, which an amendment cannot change.
    OtherRhythm,
    /// An amendment cannot set the first or last day of a task, milestones, or a target in this way.
    NotAmendable,
    /// A last day that has passed would be another, or owed by others.
    RewritesPast { due: NaiveDate },
    /// It is cancelled already, by that document.
    Cancelled { by: String, on: NaiveDate },
    /// The event has this date already.
    Dated { date: NaiveDate },
    /// The unit ends on this day already.
    Ended { until: NaiveDate },
    /// The group lists it already.
    Member,
    /// The group does not list it by itself; these groups bring it in.
    NotListed { through: Vec<String> },
    /// These name the unit still.
    StillNamed { places: Vec<String> },
    /// The id is taken.
    Taken(String),
    /// What is to be an id cannot be one.
    NoSuchId,
    /// No id can be made of the title.
    NoId,
    /// A new task names no lead, or no time limit.
    Lacks(&'static str),
}

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn text(text: &str) -> Value {
    Value::Text(nfc(text.trim()))
}

fn ids(ids: &[String]) -> Value {
    Value::Array(ids.iter().map(|id| Value::Text(id.clone())).collect())
}

impl TaskPlace {
    fn path(self) -> Vec<String> {
        let mut path = vec!["tasks".to_owned(), self.task.index().to_string()];
        if let Some(milestone) = self.milestone {
            path.extend(["milestones".to_owned(), milestone.to_string()]);
        }
        path
    }

    /// Its amendments, without those of the task that a milestone belongs to.
    pub(crate) fn amended(self, plan: &Plan) -> &[Amendment] {
        let task = plan.task(self.task);
        self.milestone.map_or(&task.amended, |at| &task.milestones()[at].amended)
    }
}

impl TaskFields {
    /// What goes into the keys of a task that are no matter of time.
    fn keys(&self) -> Vec<(&'static str, Value)> {
        let wording = self.wording.as_ref().or_else(|| self.limit.as_ref()?.wording.as_ref());
        let texts = |all: &Option<Vec<String>>| all.as_deref().map(ids);
        let one = |it: Option<&String>| it.map(|it| text(it));
        let all = [
            ("clause", one(self.clause.as_ref())),
            ("title", one(self.title.as_ref())),
            ("lead", texts(&self.lead)),
            ("support", texts(&self.support)),
            ("joint", self.joint.then_some(Value::Flag(true))),
            ("except", texts(&self.except)),
            ("wording", one(wording)),
            ("product", one(self.product.as_ref())),
            ("target", self.target.as_ref().map(target)),
            ("reports_to", one(self.reports_to.as_ref())),
            ("note", one(self.note.as_ref())),
            ("tags", self.tags.as_ref().map(|tags| Value::Array(tags.iter().map(|tag| text(tag)).collect()))),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

/// A `due` as it is written.
fn due(due: &ReadDue) -> Value {
    let one = |due: &str| match NaiveDate::parse_from_str(due, "%Y-%m-%d") {
        Ok(day) => Value::Date(day),
        Err(_) => Value::Text(due.to_owned()),
    };
    match due {
        ReadDue::One(text) => one(text),
        ReadDue::ByKind(dues) => Value::Table(dues.iter().map(|(kind, due)| (*kind, one(due))).collect()),
    }
}

fn percent(min: &str) -> Option<Value> {
    let min = Amount::fraction(min.parse().ok()?)?;
    Some(Value::Table(vec![("min", Value::Number(min)), ("unit", Value::Text("%".to_owned()))]))
}

/// How much is to be reached, as it is written.
fn target(target: &TargetRange) -> Value {
    let amounts = [("min", target.min), ("max", target.max)];
    let mut keys: Vec<(&'static str, Value)> =
        amounts.into_iter().filter_map(|(key, amount)| Some((key, Value::Number(amount?)))).collect();
    keys.extend(target.unit.as_deref().map(|unit| ("unit", text(unit))));
    Value::Table(keys)
}

/// The keys of a task that say when it is due. `end` goes without saying where a task recurs.
fn time_keys(reading: &TimeReading) -> Vec<(&'static str, Option<Value>)> {
    let every = match reading.every.as_slice() {
        [] => None,
        [one] => Some(Value::Text((*one).to_owned())),
        many => Some(Value::Array(many.iter().map(|word| Value::Text((*word).to_owned())).collect())),
    };
    let recurs = every.is_some();
    let due_key = reading.due.as_ref().filter(|due| !(recurs && **due == ReadDue::One("end".to_owned()))).map(due);
    let mut keys = vec![("every", every), ("due", due_key)];
    if !reading.milestones.is_empty() {
        let stages = reading.milestones.iter().map(|stage| {
            let due = due(&ReadDue::One(stage.due.clone()));
            let mut keys = vec![("id", Value::Text(stage.id.clone())), ("due", due)];
            keys.extend(stage.target.as_deref().and_then(percent).map(|target| ("target", target)));
            Value::Table(keys)
        });
        keys.push(("milestones", Some(Value::Array(stages.collect()))));
    }
    let days = [("starts", reading.starts), ("ends", reading.ends)];
    keys.extend(days.into_iter().filter_map(|(key, day)| Some((key, Some(Value::Date(day?))))));
    keys.extend(reading.target.as_deref().and_then(percent).map(|target| ("target", Some(target))));
    keys
}

fn decision(Decision { by, on }: &Decision) -> Vec<(&'static str, Value)> {
    vec![("by", text(by)), ("on", Value::Date(*on))]
}

/// The milestones' ids, where a time limit is given that only a milestone can have.
fn milestones_due(plan: &Plan, place: TaskPlace, fields: &TaskFields) -> Result<(), PlanRefusal> {
    let milestones = plan.task(place.task).milestones();
    if fields.limit.is_some() && place.milestone.is_none() && !milestones.is_empty() {
        return Err(PlanRefusal::MilestonesDue(milestones.iter().map(|own| own.id.to_string()).collect()));
    }
    Ok(())
}

/// From the day of a document on a task says this: past days stay as they were.
pub(crate) fn amend(
    plan: &Plan,
    place: TaskPlace,
    fields: &TaskFields,
    by: &Decision,
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    milestones_due(plan, place, fields)?;
    let mut keys = fields.keys();
    if let Some(TimeLimit { reading, .. }) = &fields.limit {
        let kinds = |words: &[&'static str]| words.iter().copied().collect::<BTreeSet<_>>();
        let own = if place.milestone.is_some() { Vec::new() } else { rhythm(plan.task(place.task)) };
        if kinds(&reading.every) != kinds(&own) {
            return Err(PlanRefusal::OtherRhythm);
        }
        if reading.starts.is_some() || reading.ends.is_some() || !reading.milestones.is_empty() {
            return Err(PlanRefusal::NotAmendable);
        }
        keys.splice(0..0, reading.due.iter().map(|it| ("due", due(it))));
        let own = reading.target.as_deref().and_then(percent).filter(|_| fields.target.is_none());
        keys.extend(own.map(|target| ("target", target)));
    }
    if keys.is_empty() {
        return Err(PlanRefusal::NothingSaid);
    }
    let (amended, list) = (place.amended(plan), [place.path(), vec!["amended".to_owned()]].concat());
    let document = nfc(by.by.trim());
    if let Some(at) = amended.iter().position(|it| it.decision.on == by.on && *it.decision.by == *document) {
        let table = [list, vec![at.to_string()]].concat();
        let set = |(key, value): (&str, Value)| set(&table, key, Some(value));
        return Ok(anew(keys.into_iter().map(set).collect(), amended[at].target.is_some()));
    }
    let at = amended.iter().filter(|it| it.decision.on <= by.on).count();
    let item = Value::Table([decision(by), keys].concat());
    Ok(vec![PlanEdit::Put { list, at, item }])
}

fn set(table: &[String], key: &str, value: Option<Value>) -> PlanEdit {
    PlanEdit::Set { table: table.to_vec(), key: key.to_owned(), value }
}

/// What a task says is other, and always was. A time limit that is read otherwise leaves the document's words.
pub(crate) fn edit(plan: &Plan, place: TaskPlace, fields: &TaskFields) -> Result<Vec<PlanEdit>, PlanRefusal> {
    milestones_due(plan, place, fields)?;
    let task = plan.task(place.task);
    let worded = place.milestone.map_or(&task.wording, |at| &task.milestones()[at].wording);
    let mut fields = fields.clone();
    if let Some(limit) = fields.limit.as_mut().filter(|_| worded.is_some()) {
        limit.wording = None;
    }
    let (table, mut edits) = (place.path(), Vec::new());
    if let Some(TimeLimit { reading, .. }) = &fields.limit {
        if place.milestone.is_some() && (!reading.every.is_empty() || !reading.milestones.is_empty()) {
            return Err(PlanRefusal::OtherRhythm);
        }
        let recurs = matches!(task.timing, Timing::Every(_));
        // What stands for a while as both would be neither.
        let keys = time_keys(reading).into_iter().filter(|(key, value)| value.is_some() || *key != "every" || recurs);
        let keys = keys.filter(|(key, _)| *key != "target" || fields.target.is_none());
        edits.extend(keys.map(|(key, value)| set(&table, key, value)));
        if !reading.milestones.is_empty() {
            edits.retain(|edit| !matches!(edit, PlanEdit::Set { key, value: None, .. } if key == "every" && !recurs));
        }
    }
    edits.extend(fields.keys().into_iter().map(|(key, value)| set(&table, key, Some(value))));
    // The key is there, or nothing changes.
    edits.extend((fields.separate && task.joint && place.milestone.is_none()).then(|| emptied(place, "joint")));
    if fields.separate && edits.is_empty() {
        return Ok(edits);
    }
    let has_target = place.milestone.map_or(&task.target, |at| &task.milestones()[at].target).is_some();
    if edits.is_empty() { Err(PlanRefusal::NothingSaid) } else { Ok(anew(edits, has_target)) }
}

/// The same, where another target takes the place of one that is there: not key by key.
fn anew(mut edits: Vec<PlanEdit>, has_target: bool) -> Vec<PlanEdit> {
    let is_target = |edit: &PlanEdit| matches!(edit, PlanEdit::Set { key, value: Some(_), .. } if key == "target");
    if let Some(at) = edits.iter().position(is_target).filter(|_| has_target)
        && let PlanEdit::Set { table, key, .. } = edits[at].clone()
    {
        edits.insert(at, PlanEdit::Set { table, key, value: None });
    }
    edits
}

/// A key of a task goes.
pub(crate) fn emptied(place: TaskPlace, key: &str) -> PlanEdit {
    set(&place.path(), key, None)
}

/// A task comes into the plan, before the one at `at`; by a document, if one is named.
pub(crate) fn add(
    plan: &Plan,
    id: &str,
    fields: &TaskFields,
    by: Option<&Decision>,
    at: usize,
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    if plan.task_by_id(id).is_some() {
        return Err(PlanRefusal::Taken(id.to_owned()));
    }
    let limit = fields.limit.as_ref().ok_or(PlanRefusal::Lacks("--due"))?;
    if fields.lead.as_ref().is_none_or(Vec::is_empty) {
        return Err(PlanRefusal::Lacks("--lead"));
    }
    let mut keys = fields.keys();
    keys.insert(0, ("id", Value::Text(id.to_owned())));
    let before =
        keys.iter().position(|(key, _)| matches!(*key, "wording" | "product" | "reports_to" | "note" | "tags"));
    let times = time_keys(&limit.reading).into_iter().filter_map(|(key, value)| Some((key, value?)));
    let times = times.filter(|(key, _)| *key != "target" || fields.target.is_none());
    keys.splice(before.unwrap_or(keys.len())..before.unwrap_or(keys.len()), times);
    keys.extend(by.map(|by| ("added", Value::Table(decision(by)))));
    Ok(vec![PlanEdit::Put { list: path(&["tasks"]), at, item: Value::Table(keys) }])
}

/// A task is cancelled by a document.
pub(crate) fn cancel(
    plan: &Plan,
    place: TaskPlace,
    by: &Decision,
    replace: bool,
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let task = plan.task(place.task);
    let is = place.milestone.map_or(task.cancelled.as_ref(), |at| task.milestones()[at].cancelled.as_ref());
    let same = |is: &&Decision| is.on == by.on && *is.by == *nfc(by.by.trim());
    match is.filter(|is| !same(is)) {
        Some(is) if !replace => Err(PlanRefusal::Cancelled { by: is.by.to_string(), on: is.on }),
        _ => Ok(vec![set(&place.path(), "cancelled", Some(Value::Table(decision(by))))]),
    }
}

/// A task comes before or after another.
pub(crate) fn reorder(task: TaskIx, other: TaskIx, after: bool) -> Vec<PlanEdit> {
    let (from, other) = (task.index(), other.index());
    let to = other + usize::from(after) - usize::from(from < other);
    if from == other || from == to { Vec::new() } else { vec![PlanEdit::Move { list: path(&["tasks"]), from, to }] }
}

/// What the head of the plan is to say; what is nothing stays as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeadFields {
    pub(crate) number: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) issued: Option<NaiveDate>,
    pub(crate) starts: Option<NaiveDate>,
    pub(crate) ends: Option<NaiveDate>,
}

pub(crate) fn edit_head(fields: &HeadFields) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let one = |it: &Option<String>| it.as_ref().map(|it| text(it));
    let all = [
        ("number", one(&fields.number)),
        ("title", one(&fields.title)),
        ("issuer", one(&fields.issuer)),
        ("issued", fields.issued.map(Value::Date)),
        ("starts", fields.starts.map(Value::Date)),
        ("ends", fields.ends.map(Value::Date)),
    ];
    let table = path(&["plan"]);
    let set = all.into_iter().filter_map(|(key, value)| Some(set(&table, key, Some(value?))));
    let edits: Vec<PlanEdit> = set.collect();
    if edits.is_empty() { Err(PlanRefusal::NothingSaid) } else { Ok(edits) }
}

/// The first last day of a task that had passed by the as-of day and is another by the new plan, or owed by others. Both
/// plans are as they stand as of that day.
pub(crate) fn rewritten_past(old: &Plan, new: &Plan, task: TaskIx, today: NaiveDate) -> Option<(Part, NaiveDate)> {
    let now = new.task_by_id(old.task(task).id.as_str())?;
    let leads = |plan: &Plan, at: usize| -> Vec<String> {
        let occurrence = &plan.occurrences[at];
        let units = plan.units_of(plan.lead(occurrence));
        units.iter().map(|unit| plan.unit(unit).id.to_string()).collect()
    };
    old.task(task).occurrences.clone().find_map(|at| {
        let was = &old.occurrences[at];
        let (part, due) = (old.part(was), was.due.filter(|due| *due < today)?);
        let same = new.task(now).occurrences.clone().find(|at| new.part(&new.occurrences[*at]) == part);
        let kept = same.is_some_and(|is| new.occurrences[is].due == Some(due) && leads(old, at) == leads(new, is));
        (!kept).then_some((part, due))
    })
}

/// An id made of a title: its words without diacritics, as many as an id has room for.
pub(crate) fn id_of(title: &str, taken: impl Fn(&str) -> bool) -> Option<String> {
    const LONGEST: usize = 32;
    let mut id = String::new();
    for word in crate::text::slug(title).split('-').filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word[..word.len().min(LONGEST)]);
    }
    if id.is_empty() {
        return None;
    }
    let numbered = (2..1_000).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id))
}
