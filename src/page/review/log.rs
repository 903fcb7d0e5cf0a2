//! The history of what a unit recorded.

use std::io;

use chrono::NaiveDate;

use super::fields::detail;
use super::plan::PlanWords;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Part, Plan};
use crate::model::record::Field;
use crate::page::{CellValue, ColumnHead, Page, Role, RowKind, Tone, Weight};
use crate::review::commits::Commit;
use crate::review::log::{LogEntry, PlanEntry, PlanStep, RecordChange};
use crate::text::one_line;
use crate::words::{Label, Phrase, ReviewPhrase, Words, date, owed};

#[derive(Clone, Copy, Debug)]
pub(crate) struct LogPage<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) unit: UnitIx,
    /// The task, if only one is asked about.
    pub(crate) task: Option<TaskIx>,
    /// The period or milestone, if only one is asked about.
    pub(crate) only: Option<OccurrenceIx>,
    pub(crate) entries: &'a [LogEntry],
    /// Whether the clone has only a part of the history.
    pub(crate) shallow: bool,
}

pub(crate) fn write(page: &mut dyn Page, log: &LogPage<'_>, words: &dyn Words) -> io::Result<()> {
    let unit = one_line(&log.plan.unit(log.unit).name);
    let heading = match log.task {
        Some(task) => {
            let title = log.only.map_or_else(|| log.plan.task(task).title.to_string(), |at| owed(log.plan, at, words));
            format!("{unit}: {}", one_line(&title))
        }
        None => unit,
    };
    page.head(Weight::Title, heading)?;
    if log.entries.is_empty() {
        return page.toned(Tone::Plain, words.phrase(&Phrase::NoHistory));
    }
    let several = log.task.is_none() || (log.only.is_none() && log.entries.iter().any(is_parted(log)));
    let column = |role, label| ColumnHead::new(role, words.label(label), 0);
    let mut columns = vec![column(Role::Short, Label::RecordedOn), column(Role::Words, Label::Commit)];
    columns.extend(several.then(|| column(Role::Words, Label::Task)));
    columns.push(column(Role::Words, Label::Recorded));
    page.table(columns)?;
    for entry in log.entries {
        let (day, commit) =
            (recorded_on(entry.day, entry.begins, words), named(entry.commit.as_ref(), entry.claimed, words));
        let mut row = |first: bool, task: CellValue, said: CellValue| {
            // One commit is named once.
            let once = |text: String| if first { CellValue::Text(text) } else { CellValue::Again(text) };
            let mut cells = vec![once(day.clone()), once(commit.clone())];
            cells.extend(several.then_some(task));
            cells.push(said);
            page.row(RowKind::Body, cells)
        };
        if entry.unread {
            row(true, CellValue::Nothing, CellValue::Text(words.phrase(&Phrase::UnreadThen)))?;
        }
        for (at, change) in entry.changes.iter().enumerate() {
            let task = CellValue::text(owed(log.plan, change.occurrence, words));
            row(at == 0, task, CellValue::text(told(entry, change, words)))?;
        }
    }
    page.end_table()?;
    if log.shallow { page.toned(Tone::Near, words.phrase(&Phrase::ShallowHistory)) } else { Ok(()) }
}

