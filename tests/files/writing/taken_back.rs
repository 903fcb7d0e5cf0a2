//! `tiendo undo`: what was recorded last is taken back, byte for byte, and nothing else.

use std::fs::{self, File};

use super::{everything, file_of, in_units, mark, tasks};
use crate::support::case::Case;

const HELD: &str = "\u{feff}# ghi tay\r\n[t0]\r\nnote = \"giữ\"\r\n";

/// Everything in the workspace but what the program keeps for itself.
fn files(case: &Case) -> Vec<(String, String)> {
    let all = everything(case.path()).into_iter().map(|(path, what)| (path.display().to_string(), format!("{what:?}")));
    all.filter(|(path, _)| !path.starts_with(".tiendo") && path != "units").collect()
}

#[test]
fn a_recording_is_taken_back_to_the_byte_and_only_once() {
    let case = Case::new(tasks(3)).unit("a", HELD);
    let before = files(&case);
    case.run(&["undo"]).fails(2);
    mark(&case, "t1").ends_with(&[0]);
    let after = files(&case);
    let shown = case.run(&["undo", "--dry-run"]);
    shown.ends_with(&[0]);
    assert!(shown.out().starts_with("Would take back: tiendo "), "{}", shown.out());
    assert!(shown.out().contains("done t1 --unit a --on 2024-02-01 --evidence t1\n"), "{}", shown.out());
    assert!(shown.out().contains("\n-[t1]"), "{}", shown.out());
    assert_eq!(files(&case), after, "a dry run writes nothing");
    let undone = case.run(&["undo"]);
    undone.ends_with(&[0]);
    assert!(undone.out().contains("Took back: tiendo ") && undone.out().contains("units/a.toml"), "{}", undone.out());
    assert_eq!(files(&case), before);
    let again = case.run(&["undo"]);
    assert_eq!(again.fails(2).err(), "error: there is no recording to take back: only the last one is kept\n");
}

#[test]
fn a_file_that_was_made_goes_again() {
    let case = Case::new(tasks(1));
    mark(&case, "t0").ends_with(&[0]);
    assert_eq!(in_units(&case), ["a.toml"]);
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!(in_units(&case), Vec::<String>::new());
    mark(&case, "t0").ends_with(&[0]);
}

#[test]
fn what_was_changed_since_is_left_alone_and_named() {
    let case = Case::new(tasks(2)).unit("a", "");
    mark(&case, "t0").ends_with(&[0]);
    let path = case.path().join("units/a.toml");
    let edited = format!("{}# by hand\n", file_of(&case, "a"));
    fs::write(&path, &edited).expect("it can be written");
    let refused = case.run(&["undo"]);
    let said = refused.fails(3).err().to_owned();
    assert!(said.starts_with("error: units/a.toml was changed after the last recording (tiendo "), "{said}");
    assert_eq!(file_of(&case, "a"), edited);
    // The next recording is the last then.
    mark(&case, "t1").ends_with(&[0]);
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!(file_of(&case, "a"), edited);
}

#[test]
fn an_import_is_taken_back_as_a_whole() {
    let sheet = "id,done,evidence\na/t0,2024-02-02,1-BC\nb/t0,2024-02-03,2-BC\n";
    let case = Case::new(tasks(1)).unit("a", "# một\n").with("sheet.csv", sheet);
    let before = files(&case);
    case.run(&["import", &case.path().join("sheet.csv").display().to_string()]).ends_with(&[0]);
    assert_eq!(in_units(&case), ["a.toml", "b.toml"]);
    // One of the two was put back when the process was killed.
    fs::write(case.path().join("units/a.toml"), "# một\n").expect("it can be written");
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!(files(&case), before);
}

#[test]
fn a_change_of_the_plan_is_taken_back_unless_records_would_be_lost() {
    let case = Case::new(tasks(1)).unit("a", "");
    let before = files(&case);
    let add = ["task", "add", "Inspection", "--id", "check", "--lead", "a", "--due", "2024-06-30"];
    case.run(&add).ends_with(&[0]);
    let undone = case.run(&["undo"]);
    undone.ends_with(&[0]);
    assert!(undone.out().contains("check"), "it says who owes what now: {}", undone.out());
    assert_eq!(files(&case), before);
    // Somebody wrote about the new task by hand.
    case.run(&add).ends_with(&[0]);
    fs::write(case.path().join("units/a.toml"), "[check]\nstarted = 2024-02-01\n").expect("it can be written");
    let held = files(&case);
    let refused = case.run(&["undo"]);
    assert!(refused.fails(2).err().contains("error[E401]"), "{}", refused.err());
    assert_eq!(files(&case), held);
}

#[test]
fn what_a_killed_process_wrote_down_is_known_by_the_files() {
    let case = Case::new(tasks(2)).unit("a", "");
    mark(&case, "t0").ends_with(&[0]);
    let path = case.path().join("units/a.toml");
    let first = file_of(&case, "a");
    let written = fs::metadata(&path).and_then(|meta| meta.modified()).expect("the system knows when");
    let (last, coming) = (case.path().join(".tiendo/.last"), case.path().join(".tiendo/.last-new"));
    let of_first = fs::read(&last).expect("it is kept");
    mark(&case, "t1").ends_with(&[0]);
    // Killed after the file took its place, before the name was given.
    fs::rename(&last, &coming).expect("it can be renamed");
    fs::write(&last, &of_first).expect("it can be written");
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!(file_of(&case, "a"), first);
    // Killed before: what is to come never came.
    mark(&case, "t1").ends_with(&[0]);
    fs::rename(&last, &coming).expect("it can be renamed");
    fs::write(&last, &of_first).expect("it can be written");
    fs::write(&path, &first).expect("it can be written");
    // As a checkout leaves it: the same text, written at another time.
    case.run(&["undo"]).fails(3);
    File::options().write(true).open(&path).and_then(|file| file.set_modified(written)).expect("it can be set");
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!(file_of(&case, "a"), "");
    // What is no recording of this program leads nowhere.
    fs::write(&last, "tiendo.last/1\nx\n1\n../a 0 1:ab 1\n").expect("it can be written");
    case.run(&["undo"]).fails(2);
}
