//! A comparison as JSON: the format `tiendo.diff/1`. It knows no language.

use std::io::{self, Write};

use serde::Serialize;

use crate::data::json::{ObjectWriter, object, plan_object, value};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Amendment, Decision, Part, Plan};
use crate::model::record::Field;
use crate::page::review::story::Comparison;
use crate::review::decisions::amendments;
use crate::review::effects::Effects;
use crate::review::gone::GoneRecord;
use crate::review::marks::Mark;
use crate::review::notices::{Notice, NoticeOf, notices};
use crate::review::order::joint_reordered;
use crate::review::plan_change::LateBetween;
use crate::review::plan_change::{DocumentChange, EarlierDays, EventDateChange, Moved, PlanChange};
use crate::review::tenures::TenureChange;
use crate::review::wordings::TaskText;
use crate::review::{Cause, Change, ChangedDocument, LineNote, Mixed, Side};
use crate::rules::Code;

pub(crate) const FORMAT: &str = "tiendo.diff/1";

/// A file in `reports/` that has no data to be compared with.
pub(crate) fn document(it: &ChangedDocument) -> impl Serialize + use<'_> {
    object!({ file: &it.file, bytes_before: it.bytes.0, bytes_after: it.bytes.1 })
}

/// Writes the comparison as one line.
pub(crate) fn comparison(mut out: &mut dyn Write, comparison: Comparison<'_>) -> io::Result<()> {
    let Comparison { sides, outcome, before, after, .. } = comparison;
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let mut object = ObjectWriter::begin(&mut out)?;
    object.field("format", FORMAT)?;
    object.field("plan", plan_object(new))?;
    for (name, side, as_of) in [("before", before, sides.day_before()), ("after", after, sides.day_after())] {
        object.field(name, object!({ name: side.name, commit: side.commit, as_of: as_of }))?;
    }
    let changes = outcome.units.iter().flat_map(|unit| unit.changes.iter().map(|change| (unit.unit, change)));
    object.list("changes", changes, |out, (unit, change)| value(out, &change_object(new, unit, change)))?;
    object.list("plan_changes", &outcome.plan, |out, change| plan_change(out, old, new, change))?;
    object.list("commits", &outcome.mixed, |out, Mixed { commit, units }| {
        let (code, name) = (Code::W706.as_str(), Code::W706.name());
        value(out, &object!({ code: code, name: name, commit: &commit.id, units: units }))
    })?;
    object.list("reports", &outcome.reports, |out, report| {
        let (code, file) = (report.code(), &report.file);
        value(out, &object!({ code: code.as_str(), name: code.name(), file: file } { now: report.now.as_ref().map(|now| &now.file) }))
    })?;
    let unread: Vec<&str> = outcome.unread.iter().map(|unit| new.unit(*unit).id.as_str()).collect();
    object.field("unreadable", unread)?;
    object.field("begins", outcome.begins)?;
    object.field("apart", outcome.apart)?;
    object.list("documents", &outcome.documents, |out, it| value(out, &document(it)))?;
    object.list("line_notes", &outcome.line_notes, |out, note| match note {
        LineNote::Ahead { commit, day, .. } => value(out, &object!({ kind: "ahead", commit: commit, day: day })),
        LineNote::Began { commit, day } => value(out, &object!({ kind: "began", commit: commit, day: day })),
        LineNote::OtherLine { commit } => value(out, &object!({ kind: "other-line", commit: commit })),
        LineNote::Unread { file, commit, commits } => {
            value(out, &object!({ kind: "unread", file: file, commit: commit, commits: commits }))
        }
    })?;
    object.list("records_gone", &outcome.gone, |out, record| value(out, &gone_object(old, record)))?;
    object.list("marks", notices(sides, outcome, comparison.reviewed), |out, notice| {
        value(out, &notice_object(&notice))
    })?;
    object.end()?;
    writeln!(out)
}

fn change_object<'a>(plan: &'a Plan, unit: UnitIx, change: &'a Change) -> impl Serialize + use<'a> {
    let occurrence = plan.occurrence(change.after.occurrence);
    let task = plan.task(occurrence.task);
    object!({
        unit: plan.unit(unit).id.as_str(),
        task: task.id.as_str(),
        period: occurrence.period,
        title: &**plan.title(occurrence),
        cause: match change.cause {
            Cause::Record => "record",
            Cause::Plan => "plan",
            Cause::Time => "time",
            Cause::Others => "other-unit",
        },
        fields: change.fields.iter().map(|field| Field::as_str(*field)).collect::<Vec<_>>(),
        before: change.before.as_ref().map(side_object),
        after: side_object(&change.after),
        file: crate::snapshot::unit_path(plan, unit),
        line: change.line,
        marks: change.marks.iter().map(mark_object).collect::<Vec<_>>(),
    } {
        milestone: plan.milestone(occurrence).map(|milestone| milestone.id.as_str()),
    })
}

