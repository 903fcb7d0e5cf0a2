//! Targets and progress, and files as evidence: sections 2, 3 and 5, and what `check` and the commands make of them.

use std::fs;

use serde_json::json;

use crate::support::case::{Case, Shows as _, has, lacks, plan, task};
use snapbox::str;

/// SHA-256 of `test`.
const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A plan with targets of every kind; `quy` recurs.
fn targets(a: &str) -> Case {
    let tasks = task("it-nhat", "due = \"2024-Q2\"\ntarget = { min = 151, unit = \"chi bộ\" }")
        + &task("nhieu-nhat", "due = \"2024-Q2\"\ntarget = { max = 3 }")
        + &task("ca-hai", "due = \"2024-Q2\"\ntarget = { min = 80, max = 95.5, unit = \"%\" }")
        + &task("quy", "every = \"quarter\"\ntarget = { min = 10 }")
        + &task("khong", "due = \"2024-Q2\"");
    Case::new(plan("", &tasks)).unit("a", a).unit("b", "")
}

#[test]
fn what_counts_is_the_last_of_the_latest_day_as_of_the_day() {
    let case = targets(
        "[it-nhat]\nprogress = [{ on = 2024-05-02, value = 100 }, { on = 2024-05-15, value = 120 }, \
         { on = 2024-05-15, value = 119.5 }, { on = 2024-04-01, value = 200 }, { on = 2024-05-16, value = 151 }]\n",
    );
    let on = |day: &str| case.status(day, &[]).item("it-nhat")["progress"].clone();
    assert_eq!(on("2024-03-31"), json!(null));
    assert_eq!(on("2024-04-01"), json!({"on": "2024-04-01", "value": 200}));
    assert_eq!(on("2024-05-14"), json!({"on": "2024-05-02", "value": 100}));
    assert_eq!(on("2024-05-15"), json!({"on": "2024-05-15", "value": 119.5}));
    assert_eq!(on("2024-12-31"), json!({"on": "2024-05-16", "value": 151}));
    let status = case.status("2024-05-15", &[]);
    assert_eq!(status.item("it-nhat")["target"], json!({"min": 151, "max": null, "unit": "chi bộ"}));
    assert_eq!(status.item("ca-hai")["target"], json!({"min": 80, "max": 95.5, "unit": "%"}));
    assert_eq!(status.item("khong")["target"], json!(null));
    // A number changes no state.
    assert_eq!(status.item("it-nhat")["state"], "pending");
    let csv = case.run(&["list", "--format", "csv", "--as-of", "2024-05-15"]).out().to_owned();
    has(&csv, &[",≥ 151 chi bộ,119.5,,\r\n", ",≤ 3,,,\r\n", ",80–95.5 %,,,\r\n"]);
}

#[test]
fn progress_is_a_list_of_days_and_values_where_there_is_a_target() {
    let code = |text: &str| {
        let case = targets(text);
        let (_, found) = case.check("2024-05-15");
        let errors = found.iter().filter(|one| one["severity"] == "error");
        errors.map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(" ")
    };
    for taken in [
        "[it-nhat]\nprogress = []\n",
        "[quy.2024-Q1]\nprogress = [{ value = 0, on = 2024-01-01 }]\n",
        "[[it-nhat.progress]]\non = 2024-04-01\nvalue = 60\n[quy.2024-Q1]\ndone = 2024-03-01\n[[it-nhat.progress]]\nvalue = 61\non = 2024-05-01\n",
    ] {
        assert_eq!(code(taken), "", "{taken}");
    }
    for (refused, codes) in [
        ("[khong]\nprogress = [{ on = 2024-04-01, value = 60 }]\n", "E407"),
        ("[khong]\nprogress = []\n", "E407"),
        ("[it-nhat]\nprogress = 60\n", "E203"),
        ("[it-nhat]\nprogress = { on = 2024-04-01, value = 60 }\n", "E203"),
        ("[it-nhat]\nprogress = [60]\n", "E203"),
        ("[it-nhat]\nprogress = [{ on = 2024-04-01 }, { value = 1 }]\n", "E202 E202"),
        ("[it-nhat]\nprogress = [{ on = \"2024-04-01\", value = \"60\" }]\n", "E203 E203"),
        ("[it-nhat]\nprogress = [{ on = 2024-04-01, value = -1 }]\n", "E208"),
        ("[it-nhat]\nprogress = [{ on = 2024-04-01, value = 1, by = \"x\" }]\n", "E201"),
    ] {
        assert_eq!(code(refused), codes, "{refused}");
    }
    let tables = "[[it-nhat.progress]]\non = 2024-04-01\nvalue = 60\n[khong]\n[[it-nhat.progress]]\nvalue = 61\non = 2024-05-01\n";
    assert_eq!(targets(tables).status("2024-05-15", &[]).item("it-nhat")["progress"]["value"], 61);
}

