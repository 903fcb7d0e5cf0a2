//! Which folders of plans that came are which of those that are gone, by what stays the same when a plan is moved and
//! edited at once.

use std::collections::BTreeSet;

use crate::model::plan::Plan;
use crate::snapshot::Snapshot;
use crate::text::nfc;

/// What a plan is known by wherever it lies.
#[derive(Debug)]
pub(crate) struct MovedPlan {
    /// The last part of its folder.
    name: String,
    text: Option<String>,
    number: Option<String>,
    tasks: BTreeSet<String>,
    units: BTreeSet<String>,
    /// The files of units: their names and objects.
    files: BTreeSet<(String, String)>,
}

impl MovedPlan {
    /// The plan in this folder, with these files of units; of one that cannot be read only these are known.
    pub(crate) fn new(plan: Option<&Snapshot>, folder: &str, files: BTreeSet<(String, String)>) -> Self {
        let ids = |of: fn(&Plan) -> Vec<String>| plan.iter().flat_map(|it| of(&it.plan)).collect();
        Self {
            name: folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
            text: plan.map(|it| it.plan_text.clone()),
            number: plan.map(|it| nfc(it.plan.header.number.trim())),
            tasks: ids(|plan| plan.tasks.iter().map(|task| task.id.to_string()).collect()),
            units: ids(|plan| plan.units.iter().map(|unit| unit.id.to_string()).collect()),
            files,
        }
    }

    /// Whether what lies in its folder now is no plan any more, or another one, while the one here has its number.
    pub(crate) fn left_its_folder(&self, now: &Self, here: &Self) -> bool {
        self.number.is_some() && (now.number.is_none() || now.number != self.number && here.number == self.number)
    }

    /// Whether both say the same wherever they lie.
    fn says_same(&self, other: &Self) -> bool {
        self.text.is_some() && self.text == other.text && self.files == other.files
    }

    /// How much of one stayed in another, the weightiest first; nothing where they are not alike.
    fn likeness(&self, other: &Self) -> Option<(u32, usize, bool)> {
        let shared = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> u32 {
            let all = one.union(other).count().max(1);
            u32::try_from(one.intersection(other).count() * 1000 / all).unwrap_or_default()
        };
        let (tasks, units) = (shared(&self.tasks, &other.tasks), shared(&self.units, &other.units));
        let same_text = self.text.is_some() && self.text == other.text;
        let same_number = self.number.is_some() && self.number == other.number;
        let half = 500;
        let alike = same_text || same_number || tasks >= half && units >= half;
        let weight = tasks + units + if same_text { 4000 } else { 0 } + if same_number { 2000 } else { 0 };
        alike.then(|| (weight, self.files.intersection(&other.files).count(), self.name == other.name))
    }
}

/// Which of the plans that are gone is which of those that came, where that is certain: the most alike first. Of two that
/// are as likely neither is, unless they are the same in everything.
pub(crate) fn pairs(gone: &[MovedPlan], came: &[MovedPlan]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = gone
        .iter()
        .enumerate()
        .flat_map(|(at, one)| came.iter().enumerate().map(move |(to, other)| (one.likeness(other), at, to)))
        .filter_map(|(likeness, at, to)| Some((likeness?, at, to)))
        .collect();
    all.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut doubtful: Vec<(usize, usize)> = Vec::new();
    for (likeness, at, to) in &all {
        let free = |pairs: &[(usize, usize)]| pairs.iter().all(|(one, other)| one != at && other != to);
        if !free(&found) || !free(&doubtful) {
            continue;
        }
        let rival = |(other, one, two): &&(_, usize, usize)| {
            let shares = (one == at) != (two == to);
            other == likeness && shares && found.iter().all(|(gone, came)| gone != one && came != two)
        };
        let same = |one: usize, two: usize| gone[one].says_same(&gone[*at]) && came[two].says_same(&came[*to]);
        if all.iter().filter(rival).all(|(_, one, two)| same(*one, *two)) {
            found.push((*at, *to));
        } else {
            doubtful.push((*at, *to));
        }
    }
    found
}