fn gone_object<'a>(plan: &'a Plan, record: &'a GoneRecord) -> impl Serialize + use<'a> {
    let occurrence = plan.occurrence(record.before.occurrence);
    object!({
        unit: plan.unit(record.unit).id.as_str(),
        task: plan.task(occurrence.task).id.as_str(),
        period: occurrence.period,
        title: &**plan.title(occurrence),
        before: side_object(&record.before),
    } {
        milestone: plan.milestone(occurrence).map(|milestone| milestone.id.as_str()),
    })
}

fn side_object(side: &Side) -> impl Serialize {
    let standing = side.standing;
    object!({
        state: standing.map(|it| it.state),
        flags: standing.map(|it| it.flags).unwrap_or_default(),
        due: standing.and_then(|it| it.due),
        days_late: standing.and_then(|it| it.days_late),
        days_left: standing.and_then(|it| it.days_left),
        record: side.facts.as_ref(),
    })
}

fn mark_object(mark: &Mark) -> impl Serialize {
    let (mut from, mut to, mut done, mut recorded, mut on, mut due, mut gone, mut field) =
        (None, None, None, None, None, None, None, None);
    match mark {
        Mark::Withdrawn { done: day } => done = Some(*day),
        Mark::Rewritten { from: old, to: new } => (from, to) = (Some(*old), Some(*new)),
        Mark::Backdated { field: Field::Done, on: day, recorded: later } => {
            (done, recorded) = (Some(*day), Some(*later));
        }
        Mark::Backdated { field: of, on: day, recorded: later } => {
            (field, on, recorded) = (Some(of.as_str()), Some(*day), Some(*later));
        }
        Mark::EvidenceRemoved { gone: texts } => gone = Some(texts),
        Mark::ExtendedLate { on: day, due: last } => (on, due) = (Some(*day), Some(*last)),
        Mark::RecordDeleted => {}
        Mark::LateNoMore { by, on: day, due: last, recorded: later, .. } => {
            (field, on, due, recorded) = (Some(by.as_str()), Some(*day), Some(*last), Some(*later));
        }
        Mark::GrantRewritten { field: of } | Mark::GrantPutBack { field: of, .. } => field = Some(of.as_str()),
        Mark::PromisePutOff { from: old, to: new } => (from, to) = (Some(*old), *new),
        Mark::Ahead { field: of, on: day, recorded: then } => {
            (field, on, recorded) = (Some(of.as_str()), Some(*day), Some(*then));
        }
        Mark::ProgressRewritten { gone: amounts } => gone = Some(amounts),
    }
    let code = mark.code();
    object!({ code: code.as_str(), name: code.name() } {
        from: from,
        to: to,
        done: done,
        recorded: recorded,
        on: on,
        due: due,
        gone: gone,
        field: field,
    })
}

/// A mark as one of a list of all: what it is about, and what became what.
fn notice_object(notice: &Notice<'_>) -> impl Serialize {
    let Notice { code, about, subject, change, file, line, .. } = notice;
    let effects = match about {
        NoticeOf::Plan(_, mark) => Some(effects_object(&mark.effects)),
        _ => None,
    };
    object!({
        mark: code.as_str(),
        name: code.name(),
        change: change.clone(),
        file: file.clone(),
        line: *line,
    } {
        unit: subject.unit.clone(),
        task: subject.task.clone(),
        period: subject.period.clone(),
        milestone: subject.milestone.clone(),
        key: subject.key.clone(),
        effects: effects,
        seen: notice.seen.map(|seen| object!({ reason: seen.reason.clone(), by: seen.by.clone(), on: seen.on })),
    })
}

fn effects_object(effects: &Effects) -> impl Serialize + use<> {
    let moves = effects.moves.iter();
    let moves = moves.map(|((from, to), count)| object!({ from: from.as_str(), to: to.as_str(), count: *count }));
    object!({
        moves: moves.collect::<Vec<_>>(),
        gone: effects.gone,
        gone_overdue: effects.gone_overdue,
        longest: effects.longest,
    } {
        gone_late: (effects.gone_late > 0).then_some(effects.gone_late),
    })
}

fn tenure_object(old: &Plan, new: &Plan, tenure: &TenureChange) -> impl Serialize + use<> {
    let ((_, from, until, then), (_, from_now, until_now, now)) = (old.said_of(tenure.was), new.said_of(tenure.unit));
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    let by_unit = |of: &[(UnitIx, Vec<TaskIx>)]| {
        let each = of.iter().map(|(unit, tasks)| {
            let tasks: Vec<String> = tasks.iter().map(|task| new.task(*task).id.to_string()).collect();
            object!({ unit: new.unit(*unit).id.to_string(), tasks: tasks })
        });
        Some(each.collect::<Vec<_>>()).filter(|all| !all.is_empty())
    };
    object!({ kind: "unit-time", unit: new.unit(tenure.unit).id.to_string() } {
        first_day: (from != from_now).then(|| object!({ from: from, to: from_now })),
        last_day: (until != until_now).then(|| object!({ from: until, to: until_now })),
        successors: (then != now).then(|| object!({ from: ids(&then), to: ids(&now) })),
        taken_over: by_unit(&tenure.taken_over),
        led_already: by_unit(&tenure.led_already),
    })
}

