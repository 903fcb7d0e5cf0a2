//! Reports that match no data.

use std::fs;

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, list, text};

const DONE: &str = "[quy.2024-Q1]\ndone = 2024-03-28\n";
/// What leaves the report other than it was, and is no mark itself.
const LATER: &str = "[quy.2024-Q1]\nwaived = { by = \"80-CV/TU\", on = 2024-03-20 }\n";

impl Repo {
    /// Has the program write the report of a quarter.
    fn report(&self, format: &str) -> &Self {
        self.run(&["report", "quarter", "2024-Q1", "--as-of", AS_OF, "--format", format]).ends_with(&[0]);
        self
    }

    /// The report as it is.
    fn read(&self, format: &str) -> String {
        fs::read_to_string(self.workspace.join(format!("reports/2024-Q1.{format}"))).expect("it can be read")
    }

    /// Changes a figure of the report by hand.
    fn falsify(&self, format: &str) -> &Self {
        let report = self.read(format);
        let (from, to) =
            if report.contains("overdue") { ("overdue", "completed") } else { ("Quá hạn", "Hoàn thành") };
        let edited = report.replacen(from, to, 1);
        assert_ne!(edited, report, "there is something to falsify");
        self.write(&format!("reports/2024-Q1.{format}"), edited)
    }
}

/// A repository in which the workspace lies in a folder, and a report of the first quarter is committed.
fn reported_below() -> Repo {
    let repo = Repo::init(&[]).inside("kế hoạch/257").begun(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report("md").commit(AS_OF, "Báo cáo quý I");
    repo
}

/// A repository in which a report of the first quarter is committed.
fn reported(format: &str) -> Repo {
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report(format).commit(AS_OF, "Báo cáo quý I");
    repo
}

#[test]
fn a_report_that_is_edited_by_hand_is_marked_in_every_format() {
    for format in ["md", "html", "csv", "json"] {
        let repo = reported(format);
        assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), [""; 0], "as it was made: {format}");
        repo.falsify(format).commit("2024-05-16", "Sửa báo cáo");
        let file = format!("reports/2024-Q1.{format}");
        let shown = repo.changes(&["HEAD~1..HEAD"]);
        let expected = serde_json::json!([{"code": "W708", "name": "report-edited", "file": file}]);
        assert_eq!(shown["reports"], expected, "{format}");
        let said = format!("{file} matches neither the data of the commit that wrote it nor the current data");
        let table = flat(&repo.table(&["HEAD~1..HEAD"]));
        assert!(table.contains(&format!("W708 {said}")), "{table}");
        let comment = repo.markdown(&["HEAD~1..HEAD"]);
        assert!(comment.contains(&format!("| **W708** `report-edited` | {file} | {said} |\n")), "{comment}");
        let log = repo.diff(&["HEAD~1..HEAD", "--format", "sarif"]).json();
        let result = &list(&log["runs"][0]["results"])[0];
        assert_eq!(result["ruleId"], "W708");
        assert_eq!(text(&result["message"]["text"]), said);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], file);
        for denied in ["W708", "report-edited"] {
            repo.diff(&["HEAD~1..HEAD", "--deny", denied]).ends_with(&[1]);
        }
    }
}

#[test]
fn a_report_that_is_edited_but_not_committed_is_marked() {
    let repo = reported("md");
    repo.falsify("md");
    assert_eq!(repo.codes(&["--backdated", "180"]), ["W708"]);
    // So is one that no commit has.
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report("md").falsify("md");
    assert_eq!(repo.codes(&["--backdated", "180"]), ["W708"]);
}

#[test]
fn a_report_that_is_made_anew_after_the_data_changed_is_told_as_made_anew() {
    let repo = reported("md");
    let before = repo.read("md");
    repo.unit("b", LATER).commit("2024-05-16", "Phòng Kế hoạch");
    repo.report("md");
    assert_ne!(repo.read("md"), before);
    assert_eq!(repo.codes(&["--backdated", "180"]), ["W724"]);
    repo.commit("2024-05-17", "Báo cáo lại");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~2..HEAD"]), ["W724"]);
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), ["W724"]);
}

#[test]
fn a_report_of_data_that_changed_afterwards_is_not_marked() {
    let repo = reported("md");
    repo.unit("b", LATER).commit("2024-05-16", "Phòng Kế hoạch");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~2..HEAD"]), [""; 0]);
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~2"]), [""; 0]);
}

