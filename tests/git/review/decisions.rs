//! What documents change of a plan is reported as one, by the document, with a mark of its own.

use serde_json::{Value, json};

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, list};

const RANGE: &str = "HEAD~1..HEAD";
const UNITS: [(&str, &str); 2] = [("a", ""), ("b", "[nam]\ndone = 2024-04-09\n")];
const DUE: &str = "due = 2024-04-10";
const AMENDED: &str = "due = 2024-04-10\namended = [{ by = \"CV 88\", on = 2024-05-02, due = 2024-06-30 }]";

/// A plan whose task of the year has other keys in its second commit.
fn amended(before: &str, after: &str) -> Repo {
    let milestones = before.starts_with("milestones");
    let units = UNITS.map(|(id, text)| (id, text.replace("[nam]", if milestones { "[nam.m1]" } else { "[nam]" })));
    let units = [(units[0].0, units[0].1.as_str()), (units[1].0, units[1].1.as_str())];
    let repo = Repo::new(&plan("").replace(DUE, before), &units);
    repo.write("plan.toml", plan("").replace(DUE, after)).commit(AS_OF, "Sửa kế hoạch");
    repo
}

/// The codes of the marks, the kinds of what changed of the plan, and all that is said in a table.
fn told(repo: &Repo, args: &[&str]) -> (Vec<String>, Vec<String>, Value, String) {
    let shown = repo.changes(args);
    let kinds = list(&shown["plan_changes"]).iter().map(|it| it["kind"].as_str().unwrap_or_default().to_owned());
    let codes = codes(&shown).iter().map(ToString::to_string).collect();
    (codes, kinds.collect(), shown["plan_changes"][0].clone(), flat(&repo.table(args)))
}

