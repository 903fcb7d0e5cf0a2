//! Git: what two branches mark in one file that `sync` made merges by itself.

use std::fs;

use super::{everything, file_of};
use crate::support::case::{Case, Run, bounded, plan, task};

/// A plan of ten obligations of `a`: recurring ones and others, by turns.
fn ten() -> String {
    let recurring = task("r", "every = \"quarter\"").replace("[\"a\"]", "[\"a\", \"b\"]");
    let half = task("h", "every = [\"half\", \"year\"]\ndue = \"end + 5 working days\"");
    let tasks = [
        task("t0", "due = \"2024-Q1\""),
        recurring,
        task("t1", "due = \"ongoing\""),
        half,
        task("t2", "due = \"2024\""),
    ];
    plan("language = \"en\"", &tasks.concat())
}

const OWED: [&[&str]; 10] = [
    &["t0"],
    &["r", "2024-Q1"],
    &["r", "2024-Q2"],
    &["r", "2024-Q3"],
    &["r", "2024-Q4"],
    &["t1"],
    &["h", "2024-H1"],
    &["h", "2024-H2"],
    &["h", "2024"],
    &["t2"],
];

/// A workspace with `sync`ed files.
fn synced() -> Case {
    let case = Case::new(ten());
    case.run(&["sync"]).ends_with(&[0]);
    case
}

/// One change to one obligation.
fn act(case: &Case, action: &str, owed: &[&str], rest: &[&str]) {
    case.run(&[&[action], owed, &["--unit", "a"], rest].concat()).ends_with(&[0]);
}

fn done(case: &Case, at: usize) {
    act(case, "done", OWED[at], &["--on", "2024-05-02", "--evidence", &format!("{at}-BC")]);
}

fn git(case: &Case, args: &[&str]) -> Run {
    bounded(crate::support::git::git(case.path()).args(args))
}

#[track_caller]
fn git_does(case: &Case, args: &[&str]) {
    git(case, args).ends_with(&[0]);
}

/// Makes a commit of everything; nothing of the program's own is in it.
#[track_caller]
fn commit(case: &Case) {
    git_does(case, &["add", "--all"]);
    git_does(case, &["commit", "--quiet", "--message", "x"]);
    let listed = git(case, &["ls-files"]);
    assert!(!listed.out().contains("tiendo"), "{listed:?}");
}

/// Fails unless git merges these two, and the result is what both one after the other give.
#[track_caller]
fn merge(what: &str, base: &str, ours: &str, theirs: &str, both: &str) {
    let case = Case::empty().with("base", base).with("ours", ours).with("theirs", theirs);
    let run = git(&case, &["merge-file", "-p", "ours", "base", "theirs"]);
    assert_eq!((run.code(), run.out()), (Some(0), both), "{what}");
}

#[test]
fn any_two_marks_merge() {
    let base = file_of(&synced(), "a");
    let marked: Vec<Case> = (0..OWED.len())
        .map(|at| {
            let case = synced();
            done(&case, at);
            case
        })
        .collect();
    for one in 0..OWED.len() {
        for other in one + 1..OWED.len() {
            let both = Case::new(ten()).unit("a", file_of(&marked[one], "a"));
            done(&both, other);
            let what = format!("{:?} and {:?}", OWED[one], OWED[other]);
            let (ours, theirs, both) = (file_of(&marked[one], "a"), file_of(&marked[other], "a"), file_of(&both, "a"));
            merge(&what, &base, &ours, &theirs, &both);
            merge(&what, &base, &theirs, &ours, &both);
        }
    }
}

#[test]
fn other_fields_of_neighbours_merge() {
    let start = || {
        let case = synced();
        (1..4).for_each(|at| done(&case, at));
        case
    };
    let base = file_of(&start(), "a");
    let changes: [(&str, &[&str]); 5] = [
        ("done", &["--evidence", "9-BC"]),
        ("done", &["--note", "…"]),
        ("done", &["--evidence", "8-BC", "--note", "…", "--reason", "…"]),
        ("accept", &["--on", "2024-05-03"]),
        ("reopen", &[]),
    ];
    for ours in changes {
        for theirs in changes {
            let (one, other, both) = (start(), start(), start());
            act(&one, ours.0, OWED[1], ours.1);
            act(&other, theirs.0, OWED[2], theirs.1);
            act(&both, ours.0, OWED[1], ours.1);
            act(&both, theirs.0, OWED[2], theirs.1);
            let what = format!("{ours:?} and {theirs:?}");
            merge(&what, &base, &file_of(&one, "a"), &file_of(&other, "a"), &file_of(&both, "a"));
        }
    }
}

/// A repository with `sync`ed files on its only branch.
fn repository() -> Case {
    let case = synced();
    git_does(&case, &["init", "--quiet"]);
    commit(&case);
    case
}

