//! What code hosts know a problem of `check` again by: it stays when the day, the language or something else changes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{plan_2024, run, workspace};

const PLAN: &str = plan_2024!(
    r#"[units]
a = "Xã An Bình"
[[tasks]]
id = "quy"
title = "Báo cáo quý"
lead = ["a"]
every = "quarter"
[[tasks]]
id = "nam"
title = "Kế hoạch thực hiện"
lead = ["a"]
due = 2024-04-10
[[tasks]]
id = "dai-han"
title = "Đề án"
lead = ["a"]
milestones = [
  { id = "dot-1", due = 2024-04-12, title = "Đợt 1" },
  { id = "dot-2", due = 2024-04-15, title = "Đợt 2" },
]
"#
);

/// The fingerprints of the problems of a code, as GitLab and as SARIF have them.
fn prints(folder: &Path, code: &str, day: &str, lang: &str) -> Vec<String> {
    let json = |format| {
        let ran = run(folder, &["check", "--as-of", day, "--lang", lang, "--format", format]);
        serde_json::from_str::<Value>(&ran.stdout).expect("check writes JSON")
    };
    let (gitlab, sarif) = (json("gitlab"), json("sarif"));
    let all = |list: &Value, of: &dyn Fn(&Value) -> String| -> Vec<String> {
        let prints = list.as_array().expect("findings are a list").iter().map(of);
        prints.filter(|print| print.starts_with(code)).collect()
    };
    let text = |value: &Value| value.as_str().expect("a fingerprint is a text").to_owned();
    let mut prints = all(&gitlab, &|one| text(&one["fingerprint"]));
    let sarif = &sarif["runs"][0]["results"];
    assert_eq!(prints, all(sarif, &|one| text(&one["partialFingerprints"]["tiendoSubject/v1"])));
    prints.sort();
    prints
}

#[test]
fn an_overdue_task_is_the_same_finding_whatever_is_recorded_of_others() {
    let folder = workspace(&[("plan.toml", PLAN), ("units/a.toml", "")]);
    let all = ["dai-han dot-1", "dai-han dot-2", "nam", "quy 2024-Q1"].map(|task| format!("W504 units/a.toml {task}"));
    assert_eq!(prints(folder.path(), "W504", "2024-05-15", "en"), all);
    assert_eq!(prints(folder.path(), "W504", "2024-05-20", "vi"), all);
    // Others are reported, a comment comes first, the overdue one is begun: it stays what it was.
    for text in [
        "[quy.2024-Q1]\ndone = 2024-03-29\nevidence = \"BC 1\"\n",
        "# xã An Bình\n[quy.2024-Q1]\ndone = 2024-03-29\nevidence = \"BC 1\"\n[nam]\nstarted = 2024-03-01\n",
    ] {
        fs::write(folder.path().join("units/a.toml"), text).expect("files can be written");
        assert_eq!(prints(folder.path(), "W504", "2024-05-15", "en"), all[..3]);
    }
}

#[test]
fn problems_at_one_place_are_told_apart_by_what_they_name() {
    let of = |lead: &str| {
        let plan = PLAN.replacen("lead = [\"a\"]", lead, 1).replace("due = 2024-04-15", "due = 2024-04-15, led = 1");
        let folder = workspace(&[("plan.toml", &plan.replace("due = 2024-04-12", "due = 2024-04-12, led = 1"))]);
        [prints(folder.path(), "E206", "2024-05-15", "en"), prints(folder.path(), "E201", "2024-05-15", "en")]
    };
    let keys = ["dot-1", "dot-2"].map(|id| format!("E201 plan.toml [[tasks]] \"dai-han\" \"{id}\" led"));
    let lead = |id: &str| format!("E206 plan.toml [[tasks]] \"quy\" lead {id}");
    assert_eq!(of("lead = [\"x\", \"y\"]"), [vec![lead("x"), lead("y")], keys.to_vec()]);
    assert_eq!(of("lead = [\"a\", \"y\"]"), [vec![lead("y")], keys.to_vec()]);
}

/// What is told once for a whole plan does not become another finding when the first place is mended.
#[test]
fn a_problem_of_the_whole_plan_stays_when_its_first_place_goes() {
    let plan = PLAN.replace("due = 2024-04-10", "due = \"before 2024-04-10\"");
    let first = plan.replace("every = \"quarter\"", "every = \"quarter\"\ndue = \"before day 10\"");
    for plan in [plan, first] {
        let folder = workspace(&[("plan.toml", &plan), ("units/a.toml", "")]);
        assert_eq!(prints(folder.path(), "W511", "2024-03-15", "en"), ["W511 plan.toml"]);
    }
}
