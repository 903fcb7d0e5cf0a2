//! Mutant schemata: every change of the source is compiled in at once, each behind a switch that an environment variable
//! turns on, so that trying one costs the running of tests and no build. The changes are those of cargo-mutants.
//!
//! A copy of the repository below `target/mutants` takes the changes; those that do not compile are left out. Every test
//! of the list runs once with no change on, to see that it passes and which changes it reaches; each change is then tried
//! with the tests that reach it, until one fails, is killed, or takes too long.

mod build;
mod mutate;
mod run;

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use build::{Built, SourceFile};
use run::{Tests, Trial};

/// A file of the list, and the tests that are about it.
struct Listed {
    path: String,
    /// By executable, texts of which one is part of a test's name.
    filters: Vec<(String, Vec<String>)>,
}

fn main() -> ExitCode {
    let (mut again, mut as_built) = (false, false);
    let mut asked = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--again" => again = true,
            "--as-built" => as_built = true,
            _ => asked.push(argument),
        }
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().expect("the repository");
    let own = root.join("tests/mutants");
    let mut files = list(&fs::read_to_string(own.join("files.txt")).expect("the list of files"));
    if let Some(unknown) = asked.iter().find(|path| files.iter().all(|file| file.path != **path)) {
        eprintln!("{unknown}: not in tests/mutants/files.txt");
        return ExitCode::FAILURE;
    }
    let equivalent = equivalents(&fs::read_to_string(own.join("equivalent.txt")).unwrap_or_default());

    // All files of the list are in the build, so that it serves whichever are tried.
    let executables: HashSet<&str> =
        files.iter().flat_map(|file| &file.filters).map(|(name, _)| name.as_str()).collect();
    let built = build::build(&root, files.iter().map(|file| file.path.as_str()), &executables, as_built);
    files.retain(|file| asked.is_empty() || asked.contains(&file.path));
    let filters = |name: &str| {
        let of_name = files.iter().flat_map(|file| &file.filters).filter(|(executable, _)| executable == name);
        of_name.flat_map(|(_, filters)| filters.clone()).collect::<Vec<String>>()
    };
    let mut tests = Tests::without_change(&built, filters);
    let mut survived = false;
    for listed in &files {
        let source = built.sources.iter().find(|source| source.path == listed.path).expect("it was built");
        let kept = root.join("target/mutants").join(format!("{}.txt", listed.path.replace('/', "-")));
        let last = fs::read_to_string(&kept).unwrap_or_default();
        let only = again.then(|| last.lines().collect::<HashSet<_>>());
        let left = try_file(
            &built,
            &mut tests,
            listed,
            source,
            |key| only.as_ref().is_none_or(|it| it.contains(key)),
            &equivalent,
        );
        fs::write(&kept, left.join("\n")).expect("what survived can be kept");
        survived |= !left.is_empty();
    }
    ExitCode::from(u8::from(survived))
}

/// Tries those changes of a file that are `wanted`; gives those that survived and are not explained.
fn try_file(
    built: &Built,
    tests: &mut Tests,
    listed: &Listed,
    source: &SourceFile,
    wanted: impl Fn(&str) -> bool,
    equivalent: &HashSet<String>,
) -> Vec<String> {
    let path = &listed.path;
    let (mut caught, mut explained, mut left) = (0_usize, 0, Vec::new());
    tests.next_file();
    for (at, mutant) in source.changes.mutants.iter().enumerate() {
        let key = build::named(source, at);
        if source.dropped.contains(&at) || !wanted(&key) {
            continue;
        }
        if equivalent.contains(&key) {
            explained += 1;
            continue;
        }
        let trial = tests.trial(built, source.first + at, &mutant.function, &listed.filters);
        if matches!(trial, Trial::Failed | Trial::TookTooLong) {
            caught += 1;
        } else {
            println!("{path}:{}:{}{} [{trial:?}]", mutant.line, mutant.column, &key[path.len()..]);
            left.push(key);
        }
    }
    let all = caught + explained + left.len();
    let share = caught as f64 * 100.0 / (all - explained).max(1) as f64;
    println!("== {path}: {caught} of {} caught ({share:.1} %), {explained} more explained", all - explained);
    left
}

/// Reads `files.txt`: a file on each line, then `executable=text,text` for its tests.
fn list(text: &str) -> Vec<Listed> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let listed = lines.map(|line| {
        let mut parts = line.split_whitespace();
        let path = parts.next().expect("the line is not empty").to_owned();
        let filters = parts.map(|part| {
            let (name, filters) = part.split_once('=').expect("executable=filters");
            (name.to_owned(), filters.split(',').map(str::to_owned).collect())
        });
        Listed { path, filters: filters.collect() }
    });
    listed.collect()
}

/// Reads `equivalent.txt`: changes as survivors are shown, each with an indented reason below.
fn equivalents(text: &str) -> HashSet<String> {
    let lines = text.lines().filter(|line| !line.starts_with(['#', ' ']) && !line.is_empty());
    lines.map(str::to_owned).collect()
}
