//! `plan.toml` → [`Plan`].
//!
//! Each table is read on its own and notes what does not fit; names are looked up once all tables are known; a plan
//! is judged by only where nothing is wrong, since a plan with a hole in it would say wrongly who owes what.

mod assemble;
mod bodies;
mod header;
mod lists;
mod schedule;
mod spans;
mod tasks;
mod timing;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::lists::{Lists, Prepared, Tables};
pub(crate) use self::spans::PlanSpans;
use super::walk::{Inspect, ReadText, Walk};
use crate::diagnostic::{Diagnostic, Table};
use crate::model::plan::{Header, Plan};

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
    PlanReading { plan, spans, diagnostics, texts }
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
