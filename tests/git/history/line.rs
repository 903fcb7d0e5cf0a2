//! The day on which something was recorded: no commit claims a day before one that it follows.

use serde_json::Value;

use crate::repo::{Repo, run};
use crate::support::case::{flat, has, lacks};

/// A plan of 20 May, and after it a commit that claims to be of 30 March.
fn set_back() -> (Repo, String) {
    let repo = Repo::planned().with("units/a.toml", "");
    repo.commit("2024-04-20T08:00:00+07:00", "Kế hoạch");
    let id = repo.record("2024-03-30T08:00:00+07:00", "[ke-hoach]\ndone = 2024-03-29\n");
    (repo, id)
}

/// A branch of which a commit claims 25 March, and which is merged on 10 May.
fn merged_late() -> (Repo, String) {
    let repo = Repo::planned().with("units/a.toml", "").with("units/b.toml", "");
    repo.commit("2024-03-10T08:00:00+07:00", "Kế hoạch");
    repo.git(&["branch", "nhanh"]);
    repo.unit("b", "[bao-cao.2024-Q1]\ndone = 2024-03-29\n").commit("2024-04-01T08:00:00+07:00", "Ghi kết quả");
    repo.git(&["checkout", "--quiet", "nhanh"]);
    let id = repo.record("2024-03-25T08:00:00+07:00", "[ke-hoach]\ndone = 2024-03-22\n");
    repo.git(&["checkout", "--quiet", "-"]);
    repo.git_on("2024-05-10T08:00:00+07:00", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "nhanh"]);
    (repo, id)
}

/// Of each entry: its commit, the day, the day that the commit says, and how late the completion was recorded.
fn told(log: &Value) -> Vec<(String, String, Option<String>, Option<i64>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let entries = log["entries"].as_array().expect("entries are a list").iter();
    let one = |entry: &Value| {
        let lag = entry["changes"][0]["fields"][0]["lag_days"].as_i64();
        let id = text(&entry["commit"]).map(|id| id[..10].to_owned()).unwrap_or_default();
        (id, text(&entry["day"]).unwrap_or_default(), text(&entry["commit_day"]), lag)
    };
    entries.map(one).collect()
}

#[test]
fn a_commit_that_claims_a_day_before_one_that_it_follows_came_on_that_ones_day() {
    let (repo, id) = set_back();
    let day = || "2024-04-20".to_owned();
    let claimed = Some("2024-03-30".to_owned());
    assert_eq!(
        told(&repo.json(&["log", "ke-hoach"])),
        [(id.clone(), day(), claimed.clone(), Some(22))],
        "the record came on 20 April at the earliest"
    );
    let of_plan = repo.json(&["log", "--unit", "a"]);
    assert_eq!(told(&of_plan)[0].1, day());
    let log = run(repo.command().args(["log", "ke-hoach"]).env("COLUMNS", "200"));
    has(log.out(), &["20/4/2024", "(the commit says 30/3/2024)", "recorded 22 days later"]);
    has(repo.run_vi(200, &["log", "ke-hoach"]).out(), &["20/4/2024", "(commit đề ngày 30/3/2024)"]);
    let blame = flat(repo.run(&["show", "ke-hoach", "--unit", "a", "--blame"]).out());
    has(&blame, &[&format!("recorded on 20/4/2024, commit {id} (the commit says 30/3/2024)")]);
}

#[test]
fn an_inspector_reads_one_day_in_the_whole_bundle() {
    let (repo, id) = set_back();
    let out = repo.beside("ho-so");
    let shown = out.display().to_string();
    run(repo.command().args(["audit", "--out", &shown, "HEAD~1..HEAD"])).ends_with(&[0]);
    let text = std::fs::read_to_string(out.join("audit.json")).expect("it is written");
    let bundle: Value = serde_json::from_str(&text).expect("it is JSON");
    let claimed = Some("2024-03-30".to_owned());
    assert_eq!(told(&bundle["histories"][0]), [(id, "2024-04-20".to_owned(), claimed, Some(22))]);
    assert_eq!(bundle["commits"][0]["day"], "2024-04-20");
}

#[test]
fn what_a_merge_brings_came_with_the_merge_and_stands_there() {
    let (repo, id) = merged_late();
    let claimed = Some("2024-03-25".to_owned());
    assert_eq!(told(&repo.json(&["log", "ke-hoach"])), [(id.clone(), "2024-05-10".to_owned(), claimed, Some(49))]);
    // Newest first, also where the older claim comes from the branch.
    let whole: Vec<_> = told(&repo.json(&["log"])).into_iter().map(|(id, day, ..)| (id, day)).collect();
    assert_eq!(
        whole.iter().map(|(_, day)| day.as_str()).collect::<Vec<_>>(),
        ["2024-05-10", "2024-04-01", "2024-03-10"]
    );
    assert_eq!(whole[0].0, id);
    has(run(repo.command().arg("log").env("COLUMNS", "200")).out(), &["10/5/2024", "(the commit says 25/3/2024)"]);
}

#[test]
fn of_honest_commits_no_other_day_is_named() {
    let repo = Repo::recorded("[ke-hoach]\nstarted = 2024-03-01\n");
    repo.record("2024-04-01T08:00:00+07:00", "[ke-hoach]\nstarted = 2024-03-01\ndone = 2024-03-21\n");
    assert!(told(&repo.json(&["log", "ke-hoach"])).iter().all(|(.., claimed, _)| claimed.is_none()));
    lacks(&flat(repo.run(&["log"]).out()), &["the commit says"]);
}
