//! `tiendo check` on every folder of `tests/check`: what it says, in both languages, and how it exits.
//!
//! `expected.vi.txt` and `expected.en.txt` hold standard output and the exit code; `SNAPSHOTS=overwrite cargo test`
//! writes them anew. A folder named `<CODE>-<name>` is a case of that rule and of no other.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tiendo::rules::Code;

use crate::support::case::bounded;
use crate::support::git::git;
use crate::support::{
    AS_OF, codes, compare, diagnostics, entries, files_below, none_wrong, root, run, shown, workspace,
};

/// Rules whose case is made below, in code: no repository should hold a file of 100 MB or a plan of 4,097 tasks.
const CODED: [Code; 3] = [Code::E101, Code::E104, Code::E109];

fn cases() -> Vec<PathBuf> {
    let cases: Vec<PathBuf> = entries(&root().join("tests/check")).into_iter().filter(|path| path.is_dir()).collect();
    assert!(!cases.is_empty(), "there are no cases");
    cases
}

fn name(case: &Path) -> &str {
    case.file_name().and_then(|name| name.to_str()).expect("names of cases are UTF-8")
}

#[test]
fn every_case_is_told_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        for lang in ["vi", "en"] {
            let ran = run(&case, &["check", "--all", "--as-of", AS_OF, "--lang", lang, "--color", "never"]);
            assert_eq!(ran.stderr, "", "{}: check tells everything on standard output", shown(&case));
            let actual = format!("{}[exit {}]\n", ran.stdout, ran.code);
            wrong.extend(compare(actual, &case.join(format!("expected.{lang}.txt"))).err());
        }
    }
    none_wrong(&wrong);
}

#[test]
fn a_case_of_a_rule_breaks_that_rule_alone() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (code, found) = diagnostics(&case);
        let errors = found.iter().filter(|diagnostic| diagnostic["severity"] == "error").count();
        assert_eq!(code, i32::from(errors > 0), "{}: exit 1 means errors", shown(&case));
        let Some((rule, rest)) = name(&case).split_once('-') else { continue };
        let Some(rule) = Code::parse(rule) else { continue };
        if rule.name() != rest {
            wrong.push(format!("{}: the rule's name is {}", shown(&case), rule.name()));
        }
        if codes(&found) != [rule.as_str()] {
            wrong.push(format!("{}: reports {:?}", shown(&case), codes(&found)));
        }
        if found.iter().any(|diagnostic| diagnostic["name"] != rule.name()) {
            wrong.push(format!("{}: a diagnostic bears another name", shown(&case)));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases();
    let with_case: BTreeSet<Code> =
        cases.iter().filter_map(|case| name(case).split_once('-')).filter_map(|(code, _)| Code::parse(code)).collect();
    // Marks are given by `diff` alone: `tests/git/review` has their cases.
    let all: BTreeSet<Code> = Code::ALL.iter().copied().filter(|code| code.is_checked()).collect();
    let without: Vec<&str> = all.difference(&with_case).map(|code| code.as_str()).collect();
    assert_eq!(without, CODED.map(Code::as_str), "rules without a folder in tests/check");
}

#[test]
fn many_faults_are_told_for_machines_as_expected() {
    // In a repository of its own, since hosts are told of paths from its top.
    let repository = tempfile::tempdir().expect("a temporary folder can be made");
    bounded(git(repository.path()).args(["init", "--quiet"])).ends_with(&[0]);
    let mut wrong = Vec::new();
    for case in ["many", "many-records"].map(|case| root().join("tests/check").join(case)) {
        let workspace = repository.path().join("tests/check").join(name(&case));
        for file in files_below(&case, "toml") {
            let copy = workspace.join(file.strip_prefix(&case).expect("it lies in it"));
            fs::create_dir_all(copy.parent().expect("it lies in a folder")).expect("folders can be made");
            fs::copy(file, copy).expect("files can be copied");
        }
        for (format, file) in [("github", "expected.github.txt"), ("json", "expected.json.txt")] {
            let ran = run(&workspace, &["check", "--as-of", AS_OF, "--lang", "en", "--format", format]);
            assert_eq!(ran.stderr, "");
            // The JSON is one line; a line for each diagnostic can be read and compared.
            let stdout = if format == "json" { ran.stdout.replace("},{", "},\n{") } else { ran.stdout };
            wrong.extend(compare(format!("{stdout}[exit {}]\n", ran.code), &case.join(file)).err());
        }
    }
    none_wrong(&wrong);
}

