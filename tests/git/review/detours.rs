//! What happened on the way between the two sides, and what looks like another place, name or file. Each beside its nearest
//! honest change.

use serde_json::json;

use super::{FIRST, codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, has, text};

const RANGE: &str = "HEAD~1..HEAD";
const TWO: &str = "HEAD~2..HEAD";

fn start() -> Repo {
    Repo::new(&plan(""), &[("a", ""), ("b", "")])
}

fn extended(to: &str, by: &str, on: &str) -> String {
    format!("[nam]\nextended = {{ to = {to}, by = \"{by}\", on = {on} }}\n")
}

#[test]
fn an_extension_that_becomes_a_longer_one_on_the_way() {
    let repo = start();
    repo.unit("a", extended("2024-04-20", "77-CV", "2024-04-05")).commit("2024-04-06", "Gia hạn");
    repo.unit("a", extended("2024-07-30", "77-CV", "2024-04-05")).commit("2024-05-14", "Sửa");
    let backdated = ["--backdated", "30"];
    assert_eq!(repo.codes(&[&[TWO][..], &backdated].concat()), ["W717", "W720"]);
    has(
        &flat(&repo.table(&[TWO])),
        &["recorded the extension as to 20/4/2024 by 77-CV of 05/4/2024; now it is to 30/7/2024 by 77-CV"],
    );
    // The same with another document of the same day.
    let repo = start();
    repo.unit("a", extended("2024-05-30", "77-CV", "2024-04-05")).commit("2024-04-06", "Gia hạn");
    repo.unit("a", extended("2024-05-30", "78-CV", "2024-04-05")).commit("2024-05-14", "Sửa");
    assert_eq!(repo.codes(&[TWO]), ["W720"]);
    // Honest: a later document extends further; and a note is added.
    let repo = start();
    repo.unit("a", extended("2024-05-10", "77-CV", "2024-04-05")).commit("2024-04-06", "Gia hạn");
    repo.unit("a", extended("2024-05-30", "79-CV", "2024-05-08")).commit("2024-05-09", "Gia hạn tiếp");
    repo.unit("a", extended("2024-05-30", "79-CV", "2024-05-08") + "note = \"…\"\n").commit("2024-05-12", "Chú thích");
    assert_eq!(repo.codes(&["HEAD~3..HEAD"]), [""; 0]);
}

#[test]
fn what_was_accepted_reached_or_shown_on_the_way() {
    for (stood, now, code, honest) in [
        (
            "done = 2024-04-08\nevidence = [\"1-BC\"]\n",
            "done = 2024-04-08\nevidence = [\"2-BC\"]\n",
            "W720",
            "done = 2024-04-08\nevidence = [\"1-BC\", \"2-BC\"]\n",
        ),
        (
            "waived = { by = \"80-CV\", on = 2024-04-05 }\n",
            "waived = { by = \"81-CV\", on = 2024-04-05 }\n",
            "W720",
            "waived = { by = \"80-CV\", on = 2024-04-05 }\nnote = \"…\"\n",
        ),
    ] {
        for (now, expected) in [(now, &[code][..]), (honest, &[])] {
            let repo = start();
            repo.unit("a", format!("[nam]\n{stood}")).commit("2024-04-09", "Ghi");
            repo.unit("a", format!("[nam]\n{now}")).commit("2024-04-10", "Ghi lại");
            assert_eq!(repo.codes(&[TWO]), expected, "{now}");
        }
    }
}

#[test]
fn an_extension_that_was_taken_back_puts_off_nothing() {
    let granted = |last: &str| {
        let repo = start();
        repo.unit("a", extended("2024-04-20", "77-CV", "2024-04-05")).commit("2024-04-06", "Gia hạn");
        repo.unit("a", last).commit("2024-04-12", "Rút");
        repo.unit("a", extended("2024-06-30", "78-CV", "2024-04-18")).commit("2024-04-18", "Gia hạn lại");
        repo.codes(&["HEAD~3..HEAD", "--backdated", "180"])
    };
    assert_eq!(granted("[nam]\nnote = \"…\"\n"), ["W705"]);
    // Honest: it stood until the later one.
    assert_eq!(granted(&(extended("2024-04-20", "77-CV", "2024-04-05") + "note = \"…\"\n")), [""; 0]);
}