/// Merges the branch that `ours` makes with the one that `theirs` makes, and checks what comes of it.
#[track_caller]
fn branches(ours: &dyn Fn(&Case), theirs: &dyn Fn(&Case)) -> Case {
    let case = repository();
    git_does(&case, &["switch", "--quiet", "--create", "theirs"]);
    theirs(&case);
    commit(&case);
    git_does(&case, &["switch", "--quiet", "main"]);
    ours(&case);
    commit(&case);
    git_does(&case, &["merge", "--quiet", "--no-edit", "theirs"]);
    let (code, found) = case.check("2024-05-15");
    let errors: Vec<_> = found.iter().filter(|one| one["severity"] == "error").collect();
    assert!(code == Some(0) && errors.is_empty(), "{found:?}");
    case
}

#[test]
fn branches_that_mark_neighbours_merge() {
    let case = branches(&|case| done(case, 1), &|case| done(case, 2));
    let status = case.status("2024-05-15", &["--unit", "a", "--task", "r"]);
    assert_eq!(status.column("state"), ["completed", "completed", "pending", "pending"]);
    assert_eq!(git(&case, &["status", "--porcelain"]).out(), "", "the program's own files are none of git's business");
    assert!(everything(case.path()).contains_key(std::path::Path::new(".tiendo/a.lock")));
}

#[test]
fn a_branch_that_follows_the_plan_merges_with_one_that_marks() {
    // The new task comes before any other, or last.
    for before in [Some("t0"), Some("r"), Some("t1"), Some("h"), Some("t2"), None] {
        let follow = |case: &Case| {
            let new = task("moi", "every = \"half\"");
            let place = before.map(|id| format!("[[tasks]]\nid = \"{id}\""));
            let plan = match place {
                Some(place) => ten().replace(&place, &format!("{new}{place}")),
                None => format!("{}\n{new}", ten()),
            };
            fs::write(case.path().join("plan.toml"), plan).expect("it can be written");
            case.run(&["sync"]).ends_with(&[0]);
        };
        let case = branches(&follow, &|case| (0..OWED.len()).for_each(|at| done(case, at)));
        let status = case.status("2024-12-31", &["--unit", "a"]);
        let completed = status.column("done").iter().filter(|done| **done == "2024-05-02").count();
        assert_eq!((completed, status.items().len()), (OWED.len(), OWED.len() + 2), "before {before:?}");
        let (synced, before) = (case.run(&["sync"]), file_of(&case, "a"));
        assert_eq!(file_of(&case, "a"), before, "{synced:?}");
    }
}

/// The whole way of somebody who never opens a file: from nothing to a merged change, a sheet and what came back of it.
#[test]
fn from_nothing_to_a_merged_change_with_commands_alone() {
    let case = Case::empty();
    let tiendo = |args: &[&str]| case.run(&[&["--as-of", "2025-01-02"], args].concat());
    tiendo(&["init"]).ends_with(&[0]);
    tiendo(&["sync"]).ends_with(&[0]);
    git_does(&case, &["init", "--quiet"]);
    commit(&case);
    git_does(&case, &["switch", "--quiet", "--create", "quy-1"]);
    // One unit leads it, and one quarter has begun: neither has to be named.
    tiendo(&["done", "bao cao", "--evidence", "12-BC/VP"]).ends_with(&[0]);
    commit(&case);
    git_does(&case, &["switch", "--quiet", "main"]);
    tiendo(&["start", "ke hoach thuc hien"]).ends_with(&[0]);
    commit(&case);
    git_does(&case, &["merge", "--quiet", "--no-edit", "quy-1"]);
    let (code, found) = case.check("2025-01-02");
    assert!(code == Some(0) && found.is_empty(), "{found:?}");
    let status = case.status("2025-01-02", &[]);
    assert_eq!(status.by_period("bao-cao-quy", "state")[0], ("2025-Q1", "completed"));
    assert_eq!(status.item("ke-hoach-thuc-hien")["flags"], serde_json::json!(["in-progress"]));
    let sheet = case.path().join("bieu.xlsx");
    let sheet = sheet.to_str().expect("its path is text");
    tiendo(&["sheet", "-o", sheet]).ends_with(&[0]);
    let before = file_of(&case, "van-phong");
    tiendo(&["import", sheet]).ends_with(&[0]);
    assert_eq!(file_of(&case, "van-phong"), before);
}

#[test]
fn what_a_dry_run_prints_git_can_apply() {
    let texts = ["[t0]\r\nnote = \"n\"\r\n\r\n[t1]\r\n", "[t0]\nnote = \"n\"", "\u{feff}# ghi\n[t2]\n", ""];
    for text in texts {
        let case = Case::new(ten()).unit("a", text);
        git_does(&case, &["init", "--quiet"]);
        commit(&case);
        let args = ["done", "t1", "--unit", "a", "--on", "2024-05-02", "--evidence", "1-BC"];
        let dry = case.run(&[&args[..], &["--dry-run"]].concat());
        fs::write(case.path().join(".git/dry.diff"), dry.ends_with(&[0]).out()).expect("it can be written");
        case.run(&args).ends_with(&[0]);
        let written = file_of(&case, "a");
        git_does(&case, &["checkout", "--quiet", "units"]);
        git_does(&case, &["apply", ".git/dry.diff"]);
        assert_eq!(file_of(&case, "a"), written);
    }
}
