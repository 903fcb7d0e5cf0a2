//! Everything that a reviewer must not miss, of records, of the plan, of commits and of reports alike: what it is about,
//! what became what, and where that stands.

use chrono::NaiveDate;

use super::decisions::{amendments, same_document};
use super::effects::{Effects, PlanMark};
use super::exchanged::ExchangedEvidence;
use super::marks::Mark;
use super::oddities::Oddity;
use super::plan_change::LateBetween;
use super::plan_change::{DocumentChange, EarlierDays, Moved, PlanChange};
use super::reviewed::{NoticeKey, Reviewed};
use super::settings::Setting;
use super::{Change, ChangedReport, Mixed, OddCommit, OnTheWay, Outcome, Sides};
use crate::edit::quote::string;
use crate::facts::{Fact, Facts};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Amendment, Body, Decision, Plan, Task};
use crate::model::record::Field;
use crate::model::target::{Amount, TargetRange};
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
    /// What says that it was looked at.
    pub(crate) seen: Option<&'o Reviewed>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum NoticeOf<'o> {
    Record(UnitIx, &'o Change, &'o Mark),
    Plan(&'o PlanChange, &'o PlanMark),
    Commit(&'o Mixed),
    Odd(&'o OddCommit),
    OnTheWay(&'o OnTheWay),
    Evidence(&'o ExchangedEvidence),
    Report(&'o ChangedReport),
    Oddity(&'o Oddity),
}

/// How a change of a day reads without words.
fn became(from: Option<String>, to: Option<String>) -> String {
    let shown = |side: Option<String>| side.unwrap_or_else(|| "null".to_owned());
    format!("{} → {}", shown(from), shown(to))
}

/// Everything that nobody should miss: of records in the plan's order, of the plan, of commits, of reports.
pub(crate) fn notices<'o>(sides: Sides<'_>, outcome: &'o Outcome, reviewed: &'o [Reviewed]) -> Vec<Notice<'o>> {
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let mut all = Vec::new();
    for unit in &outcome.units {
        let marks = unit.changes.iter().flat_map(|change| change.marks.iter().map(move |mark| (change, mark)));
        all.extend(marks.map(|(change, mark)| of_record(new, unit.unit, change, mark)));
    }
    all.extend(outcome.on_the_way.iter().map(|it| on_the_way(new, it)));
    all.extend(outcome.evidence.iter().map(|it| of_evidence(new, it)));
    all.extend(outcome.plan_marks.iter().map(|mark| of_plan(old, new, &outcome.plan[mark.at], mark)));
    all.extend(outcome.mixed.iter().map(|mixed| {
        let first = mixed.units.first().map(String::as_str).unwrap_or_default();
        let subject = NoticeKey { key: Some(mixed.commit.id.clone()), ..NoticeKey::default() };
        let (about, change) = (NoticeOf::Commit(mixed), mixed.units.join(", "));
        let file = format!("{UNITS}/{first}.toml");
        Notice { code: Code::W706, about, subject, change, file, line: None, seen: None }
    }));
    all.extend(outcome.odd.iter().map(|odd| {
        let key = NoticeKey { key: Some(odd.commit.id.clone()), ..NoticeKey::default() };
        let change = became(Some(odd.authored.to_string()), Some(odd.committed.to_string()));
        let file = PLAN.to_owned();
        Notice { code: Code::W721, about: NoticeOf::Odd(odd), subject: key, change, file, line: None, seen: None }
    }));
    all.extend(outcome.reports.iter().map(|report| {
        let subject = NoticeKey { file: Some(report.file.clone()), ..NoticeKey::default() };
        let change = became(report.digests.0.clone(), report.digests.1.clone());
        let (about, file) = (NoticeOf::Report(report), report.file.clone());
        Notice { code: report.code(), about, subject, change, file, line: None, seen: None }
    }));
    all.extend(outcome.oddities.iter().map(|odd| {
        let (code, about) = (odd.code(), NoticeOf::Oddity(odd));
        let (subject, change, file) = (odd.subject(), odd.change(), odd.file());
        Notice { code, about, subject, change, file, line: None, seen: None }
    }));
    for notice in &mut all {
        notice.seen = reviewed.iter().find(|reviewed| reviewed.covers(notice));
    }
    all
}

/// What names an obligation.
fn obligation(plan: &Plan, unit: UnitIx, occurrence: OccurrenceIx) -> NoticeKey {
    let occurrence = plan.occurrence(occurrence);
    NoticeKey {
        unit: Some(plan.unit(unit).id.to_string()),
        task: Some(plan.task(occurrence.task).id.to_string()),
        period: occurrence.period.map(|period| period.to_string()),
        milestone: plan.milestone(occurrence).map(|milestone| milestone.id.to_string()),
        ..NoticeKey::default()
    }
}

fn on_the_way<'o>(plan: &Plan, it: &'o OnTheWay) -> Notice<'o> {
    let subject = obligation(plan, it.unit, it.occurrence);
    let change = became(Some(plain(&it.was)), it.now.as_ref().map(plain));
    let (about, file) = (NoticeOf::OnTheWay(it), unit_path(plan, it.unit));
    Notice { code: Code::W720, about, subject, change, file, line: None, seen: None }
}

fn of_evidence<'o>(plan: &Plan, it: &'o ExchangedEvidence) -> Notice<'o> {
    let subject = NoticeKey { file: Some(it.file.clone()), ..obligation(plan, it.unit, it.occurrence) };
    let change = became(Some(it.recorded.clone()), it.now.clone());
    let (about, file) = (NoticeOf::Evidence(it), unit_path(plan, it.unit));
    Notice { code: Code::W734, about, subject, change, file, line: None, seen: None }
}

