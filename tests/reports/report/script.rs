//! The script of `docs/commands/report.md` that writes last week's report and commits it, run as it stands there.

use std::fs;
use std::path::Path;

use chrono::{Datelike, Days, FixedOffset, NaiveDate, Utc};

use crate::support::git::shell;
use crate::support::root;

/// The lines of the script.
fn script() -> String {
    let page = fs::read_to_string(root().join("docs/commands/report.md")).expect("the page can be read");
    let from = page.find("```sh\ntiendo report week last --format").expect("it has the script");
    let script = page[from + "```sh\n".len()..].split("```").next().expect("it ends").to_owned();
    assert_eq!(script.lines().count(), 3);
    script
}

#[track_caller]
fn said(folder: &Path, line: &str) -> String {
    shell(folder, line).ends_with(&[0]).out().to_owned()
}

/// The day where the plan is carried out.
fn today() -> NaiveDate {
    Utc::now().with_timezone(&FixedOffset::east_opt(7 * 3600).expect("it is a time zone")).date_naive()
}

#[test]
fn three_lines_write_last_weeks_report_and_commit_it() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = folder.path();
    fs::copy(root().join("plan.toml"), at.join("plan.toml")).expect("the plan can be copied");
    fs::create_dir(at.join("units")).expect("a folder can be made");
    said(at, "git init -q; git add .; git commit -qm 'Kế hoạch'");
    let before = today();
    said(at, &script());
    let after = today();
    let committed = said(at, "git show --format= --name-status HEAD; git status --short");
    // Should midnight pass while the script runs, both weeks are right.
    let expected = [before, after].map(|day| {
        let week = (day - Days::new(7)).iso_week();
        let name = format!("reports/{:04}-W{:02}", week.year(), week.week());
        format!("A\t{name}.html\nA\t{name}.md\n")
    });
    assert!(expected.contains(&committed), "{committed}");
    // Run again, nothing has changed, so that there is nothing to commit.
    let again = shell(at, &script());
    if before == today() {
        assert!(again.ends_with(&[1]).out().contains("nothing to commit"), "{again:?}");
    }
    assert_eq!(said(at, "git rev-list --count HEAD").trim(), "2");
}
