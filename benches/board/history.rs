//! Workspaces in git: two revisions of a large one, and a long history of a small one.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::generate::generate;
use crate::process::Program;
use crate::programs::board;
use crate::size::{Layout, Size};

/// To be raised with every change of what is written, so that cached repositories are rebuilt.
const VERSION: &str = "tiendo-bench-git 1";
/// How many units' files the second revision changes.
pub const CHANGED: usize = 100;
/// How many commits the long history has.
pub const COMMITS: usize = 10_000;
/// How many of them change the file of the unit that is asked about.
pub const TOUCHING: usize = 50;

/// A repository, and the unit and task that are asked about.
pub struct Kept {
    dir: PathBuf,
    unit: String,
    task: String,
}

impl Kept {
    /// `tiendo diff` of the last two revisions.
    pub fn diff(&self, tiendo: &Path) -> Program {
        board(tiendo, &self.dir).with("diff").with("HEAD~1").with("HEAD")
    }

    /// `git diff --stat` of the last two revisions.
    pub fn git_diff(&self) -> Program {
        self.git().with("diff").with("--stat").with("HEAD~1").with("HEAD")
    }

    /// `tiendo log` of one obligation.
    pub fn log(&self, tiendo: &Path) -> Program {
        board(tiendo, &self.dir).with("log").with(&self.task).with("--unit").with(&self.unit)
    }

    /// `git log` of one unit's file, also under names that it had before if `follow` says so.
    pub fn git_log(&self, follow: bool) -> Program {
        let log = self.git().with("log").with("--format=%H");
        let log = if follow { log.with("--follow") } else { log };
        log.with("--").with(format!("units/{}.toml", self.unit))
    }

    fn git(&self) -> Program {
        Program::new("git").with("--no-pager").with("-C").with(&self.dir)
    }
}

/// Two revisions of a workspace: in the first, [`CHANGED`] units have not yet done one of their tasks.
pub fn revisions(cache: &Path, size: Size) -> Result<Kept> {
    let dir = cache.join(format!("{}-git", size.name()));
    if !is_kept(&dir) {
        remove(&dir)?;
        generate(&dir, size, Layout::Tidy)?;
        let files = unit_files(&dir)?;
        let mut later = Vec::new();
        for path in files.iter().step_by(files.len() / CHANGED).take(CHANGED) {
            let text = fs::read_to_string(path).context("reading a unit's file")?;
            fs::write(path, without_first_done(&text)).context("writing a unit's file")?;
            later.push((path, text));
        }
        git(&dir, &["init", "--quiet", "--initial-branch=main"], b"")?;
        fs::write(dir.join(".git/info/exclude"), ".tiendo-bench\n").context("writing what git is to pass over")?;
        commit(&dir, "2024-05-01", "Trước")?;
        for (path, text) in later {
            fs::write(path, text).context("writing a unit's file")?;
        }
        commit(&dir, "2024-05-14", "Sau")?;
        keep(&dir)?;
    }
    kept(dir)
}

/// A bare repository of [`COMMITS`] commits, [`TOUCHING`] of which change the file of one unit.
pub fn long(cache: &Path, size: Size, from: &Path) -> Result<Kept> {
    let dir = cache.join(format!("{}-log", size.name()));
    if !is_kept(&dir) {
        remove(&dir)?;
        fs::create_dir_all(&dir).context("creating the folder")?;
        git(&dir, &["init", "--quiet", "--bare", "--initial-branch=main"], b"")?;
        git(&dir, &["fast-import", "--quiet"], stream(from)?.as_bytes())?;
        keep(&dir)?;
    }
    kept(dir)
}

