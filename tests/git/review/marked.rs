//! What a reviewer must not miss is marked in every format, with its code, its unit and what is owed.

use serde_json::{Value, json};

use super::plan;
use crate::repo::Repo;
use crate::support::case::{flat, list, text};

/// What is marked: the file of the unit `a` before and after, the code and name, what is said of it in English, and what
/// JSON says beside the code.
struct Marked {
    header: &'static str,
    before: &'static str,
    after: &'static str,
    code: &'static str,
    name: &'static str,
    said: &'static str,
    facts: Value,
}

impl Marked {
    /// Fails unless it is shown in every format, and nothing else is.
    #[track_caller]
    fn shown_everywhere(self) {
        let Self { header, before, after, code, name, said, facts } = self;
        let repo = Repo::of(&plan(header), before, after);
        let range = "HEAD~1..HEAD";
        let place = "Văn phòng: Báo cáo quý (Q1/2024)";
        // JSON says it of the obligation.
        let shown = repo.changes(&[range]);
        let marked: Vec<&Value> =
            list(&shown["changes"]).iter().filter(|change| !list(&change["marks"]).is_empty()).collect();
        assert_eq!(marked.len(), 1, "{shown}");
        assert_eq!([&marked[0]["unit"], &marked[0]["task"], &marked[0]["period"]], ["a", "quy", "2024-Q1"]);
        assert_eq!(marked[0]["cause"], "record");
        let mut expected = json!({"code": code, "name": name});
        expected.as_object_mut().expect("it is one").extend(facts.as_object().expect("it is one").clone());
        let marks: Vec<&Value> = list(&marked[0]["marks"]).iter().filter(|mark| mark["code"] == code).collect();
        assert_eq!(marks, [&expected]);
        // The table says it first, then beside the change.
        let table = flat(&repo.table(&[range]));
        assert!(table.contains(&format!("Needs review ({})", list(&marked[0]["marks"]).len())), "{table}");
        assert!(table.contains(&format!("{code} {place} — {said}")), "{table}");
        // So does Markdown.
        let comment = repo.markdown(&[range]);
        assert!(comment.contains(&format!("| **{code}** `{name}` | {place} | {said} |\n")), "{comment}");
        assert!(comment.lines().any(|line| line.ends_with(&format!("`{code}`"))), "{comment}");
        // SARIF says where.
        let log = repo.diff(&[range, "--format", "sarif"]).json();
        let results: Vec<&Value> =
            list(&log["runs"][0]["results"]).iter().filter(|result| result["ruleId"] == code).collect();
        assert_eq!(results.len(), 1, "{log}");
        assert_eq!(results[0]["message"]["text"], format!("{place} — {said}"));
        let physical = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "units/a.toml");
        // It can be denied by its code and by its name.
        for denied in [code, name] {
            repo.diff(&[range, "--deny", denied]).ends_with(&[1]);
        }
        assert!(text(&shown["changes"][0]["title"]).starts_with("Báo cáo"), "{shown}");
    }
}

#[test]
fn a_completion_that_is_withdrawn_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\ndone = 2024-03-28\nevidence = \"31\"\n",
        after: "[quy.2024-Q1]\nevidence = \"31\"\n",
        code: "W701",
        name: "completion-withdrawn",
        said: "a completion on 28/3/2024 was withdrawn",
        facts: json!({"done": "2024-03-28"}),
    }
    .shown_everywhere();
}

#[test]
fn an_acceptance_that_is_withdrawn_is_marked() {
    Marked {
        header: "acceptance = true",
        before: "[quy.2024-Q1]\ndone = 2024-03-28\naccepted = 2024-04-02\n",
        after: "[quy.2024-Q1]\ndone = 2024-03-28\n",
        code: "W701",
        name: "completion-withdrawn",
        said: "a completion on 28/3/2024 was withdrawn",
        facts: json!({"done": "2024-03-28"}),
    }
    .shown_everywhere();
}

#[test]
fn a_day_of_completion_that_is_rewritten_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\ndone = 2024-05-12\n",
        after: "[quy.2024-Q1]\ndone = 2024-05-11\n",
        code: "W702",
        name: "done-rewritten",
        said: "the recorded completion date was changed: 12/5/2024 → 11/5/2024",
        facts: json!({"from": "2024-05-12", "to": "2024-05-11"}),
    }
    .shown_everywhere();
}

#[test]
fn a_completion_far_before_the_commit_that_brought_it_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\n",
        after: "[quy.2024-Q1]\ndone = 2024-04-14\n",
        code: "W703",
        name: "backdated",
        said: "done on 14/4/2024, but recorded only on 15/5/2024, 31 days later",
        facts: json!({"done": "2024-04-14", "recorded": "2024-05-15"}),
    }
    .shown_everywhere();
}

#[test]
fn evidence_that_is_removed_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\ndone = 2024-03-28\nevidence = [\"Công văn 31\", \"Biên bản\"]\n",
        after: "[quy.2024-Q1]\ndone = 2024-03-28\nevidence = [\"Công văn 31\"]\n",
        code: "W704",
        name: "evidence-removed",
        said: "recorded evidence was removed: Biên bản",
        facts: json!({"gone": ["Biên bản"]}),
    }
    .shown_everywhere();
}

