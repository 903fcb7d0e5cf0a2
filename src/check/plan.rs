//! Warnings about the plan and about which files there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, FileReport, Problem, Related, StrayKind};
use crate::model::duties::UnitSet;
use crate::model::holidays::Country;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Amendment, Body, Plan, Task, Timing};
use crate::read::plan::PlanSpans;
use crate::read::walk::Guess;
use crate::snapshot::{Entry, Listing, Stray, UNITS, as_told, is_backup, meant_for, stem_of};
use crate::source::Source;
use crate::text::fold;

/// What is odd about a plan that reads without error.
pub(crate) fn plan_warnings(plan: &Plan, spans: &PlanSpans) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // What several plans share need not be of use to each.
    let groups = plan.groups.iter().zip(&spans.groups).skip(spans.shared.1);
    for (group, span) in groups.filter(|(group, _)| group.units.is_empty()) {
        found.push(Diagnostic::new(Problem::EmptyGroup { group: group.id.to_string() }, span.range()));
    }
    let taking_part = taking_part(plan);
    for unit in plan.unit_indices().skip(spans.shared.0) {
        let leads = plan.duties.tasks_of(unit).next().is_some();
        if !leads && !taking_part.contains(unit) && plan.header.coordinator != Some(unit) {
            let problem = Problem::IdleUnit { unit: plan.unit(unit).id.to_string() };
            found.push(Diagnostic::new(problem, spans.units[unit.index()].range()));
        }
    }
    same_names(plan, spans, &mut found);
    without_successors(plan, spans, &mut found);
    unused_dates(plan, spans, &mut found);
    deadlines(plan, spans, &mut found);
    let led = |task: &Task| !task.lead.is_empty() || own_leads(task);
    for (_, spans) in plan.tasks.iter().zip(&spans.tasks).filter(|(task, _)| !led(task)) {
        found.push(Diagnostic::new(Problem::TaskWithoutLead, spans.lead.range()));
    }
    found
}

/// The units that support a task or lead it together with others, at first or by an amendment, by themselves or with a
/// group.
fn taking_part(plan: &Plan) -> UnitSet {
    let mut units = UnitSet::new(plan.units.len());
    for (task, at) in plan.tasks.iter().zip((0..).map(TaskIx::new)) {
        units.insert_all(&plan.joint_leads(at));
        let amended =
            |all: &[Amendment]| all.iter().filter_map(|one| one.support.clone()).flatten().collect::<Vec<_>>();
        let milestones = task.milestones().iter();
        let own = milestones.flat_map(|own| own.support.iter().flatten().copied().chain(amended(&own.amended)));
        let all: Vec<Body> = task.support.iter().copied().chain(amended(&task.amended)).chain(own).collect();
        units.insert_all(&plan.units_of(&all));
        // What several owe together stands with the first of them alone.
        if task.joint {
            let amended = task.amended.iter().filter_map(|one| one.lead.clone()).flatten();
            let own = task.milestones().iter().flat_map(|own| own.lead.iter().flatten().copied());
            let leads: Vec<Body> = task.lead.iter().copied().chain(amended).chain(own).collect();
            units.insert_all(&plan.units_of(&leads));
        }
    }
    units
}

/// Whether every milestone of a task names leads of its own.
fn own_leads(task: &Task) -> bool {
    let milestones = task.milestones();
    !milestones.is_empty() && milestones.iter().all(|own| own.lead.as_ref().is_some_and(|lead| !lead.is_empty()))
}

fn same_names(plan: &Plan, spans: &PlanSpans, found: &mut Vec<Diagnostic>) {
    let mut first_of: HashMap<String, UnitIx> = HashMap::with_capacity(plan.units.len());
    for unit in plan.unit_indices() {
        let name = crate::text::nfc(plan.unit(unit).name.trim());
        if fold(&name).is_empty() {
            continue;
        }
        if let Some(first) = first_of.get(&name).filter(|_| unit.index() >= spans.shared.0) {
            let first = spans.units[first.index()].range();
            let problem = Problem::SameName { name };
            found.push(Diagnostic::new(problem, spans.units[unit.index()].range()).related(first, Related::First));
        } else {
            first_of.insert(name, unit);
        }
    }
}

