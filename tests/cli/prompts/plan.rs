//! `tiendo plan` from the first question to the file.

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::{finish, run, tiendo, workspace};
use crate::terminal::{DOWN, ENTER, ESC, Terminal};

const PLAN: &str = "# Kế hoạch\n[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\
before = \"exclusive\"\n\n[events]\nso-ket = { name = \"Hội nghị sơ kết\" }\n\n[units]\nvan-phong = \"Văn phòng\"\n\
so-a = \"Sở A\"\n\n[[tasks]]\nid = \"bao-cao\" # năm\ntitle = \"Báo cáo năm\"\nlead = [\"so-a\"]\ndue = 2024-06-30\n\n\
[[tasks]]\nid = \"kiem-tra\"\ntitle = \"Kiểm tra\"\nlead = [\"van-phong\"]\ndue = \"2024-Q1\"\n";

fn a_workspace() -> TempDir {
    workspace(&[("plan.toml", PLAN), ("units/so-a.toml", ""), ("units/van-phong.toml", "")])
}

fn guide(workspace: &TempDir) -> Command {
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(["--as-of", "2024-05-15", "plan"]);
    command
}

fn plan(workspace: &TempDir) -> String {
    fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan is there")
}

/// Leaves the questions.
fn leave(terminal: &mut Terminal) {
    terminal.wait_for("Sửa gì trong kế hoạch?");
    terminal.send(ESC);
    assert_eq!(terminal.ends(), 0, "{terminal}");
}

#[test]
fn a_task_is_amended_by_a_document_and_shown_before_it_is_written() {
    let workspace = a_workspace();
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("van ban");
    terminal.wait_for("> Sửa đổi nhiệm vụ theo văn bản");
    terminal.send(ENTER);
    terminal.wait_for("Nhiệm vụ nào?");
    terminal.send("bao cao\r");
    terminal.wait_written("Văn bản");
    terminal.send("300-CV/TU\r");
    terminal.wait_for("15/05/2024");
    terminal.send("2/5/2024\r");
    terminal.wait_for("> Thời hạn");
    terminal.send(ENTER);
    terminal.wait_for("nguyên văn");
    // What is no time limit is said, and asked for again.
    terminal.send("màu xanh\r");
    terminal.wait_written("hãy gõ ngày như 30/9/2024");
    terminal.send("trước ngày 30/9/2024\r");
    terminal.wait_for("30/6/2024");
    terminal.wait_for("Ghi lại");
    assert_eq!(plan(&workspace), PLAN, "nothing is written before the last answer");
    terminal.send(ENTER);
    leave(&mut terminal);
    let amended = "amended = [{ by = \"300-CV/TU\", on = 2024-05-02, due = \"before 2024-09-30\", \
                   wording = \"trước ngày 30/9/2024\" }]";
    assert!(plan(&workspace).contains(amended), "{}", plan(&workspace));
    assert!(plan(&workspace).contains("id = \"bao-cao\" # năm"));
}

#[test]
fn tasks_and_units_come_one_after_the_other() {
    let workspace = a_workspace();
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("thêm đơn\r");
    terminal.wait_for("Tên đơn vị");
    terminal.send("Sở B\r");
    terminal.wait_for("Tên gọn");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send(ENTER);
    terminal.wait_for("Nội dung nhiệm vụ");
    terminal.send("Rà soát thủ tục\r");
    terminal.wait_for("Chủ trì");
    terminal.send("sở b\r");
    terminal.wait_for("Chủ trì tiếp theo");
    terminal.send(DOWN);
    terminal.send(ENTER);
    terminal.wait_for("> (đủ rồi, không thêm)");
    terminal.send(ENTER);
    terminal.wait_for("Có văn bản bổ sung");
    terminal.send(ENTER);
    terminal.wait_for("nguyên văn");
    terminal.send("quý II hoặc III\r");
    // Two readings are asked about.
    terminal.wait_for("2024-Q3");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
    leave(&mut terminal);
    let text = plan(&workspace);
    assert!(text.contains("so-b = \"Sở B\""), "{text}");
    assert!(
        text.contains("title = \"Rà soát thủ tục\"\nlead = [\"so-b\", \"van-phong\"]\ndue = \"2024-Q2\""),
        "{text}"
    );
    assert_eq!(run(workspace.path(), &["check", "--as-of", "2024-05-15"]).code, 0);
    // The last change is the last recording.
    assert_eq!(run(workspace.path(), &["undo"]).code, 0);
    assert!(!plan(&workspace).contains("Rà soát") && plan(&workspace).contains("Sở B"));
}

