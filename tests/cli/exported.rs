//! `export`: tables that another program reads without guessing.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::case::{Case, Run, has, list, text};

const PLAN: &str = r#"[plan]
number = "257-KH/TU"
title  = "Kế hoạch, “thử”"
starts = 2024-01-01
ends   = 2024-12-31
notice = "Số liệu minh họa"

[units]
a = "Đơn vị A"
b = { name = "Đơn vị B", short = "B" }
c = "Đơn vị C"

[groups.hai]
name = "Hai đơn vị"
members = ["a", "b"]

[[tasks]]
id = "quy"
title = "Báo cáo quý"
lead = ["a", "b"]
every = "quarter"
titles = { 2024-Q2 = "Báo cáo sáu tháng" }

[[tasks]]
id = "muc-tieu"
title = "Kết nạp"
lead = ["c"]
due = 2024-06-30
target = { min = 1.5, unit = "chi bộ" }
tags = ["cchc", "đảng viên"]
"#;

const OF_A: &str = r#"
[quy.2024-Q1]
done = 2024-04-02
evidence = ["=1+1", { file = "minh-chung/a.pdf", sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }]
note = "dòng một\ndòng hai, \"trích\""
"#;

fn case() -> Case {
    let of_c = "[muc-tieu]\nprogress = [{ on = 2024-03-01, value = 1 }, { on = 2024-07-01, value = 2 }]\n";
    Case::new(PLAN).unit("a", OF_A).unit("b", "").unit("c", of_c)
}

fn export(case: &Case, args: &[&str]) -> Run {
    let out = case.path().join("bang").display().to_string();
    case.run(&[&["--as-of", "2024-05-15", "--lang", "en", "export", "--out", &out], args].concat())
}

/// What is said of an export, without the folder's place.
fn said(ran: &Run) -> &str {
    ran.out().rsplit_once("bang: ").map_or("", |(_, said)| said)
}