#[test]
fn an_amendment_is_told_as_one_with_its_document() {
    let repo = amended(DUE, &AMENDED.replace("06-30 }", "06-30, wording = \"Trong tháng 6\" }"));
    let (codes, kinds, change, table) = told(&repo, &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W731".to_owned()][..], &["task-amended".to_owned()][..]));
    assert_eq!(
        change,
        json!({"kind": "task-amended", "task": "nam", "by": "CV 88", "on": "2024-05-02", "obligations": 2,
               "keys": ["due", "wording"], "moved": [{"period": null, "from": "2024-04-10", "to": "2024-06-30"}]})
    );
    let said = "Amended by CV 88 of 02/5/2024: Báo cáo năm [nam]: last day 10/4/2024 → 30/6/2024, 2 obligations; \
                wording: “Trong tháng 6”";
    assert!(table.contains(&format!("W731 {said} — 1 obligation: overdue → not yet due")), "{table}");
    assert!(!table.contains("Deadline moved") && !table.contains("reworded"), "{table}");
    assert!(repo.markdown(&[RANGE]).replace('\\', "").contains(said));
    repo.diff(&[RANGE, "--deny", "W711"]).ends_with(&[0]);
    repo.diff(&[RANGE, "--deny", "amended"]).ends_with(&[1]);
    // As of a day before it, nothing is another.
    let (codes, kinds, change, _) = told(&repo, &[RANGE, "--as-of", "2024-04-15"]);
    assert_eq!(
        (codes.len(), kinds.as_slice(), &change["obligations"]),
        (0, &["task-amended".to_owned()][..], &json!(0))
    );
}

#[test]
fn a_rewrite_beside_an_amendment_stays_a_rewrite() {
    let rewritten = AMENDED.replace("due = 2024-04-10", "due = 2024-04-20");
    let (codes, kinds, ..) = told(&amended(DUE, &rewritten), &[RANGE]);
    assert_eq!(codes, ["W711"]);
    assert_eq!(kinds, ["deadline-moved", "task-amended"]);
    // An amendment that is rewritten itself.
    let (codes, kinds, ..) = told(&amended(AMENDED, &AMENDED.replace("06-30", "12-31")), &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W711".to_owned()][..], &["deadline-moved".to_owned()][..]));
    // One that both sides have is reported no more.
    let (codes, kinds, ..) = told(&amended(AMENDED, &format!("{AMENDED}\nnote = \"x\"")), &[RANGE]);
    assert_eq!((codes.len(), kinds.as_slice()), (0, &["task-reworded".to_owned()][..]));
}

#[test]
fn what_a_document_cancels_adds_or_gives_to_others_is_told_by_it() {
    let cancelled = format!("{DUE}\ncancelled = {{ by = \"CV 90\", on = 2024-05-10 }}");
    let (codes, kinds, change, table) = told(&amended(DUE, &cancelled), &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W732".to_owned()][..], &["task-cancelled".to_owned()][..]));
    assert_eq!(change["obligations"], 1);
    assert!(table.contains("W732 Cancelled by CV 90 of 10/5/2024: Báo cáo năm [nam], 1 obligation"), "{table}");
    let led = format!("{DUE}\namended = [{{ by = \"CV 91\", on = 2024-05-10, lead = [\"b\"] }}]");
    let (codes, kinds, change, _) = told(&amended(DUE, &led), &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W731".to_owned()][..], &["task-amended".to_owned()][..]));
    assert_eq!(change["obligations"], 1);
    let new = format!(
        "{DUE}\n[[tasks]]\nid = \"moi\"\ntitle = \"Việc mới\"\nlead = [\"a\"]\ndue = 2024-07-01\n\
         added = {{ by = \"CV 92\", on = 2024-05-02 }}"
    );
    let (codes, _, change, table) = told(&amended(DUE, &new), &[RANGE]);
    assert_eq!((codes.len(), &change["by"], &change["on"]), (0, &json!("CV 92"), &json!("2024-05-02")));
    assert!(table.contains("led by Văn phòng; by CV 92 of 02/5/2024"), "{table}");
}

#[test]
fn an_amendment_of_a_milestone_is_told_with_the_milestone() {
    let two = "milestones = [{ id = \"m1\", due = 2024-04-10 }, { id = \"m2\", due = 2024-09-01AMENDED }]";
    let before = two.replace("AMENDED", "");
    let after = two.replace("AMENDED", ", amended = [{ by = \"CV 88\", on = 2024-05-02, due = 2024-11-01 }]");
    let (codes, kinds, change, table) = told(&amended(&before, &after), &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W731".to_owned()][..], &["task-amended".to_owned()][..]));
    assert_eq!((&change["milestone"], &change["moved"][0]["to"]), (&json!("m2"), &json!("2024-11-01")));
    assert!(table.contains("[nam], m2: last day 01/9/2024 → 01/11/2024, 2 obligations"), "{table}");
}

#[test]
fn what_takes_overdue_work_off_earlier_days_is_marked() {
    let added = |on: &str| format!("{DUE}\nadded = {{ by = \"CV 12\", on = {on} }}");
    // Today it is overdue as before; as of 9 May it is not there.
    let repo = amended(DUE, &added("2024-05-10"));
    let (codes, kinds, change, table) = told(&repo, &[RANGE]);
    assert_eq!((codes.as_slice(), kinds.as_slice()), (&["W733".to_owned()][..], &["earlier-days".to_owned()][..]));
    let expected = json!({"kind": "earlier-days", "task": "nam", "day": "2024-05-09",
                          "added": {"from": null, "to": "2024-05-10"}});
    assert_eq!(change, expected);
    let said = "W733 Báo cáo năm [nam] counts as added on 10/5/2024 only, so it is missing as of the end of 09/5/2024 \
                — no longer owed: 1 that was overdue 29 days";
    assert!(table.contains(said), "{table}");
    repo.diff(&[RANGE, "--deny", "earlier-days"]).ends_with(&[1]);
    // What the plan takes off the units is told with the plan, and is no change of theirs.
    let gone = amended(DUE, &added("2024-06-01")).changes(&[RANGE]);
    assert_eq!((gone["changes"].as_array().map(Vec::len), super::kinds(&gone)), (Some(0), vec!["earlier-days"]));
    // Moved later.
    let (codes, _, change, _) = told(&amended(&added("2024-04-01"), &added("2024-05-10")), &[RANGE]);
    assert_eq!((codes.as_slice(), &change["added"]["from"]), (&["W733".to_owned()][..], &json!("2024-04-01")));
    // The nearest that is honest: added before anything was due, or to an earlier day; a new task.
    for (before, after) in [(DUE, &added("2024-04-02")), (&added("2024-05-10"), &added("2024-04-20"))] {
        assert_eq!(told(&amended(before, after), &[RANGE]).0, [""; 0], "{after}");
    }
    let new = format!("{DUE}\n[[tasks]]\nid = \"moi\"\ntitle = \"Việc mới\"\nlead = [\"a\"]\n{}", added("2024-05-10"));
    assert_eq!(told(&amended(DUE, &new), &[RANGE]).0, [""; 0]);
}

#[test]
fn amendments_that_are_rewritten_for_earlier_days_are_marked() {
    let two = |first: &str| {
        format!(
            "{DUE}\namended = [{{ by = \"CV 1\", on = {first}, due = 2024-06-30 }}, \
             {{ by = \"CV 2\", on = 2024-05-10, due = 2024-04-10 }}]"
        )
    };
    let repo = amended(&two("2024-05-02"), &two("2024-04-05"));
    let (codes, kinds, _, table) = told(&repo, &[RANGE]);
    assert_eq!(
        (codes, kinds),
        (vec!["W733".to_owned()], ["document-rewritten", "earlier-days"].map(String::from).into())
    );
    let change = repo.changes(&[RANGE])["plan_changes"][1].take();
    assert_eq!((&change["day"], change.get("added")), (&json!("2024-05-01"), None));
    assert!(table.contains("Amendments of Báo cáo năm [nam], or what counted before them, were rewritten"), "{table}");
    // With a later day nothing that was late is in time; the document is another all the same.
    let (codes, kinds, ..) = told(&amended(&two("2024-05-02"), &two("2024-05-03")), &[RANGE]);
    assert_eq!((codes, kinds), (vec!["W718".to_owned()], vec!["document-rewritten".to_owned()]));
    // Written otherwise, with the same documents, it is the same.
    let (codes, ..) = told(&amended(&two("2024-05-02"), &two("2024-05-02 ")), &[RANGE]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn each_milestone_and_each_cause_is_told_for_itself() {
    let two = |first: &str, second: &str| {
        format!(
            "milestones = [{{ id = \"m1\", due = 2024-04-10{first} }}, {{ id = \"m2\", due = 2024-04-20{second} }}]"
        )
    };
    let added = |on: &str| format!(", added = {{ by = \"CV 12\", on = {on} }}");
    let (codes, _, change, table) = told(&amended(&two("", ""), &two("", &added("2024-05-10"))), &[RANGE]);
    assert_eq!((codes.as_slice(), &change["milestone"]), (&["W733".to_owned()][..], &json!("m2")));
    assert!(table.contains("[nam], m2 counts as added on 10/5/2024 only"), "{table}");
    // What a milestone says itself stands, whatever the task says; the other is missing with the task.
    let whole = format!("{}\nadded = {{ by = \"CV 12\", on = 2024-05-10 }}", two("", &added("2024-01-02")));
    let (codes, _, change, table) = told(&amended(&two("", &added("2024-01-02")), &whole), &[RANGE]);
    assert_eq!((codes.as_slice(), change.get("milestone")), (&["W733".to_owned()][..], None));
    assert!(table.contains("— no longer owed: 1 that was overdue 29 days"), "{table}");
    // Beside an honest amendment, the day before it was said to be added shows it.
    let both = format!("{AMENDED}\nadded = {{ by = \"CV 12\", on = 2024-05-01 }}");
    let (codes, _, _, table) = told(&amended(DUE, &both), &[RANGE]);
    assert_eq!(codes, ["W731", "W733"]);
    assert!(table.contains("missing as of the end of 30/4/2024"), "{table}");
}

/// What a task said at first counts as of the days before its amendment: what is late then cannot be written away.
#[test]
fn what_counted_before_an_amendment_is_marked_when_it_is_rewritten() {
    let later = "amended = [{ by = \"CV 7\", on = 2024-05-10, due = 2024-06-30 }]";
    let of = |first: &str| format!("due = {first}\n{later}");
    let (codes, kinds, change, table) = told(&amended(&of("2024-04-10"), &of("2024-05-30")), &[RANGE]);
    assert_eq!((codes, kinds), (vec!["W733".to_owned()], vec!["earlier-days".to_owned()]));
    assert_eq!(change["day"], "2024-05-09");
    assert!(table.contains("1 obligation: overdue → not yet due"), "{table}");
    assert!(table.contains("1 no longer overdue or late"), "{table}");
    // Of a milestone, and by who is there to owe it.
    let milestone = |first: &str| format!("milestones = [{{ id = \"m1\", due = {first}, {later} }}]");
    assert_eq!(told(&amended(&milestone("2024-04-10"), &milestone("2024-05-30")), &[RANGE]).0, ["W733"]);
    let repo = amended(&of("2024-04-10"), &of("2024-04-10"));
    repo.replace("plan.toml", "a = \"Văn phòng\"", "a = { name = \"Văn phòng\", from = 2024-04-20 }");
    repo.commit("2024-05-15", "Đơn vị đến sau");
    assert!(repo.codes(&[RANGE]).contains(&"W733".to_owned()), "{:?}", repo.codes(&[RANGE]));
    // And what was to be reached then.
    let target = |first: u32| {
        let later = "amended = [{ by = \"CV 7\", on = 2024-05-10, target = { min = 50, unit = \"lớp\" } }]";
        format!("due = 2024-12-10\ntarget = {{ min = {first}, unit = \"lớp\" }}\n{later}")
    };
    let (codes, kinds, change, _) = told(&amended(&target(100), &target(50)), &[RANGE]);
    assert_eq!((codes, kinds), (vec!["W733".to_owned()], vec!["earlier-days".to_owned()]));
    assert_eq!(change["day"], "2024-05-09");
    assert_eq!(told(&amended(&target(50), &target(100)), &[RANGE]).0, [""; 0]);
    let own = |first: u32| {
        let later = "amended = [{ by = \"CV 7\", on = 2024-05-10, target = { min = 50 } }]";
        format!("milestones = [{{ id = \"m1\", due = 2024-12-10, target = {{ min = {first} }}, {later} }}]")
    };
    let (codes, _, change, _) = told(&amended(&own(100), &own(50)), &[RANGE]);
    assert_eq!((codes, &change["milestone"]), (vec!["W733".to_owned()], &json!("m1")));
    // Honest: to a nearer day, or where nothing was late before the amendment.
    assert_eq!(told(&amended(&of("2024-05-30"), &of("2024-04-10")), &[RANGE]).0, [""; 0]);
    assert_eq!(told(&amended(&of("2024-05-20"), &of("2024-05-30")), &[RANGE]).0, [""; 0]);
}
