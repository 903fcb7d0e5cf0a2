//! What documents changed of a plan: amendments and cancellations, each told as one and not key by key.

use chrono::NaiveDate;

use super::deadlines::{own_rule_differs, rules};
use super::plan_change::{DocumentChange, PlanChange};
use super::wordings::{TaskText, alike, reworded, same_target};
use crate::judge::Judge;
use crate::model::id::TaskIx;
use crate::model::plan::{Amendment, Body, Decision, Milestone, Part, Plan, Task, Timing};
use crate::text::same;

impl DocumentChange {
    pub(crate) fn amendment<'p>(&self, plan: &'p Plan) -> Option<&'p Amendment> {
        amendments(plan.task(self.task), self.milestone).get(self.amendment?)
    }

    pub(crate) fn decision<'p>(&self, plan: &'p Plan) -> Option<&'p Decision> {
        match self.amendment {
            Some(_) => self.amendment(plan).map(|amendment| &amendment.decision),
            None => cancelled(plan.task(self.task), self.milestone),
        }
    }

    /// Which of the task's obligations it is about, if it is one milestone's.
    pub(crate) fn part(&self, plan: &Plan) -> Option<Part> {
        let own = plan.task(self.task).milestones().get(self.milestone?)?;
        Some(Part::Milestone(own.id.clone()))
    }
}

/// The amendments of a task, or of one of its milestones.
pub(crate) fn amendments(task: &Task, milestone: Option<usize>) -> &[Amendment] {
    milestone.map_or(&task.amended, |at| &task.milestones()[at].amended)
}

fn cancelled(task: &Task, milestone: Option<usize>) -> Option<&Decision> {
    milestone.map_or(task.cancelled.as_ref(), |at| task.milestones()[at].cancelled.as_ref())
}

/// Whether two documents are the same to whoever reads their names and days.
pub(super) fn same_document(one: &Decision, other: &Decision) -> bool {
    one.on == other.on && same(&one.by, &other.by)
}

/// The documents of earlier amendments that are recorded no more, each with the next of those that are new, if there is one.
fn exchanged<'p>(earlier: &'p [Amendment], later: &'p [Amendment]) -> Vec<(&'p Amendment, Option<&'p Amendment>)> {
    let others = |of: &'p [Amendment], than: &'p [Amendment]| {
        of.iter().filter(|it| !than.iter().any(|one| same_document(&it.decision, &one.decision)))
    };
    let mut new = others(later, earlier);
    others(earlier, later).map(|gone| (gone, new.next())).collect()
}

/// What of two amendments is the same.
#[derive(Clone, Copy)]
struct Sameness {
    /// Who owes it, by when, and how much is to be reached.
    duties: bool,
    /// What it is called, and who supports it.
    words: bool,
}

/// The two plans as they were read, and their days.
#[derive(Clone, Copy)]
pub(crate) struct AsRead<'a> {
    pub(super) old: &'a Plan,
    pub(super) new: &'a Plan,
    before: NaiveDate,
    pub(super) after: NaiveDate,
}

impl<'a> AsRead<'a> {
    pub(super) fn new(before: &'a Judge, after: &'a Judge) -> Self {
        let (old, new) = (before.plan_as_read(), after.plan_as_read());
        Self { old, new, before: before.as_of(), after: after.as_of() }
    }

    /// Whether a task of both plans says at first what it said. What was amended by documents may be shown by them.
    fn same_at_first(self, before: TaskIx, after: TaskIx) -> bool {
        let (was, is) = (self.old.task(before), self.new.task(after));
        let bodies = |plan: &Plan, lead: &[Body]| -> Vec<String> {
            lead.iter().map(|body| plan.body(*body).0.to_string()).collect()
        };
        let leads = |plan: &Plan, task: &Task| -> Vec<Option<Vec<String>>> {
            let own = task.milestones().iter().map(|own| own.lead.as_deref().map(|lead| bodies(plan, lead)));
            std::iter::once(Some(bodies(plan, &task.lead))).chain(own).collect()
        };
        let amendable = |part: &TaskText| {
            matches!(
                part,
                TaskText::Title | TaskText::Wording | TaskText::Product | TaskText::Target | TaskText::Support
            )
        };
        !own_rule_differs(self.old, self.new, before, after)
            && leads(self.old, was) == leads(self.new, is)
            && !reworded(self.old, self.new, was, is).iter().any(amendable)
    }

