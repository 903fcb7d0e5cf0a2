//! Collections: several plans below one folder, with bodies that they share.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::case::{Case, Run, bare, bounded, has, lacks, text};

pub(crate) const SHARED: &str = r#"
plans = ["257", "2025/*"]

[units]
snv = { name = "Sở Nội vụ", short = "SNV" }
stc = "Sở Tài chính"
syt = "Sở Y tế"
cu  = { name = "Sở Cũ", until = 2024-06-30, successor = "moi" }
moi = { name = "Sở Mới", from = 2024-07-01 }

[groups.cac-so]
name    = "Các sở"
members = ["snv", "stc"]

[calendar]
days_off = [2024-04-30]
"#;

/// A plan in a folder, with this in its `[plan]` and after it.
pub(crate) fn plan(number: &str, header: &str, rest: &str) -> String {
    format!(
        "[plan]\nnumber = \"{number}\"\ntitle = \"Kế hoạch {number}\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n{rest}\n"
    )
}

pub(crate) fn task(id: &str, keys: &str) -> String {
    format!("[[tasks]]\nid = \"{id}\"\ntitle = \"Việc {id}\"\n{keys}\n")
}

pub(crate) fn province() -> Case {
    let of_257 = format!(
        "[units]\nvan-phong = \"Văn phòng\"\n{}{}",
        task("bao-cao", "lead = [\"cac-so\", \"van-phong\"]\nevery = \"quarter\""),
        task("mot-lan", "lead = [\"cu\"]\ndue = 2024-04-30"),
    );
    let header = "bodies = \"../plans.toml\"\non_day_off = \"next-working-day\"";
    let of_2025 = |id: &str| {
        let own = task(id, "lead = [\"snv\"]\ndue = 2024-03-01");
        own + &task("chung", "lead = [\"syt\"]\ndue = 2024-05-20")
    };
    let case = Case::empty().with("plans.toml", SHARED).with("257/plan.toml", plan("257-KH/TU", header, &of_257));
    let shared = "bodies = \"../../plans.toml\"";
    let case = case.with("2025/a/plan.toml", plan("12-KH", shared, &of_2025("viec-a")));
    let case = case.with("2025/b/plan.toml", plan("13-KH", shared, &of_2025("viec-b")));
    // Hidden folders and those without a plan are none of those that `*` stands for.
    let case = case.with("2025/.an/plan.toml", plan("0-KH", "", "")).with("2025/khac/ghi-chu.txt", "");
    ["257/units/snv", "257/units/stc", "257/units/cu", "257/units/van-phong", "2025/a/units/snv", "2025/a/units/syt"]
        .into_iter()
        .chain(["2025/b/units/snv", "2025/b/units/syt"])
        .fold(case, |case, file| case.with(format!("{file}.toml"), ""))
}

pub(crate) fn run(case: &Case, args: &[&str]) -> Run {
    case.run(&[&["--as-of", "2024-05-15", "--lang", "en"][..], args].concat())
}

pub(crate) fn strings<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    value.as_array().expect("a list").iter().map(|item| text(&item[key])).collect()
}

#[test]
fn a_plan_takes_of_the_shared_units_those_that_it_names_and_their_successors() {
    let case = province();
    let json = run(&case, &["--plan", "257", "status", "--format", "json"]).json();
    assert_eq!(strings(&json["units"], "unit"), ["snv", "stc", "cu", "moi", "van-phong"], "shared units come first");
    let item = json["items"].as_array().expect("items").iter().find(|item| item["task"] == "mot-lan");
    // The shared calendar has a day off on 30 April, and 1 May is a working day in it.
    assert_eq!(item.expect("an item")["due"], "2024-05-01");
    let json = run(&case, &["--plan", "2025/a", "status", "--format", "json"]).json();
    assert_eq!(strings(&json["units"], "unit"), ["snv", "syt"]);
}

