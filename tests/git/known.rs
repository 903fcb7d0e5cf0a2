//! `--known-on` and `--at`: answers from what git had at the end of a day, or at a revision.

use std::fs;

use serde_json::{Value, json};

use crate::repo::{Repo, TWO_UNITS as PLAN, run};
use crate::support::case::Run;

/// Of 10 March the plan; of 1 April, told on 5 April, that A was done on 28 March; then a commit that claims 2 April.
fn recorded() -> (Repo, [String; 3]) {
    let repo = Repo::init(&[]).with("plan.toml", PLAN).with("units/a.toml", "").with("units/b.toml", "");
    let one = repo.commit("2024-03-10", "Kế hoạch");
    repo.unit("a", "[ke-hoach]\ndone = 2024-03-28\nevidence = \"CV 1\"\n");
    let two = repo.commit("2024-04-05", "Đơn vị A");
    repo.unit("b", "[ke-hoach]\ndone = 2024-03-29\n");
    let three = repo.commit("2024-04-02", "Đơn vị B");
    (repo, [one, two, three])
}

/// The program on the workspace in English, without a day.
fn asks(repo: &Repo, args: &[&str]) -> Run {
    run(repo.program().args(["--lang", "en"]).args(args))
}

/// The state of each item, the day, and the commit and day that `known` has.
fn told(run: &Run) -> Value {
    let told = run.json();
    let items = told["items"].as_array().expect("items are a list").iter();
    let states: Vec<_> = items.map(|item| item["state"].clone()).collect();
    let short = told["known"]["commit"].as_str().map(|id| id[..10].to_owned());
    json!([states, told["as_of"], short, told["known"]["day"]])
}

#[test]
fn what_was_known_on_a_day_and_what_is_known_of_it_today_are_two_answers() {
    let (repo, [one, two, three]) = recorded();
    let json = |args: &[&str]| told(asks(&repo, &[args, &["--format", "json"]].concat()).ends_with(&[0]));
    let today = json(&["list", "--as-of", "2024-03-31"]);
    assert_eq!(today, json!([["completed", "completed"], "2024-03-31", null, null]));
    let known = |day: &str, state: Value, commit: &str, of: &str| {
        assert_eq!(json(&["list", "--known-on", day]), json!([state, day, commit, of]), "{day}");
    };
    known("2024-03-10", json!(["pending", "pending"]), &one, "2024-03-10");
    known("2024-03-31", json!(["overdue", "overdue"]), &one, "2024-03-10");
    // What claims 2 April follows what came on 5 April.
    known("2024-04-04", json!(["overdue", "overdue"]), &one, "2024-03-10");
    known("2024-04-05", json!(["completed", "completed"]), &three, "2024-04-05");
    let at = json(&["list", "--at", &two]);
    assert_eq!(at, json!([["completed", "overdue"], "2024-04-05", two, "2024-04-05"]));
    let of_day = json(&["list", "--at", &two, "--as-of", "2024-03-27"]);
    assert_eq!(of_day, json!([["pending", "pending"], "2024-03-27", two, "2024-04-05"]));
    // Days begin at midnight in the plan's time zone.
    repo.unit("b", "");
    let late = repo.commit("2024-04-30T23:59:59+0700", "Cuối ngày");
    repo.unit("b", "[ke-hoach]\nstarted = 2024-03-28\n");
    repo.commit("2024-04-30T18:30:00+0000", "Hôm sau");
    known("2024-04-30", json!(["completed", "overdue"]), &late, "2024-04-30");
}

