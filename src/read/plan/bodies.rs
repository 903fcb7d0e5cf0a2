//! The `[units]` and `[groups]` tables, and looking bodies up by id.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::header::NamedText;
use super::lists::{Lists, RawGroup, RawUnit};
use super::shared::{SharedBodies, SharedPart};
use super::spans::{MAX_GROUPS, MAX_UNITS, PlanSpans};
use super::tenures::{self, RawTenure};
use crate::diagnostic::{Diagnostic, Expected, IdKind, Problem, Related, Table};
use crate::model::duties::UnitSet;
use crate::model::id::{GroupIx, Id, UnitIx, is_device};
use crate::model::ids::IdMap;
use crate::model::plan::{Body, Group, Text, Unit};
use crate::model::record::Span;
use crate::read::walk::Walk;

const UNIT_KEYS: &[&str] = &["name", "short", "confirmed", "from", "until", "successor"];
const GROUP_KEYS: &[&str] = &["name", "members"];

/// The units and groups of a plan, and where each id is.
pub(crate) struct Bodies {
    pub(crate) units: Vec<Unit>,
    pub(crate) unit_ids: IdMap,
    pub(crate) groups: Vec<Group>,
    group_ids: IdMap,
    /// Whether nothing was wrong with any of them.
    pub(crate) sound: bool,
    /// The keys of those that could not be read, which is noted: what names them is not unknown.
    unread: HashSet<String>,
    /// The bodies of which the plan takes some over, and where it names their file.
    shared: Option<(Arc<SharedBodies>, Span)>,
}

/// The days of units as they stand in the file.
type RawTenures<'t> = Vec<(UnitIx, RawTenure<'t>)>;

/// Reads `[units]` and `[groups]`.
pub(crate) fn read<'t>(
    units: Option<Spanned<DeValue<'t>>>,
    groups: Option<Spanned<DeValue<'t>>>,
    lists: Lists<'t>,
    shared: Option<&SharedPart>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> Bodies {
    let noted = walk.diagnostics.len();
    let mut bodies = Bodies {
        units: Vec::new(),
        unit_ids: IdMap::default(),
        groups: Vec::new(),
        group_ids: IdMap::default(),
        sound: true,
        unread: HashSet::new(),
        shared: shared.map(|shared| (Arc::clone(&shared.bodies), Span::new(shared.place.clone()))),
    };
    let mut raw_tenures = Vec::new();
    // Shared units come first, in their order.
    for (unit, tenure) in shared.iter().flat_map(|shared| shared.units()) {
        let place = shared.map_or(0..0, |shared| shared.place.clone());
        bodies.add_unit((unit, tenure), Span::new(place), &mut raw_tenures, walk, spans);
    }
    spans.shared.0 = bodies.units.len();
    if let Some(value) = units {
        read_units(value, &mut bodies, &mut raw_tenures, walk, spans);
    }
    if let Some(units) = lists.units {
        if let Some(unit) = units.get(MAX_UNITS) {
            walk.note(Problem::TooMany { limit: MAX_UNITS, kind: IdKind::Unit }, unit.key.range());
        }
        bodies.expect_units(units.len(), spans);
        for RawUnit { key, id, name, short, confirmed, tenure } in units.into_iter().take(MAX_UNITS) {
            let Some(id) = Id::parse(id) else {
                continue;
            };
            let unit = Unit { id, name: name.into(), short: short.map(Into::into), confirmed, tenure: None };
            let tenure = tenure.map(|tenure| *tenure).unwrap_or_default();
            bodies.add_unit((unit, tenure), key, &mut raw_tenures, walk, spans);
        }
    }
    name_files(&bodies.units, spans, walk);
    let named = |(unit, tenure): (UnitIx, RawTenure<'t>)| {
        let successors = tenure.successors.iter().filter_map(|named| bodies.unit(named, walk)).collect();
        (unit, tenure, successors)
    };
    let tenures = raw_tenures.into_iter().map(named).collect();
    tenures::settle(&mut bodies.units, tenures, &spans.units, walk);
    let mut named_members = Vec::new();
    for (group, members) in shared.iter().flat_map(|shared| shared.groups()) {
        let place = shared.map_or(0..0, |shared| shared.place.clone());
        // One of the plan's own units may have its id, which is reported there.
        let units = &bodies.units;
        if bodies.unit_ids.find(group.id.as_str(), |at| units[at].id.as_str()).is_none()
            && bodies.add_group(group.id, group.name, Span::new(place), walk, spans)
        {
            named_members.push(members);
        }
    }
    spans.shared.1 = bodies.groups.len();
    if let Some(value) = groups {
        read_groups(value, &mut bodies, &mut named_members, walk, spans);
    }
    if let Some(group) = lists.groups.get(MAX_GROUPS) {
        walk.note(Problem::TooMany { limit: MAX_GROUPS, kind: IdKind::Group }, group.key.range());
    }
    for RawGroup { key, id, name, members } in lists.groups.into_iter().take(MAX_GROUPS) {
        if let Some(id) = Id::parse(id)
            && bodies.add_group(id, name.into(), key, walk, spans)
        {
            named_members.push(members);
        }
    }
    for (at, members) in named_members.into_iter().enumerate() {
        let found = members.iter().filter_map(|named| bodies.body(named, walk)).collect();
        bodies.groups[at].members = found;
    }
    resolve_groups(&mut bodies.groups, walk, spans);
    bodies.sound = walk.diagnostics.len() == noted;
    bodies
}

