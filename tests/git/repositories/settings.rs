//! Settings of a repository and variables of its user that start nothing: they change no answer, and nothing waits.

use std::process::Command;

use snapbox::str;

use crate::repo::{Repo, succeed};
use crate::support::case::{Shows as _, bounded, has};

const ASKED: &[&[&str]] = &[
    &["diff", "HEAD~2", "HEAD"],
    &["diff", "HEAD~1"],
    &["diff", "HEAD~1...HEAD", "--format", "json"],
    &["log", "--unit", "a"],
    &["log", "--unit", "a", "--format", "json"],
    &["log", "--unit", "c"],
    &["show", "x", "--unit", "b", "--blame"],
    &["verify-reports", "HEAD"],
];

fn answers(repo: &Repo) -> Vec<String> {
    ASKED.iter().map(|args| repo.says(args)).collect()
}

/// A history with a renamed file, a merge and a note.
fn lively() -> Repo {
    let repo = Repo::with_history();
    repo.git(&["checkout", "--quiet", "-b", "side", "HEAD~1"]);
    repo.git(&["mv", "units/a.toml", "units/a-cu.toml"]);
    repo.commit("2024-04-01", "Đổi tên");
    repo.git(&["mv", "units/a-cu.toml", "units/a.toml"]);
    repo.append("units/a.toml", "evidence = \"Công văn 1\"\n");
    repo.commit("2024-04-02", "Đổi lại");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git_on("2024-04-03", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "side"]);
    // A file that went, and came again as a copy of another's.
    repo.git(&["rm", "--quiet", "units/c.toml"]);
    repo.commit("2024-04-04", "Xóa");
    let of_another = std::fs::read(repo.work.join("units/b.toml")).expect("it is there");
    repo.write("units/c.toml", of_another);
    repo.commit("2024-04-05", "Chép");
    repo.git(&["notes", "add", "--message", "Ghi chú", "HEAD"]);
    repo
}

