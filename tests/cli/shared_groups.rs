//! Members of groups that several plans share.

use std::fs;

use crate::collection::{SHARED, province, run};
use crate::support::case::{Case, bare, bounded, has, lacks};

fn shared(case: &Case) -> String {
    fs::read_to_string(case.path().join("plans.toml")).expect("it is there")
}

#[test]
fn a_member_comes_to_a_shared_group_in_the_shared_file_and_every_plan_that_takes_it_is_told() {
    let expected = SHARED.replace("members = [\"snv\", \"stc\"]", "members = [\"snv\", \"stc\", \"syt\"]");
    for folder in ["", "257"] {
        let case = province();
        let in_folder = |args: &[&str]| {
            let mut command = bare();
            command.current_dir(case.path().join(folder)).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args);
            bounded(&mut command)
        };
        // The plan does not name the unit: it is looked up where the group is listed.
        let ran = in_folder(&["group", "add", "cac so", "y te", "--dry-run"]);
        has(ran.ends_with(&[0]).out(), &["+members = [\"snv\", \"stc\", \"syt\"]"]);
        assert_eq!(shared(&case), SHARED);
        let ran = in_folder(&["group", "add", "cac so", "y te"]);
        has(
            ran.ends_with(&[0]).out(),
            &["plans.toml is shared: 3 plans take it.", "257 (Plan 257-KH/TU", "Sở Y tế", "Written: plans.toml"],
        );
        assert_eq!(shared(&case), expected, "{folder}");
        let twice = in_folder(&["group", "add", "cac-so", "syt"]);
        assert_eq!((twice.code(), shared(&case)), (Some(2), expected.clone()));
    }
    // A group of a plan's own stays in the plan, and a unit of one plan comes into no group of several.
    let case = province();
    let ran = run(&case, &["group", "add", "cac-so", "van-phong"]);
    assert_eq!((ran.code(), shared(&case).as_str()), (Some(2), SHARED));
    has(ran.err(), &["van-phong"]);
}

#[test]
fn a_member_goes_unless_it_would_take_a_record_along() {
    let case = province();
    let ran = run(&case, &["group", "remove", "cac-so", "stc"]);
    has(ran.ends_with(&[0]).out(), &["257 (Plan 257-KH/TU", "Sở Tài chính"]);
    lacks(&shared(&case), &["\"stc\"]"]);
    let case = province().with("257/units/stc.toml", "[bao-cao.2024-Q1]\ndone = 2024-04-02\n");
    let ran = run(&case, &["group", "remove", "cac-so", "stc"]);
    assert_eq!((ran.code(), shared(&case).as_str()), (Some(2), SHARED), "{ran:?}");
    has(ran.err(), &["257/plan.toml"]);
    let ran = run(&case, &["group", "remove", "cac-so", "syt"]);
    assert_eq!(ran.code(), Some(2));
}
