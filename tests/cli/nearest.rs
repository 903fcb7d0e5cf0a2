//! Which of many periods are named where one has to be.

use crate::support::case::{Case, has, plan, task};

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

/// A milestone or a period behind its task and a dot, as `answers` names one.
#[test]
fn a_milestone_may_follow_its_task_and_a_dot() {
    let milestones = "milestones = [{ id = \"dot-1\", due = 2024-06-30, target = { min = 80, unit = \"%\" } }, \
                      { id = \"dot-2\", due = 2024-11-30 }]";
    let tasks = task("de-an", milestones) + &task("giao-ban", "every = \"quarter\"");
    let case = Case::new(plan("", &tasks)).unit("a", "").unit("b", "");
    let unit = || std::fs::read_to_string(case.path().join("units/a.toml")).expect("it is there");
    let run = |args: &[&str]| case.run(&[&["--as-of", "2024-05-02"], args].concat());
    for (args, table) in [
        (&["done", "de-an.dot-2", "--unit", "a"][..], "[de-an.dot-2]\ndone = 2024-05-02"),
        (&["done", "giao-ban.2024-Q1", "--unit", "a"], "[giao-ban.2024-Q1]\ndone = 2024-05-02"),
        (&["start", "giao ban.quý 2", "--unit", "a"], "[giao-ban.2024-Q2]\nstarted = 2024-05-02"),
        (&["progress", "de-an.dot-1", "--value", "30", "--unit", "a"], "[de-an.dot-1]\nprogress"),
        (&["promise", "de-an.dot-1", "1/6/2024", "--reason", "Chờ", "--unit", "a"], "committed = 2024-06-01"),
    ] {
        let ran = run(args);
        assert_eq!(ran.code(), Some(0), "{ran:?}");
        assert!(unit().contains(table), "{args:?}: {}", unit());
    }
    let shown = run(&["show", "de-an.dot-2", "--unit", "a"]);
    assert!(shown.out().contains("dot-2") && !shown.out().contains("\ndot-1:"), "{shown:?}");
    // What the task does not have: those that it has.
    let ran = run(&["done", "de-an.dot-9", "--unit", "a"]);
    assert_eq!(ran.code(), Some(2), "{ran:?}");
    assert!(ran.err().contains("dot-1") && ran.err().contains("dot-2"), "{ran:?}");
    let ran = run(&["done", "khong-co.dot-1", "--unit", "a"]);
    assert!(ran.err().contains("“khong-co.dot-1”"), "{ran:?}");
}

/// An amount typed where a period stands names the option that it belongs to.
#[test]
fn an_amount_without_its_option_names_it() {
    let case =
        Case::new(plan("", &task("de-an", "due = 2024-06-30\ntarget = { min = 80 }"))).unit("a", "").unit("b", "");
    for (typed, offered) in [
        (&["de-an", "30%"][..], "--value 30"),
        (&["de-an", "30,5"], "--value 30,5"),
        (&["de-an", "30"], "--value 30"),
        (&["de-an", "2024", "45 %"], "--value 45"),
        (&["de-an", "2024", "xx"], "--value 120"),
        (&["de-an"], "--value 120"),
        (&["de-an", "2024"], "--value 120"),
    ] {
        for lang in ["vi", "en"] {
            let ran = case.run(&[&["--lang", lang, "progress"], typed, &["--unit", "a"]].concat());
            assert_eq!(ran.code(), Some(2), "{ran:?}");
            assert!(ran.err().trim_end().ends_with(offered), "{ran:?}");
        }
    }
}

/// A group that is not there may be a new one, named by its id or by its name.
#[test]
fn a_group_that_nobody_knows_names_how_one_is_made() {
    let groups = "\n[groups.hai]\nname = \"Cả hai\"\nmembers = [\"a\"]\n\n";
    let case = Case::new(plan(groups, &task("de-an", "due = 2024-06-30"))).unit("a", "").unit("b", "");
    for lang in ["vi", "en"] {
        let group = |args: &[&str]| {
            let ran = case.run(&[&["--lang", lang, "group"], args].concat());
            assert_eq!(ran.code(), Some(2), "{ran:?}");
            ran
        };
        for typed in
            [&["add", "nhóm mới"][..], &["add", "nhóm mới", "b"], &["add", "nhom-moi"], &["add", "nhom-moi", "b"]]
        {
            let ran = group(typed);
            assert!(ran.err().contains("tiendo group add nhom-moi … --name"), "{ran:?}");
        }
        for typed in [&["add", "hai"][..], &["remove", "hai"], &["add", "ba", "--name", "Ba"]] {
            let ran = group(typed);
            let missing = if lang == "vi" { "<ĐƠN VỊ>..." } else { "<UNIT>..." };
            assert!(ran.err().contains(missing) && !ran.err().contains("--name"), "{ran:?}");
        }
        let ran = group(&["remove", "nhóm mới", "b"]);
        assert!(!ran.err().contains("--name"), "{ran:?}");
    }
}

/// A file that cannot be made for want of its folder had no old text that could be kept.
#[test]
fn a_folder_that_is_not_there_is_named_as_what_is_missing() {
    let case = Case::empty().with("van-ban.txt", "1. Sở Y tế báo cáo kết quả trước ngày 15/3/2026.\n");
    for (lang, make) in [("vi", "hãy tạo thư mục"), ("en", "make it")] {
        let [document, plan] =
            ["van-ban.txt", "khac/plan.toml"].map(|name| case.path().join(name).display().to_string());
        let ran = case.run(&["--lang", lang, "draft", &document, "-o", &plan]);
        assert!(ran.code() != Some(0) && ran.err().contains(make), "{ran:?}");
        assert!(!ran.err().contains("tệp cũ") && !ran.err().contains("old file"), "{ran:?}");
    }
}

/// With a unit or a period beside it a name is that of a task, also where a unit is called so too.
#[test]
fn what_is_shown_of_a_unit_is_a_task() {
    let tasks = task("so-hoa-ho-so", "due = 2024-06-30").replace("Việc so-hoa-ho-so", "Số hóa hồ sơ");
    let text = plan("", &tasks).replace("Đơn vị B", "Sở Khoa học");
    let case = Case::new(text).unit("a", "").unit("b", "");
    let ask = |args: &[&str]| case.run(&[&["--as-of", "2024-05-15", "show", "so hoa"], args].concat());
    has(ask(&["-u", "a"]).out(), &["Số hóa hồ sơ", "Đơn vị A"]);
    // By itself it is whichever fits.
    has(ask(&[]).out(), &["Sở Khoa học"]);
    has(
        case.run(&["--lang", "vi", "--as-of", "2024-05-15", "show", "b", "-u", "a"]).fails(2).err(),
        &["chỉ đi với nhiệm vụ"],
    );
}
