//! Section 2, recurring tasks: which periods are owed, and when each is due.

use crate::support::case::{Case, Status, plan, task};

/// The status of a plan of these days with one recurring task.
fn recurring(days: (&str, &str), header: &str, keys: &str) -> Status {
    let text = plan(header, &task("t", keys))
        .replace("starts = 2024-01-01", &format!("starts = {}", days.0))
        .replace("ends = 2024-12-31", &format!("ends = {}", days.1));
    let status = Case::new(text).unit("a", "").unit("b", "").status("2024-01-01", &[]);
    status.run.ends_with(&[0]);
    status
}

const YEAR: (&str, &str) = ("2024-01-01", "2024-12-31");

/// Fails unless `due` (nothing: not there) gives these periods and last days.
#[track_caller]
fn falls(every: &str, due: &str, expected: &[(&str, &str)]) {
    falls_in(YEAR, "", every, due, expected);
}

#[track_caller]
fn falls_in(days: (&str, &str), header: &str, every: &str, due: &str, expected: &[(&str, &str)]) {
    let due_key = if due.is_empty() { String::new() } else { format!("due = \"{due}\"") };
    let status = recurring(days, header, &format!("every = {every}\n{due_key}"));
    assert_eq!(status.by_period("t", "nominal"), expected, "every = {every}, {due_key}");
    assert_eq!(status.by_period("t", "due"), expected, "every = {every}, {due_key}");
}

#[test]
fn without_due_it_is_the_end_of_the_period() {
    for due in ["", "end", "end + 0 days", "end + 0 working days"] {
        falls(
            "\"quarter\"",
            due,
            &[
                ("2024-Q1", "2024-03-31"),
                ("2024-Q2", "2024-06-30"),
                ("2024-Q3", "2024-09-30"),
                ("2024-Q4", "2024-12-31"),
            ],
        );
        falls("\"half\"", due, &[("2024-H1", "2024-06-30"), ("2024-H2", "2024-12-31")]);
        falls("\"year\"", due, &[("2024", "2024-12-31")]);
    }
    let months = recurring(YEAR, "", "every = \"month\"");
    let ends = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let expected: Vec<(String, String)> =
        (1..).zip(ends).map(|(month, last)| (format!("2024-{month:02}"), format!("2024-{month:02}-{last}"))).collect();
    let expected: Vec<(&str, &str)> = expected.iter().map(|(period, day)| (period.as_str(), day.as_str())).collect();
    assert_eq!(months.by_period("t", "nominal"), expected);
}

#[test]
fn days_after_the_end_are_counted_on() {
    falls(
        "\"quarter\"",
        "end + 15 days",
        &[("2024-Q1", "2024-04-15"), ("2024-Q2", "2024-07-15"), ("2024-Q3", "2024-10-15"), ("2024-Q4", "2025-01-15")],
    );
    falls(
        "\"quarter\"",
        "end + 5 working days",
        &[("2024-Q1", "2024-04-05"), ("2024-Q2", "2024-07-05"), ("2024-Q3", "2024-10-07"), ("2024-Q4", "2025-01-07")],
    );
    falls("\"year\"", "end + 60 days", &[("2024", "2025-03-01")]);
    let april = ("2024-04-01", "2024-04-14");
    falls_in(april, "", "\"week\"", "end + 3 days", &[("2024-W14", "2024-04-10"), ("2024-W15", "2024-04-17")]);
    falls_in(april, "", "\"week\"", "end + 3 working days", &[("2024-W14", "2024-04-10"), ("2024-W15", "2024-04-17")]);
}

#[test]
fn day_n_lies_in_the_periods_last_month_clamped() {
    falls(
        "\"quarter\"",
        "day 15",
        &[("2024-Q1", "2024-03-15"), ("2024-Q2", "2024-06-15"), ("2024-Q3", "2024-09-15"), ("2024-Q4", "2024-12-15")],
    );
    falls(
        "\"quarter\"",
        "day 31",
        &[("2024-Q1", "2024-03-31"), ("2024-Q2", "2024-06-30"), ("2024-Q3", "2024-09-30"), ("2024-Q4", "2024-12-31")],
    );
    falls("\"half\"", "day 10", &[("2024-H1", "2024-06-10"), ("2024-H2", "2024-12-10")]);
    falls("\"year\"", "day 1", &[("2024", "2024-12-01")]);
    let winter = ("2023-01-31", "2023-03-01");
    falls_in(
        winter,
        "",
        "\"month\"",
        "day 30",
        &[("2023-01", "2023-01-30"), ("2023-02", "2023-02-28"), ("2023-03", "2023-03-30")],
    );
    falls_in(("2024-02-10", "2024-02-10"), "", "\"month\"", "day 31", &[("2024-02", "2024-02-29")]);
}

