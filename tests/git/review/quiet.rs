//! What is nearly a mark is none.

use super::{codes as codes_of, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::bounded;

/// The codes of what changed from one text of the unit `a` to another.
#[track_caller]
fn codes(header: &str, before: &str, after: &str) -> Vec<String> {
    Repo::of(&plan(header), before, after).codes(&["HEAD~1..HEAD"])
}

/// The same where half a year may pass until something is recorded: what counts is the document's day.
#[track_caller]
fn codes_by_day(header: &str, before: &str, after: &str) -> Vec<String> {
    Repo::of(&plan(header), before, after).codes(&["HEAD~1..HEAD", "--backdated", "180"])
}

/// Fails if anything is marked.
#[track_caller]
fn quiet(before: &str, after: &str) {
    assert_eq!(codes("", before, after), [""; 0], "{before} → {after}");
}

#[test]
fn a_new_completion_is_no_mark() {
    quiet("", "[quy.2024-Q1]\ndone = 2024-05-14\nevidence = \"31\"\n");
    quiet("[quy.2024-Q1]\nstarted = 2024-03-01\n", "[quy.2024-Q1]\ndone = 2024-05-14\n");
}

#[test]
fn what_was_never_done_cannot_be_withdrawn() {
    quiet("[quy.2024-Q1]\nstarted = 2024-03-01\n", "[quy.2024-Q1]\nnote = \"x\"\n");
}

#[test]
fn an_acceptance_of_another_day_is_no_withdrawal() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let changed = codes(
        "acceptance = true",
        &format!("{done}accepted = 2024-04-02\n"),
        &format!("{done}accepted = 2024-04-03\n"),
    );
    assert_eq!(changed, [""; 0]);
    let granted = codes("acceptance = true", done, &format!("{done}accepted = 2024-05-03\n"));
    assert_eq!(granted, [""; 0]);
}

#[test]
fn a_completion_that_stays_is_not_rewritten() {
    quiet("[quy.2024-Q1]\ndone = 2024-05-12\n", "[quy.2024-Q1]\ndone = 2024-05-12\nnote = \"x\"\n");
}

#[test]
fn a_completion_exactly_so_many_days_before_is_not_backdated() {
    // 30 days before 15 May.
    quiet("", "[quy.2024-Q1]\ndone = 2024-04-15\n");
    // One that lies ahead is marked for that.
    assert_eq!(codes("", "", "[quy.2024-Q2]\ndone = 2024-06-15\n"), ["W726"]);
}

#[test]
fn an_old_completion_that_did_not_change_is_not_backdated() {
    quiet("[quy.2024-Q1]\ndone = 2024-01-03\n", "[quy.2024-Q1]\ndone = 2024-01-03\nnote = \"x\"\n");
}

#[test]
fn evidence_in_another_order_or_form_or_with_more_is_not_removed() {
    let with = |evidence: &str| format!("[quy.2024-Q1]\nevidence = {evidence}\n");
    quiet(&with("[\"A\", \"B\"]"), &with("[\"B\", \"A\"]"));
    quiet(&with("\"A\""), &with("[\"A\"]"));
    quiet(&with("\"A\""), &with("[\"B\", \"A\"]"));
    quiet(&with("[\"A\", \"A\"]"), &with("\"A\""));
    quiet(&with("\"Công văn\""), &with("\"C\\u00F4ng v\\u0103n\""));
}

#[test]
fn evidence_in_another_unicode_form_is_the_same_evidence() {
    let with = |evidence: &str| format!("[quy.2024-Q1]\nevidence = \"{evidence}\"\n");
    let composed = "Báo cáo số 31";
    let decomposed = "Ba\u{301}o ca\u{301}o so\u{302}\u{301} 31";
    let repo = Repo::of(&plan(""), &with(composed), &with(decomposed));
    let shown = repo.changes(&["HEAD~1..HEAD"]);
    assert_eq!(shown["changes"], serde_json::json!([]));
}

#[test]
fn an_extension_granted_on_the_last_day_is_not_late() {
    let extended = "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"77\", on = 2024-03-31 }\n";
    assert_eq!(codes_by_day("", "", extended), [""; 0]);
}

