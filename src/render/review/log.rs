//! The history of what a unit recorded: for people in a terminal, and as JSON, the format `tiendo.log/1`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::detail;
use super::json::{RecordShape, record_shape};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::render::json::value;
use crate::render::terminal::table::{Align, Cell, Head, LEAST_WIDTH, Layout, render};
use crate::render::terminal::{Screen, Tone, wrap};
use crate::review::log::{Change, Entry, event};
use crate::text::one_line;
use crate::words::phrase::Label;
use crate::words::review::ReviewPhrase;
use crate::words::{Words, date, owed};

/// The name and version of the format.
pub const FORMAT: &str = "tiendo.log/1";

/// A history and what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Log<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The unit.
    pub unit: UnitIx,
    /// The task, if only one is asked about.
    pub task: Option<TaskIx>,
    /// The period, if only one is asked about.
    pub period: Option<Period>,
    /// The commits, the last first.
    pub entries: &'a [Entry],
    /// Whether the clone has only a part of the history.
    pub shallow: bool,
}

/// Writes it as a table.
pub fn table(out: &mut dyn Write, log: &Log<'_>, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let say = |said: ReviewPhrase<'_>| words.phrase(&said.into());
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
        return writeln!(out, "{}", say(ReviewPhrase::NoHistory));
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
        let commit = entry.commit.as_ref().map_or_else(|| say(ReviewPhrase::NotCommitted), |it| it.short().to_owned());
        if entry.unread {
            let mut row = vec![Cell::plain(date(entry.day)), Cell::plain(commit.clone())];
            if several {
                row.push(Cell::plain(""));
            }
            row.push(Cell::plain(say(ReviewPhrase::UnreadThen)));
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
        for line in wrap(&say(ReviewPhrase::ShallowHistory), screen.width) {
            writeln!(out, "{}", screen.paint(Tone::Near, &line))?;
        }
    }
    Ok(())
}

/// Whether an entry is about one of several periods.
fn recurs<'a>(log: &'a Log<'_>) -> impl Fn(&Entry) -> bool + 'a {
    |entry| entry.changes.iter().any(|change| log.plan.occurrence(change.occurrence).period.is_some())
}

/// What changed, and how long after it happened that was recorded.
fn told(entry: &Entry, change: &Change, words: &dyn Words) -> String {
    let field = |field: &crate::edit::Field| {
        let said = detail(*field, &change.before, &change.after, words);
        match lag(entry, change, *field) {
            Some(days) => format!("{said} ({})", words.phrase(&ReviewPhrase::Lag { days }.into())),
            None => said,
        }
    };
    change.fields.iter().map(field).collect::<Vec<_>>().join("; ")
}

/// How many days after what a field tells of it was recorded.
fn lag(entry: &Entry, change: &Change, field: crate::edit::Field) -> Option<i64> {
    event(field, &change.after).map(|day| (entry.day - day).num_days())
}

#[derive(Serialize)]
struct Shape<'a> {
    format: &'static str,
    unit: &'a str,
    task: Option<&'a str>,
    period: Option<Period>,
    whole: bool,
    entries: Vec<EntryShape<'a>>,
}

#[derive(Serialize)]
struct EntryShape<'a> {
    commit: Option<&'a str>,
    subject: Option<&'a str>,
    day: NaiveDate,
    readable: bool,
    changes: Vec<ChangeShape<'a>>,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    task: &'a str,
    period: Option<Period>,
    fields: Vec<FieldShape>,
    before: RecordShape<'a>,
    after: RecordShape<'a>,
}

#[derive(Serialize)]
struct FieldShape {
    field: &'static str,
    lag_days: Option<i64>,
}

/// Writes it as one line of JSON.
pub fn json(out: &mut impl Write, log: &Log<'_>) -> io::Result<()> {
    let change = |entry: &'_ Entry, change: &'_ Change| {
        let fields = change.fields.iter();
        fields.map(|field| FieldShape { field: field.as_str(), lag_days: lag(entry, change, *field) }).collect()
    };
    let shape = Shape {
        format: FORMAT,
        unit: log.plan.unit(log.unit).id.as_str(),
        task: log.task.map(|task| log.plan.task(task).id.as_str()),
        period: log.period,
        whole: !log.shallow,
        entries: log
            .entries
            .iter()
            .map(|entry| EntryShape {
                commit: entry.commit.as_ref().map(|commit| commit.id.as_str()),
                subject: entry.commit.as_ref().map(|commit| commit.subject.as_str()),
                day: entry.day,
                readable: !entry.unread,
                changes: entry
                    .changes
                    .iter()
                    .map(|it| ChangeShape {
                        task: log.plan.task(log.plan.occurrence(it.occurrence).task).id.as_str(),
                        period: log.plan.occurrence(it.occurrence).period,
                        fields: change(entry, it),
                        before: record_shape(&it.before),
                        after: record_shape(&it.after),
                    })
                    .collect(),
            })
            .collect(),
    };
    value(out, &shape)?;
    writeln!(out)
}
