//! Finding units, groups and tasks by what people type: an id, or any part of a name with or without diacritics.

use std::collections::HashSet;

use crate::model::duties::UnitSet;
use crate::model::id::{EventIx, GroupIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::text::fold;

/// What looking a name up gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matches<T> {
    One(T),
    Many(Vec<T>),
    /// Nothing fits; what is named nearly so, nearest first.
    Nothing(Vec<T>),
}

impl<T> Matches<T> {
    pub(crate) fn of(mut all: Vec<T>) -> Self {
        match all.len() {
            0 => Self::Nothing(Vec::new()),
            1 => Self::One(all.remove(0)),
            _ => Self::Many(all),
        }
    }

    /// The same, of another kind.
    pub(crate) fn map<U>(self, into: impl Fn(T) -> U) -> Matches<U> {
        match self {
            Self::One(one) => Matches::One(into(one)),
            Self::Many(many) => Matches::Many(many.into_iter().map(into).collect()),
            Self::Nothing(near) => Matches::Nothing(near.into_iter().map(into).collect()),
        }
    }

    /// What is found among both: what is near counts only where nothing fits.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing(mut near), Self::Nothing(more)) => {
                near.extend(more);
                Self::Nothing(near)
            }
            (one, other) => Self::of([one, other].into_iter().flat_map(Self::fitting).collect()),
        }
    }

    fn fitting(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
            Self::Nothing(_) => Vec::new(),
        }
    }
}

/// The unit that `typed` names: its id; else its whole name or short name; else a part of one of them; else all the words of one of them.
pub(crate) fn unit(plan: &Plan, typed: &str) -> Matches<UnitIx> {
    if let Some(unit) = plan.unit_by_id(typed) {
        return Matches::One(unit);
    }
    by_name(typed, plan.unit_indices(), |unit| {
        let unit = plan.unit(unit);
        vec![fold(&unit.name), fold(unit.short_name()), fold(unit.id.as_str())]
    })
}

/// The group that `typed` names.
pub(crate) fn group(plan: &Plan, typed: &str) -> Matches<GroupIx> {
    let groups = || (0..plan.groups.len()).map(GroupIx::new);
    if let Some(exact) = groups().find(|group| plan.groups[group.index()].id.as_str() == typed) {
        return Matches::One(exact);
    }
    by_name(typed, groups(), |group| {
        let group = &plan.groups[group.index()];
        vec![fold(&group.name), fold(group.id.as_str())]
    })
}

/// The event that `typed` names.
pub(crate) fn event(plan: &Plan, typed: &str) -> Matches<EventIx> {
    let events = || (0..plan.events.len()).map(EventIx::new);
    if let Some(exact) = events().find(|event| plan.event(*event).id.as_str() == typed) {
        return Matches::One(exact);
    }
    by_name(typed, events(), |event| {
        let event = plan.event(event);
        vec![fold(&event.name), fold(event.id.as_str())]
    })
}

/// The task that `typed` names.
pub(crate) fn task(plan: &Plan, typed: &str) -> Matches<TaskIx> {
    if let Some(task) = plan.task_by_id(typed) {
        return Matches::One(task);
    }
    let tasks = || (0..plan.tasks.len()).map(TaskIx::new);
    let of_clause = || {
        let is = |task: &TaskIx| plan.task(*task).clause.as_deref().is_some_and(|clause| is_clause(clause, typed));
        Matches::of(tasks().filter(is).collect())
    };
    // `II.1` is a clause; a number alone may be one, but stands in titles too.
    if typed.trim_end_matches('.').contains('.')
        && let found @ (Matches::One(_) | Matches::Many(_)) = of_clause()
    {
        return found;
    }
    let named = by_name(typed, tasks(), |task| {
        let task = plan.task(task);
        vec![fold(&task.title), fold(task.id.as_str())]
    });
    match (named, of_clause()) {
        (Matches::Nothing(_), found @ (Matches::One(_) | Matches::Many(_))) => found,
        (named, _) => named,
    }
}

/// Whether somebody typed just this clause.
pub(crate) fn is_clause(clause: &str, typed: &str) -> bool {
    let plain = |text: &str| fold(text).trim_end_matches(['.', ')']).to_owned();
    let (clause, typed) = (plain(clause), plain(typed));
    !clause.is_empty() && clause == typed
}

