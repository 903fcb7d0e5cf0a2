//! What can stand in a tree: links, other repositories, odd names and modes, files too large, a file for a folder.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;

use snapbox::str;

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Shows as _, has, lacks};

/// Puts an entry into the index and commits it: a mode, an object and a path.
fn stage(repo: &Repo, mode: &str, object: &str, path: &str) {
    let info = format!("{mode},{object},{path}");
    repo.git(&["update-index", "--add", "--replace", "--cacheinfo", &info]);
    repo.git_on("2024-04-01", &["commit", "--quiet", "--message", "Lạ"]);
}

fn blob(repo: &Repo, text: &str) -> String {
    repo.git_with(&["hash-object", "-w", "--stdin"], text.as_bytes())
}

#[test]
fn a_link_in_a_revision_is_not_followed() {
    let repo = Repo::with_history();
    fs::write(repo.beside("secret"), "[x]\nnote = \"bí mật\"\n").expect("files can be written");
    let link = blob(&repo, repo.beside("secret").to_str().expect("it is text"));
    stage(&repo, "120000", &link, "units/a.toml");
    let run = repo.run(&["diff", "HEAD~1", "HEAD"]);
    run.ends_with(&[3]);
    run.err().shows(str![[r"
error[E102]: this is a symbolic link, which is not accepted here
--> [..]:units/a.toml:1:1
 = help: put the file itself in the place of the link


"]]);
    has(run.out(), &["Đơn vị A: the file could not be read whole, so it is not compared"]);
    lacks(run.out(), &["bí mật", "withdrawn", "deleted"]);
    stage(&repo, "120000", &link, "plan.toml");
    repo.refuses(&["diff", "HEAD~1", "HEAD"], 3).shows(str![[r"
error[E102]: this is a symbolic link, which is not accepted here
--> [..]:plan.toml:1:1
 = help: put the file itself in the place of the link


"]]);
}

#[test]
fn a_link_with_the_bytes_of_the_file_before_it_is_still_a_link() {
    let repo = Repo::with_history();
    let same = repo.git(&["rev-parse", "HEAD:units/a.toml"]);
    stage(&repo, "120000", &same, "units/a.toml");
    let run = repo.run(&["diff", "HEAD~1", "HEAD"]);
    run.ends_with(&[3]);
    run.err().shows(str![[r"
error[E102]: this is a symbolic link, which is not accepted here
--> 81211535f9:units/a.toml:1:1
 = help: put the file itself in the place of the link


"]]);
}

#[test]
fn another_repository_in_the_place_of_a_file_is_named() {
    let repo = Repo::with_history();
    let commit = repo.git(&["rev-parse", "HEAD"]);
    stage(&repo, "160000", &commit, "units/a.toml");
    let run = repo.run(&["diff", "HEAD~1", "HEAD"]);
    run.ends_with(&[3]);
    run.err().shows(str![[r"
error[E102]: this is a folder, but it must be a file
--> 3f16d60caf:units/a.toml:1:1
 = help: put an ordinary text file in its place


"]]);
    lacks(run.out(), &["withdrawn", "deleted"]);
    stage(&repo, "160000", &commit, "plan.toml");
    repo.refuses(&["diff", "HEAD~1", "HEAD"], 3).shows(str![[r"
error[E102]: this is a folder, but it must be a file
--> 908d854072:plan.toml:1:1
 = help: put an ordinary text file in its place


"]]);
}

#[test]
fn no_unit_seems_to_have_withdrawn_its_records_where_units_is_no_folder() {
    for mode in ["100644", "120000", "160000"] {
        let repo = Repo::with_history();
        let object = if mode == "160000" { repo.git(&["rev-parse", "HEAD"]) } else { blob(&repo, "plan.toml") };
        stage(&repo, mode, &object, "units");
        let said = repo.refuses(&["diff", "HEAD~1", "HEAD"], 3);
        has(&said, &[":units"]);
        has(&repo.refuses(&["diff", "HEAD", "HEAD~1"], 3), &[":units"]);
    }
}

#[test]
fn a_revision_without_the_folder_of_the_units_has_nothing_reported() {
    let repo = Repo::init(&[]);
    repo.write("plan.toml", PLAN);
    repo.commit("2024-02-01", "Kế hoạch");
    let repo = repo.filled();
    has(&repo.says(&["diff", "HEAD~3", "HEAD~2"]), &["3 obligations changed in 3 units"]);
    let empty = repo.git_with(&["mktree"], b"");
    let plan = repo.git(&["rev-parse", "HEAD:plan.toml"]);
    let tree = format!("100644 blob {plan}\tplan.toml\n040000 tree {empty}\tunits\n");
    let tree = repo.git_with(&["mktree"], tree.as_bytes());
    let commit = repo.git_on("2024-04-01", &["commit-tree", "-p", "HEAD", "-m", "Trống", &tree]);
    has(&repo.says(&["diff", &commit, "HEAD~2"]), &["3 obligations changed in 3 units"]);
}

#[test]
fn names_that_are_no_text_and_strangers_are_passed_over() {
    let repo = Repo::with_history();
    let units = repo.workspace.join("units");
    for name in [&b"\xff\xfe.toml"[..], b"\xff.toml", b"a.toml.bak", b" a.toml", b"a\n.toml", "đơn-vị.toml".as_bytes()]
    {
        fs::write(units.join(OsStr::from_bytes(name)), "[x]\ndone = 2024-01-01\n").expect("files can be written");
    }
    fs::create_dir_all(units.join("a")).expect("folders can be made");
    fs::write(units.join("a/b.toml"), "[x]\ndone = 2024-01-01\n").expect("files can be written");
    repo.commit("2024-04-01", "Tệp lạ");
    let diff = repo.run(&["diff", "HEAD~1", "HEAD", "--format", "json"]);
    has(diff.ends_with(&[3]).out(), &["\"changes\":[]", "\"commits\":[]"]);
    has(diff.err(), &["units/ a.toml", "units/đơn-vị.toml"]);
    lacks(diff.err(), &["a.toml.bak", "b.toml"]);
    // Of those that are called nearly as its file, the unit is told.
    let log = repo.run(&["log", "x", "--unit", "a"]);
    has(log.ends_with(&[3]).out(), &["01/3/2024"]);
    lacks(log.out(), &["01/01/2024"]);
    has(log.err(), &["units/ a.toml"]);
    lacks(log.err(), &["đơn-vị.toml"]);
}

#[test]
fn a_name_that_differs_only_in_case_is_another_file() {
    let repo = Repo::with_history();
    repo.git(&["mv", "units/a.toml", "units/tmp"]);
    repo.git(&["mv", "units/tmp", "units/A.toml"]);
    repo.commit("2024-04-01", "Chữ hoa");
    let diff = repo.run(&["diff", "HEAD~1", "HEAD"]);
    has(diff.ends_with(&[3]).out(), &["a completion on 01/3/2024 was withdrawn"]);
    has(diff.err(), &["units/A.toml is not called as a unit's file is"]);
}

#[test]
fn the_mode_of_a_file_does_not_matter() {
    let repo = Repo::with_history();
    let same = repo.git(&["rev-parse", "HEAD:units/a.toml"]);
    stage(&repo, "100755", &same, "units/a.toml");
    has(&repo.says(&["diff", "HEAD~1", "HEAD"]), &["Nothing changed."]);
    lacks(&repo.says(&["log", "--unit", "a"]), &[&repo.git(&["rev-parse", "--short=10", "HEAD"])]);
}

#[test]
fn a_file_that_is_too_large_on_disk_is_too_large_in_a_revision_and_hides_no_other() {
    let repo = Repo::with_history();
    let large = format!("[x]\nnote = \"{}\"\n", "a".repeat(40 * 1024 * 1024));
    repo.write("units/a.toml", &large);
    repo.append("units/b.toml", "evidence = \"Công văn 2\"\n");
    let on_disk = repo.run(&["diff"]);
    on_disk.ends_with(&[3]);
    repo.commit("2024-04-01", "Lớn");
    let run = repo.run(&["diff", "HEAD~1", "HEAD"]);
    run.ends_with(&[3]);
    let limit = |text: &str| text.lines().next().expect("something is said").to_owned();
    assert_eq!(limit(run.err()), limit(on_disk.err()));
    has(run.out(), &["Đơn vị B", "Công văn 2"]);
    // What it said cannot be reported, what was before it can.
    repo.write("units/a.toml", "[x]\ndone = 2024-03-05\n");
    repo.commit("2024-04-02", "Lại nhỏ");
    has(&repo.says(&["log", "x", "--unit", "a"]), &["05/3/2024", "01/3/2024"]);
}

#[test]
fn a_tree_of_very_many_files_is_read_for_those_of_the_plan() {
    let repo = Repo::with_history();
    let mut tree = repo.git(&["ls-tree", "HEAD:units"]) + "\n";
    let other = blob(&repo, "[x]\ndone = 2024-01-01\n");
    (0..50_000).for_each(|at| tree += &format!("100644 blob {other}\tz{at}.toml\n"));
    let units = repo.git_with(&["mktree"], tree.as_bytes());
    let plan = repo.git(&["rev-parse", "HEAD:plan.toml"]);
    let tree =
        repo.git_with(&["mktree"], format!("100644 blob {plan}\tplan.toml\n040000 tree {units}\tunits\n").as_bytes());
    let commit = repo.git_on("2024-04-01", &["commit-tree", "-p", "HEAD", "-m", "Nhiều", &tree]);
    has(&repo.says(&["diff", "HEAD", &commit, "--unit", "a", "--format", "json"]), &["\"changes\":[]"]);
}

#[test]
fn a_report_that_is_a_link_is_not_followed_in_a_revision() {
    let repo = Repo::with_history();
    fs::create_dir(repo.workspace.join("reports")).expect("folders can be made");
    symlink(Path::new("/etc/hostname"), repo.workspace.join("reports/2024-Q1.md")).expect("links can be made");
    repo.commit("2024-04-01", "Liên kết");
    lacks(&repo.says(&["diff", "HEAD~1", "HEAD"]), &["W708"]);
    has(&repo.says(&["verify-reports", "HEAD"]), &["0 reports match"]);
}
