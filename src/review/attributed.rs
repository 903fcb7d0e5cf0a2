//! Which document accounts for what became of an obligation.

use super::decisions::AsRead;
use super::effects::Effect;
use super::plan_change::{DocumentChange, PlanChange};
use crate::model::plan::{Amendment, Decision};

/// For each effect the place among the changes of the document that accounts for it: what is not to be done any more was
/// cancelled or given to others, what has another last day got it by the last amendment of that.
pub(super) fn documents(plans: AsRead<'_>, changes: &[PlanChange], effects: &[Effect]) -> Vec<Option<usize>> {
    let all: Vec<(usize, &DocumentChange, &Decision)> = changes
        .iter()
        .enumerate()
        .filter_map(|(at, change)| match change {
            PlanChange::Decided(decided) => Some((at, decided, decided.decision(plans.new)?)),
            _ => None,
        })
        .filter(|(.., decision)| decision.on <= plans.after)
        .collect();
    let of = |effect: &Effect| {
        if all.is_empty() {
            return None;
        }
        let was = plans.old.task(effect.task);
        let own = effect.milestone.map(|at| &was.milestones()[at as usize].id);
        let about = |(_, decided, _): &&(usize, &DocumentChange, &Decision)| {
            let is = plans.new.task(decided.task);
            is.id == was.id && decided.milestone.is_none_or(|at| Some(&is.milestones()[at].id) == own)
        };
        let last = |says: fn(&Amendment) -> bool| {
            all.iter().filter(about).rfind(|(_, it, _)| it.amendment(plans.new).is_some_and(says))
        };
        let cancelled = || all.iter().filter(about).rfind(|(_, it, _)| it.amendment.is_none());
        let lead = || last(|it| it.lead.is_some());
        let timing = || last(|it| it.timing.is_some());
        let found = if effect.ends() {
            cancelled().or_else(lead).or_else(timing)
        } else {
            timing().or_else(lead).or_else(cancelled)
        };
        found.map(|(at, ..)| *at)
    };
    effects.iter().map(of).collect()
}

/// Counts how many obligations stand otherwise, or have another last day, by each of the documents that decided something.
pub(crate) fn count_decided(plans: AsRead<'_>, changes: &mut [PlanChange], effects: &[Effect]) {
    for (effect, at) in effects.iter().zip(documents(plans, changes, effects)) {
        if let Some(PlanChange::Decided(decided)) = at.map(|at| &mut changes[at]) {
            decided.obligations += effect.count;
        }
    }
}
