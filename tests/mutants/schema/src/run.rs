//! Running tests with a change switched on.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::build::Built;

/// What a test may take: so much, and so many times what it takes with no change.
const LEAST: Duration = Duration::from_secs(15);
const TIMES: u32 = 15;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    Failed,
    TookTooLong,
    Survived,
    /// No test comes by it.
    Unreached,
}

/// A test that passes with no change.
struct Test {
    executable: String,
    name: String,
    took: Duration,
    reached: HashSet<usize>,
    /// Changes of the file at hand that it was tried with and that it caught, in all and by function.
    tried: u32,
    caught: u32,
    caught_in: HashMap<String, u32>,
}

pub struct Tests(Vec<Test>);

impl Tests {
    /// Runs the tests that have one of the texts in their names.
    pub fn without_change(built: &Built, filters: impl Fn(&str) -> Vec<String>) -> Self {
        let mut tests = Vec::new();
        // Several may run at once, `--as-built`.
        let reached = built.tree.with_file_name(format!("reached-{}.txt", std::process::id()));
        for (executable, path) in &built.executables {
            let filters = filters(executable);
            let listed = Command::new(path).args(["--list", "--format", "terse"]).current_dir(&built.tree).output();
            let listed = String::from_utf8(listed.expect("tests can be listed").stdout).expect("names are UTF-8");
            let names = listed.lines().filter_map(|line| line.strip_suffix(": test"));
            for name in names.filter(|name| filters.iter().any(|filter| name.contains(filter.as_str()))) {
                let _ = fs::remove_file(&reached);
                let begun = Instant::now();
                let set = [("TIENDO_MUTANTS_REACHED", reached.to_str().expect("a path in UTF-8"))];
                if run(&built.tree, path, name, &set, Duration::from_secs(600)) != Trial::Survived {
                    println!("{executable} {name}: fails with no change; left out");
                    continue;
                }
                let numbers = fs::read_to_string(&reached).unwrap_or_default();
                tests.push(Test {
                    executable: executable.clone(),
                    name: name.to_owned(),
                    took: begun.elapsed(),
                    reached: numbers.lines().filter_map(|line| line.parse().ok()).collect(),
                    tried: 0,
                    caught: 0,
                    caught_in: HashMap::new(),
                });
            }
        }
        let _ = fs::remove_file(&reached);
        let all: Duration = tests.iter().map(|test| test.took).sum();
        println!("{} tests pass with no change, in {} s", tests.len(), all.as_secs());
        Self(tests)
    }

    /// What was learned of the file before says little of the next.
    pub fn next_file(&mut self) {
        for test in &mut self.0 {
            (test.tried, test.caught) = (0, 0);
            test.caught_in.clear();
        }
    }

    /// Tries a change with the tests that reach it, those first that promise most for their time.
    pub fn trial(&mut self, built: &Built, mutant: usize, function: &str, filters: &[(String, Vec<String>)]) -> Trial {
        let fits = |test: &&mut Test| {
            let of_executable = filters.iter().filter(|(executable, _)| *executable == test.executable);
            test.reached.contains(&mutant)
                && of_executable.flat_map(|(_, texts)| texts).any(|text| test.name.contains(text.as_str()))
        };
        let mut tests: Vec<&mut Test> = self.0.iter_mut().filter(fits).collect();
        let promise = |test: &Test| {
            let here = f64::from(test.caught_in.get(function).copied().unwrap_or_default());
            (here * 4.0 + f64::from(test.caught) + 0.3) / f64::from(test.tried + 1) / (test.took.as_secs_f64() + 0.02)
        };
        tests.sort_by(|a, b| promise(b).total_cmp(&promise(a)));
        let mut trial = Trial::Unreached;
        for test in tests {
            test.tried += 1;
            let number = mutant.to_string();
            let path = &built.executables[&test.executable];
            trial = run(&built.tree, path, &test.name, &[("TIENDO_MUTANT", &number)], LEAST + test.took * TIMES);
            if trial != Trial::Survived {
                test.caught += 1;
                *test.caught_in.entry(function.to_owned()).or_default() += 1;
                break;
            }
        }
        trial
    }
}

/// Runs a test, with 3 GB of memory, and with files of 200 MB at most.
fn run(tree: &Path, executable: &Path, test: &str, set: &[(&str, &str)], limit: Duration) -> Trial {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 3000000 -f 400000; exec \"$0\" \"$@\""]);
    command.arg(executable).args(["--exact", test, "--test-threads=1", "--quiet"]).current_dir(tree);
    command.env("CARGO_MANIFEST_DIR", tree).env("PROPTEST_MAX_SHRINK_ITERS", "0").envs(set.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn().expect("tests can be started");
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return if status.success() { Trial::Survived } else { Trial::Failed };
        }
        if begun.elapsed() > limit {
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.wait();
            return Trial::TookTooLong;
        }
        sleep(Duration::from_millis(4));
    }
}
