//! Promises that are dropped or put off where no one looks, each beside its nearest honest change.

use super::plan;
use crate::repo::Repo;

const RANGE: &str = "HEAD~1..HEAD";
const TWO: &str = "HEAD~2..HEAD";
const PROMISE: &str = "[nam]\ncommitted = 2024-06-01\n";
const LATER: &str = "[nam]\ncommitted = 2024-12-01\n";

#[test]
fn a_promise_that_is_made_and_dropped_while_the_record_is_alike_at_both_ends() {
    let made = |begun: &str, promised: &str, last: &str| {
        let repo = Repo::new(&plan(""), &[("a", begun), ("b", "")]);
        repo.unit("a", promised).commit("2024-05-11", "Hẹn");
        repo.unit("a", last).commit("2024-05-12", "Sau đó");
        repo.codes(&[TWO, "--backdated", "180"])
    };
    assert_eq!(made("", PROMISE, ""), ["W720"]);
    assert_eq!(made(LATER, PROMISE, LATER), ["W720"]);
    // Where the record's own mark says it, that is all.
    assert_eq!(made("", PROMISE, LATER), ["W719"]);
    // Honest: kept, made for an earlier day, or not needed any more.
    assert_eq!(made("", PROMISE, PROMISE), [""; 0]);
    assert_eq!(made("", LATER, PROMISE), [""; 0]);
    assert_eq!(made("", PROMISE, "[nam]\ndone = 2024-05-12\n"), [""; 0]);
    let longer = "[nam]\nextended = { to = 2024-06-30, by = \"77-CV\", on = 2024-04-09 }\n";
    assert_eq!(made("", PROMISE, longer), [""; 0]);
}

#[test]
fn a_promise_that_is_shed_by_an_extension_that_ends_before_it() {
    let shed = |to: &str| {
        let repo = Repo::new(&plan(""), &[("a", PROMISE), ("b", "")]);
        repo.unit("a", format!("[nam]\nextended = {{ to = {to}, by = \"77-CV\", on = 2024-04-09 }}\n"));
        repo.commit("2024-04-09", "Gia hạn");
        repo.codes(&[RANGE])
    };
    assert_eq!(shed("2024-05-20"), ["W719"]);
    assert_eq!(shed("2024-06-01"), [""; 0]);
}

/// A promise under an extension that stands still is the one that counts, and not an older one.
#[test]
fn a_promise_for_a_day_before_the_one_that_counts() {
    let extended = "extended = { to = 2024-06-30, by = \"77-CV\", on = 2024-04-09 }\n";
    let back = |to: &str| {
        let repo = Repo::new(&plan(""), &[("a", "[nam]\ncommitted = 2024-04-20\n"), ("b", "")]);
        repo.unit("a", format!("[nam]\ncommitted = 2024-06-01\n{extended}")).commit("2024-04-09", "Gia hạn");
        repo.unit("a", format!("[nam]\ndone = 2024-05-08\n{extended}")).commit("2024-05-08", "Xong");
        repo.unit("a", format!("[nam]\ncommitted = {to}\n{extended}")).commit("2024-05-09", "Làm lại");
        repo.codes(&[RANGE]).into_iter().filter(|code| code == "W719").count()
    };
    assert_eq!(back("2024-05-20"), 0, "it is earlier than the one that counts");
    assert_eq!(back("2024-06-20"), 1);
    // Under an extension that has gone, but for a later day than that granted.
    let back = |to: &str| {
        let repo = Repo::new(&plan(""), &[("a", "[nam]\ncommitted = 2024-05-15\n"), ("b", "")]);
        let shorter = extended.replace("06-30", "05-31");
        repo.unit("a", format!("[nam]\ncommitted = 2024-06-20\n{shorter}")).commit("2024-04-09", "Gia hạn");
        repo.unit("a", "[nam]\ndone = 2024-05-08\n").commit("2024-05-08", "Xong");
        repo.unit("a", format!("[nam]\ncommitted = {to}\n")).commit("2024-05-09", "Làm lại");
        repo.codes(&[RANGE]).into_iter().filter(|code| code == "W719").count()
    };
    assert_eq!(back("2024-06-10"), 0, "it is earlier than the one that counts");
    assert_eq!(back("2024-06-21"), 1);
}

