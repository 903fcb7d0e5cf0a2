//! Units and groups that are edited by command.

use chrono::NaiveDate;

use super::{PlanRefusal, ids, path, set, text};
use crate::edit::Value;
use crate::edit::plan::PlanEdit;
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::{Amendment, Body, Group, Milestone, Plan, Task, Unit};

/// What a unit is to say; what is nothing stays as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitFields {
    pub(crate) name: Option<String>,
    pub(crate) short: Option<String>,
    pub(crate) from: Option<NaiveDate>,
}

impl UnitFields {
    fn keys(&self) -> Vec<(&'static str, Value)> {
        let one = |it: Option<&String>| it.map(|it| text(it));
        let all = [
            ("name", one(self.name.as_ref())),
            ("short", one(self.short.as_ref())),
            ("from", self.from.map(Value::Date)),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

pub(crate) fn add_unit(plan: &Plan, id: &str, fields: &UnitFields) -> Result<Vec<PlanEdit>, PlanRefusal> {
    if plan.body_by_id(id).is_some() {
        return Err(PlanRefusal::Taken(id.to_owned()));
    }
    let mut keys = fields.keys();
    let value = if let ([(_, name)], true) = (keys.as_slice(), fields.name.is_some()) {
        name.clone()
    } else {
        Value::Table(std::mem::take(&mut keys))
    };
    Ok(vec![set(&path(&["units"]), id, Some(value))])
}

pub(crate) fn edit_unit(plan: &Plan, unit: UnitIx, fields: &UnitFields) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let table = path(&["units", plan.unit(unit).id.as_str()]);
    let edits: Vec<PlanEdit> = fields.keys().into_iter().map(|(key, value)| set(&table, key, Some(value))).collect();
    if edits.is_empty() { Err(PlanRefusal::NothingSaid) } else { Ok(edits) }
}

/// A unit exists until a day, and others take over from it.
pub(crate) fn end_unit(
    plan: &Plan,
    unit: UnitIx,
    until: NaiveDate,
    successors: &[UnitIx],
    replace: bool,
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let is = plan.unit(unit).tenure.as_ref().and_then(|tenure| tenure.until);
    if let Some(is) = is.filter(|is| *is != until && !replace) {
        return Err(PlanRefusal::Ended { until: is });
    }
    let table = path(&["units", plan.unit(unit).id.as_str()]);
    let mut edits = vec![set(&table, "until", Some(Value::Date(until)))];
    let named: Vec<String> = successors.iter().map(|unit| plan.unit(*unit).id.to_string()).collect();
    match named.as_slice() {
        [] => {}
        [one] => edits.push(set(&table, "successor", Some(Value::Text(one.clone())))),
        many => edits.push(set(&table, "successor", Some(ids(many)))),
    }
    Ok(edits)
}

/// The units and groups that a file lists: a plan, or the bodies that several plans share.
pub(crate) struct BodiesListed<'b> {
    pub(crate) units: &'b [Unit],
    pub(crate) groups: &'b [Group],
}

impl<'b> BodiesListed<'b> {
    pub(crate) fn of(plan: &'b Plan) -> Self {
        Self { units: &plan.units, groups: &plan.groups }
    }

    /// The id of one, its name, and what else it is called.
    pub(crate) fn names(&self, body: Body) -> [&'b str; 3] {
        match body {
            Body::Unit(unit) => {
                let unit = &self.units[unit.index()];
                [unit.id.as_str(), &unit.name, unit.short_name()]
            }
            Body::Group(group) => {
                let group = &self.groups[group.index()];
                [group.id.as_str(), &group.name, &group.name]
            }
        }
    }
}

pub(crate) fn add_members(
    of: &BodiesListed<'_>,
    group: GroupIx,
    bodies: &[Body],
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let group = &of.groups[group.index()];
    let list = path(&["groups", group.id.as_str(), "members"]);
    let mut edits = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        if group.members.contains(body) || bodies[..at].contains(body) {
            return Err(PlanRefusal::Member);
        }
        let item = Value::Text(of.names(*body)[0].to_owned());
        edits.push(PlanEdit::Put { list: list.clone(), at: group.members.len() + at, item });
    }
    Ok(edits)
}