#[test]
fn text_says_on_which_commit_it_stands() {
    let (repo, [one, two, _]) = recorded();
    let line = format!("As recorded in git by 31/3/2024: commit {one} of 10/3/2024");
    let whole: &[&[&str]] =
        &[&["status"], &["list"], &["list", "--format", "markdown"], &["show", "a"], &["check"], &["trend"]];
    let rest: &[&[&str]] = &[&["verify-reports"], &["log"], &["log", "--unit", "a"], &["show", "ke-hoach"]];
    for args in whole.iter().chain(rest) {
        let said = asks(&repo, &[*args, &["--known-on", "31/3/2024"]].concat());
        assert!(said.out().lines().take(5).any(|said| said.trim_end_matches('\\') == line), "{args:?}: {said:?}");
    }
    let report = ["report", "month", "2024-03", "--out", "-", "--known-on", "31/3/2024"];
    assert!(asks(&repo, &report).ends_with(&[0]).out().contains(&line));
    // What goes to other offices is silent about our repository.
    for args in [&["remind"][..], &["calendar", "-o", "-"]] {
        let said = asks(&repo, &[args, &["--known-on", "31/3/2024"]].concat());
        assert!(said.err().contains(&line) && !said.out().contains(&line), "{said:?}");
    }
    let said = run(repo.program().args(["--lang", "vi", "--at", &two]));
    assert!(said.out().contains(&format!("Theo dữ liệu trong git tại commit {two} ngày 05/4/2024\n")), "{said:?}");
    assert!(said.out().contains(&format!("tiendo show b --at {two}")), "further commands ask the same: {said:?}");
}

#[test]
fn nothing_that_is_not_committed_plays_a_role() {
    let (repo, [one, ..]) = recorded();
    let ask = ["list", "--known-on", "2024-03-31"];
    let before = asks(&repo, &ask).ends_with(&[0]).out().to_owned();
    repo.write("plan.toml", "broken").unit("a", "broken").unit("c", "[ke-hoach]\ndone = 2024-03-28\n");
    assert_eq!(asks(&repo, &ask).ends_with(&[0]).out(), before);
    // Nor that the workspace is no longer where it was.
    fs::remove_dir_all(repo.work.join("units")).expect("it is there");
    repo.delete("plan.toml");
    assert_eq!(asks(&repo, &ask).ends_with(&[0]).out(), before);
    // What is broken in the revision is named by it.
    repo.write("plan.toml", PLAN).unit("a", "[ke-hoach]\ndone = 2024-99-28\n");
    let broken = repo.commit("2024-05-01", "Hỏng");
    let said = asks(&repo, &["list", "--at", "HEAD"]);
    assert!(said.ends_with(&[3]).err().contains(&format!("{broken}:units/a.toml:2:8")), "{said:?}");
    assert_eq!(
        asks(&repo, &["list", "--at", &one, "--as-of", "2024-03-31"]).ends_with(&[0]).out().lines().count(),
        before.lines().count()
    );
}

#[test]
fn a_workspace_is_found_where_it_lay() {
    let repo = Repo::init(&[]).inside("cu").with("plan.toml", PLAN).with("units/a.toml", "").with("units/b.toml", "");
    repo.commit("2024-03-10", "Kế hoạch");
    repo.git(&["mv", "cu", "moi"]);
    let repo = repo.inside("moi");
    repo.commit("2024-05-01", "Chuyển thư mục");
    let moved = asks(&repo, &["list", "--known-on", "2024-03-31"]).ends_with(&[0]).out().to_owned();
    assert!(moved.contains("2 days"), "{moved}");
    // From a folder of it, as from itself; and where nothing is on disk.
    let within =
        run(Repo::program_in(&repo.workspace.join("units")).args(["--lang", "en", "list", "--known-on", "2024-05-01"]));
    assert_eq!(within.ends_with(&[0]).out(), asks(&repo, &["list", "--known-on", "2024-05-01"]).out());
    let gone = run(Repo::program_in(&repo.work).args([
        "-C",
        "cu/plan.toml",
        "--lang",
        "en",
        "list",
        "--known-on",
        "2024-03-31",
    ]));
    assert_eq!(gone.ends_with(&[0]).out(), moved);
    let bare = repo.beside("kho.git");
    repo.git(&["clone", "--quiet", "--bare", ".", &bare.display().to_string()]);
    let bare = run(Repo::program_in(&bare).args(["-C", "moi", "--lang", "en", "list", "--known-on", "2024-05-01"]));
    assert_eq!(bare.out(), within.out(), "{bare:?}");
}

