//! Plans that stood only between the two sides: what was late by one of them and is not by either end's is marked, and a slip
//! that was mended before anything was late is not.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, has, list};

const AMENDED: &str = "due = 2024-12-10\namended = [{ by = \"CV 1\", on = 2024-05-02, due = 2024-05-05 }]";
const LATER: &str = "due = 2024-12-10";
const SOONER: &str = "due = 2024-05-05";

/// A task of the year `led` by these with these keys.
fn with(led: &str, keys: &str) -> String {
    let all = "lead = [\"a\", \"b\"]\ndue = 2024-04-10";
    plan("").replace(all, &format!("lead = [{led}]\n{keys}"))
}

/// Plans that stood since these days, the first before all that is compared; what a unit recorded in between.
fn stood(plans: &[(&str, String)], recorded: Option<(&str, &str)>) -> Repo {
    let repo = Repo::new(&plans[0].1, &[("a", ""), ("b", "")]);
    for (at, (day, plan)) in plans.iter().enumerate().skip(1) {
        repo.write("plan.toml", plan);
        repo.commit(day, "Sửa kế hoạch");
        if let Some((day, text)) = recorded.filter(|_| at == 1) {
            repo.unit("a", text).commit(day, "Ghi kết quả");
        }
    }
    repo
}

/// The codes of the marks of the whole range, of so many commits.
fn marked(repo: &Repo, commits: usize) -> Vec<String> {
    repo.codes(&[&format!("HEAD~{commits}..HEAD")])
}

#[test]
fn last_days_moved_to_and_fro_do_not_make_late_work_look_in_time() {
    let plans =
        |day, end| [("", with("\"a\"", LATER)), ("2024-05-02", with("\"a\"", SOONER)), (day, with("\"a\"", end))];
    let done = Some(("2024-05-09", "[nam]\ndone = 2024-05-09\n"));
    let repo = stood(&plans("2024-05-12", LATER), done);
    let shown = repo.changes(&["HEAD~3..HEAD"]);
    assert_eq!(codes(&shown), ["W720"]);
    let mark = &shown["marks"][0];
    assert_eq!((&mark["file"], &mark["task"]), (&json!("plan.toml"), &json!("nam")));
    let moves = json!([{"from": "completed-late", "to": "completed-in-time", "count": 1}]);
    assert_eq!(mark["effects"]["moves"], moves, "{mark}");
    let change = list(&shown["plan_changes"]).last().expect("one").clone();
    assert_eq!((&change["kind"], &change["day"]), (&json!("late-between"), &json!("2024-05-12")));
    let table = flat(&repo.table(&["HEAD~3..HEAD"]));
    assert!(table.contains("1 no longer overdue or late"), "{table}");
    assert!(table.contains("Báo cáo năm [nam] was late by the plan that stood until commit"), "{table}");
    repo.diff(&["HEAD~3..HEAD", "--deny", "W720"]).ends_with(&[1]);
    // Nothing recorded; moved to another day than before; what is not committed yet.
    assert_eq!(marked(&stood(&plans("2024-05-12", LATER), None), 2), ["W720"]);
    assert!(marked(&stood(&plans("2024-05-12", "due = 2024-11-30"), None), 2).contains(&"W720".to_owned()));
    let repo = stood(&plans("2024-05-12", LATER)[..2], None);
    repo.write("plan.toml", with("\"a\"", LATER));
    assert_eq!(repo.codes(&["HEAD~1"]), ["W720"]);
    // Mended before anything was late by it, and on the day that it came.
    assert_eq!(marked(&stood(&plans("2024-05-05", LATER), None), 2), [""; 0]);
    let same_day =
        [("", with("\"a\"", LATER)), ("2024-05-12", with("\"a\"", SOONER)), ("2024-05-12", with("\"a\"", LATER))];
    assert_eq!(marked(&stood(&same_day, None), 2), [""; 0]);
    // What the side before had late as well is told by the two ends.
    let before = [
        ("", with("\"a\"", SOONER)),
        ("2024-05-08", with("\"a\"", "due = 2024-05-06")),
        ("2024-05-12", with("\"a\"", LATER)),
    ];
    assert_eq!(marked(&stood(&before, None), 2), ["W711"]);
}

