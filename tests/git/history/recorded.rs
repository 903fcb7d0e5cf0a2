//! `log`: on which day and by which commit something was recorded, and how long after it happened.

use serde_json::{Value, json};

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::Run;

/// The lines of a table under its heads, blanks at their ends and between columns made one.
pub fn rows(run: &Run) -> Vec<String> {
    run.ends_with(&[0]);
    let line =
        |line: &str| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ");
    let table = run.out().lines().skip_while(|line| !line.starts_with('─')).skip(1);
    table.map(line).filter(|line| !line.is_empty()).collect()
}

/// The entries of a history in JSON, each as its commit, its day, and what changed: task, period, fields.
pub fn told(log: &Value) -> Vec<String> {
    let entry = |entry: &Value| {
        let change = |change: &Value| {
            let fields = change["fields"].as_array().expect("fields are a list").iter();
            let fields: Vec<&str> = fields.map(|field| field["field"].as_str().expect("it has a name")).collect();
            let period = change["period"].as_str().map(|period| format!(" {period}")).unwrap_or_default();
            format!("{}{period}: {}", change["task"].as_str().expect("it has a task"), fields.join(" "))
        };
        let changes: Vec<String> =
            entry["changes"].as_array().expect("changes are a list").iter().map(change).collect();
        let commit = entry["commit"].as_str().map_or("-", |id| &id[..10]);
        format!("{commit} {} {}", entry["day"].as_str().expect("it has a day"), changes.join("; "))
    };
    log["entries"].as_array().expect("entries are a list").iter().map(entry).collect()
}

#[test]
fn each_commit_is_told_with_its_day_and_the_days_since_what_it_tells_of() {
    let repo = Repo::recorded("");
    let one = repo.record("2024-03-05T08:00:00+07:00", "[ke-hoach]\nstarted = 2024-03-04\n");
    let two = repo.record(
        "2024-04-02T08:00:00+07:00",
        "[ke-hoach]\nstarted = 2024-03-04\ndone = 2024-03-28\nevidence = \"CV 1\"\n",
    );
    let log = repo.run(&["log", "ke-hoach"]);
    assert!(log.out().starts_with("Đơn vị A: Xây dựng kế hoạch\n"), "{log:?}");
    assert_eq!(
        rows(&log),
        [
            format!("02/4/2024 | {two} Ghi kết quả | done: 28/3/2024 (recorded 5 days later); evidence: CV 1"),
            format!("05/3/2024 | {one} Ghi kết quả | started: 04/3/2024 (recorded 1 day later)"),
        ]
    );
}

