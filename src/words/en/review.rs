//! What reviews say, in English.

use chrono::NaiveDate;

use super::English;
use crate::git::{GitTrouble, quoted};
use crate::model::period::Period;
use crate::review::marks::Mark;
use crate::review::plan::Setting;
use crate::words::review::ReviewPhrase;
use crate::words::{Words, date};

#[allow(clippy::too_many_lines, reason = "one arm for each sentence")]
pub fn phrase(said: &ReviewPhrase<'_>) -> String {
    match said {
        ReviewPhrase::WorkingTree => "the files as they are".to_owned(),
        ReviewPhrase::Git(trouble) => git(trouble),
        ReviewPhrase::Bare => {
            "this repository has no files to compare with; name two revisions, such as HEAD~1..HEAD".to_owned()
        }
        ReviewPhrase::NothingShared { one, other } => {
            format!("{one} and {other} share no history; compare them by {one}..{other}")
        }
        ReviewPhrase::Compared { before, after } => format!("Compared: {before} → {after}"),
        ReviewPhrase::JudgedOnBoth { before, after } => {
            format!("Before as of {}, after as of {}", date(*before), date(*after))
        }
        ReviewPhrase::NothingChanged => "Nothing changed.".to_owned(),
        ReviewPhrase::NothingElseChanged => "Nothing else changed.".to_owned(),
        ReviewPhrase::Begins { tasks, units } => format!(
            "The workspace is new: {} and {}. There was none before to compare with.",
            count(*tasks, "task"),
            count(*units, "unit")
        ),
        ReviewPhrase::Changed { records: 0, marks, whole, .. } => {
            let none = if *whole { "No record changed" } else { "No other record changed" };
            match marks {
                0 => format!("{none}."),
                marks => format!("{none}; {} to look at closely.", count(*marks, "thing")),
            }
        }
        ReviewPhrase::Changed { records, units, marks: 0, .. } => {
            format!("{} changed in {}; nothing stands out.", count(*records, "obligation"), count(*units, "unit"))
        }
        ReviewPhrase::Changed { records, units, marks, .. } => format!(
            "{} changed in {}; {} to look at closely.",
            count(*records, "obligation"),
            count(*units, "unit"),
            count(*marks, "thing")
        ),
        ReviewPhrase::MarksHeading { count } => format!("To look at closely ({count})"),
        ReviewPhrase::RecordsHeading { count } => format!("Changes by unit ({count})"),
        ReviewPhrase::ByPlanHeading { count } => format!("Stands otherwise because the plan changed ({count})"),
        ReviewPhrase::ByTimeHeading { count, from, to } => {
            format!("Stands otherwise because time went by, {}–{} ({count})", date(*from), date(*to))
        }
        ReviewPhrase::PlanHeading { count } => format!("Changes of the plan ({count})"),
        ReviewPhrase::Unread { name } => format!("{name}: the file has errors and could not be compared"),
        ReviewPhrase::MoreChanges { hidden } => {
            format!("… and {}; tiendo diff shows them all", count(*hidden, "more change"))
        }
        ReviewPhrase::NotOwedBefore => "not in the plan".to_owned(),
        ReviewPhrase::FieldNow { label, to } => format!("{}: {to}", label.to_lowercase()),
        ReviewPhrase::FieldWas { label, from, to } => format!("{}: {from} → {to}", label.to_lowercase()),
        ReviewPhrase::FieldGone { label, from } => format!("{}: {from} → removed", label.to_lowercase()),
        ReviewPhrase::Evidence { added, gone } => evidence(added, gone),
        ReviewPhrase::LastDay { from, to } => format!("last day: {} → {}", day(*from), day(*to)),
        ReviewPhrase::ByDocument { to: Some(to), by, on } => format!("to {} by {by} of {}", date(*to), date(*on)),
        ReviewPhrase::ByDocument { to: None, by, on } => format!("{by} of {}", date(*on)),
        ReviewPhrase::Mark(mark) => self::mark(mark),
        ReviewPhrase::Mixed { commit, units } => format!("commit {commit} changes the files of several units: {units}"),
        ReviewPhrase::ReportEdited { file } => {
            format!("{file} matches neither the data of the commit that wrote it nor the data as they are")
        }
        ReviewPhrase::LastChanged { day, commit: Some(commit) } => {
            format!("recorded on {}, commit {commit}", date(*day))
        }
        ReviewPhrase::BlameNeedsUnit { task } => format!("--blame on {task} needs --unit UNIT too"),
        ReviewPhrase::NotMerged { file } => format!("{file} is not UTF-8 text and cannot be merged"),
        ReviewPhrase::Conflicts { file, count: conflicts } => format!(
            "{file}: {} where the sides differ, between <<<<<<< and >>>>>>>; choose one, then git add",
            count(*conflicts, "place")
        ),
        ReviewPhrase::DriverName => "tiendo: merge by obligation".to_owned(),
        ReviewPhrase::SetupHint => "with --write tiendo does all of this itself".to_owned(),
        ReviewPhrase::NoHistory => "No commit has recorded anything here.".to_owned(),
        ReviewPhrase::LastChanged { commit: None, .. } | ReviewPhrase::NotCommitted => "not committed".to_owned(),
        ReviewPhrase::UnreadThen => {
            "the file cannot be read; what it said before is compared with what it said next".to_owned()
        }
        ReviewPhrase::ShallowHistory => {
            "This clone has only a part of the history: what was recorded before is not here (git fetch --unshallow)."
                .to_owned()
        }
        ReviewPhrase::Lag { days: 0 } => "recorded the same day".to_owned(),
        ReviewPhrase::Lag { days } => {
            let count = count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
            format!("recorded {count} {}", if *days < 0 { "before" } else { "later" })
        }
        ReviewPhrase::ReportUnread { file } => {
            format!("{file}: the data of the commit that wrote it cannot be read, so that it could not be compared")
        }
        ReviewPhrase::Verified { matching, others: 0 } => format!("{} the data.", matches(*matching)),
        ReviewPhrase::Verified { matching, others } => {
            format!(
                "{} the data; {} not.",
                matches(*matching),
                if *others == 1 { "1 does".to_owned() } else { format!("{others} do") }
            )
        }
        ReviewPhrase::NotOurs { files } => format!("Not compared, since tiendo did not make them: {files}"),
        ReviewPhrase::OfficeLeftOut { count: files } => {
            let are = if *files == 1 { "is" } else { "are" };
            format!("{} (.docx, .xlsx) {are} not compared: people may have written in them.", count(*files, "file"))
        }
        ReviewPhrase::Setting(setting) => self::setting(*setting).to_owned(),
        ReviewPhrase::Event { name, from, to } => format!("event {name}: {} → {}", day(*from), day(*to)),
        ReviewPhrase::UnitAdded { unit } => format!("unit added: {unit}"),
        ReviewPhrase::UnitRemoved { unit, records } => format!("unit removed: {unit}; {}", touched(*records, "plan")),
        ReviewPhrase::UnitRenamed { from, to } => format!("unit renamed: {from} → {to}"),
        ReviewPhrase::TaskAdded { task, due, units } => {
            let due = match due {
                None => "no last day".to_owned(),
                Some((first, last)) if first == last => format!("last day {}", date(*first)),
                Some((first, last)) => format!("last days {} to {}", date(*first), date(*last)),
            };
            format!("task added: {task}, {due}, led by {units}")
        }
        ReviewPhrase::TaskRemoved { task, records } => format!("task removed: {task}; {}", touched(*records, "plan")),
        ReviewPhrase::Reworded { task, how } => format!("task reworded: {task}: {how}"),
        ReviewPhrase::OtherRule { dated: false } => "counted otherwise, still without a day".to_owned(),
        ReviewPhrase::OtherRule { dated: true } => "counted otherwise, with the same last day".to_owned(),
        ReviewPhrase::Reassigned { task, added, removed, records } => {
            let mut how = Vec::new();
            if !added.is_empty() {
                how.push(format!("now also {added}"));
            }
            if !removed.is_empty() {
                how.push(format!("no longer {removed}; {}", touched(*records, "plan")));
            }
            format!("task led by others: {task}: {}", how.join("; "))
        }
        ReviewPhrase::Rescheduled { task, how, records } => {
            format!("deadline moved: {task}: {how}; {}", touched(*records, "deadline"))
        }
        ReviewPhrase::Moved { period, from, to } => {
            let period = period.map(|period| format!("{} ", English.period(period))).unwrap_or_default();
            format!("{period}{} → {}", day(*from), day(*to))
        }
        ReviewPhrase::PeriodsAdded { periods } => format!("periods added: {}", named(periods)),
        ReviewPhrase::PeriodsRemoved { periods } => format!("periods removed: {}", named(periods)),
        ReviewPhrase::AndMore { count } => format!("and {count} more"),
    }
}

