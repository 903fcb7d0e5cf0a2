//! Section 2, milestones: an obligation each, with what each says itself; and their records.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;
use tiendo::snapshot::Snapshot;

use crate::support::case::{Case, plan, task, text};

/// A task of `a` and `b` with three milestones; the second is led by `b` alone.
const MILESTONES: &str = "product = \"Hồ sơ\"\nwording = \"nhiều đợt\"\non_day_off = \"next-working-day\"\nmilestones = [\n\
    { id = \"khoi-dong\", due = \"2024-Q1\", title = \"Khởi động\", product = \"Kế hoạch\" },\n\
    { id = \"dot-2\", due = \"before 2024-07-01\", wording = \"trước 1/7\", lead = [\"b\"], target = { min = 80, unit = \"%\" } },\n\
    { id = \"duy-tri\", due = \"ongoing\", on_day_off = \"keep\" }, # về sau\n]";

fn case() -> Case {
    Case::new(plan("", &task("t", MILESTONES).replace("[\"a\"]", "[\"a\", \"b\"]")))
}

fn rows(status: &crate::support::case::Status, keys: &[&str]) -> Vec<String> {
    let row = |item: &Value| keys.iter().map(|key| text(&item[*key])).collect::<Vec<_>>().join(" ");
    status.items().iter().map(row).collect()
}

#[test]
fn each_is_an_obligation_with_what_it_says_itself() {
    let status = case().unit("a", "").unit("b", "").status("2024-01-01", &[]);
    status.run.ends_with(&[0]);
    assert_eq!(
        rows(&status, &["unit", "milestone", "period", "title", "wording", "nominal", "due", "quarter", "state"]),
        [
            "a khoi-dong null Khởi động nhiều đợt 2024-03-31 2024-04-01 2024-Q1 pending",
            "a duy-tri null Việc t nhiều đợt null null null ongoing",
            "b khoi-dong null Khởi động nhiều đợt 2024-03-31 2024-04-01 2024-Q1 pending",
            // It must not reach 1 July, so it stays on a Sunday.
            "b dot-2 null Việc t trước 1/7 2024-06-30 2024-06-30 2024-Q2 pending",
            "b duy-tri null Việc t nhiều đợt null null null ongoing",
        ]
    );
    assert_eq!(status.items()[3]["target"]["min"], 80);
    let once = Case::new(plan("", &task("t", "due = 2024-05-01"))).unit("a", "").status("2024-01-01", &[]);
    assert_eq!(once.item("t")["milestone"], Value::Null);
}

#[test]
fn whoever_comes_to_lead_owes_the_milestones_too() {
    let milestones = "milestones = [\n{ id = \"m\", due = 2024-03-31 },\n{ id = \"n\", due = 2024-06-30 },\n]\n\
                      amended = [{ by = \"CV\", on = 2024-02-01, lead = [\"b\"] }]";
    let status = Case::new(plan("", &task("t", milestones))).unit("a", "").unit("b", "").status("2024-03-01", &[]);
    assert_eq!(
        rows(&status, &["unit", "milestone", "state"]),
        ["a m waived", "a n waived", "b m pending", "b n pending"]
    );
}

#[test]
fn a_record_names_its_milestone() {
    let records =
        "[t.khoi-dong]\ndone = 2024-03-05\n[t.dot-2]\nstarted = 2024-03-01\n\n[t]\nduy-tri = { note = \"x\" }\n";
    let status = case().unit("a", "").unit("b", records).status("2024-05-01", &["--unit", "b"]);
    assert_eq!(
        rows(&status, &["milestone", "state", "done", "started", "note"]),
        [
            "khoi-dong completed 2024-03-05 null null",
            "dot-2 pending null 2024-03-01 null",
            "duy-tri ongoing null null x"
        ]
    );
    for (unit, record, code) in [
        ("b", "[t]\ndone = 2024-03-05", "E404"),
        ("b", "[t.dot-3]\ndone = 2024-03-05", "E403"),
        ("b", "[t.2024-Q1]\ndone = 2024-03-05", "E403"),
        ("a", "[t.dot-2]\ndone = 2024-03-05", "E402"),
        ("b", "[t.duy-tri]\nextended = { to = 2024-09-01, by = \"x\", on = 2024-03-01 }", "E406"),
    ] {
        let (exit, found) = case().unit(unit, record).check("2024-05-01");
        let codes: Vec<&str> =
            found.iter().map(|one| text(&one["code"])).filter(|code| code.starts_with('E')).collect();
        assert_eq!((exit, codes), (Some(1), vec![code]), "{unit}: {record}");
    }
}

