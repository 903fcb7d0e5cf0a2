//! Data that stood only for a moment: between two states, and otherwise before and after.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use chrono::NaiveDate;

use super::effects::Grade;
use crate::facts::Facts;
use crate::judge::Judge;
use crate::model::period::Period;
use crate::snapshot::{Snapshot, UnitReader};

/// What names an obligation of a unit: task, period, milestone.
type OwedKey = (String, Option<Period>, Option<String>);

/// How it stands, and what a report says of it.
#[derive(PartialEq)]
struct Stood {
    grade: Grade,
    due: Option<NaiveDate>,
    /// What the task, and the period or milestone, is called.
    titles: (String, Option<String>),
    facts: Facts<'static>,
}

impl Stood {
    /// How it stands by itself.
    fn standing(&self) -> (Grade, Option<NaiveDate>) {
        (self.grade, self.due)
    }
}

/// A state, judged as of the end of a day.
struct JudgedState<'s> {
    reader: UnitReader<'s>,
    judge: Judge,
    day: NaiveDate,
}

impl<'s> JudgedState<'s> {
    fn new(state: &'s Snapshot, day: NaiveDate) -> Self {
        Self { reader: state.reader(), judge: state.judge_end_of(day), day }
    }

    /// How everything that a unit owes stands; nothing where it is not there or cannot be read.
    fn of(&mut self, unit: &str) -> HashMap<OwedKey, Stood> {
        let plan = self.judge.shared_plan();
        let mut all = HashMap::new();
        let Some(unit) = plan.unit_by_id(unit) else { return all };
        let Ok(assessment) = self.reader.assess(&self.judge, unit) else { return all };
        let Ok(()) = assessment.for_each(|obligation| {
            let occurrence = plan.occurrence(obligation.occurrence);
            let (task, milestone) = (plan.task(occurrence.task), plan.milestone(occurrence));
            let key = (task.id.to_string(), occurrence.period, milestone.map(|own| own.id.to_string()));
            let part = milestone.and_then(|own| own.title.as_deref().map(str::to_owned));
            let facts = Facts::of(assessment.records.get(obligation.occurrence), assessment.text);
            all.insert(
                key,
                Stood {
                    grade: Grade::of(&obligation.standing),
                    due: obligation.standing.due,
                    titles: (task.title.to_string(), part),
                    facts: facts.into_owned().until(self.day),
                },
            );
            Ok::<(), Infallible>(())
        });
        all
    }

    /// What a report says of the plan and of a unit.
    fn heads(&self, unit: &str) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let plan = self.judge.shared_plan();
        let header = &plan.header;
        let own = [
            header.number.as_ref(),
            header.title.as_ref(),
            header.issuer.as_deref().unwrap_or_default(),
            header.notice.as_deref().unwrap_or_default(),
        ];
        let unit = plan.unit_by_id(unit).map(|unit| plan.unit(unit));
        let names = unit.map(|unit| vec![unit.name.to_string(), unit.short.as_deref().unwrap_or_default().to_owned()]);
        (Some(own.map(str::to_owned).to_vec()), names)
    }
}

/// Whether something is so in the middle only, and alike before and after.
fn for_a_moment<T: PartialEq>([was, then, is]: [T; 3]) -> bool {
    then != was && then != is && was == is
}

/// Whether anything stands, is called or is said otherwise at the end of a day by the state in the middle than by those
/// before and after it, which agree, or by both of which it is late and in the middle it is not. What goes on from state to
/// state does not.
/// Unit by unit: of a large plan not everything is in memory at once.
pub(crate) fn stood_for_a_moment(states: [&Snapshot; 3], day: NaiveDate) -> bool {
    let units: BTreeSet<&str> =
        states[..2].iter().flat_map(|state| state.plan.units.iter().map(|unit| unit.id.as_str())).collect();
    let mut judged = states.map(|state| JudgedState::new(state, day));
    let late = |stood: Option<&Stood>| stood.is_some_and(|stood| stood.grade.is_late());
    units.into_iter().any(|unit| {
        let heads = judged.each_ref().map(|state| state.heads(unit));
        if for_a_moment(heads.each_ref().map(|(plan, _)| plan)) || for_a_moment(heads.each_ref().map(|(_, unit)| unit))
        {
            return true;
        }
        let [before, middle, after] = judged.each_mut().map(|state| state.of(unit));
        before.keys().chain(middle.keys()).any(|key| {
            let all = [&before, &middle, &after].map(|state| state.get(key));
            let [was, then, is] = all;
            let each_there = was.is_some() && then.is_some() && is.is_some();
            let said = for_a_moment(all.map(|it| it.map(|it| &it.titles)))
                || for_a_moment(all.map(|it| it.map(|it| &it.facts)));
            let stands = for_a_moment(all.map(|it| it.map(Stood::standing)));
            let otherwise = then.map(Stood::standing) != was.map(Stood::standing)
                && then.map(Stood::standing) != is.map(Stood::standing);
            stands || each_there && said || otherwise && late(was) && late(is) && !late(then)
        })
    })
}
