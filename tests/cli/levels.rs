//! Levels: plans that carry out what a plan above asks for, and what is told of them above.

use serde_json::{Value, json};

use crate::support::case::{Case, Run, bare, bounded, has, lacks, text};

/// A plan of 2024 with this in its `[plan]` and after it.
fn plan(number: &str, header: &str, rest: &str) -> String {
    format!(
        "[plan]\nnumber = \"{number}\"\ntitle = \"Kế hoạch {number}\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n{rest}\n"
    )
}

fn task(id: &str, keys: &str) -> String {
    format!("[[tasks]]\nid = \"{id}\"\ntitle = \"Việc {id}\"\n{keys}\n")
}

fn done(record: &str, day: &str) -> String {
    format!("[{record}]\ndone = {day}\nevidence = \"1-BC\"\n")
}

const COMMUNES: &str = "[units]\nxa-1 = \"Xã Một\"\nxa-2 = \"Xã Hai\"\nxa-3 = \"Xã Ba\"\n[groups.xa]\nname = \"Các xã\"\nmembers = [\"xa-1\", \"xa-2\", \"xa-3\"]\n";

/// A province's plan with these tasks and units, and a district's with those of its communes.
fn levels(units: &str, above: &str, unit: &str, below: &str) -> Case {
    let header = format!("above = {{ plan = \"../tinh\", unit = \"{unit}\" }}");
    let case = Case::empty()
        .with("plans.toml", "plans = [\"tinh\", \"huyen\"]\n")
        .with("tinh/plan.toml", plan("257-KH/TU", "", &format!("[units]\n{units}\n{above}")))
        .with("huyen/plan.toml", plan("12-KH/HU", &header, &format!("{COMMUNES}{below}")));
    let files =
        ["huyen/units/xa-1", "huyen/units/xa-2", "huyen/units/xa-3", "tinh/units/huyen-a", "tinh/units/huyen-b"];
    files.into_iter().fold(case, |case, file| case.with(format!("{file}.toml"), ""))
}

/// Two districts that owe a quarterly task, and the communes of one of them.
fn quarterly() -> Case {
    let units = "huyen-a = \"Huyện ủy A\"\nhuyen-b = \"Huyện ủy B\"";
    let above = task("sinh-hoat", "lead = [\"huyen-a\", \"huyen-b\"]\nevery = \"quarter\"");
    let below = task("sinh-hoat-xa", "lead = [\"xa\"]\nevery = \"quarter\"\nanswers = \"sinh-hoat\"");
    levels(units, &above, "huyen-a", &below)
        .with("huyen/units/xa-1.toml", done("sinh-hoat-xa.2024-Q1", "2024-03-20"))
        .with("huyen/units/xa-2.toml", done("sinh-hoat-xa.2024-Q1", "2024-04-02"))
}

fn run(case: &Case, args: &[&str]) -> Run {
    case.run(&[&["--as-of", "2024-05-15", "--lang", "en"][..], args].concat())
}

/// What the province's plan says is done below: unit, task, period or milestone, how many, of how many.
fn below(case: &Case) -> Vec<String> {
    let found = run(case, &["status", "--format", "json"]).json();
    let rows = found["plans"][0]["below"].as_array().cloned().unwrap_or_default();
    let row = |row: &Value| {
        let part = row["period"].as_str().or(row["milestone"].as_str()).unwrap_or("-");
        format!("{} {} {part} {}/{}", text(&row["unit"]), text(&row["task"]), row["completed"], row["of"])
    };
    rows.iter().map(row).collect()
}

/// Runs it in a plan's own folder.
fn in_folder(case: &Case, folder: &str, args: &[&str]) -> Run {
    let folder = case.path().join(folder);
    bounded(bare().current_dir(folder).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args))
}

/// The codes of what `check` finds about levels, with their files.
fn checked(case: &Case, args: &[&str]) -> Vec<String> {
    of_levels(&run(case, &[&["check", "--format", "json"][..], args].concat()))
}

