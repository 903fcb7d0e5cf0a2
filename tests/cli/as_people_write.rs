//! Days, periods and states as people write them, wherever they may be written.

use crate::support::{diagnostics, plan_2024, run, workspace};

const PLAN: &str = plan_2024!(
    r#"
[units]
a = "Văn phòng"

[[tasks]]
id    = "som"
title = "Việc sớm"
lead  = ["a"]
due   = 2024-03-31

[[tasks]]
id    = "muon"
title = "Việc muộn"
lead  = ["a"]
due   = 2024-03-31
"#
);

/// The exit code, and standard output and standard error together.
fn told(files: &[(&str, &str)], args: &[&str]) -> (i32, String) {
    let workspace = workspace(files);
    let ran = run(workspace.path(), &[&["--as-of", "2024-05-15"], args].concat());
    (ran.code, ran.stdout + &ran.stderr)
}

#[test]
fn states_are_asked_for_in_the_words_that_lists_show() {
    let records = "[som]\ndone = 2024-03-30\n\n[muon]\ndone = 2024-04-30\n";
    let files = [("plan.toml", PLAN), ("units/a.toml", records)];
    let words = [
        ("completed late", "muon"),
        ("hoàn thành trễ hạn", "muon"),
        ("HOAN THANH TRE HAN", "muon"),
        ("completed on time", "som"),
        ("hoàn thành đúng hạn", "som"),
    ];
    for (typed, shown) in words {
        let (code, said) = told(&files, &["list", "--format", "jsonl", "-s", typed]);
        let found = ["som", "muon"].map(|task| said.contains(&format!("\"task\":\"{task}\"")));
        assert_eq!((code, found), (0, [shown == "som", shown == "muon"]), "{typed}: {said}");
    }
}

/// The end of what a screen shows is what headings have, but not where it leaves out that it is not so.
#[test]
fn the_contrary_of_a_state_is_not_that_state() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "[som]\ndone = 2024-03-30\n")];
    assert_eq!(told(&files, &["list", "-s", "quá hạn"]).0, 0);
    for typed in ["hoàn thành quá hạn", "hoan thanh trong han"] {
        let (code, said) = told(&files, &["list", "-s", typed]);
        assert!(code == 2 && said.contains("--state"), "{typed}: {said}");
    }
}

/// What is said before a day, or after it, is read with it: by itself it would be another day.
#[test]
fn words_around_a_day_are_never_left_out() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "")];
    for (limit, due) in [
        ("10 days before 2024-06-30", "2024-06-20"),
        ("3 weeks after 2024-06-30", "2024-07-21"),
        ("15 ngày trước 2024-06-30", "2024-06-15"),
        ("2024-06-30", "2024-06-30"),
        ("ngày 30-6-2024", "2024-06-30"),
    ] {
        let (code, said) = told(&files, &["task", "add", "Z", "--lead", "a", "--due", limit, "--dry-run"]);
        assert!(code == 0 && said.contains(&format!("+due   = {due}\n")), "{limit}: {said}");
    }
    // `check` offers the day alone for none of them.
    for limit in ["10 days before 2024-06-30", "not before 2024-03-15", "befor 2024-03-15"] {
        let plan = PLAN.replacen("due   = 2024-03-31", &format!("due = \"{limit}\""), 1);
        let (code, said) = told(&[("plan.toml", &plan), ("units/a.toml", "")], &["check"]);
        assert!(code == 1 && said.contains("E301") && !said.contains("+ due"), "{limit}: {said}");
    }
}

#[test]
fn a_day_that_is_none_says_why_wherever_it_is_written() {
    let said = "tháng 2/2024 chỉ có 29 ngày";
    let plan = PLAN.replacen("due   = 2024-03-31", "due = \"31/2/2024\"", 1);
    let faulty = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let record = [("plan.toml", PLAN), ("units/a.toml", "[som]\ndone = \"31/2/2024\"\n")];
    let sound = [("plan.toml", PLAN), ("units/a.toml", "")];
    let add = ["task", "add", "Z", "--lead", "a", "--due", "31/2/2024"];
    let cases: [(&[_], &[_]); 3] = [(&faulty, &["check"]), (&record, &["check"]), (&sound, &add)];
    for (files, args) in cases {
        let (code, told) = told(files, args);
        assert!(code != 0 && told.contains(said), "{args:?}: {told}");
    }
}

