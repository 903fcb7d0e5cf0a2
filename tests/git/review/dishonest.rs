//! The ways of a clerk who wants late work to look in time, each beside the honest change that is nearest to it.

use serde_json::{Value, json};

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, list};

const RANGE: &str = "HEAD~1..HEAD";
/// The unit `a` has done nothing, `b` has done the report of the year in time.
const UNITS: [(&str, &str); 2] = [("a", ""), ("b", "[nam]\ndone = 2024-04-09\n")];

/// What is said of a plan that became another, whatever the units have recorded.
#[track_caller]
fn replanned(before: &str, after: &str) -> (Value, String) {
    let repo = Repo::new(before, &UNITS);
    repo.write("plan.toml", after).commit(AS_OF, "Sửa kế hoạch");
    (repo.changes(&[RANGE]), flat(&repo.table(&[RANGE])))
}

/// Two plans, the second with a piece of the first replaced.
fn edited(header: &str, from: &str, to: &str) -> (String, String) {
    let before = plan(header);
    assert!(before.contains(from), "{from:?} stands in {before}");
    let after = before.replace(from, to);
    (before, after)
}

/// Fails unless the plan is marked by this one code, with what it does, and said so.
#[track_caller]
fn marked((before, after): (String, String), code: &str, effects: &Value, said: &str) {
    let (shown, table) = replanned(&before, &after);
    assert_eq!(codes(&shown), [code], "{table}");
    assert_eq!(&shown["marks"][0]["effects"], effects, "{shown}");
    assert_eq!(shown["marks"][0]["file"], "plan.toml");
    assert!(table.contains(said), "{said}: {table}");
}

/// Fails if anything is marked.
#[track_caller]
fn honest((before, after): (String, String)) {
    let (shown, table) = replanned(&before, &after);
    assert_eq!(codes(&shown), [""; 0], "{table}");
}

fn effects(moves: &Value, gone: usize, overdue: usize, longest: i64) -> Value {
    json!({"moves": moves, "gone": gone, "gone_overdue": overdue, "longest": longest})
}

#[test]
fn a_last_day_that_is_moved_in_the_plan() {
    let lifted = json!([{"from": "overdue", "to": "pending", "count": 1}]);
    marked(
        edited("", "due = 2024-04-10", "due = 2024-06-30"),
        "W711",
        &effects(&lifted, 0, 0, 0),
        "W711 Deadline moved: Báo cáo năm [nam]: 10/4/2024 → 30/6/2024; 1 record was written against the old deadline \
         — 1 obligation: overdue → not yet due",
    );
    // Taken away altogether.
    let ongoing = json!([{"from": "overdue", "to": "ongoing", "count": 1}]);
    let never = edited("", "due = 2024-04-10", "due = \"ongoing\"");
    marked(never, "W711", &effects(&ongoing, 0, 0, 0), "1 obligation: overdue → ongoing");
    // Periods that are owed no more.
    let yearly = edited("", "every = \"quarter\"", "every = \"year\"");
    marked(yearly, "W711", &effects(&json!([]), 8, 2, 45), "no longer owed: 8, of them 2 were overdue, up to 45 days");
    // The same day in other words.
    honest(edited("", "due = 2024-04-10", "due = \"2024-04-10\""));
    honest(edited("", "due = 2024-04-10", "due = 2024-04-10\nwording = \"Trước 11/4\""));
    // A first last day.
    honest(edited("", "due = 2024-04-10", "due = \"unstated\"").into_reversed());
}

/// The other way round.
trait IntoReversed {
    fn into_reversed(self) -> Self;
}

impl IntoReversed for (String, String) {
    fn into_reversed(self) -> Self {
        (self.1, self.0)
    }
}

