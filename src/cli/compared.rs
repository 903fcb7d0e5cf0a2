//! A comparison as it is asked for: its sides found and opened, the way between them looked along.

use std::path::Path;

use super::args::past;
use super::exit::Failure;
use super::members::MemberPlan;
use super::names::unit_of;
use super::session::{Asked, Version, strays};
use super::sides::{MAX_REVIEWED_BYTES, OpenedSide, Pair, SidePlace, SidesProblem, hook_index, pair};
use super::units::told;
use super::verify::{self, verdict_on};
use crate::check::stray_files;
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::git::attributes::AttributesOf;
use crate::model::duties::UnitSet;
use crate::model::plan::Plan;
use crate::page::review::story::Comparison;
use crate::review::commits::{Blobs, Commit, GitTrouble};
use crate::review::compare::{MOST_CHANGES, compare_within_limit, renamed};
use crate::review::exchanged::exchanged;
use crate::review::history::{Between, Brought};
use crate::review::line::{Line, LineCommit};
use crate::review::oddities::Oddity;
use crate::review::reviewed::{self, Reviewed, ReviewedFault};
use crate::review::verify::Verdict;
use crate::review::{ChangedReport, OnTheWay, Outcome, ReportChange, Sides};
use crate::shell;
use crate::snapshot::{PLAN, REPORTS, REVIEWED, Snapshot, joined, unit_path};
use crate::store::{read_foreign, short_digest};
use crate::typed::TypedDay;
use crate::view::known::KnownCommit;
use crate::words::phrase::CliError;
use crate::words::{Phrase, ReviewPhrase, Words, words};

/// What is to be compared.
pub(super) struct ComparisonRequest<'r> {
    /// Nothing, one or two names.
    pub(super) named: &'r [String],
    pub(super) units: &'r [String],
    pub(super) from: Option<TypedDay>,
    pub(super) backdated: u32,
    /// Whether the side after is what is staged.
    pub(super) staged: bool,
    /// A file of marks that were reviewed.
    pub(super) reviewed: Option<&'r Path>,
    /// The plan, found in a revision already: what is on disk does not count then.
    pub(super) of: Option<&'r MemberPlan>,
}

impl<'r> ComparisonRequest<'r> {
    /// Between what is named, with nothing else asked.
    pub(super) fn plain(named: &'r [String]) -> Self {
        Self { named, units: &[], from: None, backdated: 30, staged: false, reviewed: None, of: None }
    }
}

