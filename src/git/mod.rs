//! Git: the workspace as it was at a revision, and which commits changed it.
//!
//! A repository may be somebody else's. Its configuration can name programs – pagers, filters, hooks, monitors of the
//! file system, converters of texts, checkers of signatures, helpers of transports – and none of them may run. So git is
//! only asked for objects and for lists of them, never for a patch or for the state of files, which this program reads
//! itself; and what could start a program in the commands that are left is switched off for each call.

pub(crate) mod attributes;
pub(crate) mod history;
mod links;
pub(crate) mod objects;
pub(crate) mod plans;
pub(crate) mod rules;
pub(crate) mod tree;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::diagnostic::Lack;
use crate::review::commits::{Commit, GitTrouble};
use crate::snapshot::{REPORTS, UNITS};
use crate::store::{Workspace, is_pipe};

/// The environment variables that say which repository is meant: a hook's repository must not stand in for the one of
/// the workspace. (`git rev-parse --local-env-vars`, but for those that carry configuration of the user.) And those that
/// say how paths are to be taken, which git refuses beside `--literal-pathspecs`.
const LOCAL: [&str; 14] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Settings that a repository's own must not win over: each could start a program, name a pipe that nobody writes to, or
/// give another answer.
const SETTINGS: [&str; 12] = [
    // Said of `GIT_GRAFT_FILE` below.
    "advice.graftFileDeprecated=false",
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.warnAmbiguousRefs=true",
    "diff.external=",
    "gpg.program=false",
    "log.follow=false",
    "log.showSignature=false",
    "protocol.allow=never",
];

/// How long git may take to find its repository and read its configuration.
const ANSWER: Duration = Duration::from_secs(20);

/// A repository, and where in it the workspace lies.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    folder: PathBuf,
    /// The way from the top of the repository to the workspace: empty, or with a slash at its end.
    pub(crate) prefix: String,
    /// How many folders the one that git is run in lies below the top.
    depth: usize,
    /// Whether it has no files of its own, only history.
    pub(crate) bare: bool,
    /// Whether only a part of its history is there.
    pub(crate) shallow: bool,
    /// The index that a hook was given, in the place of the one that git has.
    index: Option<PathBuf>,
}

/// How `log` is asked for commits: each as fields parted by a sign that no message has on its first line, and whatever
/// a repository could have set otherwise.
const LOG: [&str; 11] = [
    "log",
    "--format=%x02%H%x1f%ct%x1f%P%x1f%s",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--no-notes",
    "--no-mailmap",
    "--encoding=UTF-8",
    "-z",
];

impl Commit {
    /// Reads what [`LOG`] made git write.
    fn parse(text: &str) -> Option<Self> {
        let mut fields = text.strip_prefix('\u{2}')?.splitn(4, '\u{1f}');
        let (id, time, parents, subject) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let (id, subject) = (id.to_owned(), subject.trim_end().to_owned());
        Some(Self { id, time: time.parse().ok()?, first: parents.is_empty(), subject })
    }
}

impl Repository {
    /// The repository that the folder of a workspace lies in.
    pub(crate) fn of(folder: &Path) -> Result<Self, GitTrouble> {
        let shown = folder.display().to_string();
        let mut repository = Self {
            folder: folder.to_owned(),
            prefix: String::new(),
            depth: 0,
            bare: false,
            shallow: false,
            index: None,
        };
        let output = repository.ask_in_time(&[
            "rev-parse",
            "--is-bare-repository",
            "--is-shallow-repository",
            "--is-inside-work-tree",
            "--show-prefix",
            "--absolute-git-dir",
            "--git-common-dir",
        ])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(if said.contains("dubious ownership") {
                // Git names the folder that it wants to be asked about.
                let named = said.split_once("repository at '").and_then(|(_, rest)| rest.split_once('\''));
                GitTrouble::NotTrusted { folder: named.map_or(shown, |(folder, _)| folder.to_owned()) }
            } else if said.contains("not a git repository") {
                GitTrouble::NotARepository { folder: shown }
            } else {
                failed(&output.stderr)
            });
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = said.split('\n');
        repository.bare = lines.next() == Some("true");
        repository.shallow = lines.next() == Some("true");
        // Whose files lie elsewhere, `core.worktree` says, would be asked about another folder than this.
        if lines.next() != Some("true") && !repository.bare {
            return Err(GitTrouble::NotARepository { folder: shown });
        }
        lines.next().unwrap_or_default().clone_into(&mut repository.prefix);
        repository.depth = repository.prefix.matches('/').count();
        let folders = [lines.next(), lines.next()].map(|said| folder.join(said.unwrap_or_default()));
        match repository.pipe(&folders) {
            Some(pipe) => Err(GitTrouble::Pipe { file: pipe.display().to_string() }),
            None => Ok(repository),
        }
    }