#[test]
fn a_promise_that_is_dropped_while_the_work_is_not_open() {
    let waived = "waived = { by = \"80-CV\", on = 2024-05-12 }\n";
    let step = |covered: &[&str], last: &str| {
        let repo = start();
        repo.unit("a", "[nam]\ncommitted = 2024-06-01\n").commit("2024-05-11", "Hẹn");
        for record in covered {
            repo.unit("a", format!("[nam]\n{record}")).commit("2024-05-12", "Trong khi đó");
        }
        repo.unit("a", format!("[nam]\n{last}")).commit("2024-05-15", "Mở lại");
        repo.codes(&[RANGE, "--backdated", "180"])
    };
    let put_off = "committed = 2024-12-01\n";
    // Put off under the waiver, which is then taken back.
    assert_eq!(step(&[waived, &format!("{put_off}{waived}")], put_off), ["W719"]);
    // Under a completion, and under an extension.
    assert_eq!(step(&["done = 2024-05-12\n"], put_off), ["W701", "W719"]);
    let longer = "extended = { to = 2024-06-30, by = \"77-CV\", on = 2024-05-12 }\n";
    assert_eq!(step(&[longer], put_off), ["W719"]);
    // Honest: the promise that there was, and none where there never was one.
    assert_eq!(step(&[waived], "committed = 2024-06-01\n"), [""; 0]);
    assert_eq!(step(&[longer], "committed = 2024-06-01\n"), [""; 0]);
}

#[test]
fn a_report_made_while_other_names_stood() {
    let made = |on_the_way: &dyn Fn(&Repo), after: &dyn Fn(&Repo)| {
        let repo = start();
        on_the_way(&repo);
        repo.run(&["report", "quarter", "2024-Q1", "--as-of", AS_OF]).ends_with(&[0]);
        repo.commit("2024-05-15", "Báo cáo");
        after(&repo);
        repo.commit("2024-05-16", "Về sau");
        repo.codes(&["HEAD~2..HEAD", "--backdated", "180"])
    };
    let plan_is = |text: String| {
        move |repo: &Repo| {
            repo.write("plan.toml", &text);
        }
    };
    let swapped = plan("")
        .replace("a = \"Văn phòng\"", "a = \"Phòng ?\"")
        .replace("b = \"Phòng Kế hoạch\"", "b = \"Văn phòng\"")
        .replace("Phòng ?", "Phòng Kế hoạch");
    let back = plan_is(plan(""));
    assert_eq!(made(&plan_is(swapped), &back), ["W708"]);
    assert_eq!(made(&plan_is(plan("").replace("Báo cáo quý", "Báo cáo khác")), &back), ["W708"]);
    let unit = |text: &'static str| {
        move |repo: &Repo| {
            repo.unit("a", text);
        }
    };
    assert_eq!(made(&unit("[quy.2024-Q1]\nreason = \"Được miễn\"\n"), &unit("")), ["W708"]);
    // Honest: names that stay, reasons that stay or go on.
    let renamed = plan("").replace("Báo cáo quý", "Báo cáo từng quý");
    assert_eq!(made(&plan_is(renamed.clone()), &plan_is(renamed)), [""; 0]);
    let reason = "[quy.2024-Q1]\nreason = \"Chờ số liệu\"\n";
    assert_eq!(made(&unit(reason), &unit(reason)), [""; 0]);
    assert_eq!(made(&unit(reason), &unit("[quy.2024-Q1]\nreason = \"Chờ duyệt\"\n")), [""; 0]);
}

#[test]
fn work_under_a_milestone_that_the_task_never_had_in_the_end() {
    let repo = start();
    repo.unit("a", "[nam.m]\ndone = 2024-05-09\n").commit("2024-05-11", "Ghi");
    repo.unit("a", "[nam]\ndone = 2024-05-03\n").commit("2024-05-12", "Ghi lại");
    assert_eq!(repo.codes(&[TWO]), ["W720"]);
    // Honest: a key mistyped and corrected.
    let repo = start();
    repo.unit("a", "[nam]\ndone = 2024-05-03\nnoet = \"…\"\n").commit("2024-05-11", "Ghi");
    repo.unit("a", "[nam]\ndone = 2024-05-03\nnote = \"…\"\n").commit("2024-05-12", "Ghi lại");
    assert_eq!(repo.codes(&[TWO]), [""; 0]);
}

