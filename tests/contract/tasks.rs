//! Section 5: tasks counted beside obligations; tags; what stands in every row.

use crate::support::case::{Case, flat, has, lacks, list, plan, task, text, totals};

/// A task of both units.
fn of_both(id: &str, keys: &str) -> String {
    task(id, keys).replace("[\"a\"]", "[\"a\", \"b\"]")
}

/// Tasks in every state that several obligations can bring about, with their records.
fn states() -> Case {
    let tasks = [
        of_both("mot-qua-han", "due = \"2024-Q1\""),
        of_both("con-lai-xong", "due = \"2024-Q1\""),
        of_both("xong-tre", "due = \"2024-Q1\""),
        of_both("tre-ma-chua-xong", "due = \"2024\""),
        of_both("nua-chung", "due = \"2024\""),
        of_both("thuong-xuyen", "due = \"ongoing\""),
        of_both("thuong-xuyen-mot-xong", "due = \"ongoing\""),
        of_both("khong-ap-dung", "due = \"2024-Q1\""),
        task("theo-quy", "every = \"quarter\"\ntags = [\"bc\"]"),
    ];
    let a = "[mot-qua-han]\ndone = 2024-03-01\n[con-lai-xong]\ndone = 2024-03-01\n[xong-tre]\ndone = 2024-04-09\n\
             [tre-ma-chua-xong]\ndone = 2025-01-03\n[nua-chung]\ndone = 2024-04-01\n\
             [thuong-xuyen-mot-xong]\ndone = 2024-04-01\n\
             [khong-ap-dung]\nwaived = { by = \"x\", on = 2024-03-01 }\n[theo-quy.2024-Q1]\ndone = 2024-03-01\n";
    let b = "[con-lai-xong]\nwaived = { by = \"x\", on = 2024-03-01 }\n[xong-tre]\ndone = 2024-03-01\n\
             [khong-ap-dung]\nwaived = { by = \"x\", on = 2024-03-01 }\n";
    Case::new(plan("", &tasks.concat())).unit("a", a).unit("b", b)
}

#[test]
fn a_task_is_as_its_obligations_are() {
    let status = states().status("2024-05-15", &[]);
    let tasks: Vec<(&str, &str, bool, [u64; 5])> = list(&status.json["tasks"])
        .iter()
        .map(|one| {
            let late = one["late"].as_bool().expect("it is true or false");
            (text(&one["task"]), text(&one["state"]), late, totals(&one["totals"]))
        })
        .collect();
    assert_eq!(
        tasks,
        [
            ("mot-qua-han", "overdue", false, [1, 0, 1, 0, 0]),
            ("con-lai-xong", "completed", false, [0, 0, 1, 0, 1]),
            ("xong-tre", "completed", true, [0, 0, 2, 0, 0]),
            ("tre-ma-chua-xong", "pending", false, [0, 2, 0, 0, 0]),
            ("nua-chung", "pending", false, [0, 1, 1, 0, 0]),
            ("thuong-xuyen", "ongoing", false, [0, 0, 0, 2, 0]),
            ("thuong-xuyen-mot-xong", "pending", false, [0, 0, 1, 1, 0]),
            ("khong-ap-dung", "waived", false, [0, 0, 0, 0, 2]),
            ("theo-quy", "pending", false, [0, 3, 1, 0, 0]),
        ]
    );
    assert_eq!(totals(&status.json["task_totals"]), [1, 4, 2, 1, 1]);
    // A year later the one that was done late is late only once all of its obligations are completed.
    let later = states().status("2025-02-01", &[]);
    let task = list(&later.json["tasks"]).iter().find(|one| one["task"] == "tre-ma-chua-xong").cloned();
    assert_eq!(task.map(|one| (text(&one["state"]).to_owned(), one["late"] == true)), Some(("overdue".into(), false)));
}

#[test]
fn tasks_count_what_the_filters_leave() {
    let status = states().status("2024-05-15", &["--unit", "a", "--state", "completed,waived"]);
    let tasks: Vec<&str> = list(&status.json["tasks"]).iter().map(|one| text(&one["task"])).collect();
    assert_eq!(
        tasks,
        ["mot-qua-han", "con-lai-xong", "xong-tre", "nua-chung", "thuong-xuyen-mot-xong", "khong-ap-dung", "theo-quy"]
    );
    assert_eq!(totals(&status.json["task_totals"]), [0, 0, 6, 0, 1]);
    assert!(status.run.out().contains("}}],\"task_totals\":{"), "{:?}", status.run);
    let none = states().status("2024-05-15", &["--due-within", "0", "--state", "waived"]);
    assert_eq!((list(&none.json["tasks"]).len(), totals(&none.json["task_totals"])), (0, [0; 5]));
}