    /// A pipe in the place of a file that git reads whatever it is asked: it would wait for somebody to write there.
    fn pipe(&self, [own, common]: &[PathBuf; 2]) -> Option<PathBuf> {
        let of_all = ["packed-refs", "info/attributes", "info/exclude", "objects/info/alternates"];
        let of_all =
            of_all.into_iter().chain(["objects/info/commit-graph", "objects/info/commit-graphs/commit-graph-chain"]);
        let ways = (0..=self.depth).map(|up| self.folder.join("../".repeat(up)));
        let beside = ways.chain([self.folder.join(UNITS), self.folder.join(REPORTS)]);
        let beside = beside.flat_map(|folder| [".gitattributes", ".gitignore"].map(|name| folder.join(name)));
        let mut all = of_all.map(|name| common.join(name)).chain([own.join("index")]).chain(beside);
        all.find(|path| is_pipe(path))
    }

    /// The index that a hook of this repository was given, which holds what is being committed.
    fn index_of_hook(&self, named: &Path) -> Option<PathBuf> {
        let said = self.read(&["rev-parse", "--absolute-git-dir"]).ok()?;
        let folder = PathBuf::from(String::from_utf8_lossy(&said).trim());
        let index = std::path::absolute(named).ok()?;
        index.starts_with(folder).then_some(index)
    }

    /// The repository with the index that a hook of it was given; of another one's nothing is taken.
    pub(crate) fn with_index(&self, named: &Path) -> Self {
        Self { index: self.index_of_hook(named), ..self.clone() }
    }

    /// The folder of the repository itself, all links followed.
    pub(crate) fn top(&self) -> PathBuf {
        Workspace::at(self.folder.join(self.to_top())).real_folder()
    }

    /// The way from the workspace up to the top of the repository.
    pub(crate) fn to_top(&self) -> String {
        "../".repeat(self.depth)
    }

    /// Git, to be run in this repository, with nothing in it that could start another program; no path is a pattern.
    fn command(&self) -> Command {
        let mut command = self.plain_command();
        command.env("GIT_LITERAL_PATHSPECS", "1");
        command
    }