/// The long history: the asked unit's file grows record by record, and the others get one remark after the other.
fn stream(from: &Path) -> Result<String> {
    let files = unit_files(from)?;
    let texts: Vec<String> = files.iter().map(fs::read_to_string).collect::<Result<_, _>>().context("reading units")?;
    let names: Vec<String> = files.iter().map(|path| id(path)).collect::<Result<_>>()?;
    let plan = fs::read_to_string(from.join("plan.toml")).context("reading plan.toml")?;
    let starts: Vec<usize> =
        texts[0].match_indices("\n[").map(|(place, _)| place + 1).chain([texts[0].len()]).collect();
    let mut stream = String::new();
    let data = |text: &str| format!("data {}\n{text}\n", text.len());
    for at in 0..COMMITS {
        let who = format!("tiendo <tiendo@example.vn> {} +0700", 1_704_100_000 + at * 1_000);
        write!(stream, "commit refs/heads/main\ncommitter {who}\n{}", data(&format!("Lần {at}")))?;
        if at == 0 {
            write!(stream, "M 100644 inline plan.toml\n{}", data(&plan))?;
        }
        let every = COMMITS / TOUCHING;
        let (unit, text) = if at % every == 0 {
            (0, texts[0][..starts[(at / every) * (starts.len() - 1) / (TOUCHING - 1)]].to_owned())
        } else {
            let unit = 1 + at % (texts.len() - 1);
            (unit, format!("{}# Lần {at}\n", texts[unit]))
        };
        write!(stream, "M 100644 inline units/{}.toml\n{}", names[unit], data(&text))?;
    }
    Ok(stream)
}

/// A unit's text without the first day on which something was done.
fn without_first_done(text: &str) -> String {
    let first = text.lines().position(|line| line.starts_with("done"));
    let lines = text.split_inclusive('\n').enumerate();
    lines.filter(|(at, _)| Some(*at) != first).map(|(_, line)| line).collect()
}

fn unit_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir.join("units")).context("listing the units")?;
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    Ok(files)
}

fn id(path: &Path) -> Result<String> {
    Ok(path.file_stem().and_then(|stem| stem.to_str()).context("a unit's file has a name")?.to_owned())
}

fn commit(dir: &Path, day: &str, message: &str) -> Result<()> {
    git(dir, &["add", "--all"], b"")?;
    let date = format!("{day}T09:00:00+07:00");
    git(dir, &["commit", "--quiet", "--message", message, "--date", &date], b"")?;
    Ok(())
}

/// Where the repository itself is.
fn inside(dir: &Path) -> PathBuf {
    let folder = dir.join(".git");
    if folder.exists() { folder } else { dir.to_owned() }
}

fn is_kept(dir: &Path) -> bool {
    fs::read_to_string(inside(dir).join("tiendo-bench")).is_ok_and(|text| text == VERSION)
}

/// Packs it as a clone is packed, and says that it is complete.
fn keep(dir: &Path) -> Result<()> {
    git(dir, &["repack", "-a", "-d", "--quiet"], b"")?;
    fs::write(inside(dir).join("tiendo-bench"), VERSION).context("writing the stamp")
}

fn remove(dir: &Path) -> Result<()> {
    // Only what this generator has begun or completed.
    let ours = [dir.join(".git"), dir.join("HEAD"), dir.join(".tiendo-bench")].iter().any(|path| path.exists());
    if ours {
        fs::remove_dir_all(dir).with_context(|| format!("removing {}", dir.display()))?;
    }
    Ok(())
}

/// The first unit of the last revision, and its last task that has a record without a period.
fn kept(dir: PathBuf) -> Result<Kept> {
    let first = git(&dir, &["ls-tree", "--name-only", "HEAD", "units/"], b"")?;
    let unit = id(Path::new(first.lines().next().context("there is a unit")?))?;
    let text = git(&dir, &["cat-file", "blob", &format!("HEAD:units/{unit}.toml")], b"")?;
    let mut heads = text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let task = heads.rfind(|head| !head.contains('.')).context("there is a record")?.to_owned();
    Ok(Kept { dir, unit, task })
}

fn git(dir: &Path, args: &[&str], input: &[u8]) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(dir).args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "tiendo").env(format!("GIT_{role}_EMAIL"), "tiendo@example.vn");
    }
    let mut child = command.spawn().context("starting git")?;
    child.stdin.take().context("git is written to")?.write_all(input).context("writing to git")?;
    let output = child.wait_with_output().context("waiting for git")?;
    if !output.status.success() {
        bail!("git {args:?} ended with {}", output.status);
    }
    String::from_utf8(output.stdout).context("reading what git wrote")
}