#[test]
fn a_duty_that_is_taken_off_a_unit() {
    let year = "id = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"a\", \"b\"]";
    let one_gone = effects(&json!([]), 1, 1, 35);
    let said = "no longer owed: 1 that was overdue 35 days";
    let lead = edited("", year, "id = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"b\"]");
    marked(lead, "W712", &one_gone, said);
    // By way of a group.
    let grouped = plan("").replace(year, "id = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"g\"]");
    let grouped = grouped.replacen("[[tasks]]", "[groups.g]\nname = \"Nhóm\"\nmembers = [\"a\", \"b\"]\n[[tasks]]", 1);
    let fewer = grouped.replace("members = [\"a\", \"b\"]", "members = [\"b\"]");
    marked((grouped.clone(), fewer), "W712", &one_gone, said);
    // The task itself is gone.
    let gone = plan("");
    let without = gone.split("[[tasks]]\nid = \"nam\"").next().unwrap_or_default().to_owned();
    let repo = Repo::new(&gone, &UNITS);
    repo.write("plan.toml", without).unit("b", "").commit(AS_OF, "Bỏ nhiệm vụ");
    let shown = repo.changes(&[RANGE]);
    assert_eq!((codes(&shown), &shown["marks"][0]["effects"]["gone_overdue"]), (vec!["W712".to_owned()], &json!(1)));
    // The unit is gone, with its five duties, two of which were overdue: told once.
    let (before, after) = edited("", "a = \"Văn phòng\"\n", "");
    let after = after.replace("\"a\", \"b\"", "\"b\"");
    let (shown, table) = replanned(&before, &after);
    assert_eq!(codes(&shown), ["W712"], "{table}");
    assert_eq!(shown["marks"][0]["effects"], effects(&json!([]), 5, 2, 45));
    assert!(table.ends_with("2 overdue and no longer owed, no record changed, only the plan."), "{table}");
    // A unit that gets another id or name, or a duty more, loses none.
    honest(edited("", "a = \"Văn phòng\"", "a = \"Văn phòng Ủy ban\""));
    honest(edited("", year, "id = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"b\"]").into_reversed());
    let renamed = grouped.replace("groups.g", "groups.h").replace("[\"g\"]", "[\"h\"]");
    honest((grouped, renamed));
}

#[test]
fn a_rule_that_moves_last_days() {
    let one = |from: &str, to: &str, count: usize| json!([{"from": from, "to": to, "count": count}]);
    // 15 May: the day before it has passed, the day itself has not.
    let before = plan("").replace("due = 2024-04-10", "due = \"before 2024-05-15\"");
    let inclusive = before.replace("[units]", "before = \"inclusive\"\n[units]");
    marked(
        (before, inclusive),
        "W713",
        &effects(&one("overdue", "pending", 1), 0, 0, 0),
        "the day itself is late → the day itself is on time — 2 last days move; 1 obligation: overdue → not yet due",
    );
    // 12 May 2024 is a Sunday, and the days after it are said to be off.
    let sunday = plan("on_day_off = \"next-working-day\"").replace("2024-04-10", "2024-05-12");
    let off = sunday.replace("[units]", "[calendar]\ndays_off = [\"2024-05-13..2024-05-31\"]\n[units]");
    let (shown, _) = replanned(&sunday, &off);
    assert_eq!(codes(&shown), ["W713"]);
    assert_eq!(shown["marks"][0]["effects"]["moves"], one("overdue", "pending", 1));
    // What is announced, and how the plan is called, moves nothing.
    honest((plan(""), plan("due_soon = 30")));
    honest((plan(""), plan("notice = \"Số liệu minh họa\"")));
}

#[test]
fn an_acceptance_that_is_asked_for_no_more() {
    let (before, after) = (plan("acceptance = true"), plan(""));
    let claimed = json!([{"from": "awaiting-acceptance", "to": "completed-in-time", "count": 1}]);
    marked(
        (before, after),
        "W714",
        &effects(&claimed, 0, 0, 0),
        "1 obligation: awaiting acceptance → completed on time",
    );
}

#[test]
fn an_event_that_is_put_off() {
    let on = |day: &str| {
        let plan = plan("").replace("due = 2024-04-10", "due = \"event E + 5 days\"");
        plan.replace("[units]", &format!("[events]\nE = {{ name = \"Hội nghị\"{day} }}\n[units]"))
    };
    let lifted = json!([{"from": "overdue", "to": "pending", "count": 1}]);
    let moved = (on(", date = 2024-04-18"), on(", date = 2024-05-18"));
    marked(moved, "W715", &effects(&lifted, 0, 0, 0), "Event Hội nghị: 18/4/2024 → 18/5/2024 — 1 obligation");
    marked((on(", date = 2024-04-18"), on("")), "W715", &effects(&lifted, 0, 0, 0), "18/4/2024 → no day");
    // A day that is fixed for the first time.
    honest((on(""), on(", date = 2024-04-18")));
}

