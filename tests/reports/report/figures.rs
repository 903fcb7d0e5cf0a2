//! The figures of reports, against an oracle that knows nothing but lists of obligations; and some by hand.

use std::path::Path;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::bench::{KINDS, LATER, Span, ask, day, figures, list, parsed, whenever};
use super::oracle::Oracle;
use super::plans;
use super::sums::which;
use crate::data::{UNITS, World, world};
use crate::print::write;
use crate::support::case::{Case, text};
use crate::support::root;

/// The report of a period as of a day in it, or closed on its last day or later.
fn told_on(at: &Path, span: &Span, on: NaiveDate) -> Value {
    parsed(&whenever(at, span, on, "json"))
}

/// The report of the period that goes on, made on a day in it.
fn interim(at: &Path, kind: &str, on: NaiveDate) -> Value {
    let run = ask(at, &["report", kind, "--format", "json", "--out", "-", "--as-of", &on.to_string()]);
    run.ends_with(&[0]);
    parsed(&run.stdout)
}

#[test]
fn every_period_of_the_shipped_plan_whenever_it_is_told() {
    let oracle = Oracle::new(root());
    for kind in KINDS {
        for span in Span::row(kind, "2024-01-01", "2024-12-31") {
            oracle.judges(&span, span.last, &figures(root(), &span));
        }
    }
    // On days within periods, and on days after them.
    for on in ["2024-01-01", "2024-03-29", "2024-05-13", "2024-05-15", "2024-05-19"].map(day) {
        for kind in KINDS {
            oracle.judges(&Span::around(kind, on), on, &interim(root(), kind, on));
        }
    }
    for (kind, on, closing) in [
        ("quarter", "2024-03-31", "2024-04-05"),
        ("month", "2024-04-30", "2024-05-31"),
        ("week", "2024-05-12", "2024-05-15"),
        ("half", "2024-06-30", "2024-05-01"),
        ("year", "2024-12-31", "2024-01-01"),
    ] {
        let span = Span::at(kind, on);
        oracle.judges(&span, day(closing), &told_on(root(), &span, day(closing)));
    }
}

#[test]
fn periods_of_plans_with_every_kind_of_rule() {
    for case in plans::all() {
        let oracle = Oracle::new(case.path());
        for kind in KINDS {
            // Weeks are many: every fourth will do.
            let step = if kind == "week" { 4 } else { 1 };
            for (at, span) in Span::row(kind, "2023-11-20", "2025-03-31").into_iter().step_by(step).enumerate() {
                // Taken turn about: when it is over, while it goes on, and some days after it.
                let on = match at % 3 {
                    0 => span.last,
                    1 => span.first + Days::new(at as u64 % 7),
                    _ => span.last + Days::new(1 + at as u64 % 6),
                };
                oracle.judges(&span, on, &told_on(case.path(), &span, on));
            }
        }
    }
}

/// The names of the obligations in one of a report's lists, those of a unit in a row.
fn named(report: &Value, of: &str) -> Vec<String> {
    let parts = |item: &Value| which(item).into_iter().filter(|part| *part != "null").collect::<Vec<_>>().join("/");
    list(&report[of]).iter().map(parts).collect()
}

