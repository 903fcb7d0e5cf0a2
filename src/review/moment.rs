//! Data that stood only for a moment: between two states, and otherwise before and after.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use chrono::NaiveDate;

use super::effects::Grade;
use super::plan::counterparts;
use crate::facts::Facts;
use crate::judge::{Judge, Standing};
use crate::model::id::UnitIx;
use crate::model::period::Period;
use crate::model::plan::{Body, Plan, Text};
use crate::model::target::TargetRange;
use crate::snapshot::{Snapshot, UnitReader};
use crate::text::nfc;

/// What names an obligation of a unit: task, period, milestone.
type OwedKey = (String, Option<Period>, Option<String>);

/// Everything that a report can show of a plan, each by what it is said of and which part of that.
type Said = BTreeMap<(String, String), String>;

/// How an obligation stands, and what a report says of it.
struct Stood {
    standing: Standing,
    /// The units that owe it too, and those to which it was handed.
    others: [Vec<String>; 2],
    facts: Facts<'static>,
}

impl Stood {
    fn grade(&self) -> Grade {
        Grade::of(&self.standing)
    }

    /// How it stands by itself.
    fn stands(&self) -> (Grade, Option<NaiveDate>) {
        (self.grade(), self.standing.due)
    }

    /// What the plan alone makes of it.
    fn by_plan(&self) -> (Option<NaiveDate>, &[Vec<String>; 2]) {
        (self.standing.planned, &self.others)
    }
}

/// A state, judged as of the end of a day. Its units are called as in the state in the middle.
struct JudgedState<'s> {
    reader: UnitReader<'s>,
    judge: Judge,
    day: NaiveDate,
    ids: Vec<String>,
}

impl<'s> JudgedState<'s> {
    fn new(state: &'s Snapshot, day: NaiveDate) -> Self {
        let ids = state.plan.units.iter().map(|unit| unit.id.to_string()).collect();
        Self { reader: state.reader(), judge: state.judge_end_of(day), day, ids }
    }

    fn id(&self, unit: UnitIx) -> String {
        self.ids[unit.index()].clone()
    }

    /// How everything that a unit owes stands; nothing where it is not there or cannot be read.
    fn of(&mut self, unit: &str) -> HashMap<OwedKey, Stood> {
        let (plan, mut all) = (self.judge.shared_plan(), HashMap::new());
        let Some(unit) = self.ids.iter().position(|id| id == unit).map(UnitIx::new) else { return all };
        let Ok(assessment) = self.reader.assess(&self.judge, unit) else { return all };
        let Ok(()) = assessment.for_each(|obligation| {
            let occurrence = plan.occurrence(obligation.occurrence);
            let (task, milestone) = (plan.task(occurrence.task), plan.milestone(occurrence));
            let key = (task.id.to_string(), occurrence.period, milestone.map(|own| own.id.to_string()));
            let facts = Facts::of(assessment.records.get(obligation.occurrence), assessment.text);
            let facts = facts.into_owned().until(self.day);
            let standing = obligation.standing;
            let others = [self.judge.others(unit, obligation.occurrence), self.judge.handed_to(unit, &standing)];
            let others = others.map(|units| units.into_iter().map(|unit| self.ids[unit.index()].clone()).collect());
            all.insert(key, Stood { standing, others, facts });
            Ok::<(), Infallible>(())
        });
        all
    }

