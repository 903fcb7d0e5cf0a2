//! Absurd values: the ends of the calendar, huge offsets and numbers, ranges over thousands of years.

use crate::support::case::{Case, Status, plan, task, text};

/// A plan of these days with these tasks.
fn years(starts: &str, ends: &str, header: &str, rest: &str) -> String {
    plan(header, rest)
        .replace("starts = 2024-01-01", &format!("starts = {starts}"))
        .replace("ends = 2024-12-31", &format!("ends = {ends}"))
}

/// Fails unless the plan is refused, by check and by status, with a place in its file.
#[track_caller]
fn is_refused(what: &str, text: &str, as_of: &str) {
    let case = Case::new(text).unit("a", "").unit("b", "");
    let run = case.run(&["status", "--as-of", as_of]);
    assert_eq!(run.code(), Some(3), "{what}: {run:?}");
    assert!(run.stdout.is_empty() && run.err().contains("plan.toml:"), "{what}: {run:?}");
    assert_eq!(case.check(as_of).0, Some(1), "{what}");
}

#[track_caller]
fn stands(text: &str, as_of: &str) -> Status {
    let case = Case::new(text).unit("a", "").unit("b", "");
    let status = case.status(as_of, &[]);
    status.run.ends_with(&[0]);
    for args in [&["status"][..], &["list"], &["show", "t"], &["show", "t", "--unit", "a"], &["check"]] {
        case.run(&[args, &["--as-of", as_of][..]].concat()).ends_with(&[0]);
    }
    status
}

#[test]
fn the_first_and_the_last_day_of_the_calendar_can_be_reckoned_with() {
    for (starts, ends, keys, due) in [
        ("0001-01-01", "0001-12-31", "due = 0001-01-01", "0001-01-01"),
        ("0001-01-01", "0001-12-31", "due = \"0001\"", "0001-12-31"),
        ("0001-01-01", "0001-12-31", "due = \"0001-W01\"", "0001-01-07"),
        ("0001-01-01", "0001-01-01", "every = \"week\"", "0001-01-07"),
        ("0001-01-01", "0001-01-31", "every = \"month\"\ndue = \"day 1\"", "0001-01-01"),
        ("9999-01-01", "9999-12-31", "due = 9999-12-31", "9999-12-31"),
        ("9999-12-31", "9999-12-31", "due = \"9999\"", "9999-12-31"),
        ("9999-12-31", "9999-12-31", "every = \"year\"", "9999-12-31"),
        ("9999-12-01", "9999-12-26", "every = \"month\"", "9999-12-31"),
        ("9999-12-20", "9999-12-26", "every = \"week\"", "9999-12-26"),
        ("0001-01-01", "9999-12-31", "due = \"before 9999-12-31\"", "9999-12-30"),
    ] {
        let text = years(starts, ends, "", &task("t", keys));
        for as_of in ["0001-01-01", "2024-05-15", "9999-12-31"] {
            let status = stands(&text, as_of);
            assert_eq!(status.items().len(), 1, "{keys}");
            assert_eq!(crate::support::case::text(&status.items()[0]["due"]), due, "{keys}");
        }
    }
}

#[test]
fn days_late_and_left_reach_over_the_whole_calendar() {
    let text = years("0001-01-01", "9999-12-31", "", &task("t", "due = 0001-01-01"));
    assert_eq!(stands(&text, "9999-12-31").item("t")["days_late"], 3_652_058);
    let text = years("0001-01-01", "9999-12-31", "due_soon = 3660", &task("t", "due = 9999-12-31"));
    assert_eq!(stands(&text, "0001-01-01").item("t")["days_left"], 3_652_058);
    let record = "[t]\nstarted = 0001-01-01\ndone = 9999-12-31\naccepted = 0001-01-01\ncommitted = 9999-12-31\n\
                  extended = { to = 0001-01-02, by = \"x\", on = 0001-01-01 }\n";
    let case = Case::new(plan("", &task("t", "due = 2024-03-15"))).unit("a", record).unit("b", "");
    let status = case.status("9999-12-31", &[]);
    assert_eq!(status.item("t")["days_late"], 3_652_057);
    for args in [&["status"][..], &["list"], &["show", "t", "--unit", "a"], &["check"]] {
        case.run(&[args, &["--as-of", "9999-12-31"][..]].concat()).ends_with(&[0]);
    }
}

