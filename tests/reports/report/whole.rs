//! What a report is when others are made with it by the same run: the same as when it is made alone.

use std::fs;

use super::bench::{LATER, Span, ask, report};
use super::files::workspace;
use super::tree;
use crate::support::case::Case;

#[test]
fn a_page_made_after_others_is_the_same_as_made_alone() {
    let case = workspace();
    ask(case.path(), &["report", "month", "--all", "--as-of", "2024-03-31", "--format", "html"]).ends_with(&[0]);
    for span in Span::row("month", "2024-01-01", "2024-03-31") {
        let path = case.path().join(format!("reports/{}.html", span.name));
        let alone = report(case.path(), &span, "html", &["--as-of", LATER]);
        assert!(fs::read(path).expect("it was made") == alone, "{} depends on what was made before", span.name);
    }
}

/// More obligations than a page lists, of more units.
fn many() -> Case {
    let units: Vec<String> = (0..386).map(|at| format!("u{at}")).collect();
    let named: String = units.iter().map(|unit| format!("{unit} = \"Đơn vị\"\n")).collect();
    Case::new(format!(
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-29\n[units]\n{named}\n\
         [[tasks]]\nid = \"w\"\ntitle = \"Việc\"\nlead = {units:?}\nevery = \"week\"\n"
    ))
}

fn january() -> Span {
    Span::at("month", "2024-01-01")
}

#[test]
fn a_page_of_very_many_obligations_opens_on_what_is_overdue_and_lists_no_more_than_some() {
    let case = many();
    let text = String::from_utf8(report(case.path(), &january(), "html", &["--as-of", LATER])).expect("UTF-8");
    assert!(text.len() < 300 * 1024, "{} bytes", text.len());
    assert!(!text.contains("id=\"items\""));
    let (_, sections) = text.split_once("<section id=\"overdue\"").expect("it opens on what is overdue");
    let (overdue, rest) = sections.split_once("</section>").expect("sections end");
    assert!(rest.contains("<section id=\"summary\""), "the summary follows");
    // Four weeks end in January and are overdue.
    assert!(overdue.contains("Quá hạn: 1.544 việc") && overdue.contains("1.519"), "{overdue}");
    assert_eq!(overdue.matches("<tr data-unit=").count(), 25);
    assert!(rest.contains("346 đơn vị nữa: tiendo site --out DIR"), "the map says how many units it leaves out");
}

#[test]
fn a_page_made_with_a_workbook_is_the_same_as_made_alone() {
    let case = many();
    let alone = report(case.path(), &january(), "html", &["--as-of", LATER]);
    let args = ["report", "month", "2024-01", "--as-of", LATER, "--format", "html,xlsx"];
    ask(case.path(), &args).ends_with(&[0]);
    let together = fs::read(case.path().join("reports/2024-01.html")).expect("it was made");
    assert!(together == alone, "{} bytes, and {} with a workbook", alone.len(), together.len());
    let workbook = fs::read(case.path().join("reports/2024-01.xlsx")).expect("it was made");
    let rows = tree::part(&workbook, "xl/worksheets/sheet3.xml").matches("<row ").count();
    assert!(rows > 386 * 52, "a workbook lists more: {rows}");
}
