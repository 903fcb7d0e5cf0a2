//! The copy of the repository that has all changes in it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::mutate::{Changes, Places};

/// The module that the copy has besides.
const SWITCH: &str = include_str!("switch.rs");

/// A source file with its changes, numbered from `first`.
pub struct SourceFile {
    pub path: String,
    pub first: usize,
    pub changes: Changes,
    /// Those that do not compile.
    pub dropped: BTreeSet<usize>,
}

/// The copy, built.
pub struct Built {
    pub tree: PathBuf,
    pub sources: Vec<SourceFile>,
    /// Test executables by name; `lib` for the library's own.
    pub executables: HashMap<String, PathBuf>,
}

/// Copies, changes and builds; or, `as_built`, takes the copy with the tests that it has, whose source must be the same.
pub fn build<'a>(
    root: &Path,
    paths: impl Iterator<Item = &'a str>,
    executables: &HashSet<&str>,
    as_built: bool,
) -> Built {
    let tree = root.join("target/mutants/tree");
    let (mut sources, mut first) = (Vec::new(), 0);
    for path in paths {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let changes = Changes::of(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let next = first + changes.mutants.len();
        sources.push(SourceFile { path: path.to_owned(), first, changes, dropped: BTreeSet::new() });
        first = next;
    }
    let mut changed = !as_built && copy(root, &tree, &sources, first);
    // What did not compile last time is most likely the same.
    let kept = tree.with_file_name("dropped.txt");
    for line in fs::read_to_string(&kept).unwrap_or_default().lines() {
        for source in &mut sources {
            let same = (0..source.changes.mutants.len()).filter(|at| line == named(source, *at)).collect::<Vec<_>>();
            source.dropped.extend(same);
        }
    }
    let built = tree.with_file_name("executables.txt");
    loop {
        let places: Vec<Places> = sources.iter().map(|source| write(&tree, source, &mut changed)).collect();
        let last = fs::read_to_string(&built).unwrap_or_default();
        let last: HashMap<_, _> = last.lines().filter_map(|line| line.split_once(' ')).collect();
        if !changed && executables.iter().all(|name| last.contains_key(name)) {
            let executables = last.into_iter().map(|(name, path)| (name.to_owned(), PathBuf::from(path))).collect();
            return Built { tree, sources, executables };
        }
        let _ = fs::remove_file(&built);
        let messages = compile(&tree, executables);
        let errors: Vec<&Value> = messages.iter().map(|line| &line["message"]).filter(|it| is_error(it)).collect();
        if errors.is_empty() {
            let executables = executables_of(&messages, executables);
            let lines = executables.iter().map(|(name, path)| format!("{name} {}\n", path.display()));
            fs::write(&built, lines.collect::<String>()).expect("what was built can be kept");
            return Built { tree, sources, executables };
        }
        let dropped: usize = errors.iter().map(|error| drop_for(error, &mut sources, &places)).sum();
        eprintln!("{} errors: {dropped} changes do not compile", errors.len());
        assert!(dropped > 0, "the copy does not compile: {}", errors[0]["rendered"].as_str().unwrap_or_default());
        let lines = sources.iter().flat_map(|source| source.dropped.iter().map(|at| named(source, *at)));
        fs::write(&kept, lines.collect::<Vec<_>>().join("\n")).expect("what is left out can be kept");
    }
}

/// A change, told from others wherever its line has gone.
pub fn named(source: &SourceFile, at: usize) -> String {
    let mutant = &source.changes.mutants[at];
    format!("{} {}: {} → {}", source.path, mutant.function, mutant.from, mutant.to)
}

/// Brings the copy up to date; files that stay as they were are not touched, so that they are not built again.
/// Gives whether anything changed.
fn copy(root: &Path, tree: &Path, sources: &[SourceFile], mutants: usize) -> bool {
    let mut changed = false;
    let git = Command::new("git").args(["ls-files", "-coz", "--exclude-standard"]).current_dir(root).output();
    let listed = String::from_utf8(git.expect("git lists the files").stdout).expect("names are UTF-8");
    for path in listed.split('\0').filter(|path| !path.is_empty() && !path.starts_with("tests/mutants/")) {
        let Ok(mut bytes) = fs::read(root.join(path)) else { continue };
        if sources.iter().any(|source| source.path == path) {
            continue;
        }
        if path == "src/lib.rs" {
            bytes = [b"#![allow(warnings)]\n", bytes.as_slice(), b"\npub mod mutant;\n"].concat();
        }
        // What is only read by people needs no build.
        changed |= put(&tree.join(path), &bytes) && (path.starts_with("src/") || !path.ends_with(".md"));
    }
    let switch = SWITCH.replace("MUTANTS: usize = 0", &format!("MUTANTS: usize = {mutants}"));
    changed |= put(&tree.join("src/mutant.rs"), switch.as_bytes());
    changed
}

/// Writes a file, unless it is so already.
fn put(path: &Path, bytes: &[u8]) -> bool {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return false;
    }
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders can be made");
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    true
}

