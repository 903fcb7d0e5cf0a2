//! Section 4: each flag, when it is there and when it must not be.

use crate::states::{stands, summary};
use crate::support::case::{Case, flags, plan, task, text};

const DUE: &str = "due = 2024-03-15";

#[test]
fn due_soon_holds_from_as_many_days_before_as_the_plan_says() {
    stands("", DUE, "", &[("2024-03-07", "pending - - 8"), ("2024-03-08", "pending due-soon - 7")]);
    stands("due_soon = 7", DUE, "", &[("2024-03-07", "pending - - 8"), ("2024-03-08", "pending due-soon - 7")]);
    stands("due_soon = 0", DUE, "", &[("2024-03-14", "pending - - 1"), ("2024-03-15", "pending due-soon - 0")]);
    stands("due_soon = 30", DUE, "", &[("2024-02-13", "pending - - 31"), ("2024-02-14", "pending due-soon - 30")]);
}

#[test]
fn due_soon_is_for_what_is_pending_with_nothing_claimed() {
    let header = "due_soon = 365";
    stands(header, DUE, "", &[("2024-03-16", "overdue - 1 -")]);
    stands(header, DUE, "done = 2024-03-01", &[("2024-03-01", "completed - 0 -")]);
    stands(header, DUE, "waived = { by = \"x\", on = 2024-03-01 }", &[("2024-03-01", "waived - - -")]);
    stands(header, "due = \"ongoing\"", "", &[("2024-03-01", "ongoing - - -")]);
    stands(header, "due = \"event chua\"", "", &[("2024-03-01", "pending date-open - -")]);
    let header = "due_soon = 365\nacceptance = true";
    stands(header, DUE, "done = 2024-03-01", &[("2024-03-01", "pending awaiting-acceptance - -")]);
}

#[test]
fn due_soon_is_measured_from_the_effective_day() {
    stands(
        "on_day_off = \"next-working-day\"",
        "due = 2024-03-31",
        "",
        &[("2024-03-24", "pending moved - 8"), ("2024-03-25", "pending due-soon,moved - 7")],
    );
    let extended = "extended = { to = 2024-06-30, by = \"x\", on = 2024-03-10 }";
    stands(
        "",
        DUE,
        extended,
        &[
            ("2024-03-09", "pending due-soon - 6"),
            ("2024-03-10", "pending extended - 112"),
            ("2024-06-22", "pending extended - 8"),
            ("2024-06-23", "pending due-soon,extended - 7"),
        ],
    );
}

#[test]
fn in_progress_holds_once_started_while_nothing_is_claimed() {
    stands(
        "",
        DUE,
        "started = 2024-03-01",
        &[
            ("2024-02-29", "pending - - 15"),
            ("2024-03-01", "pending in-progress - 14"),
            ("2024-03-08", "pending due-soon,in-progress - 7"),
            ("2024-03-16", "overdue in-progress 1 -"),
        ],
    );
    stands("", DUE, "started = 2024-03-01\ndone = 2024-03-05", &[("2024-03-05", "completed - 0 -")]);
    let both = "started = 2024-03-01\ndone = 2024-03-05";
    stands("acceptance = true", DUE, both, &[("2024-03-05", "pending awaiting-acceptance - -")]);
    let waived = "started = 2024-03-01\nwaived = { by = \"x\", on = 2024-03-05 }";
    stands("", DUE, waived, &[("2024-03-04", "pending in-progress - 11"), ("2024-03-05", "waived - - -")]);
}

#[test]
fn late_is_for_what_is_completed_only() {
    stands("", DUE, "", &[("2024-04-15", "overdue - 31 -")]);
    let late = "done = 2024-04-01";
    stands("acceptance = true", DUE, late, &[("2024-04-15", "pending awaiting-acceptance - -")]);
    stands("", DUE, &format!("{late}\nwaived = {{ by = \"x\", on = 2024-04-02 }}"), &[("2024-04-15", "waived - - -")]);
    stands("", "due = \"ongoing\"", late, &[("2024-04-15", "completed - 0 -")]);
}