#[test]
fn before_day_n_is_read_as_the_plan_says_after_clamping() {
    let winter = ("2024-01-01", "2024-03-31");
    for header in ["", "before = \"exclusive\""] {
        falls_in(
            winter,
            header,
            "\"month\"",
            "before day 31",
            &[("2024-01", "2024-01-30"), ("2024-02", "2024-02-28"), ("2024-03", "2024-03-30")],
        );
        falls_in(
            winter,
            header,
            "\"month\"",
            "before day 1",
            &[("2024-01", "2023-12-31"), ("2024-02", "2024-01-31"), ("2024-03", "2024-02-29")],
        );
        falls_in(winter, header, "\"quarter\"", "before day 15", &[("2024-Q1", "2024-03-14")]);
        falls_in(("2024-04-01", "2024-04-07"), header, "\"week\"", "before day 1", &[("2024-W14", "2024-03-31")]);
        falls_in(("2024-04-01", "2024-04-07"), header, "\"week\"", "before day 5", &[("2024-W14", "2024-04-04")]);
    }
    let inclusive = "before = \"inclusive\"";
    falls_in(
        winter,
        inclusive,
        "\"month\"",
        "before day 31",
        &[("2024-01", "2024-01-31"), ("2024-02", "2024-02-29"), ("2024-03", "2024-03-31")],
    );
    falls_in(winter, inclusive, "\"quarter\"", "before day 15", &[("2024-Q1", "2024-03-15")]);
    falls_in(("2024-04-01", "2024-04-07"), inclusive, "\"week\"", "before day 5", &[("2024-W14", "2024-04-05")]);
}

#[test]
fn day_n_of_next_month_is_clamped_too() {
    falls(
        "\"quarter\"",
        "day 5 of next month",
        &[("2024-Q1", "2024-04-05"), ("2024-Q2", "2024-07-05"), ("2024-Q3", "2024-10-05"), ("2024-Q4", "2025-01-05")],
    );
    falls(
        "\"quarter\"",
        "day 31 of next month",
        &[("2024-Q1", "2024-04-30"), ("2024-Q2", "2024-07-31"), ("2024-Q3", "2024-10-31"), ("2024-Q4", "2025-01-31")],
    );
    falls("\"half\"", "day 10 of next month", &[("2024-H1", "2024-07-10"), ("2024-H2", "2025-01-10")]);
    falls("\"year\"", "day 20 of next month", &[("2024", "2025-01-20")]);
    falls_in(
        ("2024-01-01", "2024-02-29"),
        "",
        "\"month\"",
        "day 30 of next month",
        &[("2024-01", "2024-02-29"), ("2024-02", "2024-03-30")],
    );
}

#[test]
fn days_of_the_week_begin_with_monday() {
    let april = ("2024-04-01", "2024-04-14");
    falls_in(april, "", "\"week\"", "day 1", &[("2024-W14", "2024-04-01"), ("2024-W15", "2024-04-08")]);
    falls_in(april, "", "\"week\"", "day 5", &[("2024-W14", "2024-04-05"), ("2024-W15", "2024-04-12")]);
    falls_in(april, "", "\"week\"", "day 7", &[("2024-W14", "2024-04-07"), ("2024-W15", "2024-04-14")]);
}

#[test]
fn weeks_have_no_day_past_seven_and_no_next_month() {
    for due in ["day 8", "before day 8", "day 31", "day 5 of next month"] {
        for every in ["\"week\"", "[\"month\", \"week\"]"] {
            let case = Case::new(plan("", &task("t", &format!("every = {every}\ndue = \"{due}\"")))).unit("a", "");
            assert_eq!(case.check("2024-01-01").0, Some(1), "every = {every}, due = {due}");
            case.run(&["status", "--as-of", "2024-01-01"]).ends_with(&[3]);
        }
    }
}

