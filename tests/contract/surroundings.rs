//! Sections 1, 2 and 6: where the workspace is found, which language is printed, what today is, how runs end.

use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::support::case::{Case, Run, Status, bare, bounded, plan, task, text};

const AS_OF: [&str; 2] = ["--as-of", "2024-05-15"];

fn sample(header: &str) -> Case {
    Case::new(plan(header, &task("t", "due = \"2024-Q1\""))).unit("a", "").unit("b", "")
}

fn run(command: &mut Command) -> Run {
    bounded(command)
}

#[test]
fn the_workspace_is_the_nearest_one_upward() {
    let outer = sample("");
    let inner_plan = plan("", &task("trong", "due = \"2024-Q1\""));
    let case = outer.with("x/y/z/.keep", "").with("x/inner/plan.toml", inner_plan).with("x/inner/units/sub/.keep", "");
    for (folder, id) in
        [("", "t"), ("x", "t"), ("x/y/z", "t"), ("units", "t"), ("x/inner", "trong"), ("x/inner/units/sub", "trong")]
    {
        let found = run(bare().args(["status", "--format", "json"]).args(AS_OF).current_dir(case.path().join(folder)));
        assert_eq!(Status::of(found).column("task"), [id], "{folder}");
        let given = run(bare().args(["status", "--format", "json"]).args(AS_OF).arg("-C").arg(case.path()));
        assert_eq!(Status::of(given).column("task"), ["t"], "-C says where it is");
    }
    // A folder may be given relative to the current one, and before or after the command.
    for args in [["-C", "x/inner", "status"], ["status", "-C", "x/inner"]] {
        let given = run(bare().args(args).args(AS_OF).args(["--format", "json"]).current_dir(case.path()));
        assert_eq!(Status::of(given).column("task"), ["trong"]);
    }
}

#[test]
fn without_a_plan_there_is_nothing_to_report() {
    let case = Case::empty().with("sub/.keep", "");
    for folder in [case.path().to_owned(), case.path().join("sub"), case.path().join("nowhere")] {
        for command in [&["status"][..], &["list"], &["show", "t"]] {
            let found = run(bare().args(command).args(AS_OF).arg("-C").arg(&folder));
            found.ends_with(&[3]);
            assert!(found.stdout.is_empty() && found.err().contains("plan.toml"), "{found:?}");
        }
    }
}

/// What `status` prints with this plan, these variables and these arguments.
fn printed(case: &Case, environment: &[(&str, &str)], args: &[&str]) -> String {
    let found = run(case.command().arg("status").args(AS_OF).args(args).envs(environment.iter().copied()));
    found.ends_with(&[0]).out().to_owned()
}

#[test]
fn the_language_is_the_option_then_the_variable_then_the_plan_and_never_the_locale() {
    let (unsaid, vi, en) = (sample(""), sample("language = \"vi\""), sample("language = \"en\""));
    let (vietnamese, english) = (printed(&unsaid, &[], &["--lang", "vi"]), printed(&unsaid, &[], &["--lang", "en"]));
    assert_ne!(vietnamese, english);
    for locale in
        [&[][..], &[("LANG", "en_US.UTF-8")], &[("LC_ALL", "C")], &[("LC_MESSAGES", "en_GB"), ("LANGUAGE", "en")]]
    {
        assert_eq!(printed(&unsaid, locale, &[]), vietnamese, "{locale:?}");
        assert_eq!(printed(&vi, locale, &[]), vietnamese, "{locale:?}");
        assert_eq!(printed(&en, locale, &[]), english, "{locale:?}");
    }
    assert_eq!(printed(&en, &[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "vi_VN.UTF-8")], &[]), english);
    for case in [&unsaid, &vi, &en] {
        assert_eq!(printed(case, &[("TIENDO_LANG", "en")], &[]), english);
        assert_eq!(printed(case, &[("TIENDO_LANG", "vi")], &[]), vietnamese);
        assert_eq!(printed(case, &[("TIENDO_LANG", "en")], &["--lang", "vi"]), vietnamese);
        assert_eq!(printed(case, &[("TIENDO_LANG", "vi")], &["--lang", "en"]), english);
    }
}

