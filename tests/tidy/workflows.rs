//! The hooks and workflows that are offered to others: each command in them is run as it stands there.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{files_below, root, shown};

/// Runs a command of a shell in a folder, with the program in the path and nobody's settings of git.
fn shell(folder: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_tiendo")).parent().expect("it lies in a folder");
    let old = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&old)));
    let output = Command::new("sh")
        .args(["-ec", command])
        .current_dir(folder)
        .env("PATH", path.expect("folders have plain names"))
        .envs([("BASE", "HEAD~1"), ("HEAD", "HEAD"), ("range", "HEAD~1..HEAD")])
        .envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null")])
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Văn phòng")))
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "vp@example.vn")))
        .output();
    output.expect("there is a shell")
}

/// The commands of this program in a file, each with where it stands.
fn commands(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).expect("it can be read");
    let command = |(at, line): (usize, &str)| {
        let code = line.split(" # ").next().unwrap_or_default().trim();
        let code = code.strip_prefix("- ").unwrap_or(code);
        let code = ["run: ", "entry: "].iter().find_map(|key| code.strip_prefix(key)).unwrap_or(code);
        code.starts_with("tiendo ").then(|| (format!("{}:{}", shown(path), at + 1), code.to_owned()))
    };
    text.lines().enumerate().filter_map(command).collect()
}

#[test]
fn every_command_of_a_workflow_or_hook_runs() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = folder.path();
    let small = root().join("tests/workspaces/small");
    let prepare = format!(
        "git init -q; cp -r '{0}'/* .; tiendo report month 2024-04 --as-of 2024-05-15; git add .; git commit -qm one;
         cp -r '{0}-later'/* .; git add .; git commit -qm two",
        small.display()
    );
    let prepared = shell(at, &prepare);
    assert!(prepared.status.success(), "{prepared:?}");
    let mut files = files_below(&root().join("docs/ci"), "yml");
    files.push(root().join(".pre-commit-hooks.yaml"));
    let mut run = Vec::new();
    for (place, command) in files.iter().flat_map(|file| commands(file)) {
        let output = shell(at, &command);
        let code = output.status.code().expect("no signal ends it");
        // The second commit withdraws and rewrites completions, so what denies that has something to say.
        let of_range = ["$BASE", "$range"].iter().any(|name| command.contains(name));
        let expected = i32::from(command.contains("--deny") && of_range);
        assert_eq!(code, expected, "{place}: {command}: {output:?}");
        run.push(command);
    }
    for needed in [
        "check --format github",
        "check --format gitlab",
        "--format markdown",
        "--format sarif",
        "week last",
        "verify-reports",
    ] {
        assert!(run.iter().any(|command| command.contains(needed)), "{needed} is in none of {run:#?}");
    }
}
