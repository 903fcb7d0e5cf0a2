//! Writing: no update is lost among processes, nothing that an editor did meanwhile is overwritten, nothing is written
//! through links, permissions stay, what two branches mark merges, and what fails half-way leaves no half.

mod journal;
#[cfg(unix)]
mod links;
mod meanwhile;
mod merging;
#[cfg(unix)]
mod permissions;
mod taken_back;
mod together;
mod undone;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::case::{Case, Run, plan, task};

/// What a path of a workspace is.
#[derive(Clone, PartialEq, Eq)]
enum Kind {
    File(Vec<u8>),
    Link(PathBuf),
    Folder,
    Special,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(bytes) => write!(f, "file {:?}", String::from_utf8_lossy(bytes)),
            Self::Link(to) => write!(f, "link to {}", to.display()),
            Self::Folder => write!(f, "folder"),
            Self::Special => write!(f, "special"),
        }
    }
}

/// Everything below a folder, links not followed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Kind> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next).expect("a folder can be listed") {
            let path = entry.expect("a folder can be listed").path();
            let kind = fs::symlink_metadata(&path).expect("it is there").file_type();
            let what = if kind.is_symlink() {
                Kind::Link(fs::read_link(&path).expect("a link leads somewhere"))
            } else if kind.is_dir() {
                left.push(path.clone());
                Kind::Folder
            } else if kind.is_file() {
                Kind::File(fs::read(&path).expect("a file can be read"))
            } else {
                Kind::Special
            };
            found.insert(path.strip_prefix(folder).expect("it lies in the folder").to_owned(), what);
        }
    }
    found
}

/// The names in `units/`, sorted.
fn in_units(case: &Case) -> Vec<String> {
    let folder = everything(&case.path().join("units"));
    folder.keys().map(|path| path.to_string_lossy().into_owned()).collect()
}

/// The text of a unit's file.
fn file_of(case: &Case, unit: &str) -> String {
    fs::read_to_string(case.path().join(format!("units/{unit}.toml"))).expect("the unit has a file")
}

/// A plan in English with this many tasks, each led by both units.
fn tasks(count: usize) -> String {
    let tasks: String = (0..count).map(|at| task(&format!("t{at}"), "due = \"2024-Q1\"")).collect();
    plan("language = \"en\"", &tasks.replace("[\"a\"]", "[\"a\", \"b\"]"))
}

/// The arguments that mark a task of the unit `a`.
fn done(task: &str) -> [&str; 8] {
    ["done", task, "--unit", "a", "--on", "2024-02-01", "--evidence", task]
}

/// Marks a task of the unit `a`.
fn mark(case: &Case, task: &str) -> Run {
    case.run(&done(task))
}
