//! `--all`: the reports of every period that is over, and the index of all reports.

use std::fs;

use snapbox::str;

use super::bench::{LATER, Span, ask, report};
use super::files::{broken, files, workspace};
use super::plans;
use crate::support::case::{Case, Run, Shows as _};

/// Makes every report of a kind that is missing on a day.
fn every(case: &Case, kind: &str, as_of: &str, args: &[&str]) -> Run {
    let run = ask(case.path(), &[&["report", kind, "--all", "--as-of", as_of], args].concat());
    run.ends_with(&[0]);
    run
}

/// The names of what is in the folder of reports.
fn names(case: &Case) -> Vec<String> {
    let names = files(case.path()).into_keys().filter_map(|name| Some(name.strip_prefix("reports/")?.to_owned()));
    names.collect()
}

fn held(case: &Case, name: &str) -> String {
    fs::read_to_string(case.path().join("reports").join(name)).expect("it is there")
}

#[test]
fn every_period_that_is_over_has_its_report() {
    let case = workspace();
    let run = every(&case, "month", "2024-03-31", &[]);
    assert_eq!(names(&case), ["2024-01.md", "2024-02.md", "2024-03.md", "README.md"]);
    assert_eq!(run.out().lines().filter(|line| line.starts_with("Đã tạo reports/")).count(), 4);
    for span in Span::row("month", "2024-01-01", "2024-03-31") {
        let alone = report(case.path(), &span, "md", &["--as-of", LATER]);
        assert_eq!(held(&case, &format!("{}.md", span.name)).into_bytes(), alone, "as if it were asked for by itself");
    }
    // On the last day itself a period is over, the day before it is not.
    let earlier = workspace();
    every(&earlier, "month", "2024-03-30", &[]);
    assert_eq!(names(&earlier), ["2024-01.md", "2024-02.md", "README.md"]);
}

#[test]
fn periods_go_from_the_plan_s_beginning_to_its_last_last_day() {
    // The plan ends on 15 April; the last of its last days is 5 May.
    let case = workspace();
    every(&case, "month", LATER, &[]);
    assert_eq!(names(&case), ["2024-01.md", "2024-02.md", "2024-03.md", "2024-04.md", "2024-05.md", "README.md"]);
    every(&case, "quarter", LATER, &["--format", "json"]);
    assert!(names(&case).contains(&"2024-Q2.json".to_owned()) && !names(&case).contains(&"2024-Q3.json".to_owned()));
    let case = plans::grouped();
    every(&case, "half", LATER, &["--format", "csv,md"]);
    let expected = ["2024-H1.csv", "2024-H1.md", "2026-H1.csv", "2026-H1.md", "README.md"];
    assert_eq!(names(&case), expected, "this one ends with its last day, and something was completed much later");
    // An extension moves the last day, beyond the plan's end too.
    let extended = "[m.2024-02]\nextended = { to = 2024-07-03, by = \"7\", on = 2024-03-01 }\n";
    let case = workspace().unit("b", extended);
    every(&case, "month", LATER, &[]);
    assert_eq!(names(&case).iter().rev().nth(1).map(String::as_str), Some("2024-07.md"));
    assert!(held(&case, "2024-07.md").contains("03/7/2024"));
    // Before the plan begins nothing is over but the index is made.
    let case = workspace();
    let run = every(&case, "week", "2024-01-09", &[]);
    assert!(run.out().starts_with("Chưa kỳ nào của kế hoạch kết thúc"), "{run:?}");
    assert_eq!(names(&case), ["README.md"]);
}