#[test]
fn the_board_says_how_many_tasks_there_are() {
    let out = |args: &[&str]| states().run(&[&["status", "--as-of", "2024-05-15"], args].concat()).out().to_owned();
    has(
        &flat(&out(&[])),
        &[
            "Tính theo nhiệm vụ: 9 nhiệm vụ, trong đó 1 chưa hoàn thành quá hạn, 4 chưa hoàn thành trong hạn, 2 hoàn thành (1 trễ hạn), 1 thường xuyên",
        ],
    );
    has(
        &out(&["--format", "markdown", "--lang", "en"]),
        &["By task: 9 in all: 1 overdue, 4 pending, 2 completed (1 late), 1 ongoing, 1 waived"],
    );
}

#[test]
fn tags_filter_and_group() {
    let tasks = task("mot", "due = \"2024-Q1\"\ntags = [\"cchc\", \"Chuyển đổi số\"]")
        + &task("hai", "due = \"2024-Q2\"\ntags = [\"chuyển đổi số\"]")
        + &task("ba", "due = \"2024-Q3\"");
    let case = Case::new(plan("", &tasks)).unit("a", "").unit("b", "");
    let tasks_of = |args: &[&str]| case.status("2024-05-15", args).column("task").join(" ");
    assert_eq!(tasks_of(&["--tag", "cchc"]), "mot");
    assert_eq!(tasks_of(&["--tag", "chuyen doi so"]), "mot hai");
    assert_eq!(tasks_of(&["--tag", "cchc", "--tag", "Chuyển đổi số", "--task", "hai"]), "hai");
    let status = case.status("2024-05-15", &[]);
    assert_eq!(status.item("mot")["tags"], serde_json::json!(["cchc", "Chuyển đổi số"]));
    assert_eq!(status.item("ba")["tags"], serde_json::json!([]));
    let run = case.run(&["list", "--tag", "cch", "--lang", "en"]);
    assert_eq!(
        run.fails(2).err(),
        "error: no task has the tag “cch”; did you mean:\n  cchc  Việc mot\n  Chuyển đổi số  Việc mot\n"
    );
    let run = case.run(&["list", "--by", "tag", "--as-of", "2024-05-15"]);
    let headings = run.ends_with(&[0]).out().lines().filter(|line| line.ends_with(')')).collect::<Vec<_>>();
    assert_eq!(headings, ["cchc (1)", "Chuyển đổi số (2)", "không có nhãn (1)"]);
}

#[test]
fn rows_have_the_same_columns_with_and_without_a_notice() {
    let rows = |header: &str, format: &str| {
        let case = Case::new(plan(header, &task("t", "due = \"2024-Q1\""))).unit("a", "").unit("b", "");
        case.run(&["list", "--format", format, "--as-of", "2024-05-15"]).ends_with(&[0]).out().to_owned()
    };
    let csv = rows("", "csv");
    assert!(csv.starts_with("\u{feff}plan,as_of,unit,unit_name,task,"), "{csv}");
    assert!(csv.contains("\r\n1-KH,2024-05-15,a,") && csv.ends_with(",\r\n"), "{csv}");
    let heads = |csv: &str| csv.lines().next().map(str::to_owned);
    assert_eq!(heads(&csv), heads(&rows("notice = \"Minh họa\"", "csv")));
    let jsonl = rows("", "jsonl");
    assert!(jsonl.starts_with(r#"{"plan":"1-KH","as_of":"2024-05-15","unit":"a","#), "{jsonl}");
    assert!(jsonl.ends_with(",\"tags\":[],\"notice\":null}\n"), "{jsonl}");
    let noticed = rows("notice = \"Minh họa\"", "jsonl");
    assert!(noticed.ends_with(",\"notice\":\"Minh họa\"}\n"), "{noticed}");
    lacks(&csv, &["Minh họa"]);
}
