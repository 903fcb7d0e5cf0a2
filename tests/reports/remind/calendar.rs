//! Calendars as a whole: an event for each obligation that has a last day, how it stands, and the files.

use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::str;

use super::ics::{Calendar, Event};
use super::shipped;
use crate::support::case::{Case, Run, Shows as _, Status, bare, bounded, flags, plan, task, text};
use crate::support::root;

/// Days to look at a workspace.
const LOOKS: [(&str, &[&str]); 3] = [
    (".", &["2023-12-01", "2024-05-15", "2025-01-10"]),
    ("tests/workspaces/small", &["2024-01-10", "2024-04-30", "2024-05-15", "2024-05-18", "2024-06-12", "2024-07-08"]),
    ("tests/workspaces/english", &["2024-05-15"]),
];

fn on(workspace: &Path, args: &[&str]) -> Run {
    bounded(bare().arg("-C").arg(workspace).args(args))
}

/// The calendar that a run printed.
#[track_caller]
fn printed(run: &Run) -> Calendar {
    run.ends_with(&[0]);
    Calendar::of(&run.stdout)
}

/// What `list --format json` says of the obligations of a workspace that have a last day, and the names of the units.
fn listed(workspace: &Path, as_of: &str, args: &[&str]) -> Status {
    Status::of(on(workspace, &[&["list", "--format", "json", "--as-of", as_of], args].concat()))
}

/// Whether anything is left to be done for an obligation.
fn is_open(item: &Value) -> bool {
    matches!(text(&item["state"]), "overdue" | "pending") && !flags(item).contains(&"awaiting-acceptance")
}

/// The days before its last day on which a plan has one be reminded.
fn alarms(due_soon: u32) -> Vec<u32> {
    if due_soon > 1 { vec![due_soon, 1] } else { vec![1] }
}

/// Fails unless an event says what `list` says of its obligation.
fn says(event: &Event, item: &Value, plan: &toml::Table, due_soon: u32, lang: &str) {
    let task = plan["tasks"]
        .as_array()
        .expect("a plan has tasks")
        .iter()
        .find(|task| task["id"].as_str() == item["task"].as_str());
    let task = task.expect("an obligation is of a task of the plan");
    let unit = &plan["units"][text(&item["unit"])];
    let name = |key: &str| unit.get(key).and_then(toml::Value::as_str);
    let short = name("short").or(name("name")).or(unit.as_str()).expect("a unit has a name");
    let what = format!("{item}");
    assert_eq!(event.day.to_string(), text(&item["due"]), "{what}");
    let done = item["state"] == "completed";
    let head = format!("{}{short}: {}", if done { "✓ " } else { "" }, text(&item["title"]));
    assert!(event.summary.starts_with(&head), "{} is not of {what}", event.summary);
    assert_eq!(event.summary.strip_prefix(&head).is_some_and(|rest| rest.starts_with(" (")), !item["period"].is_null());
    assert_eq!(event.status, if item["state"] == "waived" { "CANCELLED" } else { "CONFIRMED" }, "{what}");
    assert_eq!(event.alarms, if is_open(item) { alarms(due_soon) } else { Vec::new() }, "{what}");
    let key = |key: &str| task.get(key).and_then(toml::Value::as_str);
    let labels = match lang {
        "vi" => ["Mục", "Thời hạn theo kế hoạch", "Sản phẩm", "Báo cáo cho", "Trạng thái"],
        _ => ["Clause", "Deadline in the plan", "Product", "Reports to", "State"],
    };
    for (label, value) in labels.into_iter().zip([key("clause"), key("wording"), key("product"), key("reports_to")]) {
        let line = event.description.iter().find(|line| line.starts_with(&format!("{label}: ")));
        match value {
            Some(value) => assert_eq!(line, Some(&format!("{label}: {value}")), "{what}"),
            // Where the document has no words for it, the rule stands there.
            None => assert_eq!(line.is_some(), label == labels[1], "{label} of {what}"),
        }
    }
    let words: &[(&str, &str, &str)] = &[
        ("overdue", "chưa hoàn thành quá hạn", "overdue"),
        ("pending", "chưa hoàn thành trong hạn", "pending"),
        ("completed", "hoàn thành", "completed"),
        ("waived", "không áp dụng", "waived"),
    ];
    let (_, vi, en) = words.iter().find(|(state, _, _)| item["state"] == *state).expect("what is ongoing has no day");
    let state = format!("{}: {}", labels[4], if lang == "vi" { vi } else { en });
    assert!(event.description.iter().any(|line| line.starts_with(&state)), "{what}: {:?}", event.description);
    let header = &plan["plan"];
    let notice = header.get("notice").and_then(toml::Value::as_str);
    assert_eq!(
        notice.is_some_and(|notice| event.description.last().is_some_and(|last| last == notice)),
        notice.is_some()
    );
    assert_eq!(Some(event.categories.as_str()), header["number"].as_str());
}