#[test]
fn every_period_that_lies_partly_within_the_plan_is_owed() {
    let days = ("2024-01-15", "2024-02-10");
    falls_in(days, "", "\"month\"", "", &[("2024-01", "2024-01-31"), ("2024-02", "2024-02-29")]);
    falls_in(days, "", "\"quarter\"", "", &[("2024-Q1", "2024-03-31")]);
    falls_in(days, "", "\"half\"", "", &[("2024-H1", "2024-06-30")]);
    falls_in(days, "", "\"year\"", "", &[("2024", "2024-12-31")]);
    // 15 January 2024 is a Monday, 10 February a Saturday.
    falls_in(
        days,
        "",
        "\"week\"",
        "",
        &[
            ("2024-W03", "2024-01-21"),
            ("2024-W04", "2024-01-28"),
            ("2024-W05", "2024-02-04"),
            ("2024-W06", "2024-02-11"),
        ],
    );
    // One day on either side of a border is enough.
    falls_in(
        ("2024-03-31", "2024-04-01"),
        "",
        "\"quarter\"",
        "",
        &[("2024-Q1", "2024-03-31"), ("2024-Q2", "2024-06-30")],
    );
    falls_in(("2024-03-31", "2024-03-31"), "", "\"quarter\"", "", &[("2024-Q1", "2024-03-31")]);
}

#[test]
fn the_new_kinds_have_their_periods() {
    falls("\"first-half\"", "day 15", &[("2024-H1", "2024-06-15")]);
    falls("\"nine-months\"", "", &[("2024-9M", "2024-09-30")]);
    falls("\"nine-months\"", "day 5 of next month", &[("2024-9M", "2024-10-05")]);
    // What begins in October touches no nine months, and a second half no first.
    let turn = ("2023-10-01", "2024-01-01");
    falls_in(turn, "", "\"nine-months\"", "before day 20", &[("2024-9M", "2024-09-19")]);
    falls_in(turn, "", "\"first-half\"", "end + 1 month", &[("2024-H1", "2024-07-31")]);
    falls_in(
        ("2024-02-15", "2024-03-01"),
        "",
        "\"half-month\"",
        "end + 1 day",
        &[("2024-02-H1", "2024-02-16"), ("2024-02-H2", "2024-03-01"), ("2024-03-H1", "2024-03-16")],
    );
    let days = ("2024-04-26", "2024-04-29");
    falls_in(
        days,
        "",
        "\"day\"",
        "",
        &[
            ("2024-04-26", "2024-04-26"),
            ("2024-04-27", "2024-04-27"),
            ("2024-04-28", "2024-04-28"),
            ("2024-04-29", "2024-04-29"),
        ],
    );
    falls_in(
        days,
        "",
        "\"working-day\"",
        "end + 1 working day",
        &[("2024-04-26", "2024-04-29"), ("2024-04-29", "2024-04-30")],
    );
}

#[test]
fn each_kind_may_have_its_own_due() {
    let rows = [("half", "before day 16"), ("year", "before day 20 of month 11")];
    let due = format!("{{ {} }}", rows.map(|(kind, due)| format!("{kind} = \"{due}\"")).join(", "));
    let status = recurring(YEAR, "", &format!("every = [\"half\", \"year\"]\ndue = {due}"));
    assert_eq!(
        status.by_period("t", "due"),
        [("2024-H1", "2024-06-15"), ("2024-H2", "2024-12-15"), ("2024", "2024-11-19")]
    );
    // A kind that is left out has the end of its periods.
    let keys = "every = [\"year\", \"first-half\"]\ndue = { year = \"quarter 1 of next year\" }";
    assert_eq!(recurring(YEAR, "", keys).by_period("t", "due"), [("2024", "2025-03-31"), ("2024-H1", "2024-06-30")]);
}

#[test]
fn a_task_may_have_a_span_of_its_own() {
    let status = recurring(YEAR, "", "every = \"month\"\nstarts  = 2024-07-20\nends  = 2024-09-01");
    assert_eq!(
        status.by_period("t", "due"),
        [("2024-07", "2024-07-31"), ("2024-08", "2024-08-31"), ("2024-09", "2024-09-30")]
    );
    // Each end defaults to the plan's; what lies outside the plan counts, with a warning.
    let status = recurring(YEAR, "", "every = \"quarter\"\nstarts = 2024-12-01\nends = 2025-01-15");
    assert_eq!(status.by_period("t", "due"), [("2024-Q4", "2024-12-31"), ("2025-Q1", "2025-03-31")]);
    for (keys, warned) in [
        ("every = \"quarter\"\nends = 2025-01-15", true),
        ("every = \"quarter\"\nends = 2024-06-15", false),
        ("due = 2024-12-15\nstarts = 2023-12-31", true),
        ("due = \"ongoing\"\nstarts = 2024-07-01", false),
    ] {
        let (code, found) = Case::new(plan("", &task("t", keys))).unit("a", "").unit("b", "").check("2024-01-01");
        let warning = found.iter().any(|one| one["code"] == "W517");
        assert_eq!((code, warning), (Some(0), warned), "{keys}: {found:?}");
    }
}

