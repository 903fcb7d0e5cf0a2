//! What a change of the plan does to what is owed, with the records left as they were, and its marks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::deadlines::{events, own_rule_differs};
use super::plan::event_before;
use super::plan_change::{DocumentChange, Moved, PlanChange};
use super::settings::Setting;
use super::sides::Sides;
use super::wordings::{TaskText, alike};
use crate::judge::{Assessment, Flag, Standing, State};
use crate::model::id::{Id, OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Occurrence, Part, Plan, Task};
use crate::model::target::TargetRange;
use crate::model::zone::same_days;
use crate::rules::Code;
use crate::text::{same, short_digest};

/// How an obligation stands, as far as it makes a difference to a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Overdue,
    DoneLate,
    Awaiting,
    InTime,
    DoneInTime,
    Ongoing,
    Waived,
}

impl Grade {
    pub(crate) fn of(standing: &Standing) -> Self {
        match standing.state {
            State::Overdue => Self::Overdue,
            State::Completed if standing.flags.has(Flag::Late) => Self::DoneLate,
            State::Completed => Self::DoneInTime,
            State::Pending if standing.flags.has(Flag::AwaitingAcceptance) => Self::Awaiting,
            State::Pending => Self::InTime,
            State::Ongoing => Self::Ongoing,
            State::Waived => Self::Waived,
        }
    }

    pub(crate) fn is_late(self) -> bool {
        matches!(self, Self::Overdue | Self::DoneLate)
    }

    /// As machine formats write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DoneLate => "completed-late",
            Self::Awaiting => "awaiting-acceptance",
            Self::InTime => "pending",
            Self::DoneInTime => "completed-in-time",
            Self::Ongoing => "ongoing",
            Self::Waived => "waived",
        }
    }
}

/// What became of obligations because the plan changed: of those of one unit and task to which the same happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effect {
    /// Unit and task of the old plan.
    pub(super) unit: UnitIx,
    pub(super) task: TaskIx,
    /// The milestone's place among those of the task in the old plan.
    pub(super) milestone: Option<u32>,
    from: Grade,
    /// How many obligations.
    pub(super) count: usize,
    /// How many days they are late, at most.
    days: i64,
    /// How they stand by the new plan; nothing where they are no longer owed.
    pub(super) to: Option<Grade>,
    /// Whether they have other last days.
    moved: bool,
    /// Whether they had last days.
    dated: bool,
}

impl Effect {
    /// What became of what a unit of the old plan owed for an occurrence of it.
    pub(super) fn new((unit, of): (UnitIx, &Occurrence), was: &Standing, is: Option<&Standing>) -> Self {
        let (from, to) = (Grade::of(was), is.map(Grade::of));
        let moved = is.is_some_and(|is| is.due != was.due);
        let (task, milestone, days) = (of.task, of.milestone, was.days_late.unwrap_or_default());
        Self { unit, task, milestone, from, count: 1, days, to, moved, dated: was.due.is_some() }
    }

    /// Adds it to the effects, of which there is one for each unit, task or milestone and thing that happened.
    pub(super) fn add_to(self, effects: &mut Vec<Self>) {
        let what = |it: &Self| (it.milestone, it.from, it.to, it.moved, it.dated);
        let of_task = effects.iter_mut().rev().take_while(|it| (it.unit, it.task) == (self.unit, self.task));
        match of_task.into_iter().find(|it| what(it) == what(&self)) {
            Some(known) => {
                known.count += self.count;
                known.days = known.days.max(self.days);
            }
            None => effects.push(self),
        }
    }

    /// The same of what is not owed yet, and so not late.
    pub(super) fn to_come(self) -> Self {
        Self { from: Grade::InTime, days: 0, ..self }
    }

    /// Whether they need not be done any more.
    pub(super) fn ends(&self) -> bool {
        self.to.is_none_or(|to| to == Grade::Waived)
    }

    /// Whether it was late and is not.
    pub(super) fn lifts(&self) -> bool {
        self.from.is_late() && self.to.is_none_or(|to| !to.is_late())
    }
}

