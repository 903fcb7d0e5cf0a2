//! Changes to the plan itself, and how much that was recorded they touch.

use serde_json::json;

use super::{kinds, plan};
use crate::repo::Repo;
use crate::support::case::{flat, list};

const RANGE: &str = "HEAD~1..HEAD";

/// Both units have something to say, the unit `a` of both tasks.
const UNITS: [(&str, &str); 2] = [
    ("a", "[nam]\ndone = 2024-04-09\n[quy.2024-Q1]\ndone = 2024-03-28\n[quy.2024-Q2]\n"),
    ("b", "[nam]\nstarted = 2024-03-01\n"),
];

/// A plan that becomes another.
fn changed(edit: impl Fn(String) -> String) -> Repo {
    let repo = Repo::new(&plan(""), &UNITS);
    let edited = edit(plan(""));
    assert_ne!(edited, plan(""), "there is something to change");
    repo.write("plan.toml", edited);
    repo
}

fn replaced(from: &str, to: &str) -> Repo {
    let repo = changed(|plan| plan.replace(from, to));
    repo.commit("2024-05-15", "Sửa kế hoạch");
    repo
}

#[track_caller]
fn says(repo: &Repo, said: &str) {
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains(said), "{said}: {table}");
    let comment = repo.markdown(&[RANGE]).replace('\\', "");
    assert!(comment.contains(&format!("- {said}\n")), "{said}: {comment}");
}

#[test]
fn a_task_that_is_added_is_told_with_the_units_that_owe_it() {
    let repo = changed(|plan| {
        format!("{plan}[[tasks]]\nid = \"moi\"\ntitle = \"Việc mới\"\nlead = [\"a\", \"b\"]\ndue = 2024-06-30\n")
    });
    repo.commit("2024-05-15", "Thêm việc");
    assert_eq!(
        repo.changes(&[RANGE])["plan_changes"],
        json!([{"kind": "task-added", "task": "moi", "units_added": ["a", "b"],
                "moved": [{"period": null, "from": null, "to": "2024-06-30"}]}])
    );
    says(&repo, "Task added: Việc mới [moi], last day 30/6/2024, led by Văn phòng, Phòng Kế hoạch");
}

#[test]
fn another_order_of_tasks_or_units_is_told_with_what_stands_elsewhere() {
    let task = "[[tasks]]\nid = \"them\"\ntitle = \"Thêm\"\nlead = [\"a\"]\ndue = 2024-06-30\n";
    // What is new moves nothing, wherever it stands.
    let repo = changed(|plan| plan.replacen("[[tasks]]", &format!("{task}[[tasks]]"), 1));
    repo.commit("2024-05-15", "Thêm việc");
    assert_eq!(kinds(&repo.changes(&[RANGE])), ["task-added"]);
    let moved = plan("") + task;
    repo.write("plan.toml", &moved).commit("2024-05-16", "Đổi chỗ");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(shown["plan_changes"], json!([{"kind": "setting", "setting": "task-order"}]));
    assert_eq!(shown["marks"], json!([]));
    says(
        &repo,
        "The order of tasks in every output changed; reports made before keep theirs: Thêm [them] is now below Báo cáo \
         năm [nam]",
    );
    let (a, b) = ("a = \"Văn phòng\"\n", "b = \"Phòng Kế hoạch\"\n");
    let swapped = moved.replace(&format!("{a}{b}"), &format!("{b}{a}"));
    repo.write("plan.toml", swapped).commit("2024-05-17", "Đổi chỗ đơn vị");
    assert_eq!(repo.changes(&[RANGE])["plan_changes"], json!([{"kind": "setting", "setting": "unit-order"}]));
    says(
        &repo,
        "The order of units in every output changed; reports made before keep theirs: Phòng Kế hoạch (b) is now the first",
    );
}

#[test]
fn a_task_that_is_removed_is_told_with_the_records_that_it_had() {
    let repo = changed(|plan| plan.split("[[tasks]]\nid = \"nam\"").next().unwrap_or_default().to_owned());
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\n").unit("b", "").commit("2024-05-15", "Bỏ việc");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(shown["plan_changes"], json!([{"kind": "task-removed", "task": "nam", "records": 2}]));
    says(&repo, "Task removed: Báo cáo năm [nam]; 2 records were written against the old plan");
}

