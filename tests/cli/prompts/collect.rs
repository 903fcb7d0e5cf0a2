//! `tiendo collect`: what changes is shown, and written once somebody agrees.

use std::fs;

use crate::support::{tiendo, workspace};
use crate::terminal::{ENTER, Terminal};

const PLAN: &str = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\nbefore = \"exclusive\"\n\n\
[units]\nso-a = \"Sở A\"\n\n[[tasks]]\nid = \"bao-cao\"\ntitle = \"Báo cáo\"\nlead = [\"so-a\"]\ndue = 2024-06-30\n";
const LIST: &str = "plans = []\n";

#[test]
fn both_files_are_shown_and_written_once_somebody_agrees() {
    let folder = workspace(&[("plans.toml", LIST), ("mot/plan.toml", PLAN), ("mot/units/so-a.toml", "")]);
    let held = |file: &str| fs::read_to_string(folder.path().join(file)).expect("the file is there");
    let mut command = tiendo();
    command.arg("-C").arg(folder.path()).args(["--as-of", "2024-05-15", "collect", "mot"]);
    for agrees in [false, true] {
        let mut terminal = Terminal::start(&command, 100, 40);
        terminal.wait_for("+bodies = \"../plans.toml\"");
        terminal.wait_for("Ghi các thay đổi này?");
        assert_eq!((held("plans.toml").as_str(), held("mot/plan.toml").as_str()), (LIST, PLAN));
        if agrees {
            terminal.send("c");
        }
        terminal.send(ENTER);
        terminal.wait_written(if agrees { "Đã ghi" } else { "Chưa ghi gì." });
        assert_eq!(terminal.ends(), 0, "{terminal}");
    }
    assert!(held("plans.toml").contains("so-a = ") && held("plans.toml").contains("\"mot\""), "{}", held("plans.toml"));
    assert!(held("mot/plan.toml").contains("bodies = \"../plans.toml\""), "{}", held("mot/plan.toml"));
}