#[test]
fn there_is_an_event_for_each_obligation_that_has_a_last_day_on_the_day_that_counts() {
    for (workspace, days) in LOOKS {
        let workspace = root().join(workspace);
        let plan = fs::read_to_string(workspace.join("plan.toml")).expect("the plan can be read");
        let plan: toml::Table = plan.parse().expect("the plan is TOML");
        let header = &plan["plan"];
        let due_soon = header.get("due_soon").and_then(toml::Value::as_integer).unwrap_or(7);
        let due_soon = u32::try_from(due_soon).expect("so many days");
        let own = header.get("language").and_then(toml::Value::as_str).unwrap_or("vi");
        for day in days {
            for lang in ["vi", "en"] {
                let calendar = printed(&on(&workspace, &["calendar", "-o", "-", "--as-of", day, "--lang", lang]));
                let status = listed(&workspace, day, &[]);
                let items: Vec<&Value> = status.items().iter().filter(|item| !item["due"].is_null()).collect();
                assert!(items.len() > 5 || own == "en", "there is something to compare");
                assert_eq!(calendar.events.len(), items.len(), "{} on {day}", workspace.display());
                for (event, item) in calendar.events.iter().zip(&items) {
                    says(event, item, &plan, due_soon, lang);
                    assert_eq!(event.stamp, format!("{}T000000Z", day.replace('-', "")));
                }
                let title = [&status.json["plan"]["number"], &status.json["plan"]["title"]].map(text).join(": ");
                let name = calendar.says("X-WR-CALNAME");
                assert!(name.len() == 1 && name[0].ends_with(&title) && calendar.says("NAME") == name, "{name:?}");
                let notice: Vec<&str> = status.json["plan"]["notice"].as_str().into_iter().collect();
                assert_eq!((calendar.says("DESCRIPTION"), calendar.says("X-WR-CALDESC")), (notice.clone(), notice));
            }
        }
    }
}

#[test]
fn the_day_is_the_one_that_counts_as_of_the_day_that_is_asked_about() {
    let tasks = [task("nghi", "due = 2024-03-31"), task("lui", "due = 2024-04-30"), task("xa", "every = \"half\"")];
    let case = Case::new(plan("on_day_off = \"next-working-day\"", &tasks.concat()))
        .unit("a", "[lui]\nextended = { to = 2024-06-15, by = \"CV 1\", on = 2024-04-25 }\n");
    let days = |as_of: &str| -> Vec<String> {
        let calendar = printed(&case.run(&["calendar", "-o", "-", "--as-of", as_of]));
        calendar.events.iter().map(|event| event.day.to_string()).collect()
    };
    // 31 March is a Sunday, so are 30 June and the day of the extension, which stands as it is.
    assert_eq!(days("2024-04-24"), ["2024-04-01", "2024-04-30", "2024-07-01", "2024-12-31"]);
    assert_eq!(days("2024-04-25"), ["2024-04-01", "2024-06-15", "2024-07-01", "2024-12-31"]);
}

#[test]
fn work_without_a_last_day_is_no_event_until_it_has_one() {
    let tasks =
        [task("x", "due = \"ongoing\""), task("y", "due = \"unstated\""), task("z", "due = \"event e + 3 days\"")];
    let with = |date: &str| {
        let events = format!("[events]\ne = {{ name = \"Hội nghị\"{date} }}\n");
        let case = Case::new(plan("", &(events + &tasks.concat()))).unit("a", "").unit("b", "");
        printed(&case.run(&["calendar", "-o", "-", "--as-of", "2024-05-15"])).events
    };
    assert_eq!(with(""), []);
    let events = with(", date = 2024-05-30");
    assert_eq!((events.len(), events[0].day.to_string().as_str()), (1, "2024-06-02"));
}

