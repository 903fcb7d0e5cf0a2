//! The folders of `tests/files/edit/cases`: a workspace before and after, byte for byte.
//!
//! `command.txt` holds the commands to be run in a copy of `in/`, one a line, as one types them in a shell, perhaps with
//! a variable before (`TIENDO_UNIT=a tiendo …`), and below it how it exits unless that is 0 (`? 2`). `out/` is what the
//! workspace holds then, and nothing else but `.tiendo/`; a case without `out/` leaves it as it was. `said.txt`, where
//! there is one, is what the commands print. A workspace without a plan has that of `tests/files/edit/plan.toml`.
//!
//! `SNAPSHOTS=overwrite cargo test --test files` writes `out/` and `said.txt` anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::case::{Case, Run, bounded};
use crate::support::{compare, entries, none_wrong, overwriting, root, shown};

/// The files of a folder, by their paths in it.
type Files = BTreeMap<String, Vec<u8>>;

/// One command of a case.
struct Command {
    line: String,
    code: i32,
}

pub fn folders() -> Vec<PathBuf> {
    let folders = entries(&root().join("tests/files/edit/cases"));
    assert!(!folders.is_empty(), "there are no cases");
    folders
}

fn commands(folder: &Path) -> Vec<Command> {
    let text = fs::read_to_string(folder.join("command.txt")).expect("a case has commands");
    let mut commands: Vec<Command> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(code) = line.strip_prefix("? ") {
            let command = commands.last_mut().expect("a code stands below its command");
            command.code = code.trim().parse().expect("an exit code is a number");
        } else {
            commands.push(Command { line: line.to_owned(), code: 0 });
        }
    }
    assert!(!commands.is_empty(), "{} runs nothing", shown(folder));
    commands
}

/// The words of a line as a shell has them, with both kinds of quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), letter) if open == letter => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// A copy of the workspace of a case.
pub fn workspace(folder: &Path) -> Case {
    let mut files = files(&folder.join("in"));
    let plan = || fs::read(root().join("tests/files/edit/plan.toml")).expect("there is a plan");
    files.entry("plan.toml".to_owned()).or_insert_with(plan);
    files.iter().fold(Case::empty(), |case, (path, bytes)| case.with(path, bytes))
}

fn files(folder: &Path) -> Files {
    fn collect(folder: &Path, prefix: &str, files: &mut Files) {
        for path in entries(folder) {
            let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                collect(&path, &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    let mut files = Files::new();
    if folder.exists() {
        collect(folder, "", &mut files);
    }
    files
}

/// What a workspace holds besides the program's own folder.
fn content(case: &Case) -> Files {
    let mut files = files(case.path());
    files.retain(|path, _| !path.starts_with(".tiendo/"));
    files
}

fn run(case: &Case, line: &str) -> Run {
    let mut command = case.command();
    let mut words = words(line).into_iter().peekable();
    while let Some(variable) = words.next_if(|word| word != "tiendo") {
        let (name, value) = variable.split_once('=').expect("what comes before the program is a variable");
        command.env(name, value);
    }
    bounded(command.args(words.skip(1)))
}

/// Where two files differ, so that what is not seen is seen.
fn difference(path: &str, expected: Option<&Vec<u8>>, actual: Option<&Vec<u8>>) -> Option<String> {
    let text = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (expected, actual) = (text(expected), text(actual));
    if expected == actual {
        return None;
    }
    let (Some(expected), Some(actual)) = (&expected, &actual) else {
        return Some(format!("{path}: {}", if actual.is_some() { "is new" } else { "is gone" }));
    };
    let seen = |text: &str| text.split_inclusive('\n').map(|line| format!("{line:?}\n")).collect::<String>();
    let (expected, actual) = (seen(expected), seen(actual));
    let lines = similar::TextDiff::from_lines(&expected, &actual).unified_diff().to_string();
    Some(format!("{path}:\n{lines}"))
}

fn differences(expected: &Files, actual: &Files) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    paths.into_iter().filter_map(|path| difference(path, expected.get(path), actual.get(path))).collect()
}

fn overwrite(folder: &Path, before: &Files, after: &Files) {
    let out = folder.join("out");
    if out.exists() {
        fs::remove_dir_all(&out).expect("a folder can be removed");
    }
    if before == after {
        return;
    }
    for (path, bytes) in after.iter().filter(|(path, bytes)| *path != "plan.toml" || before.get(*path) != Some(bytes)) {
        let path = out.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

fn wrong_with(folder: &Path) -> Vec<String> {
    let case = workspace(folder);
    let before = content(&case);
    let (mut said, mut wrong) = (String::new(), Vec::new());
    for Command { line, code } in commands(folder) {
        let ran = run(&case, &line);
        if ran.code() != Some(code) {
            wrong.push(format!("{line}: not {code}, but {ran:?}"));
        }
        said.push_str(&format!("$ {line}\n{}{}? {}\n", ran.out(), ran.err(), ran.code().unwrap_or(-1)));
    }
    let after = content(&case);
    if overwriting() {
        overwrite(folder, &before, &after);
    }
    let mut expected = before.clone();
    if folder.join("out").exists() {
        let mut out = files(&folder.join("out"));
        out.entry("plan.toml".to_owned()).or_insert_with(|| before["plan.toml"].clone());
        expected = out;
    }
    wrong.extend(differences(&expected, &after));
    if folder.join("said.txt").exists() {
        wrong.extend(compare(said, &folder.join("said.txt")).err());
    }
    wrong
}

#[test]
fn every_case_comes_out_byte_for_byte() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let found = wrong_with(&folder);
        if !found.is_empty() {
            wrong.push(format!("{}:\n{}", shown(&folder), found.join("\n")));
        }
    }
    none_wrong(&wrong);
}
