//! Section 2, one-off tasks: each form of `due`, and what is none.

use serde_json::Value;

use crate::support::case::{Case, plan, task, text};

/// Half a year in which two days off and a make-up day lie.
const CALENDAR: &str = "[calendar]\ndays_off = [2024-04-30, \"2024-05-01\"]\nworking_days = [2024-05-04]\n";
/// Thursday 18 April, Saturday 20 April, and an event that has no date yet.
const EVENTS: &str = "[events]\nhop = { name = \"Hội nghị\", date = 2024-04-18 }\n\
                      thu-bay = { name = \"Thứ bảy\", date = 2024-04-20 }\nchua = { name = \"Chưa định ngày\" }\n";

/// The items of tasks with these values of `due`, in order.
fn items(header: &str, dues: &[&str]) -> Vec<Value> {
    let tasks: String =
        dues.iter().enumerate().map(|(at, due)| task(&format!("t{at}"), &format!("due = {due}"))).collect();
    let case = Case::new(plan(header, &format!("{CALENDAR}{EVENTS}{tasks}"))).unit("a", "").unit("b", "");
    let status = case.status("2024-01-01", &[]);
    status.run.ends_with(&[0]);
    let items = status.items().to_vec();
    assert_eq!(items.len(), dues.len(), "one obligation for each task");
    items
}

/// Fails unless each `due` has this last day: nominal and effective, and the quarter in which it lies.
fn are_due(header: &str, rows: &[(&str, &str)]) {
    let dues: Vec<&str> = rows.iter().map(|(due, _)| *due).collect();
    for (item, (due, day)) in items(header, &dues).iter().zip(rows) {
        assert_eq!((text(&item["nominal"]), text(&item["due"])), (*day, *day), "due = {due}");
        assert_eq!(text(&item["quarter"]), quarter(day), "due = {due}");
        assert_eq!(item["period"], Value::Null, "due = {due}");
    }
}

/// The quarter of a date, `null` for `null`.
fn quarter(day: &str) -> String {
    let Some((year, rest)) = day.split_once('-') else { return "null".to_owned() };
    let month: u32 = rest[..2].parse().expect("a month");
    format!("{year}-Q{}", month.div_ceil(3))
}

#[test]
fn a_date_is_the_last_day_itself() {
    are_due("", &[("2024-04-26", "2024-04-26"), ("\"2024-04-26\"", "2024-04-26"), ("2024-02-29", "2024-02-29")]);
}

#[test]
fn a_period_ends_on_its_last_day() {
    are_due(
        "",
        &[
            ("\"2024\"", "2024-12-31"),
            ("\"2024-H1\"", "2024-06-30"),
            ("\"2024-H2\"", "2024-12-31"),
            ("\"2024-Q1\"", "2024-03-31"),
            ("\"2024-Q2\"", "2024-06-30"),
            ("\"2024-Q3\"", "2024-09-30"),
            ("\"2024-Q4\"", "2024-12-31"),
            ("\"2024-02\"", "2024-02-29"),
            ("\"2023-02\"", "2023-02-28"),
            ("\"2024-04\"", "2024-04-30"),
            ("\"2024-12\"", "2024-12-31"),
            ("\"2024-W15\"", "2024-04-14"),
            ("\"2024-W01\"", "2024-01-07"),
            ("\"2020-W53\"", "2021-01-03"),
            ("\"2025-W01\"", "2025-01-05"),
        ],
    );
}

#[test]
fn a_range_ends_with_its_second_period() {
    are_due(
        "",
        &[
            ("\"2024-Q1..2024-Q3\"", "2024-09-30"),
            ("\"2024-01..2024-02\"", "2024-02-29"),
            ("\"2024-03-01..2024-03-15\"", "2024-03-15"),
            ("\"2024-W10..2024-04\"", "2024-04-30"),
            ("\"2023..2024-H1\"", "2024-06-30"),
            ("\"2024-04-18..2024-04-18\"", "2024-04-18"),
        ],
    );
}

#[test]
fn before_a_longer_period_is_the_day_before_it_begins_however_before_is_read() {
    for header in ["", "before = \"exclusive\"", "before = \"inclusive\""] {
        are_due(
            header,
            &[
                ("\"before 2024\"", "2023-12-31"),
                ("\"before 2024-H2\"", "2024-06-30"),
                ("\"before 2024-Q2\"", "2024-03-31"),
                ("\"before 2024-03\"", "2024-02-29"),
                ("\"before 2024-W15\"", "2024-04-07"),
            ],
        );
    }
}

#[test]
fn before_a_day_is_as_the_plan_reads_it() {
    for header in ["", "before = \"exclusive\""] {
        are_due(
            header,
            &[
                ("\"before 2024-03-15\"", "2024-03-14"),
                ("\"before 2024-03-01\"", "2024-02-29"),
                ("\"before 2024-01-01\"", "2023-12-31"),
                ("\"before event hop\"", "2024-04-17"),
            ],
        );
    }
    are_due(
        "before = \"inclusive\"",
        &[
            ("\"before 2024-03-15\"", "2024-03-15"),
            ("\"before 2024-03-01\"", "2024-03-01"),
            ("\"before event hop\"", "2024-04-18"),
        ],
    );
}