#[test]
fn the_board_counts_units_by_plan_and_names_the_worst_of_all() {
    let case = province();
    let ran = run(&case, &[]);
    ran.ends_with(&[0]);
    assert_eq!(ran.err(), "");
    let expected = "\
Collection of 3 plans
As of 15/5/2024

Overdue: 6 items in 4 units
  75 days  12-KH      SNV           Việc viec-a             no promise
  75 days  13-KH      SNV           Việc viec-b             no promise
  44 days  257-KH/TU  SNV           Việc bao-cao (Q1/2024)  no promise
  44 days  257-KH/TU  Sở Tài chính  Việc bao-cao (Q1/2024)  no promise
  44 days  257-KH/TU  Văn phòng     Việc bao-cao (Q1/2024)  no promise
  14 days  257-KH/TU  Sở Cũ         Việc mot-lan            no promise

Due soon (within 7 days): 2
  5 days  12-KH  Sở Y tế  Việc chung
  5 days  13-KH  Sở Y tế  Việc chung

17 items: 6 overdue, 11 pending
Next: tiendo list --by plan · tiendo help

Plans
Plan        Title                Folder
────────────────────────────────────────
257-KH/TU   Kế hoạch 257-KH/TU   257
12-KH       Kế hoạch 12-KH       2025/a
13-KH       Kế hoạch 13-KH       2025/b
";
    assert!(ran.out().starts_with(expected), "{}", ran.out());
}

#[test]
fn machine_formats_have_the_plans_one_after_the_other() {
    let case = province();
    let json = run(&case, &["status", "--format", "json"]).json();
    assert_eq!(json["format"], "tiendo.collection/1");
    assert_eq!((&json["as_of"], &json["totals"]["overdue"]), (&Value::from("2024-05-15"), &Value::from(6)));
    assert_eq!(strings(&json["plans"], "folder"), ["257", "2025/a", "2025/b"]);
    // The object of a plan alone, but for its folder.
    let mut alone = run(&case, &["--plan", "13-KH", "status", "--format", "json"]).json();
    alone["folder"] = "2025/b".into();
    assert_eq!(json["plans"][2], alone);
    let keys = run(&case, &["status", "--format", "json"]);
    has(keys.out(), &["\"plan\":{\"number\":\"12-KH\",\"title\":\"Kế hoạch 12-KH\"},\"folder\":\"2025/a\",\"as_of\""]);
    let lines = run(&case, &["list", "--format", "jsonl", "--state", "overdue"]);
    let of = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["plan"].clone();
    let plans: Vec<Value> = lines.out().lines().map(of).collect();
    assert_eq!(plans, ["257-KH/TU", "257-KH/TU", "257-KH/TU", "257-KH/TU", "12-KH", "13-KH"]);
    let csv = run(&case, &["list", "--format", "csv"]);
    assert_eq!(csv.out().matches("plan,as_of,unit").count(), 1, "one heading");
    assert_eq!(csv.out().lines().count(), 1 + 13 + 2 + 2);
}

#[test]
fn units_are_found_by_the_names_of_all_plans_and_narrow_each() {
    let case = province();
    let ran = run(&case, &["list", "--unit", "noi vu"]);
    has(ran.out(), &["Sở Nội vụ (snv) · 257-KH/TU", "Sở Nội vụ (snv) · 12-KH", "Sở Nội vụ (snv) · 13-KH"]);
    lacks(ran.out(), &["Sở Y tế"]);
    let json = run(&case, &["status", "--unit", "syt", "--format", "json"]).json();
    let totals: Vec<&Value> =
        json["plans"].as_array().expect("plans").iter().map(|it| &it["totals"]["pending"]).collect();
    assert_eq!(totals, [&Value::from(0), &Value::from(1), &Value::from(1)]);
    let ran = run(&case, &["list", "--unit", "khong co"]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["khong co"]);
    // What only some plans have is no fault of the others.
    let ran = run(&case, &["list", "--task", "viec-a", "--format", "jsonl"]);
    assert_eq!(ran.out().lines().count(), 1);
    assert_eq!(run(&case, &["list", "--task", "khong-co"]).code(), Some(2));
    let by_plan = run(&case, &["list", "--by", "plan", "--unit", "snv"]);
    has(by_plan.out(), &["Plan 257-KH/TU: Kế hoạch 257-KH/TU", "Plan 12-KH: Kế hoạch 12-KH", "Sở Nội vụ (snv)\n"]);
}

