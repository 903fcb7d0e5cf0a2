//! What a unit owes no more because of what others recorded, or of how units follow one another, each beside its nearest
//! honest change.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, has, lacks, list, text};

const RANGE: &str = "HEAD~1..HEAD";

/// The plan in which `a` ends on 20/4 and `b` takes over what it does not do in its time, `nam` due on 25/4.
fn succeeded() -> String {
    plan("")
        .replace("a = \"Văn phòng\"", "a = { name = \"Văn phòng\", until = 2024-04-20, successor = \"b\" }")
        .replace("2024-04-10", "2024-04-25")
        .replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"a\"]\ndue")
}

#[test]
fn a_duty_that_ends_by_the_record_of_another_unit() {
    let repo = Repo::new(&succeeded(), &[("a", ""), ("b", "")]);
    repo.unit("a", "[nam]\ndone = 2024-04-18\n").commit("2024-05-15", "Ghi");
    let shown = repo.changes(&[RANGE]);
    let ended = list(&shown["changes"]).iter().find(|change| change["unit"] == "b").expect("it is named");
    assert_eq!((text(&ended["cause"]), text(&ended["task"])), ("other-unit", "nam"));
    assert_eq!((&ended["before"]["state"], &ended["after"]["state"]), (&json!("overdue"), &json!(null)));
    has(&flat(&repo.table(&[RANGE])), &["Phòng Kế hoạch", "overdue 20 days → no longer owed"]);
    has(&repo.markdown(&[RANGE]), &["Phòng Kế hoạch"]);
    // The verdict counts it, and so does a review of the unit that owed it.
    let verdict = "1 obligation that was late changed standing because of another unit's record";
    has(&flat(&repo.table(&[RANGE])), &["1 obligation changed in 1 unit,", verdict]);
    let of_b = flat(&repo.table(&[RANGE, "-u", "b"]));
    has(&of_b, &["overdue 20 days → no longer owed", "1 obligation that was late changed standing"]);
    lacks(&of_b, &["o record changed"]);
    has(&repo.markdown(&[RANGE, "-u", "b"]), &["**1 obligation that was late changed standing"]);
    // Also where the plan is written otherwise in the same change, and what ends was not late yet.
    let repo = Repo::new(&succeeded(), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", succeeded().replace("Báo cáo năm", "Báo cáo cả năm"));
    repo.unit("a", "[nam]\ndone = 2024-04-18\n").commit("2024-04-22", "Ghi");
    let of_b = flat(&repo.table(&[RANGE, "-u", "b", "--as-of", "2024-04-22"]));
    has(&of_b, &["→ no longer owed", "1 obligation changed standing because of another unit's record"]);
    // Honest: what it records of other work ends nothing.
    let repo = Repo::new(&succeeded(), &[("a", ""), ("b", "")]);
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-18\n").commit("2024-03-18", "Ghi");
    let shown = repo.changes(&[RANGE, "--as-of", "2024-05-15"]);
    assert!(list(&shown["changes"]).iter().all(|change| change["unit"] == "a"), "{shown}");
    assert_eq!(codes(&shown), [""; 0]);
    has(&flat(&repo.table(&[RANGE, "-u", "b"])), &["Nothing changed."]);
}

#[test]
fn a_successor_that_leads_the_task_already_owes_it_once() {
    let ends = |lead: &str| {
        let text = plan("").replace("[\"a\", \"b\"]\ndue", &format!("{lead}\ndue")).replace("2024-04-10", "2024-08-25");
        let repo = Repo::new(&text, &[("a", ""), ("b", "")]);
        let gone = "a = { name = \"Văn phòng\", until = 2024-06-30, successor = \"b\" }";
        repo.write("plan.toml", text.replace("a = \"Văn phòng\"", gone)).commit("2024-05-15", "Sáp nhập");
        let shown = repo.changes(&[RANGE]);
        let tasks = shown["plan_changes"][0]["led_already"][0]["tasks"].clone();
        (tasks, flat(&repo.table(&[RANGE])))
    };
    let (tasks, table) = ends("[\"a\", \"b\"]");
    assert_eq!(tasks, json!(["quy", "nam"]), "{table}");
    has(&table, &["Phòng Kế hoạch leads already, and owes once from then on: Báo cáo quý [quy], Báo cáo năm [nam]"]);
    // Honest: what it takes over is no duty less.
    assert_eq!(ends("[\"a\"]").0, json!(["quy"]));
}

#[test]
fn leads_of_a_joint_task_in_another_order() {
    let joint = plan("") + "joint = true\n";
    let repo = Repo::new(&joint, &[("a", ""), ("b", "")]);
    let other = joint.replacen("[\"a\", \"b\"]\ndue", "[\"b\", \"a\"]\ndue", 1);
    repo.write("plan.toml", other).commit("2024-05-15", "Đổi thứ tự");
    let shown = repo.changes(&[RANGE]);
    assert_eq!((codes(&shown), &shown["plan_changes"][0]["reordered"]), (vec!["W712".to_owned()], &json!(true)));
    let said = "a joint task, its leads in another order: it stands with Phòng Kế hoạch now, not with Văn phòng";
    has(&flat(&repo.table(&[RANGE])), &[said]);
    // Another lead is told as one that goes.
    let repo = Repo::new(&joint, &[("a", ""), ("b", "")]);
    repo.write("plan.toml", joint.replacen("[\"a\", \"b\"]\ndue", "[\"b\"]\ndue", 1)).commit("2024-05-15", "Bớt");
    has(&flat(&repo.table(&[RANGE])), &["no longer led by Văn phòng"]);
}
