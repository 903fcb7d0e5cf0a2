//! The history of what a unit recorded.

use std::io;

use super::fields::detail;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Part, Plan};
use crate::model::record::Field;
use crate::page::{CellValue, ColumnHead, Page, Role, RowKind, Tone, Weight};
use crate::review::commits::Commit;
use crate::review::log::{LogEntry, RecordChange};
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
        let commit = entry.commit.as_ref();
        let named = |it: &Commit| one_line(format!("{} {}", it.short(), it.subject).trim_end());
        let commit = commit.map_or_else(|| words.phrase(&Phrase::NotCommitted), named);
        let day = date(entry.day);
        let before = ReviewPhrase::OnOrBefore { day: entry.day };
        let day = if entry.begins { words.phrase(&Phrase::Review(before)) } else { day };
        let mut row = |named: bool, task: CellValue, said: CellValue| {
            // One commit is named once.
            let once = |text: String| if named { CellValue::Text(text) } else { CellValue::Again(text) };
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