fn of_record<'o>(plan: &Plan, unit: UnitIx, change: &'o Change, mark: &'o Mark) -> Notice<'o> {
    let subject = obligation(plan, unit, change.after.occurrence);
    let was = change.before.as_ref().and_then(|side| side.facts.as_ref());
    let is = change.after.facts.as_ref();
    Notice {
        code: mark.code(),
        about: NoticeOf::Record(unit, change, mark),
        subject,
        change: of_mark(mark, was, is),
        file: unit_path(plan, unit),
        line: change.line,
        seen: None,
    }
}

/// The fields of a record that a mark is about.
pub(super) fn fields(mark: &Mark) -> Vec<Field> {
    match mark {
        Mark::Withdrawn { .. } => vec![Field::Done, Field::Accepted],
        Mark::Rewritten { .. } => vec![Field::Done],
        Mark::EvidenceRemoved { .. } => vec![Field::Evidence],
        Mark::ExtendedLate { .. } => vec![Field::Extended],
        Mark::LateNoMore { by, .. } => vec![*by],
        Mark::GrantRewritten { field }
        | Mark::GrantPutBack { field, .. }
        | Mark::Ahead { field, .. }
        | Mark::Backdated { field, .. } => vec![*field],
        Mark::PromisePutOff { .. } => vec![Field::Committed],
        Mark::ProgressRewritten { .. } => vec![Field::Progress],
        Mark::RecordDeleted => Field::ALL.to_vec(),
    }
}

fn of_mark(mark: &Mark, was: Option<&Facts<'_>>, is: Option<&Facts<'_>>) -> String {
    if let Mark::PromisePutOff { from, to } = mark {
        return became(Some(from.to_string()), to.map(|to| to.to_string()));
    }
    if let Mark::GrantPutBack { field, last } = mark {
        return became(Some(plain(last)), is.and_then(|is| is.get(*field)).map(plain));
    }
    let side = |facts: Option<&Facts<'_>>| {
        let said: Vec<String> = fields(mark).iter().filter_map(|field| facts?.get(*field).map(plain)).collect();
        (!said.is_empty()).then(|| said.join("; "))
    };
    became(side(was), side(is))
}

