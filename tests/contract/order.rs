//! Section 5: the shape of the JSON, the order of its items, what the totals count; and who owes what.

use serde_json::{Value, json};

use crate::support::case::{Case, STATES, Status, plan, task, text, totals};

#[test]
fn the_object_is_written_byte_for_byte_as_the_contract_says() {
    let text = "\
[plan]
number = \"257-KH/TU\"
title = \"Kế hoạch\"
starts = 2024-01-01
ends = 2024-12-31
on_day_off = \"next-working-day\"
[units]
ban-tuyen-giao = \"Ban Tuyên giáo\"
van-phong = { name = \"Văn phòng\", short = \"VP\" }
[[tasks]]
id = \"tai-lieu\"
clause = \"II.1.2.1\"
title = \"Biên soạn \\\"tài liệu\\\"\"
lead = [\"ban-tuyen-giao\"]
due = \"2024-Q1\"
wording = \"Trong quý I/2024\"
product = \"Tài liệu\"
reports_to = \"Ban Thường vụ\"
note = \"ghi chú của kế hoạch\"
[[tasks]]
id = \"sinh-hoat\"
title = \"Sinh hoạt\"
lead = [\"ban-tuyen-giao\"]
every = \"half\"
titles = { 2024-H2 = \"Tổng kết\" }
[[tasks]]
id = \"thuong-xuyen\"
title = \"Thường xuyên\"
lead = [\"van-phong\"]
due = \"ongoing\"
";
    let record = "\
[tai-lieu]
started = 2024-03-01
done = 2024-03-28
evidence = \"Công văn số 1234-CV/BTGTU\"
[sinh-hoat.2024-H1]
reason = \"lý do\"
committed = 2024-07-12
note = \"\"
evidence = []
";
    let case = Case::new(text).unit("ban-tuyen-giao", record).unit("van-phong", "");
    let run = case.run(&["status", "--format", "json", "--as-of", "2024-07-02"]);
    run.ends_with(&[0]);
    let expected = concat!(
        r#"{"format":"tiendo.status/1","plan":{"number":"257-KH/TU","title":"Kế hoạch"},"as_of":"2024-07-02","#,
        r#""totals":{"overdue":1,"pending":1,"completed":1,"ongoing":1,"waived":0},"#,
        r#""units":[{"unit":"ban-tuyen-giao","name":"Ban Tuyên giáo","#,
        r#""totals":{"overdue":1,"pending":1,"completed":1,"ongoing":0,"waived":0},"#,
        r#""quarters":[{"quarter":"2024-Q1","totals":{"overdue":0,"pending":0,"completed":1,"ongoing":0,"waived":0}},"#,
        r#"{"quarter":"2024-Q2","totals":{"overdue":1,"pending":0,"completed":0,"ongoing":0,"waived":0}},"#,
        r#"{"quarter":"2024-Q4","totals":{"overdue":0,"pending":1,"completed":0,"ongoing":0,"waived":0}}]},"#,
        r#"{"unit":"van-phong","name":"Văn phòng","#,
        r#""totals":{"overdue":0,"pending":0,"completed":0,"ongoing":1,"waived":0},"#,
        r#""quarters":[{"quarter":null,"totals":{"overdue":0,"pending":0,"completed":0,"ongoing":1,"waived":0}}]}],"#,
        r#""items":[{"unit":"ban-tuyen-giao","task":"tai-lieu","period":null,"quarter":"2024-Q1","#,
        r#""title":"Biên soạn \"tài liệu\"","clause":"II.1.2.1","wording":"Trong quý I/2024","#,
        r#""nominal":"2024-03-31","due":"2024-04-01","state":"completed","flags":["moved"],"days_late":0,"#,
        r#""days_left":null,"started":"2024-03-01","done":"2024-03-28","evidence":["Công văn số 1234-CV/BTGTU"],"#,
        r#""note":null,"reason":null,"committed":null,"milestone":null,"with":[],"handed_to":[],"#,
        r#""target":null,"progress":null,"tags":[]},"#,
        r#"{"unit":"ban-tuyen-giao","task":"sinh-hoat","period":"2024-H1","quarter":"2024-Q2","#,
        r#""title":"Sinh hoạt","clause":null,"wording":null,"nominal":"2024-06-30","due":"2024-07-01","#,
        r#""state":"overdue","flags":["moved"],"days_late":1,"days_left":null,"started":null,"done":null,"#,
        r#""evidence":[],"note":"","reason":"lý do","committed":"2024-07-12","milestone":null,"with":[],"handed_to":[],"#,
        r#""target":null,"progress":null,"tags":[]},"#,
        r#"{"unit":"ban-tuyen-giao","task":"sinh-hoat","period":"2024-H2","quarter":"2024-Q4","#,
        r#""title":"Tổng kết","clause":null,"wording":null,"nominal":"2024-12-31","due":"2024-12-31","#,
        r#""state":"pending","flags":[],"days_late":null,"days_left":182,"started":null,"done":null,"#,
        r#""evidence":null,"note":null,"reason":null,"committed":null,"milestone":null,"with":[],"handed_to":[],"#,
        r#""target":null,"progress":null,"tags":[]},"#,
        r#"{"unit":"van-phong","task":"thuong-xuyen","period":null,"quarter":null,"#,
        r#""title":"Thường xuyên","clause":null,"wording":null,"nominal":null,"due":null,"#,
        r#""state":"ongoing","flags":[],"days_late":null,"days_left":null,"started":null,"done":null,"#,
        r#""evidence":null,"note":null,"reason":null,"committed":null,"milestone":null,"with":[],"handed_to":[],"#,
        r#""target":null,"progress":null,"tags":[]}],"#,
        r#""tasks":[{"task":"tai-lieu","state":"completed","late":false,"#,
        r#""totals":{"overdue":0,"pending":0,"completed":1,"ongoing":0,"waived":0}},"#,
        r#"{"task":"sinh-hoat","state":"overdue","late":false,"#,
        r#""totals":{"overdue":1,"pending":1,"completed":0,"ongoing":0,"waived":0}},"#,
        r#"{"task":"thuong-xuyen","state":"ongoing","late":false,"#,
        r#""totals":{"overdue":0,"pending":0,"completed":0,"ongoing":1,"waived":0}}],"#,
        r#""task_totals":{"overdue":1,"pending":0,"completed":1,"ongoing":1,"waived":0}}"#,
        "\n"
    );
    assert_eq!(run.out(), expected);
}

/// A plan whose file has its units, tasks and kinds of period in no alphabetical order.
fn mixed() -> Case {
    let text = "\
[plan]
number = \"1-KH\"
title = \"Kế hoạch\"
starts = 2024-01-01
ends = 2024-12-31
[[tasks]]
id = \"z-mot\"
title = \"Một\"
lead = [\"tat-ca\"]
clause = \"II.1\"
due = \"2024-Q3\"
[[tasks]]
id = \"m-hai\"
title = \"Hai\"
lead = [\"c\", \"a\"]
clause = \"II.1.2\"
every = [\"year\", \"half\"]
[[tasks]]
id = \"a-ba\"
title = \"Ba\"
lead = [\"b\"]
clause = \"II.10\"
due = \"ongoing\"
[groups.tat-ca]
name = \"Tất cả\"
members = [\"hai-don-vi\", \"a\", \"b\"]
[groups.hai-don-vi]
name = \"Hai đơn vị\"
members = [\"a\", \"c\"]
[units]
c = \"Đơn vị C\"
a = \"Đơn vị A\"
b = \"Đơn vị B\"
";
    Case::new(text)
        .unit("a", "[z-mot]\ndone = 2024-05-01\n")
        .unit("b", "[a-ba]\nwaived = { by = \"x\", on = 2024-05-01 }\n")
        .unit("c", "[m-hai.2024-H1]\nnote = \"x\"\n[z-mot]\nstarted = 2024-05-01\n")
}

fn places(status: &Status) -> Vec<(&str, &str, &str)> {
    status.items().iter().map(|item| (text(&item["unit"]), text(&item["task"]), text(&item["period"]))).collect()
}

#[test]
fn items_come_by_unit_then_task_then_period_as_the_plan_has_them() {
    let status = mixed().status("2024-07-01", &[]);
    assert_eq!(
        places(&status),
        [
            ("c", "z-mot", "null"),
            ("c", "m-hai", "2024"),
            ("c", "m-hai", "2024-H1"),
            ("c", "m-hai", "2024-H2"),
            ("a", "z-mot", "null"),
            ("a", "m-hai", "2024"),
            ("a", "m-hai", "2024-H1"),
            ("a", "m-hai", "2024-H2"),
            ("b", "z-mot", "null"),
            ("b", "a-ba", "null"),
        ]
    );
    let units: Vec<&str> = status.json["units"].as_array().expect("units").iter().map(|u| text(&u["unit"])).collect();
    assert_eq!(units, ["c", "a", "b"]);
    let quarters: Vec<&Value> =
        status.json["units"][2]["quarters"].as_array().expect("quarters").iter().map(|q| &q["quarter"]).collect();
    assert_eq!(quarters, [&json!("2024-Q3"), &Value::Null], "the one without a quarter comes last");
}

/// Fails unless every total of the report is the number of its items.
fn totals_are_the_items(status: &Status, filter: &[&str]) {
    let count = |wanted: &dyn Fn(&Value) -> bool| {
        STATES.map(|state| status.items().iter().filter(|item| item["state"] == state && wanted(item)).count() as u64)
    };
    assert_eq!(totals(&status.json["totals"]), count(&|_| true), "{filter:?}");
    for unit in status.json["units"].as_array().expect("units") {
        assert_eq!(totals(&unit["totals"]), count(&|item| item["unit"] == unit["unit"]), "{filter:?}");
        for quarter in unit["quarters"].as_array().expect("quarters") {
            let found = totals(&quarter["totals"]);
            let here = |item: &Value| item["unit"] == unit["unit"] && item["quarter"] == quarter["quarter"];
            assert_eq!(found, count(&here), "{filter:?}");
            assert!(found.iter().sum::<u64>() > 0, "only quarters with an item are listed: {filter:?}");
        }
    }
    let listed: u64 = status.json["units"]
        .as_array()
        .expect("units")
        .iter()
        .flat_map(|unit| unit["quarters"].as_array().expect("quarters"))
        .map(|quarter| totals(&quarter["totals"]).iter().sum::<u64>())
        .sum();
    assert_eq!(listed, status.items().len() as u64, "every item is in one listed quarter: {filter:?}");
}

#[test]
fn filters_narrow_the_items_and_the_totals_count_what_is_left() {
    let case = mixed();
    let rows: &[(&[&str], usize)] = &[
        (&[], 10),
        (&["--unit", "a"], 4),
        (&["--unit", "a", "--unit", "b"], 6),
        (&["--group", "hai-don-vi"], 8),
        (&["--group", "hai-don-vi", "--unit", "b"], 0),
        (&["--task", "z-mot"], 3),
        (&["--task", "m-hai", "--unit", "c"], 3),
        (&["--clause", "II.1"], 9),
        (&["--clause", "II.1.2"], 6),
        (&["--clause", "II.10"], 1),
        (&["--quarter", "2024-Q4"], 4),
        (&["--quarter", "2024-Q3"], 3),
        (&["--quarter", "none"], 1),
        (&["--quarter", "none", "--quarter", "2024-Q2"], 3),
        (&["--quarter", "2031-Q1"], 0),
        (&["--state", "overdue"], 2),
        (&["--state", "overdue,completed"], 3),
        (&["--state", "waived"], 1),
        (&["--state", "ongoing"], 0),
        (&["--state", "in-progress"], 1),
        (&["--state", "pending", "--task", "z-mot"], 2),
        (&["--due-within", "91"], 2),
        (&["--due-within", "90"], 0),
    ];
    for (filter, count) in rows {
        let status = case.status("2024-07-01", filter);
        status.run.ends_with(&[0]);
        assert_eq!(status.items().len(), *count, "{filter:?}: {:?}", places(&status));
        totals_are_the_items(&status, filter);
        // What is left is what it was, in the order it had.
        let all = case.status("2024-07-01", &[]);
        let mut rest = all.items().iter();
        assert!(status.items().iter().all(|item| rest.any(|other| other == item)), "{filter:?}");
    }
}

#[test]
fn states_part_everything_and_so_do_quarters() {
    let case = mixed();
    let all = case.status("2024-07-01", &[]).items().len();
    let by_state: usize = STATES.iter().map(|state| case.status("2024-07-01", &["--state", state]).items().len()).sum();
    assert_eq!(by_state, all);
    let quarters = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "none"];
    let by_quarter: usize = quarters.iter().map(|q| case.status("2024-07-01", &["--quarter", q]).items().len()).sum();
    assert_eq!(by_quarter, all);
}

#[test]
fn list_gives_the_same_json_as_status() {
    let case = mixed();
    let status = case.run(&["status", "--format", "json", "--as-of", "2024-07-01"]);
    let list = case.run(&["list", "--format", "json", "--as-of", "2024-07-01"]);
    assert_eq!((status.code(), &status.stdout), (list.code(), &list.stdout));
    // One object a line: the items themselves, in the same order, each with its plan, day and notice.
    let lines = case.run(&["status", "--format", "jsonl", "--as-of", "2024-07-01"]);
    let lines: Vec<Value> = lines.out().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let alone = |item: &Value| {
        let mut item = item.clone();
        (item["plan"], item["as_of"], item["notice"]) = (json!("1-KH"), json!("2024-07-01"), Value::Null);
        item
    };
    assert_eq!(lines, Status::of(status).items().iter().map(alone).collect::<Vec<_>>());
}

#[test]
fn a_unit_owes_once_however_often_it_is_named() {
    let rest = format!(
        "[groups.g]\nname = \"G\"\nmembers = [\"a\", \"b\", \"h\", \"a\"]\n\
         [groups.h]\nname = \"H\"\nmembers = [\"b\", \"b\"]\n{}",
        task("t", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"b\", \"g\", \"a\", \"h\", \"b\", \"g\"]")
    );
    let status = Case::new(plan("", &rest)).unit("a", "").unit("b", "").status("2024-01-01", &[]);
    status.run.ends_with(&[0]);
    assert_eq!(places(&status), [("a", "t", "null"), ("b", "t", "null")]);
    assert_eq!(totals(&status.json["totals"]), [0, 2, 0, 0, 0]);
}

#[test]
fn groups_may_be_named_before_they_are_defined_and_may_be_empty() {
    let rest = format!(
        "[groups]\nx = {{ name = \"X\", members = [\"y\"] }}\ny = {{ name = \"Y\", members = [\"a\"] }}\n\
         z = {{ name = \"Z\", members = [] }}\n{}",
        task("t", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"x\", \"z\"]")
    );
    let status = Case::new(plan("", &rest)).unit("a", "").unit("b", "").status("2024-01-01", &[]);
    assert_eq!(places(&status), [("a", "t", "null")]);
}

#[test]
fn support_owes_nothing() {
    let rest = task("t", "due = \"2024-Q1\"\nsupport = [\"b\", \"g\"]")
        + "[groups.g]\nname = \"G\"\nmembers = [\"a\", \"b\"]\n";
    let case = Case::new(plan("", &rest)).unit("a", "").unit("b", "");
    let status = case.status("2024-01-01", &[]);
    assert_eq!(places(&status), [("a", "t", "null")]);
    // A record of what a unit supports is an error.
    let case = case.unit("b", "[t]\ndone = 2024-02-01\n");
    let status = case.status("2024-01-01", &[]);
    status.run.ends_with(&[3]);
    assert!(status.run.err().contains("units/b.toml:1:2"), "{:?}", status.run);
}

#[test]
fn a_unit_that_both_leads_and_supports_owes_once() {
    let rest = task("t", "due = \"2024-Q1\"\nsupport = [\"a\"]");
    let status =
        Case::new(plan("", &rest)).unit("a", "[t]\ndone = 2024-01-01\n").unit("b", "").status("2024-02-01", &[]);
    status.run.ends_with(&[0]);
    assert_eq!(totals(&status.json["totals"]), [0, 0, 1, 0, 0]);
}

#[test]
fn the_notice_is_carried_by_every_output() {
    let notice = "Số liệu minh họa";
    let text = plan(&format!("notice = \"{notice}\""), &task("t", "due = \"2024-Q1\""));
    let case = Case::new(text).unit("a", "").unit("b", "");
    for command in ["status", "list"] {
        for format in ["table", "json", "jsonl", "csv", "markdown"] {
            let run = case.run(&[command, "--format", format, "--as-of", "2024-01-01"]);
            assert!(run.ends_with(&[0]).out().contains(notice), "{command} --format {format}: {run:?}");
        }
    }
    for args in [&["show", "t"][..], &["show", "a"], &["show", "t", "--unit", "a"]] {
        let run = case.run(&[args, &["--as-of", "2024-01-01"]].concat());
        assert!(run.ends_with(&[0]).out().contains(notice), "{args:?}: {run:?}");
    }
}