#[test]
fn work_in_a_folder_in_which_the_workspace_was_only_on_the_way() {
    let moved = |middle: &str, last: &str, to: &str| {
        let repo = Repo::init(&[]);
        repo.write("p/plan.toml", plan("")).write("p/units/a.toml", "").write("p/units/b.toml", "");
        repo.commit(FIRST, "Bắt đầu");
        repo.git(&["mv", "p", "m"]);
        repo.write("m/units/a.toml", middle).commit("2024-05-11", "Chuyển");
        repo.git(&["mv", "m", to]);
        repo.write(&format!("{to}/units/a.toml"), last).commit("2024-05-12", "Chuyển tiếp");
        repo.inside(to).codes(&[TWO])
    };
    for to in ["x", "p"] {
        assert_eq!(moved("[nam]\ndone = 2024-05-09\n", "[nam]\ndone = 2024-05-03\n", to), ["W720"], "{to}");
        // Honest: moved twice, and nothing else.
        assert_eq!(moved("", "", to), [""; 0], "{to}");
    }
}

#[test]
fn a_plan_that_moves_and_leaves_something_in_its_place() {
    let leaves = |left: &str| {
        let repo = Repo::init(&[]);
        repo.write("p/plan.toml", plan("")).write("p/units/a.toml", "").commit(FIRST, "Bắt đầu");
        repo.git(&["mv", "p", "x"]);
        repo.replace("x/plan.toml", "2024-04-10", "2024-06-30");
        repo.write("p/plan.toml", left).commit(AS_OF, "Chuyển");
        repo.inside("x")
    };
    // Nothing that can be read; and another plan, while the one that moved has the number.
    for left in ["# moved to x\n", &plan("").replace("1-KH", "9-KH")] {
        let shown = leaves(left).changes(&[RANGE]);
        assert_eq!((codes(&shown), &shown["begins"]), (vec!["W711".to_owned()], &json!(false)), "{left}");
    }
    // Honest: a copy beside the plan that stays is new.
    assert_eq!(leaves(&plan("")).changes(&[RANGE])["begins"], json!(true));
}

#[test]
fn a_branch_from_before_the_workspace_that_brings_it_again() {
    let repo = Repo::init(&[]);
    repo.write("x", "").commit("2024-01-04", "Kho");
    repo.git(&["branch", "nhánh"]);
    let repo = repo.begun(&plan(""), &[("a", ""), ("b", "")]);
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.write("plan.toml", plan("").replace("2024-04-10", "2024-06-30")).unit("a", "").unit("b", "");
    repo.commit("2024-05-10", "Kế hoạch");
    let shown = repo.changes(&["main...nhánh"]);
    assert_eq!(shown["begins"], json!(false), "{shown}");
    assert!(codes(&shown).contains(&"W711".to_owned()), "{shown}");
    // Honest: where there is none anywhere it begins.
    let repo = Repo::init(&[]);
    repo.write("x", "").commit("2024-01-04", "Kho");
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    let repo = repo.begun(&plan(""), &[("a", ""), ("b", "")]);
    let shown = repo.changes(&["main...nhánh"]);
    assert_eq!((codes(&shown), &shown["begins"]), (vec![], &json!(true)));
}

#[test]
fn excuses_that_come_with_the_workspace() {
    let begun = |reviewed: &str| {
        let repo = Repo::init(&[]);
        repo.write("x", "").commit("2024-01-04", "Kho");
        repo.write("reviewed.toml", reviewed);
        repo.begun(&plan(""), &[("a", ""), ("b", "")]).codes(&[RANGE])
    };
    let entry = "[[reviewed]]\nmark = \"W701\"\nunit = \"a\"\ntask = \"nam\"\nchange = \"2024-04-08 → null\"\n\
                 reason = \"Nhầm\"\nby = \"12-CV\"\non = 2024-01-02\n";
    assert_eq!(begun(entry), ["W729"]);
    assert_eq!(begun("# chưa xem điều gì\n"), [""; 0]);
}

#[test]
fn attributes_are_read_as_on_disk() {
    let repo = start();
    repo.write(".gitattributes", "\u{feff}units/b.toml -diff\n").commit(AS_OF, "Thuộc tính");
    assert_eq!(repo.codes(&[RANGE]), ["W725"]);
}

