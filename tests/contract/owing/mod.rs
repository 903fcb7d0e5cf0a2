//! Units that come and go, amendments and joint duties: the contract's own examples, and plans by chance against a
//! reckoning day by day.

mod reckoning;
mod world;

use proptest::prelude::*;
use proptest::test_runner::Config;
use tiendo::judge::Flag;
use tiendo::snapshot::Snapshot;

use reckoning::{Verdict, Verdicts};
use world::{RecordData, World, date, offset, world};

/// What the program says of every obligation as of a day.
fn found(snapshot: &Snapshot, day: i64) -> Verdicts {
    let judge = snapshot.judge(date(day));
    let mut verdicts = Verdicts::new();
    let broken = snapshot.each(&judge, |unit, obligation| {
        let plan = judge.plan();
        let occurrence = plan.occurrence(obligation.occurrence);
        let number = |id: &str| id[1..].parse::<usize>().expect("a number");
        let standing = obligation.standing;
        let month = occurrence.period.map_or(0, |period| chrono::Datelike::month(&period.first()));
        let key = (number(unit.id.as_str()), number(plan.task(occurrence.task).id.as_str()), month);
        let has = |flag| standing.flags.has(flag);
        let verdict = Verdict {
            state: standing.state.as_str(),
            nominal: standing.nominal_day().map(offset),
            due: standing.due.map(offset),
            amended: has(Flag::Amended),
            cancelled: has(Flag::Cancelled),
            extended: has(Flag::Extended),
            late: has(Flag::Late),
        };
        assert!(verdicts.insert(key, verdict).is_none(), "owed twice: {key:?}");
    });
    assert!(broken.is_empty(), "{broken:?}");
    verdicts
}

/// The records that the contract allows, one for each obligation, and those that it does not.
fn sorted(world: &World) -> (Vec<RecordData>, Vec<RecordData>) {
    let occurrences = world.occurrences(false);
    let (mut valid, mut wrong): (Vec<RecordData>, Vec<RecordData>) = (Vec::new(), Vec::new());
    for record in world.records.iter().filter(|record| record.task < world.tasks.len()) {
        let month = if world.tasks[record.task].monthly { record.month } else { 0 };
        let of = occurrences.iter().find(|it| it.number == record.task && it.month == month).expect("an occurrence");
        let mut record = RecordData { month: record.month, ..record.clone() };
        record.extended = record.extended.filter(|_| of.ever_has_a_day());
        let same = |other: &RecordData| {
            let months = !world.tasks[record.task].monthly || other.month == record.month;
            (other.unit, other.task) == (record.unit, record.task) && months
        };
        let says_something = record.done.is_some() || record.waived.is_some() || record.extended.is_some();
        if valid.iter().chain(&wrong).any(same) || !says_something {
            continue;
        }
        if of.is_valid(record.unit) { valid.push(record) } else { wrong.push(record) }
    }
    (valid, wrong)
}

proptest! {
    #![proptest_config(Config { cases: 150, failure_persistence: None, ..Config::default() })]

    #[test]
    fn who_owes_what_is_what_a_reckoning_day_by_day_gives(world in world(), days in prop::collection::vec(-50..230_i64, 5)) {
        let (valid, wrong) = sorted(&world);
        let world = World { records: valid, ..world };
        let owed = |number: usize| world.occurrences(false).iter().any(|it| it.number == number && it.is_owed());
        let sound = (0..world.tasks.len()).all(owed);
        let opened = Snapshot::in_memory(world.files(&world.records));
        prop_assert_eq!(opened.is_ok(), sound, "{}", world.plan());
        let Ok(snapshot) = opened else { return Ok(()) };
        for day in days {
            let (found, expected) = (found(&snapshot, day), world.verdicts(day));
            prop_assert_eq!(&found, &expected, "as of {}\n{}\n{:?}", date(day), world.plan(), world.records);
        }
        for record in wrong {
            let snapshot = Snapshot::in_memory(world.files(std::slice::from_ref(&record))).expect("the plan is sound");
            let broken = snapshot.each(&snapshot.judge(date(0)), |_, _| {});
            prop_assert_eq!(broken.len(), 1, "{:?}\n{}", record, world.plan());
        }
    }
}
