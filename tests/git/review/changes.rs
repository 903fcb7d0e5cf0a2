//! Each obligation before and after: with its days, its evidence, and what that means for it.

use serde_json::{Value, json};

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, list};

const RANGE: &str = "HEAD~1..HEAD";

/// Two commits of the file of the unit `a`, or of the whole plan with it.
struct Case {
    repo: Repo,
}

impl Case {
    fn new(before: &str, after: &str) -> Self {
        Self { repo: Repo::of(&plan(""), before, after) }
    }

    /// Fails unless the table has this text, wherever its lines end, and Markdown has it with emphasis.
    #[track_caller]
    fn says(&self, said: &[&str]) -> &Self {
        let table = flat(&self.repo.table(&[RANGE]));
        let comment = flat(&self.repo.markdown(&[RANGE]).replace("**", "").replace("` —", " —"));
        for said in said {
            assert!(table.contains(said), "{said}: {table}");
            assert!(comment.contains(&said.replace("Q1): ", "Q1) — ")), "{said}: {comment}");
        }
        self
    }

    /// The only change, in JSON.
    #[track_caller]
    fn only(&self) -> Value {
        let shown = self.repo.changes(&[RANGE]);
        let changes = list(&shown["changes"]);
        assert_eq!(changes.len(), 1, "{shown}");
        changes[0].clone()
    }
}

/// The states before and after, each with its flags.
fn states(change: &Value) -> Value {
    json!([change["before"]["state"], change["before"]["flags"], change["after"]["state"], change["after"]["flags"]])
}

#[test]
fn a_late_completion_is_told_with_its_days_and_its_evidence() {
    let case = Case::new("", "[nam]\ndone = 2024-05-13\nevidence = [\"Báo cáo số 31\", \"Biên bản\"]\n");
    case.says(&["overdue 35 days → ", "late 33 days", "done: 13/5/2024", "evidence: Báo cáo số 31; Biên bản"]);
    let change = case.only();
    assert_eq!(states(&change), json!(["overdue", [], "completed", ["late"]]));
    assert_eq!(change["before"]["days_late"], 35);
    assert_eq!(change["after"]["days_late"], 33);
    assert_eq!(change["fields"], json!(["done", "evidence"]));
    assert_eq!(change["after"]["record"]["evidence"], json!(["Báo cáo số 31", "Biên bản"]));
}

#[test]
fn a_completion_three_days_late_after_it_was_pending_says_so() {
    let repo = Repo::of(&plan(""), "", "[nam]\ndone = 2024-04-13\nevidence = \"31\"\n");
    let args = [RANGE, "--from", "2024-04-01", "--as-of", "2024-04-14", "--backdated", "60"];
    let table = flat(&repo.table(&args));
    assert!(table.contains("Báo cáo năm: pending → completed late 3 days"), "{table}");
    assert!(table.contains("Before: as of 01/4/2024; after: as of 14/4/2024"), "{table}");
}

#[test]
fn a_completion_in_time_is_told_as_such() {
    let case = Case::new("", "[quy.2024-Q2]\ndone = 2024-05-14\n");
    assert_eq!(states(&case.only()), json!(["pending", [], "completed", []]));
    case.says(&["Báo cáo quý (Q2/2024)", "pending → completed on time"]);
}

#[test]
fn an_extension_is_told_with_its_document_and_what_it_does() {
    let case =
        Case::new("", "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"Công văn số 77\", on = 2024-03-29 }\n");
    case.says(&["overdue 45 days → pending", "extended: to 31/5/2024 by Công văn số 77 of 29/3/2024"]);
    let change = case.only();
    assert_eq!(states(&change), json!(["overdue", [], "pending", ["extended"]]));
    assert_eq!([&change["before"]["due"], &change["after"]["due"]], ["2024-03-31", "2024-05-31"]);
}

#[test]
fn a_waiver_is_told_with_its_document() {
    let case = Case::new("", "[quy.2024-Q1]\nwaived = { by = \"Công văn số 80\", on = 2024-05-10 }\n");
    case.says(&["overdue 45 days → waived", "waived by: Công văn số 80 of 10/5/2024"]);
    assert_eq!(states(&case.only()), json!(["overdue", [], "waived", []]));
}

