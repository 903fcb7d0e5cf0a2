//! Findings as code hosts and editors read them: SARIF 2.1.0.

use std::collections::BTreeSet;

use serde_json::Value;

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{Case, Run, list, text};

/// Fails unless a log has what the standard requires, and what code hosts do. Its results.
#[track_caller]
fn results(run: &Run) -> Vec<Value> {
    let log = run.json();
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]).contains("sarif-2.1.0"), "{log}");
    assert_eq!(list(&log["runs"]).len(), 1);
    let part = &log["runs"][0];
    assert_eq!(part["columnKind"], "unicodeCodePoints");
    let driver = &part["tool"]["driver"];
    assert_eq!(driver["name"], "tiendo");
    assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
    let rules = list(&driver["rules"]);
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    assert_eq!(ids.len(), rules.len(), "each rule once");
    for rule in rules {
        for said in [&rule["shortDescription"]["text"], &rule["help"]["text"], &rule["help"]["markdown"]] {
            assert!(said.as_str().is_some_and(|said| !said.is_empty()), "{rule}");
        }
        assert!(["error", "warning", "note", "none"].contains(&text(&rule["defaultConfiguration"]["level"])), "{rule}");
    }
    for result in list(&part["results"]) {
        let at = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("it is a number");
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(["error", "warning", "note", "none"].contains(&text(&result["level"])), "{result}");
        assert!(!text(&result["message"]["text"]).is_empty(), "{result}");
        assert_eq!(list(&result["locations"]).len(), 1);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = text(&place["artifactLocation"]["uri"]);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(!uri.is_empty() && !uri.starts_with('/') && uri.chars().all(plain), "relative and encoded: {uri}");
        {
            let region = &place["region"];
            let number = |key: &str| region[key].as_u64().unwrap_or_else(|| panic!("there is no {key} in {region}"));
            let [from, to] = [["startLine", "startColumn"], ["endLine", "endColumn"]].map(|keys| keys.map(number));
            assert!(from <= to && from.iter().chain(&to).all(|number| *number >= 1), "{region}");
        }
    }
    list(&part["results"]).to_vec()
}

/// A place of a result: its file, line and column.
fn place(result: &Value) -> (&str, u64, u64) {
    let physical = &result["locations"][0]["physicalLocation"];
    let number = |key: &str| physical["region"][key].as_u64().unwrap_or_default();
    (text(&physical["artifactLocation"]["uri"]), number("startLine"), number("startColumn"))
}

/// Two units of which much is to be marked.
fn suspicious(below: &str) -> Repo {
    let before = "[quy.2024-Q1]\ndone = 2024-03-28\n\n[nam]\ndone = 2024-04-01\nevidence = \"A\"\n";
    let repo = Repo::init(&[]).inside(below);
    let repo = repo.begun(&plan(""), &[("a", before), ("b", "[nam]\nnote = \"x\"\n")]);
    repo.unit("a", "# Văn phòng\n[quy.2024-Q1]\n[nam]\ndone = 2024-04-02\n").unit("b", "");
    repo.commit(AS_OF, "Sửa");
    repo
}

#[test]
fn the_marks_of_a_comparison_are_findings_at_the_lines_of_their_records() {
    let repo = suspicious("");
    let found = results(&repo.diff(&["HEAD~1..HEAD", "--format", "sarif"]));
    let shown: Vec<(&str, (&str, u64, u64))> =
        found.iter().map(|result| (text(&result["ruleId"]), place(result))).collect();
    let a = "units/a.toml";
    assert_eq!(
        shown,
        [
            ("W701", (a, 2, 1)),
            ("W702", (a, 4, 1)),
            ("W703", (a, 4, 1)),
            ("W704", (a, 4, 1)),
            ("W707", ("units/b.toml", 1, 1)),
            ("W706", (a, 1, 1)),
        ]
    );
    assert!(found.iter().all(|result| result["level"] == "warning"));
}

#[test]
fn a_comparison_defines_the_rules_of_comparisons_and_check_those_of_check() {
    let repo = suspicious("");
    let rules = |run: &Run| -> Vec<String> {
        let log = run.json();
        list(&log["runs"][0]["tool"]["driver"]["rules"]).iter().map(|rule| text(&rule["id"]).to_owned()).collect()
    };
    let of_diff = rules(&repo.diff(&["HEAD~1..HEAD", "--format", "sarif"]));
    assert!(of_diff.len() > 8 && of_diff.iter().all(|id| id.starts_with("W7")), "{of_diff:?}");
    let of_check = rules(&repo.run(&["check", "--format", "sarif"]));
    assert!(
        of_check.contains(&"E101".to_owned()) && !of_check.iter().any(|id| id.starts_with("W7") && id != "W722"),
        "{of_check:?}"
    );
}

#[test]
fn nothing_marked_is_a_log_without_results() {
    let repo = Repo::of(&plan(""), "", "[nam]\nnote = \"x\"\n");
    assert_eq!(results(&repo.diff(&["HEAD~1..HEAD", "--format", "sarif"])), [Value::Null; 0]);
}

#[test]
fn files_are_named_from_the_top_of_the_repository() {
    let repo = suspicious("văn bản/kế hoạch");
    let found = results(&repo.diff(&["HEAD~1..HEAD", "--format", "sarif"]));
    let folder = "v%C4%83n%20b%E1%BA%A3n/k%E1%BA%BF%20ho%E1%BA%A1ch";
    assert_eq!(place(&found[0]).0, format!("{folder}/units/a.toml"));
    repo.unit("a", "[nam]\ndone = \n");
    let found = results(&repo.run(&["check", "--format", "sarif"]));
    assert!(found.iter().any(|result| place(result).0 == format!("{folder}/units/a.toml")), "{found:?}");
}

