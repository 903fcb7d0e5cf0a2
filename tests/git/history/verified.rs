//! `verify-reports`: what was committed in `reports/` made again from the data of its day, and compared.

use snapbox::str;

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Run, Shows as _};

const DATA: &str = "[bao-cao.2024-Q1]\ndone = 2024-03-30\n[ke-hoach]\ndone = 2024-03-20\nnote = \"xong\"\n";
const TEXTS: &str = "md,html,csv,json";

/// A repository with the data of `a`, and the report of the first quarter in these formats, committed.
fn reported(formats: &str, args: &[&str]) -> Repo {
    let repo = Repo::recorded(DATA);
    report(&repo, &[&["2024-Q1", "--format", formats], args].concat());
    repo.commit("2024-05-15T08:00:00+07:00", "Báo cáo");
    repo
}

fn report(repo: &Repo, args: &[&str]) {
    repo.run(&[&["report", "quarter"], args].concat()).ends_with(&[0, 3]);
}

#[track_caller]
fn verify(repo: &Repo, args: &[&str], code: i32, said: &[&str]) -> Run {
    let run = repo.run(&[&["verify-reports"], args].concat());
    run.ends_with(&[code]);
    // Below a report that differs it is shown in what.
    let lines: Vec<&str> = run.out().lines().filter(|line| !line.starts_with("  ")).collect();
    assert_eq!(lines, said, "{run:?}");
    run
}

#[test]
fn reports_that_nobody_touched_match_in_every_text_format_and_both_languages() {
    for lang in ["vi", "en"] {
        let repo = reported(TEXTS, &["--lang", lang]);
        verify(&repo, &[], 0, &["4 reports match the data."]);
        let run = repo.run_vi(100, &["verify-reports"]);
        assert_eq!(run.out(), "4 báo cáo khớp với số liệu.\n");
    }
    verify(&Repo::recorded(DATA), &[], 0, &["0 reports match the data."]);
}

#[test]
fn a_report_that_was_edited_by_hand_is_named() {
    let said = "matches neither the data of the commit that wrote it nor the current data";
    for (format, old, new) in [
        ("md", "xong", "đã xong"),
        ("html", "<h1>", "<h1> "),
        ("csv", "ke-hoach", "ke-hoach2"),
        ("json", "\"as_of\":\"2024-05-15\"", "\"as_of\":\"2024-05-14\""),
    ] {
        let repo = reported(TEXTS, &[]);
        let file = format!("reports/2024-Q1.{format}");
        let text = repo.text(&file);
        let edited = if text.contains(old) { text.replacen(old, new, 1) } else { text.replacen("20", "21", 1) };
        repo.write(&file, edited);
        let expected = [format!("{file} {said}"), "3 reports match the data; 1 does not.".to_owned()];
        verify(&repo, &[], 1, &expected.each_ref().map(String::as_str));
        // Committed it is no truer; the commit before is as it was.
        repo.commit("2024-05-16T08:00:00+07:00", "Sửa tay");
        verify(&repo, &[], 1, &expected.each_ref().map(String::as_str));
        verify(&repo, &["HEAD"], 1, &expected.each_ref().map(String::as_str));
        verify(&repo, &["HEAD~"], 0, &["4 reports match the data."]);
    }
}

/// Of a report that was never committed no commit is spoken of.
#[test]
fn a_report_that_no_commit_has_is_told_as_that() {
    let repo = Repo::recorded(DATA);
    report(&repo, &["2024-Q1", "--format", "md"]);
    repo.write("reports/2024-Q1.md", repo.text("reports/2024-Q1.md").replacen("20", "21", 1));
    let said = "reports/2024-Q1.md is in no commit, and does not match the current data";
    verify(&repo, &[], 1, &[said, "0 reports match the data; 1 does not."]);
}

#[test]
fn a_report_matches_the_data_of_its_commit_also_when_later_ones_say_otherwise() {
    let repo = reported(TEXTS, &[]);
    let then = "4 reports match the data of their time but no longer the present data: reports/2024-Q1.csv, \
                reports/2024-Q1.html, reports/2024-Q1.json, reports/2024-Q1.md.";
    // What is recorded now for a day before the report's would change the report if it were made again.
    repo.write("units/a.toml", DATA.replace("03-20", "03-21"));
    repo.write("units/b.toml", "[bao-cao.2024-Q1]\ndone = 2024-03-15\n");
    repo.commit("2024-05-20T08:00:00+07:00", "Ghi lùi ngày");
    verify(&repo, &[], 0, &[then]);
    let vi = repo.run_vi(200, &["verify-reports"]);
    assert!(vi.out().starts_with("4 báo cáo khớp với số liệu lúc lập nhưng không còn khớp"), "{vi:?}");
    let json = repo.json(&["verify-reports"]);
    let reports = json["reports"].as_array().expect("a list");
    assert!(reports.iter().all(|it| it["verdict"] == "matches" && it["data_changed"] == true), "{json}");
    report(&repo, &["2024-Q1", "--format", "md"]);
    assert_ne!(repo.git(&["status", "--porcelain"]), "", "it would be another report now");
    // Nor does a later plan make them wrong, or one that cannot be read.
    repo.git(&["checkout", "--quiet", "."]);
    repo.write("plan.toml", PLAN.replace("2024-03-29", "2024-03-10"));
    repo.commit("2024-05-21T08:00:00+07:00", "Sửa kế hoạch");
    verify(&repo, &[], 0, &[then]);
    repo.write("plan.toml", "[plan");
    repo.commit("2024-05-22T08:00:00+07:00", "Hỏng");
    verify(&repo, &[], 0, &[then]);
}