/// What a field says, without words.
fn plain(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Day(day) => day.to_string(),
        Fact::Text(text) => text.to_string(),
        Fact::Evidence(list) => list.iter().map(piece).collect::<Vec<_>>().join("; "),
        Fact::Progress(list) => {
            list.iter().map(|one| format!("{} ({})", one.value, one.on)).collect::<Vec<_>>().join("; ")
        }
        Fact::Extended(it) => format!("{} ({}, {})", it.to, it.by, it.on),
        Fact::Waived(it) => format!("{}, {}", it.by, it.on),
    }
}

/// A piece of evidence; a file with its digest, where that is recorded.
fn piece(it: &Evidence) -> String {
    let digest = it.file().map(|it| format!(" (sha256 {})", it.sha256)).unwrap_or_default();
    format!("{}{digest}", it.name())
}

fn of_plan<'o>(old: &Plan, new: &Plan, change: &'o PlanChange, mark: &'o PlanMark) -> Notice<'o> {
    let task = |plan: &Plan, task: TaskIx| Some(plan.task(task).id.to_string());
    let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
    let mut subject = NoticeKey::default();
    let became = match change {
        PlanChange::Setting(setting) => {
            subject.key = Some(setting.as_str().to_owned());
            setting_values(*setting, old, new)
        }
        PlanChange::Event { id, from, to, dates, .. } => {
            subject.key = Some(id.clone());
            let whole = (from != to).then(|| became(day(from), day(to)));
            let own = dates.iter().map(|own| format!("{} {}", own.unit, became(day(&own.from), day(&own.to))));
            whole.into_iter().chain(own).collect::<Vec<_>>().join("; ")
        }
        PlanChange::UnitRemoved(unit, _) => {
            subject.unit = Some(old.unit(*unit).id.to_string());
            became(subject.unit.clone(), None)
        }
        PlanChange::TaskRemoved(of, _) => {
            subject.task = task(old, *of);
            became(subject.task.clone(), None)
        }
        PlanChange::Reassigned { task: of, milestone, added, removed, .. } => {
            subject.task = task(new, *of);
            subject.milestone = milestone.map(|at| new.task(*of).milestones()[at].id.to_string());
            let units: Vec<&str> = removed.iter().map(|unit| old.unit(*unit).id.as_str()).collect();
            let others: Vec<&str> = added.iter().map(|unit| new.unit(*unit).id.as_str()).collect();
            became(Some(units.join(", ")), (!others.is_empty()).then(|| others.join(", ")))
        }
        PlanChange::Rescheduled { task: of, moved, removed, .. } => {
            subject.task = task(new, *of);
            let moved = moved.iter().map(moved_day);
            let gone = removed.iter().map(|period| became(period.key(), None));
            moved.chain(gone).collect::<Vec<_>>().join("; ")
        }
        PlanChange::Reworded(of, _) => {
            subject.task = task(new, *of);
            let was = task_of(old, &subject).map(|before| targets(old, before)).unwrap_or_default();
            targets_became(was, targets(new, *of))
        }
        PlanChange::Decided(decided) => {
            subject.task = task(new, decided.task);
            subject.milestone = decided.part(new).and_then(|part| part.key());
            decided_change(new, decided)
        }
        PlanChange::EarlierDays(EarlierDays { task: of, milestone, added, day: on, .. }) => {
            subject.task = task(new, *of);
            subject.milestone = milestone.map(|at| new.task(*of).milestones()[at].id.to_string());
            match added {
                Some((from, to)) => became(day(from), day(&Some(*to))),
                None => format!("{on}: {}", amendments_became(old, (new, *of), &subject)),
            }
        }
        PlanChange::DocumentRewritten { task: of, milestone, from, to } => {
            subject.task = task(new, *of);
            subject.milestone = milestone.map(|at| new.task(*of).milestones()[at].id.to_string());
            let said = |it: &Decision| format!("{} ({})", it.by, it.on);
            became(Some(said(from)), to.as_ref().map(said))
        }
        PlanChange::DocumentOtherwise { task: of, milestone, amendment } => {
            subject.task = task(new, *of);
            subject.milestone = milestone.map(|at| new.task(*of).milestones()[at].id.to_string());
            document_became(old, &amendments(new.task(*of), *milestone)[*amendment], (new, &subject))
        }
        PlanChange::LateBetween(LateBetween { task: of, day: on, .. }) => {
            subject.task = Some(of.clone());
            format!("{on}: {}", in_numbers(&mark.effects))
        }
        PlanChange::Otherwise => in_numbers(&mark.effects),
        PlanChange::UnitRenamed(from, to) => {
            subject.unit = Some(old.unit(*from).id.to_string());
            became(subject.unit.clone(), Some(new.unit(*to).id.to_string()))
        }
        PlanChange::UnitAdded(_) | PlanChange::Tenure(_) | PlanChange::TaskAdded(_) => String::new(),
    };
    let about = NoticeOf::Plan(change, mark);
    Notice { code: mark.code, about, subject, change: became, file: PLAN.to_owned(), line: mark.line, seen: None }
}