#[test]
fn show_gathers_a_unit_over_all_plans_and_finds_the_plan_of_a_task() {
    let case = province();
    let ran = run(&case, &["show", "snv"]);
    has(ran.out(), &["Plan 257-KH/TU", "Plan 12-KH", "Plan 13-KH", "[viec-a]", "[viec-b]"]);
    let ran = run(&case, &["show", "viec-b"]);
    has(ran.out(), &["Plan 13-KH"]);
    lacks(ran.out(), &["Plan 12-KH"]);
    let ran = run(&case, &["show", "chung"]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["2025/a  12-KH", "2025/b  13-KH", "--plan"]);
}

#[test]
fn a_plan_is_named_by_number_or_folder_also_in_part() {
    let case = province();
    for (typed, number) in [("257", "257-KH/TU"), ("12-kh", "12-KH"), ("2025/b", "13-KH"), ("/a", "12-KH")] {
        let json = run(&case, &["status", "--plan", typed, "--format", "json"]).json();
        assert_eq!(json["plan"]["number"], number, "{typed}");
    }
    let ran = run(&case, &["--plan", "2025", "status"]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["2025/a  12-KH", "2025/b  13-KH"]);
    let ran = run(&case, &["--plan", "99", "status"]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["“99”", "257  257-KH/TU"]);
}

#[test]
fn recording_takes_the_one_plan_that_fits_and_asks_where_several_do() {
    let case = province();
    run(&case, &["done", "viec-a", "-u", "snv", "-e", "1-CV"]).ends_with(&[0]);
    let file = fs::read_to_string(case.path().join("2025/a/units/snv.toml")).expect("it was written");
    has(&file, &["done = 2024-05-15"]);
    let ran = run(&case, &["done", "chung", "-u", "syt"]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["--plan", "2025/a  12-KH", "2025/b  13-KH"]);
    run(&case, &["--plan", "13-KH", "done", "chung", "-u", "syt", "-e", "1-CV"]).ends_with(&[0]);
    assert!(fs::read_to_string(case.path().join("2025/a/units/syt.toml")).expect("a file").is_empty());
    // What cannot be read may have it too.
    let case = case.with("2025/b/plan.toml", "[plan");
    let ran = run(&case, &["done", "viec-a", "-u", "snv", "-e", "2-CV"]);
    assert_eq!(ran.code(), Some(3));
    has(ran.err(), &["2025/b/plan.toml:1:6", "choose one with --plan", "2025/a  12-KH"]);
}

#[test]
fn what_works_on_one_plan_says_so() {
    let case = province();
    for args in [&["sync"][..], &["undo"], &["git-setup"]] {
        let ran = run(&case, args);
        assert_eq!((ran.code(), ran.out()), (Some(2), ""), "{args:?}");
        has(ran.err(), &["--plan", "257  257-KH/TU", "2025/b  13-KH"]);
    }
}

#[test]
fn a_plan_that_cannot_be_read_is_named_and_the_others_are_told() {
    let case = province().with("2025/b/plan.toml", "[plan]\nnumber = 3\n");
    let case = case.with("plans.toml", SHARED.replace("\"2025/*\"", "\"2025/*\", \"khong-co\""));
    let ran = run(&case, &["status"]);
    assert_eq!(ran.code(), Some(3));
    has(
        ran.out(),
        &["Collection of 2 plans", "2025/b: this plan cannot be read", "khong-co: this plan cannot be read"],
    );
    has(ran.err(), &["2025/b/plan.toml:2:10", "khong-co/plan.toml"]);
    let json = run(&case, &["status", "--format", "json"]);
    assert_eq!(json.code(), Some(3));
    assert_eq!(json.json()["unreadable"], serde_json::json!(["2025/b", "khong-co"]));
    assert_eq!(run(&case, &["check"]).code(), Some(1));
}

/// With many plans nobody finds a file of which only the unit is said.
#[test]
fn a_file_that_nobody_counts_is_named_with_the_folder_of_its_plan() {
    let facts = "[bao-cao.2024-Q1]\ndone = 2024-04-01\n";
    let case = province().with("257/units/snv.toml.txt", facts).with("2025/b/Units/snv.toml", facts);
    for args in
        [&["status"][..], &["list"], &["sheet", "--output", "s.xlsx"], &["remind"], &["status", "--unit", "snv"]]
    {
        let ran =
            bounded(case.command().current_dir(case.path()).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args));
        has(ran.ends_with(&[3]).err(), &["E409]: 257/units/snv.toml.txt belongs to no unit"]);
        if !args.contains(&"--unit") {
            has(ran.err(), &["E409]: the folder 2025/b/Units/ is not called"]);
        }
    }
}