#[test]
fn every_kind_of_change_is_told() {
    let repo = Repo::recorded("");
    let texts = [
        "started = 2024-03-04\nreason = \"chờ ý kiến\"\ncommitted = 2024-04-10",
        "started = 2024-03-04\ndone = 2024-03-28\nevidence = [\"CV 1\", \"CV 2\"]",
        "started = 2024-03-04\ndone = 2024-03-29\nevidence = [\"CV 1\", \"CV 3\"]\naccepted = 2024-04-01",
        "started = 2024-03-04\nextended = { to = 2024-04-30, by = \"CV 7\", on = 2024-03-27 }",
        "waived = { by = \"CV 8\", on = 2024-04-04 }",
    ];
    let mut commits = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        commits.push(repo.record(&format!("2024-04-0{}T08:00:00+07:00", at + 1), &format!("[ke-hoach]\n{text}\n")));
    }
    repo.write("units/a.toml", "[ke-hoach]\nnote = \"nháp\"\n");
    let log = repo.json(&["log", "ke-hoach"]);
    assert_eq!(
        told(&log),
        [
            "- 2024-05-15 ke-hoach: note waived".to_owned(),
            format!("{} 2024-04-05 ke-hoach: started extended waived", commits[4]),
            format!("{} 2024-04-04 ke-hoach: done evidence extended accepted", commits[3]),
            format!("{} 2024-04-03 ke-hoach: done evidence accepted", commits[2]),
            format!("{} 2024-04-02 ke-hoach: done evidence reason committed", commits[1]),
            format!("{} 2024-04-01 ke-hoach: started reason committed", commits[0]),
        ]
    );
    let run = repo.run_vi(200, &["log", "ke-hoach"]);
    assert_eq!(
        rows(&run),
        [
            "15/5/2024 | chưa commit | chú thích: nháp; không áp dụng theo: CV 8 ngày 04/4/2024 → bỏ".to_owned(),
            format!(
                "05/4/2024 | {} Ghi kết quả | bắt đầu: 04/3/2024 → bỏ; gia hạn: đến 30/4/2024 theo CV 7 ngày 27/3/2024 → bỏ; \
                 không áp dụng theo: CV 8 ngày 04/4/2024 (ghi sau 1 ngày)",
                commits[4]
            ),
            format!(
                "04/4/2024 | {} Ghi kết quả | hoàn thành: 29/3/2024 → bỏ; minh chứng: CV 1; CV 3 → bỏ; \
                 gia hạn: đến 30/4/2024 theo CV 7 ngày 27/3/2024 (ghi sau 8 ngày); nghiệm thu: 01/4/2024 → bỏ",
                commits[3]
            ),
            format!(
                "03/4/2024 | {} Ghi kết quả | hoàn thành: 28/3/2024 → 29/3/2024 (ghi sau 5 ngày); minh chứng: CV 2 → CV 3; \
                 nghiệm thu: 01/4/2024 (ghi sau 2 ngày)",
                commits[2]
            ),
            format!(
                "02/4/2024 | {} Ghi kết quả | hoàn thành: 28/3/2024 (ghi sau 5 ngày); minh chứng: CV 1; CV 2; \
                 lý do: chờ ý kiến → bỏ; dự kiến hoàn thành: 10/4/2024 → bỏ",
                commits[1]
            ),
            format!(
                "01/4/2024 | {} Ghi kết quả | bắt đầu: 04/3/2024 (ghi sau 28 ngày); lý do: chờ ý kiến; dự kiến hoàn thành: 10/4/2024",
                commits[0]
            ),
        ]
    );
}

#[test]
fn the_day_of_a_commit_is_that_of_the_plans_time_zone() {
    let done = "[ke-hoach]\ndone = 2024-03-15\n";
    // Half past eleven in the evening, in Greenwich: the next morning in Vietnam.
    let repo = Repo::recorded("");
    repo.record("2024-03-15T23:30:00+00:00", done);
    let log = repo.json(&["log", "ke-hoach"]);
    assert_eq!(log["entries"][0]["day"], "2024-03-16");
    assert_eq!(log["entries"][0]["changes"][0]["fields"], json!([{"field": "done", "lag_days": 1}]));
    let repo = Repo::planned().with("plan.toml", PLAN.replace("[units]", "timezone = \"UTC\"\n[units]"));
    repo.record("2024-03-16T06:30:00+07:00", done);
    let run = repo.run(&["log", "ke-hoach"]);
    assert!(run.out().contains("15/3/2024") && run.out().contains("(recorded the same day)"), "{run:?}");
}

#[test]
fn what_was_recorded_before_its_day_is_said_so() {
    let repo = Repo::recorded("");
    repo.record("2024-03-15T08:00:00+07:00", "[ke-hoach]\ndone = 2024-03-20\n");
    let run = repo.run(&["log", "ke-hoach"]);
    assert!(run.out().contains("done: 20/3/2024 (recorded 5 days before)"), "{run:?}");
    let run = repo.run_vi(100, &["log", "ke-hoach"]);
    assert!(run.out().contains("hoàn thành: 20/3/2024 (ghi trước 5 ngày)"), "{run:?}");
    assert_eq!(repo.json(&["log", "ke-hoach"])["entries"][0]["changes"][0]["fields"][0]["lag_days"], -5);
}

