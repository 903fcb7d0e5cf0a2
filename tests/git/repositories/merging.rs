//! Merges and renamed files in a history.

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{has, lacks};

#[test]
fn what_was_recorded_on_a_branch_is_of_its_commit_and_not_of_the_merge() {
    let repo = Repo::with_history();
    for (branch, unit) in [("một", "a"), ("hai", "b"), ("ba", "c")] {
        repo.git(&["checkout", "--quiet", "-b", branch, "main"]);
        repo.append(&format!("units/{unit}.toml"), "evidence = \"Công văn 3\"\n");
        repo.commit("2024-04-01", branch);
    }
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git_on("2024-04-05", &["merge", "--quiet", "--message", "Trộn cả ba", "một", "hai", "ba"]);
    assert_eq!(repo.git(&["log", "-1", "--format=%P"]).split(' ').count(), 3);
    for (branch, unit) in [("một", "a"), ("hai", "b"), ("ba", "c")] {
        let log = repo.says(&["log", "x", "--unit", unit]);
        assert_eq!(log.matches("Công văn 3").count(), 1, "{log}");
        has(&log, &[&repo.short(branch)]);
        lacks(&log, &[&repo.short("HEAD"), "not committed"]);
    }
    let diff = repo.says(&["diff", "một~1", "main"]);
    has(&diff, &["3 obligations changed in 3 units"]);
    lacks(&diff, &["W706"]);
}

#[test]
fn what_a_merge_itself_recorded_is_of_the_merge() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "-b", "side"]);
    repo.append("units/c.toml", "reason = \"Chờ\"\n");
    repo.commit("2024-04-01", "Chờ");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.append("units/a.toml", "evidence = \"Công văn 3\"\n");
    repo.commit("2024-04-02", "Công văn");
    repo.git(&["merge", "--quiet", "--no-commit", "side"]);
    repo.append("units/c.toml", "done = 2024-04-03\n");
    repo.commit("2024-04-04", "Trộn và sửa");
    let log = repo.says(&["log", "x", "--unit", "c"]);
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(&repo.short("HEAD"))).collect();
    assert_eq!(lines.len(), 1, "{log}");
    has(lines[0], &["done: 03/4/2024"]);
    has(&repo.says(&["show", "x", "--unit", "c", "--blame"]), &[&repo.short("HEAD"), &repo.short("side")]);
}

#[test]
fn a_renamed_units_file_keeps_its_history() {
    let repo = Repo::with_history();
    repo.git(&["mv", "units/a.toml", "units/d.toml"]);
    repo.write("plan.toml", PLAN.replace("a = \"Đơn vị A\"", "d = \"Đơn vị A\"").replace("[\"a\",", "[\"d\","));
    repo.append("units/d.toml", "evidence = \"Công văn 4\"\n");
    repo.commit("2024-04-01", "Đổi mã");
    let log = repo.says(&["log", "x", "--unit", "d"]);
    has(&log, &[&repo.short("HEAD"), &repo.short("HEAD~2"), &repo.short("HEAD~3")]);
    let blame = repo.says(&["show", "x", "--unit", "d", "--blame"]);
    has(&blame, &[&format!("commit {}", repo.short("HEAD~2")), &format!("commit {}", repo.short("HEAD"))]);
    // The setting of a repository does not cut it off.
    repo.git(&["config", "diff.renames", "false"]);
    repo.git(&["config", "diff.renameLimit", "1"]);
    assert_eq!(repo.says(&["log", "x", "--unit", "d"]), log);
    let bare = repo.beside("bare.git");
    repo.git(&["clone", "--quiet", "--bare", ".", bare.to_str().expect("it is text")]);
    assert_eq!(repo.at(&bare).says(&["log", "x", "--unit", "d"]), log);
}

#[test]
fn a_file_that_looks_like_anothers_does_not_take_over_its_history() {
    let repo = Repo::with_history();
    repo.write(
        "plan.toml",
        PLAN.replace("c = \"Đơn vị C\"", "c = \"Đơn vị C\"\nd = \"Đơn vị D\"").replace("\"c\"]", "\"c\", \"d\"]"),
    );
    std::fs::copy(repo.workspace.join("units/a.toml"), repo.workspace.join("units/d.toml"))
        .expect("files can be copied");
    let added = repo.commit("2024-04-01", "Thêm đơn vị");
    let log = repo.says(&["log", "x", "--unit", "d"]);
    has(&log, &[&added, "01/3/2024 (recorded 31 days later)"]);
    lacks(&log, &[&repo.short("HEAD~2"), &repo.short("HEAD~3")]);
}