    /// What of two amendments is the same, whatever documents they are of.
    fn sameness(self, was: &Amendment, is: &Amendment) -> Sameness {
        let bodies = |plan: &Plan, lead: &Option<Vec<Body>>| {
            lead.as_ref().map(|lead| lead.iter().map(|body| plan.body(*body).0.to_string()).collect::<Vec<_>>())
        };
        let timing = match (&was.timing, &is.timing) {
            (Some(Timing::Every(was)), Some(Timing::Every(is))) => was == is,
            (Some(was), Some(is)) => was.recurs() == is.recurs() && rules(self.old, was) == rules(self.new, is),
            (was, is) => was.is_none() == is.is_none(),
        };
        let texts = [(&was.title, &is.title), (&was.wording, &is.wording), (&was.product, &is.product)];
        Sameness {
            duties: timing
                && same_target(was.target.as_ref(), is.target.as_ref())
                && bodies(self.old, &was.lead) == bodies(self.new, &is.lead),
            words: texts.into_iter().all(|(was, is)| alike(was.as_ref(), is.as_ref()))
                && bodies(self.old, &was.support) == bodies(self.new, &is.support),
        }
    }

    pub(super) fn same_amendment(self, was: &Amendment, is: &Amendment) -> bool {
        let Sameness { duties, words } = self.sameness(was, is);
        duties && words && same_document(&was.decision, &is.decision)
    }

    /// The places of a task of both plans that documents amend: the whole, and the milestones that both have. Before, and
    /// after.
    fn places(self, before: TaskIx, after: TaskIx) -> Vec<(Option<usize>, Option<usize>)> {
        let (was, is) = (self.old.task(before).milestones(), self.new.task(after).milestones());
        let both =
            |(at, own): (usize, &Milestone)| Some((Some(was.iter().position(|was| was.id == own.id)?), Some(at)));
        std::iter::once((None, None)).chain(is.iter().enumerate().filter_map(both)).collect()
    }

    /// What documents newly say of a task of both plans, and whether what an earlier one said is said otherwise now, or no
    /// more. A document that stands in the place of another, or says something else than it did, is not new.
    fn decided(self, before: TaskIx, after: TaskIx) -> (Vec<DocumentChange>, bool) {
        let (was, is) = (self.old.task(before), self.new.task(after));
        let (mut found, mut rewritten) = (Vec::new(), false);
        for (before, milestone) in self.places(before, after) {
            let earlier = amendments(was, before);
            let later = amendments(is, milestone);
            let stays = |was: &Amendment| later.iter().any(|is| self.same_amendment(was, is));
            rewritten |= !earlier.iter().all(stays);
            let replaces = exchanged(earlier, later);
            let is_old = |is: &Amendment| {
                let of = |was: &&Amendment| same_document(&was.decision, &is.decision);
                replaces.iter().any(|(_, to)| to.is_some_and(|to| std::ptr::eq(to, is)))
                    || earlier.iter().filter(of).any(|was| !stays(was))
            };
            let decided = |amendment: Option<usize>| {
                let (moved, added) = (Vec::new(), Vec::new());
                DocumentChange { task: after, milestone, amendment, moved, added, obligations: 0 }
            };
            // What came into force between the two days is as new as what was written.
            let counted = |was: &Amendment| was.decision.on <= self.before || was.decision.on > self.after;
            let known = |is: &Amendment| earlier.iter().any(|was| self.same_amendment(was, is) && counted(was));
            let new = later.iter().enumerate().filter(|(_, is)| !known(is) && !is_old(is));
            found.extend(new.map(|(at, _)| decided(Some(at))));
            let (then, now) = (cancelled(was, before), cancelled(is, milestone));
            let known = now.zip(then).is_some_and(|(now, then)| same_document(now, then));
            if now.is_some() && !known {
                found.push(decided(None));
            }
        }
        (found, rewritten)
    }

    /// Puts what documents changed in the place of what changed of tasks key by key, and tells which of them are others.
    pub(super) fn tell(self, changes: &mut Vec<PlanChange>) {
        for (at, task) in self.new.tasks.iter().enumerate() {
            if let Some(before) = self.old.task_by_id(task.id.as_str()) {
                self.tell_of(before, TaskIx::new(at), changes);
                changes.extend(self.rewritten(before, TaskIx::new(at)));
            }
        }
    }

