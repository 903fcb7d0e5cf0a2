//! Completions in real shells: keys are pressed in a terminal, and what the shell puts on its line is read from the screen.
//! A shell that this machine does not have is named, and the rest is tried.

use std::env;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use crate::support::case::{Case, plan};
use crate::support::root;
use crate::terminal::{ENTER, Terminal};

/// A shell, how it is started without anybody's settings, and what sets completions up.
struct Shell {
    name: &'static str,
    args: &'static [&'static str],
    setup: &'static str,
    /// How often Tab is pressed for a list of what fits.
    tabs: usize,
}

const SHELLS: [Shell; 4] = [
    Shell {
        name: "bash",
        args: &["--noprofile", "--norc", "-i"],
        setup: "bind 'set enable-bracketed-paste off'; bind 'set bell-style none'; source <(tiendo completions bash)",
        tabs: 2,
    },
    Shell {
        name: "zsh",
        args: &["-f", "-i"],
        setup: "unsetopt beep; autoload -U compinit; compinit -u -D; source <(tiendo completions zsh)",
        tabs: 1,
    },
    Shell {
        name: "fish",
        args: &["--no-config", "-i"],
        setup: "set -g fish_greeting; set -g fish_autosuggestion_enabled 0; tiendo completions fish | source",
        tabs: 1,
    },
    Shell {
        name: "pwsh",
        args: &["-NoLogo", "-NoProfile"],
        setup: "Set-PSReadLineOption -PredictionSource None; Set-PSReadLineKeyHandler -Key Tab -Function MenuComplete; \
                tiendo completions powershell | Out-String | Invoke-Expression",
        tabs: 1,
    },
];

/// Whether the machine has a shell; it is said where not, past what collects the words of tests that succeed.
fn is_there(shell: &Shell) -> bool {
    let found = Command::new(shell.name).arg("--version").output().is_ok();
    if !found {
        let said = format!("{} is not installed: its completions were not tried\n", shell.name);
        std::io::stderr().write_all(said.as_bytes()).expect("standard error takes it");
    }
    found
}

/// Starts a shell in a folder.
fn started(shell: &Shell, folder: &Path, home: &Path) -> Terminal {
    let program = Path::new(env!("CARGO_BIN_EXE_tiendo")).parent().expect("it is in a folder");
    let others = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&others))).expect("a PATH");
    let mut command = Command::new(shell.name);
    command.args(shell.args).current_dir(folder).env_clear();
    command.env("PATH", path).env("HOME", home).env("TERM", "xterm").env("LC_ALL", "C.UTF-8").env("PS1", "> ");
    let mut terminal = Terminal::start(&command, 110, 40);
    terminal.send(&format!("{}; echo rea''dy{ENTER}", shell.setup));
    terminal.wait_until("ready", |screen| screen.contents().lines().any(|line| line.trim() == "ready"));
    terminal
}

/// Types a line in a new shell, asks what comes next, and waits for each of these words.
fn completes(shell: &Shell, (folder, home): (&Path, &Path), typed: &str, words: &[&str]) {
    let mut terminal = started(shell, folder, home);
    terminal.send(typed);
    terminal.wait_for(typed);
    for _ in 0..if words.len() > 1 { shell.tabs } else { 1 } {
        terminal.send("\t");
    }
    for word in words {
        terminal.wait_for(word);
    }
    terminal.hang_up();
}

#[test]
fn shells_complete_what_the_workspace_has() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let many = Case::empty().with("plans.toml", "plans = [\"257-KH-TU\", \"dan-so\"]\n");
    let many = many.with("257-KH-TU/plan.toml", plan("", "")).with("dan-so/plan.toml", plan("", ""));
    for shell in SHELLS.iter().filter(|shell| is_there(shell)) {
        for (typed, words) in [
            ("tiendo expl", &["tiendo explain"][..]),
            ("tiendo list --unit huyen-uy-son-ta", &["--unit huyen-uy-son-tay"]),
            ("tiendo list --unit huyen-uy-son-t", &["uy-son-tay", "uy-son-tinh"]),
            ("tiendo done bao-cao-sinh-hoat-q", &["done bao-cao-sinh-hoat-quy"]),
            ("tiendo list --group cap-u", &["--group cap-uy-truc-thuoc"]),
            ("tiendo done bao-cao-sinh-hoat-quy 2024-Q", &["2024-Q1", "2024-Q4"]),
            ("tiendo diff --deny W70", &["W701", "W708"]),
        ] {
            completes(shell, (root(), home.path()), typed, words);
        }
        completes(shell, (many.path(), home.path()), "tiendo --plan d", &["--plan dan-so"]);
    }
}
