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

use crate::support::case::{Case, plan, task, text};

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
        record.extended = record.extended.filter(|_| of.ever_has_a_day(record.unit));
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

/// What a plan with a unit that has gone and its successor makes of one task and the old unit's record.
fn handed(task: &str, record: &str, as_of: &str) -> Vec<String> {
    let plan = format!(
        "[plan]\nnumber = \"1\"\ntitle = \"P\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\n\
         cu = {{ name = \"Cũ\", until = 2024-06-30, successor = [\"moi\", \"khac\"] }}\nmoi = \"Mới\"\nkhac = \"Khác\"\n\
         [[tasks]]\nid = \"t\"\ntitle = \"Việc\"\nlead = [\"cu\"]\n{task}\n"
    );
    let case = Case::new(plan).unit("cu", record).unit("moi", "").unit("khac", "");
    let status = case.status(as_of, &[]);
    status.run.ends_with(&[0]);
    let said = |item: &serde_json::Value| {
        format!("{} {} {} {}", text(&item["unit"]), text(&item["nominal"]), text(&item["state"]), item["with"])
    };
    status.items().iter().map(said).collect()
}

#[test]
fn an_amendment_before_the_task_was_added_takes_nothing_back_that_was_overdue() {
    let amended = "due = 2024-05-31\namended = [{ by = \"CV\", on = 2024-07-15, due = 2024-09-30 }]";
    let added = format!("{amended}\nadded = {{ by = \"CV\", on = 2024-08-01 }}");
    assert_eq!(handed(amended, "", "2024-08-01"), ["cu 2024-05-31 overdue []"]);
    assert_eq!(handed(&added, "", "2024-08-01"), ["moi 2024-09-30 pending []", "khac 2024-09-30 pending []"]);
}

#[test]
fn what_was_done_on_the_day_of_its_cancellation_is_done() {
    let cancelled = "due = 2024-05-31\ncancelled = { by = \"CV\", on = 2024-04-01 }";
    assert_eq!(handed(cancelled, "[t]\ndone = 2024-04-01\n", "2024-05-01"), ["cu 2024-05-31 completed []"]);
    assert_eq!(handed(cancelled, "[t]\ndone = 2024-04-02\n", "2024-05-01"), ["cu 2024-05-31 waived []"]);
}

#[test]
fn what_was_overdue_on_the_last_day_of_a_unit_stays_with_it_and_what_was_not_goes_on() {
    // The day before the amendment is the unit's last: both ends of the days on which it can have been overdue.
    let amended = "due = 2024-05-31\namended = [{ by = \"CV\", on = 2024-07-01, due = 2024-09-30 }]";
    assert_eq!(handed(amended, "", "2024-08-15"), ["cu 2024-05-31 overdue []"]);
    let done = "[t]\ndone = 2024-06-30\n";
    assert_eq!(handed(amended, done, "2024-08-15"), ["cu 2024-09-30 completed []"]);
    // An extension counts if no later amendment had moved the last day; one that does leaves nothing overdue.
    let twice = "due = 2024-04-30\namended = [{ by = \"CV\", on = 2024-03-01, due = 2024-05-31 }, \
                 { by = \"CV\", on = 2024-08-01, due = 2024-09-30 }]";
    let extended = |on: &str| format!("[t]\nextended = {{ by = \"CV\", on = {on}, to = 2024-12-31 }}\n");
    assert_eq!(handed(twice, &extended("2024-02-01"), "2024-08-15"), ["cu 2024-05-31 overdue []"]);
    assert_eq!(
        handed(twice, &extended("2024-04-01"), "2024-08-15"),
        ["moi 2024-09-30 pending []", "khac 2024-09-30 pending []"]
    );
}

#[test]
fn show_tells_what_amendments_made_of_the_last_day_up_to_the_day_that_is_asked() {
    let amended = "due = 2024-05-31\namended = [{ by = \"CV\", on = 2024-04-01, due = 2024-09-30 }]";
    let case = Case::new(plan("", &task("t", amended))).unit("a", "");
    let tells = |as_of: &str| {
        let shown = case.run(&["show", "t", "--unit", "a", "--as-of", as_of, "--lang", "en"]);
        shown.ends_with(&[0]).out().contains("CV of 01/4/2024 amends the last day: 31/5/2024 → 30/9/2024.")
    };
    assert_eq!(["2024-03-31", "2024-04-01"].map(tells), [false, true]);
}

