//! The way from the one side to the other: when something came, what was taken back on the way, and where the workspace
//! was before. Each beside the honest change that is nearest to it.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, list, text};

const DONE: &str = "[quy.2024-Q1]\ndone = 2024-03-28\n";

/// Commits everything, written and committed at these moments.
fn dated(repo: &Repo, authored: &str, committed: &str, message: &str) {
    repo.git(&["add", "--all"]);
    let mut command = repo.git_command();
    command.args(["commit", "--quiet", "--message", message]);
    command.env("GIT_AUTHOR_DATE", format!("{authored}T08:00:00+0700"));
    command.env("GIT_COMMITTER_DATE", format!("{committed}T08:00:00+0700"));
    crate::repo::succeed(&mut command, b"");
}

fn start() -> Repo {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("b", "[nam]\nstarted = 2024-05-01\n").commit("2024-05-10", "Tháng 5");
    repo
}

#[test]
fn no_commit_claims_a_day_before_one_that_it_follows() {
    let repo = start();
    repo.unit("a", DONE);
    dated(&repo, "2024-03-29", "2024-03-29", "Lùi ngày");
    let shown = repo.changes(&["HEAD~1..HEAD"]);
    assert_eq!(codes(&shown), ["W703", "W721"]);
    assert_eq!(shown["changes"][0]["marks"][0]["recorded"], "2024-05-10");
    let table = flat(&repo.table(&["HEAD~1..HEAD"]));
    assert!(
        table.contains("says it was written on 29/3/2024 and committed on 29/3/2024; it came on 10/5/2024"),
        "{table}"
    );
    // The same recorded in May, of work of May.
    let honest = start();
    honest.unit("a", "[quy.2024-Q1]\ndone = 2024-05-09\n").commit("2024-05-11", "Ghi");
    assert_eq!(honest.codes(&["HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn a_branch_from_an_old_commit_brings_nothing_before_it_is_there() {
    let repo = start();
    repo.git(&["switch", "--quiet", "--create", "nhánh", "HEAD~1"]);
    repo.unit("a", DONE);
    dated(&repo, "2024-03-29", "2024-03-29", "Ghi trên nhánh cũ");
    // Under review, and once it is merged.
    assert_eq!(repo.codes(&["main...nhánh"]), ["W703"]);
    repo.git(&["switch", "--quiet", "main"]);
    repo.git_on("2024-05-12", &["merge", "--quiet", "--no-ff", "--no-edit", "nhánh"]);
    let shown = repo.changes(&["HEAD~1..HEAD"]);
    assert_eq!(
        (codes(&shown), text(&shown["changes"][0]["marks"][0]["recorded"])),
        (vec!["W703".into()], "2024-05-12")
    );
    // A branch that is merged within the month.
    let honest = start();
    honest.git(&["switch", "--quiet", "--create", "nhánh"]);
    honest.unit("a", "[quy.2024-Q1]\ndone = 2024-04-20\n").commit("2024-05-11", "Ghi trên nhánh");
    assert_eq!(honest.codes(&["main...nhánh"]), [""; 0]);
}

#[test]
fn a_commit_that_was_written_and_committed_days_apart_is_odd() {
    for (authored, committed, odd) in [
        ("2024-05-15", "2024-05-12", true),
        ("2024-05-11", "2024-05-15", true),
        ("2024-05-14", "2024-05-15", false),
        ("2024-05-15", "2024-05-15", false),
    ] {
        let repo = start();
        repo.unit("a", "[nam]\nstarted = 2024-05-01\n");
        dated(&repo, authored, committed, "Ghi");
        assert_eq!(repo.codes(&["HEAD~1..HEAD"]), if odd { vec!["W721"] } else { vec![] }, "{authored} {committed}");
    }
}

#[test]
fn work_that_is_taken_back_in_one_change_and_put_back_otherwise_in_a_later_one() {
    let repo = start();
    let said = |day: &str| format!("[quy.2024-Q1]\ndone = 2024-{day}\n");
    repo.unit("a", said("05-09")).commit("2024-05-11", "Báo xong");
    repo.unit("a", "").commit("2024-05-12", "Rút");
    repo.unit("a", said("05-03")).commit("2024-05-13", "Ghi lại");
    let shown = repo.changes(&["HEAD~3..HEAD"]);
    assert_eq!(codes(&shown), ["W720"]);
    assert_eq!(shown["marks"][0]["change"], "2024-05-09 → 2024-05-03");
    let table = flat(&repo.table(&["HEAD~3..HEAD"]));
    assert!(table.contains("recorded it as done on 09/5/2024; now it is 03/5/2024"), "{table}");
    // Taken back and not put back, the two ends are the same.
    let shown = repo.changes(&["HEAD~3..HEAD~1"]);
    assert_eq!((codes(&shown), list(&shown["changes"]).len()), (vec!["W720".to_owned()], 0));
    assert!(!repo.table(&["HEAD~3..HEAD~1"]).contains("Nothing changed"));
    // Also where the end is not committed.
    repo.unit("a", said("05-02"));
    assert_eq!(repo.codes(&["HEAD~3"]), ["W720"]);
    // Put back as it was, or recorded in steps.
    repo.unit("a", said("05-03") + "note = \"x\"\n").commit("2024-05-14", "Chú thích");
    repo.unit("a", said("05-03") + "evidence = \"31\"\n").commit("2024-05-14", "Minh chứng");
    assert_eq!(repo.codes(&["HEAD~3..HEAD"]), [""; 0]);
}

#[test]
fn a_workspace_that_moved_is_compared_with_what_it_was() {
    let repo = Repo::init(&[]).inside("257").begun(&plan(""), &[("a", DONE), ("b", "")]);
    repo.git(&["mv", "257", "ke-hoach-257"]);
    let repo = repo.inside("ke-hoach-257");
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-20\n");
    // While it is not committed, and after.
    assert_eq!(repo.codes(&["--backdated", "90"]), ["W702"]);
    repo.commit("2024-05-15", "Chuyển thư mục");
    let shown = repo.changes(&["HEAD~1..HEAD", "--backdated", "90"]);
    assert_eq!((codes(&shown), &shown["begins"]), (vec!["W702".to_owned()], &json!(false)), "{shown}");
    // One that only moved changes nothing; one that is new beside another begins.
    let moved = Repo::init(&[]).inside("257").begun(&plan(""), &[("a", DONE), ("b", "")]);
    moved.git(&["mv", "257", "khac"]);
    let moved = moved.inside("khac");
    moved.commit("2024-05-15", "Chuyển");
    assert_eq!(moved.codes(&["HEAD~1..HEAD"]), [""; 0]);
    let beside = moved.inside("moi").begun(&plan(""), &[("a", DONE), ("b", "")]);
    assert_eq!(beside.changes(&["HEAD~1..HEAD"])["begins"], true);
}

#[test]
fn a_workspace_that_was_deleted_and_came_back_is_compared_with_what_it_was() {
    let repo = Repo::init(&[]).inside("257").begun(&plan(""), &[("a", DONE), ("b", "")]);
    repo.git(&["rm", "-r", "--quiet", "257"]);
    repo.commit("2024-05-12", "Xóa");
    repo.write("plan.toml", plan("")).unit("b", "").unit("a", "[quy.2024-Q1]\ndone = 2024-03-20\n");
    assert_eq!(repo.codes(&["--backdated", "90"]), ["W702", "W706"]);
    repo.commit("2024-05-15", "Đưa lại");
    // All files came back by one commit.
    assert_eq!(repo.codes(&["HEAD~1..HEAD", "--backdated", "90"]), ["W702", "W706", "W706"]);
}

#[test]
fn a_name_that_several_revisions_have_is_an_error() {
    let repo = start();
    repo.git(&["branch", "quý-1"]);
    assert_eq!(repo.diff(&["quý-1..HEAD"]).code(), Some(0));
    repo.git(&["tag", "quý-1", "HEAD~1"]);
    let run = repo.diff(&["quý-1..HEAD"]);
    run.ends_with(&[2]);
    assert!(run.err().contains("names several revisions") && run.out().is_empty(), "{run:?}");
    assert_eq!(repo.diff(&["refs/heads/quý-1..HEAD"]).code(), Some(0));
}

#[test]
fn a_side_that_is_no_ancestor_of_the_other_is_said_to_be_none() {
    let repo = start();
    repo.git(&["switch", "--quiet", "--create", "nhánh", "HEAD~1"]);
    repo.unit("a", "[nam]\nstarted = 2024-05-02\n").commit("2024-05-12", "Nhánh");
    let said = "The side before is no ancestor of the side after";
    assert!(flat(&repo.table(&["main..nhánh"])).contains(said));
    assert!(repo.markdown(&["main..nhánh"]).contains(said));
    assert_eq!(repo.changes(&["main..nhánh"])["apart"], true);
    assert_eq!(repo.changes(&["main...nhánh"])["apart"], false);
    assert!(!repo.table(&["main...nhánh"]).contains("ancestor"));
}
