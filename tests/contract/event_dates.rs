//! Section 2, events with `dates`: a last day of each unit's own, who owes by it, and what takes it over.

use serde_json::Value;

use crate::support::case::{Case, Status, text};

/// A plan of 2024 with units, an event of which some have a date of their own, and tasks.
fn case(header: &str, units: &str, event: &str, tasks: &str) -> Case {
    let plan = format!(
        "[plan]\nnumber = \"1\"\ntitle = \"P\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n[units]\n{units}\n\
         [events]\nnhan = {{ name = \"Nhận Kế hoạch\", {event} }}\n{tasks}"
    );
    ["a", "b", "c"].into_iter().fold(Case::new(plan), |case, unit| case.unit(unit, ""))
}

fn task(keys: &str) -> String {
    format!("[[tasks]]\nid = \"t\"\ntitle = \"Việc\"\n{keys}\n")
}

const UNITS: &str = "a = \"A\"\nb = \"B\"\nc = \"C\"";
const ALL: &str = "lead = [\"a\", \"b\", \"c\"]";

#[track_caller]
fn rows(status: &Status, keys: &[&str]) -> Vec<String> {
    status.run.ends_with(&[0]);
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |item: &Value| keys.iter().map(|key| said(&item[*key])).collect::<Vec<_>>().join(" ");
    status.items().iter().map(row).collect()
}

#[test]
fn each_unit_counts_from_its_own_date_and_the_others_from_the_one_for_all() {
    let dates = "date = 2024-03-15, dates = { a = 2024-03-29, b = 2024-06-28 }";
    let due = task(&format!("{ALL}\ndue = \"event nhan + 2 days\""));
    let own = case("on_day_off = \"next-working-day\"", UNITS, dates, &due).status("2024-04-02", &[]);
    assert_eq!(
        rows(&own, &["unit", "nominal", "due", "quarter", "state", "days_late", "days_left"]),
        [
            "a 2024-03-31 2024-04-01 2024-Q1 overdue 1 null",
            "b 2024-06-30 2024-07-01 2024-Q2 pending null 90",
            "c 2024-03-17 2024-03-18 2024-Q1 overdue 15 null",
        ]
    );
    assert_eq!(own.items()[0]["flags"], serde_json::json!(["moved"]));
    assert_eq!(own.json["units"][1]["quarters"][0]["quarter"], "2024-Q2");
    // Without a date for all the rest waits.
    let open = case("", UNITS, "dates = { b = 2024-06-28 }", &due).status("2024-04-02", &[]);
    assert_eq!(
        rows(&open, &["unit", "nominal", "state", "quarter"]),
        ["a null pending null", "b 2024-06-30 pending 2024-Q2", "c null pending null"]
    );
    assert_eq!(open.items()[0]["flags"], serde_json::json!(["date-open"]));
}

#[test]
fn offsets_before_and_days_off_count_from_the_own_date() {
    for (due, day_off, nominal, last) in [
        ("before event nhan", "keep", "2024-05-31", "2024-05-31"),
        ("event nhan - 1 month", "previous-working-day", "2024-05-01", "2024-05-01"),
        ("before event nhan + 1 week", "next-working-day", "2024-06-07", "2024-06-07"),
        ("before event nhan + 2 days", "next-working-day", "2024-06-02", "2024-06-02"),
        ("event nhan + 5 working days", "keep", "2024-06-07", "2024-06-07"),
        ("event nhan", "previous-working-day", "2024-06-01", "2024-05-31"),
    ] {
        let header = format!("on_day_off = \"{day_off}\"");
        let tasks = task(&format!("{ALL}\ndue = \"{due}\""));
        let status = case(&header, UNITS, "dates = { b = 2024-06-01 }", &tasks).status("2024-01-01", &["--unit", "b"]);
        assert_eq!(rows(&status, &["nominal", "due"]), [format!("{nominal} {last}")], "{due}");
    }
}

