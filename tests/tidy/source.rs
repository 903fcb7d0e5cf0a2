//! The shape of the sources: what a reader may rely on and no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{files_below, none_wrong, root, shown};

/// The most lines a file of `src` has.
const MOST_LINES: usize = 500;

/// The modules in their order: each may import those before it and itself, and nothing that comes after.
const LAYERS: &[&str] = &[
    "model",
    "source",
    "rules",
    "diagnostic",
    "text",
    "read",
    "assess",
    "edit",
    "action",
    "store",
    "git",
    "pipeline",
    "select",
    "check",
    "view",
    "review",
    "words",
    "page",
    "sheet",
    "data",
    "office",
    "shell",
    "prompt",
    "cli",
];

/// A source file.
struct Source {
    path: PathBuf,
    text: String,
    /// The text with strings and characters blanked out, line by line the same.
    remarks: String,
    /// The same without its comments.
    code: String,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let (remarks, code) = (blanked(&text, false), blanked(&text, true));
        Self { path, text, remarks, code }
    }

    fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The code that is not its tests, which stand at its end.
    fn shipped(&self) -> &str {
        self.code.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// The modules it lies in, from the root of the crate: `["read", "plan"]`.
    fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix(root().join("src")).expect("it lies in src").with_extension("");
        let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            parts.pop();
        }
        parts
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let sources: Vec<Source> = files_below(&root().join(folder), "rs").into_iter().map(Source::read).collect();
    assert!(!sources.is_empty(), "there are no sources in {folder}");
    sources
}

/// Blanks out strings and characters, and comments too if asked to.
fn blanked(text: &str, comments: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = literal_end(&letters, at);
        if end == at {
            code.push(letters[at]);
            at += 1;
        } else if letters[at] == '/' && !comments {
            code.extend(&letters[at..end]);
            at = end;
        } else {
            code.extend(letters[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Where the comment, string or character that begins at `at` ends; `at` where none begins.
fn literal_end(letters: &[char], at: usize) -> usize {
    let starts = |at: usize, with: &str| with.chars().enumerate().all(|(i, c)| letters.get(at + i) == Some(&c));
    let until = |from: usize, end: &str| {
        (from..letters.len()).find(|at| starts(*at, end)).map_or(letters.len(), |at| at + end.len())
    };
    let word = |c: &char| c.is_alphanumeric() || *c == '_';
    if starts(at, "//") {
        return (at..letters.len()).find(|at| letters[*at] == '\n').unwrap_or(letters.len());
    }
    if starts(at, "/*") {
        return until(at + 2, "*/");
    }
    let after_word = at > 0 && word(&letters[at - 1]);
    if starts(at, "r\"") || starts(at, "r#") && !after_word {
        let hashes = letters[at + 1..].iter().take_while(|c| **c == '#').count();
        if letters.get(at + 1 + hashes) == Some(&'"') {
            return until(at + 2 + hashes, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if starts(at, "\"") {
        let mut end = at + 1;
        while end < letters.len() && letters[end] != '"' {
            end += if letters[end] == '\\' { 2 } else { 1 };
        }
        return (end + 1).min(letters.len());
    }
    // A lifetime has no quote at its end.
    if starts(at, "'\\") {
        return until(at + 3, "'");
    }
    if starts(at, "'") && letters.get(at + 2) == Some(&'\'') {
        return at + 3;
    }
    at
}

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

/// Every top module of the crate that some code names: `crate::a`, `crate::{a::b, c}`, `super::a` at the root.
fn named_modules(code: &str, module: &[String]) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        named.extend(heads(&code[at + "crate::".len()..]));
    }
    for (at, _) in code.match_indices("super::") {
        // Of `super::super::` the first one counts how far up the path goes.
        if code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut up = 0;
        while let Some(above) = rest.strip_prefix("super::") {
            (rest, up) = (above, up + 1);
        }
        if up == module.len() {
            named.extend(heads(rest));
        }
    }
    named
}

/// The first words of a path, or of each path of a group in braces.
fn heads(path: &str) -> Vec<String> {
    let first = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let Some(group) = path.strip_prefix('{') else { return vec![first(path)] };
    let (mut depth, mut heads, mut fresh) = (1, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            letter if fresh && depth == 1 && !letter.is_whitespace() => {
                heads.push(first(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    for source in sources("src") {
        let module = source.module();
        // The root names every module and is no layer.
        let Some(own) = module.first() else { continue };
        let Some(own_rank) = rank(own) else {
            wrong.push(format!("{}: {own} is no layer of tests/tidy/source.rs", source.shown()));
            continue;
        };
        for named in named_modules(source.shipped(), &module) {
            if rank(&named).is_some_and(|rank| rank <= own_rank) {
                continue;
            }
            wrong.push(format!("{}: {own} must not import {named}", source.shown()));
        }
    }
    wrong.extend(LAYERS.iter().filter(|layer| !is_module(layer)).map(|layer| format!("there is no module {layer}")));
    none_wrong(&wrong);
}

fn is_module(name: &str) -> bool {
    let src = root().join("src");
    src.join(name).join("mod.rs").is_file() || src.join(name).with_extension("rs").is_file()
}

#[test]
fn files_fit_a_reader() {
    let lines = |source: &Source| source.text.lines().count();
    let long = sources("src").into_iter().filter(|source| lines(source) > MOST_LINES);
    none_wrong(&long.map(|source| format!("{}: {} lines", source.shown(), lines(&source))).collect::<Vec<_>>());
}

#[test]
fn every_module_says_what_it_is() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let silent = all.filter(|source| !source.text.starts_with("//! "));
    none_wrong(&silent.map(|source| format!("{}: its first line is no //!", source.shown())).collect::<Vec<_>>());
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

#[test]
fn imports_name_what_they_import() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let globs = source.shipped().lines().enumerate().filter(|(_, line)| line.trim_end().ends_with("::*;"));
        wrong.extend(globs.map(|(at, line)| format!("{}:{}: {}", source.shown(), at + 1, line.trim())));
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

    let module = vec!["view".to_owned()];
    let code = "use crate::{assess::{State, Flag}, model};\nuse super::words::x;\ncrate::text::fold(y)";
    assert_eq!(named_modules(code, &module), ["assess", "model", "text", "words"]);
    assert_eq!(named_modules("use super::board::x;", &["view".to_owned(), "why".to_owned()]), Vec::<String>::new());

    assert!(has("std::time::Instant", "Instant") && !has("MyInstant", "Instant") && has("x.unwrap()", "unwrap()"));
    assert_eq!(unexplained("[dependencies]\na = \"1\"  # why\nb = \"1\"\n[lints]\nc = 1\n").len(), 1);
    assert_eq!(unexplained("[dev-dependencies]\nb = \"1\"\n[dependencies.c]\n").len(), 2);
    assert!(is_module("model") && !is_module("nothing") && Path::new(env!("CARGO_MANIFEST_DIR")) == root());
}