#[test]
fn a_task_that_is_removed_before_anything_was_recorded_says_so() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\n")]);
    repo.write("plan.toml", plan("").split("[[tasks]]\nid = \"nam\"").next().unwrap_or_default());
    repo.unit("a", "").commit("2024-05-15", "Bỏ việc");
    says(&repo, "Task removed: Báo cáo năm [nam]; nothing recorded yet");
}

#[test]
fn a_task_in_other_words_is_told_with_what_was_reworded() {
    let repo = replaced("title = \"Báo cáo năm\"", "title = \"Tổng kết năm\"\nclause = \"II.1\"\nnote = \"x\"");
    let expected = json!([{"kind": "task-reworded", "task": "nam", "parts": ["title", "clause", "note"]}]);
    assert_eq!(repo.changes(&[RANGE])["plan_changes"], expected);
    // What it was called is to be seen, too.
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("Task reworded: Tổng kết năm [nam]"), "{table}");
    assert!(table.contains("Báo cáo năm → Tổng kết năm"), "{table}");
}

#[test]
fn what_a_task_said_before_is_told_with_what_it_says_now() {
    let with = |keys: &str| plan("").replace("due = 2024-04-10", &format!("due = 2024-04-10\n{keys}"));
    let repo = Repo::new(&with("clause = \"II.1\"\nnote = \"một\"\nproduct = \"Báo cáo\""), &UNITS);
    repo.write("plan.toml", with("clause = \"II.2\"\nsupport = [\"a\"]\nproduct = \"Báo cáo\""));
    repo.commit("2024-05-15", "Sửa lời");
    let parts = json!([{"kind": "task-reworded", "task": "nam", "parts": ["clause", "note", "support"]}]);
    assert_eq!(repo.changes(&[RANGE])["plan_changes"], parts);
    let table = flat(&repo.table(&[RANGE]));
    for said in ["II.1 → II.2", "note: một → removed", ": Văn phòng"] {
        assert!(table.contains(said), "{said}: {table}");
    }
}

#[test]
fn a_task_that_other_units_lead_is_told_with_the_records_that_lose_their_task() {
    let repo = changed(|plan| plan.replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"b\"]\ndue"));
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\n").commit("2024-05-15", "Giao lại");
    let expected = json!([{
        "kind": "task-reassigned", "task": "nam", "units_added": [], "units_removed": ["a"], "records": 1
    }]);
    assert_eq!(repo.changes(&[RANGE])["plan_changes"], expected);
    says(
        &repo,
        "Task reassigned: Báo cáo năm [nam]: no longer led by Văn phòng; 1 record was written against the old plan",
    );
    // The other way round: what is owed now was not owed before.
    let shown = repo.changes(&["HEAD..HEAD~1"]);
    assert_eq!(shown["plan_changes"][0]["units_added"], json!(["a"]));
    assert_eq!(shown["changes"][0]["before"], json!(null));
    let table = flat(&repo.table(&["HEAD..HEAD~1"]));
    assert!(table.contains("now also led by Văn phòng"), "{table}");
    assert!(table.contains("not in the plan → completed on time"), "{table}");
}

#[test]
fn what_moves_no_duty_is_told_too() {
    let named = plan("").replace(
        "[units]\n",
        "[events]\nE = { name = \"Hội nghị\" }\n[groups.g]\nname = \"Nhóm\"\nmembers = [\"a\"]\n[units]\n",
    );
    for (from, to, said) in [
        ("\"Hội nghị\"", "\"Đại hội\"", ": event “Hội nghị” renamed to “Đại hội”"),
        ("\"Nhóm\"", "\"Khối\"", ": group “Nhóm” renamed to “Khối”"),
        ("members = [\"a\"]", "members = [\"b\"]", ": group “Nhóm”: Phòng Kế hoạch added; Văn phòng removed"),
        ("[groups.g]", "[groups.h]", ": new group “Nhóm”: Văn phòng; group “Nhóm” removed"),
        ("b = \"Phòng Kế hoạch\"", "b = { name = \"Phòng Kế hoạch\", confirmed = false }", ""),
    ] {
        let repo = Repo::new(&named, &[("a", ""), ("b", "")]);
        assert!(named.contains(from), "{from}");
        repo.write("plan.toml", named.replace(from, to)).commit("2024-05-15", "Sửa");
        assert_eq!(repo.changes(&[RANGE])["plan_changes"], json!([{"kind": "setting", "setting": "bodies"}]), "{to}");
        assert_eq!(repo.run(&["diff", RANGE, "--exit-code"]).code(), Some(1), "{to}");
        says(&repo, &format!("Groups, events or what is said of units changed{said}"));
    }
}

