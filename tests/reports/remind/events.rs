//! The events of a calendar: texts that come back as they were meant, ids that last, and changes that are reported.

use std::time::{Duration, SystemTime};

use super::hostile::{TEXTS, quoted};
use super::ics::{Calendar, Event};
use super::shipped;
use tiendo::text::one_line;

use crate::support::case::{Case, plan, task};

/// The calendar of a workspace as of a day.
#[track_caller]
fn calendar(case: &Case, as_of: &str, args: &[&str]) -> Calendar {
    let run = case.run(&[&["calendar", "-o", "-", "--as-of", as_of], args].concat());
    Calendar::of(&run.ends_with(&[0]).stdout)
}

/// A plan in which a text stands in every place that a calendar shows; whether it has an obligation that is done too.
fn everywhere(text: &str) -> Case {
    let text = quoted(text);
    Case::new(format!(
        "[plan]\nnumber = {text}\ntitle = {text}\nissuer = {text}\nnotice = {text}\nstarts = 2024-01-01\n\
         ends = 2024-12-31\n[units]\na = {{ name = {text}, short = {text} }}\n\
         [[tasks]]\nid = \"x\"\ntitle = {text}\nlead = [\"a\"]\nclause = {text}\ndue = 2024-05-20\nwording = {text}\n\
         product = {text}\nreports_to = {text}\nnote = {text}\n\
         [[tasks]]\nid = \"y\"\ntitle = {text}\nlead = [\"a\"]\nevery = \"half\"\ntitles = {{ 2024-H2 = {text} }}\n"
    ))
    .unit("a", format!("[y.2024-H1]\ndone = 2024-05-01\nevidence = {text}\nnote = {text}\nreason = {text}\n"))
}

#[test]
fn texts_come_back_as_they_were_meant_and_add_no_event_and_no_property() {
    let tame = calendar(&everywhere("chữ"), "2024-05-15", &[]);
    let long = [
        "ệ".repeat(10_000),
        "a,b;c\\d\\n".repeat(1_111),
        "👩‍👩‍👧‍👦🇻🇳".repeat(700),
        "e\u{301}".repeat(5_000),
        "\r\nEND:VEVENT\r\nEND:VCALENDAR".repeat(300),
    ];
    for text in TEXTS.iter().copied().chain(long.iter().map(String::as_str)) {
        // Reading it fails already where a line, a property or a part is too much.
        let read = calendar(&everywhere(text), "2024-05-15", &[]);
        let names: Vec<&str> = read.properties.iter().map(|property| property.name.as_str()).collect();
        assert_eq!(names, tame.properties.iter().map(|property| property.name.as_str()).collect::<Vec<_>>());
        assert_eq!(read.events.len(), tame.events.len(), "{text:?}");
        assert_eq!(read.says("X-WR-CALDESC"), [one_line(text)], "{text:?}");
        assert_eq!(read.says("X-WR-CALNAME"), [one_line(&format!("Kế hoạch {text}: {text}"))], "{text:?}");
        let clean = one_line(text);
        for (event, like) in read.events.iter().zip(&tame.events) {
            assert_eq!((event.day, event.sequence, &event.alarms), (like.day, like.sequence, &like.alarms), "{text:?}");
            assert_eq!(event.categories, clean, "{text:?}");
            // What stands for the text in the tame one is the text, cleaned as one line.
            let meant = |line: &str| one_line(&line.replace("chữ", text));
            assert_eq!(event.summary, meant(&like.summary), "{text:?}");
            let description: Vec<String> = like.description.iter().map(|line| meant(line)).collect();
            assert_eq!(event.description, description, "{text:?}");
        }
    }
}

