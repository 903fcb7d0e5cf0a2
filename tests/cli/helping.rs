//! Help on topics, completions, and lists in one table.

use crate::support::{finish, root, tiendo};

/// What is printed in the shipped workspace.
fn said(args: &[&str]) -> String {
    let mut command = tiendo();
    let ran = finish(command.args(args).env("COLUMNS", "80").current_dir(root()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
    ran.stdout
}

/// What completes the last of these words.
fn completed(words: &[&str]) -> Vec<String> {
    said(&[&["--complete", "bash"], words].concat()).lines().map(str::to_owned).collect()
}

#[test]
fn topics_are_told_in_both_languages() {
    for (lang, title) in [("vi", "Mã thoát của mọi lệnh\n"), ("en", "Exit codes of every command\n")] {
        assert!(said(&["help", "exit-codes", "--lang", lang]).starts_with(title));
        assert!(said(&["--help", "--lang", lang]).contains("tiendo help exit-codes"));
    }
    for topic in ["files", "deadlines", "states", "dates"] {
        assert_ne!(said(&["help", topic, "--lang", "vi"]), said(&["help", topic, "--lang", "en"]));
    }
    // Commands come first, and what is neither is reported.
    assert!(said(&["help", "list", "--lang", "en"]).starts_with("List items"));
    assert_eq!(finish(tiendo().args(["help", "nothing"])).code, 2);
}

#[test]
fn every_state_and_flag_is_in_its_topic() {
    for lang in ["vi", "en"] {
        let topic = said(&["help", "states", "--lang", lang]);
        for word in completed(&["list", "--state", ""]) {
            assert!(topic.lines().any(|line| line.trim_start().starts_with(&word)), "{word} in {lang}:\n{topic}");
        }
    }
}

#[test]
fn words_are_completed_from_the_workspace() {
    assert_eq!(completed(&["expl"]), ["explain"]);
    assert_eq!(completed(&["--as-of", "2024-05-15", "lis"]), ["list"]);
    assert_eq!(completed(&["task", "c"]), ["cancel"]);
    assert_eq!(completed(&["help", "dea"]), ["deadlines"]);
    assert_eq!(completed(&["list", "--unit", "huyen-uy-son-t"]), ["huyen-uy-son-tay", "huyen-uy-son-tinh"]);
    assert_eq!(completed(&["list", "--unit=huyen-uy-son-ta"]), ["--unit=huyen-uy-son-tay"]);
    assert_eq!(completed(&["list", "-u", "huyen-uy-son-ta"]), ["huyen-uy-son-tay"]);
    assert_eq!(completed(&["done", "bao-cao-sinh-hoat-quy", "2024-Q3"]), ["2024-Q3"]);
    assert_eq!(completed(&["show", "huyen-uy-b"]), ["huyen-uy-ba-to", "huyen-uy-binh-son"]);
    assert_eq!(completed(&["list", "--group", "cap-uy"]), ["cap-uy-truc-thuoc"]);
    assert_eq!(completed(&["list", "--format", "j"]), ["json", "jsonl"]);
    assert_eq!(completed(&["list", "--state", "over"]), ["overdue"]);
    assert_eq!(completed(&["list", "--quarter", "2024-Q4"]), ["2024-Q4"]);
    assert_eq!(completed(&["explain", "W70"])[0], "W701");
    assert!(completed(&["list", "--fl"]).contains(&"--flat".to_owned()));
    // What is not there is completed by nothing, and said by nothing.
    assert_eq!(completed(&["-C", "tests", "list", "--unit", ""]), [""; 0]);
}

#[test]
fn a_flat_list_goes_by_days_and_gathers_units() {
    let said = said(&["list", "--flat", "--due-within", "20", "--as-of", "2024-05-15", "--lang", "en"]);
    assert!(said.contains("12 units"), "{said}");
    let days: Vec<&str> = said.split_whitespace().filter(|word| word.ends_with("/2024")).collect();
    assert!(days.windows(2).skip(1).all(|pair| pair[0] <= pair[1]), "{days:?}");
}

#[test]
fn columns_are_chosen() {
    let overdue = ["list", "--state", "overdue", "--as-of", "2024-05-15", "--lang", "en"];
    let all = said(&[&overdue[..], &["--columns", "due,unit,committed"]].concat());
    let rows = |text: &str| -> Vec<String> {
        let rows = text.lines().skip_while(|line| !line.starts_with('─')).skip(1);
        rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    assert!(all.contains("\nLast day     Unit               Promised for\n"), "{all}");
    assert_eq!(
        rows(&all),
        [
            "14/3/2024 ĐĐ Hội LHPN tỉnh 22/5/2024",
            "31/3/2024 HU Trà Bồng",
            "31/3/2024 HU Sơn Tây 24/5/2024",
            "31/3/2024 HU Minh Long 20/5/2024",
            "30/4/2024 HU Sơn Tây 21/5/2024",
            "10/5/2024 HU Trà Bồng 17/5/2024",
        ]
    );
    let sorted = said(&[&overdue[..], &["--sort", "unit", "--columns", "unit"]].concat());
    let (minh_long, son_tay, tra_bong) = ("HU Minh Long", "HU Sơn Tây", "HU Trà Bồng");
    assert_eq!(rows(&sorted), ["ĐĐ Hội LHPN tỉnh", minh_long, son_tay, son_tay, tra_bong, tra_bong]);
    let ran = finish(tiendo().args(["list", "--flat", "--format", "csv", "--lang", "en"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (2, "error: --flat cannot be used with --format\n"));
}

#[test]
fn manual_pages_say_what_the_help_says() {
    let page = said(&["man", "task", "amend", "--lang", "en"]);
    assert!(page.contains(".TH TIENDO-TASK-AMEND 1 \" \" \"tiendo "), "{page}");
    assert!(page.contains(".SH NAME\ntiendo\\-task\\-amend \\- "), "{page}");
    assert!(page.contains(".SH \"SEE ALSO\"\n\\fBtiendo\\fR(1)"), "{page}");
    let help = said(&["task", "amend", "--help", "--lang", "en"]);
    for option in help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2) {
        assert!(page.contains(&option.replace('-', "\\-")), "{option}");
    }
    assert!(said(&["man", "--lang", "vi"]).contains(".SH \"XEM THÊM\"\n\\fBtiendo\\-status\\fR(1), "));
    let wrong = finish(tiendo().args(["man", "nothing", "--lang", "en"]));
    assert_eq!((wrong.code, wrong.stderr.as_str()), (2, "error: unknown command “nothing”\n"));
}

#[test]
fn manual_pages_of_all_commands_are_written_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |more: &[&str]| {
        let out = folder.path().to_str().expect("its name is plain");
        finish(tiendo().args([&["man", "--out", out, "--lang", "en"], more].concat()))
    };
    assert_eq!(write(&[]).code, 0);
    for name in ["tiendo.1", "tiendo-list.1", "tiendo-task-add.1", "tiendo-man.1"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    assert!(!folder.path().join("tiendo-merge-driver.1").exists(), "git alone calls it");
    // Nothing is overwritten unless it is asked for.
    let again = write(&[]);
    assert_eq!(again.code, 3);
    assert!(again.stderr.contains("tiendo.1 already exists; nothing was written"), "{}", again.stderr);
    assert_eq!(write(&["--force"]).code, 0);
}