/// Units of which an event has a date, and that lead nothing that counts from it.
fn unused_dates(plan: &Plan, spans: &PlanSpans, found: &mut Vec<Diagnostic>) {
    for (at, (event, spans)) in plan.events.iter().zip(&spans.events).enumerate() {
        if event.dates.is_empty() {
            continue;
        }
        let mut leads = UnitSet::new(plan.units.len());
        let tasks = (0..plan.tasks.len()).map(TaskIx::new);
        for task in tasks.filter(|task| plan.task(*task).events().any(|event| event.index() == at)) {
            leads.insert_all(&plan.leads_ever(task));
        }
        let unused = event.dates.iter().zip(spans).filter(|((unit, _), _)| !leads.contains(*unit));
        found.extend(unused.map(|((unit, _), span)| {
            let (unit, event) = (plan.unit(*unit).id.to_string(), event.id.to_string());
            Diagnostic::new(Problem::UnusedEventDate { unit, event }, span.range())
        }));
    }
}

/// Units that have gone when something falls due that they lead, and have no successor then: one warning for each task.
fn without_successors(plan: &Plan, spans: &PlanSpans, found: &mut Vec<Diagnostic>) {
    for (task, spans) in plan.tasks.iter().zip(&spans.tasks) {
        let mut counts: BTreeMap<UnitIx, usize> = BTreeMap::new();
        for unit in task.occurrences.clone().flat_map(|at| plan.without_successor(OccurrenceIx::new(at))) {
            *counts.entry(unit).or_default() += 1;
        }
        found.extend(counts.into_iter().map(|(unit, occurrences)| {
            let unit = plan.unit(unit).id.to_string();
            Diagnostic::new(Problem::NoSuccessor { unit, occurrences }, spans.lead.range())
        }));
    }
}

fn deadlines(plan: &Plan, spans: &PlanSpans, found: &mut Vec<Diagnostic>) {
    let (starts, ends) = (plan.header.starts, plan.header.ends);
    let mut before_unsaid = spans.before.is_none();
    for (task, spans) in plan.tasks.iter().zip(&spans.tasks) {
        let depends = match &task.timing {
            Timing::Once(deadline) => deadline.depends_on_before(),
            Timing::Milestones(milestones) => milestones.iter().any(|own| own.deadline.depends_on_before()),
            Timing::Every(rules) => rules.iter().any(|(_, rule)| rule.depends_on_before()),
        };
        // Once said, it is said for every deadline: the first one that needs it stands for all.
        if depends && std::mem::take(&mut before_unsaid) {
            found.push(Diagnostic::new(Problem::BeforeUnsaid, spans.due.range()));
        }
        if [task.starts, task.ends].into_iter().flatten().any(|day| !(starts..=ends).contains(&day)) {
            found.push(Diagnostic::new(Problem::SpanOutsidePlan { starts, ends }, spans.span.range()));
        }
        // A recurring task's last period falls due after the plan by its own rule; nothing is odd about that.
        let once = (!matches!(task.timing, Timing::Every(_))).then(|| task.occurrences.clone());
        for at in once.into_iter().flatten().map(OccurrenceIx::new) {
            // Of many units' own days each is named once.
            let days: BTreeSet<NaiveDate> = plan.due_days(at).filter(|day| !(starts..=ends).contains(day)).collect();
            found.extend(
                days.into_iter()
                    .map(|due| Diagnostic::new(Problem::DueOutsidePlan { due, starts, ends }, spans.due.range())),
            );
        }
    }
}

/// The years on whose days off last days hang, at first or by an amendment, and of which none is known: one warning, at
/// the first task of which that holds.
pub(crate) fn calendar_warning(plan: &Arc<Plan>, spans: &PlanSpans) -> Option<Diagnostic> {
    let amended = plan
        .tasks
        .iter()
        .flat_map(|task| task.amended.iter().chain(task.milestones().iter().flat_map(|milestone| &milestone.amended)));
    let days = amended.filter(|it| it.timing.is_some()).map(|it| it.decision.on);
    let days: BTreeSet<NaiveDate> = days.chain([NaiveDate::MIN]).collect();
    let (mut years, mut tasks) = (BTreeSet::new(), BTreeSet::new());
    for plan in days.into_iter().map(|day| plan.as_of(day)) {
        for at in (0..plan.occurrences.len()).map(OccurrenceIx::new) {
            let unknown = plan.unknown_years(at, None);
            if !unknown.is_empty() {
                years.extend(unknown);
                tasks.insert(plan.occurrence(at).task);
            }
        }
    }
    let first = tasks.first()?;
    let known = plan.calendar.country().map(Country::years).map(|it| (*it.start(), *it.end()));
    let problem = Problem::CalendarYearUnknown { years: years.into_iter().collect(), tasks: tasks.len(), known };
    Some(Diagnostic::new(problem, spans.tasks[first.index()].due.range()))
}

