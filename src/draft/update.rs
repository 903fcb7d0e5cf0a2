//! A new version of a document against the plan that was made of an earlier one: which tasks it changes, adds and drops.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::plan::{DraftTask, PlanDraft};
use super::said_target::{said_share, said_target};
use super::wording::{PlainTiming, ReadDue, ReadingVerdict, TimeReading};
use crate::model::deadline::Deadline;
use crate::model::id::TaskIx;
use crate::model::plan::{Body, Decision, Event, Plan, Task, Timing};
use crate::model::target::TargetRange;
use crate::text::{bare_words, fold};

/// From which likeness on two texts are the same duty; of one clause less will do.
const ALIKE: f64 = 0.6;
const ALIKE_IN_CLAUSE: f64 = 0.35;

/// What a new version changes of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UpdatedField {
    Title,
    Lead,
    Support,
    Time,
    Product,
    /// The target that the old words named is another in the new ones.
    Target(TargetRange),
}

/// What becomes of a task by a new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proposal {
    /// It says this from the document's day on. `with` is the place of the duty among the drafted tasks.
    Change {
        task: TaskIx,
        with: usize,
        fields: Vec<UpdatedField>,
    },
    /// It recurs otherwise, or in other steps, than before: the old task ends, and a new one takes its place.
    Replace {
        task: TaskIx,
        with: usize,
    },
    /// It is new, behind this task of the plan.
    Add {
        with: usize,
        after: Option<TaskIx>,
    },
    Drop {
        task: TaskIx,
    },
}

impl Proposal {
    /// The id that it goes by: that of the task, of a new one the drafted id.
    pub(crate) fn id<'i>(&self, plan: &'i Plan, draft: &'i PlanDraft) -> &'i str {
        match self {
            Self::Change { task, .. } | Self::Replace { task, .. } | Self::Drop { task } => {
                plan.task(*task).id.as_str()
            }
            Self::Add { with, .. } => &draft.tasks[*with].id,
        }
    }
}

/// A new version held against a plan.
#[derive(Clone, Debug)]
pub(crate) struct PlanUpdate {
    pub(crate) proposals: Vec<Proposal>,
    /// How many tasks it has again, as they are or changed.
    pub(crate) found: usize,
    /// How many of the plan it could have.
    pub(crate) tasks: usize,
    /// Whether it is the very document that the plan was made of: what differs was changed in the plan since.
    pub(crate) is_own: bool,
    /// The tasks that it does not have because other documents added them.
    pub(crate) kept: Vec<TaskIx>,
    day: NaiveDate,
}

/// Why a proposal is not accepted together with all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeldBack {
    /// The document says nothing new: what differs was corrected in the plan.
    Corrected,
    /// The task to be dropped has no clause, as most others do: perhaps no document has added it.
    NoClause,
}

impl PlanUpdate {
    /// Why a proposal is not accepted together with all others.
    pub(crate) fn held_back(&self, plan: &Plan, proposal: &Proposal) -> Option<HeldBack> {
        let has_clause = |task: &Task| task.clause.is_some();
        match proposal {
            _ if self.is_own => Some(HeldBack::Corrected),
            Proposal::Drop { task } if !has_clause(plan.task(*task)) => {
                let of_document: Vec<&Task> = plan.tasks.iter().filter(|task| task.added.is_none()).collect();
                let most = of_document.iter().filter(|task| has_clause(task)).count() * 2 > of_document.len();
                most.then_some(HeldBack::NoClause)
            }
            _ => None,
        }
    }

    /// The event that a duty waits for, where the plan has a date of it from before the document: of “receipt of this plan”
    /// it would be the date of another.
    pub(crate) fn earlier_event<'p>(&self, plan: &'p Plan, task: &DraftTask) -> Option<(&'p Event, NaiveDate)> {
        let timing = own_timing(task);
        let Some(PlainTiming::Once(Deadline::Event { event, .. })) = timing.timing() else { return None };
        let event = plan.events.iter().find(|own| own.id.as_str() == event)?;
        let dates = event.date.into_iter().chain(event.dates.iter().map(|(_, date)| *date));
        dates.min().filter(|date| *date < self.day).map(|date| (event, date))
    }
}

/// Whether a reading of a time limit may be written without asking.
pub(crate) fn is_open(task: &DraftTask) -> bool {
    let one = |verdict| matches!(verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt);
    task.read.as_ref().is_some_and(|read| !one(read.verdict))
}

/// What a duty says of the time itself: not from which period on it is owed because of the document's day.
pub(crate) fn own_timing(task: &DraftTask) -> TimeReading {
    let said = task.read.as_ref().and_then(|read| read.readings.first());
    TimeReading { starts: said.and_then(|said| said.starts), ..task.timing.clone() }
}