#[test]
fn check_goes_through_all_plans_and_compares_names() {
    let case = province();
    let rest = format!("[units]\nsnv = \"Sở Nội vụ tỉnh\"\n{}", task("x", "lead = [\"snv\"]\ndue = 2024-12-01"));
    let case = case.with("2025/d/plan.toml", plan("14-KH", "", &rest)).with("2025/d/units/snv.toml", "sai = 1\n");
    let ran = run(&case, &["check", "--format", "json"]);
    assert_eq!(ran.code(), Some(1));
    let found = ran.json();
    let places: Vec<(&str, &str)> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (text(&it["code"]), text(&it["file"])))
        .collect();
    assert!(places.contains(&("W541", "2025/d/plan.toml")), "{places:?}");
    assert!(places.contains(&("E401", "2025/d/units/snv.toml")), "{places:?}");
    has(ran.out(), &["“Sở Nội vụ tỉnh” here, but “Sở Nội vụ” in 257/plan.toml"]);
}

#[test]
fn a_fault_in_the_shared_file_is_told_once_and_no_plan_is_judged_by_it() {
    let case = province().with("plans.toml", SHARED.replace("members", "membres"));
    let ran = run(&case, &["status"]);
    assert_eq!(ran.code(), Some(3));
    assert_eq!(ran.err().matches("“membres”").count(), 1, "{}", ran.err());
    let ran = run(&case, &["check"]);
    assert_eq!(ran.code(), Some(1));
    assert_eq!(ran.out().matches("“membres”").count(), 1, "{}", ran.out());
    let ran = run(&case, &["--plan", "257", "check"]);
    assert_eq!(ran.code(), Some(1));
    has(ran.out(), &["“membres”", "plans.toml:13:1"]);
}

#[test]
fn the_same_id_in_a_plan_and_in_the_shared_file_is_an_error() {
    let rest = "[units]\nstc = \"Sở khác\"\n[groups.cac-so]\nname = \"x\"\nmembers = []\n".to_owned()
        + &task("x", "lead = [\"snv\"]\ndue = 2024-12-01");
    let case = province().with("2025/a/plan.toml", plan("12-KH", "bodies = \"../../plans.toml\"", &rest));
    let found = run(&case, &["--plan", "2025/a", "check", "--format", "json"]).json();
    let errors: Vec<&str> =
        strings(&found["diagnostics"], "code").into_iter().filter(|code| code.starts_with('E')).collect();
    assert_eq!(errors, ["E205", "E205"]);
}