#[test]
fn an_extension_is_told_where_it_was_given_and_counts_where_it_leads() {
    let case = plans::extended_and_waived();
    let (at, month) = (case.path(), |on| Span::at("month", on));
    let march = figures(at, &month("2024-03-20"));
    assert_eq!(named(&march, "extended"), ["a/spring", "c/spring"], "though one of them is waived");
    let grant = json!({"from": "2024-03-20", "to": "2024-04-15", "by": "Công văn 1", "on": "2024-03-18"});
    assert_eq!(march["extended"][0]["extended"], grant);
    // What was put off by then falls due elsewhere, what was waived nowhere.
    assert_eq!((march["due"]["total"].as_u64(), named(&march, "waived")), (Some(3), vec!["c/spring".to_owned()]));
    assert_eq!(march["waived"][0]["waived"], json!({"by": "Công văn 12", "on": "2024-03-20"}));
    let april = figures(at, &month("2024-04-15"));
    assert_eq!(named(&april, "extended"), ["a/hop", "a/quarter/2024-Q1"]);
    let late = list(&april["completed"]).iter().find(|item| item["task"] == "spring").expect("it was done in April");
    assert_eq!((late["days_late"].as_i64(), late["flags"].clone()), (Some(1), json!(["extended", "late"])));
    // Put off in May to a day of April: it was overdue from then on, and is new in the report that tells of it.
    let june = figures(at, &month("2024-06-01"));
    assert_eq!(named(&june, "extended"), ["c/hop"]);
    assert_eq!(named(&june, "carried").iter().filter(|name| *name == "c/hop").count(), 1);
    assert_eq!(june["extended"][0]["due"], "2024-04-01");
    // An extension that is given later than the report is not known to it.
    let year = figures(at, &Span::at("year", "2024-06-01"));
    let unknown = list(&year["carried"])
        .iter()
        .chain(list(&year["newly_overdue"]))
        .find(|item| which(item)[0] == "a" && item["period"] == "2024-Q2");
    assert_eq!(unknown.expect("it is overdue")["extended"], Value::Null);
}

#[test]
fn a_claim_waits_until_it_is_accepted() {
    let case = plans::accepted_later();
    let of = |on: &str, key: &str| {
        let report = figures(case.path(), &Span::at("month", on));
        (named(&report, key), report)
    };
    assert_eq!(of("2024-03-01", "awaiting_acceptance").0, ["a/month/2024-03", "a/once", "b/month/2024-01"]);
    let (waiting, april) = of("2024-04-01", "awaiting_acceptance");
    assert_eq!(waiting, ["a/month/2024-03", "a/once", "b/month/2024-01"], "it waits for as long as nobody accepts it");
    assert!(
        list(&april["awaiting_acceptance"]).iter().all(|item| item["accepted"].is_null() && !item["done"].is_null())
    );
    // What waits is not overdue, though its last day is over.
    assert_eq!(
        (named(&april, "carried"), named(&april, "newly_overdue")),
        (
            vec!["b/month/2024-02".to_owned(), "b/month/2024-03".to_owned()],
            vec!["a/month/2024-04".to_owned(), "b/month/2024-04".to_owned()],
        )
    );
    let (completed, july) = of("2024-07-01", "completed");
    assert_eq!(completed, ["a/once"]);
    let [done, accepted] = ["done", "accepted"].map(|key| text(&july["completed"][0][key]));
    assert_eq!((done, accepted), ("2024-03-31", "2024-07-01"));
    assert_eq!(july["completed"][0]["days_late"], 0, "when it was done counts, not when it was accepted");
}

#[test]
fn standing_work_that_is_done_is_completed_and_has_no_time_limit() {
    let case = plans::extended_and_waived();
    let june = figures(case.path(), &Span::at("month", "2024-06-30"));
    assert!(named(&june, "completed").contains(&"b/unsaid".to_owned()));
    let completed = june["totals"]["completed"].as_u64().expect("a number");
    let timed = ["completed_in_time", "completed_late"].map(|key| june["timed"][key].as_u64().expect("a number"));
    assert_eq!(completed, timed.iter().sum::<u64>() + 1);
    // The one that was waived is not standing work any more either.
    assert_eq!((june["ongoing"][0]["units"].as_u64(), june["ongoing"][0]["begun"].as_u64()), (Some(1), Some(0)));
}

/// The sections of a report: their groups, whether they are of the issuer and coordinator, and their units.
fn sections(report: &Value) -> Vec<(&str, bool, Vec<&str>)> {
    list(&report["sections"])
        .iter()
        .map(|section| {
            let units = list(&section["units"]).iter().map(|unit| text(&unit["unit"]));
            (text(&section["group"]), section["heads"] == true, units.collect())
        })
        .collect()
}