fn of_levels(run: &Run) -> Vec<String> {
    let found = run.json();
    let found = found["diagnostics"].as_array().expect("a list").clone();
    let of_levels = found.iter().filter(|it| ["W542", "W543", "W544", "W545"].contains(&text(&it["code"])));
    of_levels.map(|it| format!("{} {}:{}", text(&it["code"]), text(&it["file"]), it["line"])).collect()
}

#[test]
fn the_row_above_shows_how_much_is_done_below_for_the_same_period() {
    let case = quarterly();
    assert_eq!(
        below(&case),
        [
            "huyen-a sinh-hoat 2024-Q1 2/3",
            "huyen-a sinh-hoat 2024-Q2 0/3",
            "huyen-a sinh-hoat 2024-Q3 0/3",
            "huyen-a sinh-hoat 2024-Q4 0/3"
        ]
    );
    let listed = run(&case, &["list", "--unit", "huyen-a"]);
    has(listed.out(), &["overdue 45 days, 2/3 done", "pending, 0/3 done below"]);
    let listed = run(&case, &["list", "--unit", "huyen-b"]);
    lacks(listed.out(), &["below"]);
    has(run(&case, &["list", "--flat", "--unit", "huyen-a"]).out(), &["2/3 done"]);
    has(run(&case, &["status"]).out(), &["Huyện ủy A ↓ 2/3"]);
    has(run(&case, &["--plan", "257", "status"]).out(), &["Huyện ủy A ↓ 2/3"]);
    // What was true of an earlier day stays so.
    let early = case.run(&["--as-of", "2024-04-01", "--lang", "en", "list", "--unit", "huyen-a"]);
    has(early.out(), &["1/3 done"]);
    // A plan in its own folder is told of alone.
    let alone = in_folder(&case, "tinh", &["list"]);
    lacks(alone.out(), &["below"]);
}

#[test]
fn show_lists_what_is_missing_below() {
    let case = quarterly();
    let of_obligation = run(&case, &["show", "sinh-hoat", "2024-Q1", "--unit", "huyen-a"]);
    has(of_obligation.out(), &["Below", "2/3", "Not done below", "Xã Ba", "12-KH/HU"]);
    lacks(of_obligation.out(), &["Xã Một", "Xã Hai"]);
    for subject in ["sinh-hoat", "huyen-a"] {
        let shown = run(&case, &["show", subject]);
        has(shown.out(), &["Huyện ủy A, Việc sinh-hoat (Q1/2024): 2/3 done below", "Xã Ba", "Q4/2024"]);
    }
    // Below, the task says what it carries out.
    has(run(&case, &["show", "sinh-hoat-xa"]).out(), &["Carries out", "sinh-hoat (../tinh: huyen-a)"]);
}