#[test]
fn findings_speak_the_language_asked_for() {
    let repo = suspicious("");
    let first = |lang: &str| {
        let run = repo.diff(&["HEAD~1..HEAD", "--format", "sarif", "--lang", lang]);
        let log = run.json();
        let rule = text(&log["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]["text"]).to_owned();
        (text(&results(&run)[0]["message"]["text"]).to_owned(), rule)
    };
    let (en, en_rule) = first("en");
    let (vi, vi_rule) = first("vi");
    assert_eq!(en, "Văn phòng: Báo cáo quý (Q1/2024) — a completion on 28/3/2024 was withdrawn");
    assert_eq!(vi, "Văn phòng: Báo cáo quý (Quý I/2024) — rút lại việc đã hoàn thành ngày 28/3/2024");
    assert_ne!(en_rule, vi_rule);
}

#[test]
fn check_finds_faults_at_their_lines_and_columns() {
    let case = Case::new(plan("")).unit("a", "[nam]\n\"done\" = \"hôm qua\"\nnote = \"tiếng\u{200b} Việt\"\n");
    let case = case.unit("b", "[nám]\n\n[nam]\ndnoe = 2024-04-01\n").unit("lạ", "");
    let found = results(&case.run(&["check", "--format", "sarif", "--as-of", AS_OF, "--lang", "en"]));
    let shown: Vec<(&str, &str, (&str, u64, u64))> = found
        .iter()
        .map(|result| (text(&result["ruleId"]), text(&result["level"]), place(result)))
        .filter(|(id, ..)| ["E203", "E201", "W514", "W509", "E106"].contains(id))
        .collect();
    assert!(shown.contains(&("E203", "error", ("units/a.toml", 2, 10))), "{shown:?}");
    assert!(shown.contains(&("W514", "warning", ("units/a.toml", 3, 8))), "{shown:?}");
    assert!(shown.iter().any(|it| it.0 == "W509" && it.2.0 == "units/l%E1%BA%A1.toml"), "{shown:?}");
    // The same as JSON says, in the same order.
    let (code, diagnostics) = case.check(AS_OF);
    assert_eq!(code, Some(1));
    let of_json: Vec<[String; 2]> =
        diagnostics.iter().map(|it| [text(&it["code"]).to_owned(), it["line"].to_string()]).collect();
    let of_log: Vec<[String; 2]> =
        found.iter().map(|it| [text(&it["ruleId"]).to_owned(), place(it).1.to_string()]).collect();
    assert_eq!(of_log, of_json);
    case.run(&["check", "--format", "sarif", "--as-of", AS_OF]).ends_with(&[1]);
}

#[test]
fn check_ends_its_log_also_where_there_is_no_plan_or_a_broken_one() {
    for case in [Case::empty().unit("a", ""), Case::new("[plan\n").unit("a", ""), Case::new(b"\xff")] {
        let run = case.run(&["check", "--format", "sarif"]);
        let found = results(&run);
        assert!(!found.is_empty() && found.iter().any(|it| it["level"] == "error"), "{run:?}");
    }
    let case = Case::new(plan("")).unit("a", "").unit("b", "");
    let run = case.run(&["check", "--format", "sarif", "--as-of", "2024-01-02"]);
    run.ends_with(&[0]);
    assert_eq!(results(&run), [Value::Null; 0]);
}

#[test]
fn findings_stand_on_lines_that_changed() {
    let record = |done: &str, evidence: &str| {
        format!(
            "[nam]\nnote = \"\"\"a\nb\nc\"\"\"\nstarted = 2024-02-01\nreason = \"x\"\ncommitted = 2024-04-20\n\n\
             done = {done}\nevidence = [\n  \"BC 1\",\n  \"{evidence}\",\n]\n"
        )
    };
    let grouped = |members: &str, name: &str| {
        plan("").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"xa\"]\ndue").replace("Phòng Kế hoạch", name)
            + &format!("[groups.xa]\nname = \"Khối xã\"\nmembers = [{members}]\n")
    };
    let repo = Repo::new(
        &grouped("\"a\", \"b\"", "Phòng Kế hoạch"),
        &[
            ("a", &record("2024-04-09", "BC 2")),
            ("b", "[quy.2024-Q2]\nnote = \"y\"\n[quy.2024-Q1]\ndone = 2024-03-30\n"),
        ],
    );
    repo.unit("a", record("2024-04-08", "BC 3")).unit("b", "[quy.2024-Q2]\nnote = \"y\"\n");
    repo.write("plan.toml", grouped("\"a\"", "Phòng Kế hoạсh")).commit("2024-05-12", "Sửa");
    let found: Vec<serde_json::Value> =
        serde_json::from_str(repo.run(&["diff", "HEAD~1..HEAD", "--format", "gitlab"]).out()).expect("JSON");
    let places: Vec<(&str, &str, u64)> = found
        .iter()
        .map(|it| {
            let place = &it["location"];
            let line = place["lines"]["begin"].as_u64().expect("a line");
            (it["check_name"].as_str().expect("a name"), place["path"].as_str().expect("a path"), line)
        })
        .collect();
    let text = repo.text("plan.toml");
    let line = |part: &str| text.lines().position(|line| line.contains(part)).expect("it is there") as u64 + 1;
    for expected in [
        ("done-rewritten", "units/a.toml", 9),
        ("evidence-removed", "units/a.toml", 12),
        // Where the record stood that is gone.
        ("completion-withdrawn", "units/b.toml", 2),
        ("duty-removed", "plan.toml", line("members")),
        ("look-alike", "plan.toml", line("Kế hoạсh")),
    ] {
        assert!(places.contains(&expected), "{expected:?} in {places:?}");
    }
}