#[test]
fn what_is_no_milestone_is_refused() {
    for keys in [
        "milestones = []",
        "milestones = {}",
        "milestones = [\"dot-1\"]",
        "milestones = [{ id = \"dot-1\" }]",
        "milestones = [{ due = \"2024-Q1\" }]",
        "milestones = [{ id = \"2024-Q1\", due = \"2024-Q1\" }]",
        "milestones = [{ id = \"2024\", due = \"2024-Q1\" }]",
        "milestones = [{ id = \"đợt 1\", due = \"2024-Q1\" }]",
        "milestones = [{ id = \"x\", due = \"2024-Q1\" }, { id = \"x\", due = \"2024-Q2\" }]",
        "milestones = [{ id = \"x\", due = \"end\" }]",
        "milestones = [{ id = \"x\", due = { year = \"end\" } }]",
        "milestones = [{ id = \"x\", due = \"event khong-co\" }]",
        "milestones = [{ id = \"x\", due = \"2024-Q1\", every = \"year\" }]",
        "milestones = [{ id = \"x\", due = \"2024-Q1\", lead = [\"khong-co\"] }]",
        "milestones = [{ id = \"x\", due = \"2024-Q1\" }]\ndue = \"2024-Q1\"",
        "milestones = [{ id = \"x\", due = \"2024-Q1\" }]\nevery = \"year\"",
        "milestones = [{ id = \"x\", due = \"2024-Q1\" }]\nends = 2024-06-01",
        "milestones = [{ id = \"x\", due = \"2024-Q1\" }]\ntitles = { 2024-Q1 = \"x\" }",
    ] {
        let case = Case::new(plan("", &task("t", keys))).unit("a", "");
        assert_eq!(case.check("2024-01-01").0, Some(1), "{keys}");
        case.run(&["status", "--as-of", "2024-01-01"]).ends_with(&[3]);
    }
}

#[test]
fn commands_that_record_take_the_milestone_after_the_task() {
    let case = case().unit("b", "# của b\n[t.khoi-dong]\ndone = 2024-03-05\n");
    let run = case.run(&["done", "t", "dot-2", "--unit", "b", "--on", "2024-05-02", "--as-of", "2024-05-03"]);
    run.ends_with(&[0]);
    assert!(run.out().contains("Việc t (dot-2)"), "{run:?}");
    let written = std::fs::read_to_string(case.path().join("units/b.toml")).expect("it is there");
    assert_eq!(written, "# của b\n[t.khoi-dong]\ndone = 2024-03-05\n\n[t.dot-2]\ndone = 2024-05-02\n");
    // Where several are open, they are listed.
    let run = case.run(&["start", "t", "--unit", "a", "--on", "2024-05-02", "--as-of", "2024-05-03"]);
    run.ends_with(&[2]);
    assert!(run.err().contains("duy-tri  Việc t: "), "{run:?}");
    let run = case.run(&["start", "t", "duy-tri", "--unit", "a", "--on", "2024-05-02", "--as-of", "2024-05-03"]);
    run.ends_with(&[0]);
    let run = case.run(&["done", "t", "dot-2", "--unit", "a", "--as-of", "2024-05-03"]);
    run.ends_with(&[2]);
    assert!(run.err().contains("khoi-dong  Khởi động"), "{run:?}");
    case.run(&["show", "t", "dot-3"]).ends_with(&[2]);
    case.run(&["show", "t", "tháng 13"]).ends_with(&[2]);
    let shown = case.run(&["show", "t", "dot-2", "--unit", "b", "--as-of", "2024-05-03"]);
    assert!(shown.out().contains("dot-2:") && !shown.out().contains("Khởi động"), "{shown:?}");
}

#[test]
fn sync_prepares_a_record_for_each() {
    let case = case();
    case.run(&["sync", "--as-of", "2024-01-01"]).ends_with(&[0]);
    let written =
        |unit: &str| std::fs::read_to_string(case.path().join(format!("units/{unit}.toml"))).expect("it is there");
    let tables = |unit: &str| -> Vec<String> {
        written(unit).lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect()
    };
    assert_eq!(tables("a"), ["[t.khoi-dong]", "[t.duy-tri]"]);
    assert_eq!(tables("b"), ["[t.khoi-dong]", "[t.dot-2]", "[t.duy-tri]"]);
    assert!(written("b").contains("# Khởi động (khoi-dong)") && written("b").contains("trước 1/7"), "{}", written("b"));
    assert_eq!(case.check("2024-01-01").0, Some(0));
}

