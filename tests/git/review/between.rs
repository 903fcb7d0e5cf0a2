//! Plans that stood only between the two sides: what was late by one of them and is not by either end's is marked, and a slip
//! that was mended before anything was late is not.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, list};

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
