//! Everything that a reviewer must not miss, of records, of the plan, of commits and of reports alike: what it is about,
//! what became what, and where that stands.

use super::effects::{Grade, PlanMark};
use super::marks::Mark;
use super::plan::{PlanChange, Setting};
use super::{Cause, Change, Mixed, Outcome, Sides};
use crate::facts::{Fact, Facts};
use crate::model::evidence::Evidence;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::rules::Code;
use crate::snapshot::{PLAN, UNITS, unit_path};

/// One thing that nobody should miss.
#[derive(Clone, Debug)]
pub(crate) struct Notice<'o> {
    pub(crate) code: Code,
    pub(crate) about: NoticeOf<'o>,
    pub(crate) subject: NoticeKey,
    /// What became what, without words: two changes of the same are two notices.
    pub(crate) change: String,
    /// The file that it is about, from the workspace.
    pub(crate) file: String,
    /// The line, where there is one.
    pub(crate) line: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum NoticeOf<'o> {
    Record(UnitIx, &'o Change, &'o Mark),
    Plan(&'o PlanChange, &'o PlanMark),
    Commit(&'o Mixed),
    Report(&'o str),
}

/// What names the thing, whichever of these it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoticeKey {
    pub(crate) unit: Option<String>,
    pub(crate) task: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) milestone: Option<String>,
    pub(crate) file: Option<String>,
    /// A key of the plan, an event, or a commit.
    pub(crate) key: Option<String>,
}

/// How a change of a day reads without words.
fn became(from: Option<String>, to: Option<String>) -> String {
    let shown = |side: Option<String>| side.unwrap_or_else(|| "null".to_owned());
    format!("{} → {}", shown(from), shown(to))
}

/// Everything that nobody should miss: of records in the plan's order, of the plan, of commits, of reports.
pub(crate) fn notices<'o>(sides: Sides<'_>, outcome: &'o Outcome) -> Vec<Notice<'o>> {
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let mut all = Vec::new();
    for (unit, change) in outcome.by(Cause::Record) {
        all.extend(change.marks.iter().map(|mark| of_record(new, unit, change, mark)));
    }
    all.extend(outcome.plan_marks.iter().map(|mark| of_plan(old, new, &outcome.plan[mark.at], mark)));
    all.extend(outcome.mixed.iter().map(|mixed| {
        let first = mixed.units.first().map(String::as_str).unwrap_or_default();
        let subject = NoticeKey { key: Some(mixed.commit.id.clone()), ..NoticeKey::default() };
        let (about, change) = (NoticeOf::Commit(mixed), mixed.units.join(", "));
        let file = format!("{UNITS}/{first}.toml");
        Notice { code: Code::W706, about, subject, change, file, line: None }
    }));
    all.extend(outcome.reports.iter().map(|file| {
        let subject = NoticeKey { file: Some(file.clone()), ..NoticeKey::default() };
        let about = NoticeOf::Report(file);
        Notice { code: Code::W708, about, subject, change: String::new(), file: file.clone(), line: None }
    }));
    all
}

fn of_record<'o>(plan: &Plan, unit: UnitIx, change: &'o Change, mark: &'o Mark) -> Notice<'o> {
    let occurrence = plan.occurrence(change.after.occurrence);
    let subject = NoticeKey {
        unit: Some(plan.unit(unit).id.to_string()),
        task: Some(plan.task(occurrence.task).id.to_string()),
        period: occurrence.period.map(|period| period.to_string()),
        milestone: plan.milestone(occurrence).map(|milestone| milestone.id.to_string()),
        ..NoticeKey::default()
    };
    let was = change.before.as_ref().and_then(|side| side.facts.as_ref());
    let is = change.after.facts.as_ref();
    Notice {
        code: mark.code(),
        about: NoticeOf::Record(unit, change, mark),
        subject,
        change: of_mark(mark, was, is),
        file: unit_path(plan, unit),
        line: change.line,
    }
}

fn of_mark(mark: &Mark, was: Option<&Facts<'_>>, is: Option<&Facts<'_>>) -> String {
    let fields: &[Field] = match mark {
        Mark::Withdrawn { .. } => &[Field::Done, Field::Accepted],
        Mark::Rewritten { .. } | Mark::Backdated { .. } => &[Field::Done],
        Mark::EvidenceRemoved { .. } => &[Field::Evidence],
        Mark::ExtendedLate { .. } => &[Field::Extended],
        Mark::LateNoMore { by, .. } => &[*by],
        Mark::GrantRewritten { field } => &[*field],
        Mark::PromisePutOff { .. } => &[Field::Committed],
        Mark::RecordDeleted => &Field::ALL,
    };
    let side = |facts: Option<&Facts<'_>>| {
        let said: Vec<String> = fields.iter().filter_map(|field| facts?.get(*field).map(plain)).collect();
        (!said.is_empty()).then(|| said.join("; "))
    };
    became(side(was), side(is))
}

