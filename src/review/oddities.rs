//! What makes names, files or marks look otherwise than they are.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::effects::Effects;
use super::reviewed::NoticeKey;
use crate::model::id::UnitIx;
use crate::model::plan::{Plan, Task};
use crate::rules::Code;
use crate::snapshot::{PLAN, REPORTS, REVIEWED, UNITS};
use crate::text::{look_alike, looks_like, nfc, same, shown_as};

/// One such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// A name with a letter that only looks like another.
    LookAlike { subject: NoticeKey, name: String, character: char, like: char },
    /// An id that looks like another one.
    IdAlike { subject: NoticeKey, id: String, other: String },
    /// A name that was that of another unit or task, which is called otherwise now.
    NameTaken { subject: NoticeKey, id: String, name: String, other: String },
    /// A name that looks the same as one that another unit, group or event has.
    SameName { subject: NoticeKey, id: String, name: String, other: String },
    /// A file or folder that is one with another of the workspace where case does not count.
    Beside { name: String, of: &'static str },
    /// Files that git or a code host does not show, or not as they are.
    HiddenFiles {
        /// The first of them.
        file: String,
        files: usize,
        by: String,
        /// Of all their names: a look at some covers no others.
        digest: String,
    },
    /// A plan that is compared with nothing: its folder is gone, and nothing is certainly what became of it, or a plan stands in
    /// the place of the list that had it.
    PlanGone {
        /// Its folder, from the top of the repository.
        folder: String,
        /// Its file, from the workspace that is compared.
        file: String,
        number: String,
        /// Whether it was on a list that counts no more.
        listed: bool,
        /// What it asked for, as if it were owed no more.
        effects: Effects,
    },
    /// Something that a commit on the way recorded under a name that neither side knows.
    StrangeRecord { file: String, name: String, commit: String },
    /// `reviewed.toml` says of more marks than before that they were looked at.
    Excused {
        entries: usize,
        /// Of what these entries say: a look at some covers no others.
        digest: String,
    },
}

impl Oddity {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::LookAlike { .. }
            | Self::IdAlike { .. }
            | Self::NameTaken { .. }
            | Self::SameName { .. }
            | Self::Beside { .. } => Code::W722,
            Self::HiddenFiles { .. } => Code::W725,
            Self::PlanGone { .. } => Code::W735,
            Self::StrangeRecord { .. } => Code::W720,
            Self::Excused { .. } => Code::W729,
        }
    }

    pub(super) fn subject(&self) -> NoticeKey {
        match self {
            Self::LookAlike { subject, .. }
            | Self::IdAlike { subject, .. }
            | Self::NameTaken { subject, .. }
            | Self::SameName { subject, .. } => subject.clone(),
            Self::HiddenFiles { file, .. } | Self::PlanGone { file, .. } => {
                NoticeKey { file: Some(file.clone()), ..NoticeKey::default() }
            }
            Self::StrangeRecord { file, name, .. } => {
                NoticeKey { file: Some(file.clone()), key: Some(name.clone()), ..NoticeKey::default() }
            }
            Self::Excused { .. } => NoticeKey { file: Some(REVIEWED.to_owned()), ..NoticeKey::default() },
            Self::Beside { name, .. } => NoticeKey { file: Some(name.clone()), ..NoticeKey::default() },
        }
    }

    /// What became what, without words.
    pub(super) fn change(&self) -> String {
        match self {
            Self::LookAlike { name, .. } => name.clone(),
            Self::IdAlike { other, .. } => other.clone(),
            Self::NameTaken { name, other, .. } | Self::SameName { name, other, .. } => format!("{other}: {name}"),
            Self::HiddenFiles { files: 1, by, .. } => by.clone(),
            Self::HiddenFiles { by, digest, .. } => format!("{by}: {digest}"),
            Self::Beside { of, .. } => (*of).to_owned(),
            Self::PlanGone { number, effects, .. } => {
                format!("{number}: gone {}, overdue {}", effects.gone, effects.gone_overdue)
            }
            Self::StrangeRecord { commit, .. } => commit.clone(),
            Self::Excused { entries, digest } => format!("{entries}: {digest}"),
        }
    }

    /// The file in which it stands, from the workspace.
    pub(super) fn file(&self) -> String {
        match self {
            Self::LookAlike { .. } | Self::IdAlike { .. } | Self::NameTaken { .. } | Self::SameName { .. } => {
                PLAN.to_owned()
            }
            Self::HiddenFiles { file, .. } | Self::PlanGone { file, .. } | Self::StrangeRecord { file, .. } => {
                file.clone()
            }
            Self::Excused { .. } => REVIEWED.to_owned(),
            Self::Beside { name, .. } => name.clone(),
        }
    }
}

/// Of the names in the folder of a workspace those that came and are one with another where case does not count.
pub(crate) fn beside(before: &[String], after: &[String]) -> Vec<Oddity> {
    let of = |name: &String| {
        [PLAN, UNITS, REPORTS, REVIEWED].into_iter().find(|of| name != of && name.eq_ignore_ascii_case(of))
    };
    let came = after.iter().filter(|name| !before.contains(name));
    came.filter_map(|name| Some(Oddity::Beside { name: name.clone(), of: of(name)? })).collect()
}

/// Something of a plan that has a name: what it is known by, its id, and all it is called.
struct NamedThing<'p> {
    subject: NoticeKey,
    id: String,
    names: Vec<&'p str>,
}