/// What a change of the plan does to how many obligations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// How many obligations stand otherwise: how they stood, and how they stand.
    pub(crate) moves: BTreeMap<(Grade, Grade), usize>,
    /// How many have another last day.
    pub(crate) moved: usize,
    /// How many are no longer owed.
    pub(crate) gone: usize,
    /// How many of these were overdue, and the most days of one.
    pub(crate) gone_overdue: usize,
    pub(crate) longest: i64,
    /// How many of them had been done late.
    pub(crate) gone_late: usize,
    /// Of the names of what they are about, where nothing else says that: a look at some covers no others.
    pub(crate) digest: String,
}

impl Effects {
    pub(super) fn of<'e>(effects: impl Iterator<Item = &'e Effect>) -> Self {
        let mut all = Self::default();
        for effect in effects {
            all.moved += if effect.moved { effect.count } else { 0 };
            match effect.to {
                Some(to) if to != effect.from => *all.moves.entry((effect.from, to)).or_default() += effect.count,
                Some(_) => {}
                None => {
                    all.gone += effect.count;
                    if effect.from == Grade::Overdue {
                        all.gone_overdue += effect.count;
                        all.longest = all.longest.max(effect.days);
                    }
                    if effect.from == Grade::DoneLate {
                        all.gone_late += effect.count;
                    }
                }
            }
        }
        all
    }

    /// How many were late and are not.
    pub(crate) fn lifted(&self) -> usize {
        let lifted = self.moves.iter().filter(|((from, to), _)| from.is_late() && !to.is_late());
        lifted.map(|(_, count)| count).sum()
    }
}

/// A change of the plan that nobody should miss.
#[derive(Clone, Debug)]
pub(crate) struct PlanMark {
    pub(crate) code: Code,
    /// Which of the plan's changes it is about.
    pub(crate) at: usize,
    pub(crate) effects: Effects,
    /// The line of the new plan on which it stands.
    pub(crate) line: Option<usize>,
}

/// What the new plan makes of everything that a unit owed by the old one; `is` is the unit in the new plan.
pub(crate) fn of_unit(sides: Sides<'_>, before: &Assessment<'_>, is: Option<UnitIx>, effects: &mut Vec<Effect>) {
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let day = sides.day_after();
    for was in old.owed_by(before.unit) {
        let record = before.records.get(was);
        let Some(standing) = sides.before.standing_on(day, before.unit, was, record) else { continue };
        let now = counterpart(old, new, was, is).zip(is);
        let by_new = now.and_then(|(now, is)| sides.after.standing_on(day, is, now, record));
        let effect = Effect::new((before.unit, old.occurrence(was)), &standing, by_new.as_ref());
        if effect.to != Some(effect.from) || effect.moved {
            effect.add_to(effects);
        }
    }
}

/// The same obligation in the new plan, if the unit still owes it.
pub(super) fn counterpart(old: &Plan, new: &Plan, was: OccurrenceIx, is: Option<UnitIx>) -> Option<OccurrenceIx> {
    let task = new.task_by_id(old.task(old.occurrence(was).task).id.as_str())?;
    counterpart_of((old, new), was, task, is)
}

/// The same of this task of the new plan.
pub(super) fn counterpart_of(
    (old, new): (&Plan, &Plan),
    was: OccurrenceIx,
    task: TaskIx,
    is: Option<UnitIx>,
) -> Option<OccurrenceIx> {
    let is = is.filter(|is| new.duties.leads(*is, task))?;
    let of = old.occurrence(was);
    let found = match old.part(of).key() {
        Some(part) => new.occurrence_named(task, &part),
        None => new.occurrence_of(task, None),
    };
    found.filter(|found| new.owes(is, *found))
}

/// A digest of the units and tasks of the old plan that these effects are about.
pub(super) fn digest(old: &Plan, effects: &[&Effect]) -> String {
    let name = |it: &&Effect| {
        let of = old.task(it.task);
        let part = it.milestone.and_then(|at| of.milestones().get(at as usize)).map(|own| format!("/{}", own.id));
        format!("{}/{}{}\n", old.unit(it.unit).id, of.id, part.unwrap_or_default())
    };
    let names: BTreeSet<String> = effects.iter().map(name).collect();
    short_digest(names.into_iter().collect::<String>().as_bytes())
}