/// The line and column, from 1 and in characters, of a byte of a file, a byte order mark left out.
fn place(bytes: &[u8], at: usize) -> (u64, u64) {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let before = before.strip_prefix('\u{feff}').unwrap_or(&before);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() as u64 + 1, line.chars().count() as u64 + 1)
}

/// The bytes a diagnostic points at.
fn span(diagnostic: &Value) -> std::ops::Range<usize> {
    let offset = |key: &str| usize::try_from(diagnostic[key].as_u64().expect("an offset")).expect("a small file");
    offset("start_byte")..offset("end_byte")
}

#[test]
fn lines_and_columns_agree_with_the_bytes_of_the_files() {
    let mut compared = 0;
    for case in cases() {
        for diagnostic in diagnostics(&case).1 {
            let path = case.join(diagnostic["file"].as_str().expect("a file"));
            let span = span(&diagnostic);
            // What is no text has no lines: such a diagnostic points at the whole file.
            let Ok(bytes) = fs::read(&path) else { continue };
            if std::str::from_utf8(&bytes).is_err() || diagnostic["code"] == "E103" {
                continue;
            }
            let of = |line: &str, column: &str| {
                (diagnostic[line].as_u64().unwrap_or_default(), diagnostic[column].as_u64().unwrap_or_default())
            };
            assert_eq!(of("line", "column"), place(&bytes, span.start), "{}: {diagnostic}", shown(&case));
            assert_eq!(of("end_line", "end_column"), place(&bytes, span.end), "{}: {diagnostic}", shown(&case));
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} diagnostics were compared");
}

/// Copies a workspace of ordinary files.
fn copy(case: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir(to.path().join("units")).expect("a folder can be made");
    for file in files_below(case, "toml") {
        let inside = file.strip_prefix(case).expect("it lies in the case");
        fs::copy(&file, to.path().join(inside)).expect("a file can be copied");
    }
    to
}

#[test]
fn every_suggestion_put_in_place_mends_what_it_is_for() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for case in cases() {
        let (_, before) = diagnostics(&case);
        for diagnostic in &before {
            let Some(replacement) = diagnostic["replacement"].as_str() else { continue };
            let message = diagnostic["message"].as_str().expect("a message");
            let file = diagnostic["file"].as_str().expect("a file");
            let copy = copy(&case);
            let path = copy.path().join(file);
            let mut text = fs::read_to_string(&path).expect("a file with a suggestion is text");
            text.replace_range(span(diagnostic), replacement);
            fs::write(&path, text).expect("the copy can be written");
            let after = diagnostics(copy.path()).1;
            let syntax = |all: &[Value]| all.iter().filter(|one| one["code"] == "E106").count();
            let mended = after.len() < before.len() && syntax(&after) <= syntax(&before);
            if !mended {
                wrong.push(format!("{}: {message}: not mended by {replacement}", shown(&case)));
            }
            tried += 1;
        }
    }
    none_wrong(&wrong);
    assert!(tried > 10, "only {tried} suggestions were tried");
}

/// A plan of one unit and this many tasks.
fn plan_of(tasks: usize) -> String {
    let mut plan = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n".to_owned();
    plan.push_str("[units]\nvan-phong = \"Văn phòng\"\n");
    let task = |at| format!("[[tasks]]\nid = \"t{at}\"\ntitle = \"T\"\nlead = [\"van-phong\"]\ndue = \"2024-Q4\"\n");
    plan.extend((0..tasks).map(task));
    plan
}

