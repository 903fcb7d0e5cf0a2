//! From a Word document to a plan that is followed up, by someone who has never seen TOML: drafted, corrected in a
//! spreadsheet, amended by a later document, a unit ended; and the report of before still verifies.

use std::fs;
use std::path::Path;

use crate::support::git::{at, git};
use crate::support::{finish, root, run, tiendo};
use crate::task_sheet::{csv, sheet};
use crate::terminal::{ENTER, ESC, Terminal};

/// Runs a command that is to do its work; what it said.
fn told(folder: &Path, args: &[&str]) -> String {
    let ran = run(folder, args);
    assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.stdout, ran.stderr);
    ran.stdout
}

fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("plan.toml")).expect("the plan")
}

/// How the plan stood on a day, by its obligations.
fn items(folder: &Path, day: &str) -> serde_json::Value {
    let said = told(folder, &["--as-of", day, "status", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&said).expect("JSON")["items"].clone()
}

/// The guided way, from the first question to where it asks what else.
fn guided(folder: &Path, day: &str, steps: &[(&str, &str)]) {
    let mut command = tiendo();
    command.arg("-C").arg(folder).args(["--as-of", day, "plan"]);
    let mut terminal = Terminal::start(&command, 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    for (keys, awaited) in steps {
        terminal.send(keys);
        terminal.wait_for(awaited);
    }
    terminal.send(ENTER);
    terminal.wait_for("Sửa gì trong kế hoạch?");
    terminal.send(ESC);
    assert_eq!(terminal.ends(), 0, "{terminal}");
}

/// Corrects how three time limits are read, in the column for that, as a clerk does in the spreadsheet.
fn corrected_in_a_spreadsheet(folder: &Path) {
    let mut rows = sheet(folder, "vi");
    for (id, reading) in [
        ("keu-goi-dau-tu-ha-tang-khu", "Quý IV/2026"),
        ("ra-soat-van-ban-quy-pham-phap", "chậm nhất ngày 30/11/2026"),
        ("ra-soat-dieu-chinh-quy-hoach-khu", "15/6/2026"),
    ] {
        let row = rows.iter_mut().find(|row| row[10] == id).expect("the task's row");
        reading.clone_into(&mut row[6]);
    }
    let file = folder.join("nhiem-vu.csv");
    fs::write(&file, csv(&rows)).expect("the sheet");
    told(folder, &["--as-of", "2026-02-10", "import", &file.display().to_string()]);
    fs::remove_file(file).expect("it was there");
    let plan = plan(folder);
    for due in ["due        = \"2026-Q4\"", "due        = 2026-11-30", "due        = 2026-06-15"] {
        assert!(plan.contains(due), "{due}: {plan}");
    }
}

fn committed(folder: &Path, day: &str) {
    for args in [&["init", "-q"][..], &["add", "."], &["commit", "-qm", day]] {
        assert_eq!(finish(at(day, git(folder).args(args))).code, 0, "{args:?}");
    }
}

#[test]
fn a_word_plan_becomes_a_plan_that_is_followed_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let word = root().join("tests/files/draft/phu-luc-245.docx");
    let drafted = finish(tiendo().arg("draft").arg(word).arg("-o").arg(folder.join("plan.toml")));
    assert_eq!(drafted.code, 0, "{}", drafted.stderr);
    // What is open is a warning each until it is answered.
    let open = told(folder, &["--as-of", "2026-02-10", "check", "--all"]).matches("[W536]").count();
    assert!(open > 2, "{open} questions");
    corrected_in_a_spreadsheet(folder);
    told(folder, &["--as-of", "2026-02-10", "sync"]);
    told(
        folder,
        &[
            "--as-of",
            "2026-03-25",
            "done",
            "tong-hop-ket-qua-quan-trac-moi",
            "2026-Q1",
            "--on",
            "20/3/2026",
            "--evidence",
            "12-BC",
        ],
    );
    told(folder, &["--as-of", "2026-04-05", "report", "quarter", "2026-Q1", "--format", "md,csv"]);
    committed(folder, "2026-04-05");
    let as_it_was = items(folder, "2026-04-05");
    guided(
        folder,
        "2026-05-10",
        &[
            ("van ban", "> Sửa đổi nhiệm vụ theo văn bản"),
            (ENTER, "Nhiệm vụ nào?"),
            ("doi tau\r", "Văn bản"),
            ("300/QĐ-UBND\r", "10/05/2026"),
            ("2/5/2026\r", "> Thời hạn"),
            (ENTER, "nguyên văn"),
            ("trước ngày 30/11/2026\r", "Ghi lại"),
        ],
    );
    guided(
        folder,
        "2026-05-10",
        &[
            ("ket thuc don vi\r", "Đơn vị nào?"),
            ("tu phap\r", "Ngày cuối cùng"),
            ("30/6/2026\r", "Đơn vị kế thừa"),
            ("tai chinh\r", "Ghi lại"),
        ],
    );
    let plan = plan(folder);
    assert!(plan.contains("{ by = \"300/QĐ-UBND\", on = 2026-05-02, due = \"before 2026-11-30\""), "{plan}");
    assert!(plan.contains("until = 2026-06-30, successor = \"so-tai-chinh\""), "{plan}");
    told(folder, &["--as-of", "2026-05-10", "check"]);
    // The past is as it was, but for who owes what falls due when the unit has gone.
    let others = |items: &serde_json::Value| -> Vec<serde_json::Value> {
        let later = |item: &&serde_json::Value| item["task"] != "ra-soat-van-ban-quy-pham-phap";
        items.as_array().expect("items").iter().filter(later).cloned().collect()
    };
    assert_eq!(others(&items(folder, "2026-04-05")), others(&as_it_was));
    told(folder, &["--as-of", "2026-05-10", "verify-reports"]);
    let owes = |unit: &str| {
        items(folder, "2026-07-01")
            .as_array()
            .expect("items")
            .iter()
            .any(|item| item["task"] == "ra-soat-van-ban-quy-pham-phap" && item["unit"] == unit)
    };
    assert!(owes("so-tai-chinh") && !owes("so-tu-phap"));
}
