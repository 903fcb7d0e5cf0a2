//! A comparison as it is asked for: its sides found and opened, the way between them looked along.

use std::cell::LazyCell;
use std::path::Path;

use super::aside::Aside;
use super::between_sides::{Way, began, way};
use super::changed_reports::{changed_documents, changed_reports, misnamed_reports};
use super::exit::{Exit, Failure};
use super::former::{GonePlans, former, gone_plans};
use super::hidden::{NamedEvidence, hidden_files};
use super::members::MemberPlan;
use super::names::unit_of;
use super::range_objects::objects;
use super::session::{Asked, Version, lost};
use super::sides::{MAX_REVIEWED_BYTES, OpenedSide, Pair, SidePlace, SidesProblem, pair};
use super::units::told;
use crate::check::other_case;
use crate::diagnostic::FileReport;
use crate::facts::unit_facts;
use crate::git::Repository;
use crate::judge::{Judge, State};
use crate::model::duties::UnitSet;
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::page::review::story::Comparison;
use crate::read::text::MAX_UNIT_BYTES;
use crate::review::commits::{Blobs, ChangedFile, Commit, GitTrouble};
use crate::review::compare::{MOST_CHANGES, compare_within_limit, renamed};
use crate::review::exchanged::{exchanged, named};
use crate::review::history::{Between, Brought};
use crate::review::late_between::late_between;
use crate::review::moved_evidence::keep_what_moved;
use crate::review::moved_records::only_moves;
use crate::review::oddities::{Oddity, beside};
use crate::review::reviewed::{self, Reviewed, ReviewedFault};
use crate::review::strange;
use crate::review::{LineNote, OnTheWay, Outcome, Sides};
use crate::shell;
use crate::snapshot::{REVIEWED, Snapshot};
use crate::store::read_foreign;
use crate::text::{one_line, short_digest};
use crate::typed::{Leaning, TypedDay};
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
    let days = known_days(asked, options)?;
    let found = sides_of(asked, options, days.as_ref().map_or(options.named, |days| &days.0))?;
    let FoundSides { pair: Pair { before, after, repository, compared }, gone, began } = found;
    // Where nothing was before there is nothing to compare with, and everything is new.
    let begins = before.is_before_workspace();
    let Some((old, new)) = opened(asked, &before, &after)? else { return Ok(None) };
    let known = days.as_ref().and_then(|(_, later)| later.as_ref());
    let now = asked.day(&new.plan.header.timezone, known);
    let then = options.from.map_or(now, |typed| typed.on(now, Leaning::Past));
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
    // What began between the sides excuses nothing of itself.
    let stood = Some(&before).filter(|_| began.is_none());
    let reviewed = reviewed(asked, options.reviewed, (stood, compared.as_ref()), repository.as_ref())?;
    let show = |outcome: &Outcome, broken: &[FileReport]| {
        let (before_shown, after_shown) = (before.shown(new, words), after.shown(new, words));
        let comparison = Comparison {
            sides,
            snapshots,
            outcome,
            broken,
            reviewed: &reviewed,
            before: before.called(&before_shown),
            after: after.called(&after_shown),
        };
        let prefix = repository.as_ref().map(|repository| repository.prefix.as_str()).unwrap_or_default();
        tell(comparison, prefix, words).map(Some)
    };
    let find = || named(snapshots.1, units.as_ref());
    let named: NamedEvidence<'_> = LazyCell::new(&find);
    if begins {
        let hidden = |repository| hidden_files(repository, (&before, &after), snapshots, (None, &named), begins);
        let mut oddities = gone_plans(asked, &gone);
        oddities.extend(repository.as_ref().map(hidden).transpose().map_err(git)?.into_iter().flatten());
        oddities.extend(excused(asked, &after, &reviewed)?);
        return show(&Outcome { oddities, begins, ..Outcome::default() }, &[]);
    }
    let way = way(repository.as_ref(), (&before, &after), compared.as_ref(), (snapshots, sides)).map_err(git)?;
    let Way { between, merging, apart, notes, stood } = &way;
    let changed = changed_files(&before, &after).map_err(git)?;
    let renamed = if snapshots.0.shares_plan(snapshots.1) { Vec::new() } else { renamed(old, new) };
    let blobs = || objects(repository.as_ref(), before.commit(), before.prefix());
    let brought = Brought::new(between.iter().chain(merging).collect(), blobs(), new, renamed.clone(), otherwise);
    let found = compare_within_limit(snapshots, sides, units.as_ref(), &brought);
    let (mut outcome, mut broken) = found.map_err(|_| fail(&Phrase::TooMuchToHold { limit: MOST_CHANGES }))?;
    if days.is_some() && asked.as_of.is_some() {
        outcome.keep_said_of(now);
    }
    outcome.apart = *apart;
    outcome.on_the_way = on_the_way((snapshots.1, &judge_now), &brought, units.as_ref(), after.commit().is_some());
    outcome.tell_promises_once();
    keep_what_moved(&mut outcome, snapshots.1);
    outcome.add_late_between(late_between(sides, snapshots.1, stood, units.as_ref()));
    outcome.line_notes = line_notes(began, new, notes);
    outcome.evidence = exchanged(snapshots, &named, changed.as_deref());
    brought.trouble().map_err(git)?;
    if let Some(between) = between {
        of_commits(between, blobs().0, (old, new, &renamed), (units.as_ref(), &after), &mut outcome).map_err(git)?;
    }
    let main = compared.as_ref().and(before.commit());
    of_files((repository.as_ref(), main), (&before, &after), snapshots, (changed.as_deref(), &named), &mut outcome)
        .map_err(|found| asked.wrong(&found))?;
    outcome.oddities.extend(gone_plans(asked, &gone));
    outcome.oddities.extend(excused(asked, &after, &reviewed)?);
    broken.extend(lost_of(snapshots.1, units.as_ref()));
    told(&odd_folder(snapshots.1), words, shell::stderr_screen(asked.color))?;
    told(&broken, words, shell::stderr_screen(asked.color))?;
    show(&outcome, &broken)
}

