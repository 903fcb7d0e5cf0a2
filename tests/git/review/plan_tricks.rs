//! Tricks with the plan itself: texts that are written otherwise to hide what stands beside them, days to come, milestones,
//! events. Each beside its nearest honest change.

use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::flat;

const RANGE: &str = "HEAD~1..HEAD";
const DUE: &str = "due = 2024-04-10";

/// The codes of the marks, and what is said, where one plan becomes another.
#[track_caller]
fn became(before: &str, after: &str) -> (Vec<String>, String) {
    let repo = Repo::new(before, &[("a", ""), ("b", "")]);
    repo.write("plan.toml", after).commit(AS_OF, "Sửa kế hoạch");
    (codes(&repo.changes(&[RANGE])), flat(&repo.table(&[RANGE])))
}

/// The same where the deadline of the task of the year is replaced by other keys, before and after.
#[track_caller]
fn rewritten(before: &str, after: &str) -> (Vec<String>, String) {
    became(&plan("").replace(DUE, before), &plan("").replace(DUE, after))
}

/// A plan of one task with two milestones; these have what `first` and `second` say too, and the task what `keys` say.
fn staged(keys: &str, first: &str, second: &str) -> String {
    let head = plan("").split("[[tasks]]").next().unwrap_or_default().to_owned();
    format!(
        "{head}[[tasks]]\nid = \"de-an\"\ntitle = \"Đề án\"\nlead = [\"a\", \"b\"]\n{keys}\nmilestones = [\
         {{ id = \"m1\", due = 2024-06-01, title = \"Một\"{first} }}, {{ id = \"m2\", due = 2024-09-30{second} }}]\n"
    )
}

/// What a Mac writes where others write single letters.
fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

#[test]
fn a_text_in_another_form_hides_no_document() {
    let first = "{ by = \"88\", on = 2024-02-02, wording = \"Trong tháng 4\" }";
    let keys = |first: &str, more: &str| format!("{DUE}\namended = [{first}{more}]");
    let later = ", { by = \"90\", on = 2024-05-16, due = 2024-12-31 }";
    let cancelled = "\ncancelled = { by = \"9\", on = 2024-05-16 }";
    for text in [decomposed(first), first.replace("tháng 4", "Tháng 4")] {
        assert_eq!(rewritten(&keys(first, ""), &(keys(&text, "") + cancelled)).0, ["W732"], "{text}");
        assert_eq!(rewritten(&keys(first, ""), &keys(&text, later)).0, ["W731"], "{text}");
    }
    // The whole file in another form, with an honest amendment and without one.
    let honest = later.replace("05-16", "04-05");
    let (codes, table) = rewritten(&keys(first, ""), &decomposed(&keys(first, &honest)));
    assert_eq!(codes, ["W731"], "{table}");
    assert!(table.contains("Amended by 90 of 05/4/2024"), "{table}");
    let target = |text: &str| text.replace(DUE, &format!("{DUE}\ntarget = {{ min = 100, unit = \"chi bộ\" }}"));
    let (codes, table) = became(&target(&plan("")), &decomposed(&target(&plan(""))));
    assert!(codes.is_empty() && table.contains("plan.toml is written otherwise"), "{table}");
    // An amendment of one milestone that is reworded, and another milestone that is cancelled.
    let amended = |text: &str| format!(", amended = [{{ by = \"1\", on = 2024-02-01, wording = \"{text}\" }}]");
    let before = staged("", "", &amended("Quý III"));
    let cancelled = ", cancelled = { by = \"2\", on = 2024-05-15 }";
    let (codes, table) = became(&before, &staged("", cancelled, &amended("quý III")));
    assert_eq!(codes, ["W732"], "{table}");
    assert_eq!(became(&before, &staged("", "", &amended("quý III"))).0, [""; 0]);
}