#[test]
fn what_was_written_is_offered_as_files_write_it() {
    for (written, meant) in [("quý", "quarter"), ("monthly", "month"), ("hằng tháng", "month"), ("mỗi năm", "year")]
    {
        let plan = PLAN.replacen("due   = 2024-03-31", &format!("every = \"{written}\""), 1);
        let (_, said) = told(&[("plan.toml", &plan), ("units/a.toml", "")], &["check"]);
        assert!(said.contains(&format!("+ every = \"{meant}\"")), "{written}: {said}");
    }
    let (_, said) = told(&[("plan.toml", PLAN), ("units/a.toml", "[som]\ndone = \"15/3/2024\"\n")], &["check"]);
    assert!(said.contains("2024-03-15"), "{said}");
}

#[test]
fn nothing_that_was_typed_is_dropped_or_guessed() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "")];
    let cases: [(&[_], &[_]); 3] = [
        (&["report", "month", "T2", "--out", "-"], &["tháng 2", "thứ Hai"]),
        (&["task", "add", "z1", "--title", "Z", "--lead", "a", "--due", "2024-Q2"], &["z1", "“Z”"]),
        (&["done", "som", "-e", "-5"], &["--evidence=-5"]),
    ];
    for (args, expected) in cases {
        let (code, said) = told(&files, args);
        assert!(code == 2 && expected.iter().all(|one| said.contains(one)), "{args:?}: {said}");
    }
}

/// What a list shows is what can be typed: a milestone or a period behind its task and a dot narrows a list to it.
#[test]
fn a_list_is_narrowed_to_a_period_or_a_milestone() {
    let plan = PLAN.replacen("due   = 2024-03-31", "every = \"quarter\"", 1).replacen(
        "due   = 2024-03-31",
        "milestones = [{ id = \"mot\", due = 2024-03-31 }, { id = \"hai\", due = 2024-06-30 }]",
        1,
    );
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let shown = |tasks: &[&str]| {
        let named = tasks.iter().flat_map(|task| ["--task", task]);
        let args: Vec<&str> = ["list", "--format", "jsonl"].into_iter().chain(named).collect();
        let (code, said) = told(&files, &args);
        assert_eq!(code, 0, "{said}");
        let item = |line: &str| {
            let item: serde_json::Value = serde_json::from_str(line).expect("an item");
            let part = ["period", "milestone"].iter().find_map(|key| item[*key].as_str());
            format!("{}.{}", item["task"].as_str().unwrap_or_default(), part.unwrap_or_default())
        };
        said.lines().map(item).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&["muon.hai"]), "muon.hai");
    assert_eq!(shown(&["som.2024-Q3"]), "som.2024-Q3");
    assert_eq!(shown(&["som.quý 3", "muon"]), "som.2024-Q3 muon.mot muon.hai");
    let (code, said) = told(&files, &["list", "--task", "muon.ba"]);
    assert!(code == 2 && said.contains("muon không có kỳ hay mốc “ba”"), "{said}");
}