#[test]
fn a_promise_and_a_reason_leave_the_deadline_as_it_was() {
    let case = Case::new("", "[quy.2024-Q1]\nreason = \"Thiếu số liệu\"\ncommitted = 2024-05-31\n");
    let change = case.only();
    assert_eq!(states(&change), json!(["overdue", [], "overdue", []]));
    assert_eq!(change["fields"], json!(["reason", "committed"]));
    case.says(&["overdue 45 days", "reason: Thiếu số liệu", ": 31/5/2024"]);
    assert!(!case.repo.table(&[RANGE]).contains("overdue 45 days →"), "how it stands is said once");
}

#[test]
fn a_note_that_is_written_changed_and_removed_is_told() {
    let with = |note: &str| format!("[nam]\nnote = \"{note}\"\n");
    Case::new("", &with("một")).says(&["note: một"]);
    Case::new(&with("một"), &with("hai")).says(&["note: một → hai"]);
    let gone = Case::new(&with("một"), "[nam]\n");
    gone.says(&["note: một → removed"]);
    let change = gone.only();
    assert_eq!(
        [&change["before"]["record"]["note"], &change["after"]["record"]["note"]],
        [&json!("một"), &Value::Null]
    );
}

#[test]
fn evidence_that_is_exchanged_is_told_as_both() {
    let with = |evidence: &str| format!("[nam]\nevidence = {evidence}\n");
    Case::new(&with("[\"A\", \"B\"]"), &with("[\"A\", \"C\"]")).says(&["evidence: B → C"]);
    Case::new(&with("[\"A\", \"B\"]"), &with("[\"B\", \"A\"]")).says(&["evidence: A; B → B; A"]);
    Case::new(&with("[\"A\"]"), &with("[\"A\", \"B\"]")).says(&["evidence: B"]);
}

#[test]
fn work_that_begins_is_told() {
    let case = Case::new("", "[quy.2024-Q2]\nstarted = 2024-05-02\n");
    case.says(&["started: 02/5/2024"]);
    assert_eq!(states(&case.only()), json!(["pending", [], "pending", ["in-progress"]]));
}

#[test]
fn a_completion_that_waits_for_acceptance_and_gets_it_is_told() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let repo = Repo::of(&plan("acceptance = true"), done, &format!("{done}accepted = 2024-04-02\n"));
    let shown = repo.changes(&[RANGE]);
    let expected = json!(["pending", ["awaiting-acceptance"], "completed", []]);
    assert_eq!(states(&shown["changes"][0]), expected);
}

#[test]
fn facts_after_the_as_of_day_are_told_but_do_not_count() {
    let repo = Repo::of(&plan(""), "", "[quy.2024-Q1]\ndone = 2024-05-14\n");
    let shown = repo.changes(&[RANGE, "--as-of", "2024-05-13"]);
    assert_eq!(states(&shown["changes"][0]), json!(["overdue", [], "overdue", []]));
    assert_eq!(shown["changes"][0]["fields"], json!(["done"]));
}

#[test]
fn units_come_in_the_order_of_the_plan_and_each_has_its_own_heading() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("b", "[nam]\nnote = \"x\"\n[quy.2024-Q1]\nnote = \"y\"\n").commit("2024-05-15", "B");
    repo.unit("a", "[nam]\nnote = \"z\"\n").commit("2024-05-15", "A");
    let shown = repo.changes(&["HEAD~2..HEAD"]);
    let order: Vec<[&Value; 2]> =
        list(&shown["changes"]).iter().map(|change| [&change["unit"], &change["task"]]).collect();
    assert_eq!(order, [["a", "nam"], ["b", "quy"], ["b", "nam"]]);
    let table = repo.table(&["HEAD~2..HEAD"]);
    let lines: Vec<&str> = table.lines().filter(|line| ["Văn phòng", "Phòng Kế hoạch"].contains(line)).collect();
    assert_eq!(lines, ["Văn phòng", "Phòng Kế hoạch"]);
    assert!(table.ends_with("3 obligations changed in 2 units, nothing needs review.\n"), "{table}");
}

#[test]
fn each_change_names_the_line_of_its_record() {
    let repo = Repo::of(&plan(""), "", "# Văn phòng\n\n[nam]\nnote = \"x\"\n\n[quy.2024-Q1]\nnote = \"y\"\n");
    let shown = repo.changes(&[RANGE]);
    let lines: Vec<[&Value; 3]> =
        list(&shown["changes"]).iter().map(|change| [&change["task"], &change["file"], &change["line"]]).collect();
    let expected = [["quy", "units/a.toml"], ["nam", "units/a.toml"]];
    assert_eq!(lines.iter().map(|[task, file, _]| [*task, *file]).collect::<Vec<_>>(), expected);
    assert_eq!(lines.iter().map(|[.., line]| line.as_u64()).collect::<Vec<_>>(), [Some(6), Some(3)]);
}