#[test]
fn weeks_belong_to_their_iso_year() {
    falls_in(
        ("2020-12-28", "2021-01-04"),
        "",
        "\"week\"",
        "",
        &[("2020-W53", "2021-01-03"), ("2021-W01", "2021-01-10")],
    );
    falls_in(
        ("2024-12-29", "2025-01-01"),
        "",
        "\"week\"",
        "",
        &[("2024-W52", "2024-12-29"), ("2025-W01", "2025-01-05")],
    );
}

#[test]
fn periods_come_in_the_order_of_every_then_in_time() {
    falls(
        "[\"half\", \"quarter\"]",
        "",
        &[
            ("2024-H1", "2024-06-30"),
            ("2024-H2", "2024-12-31"),
            ("2024-Q1", "2024-03-31"),
            ("2024-Q2", "2024-06-30"),
            ("2024-Q3", "2024-09-30"),
            ("2024-Q4", "2024-12-31"),
        ],
    );
    falls(
        "[\"quarter\", \"year\", \"half\"]",
        "",
        &[
            ("2024-Q1", "2024-03-31"),
            ("2024-Q2", "2024-06-30"),
            ("2024-Q3", "2024-09-30"),
            ("2024-Q4", "2024-12-31"),
            ("2024", "2024-12-31"),
            ("2024-H1", "2024-06-30"),
            ("2024-H2", "2024-12-31"),
        ],
    );
    falls("[\"year\"]", "", &[("2024", "2024-12-31")]);
}

#[test]
fn the_quarter_is_that_of_the_periods_last_day() {
    let status = recurring(YEAR, "", "every = [\"half\", \"year\", \"quarter\"]\ndue = \"end + 15 days\"");
    assert_eq!(
        status.by_period("t", "quarter"),
        [
            ("2024-H1", "2024-Q2"),
            ("2024-H2", "2024-Q4"),
            ("2024", "2024-Q4"),
            ("2024-Q1", "2024-Q1"),
            ("2024-Q2", "2024-Q2"),
            ("2024-Q3", "2024-Q3"),
            ("2024-Q4", "2024-Q4"),
        ]
    );
    let status = recurring(("2024-12-30", "2024-12-31"), "", "every = \"week\"\ndue = \"day 1\"");
    assert_eq!(status.by_period("t", "nominal"), [("2025-W01", "2024-12-30")]);
    assert_eq!(status.by_period("t", "quarter"), [("2025-W01", "2025-Q1")]);
}

#[test]
fn one_period_may_have_a_title_of_its_own() {
    let status = recurring(YEAR, "", "every = \"half\"\ntitles = { 2024-H2 = \"Tổng kết năm\" }");
    assert_eq!(status.by_period("t", "title"), [("2024-H1", "Việc t"), ("2024-H2", "Tổng kết năm")]);
    for keys in [
        "every = \"half\"\ntitles = { 2024-Q1 = \"x\" }",
        "every = \"half\"\ntitles = { 2025-H1 = \"x\" }",
        "every = \"half\"\ntitles = { mot = \"x\" }",
        "every = \"half\"\ntitles = { 2024-H1 = 1 }",
        "every = \"half\"\ntitles = \"x\"",
        "due = \"2024-Q1\"\ntitles = { 2024-Q1 = \"x\" }",
    ] {
        assert_eq!(Case::new(plan("", &task("t", keys))).check("2024-01-01").0, Some(1), "{keys}");
    }
}

