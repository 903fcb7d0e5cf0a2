//! `TIENDO_UNIT`: it narrows what the clerk of one unit looks at, and says so; never what scripts read.

use crate::support::plan_2024;
use crate::support::{tiendo, workspace};

const PLAN: &str = plan_2024!(
    r#"
[units]
a = "Văn phòng"
b = "Phòng Kế hoạch"

[groups.ca-hai]
name    = "Cả hai"
members = ["a", "b"]

[[tasks]]
id    = "quy"
title = "Báo cáo quý"
lead  = ["a", "b"]
every = "quarter"

[[tasks]]
id    = "rieng"
title = "Việc riêng"
lead  = ["a"]
due   = 2024-06-30
"#
);

/// Standard output and standard error, with the variable set to this unit.
fn told(own: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let workspace = workspace(&[("plan.toml", PLAN), ("units/a.toml", ""), ("units/b.toml", "")]);
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args);
    command.env_remove("TIENDO_UNIT");
    if !own.is_empty() {
        command.env("TIENDO_UNIT", own);
    }
    let output = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const SAID: &str = "Only Phòng Kế hoạch, which the environment variable TIENDO_UNIT names; for every unit: --unit all";

#[test]
fn tables_are_narrowed_and_say_so() {
    for args in [&["status"][..], &["list"], &["trend"]] {
        let (code, out, _) = told("b", args);
        assert_eq!(code, Some(0));
        assert!(out.contains(SAID), "{args:?}\n{out}");
        assert!(!out.contains("Văn phòng"), "{args:?}\n{out}");
        // The same with the unit named, but for that sentence.
        let (_, named, _) = told("", &[args, &["--unit", "b"]].concat());
        assert_eq!(out.replace(&format!("{SAID}\n"), ""), named, "{args:?}");
    }
}

#[test]
fn what_is_named_wins() {
    for args in [
        &["list", "--unit", "a"][..],
        &["list", "--unit", "all"],
        &["list", "--group", "ca-hai"],
        &["status", "-u", "all"],
    ] {
        assert_eq!(told("b", args), told("", args), "{args:?}");
    }
}

#[test]
fn what_scripts_and_reviewers_read_is_not_narrowed() {
    let scripts: [&[&str]; 11] = [
        &["list", "--format", "json"],
        &["list", "--format", "jsonl"],
        &["list", "--format", "csv"],
        &["list", "--format", "markdown"],
        &["status", "--format", "json"],
        &["trend", "--format", "csv"],
        &["status", "--fail-on", "overdue"],
        &["check"],
        &["remind", "--format", "json"],
        &["remind", "--exit-code"],
        &["report", "quarter", "2024-Q1", "--out", "-"],
    ];
    for args in scripts {
        assert_eq!(told("b", args), told("", args), "{args:?}");
    }
}

#[test]
fn show_is_of_the_own_obligation_where_there_is_one() {
    let (_, own, said) = told("b", &["show", "quy", "2024-Q1"]);
    assert_eq!(own, told("", &["show", "quy", "2024-Q1", "--unit", "b"]).1);
    assert_eq!(said, format!("{SAID}\n"));
    for args in [&["show", "rieng"][..], &["show", "quy", "--unit", "all"], &["show", "a"]] {
        assert_eq!(told("b", args).1, told("", &args[..2]).1, "{args:?}");
    }
}

#[test]
fn files_for_units_are_of_the_own_one_and_that_is_said() {
    let (code, own, said) = told("b", &["calendar", "-o", "-"]);
    assert_eq!((code, said.as_str()), (Some(0), format!("{SAID}\n").as_str()));
    assert_eq!(own, told("", &["calendar", "-o", "-", "--unit", "b"]).1);
    assert_ne!(own, told("b", &["calendar", "-o", "-", "--unit", "all"]).1);
}

#[test]
fn letters_are_to_the_own_unit_and_that_is_said() {
    let (code, own, said) = told("b", &["remind"]);
    assert_eq!((code, said.as_str()), (Some(0), format!("{SAID}\n").as_str()));
    assert_eq!(own, told("", &["remind", "--unit", "b"]).1);
    assert_ne!(own, told("b", &["remind", "--unit", "all"]).1);
}

#[test]
fn a_variable_that_names_no_unit_is_named() {
    let (code, out, said) = told("zz", &["list"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(said, "error: TIENDO_UNIT: no unit is called “zz”\n");
}