#[test]
fn a_unit_a_task_and_a_period_narrow_it() {
    let repo = Repo::recorded("[bao-cao.2024-Q1]\ndone = 2024-03-30\n");
    let first = repo.short("HEAD");
    let text = "[bao-cao]\n2024-Q1.done = 2024-03-30\n2024-Q2.note = \"x\"\n[ke-hoach]\nnote = \"y\"\n";
    let second = repo.record("2024-04-02T08:00:00+07:00", text);
    let log = |args: &[&str]| told(&repo.json(&[&["log"], args].concat()));
    let whole = format!("{second} 2024-04-02 bao-cao 2024-Q2: note; ke-hoach: note");
    assert_eq!(log(&["--unit", "a"]), [whole, format!("{first} 2024-03-01 bao-cao 2024-Q1: done")]);
    assert_eq!(
        log(&["bao-cao", "-u", "Đơn vị A"]),
        [format!("{second} 2024-04-02 bao-cao 2024-Q2: note"), format!("{first} 2024-03-01 bao-cao 2024-Q1: done")]
    );
    assert_eq!(log(&["bao-cao", "2024-Q1", "-u", "a"]), [format!("{first} 2024-03-01 bao-cao 2024-Q1: done")]);
    // The only one that leads it; or the one of the environment.
    assert_eq!(log(&["ke-hoach"]), [format!("{second} 2024-04-02 ke-hoach: note")]);
    let own = crate::support::case::bounded(repo.program().arg("log").env("TIENDO_UNIT", "b"));
    own.ends_with(&[0]);
    assert_eq!(own.out(), "Đơn vị B\nChưa có commit nào ghi nội dung này.\n");
    assert_eq!(own.err(), "Chỉ nêu Đơn vị B theo biến môi trường TIENDO_UNIT; để xem mọi đơn vị: --unit all\n");
    let all = crate::support::case::bounded(repo.program().args(["log", "--unit", "all"]).env("TIENDO_UNIT", "b"));
    let plain = crate::support::case::bounded(repo.program().arg("log"));
    assert_eq!((all.out(), all.err()), (plain.out(), ""));
}

#[test]
fn what_is_not_there_or_not_owed_is_said() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n");
    let refused = |args: &[&str], said: &str| {
        let run = repo.run(&[&["log"], args].concat());
        run.ends_with(&[2]);
        assert!(run.err().contains(said) && run.out().is_empty(), "{said}: {run:?}");
    };
    refused(&["ke-hoahc"], "ke-hoahc");
    refused(&["--unit", "c"], "no unit is called “c”");
    refused(&["bao-cao"], "several units lead bao-cao");
    refused(&["ke-hoach", "--unit", "b"], "b does not lead ke-hoach");
    refused(&["bao-cao", "2024-01", "--unit", "b"], "bao-cao");
    refused(&["ke-hoach", "2024-Q1"], "ke-hoach");
    refused(&["bao-cao", "2024-Q9", "--unit", "b"], "2024-Q9");
    let none = repo.run(&["log", "bao-cao", "2024-Q3", "--unit", "b"]);
    none.ends_with(&[0]);
    assert_eq!(none.out(), "Đơn vị B: Báo cáo quý (Q3/2024)\nNo commit has recorded anything here.\n");
    let empty = Repo::planned();
    let run = empty.run(&["log", "ke-hoach"]);
    run.ends_with(&[3]);
    let plain = crate::support::case::Case::new(PLAN);
    let run = plain.run(&["log", "ke-hoach", "--lang", "en"]);
    assert!(run.code().is_some_and(|code| code != 0) && !run.stderr.is_empty(), "{run:?}");
}

#[test]
fn the_keys_of_the_json_are_these() {
    let repo = Repo::recorded("");
    repo.record("2024-04-02T08:00:00+07:00", "[bao-cao.2024-Q1]\ndone = 2024-03-30\n");
    let log = repo.json(&["log", "bao-cao", "2024-Q1", "--unit", "a"]);
    let silent = json!({"started": null, "done": null, "accepted": null, "committed": null, "extended": null,
        "waived": null, "evidence": [], "reason": null, "note": null, "progress": []});
    let mut said = silent.clone();
    said["done"] = json!("2024-03-30");
    let commit = repo.git(&["rev-parse", "HEAD"]);
    assert_eq!(
        log,
        json!({"format": "tiendo.log/1", "unit": "a", "task": "bao-cao", "period": "2024-Q1", "whole": true,
            "entries": [{"commit": commit.trim(), "subject": "Ghi kết quả", "day": "2024-04-02", "readable": true,
                "changes": [{"task": "bao-cao", "period": "2024-Q1",
                    "fields": [{"field": "done", "lag_days": 3}], "before": silent, "after": said}]}]})
    );
}

