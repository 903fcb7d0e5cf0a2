//! Many processes at once: each marks another obligation of one unit, and no update is lost.

use std::fs::{self, File};
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use super::{done, file_of, in_units, mark, tasks};
use crate::support::case::{Case, bounded};

/// A number of the surroundings, else a small one: `TIENDO_TEST_PROCESSES=64 TIENDO_TEST_ROUNDS=100` takes a while.
fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("it is a number"))
}

#[test]
fn no_update_is_lost() {
    let (processes, rounds) = (number("TIENDO_TEST_PROCESSES", 16), number("TIENDO_TEST_ROUNDS", 3));
    let ids: Vec<String> = (0..processes).map(|at| format!("t{at}")).collect();
    let begun = Instant::now();
    let mut longest = Duration::ZERO;
    for round in 0..rounds {
        // From a file that everybody finds, and from none, which everybody wants to make.
        let fresh = || Case::new(tasks(processes));
        let (case, one_by_one) = (fresh(), fresh());
        if round % 2 == 0 {
            case.run(&["sync"]).ends_with(&[0]);
            one_by_one.run(&["sync"]).ends_with(&[0]);
        }
        let took = thread::scope(|scope| {
            let runs: Vec<_> = ids.iter().map(|id| scope.spawn(|| timed(&case, id))).collect();
            runs.into_iter().map(|run| run.join().expect("a run does not fail")).max()
        });
        longest = longest.max(took.unwrap_or_default());
        for id in &ids {
            mark(&one_by_one, id).ends_with(&[0]);
        }
        assert_eq!(file_of(&case, "a"), file_of(&one_by_one, "a"), "round {round}");
        assert_eq!(in_units(&case), in_units(&one_by_one), "round {round}");
        let status = case.status("2024-05-15", &["--unit", "a"]);
        assert_eq!(status.column("state"), vec!["completed"; processes], "round {round}");
    }
    if std::env::var_os("TIENDO_TEST_ROUNDS").is_some() {
        let took = begun.elapsed();
        writeln!(
            std::io::stderr(),
            "{processes} processes, {rounds} rounds: {took:.1?}; the longest run took {longest:.2?}"
        )
        .expect("figures can be told");
    }
}

fn timed(case: &Case, id: &str) -> Duration {
    let begun = Instant::now();
    bounded(case.command().args(done(id))).ends_with(&[0]);
    begun.elapsed()
}

#[test]
fn different_units_do_not_wait_for_each_other() {
    let case = Case::new(tasks(1));
    mark(&case, "t0").ends_with(&[0]);
    let held = File::open(case.path().join(".tiendo/a.lock")).expect("there is a lock");
    held.lock().expect("nobody has it");
    case.run(&["done", "t0", "--unit", "b", "--on", "2024-02-01", "--evidence", "x"]).ends_with(&[0]);
}

#[test]
fn a_wait_is_said_and_ends_when_it_was_asked_to() {
    let case = Case::new(tasks(2));
    mark(&case, "t0").ends_with(&[0]);
    let before = file_of(&case, "a");
    let held = File::open(case.path().join(".tiendo/a.lock")).expect("there is a lock");
    held.lock().expect("nobody has it");
    let waited = |seconds: &str| case.run(&[&super::done("t1")[..], &["--wait", seconds]].concat());
    let waiting = "units/a.toml: another tiendo is editing it; waiting (for how long: --wait)";
    // Who does not want to wait is told of no wait.
    let run = waited("0");
    assert!(
        run.fails(3).err().contains("another tiendo is editing it; nothing was written. Try again later"),
        "{run:?}"
    );
    assert!(!run.err().contains(waiting), "{run:?}");
    let run = waited("1");
    assert!(run.fails(3).err().contains("nothing was written after 1 second of waiting"), "{run:?}");
    assert_eq!(run.err().matches(waiting).count(), 1, "{run:?}");
    assert_eq!(file_of(&case, "a"), before);
    drop(held);
    // What is not said is waited for in silence, and a wait that is none is a wrong command line.
    assert_eq!(waited("0").ends_with(&[0]).err(), "");
    for wrong in ["x", "-1", "1.5"] {
        waited(wrong).fails(2);
    }
}

#[test]
fn a_file_is_read_after_the_wait_for_it() {
    let case = Case::new(tasks(2));
    mark(&case, "t0").ends_with(&[0]);
    let held = File::open(case.path().join(".tiendo/a.lock")).expect("there is a lock");
    held.lock().expect("nobody has it");
    let run = thread::scope(|scope| {
        let run = scope.spawn(|| mark(&case, "t1"));
        // Long enough for it to be waiting, on most machines: where it is not, less is tested, and nothing fails.
        thread::sleep(Duration::from_millis(300));
        let path = case.path().join("units/a.toml");
        fs::write(&path, format!("# sửa trong lúc chờ\n{}", file_of(&case, "a"))).expect("it can be written");
        drop(held);
        run.join().expect("a run does not fail")
    });
    run.ends_with(&[0]);
    let text = file_of(&case, "a");
    assert!(text.starts_with("# sửa trong lúc chờ\n") && text.contains("[t1]"), "{text}");
}

#[test]
fn reading_waits_for_nobody() {
    let case = Case::new(tasks(2));
    mark(&case, "t0").ends_with(&[0]);
    let held = File::open(case.path().join(".tiendo/a.lock")).expect("there is a lock");
    held.lock().expect("nobody has it");
    for args in [&["status"][..], &["list"], &["check"], &["done", "t1", "--unit", "a", "--dry-run"]] {
        case.run(args).ends_with(&[0]);
    }
}
