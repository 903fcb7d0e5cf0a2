//! How obligations stand, against the table of states written down here once more, and as days go by.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tiendo::judge::{Flag, Judge, Standing, State};
use tiendo::model::deadline::LastDay;
use tiendo::model::id::{OccurrenceIx, UnitIx};
use tiendo::model::plan::{Occurrence, Plan};
use tiendo::model::record::{Extension, Record, Span, Waiver};

use super::config;
use crate::data::{RecordData, World, day, world};
use crate::print::write;
use crate::support::model::read_plan;

/// Hands the plan over, with every occurrence that a unit owes and what is recorded about it.
fn with_plan(world: &World, each: impl Fn(&Judge, (UnitIx, OccurrenceIx), Option<&RecordData>)) {
    let recorded = world.recorded();
    read_plan(&write(&world.plan.node(), 0), |reading| {
        let plan = Arc::new(reading.plan.expect("the plan is sound"));
        let judge = Judge::new(&plan, day(0));
        for unit in plan.unit_indices() {
            for at in plan.owed_by(unit) {
                let occurrence = plan.occurrence(at);
                let period = occurrence.period.map(|period| period.to_string());
                let record = recorded.iter().find(|(owed, _)| {
                    (owed.unit, owed.task, &owed.period) == (unit.index(), occurrence.task.index(), &period)
                });
                each(&judge, (unit, at), record.map(|(_, record)| *record));
            }
        }
    });
}

/// The record as the program keeps it; `extendable`: an extension of it would be no error.
fn kept(data: &RecordData, extendable: bool) -> Record {
    let extended = data.extended.filter(|_| extendable);
    Record {
        started: data.started.map(day),
        done: data.done.map(day),
        accepted: data.accepted.map(day),
        committed: data.committed.map(day),
        extended: extended.map(|(to, on)| Extension { to: day(to), by: Span::default(), on: day(on) }),
        waived: data.waived.map(|on| Waiver { by: Span::default(), on: day(on) }),
        ..Record::default()
    }
}

/// State, flags, last day, days late and days left, by the words of the contract.
type Verdict = (&'static str, Vec<&'static str>, Option<NaiveDate>, Option<i64>, Option<i64>);

fn by_the_contract(plan: &Plan, occurrence: &Occurrence, record: &Record, as_of: NaiveDate) -> Verdict {
    let by_then = |fact: Option<NaiveDate>| fact.filter(|fact| *fact <= as_of);
    let nominal = if let LastDay::On(day) = occurrence.nominal { Some(day) } else { None };
    let extension = record.extended.filter(|extension| extension.on <= as_of);
    let effective = extension.map(|extension| extension.to).or(occurrence.due);
    let done = by_then(record.done);
    let accepted = by_then(record.accepted);

    let (state, waiting, open) = if by_then(record.waived.map(|waiver| waiver.on)).is_some() {
        ("waived", false, false)
    } else if done.is_some() && (accepted.is_some() || !plan.header.acceptance) {
        ("completed", false, false)
    } else if done.is_some() {
        ("pending", true, false)
    } else if occurrence.nominal == LastDay::Never {
        ("ongoing", false, false)
    } else if occurrence.nominal == LastDay::EventOpen {
        ("pending", false, true)
    } else if effective.is_some_and(|last| last < as_of) {
        ("overdue", false, false)
    } else {
        ("pending", false, false)
    };

    let unclaimed = done.is_none();
    let distance = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
    let late_by = match (state, effective, done) {
        ("overdue", Some(last), _) => Some(distance(last, as_of)),
        ("completed", Some(last), Some(done)) => Some(distance(last, done).max(0)),
        ("completed", None, _) => Some(0),
        _ => None,
    };
    let left = effective.filter(|_| state == "pending" && unclaimed).map(|last| distance(as_of, last));
    let begins = occurrence.period.map(tiendo::model::period::Period::first);
    let flags = [
        ("awaiting-acceptance", waiting),
        ("date-open", open),
        ("due-soon", left.is_some_and(|left| left <= i64::from(plan.header.due_soon))),
        ("extended", extension.is_some()),
        ("in-progress", unclaimed && ["overdue", "pending"].contains(&state) && by_then(record.started).is_some()),
        ("late", state == "completed" && late_by > Some(0)),
        ("moved", extension.is_none() && nominal != occurrence.due),
        ("not-started-period", unclaimed && state == "pending" && begins > Some(as_of)),
        (
            "promise-lapsed",
            unclaimed && ["overdue", "pending"].contains(&state) && record.committed.is_some_and(|day| day < as_of),
        ),
    ];
    let flags = flags.into_iter().filter(|(_, set)| *set).map(|(flag, _)| flag).collect();
    (state, flags, effective, late_by, left)
}

fn found(standing: &Standing) -> Verdict {
    let flags = standing.flags.iter().map(Flag::as_str).collect();
    (standing.state.as_str(), flags, standing.due, standing.days_late, standing.days_left)
}

