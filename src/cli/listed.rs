//! What became of the plans that a collection lists.

use serde_json::json;

use super::exit::Failure;
use super::members::{Collection, MemberPlan};
use super::scope::AskedPlans;
use super::session::{Asked, Version};
use super::sides::being_committed;
use crate::git::Repository;
use crate::judge::State;
use crate::model::zone::day_at;
use crate::page::Page;
use crate::page::diagnostic::{Finding, Region};
use crate::page::review::fields::cut_inside;
use crate::page::review::story::no_longer_owed;
use crate::page::value::CellValue;
use crate::page::{Piece, Role};
use crate::review::commits::{Commit, GitTrouble};
use crate::review::effects::Effects;
use crate::review::oddities::seen;
use crate::rules::Code;
use crate::snapshot::{PLAN, Snapshot};
use crate::text::sentence_case;
use crate::typed::TypedDay;
use crate::words::{Phrase, ReviewPhrase, Words};

/// A plan that a collection lists no more, newly, or in another folder.
pub(super) struct ListedChange {
    /// Where it was, or is, from the collection's folder.
    folder: String,
    number: String,
    how: ListedHow,
    /// What is owed by it, as if it were owed no more.
    effects: Effects,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ListedHow {
    Dropped,
    Added,
    Moved {
        to: String,
    },
    /// It has the number or the title that the plan in the folder `of` had and gave up.
    Named {
        name: String,
        of: String,
    },
    /// What stands there is a submodule at another commit.
    Elsewhere,
}

impl ListedChange {
    /// What nobody should miss of it.
    pub(super) fn mark(&self) -> Option<Code> {
        match self.how {
            ListedHow::Dropped => Some(Code::W735),
            ListedHow::Named { .. } => Some(Code::W722),
            ListedHow::Elsewhere => Some(Code::W725),
            ListedHow::Added | ListedHow::Moved { .. } => None,
        }
    }