#[test]
fn the_settings_of_a_repository_change_no_answer() {
    let repo = lively();
    let before = answers(&repo);
    has(&before[3], &["Công văn 1"]);
    let pipe = repo.beside("pipe");
    succeed(Command::new("mkfifo").arg(&pipe), b"");
    let pipe = pipe.to_str().expect("it is text");
    let settings = [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.diffMerges", "off"),
        ("log.date", "relative"),
        ("log.decorate", "full"),
        ("log.abbrevCommit", "true"),
        ("log.mailmap", "true"),
        ("mailmap.file", pipe),
        ("mailmap.blob", "HEAD:plan.toml"),
        ("diff.orderFile", pipe),
        ("core.attributesFile", pipe),
        ("core.excludesFile", pipe),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
        ("core.ignoreCase", "true"),
        ("core.autocrlf", "true"),
        ("core.commitGraph", "false"),
        ("core.warnAmbiguousRefs", "true"),
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("format.pretty", "oneline"),
        ("format.notes", "*"),
        ("notes.displayRef", "refs/notes/*"),
        ("diff.relative", "true"),
        ("diff.renames", "copies"),
        ("diff.renameLimit", "1"),
        ("diff.noprefix", "true"),
        ("diff.submodule", "log"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.colorMoved", "zebra"),
        ("diff.wordRegex", "."),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("core.logAllRefUpdates", "always"),
        ("transfer.hideRefs", "refs"),
        ("core.sparseCheckout", "true"),
    ];
    for (key, value) in settings {
        repo.git(&["config", key, value]);
        for (args, before) in ASKED.iter().zip(&before) {
            let run = repo.run(args);
            assert_eq!((run.code(), run.out()), (Some(0), before.as_str()), "{key}={value}, {args:?}: {run:?}");
        }
    }
    repo.write(".mailmap", "Người khác <x@example.vn> <vp@example.vn>\n");
    assert_eq!(answers(&repo), before);
}

#[test]
fn the_variables_of_a_user_change_no_answer() {
    let repo = lively();
    let other = Repo::init(&[]);
    let before = answers(&repo);
    let elsewhere = other.work.join(".git");
    let elsewhere = elsewhere.to_str().expect("it is text");
    let variables = [
        ("GIT_DIR", elsewhere),
        ("GIT_COMMON_DIR", elsewhere),
        ("GIT_WORK_TREE", elsewhere),
        ("GIT_INDEX_FILE", elsewhere),
        ("GIT_OBJECT_DIRECTORY", elsewhere),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", elsewhere),
        ("GIT_SHALLOW_FILE", elsewhere),
        ("GIT_GRAFT_FILE", elsewhere),
        ("GIT_CONFIG", elsewhere),
        ("GIT_PREFIX", "units/"),
        ("GIT_NAMESPACE", "khác"),
        ("GIT_NOTES_REF", "refs/notes/khác"),
        ("GIT_REPLACE_REF_BASE", "refs/heads/"),
        ("GIT_LITERAL_PATHSPECS", "0"),
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_NOGLOB_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_DIFF_OPTS", "--stat"),
        ("GIT_TRACE", "1"),
        ("GIT_TRACE2", "1"),
        ("GIT_FLUSH", "0"),
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_PAGER_IN_USE", "1"),
        ("LANG", "vi_VN.UTF-8"),
        ("LC_ALL", "vi_VN.UTF-8"),
        ("LANGUAGE", "vi"),
    ];
    for (name, value) in variables {
        for (args, before) in ASKED.iter().zip(&before) {
            let run = bounded(repo.command().env(name, value).args(*args));
            assert_eq!(run.ends_with(&[0]).out(), before, "{name}={value}, {args:?}");
        }
    }
    let run = bounded(repo.command().env("GIT_TRACE", "1").args(["diff", "HEAD:units"]));
    has(run.ends_with(&[2]).err(), &["there is no revision"]);
}

#[test]
fn a_repository_whose_files_lie_elsewhere_is_not_taken_for_that_of_the_workspace() {
    let repo = Repo::with_history();
    let elsewhere = repo.beside("elsewhere");
    std::fs::create_dir(&elsewhere).expect("folders can be made");
    repo.git(&["config", "core.worktree", elsewhere.to_str().expect("it is text")]);
    for args in [&["diff"][..], &["log", "--unit", "a"], &["verify-reports"]] {
        repo.refuses(args, 3).shows(str![[r"
error: [TEMP]/kho is not in a git repository; run git init (only diff works without git, between two folders)

"]]);
    }
}

/// Git reads its configuration before anything else: a pipe to which nobody writes would hold it for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_the_configuration_holds_nobody_up() {
    let repo = Repo::with_history();
    let config = repo.work.join(".git/config");
    std::fs::remove_file(&config).expect("it can be deleted");
    let made = std::process::Command::new("mkfifo").arg(&config).status().expect("mkfifo can be started");
    assert!(made.success());
    let said = repo.refuses(&["diff"], 3);
    assert!(said.contains("git did not answer within 20 seconds"), "{said}");
    // What needs no git does not ask it.
    assert_eq!(repo.run(&["status"]).code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_that_git_reads_is_named() {
    for file in [
        ".gitattributes",
        ".gitignore",
        "units/.gitattributes",
        ".git/index",
        ".git/packed-refs",
        ".git/info/attributes",
        ".git/info/exclude",
        ".git/objects/info/alternates",
        ".git/objects/info/commit-graph",
    ] {
        let repo = Repo::with_history();
        let path = repo.work.join(file);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo can be started");
        assert!(made.success());
        let said = repo.refuses(&["diff", "HEAD~1"], 3);
        assert!(said.contains(file) && said.contains("is a pipe and no file"), "{file}: {said}");
        assert_eq!(repo.run(&["status"]).code(), Some(0), "{file}");
    }
}
