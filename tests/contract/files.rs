//! Sections 1 and 3: units' files, in every style of writing, missing, faulty and strange.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::support::case::{Case, Status, flags, plan, task, text, totals};

const TASKS: &str = "\
[[tasks]]
id = \"mot\"
title = \"Một việc\"
lead = [\"a\"]
due = \"2024-Q1\"
[[tasks]]
id = \"quy\"
title = \"Sinh hoạt\"
lead = [\"a\"]
every = \"quarter\"
";

/// The items of the plan above with this file of the unit `a`.
fn items(file: &[u8]) -> Vec<Value> {
    let status = Case::new(plan("", TASKS)).unit("a", file).unit("b", "").status("2024-05-15", &[]);
    status.run.ends_with(&[0]);
    assert_eq!(status.run.err(), "", "a sound file needs no words");
    status.items().to_vec()
}

/// The same records, written in every way TOML has.
const STYLES: &[(&str, &str)] = &[
    (
        "headers",
        "[mot]\nstarted = 2024-03-01\ndone = 2024-03-28\nevidence = [\"Công văn\", \"b\"]\nnote = \"C:\\\\x\"\n\n\
         [quy.2024-Q1]\nreason = \"bão\"\nextended = { to = 2024-04-15, by = \"CV 77\", on = 2024-03-29 }\n\n\
         [quy.2024-Q2]\nwaived = { by = \"CV 80\", on = 2024-03-30 }\n",
    ),
    (
        "order turned, comments, literal strings",
        "# tệp của A\n[quy.2024-Q2] # hai\nwaived = { on = 2024-03-30, by = 'CV 80' } # miễn\n\
         [quy.2024-Q1]\nextended = { on = 2024-03-29, to = 2024-04-15, by = 'CV 77' }\nreason = 'bão'\n\
         [mot]\nnote = 'C:\\x'\nevidence = [ # danh sách\n  'Công văn',\n  'b', # cuối\n]\n\
         done = 2024-03-28\nstarted = 2024-03-01",
    ),
    (
        "dotted keys",
        "mot.started = 2024-03-01\nmot.done = 2024-03-28\nmot.evidence = [\"Công văn\", \"b\"]\nmot.note = 'C:\\x'\n\
         quy.2024-Q1.reason = \"bão\"\nquy.2024-Q1.extended.to = 2024-04-15\nquy.2024-Q1.extended.by = \"CV 77\"\n\
         quy.2024-Q1.extended.on = 2024-03-29\nquy.2024-Q2.waived.by = \"CV 80\"\nquy.2024-Q2.waived.on = 2024-03-30\n",
    ),
    (
        "inline tables",
        "mot = { started = 2024-03-01, done = 2024-03-28, evidence = [\"Công văn\", \"b\"], note = 'C:\\x' }\n\
         quy = { 2024-Q1 = { reason = \"bão\", extended = { to = 2024-04-15, by = \"CV 77\", on = 2024-03-29 } }, \
         2024-Q2 = { waived = { by = \"CV 80\", on = 2024-03-30 } } }\n",
    ),
    (
        "headers of tables below",
        "[quy.2024-Q1.extended]\nto = 2024-04-15\nby = \"CV 77\"\non = 2024-03-29\n[quy.2024-Q1]\nreason = \"bão\"\n\
         [quy.2024-Q2.waived]\nby = \"CV 80\"\non = 2024-03-30\n[mot]\nstarted = 2024-03-01\ndone = 2024-03-28\n\
         evidence = [\"Công văn\", \"b\"]\nnote = 'C:\\x'\n",
    ),
    (
        "one table for the task, strings of several lines, quoted keys, blanks",
        "[ quy ]\n\"2024-Q1\" = { reason = \"\"\"bão\"\"\", extended.to = 2024-04-15, extended.by = '''CV 77''', \
         extended.on = 2024-03-29 }\n'2024-Q2'.waived = { by = \"CV 80\", on = 2024-03-30 }\n\
         \t[\t\"mot\"\t]\t\n  started=2024-03-01\n  \"done\"   =   2024-03-28\n\
         evidence = [\"\"\"\nCông \\\n   văn\"\"\", '''b''',]\nnote = \"C:\\u005Cx\"\n",
    ),
];

#[test]
fn the_style_of_writing_makes_no_difference() {
    let first = items(STYLES[0].1.as_bytes());
    assert_eq!(first[0]["note"], "C:\\x");
    assert_eq!(first[0]["evidence"], serde_json::json!(["Công văn", "b"]));
    assert_eq!((text(&first[1]["due"]), text(&first[2]["state"])), ("2024-04-15", "waived"));
    for (style, file) in STYLES {
        assert_eq!(items(file.as_bytes()), first, "{style}");
        assert_eq!(items(format!("\u{feff}{file}").as_bytes()), first, "{style}, byte order mark");
        let crlf = file.replace('\n', "\r\n");
        assert_eq!(items(crlf.as_bytes()), first, "{style}, CRLF");
        assert_eq!(items(format!("\u{feff}{crlf}\r\n\r\n").as_bytes()), first, "{style}, byte order mark and CRLF");
    }
}

#[test]
fn composed_and_decomposed_letters_are_read_the_same() {
    let composed = items(STYLES[0].1.as_bytes());
    let decomposed = items(STYLES[0].1.nfd().collect::<String>().as_bytes());
    for (one, other) in composed.iter().zip(&decomposed) {
        for key in ["task", "period", "due", "state", "flags", "done"] {
            assert_eq!(one[key], other[key]);
        }
        let nfc = |value: &Value| value.to_string().nfc().collect::<String>();
        assert_eq!(nfc(one), nfc(other));
    }
    // A decomposed plan too; and what is typed finds what is written, in either form.
    let text = plan("", TASKS);
    let case = Case::new(text.nfd().collect::<String>()).unit("a", "").unit("b", "");
    for typed in ["Đơn vị A".nfc().collect::<String>(), "Đơn vị A".nfd().collect(), "don vi a".to_owned()] {
        let status = case.status("2024-05-15", &["--unit", &typed]);
        assert_eq!(status.items().len(), 5, "{typed}");
    }
}

#[test]
fn the_plan_may_be_written_in_any_style_too() {
    let headers = plan("acceptance = true\nnotice = \"lưu ý\"", TASKS);
    let inline = "\u{feff}\
        units = { a = { name = 'Đơn vị A' }, 'b' = \"Đơn vị B\" }\r\n\
        tasks = [\r\n\
        { id = \"mot\", title = \"Một việc\", lead = [\"a\"], due = \"2024-Q1\" }, # một\r\n\
        { every = [\"quarter\"], due = \"end\", lead = ['a'], title = 'Sinh hoạt', id = 'quy' },\r\n\
        ]\r\n\
        plan.number = \"1-KH\"\r\nplan.title = '''Kế hoạch'''\r\nplan.starts = 2024-01-01\r\nplan.ends = 2024-12-31\r\n\
        plan.acceptance = true\r\nplan.notice = \"\"\"\r\nlưu ý\"\"\"\r\n";
    let dotted = "\
        plan = { number = \"1-KH\", title = \"Kế hoạch\", starts = 2024-01-01, ends = 2024-12-31, acceptance = true, \
        notice = \"l\\u01b0u \\u00fd\" }\n\
        units.a.name = \"Đơn vị A\"\nunits.b = \"Đơn vị B\"\n[calendar]\n[events]\n[groups]\n\
        [[tasks]]\ntitle = \"Một việc\"\nid = \"mot\"\ndue = \"2024-Q1\"\nlead = [\"a\"]\nsupport = []\n\
        [[tasks]]\nlead = [\"a\", \"a\"]\nevery = \"quarter\"\nid = \"quy\"\ntitle = \"Sinh hoạt\"\n[tasks.titles]\n";
    let status = |text: &str| {
        let run = Case::new(text).unit("a", STYLES[0].1).unit("b", "").run(&[
            "status",
            "--format",
            "json",
            "--as-of",
            "2024-05-15",
        ]);
        run.ends_with(&[0]);
        run.out().to_owned()
    };
    let expected = status(&headers);
    assert_eq!(status(inline), expected);
    assert_eq!(status(dotted), expected);
    assert_eq!(status(&headers.replace('\n', "\r\n")), expected);
}

#[test]
fn a_missing_unit_file_is_nothing_reported_and_a_warning() {
    let rest = format!("{TASKS}{}", task("tx", "due = \"ongoing\""));
    let whole = Case::new(plan("", &rest)).unit("a", "").unit("b", "").status("2024-05-15", &[]);
    for case in [Case::new(plan("", &rest)), Case::new(plan("", &rest)).unit("b", "")] {
        let status = case.status("2024-05-15", &[]);
        status.run.ends_with(&[0]);
        assert_eq!(status.json, whole.json, "a missing file is like an empty one");
        assert_eq!(totals(&status.json["totals"]), [2, 3, 0, 1, 0]);
        // The unit that owes something is named, with its place in the plan; the other one owes nothing.
        let err = status.run.err();
        assert!(err.contains("plan.toml:8:1") && err.contains('a'), "{err}");
        assert!(!err.contains("plan.toml:9"), "{err}");
        let found = case.run(&["status", "--as-of", "2024-05-15", "--fail-on", "overdue"]);
        found.ends_with(&[1]);
    }
    assert_eq!(whole.run.err(), "");
}

#[test]
fn a_unit_cannot_drop_a_duty() {
    let empty = Case::new(plan("", TASKS)).unit("a", "").status("2024-05-15", &[]);
    assert_eq!(empty.items().len(), 5);
    let some = Case::new(plan("", TASKS)).unit("a", "[quy.2024-Q3]\nnote = \"x\"\n").status("2024-05-15", &[]);
    assert_eq!(some.items().len(), 5);
    // A file of no unit counts for nothing, and check names it.
    let stray = Case::new(plan("", TASKS)).unit("a", "").unit("b", "").unit("c", "[mot]\ndone = 2024-01-01\n");
    assert_eq!(stray.status("2024-05-15", &[]).json, empty.json);
    assert!(stray.status("2024-05-15", &[]).run.ends_with(&[3]).err().contains("units/c.toml"));
    let (code, found) = stray.check("2024-05-15");
    assert_eq!(code, Some(1));
    assert!(found.iter().any(|one| one["file"] == "units/c.toml" && one["code"] == "E409"), "{found:?}");
    // One that says nothing is odd at most, and so is a table for nothing that is owed.
    let silent = Case::new(plan("", TASKS)).unit("a", "[khong-co]\n[quy.2025-Q1]\n").unit("b", "").unit("c", "[mot]\n");
    assert_eq!(silent.status("2024-05-15", &[]).json, empty.json);
    assert!(silent.status("2024-05-15", &[]).run.ends_with(&[0]).err().contains("units/c.toml"));
    let (code, found) = silent.check("2024-05-15");
    let of = |code: &str| found.iter().filter(|one| one["code"] == code).count();
    assert_eq!((code, of("W509"), of("W530")), (Some(0), 1, 2), "{found:?}");
}

/// What is called nearly as a unit's file, or lies in another folder, is told, and what it records is never lost in silence.
#[test]
fn facts_beside_the_units_files_are_told_by_every_command() {
    const FACTS: &str = "[mot]\ndone = 2024-01-01\n";
    let whole = || Case::new(plan("", TASKS)).unit("a", "").unit("b", "");
    let without = || Case::new(plan("", TASKS)).unit("b", "");
    // Where its name is all that is wrong, or it has another place, its facts would be lost.
    let lost = [
        (without(), "units/a"),
        (without(), "units/a.toml.bak"),
        (whole(), "units/a-copy.toml"),
        (whole(), "Units/a.toml"),
    ];
    for (case, path) in lost {
        let case = case.with(path, FACTS);
        let named = if path.starts_with("Units") { "Units/" } else { path };
        for args in [
            &["status"][..],
            &["list"],
            &["show", "a"],
            &["show", "mot", "--unit", "a"],
            &["check", "--unit", "a"],
            &["sheet", "-o", "x.xlsx", "--force"],
            &["sync", "--dry-run"],
        ] {
            let run = case.run(args);
            // What is wrong is what is asked of `check`.
            let (code, told) = if args[0] == "check" { (1, run.out()) } else { (3, run.err()) };
            assert_eq!(run.code(), Some(code), "{path}: {args:?}: {run:?}");
            assert!(told.contains("[E409]") && told.contains(named), "{path}: {args:?}: {run:?}");
            assert_eq!(told.matches("[E409]").count(), 1, "{path}: {args:?}: {run:?}");
        }
        let (code, found) = case.check("2024-05-15");
        let told: Vec<&str> = found.iter().filter(|one| one["file"] == named).map(|one| text(&one["code"])).collect();
        assert_eq!((code, told), (Some(1), vec!["E409"]), "{path}: {found:?}");
        // The advice to rename is the one that helps: none to make the file that is missing.
        assert!(!found.iter().any(|one| one["code"] == "W508" && path.starts_with("units/a")), "{path}: {found:?}");
    }
    // An earlier state of a file that is there, and what is put by in a folder, is odd and no more.
    for (path, named) in [
        ("units/a.toml.bak", "units/a.toml.bak"),
        ("units/a.toml.orig", "units/a.toml.orig"),
        ("units/a.toml~", "units/a.toml~"),
        ("units/luu/a.toml", "units/luu/"),
        ("Units/ghi-chu.txt", "Units/"),
    ] {
        let case = whole().with(path, FACTS);
        case.status("2024-05-15", &[]).run.ends_with(&[0]);
        let (code, found) = case.check("2024-05-15");
        let told: Vec<&str> = found.iter().filter(|one| one["file"] == named).map(|one| text(&one["code"])).collect();
        assert_eq!((code, told), (Some(0), vec!["W509"]), "{path}: {found:?}");
        assert!(case.run(&["sync", "--dry-run"]).ends_with(&[0]).err().lines().count() == 1, "{path}");
    }
    // What is hidden is of the system, of git or of an editor.
    let (_, found) = whole().with("units/.luu/a.toml", FACTS).check("2024-05-15");
    assert!(!found.iter().any(|one| text(&one["file"]).contains("luu")), "{found:?}");
}

/// Where a unit's facts lie in a file that is not read, none is made beside it; what only stands beside its file is told.
#[test]
fn recording_knows_what_lies_beside_the_units_file() {
    const FACTS: &str = "[mot]\ndone = 2024-01-01\n";
    let done = |unit| ["done", "mot", "--unit", unit, "--as-of", "2024-05-15", "--lang", "en"];
    for path in ["Units/a.toml", "units/a"] {
        let case = Case::new(plan("", TASKS)).with(path, FACTS);
        let run = case.run(&done("a"));
        let said = format!("rename {path} to units/a.toml; nothing was written");
        assert!(run.ends_with(&[3]).err().contains(&said), "{path}: {run:?}");
        assert!(!case.path().join("units/a.toml").exists(), "{path}");
    }
    // Another unit has nothing there, and its own file where it belongs.
    let case = Case::new(plan("", TASKS)).with("Units/b.toml", FACTS);
    let run = case.run(&done("a"));
    assert!(run.ends_with(&[3]).err().contains("[E409]: the folder Units/"), "{run:?}");
    assert!(run.out().contains("Created: units/a.toml"), "{run:?}");
    let case = Case::new(plan("", TASKS)).unit("a", "").with("units/a (1).toml", FACTS);
    let run = case.run(&done("a"));
    assert!(run.ends_with(&[3]).err().contains("[E409]: units/a (1).toml"), "{run:?}");
    assert!(run.out().contains("Written: units/a.toml"), "{run:?}");
    // So is what a sheet records.
    let case = case.with("bang.csv", "id,done\na/mot,2024-05-14\n");
    let sheet = case.path().join("bang.csv").display().to_string();
    let run = case.run(&["import", &sheet, "--replace", "--as-of", "2024-05-15", "--lang", "en"]);
    assert!(run.ends_with(&[3]).err().contains("[E409]: units/a (1).toml"), "{run:?}");
    assert!(run.out().contains("units/a.toml"), "{run:?}");
    // The copy of another is none of its business.
    let case = Case::new(plan("", TASKS)).unit("a", "").with("units/b (1).toml", FACTS);
    let run = case.run(&done("a"));
    assert!(!run.ends_with(&[0]).err().contains("E409"), "{run:?}");
}

/// What is too large for a unit's file, or cannot be read, may say anything.
#[test]
fn a_file_of_no_unit_that_cannot_be_read_counts_as_one_that_says_something() {
    let case = Case::new(plan("", TASKS)).unit("a", "").with("units/c.toml", "#".repeat(1024 * 1024 + 1));
    let run = case.status("2024-05-15", &[]).run;
    assert!(run.ends_with(&[3]).err().contains("units/c.toml"), "{run:?}");
    let case = Case::new(plan("", TASKS)).unit("a", "").with("units/c.toml", "#".repeat(1024 * 1024));
    assert!(case.status("2024-05-15", &[]).run.ends_with(&[0]).err().contains("units/c.toml"));
}

#[test]
fn one_faulty_file_is_named_and_the_others_are_still_reported() {
    let rest = task("t", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"a\", \"b\"]");
    for (file, place) in [
        ("[t]\ndone = 2024-02-30\n", "units/a.toml:2:8"),
        ("[t]\ndone = \"2024-02-03\"\n", "units/a.toml:2:8"),
        ("[t]\ndone = 2024-02-03T10:00:00\n", "units/a.toml:2:8"),
        ("[t]\ndone =\n", "units/a.toml:2:"),
        ("[t]\ndone = 2024-02-03\ndone = 2024-02-04\n", "units/a.toml:3:1"),
        ("[t]\nxong = 2024-02-03\n", "units/a.toml:2:1"),
        ("[khong-co]\nnote = \"x\"\n", "units/a.toml:1:2"),
        ("[t.2024-Q1]\ndone = 2024-02-03\n", "units/a.toml:1:4"),
        ("t = 2024-02-03\n", "units/a.toml:1:5"),
        ("[t]\nevidence = 1\n", "units/a.toml:2:12"),
        ("[t]\nevidence = [\"a\", 1]\n", "units/a.toml:2:18"),
        ("[t]\nnote = [\"a\"]\n", "units/a.toml:2:8"),
        ("[t]\nwaived = true\n", "units/a.toml:2:10"),
        ("[t]\nwaived = { by = \"x\" }\n", "units/a.toml:2:1"),
        ("[t]\nextended = { to = 2024-04-30, by = \"x\" }\n", "units/a.toml:2:1"),
        ("[t]\nextended = { to = 2024-04-30, by = 7, on = 2024-03-01 }\n", "units/a.toml:2:36"),
    ] {
        let case = Case::new(plan("", &rest)).unit("a", file).unit("b", "[t]\ndone = 2024-02-01\n");
        let status = case.status("2024-05-15", &[]);
        status.run.ends_with(&[3]);
        assert!(status.run.err().contains(place), "{file}: {}", status.run.err());
        let of: Vec<&str> = status.items().iter().map(|item| text(&item["unit"])).collect();
        assert_eq!(of, ["b"], "{file}");
        assert_eq!(totals(&status.json["totals"]), [0, 0, 1, 0, 0], "{file}");
        // The other formats say so too.
        for format in ["table", "jsonl", "csv", "markdown"] {
            case.run(&["list", "--format", format, "--as-of", "2024-05-15"]).ends_with(&[3]);
        }
        // Who asks about others only is not troubled by it.
        case.status("2024-05-15", &["--unit", "b"]).run.ends_with(&[0]);
        assert_eq!(case.check("2024-05-15").0, Some(1), "{file}");
    }
}

#[test]
fn records_of_recurring_tasks_need_a_period_that_exists() {
    for file in [
        "[quy]\ndone = 2024-03-01\n",
        "[quy.2024-Q5]\nnote = \"x\"\n",
        "[quy.2025-Q1]\nnote = \"x\"\n",
        "[quy.2024]\nnote = \"x\"\n",
        "[quy.2024-03]\nnote = \"x\"\n",
        "[quy.q1]\nnote = \"x\"\n",
        "quy = 1\n",
        "quy.2024-Q1 = 2024-03-01\n",
        "[[quy]]\n",
        "[[quy.2024-Q1]]\n",
    ] {
        let case = Case::new(plan("", TASKS)).unit("a", file).unit("b", "");
        let status = case.status("2024-05-15", &[]);
        status.run.ends_with(&[3]);
        assert!(status.run.err().contains("units/a.toml:1:"), "{file}: {}", status.run.err());
        assert!(status.items().is_empty(), "{file}");
    }
}

/// The periods are owed one by one: what is said of one says nothing of another.
#[test]
fn each_period_has_its_own_record() {
    let file = "[quy.2024-Q1]\ndone = 2024-04-02\n[quy.2024-Q2]\nstarted = 2024-05-01\n[quy.2024-Q4]\n\
                waived = { by = \"x\", on = 2024-05-01 }\n";
    let status: Status =
        Case::new(plan("", TASKS)).unit("a", file).unit("b", "").status("2024-05-15", &["--task", "quy"]);
    assert_eq!(
        status.by_period("quy", "state"),
        [("2024-Q1", "completed"), ("2024-Q2", "pending"), ("2024-Q3", "pending"), ("2024-Q4", "waived")]
    );
    let of: Vec<Vec<&str>> = status.items().iter().map(flags).collect();
    assert_eq!(of, [vec!["late"], vec!["in-progress"], vec!["not-started-period"], vec![]]);
}
