//! `tiendo man`: manual pages, made from the help.

use std::path::PathBuf;

use clap::Args;

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::output;
use super::session::Asked;
use crate::shell;
use crate::words::Phrase;
use crate::words::phrase::CliError;

#[derive(Args)]
pub(super) struct ManArgs {
    #[arg(value_name = "COMMAND", num_args = 0..=2)]
    command: Vec<String>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Command for ManArgs {
    const NAME: &str = "man";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Trang hướng dẫn cho lệnh man, cho người đóng gói", "Manual pages for man, for those who make packages"),
        ("examples",
"tiendo man | man -l -  # đọc trang của chương trình
tiendo man list | man -l -  # trang của một lệnh
tiendo man --out man1  # mỗi lệnh một tệp: tiendo.1, tiendo-list.1 …",
"tiendo man | man -l -  # reads the page of the program
tiendo man list | man -l -  # the page of a command
tiendo man --out man1  # a file for each command: tiendo.1, tiendo-list.1 …"),
        ("command", "Lệnh [mặc định: cả chương trình]", "Command [default: the program]"),
        ("out", "Thư mục cần ghi, mỗi lệnh một tệp; thư mục phải có sẵn",
                "Folder to write into, a file for each command; it must exist"),
        ("force", "Ghi đè tệp đã có", "Overwrite existing files"),
    ];
}

/// Runs `tiendo man`.
fn run(asked: &Asked, args: &ManArgs) -> Result<Exit, Failure> {
    let words = asked.words();
    let pages = (asked.manual)(words);
    if let Some(folder) = &args.out {
        for (name, page) in &pages {
            output::new_file(asked, Some(&folder.join(format!("{name}.1"))), args.force, page.as_bytes())?;
        }
        return Ok(Exit::Done);
    }
    let typed = args.command.join(" ");
    let name = ["tiendo"].into_iter().chain(args.command.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let Some(page) = pages.get(&name) else {
        let said = Phrase::CliError(CliError::UnknownCommand { command: &typed });
        return Err(Failure::Usage(words.phrase(&said)));
    };
    shell::with_stdout(|out| Ok(out.write_all(page.as_bytes())?))?;
    Ok(Exit::Done)
}
