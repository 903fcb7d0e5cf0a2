//! A dishonest clerk and the records: what was recorded for what is not owed as of the day, grants that count for nothing,
//! steps that are small enough each, and looks that would cover too much. Each beside its nearest honest change.

use serde_json::json;

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::flat;

const RANGE: &str = "HEAD~1..HEAD";

/// The marks of what the unit `a` recorded on the as-of day, where a plan was followed up from `day` on.
#[track_caller]
fn marked(plan: &str, before: &str, (day, after): (&str, &str)) -> Vec<String> {
    let repo = Repo::new(plan, &[("a", before), ("b", "")]);
    repo.unit("a", after).commit(day, "Ghi");
    repo.codes(&[RANGE])
}

/// The unit `a` ends on 20 April and `b` takes over what it led alone: a report due on 25 April.
fn ended() -> String {
    plan("")
        .replace("a = \"Văn phòng\"", "a = { name = \"Văn phòng\", until = 2024-04-20, successor = \"b\" }")
        .replace("2024-04-10", "2024-04-25")
        .replace("lead = [\"a\", \"b\"]", "lead = [\"a\"]")
}

#[test]
fn records_of_what_a_unit_does_not_owe_as_of_the_day() {
    let said = |day: &str, evidence: &str| format!("[nam]\ndone = 2024-{day}\nevidence = \"{evidence}\"\n");
    // Done after its end it is the successor's; moved to before the end it takes the duty off the successor.
    let (late, early) = (said("05-02", "số 1"), said("04-18", "số 2"));
    assert_eq!(marked(&ended(), &late, (AS_OF, &early)), ["W702", "W704"]);
    assert_eq!(marked(&ended(), &early, (AS_OF, &late)), ["W702", "W704"]);
    assert_eq!(marked(&ended(), &early, (AS_OF, "")), ["W707", "W701", "W704"]);
    assert_eq!(marked(&ended(), &early, (AS_OF, &format!("{early}note = \"đã lưu\"\n"))), [""; 0]);
    // What it takes off or puts on the successor is no change of the plan.
    let repo = Repo::of(&ended(), &early, "");
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("Standing changed because of another unit's record (1)"), "{table}");
    assert!(table.contains("Phòng Kế hoạch: not owed as of that day → overdue 20 days"), "{table}");
    assert!(!table.contains("because the plan changed"), "{table}");
    assert_eq!(repo.changes(&[RANGE])["changes"][1]["cause"], "other-unit");
    // Nor is it hidden what is recorded for a task that is not there yet.
    let added = plan("") + "added = { by = \"1-CV\", on = 2024-07-01 }\n";
    assert_eq!(marked(&added, "", (AS_OF, &said("04-09", "x"))), ["W703"]);
    assert_eq!(marked(&added, &said("04-09", "x"), (AS_OF, &said("04-08", "x"))), ["W702", "W703"]);
    let run = Repo::of(&added, "", &said("05-14", "x")).diff(&[RANGE, "--format", "json"]).json();
    assert_eq!(run["changes"][0]["after"]["state"], json!(null));
}

#[test]
fn the_last_day_in_force_is_that_of_an_extension_that_counts() {
    let amended = |day: &str, to: &str| plan("") + &format!("amended = [{{ by = \"88\", on = {day}, due = {to} }}]\n");
    let extended = |on: &str, to: &str| format!("[nam]\nextended = {{ by = \"{on}\", on = 2024-{on}, to = {to} }}\n");
    // The plan was amended after the first extension was granted, which counts no more.
    let void = extended("01-20", "2024-12-31");
    let later = extended("05-14", "2025-06-30");
    assert_eq!(marked(&amended("2024-02-02", "2024-04-30"), &void, (AS_OF, &later)), ["W705"]);
    assert_eq!(marked(&amended("2024-02-02", "2024-05-14"), &void, (AS_OF, &later)), [""; 0]);
    // It holds nobody to an earlier day either.
    let early = extended("04-05", "2024-04-30");
    assert_eq!(marked(&amended("2024-04-25", "2024-06-30"), &early, (AS_OF, &later)), [""; 0]);
    // Nor does it cover a promise that is put off.
    let promise = |day: &str| format!("[nam]\ncommitted = {day}\n");
    let covered = void.replace("[nam]", "[nam]\ncommitted = 2024-12-01");
    assert_eq!(marked(&amended("2024-02-02", "2024-04-30"), &promise("2024-05-10"), (AS_OF, &covered)), ["W719"]);
    let counts = extended("04-29", "2024-12-31").replace("[nam]", "[nam]\ncommitted = 2024-12-01");
    assert_eq!(marked(&amended("2024-02-02", "2024-04-30"), &promise("2024-05-10"), (AS_OF, &counts)), [""; 0]);
    // A promise of what the plan cancelled is none.
    let cancelled = plan("") + "cancelled = { by = \"9\", on = 2024-05-10 }\n";
    let noted = "[nam]\nnote = \"x\"\n";
    assert_eq!(marked(&cancelled, &format!("{noted}committed = 2024-05-20\n"), (AS_OF, noted)), [""; 0]);
}

#[test]
fn one_extension_that_was_there_for_a_moment_shields_no_other() {
    let extended =
        |on: &str, to: &str| format!("[nam]\nextended = {{ by = \"{on}\", on = 2024-{on}, to = 2024-{to} }}\n");
    let way = |first: &str| {
        let repo = Repo::new(&plan("").replace("2024-04-10", "2024-04-30"), &[("a", ""), ("b", "")]);
        repo.unit("a", extended("04-29", "05-31")).commit(first, "Gia hạn");
        repo.unit("a", extended("05-10", "06-30")).commit(AS_OF, "Gia hạn tiếp");
        repo.codes(&["HEAD~2..HEAD"])
    };
    assert_eq!(way("2024-05-03"), [""; 0]);
    assert_eq!(way(AS_OF), ["W705"]);
}

