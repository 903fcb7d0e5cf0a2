//! An import that was killed between its files: the next command that records finishes it.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::{everything, file_of, in_units, mark, tasks};
use crate::support::case::Case;

const READY: &str = "[t0]\ndone = 2024-02-02\nevidence = \"15-BC\"\n";
const JOURNAL: &str = ".tiendo/.journal";
/// The new text of the second file, beside it.
const LIES_READY: &str = "units/.b.toml.tiendo-new";

/// A text as the journal says what a file holds.
fn print(text: &str) -> String {
    let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}:{digest}", text.len())
}

/// When a file was written, as the journal says it.
fn written(path: &Path) -> u128 {
    let modified = fs::metadata(path).and_then(|meta| meta.modified()).expect("the system knows when");
    modified.duration_since(UNIX_EPOCH).expect("it is after 1970").as_nanos()
}

fn journal(case: &Case, text: &str) {
    fs::write(case.path().join(JOURNAL), text).expect("it can be written");
}

/// What an interrupted import of both units writes down.
fn both(case: &Case) -> String {
    let line = |unit: &str| {
        let at = written(&case.path().join(format!("units/.{unit}.toml.tiendo-new")));
        format!("{unit} {} {} {at}\n", print("# cũ\n"), print(READY))
    };
    format!("tiendo.journal/1\n{}{}end\n", line("a"), line("b"))
}

/// A workspace in which two files were to be replaced together, when the process was killed.
fn cut_short() -> Case {
    let case = Case::new(tasks(2))
        .unit("a", "# cũ\n")
        .unit("b", "# cũ\n")
        .with("units/.a.toml.tiendo-new", READY)
        .with("units/.b.toml.tiendo-new", READY)
        .with(JOURNAL, "");
    journal(&case, &both(&case));
    case
}

#[test]
fn the_next_command_that_records_finishes_what_was_begun() {
    let case = cut_short();
    let run = mark(&case, "t1");
    run.ends_with(&[0]);
    assert_eq!(run.err(), "An earlier import was interrupted; 2 files written now to finish it.\n");
    assert_eq!(file_of(&case, "a"), format!("{READY}\n[t1]\ndone = 2024-02-01\nevidence = \"t1\"\n"));
    assert_eq!(file_of(&case, "b"), READY);
    assert_eq!(in_units(&case), ["a.toml", "b.toml"]);
    assert!(!case.path().join(JOURNAL).exists());
    mark(&case, "t0").ends_with(&[2]);
    assert_eq!(mark(&case, "t0").err().matches("interrupted").count(), 0);
}

/// A plan that was to be written together with units' files is, whichever file the next command takes.
#[test]
fn a_plan_is_finished_like_the_files_of_units() {
    let plan = tasks(2);
    let new = format!("{plan}# mới\n");
    let event: &[&str] = &["event", "add", "so-ket", "--name", "Sơ kết"];
    for record in [&["done", "t1", "--unit", "a", "--on", "2024-02-01"][..], event] {
        let case = Case::new(&plan)
            .unit("a", "# cũ\n")
            .with("units/.a.toml.tiendo-new", READY)
            .with(".plan.toml.tiendo-new", &new)
            .with(JOURNAL, "");
        let at = |beside: &str| written(&case.path().join(beside));
        let unit = format!("a {} {} {}\n", print("# cũ\n"), print(READY), at("units/.a.toml.tiendo-new"));
        let own = format!("plan.toml {} {} {}\n", print(&plan), print(&new), at(".plan.toml.tiendo-new"));
        journal(&case, &format!("tiendo.journal/1\n{unit}{own}end\n"));
        let run = case.run(record);
        run.ends_with(&[0]);
        assert!(run.err().contains("An earlier import was interrupted; 2 files written now to finish it."), "{run:?}");
        let now = fs::read_to_string(case.path().join("plan.toml")).expect("the plan");
        assert!(now.contains("# mới\n"), "{record:?}: {now}");
        assert!(file_of(&case, "a").starts_with(READY), "{record:?}");
        assert!(!case.path().join(JOURNAL).exists(), "{record:?}");
    }
}

#[test]
fn what_somebody_changed_since_stays_and_is_told() {
    let case = cut_short();
    fs::write(case.path().join("units/b.toml"), "# sửa\n").expect("it can be written");
    let run = mark(&case, "t1");
    run.ends_with(&[0]);
    let told = "An earlier import was interrupted; 1 file written now, 1 file changed since and left alone: import that \
                sheet again.\n";
    assert_eq!(run.err(), told);
    assert_eq!(file_of(&case, "b"), "# sửa\n");
}

#[test]
fn commands_that_read_say_so_and_write_nothing() {
    let case = cut_short();
    let before = everything(case.path());
    let told =
        "An import was interrupted: 2 files not written yet. The next command that records something finishes it.\n";
    for args in [&["status"][..], &["list"], &["check"], &["show", "t0"], &["sync", "--dry-run"]] {
        let run = case.run(args);
        assert_eq!(run.err().matches(told).count(), 1, "{args:?}: {run:?}");
        assert_eq!(everything(case.path()), before, "{args:?}");
    }
    // Nothing is left to do where every file holds its new text.
    for unit in ["a", "b"] {
        fs::write(case.path().join(format!("units/{unit}.toml")), READY).expect("it can be written");
    }
    assert_eq!(case.run(&["status"]).err(), "");
}

