//! What is not asked about is not read: the answers are the same when it is gone.

use super::{PLAN, unit_file};
use crate::repo::Repo;
use crate::support::case::has;

#[test]
fn a_difference_of_two_revisions_needs_no_unchanged_file() {
    let repo = Repo::with_history();
    repo.write("reports/2024-Q1.md", "Báo cáo\n");
    repo.commit("2024-04-01", "Báo cáo");
    repo.append("units/b.toml", "evidence = \"Công văn 2\"\n");
    repo.commit("2024-04-02", "B nộp");
    let asked: [&[&str]; 5] = [
        &["diff", "HEAD~1", "HEAD"],
        &["diff", "HEAD~1..HEAD", "--format", "json"],
        &["diff", "HEAD~1...HEAD", "--format", "markdown"],
        &["diff", "HEAD~1", "HEAD", "--format", "sarif"],
        &["diff", "HEAD~1", "HEAD", "--unit", "a"],
    ];
    let before = asked.map(|args| repo.says(args));
    has(&before[0], &["Công văn 2", "1 obligation changed in 1 unit"]);
    let gone =
        repo.forget(&|path| path.starts_with("units/a") || path.starts_with("units/c") || path.contains(".md"), &[]);
    assert_eq!(gone, 4);
    assert_eq!(asked.map(|args| repo.says(args)), before);
    // What is asked about is missed.
    let run = repo.run(&["diff", "HEAD~4", "HEAD~3"]);
    run.ends_with(&[3]);
    has(run.err(), &["units/a.toml", "is missing"]);
}

#[test]
fn the_history_of_a_unit_needs_the_files_of_no_other() {
    let repo = Repo::with_history();
    let asked: [&[&str]; 3] =
        [&["log", "--unit", "a"], &["log", "x", "--unit", "a"], &["show", "x", "-u", "a", "--blame"]];
    let before = asked.map(|args| repo.says(args));
    assert_eq!(repo.forget(&|path| path.starts_with("units/") && path != "units/a.toml", &[]), 3);
    assert_eq!(asked.map(|args| repo.says(args)), before);
}

#[test]
fn the_history_of_a_unit_in_ten_thousand_commits_needs_only_those_of_its_file() {
    const COMMITS: usize = 10_000;
    const EVERY: usize = 200;
    let repo = Repo::init(&["--bare"]);
    let mut stream = String::new();
    let data = |text: &str| format!("data {}\n{text}\n", text.len());
    for at in 0..COMMITS {
        let who = format!("Văn phòng <vp@example.vn> {} +0700", 1_706_750_000 + at * 60);
        stream += &format!("commit refs/heads/main\ncommitter {who}\n{}", data(&format!("Lần {at}")));
        if at == 0 {
            stream += &format!("M 100644 inline plan.toml\n{}", data(PLAN));
        }
        let unit = if at % EVERY == 7 { "a" } else { ["b", "c"][at % 2] };
        let records = format!("[x]\nnote = \"lần {at} của {unit}\"\n");
        stream += &format!("M 100644 inline {}\n{}\n", unit_file(unit), data(&records));
    }
    repo.git_with(&["fast-import", "--quiet"], stream.as_bytes());
    let asked: [&[&str]; 2] = [&["log", "x", "--unit", "a"], &["log", "x", "--unit", "a", "--format", "json"]];
    let before = asked.map(|args| repo.says(args));
    assert_eq!(before[1].matches("\"commit\":\"").count(), COMMITS / EVERY, "{}", before[1]);
    let gone = repo.forget(&|path| path.starts_with("units/") && path != "units/a.toml", &[]);
    assert_eq!(gone, COMMITS - COMMITS / EVERY);
    assert_eq!(asked.map(|args| repo.says(args)), before);
    let last = repo.says(&["diff", "HEAD~9900", "HEAD~9899", "--unit", "a"]);
    has(&last, &["Compared: HEAD~9900"]);
}
