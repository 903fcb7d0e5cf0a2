//! A joint task stands with one unit; the others that lead it learn with which.

use crate::support::{plan_2024, run, workspace};

const PLAN: &str = plan_2024!(
    r#"
[units]
a = "Xã An"
b = "Xã Bình"
c = "Xã Chi"

[[tasks]]
id    = "so-hoa"
title = "Số hóa hồ sơ"
lead  = ["a", "b"]
joint = true
due   = 2024-12-31

[[tasks]]
id    = "rieng"
title = "Việc riêng"
lead  = ["c"]
due   = 2024-12-31
"#
);

#[test]
fn the_other_leads_are_told_where_it_is_recorded() {
    let files = [("plan.toml", PLAN), ("units/a.toml", ""), ("units/b.toml", ""), ("units/c.toml", "")];
    let workspace = workspace(&files);
    let told = |args: &[&str]| {
        let ran = run(workspace.path(), &[&["--as-of", "2024-05-15"], args].concat());
        (ran.code, ran.stdout + &ran.stderr)
    };
    // They are no idle units.
    let (code, said) = told(&["check"]);
    assert!(code == 0 && !said.contains("W507"), "{said}");
    let (code, said) = told(&["show", "b"]);
    assert!(code == 0 && said.contains("Số hóa hồ sơ [so-hoa]: ghi ở Xã An"), "{said}");
    for args in [&["done", "so-hoa", "-u", "b"][..], &["show", "so-hoa", "-u", "b"]] {
        let (code, said) = told(args);
        let where_it_is = "b cùng thực hiện so-hoa với đơn vị khác, chỉ ghi một lần cho tất cả: hãy ghi với --unit a";
        assert!(code == 2 && said.contains(where_it_is), "{args:?}: {said}");
    }
    let (code, said) = told(&["done", "rieng", "-u", "b"]);
    assert!(code == 2 && said.contains("b không chủ trì rieng"), "{said}");
    let (_, said) = told(&["show", "a"]);
    assert!(!said.contains("ghi ở"), "{said}");
}

/// What a unit that has gone left overdue is listed with its successor, and recorded with the one that has gone.
#[test]
fn a_successor_is_told_where_overdue_work_is_recorded() {
    let plan = PLAN
        .replace("c = \"Xã Chi\"", "c = { name = \"Xã Chi\", until = 2024-05-01, successor = \"a\" }")
        .replace("lead  = [\"c\"]\ndue   = 2024-12-31", "lead  = [\"c\"]\ndue   = 2024-04-01");
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", ""), ("units/b.toml", ""), ("units/c.toml", "")];
    let workspace = workspace(&files);
    let told = |unit: &str| {
        let ran = run(workspace.path(), &["--as-of", "2024-05-15", "done", "rieng", "--on", "14/5/2024", "-u", unit]);
        (ran.code, ran.stdout + &ran.stderr)
    };
    let (code, said) = told("a");
    let where_it_is = "rieng đến hạn khi c còn hoạt động nên vẫn ghi ở đơn vị ấy: --unit c";
    assert!(code == 2 && said.contains(where_it_is), "{said}");
    let (code, said) = told("b");
    assert!(code == 2 && said.contains("b không chủ trì rieng"), "{said}");
    assert_eq!(told("c").0, 0);
}