pub(super) struct Marker<'a> {
    old: &'a Plan,
    new: &'a Plan,
    /// The day on which the new plan was written.
    written: NaiveDate,
    changes: &'a [PlanChange],
    effects: &'a [Effect],
    /// Which of the changes is the document that accounts for each effect.
    documents: Vec<Option<usize>>,
    /// The tasks of the old plan whose own deadline is another.
    own: BTreeSet<TaskIx>,
    /// Those that hang on events that changed, and these by their ids now.
    by_event: BTreeSet<(TaskIx, &'a str)>,
    units_gone: BTreeSet<UnitIx>,
    tasks_gone: BTreeSet<TaskIx>,
    /// Which effects a mark accounts for.
    told: RefCell<BTreeSet<usize>>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(
        (old, new): (&'a Plan, &'a Plan),
        written: NaiveDate,
        changes: &'a [PlanChange],
        effects: &'a [Effect],
        documents: Vec<Option<usize>>,
    ) -> Self {
        let was = |task: TaskIx| old.task_by_id(new.task(task).id.as_str());
        let rules = [Setting::Before, Setting::OnDayOff, Setting::Calendar, Setting::Timezone, Setting::Time];
        let others = changes.iter().any(|it| matches!(it, PlanChange::Setting(setting) if rules.contains(setting)));
        let mut by_event = hanging(old, new, changes);
        let mut own = BTreeSet::new();
        let (mut units_gone, mut tasks_gone) = (BTreeSet::new(), BTreeSet::new());
        for change in changes {
            match change {
                PlanChange::Rescheduled { task, .. } => {
                    let Some(before) = was(*task) else { continue };
                    // What nothing else can have moved was moved by the task itself.
                    let others = others || by_event.iter().any(|(of, _)| *of == before);
                    if !others || own_rule_differs(old, new, before, *task) {
                        own.insert(before);
                    }
                }
                PlanChange::Decided(decided)
                    if decided.amendment(new).is_none_or(|it| it.timing.is_some() || it.lead.is_some()) =>
                {
                    own.extend(was(decided.task));
                }
                PlanChange::UnitRemoved(unit, _) => drop(units_gone.insert(*unit)),
                PlanChange::TaskRemoved(task, _) => drop(tasks_gone.insert(*task)),
                _ => {}
            }
        }
        by_event.retain(|(task, _)| !own.contains(task));
        let told = RefCell::default();
        Self { old, new, written, changes, effects, documents, own, by_event, units_gone, tasks_gone, told }
    }

    /// The marks, and the effects for which they account.
    pub(super) fn marks(self) -> (Vec<PlanMark>, BTreeSet<usize>) {
        let mark = |(at, change): (usize, &PlanChange)| {
            let (code, effects) = self.mark(at, change)?;
            Some(PlanMark { code, at, effects, line: None })
        };
        let marks = self.changes.iter().enumerate().filter_map(mark).collect();
        (marks, self.told.into_inner())
    }

    /// The effects that a mark accounts for.
    fn of(&self, own: impl Fn(&&Effect) -> bool) -> Effects {
        self.of_place(|_, effect| own(&effect))
    }

    /// The effects that a mark accounts for, by their places too.
    fn of_place(&self, own: impl Fn(usize, &Effect) -> bool) -> Effects {
        let own = self.effects.iter().enumerate().filter(|(at, effect)| own(*at, effect));
        Effects::of(own.map(|(at, effect)| {
            self.told.borrow_mut().insert(at);
            effect
        }))
    }

    fn mark(&self, place: usize, change: &PlanChange) -> Option<(Code, Effects)> {
        let was = |task: TaskIx| self.old.task_by_id(self.new.task(task).id.as_str());
        // What no unit or task that is gone, no lead that changed and no deadline of its own accounts for.
        let left = |effect: &&Effect| {
            !self.units_gone.contains(&effect.unit)
                && !self.tasks_gone.contains(&effect.task)
                && !self.own.contains(&effect.task)
                && !self.leaves(effect)
        };
        let by_event = |effect: &Effect| self.by_event.iter().any(|(task, _)| *task == effect.task);
        let of_day = |effect: &&Effect| left(effect) && effect.moved && !by_event(effect);
        Some(match change {
            PlanChange::Setting(Setting::Timezone) if self.same_zone() => return None,
            PlanChange::Setting(Setting::Before | Setting::OnDayOff | Setting::Calendar | Setting::Timezone) => {
                (Code::W713, self.of(of_day))
            }
            PlanChange::Setting(Setting::Acceptance) => {
                (Code::W714, self.of(|it| left(it) && !it.moved && it.to.is_some()))
            }
            PlanChange::Setting(Setting::Time) => (Code::W716, self.of(|it| left(it) && it.to.is_none())),
            PlanChange::Event { id, .. } if change.moves_event() => {
                let hangs = |effect: &&Effect| left(effect) && self.by_event.contains(&(effect.task, id.as_str()));
                (Code::W715, self.of(hangs))
            }
            PlanChange::UnitRemoved(unit, _) => (Code::W712, self.of(|effect| effect.unit == *unit)),
            // Whether it is the same body only people can say.
            PlanChange::UnitRenamed(was, is) if self.is_another(*was, *is) => (Code::W712, Effects::default()),
            PlanChange::TaskRemoved(task, _) => {
                let of = |effect: &&Effect| effect.task == *task && !self.units_gone.contains(&effect.unit);
                (Code::W712, self.of(of))
            }
            PlanChange::Reassigned { task, removed, .. } => {
                // A unit that is gone altogether is reported by itself.
                if removed.iter().all(|unit| self.units_gone.contains(unit)) {
                    return None;
                }
                was(*task)?;
                let of = |effect: &&Effect| self.takes_off(change, effect) && self.leaves(effect);
                (Code::W712, self.of(of))
            }
            PlanChange::Rescheduled { task, moved, removed, .. } => {
                let task = was(*task).filter(|task| self.own.contains(task))?;
                return self.rescheduled(task, moved, removed);
            }
            PlanChange::Reworded(task, parts) if parts.contains(&TaskText::Target) => {
                let before = was(*task)?;
                if !is_eased(self.old.task(before), self.new.task(*task)) {
                    return None;
                }
                (Code::W728, Effects::default())
            }
            PlanChange::DocumentRewritten { .. } | PlanChange::DocumentOtherwise { .. } => {
                (Code::W718, Effects::default())
            }
            PlanChange::Decided(decided) => return self.decided(place, decided),
            // A day that is fixed for the first time takes nothing off anybody.
            PlanChange::Event { .. }
            | PlanChange::Setting(_)
            | PlanChange::UnitAdded(_)
            | PlanChange::UnitRenamed(..)
            | PlanChange::Tenure(_)
            | PlanChange::TaskAdded(_)
            | PlanChange::EarlierDays(_)
            | PlanChange::LateBetween(_)
            | PlanChange::Otherwise
            | PlanChange::Reworded(..) => return None,
        })
    }

    /// Whether a unit has both another id and another name.
    fn is_another(&self, was: UnitIx, is: UnitIx) -> bool {
        let (was, is) = (self.old.unit(was), self.new.unit(is));
        was.id != is.id && !same(&was.name, &is.name)
    }

    /// Whether what became of an obligation is that its unit leads a task or milestone no longer.
    fn takes_off(&self, change: &PlanChange, effect: &Effect) -> bool {
        let PlanChange::Reassigned { task, milestone, removed, .. } = change else { return false };
        let (is, was) = (self.new.task(*task), self.old.task(effect.task));
        let own = effect.milestone.map(|at| &was.milestones()[at as usize].id);
        let of = milestone.is_none_or(|at| Some(&is.milestones()[at].id) == own);
        is.id == was.id && of && removed.contains(&effect.unit)
    }

    /// Whether a time zone of another name begins every day of the plan when the old one does.
    fn same_zone(&self) -> bool {
        let (was, is) = (&self.old.header, &self.new.header);
        same_days((&was.timezone, &is.timezone), (was.starts.min(is.starts), was.ends.max(is.ends).max(self.written)))
    }

    /// The mark of what a document decided.
    fn decided(&self, place: usize, decided: &DocumentChange) -> Option<(Code, Effects)> {
        let task = self.old.task_by_id(self.new.task(decided.task).id.as_str())?;
        // What was rewritten as well is reported by the rewrite.
        let rewritten = |it: &PlanChange| matches!(it, PlanChange::Rescheduled { task, .. } if *task == decided.task);
        let alone = decided.amendment.is_none() || !self.changes.iter().any(rewritten);
        let effects = self.of_place(|at, effect| {
            alone && self.documents[at] == Some(place) && !self.units_gone.contains(&effect.unit)
        });
        let Some(amendment) = decided.amendment(self.new) else { return Some((Code::W732, effects)) };
        let eased = amendment.target.is_some() && is_eased(self.old.task(task), self.new.task(decided.task));
        let moved = decided.moved.iter().any(|moved| moved.from.is_some());
        // One of a day that was to come counts from that day on, without a further change.
        let ahead = amendment.decision.on > self.written
            && (amendment.timing.is_some() || amendment.lead.is_some() || amendment.target.is_some());
        if !moved && !eased && !ahead && effects == Effects::default() {
            return None;
        }
        Some((Code::W731, effects))
    }

    /// The mark of a task of the old plan that gives other last days itself.
    fn rescheduled(&self, task: TaskIx, moved: &[Moved], removed: &[Part]) -> Option<(Code, Effects)> {
        // One that had no last day gets one: nothing that was late is late no more. An event may date it for some
        // units alone.
        let of_one = |effect: &Effect| effect.task == task && effect.moved && effect.dated;
        let dated = moved.iter().any(|it| it.from.is_some()) || self.effects.iter().any(of_one);
        if removed.is_empty() && !dated {
            return None;
        }
        let cancelled = |at: usize| {
            let by = self.documents[at].map(|by| &self.changes[by]);
            matches!(by, Some(PlanChange::Decided(decided)) if decided.amendment.is_none())
        };
        let of = |at: usize, effect: &Effect| {
            effect.task == task && !cancelled(at) && !self.leaves(effect) && !self.units_gone.contains(&effect.unit)
        };
        Some((Code::W711, self.of_place(of)))
    }

    /// Whether the unit leads the task no longer, while both are still there.
    fn leaves(&self, effect: &Effect) -> bool {
        effect.to.is_none()
            && !self.units_gone.contains(&effect.unit)
            && self.changes.iter().any(|change| self.takes_off(change, effect))
    }
}