/// A slip of a day never becomes one of a year: what is refused with its year is refused without it.
#[test]
fn a_day_without_a_year_is_never_far_off_where_it_is_written_down() {
    let plan = PLAN.replacen("[units]", "[events]\nhop = { name = \"Hội nghị\" }\n\n[units]", 1);
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let extend = ["extend", "som", "--by", "1-CV", "--to"];
    let amend = ["task", "amend", "som", "--due", "2024-09-30", "--by", "1-CV", "--on"];
    let cases: [(&[&str], &str); 10] = [
        (&extend, "10/4"),
        (&["extend", "som", "--by", "1-CV", "--to", "30/5", "--on"], "16/5"),
        (&["done", "som", "--on"], "16/5"),
        (&["start", "som", "--on"], "16/5"),
        (&["accept", "som", "--on"], "16/5"),
        (&["waive", "som", "--by", "1-CV", "--on"], "16/5"),
        (&["promise", "som", "--reason", "x"], "14/5"),
        (&["event", "date", "hop"], "14/5"),
        (&["unit", "end", "a", "--until"], "14/5"),
        (&amend, "16/5"),
    ];
    for (args, day) in cases {
        let (code, said) = told(&files, &[args, &[day]].concat());
        let years = if day == "16/5" { ["2023", "2024"] } else { ["2024", "2025"] };
        let [past, future] = years.map(|year| format!("{day}/{year}"));
        let expected = format!("“{day}” không ghi năm, có thể là {past} hoặc {future}: hãy ghi cả năm");
        assert!(code == 2 && said.contains(&expected), "{args:?} {day}: {said}");
    }
    // The one in its direction is taken, and only looking is not held to that.
    let near: [&[&str]; 5] = [
        &["promise", "som", "19/1", "--reason", "x"],
        &["plan", "--ends", "31/12"],
        &["done", "som", "--on", "30/3", "-e", "1"],
        &["promise", "som", "30/5", "--reason", "x"],
        &["report", "quarter", "2024-Q1", "--closing", "1/4", "--out", "-"],
    ];
    for args in near {
        assert_eq!(told(&files, args).0, 0, "{args:?}");
    }
}

#[test]
fn quarters_are_read_as_periods_are_and_in_the_words_that_lists_show() {
    let plan = PLAN.replacen("due   = 2024-03-31", "due = \"ongoing\"", 1);
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let list = |quarter: &str| told(&files, &["list", "--format", "jsonl", "-q", quarter]);
    for (typed, shown) in [
        ("none", "som"),
        ("Không theo quý", "som"),
        ("khong theo quy", "som"),
        ("no quarter", "som"),
        ("–", "som"),
        ("quý một", "muon"),
        ("quí I/2024", "muon"),
        ("quý trước", "muon"),
    ] {
        let (code, said) = list(typed);
        let found = ["som", "muon"].map(|task| said.contains(&format!("\"task\":\"{task}\"")));
        assert_eq!((code, found), (0, [shown == "som", shown == "muon"]), "{typed}: {said}");
    }
    for (typed, expected) in [
        ("T2", "“T2” có thể là tháng 2 hoặc thứ Hai"),
        ("Q5", "trong lịch không có kỳ “Q5”"),
        ("tháng 2", "“tháng 2” không phải là quý"),
    ] {
        let (code, said) = list(typed);
        assert!(code == 2 && said.contains(expected), "{typed}: {said}");
    }
}

#[test]
fn a_period_that_a_task_has_not_is_told_as_it_was_understood() {
    let plan = PLAN.replacen("due   = 2024-03-31", "every = \"quarter\"", 1);
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", "")];
    let cases: [&[&str]; 2] = [&["done", "som", "tháng hai"], &["show", "som", "tháng 2"]];
    for args in cases {
        let (code, said) = told(&files, args);
        assert!(code == 2 && said.contains("tháng 2/2024"), "{args:?}: {said}");
    }
    let (code, said) = told(&files, &["done", "som", "quý trước", "--on", "30/3/2024", "-e", "1"]);
    assert!(code == 0 && said.contains("(Quý I/2024)"), "{said}");
}

#[test]
fn a_report_is_of_the_period_before_or_the_present_one() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "")];
    for (kind, typed, day, name) in [
        ("quarter", "quý trước", "calendar", "Quý I/2024 "),
        ("quarter", "last quarter", "calendar", "Quý I/2024 "),
        ("quarter", "quý này", "calendar", "Quý II/2024 "),
        ("month", "tháng trước", "calendar", "Tháng 4/2024 "),
        // On 15 May the month that closes on 14 June goes on.
        ("month", "tháng trước", "14", "Tháng 5/2024 "),
    ] {
        let (code, said) = told(&files, &["report", kind, typed, "--out", "-", "--report-day", day]);
        assert!(code == 0 && said.lines().take(5).any(|line| line.contains(name)), "{typed} {day}: {said}");
    }
    let (code, said) = told(&files, &["report", "quarter", "quý sau", "--out", "-"]);
    assert_eq!(code, 2, "{said}");
}