#[test]
fn an_edited_report_that_did_not_change_between_the_two_is_not_told_again() {
    let repo = reported("md");
    repo.falsify("md").commit("2024-05-16", "Sửa báo cáo");
    repo.unit("b", LATER).commit("2024-05-17", "Phòng Kế hoạch");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn line_ends_of_a_checkout_are_no_edit() {
    let repo = reported("md");
    let report = repo.read("md");
    repo.write("reports/2024-Q1.md", report.replace('\n', "\r\n")).commit("2024-05-16", "CRLF");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn a_report_that_is_deleted_is_told_and_files_of_others_are_not() {
    let repo = reported("md");
    repo.delete("reports/2024-Q1.md").write("reports/2024-Q2.md", "# Ghi chú\n").write("reports/x.md", "x");
    repo.commit("2024-05-16", "Dọn");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), ["W723"]);
}

#[test]
fn a_report_whose_sign_is_removed_by_hand_is_marked_all_the_same() {
    for (format, sign) in [("md", "<!-- tiendo.report/5"), ("html", "<meta name=\"generator\""), ("json", "{")] {
        let repo = reported(format);
        let report = repo.read(format);
        repo.write(&format!("reports/2024-Q1.{format}"), report.replacen(sign, "<!--", 1));
        repo.commit("2024-05-16", "Sửa báo cáo");
        assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), ["W708"], "{format}");
    }
}

#[test]
fn a_report_below_the_top_of_the_repository_is_compared_with_the_data_of_its_commit() {
    let repo = reported_below();
    repo.unit("b", LATER).commit("2024-05-16", "Phòng Kế hoạch");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~2..HEAD"]), [""; 0]);
    repo.falsify("md").commit("2024-05-17", "Sửa báo cáo");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), ["W708"]);
}

#[test]
fn a_report_of_an_earlier_edition_is_compared_by_its_figures() {
    for first in [include_str!("editions/1.vi.md"), include_str!("editions/1.en.md")] {
        let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
        repo.write("reports/2024-Q1.md", first).commit(AS_OF, "Báo cáo quý I");
        // Its words may be anybody's: a reviewer is told that only its figures are those of the data.
        assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W708"]);
        let said = "says that it was made with another edition of the form: its figures match the data";
        let table = flat(&repo.table(&["HEAD~1..HEAD"]));
        assert!(table.contains(said), "{table}");
        repo.unit("b", "[nam]\ndone = 2024-05-15\n").commit(AS_OF, "Việc khác");
        assert_eq!(repo.codes(&["HEAD~1..HEAD", "--backdated", "180"]), [""; 0], "it was there before");
        let run = repo.run(&["verify-reports"]);
        let said = "1 report matches the data.\n1 report was made with another edition of the form, so only the figures were compared.\n";
        assert_eq!(run.ends_with(&[0]).out(), said);
        repo.write("reports/2024-Q1.md", first.replacen("| 5 | 1 |", "| 5 | 2 |", 1)).commit("2024-05-16", "Sửa");
        assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W708"]);
        assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
        // Nothing can be taken away either.
        let row =
            first.lines().find(|line| line.starts_with("| ") && line.contains("31/3/2024")).expect("a row of a list");
        repo.write("reports/2024-Q1.md", first.replacen(&format!("{row}\n"), "", 1))
            .commit("2024-05-17", "Bớt một dòng");
        assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W708"]);
    }
    // A report of today does not become one of an earlier edition by saying so.
    let repo = reported("md");
    repo.write("reports/2024-Q1.md", repo.read("md").replacen("tiendo.report/5", "tiendo.report/1", 1));
    assert_eq!(repo.codes(&[]), ["W708"]);
    // A page too: what is no text of it does not count.
    let repo = reported("html");
    let first = repo.read("html").replacen("tiendo.report/5", "tiendo.report/6", 1).replace("40rem", "41rem");
    repo.write("reports/2024-Q1.html", first.replace("Báo cáo", "Tường trình")).commit("2024-05-16", "Bản khác");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W708"]);
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(0));
    repo.write("reports/2024-Q1.html", first.replacen(">5<", ">6<", 1)).commit("2024-05-17", "Sửa");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W708"]);
}

