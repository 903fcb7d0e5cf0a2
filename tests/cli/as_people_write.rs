//! Days, periods and states as people write them, wherever they may be written.

use crate::support::{plan_2024, run, workspace};

const PLAN: &str = plan_2024!(
    r#"
[units]
a = "Văn phòng"

[[tasks]]
id    = "som"
title = "Việc sớm"
lead  = ["a"]
due   = 2024-03-31

[[tasks]]
id    = "muon"
title = "Việc muộn"
lead  = ["a"]
due   = 2024-03-31
"#
);

/// The exit code, and standard output and standard error together.
fn told(files: &[(&str, &str)], args: &[&str]) -> (i32, String) {
    let workspace = workspace(files);
    let ran = run(workspace.path(), &[&["--as-of", "2024-05-15"], args].concat());
    (ran.code, ran.stdout + &ran.stderr)
}

#[test]
fn states_are_asked_for_in_the_words_that_lists_show() {
    let records = "[som]\ndone = 2024-03-30\n\n[muon]\ndone = 2024-04-30\n";
    let files = [("plan.toml", PLAN), ("units/a.toml", records)];
    let words = [
        ("completed late", "muon"),
        ("hoàn thành trễ hạn", "muon"),
        ("HOAN THANH TRE HAN", "muon"),
        ("completed on time", "som"),
        ("hoàn thành đúng hạn", "som"),
    ];
    for (typed, shown) in words {
        let (code, said) = told(&files, &["list", "--format", "jsonl", "-s", typed]);
        let found = ["som", "muon"].map(|task| said.contains(&format!("\"task\":\"{task}\"")));
        assert_eq!((code, found), (0, [shown == "som", shown == "muon"]), "{typed}: {said}");
    }
}

#[test]
fn a_day_that_is_none_says_why_wherever_it_is_written() {
    let said = "tháng 2/2024 chỉ có 29 ngày";
    let plan = PLAN.replacen("due   = 2024-03-31", "due = \"31/2/2024\"", 1);
    let faulty = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let record = [("plan.toml", PLAN), ("units/a.toml", "[som]\ndone = \"31/2/2024\"\n")];
    let sound = [("plan.toml", PLAN), ("units/a.toml", "")];
    let add = ["task", "add", "Z", "--lead", "a", "--due", "31/2/2024"];
    let cases: [(&[_], &[_]); 3] = [(&faulty, &["check"]), (&record, &["check"]), (&sound, &add)];
    for (files, args) in cases {
        let (code, told) = told(files, args);
        assert!(code != 0 && told.contains(said), "{args:?}: {told}");
    }
}

#[test]
fn what_was_written_is_offered_as_files_write_it() {
    for (written, meant) in [("quý", "quarter"), ("monthly", "month"), ("hằng tháng", "month"), ("mỗi năm", "year")]
    {
        let plan = PLAN.replacen("due   = 2024-03-31", &format!("every = \"{written}\""), 1);
        let (_, said) = told(&[("plan.toml", &plan), ("units/a.toml", "")], &["check"]);
        assert!(said.contains(&format!("+ every = \"{meant}\"")), "{written}: {said}");
    }
    let (_, said) = told(&[("plan.toml", PLAN), ("units/a.toml", "[som]\ndone = \"15/3/2024\"\n")], &["check"]);
    assert!(said.contains("2024-03-15"), "{said}");
}

#[test]
fn nothing_that_was_typed_is_dropped_or_guessed() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "")];
    let cases: [(&[_], &[_]); 3] = [
        (&["report", "month", "T2", "--out", "-"], &["tháng 2", "thứ Hai"]),
        (&["task", "add", "z1", "--title", "Z", "--lead", "a", "--due", "2024-Q2"], &["z1", "“Z”"]),
        (&["done", "som", "-e", "-5"], &["--evidence=-5"]),
    ];
    for (args, expected) in cases {
        let (code, said) = told(&files, args);
        assert!(code == 2 && expected.iter().all(|one| said.contains(one)), "{args:?}: {said}");
    }
}
