//! A repository in a temporary folder, made by git itself, and runs of git and of the program in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::case::{Run, bare, bounded};
use crate::support::git::{AUTHOR, at, git, surroundings};
use crate::support::{AS_OF, plan_2024};

/// A plan of 2024 with one task, which two units owe.
pub const TWO_UNITS: &str = plan_2024!(
    r#"
[units]
a = "Đơn vị A"
b = "Đơn vị B"

[[tasks]]
id    = "ke-hoach"
title = "Xây dựng kế hoạch"
lead  = ["a", "b"]
due   = 2024-03-29
"#
);

/// A folder with a repository in it, and room beside it.
#[derive(Debug)]
pub struct Repo {
    base: TempDir,
    /// Where the files of the repository are.
    pub work: PathBuf,
    /// Where the workspace is.
    pub workspace: PathBuf,
}

impl Repo {
    /// An empty repository, made with these further arguments of `git init`.
    pub fn init(args: &[&str]) -> Self {
        let base = tempfile::tempdir().expect("a temporary folder can be made");
        let work = base.path().join("kho");
        fs::create_dir(&work).expect("folders can be made");
        let repo = Self { base, workspace: work.clone(), work };
        repo.git(&[&["init", "--quiet"], args].concat());
        repo
    }

    /// With the workspace in a folder of the repository.
    #[must_use]
    pub fn inside(self, folder: &str) -> Self {
        Self { workspace: self.work.join(folder), ..self }
    }

    /// The other workspace or repository in a folder beside this one.
    #[must_use]
    pub fn at(self, folder: &Path) -> Self {
        Self { work: folder.to_owned(), workspace: folder.to_owned(), ..self }
    }

    /// With this file too.
    #[must_use]
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Room beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.base.path().join(name)
    }

    /// Writes a file of the workspace.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.workspace.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
        self
    }

    /// Writes the file of a unit.
    pub fn unit(&self, id: &str, content: impl AsRef<[u8]>) -> &Self {
        self.write(&format!("units/{id}.toml"), content)
    }

    /// Writes more at the end of a file of the workspace.
    pub fn append(&self, path: &str, text: &str) -> &Self {
        self.write(path, self.text(path) + text)
    }

    /// Replaces a piece of a file that stands there once.
    #[track_caller]
    pub fn replace(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} stands once in {text}");
        self.write(path, text.replace(old, new))
    }

    /// Deletes a file of the workspace.
    pub fn delete(&self, path: &str) -> &Self {
        fs::remove_file(self.workspace.join(path)).expect("it can be deleted");
        self
    }

    /// The bytes of a file of the workspace.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.workspace.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A file of the workspace as text.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("it is text")
    }

    /// Git in this repository.
    pub fn git_command(&self) -> Command {
        git(&self.work)
    }

    /// Runs git, whatever comes of it.
    pub fn try_git(&self, args: &[&str]) -> Run {
        bounded(self.git_command().args(args))
    }

    /// What git writes; it has to succeed.
    #[track_caller]
    pub fn git<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        self.git_with(args, b"")
    }

    /// What git writes on a day or at a moment.
    #[track_caller]
    pub fn git_on(&self, moment: &str, args: &[&str]) -> String {
        succeed(at(moment, &mut self.git_command()).args(args), b"")
    }

    /// What git writes when it reads this.
    #[track_caller]
    pub fn git_with<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> String {
        succeed(self.git_command().args(args), input)
    }

    /// Commits everything, on a day or at a moment; says the commit as people are told of it.
    #[track_caller]
    pub fn commit(&self, moment: &str, message: &str) -> String {
        self.git(&["add", "--all"]);
        let commit = ["-c", "core.abbrev=10", "commit", "--allow-empty", "--message", message];
        let said = self.git_on(moment, &commit);
        // It begins with the branch and the commit: `[main 0123456789] A message`.
        let id = said.split(']').next().and_then(|begin| begin.rsplit(' ').next());
        id.expect("git says what it committed").to_owned()
    }

    /// A commit, as people are told of it.
    pub fn short(&self, name: &str) -> String {
        self.git(&["rev-parse", name])[..10].to_owned()
    }

    /// The program on the workspace, told nothing but where git is.
    pub fn program(&self) -> Command {
        let mut command = bare();
        command.envs(surroundings()).arg("-C").arg(&self.workspace);
        command
    }

    /// The program in a folder, told nothing but where git is.
    pub fn program_in(folder: &Path) -> Command {
        let mut command = bare();
        command.envs(surroundings()).current_dir(folder);
        command
    }

    /// The program on the workspace, in English, as of 15 May 2024.
    pub fn command(&self) -> Command {
        let mut command = self.program();
        command.args(["--as-of", AS_OF, "--lang", "en"]);
        command
    }

    /// Runs the program on the workspace, in English, as of 15 May 2024.
    pub fn run(&self, args: &[&str]) -> Run {
        run(self.command().args(args))
    }

    /// What the program says of a success.
    #[track_caller]
    pub fn says(&self, args: &[&str]) -> String {
        self.run(args).ends_with(&[0]).out().to_owned()
    }

    /// What the program says against it.
    #[track_caller]
    pub fn refuses(&self, args: &[&str], code: i32) -> String {
        let run = self.run(args);
        run.ends_with(&[code]);
        assert_eq!(run.out(), "", "{run:?}");
        run.err().to_owned()
    }

    /// What the program writes as JSON.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        self.run(&[args, &["--format", "json"]].concat()).ends_with(&[0]).json()
    }
}

/// Runs the program, which names nobody.
pub fn run(command: &mut Command) -> Run {
    let run = bounded(command);
    assert!(!run.out().contains(AUTHOR) && !run.err().contains(AUTHOR), "nobody is named: {run:?}");
    run
}

/// What a command writes that must succeed when it reads this.
#[track_caller]
pub fn succeed(command: &mut Command, input: &[u8]) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git can be started");
    // Small enough for a pipe, or git reads it all before it writes.
    child.stdin.take().expect("it is piped").write_all(input).expect("git reads it");
    let output = child.wait_with_output().expect("git ends");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}
