//! `plan.toml` → [`Plan`].
//!
//! Each table is read on its own and notes what does not fit; names are looked up once all tables are known; a plan
//! is judged by only where nothing is wrong, since a plan with a hole in it would say wrongly who owes what.

mod above;
mod assemble;
pub(super) mod bodies;
mod changes;
mod courses;
mod due;
mod header;
pub(super) mod lists;
mod milestones;
mod named;
mod office;
pub(super) mod schedule;
pub(crate) mod shared;
pub(super) mod spans;
mod target;
mod tasks;
mod tenures;
mod timing;

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::header::HeaderReading;
use self::lists::{Lists, Prepared, Tables};
use self::shared::{FindShared, SharedPart};
pub(crate) use self::spans::PlanSpans;
use super::walk::{Inspect, ReadText, Walk};
use crate::diagnostic::{Diagnostic, FileReport, IdKind, Problem, SharedFault, SystemFault, Table};
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
    /// What is wrong with the file of the bodies that it shares with other plans.
    pub(crate) shared: Option<FileReport>,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
}

/// Reads a plan that stands alone.
pub fn read(text: &str, inspect: Inspect) -> PlanReading {
    read_beside(text, inspect, &|file| {
        Err(Problem::SharedFile { file: file.to_owned(), fault: SharedFault::System(SystemFault::NotFound) })
    })
}

/// Reads a plan; `find` gives the bodies that it may share with others.
pub(crate) fn read_beside(text: &str, inspect: Inspect, find: &FindShared<'_>) -> PlanReading {
    let mut prepared = Prepared::new(text, inspect);
    let Tables { top, syntax, lists } = prepared.tables();
    let broken_lines: Vec<Range<usize>> = syntax.iter().map(|d| super::text::line_around(text, d.span.start)).collect();
    let mut walk = Walk::new(syntax, inspect);
    let mut spans = PlanSpans::default();
    let (plan, shared) = read_tables(top, lists, find, &mut walk, &mut spans);
    let Walk { mut diagnostics, texts, .. } = walk;
    super::text::drop_consequences(&mut diagnostics, &broken_lines);
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.replacement.is_none()) {
        diagnostic.replacement = deadline_meant(&diagnostic.problem, plan.as_ref());
        if let Problem::UnreadableDeadline { text, .. } = &diagnostic.problem
            && let Some((day, fault)) = typed::impossible(text)
        {
            diagnostic.problem = Problem::ImpossibleDay { text: day.to_owned(), fault };
        }
    }
    PlanReading { plan, spans, diagnostics, shared, texts }
}

/// A deadline in words as this file has to write it.
fn deadline_meant(problem: &Problem, plan: Option<&Plan>) -> Option<String> {
    let (Problem::UnreadableDeadline { text, recurs: false } | Problem::InvalidPeriod { period: text, .. }) = problem
    else {
        return None;
    };
    // Without the plan's own days only what names its year can be dated.
    let days = plan.map_or((FIRST_DAY, LAST_DAY), |plan| (plan.header.starts, plan.header.ends));
    let written = typed::deadline(text, days.0, days.1)?;
    Some(if written.parse::<NaiveDate>().is_ok() { written } else { format!("\"{written}\"") })
}

fn read_tables<'t>(
    top: DeTable<'t>,
    mut lists: Lists<'t>,
    find: &FindShared<'_>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> (Option<Plan>, Option<FileReport>) {
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
    let HeaderReading { header, coordinator, bodies } =
        header_table.map(|(span, value)| header::read(span, value, walk, spans)).unwrap_or_default();
    let calendar = calendar.map(|value| schedule::read_calendar(value, walk));
    let taken_tasks = std::mem::take(&mut lists.tasks);
    let raw_tasks = match tasks {
        Some(value) => tasks::read(value, walk, spans),
        None => tasks::read_taken(taken_tasks, walk, spans),
    };
    let names_bodies = bodies.is_some();
    let shared = bodies.and_then(|(place, file)| match find(&file) {
        Ok(bodies) => {
            let names = [units.as_ref(), groups.as_ref(), events.as_ref()];
            let names = named::names(&raw_tasks, coordinator.as_ref(), names, &lists);
            Some(SharedPart::new(bodies, place, names.into_iter()))
        }
        Err(problem) => {
            walk.note(problem, place);
            None
        }
    });
    let lacks_bodies = names_bodies && shared.is_none();
    let (report, shared_calendar) = match &shared {
        Some(part) => (part.bodies.report.clone(), part.bodies.calendar.clone()),
        None => (None, None),
    };
    let events = events.map(|value| schedule::read_events(value, walk)).unwrap_or_default();
    let bodies = bodies::read(units, groups, lists, shared.as_ref(), walk, spans);
    let events = schedule::dated_by_unit(events, &bodies, walk, spans);
    let header = header.map(|header| {
        let coordinator = coordinator.and_then(|named| bodies.unit(&named, walk));
        Header { coordinator, ..header }
    });
    let calendar = calendar.or(shared_calendar).unwrap_or_default();
    let plan = assemble::assemble(header, calendar, events, bodies, raw_tasks, walk);
    if lacks_bodies {
        // Whatever stands in the file that could not be had would be called unknown.
        let of_bodies = |it: &Diagnostic| {
            matches!(it.problem, Problem::UnknownId { kind: IdKind::Unit | IdKind::Body | IdKind::Group, .. })
        };
        walk.diagnostics.retain(|it| !of_bodies(it));
    }
    (plan, report)
}