#[test]
fn a_group_that_gets_another_member_reassigns_what_it_leads() {
    let grouped = plan("")
        .replace("[[tasks]]\nid = \"quy\"", "[groups.g]\nname = \"Nhóm\"\nmembers = [\"a\"]\n[[tasks]]\nid = \"quy\"");
    let grouped = grouped.replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"g\"]\ndue");
    let repo = Repo::new(&grouped, &[("a", "")]);
    repo.write("plan.toml", grouped.replace("members = [\"a\"]", "members = [\"b\", \"a\"]"));
    repo.commit("2024-05-15", "Thêm vào nhóm");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["task-reassigned"]);
    assert_eq!(shown["plan_changes"][0]["units_added"], json!(["b"]));
}

#[test]
fn a_deadline_that_moves_is_told_with_the_records_written_against_the_old_one() {
    let repo = replaced("due = 2024-04-10", "due = 2024-04-20");
    let expected = json!([{
        "kind": "deadline-moved", "task": "nam",
        "moved": [{"period": null, "from": "2024-04-10", "to": "2024-04-20"}],
        "periods_added": [], "periods_removed": [], "records": 2
    }]);
    assert_eq!(repo.changes(&[RANGE])["plan_changes"], expected);
    says(
        &repo,
        "Deadline moved: Báo cáo năm [nam]: 10/4/2024 → 20/4/2024; 2 records were written against the old deadline",
    );
}

#[test]
fn a_rule_that_moves_many_deadlines_names_each_and_counts_the_records() {
    let repo = replaced("every = \"quarter\"", "every = \"quarter\"\ndue = \"day 20 of next month\"");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["deadline-moved"]);
    let moved = list(&shown["plan_changes"][0]["moved"]);
    assert_eq!(moved[0], json!({"period": "2024-Q1", "from": "2024-03-31", "to": "2024-04-20"}));
    assert_eq!((moved.len(), &shown["plan_changes"][0]["records"]), (4, &json!(1)));
    says(
        &repo,
        "Deadline moved: Báo cáo quý [quy]: Q1/2024 31/3/2024 → 20/4/2024, Q2/2024 30/6/2024 → \
         20/7/2024, Q3/2024 30/9/2024 → 20/10/2024, Q4/2024 31/12/2024 → 20/01/2025; 1 record was \
         written against the old deadline",
    );
}

#[test]
fn other_periods_are_told_as_added_and_removed() {
    let repo = changed(|plan| plan.replace("every = \"quarter\"", "every = \"half\""));
    repo.unit("a", "[nam]\ndone = 2024-04-09\n").commit("2024-05-15", "Nửa năm");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["deadline-moved"]);
    let change = &shown["plan_changes"][0];
    assert_eq!(change["periods_added"], json!(["2024-H1", "2024-H2"]));
    assert_eq!(change["periods_removed"], json!(["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]));
    assert_eq!(change["records"], 1);
}

#[test]
fn a_task_that_was_owed_once_and_recurs_now_touches_every_record() {
    let repo = changed(|plan| plan.replace("due = 2024-04-10", "every = \"year\""));
    repo.unit("a", "").unit("b", "").commit("2024-05-15", "Hằng năm");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["deadline-moved"]);
    assert_eq!(shown["plan_changes"][0]["records"], 2);
}

#[test]
fn a_date_of_an_event_that_is_fixed_and_what_hangs_on_it_are_told() {
    let with = |date: &str| {
        let plan = plan("").replace("due = 2024-04-10", "due = \"event E + 5 days\"");
        plan.replace("[units]", &format!("[events]\nE = {{ name = \"Hội nghị\"{date} }}\n[units]"))
    };
    let repo = Repo::new(&with(""), &UNITS);
    repo.write("plan.toml", with(", date = 2024-04-18")).commit("2024-05-15", "Có ngày");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["event", "deadline-moved"]);
    assert_eq!(
        shown["plan_changes"][0],
        json!({"kind": "event", "event": "E", "name": "Hội nghị", "to": "2024-04-18"})
    );
    says(&repo, "Event Hội nghị: no day → 18/4/2024");
    says(
        &repo,
        "Deadline moved: Báo cáo năm [nam]: no day → 23/4/2024; 2 records were written against the old deadline",
    );
}