/// What an amendment that is recorded as it was says otherwise.
fn document_became(old: &Plan, is: &Amendment, (new, subject): (&Plan, &NoticeKey)) -> String {
    let before = task_of(old, subject).map(|before| old.task(before));
    let was = before.and_then(|before| earlier_of(before, subject.milestone.as_deref(), &is.decision));
    let Decision { by, on } = &is.decision;
    format!("{by} ({on}): {}", became(was.map(|was| amended(old, was)), Some(amended(new, is))))
}

/// The task that a notice is about, in the old plan.
fn task_of(old: &Plan, subject: &NoticeKey) -> Option<TaskIx> {
    old.task_by_id(subject.task.as_deref()?)
}

/// What a change does that is in nothing that is called anything, with a digest of what it is about.
fn in_numbers(effects: &Effects) -> String {
    let moves = effects.moves.iter();
    let moves = moves.map(|((from, to), count)| format!("{} → {} {count}", from.as_str(), to.as_str()));
    let gone = (effects.gone > 0).then(|| format!("gone {}", effects.gone));
    moves.chain(gone).chain([effects.digest.clone()]).collect::<Vec<_>>().join("; ")
}

/// What a document decided: which it is, who leads by it, and the last days that it moves.
fn decided_change(new: &Plan, decided: &DocumentChange) -> String {
    let by = decided.decision(new).map(|it| format!("{} ({})", it.by, it.on));
    let ids = |lead: &Vec<Body>| lead.iter().map(|body| new.body(*body).0.as_str()).collect::<Vec<_>>().join(", ");
    let amendment = decided.amendment(new);
    let lead = amendment.and_then(|it| it.lead.as_ref()).map(|lead| became(None, Some(ids(lead))));
    let eased = amendment.and_then(|it| it.target.as_ref()).map(|it| format!("target {}", target(it)));
    // A deadline that moves no last day yet will.
    let due = amendment.and_then(|it| it.timing.as_ref()).filter(|_| decided.moved.is_empty());
    let due = due.map(|timing| format!("due {}", timing.written(new)));
    let moved = decided.moved.iter().map(moved_day);
    by.into_iter().chain(lead).chain(eased).chain(due).chain(moved).collect::<Vec<_>>().join("; ")
}

/// Which of a task's last days became which.
fn moved_day(it: &Moved) -> String {
    let part = it.part.key().map(|part| format!("{part} ")).unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    part + &became(day(it.from), day(it.to))
}

/// The last amendment by a document of a task, or of one of its milestones.
fn earlier_of<'p>(task: &'p Task, milestone: Option<&str>, decision: &Decision) -> Option<&'p Amendment> {
    amendments_of(task, milestone).iter().rfind(|it| same_document(&it.decision, decision))
}

/// The amendments of a task, or of one of its milestones, which may not be there.
fn amendments_of<'p>(task: &'p Task, milestone: Option<&str>) -> &'p [Amendment] {
    let place = milestone.map(|id| task.milestones().iter().position(|own| own.id.as_str() == id));
    match place {
        None => amendments(task, None),
        Some(None) => &[],
        Some(place) => amendments(task, place),
    }
}