#[test]
fn a_calendar_names_each_once() {
    let case = case();
    let run = case.run(&["calendar", "--output", "-", "--as-of", "2024-01-01"]);
    let mut ids: Vec<&str> = run.out().lines().filter(|line| line.starts_with("UID:")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((all, ids.len()), (3, 3), "{run:?}");
}

/// A milestone by chance: its day, how that is written, by how many days, and its rule for days off.
type Chance = (i64, usize, i64, Option<usize>);

const RULES: [&str; 3] = ["keep", "next-working-day", "previous-working-day"];

fn date(at: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + chrono::Duration::days(at)
}

/// Days of work, looked up one by one.
struct Office {
    off: BTreeSet<i64>,
    made_up: BTreeSet<i64>,
}

impl Office {
    fn works(&self, at: i64) -> bool {
        let weekend = date(at).weekday().number_from_monday() > 5;
        self.made_up.contains(&at) || !weekend && !self.off.contains(&at)
    }

    /// The first day of work from a day on, forward or backward.
    fn search(&self, at: i64, step: i64) -> i64 {
        let mut at = at;
        while !self.works(at) {
            at += step;
        }
        at
    }
}

/// The nominal and the effective last day of a milestone under a rule, reckoned day by day.
fn reckoned(office: &Office, (at, form, by, _): Chance, amended: Option<i64>, rule: usize) -> (NaiveDate, NaiveDate) {
    let (nominal, before) = match (amended, form) {
        (Some(day), _) => (day, false),
        (None, 0) => (at, false),
        (None, 1) => (at - 1, true),
        (None, 2) => ((0..by.abs()).fold(at, |at, _| office.search(at + by.signum(), by.signum())), false),
        (None, _) => (at + by - 1, true),
    };
    let due = match rule {
        1 if !before => office.search(nominal, 1),
        2 => office.search(nominal, -1),
        _ => nominal,
    };
    (date(nominal), date(due))
}

proptest! {
    #![proptest_config(Config { cases: 80, failure_persistence: None, ..Config::default() })]

    #[test]
    fn last_days_move_as_a_search_day_by_day_finds(
        (plan, task) in (0..3_usize, prop::option::of(0..3_usize)),
        all in prop::collection::vec((0..300_i64, 0..4_usize, -9..10_i64, prop::option::of(0..3_usize)), 1..5),
        (off, made_up) in (prop::collection::btree_set(0..330_i64, 0..40), prop::collection::btree_set(0..330_i64, 0..10)),
        amended in prop::option::of((0..5_usize, 0..300_i64, 0..300_i64)),
    ) {
        const TODAY: i64 = 150;
        let days = |days: &BTreeSet<i64>| days.iter().map(|at| date(*at).to_string()).collect::<Vec<_>>().join(", ");
        let mut text = format!(
            "[plan]\nnumber = \"1\"\ntitle = \"t\"\nstarts = 2024-01-01\nends = 2024-12-31\non_day_off = \"{}\"\n[calendar]\n\
             days_off = [{}]\nworking_days = [{}]\n[units]\na = \"A\"\n[events]\n",
            RULES[plan], days(&off), days(&made_up)
        );
        for (at, one) in all.iter().enumerate() {
            text += &format!("e{at} = {{ name = \"E\", date = {} }}\n", date(one.0));
        }
        text += "[[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\n";
        if let Some(rule) = task {
            text += &format!("on_day_off = \"{}\"\n", RULES[rule]);
        }
        for (at, (day, form, by, rule)) in all.iter().enumerate() {
            let sign = if *by < 0 { '-' } else { '+' };
            let due = match form {
                0 => date(*day).to_string(),
                1 => format!("\"before {}\"", date(*day)),
                2 => format!("\"event e{at} {sign} {} working days\"", by.abs()),
                _ => format!("\"before event e{at} {sign} {} days\"", by.abs()),
            };
            text += &format!("[[tasks.milestones]]\nid = \"m{at}\"\ndue = {due}\n");
            if let Some(rule) = rule {
                text += &format!("on_day_off = \"{}\"\n", RULES[*rule]);
            }
            if let Some((_, to, on)) = amended.filter(|(of, ..)| *of == at) {
                text += &format!("amended = [{{ by = \"CV\", on = {}, due = {} }}]\n", date(on), date(to));
            }
        }
        let snapshot = Snapshot::in_memory([("plan.toml".to_owned(), text.clone().into_bytes())].into()).map_err(|_| TestCaseError::fail(text.clone()))?;
        let judge = snapshot.judge(date(TODAY));
        let mut found = Vec::new();
        snapshot.each(&judge, |_, it| found.push((it.standing.nominal_day(), it.standing.due)));
        let office = Office { off, made_up };
        let expected = all.iter().enumerate().map(|(at, one)| {
            let counts = amended.filter(|(of, _, on)| *of == at && *on <= TODAY).map(|(_, to, _)| to);
            let (nominal, due) = reckoned(&office, *one, counts, one.3.or(task).unwrap_or(plan));
            (Some(nominal), Some(due))
        });
        prop_assert_eq!(found, expected.collect::<Vec<_>>(), "{}", text);
    }
}
