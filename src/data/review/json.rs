//! A comparison as JSON: the format `tiendo.diff/1`. It knows no language.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use crate::data::json::{PlanShape, value};
use crate::edit::Field;
use crate::judge::{Flags, State};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::page::review::Comparison;
use crate::review::facts::Facts;
use crate::review::marks::Mark;
use crate::review::plan::{Moved, PlanChange, Setting, Wording};
use crate::review::{Cause, Change, Side};
use crate::rules::Code;

/// The name and version of the format.
pub const FORMAT: &str = "tiendo.diff/1";

#[derive(Serialize)]
struct Shape<'a> {
    format: &'static str,
    plan: PlanShape<'a>,
    before: PlaceShape<'a>,
    after: PlaceShape<'a>,
    changes: Vec<ChangeShape<'a>>,
    plan_changes: Vec<PlanChangeShape<'a>>,
    commits: Vec<CommitShape<'a>>,
    reports: Vec<ReportShape<'a>>,
    unreadable: Vec<&'a str>,
    begins: bool,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    name: &'a str,
    commit: Option<&'a str>,
    as_of: NaiveDate,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    unit: &'a str,
    task: &'a str,
    period: Option<Period>,
    title: &'a str,
    cause: &'static str,
    fields: Vec<&'static str>,
    before: Option<SideShape<'a>>,
    after: SideShape<'a>,
    file: String,
    line: Option<usize>,
    marks: Vec<MarkShape<'a>>,
}

#[derive(Serialize)]
struct SideShape<'a> {
    state: State,
    flags: Flags,
    due: Option<NaiveDate>,
    days_late: Option<i64>,
    days_left: Option<i64>,
    record: Option<RecordShape<'a>>,
}

/// What a record says.
#[derive(Serialize)]
pub struct RecordShape<'a> {
    started: Option<NaiveDate>,
    done: Option<NaiveDate>,
    accepted: Option<NaiveDate>,
    committed: Option<NaiveDate>,
    extended: Option<GrantShape<'a>>,
    waived: Option<ReleaseShape<'a>>,
    evidence: &'a [String],
    reason: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct GrantShape<'a> {
    to: NaiveDate,
    by: &'a str,
    on: NaiveDate,
}

#[derive(Serialize)]
struct ReleaseShape<'a> {
    by: &'a str,
    on: NaiveDate,
}

#[derive(Serialize)]
struct MarkShape<'a> {
    code: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<&'a [String]>,
}

#[derive(Serialize)]
struct CommitShape<'a> {
    code: &'static str,
    name: &'static str,
    commit: &'a str,
    units: &'a [String],
}

#[derive(Serialize)]
struct ReportShape<'a> {
    code: &'static str,
    name: &'static str,
    file: &'a str,
}

#[derive(Serialize, Default)]
struct PlanChangeShape<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    setting: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units_added: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units_removed: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<Vec<MovedShape>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods_added: Option<&'a [Period]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods_removed: Option<&'a [Period]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<usize>,
}

#[derive(Serialize)]
struct MovedShape {
    period: Option<Period>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// Writes the comparison as one line.
pub fn comparison(out: &mut impl Write, comparison: Comparison<'_>) -> io::Result<()> {
    let Comparison { sides, outcome, before, after, .. } = comparison;
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let changes = outcome.units.iter().flat_map(|unit| unit.changes.iter().map(|change| (unit.unit, change)));
    let (code, name) = (Code::W706.as_str(), Code::W706.name());
    let shape = Shape {
        format: FORMAT,
        plan: PlanShape::of(new),
        before: PlaceShape { name: before.name, commit: before.commit, as_of: sides.day_before() },
        after: PlaceShape { name: after.name, commit: after.commit, as_of: sides.day_after() },
        changes: changes.map(|(unit, change)| change_shape(new, unit, change)).collect(),
        plan_changes: outcome.plan.iter().map(|change| plan_shape(old, new, change)).collect(),
        commits: outcome
            .mixed
            .iter()
            .map(|mixed| CommitShape { code, name, commit: &mixed.commit.id, units: &mixed.units })
            .collect(),
        reports: outcome
            .reports
            .iter()
            .map(|file| ReportShape { code: Code::W708.as_str(), name: Code::W708.name(), file })
            .collect(),
        unreadable: outcome.unread.iter().map(|unit| new.unit(*unit).id.as_str()).collect(),
        begins: outcome.begins,
    };
    value(out, &shape)?;
    writeln!(out)
}

fn change_shape<'a>(plan: &'a Plan, unit: UnitIx, change: &'a Change) -> ChangeShape<'a> {
    let occurrence = plan.occurrence(change.after.occurrence);
    let task = plan.task(occurrence.task);
    ChangeShape {
        unit: plan.unit(unit).id.as_str(),
        task: task.id.as_str(),
        period: occurrence.period,
        title: task.title_for(occurrence.period),
        cause: match change.cause {
            Cause::Record => "record",
            Cause::Plan => "plan",
            Cause::Time => "time",
        },
        fields: change.fields.iter().map(|field| Field::as_str(*field)).collect(),
        before: change.before.as_ref().map(side_shape),
        after: side_shape(&change.after),
        file: crate::snapshot::unit_path(plan, unit),
        line: change.line,
        marks: change.marks.iter().map(mark_shape).collect(),
    }
}

fn side_shape(side: &Side) -> SideShape<'_> {
    let standing = &side.standing;
    SideShape {
        state: standing.state,
        flags: standing.flags,
        due: standing.due,
        days_late: standing.days_late,
        days_left: standing.days_left,
        record: side.facts.as_ref().map(record_shape),
    }
}