#[test]
fn units_are_renamed_and_ended_and_groups_get_members() {
    let grouped = PLAN.replace(
        "\n[[tasks]]\nid = \"bao-cao\"",
        "\n[groups.cac-so]\nname = \"Các sở\"\nmembers = [\"so-a\"]\n\n[[tasks]]\nid = \"bao-cao\"",
    );
    let workspace = workspace(&[("plan.toml", &grouped), ("units/so-a.toml", ""), ("units/van-phong.toml", "")]);
    let mut terminal = Terminal::start(&guide(&workspace), 80, 24);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("sửa tên\r");
    terminal.wait_for("> Văn phòng");
    terminal.send("sở a\r");
    terminal.wait_for("> Tên đơn vị");
    terminal.send(DOWN);
    terminal.send(ENTER);
    terminal.wait_written("Tên gọn");
    terminal.send("SA\r");
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("vào nhóm\r");
    terminal.wait_for("> Các sở");
    terminal.send(ENTER);
    // Who is a member already is not offered.
    terminal.wait_for("> Văn phòng");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("kết thúc\r");
    terminal.wait_for("> Văn phòng");
    terminal.send("sở a\r");
    terminal.wait_for("Ngày cuối cùng đơn vị còn hoạt động");
    // A day to come, and nobody succeeds itself.
    terminal.send("1/6\r");
    terminal.wait_for("> (không có đơn vị kế thừa)");
    terminal.send(DOWN);
    terminal.wait_for("> Văn phòng");
    terminal.send(ENTER);
    terminal.wait_for("Ghi lại");
    terminal.send(ENTER);
    leave(&mut terminal);
    let text = plan(&workspace);
    let ended = "so-a = { name = \"Sở A\", short = \"SA\", until = 2024-06-01, successor = \"van-phong\" }";
    assert!(text.contains(ended), "{text}");
    assert!(text.contains("members = [\"so-a\", \"van-phong\"]"), "{text}");
}

#[test]
fn a_refusal_is_said_and_what_is_left_is_not_written() {
    let workspace = a_workspace();
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    // What passed is amended, not corrected.
    terminal.send("nhap chua dung\r");
    terminal.wait_for("Nhiệm vụ nào?");
    terminal.send("kiem tra\r");
    terminal.wait_for("> Thời hạn");
    terminal.send(ENTER);
    terminal.wait_for("nguyên văn");
    terminal.send("30/6/2024\r");
    terminal.wait_written("task amend");
    // There are no options in questions: what one would say is asked.
    terminal.wait_for("Chỉ là sửa lỗi nhập, vẫn sửa?");
    assert!(!terminal.to_string().contains("--past"), "{terminal}");
    terminal.send(ENTER);
    leave(&mut terminal);
    assert_eq!(plan(&workspace), PLAN);
    // No is an answer too.
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("su kien\r");
    terminal.wait_for("Hội nghị sơ kết");
    terminal.send(ENTER);
    terminal.wait_for("> (chung cho mọi đơn vị)");
    terminal.send(ENTER);
    terminal.wait_for("Ngày của sự kiện");
    terminal.send("20/6/2024\r");
    terminal.wait_for("Ghi lại");
    terminal.send("k\r");
    leave(&mut terminal);
    assert_eq!(plan(&workspace), PLAN);
}

#[test]
fn without_a_terminal_it_is_refused_with_the_commands_for_scripts() {
    let workspace = a_workspace();
    let ran = finish(guide(&workspace).stdin(Stdio::null()));
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("tiendo task, tiendo unit, tiendo group, tiendo event"), "{}", ran.stderr);
}

#[test]
fn a_time_limit_with_two_readings_is_asked_about_at_the_command_line() {
    let workspace = a_workspace();
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(["--as-of", "2024-05-15"]);
    command.args(["task", "add", "Giao ban", "--lead", "so-a", "--due", "quý II hoặc III"]);
    let mut terminal = Terminal::start(&command, 100, 40);
    terminal.wait_for("2024-Q3");
    terminal.send(ENTER);
    assert_eq!(terminal.ends(), 0, "{terminal}");
    assert!(plan(&workspace).contains("wording = \"quý II hoặc III\""), "{}", plan(&workspace));
}