#[test]
fn duties_that_come_and_go_between_the_two_sides_are_marked() {
    let none = plan("").split("[[tasks]]\nid = \"nam\"").next().expect("the rest").to_owned();
    let milestones = |ids: &[(&str, &str)]| {
        let own = ids.iter().map(|(id, due)| format!("{{ id = \"{id}\", due = {due} }}")).collect::<Vec<_>>();
        with("\"a\"", &format!("milestones = [{}]", own.join(", ")))
    };
    let event = |date: &str| {
        format!("{}[events]\ne = {{ name = \"Hội nghị\"{date} }}\n", with("\"a\"", "due = \"event e + 5 days\""))
    };
    for (name, plans, count) in [
        ("an amendment", [with("\"a\"", LATER), with("\"a\"", AMENDED), with("\"a\"", LATER)], 1),
        ("a task", [none.clone(), with("\"a\", \"b\"", SOONER), with("\"a\", \"b\"", LATER)], 2),
        ("a lead", [with("\"a\"", SOONER), with("\"a\", \"b\"", SOONER), with("\"a\"", SOONER)], 1),
        ("an event", [event(""), event(", date = 2024-04-30"), event(", date = 2024-05-20")], 1),
        (
            "a milestone",
            [
                none.clone(),
                milestones(&[("m1", "2024-05-05"), ("m2", "2024-12-31")]),
                milestones(&[("m2", "2024-12-31")]),
            ],
            1,
        ),
    ] {
        let [first, then, last] = plans;
        let repo = stood(&[("", first), ("2024-05-02", then), ("2024-05-12", last)], None);
        let shown = repo.changes(&["HEAD~2..HEAD"]);
        let mark = list(&shown["marks"]).iter().find(|mark| mark["mark"] == "W720").cloned().unwrap_or_default();
        let effects = &mark["effects"];
        let moved = list(&effects["moves"]).iter().filter_map(|it| it["count"].as_u64()).sum::<u64>();
        assert_eq!(moved + effects["gone_overdue"].as_u64().unwrap_or_default(), count, "{name}: {shown}");
    }
}

#[test]
fn a_plan_that_a_merge_drops_stood_on_its_branch() {
    let repo = stood(&[("", with("\"a\"", LATER))], None);
    repo.git(&["branch", "side"]);
    repo.write("plan.toml", with("\"a\"", SOONER)).commit("2024-05-02", "Sửa hạn");
    repo.git(&["checkout", "--quiet", "side"]);
    repo.unit("b", "[quy.2024-Q1]\nnote = \"…\"\n").commit("2024-05-03", "Ghi");
    repo.git_on("2024-05-12", &["merge", "--quiet", "--strategy=ours", "--message", "Trộn", "main"]);
    let base = repo.git(&["rev-list", "--max-parents=0", "HEAD"]);
    assert_eq!(repo.codes(&[&format!("{}..HEAD", base.trim())]), ["W720"]);
    // A slip of a branch that was mended on it in time.
    let repo = stood(&[("", with("\"a\"", LATER))], None);
    repo.git(&["checkout", "--quiet", "-b", "side"]);
    repo.write("plan.toml", with("\"a\"", SOONER)).commit("2024-05-02", "Sửa hạn");
    repo.write("plan.toml", with("\"a\"", LATER)).commit("2024-05-03", "Sửa lại");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git_on("2024-05-12", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "side"]);
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn bodies_that_plans_share_count_with_the_plan_on_the_way() {
    let bodies = "a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n";
    let own = with("\"g\"", SOONER).replace(bodies, "").replace("\n[units]", "bodies = \"bodies.toml\"\n[units]");
    let own = own.replace("lead = [\"a\", \"b\"]", "lead = [\"g\"]");
    let bodies =
        |members: &str| format!("[units]\n{bodies}[groups.g]\nname = \"Các cơ quan\"\nmembers = [{members}]\n");
    let repo = Repo::new(&own, &[("a", ""), ("b", "")]);
    repo.write("bodies.toml", bodies("\"a\"")).commit("2024-05-01", "Đơn vị");
    repo.write("bodies.toml", bodies("\"a\", \"b\"")).commit("2024-05-02", "Thêm");
    repo.write("bodies.toml", bodies("\"a\"")).commit("2024-05-12", "Bớt");
    // Of each of the two tasks.
    assert_eq!(marked(&repo, 2), ["W720", "W720"]);
}