/// Were some state or flag never made by chance, the properties below would say nothing about it.
#[test]
fn chance_makes_every_state_and_every_flag() {
    let (mut states, mut flags) = (BTreeMap::new(), BTreeMap::new());
    let mut runner = TestRunner::new(config(0));
    for _ in 0..60 {
        let world = world().new_tree(&mut runner).expect("a world can be made").current();
        let standings = RefCell::new(Vec::new());
        with_plan(&world, |judge, (unit, at), data| {
            let plan = judge.plan();
            let occurrence = plan.occurrence(at);
            let record = data.map(|data| kept(data, matches!(occurrence.nominal, LastDay::On(_))));
            let judged = (-60..460)
                .step_by(40)
                .map(|offset| judge.standing_on(day(offset), unit, at, record.as_ref()).expect("it is owed"));
            standings.borrow_mut().extend(judged);
        });
        for standing in standings.into_inner() {
            *states.entry(standing.state.as_str()).or_insert(0) += 1;
            for flag in standing.flags.iter() {
                *flags.entry(flag.as_str()).or_insert(0) += 1;
            }
        }
    }
    assert!(states.len() == State::ALL.len() && states.values().all(|count| *count > 20), "{states:?}");
    // Nothing is amended or cancelled here: `owing` has that.
    assert!(flags.len() == Flag::ALL.len() - 2 && flags.values().all(|count| *count > 20), "{flags:?}");
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_obligation_stands_as_the_table_of_states_says(world in world(), days in prop::collection::vec(-60..460_i64, 8)) {
        with_plan(&world, |judge, (unit, at), data| {
            let plan = judge.plan();
            let occurrence = plan.occurrence(at);
            let extendable = matches!(occurrence.nominal, LastDay::On(_));
            let record = data.map(|data| kept(data, extendable));
            // Beside days by chance, those on which something changes, and the days around them.
            let facts = record.iter().flat_map(|record| {
                [
                    record.started,
                    record.done,
                    record.accepted,
                    record.extended.map(|extension| extension.on),
                    record.extended.map(|extension| extension.to),
                    record.waived.map(|waiver| waiver.on),
                ]
            });
            let edges = facts.chain([occurrence.due, occurrence.period.map(tiendo::model::period::Period::first)]).flatten();
            let edges = edges.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten();
            for as_of in days.iter().map(|offset| day(*offset)).chain(edges) {
                let standing = judge.standing_on(as_of, unit, at, record.as_ref()).expect("it is owed");
                let expected = by_the_contract(plan, occurrence, &record.unwrap_or_default(), as_of);
                assert_eq!(found(&standing), expected, "{occurrence:?} {record:?} as of {as_of}");
            }
        });
    }

    #[test]
    fn what_nobody_touches_only_goes_from_pending_to_overdue(world in world()) {
        with_plan(&world, |judge, (unit, at), _| {
            let occurrence = judge.plan().occurrence(at);
            let mut before: Option<(NaiveDate, Standing)> = None;
            for as_of in (-60..500).map(day) {
                let standing = judge.standing_on(as_of, unit, at, None).expect("it is owed");
                let open = standing.flags.has(Flag::DateOpen);
                match standing.state {
                    State::Ongoing => assert_eq!(occurrence.nominal, LastDay::Never),
                    State::Pending if open => assert_eq!(occurrence.nominal, LastDay::EventOpen),
                    State::Pending => assert!(occurrence.due >= Some(as_of)),
                    State::Overdue => assert!(occurrence.due.is_some_and(|due| due < as_of)),
                    other => panic!("{other:?} without a record"),
                }
                if let Some((yesterday, then)) = before {
                    let allowed = then.state == standing.state
                        || (then.state == State::Pending && standing.state == State::Overdue && !open);
                    assert!(allowed, "{occurrence:?}: {then:?} on {yesterday}, {standing:?} a day later");
                    assert_eq!(then.due, standing.due, "the last day stays");
                    // A day more is a day less left, or a day later.
                    let sum = |standing: &Standing| standing.days_left.or(standing.days_late.map(|late| -late));
                    assert_eq!(sum(&standing), sum(&then).map(|left| left - 1));
                    // What was near stays near, and a period that has begun has begun.
                    assert!(!then.flags.has(Flag::DueSoon) || standing.state == State::Overdue || standing.flags.has(Flag::DueSoon));
                    assert!(then.flags.has(Flag::NotStartedPeriod) || !standing.flags.has(Flag::NotStartedPeriod));
                }
                before = Some((as_of, standing));
            }
        });
    }

    #[test]
    fn any_past_day_can_be_replayed(world in world(), days in prop::collection::vec(-60..460_i64, 12)) {
        with_plan(&world, |judge, (unit, at), data| {
            let plan = judge.plan();
            let occurrence = plan.occurrence(at);
            let Some(data) = data else { return };
            let extendable = matches!(occurrence.nominal, LastDay::On(_));
            for as_of in &days {
                // The file as it stood on that day: without what was only known later.
                let by_then = |fact: Option<i64>| fact.filter(|fact| fact <= as_of);
                let then = RecordData {
                    started: by_then(data.started),
                    done: by_then(data.done),
                    accepted: by_then(data.accepted),
                    extended: data.extended.filter(|(_, on)| on <= as_of),
                    waived: by_then(data.waived),
                    ..data.clone()
                };
                let standing = |data: &RecordData| {
                    judge.standing_on(day(*as_of), unit, at, Some(&kept(data, extendable))).expect("it is owed")
                };
                assert_eq!(standing(data), standing(&then), "as of {as_of}");
            }
        });
    }
}