fn read_units<'t>(
    value: Spanned<DeValue<'t>>,
    bodies: &mut Bodies,
    tenures: &mut RawTenures<'t>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) {
    let whole = value.span();
    let Some(table) = walk.table(value, Expected::Table) else {
        return;
    };
    if table.len() > MAX_UNITS {
        walk.note(Problem::TooMany { limit: MAX_UNITS, kind: IdKind::Unit }, whole);
        return;
    }
    bodies.expect_units(table.len(), spans);
    for (key, value) in table {
        let (span, written) = (key.span(), key.into_inner());
        let id = walk.id(&written, span.clone(), IdKind::Unit);
        let unit = read_unit(value, &span, walk);
        if id.is_none() || unit.is_none() {
            bodies.unread.insert(written.to_string());
        }
        if let (Some(id), Some((name, short, confirmed, tenure))) = (id, unit) {
            let unit = Unit { id, name, short, confirmed, tenure: None };
            bodies.add_unit((unit, tenure), Span::new(span), tenures, walk, spans);
        }
    }
}

/// What a unit says of itself but for its id.
type ReadUnit<'t> = (Text, Option<Text>, bool, RawTenure<'t>);

fn read_unit<'t>(value: Spanned<DeValue<'t>>, key: &Range<usize>, walk: &mut Walk) -> Option<ReadUnit<'t>> {
    let mut tenure = RawTenure::default();
    if value.get_ref().is_str() {
        return walk.text(value).map(|name| (name, None, true, tenure));
    }
    let (mut name, mut short, mut confirmed, mut seen) = (None, None, None, [false]);
    for (key, value) in walk.table(value, Expected::TextOrTable)? {
        match key.get_ref().as_ref() {
            "name" => {
                seen[0] = true;
                name = walk.text(value);
            }
            "short" => short = walk.text(value),
            "confirmed" => confirmed = walk.bool(&value),
            other if RawTenure::KEYS.contains(&other) => tenure.take(other, value, walk),
            _ => walk.unknown_key(&key, Table::Unit, UNIT_KEYS),
        }
    }
    walk.missing(&["name"], &seen, Table::Unit, key);
    // A unit whose name is faulty is still a unit: what names it is not "unknown".
    Some((name.unwrap_or_default(), short, confirmed.unwrap_or(true), tenure))
}

/// Units name files, which are shared between systems: on some of them case does not count, and some names are those
/// of devices.
fn name_files(units: &[Unit], spans: &PlanSpans, walk: &mut Walk) {
    let lower = |unit: &Unit| unit.id.as_str().to_ascii_lowercase();
    let mut first_of: HashMap<String, usize> = HashMap::new();
    let any_capital = units.iter().any(|unit| unit.id.as_str().bytes().any(|byte| byte.is_ascii_uppercase()));
    for (at, unit) in units.iter().enumerate() {
        let place = || spans.units[at].range();
        if is_device(unit.id.as_str()) {
            walk.note(Problem::ReservedId { id: unit.id.to_string() }, place());
        }
        if !any_capital {
            continue;
        }
        if let Some(first) = first_of.get(&lower(unit)) {
            let problem = Problem::IdsAlike { id: unit.id.to_string(), other: units[*first].id.to_string() };
            let first = spans.units[*first].range();
            walk.diagnostics.push(Diagnostic::new(problem, place()).related(first, Related::First));
        } else {
            first_of.insert(lower(unit), at);
        }
    }
}