#[test]
fn what_is_recorded_or_broken_when_the_plan_is_mended_hides_nothing() {
    let plans =
        [("", with("\"a\"", LATER)), ("2024-05-02", with("\"a\"", SOONER)), ("2024-05-12", with("\"a\"", LATER))];
    // Recorded once the plan was put back, of a day on which it was late.
    let repo = stood(&plans, None);
    repo.unit("a", "[nam]\ndone = 2024-05-09\n").commit("2024-05-13", "Ghi sau");
    let shown = repo.changes(&["HEAD~3..HEAD"]);
    assert_eq!(codes(&shown), ["W720"]);
    // As of an earlier day the commit keeps its own.
    let said = flat(&repo.table(&["HEAD~3..HEAD", "--as-of", "2024-05-11"]));
    has(&said, &["Báo cáo năm [nam] was late by the plan that stood until", "of 12/5/2024"]);
    // A file that cannot be read at that moment.
    let repo = stood(&plans[..2], None);
    repo.unit("a", "[nam\n").commit("2024-05-11", "Hỏng");
    repo.write("plan.toml", &plans[2].1).commit("2024-05-12", "Sửa kế hoạch");
    repo.unit("a", "").commit("2024-05-13", "Sửa tệp");
    assert_eq!(marked(&repo, 4), ["W720"]);
}

#[test]
fn late_work_that_both_a_record_and_the_plan_let_off_is_counted_once() {
    let late = "due = 2024-04-10";
    let repo = stood(&[("", with("\"a\"", late)), ("2024-05-02", with("\"a\"", "due = 2024-04-05"))], None);
    repo.unit("a", "[nam]\ndone = 2024-04-08\n").commit("2024-05-03", "Ghi");
    repo.write("plan.toml", with("\"a\"", late)).commit("2024-05-12", "Sửa lại");
    let said = flat(&repo.table(&["HEAD~3..HEAD"]));
    has(&said, &["W720", "1 no longer overdue or late, 1 obligation changed in 1 unit."]);
}

#[test]
fn documents_that_stay_and_drafts_that_were_never_in_force_are_quiet() {
    // Two documents, one after the other: what the first said stays on the boards of its days.
    let both = "due = 2024-12-10\namended = [{ by = \"CV 1\", on = 2024-05-02, due = 2024-05-05 }, \
                { by = \"CV 2\", on = 2024-05-12, due = 2024-12-20 }]";
    let plans =
        [("", with("\"a\"", LATER)), ("2024-05-02", with("\"a\"", AMENDED)), ("2024-05-12", with("\"a\"", both))];
    let all = marked(&stood(&plans, None), 2);
    assert!(!all.contains(&"W720".to_owned()), "{all:?}");
    // A draft that was edited for long on its branch, before and after it came to the main line.
    let repo = stood(&plans[..1], None);
    repo.git(&["checkout", "--quiet", "-b", "nháp"]);
    repo.write("plan.toml", plans[1].1.replace("CV 1", "dự thảo")).commit("2024-05-02", "Nháp");
    repo.write("plan.toml", with("\"a\"", "due = 2024-12-10\nproduct = \"Báo cáo\"")).commit("2024-05-12", "Nháp khác");
    assert_eq!(repo.codes(&["main...HEAD"]), [""; 0]);
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git_on("2024-05-13", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "nháp"]);
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), [""; 0]);
}

