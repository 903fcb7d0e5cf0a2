//! Reports compared with what the data give.

use similar::{ChangeTag, TextDiff};

use super::sides::{MAX_REPORT_BYTES, OpenedSide, SidePlace, SidesProblem};
use crate::data::report::ReportFormat;
use crate::data::report::mark::Made;
use crate::data::report::name::ReportName;
use crate::git::Repository;
use crate::office::report::{keep, writer};
use crate::review::commits::{Blobs, Commit, GitTrouble};
use crate::review::moment::stood_for_a_moment;
use crate::review::verify::{ReportHistory, Verdict, verdict};
use crate::shell;
use crate::snapshot::{REPORTS, Snapshot};
use crate::text::{one_line, short_digest};
use crate::view::report::Report;
use crate::view::report::scope::{EDITION, Scope};
use crate::words::words;
/// The names of the files in `reports/` on the side after that are other than on the side before, of those that are wanted.
pub(crate) fn changed_files(
    (before, after): (&OpenedSide, &OpenedSide),
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<String>, SidesProblem> {
    let mut changed = Vec::new();
    for name in after.reports()?.into_iter().filter(|name| wanted(name)) {
        if let (SidePlace::Revision(old), SidePlace::Revision(new)) = (&before.place, &after.place)
            && old.tree.reports.get(&name) == new.tree.reports.get(&name)
        {
            continue;
        }
        if before.report(&name)? != after.report(&name)? {
            changed.push(name);
        }
    }
    Ok(changed)
}

/// Whether a report says something else on the side after, whatever its line ends are.
pub(crate) fn says_otherwise(before: &OpenedSide, after: &OpenedSide, name: &str) -> Result<bool, SidesProblem> {
    let said = |side: &OpenedSide| Ok::<_, SidesProblem>(side.report(name)?.map(|bytes| without_returns(&bytes)));
    Ok(said(before)? != said(after)?)
}

/// What a report is known by: the beginning of the digest of its bytes, whatever its line ends are.
pub(crate) fn digest(side: &OpenedSide, name: &str) -> Result<Option<String>, SidesProblem> {
    Ok(side.report(name)?.map(|bytes| digest_of(&bytes)))
}

/// The beginning of the digest of a report's bytes, whatever its line ends are.
pub(crate) fn digest_of(bytes: &[u8]) -> String {
    short_digest(&without_returns(bytes))
}

/// The names of the files in `reports/` whose format says by itself what they are.
pub(crate) fn report_names(side: &OpenedSide) -> Result<Vec<String>, SidesProblem> {
    Ok(side.reports()?.into_iter().filter(|name| format_of(name).is_some()).collect())
}

/// What the name of a report says, in a format that tells by itself what it is.
pub(crate) fn format_of(name: &str) -> Option<ReportName> {
    ReportName::parse(name).filter(|name| !name.format.is_written_in())
}

/// Whether a side has a report of this name that this program made.
pub(crate) fn was_ours(side: &OpenedSide, name: &str) -> Result<bool, SidesProblem> {
    let bytes = side.report(name)?;
    Ok(format_of(name).zip(bytes).is_some_and(|(name, bytes)| name.format.made(&bytes).is_some()))
}

/// Whether bytes say of themselves that they are a report that this program made, in the format that the name ends in.
pub(crate) fn has_mark(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let format = ReportFormat::ALL.into_iter().find(|format| format.as_str().eq_ignore_ascii_case(ending));
    format.filter(|format| !format.is_written_in()).is_some_and(|format| format.made(bytes).is_some())
}

/// Whether a report of the side after is what the data of the commit that last wrote it give, or those of that side; with
/// that commit, where it decides.
/// Data of commits that `main` does not hold never stood on the main line, and make no report true. What that commit found
/// counts as what it left: a record more may have come before the report was committed.
pub(crate) fn verdict_on(
    repository: &Repository,
    after: &OpenedSide,
    name: &str,
    main: Option<&Commit>,
) -> Result<(Verdict, Option<Commit>), SidesProblem> {
    let bytes = after.report(name)?;
    let beside = bytes.as_ref().map_or(Verdict::NotOurs, |bytes| compare(after, name, bytes));
    // A report stays true where the plan's periods close on another day since.
    let renamed = beside == Verdict::Differs
        && bytes.as_ref().is_some_and(|bytes| is_true(compare_with(after.open().ok().as_ref(), name, bytes)));
    let mut history = History { main, bytes: bytes.unwrap_or_default(), ..History::of(repository, after, name) };
    let verdict = verdict(beside, &mut history)?;
    Ok((verdict, history.by.filter(|_| !renamed)))
}

/// Whether a report is true of the data of the commit that wrote it, and not of those beside it.
pub(crate) fn only_then(verdict: Verdict, by: Option<&Commit>) -> bool {
    by.is_some() && is_true(verdict)
}

fn is_true(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Matches | Verdict::FiguresMatch)
}