fn read_groups<'t>(
    value: Spanned<DeValue<'t>>,
    bodies: &mut Bodies,
    named_members: &mut Vec<Vec<NamedText<'t>>>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) {
    let whole = value.span();
    let Some(table) = walk.table(value, Expected::Table) else {
        return;
    };
    if table.len() > MAX_GROUPS {
        walk.note(Problem::TooMany { limit: MAX_GROUPS, kind: IdKind::Group }, whole);
        return;
    }
    for (key, value) in table {
        let (span, written) = (key.span(), key.into_inner());
        let id = walk.id(&written, span.clone(), IdKind::Group);
        let group = read_group(value, &span, walk);
        if id.is_none() || group.is_none() {
            bodies.unread.insert(written.to_string());
        }
        if let (Some(id), Some((name, members))) = (id, group)
            && bodies.add_group(id, name, Span::new(span), walk, spans)
        {
            named_members.push(members);
        }
    }
}

fn read_group<'t>(
    value: Spanned<DeValue<'t>>,
    key: &Range<usize>,
    walk: &mut Walk,
) -> Option<(Text, Vec<NamedText<'t>>)> {
    const REQUIRED: &[&str] = &["name", "members"];
    let (mut name, mut members, mut seen) = (None, Vec::new(), [false; 2]);
    for (key, value) in walk.table(value, Expected::Table)? {
        match key.get_ref().as_ref() {
            "name" => {
                seen[0] = true;
                name = walk.text(value);
            }
            "members" => {
                seen[1] = true;
                members = walk.texts(value);
            }
            _ => walk.unknown_key(&key, Table::Group, GROUP_KEYS),
        }
    }
    walk.missing(REQUIRED, &seen, Table::Group, key);
    Some((name.unwrap_or_default(), members))
}

/// Fills in every group's units, members before the groups that name them; what cannot be put in order is a cycle.
fn resolve_groups(groups: &mut [Group], walk: &mut Walk, spans: &PlanSpans) {
    let member_groups: Vec<Vec<usize>> = groups
        .iter()
        .map(|group| {
            group
                .members
                .iter()
                .filter_map(|body| match body {
                    Body::Group(member) => Some(member.index()),
                    Body::Unit(_) => None,
                })
                .collect()
        })
        .collect();
    let mut named_by: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut waiting_for: Vec<usize> = member_groups.iter().map(Vec::len).collect();
    for (group, members) in member_groups.iter().enumerate() {
        for member in members {
            named_by[*member].push(group);
        }
    }
    let mut ready: Vec<usize> = (0..groups.len()).filter(|group| waiting_for[*group] == 0).collect();
    while let Some(at) = ready.pop() {
        let mut units = std::mem::replace(&mut groups[at].units, UnitSet::new(0));
        for body in &groups[at].members {
            match body {
                Body::Unit(unit) => units.insert(*unit),
                Body::Group(member) => units.insert_all(&groups[member.index()].units),
            }
        }
        groups[at].units = units;
        for group in &named_by[at] {
            waiting_for[*group] -= 1;
            if waiting_for[*group] == 0 {
                ready.push(*group);
            }
        }
    }
    report_cycles(groups, &member_groups, &waiting_for, walk, spans);
}

/// Every group that still waits is in a cycle or names one: following its waiting members ends in the cycle.
fn report_cycles(
    groups: &[Group],
    member_groups: &[Vec<usize>],
    waiting_for: &[usize],
    walk: &mut Walk,
    spans: &PlanSpans,
) {
    let mut visited_from = vec![usize::MAX; groups.len()];
    for start in (0..groups.len()).filter(|group| waiting_for[*group] > 0) {
        let mut path = Vec::new();
        let mut at = start;
        while visited_from[at] == usize::MAX {
            visited_from[at] = start;
            path.push(at);
            at = *member_groups[at]
                .iter()
                .find(|member| waiting_for[**member] > 0)
                .expect("a group waits only for a group that waits");
        }
        if visited_from[at] == start {
            let from = path.iter().position(|group| *group == at).expect("the walk came back to where it had been");
            let through = path[from..].iter().chain([&at]).map(|group| groups[*group].id.to_string()).collect();
            walk.note(Problem::GroupCycle { through }, spans.groups[at].range());
        }
    }
}

impl Bodies {
    fn expect_units(&mut self, count: usize, spans: &mut PlanSpans) {
        let count = count.min(MAX_UNITS);
        self.units.reserve_exact(count);
        spans.units.reserve_exact(count);
        if self.units.is_empty() {
            self.unit_ids = IdMap::with_capacity(count);
        }
    }

    fn add_unit<'t>(
        &mut self,
        (unit, tenure): (Unit, RawTenure<'t>),
        key: Span,
        tenures: &mut RawTenures<'t>,
        walk: &mut Walk,
        spans: &mut PlanSpans,
    ) {
        if self.is_shared(unit.id.as_str(), key, walk) {
            return;
        }
        let units = &self.units;
        let id_at = |at: usize| units.get(at).map_or(unit.id.as_str(), |unit| unit.id.as_str());
        match self.unit_ids.insert(unit.id.as_str(), units.len(), id_at) {
            Ok(()) => {
                if !tenure.is_empty() {
                    tenure.check(&key.range(), walk);
                    tenures.push((UnitIx::new(self.units.len()), tenure));
                }
                self.units.push(unit);
                spans.units.push(key);
            }
            // TOML itself refuses one key twice; this is the same key read from a list.
            Err(_) => walk.note(Problem::DuplicateKey, key.range()),
        }
    }