fn rows(case: &Case, file: &str) -> Vec<Value> {
    let read =
        fs::read_to_string(case.path().join("bang").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    read.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn obligations_stand_as_the_program_judges_them_and_every_key_is_there() {
    let case = case();
    assert_eq!(said(export(&case, &[]).ends_with(&[0])), "9 obligations of 1 plan\n");
    let all = rows(&case, "obligations/257-KH-TU.jsonl");
    let status = case.status("2024-05-15", &[]);
    let told: Vec<_> =
        status.items().iter().map(|it| (&it["unit"], &it["task"], &it["period"], &it["due"], &it["state"])).collect();
    let own: Vec<_> =
        all.iter().map(|it| (&it["unit"], &it["task"], &it["period"], &it["due"], &it["state"])).collect();
    assert_eq!(own, told);
    let schema: Value =
        serde_json::from_slice(&fs::read(case.path().join("bang/schema.json")).expect("it is written")).expect("JSON");
    for table in list(&schema["tables"]) {
        let columns: Vec<&str> = list(&table["columns"]).iter().map(|column| text(&column["name"])).collect();
        for row in rows(&case, text(&table["files"][0])) {
            let keys: Vec<&str> = row.as_object().expect("an object").keys().map(String::as_str).collect();
            assert_eq!(keys.len(), columns.len(), "{table} {row}");
            assert!(columns.iter().all(|column| keys.contains(column)), "{table} {row}");
            for column in list(&table["columns"]) {
                let value = &row[text(&column["name"])];
                let fits = match text(&column["type"]) {
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_i64(),
                    "number" => value.is_number(),
                    _ => value.is_string(),
                };
                assert!(fits || value.is_null(), "{column}: {value}");
            }
        }
    }
    let readme = fs::read_to_string(case.path().join("bang/README.md")).expect("it is written");
    let names =
        list(&schema["tables"]).iter().flat_map(|table| list(&table["columns"]).iter().map(|it| text(&it["name"])));
    assert!(names.clone().all(|name| readme.contains(&format!("`{name}`"))), "the page tells of every column");
    let second = &all[1];
    assert_eq!(
        (&second["title"], &second["period_last"], &second["not_started_period"]),
        (&"Báo cáo sáu tháng".into(), &"2024-06-30".into(), &false.into())
    );
    let target = all.last().expect("there is one");
    assert_eq!(
        (&target["target_min"], &target["reached"], &target["reached_on"]),
        (&1.5.into(), &1.into(), &"2024-03-01".into())
    );
}

#[test]
fn texts_are_what_the_workspace_says() {
    let case = case();
    export(&case, &[]).ends_with(&[0]);
    let records = rows(&case, "records/257-KH-TU.jsonl");
    assert_eq!(records[0]["note"], "dòng một\ndòng hai, \"trích\"");
    let evidence = rows(&case, "evidence/257-KH-TU.jsonl");
    assert_eq!((&evidence[0]["document"], &evidence[0]["file"]), (&"=1+1".into(), &Value::Null));
    assert_eq!((&evidence[1]["document"], &evidence[1]["file"]), (&Value::Null, &"minh-chung/a.pdf".into()));
    assert_eq!(rows(&case, "progress/257-KH-TU.jsonl").len(), 2, "also of days to come");
    assert_eq!(rows(&case, "units/257-KH-TU.jsonl")[1]["groups"], "hai");
    assert_eq!(rows(&case, "tasks/257-KH-TU.jsonl")[1]["tags"], "cchc; đảng viên");
    assert_eq!(rows(&case, "plans/257-KH-TU.jsonl")[0]["notice"], "Số liệu minh họa");
    export(&case, &["--format", "csv"]).ends_with(&[0]);
    assert!(!case.path().join("bang/records/257-KH-TU.jsonl").exists(), "files of an earlier export go away");
    let bytes = fs::read(case.path().join("bang/evidence/257-KH-TU.csv")).expect("it is written");
    assert!(bytes.starts_with(b"folder,plan,unit,task,"), "no byte order mark");
    let mut sheet = csv::Reader::from_reader(&*bytes);
    let cells: Vec<csv::StringRecord> = sheet.records().map(|row| row.expect("a row")).collect();
    assert_eq!(&cells[0][7], "=1+1", "no guard");
    let notes = fs::read(case.path().join("bang/records/257-KH-TU.csv")).expect("it is written");
    let mut sheet = csv::Reader::from_reader(&*notes);
    assert_eq!(&sheet.records().next().expect("a row").expect("a row")[16], "dòng một\ndòng hai, \"trích\"");
}

#[test]
fn each_period_is_judged_at_its_end() {
    let case = case();
    assert_eq!(said(export(&case, &["--each", "quarter"]).ends_with(&[0])), "9 obligations of 1 plan\n");
    let all = rows(&case, "obligations/257-KH-TU.jsonl");
    let first = all.iter().filter(|row| row["as_of"] == "2024-03-31" && row["period"] == "2024-Q1");
    assert_eq!(
        first.map(|row| text(&row["state"])).collect::<Vec<_>>(),
        ["overdue", "overdue"],
        "the end of the last day"
    );
    export(&case, &["--each", "month"]).ends_with(&[0]);
    let days = rows(&case, "obligations/257-KH-TU.jsonl");
    let mut days: Vec<&str> = days.iter().map(|row| text(&row["as_of"])).collect();
    days.dedup();
    assert_eq!(days, ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]);
    let none = export(&case, &["--each", "year"]);
    has(none.ends_with(&[0]).err(), &["257-KH/TU: no such period is over yet"]);
    assert_eq!(rows(&case, "records/257-KH-TU.jsonl").len(), 2, "what is recorded is there all the same");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_exported() {
    let case = case().unit("b", "[quy.2024-Q1]\ndone = 2024-13-01\n");
    let ran = export(&case, &[]);
    has(ran.ends_with(&[3]).err(), &["units/b.toml"]);
    let units = rows(&case, "units/257-KH-TU.jsonl");
    assert_eq!(
        units.iter().map(|row| row["readable"].as_bool()).collect::<Vec<_>>(),
        [Some(true), Some(false), Some(true)]
    );
    assert!(rows(&case, "obligations/257-KH-TU.jsonl").iter().all(|row| row["unit"] != "b"));
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let case = case().with("bang/cua-toi.txt", "giữ");
    let ran = export(&case, &[]);
    has(
        ran.ends_with(&[2]).err(),
        &["bang holds other files and no schema.json of this program: name a new or an empty folder"],
    );
    let names = |folder: &Path| fs::read_dir(folder).expect("it is there").count();
    assert_eq!(names(&case.path().join("bang")), 1);
    // A list of contents that names files elsewhere takes none of them away.
    let hostile = "{\"format\":\"tiendo.export/1\",\"tables\":[{\"files\":[\"../plan.toml\",\"../units/a.toml\",\"cua-toi.txt/x\"]}]}";
    let case = case.with("bang/schema.json", hostile);
    export(&case, &[]).ends_with(&[0]);
    assert!(case.path().join("plan.toml").exists() && case.path().join("units/a.toml").exists());
    assert!(case.path().join("bang/cua-toi.txt").exists());
}

#[test]
fn a_collection_has_a_file_for_each_plan() {
    let plan = |number: &str| PLAN.replace("257-KH/TU", number);
    let case = Case::empty().with("plans.toml", "plans = [\"*\", \"2025/*\"]\n").with("a-b/plan.toml", plan("1"));
    let case = case.with("2025/b/plan.toml", plan("2")).with("hong/plan.toml", "[plan]\n");
    let ran = export(&case, &["--format", "csv"]);
    assert_eq!(said(ran.ends_with(&[3])), "18 obligations of 2 plans\n", "{ran:?}");
    let there = |file: &str| case.path().join("bang").join(file).exists();
    assert!(there("obligations/a-b.csv") && there("obligations/2025-b.csv"));
    assert!(!there("obligations/hong.csv"));
}
