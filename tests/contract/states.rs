//! Section 4: the table of states, line by line and in its order; days late and days left.

use crate::support::case::{Case, flags, plan, task, text};

/// `state flag,flag days-late days-left`, `-` for nothing.
pub fn summary(item: &serde_json::Value) -> String {
    let number = |key: &str| item[key].as_i64().map_or_else(|| "-".to_owned(), |number| number.to_string());
    let flags = flags(item).join(",");
    let flags = if flags.is_empty() { "-" } else { &flags };
    format!("{} {flags} {} {}", text(&item["state"]), number("days_late"), number("days_left"))
}

/// Fails unless a task with these keys and this record stands so as of each day.
#[track_caller]
pub fn stands(header: &str, keys: &str, record: &str, rows: &[(&str, &str)]) {
    let rest = format!("[events]\nchua = {{ name = \"Chưa định ngày\" }}\n{}", task("t", keys));
    let case = Case::new(plan(header, &rest)).unit("a", format!("[t]\n{record}\n")).unit("b", "");
    for (as_of, expected) in rows {
        let status = case.status(as_of, &[]);
        status.run.ends_with(&[0]);
        assert_eq!(summary(status.item("t")), *expected, "{header} {keys} {record} as of {as_of}");
        // The totals, the unit's totals and the item agree.
        for totals in [&status.json["totals"], &status.json["units"][0]["totals"]] {
            assert_eq!(totals[text(&status.item("t")["state"])], 1, "{record} as of {as_of}");
        }
    }
}

const DUE: &str = "due = 2024-03-15";
const ACCEPTANCE: &str = "acceptance = true";

#[test]
fn nothing_reported_is_pending_to_the_last_day_and_then_overdue() {
    stands(
        "",
        DUE,
        "",
        &[
            ("2023-12-31", "pending - - 75"),
            ("2024-01-01", "pending - - 74"),
            ("2024-03-15", "pending due-soon - 0"),
            ("2024-03-16", "overdue - 1 -"),
            ("2024-12-31", "overdue - 291 -"),
            ("2025-03-15", "overdue - 365 -"),
        ],
    );
}

#[test]
fn completed_from_the_day_it_is_done() {
    stands(
        "",
        DUE,
        "done = 2024-03-10",
        &[
            ("2024-03-09", "pending due-soon - 6"),
            ("2024-03-10", "completed - 0 -"),
            ("2024-03-16", "completed - 0 -"),
            ("2030-01-01", "completed - 0 -"),
        ],
    );
    stands("", DUE, "done = 2024-03-15", &[("2024-03-15", "completed - 0 -")]);
}

#[test]
fn completed_after_the_last_day_is_late() {
    stands(
        "",
        DUE,
        "done = 2024-03-16",
        &[("2024-03-15", "pending due-soon - 0"), ("2024-03-16", "completed late 1 -")],
    );
    stands(
        "",
        DUE,
        "started = 2024-03-01\ndone = 2024-04-01",
        &[
            ("2024-03-20", "overdue in-progress 5 -"),
            ("2024-03-31", "overdue in-progress 16 -"),
            ("2024-04-01", "completed late 17 -"),
            ("2024-12-31", "completed late 17 -"),
        ],
    );
}

#[test]
fn waived_comes_before_everything() {
    let waived = "waived = { by = \"CV 80\", on = 2024-04-01 }";
    stands(
        "",
        DUE,
        waived,
        &[("2024-03-01", "pending - - 14"), ("2024-03-31", "overdue - 16 -"), ("2024-04-01", "waived - - -")],
    );
    stands(
        "",
        DUE,
        &format!("started = 2024-03-01\ndone = 2024-03-20\n{waived}"),
        &[
            ("2024-03-10", "pending due-soon,in-progress - 5"),
            ("2024-03-20", "completed late 5 -"),
            ("2024-03-31", "completed late 5 -"),
            ("2024-04-01", "waived - - -"),
            ("2024-12-31", "waived - - -"),
        ],
    );
    for due in ["due = \"ongoing\"", "due = \"unstated\"", "due = \"event chua\""] {
        stands("", due, waived, &[("2024-04-01", "waived - - -")]);
    }
    stands(
        ACCEPTANCE,
        DUE,
        &format!("done = 2024-03-10\n{waived}"),
        &[("2024-03-31", "pending awaiting-acceptance - -"), ("2024-04-01", "waived - - -")],
    );
    stands(
        "on_day_off = \"next-working-day\"",
        "due = 2024-03-31",
        "waived = { by = \"x\", on = 2024-01-02 }",
        &[("2024-04-01", "waived moved - -")],
    );
}

#[test]
fn where_acceptance_is_required_a_claim_waits_for_it() {
    stands(
        ACCEPTANCE,
        DUE,
        "done = 2024-03-10",
        &[
            ("2024-03-09", "pending due-soon - 6"),
            ("2024-03-10", "pending awaiting-acceptance - -"),
            // Claimed in time: it does not become overdue by waiting.
            ("2024-03-16", "pending awaiting-acceptance - -"),
            ("2024-12-31", "pending awaiting-acceptance - -"),
        ],
    );
    stands(
        ACCEPTANCE,
        DUE,
        "started = 2024-03-01\ndone = 2024-03-10\naccepted = 2024-03-25",
        &[
            ("2024-03-09", "pending due-soon,in-progress - 6"),
            ("2024-03-24", "pending awaiting-acceptance - -"),
            // Late is measured by when it was done, not by when it was accepted.
            ("2024-03-25", "completed - 0 -"),
        ],
    );
    stands(
        ACCEPTANCE,
        DUE,
        "done = 2024-03-20\naccepted = 2024-03-25",
        &[
            ("2024-03-19", "overdue - 4 -"),
            ("2024-03-20", "pending awaiting-acceptance - -"),
            ("2024-03-25", "completed late 5 -"),
        ],
    );
}

