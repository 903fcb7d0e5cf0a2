//! What the commands do that change one record: which period and unit is meant, what is said, and what then stands.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use snapbox::str;

use crate::support::case::{Case, Run, Shows as _, bounded, flags};

/// Three quarters of 2024, of which on 15 May the first two have begun.
pub const AS_OF: &str = "2024-05-15";

/// A plan in which `a` leads everything, and `b` the quarterly reports too.
pub fn plan(header: &str) -> String {
    format!(
        r#"[plan]
number = "1-KH"
title  = "Kế hoạch"
starts = 2024-01-01
ends   = 2024-09-30
{header}

[units]
a = "Đơn vị A"
b = {{ name = "Đơn vị B", short = "B" }}

[[tasks]]
id    = "bao-cao"
title = "Báo cáo quý"
lead  = ["a", "b"]
every = "quarter"
due   = "end"

[[tasks]]
id    = "ke-hoach"
title = "Xây dựng kế hoạch"
lead  = ["a"]
due   = 2024-03-29

[[tasks]]
id    = "tuyen-truyen"
title = "Tuyên truyền"
lead  = ["a"]
due   = "ongoing"
"#
    )
}

pub fn case(header: &str, a: &str) -> Case {
    let case = Case::new(plan(header));
    if a.is_empty() { case } else { case.unit("a", a) }
}

pub fn file(case: &Case, unit: &str) -> PathBuf {
    case.path().join(format!("units/{unit}.toml"))
}

pub fn content(case: &Case, unit: &str) -> String {
    fs::read_to_string(file(case, unit)).unwrap_or_default()
}

/// Runs a command as of 15 May 2024.
pub fn run(case: &Case, args: &[&str]) -> Run {
    case.run(&[&["--as-of", AS_OF, "--lang", "en"], args].concat())
}

/// Dates a file back to long ago, so that writing it anew would show.
pub fn long_ago(case: &Case, unit: &str) -> SystemTime {
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let opened = fs::OpenOptions::new().write(true).open(file(case, unit)).expect("the file is there");
    opened.set_modified(day).expect("a file can be dated");
    day
}

pub fn modified(case: &Case, unit: &str) -> SystemTime {
    let meta = fs::metadata(file(case, unit)).expect("the file is there");
    meta.modified().expect("files have a day")
}