#[test]
fn claims_ahead_of_the_work_below_or_behind_it_are_warnings_and_lines_of_show() {
    let case = quarterly().with("tinh/units/huyen-a.toml", done("sinh-hoat.2024-Q1", "2024-03-30"));
    assert_eq!(checked(&case, &[]), ["W544 tinh/units/huyen-a.toml:2"]);
    assert_eq!(
        checked(&case, &["--plan", "257"]),
        ["W544 units/huyen-a.toml:2"].map(|it| it.replace("units", "tinh/units"))
    );
    let shown = run(&case, &["show", "sinh-hoat", "2024-Q1", "--unit", "huyen-a"]);
    has(shown.out(), &["Recorded as done, but only 2 of 3 below are done."]);
    // Lists and the page of a report have it too.
    let page = |case: &Case| {
        let args = ["report", "quarter", "2024-Q1", "--closing", "2024-05-10", "--format", "html", "--out", "-"];
        run(case, &args).ends_with(&[0]).out().to_owned()
    };
    let ahead = "ahead of the work below (2/3 done)";
    has(run(&case, &["list", "--unit", "huyen-a"]).out(), &["completed on time, ahead"]);
    has(&page(&case), &[ahead]);
    let case = case.with("huyen/units/xa-3.toml", done("sinh-hoat-xa.2024-Q1", "2024-04-20"));
    assert_eq!(checked(&case, &[]), [""; 0], "now all is done");
    lacks(&page(&case), &["the work below"]);
    let case = case.with("tinh/units/huyen-a.toml", "[sinh-hoat.2024-Q1]\nstarted = 2024-02-01\n");
    assert_eq!(checked(&case, &[]), ["W545 tinh/units/huyen-a.toml:1"]);
    has(&page(&case), &["behind the work below (3/3 done)"]);
    has(run(&case, &["show", "huyen-a"]).out(), &["All 3 below are done, but nothing is recorded as done here."]);
    // A fact of a later day does not count yet.
    let found = case.run(&["--as-of", "2024-04-10", "check", "--format", "json"]).json();
    assert!(!found.to_string().contains("W545"), "{found}");
    // What is waived below leaves the count.
    let waived = "[sinh-hoat-xa.2024-Q1]\nwaived = { by = \"2-CV\", on = 2024-03-01 }\n";
    let case = case.with("huyen/units/xa-3.toml", waived);
    assert_eq!(below(&case)[0], "huyen-a sinh-hoat 2024-Q1 2/2");
    // Nothing is to be recorded of what is waived.
    let case = case.with("tinh/units/huyen-a.toml", waived.replace("-xa", ""));
    assert_eq!(checked(&case, &[]), [""; 0]);
}

#[test]
fn a_claim_that_awaits_acceptance_is_a_claim_and_what_awaits_it_below_is_not_done() {
    let case = quarterly();
    let accepting = |file: &str, case: Case| {
        let path = case.path().join(file);
        let plan = std::fs::read_to_string(path).expect("a plan").replace("[plan]", "[plan]\nacceptance = true");
        case.with(file, plan)
    };
    let case = accepting("huyen/plan.toml", case);
    assert_eq!(below(&case)[0], "huyen-a sinh-hoat 2024-Q1 0/3");
    let case = accepting("tinh/plan.toml", case);
    let case = case.with("tinh/units/huyen-a.toml", done("sinh-hoat.2024-Q1", "2024-03-30"));
    assert_eq!(checked(&case, &[]), ["W544 tinh/units/huyen-a.toml:2"]);
}

#[test]
fn a_task_with_milestones_stands_for_each_and_one_may_be_named() {
    let above = task(
        "ke-hoach",
        "lead = [\"huyen-a\"]\nmilestones = [{ id = \"dot-1\", due = 2024-06-30 }, { id = \"dot-2\", due = 2024-11-30 }]",
    );
    let below_ = task("chung", "lead = [\"xa-1\"]\ndue = 2024-06-01\nanswers = \"ke-hoach\"")
        + &task("rieng", "lead = [\"xa-2\", \"xa-3\"]\ndue = 2024-10-01\nanswers = \"ke-hoach.dot-2\"");
    let case = levels("huyen-a = \"Huyện ủy A\"", &above, "huyen-a", &below_);
    let case = case.with("huyen/units/xa-1.toml", done("chung", "2024-05-01"));
    assert_eq!(below(&case), ["huyen-a ke-hoach dot-1 1/1", "huyen-a ke-hoach dot-2 1/3"]);
    assert_eq!(checked(&case, &[]), ["W545 tinh/units/huyen-a.toml:1"]);
    // One-off above: every period below counts.
    let above = task("mot-lan", "lead = [\"huyen-a\"]\ndue = 2024-12-31");
    let below_ = task("hang-quy", "lead = [\"xa-1\"]\nevery = \"quarter\"\nanswers = \"mot-lan\"");
    let case = levels("huyen-a = \"Huyện ủy A\"", &above, "huyen-a", &below_);
    let case = case.with("huyen/units/xa-1.toml", done("hang-quy.2024-Q1", "2024-03-01"));
    assert_eq!(below(&case), ["huyen-a mot-lan - 1/4"]);
}