    /// Adds a group; false where its id is another body's, which is noted.
    fn add_group(&mut self, id: Id, name: Text, key: Span, walk: &mut Walk, spans: &mut PlanSpans) -> bool {
        if self.is_shared(id.as_str(), key, walk) {
            return false;
        }
        let units = &self.units;
        if let Some(unit) = self.unit_ids.find(id.as_str(), |at| units[at].id.as_str()) {
            let problem = Problem::DuplicateId { id: id.to_string(), kind: IdKind::Body };
            let first = spans.units[unit].range();
            walk.diagnostics.push(Diagnostic::new(problem, key.range()).related(first, Related::First));
            return false;
        }
        let groups = &self.groups;
        let id_at = |at: usize| groups.get(at).map_or(id.as_str(), |group| group.id.as_str());
        if self.group_ids.insert(id.as_str(), groups.len(), id_at).is_err() {
            walk.note(Problem::DuplicateKey, key.range());
            return false;
        }
        self.groups.push(Group { id, name, members: Vec::new(), units: UnitSet::new(units.len()) });
        spans.groups.push(key);
        true
    }

    /// Whether a body of the plan's own, whose key stands here, has the id of a shared one, which is noted.
    fn is_shared(&self, id: &str, key: Span, walk: &mut Walk) -> bool {
        let Some((bodies, place)) = self.shared.as_ref().filter(|(_, place)| *place != key) else { return false };
        let taken = bodies.ids.contains_key(id);
        if taken {
            let problem = Problem::DuplicateId { id: id.to_owned(), kind: IdKind::Body };
            walk.diagnostics.push(Diagnostic::new(problem, key.range()).related(place.range(), Related::Shared));
        }
        taken
    }

    /// The unit of a name, or a note that there is none.
    pub(crate) fn unit(&self, named: &NamedText<'_>, walk: &mut Walk) -> Option<UnitIx> {
        let found = self.find(named);
        if found.is_none() {
            self.unknown(named, IdKind::Unit, false, walk);
        }
        found
    }

    /// The unit that a key of a table names, or a note that there is none.
    pub(crate) fn key(&self, named: &NamedText<'_>, walk: &mut Walk) -> Option<UnitIx> {
        let found = self.find(named);
        if found.is_none() {
            self.unknown(named, IdKind::Unit, true, walk);
        }
        found
    }

    fn find(&self, named: &NamedText<'_>) -> Option<UnitIx> {
        self.unit_ids.find(&named.1, |at| self.units[at].id.as_str()).map(UnitIx::new)
    }

    /// The unit or group of a name, or a note that there is none.
    pub(crate) fn body(&self, named: &NamedText<'_>, walk: &mut Walk) -> Option<Body> {
        let body = self.find(named).map(Body::Unit).or_else(|| {
            let group = self.group_ids.find(&named.1, |at| self.groups[at].id.as_str());
            group.map(|at| Body::Group(GroupIx::new(at)))
        });
        if body.is_none() {
            self.unknown(named, IdKind::Body, false, walk);
        }
        body
    }

    /// Notes a name that no body has; where it is a key, what is meant needs no quotes.
    fn unknown(&self, (span, id): &NamedText<'_>, kind: IdKind, is_key: bool, walk: &mut Walk) {
        if self.unread.contains(&**id) {
            return;
        }
        let groups = self.groups.iter().map(|group| &group.id).filter(|_| kind == IdKind::Body);
        let ids = self.units.iter().map(|unit| &unit.id).chain(groups).map(Id::as_str);
        let names =
            self.units.iter().flat_map(|unit| [(unit.id.as_str(), &*unit.name), (unit.id.as_str(), unit.short_name())]);
        let of_groups = self.groups.iter().filter(|_| kind == IdKind::Body).map(|it| (it.id.as_str(), &*it.name));
        let of_name = walk.guess.named(id, names.chain(of_groups));
        let meant = of_name.or_else(|| walk.guess.closest(id, ids));
        let meant = meant.map(|id| if is_key { id } else { format!("\"{id}\"") });
        let problem = Problem::UnknownId { id: id.to_string(), kind };
        walk.diagnostics.push(Diagnostic::new(problem, span.clone()).did_you_mean(meant));
    }
}