/// Whether less is to be reached than before, by a task or one of the milestones that both have.
pub(super) fn is_eased(was: &Task, is: &Task) -> bool {
    let both = |id: &&Id| is.milestones().iter().any(|now| now.id == **id);
    match was.milestones() {
        [] => is_part_eased(was, is, None),
        milestones => milestones.iter().map(|own| &own.id).filter(both).any(|id| is_part_eased(was, is, Some(id))),
    }
}

/// The same of one milestone, or of a task without any.
pub(super) fn is_part_eased(was: &Task, is: &Task, id: Option<&Id>) -> bool {
    // What a milestone is to reach is said by itself, else by its task.
    let own = |task: &Task| -> Option<TargetRange> {
        let own = id.and_then(|id| task.milestones().iter().find(|own| own.id == *id)?.target.clone());
        own.or_else(|| task.target.clone())
    };
    own(was).is_some_and(|was| {
        own(is).is_none_or(|is| {
            let less = was.min.is_some_and(|min| is.min.is_none_or(|now| now < min));
            let more = was.max.is_some_and(|max| is.max.is_none_or(|now| now > max));
            less || more || !alike(was.unit.as_ref(), is.unit.as_ref())
        })
    })
}

/// The tasks of the old plan that hang on events that changed, or did, and these by their ids in the new plan.
fn hanging<'c>(old: &Plan, new: &Plan, changes: &'c [PlanChange]) -> BTreeSet<(TaskIx, &'c str)> {
    let mut found = BTreeSet::new();
    let ids =
        changes.iter().filter_map(|it| if let PlanChange::Event { id, .. } = it { Some(id.as_str()) } else { None });
    for id in ids {
        let now = new.events.iter().find(|event| event.id.as_str() == id);
        let before = now.and_then(|now| event_before(old, new, now)).map_or(id, |was| was.id.as_str());
        for (at, task) in old.tasks.iter().enumerate() {
            if events(&task.timing).into_iter().any(|event| old.event(event).id.as_str() == before) {
                found.insert((TaskIx::new(at), id));
            }
        }
    }
    found
}