/// Holds a new version against a plan as it stands on the version's day.
pub(crate) fn update(plan: &Plan, draft: &PlanDraft, by: &Decision) -> PlanUpdate {
    let number = |text: &str| fold(text).split_whitespace().collect::<String>();
    let is_same = |one: &str, other: &str| number(one) == number(other);
    let there: Vec<TaskIx> =
        (0..plan.tasks.len()).map(TaskIx::new).filter(|task| plan.task(*task).cancelled.is_none()).collect();
    let matched = matches(plan, &there, draft);
    let mut proposals = Vec::new();
    let mut after = None;
    for (with, task) in draft.tasks.iter().enumerate() {
        let Some(found) = matched.get(&with).copied() else {
            proposals.push(Proposal::Add { with, after });
            continue;
        };
        after = Some(found);
        let old = plan.task(found);
        let fields = changed(plan, old, task);
        if fields.is_empty() {
            continue;
        }
        let time = fields.contains(&UpdatedField::Time);
        proposals.push(if time && !is_open(task) && !is_amendable(old, &own_timing(task)) {
            Proposal::Replace { task: found, with }
        } else {
            Proposal::Change { task: found, with, fields }
        });
    }
    let again: BTreeSet<TaskIx> = matched.values().copied().collect();
    let others = |task: &TaskIx| plan.task(*task).added.as_ref().is_some_and(|added| !is_same(&added.by, &by.by));
    let gone = there.iter().copied().filter(|task| !again.contains(task));
    let (kept, gone): (Vec<TaskIx>, Vec<TaskIx>) = gone.partition(others);
    proposals.extend(gone.into_iter().map(|task| Proposal::Drop { task }));
    let is_own = is_same(&by.by, &plan.header.number);
    PlanUpdate { proposals, found: again.len(), tasks: there.len() - kept.len(), is_own, kept, day: by.on }
}