#[test]
fn check_holds_what_was_reached_against_the_target_and_the_claim() {
    let warnings = |text: &str| {
        let (_, found) = targets(text).check("2024-05-15");
        let of = |code: &str| found.iter().filter(|one| one["code"] == code).count();
        (of("W518"), of("W519"))
    };
    let done = "done = 2024-05-02\nevidence = \"x\"\n";
    for (record, expected) in [
        ("[it-nhat]\nprogress = [{ on = 2024-05-01, value = 120 }]\n".to_owned(), (0, 0)),
        ("[it-nhat]\nprogress = [{ on = 2024-05-01, value = 151 }]\n".to_owned(), (0, 1)),
        ("[it-nhat]\nprogress = [{ on = 2024-05-16, value = 151 }]\n".to_owned(), (0, 0)),
        (format!("[it-nhat]\n{done}progress = [{{ on = 2024-05-01, value = 120 }}]\n"), (1, 0)),
        (format!("[it-nhat]\n{done}progress = [{{ on = 2024-05-01, value = 151 }}]\n"), (0, 0)),
        (format!("[it-nhat]\n{done}"), (1, 0)),
        ("[it-nhat]\ndone = 2024-05-16\nprogress = [{ on = 2024-05-01, value = 120 }]\n".to_owned(), (0, 0)),
        ("[nhieu-nhat]\nprogress = [{ on = 2024-05-01, value = 3 }]\n".to_owned(), (0, 0)),
        ("[nhieu-nhat]\nprogress = [{ on = 2024-05-01, value = 4 }]\n".to_owned(), (1, 0)),
        (format!("[nhieu-nhat]\n{done}"), (0, 0)),
        (format!("[nhieu-nhat]\n{done}progress = [{{ on = 2024-05-01, value = 4 }}]\n"), (1, 0)),
        ("[ca-hai]\nprogress = [{ on = 2024-05-01, value = 95.5 }]\n".to_owned(), (0, 1)),
        ("[ca-hai]\nprogress = [{ on = 2024-05-01, value = 95.6 }]\n".to_owned(), (1, 0)),
        (
            "[it-nhat]\nwaived = { by = \"x\", on = 2024-05-01 }\nprogress = [{ on = 2024-05-01, value = 151 }]\n"
                .to_owned(),
            (0, 0),
        ),
    ] {
        assert_eq!(warnings(&record), expected, "{record}");
    }
}

