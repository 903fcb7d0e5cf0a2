//! What other branches, other ids and other places hide: each beside its nearest honest change.

use super::{codes, plan};
use crate::repo::Repo;

const RANGE: &str = "HEAD~1..HEAD";
const LATE: &str = "[nam]\ndone = 2024-05-09\n";
const LESS_LATE: &str = "[nam]\ndone = 2024-05-03\n";

fn start() -> Repo {
    Repo::new(&plan(""), &[("a", ""), ("b", "")])
}

#[test]
fn rules_that_count_once_the_workspace_has_moved() {
    let repo = Repo::init(&[]).inside("p").begun(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("../.gitattributes", "x/units/*.toml -diff\nx/plan.toml -diff\n").commit("2024-05-10", "Thuộc tính");
    repo.git(&["mv", "./p", "./x"]);
    let repo = repo.inside("x");
    repo.commit("2024-05-12", "Chuyển thư mục");
    let marked = codes(&repo.changes(&[RANGE]));
    assert!(!marked.is_empty() && marked.iter().all(|code| code == "W725"), "{marked:?}");
    // Honest: a move to a place that is shown.
    repo.git(&["mv", "./x", "./y"]);
    let repo = repo.inside("y");
    repo.commit("2024-05-13", "Chuyển lại");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

/// A branch recorded under an id of its own, and the merge keeps the other side.
#[test]
fn work_under_another_id_that_a_merge_passes_over() {
    let merged = |branch: &dyn Fn(&Repo)| {
        let repo = start();
        repo.git(&["switch", "--quiet", "--create", "nhánh"]);
        branch(&repo);
        repo.commit("2024-05-11", "Nhánh");
        repo.git(&["switch", "--quiet", "main"]);
        repo.unit("a", LESS_LATE).commit("2024-05-10", "Nhánh chính");
        repo.git_on("2024-05-15", &["merge", "--quiet", "--no-ff", "--no-edit", "--strategy", "ours", "nhánh"]);
        [repo.codes(&[RANGE]), repo.codes(&["HEAD~2..HEAD"])].map(|codes| codes.contains(&"W720".to_owned()))
    };
    let other_id = |repo: &Repo| {
        repo.write("plan.toml", plan("").replace("\"nam\"", "\"nam-2024\""));
        repo.unit("a", "[nam-2024]\ndone = 2024-05-09\n");
    };
    assert_eq!(merged(&other_id), [true, true]);
    let new_unit = |repo: &Repo| {
        repo.write("plan.toml", plan("").replace("[units]\n", "[units]\nz = \"Ban Z\"\n"));
        repo.unit("z", "[nam]\ndone = 2024-05-09\n");
    };
    assert_eq!(merged(&new_unit), [true, true]);
    let nothing = |repo: &Repo| {
        repo.unit("b", "# Chưa có gì\n");
    };
    assert_eq!(merged(&nothing), [false, false]);
}

#[test]
fn work_recorded_while_it_was_not_owed_there() {
    // The unit that owes a joint task is another one for a moment.
    let joint = plan("") + "joint = true\n";
    let repo = start();
    repo.write("plan.toml", &joint).commit("2024-05-01", "Cùng thực hiện");
    repo.write("plan.toml", joint.replacen("[\"a\", \"b\"]\ndue", "[\"b\", \"a\"]\ndue", 1))
        .commit("2024-05-09", "Đổi");
    repo.unit("b", LATE).commit("2024-05-10", "Ghi");
    repo.write("plan.toml", &joint).unit("b", "").commit("2024-05-11", "Trả lại");
    repo.unit("a", LESS_LATE).commit("2024-05-12", "Ghi lại");
    assert!(repo.codes(&["HEAD~4..HEAD"]).contains(&"W720".to_owned()));
    // A task of each quarter is done once for a moment.
    let repo = start();
    repo.write("plan.toml", plan("").replace("every = \"quarter\"", "due = 2024-03-31"));
    repo.unit("a", "[quy]\ndone = 2024-05-09\n").commit("2024-05-10", "Một lần");
    repo.write("plan.toml", plan("")).unit("a", "[quy.2024-Q1]\ndone = 2024-05-03\n").commit("2024-05-11", "Trả lại");
    assert!(repo.codes(&["HEAD~2..HEAD"]).contains(&"W720".to_owned()));
}

/// A commit is compared with what it follows itself, not with what another branch began with.
#[test]
fn an_old_branch_neither_hides_nor_makes_what_was_recorded_on_the_way() {
    let said = |started: u32, rest: &str| {
        format!("[quy.2024-Q1]\nstarted = 2024-02-0{started}\n\n\n\n\n[nam]\nstarted = 2024-02-01\n{rest}\n")
    };
    let done = "done = 2024-05-02";
    let repo = Repo::new(&plan(""), &[("a", &said(1, done)), ("b", "")]);
    repo.git(&["branch", "cũ"]);
    repo.unit("a", said(1, "note = \"trả lại\"")).commit("2024-05-05", "Trả lại");
    repo.git(&["tag", "từ"]);
    repo.git(&["switch", "--quiet", "cũ"]);
    repo.unit("a", said(2, done)).commit("2024-05-04", "Nhánh cũ");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("a", said(1, done)).commit("2024-05-12", "Ghi");
    repo.unit("a", said(1, "done = 2024-04-20")).commit("2024-05-13", "Ghi khác");
    assert!(repo.codes(&["từ..HEAD"]).contains(&"W720".to_owned()));
    repo.git_on("2024-05-14", &["merge", "--quiet", "--no-edit", "cũ"]);
    assert!(repo.codes(&["từ..HEAD"]).contains(&"W720".to_owned()), "also once the branch is merged");
}

/// Evidence that was taken away before all that is compared is nothing that a branch lost which only has it still.
#[test]
fn a_branch_that_only_kept_what_it_began_with_loses_nothing() {
    let quarter = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let year = |rest: &str| format!("\n\n\n\n[nam]\nstarted = 2024-02-01\n{rest}");
    let repo = Repo::new(&plan(""), &[("a", &format!("{quarter}{}", year(""))), ("b", "")]);
    repo.unit("a", format!("{quarter}evidence = [\"1-BC\", \"nháp\"]\n{}", year("")))
        .commit("2024-03-30", "Minh chứng");
    repo.git(&["branch", "nhánh"]);
    repo.unit("a", format!("{quarter}evidence = [\"1-BC\"]\n{}", year(""))).commit("2024-04-01", "Bỏ bản nháp");
    repo.git(&["tag", "từ"]);
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.unit("a", format!("{quarter}evidence = [\"1-BC\", \"nháp\"]\n{}", year("done = 2024-04-03\n")));
    repo.commit("2024-04-03", "Xong");
    repo.git(&["switch", "--quiet", "main"]);
    repo.git_on("2024-04-08", &["merge", "--quiet", "--no-edit", "nhánh"]);
    assert_eq!(repo.codes(&["từ..HEAD"]), [""; 0]);
}