#[test]
fn a_document_of_a_day_to_come_that_says_something_else() {
    let due = |by: &str, day: &str| format!("{{ by = \"{by}\", on = 2024-05-20, due = {day} }}");
    let of = |all: &[String]| format!("due = 2024-05-31\namended = [{}]", all.join(", "));
    let first = of(&[due("88", "2024-05-21")]);
    let (codes, table) = rewritten(&first, &of(&[due("88", "2025-12-31")]));
    assert_eq!(codes, ["W718"]);
    let said =
        "W718 What 88 of 20/5/2024 amends of Báo cáo năm [nam] was changed; it now says: last day: by 31/12/2025";
    assert!(table.contains(said), "{table}");
    // Two of one day: the later in the list counts.
    let (one, other) = (due("88", "2024-12-31"), due("89", "2024-05-21"));
    let pair = of(&[one.clone(), other.clone()]);
    assert_eq!(rewritten(&pair, &of(&[other, one])).0, ["W718"]);
    // Keys that it did not have.
    let title = "{ by = \"88\", on = 2024-05-20, title = \"Tổng kết\" }".to_owned();
    let more = title.replace(" }", ", lead = [\"b\"] }");
    assert_eq!(rewritten(&of(std::slice::from_ref(&title)), &of(&[more])).0, ["W718"]);
    // Honest: written otherwise, another title, two of one day that say nothing of the same.
    assert_eq!(
        rewritten(
            &first,
            &first.replace("88\", on = 2024-05-20, due = 2024-05-21", "88\", due = 2024-05-21, on = 2024-05-20")
        )
        .0,
        [""; 0]
    );
    assert_eq!(
        rewritten(&of(std::slice::from_ref(&title)), &of(&[title.replace("Tổng kết", "Tổng kết năm")])).0,
        [""; 0]
    );
    let other = due("89", "2024-05-31");
    assert_eq!(rewritten(&of(&[title.clone(), other.clone()]), &of(&[other, title])).0, [""; 0]);
}

#[test]
fn work_that_is_said_to_be_added_on_a_day_to_come() {
    let added = |due: &str, on: &str| format!("due = {due}\nadded = {{ by = \"1-CV\", on = {on} }}");
    let (codes, table) = rewritten("due = 2024-05-16", &added("2024-05-16", "2030-01-01"));
    assert_eq!(codes, ["W733"], "{table}");
    let said = "counts as added on 01/01/2030 only, so it is missing as of the end of 31/12/2029 — no longer owed: 2";
    assert!(table.contains(said), "{table}");
    assert_eq!(rewritten(&added("2024-05-20", "2024-05-16"), &added("2024-05-20", "2026-05-16")).0, ["W733"]);
    assert_eq!(became(&staged("", "", ""), &staged("", ", added = { by = \"1\", on = 2024-08-01 }", "")).0, ["W733"]);
    // Before it falls due, and an earlier day than before.
    assert_eq!(rewritten("due = 2024-06-30", &added("2024-06-30", "2024-05-20")).0, [""; 0]);
    assert_eq!(rewritten(&added("2024-05-20", "2024-05-16"), &added("2024-05-20", "2024-05-12")).0, [""; 0]);
}

#[test]
fn milestones_are_compared_each_for_itself() {
    let whole = staged("", "", "");
    // One that a unit leads no more, while it leads the other.
    let (codes, table) = became(&whole, &staged("", ", lead = [\"b\"]", ""));
    assert_eq!(codes, ["W712"], "{table}");
    assert!(table.contains("Task reassigned: Đề án [de-an], m1: no longer led by Văn phòng"), "{table}");
    assert!(table.contains("— no longer owed: 1"), "{table}");
    let (codes, table) = became(&whole, &staged("", ", lead = [\"b\"]", ", lead = [\"a\"]"));
    assert_eq!(codes, ["W712", "W712"], "{table}");
    let repo = Repo::new(&whole, &[("a", ""), ("b", "")]);
    repo.write("plan.toml", staged("", ", lead = [\"b\"]", "")).commit(AS_OF, "Giao lại");
    let shown = repo.changes(&[RANGE]);
    assert_eq!((&shown["marks"][0]["milestone"], &shown["plan_changes"][0]["milestone"]), (&json!("m1"), &json!("m1")));
    assert_eq!(became(&whole, &staged("", ", lead = [\"b\", \"a\"]", "")).0, [""; 0]);
    // A target of its own that is lower than the task's, at first or by a document; one that only repeats it goes.
    let target = |min: usize| format!("target = {{ min = {min}, unit = \"x\" }}");
    let (goal, lower) = (target(100), format!(", {}", target(1)));
    assert_eq!(became(&staged(&goal, "", ""), &staged(&goal, &lower, "")).0, ["W728"]);
    let amended = format!(", amended = [{{ by = \"9\", on = 2024-05-10, {} }}]", target(1));
    assert_eq!(became(&staged(&goal, "", ""), &staged(&goal, &amended, "")).0, ["W731"]);
    assert_eq!(became(&staged(&goal, &format!(", {goal}"), ""), &staged(&goal, "", "")).0, [""; 0]);
    assert_eq!(became(&staged(&goal, "", ""), &staged(&goal, &format!(", {}", target(120)), "")).0, [""; 0]);
    // A rule for days off of its own, beside an event that gets its first date.
    let event = |date: &str, first: &str| {
        staged("", first, "").replace("[units]", &format!("[events]\ne = {{ name = \"E\"{date} }}\n[units]"))
    };
    let rule = ", on_day_off = \"next-working-day\"";
    assert_eq!(became(&event("", ""), &event(", date = 2024-05-14", rule)).0, ["W711"]);
    assert_eq!(became(&event("", ""), &event(", date = 2024-05-14", "")).0, [""; 0]);
}