#[test]
fn late_work_that_becomes_late_by_fewer_days() {
    let extended = |to: &str| format!("[nam]\nextended = {{ by = \"0-CV\", on = 2024-04-09, to = 2024-{to} }}\n");
    assert_eq!(marked(&plan(""), "", (AS_OF, &extended("05-14"))), ["W717"]);
    assert_eq!(marked(&plan(""), "", ("2024-05-09", &extended("05-14"))), [""; 0]);
    let done = "[nam]\ndone = 2024-05-10\n";
    let eased = extended("05-09").replace("[nam]\n", done);
    assert_eq!(marked(&plan(""), done, (AS_OF, &eased)), ["W717"]);
    let table = flat(&Repo::of(&plan(""), done, &eased).table(&[RANGE]));
    assert!(table.contains("late by fewer days: extension of 09/4/2024, recorded on 15/5/2024"), "{table}");
}

#[test]
fn acceptances_and_amounts_that_are_dated_back() {
    let accepted = |day: &str| format!("[nam]\ndone = 2024-04-09\naccepted = {day}\n");
    let claimed = "[nam]\ndone = 2024-04-09\n";
    let plan = plan("acceptance = true") + "target = { min = 100, unit = \"chi bộ\" }\n";
    assert_eq!(marked(&plan, claimed, (AS_OF, &accepted("2024-04-10"))), ["W703"]);
    assert_eq!(marked(&plan, claimed, (AS_OF, &accepted("2024-04-15"))), [""; 0]);
    let reached = |day: &str| format!("[nam]\nprogress = [{{ on = 2024-{day}, value = 100 }}]\n");
    assert_eq!(marked(&plan, "", (AS_OF, &reached("03-09"))), ["W703"]);
    assert_eq!(marked(&plan, "", (AS_OF, &reached("05-09"))), [""; 0]);
}

const REPORT: &str = "reports/2024-Q1.md";

/// A report of the first quarter that matches its data.
fn reported() -> Repo {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.run(&["report", "quarter", "2024-Q1", "--as-of", "2024-04-10"]).ends_with(&[0]);
    repo.commit("2024-04-10", "Báo cáo");
    repo
}

fn forge(repo: &Repo, from: &str, to: &str) {
    let text = repo.text(REPORT);
    assert!(text.contains(from), "{text}");
    repo.write(REPORT, text.replace(from, to));
}

#[test]
fn a_report_that_was_forged_while_nothing_could_be_read() {
    let repo = reported();
    forge(&repo, "Kế hoạch năm", "Kế hoạch khác");
    repo.write("plan.toml", plan("") + "x = [\n").commit("2024-05-14", "Sửa");
    repo.write("plan.toml", plan("")).commit(AS_OF, "Sửa lại");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), ["W708"]);
}

#[test]
fn a_look_at_one_change_covers_no_other_of_the_same_report() {
    let repo = reported();
    forge(&repo, "Kế hoạch năm", "Kế hoạch khác");
    repo.commit("2024-05-10", "Sửa báo cáo");
    let mark = &repo.changes(&[RANGE])["marks"][0];
    let change = mark["change"].as_str().expect("a change is text").to_owned();
    let entry = |mark: &str, change: &str| {
        format!(
            "[[reviewed]]\nmark = \"{mark}\"\nfile = \"{REPORT}\"\nchange = \"{change}\"\n\
             reason = \"Lỗi chính tả\"\nby = \"12-CV\"\non = 2024-05-10\n"
        )
    };
    repo.write("seen.toml", entry("W708", &change));
    let seen = repo.workspace.join("seen.toml");
    let seen = seen.to_str().expect("it is text");
    let exit = |repo: &Repo| repo.diff(&[RANGE, "--deny", "W708", "--reviewed", seen]).code();
    assert_eq!(exit(&repo), Some(0));
    forge(&repo, "Kế hoạch khác", "Kế hoạch khác nữa");
    repo.commit(AS_OF, "Sửa nữa");
    assert_eq!(exit(&repo), Some(1));
    // Nor does one that says of no change what it was.
    repo.write("seen.toml", entry("W708", ""));
    assert_eq!(exit(&repo), Some(1));
}

#[test]
fn a_look_at_some_excuses_covers_no_others() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let excuse = |task: &str| {
        format!(
            "[[reviewed]]\nmark = \"W711\"\ntask = \"{task}\"\nchange = \"x\"\nreason = \"x\"\nby = \"12-CV\"\n\
             on = 2024-05-10\n"
        )
    };
    repo.write("reviewed.toml", excuse("nam")).commit("2024-05-10", "Xem");
    let of = |repo: &Repo| repo.changes(&[RANGE])["marks"][0]["change"].clone();
    let first = of(&repo);
    repo.write("reviewed.toml", excuse("nam") + &excuse("quy")).commit(AS_OF, "Xem nữa");
    assert_eq!(repo.codes(&[RANGE]), ["W729"]);
    assert_ne!(of(&repo), first);
    // What cannot be read is refused in the change that breaks it.
    repo.write("reviewed.toml", "x = [").commit(AS_OF, "Hỏng");
    repo.diff(&[RANGE]).ends_with(&[3]);
}