#[test]
fn shared_bodies_are_read_from_regular_files_near_by_alone() {
    let bodies = |path: &str| {
        let case = province().with("2025/a/plan.toml", plan("12-KH", &format!("bodies = \"{path}\""), ""));
        let ran = run(&case, &["--plan", "2025/a", "check", "--format", "json"]);
        let found = ran.json();
        let codes = strings(&found["diagnostics"], "code").into_iter().filter(|code| code.starts_with('E'));
        codes.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(bodies("../../plans.toml"), [""; 0], "it is sound");
    for path in ["/etc/passwd", "../../../../../plans.toml", "..", "../../khong-co.toml", "C:/plans.toml", ""] {
        assert!(bodies(path).contains(&"E110".to_owned()), "{path}: {:?}", bodies(path));
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_to_shared_bodies_or_out_of_a_collection() {
    let elsewhere = province();
    let case = province();
    let link = |from: &Path, to: &Path| std::os::unix::fs::symlink(from, to).expect("a link can be made");
    link(&case.path().join("plans.toml"), &case.path().join("2025/a/lien-ket.toml"));
    let case = case.with("2025/a/plan.toml", plan("12-KH", "bodies = \"lien-ket.toml\"", ""));
    let ran = run(&case, &["--plan", "2025/a", "status"]);
    assert_eq!(ran.code(), Some(3));
    has(ran.err(), &["E110", "link"]);
    link(&elsewhere.path().join("257"), &case.path().join("ngoai"));
    let case = case.with("plans.toml", "plans = [\"ngoai\", \"*\"]\n").with("moi/plan.toml", plan("1-KH", "", ""));
    let json = run(&case, &["status", "--format", "json"]);
    assert_eq!(json.code(), Some(3));
    assert_eq!(strings(&json.json()["plans"], "folder"), ["moi"], "no link is followed by `*`");
    assert_eq!(json.json()["unreadable"][0], "ngoai");
}

#[test]
fn several_folders_may_be_named_and_each_counts_once() {
    let case = province();
    let args = ["-C", "257", "-C", ".", "-C", "./257", "status", "--format", "json", "--as-of", "2024-05-15"];
    let ran = bounded(bare().current_dir(case.path()).args(args));
    assert_eq!(strings(&ran.json()["plans"], "folder"), ["257", "./2025/a", "./2025/b"]);
}

#[test]
fn a_collection_holds_a_plan_and_no_collections() {
    let case = Case::empty().with("plans.toml", "plans = [\"*\"]\n");
    let ran = run(&case, &["status"]);
    assert_eq!((ran.code(), ran.out()), (Some(3), ""));
    has(ran.err(), &["E111", "plans.toml"]);
    // Of a list that cannot be read nobody says that it lacks a plan.
    let case = Case::empty().with("plans.toml", "plans = [\n");
    let ran = run(&case, &["--plan", "257", "status"]);
    assert_eq!(ran.code(), Some(3));
    has(ran.err(), &["E106", "plans.toml"]);
    let case = province().with("257/plans.toml", "plans = []\n").with("tap/plans.toml", "plans = [\"x\"]\n");
    let case = case.with("plans.toml", SHARED.replace("\"257\"", "\"257\", \"tap\", \"../x\""));
    let ran = run(&case, &["check", "--format", "json"]);
    let found = ran.json();
    let found = found["diagnostics"].as_array().expect("a list");
    let of_plans: Vec<&str> = found.iter().filter(|it| it["code"] == "E111").map(|it| text(&it["file"])).collect();
    assert_eq!(of_plans, ["plans.toml", "tap/plan.toml"]);
}

#[test]
fn remind_writes_one_letter_to_each_unit_over_all_plans() {
    let case = province();
    let ran = run(&case, &["remind"]);
    ran.ends_with(&[0]);
    assert_eq!(ran.out().matches("To: ").count(), 5, "{}", ran.out());
    let letter = run(&case, &["remind", "--unit", "noi vu"]);
    has(
        letter.out(),
        &[
            "REMINDER ON 3 PLANS",
            "To: Sở Nội vụ",
            "3 overdue items",
            "PLAN 257-KH/TU",
            "PLAN 12-KH",
            "PLAN 13-KH",
            "Việc viec-b",
        ],
    );
    assert_eq!(letter.out().matches("To: ").count(), 1);
    // What is in one plan alone is a letter about that plan.
    has(run(&case, &["remind", "--unit", "van-phong"]).out(), &["REMINDER ON PLAN 257-KH/TU"]);
    assert_eq!(run(&case, &["remind", "--exit-code"]).code(), Some(1));
    let out = case.path().join("thu").display().to_string();
    run(&case, &["remind", "--format", "md", "--out", &out]).ends_with(&[0]);
    let letter = fs::read_to_string(case.path().join("thu/2024-05-15-snv.md")).expect("a letter");
    has(&letter, &["# Reminder on 3 plans", "Việc viec-a", "Việc viec-b"]);
    // A letter that left a plan out would say that nothing is owed there.
    let case = case.with("2025/b/units/snv.toml", "sai = 1\n");
    let ran = run(&case, &["remind"]);
    assert_eq!(ran.code(), Some(3));
    lacks(ran.out(), &["To: Sở Nội vụ"]);
    has(ran.err(), &["cannot be read: SNV"]);
}

#[test]
fn one_calendar_holds_the_last_days_of_all_plans() {
    let case = province();
    let ran = run(&case, &["calendar", "-o", "-"]);
    ran.ends_with(&[0]);
    has(ran.out(), &["X-WR-CALNAME:Collection of 3 plans", "CATEGORIES:12-KH", "CATEGORIES:257-KH/TU"]);
    assert_eq!(ran.out().matches("BEGIN:VEVENT").count(), 12 + 1 + 2 + 2);
    assert_eq!(ran.out().matches("BEGIN:VCALENDAR").count(), 1);
    let of_unit = run(&case, &["calendar", "--unit", "syt", "-o", "-"]);
    assert_eq!(of_unit.out().matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn trend_counts_all_plans_week_by_week() {
    let case = province();
    let json = run(&case, &["trend", "--format", "json"]).json();
    assert_eq!(strings(&json["plans"], "folder"), ["257", "2025/a", "2025/b"]);
    let last = json["points"].as_array().and_then(|points| points.last()).expect("points");
    assert_eq!((&last["day"], &last["due"], &last["overdue"]), (&"2024-05-15".into(), &6.into(), &6.into()));
    let one = run(&case, &["trend", "--unit", "snv", "--format", "json"]).json();
    let last = one["points"].as_array().and_then(|points| points.last()).expect("points");
    assert_eq!(last["due"], 3);
    has(run(&case, &["trend"]).out(), &["Collection of 3 plans", "15/5/2024"]);
    let csv = run(&case, &["trend", "--format", "csv"]);
    assert_eq!(csv.out().lines().count(), 1 + json["points"].as_array().map_or(0, Vec::len));
}

#[test]
fn import_takes_many_sheets_and_finds_the_plan_of_each() {
    let sheet = |row: &str| format!("Id (do not change),Done,Evidence\n{row}\n");
    let case = province()
        .with("nop/a.csv", sheet("snv/viec-a,14/5/2024,1-BC"))
        .with("nop/b.csv", sheet("snv/viec-b,13/5/2024,2-BC"))
        .with("nop/257.csv", sheet("stc/bao-cao/2024-Q1,12/5/2024,3-BC"));
    let all = case.path().join("nop/*.csv");
    let all = all.to_str().expect("a path of text");
    let held = |file: &str| fs::read_to_string(case.path().join(file)).expect("a file");
    run(&case, &["import", all, "--dry-run"]).ends_with(&[0]);
    assert_eq!(held("2025/a/units/snv.toml"), "", "a trial writes nothing");
    run(&case, &["import", all]).ends_with(&[0]);
    for (file, day) in
        [("2025/a/units/snv", "2024-05-14"), ("2025/b/units/snv", "2024-05-13"), ("257/units/stc", "2024-05-12")]
    {
        has(&held(&format!("{file}.toml")), &[&format!("done = {day}")]);
    }
    // What several plans could mean is asked about, and what is wrong in one sheet keeps all from being written.
    let case = province().with("nop/a.csv", sheet("syt/chung,14/5/2024,1-BC"));
    let file = |case: &Case, name: &str| case.path().join(name).to_str().expect("a path of text").to_owned();
    let ran = run(&case, &["import", &file(&case, "nop/a.csv")]);
    assert_eq!(ran.code(), Some(2));
    has(ran.err(), &["a.csv", "2025/a  12-KH", "2025/b  13-KH"]);
    let case = case
        .with("nop/b.csv", sheet("snv/viec-a,14/5/2024,1-BC"))
        .with("nop/c.csv", sheet("snv/viec-a,13/5/2024,1-BC"));
    let ran = run(&case, &["import", &file(&case, "nop/b.csv"), &file(&case, "nop/c.csv")]);
    assert_eq!(ran.code(), Some(3));
    has(ran.err(), &["c.csv: another of these files changes snv/viec-a too"]);
    assert_eq!(fs::read_to_string(case.path().join("2025/a/units/snv.toml")).expect("a file"), "");
}

#[test]
fn init_begins_a_collection_and_overwrites_none() {
    for lang in ["vi", "en"] {
        let case = Case::empty();
        let ran = case.run(&["--lang", lang, "init", "--collection"]);
        ran.ends_with(&[0]);
        has(ran.out(), &["plans.toml"]);
        case.run(&["--lang", lang, "init", "--collection"]).ends_with(&[2]);
        let case = case.with("mot/plan.toml", plan("1-KH", "", ""));
        let json = run(&case, &["status", "--format", "json"]).json();
        assert_eq!(strings(&json["plans"], "folder"), ["mot"]);
        run(&case, &["check"]).ends_with(&[0]);
    }
}