/// Whether a report that the data of a commit give shows what stood only then: neither on the side before, which must be
/// older than the commit, nor on the side after.
pub(crate) fn of_a_moment(
    repository: &Repository,
    (before, by, after): (&OpenedSide, &Commit, &OpenedSide),
    name: &str,
) -> bool {
    let found = || {
        let bytes = after.report(name).ok()??;
        let from = before.commit()?;
        let stood_before = repository.is_ancestor(&by.id, &from.id).ok()?
            || matches!(compare(before, name, &bytes), Verdict::Matches | Verdict::FiguresMatch);
        let day = format_of(name)?.format.made(&bytes).filter(|_| !stood_before)?.as_of;
        let middle = OpenedSide::revision(by.id.clone(), repository, by.clone()).ok()?;
        let [before, middle, after] = [before, &middle, after].map(|side| side.open().ok());
        Some(stood_for_a_moment([&before?, &middle?, &after?], day))
    };
    found().unwrap_or_default()
}

/// The commit that last wrote a report that differs, wherever that stands, if the report is what its data give.
pub(crate) fn on_a_branch(
    repository: &Repository,
    after: &OpenedSide,
    name: &str,
) -> Result<Option<Commit>, SidesProblem> {
    let (Some(until), Some(bytes)) = (after.commit(), after.report(name)?) else { return Ok(None) };
    let Some(commit) = repository.written_by(&format!("{REPORTS}/{name}"), &until.id)? else { return Ok(None) };
    let side = OpenedSide::revision(commit.id.clone(), repository, commit.clone())?;
    let as_left = side.report(name)? == Some(bytes.clone());
    Ok((as_left && is_true(compare(&side, name, &bytes))).then_some(commit))
}

/// Whether a report of a period that had not ended was made again on a later day, as such reports are.
pub(crate) fn goes_on((before, after): (&OpenedSide, &OpenedSide), name: &str) -> Result<bool, SidesProblem> {
    let Some(named) = format_of(name) else { return Ok(false) };
    let made = |side: &OpenedSide| {
        let bytes = side.report(name)?;
        Ok::<_, SidesProblem>(bytes.and_then(|bytes| named.format.made(&bytes)))
    };
    let Some((was, is)) = made(before)?.zip(made(after)?) else { return Ok(false) };
    // On its last day a report may be the last one.
    let running = named.period(was.report_day).is_some_and(|period| was.as_of < period.last());
    Ok(running && was.report_day == is.report_day && was.as_of < is.as_of)
}

/// A report's past in a repository.
pub(super) struct History<'a> {
    repository: &'a Repository,
    after: &'a OpenedSide,
    name: &'a str,
    main: Option<&'a Commit>,
    bytes: Vec<u8>,
    /// The commit whose data were asked.
    by: Option<Commit>,
}

impl<'a> History<'a> {
    pub(super) fn of(repository: &'a Repository, after: &'a OpenedSide, name: &'a str) -> Self {
        History { repository, after, name, main: None, bytes: Vec::new(), by: None }
    }

    /// Whether a commit has a version of it.
    pub(super) fn is_committed(&self) -> Result<bool, SidesProblem> {
        let Some(until) = self.until()? else { return Ok(false) };
        Ok(self.repository.last_change(&self.path(), &until)?.is_some())
    }

    /// The last commit that counts; nothing where there is none yet.
    fn until(&self) -> Result<Option<String>, SidesProblem> {
        match self.after.commit() {
            Some(commit) => Ok(Some(commit.id.clone())),
            None => match self.repository.commit("HEAD") {
                Ok(commit) => Ok(Some(commit.id)),
                Err(GitTrouble::NoCommit) => Ok(None),
                Err(trouble) => Err(trouble.into()),
            },
        }
    }

    fn path(&self) -> String {
        format!("{REPORTS}/{}", self.name)
    }

    /// That it is what the data of a commit give, if it is.
    fn matching(&mut self, commit: Commit) -> Result<Option<Verdict>, SidesProblem> {
        let side = OpenedSide::revision(commit.id.clone(), self.repository, commit.clone())?;
        let found = Some(compare(&side, self.name, &self.bytes)).filter(|found| is_true(*found));
        if found.is_some() {
            self.by = Some(commit);
        }
        Ok(found)
    }
}

