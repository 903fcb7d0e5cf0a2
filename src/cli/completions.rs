//! `tiendo completions`: the script by which a shell completes commands, options and the names of the workspace.

use clap::{Args, ValueEnum};

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::Asked;
use crate::shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CompletionShell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
}

#[derive(Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_enum)]
    shell: CompletionShell,
}

impl Command for CompletionsArgs {
    const NAME: &str = "completions";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Gợi ý khi gõ lệnh (phím Tab): lệnh, tùy chọn, tên đơn vị, nhiệm vụ, kỳ của thư mục kế hoạch",
                  "Complete commands, options, units, tasks and periods with the Tab key"),
        ("examples",
"source <(tiendo completions bash)  # dòng này đưa vào ~/.bashrc
source <(tiendo completions zsh)  # dòng này đưa vào ~/.zshrc, sau compinit
tiendo completions fish > ~/.config/fish/completions/tiendo.fish  # cho fish
tiendo completions powershell >> $PROFILE  # cho PowerShell",
"source <(tiendo completions bash)  # a line for ~/.bashrc
source <(tiendo completions zsh)  # a line for ~/.zshrc, after compinit
tiendo completions fish > ~/.config/fish/completions/tiendo.fish  # for fish
tiendo completions powershell >> $PROFILE  # for PowerShell"),
        ("shell", "bash, zsh, fish hoặc powershell", "bash, zsh, fish or powershell"),
    ];
}

/// Runs `tiendo completions`.
fn run(_: &Asked, args: &CompletionsArgs) -> Result<Exit, Failure> {
    let script = match args.shell {
        CompletionShell::Bash => include_str!("completions/tiendo.bash"),
        CompletionShell::Zsh => include_str!("completions/tiendo.zsh"),
        CompletionShell::Fish => include_str!("completions/tiendo.fish"),
        CompletionShell::PowerShell => include_str!("completions/tiendo.ps1"),
    };
    shell::with_stdout(|out| Ok(out.write_all(script.as_bytes())?))?;
    Ok(Exit::Done)
}