#[test]
fn lines_are_folded_right_whatever_stands_at_their_ends() {
    // Signs of one octet to four, and escaped ones, at every distance from the end of a line.
    let tasks: String = (0..160)
        .map(|at| {
            let sign = ["x", "é", "ệ", "😀", ",", "\\"][at % 6];
            let title = quoted(&format!("{}{}{}", "a".repeat(at), sign.repeat(3), " z".repeat(at % 7)));
            format!("[[tasks]]\nid = \"t{at}\"\ntitle = {title}\nlead = [\"a\"]\ndue = 2024-05-20\n")
        })
        .collect();
    let case = Case::new(plan("", &tasks)).unit("a", "").unit("b", "");
    let events = calendar(&case, "2024-05-15", &[]).events;
    assert_eq!(events.len(), 160);
    for (at, event) in events.iter().enumerate() {
        let sign = ["x", "é", "ệ", "😀", ",", "\\"][at % 6];
        let title = format!("{}{}{}", "a".repeat(at), sign.repeat(3), " z".repeat(at % 7));
        assert_eq!(event.summary, format!("Đơn vị A: {title}"));
    }
    let run = case.run(&["calendar", "-o", "-", "--as-of", "2024-05-15"]);
    let longest = run.out().split("\r\n").map(str::len).max();
    assert_eq!(longest, Some(75), "lines are as long as they may be");
}

#[test]
fn each_event_has_an_id_that_no_day_language_fact_or_filter_changes() {
    let uids = |args: &[&str]| -> Vec<String> {
        let run = shipped(&[&["calendar", "-o", "-"], args].concat());
        let calendar = Calendar::of(&run.ends_with(&[0]).stdout);
        calendar.uids().into_iter().map(str::to_owned).collect()
    };
    let all = uids(&["--as-of", "2024-05-15"]);
    let mut once = all.clone();
    once.sort_unstable();
    once.dedup();
    assert!(once.len() == all.len() && all.len() > 400, "each is there once");
    assert_eq!(uids(&["--as-of", "2024-12-31"]), all);
    assert_eq!(uids(&["--as-of", "2024-05-15", "--lang", "en"]), all);
    let of_one = uids(&["--as-of", "2024-05-15", "--unit", "ba to"]);
    assert!(!of_one.is_empty() && of_one.iter().all(|uid| all.contains(uid)));
}

#[test]
fn nor_does_what_becomes_of_the_plan_but_another_plan_has_others() {
    let with = |header: &str, tasks: &[String], record: &str| -> Vec<String> {
        let case = Case::new(plan(header, &tasks.concat())).unit("a", record).unit("b", "");
        calendar(&case, "2024-05-15", &[]).uids().into_iter().map(str::to_owned).collect()
    };
    let (x, y) = (task("x", "due = 2024-05-20"), task("y", "every = \"quarter\""));
    let before = with("", &[x.clone(), y.clone()], "");
    assert_eq!(before.len(), 5);
    let record = "[x]\ndone = 2024-05-14\n[y.2024-Q1]\nwaived = { by = \"CV 1\", on = 2024-04-01 }\n\
                  [y.2024-Q2]\nextended = { to = 2024-09-01, by = \"CV 2\", on = 2024-05-01 }\n";
    assert_eq!(with("", &[x.clone(), y.clone()], record), before, "facts were added");
    // Another order, other titles and days, a task more.
    let moved = [task("z", "due = 2024-06-30"), y.replace("Việc", "Đầu việc"), x.replace("2024-05-20", "2024-07-20")];
    let after = with("notice = \"Lưu ý\"", &moved, "");
    assert_eq!(after.len(), 6);
    assert!(before.iter().all(|uid| after.contains(uid)), "{before:?}\n{after:?}");
    // The plan of another number has none of them, or calendars of two plans would overwrite each other.
    let other = plan("", &[x, y].concat()).replace("1-KH", "2-KH");
    let other = calendar(&Case::new(other).unit("a", "").unit("b", ""), "2024-05-15", &[]);
    assert_eq!(other.events.len(), 5);
    assert!(other.uids().iter().all(|uid| !before.contains(&(*uid).to_owned())), "{before:?}\n{other:?}");
}

/// Facts about one obligation, with the day from which each counts.
const FACTS: [(&str, &str); 5] = [
    ("started = 2024-02-01", "2024-02-01"),
    ("extended = { to = 2024-06-30, by = \"CV 1\", on = 2024-03-05 }", "2024-03-05"),
    ("done = 2024-04-10", "2024-04-10"),
    ("accepted = 2024-04-20", "2024-04-20"),
    ("waived = { by = \"CV 2\", on = 2024-05-02 }", "2024-05-02"),
];

