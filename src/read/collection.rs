//! `plans.toml`: the plans of a collection, and the bodies and the calendar that they share.

use std::ops::Range;
use std::sync::Arc;

use super::beside::is_shared_path;
use super::plan::bodies::{self, Bodies};
use super::plan::lists::{Lists, Prepared, Tables};
use super::plan::schedule;
use super::plan::shared::SharedBodies;
use super::plan::spans::PlanSpans;
use super::walk::{Inspect, ReadText, Walk};
use crate::diagnostic::{FileReport, FolderFault, Problem, Table};
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::Body;
use crate::source::Source;

const KEYS: &[&str] = &["plans", "units", "groups", "calendar"];
/// What stands for any name of a folder, or for any part of one.
const ANY: char = '*';

/// What `plans.toml` says, as far as it could be read.
#[derive(Debug, Default)]
pub struct CollectionReading {
    /// The folders of plans as they are written, and where; nothing where the file does not list any.
    pub(crate) plans: Option<Vec<(Range<usize>, FolderPattern)>>,
    pub(crate) bodies: SharedBodies,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
}

/// A folder of a workspace below a collection's, or several: `*` stands for names on one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FolderPattern(String);

impl FolderPattern {
    fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let sound = is_shared_path(text).is_ok() && !text.split('/').any(|part| part == ".." || part == ".");
        sound.then(|| Self(text.to_owned()))
    }

    /// The folder that it names in full; nothing where it stands for several.
    pub(crate) fn folder(&self) -> Option<&str> {
        (!self.0.contains(ANY)).then_some(&self.0)
    }

    pub(crate) fn levels(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// Whether it stands for this folder.
    pub(crate) fn holds(&self, folder: &str) -> bool {
        let names: Vec<&str> = folder.split('/').collect();
        names.len() == self.levels().count() && self.levels().zip(names).all(|(level, name)| level_holds(level, name))
    }
}

/// Whether one level of a pattern stands for a name. Hidden folders only ever stand for themselves.
pub(crate) fn level_holds(level: &str, name: &str) -> bool {
    let mut parts = level.split(ANY);
    let first = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return level == name };
    let Some(mut rest) = name.strip_prefix(first).filter(|_| !name.starts_with('.')) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// Reads `plans.toml`. `shown` is what the file is called where something is wrong with it.
pub fn read(shown: &str, text: &str, inspect: Inspect) -> CollectionReading {
    let mut prepared = Prepared::new(text, inspect);
    let Tables { top, syntax, lists } = prepared.tables();
    let mut walk = Walk::new(syntax, inspect);
    let (mut units, mut groups, mut calendar, mut plans) = (None, None, None, None);
    for (key, value) in top {
        match key.get_ref().as_ref() {
            "plans" => {
                let named = walk.texts(value).into_iter().filter_map(|(span, text)| {
                    let pattern = FolderPattern::parse(&text);
                    if pattern.is_none() {
                        walk.note(
                            Problem::PlansFolder { fault: FolderFault::NotBelow { folder: text.into_owned() } },
                            span.clone(),
                        );
                    }
                    pattern.map(|pattern| (span, pattern))
                });
                plans = Some(named.collect());
            }
            "units" => units = Some(value),
            "groups" => groups = Some(value),
            "calendar" => calendar = Some(schedule::read_calendar(value, &mut walk)),
            _ => walk.unknown_key(&key, Table::CollectionFile, KEYS),
        }
    }
    let Lists { units: listed, groups: listed_groups, tasks } = lists;
    if let Some((span, _)) = tasks.first() {
        walk.note(Problem::UnknownKey { key: "tasks".to_owned(), table: Table::CollectionFile }, span.clone());
    }
    let lists = Lists { units: listed, groups: listed_groups, tasks: Vec::new() };
    let Bodies { units, groups, .. } = bodies::read(units, groups, lists, None, &mut walk, &mut PlanSpans::default());
    let of_units = (0..).zip(&units).map(|(at, unit)| (unit.id.to_string(), Body::Unit(UnitIx::new(at))));
    let of_groups = (0..).zip(&groups).map(|(at, group)| (group.id.to_string(), Body::Group(GroupIx::new(at))));
    let ids = of_units.chain(of_groups).collect();
    let Walk { diagnostics, texts, .. } = walk;
    let report = FileReport::of(|| Source::new(shown, text), diagnostics);
    CollectionReading { plans, bodies: SharedBodies { units, groups, calendar, ids, all_count: false, report }, texts }
}

/// The bodies in a file of this text.
pub(crate) fn bodies(shown: &str, text: &str) -> Arc<SharedBodies> {
    Arc::new(read(shown, text, Inspect::No).bodies)
}
