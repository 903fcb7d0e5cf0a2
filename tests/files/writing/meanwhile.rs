//! What an editor does to a file between its reading and its writing is noticed, and stays.

use std::fs;
use std::path::Path;

use tiendo::store::Trouble;
use tiendo::store::Workspace;
use tiendo::store::write::{Editing, Staged};

use super::everything;
use crate::support::case::{Case, plan};

const OLD: &str = "[t]\ndone = 2024-01-01\n";
const NEW: &[u8] = b"[t]\ndone = 2024-02-02\n";
const LIMIT: u64 = 1024;

/// What an editor can do to a file.
type Deed = fn(&Path);

const DEEDS: &[(&str, Deed)] = &[
    ("written in place", |path| fs::write(path, "# khác\n").expect("it can be written")),
    ("written in place, as long as before", |path| {
        fs::write(path, OLD.replace("01-01", "03-03")).expect("it can be written");
    }),
    ("emptied", |path| fs::write(path, "").expect("it can be written")),
    ("replaced", |path| {
        let other = path.with_extension("other");
        fs::write(&other, "# khác\n").expect("it can be written");
        fs::rename(other, path).expect("it can be renamed");
    }),
    ("deleted", |path| fs::remove_file(path).expect("it can be deleted")),
    ("made a folder", |path| {
        fs::remove_file(path).expect("it can be deleted");
        fs::create_dir(path).expect("a folder can be made");
    }),
    #[cfg(unix)]
    ("made a link to another file", |path| {
        fs::remove_file(path).expect("it can be deleted");
        fs::write(path.with_extension("other"), "# khác\n").expect("it can be written");
        std::os::unix::fs::symlink("a.other", path).expect("a link can be made");
    }),
    #[cfg(unix)]
    ("moved, with a link to where it is", |path| {
        fs::rename(path, path.with_extension("other")).expect("it can be renamed");
        std::os::unix::fs::symlink("a.other", path).expect("a link can be made");
    }),
];

fn case() -> Case {
    Case::new(plan("", "")).unit("a", OLD)
}

fn take(case: &Case, unit: &str) -> Result<Editing, Trouble> {
    Workspace::at(case.path()).edit_unit(unit, LIMIT)
}

fn stage(editing: Editing) -> Result<Staged, Trouble> {
    editing.stage(NEW)
}

fn changed(unit: &str) -> Trouble {
    Trouble::Changed { file: format!("units/{unit}.toml") }
}

#[test]
fn a_change_after_reading_stays() {
    for (what, deed) in DEEDS {
        let case = case();
        let editing = take(&case, "a").expect("the file can be taken");
        deed(&case.path().join("units/a.toml"));
        let before = everything(case.path());
        let swapped = stage(editing).and_then(|mut staged| staged.swap());
        assert_eq!(swapped, Err(changed("a")), "{what}");
        assert_eq!(everything(case.path()), before, "{what}");
    }
}

#[test]
fn a_change_after_staging_stays() {
    for (what, deed) in DEEDS {
        let case = case();
        let mut staged = take(&case, "a").and_then(stage).expect("the new file can be staged");
        let beside = everything(case.path());
        deed(&case.path().join("units/a.toml"));
        let mut before = everything(case.path());
        assert_eq!(staged.swap(), Err(changed("a")), "{what}");
        drop(staged);
        before.retain(|path, _| !path.ends_with(".a.toml.tiendo-new"));
        assert!(beside.len() > 5, "{beside:?}");
        assert_eq!(everything(case.path()), before, "{what}");
    }
}

#[test]
fn a_file_that_came_to_be_meanwhile_stays() {
    let deeds: &[(&str, Deed)] = &[
        ("a file", |path| fs::write(path, "# khác\n").expect("it can be written")),
        ("an empty file", |path| fs::write(path, "").expect("it can be written")),
        ("a folder", |path| fs::create_dir(path).expect("a folder can be made")),
        #[cfg(unix)]
        ("a link to nothing", |path| std::os::unix::fs::symlink("nowhere", path).expect("a link can be made")),
    ];
    for (what, deed) in deeds {
        let case = case();
        let mut staged = take(&case, "b").and_then(stage).expect("the new file can be staged");
        deed(&case.path().join("units/b.toml"));
        let mut before = everything(case.path());
        assert_eq!(staged.swap(), Err(changed("b")), "{what}");
        drop(staged);
        before.retain(|path, _| !path.ends_with(".b.toml.tiendo-new"));
        assert_eq!(everything(case.path()), before, "{what}");
    }
}

#[test]
fn the_same_bytes_written_again_are_no_change() {
    let case = case();
    let mut staged = take(&case, "a").and_then(stage).expect("the new file can be staged");
    fs::write(case.path().join("units/a.toml"), OLD).expect("it can be written");
    staged.swap().expect("nothing changed");
    staged.keep();
    assert_eq!(fs::read(case.path().join("units/a.toml")).expect("it is there"), NEW);
}

#[test]
fn what_is_staged_and_dropped_leaves_nothing() {
    let case = case();
    for unit in ["a", "b"] {
        drop(take(&case, unit).expect("the file can be taken"));
        let before = everything(case.path());
        drop(take(&case, unit).and_then(stage).expect("the new file can be staged"));
        assert_eq!(everything(case.path()), before, "{unit}");
    }
}
