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
