//! The parts of a report make its whole.

use std::collections::HashSet;

use serde_json::Value;

use super::bench::list;
use crate::support::case::text;

/// The lists of obligations in a report.
pub const LISTS: [&str; 7] =
    ["completed", "newly_overdue", "extended", "waived", "awaiting_acceptance", "carried", "upcoming"];

/// The counts of a tally: the whole, then its parts.
const COUNTS: [&str; 5] = ["total", "completed_in_time", "completed_late", "pending", "overdue"];

/// Which obligation it is.
pub fn which(item: &Value) -> [&str; 3] {
    ["unit", "task", "period"].map(|key| text(&item[key]))
}

/// Fails where the parts of a report do not make its whole.
#[track_caller]
pub fn holds_together(report: &Value) {
    let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("no number: {value}"));
    let sections = list(&report["sections"]);
    let rows: Vec<&Value> = sections.iter().flat_map(|section| list(&section["units"])).collect();
    let read: Vec<&Value> = rows.iter().copied().filter(|row| row["file"] != "unreadable").collect();
    for of in ["timed", "due"] {
        for count in COUNTS {
            let whole = number(&report[of][count]);
            assert_eq!(sections.iter().map(|section| number(&section[of][count])).sum::<u64>(), whole, "{of} {count}");
            assert_eq!(read.iter().map(|row| number(&row[of][count])).sum::<u64>(), whole, "{of} {count}");
        }
        for tally in read.iter().map(|row| &row[of]).chain([&report[of]]) {
            assert_eq!(COUNTS[1..].iter().map(|count| number(&tally[count])).sum::<u64>(), number(&tally["total"]));
        }
    }
    let as_of = text(&report["as_of"]);
    for entry in LISTS.iter().flat_map(|key| list(&report[*key])) {
        let facts =
            [&entry["started"], &entry["done"], &entry["accepted"], &entry["extended"]["on"], &entry["waived"]["on"]];
        assert!(facts.iter().all(|fact| fact.as_str().is_none_or(|on| on <= as_of)), "known as of {as_of}: {entry}");
    }
    let units: HashSet<&str> = rows.iter().map(|row| text(&row["unit"])).collect();
    assert_eq!(units.len(), rows.len(), "every unit stands once");
    let (new, old) = (list(&report["newly_overdue"]), list(&report["carried"]));
    let overdue: HashSet<[&str; 3]> = new.iter().chain(old).map(which).collect();
    assert_eq!(overdue.len(), new.len() + old.len(), "what is overdue is either newly so or carried on");
    assert_eq!(overdue.len() as u64, number(&report["totals"]["overdue"]));
    assert_eq!(read.iter().map(|row| number(&row["carried"])).sum::<u64>(), old.len() as u64);
}
