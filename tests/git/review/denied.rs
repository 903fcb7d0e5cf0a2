//! How a comparison ends: what is denied, what is a difference, what is wrong.

use super::plan;
use crate::repo::Repo;

const DONE: &str = "[quy.2024-Q1]\ndone = 2024-03-28\n";

/// A completion of 48 days before its commit.
fn backdated() -> Repo {
    Repo::of(&plan(""), "", DONE)
}

#[test]
fn only_what_is_denied_fails() {
    let repo = backdated();
    for (denied, code) in [
        (&[][..], 0),
        (&["--deny", "W703"], 1),
        (&["--deny", "w703"], 1),
        (&["--deny", "backdated"], 1),
        (&["--deny", "W701,W703"], 1),
        (&["--deny", "W701", "--deny", "backdated"], 1),
        (&["--deny", "all"], 1),
        (&["--deny", "W701,all"], 1),
        (&["--deny", "W701"], 0),
        (&["--deny", "W701,W702,W704,W705,W706,W707,W708"], 0),
        (&["--deny", "W703", "--backdated", "48"], 0),
    ] {
        for format in ["table", "markdown", "json", "sarif"] {
            let args = [&["HEAD~1..HEAD", "--format", format], denied].concat();
            let run = repo.diff(&args);
            run.ends_with(&[code]);
            assert!(run.stderr.is_empty() && !run.stdout.is_empty(), "what is denied is told like anything: {run:?}");
        }
    }
}

#[test]
fn what_no_comparison_marks_cannot_be_denied() {
    let repo = backdated();
    for denied in ["W999", "E101", "W501", "done-in-future", "", "W703,", "W703 W701", "tất cả"] {
        let run = repo.diff(&["HEAD~1..HEAD", "--deny", denied]);
        run.ends_with(&[2]);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{denied}: {run:?}");
    }
}

#[test]
fn the_exit_code_tells_a_difference_only_if_asked() {
    let repo = backdated();
    repo.diff(&["HEAD~1..HEAD"]).ends_with(&[0]);
    repo.diff(&["HEAD~1..HEAD", "--exit-code"]).ends_with(&[1]);
    repo.diff(&["HEAD..HEAD", "--exit-code"]).ends_with(&[0]);
    repo.diff(&["--exit-code"]).ends_with(&[0]);
    // A change of the unit that is not asked about is none.
    repo.diff(&["HEAD~1..HEAD", "--exit-code", "--unit", "b"]).ends_with(&[0]);
    // What is no mark is still a difference.
    repo.unit("b", "[nam]\nnote = \"x\"\n");
    repo.diff(&["--exit-code"]).ends_with(&[1]);
    repo.diff(&["--deny", "all"]).ends_with(&[0]);
}

#[test]
fn a_plan_that_changed_and_time_that_went_by_are_differences() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.diff(&["--exit-code", "--from", "2024-05-15"]).ends_with(&[0]);
    repo.diff(&["--exit-code", "--from", "2024-03-01"]).ends_with(&[1]);
    repo.write("plan.toml", plan("").replace("Báo cáo năm", "Tổng kết năm"));
    repo.diff(&["--exit-code"]).ends_with(&[1]);
}

#[test]
fn a_command_line_that_is_wrong_ends_with_2() {
    let repo = backdated();
    for args in [
        &["không-có"][..],
        &["HEAD..không-có"],
        &["HEAD~9"],
        &["--format", "xml"],
        &["--backdated", "-1"],
        &["--backdated", "x"],
        &["--from", "ngày nào"],
        &["--unit", "zzz"],
        &["HEAD", "HEAD", "HEAD"],
        &["--output=x"],
    ] {
        let run = repo.diff(args);
        run.ends_with(&[2]);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{args:?}: {run:?}");
    }
    // A revision that looks like an option is none.
    repo.diff(&["--", "--output=x"]).ends_with(&[2]);
    assert!(!repo.work.join("x").exists());
}

#[test]
fn what_cannot_be_read_wins_over_what_is_denied() {
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.unit("a", "").unit("b", "[quy.2024-Q1]\ndone = \n").commit("2024-05-15", "Hỏng");
    repo.diff(&["HEAD~1..HEAD", "--deny", "all", "--exit-code"]).ends_with(&[3]);
}