#[test]
fn a_plan_that_begins_later() {
    let later = edited("", "starts = 2024-01-01", "starts = 2024-04-01");
    marked(later, "W716", &effects(&json!([]), 2, 2, 45), "no longer owed: 2, of them 2 were overdue, up to 45 days");
}

#[test]
fn what_a_plan_does_is_told_apart_from_what_records_do() {
    let (before, after) = edited("", "due = 2024-04-10", "due = 2024-05-31");
    let repo = Repo::new(&before, &UNITS);
    repo.write("plan.toml", after).unit("a", "[nam]\ndone = 2024-05-14\n").commit(AS_OF, "Cùng một lúc");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(shown["marks"][0]["effects"]["moves"], json!([{"from": "overdue", "to": "pending", "count": 1}]));
    // Also where one unit only is asked about, and where a file has errors by the new plan.
    assert_eq!(repo.changes(&[RANGE, "--unit", "b"])["marks"], shown["marks"]);
    repo.write("plan.toml", before.replace("id = \"nam\"", "id = \"nam-nay\"")).commit(AS_OF, "Đổi mã");
    let run = repo.diff(&["HEAD~2..HEAD", "--format", "json"]);
    run.ends_with(&[3]);
    assert_eq!(run.json()["marks"][0]["effects"]["gone_overdue"], 1, "{run:?}");
}

#[test]
fn the_last_line_never_says_that_nothing_changed_when_something_stands_otherwise() {
    let (before, after) = edited("", "due = 2024-04-10", "due = 2024-06-30");
    let (_, table) = replanned(&before, &after);
    assert!(
        table.ends_with("1 no longer overdue or late, 1 obligation changed standing because the plan changed.")
            || table.ends_with(
                "1 no longer overdue or late, 1 deadline moved, 2 obligations changed standing because the plan changed."
            ),
        "{table}"
    );
    let repo = Repo::new(&plan(""), &UNITS);
    let table = repo.table(&["HEAD", "--from", "2024-03-01"]);
    assert!(table.ends_with("\n4 obligations changed standing because time passed.\n"), "{table}");
}

/// The codes of what became of the file of the unit `a`, recorded on 15 May 2024 but for `days`.
#[track_caller]
fn recorded(header: &str, before: &str, after: &str) -> Vec<String> {
    Repo::of(&plan(header), before, after).codes(&[RANGE])
}

fn said(fields: &str) -> String {
    format!("[quy.2024-Q1]\n{fields}\n")
}

#[test]
fn late_work_that_a_grant_of_any_date_makes_late_no_more() {
    // Due on 31 March and recorded 45 days after it, however the document is dated.
    for on in ["2024-01-10", "2024-03-29", "2024-03-31"] {
        let extended = said(&format!("extended = {{ to = 2024-05-31, by = \"77\", on = {on} }}"));
        assert_eq!(recorded("", "", &extended), ["W717"], "{on}");
    }
    for on in ["2024-03-29", "2024-05-14"] {
        let waived = said(&format!("waived = {{ by = \"80\", on = {on} }}"));
        assert_eq!(recorded("", "", &waived), ["W717"], "{on}");
    }
    let repo = Repo::of(&plan(""), "", &said("waived = { by = \"80\", on = 2024-03-29 }"));
    let expected = json!({"code": "W717", "name": "late-no-more", "recorded": "2024-05-15", "on": "2024-03-29",
                          "due": "2024-03-31", "field": "waived"});
    assert_eq!(repo.changes(&[RANGE])["changes"][0]["marks"], json!([expected]));
    let table = flat(&repo.table(&[RANGE]));
    assert!(
        table.contains("no longer overdue: waiver of 29/3/2024, recorded on 15/5/2024; the last day was 31/3/2024"),
        "{table}"
    );
    // Claimed and accepted at once, within the days of completion but not of acceptance.
    let accepted = said("done = 2024-03-28\naccepted = 2024-03-30");
    assert_eq!(recorded("acceptance = true", "", &accepted), ["W703", "W717"]);
    // Recorded within 30 days of the last day, or of what is not late anyway.
    let near = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    near.unit("a", said("waived = { by = \"80\", on = 2024-03-31 }")).commit("2024-04-30", "Ghi");
    assert_eq!(near.codes(&[RANGE]), [""; 0]);
    assert_eq!(recorded("", "", "[quy.2024-Q3]\nwaived = { by = \"80\", on = 2024-03-01 }\n"), [""; 0]);
    assert_eq!(
        recorded("", &said("done = 2024-03-28"), &said("done = 2024-03-28\nwaived = { by = \"80\", on = 2024-03-01 }")),
        [""; 0]
    );
}