/// The sides that are meant, as they were found.
struct FoundSides {
    pair: Pair,
    /// The plans of the side before that are compared with nothing.
    gone: GonePlans,
    /// The commit that began the workspace, which is compared where there was none before.
    began: Option<Commit>,
}

fn sides_of(asked: &Asked, options: &ComparisonRequest<'_>, named: &[String]) -> Result<FoundSides, Failure> {
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let version = if options.staged { Version::Staged } else { Version::Now };
    let found_here = Asked { version, ..asked.clone() };
    let plan = options.of.map_or_else(|| found_here.one(), |plan| Ok(plan.clone()))?;
    let found = plan.repository().map_or_else(|| Repository::of(plan.workspace.root()), |it| Ok(it.clone()));
    let sides = pair(&plan.workspace, found, (named, options.staged), &fail)?;
    let Some(repository) = &sides.repository else {
        return Ok(FoundSides { pair: sides, gone: GonePlans::default(), began: None });
    };
    let found = former(repository, sides.before.clone(), &sides.after);
    let (before, folders) = found.map_err(|found| fail(&Phrase::Git(&found)))?;
    // A plan that is one of several is told with the list.
    let alone = plan.folder.is_empty() && asked.plan.is_none();
    let listed = if alone { listed_before(asked, plan.workspace.root(), &before)? } else { Vec::new() };
    let known =
        |it: &OpenedSide| it.prefix() == before.prefix() || folders.iter().any(|own| own.prefix() == it.prefix());
    let unlisted = listed.into_iter().filter(|it| !known(it)).collect();
    let gone = GonePlans { folders, unlisted };
    // A branch from before the workspace began brings it again: it is compared with the one that is there by now.
    if let Some(tip) = sides.compared.as_ref().filter(|_| before.is_before_workspace()) {
        let tip = OpenedSide::revision(before.name.clone(), repository, tip.clone());
        let tip = tip.map_err(|found| fail(&Phrase::Git(&found)))?;
        if !tip.is_before_workspace() {
            return Ok(FoundSides { pair: Pair { before: tip, compared: None, ..sides }, gone, began: None });
        }
    }
    // A branch that is compared brings a new plan as it is.
    let first = if sides.compared.is_none() { began(repository, &before, &sides.after) } else { Ok(None) };
    let first = first.map_err(|found| fail(&Phrase::Git(&found)))?;
    let commit = first.as_ref().and_then(|side| side.commit().cloned());
    Ok(FoundSides { pair: Pair { before: first.unwrap_or(before), ..sides }, gone, began: commit })
}

