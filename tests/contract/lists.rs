//! A plan whose long lists are taken from its text, against the same plan read from the tree alone.

use std::fs;
use std::path::Path;

use tiendo::model::plan::Plan;
use tiendo::read::walk::Inspect;

use super::differential::{Chance, change};

/// What reports hang on of a plan; the maps of ids have no order of their own.
fn substance(plan: &Plan) -> String {
    let Plan { header, calendar, events, units, groups, tasks, occurrences, quarters, duties, .. } = plan;
    format!(
        "{header:?}\n{calendar:?}\n{events:?}\n{units:?}\n{groups:?}\n{tasks:?}\n{occurrences:?}\n{quarters:?}\n{duties:?}"
    )
}

/// Reads a plan with its long lists taken from the text and from the tree alone. Gives whether it is sound.
fn read_plan_both_ways(text: &str) -> bool {
    let listed = tiendo::read::plan::read(text, Inspect::No);
    let whole = tiendo::read::plan::read(text, Inspect::Texts);
    let sound = whole.diagnostics.is_empty();
    assert_eq!(listed.diagnostics.is_empty(), sound, "{:?}\n{:?}\n{text}", listed.diagnostics, whole.diagnostics);
    if sound {
        let (listed, whole) = (listed.plan.expect("it is sound"), whole.plan.expect("it is sound"));
        assert_eq!(substance(&listed), substance(&whole), "{text}");
    }
    sound
}

/// A plan in forms that are taken from the text and forms that are not.
const LISTS: &str = r#"# kế hoạch
[plan]
number = "1-KH"
title  = "Kế hoạch"
starts = 2024-01-01
ends   = 2024-12-31
coordinator = "a"

[events]
hop = { name = "Họp", date = 2024-04-18 }

[units] # các đơn vị
a = "Đơn vị A"
"b" = { name = 'Đơn vị B', short = "B", confirmed = false }
c = { name = "Đơn vị C" }

[groups.nhom]
name    = "Nhóm"
members = [ "a", # một
  'b', ]

[groups.tat-ca]
name = "Tất cả"
members = ["nhom", "c"]

[[tasks]]
id = "mot"
title = "Một"
lead = ["nhom"]
due = 2024-03-15 # ngày

[[tasks]]
id = 'quy'
title = "Quý"
lead = ["tat-ca"]
support = []
every = ["quarter", "half"]
titles = { 2024-Q1 = "Quý một" }
tags = ["cchc", 'chuyển đổi số']
target = { min = 80, max = 95.5, unit = "%" }

[[tasks]]
id = "hop"
title = "Họp"
lead = ["a"]
due = "before event hop"

[[tasks]]
id = "thang"
title = "Tháng"
lead = ["c"]
every = "month"
titles.2024-01 = "Tháng một"
titles.2024-02 = "Tháng hai"
"#;

#[test]
fn a_plan_is_the_same_with_its_lists_taken_from_the_text() {
    assert!(read_plan_both_ways(LISTS), "the plan is sound");
    assert!(read_plan_both_ways(&LISTS.replace('\n', "\r\n")), "the plan is sound");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(read_plan_both_ways(&fs::read_to_string(root.join("plan.toml")).expect("the shipped plan")));
    let cases = fs::read_dir(root.join("tests/check")).expect("the cases of check");
    let plans = cases.filter_map(|case| fs::read_to_string(case.ok()?.path().join("plan.toml")).ok());
    let sound = plans.filter(|text| read_plan_both_ways(text)).count();
    assert!(sound > 20, "only {sound} plans were sound");
}

#[test]
fn a_plan_that_chance_has_changed_is_the_same_too() {
    const PIECES: &[&str] = &[
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\n",
        "\r",
        "#",
        "=",
        ".",
        ",",
        "\\",
        "[units]\n",
        "[groups.nhom]\n",
        "[[tasks]]\n",
        "[tasks]\n",
        "[units.d]\nname = \"D\"\n",
        "d = \"D\"\n",
        "a = \"A\"\n",
        "id = \"mot\"\n",
        "due = 2024-01-01\n",
        "titles.2024-Q2 = \"x\"\n",
        "\"\"\"",
        "'''",
        "confirmed = true",
        "name = \"x\"",
        "\u{7f}",
        "2024-02-30",
        "\"a\"",
        "tasks = []\n",
        "\\u0061",
    ];
    let mut chance = Chance(0x2024_0629);
    let (mut sound, rounds) = (0, 6_000);
    for _ in 0..rounds {
        let mut text = LISTS.to_owned();
        for _ in 0..=chance.below(2) {
            change(&mut text, PIECES, &mut chance);
        }
        sound += usize::from(read_plan_both_ways(&text));
    }
    assert!(sound > 200 && sound < rounds / 2, "{sound} of {rounds} sound");
}