/// A branch that left before a last day was moved in time brings the old plan along: it was changed where it stood.
#[test]
fn a_branch_that_merges_later_brings_no_old_plan_back() {
    let repo = stood(&[("", with("\"a\"", LATER)), ("2024-04-20", with("\"a\"", SOONER))], None);
    repo.git(&["checkout", "--quiet", "-b", "đơn-vị"]);
    repo.unit("b", "[quy.2024-Q1]\nnote = \"…\"\n").commit("2024-04-22", "Ghi");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write("plan.toml", with("\"a\"", "due = 2024-06-05")).commit("2024-05-02", "Sửa kịp thời");
    repo.git_on("2024-05-12", &["merge", "--quiet", "--no-ff", "--message", "Trộn", "đơn-vị"]);
    let base = repo.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let all = repo.codes(&[&format!("{}..HEAD", base.trim())]);
    assert!(!all.contains(&"W720".to_owned()), "{all:?}");
}

#[test]
fn what_was_late_until_a_document_let_it_off_was_late_by_the_plan_of_then() {
    let plans =
        [("", with("\"a\"", LATER)), ("2024-05-02", with("\"a\"", SOONER)), ("2024-05-12", with("\"a\"", LATER))];
    let granted = |field: &str| {
        let repo = stood(
            &plans,
            Some((
                "2024-05-09",
                &format!(
                    "[nam]\n{field} = {{ {}by = \"7-CV\", on = 2024-05-09 }}\n",
                    if field == "extended" { "to = 2024-12-20, " } else { "" }
                ),
            )),
        );
        marked(&repo, 3)
    };
    for field in ["extended", "waived"] {
        assert!(granted(field).contains(&"W720".to_owned()), "{field}: {:?}", granted(field));
    }
}

#[test]
fn a_look_at_one_units_late_work_covers_no_others() {
    // One overdue and then pending in each, of different units.
    let change = |led: &str| {
        let plans = [("", with("\"a\"", LATER)), ("2024-05-02", with(led, SOONER)), ("2024-05-12", with(led, LATER))];
        let shown = stood(&plans, None).changes(&["HEAD~2..HEAD"]);
        let mark = list(&shown["marks"]).iter().find(|mark| mark["mark"] == "W720").expect("it is marked");
        mark["change"].clone()
    };
    assert_ne!(change("\"a\""), change("\"b\""));
}

#[test]
fn bodies_that_a_plan_takes_from_a_file_on_the_way_alone_count() {
    let bodies = "a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n";
    let group = |members: &str| format!("[groups.g]\nname = \"Các cơ quan\"\nmembers = [{members}]\n");
    let own =
        with("\"g\"", SOONER).replace("[[tasks]]\nid = \"quy\"", &format!("{}[[tasks]]\nid = \"quy\"", group("\"a\"")));
    let shared =
        own.replace(&group("\"a\""), "").replace(bodies, "").replace("\n[units]", "bodies = \"x.toml\"\n[units]");
    let repo = Repo::new(&own, &[("a", ""), ("b", "")]);
    let file = |members: &str| format!("[units]\n{bodies}{}", group(members));
    repo.write("x.toml", file("\"a\"")).write("plan.toml", &shared).commit("2024-04-01", "Dùng chung");
    repo.write("x.toml", file("\"a\", \"b\"")).commit("2024-05-02", "Thêm");
    repo.write("x.toml", file("\"a\"")).commit("2024-05-12", "Bớt");
    repo.write("plan.toml", &own).delete("x.toml").commit("2024-05-13", "Thôi dùng chung");
    assert_eq!(marked(&repo, 4), ["W720"]);
}
