//! No git, no repository, somebody else's repository, a broken one: each is called what it is.

use std::fs;
use std::os::unix::fs::{chown, symlink};

use snapbox::str;

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Shows as _, bounded, has, lacks};

const ASKED: &[&[&str]] = &[
    &["diff"],
    &["diff", "HEAD~1..HEAD"],
    &["log", "--unit", "a"],
    &["show", "x", "-u", "a", "--blame"],
    &["verify-reports"],
];

#[test]
fn without_git_it_is_said_that_git_is_needed() {
    let repo = Repo::with_history();
    for args in ASKED {
        let run = bounded(repo.command().env("PATH", repo.beside("home")).args(*args));
        run.fails(3).err().shows(str![[r"
error: git was not found: this command needs git in the PATH

"]]);
    }
    let run = bounded(repo.command().env("PATH", repo.beside("home")).args(["show", "x", "-u", "a"]));
    has(run.ends_with(&[0]).out(), &["Đơn vị A"]);
}

#[test]
fn without_a_repository_it_is_said_that_there_is_none() {
    let repo = Repo::with_history();
    fs::remove_dir_all(repo.work.join(".git")).expect("folders can be removed");
    for args in ASKED {
        repo.refuses(args, 3).shows(str![[r"
error: [TEMP]/kho is not in a git repository; run git init (only diff works without git, between two folders)

"]]);
    }
    let nothing = repo.at(std::path::Path::new("/nonexistent/workspace"));
    nothing.run(&["diff"]).ends_with(&[3]);
    nothing.run(&["log", "--unit", "a"]).ends_with(&[3]);
}

#[test]
fn a_repository_of_somebody_else_is_not_read_unless_its_user_says_so() {
    let repo = Repo::with_history();
    let stranger = Some(4242);
    if chown(repo.work.join(".git"), stranger, stranger).is_err() {
        eprintln!("not tried, since only root can give files away");
        return;
    }
    chown(&repo.work, stranger, stranger).expect("it was possible before");
    for args in ASKED {
        repo.refuses(args, 3).shows(str![[r"
error: git does not trust this repository because somebody else owns it; if you do, run: git config --global --add safe.directory '[TEMP]/kho'

"]]);
    }
    // What it says to do is what helps, also from a folder of the repository.
    let settings = repo.beside("settings");
    fs::write(&settings, "").expect("files can be written");
    let said = repo.refuses(&["diff"], 3);
    let advice = said.trim_end().rsplit_once("run: ").expect("it says what to run").1;
    let mut shell = std::process::Command::new("sh");
    let path = std::env::var_os("PATH").expect("there is a PATH");
    shell.env_clear().env("PATH", path).env("GIT_CONFIG_GLOBAL", &settings).args(["-c", advice]);
    bounded(&mut shell).ends_with(&[0]);
    let run = bounded(repo.command().env("GIT_CONFIG_GLOBAL", &settings).args(["diff", "HEAD~1", "HEAD"]));
    has(run.ends_with(&[0]).out(), &["Đơn vị B"]);
}

#[test]
fn a_broken_repository_is_not_called_none() {
    let repo = Repo::with_history();
    let config = repo.work.join(".git/config");
    let sound = fs::read_to_string(&config).expect("the file is there");
    let broken = [
        format!("{sound}[core\n"),
        sound.replace("repositoryformatversion = 0", "repositoryformatversion = 99"),
        "[core]\nrepositoryformatversion = 1\n[extensions]\nkhac = true\n".to_owned(),
    ];
    for text in broken {
        fs::write(&config, &text).expect("files can be written");
        let said = repo.refuses(&["diff"], 3);
        has(&said, &["git could not answer"]);
        lacks(&said, &["lies in no git repository"]);
    }
}

#[test]
fn a_git_file_leads_to_the_repository_it_names_or_to_none() {
    let repo = Repo::with_history();
    let moved = repo.beside("moved");
    fs::rename(repo.work.join(".git"), &moved).expect("folders can be moved");
    fs::write(repo.work.join(".git"), format!("gitdir: {}\n", moved.display())).expect("files can be written");
    has(&repo.says(&["diff", "HEAD~1"]), &["Đơn vị B"]);
    for text in ["gitdir: /nonexistent\n", "gitdir: .git\n", "khác\n", ""] {
        fs::write(repo.work.join(".git"), text).expect("files can be written");
        repo.refuses(&["diff", "HEAD~1"], 3);
    }
    fs::remove_file(repo.work.join(".git")).expect("files can be removed");
    symlink(&moved, repo.work.join(".git")).expect("links can be made");
    has(&repo.says(&["diff", "HEAD~1"]), &["Đơn vị B"]);
}

#[test]
fn two_folders_are_compared_without_any_git() {
    let repo = Repo::with_history();
    let copy = repo.beside("copy");
    fs::create_dir_all(copy.join("units")).expect("folders can be made");
    fs::write(copy.join("plan.toml"), PLAN).expect("files can be written");
    let mut command = repo.command();
    command.env("PATH", repo.beside("home")).arg("diff").arg(&copy).arg(&repo.work);
    has(bounded(&mut command).ends_with(&[0]).out(), &["Đơn vị A", "done: 01/3/2024"]);
    let mut command = repo.command();
    command.env("PATH", repo.beside("home")).arg("diff").arg(&copy);
    has(bounded(&mut command).ends_with(&[0]).out(), &["Đơn vị A", "done: 01/3/2024"]);
}