#[test]
fn machine_formats_know_no_language() {
    let case = sample("");
    for format in ["json", "jsonl", "csv"] {
        let args = ["--format", format, "--lang"];
        let of = |lang| printed(&case, &[], &[&args[..], &[lang]].concat());
        assert_eq!(of("vi"), of("en"), "{format}");
    }
}

/// The day in UTC so many hours ahead, now.
fn day_ahead(hours: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970");
    let seconds = i64::try_from(now.as_secs()).expect("the clock is not that far ahead") + hours * 3_600;
    let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
    (epoch + chrono::Days::new(seconds.div_euclid(86_400).unsigned_abs())).to_string()
}

#[test]
fn today_is_that_of_the_plans_time_zone_whatever_the_machines_is() {
    for (zone, hours) in [
        ("", 7),
        ("Asia/Ho_Chi_Minh", 7),
        ("UTC", 0),
        ("Pacific/Kiritimati", 14),
        ("Pacific/Pago_Pago", -11),
        ("Etc/GMT+12", -12),
    ] {
        let header = if zone.is_empty() { String::new() } else { format!("timezone = \"{zone}\"") };
        let case = sample(&header);
        for tz in ["", "UTC", "America/New_York", ":/nowhere", "XYZ-99"] {
            // Midnight may pass while the program runs.
            let before = day_ahead(hours);
            let status = Status::of(run(case.command().args(["status", "--format", "json"]).env("TZ", tz)));
            let after = day_ahead(hours);
            let as_of = text(&status.json["as_of"]);
            assert!(as_of == before || as_of == after, "{zone} with TZ={tz}: {as_of}, not {before}");
        }
    }
}

#[test]
fn any_day_can_be_asked_about() {
    let case = sample("");
    for (typed, day) in [("2024-02-29", "2024-02-29"), ("1900-01-01", "1900-01-01"), ("9999-12-31", "9999-12-31")] {
        assert_eq!(text(&case.status(typed, &[]).json["as_of"]), day);
    }
    for typed in ["2024-02-30", "2024", "2024-Q1", "someday", "", "0000-01-01", "10000-01-01"] {
        let found = case.run(&["status", "--as-of", typed]);
        found.ends_with(&[2]);
        assert!(found.stdout.is_empty() && !found.stderr.is_empty(), "{typed}: {found:?}");
    }
}

