//! Commits that change the files of several units.

use super::plan;
use crate::repo::Repo;
use crate::support::case::{flat, list, text};

const DONE: &str = "[quy.2024-Q1]\ndone = 2024-05-14\n";

fn start() -> Repo {
    Repo::new(&plan(""), &[("a", ""), ("b", "")])
}

#[test]
fn a_commit_that_changes_the_files_of_two_units_is_marked_in_every_format() {
    let repo = start();
    repo.unit("a", DONE).unit("b", DONE).commit("2024-05-15", "Ghi quý I");
    let id = repo.git(&["rev-parse", "HEAD"]);
    let range = "HEAD~1..HEAD";
    let shown = repo.changes(&[range]);
    let expected = serde_json::json!([{"code": "W706", "name": "mixed-commit", "commit": id, "units": ["a", "b"]}]);
    assert_eq!(shown["commits"], expected);
    let said = format!("commit {} changes the files of several units: Văn phòng, Phòng Kế hoạch", &id[..10]);
    let table = flat(&repo.table(&[range]));
    assert!(table.contains(&format!("W706 {said}")), "{table}");
    let comment = repo.markdown(&[range]);
    assert!(comment.contains(&format!("| **W706** `mixed-commit` | {} | {said} |\n", &id[..10])), "{comment}");
    let log = repo.diff(&[range, "--format", "sarif"]).json();
    let results = list(&log["runs"][0]["results"]);
    assert_eq!(results.len(), 1, "{log}");
    assert_eq!(results[0]["ruleId"], "W706");
    assert_eq!(text(&results[0]["message"]["text"]), said);
    for denied in ["W706", "mixed-commit"] {
        repo.diff(&[range, "--deny", denied]).ends_with(&[1]);
    }
}

#[test]
fn adding_the_file_of_one_unit_and_deleting_that_of_another_is_mixed_too() {
    let repo = Repo::new(&plan(""), &[("a", DONE)]);
    repo.delete("units/a.toml").unit("b", DONE).commit("2024-05-15", "Lẫn");
    assert!(repo.codes(&["HEAD~1..HEAD"]).contains(&"W706".to_owned()));
}

#[test]
fn a_commit_for_each_unit_is_not_mixed() {
    let repo = start();
    repo.unit("a", DONE).commit("2024-05-15", "Văn phòng");
    repo.unit("b", DONE).commit("2024-05-15", "Phòng Kế hoạch");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
}

#[test]
fn the_plan_and_reports_beside_one_unit_are_not_mixed() {
    let repo = start();
    repo.write("plan.toml", plan("due_soon = 9")).write("reports/ghi-chu.md", "x").write("units/README.md", "x");
    repo.unit("a", DONE).commit("2024-05-15", "Văn phòng");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn files_outside_of_the_workspace_are_none_of_units() {
    let repo = Repo::init(&[]).inside("kế hoạch").begun(&plan(""), &[("a", ""), ("b", "")]);
    std::fs::create_dir_all(repo.work.join("units")).expect("folders can be made");
    std::fs::write(repo.work.join("units/x.toml"), "").expect("files can be written");
    repo.unit("a", DONE).commit("2024-05-15", "Văn phòng");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), [""; 0]);
    repo.unit("a", "").unit("b", DONE).commit("2024-05-15", "Lẫn");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W707", "W701", "W706"]);
}

#[test]
fn a_merge_of_what_two_units_recorded_is_not_mixed() {
    let repo = start();
    repo.git(&["switch", "--quiet", "--create", "b"]);
    repo.unit("b", DONE).commit("2024-05-15", "Phòng Kế hoạch");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("a", DONE).commit("2024-05-15", "Văn phòng");
    repo.git_on("2024-05-15", &["merge", "--quiet", "--no-edit", "b"]);
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    // A merge in which both files are made other than on either side is still a merge.
    repo.unit("a", format!("{DONE}note = \"x\"\n")).unit("b", format!("{DONE}note = \"x\"\n"));
    repo.git_on("2024-05-15", &["add", "--all"]);
    repo.git_on("2024-05-15", &["commit", "--quiet", "--amend", "--no-edit"]);
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
}

#[test]
fn what_is_not_committed_is_not_mixed() {
    let repo = start();
    repo.unit("a", DONE).unit("b", DONE);
    assert_eq!(repo.codes(&[]), [""; 0]);
    repo.git(&["add", "--all"]);
    assert_eq!(repo.codes(&[]), [""; 0]);
}

#[test]
fn a_mixed_commit_before_the_range_is_not_told() {
    let repo = start();
    repo.unit("a", DONE).unit("b", DONE).commit("2024-05-15", "Lẫn");
    repo.unit("a", "").commit("2024-05-15", "Văn phòng");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W707", "W701"]);
}

#[test]
fn a_mixed_commit_that_a_later_one_takes_back_is_told_all_the_same() {
    let repo = start();
    repo.unit("a", DONE).unit("b", DONE).commit("2024-05-15", "Lẫn");
    repo.unit("a", "").unit("b", "").commit("2024-05-15", "Trả lại");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), ["W720", "W720", "W706", "W706"]);
    let table = repo.table(&["HEAD~2..HEAD"]);
    assert!(!table.contains("0 obligations"), "{table}");
}

#[test]
fn only_mixed_commits_of_the_units_asked_about_are_told() {
    let repo = start();
    let third = plan("").replace("b = \"Phòng Kế hoạch\"\n", "b = \"Phòng Kế hoạch\"\nc = \"Thanh tra\"\n");
    repo.write("plan.toml", third).commit("2024-05-15", "Thêm đơn vị");
    repo.unit("a", DONE).unit("b", DONE).commit("2024-05-15", "Lẫn");
    for (unit, codes) in [("a", &["W706"][..]), ("b", &["W706"]), ("c", &[])] {
        assert_eq!(repo.codes(&["HEAD~1..HEAD", "--unit", unit]), codes, "{unit}");
    }
}