#[test]
fn acceptance_alone_completes_nothing() {
    stands(
        ACCEPTANCE,
        DUE,
        "accepted = 2024-03-10",
        &[("2024-03-12", "pending due-soon - 3"), ("2024-03-16", "overdue - 1 -")],
    );
    // Accepted before it is done: odd, and judged as it stands.
    stands(
        ACCEPTANCE,
        DUE,
        "done = 2024-03-14\naccepted = 2024-03-10",
        &[("2024-03-13", "pending due-soon - 2"), ("2024-03-14", "completed - 0 -")],
    );
}

#[test]
fn without_acceptance_required_it_makes_no_difference() {
    for header in ["", "acceptance = false"] {
        stands(header, DUE, "done = 2024-03-10\naccepted = 2024-03-25", &[("2024-03-10", "completed - 0 -")]);
        stands(header, DUE, "accepted = 2024-03-10", &[("2024-03-16", "overdue - 1 -")]);
    }
}

#[test]
fn standing_work_stays_until_it_is_done_or_waived() {
    for due in ["due = \"ongoing\"", "due = \"unstated\""] {
        stands("", due, "", &[("2023-01-01", "ongoing - - -"), ("2030-01-01", "ongoing - - -")]);
        stands("", due, "started = 2024-02-01", &[("2024-03-01", "ongoing - - -")]);
        stands("", due, "done = 2024-02-01", &[("2024-01-31", "ongoing - - -"), ("2024-02-01", "completed - 0 -")]);
        stands(
            ACCEPTANCE,
            due,
            "done = 2024-02-01\naccepted = 2024-02-05",
            &[
                ("2024-01-31", "ongoing - - -"),
                ("2024-02-04", "pending awaiting-acceptance - -"),
                ("2024-02-05", "completed - 0 -"),
            ],
        );
    }
}

#[test]
fn what_hangs_on_an_open_event_is_pending() {
    for due in ["due = \"event chua\"", "due = \"before event chua\"", "due = \"event chua + 3 working days\""] {
        stands("", due, "", &[("2023-01-01", "pending date-open - -"), ("2030-01-01", "pending date-open - -")]);
        stands("", due, "started = 2024-02-01", &[("2024-02-01", "pending date-open,in-progress - -")]);
        stands("", due, "done = 2024-02-01", &[("2024-02-01", "completed - 0 -")]);
        stands(ACCEPTANCE, due, "done = 2024-02-01", &[("2024-02-01", "pending awaiting-acceptance - -")]);
    }
}

#[test]
fn facts_dated_after_the_day_do_not_count() {
    let record = "started = 2024-02-01\ndone = 2024-04-20\naccepted = 2024-04-25\n\
                  extended = { to = 2024-04-15, by = \"x\", on = 2024-03-10 }\n\
                  waived = { by = \"y\", on = 2024-05-01 }";
    stands(
        ACCEPTANCE,
        DUE,
        record,
        &[
            ("2024-01-31", "pending - - 44"),
            ("2024-02-01", "pending in-progress - 43"),
            ("2024-03-09", "pending due-soon,in-progress - 6"),
            ("2024-03-10", "pending extended,in-progress - 36"),
            ("2024-04-15", "pending due-soon,extended,in-progress - 0"),
            ("2024-04-16", "overdue extended,in-progress 1 -"),
            ("2024-04-20", "pending awaiting-acceptance,extended - -"),
            ("2024-04-25", "completed extended,late 5 -"),
            ("2024-05-01", "waived extended - -"),
        ],
    );
}

#[test]
fn what_is_odd_but_readable_is_judged_as_it_stands() {
    let odd = [
        ("started = 2024-03-12\ndone = 2024-03-10", "completed - 0 -"),
        ("done = 2023-06-01", "completed - 0 -"),
        ("done = 2019-06-01\naccepted = 2018-01-01", "completed - 0 -"),
        ("started = 1999-01-01", "overdue in-progress 108 -"),
        ("extended = { to = 2031-01-01, by = \"x\", on = 2023-01-01 }", "pending extended - 2375"),
    ];
    for (record, expected) in odd {
        stands("", DUE, record, &[("2024-07-01", expected)]);
        let case = Case::new(plan("", &task("t", DUE))).unit("a", format!("[t]\n{record}\nevidence = \"x\"\n"));
        let (code, found) = case.check("2024-07-01");
        assert_eq!(code, Some(0), "{record}: {found:?}");
        assert!(found.iter().all(|one| one["severity"] == "warning"), "{record}: {found:?}");
    }
    // What is dated after the plan's end counts from that day on.
    stands("", DUE, "done = 2026-01-10", &[("2025-12-31", "overdue - 656 -"), ("2026-01-10", "completed late 666 -")]);
}

#[test]
fn a_record_that_says_nothing_changes_nothing() {
    for record in ["", "note = \"x\"", "reason = \"x\"", "committed = 2024-05-01", "evidence = [\"x\"]"] {
        stands("", DUE, record, &[("2024-03-15", "pending due-soon - 0"), ("2024-03-16", "overdue - 1 -")]);
    }
}