#[test]
fn extended_and_moved_exclude_each_other_in_every_state() {
    let moving = "on_day_off = \"next-working-day\"";
    let extended = "extended = { to = 2024-04-30, by = \"x\", on = 2024-03-20 }";
    let due = "due = 2024-03-31";
    stands(
        moving,
        due,
        extended,
        &[
            ("2024-03-19", "pending moved - 13"),
            ("2024-03-20", "pending extended - 41"),
            ("2024-05-01", "overdue extended 1 -"),
        ],
    );
    stands(
        moving,
        due,
        &format!("{extended}\ndone = 2024-03-10"),
        &[("2024-03-10", "completed moved 0 -"), ("2024-03-20", "completed extended 0 -")],
    );
    stands(
        moving,
        due,
        &format!("{extended}\nwaived = {{ by = \"x\", on = 2024-03-10 }}"),
        &[("2024-03-10", "waived moved - -"), ("2024-03-20", "waived extended - -")],
    );
    // Nothing has moved: neither flag.
    stands(moving, DUE, "", &[("2024-03-01", "pending - - 14")]);
    stands("", due, "", &[("2024-03-01", "pending - - 30")]);
}

/// The standing of each month of the plan as of a day, by period.
fn months(header: &str, due: &str, records: &str, as_of: &str) -> Vec<(String, String)> {
    let text_of = plan(header, &task("t", &format!("every = \"month\"\ndue = \"{due}\"")));
    let status = Case::new(text_of).unit("a", records).status(as_of, &[]);
    status.run.ends_with(&[0]);
    status.items().iter().map(|item| (text(&item["period"]).to_owned(), summary(item))).collect()
}

#[track_caller]
fn month(all: &[(String, String)], period: &str, expected: &str) {
    let found = all.iter().find(|(of, _)| of == period).map(|(_, standing)| standing.as_str());
    assert_eq!(found, Some(expected), "{period} in {all:?}");
}

#[test]
fn not_started_period_ends_on_the_periods_first_day() {
    let march = months("", "end", "", "2024-03-31");
    month(&march, "2024-02", "overdue - 31 -");
    month(&march, "2024-03", "pending due-soon - 0");
    month(&march, "2024-04", "pending not-started-period - 30");
    month(&march, "2024-12", "pending not-started-period - 275");
    let april = months("", "end", "", "2024-04-01");
    month(&april, "2024-03", "overdue - 1 -");
    month(&april, "2024-04", "pending - - 29");
    month(&april, "2024-05", "pending not-started-period - 60");
}

#[test]
fn not_started_period_goes_with_other_flags_in_their_order() {
    let all = months("due_soon = 10", "day 5", "t.2024-04.started = 2024-03-20\n", "2024-03-28");
    month(&all, "2024-03", "overdue - 23 -");
    month(&all, "2024-04", "pending due-soon,in-progress,not-started-period - 8");
    month(&all, "2024-05", "pending not-started-period - 38");
}

#[test]
fn not_started_period_is_for_what_is_pending_with_nothing_claimed() {
    let records = "[t]\n\
        2024-05.done = 2024-03-10\n\
        2024-06.waived = { by = \"x\", on = 2024-03-10 }\n\
        2024-07.extended = { to = 2024-03-01, by = \"x\", on = 2024-02-10 }\n";
    let all = months("", "end", records, "2024-03-15");
    month(&all, "2024-05", "completed - 0 -");
    month(&all, "2024-06", "waived - - -");
    month(&all, "2024-07", "overdue extended 14 -");
    month(&all, "2024-08", "pending not-started-period - 169");
    let accepting = months("acceptance = true", "end", "[t.2024-05]\ndone = 2024-03-10\n", "2024-03-15");
    month(&accepting, "2024-05", "pending awaiting-acceptance - -");
    // What is owed once has no period.
    stands("", DUE, "", &[("2023-01-01", "pending - - 439")]);
}