/// What a field says, without words.
fn plain(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Day(day) => day.to_string(),
        Fact::Text(text) => text.to_string(),
        Fact::Evidence(list) => list.iter().map(Evidence::name).collect::<Vec<_>>().join("; "),
        Fact::Progress(list) => {
            list.iter().map(|one| format!("{} ({})", one.value, one.on)).collect::<Vec<_>>().join("; ")
        }
        Fact::Extended(it) => format!("{} ({}, {})", it.to, it.by, it.on),
        Fact::Waived(it) => format!("{}, {}", it.by, it.on),
    }
}

fn of_plan<'o>(old: &Plan, new: &Plan, change: &'o PlanChange, mark: &'o PlanMark) -> Notice<'o> {
    let task = |plan: &Plan, task: TaskIx| Some(plan.task(task).id.to_string());
    let day = |day: &Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let mut subject = NoticeKey::default();
    let became = match change {
        PlanChange::Setting(setting) => {
            subject.key = Some(setting.as_str().to_owned());
            setting_values(*setting, old, new)
        }
        PlanChange::Event { id, from, to, .. } => {
            subject.key = Some(id.clone());
            became(day(from), day(to))
        }
        PlanChange::UnitRemoved(unit, _) => {
            subject.unit = Some(old.unit(*unit).id.to_string());
            became(subject.unit.clone(), None)
        }
        PlanChange::TaskRemoved(of, _) => {
            subject.task = task(old, *of);
            became(subject.task.clone(), None)
        }
        PlanChange::Reassigned { task: of, removed, .. } => {
            subject.task = task(new, *of);
            let units: Vec<&str> = removed.iter().map(|unit| old.unit(*unit).id.as_str()).collect();
            became(Some(units.join(", ")), None)
        }
        PlanChange::Rescheduled { task: of, moved, removed, .. } => {
            subject.task = task(new, *of);
            let moved = moved.iter().map(|it| {
                let period = it.part.key().map(|part| format!("{part} ")).unwrap_or_default();
                period + &became(day(&it.from), day(&it.to))
            });
            let gone = removed.iter().map(|period| became(period.key(), None));
            moved.chain(gone).collect::<Vec<_>>().join("; ")
        }
        PlanChange::UnitAdded(_)
        | PlanChange::UnitRenamed(..)
        | PlanChange::TaskAdded(_)
        | PlanChange::Reworded(..) => String::new(),
    };
    let about = NoticeOf::Plan(change, mark);
    Notice { code: mark.code, about, subject, change: became, file: PLAN.to_owned(), line: mark.line }
}

/// What a setting was and is, where it has values that can be told in a word.
fn setting_values(setting: Setting, old: &Plan, new: &Plan) -> String {
    let values = |plan: &Plan| -> String {
        let header = &plan.header;
        match setting {
            Setting::Before => format!("{:?}", header.before).to_lowercase(),
            Setting::OnDayOff => format!("{:?}", header.on_day_off),
            Setting::Timezone => header.timezone.to_string(),
            Setting::Acceptance => header.acceptance.to_string(),
            Setting::Time => format!("{}..{}", header.starts, header.ends),
            _ => format!("{:?}", plan.calendar),
        }
    };
    became(Some(values(old)), Some(values(new)))
}

/// What a comparison comes to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Upshot {
    /// Obligations that were late and are not, by a change that is marked.
    pub(crate) lifted: usize,
    /// Those that were overdue and are owed no more.
    pub(crate) gone: usize,
    /// Tasks whose last days the plan moved.
    pub(crate) moved: usize,
    /// What else nobody should miss.
    pub(crate) others: usize,
    pub(crate) records: usize,
    pub(crate) units: usize,
    pub(crate) by_plan: usize,
    pub(crate) by_time: usize,
}

impl Upshot {
    pub(crate) fn of(outcome: &Outcome, notices: &[Notice<'_>]) -> Self {
        let mut upshot = Self::default();
        for unit in &outcome.units {
            let by = |cause: Cause| unit.changes.iter().filter(move |change| change.cause == cause).count();
            upshot.records += by(Cause::Record);
            upshot.units += usize::from(by(Cause::Record) > 0);
            upshot.by_plan += by(Cause::Plan);
            upshot.by_time += by(Cause::Time);
        }
        let mut last: Option<&Change> = None;
        for notice in notices {
            match notice.about {
                NoticeOf::Record(_, change, _) => {
                    let lifts = change.before.as_ref().is_some_and(|before| Grade::of(&before.standing).is_late())
                        && !Grade::of(&change.after.standing).is_late();
                    let again = last.replace(change).is_some_and(|last| std::ptr::eq(last, change));
                    upshot.lifted += usize::from(lifts && !again);
                    upshot.others += usize::from(!lifts);
                }
                NoticeOf::Plan(_, PlanMark { code, effects, .. }) => {
                    upshot.lifted += effects.lifted();
                    upshot.gone += effects.gone_overdue;
                    upshot.moved += usize::from(*code == Code::W711);
                    let told = *code == Code::W711 || effects.lifted() + effects.gone_overdue > 0;
                    upshot.others += usize::from(!told);
                }
                NoticeOf::Commit(_) | NoticeOf::Report(_) => upshot.others += 1,
            }
        }
        upshot
    }
}