#[test]
fn reckoning_that_leaves_the_calendar_is_refused() {
    let event = |date: &str| format!("[events]\ne = {{ name = \"E\", date = {date} }}\n");
    for (what, text) in [
        ("before the first day", years("0001-01-01", "0001-12-31", "", &task("t", "due = \"before 0001-01-01\""))),
        ("before the first year", years("0001-01-01", "0001-12-31", "", &task("t", "due = \"before 0001\""))),
        (
            "before day 1",
            years("0001-01-01", "0001-01-31", "", &task("t", "every = \"month\"\ndue = \"before day 1\"")),
        ),
        ("the last week", plan("", &task("t", "due = \"9999-W52\""))),
        ("a day more", years("9999-12-01", "9999-12-31", "", &task("t", "every = \"year\"\ndue = \"end + 1 days\""))),
        (
            "a working day more",
            years("9999-12-01", "9999-12-31", "", &task("t", "every = \"year\"\ndue = \"end + 1 working days\"")),
        ),
        (
            "next month",
            years("9999-12-01", "9999-12-31", "", &task("t", "every = \"year\"\ndue = \"day 1 of next month\"")),
        ),
        ("a week over the end", years("9999-12-27", "9999-12-31", "", &task("t", "every = \"week\""))),
        ("after an event", plan("", &(event("9999-12-31") + &task("t", "due = \"event e + 1 days\"")))),
        ("after an event", plan("", &(event("9999-12-31") + &task("t", "due = \"event e + 3660 working days\"")))),
        ("ahead of an event", plan("", &(event("0001-01-01") + &task("t", "due = \"event e - 1 days\"")))),
        ("ahead of an event", plan("", &(event("0001-01-01") + &task("t", "due = \"event e - 3660 working days\"")))),
        ("ahead of an event", plan("", &(event("0001-01-01") + &task("t", "due = \"before event e\"")))),
        (
            "a day off moved",
            plan(
                "on_day_off = \"next-working-day\"",
                &format!("[calendar]\ndays_off = [9999-12-31]\n{}", task("t", "due = 9999-12-31")),
            ),
        ),
        ("year 0", plan("", &task("t", "due = 0000-12-31"))),
        ("year 0", plan("", &task("t", "due = \"0000\""))),
        ("year 0", years("0000-01-01", "2024-12-31", "", &task("t", "due = \"2024\""))),
        ("year 0", plan("", "[calendar]\ndays_off = [0000-01-01]\n")),
        ("year 10000", plan("", &task("t", "due = \"10000\""))),
        ("year 10000", years("2024-01-01", "10000-01-01", "", &task("t", "due = \"2024\""))),
    ] {
        is_refused(what, &text, "2024-05-15");
    }
}

#[test]
fn offsets_have_a_limit() {
    let event = "[events]\ne = { name = \"E\", date = 2024-04-18 }\n";
    for number in ["3661", "1000000", "4294967295", "4294967296", "18446744073709551616", "00000000000000000000003661"]
    {
        for due in [
            format!("due = \"event e + {number} days\""),
            format!("due = \"event e - {number} working days\""),
            format!("every = \"month\"\ndue = \"end + {number} days\""),
            format!("every = \"month\"\ndue = \"end + {number} working days\""),
            format!("every = \"month\"\ndue = \"day {number}\""),
        ] {
            is_refused(&due, &plan("", &format!("{event}{}", task("t", &due))), "2024-05-15");
        }
    }
    for due in
        ["event e + 3660 days", "event e - 3660 days", "event e + 3660 working days", "event e - 3660 working days"]
    {
        stands(&plan("", &format!("{event}{}", task("t", &format!("due = \"{due}\"")))), "2024-05-15");
    }
}

#[test]
fn numbers_are_digits() {
    for number in [
        "0x",
        "0o",
        "0b",
        "1_0٠",
        "٧",
        "7.0",
        "7e0",
        "inf",
        "nan",
        "-1",
        "-0x1",
        "3661",
        "4294967296",
        "9223372036854775808",
        "99999999999999999999999999999999999999",
        "+-7",
        "1__0",
        "_7",
        "7_",
        "0x1g",
        "\"7\"",
        "[7]",
    ] {
        is_refused(number, &plan(&format!("due_soon = {number}"), ""), "2024-05-15");
    }
    for (number, left) in [("0", false), ("+7", false), ("0xE", true), ("0o16", true), ("0b1110", true), ("1_4", true)]
    {
        let status = stands(&plan(&format!("due_soon = {number}"), &task("t", "due = 2024-05-29")), "2024-05-15");
        assert_eq!(status.item("t")["flags"] == serde_json::json!(["due-soon"]), left, "{number}");
    }
}

