//! A workspace in a repository of its own, and git with nothing of the tester's settings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::case::{Run, bare, bounded};

/// Who commits: a body. No output ever says so.
pub const AUTHOR: &str = "Văn phòng Đơn vị A";

/// The day on which the tests look at a workspace, unless they say another.
pub const AS_OF: &str = "2024-05-15";

/// A plan of 2024 in the time of Vietnam, in which `a` leads everything, and `b` the quarterly reports too.
pub const PLAN: &str = r#"[plan]
number = "1-KH"
title  = "Kế hoạch"
starts = 2024-01-01
ends   = 2024-12-31

[units]
a = "Đơn vị A"
b = "Đơn vị B"

[[tasks]]
id    = "bao-cao"
title = "Báo cáo quý"
lead  = ["a", "b"]
every = "quarter"

[[tasks]]
id    = "ke-hoach"
title = "Xây dựng kế hoạch"
lead  = ["a"]
due   = 2024-03-29

[[tasks]]
id    = "tap-huan"
title = "Tập huấn"
lead  = ["a"]
due   = 2024-06-28

[[tasks]]
id    = "tuyen-truyen"
title = "Tuyên truyền"
lead  = ["a"]
due   = "ongoing"
"#;

/// A repository, and the workspace in it.
#[derive(Debug)]
pub struct Repo {
    folder: TempDir,
    /// The way from the folder to the top of the repository.
    top: PathBuf,
    /// The way from the top to the workspace.
    inside: PathBuf,
}

impl Repo {
    /// A workspace with the plan of the tests, at the top of a repository, not committed yet.
    pub fn new() -> Self {
        Self::of("")
    }

    /// The same in a folder of the repository.
    pub fn of(inside: &str) -> Self {
        Self::empty(inside).with("plan.toml", PLAN)
    }

    /// A repository without any file.
    pub fn empty(inside: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let top = folder.path().join("kho");
        fs::create_dir_all(top.join(inside)).expect("folders can be made");
        let repo = Self { folder, top, inside: inside.into() };
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        repo
    }

    /// A workspace of which this is what `a` has recorded, committed on 1 March.
    pub fn recorded(a: &str) -> Self {
        let repo = Self::new().with("units/a.toml", a);
        repo.commit("2024-03-01T08:00:00+07:00", "Ghi ban đầu");
        repo
    }

    /// With this file too.
    #[must_use]
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Where the workspace is.
    pub fn path(&self) -> PathBuf {
        if self.inside.as_os_str().is_empty() { self.top.clone() } else { self.top.join(&self.inside) }
    }

    /// The top of the repository.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// A place beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the workspace.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// The bytes of a file of the workspace.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A file of the workspace as text.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("it is text")
    }

    /// Replaces a piece of a file that stands there once.
    #[track_caller]
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} stands once in {text}");
        self.write(path, text.replace(old, new));
    }

    /// Git in this repository.
    pub fn git_command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        self.surround(command.current_dir(&self.top).args(args));
        command
    }

    /// Takes the tester's surroundings away from a command, but for where programs are.
    fn surround(&self, command: &mut Command) {
        command.env_clear().env("HOME", self.folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), AUTHOR).env(format!("GIT_{role}_EMAIL"), "van-phong@example.org");
            command.env(format!("GIT_{role}_DATE"), "2024-05-01T08:00:00+07:00");
        }
        command.env("GIT_EDITOR", "true").env("LC_ALL", "C");
        for (name, value) in std::env::vars_os().filter(|(name, _)| name == "LLVM_PROFILE_FILE") {
            command.env(name, value);
        }
    }

    /// Runs git, whatever comes of it.
    pub fn try_git(&self, args: &[&str]) -> Run {
        bounded(&mut self.git_command(args))
    }

    /// What git says; it has to succeed.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        let run = self.try_git(args);
        assert_eq!(run.code(), Some(0), "git {args:?}: {run:?}");
        run.out().to_owned()
    }

    /// Commits everything that changed, at a moment; says the commit as people are told of it.
    #[track_caller]
    pub fn commit(&self, moment: &str, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.dated(moment, &["commit", "--quiet", "--allow-empty", "--message", message]).ends_with(&[0]);
        self.head()
    }

    /// Writes the file of `a`, and commits it.
    #[track_caller]
    pub fn record(&self, moment: &str, a: &str) -> String {
        self.write("units/a.toml", a);
        self.commit(moment, "Ghi kết quả")
    }

    /// Runs git at a moment.
    pub fn dated(&self, moment: &str, args: &[&str]) -> Run {
        bounded(self.git_command(args).env("GIT_AUTHOR_DATE", moment).env("GIT_COMMITTER_DATE", moment))
    }

    /// The last commit, as people are told of it.
    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).get(..10).expect("ids are long").to_owned()
    }

    /// The program, told nothing but where git is, in the folder of the workspace.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = bare();
        self.surround(&mut command);
        command.env("COLUMNS", "100").current_dir(self.path()).args(args);
        command
    }

    /// Runs the program on this workspace in English as of 15 May 2024.
    pub fn run(&self, args: &[&str]) -> Run {
        let run = bounded(&mut self.command(&[&["--as-of", AS_OF, "--lang", "en"], args].concat()));
        assert!(run.code().is_some(), "it ends by itself: {run:?}");
        assert!(!run.out().contains(AUTHOR) && !run.err().contains(AUTHOR), "nobody is named: {run:?}");
        run
    }

    /// The same in Vietnamese, so many columns wide.
    pub fn run_vi(&self, columns: usize, args: &[&str]) -> Run {
        let mut command = self.command(&[&["--as-of", AS_OF, "--lang", "vi"], args].concat());
        let run = bounded(command.env("COLUMNS", columns.to_string()));
        assert!(!run.out().contains(AUTHOR) && !run.err().contains(AUTHOR), "nobody is named: {run:?}");
        run
    }

    /// What the program writes as JSON.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[args, &["--format", "json"]].concat());
        run.ends_with(&[0]);
        serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }

    /// Tells git how to merge and show unit files, and commits that.
    #[track_caller]
    pub fn set_up(&self) {
        self.run(&["git-setup", "--write"]).ends_with(&[0]);
        self.commit("2024-03-01T09:00:00+07:00", "Báo cho git");
    }

    /// Makes two branches from here in which the file of `a` is `ours` and `theirs`, and stays on ours.
    #[track_caller]
    pub fn part(&self, ours: impl AsRef<[u8]>, theirs: impl AsRef<[u8]>) {
        self.git(&["checkout", "--quiet", "-b", "theirs"]);
        self.write("units/a.toml", theirs);
        self.commit("2024-04-01T08:00:00+07:00", "Bên kia");
        self.git(&["checkout", "--quiet", "-b", "ours", "HEAD~"]);
        self.write("units/a.toml", ours);
        self.commit("2024-04-02T08:00:00+07:00", "Bên này");
    }

    /// Merges theirs into ours.
    pub fn merge(&self) -> Run {
        self.try_git(&["merge", "--no-edit", "theirs"])
    }

    /// What `check` finds wrong: nothing, if the files can be read.
    #[track_caller]
    pub fn is_sound(&self) {
        self.run(&["check"]).ends_with(&[0]);
    }
}
