//! The hooks and workflows that are offered to others: each command in them is run as it stands there.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tiendo::rules::Code;

use crate::support::git::shell;
use crate::support::{files_below, root, shown};

/// The commands of this program in a file, each with where it stands.
fn commands(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).expect("it can be read");
    let command = |(at, line): (usize, &str)| {
        let code = line.split(" # ").next().unwrap_or_default().trim();
        let code = code.strip_prefix("- ").unwrap_or(code);
        let code = ["run: ", "entry: "].iter().find_map(|key| code.strip_prefix(key)).unwrap_or(code);
        code.starts_with("tiendo ").then(|| (format!("{}:{}", shown(path), at + 1), code.to_owned()))
    };
    text.lines().enumerate().filter_map(command).collect()
}

#[test]
fn every_command_of_a_workflow_or_hook_runs() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = folder.path();
    let small = root().join("tests/workspaces/small");
    let prepare = format!(
        "git init -q; cp -r '{0}'/* .; tiendo report month 2024-04 --as-of 2024-05-15; git add .; git commit -qm one;
         cp -r '{0}-later'/* .; git add .; git commit -qm two",
        small.display()
    );
    shell(at, &prepare).ends_with(&[0]);
    let mut files = files_below(&root().join("docs/ci"), "yml");
    files.push(root().join(".pre-commit-hooks.yaml"));
    let mut ran = Vec::new();
    for (place, command) in files.iter().flat_map(|file| commands(file)) {
        let run = shell(at, &format!("export BASE=HEAD~1 HEAD=HEAD range=HEAD~1..HEAD; {command}"));
        // The second commit withdraws and rewrites completions, so what denies that has something to say.
        let of_range = ["$BASE", "$range"].iter().any(|name| command.contains(name));
        let expected = i32::from(command.contains("--deny") && of_range);
        assert_eq!(run.code(), Some(expected), "{place}: {command}: {run:?}");
        ran.push(command);
    }
    for needed in [
        "check --format github",
        "check --format gitlab",
        "--format markdown",
        "--format sarif",
        "week last",
        "verify-reports",
    ] {
        assert!(ran.iter().any(|command| command.contains(needed)), "{needed} is in none of {ran:#?}");
    }
}

/// The codes of marks in a text, in order.
fn marks(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with("W7") && Code::parse(word).is_some()).collect()
}

/// A hook promises no more than it does: what it lets pass is named where it is described.
#[test]
fn marks_that_the_hook_lets_pass_are_named_with_it() {
    let text = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("it can be read");
    let hook = text.split("- id: ").find(|hook| hook.starts_with("tiendo-diff")).expect("there is such a hook");
    let line = |key: &str| hook.lines().find(|line| line.trim_start().starts_with(key)).expect("it has one");
    let denied = marks(line("entry:"));
    let all = Code::ALL.iter().filter(|code| **code >= Code::W701).map(|code| code.as_str());
    let passing: BTreeSet<&str> = all.filter(|code| !denied.contains(code)).collect();
    assert_eq!(marks(line("description:")), passing);
    let page = fs::read_to_string(root().join("docs/git.md")).expect("it can be read");
    let (_, after) = page.split_once("\n## pre-commit\n").expect("it has a part about hooks");
    assert_eq!(marks(after.split("\n## ").next().unwrap_or_default()), passing);
}

/// What a hook lets pass on one computer must not fail on the server, nor the other way round.
#[test]
fn hooks_and_workflows_deny_the_same_marks_and_run_also_when_files_are_deleted() {
    let mut files = files_below(&root().join("docs/ci"), "yml");
    let hooks = root().join(".pre-commit-hooks.yaml");
    files.push(hooks.clone());
    let denied = |(_, command): (String, String)| {
        command.split_once("--deny ").map(|(_, rest)| rest.split(' ').next().unwrap_or_default().to_owned())
    };
    let lists: Vec<String> = files.iter().flat_map(|file| commands(file)).filter_map(denied).collect();
    assert_eq!(lists.len(), 3, "{lists:?}");
    assert!(lists.iter().all(|list| *list == lists[0]), "{lists:#?}");
    let text = fs::read_to_string(hooks).expect("it can be read");
    assert_eq!(text.matches("\n  always_run: true").count(), text.matches("- id: ").count(), "{text}");
}