#[test]
fn a_task_recurs_for_four_thousand_periods_and_no_more() {
    let of = |starts, ends, keys| years(starts, ends, "", &task("t", keys));
    // 4,000 years, 1,000 years of quarters, 4,000 weeks from a Monday on.
    for (starts, ends, keys) in [
        ("1000-01-01", "4999-12-31", "every = \"year\""),
        ("2000-01-01", "2999-12-31", "every = \"quarter\""),
        ("2024-01-01", "2100-08-29", "every = \"week\""),
    ] {
        assert_eq!(stands(&of(starts, ends, keys), "2024-05-15").items().len(), 4_000, "{keys}");
    }
    for (starts, ends, keys) in [
        ("1000-01-01", "5000-01-01", "every = \"year\""),
        ("2000-01-01", "3000-01-01", "every = \"quarter\""),
        ("2024-01-01", "2100-08-30", "every = \"week\""),
        ("0001-01-01", "9999-12-31", "every = \"year\""),
        ("0001-01-01", "9999-12-31", "every = \"week\""),
        ("0001-01-01", "9999-12-31", "every = [\"year\", \"half\", \"quarter\", \"month\", \"week\"]"),
        ("0999-12-31", "9999-12-31", "every = \"month\"\ndue = \"end + 3660 working days\""),
    ] {
        is_refused(keys, &of(starts, ends, keys), "2024-05-15");
    }
}

#[test]
fn all_tasks_together_have_a_limit_too() {
    let tasks = |count: usize| (0..count).map(|at| task(&format!("t{at}"), "every = \"year\"")).collect::<String>();
    let text = years("1000-01-01", "4999-12-31", "", &tasks(50)).replace("lead = [\"a\"]", "lead = []");
    let status = Case::new(text).status("2024-05-15", &[]);
    status.run.ends_with(&[0]);
    is_refused("51 tasks of 4,000 years", &years("1000-01-01", "4999-12-31", "", &tasks(51)), "2024-05-15");
}

#[test]
fn plans_without_sense_are_plans_or_refused() {
    // One day; a task that leads nowhere; no tasks; no units.
    for text in [
        years(
            "2024-05-15",
            "2024-05-15",
            "",
            &task("t", "every = [\"year\", \"half\", \"quarter\", \"month\", \"week\"]"),
        ),
        plan("", &task("t", "due = \"2024\"").replace("[\"a\"]", "[]")),
        plan("", ""),
        "[plan]\nnumber = \"\"\ntitle = \"\"\nstarts = 2024-01-01\nends = 2024-01-01\n".to_owned(),
    ] {
        Case::new(&text).status("2024-05-15", &[]).run.ends_with(&[0]);
    }
    is_refused("it ends before it starts", &years("2024-12-31", "2024-01-01", "", ""), "2024-05-15");
    let case = Case::new(plan("", "[calendar]\ndays_off = [\"0001-01-01..9999-12-31\"]\n")).unit("a", "").unit("b", "");
    case.status("2024-05-15", &[]).run.ends_with(&[0]);
}

#[test]

fn a_range_of_make_up_days_counts_whole_or_is_refused() {
    let moving = "on_day_off = \"next-working-day\"";
    // Saturdays, the last one two years after the range begins.
    for (range, due) in [("2024-05-01..2024-05-10", "2024-05-04"), ("2023-01-01..2025-12-31", "2025-12-27")] {
        let rest = format!("[calendar]\nworking_days = [\"{range}\"]\n{}", task("t", &format!("due = {due}")));
        let case = Case::new(plan(moving, &rest)).unit("a", "").unit("b", "");
        let run = case.run(&["status", "--format", "json", "--as-of", "2024-05-15"]);
        if run.code() == Some(0) {
            assert_eq!(text(&Status::of(run).item("t")["due"]), due, "every day of {range} is a working day");
        } else {
            run.ends_with(&[3]);
        }
    }
}