#[test]
fn the_successors_of_a_unit_that_still_holds_a_joint_duty_are_not_named_with_it() {
    let joint = "joint = true\ndue = 2024-06-15\namended = [{ by = \"CV\", on = 2024-08-01, due = 2024-09-30, lead = [\"cu\"] }]";
    let done = "[t]\ndone = 2024-06-20\n";
    assert_eq!(handed(joint, done, "2024-08-15"), ["cu 2024-09-30 completed []"]);
    assert_eq!(
        handed("joint = true\ndue = 2024-09-30", "[t]\ndone = 2024-06-10\n", "2024-08-15"),
        ["cu 2024-09-30 completed []"]
    );
    // What was overdue with it at the end of its time keeps its last day, whatever it did afterwards.
    let overdue = joint.replace("2024-06-15", "2024-05-31").replace("lead = [\"cu\"]", "lead = [\"khac\"]");
    let done = "[t]\ndone = 2024-07-10\n";
    assert_eq!(handed(&overdue, done, "2024-08-15"), ["cu 2024-05-31 completed [\"khac\"]"]);
    // Two that share the place of one do stand together.
    assert_eq!(handed("joint = true\ndue = 2024-09-30", "", "2024-08-15"), ["moi 2024-09-30 pending [\"khac\"]"]);
}

/// A plan in which `b` succeeds `a`, which has gone and left a task, and what `a` recorded.
fn left(header: &str, record: &str) -> Case {
    let text = format!(
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\nlanguage = \"en\"\n{header}\n\
         [units]\na = {{ name = \"A\", until = 2024-06-30, successor = \"b\" }}\nb = \"B\"\nc = \"C\"\n\
         [[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = 2024-03-15\n\
         target = {{ min = 100, unit = \"x\" }}\n"
    );
    Case::new(text).unit("a", format!("[t]\n{record}\n")).unit("b", "").unit("c", "")
}

#[test]
fn what_is_still_open_was_taken_over_and_what_awaits_acceptance_was_not() {
    let taken_over = |case: Case| {
        let list = case.run(&["list", "--unit", "b", "--as-of", "2024-08-01", "--lang", "en"]);
        list.ends_with(&[0]).out().contains("Taken over (1)")
    };
    assert!(taken_over(left("", "extended = { by = \"CV\", on = 2024-03-10, to = 2024-12-31 }")));
    assert!(taken_over(left("acceptance = true", "")));
    assert!(!taken_over(left("acceptance = true", "done = 2024-03-01")));
}

#[test]
fn what_was_taken_over_is_shown_with_what_was_reached_and_never_passed_over() {
    let case = left("", "progress = [{ on = 2024-03-01, value = 60 }, { on = 2024-09-01, value = 90 }]");
    let run = |case: &Case, args: &[&str]| case.run(&[args, &["--as-of", "2024-08-01", "--lang", "en"]].concat());
    let list = run(&case, &["list", "--unit", "b"]);
    assert!(list.ends_with(&[0]).out().contains("Taken over (1)") && list.out().contains("60/100 x"), "{list:?}");
    // Nobody knows what a file says that cannot be read: whoever asks about the successor is warned.
    let case = case.unit("a", "[t]\nprogress = \n");
    let commands: &[&[&str]] = &[
        &["list", "--unit", "b"],
        &["status", "--unit", "b"],
        &["remind", "--unit", "b"],
        &["calendar", "--unit", "b", "-o", "-"],
    ];
    for args in commands {
        let told = run(&case, args);
        assert!(told.ends_with(&[3]).err().contains("units/a.toml:2:12"), "{args:?}: {told:?}");
        assert!(!told.out().contains("60/100") && !told.out().contains("0/100"), "{args:?}: {told:?}");
    }
    assert_eq!(run(&case, &["list", "--unit", "c"]).ends_with(&[0]).err(), "");
    // As of a day on which the unit was still there, nothing was handed over.
    assert_eq!(case.run(&["list", "--unit", "b", "--as-of", "2024-06-30"]).ends_with(&[0]).err(), "");
}
