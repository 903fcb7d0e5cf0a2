//! Units, groups and plans looked up by name among those of many plans. Of what could not be read nobody can say what it
//! lacks.

use std::collections::HashSet;

use super::args::dotted;
use super::exit::Failure;
use super::members::Collection;
use super::names::{choose, one};
use super::session::Asked;
use crate::diagnostic::FileReport;
use crate::model::plan::Plan;
use crate::select::{self, Matches};
use crate::snapshot::Unopened;
use crate::text::one_line;
use crate::words::{Phrase, Words};

/// What could not be read where something was looked for.
pub(super) struct UnreadPlans {
    reports: Vec<FileReport>,
    /// The files of which it was told already.
    told: HashSet<String>,
}

impl UnreadPlans {
    /// Why something was not found: of what could not be read nobody can say what it lacks.
    pub(super) fn or(&self, asked: &Asked, nothing: Failure) -> Failure {
        if self.reports.is_empty() {
            return nothing;
        }
        let left = self.reports.iter().filter(|report| !self.told.contains(&report.source.path));
        asked.unopened(&Unopened::of(left.cloned().collect()))
    }
}

/// Gives each plan that opens, without a word about those that do not: what is wrong with them, and with the files that
/// list plans, comes back.
pub(super) fn each_quietly(collection: &Collection, mut each: impl FnMut(&Plan, &str)) -> UnreadPlans {
    let listings = collection.listings.iter().filter_map(|listing| listing.report.clone());
    let mut unread: Vec<FileReport> = listings.filter(FileReport::has_error).collect();
    for member in &collection.plans {
        match member.open() {
            Ok(snapshot) => each(&snapshot.plan, &member.folder),
            // What several plans share is told once.
            Err(Unopened { reports, .. }) => unread.extend(reports),
        }
    }
    let mut seen = HashSet::new();
    unread.retain(|report| seen.insert(report.source.path.clone()));
    let listings = collection.listings.iter().filter(|_| collection.are_told.get());
    let told = listings.filter_map(|listing| Some(listing.report.as_ref()?.source.path.clone())).collect();
    UnreadPlans { reports: unread, told }
}

/// What is asked, of the one plan of a collection that `fits`, or fits exactly; a plan that cannot be opened may fit too.
pub(super) fn fitting(
    asked: &Asked,
    typed: &str,
    mut fits: impl FnMut(&Plan) -> Option<Fit>,
) -> Result<Asked, Failure> {
    let Some(collection) = asked.many()?.filter(|collection| collection.plans.len() > 1) else {
        return Ok(asked.clone());
    };
    let mut found = Vec::new();
    let unread = each_quietly(&collection, |plan, folder| {
        found.extend(fits(plan).map(|fit| (fit, folder.to_owned(), plan.header.number.to_string())));
    });
    if found.iter().any(|(fit, ..)| *fit == Fit::Exact) {
        found.retain(|(fit, ..)| *fit == Fit::Exact);
    }
    match &found[..] {
        [(_, folder, _)] if unread.reports.is_empty() => Ok(Asked { plan: Some(folder.clone()), ..asked.clone() }),
        [] | [_] => Err(match (unread.or(asked, Failure::Usage(String::new())), asked.needs_plan(&collection)) {
            // The plan that is meant may be one of the others.
            (Failure::Told(exit, mut told), Failure::Usage(said)) => {
                told.error(&said, asked.words());
                Failure::Told(exit, told)
            }
            (_, needed) => needed,
        }),
        _ => {
            let plans = found.into_iter().map(|(_, folder, number)| (folder, number)).collect();
            Err(which(asked.words(), typed, plans))
        }
    }
}

/// How a plan fits what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// An id was typed in full.
    Exact,
    Part,
}

/// The id of the unit that is meant among those of all plans.
pub(super) fn unit_named(asked: &Asked, collection: &Collection, typed: &str) -> Result<String, Failure> {
    let mut names = Names::default();
    let unread = each_quietly(collection, |plan, _| names.add(plan));
    let found = names.unit(typed, asked.words()).map(|(id, _)| id);
    found.map_err(|nobody| names.lacking(typed, &unread, asked, nobody))
}

/// What is meant by a text that may name a unit or a task.
pub(super) enum SubjectAmong {
    /// A unit of these plans, by its id.
    Unit(String),
    /// What is in one plan alone, by its folder.
    Within(String),
}

