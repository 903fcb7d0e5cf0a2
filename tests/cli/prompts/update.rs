//! `tiendo draft --update` in a terminal: what a new version proposes, accepted one by one.

use std::fs;

use tempfile::TempDir;

use crate::support::plan_2024;
use crate::support::{tiendo, workspace};
use crate::terminal::{ENTER, ESC, Terminal};

const PLAN: &str = plan_2024!(
    r#"before = "exclusive"

[units]
van-phong = "Văn phòng"

[[tasks]]
id    = "hoi-nghi"
title = "Tổ chức hội nghị"
lead  = ["van-phong"]
due   = 2024-06-30

[[tasks]]
id    = "bao-cao"
title = "Báo cáo quý"
lead  = ["van-phong"]
every = "quarter"
"#
);
const NEW: &str = "Số: 9/KH-UBND\n\nX, ngày 20 tháng 4 năm 2024\n\n| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n\
                   | 1 | Tổ chức hội nghị | Văn phòng | Trước ngày 01/9/2024 |\n| 2 | Khảo sát người dân | Văn phòng | Quý IV/2024 |\n";

fn updating() -> (TempDir, Terminal) {
    let workspace = workspace(&[("plan.toml", PLAN), ("units/van-phong.toml", ""), ("moi.md", NEW)]);
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(["--as-of", "2024-05-15", "draft", "--update"]);
    let terminal = Terminal::start(command.arg(workspace.path().join("moi.md")), 80, 40);
    (workspace, terminal)
}

#[test]
fn what_is_accepted_one_by_one_is_written() {
    let (workspace, mut terminal) = updating();
    terminal.wait_for("sửa 1 nhiệm vụ, thêm 1, bỏ 1; 0 nhiệm vụ như cũ.");
    terminal.wait_for("Ghi điểm này (hoi-nghi)?");
    assert!(terminal.to_string().contains("“Trước ngày 01/9/2024”"), "{terminal}");
    terminal.send("c\r");
    terminal.wait_for("Ghi điểm này (khao-sat-nguoi-dan)?");
    // What is only gone past is left as it is.
    terminal.send(ENTER);
    terminal.wait_for("Ghi điểm này (bao-cao)?");
    terminal.send("k\r");
    // What was chosen stands together before anything is written.
    terminal.wait_for("Ghi 1 điểm: hoi-nghi?");
    assert_eq!(fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan"), PLAN);
    terminal.send(ENTER);
    terminal.wait_for("Đã ghi plan.toml");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    let amended = PLAN.replacen(
        "due   = 2024-06-30\n",
        "due   = 2024-06-30\namended = [{ by = \"9/KH-UBND\", on = 2024-04-20, due = \"before 2024-09-01\", wording = \"Trước ngày 01/9/2024\" }]\n",
        1,
    );
    assert_eq!(fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan"), amended);
}

#[test]
fn after_the_last_question_nothing_has_to_be_written() {
    let (workspace, mut terminal) = updating();
    for (asked, answer) in [("(hoi-nghi)?", "c\r"), ("(khao-sat-nguoi-dan)?", "c\r"), ("(bao-cao)?", "k\r")] {
        terminal.wait_for(asked);
        terminal.send(answer);
    }
    terminal.wait_for("Ghi 2 điểm: hoi-nghi, khao-sat-nguoi-dan?");
    terminal.send("k\r");
    terminal.wait_for("Chưa ghi gì.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    assert_eq!(fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan"), PLAN);
}

#[test]
fn questions_that_are_left_write_nothing() {
    let (workspace, mut terminal) = updating();
    terminal.wait_for("Ghi điểm này (hoi-nghi)?");
    terminal.send("c\r");
    terminal.wait_for("Ghi điểm này (khao-sat-nguoi-dan)?");
    terminal.send(ESC);
    terminal.wait_for("Chưa ghi gì.");
    assert_eq!(terminal.ends(), 0, "{terminal}");
    assert_eq!(fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan"), PLAN);
}