#[test]
fn events_that_date_work_for_single_units_or_get_another_id() {
    let event = |id: &str, dates: &str| {
        let plan = plan("").replace(DUE, &format!("due = \"event {id}\""));
        plan.replace(
            "[units]",
            &format!("[events]\n{id} = {{ name = \"Hội nghị\", date = 2024-05-16{dates} }}\n[units]"),
        )
    };
    let fixed = plan("").replace(DUE, "due = 2024-05-16");
    let (codes, table) = became(&fixed, &event("e", ", dates = { a = 2024-12-01 }"));
    assert_eq!(codes, ["W711"], "{table}");
    assert!(!table.contains("with the same last day"), "{table}");
    let (codes, table) = became(&fixed, &event("e", ""));
    assert!(codes.is_empty() && table.contains("with the same last day"), "{table}");
    let (codes, table) = became(&event("e", ""), &event("hoi-nghi", ""));
    assert!(codes.is_empty() && !table.contains("Event Hội nghị"), "{table}");
    let (codes, table) = became(&event("e", ""), &event("hoi-nghi", "").replace("2024-05-16", "2024-07-16"));
    assert!(codes.contains(&"W715".to_owned()), "{codes:?} {table}");
}

#[test]
fn each_document_has_the_effects_that_are_its_own() {
    let title = "{ by = \"CV 1\", on = 2024-05-01, title = \"Tổng kết\" }";
    let (codes, table) =
        rewritten(DUE, &format!("{DUE}\namended = [{title}]\ncancelled = {{ by = \"CV 2\", on = 2024-05-02 }}"));
    assert_eq!(codes, ["W732"], "{table}");
    let said = "Cancelled by CV 2 of 02/5/2024: Tổng kết [nam], 2 obligations — 2 obligations: overdue → waived";
    assert!(table.contains(said), "{table}");
    let led = "{ by = \"CV 2\", on = 2024-05-02, lead = [\"b\"] }";
    let (codes, table) = rewritten(DUE, &format!("{DUE}\namended = [{title}, {led}]"));
    assert_eq!(codes, ["W731"], "{table}");
    assert!(
        table.contains("Amended by CV 2 of 02/5/2024: Tổng kết [nam]: lead: Phòng Kế hoạch — 1 obligation"),
        "{table}"
    );
}

#[test]
fn the_same_calendar_and_zone_written_otherwise() {
    let days = |days: &str| plan(&format!("[calendar]\ndays_off = [{days}]"));
    let before = days("2024-04-30, 2024-05-01, \"2024-02-08..2024-02-14\"");
    assert_eq!(became(&before, &days("\"2024-02-08..2024-02-14\", \"2024-04-30..2024-05-01\"")).0, [""; 0]);
    assert_eq!(became(&before, &days("\"2024-02-08..2024-02-14\", \"2024-04-30..2024-05-02\"")).0, ["W713"]);
    let zone = |name: &str| plan(&format!("timezone = \"{name}\""));
    assert_eq!(became(&plan(""), &zone("Asia/Saigon")).0, [""; 0]);
    assert_eq!(became(&plan(""), &zone("Asia/Tokyo")).0, ["W713"]);
}