#[test]
fn a_successor_takes_a_duty_with_the_last_day_of_the_unit_that_it_replaces() {
    let units = "a = { name = \"A\", until = 2024-06-30, successor = \"c\" }\n\
                 b = { name = \"B\", until = 2024-05-31, successor = \"c\" }\nc = { name = \"C\", from = 2024-06-01 }";
    let dates = "date = 2024-12-01, dates = { a = 2024-08-10, b = 2024-07-05, c = 2024-09-20 }";
    let owed = |lead: &str| {
        let tasks = task(&format!("lead = {lead}\ndue = \"event nhan\""));
        rows(&case("", units, dates, &tasks).status("2024-07-01", &[]), &["unit", "nominal"])
    };
    assert_eq!(owed("[\"a\"]"), ["c 2024-08-10"]);
    // Of several, with that of the first in the order of `lead`.
    assert_eq!(owed("[\"b\", \"a\"]"), ["c 2024-07-05"]);
    assert_eq!(owed("[\"a\", \"b\"]"), ["c 2024-08-10"]);
    // What it leads itself has its own, whatever else comes to it.
    assert_eq!(owed("[\"a\", \"c\"]"), ["c 2024-09-20"]);
    assert_eq!(owed("[\"c\"]"), ["c 2024-09-20"]);
    // Also where it is the place of another at which it stands: the first of those who owe a joint duty.
    assert_eq!(owed("[\"a\", \"c\"]\njoint = true"), ["c 2024-09-20"]);
    assert_eq!(owed("[\"a\", \"b\"]\njoint = true"), ["c 2024-08-10"]);
    // And where by its own last day it had not come yet, so that it owes the task as a successor alone.
    let late = dates.replace("c = 2024-09-20", "c = 2024-05-20");
    let tasks = task("lead = [\"a\", \"c\"]\ndue = \"event nhan\"");
    let status = case("", units, &late, &tasks).status("2024-07-01", &[]);
    assert_eq!(rows(&status, &["unit", "nominal"]), ["c 2024-05-20"]);
}

#[test]
fn a_unit_exists_or_not_on_its_own_last_day() {
    let units = "a = { name = \"A\", until = 2024-06-30, successor = \"c\" }\n\
                 b = { name = \"B\", from = 2024-07-01 }\nc = \"C\"";
    let owed = |dates: &str| {
        let tasks = task("lead = [\"a\", \"b\"]\ndue = \"event nhan\"");
        rows(&case("", units, dates, &tasks).status("2024-01-01", &[]), &["unit", "nominal"])
    };
    assert_eq!(owed("dates = { a = 2024-06-30, b = 2024-06-30 }"), ["a 2024-06-30"]);
    assert_eq!(owed("dates = { a = 2024-07-01, b = 2024-07-01 }"), ["b 2024-07-01", "c 2024-07-01"]);
    // Without a date those who exist on the day owe it.
    assert_eq!(owed("dates = { b = 2024-07-01 }"), ["a null", "b 2024-07-01"]);
}

#[test]
fn a_joint_duty_has_the_last_day_of_the_lead_with_which_it_stands() {
    let dates = "date = 2024-04-01, dates = { b = 2024-05-01 }";
    let owed = |lead: &str| {
        let tasks = task(&format!("lead = {lead}\njoint = true\ndue = \"event nhan\""));
        rows(&case("", UNITS, dates, &tasks).status("2024-01-01", &[]), &["unit", "nominal", "with"])
    };
    assert_eq!(owed("[\"b\", \"a\"]"), ["b 2024-05-01 [\"a\"]"]);
    assert_eq!(owed("[\"a\", \"b\"]"), ["a 2024-04-01 [\"b\"]"]);
}

#[test]
fn milestones_amendments_and_extensions_count_for_each_unit_by_itself() {
    let dates = "date = 2024-04-01, dates = { b = 2024-05-01 }";
    let milestones = task(&format!(
        "{ALL}\nmilestones = [{{ id = \"m\", due = \"event nhan + 1 day\" }}, {{ id = \"n\", due = 2024-04-02 }}]"
    ));
    let status = case("", UNITS, dates, &milestones).status("2024-01-01", &["--unit", "b"]);
    assert_eq!(rows(&status, &["milestone", "nominal"]), ["m 2024-05-02", "n 2024-04-02"]);
    // The amendment gives `a` the day that it had, and `b` another: only what was extended for `b` counts no more.
    let amended = task(
        "lead = [\"a\", \"b\"]\ndue = \"event nhan\"\namended = [{ by = \"CV\", on = 2024-03-01, due = 2024-04-01 }]",
    );
    let extended = "[t]\nextended = { to = 2024-06-01, by = \"CV\", on = 2024-02-01 }\n";
    let case = case("", UNITS, dates, &amended).unit("a", extended).unit("b", extended);
    let keys = ["unit", "nominal", "due", "flags"];
    let before = ["a 2024-04-01 2024-06-01 [\"extended\"]", "b 2024-05-01 2024-06-01 [\"extended\"]"];
    assert_eq!(rows(&case.status("2024-02-29", &[]), &keys), before);
    let after = ["a 2024-04-01 2024-06-01 [\"extended\"]", "b 2024-04-01 2024-04-01 [\"amended\"]"];
    assert_eq!(rows(&case.status("2024-03-01", &[]), &keys), after);
}