/// The plans that stood in the list of this folder on the side before: now the folder holds a plan of its own, which takes the
/// place of the list.
fn listed_before(asked: &Asked, folder: &Path, before: &OpenedSide) -> Result<Vec<OpenedSide>, Failure> {
    let Some(commit) = before.commit() else { return Ok(Vec::new()) };
    let (version, directories) = (Version::At(commit.id.clone()), vec![folder.to_owned()]);
    let listed = Asked { version, directories, plan: None, ..asked.clone() }.many()?;
    let listed = listed.into_iter().flat_map(|it| it.plans);
    Ok(listed
        .filter_map(|plan| plan.past)
        .filter(|past| past.revision.tree.plan.is_some())
        .map(OpenedSide::past)
        .collect())
}

/// What is to be said of the line of commits: which of them began the workspace first.
fn line_notes(began: Option<Commit>, plan: &Plan, others: &[LineNote]) -> Vec<LineNote> {
    let began = began.map(|it| LineNote::Began { day: it.day(plan), commit: it.id });
    began.into_iter().chain(others.iter().cloned()).collect()
}

/// What is odd about the commits on the way, and about what they recorded.
fn of_commits(
    between: &Between,
    blobs: Option<Box<dyn Blobs>>,
    (old, new, renamed): (&Plan, &Plan, &[(&str, &str)]),
    (units, after): (Option<&UnitSet>, &OpenedSide),
    outcome: &mut Outcome,
) -> Result<(), GitTrouble> {
    outcome.mixed = between.mixed(units.map(|units| (new, units)), renamed);
    if let Some(mut blobs) = blobs {
        for at in (0..outcome.mixed.len()).rev() {
            if moves_alone(between, &mut *blobs, new, &outcome.mixed[at].commit)? {
                outcome.mixed.remove(at);
            }
        }
        let asked = (units, &|id: &str, object: &str| after.has_unit(id, object));
        let (strange, unread) = strange::on_the_way(between, &mut *blobs, (old, new), renamed, asked)?;
        outcome.oddities.extend(strange);
        outcome.line_notes.extend(unread);
    }
    outcome.odd = between.odd(new);
    Ok(())
}