/// Compares what is asked for, and gives the comparison to `tell`, with what leads from the top of the repository to the
/// workspace; nothing where a side cannot be opened, which is reported.
pub(super) fn compared<T>(
    asked: &Asked,
    options: &ComparisonRequest<'_>,
    tell: impl FnOnce(Comparison<'_>, &str, &'static dyn Words) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let on_disk = Asked { version: Version::Now, ..asked.clone() };
    let revision = options.of.and_then(|plan| plan.past.as_ref());
    let workspace = options.of.map_or_else(|| on_disk.workspace(), |plan| Ok(plan.workspace.clone()))?;
    let days = known_days(asked, options)?;
    let named = days.as_ref().map_or(options.named, |days| &days.0);
    let found =
        revision.map_or_else(|| Repository::of(workspace.root()), |past| Ok(past.revision.repository().clone()));
    let sides = pair(&workspace, found, (named, options.staged), &fail)?;
    let prefix_before = sides.prefix_before().to_owned();
    let Pair { before, after, repository, compared } = sides;
    // Where nothing was before there is nothing to compare with, and everything is new.
    let begins = before.is_before_workspace();
    let Some((old, new)) = opened(asked, &before, &after)? else { return Ok(None) };
    let known = days.as_ref().and_then(|(_, later)| later.as_ref());
    let now = asked.day(&new.plan.header.timezone, known);
    let then = past(options.from, now).unwrap_or(now);
    let (judge_then, judge_now) = (old.judge(then), new.judge(now));
    // A commit may claim a day that has not come.
    let today = shell::today(&new.plan.header.timezone);
    let otherwise = after.commit().map_or(now, |commit| commit.day(&new.plan).min(today));
    let sides = Sides { before: &judge_then, after: &judge_now, backdated: options.backdated, written: otherwise };
    let snapshots = (&old, &new);
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let words = words(asked.lang.unwrap_or(new.header.language));
    let units = named_units(options.units, new, words)?;
    let git = |found: GitTrouble| fail(&Phrase::Git(&found));
    let reviewed = reviewed(asked, options.reviewed, (&before, compared.as_ref()), repository.as_ref())?;
    let show = |outcome: &Outcome, broken: &[FileReport]| {
        let (before_shown, after_shown) = (before.shown(new, words), after.shown(new, words));
        let comparison = Comparison {
            sides,
            outcome,
            broken,
            reviewed: &reviewed,
            before: before.called(&before_shown),
            after: after.called(&after_shown),
        };
        let prefix = repository.as_ref().map(|repository| repository.prefix.as_str()).unwrap_or_default();
        tell(comparison, prefix, words).map(Some)
    };
    if begins {
        return show(&Outcome { begins, ..Outcome::default() }, &[]);
    }
    let way = way(repository.as_ref(), (&before, &after), compared.as_ref(), &prefix_before).map_err(git)?;
    let Way { between, merging, apart } = &way;
    let steps = between.iter().chain(merging).collect();
    let renamed = if snapshots.0.shares_plan(snapshots.1) { Vec::new() } else { renamed(old, new) };
    let brought = Brought::new(steps, objects(repository.as_ref()), new, renamed.clone(), otherwise);
    let found = compare_within_limit(snapshots, sides, units.as_ref(), &brought);
    let (mut outcome, mut broken) = found.map_err(|_| fail(&Phrase::TooMuchToHold { limit: MOST_CHANGES }))?;
    if days.is_some() && asked.as_of.is_some() {
        outcome.keep_said_of(now);
    }
    outcome.apart = *apart;
    outcome.on_the_way = on_the_way(snapshots.1, &brought, units.as_ref(), after.commit().is_some());
    outcome.evidence = exchanged(snapshots, units.as_ref(), changed_files(&before, &after).map_err(git)?.as_deref());
    brought.trouble().map_err(git)?;
    if let Some(between) = between {
        outcome.odd = between.odd(new);
        outcome.mixed = between.mixed(units.as_ref().map(|units| (new, units)), &renamed);
    }
    if let Some(repository) = &repository {
        let main = compared.as_ref().and(before.commit());
        outcome.reports = changed_reports(repository, (&before, &after), main).map_err(|found| asked.wrong(&found))?;
        outcome
            .oddities
            .extend(hidden_files(repository, (&before, &after), snapshots, revision.is_none()).map_err(git)?);
    }
    outcome.oddities.extend(excused(asked, &after, &reviewed)?);
    broken.extend(lost(snapshots.1, units.as_ref()));
    // The folder of all files under another name is odd; what it takes away is marked.
    told(&stray_files(new, &snapshots.1.listing, |_| false), words, shell::stderr_screen(asked.color))?;
    told(&broken, words, shell::stderr_screen(asked.color))?;
    show(&outcome, &broken)
}

/// The units that are named; nothing where all are meant.
fn named_units(typed: &[String], plan: &Plan, words: &dyn Words) -> Result<Option<UnitSet>, Failure> {
    let mut only = UnitSet::new(plan.units.len());
    for typed in typed {
        only.insert(unit_of(plan, words, typed)?);
    }
    Ok(if typed.is_empty() { None } else { Some(only) })
}

/// Both sides, opened; where nothing was before, the side after in its place. Nothing where one cannot be opened, which
/// is reported.
fn opened(asked: &Asked, before: &OpenedSide, after: &OpenedSide) -> Result<Option<(Snapshot, Snapshot)>, Failure> {
    let begins = before.is_before_workspace();
    let old = if begins { after.open() } else { before.open() };
    let new = old.as_ref().map_or_else(|_| after.open(), |old| Snapshot::open_beside(after.files(), old));
    match (old, new) {
        (Ok(old), Ok(new)) => Ok(Some((old, new))),
        (_, Err(new)) if begins => asked.refuse(&[&new]).map(|_| None),
        (old, new) => asked.refuse(&[old.err(), new.err()].iter().flatten().collect::<Vec<_>>()).map(|_| None),
    }
}