#[test]
fn a_unit_that_is_added_removed_or_renamed_is_told() {
    let repo = replaced("b = \"Phòng Kế hoạch\"", "b = \"Phòng Kế hoạch và Đầu tư\"\nc = \"Thanh tra\"");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["unit-renamed", "unit-added"]);
    says(&repo, "Unit renamed: Phòng Kế hoạch (b) → Phòng Kế hoạch và Đầu tư (b)");
    says(&repo, "Unit added: Thanh tra (c)");
    let repo = changed(|plan| plan.replace("b = \"Phòng Kế hoạch\"\n", "").replace("\"a\", \"b\"", "\"a\""));
    repo.delete("units/b.toml").commit("2024-05-15", "Giải thể");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["unit-removed", "task-reassigned", "task-reassigned"]);
    assert_eq!(shown["plan_changes"][0], json!({"kind": "unit-removed", "unit": "b", "records": 1}));
    says(&repo, "Unit removed: Phòng Kế hoạch (b); 1 record was written against the old plan");
}

#[test]
fn every_setting_that_decides_about_deadlines_is_told() {
    for (header, setting) in [
        ("issuer = \"Ủy ban\"", "names"),
        ("notice = \"Số liệu minh họa\"", "names"),
        ("coordinator = \"a\"", "coordinator"),
        ("due_soon = 30", "due_soon"),
        ("before = \"inclusive\"", "before"),
        ("on_day_off = \"next-working-day\"", "on_day_off"),
        ("acceptance = true", "acceptance"),
        ("timezone = \"Asia/Tokyo\"", "timezone"),
        ("language = \"en\"", "language"),
        ("[calendar]\ndays_off = [2024-04-30]", "calendar"),
    ] {
        let repo = Repo::new(&plan(""), &UNITS);
        repo.write("plan.toml", plan(header)).commit("2024-05-15", "Sửa kế hoạch");
        let shown = repo.changes(&[RANGE]);
        assert_eq!(shown["plan_changes"][0], json!({"kind": "setting", "setting": setting}), "{header}");
        repo.diff(&[RANGE, "--exit-code"]).ends_with(&[1]);
    }
    let repo = replaced("ends = 2024-12-31", "ends = 2025-12-31");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["setting", "deadline-moved"]);
    assert_eq!(shown["plan_changes"][0]["setting"], "time");
}

#[test]
fn a_setting_is_told_with_what_it_was_and_is() {
    for (header, said) in [
        ("issuer = \"Ủy ban\"", "The plan's name, number or issuer changed: issuer: Ủy ban"),
        ("coordinator = \"a\"", "The coordinator changed: coordinator: Văn phòng"),
        ("due_soon = 30", "due soon changed: due soon: 7 → 30"),
        ("before = \"inclusive\"", "changed: the day itself is late → the day itself is on time"),
        (
            "on_day_off = \"next-working-day\"",
            "changed: the last day stays → the last day moves to the next working day",
        ),
        ("acceptance = true", "changed: not required → required"),
        ("timezone = \"Asia/Tokyo\"", "The time zone changed: timezone: Asia/Ho_Chi_Minh → Asia/Tokyo"),
    ] {
        let repo = Repo::new(&plan(""), &UNITS);
        repo.write("plan.toml", plan(header)).commit("2024-05-15", "Sửa kế hoạch");
        let table = flat(&repo.table(&[RANGE]));
        assert!(table.contains(said), "{said}: {table}");
    }
    let repo = replaced("ends = 2024-12-31", "ends = 2025-12-31");
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("The plan's dates changed: ends: 31/12/2024 → 31/12/2025"), "{table}");
}

