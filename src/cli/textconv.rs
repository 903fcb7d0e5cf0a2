//! `tiendo textconv`: what git calls to show a unit's file.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::Asked;
use super::sides::SidesProblem;
use crate::diagnostic::{Diagnostic, FileReport, NotAFile, Problem};
use crate::edit::plain::lines;
use crate::read::text::decode;
use crate::shell;
use crate::snapshot::Unopened;
use crate::source::Source;
use crate::store::read_foreign;
use crate::words::{Label, words};

#[derive(Args)]
pub(super) struct TextconvArgs {
    file: PathBuf,
}

impl Command for TextconvArgs {
    const NAME: &str = "textconv";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "git gọi để hiện tệp đơn vị thành từng dòng dễ đọc (xem git-setup)",
                  "Called by git to show a unit file as plain lines (see git-setup)"),
        ("examples", "tiendo textconv units/binh-minh.toml", "tiendo textconv units/binh-minh.toml"),
        ("file", "Tệp của đơn vị", "Unit file"),
    ];
}

/// Runs `tiendo textconv`: a unit's file as lines that git can show the differences of.
fn run(asked: &Asked, TextconvArgs { file }: &TextconvArgs) -> Result<Exit, Failure> {
    // Git never gives a link: what it has of the other side lies in a file of its own.
    if file.is_symlink() {
        let problem = Problem::FileNotRegular { what: NotAFile::Link };
        let report =
            FileReport::of(|| Source::new(file.display().to_string(), ""), vec![Diagnostic::new(problem, 0..0)]);
        return asked.refuse(&[&Unopened::of(report.into_iter().collect())]);
    }
    let bytes = read_foreign(file, u64::MAX - 1).map_err(|found| asked.wrong(&SidesProblem::Store(found)))?;
    let words = words(asked.lang.unwrap_or_default());
    let label = |field| words.label(Label::from(field)).to_lowercase();
    // What is no text is shown as far as it is one: nothing may reach a terminal that controls it.
    let text = decode(&bytes).map_or_else(|_| String::from_utf8_lossy(&bytes), Cow::Borrowed);
    let told = lines(&text, &label);
    shell::with_stdout(|out| Ok(out.write_all(told.as_bytes())?))?;
    Ok(Exit::Done)
}
