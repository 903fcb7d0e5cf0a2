//! Extensions and waivers that come with a duty which comes back, or that are taken out and put in again, each beside its
//! nearest honest change.

use super::plan;
use crate::repo::Repo;

const RANGE: &str = "HEAD~1..HEAD";

fn extended(to: &str, by: &str, on: &str) -> String {
    format!("[nam]\nextended = {{ to = {to}, by = \"{by}\", on = {on} }}\n")
}

fn waived(by: &str, on: &str) -> String {
    format!("[nam]\nwaived = {{ by = \"{by}\", on = {on} }}\n")
}

/// The plan in which `a` goes before the report of the year is due, and `b` leads it already.
fn without() -> String {
    let ends = "a = { name = \"Văn phòng\", until = 2024-04-05, successor = \"b\" }";
    plan("").replace("a = \"Văn phòng\"", ends)
}

#[test]
fn a_grant_recorded_while_nothing_is_owed_counts_when_the_duty_comes_back() {
    let back = |owed: &str, meanwhile: &str, recorded: &str, returns: &str| {
        let repo = Repo::new(&plan(""), &[("a", owed), ("b", "")]);
        repo.write("plan.toml", without()).commit("2024-04-08", "Thôi");
        repo.unit("a", meanwhile).commit(recorded, "Ghi trong khi đó");
        assert_eq!(repo.codes(&[RANGE, "--as-of", recorded]), [""; 0], "nothing is owed");
        repo.write("plan.toml", plan("")).commit(returns, "Khôi phục");
        repo.codes(&[RANGE, "--as-of", returns])
    };
    let late = extended("2024-06-30", "1-CV", "2024-04-16");
    assert_eq!(back("", &late, "2024-04-18", "2024-04-22"), ["W705"]);
    assert_eq!(back("", &waived("1-CV", "2024-05-31"), "2024-06-01", "2024-06-03"), ["W717"]);
    // Honest: an extension whose document is of the last day or before, recorded then, whenever the duty comes back.
    let in_time = extended("2024-06-30", "1-CV", "2024-04-09");
    assert_eq!(back("", &in_time, "2024-04-12", "2024-04-22"), [""; 0]);
    assert_eq!(back("", &in_time, "2024-04-12", "2024-06-20"), [""; 0]);
    // It was recorded long after that day.
    assert_eq!(back("", &in_time, "2024-06-18", "2024-06-20"), ["W717"]);
    // Honest: what stood while the work was owed was compared then, and a further one builds on it.
    assert_eq!(back(&late, &(late.clone() + "note = \"…\"\n"), "2024-04-18", "2024-04-22"), [""; 0]);
    let first = extended("2024-04-20", "1-CV", "2024-04-05");
    let further = extended("2024-06-30", "2-CV", "2024-04-18");
    assert_eq!(back(&first, &further, "2024-04-19", "2024-04-22"), [""; 0]);
    // One that was late itself, or had ended when the further one was granted, is nothing to build on.
    let late_itself = extended("2024-04-30", "1-CV", "2024-04-12");
    assert_eq!(back(&late_itself, &further, "2024-04-19", "2024-04-22"), ["W705"]);
    let ended = extended("2024-04-17", "1-CV", "2024-04-05");
    assert_eq!(back(&ended, &further, "2024-04-19", "2024-04-22"), ["W705"]);
}

/// What was recorded long after its own day, but while the work was owed, was looked at then.
#[test]
fn a_grant_that_stood_when_the_work_was_owed_last_is_no_news_when_it_comes_back() {
    let back = |owed: &[(&str, &str)], meanwhile: &str| {
        let accepted = |text: String| text.replace("ends = 2024-12-31\n", "ends = 2024-12-31\nacceptance = true\n");
        let repo = Repo::new(&accepted(plan("")), &[("a", ""), ("b", "")]);
        for (text, day) in owed {
            repo.unit("a", text).commit(day, "Ghi khi còn phải làm");
        }
        repo.write("plan.toml", accepted(without())).commit("2024-05-20", "Thôi");
        repo.unit("a", meanwhile).commit("2024-05-30", "Ghi trong khi đó");
        repo.write("plan.toml", accepted(plan(""))).commit("2024-06-03", "Khôi phục");
        repo.codes(&[RANGE, "--as-of", "2024-06-03"])
    };
    let done = |accepted: &str| format!("[nam]\ndone = 2024-04-07\n{accepted}");
    let accepted = |day: &str| done(&format!("accepted = 2024-04-{day}\n"));
    for (before, grant, another) in [
        ("", extended("2024-06-30", "1-CV", "2024-01-20"), extended("2024-06-20", "1-CV", "2024-01-20")),
        ("", waived("1-CV", "2024-01-20"), waived("1-CV", "2024-01-21")),
        (done("").as_str(), accepted("09"), accepted("08")),
    ] {
        let owed = [(before, "2024-04-08"), (&grant, "2024-05-15")];
        assert_eq!(back(&owed, &format!("{grant}note = \"…\"\n")), [""; 0], "{grant}");
        assert_eq!(back(&owed, &another), ["W717"], "{another}");
        assert_eq!(back(&owed[..1], &grant), ["W717"], "{grant}");
    }
}