pub(super) fn plan_change(mut out: &mut dyn Write, old: &Plan, new: &Plan, change: &PlanChange) -> io::Result<()> {
    let out = &mut out;
    let units = |plan: &Plan, units: &[UnitIx]| -> Vec<String> {
        units.iter().map(|unit| plan.unit(*unit).id.to_string()).collect()
    };
    let task = |plan: &Plan, task: TaskIx| plan.task(task).id.to_string();
    let unit = |plan: &Plan, unit: UnitIx| plan.unit(unit).id.to_string();
    match change {
        PlanChange::Setting(setting) => value(out, &object!({ kind: "setting", setting: setting.as_str() })),
        PlanChange::Event { id, name, from, to, dates } => {
            let own = |own: &EventDateChange| object!({ unit: own.unit.clone(), from: own.from, to: own.to });
            let dates = Some(dates.iter().map(own).collect::<Vec<_>>()).filter(|dates| !dates.is_empty());
            let (from, to) = if from == to { (None, None) } else { (*from, *to) };
            value(out, &object!({ kind: "event", event: id, name: name } { from: from, to: to, dates: dates }))
        }
        PlanChange::UnitAdded(added) => value(out, &object!({ kind: "unit-added", unit: unit(new, *added) })),
        PlanChange::UnitRemoved(removed, records) => {
            value(out, &object!({ kind: "unit-removed", unit: unit(old, *removed), records: *records }))
        }
        PlanChange::UnitRenamed(from, to) => {
            let (from, to) = (unit(old, *from), unit(new, *to));
            value(out, &object!({ kind: "unit-renamed", unit: to.clone(), from: from, to: to }))
        }
        PlanChange::Tenure(tenure) => value(out, &tenure_object(old, new, tenure)),
        PlanChange::TaskAdded(added) => value(out, &added_object(new, *added)),
        PlanChange::TaskRemoved(removed, records) => {
            value(out, &object!({ kind: "task-removed", task: task(old, *removed), records: *records }))
        }
        PlanChange::Decided(decided) => value(out, &decided_object(new, decided)),
        PlanChange::EarlierDays(earlier) => value(out, &earlier_object(new, earlier)),
        PlanChange::DocumentRewritten { task, milestone, from, to } => {
            value(out, &rewritten_object(new, (*task, *milestone), (from, to.as_ref())))
        }
        PlanChange::DocumentOtherwise { task, milestone, amendment } => {
            value(out, &otherwise_object(new, *task, *milestone, *amendment))
        }
        PlanChange::LateBetween(late) => value(out, &late_object(late)),
        PlanChange::Otherwise => value(out, &object!({ kind: "otherwise" })),
        PlanChange::Reworded(reworded, parts) => {
            let parts: Vec<&str> = parts.iter().map(|part| wording_key(*part)).collect();
            value(out, &object!({ kind: "task-reworded", task: task(new, *reworded), parts: parts }))
        }
        PlanChange::Reassigned { task: of, milestone, added, removed, records } => {
            let (added, removed, records) = (units(new, added), units(old, removed), *records);
            let (kind, id, milestone) = ("task-reassigned", task(new, *of), milestone_id(new, *of, *milestone));
            let led = object!({ kind: kind, task: id, units_added: added, units_removed: removed, records: records } {
                milestone: milestone,
                reordered: joint_reordered(old, new, *of).then_some(true),
            });
            value(out, &led)
        }
        PlanChange::Rescheduled { task: of, moved, added, removed, records } => {
            let periods = |parts: &[Part]| parts.iter().filter_map(Part::period).collect::<Vec<_>>();
            let milestones = |parts: &[Part]| {
                let ids = parts.iter().filter_map(|part| part.milestone().map(str::to_owned));
                Some(ids.collect::<Vec<_>>()).filter(|ids| !ids.is_empty())
            };
            let object = object!({
                kind: "deadline-moved",
                task: task(new, *of),
                moved: moved.iter().map(moved_object).collect::<Vec<_>>(),
                periods_added: periods(added),
                periods_removed: periods(removed),
                records: *records,
            } {
                milestones_added: milestones(added),
                milestones_removed: milestones(removed),
            });
            value(out, &object)
        }
    }
}