fn with_facts(facts: &[&str]) -> Case {
    let case = Case::new(plan("acceptance = true", &task("x", "due = 2024-03-31"))).unit("b", "");
    case.unit("a", format!("[x]\n{}\n", facts.join("\n")))
}

#[test]
fn the_number_of_changes_grows_by_the_day_and_never_falls_by_what_is_recorded() {
    let facts: Vec<&str> = FACTS.iter().map(|(fact, _)| *fact).collect();
    let case = with_facts(&facts);
    let mut last = 0;
    for (at, (_, day)) in FACTS.iter().enumerate() {
        let event = calendar(&case, day, &[]).events.remove(0);
        assert!(event.sequence > last, "{day}: {event:?}");
        let before = calendar(&with_facts(&facts[..=at]), day, &[]).events.remove(0);
        assert_eq!(event, before, "what is dated after {day} does not count");
        last = event.sequence;
    }
    // What was withdrawn brings the event up to date like what was added.
    let reopened = calendar(&with_facts(&facts[..2]), "2024-05-03", &[]).events.remove(0);
    assert!(reopened.sequence > last, "{reopened:?}");
    assert_eq!(calendar(&case, "2023-12-31", &[]).events[0].sequence, 0, "before the plan nothing counts backwards");
}

#[test]
fn an_event_shows_what_became_of_its_obligation() {
    let looks = |facts: &[&str]| -> (String, String, usize, String) {
        let Event { summary, status, alarms, day, .. } =
            calendar(&with_facts(facts), "2024-05-15", &[]).events.remove(0);
        (summary, status, alarms.len(), day.to_string())
    };
    let says = |summary: &str, status: &str, alarms: usize, day: &str| {
        (summary.to_owned(), status.to_owned(), alarms, day.to_owned())
    };
    assert_eq!(looks(&[]), says("Đơn vị A: Việc x", "CONFIRMED", 2, "2024-03-31"));
    assert_eq!(looks(&[FACTS[1].0]), says("Đơn vị A: Việc x", "CONFIRMED", 2, "2024-06-30"));
    assert_eq!(looks(&[FACTS[2].0]), says("Đơn vị A: Việc x", "CONFIRMED", 0, "2024-03-31"));
    assert_eq!(looks(&[FACTS[2].0, FACTS[3].0]), says("✓ Đơn vị A: Việc x", "CONFIRMED", 0, "2024-03-31"));
    assert_eq!(looks(&[FACTS[4].0]), says("Đơn vị A: Việc x", "CANCELLED", 0, "2024-03-31"));
}

#[test]
fn without_a_day_the_last_change_of_a_file_counts_so_that_two_runs_are_alike() {
    let case = Case::new(plan("", &task("x", "due = 2099-05-20"))).unit("a", "").unit("b", "");
    let now = SystemTime::now();
    let touch = |file: &str, ago: u64| {
        let file = std::fs::File::options().append(true).open(case.path().join(file)).expect("it is there");
        file.set_modified(now - Duration::from_secs(ago)).expect("the disk keeps times");
    };
    let made = || case.run(&["calendar", "-o", "-", "--unit", "a"]).ends_with(&[0]).stdout.clone();
    // Two days ago: since then a day has begun.
    for file in ["plan.toml", "units/a.toml", "units/b.toml"] {
        touch(file, 2 * 86_400);
    }
    let old = made();
    assert!(Calendar::of(&old).events[0].stamp.ends_with("T170000Z"), "the day that began in Viet Nam since then");
    // Just now, after midnight in the plan's time zone or not: later than any day before.
    touch("units/b.toml", 0);
    let changed = made();
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(made(), changed, "time alone changes nothing");
    assert!(Calendar::of(&changed).events[0].sequence >= Calendar::of(&old).events[0].sequence);
}