#[test]
fn an_event_is_day_nought() {
    are_due(
        "",
        &[
            ("\"event hop\"", "2024-04-18"),
            ("\"event hop + 0 days\"", "2024-04-18"),
            ("\"event hop - 0 days\"", "2024-04-18"),
            ("\"event hop + 1 days\"", "2024-04-19"),
            ("\"event hop + 10 days\"", "2024-04-28"),
            ("\"event hop - 1 days\"", "2024-04-17"),
            ("\"event hop - 18 days\"", "2024-03-31"),
            ("\"event hop + 365 days\"", "2025-04-18"),
        ],
    );
}

#[test]
fn weeks_months_and_years_are_counted_from_the_event() {
    are_due(
        "",
        &[
            ("\"event hop + 1 week\"", "2024-04-25"),
            ("\"event hop - 2 weeks\"", "2024-04-04"),
            ("\"event hop + 10 months\"", "2025-02-18"),
            ("\"event hop - 1 month\"", "2024-03-18"),
            ("\"event hop + 2 years\"", "2026-04-18"),
            ("\"event hop - 1 year\"", "2023-04-18"),
            ("\"event hop + 1 day\"", "2024-04-19"),
            ("\"event hop + 1 working day\"", "2024-04-19"),
            ("\"before event hop + 3 months\"", "2024-07-17"),
            ("\"before event hop - 1 working day\"", "2024-04-16"),
        ],
    );
    are_due("before = \"inclusive\"", &[("\"before event hop + 3 months\"", "2024-07-18")]);
}

#[test]
fn working_days_are_counted_from_the_day_after_the_event() {
    are_due(
        "",
        &[
            ("\"event hop + 0 working days\"", "2024-04-18"),
            ("\"event hop + 1 working days\"", "2024-04-19"),
            ("\"event hop + 2 working days\"", "2024-04-22"),
            ("\"event hop + 7 working days\"", "2024-04-29"),
            // 30 April and 1 May are days off; Saturday 4 May makes up for one, Sunday 5 May is none.
            ("\"event hop + 8 working days\"", "2024-05-02"),
            ("\"event hop + 10 working days\"", "2024-05-04"),
            ("\"event hop + 11 working days\"", "2024-05-06"),
            ("\"event hop - 1 working days\"", "2024-04-17"),
            ("\"event hop - 4 working days\"", "2024-04-12"),
            // From a day off, the first working day is the next one; no days is the day itself.
            ("\"event thu-bay + 1 working days\"", "2024-04-22"),
            ("\"event thu-bay - 1 working days\"", "2024-04-19"),
            ("\"event thu-bay + 0 working days\"", "2024-04-20"),
        ],
    );
}

#[test]
fn an_event_without_a_date_gives_no_last_day() {
    let dues =
        ["\"event chua\"", "\"before event chua\"", "\"event chua + 3 days\"", "\"event chua - 3 working days\""];
    for (item, due) in items("on_day_off = \"next-working-day\"", &dues).iter().zip(dues) {
        assert_eq!((text(&item["state"]), &item["flags"]), ("pending", &serde_json::json!(["date-open"])), "{due}");
        for key in ["nominal", "due", "quarter", "days_left", "days_late"] {
            assert_eq!(item[key], Value::Null, "{due}: {key}");
        }
    }
}

#[test]
fn standing_work_and_work_without_a_time_have_no_last_day() {
    for item in items("", &["\"ongoing\"", "\"unstated\""]) {
        assert_eq!(item["state"], "ongoing");
        assert_eq!(item["flags"], serde_json::json!([]));
        for key in ["nominal", "due", "quarter", "days_left", "days_late"] {
            assert_eq!(item[key], Value::Null, "{key}");
        }
    }
}

/// Fails unless `check` finds an error where each of these tasks has its deadline, and `status` reports nothing.
fn are_refused(rows: &[&str]) {
    for keys in rows {
        let text = plan("", &format!("{CALENDAR}{EVENTS}{}", task("t", keys)));
        let lines = |at: usize| text[..at].matches('\n').count() as u64 + 1;
        let (first, last) = (lines(text.find("[[tasks]]").expect("the task")), lines(text.len()));
        let case = Case::new(&text).unit("a", "").unit("b", "");
        let (code, found) = case.check("2024-01-01");
        assert_eq!(code, Some(1), "{keys}: {found:?}");
        let here = |one: &Value| one["line"].as_u64().is_some_and(|line| (first..=last).contains(&line));
        assert!(found.iter().any(|one| one["severity"] == "error" && here(one)), "{keys}: {found:?}");
        let run = case.run(&["status", "--format", "json", "--as-of", "2024-01-01"]);
        run.ends_with(&[3]);
        assert!(run.stdout.is_empty() && run.err().contains("plan.toml:"), "{keys}: {run:?}");
    }
}