/// A range of revisions, and what was known at its end, unless that is now.
pub(super) type KnownRange = (Vec<String>, Option<KnownCommit>);

/// The range of revisions that the days of `--known-on` name, and what was known on the later one, unless that is now;
/// nothing where revisions are named.
pub(super) fn known_days(asked: &Asked, options: &ComparisonRequest<'_>) -> Result<Option<KnownRange>, Failure> {
    let (from, to) = match &asked.version {
        Version::Now | Version::At(_) => return Ok(None),
        Version::KnownOn(day) => (*day, None),
        Version::Between([from, to]) => (*from, Some(*to)),
    };
    if !options.named.is_empty() || options.staged {
        let other = if options.staged { "--staged" } else { "A[..B]" };
        return Err(asked.fail(&Phrase::CliError(CliError::Conflict { argument: "--known-on", other })));
    }
    let from = asked.known_on(from)?.commit;
    let to = to.map(|day| asked.known_on(day)).transpose()?;
    let range = to.as_ref().map_or(from.clone(), |to| format!("{from}..{}", to.commit));
    Ok(Some((vec![range], to)))
}

/// What gives the objects of a repository, and whether only a part of its history is there.
fn objects(repository: Option<&Repository>) -> (Option<Box<dyn Blobs>>, bool) {
    let blobs = repository.map(|repository| -> Box<dyn Blobs> { Box::new(repository.objects()) });
    (blobs, repository.is_some_and(|repository| repository.shallow))
}

/// The files of no unit that record something: it is compared with nothing.
fn lost(after: &Snapshot, only: Option<&UnitSet>) -> impl Iterator<Item = FileReport> {
    let units = after.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit)));
    strays(after, &units.collect::<Vec<_>>()).into_iter().filter(FileReport::has_error)
}

/// The marks that were reviewed: as the side before says, also as it is now where an older commit is compared, and as a
/// file says that was named. What the side after says of itself excuses nothing.
fn reviewed(
    asked: &Asked,
    named: Option<&Path>,
    (before, compared): (&OpenedSide, Option<&Commit>),
    repository: Option<&Repository>,
) -> Result<Vec<Reviewed>, Failure> {
    let wrong = |found: SidesProblem| asked.wrong(&found);
    let mut texts: Vec<(String, Vec<u8>)> = Vec::new();
    let own = before.reviewed().map_err(wrong)?;
    texts.extend(own.map(|bytes| (REVIEWED.to_owned(), bytes)));
    if let (Some(commit), Some(repository)) = (compared, repository) {
        let tip =
            OpenedSide::revision(String::new(), repository, commit.clone()).map_err(|found| wrong(found.into()))?;
        let tip = tip.reviewed().map_err(wrong)?;
        texts.extend(tip.map(|bytes| (REVIEWED.to_owned(), bytes)));
    }
    if let Some(path) = named {
        let bytes = read_foreign(path, MAX_REVIEWED_BYTES).map_err(|found| wrong(found.into()))?;
        texts.push((path.display().to_string(), bytes));
    }
    let mut all = Vec::new();
    for (file, bytes) in texts {
        all.extend(entries(asked, &file, &bytes)?);
    }
    Ok(all)
}

/// What a file says was looked at.
fn entries(asked: &Asked, file: &str, bytes: &[u8]) -> Result<Vec<Reviewed>, Failure> {
    reviewed::read(&String::from_utf8_lossy(bytes)).map_err(|ReviewedFault { line, what }| {
        let file = format!("{file}:{line}");
        asked.fail_unread(&Phrase::Review(ReviewPhrase::ReviewedBroken { file: &file, what: &what }))
    })
}

