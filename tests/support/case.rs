//! Workspaces made of texts, and runs of the program on them that are ended where they do not end by themselves.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use snapbox::IntoData;
use snapbox::assert::{Assert, DEFAULT_ACTION_ENV};
use tempfile::TempDir;

/// A run that takes longer than this hangs. Debug builds on a busy machine are slow; hanging is slower.
pub const LONGEST_RUN: Duration = Duration::from_secs(120);

/// The states, in the order of every output.
pub const STATES: [&str; 5] = ["overdue", "pending", "completed", "ongoing", "waived"];

/// A workspace in a temporary folder.
#[derive(Debug)]
pub struct Case {
    folder: TempDir,
}

impl Case {
    /// A workspace with this plan and no unit's file.
    pub fn new(plan: impl AsRef<[u8]>) -> Self {
        Self::empty().with("plan.toml", plan)
    }

    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// With this file too.
    #[must_use]
    pub fn with(self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
        self
    }

    /// With this unit's file too.
    #[must_use]
    pub fn unit(self, id: &str, content: impl AsRef<[u8]>) -> Self {
        self.with(format!("units/{id}.toml"), content)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program with nothing of the tester's surroundings, on this workspace.
    pub fn command(&self) -> Command {
        let mut command = bare();
        command.arg("-C").arg(self.path());
        command
    }

    /// Runs the program on this workspace.
    pub fn run(&self, args: &[&str]) -> Run {
        bounded(self.command().args(args))
    }

    /// What `status --format json` says as of a day, narrowed by `args`.
    pub fn status(&self, as_of: &str, args: &[&str]) -> Status {
        let run = self.run(&[&["status", "--format", "json", "--as-of", as_of], args].concat());
        Status::of(run)
    }

    /// The diagnostics of `check --format json`, and its exit code.
    pub fn check(&self, as_of: &str) -> (Option<i32>, Vec<Value>) {
        let run = self.run(&["check", "--format", "json", "--as-of", as_of]);
        let mut json = run.json();
        let Value::Array(diagnostics) = json["diagnostics"].take() else {
            panic!("there are no diagnostics in {run:?}");
        };
        (run.code(), diagnostics)
    }
}

/// The program with an empty environment, started in the folder of all temporary folders.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command.env_clear().env("COLUMNS", "100").current_dir(std::env::temp_dir()).stdin(Stdio::null());
    command.envs(super::measuring());
    command
}

/// What a run came to.
#[derive(Clone)]
pub struct Run {
    /// How it ended; nothing where it had to be ended.
    pub status: Option<ExitStatus>,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: Vec<u8>,
    /// The same as people read it, where it is an object for scripts.
    told: Option<String>,
}

/// An object of problems as a line each, with the place and the rule before what is said.
fn told(stderr: &[u8]) -> Option<String> {
    let object: Value = serde_json::from_slice(stderr).ok().filter(|it: &Value| it["format"] == "tiendo.problems/1")?;
    let line = |one: &Value| {
        let rule = one["code"].as_str().map(|code| format!("[{code}]")).unwrap_or_default();
        let place = one["file"].as_str().map(|file| format!("{file}:{}:{}: ", one["line"], one["column"]));
        let help = one["help"].as_str().map(|help| format!("\n\n{help}")).unwrap_or_default();
        let (place, severity, said) = (place.unwrap_or_default(), text(&one["severity"]), text(&one["message"]));
        format!("{place}{severity}{rule}: {said}{help}\n")
    };
    Some(list(&object["problems"]).iter().map(line).collect())
}

impl Run {
    /// Its exit code; nothing for a signal or a run without end.
    pub fn code(&self) -> Option<i32> {
        self.status.and_then(|status| status.code())
    }

    /// Standard output as text.
    pub fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("standard output is UTF-8")
    }

    /// Standard error as people read it.
    pub fn err(&self) -> &str {
        self.told.as_deref().unwrap_or_else(|| self.raw_err())
    }

    /// Standard error as it was written.
    pub fn raw_err(&self) -> &str {
        std::str::from_utf8(&self.stderr).expect("standard error is UTF-8")
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Fails unless it ended with this code and wrote nothing to standard output.
    #[track_caller]
    pub fn fails(&self, code: i32) -> &Self {
        self.ends_with(&[code]);
        assert_eq!(self.out(), "", "{self:?}");
        self
    }

    /// Fails unless it ended by itself with one of these codes.
    #[track_caller]
    pub fn ends_with(&self, codes: &[i32]) -> &Self {
        assert!(self.status.is_some(), "it did not end within {LONGEST_RUN:?}: {self:?}");
        assert!(self.code().is_some_and(|code| codes.contains(&code)), "not one of {codes:?}: {self:?}");
        self
    }
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |bytes: &[u8]| {
            let text: String = String::from_utf8_lossy(bytes).chars().take(4_000).collect();
            text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect::<String>()
        };
        write!(f, "{:?}\n--- stdout\n{}\n--- stderr\n{}", self.status, shown(&self.stdout), shown(&self.stderr))
    }
}