#[test]
fn alarms_come_as_the_plan_says_how_soon_is_soon() {
    for (due_soon, days) in [(0, &[1][..]), (1, &[1]), (2, &[2, 1]), (21, &[21, 1]), (3_660, &[3_660, 1])] {
        let case = Case::new(plan(&format!("due_soon = {due_soon}"), &task("x", "due = 2024-05-20"))).unit("a", "");
        let calendar = printed(&case.run(&["calendar", "-o", "-", "--as-of", "2024-05-15"]));
        assert_eq!(calendar.events[0].alarms, days, "{due_soon}");
    }
}

#[test]
fn units_are_chosen_by_what_people_type_and_have_each_event_once() {
    let all = printed(&shipped(&["calendar", "-o", "-", "--as-of", "2024-05-15"]));
    let of = |args: &[&str]| printed(&shipped(&[&["calendar", "-o", "-", "--as-of", "2024-05-15"], args].concat()));
    let wanted = |names: &[&str]| -> Vec<Event> {
        let of = |event: &&Event| names.iter().any(|name| event.summary.trim_start_matches("✓ ").starts_with(name));
        all.events.iter().filter(of).cloned().collect()
    };
    assert_eq!(of(&["-u", "ba to"]).events, wanted(&["HU Ba Tơ: "]));
    let two = of(&["-u", "minh long", "-u", "Ba Tơ", "-u", "huyen-uy-ba-to"]);
    assert_eq!(two.events, wanted(&["HU Ba Tơ: ", "HU Minh Long: "]));
    assert!(two.events.len() > 20, "they owe something");
    for typed in ["khong co", "huyen uy"] {
        let run = shipped(&["calendar", "-o", "-", "--unit", typed]);
        run.ends_with(&[2]);
        assert!(run.out().is_empty() && run.err().contains(typed), "{run:?}");
    }
}

/// A workspace of two units with something to do, and the file that a calendar of it goes into.
fn small() -> (Case, std::path::PathBuf, String) {
    let tasks = task("x", "due = 2024-05-20") + &task("y", "due = 2024-05-20").replace("\"a\"", "\"b\"");
    let case = Case::new(plan("", &tasks)).unit("a", "").unit("b", "");
    let file = case.path().join("lịch.ics");
    let typed = file.to_str().expect("the path is text").to_owned();
    (case, file, typed)
}

#[test]
fn the_file_is_what_is_printed_and_the_same_every_time() {
    for lang in ["vi", "en"] {
        let args = ["calendar", "--as-of", "2024-05-15", "--lang", lang, "-o"];
        let printed = shipped(&[&args[..], &["-"]].concat());
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("mới/2024/x.ics");
        let typed = file.to_str().expect("the path is text");
        let made = shipped(&[&args[..], &[typed]].concat());
        made.ends_with(&[0]);
        assert!(made.out().contains(typed), "{made:?}");
        assert_eq!(fs::read(&file).expect("the file is there"), printed.stdout);
        let again = shipped(&[&args[..], &[typed]].concat());
        again.ends_with(&[0]);
        assert!(again.out().contains(if lang == "vi" { "không thay đổi" } else { "is unchanged" }), "{again:?}");
        assert_eq!(printed.stdout, shipped(&[&args[..], &["-", "--color", "always"]].concat()).stdout);
    }
}