#[test]
fn the_unit_stands_for_those_it_succeeds_and_for_all_named_with_a_joint_obligation() {
    let units = "cu = { name = \"Huyện ủy cũ\", until = 2024-06-30, successor = \"moi\" }\nmoi = { name = \"Đảng ủy mới\", from = 2024-07-01 }\nban = \"Ban Tuyên giáo\"";
    let above = task("truoc", "lead = [\"cu\"]\ndue = 2024-04-30")
        + &task("sau", "lead = [\"cu\"]\ndue = 2024-10-31")
        + &task("cung", "lead = [\"ban\", \"cu\"]\ndue = 2024-04-30\njoint = true")
        + &task("khac", "lead = [\"ban\"]\ndue = 2024-04-30");
    let answer =
        |id: &str| task(&format!("xa-{id}"), &format!("lead = [\"xa-1\"]\ndue = 2024-04-01\nanswers = \"{id}\""));
    let below_ = ["truoc", "sau", "cung", "khac"].map(answer).concat();
    let case = levels(units, &above, "moi", &below_);
    // With whom it stands answers for everyone named with it.
    assert_eq!(below(&case), ["cu truoc - 0/1", "moi sau - 0/1", "ban cung - 0/1"]);
    assert_eq!(checked(&case, &[]), ["W543 huyen/plan.toml:37"], "somebody else's task is not answered");
    let later = case.run(&["--as-of", "2024-08-01", "status", "--format", "json"]).json();
    let rows = later["plans"][0]["below"].as_array().expect("a list").clone();
    let rows: Vec<&str> = rows.iter().map(|row| text(&row["unit"])).collect();
    assert_eq!(rows, ["cu", "moi", "ban"]);
}