#[test]
fn evidence_is_that_of_the_revision() {
    let sha = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    let record =
        format!("[ke-hoach]\ndone = 2024-03-28\nevidence = [{{ file = \"minh-chung/a.pdf\", sha256 = \"{sha}\" }}]\n");
    let repo = Repo::init(&[]).with("plan.toml", PLAN).with("units/a.toml", record).with("units/b.toml", "");
    repo.write("minh-chung/a.pdf", "hello");
    repo.commit("2024-04-01", "Minh chứng");
    repo.write("minh-chung/a.pdf", "khác");
    assert!(asks(&repo, &["check", "--as-of", "2024-05-01"]).out().contains("W521"));
    let known = asks(&repo, &["check", "--known-on", "2024-05-01"]);
    assert!(!known.out().contains("W52"), "{known:?}");
    repo.commit("2024-05-02", "Sửa");
    repo.git(&["rm", "--quiet", "minh-chung/a.pdf"]);
    repo.commit("2024-05-03", "Xóa");
    assert!(asks(&repo, &["check", "--known-on", "2024-05-02"]).out().contains("W521"));
    assert!(asks(&repo, &["check", "--known-on", "2024-05-03"]).out().contains("W520"));
}

#[test]
fn a_collection_is_taken_at_one_commit() {
    let shared = "plans = [\"*\"]\n[units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\n";
    let plan = |number: &str| {
        let own = "bodies = \"../plans.toml\"\n\n[[tasks]]";
        let header = PLAN.replace("\"1-KH\"", &format!("\"{number}\""));
        let (head, tail) = header.split_once("[units]\n").expect("it has units");
        format!("{}{own}{}", head.trim_end().to_owned() + "\n", tail.split_once("[[tasks]]").expect("it has tasks").1)
    };
    let repo = Repo::init(&[]).with("plans.toml", shared).with("mot/plan.toml", plan("1-KH"));
    repo.commit("2024-03-10", "Tập");
    repo.write("plans.toml", shared.replace("Đơn vị B", "Tên mới")).write("hai/plan.toml", plan("2-KH"));
    let two = repo.commit("2024-04-05", "Thêm");
    repo.write("plans.toml", "broken");
    let of = |args: &[&str]| {
        let told = asks(&repo, &[args, &["list", "--format", "json"]].concat()).ends_with(&[0]).json();
        let plans = told["plans"].as_array().expect("plans are a list").iter();
        let plans: Vec<Value> =
            plans.map(|plan| json!([plan["folder"], plan["units"][1]["name"], plan["known"]])).collect();
        json!([plans, told["as_of"], told["known"]["day"]])
    };
    assert_eq!(of(&["--known-on", "2024-03-31"]), json!([[["mot", "Đơn vị B", null]], "2024-03-31", "2024-03-10"]));
    let both = json!([[["hai", "Tên mới", null], ["mot", "Tên mới", null]], "2024-04-05", "2024-04-05"]);
    assert_eq!(of(&["--at", "HEAD"]), both);
    let board = asks(&repo, &["--at", "HEAD"]);
    assert!(
        board.ends_with(&[0]).out().contains(&format!("As recorded in git at commit {two} of 05/4/2024\n")),
        "{board:?}"
    );
    let report = asks(&repo, &["report", "month", "2024-03", "--out", "-", "--at", "HEAD"]);
    let line = format!("As recorded in git at commit {two} of 05/4/2024");
    assert!(report.ends_with(&[0]).out().contains(&line), "{report:?}");
    assert!(asks(&repo, &["report", "month", "2024-03", "--at", "HEAD"]).ends_with(&[2]).err().contains("--out DIR"));
    let one = asks(&repo, &["--plan", "2-KH", "show", "b", "--at", "HEAD"]);
    assert!(one.ends_with(&[0]).out().contains("Tên mới"), "{one:?}");
    let missing = asks(&repo, &["--plan", "2-KH", "list", "--known-on", "2024-03-31"]);
    assert!(missing.ends_with(&[2]).err().contains("2-KH"), "{missing:?}");
    let other = Repo::init(&[]).with("plan.toml", PLAN);
    other.commit("2024-01-01", "Khác");
    let other = other.work.display().to_string();
    let said = asks(&repo, &["-C", &other, "--at", "HEAD"]);
    assert!(said.ends_with(&[2]).err().contains("lies in another repository"), "{said:?}");
}