/// Extensions on the way count for a duty that comes back as for one that was there all the time.
#[test]
fn a_further_extension_builds_on_one_of_the_same_range() {
    let (first, further) = (extended("2024-04-20", "1-CV", "2024-04-05"), extended("2024-06-30", "2-CV", "2024-04-18"));
    for recorded in ["2024-04-10", "2024-04-18"] {
        let repo = Repo::new(&without(), &[("a", ""), ("b", "")]);
        repo.unit("a", &first).commit(recorded, "Gia hạn");
        repo.unit("a", &further).commit("2024-04-18", "Gia hạn nữa");
        repo.write("plan.toml", plan("")).commit("2024-04-22", "Khôi phục");
        assert_eq!(repo.codes(&["HEAD~3..HEAD", "--as-of", "2024-04-22"]), [""; 0], "{recorded}");
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.unit("a", &first).commit(recorded, "Gia hạn");
        repo.unit("a", &further).commit("2024-04-18", "Gia hạn nữa");
        assert_eq!(repo.codes(&["HEAD~2..HEAD", "--as-of", "2024-04-22"]), [""; 0], "{recorded}");
    }
}

#[test]
fn a_grant_taken_out_in_one_change_and_put_back_otherwise_in_a_later_one() {
    let put_back = |first: &str, again: &str| {
        let repo = Repo::new(&plan(""), &[("a", first), ("b", "")]);
        repo.unit("a", "[nam]\nreason = \"x\"\n").commit("2024-04-12", "Rút");
        assert_eq!(repo.codes(&[RANGE, "--as-of", "2024-04-12"]), [""; 0]);
        repo.unit("a", again).commit("2024-04-26", "Ghi lại");
        (repo.codes(&[RANGE, "--as-of", "2024-04-26"]), repo)
    };
    let granted = |to| extended(to, "1-CV", "2024-04-05");
    let (codes, repo) = put_back(&granted("2024-04-25"), &granted("2024-06-30"));
    assert_eq!(codes, ["W718"]);
    let marks = &repo.changes(&[RANGE])["marks"];
    assert_eq!(marks[0]["change"], "2024-04-25 (1-CV, 2024-04-05) → 2024-06-30 (1-CV, 2024-04-05)");
    // Another document of the same day or an earlier one, and another day of a waiver.
    assert_eq!(put_back(&granted("2024-04-25"), &extended("2024-06-30", "2-CV", "2024-04-05")).0, ["W718"]);
    assert_eq!(put_back(&waived("1-CV", "2024-04-05"), &waived("1-CV", "2024-04-10")).0, ["W718"]);
    assert_eq!(put_back(&waived("1-CV", "2024-04-05"), &waived("2-CV", "2024-04-05")).0, ["W718"]);
    // Honest: as it was, or by another document of a later day.
    assert_eq!(put_back(&granted("2024-04-25"), &granted("2024-04-25")).0, [""; 0]);
    assert_eq!(put_back(&granted("2024-04-25"), &extended("2024-06-30", "2-CV", "2024-04-10")).0, [""; 0]);
    assert_eq!(put_back(&waived("1-CV", "2024-04-05"), &waived("2-CV", "2024-04-10")).0, [""; 0]);
    assert_eq!(put_back("", &granted("2024-04-25")).0, [""; 0], "the first one");
}

#[test]
fn an_extension_that_a_waiver_replaces_in_time() {
    let first = extended("2024-04-25", "1-CV", "2024-04-05");
    let replaced = |on: &str, recorded: &str| {
        let repo = Repo::new(&plan(""), &[("a", &first), ("b", "")]);
        repo.unit("a", waived("2-CV", on)).commit(recorded, "Không áp dụng");
        repo.codes(&[RANGE, "--as-of", recorded])
    };
    assert_eq!(replaced("2024-04-26", "2024-04-26"), [""; 0]);
    assert_eq!(replaced("2024-04-26", "2024-06-20"), ["W717"]);
}