    /// The documents that amended a task of both plans and do so no more, each with the one that stands in its place; and
    /// those of a day to come that say something else of who owes it, by when or how much.
    fn rewritten(self, before: TaskIx, after: TaskIx) -> Vec<PlanChange> {
        let (was, is) = (self.old.task(before), self.new.task(after));
        let mut found = Vec::new();
        for (before, milestone) in self.places(before, after) {
            let (earlier, later) = (amendments(was, before), amendments(is, milestone));
            found.extend(exchanged(earlier, later).into_iter().map(|(from, to)| {
                let (from, to) = (from.decision.clone(), to.map(|to| to.decision.clone()));
                PlanChange::DocumentRewritten { task: after, milestone, from, to }
            }));
            // What counts already is told by what it does to the task.
            let ahead = later.iter().enumerate().filter(|(_, is)| is.decision.on > self.after);
            let otherwise = ahead.filter(|(at, is)| self.says_otherwise(earlier, later, *at, is));
            found.extend(otherwise.map(|(at, _)| PlanChange::DocumentOtherwise {
                task: after,
                milestone,
                amendment: at,
            }));
        }
        found
    }

    /// Whether a document that was there says something else of duties, or counts before another of its day that it came
    /// after, where both name the same.
    fn says_otherwise(self, earlier: &[Amendment], later: &[Amendment], at: usize, is: &Amendment) -> bool {
        let of = |was: &Amendment| same_document(&was.decision, &is.decision);
        let Some(then) = earlier.iter().position(|was| of(was) && self.sameness(was, is).duties) else {
            return earlier.iter().any(of);
        };
        let overtaken = |one: &Amendment| {
            let came = earlier[..then].iter().any(|was| self.same_amendment(was, one));
            let both = |key: fn(&Amendment) -> bool| key(one) && key(is);
            came && one.decision.on == is.decision.on
                && (both(|it| it.timing.is_some()) || both(|it| it.lead.is_some()) || both(|it| it.target.is_some()))
        };
        later[at + 1..].iter().any(overtaken)
    }

    fn tell_of(self, before: TaskIx, after: TaskIx, changes: &mut Vec<PlanChange>) {
        let (mut decided, rewritten) = self.decided(before, after);
        if decided.is_empty() {
            return;
        }
        let of_task = |change: &PlanChange| match change {
            PlanChange::Reworded(task, _)
            | PlanChange::Reassigned { task, .. }
            | PlanChange::Rescheduled { task, .. } => *task == after,
            _ => false,
        };
        let own: Vec<PlanChange> = changes.extract_if(.., |change| of_task(change)).collect();
        if !rewritten && self.same_at_first(before, after) {
            let amended = |it: &DocumentChange, key: &dyn Fn(&Amendment) -> bool| {
                it.amendment(self.new).is_some_and(|it| it.decision.on <= self.after && key(it))
            };
            for change in own {
                match change {
                    PlanChange::Rescheduled { task, moved, added, removed, records }
                        if added.is_empty() && removed.is_empty() =>
                    {
                        let mut left = Vec::new();
                        for moved in moved {
                            let of = |it: &&mut DocumentChange| it.part(self.new).is_none_or(|part| part == moved.part);
                            let by = |it: &&mut DocumentChange| of(it) && amended(it, &|it| it.timing.is_some());
                            match decided.iter_mut().rfind(by) {
                                Some(by) => by.moved.push(moved),
                                None => left.push(moved),
                            }
                        }
                        // What moved otherwise, as by the calendar.
                        if !left.is_empty() {
                            changes.push(PlanChange::Rescheduled { task, moved: left, added, removed, records });
                        }
                    }
                    PlanChange::Reassigned { task, milestone, added, removed, records } if removed.is_empty() => {
                        let of = |it: &DocumentChange| it.milestone.is_none() || it.milestone == milestone;
                        match decided.iter_mut().rfind(|it| of(it) && amended(it, &|it| it.lead.is_some())) {
                            Some(by) => by.added = added,
                            None => changes.push(PlanChange::Reassigned { task, milestone, added, removed, records }),
                        }
                    }
                    PlanChange::Reworded(task, mut parts) => {
                        let told = |part: TaskText, it: &Amendment| match part {
                            TaskText::Title => it.title.is_some(),
                            TaskText::Wording => it.wording.is_some(),
                            TaskText::Product => it.product.is_some(),
                            TaskText::Support => it.support.is_some(),
                            TaskText::Target => it.target.is_some(),
                            TaskText::Clause
                            | TaskText::ReportsTo
                            | TaskText::Note
                            | TaskText::Tags
                            | TaskText::Answers
                            | TaskText::Key(_) => false,
                        };
                        parts.retain(|part| !decided.iter().any(|it| amended(it, &|it| told(*part, it))));
                        if !parts.is_empty() {
                            changes.push(PlanChange::Reworded(task, parts));
                        }
                    }
                    other => changes.push(other),
                }
            }
        } else {
            changes.extend(own);
        }
        changes.extend(decided.into_iter().map(PlanChange::Decided));
    }
}