pub(crate) fn remove_members(
    of: &BodiesListed<'_>,
    group: GroupIx,
    bodies: &[Body],
) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let from = &of.groups[group.index()];
    let mut places = Vec::new();
    for body in bodies {
        let Some(at) = from.members.iter().position(|member| member == body) else {
            let brings = |member: &&Body| match (member, body) {
                (Body::Group(inner), Body::Unit(unit)) => of.groups[inner.index()].units.contains(*unit),
                _ => false,
            };
            let through = from.members.iter().filter(brings).map(|member| of.names(*member)[0].to_owned()).collect();
            return Err(PlanRefusal::NotListed { through });
        };
        places.push(at);
    }
    // From the last to the first, so that none moves another's place.
    places.sort_unstable();
    places.dedup();
    let list = path(&["groups", from.id.as_str(), "members"]);
    Ok(places.into_iter().rev().map(|at| PlanEdit::Take { list: list.clone(), at }).collect())
}

/// A unit leaves the plan: one that nothing names any more.
pub(crate) fn remove_unit(plan: &Plan, unit: UnitIx) -> Result<Vec<PlanEdit>, PlanRefusal> {
    let places = naming(plan, unit);
    if !places.is_empty() {
        return Err(PlanRefusal::StillNamed { places });
    }
    let id = plan.unit(unit).id.to_string();
    Ok(vec![PlanEdit::Set { table: path(&["units"]), key: id, value: None }])
}

/// The ids of the tasks, groups, units and events that name a unit, and `plan` where the plan does.
fn naming(plan: &Plan, unit: UnitIx) -> Vec<String> {
    let is = |body: &Body| *body == Body::Unit(unit);
    let any = |bodies: Option<&Vec<Body>>| bodies.is_some_and(|bodies| bodies.iter().any(is));
    let amends = |all: &[Amendment]| all.iter().any(|one| any(one.lead.as_ref()) || any(one.support.as_ref()));
    let task = |task: &&Task| {
        let own = |own: &Milestone| any(own.lead.as_ref()) || any(own.support.as_ref()) || amends(&own.amended);
        let all = task.lead.iter().chain(&task.support).chain(&task.except);
        all.into_iter().any(is) || amends(&task.amended) || task.milestones().iter().any(own)
    };
    let successor = |other: &&Unit| other.tenure.as_ref().is_some_and(|tenure| tenure.successors.contains(&unit));
    let tasks = plan.tasks.iter().filter(task).map(|task| task.id.to_string());
    let groups = plan.groups.iter().filter(|group| group.members.iter().any(is)).map(|group| group.id.to_string());
    let units = plan.units.iter().filter(successor).map(|other| other.id.to_string());
    let events = plan.events.iter().filter(|event| event.has_date_of(unit)).map(|event| event.id.to_string());
    let head = (plan.header.coordinator == Some(unit)).then(|| "plan".to_owned());
    tasks.chain(groups).chain(units).chain(events).chain(head).collect()
}

/// A group that is new, with its members.
pub(crate) fn add_group(plan: &Plan, id: &str, name: &str, members: &[Body]) -> Result<Vec<PlanEdit>, PlanRefusal> {
    if plan.body_by_id(id).is_some() {
        return Err(PlanRefusal::Taken(id.to_owned()));
    }
    let members: Vec<String> = members.iter().map(|member| plan.body(*member).0.to_string()).collect();
    let keys = Value::Table(vec![("name", text(name)), ("members", ids(&members))]);
    Ok(vec![set(&path(&["groups"]), id, Some(keys))])
}
