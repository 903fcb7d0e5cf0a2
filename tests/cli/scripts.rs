//! What scripts get: whatever goes wrong as one object on standard error, where JSON was asked for, and nothing but the
//! answer and errors with `--quiet`.

use serde_json::Value;

use crate::support::case::{Case, Run, list, plan, task, text};
use crate::support::git::shell;

/// Every command that answers in JSON, each with what it needs.
const READING: [&[&str]; 11] = [
    &["status"],
    &["list"],
    &["show", "tong-ket"],
    &["show", "a"],
    &["check"],
    &["trend"],
    &["remind"],
    &["report", "quarter", "2024-Q1", "--out", "-"],
    &["diff"],
    &["log", "--unit", "a"],
    &["verify-reports"],
];

/// A plan of two units, committed.
fn sound() -> Case {
    let case = Case::new(plan("", &task("tong-ket", "due = 2024-03-31"))).unit("a", "").unit("b", "");
    shell(case.path(), "git init -q && git add . && git commit -qm Begin");
    case
}

fn ask(case: &Case, args: &[&str]) -> Run {
    case.run(&[args, &["--format", "json", "--as-of", "2024-05-15", "--lang", "en"]].concat())
}

/// The one object on standard error.
fn problems(run: &Run) -> Value {
    let err = run.raw_err();
    assert_eq!(err.lines().count(), 1, "{err}");
    let object: Value = serde_json::from_str(err).unwrap_or_else(|error| panic!("{error}: {err}"));
    assert_eq!(object["format"], "tiendo.problems/1");
    assert_eq!(object["exit"], run.code().expect("no signal ends it"), "{err}");
    assert!(!list(&object["problems"]).is_empty(), "{err}");
    object
}

#[test]
fn where_nothing_is_wrong_standard_error_is_empty() {
    let case = sound();
    for args in READING {
        let run = ask(&case, args);
        assert_eq!((run.code(), run.raw_err()), (Some(0), ""), "{args:?}");
        assert!(text(&run.json()["format"]).starts_with("tiendo."), "{args:?}");
    }
}

#[test]
fn a_warning_of_many_files_names_its_rule() {
    let units: String = ["a", "b", "c", "d", "e"].map(|id| format!("{id} = \"Đơn vị {id}\"\n")).concat();
    let header = "[plan]\nnumber = \"1\"\ntitle = \"K\"\nstarts = 2024-01-01\nends = 2024-12-31\n";
    let tasks: String = ["a", "b", "c", "d", "e"]
        .map(|id| task(id, "due = 2024-03-31").replace("lead = [\"a\"]", &format!("lead = [\"{id}\"]")))
        .concat();
    let case = Case::new(format!("{header}[units]\n{units}{tasks}"));
    let run = ask(&case, &["list"]);
    let object = problems(&run);
    let [one] = list(&object["problems"]) else { panic!("{object}") };
    assert_eq!((text(&one["code"]), text(&one["severity"])), ("W508", "warning"));
    assert!(text(&one["message"]).starts_with("5 units"), "{one}");
    assert_eq!(ask(&case, &["list", "--quiet"]).raw_err(), "");
}

#[test]
fn a_broken_plan_is_one_object_with_each_problem_at_its_place() {
    let case = sound().with("plan.toml", "[plan]\nnumbr = 1\n\n[units]\na = 3\n");
    for args in READING {
        let run = ask(&case, args);
        let found = match args[0] {
            // There what is wrong is the answer.
            "check" => {
                assert_eq!((run.code(), run.raw_err()), (Some(1), ""));
                run.json()["diagnostics"].clone()
            }
            // There is no report that the plan would have to make again.
            "verify-reports" => continue,
            _ => {
                assert_eq!((run.code(), run.out()), (Some(3), ""), "{args:?}");
                problems(&run)["problems"].clone()
            }
        };
        let unknown =
            list(&found).iter().find(|one| one["code"] == "E201").unwrap_or_else(|| panic!("{args:?}: {found}"));
        assert_eq!(
            (&unknown["file"], &unknown["line"], &unknown["column"]),
            (&"plan.toml".into(), &2.into(), &1.into())
        );
        assert_eq!((&unknown["name"], &unknown["severity"]), (&"unknown-key".into(), &"error".into()));
        assert_eq!(unknown["replacement"], "number", "{unknown}");
        assert!(list(&found).len() > 2, "{args:?}: {found}");
    }
}

#[test]
fn a_broken_file_of_a_unit_leaves_the_answer_whole_and_is_told_beside_it() {
    let case = sound().unit("a", "[tong-ket]\ndone = soon\n");
    for args in READING {
        let run = ask(&case, args);
        match args[0] {
            "check" => assert_eq!((run.code(), run.raw_err()), (Some(1), "")),
            // These do not read it as it is.
            "trend" | "log" | "diff" | "verify-reports" if run.code() == Some(0) => {}
            command => {
                assert_eq!(run.code(), Some(3), "{args:?}");
                let found = problems(&run);
                let in_file = |one: &&Value| one["file"] == "units/a.toml" && one["line"] == 2;
                assert!(list(&found["problems"]).iter().any(|one| in_file(&one)), "{args:?}: {found}");
                // A report is not made of a part.
                assert!(run.out().is_empty() == (command == "report"), "{args:?}: {}", run.out());
                if !run.out().is_empty() {
                    run.json();
                }
            }
        }
    }
}