#[test]
fn an_extension_granted_after_the_last_day_is_marked() {
    Marked {
        header: "",
        before: "",
        after: "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"77-CV/TU\", on = 2024-04-01 }\n",
        code: "W705",
        name: "extended-late",
        said: "extended on 01/4/2024, after the last day 31/3/2024",
        facts: json!({"on": "2024-04-01", "due": "2024-03-31"}),
    }
    .shown_everywhere();
}

#[test]
fn a_second_extension_granted_after_the_end_of_the_first_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\nextended = { to = 2024-04-15, by = \"77\", on = 2024-03-29 }\n",
        after: "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"78\", on = 2024-04-16 }\n",
        code: "W705",
        name: "extended-late",
        said: "extended on 16/4/2024, after the last day 15/4/2024",
        facts: json!({"on": "2024-04-16", "due": "2024-04-15"}),
    }
    .shown_everywhere();
}

#[test]
fn a_record_that_is_deleted_is_marked() {
    Marked {
        header: "",
        before: "[quy.2024-Q1]\nreason = \"Thiếu số liệu\"\n[nam]\nstarted = 2024-03-01\n",
        after: "[nam]\nstarted = 2024-03-01\n",
        code: "W707",
        name: "record-deleted",
        said: "a record with content was deleted",
        facts: json!({}),
    }
    .shown_everywhere();
}

#[test]
fn a_record_that_is_deleted_with_its_completion_and_evidence_has_all_three_marks() {
    let repo = Repo::of(&plan(""), "[quy.2024-Q1]\ndone = 2024-03-28\nevidence = \"31\"\n", "");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W707", "W701", "W704"]);
    let table = repo.table(&["HEAD~1..HEAD"]);
    assert!(table.contains("[W707, W701, W704]"), "{table}");
    assert!(table.contains("Needs review (3)"), "{table}");
}

#[test]
fn a_file_that_is_deleted_has_its_records_deleted() {
    let repo = Repo::new(&plan(""), &[("a", "[quy.2024-Q1]\nnote = \"x\"\n[nam]\nstarted = 2024-03-01\n"), ("b", "")]);
    repo.delete("units/a.toml").commit("2024-05-15", "Xóa");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W707", "W707"]);
}

#[test]
fn how_far_back_a_completion_may_lie_can_be_set() {
    let repo = Repo::of(&plan(""), "", "[quy.2024-Q1]\ndone = 2024-03-28\n");
    let marked = |days: &str| !repo.codes(&["HEAD~1..HEAD", "--backdated", days]).is_empty();
    // 28 March to 15 May are 48 days.
    assert_eq!([marked("0"), marked("47"), marked("48"), marked("4294967295")], [true, true, false, false]);
}

#[test]
fn a_completion_was_recorded_on_the_day_of_the_commit_in_the_time_zone_of_the_plan() {
    for (header, moment, recorded) in [
        ("", "2024-05-14T17:30:00+0000", Some("2024-05-15")),
        ("", "2024-05-14T16:30:00+0000", None),
        ("timezone = \"America/New_York\"", "2024-05-15T03:30:00+0000", None),
        ("timezone = \"America/New_York\"", "2024-05-15T04:30:00+0000", Some("2024-05-15")),
    ] {
        let repo = Repo::new(&plan(header), &[("a", ""), ("b", "")]);
        // 30 days before 14 May.
        repo.unit("a", "[quy.2024-Q1]\ndone = 2024-04-14\n").commit(moment, "Ghi");
        let shown = repo.changes(&["HEAD~1..HEAD"]);
        let marks = list(&shown["changes"][0]["marks"]);
        assert_eq!(marks.first().map(|mark| text(&mark["recorded"])), recorded, "{header} {moment}");
    }
}

#[test]
fn a_completion_was_recorded_by_the_commit_that_brought_it_and_not_by_later_ones() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\n").commit("2024-03-29", "Ghi");
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\nnote = \"x\"\n").commit("2024-06-30", "Ghi chú");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    // It was taken back and recorded once more.
    repo.unit("a", "").commit("2024-07-01", "Rút");
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\n").commit("2024-07-02", "Ghi lại");
    let shown = repo.changes(&["HEAD~4..HEAD"]);
    assert_eq!(shown["changes"][0]["marks"][0]["recorded"], "2024-07-02", "{shown}");
    // What a merge brings came to the branch with the merge.
    repo.git(&["switch", "--quiet", "--create", "nhánh", "HEAD~4"]);
    repo.unit("b", "[quy.2024-Q1]\ndone = 2024-03-27\n").commit("2024-03-30", "Ghi ở nhánh");
    repo.git(&["switch", "--quiet", "main"]);
    repo.git_on("2024-08-01", &["merge", "--quiet", "--no-edit", "nhánh"]);
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W703"]);
}

#[test]
fn a_completion_that_is_not_committed_is_recorded_on_the_as_of_day() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-03-28\n");
    assert_eq!(repo.codes(&["--as-of", "2024-04-27"]), [""; 0]);
    assert_eq!(repo.codes(&["--as-of", "2024-04-28"]), ["W703"]);
}