#[test]
fn nothing_is_without_a_deadline_by_accident() {
    are_refused(&["", "wording = \"Trong quý I/2024\""]);
}

#[test]
fn what_is_no_form_of_due_is_refused() {
    are_refused(&[
        "due = \"\"",
        "due = \"soon\"",
        "due = \"Ongoing\"",
        "due = \"2024-q1\"",
        "due = \"2024/04/26\"",
        "due = \"26/4/2024\"",
        "due = \"2024-4-26\"",
        "due = \"2024-Q1..\"",
        "due = \"..2024-Q1\"",
        "due = \"2024-Q1..2024-Q2..2024-Q3\"",
        "due = \"before\"",
        "due = \"before soon\"",
        "due = \"after 2024-Q1\"",
        "due = \"event\"",
        "due = \"event hop + days\"",
        "due = \"event hop + 3\"",
        "due = \"event hop + 3 week\"",
        "due = \"event hop + 0 month\"",
        "due = \"before event hop 3 days\"",
        "due = \"before ongoing\"",
        "due = \"before 2024-Q1..2024-Q2\"",
        "due = \"event hop + -3 days\"",
        "due = \"event hop + 3 business days\"",
        "due = \"event hop * 3 days\"",
        "due = \"event hop + 1e3 days\"",
        "due = \"event hop + 99999999999999999999 days\"",
        "due = \"ongoing ongoing\"",
    ]);
}

#[test]
fn a_number_has_no_sign() {
    are_refused(&[
        "due = \"event hop + +5 days\"",
        "due = \"+024-Q1\"",
        "due = \"2024-+4\"",
        "due = \"2024-W+5\"",
        "due = \"2024-+4-26\"",
        "due = \"2024-04-+6\"",
        "every = \"month\"\ndue = \"end + +5 days\"",
        "every = \"month\"\ndue = \"day +5\"",
        "every = \"month\"\ndue = \"before day +5\"",
        "every = \"month\"\ndue = \"day +5 of next month\"",
    ]);
}

#[test]
fn that_before_is_not_explained_is_told_where_it_makes_a_difference() {
    for (keys, told) in [
        ("due = \"before 2024-06-15\"", true),
        ("due = \"before event hop\"", true),
        ("every = \"month\"\ndue = \"before day 15\"", true),
        ("every = \"year\"\ndue = \"before day 15 of month 11\"", true),
        ("every = \"year\"\ndue = \"before month 11\"", false),
        ("every = \"year\"\ndue = \"before quarter 4\"", false),
        // Before a month, a quarter or a year means before its first day, however the word is read.
        ("due = \"before 2024-W15\"", false),
        ("due = \"before 2024-06\"", false),
        ("due = \"before 2024-Q2\"", false),
        ("due = \"before 2024-H2\"", false),
        ("due = 2024-06-15", false),
        ("due = \"2024-Q2\"", false),
        ("due = \"2024-Q1..2024-Q2\"", false),
        ("due = \"event hop\"", false),
        ("due = \"event hop - 1 days\"", false),
        ("due = \"ongoing\"", false),
        ("every = \"month\"\ndue = \"day 15\"", false),
        ("every = \"month\"\ndue = \"day 15 of next month\"", false),
        ("every = \"month\"\ndue = \"end + 5 days\"", false),
    ] {
        for (header, said) in [("", false), ("before = \"exclusive\"", true), ("before = \"inclusive\"", true)] {
            let case = Case::new(plan(header, &format!("{CALENDAR}{EVENTS}{}", task("t", keys)))).unit("a", "");
            let (code, found) = case.unit("b", "").check("2024-01-01");
            let warned = found.iter().any(|one| one["code"] == "W511");
            assert_eq!((code, warned), (Some(0), told && !said), "{header} {keys}: {found:?}");
        }
    }
}

#[test]
fn what_the_calendar_or_the_plan_lacks_is_refused() {
    are_refused(&[
        "due = 2024-02-30",
        "due = \"2024-02-30\"",
        "due = \"2023-02-29\"",
        "due = \"2024-13\"",
        "due = \"2024-00\"",
        "due = \"2024-Q5\"",
        "due = \"2024-H3\"",
        "due = \"2024-W53\"",
        "due = \"0000\"",
        "due = \"before 2024-Q5\"",
        "due = \"2024-Q1..2024-Q5\"",
        "due = \"2024-Q2..2024-Q1\"",
        "due = \"event khong-co\"",
        "due = \"before event khong-co\"",
    ]);
}

#[test]
fn other_types_and_forms_of_recurring_tasks_are_refused() {
    are_refused(&[
        "due = 2024",
        "due = true",
        "due = 2024.5",
        "due = [\"2024-Q1\"]",
        "due = { on = 2024-04-26 }",
        "due = 2024-04-26T10:00:00",
        "due = 2024-04-26T10:00:00+07:00",
        "due = 10:00:00",
        "due = \"end\"",
        "due = \"end + 3 days\"",
        "due = \"day 15\"",
        "due = \"before day 15\"",
        "due = \"day 15 of next month\"",
    ]);
}