impl ReportHistory for History<'_> {
    type Error = SidesProblem;

    fn at_last_change(&mut self) -> Result<Option<Verdict>, SidesProblem> {
        let Some(until) = self.until()? else { return Ok(None) };
        let written = self.repository.last_change(&self.path(), &until)?;
        if let Some(main) = self.main
            && let Some(commit) = &written
            && !self.repository.is_ancestor(&commit.id, &main.id)?
        {
            // What a branch began with stood on the main line.
            return self.matching(main.clone());
        }
        if let Some(commit) = written {
            let side = OpenedSide::revision(commit.id.clone(), self.repository, commit.clone())?;
            if side.report(self.name)?.as_deref() == Some(self.bytes.as_slice()) {
                let then = compare(&side, self.name, &self.bytes);
                // More may have been recorded before the report was committed.
                let parent = self.repository.commit(&format!("{}^", commit.id));
                self.by = Some(commit);
                if then == Verdict::Differs
                    && let Ok(parent) = parent
                    && let Some(before) = self.matching(parent)?
                {
                    return Ok(Some(before));
                }
                return Ok(Some(then));
            }
        }
        // What is not committed yet may be of the data that are.
        match self.after.commit() {
            None => self.matching(self.repository.commit(&until)?),
            Some(_) => Ok(None),
        }
    }

    fn was_ours(&mut self) -> Result<bool, SidesProblem> {
        let (Some(until), Some(named)) = (self.until()?, format_of(self.name)) else { return Ok(false) };
        let mut objects = self.repository.objects();
        for object in self.repository.versions(&self.path(), &until)? {
            let bytes = objects.bytes(&object, MAX_REPORT_BYTES)?;
            if bytes.is_some_and(|bytes| named.format.made(&bytes).is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether a report is what the data of a side give, under the name that the plan there gives it. Of one whose form is of
/// another edition the figures are compared.
fn compare(side: &OpenedSide, name: &str, bytes: &[u8]) -> Verdict {
    let snapshot = side.open().ok();
    match compare_with(snapshot.as_ref(), name, bytes) {
        found if is_true(found) && !snapshot.is_some_and(|it| is_named_so(&it, name, bytes)) => Verdict::Differs,
        found => found,
    }
}

/// Whether the plan gives this name to a report whose period closes as this one's does: one under the name of the plan's own
/// periods says nothing of others.
fn is_named_so(snapshot: &Snapshot, name: &str, bytes: &[u8]) -> bool {
    let given = || {
        let named = format_of(name)?;
        let period = named.period(named.format.made(bytes)?.report_day)?;
        Some(ReportName::of(period, snapshot.plan.header.report_day, named.format) == named)
    };
    given().unwrap_or_default()
}

pub(super) fn compare_with(snapshot: Option<&Snapshot>, name: &str, bytes: &[u8]) -> Verdict {
    let again = match made_again(snapshot, name, bytes) {
        Ok(again) => again,
        Err(verdict) => return verdict,
    };
    if without_returns(&again.bytes) == without_returns(bytes) {
        Verdict::Matches
    } else if again.edition != EDITION && again.format.agrees(&again.bytes, bytes) {
        Verdict::FiguresMatch
    } else {
        Verdict::Differs
    }
}

/// A report made again, with the parts that its edition has.
struct Again {
    format: ReportFormat,
    edition: u32,
    bytes: Vec<u8>,
}

/// A report made again as it says it was made, from these data; what keeps it from that, such as data that cannot be read.
fn made_again(snapshot: Option<&Snapshot>, name: &str, bytes: &[u8]) -> Result<Again, Verdict> {
    let name = format_of(name).ok_or(Verdict::NotOurs)?;
    let made = name.format.made(bytes).ok_or(Verdict::NotOurs)?;
    let period = name.period(made.report_day).ok_or(Verdict::Differs)?;
    let scope =
        if made.as_of <= period.last() { Scope::new(period, made.as_of) } else { Scope::closing(period, made.as_of) };
    let scope = scope.ok_or(Verdict::Differs)?.in_edition(made.edition);
    let bytes = snapshot.and_then(|snapshot| remade(snapshot, scope, name.format, &made)).ok_or(Verdict::Unread)?;
    Ok(Again { format: name.format, edition: made.edition, bytes })
}

/// The first lines in which a report differs from what the data give: `-` as the data have it, `+` as the file has it.
pub(super) fn difference(side: &OpenedSide, name: &str) -> Result<Vec<String>, SidesProblem> {
    const SHOWN: usize = 10;
    const LONGEST: usize = 160;
    let Some(bytes) = side.report(name)? else { return Ok(Vec::new()) };
    let Ok(again) = made_again(side.open().ok().as_ref(), name, &bytes) else { return Ok(Vec::new()) };
    let [was, is] = [again.bytes, bytes].map(|bytes| String::from_utf8_lossy(&without_returns(&bytes)).into_owned());
    let diff = TextDiff::from_lines(&was, &is);
    let differs = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let line = |change: similar::Change<&str>| {
        let sign = if change.tag() == ChangeTag::Delete { '-' } else { '+' };
        let text: String = one_line(change.value().trim_end()).chars().take(LONGEST).collect();
        format!("  {sign} {text}")
    };
    Ok(differs.take(SHOWN).map(line).collect())
}

fn remade(snapshot: &Snapshot, scope: Scope, format: ReportFormat, made: &Made) -> Option<Vec<u8>> {
    let (report, _) = Report::read(snapshot, scope, keep(format), shell::scratch()).ok()?;
    let words = words(made.lang.unwrap_or(snapshot.plan.header.language));
    let mut bytes = Vec::new();
    writer(format, report.plan(), &report, words, None).ok()?(&mut bytes).ok()?;
    Some(bytes)
}

/// The bytes without what a checkout may have made of line ends.
fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    text.replace("\r\n", "\n").into_bytes()
}
