//! Names of revisions: whatever is given is a revision, a folder, or nothing that is there; never an option to git.

use std::fs;

use snapbox::str;

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Shows as _, bounded, has};

#[test]
fn a_name_that_looks_like_an_option_is_no_revision() {
    let repo = Repo::with_history();
    let mark = repo.beside("mark");
    let output = format!("--output={}", mark.display());
    let upload = format!("--upload-pack=touch {}", mark.display());
    for name in [&output, &upload, "-h", "-1", "--all", "--stdin", "--help", "--exec-path", "--end-of-options", "-"] {
        for args in [vec!["diff", "--", name], vec!["diff", "--", "HEAD", name], vec!["verify-reports", "--", name]] {
            let said = repo.refuses(&args, 2);
            has(&said, &["there is no revision", name]);
        }
        let range = format!("{name}..HEAD");
        repo.refuses(&["diff", "--", &range], 2).shows(str![[r"
error: there is no revision “[..]”

"]]);
        has(&repo.refuses(&["diff", &format!("HEAD..{name}")], 2), &["there is no revision"]);
    }
    assert!(!mark.exists());
}

#[test]
fn a_name_that_means_no_single_commit_is_no_revision() {
    let repo = Repo::with_history();
    repo.git(&["tag", "blob", "HEAD:units/a.toml"]);
    repo.git(&["tag", "tree", "HEAD:units"]);
    repo.git(&["tag", "--annotate", "--message", "Tệp", "annotated", "HEAD:plan.toml"]);
    let names = [
        "nosuch",
        "a b",
        "HEAD:units",
        "HEAD:plan.toml",
        "blob",
        "tree",
        "annotated",
        "@{upstream}",
        "^HEAD",
        "HEAD^@",
        "HEAD^!",
        "HEAD^-",
        "HEAD~99",
        "HEAD^{tree}",
        "main@{",
        "0123456789012345678901234567890123456789",
        "HEAD\nHEAD",
        "\u{1b}[31mHEAD",
        "*",
        "plan.toml",
    ];
    for name in names {
        for args in [vec!["diff", name], vec!["diff", "HEAD", name], vec!["verify-reports", name]] {
            let said = repo.refuses(&args, 2);
            has(&said, &["there is no revision"]);
            assert!(!said.contains('\u{1b}'), "{said:?}");
            assert_eq!(said.lines().count(), 1, "{said:?}");
        }
    }
    repo.refuses(&["diff", ""], 2).shows(str![[r"
error: there is no revision “”

"]]);
    repo.refuses(&["diff", "HEAD..HEAD~1..HEAD"], 2).shows(str![[r"
error: there is no revision “HEAD~1..HEAD”

"]]);
}

#[test]
fn every_other_way_to_name_a_commit_is_understood() {
    let repo = Repo::with_history();
    repo.git(&["tag", "--annotate", "--message", "Quý I", "quy-1", "HEAD~1"]);
    repo.git(&["branch", "nhánh-một", "HEAD~1"]);
    let id = repo.git(&["rev-parse", "HEAD~1"]);
    for name in ["HEAD~1", "HEAD^", "@~1", "quy-1", "nhánh-một", "heads/nhánh-một", &id, &id[..7], "HEAD^{/A xong}"]
    {
        has(&repo.says(&["diff", name, "HEAD"]), &["Đơn vị B", "10/3/2024", "1 obligation changed in 1 unit"]);
        has(&repo.says(&["diff", &format!("{name}..")]), &["1 obligation changed in 1 unit"]);
        has(&repo.says(&["diff", &format!("..{name}")]), &["a completion on 10/3/2024 was withdrawn"]);
    }
    repo.git(&["branch", "--quiet", "--set-upstream-to", "nhánh-một"]);
    has(&repo.says(&["diff", "@{upstream}"]), &["1 obligation changed in 1 unit"]);
    has(&repo.says(&["diff", "HEAD..HEAD"]), &["Nothing changed."]);
    has(&repo.says(&["diff", "..."]), &["Nothing changed."]);
}

#[test]
fn a_name_that_is_a_path_is_a_folder_also_with_two_dots_in_it() {
    let repo = Repo::with_history();
    let copy = repo.beside("copy");
    fs::create_dir_all(copy.join("units")).expect("folders can be made");
    fs::write(copy.join("plan.toml"), PLAN).expect("files can be written");
    for name in ["../copy", copy.to_str().expect("it is text")] {
        let run = bounded(repo.command().current_dir(&repo.work).args(["diff", name]));
        has(run.ends_with(&[0]).out(), &["Đơn vị A", "completed"]);
    }
    let above = copy.join("below");
    fs::create_dir(&above).expect("folders can be made");
    let run = bounded(repo.command().current_dir(&above).args(["diff", ".."]));
    has(run.ends_with(&[0]).out(), &["Đơn vị A", "completed"]);
    // Where there is no such folder it is said of a revision.
    repo.refuses(&["diff", "../nothing"], 2).shows(str![[r"
error: there is no revision “/nothing”

"]]);
}

#[test]
fn a_folder_named_like_a_branch_does_not_hide_the_branch() {
    let repo = Repo::with_history();
    repo.git(&["branch", "units", "HEAD~1"]);
    let run = bounded(repo.command().current_dir(&repo.work).args(["diff", "units"]));
    has(run.ends_with(&[0]).out(), &["Compared: units (", "1 obligation changed in 1 unit"]);
}