#[test]
fn a_narrow_terminal_gets_lines_that_fit() {
    let repo =
        Repo::recorded("[bao-cao.2024-Q1]\ndone = 2024-03-30\n[ke-hoach]\nnote = \"ghi chú dài để phải xuống dòng\"\n");
    for columns in [40, 80] {
        let run = repo.run_vi(columns, &["log", "--unit", "a"]);
        run.ends_with(&[0]);
        assert!(run.out().lines().all(|line| line.chars().count() <= columns), "{run:?}");
        // Where rows are blocks, each has its day and its commit.
        let named = run.out().replace("\n ", "").matches(&repo.short("HEAD")).count();
        assert_eq!(named, if columns == 40 { 2 } else { 1 }, "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_as_it_is_now_is_said_to_be_so() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n");
    let unread = "the file cannot be read";
    let before = repo.run(&["log", "--unit", "a"]);
    assert!(!before.ends_with(&[0]).out().contains(unread), "{before:?}");
    repo.write("units/a.toml", "# \n".repeat(500_000));
    let long = repo.run(&["log", "--unit", "a"]);
    std::fs::remove_file(repo.workspace.join("units/a.toml")).expect("it can be deleted");
    std::os::unix::fs::symlink("/nowhere", repo.workspace.join("units/a.toml")).expect("links can be made");
    let linked = repo.run(&["log", "--unit", "a"]);
    for run in [long, linked] {
        assert!(run.ends_with(&[3]).out().contains(unread) && run.out().contains("20/3/2024"), "{run:?}");
        assert!(run.err().contains("units/a.toml:1:1"), "{run:?}");
    }
}

#[test]
fn the_whole_plan_has_a_history_too() {
    let repo = Repo::recorded("[ke-hoach]\nstarted = 2024-03-01\n");
    let first = repo.short("HEAD");
    let moved = repo.text("plan.toml").replacen("due   = 2024-03-29", "due   = 2024-04-30", 1);
    assert_ne!(moved, repo.text("plan.toml"), "a deadline is moved");
    repo.write("plan.toml", &moved).write("units/b.toml", "[bao-cao.2024-Q1]\ndone = 2024-03-30\n");
    let second = repo.commit("2024-04-02T08:00:00+07:00", "Lùi hạn");
    repo.write("plan.toml", "[plan\n").commit("2024-04-03T08:00:00+07:00", "Hỏng");
    repo.write("plan.toml", &moved).commit("2024-04-04T08:00:00+07:00", "Khôi phục");
    repo.write("units/a.toml", "");
    let log = repo.run(&["log"]);
    let second = &second[..10];
    assert_eq!(
        rows(&log),
        [
            "15/5/2024 | not committed | Records of Đơn vị A".to_owned(),
            format!(
                "04/4/2024 | {} Khôi phục | plan.toml cannot be read here or just before, so its changes",
                repo.short("HEAD")
            ),
            "are unknown".to_owned(),
            format!(
                "03/4/2024 | {} Hỏng | plan.toml cannot be read here or just before, so its changes",
                repo.short("HEAD~1")
            ),
            "are unknown".to_owned(),
            format!("02/4/2024 | {second} Lùi hạn | Deadline moved: Xây dựng kế hoạch [ke-hoach]: 29/3/2024 →"),
            "30/4/2024; 1 record was written against the old deadline".to_owned(),
            "Records of Đơn vị B".to_owned(),
            format!("01/3/2024 | {first} Ghi ban đầu | The plan is new"),
            "Records of Đơn vị A".to_owned(),
        ]
    );
    let json = repo.json(&["log"]);
    let entry = &json["entries"][3];
    assert_eq!((&json["unit"], &json["whole"], &entry["subject"]), (&Value::Null, &true.into(), &"Lùi hạn".into()));
    assert_eq!(entry["plan_changes"][0]["kind"], "deadline-moved", "{entry}");
    assert_eq!((&entry["units"], &entry["readable"]), (&serde_json::json!(["b"]), &true.into()));
    assert_eq!((&json["entries"][1]["readable"], &json["entries"][4]["plan_begins"]), (&false.into(), &true.into()));
    assert_eq!(
        (&json["entries"][0]["commit"], &json["entries"][0]["units"]),
        (&Value::Null, &serde_json::json!(["a"]))
    );
}
