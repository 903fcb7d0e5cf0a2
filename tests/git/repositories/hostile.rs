//! A repository that is not trusted starts no program.

use std::collections::BTreeSet;

use super::traps::Trapped;
use crate::repo::Repo;
use crate::support::case::{Run, bounded, has, lacks};

/// Everything that the program does in a repository without writing, each with the codes that it may end with.
const COMMANDS: &[&[&str]] = &[
    &["diff"],
    &["diff", "HEAD~1"],
    &["diff", "HEAD~1..HEAD"],
    &["diff", "HEAD~2", "HEAD", "--format", "json"],
    &["diff", "side...HEAD", "--format", "markdown"],
    &["diff", "HEAD~2..", "--format", "sarif", "--unit", "a"],
    &["log", "--unit", "a"],
    &["log", "x", "--unit", "a", "--format", "json"],
    &["log", "--unit", "b"],
    &["show", "x", "--unit", "a", "--blame"],
    &["verify-reports"],
    &["verify-reports", "HEAD~1"],
    &["git-setup"],
    &["check"],
    &["status"],
];

/// A repository with what makes git look for programs: a signed commit, a renamed file with other texts in it, a merge,
/// a commit that changes a report, and files that are other than committed.
fn lively() -> Repo {
    let repo = Repo::with_history();
    repo.git(&["branch", "side", "HEAD~1"]);
    repo.write("reports/2024-Q1.md", "Báo cáo\n");
    repo.commit("2024-04-01", "Báo cáo");
    repo.git(&["mv", "units/a.toml", "units/a-cu.toml"]);
    repo.append("units/a-cu.toml", "evidence = \"Công văn 1\"\n");
    repo.commit("2024-04-02", "Đổi tên");
    repo.git(&["mv", "units/a-cu.toml", "units/a.toml"]);
    repo.append("units/a.toml", "[y]\nstarted = 2024-04-02\n");
    repo.commit("2024-04-03", "Đổi lại");
    repo.git(&["checkout", "--quiet", "side"]);
    repo.append("units/c.toml", "reason = \"Chờ\"\n");
    repo.commit("2024-04-04", "C chậm");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git_on("2024-04-05", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "side"]);
    for (kind, text) in [("PGP SIGNATURE", "cGdw"), ("SSH SIGNATURE", "U1NIU0lH")] {
        let commit = repo.git(&["cat-file", "commit", "HEAD"]);
        let (head, message) = commit.split_once("\n\n").expect("a commit has a message");
        let signature = format!("gpgsig -----BEGIN {kind}-----\n \n {text}\n -----END {kind}-----");
        let tree = head.lines().next().expect("a commit has a tree");
        let parent = repo.git(&["rev-parse", "HEAD"]);
        let who = "Văn phòng <vp@example.vn> 1712300000 +0700";
        let signed = format!("{tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n{signature}\n\n{message}\n");
        let id = repo.git_with(&["hash-object", "-t", "commit", "-w", "--stdin"], signed.as_bytes());
        repo.git(&["reset", "--quiet", "--hard", &id]);
    }
    repo.append("units/b.toml", "note2 = 1\n");
    repo.write("units/b.toml", "[x]\nstarted = 2024-02-01\ndone = 2024-03-12\n");
    repo.write("reports/2024-Q1.md", "Báo cáo khác\n");
    repo
}

fn outcome(run: &Run) -> (Option<i32>, String, String) {
    (run.code(), run.out().to_owned(), run.err().to_owned())
}

#[test]
fn nothing_that_a_repository_names_is_run_and_every_answer_is_as_without_it() {
    let repo = lively();
    let before: Vec<_> = COMMANDS.iter().map(|args| outcome(&repo.run(args))).collect();
    for (args, (code, _, err)) in COMMANDS.iter().zip(&before) {
        assert!(matches!(code, Some(0 | 1)), "{args:?}: {code:?} {err}");
    }
    has(&before[8].1, &["recorded"]);
    let trapped = Trapped::new(repo);
    for (args, before) in COMMANDS.iter().zip(&before) {
        let run = bounded(trapped.repo.command().args(*args).envs(trapped.environment()));
        assert_eq!(trapped.marks(), BTreeSet::new(), "{args:?}: {run:?}");
        assert_eq!(&outcome(&run), before, "{args:?}");
        let plain = trapped.repo.run(args);
        assert_eq!(trapped.marks(), BTreeSet::new(), "{args:?}: {plain:?}");
        assert_eq!(&outcome(&plain), before, "{args:?}");
    }
    let file = trapped.repo.workspace.join("units/a.toml");
    trapped.repo.says(&["textconv", file.to_str().expect("it is text")]);
    assert_eq!(trapped.marks(), BTreeSet::new());
}

#[test]
fn what_a_partial_clone_lacks_is_named_and_not_fetched() {
    let repo = lively();
    repo.git(&["reset", "--quiet", "--hard"]);
    let trapped = Trapped::new(repo);
    trapped.repo.forget(&|path| path.starts_with("units/"), &[]);
    let diff = trapped.repo.run(&["diff", "HEAD~3", "HEAD"]);
    diff.ends_with(&[3]);
    has(diff.err(), &["units/c.toml", "is not in this partial clone"]);
    for args in COMMANDS {
        let run = bounded(trapped.repo.command().args(*args).envs(trapped.environment()));
        assert_eq!(trapped.marks(), BTreeSet::new(), "{args:?}: {run:?}");
        run.ends_with(&[0, 1, 3]);
    }
}

