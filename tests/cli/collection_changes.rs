//! What changed in a collection, and when.

use crate::collection::{SHARED, plan, province, run, strings, task};
use crate::support::case::{Case, bounded, has, lacks};
use crate::support::git::git;

fn commit(case: &Case, message: &str) {
    bounded(git(case.path()).args(["add", "-A"])).ends_with(&[0]);
    bounded(git(case.path()).args(["commit", "-q", "-m", message])).ends_with(&[0]);
}

/// The province with all its files committed.
fn committed() -> Case {
    let case = province();
    bounded(git(case.path()).args(["init", "--quiet"])).ends_with(&[0]);
    commit(&case, "Bắt đầu");
    case
}

#[test]
fn comparisons_and_histories_go_plan_by_plan() {
    let case = committed();
    run(&case, &["done", "viec-a", "-u", "snv", "-e", "1-CV"]).ends_with(&[0]);
    let diff = run(&case, &["diff"]);
    has(diff.out(), &["Việc viec-a", "\n\nNothing changed in 2 plans: 257-KH/TU and 13-KH\n"]);
    assert_eq!(diff.out().matches("Plan 12-KH: Kế hoạch 12-KH").count(), 1, "{}", diff.out());
    lacks(diff.out(), &["Kế hoạch 13-KH"]);
    let markdown = run(&case, &["diff", "--format", "markdown"]);
    assert!(
        markdown.out().starts_with(
            "**1 obligation changed in 1 plan, nothing needs review.**\n\n## Plan 12-KH: Kế hoạch 12-KH\n\n**"
        ),
        "{}",
        markdown.out()
    );
    let json = run(&case, &["diff", "--unit", "noi vu", "--format", "json"]).json();
    assert_eq!(json["format"], "tiendo.collection-diff/1");
    assert_eq!(strings(&json["plans"], "folder"), ["257", "2025/a", "2025/b"]);
    assert_eq!(run(&case, &["diff", "--exit-code"]).code(), Some(1));
    commit(&case, "Ghi việc a");
    assert_eq!(run(&case, &["diff"]).out(), "Nothing changed in 3 plans: 257-KH/TU, 12-KH and 13-KH\n");
    let log = run(&case, &["log"]);
    has(log.out(), &["Plan 12-KH: Kế hoạch 12-KH", "Ghi việc a"]);
    let json = run(&case, &["log", "--format", "json"]).json();
    assert_eq!(strings(&json["plans"], "folder"), ["257", "2025/a", "2025/b"]);
    has(run(&case, &["log", "viec-a", "--unit", "snv"]).out(), &["1-CV"]);
}

#[test]
fn an_unknown_revision_leaves_what_was_begun_in_json_whole() {
    let case = committed();
    for command in ["diff", "verify-reports"] {
        let failed = run(&case, &[command, "nowhere", "--format", "json"]);
        assert_eq!(failed.code(), Some(2));
        let plans = failed.json()["plans"].clone();
        assert_eq!(plans, serde_json::json!([{ "folder": "257", "of": null }]));
        has(failed.raw_err(), &["tiendo.problems/1", "nowhere"]);
    }
}

#[test]
fn a_change_of_shared_bodies_is_told_of_the_plans_that_take_them_and_by_the_names_that_changed() {
    let case = committed();
    let case =
        case.with("plans.toml", SHARED.replace("\"Sở Y tế\"", "{ name = \"Sở Y tế tỉnh\", short = \"Sở Y tế\" }"));
    let renamed = "Unit renamed: Sở Y tế → Sở Y tế tỉnh";
    let diff = run(&case, &["diff"]);
    assert_eq!(diff.out().matches(renamed).count(), 2, "{}", diff.out());
    has(diff.out(), &["Nothing changed in 1 plan: 257-KH/TU\n"]);
    commit(&case, "Sở Y tế đổi tên");
    let case = case.with("plans.toml", format!("# Ghi chú\n{SHARED}"));
    commit(&case, "Lấy lại tên cũ");
    let case = case.with("plans.toml", SHARED);
    commit(&case, "Bỏ ghi chú");
    let log = run(&case, &["log"]);
    assert_eq!(log.out().matches("Sở Y tế đổi tên").count(), 2, "{}", log.out());
    assert_eq!(log.out().matches(renamed).count(), 2, "{}", log.out());
    assert_eq!(log.out().matches("Lấy lại tên cũ").count(), 2, "{}", log.out());
    // What changed nothing of a plan is none of its history.
    lacks(log.out(), &["Bỏ ghi chú"]);
    let json = run(&case, &["log", "--plan", "257", "--format", "json"]).json();
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(1), "{json}");
}

#[test]
fn bodies_older_than_a_plan_begin_no_history_of_it() {
    let case = committed();
    let own = task("moi", "lead = [\"cac-so\"]\ndue = 2024-03-01");
    let case = case.with("2025/c/plan.toml", plan("20-KH", "bodies = \"../../plans.toml\"", &own));
    commit(&case, "Kế hoạch mới");
    let json = run(&case, &["--plan", "20-KH", "log", "--format", "json"]).json();
    assert_eq!(strings(&json["entries"], "subject"), ["Kế hoạch mới"]);
}