#[test]
fn a_grant_whose_document_day_or_end_is_rewritten() {
    let extended =
        |to: &str, by: &str, on: &str| format!("[quy.2024-Q2]\nextended = {{ to = {to}, by = \"{by}\", on = {on} }}\n");
    let first = extended("2024-07-15", "77", "2024-05-10");
    for other in [
        extended("2024-08-15", "77", "2024-05-10"),
        extended("2024-07-15", "78", "2024-05-10"),
        extended("2024-07-15", "77", "2024-05-11"),
        extended("2024-08-15", "78", "2024-05-09"),
    ] {
        assert_eq!(recorded("", &first, &other), ["W718"], "{other}");
    }
    let waived = |by: &str| format!("[quy.2024-Q2]\nwaived = {{ by = \"{by}\", on = 2024-05-10 }}\n");
    assert_eq!(recorded("", &waived("80"), &waived("81")), ["W718"]);
    // A new document of a later day, one that was withdrawn, and the same in another form.
    assert_eq!(recorded("", &first, &extended("2024-08-15", "78", "2024-05-12")), [""; 0]);
    assert_eq!(recorded("", &first, "[quy.2024-Q2]\n"), [""; 0]);
    let long = "[quy.2024-Q2.extended]\nto = 2024-07-15\non = 2024-05-10\nby = \"77\"\n";
    assert_eq!(recorded("", &first, long), [""; 0]);
    let composed = extended("2024-07-15", "Công văn", "2024-05-10");
    assert_eq!(recorded("", &composed, &composed.replace("ô", "o\u{302}").replace("ă", "a\u{306}")), [""; 0]);
    // An acceptance that stays while something else is written beside it.
    let accepted = said("done = 2024-05-10\naccepted = 2024-05-12");
    assert_eq!(recorded("acceptance = true", &accepted, &format!("{accepted}note = \"x\"\n")), [""; 0]);
}

#[test]
fn a_promise_that_is_put_off_whenever_it_falls_due() {
    let promised = |day: &str| said(&format!("reason = \"Thiếu số liệu\"\ncommitted = {day}"));
    assert_eq!(recorded("", &promised("2024-05-10"), &promised("2024-06-10")), ["W719"]);
    assert_eq!(recorded("", &promised("2024-05-10"), &said("reason = \"Thiếu số liệu\"")), ["W719"]);
    // With the table left as it was prepared; a record that is gone altogether is marked as that.
    assert_eq!(recorded("", &promised("2024-05-10"), &said("")), ["W719"]);
    assert_eq!(recorded("", &promised("2024-05-10"), ""), ["W707"]);
    // A first promise, an earlier one, one that is kept.
    assert_eq!(recorded("", "", &promised("2024-06-10")), [""; 0]);
    assert_eq!(recorded("", &promised("2024-06-10"), &promised("2024-05-20")), [""; 0]);
    assert_eq!(recorded("", &promised("2024-06-10"), &promised("2024-06-10").replace("số", "đủ số")), [""; 0]);
    assert_eq!(recorded("", &promised("2024-05-10"), &said("done = 2024-05-10")), [""; 0]);
    let extended = "extended = { to = 2024-06-30, by = \"77\", on = 2024-03-29 }";
    let both = said(&format!("committed = 2024-06-10\n{extended}"));
    let codes = Repo::of(&plan(""), &promised("2024-05-10"), &both).codes(&[RANGE, "--backdated", "60"]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn findings_of_whole_files_have_a_place_and_are_known_again_on_another_day() {
    let (before, after) = edited("", "due = 2024-04-10", "due = 2024-06-30");
    let repo = Repo::new(&before, &UNITS);
    repo.write("plan.toml", after).commit(AS_OF, "Lùi hạn");
    let results = |args: &[&str]| {
        let log = repo.diff(&[&[RANGE, "--format", "sarif"], args].concat()).json();
        list(&log["runs"][0]["results"]).to_vec()
    };
    let today = results(&[]);
    assert_eq!(today[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 19, "{today:?}");
    let later = results(&["--as-of", "2024-05-20", "--lang", "vi"]);
    assert_eq!(today[0]["partialFingerprints"], later[0]["partialFingerprints"]);
    assert_ne!(today[0]["message"], later[0]["message"]);
}