#[test]
fn another_layout_of_the_same_records_is_no_change() {
    let one = "[quy.2024-Q1]\nstarted = 2024-03-01\ndone = 2024-03-28\nevidence = [\"A\", \"B\"]\n\
               extended = { to = 2024-04-15, by = \"77\", on = 2024-03-29 }\n[nam]\nnote = \"x\"\n";
    let other = "\u{feff}# Ghi chú của đơn vị\r\nnam = { note = 'x' } # một dòng\r\n\r\n[quy.2024-Q1]\r\n\
                 evidence = [\r\n  'A',\r\n  \"B\",\r\n]\r\ndone     = 2024-03-28\r\nstarted  = 2024-03-01\r\n\
                 extended = { on = 2024-03-29, to = 2024-04-15, by = \"\"\"77\"\"\" }\r\n[quy.2024-Q2]\r\n";
    for (before, after) in [(one, other), (other, one)] {
        let repo = Repo::of(&plan(""), before, after);
        repo.diff(&[RANGE, "--exit-code", "--deny", "all"]).ends_with(&[0]);
        assert!(repo.table(&[RANGE]).ends_with("Nothing changed.\n"));
    }
}

#[test]
fn another_layout_of_the_same_plan_is_no_change() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-01\n"), ("b", "")]);
    let other = plan("language = \"vi\"").replace("due = 2024-04-10", "due   = \"2024-04-10\" # hạn");
    repo.write("plan.toml", format!("# Kế hoạch\n{other}").replace('\n', "\r\n")).commit("2024-05-15", "Trình bày");
    repo.diff(&[RANGE, "--exit-code"]).ends_with(&[0]);
}

#[test]
fn the_same_letters_in_another_unicode_form_are_no_change() {
    let decomposed =
        |text: &str| text.replace('á', "a\u{301}").replace('ế', "e\u{302}\u{301}").replace('ă', "a\u{306}");
    let said = "[nam]\nreason = \"Thiếu số\"\nnote = \"Đã báo\"\nevidence = [\"Báo cáo\"]\n\
                extended = { to = 2024-05-31, by = \"Kế hoạch\", on = 2024-04-09 }\n\
                waived = { by = \"Kế hoạch\", on = 2024-06-09 }\n";
    let repo = Repo::new(&plan("issuer = \"Văn phòng\""), &[("a", said), ("b", "")]);
    let other = decomposed(&plan("issuer = \"Văn phòng\""));
    assert_ne!(decomposed(said), said);
    repo.write("plan.toml", other).unit("a", decomposed(said)).commit("2024-05-15", "NFD");
    repo.diff(&[RANGE, "--exit-code", "--deny", "all"]).ends_with(&[0]);
}

#[test]
fn a_file_that_is_added_or_deleted_brings_or_takes_what_is_in_it() {
    let repo = Repo::new(&plan(""), &[("a", "")]);
    repo.unit("b", "[nam]\ndone = 2024-05-14\n").commit("2024-05-15", "Thêm");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(list(&shown["changes"]).len(), 1, "{shown}");
    assert_eq!(states(&shown["changes"][0]), json!(["overdue", [], "completed", ["late"]]));
    repo.delete("units/b.toml").commit("2024-05-16", "Xóa");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(states(&shown["changes"][0]), json!(["completed", ["late"], "overdue", []]));
    assert_eq!([&shown["changes"][0]["after"]["record"], &shown["changes"][0]["line"]], [&Value::Null, &Value::Null]);
    // An empty file says what no file says.
    repo.unit("b", "").commit("2024-05-17", "Tệp trống");
    repo.diff(&[RANGE, "--exit-code"]).ends_with(&[0]);
}

#[test]
fn a_file_that_gets_a_name_of_no_unit_takes_its_records_along() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-09\n"), ("b", "")]);
    repo.git(&["mv", "units/a.toml", "units/van-phong.toml"]);
    repo.commit("2024-05-15", "Đổi tên tệp");
    let run = repo.diff(&[RANGE, "--format", "json"]);
    let shown = run.ends_with(&[3]).json();
    assert!(run.err().contains("units/van-phong.toml belongs to no unit"), "{run:?}");
    assert_eq!(states(&shown["changes"][0]), json!(["completed", [], "overdue", []]));
    assert_eq!(codes(&shown), ["W707", "W701", "W706"]);
}