#[test]
fn each_unit_stands_once_under_the_first_group_that_has_more_than_one_of_them() {
    let case = plans::grouped();
    let report = figures(case.path(), &Span::at("quarter", "2024-01-01"));
    let expected = [("inner", false, vec!["twice", "deep"]), ("null", false, vec!["alone", "silent"])];
    assert_eq!(sections(&report), expected, "a body alone is no section, and who owes nothing is left out");
    let files = list(&report["sections"][1]["units"]).iter().map(|unit| text(&unit["file"]));
    assert_eq!(files.collect::<Vec<_>>(), ["read", "missing"]);
    assert_eq!(report["ongoing"][0]["last"], json!({"on": "2024-03-03", "unit": "twice"}));
}

#[test]
fn units_are_grouped_in_the_order_of_the_plan_and_the_issuer_and_coordinator_stand_apart() {
    let case = plans::headed();
    let report = figures(case.path(), &Span::at("quarter", "2024-01-01"));
    let expected = [
        ("null", true, vec!["btv", "btg"]),
        ("ban", false, vec!["bdv", "bnc"]),
        ("huyen", false, vec!["ba-to", "binh-son"]),
        ("null", false, vec!["bao"]),
    ];
    assert_eq!(sections(&report), expected, "groups stand where their first unit does, whatever their own order");
}

#[test]
fn of_a_long_plan_every_second_week_is_looked_at() {
    let plan = "[plan]\nnumber = \"5\"\ntitle = \"T\"\nstarts = 2022-01-01\nends = 2025-12-31\n[units]\na = \"A\"\n\
                [[tasks]]\nid = \"m\"\ntitle = \"M\"\nlead = [\"a\"]\nevery = \"month\"\n";
    let file = "[m.2022-01]\ndone = 2022-03-03\n[m.2023-07]\ndone = 2023-07-01\n[m.2024-12]\ndone = 2024-12-31\n";
    let case = Case::new(plan).unit("a", file);
    let oracle = Oracle::new(case.path());
    let report = figures(case.path(), &Span::at("year", "2024-12-31"));
    let points = list(&report["timeline"]);
    let days: Vec<NaiveDate> = points.iter().map(|point| day(text(&point["day"]))).collect();
    let weeks: Vec<i64> = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    assert!(days.len() <= 120 && weeks[..weeks.len() - 1].iter().all(|days| *days == 14), "{weeks:?}");
    assert_eq!(days.last(), Some(&day("2024-12-31")));
    for point in points.iter().step_by(9).chain(points.last()) {
        assert_eq!(*point, oracle.point((day(text(&point["day"])), true)));
    }
}

/// A world's files.
fn case(world: &World) -> Case {
    let recorded = world.recorded();
    let plain = Case::new(write(&world.plan.node(), 0));
    // One of the units has a file only where there is something in it.
    (0..UNITS.len()).fold(plain, |case, at| match World::file(at, &recorded) {
        file if at == 2 && file.is_empty() => case,
        file => case.unit(UNITS[at], write(&file, 0)),
    })
}

proptest! {
    #![proptest_config(super::config(40))]

    #[test]
    fn whatever_is_planned_and_recorded(
        world in world(), kind in 0..KINDS.len(), around in -60..460_i64, off in 0.0..1.0,
        closes in proptest::option::of(1..=28_u32),
    ) {
        let case = case(&world);
        let span = Span::around(KINDS[kind], crate::data::day(around));
        let span = closes.map_or(span.clone(), |on| span.closing(on));
        let days = (span.next().last - span.first).num_days();
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "some day of a year or two")]
        let on = span.first + chrono::TimeDelta::days((days as f64 * off) as i64);
        let on = on.min(day(LATER));
        Oracle::new(case.path()).judges(&span, on, &told_on(case.path(), &span, on));
    }
}