    /// The same, for what takes no patterns and refuses the setting.
    fn plain_command(&self) -> Command {
        let mut command = Command::new("git");
        command.args(["--no-pager", "--no-optional-locks", "--no-replace-objects"]);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.arg("-C").arg(&self.folder);
        // Where paths are said from the top of the repository.
        if self.depth > 0 {
            command.arg("-C").arg(self.to_top());
        }
        for name in LOCAL {
            command.env_remove(name);
        }
        if let Some(index) = &self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        command
            .env("LC_ALL", "C")
            .env_remove("GIT_LITERAL_PATHSPECS")
            // Like replaced objects: a history that the repository's owner wrote beside the commits.
            .env("GIT_GRAFT_FILE", "/dev/null")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What a partial clone lacks is not fetched: that would start the repository's transport.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("GIT_PAGER", "cat")
            .env_remove("GIT_EXTERNAL_DIFF")
            .env_remove("GIT_ASKPASS")
            .env_remove("SSH_ASKPASS")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn ask(&self, args: &[&str]) -> Result<Output, GitTrouble> {
        self.command().args(args).output().map_err(|error| no_git(&error))
    }

    /// The same, but not for ever: the first question reads the configuration, which may name a pipe that nobody writes to.
    fn ask_in_time(&self, args: &[&str]) -> Result<Output, GitTrouble> {
        let mut child = self.command().args(args).spawn().map_err(|error| no_git(&error))?;
        let (mut waited, step) = (Duration::ZERO, Duration::from_millis(2));
        // The answer is a few words: git does not wait for somebody to read them.
        while child.try_wait().map_err(|error| no_git(&error))?.is_none() {
            if waited > ANSWER {
                // It may end by itself at this very moment.
                let _ = child.kill();
                let _ = child.wait();
                return Err(GitTrouble::Silent { seconds: ANSWER.as_secs() });
            }
            std::thread::sleep(step);
            waited += step;
        }
        child.wait_with_output().map_err(|error| no_git(&error))
    }

    /// What git writes when asked so.
    fn read(&self, args: &[&str]) -> Result<Vec<u8>, GitTrouble> {
        let output = self.ask(args)?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.failed(args, &output.stderr)) }
    }

    /// Why git gave no answer to this. A folder that it lacks is told as a file is: a clone may have only those of its last
    /// commit.
    fn failed(&self, args: &[&str], stderr: &[u8]) -> GitTrouble {
        let trouble = failed(stderr);
        let GitTrouble::Failed { reason } = &trouble else { return trouble };
        // Of the commit that it was asked about git only says “not a tree object”.
        let of_commit = || {
            let commit = args.iter().find(|word| reason == "not a tree object" && is_object_id(word))?;
            let said = self.ask(&["cat-file", "commit", commit]).ok()?;
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            Some(said.lines().next()?.strip_prefix("tree ")?.to_owned())
        };
        match missing(reason).or_else(of_commit) {
            Some(id) => GitTrouble::Missing { id, lack: self.lack() },
            None => trouble,
        }
    }

    /// Why an object that the history names may not be here.
    pub(crate) fn lack(&self) -> Lack {
        let partial = r"^(remote\..*\.promisor|extensions\.partialclone)$";
        let partial =
            || self.ask(&["config", "--local", "--get-regexp", partial]).is_ok_and(|said| said.status.success());
        if self.shallow {
            Lack::Shallow
        } else if partial() {
            Lack::Partial
        } else {
            Lack::Lost
        }
    }

    /// A setting as git has it here.
    pub(crate) fn setting(&self, key: &str) -> Option<String> {
        let said = self.read(&["config", "--get", key]).ok()?;
        Some(String::from_utf8_lossy(&said).trim().to_owned())
    }

    /// Sets a setting of this repository.
    pub(crate) fn configure(&self, key: &str, value: &str) -> Result<(), GitTrouble> {
        self.read(&["config", "--local", key, value]).map(drop)
    }

    /// The commit that a revision names.
    pub(crate) fn commit(&self, name: &str) -> Result<Commit, GitTrouble> {
        let none = || GitTrouble::NoRevision { name: name.to_owned() };
        // A name that begins with a dash is an option to git, whatever is said before it; with `^`, all but a revision.
        if name.is_empty() || name.starts_with(['-', '^']) || name.contains(['\0', '\n', '\r']) {
            return Err(none());
        }
        let output = self.ask_in_time(&["rev-parse", "--verify", "--end-of-options", &format!("{name}^{{commit}}")])?;
        if String::from_utf8_lossy(&output.stderr).contains("is ambiguous") {
            return Err(GitTrouble::Ambiguous { name: name.to_owned() });
        }
        if !output.status.success() {
            return Err(self.no_commit(name)?);
        }
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let said = self.read(&[&LOG[..], &["-1", "--no-patch", &id, "--"]].concat())?;
        Commit::parse(String::from_utf8_lossy(&said).trim_end_matches('\0')).ok_or_else(none)
    }

    /// Why a revision names no commit.
    fn no_commit(&self, name: &str) -> Result<GitTrouble, GitTrouble> {
        let output = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", name])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        // What a branch or tag points to may be gone, or another kind of object.
        if output.status.success() && id != name && !self.ask(&["cat-file", "-e", &id])?.status.success() {
            return Ok(GitTrouble::Missing { id, lack: self.lack() });
        }
        // Before where a shallow clone begins there may well have been one.
        let earlier =
            name.contains(['~', '^']) || (name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        Ok(match name {
            "HEAD" if !output.status.success() => GitTrouble::NoCommit,
            _ if self.shallow && earlier => GitTrouble::Missing { id: name.to_owned(), lack: Lack::Shallow },
            _ => GitTrouble::NoRevision { name: name.to_owned() },
        })
    }

    /// The commit that is being merged into the files as they are, if one is.
    pub(crate) fn merging(&self) -> Result<Option<String>, GitTrouble> {
        let output = self.ask(&["rev-parse", "--verify", "--quiet", "MERGE_HEAD^{commit}"])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(Some(id).filter(|id| output.status.success() && !id.is_empty()))
    }

    /// Whether one commit came before another, or is the same.
    pub(crate) fn is_ancestor(&self, one: &str, other: &str) -> Result<bool, GitTrouble> {
        Ok(self.ask(&["merge-base", "--is-ancestor", one, other])?.status.success())
    }

    /// The commit that two have in common, from which they went apart: of several the last on the line of first parents of
    /// the one. Nothing where they share no history.
    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Result<Option<Commit>, GitTrouble> {
        let output = self.ask(&["merge-base", "--all", one, other])?;
        let said = String::from_utf8_lossy(&output.stdout);
        let all: Vec<&str> = said.split_whitespace().filter(|_| output.status.success()).collect();
        // Which of several git names first hangs on the dates that their commits claim.
        let line = if all.len() > 1 { self.moments(one)? } else { Vec::new() };
        let on_line = line.iter().rev().map(|(id, _)| id.as_str()).find(|id| all.contains(id));
        on_line.or_else(|| all.first().copied()).map(|id| self.commit(id)).transpose()
    }
}

/// A text as one word of a shell's command line.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn no_git(error: &std::io::Error) -> GitTrouble {
    if error.kind() == std::io::ErrorKind::NotFound { GitTrouble::NoGit } else { GitTrouble::NotRun(error.into()) }
}

fn is_object_id(word: &str) -> bool {
    matches!(word.len(), 40 | 64) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The object that git says is not there: “unable to read tree (4773…)”.
fn missing(reason: &str) -> Option<String> {
    let says = ["unable to read", "could not read", "unable to find", "bad tree object"];
    let folded = reason.to_ascii_lowercase();
    let mut words = reason.split(|c: char| !c.is_ascii_alphanumeric());
    says.iter()
        .any(|says| folded.contains(says))
        .then(|| words.find(|word| is_object_id(word)))
        .flatten()
        .map(str::to_owned)
}

fn failed(stderr: &[u8]) -> GitTrouble {
    let said = String::from_utf8_lossy(stderr);
    let line = |start: &str| said.lines().find_map(|line| line.strip_prefix(start)).map(str::to_owned);
    // Beside it there may be advice, and traces that the user asked for.
    let reason = line("fatal: ").or_else(|| line("error: ")).or_else(|| line("")).unwrap_or_default();
    GitTrouble::Failed { reason }
}