    /// What a report can show of the plan itself.
    fn said(&self) -> Said {
        let plan: &Plan = self.judge.shared_plan();
        let mut all = Said::new();
        let mut say = |of: &str, what: String, said: String| drop(all.insert((of.to_owned(), what), nfc(&said)));
        let text = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
        let body = |body: &Body| match body {
            Body::Unit(unit) => self.id(*unit),
            Body::Group(_) => plan.body(*body).0.to_string(),
        };
        let target = |target: Option<&TargetRange>| target.map(|it| format!("{it:?}")).unwrap_or_default();
        let (header, office) = (&plan.header, &plan.header.office);
        let texts = [Some(&header.number), Some(&header.title), header.issuer.as_ref(), header.notice.as_ref()];
        let around = [&office.superior, &office.name, &office.place, &office.signature].map(Option::as_ref);
        for (at, own) in texts.into_iter().chain(around).enumerate() {
            say("", at.to_string(), text(own));
        }
        let days = [header.starts, header.ends].map(|day| day.to_string());
        let rules = [format!("{:?}", header.issued), format!("{:?}", header.report_day), header.due_soon.to_string()];
        for (at, own) in days.into_iter().chain(rules).chain([header.acceptance.to_string()]).enumerate() {
            say("plan", at.to_string(), own);
        }
        say("", "coordinator".to_owned(), header.coordinator.map(|unit| self.id(unit)).unwrap_or_default());
        for unit in plan.unit_indices() {
            let (of, own) = (format!("unit {}", self.id(unit)), plan.unit(unit));
            say(&of, "name".to_owned(), own.name.to_string());
            say(&of, "short".to_owned(), text(own.short.as_ref()));
        }
        for group in &plan.groups {
            let of = format!("group {}", group.id);
            say(&of, "name".to_owned(), group.name.to_string());
            group.members.iter().for_each(|member| say(&of, body(member), "member".to_owned()));
        }
        for event in &plan.events {
            let of = format!("event {}", event.id);
            say(&of, "name".to_owned(), event.name.to_string());
            say(&of, "date".to_owned(), format!("{:?}", event.date));
            event.dates.iter().for_each(|(unit, day)| say(&of, self.id(*unit), day.to_string()));
        }
        for task in &plan.tasks {
            let of = format!("task {}", task.id);
            say(&of, "title".to_owned(), task.title.to_string());
            let texts = [&task.clause, &task.wording, &task.product, &task.reports_to];
            texts.into_iter().enumerate().for_each(|(at, own)| say(&of, at.to_string(), text(own.as_ref())));
            say(&of, "target".to_owned(), target(task.target.as_ref()));
            task.tags.iter().for_each(|tag| say(&of, format!("#{tag}"), "tag".to_owned()));
            task.support.iter().for_each(|own| say(&of, body(own), "supports".to_owned()));
            task.titles.iter().for_each(|(period, title)| say(&of, period.to_string(), title.to_string()));
            for own in task.milestones() {
                let of = format!("{of} {}", own.id);
                let texts = [&own.title, &own.wording, &own.product];
                texts.into_iter().enumerate().for_each(|(at, own)| say(&of, at.to_string(), text(own.as_ref())));
                say(&of, "target".to_owned(), target(own.target.as_ref()));
                own.support.iter().flatten().for_each(|it| say(&of, body(it), "supports".to_owned()));
            }
        }
        all
    }
}

/// Whether something is so in the middle only, and alike before and after.
fn for_a_moment<T: PartialEq>([before, middle, after]: [T; 3]) -> bool {
    before == after && middle != before
}

/// Whether something is so in the middle only, whatever it was before and is after.
fn only_then<T: PartialEq>([before, middle, after]: [T; 3]) -> bool {
    middle != before && middle != after
}

/// Whether a report of the state in the middle, as of the end of a day, shows what stood only then: what the plan says
/// otherwise than before and after; what stood or was recorded alike before and after; or what was late before and is late
/// after, and not then. It is asked unit by unit: of a large plan not everything is in memory at once.
pub(crate) fn stood_for_a_moment(states: [&Snapshot; 3], day: NaiveDate) -> bool {
    let mut judged = states.map(|state| JudgedState::new(state, day));
    let [before, middle, after] = states.map(|state| &state.plan);
    for (was, is) in counterparts(before, middle).into_iter().zip(middle.unit_indices()) {
        if let Some(was) = was {
            judged[0].ids[was.index()] = middle.unit(is).id.to_string();
        }
    }
    for (was, is) in counterparts(middle, after).into_iter().zip(after.unit_indices()) {
        if let Some(was) = was {
            judged[2].ids[is.index()] = middle.unit(was).id.to_string();
        }
    }
    let said = judged.each_ref().map(JudgedState::said);
    if said[..2].iter().flat_map(Said::keys).any(|key| only_then(said.each_ref().map(|it| it.get(key)))) {
        return true;
    }
    let units: BTreeSet<String> = judged[..2].iter().flat_map(|state| state.ids.clone()).collect();
    let late = |stood: Option<&Stood>| stood.is_some_and(|stood| stood.grade().is_late());
    units.into_iter().any(|unit| {
        let all = judged.each_mut().map(|state| state.of(&unit));
        all[0].keys().chain(all[1].keys()).any(|key| {
            let all = all.each_ref().map(|state| state.get(key));
            let [was, then, is] = all;
            let each_there = was.is_some() && then.is_some() && is.is_some();
            let stands = all.map(|it| it.map(Stood::stands));
            only_then(all.map(|it| it.map(Stood::by_plan)))
                || for_a_moment(stands)
                || each_there && for_a_moment(all.map(|it| it.map(|it| &it.facts)))
                || only_then(stands) && late(was) && late(is) && !late(then)
        })
    })
}