fn matches(reports: usize) -> String {
    format!("{} {}", count(reports, "report"), if reports == 1 { "matches" } else { "match" })
}

/// A number and a noun that goes with it.
fn count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "no day".to_owned(), date)
}

/// How many records a change of the plan touches.
fn touched(records: usize, old: &str) -> String {
    match records {
        0 => "no record is touched".to_owned(),
        1 => format!("1 record was written against the old {old}"),
        count => format!("{count} records were written against the old {old}"),
    }
}

fn named(periods: &[Period]) -> String {
    const NAMED: usize = 8;
    let mut names: Vec<String> = periods.iter().take(NAMED).map(|period| English.period(*period)).collect();
    if periods.len() > NAMED {
        names.push(phrase(&ReviewPhrase::AndMore { count: periods.len() - NAMED }));
    }
    names.join(", ")
}

fn evidence(added: &[String], gone: &[String]) -> String {
    match (added, gone) {
        (added, []) => format!("evidence: {}", added.join("; ")),
        ([], gone) => format!("evidence: {} → removed", gone.join("; ")),
        (added, gone) => format!("evidence: {} → {}", gone.join("; "), added.join("; ")),
    }
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Withdrawn { done } => format!("a completion of {} is withdrawn", date(*done)),
        Mark::Rewritten { from, to } => {
            format!("the recorded day of completion is rewritten: {} → {}", date(*from), date(*to))
        }
        Mark::Backdated { done, recorded } => format!(
            "recorded on {} as done on {}, {} later",
            date(*recorded),
            date(*done),
            count(usize::try_from((*recorded - *done).num_days()).unwrap_or_default(), "day")
        ),
        Mark::EvidenceRemoved { gone } => format!("recorded evidence is removed: {}", gone.join("; ")),
        Mark::ExtendedLate { on, due } => {
            format!("extended on {}, after the last day {}", date(*on), date(*due))
        }
        Mark::RecordDeleted => "a record with something in it is deleted".to_owned(),
    }
}

fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Names => "the plan is called otherwise",
        Setting::Coordinator => "another coordinator",
        Setting::Time => "the plan's time changed",
        Setting::Language => "another language",
        Setting::Timezone => "another time zone",
        Setting::DueSoon => "what counts as due soon changed",
        Setting::Before => "the reading of “before a day” changed",
        Setting::OnDayOff => "the rule for days off changed",
        Setting::Acceptance => "whether acceptance is required changed",
        Setting::Calendar => "the work calendar changed ([calendar])",
        Setting::Bodies => "groups, names of events or confirmed units changed ([groups], [events], confirmed)",
    }
}

fn git(trouble: &GitTrouble) -> String {
    match trouble {
        GitTrouble::NoGit => "git cannot be run: this command needs git in the PATH".to_owned(),
        GitTrouble::NotARepository { folder } => {
            format!(
                "{folder} lies in no git repository; run git init (diff alone can also compare two folders without git)"
            )
        }
        GitTrouble::NotTrusted { folder } => {
            format!(
                "git does not trust this repository, since somebody else owns it; if you do, run: git config --global --add safe.directory {}",
                quoted(folder)
            )
        }
        GitTrouble::NoRevision { name } => format!("there is no revision “{name}”"),
        GitTrouble::NoCommit => "the repository has no commit yet".to_owned(),
        GitTrouble::Missing { id, shallow: true } => {
            format!("this clone has only a part of the history and lacks {id}; run: git fetch --unshallow")
        }
        GitTrouble::Missing { id, shallow: false } => format!("the repository lacks the object {id}; run: git fsck"),
        GitTrouble::Failed { reason } => format!("git could not answer: {reason}"),
    }
}
