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

/// More obligations than a page lists.
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
fn a_page_of_very_many_obligations_lists_those_that_matter() {
    let case = many();
    let text = String::from_utf8(report(case.path(), &january(), "html", &["--as-of", LATER])).expect("UTF-8");
    let (_, items) = text.split_once("id=\"items\"").expect("there are items");
    // Four weeks end in January and are overdue, and the fifth ends within seven days of it.
    assert_eq!(items.matches("<tr data-unit=").count(), 386 * 5);
    let hidden = 386 * 52 - 386 * 5;
    let (thousands, rest) = (hidden / 1_000, hidden % 1_000);
    assert!(items.contains(&format!("lược bớt {thousands}.{rest:03} việc")), "it says how many are left out");
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