/// The same with what `undo` needs: the import of one sheet, killed after its first file.
fn cut_short_after_one() -> Case {
    let case = cut_short();
    fs::rename(case.path().join("units/.a.toml.tiendo-new"), case.path().join("units/a.toml"))
        .expect("it can be moved");
    let new = |beside: &str| format!("{} {}", print(READY), written(&case.path().join(beside)));
    let old = "# cũ\n";
    let line = |file: &str, beside: &str| format!("units/{file} {} {}\n", old.len(), new(beside));
    let lines = line("a.toml", "units/a.toml") + &line("b.toml", LIES_READY);
    let last = format!("tiendo.last/1\ntiendo import s.xlsx\n2\n{lines}{old}{old}");
    fs::write(case.path().join(".tiendo/.last-new"), last).expect("it can be written");
    case
}

#[test]
fn what_the_journal_awaits_is_nowhere_called_something_to_delete() {
    let case = cut_short_after_one();
    let told = "An import was interrupted: 1 file not written yet. The next command that records something finishes it; tiendo \
                undo takes all of it back.\n";
    for args in [&["status"][..], &["check"]] {
        let run = case.run(args);
        assert_eq!(run.err(), told, "{args:?}");
        assert!(!run.out().contains(".tiendo-new"), "{args:?}: {run:?}");
    }
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!((file_of(&case, "a"), file_of(&case, "b")), ("# cũ\n".to_owned(), "# cũ\n".to_owned()));
    assert_eq!(case.run(&["status"]).err(), "");
}

#[test]
fn a_new_text_that_somebody_deleted_is_told_as_gone() {
    let case = cut_short_after_one();
    fs::remove_file(case.path().join(LIES_READY)).expect("it is there");
    for lang in ["en", "vi"] {
        let told = if lang == "en" {
            "An import was interrupted: 0 files not written yet, and for 1 file the new text is gone. Import that sheet again, \
             or take back what was written: tiendo undo.\n"
        } else {
            "Một lần nhập bị gián đoạn: còn 0 tệp chưa ghi, 1 tệp không còn nội dung mới để ghi. Hãy nhập lại bảng ấy, hoặc hủy \
             phần đã ghi: tiendo undo.\n"
        };
        assert_eq!(case.run(&["status", "--lang", lang]).err(), told);
        assert_eq!(case.run(&["check", "--lang", lang]).err(), told);
    }
    let run = mark(&case, "t1");
    run.ends_with(&[0]);
    let told = "An earlier import was interrupted; 0 files written now, 0 files changed since and left alone, 1 file not \
                written, since the new text is gone: import that sheet again.\n";
    assert_eq!(run.err(), told);
    // Or all of it is taken back.
    let case = cut_short_after_one();
    fs::remove_file(case.path().join(LIES_READY)).expect("it is there");
    case.run(&["undo"]).ends_with(&[0]);
    assert_eq!((file_of(&case, "a"), file_of(&case, "b")), ("# cũ\n".to_owned(), "# cũ\n".to_owned()));
}

#[test]
fn what_had_not_begun_is_not_done() {
    for cut in [0, 5, 40, 4, 1] {
        let case = cut_short();
        let whole = both(&case);
        let text = if cut == 0 { "" } else { &whole[..whole.len() - cut] };
        journal(&case, text);
        let run = mark(&case, "t1");
        run.ends_with(&[0]);
        assert_eq!(run.err(), "", "{cut}");
        assert_eq!(file_of(&case, "a"), "# cũ\n\n[t1]\ndone = 2024-02-01\nevidence = \"t1\"\n", "{cut}");
        assert_eq!(file_of(&case, "b"), "# cũ\n", "{cut}");
        assert!(!case.path().join(JOURNAL).exists(), "{cut}");
    }
}

/// What comes with a repository was written at another moment than its journal names.
#[test]
fn a_journal_and_files_that_came_from_elsewhere_do_nothing() {
    let case = cut_short();
    for unit in ["a", "b"] {
        let path = case.path().join(format!("units/.{unit}.toml.tiendo-new"));
        let again = fs::File::options().write(true).open(path).expect("it is there");
        again.set_modified(UNIX_EPOCH).expect("the system can set it");
    }
    assert_eq!(case.run(&["status"]).err(), "");
    mark(&case, "t1").ends_with(&[0]);
    assert_eq!(file_of(&case, "a"), "# cũ\n\n[t1]\ndone = 2024-02-01\nevidence = \"t1\"\n");
    assert_eq!(file_of(&case, "b"), "# cũ\n");
}

#[test]
fn a_journal_of_another_edition_or_of_nobody_stops_who_records() {
    let case = cut_short();
    let whole = both(&case);
    let outside = format!("tiendo.journal/1\n../x - {} 0\nend\n", print(READY));
    let binary = "tiendo.journal/1\na\u{0} - - -\nend\n".to_owned();
    for text in [whole.replace("/1", "/2"), outside, binary, "end\n".to_owned()] {
        journal(&case, &text);
        let before = everything(&case.path().join("units"));
        let run = mark(&case, "t1");
        run.ends_with(&[3]);
        assert!(run.err().starts_with("error: .tiendo/.journal: another version of tiendo was interrupted"), "{run:?}");
        assert_eq!(everything(&case.path().join("units")), before, "{text}");
        case.run(&["status"]).ends_with(&[0]);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_finished_through_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let target = elsewhere.path().join("x");
    for linked in [JOURNAL, "units/.a.toml.tiendo-new", "units/a.toml"] {
        let case = cut_short();
        let path = case.path().join(linked);
        fs::rename(&path, &target).expect("it can be moved");
        symlink(&target, &path).expect("links can be made");
        let held = fs::read(&target).expect("it is there");
        let run = mark(&case, "t1");
        assert_eq!(fs::read(&target).expect("it is there"), held, "{linked}: {run:?}");
        let left = if linked == "units/.a.toml.tiendo-new" { "1 file changed since" } else { "is a symbolic link" };
        assert!(run.err().contains(left), "{linked}: {run:?}");
    }
}