#[test]
fn the_only_open_period_is_meant() {
    let case = case("", "[bao-cao.2024-Q1]\ndone = 2024-03-30\n");
    run(&case, &["done", "bao-cao", "-u", "a"]).ends_with(&[0]);
    assert_eq!(
        content(&case, "a"),
        "[bao-cao.2024-Q1]\ndone = 2024-03-30\n\n[bao-cao.2024-Q2]\ndone = 2024-05-15\n",
        "Q3 has not begun and waits; the day is that of --as-of"
    );
    // Now that the others are done, the one that has not begun is the only one open.
    let ran = run(&case, &["done", "bao-cao", "-u", "a"]);
    ran.ends_with(&[0]).out().shows(str![[r"
Đơn vị A: Báo cáo quý (Q3/2024)
pending, period not begun → completed on time
Done: – → 15/5/2024
Written: units/a.toml

"]]);
    assert!(content(&case, "a").contains("[bao-cao.2024-Q3]"), "{ran:?}");
    let before = content(&case, "a");
    let none = run(&case, &["done", "bao-cao", "-u", "a"]);
    assert_eq!(none.ends_with(&[2]).err(), "error: Đơn vị A has nothing left to do for bao-cao\n");
    assert_eq!(content(&case, "a"), before);
}

#[test]
fn of_two_open_periods_none_is_guessed() {
    let case = case("", "");
    let ran = run(&case, &["done", "bao-cao", "-u", "b"]);
    ran.fails(2).err().shows(str![[r"
error: B has several periods or milestones of bao-cao that match; name one after the task:
  2024-Q1  Q1/2024: overdue 45 days
  2024-Q2  Q2/2024: pending

"]]);
    assert_eq!(content(&case, "b"), "");
    run(&case, &["done", "bao-cao", "2024-Q3", "-u", "b"]).ends_with(&[0]);
    assert!(
        content(&case, "b").contains("[bao-cao.2024-Q3]\ndone = 2024-05-15"),
        "a period that is named need not have begun"
    );
}

#[test]
fn each_action_means_the_periods_it_can_be_meant_for() {
    let records = "[bao-cao.2024-Q1]\nstarted = 2024-02-01\ndone = 2024-03-30\n[bao-cao.2024-Q2]\nstarted = 2024-04-01\n\
                   [bao-cao.2024-Q3]\nwaived = { by = \"80\", on = 2024-05-01 }\n";
    let changed = |args: &[&str]| {
        let case = case("acceptance = true", records);
        let ran = run(&case, &[args, &["-u", "a"]].concat());
        let new = content(&case, "a");
        let section = |period: &str| {
            let at = |text: &str| text.find(&format!("[bao-cao.{period}]")).map(|at| text[at + 1..].to_owned());
            let of = |text: &str| at(text).map(|rest| rest.split('[').next().unwrap_or_default().to_owned());
            of(&new) != of(records)
        };
        let periods: Vec<&str> =
            ["2024-Q1", "2024-Q2", "2024-Q3"].into_iter().filter(|period| section(period)).collect();
        (ran.code(), periods.join(" "))
    };
    let grant = ["--by", "77-CV"];
    assert_eq!(changed(&["done", "bao-cao"]), (Some(0), "2024-Q2".to_owned()));
    assert_eq!(changed(&["accept", "bao-cao"]), (Some(0), "2024-Q1".to_owned()));
    assert_eq!(changed(&["return", "bao-cao", "--reason", "x"]), (Some(0), "2024-Q1".to_owned()));
    assert_eq!(
        changed(&[&["extend", "bao-cao", "--to", "2024-07-15"][..], &grant].concat()),
        (Some(0), "2024-Q2".to_owned())
    );
    assert_eq!(changed(&[&["waive", "bao-cao"][..], &grant].concat()), (Some(0), "2024-Q2".to_owned()));
    assert_eq!(changed(&["promise", "bao-cao", "2024-07-15", "--reason", "x"]), (Some(0), "2024-Q2".to_owned()));
    assert_eq!(changed(&["start", "bao-cao"]), (Some(2), String::new()), "all that is open is begun");
    assert_eq!(changed(&["reopen", "bao-cao"]), (Some(2), String::new()), "one is done, another waived");
    for closed in ["done = 2024-03-30", "waived = { by = \"80\", on = 2024-05-01 }"] {
        let case = case("", &format!("[bao-cao.2024-Q1]\n{closed}\n"));
        let ran = run(&case, &["reopen", "bao-cao", "-u", "a"]);
        assert!(ran.ends_with(&[0]).out().contains("Quý I/2024") || ran.out().contains("Q1/2024"), "{closed}: {ran:?}");
        assert!(!content(&case, "a").contains(closed), "{closed}: {ran:?}");
    }
    assert_eq!(changed(&["reopen", "bao-cao", "2024-Q3"]), (Some(0), "2024-Q3".to_owned()));
}

#[test]
fn the_unit_is_the_one_named_then_that_of_the_environment_then_the_only_lead() {
    let done = |task: &str, named: Option<&str>, environment: Option<&str>| {
        let case = case("", "");
        let mut command = case.command();
        command.args(["--as-of", AS_OF, "--lang", "en", "done", task]);
        if task == "bao-cao" {
            command.arg("2024-Q1");
        }
        command.args(named.into_iter().flat_map(|unit| ["--unit", unit]));
        command.envs(environment.map(|unit| ("TIENDO_UNIT", unit)));
        let ran = bounded(&mut command);
        let written: String = ["a", "b"].into_iter().filter(|unit| file(&case, unit).exists()).collect();
        (ran.code(), written, ran.err().to_owned())
    };
    let wrote = |unit: &str| (Some(0), unit.to_owned());
    let pair = |(code, written, _): (Option<i32>, String, String)| (code, written);
    assert_eq!(pair(done("bao-cao", Some("b"), Some("a"))), wrote("b"));
    assert_eq!(pair(done("bao-cao", None, Some("B"))), wrote("b"), "the environment may say it as people do");
    assert_eq!(pair(done("ke-hoach", None, None)), wrote("a"));
    assert_eq!(pair(done("ke-hoach", None, Some("  "))), wrote("a"), "blank is nothing");
    let (code, written, told) = done("bao-cao", None, None);
    assert_eq!((code, written.as_str()), (Some(2), ""));
    assert_eq!(
        told,
        "error: several units lead bao-cao: add --unit UNIT, or set the environment variable TIENDO_UNIT\n"
    );
    let (code, written, told) = done("ke-hoach", None, Some("b"));
    assert_eq!((code, written.as_str()), (Some(2), ""), "{told}");
    told.shows(str![[r"
error: b does not lead ke-hoach, so it owes nothing for it

"]]);
    assert_eq!(pair(done("ke-hoach", None, Some("khong-co"))), (Some(2), String::new()));
}

#[test]
fn the_same_again_changes_nothing() {
    let commands: [&[&str]; 8] = [
        &["start", "ke-hoach", "--on", "2024-03-01"],
        &["done", "ke-hoach", "--evidence", "15-BC", "--note", "đã gửi"],
        &["accept", "ke-hoach"],
        &["extend", "ke-hoach", "--to", "2024-04-15", "--by", "77-CV"],
        &["promise", "bao-cao", "2024-Q1", "2024-05-20", "-u", "a", "--reason", "chậm"],
        &["waive", "bao-cao", "2024-Q2", "-u", "a", "--by", "80-CV"],
        &["sync", "-u", "a"],
        &["done", "bao-cao", "2024-Q3", "-u", "a", "--on", "2024-05-01"],
    ];
    let case = case("acceptance = true", "# A\r\n[ke-hoach] # một\r\n");
    for command in commands {
        let first = run(&case, command);
        assert!(first.ends_with(&[0]).out().contains("units/a.toml"), "{first:?}");
        let (text, day) = (fs::read(file(&case, "a")).expect("it is there"), long_ago(&case, "a"));
        let again = run(&case, command);
        let said = if command[0] == "sync" {
            "Every file has all its tables; nothing to add.\n"
        } else {
            "Already recorded; nothing to change.\n"
        };
        assert_eq!((again.ends_with(&[0]).out(), again.err()), (said, ""), "{command:?}");
        assert_eq!(fs::read(file(&case, "a")).expect("it is there"), text, "{command:?}");
        assert_eq!(modified(&case, "a"), day, "{command:?} writes what is there already");
        // A later day is no other day: what is recorded stays.
        let later = case.run(&[&["--as-of", "2024-05-20", "--lang", "en"], command].concat());
        assert_eq!(later.ends_with(&[0]).out(), said, "{command:?}");
        assert_eq!(modified(&case, "a"), day, "{command:?}");
    }
    // Nor does a promise that has lapsed, where it is the one that is recorded.
    let promise = |day: &str| {
        case.run(&["--as-of", "2024-05-21", "--lang", "en", "promise", "bao-cao", "2024-Q1", day, "-u", "a"])
    };
    assert_eq!(promise("2024-05-20").ends_with(&[0]).out(), "Already recorded; nothing to change.\n");
    promise("2024-05-19").ends_with(&[2]);
}

#[test]
fn a_recorded_day_gives_way_to_a_named_one_only() {
    let case = case("", "[ke-hoach]\ndone = 2024-03-28 # gửi\n");
    run(&case, &["done", "ke-hoach", "--evidence", "15"]).ends_with(&[0]);
    assert_eq!(content(&case, "a"), "[ke-hoach]\ndone = 2024-03-28 # gửi\nevidence = \"15\"\n");
    run(&case, &["done", "ke-hoach", "--on", "27/3/2024"]).ends_with(&[2]);
    run(&case, &["done", "ke-hoach", "--on", "28/3"]).ends_with(&[0]);
    run(&case, &["done", "ke-hoach", "--on", "27/3/2024", "--replace"]).ends_with(&[0]);
    assert_eq!(content(&case, "a"), "[ke-hoach]\ndone = 2024-03-27 # gửi\nevidence = \"15\"\n");
}

#[test]
fn what_is_odd_is_written_and_told() {
    for (args, code, told) in [
        (&["accept", "ke-hoach", "--on", "2024-01-05"][..], "W502", "accepted = 2024-01-05"),
        (&["start", "ke-hoach", "--on", "2024-04-05"], "W501", "started = 2024-04-05"),
    ] {
        let record = "[ke-hoach]\ndone = 2024-03-28\nevidence = \"1\"\n";
        let case = case("acceptance = true", record);
        let ran = run(&case, args);
        assert!(ran.ends_with(&[0]).err().contains(&format!("warning[{code}]")), "{ran:?}");
        assert!(content(&case, "a").contains(told), "{ran:?}");
        // It is told where it is new, not over and over.
        let other = run(&case, &["start", "tuyen-truyen", "--note", "y"]);
        assert_eq!(other.ends_with(&[0]).err(), "");
    }
    let case = case("", "[ke-hoach]\ndone = 2024-03-28\nevidence = \"1\"\n");
    let ran = run(&case, &["accept", "ke-hoach"]);
    ran.ends_with(&[0]).err().shows(str![[r"
this plan does not require acceptance (acceptance = false): the day is recorded, but no state changes

"]]);
    assert!(content(&case, "a").contains("accepted = 2024-05-15"));
}

#[test]
fn reports_see_what_was_recorded() {
    let case = case("acceptance = true", "");
    let item = |key: &str| case.status(AS_OF, &["--unit", "a"]).item("ke-hoach")[key].clone();
    let state = || case.status(AS_OF, &["--unit", "a"]).item("ke-hoach")["state"].clone();
    assert_eq!(state(), "overdue");
    run(&case, &["start", "ke-hoach", "--on", "2024-03-01"]).ends_with(&[0]);
    assert_eq!(item("started"), "2024-03-01");
    run(&case, &["promise", "ke-hoach", "2024-05-20", "--reason", "chờ số liệu"]).ends_with(&[0]);
    assert_eq!((item("committed"), item("reason")), ("2024-05-20".into(), "chờ số liệu".into()));
    run(&case, &["extend", "ke-hoach", "--to", "2024-05-17", "--by", "77-CV", "--on", "2024-03-20"]).ends_with(&[0]);
    assert_eq!((state(), item("due")), ("pending".into(), "2024-05-17".into()));
    let ran = run(&case, &["done", "ke-hoach", "-e", "15-BC", "-e", "16-BC", "--note", "đã gửi"]);
    // The consequence is shown.
    ran.ends_with(&[0]).out().shows(str![[r"
Đơn vị A: Xây dựng kế hoạch
pending, 2 days left, due soon, extended, in progress → pending, awaiting acceptance, extended
Done:     – → 15/5/2024
Evidence: – → 15-BC; 16-BC
Note:     – → đã gửi
Written: units/a.toml

"]]);
    assert_eq!((state(), item("done"), item("note")), ("pending".into(), AS_OF.into(), "đã gửi".into()));
    assert_eq!(item("evidence"), serde_json::json!(["15-BC", "16-BC"]));
    let status = case.status(AS_OF, &["--unit", "a"]);
    assert!(flags(status.item("ke-hoach")).contains(&"awaiting-acceptance"));
    run(&case, &["accept", "ke-hoach"]).ends_with(&[0]);
    assert_eq!(state(), "completed");
    run(&case, &["return", "ke-hoach", "--reason", "thiếu phụ lục"]).ends_with(&[0]);
    assert_eq!(
        (state(), item("done"), item("reason")),
        ("pending".into(), serde_json::Value::Null, "thiếu phụ lục".into())
    );
    run(&case, &["waive", "ke-hoach", "--by", "80-CV"]).ends_with(&[0]);
    assert_eq!(state(), "waived");
    run(&case, &["reopen", "ke-hoach"]).ends_with(&[0]);
    assert_eq!((state(), item("started")), ("pending".into(), "2024-03-01".into()));
    run(&case, &["reopen", "ke-hoach", "--clear"]).ends_with(&[0]);
    assert_eq!(
        (state(), item("started"), item("evidence")),
        ("overdue".into(), serde_json::Value::Null, serde_json::Value::Null)
    );
    assert_eq!(case.check(AS_OF).0, Some(0));
}

#[test]
fn a_promise_takes_its_day_in_three_places() {
    for args in [
        &["promise", "bao-cao", "2024-Q1", "2024-05-20"][..],
        &["promise", "bao-cao", "2024-Q1", "20/5/2024"],
        &["promise", "bao-cao", "2024-Q1", "--to", "2024-05-20"],
        &["promise", "bao-cao", "--to", "2024-05-20", "2024-Q1"],
    ] {
        let case = case("", "[bao-cao.2024-Q2]\ndone = 2024-05-01\n");
        run(&case, &[args, &["-u", "a", "--reason", "chậm"]].concat()).ends_with(&[0]);
        assert!(
            content(&case, "a").contains("[bao-cao.2024-Q1]\nreason = \"chậm\"\ncommitted = 2024-05-20\n"),
            "{args:?}"
        );
        assert_eq!(
            case.status(AS_OF, &["--unit", "a"]).by_period("bao-cao", "committed")[0],
            ("2024-Q1", "2024-05-20")
        );
    }
    let case = case("", "[bao-cao.2024-Q2]\ndone = 2024-05-01\n");
    run(&case, &["promise", "bao-cao", "2024-05-20", "-u", "a", "--reason", "chậm"]).ends_with(&[0]);
    assert!(content(&case, "a").contains("[bao-cao.2024-Q1]\nreason"), "the only open period that has begun is meant");
}

#[test]
fn a_dry_run_touches_nothing() {
    let commands: [&[&str]; 9] = [
        &["start", "ke-hoach"],
        &["done", "ke-hoach"],
        &["accept", "bao-cao", "2024-Q1", "-u", "a"],
        &["return", "bao-cao", "2024-Q1", "-u", "a", "--reason", "x"],
        &["extend", "ke-hoach", "--to", "2024-04-15", "--by", "77"],
        &["waive", "ke-hoach", "--by", "77"],
        &["promise", "ke-hoach", "2024-05-20", "--reason", "x"],
        &["reopen", "bao-cao", "2024-Q1", "-u", "a"],
        &["sync"],
    ];
    let record = "[bao-cao.2024-Q1]\ndone = 2024-03-30\n";
    for command in commands {
        let case = case("", record);
        let day = long_ago(&case, "a");
        let ran = run(&case, &[command, &["--dry-run"]].concat());
        assert!(ran.ends_with(&[0]).out().contains("+++ b/units/a.toml\n@@ "), "{ran:?}");
        assert!(ran.err().ends_with("Dry run: nothing was written.\n"), "{ran:?}");
        assert_eq!((content(&case, "a").as_str(), modified(&case, "a")), (record, day));
        let names = crate::support::entries(case.path());
        assert_eq!(names.len(), 2, "no folder for locks: {names:?}");
        assert_eq!(crate::support::entries(&case.path().join("units")).len(), 1);
    }
    let case = case("", "");
    let ran = run(&case, &["done", "ke-hoach", "--dry-run"]);
    ran.ends_with(&[0]).out().shows(str![[r"
--- /dev/null
+++ b/units/a.toml
@@ -0,0 +1,4 @@
+# Đơn vị A · Kế hoạch 1-KH: Kế hoạch
+
+[ke-hoach]
+done = 2024-05-15

"]]);
    assert_eq!(crate::support::entries(case.path()).len(), 1, "not even the folder of the units");
}