/// The fourth edition called claims that wait for acceptance not yet due.
#[test]
fn a_report_of_the_fourth_edition_is_made_again_in_its_words() {
    let repo = Repo::new(&plan("acceptance = true"), &[("a", DONE), ("b", "")]);
    let fourth = include_str!("editions/4.md");
    assert!(fourth.contains("còn 1 việc chưa hoàn thành trong hạn"), "the claim");
    repo.write("reports/2024-Q1.md", fourth).commit(AS_OF, "Báo cáo quý I");
    assert_eq!(repo.run(&["verify-reports"]).ends_with(&[0]).out(), "1 report matches the data.\n");
    let wrong = fourth.replacen("đã hoàn thành 0 việc", "đã hoàn thành 1 việc", 1);
    repo.write("reports/2024-Q1.md", wrong);
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
}

/// The file of a workspace whose reports were made by the second edition of the form.
fn second(name: &str) -> String {
    let path = crate::support::root().join("tests/git/review/editions/2").join(name);
    fs::read_to_string(path).expect("it can be read")
}

#[test]
fn a_report_of_the_second_edition_is_made_again_by_its_rules() {
    let units = ["a", "b", "c", "d", "e", "f"].map(|id| (id, second(&format!("units/{id}.toml"))));
    let units: Vec<(&str, &str)> = units.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let repo = Repo::new(&second("plan.toml"), &units);
    // It judged days that went on, counted whole periods, and parted units by the order of groups.
    for (period, file) in [("2024-Q1", "2"), ("2024-Q2", "2-interim")] {
        for format in ["md", "csv"] {
            repo.write(&format!("reports/{period}.{format}"), second(&format!("../{file}.{format}")));
        }
    }
    repo.commit(AS_OF, "Báo cáo");
    let said = "4 reports match the data.\n2 reports were made with another edition of the form, so only the figures were compared.\n";
    assert_eq!(repo.run(&["verify-reports"]).ends_with(&[0]).out(), said);
    // A figure that is another is found, also one that today's form would give.
    let wrong = second("../2.md").replacen("| 13 |", "| 18 |", 1);
    assert_ne!(wrong, second("../2.md"));
    repo.write("reports/2024-Q1.md", wrong);
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
    repo.write("reports/2024-Q1.md", second("../2.md"));
    // So is a name that stands in another row, and a column that is there twice or gone.
    let table = second("../2.csv");
    let names: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').nth(7)).collect();
    let [first, .., last] = names[..] else { panic!("two units at least") };
    let exchanged = table.replace(first, "@").replace(last, first).replace('@', last);
    let twice = table.replacen("unit_name", "unit_name,unit_name", 1);
    let gone: String = table.lines().map(|row| format!("{}\r\n", row.rsplit_once(',').expect("columns").0)).collect();
    for other in [exchanged, twice, gone] {
        assert_ne!(other, table);
        repo.write("reports/2024-Q1.csv", other);
        assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
    }
}

#[test]
fn reports_of_the_first_edition_as_data_and_as_pages_stay_true() {
    let units = ["a", "b", "c", "d", "e", "f"].map(|id| (id, second(&format!("units/{id}.toml"))));
    let units: Vec<(&str, &str)> = units.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let repo = Repo::new(&second("plan.toml"), &units);
    let files = [("2024-Q1.json", "1.json"), ("2024-Q2.json", "1-interim.json"), ("2024-Q1.html", "1.html")];
    // The page of the third edition lists everything too, after what is overdue.
    let third = second("../3.html");
    repo.write("reports/2024-Q1.html", third.clone());
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(0));
    repo.write("reports/2024-Q1.html", third.replacen("<b>▲", "<b>▲1", 1));
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
    let verify = &["verify-reports"];
    for (name, file) in files {
        repo.write(&format!("reports/{name}"), second(&format!("../{file}")));
    }
    repo.commit(AS_OF, "Báo cáo");
    let said = "3 reports match the data.\n3 reports were made with another edition of the form, so only the figures were compared.\n";
    assert_eq!(repo.run(verify).ends_with(&[0]).out(), said);
    // A figure, a state, a row or a key that is another, or gone.
    let json = second("../1.json");
    for (from, to) in [
        ("\"overdue\":13", "\"overdue\":12"),
        ("\"state\":\"overdue\"", "\"state\":\"pending\""),
        ("\"days_late\":16", "\"days_late\":6"),
        ("\"flags\":[\"late\"]", "\"flags\":[]"),
        (",\"previous\":null", ""),
        (",\"previous\":null", ",\"previous\":null,\"more\":1"),
        ("\"unreadable\":[]", "\"unreadable\":[\"a\"]"),
    ] {
        assert!(json.contains(from), "{from}");
        repo.write("reports/2024-Q1.json", json.replacen(from, to, 1));
        assert_eq!(repo.run(verify).code(), Some(1), "{from} → {to}");
    }
}