/// What was done before its event has a day is not late: the official table and the list say the same of it.
#[test]
fn completed_on_time_is_what_the_official_table_counts() {
    let plan = PLAN.replacen("[units]", "[events]\nhop = { name = \"Hội nghị\" }\n\n[units]", 1).replacen(
        "due   = 2024-03-31",
        "due = \"before event hop\"",
        1,
    ) + "\n[[tasks]]\nid = \"tt\"\ntitle = \"Việc thường xuyên\"\nlead = [\"a\"]\ndue = \"ongoing\"\n";
    let records = ["som", "muon", "tt"].map(|task| format!("[{task}]\ndone = 2024-03-30\nevidence = \"1\"\n")).concat();
    let files = [("plan.toml", plan.as_str()), ("units/a.toml", records.as_str())];
    let (_, report) = told(&files, &["report", "quarter", "2024-Q1", "--format", "jsonl", "--out", "-"]);
    assert!(report.contains("\"completed_in_time\":2,"), "{report}");
    let (_, listed) = told(&files, &["list", "-s", "hoàn thành đúng hạn", "--format", "jsonl"]);
    let found = ["som", "muon", "tt"].map(|task| listed.contains(&format!("\"task\":\"{task}\"")));
    assert_eq!(found, [true, true, false], "{listed}");
}

#[test]
fn the_help_of_an_option_names_what_its_errors_name() {
    let files = [("plan.toml", PLAN), ("units/a.toml", "")];
    let (_, said) = told(&files, &["list", "-s", "xyz", "--lang", "en"]);
    let words = said.split(": ").nth(2).and_then(|words| words.lines().next()).expect(&said);
    let (_, help) = told(&files, &["list", "--help", "--lang", "en"]);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("amended, ") && help.contains(words), "{words} in {help}");
}

#[test]
fn the_notation_is_offered_for_keys_ids_and_days_without_quotation_marks() {
    let cases = [
        ("id    = \"som\"", "id = \"Quy chế\"", "id = \"quy-che\"\n", ""),
        ("a = \"Văn phòng\"", "tài-chính = \"Tài chính\"", "tai-chinh = \"Tài chính\"", ""),
        ("a = \"Văn phòng\"", "\"Sở Nội vụ\" = \"Sở Nội vụ\"", "\"so-noi-vu\" = \"Sở Nội vụ\"", ""),
        ("due   = 2024-03-31", "due = 2024-3-1", "due = 2024-03-01", ""),
        ("due   = 2024-03-31", "due: 2024-03-31", "due = 2024-03-31", "not a colon"),
        ("due   = 2024-03-31", "due : 2024-03-31", "due = 2024-03-31", "not a colon"),
        ("due   = 2024-03-31", "every = \"month\"\ndue = \"day15\"", "due = \"day 15\"", ""),
        ("due   = 2024-03-31", "due = 2024-02-30", "", "February 2024 has only 29 days"),
        ("due   = 2024-03-31", "due = 2023-02-29", "", "February 2023 has only 28 days"),
    ];
    for (right, written, meant, said) in cases {
        let plan = PLAN.replacen(right, written, 1);
        let workspace = workspace(&[("plan.toml", &plan), ("units/a.toml", "")]);
        let (code, all) = diagnostics(workspace.path());
        assert_eq!(code, 1, "{written}");
        let first = &all[0];
        assert!(first["message"].as_str().is_some_and(|message| message.contains(said)), "{written}: {first}");
        if !meant.is_empty() {
            let at = |key: &str| first[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
            let replacement = first["replacement"].as_str().unwrap_or_default();
            let replaced = [&plan[..at("start_byte")], replacement, &plan[at("end_byte")..]].concat();
            assert!(replaced.contains(meant), "{written}: {first}");
        }
    }
}