#[test]
fn a_report_made_of_data_that_came_later_matches_them() {
    let repo = Repo::recorded("");
    repo.write("units/a.toml", DATA);
    report(&repo, &["2024-Q1"]);
    verify(&repo, &[], 0, &["1 report matches the data."]);
    repo.git(&["add", "reports"]);
    repo.git_on("2024-05-15T08:00:00+07:00", &["commit", "--quiet", "--message", "Chỉ báo cáo"]);
    verify(&repo, &[], 0, &["1 report matches the data."]);
    // As committed, the report tells what the committed data do not.
    let run = repo.run(&["verify-reports", "HEAD"]);
    run.ends_with(&[1]);
    assert!(run.out().starts_with("reports/2024-Q1.md matches neither"), "{run:?}");
}

#[test]
fn interim_and_partial_reports_match_what_they_were_made_of() {
    let repo = Repo::recorded(DATA);
    report(&repo, &["2024-Q2", "--format", TEXTS]);
    repo.commit("2024-05-15T08:00:00+07:00", "Báo cáo giữa kỳ");
    repo.write("units/b.toml", "[bao-cao.2024-Q1\n");
    report(&repo, &["2024-Q1", "--format", TEXTS, "--keep-going"]);
    repo.git(&["checkout", "--quiet", "-b", "mới"]);
    repo.commit("2024-05-15T08:00:00+07:00", "Báo cáo thiếu");
    repo.write("units/b.toml", "");
    repo.commit("2024-05-16T08:00:00+07:00", "Sửa lỗi");
    let then = "match the data of their time but no longer the present data";
    let run = repo.run(&["verify-reports"]);
    assert!(run.ends_with(&[0]).out().starts_with(&format!("8 reports {then}: ")), "{run:?}");
    // The whole one, when it takes the place of the partial one.
    report(&repo, &["2024-Q1", "--format", TEXTS]);
    let run = repo.run(&["verify-reports"]);
    assert!(run.ends_with(&[0]).out().starts_with(&format!("4 reports match the data; 4 reports {then}: ")), "{run:?}");
}

#[test]
fn what_people_write_in_and_what_is_not_ours_is_left_alone_and_said() {
    let repo = reported("md,docx,xlsx", &[]);
    repo.write("reports/2024-Q2.md", "# Báo cáo tự viết\n");
    repo.write("reports/README.md", "# Mục lục\n");
    repo.write("reports/ghi chép.md", "x\n");
    verify(
        &repo,
        &[],
        0,
        &[
            "1 report matches the data.",
            "Not compared, because tiendo did not make them: reports/2024-Q2.md",
            "2 files (.docx, .xlsx) were not compared: people may have edited them.",
        ],
    );
    let run = repo.run_vi(100, &["verify-reports"]);
    assert!(run.out().contains("Không đối chiếu vì không phải do tiendo lập: reports/2024-Q2.md\n"), "{run:?}");
    assert!(run.out().ends_with("2 tệp .docx, .xlsx không được đối chiếu vì có thể đã được chỉnh sửa.\n"), "{run:?}");
    // A report that lost the line by which it is known does not pass for one that matches.
    let text = repo.text("reports/2024-Q1.md");
    repo.write("reports/2024-Q1.md", text.split("<!-- tiendo").next().expect("there is one"));
    let run = repo.run(&["verify-reports"]);
    run.ends_with(&[1]);
    assert!(run.out().contains("0 reports match the data; 1 does not.\n"), "{run:?}");
}

#[test]
fn a_report_that_lost_the_sign_of_the_program_is_edited_in_every_commit_after() {
    type Edit = fn(&str) -> String;
    let edits: [(&str, Edit); 6] = [
        ("md", |text| format!("{text}chèn\n")),
        ("md", |text| text.lines().take(5).collect()),
        ("md", |_| String::new()),
        ("csv", |text| format!(" {text}")),
        ("csv", |text| format!("{text}x\n")),
        ("json", |text| format!("{text}x\n")),
    ];
    for (format, edit) in edits {
        let repo = reported(format, &[]);
        let file = format!("reports/2024-Q1.{format}");
        repo.write(&file, edit(&repo.text(&file)));
        let said = format!("{file} matches neither the data of the commit that wrote it nor the current data");
        for moment in ["2024-05-20T08:00:00+07:00", "2024-05-21T08:00:00+07:00"] {
            verify(&repo, &[], 1, &[&said, "0 reports match the data; 1 does not."]);
            repo.commit(moment, "Sửa tay");
            verify(&repo, &["HEAD"], 1, &[&said, "0 reports match the data; 1 does not."]);
            let marked = repo.run(&["diff", "HEAD~1..HEAD", "--deny", "W708"]);
            marked.ends_with(&[1]);
            repo.write(&file, format!("{}lại\n", repo.text(&file)));
        }
        // Under another name it is nobody's report.
        repo.git(&["mv", &file, "reports/ghi-chép.txt"]);
        verify(&repo, &[], 0, &["0 reports match the data."]);
    }
}

