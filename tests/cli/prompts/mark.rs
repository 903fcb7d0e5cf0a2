//! `tiendo mark` from the first question to the file, as a clerk goes through it.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::support::plan_2024;
use crate::support::{tiendo, workspace};
use crate::terminal::{CTRL_C, DOWN, ENTER, ESC, Terminal};

const PLAN: &str = plan_2024!(
    r#"before = "exclusive"

[units]
van-phong = "Văn phòng"
duc-pho   = { name = "Thị ủy Đức Phổ", short = "TU Đức Phổ" }

[[tasks]]
id    = "hoi-nghi"
title = "Tổ chức hội nghị"
lead  = ["van-phong", "duc-pho"]
due   = 2024-06-30

[[tasks]]
id    = "bao-cao"
title = "Báo cáo quý"
lead  = ["van-phong", "duc-pho"]
every = "quarter"
"#
);
const FILE: &str = "# Ghi thứ Sáu.\n[hoi-nghi] # họp\nnote = \"n\"\n";

fn a_workspace() -> TempDir {
    workspace(&[("plan.toml", PLAN), ("units/duc-pho.toml", FILE)])
}

fn mark(workspace: &TempDir, more: &[&str]) -> Command {
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(["--as-of", "2024-05-15", "mark"]).args(more);
    command.env_remove("TIENDO_UNIT");
    command
}

fn file(workspace: &TempDir) -> String {
    fs::read_to_string(workspace.path().join("units/duc-pho.toml")).expect("the unit has a file")
}

#[test]
fn from_the_unit_to_the_file() {
    let workspace = a_workspace();
    let mut terminal = Terminal::start(&mark(&workspace, &[]), 80, 24);
    terminal.wait_for("Văn phòng · quá hạn 1");
    terminal.send("duc pho");
    terminal.wait_gone("Văn phòng");
    terminal.send(ENTER);
    // The worst first: the quarter that is over.
    terminal.wait_for("> QH 31/3/2024");
    terminal.send("hoi nghị");
    terminal.wait_for("> TH 30/6/2024  Tổ chức hội nghị");
    terminal.send(ENTER);
    terminal.wait_for("> đã hoàn thành");
    terminal.send(ENTER);
    terminal.wait_for("15/05/2024");
    terminal.send("14/5/2024\r");
    terminal.wait_for("Minh chứng");
    terminal.send("Công văn 12-CV\r");
    terminal.send("13-CV\r");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    assert_eq!(file(&workspace), FILE, "nothing is written before the last answer");
    terminal.send(ENTER);
    // The next item is asked for; what is done is no longer among them.
    terminal.wait_written_after("Đã ghi units/duc-pho.toml", "> QH 31/3/2024");
    terminal.send("hoi nghị");
    terminal.wait_for("không có kết quả phù hợp");
    terminal.send(ESC);
    terminal.wait_for("Lần này đã ghi 1 việc.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    assert_eq!(
        file(&workspace),
        "# Ghi thứ Sáu.\n[hoi-nghi] # họp\ndone = 2024-05-14\nevidence = [\"Công văn 12-CV\", \"13-CV\"]\nnote = \"n\"\n"
    );
}

#[test]
fn the_unit_named_is_not_asked_for() {
    let workspace = a_workspace();
    for by_variable in [false, true] {
        let mut command = if by_variable { mark(&workspace, &[]) } else { mark(&workspace, &["--unit", "duc pho"]) };
        if by_variable {
            command.env("TIENDO_UNIT", "duc-pho");
        }
        let mut terminal = Terminal::start(&command, 80, 24);
        terminal.wait_for("> QH 31/3/2024  Báo cáo quý (Quý I/2024)");
        assert!(!terminal.to_string().contains("Đơn vị"), "{terminal}");
        terminal.send(DOWN);
        terminal.send(ESC);
        terminal.wait_for("Chưa ghi gì.");
        assert_eq!(terminal.ends(), 0);
    }
    assert_eq!(file(&workspace), FILE);
}

#[test]
fn whichever_question_is_left_nothing_is_written() {
    for (answered, leave) in [(0, CTRL_C), (1, ESC), (2, CTRL_C), (3, CTRL_C), (4, ESC), (5, ESC)] {
        let workspace = a_workspace();
        let mut terminal = Terminal::start(&mark(&workspace, &[]), 80, 24);
        let answers = [
            ("Đơn vị", "duc pho\r"),
            ("Việc", "\r"),
            ("Ghi nhận", "\r"),
            ("Ngày hoàn thành", "\r"),
            ("Minh chứng", "\r"),
        ];
        for (question, answer) in &answers[..answered] {
            terminal.wait_for(question);
            terminal.send(answer);
        }
        terminal.wait_for(answers.get(answered).map_or("Ghi lại", |(question, _)| question));
        terminal.send(leave);
        terminal.wait_for("Chưa ghi gì.");
        assert_eq!(terminal.ends(), 0, "{terminal}");
        assert_eq!(file(&workspace), FILE, "left at question {answered}");
    }
}

