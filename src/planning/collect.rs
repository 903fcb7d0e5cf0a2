//! A plan put under the bodies of a collection: which of its units and groups go there, and what stands against it.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::edit::bodies::{MovedBody, has_table, put, take, with_own_calendar, with_plans};
use crate::edit::plan::{PlanEdit, apply};
use crate::edit::{Unable, Value};
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::{Body, Group, Plan, Unit};
use crate::model::tenure::Tenure;
use crate::read::plan::shared::SharedBodies;
use crate::text::same;

/// Why a plan cannot be put under the bodies of a collection as both are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollectConflict {
    /// It takes bodies from another file.
    OtherFile { file: String },
    /// A body of one id is not the same in both.
    Differs { id: String, what: BodyDifference, own: String, shared: String },
    /// A body of one name has two ids.
    SameName { name: String, own: String, shared: String },
    /// A unit that both have, which nothing in the plan names: it would be listed no more.
    Unnamed { id: String },
    /// Units stand in another order.
    Order { own: String, shared: String },
}

/// What two bodies of one id do not have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyDifference {
    Kind,
    Name,
    ShortName,
    Confirmed,
    From,
    Until,
    Successors,
    Members,
}

/// A plan and the collection that it is put under.
pub(crate) struct Collecting<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) plan_text: &'a str,
    /// How many of the plan's first units and groups are shared ones already.
    pub(crate) taken: (usize, usize),
    /// The file of shared bodies that the plan names, if it does.
    pub(crate) named: Option<&'a str>,
    pub(crate) shared: &'a SharedBodies,
    pub(crate) shared_text: &'a str,
    /// The path from the plan to the shared file.
    pub(crate) path: &'a str,
    /// The plan's folder, where the collection does not list it yet, and how many it lists.
    pub(crate) unlisted: Option<(&'a str, usize)>,
    /// Whether the units may come to stand in the collection's order.
    pub(crate) reorder: bool,
}

/// Both texts as they are to be.
pub(crate) struct CollectedTexts {
    pub(crate) plan: String,
    pub(crate) shared: String,
    /// How many units and groups the plan has no more by itself.
    pub(crate) bodies: (usize, usize),
}

/// Why there are no such texts.
pub(crate) enum NotCollected {
    Conflicts(Vec<CollectConflict>),
    Unable(Unable),
}

impl From<Unable> for NotCollected {
    fn from(unable: Unable) -> Self {
        Self::Unable(unable)
    }
}