#[test]
fn progress_is_recorded_in_the_order_of_its_days() {
    let case = targets("[it-nhat]\nstarted = 2024-04-01\n");
    let record = |args: &[&str]| case.run(&[&["progress", "it-nhat", "--as-of", "2024-05-15"], args].concat());
    let out = record(&["--value", "120", "--lang", "en"]).ends_with(&[0]).out().to_owned();
    out.shows(str![[r"
Đơn vị A: Việc it-nhat
pending, in progress
Reached: – → 120 (15/5/2024)
Written: units/a.toml

"]]);
    record(&["--value", "60,5", "--on", "1/4/2024"]).ends_with(&[0]);
    record(&["--value", "120"]).ends_with(&[0]);
    let refused = record(&["--value", "121", "--lang", "en"]);
    assert!(refused.fails(2).err().contains("--replace"), "{refused:?}");
    record(&["--value", "121", "--replace"]).ends_with(&[0]);
    record(&["--value", "151", "--on", "16/5/2024"]).fails(2);
    fs::read_to_string(case.path().join("units/a.toml")).expect("it is there").shows(str![[r"
[it-nhat]
started = 2024-04-01
progress = [{ on = 2024-04-01, value = 60.5 }, { on = 2024-05-15, value = 121 }]

"]]);
    for (args, said) in [
        (&["khong", "--value", "1"][..], "the task has no target"),
        (&["it-nhat"], "--value 120"),
        (&["it-nhat", "--value", "1.200"], "“1.200” is no amount"),
        (&["it-nhat", "--value=-1"], "“-1” is no amount"),
        (&["it-nhat", "--value", "nhiều"], "“nhiều” is no amount"),
    ] {
        let run = case.run(&[&["progress", "--as-of", "2024-05-15", "--lang", "en"], args].concat());
        assert!(run.fails(2).err().contains(said), "{args:?}: {run:?}");
    }
}

#[test]
fn progress_keeps_the_layout_that_someone_chose() {
    let after = |text: &str, args: &[&str]| {
        let case = targets(text);
        case.run(&[&["progress", "it-nhat", "--as-of", "2024-05-15"], args].concat()).ends_with(&[0]);
        fs::read_to_string(case.path().join("units/a.toml")).expect("it is there")
    };
    let lines = "[it-nhat]\nprogress = [\n  { value = 60, on = 2024-04-01 }, # quý I\n  { on = 2024-05-02, value = 1_00 }, # tháng 4\n]\n";
    after(lines, &["--value", "120"]).shows(str![[r"
[it-nhat]
progress = [
  { value = 60, on = 2024-04-01 }, # quý I
  { on = 2024-05-02, value = 1_00 }, # tháng 4
  { on = 2024-05-15, value = 120 },
]

"]]);
    after(lines, &["--value", "70", "--on", "2024-04-15"]).shows(str![[r"
[it-nhat]
progress = [
  { value = 60, on = 2024-04-01 }, # quý I
  { on = 2024-04-15, value = 70 },
  { on = 2024-05-02, value = 1_00 }, # tháng 4
]

"]]);
    after(lines, &["--value", "61", "--on", "2024-04-01", "--replace"]).shows(str![[r"
[it-nhat]
progress = [
  { value = 61, on = 2024-04-01 }, # quý I
  { on = 2024-05-02, value = 1_00 }, # tháng 4
]

"]]);
    let headers =
        "[it-nhat]\nnote = \"x\"\n\n[[it-nhat.progress]] # quý I\non = 2024-04-01\nvalue = 60\n\n[quy.2024-Q1]\n";
    after(headers, &["--value", "120"]).shows(str![[r#"
[it-nhat]
note = "x"

[[it-nhat.progress]] # quý I
on = 2024-04-01
value = 60

[[it-nhat.progress]]
on = 2024-05-15
value = 120

[quy.2024-Q1]

"#]]);
    // Among tables under headers nothing can be put without losing something.
    let case = targets(headers);
    let run = case.run(&["progress", "it-nhat", "--value", "61", "--on", "2024-04-01", "--replace", "--lang", "en"]);
    assert!(run.err().contains("Edit it by hand"), "{run:?}");
}

#[test]
fn evidence_may_be_files_of_the_workspace() {
    let file = |path: &str| format!("{{ file = \"{path}\", sha256 = \"{DIGEST}\" }}");
    let record = format!("[khong]\ndone = 2024-05-02\nevidence = [\"Báo cáo số 9\", {}]\n", file("evidence/bc 9.txt"));
    let case = targets(&record).with("evidence/bc 9.txt", "test");
    assert_eq!(
        case.status("2024-05-15", &[]).item("khong")["evidence"],
        json!(["Báo cáo số 9", {"file": "evidence/bc 9.txt", "sha256": DIGEST}])
    );
    let codes = |case: &Case| {
        let (code, found) = case.check("2024-05-15");
        let of = found.iter().filter(|one| ["W520", "W521"].contains(&one["code"].as_str().unwrap_or_default()));
        let found = of.map(|one| format!("{} {}", one["code"].as_str().unwrap_or_default(), one["line"]));
        (code, found.collect::<Vec<_>>().join(", "))
    };
    assert_eq!(codes(&case), (Some(0), String::new()));
    fs::write(case.path().join("evidence/bc 9.txt"), "other").expect("it can be written");
    assert_eq!(codes(&case), (Some(0), "W521 3".to_owned()));
    fs::remove_file(case.path().join("evidence/bc 9.txt")).expect("it can be removed");
    assert_eq!(codes(&case), (Some(0), "W520 3".to_owned()));
    for wrong in ["../x", "/etc/passwd", "a//b", "C:/x", "a\\\\b", ""] {
        let case = targets(&format!("[khong]\nevidence = [{}]\n", file(wrong)));
        let (code, found) = case.check("2024-05-15");
        assert!(code == Some(1) && found.iter().any(|one| one["code"] == "E408"), "{wrong}: {found:?}");
    }
    for (wrong, code) in [
        ("{ file = \"x\", sha256 = \"9f\" }".to_owned(), "E408"),
        ("{ file = \"x\" }".to_owned(), "E202"),
        ("{ file = 1, sha256 = \"\" }".to_owned(), "E203"),
        (file("x").replace(" }", ", by = \"x\" }"), "E201"),
        ("1".to_owned(), "E203"),
    ] {
        let (_, found) = targets(&format!("[khong]\nevidence = [{wrong}]\n")).check("2024-05-15");
        assert!(found.iter().any(|one| one["code"] == code), "{wrong}: {found:?}");
    }
    // A list of one is a list all the same: a file alone is none.
    let (_, found) = targets(&format!("[khong]\nevidence = {}\n", file("x"))).check("2024-05-15");
    assert!(found.iter().any(|one| one["code"] == "E203"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn no_link_leads_to_evidence() {
    use std::os::unix::fs::symlink;
    let record = |path: &str| {
        format!("[khong]\ndone = 2024-05-02\nevidence = [{{ file = \"{path}\", sha256 = \"{DIGEST}\" }}]\n")
    };
    for path in ["link.txt", "folder/bc.txt"] {
        let case = targets(&record(path)).with("evidence/bc.txt", "test");
        symlink(case.path().join("evidence/bc.txt"), case.path().join("link.txt")).expect("a link");
        symlink(case.path().join("evidence"), case.path().join("folder")).expect("a link");
        let run = case.run(&["check", "--as-of", "2024-05-15", "--lang", "en"]);
        has(run.out(), &["W520", "is reached through a symbolic link"]);
        // Who names the link means the file.
        let run = case
            .command()
            .args(["done", "khong", "--as-of", "2024-05-15", "--file"])
            .arg(case.path().join(path))
            .output();
        assert!(run.expect("it runs").status.success());
        let text = fs::read_to_string(case.path().join("units/a.toml")).expect("it is there");
        has(&text, &["file = \"evidence/bc.txt\""]);
    }
}

#[test]
fn a_file_is_recorded_with_its_digest() {
    let done = |text: &str, args: &[&str]| {
        let case = targets(text).with("evidence/bc 9.txt", "test").with("evidence/khác.txt", "khác");
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("x.txt"), "x").expect("a file");
        let mut command = case.command();
        command.args(["done", "khong", "--as-of", "2024-05-15", "--lang", "en"]);
        for arg in args {
            match arg.strip_prefix("@") {
                Some("outside") => command.arg("--file").arg(outside.path().join("x.txt")),
                Some(file) => command.arg("--file").arg(case.path().join(file)),
                None => command.arg(arg),
            };
        }
        let run = crate::support::case::bounded(&mut command);
        (run, fs::read_to_string(case.path().join("units/a.toml")).expect("it is there"))
    };
    let (run, text) = done("", &["@evidence/bc 9.txt", "-e", "Báo cáo số 9"]);
    has(run.ends_with(&[0]).out(), &["Evidence: – → Báo cáo số 9; evidence/bc 9.txt"]);
    let lines =
        format!("evidence = [\n  \"Báo cáo số 9\",\n  {{ file = \"evidence/bc 9.txt\", sha256 = \"{DIGEST}\" }},\n]\n");
    has(&text, &[&lines]);
    // What is there keeps its layout, and the file that was changed is recorded as it is now.
    let there = format!(
        "[khong]\ndone = 2024-05-02\nevidence = [\n  'A', # một\n  {{ sha256 = \"{}\", file = \"evidence/bc 9.txt\" }},\n]\n",
        "0".repeat(64)
    );
    let (run, text) = done(&there, &["@evidence/bc 9.txt"]);
    run.ends_with(&[0]);
    assert_eq!(text, there.replace(&"0".repeat(64), DIGEST));
    let (run, text) = done("[khong]\nevidence = \"A\"\n", &["@evidence/bc 9.txt"]);
    run.ends_with(&[0]);
    has(&text, &["evidence = [\"A\", { file = \"evidence/bc 9.txt\", sha256 = \""]);
    for (file, said) in [
        ("@outside", "is outside the workspace"),
        ("@evidence/khong-co.txt", "khong-co.txt"),
        ("@evidence", "is not a file"),
    ] {
        let (run, text) = done("", &[file]);
        assert!(run.code() != Some(0) && run.err().contains(said) && text.is_empty(), "{file}: {run:?}");
    }
}

#[test]
fn both_are_shown() {
    let case = targets(&format!(
        "[it-nhat]\nprogress = [{{ on = 2024-04-01, value = 60 }}, {{ on = 2024-05-02, value = 1200.5 }}]\n\
         evidence = [\"x\", {{ file = \"evidence/bc.txt\", sha256 = \"{DIGEST}\" }}]\n"
    ))
    .with("evidence/bc.txt", "test");
    let show = case.run(&["show", "it-nhat", "--unit", "a", "--as-of", "2024-05-15"]);
    has(
        show.ends_with(&[0]).out(),
        &["ít nhất 151 chi bộ", "60 (01/4/2024)", "1.200,5 (02/5/2024)", "evidence/bc.txt"],
    );
    let show = case.run(&["show", "ca-hai", "--unit", "a", "--as-of", "2024-05-15", "--lang", "en"]);
    has(show.out(), &["80 to 95.5%", "░░░░░░░░░░ –/80–95.5%"]);
    lacks(show.out(), &["Reached"]);
    let out = |args: &[&str]| case.run(&[args, &["--as-of", "2024-05-15"]].concat()).ends_with(&[0]).out().to_owned();
    // Where there is room a bar stands beside the number.
    has(&out(&["list"]), &["Đã đạt", "██████████ 1.200,5/151 chi bộ", "░░░░░░░░░░ –/≤3"]);
    lacks(&out(&["list", "--task", "khong"]), &["Đã đạt"]);
    let markdown = out(&["list", "--format", "markdown"]);
    has(&markdown, &["| 1.200,5/151 chi bộ |", "x; [evidence/bc.txt](evidence/bc.txt)"]);
    let html = out(&["report", "year", "--format", "html", "--out", "-"]);
    has(&html, &["<meter min=\"0\" max=\"10\" value=\"10\"></meter> 1.200,5/151 chi bộ"]);
    // A report's page lists what is late; evidence stands on the pages of the site.
    let site = case.path().join("trang");
    case.run(&["site", "--as-of", "2024-05-15", "--out", site.to_str().expect("it is text")]).ends_with(&[0]);
    let page = std::fs::read_to_string(site.join("unit/a.html")).expect("a page of the unit");
    has(&page, &["<span>x</span>; <a href=\"../../evidence/bc.txt\">evidence/bc.txt</a>"]);
}

#[test]
fn the_evidence_of_a_report_is_found_from_wherever_the_report_lies() {
    let case = targets(&format!(
        "[khong]\ndone = 2024-05-02\nevidence = [{{ file = \"evidence/bc 9.txt\", sha256 = \"{DIGEST}\" }}]\n"
    ))
    .with("evidence/bc 9.txt", "test");
    let beside = tempfile::tempdir().expect("a temporary folder");
    for folder in [case.path().join("reports"), case.path().join("reports/nam"), beside.path().join("báo cáo")] {
        let args = ["report", "year", "--as-of", "2024-05-15", "--out", folder.to_str().expect("it is text")];
        case.run(&args).ends_with(&[0]);
        let report = std::fs::read_to_string(folder.join("2024.md")).expect("a report");
        let link = report.split_once("[evidence/bc 9.txt](").expect("a link").1.split_once(')').expect("its end").0;
        let file = folder.join(link.replace("%20", " "));
        assert_eq!(std::fs::read_to_string(&file).ok().as_deref(), Some("test"), "{}", file.display());
    }
}
