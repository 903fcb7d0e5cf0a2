//! Every plan of the side before is compared, or it is told that it is not: whatever takes the place of a list or of a plan, and
//! whatever lies in a submodule. What code hosts read of a collection is of all its plans.

use serde_json::Value;

use super::{FIRST, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, has, list, text};

const RANGE: &str = "HEAD~1..HEAD";
const EASED: (&str, &str) = ("due = 2024-04-10", "due = 2024-12-10");

/// Two plans in a list.
fn listed() -> Repo {
    let repo = Repo::init(&[]).with("plans.toml", "plans = [\"p\", \"q\"]\n");
    for (folder, number) in [("p", "1-KH"), ("q", "2-KH")] {
        repo.write(&format!("{folder}/plan.toml"), plan("").replace("1-KH", number));
        repo.write(&format!("{folder}/units/a.toml"), "").write(&format!("{folder}/units/b.toml"), "");
    }
    repo.commit(FIRST, "Bắt đầu");
    repo
}

/// What a range of commits is marked with, and where.
fn marked(repo: &Repo, args: &[&str]) -> Vec<String> {
    let run = repo.diff(&[args, &["--format", "sarif"]].concat());
    let shown = run.ends_with(&[0]).json();
    let uri = |it: &Value| {
        let uri = &it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        format!("{} {}", text(&it["ruleId"]), text(uri))
    };
    list(&shown["runs"][0]["results"]).iter().map(uri).collect()
}

#[test]
fn a_plan_in_the_place_of_a_list_hides_none_of_its_plans() {
    // One that came.
    let repo = listed();
    repo.write("plan.toml", plan("").replace("1-KH", "3-KH")).write("units/a.toml", "");
    repo.replace("p/plan.toml", EASED.0, EASED.1).commit(AS_OF, "Thêm");
    assert_eq!(marked(&repo, &[RANGE]), ["W735 p/plan.toml", "W735 q/plan.toml"]);
    repo.diff(&[RANGE, "--deny", "W735"]).ends_with(&[1]);
    has(&flat(&repo.table(&[RANGE])), &["plan 1-KH (p) is no longer in the collection", "of them 4 were overdue"]);
    // One that moved there: the other is told.
    let repo = listed();
    repo.git(&["mv", "q/plan.toml", "q/units", "."]);
    repo.replace("p/plan.toml", EASED.0, EASED.1).commit(AS_OF, "Chuyển");
    assert_eq!(marked(&repo, &[RANGE]), ["W735 p/plan.toml"]);
    // Honest: the only plan of a list moves to the top.
    let repo = listed();
    repo.write("plans.toml", "plans = [\"p\"]\n")
        .delete("q/plan.toml")
        .delete("q/units/a.toml")
        .delete("q/units/b.toml");
    repo.commit(AS_OF, "Chỉ còn một");
    repo.git(&["mv", "p/plan.toml", "p/units", "."]);
    repo.delete("plans.toml").commit(AS_OF, "Chuyển");
    assert_eq!(marked(&repo, &[RANGE]), [""; 0]);
}

#[test]
fn a_list_in_the_place_of_a_plan_hides_it_not() {
    let moved = |list: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("other/plan.toml", plan("").replace("1-KH", "5-KH")).write("other/units/a.toml", "");
        repo.write("real/.keep", "").commit(FIRST, "Thư mục");
        repo.git(&["mv", "plan.toml", "units", "real"]);
        repo.replace("real/plan.toml", EASED.0, EASED.1);
        repo.write("plans.toml", format!("plans = [{list}]\n")).commit(AS_OF, "Danh sách");
        repo
    };
    assert!(marked(&moved("\"other\""), &[RANGE]).contains(&"W735 plans.toml".to_owned()));
    // Honest: the plan is in the list, and is compared.
    let all = marked(&moved("\"real\""), &[RANGE]);
    assert_eq!(all, ["W711 real/plan.toml"]);
}

#[test]
fn a_plan_whose_folder_is_gone_or_leads_elsewhere_is_told_though_the_list_names_it() {
    let gone = || {
        let repo = listed();
        repo.delete("q/plan.toml").delete("q/units/a.toml").delete("q/units/b.toml");
        repo
    };
    let repo = gone();
    repo.commit(AS_OF, "Bỏ");
    let run = repo.diff(&[RANGE, "--format", "sarif"]);
    has(run.ends_with(&[3]).out(), &["Plan 2-KH (q) is no longer in the collection"]);
    #[cfg(unix)]
    {
        let repo = gone();
        std::fs::remove_dir_all(repo.work.join("q")).expect("it is there");
        std::os::unix::fs::symlink("p", repo.work.join("q")).expect("it can be made");
        repo.commit(AS_OF, "Liên kết");
        has(repo.diff(&[RANGE, "--format", "sarif"]).out(), &["Plan 2-KH (q) is no longer in the collection"]);
    }
    // The list moves with its folder, without one of its plans.
    let repo = Repo::init(&[]).with("k/plans.toml", "plans = [\"p\", \"q\"]\n");
    for (folder, number) in [("p", "1-KH"), ("q", "2-KH")] {
        repo.write(&format!("k/{folder}/plan.toml"), plan("").replace("1-KH", number));
        repo.write(&format!("k/{folder}/units/a.toml"), "").write(&format!("k/{folder}/units/b.toml"), "");
    }
    repo.commit(FIRST, "Bắt đầu");
    repo.git(&["mv", "k", "m"]);
    repo.write("m/plans.toml", "plans = [\"p\"]\n").commit(AS_OF, "Chuyển");
    let repo = repo.inside("m");
    has(&flat(&repo.table(&[RANGE])), &["Plan 2-KH (q) is no longer in the collection"]);
}