/// The task of the plan that each duty is, by the duty's place: the likest pairs first, each task and duty once.
fn matches(plan: &Plan, there: &[TaskIx], draft: &PlanDraft) -> HashMap<usize, TaskIx> {
    let old: Vec<(TaskIx, String, BTreeSet<String>)> = there
        .iter()
        .map(|task| {
            let of = plan.task(*task);
            (*task, of.clause.as_deref().map(clause).unwrap_or_default(), words(&of.title))
        })
        .collect();
    let mut pairs: Vec<(f64, usize, TaskIx)> = Vec::new();
    for (with, task) in draft.tasks.iter().enumerate() {
        let (own, title, text) = (clause(&task.duty.clause), words(&task.duty.title), words(&task.duty.text));
        for (of, place, held) in &old {
            let alike = likeness(&title, held).max(contained(held, &text));
            let same = !own.is_empty() && own == *place;
            if alike >= if same { ALIKE_IN_CLAUSE } else { ALIKE } {
                // Of several that are alike the one of the same time limit is meant, and of the same clause.
                let worded = match (&plan.task(*of).wording, &task.duty.wording) {
                    (Some(one), Some(other)) => bare_words(one) == bare_words(other),
                    _ => false,
                };
                pairs.push((alike + if same { 0.3 } else { 0.0 } + if worded { 0.05 } else { 0.0 }, with, *of));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let (mut matched, mut taken) = (HashMap::new(), BTreeSet::new());
    for (_, with, task) in pairs {
        if !matched.contains_key(&with) && taken.insert(task) {
            matched.insert(with, task);
        }
    }
    matched
}

fn clause(text: &str) -> String {
    fold(text).trim_end_matches(['.', ')']).to_owned()
}

fn words(text: &str) -> BTreeSet<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How much two texts have in common: 1 where they have the same words.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let common = u32::try_from(one.intersection(other).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(2 * common) / f64::from(all) }
}

/// How much of a title stands in a longer text, a little less sure than likeness. Short titles stand in many.
fn contained(title: &BTreeSet<String>, text: &BTreeSet<String>) -> f64 {
    let common = u32::try_from(title.intersection(text).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(title.len()).unwrap_or(u32::MAX);
    if all < 5 { 0.0 } else { f64::from(common) / f64::from(all) * 0.9 - 0.1 }
}

/// What a new version says otherwise than the plan.
fn changed(plan: &Plan, old: &Task, new: &DraftTask) -> Vec<UpdatedField> {
    let ids = |bodies: &[Body]| bodies.iter().map(|body| plan.body(*body).0.to_string()).collect::<BTreeSet<_>>();
    let all = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
    let title = bare_words(&old.title);
    let mut fields = Vec::new();
    // A title may be shorter than the document's words; one that goes on is another.
    let (now, goes_on) = (bare_words(&new.duty.title), format!("{title} "));
    if title != now && (now.starts_with(&goes_on) || !bare_words(&new.duty.text).contains(&title)) {
        fields.push(UpdatedField::Title);
        fields.extend(new_target(old, new).map(UpdatedField::Target));
    }
    if !new.duty.lead.is_empty() && ids(&old.lead) != all(&new.lead) {
        fields.push(UpdatedField::Lead);
    }
    if !new.duty.support.is_empty() && ids(&old.support) != all(&new.support) {
        fields.push(UpdatedField::Support);
    }
    if new.duty.wording.is_some() && !is_same_time(plan, old, new) {
        fields.push(UpdatedField::Time);
    }
    let product = old.product.as_deref().map(bare_words).unwrap_or_default();
    if new.duty.product.as_deref().map(bare_words).is_some_and(|new| new != product) {
        fields.push(UpdatedField::Product);
    }
    fields
}

/// The target with the percentage of the new words, where the plan's is that of the old ones.
fn new_target(old: &Task, new: &DraftTask) -> Option<TargetRange> {
    let (was, is) = (said_share(&old.title)?, said_share(&new.duty.text)?);
    let target = old.target.as_ref().filter(|target| target.is_share() && target.min == Some(was) && was != is)?;
    let is_sound = target.max.is_none_or(|max| is <= max);
    is_sound.then(|| TargetRange { min: Some(is), ..target.clone() })
}

/// A percentage that a new version says to be reached and the plan's title does not, where nothing says that it is the
/// target.
pub(crate) fn open_target(old: &Task, new: &DraftTask, fields: &[UpdatedField]) -> Option<String> {
    let is_taken = fields.iter().any(|field| matches!(field, UpdatedField::Target(_)));
    let is_new = || said_share(&old.title) != said_share(&new.duty.text);
    let reaches = |share| old.target.as_ref().is_some_and(|target| target.is_share() && target.min == share);
    let is_open =
        fields.contains(&UpdatedField::Title) && !is_taken && is_new() && !reaches(said_share(&new.duty.text));
    is_open.then(|| said_target(&new.duty.text)).flatten()
}

/// Whether the same words say when, or other words the same days.
fn is_same_time(plan: &Plan, old: &Task, new: &DraftTask) -> bool {
    let same_words = match (&old.wording, &new.duty.wording) {
        (Some(one), Some(other)) => bare_words(one) == bare_words(other),
        _ => false,
    };
    if same_words {
        return true;
    }
    if is_open(new) {
        return false;
    }
    let reading = own_timing(new);
    let days = |due: &str| {
        let deadline =
            Deadline::parse(due).ok()?.resolve(|event| plan.events.iter().position(|it| it.id.as_str() == event))?;
        let deadline = deadline.resolve(|at| Some(crate::model::id::EventIx::new(at)))?;
        Some(moment(plan, &deadline))
    };
    match (&old.timing, reading.timing()) {
        (Timing::Milestones(own), _) => {
            own.len() == reading.milestones.len()
                && own
                    .iter()
                    .zip(&reading.milestones)
                    .all(|(own, stage)| days(&stage.due).is_some_and(|due| due == moment(plan, &own.deadline)))
        }
        (Timing::Once(own), Some(PlainTiming::Once(_))) => {
            let Some(ReadDue::One(due)) = &reading.due else { return false };
            days(due).is_some_and(|due| due == moment(plan, own))
        }
        (Timing::Every(own), Some(PlainTiming::Every(rules))) => {
            own.len() == rules.len() && rules.iter().all(|rule| own.contains(rule))
        }
        _ => false,
    }
}

/// A deadline as it is compared: its last day, else how it is written.
fn moment(plan: &Plan, deadline: &Deadline<crate::model::id::EventIx>) -> String {
    match deadline.nominal(plan.header.before, &plan.calendar, |_| None).day() {
        Some(day) => day.to_string(),
        None => format!("{deadline:?}"),
    }
}

/// Whether an amendment can give a task this time limit.
fn is_amendable(old: &Task, reading: &TimeReading) -> bool {
    let kinds = |words: &[&'static str]| words.iter().copied().collect::<BTreeSet<_>>();
    let own = super::time_limit::rhythm(old);
    reading.starts.is_none()
        && reading.ends.is_none()
        && reading.milestones.is_empty()
        && old.milestones().is_empty()
        && kinds(&own) == kinds(&reading.every)
}
