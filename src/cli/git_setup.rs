//! `tiendo git-setup`: what git must be asked, told or given.

use clap::Args;

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::Asked;
use super::sides::SidesProblem;
use crate::git::{Repository, quoted};
use crate::shell;
use crate::snapshot::plan_text;
use crate::store::write::Editing;
use crate::words::Phrase;

/// The line that a `.gitattributes` beside the plan is to have.
const ATTRIBUTES: &str = "units/*.toml merge=tiendo diff=tiendo";
const ATTRIBUTES_FILE: &str = ".gitattributes";

#[derive(Args)]
pub(super) struct GitSetupArgs {
    #[arg(long)]
    write: bool,
}

impl Command for GitSetupArgs {
    const NAME: &str = "git-setup";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thiết lập git để trộn và xem tệp đơn vị theo từng nghĩa vụ",
                  "Set git up to merge and show unit files by obligation"),
        ("examples",
"tiendo git-setup  # in các thiết lập
tiendo git-setup --write  # ghi vào .gitattributes và cấu hình của kho git này",
"tiendo git-setup  # print the settings
tiendo git-setup --write  # write them to .gitattributes and this repository's configuration"),
        ("write", "Ghi luôn, thay vì chỉ in ra", "Write the settings instead of printing them"),
    ];
}

/// Runs `tiendo git-setup`: prints the settings that git needs, or makes them.
fn run(asked: &Asked, GitSetupArgs { write }: &GitSetupArgs) -> Result<Exit, Failure> {
    let words = asked.words();
    let workspace = asked.workspace()?;
    let program = shell::program();
    // A per cent sign begins a place that git fills in.
    let driver = program.replace('%', "%%");
    // Where the program cannot be started – moved, or taken off – git still merges by lines and shows the file; where it
    // is stopped, or the system fails it, git still merges by lines. What git itself cannot merge is a conflict. A git
    // that leaves `%X` as it is knows no names of the sides.
    let settings = [
        ("merge.tiendo.name", words.phrase(&Phrase::DriverName)),
        (
            "merge.tiendo.driver",
            format!(
                "{driver} merge-driver %O %A %B %P %L %S %X %Y; s=$?; case $s in 0|1) exit $s;; esac; set -- %X %S %Y; \
                 case $1 in %\"\"X) set -- ours base theirs;; esac; git merge-file -L \"$1\" -L \"$2\" -L \"$3\" \
                 --marker-size=%L %A %O %B || exit 1"
            ),
        ),
        (
            "diff.tiendo.textconv",
            format!(
                "t() {{ {program} textconv \"$1\"; s=$?; case $s in 126|127) cat \"$1\";; *) return $s;; esac; }}; t"
            ),
        ),
    ];
    if !write {
        shell::with_stdout(|out| {
            writeln!(out, "# {ATTRIBUTES_FILE}\n{ATTRIBUTES}\n")?;
            for (key, value) in &settings {
                writeln!(out, "git config {key} {}", quoted(value))?;
            }
            Ok(writeln!(out, "\n# {}", words.phrase(&Phrase::SetupHint))?)
        })?;
        return Ok(Exit::Done);
    }
    let wrong = |found: SidesProblem| asked.wrong(&found);
    let repository = Repository::of(workspace.root()).map_err(SidesProblem::from).map_err(wrong)?;
    // Beside a plan, and nowhere else: not in a repository without files, nor in any folder.
    if let Err(unopened) = plan_text(&workspace) {
        return asked.refuse(&[&unopened]);
    }
    let path = workspace.root().join(ATTRIBUTES_FILE);
    let editing = Editing::new_file(&path, true).map_err(SidesProblem::from).map_err(wrong)?;
    let old = String::from_utf8_lossy(editing.bytes().unwrap_or_default()).into_owned();
    let mut told = Vec::new();
    if !old.lines().any(|line| line.trim() == ATTRIBUTES) {
        let eol = if old.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if old.is_empty() || old.ends_with('\n') { "" } else { eol };
        let mut bytes = editing.bytes().unwrap_or_default().to_vec();
        bytes.extend_from_slice(format!("{gap}{ATTRIBUTES}{eol}").as_bytes());
        let mut staged = editing.stage(&bytes).map_err(SidesProblem::from).map_err(wrong)?;
        staged.swap().map_err(SidesProblem::from).map_err(wrong)?;
        staged.keep();
        told.push(format!("{ATTRIBUTES_FILE}: {ATTRIBUTES}"));
    }
    for (key, value) in &settings {
        repository.configure(key, value).map_err(SidesProblem::from).map_err(wrong)?;
        told.push(format!("git config {key} {}", quoted(value)));
    }
    shell::with_stdout(|out| {
        for line in &told {
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