/// What a record says, as JSON has it.
pub fn record_shape(facts: &Facts) -> RecordShape<'_> {
    RecordShape {
        started: facts.started,
        done: facts.done,
        accepted: facts.accepted,
        committed: facts.committed,
        extended: facts.extended.as_ref().map(|it| GrantShape { to: it.to, by: &it.by, on: it.on }),
        waived: facts.waived.as_ref().map(|it| ReleaseShape { by: &it.by, on: it.on }),
        evidence: &facts.evidence,
        reason: facts.reason.as_deref(),
        note: facts.note.as_deref(),
    }
}

fn mark_shape(mark: &Mark) -> MarkShape<'_> {
    let code = mark.code();
    let mut shape = MarkShape {
        code: code.as_str(),
        name: code.name(),
        from: None,
        to: None,
        done: None,
        recorded: None,
        on: None,
        due: None,
        gone: None,
    };
    match mark {
        Mark::Withdrawn { done } => shape.done = Some(*done),
        Mark::Rewritten { from, to } => (shape.from, shape.to) = (Some(*from), Some(*to)),
        Mark::Backdated { done, recorded } => (shape.done, shape.recorded) = (Some(*done), Some(*recorded)),
        Mark::EvidenceRemoved { gone } => shape.gone = Some(gone),
        Mark::ExtendedLate { on, due } => (shape.on, shape.due) = (Some(*on), Some(*due)),
        Mark::RecordDeleted => {}
    }
    shape
}

fn plan_shape<'a>(old: &'a Plan, new: &'a Plan, change: &'a PlanChange) -> PlanChangeShape<'a> {
    let nothing = PlanChangeShape::default;
    let units = |plan: &'a Plan, units: &[UnitIx]| units.iter().map(|unit| plan.unit(*unit).id.as_str()).collect();
    let task = |plan: &'a Plan, task: TaskIx| Some(plan.task(task).id.as_str());
    let unit = |plan: &'a Plan, unit: UnitIx| Some(plan.unit(unit).id.as_str());
    match change {
        PlanChange::Setting(setting) => {
            PlanChangeShape { kind: "setting", setting: Some(setting_key(*setting)), ..nothing() }
        }
        PlanChange::Event { id, name, from, to } => PlanChangeShape {
            kind: "event",
            event: Some(id),
            name: Some(name),
            from: from.map(|day| day.to_string()),
            to: to.map(|day| day.to_string()),
            ..nothing()
        },
        PlanChange::UnitAdded(added) => PlanChangeShape { kind: "unit-added", unit: unit(new, *added), ..nothing() },
        PlanChange::UnitRemoved(removed, records) => {
            PlanChangeShape { kind: "unit-removed", unit: unit(old, *removed), records: Some(*records), ..nothing() }
        }
        PlanChange::UnitRenamed(from, to) => PlanChangeShape {
            kind: "unit-renamed",
            unit: unit(new, *to),
            from: Some(old.unit(*from).id.to_string()),
            to: Some(new.unit(*to).id.to_string()),
            ..nothing()
        },
        PlanChange::TaskAdded(added) => {
            let leads: Vec<UnitIx> = new.units_of(&new.task(*added).lead).iter().collect();
            let units_added = Some(units(new, &leads));
            let own = new.occurrences[new.task(*added).occurrences.clone()].iter();
            let moved = Some(own.map(|own| MovedShape { period: own.period, from: None, to: own.due }).collect());
            PlanChangeShape { kind: "task-added", task: task(new, *added), units_added, moved, ..nothing() }
        }
        PlanChange::TaskRemoved(removed, records) => {
            PlanChangeShape { kind: "task-removed", task: task(old, *removed), records: Some(*records), ..nothing() }
        }
        PlanChange::Reworded(reworded, parts) => PlanChangeShape {
            kind: "task-reworded",
            task: task(new, *reworded),
            parts: Some(parts.iter().map(|part| wording_key(*part)).collect()),
            ..nothing()
        },
        PlanChange::Reassigned { task: of, added, removed, records } => PlanChangeShape {
            kind: "task-reassigned",
            task: task(new, *of),
            units_added: Some(units(new, added)),
            units_removed: Some(units(old, removed)),
            records: Some(*records),
            ..nothing()
        },
        PlanChange::Rescheduled { task: of, moved, added, removed, records } => PlanChangeShape {
            kind: "deadline-moved",
            task: task(new, *of),
            moved: Some(
                moved.iter().map(|it: &Moved| MovedShape { period: it.period, from: it.from, to: it.to }).collect(),
            ),
            periods_added: Some(added),
            periods_removed: Some(removed),
            records: Some(*records),
            ..nothing()
        },
    }
}

fn setting_key(setting: Setting) -> &'static str {
    match setting {
        Setting::Names => "names",
        Setting::Coordinator => "coordinator",
        Setting::Time => "time",
        Setting::Language => "language",
        Setting::Timezone => "timezone",
        Setting::DueSoon => "due_soon",
        Setting::Before => "before",
        Setting::OnDayOff => "on_day_off",
        Setting::Acceptance => "acceptance",
        Setting::Calendar => "calendar",
        Setting::Bodies => "bodies",
    }
}

fn wording_key(part: Wording) -> &'static str {
    match part {
        Wording::Title => "title",
        Wording::Clause => "clause",
        Wording::Wording => "wording",
        Wording::Product => "product",
        Wording::ReportsTo => "reports_to",
        Wording::Note => "note",
        Wording::Support => "support",
    }
}
