//! Repositories of every make: bare, linked, with other hashes or stores, cut off, in parts of larger ones.

use std::fs;

use snapbox::str;

use super::PLAN;
use crate::repo::{Repo, succeed};
use crate::support::case::{Shows as _, bounded, has, lacks};

/// A clone beside a repository.
fn clone(repo: Repo, args: &[&str]) -> Repo {
    let folder = repo.beside("clone");
    let from = format!("file://{}", repo.work.display());
    let to = folder.to_str().expect("it is text");
    repo.git(&[&["clone", "--quiet"], args, &[&from, to]].concat());
    repo.at(&folder)
}

/// Whether git can make such a repository; says so where it cannot.
fn can(args: &[&str]) -> bool {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let output = std::process::Command::new("git").arg("init").args(args).arg(folder.path()).output();
    let can = output.is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("not tried, since this git knows no git init {args:?}");
    }
    can
}

/// What is said of the history of [`Repo::with_history`].
fn says_all(repo: &Repo) {
    has(&repo.says(&["diff", "HEAD~1", "HEAD"]), &["Đơn vị B", "done: 10/3/2024", "1 obligation changed in 1 unit"]);
    has(&repo.says(&["diff", "HEAD~2..HEAD"]), &["2 obligations changed in 2 units"]);
    let log = repo.says(&["log", "x", "--unit", "a"]);
    has(&log, &["02/3/2024", "02/02/2024"]);
    lacks(&log, &["11/3/2024", "part of the history"]);
}

