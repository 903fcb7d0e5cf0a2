//! `plan.toml` → [`Plan`].
//!
//! Each table is read on its own and notes what does not fit; names are looked up once all tables are known; a plan
//! is judged by only where nothing is wrong, since a plan with a hole in it would say wrongly who owes what.

mod assemble;
mod bodies;
mod changes;
mod courses;
mod due;
mod header;
mod lists;
mod milestones;
mod office;
mod schedule;
mod spans;
mod target;
mod tasks;
mod tenures;
mod timing;

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::lists::{Lists, Prepared, Tables};
pub(crate) use self::spans::PlanSpans;
use super::walk::{Inspect, ReadText, Walk};
use crate::diagnostic::{Diagnostic, Problem, Table};
use crate::model::period::{FIRST_DAY, LAST_DAY};
use crate::model::plan::{Header, Plan};
use crate::typed;

const KEYS: &[&str] = &["plan", "calendar", "events", "units", "groups", "tasks"];

#[derive(Debug)]
pub struct PlanReading {
    /// The plan as far as it could be read: not to be judged by unless `diagnostics` is empty.
    pub plan: Option<Plan>,
    pub(crate) spans: PlanSpans,
    pub diagnostics: Vec<Diagnostic>,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
}

pub fn read(text: &str, inspect: Inspect) -> PlanReading {
    let mut prepared = Prepared::new(text, inspect);
    let Tables { top, syntax, lists } = prepared.tables();
    let broken_lines: Vec<Range<usize>> = syntax.iter().map(|d| super::text::line_around(text, d.span.start)).collect();
    let mut walk = Walk::new(syntax, inspect);
    let mut spans = PlanSpans::default();
    let plan = read_tables(top, lists, &mut walk, &mut spans);
    let Walk { mut diagnostics, texts, .. } = walk;
    super::text::drop_consequences(&mut diagnostics, &broken_lines);
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.replacement.is_none()) {
        diagnostic.replacement = deadline_meant(&diagnostic.problem, plan.as_ref());
    }
    PlanReading { plan, spans, diagnostics, texts }
}

/// A deadline in words as this file has to write it.
fn deadline_meant(problem: &Problem, plan: Option<&Plan>) -> Option<String> {
    let (Problem::UnreadableDeadline { text, recurs: false } | Problem::InvalidPeriod { period: text, .. }) = problem
    else {
        return None;
    };
    // Without the plan's own days only what names its year can be told.
    let days = plan.map_or((FIRST_DAY, LAST_DAY), |plan| (plan.header.starts, plan.header.ends));
    let written = typed::deadline(text, days.0, days.1)?;
    Some(if written.parse::<NaiveDate>().is_ok() { written } else { format!("\"{written}\"") })
}

fn read_tables<'t>(top: DeTable<'t>, mut lists: Lists<'t>, walk: &mut Walk, spans: &mut PlanSpans) -> Option<Plan> {
    let mut header_table: Option<(Range<usize>, Spanned<DeValue<'t>>)> = None;
    let (mut calendar, mut events, mut units, mut groups, mut tasks) = (None, None, None, None, None);
    for (key, value) in top {
        let slot = match key.get_ref().as_ref() {
            "plan" => {
                header_table = Some((key.span(), value));
                continue;
            }
            "calendar" => &mut calendar,
            "events" => &mut events,
            "units" => &mut units,
            "groups" => &mut groups,
            "tasks" => &mut tasks,
            _ => {
                walk.unknown_key(&key, Table::PlanFile, KEYS);
                continue;
            }
        };
        *slot = Some(value);
    }
    if header_table.is_none() {
        walk.missing_key("plan", Table::PlanFile, 0..0);
    }
    let header = header_table.and_then(|(span, value)| header::read(span, value, walk, spans));
    let calendar = calendar.map(|value| schedule::read_calendar(value, walk)).unwrap_or_default();
    let events = events.map(|value| schedule::read_events(value, walk)).unwrap_or_default();
    let taken_tasks = std::mem::take(&mut lists.tasks);
    let bodies = bodies::read(units, groups, lists, walk, spans);
    let events = schedule::dated_by_unit(events, &bodies, walk, spans);
    let raw_tasks = match tasks {
        Some(value) => tasks::read(value, walk, spans),
        None => tasks::read_taken(taken_tasks, walk, spans),
    };

    let header = header.map(|(header, coordinator)| {
        let coordinator = coordinator.and_then(|named| bodies.unit(&named, walk));
        Header { coordinator, ..header }
    });
    assemble::assemble(header, calendar, events, bodies, raw_tasks, walk)
}