    fn said(&self, words: &dyn Words) -> String {
        let Self { folder, number, how, effects } = self;
        let (folder, number) = (cut_inside(folder), cut_inside(number));
        let said = |phrase: ReviewPhrase<'_>| words.phrase(&Phrase::Review(phrase));
        match how {
            ListedHow::Dropped => {
                let effects = no_longer_owed(effects, words);
                said(ReviewPhrase::PlanDropped { number: &number, folder: &folder, effects: &effects })
            }
            ListedHow::Added => {
                said(ReviewPhrase::PlanListed { number: &number, folder: &folder, count: effects.gone })
            }
            ListedHow::Named { name, of } => {
                let (name, of) = (&cut_inside(name), &cut_inside(of));
                said(ReviewPhrase::PlanNamed { number: &number, folder: &folder, name, of })
            }
            ListedHow::Elsewhere => said(ReviewPhrase::PlanElsewhere { folder: &folder }),
            ListedHow::Moved { to } => {
                said(ReviewPhrase::PlanMoved { number: &number, folder: &folder, to: &cut_inside(to) })
            }
        }
    }
}

/// What became of the list of plans between the two revisions that `diff` compares, or up to now: nothing where git does
/// not tell, which is said of each plan.
pub(super) fn list_changes(asked: &Asked, (named, staged): (&[String], bool)) -> Result<Vec<ListedChange>, Failure> {
    let Some(folder) = asked.collection_folder()? else { return Ok(Vec::new()) };
    let Ok(repository) = Repository::of(&folder) else { return Ok(Vec::new()) };
    let Ok((from, to)) = ends(&repository, named) else { return Ok(Vec::new()) };
    let at = |version: Version| Asked { version, ..asked.clone() }.many();
    let before = Asked { version: Version::At(from.id.clone()), ..asked.clone() }.scope()?;
    let before = match before {
        AskedPlans::Many(collection) => collection,
        // The folder of a plan may have become that of a list.
        AskedPlans::One(plan) if plan.past.as_ref().is_some_and(|it| it.revision.tree.plan.is_some()) => {
            Collection::of(plan)
        }
        AskedPlans::One(_) => return Ok(Vec::new()),
    };
    let there = match (&to, staged) {
        (Some(commit), _) => repository.plan_folders(&commit.id).ok(),
        (None, true) => being_committed(&repository).plan_folders("").ok(),
        (None, false) => None,
    };
    let still = |below: &str| match &there {
        Some(there) if below.is_empty() => there.plans.contains_key(&repository.prefix),
        Some(there) => there.plans.contains_key(&format!("{}{below}/", repository.prefix)),
        None => folder.join(below).join(PLAN).exists(),
    };
    let differing = match &to {
        Some(commit) => repository.changed_files((&from.id, &repository.prefix), &commit.id),
        None if staged => being_committed(&repository).changed_files((&from.id, &repository.prefix), ""),
        None => repository.changed_on_disk(&from.id),
    };
    let until = to.as_ref().map_or_else(|| "HEAD".to_owned(), |commit| commit.id.clone());
    let now = to.map_or(if staged { Version::Staged } else { Version::Now }, |commit| Version::At(commit.id));
    let Some(after) = at(now)? else { return Ok(Vec::new()) };
    let mut all = compared(asked, &before, &after, still);
    let differs = |folder: &str| {
        let file = format!("{folder}/{PLAN}");
        let known = !folder.is_empty() && !folder.starts_with('.');
        differing.as_ref().map_or(true, |files| !known || files.iter().any(|changed| changed.path == file))
    };
    all.extend(exchanged(&before, &after, differs));
    let is_listed = |path: &str| [&before, &after].iter().any(|of| of.lists(path));
    let between = dropped_between(asked, &repository, (&from.id, &until), [&before, &after]);
    all.extend(between.map_err(|found| asked.fail(&Phrase::Git(&found)))?);
    let submodules = differing.iter().flatten().filter(|it| it.is_repository && is_listed(&it.path));
    all.extend(submodules.map(|it| {
        let (folder, number) = (it.path.clone(), String::new());
        ListedChange { folder, number, how: ListedHow::Elsewhere, effects: Effects::default() }
    }));
    Ok(all)
}

/// The plans that were listed only between the two sides, and dropped when something of them was overdue.
fn dropped_between(
    asked: &Asked,
    repository: &Repository,
    (from, until): (&str, &str),
    ends: [&Collection; 2],
) -> Result<Vec<ListedChange>, GitTrouble> {
    let at_ends = || ends.iter().flat_map(|of| &of.plans);
    let numbers: Vec<String> = at_ends().filter_map(MemberPlan::number).collect();
    let mut all: Vec<ListedChange> = Vec::new();
    for commit in repository.list_steps(from, until)? {
        let at = |name: String| Asked { version: Version::At(name), ..asked.clone() }.many().ok().flatten();
        let both = at(format!("{}^", commit.id)).zip(at(commit.id.clone()));
        let Some((was, is)) = both else { continue };
        let there = repository.plan_folders(&commit.id)?;
        let still = |below: &str| there.plans.contains_key(&format!("{}{below}/", repository.prefix));
        let zone = was.plans.iter().find_map(|plan| Some(plan.inspect().ok()?.plan.header.timezone.clone()));
        let day = zone.map(|zone| TypedDay::Whole(day_at(commit.time, &zone)));
        let then = Asked { as_of: day.or(asked.as_of), ..asked.clone() };
        let known = |it: &ListedChange| {
            at_ends().any(|plan| plan.folder == it.folder)
                || numbers.contains(&it.number)
                || all.iter().any(|other| other.folder == it.folder)
        };
        let dropped = |it: &ListedChange| it.how == ListedHow::Dropped && it.effects.gone_overdue > 0;
        let passed: Vec<_> =
            compared(&then, &was, &is, still).into_iter().filter(|it| dropped(it) && !known(it)).collect();
        all.extend(passed);
    }
    Ok(all)
}

/// The version of the list that the later side of a comparison has: at the revision that is named, what is staged, or the
/// one on disk.
pub(super) fn later_version(asked: &Asked, (named, staged): (&[String], bool)) -> Result<Version, Failure> {
    if staged {
        return Ok(Version::Staged);
    }
    let Some(folder) = asked.collection_folder()? else { return Ok(Version::Now) };
    let ends = Repository::of(&folder).and_then(|repository| ends(&repository, named));
    Ok(ends.ok().and_then(|(_, to)| to).map_or(Version::Now, |commit| Version::At(commit.id)))
}

/// The commits that are compared; nothing in the place of the later one where that is the files as they are.
fn ends(repository: &Repository, named: &[String]) -> Result<(Commit, Option<Commit>), GitTrouble> {
    let commit = |name: &str| repository.commit(if name.is_empty() { "HEAD" } else { name });
    match named {
        [] => Ok((commit("HEAD")?, None)),
        [range] => match (range.split_once("..."), range.split_once("..")) {
            (Some((one, other)), _) => {
                let (one, other) = (commit(one)?, commit(other)?);
                let base = repository.merge_base(&one.id, &other.id)?;
                Ok((base.unwrap_or(one), Some(other)))
            }
            (None, Some((one, other))) => Ok((commit(one)?, Some(commit(other)?))),
            (None, None) => Ok((commit(range)?, None)),
        },
        [one, other, ..] => Ok((commit(one)?, Some(commit(other)?))),
    }
}

/// What became of the plans of a collection; what each asks for is counted as of the day that is asked about. `still` says
/// whether a folder holds a plan on the later side, listed or not.
pub(super) fn compared(
    asked: &Asked,
    before: &Collection,
    after: &Collection,
    still: impl Fn(&str) -> bool,
) -> Vec<ListedChange> {
    let lacks = |of: &Collection, folder: &str| of.plans.iter().all(|plan| plan.folder != folder);
    let gone = before.plans.iter().filter(|plan| lacks(after, &plan.folder) || !still(&plan.folder));
    let mut new: Vec<&MemberPlan> = after.plans.iter().filter(|plan| lacks(before, &plan.folder)).collect();
    let change = |plan: &MemberPlan, how: ListedHow| ListedChange {
        folder: if plan.folder.is_empty() { ".".to_owned() } else { plan.folder.clone() },
        number: plan.number().unwrap_or_default(),
        how,
        effects: owed(asked, plan),
    };
    let mut all: Vec<ListedChange> = Vec::new();
    let numbers = |plans: &[&MemberPlan]| plans.iter().map(|plan| plan.number()).collect::<Vec<_>>();
    let gone: Vec<&MemberPlan> = gone.collect();
    let (of_gone, of_new) = (numbers(&gone), numbers(&new));
    let once = |all: &[Option<String>], number: &Option<String>| all.iter().filter(|it| *it == number).count() == 1;
    for (plan, number) in gone.into_iter().zip(&of_gone) {
        // A folder is the same plan in another place where it says the same, or where it alone has the number of one
        // that is gone: then the two are compared with each other.
        let certain = !still(&plan.folder) && once(&of_gone, number) && once(&of_new, number);
        let moved = new
            .iter()
            .position(|other| number.is_some() && other.number() == *number && (certain || says_same(plan, other)));
        let how = moved.map_or(ListedHow::Dropped, |at| ListedHow::Moved { to: new.remove(at).folder.clone() });
        all.push(change(plan, how));
    }
    all.extend(new.into_iter().map(|plan| change(plan, ListedHow::Added)));
    all
}

/// The plans that have the number or the title of another one, which is called otherwise now. `differs` says whether the plan
/// in a folder may be another than before.
fn exchanged(before: &Collection, after: &Collection, differs: impl Fn(&str) -> bool) -> Vec<ListedChange> {
    let names = |plan: &MemberPlan| {
        let header = plan.inspect().ok()?.plan.header.clone();
        Some([header.number.to_string(), header.title.to_string()])
    };
    let both = after.plans.iter().filter(|plan| differs(&plan.folder)).filter_map(|plan| {
        let was = before.plans.iter().find(|was| was.folder == plan.folder)?;
        Some((&plan.folder, names(was)?, names(plan)?))
    });
    let both: Vec<_> = both.collect();
    let mut all = Vec::new();
    for (folder, was, is) in &both {
        for (kind, own) in is.iter().enumerate() {
            let name = seen(own);
            let taken = |(other, then, now): &&(&String, [String; 2], [String; 2])| {
                other != folder && seen(&then[kind]) == name && seen(&now[kind]) != name
            };
            if let Some((of, ..)) = both.iter().find(taken).filter(|_| seen(&was[kind]) != name) {
                let how = ListedHow::Named { name: own.clone(), of: (*of).clone() };
                let (folder, number) = ((*folder).clone(), is[0].clone());
                all.push(ListedChange { folder, number, how, effects: Effects::default() });
            }
        }
    }
    all
}

/// Whether two folders hold the same plan and the same records.
fn says_same(one: &MemberPlan, other: &MemberPlan) -> bool {
    let (Ok(one), Ok(other)) = (one.open(), other.open()) else { return false };
    let (mut of_one, mut of_other) = (one.reader(), other.reader());
    one.plan_text == other.plan_text
        && one.plan.unit_indices().all(|unit| match (of_one.text(unit), of_other.text(unit)) {
            (Ok(one), Ok(other)) => one == other,
            (one, other) => one.is_err() && other.is_err(),
        })
}

/// What is owed by a plan, as far as it can be read.
fn owed(asked: &Asked, plan: &MemberPlan) -> Effects {
    plan.open().map(|snapshot| owed_by(asked, &snapshot)).unwrap_or_default()
}

/// What is owed by a plan as of the day that is asked about.
pub(super) fn owed_by(asked: &Asked, snapshot: &Snapshot) -> Effects {
    let mut all = Effects::default();
    let judge = snapshot.judge(asked.day(&snapshot.plan.header.timezone, None));
    snapshot.each(&judge, |_, obligation| {
        let standing = &obligation.standing;
        all.gone += usize::from(standing.state != State::Waived);
        if standing.state == State::Overdue {
            all.gone_overdue += 1;
            all.longest = all.longest.max(standing.days_late.unwrap_or_default());
        }
    });
    all
}

/// Writes them for people, above the changes of each plan.
pub(super) fn write(page: &mut dyn Page, changes: &[ListedChange], words: &dyn Words) -> std::io::Result<()> {
    page.section(1, words.phrase(&Phrase::Review(ReviewPhrase::PlansHeading { count: changes.len() })))?;
    let entry = |it: &ListedChange| {
        vec![CellValue::Codes(it.mark().into_iter().collect()), CellValue::Text(sentence_case(&it.said(words)))]
    };
    page.list(&[Role::Codes, Role::Words], changes.iter().map(entry))?;
    page.put(Piece::Gap)
}

/// What nobody should miss of them, as code hosts read it: on the first line of the list, which is this file.
pub(super) fn findings(changes: &[ListedChange], file: &str, words: &dyn Words) -> Vec<Finding> {
    let finding = |it: &ListedChange| {
        let region = Region { start_line: 1, start_column: 1, end_line: 2, end_column: 1 };
        let (message, file, subject) = (sentence_case(&it.said(words)), file.to_owned(), it.folder.clone());
        Some(Finding { code: it.mark()?, message, file, region, subject, seen: None })
    };
    changes.iter().filter_map(finding).collect()
}

/// The same as a value of the object that programs read.
pub(super) fn as_json(changes: &[ListedChange]) -> serde_json::Value {
    let object = |it: &ListedChange| {
        let (how, to) = match &it.how {
            ListedHow::Dropped => ("dropped", None),
            ListedHow::Added => ("added", None),
            ListedHow::Moved { to } => ("moved", Some(to)),
            ListedHow::Named { of, .. } => ("named", Some(of)),
            ListedHow::Elsewhere => ("submodule", None),
        };
        json!({
            "change": how,
            "folder": it.folder,
            "to": to,
            "number": it.number,
            "mark": it.mark().map(Code::as_str),
            "owed": it.effects.gone,
            "overdue": it.effects.gone_overdue,
            "longest": it.effects.longest,
        })
    };
    changes.iter().map(object).collect()
}