fn write(tree: &Path, source: &SourceFile, changed: &mut bool) -> Places {
    let (text, places) = source.changes.render(source.first, |at| !source.dropped.contains(&at));
    *changed |= put(&tree.join(&source.path), text.as_bytes());
    places
}

/// Builds the library, the program and the test executables; gives what cargo says.
fn compile(tree: &Path, executables: &HashSet<&str>) -> Vec<Value> {
    let mut command = Command::new("cargo");
    command.args(["test", "--no-run", "--locked", "--message-format=json"]).current_dir(tree).stderr(Stdio::null());
    for name in executables {
        match *name {
            "lib" => command.arg("--lib"),
            name => command.args(["--test", name]),
        };
    }
    command.env("CARGO_TARGET_DIR", tree.with_file_name("build"));
    let output = command.output().expect("cargo can be started");
    let lines = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn is_error(message: &Value) -> bool {
    message["level"] == "error" && message["spans"].as_array().is_some_and(|spans| !spans.is_empty())
}

/// Leaves out the changes that an error comes of: the one that it stands in, or those of the expression around it.
fn drop_for(error: &Value, sources: &mut [SourceFile], places: &[Places]) -> usize {
    let mut spans: Vec<&Value> = error["spans"].as_array().into_iter().flatten().collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    let place = |span: &Value| {
        let range = span["byte_start"].as_u64()? as usize..span["byte_end"].as_u64()? as usize;
        let path = span["file_name"].as_str()?;
        Some((sources.iter().position(|source| source.path == path)?, range))
    };
    let spans: Vec<(usize, Range<usize>)> = spans.into_iter().filter_map(place).collect();
    let own = spans.iter().find_map(|(file, range)| {
        let around = places[*file].own.iter().filter(|(place, _)| within(range, place));
        around.min_by_key(|(place, _)| place.len()).map(|(_, mutant)| (*file, vec![*mutant]))
    });
    let whole = || {
        spans.iter().find_map(|(file, range)| {
            let around = places[*file].whole.iter().filter(|(place, _)| within(range, place) || within(place, range));
            around.min_by_key(|(place, _)| place.len()).map(|(_, mutants)| (*file, mutants.clone()))
        })
    };
    let Some((file, mutants)) = own.or_else(whole) else { return 0 };
    mutants.into_iter().filter(|mutant| sources[file].dropped.insert(*mutant)).count()
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn executables_of(messages: &[Value], names: &HashSet<&str>) -> HashMap<String, PathBuf> {
    let artifacts = messages.iter().filter(|line| line["reason"] == "compiler-artifact");
    let executables = artifacts.filter_map(|line| {
        let path = PathBuf::from(line["executable"].as_str()?);
        let lib = line["target"]["kind"][0] == "lib";
        let name = if lib { "lib" } else { line["target"]["name"].as_str()? };
        (line["profile"]["test"] == true).then(|| (name.to_owned(), path))
    });
    let executables: HashMap<_, _> = executables.collect();
    assert!(names.iter().all(|name| executables.contains_key(*name)), "not all of {names:?} could be built");
    executables
}
