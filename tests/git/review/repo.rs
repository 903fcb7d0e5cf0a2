//! Repositories made of texts by git itself, and comparisons of what they hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::AS_OF;
use crate::support::case::{Run, bare, bounded, text};

/// The day of the first commit.
pub const FIRST: &str = "2024-01-05";

/// A plan of two units that owe a report each quarter and one in the year, with what `header` adds to `[plan]`.
pub fn plan(header: &str) -> String {
    format!(
        "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch năm\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n\
         [units]\na = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n\
         [[tasks]]\nid = \"quy\"\ntitle = \"Báo cáo quý\"\nlead = [\"a\", \"b\"]\nevery = \"quarter\"\n\
         [[tasks]]\nid = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"a\", \"b\"]\ndue = 2024-04-10\n"
    )
}

/// Surroundings in which git knows nothing of the tester.
pub fn isolated<'c>(command: &'c mut Command, home: &Path) -> &'c mut Command {
    let path = std::env::var_os("PATH").expect("there is a PATH");
    command.env("PATH", path).env("HOME", home).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1")
}

/// A repository in a temporary folder, with a workspace in it.
#[derive(Debug)]
pub struct Repo {
    folder: TempDir,
    /// Where in the repository the workspace lies.
    below: PathBuf,
}

impl Repo {
    /// A repository whose first commit is a workspace with this plan and these files of units.
    pub fn new(plan: &str, units: &[(&str, &str)]) -> Self {
        Self::below("", plan, units)
    }

    /// The same with the workspace in a folder of the repository.
    pub fn below(below: &str, plan: &str, units: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let repo = Self { folder, below: below.into() };
        repo.git(&["init", "--quiet", "--initial-branch", "main"]);
        repo.write("plan.toml", plan);
        for (id, text) in units {
            repo.unit(id, text);
        }
        repo.commit(FIRST, "Bắt đầu");
        repo
    }

    /// Two commits: the file of the unit `a` was `before` and is `after`, recorded on the as-of day of the tests.
    pub fn of(plan: &str, before: &str, after: &str) -> Self {
        let repo = Self::new(plan, &[("a", before), ("b", "")]);
        repo.unit("a", after).commit(AS_OF, "Ghi kết quả");
        repo
    }

    /// The top of the repository.
    pub fn top(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the workspace.
    pub fn workspace(&self) -> PathBuf {
        self.top().join(&self.below)
    }

    /// Writes a file of the workspace.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.workspace().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
        self
    }

    /// Writes the file of a unit.
    pub fn unit(&self, id: &str, text: impl AsRef<[u8]>) -> &Self {
        self.write(&format!("units/{id}.toml"), text)
    }

    /// Deletes a file of the workspace.
    pub fn delete(&self, path: &str) -> &Self {
        fs::remove_file(self.workspace().join(path)).expect("it can be deleted");
        self
    }

    /// Runs git; what it says.
    pub fn git(&self, args: &[&str]) -> String {
        self.git_on(FIRST, args)
    }

    /// Runs git as if it were noon of a day in Hà Nội, or a moment.
    pub fn git_on(&self, day: &str, args: &[&str]) -> String {
        let moment = if day.contains('T') { day.to_owned() } else { format!("{day}T12:00:00+0700") };
        let mut command = Command::new("git");
        command.env_clear().current_dir(self.top()).env("GIT_AUTHOR_DATE", &moment).env("GIT_COMMITTER_DATE", &moment);
        command.args(["-c", "user.name=Văn phòng", "-c", "user.email=van-phong@example.vn"]);
        let run = bounded(isolated(&mut command, self.top()).args(args));
        run.ends_with(&[0]);
        run.out().trim().to_owned()
    }

    /// Commits everything; the id of the commit.
    pub fn commit(&self, day: &str, message: &str) -> String {
        self.git_on(day, &["add", "--all"]);
        self.git_on(day, &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs the program on the workspace.
    pub fn run(&self, args: &[&str]) -> Run {
        bounded(isolated(&mut bare(), self.top()).arg("-C").arg(self.workspace()).args(args))
    }

    /// Runs `diff`, in English unless `args` say otherwise, as of the day of the tests.
    pub fn diff(&self, args: &[&str]) -> Run {
        let common = if args.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
        let common = [common, if args.contains(&"--as-of") { &[][..] } else { &["--as-of", AS_OF] }].concat();
        self.run(&[&["diff"], args, common.as_slice()].concat())
    }

    /// What `diff` says as JSON.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let run = self.diff(&[args, &["--format", "json"]].concat());
        run.ends_with(&[0]);
        parsed(&run)
    }

    /// What `diff` says as a table.
    #[track_caller]
    pub fn table(&self, args: &[&str]) -> String {
        let run = self.diff(args);
        run.ends_with(&[0]);
        run.out().to_owned()
    }

    /// What `diff` says as Markdown.
    #[track_caller]
    pub fn markdown(&self, args: &[&str]) -> String {
        self.table(&[args, &["--format", "markdown"]].concat())
    }

    /// The codes of everything that is marked, in order.
    #[track_caller]
    pub fn codes(&self, args: &[&str]) -> Vec<String> {
        codes(&self.json(args))
    }
}

/// A text in JSON.
#[track_caller]
pub fn parsed(run: &Run) -> Value {
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// The items of a list in JSON.
#[track_caller]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// The codes of everything that is marked: of records, then of commits, then of reports.
pub fn codes(json: &Value) -> Vec<String> {
    let of_records = list(&json["changes"]).iter().flat_map(|change| list(&change["marks"]));
    let all = of_records.chain(list(&json["commits"])).chain(list(&json["reports"]));
    all.map(|mark| text(&mark["code"]).to_owned()).collect()
}

/// The kinds of what changed of the plan.
pub fn kinds(json: &Value) -> Vec<&str> {
    list(&json["plan_changes"]).iter().map(|change| text(&change["kind"])).collect()
}

/// A text without breaks and without what stands in a line only because of the width.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
