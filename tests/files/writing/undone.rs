//! All or nothing: what is not kept is undone, and a dry run does nothing that could be.

use std::fs;

use tiendo::store::Trouble;
use tiendo::store::Workspace;
use tiendo::store::write::Staged;

use super::{everything, file_of, mark, tasks};
use crate::support::case::{Case, plan};

const UNITS: [&str; 3] = ["a", "b", "c"];

/// A workspace in which `b` has no file yet, with a new file for each unit staged.
fn staged() -> (Case, Vec<Staged>) {
    let case = Case::new(plan("", "")).unit("a", "# a cũ\n").unit("c", "# c cũ\n");
    let workspace = Workspace::at(case.path());
    let staged = UNITS.map(|unit| {
        let editing = workspace.edit_unit(unit, 1024).expect("the file can be taken");
        editing.stage(format!("# {unit} mới\n").as_bytes()).expect("the new file can be staged")
    });
    (case, staged.into())
}

#[test]
fn where_one_of_several_files_fails_the_others_are_the_old_ones_again() {
    for failing in UNITS {
        let (case, mut staged) = staged();
        let file = format!("units/{failing}.toml");
        fs::write(case.path().join(&file), "# sửa\n").expect("it can be written");
        let mut expected = everything(case.path());
        expected.retain(|path, _| !path.to_string_lossy().ends_with(".tiendo-new"));
        let mut swapped = staged.iter_mut().map(Staged::swap);
        assert_eq!(swapped.find(Result::is_err), Some(Err(Trouble::Changed { file })));
        drop(swapped);
        drop(staged);
        assert_eq!(everything(case.path()), expected, "{failing}");
    }
}

#[test]
fn what_is_kept_stays() {
    let (case, mut staged) = staged();
    for one in &mut staged {
        one.swap().expect("nothing changed");
    }
    staged.into_iter().for_each(Staged::keep);
    assert_eq!(UNITS.map(|unit| file_of(&case, unit)), UNITS.map(|unit| format!("# {unit} mới\n")));
    assert_eq!(super::in_units(&case), UNITS.map(|unit| format!("{unit}.toml")));
}

#[test]
fn undoing_leaves_what_an_editor_did_since() {
    let (case, mut staged) = staged();
    for one in &mut staged {
        one.swap().expect("nothing changed");
    }
    fs::write(case.path().join("units/a.toml"), "# a sửa\n").expect("it can be written");
    fs::write(case.path().join("units/b.toml"), "# b sửa\n").expect("it can be written");
    drop(staged);
    assert_eq!(UNITS.map(|unit| file_of(&case, unit)), ["# a sửa\n", "# b sửa\n", "# c cũ\n"]);
    assert_eq!(super::in_units(&case), UNITS.map(|unit| format!("{unit}.toml")));
}

#[test]
fn undoing_leaves_what_an_editor_deleted() {
    let (case, mut staged) = staged();
    for one in &mut staged {
        one.swap().expect("nothing changed");
    }
    for unit in ["a", "b"] {
        fs::remove_file(case.path().join(format!("units/{unit}.toml"))).expect("it can be deleted");
    }
    drop(staged);
    assert_eq!(super::in_units(&case), ["c.toml"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let plan = tasks(3).replace("language", "acceptance = true\nlanguage");
    let record = "[t0]\ndone = 2024-02-01\nevidence = \"1\"\n";
    for case in [Case::new(&plan), Case::new(&plan).unit("a", record)] {
        let before = everything(case.path());
        let commands: [(&[&str], i32); 9] = [
            (&["done", "t1"], 0),
            (&["start", "t1"], 0),
            (&["extend", "t1", "--to", "2024-06-01", "--by", "1-CV"], 0),
            (&["waive", "t1", "--by", "1-CV"], 0),
            (&["promise", "t1", "2024-06-01", "--reason", "…"], 0),
            (&["accept", "t0"], 2),
            (&["return", "t0", "--reason", "…"], 2),
            (&["reopen", "t0"], 2),
            (&["sync"], 0),
        ];
        for (command, code) in commands {
            let run = case.run(&[command, &["--unit", "a", "--as-of", "2024-05-15", "--dry-run"]].concat());
            // Where there is a record, all of them make sense.
            run.ends_with(&[if before.len() > 1 { 0 } else { code }]);
            assert_eq!(everything(case.path()), before, "{command:?}: {run:?}");
        }
    }
}

#[test]
fn what_is_refused_writes_nothing() {
    let case = Case::new(tasks(1)).unit("a", "[t0]\nwaived = { by = \"1-CV\", on = 2024-01-01 }\n");
    let before = everything(case.path());
    for task in ["t0", "t9"] {
        mark(&case, task).ends_with(&[2]);
        let mut after = everything(case.path());
        after.retain(|path, _| !path.starts_with(".tiendo"));
        assert_eq!(after, before, "{task}");
    }
}

#[test]
fn what_cannot_be_taken_back_is_named() {
    let (case, mut staged) = staged();
    for one in &mut staged {
        one.swap().expect("nothing changed");
    }
    fs::write(case.path().join("units/a.toml"), "# a sửa\n").expect("it can be written");
    let stuck: Vec<_> = staged.into_iter().filter_map(|one| one.take_back().err()).collect();
    assert_eq!(stuck, [Trouble::NotTakenBack { file: "units/a.toml".to_owned() }]);
    assert_eq!(super::in_units(&case), ["a.toml", "c.toml"]);
    assert_eq!(file_of(&case, "c"), "# c cũ\n");
}

/// The record is written before anything is said; who only sees the exit code would take it for not written.
#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_said_on_standard_output_standard_error_says_what_was_written() {
    let case = Case::new(tasks(1)).unit("a", "");
    for args in [&super::done("t0")[..], &["sync", "--unit", "b"]] {
        let full = fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let output = case.command().args(args).stdout(full).output().expect("the program can be started");
        let said = String::from_utf8(output.stderr).expect("standard error is UTF-8");
        assert_eq!(output.status.code(), Some(3), "{said}");
        let unit = if args[0] == "sync" { "b" } else { "a" };
        assert!(said.contains(&format!("Written: units/{unit}.toml")), "{said}");
        assert!(file_of(&case, unit).contains("[t0]"), "{said}");
    }
}