impl Collecting<'_> {
    /// The texts; units of these ids stay in the plan, since nothing in it names them. With a reason the plan keeps a
    /// calendar of its own.
    pub(crate) fn texts(
        &self,
        unnamed: &HashSet<String>,
        calendar: Option<&str>,
    ) -> Result<CollectedTexts, NotCollected> {
        let conflicts = self.conflicts(unnamed);
        if !conflicts.is_empty() {
            return Err(NotCollected::Conflicts(conflicts));
        }
        let moves = |body: Body| self.moves(body, unnamed);
        let units: Vec<&Unit> = self.own_units().filter(|unit| !unnamed.contains(unit.id.as_str())).collect();
        let groups: Vec<&Group> =
            self.own_groups().filter(|(at, _)| moves(Body::Group(*at))).map(|(_, it)| it).collect();
        let bodies = (units.len(), groups.len());
        let order = self.order(&units);
        let values = units.iter().map(|unit| (unit.id.to_string(), self.unit(unit))).collect();
        let (plan, of_units) = take(self.plan_text, "units", values)?;
        let values = groups.iter().map(|group| (group.id.to_string(), self.group(group))).collect();
        let (plan, of_groups) = take(&plan, "groups", values)?;
        let mut shared = put(self.shared_text, "units", &order, &of_units)?;
        let known = self.shared.groups.iter().map(|group| group.id.as_str());
        let new = groups.iter().map(|group| group.id.as_str()).filter(|id| !self.shared.ids.contains_key(*id));
        shared = put_groups(&shared, &known.chain(new).collect::<Vec<_>>(), &of_groups)?;
        if let Some((folder, count)) = self.unlisted {
            shared = listed(&shared, folder, count)?;
        }
        let bodies_key = PlanEdit::Set {
            table: vec!["plan".to_owned()],
            key: "bodies".to_owned(),
            value: Some(Value::Text(self.path.to_owned())),
        };
        let plan = if self.named.is_some() { plan } else { apply(&plan, &[bodies_key])? };
        let plan = calendar.map_or_else(|| plan.clone(), |why| with_own_calendar(&plan, why));
        Ok(CollectedTexts { plan, shared, bodies })
    }

    /// Whether the collection has a calendar and the plan none of its own.
    pub(crate) fn would_take_calendar(&self) -> bool {
        self.named.is_none() && self.shared.calendar.is_some() && !has_table(self.plan_text, "calendar")
    }

    fn own_units(&self) -> impl Iterator<Item = &Unit> {
        self.plan.units.iter().skip(self.taken.0)
    }

    fn own_groups(&self) -> impl Iterator<Item = (GroupIx, &Group)> {
        (0..).map(GroupIx::new).zip(&self.plan.groups).skip(self.taken.1)
    }

    /// Whether a body is shared or goes to the shared ones: a group does if all of its members do.
    fn moves(&self, body: Body, unnamed: &HashSet<String>) -> bool {
        match body {
            Body::Unit(unit) => !unnamed.contains(self.plan.unit(unit).id.as_str()),
            Body::Group(group) => {
                let members = &self.plan.groups[group.index()].members;
                members.iter().all(|member| self.moves(*member, unnamed))
            }
        }
    }

    /// The ids of all shared units, those of the plan between them so that its order is kept.
    fn order<'o>(&'o self, units: &[&'o Unit]) -> Vec<&'o str> {
        let mut order: Vec<&str> = self.shared.units.iter().map(|unit| unit.id.as_str()).collect();
        let known: HashSet<&str> = order.iter().copied().collect();
        let mut last = None;
        for (at, unit) in units.iter().enumerate() {
            let id = unit.id.as_str();
            if known.contains(id) {
                last = order.iter().position(|known| *known == id);
                continue;
            }
            let next = units[at..].iter().find(|unit| known.contains(unit.id.as_str()));
            let before_next = || order.iter().position(|id| next.is_some_and(|next| *id == next.id.as_str()));
            let place = last.map_or_else(|| before_next().unwrap_or(order.len()), |last| last + 1);
            order.insert(place, id);
            last = Some(place);
        }
        order
    }

    fn conflicts(&self, unnamed: &HashSet<String>) -> Vec<CollectConflict> {
        let mut found = Vec::new();
        if let Some(file) = self.named.filter(|file| *file != self.path) {
            return vec![CollectConflict::OtherFile { file: file.to_owned() }];
        }
        for unit in self.own_units() {
            match self.shared.ids.get(unit.id.as_str()) {
                Some(Body::Unit(shared)) => {
                    self.compare_units(unit, &self.shared.units[shared.index()], &mut found);
                    if unnamed.contains(unit.id.as_str()) {
                        found.push(CollectConflict::Unnamed { id: unit.id.to_string() });
                    }
                }
                Some(Body::Group(group)) => {
                    let shared = self.shared.groups[group.index()].name.to_string();
                    found.push(differs(unit.id.as_str(), BodyDifference::Kind, unit.name.to_string(), shared));
                }
                None => found.extend(same_name(
                    unit.id.as_str(),
                    &unit.name,
                    self.shared.units.iter().map(|it| (it.id.as_str(), &*it.name)),
                )),
            }
        }
        for (_, group) in self.own_groups() {
            match self.shared.ids.get(group.id.as_str()) {
                Some(Body::Group(shared)) => {
                    self.compare_groups(group, &self.shared.groups[shared.index()], &mut found);
                }
                Some(Body::Unit(unit)) => {
                    let shared = self.shared.units[unit.index()].name.to_string();
                    found.push(differs(group.id.as_str(), BodyDifference::Kind, group.name.to_string(), shared));
                }
                None => found.extend(same_name(
                    group.id.as_str(),
                    &group.name,
                    self.shared.groups.iter().map(|it| (it.id.as_str(), &*it.name)),
                )),
            }
        }
        if found.is_empty() && !self.reorder {
            found.extend(self.other_order(unnamed));
        }
        found
    }

    /// The first units that would stand in another order: units that stay come behind all shared ones.
    fn other_order(&self, unnamed: &HashSet<String>) -> Option<CollectConflict> {
        let units: Vec<&Unit> = self.own_units().filter(|unit| !unnamed.contains(unit.id.as_str())).collect();
        let order = self.order(&units);
        let ids = |own: &[&Unit]| own.iter().map(|unit| unit.id.to_string()).collect::<HashSet<_>>();
        let moving = ids(&units);
        let shared: HashSet<&str> = self.plan.units[..self.taken.0].iter().map(|unit| unit.id.as_str()).collect();
        let counts = |id: &&str| moving.contains(*id) || shared.contains(id);
        let staying = self.own_units().filter(|unit| unnamed.contains(unit.id.as_str())).map(|unit| unit.id.as_str());
        let new = order.iter().copied().filter(counts).chain(staying);
        let mut pairs = self.plan.units.iter().map(|unit| unit.id.as_str()).zip(new);
        let (own, shared) = pairs.find(|(own, shared)| own != shared)?;
        Some(CollectConflict::Order { own: own.to_owned(), shared: shared.to_owned() })
    }

    fn compare_units(&self, own: &Unit, shared: &Unit, found: &mut Vec<CollectConflict>) {
        let mut unless_same = |what, own_text: String, shared_text: String| {
            if own_text != shared_text {
                found.push(differs(own.id.as_str(), what, own_text, shared_text));
            }
        };
        unless_same(BodyDifference::Name, own.name.to_string(), shared.name.to_string());
        // Where the plan says nothing it gets the short name that others use.
        if let Some(short) = own.short.as_deref() {
            unless_same(
                BodyDifference::ShortName,
                short.to_owned(),
                shared.short.as_deref().unwrap_or_default().to_owned(),
            );
        }
        unless_same(BodyDifference::Confirmed, own.confirmed.to_string(), shared.confirmed.to_string());
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (own, shared) = (own.tenure.as_deref(), shared.tenure.as_deref());
        let from = |tenure: Option<&Tenure>| day(tenure.and_then(|it| it.from));
        let until = |tenure: Option<&Tenure>| day(tenure.and_then(|it| it.until));
        unless_same(BodyDifference::From, from(own), from(shared));
        unless_same(BodyDifference::Until, until(own), until(shared));
        let named = |tenure: Option<&Tenure>, units: &[Unit]| {
            let successors = tenure.into_iter().flat_map(|tenure| &tenure.successors);
            successors.map(|unit| units[unit.index()].id.as_str()).collect::<Vec<_>>().join(", ")
        };
        unless_same(BodyDifference::Successors, named(own, &self.plan.units), named(shared, &self.shared.units));
    }

    fn compare_groups(&self, own: &Group, shared: &Group, found: &mut Vec<CollectConflict>) {
        if own.name != shared.name {
            found.push(differs(own.id.as_str(), BodyDifference::Name, own.name.to_string(), shared.name.to_string()));
        }
        let own_members = self.member_ids(own).join(", ");
        let shared_members = shared.members.iter().map(|member| match member {
            Body::Unit(unit) => self.shared.units[unit.index()].id.as_str(),
            Body::Group(group) => self.shared.groups[group.index()].id.as_str(),
        });
        let shared_members = shared_members.collect::<Vec<_>>().join(", ");
        if own_members != shared_members {
            found.push(differs(own.id.as_str(), BodyDifference::Members, own_members, shared_members));
        }
    }

    fn member_ids(&self, group: &Group) -> Vec<&str> {
        group.members.iter().map(|member| self.plan.body(*member).0.as_str()).collect()
    }

    fn unit(&self, unit: &Unit) -> Value {
        let mut keys = vec![("name", Value::Text(unit.name.to_string()))];
        keys.extend(unit.short.as_ref().map(|short| ("short", Value::Text(short.to_string()))));
        keys.extend((!unit.confirmed).then_some(("confirmed", Value::Flag(false))));
        let tenure = unit.tenure.as_deref();
        keys.extend(tenure.and_then(|it| it.from).map(|day| ("from", Value::Date(day))));
        keys.extend(tenure.and_then(|it| it.until).map(|day| ("until", Value::Date(day))));
        let successors = tenure.map(|it| it.successors.as_slice()).unwrap_or_default();
        let ids = successors.iter().map(|unit: &UnitIx| Value::Text(self.plan.unit(*unit).id.to_string()));
        let ids: Vec<Value> = ids.collect();
        keys.extend((!ids.is_empty()).then_some(("successor", Value::List(ids))));
        if keys.len() == 1 { keys.remove(0).1 } else { Value::Table(keys) }
    }

    fn group(&self, group: &Group) -> Value {
        let members = self.member_ids(group).into_iter().map(|id| Value::Text(id.to_owned())).collect();
        Value::Table(vec![("name", Value::Text(group.name.to_string())), ("members", Value::Array(members))])
    }
}

fn put_groups(text: &str, order: &[&str], moved: &[MovedBody]) -> Result<String, Unable> {
    if moved.is_empty() { Ok(text.to_owned()) } else { put(text, "groups", order, moved) }
}

fn listed(text: &str, folder: &str, at: usize) -> Result<String, Unable> {
    if !has_table(text, "plans") {
        return Ok(with_plans(text, folder));
    }
    let item = Value::Text(folder.to_owned());
    apply(text, &[PlanEdit::Put { list: vec!["plans".to_owned()], at, item }])
}

fn differs(id: &str, what: BodyDifference, own: String, shared: String) -> CollectConflict {
    CollectConflict::Differs { id: id.to_owned(), what, own, shared }
}

/// A body of the same name that has another id.
fn same_name<'s>(
    own: &str,
    name: &str,
    mut shared: impl Iterator<Item = (&'s str, &'s str)>,
) -> Option<CollectConflict> {
    let same = shared.find(|(_, other)| same(&other.to_lowercase(), &name.to_lowercase()))?;
    Some(CollectConflict::SameName { name: name.to_owned(), own: own.to_owned(), shared: same.0.to_owned() })
}