/// Whether a commit does nothing to units' files but to move records of joint tasks between them.
fn moves_alone(between: &Between, blobs: &mut dyn Blobs, plan: &Plan, commit: &Commit) -> Result<bool, GitTrouble> {
    let mut text = |object: Option<&String>| {
        let bytes = object.map(|id| blobs.bytes(id, MAX_UNIT_BYTES)).transpose()?.flatten();
        Ok::<_, GitTrouble>(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let own = between.unit_files().filter(|(of, ..)| of.id == commit.id);
    let both = own.map(|(_, file, _)| Ok([text(file.before.iter().flatten().next())?, text(file.after.as_ref())?]));
    Ok(only_moves(plan, &both.collect::<Result<Vec<_>, GitTrouble>>()?))
}

/// What became of reports and other files beside them, and of what is hidden.
fn of_files(
    (repository, main): (Option<&Repository>, Option<&Commit>),
    sides: (&OpenedSide, &OpenedSide),
    snapshots: (&Snapshot, &Snapshot),
    (changed, evidence): (Option<&[ChangedFile]>, &NamedEvidence<'_>),
    outcome: &mut Outcome,
) -> Result<(), SidesProblem> {
    outcome.documents = changed_documents(repository, sides, changed, snapshots.1.plan.header.report_day)?;
    if let Some(repository) = repository {
        outcome.reports = changed_reports(repository, sides, main)?;
        outcome.reports.extend(misnamed_reports(repository, sides, changed)?);
        outcome.oddities.extend(hidden_files(repository, sides, snapshots, (changed, evidence), false)?);
        let names = sides.1.names();
        if !beside(&[], &names).is_empty() {
            outcome.oddities.extend(beside(&sides.0.names(), &names));
        }
    }
    Ok(())
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
        Version::Now | Version::At(_) | Version::Staged => return Ok(None),
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

/// The folder of all files under another name, unless it holds facts and is told with the files that do.
fn odd_folder(after: &Snapshot) -> Vec<FileReport> {
    other_case(&after.listing, |file| after.called(file)).into_iter().filter(|folder| !folder.has_error()).collect()
}

/// The files of no unit that record something: it is compared with nothing.
fn lost_of(after: &Snapshot, only: Option<&UnitSet>) -> Vec<FileReport> {
    let units = after.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit)));
    lost(after, &units.collect::<Vec<_>>())
}

/// The marks that were reviewed: as the side before says, also as it is now where an older commit is compared, and as a
/// file says that was named. What the side after says of itself excuses nothing.
fn reviewed(
    asked: &Asked,
    named: Option<&Path>,
    (before, compared): (Option<&OpenedSide>, Option<&Commit>),
    repository: Option<&Repository>,
) -> Result<Vec<Reviewed>, Failure> {
    let wrong = |found: SidesProblem| asked.wrong(&found);
    let mut texts: Vec<(String, Vec<u8>)> = Vec::new();
    let own = before.map(OpenedSide::reviewed).transpose().map_err(wrong)?.flatten();
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
pub(super) fn entries(asked: &Asked, file: &str, bytes: &[u8]) -> Result<Vec<Reviewed>, Failure> {
    reviewed::read(&String::from_utf8_lossy(bytes)).map_err(|faults| {
        let (words, mut told) = (asked.words(), Aside::default());
        for ReviewedFault { line, what } in faults {
            let file = format!("{file}:{line}");
            let said = Phrase::Review(ReviewPhrase::ReviewedBroken { file: &file, what: &what });
            told.error(&one_line(&words.phrase(&said)), words);
        }
        Failure::Told(Exit::Unread, told)
    })
}

/// The marks that the side after says were looked at, beyond those that count already.
fn excused(asked: &Asked, after: &OpenedSide, counting: &[Reviewed]) -> Result<Option<Oddity>, Failure> {
    let bytes = after.reviewed().map_err(|found| asked.wrong(&found))?.unwrap_or_default();
    let said = entries(asked, REVIEWED, &bytes)?;
    let mut new: Vec<&Reviewed> = Vec::new();
    for entry in said.iter().filter(|entry| !counting.contains(entry)) {
        if !new.iter().any(|other| entry.is_of_same(other)) {
            new.push(entry);
        }
    }
    let digest = short_digest(new.iter().map(|entry| entry.line()).collect::<String>().as_bytes());
    Ok((!new.is_empty()).then_some(Oddity::Excused { entries: new.len(), digest }))
}

/// The files of the workspace that differ between two commits, or a commit and what is staged; nothing where only reading
/// them tells.
pub(super) fn changed_files(before: &OpenedSide, after: &OpenedSide) -> Result<Option<Vec<ChangedFile>>, GitTrouble> {
    match (&before.place, &after.place) {
        (SidePlace::Revision(old), SidePlace::Revision(new) | SidePlace::Staged(new)) => {
            new.repository().changed_files((&old.commit.id, old.prefix()), &new.commit.id).map(Some)
        }
        _ => Ok(None),
    }
}

/// What was recorded on the way between the two, and is recorded otherwise at the end.
fn on_the_way(
    (after, judge): (&Snapshot, &Judge),
    brought: &Brought<'_>,
    only: Option<&UnitSet>,
    committed: bool,
) -> Vec<OnTheWay> {
    let (mut texts, mut records) = (after.reader(), after.reader());
    let mut all = Vec::new();
    for unit in after.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit))) {
        if brought.touched(unit)
            && let Ok(text) = texts.text(unit)
            && let Ok(records) = records.records(unit, text)
        {
            // A promise that was lost is one only where the work is open.
            let open = |it: &OnTheWay| {
                let standing = judge.standing(unit, it.occurrence, records.get(it.occurrence));
                standing.is_some_and(|it| it.state != State::Waived)
            };
            let lost = brought.on_the_way(unit, &unit_facts(records, text), committed).into_iter();
            all.extend(lost.filter(|it| it.field != Field::Committed || open(it)));
        }
    }
    all
}