#[test]
fn a_bare_repository_shows_its_history_and_has_no_files_to_compare() {
    let bare = clone(Repo::with_history(), &["--bare"]);
    says_all(&bare);
    has(&bare.says(&["verify-reports"]), &["0 reports match"]);
    for args in [&["diff"][..], &["diff", "HEAD~1"]] {
        bare.refuses(args, 2).shows(str![[r"
error: this repository has no working files; name two revisions, such as HEAD~1..HEAD

"]]);
    }
}

#[test]
fn a_linked_work_tree_has_the_history_of_its_branch() {
    let repo = Repo::with_history();
    let folder = repo.beside("linked");
    repo.git(&["worktree", "add", "--quiet", "-b", "khác", folder.to_str().expect("it is text")]);
    let linked = repo.at(&folder);
    says_all(&linked);
    linked.append("units/c.toml", "done = 2024-03-20\n");
    has(&linked.says(&["diff"]), &["Đơn vị C", "done: 20/3/2024"]);
    linked.commit("2024-03-21", "C xong");
    has(&linked.says(&["diff", "main...khác"]), &["Đơn vị C", "1 obligation changed in 1 unit"]);
}

#[test]
fn the_hash_and_the_store_of_references_do_not_matter() {
    for args in [&["--object-format=sha256"][..], &["--ref-format=reftable"], &["--object-format=sha1"]] {
        if can(args) {
            says_all(&Repo::init(args).filled());
        }
    }
}

#[test]
fn a_shallow_clone_says_that_its_history_is_a_part() {
    let shallow = clone(Repo::with_history(), &["--depth=1"]);
    for args in [&["log", "x", "--unit", "a"][..], &["show", "x", "--unit", "a", "--blame"]] {
        has(&shallow.says(args), &["part of the history", "git fetch", "--unshallow"]);
    }
    has(&shallow.says(&["log", "x", "--unit", "a", "--format", "json"]), &["\"whole\":false"]);
    lacks(&shallow.says(&["show", "x", "--unit", "a"]), &["unshallow"]);
    has(&shallow.says(&["diff", "HEAD"]), &["Nothing changed."]);
    for name in ["HEAD~1", "HEAD^", "HEAD~1..HEAD"] {
        shallow.refuses(&["diff", name], 3).shows(str![[r"
error: this clone has only part of the history and lacks [..]; run: git fetch --unshallow

"]]);
    }
    shallow.refuses(&["diff", "nosuch"], 2).shows(str![[r"
error: there is no revision “nosuch”

"]]);
}

/// What its oldest commit seems to bring may be older, wherever a day is named.
#[test]
fn where_a_shallow_clone_begins_a_day_is_the_latest_that_it_can_be() {
    let repo = Repo::with_history();
    repo.append("units/c.toml", "# gì đó\n");
    repo.commit("2024-03-20", "Ghi chú");
    let shallow = clone(repo, &["--depth=2"]);
    for (lang, begins, plan) in [
        ("en", "recorded on or before 11/3/2024, commit", "The plan, new here or earlier"),
        ("vi", "ghi ngày 11/3/2024 hoặc trước đó, commit", "Kế hoạch, được đưa vào lúc này hoặc trước đó"),
    ] {
        has(&shallow.says(&["show", "x", "--unit", "a", "--blame", "--lang", lang]), &[begins]);
        has(&shallow.says(&["log", "--lang", lang]), &[plan]);
    }
    lacks(&shallow.says(&["log", "--format", "json"]), &["\"plan_begins\":true"]);
}

/// A clone without the folders of earlier commits is told as a partial one, with the command that brings them.
#[test]
fn a_clone_without_folders_is_told_as_a_partial_one() {
    for filter in ["--filter=blob:none", "--filter=tree:0"] {
        let repo = Repo::with_history();
        repo.git(&["config", "uploadpack.allowFilter", "true"]);
        let partial = clone(repo, &[filter]);
        for args in [&["log", "x", "--unit", "a"][..], &["diff", "HEAD~1..HEAD"], &["--at", "HEAD~1", "status"]] {
            let run = partial.run(args);
            let said = format!("{}{}", run.out(), run.err());
            if filter.ends_with('0') || run.code() != Some(0) {
                assert_eq!(run.code(), Some(3), "{filter} {args:?}: {run:?}");
                has(&said, &["git fetch --refetch --no-filter"]);
            }
        }
    }
}

#[test]
fn branches_whose_fork_lies_before_a_shallow_clone_are_not_called_strangers() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "-b", "side", "HEAD~1"]);
    repo.append("units/c.toml", "done = 2024-03-20\n");
    repo.commit("2024-03-21", "C xong");
    repo.git(&["checkout", "--quiet", "main"]);
    let shallow = clone(repo, &["--depth=1", "--no-single-branch"]);
    shallow.refuses(&["diff", "HEAD...origin/side"], 3).shows(str![[r"
error: this clone has only part of the history and lacks HEAD...origin/side; run: git fetch --unshallow

"]]);
    has(&shallow.says(&["diff", "HEAD..origin/side"]), &["Đơn vị C"]);
}

#[test]
fn a_workspace_in_a_folder_of_the_repository_is_compared_by_itself() {
    let mut repo = Repo::init(&[]);
    repo.write("README", "Kho chung\n");
    repo.write("plan.toml", "kế hoạch khác");
    repo.write("units/a.toml", "không phải TOML");
    repo.commit("2024-01-02", "Kho chung");
    repo.workspace = repo.work.join("kế hoạch/2024");
    let repo = repo.filled();
    says_all(&repo);
    fs::write(repo.work.join("units/a.toml"), "lại khác").expect("files can be written");
    has(&repo.says(&["diff"]), &["Nothing changed."]);
    let sarif = repo.says(&["diff", "HEAD", "HEAD~1", "--format", "sarif"]);
    has(&sarif, &["2024/units/b.toml"]);
    has(&repo.says(&["diff", "HEAD~3"]), &["The workspace is new"]);
}

#[test]
fn the_folder_of_a_workspace_may_have_signs_that_mean_something_in_a_pattern() {
    for name in ["*", "a*[b]?", ":(top)kế hoạch", ":!x"] {
        let mut repo = Repo::init(&[]);
        repo.workspace = repo.work.join("axb?");
        repo.write("plan.toml", PLAN);
        repo.write("units/a.toml", "[x]\nnote = \"hàng xóm\"\n");
        repo.commit("2024-01-02", "Hàng xóm");
        repo.workspace = repo.work.join(name);
        let repo = repo.filled();
        says_all(&repo);
        // A pattern would find the neighbour's file too.
        lacks(&repo.says(&["log", "x", "--unit", "a"]), &["02/01/2024"]);
        lacks(&repo.says(&["log", "x", "--unit", "a", "--format", "json"]), &["Hàng xóm"]);
    }
}

#[test]
fn a_workspace_that_git_ignores_is_new_to_it() {
    let mut repo = Repo::init(&[]);
    repo.write(".gitignore", "riêng/\n");
    repo.commit("2024-01-02", "Bỏ qua");
    repo.workspace = repo.work.join("riêng");
    repo.write("plan.toml", PLAN);
    repo.write("units/a.toml", "[x]\ndone = 2024-03-01\n");
    has(&repo.says(&["diff"]), &["The workspace is new"]);
    let log = repo.says(&["log", "--unit", "a"]);
    has(&log, &["not committed", "01/3/2024"]);
    has(&repo.says(&["show", "x", "--unit", "a", "--blame"]), &["not committed"]);
}

#[test]
fn a_detached_head_is_a_revision_like_any_other() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "--detach", "HEAD"]);
    says_all(&repo);
}

#[test]
fn an_empty_history_is_called_empty() {
    let repo = Repo::init(&[]);
    repo.write("plan.toml", PLAN);
    repo.write("units/a.toml", "[x]\ndone = 2024-03-01\n");
    for args in [&["log", "--unit", "a"][..], &["show", "x", "-u", "a", "--blame"]] {
        repo.refuses(args, 3).shows(str![[r"
error: the repository has no commits yet

"]]);
    }
    has(&repo.says(&["diff"]), &["the repository has no commits yet → the working files", "The workspace is new"]);
    repo.refuses(&["diff", "HEAD..HEAD"], 3).shows(str![[r"
error: the repository has no commits yet

"]]);
    repo.refuses(&["diff", "main"], 2).shows(str![[r"
error: there is no revision “main”

"]]);
    let bare = Repo::init(&["--bare"]);
    bare.refuses(&["log", "--unit", "a"], 3).shows(str![[r"
error: the repository has no commits yet

"]]);
}

#[test]
fn a_branch_that_is_not_born_yet_has_no_commit_and_the_others_have() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "--orphan", "mới"]);
    has(&repo.says(&["diff"]), &["the repository has no commits yet", "The workspace is new"]);
    has(&repo.says(&["diff", "main~1", "main"]), &["1 obligation changed in 1 unit"]);
}

#[test]
fn branches_without_a_common_history_are_told_apart() {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "--orphan", "riêng"]);
    repo.append("units/c.toml", "done = 2024-03-20\n");
    repo.commit("2024-03-21", "Riêng");
    repo.refuses(&["diff", "main...riêng"], 2).shows(str![[r"
error: main and riêng have no common history; compare them with main..riêng

"]]);
    has(&repo.says(&["diff", "main..riêng"]), &["Đơn vị C", "1 obligation changed in 1 unit"]);
}

#[test]
fn a_revision_before_the_workspace_existed_has_no_plan() {
    let repo = Repo::init(&[]);
    repo.write("README", "Trước\n");
    repo.commit("2024-01-02", "Trước");
    let repo = repo.filled();
    let first = repo.git(&["rev-parse", "--short=10", "HEAD~3"]);
    for args in [&["diff", "HEAD~3"][..], &["diff", "HEAD~3", "HEAD"]] {
        has(&repo.says(args), &["The workspace is new: 2 tasks and 3 units."]);
    }
    for args in [&["diff", "HEAD", "HEAD~3"][..], &["diff", "HEAD~3", "HEAD~3"], &["verify-reports", "HEAD~3"]] {
        has(&repo.refuses(args, 3), &[&format!("{first}:plan.toml")]);
    }
    says_all(&repo);
}

#[test]
fn objects_that_are_gone_are_named() {
    let repo = Repo::with_history();
    let remove = |name: &str| {
        let id = repo.git(&["rev-parse", name]);
        let path = repo.work.join(".git/objects").join(&id[..2]).join(&id[2..]);
        let bytes = fs::read(&path).expect("it is a loose object");
        fs::remove_file(&path).expect("files can be removed");
        (path, bytes, id)
    };
    let (path, bytes, id) = remove("HEAD:units/b.toml");
    let run = repo.run(&["diff", "HEAD~1", "HEAD"]);
    run.ends_with(&[3]);
    has(run.err(), &["units/b.toml", &format!("object {id} is missing")]);
    has(&repo.refuses(&["log", "--unit", "b"], 3), &[&id, "git fsck"]);
    fs::write(&path, "hỏng").expect("files can be written");
    repo.run(&["diff", "HEAD~1", "HEAD"]).ends_with(&[3]);
    fs::write(&path, bytes).expect("files can be written");
    for name in ["HEAD^{tree}", "HEAD:units", "HEAD~1"] {
        let (path, bytes, id) = remove(name);
        for args in [&["diff", "main~1", "main"][..], &["log", "--unit", "a"]] {
            let run = repo.run(args);
            run.ends_with(&[3]);
            assert!(run.err().contains(&id) || run.err().contains("git could not answer"), "{run:?}");
        }
        fs::write(path, bytes).expect("files can be written");
    }
    let (_, _, id) = remove("HEAD");
    for args in [&["diff"][..], &["diff", "main", "main"], &["log", "--unit", "a"]] {
        has(&repo.refuses(args, 3), &[&id, "git fsck"]);
    }
}

#[test]
fn a_bare_repository_without_its_objects_is_broken_and_not_empty() {
    let bare = clone(Repo::with_history(), &["--bare"]);
    let id = bare.git(&["rev-parse", "HEAD"]);
    fs::remove_dir_all(bare.work.join("objects")).expect("folders can be removed");
    fs::create_dir(bare.work.join("objects")).expect("folders can be made");
    has(&bare.refuses(&["log", "--unit", "a"], 3), &[&id, "git fsck"]);
    fs::remove_dir_all(bare.work.join("objects")).expect("folders can be removed");
    bare.refuses(&["log", "--unit", "a"], 3).shows(str![[r"
error: [TEMP]/clone is not in a git repository; run git init (only diff works without git, between two folders)

"]]);
}

#[test]
fn a_submodule_is_a_repository_of_its_own() {
    let inner = Repo::with_history();
    let outer = Repo::init(&[]);
    let mut command = outer.git_command();
    command.args(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"]).arg(&inner.work).arg("sub");
    succeed(&mut command, b"");
    outer.commit("2024-04-01", "Mô-đun");
    let folder = outer.work.join("sub");
    let sub = outer.at(&folder);
    assert!(folder.join(".git").is_file());
    says_all(&sub);
    has(bounded(sub.command().args(["diff"])).out(), &["Nothing changed."]);
}