#[test]
fn a_calendar_written_again_counts_what_changed_also_on_the_same_day() {
    let (x, y) = (task("x", "due = 2024-05-20"), task("y", "due = 2024-05-21"));
    let case = |record: &str| Case::new(plan("", &[x.clone(), y.clone()].concat())).unit("a", record).unit("b", "");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("plan.ics");
    let written = |record: &str, day: &str| -> Vec<(u32, String)> {
        let out = file.to_str().expect("the path is text");
        case(record).run(&["calendar", "-o", out, "--as-of", day, "--unit", "a"]).ends_with(&[0]);
        let calendar = Calendar::of(&std::fs::read(&file).expect("it is there"));
        calendar.events.into_iter().map(|event| (event.sequence, event.summary)).collect()
    };
    let first = written("", "2024-05-15");
    let done = "[x]\ndone = 2024-05-15\nevidence = \"CV 1\"\n";
    let second = written(done, "2024-05-15");
    assert_eq!(second[0], (first[0].0 + 1, "✓ Đơn vị A: Việc x".to_owned()));
    assert_eq!(second[1], first[1], "nothing came of the other one");
    assert_eq!(written(done, "2024-05-15"), second);
    // What is withdrawn is news too; and so is the next day, by whatever way the calendar is made.
    let third = written("", "2024-05-15");
    assert_eq!(third[0].0, second[0].0 + 1);
    let next = calendar(&case(""), "2024-05-16", &["--unit", "a"]);
    assert!(next.events[0].sequence > third[0].0 && written("", "2024-05-16")[0].0 > third[0].0);
}

#[test]
fn plans_numbered_alike_have_no_event_in_common() {
    let uids = |text: &str| {
        let calendar = calendar(&Case::new(text).unit("a", "").unit("b", ""), "2024-05-15", &[]);
        calendar.uids().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let one = plan("", &task("x", "due = 2024-05-20"));
    let all = [
        uids(&one),
        uids(&one.replace("2024-", "2025-")),
        uids(&one.replace("[plan]", "[plan]\nissuer = \"Huyện ủy\"")),
        uids(&one.replace("\"1-KH\"", "\"1/KH\"")),
    ];
    assert!(all[0].iter().all(|uid| uid.contains("@1-kh-2024-") && uid.ends_with(".tiendo")), "{all:?}");
    let different: std::collections::BTreeSet<&String> = all.iter().flatten().collect();
    assert_eq!(different.len(), all.iter().map(Vec::len).sum::<usize>(), "{all:?}");
}

#[test]
fn what_many_units_owe_is_one_event_for_each_day() {
    let by_task = |b: &str| -> Vec<(String, String, String, usize)> {
        let case = Case::new(plan("", &task("x", "due = 2024-05-20").replace("[\"a\"]", "[\"a\", \"b\"]")));
        let case = case.unit("a", "[x]\ndone = 2024-05-02\n");
        let case = case.unit("b", b);
        let calendar = calendar(&case, "2024-05-15", &["--by", "task"]);
        let event = |it: Event| (it.uid, it.day.to_string(), it.summary, it.alarms.len());
        calendar.events.into_iter().map(event).collect()
    };
    let one = by_task("");
    let [(uid, day, summary, alarms)] = &one[..] else { panic!("{one:?}") };
    assert!(uid.starts_with("*/x@"), "{uid}");
    assert_eq!((day.as_str(), summary.as_str(), *alarms), ("2024-05-20", "Việc x: 1/2 đơn vị", 2));
    let all = by_task("[x]\ndone = 2024-05-03\n");
    assert_eq!((all[0].2.as_str(), all[0].3), ("✓ Việc x: 2/2 đơn vị", 0));
    // One that has another day has an event of its own, and the other keeps its id.
    let two = by_task("[x]\nextended = { to = 2024-06-10, by = \"CV 1\", on = 2024-05-10 }\n");
    assert_eq!((&two[0].0, two[0].2.as_str()), (uid, "✓ Đơn vị A: Việc x"));
    assert!(two[1].0.starts_with("*/x/2024-06-10@") && two[1].2 == "Đơn vị B: Việc x", "{two:?}");
}