#[test]
fn its_own_file_is_brought_up_to_date_and_no_other_is_replaced() {
    let (case, file, typed) = small();
    let run = |day: &str, args: &[&str]| case.run(&[&["calendar", "--as-of", day, "-o", &typed], args].concat());
    run("2024-05-15", &[]).ends_with(&[0]);
    let first = fs::read(&file).expect("the file is there");
    // Of another day and in another language it is still this program's own.
    run("2024-05-16", &["--lang", "en"]).ends_with(&[0]);
    let second = fs::read(&file).expect("the file is there");
    assert_ne!(first, second);
    for foreign in [
        &b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lich co quan//VI\r\nEND:VCALENDAR\r\n"[..],
        b"",
        b"\xff\xfe",
        &[b" ", &second[..]].concat(),
    ] {
        fs::write(&file, foreign).expect("a file can be written");
        let refused = run("2024-05-15", &[]);
        refused.ends_with(&[2]);
        assert!(refused.err().contains("--force") && refused.err().contains("lịch.ics"), "{refused:?}");
        assert_eq!(fs::read(&file).expect("it is there"), foreign, "the file of somebody else is kept");
        run("2024-05-15", &["--force"]).ends_with(&[0]);
        assert_eq!(fs::read(&file).expect("it is there"), first);
    }
    // A folder is no file, and none is asked for by nothing.
    for out in [".", "..", "", case.path().join("units").to_str().expect("the path is text")] {
        assert!(case.run(&["calendar", "-o", out, "--force"]).code() != Some(0), "{out}");
    }
    let run = case.run(&["calendar"]);
    run.fails(2).err().shows(str![[r"
lỗi: còn thiếu: --output <TỆP>

Xem thêm: tiendo calendar --help

"]]);
}

#[test]
fn where_a_file_is_broken_there_is_no_calendar_and_the_old_one_stays() {
    let (case, file, typed) = small();
    case.run(&["calendar", "--as-of", "2024-05-15", "-o", &typed]).ends_with(&[0]);
    let before = fs::read(&file).expect("the file is there");
    let case = case.unit("a", "[x]\ndoen = 2024-05-14\n");
    let broken = |case: &Case, said: &[&str]| {
        for out in ["-", &typed] {
            let run = case.run(&["calendar", "--as-of", "2024-05-15", "-o", out, "--force"]);
            run.ends_with(&[3]);
            assert!(run.out().is_empty() && said.iter().all(|said| run.err().contains(said)), "{run:?}");
            assert!(run.err().contains("chưa lập lịch"), "{run:?}");
        }
    };
    // Not of those either whose files are sound: nobody would see who is missing.
    broken(&case, &["units/a.toml:2:1"]);
    let case = case.unit("b", "x\n");
    broken(&case, &["units/a.toml:2:1", "units/b.toml:1:"]);
    assert_eq!(fs::read(&file).expect("the file is there"), before);
    // Of units whose files are sound there is one; a missing file is reported.
    let case = case.unit("a", "");
    assert_eq!(printed(&case.run(&["calendar", "-o", "-", "-u", "a"])).events.len(), 1);
    fs::remove_file(case.path().join("units/a.toml")).expect("a file can be removed");
    let run = case.run(&["calendar", "-o", "-", "-u", "a"]);
    assert_eq!(printed(&run).events.len(), 1);
    run.err().shows(str![[r"
plan.toml:8:1: cảnh báo[W508]: chưa có tệp units/a.toml: đơn vị chưa báo cáo gì

"]]);
}

#[test]
fn the_first_and_the_last_day_of_all_are_days() {
    let plan = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 0001-01-01\nends = 9999-12-31\n[units]\na = \"A\"\n\
                [[tasks]]\nid = \"x\"\ntitle = \"X\"\nlead = [\"a\"]\ndue = 0001-01-01\n\
                [[tasks]]\nid = \"y\"\ntitle = \"Y\"\nlead = [\"a\"]\ndue = 9999-12-31\n\
                [[tasks]]\nid = \"z\"\ntitle = \"Z\"\nlead = [\"a\"]\ndue = 9999-12-30\n";
    let case = Case::new(plan).unit("a", "[y]\nstarted = 9999-12-31\n");
    for as_of in ["0001-01-01", "2024-05-15", "9999-12-31"] {
        let calendar = printed(&case.run(&["calendar", "-o", "-", "--as-of", as_of]));
        let days: Vec<String> = calendar.events.iter().map(|event| event.day.to_string()).collect();
        assert_eq!(days, ["0001-01-01", "9999-12-31", "9999-12-30"], "{as_of}");
    }
}

#[test]
fn too_many_events_are_refused() {
    let units: String = (0..60).map(|at| format!("u{at} = \"Đơn vị {at}\"\n")).collect();
    let leads: Vec<String> = (0..60).map(|at| format!("\"u{at}\"")).collect();
    let plan = format!(
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2000-01-01\nends = 2032-12-31\n[units]\n{units}\
         [[tasks]]\nid = \"x\"\ntitle = \"X\"\nlead = [{}]\nevery = \"week\"\n",
        leads.join(", ")
    );
    let case = Case::new(plan);
    let run = case.run(&["calendar", "-o", "-", "--as-of", "2024-05-15"]);
    run.fails(2).err().shows(str![[r"
cảnh báo[W508]: 60 đơn vị chưa có tệp nên chưa báo cáo gì, như units/u0.toml; để xem từng đơn vị: tiendo check --all
lỗi: quá 100.000 việc thì chương trình lịch không mở được; hãy chọn đơn vị bằng --unit

"]]);
    let one = printed(&case.run(&["calendar", "-o", "-", "--as-of", "2024-05-15", "-u", "u7"]));
    assert_eq!(one.events.len(), 1_723, "the weeks of 33 years");
}
