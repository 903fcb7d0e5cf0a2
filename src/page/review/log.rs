//! The history of what a unit recorded: for people in a terminal.

use std::io::{self, Write};

use super::detail;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::page::Tone;
use crate::page::terminal::table::{Align, Cell, Head, LEAST_WIDTH, Layout, render};
use crate::page::terminal::{Screen, wrap};
use crate::review::log::{LogEntry, RecordChange};
use crate::text::one_line;
use crate::words::{Label, Phrase, Words, date, owed};

/// A history and what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Log<'a> {
    pub plan: &'a Plan,
    pub unit: UnitIx,
    /// The task, if only one is asked about.
    pub task: Option<TaskIx>,
    /// The period, if only one is asked about.
    pub period: Option<Period>,
    /// The commits, the last first.
    pub entries: &'a [LogEntry],
    /// Whether the clone has only a part of the history.
    pub shallow: bool,
}

pub fn table(out: &mut dyn Write, log: &Log<'_>, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let say = |said: Phrase<'_>| words.phrase(&said);
    let unit = one_line(&log.plan.unit(log.unit).name);
    let heading = match log.task {
        Some(task) => {
            let title = one_line(log.plan.task(task).title_for(log.period));
            let period = log.period.map(|period| format!(" ({})", words.period(period))).unwrap_or_default();
            format!("{unit}: {title}{period}")
        }
        None => unit,
    };
    for line in wrap(&heading, screen.width) {
        writeln!(out, "{}", screen.paint(Tone::Heading, &line))?;
    }
    if log.entries.is_empty() {
        return writeln!(out, "{}", say(Phrase::NoHistory));
    }
    let several = log.task.is_none() || (log.period.is_none() && log.entries.iter().any(recurs(log)));
    let mut heads = vec![
        Head::new(words.label(Label::RecordedOn), Align::Short),
        Head::new(words.label(Label::Commit), Align::Short),
    ];
    if several {
        heads.push(Head::new(words.label(Label::Task), Align::Words));
    }
    heads.push(Head::new(words.label(Label::Recorded), Align::Words));
    let mut rows = Vec::new();
    for entry in log.entries {
        let commit = entry.commit.as_ref().map_or_else(|| say(Phrase::NotCommitted), |it| it.short().to_owned());
        if entry.unread {
            let mut row = vec![Cell::plain(date(entry.day)), Cell::plain(commit.clone())];
            if several {
                row.push(Cell::plain(""));
            }
            row.push(Cell::plain(say(Phrase::UnreadThen)));
            rows.push(row);
        }
        for (at, change) in entry.changes.iter().enumerate() {
            // One commit is named once, but where each row stands by itself.
            let named = at == 0 || screen.width < LEAST_WIDTH;
            let once = |text: String| if named { Cell::plain(text) } else { Cell::plain("") };
            let mut row = vec![once(date(entry.day)), once(commit.clone())];
            if several {
                row.push(Cell::plain(one_line(&owed(log.plan, change.occurrence, words))));
            }
            row.push(Cell::plain(one_line(&told(entry, change, words))));
            rows.push(row);
        }
    }
    render(out, &heads, &rows, Layout::default(), screen)?;
    if log.shallow {
        for line in wrap(&say(Phrase::ShallowHistory), screen.width) {
            writeln!(out, "{}", screen.paint(Tone::Near, &line))?;
        }
    }
    Ok(())
}

/// Whether an entry is about one of several periods.
fn recurs<'a>(log: &'a Log<'_>) -> impl Fn(&LogEntry) -> bool + 'a {
    |entry| entry.changes.iter().any(|change| log.plan.occurrence(change.occurrence).period.is_some())
}

/// What changed, and how long after it happened that was recorded.
fn told(entry: &LogEntry, change: &RecordChange, words: &dyn Words) -> String {
    let field = |field: &Field| {
        let said = detail(*field, &change.before, &change.after, words);
        match lag(entry, change, *field) {
            Some(days) => format!("{said} ({})", words.phrase(&Phrase::Lag { days })),
            None => said,
        }
    };
    change.fields.iter().map(field).collect::<Vec<_>>().join("; ")
}

/// How many days after what a field tells of it was recorded.
pub fn lag(entry: &LogEntry, change: &RecordChange, field: Field) -> Option<i64> {
    change.after.event(field).map(|day| (entry.day - day).num_days())
}