/// What was dropped before all that is compared was told then, and a new promise is none that is put off.
#[test]
fn a_promise_made_anew_beside_an_extension_that_stays() {
    let extended = "[nam]\nextended = { to = 2024-06-30, by = \"77-CV\", on = 2024-04-09 }\n";
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ncommitted = 2024-07-15\n"), ("b", "")]);
    repo.unit("a", extended).commit("2024-04-09", "Gia hạn");
    assert_eq!(repo.codes(&[RANGE]), ["W719"]);
    repo.unit("a", format!("{extended}committed = 2024-08-01\n")).commit("2024-05-09", "Hẹn");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

/// The plan in which the report of the year is cancelled.
fn cancelled() -> String {
    plan("") + "cancelled = { by = \"9-CV\", on = 2024-05-02 }\n"
}

#[test]
fn a_promise_that_is_put_off_or_dropped_while_its_task_is_cancelled() {
    let back = |meanwhile: &str| {
        let repo = Repo::new(&plan(""), &[("a", PROMISE), ("b", "")]);
        repo.write("plan.toml", cancelled()).commit("2024-05-03", "Hủy");
        repo.unit("a", meanwhile).commit("2024-05-04", "Trong khi đó");
        repo.write("plan.toml", plan("")).commit("2024-05-05", "Khôi phục");
        repo.codes(&[RANGE])
    };
    assert_eq!(back(LATER), ["W719"]);
    assert_eq!(back(""), ["W719"]);
    assert_eq!(back(PROMISE), [""; 0]);
    assert_eq!(back(&format!("{PROMISE}note = \"…\"\n")), [""; 0]);
    // An extension of that time stands for a promise only where it goes to that day.
    let extended = |to: &str| format!("extended = {{ to = {to}, by = \"7-CV\", on = 2024-04-09 }}\n");
    assert_eq!(back(&(LATER.to_owned() + &extended("2024-05-05"))), ["W719"]);
    assert_eq!(back(&format!("[nam]\n{}", extended("2024-06-01"))), [""; 0]);
}

#[test]
fn a_promise_that_is_dropped_under_a_waiver_and_a_cancellation() {
    let waived = "[nam]\nwaived = { by = \"80-CV\", on = 2024-05-02 }\n";
    let back = |steps: &[(&str, bool)]| {
        let repo = Repo::new(&plan(""), &[("a", PROMISE), ("b", "")]);
        for (at, (record, is_cancelled)) in steps.iter().enumerate() {
            repo.write("plan.toml", if *is_cancelled { cancelled() } else { plan("") });
            repo.unit("a", record).commit(&format!("2024-05-{:02}", at + 3), "Bước");
        }
        repo.codes(&[RANGE, "--backdated", "180"])
    };
    let (no, yes) = (false, true);
    // Waived and then cancelled.
    assert_eq!(back(&[(waived, no), (waived, yes), (LATER, no)]), ["W719"]);
    assert_eq!(back(&[(waived, no), (waived, yes), (PROMISE, yes), (LATER, no)]), ["W719"]);
    // Put off while it was cancelled, then waived, and both taken back one by one.
    assert_eq!(back(&[(PROMISE, yes), (LATER, yes), (waived, yes), (waived, no), (LATER, no)]), ["W719"]);
    // Honest: the promise that there was.
    assert_eq!(back(&[(waived, no), (waived, yes), (PROMISE, no)]), [""; 0]);
    assert_eq!(back(&[(PROMISE, yes), (waived, yes), (waived, no), (PROMISE, no)]), [""; 0]);
    // Honest: what was put off openly, and marked then, is that promise.
    assert_eq!(back(&[(LATER, no), (LATER, yes), (LATER, no)]), [""; 0]);
}

#[test]
fn a_promise_that_is_dropped_under_a_waiver_before_the_unit_or_its_folder_is_called_otherwise() {
    let waived = "[nam]\nwaived = { by = \"80-CV\", on = 2024-05-12 }\n";
    let renamed = |repo: Repo| {
        let text = plan("").replace("a = \"Văn", "a-2 = \"Văn").replace("\"a\"", "\"a-2\"");
        repo.write("plan.toml", text).git(&["mv", "p/units/a.toml", "p/units/a-2.toml"]);
        (repo, "a-2")
    };
    let moved = |repo: Repo| {
        repo.git(&["mv", "p", "x"]);
        (repo.inside("x"), "a")
    };
    let both = |repo: Repo| {
        let (repo, id) = renamed(repo);
        repo.commit("2024-05-13", "Đổi mã");
        (moved(repo).0, id)
    };
    let reopened = |called: &dyn Fn(Repo) -> (Repo, &'static str), last: &str, at_once: bool| {
        let repo = Repo::init(&[]).inside("p").begun(&plan(""), &[("a", PROMISE), ("b", "")]);
        repo.unit("a", waived).commit("2024-05-12", "Miễn");
        let (repo, id) = called(repo);
        if !at_once {
            repo.commit("2024-05-13", "Đổi");
        }
        repo.unit(id, last).commit("2024-05-14", "Mở lại");
        repo.codes(&[RANGE, "--backdated", "180"])
    };
    let ways: [&dyn Fn(Repo) -> (Repo, &'static str); 3] = [&renamed, &moved, &both];
    for (called, at_once) in ways.into_iter().flat_map(|way| [(way, false), (way, true)]) {
        assert_eq!(reopened(called, LATER, at_once), ["W719"], "put off");
        assert_eq!(reopened(called, "[nam]\nnote = \"…\"\n", at_once), ["W719"], "dropped");
        assert_eq!(reopened(called, PROMISE, at_once), [""; 0], "the promise that there was");
    }
}

#[test]
fn a_promise_that_is_put_off_under_an_extension_that_goes_afterwards() {
    let extended = |to: &str, by: &str, on: &str| format!("extended = {{ to = {to}, by = \"{by}\", on = {on} }}\n");
    let promised = |day: &str| format!("[nam]\ncommitted = {day}\n");
    let granted = extended("2024-06-30", "1-CV", "2024-04-05");
    let covered = promised("2024-06-25") + &granted;
    let steps = |first: &str, then: &[&str]| {
        let repo = Repo::new(&plan(""), &[("a", first), ("b", "")]);
        for (at, record) in then.iter().enumerate() {
            repo.unit("a", record).commit(&format!("2024-04-{:02}", at + 8), "Bước");
        }
        repo.codes(&[RANGE, "--as-of", "2024-04-15"])
    };
    let (first, later) = (promised("2024-04-20"), promised("2024-06-25"));
    assert_eq!(steps(&first, &[&covered]), [""; 0], "the extension covers it");
    assert_eq!(steps(&first, &[&covered, &later]), ["W719"]);
    // A later document that grants less, and a waiver in between.
    let shorter = later.clone() + &extended("2024-05-10", "2-CV", "2024-04-09");
    assert_eq!(steps(&first, &[&covered, &shorter]), ["W719"]);
    let waived = later.clone() + "waived = { by = \"3-CV\", on = 2024-04-09 }\n";
    assert_eq!(steps(&first, &[&covered, &waived, &later]), ["W719"]);
    // Honest: the promise is again, or still, the one before it; or none was before.
    assert_eq!(steps(&first, &[&covered, &first]), [""; 0]);
    assert_eq!(steps(&first, &[&(first.clone() + &granted), &first]), [""; 0]);
    assert_eq!(steps("", &[&covered, &later]), [""; 0]);
    // Honest: another extension covers it still.
    let longer = promised("2024-06-25") + &extended("2024-07-31", "2-CV", "2024-04-09");
    assert_eq!(steps(&first, &[&covered, &longer]), [""; 0]);
}