/// What all amendments of a task, or of one of its milestones, say.
fn all_amended(plan: &Plan, task: TaskIx, milestone: Option<&str>) -> String {
    let said = |it: &Amendment| format!("{} ({}) {}", it.decision.by, it.decision.on, amended(plan, it));
    amendments_of(plan.task(task), milestone).iter().map(said).collect::<Vec<_>>().join("; ")
}

/// What an amendment says of duties, as files write it.
fn amended(plan: &Plan, amendment: &Amendment) -> String {
    let ids = |lead: &Vec<Body>| lead.iter().map(|body| plan.body(*body).0.as_str()).collect::<Vec<_>>().join(", ");
    let parts = [
        ("due", amendment.timing.as_ref().map(|timing| timing.written(plan))),
        ("lead", amendment.lead.as_ref().map(ids)),
        ("target", amendment.target.as_ref().map(target)),
    ];
    let parts = parts.into_iter().filter_map(|(key, said)| Some(format!("{key} {}", said?)));
    parts.collect::<Vec<_>>().join("; ")
}

/// How much is to be reached, and of what.
fn target(target: &TargetRange) -> String {
    let unit = target.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    limits(target) + &unit
}

fn limits(target: &TargetRange) -> String {
    let limit = |limit: Option<Amount>| limit.map(|limit| limit.to_string()).unwrap_or_default();
    format!("{}..{}", limit(target.min), limit(target.max))
}

/// What a task and its milestones are to reach.
fn targets(plan: &Plan, task: TaskIx) -> Vec<&TargetRange> {
    let task = plan.task(task);
    task.target.iter().chain(task.milestones().iter().filter_map(|own| own.target.as_ref())).collect()
}

/// How the targets of a task changed: with what they count in, where that is another.
fn targets_became(was: Vec<&TargetRange>, is: Vec<&TargetRange>) -> String {
    let alike = was.iter().map(|it| &it.unit).eq(is.iter().map(|it| &it.unit));
    let said = |all: Vec<&TargetRange>| {
        let all: Vec<String> = all.into_iter().map(if alike { limits } else { target }).collect();
        (!all.is_empty()).then(|| all.join(", "))
    };
    became(said(was), said(is))
}

/// How the amendments of a task, or of one of its milestones, changed.
fn amendments_became(old: &Plan, (new, task): (&Plan, TaskIx), subject: &NoticeKey) -> String {
    let milestone = subject.milestone.as_deref();
    let was = task_of(old, subject).map(|before| all_amended(old, before, milestone));
    became(was, Some(all_amended(new, task, milestone)))
}

/// What a setting was and is, where its values are single words.
fn setting_values(setting: Setting, old: &Plan, new: &Plan) -> String {
    let values = |plan: &Plan| -> String {
        let header = &plan.header;
        match setting {
            Setting::Before => header.before.as_str().to_owned(),
            Setting::OnDayOff => header.on_day_off.as_str().to_owned(),
            Setting::Timezone => header.timezone.to_string(),
            Setting::Acceptance => header.acceptance.to_string(),
            Setting::Time => format!("{}..{}", header.starts, header.ends),
            _ => plan.calendar.written(),
        }
    };
    became(Some(values(old)), Some(values(new)))
}

impl Reviewed {
    pub(crate) fn covers(&self, notice: &Notice<'_>) -> bool {
        self.code == notice.code && self.subject == notice.subject && self.change == notice.change
    }
}

/// An entry for a notice, as the file has it.
pub(crate) fn entry(notice: &Notice<'_>, reason: &str, by: &str, on: NaiveDate) -> String {
    let NoticeKey { unit, task, period, milestone, file, key } = &notice.subject;
    let named =
        [("unit", unit), ("task", task), ("period", period), ("milestone", milestone), ("file", file), ("key", key)];
    let named = named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let told = [("change", notice.change.as_str()), ("reason", reason), ("by", by)];
    let lines: String = named.chain(told).map(|(name, value)| format!("{name:<6} = {}\n", string(value))).collect();
    format!("[[reviewed]]\nmark   = \"{}\"\n{lines}on     = {on}\n", notice.code.as_str())
}