/// Lines that look the same say by their ids and time limits which is which; others stay as they are.
#[test]
fn tasks_of_one_title_are_told_apart_by_id_and_time_limit() {
    let text = PLAN.replace("title = \"Kiểm tra\"", "title = \"Báo cáo năm\"")
        + "\n[[tasks]]\nid = \"in-an\"\ntitle = \"In ấn\"\nlead = [\"so-a\"]\ndue = 2024-06-30\n";
    let workspace = workspace(&[("plan.toml", &text), ("units/so-a.toml", ""), ("units/van-phong.toml", "")]);
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    terminal.wait_for("> Thêm nhiệm vụ");
    terminal.send("van ban");
    terminal.wait_for("> Sửa đổi nhiệm vụ theo văn bản");
    terminal.send(ENTER);
    terminal.wait_for("Nhiệm vụ nào?");
    terminal.wait_for("bao-cao, chậm nhất ngày 30/6/2024 · Báo cáo năm");
    terminal.wait_for("kiem-tra, trong quý I/2024 · Báo cáo năm");
    terminal.wait_for("  In ấn");
    // What stands before it is looked in as well.
    terminal.send("kiem tra quy");
    terminal.wait_for("> kiem-tra, trong quý I/2024 · Báo cáo năm");
    terminal.send(ESC);
    assert_eq!(terminal.ends(), 0, "{terminal}");
}

/// Gives answers, each once this stands on the screen.
fn answer(terminal: &mut Terminal, answers: &[(&str, &str)]) {
    for (shown, typed) in answers {
        terminal.wait_for(shown);
        terminal.send(typed);
    }
}

/// What is asked before a time limit of the second task.
const ITS_LIMIT: [(&str, &str); 2] = [("Nhiệm vụ nào?", "kiem tra\r"), ("> Thời hạn", ENTER)];

#[test]
fn what_an_option_would_allow_is_asked_for() {
    let workspace = a_workspace();
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    answer(&mut terminal, &[("> Thêm nhiệm vụ", "nhap chua dung\r")]);
    answer(&mut terminal, &ITS_LIMIT);
    let slip = [("nguyên văn", "30/6/2024\r"), ("Chỉ là sửa lỗi nhập, vẫn sửa?", "c\r"), ("Ghi lại", ENTER)];
    answer(&mut terminal, &slip);
    let date = |terminal: &mut Terminal, day: &str, replaces: &[(&str, &str)]| {
        let event = [("> Thêm nhiệm vụ", "su kien\r"), ("Hội nghị sơ kết", ENTER), ("> (chung cho mọi", ENTER)];
        answer(terminal, &[&event[..], &[("Ngày của sự kiện", day)], replaces].concat());
    };
    date(&mut terminal, "20/6/2024\r", &[("Ghi lại", ENTER)]);
    // A day that stands is replaced by whom is asked.
    date(&mut terminal, "21/6/2024\r", &[("Thay nội dung đã ghi?", "c\r"), ("Ghi lại", ENTER)]);
    assert!(terminal.written().contains("đã có ngày 20/6/2024"), "{terminal}");
    date(&mut terminal, "22/6/2024\r", &[("Thay nội dung đã ghi?", ENTER)]);
    leave(&mut terminal);
    let text = plan(&workspace);
    assert!(text.contains("lead = [\"van-phong\"]\ndue = 2024-06-30"), "{text}");
    assert!(text.contains("date = 2024-06-21"), "{text}");
}

#[test]
fn the_time_limit_of_a_milestone_is_amended() {
    let text = PLAN.replace(
        "due = \"2024-Q1\"\n",
        "milestones = [\n    { id = \"mot\", title = \"Bước một\", due = 2024-03-31 },\n    \
         { id = \"hai\", title = \"Bước hai\", due = 2024-09-30 },\n]\n",
    );
    let workspace = workspace(&[("plan.toml", &text), ("units/so-a.toml", ""), ("units/van-phong.toml", "")]);
    let mut terminal = Terminal::start(&guide(&workspace), 100, 40);
    let [task, limit] = ITS_LIMIT;
    let document = [("Văn bản", "300-CV/TU\r"), ("15/05/2024", "2/5/2024\r")];
    answer(&mut terminal, &[("> Thêm nhiệm vụ", "van ban\r"), task]);
    answer(&mut terminal, &document);
    answer(&mut terminal, &[limit, ("Thời hạn của mốc nào?", "buoc hai\r"), ("nguyên văn", "31/10/2024\r")]);
    answer(&mut terminal, &[("Ghi lại", ENTER)]);
    leave(&mut terminal);
    let text = plan(&workspace);
    let of_second = text.split("\"hai\"").nth(1).expect("the second milestone");
    assert!(of_second.contains("by = \"300-CV/TU\"") && of_second.contains("due = 2024-10-31"), "{text}");
}
