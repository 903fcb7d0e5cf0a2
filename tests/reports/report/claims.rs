//! What a summary says of claims that wait for acceptance, and of what is due on the very day: neither is “not yet due”.

use crate::support::case::{Case, flat, has, lacks, plan, task};

fn case(header: &str, due: &str) -> Case {
    Case::new(plan(header, &["nam", "hai"].map(|id| task(id, &format!("due = {due}"))).concat()))
}

/// The summary of a report.
fn summary(case: &Case, lang: &str, args: &[&str]) -> String {
    let run = case.run(&[&["report"], args, &["--out", "-", "--lang", lang]].concat());
    let all = run.ends_with(&[0]).out().to_owned();
    flat(all.split("\n## ").nth(1).expect("it begins with a summary"))
}

#[test]
fn claims_are_told_from_what_is_not_due_yet() {
    let case =
        case("acceptance = true", "2024-03-15").unit("a", "[nam]\ndone = 2024-03-10\n[hai]\ndone = 2024-03-25\n");
    let of = |lang: &str| summary(&case, lang, &["quarter", "2024-Q1", "--as-of", "2024-05-02"]);
    let (en, vi) = (of("en"), of("vi"));
    has(&en, &["0 on time and 0 late, 2 claimed and not yet accepted (1 of them done late)."]);
    has(&en, &["2 are pending (2 of them claimed and not yet accepted), 0 completed."]);
    has(&vi, &["; còn 2 việc đã báo hoàn thành, đang chờ nghiệm thu (trong đó 1 việc trễ hạn)."]);
    has(&vi, &["2 việc trong hạn hoặc chờ nghiệm thu, trong đó 2 việc chờ nghiệm thu; 0 việc đã hoàn thành."]);
    lacks(&en, &["not yet due"]);
    lacks(&vi, &["chưa hoàn thành trong hạn"]);
    // After the plan they are still open, and not because they were not due.
    let after = summary(&case, "en", &["year", "2024", "--as-of", "2025-02-01"]);
    has(
        &after,
        &["The plan ended on 31/12/2024: 0 overdue, 0 not yet due, and 2 claimed and not yet accepted are still open."],
    );
    let after = summary(&case, "vi", &["year", "2024", "--as-of", "2025-02-01"]);
    has(
        &after,
        &["còn 0 việc quá hạn, 0 việc trong hạn chưa hoàn thành và 2 việc đã báo hoàn thành, đang chờ nghiệm thu."],
    );
}

#[test]
fn what_is_due_on_the_day_of_the_report_has_fallen_due() {
    let case = case("", "2024-04-30").unit("a", "[nam]\ndone = 2024-04-20\n");
    let of = |lang: &str| summary(&case, lang, &["quarter", "2024-Q2", "--as-of", "2024-04-30"]);
    has(&of("en"), &["1 on time and 0 late, 1 due on 30/4/2024 itself and not completed."]);
    has(&of("vi"), &["; còn 1 việc đến hạn trong ngày 30/4/2024 chưa hoàn thành."]);
    lacks(&of("en"), &["not yet due"]);
}
