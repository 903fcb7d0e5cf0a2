//! What is no plain file where the program would write: nothing is written through it, and nothing outside changes.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use super::{Kind, everything, file_of, in_units, mark, tasks};
use crate::support::case::{Case, bare, bounded};

const RECORD: &str = "[t0]\nevidence = \"0\"\n";

fn case() -> Case {
    Case::new(tasks(2)).unit("a", RECORD)
}

/// Folders and files that must stay as they are.
fn outside() -> Case {
    Case::empty().with("file.toml", RECORD).with("folder/a.toml", RECORD)
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

fn link(to: impl AsRef<Path>, at: &Path) {
    let _ = fs::remove_file(at);
    symlink(to, at).expect("a link can be made");
}

/// Fails unless both ways to write this unit's file are refused with these words, and nothing changes anywhere.
#[track_caller]
fn is_refused(what: &str, case: &Case, outside: &Case, words: &str) {
    let shape = |case: &Case| {
        let mut all = everything(case.path());
        // Locks may come to be where the way to them is clear.
        all.retain(|path, kind| !path.starts_with(".tiendo") || *kind == Kind::Special || path.ends_with(".tiendo"));
        all.remove(Path::new(".tiendo")).filter(|kind| *kind != Kind::Folder).map_or(all.clone(), |kind| {
            all.insert(".tiendo".into(), kind);
            all
        })
    };
    let before = (shape(case), everything(outside.path()));
    for args in [&super::done("t0")[..], &["sync", "--unit", "a"]] {
        let run = case.run(args);
        run.ends_with(&[3]);
        assert!(run.err().contains(words), "{what}: {run:?}");
        assert_eq!((shape(case), everything(outside.path())), before, "{what}: {run:?}");
    }
}

/// Fails unless the record is made and nothing outside changes.
#[track_caller]
fn is_written(what: &str, case: &Case, outside: &Case) {
    let before = everything(outside.path());
    let run = mark(case, "t0");
    run.ends_with(&[0]);
    assert!(file_of(case, "a").contains("done = 2024-02-01"), "{what}: {run:?}");
    assert_eq!(in_units(case), ["a.toml"], "{what}");
    assert_eq!(everything(outside.path()), before, "{what}");
}

#[test]
fn a_unit_file_that_is_a_link_is_refused() {
    let outside = outside();
    let targets = [
        ("outside", outside.path().join("file.toml")),
        ("a folder outside", outside.path().join("folder")),
        ("nothing outside", outside.path().join("nothing.toml")),
        ("inside", "../elsewhere.toml".into()),
        ("its neighbour", "b.toml".into()),
        ("nothing", "nothing.toml".into()),
        ("itself", "a.toml".into()),
    ];
    for (what, target) in targets {
        let case = case().unit("b", "# b\n").with("elsewhere.toml", RECORD);
        link(&target, &case.path().join("units/a.toml"));
        is_refused(what, &case, &outside, "E102");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let outside = outside();
    let case = || Case::new(tasks(2)).unit("b", "# b\n");
    let made = case();
    fifo(&made.path().join("units/a.toml"));
    is_refused("a pipe", &made, &outside, "units/a.toml is not a file");
    let made = case();
    fs::create_dir(made.path().join("units/a.toml")).expect("a folder can be made");
    is_refused("a folder", &made, &outside, "units/a.toml is not a file");
    let made = case();
    let _socket = UnixListener::bind(made.path().join("units/a.toml")).expect("a socket can be made");
    is_refused("a socket", &made, &outside, "units/a.toml is not a file");
}

#[test]
fn one_unit_that_cannot_be_written_does_not_keep_sync_from_the_others() {
    let outside = outside();
    let case = case();
    link(outside.path().join("file.toml"), &case.path().join("units/a.toml"));
    case.run(&["sync"]).ends_with(&[3]);
    assert!(file_of(&case, "b").contains("[t1]"));
    assert_eq!(fs::read_to_string(outside.path().join("file.toml")).expect("it is there"), RECORD);
}

#[test]
fn a_folder_of_units_that_is_a_link_is_refused() {
    let outside = outside();
    let inside = Case::new(tasks(2)).with("real/a.toml", RECORD);
    symlink("real", inside.path().join("units")).expect("a link can be made");
    is_refused("inside", &inside, &outside, "units/ is a symbolic link");
    for (what, target) in [("outside", "folder"), ("nothing", "nothing")] {
        let case = Case::new(tasks(2));
        symlink(outside.path().join(target), case.path().join("units")).expect("a link can be made");
        is_refused(what, &case, &outside, "units");
    }
    let case = Case::new(tasks(2)).with("units", "no folder");
    is_refused("a file", &case, &outside, "units");
}

#[test]
fn a_folder_of_locks_that_is_no_folder_is_refused() {
    let outside = outside();
    for target in [outside.path().join("folder"), outside.path().join("nothing"), "units".into()] {
        let case = case();
        symlink(&target, case.path().join(".tiendo")).expect("a link can be made");
        is_refused("a link", &case, &outside, ".tiendo/ is a symbolic link");
    }
    is_refused("a file", &case().with(".tiendo", ""), &outside, ".tiendo is not a folder");
}

#[test]
fn a_lock_that_is_no_file_is_refused() {
    let outside = outside();
    for target in [outside.path().join("file.toml"), outside.path().join("nothing"), "../units/a.toml".into()] {
        let case = case().with(".tiendo/.gitignore", "*\n");
        symlink(&target, case.path().join(".tiendo/a.lock")).expect("a link can be made");
        is_refused("a link", &case, &outside, ".tiendo/a.lock is a symbolic link");
    }
    let made = case().with(".tiendo/.gitignore", "*\n");
    fifo(&made.path().join(".tiendo/a.lock"));
    is_refused("a pipe", &made, &outside, ".tiendo/a.lock is not a file");
    let made = case().with(".tiendo/.gitignore", "*\n");
    fs::create_dir(made.path().join(".tiendo/a.lock")).expect("a folder can be made");
    is_refused("a folder", &made, &outside, ".tiendo/a.lock is not a file");
}

#[test]
fn what_is_said_to_git_is_not_said_through_a_link() {
    let outside = outside();
    for target in ["nothing", "file.toml"] {
        let case = case();
        fs::create_dir(case.path().join(".tiendo")).expect("a folder can be made");
        link(outside.path().join(target), &case.path().join(".tiendo/.gitignore"));
        is_written(target, &case, &outside);
    }
    // What somebody else said there stays.
    let case = case().with(".tiendo/.gitignore", "*.lock\n");
    is_written("another rule", &case, &outside);
    assert_eq!(fs::read_to_string(case.path().join(".tiendo/.gitignore")).expect("it is there"), "*.lock\n");
}

#[test]
fn what_a_killed_process_left_is_cleared_away_and_never_written_through() {
    const LEFT: &str = ".a.toml.tiendo-new";
    let outside = outside();
    let at = |case: &Case| case.path().join("units").join(LEFT);
    is_written("a file", &case().with(format!("units/{LEFT}"), "# dở dang"), &outside);
    for target in [outside.path().join("file.toml"), outside.path().join("nothing"), "a.toml".into()] {
        let case = case();
        link(&target, &at(&case));
        is_written("a link", &case, &outside);
    }
    // The killed process may have been at the point where both names are one file.
    let made = case();
    fs::hard_link(made.path().join("units/a.toml"), at(&made)).expect("a link can be made");
    is_written("a hard link", &made, &outside);
    let made = case();
    fifo(&at(&made));
    is_written("a pipe", &made, &outside);
    // A folder is nobody's leftover.
    let made = case();
    fs::create_dir(at(&made)).expect("a folder can be made");
    is_refused("a folder", &made, &outside, "units/a.toml cannot be written");
    // It goes even where there is nothing left to write.
    let made = case();
    mark(&made, "t0").ends_with(&[0]);
    fs::write(at(&made), "# dở dang").expect("it can be written");
    is_written("nothing to write", &made, &outside);
}

#[test]
fn another_name_of_the_same_file_keeps_what_it_held() {
    let outside = outside();
    let case = case();
    let other = outside.path().join("another-name.toml");
    fs::hard_link(case.path().join("units/a.toml"), &other).expect("a link can be made");
    is_written("a hard link", &case, &outside);
    assert_eq!(fs::read_to_string(other).expect("it is there"), RECORD);
}

#[test]
fn a_workspace_may_lie_behind_a_link() {
    let case = case();
    let around = Case::empty();
    symlink(case.path(), around.path().join("workspace")).expect("a link can be made");
    let run = bounded(bare().args(super::done("t0")).arg("-C").arg(around.path().join("workspace")));
    run.ends_with(&[0]);
    assert!(file_of(&case, "a").contains("done = 2024-02-01"));
    // And the command may be given in a folder below it.
    let run = bounded(bare().args(super::done("t1")).current_dir(around.path().join("workspace/units")));
    run.ends_with(&[0]);
    assert!(file_of(&case, "a").contains("[t1]"));
}

#[test]
fn init_makes_no_plan_through_a_link() {
    let outside = outside();
    let before = everything(outside.path());
    for target in ["nothing", "file.toml"] {
        let case = Case::empty();
        symlink(outside.path().join(target), case.path().join("plan.toml")).expect("a link can be made");
        let empty = everything(case.path());
        case.run(&["init"]).ends_with(&[2]);
        assert_eq!((everything(case.path()), everything(outside.path())), (empty, before.clone()), "{target}");
    }
}
