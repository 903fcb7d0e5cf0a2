//! What `sync` prepared: taken away again where the plan no longer has it, and nothing that somebody wrote.

use std::fs;

use snapbox::str;

use super::actions::{case, content, plan, run};
use crate::support::case::{Case, Shows as _};

/// The plan with one task less, another deadline and another title.
fn changed() -> String {
    let text = plan("").replace("title = \"Xây dựng kế hoạch\"", "title = \"Lập kế hoạch\"");
    let start = text.find("[[tasks]]\nid    = \"tuyen-truyen\"").expect("a task");
    text[..start].replace("due   = 2024-03-29", "due   = 2024-04-30")
}

#[test]
fn untouched_tables_go_and_comments_are_brought_up_to_the_plan() {
    let case = case("", "");
    run(&case, &["sync"]).ends_with(&[0]);
    run(&case, &["done", "ke-hoach", "--on", "2024-03-28", "--evidence", "15"]).ends_with(&[0]);
    let before = content(&case, "a");
    assert!(before.contains("[tuyen-truyen]") && before.contains("29/3/2024"), "{before}");
    fs::write(case.path().join("plan.toml"), changed()).expect("it can be written");
    assert_eq!(case.check("2024-05-15").0, Some(0), "an untouched table is no error");
    let dry = run(&case, &["sync", "--dry-run", "-u", "a"]);
    assert!(dry.ends_with(&[0]).out().contains("-[tuyen-truyen]"), "{dry:?}");
    assert_eq!(content(&case, "a"), before);
    run(&case, &["sync", "-u", "a"]).ends_with(&[0]).out().shows(str![[r"
units/a.toml: prepared tables removed that the plan no longer has: 1; comments brought up to the plan: 1

"]]);
    let after = content(&case, "a");
    assert!(!after.contains("tuyen-truyen") && !after.contains("29/3/2024"), "{after}");
    assert!(after.contains("# Lập kế hoạch\n# Hạn: 30/4/2024"), "{after}");
    assert!(after.contains("[ke-hoach]\ndone = 2024-03-28\nevidence = \"15\"\n"), "{after}");
    let (code, found) = case.check("2024-05-15");
    assert!(code == Some(0) && found.iter().all(|one| one["code"] != "W530"), "{found:?}");
    run(&case, &["sync", "-u", "a"]).ends_with(&[0]).out().shows(str![[r"
Every file has all its tables; nothing to add.

"]]);
}

/// A table that goes takes the blank line along that parted it from others, wherever in the file it stands.
#[test]
fn a_prepared_table_that_goes_leaves_the_file_as_if_it_had_never_been_there() {
    let plan = plan("");
    let fewer = &plan[..plan.find("[[tasks]]\nid    = \"tuyen-truyen\"").expect("a task")];
    let case = case("", "");
    run(&case, &["sync"]).ends_with(&[0]);
    let prepared = content(&case, "a");
    let (start, header) = (prepared.find("# Tuyên truyền\n").expect("a title"), "[tuyen-truyen]\n");
    let table = &prepared[start..prepared.find(header).expect("a table") + header.len()];
    let rest = prepared.replacen(&format!("\n{table}"), "", 1);
    let first = rest.find("[ke-hoach]\n").expect("a table") + "[ke-hoach]\n".len();
    let (above, below) = rest.split_at(first);
    // At the top nothing stands that is about the whole file.
    let bare = rest.split_once("\n\n").expect("it has a head").1;
    for (text, rest) in [
        (prepared.clone(), rest.as_str()),
        (format!("{table}\n{bare}"), bare),
        (format!("{table}{bare}"), bare),
        (format!("{above}\n{table}{below}"), &rest),
        (format!("{above}{table}{below}"), &rest),
    ] {
        let case = Case::new(fewer).unit("a", &text).unit("b", "");
        run(&case, &["sync", "-u", "a"]).ends_with(&[0]);
        assert_eq!(content(&case, "a"), rest, "{text}");
    }
}

/// Only a file in which `sync` alone wrote is taken away.
#[test]
fn a_file_of_no_unit_that_somebody_wrote_into_stays() {
    let case = case("", "");
    run(&case, &["sync"]).ends_with(&[0]);
    let prepared = content(&case, "b");
    let note = "# một\n# hai\n# ba\n# bốn\n";
    for own in
        ["# ghi chú\n".to_owned(), "\n".to_owned(), format!("ke-hoach = {{}}\n{prepared}"), format!("{note}{prepared}")]
    {
        let case = Case::new(plan("")).unit("a", "").unit("b", "").with("units/z.toml", &own);
        run(&case, &["sync"]);
        assert!(case.path().join("units/z.toml").exists(), "{own}");
    }
    let case = Case::new(plan("")).unit("a", "").unit("b", "").with("units/z.toml", &prepared);
    run(&case, &["sync"]).ends_with(&[0]);
    assert!(!case.path().join("units/z.toml").exists());
}

#[test]
fn what_somebody_wrote_stays() {
    let case = case("", "");
    run(&case, &["sync"]).ends_with(&[0]);
    let prepared = content(&case, "a");
    for (from, to) in [
        ("[tuyen-truyen]\n", "[tuyen-truyen] # đang chờ\n"),
        ("[tuyen-truyen]\n", "[tuyen-truyen]\n# đang chờ\n"),
        ("# Tuyên truyền\n# ", "# Tuyên truyền\n\n# "),
    ] {
        let mine = prepared.replace(from, to);
        assert_ne!(mine, prepared, "{from:?}");
        let case = Case::new(changed()).unit("a", &mine).unit("b", "");
        run(&case, &["sync", "-u", "a"]).ends_with(&[0]);
        assert!(content(&case, "a").contains("[tuyen-truyen]"), "{to:?}");
    }
    // A table that says something is an error, and stays.
    let mine = prepared.replace("[tuyen-truyen]\n", "[tuyen-truyen]\nnote = \"x\"\n");
    let case = Case::new(changed()).unit("a", &mine).unit("b", "");
    assert!(run(&case, &["sync", "-u", "a"]).ends_with(&[3]).err().contains("error[E401]"));
    assert!(content(&case, "a").contains("[tuyen-truyen]\nnote = \"x\"\n"));
}

#[test]
fn the_prepared_file_of_a_unit_that_is_gone_goes_too() {
    let case = case("", "");
    run(&case, &["sync"]).ends_with(&[0]);
    let (prepared, own) =
        (content(&case, "b"), content(&case, "b").replace("[bao-cao.2024-Q1]\n", "# gọi lại\n[bao-cao.2024-Q1]\n"));
    let gone =
        plan("").replace("b = { name = \"Đơn vị B\", short = \"B\" }\n", "").replace("[\"a\", \"b\"]", "[\"a\"]");
    fs::write(case.path().join("plan.toml"), &gone).expect("it can be written");
    assert_eq!(case.check("2024-05-15").0, Some(0));
    run(&case, &["sync", "--dry-run"]).ends_with(&[0]);
    assert_eq!(content(&case, "b"), prepared);
    run(&case, &["sync"]).ends_with(&[0]).out().shows(str![[r"
units/b.toml: removed, since it belongs to no unit of the plan and records nothing

"]]);
    assert!(!case.path().join("units/b.toml").exists());
    // What somebody wrote into stays, and a copy with facts is an error everywhere.
    let kept = case.with("units/b.toml", &own).with("units/a-copy.toml", "[ke-hoach]\ndone = 2024-03-28\n");
    let synced = run(&kept, &["sync"]);
    assert_eq!(content(&kept, "b"), own, "{synced:?}");
    for command in
        [&["status"][..], &["list"], &["show", "ke-hoach"], &["trend"], &["remind"], &["calendar", "-o", "-"]]
    {
        let ran = run(&kept, command);
        assert!(ran.err().contains("units/a-copy.toml"), "{command:?}: {ran:?}");
    }
}

#[test]
fn a_file_whose_case_differs_is_neither_read_nor_edited() {
    let case = Case::new(plan("")).with("units/A.toml", "[ke-hoach]\ndone = 2024-03-28\n").unit("b", "");
    let ran = run(&case, &["done", "ke-hoach"]);
    assert!(ran.ends_with(&[3]).err().contains("units/A.toml seems to be meant for it"), "{ran:?}");
    assert!(!case.path().join("units/a.toml").exists());
    let (code, found) = case.check("2024-05-15");
    let help = found.iter().find(|one| one["code"] == "E409").expect("an error");
    assert!(code == Some(1) && help["help"].as_str().is_some_and(|help| help.contains("units/a.toml")), "{found:?}");
}

#[test]
fn a_file_with_a_further_ending_is_told_by_every_command_and_nothing_is_recorded_beside_it() {
    let facts = "[ke-hoach]\ndone = 2024-03-28\n";
    for name in ["a.toml.txt", "a.TOML", "a.toml.toml", "A.tml"] {
        let case = Case::new(plan("")).with(format!("units/{name}"), facts).unit("b", "");
        for command in [
            &["status"][..],
            &["status", "--unit", "a"],
            &["list"],
            &["list", "--unit", "a"],
            &["show", "ke-hoach", "--unit", "a"],
            &["trend"],
            &["remind", "--unit", "a"],
            &["calendar", "--unit", "a", "-o", "-"],
            &["report", "month", "2024-04"],
        ] {
            let ran = run(&case, command);
            assert!(ran.ends_with(&[3]).err().contains(&format!("units/{name}")), "{command:?}: {ran:?}");
        }
        for command in [&["done", "ke-hoach"][..], &["sheet", "--unit", "a", "--output", "s.xlsx"], &["sync"]] {
            let ran = run(&case, command);
            let said = format!("rename units/{name} to units/a.toml");
            assert!(ran.ends_with(&[3]).err().contains(&said), "{command:?}: {ran:?}");
        }
        assert!(!case.path().join("units/a.toml").exists(), "{name}");
        // Whoever asks about another unit is not troubled by it.
        assert_eq!(run(&case, &["status", "--unit", "b"]).ends_with(&[0]).err(), "", "{name}");
    }
    // What says nothing keeps nobody from recording.
    let case = Case::new(plan("")).with("units/a.toml.txt", "# nothing\n").unit("b", "");
    run(&case, &["done", "ke-hoach"]).ends_with(&[0]);
    assert!(content(&case, "a").contains("done"), "{case:?}");
}

#[test]
fn of_many_files_of_no_unit_those_that_record_something_are_named() {
    let mut case = Case::new(plan("")).unit("a", "").unit("b", "").with("units/z.toml", "[ke-hoach]\nnote = \"x\"\n");
    for at in 10..40 {
        case = case.with(format!("units/c{at}.toml"), "");
    }
    let ran = run(&case, &["status"]);
    let err = ran.ends_with(&[3]).err();
    assert!(err.contains("units/z.toml") && err.contains("and 21 more files of no unit"), "{ran:?}");
}

#[test]
fn near_misses_of_names_are_named() {
    let case = Case::new(plan(""))
        .unit("a", "")
        .unit("b", "")
        .with("units/._a.toml", b"\0\x05\x16")
        .with("units/~$a.toml", "x");
    let (code, found) = case.with("Units/a.toml", "").check("2024-05-15");
    let said: Vec<_> =
        found.iter().filter(|one| one["code"] == "W509").map(|one| one["message"].as_str().expect("text")).collect();
    assert_eq!(code, Some(0), "{found:?}");
    for words in
        ["units/._a.toml là tệp phụ do macOS tạo", "units/~$a.toml là tệp tạm", "thư mục Units/ phải có tên là units/"]
    {
        assert!(said.iter().any(|message| message.contains(words)), "{words}: {said:?}");
    }
    let none = Case::empty().with("plan.toml.txt", plan(""));
    let (code, found) = none.check("2024-05-15");
    assert!(
        code == Some(1) && found[0]["help"].as_str().is_some_and(|help| help.contains("plan.toml.txt")),
        "{found:?}"
    );
}

/// What macOS keeps beside a plan is not renamed to it.
#[test]
fn the_companion_of_a_plan_is_called_what_it_is() {
    let (code, found) = Case::empty().with("._plan.toml", b"\0\x05\x16").check("2024-05-15");
    let of = |key: &str| found[0][key].as_str().unwrap_or_default();
    assert_eq!(code, Some(1), "{found:?}");
    assert!(of("message").contains("._plan.toml chỉ chứa thông tin phụ mà macOS lưu"), "{found:?}");
    assert!(of("help").contains("chép chính tệp plan.toml") && !of("help").contains("đổi tên"), "{found:?}");
}

/// Tables are prepared for what is owed as of the day: milestones and new kinds of period, by the unit with which it stands.
#[test]
fn what_is_prepared_is_what_is_owed_as_of_the_day() {
    let text = r#"
[plan]
number   = "1"
title    = "Kế hoạch"
starts   = 2025-01-01
ends     = 2025-12-31
language = "en"
[units]
cu  = { name = "Sở Nội vụ (cũ)", until = 2025-02-28, successor = "moi" }
moi = { name = "Sở Nội vụ", from = 2025-03-01 }
vp  = "Văn phòng"
[events]
nhan = { name = "Nhận kế hoạch", dates = { vp = 2025-03-04 } }
[[tasks]]
id = "quy"
title = "Báo cáo quý"
lead = ["cu"]
every = ["quarter", "nine-months"]
[[tasks]]
id = "moc"
title = "Đề án"
lead = ["vp"]
milestones = [{ id = "khoi-dong", due = "2025-02", title = "Khởi động" }, { id = "tong-ket", due = "2025-Q4", lead = ["cu"] }]
[[tasks]]
id = "chung"
title = "Việc chung"
lead = ["moi", "vp"]
joint = true
due = 2025-06-30
[[tasks]]
id = "them"
title = "Việc bổ sung"
lead = ["vp"]
due = 2025-09-30
added = { by = "CV 1", on = 2025-05-01 }
[[tasks]]
id = "bo"
title = "Việc bãi bỏ"
lead = ["vp"]
due = 2025-09-30
cancelled = { by = "CV 2", on = 2025-05-01 }
[[tasks]]
id = "sau"
title = "Sau khi nhận"
lead = ["vp", "moi"]
due = "event nhan + 5 days"
"#;
    let case = Case::new(text);
    let sync = |day: &str| case.run(&["--as-of", day, "sync"]).ends_with(&[0]).out().to_owned();
    let tables = |unit: &str| -> Vec<String> {
        let text = content(&case, unit);
        text.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect()
    };
    sync("2025-02-01");
    assert_eq!(tables("cu"), ["[sau]"; 0], "{}", content(&case, "cu"));
    let of_moi =
        ["[quy.2025-Q1]", "[quy.2025-Q2]", "[quy.2025-Q3]", "[quy.2025-Q4]", "[quy.2025-9M]", "[moc.tong-ket]"];
    assert_eq!(tables("moi"), [&of_moi[..], &["[chung]"]].concat());
    assert_eq!(tables("vp"), ["[moc.khoi-dong]", "[bo]", "[sau]"]);
    assert!(content(&case, "vp").contains("# Khởi động (khoi-dong)\n# Due: 28/02/2025"), "{}", content(&case, "vp"));
    assert!(content(&case, "vp").contains("# Sau khi nhận\n# Due: 09/3/2025"), "{}", content(&case, "vp"));
    // What came later is added, and the table of what was cancelled goes; one that says something stays.
    sync("2025-05-15");
    assert_eq!(tables("vp"), ["[moc.khoi-dong]", "[them]", "[sau]"]);
    assert_eq!(tables("moi").last().map(String::as_str), Some("[sau]"));
    sync("2025-04-01");
    assert_eq!(tables("vp"), ["[moc.khoi-dong]", "[bo]", "[sau]"]);
    fs::write(case.path().join("units/vp.toml"), content(&case, "vp").replace("[bo]\n", "[bo]\nnote = \"x\"\n"))
        .expect("it is written");
    sync("2025-05-15");
    assert!(content(&case, "vp").contains("[bo]\nnote = \"x\"\n"));
}