fn milestone_id(plan: &Plan, task: TaskIx, milestone: Option<usize>) -> Option<String> {
    milestone.map(|at| plan.task(task).milestones()[at].id.to_string())
}

fn late_object(LateBetween { task, title, units, until, day }: &LateBetween) -> impl Serialize + use<'_> {
    let until = until.as_ref().map(|until| until.id.as_str());
    object!({ kind: "late-between", task: task, title: title, units: units, commit: until, day: *day })
}

fn rewritten_object(
    plan: &Plan,
    (task, milestone): (TaskIx, Option<usize>),
    (from, to): (&Decision, Option<&Decision>),
) -> impl Serialize + use<> {
    let document = |it: &Decision| object!({ by: it.by.to_string(), on: it.on });
    let (id, from, to) = (plan.task(task).id.to_string(), document(from), to.map(document));
    object!({ kind: "document-rewritten", task: id, from: from, to: to } {
        milestone: milestone_id(plan, task, milestone),
    })
}

fn otherwise_object(plan: &Plan, task: TaskIx, milestone: Option<usize>, amendment: usize) -> impl Serialize + use<> {
    let amendment = &amendments(plan.task(task), milestone)[amendment];
    let Decision { by, on } = &amendment.decision;
    object!({
        kind: "document-otherwise",
        task: plan.task(task).id.to_string(),
        by: by.to_string(),
        on: *on,
        keys: changed_keys(amendment),
    } {
        milestone: milestone_id(plan, task, milestone),
    })
}

fn earlier_object(
    plan: &Plan,
    EarlierDays { task, milestone, added, day, .. }: &EarlierDays,
) -> impl Serialize + use<> {
    let task = plan.task(*task);
    let milestone = milestone.map(|at| task.milestones()[at].id.to_string());
    object!({ kind: "earlier-days", task: task.id.to_string(), day: *day } {
        milestone: milestone,
        added: added.map(|(from, to)| object!({ from: from, to: to })),
    })
}

fn added_object(plan: &Plan, added: TaskIx) -> impl Serialize + use<'_> {
    let task = plan.task(added);
    let own = plan.occurrences[task.occurrences.clone()].iter();
    let moved = own.map(|own| moved_object(&Moved { part: plan.part(own), from: None, to: own.due }));
    object!({
        kind: "task-added",
        task: task.id.as_str(),
        units_added: plan.leads_of(added).iter().map(|unit| plan.unit(unit).id.as_str()).collect::<Vec<_>>(),
        moved: moved.collect::<Vec<_>>(),
    } {
        by: task.added.as_ref().map(|it| &*it.by),
        on: task.added.as_ref().map(|it| it.on),
    })
}

fn decided_object<'p>(plan: &'p Plan, decided: &DocumentChange) -> impl Serialize + use<'p> {
    let keys = decided.amendment(plan).map(changed_keys);
    let (by, on) = decided.decision(plan).map(|it| (&*it.by, it.on)).unzip();
    let moved = (!decided.moved.is_empty()).then(|| decided.moved.iter().map(moved_object).collect::<Vec<_>>());
    let added = decided.added.iter().map(|unit| plan.unit(*unit).id.as_str());
    object!({
        kind: if keys.is_some() { "task-amended" } else { "task-cancelled" },
        task: plan.task(decided.task).id.as_str(),
        by: by,
        on: on,
        obligations: decided.obligations,
    } {
        milestone: decided.part(plan).and_then(|part| part.key()),
        keys: keys,
        moved: moved,
        units_added: (!decided.added.is_empty()).then(|| added.collect::<Vec<_>>()),
    })
}

/// The keys that an amendment names.
fn changed_keys(amendment: &Amendment) -> Vec<&'static str> {
    let keys = [
        ("due", amendment.timing.is_some()),
        ("wording", amendment.wording.is_some()),
        ("title", amendment.title.is_some()),
        ("product", amendment.product.is_some()),
        ("target", amendment.target.is_some()),
        ("lead", amendment.lead.is_some()),
        ("support", amendment.support.is_some()),
    ];
    keys.into_iter().filter(|(_, named)| *named).map(|(key, _)| key).collect()
}

fn moved_object(it: &Moved) -> impl Serialize + use<> {
    object!({ period: it.part.period(), from: it.from, to: it.to } { milestone: it.part.milestone().map(str::to_owned) })
}

fn wording_key(part: TaskText) -> &'static str {
    match part {
        TaskText::Title => "title",
        TaskText::Clause => "clause",
        TaskText::Wording => "wording",
        TaskText::Product => "product",
        TaskText::ReportsTo => "reports_to",
        TaskText::Note => "note",
        TaskText::Support => "support",
        TaskText::Target => "target",
        TaskText::Tags => "tags",
        TaskText::Answers => "answers",
        TaskText::Key(key) => key.as_str(),
    }
}