#[test]
fn a_wrong_command_line_is_told_as_an_object_too() {
    let case = sound();
    for (args, said, help) in [
        (&["list", "--unit", "nobody"][..], "no unit is called “nobody”", None),
        (&["list", "--colour", "x"], "unknown argument “--colour”", Some("For more, try: tiendo list --help")),
        (&["lst"], "“lst”", Some("For more, try: tiendo --help")),
        (&["show", "tong-ket", "2024-Q9"], "“2024-Q9”", None),
        (&["list", "--as-of", "32/1"], "“32/1”", None),
        (&["show", "tong-ket", "--blame"], "--blame", None),
        (&["explain", "E999"], "E999", None),
        (&["remind", "--out", "x"], "--out", None),
        (&["list", "--at", "nowhere"], "nowhere", None),
    ] {
        let run = ask(&case, args);
        assert_eq!((run.code(), run.out()), (Some(2), ""), "{args:?}");
        let found = problems(&run);
        let one = &list(&found["problems"])[0];
        assert!(text(&one["message"]).contains(said), "{args:?}: {one}");
        assert!(help.is_none_or(|help| one["help"] == help), "{args:?}: {one}");
        assert_eq!((&one["severity"], &one["file"], &one["line"]), (&"error".into(), &Value::Null, &Value::Null));
    }
}

#[test]
fn a_folder_without_a_plan_and_a_broken_list_of_plans_are_objects_too() {
    for args in READING {
        let run = ask(&Case::empty(), args);
        if args[0] != "check" {
            assert_eq!((run.code(), run.out()), (Some(3), ""), "{args:?}");
            problems(&run);
        }
        let run = ask(&Case::empty().with("plans.toml", "plans = [\"x\", 3]\n"), args);
        if args[0] != "check" {
            let said = problems(&run).to_string();
            assert!(run.code() == Some(3) || run.code() == Some(2), "{args:?}: {said}");
        }
    }
}

#[test]
fn notes_and_warnings_are_in_the_object_and_left_out_when_quiet() {
    let case = Case::new(plan("", &task("x", "due = 2024-09-30")));
    let run = ask(&case, &["list"]);
    assert_eq!(run.code(), Some(0));
    let found = problems(&run);
    assert_eq!((&found["problems"][0]["code"], &found["problems"][0]["severity"]), (&"W508".into(), &"warning".into()));
    assert_eq!(ask(&case, &["list", "--quiet"]).raw_err(), "");
    // As text likewise.
    let as_text = |more: &[&str]| case.run(&[&["list", "--as-of", "2024-05-15"], more].concat());
    assert!(as_text(&[]).err().contains("W508"));
    assert_eq!((as_text(&["--quiet"]).err(), as_text(&["--quiet"]).out()), ("", as_text(&[]).out()));
}

#[test]
fn quiet_leaves_out_what_is_no_answer_and_no_error() {
    let case = sound();
    let said = |args: &[&str]| {
        let run = case.run(&[args, &["--as-of", "2024-05-15", "--lang", "en"]].concat());
        (run.code(), run.out().to_owned(), run.raw_err().to_owned())
    };
    let silent = (Some(0), String::new(), String::new());
    assert!(said(&["--worst", "9"]).1.contains("\nNext: tiendo show a"));
    let (code, answer, err) = said(&["--quiet", "--worst", "9"]);
    assert!(answer.contains("Overdue: 1 item") && !answer.contains("Next:"), "{answer}");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    // A trial run shows the lines alone.
    let trial = ["task", "add", "Mới", "--lead", "a", "--due", "2024-06-30", "--dry-run"];
    assert!(said(&trial).2.contains("Dry run"), "{:?}", said(&trial));
    let (code, lines, err) = said(&[&trial[..], &["--quiet"]].concat());
    assert!(lines.contains("+title = \"Mới\""), "{lines}");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    // What writes says nothing when it was written.
    let out = case.path().join("out").display().to_string();
    for args in [
        &["done", "tong-ket", "--unit", "a", "--on", "2024-03-30", "--quiet"][..],
        &["report", "quarter", "2024-Q1", "--quiet"],
        &["init", "new", "--quiet"],
        &["sheet", "-o", &format!("{out}.xlsx"), "--quiet"],
        &["site", "--out", &out, "--quiet"],
        &["undo", "--quiet"],
    ] {
        assert_eq!(said(args), silent, "{args:?}");
    }
    assert!(case.path().join("reports/2024-Q1.md").exists() && case.path().join("out.xlsx").exists());
    // Errors are written.
    let (code, _, err) = said(&["done", "nothing", "--quiet"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: "), "{err}");
    let case = case.unit("a", "done = 1\n");
    assert!(case.run(&["list", "--quiet"]).err().contains("units/a.toml"));
}