#[test]
fn a_deadline_that_hangs_on_another_event_without_a_day_is_told() {
    let with = |event: &str| {
        let plan = plan("").replace("due = 2024-04-10", &format!("due = \"event {event}\""));
        plan.replace("[units]", "[events]\nE = { name = \"Hội nghị\" }\nF = { name = \"Đại hội\" }\n[units]")
    };
    let repo = Repo::new(&with("E"), &UNITS);
    repo.write("plan.toml", with("F")).commit("2024-05-15", "Sự kiện khác");
    repo.diff(&[RANGE, "--exit-code"]).ends_with(&[1]);
    let shown = repo.changes(&[RANGE]);
    assert_eq!(kinds(&shown), ["deadline-moved"]);
    assert_eq!(shown["plan_changes"][0]["records"], 2);
}

#[test]
fn tasks_and_units_in_another_order_are_told_and_no_change() {
    let ordered = plan("");
    let (head, rest) = ordered.split_once("[[tasks]]\n").expect("there are tasks");
    let (one, other) = rest.split_once("[[tasks]]\n").expect("there are two");
    let head =
        head.replace("a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n", "b = \"Phòng Kế hoạch\"\na = \"Văn phòng\"\n");
    let repo = Repo::new(&plan(""), &UNITS);
    repo.write("plan.toml", format!("{head}[[tasks]]\n{other}[[tasks]]\n{one}")).commit("2024-05-15", "Thứ tự");
    repo.diff(&[RANGE, "--exit-code", "--deny", "all"]).ends_with(&[0]);
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.ends_with("Nothing changed in what is owed or recorded, only the order of the plan."), "{table}");
}

#[test]
fn the_plan_is_told_whole_also_if_only_one_unit_is_asked_about() {
    let repo = replaced("due = 2024-04-10", "due = 2024-04-20");
    let all = repo.changes(&[RANGE]);
    let one = repo.changes(&[RANGE, "--unit", "b"]);
    assert_eq!(one["plan_changes"], all["plan_changes"]);
    assert!(list(&one["changes"]).iter().all(|change| change["unit"] == "b"), "{one}");
}

#[test]
fn records_that_a_change_of_the_plan_leaves_without_a_task_are_counted() {
    type Edit<'e> = &'e dyn Fn(String) -> String;
    type Units<'u> = &'u [(&'u str, &'u str)];
    let gone = |plan: String| plan.split("[[tasks]]\nid = \"nam\"").next().unwrap_or_default().to_owned();
    let fewer = |plan: String| {
        let (quarters, year) = plan.split_once("id = \"nam\"").expect("it stands there");
        format!("{quarters}id = \"nam\"{}", year.replace("[\"a\", \"b\"]", "[\"b\"]"))
    };
    let once = |plan: String| plan.replace("every = \"quarter\"", "due = 2024-06-30");
    let typo = "[nam]\nstarted = 2024-03-01\ndone = hôm qua\n";
    // What the units have recorded stands as it did: by the new plan their files have errors.
    let cases: [(Edit<'_>, Units<'_>, &str); 4] = [
        (&gone, &[], "Task removed: Báo cáo năm [nam]; 2 records were written against the old plan"),
        (&fewer, &[], "no longer led by Văn phòng; 1 record was written against the old plan"),
        (&once, &[], "30/6/2024; periods removed: Q1/2024, Q2/2024, Q3/2024, Q4/2024; 1 record"),
        (
            &|plan| plan.replace("2024-04-10", "2024-04-20"),
            &[("b", typo)],
            "10/4/2024 → 20/4/2024; 2 records were written against the old deadline",
        ),
    ];
    for (edit, units, said) in cases {
        let repo = changed(edit);
        for (unit, text) in units {
            repo.unit(unit, text);
        }
        repo.commit("2024-05-15", "Sửa kế hoạch");
        for only in [&[][..], &["--unit", "a"], &["--unit", "b"]] {
            let run = repo.diff(&[&[RANGE], only].concat());
            assert!(flat(run.out()).contains(said), "{said}: {only:?} {run:?}");
            // What keeps a unit from being compared is said.
            let unread = run.out().contains("so it is not compared");
            assert_eq!(
                (run.code(), run.err().contains("error")),
                if unread { (Some(3), true) } else { (Some(0), false) }
            );
        }
    }
}

