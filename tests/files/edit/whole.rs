//! `init` and `sync`: a workspace from nothing, and every unit's file with a table for all that it owes.

use std::fs;

use snapbox::str;

use super::actions::{AS_OF, case, content, file, long_ago, modified, plan, run};
use crate::support::case::{Case, Shows as _, bare, bounded, plan as support_plan, task};
use crate::support::entries;

#[test]
fn a_new_workspace_is_sound_on_any_day() {
    for lang in ["vi", "en"] {
        for day in ["2024-01-01", "2024-02-29", "2024-09-30", "2024-10-01", "2024-12-31"] {
            let case = Case::empty();
            let ran = case.run(&["init", "--lang", lang, "--as-of", day]);
            assert_eq!(ran.ends_with(&[0]).err(), "", "{lang} {day}");
            // Nobody reports on examples: files come with the plan's own tasks.
            assert_eq!(entries(case.path()).len(), 1, "{lang} {day}");
            let status = case.status(day, &[]);
            assert!(status.items().len() >= 3, "{lang} {day}: {:?}", status.run);
            assert!(status.items().iter().all(|item| item["state"] == "pending" || item["state"] == "ongoing"));
            case.run(&["sync"]).ends_with(&[0]);
            let (code, diagnostics) = case.check(day);
            assert_eq!((code, diagnostics), (Some(0), Vec::new()), "{lang} {day}");
            let synced = case.run(&["sync"]);
            let unit = entries(&case.path().join("units"));
            assert_eq!(unit.len(), 1, "{unit:?}");
            assert!(synced.ends_with(&[0]).out().ends_with(if lang == "vi" {
                "Các tệp đã đủ mục theo kế hoạch, không có gì để bổ sung.\n"
            } else {
                "Every file has all its tables; nothing to add.\n"
            }));
        }
    }
}

#[test]
fn a_workspace_that_is_there_is_not_begun_again() {
    for (lang, words) in
        [("vi", "đã có plan.toml; chưa ghi gì\n"), ("en", "already has a plan.toml; nothing was written\n")]
    {
        let case = Case::new("# của tôi\n");
        for folder in [&[][..], &["."]] {
            let ran = case.run(&[&["init", "--lang", lang], folder].concat());
            assert!(ran.ends_with(&[2]).err().ends_with(words), "{ran:?}");
            assert_eq!(entries(case.path()).len(), 1, "nothing else was made");
            assert_eq!(fs::read_to_string(case.path().join("plan.toml")).expect("it is there"), "# của tôi\n");
        }
        let ran = case.run(&["init", "moi", "--lang", lang, "--as-of", AS_OF]);
        assert!(ran.ends_with(&[0]).out().contains("moi"), "{ran:?}");
        assert!(case.path().join("moi/plan.toml").is_file());
    }
    // Without -C, in the current folder.
    let case = Case::empty();
    bounded(bare().current_dir(case.path()).args(["init", "--as-of", AS_OF])).ends_with(&[0]);
    assert!(case.path().join("plan.toml").is_file());
}

#[test]
fn every_unit_gets_what_it_owes_once() {
    let case = case("", "# A\n[ke-hoach]\ndone = 2024-03-28\n");
    let ran = run(&case, &["sync"]);
    assert_eq!(
        ran.ends_with(&[0]).out(),
        "units/a.toml: 4 tables added\nunits/b.toml: new file with 3 tables\n7 tables added to 2 files.\n"
    );
    let headers = |unit: &str| -> Vec<String> {
        let text = content(&case, unit);
        text.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect()
    };
    let quarters = ["[bao-cao.2024-Q1]", "[bao-cao.2024-Q2]", "[bao-cao.2024-Q3]"];
    assert_eq!(headers("b"), quarters);
    // What stands above a table is in the plan's language, whoever runs it.
    let text = content(&case, "b");
    assert!(text.contains("# Hạn: ") && text.contains("# Điền bên dưới: "), "{text}");
    assert!(!text.contains("Due:") && !text.contains("Fill in below"), "{text}");
    assert_eq!(headers("a"), [&quarters[..], &["[ke-hoach]", "[tuyen-truyen]"]].concat());
    let days = ["a", "b"].map(|unit| long_ago(&case, unit));
    let again = run(&case, &["sync"]);
    assert_eq!(again.ends_with(&[0]).out(), "Every file has all its tables; nothing to add.\n");
    assert_eq!(["a", "b"].map(|unit| modified(&case, unit)), days, "what is complete is not written again");
    let (code, diagnostics) = case.check("2024-01-15");
    assert_eq!(code, Some(0));
    assert!(diagnostics.iter().all(|diagnostic| diagnostic["code"] != "W508"), "{diagnostics:?}");
}