#[test]
fn a_plan_that_is_listed_only_between_the_two_sides_is_told_if_it_was_late() {
    let passing = |days: [&str; 2]| {
        let repo = listed();
        repo.write("r/plan.toml", plan("").replace("1-KH", "3-KH")).write("r/units/a.toml", "");
        repo.write("plans.toml", "plans = [\"p\", \"q\", \"r\"]\n").commit(days[0], "Thêm");
        repo.write("plans.toml", "plans = [\"p\", \"q\"]\n").commit(days[1], "Bớt");
        marked(&repo, &["HEAD~2..HEAD"])
    };
    assert_eq!(passing(["2024-04-02", "2024-05-12"]), ["W735 plans.toml"]);
    // A slip that was mended before anything was late.
    assert_eq!(passing(["2024-01-10", "2024-01-12"]), [""; 0]);
}

#[test]
fn code_hosts_and_comments_are_told_of_all_plans_together() {
    let repo = listed();
    for folder in ["p", "q"] {
        repo.replace(&format!("{folder}/plan.toml"), EASED.0, EASED.1);
    }
    repo.write("p/units/a.toml", "[quy.2024-Q1]\ndone = 2024-03-30\n").commit(AS_OF, "Nới");
    let both = ["W703 p/units/a.toml", "W711 p/plan.toml", "W711 q/plan.toml"];
    assert_eq!(marked(&repo, &[RANGE]), both);
    let quality = repo.diff(&[RANGE, "--format", "gitlab"]).ends_with(&[0]).json();
    let of = |it: &Value| format!("{} {}", text(&it["check_name"]), text(&it["location"]["path"]));
    let both = ["backdated p/units/a.toml", "deadline-moved p/plan.toml", "deadline-moved q/plan.toml"];
    assert_eq!(list(&quality).iter().map(of).collect::<Vec<_>>(), both);
    let comment = repo.markdown(&[RANGE]);
    let verdict = comment.lines().next().unwrap_or_default();
    assert!(verdict.starts_with("**5 no longer overdue or late, 2 deadlines moved, "), "{verdict}");
    assert!(
        verdict.ends_with("1 obligation changed in 1 plan, 4 obligations changed standing because the plan changed.**"),
        "{verdict}"
    );
    // A plan that is dropped is the gravest of all.
    repo.write("plans.toml", "plans = [\"p\"]\n").commit(AS_OF, "Bỏ");
    let comment = repo.markdown(&[RANGE]);
    assert!(comment.starts_with("**1 plan no longer in the collection, "), "{comment}");
    assert_eq!(marked(&repo, &[RANGE]), ["W735 plans.toml"]);
}

#[test]
fn what_lies_in_a_submodule_is_told_where_it_is_another() {
    let inner = Repo::init(&[]).with("bc.txt", "một\n").with("plan.toml", plan("")).with("units/a.toml", "");
    inner.commit(FIRST, "Bắt đầu");
    let one = inner.git(&["rev-parse", "HEAD"]).trim().to_owned();
    inner.write("bc.txt", "hai\n").replace("plan.toml", EASED.0, EASED.1);
    inner.commit(AS_OF, "Sửa");
    let two = inner.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let at = |repo: &Repo, path: &str, commit: &str| {
        repo.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{commit},{path}")]);
        repo.git_on(AS_OF, &["commit", "--quiet", "--message", "Submodule"]);
    };
    let digest = "3a5a2d1a2a0a5e1c9ba3c0c6c3b8f2d1d1e7e7a7f3f4b5a6c7d8e9f0a1b2c3d4";
    let evidence =
        format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"evidence/bc.txt\", sha256 = \"{digest}\" }}]\n");
    let repo = Repo::new(&plan(""), &[("a", &evidence), ("b", "")]);
    for path in ["evidence", "reports", "khac"] {
        at(&repo, path, &one);
    }
    at(&repo, "evidence", &two);
    assert_eq!(marked(&repo, &[RANGE]), ["W725 evidence/bc.txt"]);
    at(&repo, "reports", &two);
    assert_eq!(marked(&repo, &[RANGE]), ["W725 reports"]);
    // A submodule in which nothing is looked for is nobody's business.
    at(&repo, "khac", &two);
    assert_eq!(marked(&repo, &[RANGE]), [""; 0]);
    // A plan that a list finds by a pattern.
    let repo = listed();
    repo.write("plans.toml", "plans = [\"*\"]\n").commit(AS_OF, "Tất cả");
    at(&repo, "r", &one);
    at(&repo, "r", &two);
    assert_eq!(marked(&repo, &[RANGE]), ["W725 plans.toml"]);
}

