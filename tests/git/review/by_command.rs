//! What each command that edits the plan comes to in `diff`: an amendment by a document, a rewrite that is marked, or a
//! change that takes nothing off anybody.

use std::fs;

use super::codes;
use crate::repo::{Repo, run};
use crate::support::case::{flat, has};

const PLAN: &str = r#"[plan]
number = "1-KH"
title = "Kế hoạch"
starts = 2024-01-01
ends = 2024-12-31
[units]
a = "Đơn vị A"
b = "Đơn vị B"
c = "Đơn vị C"
d = "Đơn vị D"
[groups.all]
name = "Các đơn vị"
members = ["a", "b"]
[events.hoi-nghi]
name = "Hội nghị"
[[tasks]]
id = "minutes"
title = "Biên bản"
lead = ["all"]
due = "event hoi-nghi + 5 days"
[[tasks]]
id = "report"
title = "Báo cáo"
lead = ["a", "b", "c"]
every = "quarter"
due = "end + 5 days"
[[tasks]]
id = "papers"
title = "Tài liệu"
lead = ["a", "b", "c"]
due = "2024-Q4"
"#;

fn begun() -> Repo {
    Repo::new(PLAN, &[("a", "[report.2024-Q1]\ndone = 2024-03-28\n"), ("b", ""), ("c", ""), ("d", "")])
}

/// What `diff` says after commands, and what it marks.
fn told(repo: &Repo, commands: &[&[&str]]) -> (String, Vec<String>) {
    for args in commands {
        run(repo.program().args(["--as-of", "2024-05-15", "--lang", "en"]).args(*args)).ends_with(&[0]);
    }
    (flat(&repo.table(&["HEAD"])), repo.codes(&["HEAD"]))
}

/// A command, what is said of its result, and the marks.
type Told = (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>);

fn of_tasks() -> Vec<Told> {
    let by = ["--by", "9-CV", "--on", "2024-05-10"];
    vec![
        (
            vec!["task", "add", "Họp", "--lead", "d", "--due", "chậm nhất ngày 15/11 hằng năm"],
            vec!["Task added: Họp [hop], last day 15/11/2024, led by Đơn vị D"],
            vec![],
        ),
        // What is corrected always was so: a rewrite, marked where a last day moves.
        (
            vec!["task", "edit", "papers", "--title", "Tài liệu in"],
            vec!["Task reworded: Tài liệu in [papers]: title: Tài liệu → Tài liệu in"],
            vec![],
        ),
        (
            vec!["task", "edit", "papers", "--due", "trước ngày 1/7/2024"],
            vec!["Deadline moved: Tài liệu [papers]: 31/12/2024 → 30/6/2024", "Needs review (1)"],
            vec!["W711"],
        ),
        // What a document decides is told with it.
        (
            [&["task", "amend", "papers", "--due", "trước ngày 1/7/2024"], &by[..]].concat(),
            vec!["Amended by 9-CV of 10/5/2024: Tài liệu [papers]: last day 31/12/2024 → 30/6/2024, 3 obligations"],
            vec!["W731"],
        ),
        (
            [&["task", "cancel", "papers"], &by[..]].concat(),
            vec!["Cancelled by 9-CV of 10/5/2024: Tài liệu [papers], 3 obligations"],
            vec!["W732"],
        ),
        (
            vec!["task", "move", "papers", "--before", "minutes"],
            vec![
                "The order of tasks in every output changed; reports made before keep theirs: Tài liệu [papers] is now the \
                 first",
            ],
            vec![],
        ),
    ]
}

fn of_bodies_and_events() -> Vec<Told> {
    vec![
        (vec!["unit", "add", "Đơn vị E"], vec!["Unit added: Đơn vị E (don-vi-e)"], vec![]),
        (vec!["unit", "edit", "d", "--short", "ĐVD"], vec!["Unit renamed: Đơn vị D (d) → ĐVD (d)"], vec![]),
        (
            vec!["unit", "edit", "d", "--from", "2024-02-01"],
            vec!["Unit Đơn vị D (d): first day no day → 01/02/2024"],
            vec![],
        ),
        // Who succeeds takes over: no task was reassigned.
        (
            vec!["unit", "end", "b", "--until", "2024-06-30", "--successor", "d"],
            vec![
                "Changes to the plan (1) - Unit Đơn vị B (b): last day no day → 30/6/2024; succeeded by nobody → Đơn vị D; \
                 Đơn vị D takes over Biên bản [minutes], Báo cáo [report], Tài liệu [papers]",
            ],
            vec![],
        ),
        (
            vec!["unit", "end", "b", "--until", "2024-06-30"],
            vec!["Unit Đơn vị B (b): last day no day → 30/6/2024", "no longer owed: 4"],
            vec!["W728"],
        ),
        // Ended before today, it hands over what was late already.
        (
            vec!["unit", "end", "b", "--until", "2024-03-31", "--successor", "d"],
            vec!["Unit Đơn vị B (b): last day no day → 31/3/2024", "no longer owed: 1 that was overdue 40 days"],
            vec!["W728"],
        ),
        (
            vec!["group", "add", "all", "d"],
            vec!["Task reassigned: Biên bản [minutes]: now also led by Đơn vị D"],
            vec![],
        ),
        (
            vec!["group", "remove", "all", "b"],
            vec!["Task reassigned: Biên bản [minutes]: no longer led by Đơn vị B"],
            vec!["W712"],
        ),
        (
            vec!["event", "date", "hoi-nghi", "2024-06-20"],
            vec!["Event Hội nghị: no day → 20/6/2024", "Deadline moved: Biên bản [minutes]: no day → 25/6/2024"],
            vec![],
        ),
        (
            vec!["event", "date", "hoi-nghi", "2024-06-20", "--unit", "a"],
            vec!["Event Hội nghị: Đơn vị A no day → 20/6/2024"],
            vec![],
        ),
    ]
}

