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