#[test]
fn what_begins_between_the_two_sides_is_looked_at_from_its_beginning() {
    let repo = Repo::init(&[]).with("README", "Trước\n");
    repo.commit(FIRST, "Trước");
    repo.write("plan.toml", plan("")).write("units/a.toml", "[nam]\ndone = 2024-04-12\n").write("units/b.toml", "");
    repo.commit("2024-04-13", "Bắt đầu");
    // Nothing came after it.
    assert_eq!(marked(&repo, &[RANGE]), [""; 0]);
    has(&flat(&repo.table(&[RANGE])), &["The workspace is new: 2 tasks and 2 units. There is nothing earlier"]);
    repo.write("units/a.toml", "[nam]\ndone = 2024-04-09\n").commit("2024-04-20", "Sửa ngày");
    assert_eq!(marked(&repo, &["HEAD~2..HEAD"]), ["W702 units/a.toml"]);
    let said = flat(&repo.table(&["HEAD~2..HEAD"]));
    has(&said, &["The workspace is new: 2 tasks and 2 units. It began with commit", "1 no longer overdue or late"]);
    let notes = repo.changes(&["HEAD~2..HEAD"])["line_notes"].clone();
    assert_eq!([&notes[0]["kind"], &notes[0]["day"]], ["began", "2024-04-13"]);
}

#[test]
fn a_comment_counts_the_plans_that_cannot_be_read() {
    let repo = listed();
    repo.write("q/plan.toml", "x").commit(AS_OF, "Hỏng");
    let run = repo.diff(&[RANGE, "--format", "markdown"]);
    assert!(run.ends_with(&[3]).out().starts_with("**1 plan cannot be read, "), "{run:?}");
}

#[test]
fn titles_that_a_task_and_a_milestone_exchange_are_marked() {
    let titled = |task: &str, milestone: &str| {
        plan("").replace("title = \"Báo cáo năm\"", &format!("title = \"{task}\"")).replace(
            "due = 2024-04-10",
            &format!("milestones = [{{ id = \"m\", due = 2024-04-10, title = \"{milestone}\" }}]"),
        )
    };
    let change = |task: &str, milestone: &str| {
        let repo = Repo::new(&titled("Số hóa", "Khảo sát"), &[("a", ""), ("b", "")]);
        repo.write("plan.toml", titled(task, milestone)).commit(AS_OF, "Đổi tên");
        repo.codes(&[RANGE])
    };
    assert_eq!(change("Khảo sát", "Số hóa"), ["W722", "W722"]);
    assert_eq!(change("Số hóa hồ sơ", "Khảo sát thực tế"), [""; 0]);
}

#[test]
fn of_several_common_commits_that_of_the_line_counts_whatever_dates_say() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.git(&["checkout", "--quiet", "-b", "nhanh"]);
    repo.replace("plan.toml", EASED.0, EASED.1).commit("2024-04-23", "Nới");
    repo.git(&["branch", "noi"]);
    repo.git(&["checkout", "--quiet", "main"]);
    repo.replace("plan.toml", EASED.0, "due = 2024-04-05").commit("2024-04-22", "Sửa");
    repo.git(&["branch", "dung"]);
    repo.git_on("2024-04-24", &["merge", "--quiet", "--strategy=ours", "--message", "Không nhận", "noi"]);
    repo.git(&["checkout", "--quiet", "nhanh"]);
    repo.git_on("2024-04-24", &["merge", "--quiet", "--strategy=ours", "--message", "Trộn", "dung"]);
    assert_eq!(repo.git(&["merge-base", "--all", "main", "HEAD"]).lines().count(), 2);
    assert_eq!(repo.codes(&["main...HEAD"]), ["W711"]);
}

#[test]
fn the_first_line_counts_late_work_that_is_late_no_more_also_without_a_mark() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[nam]\ndone = 2024-04-09\n").commit("2024-04-20", "Ghi");
    let said = repo.table(&[RANGE]);
    has(&flat(&said), &["1 no longer overdue or late, 1 obligation changed in 1 unit, nothing needs review."]);
    // What was not late is only changed.
    repo.unit("b", "[quy.2024-Q4]\nstarted = 2024-05-02\n").commit(AS_OF, "Bắt đầu");
    assert!(!repo.table(&[RANGE]).contains("no longer overdue"));
}