#[test]
fn an_extension_granted_on_the_last_day_puts_it_off_for_the_next_one() {
    let extended = |to: &str, on: &str| format!("[nam]\nextended = {{ to = {to}, by = \"77\", on = {on} }}\n");
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    // The last day itself is 10 April; the one that it is put off to is 10 May.
    repo.unit("a", extended("2024-05-10", "2024-04-10")).commit("2024-04-10", "Gia hạn");
    repo.unit("a", extended("2024-06-10", "2024-05-10")).commit("2024-05-15", "Gia hạn nữa");
    assert_eq!(repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]), [""; 0]);
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.unit("a", extended("2024-06-10", "2024-05-11")).commit("2024-05-15", "Gia hạn muộn một ngày");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), ["W705"]);
}

#[test]
fn odd_records_are_marked_for_what_they_lose_and_for_nothing_else() {
    let said = |fields: &str| format!("[quy.2024-Q1]\n{fields}");
    for (before, after, marks) in [
        // Accepted without ever being done: nothing was withdrawn.
        (said("accepted = 2024-04-02\n"), said("note = \"x\"\n"), &[][..]),
        (said("accepted = 2024-04-02\n"), said("done = 2024-05-14\n"), &[]),
        (said("accepted = 2024-04-02\n"), String::new(), &["W707"]),
        // Another day, and no longer accepted: the day says it.
        (said("done = 2024-05-10\naccepted = 2024-05-12\n"), said("done = 2024-05-11\n"), &["W702"]),
        // Done after the end of the plan, or before its beginning.
        (said("done = 2026-01-05\n"), said("done = 2026-01-06\n"), &["W702", "W726"]),
        (said("done = 2023-01-05\n"), said("note = \"x\"\n"), &["W701"]),
        // Waived and done at once, and then only waived.
        (
            said("done = 2024-03-28\nwaived = { by = \"80\", on = 2024-03-20 }\n"),
            said("waived = { by = \"80\", on = 2024-03-20 }\n"),
            &["W701"],
        ),
        // Evidence without completion, twice the same piece, and none left.
        (said("evidence = [\"A\", \"A\"]\n"), said("evidence = []\nnote = \"x\"\n"), &["W704"]),
    ] {
        assert_eq!(codes("acceptance = true", &before, &after), marks, "{before} → {after}");
    }
}

#[test]
fn the_last_day_is_the_one_that_a_day_off_has_moved() {
    // 31 March 2024 is a Sunday.
    let extended = |on: &str| format!("[quy.2024-Q1]\nextended = {{ to = 2024-05-31, by = \"77\", on = {on} }}\n");
    let header = "on_day_off = \"next-working-day\"";
    assert_eq!(codes_by_day(header, "", &extended("2024-04-01")), [""; 0]);
    assert_eq!(codes_by_day(header, "", &extended("2024-04-02")), ["W705"]);
}

#[test]
fn a_second_extension_granted_before_the_end_of_the_first_is_not_late() {
    let extended =
        |to: &str, by: &str, on: &str| format!("[quy.2024-Q1]\nextended = {{ to = {to}, by = \"{by}\", on = {on} }}\n");
    for on in ["2024-04-10", "2024-04-15"] {
        let (first, second) = (extended("2024-04-15", "77", "2024-03-29"), extended("2024-05-31", "78", on));
        assert_eq!(codes_by_day("", &first, &second), [""; 0]);
    }
}

#[test]
fn a_late_extension_that_did_not_change_is_not_told_again() {
    let late = "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"77\", on = 2024-04-20 }\n";
    quiet(late, &format!("{late}note = \"x\"\n"));
}

#[test]
fn an_extension_that_is_taken_back_is_not_late() {
    quiet("[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"77\", on = 2024-04-20 }\n", "[quy.2024-Q1]\n");
}

#[test]
fn an_empty_record_can_be_deleted() {
    quiet("[quy.2024-Q1]\n[nam]\nstarted = 2024-03-01\n", "[nam]\nstarted = 2024-03-01\n");
    quiet("[quy.2024-Q1]\nevidence = []\n", "");
}

#[test]
fn a_record_that_is_emptied_is_not_deleted() {
    let repo = Repo::of(&plan(""), "[quy.2024-Q1]\nstarted = 2024-03-01\n", "[quy.2024-Q1]\n");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), [""; 0]);
    assert_eq!(repo.changes(&["HEAD~1..HEAD"])["changes"][0]["fields"], serde_json::json!(["started"]));
}

#[test]
fn a_record_of_what_the_unit_owes_no_longer_may_go() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-01\n"), ("b", "")]);
    repo.write("plan.toml", plan("").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"b\"]\ndue"));
    repo.unit("a", "").commit("2024-05-15", "Giao lại");
    // That the duty is gone is marked, the record is not.
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W712"]);
}