#[test]
fn a_task_of_its_own_time_has_not_started_before_it() {
    let tasks = [
        task("once", "due = 2024-12-15\nstarts = 2024-07-01"),
        task("standing", "due = \"ongoing\"\nstarts = 2024-07-01"),
        task("monthly", "every = \"month\"\nstarts = 2024-07-10"),
        task("late", "due = 2024-03-15\nstarts = 2024-07-01"),
    ];
    let case = Case::new(plan("", &tasks.concat())).unit("a", "").unit("b", "");
    let flagged = |as_of: &str| -> Vec<(String, bool)> {
        let status = case.status(as_of, &["--unit", "a"]);
        let named = |item: &serde_json::Value| format!("{} {}", text(&item["task"]), text(&item["period"]));
        let flag = |item: &serde_json::Value| flags(item).contains(&"not-started-period");
        let items = status.items().iter().filter(|item| text(&item["period"]) <= "2024-07" || item["period"].is_null());
        items.map(|item| (named(item), flag(item))).collect()
    };
    let all = |flags: [bool; 4]| {
        ["once null", "standing null", "monthly 2024-07", "late null"]
            .map(str::to_owned)
            .into_iter()
            .zip(flags)
            .collect::<Vec<_>>()
    };
    assert_eq!(flagged("2024-03-01"), all([true, true, true, true]));
    // What is overdue is reported as that; a period that has begun waits for the task's own time.
    assert_eq!(flagged("2024-06-30"), all([true, true, true, false]));
    assert_eq!(flagged("2024-07-05"), all([false, false, true, false]));
    assert_eq!(flagged("2024-07-10"), all([false, false, false, false]));
    let done = Case::new(plan("", &tasks.concat())).unit("a", "[once]\ndone = 2024-02-01\n").unit("b", "");
    assert!(!flags(done.status("2024-03-01", &["--unit", "a"]).item("once")).contains(&"not-started-period"));
}

#[test]
fn a_promise_lapses_where_nothing_was_claimed_by_then() {
    let promised = "committed = 2024-03-20";
    stands("", DUE, promised, &[("2024-03-20", "overdue - 5 -"), ("2024-03-21", "overdue promise-lapsed 6 -")]);
    stands("", DUE, "committed = 2024-03-01", &[("2024-03-02", "pending promise-lapsed - 13")]);
    stands(
        "",
        DUE,
        &format!("{promised}\ndone = 2024-03-22"),
        &[("2024-03-21", "overdue promise-lapsed 6 -"), ("2024-03-22", "completed late 7 -")],
    );
    stands("", "due = \"ongoing\"", "committed = 2024-03-01", &[("2024-03-02", "ongoing - - -")]);
}

#[test]
fn at_the_end_of_a_day_what_was_due_on_it_is_overdue() {
    let tasks = [task("t", DUE), task("hen", "due = 2024-06-30"), task("xong", DUE)].concat();
    let records = "[hen]\ncommitted = 2024-03-15\n[xong]\ndone = 2024-03-15\n";
    let case = Case::new(plan("", &tasks)).unit("a", records);
    let stood = |args: &[&str]| -> Vec<String> {
        let status = case.status("2024-03-15", args);
        status
            .items()
            .iter()
            .map(|item| format!("{} {} {}", text(&item["state"]), flags(item).join(","), item["days_late"]))
            .collect()
    };
    assert_eq!(stood(&[]), ["pending due-soon null", "pending  null", "completed  0"]);
    assert_eq!(stood(&["--end-of-day"]), ["overdue  0", "pending promise-lapsed null", "completed  0"]);
    let json = case.run(&["list", "--format", "json", "--end-of-day", "--as-of", "2024-03-15"]);
    assert!(json.out().contains("\"as_of\":\"2024-03-15\",\"end_of_day\":true,\"totals\""), "{json:?}");
    let json = case.run(&["list", "--format", "json", "--as-of", "2024-03-15"]);
    assert!(!json.out().contains("end_of_day"), "{json:?}");
}
