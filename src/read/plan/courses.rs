//! Which unit owes something of which task as of any day, and how that changes over time.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::header::NamedText;
use super::spans::TaskSpans;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::course::{Course, Lead, Ruling, touches};
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Amendment, Body, Decision, Milestone, Plan, Task, Timing};
use crate::read::walk::Walk;

/// The last days of occurrences that amendments change, by the days from which on they count.
pub(crate) type Rulings = HashMap<OccurrenceIx, Vec<Ruling>>;

/// How a task stands in the file.
pub(crate) struct WrittenTask<'t> {
    pub(crate) except: Vec<NamedText<'t>>,
    pub(crate) spans: TaskSpans,
    /// Whether nothing is wrong with it so far: of another it cannot be said that nobody owes it.
    pub(crate) sound: bool,
}

/// Lays every task on the units that owe something of it as of any day.
pub(crate) fn lay(plan: &mut Plan, mut rulings: Rulings, written: &[WrittenTask<'_>], walk: &mut Walk) {
    let mut tenured = UnitSet::new(plan.units.len());
    plan.unit_indices().filter(|unit| plan.tenure(*unit).is_some()).for_each(|unit| tenured.insert(unit));
    let mut leads = Leads::default();
    for (task, WrittenTask { except, spans, sound }) in (0..plan.tasks.len()).map(TaskIx::new).zip(written) {
        let sound = *sound && !strangers(plan, plan.task(task), except, walk);
        let named = !plan.units_of(&plan.task(task).lead).is_empty();
        let dated = plan.task(task).occurrences.clone().any(|at| rulings.contains_key(&OccurrenceIx::new(at)));
        if !dated && is_plain(plan, task, &tenured) {
            let owed = lay_plainly(plan, task);
            if sound && named && !owed {
                let id = plan.task(task).id.to_string();
                walk.note(Problem::OwedByNobody { task: id }, spans.lead.range());
            }
            continue;
        }
        let mut laid = Vec::new();
        for course in courses(plan, plan.task(task), &mut leads, &mut rulings) {
            let leads = course.leads.iter().any(|(_, lead)| !lead.order.is_empty());
            let occurrences = course.occurrences.clone().map(OccurrenceIx::new);
            add(plan, task, course, &tenured, &mut laid);
            if sound && (leads || named) && !occurrences.clone().any(|at| plan.is_ever_owed(at)) {
                let part = occurrences.clone().next().and_then(|at| plan.milestone(plan.occurrence(at)));
                let part = part.map(|milestone| format!(".{}", milestone.id)).unwrap_or_default();
                let task = format!("{}{part}", plan.task(task).id);
                walk.note(Problem::OwedByNobody { task }, spans.lead.range());
            }
        }
    }
    plan.witnesses = witnesses(plan, &tenured);
}

/// Whether a task and its milestones are owed by their leads, always, each for itself.
fn is_plain(plan: &Plan, task: TaskIx, tenured: &UnitSet) -> bool {
    let of = plan.task(task);
    let changes = |added: &Option<Decision>, cancelled: &Option<Decision>, amended: &[Amendment]| {
        let duties = amended.iter().any(|amendment| amendment.timing.is_some() || amendment.lead.is_some());
        added.is_some() || cancelled.is_some() || duties
    };
    let milestones = of.milestones();
    let comes_or_goes = |lead: &[Body]| plan.units_of(lead).iter().any(|unit| tenured.contains(unit));
    let leads = milestones.iter().filter_map(|milestone| milestone.lead.as_deref());
    !of.joint
        && !changes(&of.added, &of.cancelled, &of.amended)
        && !milestones.iter().any(|own| changes(&own.added, &own.cancelled, &own.amended))
        && (tenured.is_empty() || ![&*of.lead].into_iter().chain(leads).any(comes_or_goes))
}

/// Lays a task on the units that lead it or a milestone of it; false where nobody does.
fn lay_plainly(plan: &mut Plan, task: TaskIx) -> bool {
    let whole = plan.leads(plan.task(task));
    let own: Vec<Option<UnitSet>> = plan
        .task(task)
        .milestones()
        .iter()
        .map(|milestone| {
            let mut units = plan.units_of(milestone.lead.as_ref()?);
            units.remove_all(&plan.units_of(&plan.task(task).except));
            Some(units)
        })
        .collect();
    let mut led: Vec<UnitSet> = Vec::new();
    match &mut plan.tasks[task.index()].timing {
        Timing::Milestones(milestones) if own.iter().any(Option::is_some) => {
            for (milestone, own) in milestones.iter_mut().zip(own) {
                let units = own.unwrap_or_else(|| whole.clone());
                milestone.owed_by = Some(units.clone());
                led.push(units);
            }
        }
        _ => led.push(whole),
    }
    let mut owed = false;
    for unit in led.iter().flat_map(UnitSet::iter) {
        owed = true;
        plan.duties.lay(unit, task);
    }
    owed
}

/// Adds a course to the plan, and lays its task on the units that it concerns. `laid` are the leads of other courses of the
/// task on whom it is laid already, but for those who come or go.
fn add(plan: &mut Plan, task: TaskIx, course: Course, tenured: &UnitSet, laid: &mut Vec<Arc<Lead>>) {
    let number = u32::try_from(plan.courses.len()).expect("a plan has fewer tasks than u32 counts");
    let occurrences = course.occurrences.clone();
    let is_alike = course.is_settled() && !plan.task(task).milestones().iter().any(Milestone::has_own_lead);
    let mut always = false;
    for occurrence in &mut plan.occurrences[occurrences.clone()] {
        let is_ever_there = course.added.is_none_or(|on| touches(on, occurrence.period));
        occurrence.course = Some(number);
        occurrence.is_led_alike = is_alike && is_ever_there;
        always |= course.is_settled() && is_ever_there;
    }
    let mut concerned = concerned(plan, &course, tenured);
    if always {
        // Whoever was always there and leads it owes it: nothing more need be looked at.
        let lead = &course.leads[0].1;
        if !laid.iter().any(|of_other| Arc::ptr_eq(of_other, lead)) {
            laid.push(Arc::clone(lead));
            let mut lasting = concerned.clone();
            lasting.remove_all(tenured);
            lasting.iter().for_each(|unit| plan.duties.lay(unit, task));
        }
        concerned.keep_only(tenured);
    }
    plan.courses.push(course);
    for unit in concerned.iter() {
        if occurrences.clone().map(OccurrenceIx::new).any(|at| plan.may_record(unit, at)) {
            plan.duties.lay(unit, task);
        }
    }
}

/// Everyone who ever leads a course, and their successors.
fn concerned(plan: &Plan, course: &Course, tenured: &UnitSet) -> UnitSet {
    let mut concerned = UnitSet::new(plan.units.len());
    course.leads.iter().for_each(|(_, lead)| concerned.insert_all(lead.members()));
    let mut passing_on = concerned.clone();
    passing_on.keep_only(tenured);
    let mut next: Vec<UnitIx> = passing_on.iter().collect();
    while let Some(unit) = next.pop() {
        for successor in plan.tenure(unit).iter().flat_map(|tenure| tenure.successors.iter().copied()) {
            if !concerned.contains(successor) {
                concerned.insert(successor);
                next.push(successor);
            }
        }
    }
    concerned
}

/// The courses of a task: one for each milestone, where it has some.
fn courses(plan: &Plan, task: &Task, leads: &mut Leads, rulings: &mut Rulings) -> Vec<Course> {
    let parts: Vec<(Range<usize>, Option<&Milestone>)> = match task.milestones() {
        [] => vec![(task.occurrences.clone(), None)],
        milestones => task.occurrences.clone().zip(milestones).map(|(at, own)| (at..at + 1, Some(own))).collect(),
    };
    let course = |(occurrences, milestone): (Range<usize>, Option<&Milestone>)| {
        let rulings = occurrences.clone().map(|at| rulings.remove(&OccurrenceIx::new(at)).unwrap_or_default());
        let day = |own: Option<&Decision>, of_task: Option<&Decision>| own.or(of_task).map(|decision| decision.on);
        Course {
            leads: leads_by_day(plan, task, milestone, leads),
            joint: task.joint,
            added: day(milestone.and_then(|own| own.added.as_ref()), task.added.as_ref()),
            cancelled: day(milestone.and_then(|own| own.cancelled.as_ref()), task.cancelled.as_ref()),
            revisions: rulings.collect(),
            occurrences,
        }
    };
    parts.into_iter().map(course).collect()
}

/// Who leads a task, or one of its milestones, from which day on. What a milestone says, at first or by an amendment, wins
/// over what the task says.
fn leads_by_day(
    plan: &Plan,
    task: &Task,
    milestone: Option<&Milestone>,
    leads: &mut Leads,
) -> Vec<(NaiveDate, Arc<Lead>)> {
    let amended = |amended: &'_ [Amendment]| -> Vec<(NaiveDate, Vec<Body>)> {
        amended.iter().filter_map(|it| Some((it.decision.on, it.lead.clone()?))).collect()
    };
    let own = milestone.map(|milestone| amended(&milestone.amended)).unwrap_or_default();
    let mut all = if let Some(lead) = milestone.and_then(|milestone| milestone.lead.clone()) {
        vec![(NaiveDate::MIN, lead)]
    } else {
        let first = own.first().map_or(NaiveDate::MAX, |(on, _)| *on);
        let of_task = amended(&task.amended).into_iter().filter(|(on, _)| *on < first);
        [(NaiveDate::MIN, task.lead.clone())].into_iter().chain(of_task).collect()
    };
    all.extend(own);
    let mut by_day: Vec<(NaiveDate, Arc<Lead>)> = Vec::with_capacity(all.len());
    for (on, lead) in all {
        // Of one day the later counts.
        by_day.retain(|(day, _)| *day != on);
        by_day.push((on, leads.of(plan, &lead, &task.except)));
    }
    by_day
}