/// The history of a whole plan: what changed of it, and which units recorded something.
pub(crate) fn write_plan(
    page: &mut dyn Page,
    (plan, entries, shallow): (&Plan, &[PlanEntry], bool),
    words: &dyn Words,
) -> io::Result<()> {
    let title = Phrase::PlanTitle { number: &plan.header.number, title: &plan.header.title };
    page.head(Weight::Title, one_line(&words.phrase(&title)))?;
    if entries.is_empty() {
        return page.toned(Tone::Plain, words.phrase(&Phrase::NoHistory));
    }
    let column = |role, label| ColumnHead::new(role, words.label(label), 0);
    page.table(vec![
        column(Role::Short, Label::RecordedOn),
        column(Role::Words, Label::Commit),
        column(Role::Words, Label::Recorded),
    ])?;
    for entry in entries {
        let (day, commit) =
            (recorded_on(entry.day, entry.begins, words), named(entry.commit.as_ref(), entry.claimed, words));
        let mut said = match &entry.plan {
            None => Vec::new(),
            Some(PlanStep::Began) if entry.begins => vec![words.phrase(&Phrase::Review(ReviewPhrase::PlanStood))],
            Some(PlanStep::Began) => vec![words.phrase(&Phrase::Review(ReviewPhrase::PlanBegan))],
            Some(PlanStep::Unread) => vec![words.phrase(&Phrase::Review(ReviewPhrase::PlanUnread))],
            Some(PlanStep::Changed(it)) => {
                let told = PlanWords { old: &it.old, new: &it.new, words };
                it.changes.iter().map(|change| told.told(change)).collect()
            }
        };
        if !entry.units.is_empty() {
            let name = |id: &String| plan.unit_by_id(id).map_or(id.clone(), |it| plan.unit(it).short_name().to_owned());
            let units = PlanWords { old: plan, new: plan, words }.list(entry.units.iter().map(name).collect());
            said.push(words.phrase(&Phrase::Review(ReviewPhrase::RecordsOf { units: &units })));
        }
        for (at, said) in said.into_iter().enumerate() {
            let once =
                |text: &String| if at == 0 { CellValue::Text(text.clone()) } else { CellValue::Again(text.clone()) };
            page.row(RowKind::Body, vec![once(&day), once(&commit), CellValue::text(one_line(&said))])?;
        }
    }
    page.end_table()?;
    if shallow { page.toned(Tone::Near, words.phrase(&Phrase::ShallowHistory)) } else { Ok(()) }
}

/// A commit by its id and the first line of its message, and the day that it says where that does not count.
fn named(commit: Option<&Commit>, claimed: Option<NaiveDate>, words: &dyn Words) -> String {
    let Some(commit) = commit else { return words.phrase(&Phrase::NotCommitted) };
    as_claimed(one_line(format!("{} {}", commit.short(), commit.subject).trim_end()), claimed, words)
}

/// The words for a commit, with the day that it says where it came on another.
pub(crate) fn as_claimed(commit: String, claimed: Option<NaiveDate>, words: &dyn Words) -> String {
    let said = claimed.map(|day| words.phrase(&Phrase::Review(ReviewPhrase::CommitSays { commit: &commit, day })));
    said.unwrap_or(commit)
}

/// The day of a commit; where a shallow clone begins, that or an earlier one.
fn recorded_on(day: NaiveDate, begins: bool, words: &dyn Words) -> String {
    if begins { words.phrase(&Phrase::Review(ReviewPhrase::OnOrBefore { day })) } else { date(day) }
}

/// Whether an entry is about one of several periods or milestones.
fn is_parted<'a>(log: &'a LogPage<'_>) -> impl Fn(&LogEntry) -> bool + 'a {
    |entry| entry.changes.iter().any(|change| log.plan.part(log.plan.occurrence(change.occurrence)) != Part::Once)
}

/// What changed, and how long after it happened that was recorded.
fn told(entry: &LogEntry, change: &RecordChange, words: &dyn Words) -> String {
    let field = |field: &Field| {
        let said = detail(*field, &change.before, &change.after, words);
        let when = match lag(entry, change, *field) {
            None => return said,
            Some(0) => Phrase::RecordedSameDay,
            Some(days) if days > 0 => Phrase::RecordedLater { days },
            Some(days) => Phrase::RecordedBefore { days: -days },
        };
        format!("{said} ({})", words.phrase(&when))
    };
    change.fields.iter().map(field).collect::<Vec<_>>().join("; ")
}

/// How many days after what a field tells of it was recorded.
pub(crate) fn lag(entry: &LogEntry, change: &RecordChange, field: Field) -> Option<i64> {
    // Where a shallow clone begins nobody knows how much earlier it was recorded.
    change.after.event(field).filter(|_| !entry.begins).map(|day| (entry.day - day).num_days())
}
