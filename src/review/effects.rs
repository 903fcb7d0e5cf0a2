//! What a change of the plan does to what is owed, with the records left as they were, and its marks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::deadlines::{event, own_rule_differs};
use super::plan::{Moved, PlanChange, Setting, TaskText};
use super::sides::Sides;
use crate::judge::{Assessment, Flag, Standing, State};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Plan, Timing};
use crate::model::target::TargetRange;
use crate::rules::Code;

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
    unit: UnitIx,
    pub(super) task: TaskIx,
    from: Grade,
    /// How many obligations.
    pub(super) count: usize,
    /// How many days they are late, at most.
    days: i64,
    /// How they stand by the new plan; nothing where they are no longer owed.
    pub(super) to: Option<Grade>,
    /// Whether they have other last days.
    moved: bool,
}

impl Effect {
    /// What became of an obligation of a unit and task of the old plan.
    pub(super) fn new((unit, task): (UnitIx, TaskIx), was: &Standing, is: Option<&Standing>) -> Self {
        let (from, to) = (Grade::of(was), is.map(Grade::of));
        let moved = is.is_some_and(|is| is.due != was.due);
        Self { unit, task, from, count: 1, days: was.days_late.unwrap_or_default(), to, moved }
    }

    /// Adds it to the effects, of which there is one for each unit, task and thing that happened.
    pub(super) fn add_to(self, effects: &mut Vec<Self>) {
        let same = |it: &&mut Self| (it.from, it.to, it.moved) == (self.from, self.to, self.moved);
        let of_task = effects.iter_mut().rev().take_while(|it| (it.unit, it.task) == (self.unit, self.task));
        match of_task.into_iter().find(same) {
            Some(known) => {
                known.count += self.count;
                known.days = known.days.max(self.days);
            }
            None => effects.push(self),
        }
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
    /// How many are no longer owed.
    pub(crate) gone: usize,
    /// How many of these were overdue, and the most days of one.
    pub(crate) gone_overdue: usize,
    pub(crate) longest: i64,
}

impl Effects {
    pub(super) fn of<'e>(effects: impl Iterator<Item = &'e Effect>) -> Self {
        let mut all = Self::default();
        for effect in effects {
            match effect.to {
                Some(to) if to != effect.from => *all.moves.entry((effect.from, to)).or_default() += effect.count,
                Some(_) => {}
                None => {
                    all.gone += effect.count;
                    if effect.from == Grade::Overdue {
                        all.gone_overdue += effect.count;
                        all.longest = all.longest.max(effect.days);
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
        let effect = Effect::new((before.unit, old.occurrence(was).task), &standing, by_new.as_ref());
        if effect.to != Some(effect.from) || effect.moved {
            effect.add_to(effects);
        }
    }
}

/// The same obligation in the new plan, if the unit still owes it.
pub(super) fn counterpart(old: &Plan, new: &Plan, was: OccurrenceIx, is: Option<UnitIx>) -> Option<OccurrenceIx> {
    let of = old.occurrence(was);
    let task = new.task_by_id(old.task(of.task).id.as_str())?;
    let is = is.filter(|is| new.duties.leads(*is, task))?;
    let found = match old.part(of).key() {
        Some(part) => new.occurrence_named(task, &part),
        None => new.occurrence_of(task, None),
    };
    found.filter(|found| new.owes(is, *found))
}

/// How many obligations stand otherwise, or have another last day, by what documents decided: said by the first of those
/// that decided something of a task.
pub(crate) fn count_decided(old: &Plan, new: &Plan, changes: &mut [PlanChange], effects: &[Effect]) {
    let mut told = BTreeSet::new();
    for change in changes {
        let PlanChange::Decided(decided) = change else { continue };
        let before = old.task_by_id(new.task(decided.task).id.as_str()).filter(|task| told.insert(*task));
        let of_task = effects.iter().filter(|effect| Some(effect.task) == before);
        decided.obligations = of_task.map(|effect| effect.count).sum();
    }
}

pub(super) struct Marker<'a> {
    old: &'a Plan,
    new: &'a Plan,
    /// The day on which the new plan was written.
    written: NaiveDate,
    changes: &'a [PlanChange],
    effects: &'a [Effect],
    /// The tasks of the old plan whose own deadline is another.
    own: BTreeSet<TaskIx>,
    /// Those that hang on an event that moved.
    by_event: BTreeMap<TaskIx, &'a str>,
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
    ) -> Self {
        let was = |task: TaskIx| old.task_by_id(new.task(task).id.as_str());
        let rules = [Setting::Before, Setting::OnDayOff, Setting::Calendar, Setting::Timezone, Setting::Time];
        let others = changes.iter().any(|change| match change {
            PlanChange::Setting(setting) => rules.contains(setting),
            PlanChange::Event { .. } => true,
            _ => false,
        });
        let (mut own, mut by_event) = (BTreeSet::new(), BTreeMap::new());
        let (mut units_gone, mut tasks_gone) = (BTreeSet::new(), BTreeSet::new());
        for change in changes {
            match change {
                PlanChange::Rescheduled { task, .. } => {
                    let Some(before) = was(*task) else { continue };
                    // What nothing else can have moved was moved by the task itself.
                    if !others || own_rule_differs(old, new, before, *task) {
                        own.insert(before);
                    }
                }
                PlanChange::Event { id, .. } => {
                    for (at, task) in old.tasks.iter().enumerate() {
                        if event_of(old, &task.timing) == Some(id.as_str()) {
                            by_event.insert(TaskIx::new(at), id.as_str());
                        }
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
        by_event.retain(|task, _| !own.contains(task));
        Self { old, new, written, changes, effects, own, by_event, units_gone, tasks_gone, told: RefCell::default() }
    }

    /// The marks, and the effects for which they account.
    pub(super) fn marks(self) -> (Vec<PlanMark>, BTreeSet<usize>) {
        let mark = |(at, change): (usize, &PlanChange)| {
            let (code, effects) = self.mark(change)?;
            Some(PlanMark { code, at, effects, line: None })
        };
        let marks = self.changes.iter().enumerate().filter_map(mark).collect();
        (marks, self.told.into_inner())
    }

    /// The effects that a mark accounts for.
    fn of(&self, own: impl Fn(&&Effect) -> bool) -> Effects {
        let own = self.effects.iter().enumerate().filter(|(_, effect)| own(effect));
        Effects::of(own.map(|(at, effect)| {
            self.told.borrow_mut().insert(at);
            effect
        }))
    }

    fn mark(&self, change: &PlanChange) -> Option<(Code, Effects)> {
        let was = |task: TaskIx| self.old.task_by_id(self.new.task(task).id.as_str());
        // What no unit or task that is gone, no lead that changed and no deadline of its own accounts for.
        let left = |effect: &&Effect| {
            !self.units_gone.contains(&effect.unit)
                && !self.tasks_gone.contains(&effect.task)
                && !self.own.contains(&effect.task)
                && !self.leaves(effect)
        };
        let of_day = |effect: &&Effect| left(effect) && effect.moved && !self.by_event.contains_key(&effect.task);
        Some(match change {
            PlanChange::Setting(Setting::Before | Setting::OnDayOff | Setting::Calendar | Setting::Timezone) => {
                (Code::W713, self.of(of_day))
            }
            PlanChange::Setting(Setting::Acceptance) => {
                (Code::W714, self.of(|it| left(it) && !it.moved && it.to.is_some()))
            }
            PlanChange::Setting(Setting::Time) => (Code::W716, self.of(|it| left(it) && it.to.is_none())),
            PlanChange::Event { id, .. } if change.moves_event() => {
                let hangs = |effect: &&Effect| left(effect) && self.by_event.get(&effect.task) == Some(&id.as_str());
                (Code::W715, self.of(hangs))
            }
            PlanChange::UnitRemoved(unit, _) => (Code::W712, self.of(|effect| effect.unit == *unit)),
            PlanChange::TaskRemoved(task, _) => {
                let of = |effect: &&Effect| effect.task == *task && !self.units_gone.contains(&effect.unit);
                (Code::W712, self.of(of))
            }
            PlanChange::Reassigned { task, removed, .. } => {
                // A unit that is gone altogether is reported by itself.
                if removed.iter().all(|unit| self.units_gone.contains(unit)) {
                    return None;
                }
                let task = was(*task)?;
                let of = |effect: &&Effect| effect.task == task && self.leaves(effect);
                (Code::W712, self.of(of))
            }
            PlanChange::Rescheduled { task, moved, removed, .. } => {
                let task = was(*task).filter(|task| self.own.contains(task))?;
                // One that had no last day gets one: nothing that was late is late no more.
                if removed.is_empty() && !moved.iter().any(|moved: &Moved| moved.from.is_some()) {
                    return None;
                }
                let of = |effect: &&Effect| {
                    effect.task == task && !self.leaves(effect) && !self.units_gone.contains(&effect.unit)
                };
                (Code::W711, self.of(of))
            }
            PlanChange::Reworded(task, parts) if parts.contains(&TaskText::Target) => {
                let before = was(*task)?;
                if !is_eased(self.old, before, self.new, *task) {
                    return None;
                }
                (Code::W728, Effects::default())
            }
            PlanChange::DocumentRewritten { .. } => (Code::W718, Effects::default()),
            PlanChange::Decided(decided) => {
                let task = was(decided.task)?;
                // What was rewritten as well is reported by the rewrite.
                let rewritten =
                    |it: &PlanChange| matches!(it, PlanChange::Rescheduled { task, .. } if *task == decided.task);
                let alone = decided.obligations > 0 && !self.changes.iter().any(rewritten);
                let of = |effect: &&Effect| alone && effect.task == task && !self.units_gone.contains(&effect.unit);
                let effects = self.of(of);
                let Some(amendment) = decided.amendment(self.new) else { return Some((Code::W732, effects)) };
                let eased = amendment.target.is_some() && is_eased(self.old, task, self.new, decided.task);
                let moved = decided.moved.iter().any(|moved| moved.from.is_some());
                // One of a day that was to come counts from that day on, without a further change.
                let ahead = amendment.decision.on > self.written
                    && (amendment.timing.is_some() || amendment.lead.is_some() || amendment.target.is_some());
                if !moved && !eased && !ahead && effects == Effects::default() {
                    return None;
                }
                (Code::W731, effects)
            }
            // A day that is fixed for the first time takes nothing off anybody.
            PlanChange::Event { .. }
            | PlanChange::Setting(_)
            | PlanChange::UnitAdded(_)
            | PlanChange::UnitRenamed(..)
            | PlanChange::TaskAdded(_)
            | PlanChange::EarlierDays(_)
            | PlanChange::Otherwise
            | PlanChange::Reworded(..) => return None,
        })
    }

    /// Whether the unit leads the task no longer, while both are still there.
    fn leaves(&self, effect: &Effect) -> bool {
        effect.to.is_none()
            && !self.units_gone.contains(&effect.unit)
            && self.changes.iter().any(|change| {
                let PlanChange::Reassigned { task, removed, .. } = change else { return false };
                self.new.task(*task).id == self.old.task(effect.task).id && removed.contains(&effect.unit)
            })
    }
}

/// Whether less is to be reached than before, by a task or one of the milestones that both have.
fn is_eased(old: &Plan, before: TaskIx, new: &Plan, after: TaskIx) -> bool {
    let (was, is) = (old.task(before), new.task(after));
    let eased = |was: Option<&TargetRange>, is: Option<&TargetRange>| {
        was.is_some_and(|was| {
            is.is_none_or(|is| {
                let less = was.min.is_some_and(|min| is.min.is_none_or(|now| now < min));
                let more = was.max.is_some_and(|max| is.max.is_none_or(|now| now > max));
                less || more || was.unit != is.unit
            })
        })
    };
    let mut milestones = was.milestones().iter().filter_map(|own| {
        let now = is.milestones().iter().find(|now| now.id == own.id)?;
        Some((own.target.as_ref(), now.target.as_ref()))
    });
    eased(was.target.as_ref(), is.target.as_ref()) || milestones.any(|(was, is)| eased(was, is))
}

/// The event that a task's deadline hangs on.
fn event_of<'p>(plan: &'p Plan, timing: &Timing) -> Option<&'p str> {
    event(timing).map(|event| plan.event(event).id.as_str())
}