#[test]
fn a_unit_that_gets_another_id_keeps_its_records() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-09\n"), ("b", "")]);
    let renamed = plan("").replace("b = \"Phòng Kế hoạch\"", "phong-ke-hoach = \"Phòng Kế hoạch\"");
    repo.write("plan.toml", renamed.replace("\"b\"", "\"phong-ke-hoach\""));
    repo.git(&["mv", "units/b.toml", "units/phong-ke-hoach.toml"]);
    repo.commit("2024-05-15", "Đổi mã");
    let shown = repo.changes(&[RANGE]);
    assert_eq!([&shown["changes"], &shown["commits"]], [&json!([]), &json!([])], "nor is it a commit of two units");
    let renamed = json!([{"kind": "unit-renamed", "unit": "phong-ke-hoach", "from": "b", "to": "phong-ke-hoach"}]);
    assert_eq!(shown["plan_changes"], renamed);
}

#[test]
fn what_time_alone_changed_is_told_apart() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-09\n"), ("b", "")]);
    let args = ["--from", "2024-04-01", "--as-of", "2024-04-12"];
    let shown = repo.changes(&args);
    let changes: Vec<[&Value; 3]> =
        list(&shown["changes"]).iter().map(|it| [&it["unit"], &it["task"], &it["cause"]]).collect();
    assert_eq!(changes, [["a", "nam", "time"], ["b", "nam", "time"]]);
    assert_eq!(states(&shown["changes"][0]), json!(["pending", [], "completed", []]));
    assert_eq!(states(&shown["changes"][1]), json!(["pending", [], "overdue", []]));
    assert_eq!([&shown["before"]["as_of"], &shown["after"]["as_of"]], ["2024-04-01", "2024-04-12"]);
    let table = flat(&repo.table(&args));
    assert!(table.contains("Standing changed because time passed, 01/4/2024–12/4/2024 (2)"), "{table}");
    assert!(table.contains("Báo cáo năm: pending → overdue 2 days"), "{table}");
    // Without another day nothing has changed.
    repo.diff(&["--exit-code"]).ends_with(&[0]);
}

#[test]
fn what_a_record_changed_is_not_told_once_more_for_time() {
    let repo = Repo::of(&plan(""), "", "[nam]\ndone = 2024-05-14\n");
    let shown = repo.changes(&[RANGE, "--from", "2024-03-31"]);
    let of = |cause: &str| list(&shown["changes"]).iter().filter(|change| change["cause"] == cause).count();
    // The report of the first quarter, and the one in the year of the other unit, are overdue since.
    assert_eq!([of("record"), of("time"), of("plan")], [1, 3, 0], "{shown}");
}

#[test]
fn what_the_plan_alone_changed_is_told_apart() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-15\n"), ("b", "")]);
    repo.write("plan.toml", plan("").replace("2024-04-10", "2024-05-31")).commit("2024-05-15", "Lùi hạn");
    let shown = repo.changes(&[RANGE]);
    let causes: Vec<&Value> = list(&shown["changes"]).iter().map(|change| &change["cause"]).collect();
    assert_eq!(causes, ["plan", "plan"]);
    assert_eq!(states(&shown["changes"][0]), json!(["completed", ["late"], "completed", []]));
    assert_eq!(states(&shown["changes"][1]), json!(["overdue", [], "pending", []]));
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("Standing changed because the plan changed (2)"), "{table}");
    assert!(table.contains("Báo cáo năm — last day: 10/4/2024 → 31/5/2024"), "{table}");
    assert!(table.contains("Phòng Kế hoạch: overdue 35 days → pending"), "{table}");
    // With another day as well, what the plan did and what time did are still told apart.
    let shown = repo.changes(&[RANGE, "--from", "2024-03-15"]);
    let causes = |task: &str| -> Vec<&Value> {
        list(&shown["changes"]).iter().filter(|it| it["task"] == task).map(|it| &it["cause"]).collect()
    };
    assert_eq!(causes("nam"), ["plan", "plan"]);
    assert_eq!(causes("quy"), ["time", "time"]);
}