#[test]
fn a_name_that_a_file_had_twice_gives_each_commit_once() {
    let repo = Repo::with_history();
    repo.git(&["mv", "units/a.toml", "units/d.toml"]);
    repo.commit("2024-04-01", "Đi");
    repo.append("units/d.toml", "evidence = \"Công văn 5\"\n");
    repo.commit("2024-04-02", "Bên kia");
    repo.git(&["mv", "units/d.toml", "units/a.toml"]);
    repo.commit("2024-04-03", "Về");
    let log = repo.says(&["log", "x", "--unit", "a"]);
    let commits = ["HEAD~1", "HEAD~4", "HEAD~5"].map(|name| repo.short(name));
    for commit in &commits {
        assert_eq!(log.matches(commit.as_str()).count(), 1, "{log}");
    }
    lacks(&log, &["removed", &repo.short("HEAD"), &repo.short("HEAD~2")]);
}

#[test]
fn a_workspace_that_was_moved_keeps_its_history() {
    let mut repo = Repo::with_history();
    std::fs::create_dir_all(repo.work.join("năm/2024")).expect("folders can be made");
    repo.git(&["mv", "plan.toml", "units", "năm/2024"]);
    repo.commit("2024-04-01", "Chuyển");
    repo.workspace = repo.work.join("năm/2024");
    let log = repo.says(&["log", "x", "--unit", "a"]);
    has(&log, &[&repo.short("HEAD~2"), &repo.short("HEAD~3")]);
    lacks(&log, &["not committed", &repo.short("HEAD")]);
}

#[test]
fn what_was_recorded_on_either_side_of_a_rename_is_in_the_history() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "-b", "side"]);
    repo.git(&["mv", "units/a.toml", "units/d.toml"]);
    repo.commit("2024-04-01", "Đi");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.append("units/a.toml", "evidence = \"Công văn 6\"\n");
    repo.commit("2024-04-02", "Ở lại");
    repo.git_on("2024-04-03", &["merge", "--quiet", "--message", "Trộn", "side"]);
    repo.git(&["mv", "units/d.toml", "units/a.toml"]);
    repo.commit("2024-04-04", "Về");
    let log = repo.says(&["log", "x", "--unit", "a"]);
    has(&log, &["Công văn 6", &repo.short("HEAD~4"), &repo.short("HEAD~5")]);
    lacks(&log, &["not committed"]);
}

#[test]
fn a_commit_of_any_day_is_dated() {
    let repo = Repo::with_history();
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    for moment in ["0", "253402300799", "9223372036854775807", "99999999999999999999", "-1", "tối"] {
        let who = format!("Văn phòng <vp@example.vn> {moment} +9999");
        let text = format!("tree {tree}\nauthor {who}\ncommitter {who}\n\nLạ\n");
        let id = repo.git_with(&["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], text.as_bytes());
        repo.run(&["diff", &id, "HEAD"]).ends_with(&[0, 2, 3]);
        repo.git(&["checkout", "--quiet", "--force", "--detach", &id]);
        repo.run(&["log", "x", "--unit", "a"]).ends_with(&[0, 2, 3]);
        repo.git(&["checkout", "--quiet", "--force", "main"]);
    }
}

#[test]
fn a_subject_of_other_letters_reaches_no_terminal_as_a_command() {
    let repo = Repo::with_history();
    repo.append("units/a.toml", "evidence = \"Công văn 3\"\n");
    repo.append("units/b.toml", "evidence = \"Công văn 3\"\n");
    repo.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    repo.commit("2024-04-01", "\u{1b}[31m\u{2}\u{1f}:100644 \u{7}");
    for args in [&["diff", "HEAD~1", "HEAD"][..], &["log", "x", "--unit", "a"], &["log", "x", "-u", "a", "-f", "json"]]
    {
        let said = repo.says(args);
        has(&said, &["Công văn 3"]);
        assert!(!said.contains(['\u{1b}', '\u{7}', '\u{2}']), "{said:?}");
    }
}