#[test]
fn an_extension_needs_a_last_day_of_the_unit() {
    let tasks = task("lead = [\"a\", \"b\"]\ndue = \"event nhan\"");
    let extended = "[t]\nextended = { to = 2024-06-01, by = \"CV\", on = 2024-02-01 }\n";
    let case = || case("", UNITS, "dates = { b = 2024-05-01 }", &tasks);
    case().unit("b", extended).run(&["status", "--as-of", "2024-03-01"]).ends_with(&[0]);
    let wrong = case().unit("a", extended).run(&["status", "--lang", "en", "--as-of", "2024-03-01"]);
    wrong.ends_with(&[3]);
    assert!(wrong.err().contains("error[E406]"), "{wrong:?}");
}

#[test]
fn what_dates_cannot_hold_is_refused_with_what_was_meant() {
    for (dates, code, meant) in [
        ("dates = { aa = 2024-05-01 }", "E206", Some("a")),
        ("dates = { g = 2024-05-01 }", "E206", None),
        ("dates = { a = \"1/5/2024\" }", "E203", None),
        ("dates = { a = 2024-05-01T10:00:00 }", "E210", None),
        ("dates = { a = 10000-05-01 }", "E106", None),
        ("dates = [2024-05-01]", "E203", None),
        ("dates = 2024-05-01", "E203", None),
        ("datess = { a = 2024-05-01 }", "E201", Some("dates")),
    ] {
        let tasks = task(&format!("{ALL}\ndue = \"event nhan\"\n[groups]\ng = {{ name = \"G\", members = [\"a\"] }}"));
        let (exit, found) = case("", UNITS, dates, &tasks).check("2024-01-01");
        let found: Vec<&Value> = found.iter().filter(|one| text(&one["code"]).starts_with('E')).collect();
        assert_eq!((exit, found.len()), (Some(1), 1), "{dates}: {found:?}");
        assert_eq!(text(&found[0]["code"]), code, "{dates}");
        if let Some(meant) = meant {
            assert_eq!(text(&found[0]["replacement"]), meant, "{dates}: {found:?}");
        }
    }
    let beyond = task(&format!("{ALL}\ndue = \"event nhan + 3000 years\""));
    let (exit, found) = case("", UNITS, "date = 1900-05-01, dates = { b = 7000-05-01 }", &beyond).check("2024-01-01");
    assert_eq!(exit, Some(1), "{found:?}");
}

#[test]
fn what_is_done_and_shown_goes_by_the_own_date() {
    let tasks = task("lead = [\"a\", \"b\"]\ndue = \"event nhan\"");
    let case = case("", UNITS, "date = 2024-04-01, dates = { b = 2024-05-01 }", &tasks);
    let shown = case.run(&["show", "t", "--unit", "b", "--as-of", "2024-04-20", "--lang", "en"]);
    assert!(shown.out().contains("“Nhận Kế hoạch” is on 01/5/2024 for this unit."), "{shown:?}");
    assert!(shown.out().contains("11 days left"), "{shown:?}");
    let done = case.run(&["done", "t", "--unit", "b", "--on", "2024-04-20", "--as-of", "2024-04-20"]);
    done.ends_with(&[0]);
    let late = ["extend", "t", "--unit", "a", "--to", "2024-04-15", "--by", "CV", "--as-of", "2024-03-20"];
    case.run(&late).ends_with(&[0]);
    let items = case.status("2024-04-20", &[]);
    assert_eq!(rows(&items, &["unit", "due", "state"]), ["a 2024-04-15 overdue", "b 2024-05-01 completed"]);
    let calendar = case.run(&["calendar", "--unit", "b", "--output", "-", "--as-of", "2024-04-01"]);
    assert!(calendar.out().contains("20240501"), "{calendar:?}");
    let letters = case.run(&["list", "--format", "csv", "--as-of", "2024-04-20"]);
    assert!(letters.out().contains("2024-05-01"), "{letters:?}");
}