/// The milestones and periods of a task that have titles of their own.
fn parts(task: &Task) -> impl Iterator<Item = NamedThing<'_>> {
    let part = |key: String, title, period: bool| {
        let (id, key) = (format!("{} {key}", task.id), Some(key));
        let (period, milestone) = if period { (key, None) } else { (None, key) };
        let subject = NoticeKey { task: Some(task.id.to_string()), period, milestone, ..NoticeKey::default() };
        NamedThing { subject, id, names: vec![title] }
    };
    let periods = task.titles.iter().map(move |(period, title)| part(period.to_string(), &**title, true));
    let milestones = task.milestones().iter().filter_map(|own| Some((own.id.to_string(), own.title.as_deref()?)));
    periods.chain(milestones.map(move |(id, title)| part(id, title, false)))
}

/// Units, groups, events, and tasks with their parts, each kind by itself: names of one kind are compared.
fn named(plan: &Plan) -> [Vec<NamedThing<'_>>; 4] {
    let none = NoticeKey::default;
    let units = plan.units.iter().map(|unit| NamedThing {
        subject: NoticeKey { unit: Some(unit.id.to_string()), ..none() },
        id: unit.id.to_string(),
        names: std::iter::once(&*unit.name).chain(unit.short.as_deref()).collect(),
    });
    let by_key = |id: &str| NoticeKey { key: Some(id.to_owned()), ..none() };
    let groups = plan.groups.iter().map(|group| NamedThing {
        subject: by_key(group.id.as_str()),
        id: group.id.to_string(),
        names: vec![&*group.name],
    });
    let events = plan.events.iter().map(|event| NamedThing {
        subject: by_key(event.id.as_str()),
        id: event.id.to_string(),
        names: vec![&*event.name],
    });
    let tasks = plan.tasks.iter().map(|task| NamedThing {
        subject: NoticeKey { task: Some(task.id.to_string()), ..none() },
        id: task.id.to_string(),
        names: vec![&*task.title],
    });
    let parts = plan.tasks.iter().flat_map(parts);
    // In a list a task and a part of another stand beside each other.
    [units.collect(), groups.collect(), events.collect(), tasks.chain(parts).collect()]
}

/// Whether anything of a kind is called as nothing of it was before.
fn renamed(was: &[NamedThing<'_>], is: &[NamedThing<'_>]) -> bool {
    let names = |all: &[NamedThing<'_>]| -> HashSet<(String, String)> {
        let each = all.iter().flat_map(|one| one.names.iter().map(|name| (one.id.clone(), nfc(name))));
        each.collect()
    };
    !names(is).is_subset(&names(was))
}

/// What a name looks like to people, who take capitals for the same name.
pub(crate) fn seen(name: &str) -> String {
    shown_as(&name.to_lowercase())
}

/// The same of all names of each.
fn all_seen(all: &[NamedThing<'_>]) -> Vec<Vec<String>> {
    all.iter().map(|one| one.names.iter().map(|name| seen(name)).collect()).collect()
}

/// What is called what looks so, by its place.
fn looks(all: &[NamedThing<'_>]) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        for name in &one.names {
            found.entry(seen(name)).or_default().push(at);
        }
    }
    found
}

/// Names and ids of the new plan that can be taken for others, and were not there before.
pub(super) fn names(old: &Plan, new: &Plan, counterparts: &[Option<UnitIx>]) -> Vec<Oddity> {
    let mut found = Vec::new();
    for (kind, (was, is)) in named(old).into_iter().zip(named(new)).enumerate() {
        let shown = (kind < 3 && renamed(&was, &is)).then(|| looks(&is));
        let (seen_before, seen_now) = (LazyCell::new(|| all_seen(&was)), LazyCell::new(|| all_seen(&is)));
        for (at, own) in is.iter().enumerate() {
            // A unit may have another id now; everything else goes by its id.
            let before = match counterparts.get(at).filter(|_| kind == 0) {
                Some(unit) => unit.map(|unit| &was[unit.index()]),
                None => was.iter().find(|one| one.id == own.id),
            };
            let had = |name: &str| before.is_some_and(|before| before.names.iter().any(|old| same(old, name)));
            for name in own.names.iter().filter(|name| !had(name)) {
                if let Some((character, like)) = look_alike(name) {
                    let (subject, name) = (own.subject.clone(), (*name).to_owned());
                    found.push(Oddity::LookAlike { subject, name, character, like });
                }
            }
            found.extend(own.names.iter().filter(|name| !had(name)).find_map(|name| {
                let (subject, id, name) = (own.subject.clone(), own.id.clone(), (*name).to_owned());
                // Titles of tasks are often the same; who answers for them, and when they fall due, is not.
                let alike = shown.as_ref().filter(|_| look_alike(&name).is_none()).and_then(|shown| {
                    shown.get(&seen(&name))?.iter().find(|other| **other != at).map(|other| &is[*other])
                });
                if let Some(other) = alike {
                    return Some(Oddity::SameName { subject, id, name, other: other.id.clone() });
                }
                // Who takes a name over that was there before itself looks like the one that gave it up.
                let (looks, former) = (seen(&name), before.map_or(&own.id, |before| &before.id));
                let others = was.iter().zip(seen_before.iter()).filter(|(other, _)| former != &other.id);
                let (other, _) = others.filter(|(_, names)| names.contains(&looks)).find(|(other, _)| {
                    let now = is.iter().position(|one| one.id == other.id);
                    // One that is new and stands in the place of one that is gone is the same with another id.
                    now.map_or(before.is_some(), |now| !seen_now[now].contains(&looks))
                })?;
                Some(Oddity::NameTaken { subject, id, name, other: other.id.clone() })
            }));
            if !own.id.is_empty() && was.iter().all(|one| one.id != own.id) {
                let other = was.iter().chain(&is).find(|other| looks_like(&other.id, &own.id));
                found.extend(other.map(|other| {
                    let (subject, id) = (own.subject.clone(), own.id.clone());
                    Oddity::IdAlike { subject, id, other: other.id.clone() }
                }));
            }
        }
    }
    found
}
