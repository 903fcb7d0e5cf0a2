//! Warnings about a unit's records as of a day.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, EvidenceFault, Problem, Related};
use crate::judge::{Judge, Standing, State};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Field, Record};
use crate::model::target::{Progress, Reach};
use crate::read::literal;
use crate::read::unit::{RecordSpans, UnitReading};

/// What is odd about the records of a file that reads without error.
pub(crate) fn unit_warnings(judge: &Judge, unit: UnitIx, text: &str, reading: &UnitReading) -> Vec<Diagnostic> {
    let plan = judge.plan();
    let mut found = reading.stubs.clone();
    for (occurrence, spans) in &reading.spans {
        if let Some(record) = reading.records.get(*occurrence) {
            dates(record, spans, judge.as_of(), &mut found);
            before_plan(plan, *occurrence, record, spans, &mut found);
            if let Some(standing) = judge.standing(unit, *occurrence, Some(record)) {
                completion(plan, *occurrence, record, spans, standing, text, &mut found);
                found.extend(reached(judge, *occurrence, record, spans, standing, text));
            }
            extension(plan, record, spans, &mut found);
        }
    }
    for occurrence in plan.owed_by(unit) {
        let record = reading.records.get(occurrence);
        let Some(standing) = judge.standing(unit, occurrence, record) else { continue };
        let explained = record.is_some_and(|record| record.reason.is_some() || record.committed.is_some());
        if let (State::Overdue, false, Some(due)) = (standing.state, explained, standing.due) {
            let period = plan.part(plan.occurrence(occurrence)).key();
            let problem = Problem::OverdueUnexplained {
                task: task_id(plan, occurrence),
                period,
                due,
                days_late: standing.days_late.unwrap_or_default(),
            };
            found.push(Diagnostic::new(problem, record.map_or(0..0, |record| record.place.range())));
        }
    }
    found
}

fn task_id(plan: &Plan, occurrence: OccurrenceIx) -> String {
    plan.task(plan.occurrence(occurrence).task).id.to_string()
}

fn dates(record: &Record, spans: &RecordSpans, as_of: NaiveDate, found: &mut Vec<Diagnostic>) {
    let done_at = spans.of(Field::Done);
    if let (Some(done), Some(started)) = (record.done, record.started)
        && done < started
    {
        let at = spans.of(Field::Started);
        found.push(
            Diagnostic::new(Problem::DoneBeforeStarted { done, started }, done_at.clone())
                .related(at, Related::Started),
        );
    }
    if let Some(accepted) = record.accepted
        && record.done.is_none_or(|done| accepted < done)
    {
        let problem = Problem::AcceptedBeforeDone { accepted, done: record.done };
        let diagnostic = Diagnostic::new(problem, spans.of(Field::Accepted));
        found.push(match record.done {
            Some(_) => diagnostic.related(done_at.clone(), Related::Done),
            None => diagnostic,
        });
    }
    if let Some(done) = record.done.filter(|done| *done > as_of) {
        found.push(Diagnostic::new(Problem::DoneInFuture { done, as_of }, done_at));
    }
}

/// What is said to have been done or decided before the plan began, or before its document, the task's own time or the
/// period where one of these is earlier. Work may well have started before, and all of it where the last day did.
fn before_plan(
    plan: &Plan,
    occurrence: OccurrenceIx,
    record: &Record,
    spans: &RecordSpans,
    found: &mut Vec<Diagnostic>,
) {
    let occurrence = plan.occurrence(occurrence);
    if occurrence.nominal.day().is_some_and(|day| day < plan.header.starts) {
        return;
    }
    let earlier = [plan.header.issued, plan.task(occurrence.task).starts, occurrence.period.map(Period::first)];
    let begins = earlier.into_iter().flatten().fold(plan.header.starts, NaiveDate::min);
    let days = [
        (Field::Done, record.done),
        (Field::Accepted, record.accepted),
        (Field::Extended, record.extended.map(|extension| extension.on)),
        (Field::Waived, record.waived.map(|waiver| waiver.on)),
    ];
    for (field, day) in days {
        if let Some(day) = day.filter(|day| *day < begins) {
            let problem = Problem::BeforePlan { field: field.as_str(), day, starts: plan.header.starts };
            found.push(Diagnostic::new(problem, spans.of(field)));
        }
    }
}

fn completion(
    plan: &Plan,
    occurrence: OccurrenceIx,
    record: &Record,
    spans: &RecordSpans,
    standing: Standing,
    text: &str,
    found: &mut Vec<Diagnostic>,
) {
    let evidence = record.evidence.map(|span| literal::evidence(&text[span.range()])).unwrap_or_default();
    if standing.state == State::Completed && evidence.is_empty() {
        let problem = Problem::CompletedWithoutEvidence { task: task_id(plan, occurrence) };
        found.push(Diagnostic::new(problem, spans.of(Field::Done)));
    }
}

fn extension(plan: &Plan, record: &Record, spans: &RecordSpans, found: &mut Vec<Diagnostic>) {
    let (starts, ends) = (plan.header.starts, plan.header.ends);
    if let Some(due) = record.extended.map(|extension| extension.to).filter(|day| !(starts..=ends).contains(day)) {
        let problem = Problem::DueOutsidePlan { due, starts, ends };
        found.push(Diagnostic::new(problem, spans.of(Field::Extended)));
    }
}

/// Whether what was reached and what is claimed go together.
fn reached(
    judge: &Judge,
    occurrence: OccurrenceIx,
    record: &Record,
    spans: &RecordSpans,
    standing: Standing,
    text: &str,
) -> Option<Diagnostic> {
    let plan = judge.plan();
    let target = plan.target(occurrence)?;
    let recorded = record.progress.map(|span| literal::progress(&text[span.range()])).unwrap_or_default();
    let value = Progress::last(recorded, judge.as_of()).map(|progress| progress.value);
    let (task, target) = (task_id(plan, occurrence), target.clone());
    let reach = target.reach(value);
    let claimed = record.done.is_some_and(|done| done <= judge.as_of()) && standing.state != State::Waived;
    let open = !claimed && matches!(standing.state, State::Overdue | State::Pending | State::Ongoing);
    let (problem, field) = match (reach, value) {
        (Reach::Below, _) if claimed => (Problem::TargetMissed { task, reach, value, target }, Field::Done),
        (Reach::Beyond, _) if claimed || open => {
            (Problem::TargetMissed { task, reach, value, target }, Field::Progress)
        }
        (Reach::Within, Some(value)) if open && target.min.is_some() && standing.state != State::Ongoing => {
            (Problem::TargetUnclaimed { task, value, target }, Field::Progress)
        }
        _ => return None,
    };
    Some(Diagnostic::new(problem, spans.of(field)))
}

/// The files of evidence that are not what was recorded; `digest` gives what a file is known by now.
pub(crate) fn evidence_warnings(
    reading: &UnitReading,
    digest: impl Fn(&str) -> Result<String, EvidenceFault>,
) -> Vec<Diagnostic> {
    let changed = reading.files.iter().filter_map(|(span, recorded)| {
        let file = recorded.file.to_string();
        let problem = match digest(&recorded.file) {
            Ok(sha256) if recorded.sha256.eq_ignore_ascii_case(&sha256) => return None,
            Ok(_) => Problem::EvidenceChanged { file },
            Err(why) => Problem::EvidenceMissing { file, why },
        };
        Some(Diagnostic::new(problem, span.clone()))
    });
    changed.collect()
}