/// A clone that has all commits, and of files only what the last one has.
fn partial(gone: &str) -> Repo {
    let repo = Repo::with_history();
    repo.append("plan.toml", "# một\n").append("units/a.toml", "# một\n").commit("2024-05-02", "Sửa");
    repo.append("plan.toml", "# hai\n").append("units/a.toml", "# hai\n").commit("2024-05-03", "Sửa nữa");
    repo.git(&["config", "remote.origin.promisor", "true"]);
    let kept = ["plan.toml", "units/a.toml"].map(|file| repo.git(&["rev-parse", &format!("HEAD:{file}")]));
    repo.forget(&|path| path == gone, &kept);
    repo
}

const REST: [&str; 2] = ["this clone is partial and lacks", "to get the rest, run: git fetch --refetch --no-filter"];

#[test]
fn the_history_of_a_plan_of_which_a_clone_lacks_something_says_how_to_get_it() {
    let repo = partial("plan.toml");
    for format in ["table", "json"] {
        let log = repo.run(&["log", "--format", format]);
        has(log.ends_with(&[3]).err(), if format == "json" { &[] } else { &REST });
        lacks(log.out(), &["cannot be read here", "Sửa"]);
    }
}

#[test]
fn a_bundle_for_an_inspector_that_lacks_something_is_not_called_whole() {
    let repo = partial("units/a.toml");
    let out = repo.beside("ho-so").display().to_string();
    let audit = |range: &str| repo.run(&["audit", range, "--out", &out]);
    let lacking = audit("HEAD~1..HEAD");
    has(lacking.ends_with(&[3]).err(), &REST);
    has(lacking.out(), &["the bundle is not whole"]);
    lacks(audit("HEAD..HEAD").ends_with(&[0]).out(), &["not whole"]);
}

#[test]
fn settings_may_be_written_into_a_hostile_repository_without_starting_it() {
    let trapped = Trapped::new(lively());
    trapped.repo.says(&["git-setup", "--write"]);
    assert_eq!(trapped.marks(), BTreeSet::new());
    has(&trapped.repo.git(&["config", "diff.tiendo.textconv"]), &["textconv"]);
}

#[test]
fn plain_git_does_run_what_this_repository_names() {
    let repo = lively();
    let trapped = Trapped::new(repo);
    let repo = &trapped.repo;
    let missing = "1".repeat(40);
    let controls: &[(&str, &[&str])] = &[
        ("core.fsmonitor", &["status", "--short"]),
        ("filter.evil.clean", &["add", "plan.toml", "units/a.toml"]),
        ("filter.piped.process", &["add", "units/b.toml"]),
        ("diff.evil.command", &["diff", "HEAD~4", "--", "plan.toml"]),
        ("diff.texts.textconv", &["log", "-p", "--", "units/a.toml"]),
        ("included.diff.included.textconv", &["log", "-p", "--", "units/c.toml"]),
        ("gpg.openpgp.program", &["log", "-2"]),
        ("gpg.ssh.program", &["log", "-2"]),
        ("alias.evil", &["evil"]),
        ("hooksPath.reference-transaction", &["update-ref", "refs/heads/other", "HEAD"]),
        ("remote.origin.url", &["cat-file", "-p", &missing]),
        ("included.core.sshCommand", &["ls-remote", "ssh://example.vn/x"]),
        ("worktree.core.editor", &["tag", "--annotate", "khác"]),
        ("trailer.evil.command", &["interpret-trailers", "--trailer", "evil: x"]),
    ];
    repo.append("plan.toml", "\n");
    repo.append("units/a.toml", "\n");
    for (mark, args) in controls {
        let path = repo.beside("marks").join(mark);
        let _ = std::fs::remove_file(&path);
        let run = bounded(repo.git_command().args(*args).stdin(std::process::Stdio::null()));
        assert!(path.exists(), "{mark}: {args:?}: {run:?}");
    }
}

#[test]
fn replaced_objects_and_grafts_do_not_rewrite_the_history() {
    let repo = Repo::with_history();
    let honest = [repo.says(&["log", "--unit", "a"]), repo.says(&["diff", "HEAD~2", "HEAD"])];
    let first = repo.git(&["rev-parse", "HEAD~2"]);
    let [old, new] = ["HEAD~1:units/a.toml", "HEAD~2:units/a.toml"].map(|name| repo.git(&["rev-parse", name]));
    repo.git(&["replace", &old, &new]);
    repo.git(&["replace", "--graft", "HEAD", &first]);
    assert_eq!([repo.says(&["log", "--unit", "a"]), repo.says(&["diff", "HEAD~2", "HEAD"])], honest);
    let last = repo.git(&["rev-parse", "HEAD"]);
    repo.write(".git/info/grafts", format!("{last} {first}\n"));
    lacks(&repo.git(&["--no-replace-objects", "log", "--format=%s"]), &["A xong"]);
    assert_eq!([repo.says(&["log", "--unit", "a"]), repo.says(&["diff", "HEAD~2", "HEAD"])], honest);
}