#[test]
fn item_after_item_is_started_promised_and_done() {
    let plan = PLAN.replace("every = \"quarter\"", "due = 2024-03-31");
    let workspace = workspace(&[("plan.toml", &plan), ("units/duc-pho.toml", FILE)]);
    let mut terminal = Terminal::start(&mark(&workspace, &["--unit", "duc-pho"]), 80, 24);
    terminal.wait_for("> QH 31/3/2024");
    terminal.send(ENTER);
    terminal.wait_for("> đã hoàn thành");
    terminal.send("bat dau");
    terminal.wait_for("> đã bắt đầu");
    terminal.send(ENTER);
    terminal.wait_written("Ngày bắt đầu");
    terminal.send("10/5\r");
    terminal.wait_written("Ghi lại");
    terminal.send(ENTER);

    terminal.wait_written_after("Đã ghi units/duc-pho.toml", "> QH 31/3/2024");
    terminal.send(ENTER);
    terminal.wait_written_after("Đã ghi units/duc-pho.toml", "dự kiến ngày hoàn thành");
    assert!(!terminal.to_string().contains("  đã bắt đầu"), "what is recorded is not offered again\n{terminal}");
    terminal.send("du kien");
    terminal.wait_for("> dự kiến ngày");
    terminal.send(ENTER);
    terminal.wait_for("22/05/2024");
    terminal.send("14/5/2024\r");
    terminal.wait_for("! ngày 14/5/2024 đã qua");
    terminal.send(&format!("{}20/6/2024\r", "\u{7f}".repeat(9)));
    terminal.wait_for("bắt buộc");
    terminal.send(ENTER);
    terminal.wait_written_after("20/06/2024", "bắt buộc");
    terminal.send("Chờ kinh phí\r");
    terminal.wait_written_after("Chờ kinh phí", "Lý do");
    terminal.send(ENTER);
    terminal.wait_written("20/06/2024");
    terminal.wait_written_after("Chờ kinh phí", "Ghi lại");
    terminal.send(ENTER);

    terminal.wait_written_after("– → Chờ kinh phí", "> QH 31/3/2024");
    terminal.send(ENTER);
    terminal.wait_written_after("– → Chờ kinh phí", "> đã hoàn thành");
    terminal.send(ENTER);
    terminal.wait_written_after("– → Chờ kinh phí", "Ngày hoàn thành");
    terminal.send(ENTER);
    terminal.wait_written_after("– → Chờ kinh phí", "Minh chứng");
    terminal.send(ENTER);
    terminal.wait_written_after("– → Chờ kinh phí", "Ghi lại");
    terminal.send(ENTER);
    terminal.wait_written_after("– → Chờ kinh phí", "> TH 30/6/2024");
    terminal.send(ESC);
    terminal.wait_for("Lần này đã ghi 3 việc.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    let written = file(&workspace);
    let expected =
        "\n[bao-cao]\nstarted = 2024-05-10\ndone = 2024-05-15\nreason = \"Chờ kinh phí\"\ncommitted = 2024-06-20\n";
    assert!(written.ends_with(expected), "{written}");
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let workspace = a_workspace();
    let output = mark(&workspace, &[]).output().expect("the program can be started");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("standard error is UTF-8");
    assert!(said.contains("tiendo done"), "{said}");
}

/// Answers that the item that is overdue is completed, with a document.
fn complete_overdue(terminal: &mut Terminal) {
    for question in ["> QH 31/3/2024", "> đã hoàn thành", "15/05/2024"] {
        terminal.wait_for(question);
        terminal.send(ENTER);
    }
    terminal.wait_for("Minh chứng");
    terminal.send("12-CV\r");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
}

/// On the first day of work no unit has a file.
#[test]
fn what_made_the_units_file_is_not_offered_again() {
    let workspace = workspace(&[("plan.toml", PLAN)]);
    let mut terminal = Terminal::start(&mark(&workspace, &["--unit", "duc pho"]), 80, 24);
    complete_overdue(&mut terminal);
    terminal.wait_written("Đã tạo");
    terminal.wait_for("> TH 30/6/2024");
    assert!(!terminal.rows().iter().any(|row| row.starts_with("  QH 31/3/2024")), "{terminal}");
    terminal.send(ESC);
    terminal.wait_for("Lần này đã ghi 1 việc.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
}

#[test]
fn in_a_collection_the_plan_is_asked_for_where_several_have_the_unit() {
    let second = PLAN.replace("1-KH", "2-KH").replace("van-phong = \"Văn phòng\"", "noi-vu = \"Sở Nội vụ\"");
    let second = second.replace("\"van-phong\"", "\"noi-vu\"");
    let workspace = workspace(&[
        ("plans.toml", "plans = [\"mot\", \"hai\"]\n"),
        ("mot/plan.toml", PLAN),
        ("mot/units/duc-pho.toml", FILE),
        ("hai/plan.toml", &second),
        ("hai/units/duc-pho.toml", ""),
    ]);
    let mut terminal = Terminal::start(&mark(&workspace, &["--unit", "duc pho"]), 80, 24);
    terminal.wait_for("Kế hoạch 1-KH");
    terminal.send("2-KH");
    terminal.wait_gone("Kế hoạch 1-KH");
    terminal.wait_for("Kế hoạch 2-KH");
    terminal.send(ENTER);
    complete_overdue(&mut terminal);
    terminal.wait_written("Đã ghi");
    terminal.wait_for("> TH 30/6/2024");
    terminal.send(ESC);
    terminal.wait_for("Lần này đã ghi 1 việc.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    let held = |file: &str| fs::read_to_string(workspace.path().join(file)).expect("a file");
    assert_eq!(held("mot/units/duc-pho.toml"), FILE);
    assert!(held("hai/units/duc-pho.toml").contains("[bao-cao.2024-Q1]\ndone = 2024-05-15\n"), "{terminal}");
    // The only plan that has the unit is not asked for.
    let mut terminal = Terminal::start(&mark(&workspace, &["--unit", "noi vu"]), 80, 24);
    terminal.wait_for("> QH 31/3/2024  Báo cáo quý (Quý I/2024)");
    terminal.send(ESC);
    terminal.wait_for("Chưa ghi gì.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
}