#[test]
fn only_the_units_named_are_synced() {
    let case = case("", "");
    run(&case, &["sync", "-u", "B"]).ends_with(&[0]);
    assert!(!file(&case, "a").exists() && file(&case, "b").exists());
    run(&case, &["sync", "-u", "khong-co"]).ends_with(&[2]);
    run(&case, &["sync", "-u", "a", "-u", "b"]).ends_with(&[0]);
    assert!(file(&case, "a").exists());
    // A unit that owes nothing has no file to be made.
    let idle = Case::new(plan("").replace("[units]\n", "[units]\nc = \"Đơn vị C\"\n"));
    run(&idle, &["sync"]).ends_with(&[0]);
    assert!(!file(&idle, "c").exists());
}

#[test]
fn one_units_errors_do_not_keep_the_others_from_their_tables() {
    let case = case("", "[ke-hoach]\ndnoe = 2024-03-28\n");
    let ran = run(&case, &["sync"]);
    ran.ends_with(&[3]).err().shows(str![[r"
error[E201]: unknown key “dnoe” in a record
 --> units/a.toml:2:1
  |
2 | dnoe = 2024-03-28
  | ^^^^
  |
help: did you mean
  |
2 - dnoe = 2024-03-28
2 + done = 2024-03-28
  |

error: units/a.toml has errors, so nothing was written; fix the errors above, then try again

"]]);
    assert_eq!(content(&case, "a"), "[ke-hoach]\ndnoe = 2024-03-28\n");
    assert!(content(&case, "b").contains("[bao-cao.2024-Q3]"), "{ran:?}");
}

#[test]
fn stale_records_are_named_and_stay() {
    let stale = "# A\n[viec-cu]   # năm trước\ndone = 2023-12-01\n\n[bao-cao.2023-Q4]\ndone = 2023-12-30\n\n\
                 [ke-hoach.2024-Q1]\nnote = \"y\"\n\n[bao-cao]\nnote = \"x\"\n";
    let case = case("", stale);
    for round in 0..2 {
        let ran = run(&case, &["sync", "-u", "a"]);
        for code in ["E401", "E403", "E404", "E405"] {
            assert!(ran.ends_with(&[3]).err().contains(&format!("error[{code}]")), "{code} in {ran:?}");
        }
        let text = content(&case, "a");
        assert!(stale.lines().all(|line| text.lines().any(|other| other == line)), "{text}");
        assert_eq!(ran.out().contains("tables added"), round == 0, "{ran:?}");
    }
}

#[test]
fn a_new_table_tells_what_is_owed() {
    for (lang, due, fields) in [
        (
            "vi",
            "# Hạn: 29/3/2024 (Trong quý \"I\")",
            "# Điền bên dưới: started = 2024-03-29, done = 2024-03-29, evidence = ",
        ),
        (
            "en",
            "# Due: 29/3/2024 (Trong quý \"I\")",
            "# Fill in below: started = 2024-03-29, done = 2024-03-29, evidence = ",
        ),
    ] {
        let header = format!("language = \"{lang}\"\nacceptance = true");
        let wording = "due   = 2024-03-29\nclause = \"II.1\"\nwording = \"Trong quý\\n\\\"I\\\"\"";
        let case = Case::new(plan(&header).replace("due   = 2024-03-29", wording));
        case.run(&["sync", "-u", "a"]).ends_with(&[0]);
        let text = content(&case, "a");
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| *line == "[ke-hoach]").expect("there is such a table");
        assert_eq!(lines[at - 3..at - 1], ["# II.1 · Xây dựng kế hoạch", due], "{text}");
        assert!(lines[at - 1].starts_with(fields) && lines[at - 1].contains("accepted = "), "{text}");
        // What the comment says can be filled in just so.
        let filled = lines[at - 1].trim_start_matches(|c| c != ':').trim_start_matches(": ");
        let fields =
            filled.split([',', ';']).filter_map(|part| part.split_once(" = ")).filter(|(_, value)| !value.is_empty());
        let written: String = fields
            .filter_map(|(key, value)| Some(format!("{} = {value}\n", key.split_whitespace().next_back()?)))
            .collect();
        fs::write(file(&case, "a"), text.replace("[ke-hoach]\n", &format!("[ke-hoach]\n{written}")))
            .expect("it can be written");
        let (code, diagnostics) = case.check("2024-03-29");
        assert_eq!(code, Some(0), "{written}{diagnostics:?}");
        assert_eq!(written.lines().count(), 7, "{written}");
    }
}

#[test]
fn what_came_of_a_change_fits_a_narrow_screen() {
    let title = "Báo cáo kết quả sinh hoạt chuyên đề của các chi bộ trực thuộc trong cả năm";
    let plan = support_plan("", &task("dai", "due = \"2024-Q1\"").replace("Việc dai", title));
    assert!(plan.contains(title));
    let case = Case::new(plan);
    let mut command = case.command();
    command.args(["done", "dai", "--unit", "a", "--as-of", "2024-05-15", "--evidence", title]).env("COLUMNS", "40");
    let run = bounded(&mut command);
    let told = run.ends_with(&[0]).out();
    let wide: Vec<&str> = told.lines().filter(|line| line.chars().count() > 40).collect();
    assert!(wide.is_empty() && told.contains("trực thuộc"), "{told}");
}
