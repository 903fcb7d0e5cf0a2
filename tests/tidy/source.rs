//! The shape of the sources: what a reader may rely on and no compiler checks.

use std::fs;

use super::code::{Source, blanked, sources};
use crate::support::{none_wrong, root};

/// The most lines a file has.
const MOST_LINES: usize = 500;

/// The most lines of code a function has, from its name to its last brace: texts and comments do not count.
const MOST_LINES_OF_FUNCTION: usize = 80;

/// Functions that are still longer. This list only ever gets shorter.
const LONG: &[&str] = &["office/docx/outline.rs of"];

/// The places of a text, as line numbers from 1.
fn lines_with<'a>(code: &'a str, what: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.lines().enumerate().filter(move |(_, line)| has(line, what)).map(|(at, _)| at + 1)
}

/// Whether a line has a text that is not the end of a longer word.
fn has(line: &str, what: &str) -> bool {
    line.match_indices(what).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            || !what.starts_with(|c: char| c.is_alphanumeric())
    })
}

/// Fails where the shipped code of `src` has one of these texts, outside the files that may.
fn nowhere_but(what: &[&str], may: &[&str]) {
    let mut wrong = Vec::new();
    for source in sources("src") {
        if may.iter().any(|may| source.shown().starts_with(may)) {
            continue;
        }
        for what in what {
            wrong.extend(lines_with(source.shipped(), what).map(|line| format!("{}:{line}: {what}", source.shown())));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn files_fit_a_reader() {
    let lines = |source: &Source| source.text.lines().count();
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let long = all.filter(|source| lines(source) > MOST_LINES);
    none_wrong(&long.map(|source| format!("{}: {} lines", source.shown(), lines(source))).collect::<Vec<_>>());
}

/// The functions of some code: the line of each, its name, and how many lines it has.
fn functions(code: &str) -> Vec<(usize, &str, usize)> {
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ").filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric())) {
        let (mut braces, mut others) = (0, 0);
        // Its body ends with the brace that its first one is closed by; without a body it ends with a semicolon.
        let end = code[at..].find(|c| {
            match c {
                '{' => braces += 1,
                '}' => braces -= 1,
                '(' | '[' => others += 1,
                ')' | ']' => others -= 1,
                _ => {}
            }
            others == 0 && braces == 0 && (c == '}' || c == ';')
        });
        let name =
            code[at + "fn ".len()..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let lines = code[at..=at + end.unwrap_or_default()].lines().filter(|line| !line.trim().is_empty()).count();
        functions.push((code[..at].matches('\n').count() + 1, name, lines));
    }
    functions
}

#[test]
fn functions_fit_a_screen() {
    let (mut wrong, mut known) = (Vec::new(), LONG.to_vec());
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let shown = source.shown();
        // A list of sentences is as long as it is.
        if shown.starts_with("src/words/") {
            continue;
        }
        for (at, name, lines) in
            functions(&source.code).into_iter().filter(|(_, _, lines)| *lines > MOST_LINES_OF_FUNCTION)
        {
            let this = format!("{} {name}", shown.trim_start_matches("src/"));
            match known.iter().position(|known| *known == this) {
                Some(at) => drop(known.remove(at)),
                None => wrong.push(format!("{shown}:{at}: {name} has {lines} lines")),
            }
        }
    }
    wrong.extend(known.iter().map(|known| format!("{known} is short now: take it off LONG")));
    none_wrong(&wrong);
}

#[test]
fn every_module_says_what_it_is() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let silent = all.filter(|source| !source.text.starts_with("//! "));
    none_wrong(&silent.map(|source| format!("{}: its first line is no //!", source.shown())).collect::<Vec<_>>());
}

#[test]
fn formats_of_reports_are_listed_once_and_written_in_one_place() {
    let formats = sources("src").iter().find(|source| source.shown() == "src/data/report/mod.rs");
    let list = formats.and_then(|source| source.shipped().split_once("formats! {")?.1.split_once('}'));
    let named = list.expect("a list of formats").0.lines().filter_map(|line| line.split_whitespace().next());
    let named: Vec<String> = named.map(|format| format!("ReportFormat::{format}")).collect();
    assert!(named.len() > 6, "{named:?}");
    nowhere_but(&named.iter().map(String::as_str).collect::<Vec<_>>(), &["src/office/report/mod.rs"]);
}

#[test]
fn the_disk_is_touched_in_one_place() {
    nowhere_but(&["std::fs", "fs::", "File::"], &["src/store/"]);
}

#[test]
fn the_clock_is_read_in_one_place() {
    nowhere_but(&["SystemTime", "Instant", "now("], &["src/shell.rs"]);
}

#[test]
fn the_environment_is_read_in_the_shell() {
    nowhere_but(&["std::env", "env::"], &["src/shell.rs", "src/main.rs", "src/cli/"]);
}

#[test]
fn nothing_is_printed_past_the_shell() {
    nowhere_but(
        &["println!", "eprintln!", "print!", "eprint!", "io::stdout", "io::stderr", "stdout()", "stderr()"],
        &["src/shell.rs"],
    );
    let printing = ["println!", "eprintln!", "print!", "eprint!"];
    let mut wrong = Vec::new();
    for source in sources("src") {
        // The tests of a module print nothing either.
        for what in printing {
            wrong.extend(lines_with(&source.code, what).map(|line| format!("{}:{line}: {what}", source.shown())));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn what_cannot_fail_says_why() {
    nowhere_but(&["unwrap()", "expect(\"\")"], &[]);
}

/// The crate of fuzzing takes files of the tests, and no build of every day compiles it: what they name it has to have.
#[test]
fn what_fuzzing_takes_from_the_tests_names_nothing_that_it_lacks() {
    let folder = root().join("fuzz/src");
    let lib = fs::read_to_string(folder.join("lib.rs")).expect("it is there");
    let (mut wrong, mut taken) = (Vec::new(), 0);
    for path in lib.split("#[path = \"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let text = fs::read_to_string(folder.join(path)).expect("it is there");
        for named in text.split("crate::").skip(1) {
            let name = named.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            if !lib.contains(&format!("mod {name};")) && !lib.contains(&format!("mod {name} {{")) {
                wrong.push(format!("{path}: crate::{name}"));
            }
            taken += 1;
        }
    }
    assert!(taken > 0, "nothing was looked at");
    none_wrong(&wrong);
}

/// Where the system gives no thread this panics; a builder says so.
#[test]
fn no_thread_panics_where_there_is_none() {
    nowhere_but(&["thread::spawn("], &[]);
}

#[test]
fn imports_name_what_they_import() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let globs = source.shipped().lines().enumerate().filter(|(_, line)| line.trim_end().ends_with("::*;"));
        wrong.extend(globs.map(|(at, line)| format!("{}:{}: {}", source.shown(), at + 1, line.trim())));
    }
    none_wrong(&wrong);
}

/// The names of functions and constants that code outside the crate may use.
fn public(code: &str) -> Vec<&str> {
    ["pub fn ", "pub const fn ", "pub const "]
        .iter()
        .flat_map(|what| code.match_indices(what).map(|(at, _)| &code[at + what.len()..]))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .filter(|name| *name != "fn")
        .collect()
}

#[test]
fn what_is_public_is_used_outside() {
    let front =
        sources("src").iter().filter(|one| ["lib.rs", "main.rs"].iter().any(|file| one.shown().ends_with(file)));
    let outside: Vec<&Source> = ["tests", "benches"].into_iter().flat_map(sources).chain(front).collect();
    let used = |name: &str| outside.iter().any(|source| source.text.lines().any(|line| has(line, name)));
    let mut wrong = Vec::new();
    for source in sources("src") {
        let unused = public(source.shipped()).into_iter().filter(|name| !used(name));
        wrong
            .extend(unused.map(|name| format!("{}: nobody outside uses `{name}`: make it pub(crate)", source.shown())));
    }
    none_wrong(&wrong);
}

#[test]
fn nothing_is_left_for_later() {
    let later = ["TODO", "FIXME", "XXX", "dbg!"];
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        for what in later {
            wrong.extend(lines_with(&source.remarks, what).map(|line| format!("{}:{line}: {what}", source.shown())));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn no_test_is_passed_over() {
    let ignore = "#[ignore";
    let mut wrong = Vec::new();
    for source in ["src", "tests"].into_iter().flat_map(sources) {
        wrong.extend(lines_with(&source.code, ignore).map(|line| format!("{}:{line}: {ignore}", source.shown())));
    }
    none_wrong(&wrong);
}

/// The lines of a Cargo.toml that name a dependency without saying why.
fn unexplained(manifest: &str) -> Vec<String> {
    let (mut inside, mut unexplained) = (false, Vec::new());
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
            if line.contains("dependencies.") {
                unexplained.push(format!("{line}: write it on one line"));
            }
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            let reason = line.split_once(" # ").map_or("", |(_, reason)| reason.trim());
            if reason.is_empty() {
                unexplained.push(format!("{line}: why?"));
            }
        }
    }
    unexplained
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml can be read");
    none_wrong(&unexplained(&manifest));
}

#[test]
fn these_checks_see_what_they_are_for() {
    let text = "let a = \"// never\"; // SystemTime\nlet b = 'x'; let c: &'a str = r#\"std::fs \"q\" \"#; /* now(\n */ d(b'\\'')";
    let code = blanked(text, true);
    assert_eq!(code.lines().count(), text.lines().count());
    for gone in ["never", "SystemTime", "x", "std::fs", "now("] {
        assert!(!code.contains(gone), "{gone}: {code}");
    }
    assert!(code.contains("let c: &'a str") && code.contains("d("), "{code}");
    let remarks = blanked(text, false);
    assert!(remarks.contains("// SystemTime") && remarks.contains("/* now("), "{remarks}");
    assert!(!remarks.contains("never"), "{remarks}");

    let code =
        "trait T {\n    fn a(x: [u8; 2]);\n    fn b() {\n        c(|| {});\n    }\n}\nlet f: fn (u8) = my_fn (1);\n";
    assert_eq!(functions(code)[..2], [(2, "a", 1), (3, "b", 3)]);

    assert!(has("std::time::Instant", "Instant") && !has("MyInstant", "Instant") && has("x.unwrap()", "unwrap()"));
    assert_eq!(unexplained("[dependencies]\na = \"1\"  # why\nb = \"1\"\n[lints]\nc = 1\n").len(), 1);
    assert_eq!(unexplained("[dev-dependencies]\nb = \"1\"\n[dependencies.c]\n").len(), 2);
}