#[test]
fn exit_0_is_done_and_1_is_found() {
    let case = sample("").unit("b", "");
    for (args, code) in [
        (&["status"][..], 0),
        (&["status", "--fail-on", "overdue"], 1),
        (&["list", "--fail-on", "overdue"], 1),
        (&["status", "--format", "json", "--fail-on", "overdue"], 1),
        (&["status", "--format", "jsonl", "--fail-on", "overdue"], 1),
        (&["status", "--format", "csv", "--fail-on", "overdue"], 1),
        (&["list", "--format", "csv", "--fail-on", "overdue"], 1),
        (&["list", "--format", "markdown", "--fail-on", "overdue"], 1),
        (&["list", "--by", "task", "--fail-on", "overdue"], 1),
        (&["status", "--fail-on", "late"], 0),
        (&["status", "--fail-on", "due-soon"], 0),
        (&["status", "--fail-on", "late,overdue"], 1),
        // What a filter leaves out is not found.
        (&["status", "--fail-on", "overdue", "--unit", "b"], 0),
        (&["status", "--fail-on", "overdue", "--state", "pending"], 0),
        (&["check"], 0),
        (&["check", "--deny", "warnings"], 1),
        (&["show", "t"], 0),
        (&["explain", "E201"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
    ] {
        let found = case.run(&[args, if args[0].starts_with('-') { &[] } else { &AS_OF }].concat());
        assert_eq!(found.code(), Some(code), "{args:?}: {found:?}");
        // The condition is asked about besides: everything is reported all the same.
        assert!(!found.stdout.is_empty(), "{args:?}");
    }
    let found = case.run(&["status", "--fail-on", "overdue", "--as-of", "2024-03-31"]);
    found.ends_with(&[0]);
    case.run(&["status", "--fail-on", "due-soon", "--as-of", "2024-03-31"]).ends_with(&[1]);
    let late = sample("").unit("a", "t.done = 2024-04-02\n");
    late.run(&["status", "--fail-on", "late", "--as-of", "2024-05-15"]).ends_with(&[1]);
    late.run(&["status", "--fail-on", "overdue", "--as-of", "2024-05-15"]).ends_with(&[0]);
}

#[test]
fn exit_2_is_a_wrong_command_line() {
    let case = sample("");
    for args in [
        &["stauts"][..],
        &["status", "--unknown"],
        &["status", "extra"],
        &["status", "--format", "xml"],
        &["status", "--fail-on", "pending"],
        &["status", "--state", "done"],
        &["status", "--quarter", "2024-Q5"],
        &["status", "--quarter", "Q7"],
        &["status", "--due-within", "-1"],
        &["status", "--unit", "khong-co"],
        &["status", "--group", "khong-co"],
        &["status", "--task", "khong-co"],
        &["status", "--lang", "fr"],
        &["status", "--color", "maybe"],
        &["status", "-C"],
        &["list", "--by", "name"],
        &["list", "--by", "task", "--format", "csv"],
        &["show"],
        &["show", "khong-co"],
        &["show", "t", "2024-Q9"],
        &["show", "t", "2024-Q1", "--unit", "a"],
        &["show", "t", "--unit", "b"],
        &["check", "--deny", "errors"],
        &["check", "--format", "csv"],
        &["explain"],
        &["explain", "E999"],
    ] {
        let found = case.run(args);
        found.ends_with(&[2]);
        assert!(found.stdout.is_empty() && !found.stderr.is_empty(), "{args:?}: {found:?}");
    }
}

#[test]
fn exit_3_is_what_could_not_be_read_and_wins_over_1() {
    let rest = task("t", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"a\", \"b\"]");
    let case = Case::new(plan("", &rest)).unit("a", "").unit("b", "faulty");
    for command in ["status", "list"] {
        for format in ["table", "json", "jsonl", "csv", "markdown"] {
            let found = case.run(&[command, "--format", format, "--fail-on", "overdue", "--as-of", "2024-05-15"]);
            found.ends_with(&[3]);
            assert!(found.err().contains("units/b.toml:1:"), "{command} --format {format}: {found:?}");
            assert!(!found.stdout.is_empty(), "what could be read is reported: {command} --format {format}");
        }
    }
    for args in [&["show", "t"][..], &["show", "b"], &["show", "t", "--unit", "b"]] {
        let found = case.run(&[args, &AS_OF].concat());
        found.ends_with(&[3]);
        assert!(found.err().contains("units/b.toml:1:"), "{args:?}: {found:?}");
    }
    case.run(&["show", "t", "--unit", "a"]).ends_with(&[0]);
}

#[test]
fn nothing_is_written_by_looking() {
    let case = sample("").unit("b", "faulty").with("reports/.keep", "");
    let list = || {
        let mut all: Vec<(String, Vec<u8>)> = Vec::new();
        let mut folders = vec![case.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    all.push((path.display().to_string(), fs::read(&path).expect("a file")));
                }
            }
        }
        all.sort();
        all
    };
    let before = list();
    for args in
        [&["status"][..], &["list"], &["show", "t"], &["check"], &["explain", "E201"], &["status", "-f", "json"]]
    {
        case.run(args);
    }
    assert_eq!(list(), before);
}