#[test]
fn an_extension_is_judged_by_the_one_before_it_also_where_both_are_new() {
    let extended = |to: &str, on: &str| format!("[nam]\nextended = {{ to = {to}, by = \"77\", on = {on} }}\n");
    let chain = |first: &str, second: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.unit("a", first).commit("2024-04-21", "Gia hạn");
        repo.unit("a", second).commit("2024-05-15", "Gia hạn nữa");
        repo.codes(&["HEAD~2..HEAD", "--backdated", "180"])
    };
    let second = extended("2024-06-10", "2024-05-05");
    assert_eq!(chain(&extended("2024-05-10", "2024-04-05"), &second), [""; 0]);
    // One that was late itself, or ended before, puts nothing off.
    assert_eq!(chain(&extended("2024-05-10", "2024-04-20"), &second), ["W705"]);
    assert_eq!(chain(&extended("2024-05-01", "2024-04-05"), &second), ["W705"]);
    assert_eq!(chain("", &second), ["W705"]);
}

#[test]
fn what_was_recorded_in_time_under_another_id_of_the_unit_is_not_backdated() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[nam]\ndone = 2024-02-01\n").commit("2024-02-02", "Ghi");
    repo.git(&["mv", "units/a.toml", "units/van-phong.toml"]);
    let renamed = plan("").replace("a = \"Văn", "van-phong = \"Văn").replace("\"a\"", "\"van-phong\"");
    repo.write("plan.toml", renamed).commit("2024-05-15", "Đổi mã");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    // What only comes with the new id is.
    repo.unit("van-phong", "[nam]\ndone = 2024-02-01\n[quy.2024-Q1]\ndone = 2024-03-01\n");
    repo.commit("2024-05-16", "Ghi nữa");
    assert_eq!(repo.codes(&["HEAD~3..HEAD"]), ["W703"]);
}

#[test]
fn where_a_shallow_clone_begins_nobody_knows_what_was_new() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("b", "[nam]\ndone = 2024-02-01\n").commit("2024-02-02", "Ghi");
    repo.git(&["branch", "nhánh"]);
    repo.unit("b", "").commit("2024-03-01", "Rút");
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.unit("a", "[nam]\nstarted = 2024-02-01\n").commit("2024-05-14", "Nhánh");
    let clone = tempfile::tempdir().expect("a temporary folder can be made");
    let from = format!("file://{}", repo.work.display());
    let to = clone.path().to_str().expect("it is text");
    repo.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", &from, to]);
    let asked = ["diff", "origin/main..origin/nhánh", "--format", "json", "--as-of", AS_OF];
    let run = bounded(Repo::program_in(clone.path()).args(asked));
    let shown = run.ends_with(&[0]).json();
    assert_eq!(codes_of(&shown), [""; 0], "{shown}");
    assert_eq!(shown["changes"].as_array().map(Vec::len), Some(2), "{shown}");
}

#[test]
fn what_a_merge_brings_was_recorded_by_the_commits_that_it_merges() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\nnote = \"1\"\n"), ("b", "")]);
    repo.git(&["branch", "nhánh"]);
    repo.unit("a", "[nam]\nnote = \"2\"\n").commit("2024-01-20", "Ở đây");
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.unit("b", "[nam]\ndone = 2024-02-01\n").commit("2024-02-02", "Ghi");
    repo.unit("a", "[nam]\nnote = \"3\"\n").commit("2024-02-03", "Khác");
    repo.git(&["switch", "--quiet", "main"]);
    repo.try_git(&["merge", "--quiet", "--no-commit", "nhánh"]).ends_with(&[1]);
    repo.unit("a", "[nam]\nnote = \"2, 3\"\n");
    assert_eq!(repo.codes(&[]), [""; 0]);
    // What is only in the files was recorded now.
    repo.unit("a", "[nam]\nnote = \"2, 3\"\ndone = 2024-02-01\n");
    assert_eq!(repo.codes(&[]), ["W703"]);
}

/// The same document in composed or decomposed letters, or with other blanks, is the same.
#[test]
fn a_document_spelled_in_other_letters_is_the_same_document() {
    let composed = "Công văn số 1";
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(composed).collect();
    assert_ne!(composed, decomposed);
    for grant in
        ["extended = { to = 2024-06-30, by = \"@\", on = 2024-04-05 }", "waived = { by = \"@\", on = 2024-04-05 }"]
    {
        let of = |by: &str| format!("[nam]\n{}\n", grant.replace('@', by));
        quiet(&of(composed), &of(&decomposed));
    }
}
