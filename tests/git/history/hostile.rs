//! Repositories that somebody else made: nothing of theirs is run, nothing makes the program fail other than by saying so.

use std::fs;

use super::recorded::told;
use crate::repo::Repo;
use crate::support::case::bounded;

const COMMANDS: [&[&str]; 5] = [
    &["log", "ke-hoach"],
    &["log", "--unit", "a"],
    &["log", "--unit", "a", "--format", "json"],
    &["show", "ke-hoach", "--blame"],
    &["verify-reports"],
];

/// Fails unless every command ends by itself, without a panic.
#[track_caller]
fn withstood(repo: &Repo) {
    for args in COMMANDS {
        let run = bounded(repo.program().args(args));
        assert!(matches!(run.code(), Some(0..=3)), "{args:?}: {run:?}");
        assert!(!run.err().contains("panicked"), "{args:?}: {run:?}");
        let shown = |text: &str| text.chars().all(|c| !c.is_control() || c == '\n');
        assert!(shown(run.out()) && shown(run.err()), "{args:?}: {run:?}");
    }
}

#[test]
fn messages_and_texts_with_signs_for_the_terminal_are_harmless() {
    let repo = Repo::recorded("[ke-hoach]\nnote = \"\\u001b[31m đỏ \\u0007\"\n");
    let odd = "\u{2}\u{1f}\u{1b}]0;tiêu đề\u{7} :100644 ::\u{1f}17\u{1f}x\n\nhai";
    repo.write("units/a.toml", "[ke-hoach]\nnote = \"y\"\n");
    let last = repo.commit("2024-04-01T08:00:00+07:00", odd);
    withstood(&repo);
    assert_eq!(told(&repo.json(&["log", "ke-hoach"]))[0], format!("{last} 2024-04-01 ke-hoach: note"));
}

#[test]
fn days_beyond_every_calendar_are_days() {
    for moment in ["@0 +0000", "@4102444800 +1400", "@99999999999 -1200"] {
        let repo = Repo::recorded("");
        repo.write("units/a.toml", "[ke-hoach]\nnote = \"x\"\n");
        repo.commit(moment, "Ngày lạ");
        withstood(&repo);
        assert_eq!(told(&repo.json(&["log", "ke-hoach"])).len(), 1, "{moment}");
    }
    // A commit that git itself would not make.
    let repo = Repo::recorded("[ke-hoach]\nnote = \"x\"\n");
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    let who = "Ai đó <x@example.org> 99999999999999999999 +9999";
    let commit = format!("tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n");
    fs::write(repo.beside("commit"), commit).expect("it can be written");
    let file = repo.beside("commit");
    let id = repo.git(&["hash-object", "-t", "commit", "-w", "--literally", file.to_str().expect("it is text")]);
    repo.git(&["update-ref", "HEAD", id.trim()]);
    withstood(&repo);
}

#[cfg(unix)]
#[test]
fn links_folders_and_modules_in_the_place_of_files_are_no_records() {
    let repo = Repo::recorded("[ke-hoach]\nnote = \"x\"\n");
    fs::remove_file(repo.workspace.join("units/a.toml")).expect("files can be removed");
    std::os::unix::fs::symlink("/etc/passwd", repo.workspace.join("units/a.toml")).expect("links can be made");
    repo.commit("2024-04-01T08:00:00+07:00", "Liên kết");
    withstood(&repo);
    fs::remove_file(repo.workspace.join("units/a.toml")).expect("files can be removed");
    repo.write("units/a.toml/x", "y");
    repo.write("reports/2024-Q1.md/x", "y");
    repo.commit("2024-04-02T08:00:00+07:00", "Thư mục");
    withstood(&repo);
    fs::remove_dir_all(repo.workspace.join("units/a.toml")).expect("folders can be removed");
    let id = repo.git(&["rev-parse", "HEAD"]);
    let entry = format!("160000,{},units/a.toml", id.trim());
    repo.git(&["rm", "--quiet", "-r", "--cached", "units/a.toml"]);
    repo.git(&["update-index", "--add", "--cacheinfo", &entry]);
    repo.git_on("2024-04-03T08:00:00+07:00", &["commit", "--quiet", "--message", "Kho con"]);
    withstood(&repo);
}

#[test]
fn what_the_repository_says_to_run_is_not_run() {
    let repo = Repo::recorded("[ke-hoach]\nnote = \"x\"\n");
    repo.record("2024-04-01T08:00:00+07:00", "[ke-hoach]\nnote = \"y\"\n");
    let ran = repo.beside("đã chạy");
    let touch = format!("touch '{}'", ran.display());
    for key in [
        "core.pager",
        "core.fsmonitor",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
        "filter.x.clean",
        "gpg.program",
        "core.sshCommand",
        "pager.log",
    ] {
        repo.git(&["config", key, &touch]);
    }
    repo.git(&["config", "log.showSignature", "true"]);
    repo.git(&["config", "log.follow", "true"]);
    repo.git(&["config", "log.mailmap", "true"]);
    repo.git(&["config", "diff.renames", "copies"]);
    repo.git(&["config", "log.diffMerges", "first-parent"]);
    repo.write(".git/info/attributes", "* diff=x filter=x\n");
    withstood(&repo);
    assert_eq!(told(&repo.json(&["log", "ke-hoach"])).len(), 2);
    assert!(!ran.exists(), "something was run");
}

#[test]
fn a_repository_with_objects_gone_is_said() {
    let repo = Repo::recorded("[ke-hoach]\nnote = \"x\"\n");
    let id = repo.git(&["rev-parse", "HEAD:units/a.toml"]);
    let (folder, name) = id.trim().split_at(2);
    repo.record("2024-04-01T08:00:00+07:00", "[ke-hoach]\nnote = \"y\"\n");
    fs::remove_file(repo.workspace.join(".git/objects").join(folder).join(name)).expect("files can be removed");
    withstood(&repo);
    let run = repo.run(&["log", "ke-hoach"]);
    run.ends_with(&[3]);
    assert!(run.err().contains(id.trim()), "{run:?}");
}

#[test]
fn files_in_the_place_of_the_three_make_the_driver_say_so() {
    let repo = Repo::planned();
    let text = |name: &str, bytes: &[u8]| {
        fs::write(repo.workspace.join(name), bytes).expect("files can be written");
    };
    let texts: [&[u8]; 7] = [
        b"",
        b"\xff",
        b"[",
        b"\xef\xbb\xbf[ke-hoach]\r\ndone = 2024-03-20\r\n",
        b"<<<<<<< ours\n",
        b"\0\0",
        b"[ke-hoach]\nevidence = [\"\", \"\"]",
    ];
    for (one, two) in texts.iter().flat_map(|one| texts.iter().map(move |two| (one, two))) {
        for path in ["units/a.toml", "units/không có.toml", "a.toml", "", "/", "../../x", "units/\u{1b}.toml"] {
            text("o", b"[ke-hoach]\ndone = 2024-03-19\n");
            text("a", one);
            text("b", two);
            let run = bounded(Repo::program_in(&repo.workspace).args(["merge-driver", "o", "a", "b", path]));
            assert!(matches!(run.code(), Some(0..=3)) && !run.err().contains("panicked"), "{path:?}: {run:?}");
            if run.code() == Some(0) && one == two {
                assert_eq!(repo.bytes("a"), *one, "the same on both sides");
            }
            if path.len() < 4 {
                break;
            }
        }
    }
    let run = bounded(Repo::program_in(&repo.workspace).args(["merge-driver", "o", "a", "gone", "units/a.toml"]));
    run.ends_with(&[3]);
    assert!(run.err().contains("gone"), "{run:?}");
}