#[test]
fn what_is_no_recurrence_is_refused() {
    for keys in [
        "every = \"\"",
        "every = \"days\"",
        "every = [\"half\", \"first-half\"]",
        "every = [\"working-day\", \"day\"]",
        "every = [\"week\", \"week\"]",
        "every = \"Quarter\"",
        "every = \"quarterly\"",
        "every = []",
        "every = [\"quarter\", \"quarter\"]",
        "every = [\"quarter\", 1]",
        "every = 3",
        "every = true",
        "every = { quarter = true }",
        "every = \"quarter\"\ndue = 2024-04-26",
        "every = \"quarter\"\ndue = \"2024-Q1\"",
        "every = \"quarter\"\ndue = \"before 2024-Q1\"",
        "every = \"quarter\"\ndue = \"ongoing\"",
        "every = \"quarter\"\ndue = \"unstated\"",
        "every = \"quarter\"\ndue = \"\"",
        "every = \"quarter\"\ndue = \"end - 3 weeks\"",
        "every = \"quarter\"\ndue = \"end - 3 months\"",
        "every = \"quarter\"\ndue = \"end + 3 years\"",
        "every = \"quarter\"\ndue = \"end + 2 day\"",
        "every = \"quarter\"\ndue = \"end + 0 day\"",
        "every = \"quarter\"\ndue = \"end + 2 working weeks\"",
        "every = \"quarter\"\ndue = \"day 0\"",
        "every = \"quarter\"\ndue = \"day 32\"",
        "every = \"quarter\"\ndue = \"before day 0\"",
        "every = \"quarter\"\ndue = \"before day 32\"",
        "every = \"quarter\"\ndue = \"day 0 of next month\"",
        "every = \"quarter\"\ndue = \"day 32 of next month\"",
        "every = \"quarter\"\ndue = \"day 5 of next quarter\"",
        "every = \"quarter\"\ndue = \"day -1\"",
        "every = \"quarter\"\ndue = \"before before end\"",
        "every = \"quarter\"\ndue = \"before\"",
        "every = \"quarter\"\ndue = \"month 3\"",
        "every = \"half\"\ndue = \"day 15 of month 3\"",
        "every = \"year\"\ndue = \"month 13\"",
        "every = \"year\"\ndue = \"month 0\"",
        "every = \"year\"\ndue = \"quarter 5\"",
        "every = \"year\"\ndue = \"quarter 0\"",
        "every = \"year\"\ndue = \"day 32 of month 1\"",
        "every = \"year\"\ndue = \"day 1 of month 13\"",
        "every = \"year\"\ndue = \"day 1 of month 1 of last year\"",
        "every = \"year\"\ndue = \"day 1 of next year\"",
        "every = \"year\"\ndue = \"end of next year\"",
        "every = \"day\"\ndue = \"day 1\"",
        "every = \"day\"\ndue = \"before end\"",
        "every = \"working-day\"\ndue = \"day 1 of next month\"",
        "every = \"half-month\"\ndue = \"day 15\"",
        "every = \"half-month\"\ndue = \"before end + 3 days\"",
        "every = [\"month\", \"half-month\"]\ndue = \"day 15\"",
        "every = [\"half\", \"year\"]\ndue = \"day 15 of month 11\"",
        "every = \"half\"\ndue = { half = \"day 15\" }",
        "every = [\"half\"]\ndue = { half = \"day 15\" }",
        "every = [\"half\", \"year\"]\ndue = { quarter = \"day 15\" }",
        "every = [\"half\", \"year\"]\ndue = { half = \"month 3\" }",
        "every = [\"half\", \"year\"]\ndue = { half = 2024-05-01 }",
        "every = [\"half\", \"year\"]\ndue = { half = \"2024-05-01\" }",
        "every = \"nine-months\"\nstarts = 2024-10-01",
        "every = \"first-half\"\nstarts = 2024-07-01",
        "every = \"month\"\nstarts = 2024-07-20\nends = 2024-07-10",
        "every = \"month\"\nstarts = 2025-01-01",
        "every = \"working-day\"\nstarts = 2024-05-04\nends = 2024-05-05",
        "due = 2024-04-26\nends = 2024-05-05",
        "due = { half = \"end\" }",
        "due = {}",
        "every = \"month\"\non_day_off = \"previous\"",
        "every = \"quarter\"\ndue = 15",
    ] {
        let case = Case::new(plan("", &task("t", keys))).unit("a", "");
        assert_eq!(case.check("2024-01-01").0, Some(1), "{keys}");
        let run = case.run(&["status", "--format", "json", "--as-of", "2024-01-01"]);
        run.ends_with(&[3]);
        assert!(run.stdout.is_empty(), "{keys}: {run:?}");
    }
}
