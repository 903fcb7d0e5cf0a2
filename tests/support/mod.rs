//! What the outer tests share: running the program as a user does, with nothing of the tester's own surroundings, and
//! comparing what it says with a file.

#![allow(dead_code, reason = "each test uses its own part")]

pub mod case;
pub mod git;
pub mod model;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::assert::{Action, Assert, DEFAULT_ACTION_ENV};
use snapbox::data::DataFormat;
use snapbox::{Data, IntoData};

/// The day on which the tests look at a workspace, unless they say another.
pub const AS_OF: &str = "2024-05-15";

mod plan_2024;
#[allow(unused_imports, reason = "each test uses its own part")]
pub(crate) use plan_2024::plan_2024;

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, to be run in the folder of the repository, 100 columns wide, without colours.
pub fn tiendo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    for name in ["TIENDO_LANG", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "100").env("NO_COLOR", "1").current_dir(root());
    command
}

/// What stays even in an empty environment, or no run could be measured: where coverage puts what it counted, and which
/// change of the source is on (`tests/mutants`).
pub fn measuring() -> impl Iterator<Item = (&'static str, OsString)> {
    let names = ["LLVM_PROFILE_FILE", "TIENDO_MUTANT", "TIENDO_MUTANTS_REACHED"];
    names.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?)))
}

/// These tests, to be run again as a program of its own that is one of them: what cannot be had within one process.
pub fn same_test(module: &str, name: &str) -> Command {
    let module = module.split_once("::").map_or("", |(_, inner)| inner);
    let mut command = Command::new(std::env::current_exe().expect("a program knows where it is"));
    command.args(["--exact", &format!("{module}::{name}")]);
    command
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

/// Runs the program in a workspace.
pub fn run(workspace: &Path, args: &[&str]) -> Ran {
    finish(tiendo().arg("-C").arg(workspace).args(args))
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Ran {
    let output = command.output().expect("the program can be started");
    Ran {
        code: output.status.code().expect("no signal ends the program"),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// The diagnostics of `check --format json`, and its exit code.
pub fn diagnostics(workspace: &Path) -> (i32, Vec<serde_json::Value>) {
    let ran = run(workspace, &["check", "--as-of", AS_OF, "--lang", "en", "--format", "json"]);
    let mut json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("check writes JSON");
    assert_eq!(json["format"], "tiendo.check/1");
    let serde_json::Value::Array(diagnostics) = json["diagnostics"].take() else {
        panic!("there are no diagnostics in {}", ran.stdout);
    };
    (ran.code, diagnostics)
}

/// The codes of diagnostics, each once, in order.
pub fn codes(diagnostics: &[serde_json::Value]) -> Vec<&str> {
    let mut codes: Vec<&str> = diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A workspace in a temporary folder: its files by path.
pub fn workspace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
    folder
}

/// Whether expected outputs are to be overwritten: `SNAPSHOTS=overwrite`.
pub fn overwriting() -> bool {
    Action::with_env_var(DEFAULT_ACTION_ENV) == Some(Action::Overwrite)
}

/// Compares a text with a file, byte for byte but for line ends; says how they differ.
pub fn compare(actual: impl Into<String>, expected: &Path) -> Result<(), String> {
    let expected = Data::read_from(expected, Some(DataFormat::Text)).raw();
    let actual: String = actual.into();
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    assert.try_eq(None, actual.into_data(), expected).map_err(|error| error.to_string())
}

/// Fails with everything that was found wrong.
pub fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n\n{}\n", wrong.len(), wrong.join("\n"));
}

/// The entries of a folder, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths
}

/// All files below a folder whose names end so, sorted.
pub fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files
}

/// A path as people are told of it: from the root of the repository, with `/`.
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
