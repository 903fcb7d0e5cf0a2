//! Which of many periods are named where one has to be.

use crate::support::case::{Case, plan, task};

/// Of more periods than are listed the likely ones come first: those that fall due now. How many are left out is told.
#[test]
fn the_periods_that_fall_due_now_come_first() {
    let header = "starts = 2020-01-01\nends = 2026-12-31\n";
    let text =
        plan("", &task("giao-ban", "every = \"month\"")).replace("starts = 2024-01-01\nends = 2024-12-31\n", header);
    let case = Case::new(text).unit("a", "").unit("b", "");
    for (lang, more) in [("vi", "… và 33 nữa"), ("en", "… and 33 more")] {
        let run = case.run(&["--lang", lang, "--as-of", "2024-05-02", "done", "giao-ban", "--unit", "a"]);
        assert_eq!(run.code(), Some(2), "{run:?}");
        let listed: Vec<&str> = run.err().lines().skip(1).map(str::trim).collect();
        assert!(listed[0].starts_with("2024-04 ") && listed[1].starts_with("2024-05 "), "{run:?}");
        assert_eq!((listed.len(), listed[20]), (21, more), "{run:?}");
    }
    // A period that is not owed: the same ones.
    let run = case.run(&["--as-of", "2024-05-02", "done", "giao-ban", "2030-01", "--unit", "a"]);
    assert!(run.err().contains("2024-04") && !run.err().contains("2020-01"), "{run:?}");
}