#[test]
fn a_report_says_on_which_day_its_period_closes_and_stays_true_if_the_plan_s_changes() {
    let repo = Repo::new(&plan("report_day = 14"), &[("a", DONE), ("b", "")]);
    for format in ["md", "html", "csv", "json", "jsonl"] {
        repo.report(format);
        repo.run(&["report", "quarter", "2024-Q1", "--report-day", "calendar", "--as-of", AS_OF, "--format", format]);
    }
    repo.commit(AS_OF, "Báo cáo");
    assert!(repo.read("md").contains("15/12/2023"), "{}", repo.read("md"));
    repo.write("plan.toml", plan("report_day = 20"));
    let run = repo.run(&["verify-reports"]);
    assert_eq!(run.ends_with(&[0]).out(), "10 reports match the data.\n");
    repo.write("reports/2024-Q1-calendar.csv", repo.read("csv"));
    assert_eq!(repo.run(&["verify-reports"]).code(), Some(1));
}

#[test]
fn people_may_write_in_the_documents_of_offices() {
    let repo = reported("docx");
    repo.write("reports/2024-Q1.docx", "viết thêm").commit("2024-05-16", "Viết thêm");
    assert_eq!(repo.codes(&["--backdated", "180", "HEAD~1..HEAD"]), [""; 0]);
}

#[test]
fn a_report_that_is_deleted_renamed_or_edited_under_another_folders_name_is_told() {
    let repo = reported("md");
    repo.delete("reports/2024-Q1.md");
    assert_eq!(repo.codes(&[]), ["W723"]);
    repo.commit("2024-05-16", "Xóa báo cáo");
    assert_eq!(repo.codes(&["HEAD~1..HEAD"]), ["W723"]);
    let moved = reported("md");
    moved.git(&["mv", "reports", "bao-cao"]);
    let path = "bao-cao/2024-Q1.md";
    let forged = moved.text(path).replacen("overdue", "completed", 1);
    assert_ne!(forged, moved.text(path));
    moved.write(path, forged).commit("2024-05-16", "Chuyển thư mục");
    let shown = moved.changes(&["HEAD~1..HEAD"]);
    assert_eq!((super::codes(&shown), &shown["reports"][0]["now"]), (vec!["W723".to_owned()], &path.into()));
    let table = flat(&moved.table(&["HEAD~1..HEAD"]));
    let elsewhere = "reports/2024-Q1.md is gone; a file of its name is now bao-cao/2024-Q1.md";
    assert!(table.contains(&format!("{elsewhere}, and says something else")), "{table}");
    let moved = reported("md");
    moved.git(&["mv", "reports", "bao-cao"]);
    moved.commit("2024-05-16", "Chuyển thư mục");
    let table = flat(&moved.table(&["HEAD~1..HEAD"]));
    assert!(table.contains(elsewhere) && !table.contains("something else"), "{table}");
    // One that tiendo did not make may go.
    let foreign = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    foreign.write("reports/2024-Q1.md", "# Ghi chép\n").commit("2024-05-16", "Ghi chép");
    foreign.delete("reports/2024-Q1.md");
    assert_eq!(foreign.codes(&[]), [""; 0]);
}

#[test]
fn data_that_only_a_branch_had_make_no_report_true() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    // The data are made up, reported, and taken back.
    repo.unit("a", DONE).report("md").commit("2024-05-15", "Báo cáo");
    repo.unit("a", "").commit("2024-05-15", "Trả lại");
    let codes = repo.codes(&["main...nhánh", "--backdated", "180"]);
    assert!(codes.contains(&"W708".to_owned()), "{codes:?}");
    repo.git(&["switch", "--quiet", "main"]);
    repo.git_on("2024-05-15", &["merge", "--quiet", "--no-ff", "--no-edit", "nhánh"]);
    let codes = repo.codes(&["HEAD~1..HEAD", "--backdated", "180"]);
    assert!(codes.contains(&"W708".to_owned()), "{codes:?}");
    let run = repo.run(&["verify-reports"]);
    run.ends_with(&[1]);
    assert!(run.out().lines().any(|line| line.starts_with("  - ")), "it shows what differs: {run:?}");
    // A report of what the branch brings is true.
    let honest = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    honest.git(&["switch", "--quiet", "--create", "nhánh"]);
    honest.unit("a", DONE).report("md").commit("2024-05-15", "Báo cáo");
    assert_eq!(honest.codes(&["main...nhánh", "--backdated", "180"]), [""; 0]);
}