#[test]
fn what_cannot_be_answered_is_said() {
    let (repo, [_, two, _]) = recorded();
    let refused = |args: &[&str], code: i32, said: &str| {
        let run = asks(&repo, args);
        assert_eq!((run.ends_with(&[code]).out(), run.err()), ("", format!("error: {said}\n").as_str()), "{args:?}");
    };
    refused(
        &["--known-on", "2024-03-09"],
        2,
        "nothing was recorded in git by 09/3/2024: the history begins on 10/3/2024",
    );
    refused(&["--at", "khong-co"], 2, "there is no revision “khong-co”");
    let files = |option: &str, command: &str| {
        format!("“tiendo {command}” works with the files as they are and takes no {option}")
    };
    refused(&["--known-on", "2024-04-01", "done", "ke-hoach"], 2, &files("--known-on", "done"));
    refused(&["--at", "HEAD", "sync"], 2, &files("--at", "sync"));
    refused(&["task", "cancel", "ke-hoach", "--by", "CV 1", "--at", "HEAD"], 2, &files("--at", "task cancel"));
    refused(&["--at", "HEAD", "explain", "E101"], 2, &files("--at", "explain"));
    refused(&["--at", "HEAD", "diff"], 2, "“tiendo diff” takes revisions without --at: tiendo diff A..B");
    refused(
        &["list", "--known-on", "2024-04-01..2024-04-05"],
        2,
        "two days (A..B) are compared by “tiendo diff” alone; --known-on takes one day here",
    );
    refused(
        &["report", "month", "--at", "HEAD"],
        2,
        "reports/ holds reports on the files beside it: with --at, name a folder with --out DIR, or --out - to print",
    );
    for args in [&["--at", "HEAD", "check", "--staged"][..], &["--at", "HEAD", "verify-reports", "HEAD"]] {
        assert!(asks(&repo, args).ends_with(&[2]).err().contains("--at"), "{args:?}");
    }
    assert!(asks(&repo, &["--at", "HEAD", "--known-on", "2024-04-05"]).ends_with(&[2]).err().contains("--known-on"));
    // What git does not have it does not know.
    let clone = repo.beside("nong");
    let from = format!("file://{}", repo.work.display());
    repo.git(&["clone", "--quiet", "--depth", "2", &from, &clone.display().to_string()]);
    let shallow = |args: &[&str]| run(Repo::program_in(&clone).args(["--lang", "en"]).args(args));
    let said = shallow(&["--known-on", "2024-03-31"]);
    let expected = "error: this clone has no commit by 31/3/2024: it begins on 05/4/2024; git fetch --unshallow brings earlier ones\n";
    assert_eq!(said.ends_with(&[3]).err(), expected);
    let said = shallow(&["--at", &two]);
    assert!(said.ends_with(&[0]).out().contains("This clone is shallow: with the whole history"), "{said:?}");
}

#[test]
fn what_is_said_later_of_a_day_is_a_comparison_of_two_days() {
    let (repo, [one, _, three]) = recorded();
    let said = asks(&repo, &["diff", "--known-on", "2024-03-31..2024-04-05", "--as-of", "2024-03-31"]);
    let compared = format!("Compared: ({one}, 10/3/2024) → ({three}, 02/4/2024)");
    assert!(said.ends_with(&[0]).out().contains(&compared), "{said:?}");
    let told = asks(&repo, &["diff", "--known-on", "2024-03-31..2024-04-05", "--format", "json"]).json();
    assert_eq!(told["after"]["as_of"], "2024-04-05", "{told}");
    repo.unit("b", "");
    let now = asks(&repo, &["diff", "--known-on", "2024-04-30", "--as-of", "2024-04-30"]);
    assert!(now.out().contains("the completion was withdrawn") || now.out().contains("W701"), "{now:?}");
    assert!(asks(&repo, &["diff", "--known-on", "2024-04-30", "HEAD"]).ends_with(&[2]).err().contains("--known-on"));
    // What happened later is no part of it.
    repo.unit("a", "[ke-hoach]\ndone = 2024-03-27\nevidence = \"CV 1\"\n");
    repo.unit("b", "[ke-hoach]\ndone = 2024-04-20\n");
    repo.commit("2024-05-01", "Sửa");
    let units = |args: &[&str]| {
        let told =
            asks(&repo, &[&["diff", "--known-on", "2024-03-31..2024-05-01", "--format", "json"], args].concat()).json();
        let changes = told["changes"].as_array().expect("changes are a list").iter();
        changes.map(|change| change["unit"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(units(&[]), ["a", "b"]);
    assert_eq!(units(&["--as-of", "2024-03-31"]), ["a"]);
}