#[test]
fn answers_that_meet_nothing_are_warnings_of_both_plans_and_of_the_lower_one_alone() {
    let above = task("quy", "lead = [\"huyen-a\"]\nevery = \"quarter\"")
        + &task("cua-b", "lead = [\"huyen-b\"]\ndue = 2024-12-31");
    let units = "huyen-a = \"Huyện ủy A\"\nhuyen-b = \"Huyện ủy B\"";
    let case_of = |answers: &str, keys: &str| {
        let below = task("viec", &format!("lead = [\"xa\"]\n{keys}\nanswers = \"{answers}\""));
        levels(units, &above, "huyen-a", &below)
    };
    for (answers, keys, met) in [
        ("quy", "every = \"quarter\"", true),
        ("quy", "every = [\"quarter\", \"half\"]", true),
        ("quy", "every = \"month\"", false),
        ("quy", "due = 2024-03-31", false),
        ("quy.2024-Q1", "every = \"quarter\"", false),
        ("quyy", "every = \"quarter\"", false),
        ("cua-b", "due = 2024-12-31", false),
    ] {
        let case = case_of(answers, keys);
        let found = checked(&case, &[]);
        assert_eq!(found.is_empty(), met, "{answers} {keys}: {found:?}");
        assert_eq!(
            of_levels(&in_folder(&case, "huyen", &["check", "--format", "json"])).len(),
            found.len(),
            "{answers} {keys}"
        );
        if !met {
            assert_eq!(below(&case), [""; 0], "{answers} {keys}");
        }
    }
    // A unit that is not there, no plan above, one that cannot be read, and none that is named.
    let plan_of = |header: &str| {
        case_of("quy", "every = \"quarter\"").with("huyen/plan.toml", {
            plan(
                "12-KH/HU",
                header,
                &format!("{COMMUNES}{}", task("viec", "lead = [\"xa\"]\nevery = \"quarter\"\nanswers = \"quy\"")),
            )
        })
    };
    let none = plan_of("above = { plan = \"../tinh\", unit = \"huyen-c\" }");
    assert_eq!(checked(&none, &[]), ["W543 huyen/plan.toml:6"]);
    assert_eq!(checked(&plan_of(""), &[]), ["W543 huyen/plan.toml:19"]);
    assert_eq!(checked(&plan_of("above = { plan = \"../khac\", unit = \"a\" }"), &[]), ["W542 huyen/plan.toml:6"]);
    let broken = plan_of("above = { plan = \"../tinh\", unit = \"huyen-a\" }").with("tinh/plan.toml", "[plan]\n");
    assert_eq!(checked(&broken, &["--plan", "12"]), ["W542 huyen/plan.toml:6"]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_to_the_plan_above() {
    let case = quarterly();
    std::os::unix::fs::symlink(case.path().join("tinh"), case.path().join("lien-ket")).expect("a link can be made");
    let path = case.path().join("huyen/plan.toml");
    let linked = std::fs::read_to_string(path).expect("a plan").replace("../tinh", "../lien-ket");
    let case = case.with("huyen/plan.toml", linked);
    assert_eq!(checked(&case, &[]), ["W542 huyen/plan.toml:6"]);
    assert_eq!(below(&case), [""; 0]);
}

#[test]
fn a_plan_of_one_level_says_nothing_of_others_and_its_object_is_the_same_with_plan_and_without() {
    let case = quarterly();
    let both = run(&case, &["status", "--format", "json"]).json();
    let mut alone = run(&case, &["--plan", "257", "status", "--format", "json"]).json();
    alone["folder"] = "tinh".into();
    assert_eq!(both["plans"][0], alone);
    assert_eq!(both["plans"][1].get("below"), None);
    let first = json!({"unit": "huyen-a", "task": "sinh-hoat", "period": "2024-Q1", "milestone": null, "completed": 2, "of": 3});
    assert_eq!(both["plans"][0]["below"][0], first);
}

/// Runs it on the example of the documents.
fn example(args: &[&str]) -> Run {
    let folder = crate::support::root().join("docs/examples/tinh");
    bounded(bare().arg("-C").arg(folder).args(["--as-of", "2024-05-15", "--lang", "vi"]).args(args))
}

#[test]
fn the_example_has_a_copy_of_the_shipped_plan_and_shows_what_a_district_has_done() {
    let (root, copy) = (crate::support::root(), crate::support::root().join("docs/examples/tinh/257-KH-TU"));
    let read = |path: std::path::PathBuf| std::fs::read(&path).unwrap_or_else(|why| panic!("{path:?}: {why}"));
    assert_eq!(
        read(copy.join("plan.toml")),
        read(root.join("plan.toml")),
        "copy plan.toml to docs/examples/tinh/257-KH-TU"
    );
    let names = |folder: std::path::PathBuf| {
        let mut names: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").flatten().map(|it| it.file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(copy.join("units")), names(root.join("units")), "copy units/ too");
    for name in names(root.join("units")) {
        assert_eq!(read(copy.join("units").join(&name)), read(root.join("units").join(&name)), "{name:?} is another");
    }
    let checked = example(&["check", "--format", "json"]);
    assert_eq!(checked.code(), Some(0), "{}", checked.out());
    assert_eq!(of_levels(&checked), ["W544 257-KH-TU/units/huyen-uy-binh-son.toml:15"]);
    let status = example(&["status", "--format", "json"]).json();
    assert_eq!(status["plans"].as_array().map(Vec::len), Some(4));
    let below: Vec<(&str, &Value, &Value)> = status["plans"][0]["below"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (text(&it["task"]), &it["completed"], &it["of"]))
        .collect();
    let (two, three, none) = (json!(2), json!(3), json!(0));
    assert_eq!(below[..2], [("hoc-tap-toan-the", &two, &three), ("sinh-hoat-quy", &three, &three)]);
    assert_eq!(below[2], ("sinh-hoat-quy", &none, &three));
    has(example(&["show", "huyen-uy-binh-son"]).out(), &["cấp dưới xong 2/3 việc", "Bình An", "18-KH/HU"]);
}