/// The marks that the side after says were looked at, beyond those that count already.
fn excused(asked: &Asked, after: &OpenedSide, counting: &[Reviewed]) -> Result<Option<Oddity>, Failure> {
    let bytes = after.reviewed().map_err(|found| asked.wrong(&found))?.unwrap_or_default();
    let said = entries(asked, REVIEWED, &bytes)?;
    let new: Vec<&Reviewed> = said.iter().filter(|entry| !counting.contains(entry)).collect();
    let digest = short_digest(new.iter().map(|entry| entry.line()).collect::<String>().as_bytes());
    Ok((!new.is_empty()).then_some(Oddity::Excused { entries: new.len(), digest }))
}

/// The files that attributes hide which did not before, or that rules leave out of commits: one thing to say for each
/// attribute or rule. Rules are read from disk, where that counts.
fn hidden_files(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    (old, new): (&Snapshot, &Snapshot),
    on_disk: bool,
) -> Result<Vec<Oddity>, GitTrouble> {
    // What is in two commits with the same rules is treated in the same way by both.
    let same_rules = matches!((&before.place, &after.place),
        (SidePlace::Revision(old), SidePlace::Revision(new)) if old.tree.rules == new.tree.rules);
    let has = |side: &Snapshot, id: &str| side.plan.unit_by_id(id).is_some_and(|unit| side.has_file(unit));
    let settled = |id: &str| same_rules && has(old, id) && has(new, id);
    let files = |of: &Snapshot| -> Vec<String> {
        // Above the top of the repository nothing is git's to show.
        let shared = of.shared_path().filter(|path| !joined(&repository.prefix, path).starts_with(".."));
        let own = Some(PLAN).filter(|_| !same_rules).into_iter().chain(shared).map(str::to_owned);
        let units = of.plan.unit_indices().filter(|unit| !settled(of.plan.unit(*unit).id.as_str()));
        own.chain(units.map(|unit| unit_path(&of.plan, unit))).collect()
    };
    let of = |side: &OpenedSide, plan: &Snapshot| -> Result<Vec<(String, String)>, GitTrouble> {
        match &side.place {
            SidePlace::Nowhere => Ok(Vec::new()),
            SidePlace::Folder(_) => repository.hiding_attributes(&files(plan), AttributesOf::Folder),
            SidePlace::Staged(_) => {
                let index = hook_index(repository);
                repository.hiding_attributes(&files(plan), AttributesOf::Staged(index.as_deref()))
            }
            SidePlace::Revision(revision) => {
                repository.hiding_attributes(&files(plan), AttributesOf::Commit(&revision.commit.id))
            }
        }
    };
    let was = of(before, old)?;
    let mut hidden: Vec<(String, String)> = of(after, new)?.into_iter().filter(|one| !was.contains(one)).collect();
    let asked = files(new);
    let head = || repository.commit("HEAD").ok().map(|head| head.id);
    // Rules can only be asked of the files that are there.
    let is_there = || after.commit().is_none_or(|commit| Some(&commit.id) == head().as_ref());
    if on_disk && !repository.bare && !asked.is_empty() && is_there() {
        hidden.extend(repository.ignored(&asked)?);
    }
    let mut all: Vec<(String, String, usize)> = Vec::new();
    for (file, by) in hidden {
        match all.iter_mut().find(|(_, other, _)| *other == by) {
            Some((_, _, files)) => *files += 1,
            None => all.push((file, by, 1)),
        }
    }
    Ok(all.into_iter().map(|(file, by, files)| Oddity::HiddenFiles { file, files, by }).collect())
}

/// The files of the workspace that differ between two commits; nothing where only reading them tells.
fn changed_files(before: &OpenedSide, after: &OpenedSide) -> Result<Option<Vec<String>>, GitTrouble> {
    match (&before.place, &after.place) {
        (SidePlace::Revision(old), SidePlace::Revision(new)) if old.prefix() == new.prefix() => {
            new.repository().changed_files(&old.commit.id, &new.commit.id).map(Some)
        }
        _ => Ok(None),
    }
}