#[test]
fn each_command_is_told_as_what_it_is() {
    for (args, said, marks) in of_tasks().into_iter().chain(of_bodies_and_events()) {
        let (shown, marked) = told(&begun(), &[&args]);
        has(&shown, &said);
        assert_eq!(marked, marks, "{args:?}: {shown}");
    }
}

#[test]
fn the_hand_over_of_a_unit_that_ends_is_told_to_scripts() {
    let repo = begun();
    told(&repo, &[&["unit", "end", "b", "--until", "2024-06-30", "--successor", "d"]]);
    assert_eq!(
        repo.changes(&["HEAD"])["plan_changes"],
        serde_json::json!([{
            "kind": "unit-time",
            "unit": "b",
            "last_day": { "from": null, "to": "2024-06-30" },
            "successors": { "from": [], "to": ["d"] },
            "taken_over": [{ "unit": "d", "tasks": ["minutes", "report", "papers"] }],
        }])
    );
}

#[test]
fn a_sheet_of_tasks_and_a_new_version_are_told_as_rewrite_and_amendment() {
    let repo = begun();
    let sheet = "Task,Time limit as read,Task ID (do not edit)\r\nTài liệu,2024-06-30,papers\r\n";
    fs::write(repo.beside("tasks.csv"), sheet).expect("it can be written");
    let file = repo.beside("tasks.csv").display().to_string();
    let (shown, marked) = told(&repo, &[&["import", &file]]);
    has(&shown, &["Deadline moved: Tài liệu [papers]: 31/12/2024 → 30/6/2024"]);
    assert_eq!(marked, ["W711"], "{shown}");
    let repo = begun();
    let document = "Số: 9/KH-UBND\n\nX, ngày 20 tháng 4 năm 2024\n\n| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n\
                    | 1 | Báo cáo | Đơn vị A, Đơn vị B, Đơn vị C | Hằng quý |\n\
                    | 2 | Tài liệu | Đơn vị A, Đơn vị B, Đơn vị C | Quý III/2024 |\n\
                    | 3 | Biên bản | Các đơn vị | 5 ngày sau Hội nghị |\n";
    fs::write(repo.beside("new.md"), document).expect("it can be written");
    let file = repo.beside("new.md").display().to_string();
    let (shown, marked) = told(&repo, &[&["draft", "--update", &file, "--accept", "all"]]);
    has(&shown, &["Amended by 9/KH-UBND of 20/4/2024: Tài liệu [papers]: last day 31/12/2024 → 30/9/2024"]);
    assert!(marked.contains(&"W731".to_owned()), "{marked:?}: {shown}");
}

#[test]
fn a_tracker_that_was_taken_over_is_told_as_a_plan_that_begins() {
    let repo = Repo::init(&[]).with("ghi-chu.txt", "");
    repo.commit("2024-05-14", "Trước đó");
    fs::write(repo.beside("t.csv"), "Nội dung,Đơn vị,Thời hạn,Ngày hoàn thành\nBáo cáo,Sở A,31/3/2024,28/3/2024\n")
        .expect("it can be written");
    let (file, new) = (repo.beside("t.csv"), repo.beside("kho/moi"));
    run(repo.program().args(["--as-of", "2024-05-15", "adopt"]).arg(&file).arg("--out").arg(&new)).ends_with(&[0]);
    let repo = repo.inside("moi");
    let shown = repo.changes(&["HEAD"]);
    assert_eq!((&shown["begins"], &shown["plan"]["title"]), (&true.into(), &"Chưa rõ tên văn bản".into()), "{shown}");
    assert!(codes(&shown).is_empty(), "{shown}");
}