/// The unit that is meant among those of all plans, or the plan that has the task.
pub(super) fn subject(asked: &Asked, collection: &Collection, typed: &str) -> Result<SubjectAmong, Failure> {
    let words = asked.words();
    let mut names = Names::default();
    let (mut exact, mut fitting) = (Vec::new(), Vec::new());
    let unread = each_quietly(collection, |plan, folder| {
        names.add(plan);
        let called = (folder.to_owned(), plan.header.number.to_string());
        match select::task(plan, typed) {
            Matches::One(task) if plan.task(task).id.as_str() == typed => exact.push(called),
            Matches::Nothing(_) if dotted(plan, typed).is_none() => {}
            _ => fitting.push(called),
        }
    });
    let is_unit = names.units.iter().any(|unit| unit.id == typed);
    let plans = if exact.is_empty() { fitting } else { exact };
    match names.unit(typed, words) {
        Ok((id, _)) if is_unit || plans.is_empty() => Ok(SubjectAmong::Unit(id)),
        found => match (&plans[..], found) {
            ([(folder, _)], Err(_)) => Ok(SubjectAmong::Within(folder.clone())),
            ([], Err(failure)) if names.any_unit(typed) => Err(failure),
            ([], _) => {
                let nothing = Failure::Usage(one_line(&words.phrase(&Phrase::NoSubject { name: typed })));
                Err(unread.or(asked, nothing))
            }
            (_, Ok((id, name))) => Err(which(words, typed, std::iter::once((id, name)).chain(plans).collect())),
            (_, Err(_)) => Err(which(words, typed, plans)),
        },
    }
}

/// A failure that lists the plans that fit.
fn which(words: &dyn Words, typed: &str, plans: Vec<(String, String)>) -> Failure {
    choose(words, one_line(&words.phrase(&Phrase::InSeveralPlans { name: typed })), plans)
}

/// A unit or group by the names that it has in all plans.
struct NamedBody {
    id: String,
    names: Vec<String>,
}

impl NamedBody {
    fn name(&self) -> String {
        self.names.first().cloned().unwrap_or_default()
    }

    fn all(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).chain([self.id.as_str()]).collect()
    }
}

/// The units and groups of many plans.
#[derive(Default)]
pub(super) struct Names {
    units: Vec<NamedBody>,
    groups: Vec<NamedBody>,
}

impl Names {
    pub(super) fn add(&mut self, plan: &Plan) {
        let units = plan.units.iter().map(|unit| (unit.id.as_str(), vec![&*unit.name, unit.short_name()]));
        units.for_each(|(id, names)| add(&mut self.units, id, &names));
        plan.groups.iter().for_each(|group| add(&mut self.groups, group.id.as_str(), &[&group.name]));
    }

    /// The id and name of the unit that is meant.
    pub(super) fn unit(&self, typed: &str, words: &dyn Words) -> Result<(String, String), Failure> {
        find(&self.units, typed, &Phrase::NoUnit { name: typed }, words)
    }

    /// Whether several units could be meant.
    fn any_unit(&self, typed: &str) -> bool {
        let names: Vec<_> = self.units.iter().map(NamedBody::all).collect();
        matches!(select::among(typed, &names), Matches::Many(_))
    }

    /// Why no one unit or group was found, where `nobody` says that none is called so: it may be one of a plan that could
    /// not be read.
    pub(super) fn lacking(&self, typed: &str, unread: &UnreadPlans, asked: &Asked, nobody: Failure) -> Failure {
        let groups: Vec<_> = self.groups.iter().map(NamedBody::all).collect();
        let several = self.any_unit(typed) || matches!(select::among(typed, &groups), Matches::Many(_));
        if several { nobody } else { unread.or(asked, nobody) }
    }

    pub(super) fn group(&self, typed: &str, words: &dyn Words) -> Result<String, Failure> {
        find(&self.groups, typed, &Phrase::NoGroup { name: typed }, words).map(|(id, _)| id)
    }
}

fn add(bodies: &mut Vec<NamedBody>, id: &str, names: &[&str]) {
    let at = bodies.iter().position(|body| body.id == id).unwrap_or_else(|| {
        bodies.push(NamedBody { id: id.to_owned(), names: Vec::new() });
        bodies.len() - 1
    });
    for name in names {
        if !bodies[at].names.iter().any(|own| own == name) {
            bodies[at].names.push((*name).to_owned());
        }
    }
}

fn find(
    bodies: &[NamedBody],
    typed: &str,
    nothing: &Phrase<'_>,
    words: &dyn Words,
) -> Result<(String, String), Failure> {
    if let Some(body) = bodies.iter().find(|body| body.id == typed) {
        return Ok((body.id.clone(), body.name()));
    }
    let found = select::among(typed, &bodies.iter().map(NamedBody::all).collect::<Vec<_>>());
    let name = |at: usize| (bodies[at].id.clone(), bodies[at].name());
    one(words, typed, found, nothing, name).map(name)
}