#[test]
fn files_that_look_like_reports_and_the_index() {
    let repo = start();
    for quarter in ["2024-Q1", "2024-Q2"] {
        repo.run(&["report", "quarter", quarter, "--as-of", AS_OF]).ends_with(&[0]);
    }
    repo.commit(AS_OF, "Báo cáo");
    let forged = repo.text("reports/2024-Q1.md").replace("quá hạn", "đúng hạn");
    for file in ["reports/2024-Q1-final.md", "reports/2024/2024-Q1.md"] {
        repo.write(file, &forged).commit(AS_OF, "Bản cuối");
        let shown = repo.changes(&[RANGE]);
        assert_eq!((codes(&shown), text(&shown["marks"][0]["file"])), (vec!["W708".to_owned()], file));
    }
    has(&flat(&repo.table(&[RANGE])), &["bears the mark of a report, but not the name of one"]);
    repo.write("reports/ghi-chu.md", "# Ghi chú\n").commit(AS_OF, "Honest");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
    // The index: made again it is no news, written by hand it is.
    let documents = |repo: &Repo| repo.changes(&[RANGE])["documents"].as_array().map_or(0, Vec::len);
    repo.run(&["report", "quarter", "--all", "--as-of", AS_OF]).ends_with(&[0]);
    repo.commit(AS_OF, "Mục lục");
    repo.run(&["report", "month", "2024-04", "--as-of", AS_OF]).ends_with(&[0]);
    repo.run(&["report", "month", "--all", "--as-of", AS_OF]).ends_with(&[0]);
    repo.commit(AS_OF, "Thêm báo cáo");
    assert!(repo.text("reports/README.md").contains("2024-04"));
    assert_eq!(documents(&repo), 0);
    repo.write("reports/README.md", "# Quý I: mọi việc đúng hạn\n").commit(AS_OF, "Viết lại");
    assert_eq!(documents(&repo), 1);
}

#[test]
fn names_that_are_one_where_case_does_not_count() {
    for (path, content) in [("Plan.toml", plan("")), ("Units/a.toml", "[nam]\ndone = 2024-04-09\n".to_owned())] {
        let repo = start();
        repo.write(path, &content);
        repo.git(&["add", "--all"]);
        // What a folder beside `units/` records is lost where both are on the disk.
        let run = repo.diff(&["--format", "json"]);
        run.ends_with(&[if path.starts_with("Units") { 3 } else { 0 }]);
        assert_eq!(codes(&run.json()), ["W722"], "{path}: {run:?}");
        assert_eq!(repo.codes(&["--staged"]), ["W722"], "{path}");
        repo.commit(AS_OF, "Thêm");
        assert_eq!(repo.codes(&[RANGE]), ["W722"], "{path}");
        repo.write("x", "").commit(AS_OF, "Việc khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "told when it came");
    }
    let repo = start();
    repo.write("Kế hoạch.toml", plan("")).commit(AS_OF, "Bản sao");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

#[test]
fn an_ordinary_branch_is_no_line_that_goes_back() {
    let repo = start();
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    repo.unit("a", "[nam]\nstarted = 2024-04-09\n").commit("2024-05-05", "Nhánh");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2024-05-12", "Nhánh chính");
    let notes = |repo: &Repo, range: &str| repo.changes(&[range])["line_notes"].as_array().map_or(0, Vec::len);
    assert_eq!(notes(&repo, "main...nhánh"), 0);
    repo.git_on("2024-05-15", &["merge", "--quiet", "--no-ff", "--no-edit", "nhánh"]);
    assert_eq!(notes(&repo, RANGE), 0);
}

/// What was accepted, or reached, on the way and is not so at the end; a later day of acceptance is a new one.
#[test]
fn an_acceptance_or_an_amount_that_stood_on_the_way() {
    let target = plan("acceptance = true") + "target = { min = 10 }\n";
    let on_the_way = |first: &str, stood: &str, last: &str| {
        let repo = Repo::new(&target, &[("a", first), ("b", "")]);
        repo.unit("a", stood).commit("2024-05-11", "Ghi");
        repo.unit("a", last).commit("2024-05-12", "Ghi lại");
        let mut codes = repo.codes(&[TWO, "--backdated", "180"]);
        codes.retain(|code| code == "W720");
        codes.len()
    };
    let done = |accepted: &str| format!("[nam]\ndone = 2024-04-09\n{accepted}");
    let accepted = |day: &str| done(&format!("accepted = 2024-05-{day}\n"));
    assert_eq!(on_the_way(&done(""), &accepted("10"), &done("")), 1);
    assert_eq!(on_the_way(&done(""), &accepted("10"), &accepted("09")), 1);
    assert_eq!(on_the_way(&done(""), &accepted("09"), &accepted("10")), 0);
    assert_eq!(on_the_way(&done(""), &accepted("10"), &accepted("10")), 0);
    let reached = |amounts: &str| format!("[nam]\nprogress = [{amounts}]\n");
    let one = "{ on = 2024-05-10, value = 4 }";
    assert_eq!(on_the_way("", &reached(one), ""), 1);
    assert_eq!(on_the_way("", &reached(one), &reached("{ on = 2024-05-10, value = 5 }")), 1);
    assert_eq!(on_the_way("", &reached(one), &reached(&format!("{one}, {{ on = 2024-05-12, value = 5 }}"))), 0);
}