/// The commits between the two sides.
#[derive(Default)]
struct Way {
    between: Option<Between>,
    /// Those of a merge that is not committed yet: what it brings was recorded by them.
    merging: Option<Between>,
    /// Whether the side before is no ancestor of the side after.
    apart: bool,
}

fn way(
    repository: Option<&Repository>,
    (before, after): (&OpenedSide, &OpenedSide),
    compared: Option<&Commit>,
    prefix_before: &str,
) -> Result<Way, GitTrouble> {
    let (Some(repository), Some(from)) = (repository, before.commit()) else { return Ok(Way::default()) };
    let until = after.commit().map_or("HEAD", |commit| commit.id.as_str());
    let of = |until: &str, line: Line| -> Result<Between, GitTrouble> {
        let steps = repository.steps_between(&from.id, until, prefix_before)?;
        Ok(Between::new(steps, [&repository.prefix, prefix_before], line))
    };
    let nodes = repository.graph(&from.id, until)?;
    let between = of(until, line(repository, from, compared, &nodes)?)?;
    let merged = if after.commit().is_none() { repository.merging()? } else { None };
    let merging = merged.map(|merged| of(&merged, Line::default())).transpose()?;
    // Where the side after follows the side before, its commits begin there.
    let follows = nodes.iter().any(|node| node.boundary && node.id == from.id);
    let apart = !follows && !repository.is_ancestor(&from.id, until)?;
    Ok(Way { between: Some(between), merging, apart })
}

/// When these commits came to the line that begins at `from`, or at a later commit that was named.
fn line(
    repository: &Repository,
    from: &Commit,
    compared: Option<&Commit>,
    nodes: &[LineCommit],
) -> Result<Line, GitTrouble> {
    let floor = if nodes.is_empty() { i64::MIN } else { repository.latest(&compared.unwrap_or(from).id)? };
    Ok(Line::new(&from.id, floor, nodes, shell::moment()))
}

/// What was recorded on the way between the two, and is recorded otherwise at the end.
fn on_the_way(after: &Snapshot, brought: &Brought<'_>, only: Option<&UnitSet>, committed: bool) -> Vec<OnTheWay> {
    let (mut texts, mut records) = (after.reader(), after.reader());
    let mut all = Vec::new();
    for unit in after.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit))) {
        if brought.touched(unit)
            && let Ok(text) = texts.text(unit)
            && let Ok(records) = records.records(unit, text)
        {
            all.extend(brought.on_the_way(unit, records, committed));
        }
    }
    all
}

/// The reports that are other than before: edited, rebuilt, or gone. Where a branch is compared, `main` is the commit
/// at which it left the main line: data of later commits never stood on that.
fn changed_reports(
    repository: &Repository,
    (before, after): (&OpenedSide, &OpenedSide),
    main: Option<&Commit>,
) -> Result<Vec<ChangedReport>, SidesProblem> {
    let mut changed = Vec::new();
    let mut tell = |name: &str, how: ReportChange, now: Option<String>| {
        let digests = (verify::digest(before, name)?, verify::digest(after, name)?);
        changed.push(ChangedReport { file: format!("{REPORTS}/{name}"), how, digests, now });
        Ok::<_, SidesProblem>(())
    };
    for name in verify::changed_reports(before, after)? {
        let was = verify::was_ours(before, &name)?;
        match verdict_on(repository, after, &name, main)? {
            Verdict::Differs => tell(&name, ReportChange::Edited, None)?,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs if was => tell(&name, ReportChange::Edited, None)?,
            Verdict::Matches if was && verify::says_otherwise(before, after, &name)? => {
                tell(&name, ReportChange::Remade, None)?;
            }
            Verdict::NotOurs | Verdict::Matches | Verdict::FiguresMatch | Verdict::Unread => {}
        }
    }
    let there = after.reports()?;
    for name in before.reports()?.iter().filter(|name| !there.contains(name)) {
        if verify::was_ours(before, name)? {
            let now = after.commit().map(|commit| repository.elsewhere(&commit.id, name)).transpose()?.flatten();
            tell(name, ReportChange::Gone, now)?;
        }
    }
    Ok(changed)
}
