//! Why a last day is not the one that the plan states.

use crate::support::case::{Case, flat, has, plan, task};

#[test]
fn a_letter_says_why_the_last_day_is_another_than_the_plan_s() {
    let header = "on_day_off = \"next-working-day\"";
    let earlier = "due = 2024-05-11\non_day_off = \"previous-working-day\"";
    let amended = "due = 2024-05-02\namended = [{ by = \"300-CV/TU\", on = 2024-05-01, due = 2024-05-10 }]";
    let tasks = [task("lui", "due = 2024-05-12"), task("som", earlier), task("sua", amended)];
    let case = Case::new(plan(header, &tasks.concat())).unit("a", "").unit("b", "");
    let of =
        |lang: &str| case.run(&["remind", "--lang", lang, "--as-of", "2024-05-15"]).ends_with(&[0]).out().to_owned();
    let (vi, en) = (flat(&of("vi")), flat(&of("en")));
    has(
        &vi,
        &[
            "ngày 12/5/2024 là ngày nghỉ nên hạn lùi đến ngày làm việc tiếp theo Hạn: 13/5/2024",
            "ngày 11/5/2024 là ngày nghỉ nên hạn chuyển lên ngày làm việc trước đó Hạn: 10/5/2024",
            "300-CV/TU ngày 01/5/2024 Hạn: 10/5/2024",
        ],
    );
    has(
        &en,
        &[
            "12/5/2024 is a day off, so the next working day counts",
            "11/5/2024 is a day off, so the working day before counts",
            "300-CV/TU of 01/5/2024",
        ],
    );
}
