//! Git, and what a shell starts, with nothing of the tester's own settings.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::case::{Run, bounded};
use super::{measuring, root};

/// Who commits: a body. No output ever says so.
pub const AUTHOR: &str = "Văn phòng Đơn vị A";

/// The environment in which the program finds git, and git nothing of the tester's.
pub fn surroundings() -> Vec<(&'static str, OsString)> {
    let path = std::env::var_os("PATH").expect("there is a PATH");
    let fixed = [("HOME", "/nonexistent"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")];
    let fixed = fixed.map(|(name, value)| (name, value.into()));
    fixed.into_iter().chain([("PATH", path)]).chain(measuring()).collect()
}

/// Lets a command commit as [`AUTHOR`] on 1 May 2024, with the settings of the tests.
fn committing<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    command.env_clear().envs(surroundings()).current_dir(folder).env("LC_ALL", "C");
    at("2024-05-01", command).env("GIT_CONFIG_GLOBAL", root().join("tests/support/gitconfig"))
}

/// Git in a folder.
pub fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    committing(&mut command, folder);
    command
}

/// Lets a command of git commit at noon of a day in Vietnam, or at a moment.
pub fn at<'c>(moment: &str, command: &'c mut Command) -> &'c mut Command {
    let is_day = moment.len() == "2024-05-01".len() && !moment.starts_with('@');
    let moment = if is_day { format!("{moment}T12:00:00+0700") } else { moment.to_owned() };
    command.env("GIT_AUTHOR_DATE", &moment).env("GIT_COMMITTER_DATE", moment)
}

/// Runs a line of a shell in a folder, with the program in the path.
pub fn shell(folder: &Path, line: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_tiendo")).parent().expect("it lies in a folder");
    let path = std::env::var_os("PATH").expect("there is a PATH");
    let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    let mut command = Command::new("sh");
    bounded(committing(&mut command, folder).env("PATH", path.expect("folders have plain names")).args(["-ec", line]))
}
