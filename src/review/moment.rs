//! Data that stood only for a moment: between two states, and otherwise before and after.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::effects::Grade;
use crate::model::period::Period;
use crate::snapshot::Snapshot;

/// What names an obligation: unit, task, period, milestone.
type OwedKey = (String, String, Option<Period>, Option<String>);
/// How it stands, and its last day.
type Stood = (Grade, Option<NaiveDate>);

/// How everything stands at the end of a day, as far as it can be read.
fn standings(of: &Snapshot, day: NaiveDate) -> HashMap<OwedKey, Stood> {
    let judge = of.judge_end_of(day);
    let plan = judge.shared_plan().clone();
    let mut all = HashMap::new();
    of.each(&judge, |unit, obligation| {
        let occurrence = plan.occurrence(obligation.occurrence);
        let milestone = plan.milestone(occurrence).map(|own| own.id.to_string());
        let key = (unit.id.to_string(), plan.task(occurrence.task).id.to_string(), occurrence.period, milestone);
        all.insert(key, (Grade::of(&obligation.standing), obligation.standing.due));
    });
    all
}

/// Whether anything stands otherwise at the end of a day by the state in the middle than by those before and after it,
/// which agree, or by both of which it is late and in the middle it is not. What goes on from state to state does not.
pub(crate) fn stood_for_a_moment([before, middle, after]: [&Snapshot; 3], day: NaiveDate) -> bool {
    let [before, middle, after] = [before, middle, after].map(|state| standings(state, day));
    let late = |stood: Option<&Stood>| stood.is_some_and(|(grade, _)| grade.is_late());
    before.keys().chain(middle.keys()).any(|key| {
        let [was, then, is] = [&before, &middle, &after].map(|state| state.get(key));
        then != was && then != is && (was == is || late(was) && late(is) && !late(then))
    })
}
