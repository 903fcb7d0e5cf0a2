//! A repository in a temporary folder, and runs of git and of the program in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::case::{Run, bare, bounded};

/// The plan: three units, each with the same two tasks.
pub const PLAN: &str = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n\
    [units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\nc = \"Đơn vị C\"\n\n\
    [[tasks]]\nid = \"x\"\ntitle = \"Việc X\"\nlead = [\"a\", \"b\", \"c\"]\ndue = \"2024-Q1\"\n\n\
    [[tasks]]\nid = \"y\"\ntitle = \"Việc Y\"\nlead = [\"a\", \"b\", \"c\"]\ndue = \"2024-Q2\"\n";

/// A folder with a repository in it, and room beside it.
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
        let work = base.path().join("work");
        for folder in [&work, &base.path().join("home")] {
            fs::create_dir(folder).expect("folders can be made");
        }
        let repo = Self { base, workspace: work.clone(), work };
        repo.git(&[&["init", "--quiet", "--initial-branch=main"], args].concat());
        repo
    }

    /// A repository with a commit of each day: the plan and started work, then A is done, then B.
    pub fn with_history() -> Self {
        Self::init(&[]).filled()
    }

    /// With the commits of [`Repo::with_history`], in the folder of the workspace.
    pub fn filled(self) -> Self {
        self.write("plan.toml", PLAN);
        for unit in ["a", "b", "c"] {
            self.write(&unit_file(unit), format!("[x]\nstarted = 2024-02-01\nnote = \"{unit}\"\n"));
        }
        self.commit("2024-02-02", "Mở sổ");
        self.append("units/a.toml", "done = 2024-03-01\n");
        self.commit("2024-03-02", "A xong");
        self.append("units/b.toml", "done = 2024-03-10\n");
        self.commit("2024-03-11", "B xong");
        self
    }

    /// Room beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.base.path().join(name)
    }

    /// Writes a file of the workspace.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.workspace.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// Writes more at the end of a file of the workspace.
    pub fn append(&self, path: &str, text: &str) {
        let old = fs::read_to_string(self.workspace.join(path)).expect("the file is there");
        self.write(path, old + text);
    }

    /// Commits everything, at nine in the morning of a day.
    pub fn commit(&self, day: &str, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git_on(day, &["commit", "--quiet", "--message", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// What git writes.
    #[track_caller]
    pub fn git<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        self.git_with(args, b"")
    }

    /// What git writes, on a day.
    #[track_caller]
    pub fn git_on(&self, day: &str, args: &[&str]) -> String {
        let mut command = self.git_command(&self.work);
        let moment = format!("{day}T09:00:00+07:00");
        succeed(command.env("GIT_AUTHOR_DATE", &moment).env("GIT_COMMITTER_DATE", &moment).args(args), b"")
    }

    /// What git writes when it reads this.
    #[track_caller]
    pub fn git_with<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> String {
        succeed(self.git_command(&self.work).args(args), input)
    }

    /// Git in a folder, with nothing of the tester's own settings.
    pub fn git_command(&self, folder: &Path) -> Command {
        let mut command = Command::new("git");
        command.env_clear().envs(self.surroundings()).current_dir(folder);
        let moment = "2024-03-15T09:00:00+07:00";
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "Văn phòng").env(format!("GIT_{name}_EMAIL"), "vp@example.vn");
            command.env(format!("GIT_{name}_DATE"), moment);
        }
        command
    }

    fn surroundings(&self) -> Vec<(&'static str, String)> {
        let home = self.beside("home").to_str().expect("it is text").to_owned();
        let path = std::env::var("PATH").expect("there is a PATH");
        let nothing = "/dev/null".to_owned();
        vec![("HOME", home), ("PATH", path), ("GIT_CONFIG_GLOBAL", nothing), ("GIT_CONFIG_NOSYSTEM", "1".to_owned())]
    }

    /// The program on the workspace, in English, as of a day.
    pub fn command(&self) -> Command {
        let mut command = bare();
        command.envs(self.surroundings());
        command.arg("-C").arg(&self.workspace).args(["--as-of", "2024-05-15", "--lang", "en"]);
        command
    }

    /// Runs the program on the workspace.
    pub fn run(&self, args: &[&str]) -> Run {
        bounded(self.command().args(args))
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

    /// The other workspace or repository in a folder beside this one.
    pub fn at(mut self, folder: &Path) -> Self {
        folder.clone_into(&mut self.work);
        folder.clone_into(&mut self.workspace);
        self
    }

    /// Takes objects out of the repository: all that these paths have ever had, but for those of `kept` ids.
    pub fn forget(&self, gone: &dyn Fn(&str) -> bool, kept: &[String]) -> usize {
        let all = self.git(&["rev-list", "--objects", "--all"]);
        let goes = |line: &&str| {
            line.split_once(' ').is_some_and(|(id, path)| gone(path) && !kept.iter().any(|kept| kept == id))
        };
        let (out, stays): (Vec<&str>, Vec<&str>) = all.lines().partition(goes);
        let folder = PathBuf::from(self.git(&["rev-parse", "--path-format=absolute", "--git-path", "objects"]));
        let new = self.beside("pack");
        let list: String =
            stays.iter().map(|line| format!("{}\n", line.split(' ').next().unwrap_or_default())).collect();
        self.git_with(&[OsStr::new("pack-objects"), OsStr::new("--quiet"), new.as_os_str()], list.as_bytes());
        fs::remove_dir_all(&folder).expect("the objects can be removed");
        fs::create_dir_all(folder.join("pack")).expect("folders can be made");
        for entry in fs::read_dir(self.base.path()).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            let name = path.file_name().unwrap_or_default().as_bytes();
            if name.starts_with(b"pack-") {
                fs::rename(&path, folder.join("pack").join(OsStr::from_bytes(name))).expect("files can be moved");
            }
        }
        out.len()
    }
}

/// The path of a unit's file.
pub fn unit_file(unit: &str) -> String {
    format!("units/{unit}.toml")
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

/// Fails unless a text has all of these in it.
#[track_caller]
pub fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

/// Fails if a text has one of these in it.
#[track_caller]
pub fn lacks(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(!text.contains(part), "{part:?} in:\n{text}");
    }
}
