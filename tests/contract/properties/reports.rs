//! The same asked of the program: totals are the items, filters part them, the style of the files makes no difference.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::config;
use crate::data::{UNITS, World, day, world};
use crate::print::write;
use crate::support::case::{Case, STATES, Status, text, totals};

/// The world's files, written in these styles.
fn case(world: &World, style: u64) -> Case {
    let recorded = world.recorded();
    let own = |at: u64| if style == 0 { 0 } else { style.wrapping_add(at) };
    let mut case = Case::new(write(&world.plan.node(), own(0)));
    for (at, id) in (1..).zip(UNITS) {
        case = case.unit(id, write(&World::file(at - 1, &recorded), own(at as u64)));
    }
    case
}

/// How many items there are for each unit, quarter and state.
fn counted(items: &[Value]) -> BTreeMap<(&str, &str, &str), u64> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry((text(&item["unit"]), text(&item["quarter"]), text(&item["state"]))).or_default() += 1;
    }
    counts
}

fn totals_are_the_items(status: &Status) {
    let counts = counted(status.items());
    let sum = |wanted: &dyn Fn(&str, &str) -> bool| {
        STATES.map(|state| {
            counts
                .iter()
                .filter(|((unit, quarter, of), _)| *of == state && wanted(unit, quarter))
                .map(|(_, n)| n)
                .sum::<u64>()
        })
    };
    assert_eq!(totals(&status.json["totals"]), sum(&|_, _| true));
    for unit in status.json["units"].as_array().expect("units") {
        let id = text(&unit["unit"]);
        assert_eq!(totals(&unit["totals"]), sum(&|of, _| of == id));
        let quarters = unit["quarters"].as_array().expect("quarters");
        for quarter in quarters {
            assert_eq!(
                totals(&quarter["totals"]),
                sum(&|of, in_quarter| of == id && in_quarter == text(&quarter["quarter"]))
            );
        }
        // In time order, the one without a quarter last; each that has an item, and no other.
        let listed: Vec<&str> = quarters.iter().map(|quarter| text(&quarter["quarter"])).collect();
        let mut expected: Vec<&str> =
            counts.keys().filter(|(of, ..)| *of == id).map(|(_, quarter, _)| *quarter).collect();
        expected.sort_by_key(|quarter| (*quarter == "null", *quarter));
        expected.dedup();
        assert_eq!(listed, expected);
    }
}

/// Items of several reports put together, in the order of one report of everything.
fn together(reports: &[Status]) -> Vec<String> {
    let mut all: Vec<String> = reports.iter().flat_map(Status::items).map(Value::to_string).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn totals_are_the_items_and_filters_part_them(world in world(), offset in -60..460_i64) {
        let (case, as_of) = (case(&world, 0), day(offset).to_string());
        let all = case.status(&as_of, &[]);
        all.run.ends_with(&[0]);
        totals_are_the_items(&all);
        let everything = together(std::slice::from_ref(&all));

        let by = |option: &str, values: &[&str]| {
            let reports: Vec<Status> = values.iter().map(|value| case.status(&as_of, &[option, value])).collect();
            for report in &reports {
                totals_are_the_items(report);
            }
            reports
        };
        let states = by("--state", &STATES);
        for (status, state) in states.iter().zip(STATES) {
            prop_assert!(status.items().iter().all(|item| item["state"] == state));
        }
        prop_assert_eq!(together(&states), everything.clone(), "each obligation is in exactly one state");

        let mut quarters: Vec<&str> = all.column("quarter");
        quarters.sort_unstable();
        quarters.dedup();
        let quarters: Vec<&str> = quarters.into_iter().map(|quarter| if quarter == "null" { "none" } else { quarter }).collect();
        prop_assert_eq!(together(&by("--quarter", &quarters)), everything.clone(), "in exactly one quarter or none");
        prop_assert_eq!(together(&by("--unit", &UNITS)), everything, "and one unit's");
    }

    #[test]
    fn the_style_of_the_files_changes_no_byte(world in world(), offset in -60..460_i64, style in 1..u64::MAX) {
        let as_of = day(offset).to_string();
        let (plain, styled) = (case(&world, 0), case(&world, style));
        for args in [&["status", "--format", "json"][..], &["list", "--format", "csv"], &["status"], &["list", "--format", "markdown"]] {
            let run = |case: &Case| case.run(&[args, &["--as-of", as_of.as_str()]].concat());
            let (one, other) = (run(&plain), run(&styled));
            prop_assert_eq!(one.code(), other.code());
            prop_assert_eq!(one.out(), other.out());
            prop_assert_eq!(one.err(), other.err());
        }
    }
}
