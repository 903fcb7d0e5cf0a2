//! Units, groups and a calendar that several plans share, and which of them count in one plan.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::header::NamedText;
use super::tenures::RawTenure;
use crate::diagnostic::{FileReport, Problem};
use crate::model::calendar::WorkCalendar;
use crate::model::id::UnitIx;
use crate::model::plan::{Body, Group, Unit};
use crate::read::RawText;

/// What a file of shared bodies holds, as far as it could be read.
#[derive(Clone, Debug, Default)]
pub struct SharedBodies {
    pub(crate) units: Vec<Unit>,
    pub(crate) groups: Vec<Group>,
    pub(crate) calendar: Option<WorkCalendar>,
    pub(crate) ids: HashMap<String, Body>,
    /// Whether all of them count, also those that the plan does not name: for who is to name them.
    pub(crate) all_count: bool,
    /// What is wrong with the file.
    pub(crate) report: Option<FileReport>,
}

/// What gives the bodies in the file of this path, as plans name it.
pub(crate) type FindShared<'f> = dyn Fn(&str) -> Result<Arc<SharedBodies>, Problem> + 'f;

/// The shared bodies as a plan takes them over.
pub(crate) struct SharedPart {
    pub(crate) bodies: Arc<SharedBodies>,
    /// Where the plan names their file.
    pub(crate) place: Range<usize>,
    /// The units that the plan names, by groups and as successors too.
    pub(crate) named: HashSet<UnitIx>,
}

impl SharedPart {
    /// `ids` are all those of bodies that the plan names.
    pub(crate) fn new<'n>(bodies: Arc<SharedBodies>, place: Range<usize>, ids: impl Iterator<Item = &'n str>) -> Self {
        let (mut named, mut seen) = (HashSet::new(), HashSet::new());
        let mut next: Vec<Body> = ids.filter_map(|id| bodies.ids.get(id).copied()).collect();
        if bodies.all_count {
            next.extend(bodies.ids.values());
        }
        while let Some(body) = next.pop() {
            if !seen.insert(body) {
                continue;
            }
            match body {
                Body::Group(group) => next.extend(&bodies.groups[group.index()].members),
                Body::Unit(unit) => {
                    named.insert(unit);
                    let tenure = bodies.units[unit.index()].tenure.as_ref();
                    next.extend(tenure.iter().flat_map(|tenure| tenure.successors.iter().copied().map(Body::Unit)));
                }
            }
        }
        Self { bodies, place, named }
    }

    fn id(&self, body: Body) -> RawText<'static> {
        RawText::Owned(match body {
            Body::Unit(unit) => self.bodies.units[unit.index()].id.to_string(),
            Body::Group(group) => self.bodies.groups[group.index()].id.to_string(),
        })
    }

    /// The units that count in the plan, with their days as if they stood in it.
    pub(crate) fn units<'t>(&self) -> impl Iterator<Item = (Unit, RawTenure<'t>)> {
        let counting = (0..self.bodies.units.len()).map(UnitIx::new).filter(|unit| self.named.contains(unit));
        counting.map(|unit| {
            let mut unit = self.bodies.units[unit.index()].clone();
            let tenure = unit.tenure.take().map_or_else(RawTenure::default, |tenure| RawTenure {
                from: tenure.from,
                until: tenure.until.map(|day| (self.place.clone(), day)),
                until_unread: false,
                successors: tenure
                    .successors
                    .iter()
                    .map(|unit| (self.place.clone(), self.id(Body::Unit(*unit))))
                    .collect(),
            });
            (unit, tenure)
        })
    }

    /// Every shared group, with those of its members that count in the plan.
    pub(crate) fn groups<'t>(&self) -> impl Iterator<Item = (Group, Vec<NamedText<'t>>)> {
        self.bodies.groups.iter().map(|group| {
            let counts = |body: &&Body| match body {
                Body::Unit(unit) => self.named.contains(unit),
                Body::Group(_) => true,
            };
            let members = group.members.iter().filter(counts);
            (group.clone(), members.map(|body| (self.place.clone(), self.id(*body))).collect())
        })
    }
}