/// The units that owe something and have no file, of those asked for.
pub(crate) fn missing_files(
    plan: &Plan,
    spans: &PlanSpans,
    listing: &Listing,
    (units, strays): (&[UnitIx], &[FileReport]),
) -> Vec<Diagnostic> {
    // The advice to rename a file is the one that helps.
    let problems = strays.iter().flat_map(|report| &report.diagnostics).map(|diagnostic| &diagnostic.problem);
    let named: Vec<&str> = problems
        .filter_map(|problem| match problem {
            Problem::StrayFacts { meant, .. } => meant.as_deref(),
            _ => None,
        })
        .collect();
    let missing = units.iter().filter(|unit| {
        listing.units[unit.index()] == Entry::Missing
            && plan.duties.tasks_of(**unit).next().is_some()
            && !named.contains(&plan.unit(**unit).id.as_str())
    });
    missing
        .map(|unit| {
            let problem = Problem::MissingUnitFile { unit: plan.unit(*unit).id.to_string() };
            Diagnostic::new(problem, spans.units[unit.index()].range())
        })
        .collect()
}

/// A folder that was meant to be `units/`.
pub(crate) fn other_case(listing: &Listing, called: impl Fn(&str) -> String) -> Option<FileReport> {
    let folder = listing.other_case.as_ref()?;
    let problem = Problem::OtherCaseFolder { folder: called(&folder.name), facts: !folder.facts.is_empty() };
    FileReport::of(|| Source::new(format!("{}/", folder.name), ""), vec![Diagnostic::new(problem, 0..0)])
}

/// The files in `units/` that are no unit's, of those that are wanted; messages call them as `called` does.
pub(crate) fn stray_files(
    (plan, listing): (&Plan, &Listing),
    called: impl Fn(&str) -> String,
    wanted: impl Fn(&Stray) -> bool,
) -> Vec<FileReport> {
    let mut guess = Guess::default();
    let told = |file: String, problem| FileReport::of(|| Source::new(file, ""), vec![Diagnostic::new(problem, 0..0)]);
    let strays = listing.strays.iter().filter(|stray| wanted(stray)).filter_map(|stray| {
        if stray.is_folder {
            let file = format!("{UNITS}/{}/", stray.name);
            return told(
                file.clone(),
                Problem::StrayFile { file: called(&file), what: StrayKind::Folder, meant: None },
            );
        }
        let (what, stem) = kind_of(&stray.name);
        let ids = || plan.units.iter().map(|unit| unit.id.as_str());
        let same = meant_for(&stray.name, ids()).map(str::to_owned);
        let what = if what == StrayKind::File && same.is_some() { StrayKind::Misnamed } else { what };
        let (file, meant) = (format!("{UNITS}/{}", stray.name), same.or_else(|| guess.closest(stem, ids())));
        let own = meant.as_deref().and_then(|id| plan.unit_by_id(id));
        let is_second = own.is_some_and(|unit| listing.units[unit.index()] != Entry::Missing);
        let what = match what {
            StrayKind::Misnamed if is_second && is_backup(&stray.name) => StrayKind::Backup,
            StrayKind::File | StrayKind::Misnamed if is_second => StrayKind::Second,
            what => what,
        };
        let called = as_told(called(&file));
        let problem = if stray.says_something && what != StrayKind::Backup {
            Problem::StrayFacts { file: called, what, meant }
        } else {
            Problem::StrayFile { file: called, what, meant }
        };
        told(file, problem)
    });
    strays.collect()
}

/// What a file is by its name, and what the unit's id would be.
fn kind_of(name: &str) -> (StrayKind, &str) {
    if let Some(rest) = name.strip_prefix("._") {
        return (StrayKind::MacCompanion, stem_of(rest).unwrap_or(rest));
    }
    if let Some(rest) = name.strip_prefix("~$") {
        return (StrayKind::OfficeLock, stem_of(rest).unwrap_or(rest));
    }
    match name.strip_suffix(".toml") {
        Some(stem) => (StrayKind::File, stem),
        None => (StrayKind::Misnamed, stem_of(name).unwrap_or(name)),
    }
}