#[test]
fn a_report_and_one_more_record_in_one_commit() {
    let backdated = ["--backdated", "180"];
    let range = |range: &'static str| [&[range][..], &backdated].concat();
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report("md").unit("b", LATER);
    // It is what the data were when it was made, and these stood on the main line.
    assert_eq!(repo.codes(&backdated), [""; 0]);
    repo.git(&["add", "--all"]);
    assert_eq!(repo.codes(&range("--staged")), [""; 0]);
    repo.commit(AS_OF, "Báo cáo, rồi ghi thêm");
    assert_eq!(repo.codes(&range("HEAD~1..HEAD")), [""; 0]);
    repo.run(&["verify-reports"]).ends_with(&[0]);
    // Edited by hand it is what no data were.
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report("md").falsify("md").unit("b", LATER);
    assert_eq!(repo.codes(&backdated), ["W708"]);
    repo.commit(AS_OF, "Sửa tay");
    assert_eq!(repo.codes(&range("HEAD~1..HEAD")), ["W708"]);
    // What stood for a moment made no report true, and makes none so here.
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.unit("b", LATER).commit(AS_OF, "Tạm");
    repo.report("md").unit("b", "").commit(AS_OF, "Báo cáo, rồi trả lại");
    let marks = repo.codes(&range("HEAD~2..HEAD"));
    assert!(marks.contains(&"W708".to_owned()), "{marks:?}");
    // Nor is it true by data of two commits before.
    let repo = Repo::new(&plan(""), &[("a", DONE), ("b", "")]);
    repo.report("md");
    let report = repo.read("md");
    fs::remove_file(repo.workspace.join("reports/2024-Q1.md")).expect("it can be deleted");
    repo.unit("b", LATER).commit(AS_OF, "Ghi thêm");
    repo.unit("a", "").write("reports/2024-Q1.md", report).commit(AS_OF, "Báo cáo cũ");
    let marks = repo.codes(&range("HEAD~1..HEAD"));
    assert!(marks.contains(&"W708".to_owned()), "{marks:?}");
}

#[test]
fn a_report_of_a_branch_while_the_main_line_goes_on_is_told_as_that() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    repo.unit("a", DONE).report("md").commit(AS_OF, "Ghi và báo cáo");
    let made = repo.short("HEAD");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("b", LATER).commit(AS_OF, "Việc khác");
    repo.git_on(AS_OF, &["merge", "--quiet", "--no-edit", "nhánh"]);
    let range = ["HEAD~1..HEAD", "--backdated", "180"];
    assert_eq!(repo.codes(&range), ["W708"]);
    let said = format!("matches the data of commit {made} alone, which never stood on the main line");
    assert!(flat(&repo.table(&range)).contains(&said), "{said}");
    // Honest: made again with what is there.
    repo.report("md").git(&["add", "--all"]);
    repo.git_on(AS_OF, &["commit", "--quiet", "--amend", "--no-edit"]);
    assert_eq!(repo.codes(&range), [""; 0]);
    // Edited by hand it matches nothing.
    repo.falsify("md").git(&["add", "--all"]);
    repo.git_on(AS_OF, &["commit", "--quiet", "--amend", "--no-edit"]);
    let table = flat(&repo.table(&range));
    assert!(table.contains("W708") && !table.contains("never stood on the main line"), "{table}");
}

#[test]
fn the_report_of_a_running_period_is_made_again_each_week() {
    let made = |days: [&str; 2]| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        for (day, record) in days.into_iter().zip(["", "[nam]\ndone = 2024-05-14\n"]) {
            repo.unit("a", record);
            repo.run(&["report", "quarter", "2024-Q2", "--as-of", day]).ends_with(&[0]);
            repo.commit("2024-05-15", "Báo cáo");
        }
        repo.codes(&["HEAD~1..HEAD"])
    };
    assert_eq!(made(["2024-05-14", "2024-05-15"]), [""; 0]);
    // Of the same day, of an earlier one, or after one that may have been the last it says something else than was said.
    assert_eq!(made(["2024-05-15", "2024-05-15"]), ["W724"]);
    assert_eq!(made(["2024-05-15", "2024-05-14"]), ["W724"]);
    assert_eq!(made(["2024-06-30", "2024-07-05"]), ["W724"]);
}