#[test]
fn what_is_there_stays_and_only_what_is_missing_is_made() {
    let case = workspace().with("reports/2024-02.md", "Viết tay.\n");
    every(&case, "month", "2024-04-30", &[]);
    let before = files(case.path());
    assert_eq!(held(&case, "2024-02.md"), "Viết tay.\n");
    let run = every(&case, "month", "2024-04-30", &[]);
    run.out().shows(str![[r"
Mọi kỳ đã kết thúc đều có báo cáo.
reports/README.md không thay đổi
Kế hoạch kết thúc ngày 15/4/2024, còn 5 việc quá hạn, 2 việc trong hạn: tiendo list --state overdue --state pending --as-of 2024-04-30

"]]);
    assert!(files(case.path()) == before, "again it changes nothing");
    // Another format of the same periods is missing still; of the one that is over since, both are.
    let run = every(&case, "month", "2024-05-31", &["--format", "md,json"]);
    let made: Vec<&str> = run.out().lines().collect();
    assert_eq!(made.len(), 4 + 2 + 1 + 1, "{run:?}");
    assert!(made.contains(&"Đã tạo reports/2024-02.json") && !made.iter().any(|line| line.contains("2024-02.md")));
    assert_eq!(held(&case, "2024-02.md"), "Viết tay.\n");
}

#[test]
fn an_interim_report_is_made_anew_once_its_period_is_over() {
    let case = workspace();
    for format in ["md", "html", "csv", "json"] {
        let interim = ask(case.path(), &["report", "month", "--format", format, "--as-of", "2024-02-20"]);
        interim.ends_with(&[0]);
    }
    // Closed late on purpose: that one is no interim report.
    ask(case.path(), &["report", "month", "2024-01", "--closing", "2024-02-05", "--as-of", LATER]).ends_with(&[0]);
    let closed = held(&case, "2024-01.md");
    let run = every(&case, "month", "2024-02-29", &["--format", "md,html,csv,json"]);
    for format in ["md", "html", "csv", "json"] {
        assert!(run.out().contains(&format!("Đã ghi reports/2024-02.{format}\n")), "{run:?}");
        let alone = report(case.path(), &Span::at("month", "2024-02-01"), format, &["--as-of", LATER]);
        assert!(held(&case, &format!("2024-02.{format}")).as_bytes() == alone, "{format}");
    }
    assert_eq!(held(&case, "2024-01.md"), closed);
}

#[test]
fn an_interim_document_is_named_and_stays() {
    let case = workspace();
    let formats = ["--format", "docx,xlsx"];
    ask(case.path(), &[&["report", "month", "--as-of", "2024-02-20"][..], &formats].concat()).ends_with(&[0]);
    let before = files(case.path());
    let run = every(&case, "month", "2024-02-29", &formats);
    for format in ["docx", "xlsx"] {
        let name = format!("reports/2024-02.{format}");
        assert!(run.err().contains(&format!("{name} được lập khi kỳ chưa kết thúc")), "{run:?}");
        assert_eq!(files(case.path()).get(&name), before.get(&name), "people may have written in it");
    }
    assert!(names(&case).contains(&"2024-01.docx".to_owned()), "the others are made");
    let run = every(&case, "month", "2024-02-29", &[&formats[..], &["--force"]].concat());
    assert!(run.out().contains("Đã ghi reports/2024-02.docx") && run.err().is_empty(), "{run:?}");
    let alone = report(case.path(), &Span::at("month", "2024-02-01"), "docx", &["--as-of", LATER]);
    assert_eq!(files(case.path()).get("reports/2024-02.docx"), Some(&alone));
    // Once it is that of the whole period nothing is said any more.
    let run = every(&case, "month", "2024-02-29", &formats);
    assert!(run.err().is_empty() && run.out().starts_with("Mọi kỳ"), "{run:?}");
}

/// Where the links of an index lead.
fn links(index: &str) -> Vec<&str> {
    index.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

#[test]
fn the_index_links_every_report_the_last_first() {
    let case = workspace();
    every(&case, "month", "2024-02-29", &["--format", "md,html"]);
    every(&case, "quarter", "2024-04-01", &["--lang", "en"]);
    let index = held(&case, "README.md");
    let expected = ["2024-02.md", "2024-02.html", "2024-01.md", "2024-01.html", "2024-Q1.md"];
    assert_eq!(links(&index), expected);
    assert!(links(&index).iter().all(|link| case.path().join("reports").join(link).is_file()));
    assert!(index.contains("## Reports by month") && index.contains("| February 2024 | 01/02/2024 – 29/02/2024 |"));
    // What is no report, or is not there any more, has no link.
    fs::remove_file(case.path().join("reports/2024-01.html")).expect("it can be taken away");
    for name in ["ghi chú.md", "2024-02.odt", "2024-05-15.md", "2024-13.md"] {
        fs::write(case.path().join("reports").join(name), "").expect("it can be written");
    }
    every(&case, "month", "2024-02-29", &[]);
    let index = held(&case, "README.md");
    assert_eq!(links(&index), ["2024-02.md", "2024-02.html", "2024-01.md", "2024-Q1.md"]);
    assert!(index.contains("Báo cáo tháng"));
}

#[test]
fn what_people_wrote_around_the_index_stays() {
    for end in ["\n", "\r\n"] {
        let ours = ["# Của chúng tôi", "", "Đọc trước [việc này](https://example.com).", ""].join(end);
        let case = workspace().with("reports/README.md", &ours);
        every(&case, "month", "2024-01-31", &[]);
        let once = held(&case, "README.md");
        assert!(once.starts_with(ours.trim_end()) && links(&once).contains(&"2024-01.md"), "{once:?}");
        let more = format!("{once}{end}Chữ sau mục lục.{end}");
        fs::write(case.path().join("reports/README.md"), &more).expect("it can be written");
        every(&case, "month", "2024-02-29", &[]);
        let twice = held(&case, "README.md");
        assert!(twice.starts_with(ours.trim_end()), "{twice:?}");
        assert!(twice.ends_with(&format!("{end}Chữ sau mục lục.{end}")), "{twice:?}");
        assert_eq!(links(&twice), ["https://example.com", "2024-02.md", "2024-01.md"]);
        assert_eq!(twice.matches("\r\n").count(), if end == "\n" { 0 } else { twice.matches('\n').count() });
        let run = every(&case, "month", "2024-02-29", &[]);
        assert!(run.out().contains("reports/README.md không thay đổi"), "{run:?}");
        assert_eq!(held(&case, "README.md"), twice);
    }
    // What is no text is no index of ours.
    let case = workspace().with("reports/README.md", [0xff, 0xfe, b'x']);
    let run = ask(case.path(), &["report", "month", "--all", "--as-of", "2024-01-31"]);
    run.ends_with(&[2]).err().shows(str![[r"
lỗi: reports/README.md đã có và không phải do tiendo lập; chưa ghi gì. Muốn ghi đè, hãy thêm --force

"]]);
    assert_eq!(fs::read(case.path().join("reports/README.md")).expect("it is there"), [0xff, 0xfe, b'x']);
}

#[test]
fn another_folder_has_an_index_of_its_own() {
    let case = workspace();
    let out = case.path().join("gửi đi");
    every(&case, "month", "2024-02-29", &["--out", out.to_str().expect("it is text")]);
    let made: Vec<String> = files(&out).into_keys().collect();
    assert_eq!(made, ["2024-01.md", "2024-02.md", "README.md"]);
    assert!(!case.path().join("reports").exists());
}

#[test]
fn a_broken_file_is_told_once_for_all_periods() {
    let case = broken();
    let run = ask(case.path(), &["report", "month", "--all", "--as-of", LATER, "--keep-going", "--format", "md,json"]);
    run.ends_with(&[3]);
    assert_eq!(run.err().matches("units/b.toml").count(), 1, "{run:?}");
    assert_eq!(names(&case).len(), 5 * 2 + 1);
    for span in Span::row("month", "2024-01-01", "2024-05-31") {
        assert!(held(&case, &format!("{}.md", span.name)).contains("THIẾU SỐ LIỆU của 1 đơn vị"), "{}", span.name);
    }
}