/// The tasks of a clause and of the clauses below it: `II.1` has `II.1.2`, but not `II.10`.
pub(crate) fn clause(plan: &Plan, typed: &str) -> Vec<TaskIx> {
    let wanted = typed.trim().trim_end_matches('.').to_lowercase();
    let inside = |clause: &str| {
        let clause = clause.trim().to_lowercase();
        clause.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let tasks = (0..plan.tasks.len()).map(TaskIx::new);
    tasks.filter(|task| plan.task(*task).clause.as_deref().is_some_and(inside)).collect()
}

/// The tasks with a tag, in whatever case and with or without diacritics.
pub(crate) fn tagged(plan: &Plan, typed: &str) -> Vec<TaskIx> {
    let wanted = fold(typed);
    let tasks = (0..plan.tasks.len()).map(TaskIx::new);
    tasks.filter(|task| plan.task(*task).tags.iter().any(|tag| fold(tag) == wanted)).collect()
}

/// Every tag of a plan, each once, in the order in which tasks have them.
pub(crate) fn tags(plan: &Plan) -> Vec<&str> {
    let mut seen = HashSet::new();
    plan.tasks.iter().flat_map(|task| &task.tags).map(|tag| &**tag).filter(|tag| seen.insert(fold(tag))).collect()
}

pub(crate) fn members(plan: &Plan, group: GroupIx) -> &UnitSet {
    &plan.groups[group.index()].units
}

/// Which of several things with these names `typed` means.
pub(crate) fn among<N: AsRef<str>>(typed: &str, names: &[Vec<N>]) -> Matches<usize> {
    by_name(typed, 0..names.len(), |at| names[at].iter().map(|name| fold(name.as_ref())).collect())
}

fn by_name<T: Copy>(typed: &str, all: impl Iterator<Item = T> + Clone, names: impl Fn(T) -> Vec<String>) -> Matches<T> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Matches::Nothing(Vec::new());
    }
    let words: Vec<&str> = wanted.split(' ').collect();
    let (mut whole, mut part, mut parted) = (Vec::new(), Vec::new(), Vec::new());
    for one in all.clone() {
        let names = names(one);
        if names.contains(&wanted) {
            whole.push(one);
        } else if names.iter().any(|name| name.contains(&wanted)) {
            part.push(one);
        } else if names.iter().any(|name| words.iter().all(|word| name.contains(word))) {
            parted.push(one);
        }
    }
    // A name typed in full means itself, also where it is a part of a longer one; words that stand together come before
    // words that do not.
    match [whole, part, parted].into_iter().find(|found| !found.is_empty()) {
        Some(found) => Matches::of(found),
        None => Matches::Nothing(near(&words, all, names)),
    }
}

/// Those with a name that has each of the words but for a few slips of the hand: the nearest, and not many.
fn near<T: Copy>(words: &[&str], all: impl Iterator<Item = T>, names: impl Fn(T) -> Vec<String>) -> Vec<T> {
    const MOST: usize = 5;
    // No name is so long, and the distance costs the product of both lengths.
    if words.len() > 20 || words.iter().any(|word| word.len() > 40) {
        return Vec::new();
    }
    let slips_in = |name: &str| words.iter().map(|word| slips(word, name)).sum::<Option<usize>>();
    let slips = |one| names(one).iter().filter_map(|name| slips_in(name)).min();
    let (mut near, mut fewest) = (Vec::new(), usize::MAX);
    for (slips, one) in all.filter_map(|one| Some((slips(one)?, one))) {
        if slips < fewest {
            (near, fewest) = (Vec::new(), slips);
        }
        if slips == fewest {
            near.push(one);
        }
    }
    near.truncate(MOST);
    near
}

/// How far a word is from the nearest of a name's, unless none is near. A slip makes another word of most words of two
/// letters; those may only have lost a letter.
fn slips(word: &str, name: &str) -> Option<usize> {
    let letters = word.chars().count();
    let most = if letters < 6 { 1 } else { 2 };
    let others = name.split(' ').filter(|other| letters > 2 || *other == word || other.chars().count() > letters);
    others.map(|other| strsim::damerau_levenshtein(word, other)).min().filter(|distance| *distance <= most)
}