/// The leads of a plan in their order, made once for all tasks that name the same.
#[derive(Default)]
struct Leads {
    made: HashMap<(Vec<Body>, Vec<Body>), Arc<Lead>>,
}

impl Leads {
    fn of(&mut self, plan: &Plan, lead: &[Body], except: &[Body]) -> Arc<Lead> {
        let key = (lead.to_vec(), except.to_vec());
        let make = || {
            let except = plan.units_of(except);
            let order = plan.in_order(lead).into_iter().filter(|unit| !except.contains(*unit));
            Arc::new(Lead::new(order.collect(), plan.units.len()))
        };
        Arc::clone(self.made.entry(key).or_insert_with(make))
    }
}

/// Notes what `except` names and no group among the leads brings in; true if it names such a thing.
fn strangers(plan: &Plan, task: &Task, except: &[NamedText<'_>], walk: &mut Walk) -> bool {
    if except.is_empty() {
        return false;
    }
    let noted = walk.diagnostics.len();
    let milestones = task.milestones();
    let first = milestones.iter().filter_map(|milestone| milestone.lead.as_ref()).flatten();
    let amended = task.amended.iter().chain(milestones.iter().flat_map(|milestone| &milestone.amended));
    let amended = amended.filter_map(|amendment| amendment.lead.as_ref()).flatten();
    let groups: Vec<Body> =
        task.lead.iter().chain(first).chain(amended).filter(|body| matches!(body, Body::Group(_))).copied().collect();
    let brought = plan.units_of(&groups);
    // Names that are unknown are noted already.
    let known = except.iter().filter_map(|(span, id)| Some((span, id, plan.body_by_id(id)?)));
    for (span, id, body) in known {
        let mut named = plan.units_of(&[body]);
        named.keep_only(&brought);
        if named.is_empty() {
            let problem = Problem::ExceptStranger { id: id.to_string() };
            walk.diagnostics.push(Diagnostic::new(problem, Range::clone(span)));
        }
    }
    walk.diagnostics.len() > noted
}

/// The units whose records decide what others owe: those that have successors, and those with which a joint duty may
/// stand where that can change.
fn witnesses(plan: &Plan, tenured: &UnitSet) -> Vec<UnitIx> {
    let mut found = BTreeSet::new();
    let succeeded = |unit: &UnitIx| plan.tenure(*unit).is_some_and(|tenure| !tenure.successors.is_empty());
    let succeeded: Vec<UnitIx> = tenured.iter().filter(succeeded).collect();
    for course in &plan.courses {
        let task = plan.occurrences[course.occurrences.clone()].first().map(|occurrence| occurrence.task);
        let Some(task) = task else { continue };
        let leads = |unit: &UnitIx| plan.duties.leads(*unit, task);
        found.extend(succeeded.iter().copied().filter(leads));
        if course.joint {
            let concerned = concerned(plan, course, tenured);
            if course.leads.len() > 1 || concerned.iter().any(|unit| plan.until(unit).is_some()) {
                found.extend(concerned.iter().filter(leads));
            }
        }
    }
    found.into_iter().collect()
}