/// What a report says where check finds an error: exit code 3, the code on standard error.
fn refused(workspace: &Path, code: &str) {
    let ran = run(workspace, &["status", "--as-of", AS_OF, "--lang", "en"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stderr.contains(&format!("error[{code}]")), "{ran:?}");
}

/// Even the superuser, for whom no permission counts, cannot list a folder that is none.
#[test]
fn e101_units_that_is_no_folder_cannot_be_read() {
    let workspace = workspace(&[("plan.toml", &plan_of(1)), ("units", "")]);
    let (code, found) = diagnostics(workspace.path());
    assert_eq!((code, codes(&found)), (1, vec!["E101"]));
    assert_eq!((found[0]["file"].as_str(), found[0]["line"].as_u64()), (Some("units"), Some(1)));
    refused(workspace.path(), "E101");
}

#[cfg(unix)]
#[test]
fn e101_a_file_without_permission_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = workspace(&[("plan.toml", &plan_of(1)), ("units/van-phong.toml", "")]);
    let file = workspace.path().join("units/van-phong.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    // The superuser may read it all the same.
    if File::open(&file).is_err() {
        let (code, found) = diagnostics(workspace.path());
        assert_eq!((code, codes(&found)), (1, vec!["E101"]));
        refused(workspace.path(), "E101");
    }
}

#[test]
fn e104_a_unit_file_holds_up_to_one_mebibyte() {
    let file = "units/van-phong.toml";
    let workspace = workspace(&[("plan.toml", &plan_of(1)), (file, &format!("#{}", " ".repeat((1 << 20) - 1)))]);
    let (code, found) = diagnostics(workspace.path());
    assert_eq!((code, codes(&found)), (0, vec![]), "one mebibyte is allowed");

    fs::write(workspace.path().join(file), format!("#{}", " ".repeat(1 << 20))).expect("it can be written");
    let (code, found) = diagnostics(workspace.path());
    assert_eq!((code, codes(&found), found[0]["file"].as_str()), (1, vec!["E104"], Some(file)));
    refused(workspace.path(), "E104");
}

#[test]
fn e104_a_huge_file_is_refused_with_its_size() {
    let workspace = workspace(&[("plan.toml", &plan_of(1)), ("units/van-phong.toml", "")]);
    for (file, limit) in [("units/van-phong.toml", "1 MiB"), ("plan.toml", "16 MiB")] {
        let sparse = File::options().write(true).open(workspace.path().join(file)).expect("it can be opened");
        sparse.set_len(100_000_000).expect("a file can have a hole");
        let (code, found) = diagnostics(workspace.path());
        assert_eq!((code, codes(&found), found[0]["file"].as_str()), (1, vec!["E104"], Some(file)));
        let message = found[0]["message"].as_str().unwrap_or_default();
        assert!(message.contains("100,000,000 bytes") && message.contains(limit), "{message}");
        refused(workspace.path(), "E104");
    }
}

#[test]
fn e109_a_plan_holds_up_to_4096_tasks() {
    let workspace = workspace(&[("plan.toml", &plan_of(4096)), ("units/van-phong.toml", "")]);
    let (code, found) = diagnostics(workspace.path());
    assert_eq!((code, codes(&found)), (0, vec![]), "4,096 tasks are allowed");

    fs::write(workspace.path().join("plan.toml"), plan_of(4097)).expect("it can be written");
    let (code, found) = diagnostics(workspace.path());
    assert_eq!((code, codes(&found), found.len()), (1, vec!["E109"], 1));
    assert_eq!(found[0]["file"], "plan.toml");
    refused(workspace.path(), "E109");
}

#[test]
fn errors_are_found_also_where_the_reader_leaves() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("-C")
        .arg(root().join("tests/check/many"))
        .args(["check", "--as-of", "2024-05-15"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
}