#[test]
fn a_new_task_that_is_overdue_as_soon_as_it_is_there_is_told_for_each_unit() {
    let repo = changed(|plan| {
        format!("{plan}[[tasks]]\nid = \"moi\"\ntitle = \"Việc mới\"\nlead = [\"a\", \"b\"]\ndue = 2024-05-10\n")
    });
    repo.unit("b", "[nam]\nstarted = 2024-03-01\n[moi]\ndone = 2024-05-09\n").commit("2024-05-15", "Thêm việc");
    let shown = repo.changes(&[RANGE]);
    let of = |change: &serde_json::Value| {
        let text = |key: &str| change[key].as_str().unwrap_or_default().to_owned();
        (text("unit"), text("cause"), change["after"]["state"].clone(), change["before"].clone())
    };
    let told: Vec<_> = list(&shown["changes"]).iter().map(of).collect();
    let expected = [("a", "plan", "overdue"), ("b", "record", "completed")]
        .map(|(unit, cause, state)| (unit.to_owned(), cause.to_owned(), json!(state), json!(null)));
    assert_eq!(told, expected);
    assert!(flat(&repo.table(&[RANGE])).contains("not in the plan → overdue 5 days"), "{}", repo.table(&[RANGE]));
}

#[test]
fn a_deadline_that_hangs_on_something_else_with_the_same_last_day_is_told() {
    let with = |due: &str| {
        let plan = plan("").replace("due = 2024-04-10", &format!("due = {due}"));
        plan.replace("[units]", "[events]\nE = { name = \"Hội nghị\", date = 2024-04-10 }\n[units]")
    };
    let repo = Repo::new(&with("\"event E\""), &UNITS);
    repo.write("plan.toml", with("2024-04-10")).commit("2024-05-15", "Ghi ngày");
    repo.diff(&[RANGE, "--exit-code"]).ends_with(&[1]);
    says(
        &repo,
        "Deadline moved: Báo cáo năm [nam]: counted by another rule, with the same last day; nothing recorded yet",
    );
}

#[test]
fn dates_of_single_units_are_told_with_the_event_and_marked_where_they_move() {
    let with = |event: &str| {
        let event = format!("[events]\nnhan = {{ name = \"Nhận Kế hoạch\", {event} }}\n[units]");
        plan("").replacen("[units]", &event, 1).replace("due = 2024-04-10", "due = \"event nhan\"")
    };
    let repo = Repo::new(&with("date = 2024-04-10, dates = { a = 2024-05-01 }"), &UNITS);
    repo.write("plan.toml", with("date = 2024-04-10, dates = { a = 2024-06-20, b = 2024-06-30 }"));
    repo.commit("2024-05-15", "Sửa ngày nhận");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(
        shown["plan_changes"],
        json!([{"kind": "event", "event": "nhan", "name": "Nhận Kế hoạch", "dates": [
            {"unit": "a", "from": "2024-05-01", "to": "2024-06-20"},
            {"unit": "b", "from": "2024-04-10", "to": "2024-06-30"},
        ]}])
    );
    assert_eq!(shown["marks"][0]["mark"], "W715");
    assert_eq!(shown["marks"][0]["change"], "a 2024-05-01 → 2024-06-20; b 2024-04-10 → 2024-06-30");
    assert_eq!(
        shown["marks"][0]["effects"]["moves"],
        json!([{"from": "overdue", "to": "pending", "count": 1}]),
        "{shown}"
    );
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("Văn phòng 01/5/2024 → 20/6/2024, Phòng Kế hoạch 10/4/2024 → 30/6/2024"), "{table}");
    // A date that is there for the first time takes nothing off anybody; one that is taken away does.
    let back = repo.changes(&["HEAD..HEAD~1"]);
    assert_eq!(back["plan_changes"][0]["dates"][1], json!({"unit": "b", "from": "2024-06-30", "to": "2024-04-10"}));
    let repo = Repo::new(&with("dates = { a = 2024-05-01 }"), &UNITS);
    repo.write("plan.toml", with("dates = { a = 2024-05-01, b = 2024-06-30 }")).commit("2024-05-15", "Thêm");
    assert_eq!(repo.codes(&[RANGE]), Vec::<String>::new());
    assert_eq!(repo.codes(&["HEAD..HEAD~1"]), ["W715"]);
}
