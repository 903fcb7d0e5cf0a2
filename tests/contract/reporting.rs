//! Section 8 of the contract: with `report_day` the periods of reports run from the day after it to it; nothing else knows
//! it.

use crate::support::case::{Case, list, plan, task, text};

/// A plan whose one task recurs every month, with `header` added to `[plan]`.
fn monthly(header: &str) -> Case {
    Case::new(plan(header, &task("t", "every = \"month\""))).unit("a", "").unit("b", "")
}

/// The days of the period of a report, and what fell due in it.
#[track_caller]
fn reported(case: &Case, args: &[&str]) -> (String, Vec<String>) {
    let common = ["--as-of", "2025-06-30", "--format", "json", "--out", "-"];
    let json = case.run(&[&["report"], args, &common].concat()).ends_with(&[0]).json();
    let period = format!("{}..{}", text(&json["period"]["from"]), text(&json["period"]["to"]));
    let fell_due = list(&json["newly_overdue"]).iter().map(|item| text(&item["nominal"]).to_owned());
    (period, fell_due.collect())
}

#[test]
fn a_period_runs_from_the_day_after_the_report_day_to_it() {
    let case = monthly("report_day = 14");
    for (args, days) in [
        (["month", "2024-04"], "2024-03-15..2024-04-14"),
        (["month", "2024-01"], "2023-12-15..2024-01-14"),
        (["month", "2024-03"], "2024-02-15..2024-03-14"),
        (["quarter", "2024-Q1"], "2023-12-15..2024-03-14"),
        (["quarter", "2024-Q4"], "2024-09-15..2024-12-14"),
        (["half", "2024-H2"], "2024-06-15..2024-12-14"),
        (["nine-months", "2024-9M"], "2023-12-15..2024-09-14"),
        (["year", "2024"], "2023-12-15..2024-12-14"),
        // A week is a week.
        (["week", "2024-W15"], "2024-04-08..2024-04-14"),
        // A day is in the period that holds it.
        (["month", "2024-04-14"], "2024-03-15..2024-04-14"),
        (["month", "2024-04-15"], "2024-04-15..2024-05-14"),
    ] {
        assert_eq!(reported(&case, &args).0, days, "{args:?}");
    }
    // Without it, and where the calendar is asked for, months are those of the calendar.
    assert_eq!(reported(&monthly(""), &["month", "2024-04"]).0, "2024-04-01..2024-04-30");
    assert_eq!(reported(&case, &["month", "2024-04", "--report-day", "calendar"]).0, "2024-04-01..2024-04-30");
    assert_eq!(reported(&monthly(""), &["month", "2024-04", "--report-day", "14"]).0, "2024-03-15..2024-04-14");
    // Each last day falls in one period: what is due on 31 March in that of April.
    assert_eq!(reported(&case, &["month", "2024-04"]).1, ["2024-03-31"]);
    assert_eq!(reported(&case, &["quarter", "2024-Q1"]).1, ["2024-01-31", "2024-02-29"]);
    assert_eq!(reported(&monthly("report_day = 28"), &["month", "2024-02"]).0, "2024-01-29..2024-02-28");
    assert_eq!(reported(&monthly("report_day = 1"), &["month", "2024-02"]).0, "2024-01-02..2024-02-01");
}

#[test]
fn an_obligations_quarter_is_that_of_the_calendar_all_the_same() {
    let quarters = |header: &str| {
        let status = monthly(header).status("2024-05-15", &[]);
        status.column("quarter").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(quarters("report_day = 14"), quarters(""));
}

#[test]
fn a_report_day_is_a_day_that_every_month_has() {
    for (day, code) in [("0", "E208"), ("29", "E208"), ("\"14\"", "E203"), ("14.5", "E203")] {
        let (exit, found) = monthly(&format!("report_day = {day}")).check("2024-05-15");
        assert_eq!((exit, text(&found[0]["code"])), (Some(1), code), "{day}: {found:?}");
    }
}