/// A period that closes on another day is another one: its report does not pass for that of the calendar's.
#[test]
fn a_report_under_the_name_of_another_closing_day_does_not_match() {
    let repo = Repo::recorded(DATA);
    report(&repo, &["2024-Q1", "--report-day", "14", "--format", "md"]);
    repo.commit("2024-05-15T08:00:00+07:00", "Báo cáo");
    verify(&repo, &[], 0, &["1 report matches the data."]);
    let text = repo.text("reports/2024-Q1-day14.md");
    repo.write("reports/2024-Q1.md", text).delete("reports/2024-Q1-day14.md");
    repo.commit("2024-05-16T08:00:00+07:00", "Tên khác");
    let run = repo.run(&["verify-reports"]);
    assert!(run.ends_with(&[1]).out().contains("0 reports match the data; 1 does not."), "{run:?}");
    let marked = repo.run(&["diff", "HEAD~1..HEAD", "--deny", "W708"]);
    assert!(marked.ends_with(&[1]).out().contains("W708"), "{marked:?}");
}

/// What nobody counts is in no report: that the figures match is not the whole truth then.
#[test]
fn facts_of_no_unit_are_told_beside_reports_that_match() {
    let repo = reported("md", &[]);
    repo.write("units/a-copy.toml", "[ke-hoach]\ndone = 2024-03-20\n");
    let run = verify(&repo, &[], 3, &["1 report matches the data."]);
    assert!(run.err().contains("[E409]: units/a-copy.toml"), "{run:?}");
    assert_eq!(verify(&repo, &["HEAD"], 0, &["1 report matches the data."]).err(), "");
}

#[test]
fn a_checkout_with_other_line_ends_matches() {
    let repo = reported(TEXTS, &[]);
    for format in TEXTS.split(',') {
        let file = format!("reports/2024-Q1.{format}");
        let text = repo.text(&file).replace("\r\n", "\n").replace('\n', "\r\n");
        repo.write(&file, text);
    }
    verify(&repo, &[], 0, &["4 reports match the data."]);
}

#[test]
fn revisions_that_are_not_there_and_folders_without_git_are_said() {
    let repo = reported("md", &[]);
    let run = repo.run(&["verify-reports", "khong-co"]);
    run.fails(2).err().shows(str![[r"
error: there is no revision “khong-co”

"]]);
    let bare = repo.beside("trần.git");
    let place = bare.to_str().expect("it is text");
    repo.git(&["clone", "--quiet", "--bare", ".", place]);
    verify(&repo.at(&bare), &[], 0, &["1 report matches the data."]);
    let plain = crate::support::case::Case::new(PLAN);
    let run = plain.run(&["verify-reports"]);
    run.fails(3).err().shows(str![[r"
lỗi: [TEMP] không nằm trong kho git nào; hãy chạy git init (riêng diff so sánh được hai thư mục mà không cần git)

"]]);
}

/// A report has the titles and targets of the day that it is of: an amendment that counts by then is in it, a later one is
/// not, on whichever day it is made or verified.
#[test]
fn a_report_says_what_the_plan_said_on_its_day() {
    for (on, titled) in [("2024-03-22", "Kế hoạch sửa đổi"), ("2024-04-22", "Xây dựng kế hoạch")] {
        let repo = Repo::recorded(DATA);
        let of_plan = format!(
            "due   = 2024-03-29\ntarget = {{ min = 100 }}\n\
             amended = [{{ by = \"9-CV\", on = {on}, title = \"Kế hoạch sửa đổi\", target = {{ min = 150 }} }}]"
        );
        repo.write("plan.toml", repo.text("plan.toml").replace("due   = 2024-03-29", &of_plan));
        repo.commit("2024-05-14T08:00:00+07:00", "Sửa đổi");
        report(&repo, &["2024-Q1", "--format", TEXTS]);
        for format in ["md", "html"] {
            let text = repo.text(&format!("reports/2024-Q1.{format}"));
            let other = if titled == "Xây dựng kế hoạch" {
                "Kế hoạch sửa đổi"
            } else {
                "Xây dựng kế hoạch"
            };
            assert!(text.contains(titled) && !text.contains(other), "{on} {format}: {text}");
        }
        verify(&repo, &[], 0, &["4 reports match the data."]);
        repo.commit("2024-05-15T08:00:00+07:00", "Báo cáo");
        verify(&repo, &["HEAD"], 0, &["4 reports match the data."]);
        let said = repo.run(&["diff", "HEAD~1..HEAD", "--format", "json"]);
        assert!(!said.out().contains("W708"), "{said:?}");
    }
}