/// Runs a command to its end, or ends it.
pub fn bounded(command: &mut Command) -> Run {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
    let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let status = wait(&mut child);
    let all = |reader: thread::JoinHandle<Vec<u8>>| reader.join().expect("a reader does not fail");
    let stderr = all(stderr);
    Run { status, stdout: all(stdout), told: told(&stderr), stderr }
}

/// Waits for a child's end, or ends it.
pub fn wait(child: &mut Child) -> Option<ExitStatus> {
    let begun = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return Some(status);
        }
        if begun.elapsed() > LONGEST_RUN {
            child.kill().expect("a child can be ended");
            child.wait().expect("a child that was ended ends");
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn drain(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // A stream that breaks has given what it has.
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        bytes
    })
}

/// What `status --format json` says.
#[derive(Debug)]
pub struct Status {
    /// The object.
    pub json: Value,
    /// The run that wrote it.
    pub run: Run,
}

impl Status {
    /// The status in a run's standard output.
    #[track_caller]
    pub fn of(run: Run) -> Self {
        Self { json: run.json(), run }
    }

    /// Every item.
    pub fn items(&self) -> &[Value] {
        self.json["items"].as_array().expect("there are items")
    }

    /// The only item of this task.
    #[track_caller]
    pub fn item(&self, task: &str) -> &Value {
        let found: Vec<&Value> = self.items().iter().filter(|item| item["task"] == task).collect();
        assert_eq!(found.len(), 1, "items of {task}: {:?}", self.run);
        found[0]
    }

    /// The items of this task as pairs of a period and what `key` says.
    pub fn by_period(&self, task: &str, key: &str) -> Vec<(&str, &str)> {
        let of_task = self.items().iter().filter(|item| item["task"] == task);
        of_task.map(|item| (text(&item["period"]), text(&item[key]))).collect()
    }

    /// What `key` says in each item, in order.
    pub fn column(&self, key: &str) -> Vec<&str> {
        self.items().iter().map(|item| text(&item[key])).collect()
    }
}

/// Texts that are compared with what a test says they are.
pub trait Shows {
    /// Fails unless a text is this one: `str![[...]]`, in which `[..]` stands for any part of a line, and `[TEMP]` for a
    /// temporary folder. `SNAPSHOTS=overwrite cargo test` writes it anew.
    fn shows(&self, expected: impl IntoData);
}

impl Shows for str {
    #[track_caller]
    fn shows(&self, expected: impl IntoData) {
        let folder = std::env::temp_dir().join(".tmp").display().to_string();
        let mut pieces = self.split(&folder);
        let mut shown = pieces.next().unwrap_or_default().to_owned();
        // The name of each such folder ends with six letters by chance.
        pieces.for_each(|piece| shown += &format!("[TEMP]{}", piece.get(6..).unwrap_or_default()));
        Assert::new().action_env(DEFAULT_ACTION_ENV).eq(shown, expected);
    }
}

/// A text, or `null`.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("null")
}

/// The items of a list in JSON.
#[track_caller]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A text without breaks and without what stands in a line only because of the width.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// The flags of an item, in order.
pub fn flags(item: &Value) -> Vec<&str> {
    item["flags"].as_array().expect("flags are a list").iter().map(text).collect()
}

/// The five counts of an object of totals, in the order of the states.
pub fn totals(value: &Value) -> [u64; 5] {
    STATES.map(|state| value[state].as_u64().unwrap_or_else(|| panic!("there is no {state} in {value}")))
}

/// The plan of the tests: the year 2024, the units `a` and `b`, what `header` adds to `[plan]`, and `rest`.
pub fn plan(header: &str, rest: &str) -> String {
    format!(
        "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n\
         [units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\n{rest}\n"
    )
}

/// A task of the unit `a`, with `keys` besides its id, title and lead.
pub fn task(id: &str, keys: &str) -> String {
    format!("[[tasks]]\nid = \"{id}\"\ntitle = \"Việc {id}\"\nlead = [\"a\"]\n{keys}\n")
}
