//! What a unit leaves to its successor, and what of it the successor is told: what is overdue, and what was recorded before.

use crate::support::case::{Case, flat, has, lacks, plan, task};

/// Two units: the first owes reports and a share, and has recorded some of the share.
fn case() -> Case {
    let tasks = [
        task("bao-cao", "every = \"quarter\""),
        task("so-hoa", "due = 2024-12-31\ntarget = { min = 80, unit = \"%\" }"),
    ];
    let recorded = "[so-hoa]\nstarted = 2024-02-01\nprogress = [{ on = 2024-04-30, value = 45 }]\n";
    Case::new(plan("", &tasks.concat())).unit("a", recorded).unit("b", "")
}

const END: [&str; 6] = ["unit", "end", "a", "--until", "2024-05-10", "--successor"];

#[test]
fn the_end_of_a_unit_says_which_records_stay_behind() {
    for (lang, said) in [("vi", "đã ghi về 1 việc"), ("en", "has recorded something of 1 of these")] {
        let case = case();
        let ended = case.run(&[&["--lang", lang, "--as-of", "2024-05-15"], &END[..], &["b", "--dry-run"]].concat());
        // Nothing is recorded of the reports, and nothing is said of them.
        let only = if lang == "vi" { "trong số này: so-hoa. " } else { ": so-hoa. " };
        has(&flat(ended.err()), &[&format!("{said} {only}").replace(" :", ":"), "units/a.toml"]);
    }
    let silent = case().unit("a", "# chưa ghi gì\n");
    let ended = silent.run(&[&["--as-of", "2024-05-15"], &END[..], &["b", "--dry-run"]].concat());
    lacks(ended.err(), &["has recorded", "đã ghi về"]);
}

#[test]
fn a_successor_sees_what_the_unit_before_recorded_and_left_overdue() {
    for (lang, before, besides) in [
        ("vi", "Đơn vị trước đã ghi", "1 việc quá hạn nhận bàn giao từ"),
        ("en", "Recorded before", "1 overdue, taken over from"),
    ] {
        let case = case();
        case.run(&[&["--as-of", "2024-05-15"], &END[..], &["b"]].concat()).ends_with(&[0]);
        let ask = |args: &[&str]| case.run(&[&["--lang", lang, "--as-of", "2024-05-15"], args].concat());
        let shown = ask(&["show", "so-hoa", "-u", "b"]);
        has(shown.out(), &[before, "45 (30/4/2024)", "01/02/2024"]);
        let status = ask(&["status", "-u", "b"]);
        has(status.out(), &[besides, "tiendo show b"]);
        // The table of people and that of documents say it alike; of all units it is no news.
        has(ask(&["status", "-u", "b", "--format", "md"]).out(), &[besides]);
        lacks(ask(&["status"]).out(), &[besides]);
        lacks(ask(&["status", "-u", "a", "-u", "b"]).out(), &[besides]);
        lacks(ask(&["show", "bao-cao", "-u", "a"]).out(), &[before]);
    }
}

/// What a unit recorded while it was there is no news before it goes.
#[test]
fn a_unit_that_is_still_there_has_recorded_nothing_before() {
    let case = case();
    case.run(&[&["--as-of", "2024-05-01"], &END[..], &["b"]].concat()).ends_with(&[0]);
    lacks(
        case.run(&["--as-of", "2024-05-05", "show", "so-hoa", "-u", "b"]).out(),
        &["Recorded before", "Đơn vị trước"],
    );
}
