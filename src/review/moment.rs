//! Data that stood only for a moment: between two states, and otherwise before and after.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use chrono::NaiveDate;

use super::effects::Grade;
use crate::judge::Judge;
use crate::model::period::Period;
use crate::snapshot::{Snapshot, UnitReader};

/// What names an obligation of a unit: task, period, milestone.
type OwedKey = (String, Option<Period>, Option<String>);
/// How it stands, and its last day.
type Stood = (Grade, Option<NaiveDate>);

/// A state, judged as of the end of a day.
struct JudgedState<'s> {
    reader: UnitReader<'s>,
    judge: Judge,
}

impl<'s> JudgedState<'s> {
    fn new(state: &'s Snapshot, day: NaiveDate) -> Self {
        Self { reader: state.reader(), judge: state.judge_end_of(day) }
    }

    /// How everything that a unit owes stands; nothing where it is not there or cannot be read.
    fn of(&mut self, unit: &str) -> HashMap<OwedKey, Stood> {
        let plan = self.judge.shared_plan();
        let mut all = HashMap::new();
        let Some(unit) = plan.unit_by_id(unit) else { return all };
        let Ok(assessment) = self.reader.assess(&self.judge, unit) else { return all };
        let Ok(()) = assessment.for_each(|obligation| {
            let occurrence = plan.occurrence(obligation.occurrence);
            let milestone = plan.milestone(occurrence).map(|own| own.id.to_string());
            let key = (plan.task(occurrence.task).id.to_string(), occurrence.period, milestone);
            all.insert(key, (Grade::of(&obligation.standing), obligation.standing.due));
            Ok::<(), Infallible>(())
        });
        all
    }
}

/// Whether anything stands otherwise at the end of a day by the state in the middle than by those before and after it,
/// which agree, or by both of which it is late and in the middle it is not. What goes on from state to state does not.
/// Unit by unit: of a large plan not everything is in memory at once.
pub(crate) fn stood_for_a_moment(states: [&Snapshot; 3], day: NaiveDate) -> bool {
    let units: BTreeSet<&str> =
        states[..2].iter().flat_map(|state| state.plan.units.iter().map(|unit| unit.id.as_str())).collect();
    let mut judged = states.map(|state| JudgedState::new(state, day));
    let late = |stood: Option<&Stood>| stood.is_some_and(|(grade, _)| grade.is_late());
    units.into_iter().any(|unit| {
        let [before, middle, after] = judged.each_mut().map(|state| state.of(unit));
        before.keys().chain(middle.keys()).any(|key| {
            let [was, then, is] = [&before, &middle, &after].map(|state| state.get(key));
            then != was && then != is && (was == is || late(was) && late(is) && !late(then))
        })
    })
}
